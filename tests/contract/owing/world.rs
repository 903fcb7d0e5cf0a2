//! Plans by chance with units that come and go, amendments and joint duties, and what units recorded.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use proptest::sample::select;

pub type Files = BTreeMap<String, Vec<u8>>;

pub const UNITS: usize = 6;
/// The last day of the plan; its first is day 0.
pub const END: i64 = 180;

pub fn date(day: i64) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(2025, 1, 1).expect("a day");
    if day < 0 { first - Days::new(day.unsigned_abs()) } else { first + Days::new(day.unsigned_abs()) }
}

pub fn offset(day: NaiveDate) -> i64 {
    (day - date(0)).num_days()
}

#[derive(Clone, Debug)]
pub struct UnitData {
    pub from: Option<i64>,
    pub until: Option<i64>,
    pub successors: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Due {
    Day(i64),
    Ongoing,
    Unstated,
    /// The event `open`, without a date for all, or `fixed`, with one.
    Event(Option<i64>),
    /// Recurring: the month's end and so many days.
    After(i64),
}

/// What `lead` names: units 0 to 5, then the groups [0, 1, 2] and [3, group 0].
pub type Named = Vec<usize>;

#[derive(Clone, Debug)]
pub struct TaskData {
    pub monthly: bool,
    pub lead: Named,
    pub except: Option<usize>,
    pub joint: bool,
    pub due: Due,
    pub added: Option<i64>,
    pub cancelled: Option<i64>,
    pub amended: Vec<(i64, Option<Due>, Option<Named>)>,
}

#[derive(Clone, Debug)]
pub struct RecordData {
    pub unit: usize,
    pub task: usize,
    pub month: u32,
    pub done: Option<i64>,
    pub waived: Option<i64>,
    pub extended: Option<(i64, i64)>,
}

#[derive(Clone, Debug)]
pub struct World {
    /// The dates of single units of the events `open` and `fixed`.
    pub dates: [BTreeMap<usize, i64>; 2],
    pub units: Vec<UnitData>,
    pub tasks: Vec<TaskData>,
    pub records: Vec<RecordData>,
}

fn around() -> impl Strategy<Value = i64> {
    prop_oneof![4 => 0..END, 1 => -40..0_i64, 1 => END..END + 60]
}

fn unit(at: usize) -> impl Strategy<Value = UnitData> {
    let later: Vec<usize> = (at + 1..UNITS).collect();
    let most = later.len().min(2);
    let successors = proptest::sample::subsequence(later, 0..=most);
    (proptest::option::weighted(0.3, around()), proptest::option::weighted(0.6, around()), successors).prop_map(
        |(from, until, successors)| {
            let until = until.map(|until| until.max(from.unwrap_or(until)));
            UnitData { from, until, successors: if until.is_some() { successors } else { Vec::new() } }
        },
    )
}

fn due(monthly: bool) -> BoxedStrategy<Due> {
    if monthly {
        return select(vec![Due::After(0), Due::After(5), Due::After(20)]).boxed();
    }
    prop_oneof![
        6 => around().prop_map(Due::Day),
        1 => Just(Due::Ongoing),
        1 => Just(Due::Unstated),
        2 => Just(Due::Event(None)),
        2 => Just(Due::Event(Some(90))),
    ]
    .boxed()
}

fn task() -> impl Strategy<Value = TaskData> {
    let lead = || proptest::collection::vec(0..UNITS + 2, 1..4);
    any::<(bool, bool)>().prop_flat_map(move |(monthly, joint)| {
        let change = (around(), proptest::option::weighted(0.7, due(monthly)), proptest::option::weighted(0.6, lead()));
        (
            lead(),
            proptest::option::weighted(0.3, 0..3_usize),
            due(monthly),
            proptest::option::weighted(0.2, around()),
            proptest::option::weighted(0.2, around()),
            proptest::collection::vec(change, 0..4),
        )
            .prop_map(move |(lead, except, due, added, cancelled, mut amended)| {
                amended.sort_by_key(|(on, ..)| *on);
                let grouped = lead.iter().any(|named| *named >= UNITS);
                let except = except.filter(|_| grouped);
                TaskData { monthly, lead, except, joint, due, added, cancelled, amended }
            })
    })
}

fn record() -> impl Strategy<Value = RecordData> {
    let day = |weight| proptest::option::weighted(weight, around());
    let extended = proptest::option::weighted(0.3, (around(), around()));
    (0..UNITS, 0..3_usize, 1..7_u32, day(0.8), day(0.1), extended).prop_map(
        |(unit, task, month, done, waived, extended)| RecordData { unit, task, month, done, waived, extended },
    )
}

pub fn world() -> impl Strategy<Value = World> {
    let units: Vec<_> = (0..UNITS).map(|at| unit(at).boxed()).collect();
    let dates = || proptest::collection::btree_map(0..UNITS, around(), 0..4);
    ([dates(), dates()], units, proptest::collection::vec(task(), 1..4), proptest::collection::vec(record(), 0..14))
        .prop_map(|(dates, units, tasks, records)| World { dates, units, tasks, records })
}

fn name(named: usize) -> String {
    if named < UNITS { format!("\"u{named}\"") } else { format!("\"g{}\"", named - UNITS) }
}

fn list(named: &[usize]) -> String {
    format!("[{}]", named.iter().map(|named| name(*named)).collect::<Vec<_>>().join(", "))
}

fn written(due: Due) -> String {
    match due {
        Due::Day(day) => date(day).to_string(),
        Due::Ongoing => "\"ongoing\"".to_owned(),
        Due::Unstated => "\"unstated\"".to_owned(),
        Due::Event(None) => "\"event open\"".to_owned(),
        Due::Event(Some(_)) => "\"event fixed\"".to_owned(),
        Due::After(0) => "\"end\"".to_owned(),
        Due::After(days) => format!("\"end + {days} days\""),
    }
}

impl World {
    pub fn plan(&self) -> String {
        let dates = |of: &BTreeMap<usize, i64>| {
            let dates: Vec<String> = of.iter().map(|(unit, day)| format!("u{unit} = {}", date(*day))).collect();
            format!("{{ {} }}", dates.join(", "))
        };
        let mut text = format!(
            "[plan]\nnumber = \"1\"\ntitle = \"P\"\nstarts = {}\nends = {}\n[events]\n\
             open = {{ name = \"O\", dates = {} }}\nfixed = {{ name = \"F\", date = {}, dates = {} }}\n[units]\n",
            date(0),
            date(END),
            dates(&self.dates[0]),
            date(90),
            dates(&self.dates[1])
        );
        for (at, unit) in self.units.iter().enumerate() {
            let mut keys = vec![format!("name = \"U{at}\"")];
            keys.extend(unit.from.map(|day| format!("from = {}", date(day))));
            keys.extend(unit.until.map(|day| format!("until = {}", date(day))));
            if !unit.successors.is_empty() {
                keys.push(format!("successor = {}", list(&unit.successors)));
            }
            writeln!(text, "u{at} = {{ {} }}", keys.join(", ")).expect("a text grows");
        }
        text += "[groups.g0]\nname = \"G0\"\nmembers = [\"u0\", \"u1\", \"u2\"]\n";
        text += "[groups.g1]\nname = \"G1\"\nmembers = [\"u3\", \"g0\"]\n";
        for (at, task) in self.tasks.iter().enumerate() {
            let due = if task.monthly { "every = \"month\"\n" } else { "" };
            write!(
                text,
                "[[tasks]]\nid = \"t{at}\"\ntitle = \"T\"\nlead = {}\n{due}due = {}\n",
                list(&task.lead),
                written(task.due)
            )
            .expect("a text grows");
            let mut key = |line: String| writeln!(text, "{line}").expect("a text grows");
            if task.joint {
                key("joint = true".to_owned());
            }
            if let Some(except) = task.except {
                key(format!("except = [\"u{except}\"]"));
            }
            for (word, day) in [("added", task.added), ("cancelled", task.cancelled)] {
                if let Some(day) = day {
                    key(format!("{word} = {{ by = \"CV\", on = {} }}", date(day)));
                }
            }
            let amended = task.amended.iter().map(|(on, due, lead)| {
                let due = due.map(|due| format!(", due = {}", written(due))).unwrap_or_default();
                let lead = lead.as_ref().map(|lead| format!(", lead = {}", list(lead))).unwrap_or_default();
                format!("{{ by = \"CV\", on = {}{due}{lead} }}", date(*on))
            });
            key(format!("amended = [{}]", amended.collect::<Vec<_>>().join(", ")));
        }
        text
    }

    /// The workspace with these records.
    pub fn files(&self, records: &[RecordData]) -> Files {
        let mut files = Files::new();
        files.insert("plan.toml".to_owned(), self.plan().into_bytes());
        for unit in 0..UNITS {
            let mut text = String::new();
            for record in records.iter().filter(|record| record.unit == unit) {
                let period =
                    if self.tasks[record.task].monthly { format!(".2025-{:02}", record.month) } else { String::new() };
                writeln!(text, "[t{}{period}]", record.task).expect("a text grows");
                if let Some(done) = record.done {
                    writeln!(text, "done = {}", date(done)).expect("a text grows");
                }
                if let Some(on) = record.waived {
                    writeln!(text, "waived = {{ by = \"CV\", on = {} }}", date(on)).expect("a text grows");
                }
                if let Some((to, on)) = record.extended {
                    writeln!(text, "extended = {{ to = {}, by = \"CV\", on = {} }}", date(to), date(on))
                        .expect("a text grows");
                }
            }
            files.insert(format!("units/u{unit}.toml"), text.into_bytes());
        }
        files
    }
}
