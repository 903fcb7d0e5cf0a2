//! What a report has to say, reckoned from nothing but lists of obligations as of two days, and the plan's own text.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use chrono::NaiveDate;
use serde_json::{Value, json};
use toml::Table;

use super::bench::{Span, ask, day, list, parsed};
use super::sums::{LISTS, holds_together, which};
use crate::support::case::{STATES, text};

/// The keys of an obligation that lists and reports both have.
const KEYS: [&str; 19] = [
    "unit",
    "task",
    "period",
    "quarter",
    "title",
    "clause",
    "wording",
    "nominal",
    "due",
    "state",
    "flags",
    "days_late",
    "days_left",
    "started",
    "done",
    "evidence",
    "note",
    "reason",
    "committed",
];

/// An obligation as a list has it on a day.
struct Item {
    json: Value,
    unit: String,
    task: String,
    state: String,
    due: Option<NaiveDate>,
    /// Whether the plan gives the task a time limit, be it by an event that has no date yet.
    timed: bool,
    flags: Vec<String>,
}

impl Item {
    fn of(mut json: Value, as_of: NaiveDate, untimed: &HashSet<String>) -> Self {
        for key in ["started", "done"] {
            // Lists show what the files have; what is dated later is not for a report.
            if json[key].as_str().is_some_and(|on| day(on) > as_of) {
                json[key] = Value::Null;
            }
        }
        let part = |key: &str| text(&json[key]).to_owned();
        let (unit, task, state) = (part("unit"), part("task"), part("state"));
        let flags = list(&json["flags"]).iter().map(|flag| text(flag).to_owned()).collect();
        let (due, timed) = (json["due"].as_str().map(day), !untimed.contains(&task));
        Self { json, unit, task, state, due, timed, flags }
    }

    fn has(&self, flag: &str) -> bool {
        self.flags.iter().any(|own| own == flag)
    }

    fn awaits(&self) -> bool {
        self.has("awaiting-acceptance")
    }

    fn falls_in(&self, span: &Span) -> bool {
        self.due.is_some_and(|due| span.holds(due))
    }
}

/// An obligation on the report's day, and on the day before the period.
type Pair<'a> = (&'a Item, &'a Item);

/// A workspace whose reports are foretold.
pub struct Oracle {
    at: PathBuf,
    plan: Table,
    /// The tasks to which the plan gives no time limit.
    untimed: HashSet<String>,
    lists: RefCell<BTreeMap<Moment, Rc<Vec<Item>>>>,
    points: RefCell<BTreeMap<Moment, Value>>,
}

/// A day, and whether its end is judged.
type Moment = (NaiveDate, bool);

/// Per cent with one decimal, half of a tenth rounded up; nothing of nothing.
pub fn rate(part: u64, whole: u64) -> Value {
    if whole == 0 {
        return Value::Null;
    }
    // Digit by digit, as it is done on paper.
    let hundredths = part * 10_000 / whole;
    let tenths = hundredths / 10 + u64::from(hundredths % 10 >= 5);
    let tenths = u32::try_from(tenths).expect("a part is not more than its whole");
    json!(f64::from(tenths) / 10.0)
}

/// The counts of obligations with a time limit.
fn tally<'a>(items: impl Iterator<Item = &'a Item>) -> Value {
    let (mut in_time, mut late, mut pending, mut overdue) = (0, 0, 0, 0);
    for item in items.filter(|item| item.timed) {
        match item.state.as_str() {
            "completed" if item.has("late") => late += 1,
            "completed" => in_time += 1,
            "pending" => pending += 1,
            "overdue" => overdue += 1,
            _ => {}
        }
    }
    let total = in_time + late + pending + overdue;
    json!({
        "total": total,
        "completed_in_time": in_time,
        "completed_late": late,
        "pending": pending,
        "overdue": overdue,
        "completed_rate": rate(in_time + late, total),
        "completed_in_time_rate": rate(in_time, total),
        "overdue_rate": rate(overdue, total),
    })
}

fn totals(items: &[Item]) -> Value {
    let count = |state: &str| items.iter().filter(|item| item.state == state).count();
    Value::Object(STATES.iter().map(|state| ((*state).to_owned(), json!(count(state)))).collect())
}

/// How many tasks are in each state.
fn task_totals(tasks: &Value) -> Value {
    let count = |state: &str| list(tasks).iter().filter(|task| task["state"] == state).count();
    Value::Object(STATES.iter().map(|state| ((*state).to_owned(), json!(count(state)))).collect())
}

/// What lists and reports both say of an obligation.
fn common(item: &Value) -> Value {
    let value = |key: &str| match &item[key] {
        // A list has nothing where there is no evidence; a report has an empty list.
        Value::Null if key == "evidence" => json!([]),
        value => value.clone(),
    };
    Value::Object(KEYS.iter().map(|key| ((*key).to_owned(), value(key))).collect())
}

fn all_common(items: &[&Item]) -> Value {
    Value::Array(items.iter().map(|item| common(&item.json)).collect())
}

/// The same, what falls due first before the others.
fn by_due(mut items: Vec<&Item>) -> Value {
    items.sort_by_key(|item| item.due);
    all_common(&items)
}

fn period(span: &Span) -> Value {
    let mut period =
        json!({"period": span.name, "kind": span.kind, "from": span.first.to_string(), "to": span.last.to_string()});
    if let Some(day) = span.closes {
        period["report_day"] = json!(day);
    }
    period
}

/// What a report on a period compares with as of a day: the end of the period before; where it is closed some days late,
/// the period before closed as late; while it goes on, as much of the period before.
fn compared(span: &Span, as_of: NaiveDate) -> Moment {
    if as_of < span.last {
        return (span.earlier(as_of), false);
    }
    let late = (as_of - span.last).num_days().unsigned_abs();
    (span.eve() + chrono::Days::new(late), late == 0)
}

impl Oracle {
    /// The oracle of a workspace.
    pub fn new(at: &Path) -> Self {
        let plan = std::fs::read_to_string(at.join("plan.toml")).expect("there is a plan");
        let plan: Table = plan.trim_start_matches('\u{feff}').parse().expect("the plan is TOML");
        let mut oracle = Self {
            at: at.to_owned(),
            plan,
            untimed: HashSet::new(),
            lists: RefCell::default(),
            points: RefCell::default(),
        };
        let never =
            |task: &&Table| matches!(task.get("due").and_then(toml::Value::as_str), Some("ongoing" | "unstated"));
        let untimed = oracle.tasks().filter(never).filter_map(|task| Some(task["id"].as_str()?.to_owned())).collect();
        oracle.untimed = untimed;
        oracle
    }

    /// Every obligation as of a day, or of its end.
    fn items(&self, (as_of, end): Moment) -> Rc<Vec<Item>> {
        let made = || {
            let day = as_of.to_string();
            let args = ["list", "--format", "json", "--as-of", &day, "--end-of-day"];
            let run = ask(&self.at, if end { &args } else { &args[..5] });
            run.ends_with(&[0]);
            let mut list = parsed(&run.stdout);
            let items = list["items"].as_array_mut().expect("a list has items");
            Rc::new(items.drain(..).map(|item| Item::of(item, as_of, &self.untimed)).collect())
        };
        Rc::clone(self.lists.borrow_mut().entry((as_of, end)).or_insert_with(made))
    }

    fn table(&self, key: &str) -> impl Iterator<Item = (&String, &toml::Value)> {
        self.plan.get(key).and_then(toml::Value::as_table).into_iter().flatten()
    }

    fn tasks(&self) -> impl Iterator<Item = &Table> {
        let tasks = self.plan.get("tasks").and_then(toml::Value::as_array);
        tasks.into_iter().flatten().filter_map(toml::Value::as_table)
    }

    fn starts(&self) -> NaiveDate {
        day(&self.plan["plan"]["starts"].as_datetime().expect("it is a day").to_string())
    }

    /// The report on a period as of a day: everything that it says, but for what only files say.
    fn foretell(&self, span: &Span, as_of: NaiveDate) -> Value {
        let over = as_of == span.last;
        let (now, then) = (self.items((as_of, over)), self.items((span.eve(), true)));
        let (compared_on, compared_end) = compared(span, as_of);
        let compared = self.items((compared_on, compared_end));
        let pairs: Vec<Pair<'_>> = now.iter().zip(then.iter()).collect();
        assert!(pairs.iter().all(|(now, then)| which(&now.json) == which(&then.json)), "the same is owed on every day");
        let of = |wanted: &dyn Fn(&Item, &Item) -> bool| -> Vec<&Item> {
            pairs.iter().filter(|(now, then)| wanted(now, then)).map(|(now, _)| *now).collect()
        };
        let became = |state: &'static str| of(&|now, then| now.state == state && then.state != state);
        let until = span.next().last;
        let nears = |now: &Item| now.state == "pending" && !now.awaits() && now.due.is_some_and(|due| due <= until);
        let runs = |previous: &Span| previous.last.min(compared_on) >= self.starts();
        let previous = Some(span.previous()).filter(runs);
        // Of a period that goes on, what was due so far.
        let so_far = |day: NaiveDate| move |item: &&Item| as_of >= span.last || item.due <= Some(day);
        let due_before =
            |previous: &Span| tally(compared.iter().filter(|item| item.falls_in(previous)).filter(so_far(compared_on)));
        json!({
            "format": "tiendo.report/1",
            "period": period(span),
            "as_of": as_of.to_string(),
            "end_of_day": over,
            "previous": previous.as_ref().map(period),
            "previous_as_of": previous.as_ref().map(|_| compared_on.to_string()),
            "due": tally(now.iter().filter(|item| item.falls_in(span)).filter(so_far(as_of))),
            "due_previous": previous.as_ref().map(due_before),
            "timed": tally(now.iter()),
            "timed_before": tally(compared.iter()),
            "totals": totals(&now),
            "totals_before": totals(&compared),
            "sections": self.sections(span, as_of, &pairs),
            "completed": all_common(&became("completed")),
            "newly_overdue": by_due(became("overdue")),
            "extended": all_common(&of(&|now, then| now.has("extended") && !then.has("extended"))),
            "waived": all_common(&became("waived")),
            "awaiting_acceptance": all_common(&of(&|now, _| now.awaits())),
            "carried": by_due(of(&|now, then| now.state == "overdue" && then.state == "overdue")),
            "upcoming_to": until.to_string(),
            "upcoming": by_due(of(&|now, _| nears(now))),
            "ongoing": self.ongoing(&now),
            "unreadable": [],
            "tasks": self.by_task(&now),
            "task_totals": task_totals(&self.by_task(&now)),
            "task_totals_before": task_totals(&self.by_task(&compared)),
        })
    }

    /// How each task stands of which anything is owed.
    fn by_task(&self, items: &[Item]) -> Value {
        let mut tasks = Vec::new();
        for task in self.tasks() {
            let id = task["id"].as_str().expect("an id is a text");
            let of: Vec<&Item> = items.iter().filter(|item| item.task == id).collect();
            let live: Vec<&&Item> = of.iter().filter(|item| item.state != "waived").collect();
            let all = |state: &str| live.iter().all(|item| item.state == state);
            let state = match () {
                () if of.is_empty() => continue,
                () if live.is_empty() => "waived",
                () if live.iter().any(|item| item.state == "overdue") => "overdue",
                () if all("completed") => "completed",
                () if all("ongoing") => "ongoing",
                () => "pending",
            };
            let count = |state: &str| of.iter().filter(|item| item.state == state).count();
            let totals = STATES.iter().map(|state| ((*state).to_owned(), json!(count(state))));
            tasks.push(json!({
                "task": id,
                "title": task["title"].as_str(),
                "clause": task.get("clause").and_then(toml::Value::as_str),
                "state": state,
                "late": state == "completed" && of.iter().any(|item| item.has("late")),
                "totals": Value::Object(totals.collect()),
                "timed": tally(of.iter().copied()),
            }));
        }
        Value::Array(tasks)
    }

    /// The bodies that stand apart: the coordinator, and the unit with whose name that of the issuer begins.
    fn heads(&self) -> Vec<&str> {
        let header = &self.plan["plan"];
        let said = |key: &str| header.get(key).and_then(toml::Value::as_str);
        let issuer = said("issuer").unwrap_or_default();
        let publishing = self.table("units").filter(|(_, unit)| {
            let name = unit.as_str().or_else(|| unit["name"].as_str()).expect("a unit has a name");
            format!("{issuer} ").starts_with(&format!("{name} "))
        });
        let publishing =
            publishing.max_by_key(|(_, unit)| unit.as_str().or_else(|| unit["name"].as_str()).map(str::len));
        said("coordinator").into_iter().chain(publishing.map(|(id, _)| id.as_str())).collect()
    }

    /// Each unit that owes anything: the heads, then under the first group that names it itself and has company in it,
    /// groups where their first unit stands; the rest at the end. Without any group all are together.
    fn sections(&self, span: &Span, as_of: NaiveDate, pairs: &[Pair<'_>]) -> Value {
        let heads = self.heads();
        let owing: Vec<(&String, &toml::Value)> =
            self.table("units").filter(|(id, _)| pairs.iter().any(|(item, _)| item.unit == **id)).collect();
        let naming = |id: &str| -> Vec<&str> {
            let names = |group: &toml::Value| {
                let members = group.get("members").and_then(toml::Value::as_array);
                members.into_iter().flatten().any(|member| member.as_str() == Some(id))
            };
            self.table("groups").filter(|(_, group)| names(group)).map(|(id, _)| id.as_str()).collect()
        };
        let firsts: Vec<&str> = owing
            .iter()
            .filter(|(id, _)| !heads.contains(&id.as_str()))
            .filter_map(|(id, _)| naming(id).first().copied())
            .collect();
        let company = |group: &&str| firsts.iter().filter(|first| *first == group).count() > 1;
        let group_of = |id: &str| naming(id).into_iter().find(company).filter(|_| !heads.contains(&id));
        // Heads 0, groups by their first unit, the rest last.
        let mut order: Vec<Option<&str>> = Vec::new();
        for group in owing.iter().filter_map(|(id, _)| group_of(id)) {
            if !order.contains(&Some(group)) {
                order.push(Some(group));
            }
        }
        let parted = !order.is_empty();
        let place = |id: &str| match group_of(id) {
            _ if !parted => 0,
            _ if heads.contains(&id) => 0,
            Some(group) => 1 + order.iter().position(|own| *own == Some(group)).expect("it is there"),
            None => 1 + order.len(),
        };
        let mut sections = Vec::new();
        for at in 0..order.len() + 2 {
            let (mut units, mut inside) = (Vec::new(), Vec::new());
            for (unit, named) in owing.iter().filter(|(id, _)| place(id) == at) {
                let own: Vec<Pair<'_>> = pairs.iter().copied().filter(|(item, _)| item.unit == **unit).collect();
                units.push(self.row(span, as_of, unit, named, &own));
                inside.extend(own);
            }
            if units.is_empty() {
                continue;
            }
            let group = at.checked_sub(1).and_then(|at| order.get(at).copied().flatten());
            let name = group.map(|group| self.plan["groups"][group]["name"].as_str());
            let (timed, due) = tallies(span, as_of, &inside);
            let mut section = json!({"group": group, "name": name, "timed": timed, "due": due, "units": units});
            if parted && at == 0 {
                section["heads"] = json!(true);
            }
            sections.push(section);
        }
        Value::Array(sections)
    }

    fn row(&self, span: &Span, as_of: NaiveDate, unit: &str, named: &toml::Value, own: &[Pair<'_>]) -> Value {
        let count = |wanted: &dyn Fn(&Pair<'_>) -> bool| own.iter().filter(|pair| wanted(pair)).count();
        let (timed, due) = tallies(span, as_of, own);
        let there = self.at.join("units").join(format!("{unit}.toml")).exists();
        json!({
            "unit": unit,
            "name": named.as_str().or_else(|| named["name"].as_str()),
            "file": if there { "read" } else { "missing" },
            "timed": timed,
            "due": due,
            "carried": count(&|(now, then)| now.state == "overdue" && then.state == "overdue"),
            "awaiting_acceptance": count(&|(now, _)| now.awaits()),
            "waived": count(&|(now, _)| now.state == "waived"),
        })
    }

    /// For each task without a last day how many units owe it and have begun, and who began last.
    fn ongoing(&self, now: &[Item]) -> Value {
        let mut tasks = Vec::new();
        for task in self.tasks() {
            let id = task["id"].as_str().expect("an id is a text");
            let owed: Vec<&Item> = now.iter().filter(|item| item.task == id && item.state == "ongoing").collect();
            let begun: Vec<&Value> =
                owed.iter().map(|item| &item.json).filter(|item| !item["started"].is_null()).collect();
            // Of those that began on the last day, the first.
            let last = begun.iter().rev().max_by_key(|item| text(&item["started"]));
            if !owed.is_empty() {
                tasks.push(json!({
                    "task": id,
                    "title": task["title"].as_str(),
                    "clause": task.get("clause").and_then(toml::Value::as_str),
                    "units": owed.len(),
                    "begun": begun.len(),
                    "last": last.map(|item| json!({"on": item["started"], "unit": item["unit"]})),
                }));
            }
        }
        Value::Array(tasks)
    }

    /// Fails where progress over time is not that of its days: of the days that are known already, and some others.
    #[track_caller]
    fn judges_timeline(&self, (as_of, over): Moment, timeline: &Value) {
        let first = Span::around("week", self.starts()).last;
        let mut days: Vec<NaiveDate> = first.iter_days().step_by(7).take_while(|day| *day <= as_of).collect();
        // Of very many weeks every second, third … counted back from the last.
        let step = days.len().div_ceil(119).max(1);
        days = days.iter().rev().step_by(step).rev().copied().collect();
        if days.last() != Some(&as_of) {
            days.push(as_of);
        }
        let points = list(timeline);
        assert_eq!(points.iter().map(|point| day(text(&point["day"]))).collect::<Vec<_>>(), days);
        for (at, (on, point)) in days.into_iter().zip(points).enumerate() {
            // Weeks that were over are reported as of their end.
            let moment = (on, over || on < as_of);
            let known = self.lists.borrow().contains_key(&moment);
            if known || at % 9 == 4 {
                assert_eq!(*point, self.point(moment), "as of {as_of}");
            }
        }
    }

    /// What was due, done and overdue on a day, or at its end.
    pub fn point(&self, moment: Moment) -> Value {
        if let Some(point) = self.points.borrow().get(&moment) {
            return point.clone();
        }
        let (on, items) = (moment.0, self.items(moment));
        let count = |wanted: &dyn Fn(&Item) -> bool| {
            items.iter().filter(|item| item.state != "waived" && item.timed && wanted(item)).count()
        };
        let due = |item: &Item| item.due.is_some_and(|due| due <= on);
        let point = json!({
            "day": on.to_string(),
            "due": count(&due),
            "due_completed": count(&|item| due(item) && item.state == "completed"),
            "completed": count(&|item| item.state == "completed"),
            "overdue": count(&|item| item.state == "overdue"),
        });
        self.points.borrow_mut().insert(moment, point.clone());
        point
    }

    /// Fails where a report says anything else than was foretold.
    #[track_caller]
    pub fn judges(&self, span: &Span, as_of: NaiveDate, report: &Value) {
        let foretold = self.foretell(span, as_of);
        let (foretold, said) = (foretold.as_object().expect("an object"), report.as_object().expect("an object"));
        for (key, expected) in foretold {
            let found = match &said[key] {
                Value::Array(entries) if LISTS.contains(&key.as_str()) => entries.iter().map(common).collect(),
                value => value.clone(),
            };
            if let (Value::Array(found), Value::Array(expected)) = (&found, expected) {
                let differs = found.iter().zip(expected).position(|(one, other)| one != other);
                let at = differs.unwrap_or(found.len().min(expected.len()));
                let what = format!("{key}, number {at}, of {} as of {as_of}", span.name);
                assert_eq!(found.get(at), expected.get(at), "{what}");
            }
            assert_eq!(&found, expected, "{key} of {} as of {as_of}", span.name);
        }
        let unjudged: Vec<&String> = said.keys().filter(|key| !foretold.contains_key(*key)).collect();
        assert_eq!(unjudged, ["plan", "timeline"], "nothing else is left unjudged");
        self.judges_timeline((as_of, as_of == span.last), &said["timeline"]);
        holds_together(report);
    }
}

/// What a unit or a group owes with a time limit, and what of it falls due in a period.
fn tallies(span: &Span, as_of: NaiveDate, pairs: &[Pair<'_>]) -> (Value, Value) {
    let items = || pairs.iter().map(|(item, _)| *item);
    let so_far = |item: &&Item| as_of >= span.last || item.due <= Some(as_of);
    (tally(items()), tally(items().filter(|item| item.falls_in(span)).filter(so_far)))
}
