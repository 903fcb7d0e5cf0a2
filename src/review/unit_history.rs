//! What commits changed in the file of one unit.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::commits::{Blobs, GitTrouble, Step, Touched};
use super::line::Line;
use super::log::{LogEntry, RecordChange, changes};
use crate::facts::{UnitFacts, unit_facts};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::plan::Plan;
use crate::read;
use crate::read::text::{MAX_UNIT_BYTES, decode};
use crate::read::unit::UnitReading;
use crate::read::walk::Inspect;
use crate::rules::Code;

/// A unit's file as it is, not as it was committed.
pub(crate) enum Now {
    /// Its bytes; none where there is no file.
    Bytes(Vec<u8>),
    /// Something keeps it from being read.
    Unreadable,
    Unasked,
}

/// The commits that changed the file of one unit.
pub(crate) struct UnitHistory<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) unit: UnitIx,
    /// The commits, the last first.
    pub(crate) steps: Vec<Step>,
    /// When they came to the line.
    pub(crate) line: Line,
    /// The object that the file is at the last commit of all.
    pub(crate) head: Option<String>,
    /// Whether only a part of the history is there: what its oldest commit seems to bring may be older.
    pub(crate) shallow: bool,
    pub(crate) blobs: Box<dyn Blobs>,
}

impl UnitHistory<'_> {
    /// What they changed of what is wanted, the last first; before them what is not committed. Where a file could not be
    /// read then, what comes after is compared with what came before.
    pub(crate) fn entries(
        self,
        now: Now,
        as_of: NaiveDate,
        wanted: &dyn Fn(OccurrenceIx) -> bool,
    ) -> Result<Vec<LogEntry>, GitTrouble> {
        let Self { plan, unit, steps, line, head, shallow, blobs } = self;
        let mut reader = Versions { plan, unit, blobs, read: HashMap::new(), unread: HashMap::new() };
        let mut entries = Vec::new();
        for step in steps.into_iter().rev() {
            let (day, claimed) = line.days(&step.commit, plan);
            let begins = shallow && step.commit.first;
            for file in step.files {
                let (changes, unread) = reader.changes(file, wanted)?;
                if unread || !changes.is_empty() {
                    let commit = Some(step.commit.clone());
                    entries.push(LogEntry { commit, day, claimed, changes, unread, begins });
                }
            }
        }
        // What a merge brought stands where it came, however old it says it is.
        entries.sort_by_key(|entry| entry.day);
        let now = match now {
            Now::Bytes(bytes) => Some(said(plan, unit, &bytes)),
            Now::Unreadable => Some(None),
            Now::Unasked => None,
        };
        if let Some(now) = now {
            let last = reader.said(head.as_deref())?;
            let unread = now.is_none();
            let changes = now.map(|now| changes(&[&last], &now, wanted)).unwrap_or_default();
            if unread || !changes.is_empty() {
                entries.push(LogEntry { commit: None, day: as_of, claimed: None, changes, unread, begins: false });
            }
        }
        entries.reverse();
        Ok(entries)
    }
}

/// The versions of one unit's file.
struct Versions<'a> {
    plan: &'a Plan,
    unit: UnitIx,
    blobs: Box<dyn Blobs>,
    /// What objects say that may be asked about again.
    read: HashMap<String, UnitFacts>,
    /// What stands for objects that cannot be read: what was said before.
    unread: HashMap<String, UnitFacts>,
}

impl Versions<'_> {
    /// What a commit changed of what is wanted, and whether the file could not be read after it.
    fn changes(
        &mut self,
        file: Touched,
        wanted: &dyn Fn(OccurrenceIx) -> bool,
    ) -> Result<(Vec<RecordChange>, bool), GitTrouble> {
        let mut parents = Vec::with_capacity(file.before.len());
        for object in &file.before {
            parents.push(self.said(object.as_deref())?);
        }
        let after = match file.after.as_deref() {
            None => Some(UnitFacts::new()),
            Some(object) => {
                let bytes = self.blobs.bytes(object, MAX_UNIT_BYTES)?;
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
        Ok((changes.unwrap_or_default(), unread))
    }

    /// What an object says; where it cannot be read, what was said before.
    fn said(&mut self, object: Option<&str>) -> Result<UnitFacts, GitTrouble> {
        let Some(object) = object else { return Ok(UnitFacts::new()) };
        if let Some(said) = self.unread.get(object) {
            return Ok(said.clone());
        }
        // What a commit left is what the one after it found: it is asked about just once more.
        if let Some(said) = self.read.remove(object) {
            return Ok(said);
        }
        let bytes = self.blobs.bytes(object, MAX_UNIT_BYTES)?;
        let said = bytes.and_then(|bytes| said(self.plan, self.unit, &bytes)).unwrap_or_default();
        // What a commit found is what the one before it left: it is asked about just once more.
        self.read.insert(object.to_owned(), said.clone());
        Ok(said)
    }
}

/// What the bytes of a unit's file say, as far as this plan knows of it; nothing where they cannot be read whole.
fn said(plan: &Plan, unit: UnitIx, bytes: &[u8]) -> Option<UnitFacts> {
    let text = decode(bytes).ok()?;
    if text.len() as u64 > MAX_UNIT_BYTES {
        return None;
    }
    let reading = read::unit::read(plan, unit, text, Inspect::No);
    is_whole(&reading).then(|| unit_facts(&reading.records, text))
}

/// Whether everything in a file could be read. What was recorded by an older plan may be no record by this one: that is no
/// fault of the file.
pub(super) fn is_whole(reading: &UnitReading) -> bool {
    reading.diagnostics.iter().all(|diagnostic| diagnostic.problem.code() >= Code::E301)
}
