//! A page as a sink: what is put into it piece by piece comes out in one format. What stands in one format stands in all.

use std::io;

use super::value::CellValue;
use crate::text::one_line;
use crate::view::board::Named;

/// A sink for everything a person reads.
pub(crate) trait Page {
    fn put(&mut self, piece: Piece) -> io::Result<()>;

    /// A section that such a page may have and this one has not: it stands only where a template has a place for it.
    fn spare(&mut self, _id: PartId, _text: String) {}
}

/// A piece of a page, in the order of reading.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    /// A line of the head of the page.
    Head(Weight, String),
    /// Opens a section; it ends where the next one of its level, or of one above, begins.
    Heading(Heading),
    Paragraph(String),
    /// A remark on what stands above or below it.
    Remark(String),
    /// Opens a table, whose rows follow.
    Table(TableHead),
    Row(TableRow),
    EndTable,
}

/// How a line of the head stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weight {
    Title,
    /// As heavy as the title, below it.
    Subtitle,
    Plain,
    Warning,
}

#[derive(Clone, Debug)]
pub(crate) struct Heading {
    /// What the section is, for templates and links.
    pub(crate) id: PartId,
    /// How deep it lies: 1, or 2 inside of the section before it.
    pub(crate) level: u8,
    /// Empty where the section goes without.
    pub(crate) text: String,
    /// Whether what is under it is shown only to those who ask, where a format can do so.
    pub(crate) folded: bool,
}

impl Heading {
    pub(crate) fn new(id: PartId, level: u8, text: impl Into<String>) -> Self {
        Self { id, level, text: text.into(), folded: false }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartId {
    Summary,
    Figures,
    Form,
    Happened,
    Completed,
    NewlyOverdue,
    Extended,
    Waived,
    Awaiting,
    Carried,
    Upcoming,
    Ongoing,
    Overdue,
    DueSoon,
    Closing,
    Heat,
    Chart,
    Items,
}

impl PartId {
    /// As templates and links name it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Figures => "figures",
            Self::Form => "form",
            Self::Happened => "happened",
            Self::Completed => "completed",
            Self::NewlyOverdue => "newly-overdue",
            Self::Extended => "extended",
            Self::Waived => "waived",
            Self::Awaiting => "awaiting",
            Self::Carried => "carried",
            Self::Upcoming => "upcoming",
            Self::Ongoing => "ongoing",
            Self::Overdue => "overdue",
            Self::DueSoon => "due-soon",
            Self::Closing => "closing",
            Self::Heat => "heat",
            Self::Chart => "chart",
            Self::Items => "items",
        }
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct TableHead {
    pub(crate) columns: Vec<ColumnHead>,
    /// What each column is called in a row under the headings that numbers them, as official tables do; or nothing.
    pub(crate) numbering: Vec<String>,
}

impl TableHead {
    pub(crate) fn new(columns: impl IntoIterator<Item = ColumnHead>) -> Self {
        Self { columns: columns.into_iter().collect(), numbering: Vec::new() }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct ColumnHead {
    pub(crate) text: String,
    pub(crate) role: Role,
    /// How wide it is, beside the others.
    pub(crate) share: u16,
}

/// What the cells of a column hold, by which formats set them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Words,
    /// A few letters, which do not.
    Short,
    Day,
    Number,
}

impl ColumnHead {
    pub(crate) fn new(role: Role, text: impl Into<String>, share: u16) -> Self {
        Self { text: text.into(), role, share }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct TableRow {
    pub(crate) kind: RowKind,
    pub(crate) cells: Vec<CellValue>,
    /// The obligation that it is about, if it is about one.
    pub(crate) about: Option<Named>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowKind {
    Body,
    /// It heads the rows below: only the cell of names is filled.
    Group,
    /// The sum of the rows above it, up to the head of their group.
    Subtotal,
    Total,
}

impl dyn Page + '_ {
    /// A line of the head with nothing in it that would not be seen.
    pub(crate) fn head(&mut self, weight: Weight, text: impl AsRef<str>) -> io::Result<()> {
        self.put(Piece::Head(weight, one_line(text.as_ref())))
    }

    pub(crate) fn heading(&mut self, id: PartId, level: u8, text: impl Into<String>) -> io::Result<()> {
        self.put(Piece::Heading(Heading::new(id, level, text)))
    }

    /// A paragraph with nothing in it that would not be seen.
    pub(crate) fn paragraph(&mut self, text: impl AsRef<str>) -> io::Result<()> {
        self.put(Piece::Paragraph(one_line(text.as_ref())))
    }

    pub(crate) fn remark(&mut self, text: impl Into<String>) -> io::Result<()> {
        self.put(Piece::Remark(text.into()))
    }

    pub(crate) fn table(&mut self, columns: impl IntoIterator<Item = ColumnHead>) -> io::Result<()> {
        self.put(Piece::Table(TableHead::new(columns)))
    }

    pub(crate) fn row(&mut self, kind: RowKind, cells: Vec<CellValue>) -> io::Result<()> {
        self.put(Piece::Row(TableRow { kind, cells, about: None }))
    }

    pub(crate) fn end_table(&mut self) -> io::Result<()> {
        self.put(Piece::EndTable)
    }
}
