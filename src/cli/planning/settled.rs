//! The questions of a draft that an edit of the plan answers: their lines go with it, and so does a unit that only stood in
//! for others once nothing names it.

use std::io;

use super::Replan;
use crate::cli::answers::asks_for_record;
use crate::cli::question_forms::{ANY, is_doubt, is_form, is_told, is_told_of_day, stands_in};
use crate::draft::duty::{DutyDoubt, ToldDoubt};
use crate::draft::wording::ReadingRemark;
use crate::edit::plan::PlanEdit;
use crate::edit::questions::{QuestionLines, questions};
use crate::model::deadline::Deadline;
use crate::model::id::{EventIx, UnitIx};
use crate::model::plan::{Body, Group, Lang, Plan};
use crate::model::task::Timing;
use crate::page::{CellValue, Page, Role};
use crate::text::one_line;
use crate::words::{DraftPhrase, Phrase, PlanningPhrase, Words, words};

const TIME: &[&str] = &["due", "every", "milestones", "target"];

/// What a question is asked of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AskedItem {
    /// Its id; `plan` for the head.
    pub(super) id: String,
    /// What it is called; nothing for the head.
    pub(super) name: String,
}

impl AskedItem {
    /// The item of a plan that these names lead to.
    pub(super) fn at(plan: &Plan, of: &[String]) -> Option<Self> {
        let item = |id: &str, name: &str| Some(Self { id: id.to_owned(), name: one_line(name) });
        let (kind, id) = (of.first()?.as_str(), of.get(1).map_or("", String::as_str));
        match kind {
            "plan" => item("plan", ""),
            "tasks" => plan.tasks.get(id.parse::<usize>().ok()?).and_then(|task| item(task.id.as_str(), &task.title)),
            "events" => plan.events.iter().find(|event| event.id.as_str() == id).and_then(|it| item(id, &it.name)),
            "units" | "groups" => plan.body_by_id(id).and_then(|body| item(id, plan.body(body).1)),
            _ => None,
        }
    }

    fn called(&self) -> String {
        format!("{} [{}]", self.name, self.id)
    }
}

/// The keys of `[plan]` that answer a question about its head.
fn keys_of_head(line: &str) -> &'static [&'static str] {
    let forms: [(DraftPhrase<'_>, &[&str]); 6] = [
        (DraftPhrase::TitleGuessed { title: ANY }, &["title"]),
        (DraftPhrase::NumberUnknown, &["number"]),
        (DraftPhrase::TitleUnknown, &["title"]),
        (DraftPhrase::IssuerUnknown, &["issuer"]),
        (DraftPhrase::DayUnknown, &["issued"]),
        (DraftPhrase::SpanUnknown, &["starts", "ends"]),
    ];
    forms.into_iter().find(|(form, _)| is_form(line, form)).map_or(&[], |(_, keys)| keys)
}

/// The keys of a task that answer a question about it.
fn keys_of_task(line: &str, wording: Option<&str>) -> &'static [&'static str] {
    let any = || ANY.to_owned();
    let is = |one: &DutyDoubt| is_doubt(line, one);
    let read = wording.is_some_and(|wording| {
        let remark = DraftPhrase::ReadAs { wording, remark: ANY };
        is_form(line, &remark) || is_form(line, &DraftPhrase::NoReading { wording })
    });
    let limit = [DutyDoubt::NoTime, DutyDoubt::TimeAbove, DutyDoubt::InSentence(any())];
    if read || is_form(line, &DraftPhrase::Candidate { lines: ANY }) || limit.iter().any(is) {
        TIME
    } else if is(&DutyDoubt::NoLead) || is(&DutyDoubt::LeadAbove) {
        &["lead"]
    } else if is(&DutyDoubt::UnknownName(any())) || is(&DutyDoubt::OtherSpelling { name: any(), other: any() }) {
        &["lead", "support"]
    } else if is(&DutyDoubt::OneProduct) || is_form(line, &DraftPhrase::OneProductBefore) {
        &["lead", "joint"]
    } else if is(&DutyDoubt::TargetSaid(any())) {
        &["target"]
    } else if is(&DutyDoubt::CutOff(any())) {
        &["title"]
    } else if is_told(line, ToldDoubt::Person) {
        &["lead"]
    } else if is_told(line, ToldDoubt::PutAway(any())) {
        &["cancelled"]
    } else if is_told_of_day(line, ToldDoubt::Future) {
        TIME
    } else {
        &[]
    }
}

/// Whether a question about a task only asks for the day of its event.
fn asks_event(line: &str, wording: Option<&str>) -> bool {
    let remarks = [ReadingRemark::DayElsewhere, ReadingRemark::EventDay];
    wording.is_some_and(|wording| {
        Lang::all().any(|lang| {
            let said = |remark: &ReadingRemark| {
                let remark = words(lang).wording_remark(remark);
                one_line(&words(lang).phrase(&Phrase::Draft(DraftPhrase::ReadAs { wording, remark: &remark })))
            };
            remarks.iter().any(|remark| said(remark) == line)
        })
    })
}

/// The keys that edits set of the table of these names, or whose lists they change. Of tasks it is known until one comes,
/// goes or moves.
fn touched<'e>(edits: &'e [PlanEdit], of: &[String]) -> Vec<&'e str> {
    let in_tasks = |list: &[String]| matches!(list, [list] if list == "tasks");
    let known = edits.iter().take_while(|edit| match edit {
        PlanEdit::Put { list, .. } | PlanEdit::Take { list, .. } | PlanEdit::Move { list, .. } => !in_tasks(list),
        PlanEdit::Set { .. } | PlanEdit::Settle { .. } | PlanEdit::Ask { .. } => true,
    });
    let key = |edit: &'e PlanEdit| match edit {
        PlanEdit::Set { table, key, .. } if table == of => Some(key.as_str()),
        PlanEdit::Put { list, .. } | PlanEdit::Take { list, .. } => {
            list.split_last().filter(|(_, table)| *table == of).map(|(key, _)| key.as_str())
        }
        _ => None,
    };
    known.filter_map(key).collect()
}

/// Whether nobody waits for the day of an event any more.
fn is_dated(plan: &Plan, event: EventIx) -> bool {
    let of = plan.event(event);
    let tasks = plan.tasks.iter().filter(|task| task.events().any(|own| own == event));
    let all_dated = |task| plan.leads(task).iter().all(|unit| of.date_of(unit).is_some());
    of.date.is_some() || !of.dates.is_empty() && tasks.into_iter().all(all_dated)
}

fn event_named(plan: &Plan, id: &str) -> Option<EventIx> {
    plan.events.iter().position(|event| event.id.as_str() == id).map(EventIx::new)
}

/// Whether nothing but a stand-in of the draft answers a question: that it is right as it stands cannot be meant.
pub(super) fn is_unknown(plan: &Plan, of: &[String], asked: &[String], line: &str) -> bool {
    let id = of.get(1).map_or("", String::as_str);
    let stands_in = |body: &Body| matches!(body, Body::Unit(unit) if stands_in(plan, *unit));
    match of.first().map_or("", String::as_str) {
        "plan" => {
            let heads = [
                (DraftPhrase::NumberUnknown, &plan.header.number, DraftPhrase::UnknownNumber),
                (DraftPhrase::TitleUnknown, &plan.header.title, DraftPhrase::UnknownTitle),
            ];
            let nothing = [
                (DraftPhrase::IssuerUnknown, plan.header.issuer.is_none()),
                (DraftPhrase::DayUnknown, plan.header.issued.is_none()),
            ];
            heads.iter().any(|(asks, said, unknown)| is_form(line, asks) && is_form(said, unknown))
                || nothing.iter().any(|(asks, is_open)| *is_open && is_form(line, asks))
        }
        "units" => plan.unit_by_id(id).is_some_and(|unit| stands_in(&Body::Unit(unit))),
        "events" => event_named(plan, id).is_some_and(|event| {
            let is_nameless = is_form(&plan.event(event).name, &DraftPhrase::BaseOf { wording: ANY });
            is_nameless || !is_dated(plan, event) && is_form(line, &DraftPhrase::EventAsked { event: ANY })
        }),
        "groups" => {
            let group = plan.groups.iter().find(|group| group.id.as_str() == id);
            let is_open = |group: &Group| group.members.is_empty() || group.members.iter().any(stands_in);
            group.is_some_and(is_open) && is_form(line, &DraftPhrase::MembersAsked { group: ANY })
        }
        "tasks" => {
            let Some(task) = id.parse().ok().and_then(|at: usize| plan.tasks.get(at)) else { return false };
            let chosen = |line: &String| is_form(line, &DraftPhrase::Candidate { lines: ANY });
            let is_open = matches!(task.timing, Timing::Once(Deadline::Unstated)) && asked.iter().any(chosen);
            let wording = task.wording.as_deref();
            let waits = || task.events().any(|event| !is_dated(plan, event));
            is_open && keys_of_task(line, wording) == TIME
                || task.lead.iter().any(stands_in) && keys_of_task(line, wording).contains(&"lead")
                || asks_event(line, wording) && waits()
                // What a tracker says and no record does.
                || asks_for_record(line)
        }
        _ => false,
    }
}

/// Whether a question is answered by edits that make `new` of `old`.
fn is_answered(line: &str, of: &[String], edits: &[PlanEdit], (old, new): (&Plan, &Plan)) -> bool {
    let set = touched(edits, of);
    let sets = |keys: &[&str]| keys.iter().any(|key| set.contains(key));
    let id = of.get(1).map_or("", String::as_str);
    match of.first().map_or("", String::as_str) {
        "plan" => sets(keys_of_head(line)),
        "units" => sets(&["name"]) && is_form(line, &DraftPhrase::NobodyAsked),
        "events" => {
            let is_set = sets(&["date"]) || edits.iter().any(|edit| is_own_date(edit, of));
            is_set && event_named(new, id).is_some_and(|event| is_dated(new, event))
        }
        "groups" => {
            let group = new.groups.iter().find(|group| group.id.as_str() == id);
            let listed = |member: &Body| !matches!(member, Body::Unit(unit) if stands_in(new, *unit));
            let is_known = group.is_some_and(|group| !group.members.is_empty() && group.members.iter().all(listed));
            sets(&["members"]) && is_known && is_form(line, &DraftPhrase::MembersAsked { group: ANY })
        }
        "tasks" => {
            let Some(task) = id.parse().ok().and_then(|at: usize| old.tasks.get(at)) else { return false };
            let wording = task.wording.as_deref();
            let dated = |event: EventIx| {
                let of = ["events", old.event(event).id.as_str()].map(str::to_owned);
                let is_set = touched(edits, &of).contains(&"date") || edits.iter().any(|edit| is_own_date(edit, &of));
                is_set && event_named(new, &of[1]).is_some_and(|event| is_dated(new, event))
            };
            sets(keys_of_task(line, wording)) || asks_event(line, wording) && task.events().any(dated)
        }
        _ => false,
    }
}

/// Whether an edit gives a unit a date of its own for the event of these names.
fn is_own_date(edit: &PlanEdit, event: &[String]) -> bool {
    matches!(edit, PlanEdit::Set { table, .. } if table.len() == 3 && table.starts_with(event) && table[2] == "dates")
}

/// The questions that one text of the plan has and another no more, each with what it is asked of.
fn gone(old: (&Plan, &str), new: (&Plan, &str)) -> Vec<(AskedItem, String)> {
    let all = |(plan, text): (&Plan, &str)| -> Vec<(AskedItem, String)> {
        let lines = |question: QuestionLines| {
            let item =
                AskedItem::at(plan, &question.of).unwrap_or(AskedItem { id: String::new(), name: String::new() });
            question.lines.into_iter().map(move |(_, said)| (item.clone(), one_line(&said)))
        };
        questions(text).into_iter().flat_map(lines).collect()
    };
    let mut left = all(new);
    let is_gone =
        |one: &(AskedItem, String)| match left.iter().position(|other| one.0.id == other.0.id && one.1 == other.1) {
            Some(at) => {
                left.swap_remove(at);
                false
            }
            None => true,
        };
    all(old).into_iter().filter(is_gone).collect()
}

/// The units whose names are confirmed now and were not before.
fn confirmed(old: &Plan, new: &Plan) -> Vec<AskedItem> {
    let was_open = |id: &str| old.unit_by_id(id).is_some_and(|unit| !old.unit(unit).confirmed);
    let units = new.unit_indices().map(|unit| new.unit(unit));
    let now = units.filter(|unit| unit.confirmed && was_open(unit.id.as_str()));
    now.map(|unit| AskedItem { id: unit.id.to_string(), name: one_line(&unit.name) }).collect()
}

/// How a question is told beside what it is asked of.
fn told((item, said): &(AskedItem, String), words: &dyn Words) -> String {
    match (item.id.as_str(), item.name.as_str()) {
        ("", _) => said.clone(),
        ("plan", "") => format!("{}: {said}", words.phrase(&Phrase::Planning(PlanningPhrase::HeadOfPlan))),
        _ => format!("{}: {said}", item.called()),
    }
}

impl Replan {
    /// What goes with these edits: the questions that they answer, and units that stood in for others and that nothing
    /// names any more.
    pub(super) fn follow_ups(&self, edits: &[PlanEdit]) -> Vec<PlanEdit> {
        let (before, after) = (&self.session.snapshot, &self.new);
        let (old, old_text, new, new_text) = (&*before.plan, &*before.plan_text, &*after.plan, self.text.as_str());
        let own_from = after.spans.shared.0;
        let mut more = Vec::new();
        for QuestionLines { of, lines } in questions(old_text) {
            let answered = lines.into_iter().map(|(_, said)| said);
            let answered: Vec<String> = answered.filter(|said| is_answered(said, &of, edits, (old, new))).collect();
            // A task may stand elsewhere in the new text.
            let now = AskedItem::at(old, &of).and_then(|item| match of[0].as_str() {
                "tasks" => Some(vec!["tasks".to_owned(), new.task_by_id(&item.id)?.index().to_string()]),
                _ => Some(of.clone()),
            });
            more.extend(now.filter(|_| !answered.is_empty()).map(|of| PlanEdit::Settle { of, asked: answered }));
        }
        let named = |text: &str, id: &str| text.contains(&format!("\"{id}\"")) || text.contains(&format!("'{id}'"));
        let dated = |unit: UnitIx| new.events.iter().any(|event| event.has_date_of(unit));
        for unit in new.unit_indices().skip(own_from).filter(|unit| stands_in(new, *unit)) {
            let id = new.unit(unit).id.as_str();
            if named(old_text, id) && !named(new_text, id) && !dated(unit) {
                let of = vec!["units".to_owned(), id.to_owned()];
                let asked = questions(new_text).into_iter().filter(|question| question.of == of);
                more.extend(asked.map(|question| PlanEdit::Settle {
                    of: of.clone(),
                    asked: question.lines.into_iter().map(|(_, said)| said).collect(),
                }));
                more.push(PlanEdit::Set { table: of[..1].to_vec(), key: id.to_owned(), value: None });
            }
        }
        more
    }

    /// Says which questions of a draft are settled.
    pub(super) fn settled(&self, page: &mut dyn Page) -> io::Result<()> {
        const LISTED: usize = 30;
        let (session, old, new) = (&self.session, &self.session.snapshot, &self.new);
        let words = session.words;
        let mut gone = gone((&old.plan, &old.plan_text), (&new.plan, &self.text));
        // What may be answered goes with its question, and is none.
        gone.retain(|(_, said)| !is_form(said, &DraftPhrase::Candidate { lines: ANY }));
        let names = confirmed(&old.plan, &new.plan);
        let say = |said: PlanningPhrase<'_>| session.say(&Phrase::Planning(said));
        for (head, all) in [
            (PlanningPhrase::SettledHead { count: gone.len() }, gone.iter().map(|one| told(one, words)).collect()),
            (PlanningPhrase::NamesHead { count: names.len() }, names.iter().map(AskedItem::called).collect()),
        ] {
            let mut lines: Vec<String> = all;
            if lines.is_empty() {
                continue;
            }
            let hidden = lines.len().saturating_sub(LISTED);
            lines.truncate(LISTED);
            lines.extend((hidden > 0).then(|| words.phrase(&Phrase::AndMore { count: hidden })));
            page.section(1, say(head))?;
            page.list(&[Role::Words], lines.into_iter().map(|line| vec![CellValue::Text(line)]))?;
        }
        Ok(())
    }
}
