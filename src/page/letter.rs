//! A reminder to one unit.

use std::io;

use chrono::NaiveDate;

use super::{CellValue, ColumnHead, Page, PartId, Role, RowKind, Weight};
use crate::facts::Fact;
use crate::judge::Flag;
use crate::model::plan::Plan;
use crate::model::record::Field;
use crate::text::one_line;
use crate::view::item::Item;
use crate::view::letter::Letter;
use crate::words::{HandingPhrase, Label, Phrase, Words, names, owed, rule, ties};

/// A letter, to be put on a page.
#[derive(Clone, Copy)]
pub(crate) struct LetterPage<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) letter: &'a Letter,
    pub(crate) as_of: NaiveDate,
    pub(crate) answer_by: NaiveDate,
    pub(crate) words: &'a dyn Words,
}

impl LetterPage<'_> {
    pub(crate) fn write(&self, page: &mut dyn Page) -> io::Result<()> {
        self.head(page)?;
        page.heading(PartId::Summary, 1, "")?;
        page.paragraph(self.opening())?;
        let (overdue, due_soon) = (&self.letter.overdue, &self.letter.due_soon);
        if let (count @ 1.., from) = self.letter.taken_over() {
            let from: Vec<String> = from.iter().map(|unit| self.plan.unit(*unit).name.to_string()).collect();
            let (all, from) = (count == overdue.len() + due_soon.len(), self.words.listed(&from));
            page.paragraph(self.say(&Phrase::Handing(HandingPhrase::LetterTakenOver { count, all, from: &from })))?;
        }
        for (id, heading, entries, days) in [
            (PartId::Overdue, Label::LetterOverdue, overdue, Label::DaysLate),
            (PartId::DueSoon, Label::LetterDueSoon, due_soon, Label::DaysLeft),
        ] {
            if entries.is_empty() {
                page.spare(id, self.words.label(Label::NothingThere).to_owned());
            } else {
                page.heading(id, 1, self.words.label(heading))?;
                self.table(page, entries, days)?;
            }
        }
        page.heading(PartId::Closing, 1, "")?;
        page.paragraph(self.closing())
    }

    pub(crate) fn title(&self) -> String {
        one_line(&self.say(&Phrase::LetterTitle { number: &self.plan.header.number }))
    }

    fn say(&self, said: &Phrase<'_>) -> String {
        self.words.phrase(said)
    }

    fn head(&self, page: &mut dyn Page) -> io::Result<()> {
        let header = &self.plan.header;
        let unit = &self.plan.unit(self.letter.unit).name;
        page.head(Weight::Title, self.title())?;
        page.head(Weight::Subtitle, &header.title)?;
        page.head(
            Weight::Plain,
            self.words.phrase(&Phrase::AsOf { day: self.as_of, issuer: header.issuer.as_deref() }),
        )?;
        page.head(Weight::Subtitle, self.say(&Phrase::LetterTo { unit }))?;
        header.notice.as_deref().map_or(Ok(()), |notice| page.head(Weight::Warning, notice))
    }

    fn opening(&self) -> String {
        let (overdue, due_soon) = (self.letter.overdue.len(), self.letter.due_soon.len());
        let open = [
            (overdue, Phrase::LetterOverdue { count: overdue }),
            (due_soon, Phrase::LetterDueSoon { count: due_soon, within: self.plan.header.due_soon }),
        ];
        let open: Vec<String> = open.iter().filter(|(count, _)| *count > 0).map(|(_, said)| self.say(said)).collect();
        let unit = &self.plan.unit(self.letter.unit).name;
        self.say(&Phrase::LetterOpening { day: self.as_of, unit, what: &self.words.listed(&open) })
    }

    fn closing(&self) -> String {
        let coordinator = self.plan.header.coordinator.filter(|unit| *unit != self.letter.unit);
        let to = coordinator.map(|unit| self.say(&Phrase::LetterCoordinator { unit: &self.plan.unit(unit).name }));
        let late = (!self.letter.overdue.is_empty()).then(|| self.say(&Phrase::LetterLate));
        let (to, late) = (&to.unwrap_or_default(), &late.unwrap_or_default());
        self.say(&Phrase::LetterClosing { to, late, answer_by: self.answer_by })
    }

    fn table(&self, page: &mut dyn Page, entries: &[Item<'_>], days: Label) -> io::Result<()> {
        let (label, word) = (|label| self.words.label(label), |word| self.words.label(word));
        // What the unit has said already is only worth a column where it has.
        let answered = entries
            .iter()
            .any(|entry| entry.facts.text(Field::Reason).is_some() || entry.facts.day(Field::Committed).is_some());
        // Numbers of clauses and days are not broken; what is written in words makes room.
        let shares = if answered { [6, 16, 9, 16, 14, 10, 13] } else { [6, 24, 9, 16, 14, 11, 20] };
        let measured = entries.iter().any(|entry| self.plan.target(entry.occurrence).is_some());
        let heads = [
            (Role::Short, word(Label::Number)),
            (Role::Words, label(Label::Task)),
            (Role::Words, label(Label::Clause)),
            (Role::Words, word(Label::StatedDeadline)),
            (Role::Short, label(Label::LastDay)),
            (Role::Number, label(days)),
            (Role::Words, word(Label::Expected)),
        ];
        let heads = heads.into_iter().zip(shares).map(|((role, text), share)| ColumnHead::new(role, text, share));
        let reached = measured.then(|| ColumnHead::new(Role::Words, label(Label::Progress), 14));
        let answer = answered.then(|| ColumnHead::new(Role::Words, word(Label::Answered), 16));
        page.table(heads.chain(answer).chain(reached))?;
        for (number, entry) in (1..).zip(entries) {
            let occurrence = self.plan.occurrence(entry.occurrence);
            let task = self.plan.task(occurrence.task);
            let rule = rule(self.plan, occurrence, self.words);
            let standing = &entry.standing;
            let mut cells = vec![
                CellValue::Count(number),
                CellValue::text(self.owed(entry)),
                CellValue::some(task.clause.as_deref()),
                CellValue::text(self.stated(entry, self.plan.wording(occurrence).unwrap_or(&rule))),
                CellValue::day(standing.due),
                match standing.days_late.or(standing.days_left) {
                    Some(0) => CellValue::text(word(Label::LastDayToday)),
                    days => CellValue::days(days),
                },
                CellValue::text(self.expected(self.plan.product(occurrence), task.reports_to.as_deref())),
            ];
            if answered {
                cells.push(CellValue::text(self.answer(entry)));
            }
            if measured {
                let target = self.plan.target(entry.occurrence);
                cells.push(CellValue::reached(target, entry.progress, self.words));
            }
            page.row(RowKind::Body, cells)?;
        }
        page.end_table()
    }

    /// What is owed, and what it has to do with other units.
    fn owed(&self, entry: &Item<'_>) -> String {
        let owed = owed(self.plan, entry.occurrence, self.words);
        let others: Vec<_> = entry.handed_to.iter().copied().filter(|unit| *unit != self.letter.unit).collect();
        let from = (entry.unit != self.letter.unit).then(|| {
            let unit = names(self.plan, &[entry.unit], self.words);
            let with = names(self.plan, &others, self.words);
            let with = (!others.is_empty()).then_some(&*with);
            self.say(&Phrase::Handing(HandingPhrase::TakenFrom { unit: &unit, with }))
        });
        let ties =
            from.into_iter().chain(ties(self.plan, (&entry.with, &[]), entry.below, self.words)).collect::<Vec<_>>();
        if ties.is_empty() { owed } else { format!("{owed} – {}", ties.join(", ")) }
    }

    /// What shows that it is done: the product, and who receives it.
    fn expected(&self, product: Option<&str>, to: Option<&str>) -> String {
        let product = product.unwrap_or_else(|| self.words.label(Label::AnyEvidence));
        match to {
            Some(to) => self.say(&Phrase::ExpectedBy { product, to }),
            None => product.to_owned(),
        }
    }

    /// The time limit as the plan has it, and the extension that counts, with its document.
    fn stated(&self, entry: &Item<'_>, rule: &str) -> String {
        match entry.facts.get(Field::Extended).filter(|_| entry.standing.flags.has(Flag::Extended)) {
            Some(Fact::Extended(it)) => {
                format!("{rule}; {}", self.say(&Phrase::ExtendedBy { to: it.to, by: &one_line(&it.by), on: it.on }))
            }
            _ => rule.to_owned(),
        }
    }

    /// The reason that the unit gave, and the day that it promised.
    fn answer(&self, entry: &Item<'_>) -> String {
        let lapsed = entry.standing.flags.has(Flag::PromiseLapsed);
        let promised = entry.facts.day(Field::Committed).map(|day| self.say(&Phrase::PromisedFor { day, lapsed }));
        entry.facts.text(Field::Reason).map(str::to_owned).into_iter().chain(promised).collect::<Vec<_>>().join(" · ")
    }
}
