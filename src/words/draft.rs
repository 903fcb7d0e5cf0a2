//! What can be said of a plan that is drafted from a document.

use chrono::NaiveDate;

use crate::draft::document::{DraftSpot, SkippedPart, UnreadDocument};
use crate::draft::duty::{DutyDoubt, WhyNoDuty};

/// A piece of a drafted plan, of its coverage page, or of what is said when it is made.
#[derive(Clone, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum DraftPhrase<'a> {
    FileHead { files: &'a str },
    HowToGoOn,
    NumberUnknown,
    TitleUnknown,
    TitleGuessed { title: &'a str },
    IssuerUnknown,
    DayUnknown,
    SpanUnknown,
    UnknownNumber,
    UnknownTitle,
    EventsHead,
    UnitsHead,
    GroupsHead,
    Nobody,
    MembersOf { group: &'a str },
    NobodyAsked,
    MembersAsked { group: &'a str },
    EventAsked { event: &'a str },
    BaseOf { wording: &'a str },
    BaseAsked { wording: &'a str },
    Spot(&'a DraftSpot),
    Words { text: &'a str },
    NoteSaid { text: &'a str },
    Doubt(&'a DutyDoubt),
    ReadAs { wording: &'a str, remark: &'a str },
    NoReading { wording: &'a str },
    Candidate { lines: &'a str },
    StageWords { id: &'a str, words: &'a str },
    CoverageTitle { number: &'a str },
    CoverageHead { files: &'a str },
    PlaceHead,
    TextHead,
    OutcomeHead,
    SkippedHead,
    Heading,
    Used,
    NoDuty(WhyNoDuty),
    Skipped(&'a SkippedPart),
    NothingSkipped,
    Unread { file: &'a str, why: &'a UnreadDocument },
    NoDuties { file: &'a str },
    Drafted { tasks: usize, units: usize, groups: usize },
    TakenFrom { file: &'a str, units: usize, groups: usize },
    Questions(OpenQuestions),
    TooManyTasks { left: usize },
    Next { plan: &'a str, folder: &'a str },
    NextHere,
    InitReplaced { file: &'a str },
    WroteCoverage { file: &'a str },
    NotListed { folder: &'a str, root: &'a str },
    OnlyWithUpdate,
    UpdateCounts { changed: usize, added: usize, dropped: usize, same: usize },
    UpdateChanges,
    UpdateReplaces,
    UpdateAdds,
    UpdateDrops,
    FromTo { old: &'a str, new: &'a str },
    TimeSaid { wording: &'a str, rule: &'a str },
    UpdateFew { found: usize, tasks: usize },
    UpdateHow,
    UpdateOwn { differ: usize, same: usize },
    TargetOpen { id: &'a str, said: &'a str },
    UpdateKept { tasks: &'a str },
    OnlyCorrected,
    WithoutClause,
    HeldCorrected { ids: &'a str },
    HeldNoClause { ids: &'a str },
    EventDated { event: &'a str, date: NaiveDate },
    UpdateOpen { id: &'a str, wording: &'a str },
    UpdateOpenAdded { id: &'a str, wording: &'a str },
    NewBody { name: &'a str },
    OneProductBefore,
    AcceptWrite { count: usize, ids: &'a str },
    UpdateDoubt { id: &'a str, wording: &'a str, why: &'a str },
    UpdateDoubtAdded { id: &'a str, wording: &'a str, why: &'a str, due: &'a str },
    UpdateStranger { id: &'a str },
    AcceptAsked { id: &'a str, at: usize, all: usize },
    AcceptHelp,
}

/// How much of a draft is to be looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OpenQuestions {
    /// Lines that ask something of the head of the plan, and so on.
    pub(crate) head: usize,
    pub(crate) events: usize,
    pub(crate) units: usize,
    pub(crate) groups: usize,
    pub(crate) tasks: usize,
    /// Names of units that nobody has confirmed.
    pub(crate) names: usize,
}

impl OpenQuestions {
    pub(crate) fn lines(&self) -> usize {
        self.head + self.events + self.units + self.groups + self.tasks
    }
}
