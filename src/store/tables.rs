//! A folder of files that are written as they come, many at once: tables for other programs, a bundle for an inspector.
//! The file that says what is in it is written last, so that a folder without it is known not to be whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::trouble::Trouble;

/// A folder that is being filled.
#[derive(Debug)]
pub(crate) struct TablesFolder {
    path: PathBuf,
    /// What people know it by.
    name: String,
}

/// One file of it.
#[derive(Debug)]
pub(crate) struct TableFile {
    file: BufWriter<File>,
    name: String,
}

impl TablesFolder {
    /// Takes a folder that is not there or empty, or that an earlier run filled: `listed` gives the files that a list of
    /// contents of this program names, from the folder, and nothing for any other text. Those go away; whatever else
    /// lies there stays. Nothing where the folder holds something and no such list.
    pub(crate) fn begin(
        path: &Path,
        contents: &str,
        listed: impl FnOnce(&[u8]) -> Option<Vec<String>>,
    ) -> Result<Option<Self>, Trouble> {
        let folder = Self { path: path.to_owned(), name: path.display().to_string() };
        let failed = |error: io::Error| Trouble::system(&folder.name, &error);
        match fs::read_dir(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => fs::create_dir_all(path).map_err(failed)?,
            Err(error) => return Err(failed(error)),
            Ok(mut entries) => {
                let list = path.join(contents);
                let list_is_file = fs::symlink_metadata(&list).is_ok_and(|meta| meta.is_file());
                if !list_is_file {
                    return Ok(entries.next().is_none().then_some(folder));
                }
                let Some(files) = listed(&fs::read(&list).map_err(failed)?) else { return Ok(None) };
                fs::remove_file(&list).map_err(failed)?;
                files.iter().try_for_each(|file| folder.remove(file))?;
            }
        }
        Ok(Some(folder))
    }

    /// Takes away a file that an earlier run wrote, reached through folders alone.
    fn remove(&self, file: &str) -> Result<(), Trouble> {
        let mut path = self.path.clone();
        for part in file.split('/') {
            let is_folder = fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_dir());
            if matches!(part, "" | "." | "..") || part.contains(['\\', ':']) || !(is_folder || path == self.path) {
                return Ok(());
            }
            path.push(part);
        }
        match fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_file() => {
                fs::remove_file(&path).map_err(|error| Trouble::system(&self.shown(file), &error))
            }
            _ => Ok(()),
        }
    }

    fn shown(&self, file: &str) -> String {
        format!("{}/{file}", self.name.trim_end_matches('/'))
    }

    /// Makes a file, and the folders on the way to it. What lies there already is somebody else's.
    pub(crate) fn create(&self, file: &str) -> Result<TableFile, Trouble> {
        let (path, name) = (self.path.join(file), self.shown(file));
        let failed = |error: io::Error| match error.kind() {
            ErrorKind::AlreadyExists => Trouble::Exists { file: name.clone() },
            _ => Trouble::system(&name, &error),
        };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let made = File::options().write(true).create_new(true).open(&path).map_err(failed)?;
        Ok(TableFile { file: BufWriter::with_capacity(1 << 16, made), name })
    }

    /// Writes a whole file.
    pub(crate) fn write(&self, file: &str, bytes: &[u8]) -> Result<(), Trouble> {
        let mut made = self.create(file)?;
        made.add(bytes)?;
        made.finish()
    }
}

impl TableFile {
    /// Writes more at its end.
    pub(crate) fn add(&mut self, bytes: &[u8]) -> Result<(), Trouble> {
        self.file.write_all(bytes).map_err(|error| Trouble::system(&self.name, &error))
    }

    /// Writes what is left to the system.
    pub(crate) fn finish(mut self) -> Result<(), Trouble> {
        self.file.flush().map_err(|error| Trouble::system(&self.name, &error))
    }
}
