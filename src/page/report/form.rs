//! The official table of a report in words.

use std::io;

use super::subject::ReportPage;
use crate::judge::State;
use crate::page::{CellValue, ColumnHead, Page, Piece, Role, RowKind, TableHead};
use crate::text::width;
use crate::view::report::form::{self, SectionOf, sections};
use crate::view::report::tally::{Rate, Tally};
use crate::words::{HandingPhrase, Label, Phrase, names};

type CountOf = fn(&Tally) -> u32;
type RateOf = fn(&Tally) -> Option<Rate>;

/// The counts of the official table, in order.
pub(super) const COUNTS: [(Label, CountOf); 5] = [
    (Label::TotalCount, Tally::total),
    (Label::CompletedInTime, |tally| tally.in_time),
    (Label::CompletedLate, |tally| tally.late),
    (Label::OpenInTime, |tally| tally.pending),
    (Label::OpenOverdue, |tally| tally.overdue),
];
pub(super) const RATES: [(Label, RateOf); 3] = [
    (Label::CompletedRate, Tally::completed_rate),
    (Label::InTimeRate, Tally::in_time_rate),
    (Label::OverdueRate, Tally::overdue_rate),
];

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

impl ReportPage<'_> {
    /// What the official table counts.
    pub(crate) fn form_note(&self, page: &mut dyn Page) -> io::Result<()> {
        let scope = self.report.scope;
        page.remark(self.say(&if scope.is_so_far() {
            Phrase::FormNoteSoFar { day: scope.as_of }
        } else {
            Phrase::FormNote
        }))
    }

    /// The heads of the official table, whose rows are of these; gives how many there are.
    pub(super) fn form_heads(&self, page: &mut dyn Page, of: Label) -> io::Result<usize> {
        let mut columns = vec![
            ColumnHead::new(Role::Short, self.label(Label::Number), 6),
            ColumnHead::new(Role::Words, self.label(of), 28),
        ];
        let numbers = |word| {
            let head = self.label(word);
            // Under the total stands what it is the sum of.
            let least = if word == Label::TotalCount { 10 } else { 0 };
            ColumnHead::new(Role::Number, head, share(head).max(least))
        };
        columns.extend(COUNTS.map(|(word, _)| numbers(word)));
        columns.push(numbers(self.due_label()));
        columns.extend(RATES.map(|(word, _)| numbers(word)));
        columns.push(ColumnHead::new(Role::Words, self.label(Label::Remarks), 13));
        let count = columns.len();
        page.put(Piece::Table(TableHead {
            numbering: NUMBERING.map(str::to_owned).to_vec(),
            ..TableHead::new(columns)
        }))?;
        Ok(count)
    }

    pub(crate) fn form_table(&self, page: &mut dyn Page) -> io::Result<()> {
        let count = self.form_heads(page, Label::UnitName)?;
        let sections = sections(self.plan, self.report.scope, &self.report.rows);
        let parted = sections.iter().any(|section| section.group().is_some());
        let (mut number, mut heading) = (0, 0);
        for section in &sections {
            // A body by itself is no section; of the first two editions it was.
            let headed = parted && (section.rows.len() > 1 || !self.report.scope.parts_by_plan());
            if headed {
                heading += 1;
                let name = CellValue::text(match section.of {
                    SectionOf::Group(group) => &*self.plan.groups[group.index()].name,
                    SectionOf::Heads => self.label(Label::HeadUnits),
                    SectionOf::Others | SectionOf::All => self.label(Label::OtherUnits),
                });
                let mut cells = vec![CellValue::Text(roman(heading)), name];
                cells.resize(count, CellValue::Nothing);
                page.row(RowKind::Group, cells)?;
            }
            for row in &section.rows {
                number += 1;
                page.row(RowKind::Body, self.form_row(number, row))?;
            }
            if headed {
                let label = self.label(Label::Subtotal);
                page.row(RowKind::Subtotal, sum_cells(label, &section.tally, &section.due))?;
            }
        }
        page.row(RowKind::Total, sum_cells(self.label(Label::Total), &self.report.tally, &self.report.due))?;
        page.end_table()
    }

    /// What the column of what was due is called.
    pub(super) fn due_label(&self) -> Label {
        if self.report.scope.is_so_far() { Label::DueSoFar } else { Label::DueInPeriod }
    }

    /// The same by task: what all units owe for it with a time limit, and how it stands as a whole.
    pub(crate) fn task_table(&self, page: &mut dyn Page) -> io::Result<()> {
        let first = [
            ColumnHead::new(Role::Short, self.label(Label::Number), 6),
            ColumnHead::new(Role::Short, self.label(Label::Clause), 10),
            ColumnHead::new(Role::Words, self.label(Label::Task), 36),
        ];
        let counts = COUNTS.map(|(word, _)| ColumnHead::new(Role::Number, self.label(word), share(self.label(word))));
        let state = ColumnHead::new(Role::Words, self.label(Label::State), 16);
        page.table(first.into_iter().chain(counts).chain([state]))?;
        let counts = |tally: &Tally| COUNTS.map(|(_, count)| CellValue::Count(count(tally).into()));
        for ((task, state, count), number) in self.report.board.tasks.iter().zip(1..) {
            let of = self.plan.task(task);
            let state = match state {
                State::Completed => self.words.completed(count.is_late()),
                state => self.words.state(state),
            };
            let first = [CellValue::Count(number), CellValue::some(of.clause.as_deref()), CellValue::text(&of.title)];
            let tally = &self.report.by_task[task.index()];
            // Where nothing has a time limit there is nothing to count. The first two editions wrote noughts.
            let uncounted = tally.total() == 0 && self.report.scope.tells_ends();
            let counted = if uncounted { COUNTS.map(|_| CellValue::Dash) } else { counts(tally) };
            page.row(RowKind::Body, first.into_iter().chain(counted).chain([CellValue::text(state)]).collect())?;
        }
        let total = CellValue::Text(self.label(Label::Total).to_owned());
        let first = [CellValue::Nothing, CellValue::Nothing, total];
        let cells = first.into_iter().chain(counts(&self.report.tally)).chain([CellValue::Nothing]);
        page.row(RowKind::Total, cells.collect())?;
        page.end_table()
    }

    fn form_row(&self, number: u64, row: &form::Row) -> Vec<CellValue> {
        let mut cells = vec![CellValue::Count(number), CellValue::text(&self.plan.unit(row.unit).name)];
        if row.unreadable {
            cells.extend(std::iter::repeat_n(CellValue::Dash, COUNTS.len() + 1 + RATES.len()));
            cells.push(CellValue::Text(self.label(Label::NotRead).to_owned()));
            return cells;
        }
        cells.extend(tally_cells(&row.tally, &row.due));
        let counted = [
            (row.carried, Phrase::CarriedCount { count: row.carried }),
            (row.awaiting, Phrase::AwaitingCount { count: row.awaiting }),
            (row.waived, Phrase::WaivedCount { count: row.waived }),
        ];
        let counted = counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| self.say(&said));
        let handed = (row.handed > 0).then(|| {
            let units = names(self.plan, &self.report.successors(row.unit), self.words);
            self.say(&Phrase::Handing(HandingPhrase::Handed { count: row.handed, units: &units }))
        });
        let taken_over = self.report.taken_over(row.unit).into_iter().map(|(from, count)| {
            let from = names(self.plan, &[from], self.words);
            self.say(&Phrase::Handing(HandingPhrase::TakenOver { count, from: &from }))
        });
        let counted = counted.chain(handed).chain(taken_over);
        let missing = (!row.reported).then(|| self.label(Label::NothingReported).to_owned());
        cells.push(CellValue::text(counted.chain(missing).collect::<Vec<_>>().join("; ")));
        cells
    }
}

fn tally_cells(tally: &Tally, due: &Tally) -> Vec<CellValue> {
    let counts = COUNTS.map(|(_, count)| count(tally)).into_iter().chain([due.total()]);
    let counts = counts.map(|count| CellValue::Count(count.into()));
    counts.chain(RATES.map(|(_, rate)| CellValue::rate(rate(due)))).collect()
}

/// A row that sums some up: its first cell is empty.
pub(super) fn sum_cells(label: &str, tally: &Tally, due: &Tally) -> Vec<CellValue> {
    let mut cells = vec![CellValue::Nothing, CellValue::Text(label.to_owned())];
    cells.extend(tally_cells(tally, due));
    cells.push(CellValue::Nothing);
    cells
}

/// How wide a column of numbers is: wider than others where a long word of its heading would be broken.
fn share(head: &str) -> u16 {
    let longest = head.split(' ').map(width).max().unwrap_or_default();
    if longest > 6 { u16::try_from(longest + 2).unwrap_or(8) } else { 8 }
}

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
