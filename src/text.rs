//! Texts as people see them: characters that hide, width in columns, and folding for search.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use sha2::{Digest, Sha256};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use unicode_script::{Script, UnicodeScript};

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

/// Whether a text is of nothing but blanks and what is not seen.
pub(crate) fn shows_nothing(text: &str) -> bool {
    // The Braille pattern without dots is a blank that counts as a sign.
    text.chars().all(|c| c.is_whitespace() || c == '\u{2800}' || hidden(c).is_some())
}

/// A letter of a Latin alphabet, or a printable character of ASCII: it hides nothing and takes one column, and needs no
/// table to tell. Nearly every name and title is made of these alone.
fn is_simple(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}')
}

/// A letter that only looks like one of the Latin or the Vietnamese alphabet, and the one that it looks like: one of
/// another alphabet among letters of these, or in a word that looks like one of these; or `Ð` for `Đ`.
pub(crate) fn look_alike(text: &str) -> Option<(char, char)> {
    if text.chars().all(is_own_letter) {
        return None;
    }
    text.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).find_map(|word| {
        let script = |c: char| Some(c.script()).filter(|script| !matches!(script, Script::Common | Script::Inherited));
        let foreign = |c: &char| c.is_alphabetic() && script(*c) != Some(Script::Latin);
        let looks_latin = skeleton(word).all(|c| c.is_ascii());
        // A word all of another alphabet is one, unless it is made to look like one of this.
        let is_word = word.chars().all(|c| !c.is_alphabetic() || foreign(&c)) && !looks_latin;
        word.chars().find_map(|c| {
            let like = match c {
                '\u{d0}' | '\u{189}' => 'Đ',
                '\u{f0}' | '\u{256}' => 'đ',
                _ if is_own_letter(c) || is_word || !c.is_alphabetic() => return None,
                _ => {
                    // A letter and its marks are one letter: Greek `ὸ` for `ò`.
                    let looks: String = skeleton(c.encode_utf8(&mut [0; 4])).nfc().collect();
                    let mut looks = looks.chars();
                    looks
                        .next()
                        .filter(|first| is_own_letter(*first) && first.is_alphabetic() && looks.next().is_none())?
                }
            };
            Some((c, like))
        })
    })
}

/// A character of ASCII, or a letter that Vietnamese is written with.
fn is_own_letter(character: char) -> bool {
    character.is_ascii()
        || matches!(character, 'Đ' | 'đ')
        || is_combining_mark(character)
        || (is_simple(character)
            && character.nfd().next().is_some_and(|base| base.is_ascii_alphabetic() && base != character))
}

/// Characters that are taken for others, by Unicode's list: each line has what they look like, then the characters. As a
/// text it costs a start nothing; the tables of `unicode-security` are pointers, a third of all that the system had to
/// put right at each start.
static CONFUSABLES: LazyLock<HashMap<char, &str>> = LazyLock::new(|| {
    let lines = include_str!("text/confusables.txt").lines().filter_map(|line| line.split_once(' '));
    lines.flat_map(|(like, all)| all.split(' ').map(move |code| (character(code), like))).collect()
});

fn character(code: &str) -> char {
    u32::from_str_radix(code, 16).ok().and_then(char::from_u32).expect("the list has code points in hexadecimal")
}

/// What a text looks like, the same for texts that are taken for each other (Unicode Technical Standard 39, section 4).
fn skeleton(text: &str) -> impl Iterator<Item = char> {
    let seen = text.nfd().filter(|c| !is_default_ignorable(*c));
    let looks = seen.flat_map(|c| match CONFUSABLES.get(&c) {
        Some(like) => like.split('+').map(character).collect(),
        None => vec![c],
    });
    looks.nfd()
}

/// Unicode's property `Default_Ignorable_Code_Point`.
fn is_default_ignorable(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether two different texts look the same, though neither has a letter of another alphabet: `O` and `0`. The figure 1
/// and the letters I and l stand for each other in many numberings.
pub(crate) fn looks_like(one: &str, other: &str) -> bool {
    let upright = |text: &str| text.replace(['I', 'l'], "1");
    one != other && upright(one) != upright(other) && skeleton(one).eq(skeleton(other))
}

/// What a name looks like where it is shown, the same for names that are taken for each other: white space of any width is
/// one blank, and what is not seen is not there. The figure 1 and the letters I and l stay apart.
pub(crate) fn shown_as(name: &str) -> String {
    let seen: String = name.nfd().filter(|c| !is_default_ignorable(*c)).collect();
    let words: Vec<&str> = seen.split_whitespace().collect();
    let apart = |c: char| matches!(c, '1' | 'I' | 'l');
    words
        .join(" ")
        .split_inclusive(apart)
        .flat_map(|part| {
            let (rest, last) = part.strip_suffix(apart).map_or((part, None), |rest| (rest, part.chars().next_back()));
            skeleton(rest).chain(last).collect::<Vec<char>>()
        })
        .collect()
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
    let mut signs = String::with_capacity(text.len());
    for c in text.chars() {
        match c.len_utf8() {
            _ if shown(c) => signs.push(c),
            1 => signs.push('?'),
            2 => signs.push('\u{a4}'),
            3 => signs.push(char::REPLACEMENT_CHARACTER),
            _ => signs.push_str("\u{a4}\u{a4}"),
        }
    }
    Cow::Owned(signs)
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

/// A text without what may differ and mean the same: capitals, diacritics, blanks, marks.
pub(crate) fn bare_words(text: &str) -> String {
    fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
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

/// The words of a text as an id has them: without diacritics, hyphens between them.
pub(crate) fn slug(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join("-")
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

/// The SHA-256 of some bytes, in hexadecimal digits.
pub(crate) fn sha256_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The first 16 digits of the SHA-256 of some bytes.
pub(crate) fn short_digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
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
    fn what_would_not_be_seen_gives_way_to_as_many_bytes() {
        for character in ('\0'..=char::MAX).filter(|character| hidden(*character).is_some()) {
            let text = format!("a{character}b");
            let signs = in_place(&text);
            assert_eq!(signs.len(), text.len(), "{character:?}");
            assert!(signs.chars().all(|c| matches!(c, '\n' | '\r' | '\t') || hidden(c).is_none()), "{character:?}");
        }
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
    fn letters_that_only_look_like_others_are_found() {
        for (text, character, like) in [
            ("V\u{430}n phòng", '\u{430}', 'a'),
            ("\u{d0}ảng ủy", '\u{d0}', 'Đ'),
            ("Huyện ủy \u{f0}ức Phổ", '\u{f0}', 'đ'),
            ("\u{410}\u{412}\u{421}", '\u{410}', 'A'),
            ("b\u{3bf}", '\u{3bf}', 'o'),
            ("\u{ff21}B", '\u{ff21}', 'A'),
            ("Văn ph\u{1f78}ng", '\u{1f78}', 'ò'),
        ] {
            assert_eq!(look_alike(text), Some((character, like)), "{text}");
            assert_eq!(look_alike(&nfc(text)), Some((character, like)), "{text}");
        }
        let sound = [
            "Văn phòng Huyện ủy Đức Phổ",
            "đặng ỹ Ỷ",
            "Москва",
            "Straße, Ærø, Łódź",
            "中国 日本",
            "10 µm, 5 Ω, 20 °C",
            "Ⅱ, ②, ½",
            "—…",
        ];
        for text in sound {
            assert_eq!(look_alike(text), None, "{text}");
            assert_eq!(look_alike(&text.nfd().collect::<String>()), None, "{text}");
        }
        assert!(looks_like("van-ph0ng", "van-phOng") && !looks_like("van-phong", "van-phong"));
        assert!(!looks_like("muc-I", "muc-1") && !looks_like("a", "b"));
    }

    #[test]
    fn every_character_looks_as_unicode_has_it() {
        for character in ('\0'..=char::MAX).map(String::from) {
            let expected = unicode_security::confusable_detection::skeleton(&character);
            assert!(skeleton(&character).eq(expected), "{}", character.escape_unicode());
        }
        let word = "pаypаl\u{200b} ﬁ m½";
        assert!(skeleton(word).eq(unicode_security::confusable_detection::skeleton(word)));
    }

    #[test]
    fn width_is_the_same_composed_and_decomposed() {
        let name = "Huyện ủy Nghĩa Hành";
        assert_eq!(width(name), 19);
        assert_eq!(width(&name.nfd().collect::<String>()), 19);
    }
}
