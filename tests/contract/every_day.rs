//! Every day, week, half-month, month, quarter, half-year, nine months and year from 1900 to 2199 against a calendar that is counted here day by
//! day, from nothing but "1 January 1900 was a Monday" and the rule of leap years.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use tiendo::model::calendar::WorkCalendar;
use tiendo::model::deadline::{BeforeReading, Deadline, LastDay};
use tiendo::model::id::EventIx;
use tiendo::model::period::{Period, PeriodKind, Quarter};
use tiendo::model::recurrence::{Every, Recurrence};

/// A day as it is counted here.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_field_names, reason = "a day has a day of the month")]
pub(crate) struct Day {
    year: u32,
    month: u32,
    day: u32,
    /// 0 is Monday.
    pub(crate) weekday: usize,
    /// The ISO year and week.
    week: (u32, u32),
}

/// Counted days: those judged are 1900 to 2199; the years on either side are there to be counted into.
pub(crate) struct Days {
    pub(crate) all: Vec<Day>,
    pub(crate) judged: Range<usize>,
}

pub(crate) const FIRST_YEAR: u32 = 1880;
const LAST_YEAR: u32 = 2215;

fn length(year: u32, month: u32) -> u32 {
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

pub(crate) static DAYS: LazyLock<Days> = LazyLock::new(Days::counted);

impl Days {
    fn counted() -> Self {
        let mut all = Vec::new();
        for year in FIRST_YEAR..=LAST_YEAR {
            for month in 1..=12 {
                for day in 1..=length(year, month) {
                    all.push(Day { year, month, day, weekday: 0, week: (0, 0) });
                }
            }
        }
        let monday = all.iter().position(|day| (day.year, day.month, day.day) == (1900, 1, 1)).expect("it is counted");
        for (at, day) in all.iter_mut().enumerate() {
            day.weekday = (at + 7 * 1_000_000 - monday) % 7;
        }
        // A week belongs to the year of its Thursday, and is the nth whose Thursday lies in that year.
        let mut thursdays: BTreeMap<u32, u32> = BTreeMap::new();
        let first_monday = all.iter().position(|day| day.weekday == 0).expect("there is a Monday");
        for start in (first_monday..all.len().saturating_sub(6)).step_by(7) {
            let year = all[start + 3].year;
            let number = thursdays.entry(year).or_default();
            *number += 1;
            for day in &mut all[start..start + 7] {
                day.week = (year, *number);
            }
        }
        let judged = |year: u32| all.iter().position(|day| day.year == year).expect("the year is counted");
        let judged = judged(1900)..judged(2200);
        Self { all, judged }
    }

    pub(crate) fn date(&self, at: usize) -> NaiveDate {
        let day = self.all[at];
        NaiveDate::from_ymd_opt(i32::try_from(day.year).expect("a year"), day.month, day.day)
            .expect("a day that exists")
    }

    pub(crate) fn iso(&self, at: usize) -> String {
        let day = self.all[at];
        format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
    }

    /// What a period is called in which the day lies.
    pub(crate) fn name(&self, kind: PeriodKind, at: usize) -> String {
        let Day { year, month, day, week, .. } = self.all[at];
        match kind {
            PeriodKind::Day => self.iso(at),
            PeriodKind::Week => format!("{:04}-W{:02}", week.0, week.1),
            PeriodKind::HalfMonth => format!("{year:04}-{month:02}-H{}", if day <= 15 { 1 } else { 2 }),
            PeriodKind::Month => format!("{year:04}-{month:02}"),
            PeriodKind::Quarter => format!("{year:04}-Q{}", month.div_ceil(3)),
            PeriodKind::Half => format!("{year:04}-H{}", month.div_ceil(6)),
            // What is left of the year is no period, and is left out.
            PeriodKind::NineMonths if month > 9 => String::new(),
            PeriodKind::NineMonths => format!("{year:04}-9M"),
            PeriodKind::Year => format!("{year:04}"),
        }
    }

    /// Every period of a kind: its name, its first day and its last, of those that end in the judged years.
    pub(crate) fn periods(&self, kind: PeriodKind) -> Vec<(String, usize, usize)> {
        let mut periods: Vec<(String, usize, usize)> = Vec::new();
        for at in self.judged.start - 400..self.judged.end + 400 {
            let name = self.name(kind, at);
            match periods.last_mut() {
                Some((last, _, end)) if *last == name => *end = at,
                _ => periods.push((name, at, at)),
            }
        }
        periods.retain(|(name, _, last)| self.judged.contains(last) && !name.is_empty());
        periods
    }

    /// Where the month begins in which the day lies, and how long it is.
    pub(crate) fn month(&self, at: usize) -> (usize, usize) {
        let day = self.all[at];
        (at - (day.day as usize - 1), length(day.year, day.month) as usize)
    }

    /// Day `number` of the month in which the day lies, at most its last.
    fn day_of_month(&self, at: usize, number: usize) -> usize {
        let (first, length) = self.month(at);
        first + number.min(length) - 1
    }
}

const KINDS: [PeriodKind; 8] = [
    PeriodKind::Day,
    PeriodKind::Week,
    PeriodKind::HalfMonth,
    PeriodKind::Month,
    PeriodKind::Quarter,
    PeriodKind::Half,
    PeriodKind::NineMonths,
    PeriodKind::Year,
];
pub(crate) const READINGS: [BeforeReading; 2] = [BeforeReading::Exclusive, BeforeReading::Inclusive];

/// The nominal day of a one-off task, whose event, if it names one, is on `event`.
pub(crate) fn once(due: &str, before: BeforeReading, calendar: &WorkCalendar, event: Option<NaiveDate>) -> LastDay {
    let deadline = Deadline::parse(due).unwrap_or_else(|error| panic!("{due}: {error:?}"));
    let deadline = deadline.resolve(|_| Some(EventIx::new(0))).expect("the event is known");
    deadline.nominal(before, calendar, |_| event)
}

fn is_due(due: &str, before: BeforeReading, expected: NaiveDate) {
    assert_eq!(once(due, before, &WorkCalendar::default(), None), LastDay::On(expected), "{due}, {before:?}");
}

/// The word of `every` that has periods of this kind.
fn every(kind: PeriodKind) -> Every {
    let (_, every) = Every::WORDS.into_iter().find(|(_, every)| every.kind() == kind).expect("each kind has a word");
    every
}

pub(crate) fn recurrence(due: &str, kind: PeriodKind) -> Recurrence {
    Recurrence::parse_for(due, every(kind)).unwrap_or_else(|error| panic!("{due}, {kind:?}: {error:?}"))
}

#[test]
fn weekdays_weeks_and_quarters_are_those_that_are_counted() {
    let days: &Days = &DAYS;
    for at in days.judged.clone() {
        let (counted, date) = (days.all[at], days.date(at));
        assert_eq!(date.weekday().num_days_from_monday() as usize, counted.weekday, "{date}");
        let week = date.iso_week();
        assert_eq!((week.year().unsigned_abs(), week.week()), counted.week, "{date}");
        let period = Period::containing(PeriodKind::Week, date).expect("a week");
        assert_eq!((period.year().unsigned_abs(), period.number()), counted.week, "{date}");
        assert_eq!(Quarter::of(date).to_string(), days.name(PeriodKind::Quarter, at), "{date}");
    }
}

#[test]
fn a_period_begins_and_ends_where_it_is_counted_to_and_is_called_so() {
    let days: &Days = &DAYS;
    for kind in KINDS {
        for (name, first, last) in days.periods(kind) {
            let (first, last) = (days.date(first), days.date(last));
            let period = Period::parse(&name).unwrap_or_else(|error| panic!("{name}: {error:?}"));
            assert_eq!((period.kind(), period.first(), period.last()), (kind, first, last), "{name}");
            assert_eq!(period.to_string(), name);
            assert_eq!(Period::containing(kind, first), Some(period), "{name}");
            assert_eq!(Period::containing(kind, last), Some(period), "{name}");
        }
    }
}

#[test]
pub(crate) fn periods_follow_each_other_without_a_gap() {
    let days: &Days = &DAYS;
    for kind in KINDS {
        let periods = days.periods(kind);
        let mut at = Period::parse(&periods[0].0).expect("a period");
        for (name, ..) in &periods[1..] {
            at = at.next().expect("there is a next one");
            assert_eq!(at.to_string(), *name);
        }
    }
}

#[test]
fn a_week_53_exists_where_it_is_counted_and_nowhere_else() {
    let days: &Days = &DAYS;
    let weeks: Vec<String> = days.periods(PeriodKind::Week).into_iter().map(|(name, ..)| name).collect();
    for year in 1901..2199 {
        let name = format!("{year}-W53");
        assert_eq!(Period::parse(&name).is_ok(), weeks.contains(&name), "{name}");
        assert!(Period::parse(&format!("{year}-W54")).is_err() && Period::parse(&format!("{year}-W00")).is_err());
    }
}

#[test]
fn due_in_a_period_is_its_last_day() {
    let days: &Days = &DAYS;
    for kind in KINDS {
        for (name, first, last) in days.periods(kind) {
            is_due(&name, BeforeReading::Exclusive, days.date(last));
            // A range from a day within it ends there too.
            if kind != PeriodKind::Day {
                is_due(&format!("{}..{name}", days.iso(first)), BeforeReading::Inclusive, days.date(last));
            }
        }
    }
}

#[test]
fn before_a_period_is_the_day_before_it_begins_and_before_a_day_is_as_read() {
    let days: &Days = &DAYS;
    for kind in KINDS {
        for (name, first, _) in days.periods(kind) {
            let due = format!("before {name}");
            for before in READINGS {
                let included = kind == PeriodKind::Day && before == BeforeReading::Inclusive;
                is_due(&due, before, days.date(if included { first } else { first - 1 }));
            }
        }
    }
}

#[test]
fn an_event_is_counted_from() {
    let days: &Days = &DAYS;
    let calendar = WorkCalendar::default();
    let forms: Vec<(String, Option<i64>)> = [0, 1, 6, 28, 365, 3_660]
        .into_iter()
        .flat_map(|count| {
            [(format!("event e + {count} days"), Some(count)), (format!("event e - {count} days"), Some(-count))]
        })
        .chain([("event e".to_owned(), Some(0)), ("before event e".to_owned(), None)])
        .collect();
    let parsed: Vec<(Deadline, Option<i64>)> = forms
        .iter()
        .map(|(due, distance)| {
            let deadline = Deadline::parse(due).unwrap_or_else(|error| panic!("{due}: {error:?}"));
            (deadline.resolve(|_| Some(EventIx::new(0))).expect("the event is known"), *distance)
        })
        .collect();
    for at in days.judged.clone() {
        let event = days.date(at);
        for (deadline, distance) in &parsed {
            for before in READINGS {
                let distance = distance.unwrap_or(if before == BeforeReading::Exclusive { -1 } else { 0 });
                let expected =
                    days.date(at.checked_add_signed(isize::try_from(distance).expect("small")).expect("inside"));
                let found = deadline.nominal(before, &calendar, |_| Some(event));
                assert_eq!(found, LastDay::On(expected), "{deadline:?} of {event}");
            }
        }
    }
}

#[test]
fn days_after_the_end_of_a_period_are_counted_on() {
    let days: &Days = &DAYS;
    let calendar = WorkCalendar::default();
    for kind in KINDS.into_iter().filter(|kind| *kind != PeriodKind::Day) {
        let rules: Vec<(usize, Recurrence)> = [0, 1, 5, 15, 20, 31, 60, 366, 3_660]
            .into_iter()
            .map(|count| (count, recurrence(&format!("end + {count} days"), kind)))
            .chain([(0, recurrence("end", kind))])
            .collect();
        for (name, _, last) in days.periods(kind) {
            let period = Period::parse(&name).expect("a period");
            for (count, rule) in &rules {
                let expected = LastDay::On(days.date(last + count));
                assert_eq!(rule.nominal(period, BeforeReading::Exclusive, &calendar), expected, "{name} + {count}");
            }
        }
    }
}

#[test]
fn day_n_is_clamped_to_the_last_month_first_and_then_read_as_before_or_not() {
    let days: &Days = &DAYS;
    let calendar = WorkCalendar::default();
    for kind in [PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Half, PeriodKind::NineMonths, PeriodKind::Year] {
        let periods = days.periods(kind);
        for number in 1..=31 {
            let (on, before, next) = (
                recurrence(&format!("day {number}"), kind),
                recurrence(&format!("before day {number}"), kind),
                recurrence(&format!("day {number} of next month"), kind),
            );
            for (name, _, last) in &periods {
                let period = Period::parse(name).expect("a period");
                let day = days.day_of_month(*last, number);
                for reading in READINGS {
                    let nominal = |rule: Recurrence| rule.nominal(period, reading, &calendar);
                    let day_before = if reading == BeforeReading::Exclusive { day - 1 } else { day };
                    assert_eq!(nominal(on), LastDay::On(days.date(day)), "day {number} of {name}");
                    assert_eq!(nominal(before), LastDay::On(days.date(day_before)), "before day {number} of {name}");
                    let following = days.day_of_month(last + 1, number);
                    assert_eq!(nominal(next), LastDay::On(days.date(following)), "day {number} after {name}");
                }
            }
        }
        assert!(Recurrence::parse("day 0").is_err() && Recurrence::parse("day 32").is_err());
    }
}

/// So many months on or back from a counted day: where that month begins, and how long it is.
fn month_away(days: &Days, at: usize, months: isize) -> (usize, usize) {
    let mut first = days.month(at).0;
    for _ in 0..months.unsigned_abs() {
        first = if months < 0 { days.month(first - 1).0 } else { first + days.month(first).1 };
    }
    days.month(first)
}

#[test]
fn weeks_months_and_years_from_an_event_keep_the_day_and_are_clamped() {
    let days: &Days = &DAYS;
    let calendar = WorkCalendar::default();
    let resolved = |due: &str| {
        let deadline = Deadline::parse(due).unwrap_or_else(|error| panic!("{due}: {error:?}"));
        deadline.resolve(|_| Some(EventIx::new(0))).expect("the event is known")
    };
    for (count, months) in [(1, 1), (2, 2), (11, 11), (12, 12), (25, 25)] {
        for (sign, way) in [("+", 1_isize), ("-", -1)] {
            let unit = if count == 1 { "month" } else { "months" };
            let (on, before) = (
                resolved(&format!("event e {sign} {count} {unit}")),
                resolved(&format!("before event e {sign} {count} {unit}")),
            );
            let weeks = resolved(&format!("event e {sign} {count} weeks"));
            let years = (count % 12 == 0).then(|| resolved(&format!("event e {sign} {} year", count / 12)));
            for at in days.judged.clone() {
                let (first, length) = month_away(days, at, way * months);
                let there = first + (days.all[at].day as usize).min(length) - 1;
                let nominal =
                    |deadline: &Deadline, reading| deadline.nominal(reading, &calendar, |_| Some(days.date(at)));
                assert_eq!(nominal(&on, READINGS[0]), LastDay::On(days.date(there)), "{on:?} of {}", days.iso(at));
                assert_eq!(nominal(&before, READINGS[0]), LastDay::On(days.date(there - 1)));
                assert_eq!(nominal(&before, READINGS[1]), LastDay::On(days.date(there)));
                let week = at.checked_add_signed(way * 7 * isize::try_from(count).expect("small")).expect("inside");
                assert_eq!(nominal(&weeks, READINGS[0]), LastDay::On(days.date(week)));
                if let Some(years) = &years {
                    assert_eq!(nominal(years, READINGS[0]), LastDay::On(days.date(there)));
                }
            }
        }
    }
}

#[test]
fn months_after_the_end_of_a_month_end_with_a_month() {
    let days: &Days = &DAYS;
    let calendar = WorkCalendar::default();
    for kind in KINDS {
        for months in [1, 2, 6, 13] {
            let rule = recurrence(&format!("end + {months} months"), kind);
            for (name, _, last) in days.periods(kind) {
                let (first, length) = month_away(days, last, months);
                let day = if days.all[last + 1].day == 1 { length } else { (days.all[last].day as usize).min(length) };
                let nominal = rule.nominal(Period::parse(&name).expect("a period"), READINGS[0], &calendar);
                assert_eq!(nominal, LastDay::On(days.date(first + day - 1)), "{name} + {months} months");
            }
        }
        for weeks in [1_usize, 2, 9] {
            let rule = recurrence(&format!("end + {weeks} weeks"), kind);
            let back = recurrence(&format!("end - {weeks} days"), kind);
            for (name, _, last) in days.periods(kind) {
                let nominal =
                    |rule: Recurrence| rule.nominal(Period::parse(&name).expect("a period"), READINGS[0], &calendar);
                assert_eq!(nominal(rule), LastDay::On(days.date(last + 7 * weeks)), "{name} + {weeks} weeks");
                assert_eq!(nominal(back), LastDay::On(days.date(last - weeks)), "{name} - {weeks} days");
            }
        }
    }
}

#[test]
fn days_months_and_quarters_of_a_year_lie_where_they_are_counted() {
    let days: &Days = &DAYS;
    let calendar = WorkCalendar::default();
    for (name, start, _) in days.periods(PeriodKind::Year) {
        let year = days.all[start].year;
        for (words, years) in [("", 0_i32), (" of next year", 1), (" of previous year", -1)] {
            let wanted = year.checked_add_signed(years).expect("a year");
            let in_month = |month: u32| {
                let first = days.all.iter().position(|day| (day.year, day.month) == (wanted, month));
                days.month(first.expect("it is counted"))
            };
            let nominal = |due: String, reading| {
                recurrence(&due, PeriodKind::Year).nominal(Period::parse(&name).expect("a year"), reading, &calendar)
            };
            for month in [1, 2, 6, 11, 12] {
                let (first, length) = in_month(month);
                for day in [1, 15, 29, 31] {
                    let there = first + day.min(length) - 1;
                    let due = format!("day {day} of month {month}{words}");
                    assert_eq!(nominal(due.clone(), READINGS[0]), LastDay::On(days.date(there)), "{due} of {name}");
                    let before = format!("before {due}");
                    assert_eq!(nominal(before.clone(), READINGS[0]), LastDay::On(days.date(there - 1)), "{before}");
                    assert_eq!(nominal(before.clone(), READINGS[1]), LastDay::On(days.date(there)), "{before}");
                }
                let due = format!("month {month}{words}");
                assert_eq!(nominal(due.clone(), READINGS[0]), LastDay::On(days.date(first + length - 1)), "{due}");
                for reading in READINGS {
                    assert_eq!(nominal(format!("before {due}"), reading), LastDay::On(days.date(first - 1)), "{due}");
                }
            }
            for quarter in 1..=4 {
                let ((first, _), (last, length)) = (in_month(quarter * 3 - 2), in_month(quarter * 3));
                let due = format!("quarter {quarter}{words}");
                assert_eq!(nominal(due.clone(), READINGS[1]), LastDay::On(days.date(last + length - 1)), "{due}");
                assert_eq!(nominal(format!("before {due}"), READINGS[1]), LastDay::On(days.date(first - 1)), "{due}");
            }
        }
    }
}

#[test]
fn day_n_of_a_week_is_counted_from_monday() {
    let days: &Days = &DAYS;
    let calendar = WorkCalendar::default();
    for number in 1..=7 {
        let on = recurrence(&format!("day {number}"), PeriodKind::Week);
        let before = recurrence(&format!("before day {number}"), PeriodKind::Week);
        for (name, first, _) in days.periods(PeriodKind::Week) {
            let period = Period::parse(&name).expect("a week");
            let day = first + number - 1;
            assert_eq!(on.nominal(period, READINGS[0], &calendar), LastDay::On(days.date(day)), "{name}");
            assert_eq!(before.nominal(period, READINGS[0], &calendar), LastDay::On(days.date(day - 1)), "{name}");
            assert_eq!(before.nominal(period, READINGS[1], &calendar), LastDay::On(days.date(day)), "{name}");
        }
    }
    for due in ["day 8", "before day 8", "day 1 of next month"] {
        assert!(Recurrence::parse_for(due, Every::Week).is_err(), "{due}");
        assert!(Recurrence::parse_for(due, Every::Month).is_ok(), "{due}");
    }
}
