//! A place in the bytes of a file, and the small parts of TOML that can be taken from there.

use chrono::NaiveDate;

use crate::model::record::Span;

/// What a byte may be part of.
const BLANK: u8 = 1;
const BARE: u8 = 2;
const COMMENT: u8 = 4;
const BASIC: u8 = 8;
const LITERAL: u8 = 16;

const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        let mut class = 0;
        if b == b' ' || b == b'\t' {
            class |= BLANK;
        }
        if b.is_ascii_alphanumeric() || b == b'_' || b == b'-' {
            class |= BARE;
        }
        if b >= 0x20 && b != 0x7f || b == b'\t' {
            class |= COMMENT;
            if b != b'"' && b != b'\\' {
                class |= BASIC;
            }
            if b != b'\'' {
                class |= LITERAL;
            }
        }
        classes[byte] = class;
        byte += 1;
    }
    classes
};

/// A key as it is meant, and where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Key<'t> {
    /// The key without quotes.
    pub text: &'t [u8],
    start: usize,
    end: usize,
}

impl Key<'_> {
    /// Where it stands, quotes included.
    pub fn span(&self) -> Span {
        Span::new(self.start..self.end)
    }
}

/// A place in the bytes of a file. What takes something gives nothing, and stays where it is or somewhere on, if it is
/// not there: the file is then left to the careful reader.
#[derive(Clone, Debug)]
pub struct Cursor<'t> {
    bytes: &'t [u8],
    at: usize,
}

impl<'t> Cursor<'t> {
    /// The start of a file.
    pub fn new(bytes: &'t [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// A place in a text.
    pub fn at(text: &'t str, place: usize) -> Self {
        Self { bytes: text.as_bytes(), at: place }
    }

    /// Where it is.
    pub fn place(&self) -> usize {
        self.at
    }

    /// Takes the sign between a key and its value.
    pub fn assign(&mut self) -> Option<()> {
        self.blanks();
        self.take(b'=')?;
        self.blanks();
        Some(())
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes over every byte of a class.
    fn run(&mut self, class: u8) {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().position(|byte| CLASSES[usize::from(*byte)] & class == 0).unwrap_or(rest.len());
    }

    /// Passes over blanks.
    pub fn blanks(&mut self) {
        if self.peek().is_some_and(|byte| CLASSES[usize::from(byte)] & BLANK != 0) {
            self.run(BLANK);
        }
    }

    /// Takes this byte.
    pub fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// The next two bytes.
    pub fn peek_two(&self) -> Option<[u8; 2]> {
        self.bytes.get(self.at..self.at + 2)?.try_into().ok()
    }

    /// Takes a bare key, if it is just this one.
    pub fn take_word(&mut self, word: &[u8]) -> Option<Span> {
        let end = self.at + word.len();
        let here = self.bytes.get(self.at..end)? == word && !word.is_empty();
        let ends = || self.bytes.get(end).is_none_or(|byte| CLASSES[usize::from(*byte)] & BARE == 0);
        if !(here && ends()) {
            return None;
        }
        let span = Span::new(self.at..end);
        self.at = end;
        Some(span)
    }

    /// Takes the end of a line, if one is here.
    fn newline(&mut self) -> bool {
        match self.peek() {
            Some(b'\n') => self.at += 1,
            Some(b'\r') if self.bytes.get(self.at + 1) == Some(&b'\n') => self.at += 2,
            _ => return false,
        }
        true
    }

    /// Passes over a comment, if one is here, up to its line's end.
    fn comment(&mut self) {
        if self.peek() == Some(b'#') {
            self.run(COMMENT);
        }
    }

    /// Passes over blanks, comments and line ends. Gives the byte that begins the next key or header, `None` within at
    /// the end of the file.
    pub fn next_line_start(&mut self) -> Option<Option<u8>> {
        loop {
            self.blanks();
            self.comment();
            if !self.newline() {
                break;
            }
        }
        match self.peek() {
            // A control character ends a comment without ending its line.
            Some(byte) if byte < 0x20 || byte == 0x7f => None,
            next => Some(next),
        }
    }

    /// Takes the rest of a line, which must be empty but for a comment.
    pub fn end_of_line(&mut self) -> Option<()> {
        self.blanks();
        self.comment();
        (self.newline() || self.at == self.bytes.len()).then_some(())
    }

    /// Takes a key: bare, or in quotes without escapes.
    pub fn key(&mut self) -> Option<Key<'t>> {
        let start = self.at;
        let text = match self.peek()? {
            quote @ (b'"' | b'\'') => {
                self.at += 1;
                self.run(if quote == b'"' { BASIC } else { LITERAL });
                let text = &self.bytes[start + 1..self.at];
                self.take(quote)?;
                text
            }
            _ => {
                self.run(BARE);
                &self.bytes[start..self.at]
            }
        };
        (self.at > start).then_some(Key { text, start, end: self.at })
    }

    /// Takes a date that nothing but a blank, a comma, a bracket, a comment or the line's end follows.
    pub fn date(&mut self) -> Option<NaiveDate> {
        let bytes: &[u8; 10] = self.bytes.get(self.at..self.at + 10)?.try_into().ok()?;
        if bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let digit = |at: usize| {
            let value = u32::from(bytes[at].wrapping_sub(b'0'));
            (value < 10).then_some(value)
        };
        let year = digit(0)? * 1000 + digit(1)? * 100 + digit(2)? * 10 + digit(3)?;
        let month = digit(5)? * 10 + digit(6)?;
        let day = digit(8)? * 10 + digit(9)?;
        self.at += 10;
        // A year 0 is an error, and the careful reader says so.
        let year = i32::try_from(year).ok().filter(|year| *year > 0)?;
        NaiveDate::from_ymd_opt(year, month, day)
    }

    /// Takes a string; gives where it stands, quotes included.
    pub fn string(&mut self) -> Option<Span> {
        let start = self.at;
        for quotes in [b"\"\"\"", b"'''"] {
            if self.bytes[start..].starts_with(quotes) {
                return self.string_of_lines(quotes[0]);
            }
        }
        match self.peek()? {
            b'"' => {
                self.at += 1;
                self.run(BASIC);
                while self.peek()? == b'\\' {
                    self.escape()?;
                    self.run(BASIC);
                }
                self.take(b'"')?;
            }
            b'\'' => {
                self.at += 1;
                self.run(LITERAL);
                self.take(b'\'')?;
            }
            _ => return None,
        }
        Some(Span::new(start..self.at))
    }

    /// Takes a string of several lines. Quotes just within its ends are rare, and left to the careful reader.
    fn string_of_lines(&mut self, quote: u8) -> Option<Span> {
        let start = self.at;
        self.at += 3;
        loop {
            self.run(if quote == b'"' { BASIC } else { LITERAL });
            if self.newline() {
                continue;
            }
            match self.peek()? {
                b'\\' => self.escape()?,
                byte if byte == quote => {
                    let run = self.bytes[self.at..].iter().take_while(|byte| **byte == quote).count();
                    self.at += run;
                    match run {
                        1 | 2 => {}
                        3 => return Some(Span::new(start..self.at)),
                        _ => return None,
                    }
                }
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

    /// Takes a string, or a list of strings over one or more lines; gives where it stands.
    pub fn string_or_strings(&mut self) -> Option<Span> {
        if self.peek()? != b'[' {
            return self.string();
        }
        self.strings(|_| Some(()))
    }

    /// Takes a list of strings over one or more lines, each given to `each`; gives where it stands.
    pub fn strings(&mut self, mut each: impl FnMut(Span) -> Option<()>) -> Option<Span> {
        let start = self.at;
        self.take(b'[')?;
        self.between_items();
        while self.take(b']').is_none() {
            each(self.string()?)?;
            self.between_items();
            if self.take(b',').is_some() {
                self.between_items();
            } else if self.peek()? != b']' {
                return None;
            }
        }
        Some(Span::new(start..self.at))
    }

    /// Passes over blanks, comments and line ends in a list.
    fn between_items(&mut self) {
        loop {
            self.blanks();
            self.comment();
            if !self.newline() {
                return;
            }
        }
    }
}
