//! A workspace as it stands somewhere, on disk, at a revision or in memory: its plan, and its units' files read on
//! demand.

mod by_path;
pub(crate) mod links;
mod listing;
pub(crate) mod lower;
mod memory;
mod names;
mod shared;
mod unopened;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

pub use self::listing::Entry;
pub(crate) use self::listing::Listing;
pub(crate) use self::names::{FileLook, OtherCase, Stray, UNITS, as_told, is_backup, meant_for, stem_of};
pub use self::unopened::Unopened;
use crate::diagnostic::{Diagnostic, EvidenceFault, FileReport, Problem, SharedFault, SystemFault};
use crate::judge::{Assessment, Deeds, GatherBelow, Judge, Obligation};
use crate::model::id::UnitIx;
use crate::model::plan::{Lang, Plan, Unit};
use crate::model::record::Records;
use crate::read::beside::is_shared_path;
use crate::read::collection;
use crate::read::plan::shared::SharedBodies;
use crate::read::plan::{PlanReading, PlanSpans};
use crate::read::records::RecordReader;
use crate::read::text;
use crate::read::walk::{Inspect, ReadText};
use crate::source::Source;

pub(crate) const PLAN: &str = "plan.toml";
/// The page that says what became of each place of the documents.
pub(crate) const COVERAGE: &str = "plan.coverage.md";
/// The file that makes a folder a collection of workspaces.
pub(crate) const PLANS: &str = "plans.toml";
pub(crate) const REPORTS: &str = "reports";
/// The file of marks that were reviewed.
pub(crate) const REVIEWED: &str = "reviewed.toml";

/// A file of the folder itself that is written together with units' files.
pub(crate) fn top_file(name: &str) -> Option<&'static str> {
    [PLAN, PLANS, COVERAGE].into_iter().find(|top| *top == name)
}

/// The path of a unit's file within its workspace.
pub(crate) fn unit_path(plan: &Plan, unit: UnitIx) -> String {
    format!("{UNITS}/{}.toml", plan.unit(unit).id)
}

/// Where the files of a workspace come from.
pub(crate) trait Files: Send + Sync {
    /// The bytes of the plan.
    fn plan(&self) -> Result<Vec<u8>, Problem>;
    /// What is in `units/`.
    fn list(&self, plan: &Plan) -> Result<Listing, Problem>;
    /// What reads units' files, one after the other.
    fn units(&self) -> Box<dyn UnitFiles + '_>;
    /// The bytes of a file of shared bodies, by a path from the workspace that may go up.
    fn shared(&self, _path: &str) -> Result<Vec<u8>, SharedFault> {
        Err(SharedFault::System(SystemFault::NotFound))
    }
    /// What a file is called where something is wrong with it.
    fn shown(&self, file: &str) -> String {
        file.to_owned()
    }
    /// The same in a sentence, without the revision.
    fn called(&self, file: &str) -> String {
        self.shown(file)
    }
    /// The bytes of a file in `units/` that is no unit's; none where it cannot be read, or is too large for one.
    fn stray(&self, name: &str) -> Option<Vec<u8>>;
    /// The SHA-256 of a file that is evidence, in hexadecimal digits.
    fn digest(&self, _path: &str) -> Result<String, EvidenceFault> {
        Err(EvidenceFault::Absent)
    }
    /// The bytes of a file that is evidence, unless it is not there or has more than `limit` of them.
    fn evidence(&self, _path: &str, _limit: u64) -> Option<Vec<u8>> {
        None
    }
    /// Whether a file of the workspace may be reached through a link.
    fn has_links(&self) -> bool {
        false
    }
    /// Of a file that is reached through a link, the digest of what that leads to; where it leads to no file that is known
    /// here, where it ends. Nothing where there is no link.
    fn through_links(&self, _path: &str) -> Option<Result<String, String>> {
        None
    }
}

/// Reads units' files one after the other, with the same memory for each.
pub(crate) trait UnitFiles {
    /// The bytes of a unit's file: none where there is no file.
    fn read(&mut self, unit: &str, entry: Entry) -> Result<&[u8], Problem>;
}

/// A workspace in memory: its files by their paths.
pub(crate) type Memory = BTreeMap<String, Vec<u8>>;

/// A workspace whose plan was read.
pub struct Snapshot {
    pub plan: Arc<Plan>,
    /// The plan's text, and where its parts stand in it.
    pub(crate) plan_text: String,
    pub(crate) spans: PlanSpans,
    /// The file of the bodies that it shares with other plans, by the path that the plan has, and its bytes.
    shared: Option<(String, Vec<u8>)>,
    pub(crate) listing: Listing,
    files: Box<dyn Files>,
    /// What some units recorded that decides what others owe, read when it is first asked for.
    deeds: OnceLock<Arc<Deeds>>,
    /// What finds out what is done below, where the plans that carry this one out are known.
    below: Option<Arc<GatherBelow>>,
}

/// What is odd or wrong about a plan that could be read.
#[derive(Debug, Default)]
pub(crate) struct PlanFindings {
    /// What is wrong with it. A plan with an error is not judged by.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// What is wrong with the file of the bodies that it shares with other plans; the same follows.
    pub(crate) shared: Option<FileReport>,
    /// Texts with something odd about them.
    pub(crate) texts: Vec<ReadText>,
}

impl Snapshot {
    /// Opens a workspace to judge by its plan, which must be sound.
    pub(crate) fn open(files: Box<dyn Files>) -> Result<Self, Unopened> {
        let (snapshot, found) = Self::inspect(files, Inspect::No)?;
        snapshot.sound(found)
    }

    /// Itself, where nothing is wrong with its plan.
    fn sound(self, found: PlanFindings) -> Result<Self, Unopened> {
        let source = || Source::new(self.shown(PLAN), &self.plan_text);
        let own = FileReport::of(source, found.diagnostics);
        let reports: Vec<FileReport> = found.shared.into_iter().chain(own).collect();
        let language = Some(self.plan.header.language);
        if reports.is_empty() { Ok(self) } else { Err(Unopened { reports, language }) }
    }

    /// Opens a workspace by whose plan bodies are to be named: every shared one counts, also those that it names nowhere.
    pub(crate) fn open_to_name(files: Box<dyn Files>) -> Result<Self, Unopened> {
        let (snapshot, found) = Self::read(files, Inspect::No, true)?;
        snapshot.sound(found)
    }

    /// The path from the workspace of the file of the bodies that it shares with other plans.
    pub(crate) fn shared_path(&self) -> Option<&str> {
        self.shared.as_ref().map(|(path, _)| path.as_str())
    }

    /// Opens a workspace in memory: its files by their paths.
    pub fn in_memory(files: BTreeMap<String, Vec<u8>>) -> Result<Self, Unopened> {
        Self::open(Box::new(files))
    }

    /// Opens a workspace to be compared with another: a plan that they share is read once.
    pub(crate) fn open_beside(files: Box<dyn Files>, other: &Self) -> Result<Self, Unopened> {
        let same_bodies =
            || other.shared.as_ref().is_none_or(|(path, bytes)| files.shared(path).is_ok_and(|own| own == *bytes));
        if plan_text(&*files)? != other.plan_text || !same_bodies() {
            return Self::open(files);
        }
        let listing = files.list(&other.plan).map_err(|problem| no_units(&*files, problem, &other.plan))?;
        let (plan, plan_text, spans) = (Arc::clone(&other.plan), other.plan_text.clone(), other.spans.clone());
        let shared = other.shared.clone();
        Ok(Self { plan, plan_text, spans, shared, listing, files, deeds: OnceLock::new(), below: None })
    }

    /// Opens a workspace to look at, also where the plan has errors.
    pub(crate) fn inspect(files: Box<dyn Files>, inspect: Inspect) -> Result<(Self, PlanFindings), Unopened> {
        Self::read(files, inspect, false)
    }

    fn read(files: Box<dyn Files>, inspect: Inspect, all_count: bool) -> Result<(Self, PlanFindings), Unopened> {
        let plan_text = plan_text(&*files)?;
        let shared = RefCell::new(None);
        let find = |path: &str| {
            let (mut bodies, bytes) = shared_bodies(&*files, "", path)?;
            if all_count {
                Arc::make_mut(&mut bodies).all_count = true;
            }
            *shared.borrow_mut() = Some((path.to_owned(), bytes));
            Ok(bodies)
        };
        let reading = crate::read::plan::read_beside(&plan_text, inspect, &find);
        let PlanReading { plan, spans, diagnostics, shared: wrong, texts } = reading;
        let Some(plan) = plan else {
            let mut unopened = unopened(&*files, PLAN, &plan_text, diagnostics, None);
            unopened.reports.splice(0..0, wrong);
            return Err(unopened);
        };
        let shared = shared.into_inner();
        let listing = files.list(&plan).map_err(|problem| no_units(&*files, problem, &plan))?;
        Ok((
            Self {
                plan: Arc::new(plan),
                plan_text,
                spans,
                shared,
                listing,
                files,
                deeds: OnceLock::new(),
                below: None,
            },
            PlanFindings { diagnostics, shared: wrong, texts },
        ))
    }

    /// Whether both have the same plan, read once.
    pub(crate) fn shares_plan(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.plan, &other.plan)
    }

    /// What judges by this plan as of a day.
    pub fn judge(&self, as_of: NaiveDate) -> Judge {
        Judge::knowing(&self.plan, self.deeds(), as_of).with_below(self.below.as_ref())
    }

    /// What some units recorded that decides what others owe. Of a file that cannot be read nothing is known.
    fn deeds(&self) -> &Arc<Deeds> {
        self.deeds.get_or_init(|| {
            let mut deeds = Deeds::default();
            let mut reader = self.reader();
            for unit in self.plan.witnesses.iter().copied().filter(|unit| self.has_file(*unit)) {
                // What is wrong with it is told where it is judged.
                if reader.each_record(unit, |text, records| deeds.add(&self.plan, unit, text, records)).is_err() {
                    deeds.add_unread(unit);
                }
            }
            Arc::new(deeds)
        })
    }

    /// What judges by this plan as of the end of a day.
    pub(crate) fn judge_end_of(&self, day: NaiveDate) -> Judge {
        Judge::at_end_of(&self.plan, self.deeds(), day).with_below(self.below.as_ref())
    }

    /// Gives every obligation to `then`, unit by unit in the plan's order, and says what is wrong with the files that
    /// cannot be read: nothing of those units is given.
    pub fn each(&self, judge: &Judge, mut then: impl FnMut(&Unit, &Obligation<'_>)) -> Vec<FileReport> {
        let (mut reader, mut broken) = (self.reader(), Vec::new());
        for unit in self.plan.unit_indices() {
            match reader.assess(judge, unit) {
                Ok(assessment) => {
                    let Ok(()) = assessment.for_each(|obligation| {
                        then(self.plan.unit(unit), &obligation);
                        Ok::<(), Infallible>(())
                    });
                }
                Err(report) => broken.push(report),
            }
        }
        broken
    }

    /// What reads the units' files, one after the other.
    pub(crate) fn reader(&self) -> UnitReader<'_> {
        UnitReader { snapshot: self, files: self.files.units(), records: RecordReader::new(&self.plan) }
    }

    /// What a file is called where something is wrong with it.
    pub(crate) fn shown(&self, file: &str) -> String {
        self.files.shown(file)
    }

    /// Looks again which files are there: since it was opened some may have come.
    pub(crate) fn list_again(&mut self) {
        // What cannot be listed now is told by who reads or writes it.
        if let Ok(listing) = self.files.list(&self.plan) {
            self.listing = listing;
        }
    }

    /// What a file is called in a sentence.
    pub(crate) fn called(&self, file: &str) -> String {
        self.files.called(file)
    }

    /// What is wrong with the files of these units that cannot be read.
    pub(crate) fn unread(&self, units: impl IntoIterator<Item = UnitIx>) -> Vec<FileReport> {
        let mut reader = self.reader();
        let units = units.into_iter().filter(|unit| self.has_file(*unit));
        units.filter_map(|unit| reader.each_record(unit, |_, _| {}).err()).collect()
    }

    /// The bytes of a file in `units/` that is no unit's.
    pub(crate) fn stray(&self, name: &str) -> Option<Vec<u8>> {
        self.files.stray(name)
    }

    /// The SHA-256 of a file that is evidence.
    pub(crate) fn digest(&self, path: &str) -> Result<String, EvidenceFault> {
        self.files.digest(path)
    }

    /// The bytes of a file that is evidence.
    pub(crate) fn evidence(&self, path: &str, limit: u64) -> Option<Vec<u8>> {
        self.files.evidence(path, limit)
    }

    /// Whether a file may be reached through a link.
    pub(crate) fn has_links(&self) -> bool {
        self.files.has_links()
    }

    /// What a file that is reached through a link leads to.
    pub(crate) fn through_links(&self, path: &str) -> Option<Result<String, String>> {
        self.files.through_links(path)
    }

    pub(crate) fn has_file(&self, unit: UnitIx) -> bool {
        self.listing.units[unit.index()] != Entry::Missing
    }

    /// What equal files of a unit have in common, known without reading them; nothing where only reading tells.
    pub(crate) fn fingerprint(&self, unit: UnitIx) -> Option<&str> {
        self.listing.prints.get(unit.index())?.as_deref()
    }

    /// What is wrong with a unit's file of this text.
    pub(crate) fn unit_report(&self, unit: UnitIx, text: &str, diagnostics: Vec<Diagnostic>) -> Option<FileReport> {
        FileReport::of(|| Source::new(self.shown(&unit_path(&self.plan, unit)), text), diagnostics)
    }
}

/// The bodies in a file that a plan names, and its bytes; `folder` is that of the plan, where it is another.
pub(crate) fn shared_bodies(
    files: &dyn Files,
    folder: &str,
    path: &str,
) -> Result<(Arc<SharedBodies>, Vec<u8>), Problem> {
    let wrong = |fault| Problem::SharedFile { file: path.to_owned(), fault };
    is_shared_path(path).map_err(wrong)?;
    let path = if folder.is_empty() { path } else { &joined(folder, path) };
    let bytes = files.shared(path).map_err(wrong)?;
    let shown = files.shown(path);
    let bodies = match text::decode(&bytes) {
        Ok(text) => collection::bodies(&shown, text),
        Err(fault) => {
            let report = FileReport::of(|| Source::new(shown, &fault.0), vec![fault.1]);
            Arc::new(SharedBodies { report, ..SharedBodies::default() })
        }
    };
    Ok((bodies, bytes))
}

/// A path from `folder`, with what goes up in it taken back.
pub(crate) fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')).filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." && parts.last().is_some_and(|last| *last != "..") {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    let root = if folder.starts_with('/') { "/" } else { "" };
    format!("{root}{}", parts.join("/"))
}

pub(crate) fn plan_text(files: &dyn Files) -> Result<String, Unopened> {
    let broken = |text: &str, diagnostic| unopened(files, PLAN, text, vec![diagnostic], None);
    let bytes = files.plan().map_err(|problem| broken("", Diagnostic::new(problem, 0..0)))?;
    text::decoded(bytes).map_err(|fault| broken(&fault.0, fault.1))
}

fn no_units(files: &dyn Files, problem: Problem, plan: &Plan) -> Unopened {
    unopened(files, UNITS, "", vec![Diagnostic::new(problem, 0..0)], Some(plan.header.language))
}

fn unopened(
    files: &dyn Files,
    file: &str,
    text: &str,
    diagnostics: Vec<Diagnostic>,
    language: Option<Lang>,
) -> Unopened {
    let report = FileReport::of(|| Source::new(files.shown(file), text), diagnostics);
    Unopened { reports: vec![report.expect("there is a problem")], language }
}

/// Reads units' files one after the other, with the same memory for each.
pub struct UnitReader<'s> {
    snapshot: &'s Snapshot,
    files: Box<dyn UnitFiles + 's>,
    records: RecordReader,
}

impl UnitReader<'_> {
    /// The bytes of a unit's file: none where there is no file.
    pub(crate) fn bytes(&mut self, unit: UnitIx) -> Result<&[u8], FileReport> {
        read_bytes(self.snapshot, self.files.as_mut(), unit)
    }

    /// The text of a unit's file: empty where there is no file.
    pub(crate) fn text(&mut self, unit: UnitIx) -> Result<&str, FileReport> {
        read_text(self.snapshot, self.files.as_mut(), unit)
    }

    /// The records in a text of a unit's file.
    pub(crate) fn records(&mut self, unit: UnitIx, text: &str) -> Result<&Records, FileReport> {
        let records = self.records.read(&self.snapshot.plan, unit, text);
        records.map_err(|found| broken(self.snapshot, unit, text, found))
    }

    /// Gives a unit's file and its records to `then`.
    fn each_record(&mut self, unit: UnitIx, then: impl FnOnce(&str, &Records)) -> Result<(), FileReport> {
        let text = read_text(self.snapshot, self.files.as_mut(), unit)?;
        let records = self.records.read(&self.snapshot.plan, unit, text);
        then(text, records.map_err(|found| broken(self.snapshot, unit, text, found))?);
        Ok(())
    }

    /// The unit's records, to be judged.
    pub(crate) fn assess<'a>(&'a mut self, judge: &'a Judge, unit: UnitIx) -> Result<Assessment<'a>, FileReport> {
        let text = read_text(self.snapshot, self.files.as_mut(), unit)?;
        let records = self.records.read(&self.snapshot.plan, unit, text);
        let records = records.map_err(|found| broken(self.snapshot, unit, text, found))?;
        Ok(Assessment { judge, unit, text, records })
    }
}

fn read_bytes<'b>(snapshot: &Snapshot, files: &'b mut dyn UnitFiles, unit: UnitIx) -> Result<&'b [u8], FileReport> {
    let bytes = files.read(snapshot.plan.unit(unit).id.as_str(), snapshot.listing.units[unit.index()]);
    bytes.map_err(|problem| broken(snapshot, unit, "", vec![Diagnostic::new(problem, 0..0)]))
}

fn read_text<'b>(snapshot: &Snapshot, files: &'b mut dyn UnitFiles, unit: UnitIx) -> Result<&'b str, FileReport> {
    let bytes = read_bytes(snapshot, files, unit)?;
    text::decode(bytes).map_err(|fault| broken(snapshot, unit, &fault.0, vec![fault.1]))
}

fn broken(snapshot: &Snapshot, unit: UnitIx, text: &str, diagnostics: Vec<Diagnostic>) -> FileReport {
    snapshot.unit_report(unit, text, diagnostics).expect("a broken file has a problem")
}
