//! A plan put under the bodies of a collection, and shared bodies edited.

use std::fs;
use std::path::Path;

use crate::collection::{SHARED, province, run, strings};
use crate::support::case::{Case, Run, bare, bounded, has, lacks};

fn read(case: &Case, file: &str) -> String {
    fs::read_to_string(case.path().join(file)).expect("the file is there")
}

/// The program as it is run in a folder of the collection.
fn run_in(case: &Case, folder: &str, args: &[&str]) -> Run {
    let mut command = bare();
    command.current_dir(case.path().join(folder)).args(["--as-of", "2024-05-15", "--lang", "en"]).args(args);
    bounded(&mut command)
}

fn board(case: &Case) -> String {
    run_in(case, "rieng", &["status", "--format", "json"]).out().to_owned()
}

/// A plan as an office has it before there is a collection: with notes, an idle unit and a group of its own.
const ALONE: &str = r#"# Kế hoạch của văn phòng
[plan]
number = "99-KH"
title  = "Kế hoạch riêng"
starts = 2024-01-01
ends   = 2024-12-31

# Thứ tự in ra.
[units]
# Sở lâu năm
snv = { name = "Sở Nội vụ", short = "SNV" } # gọi hằng tuần
# mới lập
sct = { name = "Sở Công Thương", short = "SCT", from = 2024-02-01 }
syt = "Sở Y tế"

# hai sở
[groups.hai-so]
name    = "Hai sở"
members = ["snv", "sct"]

[[tasks]]
id    = "viec"
title = "Việc"
lead  = ["hai-so", "syt"]
every = "quarter"
"#;

fn with_alone(plan: &str) -> Case {
    let done = "# giữ\n[viec.2024-Q1]\ndone = 2024-04-02\n";
    province().with("rieng/plan.toml", plan).with("rieng/units/snv.toml", done)
}

#[test]
fn collecting_a_plan_keeps_its_board_and_every_comment() {
    let case = with_alone(ALONE);
    let (before, others) =
        (board(&case), run(&case, &["--plan", "257", "status", "--format", "json"]).out().to_owned());
    let shown = run(&case, &["collect", "rieng", "--dry-run"]);
    shown.ends_with(&[0]);
    has(shown.out(), &["--- a/plans.toml\n", "+sct = {", "--- a/rieng/plan.toml\n", "+bodies = \"../plans.toml\"\n"]);
    assert_eq!(read(&case, "rieng/plan.toml"), ALONE, "a dry run writes nothing");
    // Without a terminal nobody can be asked.
    let ran = run(&case, &["collect", "rieng"]);
    ran.ends_with(&[2]);
    has(ran.err(), &["nothing was written: add --yes"]);
    assert_eq!(read(&case, "rieng/plan.toml"), ALONE);
    let ran = run(&case, &["collect", "rieng", "--yes"]);
    ran.ends_with(&[0]);
    let expected = "rieng takes 3 units and 1 group from plans.toml. Its board is the same as before: nobody owes anything \
                    else, and no last day moved.";
    has(ran.out(), &[expected, "Written: plans.toml\n", "Written: rieng/plan.toml\n"]);
    assert_eq!(board(&case), before);
    assert_eq!(run(&case, &["--plan", "257", "status", "--format", "json"]).out(), others);
    let shared = "\
plans = [\"257\", \"2025/*\", \"rieng\"]

[units]
# Sở lâu năm
# gọi hằng tuần
snv = { name = \"Sở Nội vụ\", short = \"SNV\" }
# mới lập
sct = { name = \"Sở Công Thương\", short = \"SCT\", from = 2024-02-01 }
stc = \"Sở Tài chính\"
syt = \"Sở Y tế\"
";
    has(&read(&case, "plans.toml"), &[shared, "\n# hai sở\n[groups.hai-so]\nname    = \"Hai sở\"\n"]);
    let plan = "\
# Kế hoạch của văn phòng
[plan]
number = \"99-KH\"
title  = \"Kế hoạch riêng\"
starts = 2024-01-01
ends   = 2024-12-31
bodies = \"../plans.toml\"

# Thứ tự in ra.

[[tasks]]
";
    assert!(read(&case, "rieng/plan.toml").starts_with(plan), "{}", read(&case, "rieng/plan.toml"));
    // Once more there is nothing left to do.
    let again = run(&case, &["collect", "rieng", "--yes"]);
    has(again.out(), &["Already recorded; nothing to change."]);
}

#[test]
fn a_plan_keeps_a_calendar_of_its_own_where_last_days_would_move() {
    let plan = ALONE
        .replace("lead  =", "on_day_off = \"next-working-day\"\nlead  =")
        .replace("every = \"quarter\"", "due   = 2024-04-30");
    let case = province().with("rieng/plan.toml", plan).with("rieng/units/snv.toml", "[viec]\nstarted = 2024-04-02\n");
    let before = board(&case);
    let ran = run(&case, &["collect", "rieng", "--yes"]);
    has(ran.out(), &["keeps one without days off: with that of plans.toml last days would move"]);
    has(&read(&case, "rieng/plan.toml"), &["bodies = \"../plans.toml\"\n\n[calendar]\n# Lịch riêng của kế hoạch"]);
    assert_eq!(board(&case), before);
}

#[test]
fn what_stands_against_collecting_is_named_and_nothing_is_written() {
    let plan = ALONE
        .replace("short = \"SNV\" }", "short = \"Nội vụ\" }")
        .replace("syt = ", "so-tc = \"Sở tài chính\"\nsyt = ");
    let case = with_alone(&plan.replace("\"syt\"]", "\"syt\", \"so-tc\"]"));
    let files = (read(&case, "plans.toml"), read(&case, "rieng/plan.toml"));
    let ran = run(&case, &["collect", "rieng", "--yes"]);
    ran.ends_with(&[1]);
    let expected = "\
error: snv: the short name in plan.toml “Nội vụ”, in plans.toml “SNV”; make them equal
error: “Sở tài chính” is so-tc in plan.toml and stc in plans.toml: use one id for one body, or another name
error: nothing was written: 2 conflicts between plan.toml and plans.toml
";
    assert_eq!(ran.err(), expected);
    assert_eq!((read(&case, "plans.toml"), read(&case, "rieng/plan.toml")), files);
    // Another order is taken only where that is asked for; a unit that nothing names stays in the plan.
    let plan = ALONE
        .replace("# Sở lâu năm\n", "syt = \"Sở Y tế\"\nthua = \"Sở Thừa\"\n")
        .replace("01 }\nsyt = \"Sở Y tế\"\n", "01 }\n");
    let case = with_alone(&plan);
    let ran = run(&case, &["collect", "rieng", "--yes"]);
    ran.ends_with(&[1]);
    has(ran.err(), &["order of units: syt would give way to snv in every output", "add --reorder"]);
    let ran = run(&case, &["collect", "rieng", "--yes", "--reorder"]);
    ran.ends_with(&[0]);
    has(ran.out(), &["These units stay in plan.toml, since nothing in the plan names them: thua"]);
    let json = run_in(&case, "rieng", &["status", "--format", "json"]).json();
    assert_eq!(strings(&json["units"], "unit"), ["snv", "sct", "syt", "thua"]);
    // Folders that are not below the collection, and folders without a collection.
    let ran = run_in(&case, "rieng", &["collect", "."]);
    has(ran.err(), &["there is no collection here"]);
    let ran = run(&case, &["collect", ".."]);
    has(ran.err(), &["is not below the collection's folder"]);
}

#[test]
fn an_edit_of_a_shared_unit_goes_to_the_shared_file_and_names_every_plan() {
    let case = province();
    let plans = ["257/plan.toml", "2025/a/plan.toml", "2025/b/plan.toml"];
    let before = plans.map(|plan| read(&case, plan));
    let ran = run(&case, &["unit", "edit", "snv", "--name", "Sở Nội vụ tỉnh", "--dry-run"]);
    ran.ends_with(&[0]);
    has(
        ran.out(),
        &["-snv = { name = \"Sở Nội vụ\", short = \"SNV\" }\n+snv = { name = \"Sở Nội vụ tỉnh\", short = \"SNV\" }\n"],
    );
    assert_eq!(read(&case, "plans.toml"), SHARED);
    for (folder, at) in [("257", &[][..]), (".", &["--plan", "2025/a"]), (".", &[])] {
        let case = province();
        let ran = run_in(&case, folder, &[at, &["unit", "edit", "snv", "--name", "Sở Nội vụ tỉnh"]].concat());
        ran.ends_with(&[0]);
        has(
            ran.out(),
            &[
                "plans.toml is shared: 3 plans take it.",
                "257 (Plan 257-KH/TU",
                "2025/a (Plan 12-KH",
                "2025/b (Plan 13-KH",
            ],
        );
        has(&read(&case, "plans.toml"), &["snv = { name = \"Sở Nội vụ tỉnh\", short = \"SNV\" }"]);
        assert_eq!(plans.map(|plan| read(&case, plan)), before);
    }
    // Who ends, in all plans; a unit of one plan alone stays its own matter.
    let ran = run(&case, &["unit", "end", "stc", "--until", "2024-06-30", "--successor", "snv"]);
    ran.ends_with(&[0]);
    has(&read(&case, "plans.toml"), &["stc = { name = \"Sở Tài chính\", until = 2024-06-30, successor = \"snv\" }"]);
    let ran = run(&case, &["unit", "edit", "van-phong", "--short", "VP"]);
    ran.ends_with(&[0]);
    has(&read(&case, "257/plan.toml"), &["van-phong = { name = \"Văn phòng\", short = \"VP\" }"]);
}

#[test]
fn a_shared_unit_that_no_plan_names_yet_may_be_named_by_commands() {
    let unnamed = SHARED.replace("moi = {", "sxd = { name = \"Sở Xây dựng\" }\nmoi = {");
    let case = province().with("plans.toml", &unnamed);
    // It gets a task in one plan, and nothing of it is written but its id.
    let ran = run(&case, &["--plan", "2025/a", "task", "add", "Họp", "--lead", "xay dung", "--due", "2024-Q3"]);
    ran.ends_with(&[0]);
    has(&read(&case, "2025/a/plan.toml"), &["title = \"Họp\"\nlead = [\"sxd\"]\n"]);
    // It takes over in all plans.
    let case = province().with("plans.toml", &unnamed);
    run(&case, &["unit", "end", "stc", "--until", "2024-06-30", "--successor", "sxd"]).ends_with(&[0]);
    has(&read(&case, "plans.toml"), &["stc = { name = \"Sở Tài chính\", until = 2024-06-30, successor = \"sxd\" }"]);
    // And is renamed where no plan knows it.
    let case = province().with("plans.toml", &unnamed);
    run(&case, &["unit", "edit", "Sở Xây dựng", "--short", "SXD"]).ends_with(&[0]);
    has(&read(&case, "plans.toml"), &["sxd = { name = \"Sở Xây dựng\", short = \"SXD\" }"]);
    let ran = run(&case, &["unit", "edit", "Sở Lạ", "--short", "SL"]);
    ran.ends_with(&[2]);
    // A plan that names none of it stays as it was: the unit owes nothing there.
    let json = run(&case, &["--plan", "2025/b", "status", "--format", "json"]).json();
    assert_eq!(strings(&json["units"], "unit"), ["snv", "syt"]);
}

#[test]
fn whose_duties_pass_to_whom_is_told_by_task_and_period() {
    for (successor, handed) in [(&["--successor", "syt"][..], "Y tế"), (&[], "nobody")] {
        let case = province();
        let ran = run(&case, &[&["unit", "end", "stc", "--until", "2024-06-30", "--dry-run"], successor].concat());
        ran.ends_with(&[0]);
        let told = format!("{}{}", ran.out(), ran.err());
        has(&told, &["Obligations handed over (2)\n", "[bao-cao], Q3/2024, Q4/2024: Sở Tài chính → ", handed]);
    }
}

#[test]
fn what_a_stopped_command_left_is_named_by_check() {
    let left = [".plans.toml.tiendo-new", "257/.plan.toml.tiendo-old", "257/units/.snv.toml.tiendo-new"];
    let case = left.iter().fold(province(), |case, file| case.with(*file, ""));
    let told = run(&case, &["check"]);
    for file in left {
        has(told.err(), &[&format!("{file} was left by a command that was stopped")]);
    }
    // The next edit of its file takes it away.
    run(&case, &["unit", "edit", "snv", "--short", "NV"]).ends_with(&[0]);
    let told = run(&case, &["check"]);
    lacks(told.err(), &[left[0]]);
    has(told.err(), &[left[1], left[2]]);
    lacks(run(&province(), &["check"]).err(), &["was left by"]);
}

#[test]
fn an_edit_of_what_plans_share_is_taken_back_for_all() {
    let case = province();
    let board =
        |case: &Case| ["257", "2025/a"].map(|plan| run(case, &["--plan", plan, "status", "--format", "json"]).json());
    let (was, stood) = (read(&case, "plans.toml"), board(&case));
    run(&case, &["--plan", "257", "done", "bao-cao", "q1", "--unit", "stc", "--on", "2024-04-01"]).ends_with(&[0]);
    let recorded = read(&case, "257/units/stc.toml");
    run(&case, &["unit", "end", "snv", "--until", "2024-06-30", "--successor", "stc"]).ends_with(&[0]);
    let edited = read(&case, "plans.toml");
    // In a plan the recording before it is not the last one.
    let told = run(&case, &["--plan", "257", "undo"]);
    assert_eq!(told.code(), Some(2));
    has(told.err(), &["changed plans.toml, which several plans share; nothing was taken back", "undo"]);
    assert_eq!((read(&case, "plans.toml"), read(&case, "257/units/stc.toml")), (edited.clone(), recorded));
    let shown = run(&case, &["undo", "--dry-run"]);
    has(shown.out(), &["Would take back: tiendo", "unit end snv"]);
    assert_eq!(read(&case, "plans.toml"), edited);
    let told = run(&case, &["undo"]);
    assert_eq!(told.code(), Some(0), "{}", told.err());
    has(told.out(), &["257 (", "2025/a (", "Took back: tiendo", "plans.toml"]);
    assert_eq!(read(&case, "plans.toml"), was);
    assert_eq!(board(&case)[1], stood[1]);
    // Once only, and then the plan's own is the last.
    assert_eq!(run(&case, &["undo"]).code(), Some(2));
    run(&case, &["--plan", "257", "undo"]).ends_with(&[0]);
    assert_eq!(board(&case), stood);
}

#[test]
fn an_edit_of_what_plans_share_is_not_taken_back_past_an_editor_or_a_record() {
    let case = province();
    run(&case, &["group", "add", "cac-so", "syt"]).ends_with(&[0]);
    run(&case, &["--plan", "257", "done", "bao-cao", "q1", "--unit", "syt", "--on", "2024-04-01"]).ends_with(&[0]);
    let edited = read(&case, "plans.toml");
    let told = run(&case, &["undo"]);
    assert_eq!(told.code(), Some(2), "{}", told.err());
    has(told.err(), &["257/units/syt.toml"]);
    assert_eq!(read(&case, "plans.toml"), edited);
    run(&case, &["--plan", "257", "undo"]).ends_with(&[0]);
    let case = case.with("plans.toml", format!("{edited}# sửa tay\n"));
    let told = run(&case, &["undo"]);
    assert_eq!(told.code(), Some(3));
    has(told.err(), &["plans.toml was changed after the last recording"]);
}

#[test]
fn a_workspace_that_a_stopped_adopt_began_is_named_by_check() {
    let begun = ".moi.tiendo-new/ was left by a tiendo adopt that was stopped; nothing reads it. The same command, run \
                 again, takes it away, or delete it";
    let case = province().with(".moi.tiendo-new/plan.toml", "[plan]\n");
    has(run(&case, &["check"]).err(), &[begun]);
    // Also where there is no plan, and in the folder that was to be the new one.
    let case = Case::empty().with("khac/.moi.tiendo-new/plan.toml", "[plan]\n").with("khac/moi/so.csv", "");
    let told = run_in(&case, "khac", &["check"]);
    has(told.err(), &[begun]);
    let within = run_in(&case, "khac/moi", &["check"]);
    has(within.err(), &[&format!("../{begun}")]);
    lacks(run(&case, &["check"]).err(), &["was left by"]);
    // While a process makes it, nothing was left.
    let above = fs::File::open(case.path().join("khac")).expect("a folder");
    above.lock().expect("nobody has it");
    lacks(run_in(&case, "khac", &["check"]).err(), &["was left by"]);
}

#[test]
fn what_is_not_found_may_be_in_what_could_not_be_read() {
    let broken = |case: Case| case.with("y/plan.toml", "[plan\n");
    let fields = ["--until", "2024-06-30"];
    for typed in [
        vec!["unit", "end", "khong-co", fields[0], fields[1]],
        vec!["group", "add", "khong-co", "snv"],
        vec!["done", "khong-co", "--unit", "snv"],
        vec!["status", "--unit", "khong-co"],
        vec!["list", "--task", "khong-co"],
        vec!["show", "khong-co"],
        vec!["--plan", "khong-co", "status"],
    ] {
        let case = broken(province().with("plans.toml", SHARED.replacen("plans = [", "plans = [\"y\", ", 1)));
        let told = run(&case, &typed);
        has(told.err(), &["y/plan.toml"]);
        assert_eq!(told.code(), Some(3), "{typed:?}: {}", told.err());
        // What two plans share is as little to be read: a link to itself leads nowhere.
        let case = province();
        fs::remove_file(case.path().join("plans.toml")).expect("it is there");
        #[cfg(unix)]
        std::os::unix::fs::symlink("plans.toml", case.path().join("plans.toml")).expect("a link");
        let told = run(&case, &typed);
        has(told.err(), &["plans.toml"]);
        assert_eq!(told.code(), Some(3), "{typed:?}: {}", told.err());
    }
}

/// The sheet of a unit as CSV, with these cells of the row of an id filled in.
fn filled(case: &Case, sheet: &str, cells: &[(&str, &str, &str)]) -> String {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(case.path().join(sheet)).expect("a workbook");
    let range = calamine::Reader::worksheet_range_at(&mut book, 0).expect("a sheet").expect("it can be read");
    let rows: Vec<Vec<String>> = range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let head = rows.iter().position(|row| row.contains(&"Plan".to_owned())).expect("headings");
    let column = |heading: &str| rows[head].iter().position(|cell| cell == heading).expect("a column");
    let id = column("Id (do not change)");
    let mut table = rows[head..].to_vec();
    for (of, heading, text) in cells {
        let row = table.iter_mut().find(|row| row[id] == *of).expect("a row of this id");
        (*text).clone_into(&mut row[column(heading)]);
    }
    // Days of workbooks are numbers; empty cells say the same of rows that nobody filled in.
    let (due, status) = (column("Last day"), column("Status"));
    for row in table.iter_mut().skip(1) {
        row[due].clear();
        row[status].clear();
    }
    let quoted =
        |row: &Vec<String>| row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>();
    table.iter().map(|row| quoted(row).join(",") + "\n").collect()
}

#[test]
fn one_sheet_has_a_unit_s_work_in_all_plans_and_comes_back_to_each() {
    let case = province();
    let ran = run_in(&case, ".", &["sheet", "--unit", "noi vu", "-o", "noi-vu.xlsx"]);
    ran.ends_with(&[0]);
    has(ran.out(), &["Created noi-vu.xlsx: 6 rows"]);
    let rows = [
        ("2025/a:snv/viec-a", "Done", "2024-05-14"),
        ("2025/a:snv/viec-a", "Evidence", "1-BC"),
        ("257:snv/bao-cao/2024-Q1", "Reason", "chờ số liệu"),
    ];
    let sheet = filled(&case, "noi-vu.xlsx", &rows);
    has(&sheet, &["\"257-KH/TU\"", "\"12-KH\"", "\"13-KH\""]);
    fs::write(case.path().join("nop.csv"), &sheet).expect("it can be written");
    let nop = case.path().join("nop.csv").display().to_string();
    let ran = run_in(&case, ".", &["import", "nop.csv"]);
    ran.ends_with(&[0]);
    assert_eq!(
        read(&case, "2025/a/units/snv.toml").trim_start_matches(|c| c != '['),
        "[viec-a]\ndone = 2024-05-14\nevidence = \"1-BC\"\n"
    );
    has(&read(&case, "257/units/snv.toml"), &["[bao-cao.2024-Q1]\nreason = \"chờ số liệu\"\n"]);
    assert_eq!(read(&case, "2025/b/units/snv.toml"), "");
    // As a workbook it goes the same way: nothing is new in it now.
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let table = workbook.add_worksheet();
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(sheet.as_bytes());
    for (row, cells) in (0..).zip(rows.records()) {
        for (column, cell) in (0..).zip(cells.expect("a row").iter()) {
            table.write_string(row, column, cell).expect("it fits");
        }
    }
    workbook.save(case.path().join("nop.xlsx")).expect("it can be saved");
    has(run_in(&case, ".", &["import", "nop.xlsx"]).ends_with(&[0]).out(), &["nothing new"]);
    fs::write(case.path().join("2025/a/units/snv.toml"), "").expect("it can be written");
    run_in(&case, ".", &["import", "nop.xlsx"]).ends_with(&[0]);
    has(&read(&case, "2025/a/units/snv.toml"), &["[viec-a]\ndone = 2024-05-14\nevidence = \"1-BC\"\n"]);
    // In one plan's folder the rows of others have no place, and nothing is written.
    let other = filled(&case, "noi-vu.xlsx", &[("2025/b:snv/viec-b", "Done", "2024-05-14")]);
    fs::write(case.path().join("nop.csv"), &other).expect("it can be written");
    let ran = run_in(&case, "2025/b", &["import", &nop]);
    ran.ends_with(&[3]);
    has(ran.err(), &["the row is of the plan in 257, which is none of those asked about"]);
    assert_eq!(read(&case, "2025/b/units/snv.toml"), "");
}

#[cfg(unix)]
#[test]
fn an_import_over_plans_is_all_or_nothing() {
    use std::os::unix::fs::PermissionsExt;

    let sheet = |row: &str| format!("Id (do not change),Done,Evidence\n{row}\n");
    let case = province()
        .with("nop/a.csv", sheet("snv/viec-a,14/5/2024,1-BC"))
        .with("nop/b.csv", sheet("snv/viec-b,13/5/2024,2-BC"));
    let file = case.path().join("2025/b/units/snv.toml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).expect("permissions can be set");
    let ran = run_in(&case, ".", &["import", "nop/*.csv"]);
    ran.ends_with(&[3]);
    assert_eq!(read(&case, "2025/a/units/snv.toml"), "", "{ran:?}");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).expect("permissions can be set");
    run_in(&case, ".", &["import", "nop/*.csv"]).ends_with(&[0]);
    has(&read(&case, "2025/b/units/snv.toml"), &["[viec-b]\ndone = 2024-05-13\n"]);
    // Each plan takes its own part back.
    run(&case, &["--plan", "13-KH", "undo"]).ends_with(&[0]);
    assert_eq!(read(&case, "2025/b/units/snv.toml"), "");
    has(&read(&case, "2025/a/units/snv.toml"), &["[viec-a]"]);
}

#[test]
fn the_answer_of_a_collection_fits_the_first_screen() {
    let tinh = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/examples/tinh");
    for (columns, day) in [("80", "2026-12-31"), ("40", "2026-12-31"), ("80", "2024-05-15"), ("40", "2024-05-15")] {
        let mut command = bare();
        command.current_dir(&tinh).env("COLUMNS", columns).args(["--as-of", day, "--lang", "en"]);
        let ran = bounded(&mut command);
        let answer: Vec<&str> = ran.out().lines().take_while(|line| *line != "Plans").collect();
        assert!(answer.len() <= 24, "{} lines:\n{}", answer.len(), answer.join("\n"));
        let wide = answer.iter().find(|line| line.chars().count() > columns.parse().expect("a number"));
        assert_eq!(wide, None);
    }
    let run = |args: &[&str]| {
        let mut command = bare();
        command.current_dir(&tinh).args(["--as-of", "2026-12-31", "--lang", "en"]).args(args);
        bounded(&mut command)
    };
    // So many of the worst units of the board, or everything overdue; quarters are those of one plan.
    let worst = run(&["status", "--worst", "2"]);
    has(worst.out(), &["more units: tiendo status --as-of 2026-12-31 --full"]);
    let full = run(&["status", "--full"]);
    lacks(full.out(), &["more: tiendo list", "more units"]);
    assert_eq!(full.out().lines().take_while(|line| !line.starts_with("Due soon")).count(), 5 + 269 + 1);
    run(&["status", "--year", "2024"]).ends_with(&[2]);
}
