//! Obligations in a terminal, in groups.

use std::io::Write;

use super::session::Session;
use crate::model::id::UnitIx;
use crate::page::Tone;
use crate::page::terminal::items::{Without, table};
use crate::page::terminal::table::Layout;
use crate::text::one_line;
use crate::view::board::{Named, quarter_of};
use crate::words::Label;

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

/// The groups that have anything, in order.
pub fn groups(items: &[Named], count: usize, key: impl Fn(&Named) -> usize) -> Vec<(usize, Vec<Named>)> {
    let mut groups = vec![Vec::new(); count];
    for item in items {
        groups[key(item)].push(*item);
    }
    groups.into_iter().enumerate().filter(|(_, items)| !items.is_empty()).collect()
}

pub fn quarter(session: &Session, slot: usize) -> String {
    let none = || session.words.label(Label::NoQuarter).to_owned();
    quarter_of(&session.plan, slot).map_or_else(none, |quarter| session.words.quarter_name(quarter))
}
