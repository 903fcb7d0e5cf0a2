//! The command line's shape for clap, with every text in one language.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, Styles};
use clap::{Arg, ArgAction, ColorChoice, Command, value_parser};

use super::editing::{act_args, import_args, init_args, mark_args, sheet_args, sync_args};
use super::reporting::{calendar_args, remind_args, report_args};
use super::review::{diff_args, log_args, merge_args, setup_args, textconv_args, verify_args};
use super::{CHECK_FORMATS, COLORS, FAIL_ON, FORMATS, GROUPINGS, LANGS};
use crate::action::Action;
use crate::view::filter::Wanted;
use crate::words::Words;
use crate::words::phrase::{Cli, CliEditing, CliReporting, CliReview};

/// How much of the command line is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The command that is used: starting costs the time of what is asked for, no more.
    Used,
    /// Also the names of the others, for help and for errors.
    All,
}

type Args<'a> = &'a dyn Fn(&'static dyn Words) -> Vec<Arg>;

/// The command line, with the arguments of the command that is `used`.
pub fn command(words: &'static dyn Words, colour: bool, used: &str, extent: Extent) -> Command {
    let text = |cli: Cli| words.cli(cli);
    let sub = |program: Command, name: &'static str, about: Cli, examples: Cli, args: Args<'_>| {
        match (name == used, extent) {
            (true, _) => {}
            (false, Extent::Used) => return program,
            // The others are only named, in the list that the program's own help shows.
            (false, Extent::All) => return program.subcommand(Command::new(name).about(text(about))),
        }
        let positionals = match name {
            "show" => " <TASK|UNIT> [PERIOD]",
            "explain" => " <CODE>",
            "promise" => " <TASK> [PERIOD] <DATE>",
            "extend" => " <TASK> [PERIOD] --to <DATE> --by <DOC>",
            "waive" => " <TASK> [PERIOD] --by <DOC>",
            "return" => " <TASK> [PERIOD] --reason <TEXT>",
            "report" => " <KIND> [PERIOD]",
            "diff" => " [A[..B] | DIR DIR]",
            "log" => " [TASK [PERIOD]] --unit <UNIT>",
            "verify-reports" => " [REV]",
            "merge-driver" => " <%O> <%A> <%B> <%P>",
            "sheet" | "calendar" => " -o <FILE>",
            "init" => " [DIR]",
            "import" | "textconv" => " <FILE>",
            name if Action::ALL.iter().any(|action| action.as_str() == name) => " <TASK> [PERIOD]",
            _ => "",
        };
        let command = shape(Command::new(name), words)
            .override_usage(format!("tiendo {name}{positionals} [{}]", text(Cli::Options).to_lowercase()))
            .about(text(about))
            .after_help(format!("{}:\n{}", text(Cli::Examples), text(examples)))
            .args(args(words));
        program.subcommand(command)
    };
    let program = shape(Command::new("tiendo"), words)
        .override_usage(format!(
            "tiendo [{}] [{}]",
            text(Cli::Commands).to_lowercase(),
            text(Cli::Options).to_lowercase()
        ))
        .version(env!("CARGO_PKG_VERSION"))
        .about(text(Cli::About))
        .long_about(text(Cli::LongAbout))
        .after_help(format!("{}:\n{}\n\n{}", text(Cli::Examples), text(Cli::StatusExamples), text(Cli::ExitCodes)))
        .color(if colour { ColorChoice::Always } else { ColorChoice::Never })
        .disable_help_subcommand(true)
        .subcommand_help_heading(text(Cli::Commands))
        .arg(flag("version", 'V', words, Cli::VersionOption).action(ArgAction::Version))
        .args(global_args(words));
    let program = sub(program, "status", Cli::Status, Cli::StatusExamples, &query_args);
    let program = sub(program, "list", Cli::List, Cli::ListExamples, &list_args);
    let program = sub(program, "show", Cli::Show, Cli::ShowExamples, &show_args);
    let program = Action::ALL.into_iter().fold(program, |program, action| {
        let (about, examples) = (CliEditing::Act(action), CliEditing::ActExamples(action));
        let args = move |words| act_args(action, words);
        sub(program, action.as_str(), Cli::Editing(about), Cli::Editing(examples), &args)
    });
    let editing: [(_, _, _, Args<'_>); 5] = [
        ("mark", CliEditing::Mark, CliEditing::MarkExamples, &mark_args),
        ("sync", CliEditing::Sync, CliEditing::SyncExamples, &sync_args),
        ("sheet", CliEditing::Sheet, CliEditing::SheetExamples, &sheet_args),
        ("import", CliEditing::Import, CliEditing::ImportExamples, &import_args),
        ("init", CliEditing::Init, CliEditing::InitExamples, &init_args),
    ];
    let program = editing.into_iter().fold(program, |program, (name, about, examples, args)| {
        sub(program, name, Cli::Editing(about), Cli::Editing(examples), args)
    });
    let reporting: [(_, _, _, Args<'_>); 4] = [
        ("report", CliReporting::Report, CliReporting::ReportExamples, &report_args),
        ("remind", CliReporting::Remind, CliReporting::RemindExamples, &remind_args),
        ("calendar", CliReporting::Calendar, CliReporting::CalendarExamples, &calendar_args),
        ("trend", CliReporting::Trend, CliReporting::TrendExamples, &trend_args),
    ];
    let program = reporting.into_iter().fold(program, |program, (name, about, examples, args)| {
        sub(program, name, Cli::Reporting(about), Cli::Reporting(examples), args)
    });
    let reviewing: [(_, _, _, Args<'_>); 6] = [
        ("diff", CliReview::Diff, CliReview::DiffExamples, &diff_args),
        ("log", CliReview::Log, CliReview::LogExamples, &log_args),
        ("verify-reports", CliReview::Verify, CliReview::VerifyExamples, &verify_args),
        ("git-setup", CliReview::Setup, CliReview::SetupExamples, &setup_args),
        ("merge-driver", CliReview::Merge, CliReview::MergeExamples, &merge_args),
        ("textconv", CliReview::Textconv, CliReview::TextconvExamples, &textconv_args),
    ];
    let program = reviewing.into_iter().fold(program, |program, (name, about, examples, args)| {
        sub(program, name, Cli::Review(about), Cli::Review(examples), args)
    });
    let program = sub(program, "check", Cli::Check, Cli::CheckExamples, &check_args);
    sub(program, "explain", Cli::Explain, Cli::ExplainExamples, &explain_args)
}

fn list_args(words: &'static dyn Words) -> Vec<Arg> {
    let mut args = query_args(words);
    args.push(choice("by", words, Cli::By, GROUPINGS.map(|(word, _)| word)));
    args
}

/// Of the filters those that do not change from week to week.
fn trend_args(words: &'static dyn Words) -> Vec<Arg> {
    let kept = ["unit", "group", "task", "clause", "format"];
    query_args(words).into_iter().filter(|arg| kept.contains(&arg.get_id().as_str())).collect()
}

fn show_args(words: &'static dyn Words) -> Vec<Arg> {
    vec![
        positional("subject", words, Cli::Subject, "TASK|UNIT").required(true),
        positional("period", words, Cli::PeriodArgument, "PERIOD").display_order(1),
        option("unit", words, Cli::ShowUnit, "UNIT").short('u'),
        switch("blame", words, Cli::Review(CliReview::Blame)),
    ]
}

fn check_args(words: &'static dyn Words) -> Vec<Arg> {
    vec![
        option("unit", words, Cli::Unit, "UNIT").short('u').action(ArgAction::Append),
        choice("deny", words, Cli::Deny, ["warnings"]),
        choice("format", words, Cli::CheckFormat, CHECK_FORMATS.map(|(word, _)| word)),
    ]
}

fn explain_args(words: &'static dyn Words) -> Vec<Arg> {
    vec![positional("code", words, Cli::Code, "CODE").required(true)]
}

/// The same layout and words for the program and each command.
fn shape(command: Command, words: &'static dyn Words) -> Command {
    let template =
        format!("{{about-with-newline}}\n{}:\n  {{usage}}\n\n{{all-args}}{{after-help}}\n", words.cli(Cli::Usage));
    command
        .help_template(template)
        .styles(Styles::plain())
        .disable_help_flag(true)
        .disable_version_flag(true)
        .next_help_heading(words.cli(Cli::Options))
        .arg(flag("help", 'h', words, Cli::HelpOption).action(ArgAction::Help))
        .max_term_width(100)
}

fn global_args(words: &'static dyn Words) -> Vec<Arg> {
    let heading = words.cli(Cli::GlobalOptions);
    let directory = Arg::new("directory")
        .short('C')
        .value_name("DIR")
        .help(words.cli(Cli::Directory))
        .value_parser(value_parser!(PathBuf));
    [
        directory,
        option("as-of", words, Cli::AsOf, "DATE"),
        choice("lang", words, Cli::Lang, LANGS.map(|(word, _)| word)),
        choice("color", words, Cli::Color, COLORS.map(|(word, _)| word)),
    ]
    .map(|arg| arg.global(true).help_heading(heading))
    .to_vec()
}

fn query_args(words: &'static dyn Words) -> Vec<Arg> {
    let filters = words.cli(Cli::Filters);
    let many = |name, help, value| option(name, words, help, value).action(ArgAction::Append).help_heading(filters);
    vec![
        many("unit", Cli::Unit, "UNIT").short('u'),
        many("group", Cli::Group, "GROUP").short('g'),
        many("task", Cli::Task, "TASK").short('t'),
        many("clause", Cli::ClauseFilter, "CLAUSE"),
        many("quarter", Cli::QuarterFilter, "QUARTER").short('q'),
        choice("state", words, Cli::StateFilter, Wanted::all().map(Wanted::as_str))
            .short('s')
            .value_name("STATE")
            .action(ArgAction::Append)
            .value_delimiter(',')
            .help_heading(filters),
        option("due-within", words, Cli::DueWithin, "DAYS").value_parser(value_parser!(u32)).help_heading(filters),
        choice("fail-on", words, Cli::FailOn, FAIL_ON).action(ArgAction::Append).value_delimiter(','),
        choice("format", words, Cli::Format, FORMATS.map(|(word, _)| word)).short('f'),
    ]
}

/// An option with a text.
pub(super) fn option(name: &'static str, words: &'static dyn Words, help: Cli, value: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(words.cli(help))
}

fn choice(
    name: &'static str,
    words: &'static dyn Words,
    help: Cli,
    values: impl IntoIterator<Item = &'static str>,
) -> Arg {
    let values: Vec<&'static str> = values.into_iter().collect();
    // The texts name the values and the default in their own language; clap's own hints are English.
    Arg::new(name)
        .long(name)
        .value_parser(PossibleValuesParser::new(values))
        .hide_possible_values(true)
        .value_name(value_name(name))
        .help(words.cli(help))
}

/// An argument without a name.
pub(super) fn positional(name: &'static str, words: &'static dyn Words, help: Cli, value: &'static str) -> Arg {
    Arg::new(name).value_name(value).help(words.cli(help)).help_heading(words.cli(Cli::Arguments)).display_order(0)
}

/// An option without a value.
pub(super) fn switch(name: &'static str, words: &'static dyn Words, help: Cli) -> Arg {
    Arg::new(name).long(name).help(words.cli(help)).action(ArgAction::SetTrue)
}

fn flag(name: &'static str, short: char, words: &'static dyn Words, help: Cli) -> Arg {
    Arg::new(name).short(short).long(name).help(words.cli(help))
}

/// What stands for the value of an option with a fixed set of words.
fn value_name(option: &str) -> &'static str {
    match option {
        "lang" => "vi|en",
        "color" => "WHEN",
        "by" => "WHAT",
        "format" => "FORMAT",
        "deny" => "warnings",
        _ => "STATE",
    }
}
