//! The report as a whole: its sections in order, its head and the key figures.

use std::collections::BTreeMap;
use std::io;

use chrono::NaiveDate;

use super::form::{COUNTS, RATES};
use super::lists;
use super::subject::ReportPage;
use crate::judge::State;
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::record::Field;
use crate::model::reporting::ReportPeriod;
use crate::page::plan::known_head;
use crate::page::{CellValue, ColumnHead, Page, PartId, Role, RowKind, Weight};
use crate::text::{one_line, sentence_case};
use crate::view::report::Listed;
use crate::view::totals::Totals;
use crate::words::office::OfficePhrase;
use crate::words::{Label, Phrase, date, owed};

/// The sections that list obligations, in order: how deep they lie, their headings, entries and tables.
type ListPart = (PartId, u8, Label, Listed, &'static lists::List);

const LISTED: [ListPart; 6] = [
    (PartId::Completed, 2, Label::NewlyCompleted, Listed::Completed, &lists::COMPLETED),
    (PartId::NewlyOverdue, 2, Label::NewlyOverdue, Listed::NewlyOverdue, &lists::OVERDUE),
    (PartId::Extended, 2, Label::NewlyExtended, Listed::Extended, &lists::EXTENDED),
    (PartId::Waived, 2, Label::NewlyWaived, Listed::Waived, &lists::WAIVED),
    (PartId::Awaiting, 2, Label::AwaitingAcceptance, Listed::Awaiting, &lists::AWAITING),
    (PartId::Carried, 1, Label::CarriedOverdue, Listed::Carried, &lists::OVERDUE),
];

/// So many reasons stand in running text, which has room on two pages; the annex has all.
const MOST_REASONS: u32 = 8;
/// So many tasks that fall due next stand there.
const MOST_TASKS: usize = 5;

/// Numbers sections: 1., 2., 2.1.
#[derive(Default)]
struct Numbers(u32, u32);

impl Numbers {
    fn next(&mut self, level: u8) -> String {
        if level == 1 {
            (self.0, self.1) = (self.0 + 1, 0);
            return format!("{}.", self.0);
        }
        self.1 += 1;
        format!("{}.{}.", self.0, self.1)
    }
}

/// Opens a section: which part it is, how deep it lies, its heading.
type OpenSection<'o> = dyn FnMut(&mut dyn Page, PartId, u8, &str) -> io::Result<()> + 'o;

impl ReportPage<'_> {
    pub(crate) fn write(&self, page: &mut dyn Page) -> io::Result<()> {
        let mut numbers = Numbers::default();
        self.head(page)?;
        self.sections(page, &mut |page, id, level, heading| {
            page.heading(id, level, format!("{} {heading}", numbers.next(level)))
        })
    }

    /// The same as a section of a page, which has this number.
    pub(super) fn below(&self, page: &mut dyn Page, number: u32) -> io::Result<()> {
        let mut numbers = Numbers::default();
        self.sections(page, &mut |page, _, level, heading| {
            page.section(level + 1, format!("{number}.{} {heading}", numbers.next(level)))
        })
    }

    fn sections(&self, page: &mut dyn Page, open: &mut OpenSection<'_>) -> io::Result<()> {
        let scope = self.report.scope;
        open(page, PartId::Summary, 1, self.label(Label::Summary))?;
        self.summary(page)?;
        open(page, PartId::Figures, 1, self.label(Label::KeyFigures))?;
        self.figures(page)?;
        open(page, PartId::Form, 1, self.label(Label::ResultsByUnit))?;
        self.form_table(page)?;
        self.form_note(page)?;
        if scope.counts_tasks() {
            open(page, PartId::Tasks, 1, self.label(Label::ResultsByTask))?;
            self.task_table(page)?;
        }
        let happened = Phrase::Happened { from: scope.period.first(), to: scope.as_of };
        open(page, PartId::Happened, 1, &self.say(&happened))?;
        for (id, level, heading, listed, list) in LISTED {
            open(page, id, level, &self.counted(self.label(heading), listed))?;
            self.list(page, listed, list)?;
        }
        let upcoming = self.say(&Phrase::DueSoonFromTo { from: scope.comes_from(), to: scope.horizon() });
        open(page, PartId::Upcoming, 1, &self.counted(&upcoming, Listed::Upcoming))?;
        self.list(page, Listed::Upcoming, &lists::UPCOMING)?;
        open(page, PartId::Ongoing, 1, self.label(Label::OngoingDuties))?;
        self.ongoing(page)?;
        self.assess(page)
    }

    /// What documents to sign say in running text: what is overdue and why, and what comes.
    fn assess(&self, page: &mut dyn Page) -> io::Result<()> {
        if !page.keeps_spare() {
            return Ok(());
        }
        let (old, new) = (self.report.count(Listed::Carried), self.report.count(Listed::NewlyOverdue));
        page.spare(PartId::Shortcomings, self.say(&Phrase::Office(OfficePhrase::Overdue { count: old + new })));
        let mut reasons = 0;
        for listed in [Listed::Carried, Listed::NewlyOverdue] {
            self.report.each(listed, self.most_rows, |entry| {
                let Some(reason) = entry.facts.text(Field::Reason).filter(|_| reasons < MOST_REASONS) else {
                    return Ok(());
                };
                reasons += 1;
                let (unit, task) = (&self.plan.unit(entry.unit).name, owed(self.plan, entry.occurrence, self.words));
                let days = entry.standing.days_late.unwrap_or_default();
                page.spare(
                    PartId::Shortcomings,
                    self.say(&Phrase::Office(OfficePhrase::Reason { unit, task: &task, days, reason })),
                );
                Ok(())
            })?;
        }
        if self.report.unexplained > 0 {
            page.spare(
                PartId::Shortcomings,
                self.say(&Phrase::Office(OfficePhrase::Unexplained { count: self.report.unexplained })),
            );
        }
        let (to, count) = (self.report.scope.horizon(), self.report.count(Listed::Upcoming));
        page.spare(PartId::Next, self.say(&Phrase::Office(OfficePhrase::Upcoming { to, count })));
        self.tasks_to_come(page)?;
        if old + new > 0 {
            page.spare(
                PartId::Next,
                self.say(&Phrase::Office(OfficePhrase::Finish { count: old + new, promised: self.report.promised })),
            );
        }
        Ok(())
    }

    /// The tasks that fall due next, by day, each with who owes it.
    fn tasks_to_come(&self, page: &mut dyn Page) -> io::Result<()> {
        let mut tasks: BTreeMap<(Option<NaiveDate>, OccurrenceIx), (UnitIx, u64)> = BTreeMap::new();
        self.report.each(Listed::Upcoming, u64::MAX, |entry| {
            tasks.entry((entry.standing.due, entry.occurrence)).or_insert((entry.unit, 0)).1 += 1;
            Ok(())
        })?;
        for ((due, occurrence), (unit, units)) in tasks.iter().take(MOST_TASKS) {
            let (task, due) = (&owed(self.plan, *occurrence, self.words), date(due.unwrap_or_default()));
            let (due, unit) = (&due, &self.plan.unit(*unit).name);
            let said = match units {
                1 => OfficePhrase::NextOfUnit { task, due, unit },
                units => OfficePhrase::NextOfUnits { task, due, units: *units },
            };
            page.spare(PartId::Next, self.say(&Phrase::Office(said)));
        }
        let more = tasks.len().saturating_sub(MOST_TASKS);
        if more > 0 {
            page.spare(PartId::Next, self.say(&Phrase::Office(OfficePhrase::NextMore { count: more as u64 })));
        }
        Ok(())
    }

    /// What is overdue, the longest first: what pages open on.
    pub(crate) fn overdue_first(&self, page: &mut dyn Page) -> io::Result<()> {
        let count = u64::from(self.report.tally.overdue);
        page.heading(PartId::Overdue, 1, self.say(&Phrase::OverdueHeading { count }))?;
        if count == 0 {
            return page.paragraph(self.label(Label::NothingOverdue));
        }
        self.list_of(page, &[Listed::Carried, Listed::NewlyOverdue], &lists::OVERDUE)
    }

    pub(crate) fn title(&self) -> String {
        one_line(&self.say(&Phrase::ReportTitle { number: &self.plan.header.number }))
    }

    /// The lines that every report begins with.
    pub(crate) fn head(&self, page: &mut dyn Page) -> io::Result<()> {
        let header = &self.plan.header;
        let scope = self.report.scope;
        let (day, issuer) = (scope.as_of, header.issuer.as_deref());
        let as_of = if scope.is_end_of_day() { Phrase::AsOfEnd { day, issuer } } else { Phrase::AsOf { day, issuer } };
        page.head(Weight::Title, self.title())?;
        page.head(Weight::Subtitle, &header.title)?;
        page.head(Weight::Subtitle, self.say(&Phrase::PeriodDays(scope.period)))?;
        page.head(Weight::Plain, self.words.phrase(&as_of))?;
        known_head(page, self.report.known.as_ref(), self.words)?;
        if let Some(notice) = &header.notice {
            page.head(Weight::Warning, notice)?;
        }
        if scope.is_interim() {
            page.head(Weight::Warning, self.say(&Phrase::Interim { day: scope.as_of }))?;
        }
        let unknown = self.report.unknown_years();
        if !unknown.is_empty() {
            page.head(Weight::Warning, self.say(&Phrase::CalendarUnknown { years: &unknown }))?;
        }
        if self.report.is_partial() {
            let units: Vec<&str> =
                self.report.unreadable.iter().map(|unit| self.plan.unit(*unit).name.as_ref()).collect();
            page.head(Weight::Warning, self.say(&Phrase::FiguresMissing { units: &units }))?;
        }
        Ok(())
    }

    /// What the period before is called, and where its figures are of part of it, or closed later than it ends, until when.
    fn compared(&self, previous: ReportPeriod) -> String {
        let name = sentence_case(&self.words.period(previous.named()));
        let (scope, period) = (self.report.scope, &name);
        match scope.compared() {
            day if scope.is_so_far() => self.say(&Phrase::PeriodTo { period, day }),
            day if day == previous.last() => name,
            day => self.say(&Phrase::ClosedOn { period, day }),
        }
    }

    /// The key figures, beside those of the period before.
    pub(crate) fn figures(&self, page: &mut dyn Page) -> io::Result<()> {
        let report = self.report;
        let (scope, period) = (report.scope, sentence_case(&self.words.period(report.scope.period.named())));
        let so_far = scope.is_so_far().then(|| self.say(&Phrase::PeriodTo { period: &period, day: scope.as_of }));
        let period = so_far.unwrap_or(period);
        let mut columns = vec![
            ColumnHead::new(Role::Words, self.label(Label::Figure), 44),
            ColumnHead::new(Role::Number, period, 20),
        ];
        if let Some(previous) = report.previous {
            columns.push(ColumnHead::new(Role::Number, self.compared(previous), 20));
            columns.push(ColumnHead::new(Role::Number, self.label(Label::Change), 16));
        }
        let count = columns.len();
        page.table(columns)?;
        let mut row = |kind, label: &str, values: [CellValue; 3]| {
            page.row(kind, [CellValue::text(label)].into_iter().chain(values).take(count).collect())
        };
        let counts = |now: u32, then: u32| {
            let change = i64::from(now) - i64::from(then);
            [CellValue::Count(now.into()), CellValue::Count(then.into()), CellValue::Change(change)]
        };
        let nothing = || [CellValue::Nothing, CellValue::Nothing, CellValue::Nothing];
        let (now, then) = (report.due, report.due_previous);
        row(RowKind::Group, self.label(self.due_label()), nothing())?;
        row(RowKind::Body, self.label(Label::TotalCount), counts(now.total(), then.total()))?;
        for (word, rate) in RATES {
            let (now, then) = (rate(&now), rate(&then));
            let change = now.zip(then).map_or(CellValue::Dash, |(now, then)| {
                CellValue::RateChange(i32::from(now.tenths()) - i32::from(then.tenths()))
            });
            row(RowKind::Body, self.label(word), [CellValue::rate(now), CellValue::rate(then), change])?;
        }
        let (now, then) = (report.tally, report.tally_before);
        row(RowKind::Group, self.label(Label::WithTimeLimit), nothing())?;
        for (word, count) in COUNTS {
            row(RowKind::Body, self.label(word), counts(count(&now), count(&then)))?;
        }
        let (now, then) = (report.board.totals(), report.before);
        row(RowKind::Group, self.label(Label::WholePlan), nothing())?;
        let all = |totals: &Totals| u32::try_from(totals.sum()).unwrap_or(u32::MAX);
        row(RowKind::Body, self.label(Label::AllObligations), counts(all(&now), all(&then)))?;
        for state in State::ALL {
            let label = sentence_case(self.words.state(state));
            row(RowKind::Body, &label, counts(now.of(state), then.of(state)))?;
        }
        if !report.scope.counts_tasks() {
            return page.end_table();
        }
        let (now, then) = (report.board.tasks.totals(), report.tasks_before.totals());
        row(RowKind::Group, self.label(Label::ByTask), nothing())?;
        row(RowKind::Body, self.label(Label::AllTasks), counts(all(&now), all(&then)))?;
        for state in State::ALL {
            let label = sentence_case(self.words.state(state));
            row(RowKind::Body, &label, counts(now.of(state), then.of(state)))?;
        }
        page.end_table()
    }

    /// A heading with how many there are.
    fn counted(&self, heading: &str, listed: Listed) -> String {
        format!("{heading}: {}", self.words.number(self.report.count(listed)))
    }
}
