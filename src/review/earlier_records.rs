//! What units recorded before all that is compared: what was promised, granted and said last.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

use super::commits::EarlierFile;
use super::history::Brought;
use super::marks::{Claim, OwedGrants, Reopened};
use crate::facts::{Fact, UnitFacts};
use crate::judge::{Flag, Judge};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::record::Field;
use crate::model::zone::day_at;

/// How an obligation stood by an earlier plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StoodThen {
    /// The unit could record something for it.
    There,
    Cancelled,
    NotThere,
    /// The plan of that time cannot be read.
    Unknown,
}

impl Brought<'_> {
    /// What the file of a unit was before all that is compared, the last first.
    fn earlier(&self, unit: UnitIx) -> Vec<EarlierFile> {
        let id = self.plan.unit(unit).id.as_str();
        let id = self.former(id).unwrap_or(id);
        self.ask_blobs(|blobs| blobs.earlier(id)).unwrap_or_default()
    }

    /// Whether a unit owes something together with another that may not record it any more, but may have.
    fn stood_with(&self, at: OccurrenceIx, unit: UnitIx, other: UnitIx) -> bool {
        self.stood_with_any(&[at], unit).contains(&other)
    }

    /// The units of which that is so for any of these.
    fn stood_with_any(&self, all: &[OccurrenceIx], unit: UnitIx) -> BTreeSet<UnitIx> {
        let mut found = BTreeSet::new();
        for at in all {
            let task = self.plan.occurrence(*at).task;
            if self.plan.task(task).joint {
                let may_record = |other: UnitIx| self.plan.duties.leads(other, task) && self.plan.owes(other, *at);
                let leads = self.plan.joint_leads(task);
                found.extend(leads.iter().filter(|other| *other != unit && !may_record(*other)));
            }
        }
        found
    }

    /// How an obligation stood by the plan of the time when the file of its unit was this, with nothing recorded.
    fn stood_then(&self, occurrence: OccurrenceIx, file: &EarlierFile) -> StoodThen {
        let found = self.judged_then(occurrence, file, |judge, unit, at| {
            let standing = judge.standing(unit, at, None);
            standing.is_some_and(|standing| standing.flags.has(Flag::Cancelled))
        });
        found.map_or_else(|not| not, |cancelled| if cancelled { StoodThen::Cancelled } else { StoodThen::There })
    }

    /// Whether the unit owed it on the day when its file was this; not where nobody knows.
    fn owed_then(&self, occurrence: OccurrenceIx, file: &EarlierFile) -> bool {
        let zone = &self.plan.header.timezone;
        let owed = |time: i64| {
            let day = day_at(time, zone);
            self.judged_then(occurrence, file, |judge, unit, at| judge.standing_on(day, unit, at, None).is_some())
        };
        file.time.is_some_and(|time| owed(time).unwrap_or_default())
    }

    /// What the judge of the plan of the time when the file of its unit was this says of an obligation.
    fn judged_then<T>(
        &self,
        occurrence: OccurrenceIx,
        file: &EarlierFile,
        ask: impl FnOnce(&Judge, UnitIx, OccurrenceIx) -> T,
    ) -> Result<T, StoodThen> {
        let Some(plan) = self.ask_blobs(|blobs| blobs.earlier_plan(file)).flatten() else {
            return Err(StoodThen::Unknown);
        };
        let of = self.plan.occurrence(occurrence);
        let (task, part) = (self.plan.task(of.task).id.as_str(), self.plan.part(of).key());
        let unit = plan.unit_by_id(&file.unit);
        let Some((unit, task)) = unit.zip(plan.task_by_id(task)) else { return Err(StoodThen::NotThere) };
        let at = match &part {
            Some(part) => plan.occurrence_named(task, part),
            None => plan.occurrence_of(task, None),
        };
        let Some(at) = at.filter(|at| plan.duties.leads(unit, task) && plan.owes(unit, *at)) else {
            return Err(StoodThen::NotThere);
        };
        let mut judges = self.judges.borrow_mut();
        let known = judges.iter().position(|(of, _)| Arc::ptr_eq(of, &plan)).unwrap_or_else(|| {
            judges.push((Arc::clone(&plan), Judge::new(&plan, plan.header.ends.max(self.otherwise))));
            judges.len() - 1
        });
        Ok(ask(&judges[known].1, unit, at))
    }

    pub(super) fn promises_earlier(&self, unit: UnitIx, occurrence: OccurrenceIx, now: Reopened) -> Vec<NaiveDate> {
        // What was promised while the work was cancelled, or not owed at all, does not count.
        let was_closed = |file: &EarlierFile| {
            matches!(self.stood_then(occurrence, file), StoodThen::Cancelled | StoodThen::NotThere)
        };
        // What stood when the work was cancelled is the last that was promised, unless it was done or waived then.
        let (mut decides, mut last) = (now.cancelled, None);
        for file in self.earlier(unit) {
            let Some(days) = self.known(self.days_of(unit, &file.object, occurrence)) else { break };
            let promised = days.committed.filter(|promised| days.is_open() && now.holds(*promised, days.extended));
            if (decides || promised.is_some()) && was_closed(&file) {
                continue;
            }
            match promised {
                // What was promised under an extension that has gone may have been put off by it.
                Some(promised) if now.is_left_over(promised, days.extended) => drop(last.get_or_insert(promised)),
                Some(promised) => return [promised].into_iter().chain(last).collect(),
                None if decides && days.is_open() => break,
                None => {}
            }
            decides = false;
        }
        last.into_iter().collect()
    }

    /// What was granted last.
    pub(super) fn granted_earlier(
        &self,
        unit: UnitIx,
        occurrence: OccurrenceIx,
        field: Field,
    ) -> Option<Fact<'static>> {
        for file in self.earlier(unit) {
            let days = self.known(self.days_of(unit, &file.object, occurrence))?;
            let granted = match field {
                Field::Extended => days.extended.is_some(),
                _ => days.waived.is_some(),
            };
            // What stood in the file while it could not be recorded was never compared.
            if granted && self.stood_then(occurrence, &file) != StoodThen::NotThere {
                return self.known(self.facts(unit, &file.object))?.remove(&occurrence)?.get(field).cloned();
            }
        }
        None
    }

    /// What was granted in the last of the versions of the file that were written while the unit owed the work.
    pub(super) fn owed_earlier(&self, unit: UnitIx, occurrence: OccurrenceIx) -> Option<OwedGrants> {
        let file = self.earlier(unit).into_iter().find(|file| self.owed_then(occurrence, file))?;
        let days = self.known(self.days_of(unit, &file.object, occurrence))?;
        Some(OwedGrants { extended: days.extended, waived: days.waived, accepted: days.accepted })
    }

    /// The day since which the file says so.
    pub(super) fn recorded_earlier(&self, unit: UnitIx, occurrence: OccurrenceIx, told: Claim) -> Option<NaiveDate> {
        let mut since = None;
        for file in self.earlier(unit) {
            if !self.known(self.days_of(unit, &file.object, occurrence))?.tells(told) {
                break;
            }
            since = file.time.map(|time| day_at(time, &self.plan.header.timezone));
        }
        since
    }

    pub(super) fn said_earlier(&self, unit: UnitIx, asked: &[OccurrenceIx]) -> UnitFacts {
        let id = |at: OccurrenceIx| self.plan.task(self.plan.occurrence(at).task).id.as_str();
        let named = |at: &OccurrenceIx| self.ask_blobs(|blobs| blobs.was_named(id(*at))).unwrap_or_default();
        let part = |at: OccurrenceIx| self.plan.part(self.plan.occurrence(at)).key();
        let mut open: Vec<OccurrenceIx> = asked.iter().copied().filter(named).collect();
        // What must stand in a file that says something of it.
        let keys: HashMap<OccurrenceIx, Vec<String>> =
            open.iter().map(|at| (*at, part(*at).into_iter().chain([id(*at).to_owned()]).collect())).collect();
        let mut found = UnitFacts::new();
        if open.is_empty() {
            return found;
        }
        let own = self.earlier(unit).into_iter().map(|file| (unit, file));
        let mut files: Vec<(UnitIx, EarlierFile)> = own.collect();
        // What is owed together was recorded by the unit with which it stood.
        for other in self.stood_with_any(&open, unit) {
            files.extend(self.earlier(other).into_iter().map(|file| (other, file)));
        }
        files.sort_by_key(|(_, file)| file.at);
        for (of, file) in files {
            let mut wanted: Vec<OccurrenceIx> =
                open.iter().copied().filter(|at| of == unit || self.stood_with(*at, unit, of)).collect();
            let Some(text) = self.known(self.text(&file.object)).flatten() else { continue };
            // A key can be written with escapes.
            let (escaped, mut there) = (text.contains('\\'), HashMap::new());
            let mut says = |key: &String| *there.entry(key.clone()).or_insert_with(|| text.contains(key.as_str()));
            wanted.retain(|at| escaped || keys[at].iter().all(&mut says));
            if wanted.is_empty() {
                continue;
            }
            let mut said = self.facts_in(unit, &text);
            for at in wanted {
                // What stood in the file while it could not be recorded was never compared.
                if let Some(facts) = said.remove(&at).filter(|_| self.stood_then(at, &file) != StoodThen::NotThere) {
                    found.insert(at, facts);
                    open.retain(|it| *it != at);
                }
            }
            if open.is_empty() {
                break;
            }
        }
        found
    }
}
