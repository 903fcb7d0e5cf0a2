//! What a workspace is made of: bodies, tasks, and who owes them when.

use crate::day::{Day, Every};
use crate::deadline::{Due, Lag};

/// What kind of body a unit is; also its place in `GROUPS`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Commune,
    Ward,
    Office,
    Enterprise,
}

pub struct Unit {
    pub id: String,
    pub name: String,
    pub short: Option<String>,
    pub kind: Kind,
    pub pilot: bool,
    pub confirmed: bool,
}

/// Who leads a task.
#[derive(Clone, Copy)]
pub enum Lead {
    /// `tat-ca`, a group of groups.
    All,
    /// `dia-phuong`, a group of two groups.
    Places,
    /// Two groups by name, and the pilot units, some of whom are named twice by that.
    CommunesOfficesPilots,
    /// One group.
    Communes,
    /// The first unit alone.
    First,
    /// Everyone but the pilot units: `tat-ca`, of which `except` takes them off.
    AllButPilots,
    /// The first four units, together: the duty stands with the first.
    FirstTogether,
}

impl Lead {
    pub fn ids(self, units: &[Unit]) -> Vec<&str> {
        match self {
            Self::All | Self::AllButPilots => vec!["tat-ca"],
            Self::Places => vec!["dia-phuong"],
            Self::CommunesOfficesPilots => vec!["cac-xa", "khoi-co-quan", "thi-diem"],
            Self::Communes => vec!["cac-xa"],
            Self::First => vec![&units[0].id],
            Self::FirstTogether => units.iter().take(4).map(|unit| unit.id.as_str()).collect(),
        }
    }

    pub fn names(self, index: usize, unit: &Unit) -> bool {
        match self {
            Self::All => true,
            Self::Places => matches!(unit.kind, Kind::Commune | Kind::Ward),
            Self::CommunesOfficesPilots => unit.pilot || matches!(unit.kind, Kind::Commune | Kind::Office),
            Self::Communes => unit.kind == Kind::Commune,
            Self::First | Self::FirstTogether => index == 0,
            Self::AllButPilots => !unit.pilot,
        }
    }
}

/// When a task is owed.
pub enum Timing {
    Once(Due),
    Recurring(Vec<Every>, Lag),
    /// As these lines of the plan's file say.
    Written(String),
}

/// One time that a task is owed: what its record is called after the task, and about when its last day is.
pub struct Occurrence {
    pub part: Option<String>,
    pub last: Option<Day>,
    /// Who leads it, where not all leads of the task do.
    pub lead: Option<Lead>,
}

pub struct Task {
    pub id: String,
    pub title: String,
    pub lead: Lead,
    pub timing: Timing,
    pub occurrences: Vec<Occurrence>,
}
