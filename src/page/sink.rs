//! A page as a sink: what is put into it piece by piece comes out in one format. What stands in one format stands in all.

use std::io;

use super::tone::Tone;
use super::value::CellValue;
use crate::text::one_line;
use crate::view::named::Named;

/// A sink for everything a person reads.
pub(crate) trait Page {
    fn put(&mut self, piece: Piece) -> io::Result<()>;

    /// A section that such a page may have and this one has not: it stands only where a template has a place for it.
    fn spare(&mut self, _id: PartId, _text: String) {}

    /// Whether it keeps such texts.
    fn keeps_spare(&self) -> bool {
        false
    }
}

/// A piece of a page, in the order of reading.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    /// A line of the head of the page.
    Head(Weight, String),
    /// Opens a section; it ends where the next one of its level, or of one above, begins.
    Heading(Heading),
    /// It may have several lines.
    Paragraph(Tone, String),
    Gist(Tone, String),
    /// A remark on what stands above or below it.
    Remark(String),
    /// Opens a table, whose rows follow.
    Table(TableHead),
    Row(TableRow),
    EndTable,
    /// An empty line, where nothing else parts what comes from what is above.
    Gap,
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
    pub(crate) tone: Tone,
    /// Empty where the section goes without.
    pub(crate) text: String,
    /// What stands after it on its line.
    pub(crate) after: Option<(Tone, String)>,
    /// Whether what is under it is shown only to those who ask, where a format can do so.
    pub(crate) folded: bool,
}

impl Heading {
    pub(crate) fn new(id: PartId, level: u8, text: impl Into<String>) -> Self {
        Self { id, level, tone: Tone::Heading, text: text.into(), after: None, folded: false }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartId {
    Summary,
    Figures,
    Form,
    Tasks,
    Happened,
    Completed,
    NewlyOverdue,
    Extended,
    Waived,
    Awaiting,
    Carried,
    Upcoming,
    Shortcomings,
    Next,
    Ongoing,
    Overdue,
    DueSoon,
    Closing,
    Heat,
    Chart,
    Items,
    /// One that neither templates nor links name.
    Other,
}

impl PartId {
    /// As templates and links name it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Figures => "figures",
            Self::Form => "form",
            Self::Tasks => "tasks",
            Self::Happened => "happened",
            Self::Completed => "completed",
            Self::NewlyOverdue => "newly-overdue",
            Self::Extended => "extended",
            Self::Waived => "waived",
            Self::Awaiting => "awaiting",
            Self::Carried => "carried",
            Self::Upcoming => "upcoming",
            Self::Shortcomings => "shortcomings",
            Self::Next => "next",
            Self::Ongoing => "ongoing",
            Self::Overdue => "overdue",
            Self::DueSoon => "due-soon",
            Self::Closing => "closing",
            Self::Heat => "heat",
            Self::Chart => "chart",
            Self::Items => "items",
            Self::Other => "other",
        }
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct TableHead {
    pub(crate) layout: Layout,
    pub(crate) columns: Vec<ColumnHead>,
    /// What each column is called in a row under the headings that numbers them, as official tables do; or nothing.
    pub(crate) numbering: Vec<String>,
}

/// How a table is laid out where a format has room for more than rows and columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Layout {
    #[default]
    Grid,
    /// Each row is an entry of a list. Its columns need no headings.
    List,
    /// Each row is a label and what belongs to it.
    Card,
}

impl TableHead {
    pub(crate) fn new(columns: impl IntoIterator<Item = ColumnHead>) -> Self {
        Self { columns: columns.into_iter().collect(), ..Self::default() }
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
    State,
    /// Of an entry of a list: how it stood, how it stands, what else changed, and which rules say so.
    Before,
    After,
    Detail,
    Codes,
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
        self.put(Piece::Paragraph(Tone::Plain, one_line(text.as_ref())))
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

    /// A paragraph that stands out.
    pub(crate) fn toned(&mut self, tone: Tone, text: impl Into<String>) -> io::Result<()> {
        self.put(Piece::Paragraph(tone, text.into()))
    }

    /// A heading that neither templates nor links name.
    pub(crate) fn section(&mut self, level: u8, text: impl Into<String>) -> io::Result<()> {
        self.put(Piece::Heading(Heading::new(PartId::Other, level, text)))
    }

    /// A heading, and what stands after it.
    pub(crate) fn section_with(&mut self, text: impl Into<String>, after: (Tone, String)) -> io::Result<()> {
        let heading = Heading::new(PartId::Other, 1, text);
        self.put(Piece::Heading(Heading { after: Some(after), ..heading }))
    }

    /// A list whose entries are these cells; its columns have these roles.
    pub(crate) fn list(&mut self, roles: &[Role], rows: impl IntoIterator<Item = Vec<CellValue>>) -> io::Result<()> {
        let columns = roles.iter().map(|role| ColumnHead::new(*role, "", 0)).collect();
        self.put(Piece::Table(TableHead { layout: Layout::List, columns, numbering: Vec::new() }))?;
        rows.into_iter().try_for_each(|cells| self.row(RowKind::Body, cells))?;
        self.end_table()
    }

    /// Labels with what belongs to them; those that have nothing are left out.
    pub(crate) fn card<'l>(&mut self, fields: impl IntoIterator<Item = (&'l str, CellValue)>) -> io::Result<()> {
        let columns = [Role::Words; 2].map(|role| ColumnHead::new(role, "", 0)).to_vec();
        self.put(Piece::Table(TableHead { layout: Layout::Card, columns, numbering: Vec::new() }))?;
        for (label, value) in fields.into_iter().filter(|(_, value)| *value != CellValue::Nothing) {
            self.row(RowKind::Body, vec![CellValue::Text(label.to_owned()), value])?;
        }
        self.end_table()
    }
}
