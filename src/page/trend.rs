//! What was due, completed and overdue by the end of each week.

use std::io;

use super::{CellValue, ColumnHead, Page, Role, RowKind};
use crate::text::sentence_case;
use crate::view::report::tally::Rate;
use crate::view::timeline::Timeline;
use crate::words::{Label, Words};

/// Puts the weeks on a page as a table.
pub(crate) fn table(page: &mut dyn Page, timeline: &Timeline, with_rates: bool, words: &dyn Words) -> io::Result<()> {
    let column = |role, word| ColumnHead::new(role, sentence_case(words.label(word)), 0);
    let mut columns = vec![column(Role::Day, Label::ByDay)];
    columns
        .extend([Label::ChartDue, Label::ChartCompleted, Label::ChartOverdue].map(|word| column(Role::Number, word)));
    if with_rates {
        columns.push(ColumnHead::new(Role::Number, words.label(Label::Rate), 0));
    }
    let count = columns.len();
    page.table(columns)?;
    for point in &timeline.points {
        let counts = [point.due, point.completed, point.overdue].map(|count| CellValue::Count(count.into()));
        let rate = CellValue::rate(Rate::of(point.due_completed, point.due));
        let cells = [CellValue::Day(point.day)].into_iter().chain(counts).chain([rate]).take(count);
        page.row(RowKind::Body, cells.collect())?;
    }
    page.end_table()
}
