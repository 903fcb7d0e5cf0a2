//! What changed of the plan as a whole.

use super::wordings::{alike, same_office};
use crate::model::id::UnitIx;
use crate::model::plan::Plan;
use crate::text::same;

/// A part of `[plan]` or of the calendar that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// `number`, `title`, `issuer`, `notice`: what the plan is called.
    Names,
    Coordinator,
    /// `issued`, `note`.
    Document,
    /// `[plan.office]`.
    Office,
    /// Which plan of a higher level it carries out.
    Above,
    /// `starts` or `ends`.
    Time,
    Language,
    Timezone,
    DueSoon,
    /// `report_day`.
    ReportDay,
    Before,
    OnDayOff,
    Acceptance,
    Calendar,
    /// Groups, names of events and `confirmed` of units, as far as no duty moves by them.
    Bodies,
    /// The order of the tasks, which is that of every output.
    TaskOrder,
    /// The order of the units.
    UnitOrder,
}

impl Setting {
    /// As machine formats write it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Coordinator => "coordinator",
            Self::Document => "document",
            Self::Office => "office",
            Self::Above => "above",
            Self::Time => "time",
            Self::Language => "language",
            Self::Timezone => "timezone",
            Self::DueSoon => "due_soon",
            Self::ReportDay => "report_day",
            Self::Before => "before",
            Self::OnDayOff => "on_day_off",
            Self::Acceptance => "acceptance",
            Self::Calendar => "calendar",
            Self::Bodies => "bodies",
            Self::TaskOrder => "task-order",
            Self::UnitOrder => "unit-order",
        }
    }
}

/// The parts of `[plan]` and of the calendar that differ, in their order.
pub(super) fn settings(old: &Plan, new: &Plan) -> Vec<Setting> {
    let (was, is) = (&old.header, &new.header);
    let id = |plan: &Plan, unit: Option<UnitIx>| unit.map(|unit| plan.unit(unit).id.to_string());
    let names = !same(&was.number, &is.number)
        || !same(&was.title, &is.title)
        || !alike(was.issuer.as_ref(), is.issuer.as_ref())
        || !alike(was.notice.as_ref(), is.notice.as_ref());
    let all = [
        (Setting::Names, names),
        (Setting::Coordinator, id(old, was.coordinator) != id(new, is.coordinator)),
        (Setting::Document, was.issued != is.issued || !alike(was.note.as_ref(), is.note.as_ref())),
        (Setting::Office, !same_office(&was.office, &is.office)),
        (Setting::Above, was.above != is.above),
        (Setting::Time, was.starts != is.starts || was.ends != is.ends),
        (Setting::Language, was.language != is.language),
        (Setting::Timezone, was.timezone != is.timezone),
        (Setting::DueSoon, was.due_soon != is.due_soon),
        (Setting::ReportDay, was.report_day != is.report_day),
        (Setting::Before, was.before != is.before),
        (Setting::OnDayOff, was.on_day_off != is.on_day_off),
        (Setting::Acceptance, was.acceptance != is.acceptance),
        (Setting::Calendar, old.calendar != new.calendar),
    ];
    all.into_iter().filter(|(_, changed)| *changed).map(|(setting, _)| setting).collect()
}
