//! Reports and letters as documents: headings, paragraphs and tables in words, before any format. What stands in one
//! format stands in all.

pub mod diagnostic;
pub mod letter;
pub mod markdown;
pub mod report;
pub mod review;
pub mod terminal;
pub mod text;

use chrono::NaiveDate;

use crate::text::one_line;
use crate::view::board::Named;
use crate::view::report::tally::Rate;
use crate::words::{Phrase, Words, date};

/// A document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Its head, line by line: the first is the title.
    pub head: Vec<Line>,
    /// Its parts, in order.
    pub parts: Vec<Part>,
    /// Parts that such a document may have and this one has not: they stand only where a template has a place for them.
    pub spare: Vec<Part>,
}

/// A line of the head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// Why it stands out.
    pub weight: Weight,
}

impl Line {
    /// A line with nothing in it that would not be seen.
    pub fn new(weight: Weight, text: impl AsRef<str>) -> Self {
        Self { text: one_line(text.as_ref()), weight }
    }
}

/// How a line of the head stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// The title.
    Title,
    /// As heavy as the title, below it.
    Subtitle,
    /// Ordinary.
    Plain,
    /// What nobody should overlook.
    Warning,
}

/// A part of a document: a heading with what belongs under it.
#[derive(Clone, Debug)]
pub struct Part {
    /// What it is, for templates and links.
    pub id: PartId,
    /// How deep it lies: 1, or 2 inside of the part before it.
    pub level: u8,
    /// Its heading; nothing where it goes without.
    pub heading: Option<String>,
    /// What stands under it.
    pub blocks: Vec<Block>,
}

/// What a part of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as the parts of a report and a letter are")]
pub enum PartId {
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
}

impl PartId {
    /// As templates and links name it.
    pub fn as_str(self) -> &'static str {
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
        }
    }
}

/// A paragraph or a table.
#[derive(Clone, Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// A remark on what stands above or below it.
    Remark(String),
    /// A table.
    Table(Table),
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Whether a row under the headings numbers the columns, as official tables do: what each is called there.
    pub numbering: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub head: String,
    /// How its cells are set.
    pub align: Align,
    /// How wide it is, beside the others.
    pub share: u16,
}

/// How cells are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// A row.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Its cells, one for each column.
    pub cells: Vec<Value>,
    /// The obligation that it is about, if it is about one.
    pub about: Option<Named>,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// One of many.
    Body,
    /// It heads the rows below: only the cell of names is filled.
    Group,
    /// The sum of the rows above it, up to the head of their group.
    Subtotal,
    /// The sum of all.
    Total,
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Nothing,
    /// There could be something, but there is nothing to say.
    Dash,
    /// Words.
    Text(String),
    /// A number.
    Count(u64),
    /// How much more there is, or less.
    Change(i64),
    /// A rate.
    Rate(Rate),
    /// How much more of a rate there is, or less, in tenths of a percentage point.
    RateChange(i32),
    /// A day.
    Day(NaiveDate),
    /// So many days.
    Days(i64),
}

impl Value {
    /// A day, if there is one.
    pub fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }

    /// A rate, if there is one.
    pub fn rate(rate: Option<Rate>) -> Self {
        rate.map_or(Self::Dash, Self::Rate)
    }

    /// Words, if there are any: on one line, and nothing in them that would not be seen.
    pub fn text(text: impl AsRef<str>) -> Self {
        let text = one_line(text.as_ref());
        if text.is_empty() { Self::Nothing } else { Self::Text(text) }
    }

    /// What people read.
    pub fn shown(&self, words: &dyn Words) -> String {
        let signed = |amount: i64, text: String| match amount {
            0 => text,
            1.. => format!("+{text}"),
            _ => format!("−{text}"),
        };
        match self {
            Self::Nothing => String::new(),
            Self::Dash => "–".to_owned(),
            Self::Text(text) => text.clone(),
            Self::Count(count) => words.number(*count),
            Self::Change(change) => signed(*change, words.number(change.unsigned_abs())),
            Self::Rate(rate) => words.rate(*rate),
            Self::RateChange(tenths) => {
                let size = u16::try_from(tenths.unsigned_abs()).unwrap_or(u16::MAX);
                signed(i64::from(*tenths), words.tenths(size))
            }
            Self::Day(day) => date(*day),
            Self::Days(days) => words.phrase(&Phrase::Days(*days)),
        }
    }
}

impl Block {
    /// A paragraph with nothing in it that would not be seen.
    pub fn paragraph(text: impl AsRef<str>) -> Self {
        Self::Paragraph(one_line(text.as_ref()))
    }
}

impl Table {
    /// A table of these columns without rows.
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { columns: columns.into_iter().collect(), ..Self::default() }
    }

    /// Adds a row of this kind.
    pub fn push(&mut self, kind: RowKind, cells: Vec<Value>) {
        self.rows.push(Row { kind, cells, about: None });
    }

    /// Adds a row about an obligation.
    pub fn push_about(&mut self, about: Named, cells: Vec<Value>) {
        self.rows.push(Row { kind: RowKind::Body, cells, about: Some(about) });
    }
}

impl Column {
    /// A column of words.
    pub fn words(head: impl Into<String>, share: u16) -> Self {
        Self { head: head.into(), align: Align::Left, share }
    }

    /// A column of numbers.
    pub fn numbers(head: impl Into<String>, share: u16) -> Self {
        Self { head: head.into(), align: Align::Right, share }
    }

    /// A column of short entries, such as days.
    pub fn short(head: impl Into<String>, share: u16) -> Self {
        Self { head: head.into(), align: Align::Center, share }
    }
}
