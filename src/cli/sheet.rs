//! `tiendo sheet`: the spreadsheet that units fill in.

use std::path::{Path, PathBuf};

use clap::Args;

use super::aside::Aside;
use super::command::{Command, Help, OfFiles, Run};
use super::exit::{Exit, Failure};
use super::output::{self, Known, Output};
use super::revise::{take, tell_written, trouble};
use super::session::{Asked, Session};
use super::walk::OpenedPlans;
use crate::model::id::UnitIx;
use crate::office::report::whole;
use crate::sheet::write::SheetPart;
use crate::sheet::{tasks, write};
use crate::store::Trouble;
use crate::store::folder::Folder;
use crate::store::write::Editing;
use crate::view::item::Item;
use crate::view::sheet::problem::SheetProblem;
use crate::words::{Phrase, PlanningPhrase};

#[derive(Args)]
pub(super) struct SheetArgs {
    #[arg(short, long = "unit", value_name = "UNIT")]
    units: Vec<String>,
    #[arg(long, conflicts_with = "units")]
    tasks: bool,
    #[arg(long, requires = "out", conflicts_with_all = ["tasks", "output"])]
    each: bool,
    #[arg(short, long, value_name = "FILE", required_unless_present = "each")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "DIR", requires = "each")]
    out: Option<PathBuf>,
    #[arg(long)]
    force: bool,
}

impl Command for SheetArgs {
    const NAME: &str = "sheet";
    const RUN: Run<Self> = run;
    const FILES: OfFiles = OfFiles::AnyTime;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Lập bảng tính để các đơn vị điền, theo các cột của kế hoạch",
                  "Make a spreadsheet for units to fill in, with the columns of the plan"),
        ("examples",
r#"tiendo sheet -o bieu.xlsx  # mọi đơn vị
tiendo sheet --unit "binh minh" -o binh-minh.xlsx
tiendo -C tap-ke-hoach sheet --unit "noi vu" -o noi-vu.xlsx  # việc của đơn vị ở mọi kế hoạch
tiendo sheet --each --out bieu  # mỗi đơn vị một tệp: bieu/binh-minh.xlsx
tiendo sheet --tasks -o nhiem-vu.xlsx  # chính các nhiệm vụ, để sửa kế hoạch"#,
r#"tiendo sheet -o sheet.xlsx  # every unit
tiendo sheet --unit "binh minh" -o binh-minh.xlsx
tiendo -C collection sheet --unit "noi vu" -o noi-vu.xlsx  # a unit's work in all plans
tiendo sheet --each --out sheets  # a file for each unit: sheets/binh-minh.xlsx
tiendo sheet --tasks -o tasks.xlsx  # the tasks themselves, to correct the plan"#),
        ("tasks", "Các nhiệm vụ của kế hoạch và cách hiểu từng thời hạn, để sửa kế hoạch",
                  "The tasks of the plan and how each time limit is read, to correct the plan"),
        ("each", "Mỗi đơn vị có việc một tệp, đặt tên theo mã đơn vị",
                 "A file for each unit that owes something, named by its id"),
        ("out", "Thư mục để ghi các tệp của --each", "Folder for the files of --each"),
        ("output", "Tệp .xlsx cần ghi", "The .xlsx file to write"),
    ];
}

/// Runs `tiendo sheet`.
fn run(asked: &Asked, args: &SheetArgs) -> Result<Exit, Failure> {
    let SheetArgs { units: only, tasks: of_tasks, force, .. } = args;
    if let Some(out) = &args.out {
        return each(&OpenedPlans::new(asked)?, only, out, *force);
    }
    let output = args.output.as_deref().expect("clap wants a file where there is no folder");
    output::refuse_other_ending(output, "xlsx")?;
    let file = output.display().to_string();
    if *of_tasks {
        let session = asked.open()?;
        session.tell_known();
        let said = PlanningPhrase::TasksMade { file: &file, tasks: session.plan.tasks.len() };
        let bytes = tasks::write(&session.plan, session.words);
        return keep(&session, (output, *force), &bytes, &Phrase::Planning(said)).map(|()| Exit::Done);
    }
    let plans = OpenedPlans::new(asked)?;
    let session = plans.first();
    session.tell_known();
    let chosen = plans.units(only, true)?;
    warn_of_lost(&plans, &chosen)?;
    let parts = parts(&plans, &chosen)?;
    let rows = parts.iter().map(|part| part.rows.len()).sum();
    keep(session, (output, *force), &workbook(session, &parts)?, &Phrase::SheetMade { file: &file, rows })?;
    Ok(plans.exit(Exit::Done))
}

/// Tells of files whose records are not in the sheet.
fn warn_of_lost(plans: &OpenedPlans, chosen: &[Vec<UnitIx>]) -> Result<(), Failure> {
    plans.sessions.iter().zip(chosen).try_for_each(|(session, units)| Ok(session.warn_of_lost(units)?))
}

/// What these units owe in each plan.
fn parts<'p>(plans: &'p OpenedPlans, chosen: &[Vec<UnitIx>]) -> Result<Vec<SheetPart<'p>>, Failure> {
    let (mut parts, mut told, mut count) = (Vec::new(), Aside::default(), 0);
    for (session, units) in plans.sessions.iter().zip(chosen) {
        match rows(session, units, &mut count) {
            // What owes nothing in a plan has no row of it.
            Ok(rows) if rows.is_empty() && plans.are_many() => {}
            Ok(rows) => {
                let folder = plans.are_many().then(|| session.workspace.name());
                parts.push(SheetPart { plan: &session.plan, folder, rows });
            }
            Err(Failure::Told(_, more)) => told.append(more),
            Err(other) => return Err(other),
        }
    }
    write::fits(count).map_err(|wrong| too_much(plans.first(), &wrong))?;
    if told.is_empty() { Ok(parts) } else { Err(Failure::Told(Exit::Unread, told)) }
}

/// The sheet with these rows.
fn workbook(session: &Session, parts: &[SheetPart<'_>]) -> Result<Vec<u8>, Failure> {
    let bytes = write::write_among(parts, session.judge.as_of(), session.words);
    bytes.map_err(|wrong| too_much(session, &wrong))
}

fn too_much(session: &Session, wrong: &SheetProblem) -> Failure {
    Failure::Refused(Exit::Unread, session.words.sheet_problem(wrong))
}

/// Writes a file for each unit that owes something, over all plans; all of them or none.
fn each(plans: &OpenedPlans, only: &[String], out: &Path, force: bool) -> Result<Exit, Failure> {
    let session = plans.first();
    session.tell_known();
    let chosen = plans.units(only, false)?;
    warn_of_lost(plans, &chosen)?;
    let id = |session: &Session, unit: &UnitIx| session.plan.unit(*unit).id.to_string();
    let mut ids: Vec<String> = Vec::new();
    for (session, units) in plans.sessions.iter().zip(&chosen) {
        let new: Vec<String> = units.iter().map(|unit| id(session, unit)).filter(|id| !ids.contains(id)).collect();
        ids.extend(new);
    }
    let known = |_: &[u8]| Known::PerhapsEdited;
    let mut outputs = Vec::new();
    for name in ids {
        let own = |(session, units): (&Session, &Vec<UnitIx>)| {
            units.iter().copied().filter(|unit| id(session, unit) == name).collect::<Vec<_>>()
        };
        let parts = parts(plans, &plans.sessions.iter().zip(&chosen).map(own).collect::<Vec<_>>())?;
        if parts.iter().any(|part| !part.rows.is_empty()) {
            let write = whole(workbook(session, &parts)?);
            outputs.push(Output { name: format!("{name}.xlsx"), write, known: &known });
        }
    }
    let mut folder = Folder::at(out);
    folder.take().map_err(|found| trouble(session, &found))?;
    output::write(session, &folder, outputs, force)?;
    Ok(plans.exit(Exit::Done))
}

/// Writes the file, and says so.
fn keep(session: &Session, (output, force): (&Path, bool), bytes: &[u8], said: &Phrase<'_>) -> Result<(), Failure> {
    let failed = |found: Trouble| trouble(session, &found);
    let mut staged = Editing::new_file(output, force).and_then(|editing| editing.stage(bytes)).map_err(failed)?;
    staged.swap().map_err(failed)?;
    staged.keep();
    let file = output.display().to_string();
    tell_written(session, &[&file], |out| Ok(writeln!(out, "{}", session.say(said))?))
}

/// A row for everything that these units owe, and for what they took over from units that have gone, whose records it is
/// written into. One unit that cannot be read would be missing from the sheet as if it owed
/// nothing, so there is none then. Those beyond what a sheet holds are counted and no more: memory has an end.
fn rows(session: &Session, units: &[UnitIx], count: &mut usize) -> Result<Vec<Item<'static>>, Failure> {
    let mut rows: Vec<Item<'static>> = Vec::new();
    let mut told = Aside::default();
    let own = |unit: &UnitIx| [(*unit, None)].into_iter().chain(gone(session, *unit, units));
    for (unit, to) in units.iter().flat_map(own) {
        match take(session, unit, true).and_then(|taken| taken.sound(session)) {
            Ok(taken) => {
                let assessment = taken.assessment(session);
                let Ok(()) = assessment.for_each(|obligation| {
                    if to.is_none() && write::fits(*count + 1).is_err() {
                        *count += 1;
                        return Ok(());
                    }
                    let row = Item::of(&assessment, &obligation);
                    let known = |one: &Item<'_>| (one.unit, one.occurrence) == (row.unit, row.occurrence);
                    if to.is_none_or(|to| row.handed_to.contains(&to) && !rows.iter().any(known)) {
                        *count += 1;
                        rows.push(row.into_owned());
                    }
                    Ok::<(), std::convert::Infallible>(())
                });
            }
            Err(Failure::Told(_, more)) => told.append(more),
            Err(other) => return Err(other),
        }
    }
    if told.is_empty() { Ok(rows) } else { Err(Failure::Told(Exit::Unread, told)) }
}

/// The units that have gone and left something to a unit, each with that unit, but for those that are asked for themselves.
fn gone(session: &Session, to: UnitIx, asked: &[UnitIx]) -> Vec<(UnitIx, Option<UnitIx>)> {
    let taken = session.judge.taken_over(to);
    let mut from: Vec<UnitIx> = taken.iter().map(|one| one.unit).chain(session.judge.taken_over_unread(to)).collect();
    from.retain(|unit| !asked.contains(unit));
    from.sort_unstable();
    from.dedup();
    from.into_iter().map(|unit| (unit, Some(to))).collect()
}
