//! The report of a period.

mod form;
mod items;
mod lists;
mod subject;
mod whole;

pub(crate) use self::subject::ReportPage;
