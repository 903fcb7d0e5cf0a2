//! Where a new table goes: in the order of the plan among those that are there, which keep theirs.

use super::field::{attached, eol};
use super::outline::{Outline, Section, line_end};
use super::splice::Splices;
use crate::model::id::OccurrenceIx;
use crate::model::period::Period;
use crate::model::plan::{Plan, Timing};

/// The obligations of a file, each with the section that has it; in the order of the plan.
#[derive(Debug)]
pub struct Holdings(Vec<(OccurrenceIx, usize)>);

impl Holdings {
    /// The obligations that the sections of `outline` speak of.
    pub fn of(plan: &Plan<'_>, outline: &Outline) -> Self {
        let mut all = Vec::new();
        for (at, section) in outline.sections.iter().enumerate() {
            if let Some(occurrence) = occurrence(plan, &section.path) {
                all.push((occurrence, at));
                continue;
            }
            // Records in dotted keys and inline tables.
            for entry in &section.entries {
                let path: Vec<String> = section.path.iter().chain(&entry.path).cloned().collect();
                let inside = match &entry.value.kind {
                    super::outline::Kind::Table(entries) => entries.as_slice(),
                    _ => &[],
                };
                all.extend(occurrence(plan, &path).map(|occurrence| (occurrence, at)));
                for inner in inside {
                    let path: Vec<String> = path.iter().chain(&inner.path).cloned().collect();
                    all.extend(occurrence(plan, &path).map(|occurrence| (occurrence, at)));
                }
            }
        }
        all.sort_unstable();
        Self(all)
    }

    /// Whether there is a table, if an empty one, for an obligation.
    pub fn has(&self, wanted: OccurrenceIx) -> bool {
        self.neighbours(wanted).2
    }

    /// What comes just before an obligation, what just after it, and whether it is there itself.
    fn neighbours(&self, wanted: OccurrenceIx) -> (Option<usize>, Option<usize>, bool) {
        let start = self.0.partition_point(|(occurrence, _)| *occurrence < wanted);
        let end = self.0.partition_point(|(occurrence, _)| *occurrence <= wanted);
        let section = |at: usize| self.0.get(at).map(|(_, section)| *section);
        (start.checked_sub(1).and_then(section), section(end), end > start)
    }
}

/// The obligation that the first of these names speak of.
fn occurrence(plan: &Plan<'_>, path: &[String]) -> Option<OccurrenceIx> {
    let task = plan.task_by_id(path.first()?)?;
    match &plan.task(task).timing {
        Timing::Once(_) => plan.occurrence_of(task, None),
        Timing::Every { .. } => plan.occurrence_of(task, Some(Period::parse(path.get(1)?).ok()?)),
    }
}

/// Puts the table `lines`, each with its line end, where the obligation belongs.
pub fn insert(
    text: &str,
    outline: &Outline,
    holdings: &Holdings,
    wanted: OccurrenceIx,
    lines: &str,
    splices: &mut Splices,
) {
    let (before, after, _) = holdings.neighbours(wanted);
    let at = match (before, after) {
        (Some(section), _) => end_of(text, &outline.sections[section]),
        (None, Some(0)) => end_of(text, &outline.sections[0]),
        (None, Some(section)) => {
            let at = attached(text, outline.sections[section].line.start);
            let above = text[..at].lines().next_back();
            if above.is_none_or(|line| line.trim().is_empty()) {
                return splices.insert(at, format!("{lines}{}", eol(text, at)));
            }
            at
        }
        // After all that is there, but not after blank lines that end the file.
        (None, None) => {
            let written = text.trim_end().len();
            if written == 0 {
                return splices.insert(text.len(), lines);
            }
            line_end(text, written)
        }
    };
    let eol = eol(text, at);
    if at == text.len() && !text.ends_with('\n') {
        let lines = lines.strip_suffix(eol).unwrap_or(lines);
        splices.insert(at, format!("{eol}{eol}{lines}"));
    } else {
        splices.insert(at, format!("{eol}{lines}"));
    }
}

/// Where a section ends: after its last line and the comments directly below it, unless they stand directly above the
/// next header and so belong to that.
fn end_of(text: &str, section: &Section) -> usize {
    let end = section.entries.last().map_or(section.line.end, |entry| line_end(text, entry.value.span.end));
    let mut after = end;
    while after < text.len() {
        let next = line_end(text, after);
        let line = text[after..next].trim();
        if line.starts_with('#') {
            after = next;
        } else {
            return if line.is_empty() { after } else { end };
        }
    }
    after
}
