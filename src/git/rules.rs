//! What a tree says of how git treats files, attributes and rules of `.gitignore`, as git itself reads it from the disk. It
//! need not be what is checked out.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use super::tree::{ObjectKind, RULES, TreeEntry};
use super::{Repository, no_git};
use crate::review::commits::GitTrouble;
use crate::store;

/// The longest file of rules that git reads.
const MAX_BYTES: u64 = 100 * 1024 * 1024;

/// The rules of a tree, in a repository that has nothing else.
pub(crate) struct LaidOut {
    repository: Repository,
    /// Nothing where there are no rules.
    folder: Option<tempfile::TempDir>,
}

impl Repository {
    /// Lays out rules of a tree for git: of a commit it tells otherwise of them, or not at all.
    pub(crate) fn lay_out(&self, rules: &BTreeMap<String, TreeEntry>) -> Result<LaidOut, GitTrouble> {
        let rules = rules.iter().filter(|(path, entry)| is_rules(path) && entry.kind == ObjectKind::File);
        let rules: Vec<_> = rules.collect();
        if rules.is_empty() {
            return Ok(LaidOut { repository: self.clone(), folder: None });
        }
        let mut objects = self.objects();
        let mut files: Vec<(&str, Vec<u8>)> = vec![(".git/HEAD", b"ref: refs/heads/main\n".to_vec())];
        for (path, entry) in rules {
            files.push((path, objects.blob(&entry.id, MAX_BYTES)?.bytes().unwrap_or_default()));
        }
        let folder = store::temporary(&[".git/objects", ".git/refs"], &files).map_err(|error| no_git(&error))?;
        Ok(LaidOut { repository: self.clone(), folder: Some(folder) })
    }
}

impl LaidOut {
    /// For each of these files of the workspace that the rules leave out of commits: the file, and by which rule.
    pub(crate) fn left_out(&self, files: &[String]) -> Result<Vec<(String, String)>, GitTrouble> {
        self.folder.as_ref().map_or_else(|| Ok(Vec::new()), |folder| self.repository.ignored_in(folder.path(), files))
    }

    /// For each of these files of the workspace that is not shown as it is: the file, and by which attribute.
    pub(crate) fn hiding_attributes(&self, files: &[String]) -> Result<Vec<(String, String)>, GitTrouble> {
        self.folder.as_ref().map_or_else(|| Ok(Vec::new()), |folder| self.repository.hiding_in(folder.path(), files))
    }
}

/// Whether a path names a file of such rules, in a folder below the top.
pub(crate) fn is_rules(path: &str) -> bool {
    let path = Path::new(path);
    path.file_name().is_some_and(|name| RULES.iter().any(|rules| name == *rules))
        && path.components().all(|part| matches!(part, Component::Normal(name) if name != ".git"))
}
