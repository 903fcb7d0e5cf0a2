//! A report for programs, and how the files of reports are known and listed.

pub(crate) mod csv;
pub(crate) mod index;
pub(crate) mod json;
pub(crate) mod mark;
pub(crate) mod name;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReportFormat {
    Markdown,
    Html,
    Xlsx,
    Docx,
    Csv,
    Json,
    JsonLines,
}

impl ReportFormat {
    pub(crate) const ALL: [Self; 7] =
        [Self::Markdown, Self::Html, Self::Xlsx, Self::Docx, Self::Csv, Self::Json, Self::JsonLines];

    /// As the command line and the names of files have it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
        }
    }
}
