//! What can be said of units that come and go, of duties that several units share, and of work on several levels.

use chrono::NaiveDate;

/// What an obligation has to do with other units.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the English sentences say what each is")]
pub enum HandingPhrase<'a> {
    Together {
        units: &'a str,
    },
    HandedTo {
        units: &'a str,
    },
    TakenFrom {
        unit: &'a str,
        with: Option<&'a str>,
    },
    TakenOver {
        count: usize,
        from: &'a str,
    },
    /// `show` is the command that lists them, where one unit is asked about.
    OverdueTakenOver {
        count: usize,
        from: &'a str,
        show: Option<&'a str>,
    },
    Handed {
        count: u32,
        units: &'a str,
    },
    LettersTo {
        unit: &'a str,
        until: NaiveDate,
        units: &'a str,
    },
    DoneBelow {
        completed: u64,
        of: u64,
    },
    DoneAhead {
        completed: u64,
        of: u64,
    },
    DoneBehind {
        completed: u64,
        of: u64,
    },
    AheadOfBelow {
        completed: u64,
        of: u64,
    },
    BehindBelow {
        of: u64,
    },
    LetterTakenOver {
        count: usize,
        all: bool,
        from: &'a str,
    },
}
