//! Judging: how an obligation stands as of a day. Nothing of this is ever stored.
//!
//! The rules are those of the file format, section 4: facts dated after the day do not count, and the first line of
//! its table that holds decides.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::deadline::LastDay;
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::period::Period;
use crate::model::plan::{Occurrence, Plan};
use crate::model::record::{Record, Records};
use crate::model::target::Progress;
use crate::read::literal;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Its last day has passed, and it is not done.
    Overdue,
    /// Not done, and not late.
    Pending,
    Completed,
    /// Standing work, or work without a time.
    Ongoing,
    Waived,
}

impl State {
    /// Every state, in the order of every output.
    pub const ALL: [Self; 5] = [Self::Overdue, Self::Pending, Self::Completed, Self::Ongoing, Self::Waived];

    /// As files and machine formats write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Pending => "pending",
            Self::Completed => "completed",
            Self::Ongoing => "ongoing",
            Self::Waived => "waived",
        }
    }
}

/// One more thing to say about an obligation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// Done, but not yet accepted where that is required.
    AwaitingAcceptance,
    /// Its event has no date yet.
    DateOpen,
    /// Its last day is near.
    DueSoon,
    Extended,
    InProgress,
    /// Completed after its last day.
    Late,
    /// A day off moved the last day.
    Moved,
    NotStartedPeriod,
    /// The promised day has passed.
    PromiseLapsed,
}

impl Flag {
    /// Every flag, in alphabetical order.
    pub const ALL: [Self; 9] = [
        Self::AwaitingAcceptance,
        Self::DateOpen,
        Self::DueSoon,
        Self::Extended,
        Self::InProgress,
        Self::Late,
        Self::Moved,
        Self::NotStartedPeriod,
        Self::PromiseLapsed,
    ];

    /// As machine formats write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AwaitingAcceptance => "awaiting-acceptance",
            Self::DateOpen => "date-open",
            Self::DueSoon => "due-soon",
            Self::Extended => "extended",
            Self::InProgress => "in-progress",
            Self::Late => "late",
            Self::Moved => "moved",
            Self::NotStartedPeriod => "not-started-period",
            Self::PromiseLapsed => "promise-lapsed",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Flags(u16);

impl Flags {
    fn set(&mut self, flag: Flag, on: bool) {
        self.0 |= u16::from(on) << flag as u8;
    }

    pub fn has(self, flag: Flag) -> bool {
        self.0 & (1 << flag as u8) != 0
    }

    /// The flags that are set, in alphabetical order.
    pub fn iter(self) -> impl Iterator<Item = Flag> {
        Flag::ALL.into_iter().filter(move |flag| self.has(*flag))
    }
}

/// How an obligation stands as of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub state: State,
    pub flags: Flags,
    pub due: Option<NaiveDate>,
    /// Days past `due`, for what is overdue or was completed; 0 for what was completed in time.
    pub days_late: Option<i64>,
    /// Days to `due`, for what is pending with nothing claimed.
    pub days_left: Option<i64>,
}

/// Judges by a plan as of a day. Facts dated after the day do not count; work due on the day itself can still be done,
/// unless the day is judged at its end.
#[derive(Debug)]
pub struct Judge {
    plan: Arc<Plan>,
    as_of: NaiveDate,
    end_of_day: bool,
    /// How each occurrence stands where nothing was recorded: the same for every unit.
    untouched: Vec<Standing>,
}

impl Judge {
    pub fn new(plan: &Arc<Plan>, as_of: NaiveDate) -> Self {
        Self::with(plan, as_of, false)
    }

    /// A judge as of the end of a day: what was due on it and is not done is overdue, 0 days late.
    pub fn at_end_of(plan: &Arc<Plan>, day: NaiveDate) -> Self {
        Self::with(plan, day, true)
    }

    fn with(plan: &Arc<Plan>, as_of: NaiveDate, end_of_day: bool) -> Self {
        let mut judge = Self { plan: Arc::clone(plan), as_of, end_of_day, untouched: Vec::new() };
        judge.untouched = plan.occurrences.iter().map(|occurrence| judge.decide(as_of, occurrence, None)).collect();
        judge
    }

    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// Whether the end of that day is judged.
    pub(crate) fn is_end_of_day(&self) -> bool {
        self.end_of_day
    }

    /// How what is owed for `occurrence` stands, given its record.
    pub fn standing(&self, occurrence: OccurrenceIx, record: Option<&Record>) -> Standing {
        match record {
            Some(_) => self.decide(self.as_of, self.plan.occurrence(occurrence), record),
            None => self.untouched[occurrence.index()],
        }
    }

    /// How it stood, or will stand, as of another day.
    pub fn standing_on(&self, day: NaiveDate, occurrence: OccurrenceIx, record: Option<&Record>) -> Standing {
        self.decide(day, self.plan.occurrence(occurrence), record)
    }

    fn decide(&self, as_of: NaiveDate, occurrence: &Occurrence, record: Option<&Record>) -> Standing {
        let header = &self.plan.header;
        let counts = |day: Option<NaiveDate>| day.filter(|day| *day <= as_of);
        let extension = record.and_then(|r| r.extended).filter(|extension| extension.on <= as_of);
        let extension = extension.filter(|_| matches!(occurrence.nominal, LastDay::On(_)));
        let due = extension.map_or(occurrence.due, |extension| Some(extension.to));
        let done = counts(record.and_then(|r| r.done));
        let accepted = !header.acceptance || counts(record.and_then(|r| r.accepted)).is_some();
        let waived = counts(record.and_then(|r| r.waived).map(|waiver| waiver.on)).is_some();

        let mut flags = Flags::default();
        flags.set(Flag::Extended, extension.is_some());
        let moved = matches!(occurrence.nominal, LastDay::On(day) if due != Some(day));
        flags.set(Flag::Moved, extension.is_none() && moved);
        let over = |due: NaiveDate| if self.end_of_day { due <= as_of } else { due < as_of };
        let state = if waived {
            State::Waived
        } else if done.is_some() && accepted {
            State::Completed
        } else if done.is_some() {
            flags.set(Flag::AwaitingAcceptance, true);
            State::Pending
        } else if occurrence.nominal == LastDay::Never {
            State::Ongoing
        } else if due.is_none() {
            flags.set(Flag::DateOpen, true);
            State::Pending
        } else if due.is_some_and(over) {
            State::Overdue
        } else {
            State::Pending
        };

        let (mut days_late, mut days_left) = (None, None);
        match (state, done, due) {
            (State::Completed, Some(done), due) => {
                let late = due.map_or(0, |due| (done - due).num_days().max(0));
                flags.set(Flag::Late, late > 0);
                days_late = Some(late);
            }
            (State::Overdue, _, Some(due)) => days_late = Some((as_of - due).num_days()),
            (State::Pending, None, Some(due)) => days_left = Some((due - as_of).num_days()),
            _ => {}
        }
        if done.is_none() && matches!(state, State::Overdue | State::Pending) {
            flags.set(Flag::DueSoon, days_left.is_some_and(|left| left <= i64::from(header.due_soon)));
            flags.set(Flag::InProgress, counts(record.and_then(|r| r.started)).is_some());
            // A promise has no day of its own: it counts on every day.
            flags.set(Flag::PromiseLapsed, record.and_then(|r| r.committed).is_some_and(over));
        }
        if done.is_none() && matches!(state, State::Pending | State::Ongoing) {
            let period = occurrence.period.map(Period::first).filter(|_| state == State::Pending);
            let begins = period.max(self.plan.task(occurrence.task).starts);
            flags.set(Flag::NotStartedPeriod, begins > Some(as_of));
        }
        Standing { state, flags, due, days_late, days_left }
    }
}

/// The records of one unit, to be judged: what every view is made of.
#[derive(Clone, Copy, Debug)]
pub struct Assessment<'a> {
    pub judge: &'a Judge,
    pub unit: UnitIx,
    /// The text of the unit's file, into which the records' spans point.
    pub text: &'a str,
    pub records: &'a Records,
}

/// One task owed by one unit for one period (or once), and how it stands.
#[derive(Clone, Copy, Debug)]
pub struct Obligation<'a> {
    pub unit: UnitIx,
    pub occurrence: OccurrenceIx,
    pub record: Option<&'a Record>,
    pub standing: Standing,
    /// How much of its target was reached by the day that is judged by.
    pub(crate) progress: Option<Progress>,
}

impl<'a> Assessment<'a> {
    pub(crate) fn plan(&self) -> &'a Plan {
        &self.judge.plan
    }

    /// Gives everything the unit owes to `each`, in the order of every output. An inner loop, not an iterator: there
    /// are millions, and nested iterators cost more than judging.
    pub fn for_each<E>(&self, mut each: impl FnMut(Obligation<'a>) -> Result<(), E>) -> Result<(), E> {
        let Self { judge, unit, records, text } = *self;
        let plan = self.plan();
        for task in plan.duties.tasks_of(unit) {
            let uneven = plan.task(task).milestones().iter().any(|milestone| milestone.owed_by.is_some());
            for occurrence in plan.task(task).occurrences.clone().map(OccurrenceIx::new) {
                if uneven && !plan.owes(unit, occurrence) {
                    continue;
                }
                let record = records.get(occurrence);
                let progress = record
                    .and_then(|record| record.progress)
                    .and_then(|span| Progress::last(literal::progress(&text[span.range()]), judge.as_of));
                each(Obligation { unit, occurrence, record, standing: judge.standing(occurrence, record), progress })?;
            }
        }
        Ok(())
    }
}
