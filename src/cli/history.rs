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
use crate::model::record::{Record, Records};
use crate::pipeline::Reader;
use crate::read;
use crate::read::text::{MAX_UNIT_BYTES, decode};
use crate::read::walk::Inspect;
use crate::review::Mixed;
use crate::review::marks::Past;
use crate::store::UNITS;

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
    pub fn mixed(&self, only: Option<(&Plan, &UnitSet)>, renamed: &[(&str, &str)]) -> Vec<Mixed> {
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
        // A merge brings what others have changed, and what begins a history changes nothing.
        let changes = |step: &&Step| !step.commit.first && step.files.iter().all(|file| file.before.len() == 1);
        let own = self.steps.iter().filter(changes);
        let all = own.map(|step| Mixed { commit: step.commit.clone(), units: units(step) });
        all.filter(|mixed| mixed.units.len() > 1 && wanted(&mixed.units)).collect()
    }
}

/// What commits, and a merge that is not committed yet, brought: when completions were recorded, and extended how.
pub struct Brought<'a> {
    /// The commits, the last first.
    between: Vec<&'a Between>,
    repository: Option<&'a Repository>,
    plan: &'a Plan,
    /// The units that had another id: that one and the present one.
    renamed: Vec<(&'a str, &'a str)>,
    /// The day of what no commit brought.
    otherwise: NaiveDate,
    objects: RefCell<Option<Objects>>,
    reader: RefCell<Reader<'a>>,
    read: RefCell<HashMap<String, Days>>,
    trouble: RefCell<Option<GitTrouble>>,
}

/// What an object says of each obligation.
type Days = HashMap<OccurrenceIx, DaysOf>;

#[derive(Clone, Copy, Default)]
struct DaysOf {
    /// When it was done.
    done: Option<NaiveDate>,
    /// When it was extended, and to which day.
    extended: Option<(NaiveDate, NaiveDate)>,
}

/// What is brought to one unit.
pub struct BroughtTo<'b, 'a> {
    brought: &'b Brought<'a>,
    unit: UnitIx,
}

impl<'a> Brought<'a> {
    /// By the commits of `between`, if there are any.
    pub fn new(
        between: Vec<&'a Between>,
        repository: Option<&'a Repository>,
        plan: &'a Plan,
        renamed: Vec<(&'a str, &'a str)>,
        otherwise: NaiveDate,
    ) -> Self {
        let (objects, read, trouble) = (RefCell::default(), RefCell::default(), RefCell::default());
        let reader = RefCell::new(Reader::new(plan));
        Self { between, repository, plan, renamed, otherwise, objects, reader, read, trouble }
    }

    /// To this unit.
    pub fn to(&self, unit: UnitIx) -> BroughtTo<'_, 'a> {
        BroughtTo { brought: self, unit }
    }

    /// What is given; nothing, and kept for [`Self::trouble`], where git gives none.
    fn known<T>(&self, found: Result<T, GitTrouble>) -> Option<T> {
        found.map_err(|found| self.trouble.borrow_mut().get_or_insert(found).clone()).ok()
    }

    /// The commits that changed the file of a unit, the last first, with what it was called before and after.
    fn steps(&self, unit: UnitIx) -> impl DoubleEndedIterator<Item = (&'a Commit, Vec<&'a Touched>)> {
        let id = self.plan.unit(unit).id.as_str();
        let former = self.renamed.iter().find(|(_, now)| *now == id).map(|(was, _)| *was);
        let prefix = self.repository.map(|repository| repository.prefix.as_str()).unwrap_or_default();
        let path = |id: &str| format!("{prefix}{UNITS}/{id}.toml");
        let paths: Vec<String> = [Some(id), former].into_iter().flatten().map(path).collect();
        let steps = self.between.iter().flat_map(|between| &between.steps).collect::<Vec<_>>().into_iter();
        steps.filter_map(move |step| {
            let files: Vec<&Touched> = step.files.iter().filter(|file| paths.contains(&file.path)).collect();
            (!files.is_empty()).then_some((&step.commit, files))
        })
    }

    /// The last commit before which the file did not say so, and after which it does.
    fn commit(
        &self,
        unit: UnitIx,
        occurrence: OccurrenceIx,
        done: NaiveDate,
    ) -> Result<Option<&'a Commit>, GitTrouble> {
        for (commit, files) in self.steps(unit) {
            let says = |objects: &mut dyn Iterator<Item = &Option<String>>| -> Result<bool, GitTrouble> {
                for object in objects.flatten() {
                    if self.days_of(unit, object, occurrence)?.done == Some(done) {
                        return Ok(true);
                    }
                }
                Ok(false)
            };
            if says(&mut files.iter().map(|file| &file.after))?
                && !says(&mut files.iter().flat_map(|file| &file.before))?
            {
                return Ok(Some(commit));
            }
        }
        Ok(None)
    }

    /// What an object says of an obligation.
    fn days_of(&self, unit: UnitIx, object: &str, occurrence: OccurrenceIx) -> Result<DaysOf, GitTrouble> {
        if let Some(days) = self.read.borrow().get(object) {
            return Ok(days.get(&occurrence).copied().unwrap_or_default());
        }
        let Some(repository) = self.repository else { return Ok(DaysOf::default()) };
        let mut objects = self.objects.borrow_mut();
        let bytes = objects.get_or_insert_with(|| repository.objects()).blob(object, MAX_UNIT_BYTES)?.bytes();
        let days = bytes.map(|bytes| self.days(unit, &bytes)).unwrap_or_default();
        let said = days.get(&occurrence).copied().unwrap_or_default();
        self.read.borrow_mut().insert(object.to_owned(), days);
        Ok(said)
    }

    /// The days in the bytes of a unit's file, as far as they can be read.
    fn days(&self, unit: UnitIx, bytes: &[u8]) -> Days {
        let Ok(text) = decode(bytes) else { return Days::new() };
        let days = |records: &Records| {
            let extended = |record: &Record| record.extended.map(|extended| (extended.on, extended.to));
            records
                .iter()
                .map(|(occurrence, record)| (occurrence, DaysOf { done: record.done, extended: extended(record) }))
                .collect()
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

impl Past for BroughtTo<'_, '_> {
    fn recorded(&self, occurrence: OccurrenceIx, done: NaiveDate) -> Option<NaiveDate> {
        let Self { brought, unit } = *self;
        match brought.known(brought.commit(unit, occurrence, done))? {
            None => Some(brought.otherwise),
            // Where a shallow clone begins everything seems to be new.
            Some(commit) if commit.first && brought.repository.is_some_and(|repository| repository.shallow) => None,
            Some(commit) => Some(day_of(commit, brought.plan)),
        }
    }

    fn extensions(&self, occurrence: OccurrenceIx) -> Vec<(NaiveDate, NaiveDate)> {
        let Self { brought, unit } = *self;
        let after = brought.steps(unit).rev().flat_map(|(_, files)| files).filter_map(|file| file.after.as_deref());
        after.filter_map(|object| brought.known(brought.days_of(unit, object, occurrence))?.extended).collect()
    }
}
