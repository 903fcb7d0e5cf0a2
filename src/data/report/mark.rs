//! How a file is known for a report that this program made, as of which day, and whether it is whole.

use std::io::{self, Cursor, Read, Write};

use chrono::NaiveDate;
use serde::Deserialize;
use zip::ZipArchive;

use super::ReportFormat;
use crate::model::plan::Lang;
use crate::source::BOM;
use crate::view::report::Report;
use crate::view::report::form::UNREADABLE;
use crate::view::report::scope::EDITION;

/// The edition of a report for programs that does not say which day's end it judges.
const DAYS_ONLY: u32 = 2;

/// What begins the last line of a report in Markdown, which no reader sees; its edition follows.
const BEGIN: &str = "<!-- tiendo.report/";
const END: &str = " -->\n";

/// What stands before the edition in the head of a page.
const GENERATOR: &str = "<meta name=\"generator\" content=\"tiendo.report/";
/// What stands before the day in the head of a page.
const AS_OF: &str = "<meta name=\"as-of\" content=\"";
/// What a report says of itself, beside its day, that was made while some units could not be read.
pub(crate) const PARTIAL: &str = "partial";
/// What stands before the day of the month on which its period closes.
pub(crate) const CLOSES: &str = "day";

/// The most that is read of what a document says of itself, in bytes.
const MOST_PROPERTIES: u64 = 64 * 1024;

/// What a report says of its making.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Made {
    pub(crate) as_of: NaiveDate,
    /// Whether some units could not be read.
    pub(crate) partial: bool,
    /// The day of the month on which its period closes; nothing where it is one of the calendar, and of documents of
    /// offices, which do not tell.
    pub(crate) report_day: Option<u32>,
    /// The edition of its form; of a format that has no words, the present one.
    pub(crate) edition: u32,
    /// The language it is in, if its format has one.
    pub(crate) lang: Option<Lang>,
}

/// Ends a report in Markdown: with its period, its day and its language, by which it can be made again.
pub(crate) fn write(out: &mut dyn Write, report: &Report, lang: Lang) -> io::Result<()> {
    let scope = report.scope;
    write!(out, "\n{BEGIN}{EDITION} {} {} {}", scope.period.named(), scope.as_of, lang.tag())?;
    out.write_all(remarks(report).as_bytes())?;
    out.write_all(END.as_bytes())
}

/// What a report in Markdown or HTML says of its making after its day.
pub(crate) fn remarks(report: &Report) -> String {
    let day = report.scope.period.report_day().map(|day| format!(" {CLOSES}{day}")).unwrap_or_default();
    if report.is_partial() { format!("{day} {PARTIAL}") } else { day }
}

/// What those words say: on which day of the month the period closes, and whether figures are missing.
fn remarked<'w>(words: impl Iterator<Item = &'w str>) -> (Option<u32>, bool) {
    words.fold((None, false), |(day, partial), word| {
        (day.or_else(|| word.strip_prefix(CLOSES)?.parse().ok()), partial || word == PARTIAL)
    })
}

/// Whether a file is a report that this program made, as far as its bytes tell. Those of offices do not: people are
/// meant to go on writing in them.
pub(crate) fn is_ours(format: ReportFormat, bytes: &[u8]) -> bool {
    match format {
        ReportFormat::Markdown => mark(bytes).is_some(),
        ReportFormat::Html => page_head(bytes).contains(GENERATOR),
        ReportFormat::Xlsx | ReportFormat::Docx => false,
        ReportFormat::Csv => {
            let headings = super::csv::COLUMNS.join(",");
            bytes.strip_prefix(BOM.as_bytes()).is_some_and(|rest| rest.starts_with(headings.as_bytes()))
        }
        ReportFormat::JsonLines => first_row(bytes).is_some(),
        ReportFormat::Json => bytes.starts_with(format!("{{\"format\":\"{}\"", super::json::FORMAT).as_bytes()),
    }
}

/// What a report made by this program says of its making, if its format tells.
pub(crate) fn made(format: ReportFormat, bytes: &[u8]) -> Option<Made> {
    match format {
        ReportFormat::Xlsx | ReportFormat::Docx => office(bytes),
        _ if !is_ours(format, bytes) => None,
        ReportFormat::Markdown => {
            let mut words = mark(bytes)?.split(' ');
            let edition = words.next()?.parse().ok()?;
            let as_of = words.nth(1)?.parse().ok()?;
            let lang = words.next().and_then(Lang::parse);
            let (report_day, partial) = remarked(words);
            Some(Made { as_of, partial, report_day, edition, lang })
        }
        ReportFormat::Html => {
            let said = |after| page_head(bytes).split_once(after)?.1.split('"').next();
            let (day, rest) = said(AS_OF).map(|said| said.split_once(' ').unwrap_or((said, "")))?;
            let (edition, lang) = (said(GENERATOR)?.parse().ok()?, said("<html lang=\"").and_then(Lang::parse));
            let (report_day, partial) = remarked(rest.split(' '));
            Some(Made { as_of: day.parse().ok()?, partial, report_day, edition, lang })
        }
        ReportFormat::Csv => {
            let mut sheet = csv::Reader::from_reader(bytes.strip_prefix(BOM.as_bytes())?);
            let heads = sheet.headers().ok()?.clone();
            let rows: Vec<csv::StringRecord> = sheet.records().collect::<Result<_, _>>().ok()?;
            let at = |name: &str| heads.iter().position(|head| head == name);
            let first = |name: &str| at(name).and_then(|at| rows.first()?.get(at));
            let partial = at("file").is_some_and(|at| rows.iter().any(|row| row.get(at) == Some(UNREADABLE)));
            let report_day = first("report_day").and_then(|day| day.parse().ok());
            let edition = if at("end_of_day").is_some() { EDITION } else { DAYS_ONLY };
            Some(Made { as_of: first("as_of")?.parse().ok()?, partial, report_day, edition, lang: None })
        }
        ReportFormat::JsonLines => {
            let rows: Vec<RowParts> =
                str::from_utf8(bytes).ok()?.lines().map(serde_json::from_str).collect::<Result<_, _>>().ok()?;
            let first = rows.first()?;
            let partial = rows.iter().any(|row| row.file == UNREADABLE);
            let edition = if first.end_of_day.is_some() { EDITION } else { DAYS_ONLY };
            Some(Made { as_of: first.as_of, partial, report_day: first.report_day, edition, lang: None })
        }
        ReportFormat::Json => {
            let said: MarkParts = serde_json::from_slice(bytes).ok()?;
            let edition = if said.end_of_day.is_some() { EDITION } else { DAYS_ONLY };
            let report_day = said.period.report_day;
            Some(Made { as_of: said.as_of, partial: !said.unreadable.is_empty(), report_day, edition, lang: None })
        }
    }
}

/// What is read of a report in JSON.
#[derive(Deserialize)]
struct MarkParts {
    as_of: NaiveDate,
    end_of_day: Option<bool>,
    period: PeriodParts,
    unreadable: Vec<String>,
}

#[derive(Deserialize)]
struct PeriodParts {
    #[serde(default)]
    report_day: Option<u32>,
}

/// What is read of a row of a report in JSON Lines.
#[derive(Deserialize)]
struct RowParts {
    as_of: NaiveDate,
    file: String,
    end_of_day: Option<bool>,
    #[serde(default)]
    report_day: Option<u32>,
}

/// The first row of a report in JSON Lines, if a file is one.
fn first_row(bytes: &[u8]) -> Option<RowParts> {
    let line = bytes.split(|byte| *byte == b'\n').next()?;
    line.starts_with(b"{\"period\":\"").then(|| serde_json::from_slice(line).ok()).flatten()
}

/// What a document of an office says of its making: programs that save it anew keep that.
fn office(bytes: &[u8]) -> Option<Made> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut properties = String::new();
    archive.by_name("docProps/core.xml").ok()?.take(MOST_PROPERTIES).read_to_string(&mut properties).ok()?;
    let text = |name: &str| {
        let (_, rest) = properties.split_once(&format!("<{name}"))?;
        rest.split_once('>')?.1.split('<').next()
    };
    Some(Made {
        as_of: text("dcterms:created")?.get(..10)?.parse().ok()?,
        partial: text("cp:contentStatus") == Some(PARTIAL),
        report_day: None,
        edition: EDITION,
        lang: None,
    })
}

/// The numbers of a report in their order, however they are grouped and whatever words stand around them: what a report
/// of another edition is compared by.
pub(crate) fn figures(format: ReportFormat, bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let shown = if format == ReportFormat::Html {
        let body = text.split_once("<body>").map_or("", |(_, body)| body).split("<script").next().unwrap_or_default();
        body.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect::<Vec<_>>().join(" ")
    } else {
        text.rsplit_once(BEGIN).map_or(&*text, |(above, _)| above).to_owned()
    };
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
    // A point or a comma in a number parts its thousands, or its decimals; each language has its own.
    let words = shown.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    words.map(digits).filter(|digits| !digits.is_empty()).collect()
}

/// The head of a page, before any text of a file.
fn page_head(bytes: &[u8]) -> &str {
    let end = memchr::memmem::find(bytes, b"<title>").unwrap_or(bytes.len());
    str::from_utf8(&bytes[..end]).unwrap_or_default()
}

/// What the last line of a report in Markdown holds.
fn mark(bytes: &[u8]) -> Option<&str> {
    // Whatever stands above may be anything; a checkout may have made CRLF of line ends.
    let last = bytes.trim_ascii_end().rsplit(|byte| *byte == b'\n').next()?;
    str::from_utf8(last).ok()?.strip_prefix(BEGIN)?.strip_suffix(END.trim_end())
}
