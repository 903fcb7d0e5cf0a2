//! Which commits between two revisions brought what.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::NaiveDate;

use super::sides::day_of;
use crate::git::history::{Step, Touched};
use crate::git::objects::Objects;
use crate::git::{Commit, GitTrouble, Repository};
use crate::model::duties::UnitSet;
use crate::model::id::{OccurrenceIx, UnitIx, is_id};
use crate::model::plan::Plan;
use crate::model::record::Records;
use crate::pipeline::Reader;
use crate::read;
use crate::read::text::{MAX_UNIT_BYTES, decode};
use crate::read::walk::Inspect;
use crate::review::Mixed;
use crate::store::{UNITS, unit_path};

/// The commits between two revisions that changed units' files, the last first.
pub struct Between {
    steps: Vec<Step>,
    folder: String,
}

impl Between {
    /// Those after `from` up to `until`.
    pub fn of(repository: &Repository, from: &str, until: &str) -> Result<Self, GitTrouble> {
        let folder = format!("{}{UNITS}/", repository.prefix);
        Ok(Self { steps: repository.units_between(from, until)?, folder })
    }

    /// The id that the name of a unit's file says.
    fn unit<'t>(&self, file: &'t Touched) -> Option<&'t str> {
        file.path.strip_prefix(&self.folder)?.strip_suffix(".toml").filter(|id| is_id(id))
    }

    /// The commits that change the files of several units; of these only those that change one of `only`. `renamed` holds
    /// units that got another id: the old one and the new.
    pub fn mixed(&self, only: Option<(&Plan<'_>, &UnitSet)>, renamed: &[(&str, &str)]) -> Vec<Mixed> {
        let wanted = |units: &[String]| {
            only.is_none_or(|(plan, only)| {
                units.iter().any(|id| plan.unit_by_id(id).is_some_and(|unit| only.contains(unit)))
            })
        };
        let units = |step: &Step| -> Vec<String> {
            let ids: Vec<&str> = step.files.iter().filter_map(|file| self.unit(file)).collect();
            // A file that only got another name is one file.
            let moved = |id: &str| renamed.iter().any(|(from, to)| *from == id && ids.contains(to));
            ids.iter().filter(|id| !moved(id)).map(|id| (*id).to_owned()).collect()
        };
        // A merge brings what others have changed.
        let own = self.steps.iter().filter(|step| step.files.iter().all(|file| file.before.len() == 1));
        let all = own.map(|step| Mixed { commit: step.commit.clone(), units: units(step) });
        all.filter(|mixed| mixed.units.len() > 1 && wanted(&mixed.units)).collect()
    }
}

/// On which day completions were recorded.
pub struct Brought<'a> {
    between: Option<&'a Between>,
    repository: Option<&'a Repository>,
    plan: &'a Plan<'a>,
    /// The day of what no commit brought.
    otherwise: NaiveDate,
    objects: RefCell<Option<Objects>>,
    reader: RefCell<Reader<'a>>,
    /// The days of completion that each object says.
    read: RefCell<HashMap<String, HashMap<OccurrenceIx, NaiveDate>>>,
    trouble: RefCell<Option<GitTrouble>>,
}

impl<'a> Brought<'a> {
    /// By the commits of `between`, if there are any.
    pub fn new(
        between: Option<&'a Between>,
        repository: Option<&'a Repository>,
        plan: &'a Plan<'a>,
        otherwise: NaiveDate,
    ) -> Self {
        let (objects, read, trouble) = (RefCell::default(), RefCell::default(), RefCell::default());
        let reader = RefCell::new(Reader::new(plan));
        Self { between, repository, plan, otherwise, objects, reader, read, trouble }
    }

    /// The day on which it was recorded that a unit had done this on that day.
    pub fn day(&self, unit: UnitIx, occurrence: OccurrenceIx, done: NaiveDate) -> NaiveDate {
        let commit = self.commit(unit, occurrence, done).unwrap_or_else(|found| {
            self.trouble.borrow_mut().get_or_insert(found);
            None
        });
        commit.map_or(self.otherwise, |commit| day_of(commit, self.plan))
    }

    /// The last commit before which the file did not say so, and after which it does.
    fn commit(
        &self,
        unit: UnitIx,
        occurrence: OccurrenceIx,
        done: NaiveDate,
    ) -> Result<Option<&'a Commit>, GitTrouble> {
        let (Some(between), Some(repository)) = (self.between, self.repository) else { return Ok(None) };
        let path = format!("{}{}", repository.prefix, unit_path(self.plan, unit));
        for step in &between.steps {
            let Some(file) = step.files.iter().find(|file| file.path == path) else { continue };
            let says = |object: &Option<String>| -> Result<bool, GitTrouble> {
                let Some(object) = object else { return Ok(false) };
                Ok(self.done(repository, unit, object, occurrence)? == Some(done))
            };
            let mut before = false;
            for object in &file.before {
                before |= says(object)?;
            }
            if says(&file.after)? && !before {
                return Ok(Some(&step.commit));
            }
        }
        Ok(None)
    }

    /// The day on which this was done, as an object says.
    fn done(
        &self,
        repository: &Repository,
        unit: UnitIx,
        object: &str,
        occurrence: OccurrenceIx,
    ) -> Result<Option<NaiveDate>, GitTrouble> {
        if let Some(days) = self.read.borrow().get(object) {
            return Ok(days.get(&occurrence).copied());
        }
        let mut objects = self.objects.borrow_mut();
        let bytes = objects.get_or_insert_with(|| repository.objects()).blob(object, MAX_UNIT_BYTES)?.bytes();
        let days = bytes.map(|bytes| self.days(unit, &bytes)).unwrap_or_default();
        let day = days.get(&occurrence).copied();
        self.read.borrow_mut().insert(object.to_owned(), days);
        Ok(day)
    }

    /// The days of completion in the bytes of a unit's file, as far as they can be read.
    fn days(&self, unit: UnitIx, bytes: &[u8]) -> HashMap<OccurrenceIx, NaiveDate> {
        let Ok(text) = decode(bytes) else { return HashMap::new() };
        let days = |records: &Records| {
            records.iter().filter_map(|(occurrence, record)| Some((occurrence, record.done?))).collect()
        };
        // Read again with care, a file with errors says what it can.
        self.reader
            .borrow_mut()
            .read(unit, text)
            .map_or_else(|_| days(&read::unit::read(self.plan, unit, text, Inspect::No).records), days)
    }

    /// What git had to say against it.
    pub fn trouble(self) -> Result<(), GitTrouble> {
        self.trouble.into_inner().map_or(Ok(()), Err)
    }
}
