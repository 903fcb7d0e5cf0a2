//! Whether the dates of a file of texts are written month first: spreadsheets save them so in some regions, and half of
//! them would be taken for other days.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::grid::{Cell, Grid};
use super::held::Baseline;
use super::row_id::find;
use crate::model::plan::Plan;
use crate::view::sheet::{Column, Place};

/// A cell that shows that dates are written month first, if the columns leave no doubt.
pub(crate) fn month_first(
    plan: &Plan,
    grid: &Grid,
    heading: u32,
    columns: &HashMap<Column, u32>,
) -> Option<(Place, String)> {
    let (mut only_month_first, mut known_days) = (Vec::new(), Vec::new());
    let dates: Vec<(Column, u32)> =
        columns.iter().filter(|(column, _)| column.is_date()).map(|(column, at)| (*column, *at)).collect();
    for line in grid.lines.iter().filter(|line| line.number > heading) {
        for (column, at) in &dates {
            let text = match line.cell(*at) {
                Some(Cell::Text(text)) => text.trim(),
                // Where dates are dates, a text was typed by someone.
                Some(Cell::Date(_) | Cell::Moment(_)) => return None,
                _ => continue,
            };
            let Some((first, second, year)) = parts(text) else { continue };
            let read = |month, day| NaiveDate::from_ymd_opt(year, month, day);
            match (read(second, first), read(first, second)) {
                (Some(_), None) => return None,
                (None, Some(_)) => only_month_first.push((line.place(*at), text.to_owned())),
                (Some(day), Some(other)) if day != other => {
                    let id = columns.get(&Column::Id).and_then(|at| line.cell(*at));
                    let baseline = columns.get(&Column::Baseline).and_then(|at| line.cell(*at));
                    if known(plan, *column, id, baseline) == Some(other) {
                        known_days.push((line.place(*at), text.to_owned()));
                    }
                }
                _ => {}
            }
        }
    }
    // One such text may be a slip of the hand; one that is a known day but for the order is not.
    let certain = !known_days.is_empty() || only_month_first.len() > 1;
    certain.then(|| only_month_first.into_iter().min().or_else(|| known_days.into_iter().min())).flatten()
}

/// The day that a cell held when the sheet was made, where it is known.
fn known(plan: &Plan, column: Column, id: Option<&Cell>, baseline: Option<&Cell>) -> Option<NaiveDate> {
    let text = |cell: Option<&Cell>| match cell {
        Some(Cell::Text(text)) => Some(text.trim().to_owned()),
        _ => None,
    };
    if column == Column::Due {
        let id = text(id)?;
        let (unit, occurrence) = find(plan, Place { row: 1, column: 1 }, &id).ok()?;
        let own = plan.has_own_term(occurrence, unit).then(|| plan.term(occurrence, 0, unit).due);
        return own.unwrap_or(plan.occurrence(occurrence).due);
    }
    Baseline::from_json(&text(baseline)?)?.day(column.field()?)
}

/// The numbers of a date whose year comes last and has four digits, parted by `/`, or by `-` or `.` where the region of
/// Windows has them so.
pub(crate) fn parts(text: &str) -> Option<(u32, u32, i32)> {
    let separator = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '-' | '.'))?;
    let mut parts = text.split(separator);
    let mut number = |digits: std::ops::RangeInclusive<usize>| -> Option<u32> {
        let part = parts.next()?;
        let number = digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        number.then(|| part.parse().ok()).flatten()
    };
    let (first, second, year) = (number(1..=2)?, number(1..=2)?, number(4..=4)?);
    parts.next().is_none().then_some((first, second, i32::try_from(year).ok()?))
}
