//! A report of a period: what was due in it, what happened, what is carried on and what comes, folded from the
//! obligations of all units. Everything follows from the files and the day, by judging as of two days: the one the
//! report is as of, and the one before the period began.

pub(crate) mod form;
pub(crate) mod scope;
pub(crate) mod tally;

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::io;
use std::sync::Arc;

use chrono::NaiveDate;

use self::form::Row;
use self::scope::Scope;
use self::tally::{Claims, Tally};
use super::board::Board;
use super::timeline::Timeline;
use super::totals::{Tasks, Totals};
use crate::diagnostic::FileReport;
use crate::judge::{Assessment, Flag, Judge, Obligation, Standing, State};
use crate::model::id::{TaskIx, UnitIx};
use crate::model::plan::Plan;
use crate::model::reporting::ReportPeriod;
use crate::pipeline;
use crate::snapshot::Snapshot;
use crate::spool::{Scratch, Spool};
use crate::view::item::Item;
use crate::view::known::KnownCommit;
use crate::view::packed::{Unpacker, pack};

/// What a report is made by: the same for every unit.
#[derive(Debug)]
struct Frame {
    plan: Arc<Plan>,
    scope: Scope,
    previous: Option<ReportPeriod>,
    horizon: NaiveDate,
    judge: Arc<Judge>,
    /// How it stood before the period began.
    eve: Judge,
    /// The same on the day as of which the period before is compared, where that is another one.
    compared: Option<Judge>,
    keep: Keep,
}

impl Frame {
    fn new(scope: Scope, judge: Judge, keep: Keep) -> Self {
        let plan = Arc::clone(judge.shared_plan());
        let (previous, horizon) = (scope.previous(&plan), scope.horizon());
        let compared = (!scope.compares_eve()).then(|| judge.on(scope.compared()));
        let eve = if scope.tells_ends() { judge.at_end(scope.eve()) } else { judge.on(scope.eve()) };
        let judge = Arc::new(judge);
        Self { plan, scope, previous, horizon, judge, eve, compared, keep }
    }

    /// How many obligations of a list are kept.
    fn most(&self, list: Listed) -> u64 {
        match list {
            Listed::Every | Listed::Pressing => self.keep.items,
            _ => self.keep.rows,
        }
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

/// How many obligations are kept to be listed one by one; all are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Keep {
    /// In each list of what happened, is carried on or comes.
    pub(crate) rows: u64,
    /// In the list of every obligation.
    pub(crate) items: u64,
}

impl Keep {
    /// What suffices for both.
    pub(crate) fn max(self, other: Self) -> Self {
        Self { rows: self.rows.max(other.rows), items: self.items.max(other.items) }
    }
}

/// A list of obligations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Listed {
    Completed,
    /// Overdue, and was not when the period began; longest first.
    NewlyOverdue,
    Extended,
    Waived,
    /// Claimed, whenever that was, and not accepted yet.
    Awaiting,
    /// Overdue before the period began, and still; longest first.
    Carried,
    /// Falls due from the day to the end of the period after, and is not claimed; nearest first.
    Upcoming,
    Every,
    /// Those of every obligation that matter now: for where there is no room for all.
    Pressing,
}

/// A report, or a part of one while units are read.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) scope: Scope,
    /// The revision that it stands on, unless it is the files on disk.
    pub(crate) known: Option<KnownCommit>,
    /// The way from where the report will stand to the workspace's folder, as links have it, with a slash at its end;
    /// nothing where none leads there.
    pub(crate) to_workspace: Option<String>,
    /// The period before, if the plan ran then.
    pub(crate) previous: Option<ReportPeriod>,
    /// Everything with a time limit, as of the day.
    pub(crate) tally: Tally,
    /// The same as of the day that is compared with.
    pub(crate) tally_before: Tally,
    /// What of it fell due in the period, as of the day; of a period that goes on, so far.
    pub(crate) due: Tally,
    /// What of it fell due in the period before, or in as much of it, as of the day that is compared with.
    pub(crate) due_previous: Tally,
    /// What of these was claimed and is not accepted yet.
    pub(crate) claims: Claims,
    /// Everything as of the day, by unit and quarter.
    pub(crate) board: Board,
    /// Everything as of the day that is compared with.
    pub(crate) before: Totals,
    /// The same by task.
    pub(crate) tasks_before: Tasks,
    /// For each task what of it has a time limit, as of the day.
    pub(crate) by_task: Vec<Tally>,
    /// A row for each unit that owes anything, in the plan's order.
    pub(crate) rows: Vec<Row>,
    /// For how much of what is overdue the unit promises a day that has not passed, and for how much it gives no reason.
    pub(crate) promised: u64,
    /// For how much the promised day has passed.
    pub(crate) lapsed: u64,
    pub(crate) unexplained: u64,
    /// For each task, how far units are with it where it has no last day.
    pub(crate) ongoing: Vec<Ongoing>,
    /// What was due and done by the end of each week.
    pub(crate) timeline: Timeline,
    /// The units that could not be read: nothing of them is in any figure.
    pub(crate) unreadable: Vec<UnitIx>,
    judge: Arc<Judge>,
    /// The lists in which something has a target.
    pub(crate) measured: BTreeSet<Listed>,
    /// Obligations by list and, where the list is in the order of last days, by these.
    lists: Spool<(Listed, Option<NaiveDate>)>,
}

impl Report {
    /// The plan as it stood on the day that the report is of.
    pub(crate) fn plan(&self) -> &Plan {
        self.judge.plan()
    }

    /// The years on whose days off last days of the plan hang, where its country's are known for other years only. A
    /// plan that names no country counts by what it lists, and nobody expects more of it.
    pub(crate) fn unknown_years(&self) -> Vec<i32> {
        let plan = self.judge.plan();
        let country = plan.calendar.country();
        country.map_or_else(Vec::new, |_| plan.all_unknown_years().into_iter().collect())
    }

    /// Reads every unit into a report; gives also what is wrong with the files of some. What is listed waits in `scratch`
    /// once it is too much for memory.
    pub(crate) fn read(
        snapshot: &Snapshot,
        scope: Scope,
        keep: Keep,
        scratch: Box<dyn Scratch>,
    ) -> io::Result<(Self, Vec<FileReport>)> {
        let judge =
            if scope.is_end_of_day() { snapshot.judge_end_of(scope.as_of) } else { snapshot.judge(scope.as_of) };
        let frame = Frame::new(scope, judge, keep);
        let units: Vec<UnitIx> = snapshot.plan.unit_indices().collect();
        let (mut whole, mut broken) = (Self::new(&frame, Spool::with_scratch(scratch)), Vec::new());
        pipeline::fold(
            snapshot,
            &frame.judge,
            &units,
            || Self::new(&frame, Spool::default()),
            |part, unit, assessment| {
                match assessment {
                    Some(assessment) => part.add(&frame, assessment, snapshot.has_file(unit)),
                    None => part.unreadable(unit),
                }
                Ok(())
            },
            |part, mut more| {
                broken.append(&mut more);
                whole.append(&frame, part)
            },
        )?;
        whole.board.finish_row();
        Ok((whole, broken))
    }

    /// A report with nothing counted.
    fn new(frame: &Frame, lists: Spool<(Listed, Option<NaiveDate>)>) -> Self {
        let Frame { plan, scope, previous, judge, .. } = frame;
        let timeline = Timeline::weekly(plan, scope.as_of, scope.is_end_of_day());
        let timeline = if scope.tells_ends() { timeline } else { timeline.of_days() };
        Self {
            scope: *scope,
            known: None,
            to_workspace: Some("../".to_owned()),
            previous: *previous,
            tally: Tally::default(),
            tally_before: Tally::default(),
            due: Tally::default(),
            due_previous: Tally::default(),
            claims: Claims::default(),
            board: Board::new(plan),
            before: Totals::default(),
            tasks_before: Tasks::new(plan),
            by_task: vec![Tally::default(); plan.tasks.len()],
            rows: Vec::new(),
            promised: 0,
            lapsed: 0,
            unexplained: 0,
            ongoing: vec![Ongoing::default(); plan.tasks.len()],
            timeline,
            unreadable: Vec::new(),
            judge: Arc::clone(judge),
            measured: BTreeSet::new(),
            lists,
        }
    }

    /// Whether figures are missing, since some units could not be read.
    pub(crate) fn is_partial(&self) -> bool {
        !self.unreadable.is_empty()
    }

    /// Notes a unit whose file could not be read.
    fn unreadable(&mut self, unit: UnitIx) {
        self.rows.push(Row { unreadable: true, ..Row::new(unit) });
        self.unreadable.push(unit);
    }

    /// Counts everything that a unit owes. `assessment` is as of the report's day.
    fn add(&mut self, frame: &Frame, assessment: &Assessment<'_>, reported: bool) {
        self.board.begin(assessment.unit);
        let mut row = Row { reported, ..Row::new(assessment.unit) };
        let mut owes = false;
        let Ok(()) = assessment.for_each_possible(|occurrence, record| {
            let unit = assessment.unit;
            let before = frame.eve.standing(unit, occurrence, record);
            let compared = frame.compared.as_ref().map_or(before, |judge| judge.standing(unit, occurrence, record));
            self.add_before(frame, frame.plan.occurrence(occurrence).task, compared.as_ref());
            self.timeline.add(assessment, occurrence, record);
            if let Some(obligation) = assessment.obligation(occurrence, record) {
                owes = true;
                self.add_one(frame, assessment, &obligation, before.map(|before| before.state), &mut row);
            }
            Ok::<(), Infallible>(())
        });
        if owes {
            self.tally.add_all(&row.tally);
            self.due.add_all(&row.due);
            self.rows.push(row);
        }
    }

    /// Counts how something stood as of the day that the report's figures are compared with.
    fn add_before(&mut self, frame: &Frame, task: TaskIx, compared: Option<&Standing>) {
        let Some(compared) = compared else { return };
        self.before.add(compared.state);
        self.tasks_before.add(task, compared);
        if compared.has_limit() {
            self.tally_before.add(compared);
        }
        let so_far = |due: NaiveDate| !frame.scope.is_so_far() || due <= frame.scope.compared();
        let counts = |previous: ReportPeriod| compared.due.is_some_and(|due| previous.contains(due) && so_far(due));
        if frame.previous.is_some_and(counts) {
            self.due_previous.add(compared);
        }
    }

    /// Counts what a unit owes; `before` is its state before the period began, if the unit owed it then.
    fn add_one(
        &mut self,
        frame: &Frame,
        assessment: &Assessment<'_>,
        obligation: &Obligation<'_>,
        before: Option<State>,
        row: &mut Row,
    ) {
        let occurrence = frame.plan.occurrence(obligation.occurrence);
        let (standing, record) = (obligation.standing, obligation.record);
        self.board.add(&frame.plan, obligation);
        let due_now = standing.due.is_some_and(|due| frame.scope.period.contains(due));
        let claims = u32::from(standing.state == State::Pending && standing.flags.has(Flag::AwaitingAcceptance));
        if standing.has_limit() {
            row.tally.add(&standing);
            self.by_task[occurrence.task.index()].add(&standing);
            self.claims.timed += claims;
        }
        if due_now && standing.due <= Some(frame.scope.due_until()) {
            row.due.add(&standing);
            self.claims.due += claims;
            let is_late = record.and_then(|record| record.done) > standing.due;
            self.claims.due_late += if is_late { claims } else { 0 };
        }

        row.handed += u32::from(!frame.judge.handed_to(obligation.unit, &standing).is_empty());
        let has_target = frame.plan.target(obligation.occurrence).is_some();
        let mut list = |list, due| {
            self.measured.extend(has_target.then_some(list));
            self.lists.add((list, due), frame.most(list), |out| pack(assessment, obligation, out));
        };
        let in_period = |day: NaiveDate| frame.scope.period.first() <= day && day <= frame.scope.as_of;
        match standing.state {
            State::Completed if before != Some(State::Completed) => list(Listed::Completed, None),
            State::Overdue if before == Some(State::Overdue) => {
                row.carried += 1;
                list(Listed::Carried, standing.due);
            }
            State::Overdue => list(Listed::NewlyOverdue, standing.due),
            State::Pending if standing.flags.has(Flag::AwaitingAcceptance) => {
                row.awaiting += 1;
                list(Listed::Awaiting, None);
            }
            State::Pending if standing.due.is_some_and(|due| due <= frame.horizon) => {
                list(Listed::Upcoming, standing.due);
            }
            _ => {}
        }
        if standing.flags.has(Flag::Extended) && record.and_then(|r| r.extended).is_some_and(|e| in_period(e.on)) {
            list(Listed::Extended, None);
        }
        if standing.state == State::Waived {
            row.waived += 1;
            if record.and_then(|r| r.waived).is_some_and(|waiver| in_period(waiver.on)) {
                list(Listed::Waived, None);
            }
        }
        list(Listed::Every, None);
        if due_now || standing.state == State::Overdue || standing.flags.has(Flag::DueSoon) {
            list(Listed::Pressing, None);
        }
        match standing.state {
            State::Ongoing => self.count_ongoing(occurrence.task, obligation, frame.scope.as_of),
            State::Overdue => {
                row.longest = row.longest.max(standing.days_late.unwrap_or_default());
                let committed = record.and_then(|record| record.committed);
                let lapsed = standing.flags.has(Flag::PromiseLapsed);
                self.promised += u64::from(committed.is_some() && !lapsed);
                self.lapsed += u64::from(lapsed);
                self.unexplained += u64::from(record.is_none_or(|record| record.reason.is_none()));
            }
            _ => {}
        }
    }

    fn count_ongoing(&mut self, task: TaskIx, obligation: &Obligation<'_>, as_of: NaiveDate) {
        let started = obligation.record.and_then(|record| record.started).filter(|day| *day <= as_of);
        let one =
            Ongoing { units: 1, begun: u32::from(started.is_some()), last: started.map(|day| (day, obligation.unit)) };
        self.ongoing[task.index()].add_all(&one);
    }

    /// Adds what was counted of units that come after these.
    fn append(&mut self, frame: &Frame, mut later: Self) -> io::Result<()> {
        self.tally.add_all(&later.tally);
        self.tally_before.add_all(&later.tally_before);
        self.due.add_all(&later.due);
        self.due_previous.add_all(&later.due_previous);
        self.claims.add_all(&later.claims);
        self.board.append(later.board);
        self.before.add_all(&later.before);
        self.tasks_before.append(&later.tasks_before);
        for (mine, theirs) in self.by_task.iter_mut().zip(&later.by_task) {
            mine.add_all(theirs);
        }
        self.rows.append(&mut later.rows);
        self.promised += later.promised;
        self.lapsed += later.lapsed;
        self.unexplained += later.unexplained;
        for (mine, theirs) in self.ongoing.iter_mut().zip(&later.ongoing) {
            mine.add_all(theirs);
        }
        self.timeline.append(&later.timeline);
        self.unreadable.append(&mut later.unreadable);
        self.measured.append(&mut later.measured);
        self.lists.append(later.lists, |(list, _)| frame.most(*list))
    }

    /// The successors of a unit that has gone, as of the day.
    pub(crate) fn successors(&self, unit: UnitIx) -> Vec<UnitIx> {
        self.judge.plan().successors_on(unit, self.scope.as_of)
    }

    /// From which units that have gone a unit took over how much that they had left undone.
    pub(crate) fn taken_over(&self, unit: UnitIx) -> Vec<(UnitIx, usize)> {
        let taken = self.judge.taken_over(unit);
        taken.chunk_by(|one, other| one.unit == other.unit).map(|of| (of[0].unit, of.len())).collect()
    }

    /// How many obligations are in a list, kept or not.
    pub(crate) fn count(&self, list: Listed) -> u64 {
        self.lists.count((list, None)..=(list, Some(NaiveDate::MAX)))
    }

    /// The list of every obligation, or of those that matter now where there is no room for more than `most`.
    pub(crate) fn at_most(&self, most: u64) -> Listed {
        if self.count(Listed::Every) <= most { Listed::Every } else { Listed::Pressing }
    }

    /// Gives the first `most` obligations of a list to `then`, as far as they were kept; without what is dated after the
    /// day.
    pub(crate) fn each(
        &self,
        list: Listed,
        most: u64,
        mut then: impl FnMut(&Item<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let (mut left, mut unpacker) = (most, Unpacker::new(&self.judge));
        self.lists.each((list, None)..=(list, Some(NaiveDate::MAX)), |mut bytes| {
            while left > 0 && !bytes.is_empty() {
                then(&unpacker.next(&mut bytes)?)?;
                left -= 1;
            }
            Ok(left > 0)
        })
    }
}
