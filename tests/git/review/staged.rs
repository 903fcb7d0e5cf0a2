//! What is staged: the next commit, whatever the files on disk say.

use serde_json::Value;

use super::{FIRST, plan};
use crate::repo::Repo;
use crate::support::AS_OF;
use crate::support::case::{flat, text};

#[test]
fn what_is_staged_is_compared_and_checked_and_not_the_files_on_disk() {
    let done = "[quy.2024-Q1]\ndone = 2024-03-28\n";
    let repo = Repo::new(&plan(""), &[("a", done), ("b", "")]);
    // Taken out and staged, then put back on disk.
    repo.unit("a", "");
    repo.git(&["add", "--all"]);
    repo.unit("a", done);
    repo.diff(&["--deny", "W701"]).ends_with(&[0]);
    repo.diff(&["--staged", "--deny", "W701"]).ends_with(&[1]);
    assert_eq!(repo.codes(&["--staged"]), ["W707", "W701"]);
    // The other way round: what is not staged holds up no commit.
    repo.git(&["add", "--all"]);
    repo.unit("a", "").unit("b", "[nam]\ndone = \n");
    repo.diff(&["--staged", "--deny", "all"]).ends_with(&[0]);
    repo.run(&["check"]).ends_with(&[1]);
    repo.run(&["check", "--staged"]).ends_with(&[0]);
    repo.git(&["add", "--all"]);
    let run = repo.run(&["check", "--staged"]);
    run.ends_with(&[1]);
    // Two revisions have nothing to do with what is staged.
    repo.diff(&["HEAD..HEAD", "--staged"]).ends_with(&[2]);
}

#[test]
fn facts_in_a_file_of_no_unit_are_an_error_wherever_they_stand() {
    let done = "[quy.2024-Q1]\ndone = 2024-03-28\n";
    let repo = Repo::new(&plan(""), &[("a", done), ("b", "")]);
    repo.git(&["mv", "units/a.toml", "units/a.toml.txt"]);
    let run = repo.run(&["check", "--staged"]);
    assert!(run.ends_with(&[1]).out().contains("units/a.toml.txt is not called as a unit's file is"), "{run:?}");
    for args in [&["--staged"][..], &[]] {
        let run = repo.diff(args);
        assert!(run.ends_with(&[3]).err().contains("units/a.toml.txt"), "{run:?}");
        assert!(run.out().contains("W707"), "{run:?}");
    }
    repo.commit("2024-04-01T08:00:00+07:00", "Renamed");
    assert!(repo.diff(&["HEAD~1", "HEAD"]).ends_with(&[3]).err().contains("units/a.toml.txt"));
    // Another unit's reviewer has nothing to do with it, and what says nothing is no error.
    repo.diff(&["HEAD~1", "HEAD", "--unit", "b"]).ends_with(&[0]);
    repo.git(&["mv", "units/a.toml.txt", "units/a.toml"]);
    repo.write("units/a.toml.txt", "# old\n");
    repo.git(&["add", "--all"]);
    repo.diff(&["--staged"]).ends_with(&[0]);
    repo.run(&["check", "--staged"]).ends_with(&[0]);
}

/// Facts in a folder called as that of the units but for its case are lost, and files in a folder below it are not read.
#[test]
fn facts_in_another_folder_are_told_of_a_revision_and_of_the_index() {
    let done = "[quy.2024-Q1]\ndone = 2024-03-28\n";
    let repo = Repo::new(&plan(""), &[("a", done), ("b", "")]);
    repo.git(&["mv", "units", "Units"]);
    let lost = "Units/ is not called units/";
    assert!(repo.run(&["check", "--staged"]).ends_with(&[1]).out().contains(lost));
    assert!(repo.diff(&["--staged"]).ends_with(&[3]).err().contains(lost));
    repo.commit("2024-04-01T08:00:00+07:00", "Renamed");
    assert!(repo.diff(&["HEAD~1", "HEAD"]).ends_with(&[3]).err().contains(lost));
    repo.git(&["mv", "Units", "units"]);
    repo.write("units/old/a.toml", done);
    repo.git(&["add", "--all"]);
    let run = repo.run(&["check", "--staged"]);
    assert!(run.ends_with(&[0]).out().contains("units/old/ is a folder"), "{run:?}");
    repo.diff(&["--staged"]).ends_with(&[0]);
}

#[test]
fn the_list_of_plans_is_the_one_that_is_staged() {
    let own = |number: &str| plan("").replace("1-KH", number);
    let repo = Repo::init(&[]).with("plans.toml", "plans = [\"p\", \"q\"]\n");
    for (folder, number) in [("p", "1-KH"), ("q", "2-KH")] {
        repo.write(&format!("{folder}/plan.toml"), own(number));
        repo.write(&format!("{folder}/units/a.toml"), "").write(&format!("{folder}/units/b.toml"), "");
    }
    repo.commit("2024-01-05", "Bắt đầu");
    // Dropped and staged, then put back on disk.
    repo.write("plans.toml", "plans = [\"p\"]\n");
    repo.git(&["add", "--all"]);
    repo.write("plans.toml", "plans = [\"p\", \"q\"]\n");
    repo.diff(&["--deny", "W735"]).ends_with(&[0]);
    repo.diff(&["--staged", "--deny", "W735"]).ends_with(&[1]);
    assert_eq!(repo.changes(&["--staged"])["list"][0]["folder"], "q");
    // The other way round: dropped on disk, and not staged, it is still compared and checked.
    repo.git(&["add", "--all"]);
    repo.write("plans.toml", "plans = [\"p\"]\n").write("q/units/a.toml", "[nam]\ndone = \n");
    repo.git(&["add", "q"]);
    repo.diff(&["--staged", "--deny", "W735"]).ends_with(&[3]);
    let run = repo.run(&["check", "--staged"]);
    assert!(run.ends_with(&[1]).out().contains("q/units/a.toml"), "{run:?}");
    repo.run(&["check"]).ends_with(&[0]);
    // A list that is broken only on disk holds up no commit.
    repo.write("plans.toml", "plans = [\n").write("q/units/a.toml", "");
    repo.git(&["add", "q"]);
    repo.run(&["check", "--staged"]).ends_with(&[0]);
    repo.run(&["check"]).ends_with(&[1]);
    // Two revisions: the plans are those that the later one lists, whatever is checked out.
    repo.write("plans.toml", "plans = [\"p\", \"q\"]\n");
    repo.git(&["switch", "--quiet", "--create", "nhánh"]);
    repo.write("r/plan.toml", own("3-KH")).write("r/units/a.toml", "").write("r/units/b.toml", "");
    repo.write("plans.toml", "plans = [\"p\", \"q\", \"r\"]\n").commit("2024-05-14", "Thêm");
    repo.write("r/units/a.toml", "[quy.2024-Q1]\ndone = 2024-03-28\n").commit("2024-05-15", "Ghi");
    repo.git(&["switch", "--quiet", "main"]);
    let shown = repo.changes(&["nhánh~1..nhánh"]);
    assert_eq!(shown["plans"][2]["of"]["marks"][0]["mark"], "W703", "{shown}");
}

/// A hook is given the index that the commit will have: that of `commit --all`, or of a commit of some files only.
#[cfg(unix)]
#[test]
fn a_hook_looks_at_what_the_commit_will_have() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    let done = "[quy.2024-Q1]\ndone = 2024-03-28\n";
    for folder in ["", "kế hoạch"] {
        let repo = Repo::init(&[]).inside(folder).begun(&plan(""), &[("a", done), ("b", done)]);
        let hook = repo.work.join(".git/hooks/pre-commit");
        let program = env!("CARGO_BIN_EXE_tiendo");
        let denied = "diff --staged --deny W701,W707 --as-of 2024-05-15 --lang en";
        let text = format!(
            "#!/bin/sh\n'{program}' -C '{0}' {denied} && '{program}' -C '{0}' check --staged --as-of 2024-05-15\n",
            if folder.is_empty() { "." } else { folder }
        );
        fs::create_dir_all(repo.work.join(".git/hooks")).expect("it can be made");
        fs::write(&hook, text).expect("it can be written");
        fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("it can be set");
        let path =
            |id: &str| if folder.is_empty() { format!("units/{id}.toml") } else { format!("{folder}/units/{id}.toml") };
        // Withdrawn and not staged: `--all` would commit it.
        repo.unit("a", "");
        let run = repo.try_git(&["commit", "--all", "--message", "x"]);
        assert!(run.ends_with(&[1]).err().contains("W701") || run.out().contains("W701"), "{run:?}");
        // Staged, but not what is committed: another file is.
        repo.git(&["add", "--all"]);
        repo.unit("b", "[quy.2024-Q1]\ndone = 2024-03-28\nnote = \"x\"\n");
        repo.git(&["commit", "--quiet", "--message", "x", "--", &path("b")]);
        // Of the two that are staged, the one that is committed.
        repo.unit("b", "[quy.2024-Q1]\ndone = 2024-03-28\nnote = \"y\"\n");
        repo.git(&["add", "--all"]);
        let run = repo.try_git(&["commit", "--message", "x", "--", &path("a")]);
        assert!(run.ends_with(&[1]).err().contains("W701") || run.out().contains("W701"), "{run:?}");
        repo.git(&["commit", "--quiet", "--message", "x", "--", &path("b")]);
        // What cannot be read is held up too, and only where it is committed.
        repo.unit("a", done).git(&["add", "--all"]);
        repo.unit("b", "[nam]\ndone = \n");
        repo.try_git(&["commit", "--all", "--message", "x"]).ends_with(&[1]);
        repo.git(&["commit", "--quiet", "--allow-empty", "--message", "x"]);
    }
}

#[test]
fn reports_over_all_plans_are_named_where_they_differ() {
    let of = |number: &str| plan("").replace("1-KH", number);
    let repo = Repo::init(&[]).with("plans.toml", "plans = [\"p\", \"q\"]\n");
    for folder in ["p", "q"] {
        repo.write(&format!("{folder}/plan.toml"), of(&format!("{folder}-KH")));
        for unit in ["a", "b"] {
            repo.write(&format!("{folder}/units/{unit}.toml"), "");
        }
    }
    repo.run(&["report", "quarter", "2024-Q1"]).ends_with(&[0]);
    repo.commit("2024-05-14", "Báo cáo");
    let report = "reports/2024-Q1.md";
    let text = repo.text(report);
    repo.write(report, text.replacen("overdue", "completed", 1));
    assert_ne!(repo.text(report), text);
    let edited = "reports/2024-Q1.md: a document without data to compare, edited, ";
    let says = |args: &[&str]| flat(repo.run(&[&["diff"], args].concat()).out());
    assert!(says(&[]).contains(edited), "{}", says(&[]));
    assert_eq!(repo.run(&["diff", "--exit-code"]).code(), Some(1));
    repo.git(&["add", "-A"]);
    assert!(says(&["--staged"]).contains(edited));
    repo.commit("2024-05-15", "Sửa");
    assert!(says(&["HEAD~1..HEAD", "--format", "markdown"]).contains("Other files in reports/ (1)"));
    let shown = repo.json(&["diff", "HEAD~1..HEAD"]);
    assert_eq!(shown["documents"][0]["file"], report);
    repo.delete(report).commit("2024-05-16", "Xóa");
    assert!(says(&["HEAD~1..HEAD"]).contains("deleted"), "{}", says(&["HEAD~1..HEAD"]));
    // What a plan's own report became is told by that plan alone.
    repo.write("p/note.txt", "x").commit("2024-05-17", "Ghi chú");
    assert!(!says(&["HEAD~1..HEAD"]).contains("Other files"));
}

#[test]
fn a_number_or_title_of_a_plan_that_changes_hands() {
    let named = |number: &str, title: &str| plan("").replace("1-KH", number).replace("Kế hoạch năm", title);
    let begun = || {
        let repo = Repo::init(&[]).with("plans.toml", "plans = [\"p\", \"q\"]\n");
        repo.write("p/plan.toml", named("1-KH", "Kế hoạch một"))
            .write("p/units/a.toml", "")
            .write("p/units/b.toml", "");
        repo.write("q/plan.toml", named("2-KH", "Kế hoạch hai"))
            .write("q/units/a.toml", "")
            .write("q/units/b.toml", "");
        repo.commit(FIRST, "Bắt đầu");
        repo
    };
    let marks = |repo: &Repo, args: &[&str]| {
        let shown = repo.changes(args);
        let said = |it: &Value| format!("{} {} {}", text(&it["mark"]), text(&it["folder"]), text(&it["to"]));
        shown["list"].as_array().map(|all| all.iter().map(said).collect::<Vec<_>>()).unwrap_or_default()
    };
    let both = ["W722 p q", "W722 q p"];
    for (first, second, expected) in [
        (("2-KH", "Kế hoạch một"), ("1-KH", "Kế hoạch hai"), &both[..]),
        (("1-KH", "KẾ HOẠCH HAI"), ("2-KH", "Kế hoạch  một"), &both),
        // Another title, and one that the other has not given up.
        (("1-KH", "Kế hoạch ba"), ("2-KH", "Kế hoạch hai"), &[]),
        (("1-KH", "Kế hoạch hai"), ("2-KH", "Kế hoạch hai"), &[]),
    ] {
        let repo = begun();
        repo.write("p/plan.toml", named(first.0, first.1)).write("q/plan.toml", named(second.0, second.1));
        assert_eq!(marks(&repo, &[]), expected, "on disk");
        repo.git(&["add", "--all"]);
        assert_eq!(marks(&repo, &["--staged"]), expected, "staged");
        repo.commit(AS_OF, "Đổi");
        assert_eq!(marks(&repo, &["HEAD~1..HEAD"]), expected, "committed");
        repo.diff(&["HEAD~1..HEAD", "--deny", "look-alike"]).ends_with(&[i32::from(!expected.is_empty())]);
    }
}
