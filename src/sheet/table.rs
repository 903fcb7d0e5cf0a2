//! A grid's meaning: which obligation each row is about, and what it says of it. Every problem is reported
//! at once.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::grid::{Cell, Filled, Grid, GridLine, text_of};
use super::headings::{headings, unknown_columns};
use super::held::{Baseline, carried, plain, plain_lines};
use super::order;
use super::reached::{self, ReachedCells};
use super::row_id::{find, repeated};
use crate::diagnostic::DayFault;
use crate::facts::Fact;
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::period::{FIRST_DAY, LAST_DAY};
use crate::model::plan::{Lang, Plan};
use crate::model::record::Field;
use crate::text::fold;
use crate::typed::{Leaning, TypedDay};
use crate::view::sheet::problem::{SheetProblem, Unreadable};
use crate::view::sheet::{Column, Place, Status};
use crate::words::{owed, sheet, words};

/// A row that is about an obligation. A column that is not in the sheet says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableEntry {
    /// The cell with the id.
    pub(crate) at: Place,
    pub(crate) unit: UnitIx,
    pub(crate) occurrence: OccurrenceIx,
    pub(crate) status: Option<Filled<Status>>,
    /// The cells of the fields of its record: days and texts. A list is a text of one document a line.
    pub(crate) cells: Vec<(Field, Filled<Fact<'static>>)>,
    /// What it says is reached of its target.
    pub(crate) reached: Option<ReachedCells>,
    /// What the record held when the sheet was made.
    pub(crate) baseline: Option<Baseline>,
    pub(crate) shown: ShownCells,
}

/// What a row shows of the plan, for reading alone: what was written over there changes nothing, and is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ShownCells {
    /// Where the title is, if it is not the plan's.
    pub(crate) other_title: Option<Place>,
    /// The last day; none where the cell is empty or says something else.
    pub(crate) due: Option<Filled<NaiveDate>>,
}

impl TableEntry {
    pub(crate) fn cell(&self, field: Field) -> Option<&Filled<Fact<'static>>> {
        self.cells.iter().find(|(own, _)| *own == field).map(|(_, said)| said)
    }
}

#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Its rows, in the plan's order of units and of what they owe.
    pub(crate) entries: Vec<TableEntry>,
    /// The headings of columns that mean nothing here, as they are written.
    pub extra: Vec<String>,
    /// Whether the column is there that tells what units changed from what files changed.
    pub has_baseline: bool,
    /// What is wrong, from top to bottom.
    pub problems: Vec<SheetProblem>,
}

impl Reading {
    /// The rows of each unit that has any.
    pub fn by_unit(&self) -> impl Iterator<Item = (UnitIx, &[TableEntry])> {
        self.entries.chunk_by(|a, b| a.unit == b.unit).map(|entries| (entries[0].unit, entries))
    }
}

/// What a grid says about the obligations of a plan. A day without a year is the nearest as of `today`.
pub fn read(plan: &Plan, grid: &Grid, today: NaiveDate) -> Reading {
    let Some(headings) = headings(grid) else {
        return Reading { problems: vec![Unreadable::NoTable.into()], ..Reading::default() };
    };
    let mut problems: Vec<SheetProblem> = headings
        .twice
        .iter()
        .filter(|(column, ..)| column.is_filled_in() || column.is_hidden())
        .map(|(column, first, at)| SheetProblem::ColumnTwice { at: *at, first: *first, column: *column })
        .collect();
    if !headings.columns.contains_key(&Column::Id) {
        problems.push(SheetProblem::NoIds);
    }
    if !headings.columns.keys().any(|column| column.is_filled_in()) {
        problems.push(SheetProblem::NothingToFill);
    }
    let has_baseline = headings.columns.contains_key(&Column::Baseline);
    let unknown = unknown_columns(grid, &headings, plan.has_targets());
    // What stops the import is told once.
    let is_told = |place: &Place| unknown.iter().any(|problem| problem.place() == Some(*place));
    let extra = headings.extra.iter().filter(|(at, _)| !is_told(at)).map(|(_, heading)| heading.clone()).collect();
    problems.extend(unknown);
    if !problems.is_empty() {
        return Reading { extra, has_baseline, problems, ..Reading::default() };
    }
    if let Some((at, text)) = order::month_first(plan, grid, headings.row, &headings.columns) {
        // Every date in it is in doubt, and it has to be saved again.
        let problems = vec![SheetProblem::MonthFirst { at, text }];
        return Reading { extra, has_baseline, problems, ..Reading::default() };
    }
    let mut reader =
        Rows { plan, today, columns: &headings.columns, problems, firsts: HashMap::new(), shown: Shown::default() };
    let lines = grid.lines.iter().filter(|line| line.number > headings.row);
    let mut entries: Vec<TableEntry> = lines.filter_map(|line| reader.entry(line)).collect();
    entries.sort_by_key(|entry| (entry.unit, entry.occurrence));
    Reading { entries, problems: reader.problems, extra, has_baseline }
}

struct Rows<'a> {
    plan: &'a Plan,
    today: NaiveDate,
    columns: &'a HashMap<Column, u32>,
    problems: Vec<SheetProblem>,
    firsts: HashMap<(UnitIx, OccurrenceIx), Place>,
    shown: Shown,
}

impl Rows<'_> {
    fn entry(&mut self, line: &GridLine) -> Option<TableEntry> {
        let at = line.place(self.columns[&Column::Id]);
        let Some(cell) = line.cell(at.column) else {
            let filled = |column: &Column| column.is_filled_in() && *column != Column::Status;
            let filled = self.columns.iter().filter(|(column, at)| filled(column) && line.cell(**at).is_some());
            if let Some(first) = filled.map(|(_, at)| *at).min() {
                self.problems.push(SheetProblem::NoId { at: line.place(first) });
            }
            return None;
        };
        if *cell == Cell::NoResult {
            self.problems.push(SheetProblem::NoResult { at });
            return None;
        }
        let id = text_of(cell);
        let found = find(self.plan, at, id.trim());
        // What else is wrong with the row is reported in the same breath.
        let before = self.problems.len();
        let fields = Column::fields().filter(|(_, field)| *field != Field::Progress);
        let cells = fields.filter_map(|(column, field)| Some((field, self.said(line, column, field)?))).collect();
        let status = self.status(line);
        let kept = self.baseline(line, id.trim());
        if let Ok(Some(then)) = &kept {
            let recorded = Column::fields().filter(|(_, field)| then.kept(*field).text() != Some(""));
            let emptied = recorded.filter_map(|(column, _)| self.columns.get(&column).copied());
            let emptied = emptied.filter(|at| line.hollow.contains(at)).map(|at| line.place(at));
            self.problems.extend(emptied.map(|at| SheetProblem::EmptyResult { at }));
        }
        let owed = found.as_ref().ok().map(|(_, occurrence)| *occurrence);
        let reached = self.reached(line, owed, kept.as_ref().ok().and_then(Option::as_ref));
        let (unit, occurrence) = match found {
            Ok(found) => found,
            Err(problem) => {
                self.problems.insert(before, problem);
                return None;
            }
        };
        if let Some(first) = self.firsts.get(&(unit, occurrence)) {
            self.problems.insert(before, SheetProblem::Twice { at, first: *first, id });
            return None;
        }
        self.firsts.insert((unit, occurrence), at);
        // Whoever filled in a row that is mixed up meant another one.
        let Ok(baseline) = kept else { return None };
        if !self.is_what_it_shows(line, unit, occurrence) {
            return None;
        }
        let shown = self.shown_cells(line, occurrence);
        Some(TableEntry { at, unit, occurrence, status, cells, reached, baseline, shown })
    }

    /// The cell of a column; nothing where the sheet has no such column.
    fn cell<'l>(&self, line: &'l GridLine, column: Column) -> Option<(Place, Option<&'l Cell>)> {
        let at = *self.columns.get(&column)?;
        Some((line.place(at), line.cell(at)))
    }

    fn shown_cells(&self, line: &GridLine, occurrence: OccurrenceIx) -> ShownCells {
        let is_title =
            |shown: &str| Lang::all().any(|lang| fold(&owed(self.plan, occurrence, words(lang))) == fold(shown));
        let title =
            self.cell(line, Column::Title).filter(|(_, cell)| !cell.is_some_and(|it| is_title(&plain(&text_of(it)))));
        let due = self.cell(line, Column::Due);
        let due = due.map(|(at, cell)| Filled {
            at,
            value: cell.and_then(|cell| day((at, cell), (self.today, Leaning::Past)).ok()),
        });
        ShownCells { other_title: title.map(|(at, _)| at), due }
    }

    fn said(&mut self, line: &GridLine, column: Column, field: Field) -> Option<Filled<Fact<'static>>> {
        let (at, cell) = self.cell(line, column)?;
        let Some(cell) = cell else { return Some(Filled { at, value: None }) };
        let leaning = if field == Field::Committed { Leaning::Future } else { Leaning::Past };
        let read = if field.is_day() {
            day((at, cell), (self.today, leaning)).map(|day| Some(Fact::Day(day)))
        } else {
            texts(at, cell, field)
        };
        match read {
            Ok(value) => Some(Filled { at, value }),
            // What is wrong says nothing, and the problem keeps everything from being written.
            Err(problem) => {
                self.problems.push(problem);
                None
            }
        }
    }

    /// How much a row says is reached, and by when.
    fn reached(
        &mut self,
        line: &GridLine,
        owed: Option<OccurrenceIx>,
        baseline: Option<&Baseline>,
    ) -> Option<ReachedCells> {
        let (at, cell) = self.cell(line, Column::Reached)?;
        let by = self.cell(line, Column::ReachedBy).and_then(|(at, cell)| Some((at, cell?)));
        if owed.is_some_and(|owed| !self.plan.has_target(owed)) {
            if cell.is_some() || by.is_some() {
                self.problems.push(SheetProblem::NoTarget { at });
            }
            return None;
        }
        let target = owed.and_then(|owed| self.plan.target(owed));
        let then = baseline.map(|baseline| baseline.kept(Field::Progress));
        let value = cell.map_or(Ok(None), |cell| reached::amount((at, cell), then, target));
        let by = by.map(|(at, cell)| day((at, cell), (self.today, Leaning::Past)).map(|day| (at, day))).transpose();
        match (value, by) {
            (Ok(value), Ok(by)) => Some(ReachedCells { value: Filled { at, value }, by }),
            (value, by) => {
                self.problems.extend(value.err().into_iter().chain(by.err()));
                None
            }
        }
    }

    fn status(&mut self, line: &GridLine) -> Option<Filled<Status>> {
        let (at, cell) = self.cell(line, Column::Status)?;
        let Some(cell) = cell else { return Some(Filled { at, value: None }) };
        if *cell == Cell::NoResult {
            self.problems.push(SheetProblem::NoResult { at });
            return None;
        }
        let text = text_of(cell);
        let value = sheet::status(&text);
        if value.is_none() {
            self.problems.push(SheetProblem::UnknownStatus { at, text: repeated(&text) });
            return None;
        }
        Some(Filled { at, value })
    }

    /// What the row held when the sheet was made; an error where it is another row's.
    fn baseline(&mut self, line: &GridLine, id: &str) -> Result<Option<Baseline>, ()> {
        let Some((at, Some(cell))) = self.cell(line, Column::Baseline) else { return Ok(None) };
        match Baseline::from_json(&text_of(cell)) {
            Some(baseline) if baseline.id == id => Ok(Some(baseline)),
            Some(_) => {
                self.problems.push(SheetProblem::MixedUp { at, column: Column::Baseline, id: id.to_owned() });
                Err(())
            }
            None => {
                self.problems.push(SheetProblem::BadBaseline { at });
                Ok(None)
            }
        }
    }

    /// Whoever sorts some columns and not others parts ids from what was filled in beside them. The title and the
    /// unit's name tell.
    fn is_what_it_shows(&mut self, line: &GridLine, unit: UnitIx, occurrence: OccurrenceIx) -> bool {
        for column in [Column::Unit, Column::Title] {
            let Some((at, Some(cell))) = self.cell(line, column) else { continue };
            let shown = fold(&text_of(cell));
            let other = match column {
                Column::Unit => self.shown.names_another_unit(self.plan, &shown, unit),
                _ => self.shown.names_another_task(self.plan, &shown, occurrence),
            };
            if other {
                let id = super::id(self.plan, unit, occurrence);
                self.problems.push(SheetProblem::MixedUp { at, column, id });
                return false;
            }
        }
        true
    }
}

/// Every name and title that the plan has, gathered once a row shows another than its own.
#[derive(Default)]
struct Shown {
    units: Option<HashSet<String>>,
    titles: Option<HashSet<String>>,
}

impl Shown {
    fn names_another_unit(&mut self, plan: &Plan, shown: &str, unit: UnitIx) -> bool {
        let names = |unit: UnitIx| {
            let unit = plan.unit(unit);
            [fold(&unit.name), fold(unit.short_name()), fold(unit.id.as_str())]
        };
        if names(unit).iter().any(|name| name == shown) {
            return false;
        }
        self.units.get_or_insert_with(|| plan.unit_indices().flat_map(names).collect()).contains(shown)
    }

    fn names_another_task(&mut self, plan: &Plan, shown: &str, occurrence: OccurrenceIx) -> bool {
        let titles = |occurrence: OccurrenceIx| Lang::all().map(move |lang| fold(&owed(plan, occurrence, words(lang))));
        if titles(occurrence).any(|title| title == shown) {
            return false;
        }
        let all = || (0..plan.occurrences.len()).map(OccurrenceIx::new).flat_map(titles).collect();
        self.titles.get_or_insert_with(all).contains(shown)
    }
}

/// The text of a cell, or its texts one a line; nothing where it is blank.
fn texts(at: Place, cell: &Cell, field: Field) -> Result<Option<Fact<'static>>, SheetProblem> {
    match cell {
        Cell::Error(text) => return Err(SheetProblem::Failed { at, text: text.clone() }),
        Cell::NoResult | Cell::EmptyResult => return Err(SheetProblem::NoResult { at }),
        _ => {}
    }
    let tidy = if field.is_list() { plain_lines } else { plain };
    let text = text_of(cell);
    if let Some(character) = text.chars().find(|c| *c != '\r' && !carried(*c)) {
        return Err(SheetProblem::Uncarried { at, character });
    }
    let text = tidy(&text);
    Ok((!text.is_empty()).then(|| Fact::Text(text.into())))
}

fn day((at, cell): (Place, &Cell), (today, leaning): (NaiveDate, Leaning)) -> Result<NaiveDate, SheetProblem> {
    let not_a_date = || SheetProblem::NotADate { at, text: repeated(&text_of(cell)), fault: DayFault::NotADay };
    let day = match cell {
        Cell::Date(day) => *day,
        Cell::Moment(_) => return Err(SheetProblem::DateWithTime { at, text: text_of(cell) }),
        Cell::Error(text) => return Err(SheetProblem::Failed { at, text: text.clone() }),
        Cell::NoResult | Cell::EmptyResult => return Err(SheetProblem::NoResult { at }),
        Cell::Text(text) => written_day(at, text, today, leaning)?,
        Cell::Number(_) | Cell::Bool(_) => return Err(not_a_date()),
    };
    if (FIRST_DAY..=LAST_DAY).contains(&day) { Ok(day) } else { Err(not_a_date()) }
}

/// A day as people write it. A sheet is read on other days than it is filled in: what counts from that day is refused.
fn written_day(at: Place, text: &str, today: NaiveDate, leaning: Leaning) -> Result<NaiveDate, SheetProblem> {
    let wrong = |fault| SheetProblem::NotADate { at, text: repeated(text), fault };
    match TypedDay::parse(text.trim().strip_suffix("T00:00:00").unwrap_or(text)).map_err(wrong)? {
        TypedDay::Away(_) => Err(SheetProblem::RelativeDay { at, text: repeated(text) }),
        typed => typed.nearest(today, leaning).map_err(wrong),
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::written_day;
    use crate::diagnostic::DayFault;
    use crate::typed::Leaning;
    use crate::view::sheet::Place;
    use crate::view::sheet::problem::SheetProblem;

    fn read(text: &str, leaning: Leaning) -> Result<String, SheetProblem> {
        let today = NaiveDate::from_ymd_opt(2024, 4, 20).expect("a day");
        written_day(Place { row: 1, column: 1 }, text, today, leaning).map(|day| day.to_string())
    }

    #[test]
    fn days_are_read_day_first_and_with_four_digits_of_the_year() {
        for text in
            ["2024-05-15", "15/5/2024", "15/05/2024", "15-5-2024", "15.05.2024", "2024-05-15T00:00:00", "2024/05/15"]
        {
            assert_eq!(read(text, Leaning::Past).as_deref(), Ok("2024-05-15"), "{text}");
        }
        for text in ["", "15", "15/5/24", "5/15/2024", "31/4/2024", "15/5-2024", "+1/5/2024"] {
            assert!(matches!(read(text, Leaning::Past), Err(SheetProblem::NotADate { .. })), "{text}");
        }
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest_and_one_that_counts_from_another_is_refused() {
        assert_eq!(read("19/4", Leaning::Past).as_deref(), Ok("2024-04-19"));
        assert_eq!(read(" 19/12", Leaning::Past).as_deref(), Ok("2023-12-19"));
        assert_eq!(read("21/4", Leaning::Future).as_deref(), Ok("2024-04-21"));
        // The promise lapsed before the sheet came back: it is none for the next year.
        for (text, leaning) in [("19/4", Leaning::Future), ("21/4", Leaning::Past)] {
            assert!(
                matches!(read(text, leaning), Err(SheetProblem::NotADate { fault: DayFault::NoYear { .. }, .. })),
                "{text}"
            );
        }
        for text in ["hôm qua", "today", "-3", "+1"] {
            assert!(matches!(read(text, Leaning::Past), Err(SheetProblem::RelativeDay { .. })), "{text}");
        }
    }
}
