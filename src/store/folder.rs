//! A folder into which the program writes files of its own making, such as `reports/`: listed, read, and taken so that
//! one process at a time writes there.

use std::fs::{self, File};
use std::io::{ErrorKind, Read, Seek, SeekFrom};
use std::path::{Component, Path, PathBuf};

use super::lock::{Lock, patience, wait_for};
use super::trouble::Trouble;
use super::workspace::Workspace;
use super::write::Editing;
use crate::snapshot::REPORTS;

/// A folder of files that the program makes.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    /// What people know it by, before the name of a file: empty, or with a slash at its end.
    name: String,
    /// Whether it may be a link: only where somebody named it.
    may_be_link: bool,
    lock: Option<Lock>,
    /// Whether it was made to be written into.
    made: bool,
}

/// A folder into which nothing came after all is not left behind.
impl Drop for Folder {
    fn drop(&mut self) {
        if self.made {
            // One that holds something stays.
            let _ = fs::remove_dir(&self.path);
        }
    }
}

impl Workspace {
    /// The folder of the workspace's reports, whether or not it is there yet.
    pub(crate) fn reports(&self) -> Folder {
        Folder {
            path: self.root.join(REPORTS),
            name: format!("{REPORTS}/"),
            may_be_link: false,
            lock: None,
            made: false,
        }
    }
}

impl Folder {
    /// A folder that somebody named, whether or not it is there yet.
    pub(crate) fn at(path: &Path) -> Self {
        let name = if path.as_os_str().is_empty() { String::new() } else { format!("{}/", path.display()) };
        Self { path: path.to_owned(), name, may_be_link: true, lock: None, made: false }
    }

    /// The way from this folder to that of a workspace, as links have it, with a slash at its end; nothing where none
    /// leads there, as between drives.
    pub(crate) fn way_to(&self, workspace: &Workspace) -> Option<String> {
        let (from, to) = (fs::canonicalize(&self.path).ok()?, workspace.real_folder());
        let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
            (from.components().collect(), to.components().collect());
        let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
        if common == 0 {
            return None;
        }
        let mut way = "../".repeat(from.len() - common);
        for part in &to[common..] {
            let Component::Normal(name) = part else { return None };
            way.extend(name.to_str()?.bytes().map(|byte| match byte {
                byte if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            }));
            way.push('/');
        }
        Some(if way.is_empty() { "./".to_owned() } else { way })
    }

    fn is_there(&self) -> Result<bool, Trouble> {
        let meta = if self.may_be_link { fs::metadata(&self.path) } else { fs::symlink_metadata(&self.path) };
        match meta {
            _ if self.path.as_os_str().is_empty() => Ok(true),
            Ok(meta) if meta.is_dir() => Ok(true),
            Ok(meta) => Err(Trouble::in_the_way(&meta, self.name.clone())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(Trouble::system(&self.name, &error)),
        }
    }

    /// The names of the files in it, sorted; nothing where it is not there.
    pub(crate) fn names(&self) -> Result<Vec<String>, Trouble> {
        if !self.is_there()? {
            return Ok(Vec::new());
        }
        let failed = |error: std::io::Error| Trouble::system(&self.name, &error);
        let mut names = Vec::new();
        for entry in fs::read_dir(self.shown_path()).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if entry.file_type().map_err(failed)?.is_file()
                && let Ok(name) = entry.file_name().into_string()
            {
                names.push(name);
            }
        }
        names.sort_unstable();
        Ok(names)
    }

    /// What people know a file in it by.
    pub(crate) fn shown(&self, name: &str) -> String {
        format!("{}{name}", self.name)
    }

    /// The beginning of a file in it, as far as `limit` bytes.
    pub(crate) fn read(&self, name: &str, limit: u64) -> Result<Vec<u8>, Trouble> {
        let failed = |error: std::io::Error| Trouble::system(&self.shown(name), &error);
        let mut bytes = Vec::new();
        let file = File::open(self.path.join(name)).map_err(failed)?;
        file.take(limit).read_to_end(&mut bytes).map_err(failed)?;
        Ok(bytes)
    }

    /// The first bytes of a file in a folder below it; nothing where there is no file, or where a link is on the way.
    pub(crate) fn read_below(&self, path: &str, limit: u64) -> Result<Option<Vec<u8>>, Trouble> {
        let mut way = self.path.clone();
        for part in path.split('/') {
            match fs::symlink_metadata(&way) {
                Ok(meta) if meta.is_dir() => way.push(part),
                _ => return Ok(None),
            }
        }
        let is_file = fs::symlink_metadata(&way).is_ok_and(|meta| meta.is_file());
        is_file.then(|| self.read(path, limit)).transpose()
    }

    /// How a file in it begins and ends, one after the other; a short one whole.
    pub(crate) fn ends(&self, name: &str) -> Result<Vec<u8>, Trouble> {
        const FAR: u64 = 64 * 1024;
        let failed = |error: std::io::Error| Trouble::system(&self.shown(name), &error);
        let mut bytes = self.read(name, FAR)?;
        let mut file = File::open(self.path.join(name)).map_err(failed)?;
        let length = file.seek(SeekFrom::End(0)).map_err(failed)?;
        file.seek(SeekFrom::Start(length.saturating_sub(FAR).max(FAR))).map_err(failed)?;
        file.take(FAR).read_to_end(&mut bytes).map_err(failed)?;
        Ok(bytes)
    }

    /// Makes the folder if it is not there, and waits until no other process of this program writes into it.
    pub(crate) fn take(&mut self) -> Result<(), Trouble> {
        if !self.is_there()? {
            fs::create_dir_all(&self.path).map_err(|error| Trouble::system(&self.name, &error))?;
            self.made = true;
            // It may have been made meanwhile, as something else.
            self.is_there()?;
        }
        // Other systems than Unix do not open folders, and some network drives do not lock: then the last one to come
        // sees that the file is not what it read.
        if cfg!(unix)
            && let Ok(folder) = File::open(self.shown_path())
        {
            match wait_for(folder, None, self.name.trim_end_matches('/'), patience()) {
                Ok(lock) => self.lock = Some(lock),
                Err(found @ Trouble::Locked { .. }) => return Err(found),
                Err(_) => {}
            }
        }
        Ok(())
    }

    /// The file of this name as it is now, to be made or rebuilt.
    pub(crate) fn edit(&self, name: &str) -> Result<Editing, Trouble> {
        let editing = Editing::made_file(self.path.join(name), self.shown(name))?;
        if self.lock.is_some() {
            editing.tidy();
        }
        Ok(editing)
    }

    fn shown_path(&self) -> &Path {
        if self.path.as_os_str().is_empty() { Path::new(".") } else { &self.path }
    }
}
