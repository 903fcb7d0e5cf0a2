//! What a stopped process left beside the files of a workspace. Nothing reads it, and the next edit of its file takes it
//! away; until then people may wonder what it is.

use std::fs;

use super::found::{begun_for, is_making};
use super::lock::OWN;
use super::open::open_itself;
use super::rename::{ENDINGS, left_beside};
use super::workspace::Workspace;

use crate::snapshot::UNITS;

impl Workspace {
    /// The files that were left beside others, by their paths; not those of a process at work.
    pub(crate) fn left_behind(&self) -> Vec<String> {
        let mut found = Vec::new();
        // What the next command that records puts in its place is not left for nothing.
        let awaited = self.unfinished().ready;
        for folder in ["", UNITS] {
            // What cannot be listed is told where it is read.
            let Ok(entries) = fs::read_dir(self.root().join(folder)) else { continue };
            let files = entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| !kind.is_dir()));
            for name in files.filter_map(|entry| entry.file_name().into_string().ok()) {
                let Some(bare) = left_beside(&name) else { continue };
                let lock = if folder.is_empty() { bare } else { bare.trim_end_matches(".toml") };
                let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
                if !self.is_held(lock) && !awaited.contains(&self.root().join(&path)) {
                    found.push(path);
                }
            }
        }
        found.sort_unstable();
        found
    }

    /// The workspaces that were begun in its folder or for it, by their paths; not while a process makes one.
    pub(crate) fn half_made(&self) -> Vec<String> {
        let entries = fs::read_dir(self.root()).into_iter().flatten().flatten();
        let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
        let is_begun = |name: &String| name.starts_with('.') && name.ends_with(ENDINGS[0]);
        let within = names.filter(is_begun).map(|name| (self.root().join(&name), name));
        let beside = begun_for(&self.real_folder());
        let own = beside.file_name().map(|name| (beside.clone(), format!("../{}", name.to_string_lossy())));
        let mut found: Vec<String> = within
            .chain(own)
            .filter(|(path, _)| fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir()) && !is_making(path))
            .map(|(_, name)| name)
            .collect();
        found.sort_unstable();
        found
    }

    /// Whether a process has this lock now.
    fn is_held(&self, name: &str) -> bool {
        let lock = self.root().join(OWN).join(format!("{name}.lock"));
        open_itself(&lock).is_ok_and(|lock| lock.try_lock().is_err()) || lock.with_extension("held").exists()
    }
}
