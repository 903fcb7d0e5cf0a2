//! A duty as a document gives it, before it is a task of a plan.

use chrono::NaiveDate;

use super::document::DraftSpot;
use super::parties::Party;

/// Work that a document gives to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftDuty {
    pub spot: DraftSpot,
    /// Its place in the outline: `II.1.2`.
    pub clause: String,
    /// The document's own words.
    pub text: String,
    /// What is to be done, short.
    pub title: String,
    pub lead: Vec<Party>,
    pub support: Vec<Party>,
    pub product: Option<String>,
    /// The words for its time limit.
    pub wording: Option<String>,
    pub note: Option<String>,
    pub doubts: Vec<DutyDoubt>,
}

/// What is to be asked about a duty, or looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DutyDoubt {
    /// The document names nobody.
    NoLead,
    /// The document has a place for a time limit, and it is empty.
    NoTime,
    /// The text ends within a word or name.
    CutOff(String),
    /// It has none of its own: from the row above.
    LeadAbove,
    TimeAbove,
    /// It begins like no name of a body.
    UnknownName(String),
    /// The same name with other marks stands elsewhere: taken for one body.
    OtherSpelling {
        name: String,
        other: String,
    },
    /// What the document says in brackets behind a name.
    Scope {
        name: String,
        remark: String,
    },
    /// One product of several leads: `joint`.
    OneProduct,
    /// “đạt 80%” in what is to be done: perhaps a target.
    TargetSaid(String),
    /// A text that stands in a column for something else.
    Stray(String),
    /// Words of a time limit that stand in a sentence with others.
    OtherTime(String),
    /// Words of a period within a sentence, which may belong to a noun.
    InSentence(String),
    /// A cell whose formula was saved without its result.
    NoResult {
        cell: String,
        formula: String,
    },
    /// What a tracker says that is not recorded as it stands.
    Told(ToldDoubt),
}

/// Why something that a tracker says of a task is in no record, or is to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToldDoubt {
    /// The tracker names a person where a body belongs; whom, no file keeps.
    Person,
    /// Words for how it stands that are not known.
    State(String),
    /// It is done, and the tracker does not say when.
    DoneUndated(String),
    /// What is no day that can be recorded: not one, or one to come.
    NoDay(String),
    Future(NaiveDate),
    /// It is under way, and neither its beginning nor the tracker's own day is known.
    StartUndated(String),
    /// It is put away by a mark of the program that exported it.
    PutAway(String),
    /// Waived, without the document that says so and its day.
    NoDecision(String),
    /// How far it is, without a day; or no figure.
    NoProgress(String),
    /// Done by one column and not done by another.
    Contradicts {
        state: String,
        done: NaiveDate,
    },
    /// The task comes again or has steps: of which of them is it said?
    WhichPart(String),
    /// It is said of units that nobody has listed.
    NoUnit(String),
    /// It is said once of several units, and recorded with each.
    OfAll(String),
    /// A cell whose formula was saved without its result.
    NoResult {
        cell: String,
        formula: String,
    },
    /// Another row says something else of the same task and unit.
    OtherRow {
        row: u32,
        said: String,
    },
}

/// What a place of the document came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoveredPlace {
    pub spot: DraftSpot,
    pub clause: String,
    pub text: String,
    pub came: PlaceOutcome,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceOutcome {
    /// The duties of these numbers, from 0.
    Duties(Vec<usize>),
    /// A heading, whose words are in the clauses below.
    Heading,
    /// What it says went into other duties: a time limit, who does it.
    Used,
    /// Nobody is to do anything.
    NoDuty(WhyNoDuty),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyNoDuty {
    /// Numbers, titles, names of offices, recipients.
    Frame,
    /// Why and on what grounds the document was made.
    Preamble,
    /// Aims and principles.
    Aim,
    /// It names nobody and no time.
    NobodyNamed,
    /// Headings of a table, columns' numbers.
    Headings,
    /// A table of something else.
    OtherTable,
    /// A note or remark.
    Remark,
    /// An item of a list that ends the clause above.
    Listed,
    /// A row that says something, and not of which task.
    Unnamed,
}
