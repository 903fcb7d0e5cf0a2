//! How hot a cell of the board is: what is overdue in it, or else how much is completed.

use super::totals::Totals;
use crate::judge::State;

/// The heat of some obligations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heat {
    /// There are none that could be done or late.
    Empty,
    /// Nothing is overdue, nothing completed yet.
    Waiting,
    /// Nothing is overdue; less than half is completed.
    Begun,
    /// Nothing is overdue; half or more is completed.
    Going,
    Done,
    /// Up to a tenth is overdue.
    Warm,
    /// Up to a third is overdue.
    Hot,
    Burning,
}

impl Heat {
    pub(crate) const ALL: [Self; 8] =
        [Self::Empty, Self::Waiting, Self::Begun, Self::Going, Self::Done, Self::Warm, Self::Hot, Self::Burning];

    /// The heat of these counts.
    pub(crate) fn of(totals: &Totals) -> Self {
        let count = |state| u64::from(totals.of(state));
        let (overdue, completed) = (count(State::Overdue), count(State::Completed));
        let all = overdue + completed + count(State::Pending);
        match (overdue, completed) {
            _ if all == 0 => Self::Empty,
            (0, 0) => Self::Waiting,
            (0, completed) if completed == all => Self::Done,
            (0, completed) if completed * 2 >= all => Self::Going,
            (0, _) => Self::Begun,
            (overdue, _) if overdue * 10 <= all => Self::Warm,
            (overdue, _) if overdue * 3 <= all => Self::Hot,
            _ => Self::Burning,
        }
    }

    /// As style sheets name it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Waiting => "waiting",
            Self::Begun => "begun",
            Self::Going => "going",
            Self::Done => "done",
            Self::Warm => "warm",
            Self::Hot => "hot",
            Self::Burning => "burning",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_overdue_is_hot_and_what_is_completed_is_not() {
        let totals = |overdue: u32, pending: u32, completed: u32| {
            let mut totals = Totals::default();
            for (state, count) in [
                (State::Overdue, overdue),
                (State::Pending, pending),
                (State::Completed, completed),
                (State::Ongoing, 3),
            ] {
                (0..count).for_each(|_| totals.add(state));
            }
            totals
        };
        for (overdue, pending, completed, heat) in [
            (0, 0, 0, Heat::Empty),
            (0, 4, 0, Heat::Waiting),
            (0, 4, 3, Heat::Begun),
            (0, 4, 4, Heat::Going),
            (0, 0, 4, Heat::Done),
            (1, 4, 5, Heat::Warm),
            (1, 4, 4, Heat::Hot),
            (1, 0, 2, Heat::Hot),
            (1, 1, 0, Heat::Burning),
        ] {
            assert_eq!(Heat::of(&totals(overdue, pending, completed)), heat, "{overdue} {pending} {completed}");
        }
    }
}
