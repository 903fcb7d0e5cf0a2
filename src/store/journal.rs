//! Files that are written together, units' and the plan's: which they are is written down before the first takes its place, so that the
//! next command that records can finish what a killed one began.
//!
//! Nobody waits for this journal while holding a file that is in it, and who finishes it holds no file: so none waits
//! for another in a circle.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::PathBuf;

use super::begun::{Finished, Unfinished};
use super::lock::{Lock, OWN};
use super::open::open_itself;
use super::trouble::Trouble;
use super::workspace::Workspace;
use super::write::{LeftOver, Staged};
use crate::model::id::is_id;
use crate::snapshot::{UNITS, top_file};

/// Ids begin with a letter or digit: no unit's lock is called so.
const JOURNAL: &str = ".journal";
/// The first line: another edition may mean something else.
const EDITION: &str = "tiendo.journal/1";
/// The last line. Where it is missing nothing had begun.
const END: &str = "end";
/// Longer than the lines of any plan's units.
const MAX_JOURNAL_BYTES: u64 = 16 * 1024 * 1024;

/// Puts every file in its place, or none: those that have taken theirs go back if one cannot. Gives everything that
/// went wrong.
pub(crate) fn swap_all(mut staged: Vec<Staged>) -> Result<(), Vec<Trouble>> {
    let stopped = staged.iter_mut().find_map(|one| one.swap().err());
    let Some(stopped) = stopped else {
        staged.into_iter().for_each(Staged::keep);
        return Ok(());
    };
    let stuck = staged.into_iter().filter_map(|one| one.take_back().err());
    Err(std::iter::once(stopped).chain(stuck).collect())
}

/// Puts files of several workspaces in their places, or none of them: what is to come is written down in each before the
/// first takes its place. Gives everything that went wrong.
pub(super) fn swap_among(workspaces: &[&Workspace], staged: Vec<Vec<Staged>>) -> Result<(), Vec<Trouble>> {
    let files: usize = staged.iter().map(Vec::len).sum();
    if files < 2 {
        return swap_all(staged.into_iter().flatten().collect());
    }
    let mut locks = Vec::with_capacity(workspaces.len());
    for (workspace, staged) in workspaces.iter().zip(&staged) {
        match workspace.begin(staged) {
            Ok(lock) => locks.push(lock),
            Err(trouble) => {
                for begun in &workspaces[..locks.len()] {
                    let _ = fs::remove_file(begun.journal());
                }
                return Err(vec![trouble]);
            }
        }
    }
    let swapped = swap_all(staged.into_iter().flatten().collect());
    for workspace in workspaces {
        // Where it stays it does no harm: every file holds its new text, or the new one lies ready no more.
        let _ = fs::remove_file(workspace.journal());
    }
    drop(locks);
    swapped
}

impl Workspace {
    fn journal(&self) -> PathBuf {
        self.root().join(OWN).join(JOURNAL)
    }

    /// Writes down what is to take its place, and holds the journal.
    fn begin(&self, staged: &[Staged]) -> Result<Lock, Trouble> {
        let lock = self.lock(JOURNAL, &format!("{OWN}/"))?;
        self.finish_held()?;
        let lines: String = staged.iter().map(Staged::line).collect();
        let written = File::create(self.journal()).and_then(|mut file| {
            file.write_all(format!("{EDITION}\n{lines}{END}\n").as_bytes())?;
            file.sync_all()
        });
        written.map_err(|error| {
            let _ = fs::remove_file(self.journal());
            Trouble::system(&format!("{OWN}/"), &error)
        })?;
        Ok(lock)
    }

    /// The lock of a file, once nothing is left that a killed process was to write; how much of that was written now.
    pub(super) fn taken(&self, lock: impl Fn() -> Result<Lock, Trouble>) -> Result<(Lock, Finished), Trouble> {
        let (mut held, mut finished) = (lock()?, Finished::default());
        while self.is_begun() {
            drop(held);
            let more = self.finish()?;
            finished = finished.and(more);
            held = lock()?;
        }
        Ok((held, finished))
    }

    /// Whether files are being written together, or were until the process that did so was killed.
    pub(super) fn is_begun(&self) -> bool {
        fs::symlink_metadata(self.journal()).is_ok()
    }

    /// What a killed process left unwritten; nothing where one is at work now.
    pub(crate) fn unfinished(&self) -> Unfinished {
        let mut found = Unfinished::default();
        if !self.is_begun() {
            return found;
        }
        let at_work = open_itself(&self.journal().with_extension("lock")).is_ok_and(|lock| lock.try_lock().is_err());
        let lines = self.lines().ok().filter(|_| !at_work).unwrap_or_default();
        let mut written = 0;
        for line in &lines {
            match self.left_over(line) {
                LeftOver::Ready(staged) => found.ready.push(staged.leave()),
                LeftOver::Written => written += 1,
                LeftOver::Gone => found.gone += 1,
                LeftOver::Changed => {}
            }
        }
        // Where no file is a new one nothing had begun, or the journal came from elsewhere.
        if written + found.ready.len() == 0 {
            found.gone = 0;
        }
        found
    }

    /// Waits for those who write files together, and finishes what they did not.
    pub(super) fn finish(&self) -> Result<Finished, Trouble> {
        let _lock = self.lock(JOURNAL, &format!("{OWN}/"))?;
        self.finish_held()
    }

    fn finish_held(&self) -> Result<Finished, Trouble> {
        let lines = self.lines()?;
        let (mut finished, mut new) = (Finished::default(), false);
        for line in &lines {
            let id = line.split(' ').next().unwrap_or_default();
            let _lock = match top_file(id) {
                Some(name) => self.lock(name, name),
                None => self.lock(id, &format!("{UNITS}/{id}.toml")),
            }?;
            match self.left_over(line) {
                LeftOver::Written => new = true,
                LeftOver::Ready(mut staged) => {
                    staged.swap()?;
                    staged.keep();
                    finished.written += 1;
                }
                LeftOver::Gone => finished.gone += 1,
                LeftOver::Changed => finished.left += 1,
            }
        }
        if !new && finished.written == 0 {
            finished.gone = 0;
        }
        match fs::remove_file(self.journal()) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(Trouble::system(&format!("{OWN}/{JOURNAL}"), &error))
            }
            _ => Ok(finished),
        }
    }

    /// A line for each file, where all of them had been written down. They name units, the plan and what stands beside it, and
    /// nothing else.
    fn lines(&self) -> Result<Vec<String>, Trouble> {
        let name = format!("{OWN}/{JOURNAL}");
        let failed = |error: std::io::Error| Trouble::system(&name, &error);
        match fs::symlink_metadata(self.journal()) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(failed(error)),
            Ok(meta) if !meta.is_file() => return Err(Trouble::in_the_way(&meta, name)),
            Ok(_) => {}
        }
        match fs::symlink_metadata(self.root().join(UNITS)) {
            Ok(meta) if meta.is_symlink() => return Err(Trouble::Link { file: format!("{UNITS}/") }),
            _ => {}
        }
        let mut bytes = Vec::new();
        open_itself(&self.journal())
            .map_err(failed)?
            .take(MAX_JOURNAL_BYTES)
            .read_to_end(&mut bytes)
            .map_err(failed)?;
        if !bytes.ends_with(format!("{END}\n").as_bytes()) && (bytes.len() as u64) < MAX_JOURNAL_BYTES {
            return Ok(Vec::new());
        }
        let text = String::from_utf8(bytes).unwrap_or_default();
        let mut lines = text.lines();
        let is_ours = lines.next() == Some(EDITION) && lines.next_back() == Some(END);
        let lines: Vec<String> = lines.map(str::to_owned).collect();
        let is_named = |name: &str| is_id(name) || top_file(name).is_some();
        let all_ours = lines.iter().all(|line| line.split(' ').next().is_some_and(is_named));
        if is_ours && all_ours { Ok(lines) } else { Err(Trouble::Journal { file: name }) }
    }
}
