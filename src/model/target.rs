//! How much a task is to reach.

use std::fmt;

use serde::{Serialize, Serializer};

/// An amount that is not negative, exact to three decimals: `120`, `95.5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Amount {
    thousandths: u64,
}

impl Amount {
    /// The greatest whole amount.
    pub(crate) const MOST: u64 = 999_999_999_999;

    pub(crate) fn whole(number: u64) -> Option<Self> {
        (number <= Self::MOST).then(|| Self { thousandths: number * 1000 })
    }

    /// A number with a fraction; nothing where three decimals do not say it, or it is negative or too great.
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked")]
    pub(crate) fn fraction(number: f64) -> Option<Self> {
        let thousandths = (number * 1000.0).round();
        let exact = thousandths / 1000.0 == number && (0.0..=(Self::MOST * 1000) as f64).contains(&thousandths);
        exact.then_some(Self { thousandths: thousandths as u64 })
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
pub(crate) struct TargetRange {
    pub(crate) min: Option<Amount>,
    pub(crate) max: Option<Amount>,
    /// What is counted: `chi bộ`, `%`.
    pub(crate) unit: Option<Box<str>>,
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
}
