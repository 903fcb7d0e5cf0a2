//! What a change of the plan does on days to come, names that are given away, and keys that
//! no line told. Each beside its nearest honest change.

use serde_json::json;

use super::{codes, plan};
use crate::repo::Repo;
use crate::support::AS_OF;
use crate::support::case::{flat, has};

const RANGE: &str = "HEAD~1..HEAD";
const OFFICE: &str = "a = \"Văn phòng\"";

/// The codes of the marks, and what is said, where something of a plan is replaced. The unit `a` had done its quarter.
#[track_caller]
fn replaced(before: &str, from: &str, to: &str) -> (Vec<String>, String) {
    assert!(before.contains(from), "{from:?} stands in {before}");
    let repo = Repo::new(before, &[("a", "[quy.2024-Q1]\ndone = 2024-03-30\n"), ("b", ""), ("c", "")]);
    repo.write("plan.toml", before.replacen(from, to, 1)).commit(AS_OF, "Thay");
    (codes(&repo.changes(&[RANGE])), flat(&repo.table(&[RANGE])))
}

#[test]
fn work_that_nobody_owes_from_a_day_to_come() {
    let before = plan("").replace("due = 2024-04-10", "due = 2024-05-16").replace("[units]", "[units]\nc = \"Ban\"");
    let until = |day: &str, more: &str| format!("a = {{ name = \"Văn phòng\", until = {day}{more} }}");
    let (codes, table) = replaced(&before, OFFICE, &until("2024-05-15", ""));
    assert_eq!(codes, ["W728"], "{table}");
    assert!(table.contains("W728 Other changes of the plan — no longer owed: 4"), "{table}");
    // A successor who comes too late takes nothing over.
    let late = until("2024-05-15", ", successor = \"c\"");
    let (codes, _) =
        replaced(&before.replace("c = \"Ban\"", "c = { name = \"Ban\", from = 2025-01-01 }"), OFFICE, &late);
    assert_eq!(codes, ["W728"]);
    // Handed over to one who is there; gone when all is over.
    for (day, more) in [("2024-05-15", ", successor = \"c\""), ("2025-01-01", "")] {
        let (codes, table) = replaced(&before, OFFICE, &until(day, more));
        assert_eq!(codes, [""; 0], "{table}");
    }
    // Owed together, once, what each owed for itself.
    let (codes, table) = replaced(&before, "id = \"nam\"", "id = \"nam\"\njoint = true");
    assert_eq!(codes, ["W712"], "{table}");
    has(&table, &["no longer owed: 1", "joint: each lead does its own → the leads do one piece of work together"]);
}

#[test]
fn late_work_is_counted_where_it_goes_and_once() {
    let done = |day: &str| format!("[nam]\ndone = {day}\n");
    let repo = Repo::new(&plan(""), &[("a", &done("2024-05-10")), ("b", &done("2024-04-09"))]);
    let alone = plan("").replace("lead = [\"a\", \"b\"]\ndue", "lead = [\"b\"]\ndue");
    repo.write("plan.toml", alone).unit("a", "").commit(AS_OF, "Giao lại");
    let shown = repo.changes(&[RANGE]);
    assert_eq!((codes(&shown), &shown["marks"][0]["effects"]["gone_late"]), (vec!["W712".to_owned()], &json!(1)));
    has(
        &flat(&repo.table(&[RANGE])),
        &["— no longer owed: 1 that was completed late", "1 completed late and no longer owed,"],
    );
    // What both the record and the plan make late no more is one thing.
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", &done("2024-04-09"))]);
    repo.unit("a", done("2024-04-01")).write("plan.toml", plan("").replace("2024-04-10", "2024-12-10"));
    repo.commit(AS_OF, "Cả hai");
    assert_eq!(repo.codes(&[RANGE]), ["W703", "W711"]);
    has(&flat(&repo.table(&[RANGE])), &["1 no longer overdue or late, 1 deadline moved, 1 other thing"]);
}

#[test]
fn names_that_are_given_away_or_look_the_same() {
    let units = |more: &str| {
        let before = plan("");
        replaced(&before, "b = \"Phòng Kế hoạch\"", &format!("b = \"Phòng Kế hoạch\"\n{more}"))
    };
    // A new unit or task under the name that another one gave up.
    let given = "a = \"Bộ phận lưu trữ\"\nc = \"Văn phòng\"";
    let (codes, table) = replaced(&plan(""), OFFICE, given);
    assert_eq!(codes, ["W722"], "{table}");
    assert!(table.contains("c is called “Văn phòng” now, as a was before"), "{table}");
    let task = "id = \"bc\"\ntitle = \"Báo cáo năm\"\nlead = [\"a\"]\ndue = 2024-12-10\n[[tasks]]\nid = \"nam\"\ntitle = \"Việc khác\"";
    assert_eq!(replaced(&plan(""), "id = \"nam\"\ntitle = \"Báo cáo năm\"", task).0, ["W722"]);
    // Short names, exchanged or another's.
    let short = |one: &str, other: &str| {
        format!(
            "a = {{ name = \"Văn phòng\", short = \"{one}\" }}\nb = {{ name = \"Phòng Kế hoạch\", short = \"{other}\" }}"
        )
    };
    let both = "a = \"Văn phòng\"\nb = \"Phòng Kế hoạch\"";
    assert_eq!(replaced(&plan(""), both, &short("Phòng Kế hoạch", "Văn phòng")).0, ["W722", "W722"]);
    let before = plan("").replace(both, &short("VP", "PKH"));
    assert_eq!(replaced(&before, &short("VP", "PKH"), &short("PKH", "VP")).0, ["W722", "W722"]);
    // The very same name, and what is not seen in it.
    for name in [
        "Văn phòng",
        "Văn\\u200B phòng",
        "Văn\\u00AD phòng",
        "Văn\\u2060 phòng",
        "Văn\\u3164 phòng",
        "Văn\\u00A0phòng",
        "Văn  phòng",
        "Văn ph\\u1F78ng",
    ] {
        let (codes, table) = units(&format!("c = \"{name}\""));
        assert_eq!(codes, ["W722"], "{name}: {table}");
    }
    // In capitals.
    assert_eq!(units("c = \"VĂN PHÒNG\"").0, ["W722"]);
    // Exchanged, and written with what nobody sees or in capitals.
    let exchanged = |own: &str, other: &str| {
        let (units, tasks) = ("a = \"Văn phòng\"\nb = \"Phòng Kế hoạch\"", ["Báo cáo quý", "Báo cáo năm"]);
        let [first, second] = tasks.map(|title| title.replace("Báo cáo", other));
        let titles = plan("").replacen(tasks[0], "?", 1).replacen(tasks[1], &first, 1).replacen('?', &second, 1);
        let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
        repo.write("plan.toml", titles).commit(AS_OF, "Đổi tên");
        assert_eq!(repo.codes(&[RANGE]), ["W722", "W722"], "{other}");
        let now = format!("a = \"{}\"\nb = \"{}\"", own.replace('_', "Phòng Kế hoạch"), own.replace('_', "Văn phòng"));
        assert_eq!(replaced(&plan(""), units, &now).0, ["W722", "W722"], "{own}");
    };
    for (own, other) in [("_ ", "Báo  cáo"), ("_\\u200B", "Báo\\u00A0cáo"), ("_\\u00AD", "BÁO CÁO")] {
        exchanged(own, other);
    }
    // Honest: one's own name in capitals, or with a blank less.
    assert_eq!(replaced(&plan(""), OFFICE, "a = \"VĂN PHÒNG\"").0, [""; 0]);
    assert_eq!(replaced(&plan("").replace(OFFICE, "a = \"Văn  phòng\""), "a = \"Văn  phòng\"", OFFICE).0, [""; 0]);
    // Honest: other names, other marks, another number, a short name of its own; a unit or task with another id.
    for name in ["Văn phòng 2", "Vân phòng", "Văn phóng", "Phòng Kế hoạch II"] {
        assert_eq!(units(&format!("c = \"{name}\"")).0, [""; 0], "{name}");
    }
    assert_eq!(replaced(&plan(""), both, &short("VP", "PKH")).0, [""; 0]);
    assert_eq!(replaced(&plan(""), "b = \"Phòng Kế hoạch\"", "b = \"Phòng I\"\nc = \"Phòng 1\"").0, [""; 0]);
    let renamed = plan("").replace("b = ", "c = ").replace("\"b\"", "\"c\"");
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.write("plan.toml", renamed).delete("units/b.toml").unit("c", "").commit(AS_OF, "Đổi mã");
    assert_eq!(repo.codes(&[RANGE]), [""; 0]);
}

#[test]
fn every_key_that_differs_is_named() {
    let nam = "id = \"nam\"";
    let grouped = "[groups.g]\nname = \"Nhóm\"\nmembers = [\"a\", \"b\"]\n[[tasks]]\nid = \"quy\"\nexcept = [\"b\"]";
    let before =
        plan("").replace("[[tasks]]\nid = \"quy\"", grouped).replacen("lead = [\"a\", \"b\"]", "lead = [\"g\"]", 1);
    for (from, to, said) in [
        ("[units]", "issued = 2024-01-02\n[units]", "What is said of the plan's document changed: issued: 02/01/2024"),
        ("[units]", "note = \"x\"\n[units]", "note: x"),
        (
            "[units]",
            "[plan.office]\nname = \"BAN\"\nrecipients = [\"TT\"]\n[units]",
            "([plan.office]): name: BAN; recipients: TT",
        ),
        (nam, "id = \"nam\"\nstarts = 2024-04-01", "Task reworded: Báo cáo năm [nam]: starts: 01/4/2024"),
        (nam, "id = \"nam\"\nadded = { by = \"1-CV\", on = 2024-01-02 }", "added: 1-CV of 02/01/2024"),
        (
            nam,
            "id = \"nam\"\non_day_off = \"next-working-day\"",
            "on a day off: the last day moves to the next working day",
        ),
        ("every = \"quarter\"", "every = \"quarter\"\ndue = \"day 31\"", "time limit: "),
        ("lead = [\"a\", \"b\"]", "lead = [\"b\", \"a\"]", "lead: a, b → b, a"),
    ] {
        let (codes, table) = replaced(&before, from, to);
        assert_eq!(codes, [""; 0], "{to}");
        assert!(table.contains(said), "{said}: {table}");
    }
    // A cancellation that is taken back.
    let cancelled = plan("").replace(nam, "id = \"nam\"\ncancelled = { by = \"2-CV\", on = 2024-04-01 }");
    let (_, table) = replaced(&cancelled, "cancelled = { by = \"2-CV\", on = 2024-04-01 }\n", "");
    assert!(table.contains("cancelled: 2-CV of 01/4/2024 → removed"), "{table}");
}

#[test]
fn a_commit_that_claims_tomorrow_puts_nothing_off() {
    // Nothing that anybody's clock shows yet: the document of the day that the commit claims is still to come.
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    let text = plan("") + "amended = [{ by = \"88\", on = 2099-05-10, due = 2099-12-31 }]\n";
    repo.write("plan.toml", text.replace("ends = 2024-12-31", "ends = 2099-12-31")).commit("2099-05-10", "Ghi trước");
    assert!(repo.codes(&[RANGE]).contains(&"W731".to_owned()), "{}", repo.table(&[RANGE]));
}
