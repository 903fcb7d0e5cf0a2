//! The sheet of a plan's tasks, to be corrected by people: written as a workbook, and its rows read back.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Color, DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::grid::{Cell, Grid, GridLine};
use super::headings::{self, HEADER_WITHIN};
use super::held::{MAX_CELL_UNITS, plain};
use super::layout::{A4, BORDER, FONT, HEAD_FILL, LINE, clean, height};
use super::row_id::repeated;
use crate::model::id::TaskIx;
use crate::model::plan::{Body, Lang, Plan, Timing};
use crate::model::target::TargetRange;
use crate::planning::TaskPlace;
use crate::text::{fold, sentence_case};
use crate::view::sheet::Place;
use crate::view::sheet::tasks::{TaskColumn, TaskFault, TaskFaultKind};
use crate::words::{Label, Phrase, PlanningPhrase, Words, date, sheet, typed_target, words};

const FILL: u32 = 0x00FF_FBE6;

/// What a row says, by column; what is empty is left out.
pub(crate) type TaskCells = BTreeMap<&'static str, String>;

/// A row that came back.
#[derive(Debug)]
pub(crate) struct TaskRow {
    pub(crate) line: u32,
    /// The task's id; a new task has none.
    pub(crate) id: Option<String>,
    pub(crate) cells: TaskCells,
    /// What the cells held when the sheet was made, where that is known.
    pub(crate) base: Option<TaskCells>,
    /// The places of the columns.
    places: Vec<(TaskColumn, u32)>,
}

impl TaskRow {
    pub(crate) fn fault(&self, column: TaskColumn, kind: TaskFaultKind) -> TaskFault {
        let at = self.places.iter().find(|(of, _)| *of == column).map_or(1, |(_, at)| *at);
        TaskFault { at: Place { row: self.line, column: at }, column, kind }
    }

    pub(crate) fn has(&self, column: TaskColumn) -> bool {
        self.places.iter().any(|(of, _)| *of == column)
    }

    pub(crate) fn place(&self) -> Place {
        self.fault(TaskColumn::Id, TaskFaultKind::Missing).at
    }
}

fn heading(column: TaskColumn, words: &dyn Words) -> String {
    words.phrase(&Phrase::Planning(PlanningPhrase::Heading(column)))
}

/// How the time limit of a task or a milestone is read; nothing of a task that has milestones.
pub(crate) fn reading(plan: &Plan, place: TaskPlace, words: &dyn Words) -> Option<String> {
    let of = plan.task(place.task);
    let timing = match place.milestone {
        Some(at) => Timing::Once(of.milestones()[at].deadline),
        None => of.timing.clone(),
    };
    (!matches!(timing, Timing::Milestones(_))).then(|| sentence_case(&words.timing(plan, &timing)))
}

/// What the cells of a task say, or of a milestone: what it does not say itself goes by its task.
pub(crate) fn cells(plan: &Plan, place: TaskPlace, words: &dyn Words) -> TaskCells {
    let of = plan.task(place.task);
    let names = |bodies: &[Body]| bodies.iter().map(|body| plan.body(*body).1).collect::<Vec<_>>().join("\n");
    let own = |bodies: &Option<Vec<Body>>| bodies.as_deref().map(names).unwrap_or_default();
    let text = |text: &Option<crate::model::plan::Text>| text.as_deref().map(str::to_owned).unwrap_or_default();
    let reading = reading(plan, place, words).unwrap_or_default();
    let target =
        |target: &Option<TargetRange>| target.as_ref().map(|target| typed_target(target, words)).unwrap_or_default();
    let all = match place.milestone.map(|at| &of.milestones()[at]) {
        None => vec![
            (TaskColumn::Clause, text(&of.clause)),
            (TaskColumn::Title, of.title.to_string()),
            (TaskColumn::Lead, names(&of.lead)),
            (TaskColumn::Support, names(&of.support)),
            (TaskColumn::Wording, text(&of.wording)),
            (TaskColumn::Reading, reading),
            (TaskColumn::Target, target(&of.target)),
            (TaskColumn::Product, text(&of.product)),
            (TaskColumn::ReportsTo, text(&of.reports_to)),
        ],
        Some(stage) => vec![
            (TaskColumn::Title, text(&stage.title)),
            (TaskColumn::Lead, own(&stage.lead)),
            (TaskColumn::Support, own(&stage.support)),
            (TaskColumn::Wording, text(&stage.wording)),
            (TaskColumn::Reading, reading),
            (TaskColumn::Target, target(&stage.target)),
            (TaskColumn::Product, text(&stage.product)),
        ],
    };
    let shown = all.into_iter().map(|(column, text)| (column.key(), plain(&clean(&text))));
    shown.filter(|(_, text)| !text.is_empty()).collect()
}

/// The places of a plan that have rows of their own: its tasks, each with its milestones below it, but for what is cancelled.
fn places(plan: &Plan) -> Vec<(String, TaskPlace)> {
    let of = |task: TaskIx| {
        let own = plan.task(task);
        let stages = own.milestones().iter().enumerate().filter(|(_, stage)| stage.cancelled.is_none());
        let stages = stages
            .map(move |(at, stage)| (format!("{}.{}", own.id, stage.id), TaskPlace { task, milestone: Some(at) }));
        std::iter::once((own.id.to_string(), TaskPlace { task, milestone: None })).chain(stages)
    };
    let there = |task: &TaskIx| plan.task(*task).cancelled.is_none();
    (0..plan.tasks.len()).map(TaskIx::new).filter(there).flat_map(of).collect()
}

/// The task or milestone of an id as the sheet has it.
pub(crate) fn place_of(plan: &Plan, id: &str) -> Option<TaskPlace> {
    let (task, stage) = id.split_once('.').map_or((id, None), |(task, stage)| (task, Some(stage)));
    let task = plan.task_by_id(task)?;
    let Some(stage) = stage else { return Some(TaskPlace { task, milestone: None }) };
    let at = plan.task(task).milestones().iter().position(|own| own.id.as_str() == stage)?;
    Some(TaskPlace { task, milestone: Some(at) })
}

/// The bytes of a workbook with a row for each task and milestone of a plan.
pub(crate) fn write(plan: &Plan, words: &dyn Words) -> Vec<u8> {
    workbook(plan, words).expect("texts are cut to what cells hold, and plans have fewer tasks than sheets have rows")
}

fn width(column: TaskColumn) -> u16 {
    match column {
        TaskColumn::Number => 5,
        TaskColumn::Clause => 9,
        TaskColumn::Title => 44,
        TaskColumn::Lead | TaskColumn::Support => 22,
        TaskColumn::Wording | TaskColumn::Reading => 24,
        TaskColumn::Target => 14,
        TaskColumn::Product | TaskColumn::ReportsTo => 20,
        TaskColumn::Id | TaskColumn::Baseline => 30,
    }
}

fn workbook(plan: &Plan, words: &dyn Words) -> Result<Vec<u8>, XlsxError> {
    let letters = Format::new().set_font_name(FONT).set_font_size(12);
    let boxed = letters.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(BORDER)).set_text_wrap();
    let text = boxed.clone().set_align(FormatAlign::Top).set_num_format("@");
    // What is hidden makes no row higher.
    let hidden = letters.clone().set_num_format("@");
    let marked = text.clone().set_background_color(Color::RGB(FILL));
    let head = boxed.set_bold().set_align(FormatAlign::Center).set_background_color(Color::RGB(HEAD_FILL));
    let header = &plan.header;
    let mut workbook = Workbook::new();
    // The same plan gives the same bytes.
    let made = DocProperties::new().set_title(clean(&header.title)).set_creation_datetime(&header.starts);
    workbook.set_properties(&made);
    let sheet: &mut Worksheet = workbook.add_worksheet();
    sheet.set_name(words.phrase(&Phrase::Planning(PlanningPhrase::TasksSheet)))?;
    sheet.set_row_height(0, 21.0)?;
    let title = words.phrase(&Phrase::PlanTitle { number: header.number.as_ref(), title: &header.title });
    sheet.write_string_with_format(0, 0, clean(&title), &letters.clone().set_bold().set_font_size(14))?;
    let told = words.phrase(&Phrase::Planning(PlanningPhrase::TasksInstructions));
    sheet.write_string_with_format(1, 0, clean(&told), &letters.clone().set_italic())?;
    let row = 3;
    for (at, column) in (0..).zip(TaskColumn::ALL) {
        sheet.write_string_with_format(row, at, heading(column, words), &head)?;
        sheet.set_column_width(at, width(column))?;
        if column.is_hidden() {
            sheet.set_column_hidden(at)?;
        }
    }
    sheet.set_row_height(row, 2.0 * LINE + 6.0)?;
    for (at, (id, place)) in (row + 1..).zip(places(plan)) {
        let own = cells(plan, place, words);
        let number = u32::try_from(place.task.index() + 1).unwrap_or(u32::MAX);
        let stage = place.milestone.map(|at| format!("{number}.{}", at + 1));
        let id = id.as_str();
        let shown = TaskColumn::CORRECTED.into_iter().map(|column| (column, own.get(column.key())));
        let shown = shown.filter_map(|(column, text)| Some((width(column), text?.as_str())));
        sheet.set_row_height(at, height(shown))?;
        for (place, column) in (0..).zip(TaskColumn::ALL) {
            let format = if column == TaskColumn::Reading { &marked } else { &text };
            match column {
                TaskColumn::Number => match &stage {
                    Some(stage) => sheet.write_string_with_format(at, place, stage, format)?,
                    None => sheet.write_number_with_format(at, place, number, format)?,
                },
                TaskColumn::Id => sheet.write_string_with_format(at, place, id, &hidden)?,
                TaskColumn::Baseline => sheet.write_string_with_format(at, place, baseline(id, &own), &hidden)?,
                column => match own.get(column.key()) {
                    Some(said) => sheet.write_string_with_format(at, place, said, format)?,
                    None => sheet.write_blank(at, place, format)?,
                },
            };
        }
    }
    sheet.set_freeze_panes(row + 1, 3)?;
    sheet.set_repeat_rows(row, row)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_footer(format!("&C{}", words.label(Label::SheetFooter)));
    workbook.save_to_buffer()
}

/// What a row held when it was made; nothing where a cell cannot hold it.
fn baseline(id: &str, cells: &TaskCells) -> String {
    let mut kept: BTreeMap<&str, &str> = cells.iter().map(|(key, text)| (*key, text.as_str())).collect();
    kept.insert("id", id);
    let json = serde_json::to_string(&kept).expect("keys and values are texts");
    if json.encode_utf16().count() > MAX_CELL_UNITS { String::new() } else { json }
}

/// Where the headings are.
struct TaskHeadings {
    row: u32,
    places: Vec<(TaskColumn, u32)>,
    /// What stands beside them and is none.
    extra: Vec<(u32, String)>,
    twice: Vec<(TaskColumn, u32, Place)>,
}

/// Whether one of the first rows has the headings of tasks.
pub(crate) fn has_headings(grid: &Grid) -> bool {
    headings(grid).is_some()
}

/// Whether they have those of tasks, or those of obligations.
pub(crate) fn has_any_headings(grid: &Grid) -> bool {
    headings::has_headings(grid) || has_headings(grid)
}

/// The row of the headings of tasks.
pub(crate) fn heading_row(grid: &Grid) -> Option<u32> {
    headings(grid).map(|headings| headings.row)
}

fn headings(grid: &Grid) -> Option<TaskHeadings> {
    /// So many known ones make a row that of the headings, if it has fewer of a unit's sheet.
    const ENOUGH: usize = 4;
    let first = grid.lines.iter().take_while(|line| line.number <= HEADER_WITHIN);
    let candidates = first.map(|line| (headings_in(line), line)).filter(|(headings, line)| {
        let of_units = |(_, cell): &&(u32, Cell)| matches!(cell, Cell::Text(text) if sheet::column(text).is_some());
        let known = headings.places.len();
        known >= 2 && headings.places.iter().any(|(column, _)| *column == TaskColumn::Id)
            || known >= ENOUGH && known > line.cells.iter().filter(of_units).count()
    });
    let of_most = candidates.reduce(|best, next| if next.0.places.len() > best.0.places.len() { next } else { best });
    of_most.map(|(headings, _)| headings)
}

fn headings_in(line: &GridLine) -> TaskHeadings {
    let known = |text: &str| {
        let own = |column: &TaskColumn| Lang::all().any(|lang| fold(&heading(*column, words(lang))) == fold(text));
        TaskColumn::ALL.into_iter().find(own)
    };
    let mut found = TaskHeadings { row: line.number, places: Vec::new(), extra: Vec::new(), twice: Vec::new() };
    for (at, cell) in &line.cells {
        let Cell::Text(text) = cell else {
            found.extra.push((*at, String::new()));
            continue;
        };
        let Some(column) = known(text) else {
            found.extra.push((*at, repeated(text)));
            continue;
        };
        match found.places.iter().find(|(of, _)| *of == column) {
            Some((_, first)) => found.twice.push((column, *at, line.place(*first))),
            None => found.places.push((column, *at)),
        }
    }
    found
}

/// Whether a heading speaks of targets.
fn is_of_target(heading: &str) -> bool {
    let named = Lang::all().map(|lang| fold(&self::heading(TaskColumn::Target, words(lang))));
    let heading = fold(heading);
    named.into_iter().any(|name| heading.contains(&name))
}

impl TaskHeadings {
    /// What stands above a column that is none of the sheet's.
    fn heading(&self, at: u32) -> String {
        self.extra.iter().find(|(own, _)| *own == at).map(|(_, text)| text.clone()).unwrap_or_default()
    }

    /// What is wrong with them: nothing that was filled in may be passed over because its heading is not known.
    fn faults(&self, grid: &Grid) -> Vec<TaskFault> {
        let is_missing = |column: &TaskColumn| !self.places.iter().any(|(of, _)| of == column);
        let fault = |at, column, kind| TaskFault { at: Place { row: self.row, column: at }, column, kind };
        let needed = [TaskColumn::Id, TaskColumn::Title].into_iter().filter(is_missing);
        let read = TaskColumn::ALL.into_iter().filter(|column| *column != TaskColumn::Number);
        let missing: Vec<TaskColumn> = read.filter(is_missing).collect();
        let twice = self.twice.iter().map(|(column, at, first)| {
            let kind = TaskFaultKind::ColumnTwice { first: *first };
            fault(*at, *column, kind)
        });
        let mut found: Vec<TaskFault> = twice.collect();
        let filled = grid.lines.iter().filter(|line| line.number > self.row);
        let filled: BTreeSet<u32> = filled.flat_map(|line| line.cells.iter().map(|(at, _)| *at)).collect();
        let is_read = |at: &u32| self.places.iter().any(|(_, own)| own == at);
        let is_twice = |at: &u32| self.twice.iter().any(|(_, own, _)| own == at);
        for at in filled.into_iter().filter(|at| !is_read(at) && !is_twice(at)) {
            let heading = self.heading(at);
            // Sheets made before there were targets in them have no such column.
            let of_target = heading.is_empty() || is_of_target(&heading);
            let missing = missing.iter().copied().filter(|column| of_target || *column != TaskColumn::Target);
            let missing: Vec<TaskColumn> = missing.collect();
            if let Some(first) = missing.first().copied() {
                found.push(fault(at, first, TaskFaultKind::UnknownColumn { heading, missing }));
            }
        }
        if found.is_empty() {
            found.extend(needed.map(|column| fault(1, column, TaskFaultKind::NoColumn)));
        }
        found
    }
}

/// The headings of columns that are none of the sheet's and have something in them: people add such for themselves.
pub(crate) fn passed_over(grid: &Grid) -> Vec<String> {
    let Some(headings) = headings(grid) else { return Vec::new() };
    let filled = |at: &u32| grid.lines.iter().any(|line| line.number > headings.row && line.cell(*at).is_some());
    headings.extra.iter().filter(|(at, _)| filled(at)).map(|(_, text)| text.clone()).collect()
}

/// The rows below the headings; everything that is wrong with their cells.
pub(crate) fn rows(grid: &Grid) -> (Vec<TaskRow>, Vec<TaskFault>) {
    let Some(headings) = headings(grid) else { return (Vec::new(), Vec::new()) };
    let (mut rows, mut faults) = (Vec::<TaskRow>::new(), headings.faults(grid));
    if !faults.is_empty() {
        return (rows, faults);
    }
    for line in grid.lines.iter().filter(|line| line.number > headings.row) {
        let row = row(line, &headings.places, &mut faults);
        if row.id.is_none() && row.cells.is_empty() {
            continue;
        }
        let first = rows.iter().find(|first| row.id.is_some() && first.id == row.id);
        if let Some(first) = first {
            faults.push(row.fault(TaskColumn::Id, TaskFaultKind::Twice { first: first.place() }));
        }
        rows.push(row);
    }
    (rows, faults)
}

fn row(line: &GridLine, places: &[(TaskColumn, u32)], faults: &mut Vec<TaskFault>) -> TaskRow {
    let mut row = TaskRow { line: line.number, id: None, cells: TaskCells::new(), base: None, places: places.to_vec() };
    let mut of = None;
    for (column, at) in places {
        let text = match line.cell(*at) {
            None => continue,
            Some(Cell::Text(text)) => plain(text),
            // A time limit that is a day reads as one.
            Some(Cell::Date(day)) if *column == TaskColumn::Wording => date(*day),
            Some(Cell::Date(day)) => day.to_string(),
            // A share such as 80 % is 0.8 in the file of a spreadsheet.
            Some(Cell::Number(number)) if *column == TaskColumn::Target && *number <= 1.0 => {
                faults.push(row.fault(*column, TaskFaultKind::NoTarget(number.to_string())));
                continue;
            }
            Some(Cell::Number(number)) => number.to_string(),
            Some(_) => {
                faults.push(row.fault(*column, TaskFaultKind::NoText));
                continue;
            }
        };
        match column {
            TaskColumn::Number => {}
            TaskColumn::Id => row.id = Some(text).filter(|id| !id.is_empty()),
            TaskColumn::Baseline => match serde_json::from_str::<BTreeMap<String, String>>(&text) {
                Ok(mut kept) => {
                    of = kept.remove("id");
                    let known = |(key, text): (String, String)| {
                        let column = TaskColumn::ALL.into_iter().find(|column| column.key() == key)?;
                        Some((column.key(), text))
                    };
                    row.base = Some(kept.into_iter().filter_map(known).collect());
                }
                Err(_) => faults.push(row.fault(*column, TaskFaultKind::BadBaseline)),
            },
            _ if text.is_empty() => {}
            column => drop(row.cells.insert(column.key(), text)),
        }
    }
    if row.base.is_some() && of != row.id {
        faults.push(row.fault(TaskColumn::Baseline, TaskFaultKind::MixedUp));
    }
    row
}
