//! The periods that reports are made of: those of the calendar, or those that close on a day of the month (format,
//! section 8).

use chrono::{Datelike, Months, NaiveDate};

use super::period::{Period, PeriodKind, day_after, day_before};

/// The latest day of the month on which periods can close: every month has it.
pub(crate) const MAX_REPORT_DAY: u32 = 28;

/// A period that a report is about, with its first and last day. With a report day, months run from the day after it to
/// it, and likewise quarters, half-years, nine months and years, as Decree 09/2019/NĐ-CP has it; weeks never do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportPeriod {
    named: Period,
    report_day: Option<u32>,
    first: NaiveDate,
    last: NaiveDate,
}

impl ReportPeriod {
    /// The period that is called so; nothing at the ends of chrono's range.
    pub(crate) fn of(named: Period, report_day: Option<u32>) -> Option<Self> {
        let report_day = report_day.filter(|_| Self::shifts(named.kind()));
        let (first, last) = match report_day {
            None => (named.first(), named.last()),
            Some(day) => {
                let before = day_before(named.first())?;
                (day_after(before.with_day(day)?)?, named.last().with_day(day)?)
            }
        };
        Some(Self { named, report_day, first, last })
    }

    /// The period of this kind in which a day lies; none of nine months in the three after them.
    pub(crate) fn containing(kind: PeriodKind, report_day: Option<u32>, day: NaiveDate) -> Option<Self> {
        let closed = report_day.is_some_and(|last| Self::shifts(kind) && day.day() > last);
        let month = if closed { day.with_day(1)?.checked_add_months(Months::new(1))? } else { day };
        Self::of(Period::containing(kind, month)?, report_day)
    }

    /// The same; in the three months after nine months those that are over.
    pub(crate) fn current(kind: PeriodKind, report_day: Option<u32>, day: NaiveDate) -> Option<Self> {
        Self::containing(kind, report_day, day).or_else(|| {
            let year = Self::containing(PeriodKind::Year, report_day, day)?.named;
            Self::of(Period::containing(kind, year.first())?, report_day)
        })
    }

    /// Whether periods of this kind can close on a day of the month.
    pub(crate) fn shifts(kind: PeriodKind) -> bool {
        !matches!(kind, PeriodKind::Day | PeriodKind::Week | PeriodKind::HalfMonth)
    }

    /// What it is called, whichever day it closes on.
    pub(crate) fn named(self) -> Period {
        self.named
    }

    pub(crate) fn kind(self) -> PeriodKind {
        self.named.kind()
    }

    /// The day of the month on which it closes; nothing where it is one of the calendar.
    pub(crate) fn report_day(self) -> Option<u32> {
        self.report_day
    }

    pub(crate) fn first(self) -> NaiveDate {
        self.first
    }

    pub(crate) fn last(self) -> NaiveDate {
        self.last
    }

    pub(crate) fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    pub(crate) fn next(self) -> Option<Self> {
        Self::of(self.named.next()?, self.report_day)
    }

    pub(crate) fn previous(self) -> Option<Self> {
        Self::of(self.named.previous()?, self.report_day)
    }

    /// The day that lies as far into the period before as `day` does in this one: the same day of the week, or of the
    /// month as many months earlier, the last where that month is shorter.
    pub(crate) fn earlier(self, day: NaiveDate) -> Option<NaiveDate> {
        let previous = self.previous()?;
        let moved = match self.kind() {
            PeriodKind::Week => day - (self.first - previous.first),
            kind => {
                day.checked_sub_months(Months::new(if kind == PeriodKind::NineMonths { 12 } else { kind.months()? }))?
            }
        };
        Some(moved.clamp(previous.first, previous.last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn months_run_from_the_day_after_the_report_day_to_it() {
        // Decree 09/2019/NĐ-CP, article 12.
        for (named, report_day, first, last) in [
            ("2024-04", 14, "2024-03-15", "2024-04-14"),
            ("2024-Q1", 14, "2023-12-15", "2024-03-14"),
            ("2024-H1", 14, "2023-12-15", "2024-06-14"),
            ("2024-H2", 14, "2024-06-15", "2024-12-14"),
            ("2024-9M", 14, "2023-12-15", "2024-09-14"),
            ("2024", 14, "2023-12-15", "2024-12-14"),
            ("2024-03", 28, "2024-02-29", "2024-03-28"),
            ("2023-03", 28, "2023-03-01", "2023-03-28"),
            ("2024-01", 1, "2023-12-02", "2024-01-01"),
            ("2024-W20", 14, "2024-05-13", "2024-05-19"),
        ] {
            let period = ReportPeriod::of(Period::parse(named).expect(named), Some(report_day)).expect(named);
            assert_eq!((period.first(), period.last()), (day(first), day(last)), "{named} to the {report_day}th");
        }
    }

    #[test]
    fn every_day_lies_in_one_period_of_each_kind() {
        let kinds = PeriodKind::WORDS.map(|(_, kind)| kind);
        for report_day in [None, Some(1), Some(14), Some(28)] {
            for today in day("2023-01-01").iter_days().take(1_500) {
                for kind in kinds {
                    let Some(period) = ReportPeriod::containing(kind, report_day, today) else {
                        assert_eq!(kind, PeriodKind::NineMonths);
                        let over = ReportPeriod::current(kind, report_day, today).expect("one is over");
                        assert!(over.last() < today && today < over.next().expect("there is a next").first());
                        continue;
                    };
                    assert!(period.contains(today), "{today} {period:?}");
                    let (next, previous) = (period.next().expect("a next"), period.previous().expect("one before"));
                    assert_eq!((next.previous(), previous.next()), (Some(period), Some(period)));
                    if kind != PeriodKind::NineMonths {
                        assert_eq!(Some(next.first()), day_after(period.last()));
                    }
                    let earlier = period.earlier(today).expect("a day before");
                    assert!(previous.contains(earlier), "{today} {earlier}");
                    if today == period.first() {
                        assert!((earlier - previous.first()).num_days().abs() <= 28, "{today} {earlier}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_same_stretch_of_the_period_before_ends_on_the_same_day_of_its_month() {
        for (named, report_day, today, earlier) in [
            ("2024-Q2", None, "2024-05-15", "2024-02-15"),
            ("2024-Q2", None, "2024-05-31", "2024-02-29"),
            ("2024-W20", None, "2024-05-15", "2024-05-08"),
            ("2024-03", None, "2024-03-30", "2024-02-29"),
            ("2024", None, "2024-02-29", "2023-02-28"),
            ("2024-9M", None, "2024-05-15", "2023-05-15"),
            ("2024-Q2", Some(14), "2024-05-20", "2024-02-20"),
        ] {
            let period = ReportPeriod::of(Period::parse(named).expect(named), report_day).expect(named);
            assert_eq!(period.earlier(day(today)), Some(day(earlier)), "{named}");
        }
    }
}
