//! What was due, completed and overdue by the end of each week.

use std::io;

use super::{CellValue, ColumnHead, Page, Piece, Role, RowKind};
use crate::text::sentence_case;
use crate::view::report::tally::Rate;
use crate::view::timeline::{Point, Timeline};
use crate::words::{Label, Words};

/// What stands above the days: only where the end of each is judged they are told to their end.
pub(crate) fn heading(points: &[Point]) -> Label {
    if points.iter().all(|point| point.end_of_day) { Label::ByDay } else { Label::AsOfDay }
}

/// How days of which some are judged at their end and the last is not are to be read.
pub(crate) fn remark(points: &[Point]) -> Option<Label> {
    let (last, above) = points.split_last()?;
    (!last.end_of_day && above.iter().any(|point| point.end_of_day)).then_some(Label::LastGoesOn)
}

/// Puts the weeks on a page as a table.
pub(crate) fn table(page: &mut dyn Page, timeline: &Timeline, with_rates: bool, words: &dyn Words) -> io::Result<()> {
    let column = |role, word| ColumnHead::new(role, sentence_case(words.label(word)), 0);
    let mut columns = vec![column(Role::Day, heading(&timeline.points))];
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
    page.end_table()?;
    let remark = remark(&timeline.points).filter(|_| with_rates);
    remark.map_or(Ok(()), |remark| page.put(Piece::Remark(sentence_case(words.label(remark)))))
}
