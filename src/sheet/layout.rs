//! How workbooks look, how wide columns are and how high rows: not every program that shows them makes rows grow with
//! their text.

use chrono::NaiveDate;

use super::held::{carried, shown};
use crate::text::width;
use crate::view::sheet::Column;

/// As offices write text and tables (Decree 30/2020/NĐ-CP).
pub(crate) const FONT: &str = "Times New Roman";
pub(crate) const HEAD_FILL: u32 = 0x00DD_E6F0;
pub(crate) const BORDER: u32 = 0x00A6_A6A6;
/// How days are shown.
pub(crate) const DATE_FORMAT: &str = "dd/mm/yyyy";
/// The sheet of paper A4, as workbooks number sizes.
pub(crate) const A4: u8 = 9;
/// What is overdue: its letters and what lies under them.
pub(crate) const OVERDUE: (u32, u32) = (0x00B0_1E1E, 0x00FB_DAD7);

/// The height of a line of text, in points.
pub(crate) const LINE: f64 = 15.75;
/// The greatest height that a row can have, in points.
const MOST: f64 = 409.0;

/// How wide a column is, in characters.
pub(crate) fn column_width(column: Column) -> u16 {
    match column {
        Column::Number => 5,
        Column::Plan => 14,
        Column::Title => 40,
        Column::Due | Column::Started | Column::Done | Column::Reached | Column::ReachedBy | Column::Committed => 12,
        Column::Status | Column::Target | Column::Product | Column::Wording | Column::Unit => 16,
        Column::Lead | Column::Support | Column::Reason | Column::Note => 19,
        Column::Evidence => 25,
        Column::Id | Column::Baseline => 30,
    }
}

/// The height of a row with these texts in their columns.
pub(crate) fn row_height<'a>(cells: impl Iterator<Item = (Column, &'a str)>) -> f64 {
    let cells = cells.filter(|(column, _)| !column.is_hidden());
    height(cells.map(|(column, text)| (column_width(column), text)))
}

/// The height of a row with these texts in cells of these widths.
pub(crate) fn height<'a>(cells: impl Iterator<Item = (u16, &'a str)>) -> f64 {
    let lines = cells.map(|(width, text)| lines(text, width));
    // A little more than the lines take, so that the tails of the last one are not cut.
    (f64::from(lines.max().unwrap_or(1)) * LINE + 3.0).min(MOST)
}

/// How many lines a text takes when wrapped at words. Letters of the sheet's font are on average a little narrower than
/// the digits by which columns are measured; capitals are wider.
fn lines(text: &str, columns: u16) -> u16 {
    let room = usize::from(columns) * 21 / 20;
    let mut lines: u16 = 0;
    for paragraph in text.split('\n') {
        let mut left = 0;
        lines = lines.saturating_add(1);
        for word in paragraph.split(' ') {
            let word = width(word) + word.chars().filter(|c| c.is_uppercase()).count() / 3;
            if left > 0 && left + 1 + word > room {
                lines = lines.saturating_add(1);
                left = 0;
            }
            // A word that is longer than the line is broken.
            let more = word.saturating_sub(1) / room;
            lines = lines.saturating_add(u16::try_from(more).unwrap_or(u16::MAX));
            left += word - more * room + usize::from(left > 0);
        }
    }
    lines
}

/// Earlier days are no dates to every spreadsheet alike: Excel counts a 29 February 1900.
pub(crate) fn first_day_of_cells() -> NaiveDate {
    NaiveDate::from_ymd_opt(1900, 3, 1).expect("1 March 1900 is in the calendar")
}

/// A text as a cell holds it.
pub(crate) fn clean(text: &str) -> String {
    shown(&text.chars().filter(|c| carried(*c)).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn lines_are_counted_as_they_wrap() {
        for (text, columns, expected) in [
            ("", 10, 1),
            ("một hai ba", 10, 1),
            ("một hai ba", 9, 2),
            ("một\nhai\n\nba", 10, 4),
            ("abcdefghijklmnopqrst", 10, 2),
            ("ab abcdefghijklmnopqrst", 10, 3),
        ] {
            assert_eq!(lines(text, columns), expected, "{text:?} in {columns}");
        }
    }
}
