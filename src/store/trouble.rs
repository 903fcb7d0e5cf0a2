//! What can go wrong with files that are written or read on somebody's word.

use std::fs;

use crate::diagnostic::SystemFault;

/// Why a file was not written. The old one stands as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Another process had it for too long.
    Locked {
        file: String,
        seconds: u64,
    },
    /// The file that stands in for a lock was there for too long.
    HeldLock {
        file: String,
        lock: String,
        /// The process that made it, and on which computer.
        holder: String,
    },
    /// It was changed by something else since it was read.
    Changed {
        file: String,
    },
    /// It, or a folder on the way to it, is a symbolic link.
    Link {
        file: String,
    },
    NotAFile {
        file: String,
    },
    /// It does not lie in the workspace.
    Outside {
        file: String,
    },
    NotAFolder {
        file: String,
    },
    ReadOnly {
        file: String,
    },
    /// It is not there, but another is that is likely meant to be it.
    Misnamed {
        file: String,
        found: String,
    },
    Exists {
        file: String,
    },
    /// It is there, and nothing replaces it.
    Taken {
        file: String,
    },
    /// A folder in which a process began to make another, and may still be at it.
    LeftOver {
        folder: String,
    },
    /// It lies where the program would make a file of its own, and was not made by it.
    NotMade {
        file: String,
    },
    /// It holds what the program did not make.
    NotEmpty {
        folder: String,
    },
    /// What was read back is not what was written.
    ReadBack {
        file: String,
    },
    /// It was written, and could not be put back when another could not be written.
    NotTakenBack {
        file: String,
    },
    /// It tells of an import that was interrupted, but not in the words of this version.
    Journal {
        file: String,
    },
    Unreadable {
        file: String,
        why: SystemFault,
    },
    System {
        file: String,
        why: SystemFault,
    },
}

impl Trouble {
    /// Something else stands where a file should, or a folder, whose name ends in a slash.
    pub(super) fn in_the_way(meta: &fs::Metadata, file: String) -> Self {
        match file.strip_suffix('/') {
            _ if meta.is_symlink() => Self::Link { file },
            Some(folder) => Self::NotAFolder { file: folder.to_owned() },
            None => Self::NotAFile { file },
        }
    }

    pub(super) fn unreadable(file: &str, error: &std::io::Error) -> Self {
        Self::Unreadable { file: file.to_owned(), why: error.into() }
    }

    pub(super) fn system(file: &str, error: &std::io::Error) -> Self {
        Self::System { file: file.to_owned(), why: error.into() }
    }
}
