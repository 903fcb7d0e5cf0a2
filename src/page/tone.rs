//! Why a piece of text stands out.

use crate::judge::{Flag, Standing, State};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    Plain,
    Heading,
    Bad,
    Good,
    Near,
    Faint,
}

impl Tone {
    /// Why what is said of an obligation stands out.
    pub(crate) fn of(standing: &Standing) -> Self {
        match standing.state {
            State::Overdue => Self::Bad,
            State::Completed => Self::Good,
            State::Pending if standing.flags.has(Flag::DueSoon) => Self::Near,
            State::Pending => Self::Plain,
            State::Ongoing | State::Waived => Self::Faint,
        }
    }
}
