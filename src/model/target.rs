//! How much a task is to reach, and the amounts that are recorded on the way.

use std::fmt;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

/// An amount that is not negative, exact to three decimals: `120`, `95.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount {
    thousandths: u64,
}

impl Amount {
    /// The greatest whole amount.
    pub(crate) const MOST: u64 = 999_999_999_999;

    pub fn whole(number: u64) -> Option<Self> {
        (number <= Self::MOST).then(|| Self { thousandths: number * 1000 })
    }

    /// So many thousandths, of no more than the greatest amount.
    pub(crate) fn thousandths(thousandths: u64) -> Self {
        Self { thousandths }
    }

    /// A number with a fraction; nothing where three decimals do not say it, or it is negative or too great.
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::float_cmp,
        reason = "checked"
    )]
    pub(crate) fn fraction(number: f64) -> Option<Self> {
        let thousandths = (number * 1000.0).round();
        let exact = thousandths / 1000.0 == number && (0.0..=(Self::MOST * 1000) as f64).contains(&thousandths);
        exact.then_some(Self { thousandths: thousandths as u64 })
    }

    /// How much this is of `whole`, from 0 to `most`, rounded down.
    pub(crate) fn part_of(self, whole: Self, most: u64) -> u64 {
        let part = u128::from(self.thousandths) * u128::from(most) / u128::from(whole.thousandths.max(1));
        u64::try_from(part).map_or(most, |part| part.min(most))
    }

    /// A hundred times as much.
    pub(crate) fn hundredfold(self) -> Self {
        Self { thousandths: self.thousandths.saturating_mul(100) }
    }

    /// What comes before the decimal sign, and what after it without zeros at its end.
    pub(crate) fn parts(self) -> (u64, String) {
        let fraction = format!("{:03}", self.thousandths % 1000);
        (self.thousandths / 1000, fraction.trim_end_matches('0').to_owned())
    }
}

/// As files and machine formats write it.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = self.parts();
        if fraction.is_empty() { write!(f, "{whole}") } else { write!(f, "{whole}.{fraction}") }
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.thousandths.is_multiple_of(1000) {
            return serializer.serialize_u64(self.thousandths / 1000);
        }
        // Of so many digits the nearest binary number is written with just these.
        let number: f64 = self.to_string().parse().expect("digits and a point are a number");
        serializer.serialize_f64(number)
    }
}

/// How much is to be reached: at least, at most, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetRange {
    pub(crate) min: Option<Amount>,
    pub(crate) max: Option<Amount>,
    /// What is counted: `chi bộ`, `%`.
    pub(crate) unit: Option<Box<str>>,
}

/// How an amount stands to a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Below,
    Within,
    Beyond,
}

impl TargetRange {
    /// How an amount stands to it; what was never recorded is below whatever is to be reached at least.
    pub(crate) fn reach(&self, amount: Option<Amount>) -> Reach {
        if self.min.is_some_and(|min| amount.is_none_or(|amount| amount < min)) {
            Reach::Below
        } else if self.max.is_some_and(|max| amount > Some(max)) {
            Reach::Beyond
        } else {
            Reach::Within
        }
    }

    /// Whether it is counted in per cent.
    pub(crate) fn is_share(&self) -> bool {
        self.unit.as_deref().is_some_and(|unit| unit.trim_start().starts_with('%'))
    }

    /// The amount that a bar is full at.
    pub(crate) fn goal(&self) -> Option<Amount> {
        self.min.or(self.max)
    }
}

/// How much had been reached on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub(crate) on: NaiveDate,
    pub(crate) value: Amount,
}

impl Progress {
    /// Puts what was reached where it belongs by its day: after what was recorded of that day.
    pub(crate) fn put(recorded: &mut Vec<Self>, new: Self) {
        let at = recorded.iter().rposition(|one| one.on <= new.on).map_or(0, |at| at + 1);
        recorded.insert(at, new);
    }

    /// Of what was recorded, in the order of the file, what counts as of a day: that of the latest day, of one day the
    /// later in the list.
    pub(crate) fn last(recorded: impl IntoIterator<Item = Self>, as_of: NaiveDate) -> Option<Self> {
        recorded.into_iter().filter(|one| one.on <= as_of).max_by_key(|one| one.on)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_and_written_as_people_do() {
        for (number, text) in
            [(0.0, "0"), (95.5, "95.5"), (0.123, "0.123"), (80.0, "80"), (999_999_999_999.0, "999999999999")]
        {
            assert_eq!(Amount::fraction(number).map(|amount| amount.to_string()).as_deref(), Some(text));
        }
        for number in [-1.0, 0.1234, 1e13, f64::NAN, f64::INFINITY] {
            assert_eq!(Amount::fraction(number), None, "{number}");
        }
        assert_eq!(Amount::whole(151), Amount::fraction(151.0));
        assert_eq!((Amount::whole(Amount::MOST).is_some(), Amount::whole(Amount::MOST + 1)), (true, None));
    }

    #[test]
    fn a_bar_is_never_fuller_than_full() {
        let amount = |number| Amount::whole(number).expect("it is small");
        for (part, whole, filled) in
            [(0, 151, 0), (120, 151, 7), (150, 151, 9), (151, 151, 10), (400, 151, 10), (1, 0, 10)]
        {
            assert_eq!(amount(part).part_of(amount(whole), 10), filled, "{part} of {whole}");
        }
    }
}
