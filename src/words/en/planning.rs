//! What a change of the plan by command comes to, and why it is refused.

use super::numbers::{date, many, number};
use crate::planning::PlanRefusal;
use crate::view::sheet::tasks::{TaskColumn, TaskFault, TaskFaultKind};
use crate::words::parts;
use crate::words::planning::PlanningPhrase;

sentences! { pub(crate) fn phrase(&PlanningPhrase) {
    Refused { refusal, subject, part: Some(part), prompted } => "{subject} ({part}): {}", refused(refusal, *prompted);
    Refused { refusal, subject, part: None, prompted } => "{subject}: {}", refused(refusal, *prompted);
    Orphans { records } =>
        "this would leave {} without an obligation; nothing was written. To keep what was recorded: change who leads from \
         a day on with tiendo task amend --lead, let others take over with tiendo unit end --successor, or cancel with \
         tiendo task cancel; or correct the unit file first",
        many(*records, "record", "records");
    LimitOpen =>
        "the time limit has no single reading, so nothing was written: choose one, and give its notation with --due and \
         the words with --wording";
    LimitDoubtful { why, due: "", .. } =>
        "the time limit has one reading that is in doubt, so nothing was written ({}); if the document means it so, give its \
         notation with --due and the words with --wording",
        why.trim_end_matches('.');
    LimitDoubtful { why, due, wording } =>
        "the time limit has one reading that is in doubt, so nothing was written ({}); if the document means it so, give: \
         --due \"{due}\" --wording \"{wording}\"",
        why.trim_end_matches('.');
    LimitUnreadHere =>
        "the time limit cannot be read: type a day such as 30/9/2024, other words, or the notation of plan.toml such as 2024-Q3 \
         or before 2024-09-30";
    LimitUnread =>
        "the time limit cannot be read, so nothing was written: give it in the notation of plan.toml with --due, and the \
         words with --wording";
    NothingMoves => "Nobody owes anything else, and no last day moved.";
    MoreWarnings { hidden } => "and {} more of the same rules: tiendo check --all", many(*hidden, "warning", "warnings");
    SettledHead { count } => "Questions of the draft that are settled ({})", number(*count);
    NamesHead { count } => "Names of units that are confirmed ({})", number(*count);
    HeadOfPlan => "Head of the plan";
    ConfirmWhat { open: 0 } => "nothing is left to confirm";
    ConfirmWhat { .. } => "what is to be confirmed? name it, or confirm everything with --all; left:";
    LeftUnknown { count, items } =>
        "{} without an answer yet, so not confirmed: {items}. Answer with tiendo plan; record what units have done with tiendo mark; where no more can be known, confirm each: tiendo confirm ID",
        many(*count, "item", "items");
    UnitNew { name } => "to name a new unit, add it first: tiendo unit add \"{}\"", parts::in_quotes(name);
    OnlyStandsIn { unit, task } => "“{unit}” only stands in for a unit that is not known, so nothing can be recorded yet; say who leads it first: tiendo task edit {task} --lead UNIT";
    QuestionStays { why } => "The question in plan.toml is answered, but its line could not be removed: {why}. Remove it later with tiendo confirm";
    NoItem { name } => "no task, unit, group or event is called “{name}”";
    JudgedOn { day } => "As of {}:", date(*day);
    HandedHead { count } => "Obligations handed over ({})", number(*count);
    Handed { title, id, parts: "", from, to } => "{title} [{id}]: {from} → {to}";
    Handed { title, id, parts, from, to } => "{title} [{id}], {parts}: {from} → {to}";
    Nobody => "nobody";
    LeadsAlready { units } => "{units} (led it already)";
    RecordedBefore { unit, count, items, file } =>
        "{unit} has recorded something of {} of these: {items}. That stays in {file}; the unit that takes over records from the beginning, amounts included.",
        number(*count);
    HandedInReports =>
        "From now on reports about earlier days count this work in the same way.";
    ReportsUncommitted { files } =>
        "Not committed yet: {files}. Committed after this change they may match no data any more: if it is written, run tiendo undo, commit data and reports, and make the change again.";
    ReportsUnmatched { files } =>
        "By this change these reports do not match the data any more: {files}. What was handed on stays as it is: of a report that \
         was committed, tiendo verify-reports says that it matched the data of its time.";
    EventNeeded { id } =>
        "the plan has no event with the id “{id}”; if it is a new one, make it first: tiendo event add {id} --name \"…\"";
    EventMade { name, id } =>
        "Adds the event “{name}” [{id}], which has no date yet; when it is known: tiendo event date {id} DATE";
    MembersNeeded => "missing: <UNIT>...";
    GroupNew { group } => "to make a new group, give its name: tiendo group add {group} … --name \"…\"";
    StandIn { name, group, id } =>
        "“{name}” still stands in for members of the group; when they are all listed: tiendo group remove {group} {id}";
    NoEvent { name } => "no event is called “{name}”";
    NoMilestone { task, name } => "{task} has no milestone “{name}”";
    TitleTwice { title, other } =>
        "the title is given twice, as “{title}” and as --title “{other}”: give one; an id goes with --id";
    DocumentNeeded => "which document, of which day? add --by and --on, such as --by \"12-CV/TU\" --on 2024-05-02";
    Document => "Document";
    DocumentHelp => "number of the document, such as 12-CV/TU · Esc: cancel";
    DocumentDay => "Day of the document";
    WhichReading => "Which reading is meant?";
    Heading(column) => "{}", heading(*column);
    TasksSheet => "Tasks";
    TasksInstructions =>
        "Correct it here, then run tiendo import. “Time limit as read” says how the program reads a time limit: where it is \
         wrong, give it in words or as a day. A new row is a new task; a task whose row is deleted stays in the plan.";
    TasksMade { file, tasks } => "Created {file}: {}", many(*tasks, "task", "tasks");
    SheetFault { file, fault } if fault.is_of_heading() => "{file}: cell {}: {}", fault.at, fault_of(fault);
    SheetFault { file, fault } =>
        "{file}: cell {}, column “{}”: {}", fault.at, heading(fault.column), self::fault(&fault.kind);
    ColumnsPassedOver { columns } => "Columns that were added to the sheet are not read: {columns}";
    NotInSheet { tasks } => "These tasks are not in the sheet and stay in the plan: {tasks}";
    RowsMoved { tasks, task, after, other } =>
        "These rows stand elsewhere than in the plan, which keeps its order: {tasks}. To move one: tiendo task move {task} {} {other}",
        if *after { "--after" } else { "--before" };
    SameTitle { title, others, id } => "The plan has a task called “{title}” already: {others}; the new one is {id}";
    IdTaken { taken, id } => "{taken} is taken; the new task is {id}";
    NothingToUndo => "there is no recording to take back: only the last one is kept";
    UndoShared { command, file, folder } =>
        "the last recording ({command}) changed {file}, which several plans share; nothing was taken back. To take it back for \
         all of them: tiendo -C {folder} undo";
    ChangedSince { command, file } => "{file} was changed after the last recording ({command}); nothing was taken back";
    WouldUndo { command } => "Would take back: {command}";
    Undone { command } => "Took back: {command}";
} }

table! { fn heading(TaskColumn) {
    Number => "No.",
    Clause => "Clause",
    Title => "Task",
    Lead => "Lead",
    Support => "Support",
    Wording => "Time limit",
    Reading => "Time limit as read",
    Target => "Target",
    Product => "Product",
    ReportsTo => "Reports to",
    Id => "Task ID (do not edit)",
    Baseline => "Original data (do not edit)",
} }

/// A fault of a cell, or of the heading of a column.
fn fault_of(fault: &TaskFault) -> String {
    match fault.kind {
        TaskFaultKind::NoColumn => {
            format!("the column “{}” is missing; write its heading again, or make a new sheet", heading(fault.column))
        }
        ref kind => self::fault(kind),
    }
}

sentences! { fn fault(&TaskFaultKind) {
    UnknownColumn { heading, missing } if heading.is_empty() =>
        "this column has content but no heading, and {} is missing; write the heading, or delete the column if it is not \
         needed", headings(missing);
    UnknownColumn { heading, missing } =>
        "the column “{heading}” does not belong to the sheet, and {} is missing; correct the heading, or delete the \
         column if it is not needed", headings(missing);
    NoColumn => "this column is missing";
    ColumnTwice { first } => "cell {first} has this heading already; delete one of the columns";
    NoText => "the cell cannot be read; write it as text";
    NoTarget(typed) => "“{typed}” is no target; write 80%, 151 chi bộ, at most 3 vụ, 10..20 xã. Where the spreadsheet shows it in per cent (0.8 as 80%), format the cell as text and type 80% again";
    UnknownTask(id) => "the plan has no task “{id}”; leave the ID of a new task empty";
    Twice { first } => "another row has this task (cell {first}); keep one";
    MixedUp => "the ID and the original data are of two tasks, perhaps because only a part was sorted; make a new sheet";
    BadBaseline => "the original data cannot be read; make a new sheet, or delete this column";
    Missing => "it must not be empty";
    NoBody { typed, candidates } if candidates.is_empty() => "no unit or group is called “{typed}”";
    NoBody { typed, candidates } => "“{typed}” may be several: {}", candidates.join(", ");
    OpenLimit { typed, readings, .. } if readings.is_empty() =>
        "the time limit “{typed}” cannot be read; give a day or other words in “{}”", heading(TaskColumn::Reading);
    OpenLimit { typed, readings, why: Some(why) } =>
        "the time limit “{typed}” is read as “{}”, which is in doubt ({}); if it is meant so, copy this reading as it stands into “{}”, else give a day",
        readings.join("; "), why.trim_end_matches('.'), heading(TaskColumn::Reading);
    OpenLimit { typed, readings, why: None } =>
        "the time limit “{typed}” has no single reading: {}; say which is meant in “{}”",
        readings.join("; "), heading(TaskColumn::Reading);
    Milestones => "each milestone has its own time limit: change it in the rows of the milestones, below";
    OfTask => "belongs to the task and not to a milestone: change it in the row of the task";
    Amended { by } => "{by} amended this: use tiendo task amend, or add --by and --on";
    Conflict { now } => "the plan has changed since the sheet was made, and says “{now}” now; make a new sheet";
    Refused(refusal) => "{}", refused(refusal, false);
    NoId => "no ID can be made of this title; add the task with tiendo task add --id";
} }

/// A refusal, and the option that gets past it where no question does.
fn refused(refusal: &PlanRefusal, prompted: bool) -> String {
    let said = self::refusal(refusal);
    let option = match refusal {
        PlanRefusal::RewritesPast { .. } => "to correct a slip of typing, add --past",
        PlanRefusal::Cancelled { .. } | PlanRefusal::Dated { .. } | PlanRefusal::Ended { .. } => {
            "to replace that, add --replace"
        }
        _ => return said,
    };
    if prompted { said } else { format!("{said}; {option}") }
}

fn headings(columns: &[TaskColumn]) -> String {
    columns.iter().map(|column| format!("“{}”", heading(*column))).collect::<Vec<_>>().join(", ")
}

fn refusal(refusal: &PlanRefusal) -> String {
    match refusal {
        PlanRefusal::NothingSaid => "nothing to change was given; see the options with --help".to_owned(),
        PlanRefusal::MilestonesDue(ids) => {
            format!("each milestone has its own time limit: name one, such as TASK.{}", ids.join(", TASK."))
        }
        PlanRefusal::OtherRhythm => {
            "it recurs otherwise than this time limit does; if it recurs as before, say that too, as in “trước ngày 30/11 hằng \
             năm”; if not, cancel it from that day, and add a new task"
                .to_owned()
        }
        PlanRefusal::NotAmendable => {
            "an amendment cannot set a start, an end or milestones; cancel it from that day, and add a new task"
                .to_owned()
        }
        PlanRefusal::RewritesPast { due } => format!(
            "the last day {} has passed, and edit would change what past days and reports say; if a document changed it, \
             use tiendo task amend (of a sheet of tasks: import it with --by and --on)",
            date(*due)
        ),
        PlanRefusal::Cancelled { by, on } => {
            format!("it was cancelled by {by} on {}", date(*on))
        }
        PlanRefusal::Dated { date: day } => format!("the event is on {}", date(*day)),
        PlanRefusal::Ended { until } => format!("it ends on {}", date(*until)),
        PlanRefusal::Member => "the group lists it already".to_owned(),
        PlanRefusal::NotListed { through } if through.is_empty() => "the group does not list it".to_owned(),
        PlanRefusal::NotListed { through } => format!(
            "the group has it through {}: remove it there, or take it off single tasks with --except",
            through.join(", ")
        ),
        PlanRefusal::StillNamed { places } => format!("it is still named by {}: change that first", places.join(", ")),
        PlanRefusal::Taken(id) => format!("the id {id} is taken"),
        PlanRefusal::NoSuchId => {
            "this cannot be an id: letters without diacritics, digits, “-” and “_”, at most 64 of them".to_owned()
        }
        PlanRefusal::NoId => {
            "no id can be made of this name: give one, with tiendo task add --id or tiendo unit add --id".to_owned()
        }
        PlanRefusal::Lacks(option) => match *option {
            "--due" => "it has no time limit; add --due".to_owned(),
            "--lead" => "nobody leads it; add --lead".to_owned(),
            other => format!("{other} is missing"),
        },
    }
}
