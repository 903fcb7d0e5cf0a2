//! Absurd sizes: nesting, long lines, huge files and lists. What is refused is refused soon; time and memory grow with the
//! input and not with its square. A run that takes longer than a debug build ever should is ended, and fails.

use std::fmt::Write as _;
use std::fs::File;
use std::process::{Command, Stdio};

use crate::support::case::{Case, Run, Status, bounded, plan, task, text};

const AS_OF: [&str; 2] = ["--as-of", "2024-05-15"];

fn status(case: &Case) -> Run {
    case.run(&[&["status"], &AS_OF[..]].concat())
}

fn check(case: &Case) -> Run {
    case.run(&[&["check"], &AS_OF[..]].concat())
}

/// Fails unless the file of the unit `a` is refused in time, by status and by check, with its place.
#[track_caller]
fn is_refused(what: &str, plan: &str, file: impl AsRef<[u8]>) {
    let case = Case::new(plan).unit("a", file).unit("b", "");
    for (run, code) in [(status(&case), 3), (check(&case), 1)] {
        assert_eq!(run.code(), Some(code), "{what}: {run:?}");
        let told = if code == 3 { run.err() } else { run.out() };
        assert!(told.contains("units/a.toml:"), "{what}: {run:?}");
        assert!(told.len() < 2_000_000, "{what}: {} bytes of words", told.len());
    }
}

/// The same of a plan.
#[track_caller]
fn plan_is_refused(what: &str, plan: &str) {
    let case = Case::new(plan).unit("a", "").unit("b", "");
    for (run, code) in [(status(&case), 3), (check(&case), 1)] {
        assert_eq!(run.code(), Some(code), "{what}: {run:?}");
        let told = if code == 3 { run.err() } else { run.out() };
        assert!(told.contains("plan.toml:") && told.len() < 2_000_000, "{what}: {run:?}");
    }
}

/// The same of a plan or unit's file that is sound.
#[track_caller]
fn is_reported(what: &str, plan: &str, file: &str) -> Status {
    let case = Case::new(plan).unit("a", file).unit("b", "");
    for args in
        [&["status"][..], &["list"], &["list", "-f", "csv"], &["list", "-f", "markdown"], &["check"], &["show", "t"]]
    {
        let run = case.run(&[args, &AS_OF[..]].concat());
        assert_eq!(run.code(), Some(0), "{what}: {args:?}: {run:?}");
    }
    let status = case.status("2024-05-15", &[]);
    assert_eq!(status.run.code(), Some(0), "{what}");
    status
}

fn small() -> String {
    plan("", &task("t", "due = \"2024-Q1\""))
}

/// Something for each number below a limit.
fn each(count: usize, of: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut all, at| {
        let _ = write!(all, "{}", of(at));
        all
    })
}

#[test]
fn deep_nesting_is_refused() {
    for depth in [100, 1_000, 100_000] {
        for (open, close) in [("[", "]"), ("{ a = ", " }"), ("[{ a = ", " }]"), ("[[", "]]")] {
            // Where nothing is closed there are more faults to tell; the deepest case is enough of the one kind.
            for close in [close, ""].into_iter().filter(|close| depth < 100_000 || close.is_empty()) {
                let value = format!("{}1{}", open.repeat(depth), close.repeat(depth));
                is_refused(&format!("{depth} times {open}"), &small(), format!("[t]\nnote = {value}\n"));
                plan_is_refused(&format!("{depth} times {open}"), &format!("{}note = {value}\n", small()));
            }
        }
        for file in [
            format!("[{}a]\n", "a.".repeat(depth)),
            format!("{}a = 1\n", "a.".repeat(depth)),
            format!("[[{}a]]\n", "t.".repeat(depth)),
            format!("t = {{ {}a = 1 }}\n", "a.".repeat(depth)),
        ] {
            is_refused(&format!("{depth} dots"), &small(), &file);
            plan_is_refused(&format!("{depth} dots"), &(small() + &file));
        }
    }
}

#[test]
fn files_past_their_limit_are_refused_unread() {
    let case = Case::new(small()).unit("b", "").unit("a", "");
    let grow = |path: &str, bytes: u64| {
        let file = File::options().write(true).open(case.path().join(path)).expect("it can be opened");
        file.set_len(bytes).expect("a file can have a hole");
    };
    // A hole of a terabyte takes no room on the disk, and must take none in memory.
    for bytes in [(1 << 20) + 1, 100_000_000, 1 << 40] {
        grow("units/a.toml", bytes);
        let run = status(&case);
        assert!(run.ends_with(&[3]).err().contains("[E104]") && run.err().contains("units/a.toml:1:1"), "{run:?}");
    }
    grow("units/a.toml", 0);
    status(&case).ends_with(&[0]);
    for bytes in [(16 << 20) + 1, 100_000_000, 1 << 40] {
        grow("plan.toml", bytes);
        let run = status(&case);
        assert!(run.ends_with(&[3]).err().contains("[E104]") && run.err().contains("plan.toml:1:1"), "{run:?}");
    }
}

#[test]
fn files_up_to_their_limit_are_read() {
    let filled = |text: &str, limit: usize| format!("{text}#{}\n", "x".repeat(limit - text.len() - 2));
    is_reported("a comment of 16 MiB in the plan", &filled(&small(), 16 << 20), "");
    is_reported("a comment of 1 MiB", &small(), &filled("[t]\n", 1 << 20));
    is_reported("1 MiB of empty lines", &small(), &"\n".repeat(1 << 20));
    is_reported("1 MiB of blanks", &small(), &" ".repeat(1 << 20));
    let note = format!("[t]\nnote = \"{}\"\n", "đ".repeat(500_000));
    let status = is_reported("a note of a million bytes", &small(), &note);
    assert_eq!(text(&status.item("t")["note"]).len(), 1_000_000);
    let evidence = format!("[t]\nevidence = [{}]\n", "\"x\",".repeat(200_000));
    let status = is_reported("200,000 pieces of evidence", &small(), &evidence);
    assert_eq!(status.item("t")["evidence"].as_array().map(Vec::len), Some(200_000));
    let escapes = format!("[t]\nnote = \"{}\"\n", "\\u0111".repeat(150_000));
    assert_eq!(text(&is_reported("escapes", &small(), &escapes).item("t")["note"]), "đ".repeat(150_000));
    let title = small().replace("Việc t", &"nhiệm vụ ".repeat(100_000));
    is_reported("a title of a megabyte", &title, "");
    let marks = small().replace("Việc t", &format!("e{}", "\u{301}".repeat(100_000)));
    is_reported("a letter with a hundred thousand marks", &marks, "");
}

#[test]
fn ten_megabytes_of_text_are_a_text() {
    let title = small().replace("Việc t", &"nhiệm vụ ".repeat(900_000));
    let case = Case::new(title).unit("a", "").unit("b", "");
    for args in [&["status"][..], &["status", "-f", "json"], &["list", "-f", "csv"], &["list", "-f", "markdown"]] {
        case.run(&[args, &AS_OF[..]].concat()).ends_with(&[0]);
    }
}

#[test]
fn groups_may_be_nested_deep_but_not_in_a_circle() {
    let group = |at: usize, member: &str| format!("[groups.g{at}]\nname = \"G\"\nmembers = [\"{member}\"]\n");
    let leads = |lead: &str| task("t", "due = \"2024-Q1\"").replace("[\"a\"]", &format!("[\"{lead}\"]"));
    let chain = each(1_000, |at| group(at, &format!("g{}", at + 1))) + &group(1_000, "a");
    let status = is_reported("a chain of groups", &plan("", &format!("{chain}{}", leads("g0"))), "");
    assert_eq!(status.column("unit"), ["a"]);
    let circle = each(1_000, |at| group(at, &format!("g{}", (at + 1) % 1_000)));
    plan_is_refused("a circle of groups", &plan("", &format!("{circle}{}", leads("g0"))));
    let loops = each(1_000, |at| group(at, &format!("g{at}")));
    plan_is_refused("a thousand circles", &plan("", &format!("{loops}{}", leads("g0"))));
    let twice = |at: usize| format!("[groups.g{at}]\nname = \"G\"\nmembers = [\"g{0}\", \"g{0}\"]\n", at + 1);
    let doubled = each(200, twice) + &group(200, "a");
    let status = is_reported("each group twice in the next", &plan("", &format!("{doubled}{}", leads("g0"))), "");
    assert_eq!(status.column("unit"), ["a"], "and not two to the power of 200 times");
}

#[test]
fn many_faults_on_many_lines_are_told_in_time() {
    is_refused("100,000 lines without a key", &small(), "=\n".repeat(100_000));
    is_refused("100,000 values of a wrong type", &small(), format!("[t]\nevidence = [{}]\n", "1,".repeat(100_000)));
    is_refused("20,000 unknown keys", &small(), format!("[t]\n{}", each(20_000, |at| format!("k{at} = 1\n"))));
    is_refused("20,000 tables twice", &small(), "[t]\n".repeat(20_000));
    is_refused("open quotes", &small(), "note = \"\n".repeat(20_000));
    is_refused("open brackets", &small(), "a = [\n".repeat(20_000));
    is_refused("headers of nothing", &small(), "[]\n".repeat(50_000));
}

#[test]
fn a_plan_of_tens_of_thousands_of_units_is_a_plan() {
    let units = each(50_000, |at| format!("u{at} = \"Đơn vị {at}\"\n"));
    let rest = format!("{units}{}", task("t", "due = \"2024-Q1\""));
    let case = Case::new(plan("", &rest)).unit("a", "");
    status(&case).ends_with(&[0]);
    assert_eq!(Status::of(case.run(&[&["status", "-f", "json", "-u", "a"], &AS_OF[..]].concat())).items().len(), 1);
    check(&case).ends_with(&[0]);
}

#[test]

fn a_word_of_megabytes_is_laid_out_in_time() {
    let word = small().replace("Việc t", &"x".repeat(2_000_000));
    is_reported("a word of two megabytes", &word, "");
}

#[test]

fn many_faults_on_one_line_are_told_in_time() {
    is_refused("half a million signs on a line", &small(), format!("[t]\n{}\n", "=".repeat(500_000)));
    is_refused("many open lists on a line", &small(), format!("[t]\n{}\n", "note = [1 ".repeat(80_000)));
}

#[test]

fn faults_of_syntax_among_other_faults_are_told_in_time() {
    is_refused("both in turn", &small(), format!("[t]\n{}", each(75_000, |at| format!("=\nk{at}=1\n"))));
}

#[test]

fn unknown_ids_among_many_are_told_in_time() {
    let units = each(20_000, |at| format!("u{at} = \"Đơn vị\"\n"));
    let lead: Vec<String> = (0..3_000).map(|at| format!("\"x{at}\"")).collect();
    let rest = format!("{units}{}", task("t", "due = \"2024-Q1\"").replace("\"a\"", &lead.join(", ")));
    plan_is_refused("3,000 unknown units among 20,000", &plan("", &rest));
    let tasks = each(4_000, |at| task(&format!("t{at}"), "due = \"2024-Q1\""));
    is_refused(
        "20,000 unknown tasks among 4,000",
        &plan("", &tasks),
        each(20_000, |at| format!("[x{at}]\nnote = ''\n")),
    );
}

#[test]

fn unknown_periods_among_many_are_told_in_time() {
    let text = plan("", &task("t", "every = \"week\"")).replace("starts = 2024", "starts = 1950");
    is_refused("20,000 unknown periods among 3,900", &text, each(20_000, |at| format!("[t.x{at}]\nnote = ''\n")));
}

#[test]

fn stray_files_among_many_units_are_told_in_time() {
    let units = each(20_000, |at| format!("u{at} = \"Đơn vị {at}\"\n"));
    let mut case = Case::new(plan("", &format!("{units}{}", task("t", "due = \"2024-Q1\"")))).unit("a", "");
    for at in 0..2_000 {
        case = case.unit(&format!("la{at}"), "");
    }
    check(&case).ends_with(&[0]);
}

#[test]

fn hidden_characters_in_many_texts_are_told_in_time() {
    let file = format!("[t]\nevidence = [{}]\n", "\"\u{200b}\",".repeat(150_000));
    let case = Case::new(small()).unit("a", file).unit("b", "");
    check(&case).ends_with(&[0]);
}

#[test]

fn thousands_of_working_days_after_thousands_of_periods_are_reckoned_in_time() {
    let tasks = each(50, |at| task(&format!("t{at}"), "every = \"week\"\ndue = \"end + 3660 working days\""));
    let text = plan("", &format!("[calendar]\nweekend = [\"sat\", \"sun\"]\n{tasks}"))
        .replace("starts = 2024-01-01", "starts = 1950-01-01")
        .replace("lead = [\"a\"]", "lead = []");
    let case = Case::new(text).unit("a", "").unit("b", "");
    status(&case).ends_with(&[0]);
}

#[test]

fn a_board_of_many_units_and_many_quarters_fits_into_memory() {
    // 20,000 units and 4,000 quarters, but only 4,001 obligations.
    let units = each(20_000, |at| format!("u{at} = \"Đơn vị {at}\"\n"));
    let text = plan("", &format!("{units}{}", task("t", "every = \"year\"")))
        .replace("starts = 2024-01-01", "starts = 1000-01-01")
        .replace("ends = 2024-12-31", "ends = 4999-12-31");
    let case = Case::new(text).unit("a", "");
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg("ulimit -v 700000; exec \"$0\" status --as-of 2024-05-15 -C \"$1\"");
    command.arg(env!("CARGO_BIN_EXE_tiendo")).arg(case.path()).env_clear().stdin(Stdio::null());
    bounded(&mut command).ends_with(&[0]);
}

/// A sheet of more than it holds is refused before its rows are held.
#[test]
fn a_sheet_of_very_many_obligations_is_refused_within_memory() {
    let units = each(1_000, |at| format!("u{at} = \"Đơn vị {at}\"\n"));
    let group = format!("[groups.g]\nname = \"Tất cả\"\nmembers = [{}]\n", each(1_000, |at| format!("\"u{at}\", ")));
    let tasks = each(8, |at| task(&format!("t{at}"), "every = \"week\"").replace("[\"a\"]", "[\"g\"]"));
    let text = plan("", &format!("{units}{group}{tasks}"))
        .replace("starts = 2024-01-01", "starts = 2020-01-01")
        .replace("ends = 2024-12-31", "ends = 2029-12-31");
    let case = Case::new(text);
    let line = "ulimit -v 500000; exec \"$0\" sheet --output s.xlsx --lang en --as-of 2024-05-15 -C \"$1\"";
    let mut command = Command::new("/bin/sh");
    command.args(["-c", line, env!("CARGO_BIN_EXE_tiendo")]).arg(case.path()).current_dir(case.path());
    let run = bounded(command.env_clear().stdin(Stdio::null()));
    let said = "a sheet holds at most 99,992 rows, but there are 4,184,000 obligations";
    assert!(run.ends_with(&[3]).err().contains(said), "{run:?}");
}

/// A unit's file that is empty, or not there, gets thousands of tables by one import.
#[test]
fn thousands_of_rows_are_imported_into_an_empty_file_in_time() {
    let tasks = each(9, |at| task(&format!("t{at}"), "every = \"day\""));
    let days = || (1..=12).flat_map(|month| (1..=28).map(move |day| format!("2024-{month:02}-{day:02}")));
    let rows = (0..9).flat_map(|at| days().map(move |day| format!("a/t{at}/{day},{day},x\n")));
    let rows: String = rows.collect();
    let case = Case::new(plan("", &tasks)).with("s.csv", format!("Id (do not change),Started,Note\n{rows}"));
    let sheet = case.path().join("s.csv");
    let args = ["import", sheet.to_str().expect("it is text"), "--as-of", "2024-12-31", "--lang", "en"];
    let run = bounded(case.command().current_dir(case.path()).args(args));
    run.ends_with(&[0]);
    assert!(run.out().contains("3,024 records written to 1 file."), "{run:?}");
}

#[test]
fn what_has_to_be_held_in_memory_has_a_limit() {
    let units: String = (0..2_500).map(|at| format!("u{at} = \"Đơn vị {at}\"\n")).collect();
    let tasks: String =
        (0..4).map(|at| task(&format!("t{at}"), "every = \"week\"").replace("[\"a\"]", "[\"g\"]")).collect();
    let members: Vec<String> = (0..2_500).map(|at| format!("\"u{at}\"")).collect();
    let group = format!("[groups.g]\nname = \"Tất cả\"\nmembers = [{}]\n", members.join(", "));
    let case = Case::new(plan("", &format!("{units}{group}{tasks}")).replace("\n\n", "\n"));
    // All of 530,000 obligations are overdue at the end, and none was at the beginning.
    let day = ["--as-of", "2025-02-01"];
    for args in [&["diff", ".", ".", "--from", "2023-12-01"][..], &["remind"]] {
        let run = bounded(case.command().current_dir(case.path()).args(args).args(day));
        run.ends_with(&[2]);
        assert!(run.err().contains("500,000 obligations") || run.err().contains("500.000 việc"), "{run:?}");
        let few = bounded(case.command().current_dir(case.path()).args(args).args(day).args(["--unit", "u7"]));
        few.ends_with(&[0]);
        assert!(few.out().contains("Đơn vị 7"), "{few:?}");
    }
}
