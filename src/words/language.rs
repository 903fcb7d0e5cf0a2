//! What a language must be able to say.

use super::label::Label;
use super::phrase::Phrase;
use super::topic::Topic;
use crate::diagnostic::{Problem, Related};
use crate::draft::wording::{PlainTiming, ReadingRemark, ReadingVerdict};
use crate::judge::{Flag, State};
use crate::model::period::{Period, Quarter};
use crate::model::plan::{Lang, Plan, Timing};
use crate::rules::{Code, Severity};
use crate::view::heat::Heat;
use crate::view::report::tally::Rate;
use crate::view::sheet::problem::SheetProblem;
use crate::view::sheet::{Column, Status};

/// A language in which the program speaks.
pub trait Words: Sync {
    fn lang(&self) -> Lang;
    /// A fixed word or heading.
    fn label(&self, label: Label) -> &'static str;
    /// A sentence with values in it.
    fn phrase(&self, phrase: &Phrase<'_>) -> String;
    /// A number with its thousands parted.
    fn number(&self, number: u64) -> String;
    /// What parts the decimals of a number.
    fn decimal_sign(&self) -> char;
    /// A number of tenths with its decimal.
    fn tenths(&self, tenths: u16) -> String;
    /// A rate: per cent, with one decimal.
    fn rate(&self, rate: Rate) -> String {
        format!("{}%", self.tenths(rate.tenths()))
    }
    /// Names or phrases in a row: the last one has an "and" before it.
    fn listed(&self, items: &[String]) -> String {
        match items {
            [rest @ .., last] if !rest.is_empty() => {
                format!("{} {} {last}", rest.join(", "), self.label(Label::And))
            }
            all => all.join(""),
        }
    }
    fn state(&self, state: State) -> &'static str;
    fn completed(&self, late: bool) -> &'static str;
    /// A state at the head of a narrow column.
    fn state_brief(&self, state: State) -> &'static str;
    fn flag(&self, flag: Flag) -> &'static str;
    /// How much of a unit's work of a quarter is done.
    fn heat(&self, heat: Heat) -> &'static str;
    /// A period as text writes it.
    fn period(&self, period: Period) -> String;
    /// A quarter at the head of a narrow column.
    fn quarter_brief(&self, quarter: Quarter, with_year: bool) -> String;
    /// A quarter as text writes it.
    fn quarter_name(&self, quarter: Quarter) -> String {
        let period = Period::parse(&quarter.to_string()).expect("a quarter is a period");
        self.period(period)
    }
    /// When a task is due, said in words.
    fn timing(&self, plan: &Plan, timing: &Timing) -> String;
    /// The same of a wording, of which there is no plan yet: “before” a day excludes it, events go by their ids.
    fn due(&self, due: &PlainTiming<'_>) -> String;
    /// How sure the reading of a wording is.
    fn verdict(&self, verdict: ReadingVerdict) -> &'static str;
    /// What may be argued about the reading of a wording, what is lost, what to ask.
    fn wording_remark(&self, remark: &ReadingRemark) -> String;
    /// What is wrong with a file, and what to do about it.
    fn problem_and_help(&self, problem: &Problem) -> (String, Option<String>);
    /// What is wrong with a file.
    fn problem(&self, problem: &Problem) -> String {
        self.problem_and_help(problem).0
    }
    fn help(&self, problem: &Problem) -> Option<String> {
        self.problem_and_help(problem).1
    }
    /// What another place has to do with it.
    fn related(&self, related: Related) -> &'static str;
    /// How grave a problem is.
    fn severity(&self, severity: Severity) -> &'static str;
    /// A column of the sheet that units fill in.
    fn column(&self, column: Column) -> &'static str;
    /// What the drop-down of the sheet says.
    fn status(&self, status: Status) -> &'static str;
    /// What is wrong with a sheet that came back, and what to do.
    fn wrong_sheet(&self, problem: &SheetProblem) -> String;
    /// The same, and in which cell.
    fn sheet_problem(&self, problem: &SheetProblem) -> String {
        let wrong = self.wrong_sheet(problem);
        match problem.place() {
            Some(place) => format!("{} {place}: {wrong}", self.label(Label::Cell)),
            None => wrong,
        }
    }
    /// A rule's text in Markdown: title, rule, reason, example, mend.
    fn rule(&self, code: Code) -> &'static str;
    /// The first line of it: what is wrong, in one line.
    fn rule_title(&self, code: Code) -> &'static str {
        self.rule(code).lines().next().unwrap_or_default().trim_start_matches("# ")
    }
    /// The plan that `init` writes.
    /// What is in the folder of an export, for whoever finds it.
    fn export_readme(&self) -> &'static str;
    fn topic(&self, topic: Topic) -> &'static str;

    fn new_plan(&self) -> &'static str;

    /// A new `plans.toml`, explained by comments.
    fn new_collection(&self) -> &'static str;
    /// The tag of its language and country, for office documents.
    fn office_tag(&self) -> &'static str;
    /// A help text of the command line by its id, where the command's own file has not the language: `list.by`, or `by`
    /// for what several commands share.
    fn command_help(&self, _id: &str) -> Option<&'static str> {
        None
    }
}
