//! `tiendo import` of a sheet of tasks: what was corrected in it, against what it held and what the plan says now.

use super::super::exit::{Exit, Failure};
use super::super::session::{Asked, Session};
use super::new_id::new_id;
use super::options::DocumentArgs;
use super::{Decided, change, listed};
use crate::cli::aside::Aside;
use crate::draft::time_limit::{LimitContext, TimeLimit, rhythm, time_limit};
use crate::draft::wording::TimeReading;
use crate::edit::plan::PlanEdit;
use crate::model::id::TaskIx;
use crate::model::plan::{Amendment, Body, Decision, Lang};
use crate::planning::{PlanRefusal, TaskFields, TaskPlace, add, amend, edit, emptied};
use crate::review::order::longest_ascending;
use crate::select::{self, Matches};
use crate::sheet::grid::Grid;
use crate::sheet::tasks::{TaskCells, TaskRow, cells, passed_over, place_of, reading as sheet_reading, rows};
use crate::text::{fold, one_line, sentence_case};
use crate::typed;
use crate::view::sheet::tasks::{TaskColumn, TaskFault, TaskFaultKind};
use crate::words::{Phrase, PlanningPhrase, words};

/// Reads a sheet of tasks back: all of it or nothing.
pub(in crate::cli) fn import(
    asked: &Asked,
    file: &str,
    grid: &Grid,
    (document, past): (&DocumentArgs, bool),
    dry_run: bool,
) -> Result<Exit, Failure> {
    change(asked, dry_run, &|session| {
        let by = if document.is_named() {
            let Some(by) = document.decision(session)? else { return Ok(None) };
            Some(by)
        } else {
            None
        };
        let (rows, faults) = rows(grid);
        let (edits, added, changed, notes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut merging = Merging { session, by, edits, added, changed, faults, notes };
        let mut last = None;
        for row in &rows {
            match &row.id {
                None => merging.new_task(row, last),
                Some(id) => match place_of(&session.plan, id) {
                    None => merging.fault(row, TaskColumn::Id, TaskFaultKind::UnknownTask(id.clone())),
                    Some(place) => {
                        last = Some(place.task);
                        merging.corrected(row, place);
                    }
                },
            }
        }
        let gone = session.plan.tasks.iter().filter(|task| {
            let is_it = |row: &TaskRow| row.id.as_deref() == Some(task.id.as_str());
            task.cancelled.is_none() && !rows.iter().any(is_it)
        });
        let gone = gone.map(|task| task.id.to_string()).collect::<Vec<_>>().join(", ");
        let note = PlanningPhrase::NotInSheet { tasks: &gone };
        if !gone.is_empty() {
            merging.notes.push(session.say(&Phrase::Planning(note)));
        }
        merging.notes.extend(moved_rows(session, &rows));
        let columns = listed(passed_over(grid), session.words);
        let passed = PlanningPhrase::ColumnsPassedOver { columns: &columns };
        merging.notes.extend((!columns.is_empty()).then(|| session.say(&Phrase::Planning(passed))));
        merging.decided(file, past).map(Some)
    })
}

/// Says which rows stand elsewhere than their tasks in the plan, which a sheet does not move.
fn moved_rows(session: &Session, rows: &[TaskRow]) -> Option<String> {
    let plan = &session.snapshot.plan;
    let placed = |row: &TaskRow| place_of(plan, row.id.as_deref()?).filter(|place| place.milestone.is_none());
    let order: Vec<TaskIx> = rows.iter().filter_map(placed).map(|place| place.task).collect();
    let stays = longest_ascending(&order);
    let id = |task: TaskIx| plan.task(task).id.as_str();
    let moved: Vec<usize> = (0..order.len()).filter(|at| !stays.contains(at)).collect();
    let first = *moved.first()?;
    let (task, tasks) = (id(order[first]), moved.iter().map(|at| id(order[*at]).to_owned()).collect());
    // What stands above it in the sheet is its neighbour; at the top, what stands below.
    let (after, other) = first.checked_sub(1).map_or((false, first + 1), |above| (true, above));
    let (tasks, other) = (&listed(tasks, session.words), id(*order.get(other)?));
    Some(session.say(&Phrase::Planning(PlanningPhrase::RowsMoved { tasks, task, after, other })))
}

/// What the rows come to.
struct Merging<'a> {
    session: &'a Session,
    by: Option<Decision>,
    edits: Vec<PlanEdit>,
    /// New tasks, each with its id and where it goes.
    added: Vec<(usize, String, TaskFields)>,
    changed: Vec<TaskIx>,
    faults: Vec<TaskFault>,
    /// What else is to be reported.
    notes: Vec<String>,
}

impl Merging<'_> {
    fn fault(&mut self, row: &TaskRow, column: TaskColumn, kind: TaskFaultKind) {
        self.faults.push(row.fault(column, kind));
    }

    fn decided(mut self, file: &str, past: bool) -> Result<Decided, Failure> {
        let (session, plan) = (self.session, &self.session.snapshot.plan);
        // From the last to the first, so that none moves another's place.
        self.added.sort_by_key(|(at, ..)| *at);
        for (at, id, fields) in self.added.iter().rev() {
            match add(plan, id, fields, self.by.as_ref(), *at) {
                Ok(edits) => self.edits.extend(edits),
                Err(refusal) => return Err(super::refused(session, &refusal, id)),
            }
        }
        if self.faults.is_empty() {
            let keeps_past = if past || self.by.is_some() { Vec::new() } else { self.changed };
            return Ok(Decided { edits: self.edits, from: self.by.map(|by| by.on), keeps_past, notes: self.notes });
        }
        self.faults.sort_by_key(|fault| fault.at);
        let file = one_line(file);
        let said = |fault| session.say(&Phrase::Planning(PlanningPhrase::SheetFault { file: &file, fault }));
        let mut told = Aside::of_errors(self.faults.iter().map(said), session.words);
        told.plain(&session.say(&Phrase::NotImported { problems: self.faults.len() }));
        Err(Failure::Told(Exit::Unread, told))
    }

    /// The columns of a row that people changed, and that the plan does not say already.
    fn changes(&mut self, row: &TaskRow, place: TaskPlace) -> Vec<TaskColumn> {
        let now = cells(&self.session.plan, place, self.session.words);
        let base = row.base.clone().unwrap_or_else(|| now.clone());
        let said = |cells: &TaskCells, column: TaskColumn| cells.get(column.key()).cloned().unwrap_or_default();
        let mut changed = Vec::new();
        for column in TaskColumn::CORRECTED.into_iter().filter(|column| row.has(*column)) {
            let (was, is, given) = (said(&base, column), said(&now, column), said(&row.cells, column));
            if given == was || given == is {
                continue;
            }
            // Made in another language the sheet words a time limit otherwise.
            let also = |lang| said(&cells(&self.session.plan, place, words(lang)), column) == was;
            if is != was && !Lang::all().any(also) {
                self.fault(row, column, TaskFaultKind::Conflict { now: is });
                continue;
            }
            changed.push(column);
        }
        changed
    }

    fn corrected(&mut self, row: &TaskRow, place: TaskPlace) {
        let changed = self.changes(row, place);
        let plan = &self.session.snapshot.plan;
        let (before, of, is_stage) = (self.faults.len(), plan.task(place.task), place.milestone.is_some());
        let (mut fields, mut emptied_keys) = (TaskFields::default(), Vec::new());
        for column in &changed {
            if self.by.is_none()
                && let Some(by) = place.amended(plan).iter().rev().find(|by| sets(by, *column))
            {
                let by = by.decision.by.to_string();
                self.fault(row, *column, TaskFaultKind::Amended { by });
                continue;
            }
            let given = row.cells.get(column.key());
            match (column, given) {
                (TaskColumn::Clause | TaskColumn::ReportsTo, Some(_)) if is_stage => {
                    self.fault(row, *column, TaskFaultKind::OfTask);
                }
                (TaskColumn::Title | TaskColumn::Lead, None) if !is_stage => {
                    self.fault(row, *column, TaskFaultKind::Missing);
                }
                (TaskColumn::Reading, None) => {
                    self.fault(row, *column, TaskFaultKind::Missing);
                }
                (column, None) if self.by.is_some() => self.fault(row, *column, TaskFaultKind::Missing),
                (column, None) => emptied_keys.push(emptied(place, column.key())),
                (column, Some(given)) => self.field(row, *column, given, &mut fields),
            }
        }
        let timed = changed.iter().any(|column| matches!(column, TaskColumn::Wording | TaskColumn::Reading));
        if timed && !is_stage && !of.milestones().is_empty() {
            self.fault(row, TaskColumn::Reading, TaskFaultKind::Milestones);
        } else if timed {
            let own = if is_stage { Vec::new() } else { rhythm(of) };
            self.limit(row, Some((place, own.as_slice())), changed.contains(&TaskColumn::Reading), &mut fields);
        }
        if self.faults.len() > before {
            return;
        }
        if changed.iter().any(|column| matches!(column, TaskColumn::Wording | TaskColumn::Reading | TaskColumn::Lead)) {
            self.changed.push(place.task);
        }
        let made = match &self.by {
            Some(by) => amend(plan, place, &fields, by),
            None => edit(plan, place, &fields),
        };
        match made {
            Ok(edits) => self.edits.extend(edits),
            Err(PlanRefusal::NothingSaid) => {}
            Err(refusal) => self.fault(row, TaskColumn::Reading, TaskFaultKind::Refused(refusal)),
        }
        self.edits.extend(emptied_keys);
    }

    fn new_task(&mut self, row: &TaskRow, after: Option<TaskIx>) {
        let before = self.faults.len();
        let mut fields = TaskFields::default();
        for column in [TaskColumn::Title, TaskColumn::Lead] {
            if !row.cells.contains_key(column.key()) {
                self.fault(row, column, TaskFaultKind::Missing);
            }
        }
        for column in TaskColumn::CORRECTED {
            if let Some(given) = row.cells.get(column.key()) {
                self.field(row, column, given, &mut fields);
            }
        }
        let read = row.cells.contains_key(TaskColumn::Reading.key());
        if read || row.cells.contains_key(TaskColumn::Wording.key()) {
            self.limit(row, None, read, &mut fields);
        } else {
            self.fault(row, TaskColumn::Wording, TaskFaultKind::Missing);
        }
        let at = after.map_or(self.session.snapshot.plan.tasks.len(), |after| after.index() + 1);
        if self.faults.len() > before {
            return;
        }
        let title = fields.title.clone().unwrap_or_default();
        let added = self.added.iter().map(|(_, id, fields)| (id.as_str(), fields.title.as_deref().unwrap_or_default()));
        match new_id(self.session, &title, None, &added.collect::<Vec<_>>()) {
            Ok((id, note)) => {
                self.added.push((at, id, fields));
                self.notes.extend(note);
            }
            Err(_) => self.fault(row, TaskColumn::Title, TaskFaultKind::NoId),
        }
    }

    /// Takes what a cell says, the time limit aside.
    fn field(&mut self, row: &TaskRow, column: TaskColumn, given: &str, fields: &mut TaskFields) {
        let text = || Some(given.to_owned());
        match column {
            TaskColumn::Clause => fields.clause = text(),
            TaskColumn::Title => fields.title = text(),
            TaskColumn::Lead => fields.lead = self.bodies(row, column, given),
            TaskColumn::Support => fields.support = self.bodies(row, column, given),
            TaskColumn::Wording => fields.wording = text(),
            TaskColumn::Target => match typed::target(given) {
                Some(target) => fields.target = Some(target),
                None => self.fault(row, column, TaskFaultKind::NoTarget(given.to_owned())),
            },
            TaskColumn::Product => fields.product = text(),
            TaskColumn::ReportsTo => fields.reports_to = text(),
            TaskColumn::Reading | TaskColumn::Number | TaskColumn::Id | TaskColumn::Baseline => {}
        }
    }

    /// The bodies that a cell names, one a line or with semicolons between.
    fn bodies(&mut self, row: &TaskRow, column: TaskColumn, given: &str) -> Option<Vec<String>> {
        let plan = &self.session.plan;
        let mut ids = Vec::new();
        for typed in given.split(['\n', ';']).map(str::trim).filter(|typed| !typed.is_empty()) {
            let id = |body: Body| plan.body(body).0.to_string();
            let all = || {
                let units = plan.unit_indices().map(Body::Unit);
                units.chain((0..plan.groups.len()).map(|at| Body::Group(crate::model::id::GroupIx::new(at))))
            };
            let called: Vec<Body> = all().filter(|body| fold(plan.body(*body).1) == fold(typed)).collect();
            let found = match plan.body_by_id(typed) {
                Some(body) => Matches::One(body),
                None if called.len() == 1 => Matches::One(called[0]),
                None => select::unit(plan, typed).map(Body::Unit).or(select::group(plan, typed).map(Body::Group)),
            };
            match found {
                Matches::One(body) => ids.push(id(body)),
                Matches::Many(near) | Matches::Nothing(near) => {
                    let candidates = near.into_iter().map(id).collect();
                    self.fault(row, column, TaskFaultKind::NoBody { typed: typed.to_owned(), candidates });
                }
            }
        }
        Some(ids).filter(|ids| !ids.is_empty())
    }

    /// Takes the time limit: of the reading where that was corrected, else of the document's words, which may also be
    /// another way of saying what the task has.
    fn limit(
        &mut self,
        row: &TaskRow,
        of: Option<(TaskPlace, &[&'static str])>,
        corrected: bool,
        fields: &mut TaskFields,
    ) {
        let session = self.session;
        let column = if corrected { TaskColumn::Reading } else { TaskColumn::Wording };
        let Some(given) = row.cells.get(column.key()) else { return };
        let context = LimitContext::of(&session.snapshot.plan, self.by.as_ref().map(|by| by.on));
        let worded = |reading: &TimeReading| {
            let timing = reading.timing().map(|timing| sentence_case(&session.words.due(&timing)));
            timing.unwrap_or_else(|| reading.lines().join(", "))
        };
        let now = of.and_then(|(place, _)| sheet_reading(&session.plan, place, session.words));
        let is_now = |reading: &TimeReading| now == Some(worded(reading));
        // How the program reads a time limit is in no document.
        let taken = |reading: TimeReading, wording: Option<String>| {
            Some(TimeLimit { reading, wording: wording.filter(|_| !corrected) })
        };
        match time_limit(given, of.map_or(&[], |(_, own)| own), &context) {
            Ok(limit) if is_now(&limit.reading) => {}
            Ok(TimeLimit { reading, wording }) => fields.limit = taken(reading, wording),
            Err(open) if !corrected && open.read.readings.iter().any(is_now) => {}
            Err(mut open) => {
                let readings: Vec<String> = open.read.readings.iter().map(worded).collect();
                // Who writes down a reading as the program words it has chosen it.
                let chosen = readings.iter().position(|reading| corrected && fold(reading) == fold(given));
                if let Some(at) = chosen {
                    fields.limit = taken(open.read.readings.remove(at), None);
                    return;
                }
                let remarks = open.read.remarks.iter().map(|remark| session.words.wording_remark(remark));
                let why = (readings.len() == 1).then(|| remarks.collect::<Vec<_>>().join(" "));
                self.fault(row, column, TaskFaultKind::OpenLimit { typed: given.clone(), readings, why });
            }
        }
    }
}

/// Whether an amendment says what a column holds.
fn sets(by: &Amendment, column: TaskColumn) -> bool {
    match column {
        TaskColumn::Title => by.title.is_some(),
        TaskColumn::Lead => by.lead.is_some(),
        TaskColumn::Support => by.support.is_some(),
        TaskColumn::Wording => by.wording.is_some(),
        TaskColumn::Reading => by.timing.is_some(),
        TaskColumn::Target => by.target.is_some(),
        TaskColumn::Product => by.product.is_some(),
        _ => false,
    }
}
