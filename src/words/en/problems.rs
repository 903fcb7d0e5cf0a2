//! What is wrong with a file and what to do about it, in English.

use crate::diagnostic::{Expected, Found, Hidden, IdKind, NotAFile, Problem, Table};
use crate::words::date;
use crate::words::numbers;

#[allow(clippy::too_many_lines, reason = "one arm for each problem")]
pub fn problem(problem: &Problem) -> String {
    match problem {
        Problem::FileUnreadable { reason } => format!("cannot be read: {reason}"),
        Problem::FileNotRegular { what: NotAFile::Folder } => "a folder stands where a file should be".to_owned(),
        Problem::FileNotRegular { what: NotAFile::Special } => {
            "a pipe, socket or device stands where a file should be".to_owned()
        }
        Problem::FileNotRegular { what: NotAFile::BrokenLink } => "a link that leads nowhere".to_owned(),
        Problem::FileOutside => "the link leads out of the workspace, so it is not followed".to_owned(),
        Problem::FileTooLarge { bytes, limit } => {
            format!("the file is too large: {}, at most {}", size(*bytes), size(*limit))
        }
        Problem::NotUtf8 { utf16: true } => "the file is saved as UTF-16 (\"Unicode\"), not as UTF-8".to_owned(),
        Problem::NotUtf8 { utf16: false } => {
            "the file is not UTF-8 text: here is a byte that UTF-8 does not have".to_owned()
        }
        Problem::Syntax { message } => syntax(message),
        Problem::DuplicateKey => "the same key, table or word stands twice".to_owned(),
        Problem::NoPlan => "there is no plan.toml".to_owned(),
        Problem::TooMany { limit, kind } => format!("too many {}: at most {}", kinds(*kind), grouped(*limit as u64)),
        Problem::UnknownKey { key, table } => format!("unknown key \"{key}\" in {}", table_name(*table)),
        Problem::MissingKey { key, table: Table::PlanFile } => format!("plan.toml has no [{key}]"),
        Problem::MissingKey { key, table } => format!("missing key `{key}` in {}", table_name(*table)),
        Problem::WrongType { expected, found } => {
            format!("expected {}, found {}", expected_name(*expected), found_name(*found))
        }
        Problem::InvalidId { id, kind } => format!("\"{id}\" cannot be the id of {}", kind_name(*kind)),
        Problem::DuplicateId { id, kind } => format!("the id \"{id}\" already belongs to {}", kind_name(*kind)),
        Problem::UnknownId { id, kind } => format!("the plan has no {} \"{id}\"", bare_kind(*kind)),
        Problem::InvalidValue { value, allowed } if value.is_empty() => {
            format!("nothing is given; allowed: {}", quoted(allowed))
        }
        Problem::InvalidValue { value, allowed } => {
            format!("\"{value}\" is not allowed here; allowed: {}", quoted(allowed))
        }
        Problem::OutOfRange { least, most } => {
            format!("the number must lie between {least} and {}", grouped(u64::from(*most)))
        }
        Problem::UnknownTimezone { name } => format!("there is no time zone \"{name}\""),
        Problem::DateWithTime => "expected a date alone, found a date with a time, or a time".to_owned(),
        Problem::YearOutOfRange => "the year must lie between 0001 and 9999".to_owned(),
        Problem::UnreadableDeadline { text, recurs: true } => {
            format!("cannot read \"{text}\" as the deadline of a task with `every`")
        }
        Problem::UnreadableDeadline { text, recurs: false } => format!("cannot read \"{text}\" as a deadline"),
        Problem::NoDeadline => "the task has neither `due` nor `every`".to_owned(),
        Problem::InvalidPeriod { period, well_formed: true } => format!("there is no {period} in the calendar"),
        Problem::InvalidPeriod { period, well_formed: false } => {
            format!("\"{period}\" is not a day or period that can stand here")
        }
        Problem::Backwards => "the end lies before the beginning".to_owned(),
        Problem::DeadlineNeedsEvery { text } => {
            format!("\"{text}\" is counted in periods, but the task has no `every`")
        }
        Problem::DeadlineNotWithEvery { text } => format!("\"{text}\" cannot be the deadline of a task with `every`"),
        Problem::DeadlineNotForWeeks { text } => format!("\"{text}\" cannot be the deadline of a weekly task"),
        Problem::GroupCycle { through } => format!("the group contains itself: {}", path(through)),
        Problem::NoWorkingDay => "the calendar leaves no working day".to_owned(),
        Problem::TooManyPeriods { limit, of_task: false } => {
            format!("the tasks return too often: at most {} periods for all of them", grouped(*limit as u64))
        }
        Problem::TooManyPeriods { limit, .. } => {
            format!("the task returns too often: at most {} periods", grouped(*limit as u64))
        }
        Problem::DayBeyondCalendar => "the last day falls outside the years 0001 to 9999".to_owned(),
        Problem::TitleForNoPeriod { period } => format!("the task has no period \"{period}\" to give a title to"),
        Problem::TitlesWithoutEvery => "`titles` in a task without `every`".to_owned(),
        Problem::RecordUnknownTask { task } => format!("the plan has no task \"{task}\""),
        Problem::RecordNotLed { task, supports: true } => {
            format!("the unit only supports task \"{task}\": it owes nothing for it and keeps no record")
        }
        Problem::RecordNotLed { task, supports: false } => format!("the unit does not lead task \"{task}\""),
        Problem::RecordUnknownPeriod { task, period } => format!("task \"{task}\" has no period \"{period}\""),
        Problem::RecordWithoutPeriod { task, .. } => {
            format!("task \"{task}\" returns, and the record does not say for which period it is")
        }
        Problem::RecordWithPeriod { task, period } => {
            format!("the record is for the period {period}, but task \"{task}\" is owed only once")
        }
        Problem::ExtensionWithoutDeadline { task } => format!("task \"{task}\" has no last day to extend"),
        Problem::DoneBeforeStarted { done, started } => {
            format!("done on {}, before it was started on {}", date(*done), date(*started))
        }
        Problem::AcceptedBeforeDone { accepted, done: Some(done) } => {
            format!("accepted on {}, before it was done on {}", date(*accepted), date(*done))
        }
        Problem::AcceptedBeforeDone { accepted, done: None } => {
            format!("accepted on {}, but not recorded as done", date(*accepted))
        }
        Problem::DoneInFuture { done, as_of } => {
            format!("done on {}, after the as-of day {}: it does not count yet", date(*done), date(*as_of))
        }
        Problem::OverdueUnexplained { task, period, due, days_late } => {
            let period = period.as_ref().map_or_else(String::new, |period| format!(" (period {period})"));
            let days = if *days_late == 1 { "1 day".to_owned() } else { format!("{days_late} days") };
            let due = date(*due);
            format!("task \"{task}\"{period} is overdue by {days}, due on {due}, with neither `reason` nor `committed`")
        }
        Problem::CompletedWithoutEvidence { task } => format!("task \"{task}\" is done, but no evidence is named"),
        Problem::EmptyGroup { group } => format!("group \"{group}\" has no members"),
        Problem::IdleUnit { unit } => format!("unit \"{unit}\" leads no task"),
        Problem::MissingUnitFile { unit } => format!("units/{unit}.toml is missing: the unit has reported nothing"),
        Problem::StrayFile { stem, .. } => format!("units/{stem}.toml belongs to no unit: nothing in it is counted"),
        Problem::DueOutsidePlan { due, starts, ends } => {
            let (due, starts, ends) = (date(*due), date(*starts), date(*ends));
            format!("the last day, {due}, lies outside the plan ({starts} to {ends})")
        }
        Problem::BeforeUnsaid => "a deadline is \"before\" a day, and [plan] does not say how that is read".to_owned(),
        Problem::SameName { name } => format!("another unit is also called \"{name}\""),
        Problem::NotNfc { texts: 1 } => "a text is not in the Unicode form NFC".to_owned(),
        Problem::NotNfc { texts } => {
            format!("{} texts of this file are not in the Unicode form NFC; this is the first", grouped(*texts as u64))
        }
        Problem::HiddenCharacter { character, what } => {
            let what = match what {
                Hidden::Bidirectional => "turns the direction of writing",
                Hidden::ZeroWidth => "has no width",
                Hidden::Control => "is a control character",
            };
            format!("hidden character U+{:04X}: it {what}", u32::from(*character))
        }
        Problem::TaskWithoutLead => "no unit leads the task, so nobody owes it".to_owned(),
        Problem::EmptyText => "the text is empty".to_owned(),
    }
}

#[allow(clippy::too_many_lines, reason = "one arm for each problem")]
pub fn help(problem: &Problem) -> Option<String> {
    let text = match problem {
        Problem::FileUnreadable { .. }
        | Problem::DuplicateKey
        | Problem::TooMany { .. }
        | Problem::UnknownKey { .. }
        | Problem::MissingKey { .. }
        | Problem::UnknownId { .. }
        | Problem::InvalidValue { .. }
        | Problem::OutOfRange { .. }
        | Problem::YearOutOfRange
        | Problem::Backwards
        | Problem::DayBeyondCalendar
        | Problem::RecordUnknownTask { .. }
        | Problem::DoneBeforeStarted { .. }
        | Problem::AcceptedBeforeDone { done: Some(_), .. }
        | Problem::DoneInFuture { .. }
        | Problem::EmptyGroup { .. }
        | Problem::DueOutsidePlan { .. }
        | Problem::WrongType {
            expected:
                Expected::DateOrText | Expected::Number | Expected::Table | Expected::TextOrTexts | Expected::TextOrTable,
            ..
        } => return None,
        Problem::FileNotRegular { .. } => "put an ordinary text file in its place",
        Problem::FileOutside => "copy the file itself into the workspace",
        Problem::FileTooLarge { .. } => "keep documents elsewhere, and write only their number and date as evidence",
        Problem::NotUtf8 { .. } => "save the file as UTF-8 (in Notepad: Save As, Encoding: UTF-8)",
        Problem::Syntax { message } => return syntax_help(message).map(str::to_owned),
        Problem::NoPlan => "change to the folder of the plan, or name it: tiendo -C DIR",
        Problem::WrongType { expected: Expected::Date, .. } => "write a date without quotation marks: 2024-05-15",
        Problem::WrongType { expected: Expected::Text, .. } => "put the text between straight quotation marks: \"...\"",
        Problem::WrongType { expected: Expected::Bool, .. } => "write true or false, without quotation marks",
        Problem::WrongType { expected: Expected::Tables, .. } => "head each task with [[tasks]]",
        Problem::WrongType { expected: Expected::Texts, .. } => "write a list: [\"...\", \"...\"]",
        Problem::WrongType { expected: Expected::Days, .. } => {
            "write a list of days: [2024-04-30, \"2024-02-08..2024-02-14\"]"
        }
        Problem::InvalidId { .. } => {
            "use at most 64 letters without accents, digits, - and _, with a letter or digit first: bao-cao-nam"
        }
        Problem::DuplicateId { .. } => "give one of the two another id",
        Problem::UnknownTimezone { .. } => "for Viet Nam write \"Asia/Ho_Chi_Minh\", or leave `timezone` out",
        Problem::DateWithTime => "write the date alone: 2024-05-15",
        Problem::UnreadableDeadline { recurs: true, .. } => {
            "write it like \"end\", \"end + 5 days\", \"day 25\" or \"day 5 of next month\""
        }
        Problem::UnreadableDeadline { recurs: false, .. } => {
            "write it like 2024-06-30, \"2024-Q2\", \"before 2024-06-15\", \"event E + 10 days\" or \"ongoing\""
        }
        Problem::NoDeadline => "add `due`; for work without a last day: due = \"ongoing\" or due = \"unstated\"",
        Problem::InvalidPeriod { well_formed: true, .. } => "write one that exists, such as 2024-Q4 or 2024-02-29",
        Problem::InvalidPeriod { well_formed: false, .. } => {
            "write a day as 2024-04-30, several as \"2024-02-08..2024-02-14\""
        }
        Problem::DeadlineNeedsEvery { .. } => "add `every`, or write a date, a period or an event",
        Problem::DeadlineNotWithEvery { .. } => {
            "say when in each period: \"end\", \"end + 5 days\" or \"day 25\"; or leave `every` out"
        }
        Problem::DeadlineNotForWeeks { .. } => "in a week the days are \"day 1\" (Monday) to \"day 7\"",
        Problem::GroupCycle { .. } => "take out the member that closes the circle",
        Problem::NoWorkingDay => "list in `weekend` only the days of rest, and check the years in `days_off`",
        Problem::TooManyPeriods { .. } => "check the years of `starts` and `ends` in [plan]",
        Problem::TitleForNoPeriod { .. } => "write a period of the kind that `every` names, within the plan",
        Problem::TitlesWithoutEvery => "a task that is owed once has only `title`",
        Problem::RecordNotLed { .. } => "move the record to the file of the unit that leads the task, or mend `lead`",
        Problem::RecordUnknownPeriod { .. } => "write a period of the kind that `every` of the task names",
        Problem::RecordWithoutPeriod { task, period: Some(period) } => {
            return Some(format!("head the record with the period: [{task}.{period}]"));
        }
        Problem::RecordWithoutPeriod { task, period: None } => {
            return Some(format!("head the record with the period: [{task}.PERIOD]"));
        }
        Problem::RecordWithPeriod { task, .. } => return Some(format!("head the record with the id alone: [{task}]")),
        Problem::ExtensionWithoutDeadline { .. } => "delete `extended`, or give the task its deadline in the plan",
        Problem::AcceptedBeforeDone { done: None, .. } => "add `done`; until then nothing counts as completed",
        Problem::OverdueUnexplained { .. } => {
            "write `reason` or `committed` (the new date); if the work is finished, `done`"
        }
        Problem::CompletedWithoutEvidence { .. } => "add `evidence`: the number and date of the document",
        Problem::IdleUnit { .. } => "name it in `lead` of a task or in a group, or delete it from [units]",
        Problem::MissingUnitFile { .. } => "create the file; it may be empty at first",
        Problem::StrayFile { meant: Some(meant), .. } => {
            return Some(format!("did you mean units/{meant}.toml? Rename it, or move it out of units/"));
        }
        Problem::StrayFile { .. } => "rename it to the id of its unit, or move it out of units/",
        Problem::BeforeUnsaid => {
            "add to [plan]: before = \"exclusive\" (the day itself is too late) or \"inclusive\" (it is in time)"
        }
        Problem::SameName { .. } => "if they are one unit, keep one id; if not, tell the names apart",
        Problem::NotNfc { .. } => "save them as NFC (precomposed letters); nothing is judged differently until then",
        Problem::HiddenCharacter { .. } => "delete the text here and type it anew by hand",
        Problem::TaskWithoutLead => "name a unit, or a group that has members, in `lead`",
        Problem::EmptyText => "fill it in, or delete it",
    };
    Some(text.to_owned())
}

/// The message of the TOML reader, or one of our own.
fn syntax(message: &str) -> String {
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

fn syntax_help(message: &str) -> Option<&'static str> {
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

fn table_name(table: Table) -> &'static str {
    match table {
        Table::PlanFile => "plan.toml",
        Table::Plan => "[plan]",
        Table::Calendar => "[calendar]",
        Table::Event => "an event",
        Table::Unit => "a unit",
        Table::Group => "a group",
        Table::Task => "a task",
        Table::Record => "a record",
        Table::Extended => "`extended`",
        Table::Waived => "`waived`",
    }
}

fn expected_name(expected: Expected) -> &'static str {
    match expected {
        Expected::Text => "a text in quotation marks",
        Expected::Date => "a date",
        Expected::DateOrText => "a date or a text such as \"2024-Q1\"",
        Expected::Bool => "true or false",
        Expected::Number => "a whole number",
        Expected::Table => "a table",
        Expected::Tables => "a list of tables",
        Expected::Texts => "a list of texts",
        Expected::TextOrTexts => "a text or a list of texts",
        Expected::TextOrTable => "a text or a table",
        Expected::Days => "a list of days",
    }
}

fn found_name(found: Found) -> &'static str {
    match found {
        Found::Text => "a text",
        Found::Number => "a whole number",
        Found::Float => "a number with a fraction",
        Found::Bool => "true or false",
        Found::Date => "a date or a time",
        Found::List => "a list",
        Found::Table => "a table",
    }
}

fn kind_name(kind: IdKind) -> &'static str {
    match kind {
        IdKind::Unit => "a unit",
        IdKind::Group => "a group",
        IdKind::Body => "a unit or a group",
        IdKind::Task => "a task",
        IdKind::Event => "an event",
    }
}

fn bare_kind(kind: IdKind) -> &'static str {
    match kind {
        IdKind::Unit => "unit",
        IdKind::Group => "group",
        IdKind::Body => "unit or group",
        IdKind::Task => "task",
        IdKind::Event => "event",
    }
}

fn kinds(kind: IdKind) -> &'static str {
    match kind {
        IdKind::Unit => "units",
        IdKind::Group => "groups",
        IdKind::Body => "units and groups",
        IdKind::Task => "tasks",
        IdKind::Event => "events",
    }
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

/// The way through a circle of groups; of a long one, its two ends.
fn path(through: &[String]) -> String {
    match through {
        [first, second, .., last] if through.len() > 8 => {
            format!("{first} → {second} → … ({} groups) → {last}", grouped(through.len() as u64 - 1))
        }
        _ => through.join(" → "),
    }
}

fn size(bytes: u64) -> String {
    if bytes > 0 && bytes.is_multiple_of(1 << 20) {
        format!("{} MiB", grouped(bytes >> 20))
    } else {
        format!("{} bytes", grouped(bytes))
    }
}

/// A number with its thousands parted.
fn grouped(number: u64) -> String {
    numbers::grouped(number, ',')
}
