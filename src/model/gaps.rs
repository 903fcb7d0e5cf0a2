//! Last days that hang on the days off of years of which nothing is known.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::deadline::{Deadline, LastDay, Offset, OffsetUnit};
use super::id::{OccurrenceIx, TaskIx, UnitIx};
use super::period::Period;
use super::plan::{OnDayOff, Plan, Timing};
use super::recurrence::{DuePoint, Every};

impl Plan {
    /// The years on whose days off the last day of an occurrence hangs, for `lead` or else for all who lead it, and of
    /// which neither the program nor the plan knows any.
    pub(crate) fn unknown_years(&self, at: OccurrenceIx, lead: Option<UnitIx>) -> BTreeSet<i32> {
        let mut years = BTreeSet::new();
        let mut hangs_on = |first: NaiveDate, last: NaiveDate| {
            let span = first.min(last).year()..=first.max(last).year();
            years.extend(span.filter(|year| !self.calendar.knows(*year)));
        };
        let occurrence = self.occurrence(at);
        let rule = self.on_day_off(occurrence);
        let mut reckoned = |base: NaiveDate, offset: Offset, nominal: LastDay, before: bool| {
            let Some(nominal) = nominal.day() else { return };
            if offset.step == OffsetUnit::WorkingDays {
                hangs_on(base, nominal);
            }
            if rule != OnDayOff::Keep && !(before && rule == OnDayOff::NextWorkingDay) {
                hangs_on(nominal, rule.effective(nominal, before, &self.calendar).unwrap_or(nominal));
            }
        };
        let reading = self.header.before;
        match (self.deadline(occurrence), occurrence.period) {
            (Some(deadline @ Deadline::Event { event, offset, before }), _) => {
                let event = self.event(event);
                let dates: BTreeSet<NaiveDate> = match lead {
                    Some(lead) => event.date_of(lead).into_iter().collect(),
                    None => event.date.into_iter().chain(event.dates.iter().map(|(_, date)| *date)).collect(),
                };
                for date in dates {
                    reckoned(date, offset, deadline.nominal(reading, &self.calendar, |_| Some(date)), before);
                }
            }
            (Some(deadline), _) => {
                let nominal = deadline.nominal(reading, &self.calendar, |_| None);
                reckoned(NaiveDate::MIN, Offset::default(), nominal, deadline.is_before());
            }
            (None, Some(period)) => {
                let Some((every, rule)) = self.rule_of(occurrence.task, period) else { return years };
                let offset = if let DuePoint::End(offset) = rule.point { offset } else { Offset::default() };
                reckoned(period.last(), offset, rule.nominal(period, reading, &self.calendar), rule.before);
                if every == Every::WorkingDay {
                    hangs_on(period.first(), period.last());
                }
            }
            (None, None) => {}
        }
        years
    }

    /// The same of all occurrences, each year once.
    pub(crate) fn all_unknown_years(&self) -> BTreeSet<i32> {
        (0..self.occurrences.len()).flat_map(|at| self.unknown_years(OccurrenceIx::new(at), None)).collect()
    }

    fn rule_of(&self, task: TaskIx, period: Period) -> Option<(Every, super::recurrence::Recurrence)> {
        let Timing::Every(rules) = &self.task(task).timing else { return None };
        rules.iter().find(|(every, _)| every.kind() == period.kind()).copied()
    }
}
