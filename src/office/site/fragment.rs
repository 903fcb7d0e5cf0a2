//! Pieces of HTML. Markup is what stands in the program itself; everything else goes in as text.

use std::fmt::{Display, Write as _};
use std::io;

use crate::page::{CellValue, Heading, Layout, Page, Piece, Tone};
use crate::text::one_line;
use crate::words::Words;

/// HTML that is being written. Nothing of a file can become markup: that is only taken from the program's own texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Fragment(String);

impl Fragment {
    /// Markup of the program's own.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// A text, on one line, in which nothing is markup, also between quotes.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        for letter in one_line(text).chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                plain => self.0.push(plain),
            }
        }
        self
    }

    /// What is written the same everywhere: a number, an id, a day as programs have it.
    pub(super) fn plain(&mut self, value: impl Display) -> &mut Self {
        let text = value.to_string();
        self.text(&text)
    }

    /// A place or a length in a drawing.
    pub(super) fn length(&mut self, value: f64) -> &mut Self {
        let _ = write!(self.0, "{}", (value * 10.0).round() / 10.0);
        self
    }

    pub(super) fn add(&mut self, other: &Self) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    /// A link to a page of the site.
    pub(super) fn link(&mut self, way: &str, text: &str) -> &mut Self {
        self.raw("<a href=\"").text(way).raw("\">").text(text).raw("</a>")
    }

    /// A cell of a table.
    pub(super) fn cell(&mut self, text: &str) -> &mut Self {
        self.raw("<td>").text(text).raw("</td>")
    }

    /// A cell that is sorted by something else than what is read.
    pub(super) fn sorted(&mut self, class: &'static str, key: impl Display, text: &str) -> &mut Self {
        self.raw("<td class=\"").raw(class).raw("\" data-sort=\"").plain(key).raw("\">").text(text).raw("</td>")
    }

    /// The headings of a table; those of numbers stand at the right.
    pub(super) fn heads(&mut self, heads: &[(&'static str, &str)]) -> &mut Self {
        self.raw("<thead><tr>");
        for (class, text) in heads {
            self.raw("<th scope=\"col\" class=\"").raw(class).raw("\">").text(text).raw("</th>");
        }
        self.raw("</tr></thead>\n")
    }

    /// Opens a table whose rows can be filtered and sorted, with room to scroll.
    pub(super) fn open_table(&mut self, caption: &str, heads: &[(&'static str, &str)]) -> &mut Self {
        self.raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"").text(caption);
        self.raw("\"><table class=\"rows\">\n<caption class=\"aside\">").text(caption).raw("</caption>\n").heads(heads);
        self.raw("<tbody>\n")
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Rows that were written and had to wait.
    pub(super) fn kept(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.push_str(std::str::from_utf8(bytes).expect("rows are text"));
        self
    }
}

/// A page of other outputs as a piece of one of the site's.
pub(super) struct FragmentPage<'a> {
    pub(super) out: &'a mut Fragment,
    pub(super) words: &'a dyn Words,
    /// What ends the table that is open.
    pub(super) end: &'static str,
}

impl<'a> FragmentPage<'a> {
    pub(super) fn new(out: &'a mut Fragment, words: &'a dyn Words) -> Self {
        Self { out, words, end: "" }
    }

    fn value(&mut self, value: &CellValue) {
        match value {
            CellValue::Texts(texts) => {
                for (at, text) in texts.iter().enumerate() {
                    self.out.raw(if at > 0 { "<br>" } else { "" }).text(text);
                }
            }
            other => {
                self.out.text(&other.shown(self.words));
            }
        }
    }
}

/// How a tone is called in the style.
pub(super) fn tone_class(tone: Tone) -> &'static str {
    match tone {
        Tone::Bad => "state-overdue",
        Tone::Good => "state-completed",
        Tone::Near => "state-near",
        Tone::Heading | Tone::Plain | Tone::Faint => "",
    }
}

impl Page for FragmentPage<'_> {
    fn put(&mut self, piece: Piece) -> io::Result<()> {
        match piece {
            Piece::Head(_, text) | Piece::Remark(text) | Piece::Paragraph(_, text) | Piece::Gist(_, text) => {
                self.out.raw("<p>").text(&text).raw("</p>\n");
            }
            Piece::Heading(Heading { text, after, .. }) => {
                self.out.raw("<p class=\"step\"><b>").text(&text).raw("</b>");
                if let Some((tone, after)) = after {
                    self.out.raw(" <span class=\"").raw(tone_class(tone)).raw("\">").text(&after).raw("</span>");
                }
                self.out.raw("</p>\n");
            }
            Piece::Table(table) => {
                let (begin, end) =
                    if table.layout == Layout::Card { ("<dl>\n", "</dl>\n") } else { ("<ul>\n", "</ul>\n") };
                self.out.raw(begin);
                self.end = end;
            }
            Piece::Row(row) if self.end == "</dl>\n" => {
                self.out.raw("<dt>").text(&row.cells[0].shown(self.words)).raw("</dt><dd>");
                self.value(&row.cells[1]);
                self.out.raw("</dd>\n");
            }
            Piece::Row(row) => {
                self.out.raw("<li>");
                row.cells.iter().for_each(|cell| self.value(cell));
                self.out.raw("</li>\n");
            }
            Piece::EndTable => {
                self.out.raw(std::mem::take(&mut self.end));
            }
            Piece::Gap => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        let mut out = Fragment::default();
        out.raw("<a title=\"").text("\" onclick='x'").raw("\">").text("<script>&amp;\n</script>").raw("</a>");
        let made = std::str::from_utf8(out.as_bytes()).expect("it is text");
        assert_eq!(made, "<a title=\"&quot; onclick=&#39;x&#39;\">&lt;script&gt;&amp;amp; &lt;/script&gt;</a>");
    }
}
