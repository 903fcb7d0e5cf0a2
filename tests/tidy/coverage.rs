//! The shipped plan and `docs/coverage.md` hold each other, and the shipped workspace is sound and shows every state.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::support::{AS_OF, diagnostics, none_wrong, root, run};

/// A row of the table of clauses.
struct Row {
    clause: String,
    bullet: String,
    carried: String,
}

impl Row {
    /// The tasks named in it.
    fn tasks(&self) -> Vec<&str> {
        self.carried.split('`').skip(1).step_by(2).collect()
    }

    fn shown(&self) -> String {
        format!("{} {}", self.clause, self.bullet)
    }
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string(root().join("docs/coverage.md")).expect("docs/coverage.md can be read");
    let table =
        text.split("\n## ").find(|section| section.starts_with("Clauses\n")).expect("it has a table of clauses");
    let rows = table.lines().filter(|line| line.starts_with('|')).skip(2);
    let rows: Vec<Row> = rows
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
            let [clause, bullet, what, carried] = cells[..] else { panic!("a row has four cells: {line}") };
            assert!(!clause.is_empty() && !bullet.is_empty() && !what.is_empty(), "an empty cell: {line}");
            Row { clause: clause.to_owned(), bullet: bullet.to_owned(), carried: carried.to_owned() }
        })
        .collect();
    assert!(rows.len() > 50, "only {} rows were found", rows.len());
    rows
}

fn plan() -> toml::Table {
    let text = fs::read_to_string(root().join("plan.toml")).expect("plan.toml can be read");
    text.parse().expect("plan.toml is TOML")
}

fn tasks(plan: &toml::Table) -> Vec<&toml::Table> {
    let tasks = plan["tasks"].as_array().expect("the plan has tasks");
    tasks.iter().map(|task| task.as_table().expect("a task is a table")).collect()
}

fn text<'a>(table: &'a toml::Table, key: &str) -> &'a str {
    table.get(key).and_then(toml::Value::as_str).unwrap_or_else(|| panic!("no {key} in {table:?}"))
}

#[test]
fn every_task_stands_in_a_row_of_its_clause() {
    let (plan, rows) = (plan(), rows());
    let mut wrong = Vec::new();
    for task in tasks(&plan) {
        let (id, clause) = (text(task, "id"), text(task, "clause"));
        let named: BTreeSet<&str> =
            rows.iter().filter(|row| row.tasks().contains(&id)).map(|row| row.clause.as_str()).collect();
        if !named.contains(clause) {
            wrong.push(format!("{id} is of clause {clause}, but stands in rows of {named:?}"));
        }
    }
    none_wrong(&wrong);
}

#[test]
fn every_row_names_tasks_that_exist_or_says_why_there_is_none() {
    let (plan, rows) = (plan(), rows());
    let by_id: BTreeMap<&str, &toml::Table> = tasks(&plan).into_iter().map(|task| (text(task, "id"), task)).collect();
    let mut wrong = Vec::new();
    for row in &rows {
        let reason = row.carried.strip_prefix("no duty: ");
        match (row.tasks().as_slice(), reason) {
            ([], Some(reason)) if !reason.trim().is_empty() => {}
            ([], _) => wrong.push(format!("{}: neither a task nor a reason", row.shown())),
            (_, Some(_)) => wrong.push(format!("{}: a task where there is no duty", row.shown())),
            (ids, None) => {
                let unknown = ids.iter().filter(|id| !by_id.contains_key(*id));
                wrong.extend(unknown.map(|id| format!("{}: the plan has no task {id}", row.shown())));
            }
        }
        // `sinh-hoat-quy` (its title for 2024-Q1): the title is in the plan.
        if let (Some((_, rest)), [id]) = (row.carried.split_once("its title for "), row.tasks().as_slice()) {
            let titles = by_id.get(id).and_then(|task| task.get("titles")).and_then(toml::Value::as_table);
            if !titles.is_some_and(|titles| titles.contains_key(rest.trim_end_matches(')'))) {
                wrong.push(format!("{}: {id} has no such title: {rest}", row.shown()));
            }
        }
    }
    none_wrong(&wrong);
}

#[test]
fn every_clause_and_bullet_stands_once() {
    let mut seen = BTreeSet::new();
    for row in rows() {
        assert!(seen.insert((row.clause.clone(), row.bullet.clone())), "{} stands twice", row.shown());
    }
    // A bullet belongs to a clause that stands there itself, and a "+" line to a bullet.
    for (clause, bullet) in &seen {
        let above = bullet.split_once('+').map_or("–", |(bullet, _)| bullet);
        assert!(seen.contains(&(clause.clone(), above.to_owned())), "{clause} {bullet} hangs in the air");
        let parent = clause.rsplit_once('.').map(|(parent, _)| (parent.to_owned(), "–".to_owned()));
        assert!(parent.is_none_or(|parent| seen.contains(&parent)), "the clause above {clause} is missing");
    }
}

#[test]
fn the_shipped_workspace_is_sound() {
    let (code, found) = diagnostics(root());
    assert_eq!((code, found), (0, vec![]), "as of {AS_OF}");

    // Whatever the day, there is no error; warnings come with time.
    let today = run(root(), &["check", "--format", "json"]);
    assert_eq!(today.code, 0, "{}", today.stdout);
    let strict = run(root(), &["check", "--as-of", AS_OF, "--deny", "warnings"]);
    assert_eq!(strict.code, 0, "{}", strict.stdout);
}

#[test]
fn every_unit_has_a_file_and_every_file_a_unit() {
    let plan = plan();
    let units: BTreeSet<String> =
        plan["units"].as_table().expect("the plan has units").keys().map(|id| format!("{id}.toml")).collect();
    let files = crate::support::entries(&root().join("units"));
    let files: BTreeSet<String> =
        files.iter().filter_map(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned()).collect();
    assert_eq!(units, files);
}

#[test]
fn the_shipped_workspace_shows_every_state_and_totals_are_those_of_the_items() {
    let ran = run(root(), &["--format", "json", "--as-of", AS_OF]);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let status: Value = serde_json::from_str(&ran.stdout).expect("it is JSON");
    assert_eq!((&status["format"], &status["as_of"]), (&Value::from("tiendo.status/1"), &Value::from(AS_OF)));
    let items = status["items"].as_array().expect("there are items");
    let count = |wanted: &dyn Fn(&Value) -> bool| items.iter().filter(|item| wanted(item)).count();
    for state in ["overdue", "pending", "completed", "ongoing", "waived"] {
        let in_all = count(&|item| item["state"] == state);
        assert!(in_all > 0, "nothing is {state}");
        assert_eq!(status["totals"][state], in_all, "{state} in all");
        for unit in status["units"].as_array().expect("there are units") {
            let of_unit = |item: &Value| item["unit"] == unit["unit"] && item["state"] == state;
            assert_eq!(unit["totals"][state], count(&of_unit), "{state} of {}", unit["unit"]);
            for quarter in unit["quarters"].as_array().expect("there are quarters") {
                let here = |item: &Value| of_unit(item) && item["quarter"] == quarter["quarter"];
                assert_eq!(quarter["totals"][state], count(&here), "{state} of {} in {quarter}", unit["unit"]);
            }
        }
    }
    let sum: u64 = status["totals"].as_object().expect("totals").values().filter_map(Value::as_u64).sum();
    assert_eq!(sum, items.len() as u64);
}
