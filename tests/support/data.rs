//! Plans and records as data, and the strategies that make them.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use tiendo::model::deadline::LastDay;
use tiendo::model::period::Period;
use tiendo::model::plan::Plan;

use crate::print::{Node, write};
use crate::support::model::read_plan;

/// Units of every plan; not every one owes something.
pub const UNITS: [&str; 3] = ["van-phong", "A1", "2024-Q1"];
const GROUPS: [&str; 3] = ["nhom", "tat-ca", "trong"];
const EVENTS: [&str; 2] = ["hop", "so-ket"];
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Texts that are hard to write or easily taken for something else.
const TEXTS: [&str; 16] = [
    "Công văn số 1234-CV/BTGTU",
    "a \"b\" c",
    "C:\\thư mục\\x",
    "hai\ndòng",
    "it's",
    "",
    " đầu và cuối ",
    "# không phải ghi chú",
    "[t]",
    "= 1",
    "tab\there",
    "'''",
    "\"\"\"",
    "\\u0041",
    "2024-03-15",
    "a = { b = 1 }, c",
];

/// The day so many days after 1 January 2024.
pub fn day(offset: i64) -> NaiveDate {
    let new_year = NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day");
    let distance = Days::new(offset.unsigned_abs());
    if offset < 0 { new_year - distance } else { new_year + distance }
}

/// A plan with the records of its units.
#[derive(Clone, Debug)]
pub struct World {
    pub plan: PlanData,
    pub records: Vec<RecordData>,
}

#[derive(Clone, Debug)]
pub struct PlanData {
    pub starts: i64,
    pub days: i64,
    pub inclusive: bool,
    pub moving: bool,
    pub acceptance: bool,
    pub due_soon: u32,
    weekend: Vec<usize>,
    days_off: Vec<(i64, i64)>,
    working_days: Vec<i64>,
    events: [Option<i64>; 2],
    named: [bool; 3],
    tasks: Vec<TaskData>,
}

#[derive(Clone, Debug)]
struct TaskData {
    lead: Vec<usize>,
    support: Vec<usize>,
    every: Vec<&'static str>,
    due: Option<Due>,
    text: &'static str,
    titled: bool,
}

#[derive(Clone, Debug)]
enum Due {
    Day(i64),
    Text(String),
}

/// What is recorded about one of the obligations there are.
#[derive(Clone, Debug)]
pub struct RecordData {
    pub which: Index,
    pub started: Option<i64>,
    pub done: Option<i64>,
    pub accepted: Option<i64>,
    pub committed: Option<i64>,
    pub extended: Option<(i64, i64)>,
    pub waived: Option<i64>,
    pub evidence: Option<(bool, Vec<&'static str>)>,
    pub note: Option<&'static str>,
    pub progress: Option<Vec<(i64, u32)>>,
}

fn around() -> impl Strategy<Value = i64> {
    -40..420_i64
}

fn period() -> impl Strategy<Value = String> {
    prop_oneof![
        (2023..=2025).prop_map(|year| format!("{year}")),
        (2023..=2025, 1..=2).prop_map(|(year, half)| format!("{year}-H{half}")),
        (2023..=2025, 1..=4).prop_map(|(year, quarter)| format!("{year}-Q{quarter}")),
        (2023..=2025, 1..=12).prop_map(|(year, month)| format!("{year}-{month:02}")),
        (2023..=2025, 1..=52).prop_map(|(year, week)| format!("{year}-W{week:02}")),
        around().prop_map(|offset| day(offset).to_string()),
    ]
}

fn offset() -> impl Strategy<Value = String> {
    (0..40_u32, any::<bool>())
        .prop_map(|(days, working)| format!("{days} {}days", if working { "working " } else { "" }))
}

fn once() -> impl Strategy<Value = Due> {
    let event = || select(&EVENTS[..]);
    prop_oneof![
        3 => around().prop_map(Due::Day),
        3 => period().prop_map(Due::Text),
        1 => (period(), period()).prop_map(|(one, other)| {
            let end = |text: &str| Period::parse(text).expect("a period").last();
            Due::Text(if end(&one) <= end(&other) { format!("{one}..{other}") } else { format!("{other}..{one}") })
        }),
        1 => period().prop_map(|period| Due::Text(format!("before {period}"))),
        1 => event().prop_map(|event| Due::Text(format!("event {event}"))),
        1 => event().prop_map(|event| Due::Text(format!("before event {event}"))),
        2 => (event(), any::<bool>(), offset())
            .prop_map(|(event, on, by)| Due::Text(format!("event {event} {} {by}", if on { "+" } else { "-" }))),
        1 => select(&["ongoing", "unstated"][..]).prop_map(|word| Due::Text(word.to_owned())),
    ]
}

fn recurring() -> impl Strategy<Value = (Vec<&'static str>, Option<Due>)> {
    let kinds = Just(vec!["month", "quarter", "half", "year", "week"]).prop_shuffle();
    (kinds, 1..=3_usize, proptest::option::of((0..5, 1..=31_u32, offset()))).prop_map(|(kinds, count, due)| {
        let every: Vec<&str> = kinds.into_iter().take(count).collect();
        let weekly = every.contains(&"week");
        let due = due.map(|(form, number, by)| {
            let number = if weekly { (number - 1) % 7 + 1 } else { number };
            Due::Text(match form {
                0 => "end".to_owned(),
                1 => format!("end + {by}"),
                2 => format!("day {number}"),
                3 => format!("before day {number}"),
                _ if weekly => format!("day {number}"),
                _ => format!("day {number} of next month"),
            })
        });
        (every, due)
    })
}

fn task() -> impl Strategy<Value = TaskData> {
    // Bodies 0 to 2 are the units, 3 to 5 the groups.
    let bodies = || proptest::collection::vec(0..UNITS.len() + GROUPS.len(), 0..4);
    let timing = prop_oneof![3 => once().prop_map(|due| (Vec::new(), Some(due))), 2 => recurring()];
    (bodies(), bodies(), timing, select(&TEXTS[..]), any::<bool>())
        .prop_map(|(lead, support, (every, due), text, titled)| TaskData { lead, support, every, due, text, titled })
}

prop_compose! {
    fn plan()(
        (starts, days) in (-30..60_i64, 0..400_i64),
        (inclusive, moving, acceptance) in any::<(bool, bool, bool)>(),
        due_soon in 0..40_u32,
        weekend in proptest::sample::subsequence((0..7).collect::<Vec<usize>>(), 0..=6),
        days_off in proptest::collection::vec((around(), 0..20_i64), 0..5),
        working_days in proptest::collection::vec(around(), 0..5),
        events in proptest::array::uniform2(proptest::option::of(around())),
        named in any::<[bool; 3]>(),
        tasks in proptest::collection::vec(task(), 0..6),
    ) -> PlanData {
        PlanData {
            starts, days, inclusive, moving, acceptance, due_soon, weekend, days_off, working_days, events, named, tasks,
        }
    }
}

prop_compose! {
    fn record()(
        which in any::<Index>(),
        started in proptest::option::of(around()),
        done in proptest::option::of(around()),
        accepted in proptest::option::of(around()),
        committed in proptest::option::weighted(0.2, around()),
        extended in proptest::option::weighted(0.3, (around(), around())),
        waived in proptest::option::weighted(0.2, around()),
        evidence in proptest::option::of((any::<bool>(), proptest::collection::vec(select(&TEXTS[..]), 1..4))),
        note in proptest::option::of(select(&TEXTS[..])),
        progress in proptest::option::of(proptest::collection::vec((around(), 0..300_u32), 1..4)),
    ) -> RecordData {
        RecordData { which, started, done, accepted, committed, extended, waived, evidence, note, progress }
    }
}

/// Plans with records.
pub fn world() -> impl Strategy<Value = World> {
    (plan(), proptest::collection::vec(record(), 0..12)).prop_map(|(plan, records)| World { plan, records })
}

fn text(text: &str) -> Node {
    Node::Text(text.to_owned())
}

fn date(offset: i64) -> Node {
    Node::Raw(day(offset).to_string())
}

fn keys(entries: impl IntoIterator<Item = (&'static str, Option<Node>)>) -> Vec<(String, Node)> {
    entries.into_iter().filter_map(|(key, node)| node.map(|node| (key.to_owned(), node))).collect()
}

impl PlanData {
    /// The plan as TOML. What is the default is left out as often as not, by the length of its texts: the style must
    /// not change what the file says.
    pub fn node(&self) -> Vec<(String, Node)> {
        let flag = |on: bool| on.then(|| Node::Raw("true".to_owned()));
        let header = keys([
            ("number", Some(text("1-KH"))),
            ("title", Some(text("Kế hoạch"))),
            ("starts", Some(date(self.starts))),
            ("ends", Some(date(self.starts + self.days))),
            ("due_soon", Some(Node::Raw(self.due_soon.to_string()))),
            ("before", self.inclusive.then(|| text("inclusive"))),
            ("on_day_off", self.moving.then(|| text("next-working-day"))),
            ("acceptance", flag(self.acceptance)),
        ]);
        let range = |(first, length): &(i64, i64)| match length {
            0 => date(*first),
            _ => Node::Text(format!("{}..{}", day(*first), day(first + length))),
        };
        let calendar = keys([
            ("weekend", Some(Node::List(self.weekend.iter().map(|at| text(WEEKDAYS[*at])).collect()))),
            ("days_off", Some(Node::List(self.days_off.iter().map(range).collect()))),
            ("working_days", Some(Node::List(self.working_days.iter().map(|at| date(*at)).collect()))),
        ]);
        let events = EVENTS.iter().zip(self.events).map(|(id, at)| {
            ((*id).to_owned(), Node::Table(keys([("name", Some(text("Sự kiện"))), ("date", at.map(date))])))
        });
        let units = UNITS.iter().zip(self.named).map(|(id, table)| {
            let name = Node::Text(format!("Đơn vị {id}"));
            ((*id).to_owned(), if table { Node::Table(keys([("name", Some(name))])) } else { name })
        });
        let group = |id: &str, members: &[&str]| {
            let members = Node::List(members.iter().map(|member| text(member)).collect());
            (id.to_owned(), Node::Table(keys([("name", Some(text("Nhóm"))), ("members", Some(members))])))
        };
        let groups = vec![
            group(GROUPS[0], &UNITS[..2]),
            group(GROUPS[1], &[GROUPS[0], UNITS[2], GROUPS[2], UNITS[0]]),
            group(GROUPS[2], &[]),
        ];
        let top = [
            ("plan", Node::Table(header)),
            ("calendar", Node::Table(calendar)),
            ("events", Node::Table(events.collect())),
            ("units", Node::Ordered(units.collect())),
            ("groups", Node::Table(groups)),
            ("tasks", Node::Tables(self.tasks.iter().enumerate().map(|(at, task)| self.task(at, task)).collect())),
        ];
        top.map(|(key, node)| (key.to_owned(), node)).to_vec()
    }

    fn task(&self, at: usize, task: &TaskData) -> Vec<(String, Node)> {
        let bodies = |all: &[usize]| {
            let id = |at: &usize| UNITS.iter().chain(&GROUPS).nth(*at).expect("a body");
            Node::List(all.iter().map(|at| text(id(at))).collect())
        };
        let every = match task.every.as_slice() {
            [] => None,
            [one] => Some(text(one)),
            many => Some(Node::List(many.iter().map(|kind| text(kind)).collect())),
        };
        let due = task.due.as_ref().map(|due| match due {
            Due::Day(at) => date(*at),
            Due::Text(written) => text(written),
        });
        // The year of the plan's first day is a period of every task that recurs by the year.
        let year = day(self.starts).format("%Y").to_string();
        let has_titles = task.titled && task.every.contains(&"year");
        let titles = has_titles.then(|| Node::Table(vec![(year, text(task.text))]));
        keys([
            ("id", Some(Node::Text(format!("viec-{at}")))),
            ("title", Some(text(task.text))),
            ("lead", Some(bodies(&task.lead))),
            ("support", (!task.support.is_empty()).then(|| bodies(&task.support))),
            ("every", every),
            ("due", due),
            ("titles", titles),
            ("clause", at.is_multiple_of(2).then(|| Node::Text(format!("II.{at}")))),
            ("target", (at % 3 != 1).then(|| Node::Table(keys([("min", Some(Node::Raw("151".to_owned())))])))),
        ])
    }
}

/// An obligation as far as a record must know it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Owed {
    pub unit: usize,
    pub task: usize,
    pub period: Option<String>,
    pub has_last_day: bool,
    pub has_target: bool,
}

/// Everything that is owed by a plan, unit by unit.
pub fn owed(plan: &Plan) -> Vec<Owed> {
    let of = |unit| {
        plan.owed_by(unit).map(move |at| {
            let occurrence = plan.occurrence(at);
            Owed {
                unit: unit.index(),
                task: occurrence.task.index(),
                period: occurrence.period.map(|period| period.to_string()),
                has_last_day: matches!(occurrence.nominal, LastDay::On(_)),
                has_target: plan.target(at).is_some(),
            }
        })
    };
    plan.unit_indices().flat_map(of).collect()
}

impl World {
    /// The records, each with the obligation it is about; one for each at the most.
    pub fn recorded(&self) -> Vec<(Owed, &RecordData)> {
        let owed = read_plan(&write(&self.plan.node(), 0), |reading| {
            assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
            owed(&reading.plan.expect("the plan is sound"))
        });
        let mut recorded: Vec<(Owed, &RecordData)> = Vec::new();
        for record in self.records.iter().filter(|_| !owed.is_empty()) {
            let about = record.which.get(&owed);
            if recorded.iter().all(|(other, _)| other != about) {
                recorded.push((about.clone(), record));
            }
        }
        recorded
    }

    /// A unit's file as TOML.
    pub fn file(unit: usize, recorded: &[(Owed, &RecordData)]) -> Vec<(String, Node)> {
        let mut top: Vec<(String, Node)> = Vec::new();
        for (owed, record) in recorded.iter().filter(|(owed, _)| owed.unit == unit) {
            let (task, record) = (format!("viec-{}", owed.task), Node::Table(record.node(owed)));
            let Some(period) = owed.period.clone() else {
                top.push((task, record));
                continue;
            };
            match top.iter_mut().find(|(key, _)| *key == task) {
                Some((_, Node::Table(periods))) => periods.push((period, record)),
                _ => top.push((task, Node::Table(vec![(period, record)]))),
            }
        }
        top
    }
}

impl RecordData {
    fn node(&self, about: &Owed) -> Vec<(String, Node)> {
        let by = || Some(text("CV 77 \"x\""));
        let extended = self.extended.filter(|_| about.has_last_day);
        let extended = extended.map(|(to, on)| keys([("to", Some(date(to))), ("by", by()), ("on", Some(date(on)))]));
        let waived = self.waived.map(|on| keys([("by", by()), ("on", Some(date(on)))]));
        let evidence = self.evidence.as_ref().map(|(list, texts)| match (list, texts.as_slice()) {
            (false, [one]) => text(one),
            (_, many) => Node::List(many.iter().map(|one| text(one)).collect()),
        });
        let progress = self.progress.as_ref().filter(|_| about.has_target).map(|list| {
            let value = |value: u32| Some(Node::Raw(value.to_string()));
            let one = |(on, number): &(i64, u32)| keys([("on", Some(date(*on))), ("value", value(*number))]);
            Node::List(list.iter().map(|one_of| Node::Table(one(one_of))).collect())
        });
        keys([
            ("started", self.started.map(date)),
            ("done", self.done.map(date)),
            ("accepted", self.accepted.map(date)),
            ("committed", self.committed.map(date)),
            ("extended", extended.map(Node::Table)),
            ("waived", waived.map(Node::Table)),
            ("evidence", evidence),
            ("note", self.note.map(text)),
            ("reason", self.note.map(text)),
            ("progress", progress),
        ])
    }
}
