//! The official table of a report in words.

use super::{COUNTS, Composer, RATES};
use crate::page::{Block, Column, RowKind, Table, Value};
use crate::text::width;
use crate::view::report::form::{self, sections};
use crate::view::report::tally::Tally;
use crate::words::{Label, Phrase};

/// How its columns are numbered, and how they hang together.
const NUMBERING: [&str; 12] =
    ["(1)", "(2)", "(3)=(4)+…+(7)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)", "(12)"];
/// Group headings are numbered as offices do.
const ROMAN: [(usize, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

impl Composer<'_> {
    /// The table, and what it counts.
    pub(super) fn form_blocks(&self) -> Vec<Block> {
        vec![Block::Table(self.form()), Block::Remark(self.say(&Phrase::FormNote))]
    }

    /// The official table.
    fn form(&self) -> Table {
        let mut columns =
            vec![Column::short(self.word(Label::Number), 6), Column::words(self.word(Label::UnitName), 28)];
        let numbers = |word| {
            let head = self.word(word);
            // Under the total stands what it is the sum of.
            let least = if word == Label::TotalCount { 10 } else { 0 };
            let share = share(&head).max(least);
            Column::numbers(head, share)
        };
        columns.extend(COUNTS.map(|(word, _)| numbers(word)));
        columns.push(numbers(Label::DueInPeriod));
        columns.extend(RATES.map(|(word, _)| numbers(word)));
        columns.push(Column::words(self.word(Label::Remarks), 13));
        let mut table = Table::new(columns);
        table.numbering = NUMBERING.map(str::to_owned).to_vec();
        let sections = sections(self.plan, &self.report.rows);
        let parted = sections.iter().any(|section| section.group.is_some());
        let mut number = 0;
        for (at, section) in sections.iter().enumerate() {
            let name = section
                .group
                .map_or_else(|| self.word(Label::OtherUnits), |group| self.plan.groups[group.index()].name.to_string());
            let roman = roman(at + 1);
            if parted {
                let mut cells = vec![Value::Text(roman), Value::text(name)];
                cells.resize(table.columns.len(), Value::Nothing);
                table.push(RowKind::Group, cells);
            }
            for row in &section.rows {
                number += 1;
                table.push(RowKind::Body, self.form_row(number, row));
            }
            if parted {
                let label = self.word(Label::Subtotal);
                table.push(RowKind::Subtotal, sum_cells(label, &section.tally, &section.due));
            }
        }
        let label = self.label(Label::Total);
        table.push(RowKind::Total, sum_cells(label, &self.report.tally, &self.report.due));
        table
    }

    fn form_row(&self, number: u64, row: &form::Row) -> Vec<Value> {
        let mut cells = vec![Value::Count(number), Value::text(&self.plan.unit(row.unit).name)];
        if row.unreadable {
            cells.extend(std::iter::repeat_n(Value::Dash, COUNTS.len() + 1 + RATES.len()));
            cells.push(Value::Text(self.word(Label::NotRead)));
            return cells;
        }
        cells.extend(tally_cells(&row.tally, &row.due));
        let counted = [
            (row.carried, Phrase::CarriedCount { count: row.carried }),
            (row.awaiting, Phrase::AwaitingCount { count: row.awaiting }),
            (row.waived, Phrase::WaivedCount { count: row.waived }),
        ];
        let counted = counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| self.say(&said));
        let missing = (!row.reported).then(|| self.word(Label::NothingReported));
        cells.push(Value::text(counted.chain(missing).collect::<Vec<_>>().join("; ")));
        cells
    }
}

fn tally_cells(tally: &Tally, due: &Tally) -> Vec<Value> {
    let counts = COUNTS.map(|(_, count)| count(tally)).into_iter().chain([due.total()]);
    let counts = counts.map(|count| Value::Count(count.into()));
    counts.chain(RATES.map(|(_, rate)| Value::rate(rate(due)))).collect()
}

fn sum_cells(label: String, tally: &Tally, due: &Tally) -> Vec<Value> {
    let mut cells = vec![Value::Nothing, Value::Text(label)];
    cells.extend(tally_cells(tally, due));
    cells.push(Value::Nothing);
    cells
}

/// How wide a column of numbers is: wider than others where a long word of its heading would be broken.
fn share(head: &str) -> u16 {
    let longest = head.split(' ').map(width).max().unwrap_or_default();
    if longest > 6 { u16::try_from(longest + 2).unwrap_or(8) } else { 8 }
}

/// A number in Roman figures.
fn roman(number: usize) -> String {
    let (mut left, mut text) = (number, String::new());
    for (value, letters) in ROMAN {
        while left >= value {
            text.push_str(letters);
            left -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn groups_are_numbered_as_offices_do() {
        for (number, text) in
            [(1, "I"), (4, "IV"), (8, "VIII"), (9, "IX"), (14, "XIV"), (49, "XLIX"), (1994, "MCMXCIV")]
        {
            assert_eq!(roman(number), text);
        }
    }
}
