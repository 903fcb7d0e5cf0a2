//! English.

mod cli;
mod cli_editing;
mod cli_reporting;
mod cli_review;
mod editing;
mod page;
mod problems;
mod report;
mod review;
mod why;

use chrono::{Datelike, NaiveDate};

use super::editing::Asking;
use super::numbers::grouped;
use super::page::PageWord;
use super::phrase::{Cli, Label, Phrase};
use super::report::ReportWord;
use super::{Words, date};
use crate::assess::{Flag, State};
use crate::diagnostic::{Problem, Related};
use crate::model::deadline::{BeforeReading, Deadline, Offset, Recurrence};
use crate::model::period::{Period, PeriodKind, Quarter};
use crate::model::plan::{Lang, Plan, Timing};
use crate::rules::Severity;

/// English.
#[derive(Clone, Copy, Debug)]
pub struct English;

impl Words for English {
    fn lang(&self) -> Lang {
        Lang::En
    }

    fn label(&self, label: Label) -> &'static str {
        match label {
            Label::Unit => "Unit",
            Label::Task => "Task",
            Label::Period => "Period",
            Label::Quarter => "Quarter",
            Label::NoQuarter => "no quarter",
            Label::State => "State",
            Label::All => "All",
            Label::Total => "Total",
            Label::DaysLate => "Late",
            Label::DaysLeft => "Left",
            Label::LastDay => "Last day",
            Label::Title => "Title",
            Label::Clause => "Clause",
            Label::Wording => "Wording",
            Label::Rule => "Rule",
            Label::Lead => "Lead",
            Label::Support => "Support",
            Label::Product => "Product",
            Label::ReportsTo => "Reports to",
            Label::Note => "Note",
            Label::Started => "Started",
            Label::Done => "Done",
            Label::Accepted => "Accepted",
            Label::Evidence => "Evidence",
            Label::Reason => "Reason",
            Label::Committed => "Promised for",
            Label::Waived => "Waived by",
            Label::Extended => "Extended",
            Label::Groups => "Groups",
            Label::ShortName => "Short name",
            Label::Unconfirmed => "not named by the plan document itself",
            Label::Record => "Record",
            Label::Why => "Why",
            Label::Help => "help",
            Label::DidYouMean => "did you mean",
            Label::NothingFound => "Nothing matches.",
            Label::Obligations => "Obligations",
            Label::Coordinator => "follows the whole plan up",
            Label::RecordedOn => "Recorded on",
            Label::Recorded => "Recorded",
            Label::Commit => "Commit",
            Label::Once => "once",
        }
    }

    fn phrase(&self, phrase: &Phrase<'_>) -> String {
        match phrase {
            Phrase::PlanTitle { number, title } => format!("Plan {number}: {title}"),
            Phrase::AsOf { day, issuer: Some(issuer) } => format!("{issuer} · as of {}", date(*day)),
            Phrase::AsOf { day, issuer: None } => format!("As of {}", date(*day)),
            Phrase::Legend(states) => {
                let parts = states.iter().map(|state| format!("{} {}", self.state_brief(*state), self.state(*state)));
                parts.collect::<Vec<_>>().join(" · ")
            }
            Phrase::OverdueHeading { count } => format!("Overdue: {count}"),
            Phrase::DueSoonHeading { count, days } => format!("Due soon (within {days} days): {count}"),
            Phrase::More { hidden, command } => format!("… and {hidden} more: {command}"),
            Phrase::UnreadableUnit { name, file } => {
                format!("{name}: {file} cannot be read, so nothing is said of this unit")
            }
            Phrase::UnreadableUnits { count } => {
                format!("Not readable, left out of every count: {}", plural(*count, "unit"))
            }
            Phrase::Checked { errors: 0, warnings: 0 } => "No problems found.".to_owned(),
            Phrase::Checked { errors, warnings } => {
                format!("{}, {}", plural(*errors, "error"), plural(*warnings, "warning"))
            }
            Phrase::MissingFiles { count } => {
                format!("… and {} without a file; tiendo check names them all", plural(*count, "more unit"))
            }
            Phrase::MoreProblems { hidden } => format!("… and {} more in this file", plural(*hidden, "problem")),
            Phrase::NoUnit { name } => format!("no unit is called \"{name}\""),
            Phrase::NoGroup { name } => format!("no group is called \"{name}\""),
            Phrase::NoTask { name } => format!("no task is called \"{name}\""),
            Phrase::NoCode { code } => format!("no rule has the code \"{code}\""),
            Phrase::NoQuarter { text } => format!("\"{text}\" is no quarter: write 2024-Q1, or none"),
            Phrase::NoSubject { name } => format!("neither a task nor a unit is called \"{name}\""),
            Phrase::NoClause { clause } => format!("no task of the plan stands under clause \"{clause}\""),
            Phrase::NoSuchPeriodOfTask { task } => format!("{task} is not owed for this period"),
            Phrase::OnlyWithTask { name } => format!("\"{name}\" is a unit; a period and --unit go with a task only"),
            Phrase::PlanFirst => {
                "The plan has errors, so the units' records were not held against it; check again once it is mended."
                    .to_owned()
            }
            Phrase::Ambiguous { name } => format!("\"{name}\" fits more than one:"),
            Phrase::BadDate { text } => format!("\"{text}\" is no date: write 2024-05-15 or 15/5/2024"),
            Phrase::BadPeriod { text } => {
                format!("\"{text}\" is no period: write 2024, 2024-H1, 2024-Q1, 2024-04, 2024-W15 or 2024-04-26")
            }
            Phrase::PeriodNotOwed { unit, task } => format!("{unit} does not owe {task} for this period"),
            Phrase::NotLed { unit, task } => format!("{unit} does not lead {task}, so it owes nothing for it"),
            Phrase::Failed { reason } => format!("error: {reason}"),
            Phrase::Candidate { id, name } => format!("  {id}  {name}"),
            Phrase::Days(days) => plural(usize::try_from(*days).unwrap_or_default(), "day"),
            Phrase::DaysLeft(days) => format!("{} left", self.phrase(&Phrase::Days(*days))),
            Phrase::RecordAt { file, line } => format!("{file}, line {line}"),
            Phrase::NoRecord { file } => format!("{file} has no record of it"),
            Phrase::NoFile { file } => format!("there is no {file}: nothing has been reported"),
            Phrase::Why(why) => why::why(why),
            Phrase::Edit(said) => editing::editing(said),
            Phrase::Report(said) => report::phrase(*self, said),
            Phrase::Review(said) => review::phrase(said),
            Phrase::CliError(error) => cli::error(error),
        }
    }

    fn report_word(&self, word: ReportWord) -> &'static str {
        report::word(word)
    }

    fn page_word(&self, word: PageWord) -> &'static str {
        page::word(word)
    }

    fn number(&self, number: u64) -> String {
        grouped(number, ',')
    }

    fn tenths(&self, tenths: u16) -> String {
        format!("{}.{}", tenths / 10, tenths % 10)
    }

    fn asking(&self, asking: Asking) -> &'static str {
        editing::asking(asking)
    }

    fn completed(&self, late: bool) -> &'static str {
        if late { "completed late" } else { "completed in time" }
    }

    fn state(&self, state: State) -> &'static str {
        match state {
            State::Overdue => "overdue",
            State::Pending => "pending",
            State::Completed => "completed",
            State::Ongoing => "ongoing",
            State::Waived => "waived",
        }
    }

    fn state_brief(&self, state: State) -> &'static str {
        match state {
            State::Overdue => "OD",
            State::Pending => "PE",
            State::Completed => "CO",
            State::Ongoing => "ON",
            State::Waived => "WA",
        }
    }

    fn flag(&self, flag: Flag) -> &'static str {
        match flag {
            Flag::AwaitingAcceptance => "awaiting acceptance",
            Flag::DateOpen => "event not dated yet",
            Flag::DueSoon => "due soon",
            Flag::Extended => "extended",
            Flag::InProgress => "in progress",
            Flag::Late => "late",
            Flag::Moved => "moved off a day off",
            Flag::NotStartedPeriod => "period not begun",
        }
    }

    fn period(&self, period: Period) -> String {
        let (number, year) = (period.number(), period.year());
        match period.kind() {
            PeriodKind::Day => date(period.first()),
            PeriodKind::Week => format!("week {number}/{year}"),
            PeriodKind::Month => format!("{} {year}", month(period.first())),
            PeriodKind::Quarter => format!("Q{number}/{year}"),
            PeriodKind::Half if number == 1 => format!("first half of {year}"),
            PeriodKind::Half => format!("second half of {year}"),
            PeriodKind::Year => format!("{year}"),
        }
    }

    fn quarter_brief(&self, quarter: Quarter, with_year: bool) -> String {
        if with_year { format!("Q{}/{}", quarter.number(), quarter.year()) } else { format!("Q{}", quarter.number()) }
    }

    fn timing(&self, plan: &Plan, timing: &Timing) -> String {
        match timing {
            Timing::Once(deadline) => self.deadline(plan, *deadline),
            Timing::Every { kinds, rule } => {
                let names: Vec<&str> = kinds.iter().map(|kind| kind_word(*kind)).collect();
                format!("every {}: {}", names.join(" and every "), recurrence(*rule, kinds, plan.header.before))
            }
        }
    }

    fn problem(&self, problem: &Problem) -> String {
        problems::problem(problem)
    }

    fn help(&self, problem: &Problem) -> Option<String> {
        problems::help(problem)
    }

    fn related(&self, related: Related) -> &'static str {
        match related {
            Related::First => "first here",
            Related::Started => "started here",
            Related::Done => "done here",
        }
    }

    fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }

    fn cli(&self, text: Cli) -> &'static str {
        cli::text(text)
    }
}

impl English {
    fn deadline(self, plan: &Plan, deadline: Deadline) -> String {
        let before = before_word(plan.header.before);
        let name = |event| plan.event(event).name.as_ref();
        match deadline {
            Deadline::Within(period) if period.kind() == PeriodKind::Day => format!("by {}", date(period.last())),
            Deadline::Within(period) => format!("within {}", self.period(period)),
            Deadline::Through(first, last) => {
                format!("from {} to the end of {}", self.period(first), self.period(last))
            }
            Deadline::Before(period) if period.kind() == PeriodKind::Day => {
                format!("before {} ({before})", date(period.first()))
            }
            Deadline::Before(period) => format!("before {} begins", self.period(period)),
            Deadline::Event(event, offset) => match offset_words(offset) {
                None => format!("on the day of \"{}\"", name(event)),
                Some(distance) if offset.days < 0 => format!("{distance} before \"{}\"", name(event)),
                Some(distance) => format!("{distance} after \"{}\"", name(event)),
            },
            Deadline::BeforeEvent(event) => format!("before \"{}\" ({before})", name(event)),
            Deadline::Ongoing => "standing work, without a last day".to_owned(),
            Deadline::Unstated => "the plan names no time".to_owned(),
        }
    }
}

/// A day by its number in periods of these kinds.
fn day_of(day: u32, kinds: &[PeriodKind]) -> String {
    let month = match kinds {
        [PeriodKind::Month] => "the month",
        _ => "the period's last month",
    };
    match (kinds.contains(&PeriodKind::Week), kinds.len()) {
        (false, _) => format!("day {day} of {month}"),
        (true, 1) => format!("day {day} of the week"),
        (true, _) => format!("day {day} of {month} (of the week, for weeks)"),
    }
}

fn recurrence(rule: Recurrence, kinds: &[PeriodKind], before: BeforeReading) -> String {
    match rule {
        Recurrence::End(offset) => match offset_words(offset) {
            None => "by the period's last day".to_owned(),
            Some(distance) => format!("within {distance} after the period's end"),
        },
        Recurrence::Day(day) => format!("by {}", day_of(day, kinds)),
        Recurrence::BeforeDay(day) => format!("before {} ({})", day_of(day, kinds), before_word(before)),
        Recurrence::DayOfNextMonth(day) => format!("by day {day} of the month after the period"),
    }
}

fn offset_words(offset: Offset) -> Option<String> {
    let count = usize::try_from(offset.days.unsigned_abs()).unwrap_or(usize::MAX);
    let kind = if offset.working { "working day" } else { "day" };
    (count > 0).then(|| plural(count, kind))
}

fn before_word(before: BeforeReading) -> &'static str {
    match before {
        BeforeReading::Exclusive => "that day not included",
        BeforeReading::Inclusive => "that day included",
    }
}

fn kind_word(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Day => "day",
        PeriodKind::Week => "week",
        PeriodKind::Month => "month",
        PeriodKind::Quarter => "quarter",
        PeriodKind::Half => "half-year",
        PeriodKind::Year => "year",
    }
}

fn month(day: NaiveDate) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[day.month0() as usize]
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
