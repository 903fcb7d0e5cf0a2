//! What stands between brackets, the items of a list or the entries of an inline table: put in and taken away where they
//! stand, the layout and comments of the others kept.

use std::ops::Range;

use super::outline::{ByteRange, Outline, eol, line_end, line_start};
use super::splice::Splices;

/// Brackets and what stands between them; at least one item.
pub(crate) struct ArrayItems<'t> {
    pub(crate) text: &'t str,
    pub(crate) outline: &'t Outline,
    /// From the opening to the closing bracket.
    pub(crate) brackets: ByteRange,
    pub(crate) places: Vec<ByteRange>,
}

impl ArrayItems<'_> {
    /// Puts pieces after the item at `after`, or before all: on lines of their own where that item has one.
    pub(crate) fn add(&self, after: Option<usize>, pieces: &[String], splices: &mut Splices) {
        let (text, neighbour) = (self.text, &self.places[after.unwrap_or_default()]);
        let eol = eol(text, neighbour.start);
        let Some(indent) = self.own_line(neighbour) else {
            return match after {
                Some(_) => splices.insert(neighbour.end, format!(", {}", pieces.join(", "))),
                None => splices.insert(neighbour.start, format!("{}, ", pieces.join(", "))),
            };
        };
        let lines = pieces.join(&format!(",{eol}{indent}"));
        if after.is_none() {
            return splices.insert(line_end(text, self.brackets.start), format!("{indent}{lines},{eol}"));
        }
        let comma = after_comma(text, neighbour.end);
        let end = comma.unwrap_or(neighbour.end);
        let next = line_end(text, end);
        let rest = text[end..next].trim_start();
        if rest.is_empty() || rest.starts_with('#') {
            if comma.is_none() {
                splices.insert(neighbour.end, ",");
            }
            let closing = if comma.is_some() { "," } else { "" };
            splices.insert(next, format!("{indent}{lines}{closing}{eol}"));
        } else if comma.is_some() && !rest.starts_with([']', '}']) {
            // The next item shares its line.
            splices.insert(neighbour.end, format!(", {}", pieces.join(", ")));
        } else {
            splices.insert(neighbour.end, format!(",{eol}{indent}{lines}"));
        }
    }

    /// Takes away a run of items: what stands before and after it stays.
    pub(crate) fn drop(&self, run: Range<usize>, splices: &mut Splices) {
        let end = self.places[run.end - 1].end;
        let kept = run.start.checked_sub(1).map(|kept| self.places[kept].end);
        if let Some(kept) = kept.filter(|_| run.end == self.places.len()) {
            if !self.has_comment(&(kept..end)) {
                return splices.remove(kept..end);
            }
            let comma = after_comma(self.text, kept).filter(|_| after_comma(self.text, end).is_none());
            if let Some(comma) = comma.filter(|_| !self.has_comment(&(self.places[run.start].start..end))) {
                splices.remove(comma - 1..comma);
            }
        }
        // Of items before all that stay, each goes with what follows it.
        let leads = run.start == 0;
        for at in run {
            splices.remove(self.alone(at, leads));
        }
    }

    /// What goes with one item: its line, where it had one for itself; else a comma.
    fn alone(&self, at: usize, leads: bool) -> ByteRange {
        let (text, item) = (self.text, &self.places[at]);
        let end = after_comma(text, item.end).unwrap_or(item.end);
        let line = line_start(text, item.start)..line_end(text, end);
        let own_line = self.own_line(item).is_some();
        if own_line && text[end..line.end].trim().is_empty() && !self.has_comment(&line) {
            return line;
        }
        let before = at.checked_sub(1).filter(|_| !leads).map(|before| self.places[before].end..item.end);
        before.filter(|cut| !own_line && !self.has_comment(cut)).unwrap_or_else(|| {
            let blanks = text[end..].len() - text[end..].trim_start_matches([' ', '\t']).len();
            item.start..end + blanks
        })
    }

    /// What stands before an item that begins its line, which then is blank.
    fn own_line(&self, item: &ByteRange) -> Option<&str> {
        let start = line_start(self.text, item.start);
        let indent = &self.text[start..item.start];
        (start > self.brackets.start && indent.trim().is_empty()).then_some(indent)
    }

    fn has_comment(&self, place: &ByteRange) -> bool {
        self.outline.comments.iter().any(|comment| place.contains(&comment.start))
    }
}

/// The place after the comma that follows `at`, past blanks, line ends and comments.
fn after_comma(text: &str, mut at: usize) -> Option<usize> {
    loop {
        let rest = &text[at..];
        match rest.chars().next()? {
            ',' => return Some(at + 1),
            '#' => at = line_end(text, at),
            c if c.is_ascii_whitespace() => at += 1,
            _ => return None,
        }
    }
}
