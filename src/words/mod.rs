//! Words: everything that is printed, in each language. A missing translation does not compile.

mod dates;
pub mod editing;
pub mod en;
pub mod numbers;
pub mod page;
pub mod phrase;
pub mod report;
pub mod review;
pub mod vi;

pub use dates::date;

use crate::assess::{Flag, State};
use crate::diagnostic::{Problem, Related};
use crate::model::id::OccurrenceIx;
use crate::model::period::{Period, Quarter};
use crate::model::plan::{Lang, Plan, Timing};
use crate::rules::Severity;
use crate::view::report::tally::Rate;
use phrase::{Label, Phrase};

/// A language in which the program speaks.
pub trait Words: Sync {
    /// Which one.
    fn lang(&self) -> Lang;
    /// A fixed word or heading.
    fn label(&self, label: Label) -> &'static str;
    /// A sentence with values in it.
    fn phrase(&self, phrase: &Phrase<'_>) -> String;
    /// A fixed word or heading of a report.
    fn report_word(&self, word: report::ReportWord) -> &'static str;
    /// A fixed word of the page that is looked at in a browser.
    fn page_word(&self, word: page::PageWord) -> &'static str;
    /// A number with its thousands parted.
    fn number(&self, number: u64) -> String;
    /// A number of tenths with its decimal.
    fn tenths(&self, tenths: u16) -> String;
    /// A rate: per cent, with one decimal.
    fn rate(&self, rate: Rate) -> String {
        format!("{}%", self.tenths(rate.tenths()))
    }
    /// What a guided command asks.
    fn asking(&self, asking: editing::Asking) -> &'static str;
    /// A state in full.
    fn state(&self, state: State) -> &'static str;
    /// How something was completed.
    fn completed(&self, late: bool) -> &'static str;
    /// A state at the head of a narrow column.
    fn state_brief(&self, state: State) -> &'static str;
    /// A flag.
    fn flag(&self, flag: Flag) -> &'static str;
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
    /// What is wrong with a file.
    fn problem(&self, problem: &Problem) -> String;
    /// What to do about it.
    fn help(&self, problem: &Problem) -> Option<String>;
    /// What another place has to do with it.
    fn related(&self, related: Related) -> &'static str;
    /// How grave a problem is.
    fn severity(&self, severity: Severity) -> &'static str;
    /// A help text of the command line.
    fn cli(&self, text: phrase::Cli) -> &'static str;
}

/// What is owed, with its period where the task recurs.
pub fn owed(plan: &Plan, occurrence: OccurrenceIx, words: &dyn Words) -> String {
    let occurrence = plan.occurrence(occurrence);
    let title = plan.task(occurrence.task).title_for(occurrence.period);
    match occurrence.period {
        Some(period) => format!("{title} ({})", words.period(period)),
        None => title.to_string(),
    }
}

/// The words of a language.
pub fn words(lang: Lang) -> &'static dyn Words {
    match lang {
        Lang::Vi => &vi::Vietnamese,
        Lang::En => &en::English,
    }
}
