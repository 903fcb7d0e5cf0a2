//! What is compared with what.

use std::fs;

use serde_json::{Value, json};
use snapbox::str;

use super::plan;
use crate::repo::Repo;
use crate::support::AS_OF;
use crate::support::case::{Shows as _, bounded, list};

const NOTED: &str = "[nam]\nnote = \"x\"\n";

/// What the notes of the unit `a` are that changed, before and after.
fn notes(shown: &Value) -> Vec<[Option<String>; 2]> {
    let note = |side: &Value| side["record"]["note"].as_str().map(str::to_owned);
    list(&shown["changes"]).iter().map(|change| [note(&change["before"]), note(&change["after"])]).collect()
}

/// Three commits on `main` with the notes 1, 2 and 3, a branch from the first with the note `nhánh` of the unit `b`, and
/// 4 in the files.
fn history() -> Repo {
    let with = |note: &str| format!("[nam]\nnote = \"{note}\"\n");
    let repo = Repo::new(&plan(""), &[("a", &with("1")), ("b", "")]);
    repo.git(&["branch", "nhánh"]);
    repo.unit("a", with("2")).commit("2024-02-01", "Hai");
    repo.unit("a", with("3")).commit("2024-03-01", "Ba");
    repo.git(&["switch", "--quiet", "nhánh"]);
    repo.unit("b", with("nhánh")).commit("2024-03-02", "Nhánh");
    repo.git(&["switch", "--quiet", "main"]);
    repo.unit("a", with("4"));
    repo
}

#[test]
fn revisions_ranges_and_the_files_as_they_are_can_be_named() {
    let repo = history();
    for (args, expected, sides) in [
        (&[][..], json!([["3", "4"]]), ["HEAD", ""]),
        (&["HEAD"], json!([["3", "4"]]), ["HEAD", ""]),
        (&["HEAD~2"], json!([["1", "4"]]), ["HEAD~2", ""]),
        (&["HEAD~2..HEAD~1"], json!([["1", "2"]]), ["HEAD~2", "HEAD~1"]),
        (&["HEAD~1.."], json!([["2", "3"]]), ["HEAD~1", "HEAD"]),
        (&["..HEAD~1"], json!([["3", "2"]]), ["HEAD", "HEAD~1"]),
        (&["HEAD~2", "HEAD"], json!([["1", "3"]]), ["HEAD~2", "HEAD"]),
        (&["main..nhánh"], json!([["3", "1"], [null, "nhánh"]]), ["main", "nhánh"]),
        (&["main...nhánh"], json!([[null, "nhánh"]]), ["main", "nhánh"]),
        (&["nhánh...main"], json!([["1", "3"]]), ["nhánh", "main"]),
        (&["...nhánh"], json!([[null, "nhánh"]]), ["HEAD", "nhánh"]),
    ] {
        let shown = repo.changes(args);
        assert_eq!(json!(notes(&shown)), expected, "{args:?}");
        assert_eq!([&shown["before"]["name"], &shown["after"]["name"]], sides, "{args:?}");
    }
}

#[test]
fn json_names_the_commits_and_the_heading_their_days() {
    let repo = history();
    let shown = repo.changes(&["HEAD~1..HEAD"]);
    let id = |name: &str| repo.git(&["rev-parse", name]);
    assert_eq!(shown["before"]["commit"], id("HEAD~1"));
    assert_eq!(shown["after"]["commit"], id("HEAD"));
    assert_eq!(repo.changes(&[])["after"]["commit"], Value::Null);
    let table = repo.table(&["HEAD~1"]);
    let head = format!("Compared: HEAD~1 ({}, 01/02/2024) → the working files\n", &id("HEAD~1")[..10]);
    assert!(table.contains(&head), "{table}");
    // Since a fork the commit is the one where it began.
    assert_eq!(repo.changes(&["main...nhánh"])["before"]["commit"], id("HEAD~2"));
    // A tag, a part of an id, and what git says for one before.
    repo.git(&["tag", "-a", "-m", "Quý I", "quý-1", "HEAD~1"]);
    for name in ["quý-1", &id("HEAD~1")[..12], "HEAD^", "main@{0}~1"] {
        assert_eq!(repo.changes(&[&format!("{name}..HEAD")])["before"]["commit"], id("HEAD~1"), "{name}");
    }
}

#[test]
fn what_is_staged_only_and_what_git_does_not_follow_yet_is_seen_in_the_files() {
    let repo = Repo::new(&plan(""), &[("a", "")]);
    repo.unit("b", NOTED);
    assert_eq!(list(&repo.changes(&[])["changes"])[0]["unit"], "b");
    repo.git(&["add", "--all"]);
    assert_eq!(list(&repo.changes(&[])["changes"])[0]["unit"], "b");
    // What is staged but no longer in the files is not what is compared.
    repo.unit("b", "");
    repo.diff(&["--exit-code"]).ends_with(&[0]);
}

#[test]
fn files_that_git_ignores_are_compared_as_they_are() {
    let repo = Repo::new(&plan(""), &[("a", "")]);
    repo.write(".gitignore", "units/b.toml\n").commit("2024-02-01", "Bỏ qua");
    repo.unit("b", NOTED);
    assert_eq!(list(&repo.changes(&[])["changes"])[0]["unit"], "b");
}

#[test]
fn a_workspace_may_lie_below_the_top_of_the_repository() {
    let repo = Repo::init(&[]).inside("văn bản/kế hoạch 257").begun(&plan(""), &[("a", ""), ("b", "")]);
    repo.unit("a", NOTED).commit("2024-02-01", "Ghi");
    let expected = json!([[null, "x"]]);
    assert_eq!(json!(notes(&repo.changes(&["HEAD~1..HEAD"]))), expected);
    assert_eq!(json!(notes(&repo.changes(&["HEAD~1"]))), expected);
    // It is found from a folder in it too.
    let mut command = Repo::program_in(&repo.workspace.join("units"));
    let run = bounded(command.args(["diff", "HEAD~1", "--format", "json", "--as-of", AS_OF]));
    run.ends_with(&[0]);
    assert_eq!(json!(notes(&run.json())), expected);
}

#[test]
fn below_the_top_of_the_repository_completions_have_the_day_of_their_commit() {
    let repo = Repo::init(&[]).inside("kế hoạch").begun(&plan(""), &[("a", ""), ("b", "")]);
    repo.unit("a", "[nam]\ndone = 2024-04-01\n").commit("2024-04-30", "Ghi");
    repo.unit("a", "[nam]\ndone = 2024-04-01\nnote = \"x\"\n").commit("2024-06-30", "Ghi chú");
    assert_eq!(repo.codes(&["HEAD~2..HEAD"]), [""; 0]);
    let marked = repo.changes(&["HEAD~2..HEAD", "--backdated", "28"]);
    assert_eq!(marked["changes"][0]["marks"][0]["recorded"], "2024-04-30", "{marked}");
}

#[test]
fn a_repository_without_files_compares_revisions_only() {
    let repo = Repo::of(&plan(""), "", NOTED);
    repo.git(&["clone", "--quiet", "--bare", ".", "kho.git"]);
    let bare_diff = |args: &[&str]| {
        let mut command = Repo::program_in(&repo.work.join("kho.git"));
        bounded(command.args(["-C", ".", "diff", "--format", "json", "--as-of", AS_OF, "--lang", "en"]).args(args))
    };
    let run = bare_diff(&["HEAD~1..HEAD"]);
    run.ends_with(&[0]);
    assert_eq!(json!(notes(&run.json())), json!([[null, "x"]]));
    let run = bare_diff(&[]);
    run.fails(2).err().shows(str![[r"
error: this repository has no working files; name two revisions, such as HEAD~1..HEAD

"]]);
    for folder in ["refs", "../kho.git", "objects"] {
        let mut command = Repo::program_in(&repo.work.join("kho.git"));
        let run = bounded(command.args(["-C", ".", "diff", folder, "--lang", "en"]));
        run.fails(2).err().shows(str![[r"
error: this repository has no working files; name two revisions, such as HEAD~1..HEAD

"]]);
    }
}

#[test]
fn two_folders_are_compared_without_git() {
    let (old, new) = (Repo::new(&plan(""), &[("a", ""), ("b", "")]), Repo::new(&plan(""), &[("a", NOTED), ("b", "")]));
    for repo in [&old, &new] {
        fs::remove_dir_all(repo.work.join(".git")).expect("it can be deleted");
    }
    let (from, to) = (old.work.to_str().expect("it is text"), new.work.to_str().expect("it is text"));
    let shown = new.changes(&[from, to]);
    assert_eq!(json!(notes(&shown)), json!([[null, "x"]]));
    assert_eq!([&shown["before"]["name"], &shown["after"]["name"]], [from, to]);
    assert_eq!([&shown["before"]["commit"], &shown["after"]["commit"]], [&Value::Null, &Value::Null]);
    // One folder is compared with the workspace.
    assert_eq!(json!(notes(&new.changes(&[from]))), json!([[null, "x"]]));
    // Without a name there is nothing to compare with.
    let run = new.diff(&[]);
    run.fails(3).err().shows(str![[r"
error: [TEMP]/kho is not in a git repository; run git init (only diff works without git, between two folders)

"]]);
}

#[test]
fn a_folder_is_compared_with_the_files_of_a_repository_whatever_its_path_looks_like() {
    let repo = Repo::new(&plan(""), &[("a", NOTED), ("b", "")]);
    let other = tempfile::tempdir_in(repo.work.parent().expect("it lies somewhere")).expect("it can be made");
    let old = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    fs::create_dir(other.path().join("units")).expect("it can be made");
    fs::copy(old.work.join("plan.toml"), other.path().join("plan.toml")).expect("it can be copied");
    let name = other.path().file_name().and_then(|name| name.to_str()).expect("it is text");
    for path in [other.path().display().to_string(), format!("../{name}")] {
        let mut command = Repo::program_in(&repo.work);
        let run = bounded(command.args(["diff", &path, "--format", "json", "--as-of", AS_OF]));
        run.ends_with(&[0]);
        assert_eq!(json!(notes(&run.json())), json!([[null, "x"]]), "{path}");
    }
}

#[test]
fn folders_have_neither_commits_nor_reports_that_could_be_marked() {
    let (old, new) =
        (Repo::new(&plan(""), &[("a", ""), ("b", "")]), Repo::new(&plan(""), &[("a", NOTED), ("b", NOTED)]));
    new.run(&["report", "quarter", "2024-Q1", "--as-of", "2024-03-31"]).ends_with(&[0]);
    let report = fs::read_to_string(new.work.join("reports/2024-Q1.md")).expect("it was written");
    new.write("reports/2024-Q1.md", report.replacen('0', "7", 1));
    let path = |repo: &Repo| repo.work.to_str().expect("it is text").to_owned();
    assert_eq!(new.codes(&[&path(&old), &path(&new)]), [""; 0]);
}

#[test]
fn a_revision_and_a_folder_can_be_compared() {
    let repo = history();
    let elsewhere = tempfile::tempdir().expect("a temporary folder can be made");
    let folder = elsewhere.path().to_str().expect("its name is text");
    std::fs::create_dir(elsewhere.path().join("units")).expect("folders can be made");
    std::fs::write(elsewhere.path().join("plan.toml"), plan("")).expect("files can be written");
    std::fs::write(elsewhere.path().join("units/a.toml"), "[nam]\nnote = \"xa\"\n").expect("files can be written");
    assert_eq!(json!(notes(&repo.changes(&["HEAD", folder]))), json!([["3", "xa"]]));
    assert_eq!(json!(notes(&repo.changes(&[folder, "HEAD"]))), json!([["xa", "3"]]));
    assert_eq!(json!(notes(&repo.changes(&[folder]))), json!([["xa", "4"]]));
}

#[test]
fn a_broken_file_on_either_side_is_told_and_the_rest_is_compared() {
    let broken = "[nam]\ndone = hôm qua\n";
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.unit("a", broken).commit("2024-02-01", "Hỏng");
    repo.unit("a", "").unit("b", NOTED).commit("2024-03-01", "Sửa");
    let id = |name: &str| repo.git(&["rev-parse", name])[..10].to_owned();
    for (range, file) in [
        ("HEAD~1..HEAD", format!("{}:units/a.toml", id("HEAD~1"))),
        ("HEAD..HEAD~1", format!("{}:units/a.toml", id("HEAD~1"))),
    ] {
        for format in ["table", "markdown", "json", "sarif"] {
            let run = repo.diff(&[range, "--format", format]);
            run.ends_with(&[3]);
            assert!(run.err().contains(&format!("{file}:2:8")), "{run:?}");
            match format {
                "json" => {
                    let shown = run.json();
                    assert_eq!(shown["unreadable"], json!(["a"]));
                    assert_eq!(list(&shown["changes"])[0]["unit"], "b");
                }
                "sarif" => drop(run.json()),
                format => {
                    assert!(
                        run.out().contains("Văn phòng: the file could not be read whole, so it is not compared"),
                        "{run:?}"
                    );
                    // A comment stands alone: what is wrong, and where.
                    let wrong = run.out().contains(&format!("- {file}:2:8: E"));
                    assert_eq!(wrong, format == "markdown", "{run:?}");
                    assert!(run.out().contains("Phòng Kế hoạch"), "{run:?}");
                }
            }
        }
    }
    // A file that is broken as it was is not compared either, but is no other than it was.
    repo.unit("a", broken).commit("2024-03-02", "Hỏng");
    repo.unit("b", "").commit("2024-03-03", "Xóa");
    repo.diff(&["HEAD~1..HEAD"]).ends_with(&[0]);
    repo.diff(&[]).ends_with(&[0]);
    // Nor does it matter for another unit.
    repo.diff(&["HEAD~3..HEAD", "--unit", "b"]).ends_with(&[0]);
}

#[test]
fn a_broken_plan_on_either_side_ends_it() {
    let repo = Repo::new(&plan(""), &[("a", "")]);
    repo.write("plan.toml", "[plan]\n").commit("2024-02-01", "Hỏng");
    for range in ["HEAD~1..HEAD", "HEAD..HEAD~1", "HEAD~1"] {
        let run = repo.diff(&[range]);
        run.ends_with(&[3]);
        assert!(run.stdout.is_empty() && run.err().contains("plan.toml:"), "{run:?}");
    }
    repo.delete("plan.toml").commit("2024-02-02", "Không có");
    repo.diff(&["HEAD~2..HEAD"]).ends_with(&[3]);
}

#[test]
fn only_the_units_asked_about_are_compared() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.unit("a", NOTED).commit("2024-02-01", "Văn phòng");
    repo.unit("b", NOTED).commit("2024-02-01", "Phòng Kế hoạch");
    let units = |args: &[&str]| -> Vec<String> {
        let shown = repo.changes(&[&["HEAD~2..HEAD"], args].concat());
        list(&shown["changes"]).iter().map(|change| change["unit"].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(units(&[]), ["a", "b"]);
    assert_eq!(units(&["--unit", "b"]), ["b"]);
    assert_eq!(units(&["-u", "a", "-u", "b"]), ["a", "b"]);
}

#[test]
fn where_no_workspace_was_before_all_of_it_is_new() {
    // Before the first commit, and after one without a plan.
    for earlier in [false, true] {
        let repo = Repo::new(&plan(""), &[("a", "[nam]\ndone = 2024-01-03\n"), ("b", "")]);
        fs::remove_dir_all(repo.work.join(".git")).expect("it can be deleted");
        repo.git(&["init", "--quiet"]);
        if earlier {
            repo.git(&["commit", "--quiet", "--allow-empty", "--message", "Trước"]);
        }
        let said = "The workspace is new: 2 tasks and 2 units. There is nothing earlier to compare it with.";
        let run = repo.diff(&["--deny", "all"]);
        assert!(run.ends_with(&[0]).out().trim_end().ends_with(said), "{run:?}");
        assert!(repo.markdown(&[]).contains(&format!("**{said}**")));
        let shown = repo.changes(&[]);
        assert_eq!((&shown["begins"], &shown["changes"]), (&json!(true), &json!([])));
        repo.diff(&["--exit-code"]).ends_with(&[1]);
        // A plan with errors, or none, is still told.
        repo.write("plan.toml", "[plan]\n");
        repo.diff(&[]).ends_with(&[3]);
        repo.delete("plan.toml");
        repo.diff(&[]).ends_with(&[3]);
    }
}

#[test]
fn histories_that_share_nothing_can_only_be_compared_as_they_are() {
    let repo = Repo::new(&plan(""), &[("a", NOTED), ("b", "")]);
    repo.git(&["switch", "--quiet", "--orphan", "khác"]);
    repo.write("plan.toml", plan("")).unit("a", "").commit("2024-02-01", "Khác");
    let run = repo.diff(&["main...khác"]);
    run.fails(2).err().shows(str![[r"
error: main and khác have no common history; compare them with main..khác

"]]);
    assert_eq!(json!(notes(&repo.changes(&["main..khác"]))), json!([["x", null]]));
}
