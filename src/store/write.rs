//! Writing a file of the workspace so that it is the old one or the new one, whole, whatever happens in between.
//!
//! One process at a time has a file for editing: it holds a lock in `.tiendo/`, which git is told to leave alone. The
//! new text is written beside the file, flushed, read back, and put in its place in one step; what stood there must
//! still be what was read.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{BufWriter, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::begun::Finished;
use super::lock::Lock;
use super::open::open_itself;
use super::print::{Print, Printing};
use super::rename::{exchange, name_anew, patiently, unless_missing};
use super::trouble::Trouble;
use super::workspace::Workspace;
use crate::read::text::{MAX_PLAN_BYTES, MAX_UNIT_BYTES};
use crate::snapshot::{UNITS, top_file};

/// A file that this process alone may edit, as long as it keeps this.
#[derive(Debug)]
pub struct Editing {
    target: Target,
    /// What it holds; nothing where there is no such file yet.
    old: Option<Print>,
    /// The same whole, where it was read.
    bytes: Option<Vec<u8>>,
    /// The folder that is not there yet: it is made once there is something to write.
    folder: Option<PathBuf>,
    /// What was finished before that a killed process had begun to write.
    pub(crate) finished: Finished,
    _lock: Option<Lock>,
}

/// What became of one of the files in a journal.
pub(super) enum LeftOver {
    /// It holds the new text already.
    Written,
    /// It holds the old one, and the new one still lies ready.
    Ready(Box<Staged>),
    /// It holds the old one, and the new one is gone.
    Gone,
    /// Something else was done since.
    Changed,
}

/// A file and how people are told of it.
#[derive(Clone, Debug)]
struct Target {
    path: PathBuf,
    name: String,
}

/// Makes a workspace at `folder` with this plan. Nothing that is there already is touched.
pub(crate) fn begin(folder: &Path, file: &str, text: &[u8]) -> Result<(), Trouble> {
    let name = folder.display().to_string();
    fs::create_dir_all(folder).map_err(|error| Trouble::system(&name, &error))?;
    // Where the folder above cannot be read it cannot be flushed either; then the system keeps its own time.
    let _ = Target { path: folder.to_owned(), name }.flush_folder();
    let path = folder.join(file);
    if fs::symlink_metadata(&path).is_ok() {
        return Err(Trouble::Exists { file: path.display().to_string() });
    }
    let mut staged = Editing::new_file(&path, false)?.stage(text)?;
    staged.swap()?;
    staged.keep();
    Ok(())
}

impl Workspace {
    /// Takes the file of a unit for editing: waits for others that have it, then reads it. Files past `limit` bytes are
    /// read no further, for the reader to refuse.
    pub fn edit_unit(&self, id: &str, limit: u64) -> Result<Editing, Trouble> {
        let (lock, finished) = self.taken(|| self.lock_unit(id))?;
        let folder = self.root.join(UNITS);
        let missing = match fs::symlink_metadata(&folder) {
            Ok(meta) if meta.is_symlink() => return Err(Trouble::Link { file: format!("{UNITS}/") }),
            Err(error) => error.kind() == ErrorKind::NotFound,
            Ok(_) => false,
        };
        let target = self.target(id);
        // Nobody else has this file now.
        target.tidy();
        let editing = Editing::of(target, limit)?;
        Ok(Editing { folder: missing.then_some(folder), _lock: Some(lock), finished, ..editing })
    }

    /// Takes a file of the folder itself for editing, likewise: the plan, or one that plans share. No unit has a dot in
    /// its id: their locks are others.
    pub(crate) fn edit_top(&self, name: &str, limit: u64) -> Result<Editing, Trouble> {
        let (lock, finished) = self.taken(|| self.lock(name, name))?;
        let target = Target { path: self.root.join(name), name: name.to_owned() };
        target.tidy();
        Ok(Editing { _lock: Some(lock), finished, ..Editing::of(target, limit)? })
    }

    /// Takes away a file in `units/` that still holds this.
    pub(crate) fn remove(&self, name: &str, held: &[u8]) -> Result<(), Trouble> {
        let shown = format!("{UNITS}/{name}");
        let _lock = self.lock_unit(name.trim_end_matches(".toml"))?;
        let path = self.root.join(UNITS).join(name);
        let failed = |error: std::io::Error| Trouble::system(&shown, &error);
        if !holds(&path, Print::of(held).map_err(failed)?).map_err(failed)? {
            return Err(Trouble::Changed { file: shown });
        }
        fs::remove_file(&path).map_err(failed)
    }

    fn target(&self, id: &str) -> Target {
        let name = top_file(id).map_or_else(|| format!("{UNITS}/{id}.toml"), str::to_owned);
        Target { path: self.root.join(&name), name }
    }

    /// What became of a file that was to be written together with others, by what their journal says of it.
    pub(super) fn left_over(&self, line: &str) -> LeftOver {
        let mut said = line.split(' ');
        let (name, old, new) = (said.next().unwrap_or_default(), said.next().unwrap_or_default(), said.next());
        let limit = if top_file(name).is_some() { MAX_PLAN_BYTES } else { MAX_UNIT_BYTES };
        let now = Editing::of(self.target(name), limit);
        if now.as_ref().is_ok_and(|now| Some(now.print().as_str()) == new) {
            return LeftOver::Written;
        }
        let is_gone = |now: &Editing| now.print() == old && fs::symlink_metadata(now.target.beside()).is_err();
        if now.as_ref().is_ok_and(is_gone) {
            return LeftOver::Gone;
        }
        let ready = now.ok().and_then(|editing| {
            let beside = editing.target.beside();
            let there = fs::symlink_metadata(&beside).ok()?;
            let new = open_itself(&beside).ok().filter(|_| there.is_file() && there.len() <= limit)?;
            let new = Print::of(new.take(limit)).ok()?;
            Some(Staged { editing, beside, new, swapped: false, exchanged: false, leave: false })
        });
        match ready {
            Some(staged) if staged.line().trim_end() == line => LeftOver::Ready(Box::new(staged)),
            // What lies beside may be somebody else's.
            other => {
                drop(other.map(Staged::leave));
                LeftOver::Changed
            }
        }
    }

    fn lock_unit(&self, id: &str) -> Result<Lock, Trouble> {
        self.lock(id, &format!("{UNITS}/{id}.toml"))
    }
}

impl Target {
    /// The file, to be read; nothing where there is none. Not through a link, and only if it may be written.
    fn open(&self) -> Result<Option<File>, Trouble> {
        let meta = match fs::symlink_metadata(&self.path) {
            Ok(meta) => meta,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Trouble::unreadable(&self.name, &error)),
        };
        if !meta.is_file() {
            return Err(Trouble::in_the_way(&meta, self.name.clone()));
        }
        if meta.permissions().readonly() {
            return Err(Trouble::ReadOnly { file: self.name.clone() });
        }
        let file = open_itself(&self.path).map_err(|error| Trouble::unreadable(&self.name, &error))?;
        if !file.metadata().is_ok_and(|meta| meta.is_file()) {
            return Err(Trouble::NotAFile { file: self.name.clone() });
        }
        // What this user may not write is not replaced either, though the folder's permissions would allow that.
        match OpenOptions::new().write(true).open(&self.path) {
            Err(error) if matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem) => {
                Err(Trouble::ReadOnly { file: self.name.clone() })
            }
            other => other.map(|_| Some(file)).map_err(|error| Trouble::system(&self.name, &error)),
        }
    }

    /// Where the new file is written: in the same folder, by a name that nothing reads. One name for each file, so that
    /// what a killed process left is used again.
    fn beside(&self) -> PathBuf {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        self.path.with_file_name(format!(".{name}.tiendo-new"))
    }

    /// Where the old file waits while the new one takes its place, if the system cannot exchange the two.
    fn aside(&self) -> PathBuf {
        self.beside().with_extension("tiendo-old")
    }

    /// Takes away what a killed process left: for who knows that nobody else has the file now.
    fn tidy(&self) {
        // Where it does not go away, staging says why.
        for left in [self.beside(), self.aside()] {
            let _ = fs::remove_file(left);
        }
    }

    /// Makes the folder remember which files it has.
    fn flush_folder(&self) -> std::io::Result<()> {
        // Windows has no such call; its file systems keep a journal of names.
        if cfg!(unix)
            && let Some(folder) = self.path.parent()
        {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            // Not every network drive offers it; then the system keeps its own time.
            unless_missing(File::open(folder)?.sync_all())?;
        }
        Ok(())
    }
}

impl Editing {
    /// What the file holds, as the journal says it.
    fn print(&self) -> String {
        self.old.map_or_else(|| "-".to_owned(), |old| old.to_string())
    }

    /// The file as it is now, read as far as `limit` bytes.
    fn of(target: Target, limit: u64) -> Result<Self, Trouble> {
        let failed = |error| Trouble::unreadable(&target.name, &error);
        let mut bytes = None;
        if let Some(file) = target.open()? {
            file.take(limit + 1).read_to_end(bytes.insert(Vec::new())).map_err(failed)?;
        }
        let old = bytes.as_deref().map(Print::of).transpose().map_err(failed)?;
        Ok(Self { target, old, bytes, folder: None, finished: Finished::default(), _lock: None })
    }

    /// What the file holds; nothing where there is no such file yet.
    pub fn bytes(&self) -> Option<&[u8]> {
        self.bytes.as_deref()
    }

    /// Whether there is such a file already.
    pub(crate) fn exists(&self) -> bool {
        self.old.is_some()
    }

    /// How many bytes the file has, also where not all of them were read.
    pub(crate) fn size(&self) -> u64 {
        let read = self.old.map_or(0, |old| old.length);
        fs::symlink_metadata(&self.target.path).map_or(read, |meta| meta.len().max(read))
    }

    /// A file outside the workspace's own, to be made. One that is there already is only replaced if so asked.
    pub(crate) fn new_file(path: &Path, replace: bool) -> Result<Self, Trouble> {
        let target = Target { path: path.to_owned(), name: path.display().to_string() };
        let editing = Self::of(target, u64::MAX - 1)?;
        if editing.exists() && !replace {
            return Err(Trouble::Exists { file: editing.target.name });
        }
        Ok(editing)
    }

    /// A file that the program makes, known to people by this name, as it is now; however long it is.
    pub(super) fn made_file(path: PathBuf, name: String) -> Result<Self, Trouble> {
        let target = Target { path, name };
        let old = target.open()?.map(Print::of).transpose();
        let old = old.map_err(|error| Trouble::unreadable(&target.name, &error))?;
        Ok(Self { target, old, bytes: None, folder: None, finished: Finished::default(), _lock: None })
    }

    /// Takes away what a killed process left beside the file: for who knows that nobody else has it now.
    pub(super) fn tidy(&self) {
        self.target.tidy();
    }

    /// What people know the file by.
    pub(crate) fn name(&self) -> &str {
        &self.target.name
    }

    /// The trouble that an error with the file comes to.
    fn failed(&self, error: &std::io::Error) -> Trouble {
        match (error.kind(), &self.old) {
            // It went away, or came to be.
            (ErrorKind::NotFound, Some(_)) | (ErrorKind::AlreadyExists, None) => {
                Trouble::Changed { file: self.target.name.clone() }
            }
            _ => Trouble::system(&self.target.name, error),
        }
    }

    /// Writes the new file beside the old one, flushes it to disk, and reads it back.
    pub fn stage(self, new: &[u8]) -> Result<Staged, Trouble> {
        self.stage_as(|out| out.write_all(new))
    }

    /// The same, as `write` writes it.
    pub(crate) fn stage_as(self, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<Staged, Trouble> {
        let (beside, new) = (self.target.beside(), Printing::new(std::io::sink()).print());
        let mut staged = Staged { editing: self, beside, new, swapped: false, exchanged: false, leave: false };
        staged.new = staged.write(write).map_err(|error| staged.editing.failed(&error))?;
        if File::open(&staged.beside).and_then(Print::of).ok() != Some(staged.new) {
            return Err(Trouble::ReadBack { file: staged.editing.target.name.clone() });
        }
        Ok(staged)
    }
}

/// A new file that lies ready beside the old one. It goes away again unless it takes its place.
#[derive(Debug)]
pub struct Staged {
    pub(super) editing: Editing,
    beside: PathBuf,
    pub(super) new: Print,
    /// Whether the new file is in its place, but not to stay there yet.
    swapped: bool,
    /// Whether the old one lies beside then.
    exchanged: bool,
    /// Whether what lies beside may be somebody else's.
    leave: bool,
}

impl Staged {
    /// What the journal says of it: its unit, or its name where it is no unit's, what its file holds before and after, and when the new one was written,
    /// which no copy of a workspace, from git or elsewhere, can have as well.
    pub(super) fn line(&self) -> String {
        let target = &self.editing.target;
        let id = top_file(&target.name).map_or(target.path.file_stem().unwrap_or_default(), OsStr::new).display();
        let old = self.editing.print();
        let written = fs::symlink_metadata(&self.beside).and_then(|meta| meta.modified()).ok();
        let written = written.and_then(|at| at.duration_since(UNIX_EPOCH).ok()).unwrap_or_default();
        format!("{id} {old} {} {}\n", self.new, written.as_nanos())
    }

    /// Whether it holds anything else than the old one.
    pub(crate) fn changes(&self) -> bool {
        self.editing.old != Some(self.new)
    }

    fn write(&self, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> std::io::Result<Print> {
        if let Some(folder) = &self.editing.folder {
            match fs::create_dir(folder) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                _ => Target { path: folder.clone(), name: UNITS.to_owned() }.flush_folder()?,
            }
        }
        match fs::remove_file(&self.beside) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let old = self.editing.old.as_ref().map(|_| fs::symlink_metadata(&self.editing.target.path)).transpose()?;
        #[cfg(unix)]
        if let Some(old) = &old {
            // Where permissions cannot be set later it has those of the old file from the beginning; it is empty then.
            let mode = std::os::unix::fs::PermissionsExt::mode(&old.permissions()) & 0o777;
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
        }
        let file = options.open(&self.beside)?;
        if let Some(old) = old {
            #[cfg(unix)]
            {
                use std::os::unix::fs::{MetadataExt, fchown};
                // Only the superuser may give files away; others may leave theirs to a group that they belong to.
                let _ =
                    fchown(&file, Some(old.uid()), Some(old.gid())).or_else(|_| fchown(&file, None, Some(old.gid())));
            }
            // Where there are no permissions to set the new file stays as it is: no more open than the old one.
            unless_missing(file.set_permissions(old.permissions()).or_else(|error| match error.kind() {
                ErrorKind::PermissionDenied => Ok(()),
                _ => Err(error),
            }))?;
        }
        let mut out = BufWriter::with_capacity(64 * 1024, Printing::new(file));
        write(&mut out)?;
        out.flush()?;
        unless_missing(out.get_ref().out.sync_all())?;
        Ok(out.get_ref().print())
    }

    /// Puts the new file in the place of the old one, in one step, if that is still what was read.
    pub fn swap(&mut self) -> Result<(), Trouble> {
        let target = self.editing.target.clone();
        match self.editing.old {
            Some(old) => self.put(old)?,
            None => patiently(|| name_anew(&self.beside, &target.path)).map_err(|error| self.editing.failed(&error))?,
        }
        self.swapped = true;
        target.flush_folder().map_err(|error| {
            self.undo();
            if self.is_undone() {
                Trouble::system(&target.name, &error)
            } else {
                Trouble::NotTakenBack { file: target.name }
            }
        })
    }

    /// Puts what lies beside in the place of the file, in one step, if that holds `expected`.
    fn put(&mut self, expected: Print) -> Result<(), Trouble> {
        let Target { path, name } = &self.editing.target;
        let failed = |error: std::io::Error| self.editing.failed(&error);
        let changed = Trouble::Changed { file: name.clone() };
        if !holds(path, expected).map_err(failed)? {
            return Err(changed);
        }
        if !patiently(|| exchange(&self.beside, path)).map_err(failed)? {
            let aside = self.editing.target.aside();
            let _ = fs::remove_file(&aside);
            fs::hard_link(path, &aside).or_else(|_| fs::copy(path, &aside).map(drop)).map_err(failed)?;
            return patiently(|| fs::rename(&self.beside, path)).map_err(failed);
        }
        // What was there at that very moment lies beside now.
        let found = match holds(&self.beside, expected) {
            Ok(true) => {
                self.exchanged = true;
                return Ok(());
            }
            Ok(false) => changed,
            Err(error) => failed(error),
        };
        if !exchange(&self.beside, path).is_ok_and(|done| done) && fs::rename(&self.beside, path).is_err() {
            self.leave = true;
        }
        Err(found)
    }

    /// Puts the old file back, as well as it goes: something else went wrong already. What an editor has put there since
    /// stays.
    fn undo(&mut self) {
        if !std::mem::take(&mut self.swapped) {
            return;
        }
        let path = self.editing.target.path.clone();
        let seen = holds(&path, self.new);
        if matches!(seen, Ok(false)) {
            return;
        }
        // Where nothing can be read any more, what was put there a moment ago is taken for it, but not thrown away.
        self.leave = seen.is_err();
        let _ = match self.editing.old {
            None => {
                // Both may be names of one file, which cannot take each other's place.
                let _ = fs::remove_file(&self.beside);
                fs::rename(&path, &self.beside)
            }
            Some(_) if self.exchanged && self.leave => exchange(&self.beside, &path).map(drop),
            Some(_) => {
                let back = || fs::rename(self.editing.target.aside(), &self.beside);
                let ready = if self.exchanged { Ok(()) } else { back() };
                ready.map(|()| drop(self.put(self.new)))
            }
        };
        let _ = self.editing.target.flush_folder();
    }

    /// Puts the old file back where the new one had taken its place already.
    pub fn take_back(mut self) -> Result<(), Trouble> {
        if !self.swapped {
            return Ok(());
        }
        self.undo();
        let file = self.editing.target.name.clone();
        if self.is_undone() { Ok(()) } else { Err(Trouble::NotTakenBack { file }) }
    }

    /// Whether the old file stands where it stood.
    fn is_undone(&self) -> bool {
        let path = &self.editing.target.path;
        match self.editing.old {
            Some(old) => holds(path, old).unwrap_or_default(),
            None => fs::symlink_metadata(path).is_err(),
        }
    }

    /// Leaves everything as it is: who only looks takes nothing away. Gives where the new file lies.
    pub(super) fn leave(self) -> PathBuf {
        let beside = self.beside.clone();
        std::mem::forget(self);
        beside
    }

    /// Leaves the new file where it is.
    pub fn keep(mut self) {
        self.swapped = false;
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        self.undo();
        if !self.leave {
            let _ = fs::remove_file(&self.beside);
        }
        let _ = fs::remove_file(self.editing.target.aside());
    }
}

/// Whether there is a file here, no link to one, that holds this.
fn holds(path: &Path, print: Print) -> std::io::Result<bool> {
    let meta = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        meta => meta?,
    };
    Ok(meta.is_file() && meta.len() == print.length && Print::of(File::open(path)?)? == print)
}
