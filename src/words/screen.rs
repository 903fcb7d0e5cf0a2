//! What the first screen and the board say.

use chrono::NaiveDate;

use crate::judge::State;

/// A sentence of the first screen or the board.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum ScreenPhrase<'a> {
    Late { count: u64, units: u64 },
    MoreLate { units: u64, count: u64, command: &'a str },
    NoPromise,
    Promised { day: &'a str },
    PromiseLapsed { day: &'a str },
    Owers { count: u64 },
    Counted { total: u64, states: &'a str },
    InState { state: State, count: u32 },
    MoreUnits { count: usize, command: &'a str },
    NotBegun { first: NaiveDate, last: NaiveDate, open: u64 },
    Ended { last: NaiveDate, open: u64, overdue: u64 },
    PlansOutside { not_begun: usize, ended: usize },
    PlanNotBegun { title: &'a str },
    PlanEnded { title: &'a str },
    NoYear { year: i32, first: i32, last: i32 },
    Untimed { units: &'a str },
    EventOfTask { task: &'a str, done: usize, all: usize },
    EventDone { done: usize, all: usize },
    EventLeft { units: &'a str, more: usize },
    Missing { count: usize, file: &'a str },
}
