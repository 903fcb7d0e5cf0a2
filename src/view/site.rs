//! A plan as its site shows it: counts by quarter, last day and occurrence, and week by week; what came of each unit.

use std::collections::BTreeMap;
use std::convert::Infallible;

use chrono::NaiveDate;

use super::board::Board;
use super::item::Item;
use super::timeline::{Point, Timeline};
use super::totals::Totals;
use crate::judge::{Assessment, Judge, State};
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};

/// Where something is counted: the place of its quarter, its last day, and what is owed.
pub(crate) type CountPlace = (usize, Option<NaiveDate>, OccurrenceIx);

/// The counts of some units, in order.
#[derive(Debug)]
pub(crate) struct SiteCounts {
    pub(crate) board: Board,
    pub(crate) timeline: Timeline,
    pub(crate) cells: BTreeMap<CountPlace, Totals>,
    pub(crate) unreadable: Vec<UnitIx>,
}

/// What one unit owes, and how it came to stand so.
#[derive(Debug)]
pub(crate) struct UnitCourse {
    pub(crate) items: Vec<Item<'static>>,
    pub(crate) timeline: Timeline,
    /// For how long the oldest of what is overdue is so.
    pub(crate) longest: i64,
    pub(crate) totals: Totals,
}

impl UnitCourse {
    /// How much fell due by the day, and how much of that is done.
    pub(crate) fn due(&self) -> (u32, u32) {
        self.timeline.points.last().map_or((0, 0), |point| (point.due, point.due_completed))
    }
}

impl SiteCounts {
    pub(crate) fn new(judge: &Judge) -> Self {
        let plan = judge.plan();
        Self {
            board: Board::new(plan),
            timeline: Timeline::weekly(plan, judge.as_of(), judge.is_end_of_day()),
            cells: BTreeMap::new(),
            unreadable: Vec::new(),
        }
    }

    /// Counts everything that a unit owes.
    pub(crate) fn add(&mut self, assessment: &Assessment<'_>) -> UnitCourse {
        let judge = assessment.judge;
        let mut course = UnitCourse {
            items: Vec::new(),
            timeline: Timeline::weekly(judge.plan(), judge.as_of(), judge.is_end_of_day()),
            longest: 0,
            totals: Totals::default(),
        };
        self.board.begin(assessment.unit);
        let Ok(()) = assessment.for_each_possible(|occurrence, record| {
            course.timeline.add(assessment, occurrence, record);
            let Some(obligation) = assessment.obligation(occurrence, record) else { return Ok(()) };
            let standing = obligation.standing;
            self.board.add(judge.plan(), &obligation);
            course.totals.add(standing.state);
            if standing.state == State::Overdue {
                course.longest = course.longest.max(standing.days_late.unwrap_or_default());
            }
            let place = (standing.quarter_slot, standing.due, occurrence);
            self.cells.entry(place).or_default().add(standing.state);
            course.items.push(Item::as_of(assessment, &obligation));
            Ok::<(), Infallible>(())
        });
        self.timeline.append(&course.timeline);
        course
    }

    /// Adds the counts of units that come after these.
    pub(crate) fn append(&mut self, later: Self) {
        self.board.append(later.board);
        self.timeline.append(&later.timeline);
        for (place, totals) in later.cells {
            self.cells.entry(place).or_default().add_all(&totals);
        }
        self.unreadable.extend(later.unreadable);
    }

    /// What is counted of a task, by last day and then by occurrence: those with a last day.
    pub(crate) fn days_of(&self, judge: &Judge, task: TaskIx) -> BTreeMap<(NaiveDate, OccurrenceIx), Totals> {
        let mut days: BTreeMap<_, Totals> = BTreeMap::new();
        for ((_, due, occurrence), totals) in &self.cells {
            if judge.plan().occurrence(*occurrence).task == task
                && let Some(due) = due
            {
                days.entry((*due, *occurrence)).or_default().add_all(totals);
            }
        }
        days
    }

    /// What falls due on each of some days, of every task.
    pub(crate) fn between(
        &self,
        first: NaiveDate,
        last: NaiveDate,
    ) -> BTreeMap<NaiveDate, BTreeMap<OccurrenceIx, Totals>> {
        let mut days: BTreeMap<NaiveDate, BTreeMap<OccurrenceIx, Totals>> = BTreeMap::new();
        for ((_, due, occurrence), totals) in &self.cells {
            if let Some(due) = due.filter(|due| first <= *due && *due <= last) {
                days.entry(due).or_default().entry(*occurrence).or_default().add_all(totals);
            }
        }
        days
    }

    pub(crate) fn burn_up(&self, judge: &Judge) -> BurnUp {
        let mut by_day: BTreeMap<NaiveDate, u32> = BTreeMap::new();
        for ((_, due, _), totals) in &self.cells {
            if let Some(due) = due {
                *by_day.entry(*due).or_default() += live(totals);
            }
        }
        let mut sum = 0;
        let must: Vec<(NaiveDate, u32)> = by_day
            .into_iter()
            .map(|(day, count)| {
                sum += count;
                (day, sum)
            })
            .collect();
        let header = &judge.plan().header;
        let last = must.last().map_or(header.ends, |(day, _)| *day).max(header.ends);
        let first = must.first().map_or(header.starts, |(day, _)| *day).min(header.starts);
        BurnUp { first, last, as_of: judge.as_of(), must, points: self.timeline.points.clone() }
    }
}

/// How many of some are not waived.
pub(crate) fn live(totals: &Totals) -> u32 {
    State::ALL.into_iter().filter(|state| *state != State::Waived).map(|state| totals.of(state)).sum()
}

/// What must be done by each day up to the end of the plan, and what was done by the end of each week.
#[derive(Clone, Debug)]
pub(crate) struct BurnUp {
    pub(crate) first: NaiveDate,
    pub(crate) last: NaiveDate,
    pub(crate) as_of: NaiveDate,
    /// How much in all, from each last day on.
    pub(crate) must: Vec<(NaiveDate, u32)>,
    pub(crate) points: Vec<Point>,
}

impl BurnUp {
    /// What had to be done by the day, what is done, and what is overdue.
    pub(crate) fn today(&self) -> (u32, u32, u32) {
        let must = self.must.iter().take_while(|(day, _)| *day <= self.as_of).last().map_or(0, |(_, count)| *count);
        let last = self.points.last();
        (must, last.map_or(0, |point| point.completed), last.map_or(0, |point| point.overdue))
    }
}
