//! The words of the sheet in each language, and what headings and choices mean when they come back in either.

mod en;
mod vi;

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::column::{Column, Status};
use super::problem::SheetProblem;
use crate::edit::Field;
use crate::model::plan::Lang;
use crate::text::fold;

/// What else people call a column: the names of fields in files, and what offices write as often.
const ALSO: [(&str, Column); 9] = [
    ("stt", Column::Number),
    ("đơn vị thực hiện", Column::Unit),
    ("nội dung", Column::Title),
    ("chủ trì", Column::Lead),
    ("phối hợp", Column::Support),
    ("mã", Column::Id),
    ("mã việc", Column::Id),
    ("id", Column::Id),
    ("committed", Column::Committed),
];

/// The heading of a column.
pub fn heading(column: Column, lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => vi::heading(column),
        Lang::En => en::heading(column),
    }
}

/// The column of a heading in either language, whatever its case, diacritics and spacing.
pub fn column(heading_read: &str) -> Option<Column> {
    static KNOWN: LazyLock<HashMap<String, Column>> = LazyLock::new(|| {
        let of = |lang: Lang| Column::ALL.into_iter().map(move |column| (heading(column, lang), column));
        of(Lang::Vi).chain(of(Lang::En)).chain(ALSO).map(|(text, column)| (fold(text), column)).collect()
    });
    // What is longer than any heading need not be looked at.
    const LONGEST: usize = 200;
    (heading_read.len() <= LONGEST).then(|| KNOWN.get(&fold(heading_read)).copied()).flatten()
}

/// What the drop-down says.
pub fn status(status: Status, lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => vi::status(status),
        Lang::En => en::status(status),
    }
}

/// The choice that a cell says, in either language.
pub fn read_status(text: &str) -> Option<Status> {
    let read = fold(text);
    let said = |choice: &Status| [Lang::Vi, Lang::En].iter().any(|lang| fold(status(*choice, *lang)) == read);
    Status::ALL.into_iter().find(said)
}

/// A fixed text of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixed {
    /// The worksheet's name.
    SheetName,
    /// How to fill it in, in one line.
    Instructions,
    /// The head of the hint at a cell with a date.
    DateHintTitle,
    /// The hint at a cell with a date.
    DateHint,
    /// What is said of what is no date.
    DateError,
    /// The head of the hint at the drop-down.
    StatusHintTitle,
    /// The hint at the drop-down.
    StatusHint,
    /// What is said of what is no choice.
    StatusError,
    /// The head of the hint at the evidence.
    EvidenceHintTitle,
    /// The hint at the evidence.
    EvidenceHint,
    /// The foot of each page, with the codes of spreadsheets for its number and their count.
    Footer,
}

/// A fixed text.
pub fn fixed(text: Fixed, lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => vi::fixed(text),
        Lang::En => en::fixed(text),
    }
}

/// What is wrong with a sheet, where, and what to do.
pub fn problem(problem: &SheetProblem, lang: Lang) -> String {
    match lang {
        Lang::Vi => vi::problem(problem),
        Lang::En => en::problem(problem),
    }
}

/// The heading of the column that fills a field.
fn field_heading(field: Field, lang: Lang) -> &'static str {
    let column = Column::ALL.into_iter().find(|column| column.field() == Some(field));
    column.map_or(field.as_str(), |column| heading(column, lang))
}

/// One side of a conflict, on one line and not too long.
fn side<'a>(text: Option<&'a str>, empty: &'a str) -> String {
    const SHOWN: usize = 80;
    let Some(text) = text else { return empty.to_owned() };
    let line = crate::text::one_line(&text.replace('\n', "; "));
    let beginning: String = line.chars().take(SHOWN).collect();
    if beginning.len() < line.len() { format!("“{beginning}…”") } else { format!("“{beginning}”") }
}

/// A number of bytes in MiB, rounded up, or in KiB where that is less than one.
fn size(bytes: u64) -> String {
    if bytes < 1024 * 1024 {
        format!("{} KiB", bytes.div_ceil(1024))
    } else {
        format!("{} MiB", bytes.div_ceil(1024 * 1024))
    }
}

/// A day for people.
fn day(day: NaiveDate) -> String {
    crate::words::date(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_and_choice_is_known_again_and_means_one_thing() {
        for lang in [Lang::Vi, Lang::En] {
            for known in Column::ALL {
                let text = heading(known, lang);
                assert_eq!(column(text), Some(known), "{text}");
                assert_eq!(column(&format!("  {}\n", text.to_uppercase())), Some(known), "{text}");
            }
            for choice in Status::ALL {
                assert_eq!(read_status(status(choice, lang)), Some(choice));
            }
        }
        assert_eq!((column("GHI CHU"), column("Ghi chú thêm"), column("")), (Some(Column::Note), None, None));
    }

    #[test]
    fn texts_fit_where_spreadsheets_have_bounds() {
        for lang in [Lang::Vi, Lang::En] {
            let units = |text: Fixed| fixed(text, lang).encode_utf16().count();
            assert!(units(Fixed::SheetName) <= 31);
            for title in [Fixed::DateHintTitle, Fixed::StatusHintTitle, Fixed::EvidenceHintTitle] {
                assert!(units(title) <= 32, "{title:?}");
            }
            for hint in [Fixed::DateHint, Fixed::DateError, Fixed::StatusHint, Fixed::StatusError, Fixed::EvidenceHint]
            {
                assert!(units(hint) <= 255, "{hint:?}");
            }
            let choices = Status::CHOICES.map(|choice| status(choice, lang)).join(",");
            assert!(choices.encode_utf16().count() <= 255 && choices.matches(',').count() == 2);
        }
    }
}
