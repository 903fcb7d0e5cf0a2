//! How a file is known for a report that this program made, and as of which day.

use std::io::{self, Cursor, Read, Write};

use chrono::NaiveDate;
use zip::ZipArchive;

use super::Format;
use crate::model::plan::Lang;
use crate::source::BOM;
use crate::view::report::scope::Scope;

/// What begins the last line of a report in Markdown, which no reader sees.
const BEGIN: &str = "<!-- tiendo.report/1 ";
/// What ends it.
const END: &str = " -->\n";

/// What the head of a page says of its maker.
const GENERATOR: &str = "<meta name=\"generator\" content=\"tiendo.report/1\">";
/// What stands before the day in the head of a page.
const AS_OF: &str = "<meta name=\"as-of\" content=\"";

/// The most that is read of what a document says of itself, in bytes.
const MOST_PROPERTIES: u64 = 64 * 1024;

/// Ends a report in Markdown: with its period, its day and its language, by which it can be made again.
pub fn write(out: &mut dyn Write, scope: Scope, lang: Lang) -> io::Result<()> {
    write!(out, "\n{BEGIN}{} {} {}{END}", scope.period, scope.as_of, lang.tag())
}

/// Whether a file is a report that this program made, as far as its bytes tell. Those of offices do not: people are
/// meant to go on writing in them.
pub fn is_ours(format: Format, bytes: &[u8]) -> bool {
    match format {
        Format::Markdown => mark(bytes).is_some(),
        Format::Html => page_head(bytes).contains(GENERATOR),
        Format::Xlsx | Format::Docx => false,
        Format::Csv => {
            let headings = super::csv::COLUMNS.join(",");
            bytes.strip_prefix(BOM.as_bytes()).is_some_and(|rest| rest.starts_with(headings.as_bytes()))
        }
        Format::Json => bytes.starts_with(format!("{{\"format\":\"{}\"", super::json::FORMAT).as_bytes()),
    }
}

/// The day that a report made by this program is as of, if its format tells.
pub fn as_of(format: Format, bytes: &[u8]) -> Option<NaiveDate> {
    match format {
        Format::Xlsx | Format::Docx => office_day(bytes),
        _ if !is_ours(format, bytes) => None,
        Format::Markdown => mark(bytes)?.split(' ').nth(1)?.parse().ok(),
        Format::Html => page_head(bytes).split_once(AS_OF)?.1.get(..10)?.parse().ok(),
        Format::Csv => {
            let text = str::from_utf8(bytes).ok()?;
            text.lines().nth(1)?.split(',').nth(3)?.parse().ok()
        }
        Format::Json => {
            let text = str::from_utf8(bytes).ok()?;
            let (_, rest) = text.split_once("},\"as_of\":\"")?;
            rest.get(..10)?.parse().ok()
        }
    }
}

/// The day on which a document of an office was made, as it says of itself: programs that save it anew keep that.
fn office_day(bytes: &[u8]) -> Option<NaiveDate> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut properties = String::new();
    archive.by_name("docProps/core.xml").ok()?.take(MOST_PROPERTIES).read_to_string(&mut properties).ok()?;
    let (_, rest) = properties.split_once("<dcterms:created")?;
    rest.split_once('>')?.1.get(..10)?.parse().ok()
}

/// The head of a page, before any text of a file.
fn page_head(bytes: &[u8]) -> &str {
    let text = str::from_utf8(bytes).unwrap_or_default();
    text.split("<title>").next().unwrap_or_default()
}

/// What the last line of a report in Markdown holds.
fn mark(bytes: &[u8]) -> Option<&str> {
    // Whatever stands above may be anything; a checkout may have made CRLF of line ends.
    let text = str::from_utf8(bytes).ok()?.trim_end();
    text.lines().next_back()?.strip_prefix(BEGIN)?.strip_suffix(END.trim_end())
}
