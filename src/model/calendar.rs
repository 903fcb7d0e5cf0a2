//! The days on which offices work: weekends, days off and the working days that make up for them.

use chrono::{Datelike, NaiveDate, Weekday};

use super::period::{LAST_DAY, day_after, day_before};

/// How far a search for a working day goes before it is given up: some five years of days off in a row.
const LONGEST_CLOSURE_DAYS: u32 = 2_000;

/// Which days are working days: `[calendar]` of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkCalendar {
    weekend: [bool; 7],
    days_off: Vec<(NaiveDate, NaiveDate)>,
    working_days: Vec<NaiveDate>,
}

impl Default for WorkCalendar {
    /// Saturday and Sunday off, nothing else.
    fn default() -> Self {
        Self::new(&[Weekday::Sat, Weekday::Sun], Vec::new(), Vec::new())
    }
}

impl WorkCalendar {
    /// A calendar of these weekend days, ranges of days off (first and last day each) and make-up working days.
    pub fn new(
        weekend: &[Weekday],
        mut days_off: Vec<(NaiveDate, NaiveDate)>,
        mut working_days: Vec<NaiveDate>,
    ) -> Self {
        let mut flags = [false; 7];
        for day in weekend {
            flags[day.num_days_from_monday() as usize] = true;
        }
        days_off.sort_unstable();
        // Ranges that touch become one, so that a binary search finds the only one that can hold a day.
        let mut merged: Vec<(NaiveDate, NaiveDate)> = Vec::with_capacity(days_off.len());
        for (first, last) in days_off {
            match merged.last_mut() {
                Some(before) if first <= before.1 => before.1 = before.1.max(last),
                _ => merged.push((first, last)),
            }
        }
        working_days.sort_unstable();
        Self { weekend: flags, days_off: merged, working_days }
    }

    /// Whether offices work on `day`. Make-up days win over the weekend and over days off.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        if self.working_days.binary_search(&day).is_ok() {
            return true;
        }
        let ranges_begun = self.days_off.partition_point(|range| range.0 <= day);
        let off = ranges_begun.checked_sub(1).is_some_and(|i| day <= self.days_off[i].1);
        !off && !self.weekend[day.weekday().num_days_from_monday() as usize]
    }

    /// `day` itself if offices work then, else the next working day; nothing where none is near.
    pub fn working_day_from(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.search(day, day_after)
    }

    /// The `count`th working day after `day` (before it, if negative); `day` itself for 0.
    pub fn nth_working_day(&self, day: NaiveDate, count: i64) -> Option<NaiveDate> {
        let step = if count < 0 { day_before } else { day_after };
        let mut found = day;
        for _ in 0..count.unsigned_abs() {
            found = self.search(step(found)?, step)?;
        }
        Some(found)
    }

    fn search(&self, from: NaiveDate, step: fn(NaiveDate) -> Option<NaiveDate>) -> Option<NaiveDate> {
        let mut day = from;
        for _ in 0..LONGEST_CLOSURE_DAYS {
            if day > LAST_DAY || self.is_working_day(day) {
                return Some(day);
            }
            day = step(day)?;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date in a test")
    }

    fn of_2024() -> WorkCalendar {
        WorkCalendar::new(
            &[Weekday::Sat, Weekday::Sun],
            vec![
                (day("2024-04-27"), day("2024-05-01")),
                (day("2024-02-08"), day("2024-02-14")),
                (day("2024-02-10"), day("2024-02-11")),
            ],
            vec![day("2024-05-04")],
        )
    }

    #[test]
    fn make_up_days_win_over_the_weekend_and_days_off() {
        let calendar = of_2024();
        for (text, working) in [
            ("2024-04-26", true),
            ("2024-04-27", false),
            ("2024-04-30", false),
            ("2024-05-02", true),
            ("2024-05-04", true),
            ("2024-05-05", false),
            ("2024-02-14", false),
            ("2024-02-15", true),
        ] {
            assert_eq!(calendar.is_working_day(day(text)), working, "{text}");
        }
        let both = WorkCalendar::new(&[], vec![(day("2024-05-04"), day("2024-05-04"))], vec![day("2024-05-04")]);
        assert!(both.is_working_day(day("2024-05-04")));
    }

    #[test]
    fn working_days_are_counted_from_the_day_after() {
        let calendar = of_2024();
        assert_eq!(calendar.working_day_from(day("2024-04-27")), Some(day("2024-05-02")));
        assert_eq!(calendar.nth_working_day(day("2024-04-26"), 1), Some(day("2024-05-02")));
        assert_eq!(calendar.nth_working_day(day("2024-04-26"), 3), Some(day("2024-05-04")));
        assert_eq!(calendar.nth_working_day(day("2024-05-02"), -1), Some(day("2024-04-26")));
        assert_eq!(calendar.nth_working_day(day("2024-04-28"), 0), Some(day("2024-04-28")));
    }

    #[test]
    fn a_calendar_without_working_days_ends_the_search() {
        let weekdays =
            [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
        let never = WorkCalendar::new(&weekdays, Vec::new(), Vec::new());
        assert_eq!(never.working_day_from(day("2024-01-01")), None);
        assert_eq!(never.nth_working_day(day("2024-01-01"), -5), None);
    }
}
