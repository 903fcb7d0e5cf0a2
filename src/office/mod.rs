//! What office software and browsers open: DOCX and its templates, XLSX, pages of HTML, sites.

pub(crate) mod docx;
pub(crate) mod eml;
pub(crate) mod html;
pub(crate) mod reader;
pub(crate) mod report;
pub(crate) mod site;
pub(crate) mod xlsx;
