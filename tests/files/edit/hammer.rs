//! Thousands of edits by chance, each with a seed, on the files of the cases: hand-written layouts, awkward ones all.

use std::fs;

use tiendo::edit::{Edit, FieldChange, Remarks, Unable, Value, apply, fill};
use tiendo::model::deadline::LastDay;
use tiendo::model::id::{OccurrenceIx, UnitIx};
use tiendo::model::plan::Plan;
use tiendo::model::record::{Field, Record};
use tiendo::read::walk::Inspect;
use tiendo::read::{literal, unit};
use toml::Value as Toml;

use super::folders::folders;
use crate::print::Chance;
use crate::support::model::read_plan;
use crate::support::{none_wrong, root, shown};

/// How many edits are made on each file.
const ROUNDS: u64 = 40;

const TEXTS: [&str; 5] = ["16-BC/VP", "a \"b\" # c", "it's \"so\"", "hai\ndòng", "Đã gửi"];

/// The sound files of the unit `van-phong` in all cases, before and after, by their paths.
fn texts(plan: &Plan) -> Vec<(String, String)> {
    let files = folders().into_iter().flat_map(|folder| ["in", "out"].map(|side| folder.join(side)));
    let mut texts = Vec::new();
    for path in files.map(|folder| folder.join("units/van-phong.toml")) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
        if unit::read(plan, UnitIx::new(0), &text, Inspect::No).diagnostics.is_empty() {
            texts.push((shown(&path), text));
        }
    }
    assert!(texts.len() > 80, "there are only {} files", texts.len());
    texts
}

fn day(chance: &mut Chance) -> chrono::NaiveDate {
    let offset = u64::try_from(chance.below(300)).expect("it is small");
    chrono::NaiveDate::from_ymd_opt(2024, 1, 1).expect("a day") + chrono::Days::new(offset)
}

fn text(chance: &mut Chance) -> String {
    TEXTS[chance.below(TEXTS.len())].to_owned()
}

fn value(field: Field, recorded: &[String], chance: &mut Chance) -> Value {
    match field {
        field if field.is_day() => Value::Date(day(chance)),
        Field::Evidence => {
            let more = (0..=chance.below(3)).map(|_| text(chance));
            Value::List(recorded.iter().cloned().chain(more).map(Value::Text).collect())
        }
        Field::Extended => {
            let (to, by, on) = (day(chance), text(chance), day(chance));
            Value::Table(vec![("to", Value::Date(to)), ("by", Value::Text(by)), ("on", Value::Date(on))])
        }
        Field::Waived => Value::Table(vec![("by", Value::Text(text(chance))), ("on", Value::Date(day(chance)))]),
        _ => Value::Text(text(chance)),
    }
}

/// A value as the reference reader gives it.
fn read(value: &Value) -> Toml {
    match value {
        Value::Date(day) => Toml::Datetime(day.to_string().parse().expect("a date")),
        Value::Text(text) => Toml::String(text.clone()),
        Value::Number(number) => Toml::Integer(number.to_string().parse().expect("it is whole")),
        Value::Flag(flag) => Toml::Boolean(*flag),
        Value::Entry(key, entry) => Toml::Table([(key.clone(), read(entry))].into_iter().collect()),
        Value::List(items) | Value::Array(items) => Toml::Array(items.iter().map(read).collect()),
        Value::Table(entries) => {
            Toml::Table(entries.iter().map(|(key, value)| ((*key).to_owned(), read(value))).collect())
        }
    }
}

/// Puts a value where an edit is to put it, creating what is not there.
fn put(table: &mut toml::Table, record: &[String], change: &FieldChange) {
    let mut at = table;
    for name in record {
        let below = at.entry(name.clone()).or_insert_with(|| Toml::Table(toml::Table::new()));
        at = below.as_table_mut().expect("a record is a table");
    }
    match &change.value {
        Some(value) => drop(at.insert(change.field.as_str().to_owned(), read(value))),
        None => drop(at.remove(change.field.as_str())),
    }
}

/// Without empty tables, and with single texts of evidence as lists: what says the same is the same.
fn said(value: Toml, key: &str) -> Option<Toml> {
    match value {
        Toml::Table(table) => {
            let table: toml::Table =
                table.into_iter().filter_map(|(key, value)| Some((key.clone(), said(value, &key)?))).collect();
            (!table.is_empty()).then_some(Toml::Table(table))
        }
        Toml::String(text) if key == "evidence" => Some(Toml::Array(vec![Toml::String(text)])),
        other => Some(other),
    }
}

fn parsed(text: &str) -> toml::Table {
    text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn names(plan: &Plan, at: OccurrenceIx) -> Vec<String> {
    let occurrence = plan.occurrence(at);
    let period = occurrence.period.map(|period| period.to_string());
    [plan.task(occurrence.task).id.to_string()].into_iter().chain(period).collect()
}

fn evidence(text: &str, record: Option<&Record>) -> Vec<String> {
    let span = record.and_then(|record| record.evidence);
    span.map_or_else(Vec::new, |span| {
        literal::evidence(&text[span.range()]).iter().map(|one| one.name().to_owned()).collect()
    })
}

fn comments(text: &str) -> Vec<&str> {
    let tokens = toml_parser::Source::new(text).lex().into_vec();
    let mut comments = Vec::new();
    let mut receive = |event: toml_parser::parser::Event| {
        if event.kind() == toml_parser::parser::EventKind::Comment {
            comments.push(text[event.span().start()..event.span().end()].trim_end());
        }
    };
    toml_parser::parser::parse_document(&tokens, &mut receive, &mut ());
    comments
}

/// An edit of an obligation by chance.
fn edit(plan: &Plan, text: &str, occurrence: OccurrenceIx, chance: &mut Chance) -> Edit {
    let reading = unit::read(plan, UnitIx::new(0), text, Inspect::No);
    let recorded = evidence(text, reading.records.get(occurrence));
    let mut changes: Vec<FieldChange> = Vec::new();
    for field in Field::ALL {
        let fits = match field {
            Field::Extended => matches!(plan.occurrence(occurrence).nominal, LastDay::On(_)),
            Field::Progress => plan.target(occurrence).is_some(),
            _ => true,
        };
        if !fits || !chance.once_in(4) {
            continue;
        }
        let value = if chance.once_in(3) { None } else { Some(value(field, &recorded, chance)) };
        changes.push(FieldChange { field, value });
    }
    Edit { occurrence, changes }
}

/// One edit of one text by chance: what is wrong with what came of it.
fn strike(plan: &Plan, text: &str, seed: u64) -> Result<bool, String> {
    let mut chance = Chance::new(seed);
    let owed: Vec<OccurrenceIx> = plan.owed_by(UnitIx::new(0)).collect();
    let at = owed[chance.below(owed.len())];
    let edit = edit(plan, text, at, &mut chance);
    let (record, changes) = (names(plan, at), &edit.changes);
    let new = match apply(plan, text, std::slice::from_ref(&edit)) {
        Ok(new) => new,
        Err(unable @ (Unable::Layout | Unable::Differs)) => return Err(format!("{unable:?}: {record:?} {changes:?}")),
    };
    let mut meant = parsed(text);
    for change in changes {
        put(&mut meant, &record, change);
    }
    let said = |table| said(Toml::Table(table), "");
    if said(meant) != said(parsed(&new)) {
        return Err(format!("{record:?} {changes:?}: another value changed\n{new}"));
    }
    if comments(&new) != comments(text) {
        return Err(format!("{record:?} {changes:?}: a comment changed\n{new}"));
    }
    let bare = |text: &str| text.replace("\r\n", "").contains('\n');
    if text.contains("\r\n") && !bare(text) && bare(&new) {
        return Err(format!("{record:?} {changes:?}: a line end is another's\n{new}"));
    }
    Ok(new != text)
}

#[test]
fn edits_by_chance_change_what_they_are_meant_to() {
    let plan = fs::read_to_string(root().join("tests/files/edit/plan.toml")).expect("there is a plan");
    read_plan(&plan, |reading| {
        let plan = reading.plan.expect("it is sound");
        let (mut wrong, mut changed, mut all) = (Vec::new(), 0_usize, 0_usize);
        for (at, (path, text)) in texts(&plan).into_iter().enumerate() {
            for round in 0..ROUNDS {
                let seed = u64::try_from(at).expect("it is small") * ROUNDS + round + 1;
                all += 1;
                match strike(&plan, &text, seed) {
                    Ok(other) => changed += usize::from(other),
                    Err(what) => wrong.push(format!("{path}, seed {seed}: {what}")),
                }
            }
        }
        // A commented list that is to go, or to hold something else, is rightly refused.
        let (refused, wrong): (Vec<_>, Vec<_>) =
            wrong.into_iter().partition(|what| what.contains(": Layout: ") || what.contains(": Differs: "));
        none_wrong(&wrong);
        assert!(changed > all / 2, "only {changed} of {all} changed anything");
        assert!(refused.len() * 100 < all, "{} of {all} were refused:\n{}", refused.len(), refused.join("\n"));
    });
}

#[test]
fn edits_made_at_once_are_those_made_one_after_the_other() {
    let plan = fs::read_to_string(root().join("tests/files/edit/plan.toml")).expect("there is a plan");
    read_plan(&plan, |reading| {
        let plan = reading.plan.expect("it is sound");
        let (mut wrong, mut same, mut all) = (Vec::new(), 0_usize, 0_usize);
        for (path, text) in texts(&plan) {
            for seed in 1..=ROUNDS / 4 {
                let mut chance = Chance::new(seed);
                let owed: Vec<_> = plan.owed_by(UnitIx::new(0)).filter(|_| chance.once_in(2)).collect();
                let edits: Vec<Edit> = owed.iter().map(|at| edit(&plan, &text, *at, &mut chance)).collect();
                let one_by_one =
                    edits.iter().try_fold(text.clone(), |text, edit| apply(&plan, &text, std::slice::from_ref(edit)));
                let (Ok(one_by_one), at_once) = (one_by_one, apply(&plan, &text, &edits)) else { continue };
                let meant = said(Toml::Table(parsed(&one_by_one)), "");
                all += 1;
                same += usize::from(at_once.as_ref() == Ok(&one_by_one));
                if !at_once.is_ok_and(|new| said(Toml::Table(parsed(&new)), "") == meant) {
                    wrong.push(format!("{path}, seed {seed}"));
                }
            }
        }
        none_wrong(&wrong);
        assert!(all > 500 && same * 10 > all * 9, "only {same} of {all} are laid out alike");
    });
}

#[test]
fn filling_twice_is_filling_once() {
    let plan = fs::read_to_string(root().join("tests/files/edit/plan.toml")).expect("there is a plan");
    read_plan(&plan, |reading| {
        let plan = reading.plan.expect("it is sound");
        for (path, text) in texts(&plan) {
            let comment = |at: OccurrenceIx| vec![names(&plan, at).join(".")];
            let owed: Vec<_> = plan.owed_by(UnitIx::new(0)).collect();
            let (filled, _) = fill(&plan, &owed, &text, &Remarks { above: &comment, end: "hết" })
                .unwrap_or_else(|unable| panic!("{path}: {unable:?}"));
            assert_eq!(
                fill(&plan, &owed, &filled, &Remarks { above: &comment, end: "hết" }),
                Ok((filled.clone(), 0)),
                "{path}"
            );
            let said = |text: &str| said(Toml::Table(parsed(text)), "");
            assert_eq!(said(&filled), said(&text), "{path}");
        }
    });
}

/// Whether there is a header for a record and nothing under it: such a one cannot be reported from one that came with a
/// field, and goes with it.
fn is_bare(text: &str, record: &[String], found: Option<&Toml>) -> bool {
    let Some(fields) = found.and_then(Toml::as_table) else { return false };
    let inline = text.lines().any(|line| line.contains('{') && line.contains(&record[0]));
    !inline && (fields.is_empty() || text.contains(&format!("[{}.", record.join("."))))
}

#[test]
fn what_was_added_and_taken_away_leaves_no_trace() {
    let plan = fs::read_to_string(root().join("tests/files/edit/plan.toml")).expect("there is a plan");
    read_plan(&plan, |reading| {
        let plan = reading.plan.expect("it is sound");
        let (mut wrong, mut tried) = (Vec::new(), 0);
        for (path, text) in texts(&plan) {
            let mut chance = Chance::new(tried + 1);
            let reading = unit::read(&plan, UnitIx::new(0), &text, Inspect::No);
            let values = Toml::Table(parsed(&text));
            for at in plan.owed_by(UnitIx::new(0)) {
                let (record, recorded) = (names(&plan, at), evidence(&text, reading.records.get(at)));
                let found = record.iter().try_fold(&values, |table, name| table.get(name));
                let bare = is_bare(&text, &record, found);
                for field in Field::ALL.into_iter().filter(|field| *field != Field::Progress) {
                    let is_list = field == Field::Evidence && recorded.len() > 1;
                    let is_there = found.and_then(|record| record.get(field.as_str())).is_some();
                    if is_there && !is_list || !is_there && bare {
                        continue;
                    }
                    tried += 1;
                    let one = |value| [Edit { occurrence: at, changes: vec![FieldChange { field, value }] }];
                    let set = apply(&plan, &text, &one(Some(value(field, &recorded, &mut chance))));
                    let old = is_list.then(|| Value::List(recorded.iter().cloned().map(Value::Text).collect()));
                    let back = set.and_then(|set| apply(&plan, &set, &one(old)));
                    if back.as_ref() != Ok(&text) {
                        wrong.push(format!(
                            "{path}: {record:?} {field:?}\n{}",
                            back.unwrap_or_else(|e| format!("{e:?}"))
                        ));
                    }
                }
            }
        }
        none_wrong(&wrong);
        assert!(tried > 3_000, "only {tried} were tried");
    });
}
