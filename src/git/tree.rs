//! The files of a workspace at a revision.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use unicode_normalization::UnicodeNormalization;

use super::Repository;
use super::objects::{Blob, Objects};
use crate::diagnostic::{EvidenceFault, NotAFile, Problem, SharedFault, SystemFault};
use crate::model::plan::Plan;
use crate::read::text::{self, MAX_PLAN_BYTES, MAX_UNIT_BYTES};
use crate::review::commits::{Blobs, Commit, GitTrouble};
use crate::snapshot::{Entry, Files, Listing, OtherCase, PLAN, REPORTS, REVIEWED, UNITS, UnitFiles, joined};
use crate::store::{is_near_plan, is_near_units};

/// What stands at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TreeEntry {
    pub(crate) kind: ObjectKind,
    /// The id of its object: equal ids are equal bytes.
    pub(crate) id: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ObjectKind {
    File,
    Link,
    Folder,
    Repository,
}

/// The files of a workspace at a revision, by their names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tree {
    pub(crate) plan: Option<TreeEntry>,
    /// What stands in the place of `units/`, where that is no folder.
    pub(crate) not_units: Option<ObjectKind>,
    /// What is in `units/`, by the whole name.
    pub(crate) units: BTreeMap<String, TreeEntry>,
    /// What is in `reports/`.
    pub(crate) reports: BTreeMap<String, TreeEntry>,
    /// The file of marks that were reviewed.
    pub(crate) reviewed: Option<TreeEntry>,
    /// What says how git treats files, by its path: attributes and what is ignored, in each folder from the top of the
    /// repository down to `units/` and `reports/`.
    pub(crate) rules: BTreeMap<String, TreeEntry>,
}

/// The files in which a folder says how git treats files.
pub(super) const RULES: [&str; 2] = [".gitattributes", ".gitignore"];

impl Repository {
    /// The files of the workspace at a commit.
    pub(crate) fn tree(&self, commit: &str) -> Result<Tree, GitTrouble> {
        let [plan, units, reports, reviewed] = self.paths();
        let folder = format!("{}{UNITS}", self.prefix);
        // Not asked for: sizes. For them git would look at every file of the revision.
        let asked = ["ls-tree", "-z", "--full-tree", commit, "--", &plan, &folder, &units, &reports, &reviewed];
        let rules = self.rules();
        let asked = asked.into_iter().chain(rules.iter().map(String::as_str)).collect::<Vec<_>>();
        Ok(filed(&self.paths(), &self.read(&asked)?, parse))
    }

    /// The files of the workspace as they are staged.
    pub(crate) fn staged(&self) -> Result<Tree, GitTrouble> {
        let (paths, rules, folder) = (self.paths(), self.rules(), format!("{}{UNITS}", self.prefix));
        let own = paths.iter().chain(&rules).map(String::as_str);
        let asked: Vec<&str> = ["ls-files", "--stage", "-z", "--", &folder].into_iter().chain(own).collect();
        let mut tree = filed(&paths, &self.read(&asked)?, parse_staged);
        let own = |files: &mut BTreeMap<String, TreeEntry>| files.retain(|name, _| !name.contains('/'));
        // The index has no folders, only the files in them.
        let folders = tree.units.keys().filter_map(|name| name.split_once('/')).map(|(folder, _)| folder.to_owned());
        let folders: Vec<String> = folders.collect();
        let folder = TreeEntry { kind: ObjectKind::Folder, id: String::new() };
        tree.units.extend(folders.into_iter().map(|name| (name, folder.clone())));
        own(&mut tree.units);
        own(&mut tree.reports);
        Ok(tree)
    }

    /// What stands at a path in a commit, or, in one that is not made yet, in the index.
    pub(crate) fn entry(&self, commit: &Commit, path: &str) -> Result<Option<TreeEntry>, GitTrouble> {
        Ok(self.listed(commit, path)?.into_iter().find(|(_, name)| name == path).map(|(entry, _)| entry))
    }

    /// What stands at a path, or in a folder whose path ends with a slash, with its own path.
    fn listed(&self, commit: &Commit, path: &str) -> Result<Vec<(TreeEntry, String)>, GitTrouble> {
        let staged = commit.id.is_empty();
        let said = if staged {
            self.read(&["ls-files", "--stage", "-z", "--", path])?
        } else {
            self.read(&["ls-tree", "-z", "--full-tree", &commit.id, "--", path])?
        };
        let said = String::from_utf8_lossy(&said);
        let found = said.split('\0').filter_map(|record| if staged { parse_staged(record) } else { parse(record) });
        Ok(found.map(|(entry, name)| (entry, name.to_owned())).collect())
    }

    /// The plan, the folders of units' files and of reports, and the file of reviewed marks.
    fn paths(&self) -> [String; 4] {
        [PLAN, &format!("{UNITS}/"), &format!("{REPORTS}/"), REVIEWED].map(|name| format!("{}{name}", self.prefix))
    }

    /// Where rules may stand that hold for the files of the workspace; those of `units/` and `reports/` are listed with them.
    fn rules(&self) -> Vec<String> {
        rules_above(&self.prefix)
    }

    /// Every file in a folder of a commit, or of the index, and in the folders below it: its object by its path from there.
    pub(super) fn files_below(&self, commit: &str, folder: &str) -> Result<BTreeMap<String, String>, GitTrouble> {
        let staged = commit.is_empty();
        let mut args = if staged {
            vec!["ls-files", "--stage", "-z", "--"]
        } else {
            vec!["ls-tree", "-r", "-z", "--full-tree", commit, "--"]
        };
        args.extend(Some(folder).filter(|folder| !folder.is_empty()));
        let said = self.read(&args)?;
        let parse = if staged { parse_staged } else { parse };
        let said = String::from_utf8_lossy(&said);
        let files = said.split('\0').filter_map(parse);
        Ok(files.filter_map(|(entry, path)| Some((path.strip_prefix(folder)?.to_owned(), entry.id))).collect())
    }
}

/// Where rules may stand that hold for a path: in each folder above it, from the top of the repository.
fn rules_above(path: &str) -> Vec<String> {
    let ends = path.match_indices('/').map(|(at, _)| at + 1);
    let folders = std::iter::once(0).chain(ends).map(|end| &path[..end]);
    folders.flat_map(|folder| RULES.map(|name| format!("{folder}{name}"))).collect()
}

/// The files in a list that git wrote, of the workspace with these paths.
fn filed(paths: &[String; 4], said: &[u8], parse: fn(&str) -> Option<(TreeEntry, &str)>) -> Tree {
    let [plan, units, reports, reviewed] = paths;
    let mut tree = Tree::default();
    for record in said.split(|byte| *byte == 0).filter(|record| !record.is_empty()) {
        // A path that is no text is no file of a workspace.
        let Some((entry, name)) = str::from_utf8(record).ok().and_then(parse) else { continue };
        if name == plan {
            tree.plan = Some(entry);
        } else if name == reviewed {
            tree.reviewed = Some(entry);
        } else if Some(name) == units.strip_suffix('/') {
            tree.not_units = Some(entry.kind).filter(|kind| *kind != ObjectKind::Folder);
        } else if let Some(own) = name.strip_prefix(units.as_str()) {
            if RULES.contains(&own) {
                tree.rules.insert(name.to_owned(), entry.clone());
            }
            tree.units.insert(own.to_owned(), entry);
        } else if let Some(own) = name.strip_prefix(reports.as_str()) {
            if RULES.contains(&own) {
                tree.rules.insert(name.to_owned(), entry.clone());
            }
            tree.reports.insert(own.to_owned(), entry);
        } else {
            tree.rules.insert(name.to_owned(), entry);
        }
    }
    tree
}

/// One line of `ls-files --stage`: mode, id and stage, then a tab and the path.
pub(super) fn parse_staged(record: &str) -> Option<(TreeEntry, &str)> {
    let (facts, path) = record.split_once('\t')?;
    let mut facts = facts.split_ascii_whitespace();
    let (mode, id, stage) = (facts.next()?, facts.next()?, facts.next()?);
    let kind = match mode {
        "120000" => ObjectKind::Link,
        "160000" => ObjectKind::Repository,
        _ => ObjectKind::File,
    };
    // Of a merge that is not settled, what this side had.
    matches!(stage, "0" | "2").then(|| (TreeEntry { kind, id: id.to_owned() }, path))
}

/// One line of `ls-tree`: mode, kind and id, then a tab and the path.
pub(super) fn parse(record: &str) -> Option<(TreeEntry, &str)> {
    let (facts, path) = record.split_once('\t')?;
    let mut facts = facts.split_ascii_whitespace();
    let (mode, kind, id) = (facts.next()?, facts.next()?, facts.next()?);
    let kind = match (mode, kind) {
        ("120000", _) => ObjectKind::Link,
        (_, "blob") => ObjectKind::File,
        (_, "commit") => ObjectKind::Repository,
        _ => ObjectKind::Folder,
    };
    Some((TreeEntry { kind, id: id.to_owned() }, path))
}

/// The workspace at a commit.
#[derive(Clone, Debug)]
pub(crate) struct Revision {
    pub(crate) commit: Commit,
    pub(crate) tree: Tree,
    /// What people call its folder; nothing where it is the one that is meant anyway.
    name: String,
    repository: Repository,
    /// What gives reports, and digests of evidence: one process of git for all of them.
    pub(super) objects: Arc<Mutex<Objects>>,
    /// The links in it, looked for when they are asked for.
    pub(super) links: OnceLock<BTreeSet<String>>,
}

impl Revision {
    pub(crate) fn of(repository: &Repository, commit: Commit) -> Result<Self, GitTrouble> {
        Ok(Self::new(repository.tree(&commit.id)?, commit, repository))
    }

    /// The workspace as it is staged. Its files are called as git calls those of the index.
    pub(crate) fn staged(repository: &Repository) -> Result<Self, GitTrouble> {
        let commit = Commit { id: String::new(), time: 0, first: false, subject: String::new() };
        Ok(Self::new(repository.staged()?, commit, repository))
    }

    fn new(tree: Tree, commit: Commit, repository: &Repository) -> Self {
        let objects = Arc::new(Mutex::new(repository.objects()));
        Self { commit, tree, name: String::new(), repository: repository.clone(), objects, links: OnceLock::new() }
    }

    /// The same workspace, its folder called otherwise.
    pub(crate) fn renamed(&self, name: String) -> Self {
        Self { name, ..self.clone() }
    }

    /// The names of the files of units in this folder of the workspace that say something.
    fn facts_in(&self, objects: &mut Objects, folder: &str) -> Vec<String> {
        let prefix = format!("{}{folder}/", self.repository.prefix);
        let listed = self.repository.listed(&self.commit, &prefix).unwrap_or_default().into_iter();
        let facts = listed.filter_map(|(entry, path)| {
            let name = path
                .strip_prefix(&prefix)
                .filter(|name| !name.contains('/') && name.strip_suffix(".toml").is_some())?;
            let says_something = entry.kind == ObjectKind::File
                && file(objects, &entry, MAX_UNIT_BYTES).map_or(true, |bytes| text::says_something(&bytes));
            says_something.then(|| name.to_owned())
        });
        facts.collect()
    }

    /// The bytes of a file in `units/`; none where it cannot be read.
    fn stray_by(&self, objects: &mut Objects, name: &str) -> Option<Vec<u8>> {
        file(objects, self.tree.units.get(name)?, MAX_UNIT_BYTES).ok()
    }

    /// The bytes of the file of marks that were reviewed.
    pub(crate) fn reviewed(&self, limit: u64) -> Result<Option<Vec<u8>>, GitTrouble> {
        match &self.tree.reviewed {
            Some(entry) if entry.kind == ObjectKind::File => {
                Ok(self.repository.objects().blob(&entry.id, limit)?.bytes())
            }
            _ => Ok(None),
        }
    }

    /// The repository, asked about the folder of the workspace.
    pub(crate) fn repository(&self) -> &Repository {
        &self.repository
    }

    /// The rules that may hold for the files of the workspace here, or for these others that it names.
    pub(crate) fn rules_for<'f>(
        &self,
        others: impl Iterator<Item = &'f str>,
    ) -> Result<BTreeMap<String, TreeEntry>, GitTrouble> {
        let mut rules = self.tree.rules.clone();
        let paths = others.map(|file| joined(&self.repository.prefix, file)).filter(|path| !path.starts_with(".."));
        let asked: BTreeSet<String> = paths.flat_map(|path| rules_above(&path)).collect();
        let known: BTreeSet<String> = self.repository.rules().into_iter().collect();
        let mut objects = self.objects.lock().unwrap_or_else(PoisonError::into_inner);
        for path in asked.into_iter().filter(|path| !known.contains(path)) {
            if let Some(id) = objects.id(&format!("{}:{path}", self.commit.id))? {
                rules.insert(path, TreeEntry { kind: ObjectKind::File, id });
            }
        }
        Ok(rules)
    }

    /// The names in the folder of the workspace; none where git does not say.
    pub(crate) fn names(&self) -> Vec<String> {
        let prefix = self.repository.prefix.as_str();
        // Without its slash git would tell of the folder and not of what is in it; of the top folder everything.
        let mut args = if self.commit.id.is_empty() {
            vec!["ls-files", "-z", "--"]
        } else {
            vec!["ls-tree", "-z", "--name-only", "--full-tree", &self.commit.id, "--"]
        };
        args.extend(Some(prefix).filter(|prefix| !prefix.is_empty()));
        let said = self.repository.read(&args).unwrap_or_default();
        let paths = String::from_utf8_lossy(&said);
        let names = paths.split('\0').filter_map(|path| path.strip_prefix(prefix)?.split('/').next());
        let names: BTreeSet<&str> = names.filter(|name| !name.is_empty()).collect();
        names.into_iter().map(str::to_owned).collect()
    }

    /// The first of these names that is nearly another.
    fn near(&self, is_near: fn(&str) -> bool) -> Option<String> {
        self.names().into_iter().find(|name| is_near(name))
    }

    /// The SHA-256 of every file that makes up the workspace here, by its place: the plan, units' files, reports, and the
    /// file of reviewed marks; and of the one with the bodies that the plan shares, by the path that it has.
    pub(crate) fn digests(&self, shared: Option<&str>) -> Result<Vec<(String, String)>, GitTrouble> {
        let Tree { plan, units, reports, reviewed, .. } = &self.tree;
        let named = |folder: &'static str| move |(name, entry)| (format!("{folder}/{name}"), entry);
        let single = [(PLAN, plan), (REVIEWED, reviewed)];
        let single = single.into_iter().filter_map(|(name, entry)| Some((name.to_owned(), entry.as_ref()?)));
        let all = single.chain(units.iter().map(named(UNITS))).chain(reports.iter().map(named(REPORTS)));
        let mut objects = self.repository.objects();
        let files = all.filter(|(_, entry): &(String, &TreeEntry)| entry.kind == ObjectKind::File);
        let mut all =
            files.map(|(name, entry)| Ok((name, objects.digest(&entry.id)?))).collect::<Result<Vec<_>, _>>()?;
        if let Some(path) = shared
            && let Some(entry) = self.repository.entry(&self.commit, &joined(&self.repository.prefix, path))?
        {
            all.push((path.to_owned(), objects.digest(&entry.id)?));
        }
        Ok(all)
    }

    /// Where the workspace lies in the repository.
    pub(crate) fn prefix(&self) -> &str {
        &self.repository.prefix
    }

    /// The bytes of a file in `reports/`; nothing where there is none, or one of more than `limit` bytes.
    pub(crate) fn report(&self, name: &str, limit: u64) -> Result<Option<Vec<u8>>, GitTrouble> {
        match self.tree.reports.get(name) {
            Some(entry) if entry.kind == ObjectKind::File => {
                let mut objects = self.objects.lock().unwrap_or_else(PoisonError::into_inner);
                Ok(objects.blob(&entry.id, limit)?.bytes())
            }
            _ => Ok(None),
        }
    }
}

impl Revision {
    /// The file that is evidence, however its name is composed.
    fn evidence_entry(&self, path: &str) -> Result<TreeEntry, EvidenceFault> {
        let unreadable = |found| EvidenceFault::Unreadable(fault(found));
        // What a Mac wrote decomposed is the same name to people.
        let spellings = [path.to_owned(), path.nfc().collect(), path.nfd().collect()];
        for spelling in spellings {
            let path = format!("{}{spelling}", self.repository.prefix);
            let Some(entry) = self.repository.entry(&self.commit, &path).map_err(unreadable)? else { continue };
            return match entry.kind {
                ObjectKind::File => Ok(entry),
                ObjectKind::Link => Err(EvidenceFault::Link),
                ObjectKind::Folder | ObjectKind::Repository => Err(EvidenceFault::NotAFile),
            };
        }
        // Git follows no link to a folder.
        Err(if self.linked(path).is_some() { EvidenceFault::Link } else { EvidenceFault::Absent })
    }
}

impl Files for Revision {
    fn plan(&self) -> Result<Vec<u8>, Problem> {
        let missing = || Problem::NoPlan { near: self.near(is_near_plan) };
        let entry = self.tree.plan.as_ref().ok_or_else(missing)?;
        file(&mut self.repository.objects(), entry, MAX_PLAN_BYTES)
    }

    fn list(&self, plan: &Plan) -> Result<Listing, Problem> {
        match self.tree.not_units {
            Some(ObjectKind::Link) => return Err(Problem::FileNotRegular { what: NotAFile::Link }),
            Some(_) => return Err(Problem::FileUnreadable { why: SystemFault::NotAFolder }),
            None => {}
        }
        let entries = self.tree.units.iter().map(|(name, entry)| {
            let kind = match entry.kind {
                ObjectKind::File => Entry::File,
                ObjectKind::Link => Entry::Link,
                ObjectKind::Folder | ObjectKind::Repository => Entry::Folder,
            };
            (name, kind)
        });
        // One process of git reads them all: there may be very many.
        let objects = RefCell::new(self.repository.objects());
        let mut listing = Listing::of(plan, entries, |name, _| self.stray_by(&mut objects.borrow_mut(), name));
        listing.prints = vec![None; plan.units.len()];
        for (name, entry) in self.tree.units.iter().filter(|(_, entry)| entry.kind == ObjectKind::File) {
            if let Some(unit) = name.strip_suffix(".toml").and_then(|id| plan.unit_by_id(id)) {
                listing.prints[unit.index()] = Some(entry.id.as_str().into());
            }
        }
        if self.tree.units.is_empty() {
            let names = self.names().into_iter().filter(|name| is_near_units(name));
            listing.other_case = OtherCase::of(plan, names, |name| self.facts_in(&mut objects.borrow_mut(), name));
        }
        Ok(listing)
    }

    fn stray(&self, name: &str) -> Option<Vec<u8>> {
        self.stray_by(&mut self.repository.objects(), name)
    }

    fn units(&self) -> Box<dyn UnitFiles + '_> {
        Box::new(AtRevision { revision: self, objects: self.repository.objects(), bytes: Vec::new() })
    }

    fn shared(&self, path: &str) -> Result<Vec<u8>, SharedFault> {
        let path = joined(&self.repository.prefix, path);
        // Above the top of the repository nothing is known of a revision.
        let none = SharedFault::System(SystemFault::NotFound);
        if path.starts_with("..") {
            return Err(none);
        }
        let entry = self.repository.entry(&self.commit, &path).map_err(|found| SharedFault::System(fault(found)))?;
        file(&mut self.repository.objects(), &entry.ok_or(none)?, MAX_PLAN_BYTES).map_err(SharedFault::from)
    }

    fn shown(&self, file: &str) -> String {
        format!("{}:{}", self.commit.short(), self.called(file))
    }

    fn called(&self, file: &str) -> String {
        joined(&self.name, file)
    }

    fn digest(&self, path: &str) -> Result<String, EvidenceFault> {
        let entry = self.evidence_entry(path)?;
        let mut objects = self.objects.lock().unwrap_or_else(PoisonError::into_inner);
        objects.digest(&entry.id).map_err(|found| EvidenceFault::Unreadable(fault(found)))
    }

    fn evidence(&self, path: &str, limit: u64) -> Option<Vec<u8>> {
        let entry = self.evidence_entry(path).ok()?;
        let mut objects = self.objects.lock().unwrap_or_else(PoisonError::into_inner);
        objects.bytes(&entry.id, limit).ok()?
    }

    fn has_links(&self) -> bool {
        !self.links().is_empty()
    }

    fn through_links(&self, path: &str) -> Option<Result<String, String>> {
        self.followed(&self.linked(path)?).ok()
    }
}

struct AtRevision<'r> {
    revision: &'r Revision,
    objects: Objects,
    bytes: Vec<u8>,
}

impl UnitFiles for AtRevision<'_> {
    fn read(&mut self, unit: &str, _entry: Entry) -> Result<&[u8], Problem> {
        self.bytes = match self.revision.tree.units.get(&format!("{unit}.toml")) {
            Some(entry) => file(&mut self.objects, entry, MAX_UNIT_BYTES)?,
            None => Vec::new(),
        };
        Ok(&self.bytes)
    }
}

/// The bytes of an entry that is to be a file.
pub(super) fn file(objects: &mut Objects, entry: &TreeEntry, limit: u64) -> Result<Vec<u8>, Problem> {
    match entry.kind {
        ObjectKind::File => {}
        ObjectKind::Folder | ObjectKind::Repository => return Err(Problem::FileNotRegular { what: NotAFile::Folder }),
        ObjectKind::Link => return Err(Problem::FileNotRegular { what: NotAFile::Link }),
    }
    match objects.blob(&entry.id, limit) {
        Ok(Blob::Bytes(bytes)) => Ok(bytes),
        Ok(Blob::TooLarge(bytes)) => Err(Problem::FileTooLarge { bytes, limit }),
        Err(found) => Err(Problem::FileUnreadable { why: fault(found) }),
    }
}

/// Why an object could not be read, as the system would say it.
pub(crate) fn fault(found: GitTrouble) -> SystemFault {
    match found {
        GitTrouble::Missing { id, lack } => SystemFault::NoObject { id, lack },
        GitTrouble::NotRun(why) => why,
        GitTrouble::Failed { reason } => SystemFault::Other(reason),
        _ => SystemFault::Other("git".to_owned()),
    }
}
