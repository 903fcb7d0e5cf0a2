//! The outline of a document: its clauses, each with what stands below it.

use crate::draft::document::DraftParagraph;
use crate::draft::head::{annex, is_kind};
use crate::draft::label::{ClauseLabel, LabelKind, label};
use crate::draft::tokens::clean;

/// A paragraph of a document, with its place.
#[derive(Clone, Copy, Debug)]
pub(in crate::draft) struct PlacedParagraph<'d> {
    /// Which block of the document it is, from 0.
    pub(in crate::draft) block: usize,
    /// Which paragraph it is, from 1.
    pub(in crate::draft) number: usize,
    pub(in crate::draft) paragraph: &'d DraftParagraph,
}

/// A clause, bullet or paragraph without a label.
#[derive(Clone, Debug)]
pub(super) struct OutlineLine {
    /// The paragraphs that it is made of: those after the first go on with a sentence.
    pub(super) made_of: Vec<(usize, usize)>,
    pub(super) kind: Option<LabelKind>,
    /// Without its label.
    pub(super) text: String,
    pub(super) clause: String,
    /// The line above it in the outline.
    pub(super) parent: Option<usize>,
    pub(super) bold: bool,
    /// Whether the document sets it as a heading.
    pub(super) heading: bool,
    /// Whether some clause or bullet stands below it.
    pub(super) has_below: bool,
}

impl OutlineLine {
    /// Whether it has a label of its own that is no bullet.
    pub(super) fn is_numbered(&self) -> bool {
        self.kind.as_ref().is_some_and(|kind| !matches!(kind, LabelKind::Bullet(_)))
    }
}

/// A clause that is open while the next ones are read.
struct OpenClause {
    kind: LabelKind,
    clause: String,
    line: usize,
}

/// Reads the outline of paragraphs.
pub(super) fn outline(paragraphs: &[PlacedParagraph<'_>]) -> Vec<OutlineLine> {
    let mut lines: Vec<OutlineLine> = Vec::new();
    let mut open: Vec<OpenClause> = Vec::new();
    let mut prefix = String::new();
    for placed in paragraphs {
        let set = if placed.paragraph.label.is_empty() {
            placed.paragraph.text.clone()
        } else {
            format!("{} {}", placed.paragraph.label, placed.paragraph.text)
        };
        for raw in clean(&set).split('\n') {
            let bare = raw.trim_start_matches(['#', ' ']);
            let heading = bare.len() < raw.trim_start().len();
            if bare.is_empty() {
                continue;
            }
            let place = (placed.block, placed.number);
            if let Some(last) = lines.last_mut().filter(|last| goes_on(&last.text, bare)) {
                last.text = format!("{} {bare}", last.text);
                last.made_of.push(place);
                continue;
            }
            if is_kind(bare) {
                open.clear();
            }
            if let Some(name) = annex(bare) {
                (prefix, open) = (name, Vec::new());
            }
            let found = label(bare);
            if let Some(found) = &found {
                close(&mut open, &found.kind);
            }
            let clause = clause(&open, &prefix, found.as_ref());
            let parent = open.last().map(|open| open.line);
            if let Some(above) = parent.filter(|_| found.is_some()) {
                lines[above].has_below = true;
            }
            if let Some(found) = &found {
                open.push(OpenClause { kind: found.kind.clone(), clause: clause.clone(), line: lines.len() });
            }
            lines.push(OutlineLine {
                made_of: vec![place],
                text: found.as_ref().map_or(bare, |found| found.rest).to_owned(),
                kind: found.map(|found| found.kind),
                clause,
                parent,
                bold: placed.paragraph.bold,
                heading,
                has_below: false,
            });
        }
    }
    lines
}

/// Whether a line goes on with the sentence of the one before: the converter broke it.
fn goes_on(last: &str, line: &str) -> bool {
    let open = last.ends_with(|c: char| c.is_alphanumeric() || c == ',');
    let lower = line.starts_with(char::is_lowercase) && label(line).is_none();
    // “giai đoạn 2026” and “- 2030”
    let years = last.len() >= 4
        && last.as_bytes()[last.len() - 4..].iter().all(u8::is_ascii_digit)
        && line.trim_start_matches(['-', '–', ' ']).bytes().take(4).all(|b| b.is_ascii_digit())
        && line.starts_with(['-', '–']);
    open && (lower || years)
}

/// How deep a kind of label lies; bullets go by their order.
fn rank(kind: &LabelKind) -> usize {
    match kind {
        LabelKind::Part => 0,
        LabelKind::Chapter => 1,
        LabelKind::Section => 2,
        LabelKind::Upper => 3,
        LabelKind::Roman => 4,
        LabelKind::Article => 5,
        LabelKind::Arabic(depth) => 5 + depth.min(&20),
        LabelKind::Lower => 30,
        LabelKind::Bracketed => 31,
        LabelKind::Bullet(_) => 32,
    }
}

/// Closes the clauses that one of this kind does not stand in.
fn close(open: &mut Vec<OpenClause>, kind: &LabelKind) {
    let level = if matches!(kind, LabelKind::Bullet(_)) {
        open.iter().position(|held| held.kind == *kind)
    } else {
        open.iter().position(|held| rank(&held.kind) >= rank(kind))
    };
    open.truncate(level.unwrap_or(open.len()));
}

/// The clause of a line in those that are open; bullets have that of what they stand in.
fn clause(open: &[OpenClause], prefix: &str, found: Option<&ClauseLabel<'_>>) -> String {
    let Some(found) = found.filter(|found| !found.is_bullet()) else {
        return open.last().map_or(prefix, |held| &held.clause).to_owned();
    };
    // “1.2” says the “1” above it itself.
    let says_all = matches!(found.kind, LabelKind::Arabic(depth) if depth > 1);
    let above = open.iter().rev().find(|held| !(says_all && matches!(held.kind, LabelKind::Arabic(_))));
    let above = above.map_or(prefix, |held| &held.clause);
    [above, &found.name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}
