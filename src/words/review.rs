//! What is said in reviews: what changed between two states of a workspace, and what git has to say.

use chrono::NaiveDate;

use super::phrase::{Label, Phrase};
use crate::git::GitTrouble;
use crate::model::period::Period;
use crate::review::marks::Mark;
use crate::review::plan::{Setting, Wording};

/// A sentence of a review.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum ReviewPhrase<'a> {
    WorkingTree,
    Git(&'a GitTrouble),
    Bare,
    NothingShared { one: &'a str, other: &'a str },
    Compared { before: &'a str, after: &'a str },
    JudgedOnBoth { before: NaiveDate, after: NaiveDate },
    NothingChanged,
    NothingElseChanged,
    Changed { records: usize, units: usize, marks: usize, whole: bool },
    Begins { tasks: usize, units: usize },
    MarksHeading { count: usize },
    RecordsHeading { count: usize },
    ByPlanHeading { count: usize },
    ByTimeHeading { count: usize, from: NaiveDate, to: NaiveDate },
    PlanHeading { count: usize },
    Unread { name: &'a str },
    MoreChanges { hidden: usize },
    NotOwedBefore,
    FieldNow { label: &'static str, to: &'a str },
    FieldWas { label: &'static str, from: &'a str, to: &'a str },
    FieldGone { label: &'static str, from: &'a str },
    Evidence { added: &'a [String], gone: &'a [String] },
    LastDay { from: Option<NaiveDate>, to: Option<NaiveDate> },
    ByDocument { to: Option<NaiveDate>, by: &'a str, on: NaiveDate },
    Mark(&'a Mark),
    Mixed { commit: &'a str, units: &'a str },
    ReportEdited { file: &'a str },
    LastChanged { day: NaiveDate, commit: Option<&'a str> },
    BlameNeedsUnit { task: &'a str },
    NoHistory,
    NotMerged { file: &'a str },
    Conflicts { file: &'a str, count: usize },
    DriverName,
    SetupHint,
    NotCommitted,
    UnreadThen,
    ShallowHistory,
    Lag { days: i64 },
    ReportUnread { file: &'a str },
    NotOurs { files: &'a str },
    OfficeLeftOut { count: usize },
    Verified { matching: usize, others: usize },
    Setting(Setting),
    Event { name: &'a str, from: Option<NaiveDate>, to: Option<NaiveDate> },
    UnitAdded { unit: &'a str },
    UnitRemoved { unit: &'a str, records: usize },
    UnitRenamed { from: &'a str, to: &'a str },
    TaskAdded { task: &'a str, due: Option<(NaiveDate, NaiveDate)>, units: &'a str },
    TaskRemoved { task: &'a str, records: usize },
    Reworded { task: &'a str, how: &'a str },
    Reassigned { task: &'a str, added: &'a str, removed: &'a str, records: usize },
    Rescheduled { task: &'a str, how: &'a str, records: usize },
    Moved { period: Option<Period>, from: Option<NaiveDate>, to: Option<NaiveDate> },
    OtherRule { dated: bool },
    PeriodsAdded { periods: &'a [Period] },
    PeriodsRemoved { periods: &'a [Period] },
    AndMore { count: usize },
}

impl<'a> From<ReviewPhrase<'a>> for Phrase<'a> {
    fn from(said: ReviewPhrase<'a>) -> Self {
        Self::Review(said)
    }
}

/// What a part of a task that is only words is called.
pub fn wording_label(part: Wording) -> Label {
    match part {
        Wording::Title => Label::Title,
        Wording::Clause => Label::Clause,
        Wording::Wording => Label::Wording,
        Wording::Product => Label::Product,
        Wording::ReportsTo => Label::ReportsTo,
        Wording::Note => Label::Note,
        Wording::Support => Label::Support,
    }
}
