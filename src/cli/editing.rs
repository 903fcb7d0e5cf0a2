//! The arguments of the commands that write.

use std::path::PathBuf;

use clap::parser::ValuesRef;
use clap::{Arg, ArgAction, ArgMatches, value_parser};

use super::build::{option, positional, switch};
use super::{Command, read_date, read_period};
use crate::action::{Action, Request};
use crate::model::period::Period;
use crate::words::phrase::{Cli, CliEditing};
use crate::words::{Phrase, Words};

/// An action on a record, as it was asked for.
#[derive(Clone, Debug)]
pub struct Act {
    /// The task.
    pub task: String,
    /// The period, where one is named.
    pub period: Option<Period>,
    /// `--unit`.
    pub unit: Option<String>,
    /// What is to be done.
    pub request: Request,
    /// `--dry-run`.
    pub dry_run: bool,
}

/// The arguments of an action.
pub fn act_args(action: Action, words: &'static dyn Words) -> Vec<Arg> {
    let text = |name, help, value| option(name, words, help, value);
    let mut args = vec![
        positional("task", words, Cli::Editing(CliEditing::ActTask), "TASK").required(true),
        positional("period", words, Cli::Editing(CliEditing::ActPeriod), "PERIOD").display_order(1),
    ];
    if action == Action::Promise {
        args.push(positional("day", words, Cli::Editing(CliEditing::PromiseDay), "DATE").display_order(2));
    }
    args.push(text("unit", Cli::Editing(CliEditing::ActUnit), "UNIT").short('u'));
    match action {
        Action::Start | Action::Done | Action::Accept => args.push(text("on", Cli::Editing(CliEditing::On), "DATE")),
        Action::Extend => {
            args.push(text("to", Cli::Editing(CliEditing::To), "DATE").required(true));
            args.push(text("by", Cli::Editing(CliEditing::ByDocument), "DOC").required(true));
            args.push(text("on", Cli::Editing(CliEditing::GrantedOn), "DATE"));
        }
        Action::Waive => {
            args.push(text("by", Cli::Editing(CliEditing::ByDocument), "DOC").required(true));
            args.push(text("on", Cli::Editing(CliEditing::GrantedOn), "DATE"));
        }
        Action::Promise => args.push(text("to", Cli::Editing(CliEditing::PromiseTo), "DATE")),
        Action::Return => {}
        Action::Reopen => args.push(switch("clear", words, Cli::Editing(CliEditing::Clear))),
    }
    if matches!(action, Action::Done | Action::Accept) {
        args.push(
            text("evidence", Cli::Editing(CliEditing::EvidenceOption), "TEXT").short('e').action(ArgAction::Append),
        );
    }
    if matches!(action, Action::Done | Action::Return | Action::Promise) {
        args.push(text("reason", Cli::Editing(CliEditing::ReasonOption), "TEXT").required(action == Action::Return));
    }
    args.push(text("note", Cli::Editing(CliEditing::NoteOption), "TEXT"));
    args.push(switch("dry-run", words, Cli::Editing(CliEditing::DryRun)));
    args
}

/// An action from what was given for its arguments.
pub fn act(action: Action, matches: &ArgMatches, words: &dyn Words) -> Result<Command, String> {
    let text = |key: &str| matches.try_get_one::<String>(key).ok().flatten().cloned();
    let all = |key: &str| -> Vec<String> {
        let values = matches.try_get_many::<String>(key).ok().flatten();
        values.into_iter().flat_map(ValuesRef::cloned).collect()
    };
    let day = |text: Option<String>| text.map(|text| read_date(&text, words)).transpose();
    let mut request = Request::new(action);
    let (mut period, mut to) = (text("period"), text("to"));
    match (text("day"), &to) {
        (Some(day), None) => to = Some(day),
        (Some(day), Some(_)) => return Err(words.phrase(&Phrase::BadPeriod { text: &day })),
        // With one word after the task that is the day.
        (None, None) if action == Action::Promise => to = period.take(),
        (None, _) => {}
    }
    if action == Action::Promise && to.is_none() {
        return Err(words.phrase(&Phrase::DayNeeded));
    }
    request.to = day(to)?;
    request.on = day(text("on"))?;
    request.by = text("by");
    request.evidence = all("evidence");
    request.note = text("note");
    request.reason = text("reason");
    request.clear = action == Action::Reopen && matches.get_flag("clear");
    let given = [("--by", &request.by), ("--note", &request.note), ("--reason", &request.reason)];
    let texts = given.into_iter().filter_map(|(option, text)| text.as_ref().map(|text| (option, text)));
    for (option, text) in texts.chain(request.evidence.iter().map(|text| ("--evidence", text))) {
        if text.trim().is_empty() {
            return Err(words.phrase(&Phrase::EmptyText { option }));
        }
    }
    Ok(Command::Act(Act {
        task: text("task").unwrap_or_default(),
        period: period.map(|text| read_period(&text, words)).transpose()?,
        unit: text("unit"),
        request,
        dry_run: matches.get_flag("dry-run"),
    }))
}

/// The arguments of `sync`.
pub fn sync_args(words: &'static dyn Words) -> Vec<Arg> {
    vec![
        option("unit", words, Cli::Unit, "UNIT").short('u').action(ArgAction::Append),
        switch("dry-run", words, Cli::Editing(CliEditing::DryRun)),
    ]
}

/// The arguments of `init`.
pub fn init_args(words: &'static dyn Words) -> Vec<Arg> {
    vec![positional("folder", words, Cli::Editing(CliEditing::InitFolder), "DIR").value_parser(value_parser!(PathBuf))]
}

/// The arguments of `mark`.
pub fn mark_args(words: &'static dyn Words) -> Vec<Arg> {
    vec![option("unit", words, Cli::Editing(CliEditing::MarkUnit), "UNIT").short('u')]
}

/// The arguments of `sheet`.
pub fn sheet_args(words: &'static dyn Words) -> Vec<Arg> {
    let output = option("output", words, Cli::Editing(CliEditing::SheetOutput), "FILE")
        .short('o')
        .value_parser(value_parser!(PathBuf));
    vec![
        option("unit", words, Cli::Unit, "UNIT").short('u').action(ArgAction::Append),
        output.required(true),
        switch("force", words, Cli::Editing(CliEditing::Force)),
    ]
}

/// The arguments of `import`.
pub fn import_args(words: &'static dyn Words) -> Vec<Arg> {
    let file =
        positional("file", words, Cli::Editing(CliEditing::ImportFile), "FILE").value_parser(value_parser!(PathBuf));
    vec![file.required(true), switch("dry-run", words, Cli::Editing(CliEditing::DryRun))]
}
