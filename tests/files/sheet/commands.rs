//! `tiendo sheet` and `tiendo import` as people run them: what is written, and what is not.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::bench::{KE_HOACH, PLAN, TAI_CHINH, VAN_PHONG};
use super::hostile::crafted;
use crate::support::{Ran, root, run, workspace};

fn a_workspace() -> TempDir {
    workspace(&[
        ("plan.toml", PLAN),
        ("units/van-phong.toml", VAN_PHONG),
        ("units/phong-ke-hoach.toml", KE_HOACH),
        ("units/phong-tai-chinh.toml", TAI_CHINH),
    ])
}

fn tiendo(workspace: &TempDir, args: &[&str]) -> Ran {
    run(workspace.path(), &[&["--as-of", "2024-05-15"], args].concat())
}

/// What the units' files hold, and when each was written.
fn units(workspace: &TempDir) -> BTreeMap<PathBuf, (String, std::time::SystemTime)> {
    let entries = fs::read_dir(workspace.path().join("units")).expect("there are units");
    let read = |path: PathBuf| {
        let written = fs::metadata(&path).and_then(|meta| meta.modified()).expect("its time is known");
        (path.clone(), (fs::read_to_string(&path).expect("it is text"), written))
    };
    entries.map(|entry| read(entry.expect("an entry").path())).collect()
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path of a test is text")
}

fn csv(workspace: &TempDir, rows: &str) -> PathBuf {
    let file = workspace.path().join("bang.csv");
    fs::write(&file, format!("Mã việc (không sửa),Ngày hoàn thành,Minh chứng\n{rows}")).expect("it can be written");
    file
}

#[test]
fn a_sheet_read_back_unchanged_touches_no_file() {
    let workspace = a_workspace();
    let (before, file) = (units(&workspace), workspace.path().join("bang.xlsx"));
    let made = tiendo(&workspace, &["sheet", "-o", path(&file)]);
    assert_eq!((made.code, made.stderr.as_str()), (0, ""), "{made:?}");
    let first = fs::read(&file).expect("there is a sheet");
    let read = tiendo(&workspace, &["import", path(&file)]);
    assert_eq!((read.code, read.stderr.as_str()), (0, ""), "{read:?}");
    assert!(read.stdout.contains("không có gì để ghi"), "{read:?}");
    assert_eq!(units(&workspace), before);
    // The same files and day give the same sheet; one that is there is not lost by mistake.
    let again = tiendo(&workspace, &["sheet", "-o", path(&file)]);
    assert_eq!(again.code, 2, "{again:?}");
    assert!(again.stderr.contains("--force"), "{again:?}");
    assert_eq!(tiendo(&workspace, &["sheet", "-o", path(&file), "--force"]).code, 0);
    assert_eq!(fs::read(&file).expect("there is a sheet"), first);
}

#[test]
fn what_a_unit_filled_in_is_written_once() {
    let workspace = a_workspace();
    let before = units(&workspace);
    let filled = root().join("tests/files/sheet/fixtures/rearranged.xlsx");
    let dry = tiendo(&workspace, &["import", path(&filled), "--dry-run"]);
    assert_eq!(dry.code, 0, "{dry:?}");
    assert!(dry.stdout.contains("+done = 2024-04-12"), "{dry:?}");
    assert_eq!(units(&workspace), before, "a dry run writes nothing");
    assert!(!workspace.path().join(".tiendo").exists(), "a dry run takes no lock");
    let written = tiendo(&workspace, &["import", path(&filled)]);
    assert_eq!(written.code, 0, "{written:?}");
    assert!(written.stdout.contains("đang thực hiện → hoàn thành trễ hạn 12 ngày"), "{written:?}");
    let after = units(&workspace);
    assert_ne!(after, before);
    assert_eq!(tiendo(&workspace, &["check"]).code, 0);
    assert_eq!(tiendo(&workspace, &["import", path(&filled)]).code, 0);
    assert_eq!(units(&workspace), after, "the second time there is nothing to write");
}

#[test]
fn one_bad_cell_keeps_every_row_from_being_written() {
    let workspace = a_workspace();
    let before = units(&workspace);
    let rows = "phong-ke-hoach/bao-cao-quy/2024-Q1,12/4/2024,12-BC\nvan-phong/trang-tin,32/4/2024,\nkhong-co,1/4/2024,";
    let file = csv(&workspace, rows);
    let refused = tiendo(&workspace, &["import", path(&file)]);
    assert_eq!(refused.code, 3, "{refused:?}");
    assert!(refused.stderr.contains("B3") && refused.stderr.contains("A4"), "both at once: {refused:?}");
    assert!(refused.stderr.contains("chưa ghi gì"), "{refused:?}");
    assert_eq!(units(&workspace), before);
}

#[cfg(unix)]
#[test]
fn one_file_that_cannot_be_written_keeps_the_others_as_they_are() {
    let workspace = a_workspace();
    let outside = tempfile::tempdir().expect("a temporary folder can be made");
    let (link, target) = (workspace.path().join("units/van-phong.toml"), outside.path().join("x.toml"));
    fs::rename(&link, &target).expect("it can be moved");
    std::os::unix::fs::symlink(&target, &link).expect("a link can be made");
    let rows = "phong-ke-hoach/bao-cao-quy/2024-Q1,12/4/2024,12-BC\nvan-phong/trang-tin,2/4/2024,";
    let file = csv(&workspace, rows);
    let refused = tiendo(&workspace, &["import", path(&file)]);
    assert_eq!(refused.code, 3, "{refused:?}");
    assert!(refused.stderr.contains("units/van-phong.toml"), "{refused:?}");
    let text =
        |unit: &str| fs::read_to_string(workspace.path().join(format!("units/{unit}.toml"))).expect("it is there");
    assert_eq!((text("phong-ke-hoach").as_str(), text("van-phong").as_str()), (KE_HOACH, VAN_PHONG));
}

#[test]
fn a_unit_that_cannot_be_read_is_not_left_out_of_a_sheet_in_silence() {
    let workspace = a_workspace();
    fs::write(workspace.path().join("units/van-phong.toml"), "[ke-hoach]\ndone = \n").expect("it can be written");
    let file = workspace.path().join("bang.xlsx");
    let refused = tiendo(&workspace, &["sheet", "-o", path(&file)]);
    assert_eq!(refused.code, 3, "{refused:?}");
    assert!(refused.stderr.contains("units/van-phong.toml"), "{refused:?}");
    assert!(!file.exists());
    let other = tiendo(&workspace, &["sheet", "--unit", "phong-ke-hoach", "-o", path(&file)]);
    assert_eq!(other.code, 0, "another unit's sheet needs only its own file: {other:?}");
}

#[test]
fn a_workbook_made_to_bring_its_reader_down_is_refused() {
    let workspace = a_workspace();
    let before = units(&workspace);
    for name in ["A99999999999", "ZZZZZZZZZZZZZZ1", "XFD1048576", "A0", ""] {
        let file = workspace.path().join("bang.xlsx");
        let rows = format!("<row r=\"2\"><c r=\"{name}\" t=\"str\"><v>x</v></c></row>");
        fs::write(&file, crafted(&rows)).expect("it can be written");
        let refused = tiendo(&workspace, &["import", path(&file)]);
        assert!(matches!(refused.code, 0 | 3), "{name}: {refused:?}");
        assert!(refused.code == 0 || refused.stderr.contains("bang.xlsx"), "{name}: {refused:?}");
        assert_eq!(units(&workspace), before);
    }
    for other in [&b"PK"[..], b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", b"\xff\xfe", b"a,b\n"] {
        let file = workspace.path().join("bang.xlsx");
        fs::write(&file, other).expect("it can be written");
        let refused = tiendo(&workspace, &["import", path(&file)]);
        assert_eq!(refused.code, 3, "{other:?}: {refused:?}");
        assert!(!refused.stderr.is_empty());
    }
}

#[test]
fn what_is_no_file_is_refused() {
    let workspace = a_workspace();
    for name in ["khong-co.xlsx", "units"] {
        let refused = tiendo(&workspace, &["import", path(&workspace.path().join(name))]);
        assert_eq!(refused.code, 3, "{refused:?}");
        assert!(refused.stderr.contains(name), "{refused:?}");
    }
}

#[test]
fn each_unit_has_a_sheet_of_its_own_in_a_folder() {
    let workspace = a_workspace();
    let out = workspace.path().join("bieu");
    let made = tiendo(&workspace, &["sheet", "--each", "--out", path(&out)]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let names = || {
        let mut names: Vec<String> = fs::read_dir(&out)
            .expect("it is there")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(), ["phong-ke-hoach.xlsx", "phong-tai-chinh.xlsx", "van-phong.xlsx"]);
    // Each is what the unit alone would get, and is read back.
    let alone = workspace.path().join("mot.xlsx");
    tiendo(&workspace, &["sheet", "--unit", "van-phong", "-o", path(&alone)]);
    let read = |file: &Path| fs::read(file).expect("it is there");
    assert_eq!(read(&out.join("van-phong.xlsx")), read(&alone));
    assert_eq!(tiendo(&workspace, &["import", path(&out.join("van-phong.xlsx"))]).code, 0);
    // A unit may have written in it.
    fs::write(out.join("van-phong.xlsx"), "filled in").expect("it can be written");
    assert_eq!(tiendo(&workspace, &["sheet", "--each", "--out", path(&out)]).code, 2);
    assert_eq!(read(&out.join("van-phong.xlsx")), b"filled in");
    for wrong in [
        &["--each"][..],
        &["--out", "x"],
        &["--each", "--out", "x", "-o", "y.xlsx"],
        &["--each", "--out", "x", "--tasks"],
    ] {
        assert_eq!(tiendo(&workspace, &[&["sheet"], wrong].concat()).code, 2, "{wrong:?}");
    }
}
