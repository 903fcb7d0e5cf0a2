//! What stands in a text document: headings, paragraphs, tables, and the pages they stand on.

use std::io;

use super::letters::{Emphasis, elements, letters};
use super::markup::Markup;
use crate::page::{CellValue, ColumnHead, Heading, Page, PartId, Piece, Role, RowKind, TableHead, TableRow, Weight};
use crate::text::width;
use crate::words::Words;

/// How wide text is on a page of A4 upright, and across, in twentieths of a point.
const UPRIGHT: u32 = 9_354;
const ACROSS: u32 = 14_570;
/// Columns that are narrower than this on average, in twentieths of a point, are tight: the official table on an upright
/// page of a template.
const TIGHT: u32 = 1_000;
/// How wide a letter of a heading is on average, in twentieths of a point: bold, of size 12.
const LETTER: u32 = 132;

pub(crate) struct Look {
    /// The properties of paragraphs as XML: of a template, those of the paragraph that is replaced. Nothing: styles of
    /// plain paper by name.
    pub(crate) paragraph: Option<String>,
    /// The properties of their letters.
    pub(crate) run: String,
    pub(crate) width: u32,
}

impl Look {
    pub(crate) fn plain() -> Self {
        Self { paragraph: None, run: String::new(), width: UPRIGHT }
    }
}

#[derive(Clone, Copy)]
struct CellLook {
    /// Over how many columns it runs.
    span: usize,
    align: &'static str,
    emphasis: Emphasis,
    /// Whether its letters are smaller than those of other cells.
    small: bool,
    /// Whether it stands on the page of the row below.
    keeps: bool,
}

/// Writes what stands in a document.
pub(super) struct BodyWriter<'m> {
    markup: &'m mut Markup,
    look: Look,
    words: &'m dyn Words,
    /// Whether no pages have ended yet.
    first_pages: bool,
    after_table: bool,
    /// The columns of the table, and how wide they are.
    columns: Vec<ColumnHead>,
    widths: Vec<u32>,
    tight: bool,
    /// A row that waits for what comes after it.
    waiting: Option<TableRow>,
}

impl Page for BodyWriter<'_> {
    fn put(&mut self, piece: Piece) -> io::Result<()> {
        match piece {
            Piece::Head(weight, text) => {
                let style = match weight {
                    Weight::Title => "Title",
                    Weight::Subtitle => "Subtitle",
                    Weight::Plain => "Heading",
                    Weight::Warning => "Warning",
                };
                self.paragraph(style, &text);
            }
            Piece::Heading(heading) => self.heading(&heading),
            Piece::Paragraph(_, text) | Piece::Gist(_, text) => self.paragraph("Text", &text),
            Piece::Remark(text) => self.paragraph("Remark", &text),
            Piece::Table(table) => self.table(table),
            Piece::Row(row) => self.next_row(Some(row)),
            Piece::EndTable => {
                self.next_row(None);
                self.markup.close("w:tbl");
                self.after_table = true;
            }
            Piece::Gap => {}
        }
        Ok(())
    }
}

impl<'m> BodyWriter<'m> {
    pub(super) fn new(markup: &'m mut Markup, look: Look, words: &'m dyn Words) -> Self {
        Self {
            markup,
            look,
            words,
            first_pages: true,
            after_table: false,
            columns: Vec::new(),
            widths: Vec::new(),
            tight: false,
            waiting: None,
        }
    }

    /// Whether it writes on pages across.
    fn across(&self) -> bool {
        self.look.paragraph.is_none() && self.look.width == ACROSS
    }

    fn heading(&mut self, heading: &Heading) {
        // The official table has more columns than fit on an upright page; a template has pages of its own.
        let across = matches!(heading.id, PartId::Form | PartId::Tasks) && self.look.paragraph.is_none();
        if across != self.across() {
            self.pages_end(!across);
            self.look.width = if across { ACROSS } else { UPRIGHT };
        }
        if !heading.text.is_empty() {
            self.paragraph(if heading.level == 1 { "Heading1" } else { "Heading2" }, &heading.text);
        }
    }

    pub(super) fn warning(&mut self, text: &str) {
        self.paragraph("Warning", text);
    }

    /// Ends what takes the place of a paragraph.
    pub(super) fn end_blocks(&mut self) {
        self.part_from_table();
    }

    /// The pages of what stands last.
    pub(super) fn end(&mut self) {
        self.part_from_table();
        let (across, first) = (self.across(), self.first_pages);
        section(self.markup, across, PageNumbers::of(first));
    }

    /// Ends the pages so far: what follows stands on pages of another kind.
    fn pages_end(&mut self, across: bool) {
        let first = std::mem::take(&mut self.first_pages);
        self.after_table = false;
        self.markup.open("w:p", &[]);
        self.break_properties(Some((across, first)));
        self.markup.close("w:p");
    }

    /// A paragraph of a style. In a template it looks as the one whose place it takes, headings in bold.
    fn paragraph(&mut self, style: &str, text: &str) {
        self.part_from_table();
        self.markup.open("w:p", &[]);
        // A template has no such styles.
        let bare = self.look.paragraph.is_some();
        let bold = bare && matches!(style, "Title" | "Subtitle" | "Heading1" | "Heading2");
        let italic = bare && matches!(style, "Remark" | "Warning");
        if let Some(properties) = &self.look.paragraph {
            self.markup.raw(&if bold { with_next(properties) } else { properties.clone() });
        } else {
            self.markup.open("w:pPr", &[]);
            self.markup.empty("w:pStyle", &[("w:val", style)]);
            self.markup.close("w:pPr");
        }
        self.run(text, Emphasis { bold, italic, half_points: None });
        self.markup.close("w:p");
    }

    fn run(&mut self, text: &str, emphasis: Emphasis) {
        if text.is_empty() {
            return;
        }
        self.markup.open("w:r", &[]);
        let properties = letters(&self.look.run, emphasis);
        if !properties.is_empty() {
            self.markup.open("w:rPr", &[]);
            self.markup.raw(&properties);
            self.markup.close("w:rPr");
        }
        self.markup.element("w:t", &[("xml:space", "preserve")], text);
        self.markup.close("w:r");
    }

    fn table(&mut self, table: TableHead) {
        self.part_from_table();
        self.widths = widths(&table.columns, self.look.width);
        self.tight = self.look.width < TIGHT * u32::try_from(table.columns.len()).unwrap_or(u32::MAX);
        self.markup.open("w:tbl", &[]);
        self.markup.open("w:tblPr", &[]);
        let width: u32 = self.widths.iter().sum();
        self.markup.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        self.markup.open("w:tblBorders", &[]);
        for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
            self.markup.empty(side, &[("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")]);
        }
        self.markup.close("w:tblBorders");
        self.markup.empty("w:tblLayout", &[("w:type", "fixed")]);
        self.markup.open("w:tblCellMar", &[]);
        for side in ["w:left", "w:right"] {
            self.markup.empty(side, &[("w:w", if self.tight { "30" } else { "70" }), ("w:type", "dxa")]);
        }
        self.markup.close("w:tblCellMar");
        self.markup.close("w:tblPr");
        self.markup.open("w:tblGrid", &[]);
        for width in &self.widths {
            self.markup.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
        self.markup.close("w:tblGrid");
        let heads: Vec<&str> = table.columns.iter().map(|column| column.text.as_str()).collect();
        self.head_row(&heads, true);
        if !table.numbering.is_empty() {
            let numbering: Vec<&str> = table.numbering.iter().map(String::as_str).collect();
            self.head_row(&numbering, false);
        }
        self.columns = table.columns;
    }

    /// Writes the row that waits, and lets this one wait.
    fn next_row(&mut self, row: Option<TableRow>) {
        let next = row.as_ref().map(|row| row.kind);
        if let Some(last) = std::mem::replace(&mut self.waiting, row) {
            // Neither does the name of a group stand alone at the foot of a page, nor a sum alone at the head.
            let keeps = last.kind == RowKind::Group || matches!(next, Some(RowKind::Subtotal | RowKind::Total));
            self.row(&last, keeps);
        }
    }

    /// Parts a table from what comes after it: it must not touch another, and neither pages nor cells end with one.
    fn part_from_table(&mut self) {
        if std::mem::take(&mut self.after_table) {
            self.markup.open("w:p", &[]);
            self.break_properties(None);
            self.markup.close("w:p");
        }
    }

    /// The properties of a paragraph that is hardly there, perhaps with what says how the pages are that it ends.
    fn break_properties(&mut self, pages: Option<(bool, bool)>) {
        self.markup.open("w:pPr", &[]);
        if self.look.paragraph.is_none() {
            self.markup.empty("w:pStyle", &[("w:val", "Break")]);
        } else {
            self.markup.empty("w:spacing", &[("w:before", "0"), ("w:after", "0")]);
        }
        if let Some((across, first)) = pages {
            section(self.markup, across, PageNumbers::of(first));
        }
        self.markup.close("w:pPr");
    }

    /// A row that stands at the head of the table on each page.
    fn head_row(&mut self, texts: &[&str], strong: bool) {
        self.markup.open("w:tr", &[]);
        self.markup.open("w:trPr", &[]);
        self.markup.empty("w:cantSplit", &[]);
        self.markup.empty("w:tblHeader", &[]);
        self.markup.close("w:trPr");
        let room = |width: u32| width.saturating_sub(140) / LETTER;
        let widths = self.widths.clone();
        let mut words = texts.iter().zip(&widths).flat_map(|(text, width)| text.split(' ').map(|word| (word, *width)));
        let small = !strong || words.any(|(word, column)| width(word) > room(column) as usize);
        for (text, width) in texts.iter().zip(&widths) {
            let emphasis = Emphasis { bold: strong, italic: !strong, half_points: None };
            let look = CellLook { span: 1, align: "center", emphasis, small, keeps: false };
            self.cell(text, *width, look);
        }
        self.markup.close("w:tr");
    }

    fn row(&mut self, row: &TableRow, keeps: bool) {
        self.markup.open("w:tr", &[]);
        self.markup.open("w:trPr", &[]);
        self.markup.empty("w:cantSplit", &[]);
        self.markup.close("w:trPr");
        let emphasis = Emphasis { bold: row.kind != RowKind::Body, ..Emphasis::default() };
        // The name of a group runs over the empty cells after it.
        let filled = row.cells.iter().rposition(|value| *value != CellValue::Nothing).map_or(0, |last| last + 1);
        let spanning = if row.kind == RowKind::Group { filled.max(1) } else { row.cells.len() };
        for (at, value) in row.cells.iter().enumerate().take(spanning) {
            let last = at + 1 == spanning;
            let span = if last { row.cells.len() - at } else { 1 };
            let width = self.widths[at..at + span].iter().sum();
            let align = if span > 1 { "left" } else { align(self.columns[at].role) };
            self.cell(&value.shown(self.words), width, CellLook { span, align, emphasis, small: false, keeps });
        }
        self.markup.close("w:tr");
    }

    fn cell(&mut self, text: &str, width: u32, look: CellLook) {
        let CellLook { span, align, emphasis, small, keeps } = look;
        self.markup.open("w:tc", &[]);
        self.markup.open("w:tcPr", &[]);
        self.markup.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        if span > 1 {
            self.markup.empty("w:gridSpan", &[("w:val", &span.to_string())]);
        }
        self.markup.close("w:tcPr");
        self.markup.open("w:p", &[]);
        self.markup.open("w:pPr", &[]);
        if self.look.paragraph.is_none() {
            self.markup.empty("w:pStyle", &[("w:val", "Cell")]);
        }
        if keeps {
            self.markup.empty("w:keepNext", &[]);
        }
        if self.look.paragraph.is_some() {
            self.markup.empty(
                "w:spacing",
                &[("w:before", "20"), ("w:after", "20"), ("w:line", "240"), ("w:lineRule", "auto")],
            );
            self.markup.empty("w:ind", &[("w:firstLine", "0"), ("w:left", "0")]);
        }
        // In a template the letters of its text would be too large for cells.
        let half_points = match (self.look.paragraph.is_some(), self.tight, small) {
            (true, true, _) => Some(16),
            (_, _, true) => Some(20),
            (true, false, false) => Some(22),
            (false, _, false) => None,
        };
        self.markup.empty("w:jc", &[("w:val", align)]);
        // Empty cells are as high as others.
        if let Some(size) = half_points {
            self.markup.open("w:rPr", &[]);
            for name in ["w:sz", "w:szCs"] {
                self.markup.empty(name, &[("w:val", &size.to_string())]);
            }
            self.markup.close("w:rPr");
        }
        self.markup.close("w:pPr");
        self.run(text, Emphasis { half_points, ..emphasis });
        self.markup.close("w:p");
        self.markup.close("w:tc");
    }
}

/// The properties of a paragraph, and that it stands on the page of what comes after it.
fn with_next(properties: &str) -> String {
    const NEXT: &str = "<w:keepNext/>";
    if properties.is_empty() {
        return format!("<w:pPr>{NEXT}</w:pPr>");
    }
    let inside = properties.find('>').map_or(properties.len(), |at| at + 1);
    let end = properties.rfind('<').unwrap_or(properties.len()).max(inside);
    let mut all = elements(&properties[inside..end]);
    all.retain(|(name, _)| name != "w:keepNext");
    // Only the style comes before it (ECMA-376, part 1, 17.3.1.26).
    let at = usize::from(all.first().is_some_and(|(name, _)| name == "w:pStyle"));
    all.insert(at, ("w:keepNext".to_owned(), NEXT.to_owned()));
    let all: String = all.into_iter().map(|(_, xml)| xml).collect();
    format!("{}{all}{}", &properties[..inside], &properties[end..])
}

fn align(role: Role) -> &'static str {
    match role {
        Role::Short | Role::Day => "center",
        Role::Number => "right",
        _ => "left",
    }
}

/// How wide each column is, by its share.
fn widths(columns: &[ColumnHead], whole: u32) -> Vec<u32> {
    let shares: u32 = columns.iter().map(|column| u32::from(column.share)).sum::<u32>().max(1);
    let mut widths: Vec<u32> = columns.iter().map(|column| u32::from(column.share) * whole / shares).collect();
    let used: u32 = widths.iter().sum();
    if let Some(last) = widths.last_mut() {
        *last += whole - used;
    }
    widths
}

/// What pages say of their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PageNumbers {
    /// They go on from the pages before.
    Follow,
    /// The first page has none.
    HideFirst,
    /// They begin again with 1, which is not shown: annexes.
    Anew,
}

impl PageNumbers {
    /// Of a document without annexes: the very first page has no number.
    fn of(first: bool) -> Self {
        if first { Self::HideFirst } else { Self::Follow }
    }
}

/// The pages of the paragraphs above: A4, upright or across.
pub(super) fn section(markup: &mut Markup, across: bool, numbers: PageNumbers) {
    markup.open("w:sectPr", &[]);
    markup.empty("w:headerReference", &[("w:type", "default"), ("r:id", "rId1")]);
    markup.empty("w:headerReference", &[("w:type", "first"), ("r:id", "rId2")]);
    markup.empty("w:type", &[("w:val", "nextPage")]);
    let margins = |sides: [(&'static str, &'static str); 4]| {
        let rest = [("w:header", "567"), ("w:footer", "567"), ("w:gutter", "0")];
        sides.into_iter().chain(rest).collect::<Vec<_>>()
    };
    if across {
        markup.empty("w:pgSz", &[("w:w", "16838"), ("w:h", "11906"), ("w:orient", "landscape")]);
        let sides = [("w:top", "1701"), ("w:right", "1134"), ("w:bottom", "850"), ("w:left", "1134")];
        markup.empty("w:pgMar", &margins(sides));
    } else {
        markup.empty("w:pgSz", &[("w:w", "11906"), ("w:h", "16838")]);
        let sides = [("w:top", "1134"), ("w:right", "851"), ("w:bottom", "1134"), ("w:left", "1701")];
        markup.empty("w:pgMar", &margins(sides));
    }
    if numbers == PageNumbers::Anew {
        markup.empty("w:pgNumType", &[("w:start", "1")]);
    }
    if numbers != PageNumbers::Follow {
        markup.empty("w:titlePg", &[]);
    }
    markup.close("w:sectPr");
}
