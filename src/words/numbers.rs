//! Numbers as people read them.

/// A number with its thousands parted.
pub fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut parted = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            parted.push(separator);
        }
        parted.push(digit);
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_parted() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1.000"), (1_234_567, "1.234.567")] {
            assert_eq!(grouped(number, '.'), text);
        }
    }
}
