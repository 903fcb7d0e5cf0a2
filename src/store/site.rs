//! The folder of a site: its pages are written beside it first and put in their places once all are there. A list of what
//! the program made lies in it, so that nothing else is ever replaced or taken away.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::folder::Folder;
use super::trouble::Trouble;
use super::workspace::Workspace;
use crate::model::evidence::leads_inside;

/// The list of what the program made in the folder.
const LIST: &str = ".tiendo-site";
/// What the list begins with.
const SIGN: &str = "tiendo.site/1";
/// Where the pages wait until all are there.
const STAGING: &str = ".tiendo-new";

/// A folder in which a site is made.
#[derive(Debug)]
pub(crate) struct SiteFolder {
    path: PathBuf,
    /// The lock of the folder, held until the site is made.
    folder: Folder,
    /// What an earlier site left, and what this one has.
    old: BTreeSet<String>,
    made: BTreeSet<String>,
}

impl Drop for SiteFolder {
    fn drop(&mut self) {
        // What is left of it is taken away by the next one.
        let _ = fs::remove_dir_all(self.path.join(STAGING));
    }
}

impl SiteFolder {
    /// Takes a folder that is empty, not there yet, or holds an earlier site.
    pub(crate) fn take(path: &Path) -> Result<Self, Trouble> {
        let mut folder = Folder::at(path);
        folder.take()?;
        let path = if path.as_os_str().is_empty() { PathBuf::from(".") } else { path.to_owned() };
        let shown = |name: &str| folder.shown(name);
        let failed = |name: &str, error: &io::Error| Trouble::system(&folder.shown(name), error);
        let old = match fs::read_to_string(path.join(LIST)) {
            Ok(text) => listed(&text).ok_or_else(|| Trouble::NotMade { file: shown(LIST) })?,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                for entry in fs::read_dir(&path).map_err(|error| failed("", &error))? {
                    if entry.map_err(|error| failed("", &error))?.file_name() != STAGING {
                        return Err(Trouble::NotEmpty { folder: path.display().to_string() });
                    }
                }
                BTreeSet::new()
            }
            Err(error) => return Err(failed(LIST, &error)),
        };
        let staging = path.join(STAGING);
        match fs::remove_dir_all(&staging) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(failed(STAGING, &error)),
            _ => fs::create_dir(&staging).map_err(|error| failed(STAGING, &error))?,
        }
        Ok(Self { path, folder, old, made: BTreeSet::new() })
    }

    /// The way from this folder to that of a workspace, as links have it.
    pub(crate) fn way_to(&self, workspace: &Workspace) -> Option<String> {
        self.folder.way_to(workspace)
    }

    /// Writes a page, where it waits for the others.
    pub(crate) fn put(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let place = self.path.join(STAGING).join(name);
        let write = || {
            if let Some(folder) = place.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&place, bytes)
        };
        write().map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", self.folder.shown(name))))?;
        self.made.insert(name.to_owned());
        Ok(())
    }

    /// Puts the pages in their places and takes away what an earlier site had and this one has not. Gives how many files
    /// there are, and how many of them are new or not what they were.
    pub(crate) fn finish(self) -> Result<(usize, usize), Trouble> {
        for name in &self.made {
            self.check(name)?;
        }
        // Should this be interrupted, everything that may be there is known to be ours.
        self.list(self.old.union(&self.made))?;
        let mut changed = 0;
        for name in &self.made {
            let failed = |error: io::Error| Trouble::system(&self.folder.shown(name), &error);
            let (new, place) = (self.path.join(STAGING).join(name), self.path.join(name));
            if self.old.contains(name) && fs::read(&place).ok() == Some(fs::read(&new).map_err(failed)?) {
                continue;
            }
            if let Some(folder) = place.parent() {
                fs::create_dir_all(folder).map_err(failed)?;
            }
            fs::rename(&new, &place).map_err(failed)?;
            changed += 1;
        }
        for name in self.old.difference(&self.made) {
            let place = self.path.join(name);
            if self.check(name).is_ok() && fs::symlink_metadata(&place).is_ok_and(|meta| meta.is_file()) {
                fs::remove_file(&place).map_err(|error| Trouble::system(&self.folder.shown(name), &error))?;
                changed += 1;
                // Only folders that are empty go away.
                let within = place.ancestors().skip(1).take_while(|folder| **folder != self.path);
                within.take_while(|folder| fs::remove_dir(folder).is_ok()).for_each(drop);
            }
        }
        self.list(self.made.iter())?;
        Ok((self.made.len(), changed))
    }

    /// Whether a page may stand where it is to stand: nothing that the program did not make is there, and no link leads
    /// elsewhere.
    fn check(&self, name: &str) -> Result<(), Trouble> {
        for (end, _) in name.match_indices('/') {
            let folder = &name[..end];
            if let Ok(meta) = fs::symlink_metadata(self.path.join(folder))
                && !meta.is_dir()
            {
                return Err(Trouble::in_the_way(&meta, self.folder.shown(&format!("{folder}/"))));
            }
        }
        match fs::symlink_metadata(self.path.join(name)) {
            Ok(meta) if !meta.is_file() => Err(Trouble::in_the_way(&meta, self.folder.shown(name))),
            Ok(_) if !self.old.contains(name) => Err(Trouble::NotMade { file: self.folder.shown(name) }),
            _ => Ok(()),
        }
    }

    /// Writes the list.
    fn list<'n>(&self, names: impl Iterator<Item = &'n String>) -> Result<(), Trouble> {
        let text = std::iter::once(SIGN.to_owned()).chain(names.cloned()).map(|line| line + "\n").collect::<String>();
        let new = self.path.join(STAGING).join(LIST);
        let write = || {
            let mut file = fs::File::create(&new)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&new, self.path.join(LIST))
        };
        write().map_err(|error: io::Error| Trouble::system(&self.folder.shown(LIST), &error))
    }
}

/// The names in a list that the program wrote; nothing where it did not. None leads out of the folder.
fn listed(text: &str) -> Option<BTreeSet<String>> {
    let names = text.strip_prefix(SIGN)?.strip_prefix('\n')?.lines();
    Some(names.filter(|name| leads_inside(name) && *name != LIST).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_names_nothing_outside() {
        let read = listed("tiendo.site/1\nindex.html\nunit/a.html\n../x\n/etc/passwd\n.tiendo-site\n").expect("a list");
        assert_eq!(read.into_iter().collect::<Vec<_>>(), ["index.html", "unit/a.html"]);
        assert_eq!(listed("tiendo.site/2\nindex.html\n"), None);
        assert_eq!(listed(""), None);
    }
}
