//! The file of bodies that several plans share, edited: what that comes to in each plan, and writing it.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::aside;
use super::exit::{Exit, Failure};
use super::levels::without_steps_back;
use super::members::{Collection, MemberPlan};
use super::planning::Replan;
use super::revise::{diff, tell_written, trouble};
use super::session::{Asked, Session};
use crate::edit::plan::{PlanEdit, apply};
use crate::page::terminal::writer::TerminalPage;
use crate::page::{Page, Piece, Tone};
use crate::read::text::{MAX_PLAN_BYTES, decode};
use crate::shell;
use crate::snapshot::{PLANS, Snapshot};
use crate::source::BOM;
use crate::store::undo::LastRecording;
use crate::store::{Trouble, Workspace};
use crate::text::one_line;
use crate::words::{CollectPhrase, Phrase, PlanningPhrase};

/// A file of shared bodies, as it was read.
pub(super) struct SharedFile {
    /// Its folder.
    folder: Workspace,
    name: String,
    bytes: Vec<u8>,
    /// Its text, without a byte order mark.
    pub(super) text: String,
}

impl SharedFile {
    /// The file in a folder; a failure where it cannot be read as text.
    pub(super) fn read(session: &Session, folder: PathBuf, name: &str) -> Result<Self, Failure> {
        let folder = Workspace::at(folder);
        let bytes = crate::store::read_foreign(&folder.root().join(name), MAX_PLAN_BYTES);
        let bytes = bytes.map_err(|found| trouble(session, &found))?;
        let unreadable = || trouble(session, &Trouble::NotAFile { file: name.to_owned() });
        let text = decode(&bytes).map_err(|_| unreadable())?.to_owned();
        Ok(Self { folder, name: name.to_owned(), bytes, text })
    }

    /// The file that a plan takes its bodies from, if it does.
    fn of(session: &Session) -> Result<Option<Self>, Failure> {
        let Some(path) = session.snapshot.shared_path() else { return Ok(None) };
        let path = without_steps_back(&session.workspace.real_folder().join(path));
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let folder = path.parent().map(PathBuf::from).unwrap_or_default();
        Self::read(session, folder, &name).map(Some)
    }

    /// The file with another text.
    pub(super) fn with(&self, text: &str) -> Vec<u8> {
        let bom = if self.bytes.starts_with(BOM.as_bytes()) { BOM } else { "" };
        [bom.as_bytes(), text.as_bytes()].concat()
    }

    /// The lines that change.
    pub(super) fn diff(&self, session: &Session, text: &str) -> anyhow::Result<()> {
        let bom = self.bytes.starts_with(BOM.as_bytes());
        shell::with_stdout(|out| Ok(diff(out, session.screen, (&self.name, true), bom, (&self.text, text))?))?;
        Ok(())
    }

    /// Takes the file for writing, if it still is what was read.
    pub(super) fn take(&self) -> Result<crate::store::write::Editing, Trouble> {
        let taken = self.folder.edit_top(&self.name, MAX_PLAN_BYTES)?;
        if taken.bytes() == Some(&self.bytes) { Ok(taken) } else { Err(Trouble::Changed { file: self.name.clone() }) }
    }

    /// Its last recording by this program, if that is known.
    fn last(&self, session: &Session) -> Result<Option<LastRecording>, Failure> {
        let (last, _) = self.folder.last_recording(false).map_err(|found| trouble(session, &found))?;
        Ok(last.filter(|last| matches!(&last.files[..], [only] if only.path == self.name)))
    }

    /// Whether a plan takes its bodies from it.
    fn is_of(&self, member: &MemberPlan, snapshot: &Snapshot) -> bool {
        let path = snapshot.shared_path().map(|path| without_steps_back(&member.workspace.real_folder().join(path)));
        path == Some(self.folder.real_folder().join(&self.name))
    }

    /// The plans that take their bodies from it, each with the file as it is to be: nothing of what they record may
    /// lose its obligation. What cannot be read is reported, and left as it is.
    pub(super) fn plans_with(
        &self,
        asked: &Asked,
        collection: &Collection,
        new: &[u8],
    ) -> Result<Vec<(String, Replan)>, Failure> {
        let mut replans = Vec::new();
        for member in &collection.plans {
            let snapshot = match member.open() {
                Ok(snapshot) if self.is_of(member, &snapshot) => snapshot,
                Ok(_) => continue,
                Err(found) => {
                    if let Failure::Told(_, told) = asked.unopened(&found) {
                        told.tell();
                    }
                    continue;
                }
            };
            let as_of = asked.day(&snapshot.plan.header.timezone, None);
            let session = asked.session_on(as_of, member, snapshot);
            let words = session.words;
            let replan = Replan::beside(asked, session, new).and_then(|replan| replan.keep_records().map(|()| replan));
            let replan = replan.map_err(|failure| {
                let folder = one_line(&member.folder);
                let said = one_line(&words.phrase(&Phrase::Collect(CollectPhrase::WouldBreakPlan { folder: &folder })));
                match failure {
                    Failure::Told(Exit::Usage, mut told) => {
                        told.error(&said, words);
                        Failure::Told(Exit::Usage, told)
                    }
                    other => other,
                }
            })?;
            replans.push((member.folder.clone(), replan));
        }
        Ok(replans)
    }
}

/// The collection whose shared file a plan names, where the file is that of one; else the plan alone.
fn collection_around(asked: &Asked, session: &Session, file: &SharedFile) -> Result<Collection, Failure> {
    let around = Asked { plan: None, directories: vec![file.folder.root().to_owned()], ..asked.clone() };
    let found = if file.name == PLANS { around.many()? } else { None };
    Ok(found.unwrap_or_else(|| Collection::of(MemberPlan::alone(session.workspace.clone()))))
}

/// Edits the file of shared bodies that a plan names, as `decide` says of its text, and says what that comes to in each plan
/// that takes them; nothing where the plan takes none. `from` is the day from which it counts.
pub(super) fn change_shared(
    asked: &Asked,
    session: &Session,
    decide: impl FnOnce(&str) -> Result<Vec<PlanEdit>, Failure>,
    (from, dry_run): (Option<NaiveDate>, bool),
) -> Result<Option<Exit>, Failure> {
    let Some(file) = SharedFile::of(session)? else { return Ok(None) };
    let Ok(text) = apply(&file.text, &decide(&file.text)?) else {
        return Err(Failure::Refused(Exit::Unread, session.say(&Phrase::CannotLayOut { file: &file.name })));
    };
    if text == file.text {
        // Who takes the file takes away what a stopped process left beside it.
        if !dry_run {
            drop(file.take());
        }
        shell::with_stdout(|out| Ok(writeln!(out, "{}", session.say(&Phrase::AlreadySo))?))?;
        return Ok(Some(Exit::Done));
    }
    let collection = collection_around(asked, session, &file)?;
    let new = file.with(&text);
    let replans = file.plans_with(asked, &collection, &new)?;
    if dry_run {
        file.diff(session, &text)?;
        let mut said = Vec::new();
        consequences(
            &mut TerminalPage::new(&mut said, session.words, session.error_screen),
            session,
            (&file, &replans, from),
        )?;
        aside::preview(&said);
        aside::note(&session.say(&Phrase::DryRun));
        return Ok(Some(Exit::Done));
    }
    let staged = file.take().and_then(|taken| taken.stage(&new)).map_err(|found| trouble(session, &found))?;
    let recorded = file.folder.record(&session.command, vec![staged]);
    recorded.map_err(|mut found| trouble(session, &found.remove(0)))?;
    tell_written(session, &[&file.name], |out| {
        let page = &mut TerminalPage::new(out, session.words, session.screen);
        consequences(page, session, (&file, &replans, from))?;
        Ok(page.put(Piece::Paragraph(Tone::Faint, session.say(&Phrase::Wrote { file: &file.name })))?)
    })?;
    Ok(Some(Exit::Done))
}

/// Refuses to take back what is not the last recording: one of the file that the plan shares with others came later.
pub(super) fn keep_order(session: &Session, own: Option<&LastRecording>) -> Result<(), Failure> {
    let Some(file) = SharedFile::of(session)? else { return Ok(()) };
    let Some(last) = file.last(session)? else { return Ok(()) };
    let is_back = last.files[0].stands(file.folder.as_found(&last.files[0]).as_ref()) == Some(false);
    if is_back || own.is_some_and(|own| own.written() >= last.written()) {
        return Ok(());
    }
    let folder = without_steps_back(file.folder.root()).display().to_string();
    let said = PlanningPhrase::UndoShared { command: &last.command, file: &file.name, folder: &one_line(&folder) };
    Err(Failure::Usage(session.say(&Phrase::Planning(said))))
}

/// Takes back the last recording of the file that the plans of a collection share, for all of them; nothing where none is
/// asked about, or where its own file was never edited by this program.
pub(super) fn undo_shared(asked: &Asked, dry_run: bool) -> Result<Option<Exit>, Failure> {
    let (Some(collection), Some(root)) = (asked.many()?, asked.collection_folder()?) else { return Ok(None) };
    let folder = Workspace::at(root.clone());
    let is_kept = folder.last_recording(false).is_ok_and(|(last, _)| last.is_some());
    let path = folder.real_folder().join(PLANS);
    let shares = |member: &&MemberPlan| {
        member.open().is_ok_and(|snapshot| {
            let own = snapshot.shared_path().map(|own| without_steps_back(&member.workspace.real_folder().join(own)));
            own.as_ref() == Some(&path)
        })
    };
    let Some(member) = collection.plans.iter().filter(|_| is_kept).find(shares) else { return Ok(None) };
    let session = &Asked { plan: Some(member.folder.clone()), ..asked.clone() }.open_alone()?;
    let file = SharedFile::read(session, root, PLANS)?;
    let Some(last) = file.last(session)? else { return Ok(None) };
    let say = |said: PlanningPhrase<'_>| session.say(&Phrase::Planning(said));
    let changed = |file: &str| {
        let said = PlanningPhrase::ChangedSince { command: &last.command, file };
        Failure::Refused(Exit::Unread, say(said))
    };
    // A process that was killed may have put it back already.
    let (Some(old), Some(_)) =
        (last.files[0].old.as_deref(), last.files[0].stands(file.folder.as_found(&last.files[0]).as_ref()))
    else {
        return Err(changed(PLANS));
    };
    let replans = file.plans_with(asked, &collection, old)?;
    if dry_run {
        shell::with_stdout(|out| Ok(writeln!(out, "{}", say(PlanningPhrase::WouldUndo { command: &last.command }))?))?;
        file.diff(session, decode(old).unwrap_or_default())?;
        let mut said = Vec::new();
        let page = &mut TerminalPage::new(&mut said, session.words, session.error_screen);
        consequences(page, session, (&file, &replans, None))?;
        aside::preview(&said);
        aside::note(&session.say(&Phrase::DryRun));
        return Ok(Some(Exit::Done));
    }
    let taken = file.folder.take_recorded(&last).map_err(|found| match found {
        Trouble::Changed { file } => changed(&file),
        found => trouble(session, &found),
    })?;
    file.folder.put_back(&last, taken).map_err(|mut found| trouble(session, &found.remove(0)))?;
    tell_written(session, &[PLANS], |out| {
        let page = &mut TerminalPage::new(out, session.words, session.screen);
        consequences(page, session, (&file, &replans, None))?;
        page.put(Piece::Paragraph(Tone::Plain, say(PlanningPhrase::Undone { command: &last.command })))?;
        Ok(page.put(Piece::Paragraph(Tone::Faint, session.say(&Phrase::Wrote { file: PLANS })))?)
    })?;
    Ok(Some(Exit::Done))
}

/// What the edit comes to, plan by plan.
fn consequences(
    page: &mut dyn Page,
    session: &Session,
    (file, replans, from): (&SharedFile, &[(String, Replan)], Option<NaiveDate>),
) -> std::io::Result<()> {
    let said = CollectPhrase::SharedUnit { file: &file.name, plans: replans.len() };
    page.put(Piece::Paragraph(Tone::Plain, session.say(&Phrase::Collect(said))))?;
    for (folder, replan) in replans {
        let header = &replan.session.plan.header;
        let (number, title) = (one_line(&header.number), one_line(&header.title));
        let called = session.say(&Phrase::PlanTitle { number: &number, title: &title });
        page.put(Piece::Gap)?;
        page.put(Piece::Paragraph(Tone::Heading, format!("{} ({called})", one_line(folder))))?;
        replan.consequences(page, from)?;
    }
    Ok(())
}
