//! Files that another program is to find on disk for a moment.

use std::fs;
use std::io;

/// A temporary folder with these folders and files, by their paths in it. It goes when it is dropped.
pub(crate) fn temporary(folders: &[&str], files: &[(&str, Vec<u8>)]) -> io::Result<tempfile::TempDir> {
    let made = tempfile::tempdir()?;
    for folder in folders {
        fs::create_dir_all(made.path().join(folder))?;
    }
    for (path, bytes) in files {
        let path = made.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(made.path()))?;
        fs::write(path, bytes)?;
    }
    Ok(made)
}
