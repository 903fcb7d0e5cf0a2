//! What a report is about: a period, and the day as of which it is told.

use chrono::NaiveDate;

use crate::model::period::{day_after, day_before, shift};
use crate::model::plan::Plan;
use crate::model::reporting::ReportPeriod;

/// The edition of the form that reports have: of its words, its parts, their order, and what they count.
pub(crate) const EDITION: u32 = 5;

/// A period and the day as of which it is looked at: the end of its last day, an earlier day while it goes on, or a later
/// one that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    pub(crate) period: ReportPeriod,
    /// The day; what is dated later does not count.
    pub(crate) as_of: NaiveDate,
    /// The edition of the form whose parts it has and by whose rules it counts.
    pub(crate) edition: u32,
}

impl Scope {
    /// The period as it can be judged on a day; nothing where it has not begun by then.
    pub(crate) fn new(period: ReportPeriod, today: NaiveDate) -> Option<Self> {
        let as_of = today.min(period.last());
        (period.first() <= today).then_some(Self { period, as_of, edition: EDITION })
    }

    /// The period as of a closing day: its last day, or one in the period after, since offices close their figures some
    /// days later; nothing for other days. Figures of a period that goes on are not closed.
    pub(crate) fn closing(period: ReportPeriod, day: NaiveDate) -> Option<Self> {
        let scope = Self { period, as_of: day, edition: EDITION };
        (period.last() <= day && day <= scope.horizon()).then_some(scope)
    }

    /// The same by the rules of an edition.
    pub(crate) fn in_edition(self, edition: u32) -> Self {
        Self { edition, ..self }
    }

    /// Whether tasks are counted too: the first edition counted obligations alone.
    pub(crate) fn counts_tasks(self) -> bool {
        self.edition > 1
    }

    /// Whether a period that is over is judged as of the end of its last day, and one that goes on by what was due so far,
    /// beside as much of the period before: the first two editions judged days that went on, and counted whole periods.
    pub(crate) fn tells_ends(self) -> bool {
        self.edition > 2
    }

    /// Whether the map of a page counts what the official table does: that of the first two editions also counted standing
    /// work that was done, in one number with the rest.
    pub(crate) fn maps_time_limits(self) -> bool {
        self.edition > 2
    }

    /// Whether a page opens on what is overdue: that of the first two editions did not.
    pub(crate) fn opens_on_overdue(self) -> bool {
        self.edition > 2
    }

    /// Whether a page lists everything: that of the first two editions always did, that of the third where it was little.
    pub(crate) fn lists_everything(self, little: bool) -> bool {
        self.edition < 3 || self.edition == 3 && little
    }

    /// Whether its sentences tell claims that wait for acceptance, and what is due on the day itself, from what is not due
    /// yet: those of the first four editions did not.
    pub(crate) fn tells_claims(self) -> bool {
        self.edition > 4
    }

    /// Whether the counts of a page's map open what they count: those of the first four editions did not.
    pub(crate) fn opens_counts(self) -> bool {
        self.edition > 4
    }

    /// Whether the official table follows the order of the units: the first two editions followed that of the groups.
    pub(crate) fn parts_by_plan(self) -> bool {
        self.edition > 2
    }

    /// Whether the period goes on after the day.
    pub(crate) fn is_interim(self) -> bool {
        self.as_of < self.period.last()
    }

    /// Whether the end of the day is judged: that of a period that is over.
    pub(crate) fn is_end_of_day(self) -> bool {
        self.tells_ends() && self.as_of == self.period.last()
    }

    /// Whether only what was due so far is counted as due in the period.
    pub(crate) fn is_so_far(self) -> bool {
        self.tells_ends() && self.is_interim()
    }

    /// The last day of what is counted as due in the period.
    pub(crate) fn due_until(self) -> NaiveDate {
        if self.is_so_far() { self.as_of } else { self.period.last() }
    }

    /// The first day of what is to come.
    pub(crate) fn comes_from(self) -> NaiveDate {
        if self.is_end_of_day() { day_after(self.as_of).unwrap_or(self.as_of) } else { self.as_of }
    }

    /// The day before the period began: what changed since then happened in the period.
    pub(crate) fn eve(self) -> NaiveDate {
        day_before(self.period.first()).expect("a period begins in year 1 or later")
    }

    /// The day as of which the period before is compared: the eve; with a closing day, as many days after it; of a period
    /// that goes on, the day as far into the period before. Like is compared with like.
    pub(crate) fn compared(self) -> NaiveDate {
        let late = (self.as_of - self.period.last()).num_days().max(0);
        let earlier = if self.is_so_far() { self.period.earlier(self.as_of) } else { shift(self.eve(), late) };
        earlier.unwrap_or(self.eve())
    }

    /// Whether that is the eve, judged as the eve is.
    pub(super) fn compares_eve(self) -> bool {
        self.compared() == self.eve() && (!self.tells_ends() || self.is_end_of_day())
    }

    /// The period before, if the plan ran by its end, or by the day that is compared.
    pub(crate) fn previous(self, plan: &Plan) -> Option<ReportPeriod> {
        let runs = |previous: &ReportPeriod| self.compared().min(previous.last()) >= plan.header.starts;
        self.period.previous().filter(runs)
    }

    /// The last day of the period after: what falls due by then is named.
    pub(crate) fn horizon(self) -> NaiveDate {
        self.period.next().map_or(self.period.last(), ReportPeriod::last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::period::Period;

    #[test]
    fn a_period_is_told_as_of_its_last_day_or_of_today() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let week = Period::parse("2024-W20").ok().and_then(|week| ReportPeriod::of(week, None)).expect("a week");
        assert_eq!(Scope::new(week, day("2024-05-12")), None);
        let going_on = Scope::new(week, day("2024-05-15")).expect("it has begun");
        assert!(going_on.is_interim() && !going_on.is_end_of_day());
        assert_eq!((going_on.as_of, going_on.compared()), (day("2024-05-15"), day("2024-05-08")));
        assert_eq!(going_on.in_edition(2).compared(), day("2024-05-12"));
        for today in ["2024-05-19", "2024-05-20", "2025-01-01"] {
            let over = Scope::new(week, day(today)).expect("it has begun");
            assert!(!over.is_interim() && over.is_end_of_day() && !over.in_edition(2).is_end_of_day());
            assert_eq!(
                (over.as_of, over.eve(), over.comes_from(), over.horizon()),
                (day("2024-05-19"), day("2024-05-12"), day("2024-05-20"), day("2024-05-26"))
            );
        }
        for (closing, so) in [("2024-05-18", false), ("2024-05-19", true), ("2024-05-26", true), ("2024-05-27", false)]
        {
            assert_eq!(Scope::closing(week, day(closing)).is_some(), so, "{closing}");
        }
    }
}
