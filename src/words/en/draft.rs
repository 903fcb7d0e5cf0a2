//! A plan drafted from a document.

use super::numbers::{many, number};
use super::sheet::damaged_sheet;
use crate::draft::document::{DraftSpot, SkippedPart, UnreadDocument};
use crate::draft::duty::{DutyDoubt, WhyNoDuty};

use crate::words::draft::{DraftPhrase, OpenQuestions};

sentences! { pub(crate) fn phrase(&DraftPhrase) {
    FileHead { files } => "A plan drafted from {files}.";
    HowToGoOn => "A line that begins with “# ?” is a question: compare with the document and correct by command (tiendo plan), which removes the line; if it is right as it stands, run tiendo confirm. Who corrects in the file deletes the line.";
    NumberUnknown => "The document gives no number: what is it?";
    TitleUnknown => "No title was found: what is it?";
    TitleGuessed { title } => "The title is the line “{title}” above the table: is that right?";
    IssuerUnknown => "No issuer was found: who issued it?";
    DayUnknown => "No day was found: when was it issued?";
    SpanUnknown => "The document does not say from when to when it holds: starts and ends follow from its day and its time limits. Are they right?";
    UnknownNumber => "number unknown";
    UnknownTitle => "Title unknown";
    EventsHead => "Days that something else sets. When a day is known, add: date = year-month-day.";
    UnitsHead => "`confirmed = false`: a name from the document that nobody has confirmed; with `short` tables are narrower.";
    GroupsHead => "Groups: name the right members here, and every task of the group follows.";
    Nobody => "Unit unknown";
    MembersOf { group } => "{group} (members unknown)";
    NobodyAsked => "The document names no lead for some tasks: this unit stands in.";
    MembersAsked { group } => "Which units are “{group}”? The unit below stands in until they are listed.";
    EventAsked { event } => "On which day is “{event}”?";
    BaseOf { wording } => "What this time limit counts from: {wording}";
    BaseAsked { wording } => "From what does “{wording}” count, and on which day was or is that?";
    Spot(spot) => "{}", self::spot(spot);
    Words { text } => "In full: {text}";
    NoteSaid { text } => "The document notes: {text}";
    Doubt(doubt) => "{}", self::doubt(doubt);
    ReadAs { wording, remark } => "“{wording}”: {remark}";
    NoReading { wording } => "“{wording}”: no time limit. When is this task due?";
    Candidate { lines } => "It may be: {lines}";
    OneProductBefore => "Several leads, one product: read as owed together, once (joint). If each owes its own, remove joint.";
    StageWords { id, words } => "{id}: {words}";
    CoverageTitle { number } => "From document {number} to the plan";
    CoverageHead { files } => "Every paragraph and row of {files}, in order: the tasks that carry it, or why it gives nobody a duty.";
    PlaceHead => "Place";
    TextHead => "What it says";
    OutcomeHead => "Tasks, or no duty and why";
    SkippedHead => "Not read";
    Heading => "no duty: a heading";
    Used => "no duty of its own: taken into other tasks";
    NoDuty(why) => "no duty: {}", self::why(*why);
    Skipped(part) => "{}", self::skipped(part);
    NothingSkipped => "Nothing was skipped.";
    Unread { file, why } => "{file}: {}", self::unread(why);
    NoDuties { file } => "{file}: no duties were found. A table needs headings (task, lead, time limit …); a sentence must name who acts or a time limit";
    Drafted { tasks, units, groups } => "{}, {}, {}", many(*tasks, "task", "tasks"), many(*units, "unit", "units"), many(*groups, "group", "groups");
    TakenFrom { file, units, groups } => "Shared with {file}: {}, {}", many(*units, "unit", "units"), many(*groups, "group", "groups");
    Questions(open) => "{}", questions(open);
    TooManyTasks { left } => "{left} tasks were left out: a plan has at most 4096, so split the document";
    Next { plan, folder } => "Next: tiendo -C {folder} check --all names each question; tiendo -C {folder} plan corrects, tiendo -C {folder} confirm says that what was looked at is right. The draft is {plan}";
    NextHere => "Next: save it as plan.toml; tiendo check --all names each question, tiendo plan corrects, tiendo confirm says that what was looked at is right";
    NotListed { folder, root } => "plans.toml does not list the folder {folder} yet: run tiendo -C {root} collect {folder}";
    InitReplaced { file } => "Replaced {file}, which tiendo init had made and nobody had touched; to have it back: tiendo undo";
    WroteCoverage { file } => "Wrote the coverage page {file}";
    OnlyWithUpdate => "--by and --on go with --update only";
    UpdateCounts { changed, added, dropped, same } => "The new version against the plan: {changed} tasks changed, {added} added, {dropped} dropped; {same} as they were.";
    UpdateChanges => "changed";
    UpdateReplaces => "replaced: it recurs otherwise or has other milestones, so the old task ends and a new one takes its place";
    UpdateAdds => "added";
    UpdateDrops => "dropped";
    FromTo { old, new } => "{old} → {new}";
    TimeSaid { wording, rule } => "“{wording}” ({rule})";
    UpdateFew { found, tasks } => "only {found} of the plan's {tasks} tasks were found again: is this a new version of it? If it changes a part only, accept by id: --accept ID,ID";
    UpdateHow => "To write: tiendo draft --update FILE --accept all, or --accept ID,ID";
    UpdateOwn { differ, same } => "This is the plan's own document, with nothing new. Tasks that differ since the plan was edited: {}; as the document says: {}.", number(*differ), number(*same);
    TargetOpen { id, said } => "Is “{said}” the new target? If so: tiendo task amend {id} --target \"…%\", with --by and --on of this document";
    UpdateKept { tasks } => "It does not have these tasks, which other documents added; they are not proposed to be dropped: {tasks}.";
    OnlyCorrected => "Differs only because the plan was corrected; --accept all leaves it.";
    WithoutClause => "It has no clause of the document, so perhaps it was added by hand; --accept all leaves it.";
    HeldCorrected { ids } => "Left as they are, since they differ only because the plan was corrected: {ids}; to take what the document says all the same: --accept ID";
    HeldNoClause { ids } => "Not dropped, since they have no clause and were perhaps added by hand: {ids}; if they are to go: --accept ID";
    EventDated { event, date } => "The plan dates “{event}” {}, before this document: does it still count from that day?", super::numbers::date(*date);
    UpdateOpen { id, wording } => "{id}: the time limit “{wording}” has to be asked about and was not written; then use tiendo task amend";
    UpdateOpenAdded { id, wording } => "{id}: added without a time limit, since “{wording}” has to be asked about (“# ?” above the task); then use tiendo task edit {id} --due …";
    NewBody { name } => "{name} (new)";
    UpdateDoubt { id, wording, why } => "{id}: the time limit “{wording}” was not written, since it may be argued about ({why}); to take the reading shown, accept it by itself: --accept {id}";
    UpdateDoubtAdded { id, wording, why, due } => "{id}: added without its time limit “{wording}”, since it may be argued about ({why}); then use tiendo task edit {id} --due {due}";
    UpdateStranger { id } => "the new version changes, adds or drops nothing with the id “{id}”";
    AcceptAsked { id, at, all } => "{at}/{all}. Write this ({id})?";
    AcceptWrite { count, ids } => "Write {}: {ids}?", many(*count, "change", "changes");
    AcceptHelp => "y: write it, n: leave it · Esc: stop, write nothing";
} }

fn questions(open: &OpenQuestions) -> String {
    let kinds = [
        (open.head, "head of the plan"),
        (open.events, "events"),
        (open.units, "units"),
        (open.groups, "groups"),
        (open.tasks, "tasks"),
    ];
    let kinds: Vec<String> =
        kinds.into_iter().filter(|(count, _)| *count > 0).map(|(count, kind)| format!("{kind} {count}")).collect();
    let lines = match open.lines() {
        0 => "There are no questions".to_owned(),
        lines => format!("To be answered: {} with “# ?” ({})", many(lines, "line", "lines"), kinds.join(", ")),
    };
    match open.names {
        0 => lines,
        names => format!(
            "{lines}; {} of units, as the document has them, nobody has confirmed",
            many(names, "name", "names")
        ),
    }
}

sentences! { pub(super) fn spot(&DraftSpot) {
    Paragraph(number) => "paragraph {}", number;
    Row { table, row } => "table {table}, row {row}";
    SheetRow { sheet, row } => "sheet “{sheet}”, row {row}";
} }

sentences! { fn doubt(&DutyDoubt) {
    NoLead => "The document names no lead: who is to do it?";
    NoTime => "The document sets no time limit for this: when is it due?";
    NoResult { cell, formula } => "Cell {cell} holds a formula without a result, {formula}: what does it say?";
    CutOff(text) => "The text is cut off at “{}”: look at the original.", text;
    LeadAbove => "This row names no lead; it is that of the row above. Is that right?";
    TimeAbove => "This row has no time limit; it is that of the row above. Is that right?";
    UnknownName(name) => "Is “{}” the name of a unit?", name;
    OtherSpelling { name, other } => "Is “{name}” the same as “{other}”? It is read as one unit.";
    Scope { name, remark } => "“{name}” does only “{remark}”: should that be a task of its own?";
    OneProduct => "Several leads, one product: read as owed together, once. If each owes its own: tiendo task edit TASK_ID --no-joint";
    Stray(text) => "“{}” stands alone in the heading after this task: does it belong to it?", text;
    OtherTime(text) => "The sentence also says “{}”: is that another time limit?", text;
    Told(doubt) => "{}", super::told::told(doubt);
    TargetSaid(text) => "Is “{}” a target? If so: tiendo task edit TASK_ID --target \"…%\"", text;
    InSentence(text) => "“{}” stands within the sentence: is it the time limit of this task?", text;
} }

table! { fn why(WhyNoDuty) {
    Frame => "number, title, recipients, signature",
    Preamble => "grounds and reasons",
    Aim => "an aim, requirement or scope",
    NobodyNamed => "names nobody to act",
    Headings => "headings of a table",
    OtherTable => "not a table of duties",
    Remark => "a note",
    Unnamed => "a row that says something without naming a task",
    Listed => "an item of the list above",
} }

sentences! { fn skipped(&SkippedPart) {
    TextBox(text) => "text box: “{}”", crate::text::one_line(text);
    Footnotes(count) => "footnotes: {}", count;
    Pictures(count) => "pictures: {}", count;
    Deleted(count) => "tracked deletions: {}", count;
    Unreckoned { sheet, cells } =>
        "worksheet “{}”: {} without a result ({}); open the file in Excel or LibreOffice, save it and read it again",
        crate::text::one_line(sheet), many(cells.len(), "formula", "formulas"), cells.join(", ");
    HiddenSheet(name) => "hidden worksheet: “{}”", crate::text::one_line(name);
} }

sentences! { fn unread(&UnreadDocument) {
    Pdf { scanned: false } => "a PDF is not read directly: use the Word or Excel file if there is one, else run pdftotext -layout and take the .txt file";
    Pdf { scanned: true } => "this PDF is a scan without text: recognise its text (OCR) first, or ask for the Word file";
    OldOrLocked => "an old kind of file (.doc, .xls), or one with a password: open it in Word or Excel and save it as .docx or .xlsx without a password";
    UnknownKind => "not a kind of file that is read: .docx, .odt, .xlsx, .ods, .txt, .md, .html";
    Damaged => "the file is damaged: open it in Word or Excel and save it again";
    DamagedSheet { sheet, after } => "the file is damaged: {}; look at that place in Excel or LibreOffice and save it again", damaged_sheet(sheet, after.as_ref());
    TooLarge => "the file is too large: at most 32 MiB, 128 MiB unpacked, 100,000 rows";
    Overwhelmed => "reading the file takes too much time or memory: open it in Word or Excel and save it again";
    NotUtf8 => "the text is not UTF-8: save it as UTF-8";
    Nothing => "the file has no text";
} }
