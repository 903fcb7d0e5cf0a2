//! Arguments that several commands take, and how values are read.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, ValueEnum};

use super::choices::{OneOf, Spoken};
use super::command::Help;
use super::exit::Misuse;
use super::session::{Version, named};
use crate::model::id::{OccurrenceIx, TaskIx, is_id};
use crate::model::period::{Period, PeriodKind, Quarter};
use crate::model::plan::{Lang, Plan};
use crate::model::target::TargetRange;
use crate::select::{self, Matches};
use crate::shell::ColorChoice;
use crate::text::fold;
use crate::typed::{self, Leaning, PeriodFault, TypedDay, TypedPeriod};
use crate::view::filter::Wanted;
use crate::words::{Label, Phrase, words};

/// The options that go before any command, or after.
#[derive(Args)]
#[command(next_help_heading = "global")]
pub(super) struct Global {
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub(super) directories: Vec<PathBuf>,
    #[arg(long, value_name = "PLAN", global = true)]
    pub(super) plan: Option<String>,
    #[arg(long, value_name = "DATE", global = true, value_parser = read_day, allow_hyphen_values = true)]
    pub(super) as_of: Option<TypedDay>,
    #[arg(long, value_name = "DATE", global = true, value_parser = read_days, allow_hyphen_values = true)]
    pub(super) known_on: Option<Version>,
    #[arg(long, value_name = "REV", global = true, conflicts_with = "known_on")]
    pub(super) at: Option<String>,
    #[arg(long, value_name = "SECONDS", global = true, default_value_t = 60)]
    pub(super) wait: u64,
    #[arg(long, global = true)]
    pub(super) quiet: bool,
    #[arg(long, value_name = "vi|en", global = true, value_parser = OneOf(langs))]
    pub(super) lang: Option<Lang>,
    #[arg(long, value_name = "WHEN", global = true, value_parser = OneOf(colors))]
    pub(super) color: Option<ColorChoice>,
}

fn langs() -> Vec<(&'static str, Lang)> {
    Lang::ALL.to_vec()
}

fn colors() -> Vec<(&'static str, ColorChoice)> {
    vec![("auto", ColorChoice::Auto), ("always", ColorChoice::Always), ("never", ColorChoice::Never)]
}

/// Of the filters those that do not change from week to week.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "filters")]
pub(super) struct Selection {
    #[arg(short, long = "unit", value_name = "UNIT")]
    pub(super) units: Vec<String>,
    #[arg(short, long = "group", value_name = "GROUP")]
    pub(super) groups: Vec<String>,
    #[arg(short, long = "task", value_name = "TASK")]
    pub(super) tasks: Vec<String>,
    #[arg(long = "clause", value_name = "CLAUSE")]
    pub(super) clauses: Vec<String>,
    #[arg(long = "tag", value_name = "TAG")]
    pub(super) tags: Vec<String>,
}

impl Selection {
    pub(super) fn is_empty(&self) -> bool {
        let Self { units, groups, tasks, clauses, tags } = self;
        [units, groups, tasks, clauses, tags].into_iter().all(Vec::is_empty)
    }
}

/// What is asked of `status` and `list`.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "filters")]
pub(super) struct Query {
    #[command(flatten)]
    pub(super) selection: Selection,
    #[arg(short, long = "quarter", value_name = "QUARTER", value_parser = read_quarter)]
    pub(super) quarters: Vec<String>,
    #[arg(short, long = "state", value_name = "STATE", value_delimiter = ',', value_parser = Spoken(OneOf(wanted)))]
    pub(super) states: Vec<Wanted>,
    #[arg(long, value_name = "DAYS")]
    pub(super) due_within: Option<u32>,
    #[arg(long, value_name = "STATE", value_delimiter = ',', value_parser = Spoken(OneOf(failing)), help_heading = "options")]
    pub(super) fail_on: Vec<Wanted>,
    #[arg(short, long, value_enum, default_value_t, help_heading = "options")]
    pub(super) format: ListFormat,
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum ListFormat {
    #[default]
    Table,
    Json,
    #[value(name = "jsonl")]
    JsonLines,
    Csv,
    #[value(alias = "md")]
    Markdown,
}

/// The form of an answer that is no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum AnswerFormat {
    #[default]
    Text,
    Json,
}

fn wanted() -> Vec<(&'static str, Wanted)> {
    Wanted::all().map(|wanted| (wanted.as_str(), wanted)).collect()
}

fn failing() -> Vec<(&'static str, Wanted)> {
    let word = |name: &str| wanted().into_iter().find(|(word, _)| *word == name);
    ["overdue", "late", "due-soon"].into_iter().filter_map(word).collect()
}

/// Where files go, if not where they belong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Out {
    Stdout,
    Folder(PathBuf),
}

impl From<PathBuf> for Out {
    fn from(path: PathBuf) -> Self {
        if path.as_os_str() == "-" { Self::Stdout } else { Self::Folder(path) }
    }
}

pub(super) fn read_day(text: &str) -> Result<TypedDay, Misuse> {
    let text = text.to_owned();
    TypedDay::parse(&text)
        .map_err(|fault| Misuse::new(move |words| words.phrase(&Phrase::BadDay { text: &text, fault })))
}

/// How much a task is to reach.
pub(super) fn read_target(text: &str) -> Result<TargetRange, Misuse> {
    let text = text.to_owned();
    typed::target(&text).ok_or_else(|| Misuse::new(move |words| words.phrase(&Phrase::BadTarget { text: &text })))
}

/// A day on which something was known, or two.
fn read_days(text: &str) -> Result<Version, Misuse> {
    match text.split_once("..") {
        Some((one, other)) => Ok(Version::Between([read_day(one)?, read_day(other)?])),
        None => Ok(Version::KnownOn(read_day(text)?)),
    }
}

/// A period or milestone as it was typed: which of the two, only the task tells.
#[derive(Clone, Debug)]
pub(super) struct TypedPart {
    text: String,
    period: Result<TypedPeriod, PeriodFault>,
}

impl TypedPart {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The period that whoever types it today means, whatever the task has.
    pub(super) fn understood(&self, today: NaiveDate) -> Option<Period> {
        self.period.ok()?.on(today)
    }
}

/// Reads a period, or what may be the id of a milestone.
pub(super) fn read_part(text: &str) -> Result<TypedPart, Misuse> {
    let (text, period) = (text.to_owned(), TypedPeriod::parse(text));
    match period {
        Err(fault) if !is_id(&text) => {
            Err(Misuse::new(move |words| words.phrase(&Phrase::BadPeriod { text: &text, fault })))
        }
        period => Ok(TypedPart { text, period }),
    }
}

/// A task, and behind a dot one of its periods or milestones, as `answers` names it.
pub(super) fn dotted<'t>(plan: &Plan, typed: &'t str) -> Option<(&'t str, TypedPart)> {
    let is_one = |typed: &str| !matches!(select::task(plan, typed), Matches::Nothing(_));
    let (task, part) = typed.rsplit_once('.').filter(|(task, part)| !task.is_empty() && !part.is_empty())?;
    (!is_one(typed) && is_one(task)).then_some(())?;
    Some((task, read_part(part).ok()?))
}

/// Whether that names a task, or a part of one.
pub(super) fn names_task(plan: &Plan, typed: &str) -> bool {
    !matches!(select::task(plan, typed), Matches::Nothing(_)) || dotted(plan, typed).is_some()
}

/// A quarter as it was typed; `none` for what has none.
fn read_quarter(text: &str) -> Result<String, Misuse> {
    const NONE: [&str; 3] = ["none", "–", "-"];
    let is_shown = || Lang::all().any(|lang| fold(words(lang).label(Label::NoQuarter)) == fold(text));
    if NONE.contains(&text.trim()) || is_shown() {
        return Ok(NONE[0].to_owned());
    }
    let text = text.to_owned();
    match TypedPeriod::parse(&text) {
        Ok(typed) if typed.kind() == PeriodKind::Quarter => Ok(text),
        Ok(_) | Err(PeriodFault::NotAPeriod) => {
            Err(Misuse::new(move |words| words.phrase(&Phrase::NoQuarter { text: &text })))
        }
        Err(fault) => Err(Misuse::new(move |words| words.phrase(&Phrase::BadPeriod { text: &text, fault }))),
    }
}

/// The occurrence of a task that is meant, for whoever types it today; nothing where the task has none such.
pub(super) fn of_task(
    plan: &Plan,
    task: TaskIx,
    typed: &TypedPart,
    today: NaiveDate,
) -> Result<Option<OccurrenceIx>, Misuse> {
    if !plan.task(task).milestones().is_empty() {
        return Ok(plan.occurrence_named(task, typed.text.trim()));
    }
    let text = typed.text.clone();
    let period = typed
        .period
        .map_err(|fault| Misuse::new(move |words| words.phrase(&Phrase::BadPeriod { text: &text, fault })))?;
    let all = plan.occurrences[plan.task(task).occurrences.clone()].iter();
    let period = period.among(all.filter_map(|occurrence| occurrence.period), today);
    Ok(period.and_then(|period| plan.occurrence_of(task, Some(period))))
}

/// The quarter of the plan that is meant, for whoever types it today; nothing for what has none.
pub(super) fn quarter(plan: &Plan, typed: &str, today: NaiveDate) -> Option<Quarter> {
    let quarters = plan.quarters.iter().filter_map(|quarter| Period::parse(&quarter.to_string()).ok());
    Some(Quarter::of(TypedPeriod::parse(typed).ok()?.among(quarters, today)?.first()))
}

/// The day of something that happened, for whoever types it today.
pub(super) fn past(typed: Option<TypedDay>, today: NaiveDate) -> Result<Option<NaiveDate>, Misuse> {
    typed.map(|typed| whole(typed, today, Leaning::Past)).transpose()
}

/// The day of something that is to come, for whoever types it today.
pub(super) fn future(typed: Option<TypedDay>, today: NaiveDate) -> Result<Option<NaiveDate>, Misuse> {
    typed.map(|typed| whole(typed, today, Leaning::Future)).transpose()
}

/// The day that is meant, for whoever types it today to have it written down.
pub(super) fn whole(typed: TypedDay, today: NaiveDate, leaning: Leaning) -> Result<NaiveDate, Misuse> {
    let bad = |fault| Misuse::new(move |words| words.phrase(&Phrase::BadDay { text: &typed.to_string(), fault }));
    typed.near(today, leaning).map_err(bad)
}

impl Query {
    /// Whether people look at what comes of it, and no script.
    pub(super) fn is_for_people(&self) -> bool {
        self.format == ListFormat::Table && self.fail_on.is_empty()
    }

    /// The options that a command named in an output needs so that it speaks of the same obligations.
    pub(super) fn named(&self) -> String {
        let Selection { units, groups, tasks, clauses, tags } = &self.selection;
        let quarters = &self.quarters;
        [
            ("--unit", units),
            ("--group", groups),
            ("--task", tasks),
            ("--clause", clauses),
            ("--tag", tags),
            ("--quarter", quarters),
        ]
        .into_iter()
        .flat_map(|(option, values)| values.iter().map(move |value| named(option, value)))
        .collect()
    }
}

/// The headings of help, and the help on arguments that several commands take, by their ids.
#[rustfmt::skip]
pub(super) const HELP: Help = &[
    ("usage-heading", "Cách dùng", "Usage"),
    ("options", "Tùy chọn", "Options"),
    ("arguments", "Tham số", "Arguments"),
    ("filters", "Bộ lọc", "Filters"),
    ("global", "Tùy chọn chung", "Global options"),
    ("see", "Xem tình hình", "See"),
    ("record", "Ghi nhận", "Record"),
    ("report", "Báo cáo, nhắc việc", "Report"),
    ("review", "Đối chiếu", "Review"),
    ("plan-group", "Kế hoạch", "Plan"),
    ("set-up", "Thiết lập", "Set up"),
    ("name-heading", "TÊN", "NAME"),
    ("description-heading", "MÔ TẢ", "DESCRIPTION"),
    ("see-also-heading", "XEM THÊM", "SEE ALSO"),
    ("exit-codes-heading", "Mã thoát", "Exit codes"),
    ("topics-heading", "Chủ đề", "Topics"),
    ("examples-heading", "Ví dụ", "Examples"),
    ("help", "In hướng dẫn", "Print help"),
    ("version", "In số phiên bản", "Print the version"),
    ("directories", "Thư mục kế hoạch hoặc tập kế hoạch, ghi được nhiều lần [mặc định: tìm ngược lên từ thư mục hiện tại]",
                    "Workspace or collection (repeatable) [default: search upward from the current folder]"),
    ("plan", "Chỉ kế hoạch này của tập: số hoặc thư mục, ghi đủ hoặc một phần",
             "Only this plan of the collection: its number or folder, whole or in part"),
    ("as_of", "Ngày xét, như 15/5/2024, 15/5, hôm qua [mặc định: hôm nay theo múi giờ của kế hoạch]",
              "Day to judge by, such as 2024-05-15, 15/5, yesterday [default: today in the plan's time zone]"),
    ("known_on", "Theo dữ liệu trong git đến hết ngày này, như 31/3/2024; ngày xét khi đó là ngày này, nếu không nêu --as-of",
                 "What was known at the end of this day: the files as git had them then; also the day to judge by, unless --as-of says otherwise"),
    ("at", "Theo dữ liệu tại phiên bản này của git, như HEAD~5; ngày xét khi đó là ngày của phiên bản, nếu không nêu --as-of",
           "The files as they were at this revision, such as HEAD~5; its day is the day to judge by, unless --as-of says otherwise"),
    ("wait", "Đợi tối đa bấy nhiêu giây khi một tiendo khác đang sửa tệp [mặc định: 60]",
             "Wait at most so many seconds while another tiendo edits the file [default: 60]"),
    ("quiet", "Chỉ in kết quả và lỗi, không in ghi chú, cảnh báo, tiến trình, gợi ý", "Only the answer and errors: no notes, warnings, progress or hints"),
    ("lang", "Ngôn ngữ: vi, en [mặc định: TIENDO_LANG, rồi ngôn ngữ của kế hoạch, rồi vi]",
             "Language: vi, en [default: TIENDO_LANG, then the plan's language, then vi]"),
    ("color", "Màu chữ: auto, always (luôn có), never (không có) [mặc định: auto]",
              "Colours: auto, always, never [default: auto]"),
    ("units", "Chỉ đơn vị này (ghi được nhiều lần): mã hoặc một phần tên, có dấu hay không dấu",
              "Only this unit (repeatable): its id or part of its name, with or without diacritics"),
    ("groups", "Chỉ các đơn vị thuộc nhóm này", "Only units in this group"),
    ("tasks", "Chỉ nhiệm vụ này", "Only this task"),
    ("clauses", "Chỉ mục này của kế hoạch và các mục con: II.1 gồm cả II.1.2",
                "Only this clause of the plan and those below it: II.1 includes II.1.2"),
    ("tags", "Chỉ nhiệm vụ có nhãn này", "Only tasks with this tag"),
    ("quarters", "Chỉ quý này, như 2024-Q1; none: việc không theo quý nào",
                 "Only this quarter, such as 2024-Q1; none: items without a quarter"),
    ("states", "Chỉ trạng thái hoặc ghi chú này: {values}", "Only this state or flag: {values}"),
    ("due_within", "Chỉ việc chưa hoàn thành và đến hạn trong số ngày này",
                   "Only pending items that fall due within this many days"),
    ("fail_on", "Mã thoát 1 nếu trong các việc nêu ra có việc: overdue (quá hạn), late (trễ hạn), due-soon (sắp đến \
                 hạn)",
                "Exit with 1 if any item shown is: overdue, late, due-soon"),
    ("format", "Dạng kết quả: table, json, jsonl, csv, markdown [mặc định: table]",
               "Output format: table, json, jsonl, csv, markdown [default: table]"),
    ("task", "Nhiệm vụ: mã hoặc một phần tên, có dấu hay không dấu",
             "Task: its id or part of its title, with or without diacritics"),
    ("period", "Kỳ của nhiệm vụ, như 2024-Q1; không cần ghi khi chỉ còn một kỳ đang mở",
               "Period of the task, such as 2024-Q1; optional while only one is open"),
    ("unit", "Đơn vị: mã hoặc một phần tên [mặc định: TIENDO_UNIT, rồi đơn vị duy nhất chủ trì]",
             "Unit: its id or part of its name [default: TIENDO_UNIT, then the only unit that leads the task]"),
    ("on", "Ngày, như 28/3/2024, 28/3, hôm qua [mặc định: hôm nay]", "The day, such as 2024-03-28, 28/3, yesterday [default: today]"),
    ("by", r#"Văn bản cho phép, như "77-CV/TU""#, r#"Document that grants it, such as "77-CV/TU""#),
    ("evidence", "Văn bản minh chứng, thêm vào những gì đã ghi (ghi được nhiều lần)",
                 "Document that proves it, added to those recorded (repeatable)"),
    ("files", "Tệp minh chứng trong thư mục kế hoạch: ghi tên và mã băm SHA-256 (ghi được nhiều lần)",
              "A file of the workspace that shows it: its name and SHA-256 are recorded (may be given again)"),
    ("reason", "Lý do, thay cho lý do đã ghi", "Reason; replaces the one recorded"),
    ("note", "Chú thích, thay cho chú thích đã ghi", "Note; replaces the one recorded"),
    ("replace", "Thay ngày đã ghi, khi ngày ấy ghi sai", "Replace a recorded day that is wrong"),
    ("due", "Thời hạn: bằng lời (“trước ngày 15/11 hằng năm”), hoặc ký hiệu của plan.toml; điểm chưa rõ thì hỏi, không đoán",
            "Time limit: in words (“by the end of June 2024”), or in the notation of plan.toml; doubts are asked about, never guessed"),
    ("wording", "Nguyên văn thời hạn trong văn bản [mặc định: những lời ghi ở --due]",
                "The document's own words for it [default: the words of --due]"),
    ("title", "Nội dung nhiệm vụ", "Title of the task"),
    ("product", "Sản phẩm", "Product"),
    ("leads", "Đơn vị hoặc nhóm chủ trì, thay cho tất cả đã ghi (ghi được nhiều lần)",
              "Unit or group that leads it, in the place of all recorded (repeatable)"),
    ("supports", "Đơn vị hoặc nhóm phối hợp, thay cho tất cả đã ghi (ghi được nhiều lần)",
                 "Unit or group that supports it, in the place of all recorded (repeatable)"),
    ("clause", "Mục trong văn bản, như II.1.2", "Its clause in the document, such as II.1.2"),
    ("excepts", "Đơn vị hoặc nhóm thuộc nhóm chủ trì nhưng không phải thực hiện (ghi được nhiều lần)",
                "Unit or group that a group of leads brings in and that does not owe it (repeatable)"),
    ("joint", "Các đơn vị chủ trì cùng chịu một nghĩa vụ chung", "Its leads owe it together, once"),
    ("separate", "Mỗi đơn vị chủ trì làm riêng, không chịu chung", "Its leads owe it each for itself, not together"),
    ("target", "Chỉ tiêu phải đạt: 80%, \"151 chi bộ\"; nhiều nhất: \"tối đa 3 vụ\"",
               "How much is to be reached: 80%, \"151 branches\"; at most: \"at most 3 cases\""),
    ("reports_to", "Báo cáo cho", "Who receives it"),
    ("remark", "Chú thích của nhiệm vụ", "Note of the task"),
    ("labels", "Nhãn, để lọc và xếp nhóm (ghi được nhiều lần)", "Tag to filter and group by (repeatable)"),
    ("dry_run", "Chỉ xem trước những dòng sẽ thay đổi, không ghi", "Show which lines would change; write nothing"),
    ("force", "Ghi đè nếu tệp đã có", "Replace the file if it exists"),
    ("settings", "Điền vào văn bản party, state: superior (cấp trên), name (cơ quan), place (nơi), signature (chức vụ), \
                  recipients (nơi nhận, ngăn bằng ;)",
                 "Fill in party and state documents: superior, name, place, signature (a title), recipients (separated by ;)"),
    ("template", "Mẫu .docx của cơ quan, có chỗ điền như {{body}}, {{period}} (xem docs/templates.md), hoặc party, state: \
                  văn bản để ký theo thể thức của Đảng, của cơ quan nhà nước",
                 "The office's .docx template, with placeholders such as {{body}}, {{period}} (see docs/templates.md), or \
                  party, state: a document to sign as Party or state bodies write it"),
    ("OPTIONS", "TÙY CHỌN", "OPTIONS"),
    ("COMMAND", "LỆNH", "COMMAND"),
    ("TASK", "NHIỆM VỤ", "TASK"),
    ("UNIT", "ĐƠN VỊ", "UNIT"),
    ("PERIOD", "KỲ", "PERIOD"),
    ("GROUP", "NHÓM", "GROUP"),
    ("CLAUSE", "MỤC", "CLAUSE"),
    ("TAG", "NHÃN", "TAG"),
    ("QUARTER", "QUÝ", "QUARTER"),
    ("STATE", "TRẠNG THÁI", "STATE"),
    ("DATE", "NGÀY", "DATE"),
    ("DAYS", "SỐ NGÀY", "DAYS"),
    ("SECONDS", "SỐ GIÂY", "SECONDS"),
    ("DOC", "VĂN BẢN", "DOC"),
    ("TEXT", "NỘI DUNG", "TEXT"),
    ("NUMBER", "SỐ", "NUMBER"),
    ("FILE", "TỆP", "FILE"),
    ("DIR", "THƯ MỤC", "DIR"),
    ("PLAN", "KẾ HOẠCH", "PLAN"),
    ("FORMAT", "DẠNG", "FORMAT"),
    ("KIND", "LOẠI KỲ", "KIND"),
    ("WHAT", "CÁCH XẾP", "WHAT"),
    ("ID", "MÃ", "ID"),
    ("LIMIT", "THỜI HẠN", "LIMIT"),
    ("TARGET", "CHỈ TIÊU", "TARGET"),
    ("WHEN", "KHI NÀO", "WHEN"),
    ("CODE", "MÃ", "CODE"),
    ("REV", "PHIÊN BẢN", "REV"),
    ("YEAR", "NĂM", "YEAR"),
    ("ORDER", "THỨ TỰ", "ORDER"),
    ("COLUMNS", "CỘT", "COLUMNS"),
    ("COLUMN", "CỘT", "COLUMN"),
    ("KEY", "KHÓA", "KEY"),
    ("VALUE", "GIÁ TRỊ", "VALUE"),
    ("ITEM", "MỤC", "ITEM"),
    ("EACH", "THEO", "EACH"),
];
