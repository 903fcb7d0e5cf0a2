//! A reminder to one unit as a document.

use chrono::NaiveDate;

use super::{Block, Column, Document, Line, Part, PartId, RowKind, Table, Value, Weight};
use crate::model::plan::Plan;
use crate::view::letter::Letter;
use crate::view::report::entry::Entry;
use crate::words::phrase::Letter as Said;
use crate::words::{Label, Phrase, Words, owed};

/// The letter in words, as of a day.
pub fn document(plan: &Plan, letter: &Letter, as_of: NaiveDate, words: &dyn Words) -> Document {
    let composer = Composer { plan, letter, as_of, words };
    let (mut parts, mut spare) = (vec![plain(PartId::Summary, composer.opening())], Vec::new());
    let (overdue, due_soon) = (&letter.overdue, &letter.due_soon);
    for (id, heading, entries, days) in [
        (PartId::Overdue, Label::LetterOverdue, overdue, Label::DaysLate),
        (PartId::DueSoon, Label::LetterDueSoon, due_soon, Label::DaysLeft),
    ] {
        if entries.is_empty() {
            spare.push(plain(id, words.label(Label::NothingThere).to_owned()));
        } else {
            let heading = words.label(heading).to_owned();
            let blocks = vec![Block::Table(composer.table(entries, days))];
            parts.push(Part { id, level: 1, heading: Some(heading), blocks });
        }
    }
    parts.push(plain(PartId::Closing, composer.closing()));
    Document { head: composer.head(), parts, spare }
}

/// A part that is a paragraph without a heading.
fn plain(id: PartId, text: String) -> Part {
    Part { id, level: 1, heading: None, blocks: vec![Block::paragraph(text)] }
}

struct Composer<'a> {
    plan: &'a Plan,
    letter: &'a Letter,
    as_of: NaiveDate,
    words: &'a dyn Words,
}

impl Composer<'_> {
    fn say(&self, said: &Phrase<'_>) -> String {
        self.words.phrase(said)
    }

    fn head(&self) -> Vec<Line> {
        let header = &self.plan.header;
        let unit = &self.plan.unit(self.letter.unit).name;
        let as_of = Phrase::AsOf { day: self.as_of, issuer: header.issuer.as_deref() };
        let mut head = vec![
            Line::new(Weight::Title, self.say(&Phrase::LetterTitle { number: &header.number })),
            Line::new(Weight::Subtitle, &header.title),
            Line::new(Weight::Plain, self.words.phrase(&as_of)),
            Line::new(Weight::Subtitle, self.say(&Phrase::LetterTo { unit })),
        ];
        head.extend(header.notice.as_deref().map(|notice| Line::new(Weight::Warning, notice)));
        head
    }

    fn said(&self) -> Said<'_> {
        let coordinator = self.plan.header.coordinator.filter(|unit| *unit != self.letter.unit);
        Said {
            unit: &self.plan.unit(self.letter.unit).name,
            as_of: self.as_of,
            overdue: self.letter.overdue.len(),
            due_soon: self.letter.due_soon.len(),
            within: self.plan.header.due_soon,
            coordinator: coordinator.map(|unit| self.plan.unit(unit).name.as_ref()),
        }
    }

    fn opening(&self) -> String {
        self.say(&Phrase::LetterOpening(&self.said()))
    }

    fn closing(&self) -> String {
        self.say(&Phrase::LetterClosing(&self.said()))
    }

    fn table(&self, entries: &[Entry], days: Label) -> Table {
        let label = |label| self.words.label(label);
        // What the unit has said already is only worth a column where it has.
        let answered = entries.iter().any(|entry| entry.reason.is_some() || entry.committed.is_some());
        // Numbers of clauses and days are not broken; what is written in words makes room.
        let shares = if answered { [6, 20, 9, 13, 14, 8, 14] } else { [6, 26, 9, 15, 14, 10, 20] };
        let mut table = Table::new([
            Column::short(self.words.label(Label::Number), shares[0]),
            Column::words(label(Label::Task), shares[1]),
            Column::words(label(Label::Clause), shares[2]),
            Column::words(self.words.label(Label::StatedDeadline), shares[3]),
            Column::short(label(Label::LastDay), shares[4]),
            Column::numbers(label(days), shares[5]),
            Column::words(self.words.label(Label::Expected), shares[6]),
        ]);
        if answered {
            table.columns.push(Column::words(self.words.label(Label::Answered), 16));
        }
        for (number, entry) in (1..).zip(entries) {
            let task = self.plan.task(self.plan.occurrence(entry.occurrence).task);
            let rule = self.words.timing(self.plan, &task.timing);
            let standing = &entry.standing;
            let mut cells = vec![
                Value::Count(number),
                Value::text(owed(self.plan, entry.occurrence, self.words)),
                Value::text(task.clause.as_deref().unwrap_or_default()),
                Value::text(task.wording.as_deref().unwrap_or(&rule)),
                Value::day(standing.due),
                match standing.days_late.or(standing.days_left) {
                    Some(0) => Value::text(self.words.label(Label::LastDayToday)),
                    days => days.map_or(Value::Nothing, Value::Days),
                },
                Value::text(self.expected(task.product.as_deref(), task.reports_to.as_deref())),
            ];
            if answered {
                cells.push(Value::text(self.answer(entry)));
            }
            table.push(RowKind::Body, cells);
        }
        table
    }

    /// What shows that it is done: the product, and who receives it.
    fn expected(&self, product: Option<&str>, to: Option<&str>) -> String {
        let product = product.unwrap_or_else(|| self.words.label(Label::AnyEvidence));
        match to {
            Some(to) => self.say(&Phrase::ExpectedBy { product, to }),
            None => product.to_owned(),
        }
    }

    /// The reason that the unit gave, and the day that it promised.
    fn answer(&self, entry: &Entry) -> String {
        let promised = entry.committed.map(|day| self.say(&Phrase::PromisedFor { day }));
        entry.reason.clone().into_iter().chain(promised).collect::<Vec<_>>().join(" · ")
    }
}
