//! The schemas say of files what `check` says, as far as schemas can.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use jsonschema::Validator;
use serde_json::{Map, Value, json};

use crate::support::{codes, diagnostics, entries, files_below, finish, none_wrong, root, shown, tiendo, workspace};

fn schema(kind: &str, lang: &str) -> Value {
    let ran = finish(tiendo().args(["schema", kind, "--lang", lang]));
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    serde_json::from_str(&ran.stdout).expect("a schema is JSON")
}

/// The schemas by the kind of file.
fn validators() -> BTreeMap<&'static str, Validator> {
    let of = |kind| (kind, jsonschema::validator_for(&schema(kind, "vi")).expect("it is a schema"));
    ["plan", "plans", "unit", "reviewed"].map(of).into()
}

/// The kind of a file by its name.
fn kind(path: &Path) -> Option<&'static str> {
    match path.file_name()?.to_str()? {
        "plan.toml" => Some("plan"),
        "plans.toml" => Some("plans"),
        "reviewed.toml" => Some("reviewed"),
        _ => path.parent()?.ends_with("units").then_some("unit"),
    }
}

/// TOML as editors hand it to a schema: dates as texts.
fn seen(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(list) => list.into_iter().map(seen).collect(),
        toml::Value::Table(table) => Value::Object(table.into_iter().map(|(key, value)| (key, seen(value))).collect()),
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(truth) => json!(truth),
    }
}

/// What the schema of a file finds wrong with it; nothing of a file that has none, or is no TOML.
fn faults(validators: &BTreeMap<&str, Validator>, path: &Path) -> Vec<String> {
    let parsed = kind(path).zip(fs::read_to_string(path).ok().and_then(|text| text.parse::<toml::Table>().ok()));
    let Some((kind, table)) = parsed else { return Vec::new() };
    let value = seen(toml::Value::Table(table));
    validators[kind].iter_errors(&value).map(|error| format!("{}: {error}", shown(path))).collect()
}

#[test]
fn sound_files_fit_their_schemas() {
    let validators = validators();
    let sound = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name == "clean" || name.starts_with('W')
    };
    let mut files = vec![root().join("plan.toml")];
    files.extend(files_below(&root().join("units"), "toml"));
    for folder in entries(&root().join("tests/check")).into_iter().filter(|path| sound(path)) {
        files.extend(files_below(&folder, "toml"));
    }
    let made = tempfile::tempdir().expect("a temporary folder can be made");
    assert_eq!(finish(tiendo().arg("init").arg(made.path().join("moi"))).code, 0);
    files.extend(files_below(&made.path().join("moi"), "toml"));
    assert!(files.iter().filter(|file| kind(file).is_some()).count() > 100, "they are found");
    none_wrong(&files.iter().flat_map(|file| faults(&validators, file)).collect::<Vec<_>>());
}

#[test]
fn schemas_find_what_is_wrong_by_itself() {
    let validators = validators();
    let found = |code: &str| {
        let folder = entries(&root().join("tests/check"))
            .into_iter()
            .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(code)));
        let files = files_below(&folder.expect("every rule has a case"), "toml");
        files.iter().any(|file| !faults(&validators, file).is_empty())
    };
    for code in ["E201", "E202", "E203", "E204", "E207", "E208", "E301", "E302", "E312"] {
        assert!(found(code), "{code}");
    }
}

/// The objects of a schema, each with its path of keys, references followed once.
fn tables<'s>(of: &'s Value, definitions: &'s Value, path: &str, found: &mut Vec<(String, &'s Map<String, Value>)>) {
    let reference = of["$ref"].as_str().and_then(|to| to.strip_prefix("#/$defs/"));
    let of = reference.map_or(of, |name| &definitions[name]);
    if let Some(own) = of["properties"].as_object() {
        found.push((path.to_owned(), own));
        for (key, value) in own {
            tables(value, definitions, &format!("{path}/{key}"), found);
        }
    }
    for inner in ["items", "additionalProperties"].into_iter().filter_map(|part| of.get(part)) {
        tables(inner, definitions, path, found);
    }
}

#[test]
fn every_key_of_a_schema_is_a_key_of_the_program() {
    let plan = schema("plan", "en");
    let mut found = Vec::new();
    tables(&plan, &plan["$defs"], "", &mut found);
    let keys = |path: &str| {
        let (_, own) = found.iter().find(|(own, _)| own == path).unwrap_or_else(|| panic!("no table {path}"));
        // A boolean is the wrong value of nearly every key, and never an unknown key.
        own.keys().filter(|key| *key != "office").map(|key| format!("{key} = true\n")).collect::<String>()
    };
    let text = format!(
        "[plan]\n{}[plan.office]\n{}[calendar]\n{}[events.e]\n{}[units.u]\nname = \"U\"\n[groups.g]\n{}[[tasks]]\n{}",
        keys("/plan"),
        keys("/plan/office"),
        keys("/calendar"),
        keys("/events"),
        keys("/groups"),
        keys("/tasks"),
    );
    let folder = workspace(&[("plan.toml", &text)]);
    let (_, told) = diagnostics(folder.path());
    let codes = codes(&told);
    assert!(codes.contains(&"E203") && !codes.contains(&"E201"), "{codes:?} of\n{text}");
}

#[test]
fn descriptions_are_in_the_language_asked_for() {
    let said = |lang| schema("unit", lang)["$defs"]["record"]["properties"]["reason"]["description"].clone();
    assert_eq!((said("vi"), said("en")), (json!("lý do chậm"), json!("why it is late")));
}
