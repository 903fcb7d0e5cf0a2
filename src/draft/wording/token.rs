//! A wording as tokens: one spelling of every letter, numbers, marks, and words by what they mean.

use unicode_normalization::UnicodeNormalization;

use super::slip::is_slip_of;
use super::vocabulary::{PLAIN, WRITTEN, Word, plain};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number and how many digits it has.
    Number(u32, usize),
    /// A word, or several, of the vocabulary.
    Known(Word),
    /// Any other word.
    Unknown,
    /// A mark between words; every dash is `-`.
    Mark(char),
    /// The number of a document: `57-NQ/TW`.
    Document,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// In small letters.
    pub(super) text: String,
    /// Where it stands, in bytes of the composed text.
    pub(super) at: (usize, usize),
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

/// A text as tokens.
pub(super) struct Tokens {
    /// The text in NFC.
    pub(super) text: String,
    pub(super) all: Vec<Token>,
    /// Whether a slip of writing was read over: a letter for a digit, diacritics left out.
    pub(super) slips: bool,
    /// Whether it is worded in English: then “7/6” may be 7 June or July 6.
    pub(super) english: bool,
    /// Whether a financial year is spoken of, which need not be that of the calendar.
    pub(super) fiscal: bool,
}

/// English words that show whose way of writing days it is.
const ENGLISH: [&str; 24] = [
    "by",
    "before",
    "later",
    "until",
    "due",
    "deadline",
    "on",
    "from",
    "to",
    "the",
    "of",
    "after",
    "complete",
    "completed",
    "submit",
    "report",
    "end",
    "till",
    "prior",
    "within",
    "in",
    "latest",
    "between",
    "no",
];

/// Syllables that are written together by mistake: “trướcngày”.
const RUN_TOGETHER: [&str; 23] = [
    "trước", "ngày", "tháng", "quý", "năm", "hết", "đến", "nhất", "chậm", "trong", "hằng", "hàng", "cuối", "hoàn",
    "thành", "từ", "vào", "kể", "đầu", "sau", "và", "tính", "định",
];

/// Words that show a text to be Vietnamese without diacritics.
const TELLING: [&str; 16] = [
    "thang", "ngay", "quy", "nam", "truoc", "hoan", "thuong", "dinh", "cham", "trong", "hang", "den", "tuan", "ky",
    "cuoi", "dau",
];

impl Tokens {
    pub(super) fn of(text: &str) -> Self {
        let text: String = text.nfc().collect();
        let mut all = Vec::with_capacity(text.len() / 4);
        let mut slips = cut(&text, &mut all);
        for token in all.iter_mut().filter(|token| token.kind == Kind::Unknown) {
            if let Some((meant, slip)) = meant(&token.text) {
                meant.clone_into(&mut token.text);
                slips |= slip;
            }
        }
        let bare = text.is_ascii() && all.iter().any(|token| TELLING.contains(&token.text.as_str()));
        // "15/3/25": a year in two figures.
        let stroke = |token: &Token| matches!(token.kind, Kind::Mark('/' | '.' | '-'));
        let short = all.windows(5).any(|it| {
            stroke(&it[1])
                && it[1].kind == it[3].kind
                && matches!(it[0].kind, Kind::Number(_, 1..=2))
                && matches!(it[2].kind, Kind::Number(_, 1..=2))
                && matches!(it[4].kind, Kind::Number(_, 2))
                && !it[4].spaced
        });
        let own = text.chars().all(|c| !c.is_alphabetic() || c.is_ascii());
        let foreign = |token: &Token| ENGLISH.contains(&token.text.as_str()) || !is_syllable(&token.text);
        let words = |token: &&Token| token.text.starts_with(|c: char| c.is_ascii_alphabetic());
        let english = own && !bare && all.iter().filter(words).any(foreign);
        let mut tokens = Self { text, all, slips: slips || bare || short, english, fiscal: false };
        tokens.name(bare);
        // "1ần", "t1ến": but "5tỷ" is a number and a word.
        let torn = |it: &[Token]| {
            matches!(it[0].kind, Kind::Number(..))
                && it[1].kind == Kind::Unknown
                && !it[1].spaced
                && !it[1].text.is_ascii()
                && !matches!(it[1].text.as_str(), "tỷ" | "tỉ" | "triệu" | "nghìn" | "đồng")
        };
        tokens.slips |= tokens.all.windows(2).any(torn);
        tokens
    }

    /// Puts meanings to words, several at a time.
    fn name(&mut self, bare: bool) {
        let mut named: Vec<Token> = Vec::with_capacity(self.all.len());
        let mut at = 0;
        while at < self.all.len() {
            let token = self.all[at].clone();
            if token.kind != Kind::Unknown {
                named.push(token);
                at += 1;
                continue;
            }
            let found = self.fiscal_year(at).or_else(|| self.meaning(at, bare));
            let (kind, further) = found.map_or((Kind::Unknown, 0), |(word, further)| (Kind::Known(word), further));
            let end = self.all[at + further].at.1;
            let mut token = Token { kind, at: (token.at.0, end), ..token };
            if further > 0 {
                let words = self.all[at..=at + further].iter().map(|word| word.text.as_str());
                token.text = words.collect::<Vec<_>>().join(" ");
            }
            named.push(token);
            at += further + 1;
        }
        self.all = named;
    }

    /// “năm tài chính” is a year; whose is another question.
    fn fiscal_year(&mut self, at: usize) -> Option<(Word, usize)> {
        const NAMES: [&[&str]; 6] = [
            &["năm", "tài", "chính"],
            &["năm", "tài", "khóa"],
            &["financial", "year"],
            &["fiscal", "year"],
            &["niên", "độ"],
            &["fy"],
        ];
        let is = |name: &&[&str]| {
            name.iter().enumerate().all(|(ix, word)| self.all.get(at + ix).is_some_and(|it| it.text == *word))
        };
        let name = NAMES.into_iter().find(is)?;
        self.fiscal = true;
        Some((Word::Year, name.len() - 1))
    }

    fn meaning(&mut self, at: usize, bare: bool) -> Option<(Word, usize)> {
        let all = &self.all;
        let after = |ix: usize| {
            let token = all.get(at + 1 + ix)?;
            // A hyphen within a word is no part of the entry.
            (token.kind == Kind::Unknown).then_some(token.text.as_str())
        };
        let first = all[at].text.as_str();
        // "trước ngay 15/6"
        let dated = matches!(all.get(at + 1).map(|token| token.kind), Some(Kind::Number(_, 1..=2)))
            && all.get(at + 2).is_some_and(|it| {
                matches!(it.kind, Kind::Mark('/' | '.' | '-'))
                    || matches!(it.text.as_str(), "tháng" | "của" | "hằng" | "hàng")
            });
        let again = all.get(at + 1).is_some_and(|it| matches!(it.text.as_str(), "năm" | "tháng" | "quý" | "tuần"));
        if first == "hang" && again {
            self.slips = true;
            return Some((Word::Every, 0));
        }
        if first == "nam" && at > 0 && matches!(all[at - 1].text.as_str(), "hằng" | "hàng") {
            self.slips = true;
            return Some((Word::Year, 0));
        }
        let counted = all.get(at + 1).is_some_and(|it| matches!(it.text.as_str(), "mùng" | "mồng"));
        if first == "ngay" && (dated || counted) {
            self.slips = true;
            return Some((Word::Day, 0));
        }
        if let Some((word, further)) = WRITTEN.find(first, after) {
            // "mỗi tháng hai lần" is no February.
            let times =
                matches!(word, Word::MonthName(_)) && all.get(at + 1 + further).is_some_and(|it| it.text == "lần");
            // “9 tháng năm 2025” counts months; “ngày 9 tháng năm” is a day of May.
            let spelled = matches!(word, Word::MonthName(5)) && further == 1;
            let year = matches!(all.get(at + 2).map(|token| token.kind), Some(Kind::Number(_, 4)));
            let counted = at > 0 && matches!(all[at - 1].text.trim_start_matches('0'), "3" | "6" | "9");
            let day = at > 1 && all[at - 2].text == "ngày";
            let counts = spelled && year && counted && !day;
            // “tháng năm 2025” is May, or a month whose number was left out.
            self.slips |= spelled && year && !counts;
            return Some(if times || counts { (Word::Month, 0) } else { (word, further) });
        }
        if bare {
            return PLAIN.find(first, after);
        }
        // A unit of time that lost its diacritics, before its number.
        let after_it = all.get(at + 1);
        let number = after_it
            .is_some_and(|it| matches!(it.kind, Kind::Number(..)) || first == "quy" && roman(&it.text).is_some());
        let unit = ["thang", "ngay", "nam", "quy"].contains(&plain(first).as_str());
        if number && unit && first.is_ascii() {
            self.slips = true;
            return PLAIN.find(&self.all[at].text, |_| None);
        }
        // Several words in a row that lost theirs: "thuong xuyen".
        let found = PLAIN.find(first, after).filter(|(_, further)| *further > 0 && first.is_ascii() && !self.english);
        self.slips |= found.is_some();
        found
    }
}

/// Whether a word without diacritics may be a syllable of Vietnamese, or an abbreviation.
fn is_syllable(word: &str) -> bool {
    const BEGIN: [&str; 28] = [
        "ngh", "ng", "nh", "ph", "th", "tr", "ch", "gh", "gi", "kh", "qu", "b", "c", "d", "g", "h", "k", "l", "m", "n",
        "p", "q", "r", "s", "t", "v", "x", "",
    ];
    const END: [&str; 9] = ["", "ng", "nh", "ch", "n", "m", "c", "p", "t"];
    let vowel = |c: char| "aeiouy".contains(c);
    let vowels = word.chars().any(vowel);
    let fits = |begin: &&str| {
        let rest = word.strip_prefix(*begin).unwrap_or("-");
        let end = rest.trim_start_matches(vowel);
        rest.len() - end.len() <= 3 && END.contains(&end)
    };
    !vowels || BEGIN.iter().any(fits)
}

/// Cuts a text into tokens whose words have no meaning yet; whether letters were read as digits.
fn cut(text: &str, all: &mut Vec<Token>) -> bool {
    let mut slips = false;
    let mut spaced = false;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let at = text.len() - rest.len();
        if first.is_whitespace() || first == '\u{feff}' || first == '\u{200b}' {
            spaced = true;
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (kind, length) = if first.is_ascii_digit() {
            if let Some(length) = document(rest) {
                (Kind::Document, length)
            } else {
                let length = digits(rest);
                let read = number(&rest[..length]);
                // "011/2025"
                slips |= rest[..length].bytes().any(|b| !b.is_ascii_digit()) || length > 2 && rest.starts_with('0');
                (Kind::Number(read, length), length)
            }
        } else if first.is_alphabetic() {
            match slipped_number(rest) {
                Some(length) if !all.last().is_some_and(|last| last.kind == Kind::Unknown && !spaced) => {
                    slips = true;
                    (Kind::Number(number(&rest[..length]), length), length)
                }
                _ => {
                    let together = run_together(rest);
                    slips |= together.is_some();
                    (Kind::Unknown, together.unwrap_or_else(|| word(rest)))
                }
            }
        } else {
            (Kind::Mark(mark(first)), first.len_utf8())
        };
        let lower = rest[..length].to_lowercase();
        all.push(Token { kind, text: lower, at: (at, at + length), spaced });
        spaced = false;
        rest = &rest[length..];
    }
    slips
}

/// How long a run of digits is, letters that look like digits among them.
fn digits(text: &str) -> usize {
    let run = text.bytes().take_while(|b| b.is_ascii_digit() || b"lIOo".contains(b)).count();
    let after = text[run..].chars().next();
    // `15lần` is a number and a word.
    if after.is_some_and(char::is_alphabetic) { text.bytes().take_while(u8::is_ascii_digit).count() } else { run }
}

/// The length of a number that begins with a letter for a digit: `O5/2025`, `l0`.
fn slipped_number(text: &str) -> Option<usize> {
    let run = text.bytes().take_while(|b| b.is_ascii_digit() || b"lIOo".contains(b)).count();
    let digit = text[..run].bytes().any(|b| b.is_ascii_digit());
    let ends = !text[run..].chars().next().is_some_and(char::is_alphabetic);
    (digit && ends).then_some(run)
}

fn number(text: &str) -> u32 {
    let digit = |b: u8| match b {
        b'l' | b'I' => 1,
        b'O' | b'o' => 0,
        digit => u32::from(digit - b'0'),
    };
    text.bytes().fold(0u32, |number, b| number.saturating_mul(10).saturating_add(digit(b)))
}

fn word(text: &str) -> usize {
    let letters = text.chars().take_while(|c| c.is_alphabetic());
    let length = letters.map(char::len_utf8).sum();
    // `half-yearly` is one word.
    let hyphened = text.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'-').count();
    if hyphened > length && WRITTEN.find(&text[..hyphened].to_lowercase(), |_| None).is_some() {
        return hyphened;
    }
    // `quýIV` lacks a blank.
    let lower = text[..length].to_lowercase();
    for unit in ["quý", "quí"] {
        let roman = lower.strip_prefix(unit).is_some_and(|rest| roman(rest).is_some());
        if roman {
            return unit.len();
        }
    }
    // `Q1`, `H2` are words with their number.
    let number = text[length..].bytes().take_while(u8::is_ascii_digit).count();
    let short = matches!(lower.as_str(), "q" | "h") && number == 1;
    if short { length + number } else { length }
}

/// How long the first of several syllables is that are written as one word.
fn run_together(text: &str) -> Option<usize> {
    // No syllable begins, or ends, with one of these and goes on.
    const WHOLE: [&str; 17] = [
        "trước",
        "tháng",
        "ngày",
        "chậm",
        "giữa",
        "năm",
        "quý",
        "kỳ",
        "xuyên",
        "thường",
        "trung",
        "tuần",
        "nhất",
        "chuyên",
        "theo",
        "thúc",
        "cuối",
    ];
    let letters: usize = text.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    let lower = text[..letters].to_lowercase();
    let numbered = lower.strip_prefix("quý").is_some_and(|rest| roman(rest).is_some());
    if lower.len() != letters || numbered || matches!(lower.as_str(), "quýt" | "quýnh") {
        return None;
    }
    let begins = |rest: &str| RUN_TOGETHER.into_iter().find(|syllable| rest.starts_with(syllable));
    if let Some(first) = begins(&lower) {
        let mut rest = &lower[first.len()..];
        while let Some(next) = begins(rest) {
            rest = &rest[next.len()..];
        }
        if rest.is_empty() && lower != first {
            return Some(first.len());
        }
    }
    if let Some(first) = WHOLE.into_iter().find(|whole| lower.starts_with(whole) && lower != *whole) {
        return Some(first.len());
    }
    WHOLE.iter().filter_map(|whole| lower.find(whole)).filter(|at| *at > 0).min()
}

/// The word that a misspelt one is meant to be, and whether that is a slip and not only another habit.
fn meant(word: &str) -> Option<(&'static str, bool)> {
    match word {
        "hòan" => Some(("hoàn", false)),
        "tòan" => Some(("toàn", false)),
        "khỏang" => Some(("khoảng", false)),
        "ngaỳ" | "nagỳ" => Some(("ngày", true)),
        "qúy" | "qúi" => Some(("quý", true)),
        "thàng" => Some(("tháng", true)),
        // “Rước” and “tước” are words too.
        "trước" | "rước" | "tước" => None,
        _ if plain(word) == "truoc" || is_slip_of(word, "trước") => Some(("trước", true)),
        _ => None,
    }
}

/// The number of a document that begins with digits: it has letters between its strokes, and no word of time.
fn document(text: &str) -> Option<usize> {
    let end = text.find(|c: char| c.is_whitespace() || "(),;:".contains(c)).unwrap_or(text.len());
    let whole = text[..end].trim_end_matches(['.', '-', '/']);
    let mut parts = whole.split(['/', '-', '–']).skip(1).peekable();
    parts.peek()?;
    let letters = parts.any(|part| {
        let name =
            part.chars().count() >= 2 && part.chars().all(|c| c.is_alphabetic() || c == '.' || c.is_ascii_digit());
        let begins = part.chars().take(2).all(char::is_alphabetic);
        let lower = part.to_lowercase();
        name && begins && roman(&lower).is_none() && WRITTEN.find(&lower, |_| None).is_none()
    });
    letters.then_some(whole.len())
}

fn mark(character: char) -> char {
    match character {
        '‐' | '‑' | '‒' | '–' | '—' | '−' | '~' | '→' => '-',
        '≥' | '＞' => '>',
        '≤' => '<',
        '[' | '{' => '(',
        ']' | '}' => ')',
        other => other,
    }
}

/// A Roman number up to twenty, letters and digits that look alike read as meant: `Il`, `lV`, `1V`.
pub(super) fn roman(text: &str) -> Option<u8> {
    const NUMBERS: [&str; 20] = [
        "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
        "xviii", "xix", "xx",
    ];
    if text.is_empty() || text.len() > 6 {
        return None;
    }
    let meant = text.chars().map(|c| if c == 'l' || c == '1' || c == '|' { 'i' } else { c.to_ascii_lowercase() });
    let meant: String = meant.collect();
    NUMBERS.iter().position(|number| *number == meant).and_then(|ix| u8::try_from(ix + 1).ok())
}
