//! Three sides of every field – the sheet when it was made, the sheet now, the file now – made into edits.

use chrono::NaiveDate;

use super::grid::Filled;
use super::held::{Baseline, CUT, Kept, MAX_CELL_UNITS, cell_text, plain, plain_lines, shown};
use super::reached;
use super::table::TableEntry;
use crate::edit::{Edit, FieldChange, Value};
use crate::facts::{Fact, Facts};
use crate::model::evidence::Evidence;
use crate::model::plan::Plan;
use crate::model::record::{Field, Records};
use crate::view::sheet::problem::{Conflict, Disagreement, SheetProblem};
use crate::view::sheet::{Place, Status};
use crate::words::date;

/// The edits that a unit's rows ask for, in the plan's order, given the unit's file with this text; and what stands
/// against them. Rows that change nothing have no edit. What is reached without a day is so `today`; only if `replace` is
/// given, it takes the place of another amount of the same day.
pub fn edits(
    plan: &Plan,
    entries: &[TableEntry],
    (records, text): (&Records, &str),
    (today, replace): (NaiveDate, bool),
) -> (Vec<Edit>, Vec<SheetProblem>) {
    let (mut edits, mut problems) = (Vec::new(), Vec::new());
    for entry in entries {
        match changes(plan, entry, &Facts::of(records.get(entry.occurrence), text), (today, replace)) {
            Ok(changes) if changes.is_empty() => {}
            Ok(changes) => edits.push(Edit { occurrence: entry.occurrence, changes }),
            Err(wrong) => problems.extend(wrong),
        }
    }
    (edits, problems)
}

/// What a row changes of what its record holds now, in the order of the fields.
fn changes(
    plan: &Plan,
    entry: &TableEntry,
    file: &Facts<'_>,
    day: (NaiveDate, bool),
) -> Result<Vec<FieldChange>, Vec<SheetProblem>> {
    let mut row = MergedRow { plan, entry, changes: Vec::new(), problems: Vec::new() };
    let mut days = [Field::Started, Field::Done].map(|field| (field, file.day(field)));
    for field in Field::ALL {
        let Some(cell) = entry.cell(field) else { continue };
        if row.settle(field, cell, file)
            && let Some((_, day)) = days.iter_mut().find(|(own, _)| *own == field)
        {
            *day = if let Some(Fact::Day(said)) = cell.value { Some(said) } else { None };
        }
    }
    if let Some(cells) = &entry.reached {
        let then = entry.baseline.as_ref().map(|then| then.kept(Field::Progress));
        match reached::change(cells, then, file, day) {
            Ok(change) => row.changes.extend(change),
            Err(problem) => row.problems.push(problem),
        }
    }
    let then = entry.baseline.as_ref().map(Baseline::status);
    let then = then.unwrap_or_else(|| Status::of(file.waived().is_some(), |field| file.day(field)));
    row.status(then, days[0].1, days[1].1);
    if row.problems.is_empty() { Ok(row.changes) } else { Err(row.problems) }
}

/// What becomes of a field.
enum CellOutcome {
    /// It stays as the file has it.
    Stays,
    Set,
    /// Sheet and file changed it, each in its own way.
    Conflict,
}

/// The sides of a field as far as they are equal.
struct CellSides {
    /// Whether the cell is as it was when the sheet was made; nothing where that is not known.
    cell_is_then: Option<bool>,
    file_is_then: bool,
    /// Whether they are the same now.
    cell_is_file: bool,
    cell_is_empty: bool,
}

impl CellSides {
    fn outcome(&self) -> CellOutcome {
        match self.cell_is_then {
            _ if self.cell_is_file => CellOutcome::Stays,
            Some(true) => CellOutcome::Stays,
            Some(false) if self.file_is_then => CellOutcome::Set,
            Some(false) => CellOutcome::Conflict,
            // Nobody knows whether an empty cell was emptied.
            None if self.cell_is_empty => CellOutcome::Stays,
            None => CellOutcome::Set,
        }
    }
}

struct MergedRow<'a> {
    plan: &'a Plan,
    entry: &'a TableEntry,
    changes: Vec<FieldChange>,
    problems: Vec<SheetProblem>,
}

impl MergedRow<'_> {
    /// Settles a field; says whether the record is to hold what its cell says.
    fn settle(&mut self, field: Field, said: &Filled<Fact<'_>>, file: &Facts<'_>) -> bool {
        let Filled { at, value } = said;
        let then = self.entry.baseline.as_ref().map(|then| then.kept(field));
        let (cell, recorded) = (cell_text(value.as_ref()), cell_text(file.get(field)));
        let tidy = if field.is_list() { plain_lines } else { plain };
        let sides = CellSides {
            cell_is_then: then.map(|then| then.was_shown_as(&cell)),
            file_is_then: then.is_some_and(|then| then.is(&recorded)),
            cell_is_file: cell == recorded || cell == tidy(&shown(&recorded)),
            cell_is_empty: cell.is_empty(),
        };
        let cut = then.is_some_and(Kept::is_cut)
            || cell.ends_with(CUT.trim_start()) && cell.encode_utf16().count() + CUT.len() > MAX_CELL_UNITS;
        match sides.outcome() {
            CellOutcome::Stays => return false,
            CellOutcome::Set | CellOutcome::Conflict if cut && !cell.is_empty() => {
                self.problems.push(SheetProblem::Shortened { at: *at, field });
            }
            CellOutcome::Set => {
                let value = value.as_ref().map(|fact| match fact {
                    Fact::Text(text) if field == Field::Evidence => documents(text, file.evidence()),
                    fact => fact.into(),
                });
                self.changes.push(FieldChange { field, value });
            }
            CellOutcome::Conflict => {
                let told = |text: &str| match text.parse() {
                    _ if text.is_empty() => None,
                    Ok(day) if field.is_day() => Some(date(day)),
                    _ => Some(text.to_owned()),
                };
                // Of a long text only a fingerprint was kept.
                let then = then.and_then(|then| told(then.text().unwrap_or("…")));
                self.conflict(*at, field, then, told(&cell), told(&recorded));
            }
        }
        true
    }

    fn conflict(&mut self, at: Place, field: Field, then: Option<String>, sheet: Option<String>, file: Option<String>) {
        let id = super::id(self.plan, self.entry.unit, self.entry.occurrence);
        self.problems.push(SheetProblem::Conflict(Box::new(Conflict { at, id, field, then, sheet, file })));
    }

    /// The drop-down speaks only where someone has set it to something else: then the dates must bear it out.
    fn status(&mut self, then: Status, started: Option<NaiveDate>, done: Option<NaiveDate>) {
        let Some(Filled { at, value: Some(status) }) = self.entry.status else { return };
        if status == then {
            return;
        }
        let lacks = |field, day: Option<NaiveDate>| day.is_none().then_some(Disagreement::Lacks(field));
        // Where nobody knows what the drop-down said at first, a date beside it says more than one left as it was.
        let told =
            |field| self.entry.baseline.is_none() && self.entry.cell(field).is_some_and(|said| said.value.is_some());
        let has = |field, day: Option<NaiveDate>| Some(Disagreement::Has(field, day?)).filter(|_| !told(field));
        let because = match status {
            Status::Done => lacks(Field::Done, done),
            Status::InProgress => lacks(Field::Started, started).or_else(|| has(Field::Done, done)),
            Status::NotStarted => has(Field::Done, done).or_else(|| has(Field::Started, started)),
            Status::Waived => Some(Disagreement::NoChoice),
        };
        if let Some(because) = because {
            self.problems.push(SheetProblem::Disagrees { at, status, because });
        }
    }
}

/// The documents in a cell, one a line. One of the file that takes several lines, or is written otherwise but means the
/// same, stays as it is.
fn documents(cell: &str, file: &[Evidence<'_>]) -> Value {
    let lines: Vec<&str> = cell.lines().collect();
    let mut known: Vec<(&Evidence<'_>, Vec<String>)> =
        file.iter().map(|one| (one, plain_lines(one.name()).lines().map(str::to_owned).collect())).collect();
    let (mut documents, mut at) = (Vec::new(), 0);
    while at < lines.len() {
        let same = |own: &[String]| {
            !own.is_empty() && lines[at..].len() >= own.len() && own.iter().zip(&lines[at..]).all(|(a, b)| a == b)
        };
        let longest = known.iter().enumerate().filter(|(_, (_, own))| same(own)).max_by_key(|(_, (_, own))| own.len());
        if let Some((found, _)) = longest {
            let (text, own) = known.remove(found);
            documents.push(Value::from(text));
            at += own.len();
        } else {
            documents.push(Value::Text(lines[at].to_owned()));
            at += 1;
        }
    }
    Value::List(documents)
}
