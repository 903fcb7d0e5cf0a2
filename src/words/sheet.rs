//! What the headings and choices of the sheet mean when they come back, in whatever language they were written.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::words;
use crate::model::plan::Lang;
use crate::model::record::Field;
use crate::text::fold;
use crate::view::sheet::{Column, Status};

/// What else people call a column: the names of fields in files, and what offices write as often, and the headings of sheets
/// that earlier versions handed out.
const ALSO: [(&str, Column); 14] = [
    ("stt", Column::Number),
    ("đơn vị thực hiện", Column::Unit),
    ("nội dung", Column::Title),
    ("chủ trì", Column::Lead),
    ("phối hợp", Column::Support),
    ("mã", Column::Id),
    ("mã việc", Column::Id),
    ("id", Column::Id),
    ("committed", Column::Committed),
    ("lý do chậm", Column::Reason),
    ("ngày hẹn xong", Column::Committed),
    ("time limit", Column::Wording),
    ("progress", Column::Reached),
    ("kết quả đạt được", Column::Reached),
];

/// The column of a heading, whatever its language, case, diacritics and spacing.
pub(crate) fn column(heading: &str) -> Option<Column> {
    static KNOWN: LazyLock<HashMap<String, Column>> = LazyLock::new(|| {
        let of = |lang: Lang| Column::ALL.into_iter().map(move |column| (words(lang).column(column), column));
        Lang::all().flat_map(of).chain(ALSO).map(|(text, column)| (fold(text), column)).collect()
    });
    // What is longer than any heading need not be looked at.
    const LONGEST: usize = 200;
    (heading.len() <= LONGEST).then(|| KNOWN.get(&fold(heading)).copied()).flatten()
}

/// Whether a heading that is none may be meant for this column: `Done (dd/mm/yyyy)`, `Ngày hòan thành`.
pub(crate) fn is_like(heading: &str, meant: Column) -> bool {
    let typed = fold(heading);
    let own = Lang::all().map(|lang| words(lang).column(meant));
    let also = meant.field().map(Field::as_str).into_iter();
    own.chain(also).map(fold).any(|name| {
        let slips = strsim::damerau_levenshtein(&typed, &name);
        typed.len() > 2 && (typed.contains(&name) || name.contains(&typed)) || slips <= name.chars().count() / 4
    })
}

/// The choice that a cell says.
pub(crate) fn status(text: &str) -> Option<Status> {
    let read = fold(text);
    let said = |choice: &Status| Lang::all().any(|lang| fold(words(lang).status(*choice)) == read);
    Status::ALL.into_iter().find(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Label;

    #[test]
    fn every_heading_and_choice_is_known_again_and_means_one_thing() {
        for words in Lang::all().map(words) {
            for known in Column::ALL {
                let text = words.column(known);
                assert_eq!(column(text), Some(known), "{text}");
                assert_eq!(column(&format!("  {}\n", text.to_uppercase())), Some(known), "{text}");
            }
            for choice in Status::ALL {
                assert_eq!(status(words.status(choice)), Some(choice));
            }
        }
        for (heading, meant) in ALSO {
            assert_eq!(column(&heading.to_uppercase()), Some(meant), "{heading}");
        }
        assert_eq!((column("GHI CHU"), column("Ghi chú thêm"), column("")), (Some(Column::Note), None, None));
    }

    #[test]
    fn texts_fit_where_spreadsheets_have_bounds() {
        for words in Lang::all().map(words) {
            let units = |text: Label| words.label(text).encode_utf16().count();
            assert!(units(Label::SheetName) <= 31);
            for title in [Label::DateHintTitle, Label::StatusHintTitle, Label::EvidenceHintTitle] {
                assert!(units(title) <= 32, "{title:?}");
            }
            for hint in [Label::DateHint, Label::DateError, Label::StatusHint, Label::StatusError, Label::EvidenceHint]
            {
                assert!(units(hint) <= 255, "{hint:?}");
            }
            let choices = Status::CHOICES.map(|choice| words.status(choice)).join(",");
            assert!(choices.encode_utf16().count() <= 255 && choices.matches(',').count() == 2);
        }
    }
}
