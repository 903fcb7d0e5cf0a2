//! What may come next on a command line: the scripts of `tiendo completions` ask for it whenever Tab is pressed.

use std::ffi::OsString;

use clap::{Arg, Args};

use super::args::Global;
use super::command::Spec;
use super::exit::Exit;
use super::session::{Asked, Version};
use super::{commands, help, line, manual};
use crate::model::plan::{Lang, Plan};
use crate::read::walk::Inspect;
use crate::rules::Code;
use crate::select::tags;
use crate::shell::{self, ColorChoice};
use crate::snapshot::Snapshot;
use crate::text::one_line;
use crate::words::topic::Topic;
use crate::words::{Words, words};

/// The first argument of a command line that asks what may come next; the shell follows, then the words typed so far,
/// the last of which is completed.
const ARGUMENT: &str = "--complete";

/// Answers a shell that asks; nothing where none does.
pub(super) fn answer(args: &[OsString], lang: Option<Lang>) -> Option<Exit> {
    let (first, rest) = args.split_first()?;
    let (shell, typed) = rest.split_first().filter(|_| first == ARGUMENT)?;
    // Fish and zsh show what a word means; bash and PowerShell take the word alone.
    let sign = match shell.to_str()? {
        "fish" => Some('\t'),
        "zsh" => Some(':'),
        _ => None,
    };
    let line = |(word, meaning): (String, String)| match sign {
        Some(sign) if !meaning.is_empty() => format!("{word}{sign}{meaning}\n"),
        _ => word + "\n",
    };
    let said: String = next_words(lang, typed).into_iter().map(line).collect();
    // A caller that stopped reading gets nothing more.
    let _ = shell::with_stdout(|out| Ok(out.write_all(said.as_bytes())?));
    Some(Exit::Done)
}

/// What was typed before the word that is completed.
struct TypedLine {
    command: Option<&'static Spec>,
    positionals: Vec<String>,
    /// The option whose value comes next.
    option: Option<Arg>,
}

fn arguments(of: Option<&'static Spec>) -> clap::Command {
    let own = of.or_else(|| commands::all().next());
    let command = Global::augment_args(clap::Command::new("tiendo"));
    own.map_or(command.clone(), |spec| (spec.args)(command))
}

impl TypedLine {
    fn of(before: &[String]) -> Self {
        let mut typed = Self { command: None, positionals: Vec::new(), option: None };
        for word in before {
            if typed.option.take().is_some() {
                continue;
            }
            let command = arguments(typed.command);
            let option = match word.strip_prefix("--") {
                Some(long) => command.get_arguments().find(|arg| arg.get_long() == Some(long)),
                None if word.len() == 2 && word.starts_with('-') => {
                    command.get_arguments().find(|arg| arg.get_short() == word.chars().nth(1))
                }
                None => None,
            };
            match option {
                Some(arg) => typed.option = Some(arg.clone()).filter(|arg| arg.get_action().takes_values()),
                None if word.starts_with('-') => {}
                None => typed.positionals.push(word.clone()),
            }
            // Some commands have two words.
            let name = typed.positionals.join(" ");
            if let Some(spec) = commands::all().find(|spec| typed.command.is_none() && spec.name == name) {
                typed.command = Some(spec);
                typed.positionals.clear();
            }
        }
        typed
    }
}

/// The words that may stand where the last of these stands, with what they mean.
fn next_words(lang: Option<Lang>, typed: &[OsString]) -> Vec<(String, String)> {
    let mut typed: Vec<String> = typed.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let last = typed.pop().unwrap_or_default();
    let line = TypedLine::of(&typed);
    let given: Vec<OsString> = typed.iter().map(OsString::from).collect();
    let (directories, plan) = (line::directories(&given), line::plan(&given));
    let (color, hint) = (ColorChoice::Never, String::new());
    let (as_of, version, end_of_day, command, manual) = (None, Version::Now, false, String::new(), manual::pages);
    let asked = Asked { directories, plan, as_of, version, end_of_day, lang, color, hint, command, manual };
    let snapshot = asked.workspace().ok().and_then(|found| Snapshot::inspect(Box::new(found), Inspect::No).ok());
    let plan = snapshot.as_ref().map(|(snapshot, _)| &*snapshot.plan);
    let lang = lang.or(plan.map(|plan| plan.header.language)).unwrap_or_default();
    let words = words(lang);
    let command = arguments(line.command);
    let (before, found) = if let Some(arg) = &line.option {
        (String::new(), values(arg, plan, &line))
    } else if let Some((long, _)) = last.strip_prefix("--").and_then(|option| option.split_once('=')) {
        let arg = command.get_arguments().find(|arg| arg.get_long() == Some(long));
        (format!("--{long}="), arg.map(|arg| values(arg, plan, &line)).unwrap_or_default())
    } else if last.starts_with('-') {
        let taken = |arg: &&Arg| line.command.is_none_or(|spec| spec.takes(arg.get_id().as_str()));
        let longs =
            command.get_arguments().filter(taken).filter_map(|arg| Some((arg.get_long()?, arg.get_id().as_str())));
        let said = |id: &str| help::text(words, line.command.or_else(|| commands::all().next()), id).to_owned();
        (String::new(), longs.map(|(long, id)| (format!("--{long}"), said(id))).collect())
    } else if line.command.is_none() {
        (String::new(), first_words(&line, words))
    } else {
        let place = command.get_positionals().nth(line.positionals.len());
        (String::new(), place.map(|arg| values(arg, plan, &line)).unwrap_or_default())
    };
    let all = found.into_iter().map(|(word, meaning)| (format!("{before}{word}"), one_line(&meaning)));
    all.filter(|(word, _)| word.starts_with(&last)).collect()
}

/// Commands, or the second words of those that have two; after `help` topics too.
fn first_words(line: &TypedLine, words: &dyn Words) -> Vec<(String, String)> {
    let bare = |word: &str| (word.to_owned(), String::new());
    let begun = match line.positionals.as_slice() {
        [] => String::new(),
        [help] if help == "help" => String::new(),
        begun => begun.join(" ") + " ",
    };
    let rest = commands::all().filter(|spec| commands::is_listed(spec)).filter_map(|spec| {
        let rest = spec.name.strip_prefix(&begun)?;
        Some(match rest.split_once(' ') {
            Some((first, _)) => bare(first),
            None => (rest.to_owned(), help::text(words, Some(spec), "about").to_owned()),
        })
    });
    let mut found: Vec<_> = rest.collect();
    found.dedup();
    match line.positionals.as_slice() {
        [] => found.push(bare("help")),
        [help] if help == "help" => found.extend(Topic::ALL.map(|topic| bare(topic.as_str()))),
        _ => {}
    }
    found
}

/// The values that an argument may have: its own words, or names of the plan.
fn values(arg: &Arg, plan: Option<&Plan>, line: &TypedLine) -> Vec<(String, String)> {
    let own: Vec<_> =
        arg.get_possible_values().iter().map(|value| (value.get_name().to_owned(), String::new())).collect();
    if !own.is_empty() {
        return own;
    }
    let kind = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
    if kind == "CODE" {
        return Code::ALL.iter().map(|code| (code.as_str().to_owned(), code.name().to_owned())).collect();
    }
    let Some(plan) = plan else { return Vec::new() };
    let units = || plan.units.iter().map(|unit| (unit.id.to_string(), unit.name.to_string()));
    let tasks = || plan.tasks.iter().map(|task| (task.id.to_string(), task.title.to_string()));
    let bare = |text: String| (text, String::new());
    match kind {
        "UNIT" => units().collect(),
        "TASK" => tasks().collect(),
        "TASK|UNIT" => tasks().chain(units()).collect(),
        "GROUP" => plan.groups.iter().map(|group| (group.id.to_string(), group.name.to_string())).collect(),
        "QUARTER" => plan.quarters.iter().map(|quarter| bare(quarter.to_string())).collect(),
        "CLAUSE" => plan.tasks.iter().filter_map(|task| task.clause.as_deref()).map(|it| bare(it.to_owned())).collect(),
        "TAG" => tags(plan).into_iter().map(|tag| bare(tag.to_owned())).collect(),
        "PERIOD" => {
            let task = line.positionals.iter().find_map(|typed| plan.task_by_id(typed));
            let all = task.map(|task| plan.occurrences[plan.task(task).occurrences.clone()].iter());
            let typed = all.into_iter().flatten().map(|occurrence| plan.typed(occurrence));
            typed.filter_map(|typed| Some(bare(typed.split_once(' ')?.1.to_owned()))).collect()
        }
        _ => Vec::new(),
    }
}
