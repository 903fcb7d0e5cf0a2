//! The summary of a report: two paragraphs, ready to be used elsewhere.

use std::cmp::{Ordering, Reverse};
use std::io;

use super::subject::ReportPage;
use crate::judge::State;
use crate::page::Page;
use crate::view::report::form::Row;
use crate::view::report::tally::Claims;
use crate::view::report::{Listed, Report};
use crate::words::{Label, Phrase};

/// How many units that lag are named.
const NAMED: usize = 5;

impl ReportPage<'_> {
    /// Two paragraphs: the whole, and the units that lag.
    pub(crate) fn summary(&self, page: &mut dyn Page) -> io::Result<()> {
        let whole = [
            Some(self.fell_due()),
            self.rate_before(),
            Some(self.went_on()),
            self.awaiting(),
            Some(self.whole_plan()),
            self.after_the_plan(),
        ];
        page.paragraph(whole.into_iter().flatten().collect::<Vec<_>>().join(" "))?;
        let lagging = [Some(self.behind(page.keeps_spare())), self.of_overdue(), Some(self.upcoming())];
        page.paragraph(lagging.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }

    /// What is said of counts, where there is anything to count.
    fn counts<N: Default + PartialEq>(&self, counts: impl IntoIterator<Item = (N, Phrase<'static>)>) -> Vec<String> {
        let some = counts.into_iter().filter(|(count, _)| *count != N::default());
        some.map(|(_, said)| self.say(&said)).collect()
    }

    /// What was claimed and is not accepted yet, as far as the edition tells it from what is not due.
    fn claims(&self) -> Claims {
        if self.report.scope.tells_claims() { self.report.claims } else { Claims::default() }
    }

    fn fell_due(&self) -> String {
        let (scope, due) = (self.report.scope, self.report.due);
        let (period, day) = (scope.period, scope.as_of);
        let when = self.say(&match scope.is_interim() {
            true if scope.is_so_far() => Phrase::PeriodSoFar { period, day },
            true => Phrase::PeriodUntil { period, day },
            false => Phrase::PeriodDays(period),
        });
        let Some(rate) = due.completed_rate() else { return self.say(&Phrase::NothingFellDue { when: &when }) };
        let Claims { due: claimed, due_late: late, .. } = self.claims();
        let rest = due.pending - claimed;
        // What fell due and is neither claimed nor overdue is due on the day itself.
        let in_time = Phrase::OpenInTime { count: rest, day };
        let today = if scope.tells_claims() { Phrase::OpenToday { count: rest, day } } else { in_time };
        let open = self.counts([
            (claimed, Phrase::OpenClaimed { count: claimed, late }),
            (rest, today),
            (due.overdue, Phrase::OpenOverdue { count: due.overdue }),
        ]);
        let (total, completed, in_time, late) = (due.total(), due.completed(), due.in_time, due.late);
        self.say(&Phrase::FellDue { when: &when, total, completed, rate, in_time, late, open: &open })
    }

    /// How the rate of completion compares with the one of the period before, or of as much of it.
    fn rate_before(&self) -> Option<String> {
        let (report, scope) = (self.report, self.report.scope);
        let previous = report.previous.filter(|_| !scope.is_interim() || scope.is_so_far())?.named();
        let (now, then) = (report.due.completed_rate()?.tenths(), report.due_previous.completed_rate()?.tenths());
        let stretch = Phrase::SameStretch { previous, day: scope.compared() };
        let previous = &self.say(&if scope.is_so_far() { stretch } else { Phrase::WholePeriod { period: previous } });
        let tenths = now.abs_diff(then);
        Some(self.say(&match now.cmp(&then) {
            Ordering::Equal => Phrase::RateSame { previous },
            Ordering::Greater => Phrase::RateUp { tenths, previous },
            Ordering::Less => Phrase::RateDown { tenths, previous },
        }))
    }

    fn went_on(&self) -> String {
        let (scope, count) = (self.report.scope, |listed| self.report.count(listed));
        let (extended, waived) = (count(Listed::Extended), count(Listed::Waived));
        let mut what = vec![
            self.say(&Phrase::NowCompleted { count: count(Listed::Completed) }),
            self.say(&Phrase::NowOverdue { count: count(Listed::NewlyOverdue) }),
        ];
        what.extend(self.counts([
            (extended, Phrase::NowExtended { count: extended }),
            (waived, Phrase::NowWaived { count: waived }),
        ]));
        let (what, day) = (&what.join(", "), scope.as_of);
        self.say(&if day > scope.period.last() {
            Phrase::HappenedUntil { day, what }
        } else {
            Phrase::HappenedInPeriod { what }
        })
    }

    fn awaiting(&self) -> Option<String> {
        let count = self.report.count(Listed::Awaiting);
        (count > 0).then(|| self.say(&Phrase::ClaimsAwait { count }))
    }

    /// The whole plan, and how much of it is overdue beside the period before.
    fn whole_plan(&self) -> String {
        let (scope, totals) = (self.report.scope, self.report.board.totals());
        let (overdue, then) = (totals.of(State::Overdue), self.report.before.of(State::Overdue));
        let since = &match scope.compared() {
            day if day == scope.eve() => self.label(Label::PeriodBegan).to_owned(),
            day => self.say(&Phrase::OnDay { day }),
        };
        let count = overdue.abs_diff(then);
        let change = self.report.previous.map(|_| {
            self.say(&match overdue.cmp(&then) {
                Ordering::Equal => Phrase::OverdueSame { since },
                Ordering::Greater => Phrase::OverdueMore { count, since },
                Ordering::Less => Phrase::OverdueLess { count, since },
            })
        });
        let (pending, completed) = (totals.of(State::Pending), totals.of(State::Completed));
        let change = &change.unwrap_or_default();
        let claimed = if scope.tells_claims() { self.report.count(Listed::Awaiting) } else { 0 };
        self.say(&Phrase::WholePlan { day: scope.as_of, overdue, change, pending, claimed, completed })
    }

    /// What is still open once the plan has ended: no later report need say it.
    fn after_the_plan(&self) -> Option<String> {
        let (scope, ends) = (self.report.scope, self.plan.header.ends);
        let (tally, claimed) = (self.report.tally, self.claims().timed);
        let (overdue, pending) = (tally.overdue, tally.pending - claimed);
        (scope.tells_ends() && scope.as_of >= ends).then(|| match (overdue, pending) {
            (0, 0) if claimed == 0 => self.say(&Phrase::NothingLeft { ends }),
            _ => self.say(&Phrase::LeftOpen { ends, overdue, pending, claimed }),
        })
    }

    /// The units with something overdue, those with most of it first; among equals those with the longest, then in the
    /// plan's order.
    fn laggards(&self) -> Vec<&Row> {
        let mut rows: Vec<&Row> = self.report.rows.iter().filter(|row| row.tally.overdue > 0).collect();
        rows.sort_by_key(|row| Reverse((row.tally.overdue, row.longest)));
        rows
    }

    fn behind(&self, in_full: bool) -> String {
        let laggards = self.laggards();
        let said = |row: &&Row| {
            let unit = self.plan.unit(row.unit);
            let name = if in_full { &unit.name } else { unit.short_name() };
            self.say(&Phrase::Laggard { name, count: row.tally.overdue, days: row.longest })
        };
        let named = &self.words.listed(&laggards.iter().take(NAMED).map(said).collect::<Vec<_>>());
        let units = self.report.rows.iter().filter(|row| !row.unreadable).count();
        self.say(&match laggards.len() {
            0 => Phrase::NoneBehind,
            1 => Phrase::OneBehind { units, named },
            count if count <= NAMED => Phrase::AllBehind { count, units, named },
            count => Phrase::MostBehind { count, units, named },
        })
    }

    /// For how much of what is overdue the unit promises a day that has not passed, or gives no reason.
    fn of_overdue(&self) -> Option<String> {
        let Report { promised, lapsed, unexplained, .. } = *self.report;
        let lapsed = if self.report.scope.tells_ends() { lapsed } else { 0 };
        let notes = self.counts([
            (promised, Phrase::PromisedCount { count: promised }),
            (lapsed, Phrase::LapsedCount { count: lapsed }),
            (unexplained, Phrase::UnexplainedCount { count: unexplained }),
        ]);
        let count = self.report.count(Listed::Carried) + self.report.count(Listed::NewlyOverdue);
        (!notes.is_empty()).then(|| self.say(&Phrase::OfOverdue { count, notes: &notes.join(", ") }))
    }

    fn upcoming(&self) -> String {
        let (from, to) = (self.report.scope.comes_from(), self.report.scope.horizon());
        self.say(&match self.report.count(Listed::Upcoming) {
            0 => Phrase::NothingUpcoming { from, to },
            count => Phrase::Upcoming { count, from, to },
        })
    }
}
