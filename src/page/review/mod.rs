//! A comparison as bytes: for people in a terminal, for a pull request, for programs.

pub mod log;
pub mod markdown;
pub mod terminal;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diagnostic::FileReport;
use crate::facts::Facts;
use crate::model::deadline::BeforeReading;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::{OnDayOff, Plan, Text};
use crate::model::record::Field;
use crate::page::Tone;
use crate::page::diagnostic::findings;
use crate::page::terminal::items::state;
use crate::review::plan::{PlanChange, Setting, Wording};
use crate::review::{Cause, Change, Outcome, Side, Sides};
use crate::rules::Code;
use crate::text::{one_line, sentence_case};
use crate::words::{Label, Phrase, Words, date, owed, said};

/// A comparison with what its sides are called.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    pub sides: Sides<'a>,
    pub outcome: &'a Outcome,
    /// The files that could not be read.
    pub broken: &'a [FileReport],
    pub before: Called<'a>,
    pub after: Called<'a>,
}

#[derive(Clone, Copy, Debug)]
pub struct Called<'a> {
    /// As it was named: a revision, a folder; empty for the files as they are.
    pub name: &'a str,
    pub shown: &'a str,
    /// The id of the commit, if it is one.
    pub commit: Option<&'a str>,
}

/// A comparison in words, before any layout.
#[derive(Clone, Debug)]
pub struct Story {
    /// What is compared, and as of which day.
    pub head: Vec<String>,
    pub summary: String,
    pub flagged: Vec<Flagged>,
    /// What changed in the records, by unit.
    pub records: Vec<Section>,
    pub plan: Vec<String>,
    /// What stands otherwise since the plan changed, by what is owed.
    pub by_plan: Vec<Section>,
    /// What stands otherwise since time went by.
    pub by_time: Vec<Section>,
    /// The days between which time went by.
    pub days: (NaiveDate, NaiveDate),
    /// The units that could not be compared.
    pub unread: Vec<String>,
    /// What is wrong with their files: the first problem of each.
    pub problems: Vec<String>,
}

/// One thing that nobody should miss.
#[derive(Clone, Debug)]
pub struct Flagged {
    pub code: Code,
    /// The unit and what it owes, where it is about that.
    pub of: Option<String>,
    pub said: String,
}

/// The changes of one unit, or those of what several units owe.
#[derive(Clone, Debug)]
pub struct Section {
    /// The unit, or what is owed.
    pub heading: String,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug)]
pub struct Line {
    /// What is owed; the unit, where the heading says what.
    pub title: String,
    /// How it stood, where that is other than how it stands.
    pub before: Option<(String, Tone)>,
    pub after: (String, Tone),
    /// What of its record is other.
    pub details: Vec<String>,
    pub codes: Vec<Code>,
}

impl Story {
    /// How many changes there are in these sections.
    pub fn count(sections: &[Section]) -> usize {
        sections.iter().map(|section| section.lines.len()).sum()
    }
}

pub fn story(comparison: Comparison<'_>, words: &dyn Words) -> Story {
    let teller = Teller { comparison, words };
    let Comparison { sides, outcome, broken, before, after } = comparison;
    let say = |said: Phrase<'_>| words.phrase(&said);
    let mut head = vec![say(Phrase::Compared { before: before.shown, after: after.shown })];
    if sides.day_before() != sides.day_after() {
        head.push(say(Phrase::JudgedOnBoth { before: sides.day_before(), after: sides.day_after() }));
    }
    let records = teller.sections(Cause::Record);
    let flagged = teller.flagged();
    let summary = if outcome.begins {
        say(Phrase::Begins { tasks: sides.plan_after().tasks.len(), units: sides.plan_after().units.len() })
    } else if outcome.is_empty() {
        let whole = outcome.unread.is_empty();
        say(if whole { Phrase::NothingChanged } else { Phrase::NothingElseChanged })
    } else {
        let (count, units, marks) = (Story::count(&records), records.len(), flagged.len());
        say(Phrase::Changes { records: count, units, marks, whole: outcome.unread.is_empty() })
    };
    Story {
        head,
        summary,
        flagged,
        records,
        plan: outcome.plan.iter().map(|change| one_line(&sentence_case(&teller.plan(change)))).collect(),
        by_plan: teller.by_owed(Cause::Plan),
        by_time: teller.sections(Cause::Time),
        days: (sides.day_before(), sides.day_after()),
        unread: outcome.unread.iter().map(|unit| one_line(&sides.plan_after().unit(*unit).name)).collect(),
        problems: broken.iter().filter_map(|report| first_problem(report, words)).collect(),
    }
}

/// The first problem of a file, and where it is.
fn first_problem(report: &FileReport, words: &dyn Words) -> Option<String> {
    let finding = findings(report, "", words).into_iter().next()?;
    let place =
        finding.region.map(|region| format!(":{}:{}", region.start_line, region.start_column)).unwrap_or_default();
    Some(one_line(&format!("{}{place}: {} {}", finding.file, finding.code.as_str(), finding.message)))
}

struct Teller<'a> {
    comparison: Comparison<'a>,
    words: &'a dyn Words,
}

impl Teller<'_> {
    fn say(&self, said: &Phrase<'_>) -> String {
        self.words.phrase(said)
    }

    fn unit(&self, unit: UnitIx) -> String {
        one_line(self.comparison.sides.plan_after().unit(unit).short_name())
    }

    fn title(&self, change: &Change) -> String {
        one_line(&owed(self.comparison.sides.plan_after(), change.after.occurrence, self.words))
    }

    fn flagged(&self) -> Vec<Flagged> {
        let outcome = self.comparison.outcome;
        let mut flagged = Vec::new();
        for (unit, change) in outcome.by(Cause::Record) {
            for mark in &change.marks {
                let of = Some(format!("{}: {}", self.unit(unit), self.title(change)));
                flagged.push(Flagged { code: mark.code(), of, said: one_line(&self.say(&Phrase::Mark(mark))) });
            }
        }
        for mixed in &outcome.mixed {
            let names = self.names_by_id(&mixed.units);
            let said = self.say(&Phrase::Mixed { commit: mixed.commit.short(), units: &names });
            flagged.push(Flagged { code: Code::W706, of: None, said: one_line(&said) });
        }
        for file in &outcome.reports {
            let said = self.say(&Phrase::ReportEdited { file });
            flagged.push(Flagged { code: Code::W708, of: None, said: one_line(&said) });
        }
        flagged
    }

    /// The short names of units by their ids; those that the plan does not know by the id.
    fn names_by_id(&self, ids: &[String]) -> String {
        let plan = self.comparison.sides.plan_after();
        let name = |id: &String| plan.unit_by_id(id).map_or_else(|| one_line(id), |unit| self.unit(unit));
        self.list(ids.iter().map(name).collect())
    }

    /// Names, not too many of them.
    fn list(&self, mut names: Vec<String>) -> String {
        const NAMED: usize = 8;
        let hidden = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        if hidden > 0 {
            names.push(self.say(&Phrase::AndMore { count: hidden }));
        }
        names.join(", ")
    }

    fn sections(&self, cause: Cause) -> Vec<Section> {
        let mut sections: Vec<(UnitIx, Section)> = Vec::new();
        for (unit, change) in self.comparison.outcome.by(cause) {
            let line = self.line(change);
            match sections.last_mut() {
                Some((last, section)) if *last == unit => section.lines.push(line),
                _ => sections.push((unit, Section { heading: self.unit(unit), lines: vec![line] })),
            }
        }
        sections.into_iter().map(|(_, section)| section).collect()
    }

    /// The changes by what is owed: a change of the plan does the same to many units.
    fn by_owed(&self, cause: Cause) -> Vec<Section> {
        let mut sections: BTreeMap<OccurrenceIx, Section> = BTreeMap::new();
        for (unit, change) in self.comparison.outcome.by(cause) {
            let (heading, line) = (self.title(change), Line { title: self.unit(unit), ..self.line(change) });
            let section = sections.entry(change.after.occurrence).or_insert(Section { heading, lines: Vec::new() });
            section.lines.push(line);
        }
        let mut sections: Vec<Section> = sections.into_values().collect();
        for section in &mut sections {
            // What is the same for all is said once.
            let same = section.lines[0].details.clone();
            if section.lines.iter().all(|line| line.details == same) && !same.is_empty() {
                section.heading = format!("{} — {}", section.heading, same.join("; "));
                section.lines.iter_mut().for_each(|line| line.details.clear());
            }
        }
        sections
    }

    fn line(&self, change: &Change) -> Line {
        let told = |side: &Side| state(&side.standing, self.words);
        let after = told(&change.after);
        let before = match &change.before {
            Some(before) => Some(told(before)).filter(|(said, _)| *said != after.0),
            None => Some((self.say(&Phrase::NotOwedBefore), Tone::Faint)),
        };
        let mut details = self.details(change);
        // What an extension does to the last day is told where it is.
        let due = change.before.as_ref().map(|before| before.standing.due);
        let told = change.fields.contains(&Field::Extended);
        if let Some(from) = due.filter(|from| *from != change.after.standing.due && !told) {
            details.push(self.say(&Phrase::LastDay { from, to: change.after.standing.due }));
        }
        let codes = change.marks.iter().map(crate::review::marks::Mark::code).collect();
        let details = details.iter().map(|detail| one_line(detail)).collect();
        Line { title: self.title(change), before, after, details, codes }
    }

    fn details(&self, change: &Change) -> Vec<String> {
        let nothing = Facts::default();
        let was = change.before.as_ref().and_then(|side| side.facts.as_ref()).unwrap_or(&nothing);
        let is = change.after.facts.as_ref().unwrap_or(&nothing);
        change.fields.iter().map(|field| detail(*field, was, is, self.words)).collect()
    }

    /// The keys of a setting that changed, each with its values as the plan has them.
    fn setting(&self, setting: Setting) -> Vec<String> {
        let header = |plan: &Plan| -> Vec<(&'static str, Option<String>)> {
            let header = &plan.header;
            let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
            let one = |key: &'static str, value: String| vec![(key, Some(value))];
            match setting {
                Setting::Names => vec![
                    ("number", Some(header.number.to_string())),
                    ("title", Some(header.title.to_string())),
                    ("issuer", text(&header.issuer)),
                    ("notice", text(&header.notice)),
                ],
                Setting::Coordinator => {
                    vec![("coordinator", header.coordinator.map(|unit| plan.unit(unit).short_name().to_owned()))]
                }
                Setting::Time => vec![("starts", Some(date(header.starts))), ("ends", Some(date(header.ends)))],
                Setting::Language => one("language", header.language.tag().to_owned()),
                Setting::Timezone => one("timezone", header.timezone.to_string()),
                Setting::DueSoon => one("due_soon", header.due_soon.to_string()),
                Setting::Before => one("before", before_key(header.before).to_owned()),
                Setting::OnDayOff => one("on_day_off", day_off_key(header.on_day_off).to_owned()),
                Setting::Acceptance => one("acceptance", header.acceptance.to_string()),
                Setting::Calendar | Setting::Bodies => Vec::new(),
            }
        };
        let (was, is) = (header(self.comparison.sides.plan_before()), header(self.comparison.sides.plan_after()));
        let pairs = was.into_iter().zip(is).filter(|((_, from), (_, to))| from != to);
        pairs.map(|((key, from), (_, to))| changed(key, from.as_deref(), to.as_deref(), self.words)).collect()
    }

    /// What became of a part of a task of the new plan that is only words.
    fn wording(&self, task: TaskIx, part: Wording) -> String {
        let (old, new) = (self.comparison.sides.plan_before(), self.comparison.sides.plan_after());
        let value = |plan: &Plan, task: TaskIx| -> Option<String> {
            let of = plan.task(task);
            let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
            match part {
                Wording::Title => {
                    let titles =
                        of.titles.iter().map(|(period, title)| format!("{}: {title}", self.words.period(*period)));
                    Some(std::iter::once(of.title.to_string()).chain(titles).collect::<Vec<_>>().join("; "))
                }
                Wording::Clause => text(&of.clause),
                Wording::Wording => text(&of.wording),
                Wording::Product => text(&of.product),
                Wording::ReportsTo => text(&of.reports_to),
                Wording::Note => text(&of.note),
                Wording::Support => {
                    let names = of.support.iter().map(|body| plan.body(*body).1.to_owned()).collect();
                    Some(self.list(names)).filter(|names| !names.is_empty())
                }
            }
        };
        let was = old.task_by_id(new.task(task).id.as_str()).and_then(|before| value(old, before));
        let is = value(new, task);
        changed(self.words.label(wording_label(part)), was.as_deref(), is.as_deref(), self.words)
    }

    fn plan(&self, change: &PlanChange) -> String {
        let (old, new) = (self.comparison.sides.plan_before(), self.comparison.sides.plan_after());
        let task = |plan: &Plan, task: TaskIx| {
            let task = plan.task(task);
            format!("{} [{}]", task.title, task.id)
        };
        let unit = |plan: &Plan, unit: UnitIx| format!("{} ({})", plan.unit(unit).short_name(), plan.unit(unit).id);
        let units = |plan: &Plan, units: &[UnitIx]| {
            self.list(units.iter().map(|unit| plan.unit(*unit).short_name().to_owned()).collect())
        };
        match change {
            PlanChange::Setting(setting) => {
                let how = self.setting(*setting);
                let said = self.say(&Phrase::Setting(*setting));
                if how.is_empty() { said } else { format!("{said}: {}", how.join("; ")) }
            }
            PlanChange::Event { name, from, to, .. } => self.say(&Phrase::Event { name, from: *from, to: *to }),
            PlanChange::UnitAdded(added) => self.say(&Phrase::UnitAdded { unit: &unit(new, *added) }),
            PlanChange::UnitRemoved(removed, records) => {
                self.say(&Phrase::UnitRemoved { unit: &unit(old, *removed), records: *records })
            }
            PlanChange::UnitRenamed(from, to) => {
                self.say(&Phrase::UnitRenamed { from: &unit(old, *from), to: &unit(new, *to) })
            }
            PlanChange::TaskAdded(added) => {
                let leads: Vec<UnitIx> = new.units_of(&new.task(*added).lead).iter().collect();
                let days = || new.occurrences[new.task(*added).occurrences.clone()].iter().filter_map(|own| own.due);
                let due = days().min().zip(days().max());
                self.say(&Phrase::TaskAdded { task: &task(new, *added), due, units: &units(new, &leads) })
            }
            PlanChange::TaskRemoved(removed, records) => {
                self.say(&Phrase::TaskRemoved { task: &task(old, *removed), records: *records })
            }
            PlanChange::Reworded(reworded, parts) => {
                let how: Vec<String> = parts.iter().map(|part| self.wording(*reworded, *part)).collect();
                self.say(&Phrase::Reworded { task: &task(new, *reworded), how: &how.join("; ") })
            }
            PlanChange::Reassigned { task: of, added, removed, records } => self.say(&Phrase::Reassigned {
                task: &task(new, *of),
                added: &units(new, added),
                removed: &units(old, removed),
                records: *records,
            }),
            PlanChange::Rescheduled { task: of, moved, added, removed, records } => {
                let say = |moved: &crate::review::plan::Moved| {
                    self.say(&Phrase::Moved { period: moved.period, from: moved.from, to: moved.to })
                };
                let mut how: Vec<String> = vec![self.list(moved.iter().map(say).collect())];
                if !added.is_empty() {
                    how.push(self.say(&Phrase::PeriodsAdded { periods: added }));
                }
                if !removed.is_empty() {
                    how.push(self.say(&Phrase::PeriodsRemoved { periods: removed }));
                }
                how.retain(|said| !said.is_empty());
                if how.is_empty() {
                    let days = &new.occurrences[new.task(*of).occurrences.clone()];
                    let dated = days.iter().any(|own| own.due.is_some());
                    how.push(self.say(&Phrase::OtherRule { dated }));
                }
                let how = how.join("; ");
                self.say(&Phrase::Rescheduled { task: &task(new, *of), how: &how, records: *records })
            }
        }
    }
}

/// What became of a field, in words.
pub fn detail(field: Field, was: &Facts<'_>, is: &Facts<'_>, words: &dyn Words) -> String {
    let say = |said: Phrase<'_>| words.phrase(&said);
    if field == Field::Evidence {
        let only = |these: &Facts<'_>, those: &Facts<'_>| -> Vec<String> {
            these.evidence().iter().filter(|text| !those.has_evidence(text)).map(ToString::to_string).collect()
        };
        let (added, gone) = (only(is, was), only(was, is));
        if !added.is_empty() || !gone.is_empty() {
            return say(Phrase::Evidence { added: &added, gone: &gone });
        }
    }
    let [was, is] = [was, is].map(|facts| facts.get(field).map(|fact| said(fact, words)));
    changed(words.label(field.into()), was.as_deref(), is.as_deref(), words)
}

fn before_key(before: BeforeReading) -> &'static str {
    match before {
        BeforeReading::Exclusive => "exclusive",
        BeforeReading::Inclusive => "inclusive",
    }
}

fn day_off_key(rule: OnDayOff) -> &'static str {
    match rule {
        OnDayOff::Keep => "keep",
        OnDayOff::NextWorkingDay => "next-working-day",
    }
}

/// That something of this name was so and is so.
fn changed(label: &'static str, was: Option<&str>, is: Option<&str>, words: &dyn Words) -> String {
    let said = match (was, is) {
        (None, Some(to)) => Phrase::FieldNow { label, to },
        (Some(from), Some(to)) => Phrase::FieldWas { label, from, to },
        (from, None) => Phrase::FieldGone { label, from: from.unwrap_or_default() },
    };
    words.phrase(&said)
}

/// What a part of a task that is only words is called.
fn wording_label(part: Wording) -> Label {
    match part {
        Wording::Title => Label::Title,
        Wording::Clause => Label::Clause,
        Wording::Wording => Label::Wording,
        Wording::Product => Label::Product,
        Wording::ReportsTo => Label::ReportsTo,
        Wording::Note => Label::Note,
        Wording::Support => Label::Support,
    }
}
