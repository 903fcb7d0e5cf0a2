//! `tiendo list` of a collection: unit by unit over all plans, or plan by plan.

use super::args::{ListFormat, Query};
use super::exit::{Exit, Failure};
use super::many::{self, ManyPlans, QueryAmong};
use super::members::Collection;
use super::query::{self, ItemFormat, Making, QueryOutcome};
use super::session::{Asked, Session};
use crate::page::collection;
use crate::page::markdown::MarkdownPage;
use crate::page::terminal::writer::TerminalPage;
use crate::page::{Page, Piece, Tone};
use crate::shell;
use crate::spool::Spool;
use crate::view::collection::CollectionBoard;
use crate::view::filter::Filter;
use crate::words::{Label, Phrase};

/// Lists what one plan has under a remark, and gives what reading its units came to.
pub(super) type WriteOne<'w> =
    dyn Fn(&Session, &Filter, Option<&str>, &mut dyn FnMut(&QueryOutcome)) -> Result<Exit, Failure> + 'w;

/// Lists what many plans have: unit by unit over all plans, or plan by plan.
///
/// `together`: whether what a unit owes in all plans stands together. `write` lists what one plan has, and gives what
/// reading its units came to.
pub(super) fn run(
    asked: &Asked,
    collection: &Collection,
    query: &Query,
    together: bool,
    write: &WriteOne<'_>,
) -> Result<Exit, Failure> {
    let mut plans = ManyPlans::new(asked, collection)?;
    let among = &plans.resolve(query, query.is_for_people())?;
    match query.format {
        ListFormat::Json => return many::write_json(&mut plans, among),
        ListFormat::JsonLines => return many::write_items(&mut plans, among, ItemFormat::JsonLines),
        ListFormat::Csv => return many::write_items(&mut plans, among, ItemFormat::Csv),
        ListFormat::Table if together => return by_unit(asked, plans, among),
        ListFormat::Table | ListFormat::Markdown => {}
    }
    let (words, mut first) = (plans.words(), true);
    let narrowed = among.narrowed.as_ref().map(|unit| words.phrase(&Phrase::Narrowed { unit }));
    let outcome = plans.each(|mut session, _, outcome| {
        // The heading of the plan stands above its units.
        session.among = false;
        let filter = among.filter_in(&session)?;
        if !std::mem::take(&mut first) {
            shell::with_stdout(|out| Ok(writeln!(out)?))?;
        }
        write(&session, &filter, narrowed.as_deref(), &mut |read| outcome.add(&session, read)).map(drop)
    })?;
    shell::with_stdout(|out| match query.format {
        ListFormat::Table => {
            let page = &mut TerminalPage::going_on(out, words, shell::stdout_screen(asked.color));
            Ok(collection::unread(page, &outcome.unopened, &[], words)?)
        }
        _ => Ok(collection::unread(&mut MarkdownPage::going_on(out, words), &outcome.unopened, &[], words)?),
    })?;
    Ok(outcome.exit())
}

/// What each unit owes in all plans.
fn by_unit(asked: &Asked, mut plans: ManyPlans<'_>, among: &QueryAmong) -> Result<Exit, Failure> {
    let (words, screen) = (plans.words(), plans.screen());
    let (mut board, mut sections) = (CollectionBoard::default(), Spool::with_scratch(shell::scratch()));
    let mut count = 0;
    let outcome = plans.each(|session, _, outcome| {
        let filter = among.filter_in(&session)?;
        let units = filter.units(&session.plan);
        session.warn_of_missing_files(&units)?;
        for unit in units {
            let key = (board.place(&session.plan, unit), count);
            let read =
                query::read_units(&session, &[unit], &filter, &among.query.fail_on, Making::Sections, |bytes| {
                    Ok(sections.push(key, 1, u64::MAX, bytes)?)
                })?;
            outcome.add(&session, &read);
        }
        count += 1;
        Ok(())
    })?;
    shell::with_stdout(|out| {
        let page = &mut TerminalPage::new(out, words, screen);
        collection::top(page, count, &outcome.top(asked), words)?;
        let narrowed = among.narrowed.as_deref();
        narrowed.map_or(Ok(()), |unit| page.put(Piece::Remark(words.phrase(&Phrase::Narrowed { unit }))))?;
        let mut any = false;
        sections.each(.., |bytes| {
            any |= !bytes.is_empty();
            page.out.write_all(bytes).map(|()| true)
        })?;
        if !any && outcome.exit() != Exit::Unread {
            page.put(Piece::Gap)?;
            page.put(Piece::Paragraph(Tone::Plain, words.label(Label::NothingFound).to_owned()))?;
        }
        Ok(collection::unread(page, &outcome.unopened, &outcome.unreadable, words)?)
    })?;
    Ok(outcome.exit())
}
