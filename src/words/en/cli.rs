//! The command line in English: its help and its errors.

use crate::words::phrase::{Cli, CliError};

const LONG_ABOUT: &str = "\
tiendo reads a plan (plan.toml) and one file for each unit (units/<unit>.toml), and says what is
overdue, pending and completed as of any day. The plan alone decides who owes what: a unit without a
file has reported nothing, and owes no less.";

const STATUS_EXAMPLES: &str = "  tiendo                                  the whole plan as of today
  tiendo --as-of 31/3/2024                the same as of 31 March
  tiendo status --unit \"binh minh\"        one unit, its name written without diacritics
  tiendo status --fail-on overdue         for scripts: exit 1 if anything is overdue";

const LIST_EXAMPLES: &str = "  tiendo list --unit \"binh minh\"          what the unit Bình Minh owes
  tiendo list --state overdue --by task   what is overdue, task by task
  tiendo list --clause II.1               clause II.1 and those below it, such as II.1.2
  tiendo list --due-within 14 --format csv
                                          what falls due within 14 days, for a spreadsheet";

const SHOW_EXAMPLES: &str = "  tiendo show bao-cao-quy                 a task, and how every unit stands with it
  tiendo show van-phong                   a unit, and all it owes
  tiendo show bao-cao-quy 2024-Q1 --unit van-phong
                                          one obligation, and why it stands as it does";

const CHECK_EXAMPLES: &str = "  tiendo check                            every problem, with file, line and column
  tiendo check --deny warnings            exit 1 for warnings too
  tiendo check --format github            annotations for GitHub Actions";

const EXPLAIN_EXAMPLES: &str =
    "  tiendo explain E301                     what rule E301 asks for, why, and how to mend it
  tiendo explain W508 --lang vi           the same in Vietnamese, for rule W508";

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  the condition asked about was found (--fail-on, --deny, --exit-code, errors in
     check, a conflict, a report that does not match)
  2  the command line is wrong
  3  the workspace could not be read whole";

pub fn text(text: Cli) -> &'static str {
    match text {
        Cli::About => "Who owes what, by when, and whether it was done",
        Cli::LongAbout => LONG_ABOUT,
        Cli::Usage => "Usage",
        Cli::Commands => "Commands",
        Cli::Options => "Options",
        Cli::Arguments => "Arguments",
        Cli::Filters => "Filters",
        Cli::GlobalOptions => "Global options",
        Cli::Error => "error",
        Cli::Status => "The board of units and quarters, then what is overdue and due soon (default)",
        Cli::List => "The items, grouped by unit, quarter and state",
        Cli::Show => "Everything about one task, unit or obligation, and why it stands as it does",
        Cli::Check => "Every problem of the workspace at once",
        Cli::Explain => "What a rule asks for, why, and how to mend what breaks it",
        Cli::HelpCommand => "Help for tiendo or for one of its commands",
        Cli::Directory => "The workspace [default: upward from the current folder]",
        Cli::AsOf => "The day to judge by, 2024-05-15 or 15/5/2024\n[default: today in the plan's time zone]",
        Cli::Lang => "Language: vi, en\n[default: TIENDO_LANG, else the plan's language, else vi]",
        Cli::Color => "Colours: auto, always, never [default: auto]",
        Cli::Unit => "Only this unit (repeatable): an id or any part of a name, with or without\ndiacritics",
        Cli::Group => "Only the units of this group",
        Cli::Task => "Only this task",
        Cli::ClauseFilter => "Only this clause of the plan and those below it: II.1 includes II.1.2",
        Cli::QuarterFilter => "Only this quarter, such as 2024-Q1; none: what has no quarter",
        Cli::StateFilter => {
            "Only this state (overdue, pending, completed, ongoing, waived) or flag\n\
             (awaiting-acceptance, date-open, due-soon, extended, in-progress,\n\
             late, moved, not-started-period)"
        }
        Cli::DueWithin => "Only what is pending and falls due within so many days",
        Cli::FailOn => "Exit 1 if any item shown is so: overdue, late, due-soon",
        Cli::Format => "Output: table, json, jsonl, csv, markdown [default: table]",
        Cli::By => "Group first by: unit, quarter, task, state [default: unit]",
        Cli::Subject => "A task or a unit: an id or a part of a name",
        Cli::PeriodArgument => "A period of the task: 2024, 2024-H1, 2024-Q1, 2024-04, 2024-W15\nor 2024-04-26",
        Cli::ShowUnit => "The unit whose obligation to show, where several owe the task",
        Cli::Deny => "warnings: exit 1 for warnings too",
        Cli::CheckFormat => "Output: human, json, github, gitlab, sarif [default: human]",
        Cli::Code => "The code of a rule, such as E301",
        Cli::HelpOption => "Print help",
        Cli::VersionOption => "Print the version",
        Cli::Examples => "Examples",
        Cli::StatusExamples => STATUS_EXAMPLES,
        Cli::ListExamples => LIST_EXAMPLES,
        Cli::ShowExamples => SHOW_EXAMPLES,
        Cli::CheckExamples => CHECK_EXAMPLES,
        Cli::ExplainExamples => EXPLAIN_EXAMPLES,
        Cli::ExitCodes => EXIT_CODES,
        Cli::Editing(text) => super::cli_editing::text(text),
        Cli::Reporting(text) => super::cli_reporting::text(text),
        Cli::Review(text) => super::cli_review::text(text),
    }
}

pub fn error(error: &CliError<'_>) -> String {
    match error {
        CliError::UnknownArgument { argument } => format!("unknown argument \"{argument}\""),
        CliError::UnknownCommand { command } => format!("unknown command \"{command}\""),
        CliError::InvalidValue { argument, value, allowed: [] } => format!("\"{value}\" is no value for {argument}"),
        CliError::InvalidValue { argument, value, allowed } => {
            format!("\"{value}\" is no value for {argument}; possible: {}", allowed.join(", "))
        }
        CliError::MissingValue { argument } => format!("{argument} needs a value"),
        CliError::MissingArgument { arguments } => format!("missing: {}", arguments.join(", ")),
        CliError::UsedTwice { argument } => format!("{argument} may be given only once"),
        CliError::Conflict { argument, other } => format!("{argument} cannot go together with {other}"),
        CliError::NoValueWanted { argument, value } => format!("{argument} takes no value, but \"{value}\" is given"),
        CliError::NotUtf8 => "the command line is not UTF-8 text".to_owned(),
        CliError::Other { message } => format!("the command line is wrong: {message}"),
        CliError::Similar { what } => format!("did you mean {what}?"),
        CliError::TryHelp => "tiendo --help says more".to_owned(),
    }
}
