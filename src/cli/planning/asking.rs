//! How `tiendo plan` asks: lines to pick from, texts, what an option would allow, and whether a change is meant.

use super::super::exit::{Exit, Failure};
use super::super::mark::prompts;
use super::super::session::{Asked, Session};
use super::options::stopped;
use super::{Decided, decided_for, refused, sound, write};
use crate::cli::aside::Aside;
use crate::edit::plan::PlanEdit;
use crate::page::terminal::writer::TerminalPage;
use crate::planning::PlanRefusal;
use crate::prompt::{Choice, PromptError};
use crate::shell;
use crate::words::guide::GuideWord;
use crate::words::{Label, Phrase, PlanningPhrase};

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

/// Says what does not fit, and goes on; everything else ends the questions.
pub(super) fn told(session: &Session, failure: Failure) -> Result<(), Failure> {
    match failure {
        Failure::Usage(said) => Aside::of_errors([said], session.words).tell(),
        Failure::Told(Exit::Usage, said) => said.tell(),
        other => return Err(other),
    }
    Ok(())
}

/// Whether somebody says yes, where no is meant otherwise.
fn agrees_to(session: &Session, question: GuideWord) -> Result<bool, Failure> {
    let help = session.words.label(Label::WriteHelp);
    Ok(answered(session, prompts(session).yes(&say(session, question), help, false))? == Some(true))
}

/// Whether the plan is to be changed although what has passed does not stay as it was, as the failure says.
pub(super) fn changes_past(session: &Session, failure: Failure) -> Result<bool, Failure> {
    told(session, failure)?;
    agrees_to(session, GuideWord::CorrectsSlip)
}

/// Whether what is recorded already is to be replaced, asked where `make` refuses it otherwise; nothing where it is not to
/// be.
pub(super) fn replaces(
    session: &Session,
    subject: &str,
    make: impl Fn(bool) -> Result<Vec<PlanEdit>, PlanRefusal>,
) -> Result<Option<bool>, Failure> {
    let Err(refusal) = make(false) else { return Ok(Some(false)) };
    if make(true).is_err() {
        return Err(refused(session, &refusal, subject));
    }
    let said = PlanningPhrase::Refused { refusal: &refusal, subject, part: None, prompted: true };
    told(session, Failure::Usage(session.say(&Phrase::Planning(said))))?;
    Ok(agrees_to(session, GuideWord::ReplaceIt)?.then_some(true))
}

/// What became of a change that somebody was shown first.
pub(super) enum Confirm {
    Written,
    Left,
}

/// Shows what a change of the plan comes to, and makes it where somebody agrees.
pub(super) fn confirmed(
    asked: &Asked,
    agrees: &dyn Fn(&Session) -> Result<bool, Failure>,
    decide: &dyn Fn(&Session) -> Result<Option<Decided>, Failure>,
) -> Result<Confirm, Failure> {
    let session = asked.open()?;
    let Some(mut decided) = decided_for(asked, &session, decide)? else { return Ok(Confirm::Left) };
    let keeps_past = std::mem::take(&mut decided.keeps_past);
    let Some(replanned) = sound(asked, session, &decided)? else { return Ok(Confirm::Left) };
    let kept = replanned.keep_past(&keeps_past, true);
    let past_changes = kept.is_err();
    if let Err(failure) = kept
        && !changes_past(&replanned.session, failure)?
    {
        return Ok(Confirm::Left);
    }
    let shown = &replanned.session;
    let mut said = Vec::new();
    let page = &mut TerminalPage::new(&mut said, shown.words, shown.error_screen);
    replanned.settled(page)?;
    replanned.consequences(page, decided.from)?;
    shell::to_stderr(first_lines(&String::from_utf8_lossy(&said), shown).as_bytes());
    if !agrees(shown)? {
        return Ok(Confirm::Left);
    }
    let session = asked.open()?;
    let Some(mut again) = decided_for(asked, &session, decide)? else { return Ok(Confirm::Left) };
    // They stand on the screen already.
    again.notes.clear();
    if past_changes {
        again.keeps_past.clear();
    }
    write(asked, session, again, decide, false).map(|_| Confirm::Written)
}

/// What comes of a change, as far as it stands on a screen with the question below it: the changes of the plan come first.
fn first_lines(said: &str, session: &Session) -> String {
    const LINES: usize = 18;
    let more = said.lines().count().saturating_sub(LINES);
    if more == 0 {
        return said.to_owned();
    }
    let shown = said.lines().take(LINES).map(|line| format!("{line}\n"));
    shown.chain([format!("… {}\n", session.say(&Phrase::AndMore { count: more }))]).collect()
}
