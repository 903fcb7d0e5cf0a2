//! Which commits brought what to units' records, and when.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::commits::{Blobs, Commit, GitTrouble, Step, Touched};
use super::line::Line;
use super::marks::{Claim, EarlierExtension, GrantedDays, OwedGrants, Past, Reopened, lost_on_the_way};
use super::{Mixed, OddCommit, OnTheWay};
use crate::facts::{Fact, Facts, UnitFacts, unit_facts};
use crate::judge::Judge;
use crate::model::duties::UnitSet;
use crate::model::id::{OccurrenceIx, UnitIx, is_id};
use crate::model::plan::Plan;
use crate::model::record::{Field, Record, Records};
use crate::model::zone::day_at;
use crate::read;
use crate::read::records::RecordReader;
use crate::read::text::{MAX_UNIT_BYTES, decode};
use crate::read::walk::Inspect;
use crate::snapshot::UNITS;

/// The commits between two revisions that changed units' files, the last first.
pub(crate) struct Between {
    steps: Vec<Step>,
    /// The folders of units' files: that of now, and where they were before and on the way.
    folders: Vec<String>,
    line: Line,
    /// The ids of the units whose files they changed: most units' are not among them.
    touched: HashSet<String>,
}

impl Between {
    /// These commits of a repository in which the workspace has and had these prefixes.
    pub(crate) fn new(steps: Vec<Step>, prefixes: &[String], line: Line) -> Self {
        let folders = prefixes.iter().map(|prefix| format!("{prefix}{UNITS}/")).collect();
        let mut between = Self { steps, folders, line, touched: HashSet::new() };
        let files = between.steps.iter().flat_map(|step| &step.files);
        between.touched = files.filter_map(|file| between.unit(file)).map(str::to_owned).collect();
        between
    }

    /// The id that the name of a unit's file says.
    fn unit<'t>(&self, file: &'t Touched) -> Option<&'t str> {
        let stem = self.folders.iter().find_map(|folder| file.path.strip_prefix(folder.as_str()))?;
        stem.strip_suffix(".toml").filter(|id| is_id(id))
    }

    /// The files of units that the commits changed, each with its commit and the id that its name says, the last first.
    pub(crate) fn unit_files(&self) -> impl Iterator<Item = (&Commit, &Touched, &str)> {
        let files = self.steps.iter().flat_map(|step| step.files.iter().map(move |file| (&step.commit, file)));
        files.filter_map(move |(commit, file)| Some((commit, file, self.unit(file)?)))
    }

    /// The commits whose days are odd: before one that they follow, yet to come, or written and committed days apart.
    pub(crate) fn odd(&self, plan: &Plan) -> Vec<OddCommit> {
        let day = |time: i64| day_at(time, &plan.header.timezone);
        let odd = |step: &Step| {
            let commit = &step.commit;
            let (authored, committed) = (day(self.line.authored(commit)), commit.day(plan));
            let apart = (authored - committed).num_days().abs() > 1;
            (apart || self.line.is_odd(commit)).then(|| OddCommit {
                commit: commit.clone(),
                authored,
                committed,
                recorded: day(self.line.time(commit)),
            })
        };
        self.steps.iter().filter_map(odd).collect()
    }

    /// The commits that change the files of several units; of these only those that change one of `only`. `renamed` holds
    /// units that got another id: the old one and the new.
    pub(crate) fn mixed(&self, only: Option<(&Plan, &UnitSet)>, renamed: &[(&str, &str)]) -> Vec<Mixed> {
        let wanted = |units: &[String]| {
            only.is_none_or(|(plan, only)| {
                units.iter().any(|id| plan.unit_by_id(id).is_some_and(|unit| only.contains(unit)))
            })
        };
        let units = |step: &Step| -> Vec<String> {
            // A file that only moved, with the whole workspace, is none that changed.
            type Known<'f> = (Option<&'f str>, Option<&'f String>);
            let came = |file: &'_ Touched| file.before.iter().all(Option::is_none);
            let known = |all: bool| -> HashSet<Known<'_>> {
                let of = step.files.iter().filter(|file| if all { came(file) } else { file.after.is_none() });
                of.map(known_by).collect()
            };
            let (added, removed) = (known(true), known(false));
            let stays = |file: &Touched| {
                let by = known_by(file);
                came(file) && removed.contains(&by) || file.after.is_none() && added.contains(&by)
            };
            let own = step.files.iter().filter(|file| !stays(file));
            let mut ids: Vec<&str> = own.filter_map(|file| self.unit(file)).collect();
            ids.sort_unstable();
            ids.dedup();
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

/// What a file that only moved is known by: its name and its object.
fn known_by(file: &Touched) -> (Option<&str>, Option<&String>) {
    (file.path.rsplit('/').next(), file.after.as_ref().or_else(|| file.before.iter().flatten().next()))
}

/// What commits, and a merge that is not committed yet, brought: when completions were recorded, and extended how.
pub(crate) struct Brought<'a> {
    /// The commits, the last first.
    between: Vec<&'a Between>,
    blobs: RefCell<Option<Box<dyn Blobs>>>,
    /// Whether only a part of the history is there.
    shallow: bool,
    pub(super) plan: &'a Plan,
    /// The units that had another id: that one and the present one.
    renamed: Vec<(&'a str, &'a str)>,
    /// The day of what no commit brought.
    pub(super) otherwise: NaiveDate,
    reader: RefCell<RecordReader>,
    read: RefCell<HashMap<String, Days>>,
    /// Judges of earlier plans.
    pub(super) judges: RefCell<Vec<(Arc<Plan>, Judge)>>,
    trouble: RefCell<Option<GitTrouble>>,
}

/// What an object says of each obligation.
type Days = HashMap<OccurrenceIx, DaysOf>;

#[derive(Clone, Copy, Default)]
pub(super) struct DaysOf {
    done: Option<NaiveDate>,
    pub(super) accepted: Option<NaiveDate>,
    pub(super) waived: Option<NaiveDate>,
    pub(super) extended: Option<GrantedDays>,
    started: Option<NaiveDate>,
    progress: Option<NaiveDate>,
    pub(super) committed: Option<NaiveDate>,
}

impl DaysOf {
    fn of(record: &Record, text: &str) -> Self {
        Self {
            done: record.done,
            accepted: record.accepted,
            waived: record.waived.map(|waiver| waiver.on),
            extended: record.extended.map(|extension| (extension.on, extension.to)),
            started: record.started,
            committed: record.committed,
            progress: record.progress.and_then(|_| Facts::of(record, text).event(Field::Progress)),
        }
    }

    pub(super) fn tells(&self, Claim { field, on, to }: Claim) -> bool {
        let day = match field {
            Field::Done => self.done,
            Field::Accepted => self.accepted,
            Field::Waived => self.waived,
            Field::Extended => self.extended.map(|(on, _)| on),
            Field::Started => self.started,
            Field::Progress => self.progress,
            _ => None,
        };
        day == Some(on) && to.is_none_or(|to| self.extended.is_some_and(|(_, own)| own == to))
    }

    /// Whether the work is neither done nor waived.
    pub(super) fn is_open(&self) -> bool {
        self.done.is_none() && self.waived.is_none()
    }
}

impl<'a> Brought<'a> {
    /// By the commits of `between`, if there are any.
    pub(crate) fn new(
        between: Vec<&'a Between>,
        (blobs, shallow): (Option<Box<dyn Blobs>>, bool),
        plan: &'a Plan,
        renamed: Vec<(&'a str, &'a str)>,
        otherwise: NaiveDate,
    ) -> Self {
        let (blobs, read, trouble) = (RefCell::new(blobs), RefCell::default(), RefCell::default());
        let reader = RefCell::new(RecordReader::new(plan));
        Self { between, blobs, shallow, plan, renamed, otherwise, reader, read, judges: RefCell::default(), trouble }
    }

    /// What is given; nothing, and kept for [`Self::trouble`], where git gives none.
    pub(super) fn known<T>(&self, found: Result<T, GitTrouble>) -> Option<T> {
        found.map_err(|found| self.trouble.borrow_mut().get_or_insert(found).clone()).ok()
    }

    /// The id that a unit had before, where it has another one now.
    pub(super) fn former(&self, id: &str) -> Option<&'a str> {
        self.renamed.iter().find(|(_, now)| *now == id).map(|(was, _)| *was)
    }

    /// The commits that changed the file of a unit, the last first, with what it was called before and after.
    fn steps(&self, unit: UnitIx) -> impl DoubleEndedIterator<Item = (&'a Between, &'a Commit, Vec<&'a Touched>)> {
        let id = self.plan.unit(unit).id.as_str();
        let ids: Vec<&str> = [Some(id), self.former(id)].into_iter().flatten().collect();
        let of = |between: &'a Between| between.steps.iter().map(move |step| (between, step));
        let touching = self.between.iter().filter(|between| ids.iter().any(|id| between.touched.contains(*id)));
        let steps = touching.copied().flat_map(of).collect::<Vec<_>>().into_iter();
        steps.filter_map(move |(between, step)| {
            let named = |file: &&Touched| between.unit(file).is_some_and(|id| ids.contains(&id));
            let files: Vec<&Touched> = step.files.iter().filter(named).collect();
            (!files.is_empty()).then_some((between, &step.commit, files))
        })
    }

    /// The last commit before which the file did not say so, and after which it does.
    fn commit(
        &self,
        unit: UnitIx,
        occurrence: OccurrenceIx,
        told: Claim,
    ) -> Result<Option<(&'a Between, &'a Commit)>, GitTrouble> {
        for (between, commit, files) in self.steps(unit) {
            let says = |objects: &mut dyn Iterator<Item = &Option<String>>| -> Result<bool, GitTrouble> {
                for object in objects.flatten() {
                    if self.days_of(unit, object, occurrence)?.tells(told) {
                        return Ok(true);
                    }
                }
                Ok(false)
            };
            if says(&mut files.iter().map(|file| &file.after))?
                && !says(&mut files.iter().flat_map(|file| &file.before))?
            {
                return Ok(Some((between, commit)));
            }
        }
        Ok(None)
    }

    /// What an object says of an obligation.
    pub(super) fn days_of(&self, unit: UnitIx, object: &str, occurrence: OccurrenceIx) -> Result<DaysOf, GitTrouble> {
        if let Some(days) = self.read.borrow().get(object) {
            return Ok(days.get(&occurrence).copied().unwrap_or_default());
        }
        let mut blobs = self.blobs.borrow_mut();
        let Some(blobs) = blobs.as_mut() else { return Ok(DaysOf::default()) };
        let bytes = blobs.bytes(object, MAX_UNIT_BYTES)?;
        let days = bytes.map(|bytes| self.days(unit, &bytes)).unwrap_or_default();
        let said = days.get(&occurrence).copied().unwrap_or_default();
        self.read.borrow_mut().insert(object.to_owned(), days);
        Ok(said)
    }

    /// The days in the bytes of a unit's file, as far as they can be read.
    fn days(&self, unit: UnitIx, bytes: &[u8]) -> Days {
        let Ok(text) = decode(bytes) else { return Days::new() };
        let days = |records: &Records| records.iter().map(|(of, record)| (of, DaysOf::of(record, text))).collect();
        // Read again with care, a file with errors says what it can.
        self.reader
            .borrow_mut()
            .read(self.plan, unit, text)
            .map_or_else(|_| days(&read::unit::read(self.plan, unit, text, Inspect::No).records), days)
    }

    /// Whether any of the commits changed the file of a unit.
    pub(crate) fn touched(&self, unit: UnitIx) -> bool {
        self.steps(unit).next().is_some()
    }

    /// The text of a file that was this object; nothing where it cannot be read.
    pub(super) fn text(&self, object: &str) -> Result<Option<String>, GitTrouble> {
        let mut blobs = self.blobs.borrow_mut();
        let bytes = blobs.as_mut().map(|blobs| blobs.bytes(object, MAX_UNIT_BYTES)).transpose()?.flatten();
        Ok(bytes.as_deref().and_then(|bytes| decode(bytes).ok()).map(str::to_owned))
    }

    /// What a file said that was this object, as far as it can be read.
    pub(super) fn facts(&self, unit: UnitIx, object: &str) -> Result<UnitFacts, GitTrouble> {
        Ok(self.text(object)?.map(|text| self.facts_in(unit, &text)).unwrap_or_default())
    }

    /// What the text of a unit's file says, as far as it can be read.
    pub(super) fn facts_in(&self, unit: UnitIx, text: &str) -> UnitFacts {
        let mut reader = self.reader.borrow_mut();
        let with_care = |_| unit_facts(&read::unit::read(self.plan, unit, text, Inspect::No).records, text);
        reader.read(self.plan, unit, text).map_or_else(with_care, |records| unit_facts(records, text))
    }

    /// What git knows of the time before all that is compared.
    pub(super) fn ask_blobs<T>(&self, ask: impl FnOnce(&mut dyn Blobs) -> Result<T, GitTrouble>) -> Option<T> {
        let mut blobs = self.blobs.borrow_mut();
        self.known(blobs.as_mut().map(|blobs| ask(&mut **blobs)).transpose()).flatten()
    }

    /// What was recorded by a commit on the way, and is recorded otherwise at the end: `now`. What was so before all is told
    /// where it changed.
    pub(crate) fn on_the_way(&self, unit: UnitIx, now: &UnitFacts, committed: bool) -> Vec<OnTheWay> {
        let steps: Vec<_> = self.steps(unit).collect();
        // What one commit left is the end, unless a merge passed over it.
        let merged = || steps.iter().any(|(between, ..)| between.line.merges);
        if steps.is_empty() || committed && steps.len() == 1 && !merged() {
            return Vec::new();
        }
        let facts = |object: &str| self.known(self.facts(unit, object)).unwrap_or_default();
        let (mut told, nothing): (BTreeMap<_, OnTheWay>, _) = (BTreeMap::new(), Facts::default());
        let files = steps.iter().flat_map(|(_, commit, files)| files.iter().map(move |file| (*commit, *file, files)));
        for (commit, file, files) in files {
            let Some(after) = file.after.as_deref() else { continue };
            // What a commit recorded is new beside what it follows itself; other branches may have begun elsewhere. The
            // file of a unit with another id follows the one that goes.
            let gone = files.iter().find(|file| file.after.is_none()).and_then(|file| file.before.first()?.as_deref());
            let parents = file.before.iter().map(|object| object.as_deref().or(gone).map(facts).unwrap_or_default());
            let parents: Vec<UnitFacts> = parents.collect();
            for (occurrence, stood) in facts(after) {
                let said = |side: &UnitFacts| side.get(&occurrence).unwrap_or(&nothing).differing(&stood);
                let new: Vec<Vec<Field>> = parents.iter().map(said).collect();
                let is = now.get(&occurrence).unwrap_or(&nothing);
                let is_new = |field: &Field| new.iter().all(|fields| fields.contains(field));
                for field in lost_on_the_way(&stood, is).into_iter().filter(is_new) {
                    let Some(was) = stood.get(field).cloned() else { continue };
                    let (now, commit) = (is.get(field).cloned(), commit.clone());
                    told.insert((occurrence, field), OnTheWay { unit, occurrence, field, was, now, commit });
                }
            }
        }
        told.into_values().collect()
    }

    /// The day on which a commit came; nothing where a shallow clone begins: everything seems to be new there.
    fn day_of(&self, between: &Between, commit: &Commit) -> Option<NaiveDate> {
        let known = !(commit.first && self.shallow);
        known.then(|| day_at(between.line.time(commit), &self.plan.header.timezone))
    }

    /// What git had to say against it.
    pub(crate) fn trouble(self) -> Result<(), GitTrouble> {
        self.trouble.into_inner().map_or(Ok(()), Err)
    }
}

impl Past for Brought<'_> {
    fn recorded(&self, unit: UnitIx, occurrence: OccurrenceIx, told: Claim) -> Option<NaiveDate> {
        self.known(self.commit(unit, occurrence, told))?
            .map_or(Some(self.otherwise), |(between, commit)| self.day_of(between, commit))
    }

    fn extensions(&self, unit: UnitIx, occurrence: OccurrenceIx) -> Vec<EarlierExtension> {
        let each = self.steps(unit).rev().flat_map(|(between, commit, files)| {
            files.into_iter().filter_map(move |file| Some((between, commit, file.after.as_deref()?)))
        });
        let of = |(between, commit, object)| {
            let granted = self.known(self.days_of(unit, object, occurrence))?.extended;
            Some(EarlierExtension { granted, recorded: self.day_of(between, commit) })
        };
        each.filter_map(of).collect()
    }

    fn promises(&self, unit: UnitIx, occurrence: OccurrenceIx) -> Vec<NaiveDate> {
        // What the last commit left need not be the end: it can be taken back on disk, or by a merge.
        let objects = self.steps(unit).rev().flat_map(|(.., files)| files);
        let promised = |object: &str| self.known(self.days_of(unit, object, occurrence))?.committed;
        objects.filter_map(|file| promised(file.after.as_deref()?)).collect()
    }

    fn promised_before(&self, unit: UnitIx, occurrence: OccurrenceIx, now: Reopened) -> Vec<NaiveDate> {
        self.promises_earlier(unit, occurrence, now)
    }

    fn granted_last(&self, unit: UnitIx, occurrence: OccurrenceIx, field: Field) -> Option<Fact<'static>> {
        self.granted_earlier(unit, occurrence, field)
    }

    fn last_owed(&self, unit: UnitIx, occurrence: OccurrenceIx) -> OwedGrants {
        self.owed_earlier(unit, occurrence).unwrap_or_default()
    }

    fn recorded_before(&self, unit: UnitIx, occurrence: OccurrenceIx, told: Claim) -> Option<NaiveDate> {
        self.recorded_earlier(unit, occurrence, told)
    }

    fn last_said(&self, unit: UnitIx, asked: &[OccurrenceIx]) -> UnitFacts {
        self.said_earlier(unit, asked)
    }
}
