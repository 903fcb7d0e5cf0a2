//! What is reached of targets, and what was taken over, in the sheet and back.

use tempfile::TempDir;

use crate::support::{Ran, run, workspace};

const PLAN: &str = r#"
[plan]
number   = "1"
title    = "Kế hoạch"
starts   = 2025-01-01
ends     = 2025-12-31
language = "en"
[units]
cu  = { name = "Sở Nội vụ (cũ)", short = "SNV cũ", until = 2025-02-28, successor = "moi" }
moi = { name = "Sở Nội vụ", short = "SNV", from = 2025-03-01 }
vp  = { name = "Văn phòng", short = "VP" }
[[tasks]]
id     = "chung"
title  = "Việc chung"
lead   = ["cu", "vp"]
joint  = true
due    = 2025-02-15
target = { min = 151, unit = "chi bộ" }
[[tasks]]
id      = "am"
title   = "Sửa đổi"
lead    = ["moi"]
due     = 2025-03-31
wording = "Trong quý I"
amended = [{ by = "CV 88", on = 2025-03-15, due = 2025-06-30 }]
[[tasks]]
id     = "ty-le"
title  = "Tỷ lệ"
lead   = ["vp"]
due    = 2025-09-30
target = { min = 80, unit = "%" }
"#;

const CU: &str = "[chung]\nprogress = [{ on = 2025-02-10, value = 120 }]\n";

fn files() -> TempDir {
    workspace(&[("plan.toml", PLAN), ("units/cu.toml", CU), ("units/moi.toml", ""), ("units/vp.toml", "")])
}

fn tiendo(workspace: &TempDir, args: &[&str]) -> Ran {
    run(workspace.path(), &[&["--as-of", "2025-04-10"], args].concat())
}

/// What importing a CSV with these rows comes to: how it ends, what it says, and what the file of a unit is then.
fn import(workspace: &TempDir, unit: &str, rows: &str, args: &[&str]) -> (i32, String, String) {
    let file = workspace.path().join("bang.csv");
    std::fs::write(&file, format!("Id (do not change),Reached,Reached by\n{rows}\n")).expect("it can be written");
    let ran = tiendo(workspace, &[&["import", file.to_str().expect("a path")], args].concat());
    let now = std::fs::read_to_string(workspace.path().join(format!("units/{unit}.toml"))).expect("it can be read");
    (ran.code, ran.stderr, now)
}

#[test]
fn a_sheet_shows_targets_ties_amendments_and_what_was_taken_over() {
    let workspace = files();
    let path = workspace.path().join("bang.xlsx");
    let made = tiendo(&workspace, &["sheet", "-u", "moi", "-o", path.to_str().expect("a path")]);
    assert_eq!((made.code, made.stderr.as_str()), (0, ""));
    let grid = tiendo::sheet::workbook::grid(&std::fs::read(&path).expect("there is a sheet")).expect("a workbook");
    let texts: Vec<String> =
        grid.lines.iter().flat_map(|line| &line.cells).map(|(_, cell)| format!("{cell:?}")).collect();
    for expected in [
        r#"Text("Trong quý I\nAmended: CV 88 of 15/3/2025")"#,
        r#"Text("Sở Nội vụ (cũ)\nTogether with VP\nHanded over to SNV")"#,
        r#"Text("At least 151 chi bộ\n120/151 chi bộ (10/02/2025)")"#,
        r#"Text("120")"#,
        r#"Text("cu/chung")"#,
        r#"Text("Reached by")"#,
    ] {
        assert!(texts.iter().any(|text| text == expected), "{expected}: {texts:#?}");
    }
    assert!(!texts.iter().any(|text| text.contains("vp/")), "{texts:#?}");
    assert!(!texts.iter().any(|text| text.contains("passed")), "{texts:#?}");
    let read = tiendo(&workspace, &["import", path.to_str().expect("a path")]);
    assert!(read.code == 0 && read.stdout.contains("nothing to write"), "{read:?}");
}

#[test]
fn a_sheet_says_that_a_promised_day_has_passed() {
    let workspace = files();
    let path = workspace.path().join("bang.xlsx");
    let promised = |day: &str| {
        let record = format!("[am]\ncommitted = {day}\nreason = \"x\"\n");
        std::fs::write(workspace.path().join("units/moi.toml"), record).expect("it can be written");
        let made = tiendo(&workspace, &["sheet", "-u", "moi", "--force", "-o", path.to_str().expect("a path")]);
        assert_eq!((made.code, made.stderr.as_str()), (0, ""));
        let grid = tiendo::sheet::workbook::grid(&std::fs::read(&path).expect("there is a sheet")).expect("a workbook");
        grid.lines.iter().flat_map(|line| &line.cells).map(|(_, cell)| format!("{cell:?}")).collect::<Vec<_>>()
    };
    let passed = "Trong quý I\\nAmended: CV 88 of 15/3/2025\\nPromised for 05/4/2025, which has passed";
    assert!(promised("2025-04-05").iter().any(|text| text.contains(passed)), "{:#?}", promised("2025-04-05"));
    assert!(!promised("2025-04-10").iter().any(|text| text.contains("passed")));
}

#[test]
fn what_is_reached_is_added_for_its_day() {
    let two = "[{ on = 2025-02-10, value = 120 }, { on = 2025-04-10, value = 130 }]";
    let workspace = files();
    let (code, said, now) = import(&workspace, "cu", "cu/chung,130,", &[]);
    assert_eq!((code, said.as_str()), (0, ""), "{now}");
    assert!(now.contains(&format!("progress = {two}\n")), "{now}");
    let (code, _, now) = import(&workspace, "cu", "cu/chung,125 chi bộ,1/3/2025", &[]);
    assert_eq!(code, 0);
    assert!(
        now.contains("{ on = 2025-02-10, value = 120 }, { on = 2025-03-01, value = 125 }, { on = 2025-04-10"),
        "{now}"
    );
    // What is recorded already changes nothing; with another amount of the day it is refused, unless it is replaced.
    assert_eq!(import(&workspace, "cu", "cu/chung,130,", &[]).2, now);
    assert_eq!(import(&workspace, "cu", "cu/chung,125,2025-03-01", &[]).2, now);
    let (code, said, _) = import(&workspace, "cu", "cu/chung,126,1/3/2025", &[]);
    assert!(code == 3 && said.contains("125 is recorded for 01/3/2025, but the sheet says 126"), "{said}");
    let (code, _, now) = import(&workspace, "cu", "cu/chung,126,1/3/2025", &["--replace"]);
    assert!(code == 0 && now.contains("{ on = 2025-03-01, value = 126 }"), "{now}");
    let (code, _, now) = import(&workspace, "vp", "vp/ty-le,80%,", &[]);
    assert!(code == 0 && now.contains("value = 80 }"), "{now}");
    let (code, _, now) = import(&workspace, "vp", "vp/ty-le,\"82,5\",11/3/2025", &[]);
    assert!(code == 0 && now.contains("{ on = 2025-03-11, value = 82.5 }"), "{now}");
}

#[test]
fn what_cannot_be_an_amount_is_told_with_its_cell() {
    for (row, expected) in [
        ("vp/ty-le,nhiều,", "cell B2: “nhiều” is not an amount"),
        ("vp/ty-le,1.200,", "cell B2: “1.200” is not an amount"),
        ("vp/ty-le,-3,", "cell B2: “-3” is not an amount"),
        ("vp/ty-le,,1/3/2025", "cell C2: there is a day but no amount"),
        ("vp/ty-le,81,11/4/2025", "cell C2: “Reached” is 11/4/2025, which is after the as-of day"),
        ("vp/ty-le,81,mai", "cell C2: “mai” counts from the day on which it was written"),
        ("moi/am,3,", "cell B2: nothing is to be reached here"),
    ] {
        let (code, said, _) = import(&files(), "vp", row, &[]);
        assert!(code == 3 && said.contains(expected), "{row}: {said}");
    }
}

/// What a spreadsheet shows as 45 % is 0.45 in its file: it is neither taken for 0.45 % nor for 45 % without a question.
#[test]
fn a_share_that_a_spreadsheet_made_a_number_of_is_asked_about() {
    let workspace = files();
    let written = |share: f64, name: &str| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        for (column, text) in (0..).zip(["Id (do not change)", "Reached"]) {
            sheet.write_string(0, column, text).expect("a heading");
        }
        sheet.write_string(1, 0, "vp/ty-le").expect("an id");
        let percent = rust_xlsxwriter::Format::new().set_num_format("0%");
        sheet.write_number_with_format(1, 1, share, &percent).expect("a share");
        let path = workspace.path().join(name);
        book.save(&path).expect("it can be written");
        tiendo(&workspace, &["import", path.to_str().expect("a path")])
    };
    for (share, said) in [(0.45, "the cell holds 0.45: is that 0.45%, or 45%"), (1.0, "is that 1%, or 100%")] {
        let ran = written(share, "ty-le.xlsx");
        assert!(ran.code == 3 && ran.stderr.contains(said), "{share}: {}", ran.stderr);
    }
    assert_eq!(written(45.0, "so.xlsx").code, 0);
    let progress = |task: &str, value: &str, unit: &str| {
        tiendo(&workspace, &["progress", task, "-u", unit, "--value", value, "--on", "9/4/2025"])
    };
    let said = progress("ty-le", "47,5%", "vp");
    assert!(said.code == 0 && said.stdout.contains("47.5"), "{}{}", said.stdout, said.stderr);
    // What is not counted in per cent takes no such sign.
    let refused = progress("chung", "45%", "cu");
    assert!(refused.code == 2 && refused.stderr.contains("not counted in per cent"), "{}", refused.stderr);
}
