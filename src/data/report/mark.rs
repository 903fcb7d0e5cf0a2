//! How a file is known for a report that this program made, as of which day, and whether it is whole.

use std::io::{self, Cursor, Read, Write};

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;
use zip::ZipArchive;

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
    write!(out, "\n{BEGIN}{} {} {} {}", scope.edition, scope.period.named(), scope.as_of, lang.tag())?;
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

/// How the files of a format are known.
pub(crate) struct Sign {
    /// Whether a file is a report that this program made, as far as its bytes tell.
    pub(crate) is_ours: fn(&[u8]) -> bool,
    /// What such a file says of its making.
    pub(crate) made: fn(&[u8]) -> Option<Made>,
    /// Whether a report, made again today, says what one of another edition does.
    pub(crate) agrees: fn(again: &[u8], said: &[u8]) -> bool,
    /// Whether people are meant to go on writing in it.
    pub(crate) written_in: bool,
}

/// A comment at the end.
pub(crate) const LAST_LINE: Sign = Sign {
    is_ours: |bytes| mark(bytes).is_some(),
    made: |bytes| {
        let mut words = mark(bytes)?.split(' ');
        let edition = words.next()?.parse().ok()?;
        let as_of = words.nth(1)?.parse().ok()?;
        let lang = words.next().and_then(Lang::parse);
        let (report_day, partial) = remarked(words);
        Some(Made { as_of, partial, report_day, edition, lang })
    },
    agrees: |again, said| {
        let above =
            |bytes| text_figures(bytes, |text| text.rsplit_once(BEGIN).map_or(text, |(above, _)| above).to_owned());
        above(again) == above(said)
    },
    written_in: false,
};

/// What the head of a page says.
pub(crate) const HEAD: Sign = Sign {
    is_ours: |bytes| page_head(bytes).contains(GENERATOR),
    made: |bytes| {
        let said = |after| page_head(bytes).split_once(after)?.1.split('"').next();
        let (day, rest) = said(AS_OF).map(|said| said.split_once(' ').unwrap_or((said, "")))?;
        let (edition, lang) = (said(GENERATOR)?.parse().ok()?, said("<html lang=\"").and_then(Lang::parse));
        let (report_day, partial) = remarked(rest.split(' '));
        Some(Made { as_of: day.parse().ok()?, partial, report_day, edition, lang })
    },
    agrees: |again, said| text_figures(again, page_text) == text_figures(said, page_text),
    written_in: false,
};

/// The headings of a table.
pub(crate) const COLUMNS: Sign = Sign {
    is_ours: |bytes| {
        let headings = super::csv::COLUMNS.join(",");
        bytes.strip_prefix(BOM.as_bytes()).is_some_and(|rest| rest.starts_with(headings.as_bytes()))
    },
    made: |bytes| {
        let mut sheet = csv::Reader::from_reader(bytes.strip_prefix(BOM.as_bytes())?);
        let heads = sheet.headers().ok()?.clone();
        let rows: Vec<csv::StringRecord> = sheet.records().collect::<Result<_, _>>().ok()?;
        let at = |name: &str| heads.iter().position(|head| head == name);
        let first = |name: &str| at(name).and_then(|at| rows.first()?.get(at));
        let partial = at("file").is_some_and(|at| rows.iter().any(|row| row.get(at) == Some(UNREADABLE)));
        let report_day = first("report_day").and_then(|day| day.parse().ok());
        let edition = edition(at("end_of_day").is_some());
        Some(Made { as_of: first("as_of")?.parse().ok()?, partial, report_day, edition, lang: None })
    },
    agrees: |again, said| same_columns(again, said).unwrap_or_default(),
    written_in: false,
};

/// The keys of the first row.
pub(crate) const ROWS: Sign = Sign {
    is_ours: |bytes| first_row(bytes).is_some(),
    made: |bytes| {
        let rows: Vec<RowParts> =
            str::from_utf8(bytes).ok()?.lines().map(serde_json::from_str).collect::<Result<_, _>>().ok()?;
        let first = rows.first()?;
        let partial = rows.iter().any(|row| row.file == UNREADABLE);
        let edition = edition(first.end_of_day.is_some());
        Some(Made { as_of: first.as_of, partial, report_day: first.report_day, edition, lang: None })
    },
    agrees: |again, said| {
        let rows = |bytes| serde_json::Deserializer::from_slice(bytes).into_iter().collect::<Result<Vec<Value>, _>>();
        rows(again).ok().zip(rows(said).ok()).is_some_and(|(again, said)| covers(&again.into(), &said.into()))
    },
    written_in: false,
};

/// The first key of an object.
pub(crate) const OBJECT: Sign = Sign {
    is_ours: |bytes| bytes.starts_with(format!("{{\"format\":\"{}\"", super::json::FORMAT).as_bytes()),
    made: |bytes| {
        let said: MarkParts = serde_json::from_slice(bytes).ok()?;
        let (partial, edition) = (!said.unreadable.is_empty(), edition(said.end_of_day.is_some()));
        Some(Made { as_of: said.as_of, partial, report_day: said.period.report_day, edition, lang: None })
    },
    agrees: |again, said| {
        let read = |bytes| serde_json::from_slice(bytes).ok();
        read(again).zip(read(said)).is_some_and(|(again, said)| covers(&again, &said))
    },
    written_in: false,
};

/// The properties of a document of an office: programs that save it anew keep them.
pub(crate) const PROPERTIES: Sign =
    Sign { is_ours: |bytes| properties(bytes).is_some(), made: properties, agrees: |_, _| false, written_in: true };

/// What office suites print: it may have been signed since.
pub(crate) const PRINTED: Sign =
    Sign { is_ours: |bytes| bytes.starts_with(b"%PDF-"), made: |_| None, agrees: |_, _| false, written_in: true };

/// The edition of a report for programs, by whether it says which day's end it judges.
fn edition(says_end_of_day: bool) -> u32 {
    if says_end_of_day { EDITION } else { DAYS_ONLY }
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

/// What a document of an office says of its making.
fn properties(bytes: &[u8]) -> Option<Made> {
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

/// The numbers of a report in their order, however they are grouped and whatever words stand around them, in what of its
/// text people read.
fn text_figures(bytes: &[u8], read: impl Fn(&str) -> String) -> Vec<String> {
    let shown = read(&String::from_utf8_lossy(bytes));
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
    // A point or a comma in a number parts its thousands, or its decimals; each language has its own.
    let words = shown.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
    words.map(digits).filter(|digits| !digits.is_empty()).collect()
}

/// Whether a table has the columns and cells of the one made again, but for columns of later editions that it lacks.
fn same_columns(again: &[u8], said: &[u8]) -> Option<bool> {
    let rows = |bytes: &[u8]| {
        let sheet = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.strip_prefix(BOM.as_bytes())?);
        sheet.into_records().collect::<Result<Vec<csv::StringRecord>, _>>().ok()
    };
    let (again, said) = (rows(again)?, rows(said)?);
    let heads = said.first()?;
    let is_lacking = |head: &str| super::csv::ENDS.contains(&head) && !heads.iter().any(|own| own == head);
    let kept: Vec<usize> =
        again.first()?.iter().enumerate().filter(|(_, head)| !is_lacking(head)).map(|(at, _)| at).collect();
    let again = again.iter().map(|row| kept.iter().filter_map(|at| row.get(*at)).collect::<csv::StringRecord>());
    Some(again.eq(said.iter().cloned()))
}

/// What of a page people read.
fn page_text(page: &str) -> String {
    let body = page.split_once("<body>").map_or("", |(_, body)| body).split("<script").next().unwrap_or_default();
    body.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect::<Vec<_>>().join(" ")
}

/// Keys and flags that JSON of the first two editions did not have. A key of another name that is missing was taken out.
const LATER: &[&str] = &[
    "end_of_day",
    "report_day",
    "tasks",
    "task_totals",
    "task_totals_before",
    "heads",
    "milestone",
    "with",
    "handed_to",
    "target",
    "progress",
    "tags",
];
const LATER_FLAGS: &[&str] = &["amended", "cancelled", "promise-lapsed"];

/// Whether `said` is `made` without some of what came later.
fn covers(made: &Value, said: &Value) -> bool {
    match (made, said) {
        (Value::Object(made), Value::Object(said)) => {
            let same = |(key, value): (&String, &Value)| match said.get(key) {
                Some(said) if key == "flags" => value == said || flags(value).eq(said.as_array().into_iter().flatten()),
                Some(said) => covers(value, said),
                None => LATER.contains(&key.as_str()),
            };
            said.keys().all(|key| made.contains_key(key)) && made.iter().all(same)
        }
        (Value::Array(made), Value::Array(said)) => {
            made.len() == said.len() && made.iter().zip(said).all(|(made, said)| covers(made, said))
        }
        (made, said) => made == said,
    }
}

/// The flags that every edition has.
fn flags(of: &Value) -> impl Iterator<Item = &Value> {
    let later = |flag: &Value| flag.as_str().is_some_and(|flag| LATER_FLAGS.contains(&flag));
    of.as_array().into_iter().flatten().filter(move |flag| !later(flag))
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
