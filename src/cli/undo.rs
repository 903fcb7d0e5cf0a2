//! `tiendo undo`: takes back the last recording of this program.

use clap::Args;

use super::aside;
use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::planning::Replan;
use super::revise::{diff, finished, tell_written, told_without_places, trouble, troubles};
use super::session::{Asked, Session};
use super::shared::{keep_order, undo_shared};
use crate::page::terminal::writer::TerminalPage;
use crate::read;
use crate::read::text::decode;
use crate::read::walk::Inspect;
use crate::shell;
use crate::source::BOM;
use crate::store::Trouble;
use crate::store::undo::{LastRecording, RecordedFile};
use crate::words::{Phrase, PlanningPhrase};

#[derive(Args)]
pub(super) struct UndoArgs {
    #[arg(long)]
    dry_run: bool,
}

impl Command for UndoArgs {
    const NAME: &str = "undo";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Hủy lần ghi gần nhất của chương trình: cả lần nhập bảng, cả lần sửa kế hoạch",
                  "Take back the last recording of this program, also an import or a change of the plan"),
        ("examples",
"tiendo undo --dry-run  # xem sẽ trả lại những gì
tiendo undo",
"tiendo undo --dry-run  # show what would be taken back
tiendo undo"),
    ];
}

/// Runs `tiendo undo`.
fn run(asked: &Asked, UndoArgs { dry_run }: &UndoArgs) -> Result<Exit, Failure> {
    if let Some(exit) = undo_shared(asked, *dry_run)? {
        return Ok(exit);
    }
    let session = asked.open()?;
    if *dry_run {
        session.warn_of_unfinished();
    }
    let (last, done) = session.workspace.last_recording(!dry_run).map_err(|found| trouble(&session, &found))?;
    if let Some(said) = finished(done) {
        aside::note(&session.say(&said));
    }
    let say = |session: &Session, said: PlanningPhrase<'_>| session.say(&Phrase::Planning(said));
    keep_order(&session, last.as_ref())?;
    let Some(last) = last else { return Err(Failure::Usage(say(&session, PlanningPhrase::NothingToUndo))) };
    // Nothing is written where anything was changed since.
    let mut changes = Vec::new();
    for file in &last.files {
        let now = session.workspace.as_found(file);
        match (file.stands(now.as_ref()), now) {
            (Some(true), Some(now)) => changes.push((file, now.bytes)),
            (Some(_), _) => {}
            (None, _) => {
                let said = PlanningPhrase::ChangedSince { command: &last.command, file: &file.path };
                return Err(Failure::Refused(Exit::Unread, say(&session, said)));
            }
        }
    }
    for (file, now) in &changes {
        sound(asked, &session, file, now)?;
    }
    if *dry_run {
        shell::with_stdout(|out| {
            writeln!(out, "{}", say(&session, PlanningPhrase::WouldUndo { command: &last.command }))?;
            for (file, now) in &changes {
                let old = file.old.as_deref().unwrap_or_default();
                let bom = now.starts_with(BOM.as_bytes());
                let (now, old) = (decode(now).unwrap_or_default(), decode(old).unwrap_or_default());
                diff(out, session.screen, (&file.path, true), bom, (now, old))?;
            }
            Ok(())
        })?;
        aside::note(&session.say(&Phrase::DryRun));
        return Ok(Exit::Done);
    }
    put_back(asked, &session, &last)
}

/// Refuses what would leave the workspace with an error that it has not now.
fn sound(asked: &Asked, session: &Session, file: &RecordedFile, now: &[u8]) -> Result<(), Failure> {
    let old = file.old.as_deref().unwrap_or_default();
    let Ok(text) = decode(old) else { return Ok(()) };
    let Some(unit) = file.unit() else {
        let again = asked.open()?;
        return Replan::with(asked, again, old.starts_with(BOM.as_bytes()), text.to_owned())?.keep_records();
    };
    let Some(unit) = session.plan.unit_by_id(unit) else { return Ok(()) };
    let before = decode(now).map(|now| read::unit::read(&session.plan, unit, now, Inspect::No).diagnostics);
    let mut after = read::unit::read(&session.plan, unit, text, Inspect::No).diagnostics;
    let before = before.unwrap_or_default();
    after.retain(|found| !before.iter().any(|was| was.problem == found.problem));
    if after.is_empty() {
        return Ok(());
    }
    let mut said = told_without_places(session, &after);
    said.error(&session.say(&Phrase::WouldBreak { file: &file.path }), session.words);
    Err(Failure::Told(Exit::Usage, said))
}

fn put_back(asked: &Asked, session: &Session, last: &LastRecording) -> Result<Exit, Failure> {
    let workspace = session.workspace.clone();
    let taken = workspace.take_recorded(last).map_err(|found| match found {
        Trouble::Changed { file } => {
            let said = PlanningPhrase::ChangedSince { command: &last.command, file: &file };
            Failure::Refused(Exit::Unread, session.say(&Phrase::Planning(said)))
        }
        found => trouble(session, &found),
    })?;
    // Another process may have recorded, or taken back, while this one waited for the files.
    if workspace.last_recording(false).map_err(|found| trouble(session, &found))?.0.as_ref() != Some(last) {
        return Err(trouble(session, &Trouble::Changed { file: last.files[0].path.clone() }));
    }
    // What comes of another plan is reported by the plan as it stands now.
    let plan = last.files.iter().find(|file| file.unit().is_none()).and_then(|file| file.old.as_deref());
    let replan = match plan.and_then(|old| Some((decode(old).ok()?, old.starts_with(BOM.as_bytes())))) {
        Some((text, bom)) => Some(Replan::with(asked, asked.open()?, bom, text.to_owned())?),
        None => None,
    };
    workspace.put_back(last, taken).map_err(|found| troubles(session, &found))?;
    let files: Vec<&str> = last.files.iter().map(|file| file.path.as_str()).collect();
    tell_written(session, &files, |out| {
        if let Some(replan) = &replan {
            replan.consequences(&mut TerminalPage::new(out, session.words, session.screen), None)?;
        }
        writeln!(out, "{}", session.say(&Phrase::Planning(PlanningPhrase::Undone { command: &last.command })))?;
        for RecordedFile { path: file, old, .. } in &last.files {
            let said = if old.is_some() { Phrase::Wrote { file } } else { Phrase::RemovedFile { file } };
            writeln!(out, "{}", session.say(&said))?;
        }
        Ok(())
    })?;
    Ok(Exit::Done)
}
