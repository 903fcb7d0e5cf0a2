//! What is said about editing, in English.

use crate::action::{Action, Refusal};
use crate::store::write::Trouble;
use crate::words::date;
use crate::words::editing::{Asking, EditPhrase};

pub fn editing(said: &EditPhrase<'_>) -> String {
    match said {
        EditPhrase::Wrote { file } => format!("Written: {file}"),
        EditPhrase::Created { file } => format!("Created: {file}"),
        EditPhrase::DryRun => "Dry run: nothing was written.".to_owned(),
        EditPhrase::AlreadySo => "It is recorded so already; nothing to change.".to_owned(),
        EditPhrase::Refused { refusal, unit, task } => format!("{unit}, {task}: {}", refused(*refusal)),
        EditPhrase::PeriodNeeded { unit, task } => {
            format!("several periods of {task} fit for {unit}; name one after the task:")
        }
        EditPhrase::NothingOpen { unit, task, action } => format!("{unit} {} {task}", nothing_open(*action)),
        EditPhrase::UnitNeeded { task: Some(task) } => {
            format!("several units lead {task}: add --unit UNIT, or set the environment variable TIENDO_UNIT")
        }
        EditPhrase::UnitNeeded { task: None } => {
            "which unit? add --unit UNIT, or set the environment variable TIENDO_UNIT".to_owned()
        }
        EditPhrase::DayNeeded => "promised for which day? write it after the task, such as 2024-04-15".to_owned(),
        EditPhrase::EmptyText { option } => format!("{option} is empty: give a text, or leave the option out"),
        EditPhrase::CannotLayOut { file } => {
            format!(
                "{file}: this record is written in a way that tiendo cannot edit without losing something; nothing was written, please edit it by hand"
            )
        }
        EditPhrase::Broken { file } => {
            format!("{file} has errors, so nothing was written; mend them as said above, then try again")
        }
        EditPhrase::WouldBreak { file } => format!("that would give {file} the error above; nothing was written"),
        EditPhrase::AcceptanceNotAsked => {
            "this plan does not ask for acceptance (acceptance = false): the day is recorded, but changes no state"
                .to_owned()
        }
        EditPhrase::Trouble(trouble) => self::trouble(trouble),
        EditPhrase::FileHead { unit, number, title } => format!("{unit} · Plan {number}: {title}"),
        EditPhrase::DueOn { day, wording } => format!("Due: {} ({wording})", date(*day)),
        EditPhrase::DueNever { wording } => format!("Due: {wording}"),
        EditPhrase::Fields { day, dated, acceptance } => {
            let late = if *dated { format!("; if late: reason = \"…\", committed = {day}") } else { String::new() };
            let accepted = if *acceptance { format!("; once accepted: accepted = {day}") } else { String::new() };
            format!(
                "Fill in below: started = {day}, done = {day}, evidence = \"number of the document\", note = \"…\"{late}{accepted}"
            )
        }
        EditPhrase::FileEnd => "The end. Tables that tiendo sync adds come above this line.".to_owned(),
        EditPhrase::Synced { tables, files } => format!("Tables added: {tables}; files: {files}."),
        EditPhrase::SyncedUnit { file, tables, created: true } => format!("{file}: new file, tables: {tables}"),
        EditPhrase::SyncedUnit { file, tables, created: false } => format!("{file}: tables added: {tables}"),
        EditPhrase::InSync => "Every file has all its tables; nothing to add.".to_owned(),
        EditPhrase::Initialised { folder } => {
            format!("A workspace was made in {folder}. Next: edit plan.toml, then run tiendo sync and tiendo check.")
        }
        EditPhrase::WorkspaceThere { folder } => format!("{folder} has a plan.toml already; nothing was written"),
        EditPhrase::NoTerminal => "tiendo mark needs a terminal to ask in; in scripts use tiendo done".to_owned(),
        EditPhrase::SheetMade { file, rows } => format!("Made {file}: {rows} rows"),
        EditPhrase::ColumnsLeft { columns } => format!("columns that are none of the sheet's were left out: {columns}"),
        EditPhrase::NothingToImport => "The sheet says nothing that the files do not say; nothing to write.".to_owned(),
        EditPhrase::NotImported { problems } => format!("{problems} problems in the sheet; nothing was written."),
        EditPhrase::Imported { records, files } => format!("Records written: {records}; files: {files}."),
        EditPhrase::TerminalGone => "the terminal went away; nothing was written".to_owned(),
        EditPhrase::Left => "Nothing was written.".to_owned(),
        EditPhrase::UnitChoice { name, overdue, pending } => format!("{name} · overdue {overdue}, pending {pending}"),
        EditPhrase::NothingToMark { unit } => format!("{unit} has nothing left to do."),
    }
}

fn refused(refusal: Refusal) -> String {
    match refusal {
        Refusal::Waived(on) => {
            format!("waived since {}; if it is to be done after all, run tiendo reopen first", date(on))
        }
        Refusal::Done(on) => format!("done on {}; if it is not done after all, run tiendo reopen first", date(on)),
        Refusal::NothingClaimed => "nothing is claimed that could be accepted or returned".to_owned(),
        Refusal::NotClosed => "neither done nor waived, so there is nothing to reopen".to_owned(),
        Refusal::NotLater(due) => format!("the new last day must be after the present one, {}", date(due)),
        Refusal::NoReason => "a promise needs a reason: add --reason".to_owned(),
    }
}

fn nothing_open(action: Action) -> &'static str {
    match action {
        Action::Start => "has nothing left to start of",
        Action::Done | Action::Extend | Action::Waive | Action::Promise => "has nothing left to do of",
        Action::Accept => "has nothing that awaits acceptance of",
        Action::Return => "has claimed nothing of",
        Action::Reopen => "has nothing done or waived of",
    }
}

fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Locked { file, seconds } => {
            format!(
                "{file}: another tiendo is editing it; waited {seconds} seconds, nothing was written, try again later"
            )
        }
        Trouble::Changed { file } => {
            format!("{file} was changed by another program just now; nothing was written, look at it and try again")
        }
        Trouble::Link { file } => {
            format!("{file} is a symbolic link: tiendo does not write through links; nothing was written")
        }
        Trouble::NotAFile { file } => format!("{file} is not a file; nothing was written"),
        Trouble::NotAFolder { file } => format!("{file} is not a folder; nothing was written"),
        Trouble::ReadOnly { file } => format!("{file} is read-only; nothing was written"),
        Trouble::Exists { file } => format!("{file} is there already; nothing was written. To replace it, add --force"),
        Trouble::ReadBack { file } => {
            format!("{file}: what was read back is not what was written; the old file stands")
        }
        Trouble::NotTakenBack { file } => {
            format!("{file} was written already and could not be put back; look at it with git diff")
        }
        Trouble::Unreadable { file, reason } => format!("{file}: cannot be read ({reason})"),
        Trouble::System { file, reason } => format!("{file}: cannot be written, the old file stands ({reason})"),
    }
}

pub fn asking(asking: Asking) -> &'static str {
    match asking {
        Asking::Unit => "Unit",
        Asking::Obligation => "Obligation",
        Asking::Day => "Done on",
        Asking::Evidence => "Evidence",
        Asking::Write => "Write it",
        Asking::PickHelp => "type to search, with or without diacritics · ↑↓ choose · Enter takes · Esc leaves",
        Asking::DayHelp => "Enter: as above · or type year-month-day · Esc leaves",
        Asking::EvidenceHelp => "number of the document · empty Enter: no more · Esc leaves",
        Asking::WriteHelp => "y: yes · n: no",
        Asking::Left => "(left)",
        Asking::NothingFound => "(nothing fits)",
        Asking::NoTexts => "(none)",
        Asking::Yes => "yes",
        Asking::No => "no",
        Asking::YesOrNo => "type y (yes) or n (no)",
    }
}
