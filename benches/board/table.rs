//! Rows of the printed tables: what was measured, beside what is to be reached.

use crate::sample::Spread;

/// What is to be reached.
pub struct Goal {
    limits: Option<(f64, f64)>,
    least: bool,
}

impl Goal {
    pub const fn at_most(commit: f64, stretch: f64) -> Self {
        Self { limits: Some((commit, stretch)), least: false }
    }

    pub const fn at_least(commit: f64, stretch: f64) -> Self {
        Self { limits: Some((commit, stretch)), least: true }
    }

    pub const fn none() -> Self {
        Self { limits: None, least: false }
    }

    /// The last three cells of a row.
    fn cells(&self, value: f64) -> String {
        let Some((commit, stretch)) = self.limits else { return " | | ".to_owned() };
        let reached = |limit: f64| if self.least { value >= limit } else { value <= limit };
        let word = match (reached(commit), reached(stretch)) {
            (_, true) => "stretch",
            (true, false) => "commit",
            (false, false) => "**missed**",
        };
        let sign = if self.least { '≥' } else { '≤' };
        format!("{sign} {commit} | {sign} {stretch} | {word}")
    }
}

/// One measurement.
pub struct Row {
    pub what: String,
    pub first: String,
    pub second: String,
    pub value: Spread,
    pub goal: Goal,
}

/// The measurements that were made, and those that could not be.
#[derive(Default)]
pub struct Table {
    rows: Vec<Row>,
    skipped: Vec<(String, String)>,
}

impl Table {
    pub fn push(&mut self, row: Row) {
        self.rows.push(row);
    }

    pub fn skip(&mut self, what: &str, why: &str) {
        self.skipped.push((what.to_owned(), why.to_owned()));
    }

    /// Prints the rows, their middle cells made by `cells`, and below them what was skipped.
    pub fn print(&self, cells: impl Fn(&Row) -> String) {
        for row in &self.rows {
            println!("| {} | {} | {} |", row.what, cells(row), row.goal.cells(row.value.middle));
        }
        for (what, why) in &self.skipped {
            println!("\nSkipped: {what}: {why}.");
        }
    }
}

/// A time with its fitting unit.
pub fn seconds(value: f64) -> String {
    match value {
        tiny if tiny < 1e-6 => format!("{:.0} ns", tiny * 1e9),
        small if small < 0.01 => format!("{:.2} ms", small * 1e3),
        middle if middle < 1.0 => format!("{:.1} ms", middle * 1e3),
        large => format!("{large:.2} s"),
    }
}

/// A ratio with the middle half of its values.
pub fn ratio(spread: &Spread) -> String {
    format!("{:.2} ({:.2}–{:.2})", spread.middle, spread.low, spread.high)
}

/// KiB as MiB.
pub fn mebibytes(kibibytes: u64) -> f64 {
    #[allow(clippy::cast_precision_loss)] // a machine's memory, far from 2^53 KiB
    let kibibytes = kibibytes as f64;
    kibibytes / 1024.0
}
