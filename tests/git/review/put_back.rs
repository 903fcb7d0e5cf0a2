//! Records that go with the duty that they are about, and what is recorded when the duty comes back, each beside its nearest
//! honest change.

use serde_json::json;

use super::{codes, plan};
use crate::repo::Repo;
use crate::support::case::{flat, has, lacks, text};

const RANGE: &str = "HEAD~1..HEAD";
const BACKDATED: [&str; 2] = ["--backdated", "180"];
/// Lest the day on which something is recorded be marked too.
const LATE: &str = "done = 2024-04-20\nevidence = [\"1-BC\"]\n";
const IN_TIME: &str = "done = 2024-04-08\nevidence = [\"1-BC\"]\n";

/// The codes of the change by which `b` owes something no more, and of the later one by which it does again: its record at
/// `key` said `before`, and says `after`.
fn taken_off_and_put_back(
    (owed, taken_off): (&str, &str),
    key: &str,
    (before, after): (&str, &str),
) -> (Repo, [Vec<String>; 2]) {
    let file = |said: &str| if said.is_empty() { String::new() } else { format!("[{key}]\n{said}") };
    let repo = Repo::new(owed, &[("a", ""), ("b", &file(before))]);
    repo.write("plan.toml", taken_off);
    let there = taken_off.contains("b = ");
    if there {
        repo.unit("b", "")
    } else {
        repo.delete("units/b.toml")
    };
    repo.commit("2024-05-13", "Bớt");
    let first = repo.codes(&[&[RANGE][..], &BACKDATED].concat());
    repo.write("plan.toml", owed).unit("b", file(after)).commit("2024-05-15", "Khôi phục");
    let second = repo.codes(&[&[RANGE][..], &BACKDATED].concat());
    (repo, [first, second])
}

#[test]
fn a_record_that_goes_with_its_duty_and_comes_back_otherwise() {
    let own = plan("");
    let led = "lead = [\"a\", \"b\"]\ndue";
    let group = own.replace(
        "[[tasks]]\nid = \"quy\"",
        "[groups.tat-ca]\nname = \"Tất cả\"\nmembers = [\"a\", \"b\"]\n[[tasks]]\nid = \"quy\"",
    );
    let group = group.replace(led, "lead = [\"tat-ca\"]\ndue");
    let steps = own.replace(
        "due = 2024-04-10",
        "milestones = [{ id = \"m\", due = 2024-04-10 }, { id = \"n\", due = 2024-06-10 }]",
    );
    let alone = own.replace("b = \"Phòng Kế hoạch\"\n", "").replace("[\"a\", \"b\"]", "[\"a\"]");
    let task = own.split("[[tasks]]\nid = \"nam\"").next().expect("it begins").to_owned();
    let spanned = own.replace("every = \"quarter\"", "every = \"quarter\"\nstarts = 2024-04-01");
    let ways = [
        (own.clone(), own.replace(led, "lead = [\"a\"]\ndue"), "nam", "W712"),
        (own.clone(), alone, "nam", "W712"),
        (own.clone(), task, "nam", "W712"),
        (group.clone(), group.clone() + "except = [\"b\"]\n", "nam", "W712"),
        (steps.clone(), steps.replace("{ id = \"m\", due = 2024-04-10 }, ", ""), "nam.m", "W711"),
        (own.clone(), spanned, "quy.2024-Q1", "W711"),
    ];
    for (owed, taken_off, key, mark) in &ways {
        let back = |after: &str| taken_off_and_put_back((owed, taken_off), key, (LATE, after));
        let (repo, [first, second]) = back(IN_TIME);
        assert!(first.iter().all(|code| code == mark) && !first.is_empty(), "{first:?}");
        assert_eq!(second, ["W702"], "{taken_off}");
        assert_eq!(repo.codes(&[&["HEAD~2..HEAD"][..], &BACKDATED].concat()), ["W702"], "both at once");
        // What went with the duty is said by the change in which it goes.
        let range = "HEAD~2..HEAD~1";
        let table = flat(&repo.table(&[range]));
        lacks(&table, &["o record changed"]);
        has(&table, &["1 obligation changed in 1 unit", "done: 20/4/2024 → removed", "evidence: 1-BC → removed"]);
        has(&repo.markdown(&[range]), &["done: 20/4/2024 → removed"]);
        let gone = &repo.changes(&[range])["records_gone"];
        assert_eq!((text(&gone[0]["unit"]), &gone[0]["before"]["record"]["done"]), ("b", &json!("2024-04-20")));
        // Without evidence, and without a record.
        assert_eq!(back("done = 2024-04-20\n").1[1], ["W704"]);
        assert_eq!(back("").1[1], ["W707", "W701", "W704"]);
        // Honest: as it was, or with more.
        assert_eq!(back(LATE).1[1], [""; 0]);
        assert_eq!(back(&format!("{LATE}note = \"…\"\n")).1[1], [""; 0]);
    }
}

#[test]
fn what_is_put_back_is_compared_with_what_was_recorded_last() {
    let taken_off = plan("").replace("lead = [\"a\", \"b\"]\ndue", "lead = [\"a\"]\ndue");
    let back = |before: &str, after: &str| {
        let (_, [_, second]) = taken_off_and_put_back((&plan(""), &taken_off), "nam", (before, after));
        second
    };
    let promised = |day: &str| format!("committed = {day}\n");
    assert_eq!(back(&promised("2024-06-01"), &promised("2024-07-01")), ["W719"]);
    assert_eq!(back(&promised("2024-06-01"), "note = \"…\"\n"), ["W719"]);
    assert_eq!(back(&promised("2024-06-01"), &promised("2024-06-01")), [""; 0]);
    assert_eq!(back("", &promised("2024-07-01")), [""; 0], "nothing was recorded");
    let granted = |to: &str| format!("extended = {{ to = {to}, by = \"77-CV\", on = 2024-04-09 }}\n");
    assert_eq!(back(&granted("2024-05-10"), &granted("2024-06-30")), ["W718"]);
    assert_eq!(back(&granted("2024-06-30"), &granted("2024-06-30")), [""; 0]);
    // What is recorded newly is told as such.
    let repo = taken_off_and_put_back((&plan(""), &taken_off), "nam", (LATE, IN_TIME)).0;
    assert_eq!(repo.codes(&[RANGE]), ["W703", "W702"]);
    let shown = repo.changes(&[RANGE]);
    assert_eq!(shown["changes"][0]["before"]["record"]["done"], json!("2024-04-20"));
    assert_eq!(text(&shown["marks"][1]["change"]), "2024-04-20 → 2024-04-08");
    // Of several the last counts, wherever its file lay.
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", &format!("[nam]\n{IN_TIME}"))]);
    repo.unit("b", format!("[nam]\n{LATE}")).commit("2024-05-12", "Sửa");
    repo.write("plan.toml", &taken_off).unit("b", "[quy.2024-Q1]\nnote = \"…\"\n").commit("2024-05-13", "Bớt");
    repo.write("plan.toml", plan("")).unit("b", format!("[quy.2024-Q1]\nnote = \"…\"\n[nam]\n{IN_TIME}"));
    repo.commit("2024-05-15", "Khôi phục");
    assert_eq!(repo.codes(&[&[RANGE][..], &BACKDATED].concat()), ["W702"]);
    // Honest: a new task, and a unit that leads one newly, of which nothing was ever recorded.
    let repo = Repo::new(&taken_off, &[("a", &format!("[nam]\n{LATE}")), ("b", "")]);
    let more = plan("") + "[[tasks]]\nid = \"moi\"\ntitle = \"Mới\"\nlead = [\"b\"]\ndue = 2024-09-01\n";
    repo.write("plan.toml", more).unit("b", format!("[nam]\n{IN_TIME}[moi]\nstarted = 2024-05-01\n"));
    repo.commit("2024-05-15", "Giao thêm");
    assert_eq!(repo.codes(&[&[RANGE][..], &BACKDATED].concat()), [""; 0]);
}

#[test]
fn what_stood_in_a_file_that_could_not_be_read_was_never_compared() {
    let taken_off = plan("").replace("lead = [\"a\", \"b\"]\ndue", "lead = [\"a\"]\ndue");
    let back = |record: &str, after: &str| {
        let repo = Repo::new(&plan(""), &[("a", ""), ("b", &format!("[nam]\n{record}"))]);
        repo.write("plan.toml", &taken_off).commit("2024-05-12", "Bớt");
        // The plan does not let it record this.
        repo.unit("b", format!("[nam]\n{after}")).commit("2024-05-13", "Sửa");
        repo.unit("b", "").commit("2024-05-14", "Xóa");
        repo.write("plan.toml", plan("")).unit("b", format!("[nam]\n{after}")).commit("2024-05-15", "Khôi phục");
        repo.codes(&[&[RANGE][..], &BACKDATED].concat())
    };
    assert_eq!(back(LATE, IN_TIME), ["W702"]);
    assert_eq!(back("committed = 2024-06-01\n", "committed = 2024-07-01\n"), ["W719"]);
    // Honest: it came back as it was, whatever was written in between.
    assert_eq!(back(LATE, LATE), [""; 0]);
}

#[test]
fn a_duty_that_goes_and_comes_with_bodies_that_several_plans_share() {
    let members = |all: &str| {
        format!(
            "plans = [\"p\"]\n[units]\na = \"Văn phòng\"\nb = \"Phòng Kế hoạch\"\n[groups.g]\nname = \"Các cơ quan\"\n\
             members = [{all}]\n"
        )
    };
    let own = plan("bodies = \"../plans.toml\"").replace("a = \"Văn phòng\"\nb = \"Phòng Kế hoạch\"\n", "");
    let own = own.replace("[units]\n", "").replace("lead = [\"a\", \"b\"]\ndue", "lead = [\"g\"]\ndue");
    let back = |after: &str| {
        let repo = Repo::init(&[]);
        repo.write("plans.toml", members("\"a\", \"b\""));
        let repo = repo.inside("p").begun(&own, &[("a", ""), ("b", &format!("[nam]\n{LATE}"))]);
        repo.write("../plans.toml", members("\"a\"")).unit("b", "").commit("2024-05-13", "Bớt");
        repo.write("../plans.toml", members("\"a\", \"b\"")).unit("b", format!("[nam]\n{after}"));
        repo.commit("2024-05-15", "Khôi phục");
        repo.codes(&[&[RANGE][..], &BACKDATED].concat())
    };
    assert_eq!(back(IN_TIME), ["W702"]);
    assert_eq!(back(LATE), [""; 0]);
}

#[test]
fn the_record_of_a_joint_task_whose_first_lead_is_another() {
    let joint = plan("") + "joint = true\n";
    let led = "[\"a\", \"b\"]\ndue";
    let turned = joint.replacen(led, "[\"b\", \"a\"]\ndue", 1);
    let said = |fields: &str| if fields.is_empty() { String::new() } else { format!("[nam]\n{fields}") };
    let moved = |plan: &str, after: &str| {
        let repo = Repo::new(&joint, &[("a", &said(LATE)), ("b", "")]);
        repo.write("plan.toml", plan).unit("a", "").unit("b", said(after)).commit("2024-05-15", "Đổi thứ tự");
        let marks = codes(&repo.changes(&[&[RANGE][..], &BACKDATED].concat())).into_iter();
        marks.filter(|code| !["W712", "W706"].contains(&code.as_str())).collect::<Vec<_>>()
    };
    let alone = joint.replacen(led, "[\"b\"]\ndue", 1);
    for other in [&turned, &alone] {
        assert_eq!(moved(other, IN_TIME), ["W702"]);
        assert_eq!(moved(other, ""), ["W707", "W701", "W704"]);
        // Honest: it goes with the task.
        assert_eq!(moved(other, LATE), [""; 0]);
    }
    // The duty goes altogether, and comes back with the leads in another order.
    let none = joint.split("[[tasks]]\nid = \"nam\"").next().expect("it begins").to_owned();
    let back = |after: &str| {
        let repo = Repo::new(&joint, &[("a", &said(LATE)), ("b", "")]);
        repo.write("plan.toml", &none).unit("a", "").commit("2024-05-13", "Bớt");
        repo.write("plan.toml", &turned).unit("b", said(after)).commit("2024-05-15", "Khôi phục");
        repo.codes(&[&[RANGE][..], &BACKDATED].concat())
    };
    assert_eq!(back(IN_TIME), ["W702"]);
    assert_eq!(back(LATE), [""; 0]);
}

#[test]
fn the_record_of_a_joint_task_that_goes_with_its_first_lead() {
    let joint = plan("").replace("2024-04-10", "2024-09-01") + "joint = true\n";
    let turned = joint.replacen("[\"a\", \"b\"]\ndue", "[\"b\", \"a\"]\ndue", 1);
    let record = "[nam]\nstarted = 2024-05-02\nnote = \"…\"\n";
    let moved = |after: [&str; 2]| {
        let repo = Repo::new(&joint, &[("a", record), ("b", "")]);
        repo.write("plan.toml", &turned).unit("a", after[0]).unit("b", after[1]).commit("2024-05-15", "Đổi thứ tự");
        repo.codes(&[RANGE])
    };
    // Honest: nothing but the file in which it stands is another.
    assert_eq!(moved(["", record]), ["W712"]);
    // With anything else the commit is one of two units.
    assert_eq!(moved(["", "[nam]\nstarted = 2024-05-03\n"]), ["W712", "W706"]);
    assert_eq!(moved(["[quy.2024-Q1]\nnote = \"…\"\n", record]), ["W712", "W706"]);
}

#[test]
fn a_unit_that_gets_another_id_and_another_name_at_once() {
    let text = plan("").replace("a = \"Văn phòng\"", "c = \"Phòng Hành chính\"").replace("\"a\"", "\"c\"");
    let replaced = |text: &str, id: &str, after: &str| {
        let repo = Repo::new(&plan(""), &[("a", &format!("[nam]\n{IN_TIME}")), ("b", "")]);
        repo.write("plan.toml", text).delete("units/a.toml").unit(id, format!("[nam]\n{after}"));
        repo.commit("2024-05-15", "Đổi đơn vị");
        (repo.codes(&[RANGE]), flat(&repo.table(&[RANGE])))
    };
    // Whether it is the same body only people can say; its records are compared.
    let (marks, table) = replaced(&text, "c", IN_TIME);
    assert_eq!(marks, ["W712"], "{table}");
    has(&table, &["W712 Unit renamed: Văn phòng (a) → Phòng Hành chính (c)"]);
    assert_eq!(replaced(&text, "c", "done = 2024-04-20\nevidence = [\"1-BC\"]\n").0, ["W702", "W712"]);
    // Where it owes something else it is another.
    let less = text.replacen("[\"c\", \"b\"]\nevery", "[\"b\"]\nevery", 1);
    let (marks, table) = replaced(&less, "c", IN_TIME);
    assert!(marks.contains(&"W712".to_owned()) && table.contains("no longer owed"), "{marks:?} {table}");
    // Honest: another id alone.
    let id = text.replace("Phòng Hành chính", "Văn phòng");
    assert_eq!(replaced(&id, "c", IN_TIME).0, [""; 0]);
}
