//! How the last day of an obligation came to be: what the plan said at first, and what amendments made of it.

use super::Judge;
use super::who::Chronicle;
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::record::Record;

impl Judge {
    /// How what a unit owes as of the day came to be; nothing where it does not owe it.
    pub(crate) fn chronicle(&self, unit: UnitIx, at: OccurrenceIx, record: Option<&Record>) -> Option<Chronicle> {
        let owing = if self.is_plain(unit, at, self.as_of, record)? {
            self.plain(at, self.as_of, Some(unit))
        } else {
            self.question(self.as_of, unit, at, record)?.holding()?
        };
        let course = self.plan.course(at);
        let (lead, revision) = owing.held.unwrap_or_else(|| {
            let revisions = course.map_or(&[][..], |course| course.revisions(at));
            (unit, revisions.iter().rposition(|revision| revision.on <= self.as_of).unwrap_or_default())
        });
        let later = (1..=revision).filter_map(|revision| {
            let on = course?.revisions(at).get(revision)?.on;
            Some((on, self.plan.term(at, revision, lead)))
        });
        Some(Chronicle {
            first: if revision == 0 { owing.term } else { self.plan.term(at, 0, lead) },
            later: later.collect(),
            added: course.and_then(|course| course.added),
            cancelled: owing.cancelled,
            extended_since: owing.extended_since,
            lead,
        })
    }
}
