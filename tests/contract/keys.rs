//! Sections 1 and 2: unknown keys, required keys, ids, and the values of `[plan]`.

use serde_json::Value;

use crate::support::case::{Case, plan, task, text};

/// A plan with every table and a unit's file with every kind of record; `@…@` marks places for the tests.
const PLAN: &str = "\
[plan]
number = \"1-KH\"
title = \"Kế hoạch\"
starts = 2024-01-01
ends = 2024-12-31
@plan@
[calendar]
@calendar@
[events.hop]
name = \"Họp\"
@event@
[units.a]
name = \"Đơn vị A\"
@unit@
[groups.g]
name = \"Nhóm\"
members = [\"a\"]
@group@
[[tasks]]
id = \"t\"
title = \"Việc\"
lead = [\"g\"]
due = \"2024-Q1\"
@task@
[[tasks]]
id = \"q\"
title = \"Việc quý\"
lead = [\"a\"]
every = \"quarter\"
[tasks.titles]
@titles@
";
const UNIT: &str = "\
[t]
@record@
[t.extended]
to = 2024-04-15
by = \"x\"
on = 2024-03-01
@extended@
[q.2024-Q1]
@period@
[q.2024-Q1.waived]
by = \"x\"
on = 2024-03-01
@waived@
";

/// The template with `line` in one place and nothing in the others; and the number of that line, if it has the place.
fn filled(template: &str, place: &str, line: &str) -> (String, Option<u64>) {
    let mut at = None;
    let lines = template.lines().zip(1..).map(|(text, number)| match text.strip_prefix('@') {
        Some(name) if name.trim_end_matches('@') == place => {
            at = Some(number);
            line
        }
        Some(_) => "#",
        None => text,
    });
    (lines.collect::<Vec<_>>().join("\n") + "\n", at)
}

/// The workspace with `line` in one place, and the file and line of it.
fn with(place: &str, line: &str) -> (Case, &'static str, u64) {
    let ((plan, in_plan), (unit, in_unit)) = (filled(PLAN, place, line), filled(UNIT, place, line));
    let case = Case::new(plan).unit("a", unit);
    match (in_plan, in_unit) {
        (Some(at), _) => (case, "plan.toml", at),
        (_, Some(at)) => (case, "units/a.toml", at),
        _ => panic!("there is no place {place}"),
    }
}

/// Fails unless this line is refused where it stands, by check and by status.
#[track_caller]
fn is_refused(place: &str, line: &str) {
    let (case, file, at) = with(place, line);
    let (code, found) = case.check("2024-05-15");
    let here = |one: &Value| one["severity"] == "error" && one["file"] == file && one["line"] == at;
    assert!(found.iter().any(here), "{place}: {line}: {found:?}");
    assert_eq!(code, Some(1), "{place}: {line}");
    let run = case.run(&["status", "--format", "json", "--as-of", "2024-05-15"]);
    run.ends_with(&[3]);
    assert!(run.err().contains(&format!("{file}:{at}:")), "{place}: {line}: {run:?}");
}

/// Fails unless this line is taken.
#[track_caller]
fn is_taken(place: &str, line: &str) {
    let (case, ..) = with(place, line);
    let (code, found) = case.check("2024-05-15");
    assert_eq!(code, Some(0), "{place}: {line}: {found:?}");
    case.status("2024-05-15", &[]).run.ends_with(&[0]);
}

const PLACES: [&str; 11] =
    ["plan", "calendar", "event", "unit", "group", "task", "record", "extended", "period", "waived", "titles"];

#[test]
fn the_templates_are_sound() {
    for place in PLACES {
        is_taken(place, "# không có gì");
    }
}

#[test]
fn an_unknown_key_anywhere_is_an_error() {
    for place in PLACES {
        for line in ["deadline = 2024-03-01", "Name = \"x\"", "\"\" = 1", "x.y = 1", "\"name \" = \"x\""] {
            is_refused(place, line);
        }
    }
    for line in ["deu = \"2024-Q1\"", "Due = \"2024-Q1\"", "leads = [\"a\"]", "evrey = \"month\""] {
        is_refused("task", line);
    }
    for line in ["finished = 2024-03-01", "Done = 2024-03-01", "by = \"x\"", "waved = { by = \"x\", on = 2024-03-01 }"]
    {
        is_refused("record", line);
        is_refused("period", line);
    }
}

#[test]
fn an_unknown_table_is_an_error() {
    for addition in ["[task]\n", "[unit]\n", "[[units]]\n", "[person]\nname = \"x\"\n", "x = 1\n", "[plans]\n"] {
        let text = if addition.starts_with('x') {
            format!("{addition}{}", plan("", ""))
        } else {
            format!("{}{addition}", plan("", ""))
        };
        assert_eq!(Case::new(text).check("2024-05-15").0, Some(1), "{addition}");
    }
}

#[test]
fn a_key_twice_is_an_error() {
    for (place, line) in [
        ("plan", "number = \"2-KH\""),
        ("event", "name = \"x\""),
        ("unit", "name = \"x\""),
        ("group", "members = []"),
        ("task", "due = \"2024-Q2\""),
        ("extended", "to = 2024-05-15"),
        ("waived", "\"by\" = \"x\""),
    ] {
        is_refused(place, line);
    }
}

#[test]
fn every_required_key_is_missed() {
    let (sound, _) = filled(PLAN, "", "");
    let (unit, _) = filled(UNIT, "", "");
    // Each of these lines stands in the templates once or more; the nth one is taken out.
    let of_plan = [
        ("number = ", 0),
        ("title = \"Kế hoạch\"", 0),
        ("starts = ", 0),
        ("ends = ", 0),
        ("name = \"Họp\"", 0),
        ("name = \"Đơn vị A\"", 0),
        ("name = \"Nhóm\"", 0),
        ("members = ", 0),
        ("id = ", 0),
        ("title = \"Việc\"", 0),
        ("lead = ", 0),
        ("due = ", 0),
        ("every = ", 0),
    ];
    for (line, nth) in of_plan {
        let case = Case::new(without(&sound, line, nth)).unit("a", "");
        let (code, found) = case.check("2024-05-15");
        assert_eq!(code, Some(1), "without {line}");
        let run = case.run(&["status", "--as-of", "2024-05-15"]);
        run.ends_with(&[3]);
        assert!(run.err().contains("plan.toml:") && run.stdout.is_empty(), "without {line}: {run:?}");
        assert!(found.iter().all(|one| one["file"] == "plan.toml"), "without {line}: {found:?}");
    }
    for (line, nth) in [("to = ", 0), ("by = ", 0), ("on = ", 0), ("by = ", 1), ("on = ", 1)] {
        let case = Case::new(&sound).unit("a", without(&unit, line, nth));
        let (code, found) = case.check("2024-05-15");
        assert_eq!(code, Some(1), "without {line} {nth}");
        assert_eq!(text(&found[0]["file"]), "units/a.toml", "without {line} {nth}: {found:?}");
        case.status("2024-05-15", &[]).run.ends_with(&[3]);
    }
}

/// The text without the nth of the lines that begin so.
fn without(text: &str, line: &str, nth: usize) -> String {
    let mut seen = 0;
    let left = text.lines().filter(|candidate| {
        let here = candidate.starts_with(line);
        seen += usize::from(here);
        !(here && seen == nth + 1)
    });
    let left = left.collect::<Vec<_>>().join("\n");
    assert_ne!(left.trim(), text.trim(), "there is no {line} {nth}");
    left
}

#[test]
fn a_plan_without_its_table_is_refused_and_an_empty_one_too() {
    for text in ["", "\n", "# chỉ có ghi chú\n", "[units]\na = \"A\"\n", "plan = 1\n", "[[plan]]\n"] {
        let case = Case::new(text);
        assert_eq!(case.check("2024-05-15").0, Some(1), "{text:?}");
        let run = case.run(&["status", "--as-of", "2024-05-15"]);
        run.ends_with(&[3]);
        assert!(run.err().contains("plan.toml"), "{text:?}: {run:?}");
    }
    // A plan without units or tasks owes nothing, and is a plan.
    let bare = "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 2024-01-01\nends = 2024-12-31\n";
    let status = Case::new(bare).status("2024-05-15", &[]);
    status.run.ends_with(&[0]);
    assert!(status.items().is_empty());
}

#[test]
fn values_of_the_plan_are_what_the_contract_lists() {
    let taken = [
        "issuer = \"Ban Thường vụ\"",
        "coordinator = \"a\"",
        "language = \"vi\"",
        "language = \"en\"",
        "timezone = \"Asia/Ho_Chi_Minh\"",
        "timezone = \"UTC\"",
        "due_soon = 0",
        "due_soon = 365",
        "before = \"exclusive\"",
        "before = \"inclusive\"",
        "on_day_off = \"keep\"",
        "on_day_off = \"next-working-day\"",
        "acceptance = true",
        "acceptance = false",
        "notice = \"Số liệu minh họa\"",
        "issued = 2024-02-28",
        "note = \"Đọc từ bản gốc\"",
        "office = {}",
        "office = { superior = \"TỈNH ỦY\", name = \"BAN\", place = \"Quảng Ngãi\", signature = \"TRƯỞNG BAN\", \
         recipients = [\"Lưu VP\"], style = \"party\" }",
        "office = { style = \"state\" }",
    ];
    for line in taken {
        is_taken("plan", line);
    }
    let refused = [
        "issuer = 1",
        "coordinator = \"khong-co\"",
        "coordinator = \"g\"",
        "coordinator = [\"a\"]",
        "language = \"fr\"",
        "language = \"VI\"",
        "language = \"\"",
        "language = true",
        "timezone = \"Asia/Hanoi\"",
        "timezone = \"asia/ho_chi_minh\"",
        "timezone = \"+07:00\"",
        "timezone = \"\"",
        "timezone = 7",
        "due_soon = -1",
        "due_soon = 7.0",
        "due_soon = \"7\"",
        "due_soon = 99999999999999999999999999",
        "before = \"strict\"",
        "before = true",
        "on_day_off = \"next\"",
        "on_day_off = \"previous-day\"",
        "acceptance = \"true\"",
        "acceptance = 1",
        "notice = []",
        "issued = \"2024-02-28\"",
        "note = 1",
        "office = \"BAN\"",
        "office = { style = \"Party\" }",
        "office = { recipients = \"Lưu VP\" }",
        "office = { signer = \"x\" }",
    ];
    for line in refused {
        is_refused("plan", line);
    }
    for (from, to) in [
        ("ends = 2024-12-31", "ends = 2023-12-31"),
        ("starts = 2024-01-01", "starts = \"2024-01-01\""),
        ("starts = 2024-01-01", "starts = 2024"),
        ("starts = 2024-01-01", "starts = 2024-02-30"),
        ("starts = 2024-01-01", "starts = 2024-01-01T00:00:00Z"),
        ("starts = 2024-01-01", "starts = 0000-01-01"),
        ("number = \"1-KH\"", "number = 1"),
    ] {
        let case = Case::new(plan("", "").replace(from, to));
        assert_eq!(case.check("2024-05-15").0, Some(1), "{to}");
        case.run(&["status", "--as-of", "2024-05-15"]).ends_with(&[3]);
    }
}

#[test]
fn the_plan_above_is_named_by_a_path_of_few_steps_up_and_a_unit() {
    for line in [
        "above = { plan = \"../257-KH-TU\", unit = \"huyen-uy-binh-son\" }",
        "above = { plan = \"../../../../tinh/257-KH-TU/\", unit = \"7\" }",
    ] {
        is_taken("plan", line);
    }
    for line in [
        "above = \"../257-KH-TU\"",
        "above = {}",
        "above = { plan = \"../257-KH-TU\" }",
        "above = { unit = \"a\" }",
        "above = { plan = \"../257-KH-TU\", unit = \"huyện ủy\" }",
        "above = { plan = \"../257-KH-TU\", unit = \"a\", task = \"b\" }",
        "above = { plan = 1, unit = \"a\" }",
        "above = { plan = \"\", unit = \"a\" }",
        "above = { plan = \"/257-KH-TU\", unit = \"a\" }",
        "above = { plan = \"C:/257-KH-TU\", unit = \"a\" }",
        "above = { plan = \"..\\\\257-KH-TU\", unit = \"a\" }",
        "above = { plan = \"a//b\", unit = \"a\" }",
        "above = { plan = \"../../../../../257-KH-TU\", unit = \"a\" }",
    ] {
        is_refused("plan", line);
    }
}

#[test]
fn tags_targets_and_answers_are_what_the_contract_lists() {
    for line in [
        "tags = []",
        "tags = [\"cchc\", \"chuyển đổi số\"]",
        "target = { min = 151, unit = \"chi bộ\" }",
        "target = { max = 3 }",
        "target = { min = 80, max = 95.5, unit = \"%\" }",
        "target = { min = 0, max = 0 }",
        "answers = \"sinh-hoat-quy\"",
        "answers = \"ke-hoach.dot-2\"",
    ] {
        is_taken("task", line);
    }
    for line in [
        "tags = \"cchc\"",
        "tags = [1]",
        "target = 151",
        "target = {}",
        "target = { unit = \"chi bộ\" }",
        "target = { min = \"151\" }",
        "target = { min = -1 }",
        "target = { min = 0.0001 }",
        "target = { min = inf }",
        "target = { min = 1000000000000 }",
        "target = { min = 2, max = 1 }",
        "target = { min = 2, unit = 1 }",
        "target = { min = 2, least = 1 }",
        "answers = \"\"",
        "answers = \"a.b.c\"",
        "answers = \"việc\"",
        "answers = [\"a\"]",
    ] {
        is_refused("task", line);
    }
}

/// What ids may be, and what not.
const GOOD: [&str; 6] = ["a", "7", "A_b-9", "huyen-uy-binh-son", "2024-Q1", "x-"];
const BAD: [&str; 11] = ["", "-a", "_a", "a b", "a.b", "đơn-vị", "a/b", "a\\\\b", "..", "a\\u0000b", "ａ"];

#[test]
fn ids_need_no_quoting_anywhere() {
    let longest = "x".repeat(64);
    for id in GOOD.into_iter().chain([longest.as_str()]) {
        for text in plans_with(id) {
            assert_eq!(Case::new(&text).check("2024-05-15").0, Some(0), "{id} in\n{text}");
        }
    }
    let too_long = "x".repeat(65);
    for id in BAD.into_iter().chain([too_long.as_str()]) {
        for text in plans_with(id) {
            let case = Case::new(&text);
            assert_eq!(case.check("2024-05-15").0, Some(1), "{id} in\n{text}");
            case.run(&["status", "--as-of", "2024-05-15"]).ends_with(&[3]);
        }
    }
}

/// Plans in which a unit, a group, a task and an event bear this id.
fn plans_with(id: &str) -> [String; 4] {
    let header = "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 2024-01-01\nends = 2024-12-31\n";
    [
        format!("{header}[units]\n\"{id}\" = \"Đơn vị\"\n"),
        format!("{header}[units]\nu = \"Đơn vị\"\n[groups.\"{id}\"]\nname = \"G\"\nmembers = [\"u\"]\n"),
        format!(
            "{header}[units]\nu = \"Đơn vị\"\n[[tasks]]\nid = \"{id}\"\ntitle = \"T\"\nlead = [\"u\"]\ndue = \"2024\"\n"
        ),
        format!("{header}[events.\"{id}\"]\nname = \"E\"\n"),
    ]
}

#[test]
fn ids_compare_exactly_and_are_unique() {
    let refused = [
        "[groups.a]\nname = \"G\"\nmembers = [\"b\"]\n".to_owned(), // one namespace with the units
        task("t", "due = \"2024\"") + &task("t", "due = \"2024\""),
        task("t", "due = \"2024\"").replace("[\"a\"]", "[\"A\"]"),
        task("t", "due = \"2024\"").replace("[\"a\"]", "[\"a \"]"),
        task("t", "due = \"2024\"").replace("[\"a\"]", "[\"khong-co\"]"),
        task("t", "due = \"2024\"\nsupport = [\"khong-co\"]"),
        "[groups.g]\nname = \"G\"\nmembers = [\"khong-co\"]\n".to_owned(),
        "[events.hop]\nname = \"E\"\n".to_owned() + &task("t", "due = \"event Hop\""),
        "[groups.g]\nname = \"G\"\nmembers = [\"g\"]\n".to_owned(),
        "[groups.g]\nname = \"G\"\nmembers = [\"h\"]\n[groups.h]\nname = \"H\"\nmembers = [\"a\", \"g\"]\n".to_owned(),
    ];
    for rest in refused {
        let case = Case::new(plan("", &rest));
        assert_eq!(case.check("2024-05-15").0, Some(1), "{rest}");
        case.run(&["status", "--as-of", "2024-05-15"]).ends_with(&[3]);
    }
    // Units and groups share one namespace; tasks and events have their own.
    let shared = "[events.a]\nname = \"E\"\ndate = 2024-04-18\n".to_owned() + &task("a", "due = \"event a\"");
    assert_eq!(Case::new(plan("", &shared)).check("2024-05-15").0, Some(0));
    // Ids of units name files: they must differ in more than case, and must not be those of devices.
    for (id, code) in [("A", "E205"), ("nul", "E204"), ("CON", "E204"), ("Com7", "E204")] {
        let named = plan("", &format!("{id} = \"Đơn vị khác\"\n")).replace("\n\n", "\n") + &task("t", "due = \"2024\"");
        let (exit, found) = Case::new(named).check("2024-05-15");
        let codes: Vec<_> = found.iter().map(|one| one["code"].as_str().expect("a code")).collect();
        assert_eq!((exit, codes), (Some(1), vec![code]), "{id}");
    }
    let named = plan("", "com10 = \"X\"\nBc = \"Y\"\n").replace("\n\n", "\n") + &task("A", "due = \"2024\"");
    assert_eq!(Case::new(named).check("2024-05-15").0, Some(0));
}

#[test]
fn lead_and_support_are_lists_of_texts() {
    for keys in ["lead = \"a\"", "lead = [1]", "lead = [[\"a\"]]", "lead = { a = true }", "lead = true"] {
        let text = plan("", &format!("[[tasks]]\nid = \"t\"\ntitle = \"T\"\ndue = \"2024\"\n{keys}\n"));
        assert_eq!(Case::new(text).check("2024-05-15").0, Some(1), "{keys}");
    }
    for keys in ["support = \"a\"", "support = [1]", "title = 1", "clause = 2.1", "note = true", "wording = []"] {
        let text = plan(
            "",
            &task("t", "due = \"2024\"")
                .replace("title = \"Việc t\"\n", if keys.starts_with("title") { "" } else { "title = \"T\"\n" }),
        );
        assert_eq!(Case::new(format!("{text}{keys}\n")).check("2024-05-15").0, Some(1), "{keys}");
    }
}

/// What is wrong with a plan, each as its code and the text that it points at.
fn pointed_at(plan: &str) -> Vec<String> {
    let (_, found) = Case::new(plan).check("2024-05-15");
    let errors = found.iter().filter(|one| one["severity"] == "error");
    let at = |one: &Value, key: &str| usize::try_from(one[key].as_u64().expect("a place")).expect("a place");
    errors.map(|one| format!("{} {}", text(&one["code"]), &plan[at(one, "start_byte")..at(one, "end_byte")])).collect()
}

#[test]
fn what_cannot_be_read_hides_nothing_else_of_its_task() {
    let of_task = |keys: &str| pointed_at(&plan("", &format!("[[tasks]]\n{keys}\n")));
    let names = "lead = [\"zz\"]\nsupport = [\"yy\"]\nexcept = [\"xx\"]\n";
    let [lead, support, except] = ["E206 \"zz\"", "E206 \"yy\"", "E206 \"xx\""];
    let found = of_task(&format!("id = \"t\"\ntitle = \"T\"\n{names}due = \"quý\""));
    assert_eq!(found, [lead, support, except, "E301 \"quý\""]);
    let found = of_task(&format!("title = \"T\"\n{names}due = \"event ee\""));
    assert_eq!(found, ["E202 [[tasks]]", lead, support, except, "E206 \"event ee\""]);
    let amended = "amended = [{ on = 2024-02-01, due = \"day 41\", lead = [\"ww\"] }]";
    let found = of_task(&format!("id = \"t\"\ntitle = \"T\"\n{names}every = \"month\"\ndue = \"day 40\"\n{amended}"));
    let amendment = "E202 { on = 2024-02-01, due = \"day 41\", lead = [\"ww\"] }";
    assert_eq!(found, [lead, support, except, "E208 \"day 40\"", amendment, "E208 \"day 41\"", "E206 \"ww\""]);
    let milestones =
        "milestones = [{ id = \"m\", due = \"quý\", lead = [\"vv\"] }, { due = \"2024\", support = [\"uu\"] }]";
    let found = of_task(&format!("id = \"t\"\ntitle = \"T\"\nlead = [\"a\"]\n{milestones}"));
    let nameless = "E202 { due = \"2024\", support = [\"uu\"] }";
    assert_eq!(found, ["E301 \"quý\"", "E206 \"vv\"", nameless, "E206 \"uu\""]);
}

#[test]
fn what_cannot_be_read_of_a_body_is_told_once_and_nothing_that_follows_from_it() {
    for (unit, told) in [
        ("c = 1", "E203 1"),
        ("\"c\u{e9}\" = \"Đơn vị\"", "E204 \"c\u{e9}\""),
        ("c = { name = \"C\", until = \"2024-03-01\", successor = \"b\" }", "E203 \"2024-03-01\""),
        ("c = { name = \"C\", until = 2024-03-01, successor = \"zz\" }", "E206 \"zz\""),
        ("c = { name = \"C\", from = 2024-03-02, until = 2024-03-01 }", "E304 2024-03-01"),
        ("[groups]\nc = 3", "E203 3"),
    ] {
        let id = if unit.contains('\u{e9}') { "c\u{e9}" } else { "c" };
        let owed = task("t", "due = \"2024-Q2\"").replace("[\"a\"]", &format!("[\"{id}\"]"));
        assert_eq!(pointed_at(&plan("", &format!("{unit}\n{owed}"))), [told], "{unit}");
    }
    let stranger = task("t", "due = \"2024-Q2\"\nexcept = [\"a\"]");
    assert_eq!(pointed_at(&plan("", &stranger)), ["E319 \"a\""]);
}
