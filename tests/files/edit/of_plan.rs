//! A plan's text after one edit: what changes, where it comes to stand, and what cannot be done.

use tiendo::edit::plan::{PlanEdit, apply};
use tiendo::edit::{Unable, Value};

const PLAN: &str = "\
[plan]
number = \"1\"

[units]
a = \"A\"

[groups.g]
members = [\"a\", \"b\", \"c\"]
named   = [
  \"a\", # một
  \"b\",
]

[[tasks]]
id = \"x\"
lead = [\"a\"]
due = 2024-03-31

[tasks.target]
value = 80

[[tasks]]
id = \"y\"

[[tasks]]
id = \"z\"
";

fn path(names: &str) -> Vec<String> {
    names.split('.').map(str::to_owned).collect()
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn set(table: &str, key: &str, value: Value) -> PlanEdit {
    PlanEdit::Set { table: path(table), key: key.to_owned(), value: Some(value) }
}

fn take(list: &str, at: usize) -> PlanEdit {
    PlanEdit::Take { list: path(list), at }
}

fn step(list: &str, from: usize, to: usize) -> PlanEdit {
    PlanEdit::Move { list: path(list), from, to }
}

fn edited(plan: &str, edit: PlanEdit) -> Result<String, Unable> {
    apply(plan, &[edit])
}

/// The plan with one piece of its text in the place of another, which stands in it once.
#[track_caller]
fn with(from: &str, to: &str) -> String {
    assert_eq!(PLAN.matches(from).count(), 1, "{from}");
    PLAN.replace(from, to)
}

#[test]
fn a_key_comes_where_files_have_it() {
    for (edit, from, to) in [
        (set("tasks.0", "title", text("T")), "id = \"x\"\n", "id = \"x\"\ntitle = \"T\"\n"),
        (set("tasks.0", "wording", text("W")), "due = 2024-03-31\n", "due = 2024-03-31\nwording = \"W\"\n"),
        (set("tasks.0.target", "unit", text("%")), "value = 80\n", "value = 80\nunit = \"%\"\n"),
        (set("tasks.1", "note", text("N")), "id = \"y\"\n", "id = \"y\"\nnote = \"N\"\n"),
    ] {
        let said = format!("{edit:?}");
        assert_eq!(edited(PLAN, edit), Ok(with(from, to)), "{said}");
    }
}

/// What says the same stays as it is written, also within the tables of a list.
#[test]
fn a_value_that_is_there_already_is_not_written_anew() {
    let list = |items: &[&str]| Value::Array(items.iter().map(|item| text(item)).collect());
    let amended = |by: &str, lead: &[&str], joint| {
        Value::Table(vec![("by", text(by)), ("lead", list(lead)), ("joint", Value::Flag(joint))])
    };
    let plan = "[[tasks]]\nid = 'x'\njoint = true # cùng\nlead = ['a', \"b\"]\n\
                amended = [{ by = 'A', lead = [ 'a' ], joint = true }]\n";
    let set = |key, value| edited(plan, set("tasks.0", key, value));
    assert_eq!(set("joint", Value::Flag(true)).as_deref(), Ok(plan));
    assert_eq!(set("joint", Value::Flag(false)), Ok(plan.replace("joint = true #", "joint = false #")));
    assert_eq!(set("lead", list(&["a", "b"])).as_deref(), Ok(plan));
    let more = |first: Value| set("amended", Value::Array(vec![first, amended("B", &["b"], false)]));
    let added = "{ by = \"B\", lead = [\"b\"], joint = false }]";
    let kept = plan.replace("joint = true }]", &format!("joint = true }}, {added}"));
    assert_eq!(more(amended("A", &["a"], true)), Ok(kept));
    for first in [amended("A", &["a"], false), amended("A", &["b"], true), amended("A", &["a", "b"], true)] {
        let new = more(first).expect("it can be written");
        assert!(!new.contains("'A'") && new.contains(added), "{new}");
    }
}

#[test]
fn the_first_event_gets_a_header_of_its_own_before_units() {
    let event = Value::Table(vec![("name", text("Hội nghị")), ("date", text("x"))]);
    let header = "[events.e]\nname = \"Hội nghị\"\ndate = \"x\"\n";
    let new = with("number = \"1\"\n", &format!("number = \"1\"\n\n{header}"));
    assert_eq!(edited(PLAN, set("events", "e", event)), Ok(new));
}

#[test]
fn an_item_of_a_list_moves_and_the_others_keep_their_order() {
    for (from, to, list) in [
        (0, 2, "[\"b\", \"c\", \"a\"]"),
        (2, 0, "[\"c\", \"a\", \"b\"]"),
        (1, 2, "[\"a\", \"c\", \"b\"]"),
        (1, 0, "[\"b\", \"a\", \"c\"]"),
        (1, 1, "[\"a\", \"b\", \"c\"]"),
    ] {
        let new = with("[\"a\", \"b\", \"c\"]", list);
        assert_eq!(edited(PLAN, step("groups.g.members", from, to)), Ok(new), "{from} → {to}");
    }
    // Whose the comment would be afterwards cannot be told.
    assert_eq!(edited(PLAN, step("groups.g.named", 0, 1)), Err(Unable::Layout));
}

#[test]
fn a_task_moves_with_its_tables() {
    let (x, y, z) = (
        "[[tasks]]\nid = \"x\"\nlead = [\"a\"]\ndue = 2024-03-31\n\n[tasks.target]\nvalue = 80\n",
        "[[tasks]]\nid = \"y\"\n",
        "[[tasks]]\nid = \"z\"\n",
    );
    let head = PLAN.split("[[tasks]]").next().expect("it begins so");
    let all = |tasks: [&str; 3]| format!("{head}{}", tasks.join("\n"));
    for (from, to, tasks) in
        [(0, 2, [y, z, x]), (2, 0, [z, x, y]), (0, 1, [y, x, z]), (2, 1, [x, z, y]), (1, 1, [x, y, z])]
    {
        assert_eq!(edited(PLAN, step("tasks", from, to)), Ok(all(tasks)), "{from} → {to}");
        // The last line may lack its end.
        let unended = edited(PLAN.trim_end(), step("tasks", from, to));
        assert_eq!(
            unended.map(|text| text.trim_end().to_owned()),
            Ok(all(tasks).trim_end().to_owned()),
            "{from} → {to}"
        );
    }
}

/// What goes leaves those that it stood between as far apart as they were.
#[test]
fn a_task_that_goes_takes_one_blank_line_along() {
    let y = "[[tasks]]\nid = \"y\"\n";
    for (before, after) in [
        ("value = 80\n\n[[tasks]]\nid = \"y\"\n\n", "value = 80\n\n"),
        ("value = 80\n[[tasks]]\nid = \"y\"\n\n", "value = 80\n\n"),
        ("value = 80\n[[tasks]]\nid = \"y\"\n", "value = 80\n"),
    ] {
        let plan = with("value = 80\n\n[[tasks]]\nid = \"y\"\n\n", before);
        let gone = with("value = 80\n\n[[tasks]]\nid = \"y\"\n\n", after);
        assert_eq!(edited(&plan, take("tasks", 1)), Ok(gone), "{before:?}");
    }
    let first = format!("{y}\n{}", with(&format!("{y}\n"), ""));
    assert_eq!(edited(&first, take("tasks", 0)), Ok(with(&format!("{y}\n"), "")));
}

#[test]
fn what_is_not_there_is_neither_taken_nor_moved() {
    for edit in [
        take("groups.g.members", 3),
        take("groups.g.members", 7),
        take("tasks", 3),
        take("tasks", 7),
        take("tasks.1.lead", 0),
        step("groups.g.members", 3, 0),
        step("groups.g.members", 0, 3),
        step("groups.g.members", 7, 7),
        step("tasks", 3, 0),
        step("tasks", 0, 3),
        step("tasks", 7, 7),
    ] {
        let said = format!("{edit:?}");
        assert_eq!(edited(PLAN, edit), Err(Unable::Layout), "{said}");
    }
}

/// A list that is not there begins with its first item, also in a table within a list.
#[test]
fn a_list_that_is_not_there_begins_with_its_first_item() {
    let put = |list: &str, item| PlanEdit::Put { list: path(list), at: 0, item };
    let new = with("id = \"y\"\n", "id = \"y\"\nlead = [\"b\"]\n");
    assert_eq!(edited(PLAN, put("tasks.1.lead", text("b"))), Ok(new));
    let none = "[plan]\nnumber = \"1\"\n\n[units]\na = \"A\"\n";
    let task = Value::Table(vec![("id", text("x"))]);
    assert_eq!(edited(none, put("tasks", task)), Ok(format!("{none}\n[[tasks]]\nid = \"x\"\n")));
}
