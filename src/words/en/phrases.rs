//! Sentences.

use super::numbers::{date, days, many, number, one_or, plural, rate, tenths};
use super::times::{kind_name, period, period_or};
use super::{
    cli, collect, draft, errors, export, guide, handing, office, past, planning, review, screen, site, tracker, typed,
    why,
};
use crate::model::reporting::ReportPeriod;
use crate::review::settings::Setting;
use crate::text::sentence_case;
use crate::typed::PeriodFault;
use crate::words::phrase::Phrase;

sentences! { pub(crate) fn phrase(&Phrase) {
    PlanTitle { number, title } => "Plan {number}: {title}";
    AsOf { day, issuer: Some(issuer) } => "{issuer} · as of {}", date(*day);
    AsOf { day, issuer: None } => "As of {}", date(*day);
    AsOfEnd { day, issuer: Some(issuer) } => "{issuer} · as of the end of {}", date(*day);
    AsOfEnd { day, issuer: None } => "As of the end of {}", date(*day);
    OverdueHeading { count } => "Overdue: {}", number(*count);
    DueSoonHeading { count, days } => "Due soon (within {}): {}", many(*days, "day", "days"), number(*count);
    More { hidden, command } => "… and {} more: {command}", number(*hidden);
    UnreadableUnit { name, file } => "{name}: {file} cannot be read, so its figures are missing";
    UnreadableUnits { count } => "Not counted, because their files cannot be read: {}", many(*count, "unit", "units");
    Checked { errors: 0, warnings: 0 } => "No problems found.";
    Checked { errors, warnings } => "{}, {}", many(*errors, "error", "errors"), many(*warnings, "warning", "warnings");
    Repeated { count, files, place, message } =>
        "{} times in {}, such as {place}: {message}", number(*count), many(*files, "file", "files");
    WarningsGathered { code } =>
        "Many warnings of one rule take one line; to see each: tiendo check --all; about the rule: tiendo explain {code}";
    MoreStrays { count } =>
        "… and {} of no unit; tiendo check names them all", many(*count, "more file", "more files");
    MoreProblems { hidden } => "… and {} in this file", many(*hidden, "more problem", "more problems");
    Narrowed { unit } => "Only {unit}, which the environment variable TIENDO_UNIT names; for every unit: --unit all";
    NoUnit { name } => "no unit is called “{name}”";
    NoGroup { name } => "no group is called “{name}”";
    NoTask { name } => "no task is called “{name}”";
    NoCode { code } => "no rule has the code “{code}”";
    NoQuarter { text } => "“{text}” is not a quarter: write 2024-Q1, or none";
    NoSubject { name } => "no task or unit is called “{name}”";
    NoClause { clause } => "the plan has no task under clause “{clause}”";
    NoTag { tag } => "no task has the tag “{tag}”";
    AtLeast { amount } => "at least {amount}";
    AtMost { amount } => "at most {amount}";
    FromTo { from, to } => "{from} to {to}";
    BadTarget { text } => "“{text}” is no target: write 80%, 151 branches, at most 3 cases";
    BadAmount { text } => "“{text}” is no amount: write 120 or 95.5";
    AmountNeeded { amount } => "how much was reached? add --value, such as --value {amount}";
    TasksByState { total, states } => "By task: {} in all: {states}", number(*total);
    NoSuchPeriodOfTask { task, period } => "{task} has no {}", period_or(*period, "such period or milestone");
    OnlyWithTask { name } => "“{name}” is a unit; a period and --unit only go with a task";
    Draft(said) => "{}", draft::phrase(said);
    Guide(word) => "{}", guide::guide(*word);
    Tracker(said) => "{}", tracker::phrase(said);
    Collect(said) => "{}", collect::phrase(said);
    NoWordings => "the time limits cannot be read: UTF-8 text with one on each line is needed";
    BadContext { text } => "“{text}” is neither a year nor a day with its year: write 2025 or 25/5/2025";
    PlanFirst =>
        "The plan has errors, so unit files were not checked against it; fix them, then run tiendo check again.";
    Ambiguous { name } => "“{name}” matches more than one:";
    NoPlanNamed { name } => "no plan has the number or folder “{name}”; there are:";
    PlanNeeded { count } => "this command works on one plan, and there are {} here: choose one with --plan:", number(*count);
    PlansTitle { count } => "Collection of {}", plural(*count, "plan");
    MorePlans { hidden } => "… and {} more: tiendo status --format csv", number(*hidden);
    UnreadablePlans { count } => "Not counted, since unreadable: {}", plural(*count, "plan");
    UnreadablePlan { folder } => "{folder}: this plan cannot be read; to see why: tiendo check --plan {folder}";
    DueSoonOfAll { count } => "Due soon: {}", number(*count);
    InSeveralPlans { name } => "“{name}” is in several plans: choose one with --plan:";
    BadDay { text, fault } => "{}", typed::day_fault(text, fault);
    DayToCome { day, today } => "{} has not come yet (today is {})", date(*day), date(*today);
    BadPeriod { text, fault: PeriodFault::NotAPeriod } =>
        "“{text}” is not a period: write one such as Q1, Q1/2024, 2024-02, 2/2024, week 15, 2024-H1, 2024 or 26/4/2024";
    BadPeriod { text, fault: PeriodFault::NoSuchPeriod } => "the calendar has no period “{text}”";
    BadPeriod { text, fault: PeriodFault::WeekdayOrMonth(number) } =>
        "“{text}” may be month {number} or {}: write month {number}, or a date", typed::weekday(*number);
    BadPeriod { text, fault: PeriodFault::Day(fault) } => "{}", typed::day_fault(text, fault);
    NoPart { task, part } => "{task} has no period and no milestone “{part}”";
    PeriodNotOwed { unit, task, period } => "{unit} does not owe {task} for {}", period_or(*period, "this period or milestone");
    NotLed { unit, task } => "{unit} does not lead {task}, so it owes nothing for it";
    SharedWork { title, id, with } => "{title} [{id}]: recorded with {with}";
    StaysWith { task, from } => "{task} was due while {from} was there, so it is recorded with it: --unit {from}";
    StandsWith { unit, task, with } =>
        "{unit} owes {task} together with others, and it is recorded once for all of them: with --unit {with}";
    Failed(why) => "error: {}", errors::system(why);
    Candidate { id, name } => "  {id}  {name}";
    Days(days) => "{}", self::days(*days);
    DaysLeft(days) => "{} left", self::days(*days);
    RecordAt { file, line } => "{file}, line {line}";
    NoRecord { file } => "{file} has no record of it";
    NoFile { file } => "there is no {file}: nothing has been reported";
    Why(why) => "{}", why::why(why);
    CliError(error) => "{}", cli::error(error);

    // Editing: what was written, what was refused and why.
    RemovedFile { file } => "Removed {file}";
    Wrote { file } => "Written: {file}";
    Created { file } => "Created: {file}";
    Waiting { file } => "{file}: another tiendo is editing it; waiting (for how long: --wait) …";
    DryRun => "Dry run: nothing was written.";
    AlreadySo => "Already recorded; nothing to change.";
    Refused { refusal, unit, task } => "{unit}, {task}: {}", errors::refused(refusal);
    PeriodNeeded { unit, task } =>
        "{unit} has several periods or milestones of {task} that match; name one after the task:";
    NothingOpen { unit, task, action } => "{unit} {} {task}", errors::nothing_open(*action);
    UnitNeeded { task: Some(task) } =>
        "several units lead {task}: add --unit UNIT, or set the environment variable TIENDO_UNIT";
    UnitNeeded { task: None } => "which unit? add --unit UNIT, or set the environment variable TIENDO_UNIT";
    DayNeeded => "which day is promised? write it after the task, such as 2024-04-15";
    OtherEnding { file, ending } => "{file}: this command writes a .{ending} file; give it a name that ends so";
    EmptyText { option } => "{option} is empty: give a text, or omit the option";
    CannotLayOut { file } =>
        "{file}: tiendo cannot edit this record without losing something; nothing was written. Edit it by hand";
    Broken { file } => "{file} has errors, so nothing was written; fix the errors above, then try again";
    WouldBreak { file } => "this would cause the error above in {file}; nothing was written";
    AcceptanceNotAsked =>
        "this plan does not require acceptance (acceptance = false): the day is recorded, but no state changes";
    Trouble(trouble) => "{}", errors::trouble(trouble);
    Planning(said) => "{}", planning::phrase(said);
    FileHead { unit, number, title } => "{unit} · Plan {number}: {title}";
    DueOn { day, wording } => "Due: {} ({wording})", date(*day);
    DueNever { wording } => "Due: {wording}";
    Fields { day } => "Fill in below: started = {day}, done = {day}, evidence = \"document number\", note = \"…\"";
    LateFields { day } => "if late: reason = \"…\", committed = {day}";
    AcceptedField { day } => "once accepted: accepted = {day}";
    FileEnd => "End of file. tiendo sync adds new tables above this line.";
    Synced { tables, files } => "{} added to {}.", many(*tables, "table", "tables"), many(*files, "file", "files");
    SyncedUnit { file, tables, created: true } => "{file}: new file with {}", many(*tables, "table", "tables");
    SyncedUnit { file, tables, created: false } => "{file}: {} added", many(*tables, "table", "tables");
    SyncTidied { file, removed, refreshed: 0 } => "{file}: prepared tables removed that the plan no longer has: {removed}";
    SyncTidied { file, removed: 0, refreshed } => "{file}: comments brought up to the plan: {refreshed}";
    SyncTidied { file, removed, refreshed } =>
        "{file}: prepared tables removed that the plan no longer has: {removed}; comments brought up to the plan: \
         {refreshed}";
    SyncRemovedFile { file } => "{file}: removed, since it belongs to no unit of the plan and records nothing";
    InSync => "Every file has all its tables; nothing to add.";
    Initialised { folder, file } =>
        "Created a sample plan.toml in the folder {folder}. Next: edit it, then run tiendo sync and tiendo check.\nA document in Word \
         or Excel makes the plan instead and replaces the sample: tiendo draft DOCUMENT -o {file}\nA tracker does: tiendo \
         adopt TRACKER --out DIR";
    CollectionBegun { folder } =>
        "Made {folder}/plans.toml. Each plan has a folder below it: tiendo init {folder}/plan-1, or move one there.";
    WorkspaceThere { folder, file } => "{folder} already has a {file}; nothing was written";
    NoTerminal => "tiendo mark needs a terminal for its questions; in scripts, use tiendo done";
    SheetMade { file, rows } => "Created {file}: {}", many(*rows, "row", "rows");
    WrittenOver { file, cells } =>
        "{file}: these cells differ from the plan and were not read, since their columns only show what it says: {cells}";
    ColumnsLeft { columns } => "columns that do not belong to the sheet were ignored: {columns}";
    NothingToImport => "The sheet says nothing new; nothing to write.";
    InTwoFiles { file, id } => "{file}: another of these files changes {id} too; import one of the two";
    NotImported { problems } => "{} in the sheet; nothing was written.", many(*problems, "problem", "problems");
    Imported { records, files } =>
        "{} written to {}.", many(*records, "record", "records"), many(*files, "file", "files");
    ImportFinished { written, left: 0, gone: 0 } =>
        "An earlier import was interrupted; {} written now to finish it.", many(*written, "file", "files");
    ImportFinished { written, left, gone: 0 } =>
        "An earlier import was interrupted; {} written now, {} changed since and left alone: import that sheet again.",
        many(*written, "file", "files"), many(*left, "file", "files");
    ImportFinished { written, left, gone } =>
        "An earlier import was interrupted; {} written now, {} changed since and left alone, {} not written, since the new text \
         is gone: import that sheet again.",
        many(*written, "file", "files"), many(*left, "file", "files"), many(*gone, "file", "files");
    LeftBehind { file } =>
        "{file} was left by a command that was stopped; nothing reads it. The next edit of its file takes it away, or delete it";
    HalfMade { folder } =>
        "{folder}/ was left by a tiendo adopt that was stopped; nothing reads it. The same command, run again, takes it away, or \
         delete it";
    ImportUnfinished { files, gone: 0, undo } =>
        "An import was interrupted: {} not written yet. The next command that records something finishes it{}.",
        many(*files, "file", "files"), if *undo { "; tiendo undo takes all of it back" } else { "" };
    ImportUnfinished { files, gone, undo } =>
        "An import was interrupted: {} not written yet, and for {} the new text is gone. Import that sheet again{}.",
        many(*files, "file", "files"), many(*gone, "file", "files"),
        if *undo { ", or take back what was written: tiendo undo" } else { "" };
    TerminalGone => "the terminal was closed; nothing was written";
    NothingWritten => "Nothing was written.";
    UnitChoice { name, overdue, pending } => "{name} · overdue {}, pending {}", number(*overdue), number(*pending);
    MarkedInAll { count } => "{} recorded this time.", many(*count, "item", "items");
    TerminalGoneAfter { count } => "the terminal was closed; {} recorded before that", many(*count, "item was", "items were");
    DayGone { day, today } => "{} is past (today is {})", date(*day), date(*today);
    NothingToMark { unit } => "{unit} has nothing left to do.";

    // Reports, letters and calendars.
    ReportTitleOfMany { count } => "Report on {}", plural(*count, "plan");
    ReportNeedsFolder => "several folders are named, so the report needs --out DIR";
    ReportTitle { number } => "Report on plan {number}";
    PeriodDays(period) => "{}", period_days(*period);
    PeriodTo { period, day } => "{period} (to {})", date(*day);
    WholePeriod { period } => "{}", self::period(*period);
    SameStretch { previous, day } => "the same part of {} (to {})", period(*previous), date(*day);
    CalendarUnknown { years } =>
        "The days off of {} are not known: last days that depend on them may change once they are announced.",
        years.iter().map(i32::to_string).collect::<Vec<_>>().join(", ");
    Interim { day } =>
        "The period has not ended: figures are as of {}; what is due on that day can still be done in time.", date(*day);
    FiguresMissing { units } =>
        "FIGURES ARE MISSING for {}, whose {} could not be read; no count includes them: {}.",
        many(units.len(), "unit", "units"), if units.len() == 1 { "file" } else { "files" }, units.join("; ");
    Happened { from, to } => "What happened ({} to {})", date(*from), date(*to);
    DueSoonFromTo { from, to } => "Due next ({} to {})", date(*from), date(*to);
    CarriedCount { count } => "overdue from earlier periods: {}", number(*count);
    AwaitingCount { count } => "awaiting acceptance: {}", number(*count);
    WaivedCount { count } => "waived: {}", number(*count);
    MoreRows { hidden } => "… and {} more", number(*hidden);
    OnlyWhatMatters { hidden } =>
        "Too many to show: {} more are omitted, either not yet due or done earlier. For all of them, run tiendo list.",
        number(*hidden);
    FormNote =>
        "The total counts everything with a time limit that a unit owes in the whole plan, except what is waived. \
         Rates are shares of what has its last day in the period (column 8).";
    FormNoteSoFar { day } =>
        "The total counts everything with a time limit that a unit owes in the whole plan, except what is waived. \
         Rates are shares of what has its last day in the period so far, to {} (column 8).", date(*day);
    InTimeResult => "on time";
    LateResult { days } => "{} late", self::days(*days);
    AllOrOne { text } => "--all means every period, so “{text}” cannot be given too";
    BadPeriodOfKind { text, kind } =>
        "“{text}” is not a {}: write {}, or last, or a day in it", kind_name(*kind), kind.example();
    OneToStdout => "--out - takes one period in one format: choose one of --format";
    PeriodNotBegun { period } =>
        "{} begins on {}: there is nothing to report yet", self::period(period.named()), date(period.first());
    ClosingTooEarly { day, last, over: true } =>
        "the period ended on {1}, so its figures cannot be closed on {0}; leave --closing out for those of the end of \
         {1}, or close them on a later day", date(*day), date(*last);
    ClosingTooEarly { day, last, over: false } =>
        "the period only ends on {1}, so its figures cannot be closed on {0}; leave --closing out for a report as of \
         today, or close it on {1} or later", date(*day), date(*last);
    ClosingNotYet { last } =>
        "the period only ends on {}, so its figures cannot be closed yet; leave --closing out for a report as of today",
        date(*last);
    BadClosing { day, from, to } => "the closing day {} must be between {} and {}", date(*day), date(*from), date(*to);
    LastDayNotOver { day } =>
        "note: the period ends today; the report is as of the end of {}, so what is due today and not done is reported as \
         overdue. Make it again once the day is over", date(*day);
    WeeksDoNotShift => "weeks always run from Monday to Sunday: --report-day is for months, quarters, half-years, nine \
                        months and years";
    BadReportDay { text } =>
        "“{text}” is no day on which every month can close: write 1 to 28, or calendar for periods of the calendar";
    LeftAfterPlan { ends, overdue, pending, command } =>
        "The plan ended on {}; still open: {} overdue, {} pending: {command}",
        date(*ends), number(*overdue), number(*pending);
    ReportRefused { units } =>
        "no report was written, because the files of {} could not be read; fix the errors above, or add --keep-going \
         for a report that says whose figures are missing", many(*units, "unit", "units");
    ClosedOn { period, day } => "{period} (closed on {})", date(*day);
    NoCalendar =>
        "no calendar was written, because nobody would notice what it lacks; fix the errors above and try again";
    NoLetter { units } => "no letter for these units, because their files cannot be read: {units}";
    Unchanged { file } => "{file} is unchanged";
    NotOurs { file } => "{file} exists and was not made by tiendo; nothing was written. To replace it, add --force";
    EditedByPeople { file } =>
        "{file} exists and differs, perhaps because somebody edited it; nothing was written. To replace it, add \
         --force";
    OldInterim { file } =>
        "{file} was made before the period ended, or without the figures of every unit; it is kept because somebody \
         may have edited it. To rebuild it, add --force";
    AllThere => "Every past period has its report.";
    NoneOver => "No period of the plan has ended yet, so there is nothing to report.";
    ReportsOf { kind } => "Reports by {}", kind_name(*kind);
    LetterTitle { number } => "Reminder on plan {number}";
    LetterTitleOfMany { count } => "Reminder on {}", plural(*count, "plan");
    LetterTo { unit } => "To: {unit}";
    LetterOverdue { count } => "{}", many(*count, "overdue item", "overdue items");
    LetterDueSoon { count, within } =>
        "{} due soon (within {})", many(*count, "item", "items"), many(*within, "day", "days");
    LetterOpening { day, unit, what } => "As of {}, {unit} has {what} under the plan:", date(*day);
    LetterClosing { to, late, answer_by } =>
        "Please complete these items. For what is done, please send the evidence{to}{late}. Please answer by {}.",
        date(*answer_by);
    LetterCoordinator { unit } => " to {unit}";
    LetterLate => "; for what is overdue and not done, give the reason and the day by which it will be done";
    ExpectedBy { product, to } => "{product}, to {to}";
    PromisedFor { day, lapsed: false } => "promised for {}", date(*day);
    PromisedFor { day, lapsed: true } => "promised for {}, which has passed", date(*day);
    MovedFrom { from, earlier: false } => "{} is a day off, so the next working day counts", date(*from);
    MovedFrom { from, earlier: true } => "{} is a day off, so the working day before counts", date(*from);
    ExtendedBy { to, by, on } => "extended to {} by {by} of {}", date(*to), date(*on);
    AnswerPast { day, as_of } => "the day to answer by, {}, is before the day of the letter, {}", date(*day), date(*as_of);
    NothingToRemind => "No unit has anything overdue or due soon.";
    DocxNeedsFolder => "--format docx, pdf and eml need --out DIR";
    TooManyEvents { limit } =>
        "no calendar program opens more than {} events; choose units with --unit", number(*limit);
    TooMuchToHold { limit } =>
        "more than {} obligations would have to be held in memory at once; choose units with --unit", number(*limit);
    Template { file, problem } => "the template {file}: {}", errors::template(problem);

    // The summary of a report.
    PeriodUntil { period, day } => "{}, as of {}", period_days(*period), date(*day);
    PeriodSoFar { period, day } =>
        "From {} to {} ({} ends on {})", date(period.first()), date(*day), self::period(period.named()), date(period.last());
    NothingFellDue { when } => "{when}: nothing fell due.";
    FellDue { when, total, completed, rate, in_time, late, open } =>
        "{when}: {} fell due; {} completed ({}), {} on time and {} late{}.",
        many(*total, "obligation", "obligations"), many(*completed, "was", "were"), self::rate(*rate),
        number(*in_time), number(*late), open.iter().map(|open| format!(", {open}")).collect::<String>();
    OpenInTime { count, day } => "{} not completed and not yet due on {}", number(*count), date(*day);
    OpenToday { count, day } => "{} due on {} itself and not completed", number(*count), date(*day);
    OpenClaimed { count, late: 0 } => "{} claimed and not yet accepted", number(*count);
    OpenClaimed { count, late } =>
        "{} claimed and not yet accepted ({} of them done late)", number(*count), number(*late);
    OpenOverdue { count } => "{} overdue", number(*count);
    RateSame { previous } => "The completion rate was the same as in {previous}.";
    RateUp { tenths, previous } =>
        "The completion rate rose by {} percentage points from {previous}.", self::tenths(*tenths);
    RateDown { tenths, previous } =>
        "The completion rate fell by {} percentage points from {previous}.", self::tenths(*tenths);
    NowCompleted { count } => "{} completed", many(*count, "obligation was", "obligations were");
    NowOverdue { count } => "{} became overdue", number(*count);
    NowExtended { count } => "{} extended", many(*count, "was", "were");
    NowWaived { count } => "{} waived", many(*count, "was", "were");
    HappenedInPeriod { what } => "In the period, {what}.";
    HappenedUntil { day, what } => "From the start of the period to {}, {what}.", date(*day);
    ClaimsAwait { count } => "{} acceptance.", many(*count, "claim awaits", "claims await");
    OnDay { day } => "on {}", date(*day);
    OverdueSame { since } => ", as many as {since}";
    OverdueMore { count, since } => ", {} more than {since}", number(*count);
    OverdueLess { count, since } => ", {} less than {since}", number(*count);
    WholePlan { day, overdue, change, pending, claimed, completed } =>
        "As of {}, {} in the whole plan {} overdue{change}; {} pending{}, {} completed.",
        date(*day), many(*overdue, "obligation", "obligations"), one_or(*overdue, "is", "are"),
        many(*pending, "is", "are"),
        if *claimed == 0 { String::new() } else { format!(" ({} of them claimed and not yet accepted)", number(*claimed)) },
        number(*completed);
    LeftOpen { ends, overdue, pending, claimed: 0 } =>
        "The plan ended on {}: {} overdue and {} not yet due {} still open.",
        date(*ends), number(*overdue), number(*pending), one_or(*overdue + *pending, "is", "are");
    LeftOpen { ends, overdue, pending, claimed } =>
        "The plan ended on {}: {} overdue, {} not yet due, and {} claimed and not yet accepted are still open.",
        date(*ends), number(*overdue), number(*pending), number(*claimed);
    NothingLeft { ends } => "The plan ended on {}: nothing with a time limit is still open.", date(*ends);
    NothingUpcoming { to, .. } => "Nothing falls due by {}.", date(*to);
    Upcoming { count, to, .. } => "{} due by {}.", many(*count, "obligation falls", "obligations fall"), date(*to);
    NoneBehind => "No unit has anything overdue.";
    OneBehind { units, named } => "1 of {} has something overdue: {named}.", many(*units, "unit", "units");
    AllBehind { count, units, named } =>
        "{} of {} have something overdue: {named}.", number(*count), many(*units, "unit", "units");
    MostBehind { count, units, named } =>
        "{} of {} have something overdue; the furthest behind: {named}.",
        number(*count), many(*units, "unit", "units");
    Laggard { name, count, days: 0 } => "{name} ({})", number(*count);
    Laggard { name, count, days } => "{name} ({}; the longest: {})", number(*count), self::days(*days);
    PromisedCount { count } => "{} a promised day", many(*count, "has", "have");
    LapsedPromise { day } => "{} (passed)", date(*day);
    LapsedCount { count } => "{} a promised day that has passed", many(*count, "has", "have");
    UnexplainedCount { count } => "{} no reason given", many(*count, "has", "have");
    OfOverdue { count, notes } => "Of the {} overdue, {notes}.", number(*count);

    // Reviews: what changed between two states of a workspace, and what git has to say.
    WorkingTree => "the working files";
    Git(trouble) => "{}", errors::git(trouble);
    Bare => "this repository has no working files; name two revisions, such as HEAD~1..HEAD";
    NothingShared { one, other } => "{one} and {other} have no common history; compare them with {one}..{other}";
    Compared { before, after } => "Compared: {before} → {after}";
    JudgedOnBoth { before, after } => "Before: as of {}; after: as of {}", date(*before), date(*after);
    NothingChanged => "Nothing changed.";
    Begins { tasks, units } =>
        "The workspace is new: {} and {}. There is nothing earlier to compare it with.",
        many(*tasks, "task", "tasks"), many(*units, "unit", "units");
    Review(said) => "{}", review::phrase(said);
    Handing(said) => "{}", handing::phrase(said);
    Past(said) => "{}", past::phrase(said);
    Office(said) => "{}", office::phrase(said);
    Export(said) => "{}", export::phrase(said);
    Screen(said) => "{}", screen::phrase(said);
    Site(said) => "{}", site::phrase(said);
    MarksHeading { count } => "Needs review ({})", number(*count);
    RecordsHeading { count } => "Changes by unit ({})", number(*count);
    ByOthersHeading { count } => "Standing changed because of another unit's record ({})", number(*count);
    ByPlanHeading { count } => "Standing changed because the plan changed ({})", number(*count);
    ByTimeHeading { count, from, to } =>
        "Standing changed because time passed, {}–{} ({})", date(*from), date(*to), number(*count);
    PlanHeading { count } => "Changes to the plan ({})", number(*count);
    NotComparable { name } => "{name}: the file could not be read whole, so it is not compared";
    MoreChanges { hidden } => "… and {}; run tiendo diff to see them all", many(*hidden, "more change", "more changes");
    NotOwedThen => "not owed as of that day";
    NotOwedNow => "no longer owed";
    NotOwedBefore => "not in the plan";
    ByDocument { to: Some(to), by, on } => "to {} by {by} of {}", date(*to), date(*on);
    ByDocument { to: None, by, on } => "{by} of {}", date(*on);
    Mark(mark) => "{}", review::mark(mark);
    Mixed { commit, units } => "commit {commit} changes the files of several units: {units}";
    ReportUncommitted { file } => "{file} is in no commit, and does not match the current data";
    ReportEdited { file } => "{file} matches neither the data of the commit that wrote it nor the current data";
    LastChanged { day, begins: true, commit: Some(commit) } => "recorded on or before {}, commit {commit}", date(*day);
    LastChanged { day, commit: Some(commit), .. } => "recorded on {}, commit {commit}", date(*day);
    BlameNeedsUnit { task } => "{task} is led by several units: --blame also needs --unit UNIT";
    NotMerged { file } => "{file} is not UTF-8 text and cannot be merged";
    Conflicts { file, count: conflicts, size } =>
        "{file}: the sides differ in {}, marked with {} and {}; choose one, then run git add",
        many(*conflicts, "place", "places"), "<".repeat(*size), ">".repeat(*size);
    DriverName => "tiendo: merge by obligation";
    SetupHint => "add --write to have tiendo apply these settings";
    NoHistory => "No commit has recorded anything here.";
    LastChanged { commit: None, .. } | NotCommitted => "not committed";
    UnreadThen => "the file cannot be read; what was recorded next is compared with what was recorded before it";
    ShallowHistory => "This clone has only part of the history; earlier records are missing (git fetch --unshallow).";
    RecordedSameDay => "recorded the same day";
    RecordedLater { days } => "recorded {} later", self::days(*days);
    RecordedBefore { days } => "recorded {} before", self::days(*days);
    ReportUnread { file } => "{file}: the data of the commit that wrote it cannot be read, so it was not compared";
    Verified { matching, then, unread, files, others } => "{}.", verified(*matching, (*then, *unread, files), *others);
    OtherEdition { count: reports } =>
        "{} made with another edition of the form, so only the figures were compared.",
        many(*reports, "report was", "reports were");
    NotCompared { files } => "Not compared, because tiendo did not make them: {files}";
    EditableLeftOut { count: files, formats } =>
        "{} ({formats}) {} not compared: people may have edited {}.",
        many(*files, "file", "files"), one_or(*files, "was", "were"), one_or(*files, "it", "them");
    Setting(setting) => "{}", self::setting(*setting);
    PlanKey(key) => "{}", plan_key(key);
    GroupNew { name, members } => "new group “{name}”: {members}";
    GroupGone { name } => "group “{name}” removed";
    GroupMembers { name, added, removed: "" } => "group “{name}”: {added} added";
    GroupMembers { name, added: "", removed } => "group “{name}”: {removed} removed";
    GroupMembers { name, added, removed } => "group “{name}”: {added} added; {removed} removed";
    GroupRenamed { from, to } => "group “{from}” renamed to “{to}”";
    EventNew { name } => "new event “{name}”";
    EventRenamed { from, to } => "event “{from}” renamed to “{to}”";
    NamesConfirmed { count } => "names of {} confirmed", many(*count, "unit", "units");
    Event { name } => "event {name}";
    UnitAdded { unit } => "unit added: {unit}";
    UnitRemoved { unit, touched } => "unit removed: {unit}; {touched}";
    UnitRenamed { from, to } => "unit renamed: {from} → {to}";
    Tenure { unit, how } => "unit {unit}: {how}";
    FirstDay { days } => "first day {days}";
    LastDay { days } => "last day {days}";
    Successors { from, to } => "succeeded by {from} → {to}";
    TakesOver { unit, tasks } => "{unit} takes over {tasks}";
    TaskAdded { task, due, units } => "task added: {task}, {due}, led by {units}";
    NoLastDay => "no last day";
    LastDayOn { day } => "last day {}", date(*day);
    LastDays { from, to } => "last days {} to {}", date(*from), date(*to);
    TaskRemoved { task, touched } => "task removed: {task}; {touched}";
    Reworded { task, how } => "task reworded: {task}: {how}";
    OtherRule { dated: false } => "counted by another rule, still without a last day";
    OtherRule { dated: true } => "counted by another rule, with the same last day";
    Reassigned { task, how } => "task reassigned: {task}: {how}";
    LedAlsoBy { units } => "now also led by {units}";
    NoLongerLedBy { units } => "no longer led by {units}";
    Rescheduled { task, how } => "deadline moved: {task}: {how}";
    NoRecordTouched => "nothing recorded yet";
    AgainstOldPlan { records } =>
        "{} written against the old plan", many(*records, "record was", "records were");
    AgainstOldDeadline { records } =>
        "{} written against the old deadline", many(*records, "record was", "records were");
    PeriodsAdded { periods } => "periods added: {periods}";
    PeriodsRemoved { periods } => "periods removed: {periods}";
    AndMore { count } => "and {} more", number(*count);
} }

/// What a key of the plan is called.
fn plan_key(key: &str) -> &str {
    match key {
        "due" => "time limit",
        "due_soon" => "due soon",
        "on_day_off" => "on a day off",
        "report_day" => "report day",
        other => other,
    }
}

table! { fn setting(Setting) {
    Names => "the plan's name, number or issuer changed",
    Coordinator => "the coordinator changed",
    Document => "what is said of the plan's document changed",
    Office => "the office of reports and letters changed ([plan.office])",
    Above => "which plan this one carries out changed",
    Time => "the plan's dates changed",
    Language => "the language changed",
    Timezone => "the time zone changed",
    ReportDay => "the day on which reporting periods close changed",
    DueSoon => "the number of days that count as due soon changed",
    Before => "the reading of “before a day” changed",
    OnDayOff => "the rule for days off changed",
    Acceptance => "whether acceptance is required changed",
    Calendar => "the work calendar changed ([calendar])",
    Bodies => "groups, events or what is said of units changed",
    TaskOrder => "the order of tasks in every output changed; reports made before keep theirs",
    UnitOrder => "the order of units in every output changed; reports made before keep theirs",
} }

fn period_days(period: ReportPeriod) -> String {
    format!("{} ({} to {})", sentence_case(&self::period(period.named())), date(period.first()), date(period.last()))
}

/// How many reports match, match the data that they were made of, and do not.
fn verified(matching: usize, (then, unread, files): (usize, bool, &str), others: usize) -> String {
    let now =
        (matching > 0 || then == 0).then(|| format!("{} the data", many(matching, "report matches", "reports match")));
    let then = (then > 0).then(|| {
        let count = many(then, "report matches the data of its time", "reports match the data of their time");
        let now = if unread { "; the present data cannot be read" } else { " but no longer the present data" };
        format!("{count}{now}: {files}")
    });
    let others = (others > 0).then(|| many(others, "does not", "do not"));
    [now, then, others].into_iter().flatten().collect::<Vec<_>>().join("; ")
}
