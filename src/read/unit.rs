//! `units/<id>.toml` → [`Records`], carefully: every problem with its place. The fast way is in `fast`.

use std::collections::HashSet;
use std::ops::Range;

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::walk::{Inspect, ReadText, Walk};
use crate::diagnostic::{Diagnostic, Expected, Problem, Table};
use crate::model::evidence::{EvidenceFile, is_digest, leads_inside};
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::model::record::{Extension, Field, Record, Records, Slot, Span, Waiver};
use crate::read::text::holds_value;
use crate::typed;

const EXTENDED_KEYS: &[&str] = &["to", "by", "on"];
const WAIVED_KEYS: &[&str] = &["by", "on"];
const EVIDENCE_KEYS: &[&str] = &["file", "sha256"];
const PROGRESS_KEYS: &[&str] = &["on", "value"];

/// Where the days of a record stand, for the rules that compare them; of `extended` the new last day.
#[derive(Clone, Debug, Default)]
pub(crate) struct RecordSpans(Vec<(Field, Range<usize>)>);

impl RecordSpans {
    /// Where the day of a field stands.
    pub(crate) fn of(&self, field: Field) -> Range<usize> {
        self.0.iter().find(|(own, _)| *own == field).map_or(0..0, |(_, span)| span.clone())
    }
}

/// What reading a unit's file gave.
#[derive(Debug)]
pub struct UnitReading {
    /// The records, as far as they could be read.
    pub records: Records,
    /// Where the dates of each record stand.
    pub(crate) spans: Vec<(OccurrenceIx, RecordSpans)>,
    /// What is wrong with the file.
    pub diagnostics: Vec<Diagnostic>,
    /// Tables that say nothing, for what is not owed: what was prepared for an obligation that is no more.
    pub(crate) stubs: Vec<Diagnostic>,
    /// Texts with something odd about them.
    pub(crate) texts: Vec<ReadText>,
    /// The files of the workspace that are evidence, and where each is named.
    pub(crate) files: Vec<(Range<usize>, EvidenceFile<'static>)>,
}

/// Reads the text of a unit's file.
pub fn read(plan: &Plan, unit: UnitIx, text: &str, inspect: Inspect) -> UnitReading {
    let (top, syntax) = super::text::parse(text);
    let broken_lines: Vec<_> = syntax.iter().map(|d| super::text::line_around(text, d.span.start)).collect();
    let mut reader = Reader {
        plan,
        unit,
        walk: Walk::new(syntax, inspect),
        records: Records::new(plan.occurrences.len()),
        spans: Vec::new(),
        files: Vec::new(),
        stubs: Vec::new(),
    };
    for (key, value) in top {
        reader.task(key.span(), key.get_ref(), value);
    }
    let Walk { mut diagnostics, texts, .. } = reader.walk;
    super::text::drop_consequences(&mut diagnostics, &broken_lines);
    let Reader { records, spans, files, stubs, .. } = reader;
    UnitReading { records, spans, diagnostics, stubs, texts, files }
}

struct Reader<'p> {
    plan: &'p Plan,
    unit: UnitIx,
    walk: Walk,
    records: Records,
    spans: Vec<(OccurrenceIx, RecordSpans)>,
    files: Vec<(Range<usize>, EvidenceFile<'static>)>,
    stubs: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Notes a table for what is not owed that says nothing; false where it says something.
    fn is_stub(&mut self, names: &[&str], place: &Range<usize>, value: &DeValue<'_>) -> bool {
        let silent = !holds_value(value);
        if silent {
            let problem = Problem::EmptyRecord { record: names.join(".") };
            self.stubs.push(Diagnostic::new(problem, place.clone()));
        }
        silent
    }

    fn task(&mut self, place: Range<usize>, id: &str, value: Spanned<DeValue<'_>>) {
        let Some(ix) = self.plan.task_by_id(id) else {
            if self.is_stub(&[id], &place, value.get_ref()) {
                return;
            }
            let owed = self.plan.duties.tasks_of(self.unit).map(|task| self.plan.task(task).id.as_str());
            let plan = self.plan;
            let titles =
                plan.duties.tasks_of(self.unit).map(|task| (plan.task(task).id.as_str(), &*plan.task(task).title));
            let of_title = self.walk.guess.named(id, titles);
            let meant = of_title.or_else(|| self.walk.guess.closest(id, owed));
            let problem = Problem::RecordUnknownTask { task: id.to_owned() };
            self.walk.diagnostics.push(Diagnostic::new(problem, place).did_you_mean(meant));
            return;
        };
        if !self.plan.duties.leads(self.unit, ix) {
            if self.is_stub(&[id], &place, value.get_ref()) {
                return;
            }
            if self.plan.leads_ever(ix).contains(self.unit) {
                return self.not_owed(ix, None, place);
            }
            let supports = self.plan.units_of(&self.plan.task(ix).support).contains(self.unit);
            self.walk.note(Problem::RecordNotLed { task: id.to_owned(), supports }, place);
            return;
        }
        let Some(table) = self.walk.table(value, Expected::Table) else {
            return;
        };
        if self.plan.task(ix).is_parted() {
            self.parted(ix, &place, table);
        } else {
            self.once(ix, place, table);
        }
    }

    fn once(&mut self, task: TaskIx, place: Range<usize>, table: DeTable<'_>) {
        let id = self.plan.task(task).id.as_str();
        let mut fields = Vec::with_capacity(table.len());
        for (key, value) in table {
            // A table named like a period is a record put under a task that does not recur.
            if value.get_ref().is_table() && Period::parse(key.get_ref()).is_ok() {
                if self.is_stub(&[id, key.get_ref()], &key.span(), value.get_ref()) {
                    continue;
                }
                let problem = Problem::RecordWithPeriod { task: id.to_owned(), period: key.get_ref().to_string() };
                self.walk.note(problem, key.span());
            } else {
                fields.push((key, value));
            }
        }
        match self.plan.occurrence_of(task, None) {
            Some(occurrence) if self.plan.owes(self.unit, occurrence) => self.record(occurrence, place, fields),
            Some(_) if !fields.is_empty() => self.not_owed(task, None, place),
            _ => {}
        }
    }

    /// Notes a record of a task that the unit leads, for what it does not owe as of any day.
    fn not_owed(&mut self, task: TaskIx, part: Option<String>, place: Range<usize>) {
        let task = self.plan.task(task);
        self.walk.note(Problem::RecordNotOwed { task: task.id.to_string(), period: part, joint: task.joint }, place);
    }

    /// The records of a task's periods, or of its milestones.
    fn parted(&mut self, task: TaskIx, place: &Range<usize>, table: DeTable<'_>) {
        let plan = self.plan;
        let (id, occurrences) = (plan.task(task).id.as_str(), &plan.occurrences[plan.task(task).occurrences.clone()]);
        let first_period = occurrences.first().and_then(|occurrence| plan.part(occurrence).key());
        let mut without_period = false;
        let mut free: Option<Vec<(Option<Period>, String)>> = None;
        let recorded: HashSet<String> = table.keys().map(|key| key.get_ref().to_string()).collect();
        for (key, value) in table {
            let (span, name) = (key.span(), key.get_ref());
            let found = plan.occurrence_named(task, name);
            if let Some(occurrence) = found.filter(|occurrence| !plan.owes(self.unit, *occurrence)) {
                if self.is_stub(&[id, name], &span, value.get_ref()) {
                    continue;
                }
                if plan.course(occurrence).is_some() {
                    self.not_owed(task, Some(name.to_string()), span);
                    continue;
                }
                let part = format!("{id}.{name}");
                let supports = plan.units_of(plan.support(plan.occurrence(occurrence))).contains(self.unit);
                self.walk.note(Problem::RecordNotLed { task: part, supports }, span);
            } else if let Some(occurrence) = found {
                if let Some(table) = self.walk.table(value, Expected::Table) {
                    self.record(occurrence, span, table.into_iter().collect());
                }
            } else if Field::parse(name).is_some() || !value.get_ref().is_table() {
                // One message for the record, not one for each of its fields.
                if !std::mem::replace(&mut without_period, true) {
                    let problem = Problem::RecordWithoutPeriod { task: id.to_owned(), period: first_period.clone() };
                    self.walk.note(problem, place.clone());
                }
            } else if !self.is_stub(&[id, name], &span, value.get_ref()) {
                let free = free.get_or_insert_with(|| {
                    let parts = occurrences.iter().map(|occurrence| plan.part(occurrence));
                    let named = parts.filter_map(|part| Some((part.period(), part.key()?)));
                    named.filter(|(_, text)| !recorded.contains(text)).collect()
                });
                let meant = self.meant_period(name, free);
                let problem = Problem::RecordUnknownPeriod { task: id.to_owned(), period: name.to_string() };
                self.walk.diagnostics.push(Diagnostic::new(problem, span).did_you_mean(meant));
            }
        }
    }

    /// The period of the task that was probably meant: the one in which what was written lies, else the one written
    /// most like it; of those that have no record yet.
    fn meant_period(&mut self, written: &str, free: &[(Option<Period>, String)]) -> Option<String> {
        let header = &self.plan.header;
        let typed = typed::period(written, header.starts, header.ends);
        if let Some(Ok(written)) = typed.as_deref().map(Period::parse) {
            let around = |period: Period| period.first() <= written.first() && written.last() <= period.last();
            return free.iter().find(|(period, _)| period.is_some_and(around)).map(|(_, text)| text.clone());
        }
        self.walk.guess.closest(written, free.iter().map(|(_, text)| text.as_str()))
    }

    fn record(&mut self, occurrence: OccurrenceIx, place: Range<usize>, fields: Vec<super::walk::DocumentEntry<'_>>) {
        let mut record = Record { place: Span::new(place.clone()), ..Record::default() };
        let mut spans = RecordSpans::default();
        for (key, value) in fields {
            let span = value.span();
            let Some(field) = Field::parse(key.get_ref()) else {
                self.walk.unknown_key(&key, Table::Record, &Field::NAMES);
                continue;
            };
            match record.slot(field) {
                Slot::Day(day) => {
                    *day = self.walk.date(&value);
                    spans.0.push((field, span));
                }
                Slot::Text(text) => *text = self.walk.text(value).map(|_| Span::new(span)),
                Slot::Evidence(list) => *list = self.evidence(value),
                Slot::Progress(list) => *list = self.progress(occurrence, &key.span(), value, &mut spans),
                Slot::Extended(extended) => {
                    *extended = self.extension(occurrence, &key.span(), value, &mut spans);
                }
                Slot::Waived(waived) => *waived = self.waiver(&key.span(), value),
            }
        }
        let slot = self.records.entry(occurrence, || Span::new(place));
        *slot = record;
        self.spans.push((occurrence, spans));
    }

    fn evidence(&mut self, value: Spanned<DeValue<'_>>) -> Option<Span> {
        let span = list_span(&value);
        if !value.get_ref().is_array() {
            return self.walk.text_or(value, Expected::TextOrTexts).map(|_| span);
        }
        let DeValue::Array(items) = value.into_inner() else { return None };
        for item in items {
            if item.get_ref().is_table() {
                self.evidence_file(item);
            } else {
                self.walk.text_or(item, Expected::TextOrTable);
            }
        }
        Some(span)
    }

    /// Reads `{ file, sha256 }`.
    fn evidence_file(&mut self, value: Spanned<DeValue<'_>>) {
        let place = value.span();
        let Some(table) = self.walk.table(value, Expected::Table) else { return };
        let (mut file, mut sha256, mut seen) = (None, None, [false; 2]);
        for (key, value) in table {
            let span = value.span();
            match key.get_ref().as_ref() {
                "file" => {
                    seen[0] = true;
                    file = self.walk.text(value).map(|text| (span, text));
                }
                "sha256" => {
                    seen[1] = true;
                    sha256 = self.walk.text(value).map(|text| (span, text));
                }
                _ => self.walk.unknown_key(&key, Table::EvidenceFile, EVIDENCE_KEYS),
            }
        }
        self.walk.missing(EVIDENCE_KEYS, &seen, Table::EvidenceFile, &place);
        if let Some((span, file)) = file.as_ref().filter(|(_, file)| !leads_inside(file)) {
            self.walk.note(Problem::EvidenceOutside { file: file.to_string() }, span.clone());
        }
        if let Some((span, _)) = sha256.as_ref().filter(|(_, digest)| !is_digest(digest)) {
            self.walk.note(Problem::NotADigest, span.clone());
        }
        if let (Some((span, file)), Some((_, sha256))) = (file, sha256) {
            let file = EvidenceFile { file: file.into_string().into(), sha256: sha256.into_string().into() };
            self.files.push((span, file));
        }
    }

    /// Reads a list of `{ on, value }`.
    fn progress(
        &mut self,
        occurrence: OccurrenceIx,
        place: &Range<usize>,
        value: Spanned<DeValue<'_>>,
        spans: &mut RecordSpans,
    ) -> Option<Span> {
        if !self.plan.has_target(occurrence) {
            let task = self.plan.task(self.plan.occurrence(occurrence).task).id.to_string();
            self.walk.note(Problem::ProgressWithoutTarget { task }, place.clone());
        }
        let span = list_span(&value);
        spans.0.push((Field::Progress, place.clone()));
        if !value.get_ref().is_array() {
            self.walk.wrong_type(Expected::Tables, &value);
            return None;
        }
        let DeValue::Array(items) = value.into_inner() else { return None };
        for item in items {
            let place = item.span();
            let Some(table) = self.walk.table(item, Expected::Table) else { continue };
            let mut seen = [false; 2];
            for (key, value) in table {
                match key.get_ref().as_ref() {
                    "on" => {
                        seen[0] = true;
                        self.walk.date(&value);
                    }
                    "value" => {
                        seen[1] = true;
                        self.walk.amount(&value);
                    }
                    _ => self.walk.unknown_key(&key, Table::Progress, PROGRESS_KEYS),
                }
            }
            self.walk.missing(PROGRESS_KEYS, &seen, Table::Progress, &place);
        }
        Some(span)
    }

    fn extension(
        &mut self,
        occurrence: OccurrenceIx,
        place: &Range<usize>,
        value: Spanned<DeValue<'_>>,
        spans: &mut RecordSpans,
    ) -> Option<Extension> {
        if !self.plan.has_last_day(self.unit, occurrence) {
            let task = self.plan.task(self.plan.occurrence(occurrence).task).id.to_string();
            self.walk.note(Problem::ExtensionWithoutDeadline { task }, place.clone());
        }
        let (mut to, mut by, mut on): (Option<NaiveDate>, Option<Span>, Option<NaiveDate>) = (None, None, None);
        let mut seen = [false; 3];
        for (key, value) in self.walk.table(value, Expected::Table)? {
            let span = value.span();
            match key.get_ref().as_ref() {
                "to" => {
                    seen[0] = true;
                    spans.0.push((Field::Extended, span));
                    to = self.walk.date(&value);
                }
                "by" => {
                    seen[1] = true;
                    by = self.walk.text(value).map(|_| Span::new(span));
                }
                "on" => {
                    seen[2] = true;
                    on = self.walk.date(&value);
                }
                _ => self.walk.unknown_key(&key, Table::Extended, EXTENDED_KEYS),
            }
        }
        self.walk.missing(EXTENDED_KEYS, &seen, Table::Extended, place);
        Some(Extension { to: to?, by: by?, on: on? })
    }

    fn waiver(&mut self, place: &Range<usize>, value: Spanned<DeValue<'_>>) -> Option<Waiver> {
        let (mut by, mut on, mut seen) = (None, None, [false; 2]);
        for (key, value) in self.walk.table(value, Expected::Table)? {
            let span = value.span();
            match key.get_ref().as_ref() {
                "by" => {
                    seen[0] = true;
                    by = self.walk.text(value).map(|_| Span::new(span));
                }
                "on" => {
                    seen[1] = true;
                    on = self.walk.date(&value);
                }
                _ => self.walk.unknown_key(&key, Table::Waived, WAIVED_KEYS),
            }
        }
        self.walk.missing(WAIVED_KEYS, &seen, Table::Waived, place);
        Some(Waiver { by: by?, on: on? })
    }
}

/// Where a list stands: from bracket to bracket, or, of tables under headers of their own, from the first header to the
/// end of the last value.
fn list_span(value: &Spanned<DeValue<'_>>) -> Span {
    let mut span = value.span();
    if let DeValue::Array(items) = value.get_ref() {
        let inside = items.iter().flat_map(|item| {
            let table = if let DeValue::Table(table) = item.get_ref() { Some(table) } else { None };
            let values = table.into_iter().flat_map(|table| table.iter().map(|(_, value)| value.span().end));
            values.chain([item.span().end]).collect::<Vec<_>>()
        });
        span.end = inside.max().unwrap_or(span.end).max(span.end);
    }
    Span::new(span)
}
