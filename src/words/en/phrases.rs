//! Sentences.

use super::numbers::{date, days, many, number, one_or, plural, rate, tenths};
use super::times::{kind_name, period};
use super::{cli, errors, review, typed, why};
use crate::model::period::Period;
use crate::review::plan::Setting;
use crate::text::sentence_case;
use crate::typed::PeriodFault;
use crate::words::phrase::Phrase;

sentences! { pub(crate) fn phrase(&Phrase) {
    PlanTitle { number, title } => "Plan {number}: {title}";
    AsOf { day, issuer: Some(issuer) } => "{issuer} · as of {}", date(*day);
    AsOf { day, issuer: None } => "As of {}", date(*day);
    OverdueHeading { count } => "Overdue: {count}";
    DueSoonHeading { count, days } => "Due soon (within {days} days): {count}";
    More { hidden, command } => "… and {hidden} more: {command}";
    UnreadableUnit { name, file } => "{name}: {file} cannot be read, so nothing is said of this unit";
    UnreadableUnits { count } => "Not readable, left out of every count: {}", plural(*count, "unit");
    Checked { errors: 0, warnings: 0 } => "No problems found.";
    Checked { errors, warnings } => "{}, {}", plural(*errors, "error"), plural(*warnings, "warning");
    MissingFiles { count } => "… and {} without a file; tiendo check names them all", plural(*count, "more unit");
    MoreProblems { hidden } => "… and {} more in this file", plural(*hidden, "problem");
    NoUnit { name } => "no unit is called \"{name}\"";
    NoGroup { name } => "no group is called \"{name}\"";
    NoTask { name } => "no task is called \"{name}\"";
    NoCode { code } => "no rule has the code \"{code}\"";
    NoQuarter { text } => "\"{text}\" is no quarter: write 2024-Q1, or none";
    NoSubject { name } => "neither a task nor a unit is called \"{name}\"";
    NoClause { clause } => "no task of the plan stands under clause \"{clause}\"";
    NoTag { tag } => "no task has the tag \"{tag}\"";
    AtLeast { amount } => "at least {amount}";
    AtMost { amount } => "at most {amount}";
    FromTo { from, to } => "{from} to {to}";
    BadAmount { text } => "\"{text}\" is no amount: write 120 or 95.5";
    AmountNeeded => "how much was reached? add --value, such as --value 120";
    TasksByState { total, states } => "By task: {} in all: {states}", number(*total);
    NoSuchPeriodOfTask { task } => "{task} has no such period or milestone";
    OnlyWithTask { name } => "\"{name}\" is a unit; a period and --unit go with a task only";
    NoWordings => "the time limits cannot be read: UTF-8 text with one on each line is needed";
    BadContext { text } => "“{text}” is neither a year nor a day with its year: write 2025 or 25/5/2025";
    PlanFirst =>
        "The plan has errors, so the units' records were not held against it; check again once it is mended.";
    Ambiguous { name } => "\"{name}\" fits more than one:";
    BadDay { text, fault } => "{}", typed::day_fault(text, fault);
    DayToCome { day, today } => "{} has not come yet (today is {})", date(*day), date(*today);
    BadPeriod { text, fault: PeriodFault::NotAPeriod } =>
        "\"{text}\" is not a period: write one such as Q1, Q1/2024, 2024-02, 2/2024, week 15, 2024-H1, 2024 or 26/4/2024";
    BadPeriod { text, fault: PeriodFault::NoSuchPeriod } => "the calendar has no period \"{text}\"";
    BadPeriod { text, fault: PeriodFault::WeekdayOrMonth(number) } =>
        "\"{text}\" may be month {number} or {}: write \"month {number}\", or a date", typed::weekday(*number);
    BadPeriod { text, fault: PeriodFault::Day(fault) } => "{}", typed::day_fault(text, fault);
    PeriodNotOwed { unit, task } => "{unit} does not owe {task} for this period or milestone";
    NotLed { unit, task } => "{unit} does not lead {task}, so it owes nothing for it";
    Failed(why) => "error: {}", errors::system(why);
    Candidate { id, name } => "  {id}  {name}";
    Days(days) => "{}", plural(usize::try_from(*days).unwrap_or_default(), "day");
    DaysLeft(days) => "{} left", plural(usize::try_from(*days).unwrap_or_default(), "day");
    RecordAt { file, line } => "{file}, line {line}";
    NoRecord { file } => "{file} has no record of it";
    NoFile { file } => "there is no {file}: nothing has been reported";
    Why(why) => "{}", why::why(why);
    CliError(error) => "{}", cli::error(error);

    // Editing: what was written, what was refused and why.
    Wrote { file } => "Written: {file}";
    Created { file } => "Created: {file}";
    Waiting { file } => "{file}: another tiendo is editing it; waiting (for how long: --wait) …";
    DryRun => "Dry run: nothing was written.";
    AlreadySo => "It is recorded so already; nothing to change.";
    Refused { refusal, unit, task } => "{unit}, {task}: {}", errors::refused(refusal);
    PeriodNeeded { unit, task } => "several periods or milestones of {task} fit for {unit}; name one after the task:";
    NothingOpen { unit, task, action } => "{unit} {} {task}", errors::nothing_open(*action);
    UnitNeeded { task: Some(task) } =>
        "several units lead {task}: add --unit UNIT, or set the environment variable TIENDO_UNIT";
    UnitNeeded { task: None } => "which unit? add --unit UNIT, or set the environment variable TIENDO_UNIT";
    DayNeeded => "promised for which day? write it after the task, such as 2024-04-15";
    EmptyText { option } => "{option} is empty: give a text, or leave the option out";
    CannotLayOut { file } =>
        "{file}: this record is written in a way that tiendo cannot edit without losing something; nothing was \
         written, please edit it by hand";
    Broken { file } => "{file} has errors, so nothing was written; mend them as said above, then try again";
    WouldBreak { file } => "that would give {file} the error above; nothing was written";
    AcceptanceNotAsked =>
        "this plan does not ask for acceptance (acceptance = false): the day is recorded, but changes no state";
    Trouble(trouble) => "{}", errors::trouble(trouble);
    FileHead { unit, number, title } => "{unit} · Plan {number}: {title}";
    DueOn { day, wording } => "Due: {} ({wording})", date(*day);
    DueNever { wording } => "Due: {wording}";
    Fields { day } =>
        "Fill in below: started = {day}, done = {day}, evidence = \"number of the document\", note = \"…\"";
    LateFields { day } => "if late: reason = \"…\", committed = {day}";
    AcceptedField { day } => "once accepted: accepted = {day}";
    FileEnd => "The end. Tables that tiendo sync adds come above this line.";
    Synced { tables, files } => "Tables added: {tables}; files: {files}.";
    SyncedUnit { file, tables, created: true } => "{file}: new file, tables: {tables}";
    SyncedUnit { file, tables, created: false } => "{file}: tables added: {tables}";
    SyncTidied { file, removed, refreshed: 0 } => "{file}: prepared tables removed that the plan no longer has: {removed}";
    SyncTidied { file, removed: 0, refreshed } => "{file}: comments brought up to the plan: {refreshed}";
    SyncTidied { file, removed, refreshed } =>
        "{file}: prepared tables removed that the plan no longer has: {removed}; comments brought up to the plan: \
         {refreshed}";
    SyncRemovedFile { file } => "{file}: removed, since it belongs to no unit of the plan and records nothing";
    InSync => "Every file has all its tables; nothing to add.";
    Initialised { folder } =>
        "A workspace was made in {folder}. Next: edit plan.toml, then run tiendo sync and tiendo check.";
    WorkspaceThere { folder } => "{folder} has a plan.toml already; nothing was written";
    NoTerminal => "tiendo mark needs a terminal to ask in; in scripts use tiendo done";
    SheetMade { file, rows } => "Made {file}: {rows} rows";
    ColumnsLeft { columns } => "columns that are none of the sheet's were left out: {columns}";
    NothingToImport => "The sheet says nothing that the files do not say; nothing to write.";
    NotImported { problems } => "{problems} problems in the sheet; nothing was written.";
    Imported { records, files } => "Records written: {records}; files: {files}.";
    TerminalGone => "the terminal went away; nothing was written";
    NothingWritten => "Nothing was written.";
    UnitChoice { name, overdue, pending } => "{name} · overdue {overdue}, pending {pending}";
    NothingToMark { unit } => "{unit} has nothing left to do.";

    // Reports, letters and calendars.
    ReportTitle { number } => "Report on plan {number}";
    PeriodDays(period) => "{}", period_days(*period);
    Interim { day } => "The period goes on: figures are as of {}.", date(*day);
    FiguresMissing { units } =>
        "FIGURES ARE MISSING of {} whose {} could not be read; they are in no count: {}.",
        many(units.len(), "unit", "units"), if units.len() == 1 { "file" } else { "files" }, units.join("; ");
    Happened { from, to } => "What happened ({} to {})", date(*from), date(*to);
    DueSoonFromTo { from, to } => "Due soon ({} to {})", date(*from), date(*to);
    CarriedCount { count } => "overdue from before: {}", number(*count);
    AwaitingCount { count } => "awaiting acceptance: {}", number(*count);
    WaivedCount { count } => "waived: {}", number(*count);
    MoreRows { hidden } => "… and {} more", number(*hidden);
    OnlyWhatMatters { hidden } =>
        "Too many to show: {} more are left out, not due yet or done before. All of them: tiendo list.",
        number(*hidden);
    FormNote =>
        "The total counts everything that a unit owes with a time limit in the whole plan, waived work apart; the \
         rates are parts of what has its last day in the period (column 8).";
    InTimeResult => "in time";
    LateResult { days } => "{} late", self::days(*days);
    AllOrOne { text } => "--all means every period, so there is no place for \"{text}\"";
    BadPeriodOfKind { text, kind } =>
        "\"{text}\" is no {}: write {}, or last, or a day in it", kind_name(*kind), kind.example();
    OneToStdout => "--out - takes one period in one format: choose one of --format";
    PeriodNotBegun { period } =>
        "{} begins on {}: there is nothing to report yet", self::period(*period), date(period.first());
    BadClosing { day, from, to } =>
        "the closing day {} must lie between {} and {}", date(*day), date(*from), date(*to);
    ReportRefused { units } =>
        "no report was written, since the files of {} could not be read; mend what is named above, or add \
         --keep-going for a report that says whose figures are missing", many(*units, "unit", "units");
    ClosedOn { period, day } => "{period} (closed on {})", date(*day);
    NoCalendar =>
        "no calendar was written, since nobody sees what a calendar lacks; mend what is named above and try again";
    NoLetter { units } => "the file cannot be read, so there is no letter for: {units}";
    Unchanged { file } => "{file} is as it was";
    NotOurs { file } =>
        "{file} is there and was not made by tiendo; nothing was written. To replace it, add --force";
    EditedByPeople { file } =>
        "{file} is there and differs, perhaps edited by hand; nothing was written. To replace it, add --force";
    OldInterim { file } =>
        "{file} was made before the period was over, or without the figures of every unit; it may have been \
         edited by hand and stays. To make it anew, add --force";
    AllThere => "Every period that is over has its report.";
    ReportsOf { kind } => "Reports by {}", kind_name(*kind);
    LetterTitle { number } => "Reminder on plan {number}";
    LetterTo { unit } => "To: {unit}";
    LetterOverdue { count } => "{} overdue", number(*count);
    LetterDueSoon { count, within } =>
        "{} due soon (within {})", number(*count), many(*within, "day", "days");
    LetterOpening { day, unit, what } => "As of {}, this is open at {unit}: {what}.", date(*day);
    LetterClosing { to, late } => "Please see to it. Of what is done, please send the evidence{to}{late}.";
    LetterCoordinator { unit } => " to {unit}";
    LetterLate => "; for what is overdue and not done, say why and by when it will be";
    ExpectedBy { product, to } => "{product}, to {to}";
    PromisedFor { day } => "promised for {}", date(*day);
    NothingToRemind => "No unit has anything overdue or due soon.";
    DocxNeedsFolder => "--format docx needs --out DIR";
    TooManyEvents { limit } =>
        "no calendar program opens more than {} events; choose units with --unit", number(*limit);
    Template { file, problem } => "the template {file}: {}", errors::template(problem);
    TemplateWithoutDocx => "--template goes with --format docx only";

    // The summary of a report.
    PeriodUntil { period, day } => "{}, as of {}", period_days(*period), date(*day);
    NothingFellDue { when } => "{when}: nothing fell due.";
    FellDue { when, total, completed, rate, in_time, late, open } =>
        "{when}: {} fell due; {} completed ({}), {} in time and {} late{}.",
        many(*total, "obligation", "obligations"), many(*completed, "was", "were"), self::rate(*rate),
        number(*in_time), number(*late), open.iter().map(|open| format!(", {open}")).collect::<String>();
    OpenInTime { count, day } => "{} not completed and not overdue by {}", number(*count), date(*day);
    OpenOverdue { count } => "{} overdue", number(*count);
    RateSame { previous } => "The rate of completion was as in {}.", period(*previous);
    RateUp { tenths, previous } =>
        "The rate of completion was {} percentage points more than in {}.", self::tenths(*tenths), period(*previous);
    RateDown { tenths, previous } =>
        "The rate of completion was {} percentage points less than in {}.", self::tenths(*tenths), period(*previous);
    NowCompleted { count } => "{} completed", many(*count, "was", "were");
    NowOverdue { count } => "{} became overdue", number(*count);
    NowExtended { count } => "{} extended", many(*count, "was", "were");
    NowWaived { count } => "{} waived", many(*count, "was", "were");
    HappenedInPeriod { what } => "In the period {what}.";
    HappenedUntil { day, what } => "From its beginning to {} {what}.", date(*day);
    ClaimsAwait { count } => "{} acceptance.", many(*count, "claim awaits", "claims await");
    OnDay { day } => "on {}", date(*day);
    OverdueSame { since } => ", as many as {since}";
    OverdueMore { count, since } => ", {} more than {since}", number(*count);
    OverdueLess { count, since } => ", {} less than {since}", number(*count);
    WholePlan { day, overdue, change, pending, completed } =>
        "As of {}, {} of the whole plan {} overdue{change}; {} pending, {} completed.",
        date(*day), many(*overdue, "obligation", "obligations"), one_or(*overdue, "is", "are"),
        many(*pending, "is", "are"), number(*completed);
    NothingUpcoming { to, .. } => "Nothing falls due by {}.", date(*to);
    Upcoming { count, to, .. } => "{} due by {}.", many(*count, "obligation falls", "obligations fall"), date(*to);
    NoneBehind => "No unit has anything overdue.";
    OneBehind { units, named } => "1 of {} has something overdue: {named}.", many(*units, "unit", "units");
    AllBehind { count, units, named } =>
        "{} of {} have something overdue: {named}.", number(*count), many(*units, "unit", "units");
    MostBehind { count, units, named } =>
        "{} of {} have something overdue; the furthest behind: {named}.",
        number(*count), many(*units, "unit", "units");
    Laggard { name, count, days } => "{name} ({}, the longest {})", number(*count), self::days(*days);
    PromisedCount { count } => "{} promised for a new day", many(*count, "is", "are");
    UnexplainedCount { count } => "{} no reason given", many(*count, "has", "have");
    OfOverdue { count, notes } => "Of the {} overdue, {notes}.", number(*count);

    // Reviews: what changed between two states of a workspace, and what git has to say.
    WorkingTree => "the files as they are";
    Git(trouble) => "{}", errors::git(trouble);
    Bare => "this repository has no files to compare with; name two revisions, such as HEAD~1..HEAD";
    NothingShared { one, other } => "{one} and {other} share no history; compare them by {one}..{other}";
    Compared { before, after } => "Compared: {before} → {after}";
    JudgedOnBoth { before, after } => "Before as of {}, after as of {}", date(*before), date(*after);
    NothingChanged => "Nothing changed.";
    NothingElseChanged => "Nothing else changed.";
    Begins { tasks, units } =>
        "The workspace is new: {} and {}. There was none before to compare with.",
        count(*tasks, "task"), count(*units, "unit");
    Review(said) => "{}", review::phrase(said);
    MarksHeading { count } => "To look at closely ({count})";
    RecordsHeading { count } => "Changes by unit ({count})";
    ByPlanHeading { count } => "Stands otherwise because the plan changed ({count})";
    ByTimeHeading { count, from, to } =>
        "Stands otherwise because time went by, {}–{} ({count})", date(*from), date(*to);
    PlanHeading { count } => "Changes of the plan ({count})";
    NotComparable { name } => "{name}: the file has errors and could not be compared";
    MoreChanges { hidden } => "… and {}; tiendo diff shows them all", count(*hidden, "more change");
    NotOwedBefore => "not in the plan";
    ByDocument { to: Some(to), by, on } => "to {} by {by} of {}", date(*to), date(*on);
    ByDocument { to: None, by, on } => "{by} of {}", date(*on);
    Mark(mark) => "{}", review::mark(mark);
    Mixed { commit, units } => "commit {commit} changes the files of several units: {units}";
    ReportEdited { file } => "{file} matches neither the data of the commit that wrote it nor the data as they are";
    LastChanged { day, commit: Some(commit) } => "recorded on {}, commit {commit}", date(*day);
    BlameNeedsUnit { task } => "--blame on {task} needs --unit UNIT too";
    NotMerged { file } => "{file} is not UTF-8 text and cannot be merged";
    Conflicts { file, count: conflicts } =>
        "{file}: {} where the sides differ, between <<<<<<< and >>>>>>>; choose one, then git add",
        count(*conflicts, "place");
    DriverName => "tiendo: merge by obligation";
    SetupHint => "with --write tiendo does all of this itself";
    NoHistory => "No commit has recorded anything here.";
    LastChanged { commit: None, .. } | NotCommitted => "not committed";
    UnreadThen => "the file cannot be read; what it said before is compared with what it said next";
    ShallowHistory =>
        "This clone has only a part of the history: what was recorded before is not here (git fetch --unshallow).";
    RecordedSameDay => "recorded the same day";
    RecordedLater { days } => "recorded {} later", self::days(*days);
    RecordedBefore { days } => "recorded {} before", self::days(*days);
    ReportUnread { file } =>
        "{file}: the data of the commit that wrote it cannot be read, so that it could not be compared";
    Verified { matching, others: 0 } => "{} the data.", matches(*matching);
    Verified { matching, others } =>
        "{} the data; {} not.",
        matches(*matching), if *others == 1 { "1 does".to_owned() } else { format!("{others} do") };
    OtherEdition { count: reports } =>
        "{} of another edition of the form, compared by figures alone.",
        many(*reports, "of them is", "of them are");
    NotCompared { files } => "Not compared, since tiendo did not make them: {files}";
    OfficeLeftOut { count: files } =>
        "{} (.docx, .xlsx) {} not compared: people may have written in them.",
        count(*files, "file"), if *files == 1 { "is" } else { "are" };
    Setting(setting) => "{}", self::setting(*setting);
    Event { name } => "event {name}";
    UnitAdded { unit } => "unit added: {unit}";
    UnitRemoved { unit, touched } => "unit removed: {unit}; {touched}";
    UnitRenamed { from, to } => "unit renamed: {from} → {to}";
    TaskAdded { task, due, units } => "task added: {task}, {due}, led by {units}";
    NoLastDay => "no last day";
    LastDayOn { day } => "last day {}", date(*day);
    LastDays { from, to } => "last days {} to {}", date(*from), date(*to);
    TaskRemoved { task, touched } => "task removed: {task}; {touched}";
    Reworded { task, how } => "task reworded: {task}: {how}";
    OtherRule { dated: false } => "counted otherwise, still without a day";
    OtherRule { dated: true } => "counted otherwise, with the same last day";
    Reassigned { task, how } => "task led by others: {task}: {how}";
    LedAlsoBy { units } => "now also {units}";
    NoLongerLedBy { units } => "no longer {units}";
    Rescheduled { task, how } => "deadline moved: {task}: {how}";
    NoRecordTouched => "no record is touched";
    AgainstOldPlan { records } =>
        "{} written against the old plan", many(*records, "record was", "records were");
    AgainstOldDeadline { records } =>
        "{} written against the old deadline", many(*records, "record was", "records were");
    PeriodsAdded { periods } => "periods added: {periods}";
    PeriodsRemoved { periods } => "periods removed: {periods}";
    AndMore { count } => "and {count} more";
} }

table! { fn setting(Setting) {
    Names => "the plan is called otherwise",
    Coordinator => "another coordinator",
    Time => "the plan's time changed",
    Language => "another language",
    Timezone => "another time zone",
    DueSoon => "what counts as due soon changed",
    Before => "the reading of “before a day” changed",
    OnDayOff => "the rule for days off changed",
    Acceptance => "whether acceptance is required changed",
    Calendar => "the work calendar changed ([calendar])",
    Bodies => "groups, names of events or confirmed units changed ([groups], [events], confirmed)",
} }

fn matches(reports: usize) -> String {
    format!("{} {}", count(reports, "report"), if reports == 1 { "matches" } else { "match" })
}

/// A number and a noun that goes with it.
fn count(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}

fn period_days(period: Period) -> String {
    format!("{} ({} to {})", sentence_case(&self::period(period)), date(period.first()), date(period.last()))
}
