//! What changed of a plan, in words.

use chrono::NaiveDate;

use super::fields::{changed, cut_inside, moved};
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::{
    Amendment, Body, Decision, Group, Milestone, Office, OfficeStyle, OnDayOff, Part, Plan, Task, Text,
};
use crate::page::amendment::{amended, changed_keys, holds_until};
use crate::review::decisions::amendments;
use crate::review::plan_change::LateBetween;
use crate::review::plan_change::{DocumentChange, EarlierDays, EventDateChange, Moved, PlanChange};
use crate::review::settings::Setting;
use crate::review::wordings::{TaskKey, TaskText};
use crate::text::{one_line, sentence_case};
use crate::words::guide::GuideWord;
use crate::words::{Label, Phrase, ReviewPhrase, Words, date, part_name, target};

pub(super) const AGAINST_PLAN: fn(usize) -> Phrase<'static> = |records| Phrase::AgainstOldPlan { records };

/// The plan before and after, and the words to say what changed.
#[derive(Clone, Copy)]
pub(super) struct PlanWords<'a> {
    pub(super) old: &'a Plan,
    pub(super) new: &'a Plan,
    pub(super) words: &'a dyn Words,
}

impl PlanWords<'_> {
    pub(super) fn say(&self, said: &Phrase<'_>) -> String {
        self.words.phrase(said)
    }

    /// Names, not too many of them.
    pub(super) fn list(&self, mut names: Vec<String>) -> String {
        const NAMED: usize = 8;
        let hidden = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        if hidden > 0 {
            names.push(self.say(&Phrase::AndMore { count: hidden }));
        }
        names.join(", ")
    }

    /// How many records a change of the plan touches.
    pub(super) fn touched(&self, records: usize, against: fn(usize) -> Phrase<'static>) -> String {
        self.say(&if records == 0 { Phrase::NoRecordTouched } else { against(records) })
    }

    /// The last day of a task of the new plan, or the first and the last of several.
    fn last_days(&self, task: TaskIx) -> String {
        // A document that adds a task asks for nothing that was due before.
        let leads = self.new.task(task).added.is_some().then(|| self.new.leads_of(task));
        let is_owed =
            |at: &OccurrenceIx| leads.as_ref().is_none_or(|leads| leads.iter().any(|unit| self.new.owes(unit, *at)));
        let occurrences = || self.new.task(task).occurrences.clone().map(OccurrenceIx::new).filter(is_owed);
        let days = || occurrences().flat_map(|at| self.new.due_days(at));
        self.say(&match days().min().zip(days().max()) {
            None => Phrase::NoLastDay,
            Some((day, to)) if day == to => Phrase::LastDayOn { day },
            Some((from, to)) => Phrase::LastDays { from, to },
        })
    }

    pub(super) fn told(&self, change: &PlanChange) -> String {
        one_line(&sentence_case(&self.plan(change)))
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
                Setting::Document => vec![("issued", header.issued.map(date)), ("note", text(&header.note))],
                Setting::Office => office(&header.office),
                Setting::Above => {
                    vec![("above", header.above.as_ref().map(|it| format!("{}: {}", it.folder, it.unit)))]
                }
                Setting::Time => vec![("starts", Some(date(header.starts))), ("ends", Some(date(header.ends)))],
                Setting::Language => one("language", header.language.tag().to_owned()),
                Setting::Timezone => one("timezone", header.timezone.to_string()),
                Setting::DueSoon => one("due_soon", header.due_soon.to_string()),
                Setting::ReportDay => vec![("report_day", header.report_day.map(|day| day.to_string()))],
                // What the sentence is about is no key beside the value.
                Setting::Before => one("", rule_value(header.before.as_str(), self.words)),
                Setting::OnDayOff => one("", rule_value(header.on_day_off.as_str(), self.words)),
                Setting::Acceptance => one("", rule_value(&header.acceptance.to_string(), self.words)),
                Setting::Calendar | Setting::Bodies | Setting::TaskOrder | Setting::UnitOrder => Vec::new(),
            }
        };
        let (was, is) = (header(self.old), header(self.new));
        let pairs = was.into_iter().zip(is).filter(|((_, from), (_, to))| from != to);
        let told = |key: &str, from: Option<String>, to: Option<String>| match (key, from, to) {
            ("", Some(from), Some(to)) => format!("{from} → {to}"),
            (key, from, to) => changed(&self.say(&Phrase::PlanKey(key)), from.as_deref(), to.as_deref(), self.words),
        };
        let own = match setting {
            Setting::Bodies => self.bodies(),
            Setting::TaskOrder | Setting::UnitOrder => self.order(setting),
            _ => Vec::new(),
        };
        pairs.map(|((key, from), (_, to))| told(key, from, to)).chain(own).collect()
    }

    /// What became of groups, of names of events, and of names of units that nobody had confirmed.
    fn bodies(&self) -> Vec<String> {
        let (old, new) = (self.old, self.new);
        let names = |plan: &Plan, group: &Group, but: &dyn Fn(&str) -> bool| {
            let members = group.members.iter().map(|member| plan.body(*member));
            self.list(members.filter(|(id, _)| !but(id.as_str())).map(|(_, name)| one_line(name)).collect())
        };
        let has = |plan: &Plan, group: &Group, id: &str| {
            group.members.iter().any(|member| plan.body(*member).0.as_str() == id)
        };
        let mut said = Vec::new();
        for group in &new.groups {
            let Some(was) = old.groups.iter().find(|was| was.id == group.id) else {
                let members = names(new, group, &|_| false);
                said.push(self.say(&Phrase::GroupNew { name: &one_line(&group.name), members: &members }));
                continue;
            };
            if was.name != group.name {
                said.push(self.say(&Phrase::GroupRenamed { from: &one_line(&was.name), to: &one_line(&group.name) }));
            }
            let added = &names(new, group, &|id| has(old, was, id));
            let removed = &names(old, was, &|id| has(new, group, id));
            if !(added.is_empty() && removed.is_empty()) {
                said.push(self.say(&Phrase::GroupMembers { name: &one_line(&group.name), added, removed }));
            }
        }
        let is_gone = |was: &&Group| !new.groups.iter().any(|group| group.id == was.id);
        said.extend(
            old.groups.iter().filter(is_gone).map(|was| self.say(&Phrase::GroupGone { name: &one_line(&was.name) })),
        );
        for event in &new.events {
            match old.events.iter().find(|was| was.id == event.id) {
                None => said.push(self.say(&Phrase::EventNew { name: &one_line(&event.name) })),
                Some(was) if was.name != event.name => {
                    let (from, to) = (&one_line(&was.name), &one_line(&event.name));
                    said.push(self.say(&Phrase::EventRenamed { from, to }));
                }
                Some(_) => {}
            }
        }
        let was_open = |id: &str| old.unit_by_id(id).is_some_and(|unit| !old.unit(unit).confirmed);
        let count = new.units.iter().filter(|unit| unit.confirmed && was_open(unit.id.as_str())).count();
        said.extend((count > 0).then(|| self.say(&Phrase::NamesConfirmed { count })));
        said
    }

    /// What became of a part of a task of the new plan that is only words.
    fn wording(&self, task: TaskIx, part: TaskText) -> String {
        let (old, new) = (self.old, self.new);
        let value = |plan: &Plan, task: TaskIx| -> Option<String> {
            let of = plan.task(task);
            let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
            // What the task says, and what its milestones say themselves.
            let milestones = |whole: Option<String>, own: fn(&Milestone) -> Option<&str>| {
                let own = of.milestones().iter().filter_map(|it| Some(format!("{}: {}", it.id, own(it)?)));
                Some(whole.into_iter().chain(own).collect::<Vec<_>>().join("; ")).filter(|said| !said.is_empty())
            };
            match part {
                TaskText::Title => {
                    let titles =
                        of.titles.iter().map(|(period, title)| format!("{}: {title}", self.words.period(*period)));
                    let own =
                        of.milestones().iter().filter_map(|own| Some(format!("{}: {}", own.id, own.title.as_ref()?)));
                    Some(std::iter::once(of.title.to_string()).chain(titles).chain(own).collect::<Vec<_>>().join("; "))
                }
                TaskText::Clause => text(&of.clause),
                TaskText::Wording => milestones(text(&of.wording), |own| own.wording.as_deref()),
                TaskText::Product => milestones(text(&of.product), |own| own.product.as_deref()),
                TaskText::ReportsTo => text(&of.reports_to),
                TaskText::Note => text(&of.note),
                TaskText::Answers => text(&of.answers),
                TaskText::Key(key) => key_value(plan, of, key, self.words),
                TaskText::Tags => {
                    let tags: Vec<String> = of.tags.iter().map(ToString::to_string).collect();
                    Some(tags.join(", ")).filter(|tags| !tags.is_empty())
                }
                TaskText::Target => {
                    let own = of.milestones().iter().filter_map(|own| Some((own.id.as_str(), own.target.as_ref()?)));
                    let own = own.map(|(id, it)| format!("{id}: {}", target(it, self.words)));
                    let whole = of.target.as_ref().map(|it| target(it, self.words));
                    Some(whole.into_iter().chain(own).collect::<Vec<_>>().join("; ")).filter(|said| !said.is_empty())
                }
                TaskText::Support => {
                    let names = of.support.iter().map(|body| plan.body(*body).1.to_owned()).collect();
                    Some(self.list(names)).filter(|names| !names.is_empty())
                }
            }
        };
        let was = old.task_by_id(new.task(task).id.as_str()).and_then(|before| value(old, before));
        let is = value(new, task);
        let label = match part {
            TaskText::Key(key) => self.say(&Phrase::PlanKey(key.as_str())),
            part => self.words.label(wording_label(part)).to_owned(),
        };
        changed(&label, was.as_deref(), is.as_deref(), self.words)
    }

    /// What a document amended or cancelled: the document, the task, its last days or else its new rule, how many
    /// obligations that touches, and what else it says.
    fn decided(&self, decided: &DocumentChange) -> String {
        let new = self.new;
        let Some(decision) = decided.decision(new) else { return String::new() };
        let by = &document(decision, self.words);
        let of = new.task(decided.task);
        let part = decided.part(new).and_then(|part| part_name(&part, self.words));
        let part = part.map(|part| format!(", {part}")).unwrap_or_default();
        let task = &format!("{} [{}]{part}", cut_inside(&of.title), of.id);
        let count = decided.obligations;
        let Some(amendment) = decided.amendment(new) else {
            return self.say(&Phrase::Review(ReviewPhrase::CancelledBy { by, task, count }));
        };
        let say = |it: &Moved| {
            let part = part_name(&it.part, self.words).filter(|_| decided.milestone.is_none());
            part.map(|part| format!("{part} ")).unwrap_or_default() + &moved(it.from, it.to, self.words)
        };
        let mut how = Vec::new();
        if !decided.moved.is_empty() {
            let days = self.list(decided.moved.iter().map(say).collect());
            how.push(self.say(&Phrase::Review(ReviewPhrase::AmendedDays { days: &days, count })));
        }
        let keys = changed_keys(new, amendment, self.words);
        how.extend(keys.into_iter().skip(usize::from(amendment.timing.is_some() && !how.is_empty())));
        how.extend(holds_until(amendments(of, decided.milestone), amendment, self.words));
        self.say(&Phrase::Review(ReviewPhrase::AmendedBy { by, task, how: &how.join("; ") }))
    }

    /// A task that is missing or stands otherwise as of an earlier day, and why.
    fn earlier(&self, earlier: &EarlierDays) -> String {
        let of = self.new.task(earlier.task);
        let part = earlier.milestone.map(|at| format!(", {}", of.milestones()[at].id)).unwrap_or_default();
        let task = &format!("{} [{}]{part}", cut_inside(&of.title), of.id);
        self.say(&Phrase::Review(ReviewPhrase::EarlierDays { task, added: earlier.added, day: earlier.day }))
    }

    /// What a plan that stood between the two sides had late.
    fn late_between(&self, LateBetween { task, title, until, day, .. }: &LateBetween) -> String {
        let task = &format!("{} [{task}]", cut_inside(title));
        let until = until.as_ref().map(|until| (until.short(), *day));
        self.say(&Phrase::Review(ReviewPhrase::LateBetween { task, until }))
    }

    /// A document that amended a task, or one of its milestones, and is recorded as another or no more.
    fn rewritten(&self, task: TaskIx, milestone: Option<usize>, from: &Decision, to: Option<&Decision>) -> String {
        let of = self.new.task(task);
        let part = milestone.map(|at| format!(", {}", of.milestones()[at].id)).unwrap_or_default();
        let task = &format!("{} [{}]{part}", cut_inside(&of.title), of.id);
        let (from, to) = (&document(from, self.words), to.map(|to| document(to, self.words)));
        self.say(&Phrase::Review(ReviewPhrase::DocumentRewritten { task, from, to: to.as_deref() }))
    }

    /// A document of a day to come that says something else of a task, or of one of its milestones.
    fn otherwise(&self, task: TaskIx, milestone: Option<usize>, amendment: usize) -> String {
        let of = self.new.task(task);
        let Some(amendment) = amendments(of, milestone).get(amendment) else { return String::new() };
        let part = milestone.map(|at| format!(", {}", of.milestones()[at].id)).unwrap_or_default();
        let task = &format!("{} [{}]{part}", cut_inside(&of.title), of.id);
        let how = changed_keys(self.new, amendment, self.words).join("; ");
        let by = &document(&amendment.decision, self.words);
        self.say(&Phrase::Review(ReviewPhrase::DocumentOtherwise { task, by, how: &how }))
    }

    /// A task that is new: its last days, who leads it, and the document that added it.
    fn added(&self, added: TaskIx) -> String {
        let of = self.new.task(added);
        // Joint work stands with one of its leads; all of them are named.
        let mut leads = self.new.leads_of(added);
        leads.insert_all(&self.new.joint_leads(added));
        let units = self.list(leads.iter().map(|unit| self.new.unit(unit).short_name().to_owned()).collect());
        let (task, due) = (&format!("{} [{}]", cut_inside(&of.title), of.id), &self.last_days(added));
        let said = self.say(&Phrase::TaskAdded { task, due, units: &units });
        let Some(by) = of.added.as_ref().map(|it| document(it, self.words)) else { return said };
        format!("{said}; {}", self.say(&Phrase::Review(ReviewPhrase::ByDecision { by: &by })))
    }

    fn event(
        &self,
        name: &str,
        (from, to): (Option<NaiveDate>, Option<NaiveDate>),
        dates: &[EventDateChange],
    ) -> String {
        let whole = (from != to).then(|| moved(from, to, self.words));
        let own = dates.iter().map(|own| format!("{} {}", own.name, moved(own.from, own.to, self.words)));
        let how = self.list(whole.into_iter().chain(own).collect());
        format!("{}: {how}", self.say(&Phrase::Event { name }))
    }

    fn plan(&self, change: &PlanChange) -> String {
        let (old, new) = (self.old, self.new);
        let task = |plan: &Plan, task: TaskIx| {
            let task = plan.task(task);
            format!("{} [{}]", cut_inside(&task.title), task.id)
        };
        let unit = |plan: &Plan, unit: UnitIx| format!("{} ({})", plan.unit(unit).short_name(), plan.unit(unit).id);
        match change {
            PlanChange::Setting(setting) => {
                let how = self.setting(*setting);
                let said = self.say(&Phrase::Setting(*setting));
                if how.is_empty() { said } else { format!("{said}: {}", how.join("; ")) }
            }
            PlanChange::Event { name, from, to, dates, .. } => self.event(name, (*from, *to), dates),
            PlanChange::UnitAdded(added) => self.say(&Phrase::UnitAdded { unit: &unit(new, *added) }),
            PlanChange::UnitRemoved(removed, records) => {
                let touched = self.touched(*records, AGAINST_PLAN);
                self.say(&Phrase::UnitRemoved { unit: &unit(old, *removed), touched: &touched })
            }
            PlanChange::UnitRenamed(from, to) => {
                let (mut was, mut is) = (unit(old, *from), unit(new, *to));
                if was == is {
                    // The short name stayed.
                    (was, is) = (old.unit(*from).name.to_string(), new.unit(*to).name.to_string());
                }
                self.say(&Phrase::UnitRenamed { from: &was, to: &is })
            }
            PlanChange::Tenure(tenure) => self.tenure(tenure),
            PlanChange::TaskAdded(added) => self.added(*added),
            PlanChange::TaskRemoved(removed, records) => {
                let touched = self.touched(*records, AGAINST_PLAN);
                self.say(&Phrase::TaskRemoved { task: &task(old, *removed), touched: &touched })
            }
            PlanChange::Decided(decided) => self.decided(decided),
            PlanChange::EarlierDays(earlier) => self.earlier(earlier),
            PlanChange::DocumentRewritten { task, milestone, from, to } => {
                self.rewritten(*task, *milestone, from, to.as_ref())
            }
            PlanChange::DocumentOtherwise { task, milestone, amendment } => {
                self.otherwise(*task, *milestone, *amendment)
            }
            PlanChange::LateBetween(late) => self.late_between(late),
            PlanChange::Otherwise => self.say(&Phrase::Review(ReviewPhrase::PlanOtherwise)),
            PlanChange::Reworded(reworded, parts) => {
                let how: Vec<String> = parts.iter().map(|part| self.wording(*reworded, *part)).collect();
                self.say(&Phrase::Reworded { task: &task(new, *reworded), how: &how.join("; ") })
            }
            PlanChange::Reassigned { task, milestone, added, removed, records } => {
                self.reassigned((*task, *milestone), added, removed, *records)
            }
            PlanChange::Rescheduled { task: of, moved: days, added, removed, records } => {
                let say = |it: &Moved| {
                    let part = part_name(&it.part, self.words).map(|part| format!("{part} ")).unwrap_or_default();
                    part + &moved(it.from, it.to, self.words)
                };
                let parts =
                    |parts: &[Part]| self.list(parts.iter().filter_map(|part| part_name(part, self.words)).collect());
                let mut how: Vec<String> = vec![self.list(days.iter().map(say).collect())];
                if !added.is_empty() {
                    how.push(self.say(&Phrase::PeriodsAdded { periods: &parts(added) }));
                }
                if !removed.is_empty() {
                    how.push(self.say(&Phrase::PeriodsRemoved { periods: &parts(removed) }));
                }
                how.retain(|said| !said.is_empty());
                if how.is_empty() {
                    let all = || new.task(*of).occurrences.clone().map(OccurrenceIx::new);
                    let dated = all().any(|at| new.occurrence(at).due.is_some());
                    // An event may date it for some units alone.
                    let own = all().any(|at| new.due_days(at).any(|day| Some(day) != new.occurrence(at).due));
                    how.push(if own { self.last_days(*of) } else { self.say(&Phrase::OtherRule { dated }) });
                }
                how.push(self.touched(*records, |records| Phrase::AgainstOldDeadline { records }));
                self.say(&Phrase::Rescheduled { task: &task(new, *of), how: &how.join("; ") })
            }
        }
    }
}

/// A document and its day, which no long name pushes out.
fn document(decision: &Decision, words: &dyn Words) -> String {
    words.phrase(&Phrase::ByDocument { to: None, by: &cut_inside(&decision.by), on: decision.on })
}

/// What a rule of the plan says, given as its file has it.
fn rule_value(value: &str, words: &dyn Words) -> String {
    words.phrase(&Phrase::Review(ReviewPhrase::RuleValue { value }))
}

/// What a key of a task says, and what its milestones say of it.
fn key_value(plan: &Plan, of: &Task, key: TaskKey, words: &dyn Words) -> Option<String> {
    let ids = |bodies: &[Body]| bodies.iter().map(|body| plan.body(*body).0.as_str()).collect::<Vec<_>>().join(", ");
    let by = |decision: &Option<Decision>| decision.as_ref().map(|it| document(it, words));
    let list = |all: &[Amendment]| {
        let all: Vec<String> = all.iter().map(|it| amended(plan, it, words)).collect();
        (!all.is_empty()).then(|| all.join(" | "))
    };
    let rule = |rule: Option<OnDayOff>| rule.map(|rule| rule_value(rule.as_str(), words));
    let own = |value: &dyn Fn(&Milestone) -> Option<String>| -> Vec<String> {
        of.milestones().iter().filter_map(|own| Some(format!("{}: {}", own.id, value(own)?))).collect()
    };
    let (whole, own) = match key {
        TaskKey::Due => (Some(words.timing(plan, &of.timing)), Vec::new()),
        TaskKey::Starts => (of.starts.map(date), Vec::new()),
        TaskKey::Ends => (of.ends.map(date), Vec::new()),
        TaskKey::Joint => {
            let how = if of.joint { GuideWord::Together } else { GuideWord::EachItself };
            (Some(words.phrase(&Phrase::Guide(how))), Vec::new())
        }
        TaskKey::Except => (Some(ids(&of.except)).filter(|ids| !ids.is_empty()), Vec::new()),
        TaskKey::OnDayOff => (rule(of.on_day_off), own(&|it| rule(it.on_day_off))),
        TaskKey::Lead => (Some(ids(&of.lead)), own(&|it| it.lead.as_deref().map(ids))),
        TaskKey::Added => (by(&of.added), own(&|it| by(&it.added))),
        TaskKey::Cancelled => (by(&of.cancelled), own(&|it| by(&it.cancelled))),
        TaskKey::Amended => (list(&of.amended), own(&|it| list(&it.amended))),
    };
    Some(whole.into_iter().chain(own).collect::<Vec<_>>().join("; ")).filter(|said| !said.is_empty())
}

/// The keys of `[plan.office]`.
fn office(office: &Office) -> Vec<(&'static str, Option<String>)> {
    let text = |text: &Option<Text>| text.as_ref().map(ToString::to_string);
    let recipients = Some(office.recipients.join("; ")).filter(|all| !all.is_empty());
    let style = office.style.map(|style| match style {
        OfficeStyle::Party => "party".to_owned(),
        OfficeStyle::State => "state".to_owned(),
    });
    vec![
        ("superior", text(&office.superior)),
        ("name", text(&office.name)),
        ("place", text(&office.place)),
        ("signature", text(&office.signature)),
        ("recipients", recipients),
        ("style", style),
    ]
}

/// What a part of a task that is only words is called.
fn wording_label(part: TaskText) -> Label {
    match part {
        TaskText::Title => Label::Title,
        TaskText::Clause => Label::Clause,
        TaskText::Wording => Label::Wording,
        TaskText::Product => Label::Product,
        TaskText::ReportsTo => Label::ReportsTo,
        TaskText::Note => Label::Note,
        TaskText::Support => Label::Support,
        TaskText::Target => Label::Target,
        TaskText::Tags => Label::Tags,
        TaskText::Answers => Label::Answers,
        TaskText::Key(_) => Label::Task,
    }
}
