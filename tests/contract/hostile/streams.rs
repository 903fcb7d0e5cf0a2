//! Strange surroundings: streams closed, full or broken, no home, odd variables, no folder to stand in.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::process::{Command, Stdio};

use crate::support::case::{Case, LONGEST_RUN, bare, bounded, plan, task, wait};

/// Every kind of command.
const COMMANDS: &[&[&str]] = &[
    &["status"],
    &["status", "--format", "json"],
    &["status", "--format", "jsonl"],
    &["status", "--format", "csv"],
    &["status", "--format", "markdown"],
    &["list"],
    &["list", "--by", "state"],
    &["list", "--format", "json"],
    &["list", "--format", "csv"],
    &["show", "t0"],
    &["show", "a"],
    &["show", "t0", "--unit", "a"],
    &["check"],
    &["check", "--format", "json"],
    &["explain", "E201"],
    &["--help"],
    &["--version"],
];

/// A workspace with enough in it to fill a pipe.
fn large() -> Case {
    let tasks: String = (0..400).map(|at| task(&format!("t{at}"), "every = [\"quarter\", \"half\"]")).collect();
    Case::new(plan("", &tasks)).unit("a", "").unit("b", "")
}

/// The program on this workspace, started by a shell that first does this to its streams.
fn redirected(case: &Case, args: &[&str], redirection: &str) -> Command {
    let mut command = Command::new("/bin/sh");
    command.arg("-c").arg(format!("exec \"$0\" \"$@\" {redirection}")).arg(env!("CARGO_BIN_EXE_tiendo"));
    command.args(args).arg("-C").arg(case.path()).env_clear().stdin(Stdio::null());
    command
}

#[test]
fn closed_streams_are_no_reason_to_fail_or_to_panic() {
    let case = large();
    for args in COMMANDS {
        for redirection in [">&-", "2>&-", "<&-", "<&- >&- 2>&-"] {
            let run = bounded(&mut redirected(&case, args, redirection));
            run.ends_with(&[0, 3]);
            assert!(!run.err().contains("panicked"), "{args:?} {redirection}: {run:?}");
        }
    }
    // Only the exit code says that something is wrong.
    let broken = large().unit("a", "[");
    assert_eq!(bounded(&mut redirected(&broken, &["status"], "2>&-")).code(), Some(3));
    assert_eq!(bounded(&mut redirected(&broken, &["status"], "2>/dev/full")).code(), Some(3));
    assert_eq!(bounded(&mut redirected(&broken, &["stauts"], "2>/dev/full")).code(), Some(2));
    assert_eq!(bounded(&mut redirected(&large(), &["status", "--fail-on", "overdue"], "2>&-")).code(), Some(1));
}

#[test]
fn a_full_disk_is_told() {
    let case = large();
    for args in COMMANDS.iter().filter(|args| !args[0].starts_with("--")) {
        is_told(&case, args);
    }
}

#[test]

fn a_full_disk_is_told_where_help_was_asked_for_too() {
    for args in [&["--help"][..], &["--version"], &["list", "--help"]] {
        is_told(&large(), args);
    }
}

/// Fails unless it is reported, in a line or two and by the exit code, that nothing can be written.
#[track_caller]
fn is_told(case: &Case, args: &[&str]) {
    let full = OpenOptions::new().write(true).open("/dev/full").expect("there is a device that is full");
    let mut command = case.command();
    let mut child = command.args(args).stdout(full).stderr(Stdio::piped()).spawn().expect("the program can be started");
    let status = wait(&mut child).unwrap_or_else(|| panic!("{args:?}: no end within {LONGEST_RUN:?}"));
    let mut told = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut told).expect("text");
    assert_eq!(status.code(), Some(3), "{args:?}: {told}");
    assert!(told.trim().lines().count() <= 2 && told.contains("ổ đĩa đầy hoặc hết hạn mức"), "{args:?}: {told}");
    assert!(!told.contains("panicked"), "{args:?}: {told}");
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let case = large();
    for args in COMMANDS {
        for wanted in [0, 1, 100] {
            let mut command = case.command();
            let mut child = command
                .args(*args)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("the program can be started");
            let mut seen = vec![0; wanted];
            let mut stdout = child.stdout.take().expect("a pipe");
            // Short outputs end before that; no matter.
            let _ = stdout.read_exact(&mut seen);
            drop(stdout);
            let status = wait(&mut child).unwrap_or_else(|| panic!("{args:?}: no end within {LONGEST_RUN:?}"));
            let mut told = String::new();
            child.stderr.take().expect("a pipe").read_to_string(&mut told).expect("text");
            assert_eq!((status.code(), told.as_str()), (Some(0), ""), "{args:?} after {wanted} bytes");
        }
    }
}

#[test]
fn no_variable_changes_what_is_said_in_numbers() {
    let case = Case::new(plan("", &task("t0", "every = \"quarter\""))).unit("a", "").unit("b", "");
    let expected = case.run(&["status", "--format", "json", "--as-of", "2024-05-15"]);
    let invalid = OsStr::from_bytes(b"\xff\xfe");
    let surroundings: Vec<Vec<(&str, &OsStr)>> = vec![
        vec![("HOME", OsStr::new("/nowhere"))],
        vec![("HOME", OsStr::new(""))],
        vec![("TERM", OsStr::new("dumb"))],
        vec![("TERM", OsStr::new(""))],
        vec![("LANG", OsStr::new("C")), ("LC_ALL", OsStr::new("C"))],
        vec![("LANG", OsStr::new("vi_VN.TCVN"))],
        vec![("TZ", OsStr::new("Asia/Nowhere"))],
        vec![("TZ", OsStr::new(":/etc/passwd"))],
        vec![("TZ", OsStr::new("<+99>-99"))],
        vec![("NO_COLOR", OsStr::new("1")), ("CLICOLOR_FORCE", OsStr::new("1"))],
        vec![("COLUMNS", OsStr::new("1"))],
        vec![("COLUMNS", OsStr::new("10000"))],
        vec![("COLUMNS", OsStr::new("0"))],
        vec![("COLUMNS", OsStr::new("-5"))],
        vec![("COLUMNS", OsStr::new("99999999999999999999999"))],
        vec![("COLUMNS", OsStr::new("rộng"))],
        vec![("TIENDO_LANG", OsStr::new("xx"))],
        vec![("TIENDO_LANG", OsStr::new(""))],
        ["HOME", "TERM", "LANG", "LC_ALL", "TZ", "COLUMNS", "TIENDO_LANG", "TMPDIR"]
            .map(|name| (name, invalid))
            .to_vec(),
        vec![("RUST_BACKTRACE", OsStr::new("full")), ("RUST_LOG", OsStr::new("trace"))],
        vec![("TMPDIR", OsStr::new("/nowhere"))],
    ];
    for variables in surroundings {
        let run = bounded(
            case.command()
                .args(["status", "--format", "json", "--as-of", "2024-05-15"])
                .envs(variables.iter().copied()),
        );
        assert_eq!((run.code(), run.err()), (Some(0), ""), "{variables:?}");
        assert_eq!(run.out(), expected.out(), "{variables:?}");
        for args in [&["status"][..], &["list"], &["show", "t0", "--unit", "a"], &["check"], &["stauts"], &["--help"]] {
            let run = bounded(case.command().args(args).envs(variables.iter().copied()));
            run.ends_with(&[0, 2]);
            assert!(!run.err().contains("panicked"), "{variables:?}: {run:?}");
        }
    }
}

#[test]
fn no_line_is_wider_than_the_screen() {
    let case = large();
    for columns in ["1", "20", "40", "80", "100", "200", "10000"] {
        for args in [&["status"][..], &["list"], &["list", "--by", "task"], &["show", "a"], &["show", "t0"]] {
            let run = bounded(case.command().args(args).args(["--as-of", "2024-05-15"]).env("COLUMNS", columns));
            run.ends_with(&[0]);
            let widest = run.out().lines().map(|line| line.chars().count()).max().unwrap_or(0);
            let limit = columns.parse::<usize>().expect("a number").min(400);
            // Below the width of a terminal of old, numbers stay together.
            assert!(widest <= limit.max(80), "{args:?} in {columns} columns: {widest}");
        }
    }
}

#[test]
fn without_a_folder_for_temporary_files_large_answers_fail_with_words() {
    let titles = format!("title = \"{}\"", "x".repeat(1_000_000));
    let rest = task("t", "every = \"month\"").replace("title = \"Việc t\"", &titles);
    let case = Case::new(plan("", &rest)).unit("a", "").unit("b", "");
    let run = bounded(case.command().args(["status", "--format", "json"]).env("TMPDIR", "/nowhere"));
    run.ends_with(&[0, 3]);
    if run.code() == Some(3) {
        assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{run:?}");
    }
    let run = case.run(&["status", "--format", "json"]);
    assert!(run.ends_with(&[0]).stdout.len() > 12_000_000);
}

#[test]
fn a_folder_that_is_gone_is_told() {
    let gone = Case::empty();
    let mut command = Command::new("/bin/sh");
    let inner = gone.path().join("x");
    fs::create_dir(&inner).expect("a folder can be made");
    command.current_dir(&inner).env_clear().stdin(Stdio::null());
    command.arg("-c").arg("rmdir \"$PWD\" && exec \"$0\" status").arg(env!("CARGO_BIN_EXE_tiendo"));
    let run = bounded(&mut command);
    assert_eq!(run.fails(3).err(), "lỗi: không đọc được .: không tìm thấy\n");
}

#[test]
fn arguments_that_are_no_text_are_a_wrong_command_line() {
    let case = large();
    let invalid = OsStr::from_bytes(b"\xff\xfe");
    for args in [
        vec![invalid],
        vec![OsStr::new("status"), invalid],
        vec![OsStr::new("status"), OsStr::new("--unit"), invalid],
        vec![OsStr::new("show"), invalid],
        vec![OsStr::new("explain"), invalid],
        vec![OsStr::new("status"), OsStr::new("--as-of"), invalid],
        vec![OsStr::new("status"), OsStr::from_bytes(b"--\xff")],
        vec![OsStr::new("status"), OsStr::from_bytes(b"--unit=\xff")],
    ] {
        let run = bounded(case.command().args(&args));
        run.ends_with(&[2]);
        assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{args:?}: {run:?}");
    }
    // A folder may be called anything.
    let folder = case.path().join(invalid);
    fs::create_dir(&folder).expect("a folder can be made");
    fs::copy(case.path().join("plan.toml"), folder.join("plan.toml")).expect("a file can be copied");
    bounded(bare().arg("status").arg("-C").arg(&folder)).ends_with(&[0]);
    bounded(bare().arg("status").current_dir(&folder)).ends_with(&[0]);
}

#[test]
fn nothing_is_read_from_standard_input() {
    let case = large();
    // A pipe that stays open: who reads it waits for ever.
    let mut child = case
        .command()
        .arg("status")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program can be started");
    let status = wait(&mut child).expect("it ends while its input is open");
    assert_eq!(status.code(), Some(0));
    let zeros = File::open("/dev/zero").expect("there is a device of zeros");
    let status = case.command().arg("status").stdin(zeros).stdout(Stdio::null()).status().expect("it runs");
    assert_eq!(status.code(), Some(0));
}

#[test]
fn few_open_files_and_little_memory_are_enough() {
    let case = large();
    let run = bounded(redirected(&case, &["status"], "").arg("--as-of=2024-05-15"));
    run.ends_with(&[0]);
    for limit in ["ulimit -n 16", "ulimit -v 400000", "ulimit -s 256"] {
        let mut command = Command::new("/bin/sh");
        command.arg("-c").arg(format!("{limit}; exec \"$0\" status --as-of 2024-05-15 -C \"$1\""));
        command.arg(env!("CARGO_BIN_EXE_tiendo")).arg(case.path()).env_clear().stdin(Stdio::null());
        let limited = bounded(&mut command);
        assert_eq!((limited.code(), limited.out()), (Some(0), run.out()), "{limit}: {limited:?}");
    }
}

#[test]
fn without_room_for_threads_the_files_are_read_all_the_same() {
    let units: Vec<String> = (0..300).map(|at| format!("u{at} = \"Đơn vị {at}\"\n")).collect();
    let lead: Vec<String> = (0..300).map(|at| format!("\"u{at}\"")).collect();
    let rest = units.concat() + &task("t", "due = \"2024-Q1\"").replace("\"a\"", &lead.join(", "));
    let case = Case::new(plan("", &rest));
    // Somewhere here there is room for the program and none for another stack.
    for kilobytes in (9_000..20_000).step_by(250) {
        let mut command = Command::new("/bin/sh");
        command.arg("-c").arg(format!("ulimit -v {kilobytes}; exec \"$0\" status -C \"$1\""));
        command.arg(env!("CARGO_BIN_EXE_tiendo")).arg(case.path()).env_clear().stdin(Stdio::null());
        let run = bounded(&mut command);
        assert!(!String::from_utf8_lossy(&run.stderr).contains("panicked"), "{kilobytes} kB: {run:?}");
    }
}
