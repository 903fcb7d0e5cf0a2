//! The files that reports are written into: where they go, what is left alone, what is refused, and that several are
//! written together or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use snapbox::str;

use super::bench::{FORMATS, LATER, Span, ask, list, parsed, report};
use super::sums::holds_together;
use super::tree;
use crate::support::case::{Case, Run, Shows as _, plan, task, text};
use crate::support::entries;

/// A small workspace.
pub fn workspace() -> Case {
    let plan = "[plan]\nnumber = \"1-KH\"\ntitle = \"Kế hoạch\"\nstarts = 2024-01-10\nends = 2024-04-15\n[units]\n\
                a = \"Đơn vị A\"\nb = \"Đơn vị B\"\n\
                [[tasks]]\nid = \"m\"\ntitle = \"Báo cáo tháng\"\nlead = [\"a\", \"b\"]\n\
                every = \"month\"\ndue = \"day 5 of next month\"\n";
    Case::new(plan).unit("a", "[m.2024-01]\ndone = 2024-02-01\n").unit("b", "")
}

/// Every file below a folder with what it holds; of links, where they lead.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for path in entries(folder) {
        let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
        if path.is_symlink() {
            let leads = fs::read_link(&path).expect("it leads somewhere").to_string_lossy().into_owned();
            found.insert(name, format!("-> {leads}").into_bytes());
        } else if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(inside, bytes)| (format!("{name}/{inside}"), bytes)));
        } else {
            found.insert(name, fs::read(&path).expect("it can be read"));
        }
    }
    found
}

fn month() -> Span {
    Span::at("month", "2024-02-01")
}

/// Writes the report of February while it goes on.
fn interim(case: &Case, format: &str) {
    ask(case.path(), &["report", "month", "2024-02", "--as-of", "2024-02-20", "--format", format]).ends_with(&[0]);
}

/// Writes the report of February.
fn write(case: &Case, args: &[&str]) -> Run {
    ask(case.path(), &[&["report", "month", "2024-02", "--as-of", LATER], args].concat())
}

/// Fails unless a command ends with this code and these words, and changes no file.
#[track_caller]
fn refused(case: &Case, args: &[&str], code: i32, said: &[&str]) -> Run {
    let before = files(case.path());
    let run = ask(case.path(), args);
    run.ends_with(&[code]);
    for said in said {
        assert!(run.err().contains(said), "{said}: {run:?}");
    }
    assert!(run.stdout.is_empty(), "{run:?}");
    assert!(files(case.path()) == before, "no file is made or changed: {args:?}");
    run
}

#[test]
fn a_report_goes_into_the_workspace_unless_a_folder_is_named() {
    let case = workspace();
    let outside = tempfile::tempdir().expect("a folder can be made");
    let before = files(case.path());
    let run = write(&case, &["--format", FORMATS.join(",").as_str()]);
    run.ends_with(&[0]);
    let told: String = FORMATS.iter().map(|format| format!("Đã tạo reports/2024-02.{format}\n")).collect();
    assert_eq!(run.out(), told);
    let mut expected = before.clone();
    for format in FORMATS {
        let bytes = report(case.path(), &month(), format, &["--as-of", LATER]);
        expected.insert(format!("reports/2024-02.{format}"), bytes);
    }
    assert!(files(case.path()) == expected, "the reports and nothing else, such as what was written beside them");
    // A folder that somebody names, whether or not it is there.
    let named = outside.path().join("một/hai");
    let out = named.to_str().expect("it is text");
    write(&case, &["--format", "csv", "--out", out]).ends_with(&[0]);
    assert_eq!(fs::read(named.join("2024-02.csv")).ok(), expected.get("reports/2024-02.csv").cloned());
    assert_eq!(files(outside.path()).len(), 1);
    // A format that is named twice is written once.
    let run = write(&case, &["--format", "md,md", "--format", "md"]);
    assert_eq!(run.out(), "reports/2024-02.md không thay đổi\n");
    assert!(files(case.path()) == expected, "nothing else has changed");
}

#[test]
fn standard_output_takes_one_period_in_one_format() {
    let case = workspace();
    for args in [&["--format", "md,csv"][..], &["--format", "md", "--format", "json"]] {
        let args = [&["report", "month", "2024-02", "--as-of", LATER, "--out", "-"], args].concat();
        refused(&case, &args, 2, &["--out - chỉ nhận một kỳ và một dạng"]);
    }
    refused(&case, &["report", "month", "--all", "--out", "-"], 2, &["--out - chỉ nhận một kỳ và một dạng"]);
    write(&case, &["--out", "-"]).ends_with(&[0]);
    assert!(!case.path().join("reports").exists());
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_links() {
    use std::os::unix::fs::symlink;
    let elsewhere = tempfile::tempdir().expect("a folder can be made");
    let target = elsewhere.path().join("đích.md");
    fs::write(&target, "của người khác").expect("it can be written");
    let args = ["report", "month", "2024-02", "--as-of", LATER];
    let case = workspace();
    symlink(elsewhere.path(), case.path().join("reports")).expect("links can be made");
    refused(&case, &args, 3, &["reports/"]);
    refused(&case, &["report", "month", "--all", "--as-of", LATER], 3, &["reports/"]);
    let case = workspace().with("reports/2024-01.md", "của ai đó");
    symlink(&target, case.path().join("reports/2024-02.md")).expect("links can be made");
    refused(&case, &[&args[..], &["--format", "md,csv,json"]].concat(), 3, &["reports/2024-02.md"]);
    refused(&case, &[&args[..], &["--force"]].concat(), 3, &["reports/2024-02.md"]);
    // Nor is a link that leads nowhere taken for a file that is not there.
    symlink(elsewhere.path().join("không có"), case.path().join("reports/2024-02.csv")).expect("links can be made");
    refused(&case, &[&args[..], &["--format", "csv", "--force"]].concat(), 3, &["reports/2024-02.csv"]);
    assert_eq!(files(elsewhere.path()), BTreeMap::from([("đích.md".to_owned(), "của người khác".into())]));
    // A folder that somebody names may be a link.
    let case = workspace();
    symlink(elsewhere.path(), case.path().join("bên kia")).expect("links can be made");
    let named = case.path().join("bên kia");
    write(&case, &["--out", named.to_str().expect("it is text")]).ends_with(&[0]);
    assert!(elsewhere.path().join("2024-02.md").is_file());
}

#[cfg(unix)]
#[test]
fn a_file_that_would_not_change_is_left_alone() {
    use std::os::unix::fs::MetadataExt;
    let case = workspace();
    let all = FORMATS.join(",");
    write(&case, &["--format", &all]).ends_with(&[0]);
    let seen = || -> Vec<(u64, i64, i64)> {
        let meta =
            entries(&case.path().join("reports")).into_iter().map(|path| fs::metadata(path).expect("it is there"));
        meta.map(|meta| (meta.ino(), meta.mtime(), meta.mtime_nsec())).collect()
    };
    let before = seen();
    for more in [&[][..], &["--force"]] {
        let run = write(&case, &[&["--format", &all], more].concat());
        run.ends_with(&[0]);
        assert_eq!(run.out().lines().filter(|line| line.ends_with("không thay đổi")).count(), FORMATS.len());
        assert_eq!(seen(), before, "they are the very same files");
    }
}

#[test]
fn a_report_of_ours_is_made_anew_in_the_formats_that_people_do_not_write_in() {
    for format in ["md", "html", "csv", "json"] {
        let case = workspace();
        interim(&case, format);
        // As a checkout on another system may have left it.
        let path = case.path().join(format!("reports/2024-02.{format}"));
        let text = fs::read_to_string(&path).expect("it is text");
        fs::write(&path, text.replace("\r\n", "\n").replace('\n', "\r\n")).expect("it can be written");
        let run = write(&case, &["--format", format]);
        run.ends_with(&[0]);
        assert_eq!(run.out(), format!("Đã ghi reports/2024-02.{format}\n"));
        assert_eq!(fs::read(&path).expect("it is there"), report(case.path(), &month(), format, &["--as-of", LATER]));
    }
}

#[test]
fn what_people_may_have_written_is_only_replaced_by_force() {
    let foreign = "không phải tiendo.report/1\n<!-- tiendo.report/1 -->\nHết.\n";
    for format in FORMATS {
        let name = format!("reports/2024-02.{format}");
        let args = ["report", "month", "2024-02", "--as-of", LATER, "--format", format];
        let mut olds = vec![foreign.as_bytes().to_vec(), Vec::new(), vec![0xff, 0xfe, 0]];
        // Documents are written on by people, so that one of ours that differs may be theirs.
        let office = ["xlsx", "docx"].contains(&format);
        if office {
            olds.push(report(workspace().path(), &month(), format, &["--as-of", "2024-02-20"]));
        }
        for old in olds {
            let case = workspace().with(&name, &old);
            let words =
                if office { "có thể do đã được chỉnh sửa" } else { "không phải do tiendo lập" };
            refused(&case, &args, 2, &[&name, words, "--force"]);
            let run = ask(case.path(), &[&args[..], &["--force"]].concat());
            run.ends_with(&[0]);
            assert_eq!(run.out(), format!("Đã ghi {name}\n"));
            let made = report(case.path(), &month(), format, &["--as-of", LATER]);
            assert_eq!(fs::read(case.path().join(&name)).expect("it is there"), made);
        }
    }
}

#[test]
fn several_formats_are_written_together_or_not_at_all() {
    let all = FORMATS.join(",");
    for held in FORMATS {
        let case = workspace().with(format!("reports/2024-02.{held}"), "của ai đó");
        // Of the others some would be new and some rebuilt.
        for format in ["md", "json"].into_iter().filter(|format| *format != held) {
            interim(&case, format);
        }
        let run = refused(&case, &["report", "month", "2024-02", "--as-of", LATER, "--format", &all], 2, &[held]);
        assert_eq!(run.err().lines().count(), 1, "the others are not spoken of: {run:?}");
    }
    // Everything that is in the way is named.
    let case = workspace().with("reports/2024-02.md", "a").with("reports/2024-02.xlsx", "b");
    let run = refused(&case, &["report", "month", "2024-02", "--as-of", LATER, "--format", &all], 2, &[".md", ".xlsx"]);
    assert_eq!(run.err().lines().count(), 2);
    // A folder in the way of one of them.
    let case = workspace().with("reports/2024-02.json/x", "a");
    refused(
        &case,
        &["report", "month", "2024-02", "--as-of", LATER, "--format", &all, "--force"],
        3,
        &["2024-02.json"],
    );
}

/// A workspace with a unit whose file is broken.
pub fn broken() -> Case {
    workspace().unit("b", "[m.2024-01]\ndone = 2024-02-30\n[m.2024-02]\ndone = 2024-03-01\n")
}

#[test]
fn a_broken_file_of_a_unit_stops_the_report_and_is_told_once() {
    for args in [
        &["month", "2024-02"][..],
        &["month", "2024-02", "--format", "md,html,xlsx,docx,csv,json"],
        &["month", "--all"],
    ] {
        let run = refused(&broken(), &[&["report"], args, &["--as-of", LATER]].concat(), 3, &["--keep-going"]);
        assert_eq!(run.err().matches("units/b.toml").count(), 1, "{run:?}");
        assert_eq!(run.err().matches("E106").count(), 1, "{run:?}");
    }
    let run = refused(&broken(), &["report", "month", "2024-02", "--as-of", LATER, "--out", "-"], 3, &["1 đơn vị"]);
    run.err().shows(str![[r#"
lỗi[E106]: không có ngày “2024-02-30”: tháng 2/2024 chỉ có 29 ngày
 --> units/b.toml:2:8
  |
2 | done = 2024-02-30
  |        ^^^^^^^^^^
  |
  = cách sửa: viết năm-tháng-ngày, với ngày có thật trong tháng: 2024-02-29

lỗi: không đọc được tệp của 1 đơn vị nên chưa lập báo cáo nào; hãy sửa các lỗi trên, hoặc thêm --keep-going để lập báo cáo có nêu rõ đơn vị thiếu số liệu

"#]]);
}

#[test]
fn a_report_of_what_could_be_read_says_whose_figures_are_missing() {
    let case = broken();
    let run = write(&case, &["--format", &FORMATS.join(","), "--keep-going"]);
    run.ends_with(&[3]);
    assert_eq!(run.err().matches("units/b.toml").count(), 1, "{run:?}");
    let held = |format: &str| fs::read(case.path().join(format!("reports/2024-02.{format}"))).expect("it was written");
    let said = "THIẾU SỐ LIỆU của 1 đơn vị, chưa tính do tệp có lỗi: Đơn vị B.";
    let held_text = |format: &str| String::from_utf8(held(format)).expect("UTF-8");
    assert!(held_text("md").contains(&format!("\n> {said}\n")));
    let (root, _) = tree::page(&held_text("html"));
    let warnings = root.all("p").into_iter().filter(|line| line.attribute("role") == Some("note"));
    assert_eq!(warnings.map(tree::Element::text).collect::<Vec<_>>(), [said]);
    let shared = tree::xml(&tree::part(&held("xlsx"), "xl/sharedStrings.xml"));
    assert!(shared.all("t").iter().any(|text| text.text() == said));
    let document = tree::xml(&tree::part(&held("docx"), "word/document.xml"));
    assert!(document.all("w:t").iter().any(|text| text.text() == said));
    let table = held_text("csv");
    let mut rows = csv::ReaderBuilder::new().from_reader(table.trim_start_matches('\u{feff}').as_bytes());
    let file = rows.headers().expect("headings").iter().position(|name| name == "file").expect("a column of files");
    let rows: Vec<csv::StringRecord> = rows.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.iter().map(|row| (&row[6], &row[file])).collect::<Vec<_>>(), [("a", "read"), ("b", "unreadable")]);
    assert!(rows[1].iter().skip(file + 1).take(16).all(str::is_empty), "no figure of it is given: {:?}", rows[1]);
    let json = parsed(&held("json"));
    assert_eq!(json["unreadable"], serde_json::json!(["b"]));
    let row = &json["sections"][0]["units"][1];
    assert_eq!((text(&row["file"]), &row["timed"], &row["carried"]), ("unreadable", &Value::Null, &Value::Null));
    holds_together(&json);
    // All figures are those of a plan in which the unit owes nothing.
    let alone = fs::read_to_string(case.path().join("plan.toml")).expect("a plan").replace("[\"a\", \"b\"]", "[\"a\"]");
    let alone = Case::new(alone).unit("a", "[m.2024-01]\ndone = 2024-02-01\n").unit("b", "");
    let alone = parsed(&report(alone.path(), &month(), "json", &["--as-of", LATER]));
    for key in
        ["due", "due_previous", "timed", "timed_before", "totals", "totals_before", "timeline", "completed", "upcoming"]
    {
        assert_eq!(json[key], alone[key], "{key}");
    }
    assert!(list(&json["carried"]).is_empty() && list(&json["newly_overdue"]).is_empty());
}

#[test]
fn a_broken_plan_is_not_reported_by() {
    for plan in [
        "[plan]\nnumber = 1\n",
        "không phải TOML",
        "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 2024-01-01\nends = 2024-12-31\n[units]\na = \"A\"\n\
         [[tasks]]\nid = \"t\"\ntitle = \"T\"\nlead = [\"không\"]\ndue = \"2024\"\n",
    ] {
        let case = Case::new(plan);
        for args in [&["report", "year", "2024", "--keep-going", "--force"][..], &["report", "week", "--all"]] {
            refused(&case, args, 3, &["plan.toml"]);
        }
        assert!(!case.path().join("reports").exists());
    }
    refused(&Case::empty(), &["report", "week"], 3, &["plan.toml"]);
}

#[test]
fn the_period_must_be_one_of_the_kind_and_have_begun() {
    let case = workspace();
    let as_of = ["--as-of", "2024-05-15"];
    let of = |args: &[&str], said: &[&str]| refused(&case, &[&["report"], args, &as_of[..]].concat(), 2, said);
    of(&["month", "2024-06"], &["Tháng 6/2024 bắt đầu ngày 01/6/2024"]);
    of(&["week", "2024-W21"], &["bắt đầu ngày 20/5/2024"]);
    of(&["month", "2024-07-01"], &["Tháng 7/2024 bắt đầu ngày 01/7/2024"]);
    for (kind, text, name, example) in [
        ("week", "2024-05", "tuần", "2024-W15"),
        ("month", "2024-W20", "tháng", "2024-04"),
        ("quarter", "2024-H1", "quý", "2024-Q1"),
        ("half", "2024-Q1", "kỳ 6 tháng", "2024-H1"),
        ("year", "2024-01", "năm", "2024"),
        ("week", "2024-W54", "tuần", "2024-W15"),
        ("month", "", "tháng", "2024-04"),
        ("month", "Last", "tháng", "2024-04"),
    ] {
        of(&[kind, text], &[&format!("“{text}” không phải là {name}: hãy viết {example}, hoặc last")]);
    }
    of(&["decade"], &["week, month, quarter, half, nine-months, year"]);
    of(&["week", "--report-day", "14"], &["thứ Hai"]);
    for text in ["0", "29", "x", "+1", "014"] {
        of(&["month", "--report-day", text], &[&format!("“{text}” không phải là ngày chốt báo cáo")]);
    }
    of(&["month", "2024-02", "--all"], &["--all là mọi kỳ"]);
    of(&["month", "2024-02", "--format", "odt"], &["md, html, xlsx, docx, pdf, csv, json"]);
    let english = refused(&case, &["report", "half", "2024-Q1", "--lang", "en"], 2, &[]);
    english.err().shows(str![[r"
error: “2024-Q1” is not a half-year: write 2024-H1, or last, or a day in it

"]]);
}

#[test]
fn a_period_is_named_by_itself_by_a_day_in_it_as_the_last_one_or_not_at_all() {
    let case = workspace();
    let period = |args: &[&str]| {
        let run = ask(
            case.path(),
            &[&["report"], args, &["--format", "json", "--out", "-", "--as-of", "2024-05-15"]].concat(),
        );
        run.ends_with(&[0]);
        let report = parsed(&run.stdout);
        (text(&report["period"]["period"]).to_owned(), text(&report["as_of"]).to_owned())
    };
    for (args, expected, as_of) in [
        (&["week"][..], "2024-W20", "2024-05-15"),
        (&["week", "last"], "2024-W19", "2024-05-12"),
        (&["month", "2024-03-31"], "2024-03", "2024-03-31"),
        (&["quarter", "29/02/2024"], "2024-Q1", "2024-03-31"),
        (&["half", "2024-H1"], "2024-H1", "2024-05-15"),
        (&["year", "last"], "2023", "2023-12-31"),
        (&["month", "2024-02", "--closing", "2024-02-29"], "2024-02", "2024-02-29"),
        (&["nine-months"], "2024-9M", "2024-05-15"),
        (&["nine-months", "last"], "2023-9M", "2023-09-30"),
        // After the nine months there are none until the year is over: those that are over are meant.
        (&["nine-months", "5/11/2023"], "2023-9M", "2023-09-30"),
        (&["month", "--report-day", "14"], "2024-06", "2024-05-15"),
        (&["month", "15/3/2024", "--report-day", "14"], "2024-04", "2024-04-14"),
        (&["quarter", "2024-Q1", "--report-day", "14"], "2024-Q1", "2024-03-14"),
        (&["quarter", "last", "--report-day", "14"], "2024-Q1", "2024-03-14"),
        (&["month", "2024-02", "--closing", "31/3/2024"], "2024-02", "2024-03-31"),
    ] {
        assert_eq!(period(args), (expected.to_owned(), as_of.to_owned()), "{args:?}");
    }
}

#[test]
fn what_was_completed_after_the_plan_is_in_a_report_and_no_report_is_missed_before_a_period_is_over() {
    let late = Case::new(plan("", &task("x", "due = 2024-12-20"))).unit("a", "[x]\ndone = 2025-01-15\n").unit("b", "");
    let run = late.run(&["report", "month", "--all", "--as-of", "2025-03-10"]);
    run.ends_with(&[0]);
    let there = |month: &str| late.path().join(format!("reports/{month}.md")).exists();
    assert!(there("2024-12") && there("2025-01") && !there("2025-02"), "{run:?}");
    let none = late.run(&["report", "year", "--all", "--as-of", "2024-05-15"]);
    let said = "Chưa kỳ nào của kế hoạch kết thúc nên chưa có báo cáo nào để lập.\n";
    assert!(none.ends_with(&[0]).out().starts_with(said), "{none:?}");
}

#[test]
fn figures_are_closed_once_the_period_is_over_and_no_later_than_the_one_after() {
    let case = workspace();
    let closed = |period: &str, day: &str, said: &[&str]| {
        refused(&case, &["report", "month", period, "--closing", day, "--as-of", "2024-05-15"], 2, said);
    };
    let early = |day: &str, last: &str| {
        format!("đến ngày {last} kỳ mới kết thúc nên chưa chốt được số liệu vào ngày {day}; hãy bỏ --closing")
    };
    // Of a period that is over, leaving the option out gives the figures of its end, not of today.
    for (day, said) in [("2024-01-31", "31/01/2024"), ("2024-02-28", "28/02/2024")] {
        let over = format!(
            "kỳ kết thúc ngày 29/02/2024 nên không chốt số liệu vào ngày {said}; hãy bỏ --closing để lấy số liệu đến hết \
             ngày 29/02/2024"
        );
        closed("2024-02", day, &[&over]);
    }
    closed("2024-05", "2024-05-15", &[&early("15/5/2024", "31/5/2024"), "chốt từ ngày 31/5/2024 trở đi"]);
    // No day will do before the period is over.
    closed(
        "2024-05",
        "2024-06-03",
        &["đến ngày 31/5/2024 kỳ mới kết thúc nên chưa chốt được số liệu; hãy bỏ --closing"],
    );
    closed("2024-02", "2024-04-01", &["01/4/2024 phải nằm trong khoảng từ ngày 29/02/2024 đến ngày 31/3/2024"]);
    closed("2024-04", "2024-05-16", &["ngày 16/5/2024 chưa đến (hôm nay là 15/5/2024)"]);
    closed("2024-04", "2024-07-01", &["ngày 01/7/2024 chưa đến (hôm nay là 15/5/2024)"]);
    closed("2024-02", "hôm qua", &["14/5/2024"]);
    closed("2024-02", "hôm nào", &["hôm nào"]);
    refused(&case, &["report", "month", "--all", "--closing", "2024-02-20"], 2, &["--closing", "--all"]);
}

#[test]
fn another_report_day_than_the_plan_s_is_in_the_name_of_the_file() {
    let plan = fs::read_to_string(workspace().path().join("plan.toml")).expect("there is a plan");
    let made = |header: &str, args: &[&str]| {
        let case = Case::new(plan.replacen("[plan]\n", &format!("[plan]\n{header}\n"), 1)).unit("a", "").unit("b", "");
        let asked = ["report", "quarter", "2024-Q1", "--as-of", LATER];
        let run = ask(case.path(), &[&asked[..], args].concat());
        run.ends_with(&[0]);
        let text =
            fs::read_dir(case.path().join("reports")).expect("it was made").next().expect("one file").expect("a file");
        (text.file_name().to_string_lossy().into_owned(), fs::read_to_string(text.path()).expect("UTF-8"))
    };
    let decree = "Quý I/2024 (từ ngày 15/12/2023 đến ngày 14/3/2024)";
    let calendar = "Quý I/2024 (từ ngày 01/01/2024 đến ngày 31/3/2024)";
    for (header, args, name, title) in [
        ("", &[][..], "2024-Q1.md", calendar),
        ("report_day = 14", &[], "2024-Q1.md", decree),
        ("", &["--report-day", "14"], "2024-Q1-day14.md", decree),
        ("report_day = 14", &["--report-day", "14"], "2024-Q1.md", decree),
        ("report_day = 20", &["--report-day", "14"], "2024-Q1-day14.md", decree),
        ("report_day = 14", &["--report-day", "calendar"], "2024-Q1-calendar.md", calendar),
        ("", &["--report-day", "calendar"], "2024-Q1.md", calendar),
    ] {
        let (found, text) = made(header, args);
        assert_eq!(found, name, "{header} {args:?}");
        assert!(text.contains(title), "{header} {args:?}: {text}");
    }
}

#[test]
fn a_report_made_on_the_last_day_says_that_the_day_is_not_over() {
    let case = workspace();
    // A period that ends today: whatever day that is, there is one that closes on it, but for three.
    let today =
        chrono::Utc::now().with_timezone(&chrono::FixedOffset::east_opt(7 * 3600).expect("Vietnam")).date_naive();
    let day = chrono::Datelike::day(&today);
    if day <= 28 {
        let run = ask(case.path(), &["report", "month", "--report-day", &day.to_string(), "--out", "-"]);
        run.ends_with(&[0]);
        assert!(run.err().contains("kỳ kết thúc hôm nay"), "{run:?}");
    }
    let run = ask(case.path(), &["report", "month", "2024-02", "--as-of", "2024-02-29", "--out", "-"]);
    assert!(!run.ends_with(&[0]).err().contains("hôm nay"), "of a day that is asked about nothing is said");
}

#[test]
fn a_file_in_the_place_of_the_folder_is_called_so() {
    let case = workspace().with("ở đây", "một tệp");
    let there = case.path().join("ở đây");
    let typed = there.to_str().expect("it is text");
    let said = format!("{typed} không phải là thư mục");
    refused(&case, &["report", "month", "2024-02", "--as-of", LATER, "--out", typed], 3, &[&said]);
}
