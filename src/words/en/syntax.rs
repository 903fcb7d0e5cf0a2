//! What is wrong with the syntax of TOML.

use super::typed::not_in_calendar;

/// The message of the TOML reader, or one of our own.
pub(crate) fn syntax(message: &str) -> String {
    if let Some(day) = message.strip_prefix("no such date: ") {
        return not_in_calendar(day);
    }
    let message = message.strip_suffix(", expected nothing").unwrap_or(message);
    match message {
        "merge conflict" => "a marker of an unresolved merge conflict".to_owned(),
        "no such date" => "there is no such date in the calendar".to_owned(),
        "colon for equals" => "between a key and its value stands `=`, not a colon".to_owned(),
        "office date" => "in files, dates are written year-month-day, without quotation marks".to_owned(),
        _ if message.starts_with("string values must be quoted") => {
            "this is not a value: strings must be in straight quotation marks".to_owned()
        }
        _ if message.starts_with("carriage return must be followed by newline") => {
            "a line ends in a carriage return alone".to_owned()
        }
        _ if message.starts_with("recursion limit") || message.starts_with("cannot recurse further") => {
            "lists or tables are nested too deeply".to_owned()
        }
        _ => message.to_owned(),
    }
}

pub(crate) fn syntax_help(message: &str) -> Option<&'static str> {
    let (what, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    Some(match what {
        "merge conflict" => "keep the correct version and delete the lines <<<<<<<, ======= and >>>>>>>",
        _ if what.starts_with("no such date") => "write year-month-day, with a day that the month has: 2024-02-29",
        "carriage return must be followed by newline" => "save the file with Windows (CRLF) or Unix (LF) line endings",
        "string values must be quoted" => {
            "use straight quotation marks (\"), not curly ones from Word; write dates as 2024-05-15, without any"
        }
        "invalid date" | "invalid date-time" | "invalid datetime" | "invalid time" | "invalid offset" => {
            "write a date as year-month-day: 2024-05-15"
        }
        "unexpected leading zero" => "write numbers without leading zeros, and dates as 2024-05-15",
        "missing escaped value" | "too few unicode value digits" | "invalid value" => {
            "write a backslash twice (\\\\), or put the string in single quotation marks ('...')"
        }
        "invalid basic string" | "invalid literal string" if expected.contains("visible") => {
            "delete the control character here"
        }
        "invalid basic string" => "close the string with \" on the same line",
        "invalid literal string" => "close the string with ' on the same line",
        "unexpected key or value" => "write one `key = value` per line; write a \" inside a string as \\\"",
        "colon for equals" => "write `key = value`",
        "key with no value" => "write `key = value`; comments begin with #",
        "unquoted keys cannot be empty" | "invalid unquoted key" => {
            "use only letters without diacritics, digits, - and _ in keys"
        }
        "invalid boolean" => "write true or false, in lower case",
        _ => return None,
    })
}
