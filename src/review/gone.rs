//! Records that went with the duty that they were about, and what was recorded last of a duty that a unit did not owe just
//! before: what is taken off in one change and put back in a later one is put back as it was.

use super::effects::counterpart;
use super::sides::{Side, Sides};
use crate::facts::Facts;
use crate::judge::{Assessment, Standing};
use crate::model::id::{OccurrenceIx, UnitIx};

/// A record that says something of what its unit, of the old plan, may owe no more by the new one.
#[derive(Clone, Debug)]
pub(crate) struct GoneRecord {
    pub(crate) unit: UnitIx,
    /// The unit in the new plan, if it is still there.
    pub(crate) now: Option<UnitIx>,
    /// As it was; it is nothing now.
    pub(crate) before: Side,
}

/// What was recorded last of what a unit could not owe by the old plan.
#[derive(Clone, Debug)]
pub(crate) struct LastSaid {
    pub(crate) facts: Facts<'static>,
    /// How it stood with the unit with which it was owed together, where that unit's record is what it is compared with: it
    /// is the same obligation.
    pub(crate) shared: Option<Standing>,
}

/// The records of a unit of the old plan that went with their duties; `is` is the unit in the new plan.
pub(super) fn of_unit(sides: Sides<'_>, before: &Assessment<'_>, is: Option<UnitIx>, gone: &mut Vec<GoneRecord>) {
    let (old, new) = (sides.plan_before(), sides.plan_after());
    let own = before.records.iter().filter(|(was, record)| {
        let stays = || counterpart(old, new, *was, is).is_some();
        record.says_something() && !stays()
    });
    gone.extend(own.map(|(occurrence, record)| {
        let standing = before.judge.standing(before.unit, occurrence, Some(record));
        let facts = Some(Facts::of(record, before.text).into_owned());
        GoneRecord { unit: before.unit, now: is, before: Side { occurrence, standing, facts } }
    }));
}

/// Of the records that went, the one of an obligation that a unit owed together with the unit that recorded it, or owes so
/// now: `unit`, which was `was`, may owe it now as `at`.
pub(super) fn shared_by(
    sides: Sides<'_>,
    gone: &[GoneRecord],
    (was, unit): (Option<UnitIx>, UnitIx),
    at: OccurrenceIx,
) -> Option<LastSaid> {
    let (old, new) = (sides.plan_before(), sides.plan_after());
    let is = new.occurrence(at);
    let task = old.task_by_id(new.task(is.task).id.as_str())?;
    if !old.task(task).joint && !new.task(is.task).joint {
        return None;
    }
    let (then, now) = (old.joint_leads(task), new.joint_leads(is.task));
    let together = |other: &GoneRecord| {
        then.contains(other.unit) && was.is_some_and(|was| then.contains(was))
            || now.contains(unit) && other.now.is_some_and(|other| now.contains(other))
    };
    let found = gone.iter().find(|record| {
        let of = old.occurrence(record.before.occurrence);
        of.task == task && old.part(of).key() == new.part(is).key() && together(record)
    })?;
    let facts = found.before.facts.clone()?;
    Some(LastSaid { facts, shared: found.before.standing })
}
