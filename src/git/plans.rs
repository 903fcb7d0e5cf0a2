//! Where a commit has plans and collections.

use std::collections::{BTreeMap, HashSet};

use super::Repository;
use super::tree::{TreeEntry, file, parse, parse_staged};
use crate::diagnostic::Problem;
use crate::read::collection::FolderPattern;
use crate::read::text::MAX_PLAN_BYTES;
use crate::review::commits::GitTrouble;
use crate::snapshot::{PLAN, PLANS};

/// The folders of a commit that hold a plan, or a list of plans: from the top of the repository, each empty or with a
/// slash at its end.
#[derive(Debug, Default)]
pub(crate) struct PlanFolders {
    /// Each with the id of its plan.
    pub(crate) plans: BTreeMap<String, String>,
    lists: BTreeMap<String, TreeEntry>,
}

impl Repository {
    /// Where a commit has plans and lists of plans; of one that is not made yet, the index.
    pub(crate) fn plan_folders(&self, commit: &str) -> Result<PlanFolders, GitTrouble> {
        let staged = commit.is_empty();
        let said = if staged {
            self.read(&["ls-files", "--stage", "-z"])?
        } else {
            self.read(&["ls-tree", "-r", "-z", "--full-tree", commit])?
        };
        let parse = if staged { parse_staged } else { parse };
        let said = String::from_utf8_lossy(&said);
        let mut found = PlanFolders::default();
        for record in said.split('\0') {
            let folder = |name: &str| {
                let folder = record.split_once('\t')?.1.strip_suffix(name)?;
                (folder.is_empty() || folder.ends_with('/')).then(|| folder.to_owned())
            };
            let entry = || parse(record).map(|(entry, _)| entry);
            if let Some((folder, entry)) = folder(PLAN).zip(entry()) {
                found.plans.insert(folder, entry.id);
            } else if let Some((folder, entry)) = folder(PLANS).zip(entry()) {
                found.lists.insert(folder, entry);
            }
        }
        Ok(found)
    }

    /// The folders on disk that hold a plan of which git does not know yet.
    pub(crate) fn unknown_plans(&self) -> Result<Vec<String>, GitTrouble> {
        let said = self.read(&["ls-files", "--others", "--exclude-standard", "--full-name", "-z"])?;
        let said = String::from_utf8_lossy(&said);
        let folders = said.split('\0').filter_map(|path| path.strip_suffix(PLAN));
        Ok(folders.filter(|folder| folder.is_empty() || folder.ends_with('/')).map(str::to_owned).collect())
    }

    /// The bytes of a list of plans.
    pub(crate) fn plan_list(&self, entry: &TreeEntry) -> Result<Vec<u8>, Problem> {
        file(&mut self.objects(), entry, MAX_PLAN_BYTES)
    }
}

impl PlanFolders {
    /// The nearest folder at or above one that holds a plan or a list of plans.
    pub(crate) fn above(&self, folder: &str) -> Option<String> {
        let mut at = folder.trim_end_matches('/');
        loop {
            let folder = if at.is_empty() { String::new() } else { format!("{at}/") };
            if self.plans.contains_key(&folder) || self.lists.contains_key(&folder) {
                return Some(folder);
            }
            if at.is_empty() {
                return None;
            }
            at = at.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }

    /// The list of plans in a folder; nothing where it holds none, or a plan of its own.
    pub(crate) fn list(&self, folder: &str) -> Option<&TreeEntry> {
        self.lists.get(folder).filter(|_| !self.plans.contains_key(folder))
    }

    /// The folders of all patterns below one that lists them, each once, at its first place.
    pub(crate) fn below(&self, folder: &str, patterns: &[&FolderPattern]) -> Vec<String> {
        let all = patterns.iter().flat_map(|pattern| match pattern.folder() {
            Some(named) => vec![named.to_owned()],
            None => self.matching(folder, pattern),
        });
        let mut seen = HashSet::new();
        all.filter(|folder| seen.insert(folder.clone())).collect()
    }

    /// Where the list was that is in another folder now: the only one that is no longer there, while one came.
    pub(crate) fn moved_list(&self, now: &Self) -> Option<String> {
        let lacks = |of: &Self, folder: &&String| !of.lists.contains_key(*folder);
        let gone: Vec<&String> = self.lists.keys().filter(|folder| lacks(now, folder)).collect();
        let came = now.lists.keys().filter(|folder| lacks(self, folder)).count();
        if let ([gone], 1) = (&gone[..], came) { Some((*gone).clone()) } else { None }
    }

    /// Where a plan was that has this id now, among the folders that are no longer there: the one with the same plan,
    /// else the only one.
    pub(crate) fn moved(&self, same: Option<&String>, still: impl Fn(&str) -> bool) -> Option<String> {
        let gone: Vec<_> = self.plans.iter().filter(|(folder, _)| !still(folder)).collect();
        let found = gone.iter().find(|(_, id)| Some(*id) == same);
        found.or_else(|| gone.first().filter(|_| gone.len() == 1)).map(|(folder, _)| (*folder).clone())
    }

    fn matching(&self, folder: &str, pattern: &FolderPattern) -> Vec<String> {
        let below = self.plans.keys().filter_map(|plan| plan.strip_prefix(folder)?.strip_suffix('/'));
        let own = below.filter(|path| pattern.holds(path));
        let mut found: Vec<Vec<&str>> = own.map(|path| path.split('/').collect()).collect();
        found.sort_unstable();
        found.into_iter().map(|names| names.join("/")).collect()
    }
}
