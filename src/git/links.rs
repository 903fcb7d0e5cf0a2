//! Links of a workspace at a revision.

use std::collections::BTreeSet;
use std::sync::PoisonError;

use unicode_normalization::UnicodeNormalization;

use super::Repository;
use super::tree::{ObjectKind, Revision, parse, parse_staged};
use crate::review::commits::GitTrouble;
use crate::snapshot::links::{Led, led};

/// What a link says is a path.
const LONGEST_TARGET: u64 = 4096;

impl Repository {
    /// Every link in the workspace at a commit, or in the index, by its path from there.
    fn links(&self, commit: &str) -> Result<BTreeSet<String>, GitTrouble> {
        let staged = commit.is_empty();
        let asked =
            if staged { &["ls-files", "--stage", "-z"][..] } else { &["ls-tree", "-r", "-z", "--full-tree", commit] };
        let prefix = self.prefix.as_str();
        let of = if prefix.is_empty() { &["--"][..] } else { &["--", prefix] };
        let said = self.read(&[asked, of].concat())?;
        let said = String::from_utf8_lossy(&said);
        let entries = said.split('\0').filter_map(|record| if staged { parse_staged(record) } else { parse(record) });
        let links = entries.filter(|(entry, _)| entry.kind == ObjectKind::Link);
        Ok(links.filter_map(|(_, path)| path.strip_prefix(prefix).map(str::to_owned)).collect())
    }
}

impl Revision {
    /// The links in the workspace; none where git does not say.
    pub(super) fn links(&self) -> &BTreeSet<String> {
        self.links.get_or_init(|| self.repository().links(&self.commit.id).unwrap_or_default())
    }

    /// The first way to write the name of a file by which it is reached through a link.
    pub(super) fn linked(&self, file: &str) -> Option<String> {
        let spellings = [file.to_owned(), file.nfc().collect(), file.nfd().collect()];
        let is_link = |path: &str| self.links().contains(path);
        let through = |file: &String| is_link(file) || file.match_indices('/').any(|(at, _)| is_link(&file[..at]));
        if self.links().is_empty() { None } else { spellings.into_iter().find(through) }
    }

    /// The digest of the file to which a path leads through links; where it leads to none, where it ends.
    pub(super) fn followed(&self, file: &str) -> Result<Result<String, String>, GitTrouble> {
        let target = |path: &str| -> Result<Option<String>, GitTrouble> {
            let entry = self.repository().entry(&self.commit, path)?;
            let Some(entry) = entry.filter(|entry| entry.kind == ObjectKind::Link) else { return Ok(None) };
            let mut objects = self.objects.lock().unwrap_or_else(PoisonError::into_inner);
            let bytes = objects.blob(&entry.id, LONGEST_TARGET)?.bytes().unwrap_or_default();
            Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
        };
        let path = match led(&format!("{}{file}", self.prefix()), target)? {
            Led::Out(target) => return Ok(Err(target)),
            Led::To(path) => path,
        };
        let entry = self.repository().entry(&self.commit, &path)?.filter(|entry| entry.kind == ObjectKind::File);
        let Some(entry) = entry else { return Ok(Err(path)) };
        let mut objects = self.objects.lock().unwrap_or_else(PoisonError::into_inner);
        objects.digest(&entry.id).map(Ok)
    }
}
