//! A text of a document as words and marks, each with its place, in one spelling.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// A word, number or mark of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DraftToken {
    /// In small letters, with tone marks where new spelling has them.
    pub(super) word: String,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
    /// Whether it is of capitals alone, and of more than one.
    pub(super) capitals: bool,
    /// Its bytes.
    pub(super) at: Range<usize>,
    /// Whether it is a word or number and no mark.
    pub(super) is_word: bool,
}

/// A text fit to be read: composed letters, plain blanks, no soft hyphens, no blanks at line ends.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split(['\n', '\r', '\u{b}', '\u{c}']) {
        let line: String = line
            .nfc()
            .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}'))
            .map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c })
            .collect();
        let mut words = line.split(' ').filter(|word| !word.is_empty());
        let Some(first) = words.next() else { continue };
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(first);
        for word in words {
            out.push(' ');
            out.push_str(word);
        }
    }
    out
}

/// The words and marks of a text that is [`clean`].
pub(super) fn tokens(text: &str) -> Vec<DraftToken> {
    let mut all = Vec::with_capacity(text.len() / 5);
    let mut letters = text.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        if first == ' ' {
            continue;
        }
        let mut end = start + first.len_utf8();
        let is_word = first.is_alphanumeric();
        if is_word {
            while let Some((at, next)) = letters.peek().copied().filter(|(_, next)| next.is_alphanumeric()) {
                end = at + next.len_utf8();
                letters.next();
            }
        }
        let raw = &text[start..end];
        let upper = raw.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        all.push(DraftToken {
            word: spelled(raw),
            capital: first.is_uppercase(),
            capitals: is_word && upper && raw.chars().filter(|c| c.is_alphabetic()).count() > 1,
            at: start..end,
            is_word,
        });
    }
    all
}

/// A word in small letters, its tone mark where new spelling sets it: “uỷ”, “ủy”; “hoà”, “hòa”.
pub(super) fn spelled(word: &str) -> String {
    const ENDS: [(&str, &str); 15] = [
        ("oà", "òa"),
        ("oá", "óa"),
        ("oả", "ỏa"),
        ("oã", "õa"),
        ("oạ", "ọa"),
        ("oè", "òe"),
        ("oé", "óe"),
        ("oẻ", "ỏe"),
        ("oẽ", "õe"),
        ("oẹ", "ọe"),
        ("uỳ", "ùy"),
        ("uý", "úy"),
        ("uỷ", "ủy"),
        ("uỹ", "ũy"),
        ("uỵ", "ụy"),
    ];
    let low = word.to_lowercase();
    for (old, new) in ENDS {
        if let Some(head) = low.strip_suffix(old).filter(|head| !head.ends_with('q')) {
            return format!("{head}{new}");
        }
    }
    low
}

/// Whether the words from `at` on are these, parted by blanks in `words`; how many they are.
pub(super) fn begins(all: &[DraftToken], at: usize, words: &str) -> Option<usize> {
    let mut count = 0;
    for word in words.split(' ') {
        if all.get(at + count)?.word != word {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// The longest of these that begins at `at`; how many words it has.
pub(super) fn longest(all: &[DraftToken], at: usize, of: &[&str]) -> Option<usize> {
    of.iter().filter_map(|words| begins(all, at, words)).max()
}

/// A text as it is compared: small letters without diacritics, every mark a blank.
pub(crate) fn key(text: &str) -> String {
    let folded = crate::text::fold(text);
    let plain: String = folded.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_spelling() {
        assert_eq!(clean(" Uỷ\u{a0}ban \t nhân\u{ad} dân \r\n\n b "), "Uỷ ban nhân dân\nb");
        let words: Vec<String> = tokens("Uỷ ban hoàn thành quý I/2025").into_iter().map(|token| token.word).collect();
        assert_eq!(words, ["ủy", "ban", "hoàn", "thành", "quý", "i", "/", "2025"]);
        assert_eq!(key("Các bộ, ngành (và) Địa-phương"), "cac bo nganh va dia phuong");
    }
}
