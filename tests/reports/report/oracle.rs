//! What a report has to say, reckoned from nothing but lists of obligations as of two days, and the plan's own text.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use chrono::NaiveDate;
use serde_json::{Value, json};
use toml::Table;

use super::bench::{Span, ask, day, list, parsed};
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

/// The lists of obligations in a report.
const LISTS: [&str; 7] =
    ["completed", "newly_overdue", "extended", "waived", "awaiting_acceptance", "carried", "upcoming"];

/// The counts of a tally: the whole, then its parts.
const COUNTS: [&str; 5] = ["total", "completed_in_time", "completed_late", "pending", "overdue"];

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
    lists: RefCell<BTreeMap<NaiveDate, Rc<Vec<Item>>>>,
    points: RefCell<BTreeMap<NaiveDate, Value>>,
}

/// Which obligation it is.
pub fn which(item: &Value) -> [&str; 3] {
    ["unit", "task", "period"].map(|key| text(&item[key]))
}

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
    json!({"period": span.name, "kind": span.kind, "from": span.first.to_string(), "to": span.last.to_string()})
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

    /// Every obligation as of a day.
    fn items(&self, as_of: NaiveDate) -> Rc<Vec<Item>> {
        let made = || {
            let run = ask(&self.at, &["list", "--format", "json", "--as-of", &as_of.to_string()]);
            run.ends_with(&[0]);
            let mut list = parsed(&run.stdout);
            let items = list["items"].as_array_mut().expect("a list has items");
            Rc::new(items.drain(..).map(|item| Item::of(item, as_of, &self.untimed)).collect())
        };
        Rc::clone(self.lists.borrow_mut().entry(as_of).or_insert_with(made))
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
        let (now, then) = (self.items(as_of), self.items(span.eve()));
        // Figures that are closed late are compared with figures closed as late.
        let compared_on = span.eve() + chrono::Days::new((as_of - span.last).num_days().max(0).unsigned_abs());
        let compared = self.items(compared_on);
        let pairs: Vec<Pair<'_>> = now.iter().zip(then.iter()).collect();
        assert!(pairs.iter().all(|(now, then)| which(&now.json) == which(&then.json)), "the same is owed on every day");
        let of = |wanted: &dyn Fn(&Item, &Item) -> bool| -> Vec<&Item> {
            pairs.iter().filter(|(now, then)| wanted(now, then)).map(|(now, _)| *now).collect()
        };
        let became = |state: &'static str| of(&|now, then| now.state == state && then.state != state);
        let until = span.next().last;
        let nears = |now: &Item| now.state == "pending" && !now.awaits() && now.due.is_some_and(|due| due <= until);
        let previous = Some(span.previous()).filter(|previous| previous.last >= self.starts());
        let due_before = |previous: &Span| tally(compared.iter().filter(|item| item.falls_in(previous)));
        json!({
            "format": "tiendo.report/1",
            "period": period(span),
            "as_of": as_of.to_string(),
            "previous": previous.as_ref().map(period),
            "previous_as_of": previous.as_ref().map(|_| compared_on.to_string()),
            "due": tally(now.iter().filter(|item| item.falls_in(span))),
            "due_previous": previous.as_ref().map(due_before),
            "timed": tally(now.iter()),
            "timed_before": tally(compared.iter()),
            "totals": totals(&now),
            "totals_before": totals(&compared),
            "sections": self.sections(span, &pairs),
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

    /// Each unit that owes anything, under the first group that names it itself; the rest at the end.
    fn sections(&self, span: &Span, pairs: &[Pair<'_>]) -> Value {
        let mut group_of: BTreeMap<&str, &str> = BTreeMap::new();
        for (id, group) in self.table("groups") {
            for member in group.get("members").and_then(toml::Value::as_array).into_iter().flatten() {
                group_of.entry(member.as_str().expect("a member is a text")).or_insert(id);
            }
        }
        let groups = self.table("groups").map(|(id, group)| (Some(id.as_str()), group["name"].as_str()));
        let mut sections = Vec::new();
        for (group, name) in groups.chain([(None, None)]) {
            let (mut units, mut inside) = (Vec::new(), Vec::new());
            for (unit, named) in self.table("units").filter(|(id, _)| group_of.get(id.as_str()).copied() == group) {
                let own: Vec<Pair<'_>> = pairs.iter().copied().filter(|(item, _)| item.unit == *unit).collect();
                if !own.is_empty() {
                    units.push(self.row(span, unit, named, &own));
                    inside.extend(own);
                }
            }
            if !units.is_empty() {
                let (timed, due) = tallies(span, &inside);
                sections.push(json!({"group": group, "name": name, "timed": timed, "due": due, "units": units}));
            }
        }
        Value::Array(sections)
    }

    fn row(&self, span: &Span, unit: &str, named: &toml::Value, own: &[Pair<'_>]) -> Value {
        let count = |wanted: &dyn Fn(&Pair<'_>) -> bool| own.iter().filter(|pair| wanted(pair)).count();
        let (timed, due) = tallies(span, own);
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
    fn judges_timeline(&self, as_of: NaiveDate, timeline: &Value) {
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
            let known = self.lists.borrow().contains_key(&on);
            if known || at % 9 == 4 {
                assert_eq!(*point, self.point(on), "as of {as_of}");
            }
        }
    }

    /// What was due, done and overdue on a day.
    pub fn point(&self, on: NaiveDate) -> Value {
        if let Some(point) = self.points.borrow().get(&on) {
            return point.clone();
        }
        let items = self.items(on);
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
        self.points.borrow_mut().insert(on, point.clone());
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
        self.judges_timeline(as_of, &said["timeline"]);
        holds_together(report);
    }
}

/// What a unit or a group owes with a time limit, and what of it falls due in a period.
fn tallies(span: &Span, pairs: &[Pair<'_>]) -> (Value, Value) {
    let items = || pairs.iter().map(|(item, _)| *item);
    (tally(items()), tally(items().filter(|item| item.falls_in(span))))
}

/// Fails where the parts of a report do not make its whole.
#[track_caller]
pub fn holds_together(report: &Value) {
    let number = |value: &Value| value.as_u64().unwrap_or_else(|| panic!("no number: {value}"));
    let sections = list(&report["sections"]);
    let rows: Vec<&Value> = sections.iter().flat_map(|section| list(&section["units"])).collect();
    let read: Vec<&Value> = rows.iter().copied().filter(|row| row["file"] != "unreadable").collect();
    for of in ["timed", "due"] {
        for count in COUNTS {
            let whole = number(&report[of][count]);
            assert_eq!(sections.iter().map(|section| number(&section[of][count])).sum::<u64>(), whole, "{of} {count}");
            assert_eq!(read.iter().map(|row| number(&row[of][count])).sum::<u64>(), whole, "{of} {count}");
        }
        for tally in read.iter().map(|row| &row[of]).chain([&report[of]]) {
            assert_eq!(COUNTS[1..].iter().map(|count| number(&tally[count])).sum::<u64>(), number(&tally["total"]));
        }
    }
    let as_of = text(&report["as_of"]);
    for entry in LISTS.iter().flat_map(|key| list(&report[*key])) {
        let facts =
            [&entry["started"], &entry["done"], &entry["accepted"], &entry["extended"]["on"], &entry["waived"]["on"]];
        assert!(facts.iter().all(|fact| fact.as_str().is_none_or(|on| on <= as_of)), "known as of {as_of}: {entry}");
    }
    let units: HashSet<&str> = rows.iter().map(|row| text(&row["unit"])).collect();
    assert_eq!(units.len(), rows.len(), "every unit stands once");
    let (new, old) = (list(&report["newly_overdue"]), list(&report["carried"]));
    let overdue: HashSet<[&str; 3]> = new.iter().chain(old).map(which).collect();
    assert_eq!(overdue.len(), new.len() + old.len(), "what is overdue is either newly so or carried on");
    assert_eq!(overdue.len() as u64, number(&report["totals"]["overdue"]));
    assert_eq!(read.iter().map(|row| number(&row["carried"])).sum::<u64>(), old.len() as u64);
}
