//! Two states of a workspace compared, unit by unit.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::ahead::Ahead;
use super::attributed::{count_decided, documents};
use super::decisions::AsRead;
use super::earlier::Earlier;
use super::effects::{Effect, Effects, Marker, PlanMark, digest};
use super::gone::{self, LastSaid, shared_by};
use super::marks::Past;
use super::plan::{Recorded, changes, counterparts, reassigned};
use super::plan_change::{DocumentChange, EarlierDays, PlanChange};
use super::settings::Setting;
use super::{Outcome, Sides, UnitChanges, UnitSides, effects, oddities, unit, untold};
use crate::diagnostic::FileReport;
use crate::judge::Assessment;
use crate::model::duties::UnitSet;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::Plan;
use crate::model::record::Records;
use crate::rules::Code;
use crate::snapshot::{Snapshot, UnitReader};
use crate::source::position;

/// The most changed obligations that are held in memory at once.
pub(crate) const MOST_CHANGES: usize = 500_000;

/// More obligations changed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TooManyChanges;

/// Compares the units of two states, all or `only` some; gives also what is wrong with files that could not be read.
pub(crate) fn compare(
    states: (&Snapshot, &Snapshot),
    sides: Sides<'_>,
    only: Option<&UnitSet>,
    past: &dyn Past,
) -> (Outcome, Vec<FileReport>) {
    let mut comparer = Comparer::new(states, sides, usize::MAX);
    comparer.units(only, past);
    (comparer.outcome, comparer.broken)
}

/// The same, unless more changed than is held in memory at once.
pub(crate) fn compare_within_limit(
    states: (&Snapshot, &Snapshot),
    sides: Sides<'_>,
    only: Option<&UnitSet>,
    past: &dyn Past,
) -> Result<(Outcome, Vec<FileReport>), TooManyChanges> {
    let mut comparer = Comparer::new(states, sides, MOST_CHANGES);
    comparer.units(only, past);
    if comparer.held > MOST_CHANGES { Err(TooManyChanges) } else { Ok((comparer.outcome, comparer.broken)) }
}

struct Comparer<'a> {
    before: &'a Snapshot,
    after: &'a Snapshot,
    sides: Sides<'a>,
    same_plan: bool,
    /// How many changes there are so far, and with how many it ends.
    held: usize,
    most: usize,
    broken: Vec<FileReport>,
    outcome: Outcome,
}

impl<'a> Comparer<'a> {
    fn new((before, after): (&'a Snapshot, &'a Snapshot), sides: Sides<'a>, most: usize) -> Self {
        let same_plan = before.shares_plan(after);
        Self { before, after, sides, same_plan, held: 0, most, broken: Vec::new(), outcome: Outcome::default() }
    }

    fn units(&mut self, only: Option<&UnitSet>, past: &dyn Past) {
        let (old, new) = (self.sides.plan_before(), self.sides.plan_after());
        // The same plan has the same units and tasks on both sides.
        let (counterparts, reassigned) = if self.same_plan {
            (new.unit_indices().map(Some).collect(), Vec::new())
        } else {
            let counterparts = counterparts(old, new);
            let reassigned = reassigned(old, new, &counterparts);
            (counterparts, reassigned)
        };
        // Each side has two readers: texts are compared before their records are read.
        let (before, after) = (self.before, self.after);
        let mut texts = (before.reader(), after.reader());
        let mut records = (before.reader(), after.reader());
        if !self.same_plan {
            self.plan(&counterparts, reassigned, &mut texts.0, &mut records.0);
            self.held += self.outcome.gone.len();
        }
        let still = self.same_plan
            && self.sides.day_before() == self.sides.day_after()
            && self.sides.before.agrees(self.sides.after);
        for unit in new.unit_indices().filter(|unit| only.is_none_or(|only| only.contains(*unit))) {
            self.unit((counterparts[unit.index()], unit), still, &mut texts, &mut records, past);
            if self.held > self.most {
                return;
            }
        }
        self.keep_gone(only);
    }

    /// Leaves out records that went of units that are not asked about, and of files that could not be read or are still
    /// there, as those of no unit: what is wrong with them is told.
    fn keep_gone(&mut self, only: Option<&UnitSet>) {
        let (old, outcome) = (self.sides.plan_before(), &mut self.outcome);
        let is_stray = |unit: UnitIx| {
            let file = format!("{}.toml", old.unit(unit).id);
            self.after.listing.strays.iter().any(|stray| stray.name == file)
        };
        outcome.gone.retain(|record| match record.now {
            Some(unit) => only.is_none_or(|only| only.contains(unit)) && !outcome.unread.contains(&unit),
            None => only.is_none() && !is_stray(record.unit),
        });
    }

    /// What changed of the plan, how much that was recorded it touches, and what it does to what is owed. A broken file
    /// holds nobody up: it is told where its unit is compared.
    fn plan(
        &mut self,
        counterparts: &[Option<UnitIx>],
        reassigned: Vec<TaskIx>,
        texts: &mut UnitReader<'_>,
        readers: &mut UnitReader<'_>,
    ) {
        let (old, new) = (self.sides.plan_before(), self.sides.plan_after());
        let mut now = vec![None; old.units.len()];
        for (unit, was) in new.unit_indices().zip(counterparts) {
            if let Some(was) = was {
                now[was.index()] = Some(unit);
            }
        }
        let plans = AsRead::new(self.sides.before, self.sides.after);
        let (mut recorded, mut effects, mut earlier) = (Count::new(old, reassigned), Vec::new(), Earlier::new(plans));
        let mut ahead = Ahead::new(old, new, &now);
        for unit in old.unit_indices() {
            let Ok(text) = texts.text(unit) else { continue };
            let Ok(records) = readers.records(unit, text) else { continue };
            recorded.add(old, unit, records);
            let before = Assessment { judge: self.sides.before, unit, text, records };
            effects::of_unit(self.sides, &before, now[unit.index()], &mut effects);
            earlier.add(self.sides, &before, now[unit.index()]);
            ahead.add(self.sides, &before, now[unit.index()]);
            gone::of_unit(self.sides, &before, now[unit.index()], &mut self.outcome.gone);
        }
        self.outcome.plan = changes(old, new, counterparts, &recorded);
        plans.tell(&mut self.outcome.plan);
        count_decided(plans, &mut self.outcome.plan, &effects);
        let mut marks =
            marks((old, new), (self.sides.written, plans), &mut self.outcome.plan, &effects, (&earlier, &ahead));
        untold::tell(old, new, &now, &mut self.outcome.plan);
        for mark in &mut marks {
            mark.line = line_in_plan(self.after, &self.outcome.plan[mark.at]);
        }
        self.outcome.plan_marks = marks;
        self.outcome.oddities = oddities::names(old, new, counterparts);
        self.outcome.rewritten = self.before.plan_text != self.after.plan_text;
    }

    /// Compares one unit.
    fn unit(
        &mut self,
        (was, is): (Option<UnitIx>, UnitIx),
        still: bool,
        texts: &mut (UnitReader<'_>, UnitReader<'_>),
        readers: &mut (UnitReader<'_>, UnitReader<'_>),
        past: &dyn Past,
    ) {
        let fingerprint = was.and_then(|was| self.before.fingerprint(was));
        let neither = was.is_none_or(|was| !self.before.has_file(was)) && !self.after.has_file(is);
        let same_bytes = neither || fingerprint.is_some() && fingerprint == self.after.fingerprint(is);
        if same_bytes && still {
            return;
        }
        let old_text = was.map_or(Ok(""), |was| texts.0.text(was));
        let new_text = match &old_text {
            Ok(text) if same_bytes => Ok(*text),
            _ => texts.1.text(is),
        };
        let (old_text, new_text) = match (old_text, new_text) {
            (Ok(old), Ok(new)) => (old, new),
            (old, new) => {
                self.unread(is, old.err(), new.err().filter(|_| !same_bytes));
                return;
            }
        };
        if still && old_text == new_text {
            return;
        }
        let old_records = was.map(|was| readers.0.records(was, old_text)).transpose();
        let (old_records, new_records) = match (old_records, readers.1.records(is, new_text)) {
            (Ok(old), Ok(new)) => (old, new),
            (old, new) => {
                let old = old.err();
                // The same file is reported once, but the new plan may find wrong what was right by the old one.
                let new = new.err().filter(|_| !same_bytes || old.is_none());
                self.unread(is, old, new);
                return;
            }
        };
        let before = was.zip(old_records);
        let before =
            before.map(|(unit, records)| Assessment { judge: self.sides.before, unit, text: old_text, records });
        let after = Assessment { judge: self.sides.after, unit: is, text: new_text, records: new_records };
        let last = |asked: &[OccurrenceIx]| -> HashMap<OccurrenceIx, LastSaid> {
            let shared = |at: &OccurrenceIx| shared_by(self.sides, &self.outcome.gone, (was, is), *at);
            let mut found: HashMap<_, _> = asked.iter().filter_map(|at| Some((*at, shared(at)?))).collect();
            let left: Vec<OccurrenceIx> = asked.iter().copied().filter(|at| !found.contains_key(at)).collect();
            let earlier = past.last_said(is, &left).into_iter();
            found.extend(earlier.map(|(at, facts)| (at, LastSaid { facts, shared: None })));
            found
        };
        let changes = unit(self.sides, UnitSides { before: before.as_ref(), after: &after }, &last, past);
        self.held += changes.len();
        if !changes.is_empty() {
            self.outcome.units.push(UnitChanges { unit: is, changes });
        }
    }

    fn unread(&mut self, unit: UnitIx, old: Option<FileReport>, new: Option<FileReport>) {
        self.outcome.unread.push(unit);
        self.broken.extend(old.into_iter().chain(new));
    }
}

/// The marks of what changed of a plan. What makes late work late no more, today or on an earlier day, and none of its
/// changes accounts for, is added to these.
fn marks(
    plans: (&Plan, &Plan),
    (written, read): (NaiveDate, AsRead<'_>),
    changes: &mut Vec<PlanChange>,
    effects: &[Effect],
    (earlier, ahead): (&Earlier, &Ahead),
) -> Vec<PlanMark> {
    let documents = documents(read, changes, effects);
    let (mut marks, told) = Marker::new(plans, written, changes, effects, documents).marks();
    let marked: Vec<TaskIx> =
        marks.iter().filter(|mark| mark.code != Code::W718).filter_map(|mark| changes[mark.at].task()).collect();
    let mut added = BTreeSet::new();
    for (change, lifted) in earlier.tell(|task| marked.contains(&task)) {
        if let PlanChange::EarlierDays(EarlierDays { was, added: Some(_), .. }) = change {
            added.insert(was);
        } else {
            // What another document does to earlier days says more than that it is another.
            marks.retain(|mark| mark.code != Code::W718 || changes[mark.at].task() != change.task());
        }
        marks.push(PlanMark { code: Code::W733, at: changes.len(), effects: Effects::of(lifted.iter()), line: None });
        changes.push(change);
    }
    let left = effects.iter().enumerate().filter(|(at, effect)| !told.contains(at) && effect.lifts());
    // What is there only since a later day is reported with the earlier days.
    let left = left.map(|(_, effect)| effect).filter(|it| it.to.is_some() || !added.contains(&it.task));
    let left: Vec<&Effect> = left.chain(ahead.left(plans, changes, &marks)).collect();
    if !left.is_empty() {
        let effects = Effects { digest: digest(plans.0, &left), ..Effects::of(left.into_iter()) };
        marks.push(PlanMark { code: Code::W728, at: changes.len(), effects, line: None });
        changes.push(PlanChange::Otherwise);
    }
    marks
}

/// The line of the new plan on which it stands what changed of it.
fn line_in_plan(after: &Snapshot, change: &PlanChange) -> Option<usize> {
    let text = &after.plan_text;
    let begins = |key: &str| {
        let of = |line: &str| line.trim_start().strip_prefix(key).map(str::trim_start).is_some_and(is_value);
        text.lines().position(of).map(|at| at + 1)
    };
    match change {
        PlanChange::Rescheduled { task, .. } => {
            Some(position(text, after.spans.tasks[task.index()].due.range().start).line)
        }
        PlanChange::Reassigned { task, .. } => {
            Some(position(text, after.spans.tasks[task.index()].lead.range().start).line)
        }
        PlanChange::Decided(DocumentChange { task, .. })
        | PlanChange::EarlierDays(EarlierDays { task, .. })
        | PlanChange::DocumentRewritten { task, .. }
        | PlanChange::DocumentOtherwise { task, .. } => {
            Some(position(text, after.spans.tasks[task.index()].id.range().start).line)
        }
        PlanChange::Setting(Setting::Calendar) => begins("[calendar"),
        PlanChange::Setting(Setting::Time) => begins("ends"),
        PlanChange::Setting(setting) => begins(setting.as_str()),
        PlanChange::Event { id, .. } => begins(id),
        _ => None,
    }
}

/// Whether what comes after a key is its value, or the end of its header.
fn is_value(rest: &str) -> bool {
    rest.starts_with(['=', ']'])
}

/// How many records of the old plan say something.
struct Count {
    by_unit: Vec<usize>,
    by_occurrence: Vec<usize>,
    watched: Vec<TaskIx>,
    by_both: HashMap<(UnitIx, OccurrenceIx), usize>,
}

impl Count {
    fn new(plan: &Plan, watched: Vec<TaskIx>) -> Self {
        let (units, occurrences) = (plan.units.len(), plan.occurrences.len());
        Self { by_unit: vec![0; units], by_occurrence: vec![0; occurrences], watched, by_both: HashMap::new() }
    }

    fn add(&mut self, plan: &Plan, unit: UnitIx, records: &Records) {
        for (occurrence, _) in records.iter().filter(|(_, record)| record.says_something()) {
            self.by_unit[unit.index()] += 1;
            self.by_occurrence[occurrence.index()] += 1;
            let task = plan.occurrence(occurrence).task;
            if self.watched.binary_search(&task).is_ok() {
                *self.by_both.entry((unit, occurrence)).or_default() += 1;
            }
        }
    }
}

impl Recorded for Count {
    fn of_unit(&self, unit: UnitIx) -> usize {
        self.by_unit[unit.index()]
    }

    fn of_unit_for(&self, unit: UnitIx, occurrence: OccurrenceIx) -> usize {
        self.by_both.get(&(unit, occurrence)).copied().unwrap_or_default()
    }

    fn of_occurrence(&self, occurrence: OccurrenceIx) -> usize {
        self.by_occurrence[occurrence.index()]
    }
}

/// The units that have another id in the new plan: the old one and the new.
pub(crate) fn renamed<'p>(old: &'p Plan, new: &'p Plan) -> Vec<(&'p str, &'p str)> {
    let pairs = counterparts(old, new).into_iter().zip(new.unit_indices());
    let ids = pairs.filter_map(|(was, is)| Some((old.unit(was?).id.as_str(), new.unit(is).id.as_str())));
    ids.filter(|(from, to)| from != to).collect()
}
