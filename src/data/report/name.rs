//! What the files of reports are called: their period, and where it closes on another day than the plan's, on which.

use std::fmt;

use super::ReportFormat;
use crate::model::period::{Period, PeriodKind};
use crate::model::reporting::{MAX_REPORT_DAY, ReportPeriod};

/// What stands for periods of the calendar where the plan has a report day.
pub(crate) const CALENDAR: &str = "calendar";
const DAY: &str = "day";

/// On which day of the month periods close; nothing for those of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReportDay(pub(crate) Option<u32>);

impl ReportDay {
    /// Reads `14` or `calendar`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if text == CALENDAR {
            return Some(Self(None));
        }
        let day = text.parse().ok().filter(|day| (1..=MAX_REPORT_DAY).contains(day))?;
        (text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(Self(Some(day)))
    }
}

/// The name of a report's file: `2024-Q1.md`, `2024-Q1-day14.md`, `2024-Q1-calendar.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReportName {
    pub(crate) named: Period,
    /// The day on which its period closes, where that is not the plan's.
    pub(crate) closes: Option<ReportDay>,
    pub(crate) format: ReportFormat,
}

impl ReportName {
    /// The name of a report in a plan with this report day.
    pub(crate) fn of(period: ReportPeriod, plan: Option<u32>, format: ReportFormat) -> Self {
        let other = ReportPeriod::shifts(period.kind()) && period.report_day() != plan;
        Self { named: period.named(), closes: other.then_some(ReportDay(period.report_day())), format }
    }

    /// The name that a file has, if it is one of a report.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        let (stem, extension) = name.rsplit_once('.')?;
        let format = ReportFormat::ALL.into_iter().find(|format| format.as_str() == extension)?;
        let whole = |named, closes| Self { named, closes, format };
        let read = if let Ok(named) = Period::parse(stem) {
            whole(named, None)
        } else {
            let (period, closes) = stem.rsplit_once('-')?;
            let day = closes.strip_prefix(DAY).unwrap_or(closes);
            let closes = ReportDay::parse(day).filter(|read| (day == closes) == (read.0.is_none()))?;
            whole(Period::parse(period).ok().filter(|named| ReportPeriod::shifts(named.kind()))?, Some(closes))
        };
        let reported = PeriodKind::WORDS.iter().any(|(_, kind)| *kind == read.named.kind());
        (reported && read.to_string() == name).then_some(read)
    }

    /// The period that it names, where nothing else is said with this report day; nothing at the calendar's ends.
    pub(crate) fn period(self, otherwise: Option<u32>) -> Option<ReportPeriod> {
        ReportPeriod::of(self.named, self.closes.map_or(otherwise, |closes| closes.0))
    }
}

impl fmt::Display for ReportName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.named)?;
        match self.closes {
            None => {}
            Some(ReportDay(Some(day))) => write!(f, "-{DAY}{day}")?,
            Some(ReportDay(None)) => write!(f, "-{CALENDAR}")?,
        }
        write!(f, ".{}", self.format.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_is_written_and_no_other_is_one() {
        for name in [
            "2024-Q1.md",
            "2024-W20.html",
            "2024-9M-day14.json",
            "2024-Q1.pdf",
            "2024-05-day1.csv",
            "2024-calendar.xlsx",
        ] {
            assert_eq!(ReportName::parse(name).map(|read| read.to_string()).as_deref(), Some(name));
        }
        for name in [
            "README.md",
            "2024-05-15.md",
            "2024-13.md",
            "2024-Q1.odt",
            "2024-Q1-14.md",
            "2024-Q1-day0.md",
            "2024-Q1-day29.md",
            "2024-Q1-day014.md",
            "2024-Q1-day+1.md",
            "2024-Q1-daycalendar.md",
            "2024-W20-day14.md",
            "2024-04-H1.md",
            "x.md",
        ] {
            assert_eq!(ReportName::parse(name), None, "{name}");
        }
    }
}
