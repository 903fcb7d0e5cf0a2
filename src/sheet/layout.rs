//! How wide columns are and how high rows: not every program that shows them makes rows grow with their text.

use super::column::Column;
use crate::text::width;

/// The height of a line of text, in points.
pub const LINE: f64 = 15.75;
/// The greatest height that a row can have, in points.
const MOST: f64 = 409.0;

/// How wide a column is, in characters.
pub fn column_width(column: Column) -> u16 {
    match column {
        Column::Number => 5,
        Column::Title => 40,
        Column::Due | Column::Started | Column::Done | Column::Committed => 12,
        Column::Status | Column::Product | Column::Wording | Column::Unit => 16,
        Column::Lead | Column::Support | Column::Reason | Column::Note => 19,
        Column::Evidence => 25,
        Column::Id | Column::Baseline => 30,
    }
}

/// The height of a row with these texts in their columns.
pub fn row_height<'a>(cells: impl Iterator<Item = (Column, &'a str)>) -> f64 {
    let lines = cells.filter(|(column, _)| !column.is_hidden()).map(|(column, text)| lines(text, column_width(column)));
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
