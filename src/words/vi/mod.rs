//! Tiếng Việt: Vietnamese, the first language of the program.

mod cli;
mod collect;
mod draft;
mod errors;
mod export;
mod guide;
mod handing;
mod labels;
mod named;
mod numbers;
mod office;
mod past;
mod phrases;
mod planning;
mod problems;
mod review;
mod screen;
mod sheet;
mod site;
mod summary;
mod syntax;
mod times;
mod told;
mod tracker;
mod typed;
mod why;
mod wording;

use super::label::Label;
use super::language::Words;
use super::phrase::Phrase;
use super::topic::Topic;
use crate::diagnostic::{Problem, Related};
use crate::draft::wording::{PlainTiming, ReadingRemark, ReadingVerdict};
use crate::judge::{Flag, State};
use crate::model::deadline::BeforeReading;
use crate::model::period::{Period, Quarter};
use crate::model::plan::{Lang, Plan, Timing};
use crate::rules::{Code, Severity};
use crate::view::heat::Heat;
use crate::view::sheet::problem::SheetProblem;
use crate::view::sheet::{Column, Status};

#[derive(Clone, Copy, Debug)]
pub(crate) struct Vietnamese;

impl Words for Vietnamese {
    fn lang(&self) -> Lang {
        Lang::Vi
    }

    fn label(&self, label: Label) -> &'static str {
        labels::label(label)
    }

    fn phrase(&self, phrase: &Phrase<'_>) -> String {
        phrases::phrase(phrase)
    }

    fn number(&self, number: u64) -> String {
        numbers::number(number)
    }

    fn decimal_sign(&self) -> char {
        ','
    }

    fn tenths(&self, tenths: u16) -> String {
        numbers::tenths(tenths)
    }

    table! { fn state(&self, State) {
        Overdue => "chưa hoàn thành quá hạn",
        Pending => "chưa hoàn thành trong hạn",
        Completed => "hoàn thành",
        Ongoing => "thường xuyên",
        Waived => "không áp dụng",
    } }

    fn completed(&self, late: bool) -> &'static str {
        if late { "hoàn thành trễ hạn" } else { "hoàn thành đúng hạn" }
    }

    table! { fn state_brief(&self, State) {
        Overdue => "QH", Pending => "TH", Completed => "HT", Ongoing => "TX", Waived => "KA",
    } }

    table! { fn flag(&self, Flag) {
        Amended => "hạn đã sửa đổi",
        Cancelled => "đã bãi bỏ",
        AwaitingAcceptance => "chờ nghiệm thu",
        DateOpen => "sự kiện chưa có ngày",
        DueSoon => "sắp đến hạn",
        Extended => "được gia hạn",
        InProgress => "đang thực hiện",
        Late => "trễ hạn",
        Moved => "hạn lùi do ngày nghỉ",
        NotStartedPeriod => "chưa đến kỳ",
        PromiseLapsed => "quá ngày dự kiến",
    } }

    table! { fn heat(&self, Heat) {
        Empty => "không có việc",
        Waiting => "chưa hoàn thành việc nào, chưa quá hạn",
        Begun => "hoàn thành dưới một nửa",
        Going => "hoàn thành từ một nửa",
        Done => "hoàn thành tất cả",
        Warm => "quá hạn đến 10%",
        Hot => "quá hạn đến một phần ba",
        Burning => "quá hạn trên một phần ba",
    } }

    fn period(&self, period: Period) -> String {
        times::period(period)
    }

    fn quarter_brief(&self, quarter: Quarter, with_year: bool) -> String {
        times::quarter_brief(quarter, with_year)
    }

    fn timing(&self, plan: &Plan, timing: &Timing) -> String {
        times::timing(plan, timing)
    }

    fn due(&self, due: &PlainTiming<'_>) -> String {
        let before = BeforeReading::Exclusive;
        match due {
            PlainTiming::Once(deadline) => times::deadline(*deadline, before, |event| event),
            PlainTiming::Every(rules) => times::recurrences(rules, before),
        }
    }

    fn verdict(&self, verdict: ReadingVerdict) -> &'static str {
        wording::verdict(verdict)
    }

    fn wording_remark(&self, remark: &ReadingRemark) -> String {
        wording::remark(remark)
    }

    fn problem_and_help(&self, problem: &Problem) -> (String, Option<String>) {
        problems::problem(problem)
    }

    table! { fn related(&self, Related) {
        First => "lần đầu ở đây", Started => "ngày bắt đầu ở đây", Done => "ngày hoàn thành ở đây",
        Wording => "nguyên văn ở đây", Shared => "tệp này cũng có mã ấy",
    } }

    table! { fn severity(&self, Severity) { Error => "lỗi", Warning => "cảnh báo" } }

    fn column(&self, column: Column) -> &'static str {
        sheet::column(column)
    }

    fn status(&self, status: Status) -> &'static str {
        sheet::status(status)
    }

    fn wrong_sheet(&self, problem: &SheetProblem) -> String {
        sheet::problem(problem)
    }

    crate::rules::every_rule! { rule_texts }

    fn export_readme(&self) -> &'static str {
        include_str!("export.md")
    }

    fn topic(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::Files => include_str!("topics/files.txt"),
            Topic::Deadlines => include_str!("topics/deadlines.txt"),
            Topic::States => include_str!("topics/states.txt"),
            Topic::Dates => include_str!("topics/dates.txt"),
            Topic::ExitCodes => include_str!("topics/exit-codes.txt"),
        }
    }

    fn new_plan(&self) -> &'static str {
        include_str!("plan.toml")
    }

    fn new_collection(&self) -> &'static str {
        include_str!("plans.toml")
    }

    fn office_tag(&self) -> &'static str {
        "vi-VN"
    }
}
