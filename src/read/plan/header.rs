//! The `[plan]` table.

use std::ops::Range;

use jiff::tz::{self, TimeZone, TimeZoneName};
use toml::Spanned;
use toml::de::DeValue;

use super::spans::PlanSpans;
use super::{above, office};
use crate::diagnostic::{Diagnostic, Expected, Problem, Table};
use crate::model::deadline::{BeforeReading, MAX_OFFSET};
use crate::model::plan::{Header, Lang, Office, OnDayOff, Text};
use crate::model::record::Span;
use crate::model::reporting::MAX_REPORT_DAY;
use crate::read::RawText;
use crate::read::walk::{Walk, closest};

const KEYS: &[&str] = &[
    "number",
    "title",
    "issuer",
    "coordinator",
    "starts",
    "ends",
    "language",
    "timezone",
    "due_soon",
    "before",
    "on_day_off",
    "acceptance",
    "notice",
    "report_day",
    "issued",
    "note",
    "office",
    "bodies",
    "above",
];
const REQUIRED: &[&str] = &["number", "title", "starts", "ends"];
const DEFAULT_TIMEZONE: &str = "Asia/Ho_Chi_Minh";
const DEFAULT_DUE_SOON_DAYS: u32 = 7;

/// A unit's id as the plan names it, with its place.
pub(crate) type NamedText<'t> = (Range<usize>, RawText<'t>);

/// What `[plan]` says.
#[derive(Default)]
pub(crate) struct HeaderReading<'t> {
    /// Nothing where it lacks something, which is noted. The coordinator is given apart, since units are not known yet.
    pub(crate) header: Option<Header>,
    pub(crate) coordinator: Option<NamedText<'t>>,
    /// The path to the file of bodies that several plans share.
    pub(crate) bodies: Option<NamedText<'t>>,
}

/// Reads `[plan]`.
pub(crate) fn read<'t>(
    key: Range<usize>,
    value: Spanned<DeValue<'t>>,
    walk: &mut Walk,
    spans: &mut PlanSpans,
) -> HeaderReading<'t> {
    let Some(table) = walk.table(value, Expected::Table) else { return HeaderReading::default() };
    let (mut number, mut title, mut issuer, mut notice, mut coordinator) = (None, None, None, None, None);
    let (mut starts, mut ends, mut ends_span) = (None, None, 0..0);
    let (mut language, mut timezone, mut due_soon, mut before, mut on_day_off, mut acceptance) =
        (None, None, None, None, None, None);
    let (mut report_day, mut issued_on, mut note, mut bodies, mut plan_above) = (None, None, None, None, None);
    let mut office = Office::default();
    let mut seen = [false; REQUIRED.len()];
    for (key, value) in table {
        if let Some(at) = REQUIRED.iter().position(|required| required == key.get_ref()) {
            seen[at] = true;
        }
        match key.get_ref().as_ref() {
            "number" => number = walk.text(value),
            "title" => title = walk.text(value),
            "issuer" => issuer = walk.text(value),
            "notice" => notice = walk.text(value),
            "coordinator" => coordinator = named(value, walk),
            "starts" => starts = walk.date(&value),
            "ends" => {
                ends_span = value.span();
                ends = walk.date(&value);
            }
            "language" => language = walk.word(value, Lang::ALL, Lang::TAGS),
            "timezone" => timezone = read_timezone(value, walk),
            "due_soon" => due_soon = walk.number(&value, 0, MAX_OFFSET),
            "before" => {
                spans.before = Some(Span::new(key.span()));
                let words = [("exclusive", BeforeReading::Exclusive), ("inclusive", BeforeReading::Inclusive)];
                before = walk.word(value, &words, &["exclusive", "inclusive"]);
            }
            "on_day_off" => on_day_off = read_on_day_off(value, walk),
            "acceptance" => acceptance = walk.bool(&value),
            "report_day" => report_day = walk.number(&value, 1, MAX_REPORT_DAY),
            "issued" => issued_on = walk.date(&value),
            "note" => note = walk.text(value),
            "office" => office = office::read(value, walk),
            "above" => (plan_above, spans.above) = above::read(value, walk).unzip(),
            "bodies" => bodies = named(value, walk),
            _ => walk.unknown_key(&key, Table::Plan, KEYS),
        }
    }
    walk.missing(REQUIRED, &seen, Table::Plan, &key);
    if let (Some(starts), Some(ends)) = (starts, ends)
        && ends < starts
    {
        walk.note(Problem::Backwards, ends_span);
    }
    let required = (|| Some((number?, title?, starts?, ends?)))();
    let header = required.map(|(number, title, starts, ends)| Header {
        number,
        title,
        issuer,
        coordinator: None,
        starts,
        ends,
        language: language.unwrap_or_default(),
        timezone: timezone.unwrap_or_else(|| DEFAULT_TIMEZONE.into()),
        due_soon: due_soon.unwrap_or(DEFAULT_DUE_SOON_DAYS),
        before: before.unwrap_or_default(),
        on_day_off: on_day_off.unwrap_or_default(),
        acceptance: acceptance.unwrap_or_default(),
        notice,
        report_day,
        issued: issued_on,
        note,
        office,
        above: plan_above,
    });
    HeaderReading { header, coordinator, bodies }
}

/// A text with its place.
fn named<'t>(value: Spanned<DeValue<'t>>, walk: &mut Walk) -> Option<NamedText<'t>> {
    let span = value.span();
    walk.text_or(value, Expected::Text).map(|text| (span, text))
}

/// A rule for last days on days off, of the plan or of a task.
pub(crate) fn read_on_day_off(value: Spanned<DeValue<'_>>, walk: &mut Walk) -> Option<OnDayOff> {
    walk.word(value, &OnDayOff::WORDS, &["keep", "next-working-day", "previous-working-day"])
}

fn read_timezone(value: Spanned<DeValue<'_>>, walk: &mut Walk) -> Option<Text> {
    let span = value.span();
    let name = walk.text(value)?;
    if &*name == DEFAULT_TIMEZONE {
        return Some(name);
    }
    // Names compare exactly, also here: other programs would not forgive `europe/paris`.
    if TimeZone::get(&name).is_ok_and(|zone| zone.iana_name() == Some(&*name)) {
        return Some(name);
    }
    let known: Vec<TimeZoneName<'_>> = tz::db().available().collect();
    let meant = closest(&name, known.iter().map(TimeZoneName::as_str)).map(|name| format!("\"{name}\""));
    let problem = Problem::UnknownTimezone { name: name.into() };
    walk.diagnostics.push(Diagnostic::new(problem, span).did_you_mean(meant));
    None
}
