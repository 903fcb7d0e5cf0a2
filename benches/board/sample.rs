//! Two programs in turn, and what the pairs say: medians, and the median of the pairs' ratios.

use std::time::Duration;

use anyhow::Result;

use crate::process::Program;

/// The wall times of two programs run in turn, A B A B.
pub struct Pairs(Vec<(Duration, Duration)>);

/// A median with the quarter of the values below and above it.
pub struct Spread {
    pub low: f64,
    pub middle: f64,
    pub high: f64,
}

impl Pairs {
    /// So many rounds, after one of each that only warms the caches and shows that both succeed.
    pub fn take(one: &Program, other: &Program, rounds: u32) -> Result<Self> {
        one.output()?;
        other.output()?;
        (0..rounds).map(|_| Ok((one.wall()?, other.wall()?))).collect::<Result<_>>().map(Self)
    }

    pub fn first(&self) -> Spread {
        Spread::of(self.0.iter().map(|(one, _)| one.as_secs_f64()))
    }

    pub fn second(&self) -> Spread {
        Spread::of(self.0.iter().map(|(_, other)| other.as_secs_f64()))
    }

    /// Of first ÷ second, pair by pair.
    pub fn ratio(&self) -> Spread {
        Spread::of(self.0.iter().map(|(one, other)| one.as_secs_f64() / other.as_secs_f64()))
    }
}

impl Spread {
    pub fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.collect();
        values.sort_by(f64::total_cmp);
        let at = |quarters: usize| values.get((values.len() - 1) * quarters / 4).copied().unwrap_or(f64::NAN);
        if values.is_empty() {
            return Self { low: f64::NAN, middle: f64::NAN, high: f64::NAN };
        }
        Self { low: at(1), middle: at(2), high: at(3) }
    }
}
