//! The report of a period.

mod form;
mod items;
mod lists;
mod many;
mod subject;
mod summary;
mod whole;

pub(crate) use self::many::ReportsPage;
pub(crate) use self::subject::ReportPage;
