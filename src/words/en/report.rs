//! What reports say, in English.

use super::English;
use crate::assess::State;
use crate::model::period::PeriodKind;
use crate::text::sentence_case;
use crate::view::report::tally::Tally;
use crate::words::report::example;
use crate::words::report::{Laggard, Lagging, Letter, ReportPhrase, ReportWord, TemplateProblem, Whole};
use crate::words::{Words, date};

pub fn word(word: ReportWord) -> &'static str {
    match word {
        ReportWord::Number => "No.",
        ReportWord::UnitName => "Unit",
        ReportWord::Total => "Total",
        ReportWord::Due => "Due in the period",
        ReportWord::InTime => "Completed in time",
        ReportWord::Late => "Completed late",
        ReportWord::Pending => "Not completed, in time",
        ReportWord::Overdue => "Not completed, overdue",
        ReportWord::CompletedRate => "Completed, rate",
        ReportWord::InTimeRate => "Completed in time, rate",
        ReportWord::OverdueRate => "Overdue, rate",
        ReportWord::Remarks => "Remarks",
        ReportWord::OtherUnits => "Other units",
        ReportWord::Subtotal => "Subtotal",
        ReportWord::Figure => "Figure",
        ReportWord::Change => "Change",
        ReportWord::Summary | ReportWord::SheetSummary => "Summary",
        ReportWord::Figures => "Key figures",
        ReportWord::Form => "Results by unit",
        ReportWord::Completed => "Newly completed",
        ReportWord::NewlyOverdue => "Newly overdue",
        ReportWord::Extended => "Extended",
        ReportWord::Waived => "Waived",
        ReportWord::Awaiting => "Claimed, awaiting acceptance",
        ReportWord::Carried => "Carried forward: overdue from earlier periods",
        ReportWord::Ongoing => "Ongoing duties, without a last day",
        ReportWord::WholePlan => "The whole plan",
        ReportWord::Timed => "With a time limit, in the whole plan",
        ReportWord::AllObligations => "All obligations",
        ReportWord::Nothing => "None.",
        ReportWord::Result => "Result",
        ReportWord::OldLastDay => "Old last day",
        ReportWord::NewLastDay => "New last day",
        ReportWord::Document => "By document",
        ReportWord::DocumentDay => "Of",
        ReportWord::Claimed => "Claimed on",
        ReportWord::Units => "Units",
        ReportWord::Begun => "Begun",
        ReportWord::LastBegun => "Last activity",
        ReportWord::NotBegun => "not begun",
        ReportWord::NoFile => "nothing reported",
        ReportWord::NotRead => "could not be read",
        ReportWord::SheetForm => "By unit",
        ReportWord::SheetItems => "Obligations",
        ReportWord::SheetWeeks => "By week",
        ReportWord::Nominal => "Last day by the plan",
        ReportWord::Flags => "Flags",
        ReportWord::LateDays => "Days late",
        ReportWord::LeftDays => "Days left",
        ReportWord::Reports => "Reports",
        ReportWord::Days => "Days",
        ReportWord::Files => "Files",
        ReportWord::Rate => "Rate",
        ReportWord::LetterOverdue => "Overdue",
        ReportWord::LetterDueSoon => "Due soon",
        ReportWord::Expected => "Evidence expected",
        ReportWord::StatedDeadline => "Deadline in the plan",
        ReportWord::LastDayToday => "today",
        ReportWord::Answered => "On record",
        ReportWord::AnyEvidence => "a document that shows the result",
        ReportWord::DueDone => "due and completed",
        ReportWord::DueOpen => "due and not completed",
        ReportWord::RateMeant => "rate: how much of what is due is completed",
    }
}

pub fn phrase(en: English, said: &ReportPhrase<'_>) -> String {
    match said {
        ReportPhrase::Title { number } => format!("Report on plan {number}"),
        ReportPhrase::PeriodDays(period) => {
            let name = sentence_case(&en.period(*period));
            format!("{name} ({} to {})", date(period.first()), date(period.last()))
        }
        ReportPhrase::Interim { day } => format!("The period goes on: figures are as of {}.", date(*day)),
        ReportPhrase::Missing { units } => format!(
            "FIGURES ARE MISSING of {} whose {} could not be read; they are in no count: {}.",
            obligations(en, units.len(), "unit", "units"),
            if units.len() == 1 { "file" } else { "files" },
            units.join("; ")
        ),
        ReportPhrase::Happened { from, to } => format!("What happened ({} to {})", date(*from), date(*to)),
        ReportPhrase::Upcoming { from, to } => format!("Due soon ({} to {})", date(*from), date(*to)),
        ReportPhrase::Carried { count } => format!("overdue from before: {}", en.number(u64::from(*count))),
        ReportPhrase::AwaitingCount { count } => format!("awaiting acceptance: {}", en.number(u64::from(*count))),
        ReportPhrase::WaivedCount { count } => format!("waived: {}", en.number(u64::from(*count))),
        ReportPhrase::MoreRows { hidden } => format!("… and {} more", en.number(*hidden)),
        ReportPhrase::OnlyWhatMatters { hidden } => format!(
            "Too many to show: {} more are left out, not due yet or done before. All of them: tiendo list.",
            en.number(*hidden)
        ),
        ReportPhrase::FormNote => {
            "The total counts everything that a unit owes with a time limit in the whole plan, waived work apart; the rates are parts of what has its last day in the period (column 8)."
                .to_owned()
        }
        ReportPhrase::InTimeResult => "in time".to_owned(),
        ReportPhrase::LateResult { days } => format!("{} late", days_of(en, *days)),
        ReportPhrase::AllOrOne { text } => format!("--all means every period, so there is no place for \"{text}\""),
        ReportPhrase::BadPeriod { text, kind } => {
            format!("\"{text}\" is no {}: write {}, or last, or a day in it", kind_name(*kind), example(*kind))
        }
        ReportPhrase::OneToStdout => "--out - takes one period in one format: choose one of --format".to_owned(),
        ReportPhrase::NotBegun { period } => {
            format!("{} begins on {}: there is nothing to report yet", en.period(*period), date(period.first()))
        }
        ReportPhrase::BadClosing { day, from, to } => {
            format!("the closing day {} must lie between {} and {}", date(*day), date(*from), date(*to))
        }
        ReportPhrase::Refused { units } => format!(
            "no report was written, since the files of {} could not be read; mend what is named above, or add --keep-going for a report that says whose figures are missing",
            obligations(en, *units, "unit", "units")
        ),
        ReportPhrase::ClosedOn { period, day } => format!("{period} (closed on {})", date(*day)),
        ReportPhrase::NoCalendar => {
            "no calendar was written, since nobody sees what a calendar lacks; mend what is named above and try again"
                .to_owned()
        }
        ReportPhrase::NoLetter { units } => format!("the file cannot be read, so there is no letter for: {units}"),
        ReportPhrase::Unchanged { file } => format!("{file} is as it was"),
        ReportPhrase::NotOurs { file } => {
            format!("{file} is there and was not made by tiendo; nothing was written. To replace it, add --force")
        }
        ReportPhrase::EditedByPeople { file } => {
            format!("{file} is there and differs, perhaps edited by hand; nothing was written. To replace it, add --force")
        }
        ReportPhrase::OldInterim { file } => {
            format!("{file} was made before the period was over, or without the figures of every unit; it may have been edited by hand and stays. To make it anew, add --force")
        }
        ReportPhrase::AllThere => "Every period that is over has its report.".to_owned(),
        ReportPhrase::ReportsOf { kind } => format!("Reports by {}", kind_name(*kind)),
        ReportPhrase::LetterTitle { number } => format!("Reminder on plan {number}"),
        ReportPhrase::LetterTo { unit } => format!("To: {unit}"),
        ReportPhrase::LetterOpening(letter) => letter_opening(en, letter),
        ReportPhrase::LetterClosing(letter) => letter_closing(letter),
        ReportPhrase::ExpectedBy { product, to } => format!("{product}, to {to}"),
        ReportPhrase::PromisedFor { day } => format!("promised for {}", date(*day)),
        ReportPhrase::NothingToRemind => "No unit has anything overdue or due soon.".to_owned(),
        ReportPhrase::DocxNeedsFolder => "--format docx needs --out DIR".to_owned(),
        ReportPhrase::TooManyEvents { limit } => {
            let limit = en.number(*limit as u64);
            format!("no calendar program opens more than {limit} events; choose units with --unit")
        }
        ReportPhrase::Template { file, problem } => format!("the template {file}: {}", template(problem)),
        ReportPhrase::TemplateWithoutDocx => "--template goes with --format docx only".to_owned(),
        ReportPhrase::Whole(whole) => self::whole(en, whole),
        ReportPhrase::Lagging(lagging) => self::lagging(en, lagging),
    }
}

fn obligations(en: English, number: usize, one: &str, many: &str) -> String {
    format!("{} {}", en.number(number as u64), if number == 1 { one } else { many })
}

fn days_of(en: English, days: i64) -> String {
    obligations(en, usize::try_from(days).unwrap_or_default(), "day", "days")
}

fn letter_opening(en: English, letter: &Letter<'_>) -> String {
    let overdue = format!("{} overdue", en.number(letter.overdue as u64));
    let within = obligations(en, letter.within as usize, "day", "days");
    let soon = format!("{} due soon (within {within})", en.number(letter.due_soon as u64));
    let what = match (letter.overdue, letter.due_soon) {
        (0, _) => soon,
        (_, 0) => overdue,
        _ => format!("{overdue} and {soon}"),
    };
    format!("As of {}, this is open at {}: {what}.", date(letter.as_of), letter.unit)
}

fn letter_closing(letter: &Letter<'_>) -> String {
    let to = letter.coordinator.map_or_else(String::new, |coordinator| format!(" to {coordinator}"));
    let late =
        if letter.overdue > 0 { "; for what is overdue and not done, say why and by when it will be" } else { "" };
    format!("Please see to it. Of what is done, please send the evidence{to}{late}.")
}

fn template(problem: &TemplateProblem) -> String {
    match problem {
        TemplateProblem::NotADocument => "it is no .docx file".to_owned(),
        TemplateProblem::TooLarge => "it is too large for a template".to_owned(),
        TemplateProblem::Damaged { part } => format!("its part {part} is damaged"),
        TemplateProblem::Unknown { place, known } => {
            let known = known.iter().map(|name| format!("{{{{{name}}}}}")).collect::<Vec<_>>().join(", ");
            format!("there is no place called \"{place}\"; there are {known}")
        }
        TemplateProblem::NotAlone { place } => {
            format!(
                "\"{place}\" stands for paragraphs and tables: it must be a paragraph of its own, without other text, pictures or page breaks"
            )
        }
        TemplateProblem::NoWarnings => {
            "it has no place for what the plan wants noticed; add {{warnings}}, or {{body}}".to_owned()
        }
        TemplateProblem::Nowhere => "it has no place to fill; write {{body}} where the content is to stand".to_owned(),
    }
}

fn kind_name(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Day => "day",
        PeriodKind::Week => "week",
        PeriodKind::Month => "month",
        PeriodKind::Quarter => "quarter",
        PeriodKind::Half => "half-year",
        PeriodKind::Year => "year",
    }
}

fn whole(en: English, whole: &Whole) -> String {
    let scope = whole.scope;
    let count = |number: u32| en.number(u64::from(number));
    let due = |tally: &Tally| {
        let mut text = format!(
            "{} fell due; {} {} completed ({}), {} in time and {} late",
            obligations(en, tally.total() as usize, "obligation", "obligations"),
            count(tally.completed()),
            if tally.completed() == 1 { "was" } else { "were" },
            tally.completed_rate().map(|rate| en.rate(rate)).unwrap_or_default(),
            count(tally.in_time),
            count(tally.late),
        );
        if tally.pending > 0 {
            let day = date(scope.as_of);
            text.push_str(&format!(", {} not completed and not overdue by {day}", count(tally.pending)));
        }
        if tally.overdue > 0 {
            text.push_str(&format!(", {} overdue", count(tally.overdue)));
        }
        text
    };
    let until = if scope.is_interim() { format!(", as of {}", date(scope.as_of)) } else { String::new() };
    let mut text = format!("{}{until}: ", en.phrase(&ReportPhrase::PeriodDays(scope.period).into()));
    if whole.due.total() == 0 {
        text.push_str("nothing fell due");
    } else {
        text.push_str(&due(&whole.due));
    }
    text.push('.');
    if let (Some(now), Some(then), Some(previous)) = (
        whole.due.completed_rate(),
        whole.due_previous.completed_rate(),
        whole.previous.filter(|_| !scope.is_interim()),
    ) {
        let change = i32::from(now.tenths()) - i32::from(then.tenths());
        let points = format!("{} percentage points", en.tenths(u16::try_from(change.abs()).unwrap_or_default()));
        let how = match change {
            0 => "as in".to_owned(),
            1.. => format!("{points} more than in"),
            _ => format!("{points} less than in"),
        };
        text.push_str(&format!(" The rate of completion was {how} {}.", en.period(previous)));
    }
    let mut happened = vec![
        format!("{} completed", obligations(en, whole.completed, "was", "were")),
        format!("{} overdue", obligations(en, whole.newly_overdue, "became", "became")),
    ];
    if whole.extended > 0 {
        happened.push(format!("{} extended", obligations(en, whole.extended, "was", "were")));
    }
    if whole.waived > 0 {
        happened.push(format!("{} waived", obligations(en, whole.waived, "was", "were")));
    }
    let when = if scope.as_of > scope.period.last() {
        format!("From its beginning to {}", date(scope.as_of))
    } else {
        "In the period".to_owned()
    };
    text.push_str(&format!(" {when} {}.", happened.join(", ")));
    if whole.awaiting > 0 {
        text.push_str(&format!(" {} acceptance.", obligations(en, whole.awaiting, "claim awaits", "claims await")));
    }
    let (now, then) = (whole.totals.of(State::Overdue), whole.before.of(State::Overdue));
    let since = match scope.compared() {
        day if day == scope.eve() => "when the period began".to_owned(),
        day => format!("on {}", date(day)),
    };
    let change = match (i64::from(now) - i64::from(then), whole.previous) {
        (_, None) => String::new(),
        (0, _) => format!(", as many as {since}"),
        (more @ 1.., _) => format!(", {} more than {since}", en.number(more.unsigned_abs())),
        (less, _) => format!(", {} less than {since}", en.number(less.unsigned_abs())),
    };
    text.push_str(&format!(
        " As of {}, {} of the whole plan {} overdue{change}; {} {} pending, {} completed.",
        date(scope.as_of),
        obligations(en, now as usize, "obligation", "obligations"),
        if now == 1 { "is" } else { "are" },
        count(whole.totals.of(State::Pending)),
        if whole.totals.of(State::Pending) == 1 { "is" } else { "are" },
        count(whole.totals.of(State::Completed)),
    ));
    text
}

fn lagging(en: English, lagging: &Lagging<'_>) -> String {
    let coming = format!(
        "{} due by {}.",
        match lagging.upcoming {
            0 => "Nothing falls".to_owned(),
            some => obligations(en, some, "obligation falls", "obligations fall"),
        },
        date(lagging.horizon)
    );
    if lagging.behind == 0 {
        return format!("No unit has anything overdue. {coming}");
    }
    let one = |unit: &Laggard<'_>| {
        format!("{} ({}, the longest {})", unit.name, en.number(unit.overdue as u64), days_of(en, unit.days))
    };
    let named: Vec<String> = lagging.worst.iter().map(one).collect();
    let listed = match named.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        all => all.join(""),
    };
    let mut text = format!(
        "{} of {} {} something overdue{}: {listed}.",
        en.number(lagging.behind as u64),
        obligations(en, lagging.units, "unit", "units"),
        if lagging.behind == 1 { "has" } else { "have" },
        if lagging.behind > lagging.worst.len() { "; the furthest behind" } else { "" },
    );
    let mut notes = Vec::new();
    if lagging.promised > 0 {
        notes.push(format!("{} promised for a new day", obligations(en, lagging.promised, "is", "are")));
    }
    if lagging.unexplained > 0 {
        notes.push(format!("{} no reason given", obligations(en, lagging.unexplained, "has", "have")));
    }
    if !notes.is_empty() {
        text.push_str(&format!(" Of the {} overdue, {}.", en.number(lagging.overdue as u64), notes.join(", ")));
    }
    format!("{text} {coming}")
}
