//! Every day, week, month, quarter, half-year and year from 1900 to 2199 against a calendar that is counted here day by
//! day, from nothing but "1 January 1900 was a Monday" and the rule of leap years.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate, Weekday};
use tiendo::model::calendar::WorkCalendar;
use tiendo::model::deadline::{BeforeReading, Deadline, LastDay, Recurrence};
use tiendo::model::id::EventIx;
use tiendo::model::period::{Period, PeriodKind, Quarter};

use crate::support::model::read_plan;

/// A day as it is counted here.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_field_names, reason = "a day has a day of the month")]
struct Day {
    year: u32,
    month: u32,
    day: u32,
    /// 0 is Monday.
    weekday: usize,
    /// The ISO year and week.
    week: (u32, u32),
}

/// Counted days: those judged are 1900 to 2199; the years on either side are there to be counted into.
struct Days {
    all: Vec<Day>,
    judged: Range<usize>,
}

const FIRST_YEAR: u32 = 1880;
const LAST_YEAR: u32 = 2215;

fn length(year: u32, month: u32) -> u32 {
    let leap = (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400);
    match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

static DAYS: LazyLock<Days> = LazyLock::new(Days::counted);

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

    fn date(&self, at: usize) -> NaiveDate {
        let day = self.all[at];
        NaiveDate::from_ymd_opt(i32::try_from(day.year).expect("a year"), day.month, day.day)
            .expect("a day that exists")
    }

    fn iso(&self, at: usize) -> String {
        let day = self.all[at];
        format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
    }

    /// What a period is called in which the day lies.
    fn name(&self, kind: PeriodKind, at: usize) -> String {
        let Day { year, month, week, .. } = self.all[at];
        match kind {
            PeriodKind::Day => self.iso(at),
            PeriodKind::Week => format!("{:04}-W{:02}", week.0, week.1),
            PeriodKind::Month => format!("{year:04}-{month:02}"),
            PeriodKind::Quarter => format!("{year:04}-Q{}", month.div_ceil(3)),
            PeriodKind::Half => format!("{year:04}-H{}", month.div_ceil(6)),
            PeriodKind::Year => format!("{year:04}"),
        }
    }

    /// Every period of a kind: its name, its first day and its last, of those that end in the judged years.
    fn periods(&self, kind: PeriodKind) -> Vec<(String, usize, usize)> {
        let mut periods: Vec<(String, usize, usize)> = Vec::new();
        for at in self.judged.start - 400..self.judged.end + 400 {
            let name = self.name(kind, at);
            match periods.last_mut() {
                Some((last, _, end)) if *last == name => *end = at,
                _ => periods.push((name, at, at)),
            }
        }
        periods.retain(|(_, _, last)| self.judged.contains(last));
        periods
    }

    /// Where the month begins in which the day lies, and how long it is.
    fn month(&self, at: usize) -> (usize, usize) {
        let day = self.all[at];
        (at - (day.day as usize - 1), length(day.year, day.month) as usize)
    }

    /// Day `number` of the month in which the day lies, at most its last.
    fn day_of_month(&self, at: usize, number: usize) -> usize {
        let (first, length) = self.month(at);
        first + number.min(length) - 1
    }
}

const KINDS: [PeriodKind; 6] =
    [PeriodKind::Day, PeriodKind::Week, PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Half, PeriodKind::Year];
const READINGS: [BeforeReading; 2] = [BeforeReading::Exclusive, BeforeReading::Inclusive];

/// The nominal day of a one-off task, whose event, if it names one, is on `event`.
fn once(due: &str, before: BeforeReading, calendar: &WorkCalendar, event: Option<NaiveDate>) -> LastDay {
    let deadline = Deadline::parse(due).unwrap_or_else(|error| panic!("{due}: {error:?}"));
    let deadline = deadline.resolve(|_| Some(EventIx::new(0))).expect("the event is known");
    deadline.nominal(before, calendar, |_| event)
}

fn is_due(due: &str, before: BeforeReading, expected: NaiveDate) {
    assert_eq!(once(due, before, &WorkCalendar::default(), None), LastDay::On(expected), "{due}, {before:?}");
}

fn recurrence(due: &str, kind: PeriodKind) -> Recurrence {
    Recurrence::parse(due, &[kind]).unwrap_or_else(|error| panic!("{due}, {kind:?}: {error:?}"))
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
fn periods_follow_each_other_without_a_gap() {
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
    for kind in [PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Half, PeriodKind::Year] {
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
        assert!(Recurrence::parse("day 0", &[kind]).is_err() && Recurrence::parse("day 32", &[kind]).is_err());
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
        assert!(Recurrence::parse(due, &[PeriodKind::Week]).is_err(), "{due}");
        assert!(Recurrence::parse(due, &[PeriodKind::Month]).is_ok(), "{due}");
        assert!(Recurrence::parse(due, &[PeriodKind::Month, PeriodKind::Week]).is_err(), "{due}");
    }
}

/// A calendar of the program, and for each counted day whether offices work.
struct Offices {
    calendar: WorkCalendar,
    working: Vec<bool>,
}

/// Calendars with this weekend, and days off and make-up days that chance picks.
fn offices(days: &Days, weekend: &[usize], seed: u64) -> Offices {
    const WEEKDAYS: [Weekday; 7] =
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
    let mut state = seed;
    let mut chance = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % limit as u64).expect("it is below a usize")
    };
    let mut working: Vec<bool> = days.all.iter().map(|day| !weekend.contains(&day.weekday)).collect();
    let (mut off, mut made_up) = (Vec::new(), Vec::new());
    // Some four closures a year of up to ten days each, some of which overlap or touch; a make-up day for every other.
    for _ in 0..1_300 {
        let first = chance(days.all.len() - 12);
        let last = first + chance(10);
        off.push((days.date(first), days.date(last)));
        working[first..=last].fill(false);
    }
    for _ in 0..650 {
        made_up.push(chance(days.all.len()));
    }
    for at in &made_up {
        working[*at] = true;
    }
    let weekend: Vec<Weekday> = weekend.iter().map(|at| WEEKDAYS[*at]).collect();
    let made_up = made_up.into_iter().map(|at| (days.date(at), days.date(at))).collect();
    Offices { calendar: WorkCalendar::new(&weekend, off, made_up), working }
}

fn all_offices(days: &Days) -> Vec<Offices> {
    [(&[5, 6][..], 0x2024), (&[6], 0x0515), (&[], 0x1975), (&[4, 5], 0x1954), (&[0, 1, 2, 3, 4, 5], 0x1945)]
        .into_iter()
        .map(|(weekend, seed)| offices(days, weekend, seed))
        .collect()
}

#[test]
fn a_day_off_moves_to_the_first_working_day_that_a_search_finds() {
    let days: &Days = &DAYS;
    for Offices { calendar, working } in all_offices(days) {
        for at in days.judged.clone() {
            let date = days.date(at);
            assert_eq!(calendar.is_working_day(date), working[at], "{date}");
            let found = (at..working.len()).find(|at| working[*at]).expect("there is a working day");
            assert_eq!(calendar.working_day_from(date), Some(days.date(found)), "{date}");
        }
    }
}

#[test]
fn working_days_are_stepped_one_by_one() {
    let days: &Days = &DAYS;
    for Offices { calendar, working } in all_offices(days).into_iter().take(2) {
        // The days on which a step of one working day ends, going on and going back.
        let step = |at: usize, forward: bool| {
            let next = |at: usize| if forward { at + 1 } else { at - 1 };
            let mut at = next(at);
            while !working[at] {
                at = next(at);
            }
            at
        };
        for at in days.judged.clone() {
            let date = days.date(at);
            assert_eq!(calendar.nth_working_day(date, 0), Some(date));
            for (forward, sign) in [(true, 1), (false, -1)] {
                let mut stepped = at;
                for count in 1..=3 {
                    stepped = step(stepped, forward);
                    let found = calendar.nth_working_day(date, sign * count);
                    assert_eq!(found, Some(days.date(stepped)), "{count} working days from {date}, {sign}");
                }
            }
        }
        // Longer ways for fewer days.
        for at in days.judged.clone().step_by(97) {
            for (forward, sign) in [(true, 1), (false, -1)] {
                let mut stepped = at;
                for _ in 0..250 {
                    stepped = step(stepped, forward);
                }
                assert_eq!(calendar.nth_working_day(days.date(at), sign * 250), Some(days.date(stepped)));
            }
        }
    }
}

#[test]
fn working_days_of_deadlines_are_those_of_the_calendar() {
    let days: &Days = &DAYS;
    let Offices { calendar, working } = offices(days, &[5, 6], 0x2026);
    let nth = |from: usize, count: usize| {
        let later = (from + 1..).filter(|at| working[*at]);
        if count == 0 { from } else { later.take(count).last().expect("there are working days") }
    };
    for count in [0, 1, 5, 10] {
        let event = format!("event e + {count} working days");
        let end = format!("end + {count} working days");
        for (name, _, last) in days.periods(PeriodKind::Week) {
            let expected = LastDay::On(days.date(nth(last, count)));
            assert_eq!(once(&event, READINGS[0], &calendar, Some(days.date(last))), expected, "{event} of {name}");
            let rule = recurrence(&end, PeriodKind::Week);
            assert_eq!(rule.nominal(Period::parse(&name).expect("a week"), READINGS[0], &calendar), expected, "{name}");
        }
    }
}

/// A plan over the whole range, read from its file: which periods there are, and where each falls due.
#[test]
fn a_plan_of_three_centuries_has_every_period_once_and_moves_it_off_days_off() {
    let days: &Days = &DAYS;
    let text = "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 1900-01-01\nends = 2199-12-31\n\
                on_day_off = \"next-working-day\"\n[units]\na = \"A\"\n[[tasks]]\nid = \"t\"\ntitle = \"T\"\n\
                lead = [\"a\"]\nevery = [\"year\", \"quarter\", \"month\", \"half\"]\n";
    read_plan(text, |reading| {
        assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
        let plan = reading.plan.expect("the plan is sound");
        let mut found = plan.occurrences.iter();
        for kind in [PeriodKind::Year, PeriodKind::Quarter, PeriodKind::Month, PeriodKind::Half] {
            for (name, _, last) in days.periods(kind) {
                let occurrence = found.next().expect("there is one for each period");
                let period = occurrence.period.expect("it recurs");
                assert_eq!(period.to_string(), name);
                assert_eq!(occurrence.nominal, LastDay::On(days.date(last)), "{name}");
                let moved = (last..days.all.len()).find(|at| days.all[*at].weekday < 5).expect("there is a Monday");
                assert_eq!(occurrence.due, Some(days.date(moved)), "{name}");
                let quarter = occurrence.quarter.map(|quarter| quarter.to_string());
                assert_eq!(quarter, Some(days.name(PeriodKind::Quarter, last)), "{name}");
            }
        }
        assert_eq!(found.next(), None, "and no more");
    });
}
