//! Warnings about texts in themselves, in plans and in units' files.

use crate::diagnostic::{Diagnostic, Problem};
use crate::edit::questions::{QuestionLines, questions, scan};
use crate::model::plan::Plan;
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
pub(crate) fn open_questions(text: &str, plan: Option<&Plan>) -> Vec<Diagnostic> {
    let id_of = |of: &[String]| match of {
        [head] if head == "plan" => Some(head.clone()),
        [list, at] if list == "tasks" => {
            at.parse().ok().and_then(|at: usize| plan?.tasks.get(at)).map(|it| it.id.to_string())
        }
        [_, id] => Some(id.clone()),
        _ => None,
    };
    let found = if plan.is_some() { questions(text) } else { scan(text) };
    let told = |QuestionLines { of, lines }: QuestionLines| {
        let (line, asked) = lines.first()?.clone();
        let start = line.end - text[line.clone()].trim_start().len();
        let span = start..start + text[line].trim().len();
        Some(Diagnostic::new(Problem::OpenQuestion { asked, more: lines.len() - 1, item: id_of(&of) }, span))
    };
    found.into_iter().filter_map(told).collect()
}

/// At most so many characters hiding outside texts are named.
const MOST_ELSEWHERE: usize = 100;
