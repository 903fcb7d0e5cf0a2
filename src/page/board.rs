//! The board as a table: a row for each unit and quarter. In a terminal it has a view of its own.

use std::io;

use super::{CellValue, ColumnHead, Page, Role, RowKind, Tone};
use crate::judge::{Flag, State};
use crate::model::id::UnitIx;
use crate::model::plan::Plan;
use crate::text::sentence_case;
use crate::view::board::{Board, quarter_of};
use crate::view::totals::Totals;
use crate::words::{Label, Phrase, Words};

/// How many tasks are in each state, in words: offices count them beside what units owe.
pub(crate) fn tasks(board: &Board, words: &dyn Words) -> String {
    tasks_by_state(&board.tasks.totals(), board.tasks.late(), words)
}

/// The same of these counts, and of so many late ones among those completed.
pub(crate) fn tasks_by_state(totals: &Totals, late: u64, words: &dyn Words) -> String {
    let counted = State::ALL.into_iter().filter(|state| totals.of(*state) > 0).map(|state| {
        let count = words.number(totals.of(state).into());
        let late = if state == State::Completed && late > 0 {
            format!(" ({} {})", words.number(late), words.flag(Flag::Late))
        } else {
            String::new()
        };
        format!("{count} {}{late}", words.state(state))
    });
    let states = counted.collect::<Vec<_>>().join(", ");
    words.phrase(&Phrase::TasksByState { total: totals.sum(), states: &states })
}

/// A unit whose file could not be read keeps a row, without counts.
pub(crate) fn table(
    page: &mut dyn Page,
    plan: &Plan,
    board: &Board,
    unreadable: &[UnitIx],
    words: &dyn Words,
) -> io::Result<()> {
    let heads = [Label::Unit, Label::Quarter].map(|label| ColumnHead::new(Role::Words, words.label(label), 0));
    let states = State::ALL.map(|state| ColumnHead::new(Role::Number, sentence_case(words.state(state)), 0));
    page.table(heads.into_iter().chain(states))?;
    let row = |page: &mut dyn Page, unit: CellValue, quarter: CellValue, totals: &Totals| {
        let counts = State::ALL.map(|state| CellValue::Text(totals.of(state).to_string()));
        page.row(RowKind::Body, [unit, quarter].into_iter().chain(counts).collect())
    };
    let mut broken = unreadable.iter().copied().peekable();
    let not_read = |page: &mut dyn Page, unit: UnitIx| {
        let said = CellValue::Toned(Tone::Bad, words.label(Label::NotRead).to_owned());
        let nothing = State::ALL.map(|_| CellValue::Nothing);
        page.row(RowKind::Body, [CellValue::text(&plan.unit(unit).name), said].into_iter().chain(nothing).collect())
    };
    for (at, unit) in board.units.iter().enumerate() {
        while let Some(broken) = broken.next_if(|broken| broken < unit) {
            not_read(page, broken)?;
        }
        for (slot, totals) in board.row(at) {
            let quarter = quarter_of(plan, *slot)
                .map_or_else(|| words.label(Label::NoQuarter).to_owned(), |q| words.quarter_brief(q, true));
            row(page, CellValue::text(&plan.unit(*unit).name), CellValue::Text(quarter), totals)?;
        }
    }
    broken.try_for_each(|unit| not_read(page, unit))?;
    let total = CellValue::Toned(Tone::Heading, words.label(Label::Total).to_owned());
    row(page, total, CellValue::Nothing, &board.totals())?;
    page.end_table()
}
