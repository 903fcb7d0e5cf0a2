//! The plans that are asked about, as they were at a revision: found by what that revision holds, whatever is on disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use super::exit::{Exit, Failure};
use super::members::{Collection, MemberPlan, PastPlan};
use super::scope::{AskedPlans, below_named, name_of};
use super::session::{Asked, Version};
use super::sides::being_committed;
use crate::diagnostic::{FolderFault, Problem};
use crate::git::Repository;
use crate::git::plans::PlanFolders;
use crate::git::tree::{self, Revision};
use crate::model::zone::day_at;
use crate::review::commits::{Commit, GitTrouble};
use crate::shell;
use crate::snapshot::{PLAN, PLANS};
use crate::store::Workspace;
use crate::text::one_line;
use crate::typed::{Leaning, TypedDay};
use crate::view::known::KnownCommit;
use crate::words::{PastPhrase, Phrase};

/// A folder that is asked about.
struct PastFolder {
    /// On disk, where it need not be.
    path: PathBuf,
    /// From the top of the repository, empty or with a slash at its end.
    prefix: String,
    /// What people called it, where they did.
    name: String,
}

/// The folders that are asked about, and the repository that they lie in.
struct PastFolders {
    repository: Repository,
    folders: Vec<PastFolder>,
    /// Whether the folder is where to begin to look upward.
    upward: bool,
}

/// The folder, or the nearest above it that is there, and what is left of the way.
fn nearest(folder: &Path) -> (PathBuf, PathBuf) {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let there = absolute.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("/")).to_owned();
    let left = absolute.strip_prefix(&there).unwrap_or(Path::new("")).to_owned();
    // As it was named it is shown.
    if left.as_os_str().is_empty() { (folder.to_owned(), left) } else { (there, left) }
}

impl PastFolder {
    fn of(path: &Path, name: String) -> Result<(Self, Repository), GitTrouble> {
        let names_file = path.file_name().is_some_and(|name| name == PLAN || name == PLANS);
        let path = if names_file { path.parent().unwrap_or(path) } else { path };
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let (there, left) = nearest(path);
        let repository = Repository::of(&there)?;
        let mut prefix = repository.prefix.clone();
        prefix.extend(left.iter().map(|part| format!("{}/", part.to_string_lossy())));
        Ok((Self { path: path.to_owned(), prefix, name }, repository))
    }
}

impl PastFolders {
    /// The plans in these folders, as a commit has them; as they are staged where nothing was known yet.
    fn at(&self, commit: &Commit, known: Option<&KnownCommit>) -> Result<AskedPlans, GitTrouble> {
        let staged = being_committed(&self.repository);
        let repository = if known.is_some() { &self.repository } else { &staged };
        let found = repository.plan_folders(&commit.id)?;
        let at = PlansAt { repository, commit, known, found };
        if let [folder] = &self.folders[..] {
            return at.alone(folder, self.upward);
        }
        let mut collection = Collection::default();
        for folder in &self.folders {
            if at.found.list(&folder.prefix).is_some() {
                at.add(&mut collection, folder);
            } else {
                collection.push(at.member((&folder.path, &folder.prefix), &folder.name)?);
            }
        }
        Ok(AskedPlans::Many(collection))
    }
}

impl PastFolders {
    /// The time zone of the first plan of a commit that can be read.
    fn zone(&self, commit: &Commit) -> Result<String, GitTrouble> {
        let known = KnownCommit { commit: commit.id.clone(), day: NaiveDate::MIN, by: None, shallow: false };
        let of = |plan: &MemberPlan| Some(plan.inspect().ok()?.plan.header.timezone.to_string());
        let found = match self.at(commit, Some(&known))? {
            AskedPlans::One(plan) => of(&plan),
            AskedPlans::Many(collection) => collection.plans.iter().find_map(of),
        };
        Ok(found.unwrap_or_else(|| "Asia/Ho_Chi_Minh".to_owned()))
    }
}

/// The plans of a commit.
struct PlansAt<'a> {
    repository: &'a Repository,
    commit: &'a Commit,
    /// What was known then; nothing of what is staged.
    known: Option<&'a KnownCommit>,
    found: PlanFolders,
}

impl PlansAt<'_> {
    fn alone(&self, folder: &PastFolder, upward: bool) -> Result<AskedPlans, GitTrouble> {
        let above = self.found.above(&folder.prefix).filter(|_| upward);
        let steps = |prefix: &str| prefix.matches('/').count();
        let up = above.as_ref().map_or(0, |above| steps(&folder.prefix) - steps(above));
        let path = folder.path.join("../".repeat(up));
        let folder = PastFolder { prefix: above.unwrap_or_else(|| folder.prefix.clone()), path, name: String::new() };
        let folder = match self.list_before_move(&folder.prefix)? {
            Some(prefix) => PastFolder { prefix, ..folder },
            None => folder,
        };
        if self.found.list(&folder.prefix).is_some() {
            let mut collection = Collection::default();
            self.add(&mut collection, &folder);
            return Ok(AskedPlans::Many(collection));
        }
        let here = self.found.plans.contains_key(&folder.prefix) || self.known.is_none();
        let prefix = if here { None } else { self.before_move(&folder.prefix)? };
        let prefix = prefix.as_deref().unwrap_or(&folder.prefix);
        self.member((&folder.path, prefix), "").map(AskedPlans::One)
    }

    /// Where a plan was at this commit that is in another folder now.
    fn before_move(&self, prefix: &str) -> Result<Option<String>, GitTrouble> {
        let now = self.repository.plan_folders("HEAD")?;
        Ok(now.plans.get(prefix).and_then(|id| self.found.moved(Some(id), |folder| now.plans.contains_key(folder))))
    }

    /// Where a list of plans was at this commit that is in this folder now.
    fn list_before_move(&self, prefix: &str) -> Result<Option<String>, GitTrouble> {
        let here = self.found.list(prefix).is_some() || self.found.plans.contains_key(prefix);
        if here || self.known.is_none() {
            return Ok(None);
        }
        let now = self.repository.plan_folders("HEAD")?;
        Ok(now.list(prefix).and_then(|_| self.found.moved_list(&now)))
    }

    fn add(&self, collection: &mut Collection, folder: &PastFolder) {
        let Some(list) = self.found.list(&folder.prefix) else { return };
        let member = |below: &str| {
            let prefix = format!("{}{below}/", folder.prefix);
            let fault = self.found.list(&prefix).map(|_| Problem::PlansFolder { fault: FolderFault::Collection });
            let member = self.member((&folder.path.join(below), &prefix), &below_named(&folder.name, below));
            let broken = |found: GitTrouble| MemberPlan {
                folder: below.to_owned(),
                fault: Some(Problem::FileUnreadable { why: tree::fault(found) }),
                ..MemberPlan::alone(Workspace::at(folder.path.join(below)))
            };
            let member = member.unwrap_or_else(broken);
            MemberPlan { fault: member.fault.clone().or(fault), ..member }
        };
        let shown = below_named(&folder.name, PLANS);
        let shown = if self.known.is_some() { format!("{}:{shown}", self.commit.short()) } else { shown };
        let find = |patterns: &[&_]| (self.found.below(&folder.prefix, patterns), Vec::new());
        collection.add(shown, self.repository.plan_list(list), find, member);
    }

    fn member(&self, (path, prefix): (&Path, &str), name: &str) -> Result<MemberPlan, GitTrouble> {
        let repository = self.repository.with_prefix(prefix);
        let (folder, workspace) = (name.to_owned(), Workspace::inside(path.to_owned(), name));
        let Some(known) = self.known.cloned() else {
            let staged = Some(Arc::new(Revision::staged(&repository)?.renamed(folder.clone())));
            return Ok(MemberPlan { folder, workspace, past: None, staged, fault: None });
        };
        let revision = Arc::new(Revision::of(&repository, self.commit.clone())?.renamed(folder.clone()));
        Ok(MemberPlan { folder, workspace, past: Some(PastPlan { revision, known }), staged: None, fault: None })
    }
}

impl Asked {
    /// The plans that are asked about, as they were at the revision that is named.
    pub(super) fn at_revision(&self) -> Result<AskedPlans, Failure> {
        let git = |found: GitTrouble| self.fail(&Phrase::Git(&found));
        let folders = self.past_folders()?;
        let known = match &self.version {
            Version::At(name) => self.known_at(&folders, name)?,
            Version::KnownOn(day) => self.known_by(&folders, *day)?,
            Version::Staged => {
                let none = Commit { id: String::new(), time: 0, first: false, subject: String::new() };
                return folders.at(&none, None).map_err(git);
            }
            Version::Now | Version::Between(_) => {
                return Err(Failure::Usage(self.words().phrase(&Phrase::Past(PastPhrase::RangeOnlyOfDiff))));
            }
        };
        let commit = folders.repository.commit(&known.commit).map_err(git)?;
        folders.at(&commit, Some(&known)).map_err(git)
    }

    /// What was known on a day of the plans that are asked about.
    pub(super) fn known_on(&self, day: TypedDay) -> Result<KnownCommit, Failure> {
        self.known_by(&self.past_folders()?, day)
    }

    fn known_at(&self, folders: &PastFolders, name: &str) -> Result<KnownCommit, Failure> {
        let git = |found: GitTrouble| self.fail(&Phrase::Git(&found));
        let commit = folders.repository.commit(name).map_err(git)?;
        let zone = folders.zone(&commit).map_err(git)?;
        let day = day_at(folders.repository.latest(&commit.id).map_err(git)?, &zone);
        Ok(KnownCommit { commit: commit.id, day, by: None, shallow: folders.repository.shallow })
    }

    /// The last commit that was made by the end of a day.
    fn known_by(&self, folders: &PastFolders, day: TypedDay) -> Result<KnownCommit, Failure> {
        let git = |found: GitTrouble| self.fail(&Phrase::Git(&found));
        let (repository, shallow) = (&folders.repository, folders.repository.shallow);
        let tip = repository.commit("HEAD").map_err(git)?;
        // Days are those of the plan's time zone, as the plan is now.
        let zone = folders.zone(&tip).map_err(git)?;
        let by = day.on(shell::today(&zone), Leaning::Past);
        let line = repository.moments(&tip.id).map_err(git)?;
        let count = line.partition_point(|(_, moment)| day_at(*moment, &zone) <= by);
        if let Some((commit, moment)) = line[..count].last() {
            return Ok(KnownCommit { commit: commit.clone(), day: day_at(*moment, &zone), by: Some(by), shallow });
        }
        let first = day_at(line.first().map_or(tip.time, |(_, moment)| *moment), &zone);
        let said = self.words().phrase(&Phrase::Past(PastPhrase::NoCommitBy { day: by, first, shallow }));
        Err(Failure::Refused(if shallow { Exit::Unread } else { Exit::Usage }, said))
    }

    fn past_folders(&self) -> Result<PastFolders, Failure> {
        let git = |found: GitTrouble| self.fail(&Phrase::Git(&found));
        let upward = self.directories.is_empty();
        let paths = if upward { vec![self.current()?] } else { self.directories.clone() };
        let mut all: Option<PastFolders> = None;
        for path in paths {
            let name = if self.directories.len() > 1 { name_of(&path) } else { String::new() };
            let (folder, repository) = PastFolder::of(&path, name).map_err(git)?;
            match &mut all {
                None => all = Some(PastFolders { repository, folders: vec![folder], upward }),
                Some(all) if all.repository.top() == repository.top() => all.folders.push(folder),
                Some(_) => {
                    let folder = one_line(&path.display().to_string());
                    return Err(self.fail(&Phrase::Past(PastPhrase::OtherRepository { folder: &folder })));
                }
            }
        }
        Ok(all.expect("there is a folder"))
    }
}
