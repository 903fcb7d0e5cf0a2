//! What changed of obligations and records, told by unit or by what is owed.

use std::collections::BTreeMap;

use super::fields::{changed, detail, moved};
use super::groups::ChangeGroup;
use super::story::Story;
use crate::facts::Facts;
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::record::Field;
use crate::page::{CellValue, Tone};
use crate::review::gone::GoneRecord;
use crate::review::marks::Mark;
use crate::review::{Cause, Change, Side};
use crate::rules::Code;
use crate::text::one_line;
use crate::words::{Label, Phrase, owed};

/// Whose changes stand in a group.
#[derive(PartialEq, Eq)]
enum GroupOf {
    Now(UnitIx),
    /// A unit of the plan before that is there no more.
    Gone(UnitIx),
}

impl Story<'_> {
    pub(super) fn by_unit(&self, cause: Cause) -> Vec<ChangeGroup> {
        // By unit of the plan before, where that is gone.
        let mut all: Vec<(GroupOf, ChangeGroup)> = Vec::new();
        for (unit, change) in self.comparison.outcome.by(cause) {
            let entry = self.entry(self.title(change), change);
            match all.last_mut() {
                Some((GroupOf::Now(last), changes)) if *last == unit => changes.entries.push(entry),
                _ => all.push((GroupOf::Now(unit), ChangeGroup { heading: self.unit(unit), entries: vec![entry] })),
            }
        }
        let gone = self.comparison.outcome.gone.iter().filter(|_| cause == Cause::Record);
        for record in gone {
            let entry = self.gone(record);
            let of = record.now.map_or(GroupOf::Gone(record.unit), GroupOf::Now);
            if let Some((_, changes)) = all.iter_mut().find(|(other, _)| *other == of) {
                changes.entries.push(entry);
                continue;
            }
            let heading = one_line(self.plan.old.unit(record.unit).short_name());
            all.push((of, ChangeGroup { heading, entries: vec![entry] }));
        }
        all.into_iter().map(|(_, changes)| changes).collect()
    }

    /// A record that went with what it was about.
    fn gone(&self, GoneRecord { before, .. }: &GoneRecord) -> [CellValue; 5] {
        let not_owed = || CellValue::Toned(Tone::Faint, self.say(&Phrase::NotOwedThen));
        let is = CellValue::Toned(Tone::Faint, self.say(&Phrase::NotOwedNow));
        let was = before.standing.as_ref().map_or_else(not_owed, |it| CellValue::standing(it, self.words));
        let (nothing, said) = (Facts::default(), before.said());
        let fields = said.differing(&nothing).into_iter();
        let details = fields.map(|field| one_line(&detail(field, &said, &nothing, self.words)));
        let title = one_line(&owed(self.plan.old, before.occurrence, self.words));
        [CellValue::Text(title), was, is, CellValue::Texts(details.collect()), CellValue::Nothing]
    }

    /// The changes by what is owed: a change of the plan does the same to many units.
    pub(super) fn by_owed(&self, cause: Cause) -> Vec<ChangeGroup> {
        let mut all: BTreeMap<OccurrenceIx, ChangeGroup> = BTreeMap::new();
        for (unit, change) in self.comparison.outcome.by(cause) {
            let begin = || ChangeGroup { heading: self.title(change), entries: Vec::new() };
            let changes = all.entry(change.after.occurrence).or_insert_with(begin);
            changes.entries.push(self.entry(self.unit(unit), change));
        }
        let mut all: Vec<ChangeGroup> = all.into_values().collect();
        for ChangeGroup { heading, entries } in &mut all {
            // What is the same for all is said once.
            let [_, _, _, same, _] = entries[0].clone();
            if same != CellValue::Nothing && entries.iter().all(|[_, _, _, detail, _]| *detail == same) {
                *heading = format!("{heading} — {}", same.shown(self.words));
                for [_, _, _, detail, _] in entries.iter_mut() {
                    *detail = CellValue::Nothing;
                }
            }
        }
        all
    }

    fn entry(&self, title: String, change: &Change) -> [CellValue; 5] {
        let told = |side: &Side| match &side.standing {
            Some(standing) => CellValue::standing(standing, self.words),
            None => CellValue::Toned(Tone::Faint, self.say(&Phrase::NotOwedThen)),
        };
        let gone = change.after.standing.is_none() && change.before.as_ref().is_some_and(|it| it.standing.is_some());
        let no_longer = || CellValue::Toned(Tone::Faint, self.say(&Phrase::NotOwedNow));
        let after = if gone { no_longer() } else { told(&change.after) };
        let before = match &change.before {
            Some(before) => Some(told(before)).filter(|before| before.shown(self.words) != after.shown(self.words)),
            None if change.after.standing.is_none() => None,
            None if change.cause == Cause::Others => {
                Some(CellValue::Toned(Tone::Faint, self.say(&Phrase::NotOwedThen)))
            }
            None => Some(CellValue::Toned(Tone::Faint, self.say(&Phrase::NotOwedBefore))),
        };
        let mut details = self.details(change);
        // What an extension does to the last day is told where it is.
        let last = |side: &Side| side.standing.map(|standing| standing.due);
        let due = change.before.as_ref().and_then(last);
        let extended = change.fields.contains(&Field::Extended);
        if let Some((from, to)) = due.zip(last(&change.after)).filter(|(from, to)| from != to && !extended) {
            let days = moved(from, to, self.words);
            details.push(changed(self.words.label(Label::LastDay), None, Some(&days), self.words));
        }
        let details: Vec<String> = details.iter().map(|detail| one_line(detail)).collect();
        let codes: Vec<Code> = change.marks.iter().map(Mark::code).collect();
        [
            CellValue::Text(title),
            before.unwrap_or(CellValue::Nothing),
            after,
            if details.is_empty() { CellValue::Nothing } else { CellValue::Texts(details) },
            if codes.is_empty() { CellValue::Nothing } else { CellValue::Codes(codes) },
        ]
    }

    fn details(&self, change: &Change) -> Vec<String> {
        let nothing = Facts::default();
        let was = change.before.as_ref().and_then(|side| side.facts.as_ref()).unwrap_or(&nothing);
        let is = change.after.facts.as_ref().unwrap_or(&nothing);
        change.fields.iter().map(|field| detail(*field, was, is, self.words)).collect()
    }
}
