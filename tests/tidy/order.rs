//! Who imports whom: one way between the modules, and never in a circle.

use std::collections::{BTreeMap, BTreeSet};

use super::code::{Source, sources};
use super::paths::{Path, paths};
use crate::support::none_wrong;

/// The modules in their order: each may import those before it and itself, and nothing that comes after.
const LAYERS: &[&str] = &[
    "model",
    "source",
    "rules",
    "diagnostic",
    "text",
    "typed",
    "spool",
    "read",
    "facts",
    "judge",
    "snapshot",
    "edit",
    "action",
    "pipeline",
    "select",
    "draft",
    "planning",
    "check",
    "view",
    "review",
    "store",
    "git",
    "words",
    "page",
    "sheet",
    "data",
    "office",
    "shell",
    "prompt",
    "cli",
];

/// The files of `src` by their modules, but for the program's own.
fn modules() -> BTreeMap<Path, &'static Source> {
    let library = sources("src").iter().filter(|source| !source.path.ends_with("src/main.rs"));
    library.map(|source| (source.module(), source)).collect()
}

#[test]
fn imports_go_one_way() {
    let mut wrong = Vec::new();
    let rank = |module: &str| LAYERS.iter().position(|layer| *layer == module);
    let modules = modules();
    // The root names every module and is no layer.
    for (module, source) in modules.iter().filter(|(module, _)| !module.is_empty()) {
        let own = &module[0];
        let Some(own_rank) = rank(own) else {
            wrong.push(format!("{}: {own} is no layer of tests/tidy/order.rs", source.shown()));
            continue;
        };
        let named: BTreeSet<Path> =
            paths(source.shipped(), module).into_iter().map(|path| path[..1].to_vec()).collect();
        let against = named.iter().filter(|named| rank(&named[0]).is_none_or(|rank| rank > own_rank));
        wrong.extend(against.map(|named| format!("{}: {own} must not import {}", source.shown(), named[0])));
    }
    let there = |layer: &str| modules.contains_key(&vec![layer.to_owned()]);
    wrong.extend(LAYERS.iter().filter(|layer| !there(layer)).map(|layer| format!("there is no module {layer}")));
    none_wrong(&wrong);
}

/// The modules that each module names, itself left out.
fn imports<'m>(modules: &'m BTreeMap<Path, &'static Source>) -> BTreeMap<&'m Path, BTreeSet<&'m Path>> {
    let file = |path: Path| (0..=path.len()).rev().find_map(|length| modules.get_key_value(&path[..length]));
    let of = |(module, source): (&'m Path, &&Source)| {
        let named = paths(source.shipped(), module).into_iter().filter_map(file).map(|(named, _)| named);
        (module, named.filter(|named| *named != module).collect())
    };
    modules.iter().map(of).collect()
}

/// The shortest way back to where it begins.
fn circle<'m>(begin: &'m Path, imports: &BTreeMap<&'m Path, BTreeSet<&'m Path>>) -> Option<Vec<&'m Path>> {
    let (mut ways, mut seen) = (vec![vec![begin]], BTreeSet::new());
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for next in &imports[way[way.len() - 1]] {
                let way = [way.as_slice(), &[*next]].concat();
                if *next == begin {
                    return Some(way);
                }
                if seen.insert(*next) {
                    longer.push(way);
                }
            }
        }
        ways = longer;
    }
    None
}

#[test]
fn no_file_imports_itself_by_way_of_others() {
    let modules = modules();
    let imports = imports(&modules);
    assert!(imports.values().map(BTreeSet::len).sum::<usize>() > modules.len(), "hardly an import was found");
    let mut wrong = Vec::new();
    for circle in modules.keys().filter_map(|module| circle(module, &imports)) {
        wrong.push(circle.iter().map(|module| modules[*module].shown()).collect::<Vec<_>>().join(" → "));
    }
    none_wrong(&wrong);
}

/// The names of the types that some code defines.
fn types(code: &str) -> impl Iterator<Item = &str> {
    code.lines().filter_map(|line| {
        let unindented = line.trim_start();
        let item =
            unindented.strip_prefix("pub").map_or(unindented, |rest| rest.split_once(' ').map_or("", |(_, item)| item));
        let item =
            if unindented.starts_with("pub(in") { item.split_once(' ').map_or("", |(_, item)| item) } else { item };
        let (kind, rest) = item.split_once(' ')?;
        // A `type` that is indented is one of a trait.
        let defines = ["struct", "enum", "trait", "union"].contains(&kind) || kind == "type" && unindented == line;
        let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        defines.then(|| &rest[..end])
    })
}

#[test]
fn a_type_name_means_one_type() {
    let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for source in sources("src") {
        for name in types(source.shipped()) {
            places.entry(name).or_default().push(source.shown());
        }
    }
    places.retain(|_, places| places.len() > 1);
    let twice = places.iter().map(|(name, places)| format!("{name}: {}", places.join(", ")));
    none_wrong(&twice.collect::<Vec<_>>());
}

#[test]
fn circles_and_types_are_seen() {
    let [a, b, c, d] = ["a", "b", "c", "d"].map(|name| vec![name.to_owned()]);
    let imports = BTreeMap::from([(&a, [&b].into()), (&b, [&c, &d].into()), (&c, [&a, &b].into()), (&d, [].into())]);
    assert_eq!(circle(&a, &imports), Some(vec![&a, &b, &c, &a]));
    assert_eq!(circle(&b, &imports), Some(vec![&b, &c, &b]));
    assert_eq!(circle(&d, &imports), None);
    let code = "pub struct A<'a>(u8);\nimpl A {\n    type Of = B;\n}\npub(crate) enum C {\ntype D = u8;\n    struct E;\npub(in crate::x) trait F: G {";
    assert_eq!(types(code).collect::<Vec<_>>(), ["A", "C", "D", "E", "F"]);
}
