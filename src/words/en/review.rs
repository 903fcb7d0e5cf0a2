//! What a comparison comes to, and what needs review.

use super::numbers::{date, days, many, number, plural};
use super::problems::size;
use crate::model::record::Field;
use crate::review::effects::Grade;
use crate::review::marks::Mark;
use crate::words::review::ReviewPhrase;

sentences! { pub(crate) fn phrase(&ReviewPhrase) {
    Lifted { count } => "{} no longer overdue or late", number(*count);
    Gone { count } => "{} overdue and no longer owed", number(*count);
    GoneLate { count } => "{} completed late and no longer owed", number(*count);
    DeadlinesMoved { count } => "{} moved", many(*count, "deadline", "deadlines");
    OtherMarks { count } => "{} review", many(*count, "other thing needs", "other things need");
    Marks { count } => "{} review", many(*count, "thing needs", "things need");
    NoMarks => "nothing needs review";
    Records { records, units } =>
        "{} changed in {}", many(*records, "obligation", "obligations"), many(*units, "unit", "units");
    RecordsOfPlans { records, plans } =>
        "{} changed in {}", many(*records, "obligation", "obligations"), many(*plans, "plan", "plans");
    Began { tasks, units, commit, day } =>
        "The workspace is new: {} and {}. It began with commit {commit} of {}, which is what is compared.",
        many(*tasks, "task", "tasks"), many(*units, "unit", "units"), date(*day);
    PlansUnread { count } => "{} cannot be read", many(*count, "plan", "plans");
    PlansDropped { count } => "{} no longer in the collection", many(*count, "plan", "plans");
    OnlyPlan => "no record changed, only the plan";
    ByPlan { count } =>
        "{} standing because the plan changed", many(*count, "obligation changed", "obligations changed");
    ByOthers { count, let_off: 0 } =>
        "{} standing because of another unit's record", many(*count, "obligation changed", "obligations changed");
    ByOthers { count: 1, let_off: 1 } =>
        "1 obligation that was late changed standing because of another unit's record";
    ByOthers { count, let_off } =>
        "{} standing because of another unit's record, of them {} late no longer",
        many(*count, "obligation changed", "obligations changed"), many(*let_off, "is", "are");
    ByTime { count } => "{} standing because time passed", many(*count, "obligation changed", "obligations changed");
    NoRecords => "no record changed";
    Obligations { count } => "{}", many(*count, "obligation", "obligations");
    PlansHeading { count } => "Changes of the list of plans ({count})";
    PlanDropped { number: no, folder, effects } => "plan {no} ({folder}) is no longer in the collection — {effects}";
    PlanListed { number: no, folder, count } => "plan {no} ({folder}) is new in the collection, with {}", plural(*count, "obligation");
    PlanNamed { number: no, folder, name, of } =>
        "plan {no} ({folder}) is called “{name}” now, as the plan in {of} was before";
    PlanElsewhere { folder } => "the folder {folder} is a submodule at another commit: what changed in it is not compared";
    PlanMoved { number: no, folder, to } => "plan {no} is in another folder: {folder} → {to}";
    PlansUnchanged { count, plans } => "Nothing changed in {}: {plans}", many(*count, "plan", "plans");
    MorePlans { count } => "… and {} with changes; run tiendo diff to see them all", many(*count, "more plan", "more plans");
    NoLongerOwed { count } => "no longer owed: {}", number(*count);
    // At the end of a day what was due on it is overdue, by no day yet.
    OfThemOverdue { count: 1, all: 1, days: 0 } => "that was overdue";
    OfThemOverdue { count, all: _, days: 0 } => "of them {} overdue", many(*count, "was", "were");
    OfThemOverdue { count: 1, all: 1, days } => "that was overdue {}", self::days(*days);
    OfThemOverdue { count, all: _, days } =>
        "of them {} overdue, up to {}", many(*count, "was", "were"), self::days(*days);
    OfThemLate { count: 1, all: 1 } => "that was completed late";
    OfThemLate { count, all: _ } => "of them {} completed late", many(*count, "was", "were");
    Grade(grade) => "{}", self::grade(*grade);
    OnTheWay { field: Field::Done, was, now: Some(now), commit } =>
        "commit {commit} recorded it as done on {was}; now it is {now}";
    OnTheWay { field: Field::Done, was, now: None, commit } =>
        "commit {commit} recorded it as done on {was}; now it is not done";
    OnTheWay { field, was, now, commit } =>
        "commit {commit} recorded the {} as {was}; now it is {}", self::field(*field), now.unwrap_or("not recorded");
    OddCommit { commit, authored, committed, recorded } =>
        "commit {commit} says it was written on {} and committed on {}; it came on {}",
        date(*authored), date(*committed), date(*recorded);
    SeenHeading { count } => "Reviewed before ({count})";
    SeenBefore { count } => "{count} reviewed before";
    SeenAs { reason, by, on } => "reviewed on {}: {reason} ({by})", date(*on);
    ReviewedBroken { file, what } => "{file}: this entry cannot be read ({what}); correct it, then compare again";
    ReportGone { file } => "{file} is gone";
    ReportMoved { file, now, is_same: true } => "{file} is gone; a file of its name is now {now}";
    ReportMoved { file, now, is_same: false } =>
        "{file} is gone; a file of its name is now {now}, and says something else: nothing compares it with the data there";
    ReportRemade { file } => "{file} was made again and says something else than before";
    ReportMisnamed { file } =>
        "{file} bears the mark of a report, but not the name of one: nothing compares it with the data";
    ReportOfABranch { file, commit } =>
        "{file} matches the data of commit {commit} alone, which never stood on the main line: make the report again";
    ReportOfAMoment { file } =>
        "{file} matches only data that stood between the two sides for a moment and was taken back";
    LastDaysMoved { count } => "{}", many(*count, "last day moves", "last days move");
    Withdrawn { count } => "{} withdrawn", many(*count, "completion", "completions");
    NowOverdue { count } => "{} now overdue", number(*count);
    Unread { count } =>
        "{} could not be read and {} not compared",
        many(*count, "unit's file", "units' files"), if *count == 1 { "is" } else { "are" };
    NothingElseChanged => "nothing else changed";
    ReportOfAnEdition { file } =>
        "{file} says that it was made with another edition of the form: its figures match the data, its text was not compared";
    DocumentsHeading { count } => "Other files in reports/ ({count})";
    Document { file, was: None, is } =>
        "{file}: new under the name of a report, and none that tiendo made, {}", size(is.unwrap_or_default());
    Document { file, was: Some(was), is: None } =>
        "{file}: a document without data to compare, deleted, {}", size(*was);
    Document { file, was: Some(was), is: Some(is) } =>
        "{file}: a document without data to compare, edited, {} → {}", size(*was), size(*is);
    Documents { count } => "{} in reports/ edited, deleted or new", many(*count, "other file", "other files");
    LineAhead { commit, day, to_come: true } =>
        "Commit {commit}, on the line before, is dated {}, a day that has not come: what follows it counts as recorded no \
         earlier.", date(*day);
    LineAhead { commit, day, to_come: false } =>
        "What follows commit {commit}, on the line before, is dated earlier than it is, {}: it counts as recorded no \
         earlier.", date(*day);
    OtherLine { commit } =>
        "Commit {commit} is a merge whose first parent is not the line of the side before. --known-on and --at follow \
         first parents, and so another line than this comparison.";
    LeadsAlready { unit, tasks } => "{unit} leads already, and owes once from then on: {tasks}";
    JointOrder { from, to } => "a joint task, its leads in another order: it stands with {to} now, not with {from}";
    UnreadOnTheWay { file, commit, count } =>
        "{file} could not be read whole in {}, the last {commit}: what it said then is not compared.",
        many(*count, "commit on the way", "commits on the way");
    StagedFiles => "what is staged";
    StagedAlone => "--staged compares one revision with what is staged; name one, or none for HEAD";
    PlanBegan => "The plan is new";
    PlanStood => "The plan, new here or earlier";
    PlanUnread => "plan.toml cannot be read here or just before, so its changes are unknown";
    RecordsOf { units } => "Records of {units}";
    OnOrBefore { day } => "on or before {}", date(*day);
    CommitSays { commit, day } => "{commit} (the commit says {})", date(*day);
    AmendedBy { by, task, how } => "amended by {by}: {task}: {how}";
    AmendedDays { days, count } => "last day {days}, {}", plural(*count, "obligation");
    CancelledBy { by, task, count: 0 } =>
        "cancelled by {by}: {task}; no obligation stands otherwise as of the day";
    CancelledBy { by, task, count } => "cancelled by {by}: {task}, {}", plural(*count, "obligation");
    OnlyUntil { by } => "this holds only until {by}, which amended the same";
    ByDecision { by } => "by {by}";
    EarlierDays { task, added: Some((None, to)), day } =>
        "{task} counts as added on {} only, so it is missing as of the end of {}", date(*to), date(*day);
    EarlierDays { task, added: Some((Some(from), to)), day } =>
        "{task} counts as added on {} instead of {}, so it is missing as of the end of {}",
        date(*to), date(*from), date(*day);
    EarlierDays { task, added: None, day } =>
        "amendments of {task}, or what counted before them, were rewritten, so it stands otherwise as of the end of {}",
        date(*day);
    DocumentRewritten { task, from, to: Some(to) } => "the document that amended {task} was changed: {from} → {to}";
    DocumentRewritten { task, from, to: None } => "the document that amended {task} was removed: {from}";
    DocumentOtherwise { task, by, how } => "what {by} amends of {task} was changed; it now says: {how}";
    NowBelow { item, above: Some(above) } => "{item} is now below {above}";
    NowBelow { item, above: None } => "{item} is now the first";
    LateBetween { task, until: Some((commit, day)) } =>
        "{task} was late by the plan that stood until commit {commit} of {}, and by neither side's plan", date(*day);
    LateBetween { task, until: None } => "{task} is late by the plan last committed, and by neither side's plan";
    PlanOtherwise => "other changes of the plan";
    PlanReordered => "Nothing changed in what is owed or recorded, only the order of the plan.";
    PlanRewritten => "Nothing changed in what is owed or recorded; plan.toml is written otherwise.";
    LookAlike { name, character, like } =>
        "in “{name}”, “{character}” (U+{:04X}) only looks like “{like}”", u32::from(*character);
    IdAlike { id, other } => "the id {id} looks like {other}";
    Beside { name, of } => "{name} stands beside {of}: on systems where case does not count one takes the other's place";
    SameName { id, name, other } => "{id} is called “{name}” now, which looks the same as a name of {other}";
    NameTaken { id, name, other } => "{id} is called “{name}” now, as {other} was before";
    EvidenceExchanged { file, gone: false } => "{file} is not the file that was recorded as evidence any more";
    EvidenceExchanged { file, gone: true } => "{file}, recorded as evidence, is gone";
    HiddenFiles { file, files: 1, by } => "{file} is hidden from git or code hosts by {by}";
    HiddenFiles { file, files, by } => "{file} and {} are hidden from git or code hosts by {by}",
        many(*files - 1, "other file", "other files");
    StrangeRecord { file, name, commit } =>
        "commit {commit} recorded something in {file} as “{name}”, which neither side knows";
    PlanGone { number: no, folder, effects } =>
        "plan {no} ({folder}) is gone, and no other folder is certainly what became of it — {effects}";
    Excused { entries } => "reviewed.toml excuses {} more than before", many(*entries, "mark", "marks");
    NotComparedOfAll { files } => "Not compared, because they are made of all plans: {files}";
    RuleValue { value } => "{}", rule_value(value);
    NothingToReview => "the comparison has no such mark that was not reviewed; tiendo diff shows what it has";
    ReviewedAlready { count } => "In reviewed.toml already, not written again: {}.", many(*count, "entry", "entries");
    ReviewWritten { count } =>
        "Written to reviewed.toml: {}. It counts once it is committed on the side that others compare with.",
        many(*count, "entry", "entries");
    Apart =>
        "The side before is no ancestor of the side after: what only the former has looks as if it were taken back. \
         Compare with three dots (A...B) to see what B changed.";
} }

table! { fn grade(Grade) {
    Overdue => "overdue",
    DoneLate => "completed late",
    Awaiting => "awaiting acceptance",
    InTime => "not yet due",
    DoneInTime => "completed on time",
    Ongoing => "ongoing",
    Waived => "waived",
} }

sentences! { pub(crate) fn mark(&Mark) {
    Withdrawn { done } => "a completion on {} was withdrawn", date(*done);
    Rewritten { from, to } => "the recorded completion date was changed: {} → {}", date(*from), date(*to);
    Backdated { field: Field::Done, on, recorded } =>
        "done on {}, but recorded only on {}, {} later",
        date(*on), date(*recorded), days((*recorded - *on).num_days());
    Backdated { field, on, recorded } =>
        "{} of {}, but recorded only on {}, {} later",
        self::field(*field), date(*on), date(*recorded), days((*recorded - *on).num_days());
    EvidenceRemoved { gone } => "recorded evidence was removed: {}", gone.join("; ");
    ExtendedLate { on, due } => "extended on {}, after the last day {}", date(*on), date(*due);
    RecordDeleted => "a record with content was deleted";
    LateNoMore { by, on, due, recorded, still_late: true } =>
        "late by fewer days: {} of {}, recorded on {}; the last day was {}",
        field(*by), date(*on), date(*recorded), date(*due);
    LateNoMore { by, on, due, recorded, still_late: false } =>
        "no longer overdue: {} of {}, recorded on {}; the last day was {}",
        field(*by), date(*on), date(*recorded), date(*due);
    GrantRewritten { field } => "a recorded {} was changed", self::field(*field);
    GrantPutBack { field, .. } =>
        "the {} is another than the one that was recorded last and taken out", self::field(*field);
    Ahead { field, on, recorded } =>
        "{} of {}, recorded on {}, before that day had come", self::field(*field), date(*on), date(*recorded);
    ProgressRewritten { gone } => "recorded progress was changed or removed: {}", gone.join("; ");
    PromisePutOff { from, to: Some(to) } => "the promised day was put off: {} → {}", date(*from), date(*to);
    PromisePutOff { from, to: None } => "the promised day {} was withdrawn", date(*from);
} }

fn field(field: Field) -> &'static str {
    match field {
        Field::Extended => "extension",
        Field::Waived => "waiver",
        Field::Accepted => "acceptance",
        Field::Started => "start",
        Field::Progress => "progress",
        Field::Evidence => "evidence",
        _ => "completion",
    }
}

/// What a rule of the plan says.
fn rule_value(value: &str) -> &str {
    match value {
        "exclusive" => "the day itself is late",
        "inclusive" => "the day itself is on time",
        "keep" => "the last day stays",
        "next-working-day" => "the last day moves to the next working day",
        "previous-working-day" => "the last day moves to the working day before",
        "true" => "required",
        "false" => "not required",
        other => other,
    }
}
