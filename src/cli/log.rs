//! `tiendo log`: when and by which commits something was recorded.

use std::collections::HashMap;

use super::names::{task_of, unit_of};
use super::revise::named_in_environment;
use super::session::Asked;
use super::sides::{Opened, Side, Wrong, day_of};
use super::{Exit, Failure};
use crate::cli::review::{LogForm, Logging};
use crate::data::review::log as json;
use crate::git::objects::Objects;
use crate::git::{GitTrouble, Repository};
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::Plan;
use crate::page::review::log;
use crate::read;
use crate::read::text::{MAX_UNIT_BYTES, decode};
use crate::read::walk::Inspect;
use crate::review::facts::Facts;
use crate::review::log::{Entry, Said, changes};
use crate::rules::Code;
use crate::shell;
use crate::store::{UNITS, unit_path};
use crate::text::one_line;
use crate::words::{Phrase, Words, words};

/// Runs `tiendo log`.
pub fn run(asked: &Asked, options: &Logging) -> Result<Exit, Failure> {
    let workspace = asked.workspace()?;
    let wrong = |found: GitTrouble| asked.wrong(&Wrong::Git(found));
    let repository = Repository::of(workspace.root()).map_err(wrong)?;
    // Whether there is a commit at all is said first.
    let head = repository.commit("HEAD").map_err(wrong)?;
    let side = if repository.bare {
        Side::revision("HEAD".to_owned(), &repository, head).map_err(wrong)?
    } else {
        Side::folder(String::new(), workspace)
    };
    Opened::with(side, |opened| {
        let mut opened = match opened {
            Ok(opened) => opened,
            Err(report) => return asked.refuse(&[report]),
        };
        let plan = opened.plan;
        let words = words(asked.lang.unwrap_or(plan.header.language));
        let as_of = asked.as_of.unwrap_or_else(|| shell::today(&plan.header.timezone));
        let task = options.task.as_deref().map(|typed| task_of(plan, words, typed)).transpose()?;
        let unit = unit(plan, words, options.unit.as_deref(), task)?;
        if let Some(task) = task {
            let (id, name) = (plan.task(task).id.as_str(), plan.unit(unit).id.as_str());
            if options.period.is_some() && plan.occurrence_of(task, options.period).is_none() {
                return Err(Failure::Usage(words.phrase(&Phrase::NoSuchPeriodOfTask { task: id })));
            }
            if !plan.duties.leads(unit, task) {
                return Err(Failure::Usage(words.phrase(&Phrase::NotLed { unit: name, task: id })));
            }
        }
        let wanted = |occurrence: OccurrenceIx| {
            let of = plan.occurrence(occurrence);
            task.is_none_or(|task| of.task == task) && options.period.is_none_or(|period| of.period == Some(period))
        };
        let now = match opened.side.unit(plan, plan.unit(unit).id.as_str()) {
            _ if repository.bare => Now::Unasked,
            Ok(bytes) => Now::Bytes(bytes.unwrap_or_default()),
            Err(_) => Now::Unreadable,
        };
        let mut history = History::new(&repository, plan, unit);
        let entries = history.entries(now, as_of, &wanted).map_err(wrong)?;
        shell::with_stdout(|mut out| {
            let log =
                log::Log { plan, unit, task, period: options.period, entries: &entries, shallow: repository.shallow };
            match options.form {
                LogForm::Table => log::table(out, &log, words, shell::stdout_screen(asked.color))?,
                LogForm::Json => json::json(&mut out, &log)?,
            }
            Ok(())
        })?;
        Ok(Exit::Done)
    })
}

/// The unit that is meant: the one named, else the one of the environment, else the only one that leads the task.
fn unit(plan: &Plan, words: &dyn Words, named: Option<&str>, task: Option<TaskIx>) -> Result<UnitIx, Failure> {
    use crate::words::Phrase;
    let from_environment = named_in_environment();
    if let Some(typed) = named.or(from_environment.as_deref()) {
        return unit_of(plan, words, typed);
    }
    let mut units = plan.unit_indices().filter(|unit| task.is_none_or(|task| plan.duties.leads(*unit, task)));
    if let (Some(only), None) = (units.next(), units.next()) {
        return Ok(only);
    }
    let task = task.map(|task| plan.task(task).id.as_str());
    Err(Failure::Usage(one_line(&words.phrase(&Phrase::UnitNeeded { task }))))
}

/// A unit's file as it is, not as it was committed.
pub enum Now {
    /// Its bytes; none where there is no file.
    Bytes(Vec<u8>),
    /// Something keeps it from being read.
    Unreadable,
    /// Not to be looked at.
    Unasked,
}

/// The history of one unit's file.
pub struct History<'a> {
    repository: &'a Repository,
    plan: &'a Plan,
    unit: UnitIx,
    objects: Objects,
    /// What objects say that may be asked about again.
    read: HashMap<String, Said>,
    /// What stands for objects that cannot be read: what was said before.
    unread: HashMap<String, Said>,
}

impl<'a> History<'a> {
    /// That of this unit, read by this plan.
    pub fn new(repository: &'a Repository, plan: &'a Plan, unit: UnitIx) -> Self {
        let (objects, read, unread) = (repository.objects(), HashMap::new(), HashMap::new());
        Self { repository, plan, unit, objects, read, unread }
    }

    /// The commits that changed what is wanted, the last first; before them what is not committed. Where a file could not
    /// be read then, what comes after is compared with what came before.
    pub fn entries(
        &mut self,
        now: Now,
        as_of: chrono::NaiveDate,
        wanted: &dyn Fn(OccurrenceIx) -> bool,
    ) -> Result<Vec<Entry>, GitTrouble> {
        let path = unit_path(self.plan, self.unit);
        let path_of_unit = path.clone();
        let units = format!("{}{UNITS}/", self.repository.prefix);
        let id = |path: &'_ str| path.strip_prefix(&units)?.strip_suffix(".toml").map(str::to_owned);
        // The whole workspace may have been elsewhere.
        let taken = |path: &str| match id(path) {
            Some(id) => self.plan.unit_by_id(&id).is_some(),
            None => !path.ends_with(&path_of_unit),
        };
        let (steps, names) = self.repository.file_history(&path, "HEAD", &mut self.objects, &taken)?;
        let mut entries = Vec::new();
        for step in steps.into_iter().rev() {
            let day = day_of(&step.commit, self.plan);
            for file in step.files {
                let mut parents = Vec::with_capacity(file.before.len());
                for object in &file.before {
                    parents.push(self.said(object.as_deref())?);
                }
                let after = match file.after.as_deref() {
                    None => Some(Said::new()),
                    Some(object) => {
                        let bytes = self.objects.blob(object, MAX_UNIT_BYTES)?.bytes();
                        bytes.and_then(|bytes| said(self.plan, self.unit, &bytes))
                    }
                };
                let changes = after.as_ref().map(|after| changes(&parents.iter().collect::<Vec<_>>(), after, wanted));
                match (file.after, after) {
                    (Some(object), Some(after)) => drop(self.read.insert(object, after)),
                    (Some(object), None) => drop(self.unread.insert(object, parents.swap_remove(0))),
                    (None, _) => {}
                }
                let unread = changes.is_none();
                let changes = changes.unwrap_or_default();
                if unread || !changes.is_empty() {
                    entries.push(Entry { commit: Some(step.commit.clone()), day, changes, unread });
                }
            }
        }
        let now = match now {
            Now::Bytes(bytes) => Some(said(self.plan, self.unit, &bytes)),
            Now::Unreadable => Some(None),
            Now::Unasked => None,
        };
        if let Some(now) = now {
            let head = self.objects.id(&format!("HEAD:{}", names[0]))?;
            let last = self.said(head.as_deref())?;
            let unread = now.is_none();
            let changes = now.map(|now| changes(&[&last], &now, wanted)).unwrap_or_default();
            if unread || !changes.is_empty() {
                entries.push(Entry { commit: None, day: as_of, changes, unread });
            }
        }
        entries.reverse();
        Ok(entries)
    }

    /// What an object says; where it cannot be read, what was said before.
    fn said(&mut self, object: Option<&str>) -> Result<Said, GitTrouble> {
        let Some(object) = object else { return Ok(Said::new()) };
        if let Some(said) = self.unread.get(object) {
            return Ok(said.clone());
        }
        // What a commit left is what the one after it found: it is asked about just once more.
        if let Some(said) = self.read.remove(object) {
            return Ok(said);
        }
        let bytes = self.objects.blob(object, MAX_UNIT_BYTES)?.bytes();
        let said = bytes.and_then(|bytes| said(self.plan, self.unit, &bytes)).unwrap_or_default();
        // What a commit found is what the one before it left: it is asked about just once more.
        self.read.insert(object.to_owned(), said.clone());
        Ok(said)
    }
}

/// What the bytes of a unit's file say, as far as this plan knows of it; nothing where they cannot be read whole.
fn said(plan: &Plan, unit: UnitIx, bytes: &[u8]) -> Option<Said> {
    let text = decode(bytes).ok()?;
    if text.len() as u64 > MAX_UNIT_BYTES {
        return None;
    }
    let reading = read::unit::read(plan, unit, text, Inspect::No);
    // What was recorded by an older plan may be no record by this one: that is no fault of the file.
    if reading.diagnostics.iter().any(|diagnostic| diagnostic.problem.code() < Code::E301) {
        return None;
    }
    let said = reading.records.iter().map(|(occurrence, record)| (occurrence, Facts::of(record, text)));
    Some(said.filter(|(_, facts)| !facts.is_empty()).collect())
}
