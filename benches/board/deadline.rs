//! Time limits as the plan file writes them, each with the last day it means (day-off moves left out).

use crate::chance::Chance;
use crate::day::{Day, Every, Period};

/// A value of `due` for a one-off task.
pub struct Due {
    /// As it stands in the file, quotes included.
    pub toml: String,
    /// None for standing work and open events.
    pub last: Option<Day>,
}

/// A value of `due` for a recurring task, or its absence.
#[derive(Clone, Copy)]
pub enum Lag {
    Unsaid,
    End,
    EndPlus(i32),
    EndPlusWorking(i32),
    Day(i32),
    BeforeDay(i32),
    NextMonth(i32),
}

/// The event with a date, and the one that has none yet.
pub const FIXED_EVENT: (&str, Day) = ("hoi-nghi-quan-triet", Day::of(2024, 4, 18));
pub const OPEN_EVENT: &str = "so-ket-3-nam";

impl Due {
    fn text(text: &str, last: Option<Day>) -> Self {
        Self { toml: format!("\"{text}\""), last }
    }

    /// A time limit as plans usually name them, more of them in the first half of the year.
    pub fn usual(chance: &mut Chance) -> Self {
        let month = if chance.percent(62) { chance.between(1, 5) } else { chance.between(6, 12) };
        let day = Day::of(2024, month, chance.between(5, 28));
        let months = Every::Month.periods(Day::of(2024, 1, 1), Day::of(2024, 12, 31));
        let quarters = Every::Quarter.periods(Day::of(2024, 1, 1), Day::of(2024, 12, 31));
        let in_month = &months[month as usize - 1];
        let in_quarter = &quarters[(month as usize - 1) / 3];
        match chance.below(100) {
            0..34 => Self::text(&in_month.label, Some(in_month.last)),
            34..52 => Self::text(&in_quarter.label, Some(in_quarter.last)),
            52..64 => Self { toml: day.to_string(), last: Some(day) },
            64..68 => Self::text(&day.to_string(), Some(day)),
            68..73 => Self::text(&format!("2024-01..{}", in_month.label), Some(in_month.last)),
            73..79 => Self::text(&format!("before {day}"), Some(day.plus(-1))),
            79..82 => Self::text(&format!("before {}", in_month.label), Some(in_month.first.plus(-1))),
            82..86 => Self::event("", 0, ""),
            86..90 => Self::event("", i32::from(chance.percent(50)) * 5 + 5, " working days"),
            90..93 => Self::text(&format!("event {OPEN_EVENT}"), None),
            93..97 => Self::text("ongoing", None),
            _ => Self::text("unstated", None),
        }
    }

    fn event(before: &str, days: i32, unit: &str) -> Self {
        let (event, date) = FIXED_EVENT;
        let sign = if days < 0 { '-' } else { '+' };
        let shift = if unit.is_empty() { String::new() } else { format!(" {sign} {}{unit}", days.abs()) };
        let length = if unit == " working days" { days * 7 / 5 } else { days };
        Self::text(&format!("{before}event {event}{shift}"), Some(date.plus(length)))
    }

    /// Every form of the contract once or twice.
    pub fn every_form() -> Vec<Self> {
        let day = Day::of;
        let mut forms: Vec<Self> = [
            ("2024-04-26", day(2024, 4, 26)),
            ("2024-04-28", day(2024, 4, 28)),
            ("2024", day(2024, 12, 31)),
            ("2024-H1", day(2024, 6, 30)),
            ("2024-H2", day(2024, 12, 31)),
            ("2024-Q1", day(2024, 3, 31)),
            ("2024-Q2", day(2024, 6, 30)),
            ("2024-02", day(2024, 2, 29)),
            ("2024-04", day(2024, 4, 30)),
            ("2024-W15", day(2024, 4, 14)),
            ("2024-W01", day(2024, 1, 7)),
            ("2025-W01", day(2025, 1, 5)),
            ("2024-Q1..2024-Q2", day(2024, 6, 30)),
            ("2024-03..2024-04", day(2024, 4, 30)),
            ("2024-04-01..2024-W18", day(2024, 5, 5)),
            ("2024-H1..2024-05-04", day(2024, 5, 4)),
            ("before 2024-Q2", day(2024, 3, 31)),
            ("before 2024-H2", day(2024, 6, 30)),
            ("before 2025", day(2024, 12, 31)),
            ("before 2024-W20", day(2024, 5, 12)),
            ("before 2024-05", day(2024, 4, 30)),
            ("before 2024-03-15", day(2024, 3, 14)),
            ("before 2024-03-18", day(2024, 3, 17)),
        ]
        .into_iter()
        .map(|(text, last)| Self::text(text, Some(last)))
        .collect();
        forms.push(Self { toml: "2024-05-01".to_owned(), last: Some(day(2024, 5, 1)) });
        forms.push(Self { toml: "2024-05-14".to_owned(), last: Some(day(2024, 5, 14)) });
        forms.push(Self { toml: "2024-05-15".to_owned(), last: Some(day(2024, 5, 15)) });
        for before in ["", "before "] {
            forms.push(Self::event(before, 0, ""));
        }
        for days in [0, 3, 10, 33, -5, -20] {
            forms.push(Self::event("", days, " days"));
            forms.push(Self::event("", days, " working days"));
        }
        for open in ["event {}", "before event {}", "event {} + 5 working days", "event {} - 2 days"] {
            forms.push(Self::text(&open.replace("{}", OPEN_EVENT), None));
        }
        forms.push(Self::text("ongoing", None));
        forms.push(Self::text("unstated", None));
        forms
    }
}

impl Lag {
    /// As it stands in the file, quotes included; none where the key is left out.
    pub fn toml(self) -> Option<String> {
        Some(match self {
            Self::Unsaid => return None,
            Self::End => "\"end\"".to_owned(),
            Self::EndPlus(days) => format!("\"end + {days} days\""),
            Self::EndPlusWorking(days) => format!("\"end + {days} working days\""),
            Self::Day(number) => format!("\"day {number}\""),
            Self::BeforeDay(number) => format!("\"before day {number}\""),
            Self::NextMonth(number) => format!("\"day {number} of next month\""),
        })
    }

    /// The last day for this period, near enough to write records around it.
    pub fn last_day(self, every: Every, period: &Period) -> Day {
        let (year, month, last) = period.last.date();
        let numbered = |number: i32| match every {
            Every::Week => period.first.plus(number - 1),
            _ => Day::of(year, month, 1).plus(number.min(last.cast_signed()) - 1),
        };
        match self {
            Self::Unsaid | Self::End => period.last,
            Self::EndPlus(days) | Self::NextMonth(days) => period.last.plus(days),
            Self::EndPlusWorking(days) => period.last.plus(days * 7 / 5),
            Self::Day(number) => numbered(number),
            Self::BeforeDay(number) => numbered(number).plus(-1),
        }
    }

    /// Every form of the contract for periods of this kind.
    pub fn every_form(every: Every) -> Vec<Self> {
        let mut forms = vec![Self::Unsaid, Self::EndPlusWorking(3)];
        match every {
            Every::Week => forms.extend([Self::Day(1), Self::Day(5), Self::BeforeDay(1), Self::BeforeDay(7)]),
            _ => forms.extend([
                Self::End,
                Self::EndPlus(10),
                Self::Day(20),
                Self::Day(31),
                Self::BeforeDay(15),
                Self::BeforeDay(31),
                Self::NextMonth(10),
                Self::NextMonth(31),
            ]),
        }
        forms
    }
}
