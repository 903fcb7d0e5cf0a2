//! A comparison: for people in a terminal, and for a comment on a pull request.

use std::collections::BTreeMap;
use std::io;

use super::fields::{changed, detail, moved};
use super::plan::PlanWords;
use crate::diagnostic::FileReport;
use crate::facts::Facts;
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::record::Field;
use crate::page::diagnostic::findings;
use crate::page::plan::PlanPage;
use crate::page::{CellValue, Page, Piece, Role, Tone};
use crate::review::marks::Mark;
use crate::review::{Cause, Change, Outcome, Side, Sides};
use crate::rules::Code;
use crate::text::one_line;
use crate::words::{Label, Phrase, Words, owed};

/// A comparison with what its sides are called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Comparison<'a> {
    pub(crate) sides: Sides<'a>,
    pub(crate) outcome: &'a Outcome,
    /// The files that could not be read.
    pub(crate) broken: &'a [FileReport],
    pub(crate) before: Called<'a>,
    pub(crate) after: Called<'a>,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Called<'a> {
    /// As it was named: a revision, a folder; empty for the files as they are.
    pub(crate) name: &'a str,
    pub(crate) shown: &'a str,
    /// The id of the commit, if it is one.
    pub(crate) commit: Option<&'a str>,
}

/// One thing that nobody should miss: its code, and what it is.
pub(crate) struct Flagged {
    pub(crate) code: Code,
    pub(crate) said: String,
}

/// What nobody should miss, the marks of records first.
pub(crate) fn flagged(comparison: Comparison<'_>, words: &dyn Words) -> Vec<Flagged> {
    Story::new(comparison, words).flagged()
}

/// The changes of one unit, or those of what several units owe.
struct ChangeGroup {
    heading: String,
    /// An entry for each obligation: what is owed or by whom, how it stood where that is other than how it stands, how it
    /// stands, what of its record is other, and the codes of its marks.
    entries: Vec<[CellValue; 5]>,
}

const ENTRY: [Role; 5] = [Role::Words, Role::Before, Role::After, Role::Detail, Role::Codes];

pub(crate) fn write(page: &mut dyn Page, comparison: Comparison<'_>, words: &dyn Words) -> io::Result<()> {
    Story::new(comparison, words).write(page)
}

/// The first problem of a file, and where it is.
fn first_problem(report: &FileReport, words: &dyn Words) -> Option<String> {
    let finding = findings(report, "", words).into_iter().next()?;
    let place =
        finding.region.map(|region| format!(":{}:{}", region.start_line, region.start_column)).unwrap_or_default();
    Some(one_line(&format!("{}{place}: {} {}", finding.file, finding.code.as_str(), finding.message)))
}

struct Story<'a> {
    comparison: Comparison<'a>,
    words: &'a dyn Words,
    plan: PlanWords<'a>,
}

impl<'a> Story<'a> {
    fn new(comparison: Comparison<'a>, words: &'a dyn Words) -> Self {
        let (old, new) = (comparison.sides.plan_before(), comparison.sides.plan_after());
        Self { comparison, words, plan: PlanWords { old, new, words } }
    }

    fn say(&self, said: &Phrase<'_>) -> String {
        self.words.phrase(said)
    }

    fn unit(&self, unit: UnitIx) -> String {
        one_line(self.plan.new.unit(unit).short_name())
    }

    fn title(&self, change: &Change) -> String {
        one_line(&owed(self.plan.new, change.after.occurrence, self.words))
    }

    fn write(&self, page: &mut dyn Page) -> io::Result<()> {
        let Comparison { sides, outcome, before, after, .. } = self.comparison;
        let (then, now) = (sides.day_before(), sides.day_after());
        PlanPage { plan: self.plan.new, words: self.words }.top(page, now)?;
        page.put(Piece::Gap)?;
        let mut compared = self.say(&Phrase::Compared { before: before.shown, after: after.shown });
        if then != now {
            compared.push('\n');
            compared.push_str(&self.say(&Phrase::JudgedOnBoth { before: then, after: now }));
        }
        page.toned(Tone::Plain, compared)?;
        let (flagged, records) = (self.flagged(), self.by_unit(Cause::Record));
        let gist = self.gist(&records, flagged.len());
        if !page.is_terminal() {
            page.put(Piece::Gist(Tone::Plain, gist.clone()))?;
            self.unread(page)?;
            let problems = self.comparison.broken.iter().filter_map(|report| first_problem(report, self.words));
            page.list(&[Role::Words], problems.map(|problem| vec![CellValue::Text(problem)]))?;
        }
        if !flagged.is_empty() {
            page.section(1, self.say(&Phrase::MarksHeading { count: flagged.len() }))?;
            let entries = flagged
                .into_iter()
                .map(|Flagged { code, said }| vec![CellValue::Codes(vec![code]), CellValue::Text(said)]);
            page.list(&[Role::Codes, Role::Words], entries)?;
        }
        self.changes(page, records, |count| Phrase::RecordsHeading { count })?;
        if !outcome.plan.is_empty() {
            page.section(1, self.say(&Phrase::PlanHeading { count: outcome.plan.len() }))?;
            page.list(&[Role::Words], outcome.plan.iter().map(|change| vec![CellValue::Text(self.plan.told(change))]))?;
        }
        self.changes(page, self.by_owed(Cause::Plan), |count| Phrase::ByPlanHeading { count })?;
        self.changes(page, self.by_unit(Cause::Time), |count| Phrase::ByTimeHeading { count, from: then, to: now })?;
        if page.is_terminal() {
            page.put(Piece::Gap)?;
            self.unread(page)?;
            page.put(Piece::Gist(Tone::Plain, gist))?;
        }
        Ok(())
    }

    /// What the comparison comes to.
    fn gist(&self, records: &[ChangeGroup], marks: usize) -> String {
        let outcome = self.comparison.outcome;
        let whole = outcome.unread.is_empty();
        self.say(&if outcome.begins {
            Phrase::Begins { tasks: self.plan.new.tasks.len(), units: self.plan.new.units.len() }
        } else if !outcome.is_empty() {
            return self.changed(count(records), records.len(), marks, whole);
        } else if whole {
            Phrase::NothingChanged
        } else {
            Phrase::NothingElseChanged
        })
    }

    /// How many records changed, and how much of it needs a second look.
    fn changed(&self, records: usize, units: usize, marks: usize, whole: bool) -> String {
        let changed = match records {
            0 if whole => Phrase::NoneChanged,
            0 => Phrase::NoOtherChanged,
            records => Phrase::Changed { records, units },
        };
        let marks = match marks {
            0 if records == 0 => None,
            0 => Some(Phrase::NoMarks),
            count => Some(Phrase::Marks { count }),
        };
        let said: Vec<String> = [Some(changed), marks].iter().flatten().map(|said| self.say(said)).collect();
        format!("{}.", said.join("; "))
    }

    /// The units that could not be compared.
    fn unread(&self, page: &mut dyn Page) -> io::Result<()> {
        for unit in &self.comparison.outcome.unread {
            let name = &one_line(&self.plan.new.unit(*unit).name);
            page.put(Piece::Gist(Tone::Bad, self.say(&Phrase::NotComparable { name })))?;
        }
        Ok(())
    }

    fn changes(
        &self,
        page: &mut dyn Page,
        changes: Vec<ChangeGroup>,
        heading: impl FnOnce(usize) -> Phrase<'static>,
    ) -> io::Result<()> {
        if changes.is_empty() {
            return Ok(());
        }
        page.section(1, self.say(&heading(count(&changes))))?;
        for ChangeGroup { heading, entries } in changes {
            page.section(2, heading)?;
            page.list(&ENTRY, entries.into_iter().map(Vec::from))?;
        }
        Ok(())
    }

    fn flagged(&self) -> Vec<Flagged> {
        let outcome = self.comparison.outcome;
        let mut flagged = Vec::new();
        for (unit, change) in outcome.by(Cause::Record) {
            for mark in &change.marks {
                let of = format!("{}: {}", self.unit(unit), self.title(change));
                let said = format!("{of} — {}", one_line(&self.say(&Phrase::Mark(mark))));
                flagged.push(Flagged { code: mark.code(), said });
            }
        }
        for mixed in &outcome.mixed {
            let names = self.names_by_id(&mixed.units);
            let said = one_line(&self.say(&Phrase::Mixed { commit: mixed.commit.short(), units: &names }));
            flagged.push(Flagged { code: Code::W706, said });
        }
        for file in &outcome.reports {
            let said = one_line(&self.say(&Phrase::ReportEdited { file }));
            flagged.push(Flagged { code: Code::W708, said });
        }
        flagged
    }

    /// The short names of units by their ids; those that the plan does not know by the id.
    fn names_by_id(&self, ids: &[String]) -> String {
        let plan = self.plan.new;
        let name = |id: &String| plan.unit_by_id(id).map_or_else(|| one_line(id), |unit| self.unit(unit));
        self.plan.list(ids.iter().map(name).collect())
    }

    fn by_unit(&self, cause: Cause) -> Vec<ChangeGroup> {
        let mut all: Vec<(UnitIx, ChangeGroup)> = Vec::new();
        for (unit, change) in self.comparison.outcome.by(cause) {
            let entry = self.entry(self.title(change), change);
            match all.last_mut() {
                Some((last, changes)) if *last == unit => changes.entries.push(entry),
                _ => all.push((unit, ChangeGroup { heading: self.unit(unit), entries: vec![entry] })),
            }
        }
        all.into_iter().map(|(_, changes)| changes).collect()
    }

    /// The changes by what is owed: a change of the plan does the same to many units.
    fn by_owed(&self, cause: Cause) -> Vec<ChangeGroup> {
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
        let told = |side: &Side| CellValue::standing(&side.standing, self.words);
        let after = told(&change.after);
        let before = match &change.before {
            Some(before) => Some(told(before)).filter(|before| before.shown(self.words) != after.shown(self.words)),
            None => Some(CellValue::Toned(Tone::Faint, self.say(&Phrase::NotOwedBefore))),
        };
        let mut details = self.details(change);
        // What an extension does to the last day is told where it is.
        let due = change.before.as_ref().map(|before| before.standing.due);
        let extended = change.fields.contains(&Field::Extended);
        if let Some(from) = due.filter(|from| *from != change.after.standing.due && !extended) {
            let days = moved(from, change.after.standing.due, self.words);
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

fn count(changes: &[ChangeGroup]) -> usize {
    changes.iter().map(|changes| changes.entries.len()).sum()
}
