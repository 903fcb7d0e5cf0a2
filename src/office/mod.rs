//! What office software and browsers open: DOCX and its templates, XLSX, pages of HTML.

pub mod docx;
pub mod html;
pub mod report;
pub mod xlsx;
