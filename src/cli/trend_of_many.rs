//! `tiendo trend` of a collection: all plans in one row of weeks.

use super::args::{ListFormat, Query};
use super::exit::{Exit, Failure};
use super::many::{ManyPlans, each_quietly};
use super::members::Collection;
use super::session::Asked;
use super::trend::add;
use crate::data::trend;
use crate::page::markdown::MarkdownPage;
use crate::page::terminal::writer::TerminalPage;
use crate::page::{self, Page, Piece, collection, terminal};
use crate::shell;
use crate::view::timeline::Timeline;
use crate::words::Phrase;

/// The weeks of all plans together, from the first day of the earliest.
pub(super) fn run(asked: &Asked, of: &Collection, query: &Query) -> Result<Exit, Failure> {
    let mut plans = ManyPlans::new(asked, of)?;
    let among = plans.resolve(query, query.is_for_people())?;
    let mut starts = None;
    let mut named = Vec::new();
    each_quietly(of, |plan, folder| {
        starts = starts.into_iter().chain([plan.header.starts]).min();
        named.push((plan.header.number.to_string(), plan.header.title.to_string(), folder.to_owned()));
    });
    let mut whole = Timeline::default();
    let outcome = plans.each(|session, _, outcome| {
        let filter = among.filter_in(&session)?;
        let empty = Timeline::weekly_from(starts.unwrap_or_default(), session.judge.as_of(), false);
        if whole.points.is_empty() {
            whole = empty.clone();
        }
        let unread = add(&session, &filter, &empty, &mut whole)?;
        outcome.note_unread(&session, &unread);
        Ok(())
    })?;
    let (words, screen, as_of) = (plans.words(), plans.screen(), outcome.as_of.unwrap_or_default());
    shell::with_stdout(|out| {
        match query.format {
            ListFormat::Json => trend::json_of_many(out, &named, as_of, &whole)?,
            ListFormat::JsonLines => trend::json_lines(out, None, &whole)?,
            ListFormat::Csv => trend::csv_of_many(out, &whole)?,
            ListFormat::Markdown => {
                let page = &mut MarkdownPage::new(out, words);
                collection::top(page, named.len(), &outcome.top(asked), words)?;
                page::trend::table(page, &whole, true, words)?;
                collection::unread(page, &outcome.unopened, &outcome.unreadable, words)?;
            }
            ListFormat::Table => {
                let page = &mut TerminalPage::new(out, words, screen);
                collection::top(page, named.len(), &outcome.top(asked), words)?;
                let narrowed = among.narrowed.as_deref();
                narrowed.map_or(Ok(()), |unit| page.put(Piece::Remark(words.phrase(&Phrase::Narrowed { unit }))))?;
                page.put(Piece::Gap)?;
                terminal::trend::render(page.out, &whole, words, screen)?;
                collection::unread(page, &outcome.unopened, &outcome.unreadable, words)?;
            }
        }
        Ok(())
    })?;
    Ok(outcome.exit())
}
