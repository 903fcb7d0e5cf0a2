//! Units' files read for a command: which, what each worker makes of them, and what is wrong with some.

use super::aside::{self, Aside};
use super::exit::Failure;
use super::names::one_unit;
use super::revise::named_in_environment;
use super::session::Session;
use crate::diagnostic::FileReport;
use crate::judge::Assessment;
use crate::model::id::UnitIx;
use crate::model::plan::Plan;
use crate::page::terminal::Screen;
use crate::pipeline;
use crate::text::one_line;
use crate::words::{Phrase, Words};

/// Whether a text that was typed for a unit means every one.
pub(crate) fn means_all(plan: &Plan, typed: &str) -> bool {
    plan.unit_by_id(typed).is_none() && means_all_of(typed)
}

/// The same where no unit has such an id.
pub(crate) fn means_all_of(typed: &str) -> bool {
    matches!(crate::text::fold(typed).as_str(), "all" | "tat ca")
}

/// The unit that `TIENDO_UNIT` names.
pub(crate) fn of_environment(session: &Session) -> Result<Option<UnitIx>, Failure> {
    let Some(typed) = named_in_environment() else { return Ok(None) };
    match one_unit(session, &typed) {
        Err(Failure::Usage(said)) => Err(Failure::Usage(format!("TIENDO_UNIT: {said}"))),
        found => found.map(Some),
    }
}

/// That only this unit is told of, since `TIENDO_UNIT` names it.
pub(crate) fn narrowed(plan: &Plan, words: &dyn Words, unit: UnitIx) -> String {
    one_line(&words.phrase(&Phrase::Narrowed { unit: plan.unit(unit).short_name() }))
}

/// The units that a file for units is made for: those named, else the one of `TIENDO_UNIT`, which is said, else all.
pub(crate) fn chosen_or_own(session: &Session, typed: &[String]) -> Result<Vec<UnitIx>, Failure> {
    match if typed.is_empty() { of_environment(session)? } else { None } {
        Some(unit) => {
            aside::note(&narrowed(&session.plan, session.words, unit));
            Ok(vec![unit])
        }
        None => chosen(session, typed),
    }
}

/// The units that were named, each once and in the plan's order, or all where none was named.
pub(crate) fn chosen(session: &Session, typed: &[String]) -> Result<Vec<UnitIx>, Failure> {
    if typed.iter().all(|typed| means_all(&session.plan, typed)) {
        return Ok(session.plan.unit_indices().collect());
    }
    let mut units: Vec<UnitIx> = typed.iter().map(|typed| one_unit(session, typed)).collect::<Result<_, _>>()?;
    units.sort_unstable();
    units.dedup();
    Ok(units)
}

/// Gives the records of each unit, judged, to `each`, into one part for every run of units – or nothing, where its file
/// is broken. Gives the parts to `deliver` in order, with what is wrong with those files.
pub(crate) fn fold<P: Send, E: Send>(
    session: &Session,
    units: &[UnitIx],
    begin: impl Fn() -> P + Sync,
    each: impl Fn(&mut P, UnitIx, Option<&Assessment<'_>>) -> Result<(), E> + Sync,
    deliver: impl FnMut(P, Vec<FileReport>) -> Result<(), E>,
) -> Result<(), E> {
    pipeline::fold(&session.snapshot, &session.judge, units, begin, each, deliver)
}

/// Tells on standard error what is wrong with files.
pub(crate) fn tell(session: &Session, broken: &[FileReport]) -> std::io::Result<()> {
    told(broken, session.words, session.error_screen)
}

/// Tells on standard error what is wrong with files, where no session is open.
pub(crate) fn told(broken: &[FileReport], words: &dyn Words, screen: Screen) -> std::io::Result<()> {
    Aside::of_files(broken, words, screen)?.tell();
    Ok(())
}
