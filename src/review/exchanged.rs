//! Files that records name as evidence, and that are no longer what was recorded.

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::EvidenceFault;
use crate::facts::Facts;
use crate::model::duties::UnitSet;
use crate::model::evidence::Evidence;
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::review::commits::ChangedFile;
use crate::snapshot::Snapshot;

/// A file of evidence that became another between the two sides, while its record says what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExchangedEvidence {
    pub(crate) unit: UnitIx,
    pub(crate) occurrence: OccurrenceIx,
    /// Where it is below the workspace's folder.
    pub(crate) file: String,
    /// The digest that is recorded.
    pub(crate) recorded: String,
    /// What it is now; nothing where it is gone.
    pub(crate) now: Option<String>,
}

/// Those of all units, or of `only` some. `changed` are the files of the workspace that differ between the sides, where
/// that is known.
pub(crate) fn exchanged(
    (before, after): (&Snapshot, &Snapshot),
    only: Option<&UnitSet>,
    changed: Option<&[ChangedFile]>,
) -> Vec<ExchangedEvidence> {
    // What a Mac wrote decomposed is the same name to people.
    let changed: Option<Vec<String>> =
        changed.map(|files| files.iter().map(|file| file.path.nfc().collect()).collect());
    let mut found = Vec::new();
    if changed.as_ref().is_some_and(Vec::is_empty) {
        return found;
    }
    let may_differ = |file: &str| changed.as_ref().is_none_or(|files| files.contains(&file.nfc().collect()));
    let (mut texts, mut records) = (after.reader(), after.reader());
    for unit in after.plan.unit_indices().filter(|unit| only.is_none_or(|only| only.contains(*unit))) {
        // Faults of a file are reported where its unit is compared.
        let Ok(text) = texts.text(unit) else { continue };
        if !text.contains("sha256") {
            continue;
        }
        let Ok(records) = records.records(unit, text) else { continue };
        for (occurrence, record) in records.iter() {
            for it in Facts::of(record, text).evidence().iter().filter_map(Evidence::file) {
                if !may_differ(&it.file) {
                    continue;
                }
                let now = after.digest(&it.file);
                let as_recorded = now.as_ref().is_ok_and(|now| now.eq_ignore_ascii_case(&it.sha256));
                // What cannot be looked at now is said by `check`.
                if as_recorded || matches!(now, Err(EvidenceFault::Unreadable(_))) || before.digest(&it.file) == now {
                    continue;
                }
                let (file, recorded) = (it.file.to_string(), it.sha256.to_ascii_lowercase());
                found.push(ExchangedEvidence { unit, occurrence, file, recorded, now: now.ok() });
            }
        }
    }
    found
}
