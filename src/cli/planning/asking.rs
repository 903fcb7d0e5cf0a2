//! How `tiendo plan` asks: lines to pick from, and texts.

use super::super::exit::Failure;
use super::super::mark::prompts;
use super::super::session::Session;
use super::Decided;
use super::options::stopped;
use crate::prompt::{Choice, PromptError};
use crate::words::guide::GuideWord;
use crate::words::{Label, Phrase};

/// What somebody decided, for a plan as it stands: ids hold where places do not.
pub(super) type GuidedStep = Box<dyn Fn(&Session) -> Result<Option<Decided>, Failure>>;

pub(super) fn say(session: &Session, word: GuideWord) -> String {
    session.say(&Phrase::Guide(word))
}

/// One of these lines, each found also by its names; the first of them tells it apart from lines that look the same.
pub(super) fn pick(
    session: &Session,
    message: GuideWord,
    lines: Vec<(String, Vec<String>)>,
) -> Result<Option<usize>, Failure> {
    let choices = lines.into_iter().map(|(text, names)| {
        let apart = names.first().cloned().unwrap_or_default();
        let names: Vec<&str> = std::iter::once(text.as_str()).chain(names.iter().map(String::as_str)).collect();
        Choice::new(&text, &names).told_apart_by(&apart)
    });
    let help = session.words.label(Label::PickHelp);
    answered(session, prompts(session).pick(&say(session, message), help, choices.collect()))
}

pub(super) fn answered<T>(session: &Session, answer: Result<T, PromptError>) -> Result<T, Failure> {
    answer.map_err(|error| stopped(session, error))
}

/// A text, which may be empty where nothing is needed.
pub(super) fn line(
    session: &Session,
    message: GuideWord,
    help: GuideWord,
    needed: bool,
) -> Result<Option<String>, Failure> {
    let wrong = say(session, GuideWord::Needed);
    let check = move |typed: &str| if needed && typed.is_empty() { Err(wrong.clone()) } else { Ok(()) };
    answered(session, prompts(session).line(&say(session, message), &say(session, help), check))
}
