//! The last days of a reading, by the rules that plans are judged by.

use chrono::NaiveDate;

use super::place::Context;
use super::reading::{PlainTiming, ReadDue, TimeReading};
use crate::model::calendar::WorkCalendar;
use crate::model::deadline::{BeforeReading, Deadline};
use crate::model::id::EventIx;
use crate::model::period::LAST_DAY;

/// How many last days of a recurring duty are listed.
const TOLD: usize = 4;

impl TimeReading {
    /// Its nominal last days, of a recurring duty the first from the context's day on; none where it has none.
    pub fn last_days(&self, context: Context) -> Vec<NaiveDate> {
        if let Some(day) = self.stated {
            return vec![day];
        }
        if self.every.is_empty() {
            let stages = self.milestones.iter().filter_map(|stage| last_day(&stage.due));
            let own = if let Some(ReadDue::One(due)) = &self.due { last_day(due) } else { None };
            return own.into_iter().chain(stages).collect();
        }
        let Some(first) = self.starts.or(context.first()) else { return Vec::new() };
        let Some(PlainTiming::Every(rules)) = self.timing() else { return Vec::new() };
        let calendar = WorkCalendar::default();
        let mut days: Vec<NaiveDate> = Vec::new();
        for (every, rule) in rules {
            let all = every.periods(first, self.ends.unwrap_or(LAST_DAY), &calendar);
            let all = all.filter_map(|period| rule.nominal(period, BeforeReading::Exclusive, &calendar).day());
            days.extend(all.filter(|day| *day >= first).take(TOLD));
        }
        days.sort_unstable();
        days.dedup();
        days.truncate(TOLD);
        days
    }
}

/// The nominal last day of a task that is owed once.
fn last_day(due: &str) -> Option<NaiveDate> {
    let deadline = Deadline::parse(due).ok()?.resolve(|_| None::<EventIx>)?;
    deadline.nominal(BeforeReading::Exclusive, &WorkCalendar::default(), |_| None).day()
}
