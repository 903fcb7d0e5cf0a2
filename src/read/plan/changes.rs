//! How who owes a task changes, as it stands in the file: `joint`, `except`, `added`, `cancelled` and `amended`.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeValue};

use super::bodies::Bodies;
use super::header::NamedText;
use crate::diagnostic::{Expected, Problem, Table};
use crate::model::plan::{Amendment, Body, Decision, Text, Timing};
use crate::model::record::Span;
use crate::model::target::TargetRange;
use crate::read::walk::Walk;

const DECISION_KEYS: &[&str] = &["by", "on"];
const AMENDMENT_KEYS: &[&str] = &["by", "on", "due", "wording", "title", "product", "target", "lead", "support"];

/// An amendment whose names are not looked up yet.
pub(crate) struct RawAmendment<'t> {
    /// Nothing where it could not be read, which is noted; the names are looked up all the same.
    decision: Option<Decision>,
    /// The new `due`, to be read as the task's own.
    pub(crate) due: Option<Spanned<DeValue<'t>>>,
    wording: Option<Text>,
    wording_at: Option<Span>,
    title: Option<Text>,
    product: Option<Text>,
    target: Option<TargetRange>,
    lead: Option<Vec<NamedText<'t>>>,
    support: Option<Vec<NamedText<'t>>>,
}

/// These keys of a task.
#[derive(Default)]
pub(crate) struct RawChanges<'t> {
    joint: bool,
    pub(crate) except: Vec<NamedText<'t>>,
    added: Option<Decision>,
    cancelled: Option<Decision>,
    pub(crate) amended: Vec<RawAmendment<'t>>,
}

/// The same with names looked up. What a new `due` means stands beside its amendment.
pub(crate) struct TaskChanges<'t> {
    /// `except` as it is written.
    pub(crate) except_written: Vec<NamedText<'t>>,
    /// Where the `due` of each amendment stands.
    pub(crate) due_spans: Vec<Range<usize>>,
    pub(crate) joint: bool,
    pub(crate) except: Vec<Body>,
    pub(crate) added: Option<Decision>,
    pub(crate) cancelled: Option<Decision>,
    pub(crate) amended: Vec<Amendment>,
}

impl<'t> RawChanges<'t> {
    pub(crate) const KEYS: &'static [&'static str] = &["joint", "except", "added", "cancelled", "amended"];

    /// Takes the value of one of the keys.
    pub(crate) fn take(&mut self, key: &str, value: Spanned<DeValue<'t>>, walk: &mut Walk) {
        match key {
            "joint" => self.joint = walk.bool(&value).unwrap_or_default(),
            "except" => self.except = walk.texts(value),
            "added" => self.added = decision(value, walk),
            "cancelled" => self.cancelled = decision(value, walk),
            _ => self.amended = amendments(value, walk),
        }
    }

    /// The ids of the bodies that amendments name, as they are written.
    pub(crate) fn bodies(&self) -> impl Iterator<Item = &str> {
        let named = self.amended.iter().flat_map(|amendment| [&amendment.lead, &amendment.support]);
        named.flatten().flatten().map(|(_, id)| &**id)
    }

    /// Where the wordings of the amendments stand.
    pub(crate) fn wordings(&self) -> impl Iterator<Item = Span> {
        self.amended.iter().filter_map(|amendment| amendment.wording_at)
    }

    /// Looks the names up. `timing` reads the `due` of an amendment, given the rule that held before it.
    pub(crate) fn resolve(
        self,
        bodies: &Bodies,
        first: Option<&Timing>,
        walk: &mut Walk,
        mut timing: impl FnMut(Spanned<DeValue<'t>>, &Timing, &mut Walk) -> Option<Timing>,
    ) -> TaskChanges<'t> {
        let all = |named: &[NamedText<'t>], walk: &mut Walk| -> Vec<Body> {
            named.iter().filter_map(|named| bodies.body(named, walk)).collect()
        };
        let except = all(&self.except, walk);
        let mut due_spans = Vec::with_capacity(self.amended.len());
        let mut last = first.cloned();
        let mut amended = Vec::with_capacity(self.amended.len());
        for raw in self.amended {
            due_spans.push(raw.due.as_ref().map(Spanned::span).unwrap_or_default());
            let new = raw.due.zip(last.as_ref()).and_then(|(due, last)| timing(due, last, walk));
            last = new.clone().or(last);
            let lead = raw.lead.map(|named| all(&named, walk));
            let support = raw.support.map(|named| all(&named, walk));
            let RawAmendment { decision, wording, title, product, target, .. } = raw;
            let amendment =
                |decision| Amendment { decision, timing: new, wording, title, product, target, lead, support };
            amended.extend(decision.map(amendment));
        }
        TaskChanges {
            except_written: self.except,
            due_spans,
            joint: self.joint,
            except,
            added: self.added,
            cancelled: self.cancelled,
            amended,
        }
    }
}

fn decision(value: Spanned<DeValue<'_>>, walk: &mut Walk) -> Option<Decision> {
    let place = value.span();
    let (mut by, mut on, mut seen) = (None, None, [false; 2]);
    for (key, value) in walk.table(value, Expected::Table)? {
        match key.get_ref().as_ref() {
            "by" => {
                seen[0] = true;
                by = walk.text(value);
            }
            "on" => {
                seen[1] = true;
                on = walk.date(&value);
            }
            _ => walk.unknown_key(&key, Table::Decision, DECISION_KEYS),
        }
    }
    walk.missing(DECISION_KEYS, &seen, Table::Decision, &place);
    Some(Decision { by: by?, on: on? })
}

fn amendments<'t>(value: Spanned<DeValue<'t>>, walk: &mut Walk) -> Vec<RawAmendment<'t>> {
    if !value.get_ref().is_array() {
        walk.wrong_type(Expected::Tables, &value);
        return Vec::new();
    }
    let items = if let DeValue::Array(items) = value.into_inner() { items } else { DeArray::new() };
    let mut read: Vec<RawAmendment<'t>> = Vec::with_capacity(items.len());
    for item in items {
        let Some((amendment, place)) = amendment(item, walk) else { continue };
        let on = |read: &RawAmendment<'_>| read.decision.as_ref().map(|decision| decision.on);
        if let (Some(last), Some(on)) = (read.iter().rev().find_map(on), on(&amendment))
            && on < last
        {
            walk.note(Problem::AmendmentOutOfOrder { on }, place);
        }
        read.push(amendment);
    }
    read
}

/// An amendment, and where its day stands.
fn amendment<'t>(item: Spanned<DeValue<'t>>, walk: &mut Walk) -> Option<(RawAmendment<'t>, Range<usize>)> {
    let place = item.span();
    let (mut by, mut on, mut seen, mut on_span) = (None, None, [false; 2], place.clone());
    let (mut due, mut wording, mut wording_at, mut title, mut product) = (None, None, None, None, None);
    let (mut target, mut lead, mut support) = (None, None, None);
    for (key, value) in walk.table(item, Expected::Table)? {
        let span = value.span();
        match key.get_ref().as_ref() {
            "by" => {
                seen[0] = true;
                by = walk.text(value);
            }
            "on" => {
                (seen[1], on_span) = (true, span);
                on = walk.date(&value);
            }
            "due" => due = Some(value),
            "wording" => {
                wording_at = Some(Span::new(span));
                wording = walk.text(value);
            }
            "title" => title = walk.text(value),
            "product" => product = walk.text(value),
            "target" => target = super::target::target(&key, value, walk),
            "lead" => lead = Some(walk.texts(value)),
            "support" => support = Some(walk.texts(value)),
            _ => walk.unknown_key(&key, Table::Amendment, AMENDMENT_KEYS),
        }
    }
    walk.missing(DECISION_KEYS, &seen, Table::Amendment, &place);
    let decision = by.zip(on).map(|(by, on)| Decision { by, on });
    Some((RawAmendment { decision, due, wording, wording_at, title, product, target, lead, support }, on_span))
}
