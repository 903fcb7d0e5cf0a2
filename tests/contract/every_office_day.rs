//! Working days, and last days moved off days off, over three centuries of offices whose closures chance picks.

use chrono::Weekday;
use tiendo::model::calendar::WorkCalendar;
use tiendo::model::deadline::LastDay;
use tiendo::model::period::{Period, PeriodKind};

use crate::every_day::{DAYS, Days, READINGS, once, recurrence};
use crate::support::model::read_plan;

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
            let found = (0..=at).rfind(|at| working[*at]).expect("there is a working day");
            assert_eq!(calendar.working_day_until(date), Some(days.date(found)), "{date}");
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
