//! What `sync` prepared and nobody touched: taken away where it is owed no more, and its comments brought up to the plan.

use super::outline::{Outline, TableSection, attached, line_start};
use super::plan::with_blank;
use super::splice::Splices;
use super::{Unable, outline, place, verify};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::plan::Plan;

/// How many comments stand above a prepared table: the title, the deadline, what can be filled in.
const LINES: usize = 3;

/// A text after it was brought up to the plan.
pub(crate) struct Tidied {
    pub(crate) text: String,
    /// How many prepared tables went.
    pub(crate) removed: usize,
    /// How many had their comments written anew.
    pub(crate) refreshed: usize,
}

/// The text of a unit file without the prepared tables of what is not `owed` as of the day, and with the comments above the
/// others as `above` has them.
pub(crate) fn tidy(
    plan: &Plan,
    (unit, owed): (UnitIx, &[OccurrenceIx]),
    text: &str,
    above: &dyn Fn(OccurrenceIx) -> Vec<String>,
) -> Result<Tidied, Unable> {
    let outline = Outline::of(text);
    let (mut splices, mut removed, mut refreshed) = (Splices::default(), 0, 0);
    for (at, section) in outline.sections.iter().enumerate().skip(1) {
        let Some(start) = prepared(text, &outline, section) else { continue };
        let known = place::occurrence(plan, &section.path).filter(|occurrence| plan.owes(unit, *occurrence));
        let untouched = is_untouched(text, &outline, at);
        if let Some(occurrence) = known.filter(|at| !untouched || owed.binary_search(at).is_ok()) {
            let eol = outline::eol(text, section.line.start);
            let lines: String = above(occurrence).iter().map(|line| format!("# {line}{eol}")).collect();
            if text[start..section.line.start] != lines {
                splices.replace(start..section.line.start, lines);
                refreshed += 1;
            }
        } else if untouched {
            splices.remove(with_blank(text, start..section.line.end));
            removed += 1;
        }
    }
    let new = splices.apply(text);
    if verify::same_values(text, &new) { Ok(Tidied { text: new, removed, refreshed }) } else { Err(Unable::Differs) }
}

/// Whether a whole file is as `sync` prepared it: nothing is recorded in it, and nobody wrote a word of his own.
pub(crate) fn is_prepared(text: &str) -> bool {
    let outline = Outline::of(text);
    let mut sections = outline.sections.iter().enumerate();
    let top = sections.next().is_none_or(|(_, top)| top.entries.is_empty());
    let all =
        sections.all(|(at, section)| prepared(text, &outline, section).is_some() && is_untouched(text, &outline, at));
    let known = outline.sections.len() - 1;
    // Above the first table stand the unit and the plan, and a notice; below the last a line of its own.
    let comments = outline.comments.len();
    top && known > 0 && all && comments <= known * LINES + 3
}

/// Where the comments begin that `sync` wrote above a table; nothing where they are not its own.
fn prepared(text: &str, outline: &Outline, section: &TableSection) -> Option<usize> {
    let mut start = section.line.start;
    for _ in 0..LINES {
        start = line_start(text, start.checked_sub(1)?);
    }
    let fields = text[start..section.line.start].lines().last()?;
    let own = ["started = ", "done = ", "evidence = \""].iter().all(|key| fields.contains(key));
    (own && attached(text, outline, section.line.start) <= start).then_some(start)
}

/// Whether nothing was written into a table: no key, and no comment but the one that ends the file.
fn is_untouched(text: &str, outline: &Outline, at: usize) -> bool {
    let section = &outline.sections[at];
    let next = outline.sections.get(at + 1).map_or(text.len(), |next| attached(text, outline, next.line.start));
    let below = text[section.line.end..next.max(section.line.end)].trim();
    let inside = outline.sections_below(&section.path).all(|inner| inner.entries.is_empty());
    let ended = below.is_empty() || below.lines().count() == 1 && below.contains("tiendo sync");
    inside && ended && !text[section.line.clone()].contains('#')
}
