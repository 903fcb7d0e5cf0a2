//! What is wrong with the syntax of TOML.

/// The message of the TOML reader, or one of our own.
pub(crate) fn syntax(message: &str) -> String {
    let message = message.strip_suffix(", expected nothing").unwrap_or(message);
    match message {
        "merge conflict" => "a mark of an unresolved merge conflict".to_owned(),
        "no such date" => "there is no such date in the calendar".to_owned(),
        "office date" => "in files a date is written year-month-day, without quotation marks".to_owned(),
        _ if message.starts_with("string values must be quoted") => {
            "this is no value: a text must stand in straight quotation marks".to_owned()
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
        "merge conflict" => "keep the version that is right and delete the lines <<<<<<<, ======= and >>>>>>>",
        "no such date" => "write year-month-day, and a day that the month has: 2024-02-29",
        "carriage return must be followed by newline" => "save the file with line ends of Windows (CRLF) or Unix (LF)",
        "string values must be quoted" => {
            "use straight quotation marks (\"), not curved ones as in Word; a date is written 2024-05-15, without any"
        }
        "invalid date" | "invalid date-time" | "invalid datetime" | "invalid time" | "invalid offset" => {
            "write a date as year-month-day: 2024-05-15"
        }
        "unexpected leading zero" => "a number begins without 0; a date is written 2024-05-15",
        "missing escaped value" | "too few unicode value digits" | "invalid value" => {
            "write a backslash twice (\\\\), or put the text between single quotation marks ('...')"
        }
        "invalid basic string" | "invalid literal string" if expected.contains("visible") => {
            "delete the control character here"
        }
        "invalid basic string" => "close the text with \" on the same line",
        "invalid literal string" => "close the text with ' on the same line",
        "unexpected key or value" => "write one `key = value` on a line; a \" inside a text is written \\\"",
        "key with no value" => "write `key = value`; a line that is a remark begins with #",
        "unquoted keys cannot be empty" | "invalid unquoted key" => {
            "a key has only letters without accents, digits, - and _"
        }
        "invalid boolean" => "write true or false, in small letters",
        _ => return None,
    })
}
