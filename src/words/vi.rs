//! Tiếng Việt: Vietnamese, the first language of the program.

mod cli;
mod cli_editing;
mod cli_reporting;
mod cli_review;
mod editing;
mod page;
mod problems;
mod report;
mod review;
mod syntax;
mod why;

use super::editing::Asking;
use super::numbers::grouped;
use super::page::PageWord;
use super::phrase::{Cli, Label, Phrase};
use super::report::ReportWord;
use super::{Words, date};
use crate::assess::{Flag, State};
use crate::diagnostic::{Problem, Related};
use crate::model::deadline::{BeforeReading, Deadline, Offset, Recurrence};
use crate::model::period::{Period, PeriodKind, Quarter};
use crate::model::plan::{Lang, Plan, Timing};
use crate::rules::Severity;

/// Vietnamese.
#[derive(Clone, Copy, Debug)]
pub struct Vietnamese;

const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];

impl Words for Vietnamese {
    fn lang(&self) -> Lang {
        Lang::Vi
    }

    fn label(&self, label: Label) -> &'static str {
        match label {
            Label::Unit => "Đơn vị",
            Label::Task => "Nhiệm vụ",
            Label::Period => "Kỳ",
            Label::Quarter => "Quý",
            Label::NoQuarter => "không theo quý",
            Label::State => "Trạng thái",
            Label::All => "Cả kế hoạch",
            Label::Total => "Tổng cộng",
            Label::DaysLate => "Trễ",
            Label::DaysLeft => "Còn",
            Label::LastDay => "Hạn",
            Label::Title => "Tiêu đề",
            Label::Clause => "Mục",
            Label::Wording => "Nguyên văn",
            Label::Rule => "Quy tắc",
            Label::Lead => "Chủ trì",
            Label::Support => "Phối hợp",
            Label::Product => "Sản phẩm",
            Label::ReportsTo => "Báo cáo cho",
            Label::Note => "Chú thích",
            Label::Started => "Bắt đầu",
            Label::Done => "Hoàn thành",
            Label::Accepted => "Nghiệm thu",
            Label::Evidence => "Minh chứng",
            Label::Reason => "Lý do",
            Label::Committed => "Hẹn xong",
            Label::Waived => "Không áp dụng theo",
            Label::Extended => "Gia hạn",
            Label::Groups => "Thuộc nhóm",
            Label::ShortName => "Tên gọn",
            Label::Unconfirmed => "văn bản kế hoạch không nêu tên",
            Label::Record => "Bản ghi",
            Label::Why => "Vì sao",
            Label::Help => "cách sửa",
            Label::DidYouMean => "có phải ý là",
            Label::NothingFound => "Không có việc nào khớp.",
            Label::Obligations => "Nghĩa vụ",
            Label::Coordinator => "theo dõi chung cả kế hoạch",
            Label::RecordedOn => "Ngày ghi",
            Label::Recorded => "Nội dung ghi",
            Label::Commit => "Commit",
            Label::Once => "một lần",
        }
    }

    fn phrase(&self, phrase: &Phrase<'_>) -> String {
        match phrase {
            Phrase::PlanTitle { number, title } => format!("Kế hoạch {number}: {title}"),
            Phrase::AsOf { day, issuer: Some(issuer) } => format!("{issuer} · tính đến ngày {}", date(*day)),
            Phrase::AsOf { day, issuer: None } => format!("Tính đến ngày {}", date(*day)),
            Phrase::Legend(states) => {
                let parts = states.iter().map(|state| format!("{} {}", self.state_brief(*state), self.state(*state)));
                parts.collect::<Vec<_>>().join(" · ")
            }
            Phrase::OverdueHeading { count } => format!("Quá hạn: {count} việc"),
            Phrase::DueSoonHeading { count, days } => format!("Sắp đến hạn (trong {days} ngày tới): {count} việc"),
            Phrase::More { hidden, command } => format!("… và {hidden} việc nữa: {command}"),
            Phrase::UnreadableUnit { name, file } => {
                format!("{name}: không đọc được {file} nên không nói gì về đơn vị này")
            }
            Phrase::UnreadableUnits { count } => format!("Không đọc được, không tính vào số nào: {count} đơn vị"),
            Phrase::Checked { errors: 0, warnings: 0 } => "Không có vấn đề nào.".to_owned(),
            Phrase::Checked { errors, warnings } => format!("{errors} lỗi, {warnings} cảnh báo"),
            Phrase::MissingFiles { count } => {
                format!("… và {count} đơn vị nữa chưa có tệp; tiendo check nêu tên từng đơn vị")
            }
            Phrase::MoreProblems { hidden } => format!("… và {hidden} vấn đề nữa trong tệp này"),
            Phrase::NoUnit { name } => format!("không có đơn vị nào tên là “{name}”"),
            Phrase::NoGroup { name } => format!("không có nhóm nào tên là “{name}”"),
            Phrase::NoTask { name } => format!("không có nhiệm vụ nào tên là “{name}”"),
            Phrase::NoCode { code } => format!("không có quy tắc nào mang mã “{code}”"),
            Phrase::NoQuarter { text } => format!("“{text}” không phải là quý: hãy viết 2024-Q1, hoặc none"),
            Phrase::NoSubject { name } => format!("không có nhiệm vụ hay đơn vị nào tên là “{name}”"),
            Phrase::NoClause { clause } => format!("kế hoạch không có nhiệm vụ nào ở mục “{clause}”"),
            Phrase::NoSuchPeriodOfTask { task } => format!("nhiệm vụ {task} không có kỳ này"),
            Phrase::OnlyWithTask { name } => format!("“{name}” là đơn vị; kỳ và --unit chỉ đi với nhiệm vụ"),
            Phrase::PlanFirst => {
                "Kế hoạch có lỗi nên chưa đối chiếu bản ghi của các đơn vị với kế hoạch; sửa xong hãy check lại."
                    .to_owned()
            }
            Phrase::Ambiguous { name } => format!("“{name}” khớp với nhiều mục:"),
            Phrase::BadDate { text } => format!("“{text}” không phải là ngày: hãy viết 2024-05-15 hoặc 15/5/2024"),
            Phrase::BadPeriod { text } => {
                format!("“{text}” không phải là kỳ: hãy viết 2024, 2024-H1, 2024-Q1, 2024-04, 2024-W15 hoặc 2024-04-26")
            }
            Phrase::PeriodNotOwed { unit, task } => format!("{unit} không có nghĩa vụ {task} cho kỳ này"),
            Phrase::NotLed { unit, task } => {
                format!("{unit} không chủ trì {task} nên không có nghĩa vụ nào ở việc này")
            }
            Phrase::Failed { reason } => format!("lỗi: {reason}"),
            Phrase::Candidate { id, name } => format!("  {id}  {name}"),
            Phrase::Days(days) => format!("{days} ngày"),
            Phrase::DaysLeft(days) => format!("còn {days} ngày"),
            Phrase::RecordAt { file, line } => format!("{file}, dòng {line}"),
            Phrase::NoRecord { file } => format!("{file} chưa có bản ghi nào về việc này"),
            Phrase::NoFile { file } => format!("chưa có tệp {file}: đơn vị chưa báo cáo gì"),
            Phrase::Why(why) => why::why(why),
            Phrase::Edit(said) => editing::editing(said),
            Phrase::Report(said) => report::phrase(*self, said),
            Phrase::Review(said) => review::phrase(said),
            Phrase::CliError(error) => cli::error(error),
        }
    }

    fn report_word(&self, word: ReportWord) -> &'static str {
        report::word(word)
    }

    fn page_word(&self, word: PageWord) -> &'static str {
        page::word(word)
    }

    fn number(&self, number: u64) -> String {
        grouped(number, '.')
    }

    fn tenths(&self, tenths: u16) -> String {
        format!("{},{}", tenths / 10, tenths % 10)
    }

    fn asking(&self, asking: Asking) -> &'static str {
        editing::asking(asking)
    }

    fn completed(&self, late: bool) -> &'static str {
        if late { "hoàn thành quá hạn" } else { "hoàn thành đúng hạn" }
    }

    fn state(&self, state: State) -> &'static str {
        match state {
            State::Overdue => "chưa hoàn thành quá hạn",
            State::Pending => "chưa hoàn thành trong hạn",
            State::Completed => "hoàn thành",
            State::Ongoing => "thường xuyên",
            State::Waived => "không áp dụng",
        }
    }

    fn state_brief(&self, state: State) -> &'static str {
        match state {
            State::Overdue => "QH",
            State::Pending => "TH",
            State::Completed => "HT",
            State::Ongoing => "TX",
            State::Waived => "KA",
        }
    }

    fn flag(&self, flag: Flag) -> &'static str {
        match flag {
            Flag::AwaitingAcceptance => "chờ nghiệm thu",
            Flag::DateOpen => "sự kiện chưa có ngày",
            Flag::DueSoon => "sắp đến hạn",
            Flag::Extended => "được gia hạn",
            Flag::InProgress => "đang làm",
            Flag::Late => "trễ hạn",
            Flag::Moved => "hạn lùi do ngày nghỉ",
            Flag::NotStartedPeriod => "chưa đến kỳ",
        }
    }

    fn period(&self, period: Period) -> String {
        let (number, year) = (period.number(), period.year());
        match period.kind() {
            PeriodKind::Day => date(period.first()),
            PeriodKind::Week => format!("Tuần {number}/{year}"),
            PeriodKind::Month => format!("Tháng {number}/{year}"),
            PeriodKind::Quarter => format!("Quý {}/{year}", ROMAN[number as usize - 1]),
            PeriodKind::Half if number == 1 => format!("6 tháng đầu năm {year}"),
            PeriodKind::Half => format!("6 tháng cuối năm {year}"),
            PeriodKind::Year => format!("Năm {year}"),
        }
    }

    fn quarter_brief(&self, quarter: Quarter, with_year: bool) -> String {
        let roman = ROMAN[usize::from(quarter.number()) - 1];
        if with_year { format!("{roman}/{}", quarter.year()) } else { format!("Quý {roman}") }
    }

    fn timing(&self, plan: &Plan, timing: &Timing) -> String {
        match timing {
            Timing::Once(deadline) => self.deadline(plan, *deadline),
            Timing::Every { kinds, rule } => {
                let names: Vec<&str> = kinds.iter().map(|kind| kind_word(*kind)).collect();
                format!("{}: {}", names.join(", "), recurrence(*rule, kinds, plan.header.before))
            }
        }
    }

    fn problem(&self, problem: &Problem) -> String {
        problems::problem(problem)
    }

    fn help(&self, problem: &Problem) -> Option<String> {
        problems::help(problem)
    }

    fn related(&self, related: Related) -> &'static str {
        match related {
            Related::First => "lần đầu ở đây",
            Related::Started => "ngày bắt đầu ở đây",
            Related::Done => "ngày hoàn thành ở đây",
        }
    }

    fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => "lỗi",
            Severity::Warning => "cảnh báo",
        }
    }

    fn cli(&self, text: Cli) -> &'static str {
        cli::text(text)
    }
}

impl Vietnamese {
    fn deadline(self, plan: &Plan, deadline: Deadline) -> String {
        let before = before_word(plan.header.before);
        let name = |event| plan.event(event).name.as_ref();
        match deadline {
            Deadline::Within(period) if period.kind() == PeriodKind::Day => {
                format!("chậm nhất ngày {}", date(period.last()))
            }
            Deadline::Within(period) => format!("trong {}", self.lower(period)),
            Deadline::Through(first, last) => format!("từ {} đến hết {}", self.lower(first), self.lower(last)),
            Deadline::Before(period) if period.kind() == PeriodKind::Day => {
                format!("trước ngày {} ({before})", date(period.first()))
            }
            Deadline::Before(period) => format!("trước khi bắt đầu {}", self.lower(period)),
            Deadline::Event(event, offset) => match offset_words(offset) {
                None => format!("trong ngày có “{}”", name(event)),
                Some(distance) if offset.days < 0 => format!("{distance} trước “{}”", name(event)),
                Some(distance) => format!("{distance} sau “{}”", name(event)),
            },
            Deadline::BeforeEvent(event) => format!("trước “{}” ({before})", name(event)),
            Deadline::Ongoing => "việc thường xuyên, không có ngày cuối cùng".to_owned(),
            Deadline::Unstated => "kế hoạch không nêu thời gian".to_owned(),
        }
    }

    /// A period in the middle of a sentence.
    fn lower(self, period: Period) -> String {
        let text = self.period(period);
        let mut letters = text.chars();
        letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
    }
}

/// A day by its number in periods of these kinds.
fn day_of(day: u32, kinds: &[PeriodKind]) -> String {
    let in_week = format!("ngày thứ {day} trong tuần");
    let month = match kinds {
        [PeriodKind::Month] => "tháng",
        _ => "tháng cuối kỳ",
    };
    match (kinds.contains(&PeriodKind::Week), kinds.len()) {
        (false, _) => format!("ngày {day} của {month}"),
        (true, 1) => in_week,
        (true, _) => format!("ngày {day} của {month} (với tuần: {in_week})"),
    }
}

fn recurrence(rule: Recurrence, kinds: &[PeriodKind], before: BeforeReading) -> String {
    match rule {
        Recurrence::End(offset) => match offset_words(offset) {
            None => "chậm nhất ngày cuối kỳ".to_owned(),
            Some(distance) => format!("trong {distance} sau khi hết kỳ"),
        },
        Recurrence::Day(day) => format!("chậm nhất {}", day_of(day, kinds)),
        Recurrence::BeforeDay(day) => format!("trước {} ({})", day_of(day, kinds), before_word(before)),
        Recurrence::DayOfNextMonth(day) => format!("chậm nhất ngày {day} của tháng sau kỳ"),
    }
}

fn offset_words(offset: Offset) -> Option<String> {
    let count = offset.days.unsigned_abs();
    let kind = if offset.working { "ngày làm việc" } else { "ngày" };
    (count > 0).then(|| format!("{count} {kind}"))
}

fn before_word(before: BeforeReading) -> &'static str {
    match before {
        BeforeReading::Exclusive => "không kể ngày đó",
        BeforeReading::Inclusive => "kể cả ngày đó",
    }
}

fn kind_word(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Day => "hằng ngày",
        PeriodKind::Week => "hằng tuần",
        PeriodKind::Month => "hằng tháng",
        PeriodKind::Quarter => "hằng quý",
        PeriodKind::Half => "6 tháng",
        PeriodKind::Year => "hằng năm",
    }
}
