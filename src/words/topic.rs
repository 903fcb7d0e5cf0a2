//! What `tiendo help` tells of besides commands.

/// A topic of help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    Files,
    Deadlines,
    States,
    Dates,
    ExitCodes,
}

impl Topic {
    pub(crate) const ALL: [Self; 5] = [Self::Files, Self::Deadlines, Self::States, Self::Dates, Self::ExitCodes];

    /// As it is typed.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Deadlines => "deadlines",
            Self::States => "states",
            Self::Dates => "dates",
            Self::ExitCodes => "exit-codes",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.as_str() == name)
    }
}
