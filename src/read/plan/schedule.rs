//! The `[calendar]` and `[events]` tables.

use std::ops::Range;

use chrono::{NaiveDate, Weekday};
use toml::Spanned;
use toml::de::DeValue;

use super::bodies::Bodies;
use super::header::NamedText;
use super::spans::PlanSpans;
use crate::diagnostic::{Expected, Problem, Table};
use crate::model::calendar::WorkCalendar;
use crate::model::holidays::Country;
use crate::model::id::UnitIx;
use crate::model::period::{Period, PeriodError, PeriodKind};
use crate::model::plan::Event;
use crate::model::record::Span;
use crate::read::walk::Walk;

const CALENDAR_KEYS: &[&str] = &["country", "weekend", "days_off", "working_days"];
const EVENT_KEYS: &[&str] = &["name", "date", "dates"];

/// The dates of single units of an event, units not looked up yet.
pub(crate) type RawDates<'t> = Vec<(NamedText<'t>, NaiveDate)>;

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Mon),
    ("tue", Weekday::Tue),
    ("wed", Weekday::Wed),
    ("thu", Weekday::Thu),
    ("fri", Weekday::Fri),
    ("sat", Weekday::Sat),
    ("sun", Weekday::Sun),
];
const WEEKDAY_WORDS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

pub(crate) fn read_calendar(value: Spanned<DeValue<'_>>, walk: &mut Walk) -> WorkCalendar {
    let Some(table) = walk.table(value, Expected::Table) else {
        return WorkCalendar::default();
    };
    let mut weekend = vec![Weekday::Sat, Weekday::Sun];
    let (mut days_off, mut working_days, mut country) = (Vec::new(), Vec::new(), None);
    for (key, value) in table {
        match key.get_ref().as_ref() {
            "country" => country = walk.word(value, &Country::WORDS, &["VN"]),
            "weekend" => {
                let span = value.span();
                weekend =
                    read_list(value, Expected::Texts, walk, |item, walk| walk.word(item, &WEEKDAYS, WEEKDAY_WORDS));
                if WEEKDAYS.iter().all(|(_, day)| weekend.contains(day)) {
                    walk.note(Problem::NoWorkingDay, span);
                }
            }
            "days_off" => days_off = read_list(value, Expected::Days, walk, read_days),
            "working_days" => working_days = read_list(value, Expected::Days, walk, read_days),
            _ => walk.unknown_key(&key, Table::Calendar, CALENDAR_KEYS),
        }
    }
    let calendar = WorkCalendar::new(&weekend, days_off, working_days);
    match country {
        Some(country) => calendar.in_country(country),
        None => calendar,
    }
}

fn read_list<'t, T>(
    value: Spanned<DeValue<'t>>,
    expected: Expected,
    walk: &mut Walk,
    mut read: impl FnMut(Spanned<DeValue<'t>>, &mut Walk) -> Option<T>,
) -> Vec<T> {
    if !value.get_ref().is_array() {
        walk.wrong_type(expected, &value);
        return Vec::new();
    }
    match value.into_inner() {
        DeValue::Array(items) => items.into_iter().filter_map(|item| read(item, walk)).collect(),
        _ => Vec::new(),
    }
}

/// A day, `"2024-02-08"` or `"2024-02-08..2024-02-14"`: first and last day.
fn read_days(value: Spanned<DeValue<'_>>, walk: &mut Walk) -> Option<(NaiveDate, NaiveDate)> {
    if !value.get_ref().is_str() {
        return walk.date_or(&value, Expected::Days).map(|day| (day, day));
    }
    let span = value.span();
    let text = walk.text(value)?;
    let (first, last) = text.split_once("..").unwrap_or((&text, &text));
    let mut day = |text: &str| match Period::parse(text) {
        Ok(period) if period.kind() == PeriodKind::Day => Some(period.first()),
        result => {
            let well_formed = result == Err(PeriodError::NoSuchPeriod);
            walk.note(Problem::InvalidPeriod { period: text.to_owned(), well_formed }, span.clone());
            None
        }
    };
    let (first, last) = (day(first)?, day(last)?);
    if last < first {
        walk.note(Problem::Backwards, span);
        return None;
    }
    Some((first, last))
}

/// Reads `[events]`, and the dates that each has for single units.
pub(crate) fn read_events<'t>(value: Spanned<DeValue<'t>>, walk: &mut Walk) -> Vec<(Event, RawDates<'t>)> {
    let Some(table) = walk.table(value, Expected::Table) else {
        return Vec::new();
    };
    let mut events = Vec::with_capacity(table.len());
    for (key, value) in table {
        let (key_span, id) = (key.span(), key.into_inner());
        let id = walk.id(&id, key_span.clone(), crate::diagnostic::IdKind::Event);
        let Some(entries) = walk.table(value, Expected::Table) else {
            continue;
        };
        let (mut name, mut date, mut dates, mut seen) = (None, None, RawDates::new(), [false]);
        for (key, value) in entries {
            match key.get_ref().as_ref() {
                "name" => {
                    seen[0] = true;
                    name = walk.text(value);
                }
                "date" => date = walk.date(&value),
                "dates" => {
                    for (unit, value) in walk.table(value, Expected::Table).into_iter().flatten() {
                        let named = (unit.span(), unit.into_inner());
                        dates.extend(walk.date(&value).map(|date| (named, date)));
                    }
                }
                _ => walk.unknown_key(&key, Table::Event, EVENT_KEYS),
            }
        }
        walk.missing(&["name"], &seen, Table::Event, &key_span);
        // An event without a name is still an event: deadlines that count from it are not "unknown".
        let dates_of = |id| (Event { id, name: name.unwrap_or_default(), date, dates: Vec::new() }, dates);
        events.extend(id.map(dates_of));
    }
    events
}

/// Looks up the units that events have dates of. Where each stands goes to `spans`.
pub(crate) fn dated_by_unit(
    events: Vec<(Event, RawDates<'_>)>,
    bodies: &Bodies,
    walk: &mut Walk,
    spans: &mut PlanSpans,
) -> Vec<Event> {
    let dated = |(mut event, raw): (Event, RawDates<'_>)| {
        let named = raw.into_iter().filter_map(|(named, date)| Some((bodies.key(&named, walk)?, date, named.0)));
        let mut dates: Vec<(UnitIx, NaiveDate, Range<usize>)> = named.collect();
        dates.sort_unstable_by_key(|(unit, ..)| *unit);
        spans.events.push(dates.iter().map(|(_, _, span)| Span::new(span.clone())).collect());
        event.dates = dates.into_iter().map(|(unit, date, _)| (unit, date)).collect();
        event
    };
    events.into_iter().map(dated).collect()
}
