//! The days on which offices work: weekends, days off and the working days that make up for them.

use chrono::{Datelike, NaiveDate, Weekday};

use super::holidays::{Closure, Country};
use super::period::{FIRST_DAY, LAST_DAY, day_after, day_before, shift};

/// How far a search for a working day goes before it is given up: some five years of days off in a row.
const LONGEST_CLOSURE_DAYS: u32 = 2_000;

/// Which days are working days: `[calendar]` of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkCalendar {
    weekend: [bool; 7],
    days_off: Vec<(NaiveDate, NaiveDate)>,
    working_days: Vec<(NaiveDate, NaiveDate)>,
    /// The country whose holidays and exchanged days are among these.
    country: Option<Country>,
    /// The years of what the plan itself lists, each once, in their order.
    listed: Vec<i32>,
}

impl Default for WorkCalendar {
    /// Saturday and Sunday off, nothing else.
    fn default() -> Self {
        Self::new(&[Weekday::Sat, Weekday::Sun], Vec::new(), Vec::new())
    }
}

impl WorkCalendar {
    /// A calendar of these weekend days, and ranges (first and last day each) of days off and of make-up working days.
    pub fn new(
        weekend: &[Weekday],
        days_off: Vec<(NaiveDate, NaiveDate)>,
        working_days: Vec<(NaiveDate, NaiveDate)>,
    ) -> Self {
        let mut flags = [false; 7];
        for day in weekend {
            flags[day.num_days_from_monday() as usize] = true;
        }
        let years = |(first, last): &(NaiveDate, NaiveDate)| first.year()..=last.year();
        let mut listed: Vec<i32> = days_off.iter().chain(&working_days).flat_map(years).collect();
        listed.sort_unstable();
        listed.dedup();
        let (days_off, working_days) = (merged(days_off), merged(working_days));
        Self { weekend: flags, days_off, working_days, country: None, listed }
    }

    /// The same with the holidays of a country and the days that its government exchanged. What is listed already wins.
    #[must_use]
    pub(crate) fn in_country(mut self, country: Country) -> Self {
        let worked = country.working_days().filter(|day| !holds(&self.days_off, *day)).map(|day| (day, day));
        let (worked, off): (Vec<_>, Vec<_>) = (worked.collect(), country.days_off().collect());
        self.working_days = merged([self.working_days, worked].concat());
        self.days_off = merged([self.days_off, off].concat());
        self.country = Some(country);
        self
    }

    /// What it says, in words that neither a language nor what is known of a country changes.
    pub(crate) fn written(&self) -> String {
        const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let known = |off: bool, day: NaiveDate| {
            let of = |country: Country| {
                if off { country.closure(day).is_some() } else { country.working_days().any(|own| own == day) }
            };
            self.country.is_some_and(of)
        };
        let own = |off: bool, ranges: &[(NaiveDate, NaiveDate)]| {
            let days = ranges.iter().flat_map(|(first, last)| first.iter_days().take_while(move |day| day <= last));
            let own = merged(days.filter(|day| !known(off, *day)).map(|day| (day, day)).collect());
            own.iter()
                .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}..{last}") })
                .collect()
        };
        let weekend = DAYS.iter().zip(self.weekend).filter(|(_, off)| *off).map(|(day, _)| (*day).to_owned()).collect();
        let country = self.country.map(|Country::Vietnam| "VN".to_owned()).into_iter().collect();
        let parts: [(&str, Vec<String>); 4] = [
            ("country", country),
            ("weekend", weekend),
            ("days_off", own(true, &self.days_off)),
            ("working_days", own(false, &self.working_days)),
        ];
        let parts = parts.iter().filter(|(_, said)| !said.is_empty());
        parts.map(|(key, said)| format!("{key} {}", said.join(", "))).collect::<Vec<_>>().join("; ")
    }

    pub(crate) fn country(&self) -> Option<Country> {
        self.country
    }

    /// Whether any day off or make-up day of this year is known.
    pub(crate) fn knows(&self, year: i32) -> bool {
        self.country.is_some_and(|country| country.years().contains(&year)) || self.listed.binary_search(&year).is_ok()
    }

    /// Whether offices work on `day`. Make-up days win over the weekend and over days off.
    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        holds(&self.working_days, day)
            || !(holds(&self.days_off, day) || self.weekend[day.weekday().num_days_from_monday() as usize])
    }

    /// Why offices do not work on `day`; nothing where they do.
    pub(crate) fn closure(&self, day: NaiveDate) -> Option<Closure> {
        if self.is_working_day(day) {
            return None;
        }
        let holiday = self.country.and_then(|country| country.closure(day));
        Some(holiday.unwrap_or(if holds(&self.days_off, day) { Closure::Listed } else { Closure::Weekend }))
    }

    /// The working day in whose place the country's offices work on a day of rest.
    pub(crate) fn exchanged_for(&self, worked: NaiveDate) -> Option<NaiveDate> {
        self.country.and_then(|country| country.exchanged_for(worked)).filter(|_| self.is_working_day(worked))
    }

    /// `day` itself if offices work then, else the next working day; nothing where none is near.
    pub fn working_day_from(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.search(day, day_after)
    }

    /// `day` itself if offices work then, else the working day before it; nothing where none is near.
    pub fn working_day_until(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.search(day, day_before)
    }

    /// The `count`th working day after `day` (before it, if negative); `day` itself for 0.
    pub fn nth_working_day(&self, day: NaiveDate, count: i64) -> Option<NaiveDate> {
        let step = if count < 0 { day_before } else { day_after };
        let a_week = self.weekend.iter().filter(|off| !**off).count() as u64;
        let (mut found, mut left) = (day, count.unsigned_abs());
        while left > 0 {
            // Up to the next day that the calendar names, each week has the same number of working days.
            let weeks = ((left - 1) / a_week.max(1)).min(self.plain_weeks(found, count < 0));
            if a_week > 0 {
                let days = i64::try_from(weeks * 7).ok()?;
                found = shift(found, if count < 0 { -days } else { days })?;
                left -= weeks * a_week;
            }
            found = self.search(step(found)?, step)?;
            left -= 1;
        }
        Some(found)
    }

    /// How many whole weeks after (before, if `back`) `day` have no day off or make-up day of their own.
    fn plain_weeks(&self, day: NaiveDate, back: bool) -> u64 {
        let away = |ranges: &[(NaiveDate, NaiveDate)]| {
            let next = ranges.partition_point(|range| if back { range.0 < day } else { range.1 <= day });
            let edge =
                if back { next.checked_sub(1).map(|at| ranges[at].1) } else { ranges.get(next).map(|range| range.0) };
            edge.map_or(u64::MAX, |edge| {
                let days = if back { (day - edge).num_days() } else { (edge - day).num_days() };
                u64::try_from(days - 1).unwrap_or_default() / 7
            })
        };
        away(&self.days_off).min(away(&self.working_days))
    }

    fn search(&self, from: NaiveDate, step: fn(NaiveDate) -> Option<NaiveDate>) -> Option<NaiveDate> {
        let mut day = from;
        for _ in 0..LONGEST_CLOSURE_DAYS {
            if !(FIRST_DAY..=LAST_DAY).contains(&day) || self.is_working_day(day) {
                return Some(day);
            }
            day = step(day)?;
        }
        None
    }
}

/// Ranges in order, those that overlap made one, so that a binary search finds the only one that can hold a day.
fn merged(mut ranges: Vec<(NaiveDate, NaiveDate)>) -> Vec<(NaiveDate, NaiveDate)> {
    ranges.sort_unstable();
    let mut merged: Vec<(NaiveDate, NaiveDate)> = Vec::with_capacity(ranges.len());
    for (first, last) in ranges {
        match merged.last_mut() {
            Some(before) if before.1.succ_opt().is_none_or(|next| first <= next) => before.1 = before.1.max(last),
            _ => merged.push((first, last)),
        }
    }
    merged
}

/// Whether one of these ranges has `day` in it.
fn holds(ranges: &[(NaiveDate, NaiveDate)], day: NaiveDate) -> bool {
    let begun = ranges.partition_point(|range| range.0 <= day);
    begun.checked_sub(1).is_some_and(|at| day <= ranges[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::holidays::Holiday;

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
            vec![(day("2024-05-04"), day("2024-05-04"))],
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
        let both = WorkCalendar::new(
            &[],
            vec![(day("2024-05-04"), day("2024-05-04"))],
            vec![(day("2024-05-04"), day("2024-05-04"))],
        );
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

    fn vietnam() -> WorkCalendar {
        WorkCalendar::new(&[Weekday::Sat, Weekday::Sun], Vec::new(), Vec::new()).in_country(Country::Vietnam)
    }

    fn days(year: i32) -> impl Iterator<Item = NaiveDate> {
        NaiveDate::from_ymd_opt(year, 1, 1)
            .into_iter()
            .flat_map(|first| first.iter_days())
            .take_while(move |day| day.year() == year)
    }

    /// What version 0.109 of the Python package `holidays` says: working days off, and weekend days worked. It has not
    /// the exchange of 2 for 10 January 2026, which was announced on 25 December 2025.
    const OTHER_PROGRAM: [(&str, &str); 7] = [
        ("01-01 01-23 01-24 01-27 01-28 01-29 04-02 04-30 05-01 09-02", ""),
        ("01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03", ""),
        ("01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02", ""),
        ("01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04", ""),
        ("01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03", "05-04"),
        ("01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02", "04-26"),
        ("01-01 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24", "08-22"),
    ];

    #[test]
    fn another_program_has_the_same_days() {
        for (year, (off, worked)) in Country::Vietnam.years().zip(OTHER_PROGRAM) {
            let found = |weekend: bool| {
                let odd = days(year).filter(move |day| (day.weekday().num_days_from_monday() > 4) == weekend);
                let odd = odd.filter(move |day| vietnam().is_working_day(*day) == weekend);
                odd.map(|day| day.format("%m-%d").to_string())
                    .filter(|day| day != "01-02" || year != 2026)
                    .filter(|day| day != "01-10")
                    .collect::<Vec<_>>()
                    .join(" ")
            };
            assert_eq!((found(false).as_str(), found(true).as_str()), (off, worked), "{year}");
        }
    }

    #[test]
    fn every_holiday_has_as_many_working_days_as_the_law_gives() {
        for year in Country::Vietnam.years() {
            let off =
                days(year).filter(|day| day.weekday().num_days_from_monday() < 5 && !vietnam().is_working_day(*day));
            let worked =
                days(year).filter(|day| day.weekday().num_days_from_monday() > 4 && vietnam().is_working_day(*day));
            let by_law = match year {
                2020 => 10,
                2026 => 12,
                _ => 11,
            };
            assert_eq!(off.count() - worked.count(), by_law, "{year}");
        }
    }

    #[test]
    fn what_the_plan_lists_wins_over_the_country() {
        let plan = WorkCalendar::new(
            &[Weekday::Sat, Weekday::Sun],
            vec![(day("2024-05-04"), day("2024-05-04")), (day("2024-07-01"), day("2024-07-01"))],
            vec![(day("2024-04-29"), day("2024-04-29"))],
        );
        let both = plan.in_country(Country::Vietnam);
        let closures = ["2024-04-29", "2024-04-30", "2024-05-04", "2024-07-01", "2024-02-13", "2024-02-17"];
        assert_eq!(
            closures.map(|text| both.closure(day(text))),
            [
                None,
                Some(Closure::Holiday(Holiday::Victory)),
                Some(Closure::Listed),
                Some(Closure::Listed),
                Some(Closure::InLieu(Holiday::Tet)),
                Some(Closure::Weekend),
            ]
        );
        assert_eq!(vietnam().closure(day("2024-04-29")), Some(Closure::Exchanged { worked: day("2024-05-04") }));
        assert_eq!(vietnam().exchanged_for(day("2024-05-04")), Some(day("2024-04-29")));
        assert_eq!(both.exchanged_for(day("2024-05-04")), None);
        assert!(both.knows(2024) && !both.knows(2027));
    }
}
