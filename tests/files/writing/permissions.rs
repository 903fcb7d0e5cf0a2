//! Permissions and owners: they stay, and what may not be written is not written.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use snapbox::str;

use super::{done, everything, file_of, in_units, mark, tasks};
use crate::support::case::{Case, Run, Shows as _, bounded};

const RECORD: &str = "[t0]\nevidence = \"0\"\n";
/// Users and a group that no machine gives a meaning to.
const ALICE: u32 = 54_001;
const BOB: u32 = 54_002;
const OFFICE: u32 = 54_100;

fn case() -> Case {
    Case::new(tasks(2)).unit("a", RECORD)
}

fn permit(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions can be set");
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).expect("it is there").mode() & 0o7777
}

fn unit(case: &Case) -> PathBuf {
    case.path().join("units/a.toml")
}

/// Whether the tests may be somebody else: where they may not, half of this goes untested.
fn is_superuser(case: &Case) -> bool {
    chown(case.path().join("plan.toml"), Some(ALICE), Some(OFFICE)).is_ok()
}

#[test]
fn permissions_stay() {
    for permissions in [0o600, 0o640, 0o644, 0o660, 0o664, 0o666, 0o755, 0o620] {
        let case = case();
        permit(&unit(&case), permissions);
        mark(&case, "t0").ends_with(&[0]);
        assert_eq!(mode(&unit(&case)), permissions, "{permissions:o}");
        case.run(&["sync"]).ends_with(&[0]);
        assert_eq!(mode(&unit(&case)), permissions, "{permissions:o}");
    }
}

#[test]
fn a_new_file_is_as_open_as_any_other() {
    let case = Case::new(tasks(2));
    mark(&case, "t0").ends_with(&[0]);
    let other = case.path().join("other");
    fs::write(&other, "").expect("it can be written");
    assert_eq!(mode(&unit(&case)), mode(&other));
}

#[test]
fn a_read_only_file_is_refused() {
    for permissions in [0o444, 0o400, 0o555] {
        let case = case();
        permit(&unit(&case), permissions);
        let run = mark(&case, "t0");
        run.fails(3).err().shows(str![[r"
error: units/a.toml is read-only; nothing was written

"]]);
        case.run(&["sync"]).ends_with(&[3]);
        assert_eq!((file_of(&case, "a").as_str(), mode(&unit(&case))), (RECORD, permissions));
    }
}

#[test]
fn the_owner_stays() {
    let case = case();
    if !is_superuser(&case) {
        return;
    }
    chown(unit(&case), Some(ALICE), Some(OFFICE)).expect("the superuser can give files away");
    permit(&unit(&case), 0o640);
    mark(&case, "t0").ends_with(&[0]);
    let meta = fs::metadata(unit(&case)).expect("it is there");
    assert_eq!((meta.uid(), meta.gid(), meta.mode() & 0o7777), (ALICE, OFFICE, 0o640));
}

/// A workspace that everybody may reach, of Alice and her office, with the program in it.
fn shared() -> Option<(Case, PathBuf)> {
    let case = case();
    if !is_superuser(&case) {
        return None;
    }
    let program = case.path().join("program");
    // By another process: a program that one's own still has open for writing, or a child of another test, does not start.
    let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_tiendo")).arg(&program).status();
    assert!(copied.expect("cp runs").success());
    permit(&program, 0o755);
    for path in ["", "units", "units/a.toml"].map(|path| case.path().join(path)) {
        chown(&path, Some(ALICE), Some(OFFICE)).expect("the superuser can give files away");
        permit(&path, if path.is_dir() { 0o775 } else { 0o664 });
    }
    Some((case, program))
}

fn run_as(user: u32, group: u32, case: &Case, program: &Path, args: &[&str]) -> Run {
    let mut command = Command::new(program);
    bounded(command.args(args).env_clear().current_dir(case.path()).stdin(Stdio::null()).gid(group).uid(user))
}

#[test]
fn a_folder_that_may_not_be_written_is_told_of() {
    let Some((case, program)) = shared() else { return };
    let run = run_as(ALICE, OFFICE, &case, &program, &done("t0"));
    run.ends_with(&[0]);
    permit(&case.path().join("units"), 0o555);
    let before = everything(&case.path().join("units"));
    let run = run_as(ALICE, OFFICE, &case, &program, &done("t1"));
    run.fails(3).err().shows(str![[r"
error: units/a.toml cannot be written: no permission; the old file is kept

"]]);
    let run = run_as(ALICE, OFFICE, &case, &program, &["sync"]);
    run.fails(3).err().shows(str![[r"
error: units/a.toml cannot be written: no permission; the old file is kept
error: units/b.toml cannot be written: no permission; the old file is kept

"]]);
    assert_eq!(everything(&case.path().join("units")), before);
    // Where the whole workspace is read-only there is not even a lock.
    fs::remove_dir_all(case.path().join(".tiendo")).expect("the locks can go");
    permit(case.path(), 0o555);
    let run = run_as(ALICE, OFFICE, &case, &program, &done("t1"));
    run.fails(3).err().shows(str![[r"
error: .tiendo/ cannot be written: no permission; the old file is kept

"]]);
    assert_eq!(everything(&case.path().join("units")), before);
    for args in [&["status"][..], &["check"], &["done", "t1", "--unit", "a", "--dry-run"]] {
        run_as(ALICE, OFFICE, &case, &program, args).ends_with(&[0]);
    }
}

#[test]
fn colleagues_share_files_and_locks() {
    let Some((case, program)) = shared() else { return };
    run_as(ALICE, OFFICE, &case, &program, &done("t0")).ends_with(&[0]);
    run_as(BOB, OFFICE, &case, &program, &done("t1")).ends_with(&[0]);
    run_as(BOB, OFFICE, &case, &program, &["sync"]).ends_with(&[0]);
    run_as(ALICE, OFFICE, &case, &program, &["reopen", "t1", "--unit", "a"]).ends_with(&[0]);
    let meta = fs::metadata(unit(&case)).expect("it is there");
    assert_eq!((meta.gid(), meta.mode() & 0o7777), (OFFICE, 0o664));
    assert!(mode(&case.path().join(".tiendo")) & 0o020 != 0, "others of the office may take locks");
}

#[test]
fn the_group_stays_where_it_is_not_the_first_of_the_user() {
    let Some((case, program)) = shared() else { return };
    let (user, group, office) = (BOB.to_string(), BOB.to_string(), OFFICE.to_string());
    let mut command = Command::new("setpriv");
    command.args(["--reuid", &user, "--regid", &group, "--groups", &office]).arg(program).args(done("t0"));
    let run = bounded(command.env_clear().env("PATH", "/usr/bin:/bin").current_dir(case.path()).stdin(Stdio::null()));
    run.ends_with(&[0]);
    let meta = fs::metadata(unit(&case)).expect("it is there");
    assert_eq!((meta.gid(), meta.mode() & 0o7777), (OFFICE, 0o664));
}

#[test]
fn a_file_that_only_others_may_write_is_not_replaced() {
    let Some((case, program)) = shared() else { return };
    permit(&unit(&case), 0o644);
    let run = run_as(BOB, OFFICE, &case, &program, &done("t0"));
    run.fails(3).err().shows(str![[r"
error: units/a.toml is read-only; nothing was written

"]]);
    assert_eq!((file_of(&case, "a").as_str(), in_units(&case)), (RECORD, vec!["a.toml".to_owned()]));
}
