//! What stands at a path, and opening it itself.

use std::fs::{self, File, FileType};
use std::path::Path;

use crate::snapshot::Entry;

impl Entry {
    pub(super) fn of(kind: FileType) -> Self {
        if kind.is_file() {
            Self::File
        } else if kind.is_symlink() {
            Self::Link
        } else if kind.is_dir() {
            Self::Folder
        } else {
            Self::Special
        }
    }
}

/// Opens what stands here itself: through no link that was put there meanwhile, and without waiting for somebody who
/// writes into a pipe.
pub(super) fn open_itself(path: &Path) -> std::io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, i32::try_from(flags).unwrap_or_default());
    }
    options.open(path)
}
