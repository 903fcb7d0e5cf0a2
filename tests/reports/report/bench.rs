//! Asking the program for reports, and days and periods reckoned without it.

use std::path::Path;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde_json::Value;

use crate::support::case::{Run, bare, bounded};

/// Every format, in the order in which the program writes them.
pub const FORMATS: [&str; 6] = ["md", "html", "xlsx", "docx", "csv", "json"];

/// The kinds of period, shortest first.
pub const KINDS: [&str; 6] = ["week", "month", "quarter", "half", "nine-months", "year"];

/// A day on which every period of the tests is over.
pub const LATER: &str = "2026-07-01";

/// Runs the program on a workspace.
pub fn ask(at: &Path, args: &[&str]) -> Run {
    bounded(bare().arg("-C").arg(at).args(args))
}

/// The bytes of a report in a format; it must be made.
#[track_caller]
pub fn report(at: &Path, span: &Span, format: &str, args: &[&str]) -> Vec<u8> {
    let run = ask(at, &[&["report", span.kind, &span.name, "--format", format, "--out", "-"], args].concat());
    run.ends_with(&[0]);
    run.stdout
}

/// A report in a format as of a day: while its period goes on, at its end, or closed some days later.
#[track_caller]
pub fn whenever(at: &Path, span: &Span, on: NaiveDate, format: &str) -> Vec<u8> {
    let (on, closes) = (on.to_string(), span.closes.map(|day| day.to_string()));
    let args =
        if on >= span.last.to_string() { vec!["--as-of", LATER, "--closing", &on] } else { vec!["--as-of", &on] };
    let closes = closes.iter().flat_map(|day| ["--report-day", day]);
    report(at, span, format, &args.into_iter().chain(closes).collect::<Vec<_>>())
}

/// A report as JSON, made once its period is over.
#[track_caller]
pub fn figures(at: &Path, span: &Span) -> Value {
    parsed(&report(at, span, "json", &["--as-of", LATER]))
}

/// A report as a text, made once its period is over.
#[track_caller]
pub fn told(at: &Path, span: &Span, format: &str, lang: &str) -> String {
    let bytes = report(at, span, format, &["--as-of", LATER, "--lang", lang]);
    String::from_utf8(bytes).expect("text formats are UTF-8")
}

/// JSON.
#[track_caller]
pub fn parsed(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(bytes)))
}

/// The elements of a list in JSON.
#[track_caller]
pub fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_else(|| panic!("no list: {value}"))
}

/// A day.
#[track_caller]
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// A day as Vietnamese offices write it.
pub fn office_day(day: NaiveDate) -> String {
    let month = if day.month() <= 2 { format!("{:02}", day.month()) } else { day.month().to_string() };
    format!("{:02}/{month}/{:04}", day.day(), day.year())
}

/// A period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// What it is called on the command line and in files.
    pub name: String,
    /// Which kind it is.
    pub kind: &'static str,
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// The day of the month on which it closes, where it is none of the calendar.
    pub closes: Option<u32>,
}

impl Span {
    /// The period of a kind in which a day lies; of nine months the one of its year.
    pub fn around(kind: &'static str, day: NaiveDate) -> Self {
        if kind == "week" {
            let week = day.iso_week();
            let monday = NaiveDate::from_isoywd_opt(week.year(), week.week(), Weekday::Mon).expect("it is a week");
            let name = format!("{}-W{:02}", week.year(), week.week());
            return Self { name, kind, first: monday, last: monday + Days::new(6), closes: None };
        }
        let (months, all) = match kind {
            "month" => (1, 1),
            "quarter" => (3, 3),
            "half" => (6, 6),
            "nine-months" => (12, 9),
            _ => (12, 12),
        };
        let at = day.month0() / months;
        let first = NaiveDate::from_ymd_opt(day.year(), at * months + 1, 1).expect("it is the first of a month");
        let last = first + Months::new(all) - Days::new(1);
        let year = day.year();
        let name = match kind {
            "month" => format!("{year}-{:02}", at + 1),
            "quarter" => format!("{year}-Q{}", at + 1),
            "half" => format!("{year}-H{}", at + 1),
            "nine-months" => format!("{year}-9M"),
            _ => year.to_string(),
        };
        Self { name, kind, first, last, closes: None }
    }

    /// The same around a day that is written out.
    #[track_caller]
    pub fn at(kind: &'static str, on: &str) -> Self {
        Self::around(kind, day(on))
    }

    /// The period of this name where periods close on a day of the month: each begins the day after that of the month
    /// before its first, and ends on that of its last. Weeks do not shift.
    pub fn closing(self, on: u32) -> Self {
        if self.kind == "week" {
            return self;
        }
        let in_month =
            |day: NaiveDate| NaiveDate::from_ymd_opt(day.year(), day.month(), on).expect("every month has it");
        let first = in_month(self.first - Days::new(1)) + Days::new(1);
        Self { first, last: in_month(self.last), closes: Some(on), ..self }
    }

    /// The period that begins so many whole lengths after this one, closing on the same day of the month.
    fn away(&self, after: bool) -> Self {
        // The last day lies in the month by which a period is called.
        let own = Self::around(self.kind, if self.closes.is_some() { self.last } else { self.first });
        let outside = match (self.kind, after) {
            ("nine-months", true) => own.first + Months::new(12),
            (_, true) => own.last + Days::new(1),
            (_, false) => own.first - Days::new(1),
        };
        let other = Self::around(self.kind, outside);
        if let Some(on) = self.closes { other.closing(on) } else { other }
    }

    /// The period before.
    pub fn previous(&self) -> Self {
        self.away(false)
    }

    /// The period after.
    pub fn next(&self) -> Self {
        self.away(true)
    }

    /// The day that lies as far into the period before as a day in this one: as many months earlier on the same day of
    /// the month, or the last that it has; of a week, seven days earlier.
    pub fn earlier(&self, day: NaiveDate) -> NaiveDate {
        let months = match self.kind {
            "week" => return day - Days::new(7),
            "month" => 1,
            "quarter" => 3,
            "half" => 6,
            _ => 12,
        };
        let previous = self.previous();
        (day - Months::new(months)).clamp(previous.first, previous.last)
    }

    /// Whether a day lies in it.
    pub fn holds(&self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// The day before it begins.
    pub fn eve(&self) -> NaiveDate {
        self.first - Days::new(1)
    }

    /// The periods of a kind from the one of one day to the one of another.
    pub fn row(kind: &'static str, from: &str, to: &str) -> Vec<Self> {
        let (first, to) = (Self::at(kind, from), day(to));
        std::iter::successors(Some(first), |span| Some(span.next())).take_while(|span| span.first <= to).collect()
    }
}

#[test]
fn periods_are_those_of_the_calendar() {
    for (kind, on, name, first, last) in [
        ("week", "2024-05-15", "2024-W20", "2024-05-13", "2024-05-19"),
        ("week", "2024-12-30", "2025-W01", "2024-12-30", "2025-01-05"),
        ("week", "2021-01-03", "2020-W53", "2020-12-28", "2021-01-03"),
        ("month", "2024-02-29", "2024-02", "2024-02-01", "2024-02-29"),
        ("quarter", "2024-12-31", "2024-Q4", "2024-10-01", "2024-12-31"),
        ("half", "2024-06-30", "2024-H1", "2024-01-01", "2024-06-30"),
        ("nine-months", "2024-06-30", "2024-9M", "2024-01-01", "2024-09-30"),
        ("year", "2024-06-30", "2024", "2024-01-01", "2024-12-31"),
    ] {
        let span = Span::at(kind, on);
        assert_eq!((span.name.as_str(), span.first, span.last), (name, day(first), day(last)));
        assert_eq!(span.next().previous(), span);
        let closing = span.clone().closing(14);
        assert_eq!((closing.next().previous(), &closing.name), (closing.clone(), &span.name));
    }
    let march = Span::at("month", "2024-03-01").closing(28);
    assert_eq!(
        (march.first, march.last, march.previous().first),
        (day("2024-02-29"), day("2024-03-28"), day("2024-01-29"))
    );
    assert_eq!(Span::row("week", "2024-01-01", "2024-12-29").len(), 52);
}
