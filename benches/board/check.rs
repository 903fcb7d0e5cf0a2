//! Compares answers: the two layouts with each other, and the program with the Python script.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use crate::generate::ensure;
use crate::programs;
use crate::run::Options;
use crate::size::Layout;

/// Days to judge by: the benchmark's own, ends of periods, before the beginning and after the end.
const DAYS: [&str; 8] =
    [programs::AS_OF, "2023-12-31", "2024-02-01", "2024-03-31", "2024-04-30", "2024-05-20", "2024-12-31", "2025-03-01"];

/// Differences that are shown of all that are found.
const SHOWN: usize = 20;

/// Generates both layouts of each size, and fails at the first day for which any two answers differ.
pub fn check(options: &Options) -> Result<()> {
    for &size in &options.sizes {
        let folders = [Layout::Tidy, Layout::People].map(|layout| options.folder(size, layout));
        for (folder, layout) in folders.iter().zip([Layout::Tidy, Layout::People]) {
            ensure(folder, size, layout)?;
        }
        let [tidy, people] = &folders;
        for day in DAYS {
            let answer = status(&options.tiendo, tidy, day)?;
            let both = format!("{} and {} as of {day}", tidy.display(), people.display());
            same(&answer, &status(&options.tiendo, people, day)?).context(both)?;
            println!("{} as of {day}: {}, the same in both layouts", size.name(), answer["totals"]);
            oracle(tidy, day, &answer)?;
        }
    }
    Ok(())
}

/// Compares the program's answer for any workspace with the Python script's.
pub fn compare(options: &Options, dir: &Path, day: &str) -> Result<()> {
    oracle(dir, day, &status(&options.tiendo, dir, day)?)
}

fn status(tiendo: &Path, dir: &Path, day: &str) -> Result<Value> {
    let output = programs::status_json(tiendo, dir, day).output()?;
    serde_json::from_slice(&output).with_context(|| format!("reading the JSON that {} printed", tiendo.display()))
}

/// The whole of both answers, totals first, for they say most.
fn same(one: &Value, other: &Value) -> Result<()> {
    if one["totals"] != other["totals"] {
        bail!("totals: {} and {}", one["totals"], other["totals"]);
    }
    for list in ["units", "items"] {
        let (one, other) = (array(one, list)?, array(other, list)?);
        if one.len() != other.len() {
            bail!("{list}: {} and {}", one.len(), other.len());
        }
        if let Some((one, other)) = one.iter().zip(other).find(|(one, other)| one != other) {
            bail!("{list}: {one} and {other}");
        }
    }
    if one != other {
        bail!("something besides totals, units and items differs");
    }
    Ok(())
}

fn oracle(dir: &Path, day: &str, found: &Value) -> Result<()> {
    let Some(python) = programs::python(dir, day) else {
        println!("no python3 with tomllib: not compared with the script");
        return Ok(());
    };
    let expected = python.with("--items").output()?;
    let expected: Value = serde_json::from_slice(&expected).context("reading the script's JSON")?;
    let differences = differences(&expected, found)?;
    for difference in differences.iter().take(SHOWN) {
        println!("  {difference}");
    }
    if !differences.is_empty() {
        bail!("{} differences from the script for {} as of {day}", differences.len(), dir.display());
    }
    println!("{} as of {day}: {} items as the script has them", dir.display(), array(&expected, "items")?.len());
    Ok(())
}

/// Where the answer lacks or contradicts what the script says; what it says beyond that is not looked at.
fn differences(expected: &Value, found: &Value) -> Result<Vec<String>> {
    let mut differences = Vec::new();
    for field in ["as_of", "totals"] {
        fields(field, &expected[field], &found[field], &mut differences);
    }
    // Whether a unit that owes nothing is listed is the program's choice.
    let owing = |unit: &&Value| array(unit, "quarters").is_ok_and(|quarters| !quarters.is_empty());
    for (list, keys) in [("units", ["unit"].as_slice()), ("items", &["unit", "task", "period"])] {
        let expected: Vec<&Value> = array(expected, list)?.iter().filter(|one| list != "units" || owing(one)).collect();
        let found: Vec<&Value> = array(found, list)?.iter().filter(|one| list != "units" || owing(one)).collect();
        let name = |one: &Value| keys.iter().map(|key| one[key].to_string()).collect::<Vec<_>>().join(" ");
        let in_order = |side: &[&Value]| side.iter().map(|one| name(one)).collect::<Vec<_>>();
        if in_order(&expected) != in_order(&found) {
            differences.push(format!("{list}: {} expected, {} found, or another order", expected.len(), found.len()));
        }
        let found: BTreeMap<String, &Value> = found.into_iter().map(|one| (name(one), one)).collect();
        for one in expected {
            let name = name(one);
            match found.get(&name) {
                None => differences.push(format!("{list}: {name}: missing")),
                Some(other) => fields(&format!("{list}: {name}"), one, other, &mut differences),
            }
        }
    }
    Ok(differences)
}

/// Every field that is expected, and its value.
fn fields(what: &str, expected: &Value, found: &Value, differences: &mut Vec<String>) {
    let Value::Object(members) = expected else {
        if expected != found {
            differences.push(format!("{what}: expected {expected}, found {found}"));
        }
        return;
    };
    for (key, value) in members {
        if found.get(key) != Some(value) {
            let found = found.get(key).map_or_else(|| "nothing".to_owned(), Value::to_string);
            differences.push(format!("{what}: {key}: expected {value}, found {found}"));
        }
    }
}

fn array<'json>(answer: &'json Value, name: &str) -> Result<&'json Vec<Value>> {
    answer[name].as_array().with_context(|| format!("no list {name:?} in the answer"))
}
