//! The files of a workspace at a revision.

use std::collections::BTreeMap;

use super::{GitTrouble, Repository};
use crate::store::{PLAN, REPORTS, UNITS};

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// The id of its object: equal ids are equal bytes.
    pub id: String,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file.
    File,
    /// A symbolic link.
    Link,
    /// A folder.
    Folder,
    /// Another repository.
    Repository,
}

/// The files of a workspace at a revision, by their names.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// The plan, if there is one.
    pub plan: Option<Entry>,
    /// What stands in the place of `units/`, where that is no folder.
    pub not_units: Option<Kind>,
    /// What is in `units/`, by the whole name.
    pub units: BTreeMap<String, Entry>,
    /// What is in `reports/`.
    pub reports: BTreeMap<String, Entry>,
}

impl Repository {
    /// The files of the workspace at a commit.
    pub fn tree(&self, commit: &str) -> Result<Tree, GitTrouble> {
        let path = |name: &str| format!("{}{name}", self.prefix);
        let (plan, units, reports) = (path(PLAN), path(&format!("{UNITS}/")), path(&format!("{REPORTS}/")));
        let folder = path(UNITS);
        // Not asked for: sizes. For them git would look at every file of the revision.
        let said = self.read(&["ls-tree", "-z", "--full-tree", commit, "--", &plan, &folder, &units, &reports])?;
        let mut tree = Tree::default();
        for record in said.split(|byte| *byte == 0).filter(|record| !record.is_empty()) {
            // A path that is no text is no file of a workspace.
            let Some((entry, name)) = str::from_utf8(record).ok().and_then(parse) else { continue };
            if name == plan {
                tree.plan = Some(entry);
            } else if name == folder {
                tree.not_units = Some(entry.kind).filter(|kind| *kind != Kind::Folder);
            } else if let Some(name) = name.strip_prefix(&units) {
                tree.units.insert(name.to_owned(), entry);
            } else if let Some(name) = name.strip_prefix(&reports) {
                tree.reports.insert(name.to_owned(), entry);
            }
        }
        Ok(tree)
    }
}

/// One line of `ls-tree`: mode, kind and id, then a tab and the path.
fn parse(record: &str) -> Option<(Entry, &str)> {
    let (facts, path) = record.split_once('\t')?;
    let mut facts = facts.split_ascii_whitespace();
    let (mode, kind, id) = (facts.next()?, facts.next()?, facts.next()?);
    let kind = match (mode, kind) {
        ("120000", _) => Kind::Link,
        (_, "blob") => Kind::File,
        (_, "commit") => Kind::Repository,
        _ => Kind::Folder,
    };
    Some((Entry { kind, id: id.to_owned() }, path))
}
