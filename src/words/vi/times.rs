//! Kỳ và hạn: periods and deadlines.

use chrono::Datelike;

use super::numbers::date;
use crate::model::deadline::{BeforeReading, Deadline, Offset, OffsetUnit};
use crate::model::period::{Period, PeriodKind, Quarter};
use crate::model::plan::{Plan, Timing};
use crate::model::recurrence::{DuePoint, Every, PartOfYear, Recurrence, WhichYear};
use crate::words::parts::by_rule;

const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];

pub(crate) fn period(period: Period) -> String {
    let (number, year) = (period.number(), period.year());
    match period.kind() {
        PeriodKind::Day => date(period.first()),
        PeriodKind::Week => format!("Tuần {number}/{year}"),
        PeriodKind::HalfMonth => {
            let half = if period.first().day() == 1 { "đầu" } else { "cuối" };
            format!("Nửa {half} tháng {}/{year}", period.first().month())
        }
        PeriodKind::Month => format!("Tháng {number}/{year}"),
        PeriodKind::Quarter => format!("Quý {}/{year}", ROMAN[number as usize - 1]),
        PeriodKind::Half if number == 1 => format!("6 tháng đầu năm {year}"),
        PeriodKind::Half => format!("6 tháng cuối năm {year}"),
        PeriodKind::NineMonths => format!("9 tháng đầu năm {year}"),
        PeriodKind::Year => format!("Năm {year}"),
    }
}

/// A period within a sentence; without one `or`.
pub(crate) fn period_or(named: Option<Period>, or: &str) -> String {
    named.map_or_else(|| or.to_owned(), lower)
}

pub(crate) fn quarter_brief(quarter: Quarter, with_year: bool) -> String {
    let roman = ROMAN[usize::from(quarter.number()) - 1];
    if with_year { format!("{roman}/{}", quarter.year()) } else { format!("Quý {roman}") }
}

pub(crate) fn timing(plan: &Plan, timing: &Timing) -> String {
    let (before, name) = (plan.header.before, |event| plan.event(event).name.as_ref());
    match timing {
        Timing::Once(deadline) => self::deadline(*deadline, before, name),
        Timing::Milestones(milestones) => {
            let said =
                milestones.iter().map(|own| format!("{}: {}", own.id, self::deadline(own.deadline, before, name)));
            said.collect::<Vec<_>>().join("; ")
        }
        Timing::Every(rules) => recurrences(rules, before),
    }
}

pub(crate) fn recurrences(rules: &[(Every, Recurrence)], before: BeforeReading) -> String {
    let said = by_rule(rules).into_iter().map(|(rule, kinds)| {
        let names: Vec<&str> = kinds.iter().map(|kind| kind_word(*kind)).collect();
        format!("{}: {}", names.join(", "), recurrence(rule, &kinds, before))
    });
    said.collect::<Vec<_>>().join("; ")
}

/// A deadline; `name` says what its event is called.
pub(crate) fn deadline<'e, E>(deadline: Deadline<E>, before: BeforeReading, name: impl Fn(E) -> &'e str) -> String {
    let before = before_word(before);
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
        Deadline::Event { event, offset, before: false } => match offset_words(offset) {
            None => format!("trong ngày có “{}”", name(event)),
            Some(distance) if offset.count < 0 => format!("{distance} trước “{}”", name(event)),
            Some(distance) => format!("{distance} sau “{}”", name(event)),
        },
        Deadline::Event { event, offset, before: true } => match offset_words(offset) {
            None => format!("trước “{}” ({before})", name(event)),
            Some(distance) => {
                let side = if offset.count < 0 { "trước" } else { "sau" };
                format!("trước ngày tính {distance} {side} “{}” ({before})", name(event))
            }
        },
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
fn day_of(day: u32, kinds: &[Every]) -> String {
    let in_week = format!("ngày thứ {day} trong tuần");
    let month = match kinds {
        [Every::Month] => "tháng",
        _ => "tháng cuối kỳ",
    };
    match (kinds.contains(&Every::Week), kinds.len()) {
        (false, _) => format!("ngày {day} của {month}"),
        (true, 1) => in_week,
        (true, _) => format!("ngày {day} của {month} (với tuần: {in_week})"),
    }
}

fn recurrence(rule: Recurrence, kinds: &[Every], reading: BeforeReading) -> String {
    let day = match rule.point {
        DuePoint::End(offset) => match (offset_words(offset), rule.before) {
            (None, _) => "ngày cuối kỳ".to_owned(),
            (Some(distance), _) if offset.count < 0 => format!("{distance} trước ngày cuối kỳ"),
            (Some(distance), false) => return format!("trong {distance} sau khi hết kỳ"),
            (Some(distance), true) => format!("ngày tính {distance} sau khi hết kỳ"),
        },
        DuePoint::Day(day) => day_of(day, kinds),
        DuePoint::DayOfNextMonth(day) => format!("ngày {day} của tháng sau kỳ"),
        DuePoint::OfYear(PartOfYear::Day { day, month }, year) => {
            let month = if month <= 2 { format!("{month:02}") } else { month.to_string() };
            format!("ngày {day:02}/{month}{}", which_year(year))
        }
        DuePoint::OfYear(PartOfYear::Month(month), year) => {
            let month = format!("tháng {month}{}", which_year(year));
            return if rule.before { format!("trước khi bắt đầu {month}") } else { format!("trong {month}") };
        }
        DuePoint::OfYear(PartOfYear::Quarter(quarter), year) => {
            let quarter = format!("quý {}{}", ROMAN[quarter as usize - 1], which_year(year));
            return if rule.before {
                format!("trước khi bắt đầu {quarter}")
            } else {
                format!("trong {quarter}")
            };
        }
    };
    if rule.before { format!("trước {day} ({})", before_word(reading)) } else { format!("chậm nhất {day}") }
}

fn which_year(year: WhichYear) -> &'static str {
    match year {
        WhichYear::Previous => " năm trước",
        WhichYear::Same => "",
        WhichYear::Next => " năm sau",
    }
}

fn offset_words(offset: Offset) -> Option<String> {
    let count = offset.count.unsigned_abs();
    let step = match offset.step {
        OffsetUnit::Days => "ngày",
        OffsetUnit::WorkingDays => "ngày làm việc",
        OffsetUnit::Weeks => "tuần",
        OffsetUnit::Months => "tháng",
        OffsetUnit::Years => "năm",
    };
    (count > 0).then(|| format!("{count} {step}"))
}

fn before_word(before: BeforeReading) -> &'static str {
    match before {
        BeforeReading::Exclusive => "không kể ngày đó",
        BeforeReading::Inclusive => "kể cả ngày đó",
    }
}

table! { fn kind_word(Every) {
    Day => "hằng ngày",
    WorkingDay => "mỗi ngày làm việc",
    Week => "hằng tuần",
    HalfMonth => "nửa tháng một lần",
    Month => "hằng tháng",
    Quarter => "hằng quý",
    Half => "6 tháng",
    FirstHalf => "6 tháng đầu năm",
    NineMonths => "9 tháng",
    Year => "hằng năm",
} }

table! { pub(crate) fn kind_name(PeriodKind) {
    Day => "ngày",
    Week => "tuần",
    HalfMonth => "nửa tháng",
    Month => "tháng",
    Quarter => "quý",
    Half => "kỳ 6 tháng",
    NineMonths => "kỳ 9 tháng",
    Year => "năm",
} }
