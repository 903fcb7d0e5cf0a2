//! Units' files read for a command: which, what each worker makes of them, and what is wrong with some.

use super::exit::Failure;
use super::names::one_unit;
use super::session::Session;
use crate::diagnostic::FileReport;
use crate::judge::Assessment;
use crate::model::id::UnitIx;
use crate::page::diagnostic::{Style, human};
use crate::page::terminal::Screen;
use crate::pipeline;
use crate::shell;
use crate::words::Words;

/// The units that were named, each once and in the plan's order, or all where none was named.
pub(crate) fn chosen(session: &Session, typed: &[String]) -> Result<Vec<UnitIx>, Failure> {
    if typed.is_empty() {
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
    let mut told = Vec::new();
    for report in broken {
        human(&mut told, report, words, screen, Style::Full)?;
    }
    shell::to_stderr(&told);
    Ok(())
}
