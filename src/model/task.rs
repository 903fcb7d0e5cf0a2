//! What a task says, its milestones, and what amendments change of it.

use std::ops::Range;

use chrono::NaiveDate;

use super::calendar::WorkCalendar;
use super::deadline::{Deadline, LastDay};
use super::duties::UnitSet;
use super::id::{EventIx, GroupIx, Id, TaskIx, UnitIx};
use super::period::{Period, Quarter};
use super::recurrence::{Every, Recurrence};
use super::target::TargetRange;

/// A text of a file, as it is meant there.
pub(crate) type Text = Box<str>;

/// What happens to a last day that is a day off: `[plan] on_day_off`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum OnDayOff {
    #[default]
    Keep,
    /// It moves to the next working day.
    NextWorkingDay,
    /// It moves to the working day before.
    PreviousWorkingDay,
}

impl OnDayOff {
    pub(crate) const WORDS: [(&'static str, Self); 3] = [
        ("keep", Self::Keep),
        ("next-working-day", Self::NextWorkingDay),
        ("previous-working-day", Self::PreviousWorkingDay),
    ];

    /// As files write it.
    pub(crate) fn as_str(self) -> &'static str {
        Self::WORDS.iter().find(|(_, rule)| *rule == self).map_or("", |(word, _)| word)
    }

    /// The last day that counts, of a nominal one. One that comes from `before …` never moves forward: it must not
    /// reach the day that it has to precede. Nothing where no working day is near.
    pub(crate) fn effective(self, nominal: NaiveDate, before: bool, calendar: &WorkCalendar) -> Option<NaiveDate> {
        match self {
            Self::Keep => Some(nominal),
            Self::NextWorkingDay if before => Some(nominal),
            Self::NextWorkingDay => calendar.working_day_from(nominal),
            Self::PreviousWorkingDay => calendar.working_day_until(nominal),
        }
    }
}

/// A unit or a group, where the plan may name either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Body {
    Unit(UnitIx),
    Group(GroupIx),
}

/// When a task is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Timing {
    Once(Deadline),
    /// Once for each period of these kinds, each with when in the period it is due.
    Every(Vec<(Every, Recurrence)>),
    /// Once for each milestone.
    Milestones(Vec<Milestone>),
}

impl Timing {
    pub(crate) fn recurs(&self) -> bool {
        matches!(self, Self::Every(_))
    }
}

/// A milestone of a task: an obligation of its own. What it says itself wins over what the task says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// Its id within the task, which begins with no four digits, so that it is never taken for a period.
    pub(crate) id: Id,
    pub(crate) deadline: Deadline,
    pub(crate) title: Option<Text>,
    pub(crate) wording: Option<Text>,
    pub(crate) product: Option<Text>,
    pub(crate) lead: Option<Vec<Body>>,
    pub(crate) support: Option<Vec<Body>>,
    pub(crate) on_day_off: Option<OnDayOff>,
    pub(crate) target: Option<TargetRange>,
    pub(crate) added: Option<Decision>,
    pub(crate) cancelled: Option<Decision>,
    pub(crate) amended: Vec<Amendment>,
    /// Who owes it, where not every lead of the task owes every milestone.
    pub(crate) owed_by: Option<UnitSet>,
}

impl Milestone {
    /// Whether it says, at first or by an amendment, who leads it.
    pub(crate) fn has_own_lead(&self) -> bool {
        self.lead.is_some() || self.amended.iter().any(|amendment| amendment.lead.is_some())
    }

    /// Says what an amendment makes it say.
    pub(super) fn apply(&mut self, amendment: &Amendment) {
        fn take<T: Clone>(from: Option<&T>, to: &mut Option<T>) {
            if from.is_some() {
                *to = from.cloned();
            }
        }
        take(amendment.title.as_ref(), &mut self.title);
        take(amendment.wording.as_ref(), &mut self.wording);
        take(amendment.product.as_ref(), &mut self.product);
        take(amendment.target.as_ref(), &mut self.target);
        take(amendment.lead.as_ref(), &mut self.lead);
        take(amendment.support.as_ref(), &mut self.support);
        if let Some(Timing::Once(deadline)) = amendment.timing {
            self.deadline = deadline;
        }
    }
}

/// Which of a task's obligations one is: what its record is called, after the task.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    Once,
    Period(Period),
    Milestone(Id),
}

impl Part {
    /// As files and machine formats write it; nothing for what is owed once.
    pub(crate) fn key(&self) -> Option<String> {
        match self {
            Self::Once => None,
            Self::Period(period) => Some(period.to_string()),
            Self::Milestone(id) => Some(id.to_string()),
        }
    }

    pub(crate) fn period(&self) -> Option<Period> {
        if let Self::Period(period) = self { Some(*period) } else { None }
    }

    pub(crate) fn milestone(&self) -> Option<&str> {
        if let Self::Milestone(id) = self { Some(id.as_str()) } else { None }
    }
}

/// A document that adds a task to the plan or cancels it, and its day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) by: Text,
    pub(crate) on: NaiveDate,
}

/// What a document changes of a task from its day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Amendment {
    pub(crate) decision: Decision,
    /// The whole rule that holds from then on.
    pub(crate) timing: Option<Timing>,
    pub(crate) wording: Option<Text>,
    pub(crate) title: Option<Text>,
    pub(crate) product: Option<Text>,
    pub(crate) target: Option<TargetRange>,
    pub(crate) lead: Option<Vec<Body>>,
    pub(crate) support: Option<Vec<Body>>,
}

#[derive(Clone, Debug)]
pub struct Task {
    pub id: Id,
    /// Where in the plan document it stands.
    pub clause: Option<Text>,
    pub title: Text,
    pub lead: Vec<Body>,
    /// Who coordinates; they owe nothing.
    pub support: Vec<Body>,
    pub(crate) timing: Timing,
    /// The document's own words for the time limit.
    pub wording: Option<Text>,
    pub product: Option<Text>,
    pub reports_to: Option<Text>,
    pub note: Option<Text>,
    pub titles: Vec<(Period, Text)>,
    /// The first and the last day of its own span, where the plan's is not its.
    pub(crate) starts: Option<NaiveDate>,
    pub(crate) ends: Option<NaiveDate>,
    /// Another rule than the plan's for last days on days off.
    pub(crate) on_day_off: Option<OnDayOff>,
    /// Words to filter and group by.
    pub tags: Vec<Text>,
    /// How much is to be reached.
    pub(crate) target: Option<TargetRange>,
    /// The task of the plan above that it carries out, perhaps with a milestone: `task`, `task.milestone`.
    pub answers: Option<Text>,
    /// Whether its leads owe it together, once.
    pub(crate) joint: bool,
    /// Those of its leads' groups that do not owe it.
    pub(crate) except: Vec<Body>,
    pub(crate) added: Option<Decision>,
    pub(crate) cancelled: Option<Decision>,
    /// What amendments change, in the order of their days.
    pub(crate) amended: Vec<Amendment>,
    /// Its occurrences among those of the plan.
    pub occurrences: Range<usize>,
}

impl Task {
    /// Whether records say for which period or milestone they are.
    pub(crate) fn is_parted(&self) -> bool {
        !matches!(self.timing, Timing::Once(_))
    }

    /// Whether it, or a milestone of it, is to reach anything, as of any day.
    pub(crate) fn has_targets(&self) -> bool {
        let amended = |amended: &[Amendment]| amended.iter().any(|amendment| amendment.target.is_some());
        let milestone = |own: &Milestone| own.target.is_some() || amended(&own.amended);
        self.target.is_some() || amended(&self.amended) || self.milestones().iter().any(milestone)
    }

    /// The events that its deadlines count from, at first or by an amendment.
    pub(crate) fn events(&self) -> impl Iterator<Item = EventIx> {
        let milestones = self.milestones();
        let amended = self.amended.iter().chain(milestones.iter().flat_map(|own| &own.amended));
        let timings = amended.filter_map(|amendment| amendment.timing.as_ref()).chain([&self.timing]);
        let once =
            timings.filter_map(|timing| if let Timing::Once(deadline) = timing { deadline.event() } else { None });
        once.chain(milestones.iter().filter_map(|own| own.deadline.event()))
    }

    /// Its milestones; none where it has no such parts.
    pub(crate) fn milestones(&self) -> &[Milestone] {
        if let Timing::Milestones(milestones) = &self.timing { milestones } else { &[] }
    }

    /// Says what an amendment makes it say.
    pub(super) fn apply(&mut self, amendment: &Amendment) {
        fn take<T: Clone>(from: Option<&T>, to: &mut T) {
            if let Some(new) = from {
                to.clone_from(new);
            }
        }
        take(amendment.title.as_ref(), &mut self.title);
        take(amendment.timing.as_ref(), &mut self.timing);
        take(amendment.lead.as_ref(), &mut self.lead);
        take(amendment.support.as_ref(), &mut self.support);
        self.wording = amendment.wording.clone().or(self.wording.take());
        self.product = amendment.product.clone().or(self.product.take());
        self.target = amendment.target.clone().or(self.target.take());
    }

    /// What it says as of a day, amendments of later days left out.
    pub(crate) fn as_of(&self, day: NaiveDate) -> Self {
        let counts = |it: &&Amendment| it.decision.on <= day;
        let mut task = self.clone();
        self.amended.iter().filter(counts).for_each(|amendment| task.apply(amendment));
        if let Timing::Milestones(milestones) = &mut task.timing {
            for (milestone, own) in milestones.iter_mut().zip(self.milestones()) {
                own.amended.iter().filter(counts).for_each(|amendment| milestone.apply(amendment));
            }
        }
        task
    }

    /// The title of one of its periods.
    pub(super) fn title_for(&self, period: Option<Period>) -> &Text {
        let own = period.and_then(|period| self.titles.iter().find(|(of, _)| *of == period));
        own.map_or(&self.title, |(_, title)| title)
    }
}

/// One task for one period (or once): what each of its leads owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    pub task: TaskIx,
    /// The period, if the task recurs.
    pub period: Option<Period>,
    /// The milestone's place among those of the task, if it has some.
    pub(crate) milestone: Option<u32>,
    /// The last day by the table of the deadline's form.
    pub nominal: LastDay,
    /// The last day after a day off has moved it; nothing where there is no last day.
    pub due: Option<NaiveDate>,
    /// The quarter under which it is counted.
    pub quarter: Option<Quarter>,
    /// That quarter's place among [`Plan::quarters`]; the place after the last for no quarter.
    pub(crate) quarter_slot: usize,
    /// The place of its course among those of the plan, where who owes it or by when changes over time.
    pub(crate) course: Option<u32>,
    /// Whether every unit to which the task falls and that was always there owes it, each for itself.
    pub(crate) is_led_alike: bool,
}
