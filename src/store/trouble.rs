//! What can go wrong with files that are written or read on somebody's word.

use std::fs;

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
    /// It is no folder.
    NotAFolder {
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
    /// It was written, and could not be put back when another could not be written.
    NotTakenBack {
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
    /// Something else stands where a file should, or a folder, whose name ends in a slash.
    pub(super) fn in_the_way(meta: &fs::Metadata, file: String) -> Self {
        match file.strip_suffix('/') {
            _ if meta.is_symlink() => Self::Link { file },
            Some(folder) => Self::NotAFolder { file: folder.to_owned() },
            None => Self::NotAFile { file },
        }
    }

    pub(super) fn system(file: &str, error: &std::io::Error) -> Self {
        Self::System { file: file.to_owned(), reason: reason(error) }
    }
}

/// What the system says, without the number it adds.
pub fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_owned()
}
