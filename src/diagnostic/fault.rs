//! Why a file, folder or object cannot be had.

use std::io::{self, ErrorKind};

use chrono::NaiveDate;

/// Why a text names no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayFault {
    NotADay,
    /// The month has no such day: how many it has. Without a year, as many as it ever has.
    MonthEnds {
        month: u32,
        year: Option<i32>,
        days: u32,
    },
    /// There is no such month; read month first it is this day.
    NoMonth {
        month: u32,
        swapped: Option<NaiveDate>,
    },
    /// The year has two digits: what it may mean.
    ShortYear {
        read: NaiveDate,
        or: Option<NaiveDate>,
    },
    /// It has no year, and the day of that name that is to be expected is far off: the last that has come, and the next.
    NoYear {
        past: NaiveDate,
        future: NaiveDate,
    },
}

/// What stands where a file should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAFile {
    Folder,
    /// A pipe, socket or device.
    Special,
    /// A symbolic link, wherever it leads.
    Link,
}

/// Why a file of evidence cannot be compared with what was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvidenceFault {
    /// There is no such file.
    Absent,
    /// It is reached through a symbolic link.
    Link,
    /// A folder, pipe or the like stands there.
    NotAFile,
    Unreadable(SystemFault),
}

/// Why an object of git's is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// It should be there.
    Lost,
    /// The clone has a part of the history.
    Shallow,
    /// The clone fetches files only when they are asked for.
    Partial,
}

/// Why the system does not give or take a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SystemFault {
    NotFound,
    Denied,
    /// A file stands where a folder should be.
    NotAFolder,
    IsAFolder,
    /// A pipe, socket or device.
    NotAFile,
    /// The disk takes no changes.
    ReadOnlyDisk,
    Full,
    TooLarge,
    BadName,
    /// Another program has it.
    InUse,
    Disk,
    LinkLoop,
    /// The repository lacks the object of this id, perhaps since the clone has only a part of the history.
    NoObject {
        id: String,
        lack: Lack,
    },
    /// In the words of the system, or of a library.
    Other(String),
}

impl From<&io::Error> for SystemFault {
    fn from(error: &io::Error) -> Self {
        let said = error.to_string();
        match (error.kind(), said.split(" (os error").next().unwrap_or(&said)) {
            (ErrorKind::NotFound, _) => Self::NotFound,
            (ErrorKind::PermissionDenied, _) => Self::Denied,
            (ErrorKind::NotADirectory, _) => Self::NotAFolder,
            (ErrorKind::IsADirectory, _) => Self::IsAFolder,
            (ErrorKind::ReadOnlyFilesystem, _) => Self::ReadOnlyDisk,
            (ErrorKind::StorageFull | ErrorKind::QuotaExceeded, _) => Self::Full,
            (ErrorKind::FileTooLarge, _) => Self::TooLarge,
            (ErrorKind::InvalidFilename, _) => Self::BadName,
            (ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy, _)
            | (_, "The process cannot access the file because it is being used by another process.") => Self::InUse,
            (_, "Input/output error") => Self::Disk,
            (_, "Too many levels of symbolic links") => Self::LinkLoop,
            (_, said) => Self::Other(said.to_owned()),
        }
    }
}

/// Why a plan cannot take bodies from the file that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SharedFault {
    /// The path is not one from folder to folder.
    NotRelative,
    /// It goes further up than it may.
    TooFarUp,
    /// A symbolic link stands on the way.
    Link,
    /// No regular file stands there.
    NotAFile,
    TooLarge {
        bytes: u64,
        limit: u64,
    },
    System(SystemFault),
}

/// What is wrong with a folder that a collection names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderFault {
    /// It does not lie below the collection.
    NotBelow { folder: String },
    /// No folder that is named holds a plan.
    NoPlan,
    /// It cannot be listed.
    Unread { folder: String, why: SystemFault },
    /// It is a collection itself.
    Collection,
}
