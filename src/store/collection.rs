//! A collection on disk: found, and its folders listed.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::open::open_itself;
use super::trouble::Trouble;
use super::workspace::Workspace;
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

/// Whether a folder holds a file. Where that cannot be known, nobody can say what is not there.
fn holds(folder: &Path, name: &str) -> std::io::Result<bool> {
    match fs::symlink_metadata(folder.join(name)) {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(false),
        Err(error) => Err(error),
    }
}

fn looked_for(folder: &Path, name: &str) -> Result<bool, Trouble> {
    holds(folder, name)
        .map_err(|error| Trouble::Unreadable { file: folder.join(name).display().to_string(), why: (&error).into() })
}

impl PlanPlace {
    /// What the folder itself is: a workspace, also where it holds nothing, so that reading it says what is missing.
    pub(crate) fn at(folder: &Path) -> Result<Self, Trouble> {
        // Either file may be named instead of its folder.
        let named = folder.file_name().is_some_and(|name| name == PLAN || name == PLANS) && folder.is_file();
        let folder = if named { folder.parent().unwrap_or(folder) } else { folder };
        // A plan stays what it was, also where a collection is begun around it.
        if !looked_for(folder, PLAN)? && looked_for(folder, PLANS)? {
            return Ok(Self::Collection(CollectionFolder { root: folder.to_owned() }));
        }
        Ok(Self::Workspace(Workspace::at(folder)))
    }

    /// The nearest workspace or collection at or above `folder`.
    pub(crate) fn find(folder: &Path) -> Result<Self, Trouble> {
        for above in folder.ancestors() {
            if looked_for(above, PLAN)? || looked_for(above, PLANS)? {
                return Self::at(above);
            }
        }
        Self::at(folder)
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
    /// Through links no folder is looked for. One that cannot be listed may hold plans: that is said.
    fn folders(&self, pattern: &FolderPattern) -> Result<Vec<String>, Problem> {
        if let Some(folder) = pattern.folder() {
            return Ok(vec![folder.to_owned()]);
        }
        let unread = |folder: &str, error: std::io::Error| {
            let folder = if folder.is_empty() { ".".to_owned() } else { folder.to_owned() };
            Problem::PlansFolder { fault: FolderFault::Unread { folder, why: (&error).into() } }
        };
        let mut found = vec![String::new()];
        for level in pattern.levels() {
            let mut below = Vec::new();
            for folder in &found {
                let join = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
                let entries = fs::read_dir(self.root.join(folder)).and_then(Iterator::collect::<Result<Vec<_>, _>>);
                let entries = entries.map_err(|error| unread(folder, error))?.into_iter();
                let folders = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()));
                let names = folders.filter_map(|entry| entry.file_name().into_string().ok());
                let mut names: Vec<String> = names.filter(|name| level_holds(level, name)).collect();
                names.sort_unstable();
                below.extend(names.iter().map(|name| join(name)));
            }
            found = below;
        }
        // Opening one that cannot be looked into says why.
        found.retain(|folder| holds(&self.root.join(folder), PLAN).unwrap_or(true));
        Ok(found)
    }

    /// The folders of all patterns, each once, at its first place, and what could not be listed.
    pub(crate) fn all<'p>(&self, patterns: impl IntoIterator<Item = &'p FolderPattern>) -> (Vec<String>, Vec<Problem>) {
        let mut unread = Vec::new();
        let mut seen = HashSet::new();
        let real = |folder: &String| {
            let path = self.root.join(folder);
            fs::canonicalize(&path).unwrap_or(path)
        };
        let mut listed = |pattern| self.folders(pattern).map_err(|problem| unread.push(problem)).unwrap_or_default();
        let all: Vec<String> = patterns.into_iter().flat_map(&mut listed).collect();
        (all.into_iter().filter(|folder| seen.insert(real(folder))).collect(), unread)
    }

    /// The workspace in a folder of the collection, and why it is none, if it is not.
    pub(crate) fn workspace(&self, folder: &str) -> (Workspace, Option<Problem>) {
        let path = self.root.join(folder);
        let fault = match (fs::canonicalize(&path), fs::canonicalize(&self.root)) {
            (Ok(real), Ok(root)) if !real.starts_with(&root) => Some(Problem::FileOutside),
            // Opening what cannot be looked into says why.
            _ if matches!((holds(&path, PLAN), holds(&path, PLANS)), (Ok(false), Ok(true))) => {
                Some(Problem::PlansFolder { fault: FolderFault::Collection })
            }
            _ => None,
        };
        (Workspace::inside(path, folder), fault)
    }
}
