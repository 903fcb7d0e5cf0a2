//! The arguments of the commands that look at changes in git.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::build::{option, positional, switch};
use super::{Command, choice, read_date, read_period};
use crate::model::period::Period;
use crate::rules::Code;
use crate::words::phrase::{Cli, CliReview};
use crate::words::{Phrase, Words};

/// What is asked of `tiendo diff`.
#[derive(Clone, Debug)]
pub struct Diffing {
    /// The revisions or folders.
    pub named: Vec<String>,
    /// `--unit`.
    pub units: Vec<String>,
    /// `--from`: the day as of which the side before is judged.
    pub from: Option<NaiveDate>,
    /// `--backdated`.
    pub backdated: u32,
    /// `--format`.
    pub form: Form,
    /// `--deny`.
    pub deny: Vec<Code>,
    /// `--exit-code`.
    pub exit_code: bool,
}

/// The form of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Form {
    /// For people in a terminal.
    #[default]
    Table,
    /// For a pull request.
    Markdown,
    /// One JSON object.
    Json,
    /// The marks, for code hosts.
    Sarif,
}

/// How many days a completion may be recorded late before it is marked.
const BACKDATED: u32 = 30;

const FORMS: [(&str, Form); 4] =
    [("table", Form::Table), ("markdown", Form::Markdown), ("json", Form::Json), ("sarif", Form::Sarif)];

fn text(cli: CliReview) -> Cli {
    Cli::Review(cli)
}

/// The arguments of `diff`.
pub fn diff_args(words: &'static dyn Words) -> Vec<Arg> {
    vec![
        positional("named", words, text(CliReview::Named), "A[..B]").num_args(0..=2),
        option("unit", words, Cli::Unit, "UNIT").short('u').action(ArgAction::Append),
        option("from", words, text(CliReview::From), "DATE"),
        option("backdated", words, text(CliReview::Backdated), "DAYS").value_parser(value_parser!(u32)),
        option("format", words, text(CliReview::DiffFormat), "FORMAT")
            .short('f')
            .value_parser(PossibleValuesParser::new(FORMS.map(|(word, _)| word)))
            .hide_possible_values(true),
        option("deny", words, text(CliReview::DenyMark), "CODE").action(ArgAction::Append).value_delimiter(','),
        switch("exit-code", words, text(CliReview::DiffExitCode)),
    ]
}

/// `diff` from what was given for its arguments.
pub fn diff(matches: &ArgMatches, words: &dyn Words) -> Result<Command, String> {
    let all = |key: &str| -> Vec<String> { matches.get_many::<String>(key).into_iter().flatten().cloned().collect() };
    let mut deny = Vec::new();
    for typed in all("deny") {
        if typed == "all" {
            deny.extend(Code::ALL.iter().copied().filter(|code| code.is_mark()));
            continue;
        }
        let code = Code::parse(&typed).filter(|code| code.is_mark());
        deny.push(code.ok_or_else(|| words.phrase(&Phrase::NoCode { code: &typed }))?);
    }
    Ok(Command::Diff(Diffing {
        named: all("named"),
        units: all("unit"),
        from: matches.get_one::<String>("from").map(|text| read_date(text, words)).transpose()?,
        backdated: matches.get_one::<u32>("backdated").copied().unwrap_or(BACKDATED),
        form: choice(matches, "format", &FORMS).unwrap_or_default(),
        deny,
        exit_code: matches.get_flag("exit-code"),
    }))
}

/// What is asked of `tiendo log`.
#[derive(Clone, Debug)]
pub struct Logging {
    /// The task.
    pub task: Option<String>,
    /// The period of the task.
    pub period: Option<Period>,
    /// `--unit`.
    pub unit: Option<String>,
    /// `--format`.
    pub form: LogForm,
}

/// The form of a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum LogForm {
    /// For people in a terminal.
    #[default]
    Table,
    /// One JSON object.
    Json,
}

const LOG_FORMS: [(&str, LogForm); 2] = [("table", LogForm::Table), ("json", LogForm::Json)];

/// The arguments of `log`.
pub fn log_args(words: &'static dyn Words) -> Vec<Arg> {
    vec![
        positional("task", words, text(CliReview::LogTask), "TASK"),
        positional("period", words, text(CliReview::LogPeriod), "PERIOD").display_order(1),
        option("unit", words, text(CliReview::LogUnit), "UNIT").short('u'),
        option("format", words, text(CliReview::LogFormat), "FORMAT")
            .short('f')
            .value_parser(PossibleValuesParser::new(LOG_FORMS.map(|(word, _)| word)))
            .hide_possible_values(true),
    ]
}

/// `log` from what was given for its arguments.
pub fn log(matches: &ArgMatches, words: &dyn Words) -> Result<Command, String> {
    let text = |key: &str| matches.get_one::<String>(key).cloned();
    Ok(Command::Log(Logging {
        task: text("task"),
        period: text("period").map(|text| read_period(&text, words)).transpose()?,
        unit: text("unit"),
        form: choice(matches, "format", &LOG_FORMS).unwrap_or_default(),
    }))
}

/// What git asks of `tiendo merge-driver`.
#[derive(Clone, Debug)]
pub struct Merging {
    /// The file that both sides come from: `%O`.
    pub base: PathBuf,
    /// The file of one side, and the place of the result: `%A`.
    pub ours: PathBuf,
    /// The file of the other side: `%B`.
    pub theirs: PathBuf,
    /// The file's path in the repository: `%P`.
    pub path: String,
}

fn file(name: &'static str, words: &'static dyn Words, help: CliReview, value: &'static str, order: usize) -> Arg {
    let arg = positional(name, words, text(help), value).value_parser(value_parser!(PathBuf));
    arg.required(true).display_order(order)
}

/// The arguments of `merge-driver`.
pub fn merge_args(words: &'static dyn Words) -> Vec<Arg> {
    vec![
        file("base", words, CliReview::MergeBase, "%O", 0),
        file("ours", words, CliReview::MergeOurs, "%A", 1),
        file("theirs", words, CliReview::MergeTheirs, "%B", 2),
        positional("path", words, text(CliReview::MergePath), "%P").required(true).display_order(3),
    ]
}

/// `merge-driver` from what was given for its arguments.
pub fn merge(matches: &ArgMatches) -> Command {
    let path = |key: &str| matches.get_one::<PathBuf>(key).cloned().unwrap_or_default();
    Command::MergeDriver(Merging {
        base: path("base"),
        ours: path("ours"),
        theirs: path("theirs"),
        path: matches.get_one::<String>("path").cloned().unwrap_or_default(),
    })
}

/// The arguments of `textconv`.
pub fn textconv_args(words: &'static dyn Words) -> Vec<Arg> {
    vec![file("file", words, CliReview::TextconvFile, "FILE", 0)]
}

/// The arguments of `git-setup`.
pub fn setup_args(words: &'static dyn Words) -> Vec<Arg> {
    vec![switch("write", words, text(CliReview::SetupWrite))]
}

/// The arguments of `verify-reports`.
pub fn verify_args(words: &'static dyn Words) -> Vec<Arg> {
    vec![positional("revision", words, text(CliReview::VerifyRevision), "REV")]
}
