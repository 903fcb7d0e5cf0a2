//! Files that records name as evidence, and that are no longer what was recorded.

use std::cell::LazyCell;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::EvidenceFault;
use crate::facts::Facts;
use crate::model::duties::UnitSet;
use crate::model::evidence::Evidence;
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::review::commits::ChangedFile;
use crate::snapshot::Snapshot;
use crate::text::sha256_of;

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

/// A file that a record names as evidence.
#[derive(Clone, Debug)]
pub(crate) struct NamedFile {
    unit: UnitIx,
    occurrence: OccurrenceIx,
    /// Where it is below the workspace's folder.
    pub(crate) file: String,
    sha256: String,
}

/// Those of all units, or of `only` some.
pub(crate) fn named(state: &Snapshot, only: Option<&UnitSet>) -> Vec<NamedFile> {
    let mut found = Vec::new();
    let (mut texts, mut records) = (state.reader(), state.reader());
    for unit in state.plan.unit_indices().filter(|unit| only.is_none_or(|only| only.contains(*unit))) {
        // Faults of a file are reported where its unit is compared.
        let Ok(text) = texts.text(unit) else { continue };
        if !text.contains("sha256") {
            continue;
        }
        let Ok(records) = records.records(unit, text) else { continue };
        for (occurrence, record) in records.iter() {
            found.extend(Facts::of(record, text).evidence().iter().filter_map(Evidence::file).map(|it| {
                let (file, sha256) = (it.file.to_string(), it.sha256.to_ascii_lowercase());
                NamedFile { unit, occurrence, file, sha256 }
            }));
        }
    }
    found
}

/// The most bytes of a file of evidence that are looked at for what else they may be.
pub(super) const MOST_READ: u64 = 16 * 1024 * 1024;

/// Whether bytes are a text that has this digest with other line ends, as git stores what was written on Windows; or,
/// unless the file itself was there, what git-lfs keeps in the place of the file that has it.
pub(super) fn stands_for(bytes: &[u8], sha256: &str, was_there: bool) -> bool {
    let is = |digest: Option<String>| digest.is_some_and(|digest| digest.eq_ignore_ascii_case(sha256));
    is(pointer(bytes).filter(|_| !was_there)) || !bytes.contains(&0) && other_line_ends(bytes).map(Some).any(is)
}

/// The digest that a pointer of git-lfs names.
fn pointer(bytes: &[u8]) -> Option<String> {
    const LONGEST: usize = 1024;
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= LONGEST)?;
    let mut lines = text.strip_prefix("version https://git-lfs.github.com/spec/v1\n")?.lines();
    lines.find_map(|line| line.strip_prefix("oid sha256:")).map(str::to_owned)
}

/// The digests of a text with the line ends of other systems.
fn other_line_ends(bytes: &[u8]) -> impl Iterator<Item = String> {
    ["\n", "\r\n"].into_iter().map(move |end| {
        let mut text: Vec<u8> = Vec::with_capacity(bytes.len());
        for piece in bytes.split_inclusive(|byte| *byte == b'\n') {
            let line = piece.strip_suffix(b"\r\n").or_else(|| piece.strip_suffix(b"\n"));
            text.extend_from_slice(line.unwrap_or(piece));
            text.extend_from_slice(if line.is_some() { end.as_bytes() } else { b"" });
        }
        sha256_of(&text)
    })
}

/// Those of what the side after names that are others. `changed` are the files of the workspace that differ between the
/// sides, where that is known.
pub(crate) fn exchanged(
    (before, after): (&Snapshot, &Snapshot),
    named: &LazyCell<Vec<NamedFile>, &dyn Fn() -> Vec<NamedFile>>,
    changed: Option<&[ChangedFile]>,
) -> Vec<ExchangedEvidence> {
    // What a Mac wrote decomposed is the same name to people.
    let changed: Option<Vec<String>> =
        changed.map(|files| files.iter().map(|file| file.path.nfc().collect()).collect());
    let linked = after.has_links();
    if changed.as_ref().is_some_and(Vec::is_empty) && !linked {
        return Vec::new();
    }
    let may_differ = |file: &str| changed.as_ref().is_none_or(|files| files.contains(&file.nfc().collect()));
    let found = |NamedFile { unit, occurrence, file, sha256 }: &NamedFile, now: Option<String>| {
        let (file, recorded) = (file.clone(), sha256.clone());
        ExchangedEvidence { unit: *unit, occurrence: *occurrence, file, recorded, now }
    };
    let own = |named: &NamedFile| {
        let NamedFile { file, sha256, .. } = named;
        let now = after.digest(file);
        let as_recorded = now.as_ref().is_ok_and(|now| now.eq_ignore_ascii_case(sha256));
        // What cannot be looked at now is said by `check`.
        if as_recorded || matches!(now, Err(EvidenceFault::Unreadable(_))) {
            return None;
        }
        let then = before.digest(file);
        // Where the file itself was there, what only stands for it is less.
        let was_there = then.as_ref().is_ok_and(|then| then.eq_ignore_ascii_case(sha256));
        let is_kept = || after.evidence(file, MOST_READ).is_some_and(|now| stands_for(&now, sha256, was_there));
        if then == now || is_kept() {
            return None;
        }
        Some(found(named, now.ok()))
    };
    // What a link leads to can be exchanged while nothing changes where the record says that it is.
    let through_links = |named: &NamedFile| {
        let now = after.through_links(&named.file)?;
        let as_recorded = now.as_ref().is_ok_and(|now| now.eq_ignore_ascii_case(&named.sha256));
        let otherwise = !as_recorded && before.through_links(&named.file).as_ref() != Some(&now);
        otherwise.then(|| found(named, now.ok()))
    };
    let of = |named: &NamedFile| {
        let own = if may_differ(&named.file) { own(named) } else { None };
        own.or_else(|| if linked { through_links(named) } else { None })
    };
    named.iter().filter_map(of).collect()
}
