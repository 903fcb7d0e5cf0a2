//! Texts as people see them: characters that hide, width in columns, and folding for search.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::diagnostic::Hidden;

/// What a character hides, if it is one that is not seen.
pub(crate) fn hidden(character: char) -> Option<Hidden> {
    match character {
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(Hidden::Bidirectional)
        }
        '\u{200b}'..='\u{200d}'
        | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}'
        | '\u{feff}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{3164}'
        | '\u{ffa0}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}' => Some(Hidden::ZeroWidth),
        '\u{2028}' | '\u{2029}' => Some(Hidden::Control),
        other if other.is_control() => Some(Hidden::Control),
        _ => None,
    }
}

/// A letter of a Latin alphabet, or a printable character of ASCII: it hides nothing and takes one column, and needs no
/// table to tell. Nearly every name and title is made of these alone.
fn is_simple(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// A text fit for one line of a terminal: white space is one blank, and what would control the terminal is made visible.
pub fn one_line(text: &str) -> String {
    let mut after_blank = true;
    let fit = |c| is_simple(c) && !(std::mem::replace(&mut after_blank, c == ' ') && c == ' ');
    if text.chars().all(fit) && !text.ends_with(' ') {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    let mut blank = false;
    for character in text.trim().chars() {
        if character.is_whitespace() {
            blank = true;
            continue;
        }
        if std::mem::take(&mut blank) {
            line.push(' ');
        }
        match hidden(character) {
            None => line.push(character),
            Some(_) => line.push(visible(character)),
        }
    }
    line
}

/// A text fit for a terminal in which every byte keeps its place: what would not be seen gives way to a sign of as many
/// bytes.
pub(crate) fn in_place(text: &str) -> Cow<'_, str> {
    let shown = |c: char| matches!(c, '\n' | '\r' | '\t') || hidden(c).is_none();
    if text.chars().all(shown) {
        return Cow::Borrowed(text);
    }
    let sign = |c: char| match c.len_utf8() {
        _ if shown(c) => c,
        1 => '?',
        2 => '\u{a4}',
        _ => char::REPLACEMENT_CHARACTER,
    };
    Cow::Owned(text.chars().map(sign).collect())
}

/// A picture of a character that would not be seen.
fn visible(character: char) -> char {
    match u32::from(character) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or(char::REPLACEMENT_CHARACTER),
        0x7f => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

/// How many columns of a terminal a text takes.
pub(crate) fn width(text: &str) -> usize {
    let mut columns = 0;
    for character in text.chars() {
        if !is_simple(character) {
            return unicode_width::UnicodeWidthStr::width(text);
        }
        columns += 1;
    }
    columns
}

/// A text as search compares it: without diacritics, in small letters, words parted by one blank.
pub(crate) fn fold(text: &str) -> String {
    let letters = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    let plain: String =
        letters.map(|c| if c == 'đ' { 'd' } else { c }).map(|c| if c == '-' || c == '_' { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with a capital at its head.
pub(crate) fn sentence_case(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether two texts are the same to people: also where one is in NFC and the other in NFD.
pub(crate) fn same(one: &str, other: &str) -> bool {
    // A line ends in CRLF where the file that a text stands in was saved on Windows.
    let unix = |text: &str| text.replace("\r\n", "\n");
    match (one.contains('\r'), other.contains('\r')) {
        (false, false) => one == other || one.nfc().eq(other.nfc()),
        _ => unix(one).nfc().eq(unix(other).nfc()),
    }
}

/// The text in NFC, in which Vietnamese letters are single characters.
pub(crate) fn nfc(text: &str) -> String {
    text.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_forgets_diacritics_case_and_composition() {
        assert_eq!(fold("Huyện ủy  Đức Phổ"), "huyen uy duc pho");
        assert_eq!(fold(&"Huyện ủy Đức Phổ".nfd().collect::<String>()), fold("HUYỆN ỦY ĐỨC PHỔ"));
        assert_eq!(fold("huyen-uy_ba-to"), "huyen uy ba to");
    }

    #[test]
    fn nothing_that_controls_a_terminal_is_left() {
        assert_eq!(one_line("a\u{1b}[31mđỏ\r\n\tb\u{202e}c\u{9b}d\u{7f}"), "a␛[31mđỏ b\u{fffd}c\u{fffd}d␡");
        let every_hidden: String =
            (0..=0x10_ffff).filter_map(char::from_u32).filter(|c| hidden(*c).is_some()).collect();
        assert!(one_line(&every_hidden).chars().all(|c| hidden(c).is_none()));
    }

    #[test]
    fn simple_characters_hide_nothing_and_take_one_column() {
        for character in (0..=0x10_ffff).filter_map(char::from_u32).filter(|c| is_simple(*c)) {
            assert_eq!(hidden(character), None, "{character:?}");
            assert!(character == ' ' || !character.is_whitespace(), "{character:?}");
            let text = format!("a{character}a");
            assert_eq!(unicode_width::UnicodeWidthStr::width(text.as_str()), 3, "{character:?}");
        }
        for (text, line) in [("", ""), (" ", ""), (" a", "a"), ("a ", "a"), ("a  b", "a b"), ("a b", "a b")] {
            assert_eq!(one_line(text), line);
        }
    }

    #[test]
    fn width_is_the_same_composed_and_decomposed() {
        let name = "Huyện ủy Nghĩa Hành";
        assert_eq!(width(name), 19);
        assert_eq!(width(&name.nfd().collect::<String>()), 19);
    }
}
