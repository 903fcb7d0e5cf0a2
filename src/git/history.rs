//! Which commits changed which files.

use std::collections::HashSet;

use super::objects::Objects;
use super::{LOG, Repository};
use crate::model::id::{UnitIx, is_id};
use crate::model::plan::Plan;
use crate::review::commits::{ChangedFile, Commit, GitTrouble, Step, Touched};
use crate::review::line::{Line, LineCommit};
use crate::review::unit_history::UnitHistory;
use crate::snapshot::{PLAN, PLANS, REPORTS, UNITS, unit_path};

impl Step {
    /// Makes what it changed of a file that had several names into one change.
    fn under_one_name(&mut self, names: &[String], objects: &mut Objects) -> Result<(), GitTrouble> {
        let Some(parents) = self.files.first().map(|file| file.before.len()) else { return Ok(()) };
        let mut at = |revision: &str| -> Result<Option<String>, GitTrouble> {
            for name in names {
                if let Some(id) = objects.id(&format!("{revision}:{name}"))? {
                    return Ok(Some(id));
                }
            }
            Ok(None)
        };
        let after = at(&self.commit.id)?;
        let before: Result<_, _> = (1..=parents).map(|parent| at(&format!("{}^{parent}", self.commit.id))).collect();
        self.files = vec![Touched { path: names[0].clone(), before: before?, after }];
        Ok(())
    }
}

impl Repository {
    /// The commits up to `until` that changed the file of a unit, also under names that it had before.
    pub(crate) fn unit_history<'a>(
        &self,
        plan: &'a Plan,
        unit: UnitIx,
        until: &str,
    ) -> Result<UnitHistory<'a>, GitTrouble> {
        let path = unit_path(plan, unit);
        let units = format!("{}{UNITS}/", self.prefix);
        let id = |path: &'_ str| path.strip_prefix(&units)?.strip_suffix(".toml").map(str::to_owned);
        // The whole workspace may have been elsewhere.
        let taken = |other: &str| match id(other) {
            Some(id) => plan.unit_by_id(&id).is_some(),
            None => !other.ends_with(&path),
        };
        let mut objects = self.objects();
        let (steps, names) = self.file_history(&path, until, &mut objects, &taken)?;
        let head = objects.id(&format!("{until}:{}", names[0]))?;
        let line = self.line_of(&steps, until)?;
        Ok(UnitHistory { plan, unit, steps, line, head, shallow: self.shallow, blobs: Box::new(objects) })
    }

    /// The commits up to `until` that changed the plan, a unit's file or the `shared` one, the last first.
    pub(crate) fn plan_steps(&self, until: &str, shared: Option<&str>) -> Result<Vec<Step>, GitTrouble> {
        let own = [format!("{}{PLAN}", self.prefix), format!("{}{UNITS}/", self.prefix)];
        let paths: Vec<&str> = own.iter().map(String::as_str).chain(shared).collect();
        self.log(&["--date-order", until, "--"], &paths)
    }

    /// When these commits came to the line of first parents up to `until`: what a merge brought came with the merge.
    pub(crate) fn line_of(&self, steps: &[Step], until: &str) -> Result<Line, GitTrouble> {
        let line = self.moments(until)?;
        let own: HashSet<&str> = line.iter().map(|(id, _)| id.as_str()).collect();
        let merged = steps.iter().any(|step| !own.contains(step.commit.id.as_str()));
        Ok(if merged { Line::whole(&self.commits(&["--topo-order", until, "--"])?) } else { Line::straight(line) })
    }

    /// The commits that changed one file, the last first, also under names that it had before; and the names, the last
    /// first. `taken` says of a path whether it is another file's: that one was copied then, not renamed.
    fn file_history(
        &self,
        name: &str,
        until: &str,
        objects: &mut Objects,
        taken: &dyn Fn(&str) -> bool,
    ) -> Result<(Vec<Step>, Vec<String>), GitTrouble> {
        let mut names = vec![format!("{}{name}", self.prefix)];
        loop {
            let paths: Vec<&str> = names.iter().map(String::as_str).collect();
            let mut steps = self.log(&["--date-order", until, "--"], &paths)?;
            let last = names.last().expect("there is one");
            let begins = |file: &Touched| file.path == *last && file.before == [None] && file.after.is_some();
            let mut older = None;
            for step in steps.iter().filter(|step| step.files.iter().any(begins)) {
                let found = self.renamed(&step.commit.id, last)?;
                older = older.or(found.filter(|path| !names.contains(path) && !taken(path)));
            }
            if let Some(older) = older {
                names.push(older);
                continue;
            }
            if names.len() > 1 {
                for step in &mut steps {
                    step.under_one_name(&names, objects)?;
                }
            }
            return Ok((steps, names));
        }
    }

    /// The path of the file that a commit gave this path.
    fn renamed(&self, commit: &str, path: &str) -> Result<Option<String>, GitTrouble> {
        let fixed = ["--no-ext-diff", "--no-textconv", "--no-relative", "--no-commit-id", "-O/dev/null"];
        let asked = ["-r", "-z", "--raw", "-M", "-l1000", "--diff-filter=R", commit, "--"];
        let said = self.read(&[&["diff-tree"][..], &fixed, &asked].concat())?;
        let pieces: Vec<_> = said.split(|byte| *byte == 0).map(String::from_utf8_lossy).collect();
        // The facts, the path before, the path after.
        let renamed = pieces.chunks(3).find(|pieces| pieces.get(2).is_some_and(|after| after == path));
        Ok(renamed.map(|pieces| pieces[1].to_string()))
    }

    /// The commits after `from` up to `until` that changed the plan, units' files or reports, the last first; the
    /// workspace may have been in the folder `before`. And all folders in which it was, also on the way.
    pub(crate) fn steps_between(
        &self,
        from: &str,
        until: &str,
        before: &str,
    ) -> Result<(Vec<Step>, Vec<String>), GitTrouble> {
        let mut prefixes = vec![self.prefix.clone()];
        prefixes.extend((before != self.prefix).then(|| before.to_owned()));
        self.steps_along(&[until, &format!("^{from}")], prefixes, |file| file.after.is_none())
    }

    /// The same of all commits up to `until`, and all folders in which it was before.
    pub(crate) fn steps_until(&self, until: &str) -> Result<(Vec<Step>, Vec<String>), GitTrouble> {
        self.steps_along(&[until], vec![self.prefix.clone()], came)
    }

    /// The commits of a range that changed the workspace. `ends` says of its plan whether its way ends at a folder: it goes on
    /// in the folders where the same commit does otherwise.
    fn steps_along(
        &self,
        range: &[&str],
        mut prefixes: Vec<String>,
        ends: fn(&Touched) -> bool,
    ) -> Result<(Vec<Step>, Vec<String>), GitTrouble> {
        let of =
            |prefix: &String| [format!("{prefix}{UNITS}/"), format!("{prefix}{PLAN}"), format!("{prefix}{REPORTS}/")];
        let mut looked = HashSet::new();
        loop {
            let paths: Vec<String> = prefixes.iter().flat_map(of).collect();
            let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
            let steps = self.log(&[&["--full-history"], range, &["--"]].concat(), &paths)?;
            let mut found = Vec::new();
            let turns = |file: &Touched| file.path.ends_with(PLAN) && ends(file);
            for step in steps.iter().filter(|step| step.files.iter().any(turns)) {
                if looked.insert(step.commit.id.clone()) {
                    let moved = |file: &Touched| (came(file) || file.after.is_none()) && !ends(file);
                    found.extend(self.plan_folders_of(&step.commit.id, moved)?);
                }
            }
            found.retain(|prefix| !prefixes.contains(prefix));
            if found.is_empty() {
                return Ok((steps, prefixes));
            }
            prefixes.extend(found);
        }
    }

    /// The folders of the plans with which a commit did this.
    fn plan_folders_of(&self, commit: &str, did: impl Fn(&Touched) -> bool) -> Result<Vec<String>, GitTrouble> {
        let files = self.log(&["-1", commit, "--"], &[])?.into_iter().flat_map(|step| step.files);
        let prefix = |file: Touched| Some(file.path.strip_suffix(PLAN)?.to_owned());
        let folders = files.filter(did).filter_map(prefix);
        Ok(folders.filter(|prefix| prefix.is_empty() || prefix.ends_with('/')).collect())
    }

    /// The commits after `from` up to `until` that changed the list of plans in the folder, or took a plan below it away.
    pub(crate) fn list_steps(&self, from: &str, until: &str) -> Result<Vec<Commit>, GitTrouble> {
        let (range, list) = ([until, &format!("^{from}"), "--"], format!("{}{PLANS}", self.prefix));
        let below: &[&str] = if self.prefix.is_empty() { &[] } else { &[&self.prefix] };
        let mut steps = self.log(&[&["--full-history"][..], &range].concat(), &[&list])?;
        let gone = self.log(&[&["--full-history", "--diff-filter=D"][..], &range].concat(), below)?;
        let took = |step: &Step| step.files.iter().any(|file| file.path.ends_with(&format!("/{PLAN}")));
        steps.extend(gone.into_iter().filter(took));
        let mut seen = HashSet::new();
        Ok(steps.into_iter().map(|step| step.commit).filter(|commit| seen.insert(commit.id.clone())).collect())
    }

    /// Every commit after `from` up to `until`, children before parents, and those at which they begin.
    pub(crate) fn graph(&self, from: &str, until: &str) -> Result<Vec<LineCommit>, GitTrouble> {
        self.commits(&["--topo-order", "--boundary", until, &format!("^{from}"), "--"])
    }

    fn commits(&self, asked: &[&str]) -> Result<Vec<LineCommit>, GitTrouble> {
        let format = "--format=%x02%H%x1f%ct%x1f%at%x1f%P%x1f%m";
        let said = self.read(&[&["log", format][..], &LOG[2..], asked].concat())?;
        let said = String::from_utf8_lossy(&said);
        let node = |line: &str| {
            let fields: Vec<&str> = line.trim_start_matches('\n').strip_prefix('\u{2}')?.split('\u{1f}').collect();
            let [id, time, authored, parents, mark] = fields[..] else { return None };
            let parents = parents.split_ascii_whitespace().map(str::to_owned).collect();
            let (time, authored) = (time.parse().ok()?, authored.parse().ok()?);
            Some(LineCommit { id: id.to_owned(), time, authored, parents, boundary: mark == "-" })
        };
        Ok(said.split('\0').filter_map(node).collect())
    }

    /// The commits on the line of first parents up to this one, the first of them first, each with the latest moment that
    /// it or one before it claims, in seconds since 1970: so no commit is earlier than one that it follows.
    pub(crate) fn moments(&self, until: &str) -> Result<Vec<(String, i64)>, GitTrouble> {
        let asked = ["--first-parent", until, "--"];
        let said = self.read(&[&["log", "--format=%H %ct"][..], &LOG[2..], &asked].concat())?;
        let said = String::from_utf8_lossy(&said);
        let of = |line: &str| line.trim().split_once(' ').and_then(|(id, at)| Some((id.to_owned(), at.parse().ok()?)));
        let mut all: Vec<(String, i64)> = said.split('\0').filter_map(of).collect();
        all.reverse();
        let mut latest = i64::MIN;
        for (_, moment) in &mut all {
            latest = latest.max(*moment);
            *moment = latest;
        }
        Ok(all)
    }

    /// The latest moment that any commit on the line of first parents up to this one claims.
    pub(crate) fn latest(&self, until: &str) -> Result<i64, GitTrouble> {
        Ok(self.latest_commit(until)?.map_or(i64::MIN, |(_, moment)| moment))
    }

    /// The first commit that claims it, and that moment.
    pub(crate) fn latest_commit(&self, until: &str) -> Result<Option<(String, i64)>, GitTrouble> {
        let line = self.moments(until)?;
        let latest = line.last().map(|(_, moment)| *moment);
        Ok(line.into_iter().find(|(_, moment)| Some(*moment) == latest))
    }

    /// The other places in a commit where files of this name lie, from the top of the repository, each with its object.
    pub(crate) fn elsewhere(&self, commit: &str, name: &str) -> Result<Vec<(String, String)>, GitTrouble> {
        let own = format!("{}{REPORTS}/{name}", self.prefix);
        let said = self.read(&["ls-tree", "-r", "-z", "--full-tree", commit])?;
        let said = String::from_utf8_lossy(&said);
        let of = |(_, path): &(&str, &str)| path.rsplit('/').next() == Some(name) && *path != own;
        let all = said.split('\0').filter_map(|entry| entry.split_once('\t')).filter(of);
        Ok(all.filter_map(|(entry, path)| Some((path.to_owned(), entry.rsplit(' ').next()?.to_owned()))).collect())
    }

    /// The files of the workspace that differ between two commits, or, where the later is none, one and what is staged, other
    /// than the plan and units' files: each with its object before and after, where there was one. It was in the folder
    /// `before`.
    pub(crate) fn changed_files(
        &self,
        (from, before): (&str, &str),
        until: &str,
    ) -> Result<Vec<ChangedFile>, GitTrouble> {
        if before == self.prefix {
            return if until.is_empty() {
                self.differing(&["diff-index", "--cached"], &[from, "--"])
            } else {
                self.differing(&["diff-tree", "-r"], &[from, until])
            };
        }
        let (was, mut is) = (self.files_below(from, before)?, self.files_below(until, &self.prefix)?);
        let both = was.into_iter().map(|(path, id)| (is.remove(&path), path, Some(id))).collect::<Vec<_>>();
        let all = both.into_iter().chain(is.into_iter().map(|(path, id)| (Some(id), path, None)));
        let files = all.map(|(after, path, before)| ChangedFile { path, before, after, is_repository: false });
        Ok(files.filter(|file| file.before != file.after && is_other(&file.path)).collect())
    }

    /// The same between a commit and the disk, as far as git knows of them.
    pub(crate) fn changed_on_disk(&self, from: &str) -> Result<Vec<ChangedFile>, GitTrouble> {
        self.differing(&["diff-index"], &[from, "--"])
    }

    /// The files in folders below `reports/` that may differ between a commit and the disk: each with its object before. What
    /// git does not know of is among them. The workspace was in the folder `before`.
    pub(crate) fn changed_below_reports(&self, (from, before): (&str, &str)) -> Result<Vec<ChangedFile>, GitTrouble> {
        let reports = format!("{REPORTS}/");
        let folder = format!("{}{reports}", self.prefix);
        let moved = before != self.prefix;
        let mut found = if moved {
            let was = self.files_below(from, &format!("{before}{reports}"))?.into_iter();
            let gone = |(name, id): (String, String)| ChangedFile::named(reports.clone() + &name, Some(id));
            was.map(gone).collect()
        } else {
            self.differing(&["diff-index"], &[from, "--", &folder])?
        };
        // Where it moved, git may know of those that came with it.
        let known = if moved { "--cached" } else { "--others" };
        let others = self.read(&["ls-files", "--others", known, "--full-name", "-z", "--", &folder])?;
        let others = String::from_utf8_lossy(&others);
        for path in others.split('\0').filter_map(|path| path.strip_prefix(self.prefix.as_str())) {
            if found.iter().all(|file| file.path != path) {
                found.push(ChangedFile::named(path.to_owned(), None));
            }
        }
        found.retain(|file| file.path.strip_prefix(&reports).is_some_and(|name| name.contains('/')));
        Ok(found)
    }

    /// The files that git tells as changed.
    fn differing(&self, command: &[&str], sides: &[&str]) -> Result<Vec<ChangedFile>, GitTrouble> {
        let said = self.read(&[command, &["-z", "--raw", "--no-abbrev", "--no-renames"], sides].concat())?;
        let said = String::from_utf8_lossy(&said);
        let mut pieces = said.split('\0');
        let mut changed = Vec::new();
        while let (Some(facts), Some(path)) = (pieces.next(), pieces.next()) {
            let own = path.strip_prefix(self.prefix.as_str()).filter(|path| !path.is_empty());
            let Some(path) = own.filter(|path| is_other(path)) else { continue };
            let facts: Vec<&str> = facts.split_ascii_whitespace().collect();
            let [_, mode, before, after, _] = facts[..] else { continue };
            let object = |id: &str| (!id.bytes().all(|byte| byte == b'0')).then(|| id.to_owned());
            let (before, after) = (object(before), object(after));
            changed.push(ChangedFile { path: path.to_owned(), before, after, is_repository: mode == "160000" });
        }
        Ok(changed)
    }

    /// The repository as it is to be asked about the workspace in another folder of it.
    pub(crate) fn with_prefix(&self, prefix: &str) -> Self {
        Self { prefix: prefix.to_owned(), ..self.clone() }
    }

    /// The last commit on the line up to this one that took the plan away.
    pub(crate) fn plan_deleted(&self, until: &str) -> Result<Option<Commit>, GitTrouble> {
        let path = format!("{}{PLAN}", self.prefix);
        let steps = self.log(&["-1", "--diff-filter=D", "-m", "--first-parent", until, "--"], &[&path])?;
        Ok(steps.into_iter().next().map(|step| step.commit))
    }

    /// The last commit up to `until` that changed a file.
    pub(crate) fn last_change(&self, name: &str, until: &str) -> Result<Option<Commit>, GitTrouble> {
        let path = format!("{}{name}", self.prefix);
        // On the main line: what a branch had on the way never stood there.
        Ok(self.log(&["-1", "--first-parent", until, "--"], &[&path])?.into_iter().next().map(|step| step.commit))
    }

    /// The last commit up to `until` that changed a file, on whichever branch.
    pub(crate) fn written_by(&self, name: &str, until: &str) -> Result<Option<Commit>, GitTrouble> {
        let path = format!("{}{name}", self.prefix);
        Ok(self.log(&["-1", "--no-merges", until, "--"], &[&path])?.into_iter().next().map(|step| step.commit))
    }

    /// The objects that a file was in the commits up to `until`, the last first.
    pub(crate) fn versions(&self, name: &str, until: &str) -> Result<Vec<String>, GitTrouble> {
        let path = format!("{}{name}", self.prefix);
        let files = self.log(&[until, "--"], &[&path])?.into_iter().flat_map(|step| step.files);
        Ok(files.filter_map(|file| file.after).collect())
    }

    /// What `git log` says of these paths of the repository.
    fn log(&self, rest: &[&str], paths: &[&str]) -> Result<Vec<Step>, GitTrouble> {
        // Of merges what is other than at every parent; files in the order of their paths.
        let files = ["--root", "-c", "--raw", "--no-abbrev", "--no-renames", "-O/dev/null"];
        let said = self.read(&[&LOG[..], &files, rest, paths].concat())?;
        Ok(parse(&said))
    }
}

/// Whether a file of the workspace is neither its plan nor named as a unit's.
fn is_other(path: &str) -> bool {
    let below = path.strip_prefix(UNITS).and_then(|rest| rest.strip_prefix('/'));
    path != PLAN && below.and_then(|name| name.strip_suffix(".toml")).is_none_or(|id| !is_id(id))
}

/// Whether a commit brought a file that was not there.
fn came(file: &Touched) -> bool {
    file.after.is_some() && file.before.iter().all(Option::is_none)
}

/// What `log --raw -z` wrote: for each commit its line, then for each file its facts and its path.
fn parse(said: &[u8]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut pieces = said.split(|byte| *byte == 0).map(|piece| String::from_utf8_lossy(piece));
    while let Some(piece) = pieces.next() {
        let piece = piece.trim_start_matches('\n');
        if let Some(commit) = Commit::parse(piece) {
            steps.push(Step { commit, files: Vec::new() });
        } else if piece.starts_with(':') {
            // One colon for each parent, then the modes and objects at each of them and after, then what became of it.
            let parents = piece.bytes().take_while(|byte| *byte == b':').count();
            let facts: Vec<&str> = piece[parents..].split_ascii_whitespace().collect();
            let Some(path) = pieces.next() else { break };
            if facts.len() != 2 * (parents + 1) + 1 {
                continue;
            }
            let object = |id: &&str| (!id.bytes().all(|byte| byte == b'0')).then(|| (*id).to_owned());
            let objects: Vec<Option<String>> = facts[parents + 1..2 * (parents + 1)].iter().map(object).collect();
            let (after, before) = objects.split_last().expect("there are as many as parents, and one more");
            let touched = Touched { path: path.into_owned(), before: before.to_vec(), after: after.clone() };
            if let Some(step) = steps.last_mut() {
                step.files.push(touched);
            }
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commits_and_their_files_are_read() {
        let zeros = "0".repeat(40);
        let text = format!(
            "\u{2}aa\u{1f}17\u{1f}p1\u{1f}Ghi: kết quả\0\n:100644 100644 b1 b2 M\0units/a.toml\0:000000 100644 {zeros} c1 A\0units/b.toml\0\
             \0\u{2}cc\u{1f}16\u{1f}p1 p2\u{1f}Trộn\0\n::100644 100644 100644 m1 m2 m3 MM\0units/a.toml\0\
             \0\u{2}bb\u{1f}16\u{1f}\u{1f}\0\n:100644 100644 d1 d2 M\0units/new.toml\0"
        );
        let steps = parse(text.as_bytes());
        let paths: Vec<Vec<&str>> =
            steps.iter().map(|step| step.files.iter().map(|file| file.path.as_str()).collect()).collect();
        assert_eq!(paths, [vec!["units/a.toml", "units/b.toml"], vec!["units/a.toml"], vec!["units/new.toml"]]);
        let merged = &steps[1].files[0];
        assert_eq!((merged.before.len(), merged.after.as_deref()), (2, Some("m3")));
        assert_eq!((steps[0].commit.time, steps[0].commit.subject.as_str()), (17, "Ghi: kết quả"));
        assert_eq!(steps.iter().map(|step| step.commit.first).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!((steps[0].files[1].before.clone(), steps[0].files[1].after.as_deref()), (vec![None], Some("c1")));
    }
}
