//! What is wrong with a file and what to do about it.

use chrono::NaiveDate;

use super::errors::system;
use super::named::{bare_kind, expected_name, found_name, hidden, kind_name, kinds, table_name};
use super::numbers::{date, days, number, plural};
use super::syntax::{syntax, syntax_help};
use super::typed;
use crate::diagnostic::{
    AnswerFault, EvidenceFault, Expected, FolderFault, LevelFault, NotAFile, OwnLimit, Problem, SharedFault, StrayKind,
    Table, UnclearWording,
};
use crate::model::recurrence::Every;
use crate::model::target::{Amount, Reach, TargetRange};
use crate::words::parts::{self, shortened};
use crate::words::target::reached_as;

pub(crate) fn problem(problem: &Problem) -> (String, Option<String>) {
    let (wrong, help) = said(problem);
    let more = match problem {
        Problem::Syntax { message } => syntax_help(message),
        Problem::WrongType { expected, .. } => write_it(*expected),
        _ => None,
    };
    (wrong, help.or(more.map(str::to_owned)))
}

sentences_with_help! { fn said(&Problem) {
    FileUnreadable { why } => "cannot be read: {}", system(why);
    FileNotRegular { what: NotAFile::Folder } => "this is a folder, but it must be a file" =>
        "put an ordinary text file in its place";
    FileNotRegular { what: NotAFile::Special } => "this is a pipe, socket or device, but it must be a file" =>
        "put an ordinary text file in its place";
    FileNotRegular { what: NotAFile::Link } => "this is a symbolic link, which is not accepted here" =>
        "put the file itself in the place of the link";
    FileOutside => "this folder is a symbolic link out of the workspace, so it was not followed" =>
        "put the folder itself in the place of the link";
    FileTooLarge { bytes, limit } => "the file is too large: {}, at most {}", size(*bytes), size(*limit) =>
        "keep documents elsewhere, and give only their number and date as evidence";
    NotUtf8 { utf16: true } => "the file is saved as UTF-16 (“Unicode”), not as UTF-8" =>
        "save the file as UTF-8 (in Notepad: Save As, Encoding: UTF-8)";
    NotUtf8 { utf16: false } => "the file is not UTF-8 text: this byte is not valid UTF-8" =>
        "save the file as UTF-8 (in Notepad: Save As, Encoding: UTF-8)";
    Syntax { message } => "{}", syntax(message);
    DuplicateKey => "this key, table or word appears twice";
    NoPlan { near: Some(near) } if near.starts_with("._") =>
        "there is no plan.toml; {near} holds only what macOS notes about a file of that name" =>
        "copy plan.toml itself into this folder";
    NoPlan { near: Some(near) } => "there is no plan.toml, but there is {near}" => "rename {near} to plan.toml";
    NoPlan { near: None } => "there is no plan.toml" => "change to the plan's folder, or name it: tiendo -C DIR; to begin a plan: tiendo init, or from a document or tracker: tiendo draft, tiendo adopt";
    SharedFile { file, fault } => "the file of shared bodies “{file}” cannot be used: {}", shared_fault(fault) =>
        "give the path from the plan's folder to plans.toml, such as bodies = \"../plans.toml\"";
    PlansFolder { fault: FolderFault::NotBelow { folder } } => "“{folder}” is not a folder below the collection" =>
        "give the path down from the folder of plans.toml, such as \"257-KH-TU\" or \"2025/*\"";
    PlansFolder { fault: FolderFault::NoPlan } => "there is no plan here: no folder has a plan.toml" =>
        "name the folders that have a plan.toml in `plans`, such as plans = [\"*\"]";
    PlansFolder { fault: FolderFault::Unread { folder, why } } => "the folder {folder} cannot be listed: {}", system(why);
    PlansFolder { fault: FolderFault::Collection } => "this folder is a collection; a collection holds no collections" =>
        "name each folder of a plan, such as \"2025/*\"";
    Level { what: LevelFault::Path { folder, fault } } => "the plan above cannot be in “{folder}”: {}", shared_fault(fault) =>
        "give the path from this plan's folder to that of the plan above, such as plan = \"../257-KH-TU\"";
    Level { what: LevelFault::Unread { folder, fault: Some(fault) } } =>
        "the plan above in “{folder}” cannot be read: {}", shared_fault(fault) =>
        "give the path from this plan's folder to that of the plan above; until then what is answered cannot be checked";
    Level { what: LevelFault::Unread { folder, fault: None } } => "the plan above in “{folder}” has errors" =>
        "fix the plan above first: tiendo -C {folder} check";
    Level { what: LevelFault::NoUnit { unit } } => "the plan above has no unit “{unit}”, so nothing here answers it" =>
        "name the unit of the plan above for which this plan carries it out";
    Level { what: LevelFault::Answers { answers, fault: AnswerFault::NoPlan, .. } } =>
        "“{answers}” answers nothing, since [plan] names no plan above" =>
        "add `above = {{ plan = \"…\", unit = \"…\" }}` to [plan]";
    Level { what: LevelFault::Answers { answers, fault: AnswerFault::NoTask, .. } } =>
        "the plan above has no task or milestone “{answers}”" => "name a task of the plan above by its id";
    Level { what: LevelFault::Answers { answers, unit, fault: AnswerFault::NotOwed } } =>
        "{unit} does not owe “{answers}” in the plan above" => "name a task that {unit} leads there";
    Level { what: LevelFault::Answers { answers, fault: AnswerFault::OtherPeriods, .. } } =>
        "“{answers}” recurs in the plan above, and for none of the periods of this task" =>
        "let this task recur for the same periods";
    Level { what: LevelFault::Ahead { task, period, completed, of } } =>
        "task “{task}”{} is recorded as done, but only {} of {} below {} done", of_period(period.as_deref()),
        number(*completed), number(*of), if *completed == 1 { "is" } else { "are" } =>
        "`tiendo show` lists what is missing below; reopen this if it is not done";
    Level { what: LevelFault::Behind { task, period, of } } =>
        "{} of task “{task}”{} below {} done, but nothing is recorded as done here",
        if *of == 1 { "the one part".to_owned() } else { format!("all {} parts", number(*of)) },
        of_period(period.as_deref()), if *of == 1 { "is" } else { "are" } =>
        "if the work is finished, add `done` and its evidence";
    NamesDiffer { unit, name, other, plan } => "the unit {unit} is called “{name}” here, but “{other}” in {plan}" =>
        "agree on one name, or give another id if these are two units";
    TooMany { limit, kind } => "too many {}: at most {}", kinds(*kind), number(*limit);
    UnknownKey { key, table } => "unknown key “{key}” in {}", table_name(*table);
    MissingKey { key, table: Table::PlanFile } => "plan.toml has no [{key}]";
    MissingKey { key, table } => "missing key `{key}` in {}", table_name(*table);
    WrongType { expected, found } => "expected {}, found {}", expected_name(*expected), found_name(*found);
    InvalidId { id, kind } => "“{id}” is not a valid id for {}", kind_name(*kind) =>
        "use at most 64 letters without diacritics, digits, - and _, with a letter or digit first: bao-cao-nam";
    DuplicateId { id, kind } => "the id “{id}” already belongs to {}", kind_name(*kind) =>
        "give one of the two another id";
    UnknownId { id, kind } => "the plan has no {} “{id}”", bare_kind(*kind);
    InvalidValue { value, allowed } => "{}; allowed: {}", given(value), quoted(allowed);
    NotAMailAddress { text } => "“{text}” is not a mail address" =>
        "write the address of the office alone, such as \"office@district.example\"";
    OutOfRange { least, most } => "the number must be between {} and {}", number(*least), number(*most);
    AmountOutOfRange => "the amount must be between 0 and 999,999,999,999, with at most three decimals";
    UnknownTimezone { name } => "unknown time zone “{name}”" =>
        "for Vietnam, write \"Asia/Ho_Chi_Minh\", or omit `timezone`";
    DateWithTime => "expected only a date, found a date with a time, or a time" =>
        "write only the date: 2024-05-15";
    YearOutOfRange => "the year must be between 0001 and 9999";
    ImpossibleDay { text, fault } => "{}", typed::day_fault(text, fault) =>
        "write a day that exists, without quotation marks, such as 2024-05-15";
    UnreadableDeadline { text, recurs: true } => "cannot read “{text}” as the deadline of a task with `every`" =>
        "write it like \"end\", \"end + 5 days\", \"day 25\", \"before day 15 of month 11\" or \"day 5 of next month\"";
    UnreadableDeadline { text, recurs: false } => "cannot read “{text}” as a deadline" =>
        "write it like 2024-06-30, \"2024-Q2\", \"before 2024-06-15\", \"event E + 10 days\" or \"ongoing\"";
    NoDeadline => "the task has no `due`, `every` or `milestones`" =>
        "add `due`; for work without a last day: due = \"ongoing\" or due = \"unstated\"";
    InvalidPeriod { period, well_formed: true } => "{}", typed::not_in_calendar(period) =>
        "write a day or period that exists, such as 2024-Q4 or 2024-02-29";
    InvalidPeriod { period, well_formed: false } => "“{period}” is not a day or period that can be used here" =>
        "write one day as 2024-04-30, several as \"2024-02-08..2024-02-14\"";
    Backwards => "the end is before the beginning";
    DeadlineNeedsEvery { text } => "“{text}” counts within periods, but the task has no `every`" =>
        "add `every`, or write a date, a period or an event";
    DeadlineNotWithEvery { text } => "“{text}” cannot be the deadline of a task with `every`" =>
        "say when in each period: \"end\", \"end + 5 days\" or \"day 25\"; or leave `every` out";
    DeadlineNotForKind { text, every: Every::Week } => "“{text}” cannot be the deadline of a weekly task" =>
        "in a week the days are \"day 1\" (Monday) to \"day 7\"";
    DeadlineNotForKind { text, every: every @ (Every::Day | Every::WorkingDay | Every::HalfMonth) } =>
        "“{text}” cannot be the deadline for each “{}”", every.as_str() =>
        "these periods take only \"end\" and forms such as \"end + 2 days\" or \"end - 1 working day\"";
    DeadlineNotForKind { text, every } => "“{text}” cannot be the deadline for each “{}”", every.as_str() =>
        "months and quarters of a year go with every = \"year\"; for several kinds: due = {{ year = “{text}” }}";
    DueTableWithoutKinds => "`due` is a table, but `every` does not name two kinds of period or more" =>
        "write one deadline, such as due = \"day 15\"; or several kinds, such as every = [\"half\", \"year\"]";
    DueForNoKind { key } => "`due` has a deadline for “{key}”, which `every` does not name" =>
        "add the kind to `every`, or delete this entry";
    SamePeriods { every, other } =>
        "“{}” and “{}” give the same period", other.as_str(), every.as_str() => "keep one of the two";
    NoPeriods => "the task's time holds none of the periods that `every` names, so nobody owes anything" =>
        "check `every`, and `starts` and `ends` of the task and of the plan";
    NoMilestones => "`milestones` is empty" => "write one milestone at least, or `due` or `every`";
    MilestonesBesideDue => "a task with `milestones` has neither `due` nor `every`" =>
        "write the deadline of each milestone in its own `due`";
    MilestoneLikePeriod { id } => "the id of a milestone must not begin with four digits: “{id}”" =>
        "choose an id such as step-1 or goal-2028, which cannot be taken for a period";
    EndsWithoutEvery => "`ends` in a task without `every`" =>
        "a task that is owed once has its last day in `due`; `ends` is for recurring tasks";
    GroupCycle { through } => "the group contains itself: {}", path(through) =>
        "remove the member that closes the circle";
    NoWorkingDay => "the calendar leaves no working day" =>
        "list only weekly days of rest in `weekend`, and check the years in `days_off`";
    TooManyPeriods { limit, of_task: false } =>
        "the tasks recur too often: at most {} periods for all of them", number(*limit) =>
        "check the years of `starts` and `ends` in [plan]";
    TooManyPeriods { limit, .. } => "the task recurs too often: at most {} periods", number(*limit) =>
        "check the years of `starts` and `ends` in [plan]";
    DayBeyondCalendar => "the last day is outside the years 0001 to 9999";
    TitleForNoPeriod { period } => "the task has no period “{period}” for this title" =>
        "write a period of the kind that `every` names, within the plan";
    TitlesWithoutEvery => "`titles` in a task without `every`" => "a task that is owed once has only `title`";
    SuccessorCycle { through } => "the units succeed one another in a circle: {}", path(through) =>
        "remove the successor that closes the circle";
    OwedByNobody { task } => "nobody owes task “{task}” on any day: none of its leads exists on its last day, and none has a successor then" =>
        "name a unit that exists on that day in `lead`, or give the one that went a `successor`";
    AmendmentOutOfOrder { on } => "the amendment of {} comes after a later one", date(*on) =>
        "put amendments in the order of their days";
    ExceptStranger { id } => "`except` names “{id}”, which no group in `lead` brings in" =>
        "remove it from `except`, or name the group in `lead`";
    RecordUnknownTask { task } => "the plan has no task “{task}”" =>
        "correct the id; or put the task back, and end it with tiendo task cancel; or move the record to an archive folder \
         outside units/";
    RecordNotLed { task, supports: true } =>
        "the unit only supports task “{task}”, so it owes nothing and has no record for it" =>
        "move the record to the file of the unit that leads the task, correct `lead`, or move it to an archive \
         folder outside units/";
    RecordNotLed { task, supports: false } => "the unit does not lead task “{task}”" =>
        "move the record to the file of the unit that leads the task, correct `lead`, or move it to an archive \
         folder outside units/";
    RecordUnknownPeriod { task, period } => "task “{task}” has no period or milestone “{period}”" =>
        "write a period of the kind that `every` of the task names, the id of one of its milestones, or move \
         the record to an archive folder outside units/";
    RecordNotOwed { task, joint: true, .. } => "several units owe task “{task}” together, and it does not stand with this one" =>
        "move the record to the file of the first unit in `lead`";
    RecordNotOwed { task, period: Some(period), joint: false } => "the unit does not owe task “{task}” for {period} on any day" =>
        "move the record to the file of the unit that owes it, or correct the plan";
    RecordNotOwed { task, period: None, joint: false } => "the unit does not owe task “{task}” on any day" =>
        "move the record to the file of the unit that owes it, or correct the plan";
    RecordWithoutPeriod { task, period } =>
        "task “{task}” has several periods or milestones, but the record does not name one" =>
        "add one to the heading of the record: [{task}.{}]", period.as_deref().unwrap_or("PERIOD");
    RecordWithPeriod { task, period } =>
        "the record names the period {period}, but task “{task}” is owed only once" =>
        "use only the id as the heading of the record: [{task}]";
    ExtensionWithoutDeadline { task } => "task “{task}” has no last day to extend" =>
        "delete `extended`, or give the task its deadline in the plan";
    ProgressWithoutTarget { task } => "task “{task}” has no `target`, so there is no `progress` to record" =>
        "delete `progress`, or give the task its `target` in the plan";
    EvidenceOutside { file } => "“{file}” does not lead to a file of the workspace" =>
        "write the path from the workspace's folder, with /: \"evidence/bc-9.pdf\"";
    NotADigest => "`sha256` must have 64 hexadecimal digits" =>
        "let tiendo write it: tiendo done TASK --file FILE";
    DoneBeforeStarted { done, started } => "done on {}, but started later, on {}", date(*done), date(*started);
    AcceptedBeforeDone { accepted, done: Some(done) } =>
        "accepted on {}, but done later, on {}", date(*accepted), date(*done);
    AcceptedBeforeDone { accepted, done: None } => "accepted on {}, but not recorded as done", date(*accepted) =>
        "add `done`; until then nothing counts as completed";
    DoneInFuture { done, as_of } =>
        "done on {}, which is after the as-of day {}, so it does not count yet", date(*done), date(*as_of);
    OverdueUnexplained { task, period, due, days_late } =>
        "task “{task}”{} was due on {} and is {} overdue, but has neither `reason` nor `committed`",
        of_period(period.as_deref()), date(*due), days(*days_late) =>
        "record why and by when (tiendo promise {} DATE --reason \"…\"), or that it is done (tiendo done {})",
        parts::owed(task, period.as_deref()), parts::owed(task, period.as_deref());
    CompletedWithoutEvidence { task } => "task “{task}” is done, but names no evidence" =>
        "add `evidence`: the number and date of the document";
    EmptyGroup { group } => "group “{group}” has no members";
    IdleUnit { unit } => "unit “{unit}” leads no task" =>
        "name it in `lead` of a task or in a group, or delete it from [units]";
    MissingUnitFile { unit } => "units/{unit}.toml is missing, so the unit has reported nothing" =>
        "create the file: tiendo sync does it; it may be empty at first";
    StrayFile { file, what: StrayKind::MacCompanion, .. } => "{file} is a companion file of macOS and holds no records" =>
        "delete it";
    StrayFile { file, what: StrayKind::OfficeLock, .. } =>
        "{file} is a temporary file of an office program and holds no records" =>
        "close the program that has the file open, then delete this one if it is still there";
    StrayFile { file, what: StrayKind::Backup, .. } => "{file} is a copy of an earlier state and is not read" =>
        "delete it if you need it no more, or move it out of units/";
    StrayFile { file, what: StrayKind::Folder, .. } => "{file} is a folder: files in it are not read" =>
        "move the units' files into units/ itself, and what is kept for the record to a folder outside units/";
    StrayFile { file, what: StrayKind::Second, meant: Some(meant) } => "{file} belongs to no unit, so nothing in it is counted" =>
        "move it out of units/: units/{meant}.toml is there already";
    StrayFile { file, what: StrayKind::Misnamed, meant: Some(meant) } =>
        "{file} is not called as a unit's file is, so it is not read" =>
        "rename it to units/{meant}.toml (small letters, no further ending such as .txt)";
    StrayFile { file, meant: Some(meant), .. } => "{file} belongs to no unit, so nothing in it is counted" =>
        "did you mean units/{meant}.toml? Rename it, or move it out of units/";
    StrayFile { file, meant: None, .. } => "{file} belongs to no unit, so nothing in it is counted" =>
        "rename it to the id of its unit, or move it out of units/; tiendo sync removes the files that it prepared itself";
    StrayFacts { file, what: StrayKind::Second, meant: Some(meant) } =>
        "{file} belongs to no unit of the plan: what it records is not counted" =>
        "units/{meant}.toml is there already, so do not rename this one to it: move its records into that file or into the \
         file of the unit that takes over, or move the file to an archive folder outside units/";
    StrayFacts { file, what: StrayKind::Misnamed, meant: Some(meant) } =>
        "{file} is not called as a unit's file is, so what it records is not counted" =>
        "rename it to units/{meant}.toml (small letters, no further ending such as .txt)";
    StrayFacts { file, meant: Some(meant), .. } =>
        "{file} belongs to no unit of the plan: what it records is not counted" =>
        "did you mean units/{meant}.toml? Rename it; or move its records into the file of the unit that takes over; or \
         move the file to an archive folder outside units/";
    StrayFacts { file, meant: None, .. } => "{file} belongs to no unit of the plan: what it records is not counted" =>
        "rename it to the id of its unit; or move its records into the file of the unit that takes over; or move the \
         file to an archive folder outside units/";
    EmptyRecord { record } => "[{record}] is for nothing that the plan asks of the unit, and says nothing" =>
        "delete it; tiendo sync removes the tables that it prepared itself";
    OtherCaseFolder { folder, facts: false } => "the folder {folder}/ should be called units/, in small letters" =>
        "rename the folder to units";
    OtherCaseFolder { folder, facts: true } =>
        "the folder {folder}/ is not called units/, in small letters and with its s, so what its files record is not counted" =>
        "rename the folder to units; if there is a units/ already, move the files into it";
    IdsAlike { id, other } => "the ids “{id}” and “{other}” differ only in case, so on Windows they name one file" =>
        "give one of the units another id";
    ReservedId { id } => "“{id}” is a name of a device on Windows and cannot name a file" => "give the unit another id";
    SpanOutsidePlan { starts, ends } =>
        "the task's own time lies outside the plan ({} to {})", date(*starts), date(*ends);
    DueOutsidePlan { due, starts, ends } =>
        "the last day, {}, is outside the plan ({} to {})", date(*due), date(*starts), date(*ends);
    BeforePlan { field, day, starts } =>
        "`{field}` says {}, before the plan begins on {}", date(*day), date(*starts) =>
        "compare it with the document: often the year is mistyped";
    BeforeUnsaid => "a deadline is “before” a day, but [plan] does not say how to read that" =>
        "add to [plan]: before = \"exclusive\" (the day itself is late) or \"inclusive\" (the day itself is on time)";
    SameName { name } => "another unit is also called “{name}”" =>
        "if they are one unit, keep one id; otherwise make the names differ";
    NotNfc { texts: 1 } => "this string is not in Unicode form NFC" =>
        "save the file with NFC (precomposed) letters; until then it is judged as it is";
    NotNfc { texts } =>
        "{} strings in this file are not in Unicode form NFC; this is the first", number(*texts) =>
        "save the file with NFC (precomposed) letters; until then it is judged as it is";
    HiddenCharacter { character, what } => "hidden character U+{:04X}: it {}", u32::from(*character), hidden(*what) =>
        "delete the text here and retype it by hand";
    LookAlike { character, like } =>
        "“{character}” (U+{:04X}) only looks like “{like}” (U+{:04X})", u32::from(*character), u32::from(*like) =>
        "retype the word by hand; search and comparison take the two for different letters";
    TaskWithoutLead => "no unit leads the task, so nobody owes it" =>
        "name a unit, or a group with members, in `lead`";
    OpenQuestion { asked, more: 0, item: Some(item) } => "a question is open: {asked}" =>
        "hold it against the document and correct it by command, which removes the question; if it is right as it stands: tiendo confirm {item}";
    OpenQuestion { asked, more, item: Some(item) } => "a question is open: {asked} (and {} more)", plural(*more, "line") =>
        "hold it against the document and correct it by command, which removes the question; if it is right as it stands: tiendo confirm {item}";
    OpenQuestion { asked, more: 0, .. } => "a question is open: {asked}" =>
        "compare with the document, correct what stands here, then delete the line “# ?”";
    OpenQuestion { asked, more, .. } => "a question is open: {asked} (and {} more)", plural(*more, "line") =>
        "compare with the document, correct what stands here, then delete the lines “# ?”";
    EmptyText => "this string is empty" => "fill it in, or delete it";
    TargetMissed { task, reach: Reach::Beyond, value, target, .. } =>
        "task “{task}” is beyond its target: {}", reached(*value, target) =>
        "check the recorded progress and the `target` of the task";
    TargetMissed { task, value, target, .. } =>
        "task “{task}” is done, but below its target: {}", reached(*value, target) =>
        "record the progress (tiendo progress), or reopen it (tiendo reopen)";
    TargetUnclaimed { task, value, target } =>
        "task “{task}” has reached its target ({}), but is not recorded as done", reached(Some(*value), target) =>
        "if it is finished, add `done` and the evidence";
    EvidenceMissing { file, why: EvidenceFault::Absent } => "the file of evidence “{file}” is missing" =>
        "put the file back, or correct its path";
    EvidenceMissing { file, why: EvidenceFault::Link } =>
        "the file of evidence “{file}” is reached through a symbolic link" =>
        "copy the file itself into the workspace";
    EvidenceMissing { file, why: EvidenceFault::NotAFile } => "“{file}” is not a file" =>
        "write the path of a file";
    EvidenceMissing { file, why: EvidenceFault::Unreadable(why) } =>
        "the file of evidence “{file}” cannot be read: {}", system(why);
    EvidenceChanged { file } => "the file of evidence “{file}” is not what it was when it was recorded" =>
        "restore the old file; if the new one is right, record it again with --file";
    NoSuccessor { unit, occurrences } => "“{unit}” has gone by the last day, and no successor exists then: nobody owes {} in its place", plural(*occurrences, "obligation") =>
        "name who takes over: tiendo unit end {unit} --until DATE --successor ID --replace; or let others lead it: tiendo task amend --lead";
    WordingMismatch { task, wording, read, days, own, doubt: false } =>
        "{} reads as {read}{}, but {}", shortened(wording), last_days(days), own_limit(own) =>
        "correct the deadline or `wording`; if a later document changed the deadline, record that with tiendo task amend; if the deadline is right, say why in `note` and repeat the words: tiendo task edit {task} --remark \"{}: …\"", parts::in_quotes(wording);
    WordingMismatch { task, wording, read, days, own, doubt: true } =>
        "{} is best read as {read}{}, but {}", shortened(wording), last_days(days), own_limit(own) =>
        "correct the deadline, or say in the task's `note` why it is read otherwise (tiendo task edit {task} --remark \"…\"); tiendo read explains the reading";
    WordingUnclear { task, wording, why: UnclearWording::Several, read } =>
        "{} can be read in several ways: {}", shortened(wording), read.join(" | ") =>
        "ask the issuing office, then say in `note` which reading holds and why (tiendo task edit {task} --remark \"…\"); tiendo read says what to ask";
    WordingUnclear { task, wording, why: UnclearWording::NoNotation, .. } =>
        "{} has no notation as a deadline", shortened(wording) =>
        "say in `note` how it is followed up and why (tiendo task edit {task} --remark \"…\"); tiendo read says what the notation lacks";
    WordingUnclear { task, wording, why: UnclearWording::FromEvent, read } =>
        "{} counts from an event ({}), but the deadline here does not", shortened(wording), read.join(" | ") =>
        "declare the event and its day in [events] and count from it, or say in `note` where the day comes from (tiendo task edit {task} --remark \"…\")";
    UnusedEventDate { unit, event } => "“{unit}” leads nothing that counts from “{event}”: its date has no effect" =>
        "give the date to the unit that leads the task";
    CalendarYearUnknown { years, tasks, known } =>
        "no days off are known of {}, but the deadline of {} depends on working days or days off there",
        these_years(years), plural(*tasks, "task") =>
        "once they are announced, list them in `days_off` and `working_days` of [calendar]{}", country_years(*known);
} }

fn these_years(years: &[i32]) -> String {
    years.iter().map(i32::to_string).collect::<Vec<_>>().join(", ")
}

fn country_years(known: Option<(i32, i32)>) -> String {
    match known {
        Some((first, last)) => format!("; `country` brings those of {first} to {last}"),
        None => ", or take the public holidays that the program knows: country = \"VN\"".to_owned(),
    }
}

fn last_days(days: &[NaiveDate]) -> String {
    match days {
        [] => String::new(),
        days => format!(" ({})", dates(days)),
    }
}

/// The first days; of further ones only that there are more.
fn dates(days: &[NaiveDate]) -> String {
    let told = days.iter().take(3).map(|day| date(*day)).collect::<Vec<_>>().join(", ");
    if days.len() > 3 { told + ", …" } else { told }
}

fn own_limit(own: &OwnLimit) -> String {
    match own {
        OwnLimit::Days(days) => format!("here it is due on {}", dates(days)),
        OwnLimit::Never => "here it has no last day".to_owned(),
        OwnLimit::FromEvent => "here it counts otherwise from its event".to_owned(),
        OwnLimit::Recurs => "here it recurs".to_owned(),
        OwnLimit::Once => "here it is owed once".to_owned(),
    }
}

fn write_it(expected: Expected) -> Option<&'static str> {
    Some(match expected {
        Expected::Date => "write a date without quotation marks: 2024-05-15",
        Expected::Text => "put the string in straight quotation marks: \"...\"",
        Expected::Bool => "write true or false, without quotation marks",
        Expected::Tables => "put each task under its own heading [[tasks]]",
        Expected::Texts => "write a list: [\"...\", \"...\"]",
        Expected::Days => "write a list of days: [2024-04-30, \"2024-02-08..2024-02-14\"]",
        Expected::DateOrText
        | Expected::Number
        | Expected::Amount
        | Expected::Table
        | Expected::TextOrTexts
        | Expected::TextOrTable => {
            return None;
        }
    })
}

fn given(value: &str) -> String {
    if value.is_empty() { "the value is empty".to_owned() } else { format!("“{value}” is not allowed here") }
}

fn of_period(period: Option<&str>) -> String {
    period.map_or_else(String::new, |period| format!(" (period {period})"))
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("“{word}”")).collect::<Vec<_>>().join(", ")
}

/// The way through a circle of groups; of a long one, its two ends.
fn path(through: &[String]) -> String {
    match through {
        [first, second, .., last] if through.len() > 8 => {
            format!("{first} → {second} → … ({} groups) → {last}", number(through.len() - 1))
        }
        _ => through.join(" → "),
    }
}

pub(super) fn size(bytes: u64) -> String {
    if bytes > 0 && bytes.is_multiple_of(1 << 20) {
        format!("{} MiB", number(bytes >> 20))
    } else {
        format!("{} bytes", number(bytes))
    }
}

fn reached(value: Option<Amount>, target: &TargetRange) -> String {
    reached_as(value, target, &|amount| parts::amount(amount, number, '.'))
}

/// Why a shared file cannot be used.
fn shared_fault(fault: &SharedFault) -> String {
    match fault {
        SharedFault::NotRelative => "it is not a relative path".to_owned(),
        SharedFault::TooFarUp => "it goes up more than four folders".to_owned(),
        SharedFault::Link => "it leads through a link".to_owned(),
        SharedFault::NotAFile => "it is not a regular file".to_owned(),
        SharedFault::TooLarge { bytes, limit } => {
            format!("it is too large: {}, at most {}", size(*bytes), size(*limit))
        }
        SharedFault::System(why) => system(why),
    }
}
