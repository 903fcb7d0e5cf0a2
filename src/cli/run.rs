//! The program: arguments in, exit code out.

use std::ffi::OsString;
use std::time::Duration;

use super::aside::{self, Aside};
use super::command::{OfFiles, Spec};
use super::exit::{Exit, Failure, Misuse};
use super::line::{self, CommandLine, Stop};
use super::session::{Asked, Version};
use super::{complete, draft, errors, help, import, manual, scope};
use crate::diagnostic::SystemFault;
use crate::model::plan::Lang;
use crate::shell;
use crate::store::lock::{LockPatience, wait_so};
use crate::text::one_line;
use crate::words::{Label, PastPhrase, Phrase, Words, words};

/// Runs the program on its arguments, its own name not among them.
pub fn run(args: &[OsString]) -> Exit {
    if let Some(exit) = import::read_workbook(args).or_else(|| draft::read_document(args)) {
        return exit;
    }
    if line::wants_json(args) {
        aside::as_json();
    }
    let exit = answer(args);
    aside::end(exit as u8);
    exit
}

/// Does what the arguments ask for.
fn answer(args: &[OsString]) -> Exit {
    let environment = std::env::var("TIENDO_LANG").ok().and_then(|tag| Lang::parse(&tag));
    if let Some(exit) = complete::answer(args, environment) {
        return exit;
    }
    let CommandLine { global, command, matches } = match line::read(args) {
        Ok(line) => line,
        // Help and errors are in the plan's language too, if nobody names one and there is a plan to ask.
        Err(stop) => {
            let plan = || scope::language(&line::directories(args));
            let lang = line::language(args).or(environment).unwrap_or_else(plan);
            shell::prompt_pager(move || words(lang).label(Label::PagerPrompt));
            return stopped(stop, words(lang));
        }
    };
    if global.quiet {
        aside::be_quiet();
    }
    let (lang, color) = (global.lang.or(environment), global.color.unwrap_or_default());
    let asked = Asked {
        directories: global.directories,
        plan: global.plan,
        as_of: global.as_of,
        version: global.known_on.or(global.at.map(Version::At)).unwrap_or_default(),
        end_of_day: false,
        lang,
        color,
        hint: String::new(),
        command: typed(args),
        manual: manual::pages,
    };
    let notice = {
        let asked = asked.clone();
        Box::new(move |file: &str| {
            let said = asked.words().phrase(&Phrase::Waiting { file });
            aside::note(&one_line(&said));
        })
    };
    let speaks = asked.clone();
    shell::prompt_pager(move || speaks.words().label(Label::PagerPrompt));
    wait_so(LockPatience { patience: Duration::from_secs(global.wait), notice });
    match allowed(command, &asked).and_then(|()| (command.run)(&asked, matches)) {
        Ok(exit) => exit,
        Err(Failure::Usage(message)) => refused(Exit::Usage, &message, asked.words()),
        Err(Failure::Refused(exit, message)) => refused(exit, &message, asked.words()),
        Err(Failure::Told(exit, told)) => {
            told.tell();
            exit
        }
        Err(Failure::World(error)) if shell::is_closed_pipe(&error) => Exit::Done,
        Err(Failure::World(error)) => match error.downcast_ref::<Misuse>() {
            Some(misuse) => refused(Exit::Usage, &one_line(&misuse.say(asked.words())), asked.words()),
            None => failed(&error, words(lang.unwrap_or_default())),
        },
    }
}

/// Refuses a state of the files that a command is not about.
fn allowed(command: &Spec, asked: &Asked) -> Result<(), Failure> {
    let said = match (&asked.version, command.files) {
        (Version::Now | Version::Staged, _)
        | (Version::KnownOn(_) | Version::At(_), OfFiles::AnyTime)
        | (Version::KnownOn(_) | Version::Between(_), OfFiles::TwoDays) => return Ok(()),
        (Version::At(_), OfFiles::TwoDays) => PastPhrase::DiffTakesRevisions,
        (Version::Between(_), OfFiles::AnyTime) => PastPhrase::RangeOnlyOfDiff,
        (version, OfFiles::Now) => {
            PastPhrase::FilesOnly { option: version.option().unwrap_or_default(), command: command.name }
        }
    };
    Err(Failure::Usage(asked.words().phrase(&Phrase::Past(said))))
}

/// A command line, so that somebody knows it again.
fn typed(args: &[OsString]) -> String {
    let word = |arg: &OsString| {
        let arg = arg.to_string_lossy().into_owned();
        if arg.is_empty() || arg.contains([' ', '"', '\n']) { format!("\"{arg}\"") } else { arg }
    };
    one_line(&format!("tiendo {}", args.iter().map(word).collect::<Vec<_>>().join(" ")))
}

fn refused(exit: Exit, message: &str, words: &dyn Words) -> Exit {
    let mut told = Aside::default();
    told.error(message, words);
    told.tell();
    exit
}

/// Tells what the world did wrong.
fn failed(error: &anyhow::Error, words: &dyn Words) -> Exit {
    let system = error.chain().find_map(|cause| cause.downcast_ref::<std::io::Error>());
    let why = system.map_or_else(|| SystemFault::Other(format!("{error:#}")), Into::into);
    let message = words.phrase(&Phrase::Failed(&why));
    let mut told = Aside::default();
    told.plain(&one_line(&message));
    told.tell();
    Exit::Unread
}

fn stopped(stop: Stop, words: &dyn Words) -> Exit {
    let text = match stop {
        Stop::Help(of, long) => help::help(of, long, words, shell::help_width()),
        Stop::Topic(topic) => help::topic(topic, words, shell::help_width()),
        Stop::Version => format!("tiendo {}\n", env!("CARGO_PKG_VERSION")),
        Stop::Wrong(error, of, meant) => {
            return refused(Exit::Usage, &errors::message(&error, of, meant.as_deref(), words), words);
        }
    };
    match shell::with_stdout(|out| Ok(out.write_all(text.as_bytes())?)) {
        Ok(_) => Exit::Done,
        Err(error) => failed(&error, words),
    }
}
