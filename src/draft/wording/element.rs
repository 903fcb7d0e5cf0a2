//! What a wording is made of, as data: limits, recurrences, counts, and what makes them doubtful.

use super::count::{Distance, Frequency};
use super::place::Context;
use super::stretch::{Length, Stretch};

/// How a stretch bounds the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// In it, until it, or only named.
    Within,
    Latest,
    Before,
    /// “chậm nhất trước ngày …”
    LatestBefore,
    /// Only when it begins.
    From,
    After,
}

/// How a piece is joined to the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    Apart,
    Comma,
    And,
    Or,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Limit {
    pub(super) edge: Edge,
    /// Where a stretch of several begins.
    pub(super) from: Option<Stretch>,
    pub(super) when: Stretch,
    pub(super) aspired: bool,
    /// A number to reach: at least so many per cent.
    pub(super) target: Option<String>,
    /// “đợt 1”, “thứ hai”: its own number among several.
    pub(super) label: Option<(String, u8)>,
    /// Whether its end is said: “đến hết năm 2030”, not only “2026 - 2030”.
    pub(super) ends_said: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Element {
    Limit(Limit),
    /// Kinds of period; whether they are said to recur, or only named by a report.
    Every {
        kinds: Vec<Cycle>,
        said: bool,
        reported: bool,
    },
    /// “định kỳ” without a kind of period.
    Periodic,
    Frequency {
        frequency: Frequency,
        at_least: bool,
    },
    Distance {
        offset: Distance,
        earliest: bool,
    },
    /// What a report is of: no limit beside another.
    Subject(Stretch),
    /// The year that follows stands behind a noun, with nothing that makes it a limit: “Kế hoạch thu hút đầu tư năm 2025”.
    Name,
    Standing,
    Throughout,
    /// No time is set; whether only because nobody proposed one yet.
    Unstated {
        proposed: bool,
    },
    AsArises,
    Refer,
    Soon,
    Onwards,
    /// A meeting of a council; whether which one it is stays open.
    Session {
        name: String,
        open: bool,
        part: Option<Stretch>,
    },
    /// An event and how the limit lies to it.
    Event {
        name: String,
        edge: Edge,
    },
    Condition(String),
    /// What the notation cannot say: an hour, a half of a day.
    Lost(String),
    Expected,
    About,
    Aspired,
    Earliest,
    Lunar,
    /// “sau 10 ngày kể từ …”: not before, or not later?
    Sooner,
    /// “của tháng trước”: a report's figures are those of the period before.
    OfPrevious(Length),
    /// The day of the week that is named is not that of the day.
    OtherWeekday,
    /// What follows holds for one period alone: “riêng tháng 12”.
    Apart,
    Program,
    /// “tính từ ngày 15 tháng trước đến ngày 14 tháng báo cáo”: the days that a report's figures cover.
    Window {
        from: u8,
        to: u8,
    },
}

/// A kind of period in the wording, before it is known which others stand beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cycle {
    Day,
    WorkingDay,
    Week,
    HalfMonth,
    Month,
    Quarter,
    /// “6 tháng”: each half, or the first one where the year stands beside it.
    Half,
    FirstHalf,
    SecondHalf,
    NineMonths,
    Year,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct FoundElement {
    pub(super) piece: Element,
    pub(super) bracket: bool,
    pub(super) join: Join,
}

/// What is in a wording, whatever the order.
pub(super) struct Pieces<'f> {
    pub(super) found: &'f [FoundElement],
    pub(super) context: Context,
}

impl<'f> Pieces<'f> {
    pub(super) fn has(&self, is: impl Fn(&Element) -> bool) -> bool {
        self.found.iter().any(|it| is(&it.piece))
    }

    pub(super) fn limits(&self) -> impl Iterator<Item = (&'f Limit, &'f FoundElement)> {
        self.found
            .iter()
            .filter_map(|found| if let Element::Limit(limit) = &found.piece { Some((limit, found)) } else { None })
    }

    pub(super) fn offsets(&self) -> impl Iterator<Item = (&'f Distance, bool)> {
        self.found.iter().filter_map(|found| match &found.piece {
            Element::Distance { offset, earliest } => Some((offset, *earliest)),
            _ => None,
        })
    }
}
