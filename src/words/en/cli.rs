//! What is wrong with a command line.

use crate::words::phrase::CliError;

sentences! { pub(crate) fn error(&CliError) {
    UnknownArgument { argument } => "unknown argument “{argument}”";
    UnknownCommand { command } => "unknown command “{command}”";
    InvalidValue { argument, value, allowed: [] } => "{argument} does not accept “{value}”";
    InvalidValue { argument, value, allowed } =>
        "{argument} does not accept “{value}”; possible values: {}", allowed.join(", ");
    MissingValue { argument } => "{argument} needs a value";
    MissingArgument { arguments } => "missing: {}", arguments.join(", ");
    UsedTwice { argument } => "{argument} may be given only once";
    Conflict { argument, other } => "{argument} cannot be used with {other}";
    OnlyWith { argument, other } => "{argument} only goes with {other}";
    NoValueWanted { argument, value } => "{argument} takes no value, but “{value}” is given";
    TooMany { value } => "“{value}” is too many: the command takes fewer";
    NotUtf8 => "the command line is not UTF-8 text";
    Other => "the command line is not valid";
    Similar { what } => "Did you mean {what}?";
    Dashed { what } => "a value that begins with a dash is written {what}";
    TryHelp { command } => "For more, try: tiendo {command}--help";
} }
