//! Judging: how an obligation stands as of a day. Nothing of this is ever stored.
//!
//! The rules are those of the file format, section 4: facts dated after the day do not count, and the first line of
//! its table that holds decides.

use chrono::NaiveDate;

use crate::model::deadline::LastDay;
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::period::Period;
use crate::model::plan::{Header, Occurrence, Plan, Task};
use crate::model::record::{Record, Records};

/// The state of an obligation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Its last day has passed, and it is not done.
    Overdue,
    /// Not done, and not late.
    Pending,
    /// Done.
    Completed,
    /// Standing work, or work without a time.
    Ongoing,
    /// Taken off the unit.
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
    /// An extension counts.
    Extended,
    /// Work has begun.
    InProgress,
    /// Completed after its last day.
    Late,
    /// A day off moved the last day.
    Moved,
    /// Its period has not begun.
    NotStartedPeriod,
}

impl Flag {
    /// Every flag, in alphabetical order.
    pub const ALL: [Self; 8] = [
        Self::AwaitingAcceptance,
        Self::DateOpen,
        Self::DueSoon,
        Self::Extended,
        Self::InProgress,
        Self::Late,
        Self::Moved,
        Self::NotStartedPeriod,
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
        }
    }
}

/// A set of flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Flags(u8);

impl Flags {
    fn set(&mut self, flag: Flag, on: bool) {
        self.0 |= u8::from(on) << flag as u8;
    }

    /// Whether the flag is set.
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
    /// Its state.
    pub state: State,
    /// What else to say about it.
    pub flags: Flags,
    /// The effective last day.
    pub due: Option<NaiveDate>,
    /// Days past `due`, for what is overdue or was completed; 0 for what was completed in time.
    pub days_late: Option<i64>,
    /// Days to `due`, for what is pending with nothing claimed.
    pub days_left: Option<i64>,
}

/// Judges what a unit owes for `occurrence`, given its record, as of a day.
pub fn judge(header: &Header, occurrence: &Occurrence, record: Option<&Record>, as_of: NaiveDate) -> Standing {
    let counts = |day: Option<NaiveDate>| day.filter(|day| *day <= as_of);
    let extension = record.and_then(|r| r.extended).filter(|extension| extension.on <= as_of);
    let extension = extension.filter(|_| matches!(occurrence.nominal, LastDay::On(_)));
    let due = extension.map_or(occurrence.due, |extension| Some(extension.to));
    let done = counts(record.and_then(|r| r.done));
    let accepted = !header.acceptance || counts(record.and_then(|r| r.accepted)).is_some();
    let waived = counts(record.and_then(|r| r.waived).map(|waiver| waiver.on)).is_some();

    let mut flags = Flags::default();
    flags.set(Flag::Extended, extension.is_some());
    flags.set(Flag::Moved, extension.is_none() && matches!(occurrence.nominal, LastDay::On(day) if due != Some(day)));
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
    } else if due < Some(as_of) {
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
        let begins = occurrence.period.map(Period::first);
        flags.set(Flag::DueSoon, days_left.is_some_and(|left| left <= i64::from(header.due_soon)));
        flags.set(Flag::InProgress, counts(record.and_then(|r| r.started)).is_some());
        flags.set(Flag::NotStartedPeriod, state == State::Pending && begins > Some(as_of));
    }
    Standing { state, flags, due, days_late, days_left }
}

/// One unit with its records as of a day: what every view is made of.
#[derive(Clone, Copy, Debug)]
pub struct Assessment<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The unit.
    pub unit: UnitIx,
    /// The text of the unit's file, into which the records' spans point.
    pub text: &'a str,
    /// Its records.
    pub records: &'a Records,
    /// The day.
    pub as_of: NaiveDate,
    /// How each occurrence stands on that day where nothing was recorded.
    pub untouched: &'a [Standing],
}

/// How each occurrence of a plan stands as of a day where nothing was recorded: the same for every unit.
pub fn untouched(plan: &Plan, as_of: NaiveDate) -> Vec<Standing> {
    plan.occurrences.iter().map(|occurrence| judge(&plan.header, occurrence, None, as_of)).collect()
}

/// One task owed by one unit for one period (or once), and how it stands.
#[derive(Clone, Copy, Debug)]
pub struct Obligation<'a> {
    /// The unit that owes it.
    pub unit: UnitIx,
    /// What it owes.
    pub occurrence: OccurrenceIx,
    /// What it wrote down about it.
    pub record: Option<&'a Record>,
    /// How it stands.
    pub standing: Standing,
}

impl<'a> Assessment<'a> {
    /// Gives everything the unit owes to `each`, in the order of every output. An inner loop, not an iterator: there
    /// are millions, and nested iterators cost more than judging.
    pub fn for_each<E>(&self, mut each: impl FnMut(Obligation<'a>) -> Result<(), E>) -> Result<(), E> {
        let Self { plan, unit, records, as_of, untouched, .. } = *self;
        for task in plan.duties.tasks_of(unit) {
            for at in plan.task(task).occurrences.clone() {
                let occurrence = OccurrenceIx::new(at);
                let record = records.get(occurrence);
                let standing = match record {
                    Some(_) => judge(&plan.header, &plan.occurrences[at], record, as_of),
                    None => untouched[at],
                };
                each(Obligation { unit, occurrence, record, standing })?;
            }
        }
        Ok(())
    }
}

impl<'a> Obligation<'a> {
    /// What is owed.
    pub fn occurrence_in(&self, plan: &'a Plan) -> &'a Occurrence {
        plan.occurrence(self.occurrence)
    }

    /// The task.
    pub fn task_in(&self, plan: &'a Plan) -> &'a Task {
        plan.task(self.occurrence_in(plan).task)
    }
}
