//! The report of a period.

mod form;
mod items;
mod lists;
mod subject;
mod summary;
mod whole;

pub(crate) use self::subject::ReportPage;
