//! Percentages that a duty says are to be reached: perhaps its target.

use crate::model::target::Amount;
use crate::typed::amount;

/// The words within which “đạt” stands before a percentage.
const NEAR: usize = 6;

/// “đạt tỷ lệ 80%”: from the word on up to the sign.
pub(super) fn said_target(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_share = |word: &str| {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%');
        bare.strip_suffix('%').is_some_and(|figures| figures.starts_with(|c: char| c.is_ascii_digit()))
    };
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let last = words.iter().position(|word| is_share(word))?;
    let first = (last.saturating_sub(NEAR)..last).rev().find(|at| bare(words[*at]) == "đạt")?;
    let said = words[first..=last].join(" ");
    Some(said.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '%').to_owned())
}

/// The percentage that a duty says is to be reached.
pub(super) fn said_share(text: &str) -> Option<Amount> {
    let said = said_target(text)?;
    amount(said.rsplit(' ').next()?.trim_end_matches('%'))
}

#[cfg(test)]
mod tests {
    use super::said_target;

    #[test]
    fn a_percentage_to_be_reached_is_seen() {
        for (text, said) in [
            ("Số hóa hồ sơ đạt 80%.", Some("đạt 80%")),
            ("Tỷ lệ hồ sơ trực tuyến đạt tối thiểu 95,5% (năm 2026)", Some("đạt tối thiểu 95,5%")),
            ("100% cán bộ được tập huấn", None),
            ("Đạt chuẩn nông thôn mới", None),
        ] {
            assert_eq!(said_target(text).as_deref(), said, "{text}");
        }
    }
}
