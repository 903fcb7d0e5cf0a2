//! Counts of obligations with a time limit, as official tables have them, and the rates made of them.

use crate::judge::{Flag, Standing, State};

/// How many obligations were completed in time or late, and how many were not, in time still or overdue.
///
/// Only what has a time limit is counted – a last day, or an event that will give it one –, and nothing that was waived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Tally {
    /// Completed by the last day.
    pub(crate) in_time: u32,
    pub(crate) late: u32,
    /// Not completed; the last day has not passed or is not known yet, or a completion is claimed and not accepted yet.
    pub(crate) pending: u32,
    /// Not completed, and the last day has passed.
    pub(crate) overdue: u32,
}

impl Tally {
    pub(crate) fn add(&mut self, standing: &Standing) {
        match standing.state {
            State::Completed if standing.flags.has(Flag::Late) => self.late += 1,
            State::Completed => self.in_time += 1,
            State::Pending => self.pending += 1,
            State::Overdue => self.overdue += 1,
            State::Ongoing | State::Waived => {}
        }
    }

    /// Counts all of `other` too.
    pub(crate) fn add_all(&mut self, other: &Self) {
        self.in_time += other.in_time;
        self.late += other.late;
        self.pending += other.pending;
        self.overdue += other.overdue;
    }

    pub(crate) fn total(&self) -> u32 {
        self.in_time + self.late + self.pending + self.overdue
    }

    pub(crate) fn completed(&self) -> u32 {
        self.in_time + self.late
    }

    /// The part of all that was completed, in time or late.
    pub(crate) fn completed_rate(&self) -> Option<Rate> {
        Rate::of(self.completed(), self.total())
    }

    /// The part of all that was completed in time.
    pub(crate) fn in_time_rate(&self) -> Option<Rate> {
        Rate::of(self.in_time, self.total())
    }

    /// The part of all that is overdue.
    pub(crate) fn overdue_rate(&self) -> Option<Rate> {
        Rate::of(self.overdue, self.total())
    }
}

/// Of what is not overdue and not completed, what was claimed and is not accepted yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) struct Claims {
    /// Of everything with a time limit.
    pub(crate) timed: u32,
    /// Of what fell due in the period, and how much of that was done late.
    pub(crate) due: u32,
    pub(crate) due_late: u32,
}

impl Claims {
    /// Counts all of `other` too.
    pub(crate) fn add_all(&mut self, other: &Self) {
        self.timed += other.timed;
        self.due += other.due;
        self.due_late += other.due_late;
    }
}

/// A part of a whole in tenths of a per cent, rounded half up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(u16);

impl Rate {
    /// `part` of `whole`; nothing of nothing.
    pub(crate) fn of(part: u32, whole: u32) -> Option<Self> {
        let (part, whole) = (u64::from(part), u64::from(whole));
        let tenths = (part * 2_000 + whole).checked_div(2 * whole)?;
        Some(Self(u16::try_from(tenths).expect("a part is not more than its whole")))
    }

    /// In tenths of a per cent, 0 to 1000.
    pub(crate) fn tenths(self) -> u16 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_rounded_half_up_to_a_tenth_of_a_per_cent() {
        for (part, whole, tenths) in [
            (0, 0, None),
            (0, 7, Some(0)),
            (7, 7, Some(1000)),
            (1, 3, Some(333)),
            (2, 3, Some(667)),
            (1, 16, Some(63)),
            (1, 2_000, Some(1)),
            (1, 2_001, Some(0)),
            (u32::MAX - 1, u32::MAX, Some(1000)),
        ] {
            assert_eq!(Rate::of(part, whole).map(Rate::tenths), tenths, "{part} of {whole}");
        }
    }
}
