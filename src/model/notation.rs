//! Time limits as files write them.

use super::deadline::{Deadline, Offset, OffsetUnit};
use super::plan::{Plan, Timing};
use super::recurrence::{DuePoint, PartOfYear, Recurrence, WhichYear};

impl OffsetUnit {
    fn written(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::WorkingDays => "working days",
            Self::Weeks => "weeks",
            Self::Months => "months",
            Self::Years => "years",
        }
    }
}

impl Offset {
    /// With the blank before it; nothing where it is none.
    fn written(self) -> String {
        let (sign, count) = (if self.count < 0 { '-' } else { '+' }, self.count.unsigned_abs());
        if count == 0 { String::new() } else { format!(" {sign} {count} {}", self.step.written()) }
    }
}

impl<E> Deadline<E> {
    fn written<'e>(self, id: impl FnOnce(E) -> &'e str) -> String {
        match self {
            Self::Within(period) => period.to_string(),
            Self::Through(first, last) => format!("{first}..{last}"),
            Self::Before(period) => format!("before {period}"),
            Self::Event { event, offset, before } => {
                let before = if before { "before " } else { "" };
                format!("{before}event {}{}", id(event), offset.written())
            }
            Self::Ongoing => "ongoing".to_owned(),
            Self::Unstated => "unstated".to_owned(),
        }
    }
}

impl Recurrence {
    fn written(self) -> String {
        let year = |year: WhichYear| match year {
            WhichYear::Previous => " of previous year",
            WhichYear::Same => "",
            WhichYear::Next => " of next year",
        };
        let point = match self.point {
            DuePoint::End(offset) => format!("end{}", offset.written()),
            DuePoint::Day(day) => format!("day {day}"),
            DuePoint::DayOfNextMonth(day) => format!("day {day} of next month"),
            DuePoint::OfYear(PartOfYear::Day { day, month }, of) => format!("day {day} of month {month}{}", year(of)),
            DuePoint::OfYear(PartOfYear::Month(month), of) => format!("month {month}{}", year(of)),
            DuePoint::OfYear(PartOfYear::Quarter(quarter), of) => format!("quarter {quarter}{}", year(of)),
        };
        if self.before { format!("before {point}") } else { point }
    }
}

impl Timing {
    /// As files write it, on one line; of what comes again with the kinds of its periods.
    pub(crate) fn written(&self, plan: &Plan) -> String {
        let deadline = |deadline: Deadline| deadline.written(|event| plan.event(event).id.as_str());
        match self {
            Self::Once(once) => deadline(*once),
            Self::Every(rules) => {
                let rules = rules.iter().map(|(every, rule)| format!("{} {}", every.as_str(), rule.written()));
                rules.collect::<Vec<_>>().join(", ")
            }
            Self::Milestones(all) => {
                let all = all.iter().map(|own| format!("{} {}", own.id, deadline(own.deadline)));
                all.collect::<Vec<_>>().join(", ")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Deadline, Recurrence};

    #[test]
    fn what_is_written_is_read_as_it_was() {
        for due in [
            "2024-03-15",
            "2024-Q1",
            "2024-9M..2025-04-H2",
            "before 2024-Q1",
            "event e",
            "before event e + 5 working days",
            "event e - 2 months",
            "event e + 3 weeks",
            "ongoing",
            "unstated",
        ] {
            assert_eq!(Deadline::parse(due).expect("it is a deadline").written(|event| event), due);
        }
        for due in [
            "end",
            "end + 3 days",
            "end - 2 working days",
            "before end + 2 months",
            "day 5",
            "before day 5",
            "day 5 of next month",
            "day 5 of month 3 of next year",
            "month 3",
            "before quarter 2 of previous year",
        ] {
            assert_eq!(Recurrence::parse(due).expect("it is a recurrence").written(), due);
        }
    }
}
