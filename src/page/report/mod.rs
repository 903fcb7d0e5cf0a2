//! A report as a document.

mod form;
mod lists;

use std::collections::HashMap;

use super::{Block, Column, Document, Line, Part, PartId, RowKind, Table, Value, Weight};
use crate::judge::State;
use crate::model::id::UnitIx;
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::text::sentence_case;
use crate::view::board::Totals;
use crate::view::report::Report;
use crate::view::report::entry::Entry;
use crate::view::report::tally::{Rate, Tally};
use crate::words::phrase::{Laggard, Lagging, Whole};
use crate::words::{Label, Phrase, Words};

/// How many units that lag are named.
const NAMED: usize = 5;
/// One of the counts of a tally.
type Count = fn(&Tally) -> u32;
/// One of its rates.
type Share = fn(&Tally) -> Option<Rate>;

/// The counts of the official table, in order.
const COUNTS: [(Label, Count); 5] = [
    (Label::TotalCount, Tally::total),
    (Label::CompletedInTime, |tally| tally.in_time),
    (Label::CompletedLate, |tally| tally.late),
    (Label::OpenInTime, |tally| tally.pending),
    (Label::OpenOverdue, |tally| tally.overdue),
];
/// Its rates, in order.
const RATES: [(Label, Share); 3] = [
    (Label::CompletedRate, Tally::completed_rate),
    (Label::InTimeRate, Tally::in_time_rate),
    (Label::OverdueRate, Tally::overdue_rate),
];

/// Puts a report into words.
#[derive(Clone, Copy)]
pub struct Composer<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The report.
    pub report: &'a Report,
    /// The language.
    pub words: &'a dyn Words,
    /// How many rows a list of obligations has at the most.
    pub most_rows: usize,
}

impl Composer<'_> {
    /// The whole report.
    pub fn document(&self) -> Document {
        let (scope, happened) = (self.report.scope, &self.report.happened);
        let parts = vec![
            self.part(PartId::Summary, 1, self.word(Label::Summary), self.summary()),
            self.part(PartId::Figures, 1, self.word(Label::KeyFigures), vec![Block::Table(self.figures())]),
            self.part(PartId::Form, 1, self.word(Label::ResultsByUnit), self.form_blocks()),
            self.part(
                PartId::Happened,
                1,
                self.say(&Phrase::Happened { from: scope.period.first(), to: scope.as_of }),
                Vec::new(),
            ),
            self.list(PartId::Completed, 2, Label::NewlyCompleted, &happened.completed, Self::completed),
            self.list(PartId::NewlyOverdue, 2, Label::NewlyOverdue, &happened.overdue, Self::overdue),
            self.list(PartId::Extended, 2, Label::NewlyExtended, &happened.extended, Self::extended),
            self.list(PartId::Waived, 2, Label::NewlyWaived, &happened.waived, Self::waived),
            self.list(PartId::Awaiting, 2, Label::AwaitingAcceptance, &happened.awaiting, Self::awaiting),
            self.list(PartId::Carried, 1, Label::CarriedOverdue, &self.report.carried, Self::overdue),
            self.upcoming(),
            self.part(PartId::Ongoing, 1, self.word(Label::OngoingDuties), self.ongoing()),
        ];
        Document { head: self.head(), parts: numbered(parts), spare: Vec::new() }
    }

    fn word(&self, word: Label) -> String {
        self.words.label(word).to_owned()
    }

    fn label(&self, label: Label) -> String {
        self.words.label(label).to_owned()
    }

    fn say(&self, said: &Phrase<'_>) -> String {
        self.words.phrase(said)
    }

    fn part(&self, id: PartId, level: u8, heading: String, blocks: Vec<Block>) -> Part {
        let blocks = if blocks.is_empty() && id != PartId::Happened {
            vec![Block::Paragraph(self.word(Label::NothingThere))]
        } else {
            blocks
        };
        Part { id, level, heading: Some(heading), blocks }
    }

    /// The lines that every report begins with.
    fn head(&self) -> Vec<Line> {
        let header = &self.plan.header;
        let line = |weight, text: String| Line::new(weight, text);
        let scope = self.report.scope;
        let as_of = Phrase::AsOf { day: scope.as_of, issuer: header.issuer.as_deref() };
        let mut head = vec![
            line(Weight::Title, self.say(&Phrase::ReportTitle { number: &header.number })),
            line(Weight::Subtitle, header.title.to_string()),
            line(Weight::Subtitle, self.say(&Phrase::PeriodDays(scope.period))),
            line(Weight::Plain, self.words.phrase(&as_of)),
        ];
        if let Some(notice) = &header.notice {
            head.push(line(Weight::Warning, notice.to_string()));
        }
        if scope.is_interim() {
            head.push(line(Weight::Warning, self.say(&Phrase::Interim { day: scope.as_of })));
        }
        if !self.report.unreadable.is_empty() {
            let units: Vec<&str> =
                self.report.unreadable.iter().map(|unit| self.plan.unit(*unit).name.as_ref()).collect();
            head.push(line(Weight::Warning, self.say(&Phrase::FiguresMissing { units: &units })));
        }
        head
    }

    /// Two paragraphs, ready to be used elsewhere: the whole, and the units that lag.
    fn summary(&self) -> Vec<Block> {
        let report = self.report;
        let happened = &report.happened;
        let whole = Whole {
            scope: report.scope,
            previous: report.previous,
            due: report.due,
            due_previous: report.due_previous,
            totals: report.board.totals(),
            before: report.before,
            completed: happened.completed.len(),
            newly_overdue: happened.overdue.len(),
            extended: happened.extended.len(),
            waived: happened.waived.len(),
            awaiting: happened.awaiting.len(),
        };
        let all_overdue = || report.carried.iter().chain(&happened.overdue);
        let laggards = self.laggards();
        let lagging = Lagging {
            units: report.rows.iter().filter(|row| !row.unreadable).count(),
            behind: laggards.len(),
            worst: laggards.into_iter().take(NAMED).collect(),
            overdue: all_overdue().count(),
            promised: all_overdue().filter(|entry| entry.committed >= Some(report.scope.as_of)).count(),
            unexplained: all_overdue().filter(|entry| entry.reason.is_none()).count(),
            upcoming: report.upcoming.len(),
            as_of: report.scope.as_of,
            horizon: report.scope.horizon(),
        };
        [Phrase::Whole(&whole), Phrase::Lagging(&lagging)].map(|said| Block::paragraph(self.say(&said))).to_vec()
    }

    /// The units with something overdue, those with most of it first; among equals those with the longest, then in the
    /// plan's order.
    fn laggards(&self) -> Vec<Laggard<'_>> {
        let mut by_unit: HashMap<UnitIx, Laggard<'_>> = HashMap::new();
        for entry in self.report.carried.iter().chain(&self.report.happened.overdue) {
            let name = self.plan.unit(entry.unit).short_name();
            let unit = by_unit.entry(entry.unit).or_insert(Laggard { name, overdue: 0, days: 0 });
            unit.overdue += 1;
            unit.days = unit.days.max(entry.standing.days_late.unwrap_or_default());
        }
        let mut units: Vec<(UnitIx, Laggard<'_>)> = by_unit.into_iter().collect();
        units.sort_by_key(|(at, unit)| (std::cmp::Reverse((unit.overdue, unit.days)), *at));
        units.into_iter().map(|(_, unit)| unit).collect()
    }

    /// What the period before is called, and where its figures are closed later than it ends, when.
    fn compared(&self, previous: Period) -> String {
        let name = sentence_case(&self.words.period(previous));
        let day = self.report.scope.compared();
        if day == previous.last() { name } else { self.say(&Phrase::ClosedOn { period: &name, day }) }
    }

    /// The key figures, beside those of the period before.
    fn figures(&self) -> Table {
        let report = self.report;
        let mut table = Table::new([
            Column::words(self.word(Label::Figure), 44),
            Column::numbers(sentence_case(&self.words.period(report.scope.period)), 20),
            Column::numbers(report.previous.map(|previous| self.compared(previous)).unwrap_or_default(), 20),
            Column::numbers(self.word(Label::Change), 16),
        ]);
        if report.previous.is_none() {
            table.columns.truncate(2);
        }
        let columns = table.columns.len();
        let mut row = |kind, label: String, values: [Value; 3]| {
            let cells = [Value::text(label)].into_iter().chain(values).take(columns).collect();
            table.push(kind, cells);
        };
        let counts = |now: u32, then: u32| {
            let change = i64::from(now) - i64::from(then);
            [Value::Count(now.into()), Value::Count(then.into()), Value::Change(change)]
        };
        let nothing = || [Value::Nothing, Value::Nothing, Value::Nothing];
        let (now, then) = (report.due, report.due_previous);
        row(RowKind::Group, self.word(Label::DueInPeriod), nothing());
        row(RowKind::Body, self.word(Label::TotalCount), counts(now.total(), then.total()));
        for (word, rate) in RATES {
            let (now, then) = (rate(&now), rate(&then));
            let change = now.zip(then).map_or(Value::Dash, |(now, then)| {
                Value::RateChange(i32::from(now.tenths()) - i32::from(then.tenths()))
            });
            row(RowKind::Body, self.word(word), [Value::rate(now), Value::rate(then), change]);
        }
        let (now, then) = (report.tally, report.tally_before);
        row(RowKind::Group, self.word(Label::WithTimeLimit), nothing());
        for (word, count) in COUNTS {
            row(RowKind::Body, self.word(word), counts(count(&now), count(&then)));
        }
        let (now, then) = (report.board.totals(), report.before);
        row(RowKind::Group, self.word(Label::WholePlan), nothing());
        let all = |totals: &Totals| u32::try_from(totals.sum()).unwrap_or(u32::MAX);
        row(RowKind::Body, self.word(Label::AllObligations), counts(all(&now), all(&then)));
        for state in State::ALL {
            let label = sentence_case(self.words.state(state));
            row(RowKind::Body, label, counts(now.of(state), then.of(state)));
        }
        table
    }

    fn list(
        &self,
        id: PartId,
        level: u8,
        heading: Label,
        entries: &[Entry],
        table: fn(&Self, &[Entry]) -> Table,
    ) -> Part {
        self.part(id, level, self.counted(heading, entries.len()), self.shortened(entries, table))
    }

    /// A heading with how many there are.
    fn counted(&self, heading: Label, count: usize) -> String {
        format!("{}: {}", self.word(heading), self.words.number(count as u64))
    }

    /// A table of as many entries as may be shown.
    fn shortened(&self, entries: &[Entry], table: fn(&Self, &[Entry]) -> Table) -> Vec<Block> {
        if entries.is_empty() {
            return Vec::new();
        }
        let shown = &entries[..entries.len().min(self.most_rows)];
        let mut blocks = vec![Block::Table(table(self, shown))];
        let hidden = entries.len() - shown.len();
        if hidden > 0 {
            blocks.push(Block::Remark(self.say(&Phrase::MoreRows { hidden: hidden as u64 })));
        }
        blocks
    }
}

/// The parts with numbers before their headings: 1., 2., 2.1.
fn numbered(mut parts: Vec<Part>) -> Vec<Part> {
    let (mut upper, mut lower) = (0, 0);
    for part in &mut parts {
        let number = if part.level == 1 {
            (upper, lower) = (upper + 1, 0);
            format!("{upper}.")
        } else {
            lower += 1;
            format!("{upper}.{lower}.")
        };
        if let Some(heading) = &mut part.heading {
            *heading = format!("{number} {heading}");
        }
    }
    parts
}
