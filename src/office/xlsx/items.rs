//! The sheet of all obligations.

use rust_xlsxwriter::{ConditionalFormatFormula, Worksheet, XlsxError};

use super::{MOST_ITEMS, Writer, page, words_of};
use crate::judge::{Flag, State};
use crate::page::terminal::items::state_word;
use crate::page::{Document, Value};
use crate::sheet::layout::{clean, height};
use crate::view::report::entry::Entry;
use crate::words::{Label, Phrase, owed};

/// How wide its columns are, in characters.
const WIDTHS: [u16; 17] = [24, 9, 40, 12, 11, 12, 12, 16, 16, 8, 8, 12, 12, 28, 26, 12, 26];
/// The columns of the last day, and of the state, as spreadsheets name them.
const STATE: &str = "H";
const LEFT: &str = "K";

impl Writer<'_> {
    /// Every obligation, or those that matter now.
    pub(super) fn items(&self, sheet: &mut Worksheet, document: &Document) -> Result<(), XlsxError> {
        for (at, width) in (0..).zip(WIDTHS) {
            sheet.set_column_width(at, width)?;
        }
        let mut row = self.head(sheet, document)?;
        let shown: Vec<_> = self.report.items.at_most(MOST_ITEMS).collect();
        let hidden = self.report.items.count - shown.len() as u64;
        if hidden > 0 {
            let said = self.words.phrase(&Phrase::OnlyWhatMatters { hidden });
            sheet.write_string_with_format(row - 1, 0, clean(&said), &self.formats.warning)?;
            row += 1;
        }
        let label = |label| self.words.label(label);
        let heads = [
            label(Label::Unit),
            label(Label::Clause),
            label(Label::Task),
            label(Label::Period),
            label(Label::Quarter),
            self.words.label(Label::NominalDay),
            label(Label::LastDay),
            label(Label::State),
            self.words.label(Label::Flags),
            self.words.label(Label::LateDays),
            self.words.label(Label::LeftDays),
            label(Label::Started),
            label(Label::Done),
            label(Label::Evidence),
            label(Label::Reason),
            label(Label::Committed),
            label(Label::Note),
        ];
        let head = row;
        for (at, text) in (0..).zip(heads) {
            sheet.write_string_with_format(head, at, text, &self.formats.head)?;
        }
        sheet.set_row_height(head, height(WIDTHS.into_iter().zip(heads)) + 6.0)?;
        for entry in shown {
            row += 1;
            self.item(sheet, row, entry)?;
        }
        let last_column = u16::try_from(WIDTHS.len() - 1).expect("there are few columns");
        sheet.autofilter(head, 0, row, last_column)?;
        sheet.set_freeze_panes(head + 1, 1)?;
        if row > head {
            self.item_colours(sheet, head + 1, row)?;
        }
        page(sheet, Some((head, head)), true)
    }

    fn item(&self, sheet: &mut Worksheet, row: u32, entry: &Entry) -> Result<(), XlsxError> {
        let (plan, words) = (self.plan, self.words);
        let occurrence = plan.occurrence(entry.occurrence);
        let task = plan.task(occurrence.task);
        let standing = &entry.standing;
        let flags: Vec<&str> =
            standing.flags.iter().filter(|flag| *flag != Flag::Late).map(|flag| words.flag(flag)).collect();
        let nominal = match occurrence.nominal {
            crate::model::deadline::LastDay::On(day) => Some(day),
            _ => None,
        };
        let number = |days: Option<i64>| days.map_or(Value::Nothing, Value::Days);
        let values = [
            Value::text(&plan.unit(entry.unit).name),
            Value::text(task.clause.as_deref().unwrap_or_default()),
            Value::text(owed(plan, entry.occurrence, words)),
            Value::text(occurrence.period.map(|period| words.period(period)).unwrap_or_default()),
            Value::text(occurrence.quarter.map(|quarter| words.quarter_name(quarter)).unwrap_or_default()),
            Value::day(nominal),
            Value::day(standing.due),
            Value::text(state_word(standing.state, standing.due.is_some(), standing.flags, words)),
            Value::text(flags.join("; ")),
            number(standing.days_late),
            number(standing.days_left),
            Value::day(entry.started),
            Value::day(entry.done),
            Value::text(entry.evidence.join("; ")),
            Value::text(entry.reason.as_deref().unwrap_or_default()),
            Value::day(entry.committed),
            Value::text(entry.note.as_deref().unwrap_or_default()),
        ];
        let texts: Vec<String> = values.iter().map(words_of).collect();
        sheet.set_row_height(row, height(WIDTHS.into_iter().zip(texts.iter().map(String::as_str))))?;
        for (at, value) in (0..).zip(&values) {
            self.plain_cell(sheet, row, at, value)?;
        }
        Ok(())
    }

    /// Colours follow the cells, also where people change them.
    fn item_colours(&self, sheet: &mut Worksheet, first: u32, last: u32) -> Result<(), XlsxError> {
        let number = first + 1;
        let quoted = |text: &str| text.replace('"', "\"\"");
        let is = |text: &str| format!("${STATE}{number}=\"{}\"", quoted(text));
        let overdue = is(self.words.state(State::Overdue));
        let completed = [self.words.completed(false), self.words.completed(true), self.words.state(State::Completed)];
        let completed = completed.map(is).join(",");
        let near = format!("${LEFT}{number}<>\"\",${LEFT}{number}<={}", self.plan.header.due_soon);
        let rules = [
            (format!("={overdue}"), &self.formats.overdue),
            (format!("=OR({completed})"), &self.formats.completed),
            (format!("=AND({near})"), &self.formats.near),
        ];
        for (rule, format) in rules {
            let colour = ConditionalFormatFormula::new().set_rule(rule.as_str()).set_format(format);
            sheet.add_conditional_format(first, 6, last, 10, &colour)?;
        }
        Ok(())
    }
}
