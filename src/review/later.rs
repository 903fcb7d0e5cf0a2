//! Of what changed, what is said of a day: what was recorded later about it, and not what happened later.

use chrono::NaiveDate;

use super::{Cause, Change, Outcome, Side};
use crate::facts::{Fact, Facts};
use crate::model::record::Field;

impl Outcome {
    /// Leaves out changes of records that say nothing of this day: it stands as it did then, and what is recorded is of
    /// later days.
    pub(crate) fn keep_said_of(&mut self, day: NaiveDate) {
        for unit in &mut self.units {
            unit.changes.retain(|change| change.cause != Cause::Record || says_something_of(change, day));
        }
        self.units.retain(|unit| !unit.changes.is_empty());
    }
}

fn says_something_of(change: &Change, day: NaiveDate) -> bool {
    let before = change.before.as_ref();
    let facts = [before.and_then(|side| side.facts.as_ref()), change.after.facts.as_ref()];
    let stands_otherwise = before.and_then(|side: &Side| side.standing) != change.after.standing;
    stands_otherwise || change.fields.iter().any(|field| facts.into_iter().flatten().any(|it| is_of(it, *field, day)))
}

/// Whether what a field says is dated on or before a day. Texts have no day: they belong to what was done or begun.
fn is_of(facts: &Facts<'_>, field: Field, day: NaiveDate) -> bool {
    let by = |on: NaiveDate| on <= day;
    match facts.get(field) {
        None => false,
        // A promise is of the day that it names, and is made before.
        Some(Fact::Day(_)) if field == Field::Committed => true,
        Some(Fact::Day(on)) => by(*on),
        Some(Fact::Extended(it)) => by(it.on),
        Some(Fact::Waived(it)) => by(it.on),
        Some(Fact::Progress(list)) => list.iter().any(|one| by(one.on)),
        Some(Fact::Text(_) | Fact::Evidence(_)) => {
            let happened = facts.day(Field::Done).or(facts.day(Field::Started));
            happened.is_none_or(by)
        }
    }
}
