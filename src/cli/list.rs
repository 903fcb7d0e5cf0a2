//! `tiendo list`: the obligations themselves, in groups.

use std::io::Write;

use super::query::{self, ItemFormat, Making, Outcome};
use super::session::{Asked, Session};
use super::{Exit, Failure};
use crate::cli::{By, Format, Query};
use crate::data::csv::{ITEM_COLUMNS, Sheet};
use crate::judge::State;
use crate::model::id::UnitIx;
use crate::page::markdown;
use crate::page::terminal::items::{Without, table};
use crate::page::terminal::table::Layout;
use crate::page::{Tone, terminal};
use crate::text::one_line;
use crate::view::board::{Named, quarter_of};
use crate::words::phrase::CliError;
use crate::words::{Label, Phrase};

/// Runs `tiendo list`.
pub fn run(asked: &Asked, query: &Query, by: By) -> Result<Exit, Failure> {
    asked.session(|session| {
        let session = &session;
        if by != By::default() && query.format != Format::Table {
            let conflict = CliError::Conflict { argument: "--by", other: "--format" };
            return Err(Failure::Usage(session.words.phrase(&Phrase::CliError(conflict))));
        }
        let filter = query::filter(session, query)?;
        let write = |making, heading: &dyn Fn(&mut dyn Write) -> anyhow::Result<()>| {
            let ending = |out: &mut dyn Write, outcome: &Outcome| ending(out, session, query.format, outcome);
            query::write_as_read(session, &filter, &query.fail_on, making, heading, ending)
        };
        match query.format {
            Format::Json => query::write_json(session, &filter, &query.fail_on),
            Format::JsonLines => write(Making::Bytes(ItemFormat::JsonLines), &|_| Ok(())),
            Format::Csv => write(Making::Bytes(ItemFormat::Csv), &|out| {
                Ok(Sheet::with_headings(out, &session.plan, &ITEM_COLUMNS)?.finish()?)
            }),
            Format::Markdown => write(Making::Bytes(ItemFormat::Markdown), &|out| {
                markdown::title(out, &session.plan, session.judge.as_of(), session.words)?;
                Ok(markdown::item_heads(out, session.words)?)
            }),
            Format::Table => {
                let making = if by == By::Unit { Making::Sections } else { Making::Items };
                let ending = |out: &mut dyn Write, outcome: &Outcome| {
                    regrouped(out, session, &outcome.items, by)?;
                    ending(out, session, query.format, outcome)
                };
                let heading = |out: &mut dyn Write| {
                    Ok(terminal::title(out, &session.plan, session.judge.as_of(), session.words, session.screen)?)
                };
                query::write_as_read(session, &filter, &query.fail_on, making, heading, ending)
            }
        }
    })
}

/// What comes after the items: that there were none, and whose could not be read.
fn ending(out: &mut dyn Write, session: &Session, format: Format, outcome: &Outcome) -> anyhow::Result<()> {
    let lines = query::unreadable_lines(session, &session.plan, &outcome.unreadable);
    match format {
        Format::Table => {
            if outcome.board.totals().sum() == 0 && outcome.unreadable.is_empty() {
                writeln!(out, "\n{}", session.words.label(Label::NothingFound))?;
            }
            if !lines.is_empty() {
                writeln!(out)?;
            }
            for line in lines {
                writeln!(out, "{}", session.screen.paint(Tone::Bad, &line))?;
            }
        }
        Format::Markdown => {
            for line in lines {
                writeln!(out, "\n{}", markdown::escape(&line))?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// The section of one unit.
pub fn unit_section(out: &mut dyn Write, session: &Session, unit: UnitIx, items: &[Named]) -> anyhow::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    let unit = session.plan.unit(unit);
    let heading = format!("{} ({})", one_line(&unit.name), unit.id);
    writeln!(out, "\n{}", session.screen.paint(Tone::Heading, &heading))?;
    by_quarter(out, session, items)
}

/// The obligations of one unit by quarter, then by state.
pub fn by_quarter(out: &mut dyn Write, session: &Session, items: &[Named]) -> anyhow::Result<()> {
    let (plan, words, screen) = (&*session.plan, session.words, session.screen);
    let groups = groups(items, plan.quarters.len() + 1, |item| plan.occurrence(item.occurrence).quarter_slot);
    for (at, (slot, mut items)) in groups.into_iter().enumerate() {
        items.sort_by_key(|item| item.standing.state);
        let layout = Layout { indent: 2, goes_on: at > 0, quarter_said: true };
        writeln!(out, "  {}", screen.paint(Tone::Heading, &quarter(session, slot)))?;
        table(out, plan, &items, Without::Unit, layout, words, screen)?;
    }
    Ok(())
}

fn regrouped(out: &mut dyn Write, session: &Session, items: &[Named], by: By) -> anyhow::Result<()> {
    let (plan, words, screen) = (&*session.plan, session.words, session.screen);
    let (groups, without) = match by {
        By::Unit => return Ok(()),
        By::Quarter => (
            groups(items, plan.quarters.len() + 1, |item| plan.occurrence(item.occurrence).quarter_slot),
            Without::Nothing,
        ),
        By::Task => {
            (groups(items, plan.tasks.len(), |item| plan.occurrence(item.occurrence).task.index()), Without::Task)
        }
        By::State => (groups(items, State::ALL.len(), |item| item.standing.state as usize), Without::Nothing),
    };
    for (key, mut items) in groups {
        let heading = match by {
            By::Task => format!("{} [{}]", one_line(&plan.tasks[key].title), plan.tasks[key].id),
            By::State => words.state(State::ALL[key]).to_owned(),
            By::Unit | By::Quarter => quarter(session, key),
        };
        writeln!(out, "\n{} ({})", screen.paint(Tone::Heading, &heading), items.len())?;
        items.sort_by_key(|item| (item.standing.state, std::cmp::Reverse(item.standing.days_late), item.standing.due));
        let layout = Layout { quarter_said: by == By::Quarter, ..Layout::default() };
        table(out, plan, &items, without, layout, words, screen)?;
    }
    Ok(())
}

/// The groups that have anything, in order.
fn groups(items: &[Named], count: usize, key: impl Fn(&Named) -> usize) -> Vec<(usize, Vec<Named>)> {
    let mut groups = vec![Vec::new(); count];
    for item in items {
        groups[key(item)].push(*item);
    }
    groups.into_iter().enumerate().filter(|(_, items)| !items.is_empty()).collect()
}

fn quarter(session: &Session, slot: usize) -> String {
    let none = || session.words.label(Label::NoQuarter).to_owned();
    quarter_of(&session.plan, slot).map_or_else(none, |quarter| session.words.quarter_name(quarter))
}
