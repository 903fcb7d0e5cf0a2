//! The reports that ship with the workspace are those of its files: made again they are the same bytes, and the index
//! names them. `SNAPSHOTS=overwrite cargo test` makes them anew.

use std::fs;

use crate::support::{compare, entries, none_wrong, root, run, workspace};

/// A day after the last of these periods.
const AS_OF: &str = "2024-05-20";

/// The kind of period that a file's name means.
fn kind(stem: &str) -> &'static str {
    match stem.as_bytes().get(5) {
        None => "year",
        Some(b'W') => "week",
        Some(b'Q') => "quarter",
        Some(b'H') => "half",
        Some(_) => "month",
    }
}

#[test]
fn the_shipped_reports_are_those_of_the_shipped_files() {
    let (mut wrong, mut kinds) = (Vec::new(), Vec::new());
    for path in entries(&root().join("reports")) {
        let name = path.file_name().expect("it is a file").to_string_lossy().into_owned();
        let Some((stem, format)) = name.rsplit_once('.').filter(|_| name != "README.md") else { continue };
        let kind = kind(stem);
        kinds.push(kind);
        let ran = run(root(), &["report", kind, stem, "--format", format, "--as-of", AS_OF, "--out", "-"]);
        assert_eq!(ran.code, 0, "{name}: {}", ran.stderr);
        wrong.extend(compare(ran.stdout, &path).err());
    }
    none_wrong(&wrong);
    kinds.sort_unstable();
    assert_eq!(kinds, ["quarter", "week", "week"]);
}

#[test]
fn the_index_names_the_shipped_reports() {
    let text = |path: &str| fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let index = text("reports/README.md");
    let mut files = vec![("plan.toml".to_owned(), text("plan.toml")), ("reports/README.md".to_owned(), index.clone())];
    for path in entries(&root().join("reports")) {
        let name = format!("reports/{}", path.file_name().expect("it is a file").to_string_lossy());
        files.push((name.clone(), text(&name)));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let copy = workspace(&files);
    // On a day before the plan begins no period is over: only the index is rebuilt.
    let ran = run(copy.path(), &["report", "week", "--all", "--as-of", "2023-12-01"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let again = fs::read_to_string(copy.path().join("reports/README.md")).expect("the index is there");
    assert_eq!(again, index);
    assert!(index.contains("(2024-W20.md)") && index.contains("(2024-Q1.md)"), "{index}");
}
