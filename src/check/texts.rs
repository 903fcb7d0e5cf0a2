//! Warnings about texts in themselves, in plans and in units' files.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Problem};
use crate::read::walk::{ReadText, TextFault};
use crate::text::hidden;

/// What is odd about the texts of a file, and about characters that hide elsewhere in it.
pub(crate) fn text_warnings(text: &str, texts: &[ReadText]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut not_nfc = Vec::new();
    for read in texts {
        match read.fault {
            TextFault::Empty => found.push(Diagnostic::new(Problem::EmptyText, read.span.clone())),
            TextFault::LookAlike(character, like) => {
                found.push(Diagnostic::new(Problem::LookAlike { character, like }, read.span.clone()));
            }
            TextFault::NotNfc => not_nfc.push(read.span.clone()),
            TextFault::Hidden(character) => {
                let what = hidden(character).expect("it was found because it hides");
                found.push(Diagnostic::new(Problem::HiddenCharacter { character, what }, read.span.clone()));
            }
        }
    }
    // A file typed on a Mac is decomposed throughout: that is one thing to say, not one for each text.
    if let Some(first) = not_nfc.iter().min_by_key(|span| span.start) {
        found.push(Diagnostic::new(Problem::NotNfc { texts: not_nfc.len() }, first.clone()));
    }
    let mut spans: Vec<_> = texts.iter().map(|read| read.span.clone()).collect();
    spans.sort_by_key(|span| span.start);
    let told = |at: usize| {
        let begun = spans.partition_point(|span| span.start <= at);
        begun.checked_sub(1).is_some_and(|last| spans[last].contains(&at))
    };
    let elsewhere = text.char_indices().filter(|(_, c)| !matches!(c, '\n' | '\r' | '\t'));
    let hiding = elsewhere.filter_map(|(at, c)| hidden(c).map(|what| (at, c, what)));
    for (at, character, what) in hiding.filter(|(at, ..)| !told(*at)).take(MOST_ELSEWHERE) {
        let span = at..at + character.len_utf8();
        found.push(Diagnostic::new(Problem::HiddenCharacter { character, what }, span));
    }
    found
}

/// What `draft` and `adopt` left to be asked, in lines that begin with `# ?`: those that follow each other are one question.
pub(crate) fn open_questions(text: &str) -> Vec<Diagnostic> {
    const SIGN: &str = "# ?";
    let mut found: Vec<(Range<usize>, String, usize)> = Vec::new();
    let (mut at, mut goes_on) = (0, false);
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let asked = bare.strip_prefix(SIGN).map(str::trim).filter(|asked| !asked.is_empty());
        match (asked, found.last_mut()) {
            (Some(_), Some((_, _, more))) if goes_on => *more += 1,
            (Some(asked), _) => found.push((start..start + bare.len(), asked.to_owned(), 0)),
            (None, _) => {}
        }
        goes_on = asked.is_some();
    }
    found.into_iter().map(|(span, asked, more)| Diagnostic::new(Problem::OpenQuestion { asked, more }, span)).collect()
}

/// At most so many characters hiding outside texts are named.
const MOST_ELSEWHERE: usize = 100;
