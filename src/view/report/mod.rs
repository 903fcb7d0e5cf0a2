//! A report of a period: what was due in it, what happened, what is carried on and what comes, folded from the
//! obligations of all units. Everything follows from the files and the day, by judging as of two days: the one the
//! report is as of, and the one before the period began.

pub(crate) mod form;
pub(crate) mod items;
pub(crate) mod scope;
pub(crate) mod tally;

use std::convert::Infallible;
use std::sync::Arc;

use chrono::NaiveDate;

use self::form::Row;
use self::items::Items;
use self::scope::Scope;
use self::tally::Tally;
use super::board::Board;
use super::timeline::Timeline;
use super::totals::Totals;
use crate::diagnostic::FileReport;
use crate::judge::{Assessment, Flag, Judge, Obligation, State};
use crate::model::deadline::LastDay;
use crate::model::id::{TaskIx, UnitIx};
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::pipeline;
use crate::snapshot::Snapshot;
use crate::view::item::Item;

/// What a report is made by: the same for every unit.
#[derive(Debug)]
pub(crate) struct Frame<'a> {
    plan: &'a Arc<Plan>,
    scope: Scope,
    previous: Option<Period>,
    horizon: NaiveDate,
    /// How it stood before the period began.
    eve: Judge,
    /// The same on the day as of which the period before is compared, where that is another one.
    compared: Option<Judge>,
    /// How many of the obligations themselves are kept.
    items: usize,
}

impl<'a> Frame<'a> {
    /// What a report of `scope` is made by, in which at most so many obligations are listed one by one.
    pub(crate) fn new(plan: &'a Arc<Plan>, scope: Scope, items: usize) -> Self {
        let (previous, horizon) = (scope.previous(plan), scope.horizon());
        let compared = (scope.compared() != scope.eve()).then(|| Judge::new(plan, scope.compared()));
        Self { plan, scope, previous, horizon, eve: Judge::new(plan, scope.eve()), compared, items }
    }
}

/// A task that is standing work, or work for which the plan names no time, and how far its units are with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ongoing {
    /// How many units owe it and have not done it.
    pub(crate) units: u32,
    /// How many of these have begun.
    pub(crate) begun: u32,
    /// The last day on which one of them began, and the first unit that did so.
    pub(crate) last: Option<(NaiveDate, UnitIx)>,
}

impl Ongoing {
    fn add_all(&mut self, later: &Self) {
        self.units += later.units;
        self.begun += later.begun;
        if later.last.map(|(day, _)| day) > self.last.map(|(day, _)| day) {
            self.last = later.last;
        }
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Happened {
    pub(crate) completed: Vec<Item<'static>>,
    /// Overdue, and was not when the period began.
    pub(crate) overdue: Vec<Item<'static>>,
    pub(crate) extended: Vec<Item<'static>>,
    pub(crate) waived: Vec<Item<'static>>,
    /// Claimed, whenever that was, and not accepted yet.
    pub(crate) awaiting: Vec<Item<'static>>,
}

/// A report, or a part of one while units are read.
#[derive(Clone, Debug)]
pub(crate) struct Report {
    pub(crate) scope: Scope,
    /// The period before, if the plan ran then.
    pub(crate) previous: Option<Period>,
    /// Everything with a time limit, as of the day.
    pub(crate) tally: Tally,
    /// The same as of the day before the period began.
    pub(crate) tally_before: Tally,
    /// What of it fell due in the period, as of the day.
    pub(crate) due: Tally,
    /// What of it fell due in the period before, as of its end.
    pub(crate) due_previous: Tally,
    /// Everything as of the day, by unit and quarter.
    pub(crate) board: Board,
    /// Everything as of the day before the period began.
    pub(crate) before: Totals,
    /// A row for each unit that owes anything, in the plan's order.
    pub(crate) rows: Vec<Row>,
    pub(crate) happened: Happened,
    /// What was overdue before the period began and still is, longest first.
    pub(crate) carried: Vec<Item<'static>>,
    /// What falls due from the day to the end of the period after, and is not claimed; nearest first.
    pub(crate) upcoming: Vec<Item<'static>>,
    /// For each task, how far units are with it where it has no last day.
    pub(crate) ongoing: Vec<Ongoing>,
    /// What was due and done by the end of each week.
    pub(crate) timeline: Timeline,
    /// The obligations themselves, as many as were asked for.
    pub(crate) items: Items,
    /// The units that could not be read: nothing of them is in any figure.
    pub(crate) unreadable: Vec<UnitIx>,
}

impl Report {
    /// Reads every unit into a report that lists at most so many obligations one by one; gives also what is wrong with
    /// the files of some.
    pub(crate) fn read(snapshot: &Snapshot, scope: Scope, items: usize) -> (Self, Vec<FileReport>) {
        let judge = snapshot.judge(scope.as_of);
        let frame = Frame::new(&snapshot.plan, scope, items);
        let units: Vec<UnitIx> = snapshot.plan.unit_indices().collect();
        let (mut whole, mut broken) = (Self::new(&frame), Vec::new());
        let Ok(()) = pipeline::fold(
            snapshot,
            &judge,
            &units,
            || Self::new(&frame),
            |part, unit, assessment| {
                match assessment {
                    Some(assessment) => part.add(&frame, assessment, snapshot.has_file(unit)),
                    None => part.unreadable(unit),
                }
                Ok::<(), Infallible>(())
            },
            |part, mut more| {
                whole.append(&frame, part);
                broken.append(&mut more);
                Ok(())
            },
        );
        whole.finish();
        (whole, broken)
    }

    /// A report with nothing counted.
    pub(crate) fn new(frame: &Frame<'_>) -> Self {
        let Frame { plan, scope, previous, .. } = frame;
        Self {
            scope: *scope,
            previous: *previous,
            tally: Tally::default(),
            tally_before: Tally::default(),
            due: Tally::default(),
            due_previous: Tally::default(),
            board: Board::new(plan),
            before: Totals::default(),
            rows: Vec::new(),
            happened: Happened::default(),
            carried: Vec::new(),
            upcoming: Vec::new(),
            ongoing: vec![Ongoing::default(); plan.tasks.len()],
            timeline: Timeline::weekly(plan, scope.as_of),
            items: Items::default(),
            unreadable: Vec::new(),
        }
    }

    /// Whether figures are missing, since some units could not be read.
    pub(crate) fn is_partial(&self) -> bool {
        !self.unreadable.is_empty()
    }

    /// Notes a unit whose file could not be read.
    pub(crate) fn unreadable(&mut self, unit: UnitIx) {
        self.rows.push(Row { unreadable: true, ..Row::new(unit) });
        self.unreadable.push(unit);
    }

    /// Counts everything that a unit owes. `assessment` is as of the report's day.
    pub(crate) fn add(&mut self, frame: &Frame<'_>, assessment: &Assessment<'_>, reported: bool) {
        self.board.begin(assessment.unit);
        let mut row = Row { reported, ..Row::new(assessment.unit) };
        let mut owes = false;
        let Ok(()) = assessment.for_each(|obligation| {
            owes = true;
            self.count(frame, assessment, &obligation, &mut row);
            Ok::<(), Infallible>(())
        });
        if owes {
            self.tally.add_all(&row.tally);
            self.due.add_all(&row.due);
            self.rows.push(row);
        }
    }

    fn count(&mut self, frame: &Frame<'_>, assessment: &Assessment<'_>, obligation: &Obligation<'_>, row: &mut Row) {
        let plan = frame.plan;
        let occurrence = plan.occurrence(obligation.occurrence);
        let (standing, record) = (obligation.standing, obligation.record);
        let before = frame.eve.standing(obligation.occurrence, record);
        let compared = frame.compared.as_ref().map_or(before, |judge| judge.standing(obligation.occurrence, record));
        self.board.add(plan, obligation);
        self.before.add(compared.state);
        self.timeline.add(assessment, obligation);
        let falls_in = |period: Period, due: Option<NaiveDate>| due.is_some_and(|due| period.contains(due));
        let due_now = falls_in(frame.scope.period, standing.due);
        if occurrence.nominal != LastDay::Never {
            row.tally.add(&standing);
            self.tally_before.add(&compared);
        }
        if due_now {
            row.due.add(&standing);
        }
        if frame.previous.is_some_and(|previous| falls_in(previous, compared.due)) {
            self.due_previous.add(&compared);
        }

        let entry = || Item::as_of(assessment, obligation);
        let in_period = |day: NaiveDate| frame.scope.period.first() <= day && day <= frame.scope.as_of;
        match standing.state {
            State::Completed if before.state != State::Completed => self.happened.completed.push(entry()),
            State::Overdue if before.state == State::Overdue => {
                row.carried += 1;
                self.carried.push(entry());
            }
            State::Overdue => self.happened.overdue.push(entry()),
            State::Pending if standing.flags.has(Flag::AwaitingAcceptance) => {
                row.awaiting += 1;
                self.happened.awaiting.push(entry());
            }
            State::Pending if standing.due.is_some_and(|due| due <= frame.horizon) => self.upcoming.push(entry()),
            State::Ongoing => self.count_ongoing(occurrence.task, obligation, frame.scope.as_of),
            _ => {}
        }
        if standing.flags.has(Flag::Extended) && record.and_then(|r| r.extended).is_some_and(|e| in_period(e.on)) {
            self.happened.extended.push(entry());
        }
        if standing.state == State::Waived {
            row.waived += 1;
            if record.and_then(|r| r.waived).is_some_and(|waiver| in_period(waiver.on)) {
                self.happened.waived.push(entry());
            }
        }
        let matters = due_now || standing.state == State::Overdue || standing.flags.has(Flag::DueSoon);
        self.items.add(frame.items, matters, entry);
    }

    fn count_ongoing(&mut self, task: TaskIx, obligation: &Obligation<'_>, as_of: NaiveDate) {
        let started = obligation.record.and_then(|record| record.started).filter(|day| *day <= as_of);
        let one =
            Ongoing { units: 1, begun: u32::from(started.is_some()), last: started.map(|day| (day, obligation.unit)) };
        self.ongoing[task.index()].add_all(&one);
    }

    /// Adds what was counted of units that come after these.
    pub(crate) fn append(&mut self, frame: &Frame<'_>, mut later: Self) {
        self.tally.add_all(&later.tally);
        self.tally_before.add_all(&later.tally_before);
        self.due.add_all(&later.due);
        self.due_previous.add_all(&later.due_previous);
        self.board.append(later.board);
        self.before.add_all(&later.before);
        self.rows.append(&mut later.rows);
        self.happened.completed.append(&mut later.happened.completed);
        self.happened.overdue.append(&mut later.happened.overdue);
        self.happened.extended.append(&mut later.happened.extended);
        self.happened.waived.append(&mut later.happened.waived);
        self.happened.awaiting.append(&mut later.happened.awaiting);
        self.carried.append(&mut later.carried);
        self.upcoming.append(&mut later.upcoming);
        for (mine, theirs) in self.ongoing.iter_mut().zip(&later.ongoing) {
            mine.add_all(theirs);
        }
        self.timeline.append(&later.timeline);
        self.items.append(frame.items, later.items);
        self.unreadable.append(&mut later.unreadable);
    }

    /// Puts lists in the order in which they are read. To be called once everything is counted.
    pub(crate) fn finish(&mut self) {
        self.board.finish_row();
        for list in [&mut self.carried, &mut self.upcoming, &mut self.happened.overdue] {
            list.sort_by_key(|entry| entry.standing.due);
        }
    }
}
