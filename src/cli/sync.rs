//! `tiendo sync`: units' files brought up to the plan.

use clap::Args;

use super::act::new_file;
use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::names::one_unit;
use super::revise::{Taken, take, tell_written};
use super::session::{Asked, Session};
use crate::diagnostic::{FileReport, Problem};
use crate::edit::{self, Remarks};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::page::diagnostic::{Style, human};
use crate::shell;
use crate::source::Source;
use crate::text::one_line;
use crate::words::{Label, Phrase, part, rule};

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
        ("about", "Bổ sung vào tệp đơn vị những nghĩa vụ còn thiếu so với kế hoạch",
                  "Add missing obligations to unit files"),
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
        session.plan.unit_indices().filter(|unit| session.plan.owed_by(*unit).next().is_some()).collect()
    } else {
        only.iter().map(|typed| one_unit(&session, typed)).collect::<Result<_, _>>()?
    };
    let (mut exit, mut tables, mut files) = (Exit::Done, 0, 0);
    for unit in units {
        // One unit's trouble does not keep the others from their tables.
        match sync(&session, unit, dry_run) {
            Ok((added, stale)) => {
                tables += added;
                files += usize::from(added > 0);
                if stale {
                    exit = Exit::Unread;
                }
            }
            Err(Failure::Told(code, told)) => {
                shell::to_stderr(&told);
                exit = code;
            }
            Err(Failure::Refused(code, message)) => {
                let error = session.words.label(Label::Error);
                shell::to_stderr(format!("{error}: {message}\n").as_bytes());
                exit = code;
            }
            Err(other) => return Err(other),
        }
    }
    let said = if tables == 0 { Phrase::InSync } else { Phrase::Synced { tables, files } };
    if dry_run {
        shell::to_stderr(format!("{}\n", session.say(&Phrase::DryRun)).as_bytes());
    } else if tables > 0 || exit == Exit::Done {
        shell::with_stdout(|out| Ok(writeln!(out, "{}", session.say(&said))?))?;
    }
    Ok(exit)
}

/// Adds what a unit's file lacks: how many tables, and whether it has records that no longer match the plan.
fn sync(session: &Session, unit: UnitIx, dry_run: bool) -> Result<(usize, bool), Failure> {
    let plan = &*session.plan;
    let (taken, stale) = name_stale(session, take(session, unit, dry_run)?)?;
    let text = if taken.exists { taken.text.clone() } else { new_file(session, unit) };
    let above = |occurrence| comment(session, occurrence);
    let remarks = Remarks { above: &above, end: &session.write_down(&Phrase::FileEnd) };
    let filled = edit::fill(plan, unit, &text, &remarks);
    let tables = filled.as_ref().map_or(0, |(_, tables)| *tables);
    let mut revised = taken.revise(session, filled.map(|(text, _)| text))?;
    if !revised.changes() {
        return Ok((0, stale));
    }
    if dry_run {
        shell::with_stdout(|out| Ok(revised.diff(out, session.screen)?))?;
        return Ok((tables, stale));
    }
    revised.write(session)?;
    let said = Phrase::SyncedUnit { file: &revised.taken.file, tables, created: !revised.taken.exists };
    tell_written(session, &[&revised.taken.file], |out| Ok(writeln!(out, "{}", session.say(&said))?))?;
    Ok((tables, stale))
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
    if let Some(report) = FileReport::of(|| Source::new(taken.file.clone(), &taken.text), found.clone()) {
        let mut told = Vec::new();
        human(&mut told, &report, session.words, session.error_screen, Style::Full)?;
        shell::to_stderr(&told);
    }
    Ok((taken, true))
}

/// What stands above a new table: what is owed, by when, and what can be filled in.
fn comment(session: &Session, occurrence: OccurrenceIx) -> Vec<String> {
    let (plan, words) = (&session.plan, session.plan_words());
    let owed = plan.occurrence(occurrence);
    let task = plan.task(owed.task);
    let clause = task.clause.as_deref().map_or_else(String::new, |clause| format!("{clause} · "));
    let part = part(plan, owed, words).map_or_else(String::new, |part| format!(" ({part})"));
    let rule = rule(plan, owed, words);
    let wording = plan.wording(owed).unwrap_or(&rule);
    let due = owed.due.map_or(Phrase::DueNever { wording }, |day| Phrase::DueOn { day, wording });
    let day = owed.due.unwrap_or(plan.header.ends);
    let late = owed.due.map(|_| Phrase::LateFields { day });
    let accepted = plan.header.acceptance.then_some(Phrase::AcceptedField { day });
    let fields = [Some(Phrase::Fields { day }), late, accepted];
    let fields: Vec<String> = fields.iter().flatten().map(|said| session.say(said)).collect();
    let title = one_line(&format!("{clause}{}{part}", plan.title(owed)));
    vec![title, session.say(&due), fields.join("; ")]
}
