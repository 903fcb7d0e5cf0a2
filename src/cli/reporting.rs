//! The arguments of the commands that make reports, letters and calendars.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::build::{option, positional, switch};
use super::{Command, choice, day, read_date};
use crate::data::report::Format;
use crate::model::period::{Period, PeriodKind};
use crate::words::phrase::{Cli, CliEditing, CliError, CliReporting};
use crate::words::{Phrase, Words};

/// What is asked of `tiendo report`.
#[derive(Clone, Debug)]
pub struct Reporting {
    /// The kind of period.
    pub kind: PeriodKind,
    /// Which period.
    pub which: Which,
    /// `--closing`: the day as of which the figures are.
    pub closing: Option<NaiveDate>,
    /// `--format`, without repetitions.
    pub formats: Vec<Format>,
    /// Where the files go.
    pub out: Out,
    /// `--keep-going`: report also where a unit's file is broken.
    pub keep_going: bool,
    /// `--template`: the office's own document, for text documents.
    pub template: Option<PathBuf>,
    /// `--force`: replace also what is not known for a report of this program.
    pub force: bool,
}

/// Which period a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The one of the day.
    Current,
    /// The one before.
    Last,
    /// This one.
    Named(Period),
    /// `--all`: every one that is over and has no file yet.
    All,
}

/// Where files go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Out {
    /// Where they belong: a report to `reports/`, a letter to standard output.
    Default,
    /// `--out -`.
    Stdout,
    /// `--out DIR`.
    Folder(PathBuf),
}

/// What is asked of `tiendo remind`.
#[derive(Clone, Debug)]
pub struct Reminding {
    /// `--unit`.
    pub units: Vec<String>,
    /// `--format`.
    pub format: LetterFormat,
    /// Where the letters go.
    pub out: Out,
    /// `--template`.
    pub template: Option<PathBuf>,
    /// `--force`.
    pub force: bool,
    /// `--exit-code`: tell by the exit code whether there is anything to remind of.
    pub exit_code: bool,
}

/// The format of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum LetterFormat {
    /// Plain text.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// A text document.
    Docx,
}

impl LetterFormat {
    /// As the names of files have it.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Docx => "docx",
        }
    }
}

/// The formats of letters as the command line has them.
const LETTERS: [(&str, LetterFormat); 3] =
    [("text", LetterFormat::Text), ("md", LetterFormat::Markdown), ("docx", LetterFormat::Docx)];

/// The kinds of period that are reported on, in the order of their length.
fn kinds() -> impl Iterator<Item = (&'static str, PeriodKind)> {
    PeriodKind::WORDS.into_iter()
}

/// The arguments of `report`.
pub fn report_args(words: &'static dyn Words) -> Vec<Arg> {
    let kind = positional("kind", words, Cli::Reporting(CliReporting::Kind), "KIND")
        .value_parser(PossibleValuesParser::new(kinds().map(|(word, _)| word)))
        .hide_possible_values(true)
        .required(true);
    vec![
        kind,
        positional("period", words, Cli::Reporting(CliReporting::Period), "PERIOD").display_order(1),
        formats(words, CliReporting::ReportFormat, Format::ALL.map(Format::as_str).to_vec())
            .action(ArgAction::Append)
            .value_delimiter(','),
        option("out", words, Cli::Reporting(CliReporting::ReportOut), "DIR").value_parser(value_parser!(PathBuf)),
        option("closing", words, Cli::Reporting(CliReporting::Closing), "DATE"),
        switch("all", words, Cli::Reporting(CliReporting::All)),
        option("template", words, Cli::Reporting(CliReporting::Template), "FILE").value_parser(value_parser!(PathBuf)),
        switch("keep-going", words, Cli::Reporting(CliReporting::KeepGoing)),
        switch("force", words, Cli::Reporting(CliReporting::ReportForce)),
    ]
}

fn formats(words: &'static dyn Words, help: CliReporting, values: Vec<&'static str>) -> Arg {
    option("format", words, Cli::Reporting(help), "FORMAT")
        .short('f')
        .value_parser(PossibleValuesParser::new(values))
        .hide_possible_values(true)
}

/// `report` from what was given for its arguments.
pub fn report(matches: &ArgMatches, words: &dyn Words) -> Result<Command, String> {
    let word = matches.get_one::<String>("kind");
    let kind =
        kinds().find(|(name, _)| word.is_some_and(|word| word == name)).map_or(PeriodKind::Week, |(_, kind)| kind);
    let period = matches.get_one::<String>("period");
    let all = matches.get_flag("all");
    let closing = matches.get_one::<String>("closing").map(|text| read_date(text, words)).transpose()?;
    let which = match period {
        Some(text) if all => return Err(words.phrase(&Phrase::AllOrOne { text })),
        Some(text) => which(text, kind).ok_or_else(|| words.phrase(&Phrase::BadPeriodOfKind { text, kind }))?,
        None if all && closing.is_some() => {
            return Err(words.phrase(&Phrase::CliError(CliError::Conflict { argument: "--closing", other: "--all" })));
        }
        None if all => Which::All,
        None => Which::Current,
    };
    let asked: Vec<&str> = matches.get_many::<String>("format").into_iter().flatten().map(String::as_str).collect();
    let mut formats: Vec<Format> = Format::ALL.into_iter().filter(|format| asked.contains(&format.as_str())).collect();
    if formats.is_empty() {
        formats.push(Format::Markdown);
    }
    let out = out(matches);
    if out == Out::Stdout && (formats.len() > 1 || all) {
        return Err(words.phrase(&Phrase::OneToStdout));
    }
    let template = matches.get_one::<PathBuf>("template").cloned();
    if template.is_some() && !formats.contains(&Format::Docx) {
        return Err(words.phrase(&Phrase::TemplateWithoutDocx));
    }
    Ok(Command::Report(Reporting {
        kind,
        which,
        closing,
        formats,
        out,
        template,
        keep_going: matches.get_flag("keep-going"),
        force: matches.get_flag("force"),
    }))
}

/// The arguments of `remind`.
pub fn remind_args(words: &'static dyn Words) -> Vec<Arg> {
    vec![
        option("unit", words, Cli::Unit, "UNIT").short('u').action(ArgAction::Append),
        formats(words, CliReporting::LetterFormat, LETTERS.map(|(word, _)| word).to_vec()),
        option("out", words, Cli::Reporting(CliReporting::LetterOut), "DIR").value_parser(value_parser!(PathBuf)),
        option("template", words, Cli::Reporting(CliReporting::Template), "FILE").value_parser(value_parser!(PathBuf)),
        switch("exit-code", words, Cli::Reporting(CliReporting::ExitCode)),
        switch("force", words, Cli::Reporting(CliReporting::LetterForce)),
    ]
}

/// `remind` from what was given for its arguments.
pub fn remind(matches: &ArgMatches, words: &dyn Words) -> Result<Command, String> {
    let format = choice(matches, "format", &LETTERS).unwrap_or_default();
    let out = out(matches);
    let template = matches.get_one::<PathBuf>("template").cloned();
    if template.is_some() && format != LetterFormat::Docx {
        return Err(words.phrase(&Phrase::TemplateWithoutDocx));
    }
    if format == LetterFormat::Docx && !matches!(out, Out::Folder(_)) {
        return Err(words.phrase(&Phrase::DocxNeedsFolder));
    }
    Ok(Command::Remind(Reminding {
        units: matches.get_many("unit").into_iter().flatten().cloned().collect(),
        format,
        out,
        template,
        force: matches.get_flag("force"),
        exit_code: matches.get_flag("exit-code"),
    }))
}

/// The arguments of `calendar`.
pub fn calendar_args(words: &'static dyn Words) -> Vec<Arg> {
    let output = option("output", words, Cli::Reporting(CliReporting::CalendarOutput), "FILE")
        .short('o')
        .value_parser(value_parser!(PathBuf));
    vec![
        option("unit", words, Cli::Unit, "UNIT").short('u').action(ArgAction::Append),
        output.required(true),
        switch("force", words, Cli::Editing(CliEditing::Force)),
    ]
}

/// Where files go.
fn out(matches: &ArgMatches) -> Out {
    match matches.get_one::<PathBuf>("out") {
        None => Out::Default,
        Some(path) if path.as_os_str() == "-" => Out::Stdout,
        Some(path) => Out::Folder(path.clone()),
    }
}

/// The period that a text names: `last`, a period of this kind, or a day in one.
fn which(text: &str, kind: PeriodKind) -> Option<Which> {
    if text == "last" {
        return Some(Which::Last);
    }
    let named = Period::parse(text).ok().filter(|period| period.kind() == kind);
    named.or_else(|| Period::containing(kind, day(text)?)).map(Which::Named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_named_by_itself_by_a_day_in_it_or_as_the_last_one() {
        let named = |text: &str, kind| match which(text, kind) {
            Some(Which::Named(period)) => period.to_string(),
            other => format!("{other:?}"),
        };
        assert_eq!(named("2024-W20", PeriodKind::Week), "2024-W20");
        assert_eq!(named("2024-05-15", PeriodKind::Week), "2024-W20");
        assert_eq!(named("15/5/2024", PeriodKind::Half), "2024-H1");
        assert_eq!(which("last", PeriodKind::Year), Some(Which::Last));
        for text in ["2024-Q2", "2024", "tuần 20", "", "2024-W60"] {
            assert_eq!(which(text, PeriodKind::Week), None, "{text}");
        }
    }
}
