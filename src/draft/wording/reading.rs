//! What a wording was read as: the notation of `plan.toml`, how sure that is, and what remains to be asked.

use chrono::NaiveDate;

use crate::model::deadline::Deadline;
use crate::model::recurrence::{Every, Recurrence};

/// How sure a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadingVerdict {
    /// It has one reading.
    Sure,
    /// There is a reading to take; the remarks say what may be argued, or what is lost.
    Doubt,
    /// Nobody may choose among its readings without asking the issuing office.
    Ambiguous,
    /// It is understood, and the notation cannot say it.
    NoNotation,
    /// It sets no time limit.
    NoLimit,
}

impl ReadingVerdict {
    /// As programs read it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Doubt => "doubt",
            Self::Ambiguous => "ambiguous",
            Self::NoNotation => "no-notation",
            Self::NoLimit => "no-limit",
        }
    }
}

/// `due` of a task: one for all its periods, or one for each kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadDue {
    One(String),
    ByKind(Vec<(&'static str, String)>),
}

/// One of several days by which parts of a task are due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    pub id: String,
    pub due: String,
    /// At least so many per cent.
    pub target: Option<String>,
}

/// A time limit as `plan.toml` writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeReading {
    pub due: Option<ReadDue>,
    /// Words of `every`.
    pub every: Vec<&'static str>,
    pub starts: Option<NaiveDate>,
    pub ends: Option<NaiveDate>,
    pub milestones: Vec<Stage>,
    /// At least so many per cent.
    pub target: Option<String>,
    /// The last day that the wording itself gives beside an event.
    pub stated: Option<NaiveDate>,
}

/// When a task is due that stands in no plan yet: events go by their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlainTiming<'r> {
    Once(Deadline<&'r str>),
    Every(Vec<(Every, Recurrence)>),
}

impl TimeReading {
    /// The rule of `due` and `every`; nothing of milestones.
    pub fn timing(&self) -> Option<PlainTiming<'_>> {
        if self.every.is_empty() {
            let Some(ReadDue::One(due)) = &self.due else { return None };
            return Deadline::parse(due).ok().map(PlainTiming::Once);
        }
        let rules = self.every.iter().map(|word| {
            let (_, every) = Every::WORDS.into_iter().find(|(name, _)| name == word)?;
            let due = match &self.due {
                Some(ReadDue::One(due)) => due,
                Some(ReadDue::ByKind(dues)) => dues.iter().find(|(kind, _)| kind == word).map_or("end", |(_, due)| due),
                None => "end",
            };
            Some((every, Recurrence::parse_for(due, every).ok()?))
        });
        rules.collect::<Option<_>>().map(PlainTiming::Every)
    }

    /// Whether the notation takes it: its numbers have limits that a wording need not know.
    pub(super) fn is_written(&self) -> bool {
        let rule = match (&self.due, self.every.is_empty()) {
            (None, true) => true,
            _ => self.timing().is_some(),
        };
        rule && self.milestones.iter().all(|stage| Deadline::parse(&stage.due).is_ok())
    }

    /// As `plan.toml` writes it, a line each key.
    pub(crate) fn lines(&self) -> Vec<String> {
        let text = |due: &str| {
            if NaiveDate::parse_from_str(due, "%Y-%m-%d").is_ok() { due.to_owned() } else { format!("\"{due}\"") }
        };
        let target = |min: &String| format!("{{ min = {min}, unit = \"%\" }}");
        let mut lines = Vec::new();
        match self.every.as_slice() {
            [] => {}
            [one] => lines.push(format!("every = \"{one}\"")),
            many => lines.push(format!("every = {many:?}")),
        }
        match &self.due {
            Some(ReadDue::One(due)) => lines.push(format!("due = {}", text(due))),
            Some(ReadDue::ByKind(dues)) => {
                let dues: Vec<String> = dues.iter().map(|(kind, due)| format!("{kind} = \"{due}\"")).collect();
                lines.push(format!("due = {{ {} }}", dues.join(", ")));
            }
            None => {}
        }
        lines.extend(self.starts.map(|day| format!("starts = {day}")));
        lines.extend(self.ends.map(|day| format!("ends = {day}")));
        lines.extend(self.target.as_ref().map(|min| format!("target = {}", target(min))));
        if !self.milestones.is_empty() {
            let stages = self.milestones.iter().map(|stage| {
                let target = stage.target.as_ref().map(|min| format!(", target = {}", target(min))).unwrap_or_default();
                format!("{{ id = \"{}\", due = {}{target} }}", stage.id, text(&stage.due))
            });
            lines.push(format!("milestones = [{}]", stages.collect::<Vec<_>>().join(", ")));
        }
        lines
    }

    /// What each of its `due` says.
    pub(super) fn dues(&self) -> Vec<&str> {
        let own = match &self.due {
            Some(ReadDue::One(due)) => vec![due.as_str()],
            Some(ReadDue::ByKind(dues)) => dues.iter().map(|(_, due)| due.as_str()).collect(),
            None => Vec::new(),
        };
        own.into_iter().chain(self.milestones.iter().map(|stage| stage.due.as_str())).collect()
    }

    pub(super) fn once(due: impl Into<String>) -> Self {
        Self { due: Some(ReadDue::One(due.into())), ..Self::default() }
    }

    pub(super) fn every(every: Vec<&'static str>, due: impl Into<String>) -> Self {
        Self { every, ..Self::once(due) }
    }
}

/// What may be argued about a reading, what is lost, what to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadingRemark {
    // Of one reading.
    /// No doubt, only what is to be done: the event and its day belong into `[events]`.
    DayElsewhere,
    Lost(String),
    Condition(String),
    Aspired,
    Expected,
    About,
    LatestBefore,
    BeforePeriodEnd,
    YearAssumed,
    /// The plan has several years, and nothing says which is meant.
    YearUnsaid,
    /// Reckoned from the day on which the plan was issued, though nothing says so.
    FromIssued,
    LongSpan,
    Slip,
    Target,
    AspiredToo,
    MiddleOf,
    TenDays,
    EventDay,
    DayStated,
    HalfKinds,
    NextYear,
    AtLeast,
    SeveralTimes,
    TermUnsaid,
    AdHocToo,
    StartLost,
    /// Work that comes again, from the first of the steps beside it on, though nothing says so.
    BeginsWithStep,
    Holidays,
    Listed,
    Loose(String),
    ReportDay(u8),
    AlsoRefers,
    MonthUnsaid,
    NotProposed,
    RestOfKinds,
    TwoReports,
    TwoDuties,
    DayOrMonth,
    OtherWeekday,
    FiscalYear,
    LastWorkingDay,
    FromDocument,
    /// A year so far ahead that it may be a slip.
    Far,
    /// A form that nobody would choose.
    Odd,
    // Why there are several.
    Conflict,
    Either,
    Nested,
    Onwards,
    OnlyStart,
    StandingOrEvery,
    StandingOrOnce,
    Throughout,
    Early,
    Refers,
    Arises,
    Soon,
    AfterEvent,
    OpenSession,
    NoAnchor,
    EarliestOrLatest,
    /// Counted from a stretch that is longer than a day.
    FromWhichDay,
    /// Days for several kinds of body, or one of them for the figures alone.
    OfEachKind,
    CutOff,
    DayOfWhich,
    LunarDay,
    RecursOrOnce,
    SchoolYear,
    WeekOf,
    SpokenOf,
    Past,
    // Why it cannot be written.
    Hours,
    Rhythm,
    NotBefore,
    EachCase,
    ReportYear,
    ProgramRule,
    NoYear,
    NoSuchDay,
    NotReadable,
    TooFar,
    Form,
    Backwards,
}

impl ReadingRemark {
    /// Whether it only says what is to be done, and puts nothing in doubt.
    pub(crate) fn is_note(&self) -> bool {
        *self == Self::DayElsewhere
    }
}

/// A wording read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordingRead {
    pub verdict: ReadingVerdict,
    /// The reading to take, or the candidates where it is ambiguous.
    pub readings: Vec<TimeReading>,
    /// Where it holds several duties: a reading for each.
    pub duties: Vec<TimeReading>,
    pub remarks: Vec<ReadingRemark>,
}

impl WordingRead {
    pub(super) fn new(verdict: ReadingVerdict, readings: Vec<TimeReading>, remarks: Vec<ReadingRemark>) -> Self {
        Self { verdict, readings, duties: Vec::new(), remarks }
    }

    /// One reading, sure but for the remarks.
    pub(super) fn one(reading: TimeReading, remarks: Vec<ReadingRemark>) -> Self {
        let verdict =
            if remarks.iter().all(ReadingRemark::is_note) { ReadingVerdict::Sure } else { ReadingVerdict::Doubt };
        Self::new(verdict, vec![reading], remarks)
    }

    pub(super) fn ambiguous(readings: Vec<TimeReading>, why: ReadingRemark) -> Self {
        Self::new(ReadingVerdict::Ambiguous, readings, vec![why])
    }

    pub(super) fn none(why: ReadingRemark) -> Self {
        Self::new(ReadingVerdict::NoNotation, Vec::new(), vec![why])
    }
}
