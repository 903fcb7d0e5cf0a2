//! Obligations in a terminal: the worst few under the board, and the groups of `list`.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::Screen;
use super::table::{Align, Cell, Head, Layout, render};
use crate::judge::{Flag, Flags, Standing, State};
use crate::model::period::PeriodKind;
use crate::model::plan::Plan;
use crate::page::Tone;
use crate::text::one_line;
use crate::view::board::{Named, Worst};
use crate::words::{Label, Phrase, Words, date};

/// How wide the column of states is: its longest word fits, and what is added wraps; on a wide screen less of it.
fn state_width(screen: Screen) -> usize {
    if screen.width >= 120 { 44 } else { 26 }
}

/// Writes the worst few of what is overdue, or of what is due soon. `hint` holds the options that were given, for the
/// command that shows them all.
pub fn worst(
    out: &mut dyn Write,
    plan: &Plan,
    worst: &Worst,
    state: State,
    hint: &str,
    words: &dyn Words,
    screen: Screen,
) -> io::Result<()> {
    let (heading, tone, distance) = if state == State::Overdue {
        (Phrase::OverdueHeading { count: worst.count }, Tone::Bad, Label::DaysLate)
    } else {
        let days = plan.header.due_soon;
        (Phrase::DueSoonHeading { count: worst.count, days }, Tone::Near, Label::DaysLeft)
    };
    writeln!(out, "\n{}", screen.paint(tone, &words.phrase(&heading)))?;
    let heads = [
        Head::new(words.label(distance), Align::Number),
        Head::new(words.label(Label::LastDay), Align::Short),
        Head::new(words.label(Label::Unit), Align::Words),
        Head::new(words.label(Label::Task), Align::Words),
    ];
    let row = |named: &Named| {
        let days = named.standing.days_late.or(named.standing.days_left).unwrap_or_default();
        vec![
            Cell::toned(tone, words.phrase(&Phrase::Days(days))),
            Cell::plain(named.standing.due.map(date).unwrap_or_default()),
            Cell::plain(one_line(plan.unit(named.unit).short_name())),
            Cell::plain(task(plan, named, true, words)),
        ]
    };
    let rows: Vec<Vec<Cell>> = worst.named.iter().map(row).collect();
    render(out, &heads, &rows, Layout::default(), screen)?;
    let hidden = worst.count - worst.named.len() as u64;
    if hidden > 0 {
        let wanted = if state == State::Overdue { "overdue" } else { "due-soon" };
        let command = format!("tiendo list{hint} --state {wanted}");
        writeln!(out, "{}", words.phrase(&Phrase::More { hidden, command: &command }))?;
    }
    Ok(())
}

/// What a table of obligations leaves out, because the heading above it says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Without {
    Nothing,
    Unit,
    Task,
}

/// Writes obligations as a table.
pub fn table(
    out: &mut dyn Write,
    plan: &Plan,
    items: &[Named],
    without: Without,
    layout: Layout,
    words: &dyn Words,
    screen: Screen,
) -> io::Result<()> {
    let mut heads = vec![
        Head::fixed(words.label(Label::State), Align::Words, state_width(screen)),
        Head::fixed(words.label(Label::LastDay), Align::Short, "15/03/2024".len()),
    ];
    if without != Without::Unit {
        heads.push(Head::new(words.label(Label::Unit), Align::Words));
    }
    heads.push(if without == Without::Task {
        Head::new(words.label(Label::Period), Align::Short)
    } else {
        Head::new(words.label(Label::Task), Align::Words)
    });
    let row = |named: &Named| {
        let occurrence = plan.occurrence(named.occurrence);
        // Under a quarter's own heading the quarter goes without saying.
        let said = layout.quarter_said && occurrence.period.is_some_and(|period| period.kind() == PeriodKind::Quarter);
        let (text, tone) = state(&named.standing, words);
        let mut row = vec![Cell::toned(tone, text), Cell::plain(named.standing.due.map(date).unwrap_or_default())];
        if without != Without::Unit {
            row.push(Cell::plain(one_line(plan.unit(named.unit).short_name())));
        }
        row.push(Cell::plain(if without == Without::Task {
            occurrence.period.map_or_else(|| words.label(Label::Once).to_owned(), |period| words.period(period))
        } else {
            format!("{} [{}]", task(plan, named, !said, words), plan.task(occurrence.task).id)
        }));
        row
    };
    let rows: Vec<Vec<Cell>> = items.iter().map(row).collect();
    render(out, &heads, &rows, layout, screen)
}

/// The title of what is owed, with its period where that is to be said.
fn task(plan: &Plan, named: &Named, with_period: bool, words: &dyn Words) -> String {
    let occurrence = plan.occurrence(named.occurrence);
    let title = one_line(plan.task(occurrence.task).title_for(occurrence.period));
    match occurrence.period.filter(|_| with_period) {
        Some(period) => format!("{title} ({})", words.period(period)),
        None => title,
    }
}

/// A state in full. What had no last day was neither in time nor late.
pub fn state_word(state: State, dated: bool, flags: Flags, words: &dyn Words) -> &'static str {
    if state == State::Completed && dated { words.completed(flags.has(Flag::Late)) } else { words.state(state) }
}

/// A state with its days and flags, and why it stands out.
pub fn state(standing: &Standing, words: &dyn Words) -> (String, Tone) {
    let mut text = state_word(standing.state, standing.due.is_some(), standing.flags, words).to_owned();
    let near = standing.flags.has(Flag::DueSoon);
    if let Some(days) = standing.days_late.filter(|days| *days > 0) {
        let _ = write!(text, " {}", words.phrase(&Phrase::Days(days)));
    }
    if let Some(days) = standing.days_left.filter(|_| near) {
        let _ = write!(text, ", {}", words.phrase(&Phrase::DaysLeft(days)));
    }
    for flag in standing.flags.iter().filter(|flag| *flag != Flag::Late) {
        let _ = write!(text, ", {}", words.flag(flag));
    }
    let tone = match standing.state {
        State::Overdue => Tone::Bad,
        State::Completed => Tone::Good,
        State::Pending if near => Tone::Near,
        State::Pending => Tone::Plain,
        State::Ongoing | State::Waived => Tone::Faint,
    };
    (text, tone)
}
