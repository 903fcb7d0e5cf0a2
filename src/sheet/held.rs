//! What a record holds of the fields that units fill in: shown in cells, kept in the sheet, compared with what comes
//! back.

use std::fmt;

use chrono::NaiveDate;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::facts::{Extended, Fact, Waived};
use crate::judge::State;
use crate::model::evidence::Evidence;
use crate::model::record::Field;
use crate::model::target::Progress;
use crate::text::{nfc, shows_nothing};
use crate::view::item::Item;
use crate::view::sheet::{Column, Status};

/// The longest text of a cell in UTF-16 units, as spreadsheets count.
pub(crate) const MAX_CELL_UNITS: usize = 32_767;
/// What ends a text that did not fit into its cell.
pub(crate) const CUT: &str = " […]";
/// The longest text, in bytes, that the sheet keeps a copy of: of longer ones it keeps a fingerprint.
const MAX_KEPT: usize = 2_000;

/// What a field says, plain: as its cell has it, and as it is compared. Of a list one document a line.
pub(super) fn cell_text(fact: Option<&Fact<'_>>) -> String {
    match fact {
        None => String::new(),
        Some(Fact::Day(day)) => day.to_string(),
        Some(Fact::Text(text)) => plain(text),
        Some(Fact::Evidence(list)) => plain_lines(&list.iter().map(Evidence::name).collect::<Vec<_>>().join("\n")),
        Some(Fact::Progress(list)) => {
            let latest = Progress::last(list.iter().copied(), NaiveDate::MAX);
            latest.map(|one| one.value.to_string()).unwrap_or_default()
        }
        Some(Fact::Extended(Extended { by, .. }) | Fact::Waived(Waived { by, .. })) => plain(by),
    }
}

/// A text as cells can carry it and as it is compared: in NFC, with LF, without blanks at the ends of lines, blank
/// lines at its ends, and characters that a workbook cannot hold.
pub(crate) fn plain(text: &str) -> String {
    let ends = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = ends.chars().filter(|c| carried(*c)).collect();
    let lines: Vec<&str> = kept.lines().map(str::trim_end).collect();
    let text = lines.join("\n");
    if shows_nothing(&text) { String::new() } else { nfc(text.trim()) }
}

/// A text of one document a line, without blank lines, as it is compared.
pub(crate) fn plain_lines(text: &str) -> String {
    let text = plain(text);
    text.lines().map(str::trim).filter(|line| !shows_nothing(line)).collect::<Vec<_>>().join("\n")
}

/// Whether XML can hold a character.
pub(crate) fn carried(c: char) -> bool {
    matches!(c, '\n' | '\t') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
}

/// A text as its cell shows it: whole, or its beginning with a mark.
pub(crate) fn shown(text: &str) -> String {
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

/// What a row held when the sheet was made, kept beside it: so that what the unit changed can be told from what the
/// files changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Baseline {
    /// The obligation: a row whose cells were sorted apart is noticed.
    pub(crate) id: String,
    #[serde(flatten)]
    fields: KeptFields,
    /// Whether the obligation was taken off the unit.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    waived: bool,
}

/// What the cells held, in the order of their columns; nothing of what was empty.
#[derive(Clone, Debug, PartialEq, Eq)]
struct KeptFields(Vec<(Field, Kept)>);

impl Serialize for KeptFields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(field, kept)| (field.as_str(), kept)))
    }
}

impl<'de> Deserialize<'de> for KeptFields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = KeptFields;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("what cells held")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<KeptFields, M::Error> {
                let mut fields = Vec::new();
                while let Some(key) = map.next_key::<String>()? {
                    match Column::fields().find(|(_, field)| field.as_str() == key) {
                        Some((_, field)) if field.is_day() => {
                            fields.push((field, Kept::Text(map.next_value::<NaiveDate>()?.to_string())));
                        }
                        Some((_, field)) => fields.push((field, map.next_value()?)),
                        None => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(KeptFields(fields))
            }
        }
        deserializer.deserialize_map(Fields)
    }
}

/// A text that the sheet held when it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Kept {
    Text(String),
    /// Its fingerprint and that of what the cell showed of it.
    Prints {
        text: String,
        cell: String,
    },
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

    /// Whether the record held this text, which is plain.
    pub(crate) fn is(&self, other: &str) -> bool {
        match self {
            Self::Text(text) => plain(text) == other,
            Self::Prints { text, .. } => *text == fingerprint(other),
        }
    }

    /// Whether the cell showed this text, which is plain.
    pub(crate) fn was_shown_as(&self, other: &str) -> bool {
        match self {
            Self::Text(_) => self.is(other),
            Self::Prints { cell, .. } => *cell == fingerprint(other),
        }
    }

    /// Whether the cell showed its beginning only.
    pub(crate) fn is_cut(&self) -> bool {
        matches!(self, Self::Prints { text, cell } if text != cell)
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Prints { .. } => None,
        }
    }
}

impl Baseline {
    /// The same with its id as the plan in a folder alone has it; that of another plan's row stays what it is.
    pub(super) fn within(self, folder: &str, parted: char) -> Self {
        let own = self.id.rsplit_once(parted).filter(|(named, _)| *named == folder);
        let id = own.map_or_else(|| self.id.clone(), |(_, id)| id.to_owned());
        Self { id, ..self }
    }

    /// What the row of an obligation of this id holds.
    pub(crate) fn new(id: String, item: &Item<'_>) -> Self {
        let held = Column::fields().map(|(_, field)| (field, cell_text(item.facts.get(field))));
        let held = held.filter(|(_, text)| !text.is_empty()).map(|(field, text)| (field, Kept::new(text)));
        Self { id, fields: KeptFields(held.collect()), waived: item.standing.state == State::Waived }
    }

    /// What the cell of a field held.
    pub(crate) fn kept(&self, field: Field) -> &Kept {
        static NOTHING: Kept = Kept::Text(String::new());
        self.fields.0.iter().find(|(own, _)| *own == field).map_or(&NOTHING, |(_, kept)| kept)
    }

    /// The day that the cell of a field held.
    pub(crate) fn day(&self, field: Field) -> Option<NaiveDate> {
        self.kept(field).text()?.parse().ok()
    }

    /// As the hidden column has it.
    pub(crate) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("its keys are texts")
    }

    /// What the hidden column has.
    pub(crate) fn from_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    pub(crate) fn status(&self) -> Status {
        Status::of(self.waived, |field| self.day(field))
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
        let whole = r#"{"id":"a/b","started":"2024-02-01","done":"2024-03-01","evidence":"x\ny","reason":"r","committed":"2024-04-01","note":{"text":"1","cell":"2"},"waived":true}"#;
        for text in [r#"{"id":"a/b","done":"2024-03-01"}"#, whole] {
            assert_eq!(Baseline::from_json(text).expect("it can be read").to_json(), text);
        }
        let baseline = Baseline::from_json(whole).expect("it can be read");
        assert_eq!(baseline.day(Field::Done), NaiveDate::from_ymd_opt(2024, 3, 1));
        assert!(baseline.kept(Field::Note).is_cut() && baseline.status() == Status::Waived);
        for text in ["{}", r#"{"id":"a","done":"mai"}"#, r#"{"id":"a","note":1}"#] {
            assert_eq!(Baseline::from_json(text), None, "{text}");
        }
        assert!(Baseline::from_json(r#"{"id":"a","later":[1]}"#).is_some());
    }
}
