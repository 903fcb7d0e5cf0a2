//! The shipped workspace: its sheet for all units comes back without a change, in both languages.

use std::collections::BTreeMap;
use std::fs;

use tiendo::model::plan::Lang;
use tiendo::sheet::workbook;

use super::bench::{import_into, sheet_of};
use crate::support::{files_below, root};

#[test]
fn the_sheet_of_every_unit_comes_back_without_a_change() {
    for folder in ["", "tests/workspaces/small", "tests/workspaces/english"] {
        let folder = root().join(folder);
        let plan = fs::read_to_string(folder.join("plan.toml")).expect("the plan can be read");
        let paths = files_below(&folder.join("units"), "toml");
        let stem = |path: &std::path::Path| path.file_stem().expect("a file").to_string_lossy().into_owned();
        let texts: Vec<(String, String)> =
            paths.iter().map(|path| (stem(path), fs::read_to_string(path).expect("it can be read"))).collect();
        let files: BTreeMap<&str, String> = texts.iter().map(|(unit, text)| (unit.as_str(), text.clone())).collect();
        for lang in [Lang::Vi, Lang::En] {
            let grid = workbook::grid(&sheet_of(&plan, &files, lang)).expect("what was written can be read");
            let changed = import_into(&plan, &files, &grid).expect("nothing is wrong with it");
            assert!(changed.is_empty(), "{}: {changed:?}", folder.display());
        }
    }
}
