//! CSV for spreadsheets: it opens in Excel with its diacritics, and no cell runs as a formula. Scripts have JSON.

use std::io::{self, Write};

use chrono::NaiveDate;

use crate::judge::State;
use crate::model::plan::Plan;
use crate::source::BOM;
use crate::text::hidden;
use crate::view::board::{Board, quarter_of};
use crate::view::item::Item;

/// The columns of a list of items.
pub const ITEM_COLUMNS: [&str; 20] = [
    "unit",
    "unit_name",
    "task",
    "period",
    "quarter",
    "title",
    "clause",
    "wording",
    "nominal",
    "due",
    "state",
    "flags",
    "days_late",
    "days_left",
    "started",
    "done",
    "evidence",
    "note",
    "reason",
    "committed",
];

/// A CSV writer that guards every cell.
pub struct Sheet<W: Write> {
    csv: ::csv::Writer<W>,
    notice: Option<String>,
}

impl<W: Write> Sheet<W> {
    /// A sheet that goes on with rows.
    pub fn new(out: W, plan: &Plan) -> Self {
        let csv = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
        Self { csv, notice: plan.header.notice.as_deref().map(guard) }
    }

    /// A sheet with its byte order mark and headings. The plan's notice, if there is one, is its last column.
    pub fn with_headings(mut out: W, plan: &Plan, columns: &[&str]) -> io::Result<Self> {
        out.write_all(BOM.as_bytes())?;
        let mut sheet = Self::new(out, plan);
        let notice = sheet.notice.is_some().then_some("notice");
        sheet.csv.write_record(columns.iter().copied().chain(notice))?;
        Ok(sheet)
    }

    /// Writes a row. Texts among its cells must have been guarded.
    pub fn row(&mut self, cells: &[String]) -> io::Result<()> {
        let cells = cells.iter().map(String::as_str).chain(self.notice.as_deref());
        self.csv.write_record(cells).map_err(io::Error::from)
    }

    /// Writes an item.
    pub fn item(&mut self, plan: &Plan, item: &Item<'_>) -> io::Result<()> {
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let number = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
        let text = |text: Option<&str>| text.map(guard).unwrap_or_default();
        let flags: Vec<&str> = item.flags.iter().map(crate::judge::Flag::as_str).collect();
        let evidence = item.evidence.as_ref().map(|texts| texts.join("; "));
        self.row(&[
            item.unit_id.to_owned(),
            guard(&plan.unit(item.unit).name),
            item.task_id.to_owned(),
            item.period.map(|period| period.to_string()).unwrap_or_default(),
            item.quarter.map(|quarter| quarter.to_string()).unwrap_or_default(),
            guard(item.title),
            text(item.clause),
            text(item.wording),
            day(item.nominal),
            day(item.due),
            item.state.as_str().to_owned(),
            flags.join(" "),
            number(item.days_late),
            number(item.days_left),
            day(item.started),
            day(item.done),
            text(evidence.as_deref()),
            text(item.note.as_deref()),
            text(item.reason.as_deref()),
            day(item.committed),
        ])
    }

    /// Writes a board: a row for each unit and quarter that has an item.
    pub fn board(&mut self, plan: &Plan, board: &Board) -> io::Result<()> {
        for (at, unit) in board.units.iter().enumerate() {
            let unit = plan.unit(*unit);
            for (slot, totals) in board.row(at) {
                let quarter = quarter_of(plan, *slot).map(|quarter| quarter.to_string()).unwrap_or_default();
                let mut row = vec![unit.id.to_string(), guard(&unit.name), quarter];
                row.extend(State::ALL.map(|state| totals.of(state).to_string()));
                self.row(&row)?;
            }
        }
        Ok(())
    }

    /// Hands everything over.
    pub fn finish(mut self) -> io::Result<()> {
        self.csv.flush()
    }
}

/// The columns of a board.
pub const BOARD_COLUMNS: [&str; 8] =
    ["unit", "unit_name", "quarter", "overdue", "pending", "completed", "ongoing", "waived"];

/// A text that no spreadsheet runs: what begins like a formula gets an apostrophe, which spreadsheets take as "text".
/// Characters that are not seen give way to a blank.
pub fn guard(text: &str) -> String {
    let clean: String = text.chars().map(|c| if hidden(c).is_some() && c != '\n' { ' ' } else { c }).collect();
    // Full-width signs are formulas too in some regions of Excel; blanks before a sign do not stop it.
    let first = clean.trim_start().chars().next();
    let runs = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    if runs || text.starts_with(['\t', '\r']) { format!("'{clean}") } else { clean }
}

#[cfg(test)]
mod tests {
    use super::guard;

    #[test]
    fn what_begins_like_a_formula_is_text() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "＝1"] {
            assert!(guard(text).starts_with('\''), "{text:?}");
        }
        for text in ["Công văn 12-CV/TU", "a=b", "15/3/2024", ""] {
            assert_eq!(guard(text), text);
        }
        assert_eq!(guard("a\u{1b}[31mb\u{202e}"), "a [31mb ");
    }
}
