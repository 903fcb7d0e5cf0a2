//! A collection on disk: found, and its folders listed.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::workspace::{Workspace, open_itself};
use crate::diagnostic::{FolderFault, NotAFile, Problem};
use crate::read::collection::{FolderPattern, level_holds};
use crate::read::text::MAX_PLAN_BYTES;
use crate::snapshot::{PLAN, PLANS};

/// What a folder is.
#[derive(Clone, Debug)]
pub(crate) enum PlanPlace {
    Workspace(Workspace),
    Collection(CollectionFolder),
}

/// A folder that holds a `plans.toml`.
#[derive(Clone, Debug)]
pub(crate) struct CollectionFolder {
    root: PathBuf,
}

fn holds(folder: &Path, name: &str) -> bool {
    fs::symlink_metadata(folder.join(name)).is_ok()
}

impl PlanPlace {
    /// What the folder itself is: a workspace, also where it holds nothing, so that reading it says what is missing.
    pub(crate) fn at(folder: &Path) -> Self {
        // Either file may be named instead of its folder.
        let named = folder.file_name().is_some_and(|name| name == PLAN || name == PLANS) && folder.is_file();
        let folder = if named { folder.parent().unwrap_or(folder) } else { folder };
        // A plan stays what it was, also where a collection is begun around it.
        if !holds(folder, PLAN) && holds(folder, PLANS) {
            return Self::Collection(CollectionFolder { root: folder.to_owned() });
        }
        Self::Workspace(Workspace::at(folder))
    }

    /// The nearest workspace or collection at or above `folder`.
    pub(crate) fn find(folder: &Path) -> Self {
        let above = folder.ancestors().find(|folder| holds(folder, PLAN) || holds(folder, PLANS));
        Self::at(above.unwrap_or(folder))
    }
}

impl CollectionFolder {
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The bytes of `plans.toml`.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, Problem> {
        use std::io::Read;
        let unreadable = |error: std::io::Error| Problem::FileUnreadable { why: (&error).into() };
        let file = open_itself(&self.root.join(PLANS)).map_err(unreadable)?;
        let meta = file.metadata().map_err(unreadable)?;
        if !meta.is_file() {
            return Err(Problem::FileNotRegular { what: NotAFile::Folder });
        }
        if meta.len() > MAX_PLAN_BYTES {
            return Err(Problem::FileTooLarge { bytes: meta.len(), limit: MAX_PLAN_BYTES });
        }
        let mut bytes = Vec::new();
        file.take(MAX_PLAN_BYTES).read_to_end(&mut bytes).map_err(unreadable)?;
        Ok(bytes)
    }

    /// The folders that a pattern stands for, by name: the one that it names in full, else those that hold a plan.
    /// Through links no folder is looked for.
    pub(crate) fn folders(&self, pattern: &FolderPattern) -> Vec<String> {
        if let Some(folder) = pattern.folder() {
            return vec![folder.to_owned()];
        }
        let mut found = vec![String::new()];
        for level in pattern.levels() {
            let below = |folder: &String| {
                let join = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
                let entries = fs::read_dir(self.root.join(folder)).into_iter().flatten().flatten();
                let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
                let names = folders.filter_map(|entry| entry.file_name().into_string().ok());
                let mut names: Vec<String> = names.filter(|name| level_holds(level, name)).collect();
                names.sort_unstable();
                names.into_iter().map(move |name| join(&name)).collect::<Vec<_>>()
            };
            found = found.iter().flat_map(below).collect();
        }
        found.retain(|folder| holds(&self.root.join(folder), PLAN));
        found
    }

    /// The folders of all patterns, each once, at its first place.
    pub(crate) fn all<'p>(&self, patterns: impl IntoIterator<Item = &'p FolderPattern>) -> Vec<String> {
        let mut seen = HashSet::new();
        let real = |folder: &String| {
            let path = self.root.join(folder);
            fs::canonicalize(&path).unwrap_or(path)
        };
        let all = patterns.into_iter().flat_map(|pattern| self.folders(pattern));
        all.filter(|folder| seen.insert(real(folder))).collect()
    }

    /// The workspace in a folder of the collection, and why it is none, if it is not.
    pub(crate) fn workspace(&self, folder: &str) -> (Workspace, Option<Problem>) {
        let path = self.root.join(folder);
        let fault = match (fs::canonicalize(&path), fs::canonicalize(&self.root)) {
            (Ok(real), Ok(root)) if !real.starts_with(&root) => Some(Problem::FileOutside),
            _ if !holds(&path, PLAN) && holds(&path, PLANS) => {
                Some(Problem::PlansFolder { fault: FolderFault::Collection })
            }
            _ => None,
        };
        (Workspace::inside(path, folder), fault)
    }
}
