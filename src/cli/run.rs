//! Running the command that was asked for, and how that ends.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::NaiveDate;

use super::{
    Command, Stop, act, calendar, check, diff, explain, import, init, list, log, mark, merge, remind, report, session,
    sheet, show, status, sync, trend, verify,
};
use crate::model::plan::Lang;
use crate::shell::{self, ColorChoice};
use crate::text::one_line;
use crate::words::phrase::Cli;
use crate::words::{Phrase, Words, words};

/// How a command ends: the exit codes of the file format, section 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done = 0,
    /// The condition asked about was found.
    Found = 1,
    /// The command line is wrong.
    Usage = 2,
    /// The workspace could not be read whole.
    Unread = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command cannot go on.
#[derive(Debug)]
pub enum Failure {
    /// What was asked makes no sense here: the message.
    Usage(String),
    /// It was not done: the message.
    Refused(Exit, String),
    /// The same, all said already: what standard error is to show.
    Told(Exit, Vec<u8>),
    /// The world is wrong.
    World(anyhow::Error),
}

impl<E: Into<anyhow::Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self::World(error.into())
    }
}

/// Runs the program on its arguments, its own name not among them.
pub fn run(args: &[OsString]) -> Exit {
    if let Some(exit) = import::read_workbook(args) {
        return exit;
    }
    let environment = std::env::var("TIENDO_LANG").ok();
    let environment = environment.as_deref();
    let colour = shell::stdout_screen(ColorChoice::Auto).colour;
    let asked = super::asked_language(args, environment);
    let parsed = super::parse(args, asked.unwrap_or_default(), environment, colour);
    let invocation = match (parsed, asked) {
        (Ok(invocation), _) => invocation,
        (Err(stop), Some(lang)) => return stopped(&stop, words(lang)),
        // Help and errors are in the plan's language too, if there is a plan to ask.
        (Err(stop), None) => {
            let lang = session::language(super::asked_directory(args));
            let again = if lang == Lang::default() { Err(stop) } else { super::parse(args, lang, environment, colour) };
            return again.map_or_else(|stop| stopped(&stop, words(lang)), |_| Exit::Usage);
        }
    };
    let (lang, directory) = (invocation.lang, invocation.directory.clone());
    match dispatch(invocation) {
        Ok(exit) => exit,
        Err(Failure::Usage(message)) => refused(Exit::Usage, &message, lang, directory),
        Err(Failure::Refused(exit, message)) => refused(exit, &message, lang, directory),
        Err(Failure::Told(exit, told)) => {
            shell::to_stderr(&told);
            exit
        }
        Err(Failure::World(error)) if shell::is_closed_pipe(&error) => Exit::Done,
        Err(Failure::World(error)) => failed(&error, words(lang.unwrap_or_default())),
    }
}

fn refused(exit: Exit, message: &str, lang: Option<Lang>, directory: Option<PathBuf>) -> Exit {
    let words = words(lang.unwrap_or_else(|| session::language(directory)));
    shell::to_stderr(format!("{}: {message}\n", words.cli(Cli::Error)).as_bytes());
    exit
}

fn dispatch(invocation: super::Invocation) -> Result<Exit, Failure> {
    let super::Invocation { directory, as_of, lang, color, command } = invocation;
    let hint = hint(as_of, &command);
    let asked = session::Asked { directory, as_of, lang, color, hint };
    match command {
        Command::Status(query) => status::run(&asked, &query),
        Command::List(query, by) => list::run(&asked, &query, by),
        Command::Show { subject, period, unit, blame } => show::run(&asked, &subject, period, unit.as_deref(), blame),
        Command::Check { units, deny_warnings, format } => check::run(&asked, &units, deny_warnings, format),
        Command::Diff(diffing) => diff::run(&asked, &diffing),
        Command::Log(logging) => log::run(&asked, &logging),
        Command::MergeDriver(merging) => merge::driver(&asked, &merging),
        Command::Textconv { file } => merge::textconv(&asked, &file),
        Command::GitSetup { write } => merge::setup(&asked, write),
        Command::VerifyReports { revision } => verify::run(&asked, revision.as_deref()),
        Command::Explain { code } => explain::run(&asked, &code),
        Command::Act(act) => act::run(&asked, &act),
        Command::Sync { units, dry_run } => sync::run(&asked, &units, dry_run),
        Command::Init { folder } => init::run(&asked, folder.as_deref()),
        Command::Mark { unit } => mark::run(&asked, unit.as_deref()),
        Command::Sheet { units, output, force } => sheet::run(&asked, &units, &output, force),
        Command::Remind(reminding) => remind::run(&asked, &reminding),
        Command::Calendar { units, output, force } => calendar::run(&asked, &units, &output, force),
        Command::Trend(query) => trend::run(&asked, &query),
        Command::Report(reporting) => report::run(&asked, &reporting),
        Command::Import { file, dry_run } => import::run(&asked, &file, dry_run),
    }
}

/// The options that a command named in an output needs so that it speaks of the same obligations. Not the folder: the
/// same files give the same bytes, wherever they lie.
fn hint(as_of: Option<NaiveDate>, command: &Command) -> String {
    let mut hint = String::new();
    let mut add = |option: &str, value: &str| {
        let plain = value.chars().all(|c| c.is_alphanumeric() || "-_./:".contains(c));
        let value = if plain { value.to_owned() } else { format!("\"{}\"", one_line(value)) };
        hint.push_str(&format!(" {option} {value}"));
    };
    if let Some(as_of) = as_of {
        add("--as-of", &as_of.to_string());
    }
    if let Command::Status(query) | Command::List(query, _) = command {
        let options = [
            ("--unit", &query.units),
            ("--group", &query.groups),
            ("--task", &query.tasks),
            ("--clause", &query.clauses),
            ("--quarter", &query.quarters),
        ];
        for (option, values) in options {
            for value in values {
                add(option, value);
            }
        }
    }
    hint
}

/// Tells what the world did wrong.
fn failed(error: &anyhow::Error, words: &dyn Words) -> Exit {
    let message = words.phrase(&Phrase::Failed { reason: &format!("{error:#}") });
    shell::to_stderr(format!("{}\n", one_line(&message)).as_bytes());
    Exit::Unread
}

fn stopped(stop: &Stop, words: &dyn Words) -> Exit {
    match stop {
        Stop::Tell(text) => {
            let told = shell::with_stdout(|out| Ok(out.write_all(text.as_bytes())?));
            match told {
                Ok(_) => Exit::Done,
                Err(error) => failed(&error, words),
            }
        }
        Stop::Wrong(message) => {
            shell::to_stderr(message.as_bytes());
            Exit::Usage
        }
    }
}
