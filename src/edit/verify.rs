//! Looking back at an edit: that nothing changed but what was meant to.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};

use toml::de::{DeTable, DeValue};

use super::change::{Edit, PlanEdit, Value};
use super::outline::{Outline, comments, line_end, line_start};
use super::questions;
use crate::read::literal;

/// What a text says, value by value: the names from the top of the file, and the value as one text.
type Leaves = BTreeMap<Vec<String>, String>;

/// Whether `new` is `old` with just these edits made: every other value, and every comment, line and order as it was.
/// `names` gives the names of a record. New tables of `added` names, empty ones, may have come with new comments.
pub(crate) fn only(old: &str, new: &str, edits: &[(Vec<String>, &Edit)], added: &[Vec<String>]) -> bool {
    let (Some(mut meant), Some(is)) = (leaves(old), leaves(new)) else {
        return false;
    };
    for (record, edit) in edits {
        for change in &edit.changes {
            let path: Vec<String> = record.iter().cloned().chain([change.field.as_str().to_owned()]).collect();
            let below =
                meant.range(path.clone()..).map(|(names, _)| names).take_while(|names| names.starts_with(&path));
            for names in below.cloned().collect::<Vec<_>>() {
                meant.remove(&names);
            }
            if let Some(value) = &change.value {
                add(&mut meant, path, value);
            }
        }
    }
    let records: HashSet<&[String]> = edits.iter().map(|(record, _)| record).chain(added).map(Vec::as_slice).collect();
    // A record has one name or two.
    let touched = |path: &[String]| (1..=path.len().min(2)).any(|names| records.contains(&path[..names]));
    meant == is && same_comments(old, new, added.is_empty()) && rest(old, &touched) == rest(new, &touched)
}

/// Whether `new` is `old` with just this edit of a plan made: every other value, and every comment and line as it was.
pub(crate) fn only_in_plan(old: &str, new: &str, edit: &PlanEdit) -> bool {
    let (Some(was), Some(is)) = (leaves(old), leaves(new)) else { return false };
    // A unit that is only a name says the same as one that has a key for it.
    let named = |leaves: Leaves| -> Leaves {
        let is_name = |path: &[String]| path.len() == 2 && path[0] == "units";
        let name = |path: Vec<String>| if is_name(&path) { [path, vec!["name".to_owned()]].concat() } else { path };
        leaves.into_iter().map(|(path, value)| (name(path), value)).collect()
    };
    let place = |list: &[String], at: usize| list.iter().cloned().chain([at.to_string()]).collect::<Vec<_>>();
    // No item of the list; the line that the whole list stands on is about it nevertheless.
    let nowhere = |list: &[String]| list.iter().cloned().chain([String::new()]).collect::<Vec<_>>();
    // What the edit is about, in the old text and in the new one.
    let (before, after) = match edit {
        PlanEdit::Set { table, key, .. } => {
            let own: Vec<String> = table.iter().cloned().chain([key.clone()]).collect();
            (own.clone(), own)
        }
        PlanEdit::Put { list, at, .. } => (nowhere(list), place(list, *at)),
        PlanEdit::Take { list, at } => (place(list, *at), nowhere(list)),
        PlanEdit::Move { list, from, to } => (place(list, *from), place(list, *to)),
        PlanEdit::Settle { .. } => (nowhere(&[]), nowhere(&[])),
        // What settles them again would bring the old text back.
        PlanEdit::Ask { of, asked } => {
            let back = PlanEdit::Settle { of: of.clone(), asked: asked.clone() };
            return questions::are_asked(new, of, asked) && only_in_plan(new, old, &back);
        }
    };
    let comments = |text: &str| {
        let mut all = match edit {
            PlanEdit::Settle { of, asked } => questions::other_comments(text, of, asked),
            _ => comments(text),
        };
        if matches!(edit, PlanEdit::Move { .. }) {
            all.sort_unstable();
        }
        all
    };
    named(meant_in_plan(named(was), edit)) == named(is)
        && comments(old) == comments(new)
        && others(old, &before) == others(new, &after)
}

/// The values of a plan after an edit.
fn meant_in_plan(was: Leaves, edit: &PlanEdit) -> Leaves {
    let renumbered = |list: &[String], leaves: Leaves, renumber: &dyn Fn(usize) -> Option<usize>| {
        let one = |(mut path, value): (Vec<String>, String)| {
            if path.len() > list.len() && path.starts_with(list) {
                path[list.len()] = renumber(path[list.len()].parse().ok()?)?.to_string();
            }
            Some((path, value))
        };
        leaves.into_iter().filter_map(one).collect::<Leaves>()
    };
    match edit {
        PlanEdit::Settle { .. } | PlanEdit::Ask { .. } => was,
        PlanEdit::Set { table, key, value } => {
            let mut meant = was;
            let below = |name: &str| table.iter().cloned().chain([name.to_owned()]).collect::<Vec<_>>();
            meant.retain(|path, _| !path.starts_with(&below(key)));
            if let Some(value) = value {
                add(&mut meant, below(key), value);
            }
            meant
        }
        PlanEdit::Put { list, at, item } => {
            let mut meant = renumbered(list, was, &|place| Some(place + usize::from(place >= *at)));
            add(&mut meant, list.iter().cloned().chain([at.to_string()]).collect(), item);
            meant
        }
        PlanEdit::Take { list, at } => renumbered(list, was, &|place| match place.cmp(at) {
            Ordering::Less => Some(place),
            Ordering::Equal => None,
            Ordering::Greater => Some(place - 1),
        }),
        PlanEdit::Move { list, from, to } => renumbered(list, was, &|place| {
            let others = place - usize::from(place > *from);
            Some(if place == *from { *to } else { others + usize::from(others >= *to) })
        }),
    }
}

/// The lines that are not about `subject`, blank ones and comments aside, in order.
fn others<'t>(text: &'t str, subject: &[String]) -> Vec<&'t str> {
    let outline = Outline::of(text);
    let mut others = Vec::new();
    for section in outline.sections.iter().filter(|section| !section.path.starts_with(subject)) {
        others.push(text[section.line.clone()].trim_end_matches(['\r', '\n']));
        for entry in &section.entries {
            let path: Vec<String> = section.path.iter().chain(&entry.path).cloned().collect();
            if !path.starts_with(subject) && !subject.starts_with(&path) {
                let line = line_start(text, entry.start())..line_end(text, entry.value.span.end);
                others.push(text[line].trim_end_matches(['\r', '\n']));
            }
        }
    }
    others
}

/// Whether both texts say the same, whatever their comments are and whatever empty tables they have.
pub(crate) fn same_values(old: &str, new: &str) -> bool {
    let (old, new) = (leaves(old), leaves(new));
    old.is_some() && old == new
}

fn add(leaves: &mut Leaves, path: Vec<String>, value: &Value) {
    let below = |name: String| path.iter().cloned().chain([name]).collect::<Vec<_>>();
    match value {
        Value::Date(day) => {
            leaves.insert(path, day.to_string());
        }
        Value::Text(text) => {
            leaves.insert(path, quoted(text));
        }
        Value::Number(amount) => {
            leaves.insert(path, amount.to_string());
        }
        // A single text may be written as one string or as a list of one.
        Value::Flag(flag) => {
            leaves.insert(path, format!("{:?}", DeValue::Boolean(*flag)));
        }
        Value::Entry(key, value) => add(leaves, below(key.clone()), value),
        Value::List(items) | Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                add(leaves, below(at.to_string()), item);
            }
        }
        Value::Table(entries) => {
            for (key, value) in entries {
                add(leaves, below((*key).to_owned()), value);
            }
        }
    }
}

fn quoted(text: &str) -> String {
    format!("{text:?}")
}

/// The values of a text; nothing where it is not sound. Tables without values are left out.
fn leaves(text: &str) -> Option<Leaves> {
    let (table, faults) = DeTable::parse_recoverable(text);
    if !faults.is_empty() {
        return None;
    }
    let mut leaves = Leaves::new();
    for (key, value) in table.into_inner() {
        collect(&mut leaves, vec![key.get_ref().to_string()], value.into_inner());
    }
    Some(leaves)
}

fn collect(leaves: &mut Leaves, path: Vec<String>, value: DeValue<'_>) {
    let below = |name: String| path.iter().cloned().chain([name]).collect::<Vec<_>>();
    match value {
        DeValue::Table(table) => {
            for (key, value) in table {
                collect(leaves, below(key.get_ref().to_string()), value.into_inner());
            }
        }
        DeValue::Array(items) => {
            for (at, item) in items.into_iter().enumerate() {
                collect(leaves, below(at.to_string()), item.into_inner());
            }
        }
        DeValue::String(text) if path.last().is_some_and(|name| name == "evidence") => {
            leaves.insert(below("0".to_owned()), quoted(&text));
        }
        DeValue::String(text) => {
            leaves.insert(path, quoted(&text));
        }
        DeValue::Datetime(moment) => {
            leaves.insert(path, moment.to_string());
        }
        other => {
            let amount = literal::amount(&other).map(|amount| amount.to_string());
            leaves.insert(path, amount.unwrap_or_else(|| format!("{other:?}")));
        }
    }
}

/// Whether every comment is still there, in order; and, if `all`, no other.
fn same_comments(old: &str, new: &str, all: bool) -> bool {
    let (old, new) = (comments(old), comments(new));
    let mut rest = new.iter();
    let kept = old.iter().all(|comment| rest.any(|other| other == comment));
    kept && (!all || old.len() == new.len())
}

/// The lines that belong to no record that is touched, blank ones and comments aside, in order.
fn rest<'t>(text: &'t str, touched: &dyn Fn(&[String]) -> bool) -> Vec<&'t str> {
    let outline = Outline::of(text);
    let mut rest = Vec::new();
    for section in &outline.sections {
        if !touched(&section.path) && !section.line.is_empty() {
            rest.push(&text[section.line.clone()]);
        }
        for entry in &section.entries {
            let path: Vec<String> = section.path.iter().chain(&entry.path).cloned().collect();
            let holds_touched = matches!(entry.value.kind, super::outline::SectionKind::Table(_));
            if !touched(&path) && !holds_touched {
                rest.push(&text[line_start(text, entry.start())..line_end(text, entry.value.span.end)]);
            }
        }
    }
    // Only what ends a file may have got a line end, or lost one.
    if let Some(last) = rest.last_mut() {
        *last = last.trim_end_matches(['\r', '\n']);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::super::change::{Edit, FieldChange, PlanEdit, Value};
    use super::{only, only_in_plan, same_values};
    use crate::model::id::OccurrenceIx;
    use crate::model::record::Field;

    const OLD: &str = "# tệp\n\n[t] # việc\nnote = \"x\"\n\n[u]\ndone = 2024-03-01 # gửi\nevidence = [\"A\", \"B\"]\n";

    /// Whether looking back lets this pass as an edit in which `t` gets a reason.
    fn passes(new: &str, added: &[Vec<String>]) -> bool {
        let changes = vec![FieldChange { field: Field::Reason, value: Some(Value::Text("y".to_owned())) }];
        let edit = Edit { occurrence: OccurrenceIx::new(0), changes };
        only(OLD, new, &[(vec!["t".to_owned()], &edit)], added)
    }

    #[test]
    fn what_was_meant_passes_however_it_is_laid_out() {
        for new in [
            OLD.replace("note = \"x\"\n", "note = \"x\"\nreason = \"y\"\n"),
            OLD.replace("note = \"x\"\n", "note   = \"x\"\nreason = 'y'\n"),
            OLD.replace("note = \"x\"\n", "reason = \"y\"\n\nnote = \"x\"\n"),
            OLD.replace("[t] # việc\nnote = \"x\"\n", "# việc\nt = { note = \"x\", reason = \"y\" }\n"),
            OLD.replace("note = \"x\"\n", "note = \"x\"\nreason = \"y\"\n").trim_end().to_owned(),
        ] {
            assert!(passes(&new, &[]), "{new}");
        }
    }

    #[test]
    fn whatever_else_changed_is_refused() {
        let good = OLD.replace("note = \"x\"\n", "note = \"x\"\nreason = \"y\"\n");
        assert!(passes(&good, &[]));
        for (from, to) in [
            // Not what was meant.
            ("reason = \"y\"\n", ""),
            ("reason = \"y\"", "reason = \"z\""),
            ("reason = \"y\"", "reason = \"y\"\nstarted = 2024-01-01"),
            // Another value of the same record, or of another one.
            ("note = \"x\"", "note = \"xx\""),
            ("note = \"x\"\n", ""),
            ("2024-03-01", "2024-03-02"),
            ("[\"A\", \"B\"]", "[\"A\"]"),
            ("[\"A\", \"B\"]", "[\"B\", \"A\"]"),
            ("[u]", "[v]"),
            // A comment that is gone, comes, is another or stands elsewhere.
            ("# tệp\n", ""),
            (" # gửi", ""),
            (" # gửi", " # nhận"),
            ("# tệp\n", "# tệp\n# nữa\n"),
            ("# tệp\n\n[t] # việc", "# việc\n\n[t] # tệp"),
            // A line of another record that says the same in another way.
            ("done = 2024-03-01", "done  = 2024-03-01"),
            ("[\"A\", \"B\"]", "['A', \"B\"]"),
            ("[u]\n", "[ u ]\n"),
            // No text of the format at all.
            ("[u]", "[u"),
            ("reason = \"y\"\n", "reason = \"y\"\nreason = \"y\"\n"),
        ] {
            assert!(good.contains(from), "{from}");
            let new = good.replace(from, to);
            assert!(!passes(&new, &[]), "{new}");
        }
        // Records in another order are read alike, and yet are not what was there.
        let (head, rest) = good.split_once("[t]").expect("it is there");
        let (t, u) = rest.split_once("[u]").expect("it is there");
        assert!(!passes(&format!("{head}[u]{u}\n[t]{}\n", t.trim_end()), &[]));
    }

    #[test]
    fn comments_may_come_with_new_tables_only() {
        let good = OLD.replace("note = \"x\"\n", "note = \"x\"\nreason = \"y\"\n") + "\n# hạn 31/3\n[v]\n";
        assert!(passes(&good, &[vec!["v".to_owned()]]));
        assert!(!passes(&good.replace("# tệp\n", ""), &[vec!["v".to_owned()]]));
        assert!(!passes(&good, &[]));
    }

    const OLD_PLAN: &str = "# kế hoạch\n[plan]\nnumber = \"1\" # số\n\n[units]\na = \"A\"\nb = { name = \"B\" }\n\n\
                            # việc đầu\n[[tasks]]\nid = \"x\"\nlead = [\"a\", \"b\", \"c\"] # gấp\n\n\
                            [[tasks]]\nid = \"y\"\n\n[[tasks]]\nid = \"z\"\ntags = []\n";

    fn path(names: &str) -> Vec<String> {
        names.split('.').map(str::to_owned).collect()
    }

    fn set(table: &str, key: &str, value: Option<&str>) -> PlanEdit {
        let value = value.map(|text| Value::Text(text.to_owned()));
        PlanEdit::Set { table: path(table), key: key.to_owned(), value }
    }

    fn put(list: &str, at: usize, item: Value) -> PlanEdit {
        PlanEdit::Put { list: path(list), at, item }
    }

    /// Edits of the plan, each with a piece of it and what that becomes.
    fn plan_edits() -> Vec<(PlanEdit, &'static str, &'static str)> {
        let text = |text: &str| Value::Text(text.to_owned());
        let take = |list: &str, at: usize| PlanEdit::Take { list: path(list), at };
        let step = |list: &str, from: usize, to: usize| PlanEdit::Move { list: path(list), from, to };
        let (x, y) = ("# việc đầu\n[[tasks]]\nid = \"x\"\n", "[[tasks]]\nid = \"y\"\n\n");
        let lead = "[\"a\", \"b\", \"c\"]";
        vec![
            (set("plan", "title", Some("T")), "# số\n", "# số\ntitle = \"T\"\n"),
            (set("plan", "number", Some("2")), "number = \"1\"", "number = \"2\""),
            (set("units.a", "short", Some("S")), "a = \"A\"", "a = { name = \"A\", short = \"S\" }"),
            (set("units", "c", Some("C")), "\"B\" }\n", "\"B\" }\nc = \"C\"\n"),
            (set("tasks.1", "note", Some("N")), "\"y\"\n", "\"y\"\nnote = \"N\"\n"),
            (set("units", "b", None), "b = { name = \"B\" }\n", ""),
            (put("tasks.0.lead", 0, text("d")), lead, "[\"d\", \"a\", \"b\", \"c\"]"),
            (put("tasks.0.lead", 1, text("d")), lead, "[\"a\", \"d\", \"b\", \"c\"]"),
            (put("tasks.0.lead", 3, text("d")), lead, "[\"a\", \"b\", \"c\", \"d\"]"),
            (
                put("tasks", 1, Value::Table(vec![("id", text("w"))])),
                y,
                "[[tasks]]\nid = \"w\"\n\n[[tasks]]\nid = \"y\"\n\n",
            ),
            (
                put("tasks", 0, Value::Table(vec![("id", text("w"))])),
                x,
                "[[tasks]]\nid = \"w\"\n\n# việc đầu\n[[tasks]]\nid = \"x\"\n",
            ),
            (put("tasks.2.tags", 0, text("d")), "tags = []", "tags = [\"d\"]"),
            (PlanEdit::Ask { of: path("units.b"), asked: vec!["ai?".to_owned()] }, "b = {", "# ? ai?\nb = {"),
            (take("tasks.0.lead", 0), lead, "[\"b\", \"c\"]"),
            (take("tasks.0.lead", 1), lead, "[\"a\", \"c\"]"),
            (take("tasks.0.lead", 2), lead, "[\"a\", \"b\"]"),
            (take("tasks", 1), y, ""),
            (step("tasks.0.lead", 0, 2), lead, "[\"b\", \"c\", \"a\"]"),
            (step("tasks.0.lead", 2, 0), lead, "[\"c\", \"a\", \"b\"]"),
            (step("tasks.0.lead", 1, 2), lead, "[\"a\", \"c\", \"b\"]"),
            (step("tasks.0.lead", 1, 1), lead, lead),
            (
                step("tasks", 1, 2),
                "\n[[tasks]]\nid = \"y\"\n\n[[tasks]]\nid = \"z\"\ntags = []\n",
                "\n[[tasks]]\nid = \"z\"\ntags = []\n\n[[tasks]]\nid = \"y\"\n",
            ),
            (
                step("tasks", 1, 0),
                "# việc đầu\n[[tasks]]\nid = \"x\"\nlead = [\"a\", \"b\", \"c\"] # gấp\n\n[[tasks]]\nid = \"y\"\n",
                "[[tasks]]\nid = \"y\"\n\n# việc đầu\n[[tasks]]\nid = \"x\"\nlead = [\"a\", \"b\", \"c\"] # gấp\n",
            ),
        ]
    }

    #[test]
    fn a_plan_with_what_was_meant_passes_and_with_anything_else_it_is_refused() {
        let edits = plan_edits();
        for (edit, from, to) in &edits {
            assert!(OLD_PLAN.contains(from), "{from}");
            let good = OLD_PLAN.replacen(from, to, 1);
            assert!(only_in_plan(OLD_PLAN, &good, edit), "{edit:?}\n{good}");
            // Not what was meant.
            for (other, from, to) in &edits {
                let new = OLD_PLAN.replacen(from, to, 1);
                assert!(new == good || !only_in_plan(OLD_PLAN, &new, edit), "{edit:?} {other:?}\n{new}");
            }
            for (from, to) in [
                // A comment that is gone, comes or is another.
                ("# kế hoạch\n", ""),
                (" # số", ""),
                ("# việc đầu", "# việc"),
                ("[units]\n", "[units]\n# nữa\n"),
                // A line that says the same in another way.
                ("id = \"z\"", "id  = \"z\""),
                ("id = \"z\"", "id = 'z'"),
                ("[units]", "[ units ]"),
                // Another value, and no text of the format at all.
                ("id = \"z\"", "id = \"zz\""),
                ("[units]", "[unit]"),
                ("[units]", "[units"),
            ] {
                let new = good.replacen(from, to, 1);
                assert!(new == good || !only_in_plan(OLD_PLAN, &new, edit), "{edit:?}\n{new}");
            }
        }
    }

    #[test]
    fn comments_and_empty_tables_are_no_values() {
        assert!(same_values(OLD, &OLD.replace("# tệp\n", "").replace("[u]", "# x\n[v]\n[u]")));
        assert!(!same_values(OLD, &OLD.replace("2024-03-01", "2024-03-02")));
        assert!(!same_values(OLD, "[u"));
        assert!(!same_values("[u", "[u"));
    }
}
