//! `tiendo sheet`: the spreadsheet that units fill in.

use std::path::PathBuf;

use clap::Args;

use super::command::{Command, Help, OfFiles, Run};
use super::exit::{Exit, Failure};
use super::revise::{take, tell_written, trouble};
use super::session::{Asked, Session};
use super::units;
use crate::model::id::UnitIx;
use crate::sheet::{tasks, write};
use crate::store::write::Editing;
use crate::view::item::Item;
use crate::words::{Phrase, PlanningPhrase};

#[derive(Args)]
pub(super) struct SheetArgs {
    #[arg(short, long = "unit", value_name = "UNIT")]
    units: Vec<String>,
    #[arg(long, conflicts_with = "units")]
    tasks: bool,
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
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
tiendo sheet --tasks -o nhiem-vu.xlsx  # chính các nhiệm vụ, để sửa kế hoạch"#,
r#"tiendo sheet -o sheet.xlsx  # every unit
tiendo sheet --unit "binh minh" -o binh-minh.xlsx
tiendo sheet --tasks -o tasks.xlsx  # the tasks themselves, to correct the plan"#),
        ("tasks", "Các nhiệm vụ của kế hoạch và cách hiểu từng thời hạn, để sửa kế hoạch",
                  "The tasks of the plan and how each time limit is read, to correct the plan"),
        ("output", "Tệp .xlsx cần ghi", "The .xlsx file to write"),
    ];
}

/// Runs `tiendo sheet`.
fn run(asked: &Asked, SheetArgs { units: only, tasks: of_tasks, output, force }: &SheetArgs) -> Result<Exit, Failure> {
    let session = asked.open()?;
    session.tell_known();
    let file = output.display().to_string();
    let (bytes, said) = if *of_tasks {
        let said = PlanningPhrase::TasksMade { file: &file, tasks: session.plan.tasks.len() };
        (tasks::write(&session.plan, session.words), Phrase::Planning(said))
    } else {
        let units = units::chosen_or_own(&session, only)?;
        let rows = rows(&session, &units)?;
        let bytes = write::write(&session.plan, session.judge.as_of(), &rows, session.words);
        let bytes = bytes.map_err(|wrong| Failure::Refused(Exit::Unread, session.words.sheet_problem(&wrong)))?;
        (bytes, Phrase::SheetMade { file: &file, rows: rows.len() })
    };
    let editing = Editing::new_file(output, *force).map_err(|found| trouble(&session, &found))?;
    let mut staged = editing.stage(&bytes).map_err(|found| trouble(&session, &found))?;
    staged.swap().map_err(|found| trouble(&session, &found))?;
    staged.keep();
    tell_written(&session, &[&file], |out| Ok(writeln!(out, "{}", session.say(&said))?))?;
    Ok(Exit::Done)
}

/// A row for everything that these units owe, and for what they took over from units that have gone, whose records it is
/// written into. One unit that cannot be read would be missing from the sheet as if it owed
/// nothing, so there is none then.
fn rows(session: &Session, units: &[UnitIx]) -> Result<Vec<Item<'static>>, Failure> {
    let mut rows: Vec<Item<'static>> = Vec::new();
    let mut told = Vec::new();
    let own = |unit: &UnitIx| [(*unit, None)].into_iter().chain(gone(session, *unit, units));
    for (unit, to) in units.iter().flat_map(own) {
        match take(session, unit, true).and_then(|taken| taken.sound(session)) {
            Ok(taken) => {
                let assessment = taken.assessment(session);
                let Ok(()) = assessment.for_each(|obligation| {
                    let row = Item::of(&assessment, &obligation);
                    let known = |one: &Item<'_>| (one.unit, one.occurrence) == (row.unit, row.occurrence);
                    if to.is_none_or(|to| row.handed_to.contains(&to) && !rows.iter().any(known)) {
                        rows.push(row.into_owned());
                    }
                    Ok::<(), std::convert::Infallible>(())
                });
            }
            Err(Failure::Told(_, more)) => told.extend(more),
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
