//! Where a new table goes: in the order of the plan among those that are there, which keep theirs.

use super::outline::{Outline, TableSection, attached, eol, line_end, line_start};
use super::splice::Splices;
use crate::model::id::OccurrenceIx;
use crate::model::plan::Plan;

/// An obligation and the section of a file that has it.
type Holding = (OccurrenceIx, usize);

/// The obligations of a file; in the order of the plan.
#[derive(Debug)]
pub(crate) struct Holdings(Vec<Holding>);

impl Holdings {
    /// The obligations that the sections of `outline` speak of.
    pub(crate) fn of(plan: &Plan, outline: &Outline) -> Self {
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
                    super::outline::SectionKind::Table(entries) => entries.as_slice(),
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
    pub(crate) fn has(&self, wanted: OccurrenceIx) -> bool {
        self.neighbours(wanted).2
    }

    /// What comes just before an obligation, what just after it, and whether it is there itself.
    fn neighbours(&self, wanted: OccurrenceIx) -> (Option<Holding>, Option<Holding>, bool) {
        let start = self.0.partition_point(|(occurrence, _)| *occurrence < wanted);
        let end = self.0.partition_point(|(occurrence, _)| *occurrence <= wanted);
        let holding = |at: usize| self.0.get(at).copied();
        (start.checked_sub(1).and_then(holding), holding(end), end > start)
    }
}

/// The obligation that the first of these names speak of.
pub(crate) fn occurrence(plan: &Plan, path: &[String]) -> Option<OccurrenceIx> {
    let task = plan.task_by_id(path.first()?)?;
    if plan.task(task).is_parted() { plan.occurrence_named(task, path.get(1)?) } else { plan.occurrence_of(task, None) }
}

/// Puts the table `lines`, each with its line end, where the obligation belongs.
pub(crate) fn insert(
    plan: &Plan,
    text: &str,
    outline: &Outline,
    holdings: &Holdings,
    wanted: OccurrenceIx,
    lines: &str,
    splices: &mut Splices,
) {
    let of_task = |(occurrence, _): Holding| plan.occurrence(occurrence).task == plan.occurrence(wanted).task;
    let at = match holdings.neighbours(wanted) {
        (previous, Some(next), _)
            if next.1 > 0 && previous.is_none_or(|previous| of_task(next) && !of_task(previous)) =>
        {
            return before(text, outline, &outline.sections[next.1], lines, splices);
        }
        (Some((_, section)), ..) | (None, Some((_, section)), _) => end_of(text, &outline.sections[section]),
        // After all that is there, but not after blank lines that end the file.
        (None, None, _) => match text.trim_end().len() {
            0 if text.is_empty() && splices.is_empty() => return splices.insert(0, lines),
            0 if text.is_empty() => 0,
            0 => return splices.insert(0, format!("{lines}{}", eol(text, 0))),
            written => line_end(text, written),
        },
    };
    let eol = eol(text, at);
    if at == text.len() && !text.ends_with('\n') && !text.is_empty() {
        let lines = lines.strip_suffix(eol).unwrap_or(lines);
        splices.insert(at, format!("{eol}{eol}{lines}"));
    } else {
        splices.insert(at, format!("{eol}{lines}"));
    }
}

/// Puts a table before a section and the comments directly above that. A blank line comes above it, as everywhere.
pub(crate) fn before(text: &str, outline: &Outline, section: &TableSection, lines: &str, splices: &mut Splices) {
    let at = attached(text, outline, section.line.start);
    if at == 0 {
        return splices.insert(0, format!("{lines}{}", eol(text, 0)));
    }
    let above = line_start(text, at - 1);
    let at = if text[above..at].trim().is_empty() { above } else { at };
    splices.insert(at, format!("{}{lines}", eol(text, at)));
}

/// Where a section ends: after its last line and the comments that belong to that.
pub(crate) fn end_of(text: &str, section: &TableSection) -> usize {
    after(text, section.entries.last().map_or(section.line.end, |entry| line_end(text, entry.value.span.end)))
}

/// Where the comments end that stand directly below what ends at `end`, unless they stand directly above what comes
/// next and so belong to that.
pub(crate) fn after(text: &str, end: usize) -> usize {
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
