//! `tiendo diff`: what changed between two states of the workspace, in words, and what nobody should miss.

use super::names::unit_of;
use super::session::Asked;
use super::sides::{Pair, Side, Wrong, pair};
use super::units::told;
use super::verify::{self, verdict_on};
use super::{Exit, Failure};
use crate::cli::review::{Diffing, Form};
use crate::data::review::{json, sarif};
use crate::diagnostic::FileReport;
use crate::git::Repository;
use crate::model::duties::UnitSet;
use crate::page::review::{Called, Comparison, markdown, story, terminal};
use crate::review::commits::Blobs;
use crate::review::compare::{compare, renamed};
use crate::review::history::{Between, Brought};
use crate::review::verify::Verdict;
use crate::review::{Outcome, Sides};
use crate::shell;
use crate::snapshot::Snapshot;
use crate::words::{Phrase, Words, words};

/// Runs `tiendo diff`.
pub fn run(asked: &Asked, options: &Diffing) -> Result<Exit, Failure> {
    let workspace = asked.workspace()?;
    let fail = |said: &Phrase<'_>| asked.fail(said);
    let Pair { before, after, repository } = pair(&workspace, &options.named, &fail)?;
    // Where nothing was before there is nothing to compare with, and everything is new.
    let begins = before.is_before_workspace();
    let old = if begins { after.open() } else { before.open() };
    let new = old.as_ref().map_or_else(|_| after.open(), |old| Snapshot::open_beside(after.files(), old));
    let (old, new) = match (old, new) {
        (Ok(old), Ok(new)) => (old, new),
        (_, Err(new)) if begins => return asked.refuse(&[&new]),
        (old, new) => {
            return asked.refuse(&[old.err(), new.err()].iter().flatten().collect::<Vec<_>>());
        }
    };
    let now = asked.as_of.unwrap_or_else(|| shell::today(&new.plan.header.timezone));
    let then = options.from.unwrap_or(now);
    let (judge_then, judge_now) = (old.judge(then), new.judge(now));
    let sides = Sides { before: &judge_then, after: &judge_now, backdated: options.backdated };
    let snapshots = (&old, &new);
    let (old, new) = (sides.plan_before(), sides.plan_after());
    let words = words(asked.lang.unwrap_or(new.header.language));
    let units = match options.units.as_slice() {
        [] => None,
        typed => {
            let mut only = UnitSet::new(new.units.len());
            for typed in typed {
                only.insert(unit_of(new, words, typed)?);
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
            let steps = repository.units_between(&from.id, until).map_err(|found| fail(&Phrase::Git(&found)))?;
            Some(Between::new(steps, &repository.prefix))
        }
        _ => None,
    };
    // What a merge that is not committed yet brings was recorded by the commits that it merges.
    let merging = match (&repository, before.commit(), after.commit()) {
        (Some(repository), Some(from), None) => {
            let merged = repository.merging().map_err(|found| fail(&Phrase::Git(&found)))?;
            let steps = merged.map(|merged| repository.units_between(&from.id, &merged)).transpose();
            let steps = steps.map_err(|found| fail(&Phrase::Git(&found)))?;
            steps.map(|steps| Between::new(steps, &repository.prefix))
        }
        _ => None,
    };
    let otherwise = after.commit().map_or(now, |commit| commit.day(new));
    let steps = between.iter().chain(&merging).collect();
    let renamed = if snapshots.0.shares_plan(snapshots.1) { Vec::new() } else { renamed(old, new) };
    let blobs = repository.as_ref().map(|repository| -> Box<dyn Blobs> { Box::new(repository.objects()) });
    let shallow = repository.as_ref().is_some_and(|repository| repository.shallow);
    let brought = Brought::new(steps, (blobs, shallow), new, renamed.clone(), otherwise);
    let (mut outcome, broken) = compare(snapshots, sides, units.as_ref(), &brought);
    brought.trouble().map_err(|found| fail(&Phrase::Git(&found)))?;
    if let Some(between) = &between {
        outcome.mixed = between.mixed(units.as_ref().map(|units| (new, units)), &renamed);
    }
    if let Some(repository) = &repository {
        outcome.reports = edited_reports(repository, &before, &after).map_err(|found| asked.wrong(&found))?;
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

/// The reports that are other than before and match no data.
fn edited_reports(repository: &Repository, before: &Side, after: &Side) -> Result<Vec<String>, Wrong> {
    let mut edited = Vec::new();
    for name in verify::changed_reports(before, after)? {
        let edited_by_hand = match verdict_on(repository, after, &name)? {
            Verdict::Differs => true,
            // What was a report of this program and is none any more has lost the sign by which it was known.
            Verdict::NotOurs => verify::was_ours(before, &name)?,
            Verdict::Matches | Verdict::Unread => false,
        };
        if edited_by_hand {
            edited.push(format!("{}/{name}", crate::snapshot::REPORTS));
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
    let plan = sides.plan_after();
    let (before_shown, after_shown) = (before.shown(plan, words), after.shown(plan, words));
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
                crate::page::terminal::title(out, plan, sides.day_after(), words, screen)?;
                terminal::story(out, &story(comparison, words), words, screen)?;
            }
            Form::Markdown => {
                markdown::story(out, plan, sides.day_after(), &story(comparison, words), words)?;
            }
            Form::Json => json::comparison(&mut out, comparison)?,
            Form::Sarif => sarif::marks(out, comparison, prefix, words)?,
        }
        Ok(())
    })?;
    Ok(())
}
