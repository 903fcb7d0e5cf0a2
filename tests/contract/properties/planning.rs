//! The plan edited, in whatever style it is written: what was meant changes and nothing else, and undone it leaves no
//! trace.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use tiendo::edit::plan::{PlanEdit, apply};
use tiendo::edit::{Unable, Value, comments};
use toml::Value as Toml;

use super::config;
use crate::data::{UNITS, World, day, world};
use crate::print::write;
use crate::support::model::read_plan;

const TEXTS: [&str; 4] = ["Theo Công văn số 12-CV/TU", "a \"b\" # c", "it's \"so\"", "[units]"];

/// What is to be done to a plan, by chance.
#[derive(Clone, Copy, Debug)]
enum Deed {
    /// A key that no task or unit has yet.
    Key,
    /// A document that amends a task.
    Amend,
    /// A key that is there becomes another.
    Reword,
    AddTask,
    AddUnit,
    DateEvent,
    DateEventForUnit,
    AddMember,
    Move,
}

const DEEDS: [Deed; 9] = [
    Deed::Key,
    Deed::Amend,
    Deed::Reword,
    Deed::AddTask,
    Deed::AddUnit,
    Deed::DateEvent,
    Deed::DateEventForUnit,
    Deed::AddMember,
    Deed::Move,
];

fn path(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// The edit, and what undoes it; nothing where a plan has not what it needs. `at` and `other` pick among what there is.
fn edit(deed: Deed, plan: &toml::Table, at: Index, other: Index, text: &str) -> Option<(PlanEdit, Option<PlanEdit>)> {
    let tasks = plan["tasks"].as_array().expect("tasks are a list");
    let task = || (!tasks.is_empty()).then(|| at.index(tasks.len()));
    let set = |table: Vec<String>, key: &str, value| PlanEdit::Set { table, key: key.to_owned(), value };
    let text = Value::Text(text.to_owned());
    let both = |table: Vec<String>, key: &str, value: Value| {
        Some((set(table.clone(), key, Some(value)), Some(set(table, key, None))))
    };
    let document = Value::Table(vec![("by", text.clone()), ("on", Value::Date(day(40))), ("title", text.clone())]);
    match deed {
        Deed::Key => both(path(&["tasks", &task()?.to_string()]), "reports_to", text),
        Deed::Amend => both(path(&["tasks", &task()?.to_string()]), "amended", Value::Array(vec![document])),
        Deed::Reword => Some((set(path(&["tasks", &task()?.to_string()]), "title", Some(text)), None)),
        Deed::AddTask => {
            let keys = vec![
                ("id", Value::Text("viec-moi".to_owned())),
                ("title", text),
                ("lead", Value::Array(vec![Value::Text(UNITS[0].to_owned())])),
                ("due", Value::Text("unstated".to_owned())),
            ];
            let (list, at) = (path(&["tasks"]), at.index(tasks.len() + 1));
            let put = PlanEdit::Put { list: list.clone(), at, item: Value::Table(keys) };
            Some((put, Some(PlanEdit::Take { list, at })))
        }
        Deed::AddUnit => both(path(&["units"]), "moi", text),
        Deed::DateEvent => {
            let (id, event) = plan["events"].as_table()?.iter().nth(other.index(2))?;
            let there = event.as_table()?.contains_key("date");
            let (edit, back) = both(path(&["events", id]), "date", Value::Date(day(50)))?;
            Some((edit, back.filter(|_| !there)))
        }
        Deed::DateEventForUnit => {
            let id = plan["events"].as_table()?.keys().nth(other.index(2))?.clone();
            let back = set(path(&["events", &id]), "dates", None);
            Some((set(path(&["events", &id, "dates"]), UNITS[1], Some(Value::Date(day(50)))), Some(back)))
        }
        Deed::AddMember => {
            let (id, group) = plan["groups"].as_table()?.iter().nth(other.index(3))?;
            let (list, count) = (path(&["groups", id, "members"]), group["members"].as_array()?.len());
            let at = at.index(count + 1);
            let put = PlanEdit::Put { list: list.clone(), at, item: Value::Text(UNITS[2].to_owned()) };
            Some((put, Some(PlanEdit::Take { list, at })))
        }
        Deed::Move => {
            let (from, to) = (task()?, other.index(tasks.len()));
            Some((PlanEdit::Move { list: path(&["tasks"]), from, to }, None))
        }
    }
}

fn toml_of(value: &Value) -> Toml {
    match value {
        Value::Date(day) => Toml::Datetime(day.to_string().parse().expect("a date")),
        Value::Text(text) => Toml::String(text.clone()),
        Value::Number(number) => Toml::Integer(number.to_string().parse().expect("it is whole")),
        Value::Flag(flag) => Toml::Boolean(*flag),
        Value::List(items) | Value::Array(items) => Toml::Array(items.iter().map(toml_of).collect()),
        Value::Table(keys) => Toml::Table(keys.iter().map(|(key, own)| ((*key).to_owned(), toml_of(own))).collect()),
        Value::Entry(key, own) => Toml::Table([(key.clone(), toml_of(own))].into_iter().collect()),
    }
}

/// The value at a place, created as a table where it is not there.
fn at<'t>(root: &'t mut toml::Table, names: &[String]) -> &'t mut Toml {
    let (first, rest) = names.split_first().expect("a place has a name");
    let mut value = root.entry(first.clone()).or_insert_with(|| Toml::Table(toml::Table::new()));
    for name in rest {
        value = match value {
            Toml::Array(items) => &mut items[name.parse::<usize>().expect("a place in a list")],
            Toml::Table(table) => table.entry(name.clone()).or_insert_with(|| Toml::Table(toml::Table::new())),
            other => panic!("{other:?} has no {name}"),
        };
    }
    value
}

/// What a plan says after an edit, by the reference reader alone.
fn meant(mut plan: toml::Table, edit: &PlanEdit) -> toml::Table {
    let items = |plan: &mut toml::Table, list: &[String]| -> Vec<Toml> {
        at(plan, list).as_array().cloned().unwrap_or_default()
    };
    match edit {
        PlanEdit::Set { table, key, value } => {
            let table = at(&mut plan, table).as_table_mut().expect("it is a table");
            match value {
                Some(value) => drop(table.insert(key.clone(), toml_of(value))),
                None => drop(table.remove(key)),
            }
        }
        PlanEdit::Put { list, at: place, item } => {
            let mut all = items(&mut plan, list);
            all.insert(*place, toml_of(item));
            *at(&mut plan, list) = Toml::Array(all);
        }
        PlanEdit::Take { list, at: place } => {
            let mut all = items(&mut plan, list);
            all.remove(*place);
            *at(&mut plan, list) = Toml::Array(all);
        }
        // Comments say nothing.
        PlanEdit::Settle { .. } | PlanEdit::Ask { .. } => {}
        PlanEdit::Move { list, from, to } => {
            let mut all = items(&mut plan, list);
            let moved = all.remove(*from);
            all.insert(*to, moved);
            *at(&mut plan, list) = Toml::Array(all);
        }
    }
    plan
}

fn plan_text(world: &World, style: u64) -> String {
    let text = write(&world.plan.node(), style);
    text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned()
}

fn unit_ids(text: &str) -> Vec<String> {
    read_plan(text, |reading| {
        assert!(reading.diagnostics.is_empty(), "{:?}\n{text}", reading.diagnostics);
        reading.plan.expect("it is sound").units.iter().map(|unit| unit.id.to_string()).collect()
    })
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn a_plan_changes_as_it_is_meant_to_and_back(
        world in world(),
        style in 0..u64::MAX,
        deed in select(&DEEDS[..]),
        (at, other) in (any::<Index>(), any::<Index>()),
        given in select(&TEXTS[..]),
    ) {
        let text = plan_text(&world, style);
        let plan: toml::Table = toml::from_str(&text).expect("it is sound");
        let Some((edit, back)) = edit(deed, &plan, at, other, given) else { return Ok(()) };
        let new = match apply(&text, std::slice::from_ref(&edit)) {
            Ok(new) => new,
            // Between brackets nothing moves past a comment.
            Err(Unable::Layout) if matches!(deed, Deed::Move) => return Ok(()),
            Err(unable) => panic!("{unable:?}: {edit:?}\n{text}"),
        };
        let mut is: toml::Table = toml::from_str(&new).unwrap_or_else(|error| panic!("{error}: {edit:?}\n{text}\n---\n{new}"));
        // Where every unit has a header of its own the new one has too.
        if let Some(unit) = is["units"].as_table_mut().and_then(|units| units.get_mut("moi"))
            && let Some(name) = unit.as_table().and_then(|unit| unit.get("name")).cloned()
        {
            *unit = name;
        }
        assert_eq!(is, meant(plan, &edit), "{edit:?}\n{text}\n---\n{new}");
        let sorted = |text: &str| {
            let mut all = comments(text);
            if matches!(deed, Deed::Move) {
                all.sort_unstable();
            }
            all
        };
        assert_eq!(sorted(&new), sorted(&text), "{edit:?}\n{text}\n---\n{new}");
        assert!(new.matches("\r\n").count() == 0 || new.matches('\n').count() == new.matches("\r\n").count(), "{new:?}");
        if !matches!(deed, Deed::DateEventForUnit) {
            let (before, mut after) = (unit_ids(&text), unit_ids(&new));
            after.retain(|id| id != "moi");
            assert_eq!(before, after, "{text}\n---\n{new}");
        }
        if let Some(back) = back {
            match apply(&new, &[back]) {
                Ok(undone) => assert_eq!(undone, text, "{edit:?}\n---\n{new}"),
                Err(unable) => panic!("{unable:?}: back from {edit:?}\n{text}\n---\n{new}"),
            }
        }
    }
}
