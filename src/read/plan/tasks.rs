//! The `[[tasks]]` as they stand in the file: names not yet looked up.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::changes::RawChanges;
use super::header::NamedText;
use super::spans::{PlanSpans, TaskSpans};
use super::target::Details;
use super::timing::{RawTimes, RawTiming, Times};
use crate::diagnostic::{Expected, IdKind, Problem, Table};
use crate::model::id::Id;
use crate::model::plan::Text;
use crate::model::record::Span;
use crate::read::walk::{DocumentEntry, Walk};

/// Every key but those of [`Times`] and [`Details`].
const KEYS: &[&str] = &["id", "clause", "title", "lead", "support", "wording", "product", "reports_to", "note"];
const REQUIRED: &[&str] = &["id", "title", "lead"];
/// The most tasks a plan may have.
pub(crate) const MAX_TASKS: usize = 4_096;

/// A task as it stands in the file: names not yet looked up. Without an id, which is noted, they are looked up all the
/// same, and so they are where it could not be read when the task is owed.
pub(crate) struct RawTask<'t> {
    pub(crate) id: Option<Id>,
    pub(crate) clause: Option<Text>,
    pub(crate) title: Text,
    pub(crate) lead: Vec<NamedText<'t>>,
    pub(crate) support: Vec<NamedText<'t>>,
    pub(crate) times: RawTimes<'t>,
    pub(crate) wording: Option<Text>,
    pub(crate) product: Option<Text>,
    pub(crate) reports_to: Option<Text>,
    pub(crate) note: Option<Text>,
    pub(crate) details: Details,
    pub(crate) changes: RawChanges<'t>,
    pub(crate) spans: TaskSpans,
    wording_at: Option<Span>,
}

impl RawTask<'_> {
    /// The ids of the bodies that it names, as they are written.
    pub(crate) fn bodies(&self) -> impl Iterator<Item = &str> {
        let milestones = if let Some(RawTiming::Milestones(all)) = &self.times.timing { all.as_slice() } else { &[] };
        let of_milestones = milestones.iter().flat_map(|own| {
            let own_bodies = [&own.lead, &own.support].into_iter().flatten().flatten();
            own_bodies.map(|(_, id)| &**id).chain(own.changes.bodies())
        });
        let own = self.lead.iter().chain(&self.support).map(|(_, id)| &**id);
        own.chain(self.changes.bodies()).chain(of_milestones)
    }

    /// Where its wordings stand, as [`PlanSpans::wordings`] has them.
    fn wordings(&self) -> Vec<Span> {
        let milestones = if let Some(RawTiming::Milestones(all)) = &self.times.timing { all.as_slice() } else { &[] };
        let own = self.wording_at.into_iter().chain(self.changes.wordings());
        own.chain(milestones.iter().flat_map(|own| own.wording_at.into_iter().chain(own.changes.wordings()))).collect()
    }
}

pub(crate) fn read<'t>(value: Spanned<DeValue<'t>>, walk: &mut Walk, spans: &mut PlanSpans) -> Vec<RawTask<'t>> {
    let span = value.span();
    if !value.get_ref().is_array() {
        walk.wrong_type(Expected::Tables, &value);
        return Vec::new();
    }
    let DeValue::Array(items) = value.into_inner() else {
        return Vec::new();
    };
    if items.len() > MAX_TASKS {
        walk.note(Problem::TooMany { limit: MAX_TASKS, kind: IdKind::Task }, span);
        return Vec::new();
    }
    let tables = items.into_iter().filter_map(|item| {
        let span = item.span();
        walk.table(item, Expected::Table).map(|table| (span, table.into_iter().collect()))
    });
    let tables = tables.collect();
    read_taken(tables, walk, spans)
}

/// Reads the entries of tasks, each with the place where it begins.
pub(crate) fn read_taken<'t>(
    tables: Vec<(Range<usize>, Vec<DocumentEntry<'t>>)>,
    walk: &mut Walk,
    spans: &mut PlanSpans,
) -> Vec<RawTask<'t>> {
    if let Some((span, _)) = tables.get(MAX_TASKS) {
        walk.note(Problem::TooMany { limit: MAX_TASKS, kind: IdKind::Task }, span.clone());
    }
    let mut tasks = Vec::with_capacity(tables.len());
    for (span, table) in tables.into_iter().take(MAX_TASKS) {
        tasks.push(read_task(table, &span, walk));
    }
    let kept = || tasks.iter().filter(|task| task.id.is_some());
    spans.tasks = kept().map(|task| task.spans).collect();
    spans.wordings = kept().map(RawTask::wordings).collect();
    tasks
}

fn read_task<'t>(table: Vec<DocumentEntry<'t>>, place: &Range<usize>, walk: &mut Walk) -> RawTask<'t> {
    let (mut id, mut clause, mut title, mut lead, mut support) = (None, None, None, Vec::new(), Vec::new());
    let (mut wording, mut product, mut reports_to, mut note) = (None, None, None, None);
    let (mut times, mut details, mut changes) = (Times::default(), Details::default(), RawChanges::default());
    let (mut spans, mut wording_at) = (TaskSpans::default(), None);
    let mut seen = [false; REQUIRED.len()];
    for (key, value) in table {
        if let Some(at) = REQUIRED.iter().position(|required| required == key.get_ref()) {
            seen[at] = true;
        }
        let span = value.span();
        if key.get_ref() == "answers" {
            spans.answers = Span::new(span.clone());
        }
        match key.get_ref().as_ref() {
            "id" => {
                spans.id = Span::new(span.clone());
                id = walk.text(value).and_then(|text| walk.id(&text, span, IdKind::Task));
            }
            "clause" => clause = walk.text(value),
            "title" => title = walk.text(value),
            "lead" => {
                spans.lead = Span::new(span);
                lead = walk.texts(value);
            }
            "support" => support = walk.texts(value),
            "wording" => {
                wording_at = Some(Span::new(span));
                wording = walk.text(value);
            }
            "product" => product = walk.text(value),
            "reports_to" => reports_to = walk.text(value),
            "note" => note = walk.text(value),
            other if Times::KEYS.contains(&other) => times.take(other, value, walk),
            other if Details::KEYS.contains(&other) => details.take(&key, value, walk),
            other if RawChanges::KEYS.contains(&other) => changes.take(other, value, walk),
            _ => {
                walk.unknown_key(&key, Table::Task, &[KEYS, Times::KEYS, Details::KEYS, RawChanges::KEYS].concat());
            }
        }
    }
    walk.missing(REQUIRED, &seen, Table::Task, place);
    let times = times.finish(&if seen[0] { spans.id.range() } else { place.clone() }, walk);
    spans.due = Span::new(times.due_span.clone());
    spans.span = Span::new(times.own_span.clone());
    RawTask {
        id,
        clause,
        title: title.unwrap_or_default(),
        lead,
        support,
        times,
        wording,
        product,
        reports_to,
        note,
        details,
        changes,
        spans,
        wording_at,
    }
}
