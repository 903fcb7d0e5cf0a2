//! A place in the bytes of a file, and the small parts of TOML that can be taken from there.

use chrono::NaiveDate;
use memchr::{memchr, memchr_iter, memchr2, memchr3};

use crate::model::evidence::{is_digest, leads_inside};
use crate::model::record::Span;
use crate::model::target::{Amount, Progress};

/// Whether a byte may be in a bare key.
const BARE: [bool; 256] = {
    let mut bare = [false; 256];
    let mut byte = 0_u8;
    // No byte past ASCII may be in one.
    while byte < 128 {
        bare[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
        byte += 1;
    }
    bare
};

/// A key as it is meant, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key<'t> {
    pub(crate) text: &'t str,
    /// Where it stands, quotes included.
    pub(crate) span: Span,
}

/// A place in the bytes of a file. What takes something gives nothing, and stays where it is or somewhere on, if it is
/// not there: the file is then left to the careful reader.
#[derive(Clone, Debug)]
pub(crate) struct Cursor<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Cursor<'t> {
    /// The start of a text; nothing where a control character stands in it, which TOML allows nowhere. That being
    /// known of the whole text, strings and comments are passed over many bytes at a time.
    pub(crate) fn new(text: &'t str) -> Option<Self> {
        let bytes = text.as_bytes();
        let control = |byte: u8| (byte < 0x20 && byte != b'\n' && byte != b'\t' && byte != b'\r') || byte == 0x7f;
        // Folded without a branch, so that the compiler makes it many bytes at a time.
        let has_control = bytes.chunks(256).any(|chunk| chunk.iter().fold(false, |any, byte| any | control(*byte)));
        let lone_return = || memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'));
        (!has_control && !lone_return()).then_some(Self { text, bytes, at: 0 })
    }

    /// Goes to a place where it was before, or where something is known to begin.
    pub(crate) fn go_to(&mut self, place: usize) {
        self.at = place;
    }

    pub(crate) fn place(&self) -> usize {
        self.at
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The next two bytes.
    pub(crate) fn peek_two(&self) -> Option<[u8; 2]> {
        self.bytes.get(self.at..self.at + 2)?.try_into().ok()
    }

    fn rest(&self) -> &'t [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    pub(crate) fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    /// Takes this byte.
    pub(crate) fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// Takes the sign between a key and its value.
    pub(crate) fn assign(&mut self) -> Option<()> {
        self.blanks();
        self.take(b'=')?;
        self.blanks();
        Some(())
    }

    /// Takes the end of a line, if one is here.
    fn newline(&mut self) -> bool {
        match self.peek() {
            Some(b'\n') => self.at += 1,
            Some(b'\r') => self.at += 2,
            _ => return false,
        }
        true
    }

    /// Passes over a comment, if one is here, up to its line's end.
    fn comment(&mut self) {
        if self.peek() == Some(b'#') {
            self.at += memchr(b'\n', self.rest()).unwrap_or(self.rest().len());
        }
    }

    /// Passes over blanks, comments and line ends.
    pub(crate) fn between(&mut self) {
        loop {
            self.blanks();
            self.comment();
            if !self.newline() {
                return;
            }
        }
    }

    /// Passes over blanks, comments and line ends, and gives the byte that begins the next key or header; nothing at
    /// the end of the file.
    pub(crate) fn next_line_start(&mut self) -> Option<u8> {
        self.between();
        self.peek()
    }

    /// Takes the rest of a line, which must be empty but for a comment.
    pub(crate) fn end_of_line(&mut self) -> Option<()> {
        if self.peek() == Some(b'\n') {
            self.at += 1;
            return Some(());
        }
        self.blanks();
        self.comment();
        (self.newline() || self.at == self.bytes.len()).then_some(())
    }

    /// Takes a bare key, if it is just this one.
    pub(crate) fn take_word(&mut self, word: &[u8]) -> Option<Span> {
        let end = self.at + word.len();
        // Where the word would end tells most words apart, at the cost of one byte.
        let span = self.end_word(end)?;
        let here = self.bytes.get(self.at..end)? == word && !word.is_empty();
        here.then(|| {
            self.at = end;
            span
        })
    }

    /// The same for a word known beforehand, which is compared without a call.
    pub(crate) fn take_key<const N: usize>(&mut self, word: &[u8; N]) -> Option<Span> {
        let end = self.at + N;
        let here: &[u8; N] = self.bytes.get(self.at..end)?.try_into().ok()?;
        if here != word {
            return None;
        }
        self.end_word(end).inspect(|_| self.at = end)
    }

    fn end_word(&self, end: usize) -> Option<Span> {
        let ends = self.bytes.get(end).is_none_or(|byte| !BARE[usize::from(*byte)]);
        ends.then(|| Span::new(self.at..end))
    }

    /// Takes a key: bare, or in quotes without escapes.
    pub(crate) fn key(&mut self) -> Option<Key<'t>> {
        let start = self.at;
        let text = match self.peek()? {
            b'"' | b'\'' => self.plain_string()?,
            _ => {
                let rest = self.rest();
                self.at += rest.iter().position(|byte| !BARE[usize::from(*byte)]).unwrap_or(rest.len());
                &self.text[start..self.at]
            }
        };
        (self.at > start).then(|| Key { text, span: Span::new(start..self.at) })
    }

    /// Takes a date. What may follow it, the caller sees to.
    pub(crate) fn date(&mut self) -> Option<NaiveDate> {
        let bytes: &[u8; 10] = self.bytes.get(self.at..self.at + 10)?.try_into().ok()?;
        let digits = [0, 1, 2, 3, 5, 6, 8, 9].map(|at| u32::from(bytes[at].wrapping_sub(b'0')));
        if digits.iter().any(|digit| *digit > 9) || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let [y0, y1, y2, y3, m0, m1, d0, d1] = digits;
        self.at += 10;
        let year = y0 * 1000 + y1 * 100 + y2 * 10 + y3;
        // A year 0 is an error, and the careful reader says so.
        let year = i32::try_from(year).ok().filter(|year| *year > 0)?;
        NaiveDate::from_ymd_opt(year, m0 * 10 + m1, d0 * 10 + d1)
    }

    /// Takes a string; gives where it stands, quotes included.
    pub(crate) fn string(&mut self) -> Option<Span> {
        match self.bytes.get(self.at..self.at + 3) {
            Some(b"\"\"\"") => self.string_of_lines(b'"'),
            Some(b"'''") => self.string_of_lines(b'\''),
            _ => self.string_of_line(),
        }
    }

    fn string_of_line(&mut self) -> Option<Span> {
        let start = self.at;
        let quote = self.peek()?;
        self.at += 1;
        match quote {
            b'"' => loop {
                self.at += memchr3(b'"', b'\\', b'\n', self.rest())?;
                match self.bytes[self.at] {
                    b'\\' => self.escape()?,
                    b'"' => break,
                    _ => return None,
                }
            },
            b'\'' => {
                self.at += memchr2(b'\'', b'\n', self.rest())?;
                if self.bytes[self.at] == b'\n' {
                    return None;
                }
            }
            _ => return None,
        }
        self.at += 1;
        Some(Span::new(start..self.at))
    }

    /// Takes a string of several lines. Quotes just within its ends are rare, and left to the careful reader.
    fn string_of_lines(&mut self, quote: u8) -> Option<Span> {
        let start = self.at;
        self.at += 3;
        loop {
            self.at += if quote == b'"' { memchr2(b'"', b'\\', self.rest())? } else { memchr(b'\'', self.rest())? };
            if self.bytes[self.at] == b'\\' {
                self.escape()?;
                continue;
            }
            let run = self.rest().iter().take_while(|byte| **byte == quote).count();
            self.at += run;
            match run {
                1 | 2 => {}
                3 => return Some(Span::new(start..self.at)),
                _ => return None,
            }
        }
    }

    /// Takes an escape that every version of TOML knows.
    fn escape(&mut self) -> Option<()> {
        let digits = match self.bytes.get(self.at + 1)? {
            b'b' | b't' | b'n' | b'f' | b'r' | b'"' | b'\\' => 0,
            b'u' => 4,
            b'U' => 8,
            _ => return None,
        };
        let hex = self.bytes.get(self.at + 2..self.at + 2 + digits)?;
        if digits > 0 {
            if !hex.iter().all(u8::is_ascii_hexdigit) {
                return None;
            }
            let hex = std::str::from_utf8(hex).ok()?;
            u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)?;
        }
        self.at += 2 + digits;
        Some(())
    }

    /// Takes a string without escapes on one line; gives what is in it.
    fn plain_string(&mut self) -> Option<&'t str> {
        let span = self.string_of_line()?;
        let inside = &self.text[span.range()];
        let inside = &inside[1..inside.len() - 1];
        (self.bytes[span.start as usize] == b'\'' || !inside.contains('\\')).then_some(inside)
    }

    /// Takes evidence: a string, or a list of strings and of tables `{ file = "…", sha256 = "…" }` over one or more lines;
    /// gives where it stands.
    pub(crate) fn evidence(&mut self) -> Option<Span> {
        if self.peek()? != b'[' {
            return self.string();
        }
        self.list(|cursor| if cursor.peek()? == b'{' { cursor.evidence_file() } else { cursor.string().map(|_| ()) })
    }

    fn evidence_file(&mut self) -> Option<()> {
        let (mut file, mut digest) = (false, false);
        self.table(|cursor| {
            let (seen, holds): (_, fn(&str) -> bool) = if cursor.take_key(b"file").is_some() {
                (&mut file, leads_inside)
            } else {
                cursor.take_key(b"sha256")?;
                (&mut digest, is_digest)
            };
            cursor.assign()?;
            let sound = holds(cursor.plain_string()?) && !std::mem::replace(seen, true);
            sound.then_some(())
        })?;
        (file && digest).then_some(())
    }

    /// Takes a list of tables `{ on = 2024-04-01, value = 60 }`, each given to `each`; gives where it stands.
    pub(crate) fn progress(&mut self, mut each: impl FnMut(Progress)) -> Option<Span> {
        self.list(|cursor| {
            let (mut on, mut value) = (None, None);
            cursor.table(|cursor| {
                let again = if cursor.take_key(b"on").is_some() {
                    cursor.assign()?;
                    on.replace(cursor.date()?).is_some()
                } else {
                    cursor.take_key(b"value")?;
                    cursor.assign()?;
                    value.replace(cursor.amount()?).is_some()
                };
                (!again).then_some(())
            })?;
            each(Progress { on: on?, value: value? });
            Some(())
        })
    }

    /// Takes a table on one line, each of its entries by `entry`.
    fn table(&mut self, mut entry: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.take(b'{')?;
        loop {
            self.blanks();
            entry(self)?;
            self.blanks();
            if self.take(b',').is_none() {
                return self.take(b'}');
            }
        }
    }

    /// Takes an amount in plain digits; whatever else TOML knows is rare.
    fn amount(&mut self) -> Option<Amount> {
        const MOST: usize = "999999999999".len();
        let digits = |rest: &[u8]| rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = |digits: &[u8]| digits.iter().fold(0, |number, digit| number * 10 + u64::from(digit - b'0'));
        let (start, whole) = (self.at, digits(self.rest()));
        let led_by_zero = whole > 1 && self.peek() == Some(b'0');
        self.at += whole;
        if !(1..=MOST).contains(&whole) || led_by_zero {
            return None;
        }
        let mut thousandths = number(&self.bytes[start..self.at]) * 1000;
        if self.take(b'.').is_some() {
            let (start, fraction) = (self.at, digits(self.rest()));
            self.at += fraction;
            let unit = *[0, 100, 10, 1].get(fraction).filter(|unit| **unit > 0)?;
            thousandths += number(&self.bytes[start..self.at]) * unit;
        }
        matches!(self.peek()?, b' ' | b'\t' | b',' | b'}').then(|| Amount::thousandths(thousandths))
    }

    /// Takes a list of strings over one or more lines, each given to `each`; gives where it stands.
    pub(crate) fn strings(&mut self, mut each: impl FnMut(Span) -> Option<()>) -> Option<Span> {
        self.list(|cursor| each(cursor.string()?))
    }

    /// Takes a list over one or more lines, each of its items by `item`; gives where it stands.
    fn list(&mut self, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<Span> {
        let start = self.at;
        self.take(b'[')?;
        self.between();
        while self.take(b']').is_none() {
            item(self)?;
            self.between();
            if self.take(b',').is_some() {
                self.between();
            } else if self.peek()? != b']' {
                return None;
            }
        }
        Some(Span::new(start..self.at))
    }
}
