//! `tiendo import`: a spreadsheet that units filled in, read back: all of it or nothing.

use std::collections::{BTreeMap, HashMap};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::Args;

use super::act::{consequence, new_file, wrote};
use super::answers::AnsweredQuestions;
use super::aside::{self, Aside};
use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::planning;
use super::planning::options::DocumentArgs;
use super::revise::{Revised, Taken, take, tell_written, trouble, troubles};
use super::session::{Asked, Session};
use super::walk::OpenedPlans;
use crate::edit::{self, Edit};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::page::terminal::writer::TerminalPage;
use crate::page::{Page, Piece, Tone};
use crate::sheet::among::{self, SplitSheet};
use crate::sheet::grid::Grid;
use crate::sheet::table::{Reading, TableEntry};
use crate::sheet::{MAX_FILE_BYTES, delimited, grid, id as sheet_id, merge, slips, table, tasks, workbook};
use crate::shell;
use crate::snapshot::PLAN;
use crate::store::undo::record_all;
use crate::store::{names_like, read_foreign};
use crate::text::one_line;
use crate::view::sheet::problem::{SheetProblem, Unreadable};
use crate::view::sheet::{Column, Place};
use crate::words::Phrase;

/// What the program is called with to read a workbook for another process of its own.
pub(crate) const READ_WORKBOOK: &str = "__read-workbook";

#[derive(Args)]
pub(super) struct ImportArgs {
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    document: DocumentArgs,
    #[arg(long)]
    past: bool,
    #[arg(long)]
    dry_run: bool,
}

impl Command for ImportArgs {
    const NAME: &str = "import";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Đọc lại bảng tính đã điền, nêu thay đổi, rồi ghi toàn bộ hoặc không ghi gì",
                  "Read a filled-in sheet back, show what changes, and write all of it or nothing"),
        ("examples",
"tiendo import bieu.xlsx --dry-run  # xem trước thay đổi, không ghi
tiendo import bieu.xlsx
tiendo import nop/*.xlsx  # mọi bảng các đơn vị gửi về",
"tiendo import sheet.xlsx --dry-run  # show what would change; write nothing
tiendo import sheet.xlsx
tiendo import inbox/*.xlsx  # every sheet that units sent back"),
        ("document", "Bảng nhiệm vụ (sheet --tasks): sửa theo văn bản này, tính từ ngày văn bản",
                     "Of a sheet of tasks (sheet --tasks): the document that amends them, from its day on"),
        ("issued", "Ngày của văn bản ấy", "Day of that document"),
        ("past", "Bảng nhiệm vụ: sửa cả hạn và đơn vị chủ trì của những kỳ đã qua, khi chỉ sửa lỗi nhập",
                 "Of a sheet of tasks: change also last days that have passed, and who owed them: for slips of typing only"),
        ("files", "Bảng đã điền: .xlsx, hoặc .csv (UTF-8); nhiều tệp, hoặc *.xlsx",
                  "Filled-in sheets: .xlsx, or .csv in UTF-8; several, or *.xlsx"),
    ];
}

/// Runs `tiendo import`.
fn run(asked: &Asked, args: &ImportArgs) -> Result<Exit, Failure> {
    let files = expanded(&args.files);
    if let [file] = &files[..]
        && let Ok(bytes) = read_foreign(file, MAX_FILE_BYTES)
        && let Ok(grid) = read(&bytes)
        && tasks::has_headings(&grid)
    {
        let name = file.display().to_string();
        return planning::sheet::import(asked, &name, &grid, (&args.document, args.past), args.dry_run);
    }
    let plans = OpenedPlans::new(asked)?;
    let mut told = Aside::default();
    // What each file says, by the plan that has its rows.
    let mut readings: Vec<Vec<(String, Reading)>> = plans.sessions.iter().map(|_| Vec::new()).collect();
    let mut count = 0;
    for file in &files {
        let name = file.display().to_string();
        let mut wrong = |found: &[SheetProblem]| {
            count += found.len();
            said_of(&mut told, plans.first(), &name, found);
        };
        let bytes = read_foreign(file, MAX_FILE_BYTES).map_err(|found| trouble(plans.first(), &found))?;
        let grid = match read(&bytes) {
            Ok(grid) => grid,
            Err(found) => {
                wrong(&[found.into()]);
                continue;
            }
        };
        let folders: Vec<&str> = plans.sessions.iter().map(|session| session.workspace.name()).collect();
        let parts = match among::split(&grid, &folders) {
            Some(SplitSheet { parts, problems }) => {
                wrong(&problems);
                parts
            }
            None => vec![(plan_of(asked, &plans, &name, &grid)?, grid)],
        };
        let mut found: Vec<SheetProblem> = Vec::new();
        for (part, (at, grid)) in parts.into_iter().enumerate() {
            let reading = table::read(&plans.sessions[at].plan, &grid, plans.sessions[at].judge.as_of());
            if part == 0 && !reading.extra.is_empty() {
                let columns = reading.extra.iter().map(|column| format!("“{column}”")).collect::<Vec<_>>().join(", ");
                let said = plans.first().say(&Phrase::ColumnsLeft { columns: &columns });
                aside::note(&said);
            }
            // What is wrong with the headings is so for every plan.
            found.extend(
                reading.problems.iter().filter(|problem| !found.contains(problem)).cloned().collect::<Vec<_>>(),
            );
            readings[at].push((name.clone(), reading));
        }
        wrong(&found);
    }
    let mut revised: Vec<RevisedPlan> = Vec::new();
    for (at, readings) in readings.iter().enumerate() {
        let (changed, found, problems) = revise(&plans.sessions[at], readings, args)?;
        told.append(found);
        count += problems;
        if !changed.is_empty() {
            revised.push((at, changed));
        }
    }
    if count > 0 {
        told.plain(&plans.first().say(&Phrase::NotImported { problems: count }));
        return Err(Failure::Told(Exit::Unread, told));
    }
    let units: Vec<(usize, Vec<UnitIx>)> =
        revised.iter().map(|(at, changed)| (*at, changed.iter().map(|(one, _)| one.taken.unit).collect())).collect();
    let exit = finish(&plans, revised, args.dry_run)?;
    units.iter().try_for_each(|(at, units)| plans.sessions[*at].warn_of_lost(units))?;
    Ok(plans.exit(exit))
}

/// A plan by its place, and the files of its units that change.
type RevisedPlan = (usize, Vec<(Revised, Vec<Edit>)>);

/// Shows what changes, or writes it.
fn finish(plans: &OpenedPlans, mut revised: Vec<RevisedPlan>, dry_run: bool) -> Result<Exit, Failure> {
    let first = plans.first();
    if revised.is_empty() {
        if !aside::is_quiet() {
            shell::with_stdout(|out| Ok(writeln!(out, "{}", first.say(&Phrase::NothingToImport))?))?;
        }
        return Ok(Exit::Done);
    }
    let answered = revised.iter().map(|(at, revised)| {
        let recorded: Vec<_> = revised.iter().map(|(one, edits)| (one, edits.as_slice())).collect();
        AnsweredQuestions::of(&plans.sessions[*at], &recorded)
    });
    let mut answered: Vec<Option<AnsweredQuestions>> = answered.collect();
    if dry_run {
        for ((at, revised), answered) in revised.iter().zip(&answered) {
            let session = &plans.sessions[*at];
            shell::with_stdout(|out| {
                revised.iter().try_for_each(|(one, _)| one.diff(out, session.screen))?;
                Ok(answered.iter().try_for_each(|answered| answered.diff(out, session))?)
            })?;
            for (one, _) in revised {
                one.warn(session);
            }
        }
        aside::note(&first.say(&Phrase::DryRun));
        return Ok(Exit::Done);
    }
    write(plans, &mut revised, &mut answered)?;
    for ((at, revised), answered) in revised.iter().zip(&answered) {
        tell(&plans.sessions[*at], revised, answered.as_ref())?;
    }
    Ok(Exit::Done)
}

/// The files that are meant: where the shell left a `*` in a name, those that it stands for, by name.
fn expanded(named: &[PathBuf]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for file in named {
        let pattern = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if !pattern.contains('*') || file.exists() {
            files.push(file.clone());
            continue;
        }
        let mut found = names_like(file.parent().unwrap_or(Path::new("")), &pattern);
        // Nothing is there: the name itself says so.
        if found.is_empty() {
            found.push(file.clone());
        }
        files.append(&mut found);
    }
    files
}

/// The plan whose obligations the rows of a sheet are: the one that knows them all.
fn plan_of(asked: &Asked, plans: &OpenedPlans, name: &str, grid: &Grid) -> Result<usize, Failure> {
    if plans.sessions.len() == 1 {
        return Ok(0);
    }
    let knows = |session: &Session| {
        let reading = table::read(&session.plan, grid, session.judge.as_of());
        !reading.entries.is_empty() && !reading.problems.iter().any(SheetProblem::is_of_another_plan)
    };
    let fits: Vec<usize> = (0..plans.sessions.len()).filter(|at| knows(&plans.sessions[*at])).collect();
    match (&fits[..], asked.many()?) {
        ([at], _) => Ok(*at),
        (_, Some(collection)) => {
            let Failure::Usage(said) = asked.needs_plan(&collection) else { return Err(asked.needs_plan(&collection)) };
            Err(Failure::Usage(format!("{}: {said}", one_line(name))))
        }
        _ => Ok(0),
    }
}

/// Files with what is changed of them.
type RevisedFiles = Vec<(Revised, Vec<Edit>)>;

/// What files change of the records of one plan; what is wrong with it, and how much that is.
fn revise(
    session: &Session,
    readings: &[(String, Reading)],
    args: &ImportArgs,
) -> Result<(RevisedFiles, Aside, usize), Failure> {
    let (mut revised, mut told, mut count) = (Vec::new(), Aside::default(), 0);
    let mut entries: BTreeMap<UnitIx, Vec<(&str, &[TableEntry])>> = BTreeMap::new();
    for (name, reading) in readings {
        for (unit, of_unit) in reading.by_unit() {
            entries.entry(unit).or_default().push((name, of_unit));
        }
    }
    // The files are taken in the plan's order, as every process does, so that none waits for another in a circle.
    for (unit, of_files) in entries {
        let taken = take(session, unit, args.dry_run)?.sound(session)?;
        written_over(session, &taken, &of_files);
        let mut all: Vec<Edit> = Vec::new();
        for (name, entries) in of_files {
            let (held, today) = ((&taken.reading.records, taken.text.as_str()), session.judge.as_of());
            let (edits, mut wrong) = merge::edits(&session.plan, entries, held, (today, args.replace));
            wrong.extend(slips::found(entries, &edits, held, today, args.replace));
            let again = edits.iter().find(|edit| all.iter().any(|other| other.occurrence == edit.occurrence));
            if let Some(edit) = again {
                let id = sheet_id(&session.plan, unit, edit.occurrence);
                told.error(&session.say(&Phrase::InTwoFiles { file: name, id: &id }), session.words);
                count += 1;
            }
            count += wrong.len();
            said_of(&mut told, session, name, &wrong);
            all.extend(edits);
        }
        all.sort_by_key(|edit| edit.occurrence);
        if count == 0 && !all.is_empty() {
            let text = if taken.exists { taken.text.clone() } else { new_file(session, unit) };
            let text = edit::apply(&session.plan, &text, &all);
            revised.push((taken.revise(session, text)?, all));
        }
    }
    Ok((revised, told, count))
}

/// Says where a sheet was changed in columns that only show what the plan says.
fn written_over(session: &Session, taken: &Taken, of_files: &[(&str, &[TableEntry])]) {
    const NAMED: usize = 8;
    let mut dues: HashMap<OccurrenceIx, Option<NaiveDate>> = HashMap::new();
    let assessment = taken.assessment(session);
    let Ok(()) = assessment.for_each(|obligation| {
        dues.insert(obligation.occurrence, obligation.standing.due);
        Ok::<(), std::convert::Infallible>(())
    });
    for (name, entries) in of_files {
        let title = |entry: &TableEntry| Some((entry.shown.other_title?, Column::Title));
        let due = |entry: &TableEntry| {
            let (said, due) = (entry.shown.due.as_ref()?, dues.get(&entry.occurrence)?);
            (said.value != *due).then_some((said.at, Column::Due))
        };
        let cells: Vec<(Place, Column)> =
            entries.iter().flat_map(|entry| title(entry).into_iter().chain(due(entry))).collect();
        if cells.is_empty() {
            continue;
        }
        let shown = cells.iter().take(NAMED).map(|(at, column)| format!("{at} “{}”", session.words.column(*column)));
        let more = cells.len().saturating_sub(NAMED);
        let more = (more > 0).then(|| session.say(&Phrase::AndMore { count: more }));
        let cells = &shown.chain(more).collect::<Vec<_>>().join(", ");
        aside::note(&session.say(&Phrase::WrittenOver { file: &one_line(name), cells }));
    }
}

/// Writes every file, or none: all lie ready before the first takes its place, and those that have taken theirs go back
/// if one cannot.
fn write(
    plans: &OpenedPlans,
    revised: &mut [RevisedPlan],
    answered: &mut [Option<AnsweredQuestions>],
) -> Result<(), Failure> {
    let mut parts = Vec::with_capacity(revised.len());
    for ((at, revised), answered) in revised.iter_mut().zip(answered) {
        let session = &plans.sessions[*at];
        let mut staged = revised.iter_mut().map(|(one, _)| one.stage(session)).collect::<Result<Vec<_>, _>>()?;
        match answered.as_ref().and_then(|answered| answered.stage(session)) {
            Some(plan) => staged.push(plan),
            None => *answered = None,
        }
        parts.push((&session.workspace, staged));
    }
    let first = plans.first();
    record_all(&first.command, parts).map_err(|found| troubles(first, &found))
}

fn tell(
    session: &Session,
    revised: &[(Revised, Vec<Edit>)],
    answered: Option<&AnsweredQuestions>,
) -> Result<Exit, Failure> {
    let files = revised.iter().map(|(one, _)| one.taken.file.as_str()).chain(answered.map(|_| PLAN));
    tell_written(session, &files.collect::<Vec<_>>(), |out| {
        let page = &mut TerminalPage::new(out, session.words, session.screen);
        for (one, edits) in revised {
            edits.iter().try_for_each(|edit| consequence(page, session, one, edit.occurrence))?;
        }
        page.put(Piece::Gap)?;
        revised.iter().try_for_each(|(one, _)| wrote(page, session, one))?;
        answered.iter().try_for_each(|answered| answered.tell(page, session))?;
        let records = revised.iter().map(|(_, edits)| edits.len()).sum();
        let said = session.say(&Phrase::Imported { records, files: revised.len() });
        Ok(page.put(Piece::Paragraph(Tone::Plain, said))?)
    })?;
    for (one, _) in revised {
        one.warn(session);
    }
    Ok(Exit::Done)
}

/// Everything that is wrong with a sheet, a line each.
fn said_of(told: &mut Aside, session: &Session, name: &str, problems: &[SheetProblem]) {
    let words = session.words;
    for problem in problems {
        told.error(&format!("{}: {}", one_line(name), one_line(&words.sheet_problem(problem))), words);
    }
}

/// The cells of a file. Workbooks are read by another process: what a crafted one makes of its reader – no end of memory,
/// no end of time, a crash – does not reach the one that writes.
fn read(bytes: &[u8]) -> Result<Grid, Unreadable> {
    // A workbook is an archive, or an old one a file of streams; no text begins like either.
    let is_workbook = bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    if !is_workbook {
        return delimited::grid(bytes);
    }
    match shell::run_apart(READ_WORKBOOK, bytes) {
        Some(said) => grid::from_json(&said),
        None => Err(Unreadable::Overwhelmed),
    }
}

/// The other process: reads a workbook from standard input, and writes its cells to standard output.
pub(crate) fn read_workbook(args: &[OsString]) -> Option<Exit> {
    if args.len() != 1 || args[0] != READ_WORKBOOK {
        return None;
    }
    shell::limit_memory();
    let bytes = shell::read_stdin(MAX_FILE_BYTES);
    let said = grid::to_json(&bytes.map_or(Err(Unreadable::Overwhelmed), |bytes| workbook::grid(&bytes)));
    let told = shell::with_stdout(|out| Ok(out.write_all(said.as_bytes())?));
    Some(if told.is_ok() { Exit::Done } else { Exit::Unread })
}
