//! What people do to a record, and which fields that changes: `done`, `start`, `accept` and the like.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::edit::{Change, Field, Value};
use crate::judge::{Assessment, Flag, Obligation, State};
use crate::model::id::OccurrenceIx;
use crate::model::record::{Record, Span};
use crate::read::literal;
use crate::text::nfc;

/// What is done to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Work has begun.
    Start,
    /// It is done, as the unit claims.
    Done,
    /// The claim is accepted.
    Accept,
    /// The claim is not accepted, and taken back.
    Return,
    /// A later last day is granted.
    Extend,
    /// It is taken off the unit.
    Waive,
    /// The unit promises a day.
    Promise,
    /// It is to be done after all: what completes or waives it is taken back.
    Reopen,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 8] =
        [Self::Start, Self::Done, Self::Accept, Self::Return, Self::Extend, Self::Waive, Self::Promise, Self::Reopen];

    /// The command's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Done => "done",
            Self::Accept => "accept",
            Self::Return => "return",
            Self::Extend => "extend",
            Self::Waive => "waive",
            Self::Promise => "promise",
            Self::Reopen => "reopen",
        }
    }
}

/// An action with what was said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What is done.
    pub action: Action,
    /// The day of it; the as-of day where nothing is said.
    pub on: Option<NaiveDate>,
    /// The new last day, or the day that is promised.
    pub to: Option<NaiveDate>,
    /// The document by which.
    pub by: Option<String>,
    /// Documents that show it, besides those that are recorded.
    pub evidence: Vec<String>,
    /// A remark, instead of the one that is recorded.
    pub note: Option<String>,
    /// Why, instead of what is recorded.
    pub reason: Option<String>,
    /// For `Reopen`: everything else recorded goes too.
    pub clear: bool,
}

impl Request {
    /// An action of which nothing is said.
    pub fn new(action: Action) -> Self {
        Self { action, on: None, to: None, by: None, evidence: Vec::new(), note: None, reason: None, clear: false }
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
    /// The new last day is not after this one, which counts without it.
    NotLater(NaiveDate),
}

/// Whether an obligation is one that an action is meant for where no period is named.
pub fn is_open_for(action: Action, obligation: &Obligation<'_>) -> bool {
    let standing = &obligation.standing;
    let record = obligation.record;
    let claimed = record.is_some_and(|record| record.done.is_some());
    let waived = record.is_some_and(|record| record.waived.is_some());
    let open = !claimed && !waived && standing.state != State::Completed;
    match action {
        Action::Start => open && record.is_none_or(|record| record.started.is_none()),
        Action::Done | Action::Extend | Action::Waive | Action::Promise => open,
        Action::Accept => claimed && !waived && record.is_some_and(|record| record.accepted.is_none()),
        Action::Return => claimed && !waived,
        Action::Reopen => claimed || waived,
    }
}

/// Of the obligations that an action may be meant for, those that it is: where some have begun, the others wait.
pub fn meant<'o, 'a>(candidates: &'o [Obligation<'a>]) -> Vec<&'o Obligation<'a>> {
    let begun: Vec<_> = candidates.iter().filter(|one| !one.standing.flags.has(Flag::NotStartedPeriod)).collect();
    if begun.is_empty() { candidates.iter().collect() } else { begun }
}

/// The fields that a request changes in the record of an obligation; none where it says all that already.
pub fn changes(
    request: &Request,
    assessment: &Assessment<'_>,
    occurrence: OccurrenceIx,
) -> Result<Vec<Change>, Refusal> {
    let record = assessment.records.get(occurrence);
    let Record { started, done, accepted, committed, extended, waived, evidence, note, reason, .. } =
        record.copied().unwrap_or_default();
    let text = |span: Option<Span>| span.map(|span| literal::text(&assessment.text[span.range()]));
    let on = request.on.unwrap_or(assessment.judge.as_of());
    let mut to = Changes::default();
    if let (Some(waiver), false) = (waived, matches!(request.action, Action::Waive | Action::Reopen)) {
        return Err(Refusal::Waived(waiver.on));
    }
    match request.action {
        Action::Start => to.date(Field::Started, started, request.on.or_else(|| started.is_none().then_some(on))),
        // A day that is recorded only gives way to one that is named.
        Action::Done => to.date(Field::Done, done, request.on.or_else(|| done.is_none().then_some(on))),
        Action::Accept | Action::Return if done.is_none() => return Err(Refusal::NothingClaimed),
        Action::Accept => to.date(Field::Accepted, accepted, request.on.or_else(|| accepted.is_none().then_some(on))),
        Action::Return => {
            to.remove(Field::Done, done.is_some());
            to.remove(Field::Accepted, accepted.is_some());
        }
        Action::Extend => {
            let without = assessment.plan().occurrence(occurrence).due;
            if let Some(due) = without.filter(|due| request.to.is_some_and(|to| to <= *due)) {
                return Err(Refusal::NotLater(due));
            }
            let (until, by) = (request.to, request.by.as_deref().map(nfc));
            if let (Some(until), Some(by)) = (until, by) {
                let same = extended.filter(|e| e.to == until && text(Some(e.by)).as_deref() == Some(&by));
                // The same document again: its day stays, unless another is named.
                let on = request.on.or(same.map(|e| e.on)).unwrap_or(on);
                let entries = vec![("to", Value::Date(until)), ("by", Value::Text(by)), ("on", Value::Date(on))];
                to.table(Field::Extended, entries, same.is_some_and(|e| e.on == on));
            }
        }
        Action::Waive => {
            if let Some(by) = request.by.as_deref().map(nfc) {
                let same = waived.filter(|w| text(Some(w.by)).as_deref() == Some(&by));
                let on = request.on.or(same.map(|w| w.on)).unwrap_or(on);
                let entries = vec![("by", Value::Text(by)), ("on", Value::Date(on))];
                to.table(Field::Waived, entries, same.is_some_and(|w| w.on == on));
            }
        }
        Action::Promise => {
            if let Some(done) = done {
                return Err(Refusal::Done(done));
            }
            if request.reason.is_none() && reason.is_none() {
                return Err(Refusal::NoReason);
            }
            to.date(Field::Committed, committed, request.to);
        }
        Action::Reopen if done.is_none() && waived.is_none() && accepted.is_none() && !request.clear => {
            return Err(Refusal::NotClosed);
        }
        Action::Reopen => {
            to.remove(Field::Done, done.is_some());
            to.remove(Field::Accepted, accepted.is_some());
            to.remove(Field::Waived, waived.is_some());
            if request.clear {
                to.remove(Field::Started, started.is_some());
                to.remove(Field::Evidence, evidence.is_some());
                to.remove(Field::Note, note.is_some() && request.note.is_none());
                to.remove(Field::Reason, reason.is_some() && request.reason.is_none());
                to.remove(Field::Committed, committed.is_some());
                to.remove(Field::Extended, extended.is_some());
            }
        }
    }
    let recorded = evidence.map_or_else(Vec::new, |span| literal::texts(&assessment.text[span.range()]));
    to.evidence(&recorded, &request.evidence);
    to.text(Field::Note, text(note).as_deref(), request.note.as_deref());
    to.text(Field::Reason, text(reason).as_deref(), request.reason.as_deref());
    to.0.sort_by_key(|change| change.field);
    Ok(to.0)
}

/// Changes as they are gathered: only what is not so already.
#[derive(Default)]
struct Changes(Vec<Change>);

impl Changes {
    fn set(&mut self, field: Field, value: Value) {
        self.0.push(Change { field, value: Some(value) });
    }

    fn remove(&mut self, field: Field, is_there: bool) {
        if is_there {
            self.0.push(Change { field, value: None });
        }
    }

    fn date(&mut self, field: Field, is: Option<NaiveDate>, wanted: Option<NaiveDate>) {
        if let Some(day) = wanted.filter(|day| is != Some(*day)) {
            self.set(field, Value::Date(day));
        }
    }

    fn table(&mut self, field: Field, entries: Vec<(&'static str, Value)>, is_so: bool) {
        if !is_so {
            self.set(field, Value::Table(entries));
        }
    }

    fn text(&mut self, field: Field, is: Option<&str>, wanted: Option<&str>) {
        let wanted = wanted.map(nfc).filter(|wanted| is.map(nfc).as_deref() != Some(wanted));
        if let Some(text) = wanted {
            self.set(field, Value::Text(text));
        }
    }

    /// Evidence is only ever added to: what is recorded stays.
    fn evidence(&mut self, recorded: &[Cow<'_, str>], more: &[String]) {
        let mut texts: Vec<String> = recorded.iter().map(ToString::to_string).collect();
        for text in more.iter().map(|text| nfc(text)) {
            if !texts.iter().any(|known| nfc(known) == text) {
                texts.push(text);
            }
        }
        if texts.len() > recorded.len() {
            self.set(Field::Evidence, Value::Texts(texts));
        }
    }
}
