//! What is wrong with a command line, in English.

use crate::words::phrase::CliError;

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
