//! What people read: [`sink::Page`], to which reports, letters, lists and comparisons are written once for all formats,
//! and its writers for terminals, Markdown and text.

pub(crate) mod adopted;
pub(crate) mod amendment;
pub(crate) mod audit;
pub(crate) mod below;
pub(crate) mod board;
pub(crate) mod card;
pub(crate) mod collection;
pub mod diagnostic;
pub(crate) mod digest;
pub(crate) mod drafted;
mod fingerprint;
pub(crate) mod flat;
pub(crate) mod letter;
pub(crate) mod listing;
pub(crate) mod markdown;
pub(crate) mod plan;
pub(crate) mod record;
pub(crate) mod report;
pub(crate) mod review;
pub(crate) mod sink;
pub mod terminal;
pub(crate) mod text;
pub(crate) mod tone;
pub(crate) mod trend;
pub(crate) mod updated;
pub(crate) mod value;
pub(crate) mod wording;

pub(crate) use self::sink::{
    ColumnHead, Heading, Layout, Page, PartId, Piece, Role, RowKind, TableHead, TableRow, Weight,
};
pub(crate) use self::tone::Tone;
pub(crate) use self::value::{CellValue, bar};
