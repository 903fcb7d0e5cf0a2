//! What people do to a record, and which fields that changes: `done`, `start`, `accept` and the like.

use chrono::NaiveDate;

use crate::edit::FieldChange;
use crate::facts::{Extended, Fact, Facts, Waived, is_same};
use crate::judge::{Assessment, Flag, Obligation};
use crate::model::evidence::Evidence;
use crate::model::id::OccurrenceIx;
use crate::model::record::Field;
use crate::model::target::{Amount, Progress, TargetRange};
use crate::text::nfc;

/// What is done to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Start,
    /// It is done, as the unit claims.
    Done,
    Accept,
    /// The claim is not accepted, and taken back.
    Return,
    /// A later last day is granted.
    Extend,
    /// It is taken off the unit.
    Waive,
    /// The unit promises a day.
    Promise,
    /// So much of the target is reached.
    Progress,
    /// It is to be done after all: what completes or waives it is taken back.
    Reopen,
}

/// An action with what was said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) action: Action,
    /// The day of it; the as-of day where nothing is said.
    pub(crate) on: Option<NaiveDate>,
    /// The new last day, or the day that is promised.
    pub(crate) to: Option<NaiveDate>,
    pub(crate) by: Option<String>,
    /// What shows it, besides what is recorded.
    pub(crate) evidence: Vec<Evidence<'static>>,
    /// How much of the target is reached.
    pub(crate) value: Option<Amount>,
    /// The amount was given in per cent.
    pub(crate) is_share: bool,
    /// A remark, instead of the one that is recorded.
    pub(crate) note: Option<String>,
    /// Why, instead of what is recorded.
    pub(crate) reason: Option<String>,
    /// For `Reopen`: everything else recorded goes too.
    pub(crate) clear: bool,
    /// What is recorded otherwise gives way.
    pub(crate) replace: bool,
}

impl Request {
    /// An action of which nothing is said.
    pub(crate) fn new(action: Action) -> Self {
        Self {
            action,
            on: None,
            to: None,
            by: None,
            evidence: Vec::new(),
            value: None,
            is_share: false,
            note: None,
            reason: None,
            clear: false,
            replace: false,
        }
    }

    /// How much of this target is reached, counted as the target is.
    fn value_of(&self, target: &TargetRange) -> Result<Option<Amount>, Refusal> {
        if self.is_share && !target.is_share() { Err(Refusal::NoShare) } else { Ok(self.value) }
    }
}

/// Why something cannot be done to a record as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is waived since that day: it has to be reopened first.
    Waived(NaiveDate),
    /// It is done since that day: it has to be reopened first.
    Done(NaiveDate),
    /// Nothing is claimed that could be accepted or returned.
    NothingClaimed,
    /// It is neither done nor waived.
    NotClosed,
    /// A promise needs a reason, and none is recorded.
    NoReason,
    /// The new last day is not after this one, which counts today.
    NotLater(NaiveDate),
    /// The field holds this day already: another needs `replace`.
    Recorded(Field, NaiveDate),
    /// The day is after the as-of day, and so nothing that happened.
    ToCome { field: Field, day: NaiveDate, today: NaiveDate },
    /// The task has no target.
    NoTarget,
    /// The target is not counted in per cent.
    NoShare,
    /// A promise for a day before the as-of day.
    PromisedPast { day: NaiveDate, today: NaiveDate },
}

/// Whether an obligation is one that an action is meant for where no period is named.
pub(crate) fn is_open_for(action: Action, obligation: &Obligation<'_>) -> bool {
    let record = obligation.record;
    let claimed = record.is_some_and(|record| record.done.is_some());
    let waived = record.is_some_and(|record| record.waived.is_some());
    let open = !claimed && !waived;
    match action {
        Action::Start => open && record.is_none_or(|record| record.started.is_none()),
        Action::Done | Action::Extend | Action::Waive | Action::Promise | Action::Progress => open,
        Action::Accept => claimed && !waived && record.is_some_and(|record| record.accepted.is_none()),
        Action::Return => claimed && !waived,
        Action::Reopen => claimed || waived,
    }
}

/// Of the obligations that an action may be meant for, those that it is: where some have begun, the others wait.
pub(crate) fn meant<'o, 'a>(candidates: &'o [Obligation<'a>]) -> Vec<&'o Obligation<'a>> {
    let begun: Vec<_> = candidates.iter().filter(|one| !one.standing.flags.has(Flag::NotStartedPeriod)).collect();
    if begun.is_empty() { candidates.iter().collect() } else { begun }
}

/// The fields that a request changes in the record of an obligation; none where it says all that already.
pub(crate) fn changes(
    request: &Request,
    assessment: &Assessment<'_>,
    occurrence: OccurrenceIx,
) -> Result<Vec<FieldChange>, Refusal> {
    let facts = Facts::of(assessment.records.get(occurrence), assessment.text);
    let [started, done, accepted] = [Field::Started, Field::Done, Field::Accepted].map(|field| facts.day(field));
    let today = assessment.judge.as_of();
    let on = request.on.unwrap_or(today);
    let mut to = Changes { facts: &facts, replace: request.replace, list: Vec::new() };
    if let (Some(waived), false) = (facts.waived(), matches!(request.action, Action::Waive | Action::Reopen)) {
        return Err(Refusal::Waived(waived.on));
    }
    if on > today {
        return Err(Refusal::ToCome { field: dated_by(request.action), day: on, today });
    }
    match request.action {
        Action::Start => to.day(Field::Started, request.on.or_else(|| started.is_none().then_some(on)))?,
        // A day that is recorded only gives way to one that is named.
        Action::Done => to.day(Field::Done, request.on.or_else(|| done.is_none().then_some(on)))?,
        Action::Accept | Action::Return if done.is_none() => return Err(Refusal::NothingClaimed),
        Action::Accept => to.day(Field::Accepted, request.on.or_else(|| accepted.is_none().then_some(on)))?,
        Action::Return => to.remove(&[Field::Done, Field::Accepted]),
        Action::Extend => {
            if let (Some(until), Some(by)) = (request.to, request.by.as_deref().map(nfc)) {
                let recorded = facts.extended();
                let same = recorded.filter(|it| it.to == until && it.by == by);
                if same.is_none() {
                    may_extend(request, assessment, occurrence, recorded, (until, &by))?;
                }
                // The same document again: its day stays, unless another is named.
                let on = request.on.or(same.map(|it| it.on)).unwrap_or(on);
                to.keep(Field::Extended, same.map(|it| it.on), on)?;
                to.set(Field::Extended, &Fact::Extended(Extended { to: until, by: by.into(), on }));
            }
        }
        Action::Waive => {
            if let Some(by) = request.by.as_deref().map(nfc) {
                let recorded = facts.waived();
                let same = recorded.filter(|it| it.by == by);
                let on = request.on.or(same.map(|it| it.on)).unwrap_or(on);
                if same.is_none()
                    && let Some(recorded) = recorded.filter(|_| !request.replace)
                {
                    return Err(Refusal::Recorded(Field::Waived, recorded.on));
                }
                to.keep(Field::Waived, same.map(|it| it.on), on)?;
                to.set(Field::Waived, &Fact::Waived(Waived { by: by.into(), on }));
            }
        }
        Action::Promise => {
            if let Some(done) = done {
                return Err(Refusal::Done(done));
            }
            if request.reason.is_none() && facts.text(Field::Reason).is_none() {
                return Err(Refusal::NoReason);
            }
            if let Some(day) = request.to.filter(|day| *day < today && facts.day(Field::Committed) != Some(*day)) {
                return Err(Refusal::PromisedPast { day, today });
            }
            to.day(Field::Committed, request.to)?;
        }
        Action::Progress => {
            let target = assessment.plan().target(occurrence).ok_or(Refusal::NoTarget)?;
            if let Some(value) = request.value_of(target)? {
                to.progress(Progress { on, value })?;
            }
        }
        Action::Reopen if done.is_none() && facts.waived().is_none() && accepted.is_none() && !request.clear => {
            return Err(Refusal::NotClosed);
        }
        Action::Reopen if request.clear => to.remove(&Field::ALL),
        Action::Reopen => to.remove(&[Field::Done, Field::Accepted, Field::Waived]),
    }
    to.evidence(&request.evidence);
    to.text(Field::Note, request.note.as_deref());
    to.text(Field::Reason, request.reason.as_deref());
    to.list.sort_by_key(|change| change.field);
    Ok(to.list)
}

/// The field whose day an action names.
fn dated_by(action: Action) -> Field {
    match action {
        Action::Start => Field::Started,
        Action::Accept => Field::Accepted,
        Action::Extend => Field::Extended,
        Action::Waive => Field::Waived,
        Action::Progress => Field::Progress,
        Action::Done | Action::Return | Action::Promise | Action::Reopen => Field::Done,
    }
}

/// Whether a last day can be granted. Unless the recorded extension is to be replaced, it must come after the day that
/// counts today, and from another document.
fn may_extend(
    request: &Request,
    assessment: &Assessment<'_>,
    occurrence: OccurrenceIx,
    recorded: Option<&Extended<'_>>,
    (until, by): (NaiveDate, &str),
) -> Result<(), Refusal> {
    let standing = assessment.judge.standing(assessment.unit, occurrence, assessment.records.get(occurrence));
    let without = standing.and_then(|standing| standing.planned);
    let counts = standing.and_then(|standing| standing.due);
    let present = if request.replace { without } else { counts.max(without).max(recorded.map(|it| it.to)) };
    match (present, recorded) {
        (Some(present), Some(recorded)) if until == recorded.to && until == present && !request.replace => {
            Err(Refusal::Recorded(Field::Extended, recorded.to))
        }
        (Some(present), _) if until <= present => Err(Refusal::NotLater(present)),
        (_, Some(recorded)) if recorded.by == by && !request.replace => {
            Err(Refusal::Recorded(Field::Extended, recorded.to))
        }
        _ => Ok(()),
    }
}

/// Changes as they are gathered: only what is not so already.
struct Changes<'a> {
    facts: &'a Facts<'a>,
    replace: bool,
    list: Vec<FieldChange>,
}

impl Changes<'_> {
    fn set(&mut self, field: Field, fact: &Fact<'_>) {
        // What is said of a field comes before that everything goes.
        self.list.retain(|change| change.field != field);
        if self.facts.get(field) != Some(fact) {
            self.list.push(FieldChange { field, value: Some(fact.into()) });
        }
    }

    fn remove(&mut self, fields: &[Field]) {
        let there = fields.iter().filter(|field| self.facts.get(**field).is_some());
        self.list.extend(there.map(|field| FieldChange { field: *field, value: None }));
    }

    /// Refuses to put a day in the place of another that is recorded.
    fn keep(&self, field: Field, recorded: Option<NaiveDate>, day: NaiveDate) -> Result<(), Refusal> {
        match recorded.filter(|recorded| *recorded != day && !self.replace) {
            Some(recorded) => Err(Refusal::Recorded(field, recorded)),
            None => Ok(()),
        }
    }

    fn day(&mut self, field: Field, wanted: Option<NaiveDate>) -> Result<(), Refusal> {
        if let Some(day) = wanted {
            self.keep(field, self.facts.day(field), day)?;
            self.set(field, &Fact::Day(day));
        }
        Ok(())
    }

    fn text(&mut self, field: Field, wanted: Option<&str>) {
        let Some(wanted) = wanted.map(nfc) else { return };
        // Whoever names what is recorded, written otherwise, changes nothing.
        let is = self.facts.text(field).filter(|is| nfc(is) == wanted).map(str::to_owned);
        self.set(field, &Fact::Text(is.unwrap_or(wanted).into()));
    }

    /// What was reached on a day. What is recorded of that day otherwise only gives way where it is to be replaced.
    fn progress(&mut self, new: Progress) -> Result<(), Refusal> {
        let mut recorded = self.facts.progress().to_vec();
        match recorded.iter_mut().rfind(|one| one.on == new.on) {
            Some(one) if one.value == new.value => return Ok(()),
            Some(_) if !self.replace => return Err(Refusal::Recorded(Field::Progress, new.on)),
            Some(one) => *one = new,
            None => Progress::put(&mut recorded, new),
        }
        self.set(Field::Progress, &Fact::Progress(recorded));
        Ok(())
    }

    /// Evidence is only ever added to: what is recorded stays. A file that was recorded is recorded as it is now.
    fn evidence(&mut self, more: &[Evidence<'static>]) {
        let mut all = self.facts.evidence().to_vec();
        for new in more {
            let new = match new {
                Evidence::Document(text) => Evidence::Document(nfc(text).into()),
                file @ Evidence::File(_) => file.clone(),
            };
            let known = all.iter_mut().find(|known| known.name() == new.name() || is_same(known, &new));
            match (known, new.file()) {
                (Some(known), Some(_)) if !is_same(known, &new) => *known = new,
                (Some(_), _) => {}
                (None, _) => all.push(new),
            }
        }
        if all != self.facts.evidence() {
            self.set(Field::Evidence, &Fact::Evidence(all));
        }
    }
}
