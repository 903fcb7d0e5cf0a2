//! The plan: who owes what, by when.

use chrono::NaiveDate;

use super::calendar::WorkCalendar;
use super::course::Course;
use super::deadline::{BeforeReading, Deadline};
use super::duties::{Duties, UnitSet};
use super::id::{EventIx, GroupIx, Id, OccurrenceIx, TaskIx, UnitIx};
use super::ids::IdMap;
pub use super::lang::Lang;
use super::period::{Period, Quarter};
use super::target::TargetRange;
pub(crate) use super::task::{Amendment, Decision, OnDayOff, Part, Text};
pub use super::task::{Body, Milestone, Occurrence, Task, Timing};
use super::tenure::Tenure;

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
    /// The day of the month on which reporting periods close; nothing where they are those of the calendar.
    pub(crate) report_day: Option<u32>,
    /// The day of the document.
    pub issued: Option<NaiveDate>,
    /// How the plan was read, for those who follow it up.
    pub note: Option<Text>,
    pub office: Office,
    /// Which plan of a higher level it carries out.
    pub(crate) above: Option<PlanAbove>,
}

/// A plan of a higher level, and the unit of it for which this one carries it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PlanAbove {
    /// Its folder, from that of the plan below.
    pub(crate) folder: Text,
    pub(crate) unit: Id,
}

impl Header {
    /// The days within which a task recurs: its own where it has them, else the plan's.
    pub(crate) fn span_of(&self, task: &Task) -> (NaiveDate, NaiveDate) {
        (task.starts.unwrap_or(self.starts), task.ends.unwrap_or(self.ends))
    }

    /// Where a day lies that is not within the plan's span.
    pub(crate) fn outside(&self, day: NaiveDate) -> Option<OutsidePlan> {
        match day {
            _ if day < self.starts => Some(OutsidePlan::NotBegun),
            _ if day > self.ends => Some(OutsidePlan::Ended),
            _ => None,
        }
    }
}

/// How a plan stands on a day before its first or after its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OutsidePlan {
    NotBegun,
    Ended,
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
    /// When it exists and who takes over, where it was not always there to stay.
    pub(crate) tenure: Option<Box<Tenure>>,
}

impl Unit {
    /// The short name where there is one, else the name.
    pub fn short_name(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }
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
    /// Its date for all units that have none of their own.
    pub(crate) date: Option<NaiveDate>,
    /// The dates of single units, by unit.
    pub(crate) dates: Vec<(UnitIx, NaiveDate)>,
}

impl Event {
    pub(crate) fn has_date_of(&self, unit: UnitIx) -> bool {
        self.dates.binary_search_by_key(&unit, |(unit, _)| *unit).is_ok()
    }

    /// Its date for a unit that leads what counts from it.
    pub(crate) fn date_of(&self, unit: UnitIx) -> Option<NaiveDate> {
        let own = self.dates.binary_search_by_key(&unit, |(unit, _)| *unit).ok();
        own.map(|at| self.dates[at].1).or(self.date)
    }
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
    /// Which unit owes something of which task as of any day.
    pub duties: Duties,
    pub(crate) unit_ids: IdMap,
    pub(crate) task_ids: IdMap,
    pub(crate) courses: Vec<Course>,
    /// The units whose records decide what others owe.
    pub witnesses: Vec<UnitIx>,
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

    /// Whether a unit that owes something of the task of an occurrence owes that one, as of any day.
    #[inline]
    pub(crate) fn owes(&self, unit: UnitIx, occurrence: OccurrenceIx) -> bool {
        let at = self.occurrence(occurrence);
        if at.course.is_some() {
            return self.may_record(unit, occurrence);
        }
        let milestone = at.milestone.and_then(|_| self.milestone(at));
        milestone.and_then(|milestone| milestone.owed_by.as_ref()).is_none_or(|units| units.contains(unit))
    }

    /// The units that lead a task, or a milestone of it.
    pub(crate) fn leads_of(&self, task: TaskIx) -> UnitSet {
        let mut units = UnitSet::new(self.units.len());
        self.unit_indices().filter(|unit| self.duties.leads(*unit, task)).for_each(|unit| units.insert(unit));
        units
    }

    /// The units that `lead` of a joint task names, at first or by an amendment: they owe it with the one with which it
    /// stands.
    pub(crate) fn joint_leads(&self, task: TaskIx) -> UnitSet {
        let of = self.task(task);
        let of_milestones = of.milestones().iter();
        let own =
            of_milestones.flat_map(|own| own.lead.iter().chain(own.amended.iter().filter_map(|it| it.lead.as_ref())));
        let amended = of.amended.iter().filter_map(|it| it.lead.as_ref());
        let bodies = std::iter::once(&of.lead).chain(amended).chain(own).flatten();
        let bodies: Vec<Body> = bodies.filter(|_| of.joint).copied().collect();
        self.units_of(&bodies)
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

    /// An obligation as it is typed: the task's id, and behind it its period or milestone.
    pub(crate) fn typed(&self, occurrence: &Occurrence) -> String {
        let id = &self.task(occurrence.task).id;
        self.part(occurrence).key().map_or_else(|| id.to_string(), |key| format!("{id} {key}"))
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

    /// The units that a task names as its leads, but for those of `except`.
    pub fn leads(&self, task: &Task) -> UnitSet {
        let mut leads = self.units_of(&task.lead);
        if !task.except.is_empty() {
            leads.remove_all(&self.units_of(&task.except));
        }
        leads
    }

    /// What is said of a unit besides its names: whether the document names it, when it exists, who takes over.
    pub(crate) fn said_of(&self, unit: UnitIx) -> (bool, Option<NaiveDate>, Option<NaiveDate>, Vec<&str>) {
        let unit = self.unit(unit);
        let Some(tenure) = &unit.tenure else { return (unit.confirmed, None, None, Vec::new()) };
        let successors = tenure.successors.iter().map(|unit| self.unit(*unit).id.as_str());
        (unit.confirmed, tenure.from, tenure.until, successors.collect())
    }

    /// The units in `bodies` in the order in which they are named, groups expanded, each once.
    pub(crate) fn in_order(&self, bodies: &[Body]) -> Vec<UnitIx> {
        let (mut found, mut seen) = (Vec::new(), UnitSet::new(self.units.len()));
        let mut expanded = vec![false; self.groups.len()];
        let mut next: Vec<Body> = bodies.iter().rev().copied().collect();
        while let Some(body) = next.pop() {
            match body {
                Body::Unit(unit) if !seen.contains(unit) => {
                    seen.insert(unit);
                    found.push(unit);
                }
                Body::Group(group) if !std::mem::replace(&mut expanded[group.index()], true) => {
                    next.extend(self.groups[group.index()].members.iter().rev());
                }
                _ => {}
            }
        }
        found
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

    pub(crate) fn body_by_id(&self, id: &str) -> Option<Body> {
        let group = || self.groups.iter().position(|group| group.id.as_str() == id).map(GroupIx::new);
        self.unit_by_id(id).map(Body::Unit).or_else(|| group().map(Body::Group))
    }

    pub(crate) fn body(&self, body: Body) -> (&Id, &str) {
        match body {
            Body::Unit(unit) => (&self.unit(unit).id, &self.unit(unit).name),
            Body::Group(group) => (&self.groups[group.index()].id, &self.groups[group.index()].name),
        }
    }
}
