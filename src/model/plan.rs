//! The plan: who owes what, by when.

use std::ops::Range;

use chrono::NaiveDate;

use super::calendar::WorkCalendar;
use super::deadline::{BeforeReading, Deadline, LastDay};
use super::duties::{Duties, UnitSet};
use super::id::{EventIx, GroupIx, Id, OccurrenceIx, TaskIx, UnitIx};
use super::ids::IdMap;
pub use super::lang::Lang;
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

/// The `[plan]` table.
#[derive(Clone, Debug)]
pub struct Header {
    pub(crate) number: Text,
    pub(crate) title: Text,
    pub(crate) issuer: Option<Text>,
    /// The unit that follows the whole plan up.
    pub(crate) coordinator: Option<UnitIx>,
    pub(crate) starts: NaiveDate,
    pub(crate) ends: NaiveDate,
    /// What is printed unless the command line or the environment says otherwise.
    pub(crate) language: Lang,
    /// Decides what "today" is: the IANA name of a time zone that is known.
    pub(crate) timezone: Text,
    /// How many days before its last day an obligation is due soon.
    pub due_soon: u32,
    pub(crate) before: BeforeReading,
    /// What happens to last days on days off.
    pub(crate) on_day_off: OnDayOff,
    /// Whether a claimed completion counts only once it is accepted.
    pub acceptance: bool,
    /// A line that every output carries.
    pub(crate) notice: Option<Text>,
    /// The day of the document.
    pub issued: Option<NaiveDate>,
    /// How the plan was read, for those who follow it up.
    pub note: Option<Text>,
    pub office: Office,
}

/// What stands around a report or letter of the office that writes it: `[plan.office]`.
#[derive(Clone, Debug, Default)]
pub struct Office {
    /// The office above it.
    pub superior: Option<Text>,
    pub name: Option<Text>,
    /// Where it writes from.
    pub place: Option<Text>,
    /// The title of whoever signs, never a name.
    pub signature: Option<Text>,
    pub recipients: Vec<Text>,
    pub style: Option<OfficeStyle>,
}

/// By whose rules an office lays its documents out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeStyle {
    Party,
    State,
}

/// A body that answers for tasks.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its id, also its file's stem.
    pub id: Id,
    pub(crate) name: Text,
    /// Its name as offices shorten it.
    pub(crate) short: Option<Text>,
    /// Whether the plan document itself names it.
    pub(crate) confirmed: bool,
}

impl Unit {
    /// The short name where there is one, else the name.
    pub fn short_name(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }
}

/// A unit or a group, where the plan may name either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    Unit(UnitIx),
    Group(GroupIx),
}

/// A named list of units.
#[derive(Clone, Debug)]
pub struct Group {
    pub id: Id,
    pub name: Text,
    /// What it lists, as written.
    pub(crate) members: Vec<Body>,
    /// Every unit in it, through other groups too.
    pub units: UnitSet,
}

/// A date that another document fixes.
#[derive(Clone, Debug)]
pub struct Event {
    pub(crate) id: Id,
    pub(crate) name: Text,
    pub(crate) date: Option<NaiveDate>,
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
    /// Who owes it, where not every lead of the task owes every milestone.
    pub(crate) owed_by: Option<UnitSet>,
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
    /// Its occurrences among those of the plan.
    pub occurrences: Range<usize>,
}

impl Task {
    /// The days within which it recurs: its own where it has them, else the plan's.
    pub(crate) fn span(&self, header: &Header) -> (NaiveDate, NaiveDate) {
        (self.starts.unwrap_or(header.starts), self.ends.unwrap_or(header.ends))
    }

    /// Whether records say for which period or milestone they are.
    pub(crate) fn is_parted(&self) -> bool {
        !matches!(self.timing, Timing::Once(_))
    }

    /// Whether it, or a milestone of it, is to reach anything.
    pub(crate) fn has_targets(&self) -> bool {
        self.target.is_some() || self.milestones().iter().any(|milestone| milestone.target.is_some())
    }

    /// Its milestones; none where it has no such parts.
    pub(crate) fn milestones(&self) -> &[Milestone] {
        if let Timing::Milestones(milestones) = &self.timing { milestones } else { &[] }
    }

    /// The title of one of its periods.
    fn title_for(&self, period: Option<Period>) -> &Text {
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
}

/// A plan that has been read without error.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The `[plan]` table.
    pub header: Header,
    /// The working days.
    pub calendar: WorkCalendar,
    pub events: Vec<Event>,
    pub units: Vec<Unit>,
    pub groups: Vec<Group>,
    pub tasks: Vec<Task>,
    /// Every occurrence, by task, then kind of period, then time.
    pub occurrences: Vec<Occurrence>,
    /// The quarters of the occurrences, in time order.
    pub quarters: Vec<Quarter>,
    /// Which unit leads which task.
    pub duties: Duties,
    pub(crate) unit_ids: IdMap,
    pub(crate) task_ids: IdMap,
}

impl Plan {
    pub fn unit_by_id(&self, id: &str) -> Option<UnitIx> {
        self.unit_ids.find(id, |ix| self.units[ix].id.as_str()).map(UnitIx::new)
    }

    pub(crate) fn task_by_id(&self, id: &str) -> Option<TaskIx> {
        self.task_ids.find(id, |ix| self.tasks[ix].id.as_str()).map(TaskIx::new)
    }

    /// The unit at `ix`.
    pub fn unit(&self, ix: UnitIx) -> &Unit {
        &self.units[ix.index()]
    }

    /// The task at `ix`.
    pub fn task(&self, ix: TaskIx) -> &Task {
        &self.tasks[ix.index()]
    }

    /// The event at `ix`.
    pub(crate) fn event(&self, ix: EventIx) -> &Event {
        &self.events[ix.index()]
    }

    /// The occurrence at `ix`.
    pub fn occurrence(&self, ix: OccurrenceIx) -> &Occurrence {
        &self.occurrences[ix.index()]
    }

    /// Every unit, in the order of every output.
    pub fn unit_indices(&self) -> impl DoubleEndedIterator<Item = UnitIx> + Clone + use<> {
        (0..self.units.len()).map(UnitIx::new)
    }

    /// The occurrences a unit owes, in the order of every output.
    pub fn owed_by(&self, unit: UnitIx) -> impl Iterator<Item = OccurrenceIx> {
        let all =
            self.duties.tasks_of(unit).flat_map(|task| self.task(task).occurrences.clone()).map(OccurrenceIx::new);
        all.filter(move |occurrence| self.owes(unit, *occurrence))
    }

    /// Whether a unit that leads the task of an occurrence owes that one.
    pub(crate) fn owes(&self, unit: UnitIx, occurrence: OccurrenceIx) -> bool {
        let milestone = self.milestone(self.occurrence(occurrence));
        milestone.and_then(|milestone| milestone.owed_by.as_ref()).is_none_or(|units| units.contains(unit))
    }

    /// The units that lead a task, or a milestone of it.
    pub(crate) fn leads_of(&self, task: TaskIx) -> UnitSet {
        let mut units = UnitSet::new(self.units.len());
        self.unit_indices().filter(|unit| self.duties.leads(*unit, task)).for_each(|unit| units.insert(unit));
        units
    }

    pub(crate) fn milestone(&self, occurrence: &Occurrence) -> Option<&Milestone> {
        self.task(occurrence.task).milestones().get(occurrence.milestone? as usize)
    }

    /// Which of its task's obligations an occurrence is.
    pub(crate) fn part(&self, occurrence: &Occurrence) -> Part {
        match (occurrence.period, self.milestone(occurrence)) {
            (Some(period), _) => Part::Period(period),
            (None, Some(milestone)) => Part::Milestone(milestone.id.clone()),
            (None, None) => Part::Once,
        }
    }

    pub(crate) fn title(&self, occurrence: &Occurrence) -> &Text {
        let own = self.milestone(occurrence).and_then(|milestone| milestone.title.as_ref());
        own.unwrap_or_else(|| self.task(occurrence.task).title_for(occurrence.period))
    }

    /// The document's own words for the time limit of an occurrence.
    pub(crate) fn wording(&self, occurrence: &Occurrence) -> Option<&str> {
        let own = self.milestone(occurrence).and_then(|milestone| milestone.wording.as_deref());
        own.or(self.task(occurrence.task).wording.as_deref())
    }

    pub(crate) fn product(&self, occurrence: &Occurrence) -> Option<&str> {
        let own = self.milestone(occurrence).and_then(|milestone| milestone.product.as_deref());
        own.or(self.task(occurrence.task).product.as_deref())
    }

    /// Who leads an occurrence, as the plan lists them.
    pub(crate) fn lead(&self, occurrence: &Occurrence) -> &[Body] {
        let own = self.milestone(occurrence).and_then(|milestone| milestone.lead.as_deref());
        own.unwrap_or(&self.task(occurrence.task).lead)
    }

    pub(crate) fn support(&self, occurrence: &Occurrence) -> &[Body] {
        let own = self.milestone(occurrence).and_then(|milestone| milestone.support.as_deref());
        own.unwrap_or(&self.task(occurrence.task).support)
    }

    /// What becomes of the last day of an occurrence on a day off.
    pub(crate) fn on_day_off(&self, occurrence: &Occurrence) -> OnDayOff {
        let own = self.milestone(occurrence).and_then(|milestone| milestone.on_day_off);
        own.or(self.task(occurrence.task).on_day_off).unwrap_or(self.header.on_day_off)
    }

    /// When what is owed once is due, of a task or of a milestone; nothing of what recurs.
    pub(crate) fn deadline(&self, occurrence: &Occurrence) -> Option<Deadline> {
        match (&self.task(occurrence.task).timing, self.milestone(occurrence)) {
            (Timing::Once(deadline), _) => Some(*deadline),
            (_, milestone) => milestone.map(|milestone| milestone.deadline),
        }
    }

    /// The occurrence of `task` whose part is written `key`.
    pub(crate) fn occurrence_named(&self, task: TaskIx, key: &str) -> Option<OccurrenceIx> {
        let of = self.task(task);
        match of.milestones() {
            [] => self.occurrence_of(task, Some(Period::parse(key).ok()?)),
            milestones => {
                let at = milestones.iter().position(|milestone| milestone.id.as_str() == key)?;
                of.occurrences.clone().nth(at).map(OccurrenceIx::new)
            }
        }
    }

    /// The occurrence of `task` for `period` (none: of a task that does not recur).
    pub(crate) fn occurrence_of(&self, task: TaskIx, period: Option<Period>) -> Option<OccurrenceIx> {
        let range = self.task(task).occurrences.clone();
        range
            .clone()
            .zip(&self.occurrences[range])
            .find(|(_, occurrence)| occurrence.period == period && occurrence.milestone.is_none())
            .map(|(ix, _)| OccurrenceIx::new(ix))
    }

    /// Whether anything is to be reached.
    pub(crate) fn has_targets(&self) -> bool {
        self.tasks.iter().any(Task::has_targets)
    }

    /// What an occurrence is to reach.
    pub fn target(&self, occurrence: OccurrenceIx) -> Option<&TargetRange> {
        let occurrence = self.occurrence(occurrence);
        let own = self.milestone(occurrence).and_then(|milestone| milestone.target.as_ref());
        own.or(self.task(occurrence.task).target.as_ref())
    }

    /// The bodies in `bodies` as one set of units: each once, however often named.
    pub fn units_of(&self, bodies: &[Body]) -> UnitSet {
        let mut set = UnitSet::new(self.units.len());
        for body in bodies {
            match body {
                Body::Unit(unit) => set.insert(*unit),
                Body::Group(group) => set.insert_all(&self.groups[group.index()].units),
            }
        }
        set
    }

    pub(crate) fn body(&self, body: Body) -> (&Id, &str) {
        match body {
            Body::Unit(unit) => (&self.unit(unit).id, &self.unit(unit).name),
            Body::Group(group) => (&self.groups[group.index()].id, &self.groups[group.index()].name),
        }
    }
}
