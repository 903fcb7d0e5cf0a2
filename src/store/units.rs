//! The folder of units' files, opened once: what is put in its place later is not read.

use std::ffi::OsString;
use std::fs::File;
use std::io::Result;
use std::path::Path;

use crate::diagnostic::Problem;
use crate::snapshot::{Entry, UNITS};

/// A folder that stays the one that was opened. Where the system cannot open files relative to a folder, its path.
#[derive(Debug)]
pub(super) struct UnitsFolder(#[cfg(unix)] std::os::fd::OwnedFd, #[cfg(not(unix))] std::path::PathBuf);

impl UnitsFolder {
    /// The folder of the workspace at `root`. It may be a link as long as it leads to a folder inside.
    pub(super) fn open(root: &Path) -> std::result::Result<Self, Problem> {
        let unreadable = |error: std::io::Error| Problem::FileUnreadable { why: (&error).into() };
        let path = root.join(UNITS);
        match Self::open_itself(&path) {
            Err(_) if path.symlink_metadata().map_err(unreadable)?.is_symlink() => {
                match (path.canonicalize(), root.canonicalize()) {
                    (Ok(real), Ok(root)) if real.starts_with(&root) => Self::open_itself(&real).map_err(unreadable),
                    _ => Err(Problem::FileOutside),
                }
            }
            opened => opened.map_err(unreadable),
        }
    }
}

#[cfg(unix)]
impl UnitsFolder {
    /// The folder at `path`, which is no link.
    pub(super) fn open_itself(path: &Path) -> Result<Self> {
        use rustix::fs::{CWD, Mode, OFlags, openat};
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        Ok(Self(openat(CWD, path, flags, Mode::empty())?))
    }

    /// Opens a file in it: through no link, and without waiting for somebody who writes into a pipe.
    pub(super) fn file(&self, name: impl AsRef<Path>) -> Result<File> {
        use rustix::fs::{Mode, OFlags, openat};
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        Ok(openat(&self.0, name.as_ref(), flags, Mode::empty())?.into())
    }

    /// Whether a link stands here.
    pub(super) fn is_link(&self, name: impl AsRef<Path>) -> bool {
        use rustix::fs::{AtFlags, FileType, statat};
        let stat = statat(&self.0, name.as_ref(), AtFlags::SYMLINK_NOFOLLOW);
        stat.is_ok_and(|stat| FileType::from_raw_mode(stat.st_mode) == FileType::Symlink)
    }

    /// What is in it, by name.
    pub(super) fn entries(&self) -> Result<impl Iterator<Item = Result<(OsString, Entry)>> + use<'_>> {
        use std::os::unix::ffi::OsStringExt;

        use rustix::fs::{AtFlags, Dir, FileType, statat};
        let of = |kind: FileType| match kind {
            FileType::RegularFile => Entry::File,
            FileType::Symlink => Entry::Link,
            FileType::Directory => Entry::Folder,
            _ => Entry::Special,
        };
        let entries = Dir::read_from(&self.0)?.map(move |entry| {
            let entry = entry?;
            let kind = match entry.file_type() {
                // Some file systems do not say it beside the name.
                FileType::Unknown => statat(&self.0, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW)
                    .map_or(Entry::Special, |stat| of(FileType::from_raw_mode(stat.st_mode))),
                kind => of(kind),
            };
            Ok((OsString::from_vec(entry.file_name().to_bytes().to_vec()), kind))
        });
        let own =
            |entry: &Result<(OsString, Entry)>| !entry.as_ref().is_ok_and(|(name, _)| name == "." || name == "..");
        Ok(entries.filter(own))
    }
}

#[cfg(not(unix))]
impl UnitsFolder {
    /// The folder at `path`, which is no link.
    pub(super) fn open_itself(path: &Path) -> Result<Self> {
        match path.symlink_metadata()? {
            meta if meta.is_dir() => Ok(Self(path.to_owned())),
            _ => Err(std::io::ErrorKind::NotADirectory.into()),
        }
    }

    /// Opens a file in it.
    pub(super) fn file(&self, name: impl AsRef<Path>) -> Result<File> {
        super::open::open_itself(&self.0.join(name))
    }

    /// Whether a link stands here.
    pub(super) fn is_link(&self, name: impl AsRef<Path>) -> bool {
        self.0.join(name).symlink_metadata().is_ok_and(|meta| meta.is_symlink())
    }

    /// What is in it, by name.
    pub(super) fn entries(&self) -> Result<impl Iterator<Item = Result<(OsString, Entry)>>> {
        let entries = std::fs::read_dir(&self.0)?;
        Ok(entries.map(|entry| entry.map(|it| (it.file_name(), it.file_type().map_or(Entry::Special, Entry::of)))))
    }
}
