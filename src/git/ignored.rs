//! Rules of `.gitignore` as a commit has them, which need not be the one that is checked out.

use std::fs;
use std::io;
use std::path::{Component, Path};

use super::tree::{ObjectKind, Tree};
use super::{Repository, no_git};
use crate::review::commits::GitTrouble;

const GITIGNORE: &str = ".gitignore";
/// The longest file of rules that git reads.
const MAX_BYTES: u64 = 100 * 1024 * 1024;

impl Repository {
    /// For each of these files of the workspace that the rules of a tree leave out of commits: the file, and by which rule.
    ///
    /// Git takes such rules from the disk alone, so they are laid out for it, in a repository that has nothing else.
    pub(crate) fn left_out(&self, tree: &Tree, files: &[String]) -> Result<Vec<(String, String)>, GitTrouble> {
        let rules = tree.rules.iter().filter(|(path, entry)| is_ignore_file(path) && entry.kind == ObjectKind::File);
        let rules: Vec<_> = rules.collect();
        if rules.is_empty() {
            return Ok(Vec::new());
        }
        let mut objects = self.objects();
        let folder = empty_repository().map_err(|error| no_git(&error))?;
        for (path, entry) in rules {
            let bytes = objects.blob(&entry.id, MAX_BYTES)?.bytes().unwrap_or_default();
            lay_out(folder.path(), path, &bytes).map_err(|error| no_git(&error))?;
        }
        self.ignored_in(folder.path(), files)
    }
}

/// Whether a path names a file of such rules, in a folder below the top.
fn is_ignore_file(path: &str) -> bool {
    let path = Path::new(path);
    path.file_name().is_some_and(|name| name == GITIGNORE)
        && path.components().all(|part| matches!(part, Component::Normal(name) if name != ".git"))
}

/// A folder that git takes for a repository.
fn empty_repository() -> io::Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    let git = folder.path().join(".git");
    fs::create_dir(&git)?;
    fs::create_dir(git.join("objects"))?;
    fs::create_dir(git.join("refs"))?;
    fs::write(git.join("HEAD"), "ref: refs/heads/main\n")?;
    Ok(folder)
}

fn lay_out(folder: &Path, path: &str, bytes: &[u8]) -> io::Result<()> {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap_or(folder))?;
    fs::write(path, bytes)
}
