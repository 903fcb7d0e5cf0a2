//! `show --blame`: on which day and by which commit each field came to be what it is.

use snapbox::str;

use crate::repo::Repo;
use crate::support::case::{Run, Shows as _};

/// The lines of a card from `from` on, blanks at their beginnings taken away.
#[track_caller]
fn lines(run: &Run, from: &str) -> Vec<String> {
    run.ends_with(&[0]);
    let lines =
        run.out().lines().skip_while(|line| !line.starts_with(from)).take_while(|line| !line.starts_with("Why"));
    let lines: Vec<String> = lines
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    assert!(!lines.is_empty(), "{from}: {run:?}");
    lines
}

#[test]
fn each_field_names_the_commit_that_last_changed_it() {
    let repo = Repo::recorded("[ke-hoach]\nstarted = 2024-03-01\nevidence = \"CV 1\"\n");
    let one = repo.short("HEAD");
    let two = repo.record(
        "2024-03-28T23:30:00+00:00",
        "[ke-hoach]\nstarted = 2024-03-01\ndone = 2024-03-27\nevidence = [\"CV 1\", \"CV 2\"]\n",
    );
    let three = repo.record(
        "2024-04-02T08:00:00+07:00",
        "[ke-hoach]\nstarted = 2024-03-01\ndone = 2024-03-28\nevidence = [\"CV 1\", \"CV 2\"]\n\
         extended = { to = 2024-04-30, by = \"CV 7\", on = 2024-03-27 }\n",
    );
    repo.replace("units/a.toml", "[ke-hoach]\n", "[ke-hoach]\nnote = \"nháp\"\n");
    assert_eq!(
        lines(&repo.run(&["show", "ke-hoach", "--unit", "a", "--blame"]), "Started:"),
        [
            "Started: 01/3/2024".to_owned(),
            format!("recorded on 01/3/2024, commit {one}"),
            "Done: 28/3/2024".to_owned(),
            format!("recorded on 02/4/2024, commit {three}"),
            "Evidence: CV 1".to_owned(),
            "CV 2".to_owned(),
            format!("recorded on 29/3/2024, commit {two}"),
            "Extended: to 30/4/2024 by CV 7 of 27/3/2024".to_owned(),
            format!("recorded on 02/4/2024, commit {three}"),
            "Note: nháp".to_owned(),
            "not committed".to_owned(),
        ]
    );
    // Without it no commit is reported.
    let plain = repo.run(&["show", "ke-hoach", "--unit", "a"]);
    assert!(!plain.out().contains(&one) && !plain.out().contains("commit"), "{plain:?}");
}

#[test]
fn a_part_of_an_inline_table_changes_the_field_it_is_in() {
    let waived = |by: &str| format!("ke-hoach = {{ waived = {{ by = \"{by}\", on = 2024-03-20 }}, note = \"x\" }}\n");
    let repo = Repo::recorded(&waived("CV 7"));
    let one = repo.short("HEAD");
    let two = repo.record("2024-03-22T08:00:00+07:00", &waived("CV 8"));
    assert_eq!(
        lines(&repo.run(&["show", "ke-hoach", "--blame"]), "Waived by:"),
        [
            "Waived by: CV 8 of 20/3/2024".to_owned(),
            format!("recorded on 22/3/2024, commit {two}"),
            "Note: x".to_owned(),
            format!("recorded on 01/3/2024, commit {one}"),
        ]
    );
}

#[test]
fn each_period_has_commits_of_its_own() {
    let repo = Repo::recorded("[bao-cao]\n2024-Q1.done = 2024-03-30\n");
    let one = repo.short("HEAD");
    let two = repo.record(
        "2024-04-22T08:00:00+07:00",
        "[bao-cao.2024-Q1]\ndone = 2024-03-30\n[bao-cao.2024-Q2]\ndone = 2024-04-20\n",
    );
    let run = repo.run(&["show", "bao-cao", "--unit", "a", "--blame"]);
    let done: Vec<String> = lines(&run, "Q1/2024").into_iter().filter(|line| line.contains("commit")).collect();
    assert_eq!(done, [format!("recorded on 01/3/2024, commit {one}")]);
    let done: Vec<String> = lines(&run, "Q2/2024").into_iter().filter(|line| line.contains("commit")).collect();
    assert_eq!(done, [format!("recorded on 22/4/2024, commit {two}")]);
    let run = repo.run(&["show", "bao-cao", "2024-Q2", "--unit", "a", "--blame"]);
    assert!(!run.out().contains(&one) && run.out().contains(&two), "{run:?}");
}

#[test]
fn the_side_of_a_merge_that_said_so_is_named() {
    let base = "[ke-hoach]\ndone = 2024-03-20\nnote = \"x\"\n";
    let repo = Repo::recorded(base);
    // Theirs is the older commit, ours the newer one; the merge takes the day of theirs and the note of ours.
    repo.part(base.replace("20\n", "21\n").replace("\"x\"", "\"y\""), base.replace("20\n", "22\n"));
    let (ours, theirs) = (repo.short("HEAD"), repo.short("theirs"));
    repo.merge().ends_with(&[1]);
    repo.write("units/a.toml", base.replace("20\n", "22\n").replace("\"x\"", "\"y\""));
    let merge = repo.commit("2024-04-05T08:00:00+07:00", "Trộn");
    let run = repo.run(&["show", "ke-hoach", "--blame"]);
    assert_eq!(
        lines(&run, "Done:"),
        [
            "Done: 22/3/2024".to_owned(),
            format!("recorded on 05/4/2024, commit {theirs} (the commit says 01/4/2024)"),
            "Note: y".to_owned(),
            format!("recorded on 02/4/2024, commit {ours}"),
        ]
    );
    assert!(!run.out().contains(&merge), "{run:?}");
}

#[test]
fn a_unit_is_needed_where_several_lead() {
    let repo = Repo::recorded("[ke-hoach]\ndone = 2024-03-20\n");
    let run = repo.run(&["show", "bao-cao", "--blame"]);
    run.fails(2).err().shows(str![[r"
error: bao-cao is led by several units: --blame also needs --unit UNIT

"]]);
    let run = repo.run_vi(100, &["show", "bao-cao", "--blame"]);
    run.fails(2).err().shows(str![[r"
lỗi: bao-cao có nhiều đơn vị chủ trì: --blame cần thêm --unit ĐƠN_VỊ

"]]);
    repo.run(&["show", "a", "--blame"]).fails(2).err().shows(str![[r"
error: “a” is a unit; a period and --unit only go with a task

"]]);
    // The only one that leads it needs not be named.
    let run = repo.run_vi(40, &["show", "ke-hoach", "--blame"]);
    run.ends_with(&[0]);
    let said = run.out().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains(&format!("Hoàn thành: 20/3/2024 ghi ngày 01/3/2024, commit {}", repo.short("HEAD"))),
        "{run:?}"
    );
    assert!(run.out().lines().all(|line| line.chars().count() <= 40), "{run:?}");
}
