//! Whether a report is what the data give: those of the state that it stands in, or of the commit that last wrote it.

/// What came of looking at a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Matches,
    /// Its form is of another edition; its figures are those that the data give.
    FiguresMatch,
    Differs,
    /// It is no report of this program, or one that people are meant to write in.
    NotOurs,
    /// The data of its commit cannot be read.
    Unread,
}

/// The past of a report, as far as it is asked for.
pub(crate) trait ReportHistory {
    type Error;
    /// What the data of the commit that last wrote it make of it; nothing where it is not as that commit left it.
    fn at_last_change(&mut self) -> Result<Option<Verdict>, Self::Error>;
    /// Whether a commit had it as a report of this program.
    fn was_ours(&mut self) -> Result<bool, Self::Error>;
}

/// The verdict on a report, given what the data beside it make of it.
pub(crate) fn verdict<H: ReportHistory>(beside: Verdict, history: &mut H) -> Result<Verdict, H::Error> {
    match beside {
        Verdict::Matches | Verdict::FiguresMatch => Ok(beside),
        // What was a report of this program once has lost the sign by which it was known.
        Verdict::NotOurs => Ok(if history.was_ours()? { Verdict::Differs } else { Verdict::NotOurs }),
        // What is not committed yet has only the data as they are.
        // A commit whose data cannot be read vouches for nothing that the data beside it contradict.
        Verdict::Differs => Ok(history.at_last_change()?.filter(|then| *then != Verdict::Unread).unwrap_or(beside)),
        Verdict::Unread => Ok(history.at_last_change()?.unwrap_or(beside)),
    }
}
