//! The summary of a report, and a letter.

use super::English;
use super::numbers::{date, days, many, number};
use super::times::period;
use crate::judge::State;
use crate::view::report::tally::Tally;
use crate::words::language::Words;
use crate::words::phrase::{Laggard, Lagging, Letter, Phrase, Whole};

pub fn letter_opening(letter: &Letter<'_>) -> String {
    let overdue = format!("{} overdue", number(letter.overdue as u64));
    let within = many(letter.within as usize, "day", "days");
    let soon = format!("{} due soon (within {within})", number(letter.due_soon as u64));
    let what = match (letter.overdue, letter.due_soon) {
        (0, _) => soon,
        (_, 0) => overdue,
        _ => format!("{overdue} and {soon}"),
    };
    format!("As of {}, this is open at {}: {what}.", date(letter.as_of), letter.unit)
}

pub fn letter_closing(letter: &Letter<'_>) -> String {
    let to = letter.coordinator.map_or_else(String::new, |coordinator| format!(" to {coordinator}"));
    let late =
        if letter.overdue > 0 { "; for what is overdue and not done, say why and by when it will be" } else { "" };
    format!("Please see to it. Of what is done, please send the evidence{to}{late}.")
}

pub fn whole(whole: &Whole) -> String {
    let scope = whole.scope;
    let count = |number: u32| super::numbers::number(u64::from(number));
    let due = |tally: &Tally| {
        let mut text = format!(
            "{} fell due; {} {} completed ({}), {} in time and {} late",
            many(tally.total() as usize, "obligation", "obligations"),
            count(tally.completed()),
            if tally.completed() == 1 { "was" } else { "were" },
            tally.completed_rate().map(|rate| English.rate(rate)).unwrap_or_default(),
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
    let mut text = format!("{}{until}: ", English.phrase(&Phrase::PeriodDays(scope.period)));
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
        let points = format!("{} percentage points", English.tenths(u16::try_from(change.abs()).unwrap_or_default()));
        let how = match change {
            0 => "as in".to_owned(),
            1.. => format!("{points} more than in"),
            _ => format!("{points} less than in"),
        };
        text.push_str(&format!(" The rate of completion was {how} {}.", period(previous)));
    }
    let mut happened = vec![
        format!("{} completed", many(whole.completed, "was", "were")),
        format!("{} overdue", many(whole.newly_overdue, "became", "became")),
    ];
    if whole.extended > 0 {
        happened.push(format!("{} extended", many(whole.extended, "was", "were")));
    }
    if whole.waived > 0 {
        happened.push(format!("{} waived", many(whole.waived, "was", "were")));
    }
    let when = if scope.as_of > scope.period.last() {
        format!("From its beginning to {}", date(scope.as_of))
    } else {
        "In the period".to_owned()
    };
    text.push_str(&format!(" {when} {}.", happened.join(", ")));
    if whole.awaiting > 0 {
        text.push_str(&format!(" {} acceptance.", many(whole.awaiting, "claim awaits", "claims await")));
    }
    let (now, then) = (whole.totals.of(State::Overdue), whole.before.of(State::Overdue));
    let since = match scope.compared() {
        day if day == scope.eve() => "when the period began".to_owned(),
        day => format!("on {}", date(day)),
    };
    let change = match (i64::from(now) - i64::from(then), whole.previous) {
        (_, None) => String::new(),
        (0, _) => format!(", as many as {since}"),
        (more @ 1.., _) => format!(", {} more than {since}", number(more.unsigned_abs())),
        (less, _) => format!(", {} less than {since}", number(less.unsigned_abs())),
    };
    text.push_str(&format!(
        " As of {}, {} of the whole plan {} overdue{change}; {} {} pending, {} completed.",
        date(scope.as_of),
        many(now as usize, "obligation", "obligations"),
        if now == 1 { "is" } else { "are" },
        count(whole.totals.of(State::Pending)),
        if whole.totals.of(State::Pending) == 1 { "is" } else { "are" },
        count(whole.totals.of(State::Completed)),
    ));
    text
}

pub fn lagging(lagging: &Lagging<'_>) -> String {
    let coming = format!(
        "{} due by {}.",
        match lagging.upcoming {
            0 => "Nothing falls".to_owned(),
            some => many(some, "obligation falls", "obligations fall"),
        },
        date(lagging.horizon)
    );
    if lagging.behind == 0 {
        return format!("No unit has anything overdue. {coming}");
    }
    let one = |unit: &Laggard<'_>| {
        format!("{} ({}, the longest {})", unit.name, number(unit.overdue as u64), days(unit.days))
    };
    let named: Vec<String> = lagging.worst.iter().map(one).collect();
    let listed = match named.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        all => all.join(""),
    };
    let mut text = format!(
        "{} of {} {} something overdue{}: {listed}.",
        number(lagging.behind as u64),
        many(lagging.units, "unit", "units"),
        if lagging.behind == 1 { "has" } else { "have" },
        if lagging.behind > lagging.worst.len() { "; the furthest behind" } else { "" },
    );
    let mut notes = Vec::new();
    if lagging.promised > 0 {
        notes.push(format!("{} promised for a new day", many(lagging.promised, "is", "are")));
    }
    if lagging.unexplained > 0 {
        notes.push(format!("{} no reason given", many(lagging.unexplained, "has", "have")));
    }
    if !notes.is_empty() {
        text.push_str(&format!(" Of the {} overdue, {}.", number(lagging.overdue as u64), notes.join(", ")));
    }
    format!("{text} {coming}")
}
