//! What was due and what was done by each of a row of days, every one replayed.

use chrono::NaiveDate;

use crate::judge::{Assessment, State};
use crate::model::id::OccurrenceIx;
use crate::model::period::{Period, PeriodKind, shift};
use crate::model::plan::Plan;
use crate::model::record::Record;

/// The most days that are looked at: in longer plans some weeks are passed over.
pub(crate) const MOST_DAYS: usize = 120;

/// Counts of obligations with a last day as of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) day: NaiveDate,
    /// Whether the end of that day is judged.
    pub(crate) end_of_day: bool,
    /// Those whose last day was this day or an earlier one, and that were not waived.
    pub(crate) due: u32,
    /// How many of these were completed.
    pub(crate) due_completed: u32,
    /// How many were completed in all, some before their last day.
    pub(crate) completed: u32,
    pub(crate) overdue: u32,
}

/// The counts of each day, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Timeline {
    pub(crate) points: Vec<Point>,
}

impl Timeline {
    /// Nothing counted yet, for the end of each week from the plan's beginning, and for `as_of` itself. Weeks that were
    /// over by then are judged as of the end of their last day, `as_of` as asked.
    pub(crate) fn weekly(plan: &Plan, as_of: NaiveDate, end_of_day: bool) -> Self {
        Self::weekly_from(plan.header.starts, as_of, end_of_day)
    }

    /// The same from a day on.
    pub(crate) fn weekly_from(starts: NaiveDate, as_of: NaiveDate, end_of_day: bool) -> Self {
        let point = |day| {
            let end_of_day = end_of_day || day < as_of;
            Point { day, end_of_day, due: 0, due_completed: 0, completed: 0, overdue: 0 }
        };
        Self { points: week_ends(starts, as_of).into_iter().map(point).collect() }
    }

    /// The same with no end of a day judged.
    pub(crate) fn of_days(mut self) -> Self {
        self.points.iter_mut().for_each(|point| point.end_of_day = false);
        self
    }

    /// Counts an occurrence on each of the days on which the unit owed it.
    pub(crate) fn add(&mut self, assessment: &Assessment<'_>, occurrence: OccurrenceIx, record: Option<&Record>) {
        let plan = assessment.plan();
        if record.is_none() && plan.course(occurrence).is_none() {
            // Where nothing was recorded and nothing changes only the last day matters.
            let Some(due) = plan.occurrence(occurrence).due else { return };
            for point in self.points.iter_mut().skip_while(|point| point.day < due) {
                point.due += 1;
                point.overdue += u32::from(due < point.day || point.end_of_day);
            }
            return;
        }
        for point in &mut self.points {
            let moment = (point.day, point.end_of_day);
            let standing = assessment.judge.standing_at(moment, assessment.unit, occurrence, record);
            let Some(standing) = standing else { continue };
            // Standing work is in no count of what has a time limit, also where it was done.
            if standing.state == State::Waived || !standing.has_limit() {
                continue;
            }
            let completed = u32::from(standing.state == State::Completed);
            point.completed += completed;
            point.overdue += u32::from(standing.state == State::Overdue);
            // What waits for an event without a date is done with before it is due.
            if standing.due.is_some_and(|due| due <= point.day) {
                point.due += 1;
                point.due_completed += completed;
            }
        }
    }

    /// Adds the counts of other units for the same days.
    pub(crate) fn append(&mut self, other: &Self) {
        for (mine, theirs) in self.points.iter_mut().zip(&other.points) {
            mine.due += theirs.due;
            mine.due_completed += theirs.due_completed;
            mine.completed += theirs.completed;
            mine.overdue += theirs.overdue;
        }
    }
}

/// The last days of the weeks from the one of `starts` on that are over by `as_of`, then `as_of` itself if it ends none;
/// of very many weeks every second, third … counted back from the last.
fn week_ends(starts: NaiveDate, as_of: NaiveDate) -> Vec<NaiveDate> {
    let first = Period::containing(PeriodKind::Week, starts).map_or(starts, Period::last);
    let weeks = (as_of - first).num_days().div_euclid(7) + 1;
    let step = usize::try_from(weeks).map_or(1, |weeks| weeks.div_ceil(MOST_DAYS - 1)).max(1);
    let mut days: Vec<NaiveDate> = (0..weeks).rev().step_by(step).filter_map(|week| shift(first, week * 7)).collect();
    days.reverse();
    if days.last() != Some(&as_of) {
        days.push(as_of);
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(starts: &str, as_of: &str) -> Vec<String> {
        let day = |text: &str| text.parse().expect("a day");
        week_ends(day(starts), day(as_of)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn each_week_that_is_over_has_its_last_day_and_the_present_one_today() {
        assert_eq!(ends("2024-01-01", "2024-01-21"), ["2024-01-07", "2024-01-14", "2024-01-21"]);
        assert_eq!(ends("2024-01-03", "2024-01-17"), ["2024-01-07", "2024-01-14", "2024-01-17"]);
        assert_eq!(ends("2024-01-01", "2024-01-03"), ["2024-01-03"]);
        assert_eq!(ends("2024-06-01", "2024-01-03"), ["2024-01-03"]);
    }

    #[test]
    fn a_long_plan_has_no_more_days_than_can_be_shown() {
        let days = ends("0001-01-01", "9999-12-31");
        assert!(days.len() <= MOST_DAYS && days.len() > MOST_DAYS / 2, "{}", days.len());
        assert_eq!(days.last().map(String::as_str), Some("9999-12-31"));
        assert_eq!(ends("2024-01-01", "2026-04-12").len(), 119);
        let skipping = ends("2024-01-01", "2026-04-19");
        assert_eq!((skipping.len(), skipping.last().map(String::as_str)), (60, Some("2026-04-19")));
    }
}
