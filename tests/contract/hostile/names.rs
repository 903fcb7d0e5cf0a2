//! The texts of `texts` once more, as arguments and as names of files.

use std::ffi::OsStr;

use super::texts::{LOOKS, TEXTS, harmless_run, is_csv, workspace};
use crate::support::case::{Case, Status, bare, bounded, plan, task};

#[test]
fn arguments_come_back_harmless() {
    let rest = task("t0", "due = \"2024-Q1\"");
    let case = Case::new(plan("", &rest)).unit("a", "").unit("b", "");
    for hostile in TEXTS.iter().copied().filter(|text| !text.contains('\0')) {
        for args in [
            &[hostile][..],
            &["status", hostile],
            &["status", "--unit", hostile],
            &["status", "--group", hostile],
            &["status", "--task", hostile],
            &["status", "--clause", hostile],
            &["status", "--quarter", hostile],
            &["status", "--state", hostile],
            &["status", "--format", hostile],
            &["status", "--due-within", hostile],
            &["status", "--as-of", hostile],
            &["status", "--lang", hostile],
            &["show", hostile],
            &["show", "t0", hostile],
            &["show", "t0", "--unit", hostile],
            &["explain", hostile],
            &["check", "-C", hostile],
        ] {
            let run = case.run(args);
            harmless_run(&format!("{args:?}"), &run, &[0, 1, 2, 3], false);
        }
        let run =
            bounded(bare().args(["status", &format!("--{hostile}"), "-C"]).arg(hostile).env("TIENDO_LANG", hostile));
        harmless_run(hostile, &run, &[2, 3], false);
    }
}

#[cfg(unix)]
#[test]
fn file_names_come_back_harmless() {
    use std::os::unix::ffi::OsStrExt;
    let mut case = workspace(false);
    let mut made = 0;
    for text in TEXTS.iter().filter(|text| !text.contains(['\0', '/']) && text.len() < 200) {
        case = case.with(format!("units/{text}.toml"), "");
        made += 1;
    }
    for bytes in [&b"\xff\xfe.toml"[..], b"a\x80b.toml", b"\xed\xa0\x80.toml", b"u0\xff.toml"] {
        case = case.with(std::path::Path::new("units").join(OsStr::from_bytes(bytes)), "");
        made += 1;
    }
    for args in LOOKS {
        let run = case.run(&[args, &["--as-of", "2024-05-15"][..]].concat());
        harmless_run(&format!("{args:?}"), &run, &[0], is_csv(args));
    }
    // What it says is read by its own name, and not by the one that is shown.
    let facts = workspace(false).with(std::path::Path::new("units").join(OsStr::from_bytes(b"u0\xff.toml")), "x = 1\n");
    assert!(facts.run(&["status"]).ends_with(&[3]).err().contains("E409"));
    let strays = case.check("2024-05-15").1.iter().filter(|one| one["code"] == "W509").count();
    assert_eq!(strays, made, "each is named");
    // A workspace whose own path is hostile.
    for text in ["\u{1b}[31m", "\u{202e}a", "a\nb", "=1+1"] {
        let inner = case.path().join(text);
        std::fs::create_dir(&inner).expect("a folder can be made");
        for args in [&["status"][..], &["check"], &["check", "--format", "github"], &["check", "--format", "json"]] {
            let run = bounded(bare().args(args).arg("-C").arg(&inner));
            harmless_run(&format!("{args:?} in {text:?}"), &run, &[1, 3], false);
        }
    }
}

#[test]
fn the_program_finds_its_way_by_hostile_names_too() {
    let case = workspace(false);
    // A name can be typed as it is shown in JSON; one that says nothing finds nothing.
    for (at, name) in TEXTS.iter().enumerate().filter(|(_, text)| !text.contains('\0')) {
        let run = case.run(&["status", "--format", "json", "--as-of", "2024-05-15", "--unit", name]);
        if run.code() == Some(0) {
            let status = Status::of(run);
            assert!(status.column("unit").contains(&format!("u{at}").as_str()), "{name:?}");
        }
    }
}
