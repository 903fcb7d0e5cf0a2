//! What a record is to say by a row of a tracker, and what of the row can be in none.

use chrono::NaiveDate;

use super::rows::ToldRow;
use super::said::{self, SaidState};
use crate::draft::duty::ToldDoubt;
use crate::draft::head::document_number;
use crate::draft::tokens::key;
use crate::edit::{FieldChange, Value};
use crate::model::record::Field;
use crate::model::target::Amount;

/// What a record says of a day that the tracker does not give.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AdoptedNote<'a> {
    DoneOn(NaiveDate),
    /// On that day it was under way.
    BegunBy {
        day: NaiveDate,
        said: &'a str,
    },
}

/// What decides what can be recorded.
pub(super) struct RecordTerms<'t> {
    pub(super) today: NaiveDate,
    pub(super) as_of: Option<NaiveDate>,
    pub(super) done_on: Option<NaiveDate>,
    pub(super) note: &'t dyn Fn(AdoptedNote<'_>) -> String,
}

/// What a record is to say by a row, and what of the row is in none. `is_shared` says that the task has other rows, so
/// that remarks are the unit's own.
pub(super) fn changes(row: &ToldRow, is_shared: bool, terms: &RecordTerms<'_>) -> (Vec<FieldChange>, Vec<ToldDoubt>) {
    let told = &row.told;
    let mut teller = RowTeller { row, terms, changes: Vec::new(), doubts: Vec::new(), notes: Vec::new() };
    if is_shared && !told.note.is_empty() {
        teller.notes.push(told.note.clone());
    }
    let done = teller.done_day();
    let share = said::share(&told.progress, row.fractions)
        .or_else(|| said::share(&told.state, false).filter(|_| told.state.contains('%')));
    let mut state = said::state(&key(&told.state)).filter(|_| !told.differs);
    if state.is_none() && (said::is_mark(&told.done) || share == Some(100.0) && told.state.is_empty()) {
        state = Some(SaidState::Done);
    }
    if state == Some(SaidState::Done) && share.is_some_and(|share| share < 100.0) {
        state = Some(SaidState::Started);
    }
    teller.words(state, done);
    let not_done = matches!(state, Some(SaidState::Open | SaidState::Started | SaidState::Waived));
    match (state, done) {
        // Several columns say how it stands, and contradict each other.
        (_, Some(day)) if told.clashes => {
            teller.doubts.push(ToldDoubt::Contradicts { state: told.state.clone(), done: day });
        }
        (_, None) if told.clashes => {}
        (_, None) if not_done && said::is_mark(&told.done) => {
            teller.doubts.push(ToldDoubt::State(told.state.clone()));
        }
        (Some(SaidState::Waived), _) => teller.waived(),
        (Some(SaidState::Open | SaidState::Started), Some(day)) => {
            teller.doubts.push(ToldDoubt::Contradicts { state: told.state.clone(), done: day });
        }
        (_, Some(day)) => teller.done(day),
        (Some(SaidState::Done), None) => teller.undated(),
        (Some(SaidState::Started), None) => teller.started(share),
        _ if share.is_some_and(|share| share > 0.0) => teller.started(share),
        _ => {}
    }
    teller.rest(!told.clashes && done.is_some() || state == Some(SaidState::Done));
    (teller.changes, teller.doubts)
}

struct RowTeller<'r> {
    row: &'r ToldRow,
    terms: &'r RecordTerms<'r>,
    changes: Vec<FieldChange>,
    doubts: Vec<ToldDoubt>,
    notes: Vec<String>,
}

impl RowTeller<'_> {
    fn set(&mut self, field: Field, value: Value) {
        self.changes.push(FieldChange { field, value: Some(value) });
    }

    fn day(&self, text: &str) -> Option<NaiveDate> {
        said::day(text, self.row.months_first).or_else(|| said::day_within(text))
    }

    /// When it was done, if the row says so.
    fn done_day(&mut self) -> Option<NaiveDate> {
        let (done, state) = (&self.row.told.done, &self.row.told.state);
        if done.is_empty() {
            let is_done = said::state(&key(state)) == Some(SaidState::Done);
            return said::day_within(state).filter(|_| is_done);
        }
        let day = self.day(done);
        if day.is_none() && !said::is_mark(done) {
            self.doubts.push(ToldDoubt::NoDay(done.clone()));
        }
        if said::day(done, self.row.months_first).is_none() && !said::is_mark(done) {
            self.notes.push(done.clone());
        }
        day
    }

    /// Keeps what words for a state say beyond it.
    fn words(&mut self, state: Option<SaidState>, done: Option<NaiveDate>) {
        let text = &self.row.told.state;
        let is_known = state.is_some() && said::state(&key(text)).is_some() && !self.row.told.differs;
        if text.is_empty() || is_known && key(text).split(' ').count() <= 4 || said::is_mark(text) {
            return;
        }
        self.notes.push(text.clone());
        if !is_known && done.is_none() {
            self.doubts.push(ToldDoubt::State(text.clone()));
        }
    }

    fn waived(&mut self) {
        let told = &self.row.told;
        let texts = [&told.evidence, &told.reason, &told.note, &told.state];
        let by = texts.into_iter().find(|text| document_number(text).is_some());
        let on = by.and_then(|text| said::day_within(text)).or_else(|| self.day(&told.done));
        match by.zip(on) {
            Some((by, on)) if on <= self.terms.today => {
                let by = by.replace('\n', "; ");
                self.set(Field::Waived, Value::Table(vec![("by", Value::Text(by)), ("on", Value::Date(on))]));
            }
            _ => self.doubts.push(ToldDoubt::NoDecision(told.state.clone())),
        }
    }

    fn done(&mut self, day: NaiveDate) {
        if day > self.terms.today {
            self.doubts.push(ToldDoubt::Future(day));
            return;
        }
        if let Some(began) = self.began().filter(|began| *began <= day) {
            self.set(Field::Started, Value::Date(began));
        }
        self.set(Field::Done, Value::Date(day));
    }

    fn undated(&mut self) {
        let told = &self.row.told;
        let Some(day) = self.terms.done_on else {
            let words = [&told.state, &told.done, &told.progress].into_iter().find(|text| !text.is_empty());
            self.doubts.push(ToldDoubt::DoneUndated(words.cloned().unwrap_or_default()));
            return;
        };
        self.notes.push((self.terms.note)(AdoptedNote::DoneOn(day)));
        self.done(day);
    }

    /// When work began, if that is said and is past.
    fn began(&self) -> Option<NaiveDate> {
        said::day(&self.row.told.started, self.row.months_first).filter(|day| *day <= self.terms.today)
    }

    fn started(&mut self, share: Option<f64>) {
        let told = &self.row.told;
        match (self.began(), self.terms.as_of) {
            (Some(day), _) => self.set(Field::Started, Value::Date(day)),
            (None, Some(day)) => {
                let shares = share.map(|share| format!("{share}%")).filter(|_| told.state.is_empty());
                let said = shares.as_deref().unwrap_or(&told.state);
                self.notes.push((self.terms.note)(AdoptedNote::BegunBy { day, said }));
                self.set(Field::Started, Value::Date(day));
            }
            (None, None) if share.is_none() => self.doubts.push(ToldDoubt::StartUndated(told.state.clone())),
            _ => {}
        }
        let Some(share) = share.filter(|share| *share > 0.0) else { return };
        let Some((on, value)) = self.terms.as_of.zip(Amount::fraction(share)) else {
            let said = if told.progress.is_empty() { &told.state } else { &told.progress };
            self.doubts.push(ToldDoubt::NoProgress(said.clone()));
            return;
        };
        let one = Value::Table(vec![("on", Value::Date(on)), ("value", Value::Number(value))]);
        self.set(Field::Progress, Value::List(vec![one]));
    }

    /// Promise, reason, evidence and remarks.
    fn rest(&mut self, is_done: bool) {
        let told = &self.row.told;
        if !told.progress.is_empty() && said::share(&told.progress, self.row.fractions).is_none() {
            self.doubts.push(ToldDoubt::NoProgress(told.progress.clone()));
            self.notes.push(told.progress.clone());
        }
        if !told.started.is_empty() && said::day(&told.started, self.row.months_first).is_none() {
            self.doubts.push(ToldDoubt::NoDay(told.started.clone()));
        }
        if !told.promise.is_empty() && !is_done {
            match self.day(&told.promise) {
                Some(day) => self.set(Field::Committed, Value::Date(day)),
                None => self.doubts.push(ToldDoubt::NoDay(told.promise.clone())),
            }
        }
        if !told.reason.is_empty() {
            self.set(Field::Reason, Value::Text(told.reason.clone()));
        }
        let evidence = told.evidence.split(['\n', ';']).map(str::trim).filter(|text| !text.is_empty());
        let evidence: Vec<Value> = evidence.map(|text| Value::Text(text.to_owned())).collect();
        if !evidence.is_empty() {
            self.set(Field::Evidence, Value::List(evidence));
        }
        if !self.notes.is_empty() {
            let note = std::mem::take(&mut self.notes).join("; ");
            self.set(Field::Note, Value::Text(note));
        }
    }
}
