//! CSV as spreadsheets save it: UTF-8, or UTF-16 with its mark; cells parted by commas, semicolons or tabs.

use std::borrow::Cow;

use super::grid::{Cell, Grid};
use super::tasks;
use super::{MAX_CELL_BYTES, MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS};
use crate::source::BOM;
use crate::text::shows_nothing;
use crate::view::sheet::Place;
use crate::view::sheet::problem::{Bound, Unreadable};

/// What may part cells, the likeliest first.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// The cells in the bytes of a CSV file, all of them texts.
pub fn grid(bytes: &[u8]) -> Result<Grid, Unreadable> {
    if bytes.len() as u64 > MAX_FILE_BYTES {
        return Err(Unreadable::TooMuch { what: Bound::File, limit: MAX_FILE_BYTES, at: None });
    }
    let text = decode(bytes).ok_or(Unreadable::NotUtf8)?;
    // The separator is the one by which the headings are found; which one it is depends on the region of Windows.
    let mut first_fault = None;
    for separator in SEPARATORS {
        match split(&text, separator) {
            Ok(grid) if tasks::has_any_headings(&grid) => return Ok(grid),
            Ok(_) => {}
            Err(fault) => first_fault = first_fault.or(Some(fault)),
        }
    }
    Err(first_fault.unwrap_or(Unreadable::NoTable))
}

/// The cells of any file of separated values: by the separator that gives most rows the same number of cells, or by the
/// one that a first line `sep=;` names.
pub(crate) fn any_grid(bytes: &[u8]) -> Result<Grid, Unreadable> {
    let text = decode(bytes).ok_or(Unreadable::NotUtf8)?;
    let named = text.strip_prefix("sep=").and_then(|rest| rest.chars().next());
    if let Some(separator) = named.filter(|named| SEPARATORS.contains(named)) {
        let mut grid = split(&text, separator)?;
        grid.lines.retain(|line| line.number > 1);
        return Ok(grid);
    }
    let (mut best, mut first_fault) = (None, None);
    for separator in SEPARATORS {
        match split(&text, separator) {
            Ok(grid) => {
                let score = evenness(&grid);
                if best.as_ref().is_none_or(|(most, _)| score > *most) {
                    best = Some((score, grid));
                }
            }
            Err(fault) => first_fault = first_fault.or(Some(fault)),
        }
    }
    match (best, first_fault) {
        (Some((score, grid)), fault) if score.0 > 1 || fault.is_none() => Ok(grid),
        (_, fault) => Err(fault.unwrap_or(Unreadable::NoTable)),
    }
}

/// In how many rows something stands in more than one column, and how many cells that makes.
fn evenness(grid: &Grid) -> (usize, usize) {
    let parted = grid.lines.iter().filter(|line| line.cells.len() > 1);
    (parted.clone().count(), parted.map(|line| line.cells.len()).sum())
}

pub(crate) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        rest.is_empty().then(|| String::from_utf16(&units).ok()).flatten()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes).map(Cow::Owned),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes).map(Cow::Owned),
        _ => {
            let text = simdutf8::basic::from_utf8(bytes).ok()?;
            Some(Cow::Borrowed(text.strip_prefix(BOM).unwrap_or(text)))
        }
    }
}

/// Where in a row the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// At the beginning of a cell.
    Start,
    /// In a cell without quotes, or after its closing quote.
    Plain,
    Quotes,
}

/// The cells of a text. Rows are counted as spreadsheets count them, blank ones too. A quote that is never closed is
/// told: it would swallow every row after it.
fn split(text: &str, separator: char) -> Result<Grid, Unreadable> {
    let (mut cells, mut held, mut within) = (Vec::new(), String::new(), Within::Start);
    let mut at = Place { row: 1, column: 1 };
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (within, letter) {
            (Within::Quotes, '"') if letters.peek() == Some(&'"') => {
                letters.next();
                held.push('"');
            }
            (Within::Quotes, '"') => within = Within::Plain,
            (Within::Quotes, letter) => held.push(letter),
            (Within::Start, '"') => within = Within::Quotes,
            (_, '\r') if letters.peek() == Some(&'\n') => {}
            (_, letter) if letter == separator || matches!(letter, '\n' | '\r') => {
                put(&mut cells, at, &mut held)?;
                within = Within::Start;
                at = match letter {
                    '\n' | '\r' => Place { row: at.row + 1, column: 1 },
                    _ => Place { row: at.row, column: at.column + 1 },
                };
            }
            (_, letter) => {
                within = Within::Plain;
                held.push(letter);
            }
        }
    }
    if within == Within::Quotes {
        return Err(Unreadable::OpenQuote { at });
    }
    put(&mut cells, at, &mut held)?;
    Ok(Grid::new(None, cells))
}

fn put(cells: &mut Vec<(Place, Cell)>, at: Place, held: &mut String) -> Result<(), Unreadable> {
    let text = std::mem::take(held);
    if shows_nothing(&text) {
        return Ok(());
    }
    for (over, what, limit) in [
        (at.row > MAX_ROWS, Bound::Rows, MAX_ROWS),
        (at.column > MAX_COLUMNS, Bound::Columns, MAX_COLUMNS),
        (text.len() > MAX_CELL_BYTES as usize, Bound::CellText, MAX_CELL_BYTES),
    ] {
        if over {
            return Err(Unreadable::TooMuch { what, limit: u64::from(limit), at: Some(at) });
        }
    }
    cells.push((at, Cell::Text(text)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str, separator: char) -> Vec<(String, String)> {
        let grid = split(text, separator).expect("it can be split");
        let cells = grid.lines.iter().flat_map(|line| line.cells.iter().map(move |(at, cell)| (line.place(*at), cell)));
        cells
            .map(|(place, cell)| match cell {
                Cell::Text(text) => (place.to_string(), text.clone()),
                other => panic!("{other:?} is no text"),
            })
            .collect()
    }

    #[test]
    fn cells_are_where_a_spreadsheet_would_show_them() {
        let expected = [("A1", "a"), ("B1", "b,\r\n\"c\""), ("A3", "d"), ("C3", "e")];
        let expected = expected.map(|(place, text)| (place.to_owned(), text.to_owned()));
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("a,\"b,\r\n\"\"c\"\"\"{end}{end}d,,e");
            assert_eq!(texts(&text, ','), expected, "{end:?}");
        }
        assert_eq!(texts("a\"b;c \"d\"\n", ';')[1].1, "c \"d\"");
    }

    #[test]
    fn a_quote_that_is_not_closed_is_told() {
        assert_eq!(split("a,b\nc,\"d\ne,f\n", ','), Err(Unreadable::OpenQuote { at: Place { row: 2, column: 2 } }));
    }
}
