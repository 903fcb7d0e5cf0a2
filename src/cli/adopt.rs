//! `tiendo adopt`: a tracker that an office keeps in a spreadsheet becomes a workspace.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::args::{past, read_day};
use super::aside;
use super::command::{Command, Help, Run};
use super::draft::documents;
use super::exit::{Exit, Failure};
use super::init::is_untouched;
use super::known::KnownFile;
use super::read::read_context;
use super::revise::finished;
use super::scope::language;
use super::session::Asked;
use super::sides::SidesProblem;
use crate::draft::plan::DraftFile;
use crate::draft::register::KnownBodies;
use crate::draft::tracker::adopted::{AdoptedRecord, AdoptedTracker, AdoptionTerms, adopt};
use crate::draft::tracker::columns::{ColumnMap, DayOrder, TrackerColumns};
use crate::draft::tracker::teller::AdoptedNote;
use crate::draft::wording::Context;
use crate::edit::{self, Edit};
use crate::model::plan::Plan;
use crate::page::Page;
use crate::page::adopted::{columns, left};
use crate::page::drafted::{coverage, open_questions, plan_text};
use crate::page::markdown::MarkdownPage;
use crate::page::terminal::writer::TerminalPage;
use crate::shell;
use crate::snapshot::{COVERAGE, Memory, PLAN, Snapshot, UNITS};
use crate::store::found::{finish_begun, found, is_begun, is_free};
use crate::text::one_line;
use crate::typed::TypedDay;
use crate::words::{DraftPhrase, Phrase, TrackerPhrase, Words, words};

/// How many statements that are in no record are shown.
const SHOWN: usize = 12;

#[derive(Args)]
pub(super) struct AdoptArgs {
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "COLUMN=KEY")]
    map: Vec<String>,
    #[arg(long, short_alias = 'o', value_name = "DIR")]
    out: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    bodies: Option<PathBuf>,
    #[arg(long, value_name = "DATE", value_parser = read_day)]
    done_on: Option<TypedDay>,
    #[arg(long, value_name = "ORDER")]
    dates: Option<DatesArg>,
    #[arg(short, long, value_name = "DATE|YEAR", value_parser = read_context)]
    context: Option<Context>,
    #[arg(long)]
    dry_run: bool,
}

/// Which number of a day comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DatesArg {
    DayFirst,
    MonthFirst,
}

impl Command for AdoptArgs {
    const NAME: &str = "adopt";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Chuyển bảng theo dõi đang có (Excel, CSV) thành kế hoạch: nhiệm vụ, thời hạn, việc đã làm",
                  "Take over a tracker kept in a spreadsheet: its tasks, time limits, and what was done"),
        ("examples",
r#"tiendo adopt theo-doi.xlsx  # xem các cột được hiểu thế nào, chưa ghi gì
tiendo adopt theo-doi.xlsx --out ke-hoach-2024
tiendo adopt the.csv --map "Danh sách=lead,Hạn chót=due" --out ke-hoach-2024"#,
r#"tiendo adopt tracker.xlsx  # show how its columns are read; write nothing
tiendo adopt tracker.xlsx --out plan-2024
tiendo adopt cards.csv --map "List=lead,Deadline=due" --out plan-2024"#),
        ("files", "Bảng theo dõi: .xlsx, .ods, .csv; nhiều tệp thành một kế hoạch",
                  "Trackers: .xlsx, .ods, .csv; several become one plan"),
        ("map", "Cột nào là gì: \"Nội dung=title,Đơn vị=lead\" [mặc định: theo tiêu đề và nội dung cột]. Các nghĩa: clause (mục), title (nhiệm vụ), lead (chủ trì), support (phối hợp), due (thời hạn), product (sản phẩm), note (ghi chú), state (tình trạng), started (ngày bắt đầu), done (ngày hoàn thành), progress (phần trăm), committed (ngày dự kiến), reason (lý do), evidence (minh chứng), none (bỏ qua)",
                "What columns hold: \"Content=title,Office=lead\" [default: by headings and cells]. Meanings: clause, title, lead, support, due, product, note, state, started, done, progress, committed, reason, evidence, none (left out)"),
        ("out", "Thư mục kế hoạch mới [mặc định: chỉ xem, không ghi]", "Folder of the new workspace [default: only show]"),
        ("bodies", "plans.toml hoặc plan.toml có [units], [groups] đã dùng: đơn vị trùng tên giữ mã cũ",
                   "A plans.toml or plan.toml whose [units] and [groups] are in use: the same bodies keep their ids"),
        ("done_on", "Ngày ghi cho việc đã hoàn thành mà bảng không ghi ngày [mặc định: không ghi, thành câu hỏi]",
                    "Day to record for what is done on no day [default: not recorded, asked about]"),
        ("dates", "Ngày viết bằng số: ngày trước hay tháng trước [mặc định: theo các ngày trong bảng]",
                  "Days in figures: which number comes first [default: as the days of the tracker show]"),
        ("context", "Ngày hoặc năm của bảng: cho năm còn thiếu", "Day or year of the tracker: gives a year that is missing"),
        ("COLUMN", "CỘT", "COLUMN"),
        ("ORDER", "THỨ-TỰ", "ORDER"),
        ("KEY", "NGHĨA", "KEY"),
    ];
}

/// Runs `tiendo adopt`.
fn run(asked: &Asked, args: &AdoptArgs) -> Result<Exit, Failure> {
    let words = words(asked.lang.unwrap_or_else(|| language(&asked.directories)));
    let refused = |said: TrackerPhrase<'_>| Failure::Usage(say(words, said));
    let fault = |fault, headings: &str| refused(TrackerPhrase::Fault { fault: &fault, headings });
    let mut map = ColumnMap::parse(&args.map).map_err(|found| fault(found, ""))?;
    map.order = args.dates.map(|order| match order {
        DatesArg::DayFirst => DayOrder::DayFirst,
        DatesArg::MonthFirst => DayOrder::MonthFirst,
    });
    let bodies = args.bodies.as_deref().map_or(Ok(KnownFile::default()), |file| KnownFile::read(asked, file))?;
    let bodies = bodies.for_plan(None);
    let wrong = |trouble| asked.wrong(&SidesProblem::Store(trouble));
    if let Some(folder) = args.out.as_deref().filter(|_| !args.dry_run)
        && let Some(said) = finished(finish_begun(folder).map_err(wrong)?)
    {
        aside::note(&one_line(&words.phrase(&said)));
    }
    // What cannot be written is known before anything is read.
    args.out.as_deref().map_or(Ok(()), |folder| is_free(folder, is_untouched)).map_err(wrong)?;
    let files = documents(asked, &args.files, words)?;
    let tracker = take_over(asked, args, &files, (map.clone(), bodies), words)?;
    let all: Vec<&TrackerColumns> = tracker.tables.iter().map(|table| &table.columns).collect();
    if let Some(missing) = map.missing(&all) {
        let headings = tracker.tables.iter().flat_map(|table| table.columns.shown().map(|column| column.heading));
        let mut headings: Vec<String> = headings.map(|text| format!("“{}”", one_line(text))).collect();
        headings.dedup();
        return Err(fault(missing, &headings.join(", ")));
    }
    if tracker.plan.tasks.is_empty() {
        let names = files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ");
        return Err(Failure::Refused(Exit::Unread, say(words, TrackerPhrase::NoTracker { file: &names })));
    }
    let made = made(asked, &tracker, words)?;
    shell::with_stdout(|out| {
        columns(&mut TerminalPage::new(out, words, shell::stdout_screen(asked.color)), &tracker, true, words)?;
        Ok(writeln!(out, "\n{}", summary(&tracker, words).join("\n"))?)
    })?;
    let open = tracker.tables.iter().find_map(|table| table.columns.order_open.as_deref());
    let said = match &args.out {
        Some(folder) if !args.dry_run => {
            if let Some(day) = open {
                return Err(refused(TrackerPhrase::OrderAsked { day }));
            }
            let replaced = is_begun(folder, is_untouched);
            found(folder, &made, is_untouched).map_err(wrong)?;
            if replaced {
                aside::note(&say(words, TrackerPhrase::InitReplaced));
            }
            let folder = folder.display().to_string();
            let records = !tracker.records.is_empty();
            [TrackerPhrase::Adopted { folder: &folder, records }, TrackerPhrase::Next { folder: &folder }]
                .map(|said| say(words, said))
                .join("\n")
        }
        Some(_) => one_line(&words.phrase(&Phrase::DryRun)),
        None => say(words, TrackerPhrase::NothingYet),
    };
    aside::note(&said);
    Ok(Exit::Done)
}

fn say(words: &dyn Words, said: TrackerPhrase<'_>) -> String {
    one_line(&words.phrase(&Phrase::Tracker(said)))
}

fn take_over(
    asked: &Asked,
    args: &AdoptArgs,
    files: &[DraftFile],
    (map, known): (ColumnMap, KnownBodies),
    words: &dyn Words,
) -> Result<AdoptedTracker, Failure> {
    let today = asked.day("Asia/Ho_Chi_Minh", None);
    let as_of: Option<NaiveDate> = asked.as_of.map(|_| today);
    let done_on = past(args.done_on, today)?;
    let note = |note: AdoptedNote<'_>| match note {
        AdoptedNote::DoneOn(day) => say(words, TrackerPhrase::DoneOn { day }),
        AdoptedNote::BegunBy { day, said } => say(words, TrackerPhrase::BegunBy { day, said }),
    };
    Ok(adopt(files, &AdoptionTerms { map, known, context: args.context, today, as_of, done_on, note: &note }))
}

/// The files of the new workspace, which is read and found sound before anything is written.
fn made(asked: &Asked, tracker: &AdoptedTracker, words: &dyn Words) -> Result<Memory, Failure> {
    let text = plan_text(&tracker.plan, words);
    let mut files = Memory::from([(PLAN.to_owned(), text.into_bytes())]);
    let snapshot = Snapshot::in_memory(files.clone()).map_err(|found| asked.unopened(&found))?;
    let plan = &snapshot.plan;
    let mut by_unit: BTreeMap<&str, Vec<&AdoptedRecord>> = BTreeMap::new();
    for record in &tracker.records {
        by_unit.entry(&record.unit).or_default().push(record);
    }
    for (unit, records) in by_unit {
        let Some(unit) = plan.unit_by_id(unit) else { continue };
        let header = &plan.header;
        let name = &plan.unit(unit).name;
        let head = Phrase::FileHead { unit: name, number: &header.number, title: &header.title };
        let head = format!("# {}\n", one_line(&words.phrase(&head)));
        let edits: Vec<Edit> = records.into_iter().filter_map(|record| edit_of(plan, tracker, record)).collect();
        let text = edit::apply(plan, &head, &edits).expect("records of new tasks have places of their own");
        files.insert(format!("{UNITS}/{}.toml", plan.unit(unit).id), text.into_bytes());
    }
    let mut page = Vec::new();
    coverage(&mut MarkdownPage::new(&mut page, words), &tracker.plan, words)?;
    columns(&mut MarkdownPage::going_on(&mut page, words), tracker, false, words)?;
    let open = left(tracker, words);
    if !open.is_empty() {
        let said = TrackerPhrase::LeftHead { count: open.len() };
        let page: &mut dyn Page = &mut MarkdownPage::going_on(&mut page, words);
        page.section(1, say(words, said))?;
        open.iter().try_for_each(|line| page.paragraph(line))?;
    }
    files.insert(COVERAGE.to_owned(), page);
    Ok(files)
}

fn edit_of(plan: &Plan, tracker: &AdoptedTracker, record: &AdoptedRecord) -> Option<Edit> {
    let task = plan.task_by_id(&tracker.plan.tasks[record.task].id)?;
    let at = plan.task(task).occurrences.start;
    Some(Edit { occurrence: crate::model::id::OccurrenceIx::new(at), changes: record.changes.clone() })
}

/// What was found, and what of it is to be looked at.
fn summary(tracker: &AdoptedTracker, words: &dyn Words) -> Vec<String> {
    let plan = &tracker.plan;
    let draft = |said: DraftPhrase<'_>| one_line(&words.phrase(&Phrase::Draft(said)));
    let (tasks, units, groups) = (plan.tasks.len(), plan.units.len(), plan.groups.len());
    let mut lines = vec![draft(DraftPhrase::Drafted { tasks, units, groups })];
    let mut recorded: Vec<&str> = tracker.records.iter().map(|record| record.unit.as_str()).collect();
    recorded.sort_unstable();
    recorded.dedup();
    let (records, units) = (tracker.records.len(), recorded.len());
    lines.push(say(words, TrackerPhrase::Recorded { records, units }));
    lines.push(draft(DraftPhrase::Questions(open_questions(&plan_text(plan, words), plan, words))));
    if plan.left > 0 {
        lines.push(draft(DraftPhrase::TooManyTasks { left: plan.left }));
    }
    let open = left(tracker, words);
    if !open.is_empty() {
        lines.push(say(words, TrackerPhrase::LeftHead { count: open.len() }));
        lines.extend(open.iter().take(SHOWN).map(|line| format!("  {line}")));
        if let Some(count) = open.len().checked_sub(SHOWN).filter(|count| *count > 0) {
            lines.push(say(words, TrackerPhrase::More { count }));
        }
    }
    lines
}
