//! `tiendo diff`: what changed between two states of the workspace, in words, and what nobody should miss.

use std::collections::HashMap;

use super::history::{Between, Brought};
use super::names::unit_of;
use super::session::Asked;
use super::sides::{Known, Pair, Side, Wrong, list, pair, plan_text, sound, unit_text};
use super::units::told;
use super::verify::{self, Verdict};
use super::{Exit, Failure};
use crate::assess::{Assessment, untouched};
use crate::cli::review::{Diffing, Form};
use crate::data::review::{json, sarif};
use crate::diagnostic::FileReport;
use crate::git::Repository;
use crate::model::duties::UnitSet;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::Plan;
use crate::model::record::Records;
use crate::page::review::{Called, Comparison, markdown, story, terminal};
use crate::pipeline::Reader;
use crate::read::plan::Prepared;
use crate::read::walk::Inspect;
use crate::review::plan::{Recorded, changes, counterparts, reassigned};
use crate::review::{self, Outcome, Sides, UnitChanges, UnitSides};
use crate::shell;
use crate::source::Source;
use crate::store::UNITS;
use crate::words::{Phrase, Words, words};

/// Runs `tiendo diff`.
pub fn run(asked: &Asked, options: &Diffing) -> Result<Exit, Failure> {
    let workspace = asked.workspace()?;
    let fail = |said: &Phrase<'_>| asked.fail(said);
    let Pair { mut before, mut after, repository } = pair(&workspace, &options.named, &fail)?;
    // Where nothing was before there is nothing to compare with, and everything is new.
    let begins = before.is_before_workspace();
    let old_text = if begins { plan_text(&mut after) } else { plan_text(&mut before) };
    let (old_text, new_text) = match (old_text, plan_text(&mut after)) {
        (Ok(old), Ok(new)) => (old, new),
        (_, Err(new)) if begins => return asked.refuse(&[new]),
        (old, new) => return asked.refuse(&[old.err(), new.err()].into_iter().flatten().collect::<Vec<_>>()),
    };
    let same_plan = old_text == new_text;
    let (mut old, mut new) = (Prepared::new(&old_text, Inspect::No), Prepared::new(&new_text, Inspect::No));
    let new = sound(crate::read::plan::read(&mut new, Inspect::No), &new_text, &after);
    // The same plan is read once.
    let old =
        if same_plan { None } else { Some(sound(crate::read::plan::read(&mut old, Inspect::No), &old_text, &before)) };
    let (old, new) = match (old, new) {
        (None, Ok(new)) => (None, new),
        (Some(Ok(old)), Ok(new)) => (Some(old), new),
        (old, new) => {
            let broken = [old.and_then(Result::err), new.err()];
            return asked.refuse(&broken.into_iter().flatten().collect::<Vec<_>>());
        }
    };
    let old = old.as_ref().unwrap_or(&new);
    for (side, plan) in [(&mut before, old), (&mut after, &new)] {
        if let Err(report) = list(side, plan) {
            return asked.refuse(&[report]);
        }
    }
    let now = asked.as_of.unwrap_or_else(|| shell::today(&new.header.timezone));
    let then = options.from.unwrap_or(now);
    let sides = Sides { old, new: &new, then, now, backdated: options.backdated };
    let words = words(asked.lang.unwrap_or(new.header.language));
    let units = match options.units.as_slice() {
        [] => None,
        typed => {
            let mut only = UnitSet::new(new.units.len());
            for typed in typed {
                only.insert(unit_of(&new, words, typed)?);
            }
            Some(only)
        }
    };
    if begins {
        let outcome = Outcome { begins, ..Outcome::default() };
        print(asked, options, sides, &outcome, (&before, &after), (repository.as_ref(), &[]), words)?;
        return Ok(if options.exit_code { Exit::Found } else { Exit::Done });
    }
    let between = match (&repository, before.commit()) {
        (Some(repository), Some(from)) => {
            let until = after.commit().map_or("HEAD", |commit| commit.id.as_str());
            Some(Between::of(repository, &from.id, until).map_err(|found| fail(&Phrase::Git(&found)))?)
        }
        _ => None,
    };
    // What a merge that is not committed yet brings was recorded by the commits that it merges.
    let merging = match (&repository, before.commit(), after.commit()) {
        (Some(repository), Some(from), None) => {
            let merged = repository.merging().map_err(|found| fail(&Phrase::Git(&found)))?;
            let steps = merged.map(|merged| Between::of(repository, &from.id, &merged)).transpose();
            steps.map_err(|found| fail(&Phrase::Git(&found)))?
        }
        _ => None,
    };
    let default_day = after.commit().map_or(now, |commit| super::sides::day_of(commit, &new));
    let mut comparer = Comparer { sides, same_plan, broken: Vec::new(), outcome: Outcome::default() };
    let steps = between.iter().chain(&merging).collect();
    let renamed = if same_plan { Vec::new() } else { renamed(old, &new) };
    let brought = Brought::new(steps, repository.as_ref(), &new, renamed.clone(), default_day);
    comparer.compare(&mut before, &mut after, units.as_ref(), &brought);
    brought.trouble().map_err(|found| fail(&Phrase::Git(&found)))?;
    let Comparer { mut outcome, broken, .. } = comparer;
    if let Some(between) = &between {
        outcome.mixed = between.mixed(units.as_ref().map(|units| (&new, units)), &renamed);
    }
    if let Some(repository) = &repository {
        outcome.reports = edited_reports(repository, &mut before, &mut after).map_err(|found| asked.wrong(&found))?;
    }
    told(&broken, words, shell::stderr_screen(asked.color))?;
    print(asked, options, sides, &outcome, (&before, &after), (repository.as_ref(), &broken), words)?;
    let denied = outcome.codes().any(|code| options.deny.contains(&code));
    Ok(if !broken.is_empty() {
        Exit::Unread
    } else if denied || (options.exit_code && !outcome.is_empty()) {
        Exit::Found
    } else {
        Exit::Done
    })
}

/// Goes through the units of two sides.
struct Comparer<'a> {
    sides: Sides<'a>,
    same_plan: bool,
    broken: Vec<FileReport>,
    outcome: Outcome,
}

impl Comparer<'_> {
    fn compare(&mut self, before: &mut Side, after: &mut Side, only: Option<&UnitSet>, brought: &Brought<'_>) {
        let Sides { old, new, then, now, .. } = self.sides;
        // The same plan has the same units and tasks on both sides.
        let (counterparts, reassigned) = if self.same_plan {
            (new.unit_indices().map(Some).collect(), Vec::new())
        } else {
            let counterparts = counterparts(old, new);
            let reassigned = reassigned(old, new, &counterparts);
            (counterparts, reassigned)
        };
        let mut recorded = Count::new(old, reassigned);
        let (before_untouched, after_untouched) = (untouched(old, then), untouched(new, now));
        let (mut old_reader, mut new_reader) = (Reader::new(old), Reader::new(new));
        let still = self.same_plan && then == now;
        for unit in new.unit_indices() {
            let was = counterparts[unit.index()];
            let id = new.unit(unit).id.as_str();
            if only.is_some_and(|only| !only.contains(unit)) {
                self.count(before, was, &mut old_reader, &mut recorded);
                continue;
            }
            let old_id = was.map(|was| old.unit(was).id.as_str());
            let known = old_id.map_or(Known::Missing, |id| before.known(old, id));
            let same_bytes = known != Known::Unknown && known == after.known(new, id);
            if same_bytes && still {
                continue;
            }
            let old_text = old_id.map_or(Ok(None), |id| unit_text(before, old, id));
            let new_text = if same_bytes && old_text.is_ok() {
                Ok(old_text.as_ref().ok().cloned().flatten())
            } else {
                unit_text(after, new, id)
            };
            let (old_text, new_text) = match (old_text, new_text) {
                (Ok(old), Ok(new)) => (old.unwrap_or_default(), new.unwrap_or_default()),
                (old, new) => {
                    self.unread(unit, old.err(), new.err().filter(|_| !same_bytes));
                    self.count(before, was, &mut old_reader, &mut recorded);
                    continue;
                }
            };
            if still && old_text == new_text {
                continue;
            }
            let old_records = was.map(|was| old_reader.read(was, &old_text));
            let new_records = new_reader.read(unit, &new_text);
            let (old_records, new_records) = match (old_records.transpose(), new_records) {
                (Ok(old), Ok(new)) => (old, new),
                (old, new) => {
                    let path = |side: &Side, id: &str| side.path(&format!("{UNITS}/{id}.toml"));
                    let report = |path: String, text: &str, found| FileReport::of(|| Source::new(path, text), found);
                    let old = old.err().and_then(|found| report(path(before, old_id.unwrap_or(id)), &old_text, found));
                    let new = new.err().and_then(|found| report(path(after, id), &new_text, found));
                    // The same file is told once, but the new plan may find wrong what was right by the old one.
                    let new = new.filter(|_| !same_bytes || old.is_none());
                    self.unread(unit, old, new);
                    self.count(before, was, &mut old_reader, &mut recorded);
                    continue;
                }
            };
            if let (Some(was), Some(records), false) = (was, old_records, self.same_plan) {
                recorded.add(old, was, records);
            }
            let assessment = |plan, unit, text, records, as_of, untouched| Assessment {
                plan,
                unit,
                text,
                records,
                as_of,
                untouched,
            };
            let before_side = was
                .zip(old_records)
                .map(|(was, records)| assessment(old, was, &old_text, records, then, before_untouched.as_slice()));
            let after_side = assessment(new, unit, &new_text, new_records, now, after_untouched.as_slice());
            let pair = UnitSides { before: before_side.as_ref(), after: &after_side };
            let changes = review::unit(self.sides, pair, &brought.to(unit));
            if !changes.is_empty() {
                self.outcome.units.push(UnitChanges { unit, changes });
            }
        }
        if !self.same_plan {
            self.count_gone(before, &counterparts, &mut old_reader, &mut recorded);
            self.outcome.plan = changes(old, new, &counterparts, &recorded);
        }
    }

    /// Counts what units had recorded that the plan does not have any more.
    fn count_gone(
        &self,
        before: &mut Side,
        counterparts: &[Option<UnitIx>],
        reader: &mut Reader<'_>,
        recorded: &mut Count,
    ) {
        let old = self.sides.old;
        let mut still = UnitSet::new(old.units.len());
        counterparts.iter().flatten().for_each(|unit| still.insert(*unit));
        for unit in old.unit_indices().filter(|unit| !still.contains(*unit)) {
            self.count(before, Some(unit), reader, recorded);
        }
    }

    /// Counts what a unit that is not compared had recorded, where the plan changed. A broken file of it holds nobody up.
    fn count(&self, before: &mut Side, unit: Option<UnitIx>, reader: &mut Reader<'_>, recorded: &mut Count) {
        let plan = self.sides.old;
        let Some(unit) = unit.filter(|_| !self.same_plan) else { return };
        if let Ok(Some(text)) = unit_text(before, plan, plan.unit(unit).id.as_str())
            && let Ok(records) = reader.read(unit, &text)
        {
            recorded.add(plan, unit, records);
        }
    }

    fn unread(&mut self, unit: UnitIx, old: Option<FileReport>, new: Option<FileReport>) {
        self.outcome.unread.push(unit);
        self.broken.extend(old.into_iter().chain(new));
    }
}

/// How many records of the old plan say something.
struct Count {
    by_unit: Vec<usize>,
    by_occurrence: Vec<usize>,
    watched: Vec<TaskIx>,
    by_both: HashMap<(UnitIx, TaskIx), usize>,
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
                *self.by_both.entry((unit, task)).or_default() += 1;
            }
        }
    }
}

impl Recorded for Count {
    fn of_unit(&self, unit: UnitIx) -> usize {
        self.by_unit[unit.index()]
    }

    fn of_unit_for(&self, unit: UnitIx, task: TaskIx) -> usize {
        self.by_both.get(&(unit, task)).copied().unwrap_or_default()
    }

    fn of_occurrence(&self, occurrence: OccurrenceIx) -> usize {
        self.by_occurrence[occurrence.index()]
    }
}

/// The units that have another id in the new plan: the old one and the new.
fn renamed<'p>(old: &'p Plan, new: &'p Plan) -> Vec<(&'p str, &'p str)> {
    let pairs = counterparts(old, new).into_iter().zip(new.unit_indices());
    let ids = pairs.filter_map(|(was, is)| Some((old.unit(was?).id.as_str(), new.unit(is).id.as_str())));
    ids.filter(|(from, to)| from != to).collect()
}

/// The reports that are other than before and match no data.
fn edited_reports(repository: &Repository, before: &mut Side, after: &mut Side) -> Result<Vec<String>, Wrong> {
    let mut edited = Vec::new();
    for name in verify::changed_reports(before, after)? {
        let edited_by_hand = match verify::verdict(repository, after, &name)? {
            Verdict::Differs => true,
            // What was a report of this program and is none any more has lost the sign by which it was known.
            Verdict::NotOurs => verify::was_ours(before, &name)?,
            Verdict::Matches | Verdict::Unread => false,
        };
        if edited_by_hand {
            edited.push(format!("{}/{name}", crate::store::REPORTS));
        }
    }
    Ok(edited)
}

fn print(
    asked: &Asked,
    options: &Diffing,
    sides: Sides<'_>,
    outcome: &Outcome,
    (before, after): (&Side, &Side),
    (repository, broken): (Option<&Repository>, &[FileReport]),
    words: &dyn Words,
) -> Result<(), Failure> {
    let zone = &sides.new.header.timezone;
    let (before_shown, after_shown) = (before.shown(zone, words), after.shown(zone, words));
    let called = |side: &'_ Side| side.commit().map(|commit| commit.id.clone());
    let (before_id, after_id) = (called(before), called(after));
    let comparison = Comparison {
        sides,
        outcome,
        broken,
        before: Called { name: &before.name, shown: &before_shown, commit: before_id.as_deref() },
        after: Called { name: &after.name, shown: &after_shown, commit: after_id.as_deref() },
    };
    let prefix = repository.map(|repository| repository.prefix.as_str()).unwrap_or_default();
    shell::with_stdout(|mut out| {
        match options.form {
            Form::Table => {
                let screen = shell::stdout_screen(asked.color);
                crate::page::terminal::title(out, sides.new, sides.now, words, screen)?;
                terminal::story(out, &story(comparison, words), words, screen)?;
            }
            Form::Markdown => {
                markdown::story(out, sides.new, sides.now, &story(comparison, words), words)?;
            }
            Form::Json => json::comparison(&mut out, comparison)?,
            Form::Sarif => sarif::marks(out, comparison, prefix, words)?,
        }
        Ok(())
    })?;
    Ok(())
}
