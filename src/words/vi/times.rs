//! Kỳ và hạn: periods and deadlines.

use super::numbers::date;
use crate::model::deadline::{BeforeReading, Deadline, Offset, Recurrence};
use crate::model::period::{Period, PeriodKind, Quarter};
use crate::model::plan::{Plan, Timing};

const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];

pub(crate) fn period(period: Period) -> String {
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

pub(crate) fn quarter_brief(quarter: Quarter, with_year: bool) -> String {
    let roman = ROMAN[usize::from(quarter.number()) - 1];
    if with_year { format!("{roman}/{}", quarter.year()) } else { format!("Quý {roman}") }
}

pub(crate) fn timing(plan: &Plan, timing: &Timing) -> String {
    match timing {
        Timing::Once(deadline) => self::deadline(plan, *deadline),
        Timing::Every { kinds, rule } => {
            let names: Vec<&str> = kinds.iter().map(|kind| kind_word(*kind)).collect();
            format!("{}: {}", names.join(", "), recurrence(*rule, kinds, plan.header.before))
        }
    }
}

fn deadline(plan: &Plan, deadline: Deadline) -> String {
    let before = before_word(plan.header.before);
    let name = |event| plan.event(event).name.as_ref();
    match deadline {
        Deadline::Within(period) if period.kind() == PeriodKind::Day => {
            format!("chậm nhất ngày {}", date(period.last()))
        }
        Deadline::Within(period) => format!("trong {}", lower(period)),
        Deadline::Through(first, last) => format!("từ {} đến hết {}", lower(first), lower(last)),
        Deadline::Before(period) if period.kind() == PeriodKind::Day => {
            format!("trước ngày {} ({before})", date(period.first()))
        }
        Deadline::Before(period) => format!("trước khi bắt đầu {}", lower(period)),
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
pub(crate) fn lower(period: Period) -> String {
    let text = self::period(period);
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
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

table! { fn kind_word(PeriodKind) {
    Day => "hằng ngày",
    Week => "hằng tuần",
    Month => "hằng tháng",
    Quarter => "hằng quý",
    Half => "6 tháng",
    Year => "hằng năm",
} }

table! { pub(crate) fn kind_name(PeriodKind) {
    Day => "ngày",
    Week => "tuần",
    Month => "tháng",
    Quarter => "quý",
    Half => "kỳ 6 tháng",
    Year => "năm",
} }
