//! Writing a file of the workspace so that it is the old one or the new one, whole, whatever happens in between.
//!
//! One process at a time has a file for editing: it holds a lock in `.tiendo/`, which git is told to leave alone. The
//! new text is written beside the file, flushed, read back, and put in its place in one step; what stood there must
//! still be what was read.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use super::{PLAN, UNITS, Workspace, reason};

/// The folder of the locks.
const OWN: &str = ".tiendo";
/// How long another process may keep a file before this one gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why a file was not written. The old one stands as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Another process had it for too long.
    Locked {
        /// The file.
        file: String,
        /// How many seconds this one waited.
        seconds: u64,
    },
    /// It was changed by something else since it was read.
    Changed {
        /// The file.
        file: String,
    },
    /// It, or a folder on the way to it, is a symbolic link.
    Link {
        /// The link.
        file: String,
    },
    /// It is no file.
    NotAFile {
        /// What stands there.
        file: String,
    },
    /// It may not be written.
    ReadOnly {
        /// The file.
        file: String,
    },
    /// There is one already.
    Exists {
        /// The file.
        file: String,
    },
    /// What was read back is not what was written.
    ReadBack {
        /// The file.
        file: String,
    },
    /// It cannot be read.
    Unreadable {
        /// The file.
        file: String,
        /// What the system said.
        reason: String,
    },
    /// The system said no.
    System {
        /// The file.
        file: String,
        /// What it said.
        reason: String,
    },
}

impl Trouble {
    fn system(file: &str, error: &std::io::Error) -> Self {
        Self::System { file: file.to_owned(), reason: reason(error) }
    }
}

/// A file that this process alone may edit, as long as it keeps this.
#[derive(Debug)]
pub struct Editing {
    target: Target,
    /// What it holds; nothing where there is no such file yet.
    old: Option<Vec<u8>>,
    _lock: Option<File>,
}

/// A file and how people are told of it.
#[derive(Clone, Debug)]
struct Target {
    path: PathBuf,
    name: String,
}

/// Makes a workspace at `folder` with this plan. Nothing that is there already is touched.
pub fn begin(folder: &Path, plan: &[u8]) -> Result<(), Trouble> {
    fs::create_dir_all(folder).map_err(|error| Trouble::system(&folder.display().to_string(), &error))?;
    let path = folder.join(PLAN);
    if fs::symlink_metadata(&path).is_ok() {
        return Err(Trouble::Exists { file: path.display().to_string() });
    }
    let mut staged = Editing::new_file(&path, false)?.stage(plan)?;
    staged.swap()?;
    staged.keep();
    Ok(())
}

impl Workspace {
    /// Takes the file of a unit for editing: waits for others that have it, then reads it. Files past `limit` bytes are
    /// read no further, for the reader to refuse.
    pub fn edit_unit(&self, id: &str, limit: u64) -> Result<Editing, Trouble> {
        let lock = self.lock(id)?;
        let folder = self.root.join(UNITS);
        match fs::symlink_metadata(&folder) {
            Ok(meta) if meta.is_symlink() => return Err(Trouble::Link { file: format!("{UNITS}/") }),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                fs::create_dir(&folder)
                    .or_else(|error| if error.kind() == ErrorKind::AlreadyExists { Ok(()) } else { Err(error) })
                    .map_err(|error| Trouble::system(UNITS, &error))?;
            }
            _ => {}
        }
        let target = Target { path: folder.join(format!("{id}.toml")), name: format!("{UNITS}/{id}.toml") };
        let old = target.read(limit)?;
        Ok(Editing { target, old, _lock: Some(lock) })
    }

    /// Waits until no other process edits the file that this lock is named for.
    fn lock(&self, name: &str) -> Result<File, Trouble> {
        let own = self.root.join(OWN);
        let failed = |error: &std::io::Error| Trouble::system(&format!("{OWN}/"), error);
        match fs::create_dir(&own) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(failed(&error)),
            _ => {}
        }
        if !fs::symlink_metadata(&own).map_err(|error| failed(&error))?.is_dir() {
            return Err(Trouble::Link { file: format!("{OWN}/") });
        }
        match OpenOptions::new().write(true).create_new(true).open(own.join(".gitignore")) {
            Ok(mut file) => file.write_all(b"*\n").map_err(|error| failed(&error))?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed(&error)),
        }
        let path = own.join(format!("{name}.lock"));
        if fs::symlink_metadata(&path).is_ok_and(|meta| !meta.is_file()) {
            return Err(Trouble::Link { file: format!("{OWN}/{name}.lock") });
        }
        let file =
            OpenOptions::new().write(true).create(true).truncate(false).open(&path).map_err(|error| failed(&error))?;
        wait_for(file, &format!("{UNITS}/{name}.toml"))
    }
}

/// Waits for a lock, but not for ever. The system hands it on in turn, which trying again and again would not.
fn wait_for(file: File, name: &str) -> Result<File, Trouble> {
    let (send, receive) = mpsc::channel();
    let waiting = std::thread::Builder::new().spawn(move || {
        let locked = file.lock();
        // Nobody listens any more where the wait was given up; the process then ends.
        let _ = send.send(locked.map(|()| file));
    });
    waiting.map_err(|error| Trouble::system(name, &error))?;
    match receive.recv_timeout(PATIENCE) {
        Ok(Ok(file)) => Ok(file),
        Ok(Err(error)) => Err(Trouble::system(name, &error)),
        Err(_) => Err(Trouble::Locked { file: name.to_owned(), seconds: PATIENCE.as_secs() }),
    }
}

impl Target {
    /// What the file holds; nothing where there is none. Not through a link, and only if it may be written.
    fn read(&self, limit: u64) -> Result<Option<Vec<u8>>, Trouble> {
        let meta = match fs::symlink_metadata(&self.path) {
            Ok(meta) => meta,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(Trouble::system(&self.name, &error)),
        };
        if meta.is_symlink() {
            return Err(Trouble::Link { file: self.name.clone() });
        }
        if !meta.is_file() {
            return Err(Trouble::NotAFile { file: self.name.clone() });
        }
        if meta.permissions().readonly() {
            return Err(Trouble::ReadOnly { file: self.name.clone() });
        }
        let mut bytes = Vec::new();
        let file = File::open(&self.path).map_err(|error| Trouble::system(&self.name, &error))?;
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| Trouble::system(&self.name, &error))?;
        Ok(Some(bytes))
    }

    /// Where the new file is written: in the same folder, by a name that nothing reads. One name for each file, so that
    /// what a killed process left is used again.
    fn beside(&self) -> PathBuf {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        self.path.with_file_name(format!(".{name}.tiendo-new"))
    }

    /// Makes the folder remember which files it has.
    fn flush_folder(&self) -> std::io::Result<()> {
        // Windows has no such call; its file systems keep a journal of names.
        if cfg!(unix)
            && let Some(folder) = self.path.parent()
        {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}

impl Editing {
    /// What the file holds; nothing where there is no such file yet.
    pub fn bytes(&self) -> Option<&[u8]> {
        self.old.as_deref()
    }

    /// A file outside the workspace's own, to be made anew. One that is there already is only replaced if so asked.
    pub fn new_file(path: &Path, replace: bool) -> Result<Self, Trouble> {
        let name = path.display().to_string();
        let target = Target { path: path.to_owned(), name };
        let old = target.read(u64::MAX - 1)?;
        if old.is_some() && !replace {
            return Err(Trouble::Exists { file: target.name });
        }
        Ok(Self { target, old, _lock: None })
    }

    /// Writes the new file beside the old one, flushes it to disk, and reads it back.
    pub fn stage(self, new: &[u8]) -> Result<Staged, Trouble> {
        let beside = self.target.beside();
        let staged = Staged { editing: self, beside, swapped: false, done: false };
        staged.write(new).map_err(|error| Trouble::system(&staged.editing.target.name, &error))?;
        if fs::read(&staged.beside).ok().as_deref() != Some(new) {
            return Err(Trouble::ReadBack { file: staged.editing.target.name.clone() });
        }
        Ok(staged)
    }
}

/// A new file that lies ready beside the old one. It goes away again unless it takes its place.
#[derive(Debug)]
pub struct Staged {
    editing: Editing,
    beside: PathBuf,
    swapped: bool,
    done: bool,
}

impl Staged {
    fn write(&self, new: &[u8]) -> std::io::Result<()> {
        match fs::remove_file(&self.beside) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let old = self.editing.old.as_ref().map(|_| fs::symlink_metadata(&self.editing.target.path)).transpose()?;
        #[cfg(unix)]
        if old.is_some() {
            // Until it has the permissions of the old file nobody else may read it.
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        let mut file = options.open(&self.beside)?;
        if let Some(old) = old {
            #[cfg(unix)]
            {
                use std::os::unix::fs::MetadataExt;
                // Only the superuser may give files away; for others it is theirs already.
                let _ = std::os::unix::fs::fchown(&file, Some(old.uid()), Some(old.gid()));
            }
            file.set_permissions(old.permissions())?;
        }
        file.write_all(new)?;
        file.sync_all()
    }

    /// Puts the new file in the place of the old one, in one step, if that is still what was read.
    pub fn swap(&mut self) -> Result<(), Trouble> {
        let target = self.editing.target.clone();
        let changed = || Trouble::Changed { file: target.name.clone() };
        let failed = |error: std::io::Error| Trouble::system(&target.name, &error);
        let Some(old) = &self.editing.old else {
            // A link to a name that is there already is refused: a file made meanwhile stays.
            return match fs::hard_link(&self.beside, &target.path) {
                Ok(()) => {
                    self.swapped = true;
                    self.flush(&target)
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(changed()),
                Err(_) if fs::symlink_metadata(&target.path).is_ok() => Err(changed()),
                // Some file systems have no links.
                Err(_) => {
                    fs::rename(&self.beside, &target.path).map_err(failed)?;
                    self.swapped = true;
                    self.flush(&target)
                }
            };
        };
        let still = |path: &Path| {
            let same = fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file());
            same && fs::read(path).is_ok_and(|bytes| bytes == *old)
        };
        if !still(&target.path) {
            return Err(changed());
        }
        if exchange(&self.beside, &target.path).map_err(failed)? {
            self.swapped = true;
            // What was there at that very moment lies beside now.
            if !still(&self.beside) {
                exchange(&self.beside, &target.path).map_err(failed)?;
                self.swapped = false;
                return Err(changed());
            }
        } else {
            fs::rename(&self.beside, &target.path).map_err(failed)?;
            self.swapped = true;
        }
        self.flush(&target)
    }

    fn flush(&mut self, target: &Target) -> Result<(), Trouble> {
        target.flush_folder().map_err(|error| {
            self.undo();
            Trouble::system(&target.name, &error)
        })
    }

    /// Puts the old file back, as well as it goes: something else went wrong already.
    fn undo(&mut self) {
        let path = &self.editing.target.path;
        if !std::mem::take(&mut self.swapped) {
            return;
        }
        match &self.editing.old {
            None => drop(fs::remove_file(path)),
            Some(old) => {
                let exchanged =
                    fs::symlink_metadata(&self.beside).is_ok() && exchange(&self.beside, path).is_ok_and(|done| done);
                if !exchanged && self.write(old).is_ok() {
                    let _ = fs::rename(&self.beside, path);
                }
            }
        }
        let _ = self.editing.target.flush_folder();
    }

    /// Leaves the new file where it is.
    pub fn keep(mut self) {
        self.done = true;
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if !self.done {
            self.undo();
        }
        let _ = fs::remove_file(&self.beside);
    }
}

/// Lets two files change names in one step; says whether the system can.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn exchange(one: &Path, other: &Path) -> std::io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        // Old systems and some network drives do not know how.
        Err(Errno::NOSYS | Errno::INVAL | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Lets two files change names in one step; says whether the system can.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn exchange(_one: &Path, _other: &Path) -> std::io::Result<bool> {
    Ok(false)
}
