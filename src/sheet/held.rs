//! What a record holds of the fields that units fill in: shown in cells, kept in the sheet, compared with what comes
//! back.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::model::record::{Record, Span};
use crate::read::literal;
use crate::text::nfc;
use crate::view::sheet::Status;

/// The longest text of a cell in UTF-16 units, as spreadsheets count.
pub const MAX_CELL_UNITS: usize = 32_767;
/// What ends a text that did not fit into its cell.
pub const CUT: &str = " […]";
/// The longest text, in bytes, that the sheet keeps a copy of: of longer ones it keeps a fingerprint.
const MAX_KEPT: usize = 2_000;

/// What a record says in the fields that units fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// When work began.
    pub started: Option<NaiveDate>,
    /// When it was done.
    pub done: Option<NaiveDate>,
    /// The evidence.
    pub evidence: Vec<String>,
    /// Why it is late.
    pub reason: Option<String>,
    /// The day promised.
    pub committed: Option<NaiveDate>,
    /// A remark.
    pub note: Option<String>,
    /// Whether the obligation is taken off the unit.
    pub waived: bool,
}

impl Held {
    /// What a record of a unit's file with this text says.
    pub fn of(record: Option<&Record>, text: &str) -> Self {
        let Some(record) = record else { return Self::default() };
        let raw = |span: Span| &text[span.range()];
        let one = |span: Option<Span>| span.map(|span| literal::text(raw(span)).into_owned());
        let many = |span: Span| literal::texts(raw(span)).into_iter().map(std::borrow::Cow::into_owned).collect();
        Self {
            started: record.started,
            done: record.done,
            evidence: record.evidence.map(many).unwrap_or_default(),
            reason: one(record.reason),
            committed: record.committed,
            note: one(record.note),
            waived: record.waived.is_some(),
        }
    }

    /// What the drop-down says.
    pub fn status(&self) -> Status {
        status(self.waived, self.started, self.done)
    }

    /// The evidence as its cell has it: one document a line.
    pub fn evidence_lines(&self) -> String {
        plain_lines(&self.evidence.join("\n"))
    }
}

fn status(waived: bool, started: Option<NaiveDate>, done: Option<NaiveDate>) -> Status {
    match (waived, started, done) {
        (true, ..) => Status::Waived,
        (_, _, Some(_)) => Status::Done,
        (_, Some(_), None) => Status::InProgress,
        (_, None, None) => Status::NotStarted,
    }
}

/// A text as cells can carry it and as it is compared: in NFC, with LF, without blanks at the ends of lines, blank
/// lines at its ends, and characters that a workbook cannot hold.
pub fn plain(text: &str) -> String {
    let ends = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = ends.chars().filter(|c| carried(*c)).collect();
    let lines: Vec<&str> = kept.lines().map(str::trim_end).collect();
    nfc(lines.join("\n").trim())
}

/// A text of one document a line, without blank lines, as it is compared.
pub fn plain_lines(text: &str) -> String {
    let text = plain(text);
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Whether XML can hold a character.
pub fn carried(c: char) -> bool {
    matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

/// A text as its cell shows it: whole, or its beginning with a mark.
pub fn shown(text: &str) -> String {
    if text.encode_utf16().count() <= MAX_CELL_UNITS {
        return text.to_owned();
    }
    let (room, mut units) = (MAX_CELL_UNITS - CUT.encode_utf16().count(), 0);
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= room
    };
    let beginning: String = text.chars().take_while(fits).collect();
    format!("{}{CUT}", beginning.trim_end())
}

/// What a cell held when the sheet was made, kept beside it: so that what the unit changed can be told from what the
/// files changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Baseline {
    /// The obligation: a row whose cells were sorted apart is noticed.
    pub id: String,
    /// When work began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<NaiveDate>,
    /// When it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<NaiveDate>,
    /// The evidence, one document a line.
    #[serde(default, skip_serializing_if = "Kept::is_empty")]
    pub evidence: Kept,
    /// Why it is late.
    #[serde(default, skip_serializing_if = "Kept::is_empty")]
    pub reason: Kept,
    /// The day promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub committed: Option<NaiveDate>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Kept::is_empty")]
    pub note: Kept,
    /// Whether the obligation was taken off the unit.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waived: bool,
}

/// A text that the sheet held when it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Kept {
    /// The text.
    Text(String),
    /// Its fingerprint and that of what the cell showed of it.
    Prints {
        /// Of the text.
        text: String,
        /// Of the cell.
        cell: String,
    },
}

impl Default for Kept {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Kept {
    /// Keeps a text, which is plain.
    fn new(text: String) -> Self {
        if text.len() <= MAX_KEPT {
            return Self::Text(text);
        }
        let cell = fingerprint(&plain(&shown(&text)));
        Self::Prints { text: fingerprint(&text), cell }
    }

    fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
    }

    /// Whether the record held this text, which is plain.
    pub fn is(&self, other: &str) -> bool {
        match self {
            Self::Text(text) => plain(text) == other,
            Self::Prints { text, .. } => *text == fingerprint(other),
        }
    }

    /// Whether the cell showed this text, which is plain.
    pub fn was_shown_as(&self, other: &str) -> bool {
        match self {
            Self::Text(_) => self.is(other),
            Self::Prints { cell, .. } => *cell == fingerprint(other),
        }
    }

    /// Whether the cell showed its beginning only.
    pub fn is_cut(&self) -> bool {
        matches!(self, Self::Prints { text, cell } if text != cell)
    }

    /// The text, where it is known.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Prints { .. } => None,
        }
    }
}

impl Baseline {
    /// What a record held, for the obligation of this id.
    pub fn new(id: String, held: &Held) -> Self {
        let text = |text: &Option<String>| Kept::new(text.as_deref().map(plain).unwrap_or_default());
        Self {
            id,
            started: held.started,
            done: held.done,
            evidence: Kept::new(held.evidence_lines()),
            reason: text(&held.reason),
            committed: held.committed,
            note: text(&held.note),
            waived: held.waived,
        }
    }

    /// As the hidden column has it.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("its keys are texts")
    }

    /// What the hidden column has.
    pub fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// What the drop-down said.
    pub fn status(&self) -> Status {
        status(self.waived, self.started, self.done)
    }
}

/// A short mark by which a text is known again (FNV-1a, 64 bits): nothing secret hangs on it.
fn fingerprint(text: &str) -> String {
    let mark = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |mark, byte| (mark ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{mark:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_look_the_same_are_the_same() {
        assert_eq!(plain(" a  \r\nb\rQua\u{309}ng \n\n"), "a\nb\nQuảng");
        assert_eq!(plain("a\u{1}\u{1b}[31m\u{fffe}\tb"), "a[31m\tb");
        assert_eq!(plain_lines("\n  một \n\n\thai"), "một\nhai");
    }

    #[test]
    fn a_long_text_is_known_again_whole_and_cut() {
        let long = "ổ😀".repeat(20_000);
        let cell = shown(&long);
        assert!(cell.encode_utf16().count() <= MAX_CELL_UNITS && cell.ends_with(CUT));
        let kept = Kept::new(long.clone());
        assert!(kept.is_cut() && kept.is(&long) && kept.was_shown_as(&cell) && !kept.was_shown_as(&long));
        let medium = "ổ".repeat(1_000);
        let kept = Kept::new(medium.clone());
        assert!(!kept.is_cut() && kept.is(&medium) && kept.was_shown_as(&medium) && kept.text().is_none());
        assert!(Kept::new("a".to_owned()).is("a"));
    }

    #[test]
    fn a_baseline_comes_back_and_leaves_out_what_is_empty() {
        let held = Held { done: NaiveDate::from_ymd_opt(2024, 3, 1), ..Held::default() };
        let baseline = Baseline::new("a/b".to_owned(), &held);
        assert_eq!(baseline.to_json(), r#"{"id":"a/b","done":"2024-03-01"}"#);
        assert_eq!(Baseline::from_json(&baseline.to_json()), Some(baseline));
        assert_eq!(Baseline::from_json("{}"), None);
    }
}
