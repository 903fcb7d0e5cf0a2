//! What clap finds wrong, said in the reader's language.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::command::Spec;
use super::exit::Misuse;
use super::help::placeholders;
use crate::text::one_line;
use crate::words::phrase::CliError;
use crate::words::{Phrase, Words};

/// What an error of clap comes to: a message without an end of line.
pub(super) fn message(error: &Error, of: Option<&Spec>, meant: Option<&str>, words: &dyn Words) -> String {
    if let Some(misuse) = error.source().and_then(|source| source.downcast_ref::<Misuse>()) {
        return one_line(&misuse.say(words));
    }
    let mut message = describe(error, words);
    for kind in [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue] {
        // Clap has the best one last.
        for what in texts(error, kind).into_iter().rev() {
            message.push('\n');
            message.push_str(&words.phrase(&Phrase::CliError(CliError::Similar { what: &what })));
        }
    }
    if let Some(what) = meant {
        message.push('\n');
        message.push_str(&words.phrase(&Phrase::CliError(CliError::Dashed { what: &one_line(what) })));
    }
    let command = of.map(|spec| format!("{} ", spec.name)).unwrap_or_default();
    message + "\n\n" + &words.phrase(&Phrase::CliError(CliError::TryHelp { command: &command }))
}

fn describe(error: &Error, words: &dyn Words) -> String {
    let first = |kind| texts(error, kind).into_iter().next().unwrap_or_default();
    let (unknown, value) = (first(ContextKind::InvalidArg), first(ContextKind::InvalidValue));
    let (command, allowed) = (first(ContextKind::InvalidSubcommand), texts(error, ContextKind::ValidValue));
    let required = texts(error, ContextKind::InvalidArg).iter().map(|arg| placeholders(arg, words)).collect::<Vec<_>>();
    let (argument, other) = (placeholders(&unknown, words), placeholders(&first(ContextKind::PriorArg), words));
    let (argument, value) = (argument.as_str(), value.as_str());
    let said = match error.kind() {
        ErrorKind::UnknownArgument => CliError::UnknownArgument { argument: &unknown },
        ErrorKind::InvalidSubcommand => CliError::UnknownCommand { command: &command },
        ErrorKind::InvalidValue if value.is_empty() => CliError::MissingValue { argument },
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            CliError::InvalidValue { argument, value, allowed: &allowed }
        }
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            CliError::MissingValue { argument }
        }
        // An argument without a name takes some, only not so many.
        ErrorKind::TooManyValues if !unknown.starts_with('-') => CliError::TooMany { value },
        ErrorKind::TooManyValues => CliError::NoValueWanted { argument, value },
        ErrorKind::MissingRequiredArgument => CliError::MissingArgument { arguments: &required },
        ErrorKind::ArgumentConflict if other.is_empty() || other == argument => CliError::UsedTwice { argument },
        ErrorKind::ArgumentConflict => CliError::Conflict { argument, other: &other },
        ErrorKind::InvalidUtf8 => CliError::NotUtf8,
        _ => CliError::Other,
    };
    words.phrase(&Phrase::CliError(said))
}

/// What the error says of a kind, fit for a terminal.
fn texts(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![one_line(text)],
        Some(ContextValue::Strings(all)) => all.iter().map(|text| one_line(text)).collect(),
        _ => Vec::new(),
    }
}
