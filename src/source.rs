//! Source texts: what a file says, and which line and column an offset is.

use std::ops::Range;

/// UTF-8's byte order mark, which Windows editors put first.
pub(crate) const BOM: &str = "\u{feff}";

/// A file's text as it was read, named as people are told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its path, relative to the workspace, with `/` between folders.
    pub(crate) path: String,
    /// Its text without a byte order mark. Offsets count from here.
    pub(crate) text: String,
    /// Whether a byte order mark came before.
    pub(crate) bom: bool,
}

/// A place in a text for people: both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub(crate) line: usize,
    /// The column, in characters (Unicode scalar values), as editors count.
    pub(crate) column: usize,
}

impl Source {
    pub fn new(path: impl Into<String>, text: &str) -> Self {
        let stripped = text.strip_prefix(BOM);
        Self { path: path.into(), text: stripped.unwrap_or(text).to_owned(), bom: stripped.is_some() }
    }

    /// The bytes of `span` as the file counts them: the byte order mark included.
    pub(crate) fn file_bytes(&self, span: &Range<usize>) -> Range<usize> {
        let skipped = if self.bom { BOM.len() } else { 0 };
        span.start + skipped..span.end + skipped
    }
}

/// The place of byte `offset` of `text`.
pub(crate) fn position(text: &str, offset: usize) -> Position {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    Position { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_skip_the_byte_order_mark() {
        let source = Source::new("plan.toml", "\u{feff}a = 1\r\ntên = 2\n");
        assert_eq!(position(&source.text, 0), Position { line: 1, column: 1 });
        let equals = source.text.find("= 2").expect("it is there");
        assert_eq!(position(&source.text, equals), Position { line: 2, column: 5 });
        assert_eq!(position(&source.text, 9_999), Position { line: 3, column: 1 });
        assert_eq!(source.file_bytes(&(0..1)), 3..4);
    }
}
