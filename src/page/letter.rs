//! A reminder to one unit.

use std::io;

use chrono::NaiveDate;

use super::amendment::amended_by;
use super::{CellValue, ColumnHead, Page, PartId, Role, RowKind, Weight};
use crate::facts::Fact;
use crate::judge::Flag;
use crate::model::plan::{Plan, Unit};
use crate::model::record::Field;
use crate::text::one_line;
use crate::view::item::Item;
use crate::view::letter::Letter;
use crate::words::{HandingPhrase, Label, Phrase, Words, names, owed, rule, ties};

/// A letter to one unit, about one plan or several, to be put on a page.
pub(crate) struct LetterPage<'a> {
    /// What each plan has to remind of.
    pub(crate) parts: Vec<(&'a Plan, &'a Letter)>,
    pub(crate) as_of: NaiveDate,
    pub(crate) answer_by: NaiveDate,
    pub(crate) words: &'a dyn Words,
}

/// One of the lists of a letter.
type EntriesOf = fn(&Letter) -> &[Item<'static>];

/// What one plan has to remind of.
#[derive(Clone, Copy)]
struct LetterPart<'a> {
    plan: &'a Plan,
    letter: &'a Letter,
    as_of: NaiveDate,
    words: &'a dyn Words,
}

impl<'a> LetterPage<'a> {
    fn parts(&self) -> impl Iterator<Item = LetterPart<'a>> {
        let Self { as_of, words, .. } = *self;
        self.parts.iter().map(move |(plan, letter)| LetterPart { plan, letter, as_of, words })
    }

    /// The unit, as the first plan calls it.
    fn unit(&self) -> &'a Unit {
        let (plan, letter) = self.parts[0];
        plan.unit(letter.unit)
    }

    /// How much is overdue, and how much due soon.
    fn counts(&self) -> (usize, usize) {
        self.parts
            .iter()
            .fold((0, 0), |(overdue, soon), (_, letter)| (overdue + letter.overdue.len(), soon + letter.due_soon.len()))
    }

    pub(crate) fn write(&self, page: &mut dyn Page) -> io::Result<()> {
        self.head(page)?;
        page.heading(PartId::Summary, 1, "")?;
        page.paragraph(self.opening())?;
        let (overdue, due_soon) = self.counts();
        let (mut taken, mut from): (usize, Vec<String>) = (0, Vec::new());
        for part in self.parts() {
            let (count, units) = part.letter.taken_over();
            taken += count;
            let names = units.iter().map(|unit| part.plan.unit(*unit).name.to_string());
            from.extend(names.filter(|name| !from.contains(name)).collect::<Vec<_>>());
        }
        if taken > 0 {
            let (all, from) = (taken == overdue + due_soon, self.words.listed(&from));
            let said = HandingPhrase::LetterTakenOver { count: taken, all, from: &from };
            page.paragraph(self.say(&Phrase::Handing(said)))?;
        }
        let lists: [(PartId, Label, EntriesOf, Label); 2] = [
            (PartId::Overdue, Label::LetterOverdue, |letter| &letter.overdue, Label::DaysLate),
            (PartId::DueSoon, Label::LetterDueSoon, |letter| &letter.due_soon, Label::DaysLeft),
        ];
        for (id, heading, entries, days) in lists {
            let mut parts = self.parts().filter(|part| !entries(part.letter).is_empty()).peekable();
            if parts.peek().is_none() {
                page.spare(id, self.words.label(Label::NothingThere).to_owned());
                continue;
            }
            page.heading(id, 1, self.words.label(heading))?;
            for part in parts {
                if self.parts.len() > 1 {
                    part.heading(page)?;
                }
                part.table(page, entries(part.letter), days)?;
            }
        }
        page.heading(PartId::Closing, 1, "")?;
        page.paragraph(self.closing())
    }

    pub(crate) fn title(&self) -> String {
        one_line(&match &self.parts[..] {
            [(plan, _)] => self.say(&Phrase::LetterTitle { number: &plan.header.number }),
            parts => self.say(&Phrase::LetterTitleOfMany { count: parts.len() }),
        })
    }

    fn say(&self, said: &Phrase<'_>) -> String {
        self.words.phrase(said)
    }

    fn head(&self, page: &mut dyn Page) -> io::Result<()> {
        let alone = if let [(plan, _)] = &self.parts[..] { Some(&plan.header) } else { None };
        page.head(Weight::Title, self.title())?;
        alone.map_or(Ok(()), |header| page.head(Weight::Subtitle, &header.title))?;
        let issuer = alone.and_then(|header| header.issuer.as_deref());
        page.head(Weight::Plain, self.words.phrase(&Phrase::AsOf { day: self.as_of, issuer }))?;
        page.head(Weight::Subtitle, self.say(&Phrase::LetterTo { unit: &self.unit().name }))?;
        let mut told: Vec<&str> = Vec::new();
        for notice in self.parts().filter_map(|part| part.plan.header.notice.as_deref()) {
            if !told.contains(&notice) {
                told.push(notice);
                page.head(Weight::Warning, notice)?;
            }
        }
        Ok(())
    }

    fn opening(&self) -> String {
        let (overdue, due_soon) = self.counts();
        let within = self.parts().map(|part| part.plan.header.due_soon).max().unwrap_or_default();
        let open = [
            (overdue, Phrase::LetterOverdue { count: overdue }),
            (due_soon, Phrase::LetterDueSoon { count: due_soon, within }),
        ];
        let open: Vec<String> = open.iter().filter(|(count, _)| *count > 0).map(|(_, said)| self.say(said)).collect();
        let unit = &self.unit().name;
        self.say(&Phrase::LetterOpening { day: self.as_of, unit, what: &self.words.listed(&open) })
    }

    fn closing(&self) -> String {
        let mut coordinators: Vec<String> = Vec::new();
        for part in self.parts() {
            let coordinator = part.plan.header.coordinator.filter(|unit| *unit != part.letter.unit);
            let name = coordinator.map(|unit| part.plan.unit(unit).name.to_string());
            coordinators.extend(name.filter(|name| !coordinators.contains(name)));
        }
        let to = (!coordinators.is_empty()).then(|| self.words.listed(&coordinators));
        let to = to.map(|unit| self.say(&Phrase::LetterCoordinator { unit: &unit }));
        let late = (self.counts().0 > 0).then(|| self.say(&Phrase::LetterLate));
        let (to, late) = (&to.unwrap_or_default(), &late.unwrap_or_default());
        self.say(&Phrase::LetterClosing { to, late, answer_by: self.answer_by })
    }
}

impl LetterPart<'_> {
    fn say(&self, said: &Phrase<'_>) -> String {
        self.words.phrase(said)
    }

    /// Which plan it is, above its table.
    fn heading(&self, page: &mut dyn Page) -> io::Result<()> {
        let header = &self.plan.header;
        let (number, title) = (one_line(&header.number), one_line(&header.title));
        page.section(2, self.say(&Phrase::PlanTitle { number: &number, title: &title }))
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
        let ties = from
            .into_iter()
            .chain(ties(self.plan, (&entry.with, &[]), entry.below_and_above(), self.words))
            .collect::<Vec<_>>();
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

    /// The time limit as the plan has it, and why the last day is another: an amendment, an extension that counts, a day off.
    fn stated(&self, entry: &Item<'_>, rule: &str) -> String {
        let (standing, mut stated) = (&entry.standing, vec![rule.to_owned()]);
        if standing.flags.has(Flag::Amended) {
            let occurrence = self.plan.occurrence(entry.occurrence);
            stated.push(amended_by(self.plan, occurrence, self.as_of, self.words));
        }
        if let Some(Fact::Extended(it)) =
            entry.facts.get(Field::Extended).filter(|_| standing.flags.has(Flag::Extended))
        {
            stated.push(self.say(&Phrase::ExtendedBy { to: it.to, by: &one_line(&it.by), on: it.on }));
        }
        if let Some((from, to)) = standing.nominal.day().zip(standing.due).filter(|_| standing.flags.has(Flag::Moved)) {
            stated.push(self.say(&Phrase::MovedFrom { from, earlier: to < from }));
        }
        stated.join("; ")
    }

    /// The reason that the unit gave, and the day that it promised.
    fn answer(&self, entry: &Item<'_>) -> String {
        let lapsed = entry.standing.flags.has(Flag::PromiseLapsed);
        let promised = entry.facts.day(Field::Committed).map(|day| self.say(&Phrase::PromisedFor { day, lapsed }));
        entry.facts.text(Field::Reason).map(str::to_owned).into_iter().chain(promised).collect::<Vec<_>>().join(" · ")
    }
}
