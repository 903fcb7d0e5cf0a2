//! `tiendo sync`: units' files brought up to the plan.

use chrono::NaiveDate;
use clap::Args;

use super::act::new_file;
use super::aside::{self, Aside};
use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::names::one_unit;
use super::revise::{Taken, take, tell_written, told, trouble};
use super::session::{Asked, Session};
use crate::diagnostic::Problem;
use crate::edit::{self, Remarks};
use crate::judge::{Flag, Standing};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::read::text::decode;
use crate::shell;
use crate::snapshot::UNITS;
use crate::store::journal::swap_all;
use crate::text::one_line;
use crate::words::{Phrase, part, rule};

#[derive(Args, Default)]
pub(super) struct SyncArgs {
    #[arg(short, long = "unit", value_name = "UNIT")]
    units: Vec<String>,
    #[arg(long)]
    dry_run: bool,
}

impl Command for SyncArgs {
    const NAME: &str = "sync";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Bổ sung vào tệp đơn vị những nghĩa vụ còn thiếu so với kế hoạch; mã thoát 3 nếu có bản ghi mà kế hoạch không còn, hoặc tệp không đọc, không ghi được",
                  "Add missing obligations to unit files; exit code 3 if records match nothing in the plan, or a file cannot be read or written"),
        ("examples",
r#"tiendo sync  # mọi đơn vị
tiendo sync --unit "binh minh"  # một đơn vị
tiendo sync --dry-run  # xem trước phần sẽ thêm, không ghi"#,
r#"tiendo sync  # every unit
tiendo sync --unit "binh minh"  # one unit
tiendo sync --dry-run  # show what would be added; write nothing"#),
    ];
}

/// Runs `tiendo sync`.
pub fn run(asked: &Asked, SyncArgs { units: only, dry_run }: &SyncArgs) -> Result<Exit, Failure> {
    let dry_run = *dry_run;
    let session = asked.open()?;
    let units: Vec<UnitIx> = if only.is_empty() {
        // Whoever owes nothing any more may have a file with what was prepared before.
        let owes = |unit: &UnitIx| session.plan.owed_by(*unit).next().is_some() || session.snapshot.has_file(*unit);
        session.plan.unit_indices().filter(owes).collect()
    } else {
        only.iter().map(|typed| one_unit(&session, typed)).collect::<Result<_, _>>()?
    };
    let asked_for: Vec<UnitIx> = if only.is_empty() { session.plan.unit_indices().collect() } else { units.clone() };
    let (mut exit, mut tables, mut files) = (Exit::Done, 0, 0);
    let mut tidied = only.is_empty() && remove_stubs(&session, dry_run, &mut exit)?;
    for unit in units {
        // One unit's trouble does not keep the others from their tables.
        match sync(&session, unit, dry_run) {
            Ok(done) => {
                tables += done.added;
                files += usize::from(done.added > 0);
                tidied |= done.tidied;
                if done.stale {
                    exit = Exit::Unread;
                }
            }
            Err(Failure::Told(code, told)) => {
                told.tell();
                exit = code;
            }
            Err(Failure::Refused(code, message)) => {
                Aside::of_errors([message], session.words).tell();
                exit = code;
            }
            Err(other) => return Err(other),
        }
    }
    let said = if tables == 0 { Phrase::InSync } else { Phrase::Synced { tables, files } };
    if dry_run {
        aside::note(&session.say(&Phrase::DryRun));
    } else if tables > 0 || exit == Exit::Done && !tidied {
        shell::with_stdout(|out| Ok(writeln!(out, "{}", session.say(&said))?))?;
    }
    session.warn_of_lost(&asked_for)?;
    Ok(session.exit(exit))
}

/// What became of a unit's file.
#[derive(Clone, Copy, Debug, Default)]
struct Done {
    /// How many tables it lacked.
    added: usize,
    /// Whether something prepared was taken away or written anew.
    tidied: bool,
    /// Whether it has records that no longer match the plan.
    stale: bool,
}

/// Brings a unit's file up to the plan: what it lacks is added, what was prepared for nothing goes.
fn sync(session: &Session, unit: UnitIx, dry_run: bool) -> Result<Done, Failure> {
    let plan = &*session.plan;
    let (taken, stale) = name_stale(session, take(session, unit, dry_run)?)?;
    let records = &taken.reading.records;
    // As of the day: nothing for what is not there yet or no more, stands with another unit, or was cancelled.
    let standing = |occurrence| session.judge.standing(unit, occurrence, records.get(occurrence));
    let open = |standing: &Standing| !standing.flags.has(Flag::Cancelled);
    let owed: Vec<OccurrenceIx> =
        plan.owed_by(unit).filter(|at| standing(*at).is_some_and(|standing| open(&standing))).collect();
    if owed.is_empty() && !taken.exists {
        return Ok(Done::default());
    }
    let text = if taken.exists { taken.text.clone() } else { new_file(session, unit) };
    let above = |occurrence| comment(session, occurrence, standing(occurrence).and_then(|standing| standing.planned));
    let remarks = Remarks { above: &above, end: &session.write_down(&Phrase::FileEnd) };
    let tidied = edit::prepared::tidy(plan, (unit, &owed), &text, &above);
    let (removed, refreshed) = tidied.as_ref().map_or((0, 0), |tidied| (tidied.removed, tidied.refreshed));
    let filled = tidied.and_then(|tidied| edit::fill(plan, &owed, &tidied.text, &remarks));
    let added = filled.as_ref().map_or(0, |(_, tables)| *tables);
    let mut revised = taken.revise(session, filled.map(|(text, _)| text))?;
    if !revised.changes() {
        return Ok(Done { stale, ..Done::default() });
    }
    let done = Done { added, tidied: removed + refreshed > 0, stale };
    if dry_run {
        shell::with_stdout(|out| Ok(revised.diff(out, session.screen)?))?;
        return Ok(done);
    }
    let staged = revised.stage(session)?;
    swap_all(vec![staged]).map_err(|mut found| trouble(session, &found.remove(0)))?;
    // Tables that say nothing are not worth taking back: what was recorded before stays the last recording.
    let file = revised.taken.file.as_str();
    let mut said = Vec::new();
    if added > 0 || !revised.taken.exists {
        said.push(session.say(&Phrase::SyncedUnit { file, tables: added, created: !revised.taken.exists }));
    }
    if done.tidied {
        said.push(session.say(&Phrase::SyncTidied { file, removed, refreshed }));
    }
    tell_written(session, &[file], |out| Ok(writeln!(out, "{}", said.join("\n"))?))?;
    Ok(done)
}

/// Takes away the files of no unit that are as `sync` prepared them; says whether there are any.
fn remove_stubs(session: &Session, dry_run: bool, exit: &mut Exit) -> Result<bool, Failure> {
    let mut found = false;
    for stray in session.snapshot.listing.strays.iter().filter(|stray| !stray.says_something) {
        let Some(bytes) = session.snapshot.stray(&stray.name) else { continue };
        if !decode(&bytes).is_ok_and(edit::prepared::is_prepared) {
            continue;
        }
        found = true;
        let file = format!("{UNITS}/{}", stray.name);
        if !dry_run && let Err(found) = session.workspace.remove(&stray.name, &bytes) {
            Aside::of_errors([session.say(&Phrase::Trouble(&found))], session.words).tell();
            *exit = Exit::Unread;
            continue;
        }
        let said = session.say(&Phrase::SyncRemovedFile { file: &file });
        tell_written(session, &[], |out| Ok(writeln!(out, "{said}")?))?;
    }
    Ok(found)
}

/// Names the records that the plan does not know: they stay. Any other error keeps the file as it is.
fn name_stale(session: &Session, taken: Taken) -> Result<(Taken, bool), Failure> {
    let stale = |problem: &Problem| {
        matches!(
            problem,
            Problem::RecordUnknownTask { .. }
                | Problem::RecordNotLed { .. }
                | Problem::RecordUnknownPeriod { .. }
                | Problem::RecordWithoutPeriod { .. }
                | Problem::RecordWithPeriod { .. }
                | Problem::ExtensionWithoutDeadline { .. }
        )
    };
    let found = &taken.reading.diagnostics;
    if found.is_empty() {
        return Ok((taken, false));
    }
    if !found.iter().all(|diagnostic| stale(&diagnostic.problem)) {
        return taken.sound(session).map(|taken| (taken, false));
    }
    told(session, &taken.file, &taken.text, found.clone()).tell();
    Ok((taken, true))
}

/// What stands above a new table: what is owed, by when (without any extension), and what can be filled in.
fn comment(session: &Session, occurrence: OccurrenceIx, due: Option<NaiveDate>) -> Vec<String> {
    let (plan, words) = (&session.plan, session.plan_words());
    let owed = plan.occurrence(occurrence);
    let task = plan.task(owed.task);
    let clause = task.clause.as_deref().map_or_else(String::new, |clause| format!("{clause} · "));
    let part = part(plan, owed, words).map_or_else(String::new, |part| format!(" ({part})"));
    let rule = rule(plan, owed, words);
    let wording = plan.wording(owed).unwrap_or(&rule);
    let last = due.map_or(Phrase::DueNever { wording }, |day| Phrase::DueOn { day, wording });
    let day = due.unwrap_or(plan.header.ends);
    let late = due.map(|_| Phrase::LateFields { day });
    let accepted = plan.header.acceptance.then_some(Phrase::AcceptedField { day });
    let fields = [Some(Phrase::Fields { day }), late, accepted];
    let fields: Vec<String> = fields.iter().flatten().map(|said| session.write_down(said)).collect();
    let title = one_line(&format!("{clause}{}{part}", plan.title(owed)));
    vec![title, session.write_down(&last), fields.join("; ")]
}
