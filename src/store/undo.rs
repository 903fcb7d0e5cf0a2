//! The last recording, kept so that it can be taken back: what its files held before, and what they hold since.
//!
//! It is written down before the first file takes its place, under a name for what is to come, and renamed when all have.
//! A process that is killed in between leaves both names; which of them counts is seen by what the files hold. When a file
//! was written is a part of it: what somebody commits to a repository does nothing in a copy of that.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Write};
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use super::begun::Finished;
use super::journal::swap_among;
use super::lock::{Lock, OWN};
use super::open::open_itself;
use super::print::Print;
use super::trouble::Trouble;
use super::workspace::Workspace;
use super::write::{Editing, Staged};
use crate::model::id::is_id;
use crate::read::text::{MAX_PLAN_BYTES, MAX_UNIT_BYTES};
use crate::snapshot::{PLAN, PLANS, UNITS};

const LAST: &str = ".last";
const COMING: &str = ".last-new";
/// The first line: another edition may mean something else.
const EDITION: &str = "tiendo.last/1";
/// A recording of more bytes than this is not kept.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// What the last recording changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LastRecording {
    /// As somebody typed it.
    pub(crate) command: String,
    pub(crate) files: Vec<RecordedFile>,
}

/// One of its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecordedFile {
    /// `plan.toml`, `plans.toml`, or one of `units/`.
    pub(crate) path: String,
    /// What it held before; nothing where it was made.
    pub(crate) old: Option<Vec<u8>>,
    /// The print of what it holds since, and when that was written.
    new: String,
}

/// A file of the last recording, taken to be put back.
pub(crate) struct TakenFile {
    pub(crate) editing: Editing,
    /// Whether it holds what it held before: a killed process had put it back.
    pub(crate) is_back: bool,
}

impl LastRecording {
    /// When the last of its files was written, in nanoseconds.
    pub(crate) fn written(&self) -> u128 {
        let written = |file: &RecordedFile| file.new.rsplit(' ').next()?.parse().ok();
        self.files.iter().filter_map(written).max().unwrap_or_default()
    }
}

impl RecordedFile {
    /// The unit whose file it is; nothing for the plan.
    pub(crate) fn unit(&self) -> Option<&str> {
        self.path.strip_prefix(UNITS)?.strip_prefix('/')?.strip_suffix(".toml")
    }

    fn limit(&self) -> u64 {
        if self.unit().is_some() { MAX_UNIT_BYTES } else { MAX_PLAN_BYTES }
    }

    /// Whether this is what the recording left: `Some(false)` where it is what it found, nothing where it is neither.
    pub(crate) fn stands(&self, now: Option<&FileNow>) -> Option<bool> {
        let is_new = now.is_some_and(|now| {
            Print::of(now.bytes.as_slice()).is_ok_and(|print| format!("{print} {}", now.written) == self.new)
        });
        if is_new {
            return Some(true);
        }
        (now.map(|now| &now.bytes) == self.old.as_ref()).then_some(false)
    }
}

/// A file as it is.
pub(crate) struct FileNow {
    pub(crate) bytes: Vec<u8>,
    /// When it was written, in nanoseconds.
    written: u128,
}

/// Puts files of several workspaces in their places, or none of them; each workspace keeps what its own held. Gives
/// everything that went wrong.
pub(crate) fn record_all(command: &str, parts: Vec<(&Workspace, Vec<Staged>)>) -> Result<(), Vec<Trouble>> {
    let kept: Vec<Option<Lock>> = parts.iter().map(|(workspace, staged)| workspace.keep(command, staged)).collect();
    let (workspaces, staged): (Vec<&Workspace>, Vec<Vec<Staged>>) = parts.into_iter().unzip();
    let done = swap_among(&workspaces, staged);
    for (workspace, kept) in workspaces.iter().zip(&kept) {
        if kept.is_none() {
            // What was recorded before this is the last no more.
            workspace.forget();
        } else if done.is_ok() {
            let _ = fs::rename(workspace.own(COMING), workspace.own(LAST));
        } else {
            let _ = fs::remove_file(workspace.own(COMING));
        }
    }
    drop(kept);
    done
}

impl Workspace {
    /// Puts files in their places, or none of them, and keeps what they held. Gives everything that went wrong.
    pub(crate) fn record(&self, command: &str, staged: Vec<Staged>) -> Result<(), Vec<Trouble>> {
        record_all(command, vec![(self, staged)])
    }

    fn own(&self, name: &str) -> PathBuf {
        self.root().join(OWN).join(name)
    }

    /// Lets no recording be taken back any more.
    pub(crate) fn forget(&self) {
        for name in [COMING, LAST] {
            let _ = fs::remove_file(self.own(name));
        }
    }

    /// Writes down what the files hold. Where it cannot be kept the recording goes on without.
    fn keep(&self, command: &str, staged: &[Staged]) -> Option<Lock> {
        let lock = self.lock(LAST, &format!("{OWN}/")).ok()?;
        let (mut head, mut bytes) =
            (format!("{EDITION}\n{}\n{}\n", command.replace('\n', " "), staged.len()), Vec::new());
        for one in staged {
            let (name, old, line) = (one.editing.name(), one.editing.bytes(), one.line());
            let length = old.map_or_else(|| "-".to_owned(), |old| old.len().to_string());
            let new = line.splitn(3, ' ').nth(2).unwrap_or_default();
            head.push_str(&format!("{name} {length} {new}"));
            bytes.extend_from_slice(old.unwrap_or_default());
        }
        let path = self.own(COMING);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return None,
            _ => {}
        }
        if bytes.len() > MOST_BYTES {
            return None;
        }
        let mut file = File::create_new(&path).ok()?;
        file.write_all(head.as_bytes()).and_then(|()| file.write_all(&bytes)).ok()?;
        Some(lock)
    }

    /// The last recording of this program, whether or not its files still hold what it left; nothing where it is not known.
    /// Finishes what a killed process had begun to write.
    pub(crate) fn last_recording(&self, goes_on: bool) -> Result<(Option<LastRecording>, Finished), Trouble> {
        let finished = if goes_on && self.is_begun() { self.finish()? } else { Finished::default() };
        let holds = |file: &RecordedFile| file.stands(self.as_found(file).as_ref()) == Some(true);
        let coming = self.recording(COMING)?.filter(|coming| coming.files.iter().any(holds));
        let last = if coming.is_some() { coming } else { self.recording(LAST)? };
        Ok((last, finished))
    }

    /// Whether what a killed process had begun can be taken back.
    pub(crate) fn keeps_what_was_begun(&self) -> bool {
        self.recording(COMING).is_ok_and(|coming| coming.is_some())
    }

    /// What a file holds now; nothing where there is none, or none that can be read.
    pub(crate) fn as_found(&self, file: &RecordedFile) -> Option<FileNow> {
        let path = self.root().join(&file.path);
        let meta = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file)?;
        let written = meta.modified().ok()?.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
        let mut bytes = Vec::new();
        open_itself(&path).ok()?.take(file.limit() + 1).read_to_end(&mut bytes).ok()?;
        Some(FileNow { bytes, written })
    }

    fn recording(&self, name: &str) -> Result<Option<LastRecording>, Trouble> {
        let path = self.own(name);
        let failed = |error: std::io::Error| Trouble::system(&format!("{OWN}/{name}"), &error);
        match fs::symlink_metadata(&path) {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
            Err(error) => return Err(failed(error)),
            Ok(meta) if !meta.is_file() => return Ok(None),
            Ok(_) => {}
        }
        let mut bytes = Vec::new();
        let file = open_itself(&path).map_err(failed)?;
        file.take(2 * MOST_BYTES as u64).read_to_end(&mut bytes).map_err(failed)?;
        Ok(parsed(&bytes))
    }

    /// Takes the files of the last recording for editing. Each must hold what the recording left, or what it found.
    pub(crate) fn take_recorded(&self, last: &LastRecording) -> Result<Vec<TakenFile>, Trouble> {
        let take = |file: &RecordedFile| {
            let editing = match file.unit() {
                Some(id) => self.edit_unit(id, MAX_UNIT_BYTES)?,
                None => self.edit_top(&file.path, MAX_PLAN_BYTES)?,
            };
            let now = self.as_found(file);
            match file.stands(now.as_ref()) {
                Some(stands) if now.map(|now| now.bytes).as_deref() == editing.bytes() => {
                    Ok(TakenFile { editing, is_back: !stands })
                }
                _ => Err(Trouble::Changed { file: file.path.clone() }),
            }
        };
        last.files.iter().map(take).collect()
    }

    /// Puts the files back as they were. A process that is killed meanwhile leaves the recording known: the next one goes
    /// on.
    pub(crate) fn put_back(&self, last: &LastRecording, taken: Vec<TakenFile>) -> Result<(), Vec<Trouble>> {
        let (mut staged, mut made) = (Vec::new(), Vec::new());
        for (file, one) in last.files.iter().zip(taken).filter(|(_, one)| !one.is_back) {
            match &file.old {
                Some(old) => staged.push(one.editing.stage(old).map_err(|found| vec![found])?),
                None => made.push((file, one)),
            }
        }
        swap_among(&[self], vec![staged])?;
        for (file, one) in made {
            let path = self.root().join(&file.path);
            let failed = |error: std::io::Error| vec![Trouble::system(&file.path, &error)];
            // An editor may have had it in this very moment.
            if file.stands(self.as_found(file).as_ref()) != Some(true) {
                return Err(vec![Trouble::Changed { file: file.path.clone() }]);
            }
            fs::remove_file(path).map_err(failed)?;
            drop(one);
        }
        self.forget();
        Ok(())
    }
}

/// Reads what [`Workspace::keep`] writes. Its paths lead to the plan, to what plans share and to units' files and nowhere
/// else.
fn parsed(bytes: &[u8]) -> Option<LastRecording> {
    let mut rest = bytes;
    let mut line = || {
        let at = memchr::memchr(b'\n', rest)?;
        let (line, after) = rest.split_at(at);
        rest = &after[1..];
        std::str::from_utf8(line).ok()
    };
    if line()? != EDITION {
        return None;
    }
    let command = line()?.to_owned();
    let count: usize = line()?.parse().ok()?;
    let mut heads = Vec::new();
    for _ in 0..count {
        let mut words = line()?.splitn(3, ' ');
        let (path, length, new) = (words.next()?, words.next()?, words.next()?);
        let length: Option<usize> = if length == "-" { None } else { Some(length.parse().ok()?) };
        heads.push((path.to_owned(), length, new.to_owned()));
    }
    let mut files = Vec::new();
    for (path, length, new) in heads {
        let old = match length {
            Some(length) => {
                let (old, after) = rest.split_at_checked(length)?;
                rest = after;
                Some(old.to_vec())
            }
            None => None,
        };
        let file = RecordedFile { path, old, new };
        if ![PLAN, PLANS].contains(&&*file.path) && !file.unit().is_some_and(is_id) {
            return None;
        }
        files.push(file);
    }
    (rest.is_empty() && !files.is_empty()).then_some(LastRecording { command, files })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_the_workspace_are_named() {
        let whole = |path: &str| format!("{EDITION}\ntiendo done x\n1\n{path} 3 5:ab 1\nold");
        let read = |text: &str| parsed(text.as_bytes());
        assert_eq!(read(&whole("units/a.toml")).map(|last| last.files[0].old.clone()), Some(Some(b"old".to_vec())));
        assert!(read(&whole("plan.toml")).is_some() && read(&whole("plans.toml")).is_some());
        for path in ["units/../plan.toml", "../a.toml", "units/a", "/etc/passwd", "units/.toml"] {
            assert_eq!(read(&whole(path)), None, "{path}");
        }
        let text = whole("plan.toml");
        assert!((0..text.len()).all(|end| read(&text[..end]).is_none()), "what breaks off is none");
    }

    #[test]
    fn files_of_several_workspaces_take_their_places_together_or_not_at_all() {
        let folders = [tempfile::tempdir(), tempfile::tempdir()].map(|made| made.expect("a folder can be made"));
        let workspaces = [0, 1].map(|at: usize| Workspace::at(folders[at].path()));
        let file = |at: usize| folders[at].path().join("units/a.toml");
        let stage = |at: usize| {
            let editing = workspaces[at].edit_unit("a", MAX_UNIT_BYTES).expect("nobody else has it");
            editing.stage(b"new").expect("it can be written")
        };
        for at in [0, 1] {
            fs::create_dir(folders[at].path().join("units")).expect("a folder can be made");
            fs::write(file(at), "old").expect("it can be written");
        }
        let parts = || vec![(&workspaces[0], vec![stage(0)]), (&workspaces[1], vec![stage(1)])];
        let ready = parts();
        fs::write(file(1), "somebody else's").expect("it can be written");
        assert!(record_all("tiendo import", ready).is_err(), "the second file is not what was read");
        assert_eq!(fs::read_to_string(file(0)).ok().as_deref(), Some("old"));
        assert!(workspaces.iter().all(|workspace| workspace.unfinished().ready() == 0));
        assert!(record_all("tiendo import", parts()).is_ok());
        for at in [0, 1] {
            assert_eq!(fs::read_to_string(file(at)).ok().as_deref(), Some("new"));
            let (last, _) = workspaces[at].last_recording(false).expect("it is kept");
            assert_eq!(last.map(|last| last.files.len()), Some(1));
        }
    }
}
