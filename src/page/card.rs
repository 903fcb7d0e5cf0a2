//! Everything about one task, unit or obligation, and what came of a change.

use std::io;

use super::amendment::{amended, document};
use super::plan::PlanPage;
use super::review::log::as_claimed;
use super::{CellValue, Heading, Page, PartId, Piece, Role, Tone};
use crate::facts::{Fact, Facts, UnitFacts};
use crate::judge::{Assessment, Obligation, Standing};
use crate::model::id::{Id, OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::{Amendment, Body, Decision, Task};
use crate::model::record::Field;
use crate::review::log::{LogEntry, blame};
use crate::snapshot::{PLAN, unit_path};
use crate::source::position;
use crate::text::one_line;
use crate::view::named::Named;
use crate::view::why::{self, Why};
use crate::words::{Label, Phrase, Words, date, names, owed, part, parts, said, standing, target};

/// What a unit that has gone recorded while it was there.
pub(crate) struct RecordedBefore {
    pub(crate) unit: UnitIx,
    pub(crate) facts: UnitFacts,
}

impl PlanPage<'_> {
    /// A task, which stands in this line of the plan; `unit` if its obligations for that unit follow.
    pub(crate) fn task_card(
        &self,
        page: &mut dyn Page,
        task: TaskIx,
        line: usize,
        unit: Option<UnitIx>,
    ) -> io::Result<()> {
        let (plan, words) = (self.plan, self.words);
        let place = format!("{} ({})", plan.task(task).id, words.phrase(&Phrase::RecordAt { file: PLAN, line }));
        let unit = unit.map(|unit| format!("{} ({})", plan.unit(unit).name, plan.unit(unit).id));
        page.section(1, one_line(&plan.task(task).title))?;
        let first = (words.label(Label::Task), CellValue::text(place));
        let last = (words.label(Label::Unit), CellValue::some(unit));
        page.card(std::iter::once(first).chain(self.task_fields(task)).chain([last]))
    }

    /// What the plan says of a task, from the words of the document on.
    pub(crate) fn task_fields(&self, task: TaskIx) -> Vec<(&'static str, CellValue)> {
        let (plan, words) = (self.plan, self.words);
        let (task, first) = (plan.task(task), self.judge.plan_as_read().task(task));
        let lines = |text: &Option<crate::model::plan::Text>| CellValue::lines(text.as_deref());
        let bodies = |bodies: &[Body]| {
            let name = |body: &Body| {
                let (id, name) = plan.body(*body);
                format!("{name} ({id})")
            };
            CellValue::texts(bodies.iter().map(name))
        };
        vec![
            (words.label(Label::Clause), lines(&task.clause)),
            (words.label(Label::AddedBy), self.added(first)),
            // As the plan says it at first: what became of it follows.
            (words.label(Label::Wording), lines(&first.wording)),
            (words.label(Label::Rule), CellValue::text(words.timing(plan, &first.timing))),
            (words.label(Label::Amendments), self.amendments(first)),
            (words.label(Label::CancelledBy), self.cancelled(first)),
            (words.label(Label::Lead), bodies(&task.lead)),
            (words.label(Label::Except), bodies(&task.except)),
            (words.label(Label::Together), CellValue::some(task.joint.then(|| words.label(Label::TogetherOnce)))),
            (words.label(Label::Support), bodies(&task.support)),
            (words.label(Label::Target), CellValue::some(task.target.as_ref().map(|it| target(it, words)))),
            (words.label(Label::Product), lines(&task.product)),
            (words.label(Label::ReportsTo), lines(&task.reports_to)),
            (words.label(Label::Answers), CellValue::some(self.answered(task))),
            (words.label(Label::Note), lines(&task.note)),
        ]
    }

    /// Which task of the plan above a task carries out: its id, with the folder of that plan and the unit of it.
    fn answered(&self, task: &Task) -> Option<String> {
        let answered = task.answers.as_deref()?;
        let above = self.plan.header.above.as_ref();
        Some(above.map_or(answered.to_owned(), |above| format!("{answered} ({}: {})", above.folder, above.unit)))
    }

    /// By which document a task, or milestones of it, came into the plan.
    fn added(&self, task: &Task) -> CellValue {
        let own = task.milestones().iter().map(|own| (Some(&own.id), own.added.as_ref()));
        self.decisions(std::iter::once((None, task.added.as_ref())).chain(own), true)
    }

    /// By which document a task, or milestones of it, were cancelled by the day.
    fn cancelled(&self, task: &Task) -> CellValue {
        let own = task.milestones().iter().map(|own| (Some(&own.id), own.cancelled.as_ref()));
        self.decisions(std::iter::once((None, task.cancelled.as_ref())).chain(own), false)
    }

    fn decisions<'d>(
        &self,
        decisions: impl Iterator<Item = (Option<&'d Id>, Option<&'d Decision>)>,
        later_too: bool,
    ) -> CellValue {
        CellValue::texts(decisions.filter_map(|(part, decision)| {
            let decision = decision?;
            let later = decision.on > self.judge.as_of();
            let said = document(decision, self.words);
            let said = if later { format!("{said} ({})", self.words.label(Label::NotYetThere)) } else { said };
            (later_too || !later).then(|| part.map_or(said.clone(), |id| format!("{id}: {said}")))
        }))
    }

    /// What amendments that count as of the day change of a task and its milestones, in the order of their days.
    fn amendments(&self, task: &Task) -> CellValue {
        let of_task = task.amended.iter().map(|amendment| (None, amendment));
        let own = task.milestones().iter().flat_map(|own| own.amended.iter().map(move |it| (Some(&own.id), it)));
        let mut all: Vec<(Option<&Id>, &Amendment)> = of_task.chain(own).collect();
        all.retain(|(_, amendment)| amendment.decision.on <= self.judge.as_of());
        all.sort_by_key(|(_, amendment)| amendment.decision.on);
        CellValue::texts(all.into_iter().map(|(part, amendment)| {
            let said = amended(self.plan, amendment, self.words);
            part.map_or(said.clone(), |id| format!("{id}: {said}"))
        }))
    }

    /// A unit; `has_file` if there is a file of it.
    pub(crate) fn unit_card(&self, page: &mut dyn Page, unit: UnitIx, has_file: bool) -> io::Result<()> {
        let (plan, words) = (self.plan, self.words);
        let file = unit_path(plan, unit);
        let record = if has_file { file } else { words.phrase(&Phrase::NoFile { file: &file }) };
        let mut fields = self.unit_fields(unit);
        fields.insert(fields.len() - 1, (words.label(Label::Record), CellValue::text(record)));
        page.section(1, one_line(&plan.unit(unit).name))?;
        page.card(fields)
    }

    /// What the plan says of a unit; the note last.
    pub(crate) fn unit_fields(&self, unit: UnitIx) -> Vec<(&'static str, CellValue)> {
        let (plan, words) = (self.plan, self.words);
        let of = plan.unit(unit);
        let groups = plan.groups.iter().filter(|group| group.units.contains(unit));
        let unconfirmed = (!of.confirmed).then(|| words.label(Label::Unconfirmed));
        let coordinates = (plan.header.coordinator == Some(unit)).then(|| words.label(Label::Coordinator));
        let notes: Vec<&str> = unconfirmed.into_iter().chain(coordinates).collect();
        let units = |units: &[UnitIx]| {
            let name = |unit: &UnitIx| format!("{} ({})", plan.unit(*unit).name, plan.unit(*unit).id);
            CellValue::texts(units.iter().map(name))
        };
        let tenure = plan.tenure(unit);
        let succeeded = |from: &UnitIx| plan.tenure(*from).is_some_and(|of| of.successors.contains(&unit));
        let predecessors: Vec<UnitIx> = plan.unit_indices().filter(succeeded).collect();
        let name = |unit: UnitIx| plan.unit(unit).short_name().to_owned();
        let stands_elsewhere =
            |task: &TaskIx| plan.joint_leads(*task).contains(unit) && !plan.duties.leads(unit, *task);
        let shared = (0..plan.tasks.len()).map(TaskIx::new).filter(stands_elsewhere).map(|task| {
            let holders = plan.leads_of(task);
            let holders = plan.unit_indices().filter(|unit| holders.contains(*unit)).map(name);
            let (title, with) = (one_line(&plan.task(task).title), holders.collect::<Vec<_>>().join(", "));
            words.phrase(&Phrase::SharedWork { title: &title, id: plan.task(task).id.as_str(), with: &with })
        });
        let shared: Vec<String> = shared.collect();
        vec![
            (words.label(Label::Unit), CellValue::text(of.id.as_str())),
            (words.label(Label::ShortName), CellValue::lines(of.short.as_deref())),
            (words.label(Label::ExistsFrom), CellValue::day(tenure.and_then(|tenure| tenure.from))),
            (words.label(Label::ExistsUntil), CellValue::day(tenure.and_then(|tenure| tenure.until))),
            (words.label(Label::HandedTo), units(tenure.map_or(&[][..], |tenure| &tenure.successors))),
            (words.label(Label::TakenFrom), units(&predecessors)),
            (
                words.label(Label::Groups),
                CellValue::texts(groups.map(|group| format!("{} ({})", group.name, group.id))),
            ),
            (words.label(Label::SharedWork), CellValue::texts(shared)),
            (words.label(Label::Note), CellValue::text(notes.join("; "))),
        ]
    }

    /// An obligation: how it stands, what its record says, and why it stands so; with a history, by which commit each
    /// field was changed last.
    pub(crate) fn obligation(
        &self,
        page: &mut dyn Page,
        assessment: &Assessment<'_>,
        obligation: &Obligation<'_>,
        has_file: bool,
        before: &[RecordedBefore],
        history: Option<&[LogEntry]>,
    ) -> io::Result<()> {
        let (plan, words) = (self.plan, self.words);
        let occurrence = plan.occurrence(obligation.occurrence);
        let task = plan.task(occurrence.task);
        let period = part(plan, occurrence, words).map_or_else(String::new, |part| format!("{part}:"));
        page.section_with(period, (Tone::of(&obligation.standing), standing(&obligation.standing, words)))?;
        let file = unit_path(plan, assessment.unit);
        let place = words.phrase(&match obligation.record {
            Some(record) => {
                let line = position(assessment.text, record.place.range().start).line;
                Phrase::RecordAt { file: &file, line }
            }
            None if has_file => Phrase::NoRecord { file: &file },
            None => Phrase::NoFile { file: &file },
        });
        let title: &str = plan.title(occurrence);
        let own_title = Some(title).filter(|title| **title != *task.title);
        let facts = Facts::of(obligation.record, assessment.text);
        let mut shown = vec![
            (words.label(Label::Title), CellValue::lines(own_title)),
            (words.label(Label::Record), CellValue::text(place)),
        ];
        let with = self.judge.others(obligation.unit, obligation.occurrence);
        let handed_to = self.judge.handed_to(obligation.unit, &obligation.standing);
        for (label, units) in [(Label::Together, with), (Label::HandedTo, handed_to)] {
            let name = |unit: &UnitIx| format!("{} ({})", plan.unit(*unit).name, plan.unit(*unit).id);
            shown.push((words.label(label), CellValue::texts(units.iter().map(name))));
        }
        let below = self.judge.done_below(obligation.unit, obligation.occurrence);
        let below = below.map(|done| format!("{}/{}", words.number(done.completed), words.number(done.of)));
        shown.push((words.label(Label::Below), CellValue::some(below)));
        let target = plan.target(obligation.occurrence);
        let reached = CellValue::reached(target, obligation.progress(), words);
        shown.push((words.label(Label::Target), reached));
        for field in Field::SHOWN {
            let text = match facts.get(field) {
                // Which documents extend or waive is said below; here, if at all, by which commits that was recorded.
                Some(Fact::Extended(_) | Fact::Waived(_)) if history.is_none() => None,
                Some(fact @ (Fact::Evidence(_) | Fact::Progress(_))) => {
                    Some(parts(fact, words).join("\n")).filter(|texts| !texts.is_empty())
                }
                fact => fact.map(|fact| said(fact, words)),
            };
            let by = history.and_then(|entries| blame(entries, obligation.occurrence, field, &facts));
            let by = by.map(|entry| {
                let commit = entry.commit.as_ref().map(|it| as_claimed(it.short().to_owned(), entry.claimed, words));
                words.phrase(&Phrase::LastChanged { day: entry.day, begins: entry.begins, commit: commit.as_deref() })
            });
            let text = text.map(|text| by.map_or(text.clone(), |by| format!("{text}\n{by}")));
            shown.push((words.label(field.into()), CellValue::lines(text.as_deref())));
        }
        shown.push((words.label(Label::RecordedBefore), CellValue::texts(self.recorded_before(obligation, before))));
        page.card(shown)?;
        let why = Heading::new(PartId::Other, 2, format!("{}:", words.label(Label::Why)));
        page.put(Piece::Heading(Heading { tone: Tone::Faint, ..why }))?;
        let mut steps = Vec::new();
        why::why(assessment, obligation, &mut |step| {
            steps.push(vec![CellValue::text(words.phrase(&Phrase::Why(step.clone())))]);
        });
        let handed_to = self.judge.handed_to(obligation.unit, &obligation.standing);
        if let Some(until) = plan.until(obligation.unit).filter(|_| !handed_to.is_empty()) {
            let units = names(plan, &handed_to, words);
            let step = Why::HandedOver { until, units: &units };
            steps.push(vec![CellValue::text(words.phrase(&Phrase::Why(step)))]);
        }
        page.list(&[Role::Words], steps)?;
        self.below(page, &[Named::from(obligation)])
    }

    /// What the units before recorded of an obligation: it stays with them.
    fn recorded_before(&self, obligation: &Obligation<'_>, before: &[RecordedBefore]) -> Vec<String> {
        let (plan, words) = (self.plan, self.words);
        let own = before.iter().filter_map(|one| Some((one.unit, one.facts.get(&obligation.occurrence)?)));
        own.map(|(unit, facts)| {
            let one = |field: Field| Some(format!("{} {}", words.label(field.into()), brief(facts.get(field)?, words)));
            let said: Vec<String> = Field::ALL.into_iter().filter_map(one).collect();
            format!("{}: {}", one_line(plan.unit(unit).short_name()), said.join("; "))
        })
        .collect()
    }

    /// What came of a change: how the obligation stood and stands, and its fields that are not as they were.
    pub(crate) fn consequence(
        &self,
        page: &mut dyn Page,
        (unit, occurrence): (UnitIx, OccurrenceIx),
        (was, is): (Option<Standing>, Option<Standing>),
        (old, new): (&Facts<'_>, &Facts<'_>),
    ) -> io::Result<()> {
        let (plan, words) = (self.plan, self.words);
        let title = owed(plan, occurrence, words);
        page.section(1, one_line(&format!("{}: {title}", plan.unit(unit).short_name())))?;
        let said = |it: Option<Standing>| it.map_or_else(|| "–".to_owned(), |it| standing(&it, words));
        let (before, after) = (said(was), said(is));
        let arrow = if before == after { after } else { format!("{before} → {after}") };
        page.toned(is.as_ref().map_or(Tone::Plain, Tone::of), arrow)?;
        let changed = Field::ALL.into_iter().filter_map(|field| {
            let [was, is] = [old, new].map(|facts| facts.get(field).map(|fact| brief(fact, words)));
            let gone = || "–".to_owned();
            let said = (was != is).then(|| format!("{} → {}", was.unwrap_or_else(gone), is.unwrap_or_else(gone)));
            Some((words.label(field.into()), CellValue::text(said?)))
        });
        page.card(changed)
    }
}

/// What a field of a record holds, on one line.
fn brief(fact: &Fact<'_>, words: &dyn Words) -> String {
    match fact {
        Fact::Day(day) => date(*day),
        Fact::Text(text) => one_line(text),
        Fact::Evidence(_) | Fact::Progress(_) => one_line(&parts(fact, words).join("; ")),
        Fact::Extended(it) => format!("{} ({}, {})", date(it.to), one_line(&it.by), date(it.on)),
        Fact::Waived(it) => format!("{}, {}", one_line(&it.by), date(it.on)),
    }
}
