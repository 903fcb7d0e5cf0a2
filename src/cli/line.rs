//! The command line, read once.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{ArgMatches, Args, FromArgMatches};

use super::args::Global;
use super::command::Spec;
use super::commands;
use crate::model::plan::Lang;
use crate::words::topic::Topic;

pub(super) struct CommandLine {
    pub(super) global: Global,
    pub(super) command: &'static Spec,
    pub(super) matches: ArgMatches,
}

/// What reading the command line ends in, if not in a command.
pub(super) enum Stop {
    /// Help on the program or a command, long or short.
    Help(Option<&'static Spec>, bool),
    Version,
    Topic(Topic),
    /// What is wrong, of which command, and how the value is written that was probably meant.
    Wrong(clap::Error, Option<&'static Spec>, Option<String>),
}

/// Reads the arguments, the program's name not among them. Only the command that is used has its arguments built:
/// starting costs the time of what is asked for, no more.
pub(super) fn read(args: &[OsString]) -> Result<CommandLine, Stop> {
    let (args, name) = with_default_command(args);
    let used = commands::all().find(|spec| spec.name == name);
    if let (None, Some(topic)) = (used, Topic::parse(&name).filter(|_| args.last().is_some_and(|arg| arg == "--help")))
    {
        return Err(Stop::Topic(topic));
    }
    // Help is laid out elsewhere: clap only finds that it is asked for.
    let command = |name| clap::Command::new(name).override_help("");
    let program = command("tiendo").version(env!("CARGO_PKG_VERSION")).disable_help_subcommand(true);
    let program = Global::augment_args(program);
    let program = match used {
        Some(spec) => program.subcommand((spec.args)(command(spec.name))),
        // A word that is none of them may be close to one.
        None => program.subcommands(commands::all().map(|spec| command(spec.name))),
    };
    let long_of = |option: &str| {
        let own = used.map(|spec| (spec.args)(command(spec.name)));
        let arguments = own.iter().flat_map(clap::Command::get_arguments);
        let is_named = |arg: &&clap::Arg| match option.strip_prefix("--") {
            Some(long) => arg.get_long() == Some(long),
            None => arg.get_short().is_some_and(|short| option.strip_prefix('-') == Some(&*short.to_string())),
        };
        let found = arguments.into_iter().find(is_named).filter(|arg| arg.get_action().takes_values());
        found.and_then(|arg| arg.get_long()).map(|long| format!("--{long}"))
    };
    let matches = program.no_binary_name(true).try_get_matches_from(&args).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp => {
            Stop::Help(used, args.iter().find(|arg| *arg == "-h" || *arg == "--help").is_some_and(|arg| arg != "-h"))
        }
        ErrorKind::DisplayVersion => Stop::Version,
        ErrorKind::UnknownArgument | ErrorKind::InvalidValue => Stop::Wrong(error, used, dashed(&args, long_of)),
        _ => Stop::Wrong(error, used, None),
    });
    let mut matches = matches?;
    let global = Global::from_arg_matches_mut(&mut matches).expect("clap checked these arguments");
    let (_, matches) = matches.remove_subcommand().expect("there is always a command");
    Ok(CommandLine { global, command: used.expect("clap knows no other command"), matches })
}

/// A value that begins with a dash, as it has to be written after an option that takes one.
fn dashed(args: &[OsString], long_of: impl Fn(&str) -> Option<String>) -> Option<String> {
    args.windows(2).find_map(|pair| {
        let (option, value) = (pair[0].to_str()?, pair[1].to_str()?);
        let option = if value.starts_with('-') { long_of(option)? } else { return None };
        Some(named_value(&option, value))
    })
}

fn named_value(option: &str, value: &str) -> String {
    let plain = value.chars().all(|c| c.is_alphanumeric() || "-_./:".contains(c));
    if plain { format!("{option}={value}") } else { format!("{option}=\"{value}\"") }
}

/// The language that the arguments name, whether or not the rest of them can be read.
pub(super) fn language(args: &[OsString]) -> Option<Lang> {
    given(args, "--lang").filter_map(|tag| Lang::parse(tag.to_str()?)).last()
}

/// The folders that `-C` names, likewise.
pub(super) fn directories(args: &[OsString]) -> Vec<PathBuf> {
    given(args, "-C").map(PathBuf::from).collect()
}

/// The plan that `--plan` names, likewise.
pub(super) fn plan(args: &[OsString]) -> Option<String> {
    given(args, "--plan").last().map(|typed| typed.to_string_lossy().into_owned())
}

/// Whether an answer is asked for as JSON, so that whatever goes wrong is to be told likewise.
pub(super) fn wants_json(args: &[OsString]) -> bool {
    let formats = given(args, "--format").chain(given(args, "-f"));
    formats.last().is_some_and(|format| format == "json" || format == "jsonl")
}

/// The values that are given for an option.
fn given<'a>(args: &'a [OsString], option: &'a str) -> impl Iterator<Item = &'a OsStr> {
    args.iter().enumerate().filter_map(move |(at, arg)| {
        if arg == option {
            return args.get(at + 1).map(OsString::as_os_str);
        }
        let rest = arg.to_str()?.strip_prefix(option)?;
        let short = !option.starts_with("--");
        rest.strip_prefix('=').or(short.then_some(rest)).map(OsStr::new)
    })
}

/// The options before a command that take a value.
const VALUED: [&str; 8] = ["-C", "--plan", "--as-of", "--known-on", "--at", "--wait", "--lang", "--color"];

/// Whether a text is such an option together with its value.
fn is_joined(option: &str, text: &str) -> bool {
    let rest = text.strip_prefix(option);
    rest.is_some_and(|rest| rest.starts_with('=') || !option.starts_with("--"))
}

/// `tiendo` alone, and `tiendo` followed by options of `status`, mean `tiendo status`. Gives the command too.
fn with_default_command(args: &[OsString]) -> (Vec<OsString>, String) {
    let mut at = 0;
    while let Some(arg) = args.get(at) {
        match arg.to_str() {
            // Without its value clap has something to say already.
            Some(option) if VALUED.contains(&option) && at + 1 >= args.len() => {
                return (args.to_vec(), String::new());
            }
            Some(option) if VALUED.contains(&option) => at += 2,
            Some(text) if VALUED.iter().any(|option| is_joined(option, text)) => at += 1,
            Some("--quiet") => at += 1,
            Some("-h" | "--help" | "-V" | "--version") => return (args.to_vec(), String::new()),
            // `tiendo help list` is `tiendo list --help`.
            Some("help") => {
                let mut with = args.to_vec();
                with.remove(at);
                let (mut with, used) = of_two_words(with, at);
                with.push(OsString::from("--help"));
                return (with, used);
            }
            Some(text) if text.starts_with('-') => break,
            // A command, or a word that was meant as one.
            _ => return of_two_words(args.to_vec(), at),
        }
    }
    let mut with = args.to_vec();
    with.insert(at.min(args.len()), OsString::from("status"));
    (with, "status".to_owned())
}

/// The arguments with the command at a place as one, where its name has two words, as that of `task amend` has; and its
/// name.
fn of_two_words(mut args: Vec<OsString>, at: usize) -> (Vec<OsString>, String) {
    let word = |at: usize| args.get(at).map(|word| word.to_string_lossy().into_owned());
    let first = word(at).unwrap_or_default();
    let both = word(at + 1).map(|second| format!("{first} {second}"));
    let Some(both) = both.filter(|both| commands::all().any(|spec| spec.name == both)) else { return (args, first) };
    args.remove(at + 1);
    args[at] = OsString::from(&both);
    (args, both)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_command_it_is_status() {
        let with = |args: &[&str]| {
            let args: Vec<OsString> = args.iter().map(OsString::from).collect();
            with_default_command(&args).0.join(std::ffi::OsStr::new(" ")).into_string().expect("it is ASCII")
        };
        assert_eq!(with(&[]), "status");
        assert_eq!(with(&["-C", "list", "--unit", "x"]), "-C list status --unit x");
        assert_eq!(with(&["--as-of=2024-01-01", "list"]), "--as-of=2024-01-01 list");
        assert_eq!(with(&["--help"]), "--help");
        assert_eq!(with(&["stauts"]), "stauts");
        assert_eq!(with(&["-C"]), "-C");
        assert_eq!(with(&["help"]), "--help");
        assert_eq!(with(&["--lang", "en", "help", "list"]), "--lang en list --help");
    }
}
