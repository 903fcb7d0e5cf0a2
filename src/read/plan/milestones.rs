//! The milestones of a task, as they stand in the file: names not yet looked up.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::changes::RawChanges;
use super::due::{RawDeadline, once, read_due};
use super::header::{NamedText, read_on_day_off};
use super::target::target;
use crate::diagnostic::{Diagnostic, Expected, IdKind, Problem, Related, Table};
use crate::model::id::Id;
use crate::model::plan::{OnDayOff, Text};
use crate::model::record::Span;
use crate::model::target::TargetRange;
use crate::read::walk::Walk;

const KEYS: &[&str] = &[
    "id",
    "due",
    "title",
    "wording",
    "product",
    "lead",
    "support",
    "on_day_off",
    "target",
    "added",
    "cancelled",
    "amended",
];
const REQUIRED: &[&str] = &["id", "due"];

/// A milestone: names not yet looked up. Without an id or a deadline, which is noted, they are looked up all the same.
#[derive(Default)]
pub(crate) struct RawMilestone<'t> {
    pub(crate) id: Option<Id>,
    pub(crate) deadline: Option<RawDeadline<'t>>,
    pub(crate) title: Option<Text>,
    pub(crate) wording: Option<Text>,
    pub(crate) wording_at: Option<Span>,
    pub(crate) product: Option<Text>,
    pub(crate) lead: Option<Vec<NamedText<'t>>>,
    pub(crate) support: Option<Vec<NamedText<'t>>>,
    pub(crate) on_day_off: Option<OnDayOff>,
    pub(crate) target: Option<TargetRange>,
    pub(crate) changes: RawChanges<'t>,
}

/// Reads `milestones`; nothing where there are none, which is noted.
pub(crate) fn read<'t>(value: Spanned<DeValue<'t>>, walk: &mut Walk) -> Option<Vec<RawMilestone<'t>>> {
    let span = value.span();
    if !value.get_ref().is_array() {
        walk.wrong_type(Expected::Tables, &value);
        return None;
    }
    let DeValue::Array(items) = value.into_inner() else { return None };
    if items.is_empty() {
        walk.note(Problem::NoMilestones, span);
        return None;
    }
    let mut milestones: Vec<RawMilestone<'t>> = Vec::with_capacity(items.len());
    let mut ids: Vec<(Id, Range<usize>)> = Vec::with_capacity(items.len());
    for item in items {
        let span = item.span();
        let Some(table) = walk.table(item, Expected::Table) else {
            milestones.push(RawMilestone::default());
            continue;
        };
        let (id, milestone) = read_one(table, &span, walk);
        if let Some((id, span)) = id {
            match ids.iter().find(|(other, _)| *other == id) {
                None => ids.push((id, span)),
                Some((_, first)) => {
                    let problem = Problem::DuplicateId { id: id.to_string(), kind: IdKind::Milestone };
                    walk.diagnostics.push(Diagnostic::new(problem, span).related(first.clone(), Related::First));
                }
            }
        }
        milestones.push(milestone);
    }
    Some(milestones)
}

/// Reads one, and where its id stands.
fn read_one<'t>(
    table: DeTable<'t>,
    place: &Range<usize>,
    walk: &mut Walk,
) -> (Option<(Id, Range<usize>)>, RawMilestone<'t>) {
    let (mut id, mut deadline, mut on_day_off, mut goal) = (None, None, None, None);
    let (mut title, mut wording, mut product, mut lead, mut support) = (None, None, None, None, None);
    let (mut changes, mut seen, mut wording_at) = (RawChanges::default(), [false; REQUIRED.len()], None);
    for (key, value) in table {
        if let Some(at) = REQUIRED.iter().position(|required| required == key.get_ref()) {
            seen[at] = true;
        }
        let span = value.span();
        match key.get_ref().as_ref() {
            "id" => id = walk.text(value).and_then(|text| read_id(&text, &span, walk)).map(|id| (id, span)),
            "due" => deadline = read_due(value, walk).and_then(|due| once(due, span, walk)),
            "title" => title = walk.text(value),
            "wording" => {
                wording_at = Some(Span::new(span));
                wording = walk.text(value);
            }
            "product" => product = walk.text(value),
            "lead" => lead = Some(walk.texts(value)),
            "support" => support = Some(walk.texts(value)),
            "target" => goal = target(&key, value, walk),
            "on_day_off" => on_day_off = read_on_day_off(value, walk),
            other @ ("added" | "cancelled" | "amended") => changes.take(other, value, walk),
            _ => walk.unknown_key(&key, Table::Milestone, KEYS),
        }
    }
    walk.missing(REQUIRED, &seen, Table::Milestone, place);
    let milestone = RawMilestone {
        id: id.as_ref().map(|(id, _)| id.clone()),
        deadline,
        title,
        wording,
        wording_at,
        product,
        lead,
        support,
        on_day_off,
        target: goal,
        changes,
    };
    (id, milestone)
}

fn read_id(text: &str, span: &Range<usize>, walk: &mut Walk) -> Option<Id> {
    if text.len() >= 4 && text.bytes().take(4).all(|byte| byte.is_ascii_digit()) {
        walk.note(Problem::MilestoneLikePeriod { id: text.to_owned() }, span.clone());
        return None;
    }
    walk.id(text, span.clone(), IdKind::Milestone)
}
