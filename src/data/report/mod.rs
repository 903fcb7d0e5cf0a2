//! A report for programs, and how the files of reports are known and listed.

pub mod csv;
pub mod index;
pub mod json;
pub mod mark;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Markdown,
    /// A page for a browser.
    Html,
    Xlsx,
    Docx,
    /// The official table, for spreadsheets.
    Csv,
    Json,
}

impl Format {
    pub const ALL: [Self; 6] = [Self::Markdown, Self::Html, Self::Xlsx, Self::Docx, Self::Csv, Self::Json];

    /// As the command line and the names of files have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}
