//! English.

mod cli;
mod collect;
mod draft;
mod errors;
mod export;
mod guide;
mod handing;
mod labels;
mod named;
mod numbers;
mod office;
mod past;
mod phrases;
mod planning;
mod problems;
mod review;
mod screen;
mod sheet;
mod site;
mod syntax;
mod times;
mod told;
mod tracker;
mod typed;
mod why;
mod wording;

use super::label::Label;
use super::language::Words;
use super::phrase::Phrase;
use super::topic::Topic;
use crate::diagnostic::{Problem, Related};
use crate::draft::wording::{PlainTiming, ReadingRemark, ReadingVerdict};
use crate::judge::{Flag, State};
use crate::model::deadline::BeforeReading;
use crate::model::period::{Period, Quarter};
use crate::model::plan::{Lang, Plan, Timing};
use crate::rules::{Code, Severity};
use crate::view::heat::Heat;
use crate::view::sheet::problem::SheetProblem;
use crate::view::sheet::{Column, Status};

#[derive(Clone, Copy, Debug)]
pub(crate) struct English;

impl Words for English {
    fn lang(&self) -> Lang {
        Lang::En
    }

    fn label(&self, label: Label) -> &'static str {
        labels::label(label)
    }

    fn phrase(&self, phrase: &Phrase<'_>) -> String {
        phrases::phrase(phrase)
    }

    fn number(&self, number: u64) -> String {
        numbers::number(number)
    }

    fn decimal_sign(&self) -> char {
        '.'
    }

    fn tenths(&self, tenths: u16) -> String {
        numbers::tenths(tenths)
    }

    table! { fn state(&self, State) {
        Overdue => "overdue", Pending => "pending", Completed => "completed", Ongoing => "ongoing", Waived => "waived",
    } }

    fn completed(&self, late: bool) -> &'static str {
        if late { "completed late" } else { "completed on time" }
    }

    table! { fn state_brief(&self, State) {
        Overdue => "OD", Pending => "PE", Completed => "CO", Ongoing => "ON", Waived => "WA",
    } }

    table! { fn flag(&self, Flag) {
        Amended => "amended",
        Cancelled => "cancelled",
        AwaitingAcceptance => "awaiting acceptance",
        DateOpen => "event date not set",
        DueSoon => "due soon",
        Extended => "extended",
        InProgress => "in progress",
        Late => "late",
        Moved => "moved from a day off",
        NotStartedPeriod => "period not begun",
        PromiseLapsed => "promise lapsed",
    } }

    table! { fn heat(&self, Heat) {
        Empty => "nothing owed",
        Waiting => "none completed, none overdue",
        Begun => "less than half completed",
        Going => "half or more completed",
        Done => "all completed",
        Warm => "up to 10% overdue",
        Hot => "up to a third overdue",
        Burning => "more than a third overdue",
    } }

    fn period(&self, period: Period) -> String {
        times::period(period)
    }

    fn quarter_brief(&self, quarter: Quarter, with_year: bool) -> String {
        times::quarter_brief(quarter, with_year)
    }

    fn timing(&self, plan: &Plan, timing: &Timing) -> String {
        times::timing(plan, timing)
    }

    fn due(&self, due: &PlainTiming<'_>) -> String {
        let before = BeforeReading::Exclusive;
        match due {
            PlainTiming::Once(deadline) => times::deadline(*deadline, before, |event| event),
            PlainTiming::Every(rules) => times::recurrences(rules, before),
        }
    }

    fn verdict(&self, verdict: ReadingVerdict) -> &'static str {
        wording::verdict(verdict)
    }

    fn wording_remark(&self, remark: &ReadingRemark) -> String {
        wording::remark(remark)
    }

    fn problem_and_help(&self, problem: &Problem) -> (String, Option<String>) {
        problems::problem(problem)
    }

    table! { fn related(&self, Related) { First => "first here", Started => "started here", Done => "done here", Wording => "the wording", Shared => "this file has it too" } }

    table! { fn severity(&self, Severity) { Error => "error", Warning => "warning" } }

    fn column(&self, column: Column) -> &'static str {
        sheet::column(column)
    }

    fn status(&self, status: Status) -> &'static str {
        sheet::status(status)
    }

    fn wrong_sheet(&self, problem: &SheetProblem) -> String {
        sheet::problem(problem)
    }

    crate::rules::every_rule! { rule_texts }

    fn export_readme(&self) -> &'static str {
        include_str!("export.md")
    }

    fn topic(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::Files => include_str!("topics/files.txt"),
            Topic::Deadlines => include_str!("topics/deadlines.txt"),
            Topic::States => include_str!("topics/states.txt"),
            Topic::Dates => include_str!("topics/dates.txt"),
            Topic::ExitCodes => include_str!("topics/exit-codes.txt"),
        }
    }

    fn new_plan(&self) -> &'static str {
        include_str!("plan.toml")
    }

    fn new_collection(&self) -> &'static str {
        include_str!("plans.toml")
    }

    fn office_tag(&self) -> &'static str {
        "en-GB"
    }
}
