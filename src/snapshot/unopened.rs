//! A workspace that cannot be opened, and why.

use crate::diagnostic::{FileReport, Lack};
use crate::model::plan::Lang;

/// A workspace that cannot be opened.
#[derive(Debug)]
pub struct Unopened {
    pub(crate) reports: Vec<FileReport>,
    /// The plan's language, as far as it could be read.
    pub(crate) language: Option<Lang>,
}

impl Unopened {
    /// What is wrong with files of plans in whatever language.
    pub(crate) fn of(reports: Vec<FileReport>) -> Self {
        Self { reports, language: None }
    }

    /// The object that the clone lacks, where that keeps it from being read.
    pub(crate) fn lacking(&self) -> Option<(String, Lack)> {
        self.reports.iter().find_map(FileReport::lacking)
    }

    /// Whether the system did not let it be read.
    pub(crate) fn is_unread(&self) -> bool {
        self.reports.iter().any(FileReport::is_unread)
    }
}
