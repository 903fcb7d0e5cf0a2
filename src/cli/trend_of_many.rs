//! `tiendo trend` of a collection: all plans in one row of weeks.

use super::args::{ListFormat, Query};
use super::exit::{Exit, Failure};
use super::lookup::each_quietly;
use super::many::ManyPlans;
use super::members::Collection;
use super::session::{Asked, Session};
use super::units;
use crate::data::trend;
use crate::model::id::UnitIx;
use crate::page::markdown::MarkdownPage;
use crate::page::terminal::writer::TerminalPage;
use crate::page::{self, Page, Piece, collection, terminal};
use crate::shell;
use crate::view::filter::Filter;
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

/// Counts what a filter leaves of a plan; `none` is the same with nothing counted. Gives the units that could not be read.
pub(super) fn add(
    session: &Session,
    filter: &Filter,
    none: &Timeline,
    timeline: &mut Timeline,
) -> anyhow::Result<Vec<UnitIx>> {
    let units = filter.units(&session.plan);
    session.warn_of_missing_files(&units)?;
    let mut unreadable: Vec<UnitIx> = Vec::new();
    units::fold(
        session,
        &units,
        || (none.clone(), Vec::new()),
        |(part, unread): &mut (Timeline, Vec<UnitIx>), unit, assessment| {
            let Some(assessment) = assessment else {
                unread.push(unit);
                return Ok(());
            };
            assessment.for_each_possible(|occurrence, record| {
                let admitted = match assessment.obligation(occurrence, record) {
                    Some(obligation) => filter.admits(&session.plan, &obligation),
                    None => filter.admits_what_was(session.plan.occurrence(occurrence).task),
                };
                if admitted {
                    part.add(assessment, occurrence, record);
                }
                anyhow::Ok(())
            })
        },
        |(part, unread), broken| {
            timeline.append(&part);
            unreadable.extend(unread);
            Ok(units::tell(session, &broken)?)
        },
    )?;
    Ok(unreadable)
}
