//! How much of a target a row says is reached, and by which day: put among what is recorded, whose days it never rewrites
//! by itself.

use chrono::NaiveDate;

use super::grid::{Cell, Filled, text_of};
use super::held::Kept;
use super::row_id::repeated;
use crate::edit::FieldChange;
use crate::facts::{Fact, Facts};
use crate::model::plan::Lang;
use crate::model::record::Field;
use crate::model::target::{Amount, Progress, TargetRange};
use crate::typed;
use crate::view::sheet::Place;
use crate::view::sheet::problem::SheetProblem;
use crate::words::{plain_amount, words};

/// The cells of what is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReachedCells {
    pub(crate) value: Filled<Amount>,
    /// Nothing where the sheet has no such column, or its cell is empty.
    pub(crate) by: Option<(Place, NaiveDate)>,
}

/// The amount in a cell, alone or with what is counted behind it; nothing where the cell is blank.
pub(super) fn amount(
    (at, cell): (Place, &Cell),
    then: Option<&Kept>,
    target: Option<&TargetRange>,
) -> Result<Option<Amount>, SheetProblem> {
    let not_one = |text: &str| SheetProblem::NotAnAmount { at, text: repeated(text) };
    let text = match cell {
        Cell::Number(number) => {
            let amount = Amount::fraction(*number).ok_or_else(|| not_one(&number.to_string()))?;
            let is_kept = then.is_some_and(|then| then.is(&amount.to_string()));
            // What a spreadsheet shows as 45 % is 0.45 in its file: which of them was meant, nothing says.
            if target.is_some_and(TargetRange::is_share) && *number > 0.0 && *number <= 1.0 && !is_kept {
                return Err(SheetProblem::ShareOrAmount { at, amount });
            }
            return Ok(Some(amount));
        }
        Cell::Text(text) => text.trim(),
        Cell::Error(text) => return Err(SheetProblem::Failed { at, text: text.clone() }),
        Cell::NoResult | Cell::EmptyResult => return Err(SheetProblem::NoResult { at }),
        Cell::Date(_) | Cell::Moment(_) | Cell::Bool(_) => return Err(not_one(&text_of(cell))),
    };
    if text.is_empty() {
        return Ok(None);
    }
    // Left as it was, with more decimals than people write.
    let kept = then.and_then(|then| Amount::fraction(then.text()?.parse().ok()?));
    if let Some(kept) = kept.filter(|kept| Lang::all().any(|lang| plain_amount(*kept, words(lang)) == text)) {
        return Ok(Some(kept));
    }
    let unit = target.and_then(|target| target.unit.as_deref());
    let share = target.filter(|target| target.is_share()).and_then(|_| text.strip_suffix('%'));
    let number = unit.and_then(|unit| text.strip_suffix(unit)).or(share).unwrap_or(text);
    typed::amount(number).map(Some).ok_or_else(|| not_one(text))
}

/// What the cells change of what is recorded. An amount without a day is that of `today`.
pub(super) fn change(
    cells: &ReachedCells,
    then: Option<&Kept>,
    file: &Facts<'_>,
    (today, replace): (NaiveDate, bool),
) -> Result<Option<FieldChange>, SheetProblem> {
    let mut recorded = file.progress().to_vec();
    let latest = Progress::last(recorded.iter().copied(), NaiveDate::MAX);
    let Filled { at, value } = cells.value;
    let Some(value) = value else {
        let held = then.is_some_and(|then| then.text().is_some_and(|text| !text.is_empty()));
        return match (cells.by, latest) {
            (Some((at, _)), _) => Err(SheetProblem::DayAlone { at }),
            (None, Some(recorded)) if held => Err(SheetProblem::ReachedEmptied { at, recorded }),
            (None, _) => Ok(None),
        };
    };
    let is_latest = latest.is_some_and(|latest| latest.value == value);
    if cells.by.is_none() && (is_latest || then.is_some_and(|then| then.is(&value.to_string()))) {
        return Ok(None);
    }
    let (on_at, on) = cells.by.unwrap_or((at, today));
    if on > today {
        return Err(SheetProblem::DayToCome { at: on_at, field: Field::Progress, day: on, today });
    }
    let new = Progress { on, value };
    match recorded.iter_mut().rfind(|one| one.on == on) {
        Some(one) if one.value == value => return Ok(None),
        Some(one) if !replace => return Err(SheetProblem::ReachedOtherwise { at, recorded: *one, value }),
        Some(one) => *one = new,
        None => Progress::put(&mut recorded, new),
    }
    Ok(Some(FieldChange { field: Field::Progress, value: Some((&Fact::Progress(recorded)).into()) }))
}
