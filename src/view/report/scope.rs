//! What a report is about: a period, and the day as of which it is told.

use chrono::NaiveDate;

use crate::model::period::{Period, day_before, shift};
use crate::model::plan::Plan;

/// A period and the day as of which it is looked at: its last day, an earlier one while it goes on, or a later one that
/// was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scope {
    pub(crate) period: Period,
    /// The day; what is dated later does not count.
    pub(crate) as_of: NaiveDate,
}

impl Scope {
    /// The period as it can be told on a day; nothing where it has not begun by then.
    pub(crate) fn new(period: Period, today: NaiveDate) -> Option<Self> {
        (period.first() <= today).then(|| Self { period, as_of: today.min(period.last()) })
    }

    /// The period as of a closing day: one in it, or in the period after, since offices close their figures some days
    /// later; nothing for other days.
    pub(crate) fn closing(period: Period, day: NaiveDate) -> Option<Self> {
        let scope = Self { period, as_of: day };
        (period.first() <= day && day <= scope.horizon()).then_some(scope)
    }

    /// Whether the period goes on after the day.
    pub(crate) fn is_interim(self) -> bool {
        self.as_of < self.period.last()
    }

    /// The day before the period began: what changed since then happened in the period.
    pub(crate) fn eve(self) -> NaiveDate {
        day_before(self.period.first()).expect("a period begins in year 1 or later")
    }

    /// The day as of which the period before is compared: the eve, or, with a closing day, as many days after it. Figures
    /// that were closed some days late are compared with such figures.
    pub(crate) fn compared(self) -> NaiveDate {
        let late = (self.as_of - self.period.last()).num_days().max(0);
        shift(self.eve(), late).unwrap_or(self.eve())
    }

    /// The period before, if the plan ran by its end.
    pub(crate) fn previous(self, plan: &Plan) -> Option<Period> {
        self.period.previous().filter(|previous| previous.last() >= plan.header.starts)
    }

    /// The last day of the period after: what falls due by then is named.
    pub(crate) fn horizon(self) -> NaiveDate {
        self.period.next().map_or(self.period.last(), Period::last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_told_as_of_its_last_day_or_of_today() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let week = Period::parse("2024-W20").expect("a week");
        assert_eq!(Scope::new(week, day("2024-05-12")), None);
        let going_on = Scope::new(week, day("2024-05-15")).expect("it has begun");
        assert!(going_on.is_interim());
        assert_eq!(going_on.as_of, day("2024-05-15"));
        for today in ["2024-05-19", "2024-05-20", "2025-01-01"] {
            let over = Scope::new(week, day(today)).expect("it has begun");
            assert!(!over.is_interim());
            assert_eq!(
                (over.as_of, over.eve(), over.horizon()),
                (day("2024-05-19"), day("2024-05-12"), day("2024-05-26"))
            );
        }
        for (closing, so) in [("2024-05-12", false), ("2024-05-13", true), ("2024-05-26", true), ("2024-05-27", false)]
        {
            assert_eq!(Scope::closing(week, day(closing)).is_some(), so, "{closing}");
        }
    }
}
