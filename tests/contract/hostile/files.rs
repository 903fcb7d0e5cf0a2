//! Strange files: what is no file, what lies elsewhere, what has a strange name. Nothing outside the workspace is shown,
//! and nothing waits for a pipe that nobody writes to.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::support::case::{Case, Status, bare, bounded, plan, task, text};
use crate::support::git::shell;

/// What lies outside, and must not be shown.
const SECRET: &str = "[t]\ndone = 2024-02-01\nnote = \"BÍ MẬT\"\n";

/// What makes something strange at a path.
type Make<'a> = &'a dyn Fn(&Path);

/// A workspace whose units `a` and `b` owe the same; `b` has done it.
fn case() -> Case {
    let rest = task("t", "due = \"2024-Q1\"").replace("[\"a\"]", "[\"a\", \"b\"]");
    Case::new(plan("", &rest)).unit("b", "[t]\ndone = 2024-02-01\nevidence = \"x\"\n")
}

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo runs").success());
}

/// Fails unless this unit's file is refused for this reason, nothing of it is shown, and the other unit is reported.
#[track_caller]
fn is_refused(case: &Case, code: &str) {
    let run = case.run(&["status", "--format", "json", "--as-of", "2024-05-15"]);
    assert_eq!(run.code(), Some(3), "{run:?}");
    assert!(run.err().contains(&format!("[{code}]")) && run.err().contains("units/a.toml:1:1"), "{run:?}");
    assert!(!run.err().contains("BÍ MẬT") && !run.out().contains("BÍ MẬT"), "{run:?}");
    assert_eq!(Status::of(run).column("unit"), ["b"]);
    for args in [&["list"][..], &["show", "t"], &["show", "a"], &["show", "t", "--unit", "a"], &["list", "-f", "csv"]] {
        let run = case.run(args);
        run.ends_with(&[3]);
        assert!(!run.out().contains("BÍ MẬT") && !run.err().contains("BÍ MẬT"), "{args:?}: {run:?}");
    }
    let (exit, found) = case.check("2024-05-15");
    let codes: Vec<&str> = found.iter().map(|one| text(&one["code"])).collect();
    assert_eq!((exit, codes), (Some(1), vec![code]), "{found:?}");
}

fn in_units(case: &Case) -> std::path::PathBuf {
    case.path().join("units/a.toml")
}

#[test]
fn what_is_no_file_is_not_opened() {
    let made = case();
    fifo(&in_units(&made));
    is_refused(&made, "E102");

    let made = case();
    fs::create_dir(in_units(&made)).expect("a folder can be made");
    is_refused(&made, "E102");

    let made = case();
    let _socket = UnixListener::bind(in_units(&made)).expect("a socket can be made");
    is_refused(&made, "E102");
}

/// What every command says of a link in the place of a file.
const LINK: &str = "symbolic link, which is not accepted here";

#[test]
fn a_link_is_refused_wherever_it_leads() {
    let outside = Case::empty().with("secret.toml", SECRET);
    let secret = outside.path().join("secret.toml");
    let made = case().with("inside.toml", SECRET);
    symlink("../inside.toml", in_units(&made)).expect("a link can be made");
    is_refused(&made, "E102");
    let targets = ["a.toml", "b.toml", "nowhere.toml", "../../../nowhere", "..", secret.to_str().expect("it is text")];
    for target in targets.into_iter().chain(["/dev/zero", "/dev/stdin", "/proc/self/environ"]) {
        let made = case();
        symlink(target, in_units(&made)).expect("a link can be made");
        is_refused(&made, "E102");
    }
    let made = case();
    fifo(&made.path().join("pipe"));
    symlink("../pipe", in_units(&made)).expect("a link can be made");
    is_refused(&made, "E102");
    // Two links in a circle: the other one is no unit's.
    let made = case();
    symlink("c.toml", in_units(&made)).expect("a link can be made");
    symlink("a.toml", made.path().join("units/c.toml")).expect("a link can be made");
    let run = made.run(&["status", "--format", "json", "--as-of", "2024-05-15"]);
    assert!(run.ends_with(&[3]).err().contains("units/a.toml:1:1"), "{run:?}");
}

/// Puts all files of a folder under git.
const COMMIT: &str = "git init -q; git add -A; git commit -qm files";

#[test]
fn every_command_refuses_a_link_with_the_same_sentence() {
    let unit = case().with("inside.toml", "[t]\nstarted = 2024-02-01\n");
    symlink("../inside.toml", in_units(&unit)).expect("a link can be made");
    let of_plan = case().unit("a", "");
    fs::rename(of_plan.path().join("plan.toml"), of_plan.path().join("real.toml")).expect("it can be renamed");
    symlink("real.toml", of_plan.path().join("plan.toml")).expect("a link can be made");
    let commands: &[&[&str]] = &[
        &["status"],
        &["list"],
        &["show", "t"],
        &["show", "t", "--unit", "a"],
        &["check"],
        &["trend"],
        &["remind"],
        &["calendar", "-o", "-"],
        &["report", "month", "2024-04"],
        &["sheet", "--unit", "a", "--output", "s.xlsx"],
        &["sync"],
        &["sync", "--dry-run"],
        &["done", "t", "--unit", "a"],
        &["done", "t", "--unit", "a", "--dry-run"],
        &["done", "t", "--unit", "a", "--on", "2024-02-01"],
        &["extend", "t", "--unit", "a", "--to", "2024-06-01", "--by", "x"],
        &["plan", "--title", "Khác", "--dry-run"],
        &["unit", "edit", "a", "--short", "A", "--dry-run"],
        &["group", "add", "g", "a", "--name", "G", "--dry-run"],
        &["event", "add", "e", "--name", "E", "--dry-run"],
        &["task", "edit", "t", "--title", "Khác", "--dry-run"],
        &["verify-reports"],
        &["log"],
        &["log", "--unit", "a"],
        &["diff"],
    ];
    for case in [&unit, &of_plan] {
        shell(case.path(), COMMIT).ends_with(&[0]);
    }
    for args in commands {
        for case in [&unit, &of_plan] {
            let run = case.run(&[args, &["--as-of", "2024-05-15", "--lang", "en"][..]].concat());
            run.ends_with(if args[0] == "check" { &[1] } else { &[3] });
            let told = if args[0] == "check" { run.out() } else { run.err() };
            assert!(told.contains(&format!("error[E102]: this is a {LINK}\n")), "{args:?}: {run:?}");
        }
    }
    assert_eq!(
        fs::read_to_string(unit.path().join("inside.toml")).expect("it is there"),
        "[t]\nstarted = 2024-02-01\n"
    );
}

/// Git gives the files of either side, and never a link.
#[test]
fn textconv_reads_no_link() {
    let made = case().with("inside.toml", SECRET);
    symlink("../inside.toml", in_units(&made)).expect("a link can be made");
    let file = in_units(&made).display().to_string();
    let run = made.run(&["textconv", &file, "--lang", "en"]);
    assert!(run.ends_with(&[3]).err().contains(LINK) && run.out().is_empty(), "{run:?}");
    let file = made.path().join("units/b.toml").display().to_string();
    assert!(made.run(&["textconv", &file]).ends_with(&[0]).out().contains("2024"));
}

/// Reports may match the present data or not: who cannot read these does not know.
#[test]
fn reports_beside_data_that_cannot_be_read_are_told_with_what_is_wrong() {
    let made = case().unit("a", "");
    made.run(&["report", "month", "2024-02", "--as-of", "2024-03-02"]).ends_with(&[0]);
    shell(made.path(), COMMIT).ends_with(&[0]);
    let verify = |file: &str| {
        fs::write(in_units(&made), file).expect("it can be written");
        made.run(&["verify-reports", "--lang", "en"])
    };
    assert_eq!(verify("").ends_with(&[0]).out(), "1 report matches the data.\n");
    let run = verify("[t\n");
    assert!(run.ends_with(&[3]).err().contains("units/a.toml:1:"), "{run:?}");
    assert!(
        run.out().starts_with("1 report matches the data of its time; the present data cannot be read: "),
        "{run:?}"
    );
    let run = verify("[t]\ndone = 2024-02-01\n");
    assert!(run.ends_with(&[0]).out().contains("but no longer the present data"), "{run:?}");
}

#[test]
fn a_folder_may_be_a_link_inside_the_workspace() {
    let made = case();
    fs::rename(made.path().join("units"), made.path().join("real")).expect("a folder can be renamed");
    symlink("real", made.path().join("units")).expect("a link can be made");
    assert_eq!(made.status("2024-05-15", &[]).column("done"), ["null", "2024-02-01"]);
    let around = Case::empty();
    symlink(made.path(), around.path().join("workspace")).expect("a link can be made");
    let run = bounded(bare().args(["status", "--format", "json"]).current_dir(around.path()).args(["-C", "workspace"]));
    assert_eq!(Status::of(run).column("done"), ["null", "2024-02-01"]);
}

#[test]
fn the_plan_is_held_to_the_same() {
    let outside = Case::new(plan("", "")).with("secret.toml", SECRET);
    let makes: [(&str, Make<'_>, &str); 7] = [
        ("a pipe", &|path| fifo(path), "E102"),
        ("a folder", &|path| fs::create_dir(path).expect("a folder can be made"), "E102"),
        ("a link to itself", &|path| symlink("plan.toml", path).expect("a link can be made"), "E102"),
        ("a link to nothing", &|path| symlink("nowhere", path).expect("a link can be made"), "E102"),
        ("a link out", &|path| symlink(outside.path().join("plan.toml"), path).expect("a link can be made"), "E102"),
        ("a link to a secret", &|path| symlink(outside.path().join("secret.toml"), path).expect("a link"), "E102"),
        ("a device", &|path| symlink("/dev/zero", path).expect("a link can be made"), "E102"),
    ];
    for (what, make, code) in makes {
        let made = Case::empty();
        make(&made.path().join("plan.toml"));
        let run = made.run(&["status"]);
        run.ends_with(&[3]);
        assert!(run.err().contains(&format!("[{code}]")) && run.err().contains("plan.toml:1:1"), "{what}: {run:?}");
        assert!(run.stdout.is_empty() && !run.err().contains("BÍ MẬT"), "{what}: {run:?}");
        let (exit, found) = made.check("2024-05-15");
        assert_eq!((exit, text(&found[0]["code"])), (Some(1), code), "{what}");
    }
}

#[test]
fn units_may_be_missing_but_must_be_a_folder_inside() {
    let rest = task("t", "due = \"2024-Q1\"");
    let outside = Case::empty().with("a.toml", SECRET);
    let made = Case::new(plan("", &rest));
    assert_eq!(made.status("2024-05-15", &[]).column("state"), ["overdue"]);
    let makes: [(&str, Make<'_>); 5] = [
        ("a file", &|path| fs::write(path, SECRET).expect("a file can be written")),
        ("a pipe", &|path| fifo(path)),
        ("a link out", &|path| symlink(outside.path(), path).expect("a link can be made")),
        ("a link to nothing", &|path| symlink("nowhere", path).expect("a link can be made")),
        ("a link to itself", &|path| symlink("units", path).expect("a link can be made")),
    ];
    for (what, make) in makes {
        let made = Case::new(plan("", &rest));
        make(&made.path().join("units"));
        let run = made.run(&["status", "--as-of", "2024-05-15"]);
        run.ends_with(&[3]);
        assert!(run.err().contains("units:1:1") && !run.err().contains("BÍ MẬT"), "{what}: {run:?}");
        assert!(!run.out().contains("BÍ MẬT"), "{what}: {run:?}");
        assert_eq!(made.check("2024-05-15").0, Some(1), "{what}");
    }
}

#[test]
fn files_of_other_names_count_for_nothing() {
    let long = format!("{}.toml", "x".repeat(250));
    let decomposed = "Đơn vị.toml";
    let names = [
        "A.toml",
        "a .toml",
        " a.toml",
        "a.TOML",
        "a.toml.bak",
        "a.toml~",
        ".a.toml.swp",
        "#a.toml#",
        ".toml",
        "..toml",
        "a.b.toml",
        "Đơn vị.toml",
        decomposed,
        "a",
        "-C.toml",
        "--help.toml",
        &long,
        "*.toml",
        "%00.toml",
        "plan.toml",
    ];
    let mut made = case().unit("a", "");
    for name in names {
        made = made.with(Path::new("units").join(name), SECRET);
    }
    for bytes in [&b"\xff.toml"[..], b"a\xff.toml", b"\xc3.toml"] {
        made = made.with(Path::new("units").join(OsStr::from_bytes(bytes)), SECRET);
    }
    fs::create_dir(made.path().join("units/c.toml")).expect("a folder can be made");
    fifo(&made.path().join("units/d.toml"));
    let status = made.status("2024-05-15", &[]);
    status.run.ends_with(&[3]);
    assert_eq!(status.column("state"), ["overdue", "completed"]);
    // A file that is nearly called as the unit's concerns whoever asks about the unit, and nobody else.
    assert!(made.status("2024-05-15", &["--unit", "a"]).run.ends_with(&[3]).err().contains("units/a.TOML"));
    assert_eq!(made.status("2024-05-15", &["--unit", "b"]).run.ends_with(&[0]).err(), "");
    let (code, found) = made.check("2024-05-15");
    assert_eq!(code, Some(1), "{found:?}");
    assert!(found.iter().any(|one| one["file"] == "units/A.toml"), "{found:?}");
}

#[test]
fn what_may_not_be_read_is_named() {
    let made = case().unit("a", SECRET);
    fs::set_permissions(in_units(&made), fs::Permissions::from_mode(0o000)).expect("permissions can be set");
    // To the superuser no permission counts.
    if fs::File::open(in_units(&made)).is_err() {
        is_refused(&made, "E101");
    }
    let made = case();
    fs::set_permissions(made.path().join("units"), fs::Permissions::from_mode(0o000)).expect("permissions can be set");
    if fs::read_dir(made.path().join("units")).is_err() {
        made.run(&["status"]).ends_with(&[3]);
    }
    fs::set_permissions(made.path().join("units"), fs::Permissions::from_mode(0o755)).expect("permissions can be set");
}

/// The superuser may list every folder, so that another user asks.
#[test]
fn a_folder_that_cannot_be_listed_is_never_nothing_reported() {
    let made = case().unit("a", SECRET);
    let units = made.path().join("units");
    let open =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("they can be set");
    open(made.path(), 0o755);
    open(&units, 0o311);
    let own = fs::read_dir(&units).is_err();
    for args in [&["status"][..], &["list"], &["check"], &["show", "a"], &["report", "month", "2024-04", "--out", "-"]]
    {
        let mut command = made.command();
        command.args(args).args(["--as-of", "2024-05-15", "--lang", "en"]);
        if !own {
            command.uid(65_534).gid(65_534);
        }
        // Where another user may not even start the program, there is nothing to be seen.
        if command.stdin(std::process::Stdio::null()).output().is_err() {
            continue;
        }
        let run = bounded(&mut command);
        run.ends_with(&[if args[0] == "check" { 1 } else { 3 }]);
        let said = format!("{}{}", run.out(), run.err());
        assert!(said.contains("E101") && said.contains("no permission"), "{args:?}: {run:?}");
        assert!(!said.contains("has reported nothing") && !said.contains("overdue"), "{args:?}: {run:?}");
    }
    open(&units, 0o755);
}

#[test]
fn thousands_of_strange_files_are_no_trouble() {
    let mut made = case().unit("a", "");
    for at in 0..3_000 {
        made = made.with(format!("units/la-{at}.toml"), "");
    }
    assert_eq!(made.status("2024-05-15", &[]).items().len(), 2);
    let (code, found) = made.check("2024-05-15");
    assert_eq!(code, Some(0));
    assert_eq!(found.iter().filter(|one| one["code"] == "W509").count(), 3_000);
}
