//! `tiendo calendar`: last days as a calendar for other programs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::aside::Aside;
use super::command::{Command, Help, OfFiles, Run};
use super::exit::{Exit, Failure};
use super::output::{self, Known, Output};
use super::revise::trouble;
use super::session::{Asked, Session};
use super::units;
use super::walk::OpenedPlans;
use crate::data::calendar::{self, Calendar, CalendarMaking, EventsBefore};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::office::report::whole;
use crate::shell;
use crate::store::Trouble;
use crate::store::folder::Folder;
use crate::view::named::Named;
use crate::words::Phrase;

const MOST_EVENTS: usize = 100_000;
/// The most that is read of the calendar that is replaced, in bytes.
const MOST_BEFORE: u64 = 256 * 1024 * 1024;

/// What has an event of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, ValueEnum)]
enum EventOf {
    /// Each obligation.
    #[default]
    Unit,
    /// Each task and last day.
    Task,
}

#[derive(Args)]
pub(super) struct CalendarArgs {
    #[arg(short, long = "unit", value_name = "UNIT")]
    units: Vec<String>,
    #[arg(long, value_enum, default_value_t, value_name = "EACH")]
    by: EventOf,
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[arg(long)]
    force: bool,
}

impl Command for CalendarArgs {
    const NAME: &str = "calendar";
    const RUN: Run<Self> = run;
    const FILES: OfFiles = OfFiles::AnyTime;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Xuất hạn của các việc thành lịch .ics, có báo trước",
                  "Export last days as an .ics calendar with alarms"),
        ("examples",
r#"tiendo calendar -o ke-hoach.ics  # mọi đơn vị
tiendo calendar --by task -o nhiem-vu.ics  # việc nhiều đơn vị cùng làm: một sự kiện
tiendo calendar --unit "binh minh" -o binh-minh.ics"#,
r#"tiendo calendar -o plan.ics  # all units
tiendo calendar --by task -o tasks.ics  # what many units owe: one event
tiendo calendar --unit "binh minh" -o binh-minh.ics"#),
        ("by", "unit: mỗi việc của mỗi đơn vị một sự kiện; task: mỗi nhiệm vụ một sự kiện cho các đơn vị cùng hạn [mặc định: \
                unit]",
               "unit: an event for each obligation of a unit; task: one for all units that owe a task by the same day \
                [default: unit]"),
        ("output", "Tệp .ics cần ghi; -: in ra màn hình", "The .ics file to write; -: standard output"),
    ];
}

/// Runs `tiendo calendar`.
fn run(asked: &Asked, CalendarArgs { units: only, by, output, force }: &CalendarArgs) -> Result<Exit, Failure> {
    output::refuse_other_ending(output, "ics")?;
    let plans = OpenedPlans::new(asked)?;
    let session = plans.first();
    session.tell_known();
    let name = plans.are_many().then(|| session.say(&Phrase::PlansTitle { count: plans.sessions.len() }));
    let by_clock = asked.as_of.is_none() && session.past.is_none();
    let file = if output.as_os_str() == "-" { None } else { Some(file(session, output)?) };
    let before = match &file {
        Some((folder, name)) if folder.names().map_err(|found| trouble(session, &found))?.contains(name) => {
            folder.read(name, MOST_BEFORE).map_err(|found| trouble(session, &found))?
        }
        _ => Vec::new(),
    };
    let changed = |session: &Session| session.workspace.changed(session.snapshot.shared_path());
    let latest = plans.sessions.iter().filter_map(changed).max();
    let moment = latest.filter(|_| by_clock).map(|changed| changed.min(shell::moment()));
    let making = CalendarMaking { moment, before: EventsBefore::of(&before) };
    let mut calendar = Calendar::new(&session.judge, name, making, session.words);
    let mut room = MOST_EVENTS;
    for (session, units) in plans.sessions.iter().zip(plans.units(only, true)?) {
        session.warn_of_missing_files(&units)?;
        let entries = read(session, &units, room)?;
        room -= entries.len();
        calendar.go_on(&session.judge);
        match by {
            EventOf::Unit => {
                for entry in &entries {
                    calendar.add(entry);
                }
            }
            EventOf::Task => {
                let mut tasks: BTreeMap<OccurrenceIx, Vec<Named>> = BTreeMap::new();
                for entry in entries {
                    tasks.entry(entry.occurrence).or_default().push(entry);
                }
                for entries in tasks.values() {
                    calendar.add_task(entries);
                }
            }
        }
    }
    let bytes = calendar.finish();
    let Some((mut folder, name)) = file else {
        shell::with_stdout(|out| Ok(out.write_all(&bytes)?))?;
        return Ok(plans.exit(Exit::Done));
    };
    folder.take().map_err(|found| trouble(session, &found))?;
    let known = |old: &[u8]| if calendar::is_ours(old) { Known::Ours } else { Known::Foreign };
    let outputs = vec![Output { name, write: whole(bytes), known: &known }];
    output::write(session, &folder, outputs, *force)?;
    Ok(plans.exit(Exit::Done))
}

/// The folder and the name of a file.
fn file(session: &Session, output: &Path) -> Result<(Folder, String), Failure> {
    let not_a_file = || Trouble::NotAFile { file: output.display().to_string() };
    let name = output.file_name().ok_or_else(|| trouble(session, &not_a_file()))?;
    Ok((Folder::at(output.parent().unwrap_or(Path::new(""))), name.to_string_lossy().into_owned()))
}

/// Everything that these units owe by a day. Of a calendar nobody sees what is missing: where a unit's file is broken
/// there is none. There is room for so many.
fn read(session: &Session, only: &[UnitIx], room: usize) -> Result<Vec<Named>, Failure> {
    let (mut entries, mut unread) = (Vec::new(), false);
    let too_many = || Failure::Usage(session.say(&Phrase::TooManyEvents { limit: MOST_EVENTS }));
    units::fold(
        session,
        only,
        Vec::new,
        |entries: &mut Vec<Named>, _, assessment| {
            let Some(assessment) = assessment else { return Ok(()) };
            assessment.for_each(|obligation| {
                if obligation.standing.due.is_some() {
                    entries.push(Named::from(&obligation));
                }
                Ok::<(), Failure>(())
            })?;
            // In the calendar of some units stands also what these took over from others.
            let taken_over = assessment.judge.taken_over(assessment.unit);
            let others = taken_over.iter().filter(|obligation| !only.contains(&obligation.unit));
            entries.extend(others.filter(|it| it.standing.due.is_some()).map(Named::from));
            Ok(())
        },
        |mut more, broken| {
            for entry in more.drain(..) {
                let again = |own: &Named| (own.unit, own.occurrence) == (entry.unit, entry.occurrence);
                if only.contains(&entry.unit) || !entries.iter().any(again) {
                    entries.push(entry);
                }
            }
            unread |= !broken.is_empty();
            units::tell(session, &broken)?;
            if entries.len() > room { Err(too_many()) } else { Ok(()) }
        },
    )?;
    if unread {
        let mut told = Aside::default();
        told.plain(&session.say(&Phrase::NoCalendar));
        return Err(Failure::Told(Exit::Unread, told));
    }
    Ok(entries)
}
