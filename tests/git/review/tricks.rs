//! Tricks with documents that amend the plan, with days that have not come, with bodies that several plans share, and with
//! names that are nearly read. Each beside its nearest honest change.

use serde_json::{Value, json};

use super::{FIRST, codes, plan};
use crate::repo::Repo;
use crate::support::AS_OF;
use crate::support::case::{flat, has, list, text};

const RANGE: &str = "HEAD~1..HEAD";

/// The plan of these tests whose last task says this too.
fn amended(keys: &str) -> String {
    plan("") + keys + "\n"
}

/// What is marked where the last task of the plan says other keys, and what is said of it.
#[track_caller]
fn replanned(before: &str, after: &str) -> (Vec<String>, String) {
    let repo = Repo::new(&amended(before), &[("a", ""), ("b", "")]);
    repo.write("plan.toml", amended(after)).commit(AS_OF, "Sửa kế hoạch");
    (codes(&repo.changes(&[RANGE])), flat(&repo.table(&[RANGE])))
}

#[test]
fn a_document_that_amended_is_another_afterwards() {
    let of = |by: &str, on: &str| format!("amended = [{{ by = \"{by}\", on = {on}, due = 2024-06-30 }}]");
    let first = of("88-CV", "2024-05-02");
    // An earlier day, a later one, another document: whatever becomes of what is owed today.
    for (other, code, said) in [
        (of("88-CV", "2024-03-02"), "W733", "88-CV of 02/5/2024 → 88-CV of 02/3/2024"),
        (of("88-CV", "2024-05-09"), "W718", "88-CV of 02/5/2024 → 88-CV of 09/5/2024"),
        (of("89-CV", "2024-05-02"), "W718", "88-CV of 02/5/2024 → 89-CV of 02/5/2024"),
    ] {
        let (codes, table) = replanned(&first, &other);
        assert_eq!(codes, [code], "{table}");
        let told = "The document that amended Báo cáo năm [nam] was changed: ";
        assert!(table.contains(&format!("{told}{said}")), "{table}");
    }
    // Where its end is another too, that is the mark that counts; where it is gone, both are.
    assert_eq!(replanned(&first, &first.replace("06-30", "12-30")).0, ["W711"]);
    let (codes, table) = replanned(&first, "");
    assert_eq!(codes, ["W711", "W718"], "{table}");
    assert!(table.contains("was removed: 88-CV of 02/5/2024"), "{table}");
    // Written otherwise it is the same; a further document is reported as what it is.
    let long = "[[tasks.amended]]\ndue = 2024-06-30\non = 2024-05-02\nby = \"88-CV\"";
    assert_eq!(replanned(&first, long).0, [""; 0]);
    let further = first.replace(" }]", " }, { by = \"90-CV\", on = 2024-05-10, title = \"Báo cáo 2024\" }]");
    assert_eq!(replanned(&first, &further).0, [""; 0]);
    // Of a milestone.
    let milestone = |amended: &str| {
        let own = format!("milestones = [{{ id = \"m1\", due = 2024-03-31, title = \"Một\", {amended} }}]");
        plan("") + "[[tasks]]\nid = \"de-an\"\ntitle = \"Đề án\"\nlead = [\"a\"]\n" + &own + "\n"
    };
    let repo = Repo::new(&milestone(&first), &[("a", ""), ("b", "")]);
    repo.write("plan.toml", milestone(&of("88-CV", "2024-05-09"))).commit(AS_OF, "Sửa");
    let shown = repo.changes(&[RANGE]);
    let expected = json!({"kind": "document-rewritten", "task": "de-an", "from": {"by": "88-CV", "on": "2024-05-02"},
                          "to": {"by": "88-CV", "on": "2024-05-09"}, "milestone": "m1"});
    assert_eq!((codes_of(&shown), &shown["plan_changes"][0]), (vec!["W718"], &expected));
    assert_eq!(shown["marks"][0]["change"], "88-CV (2024-05-02) → 88-CV (2024-05-09)");
    // It can be looked at.
    repo.says(&["review", "W718", RANGE, "--reason", "Nhầm ngày", "--by", "12-CV"]);
    assert!(repo.text("reviewed.toml").contains("milestone = \"m1\""), "{}", repo.text("reviewed.toml"));
}

fn codes_of(shown: &serde_json::Value) -> Vec<&str> {
    list(&shown["marks"]).iter().map(|mark| text(&mark["mark"])).collect()
}

#[test]
fn a_document_of_a_day_to_come_counts_without_a_further_change() {
    for keys in ["due = 2024-06-30", "lead = [\"b\"]"] {
        let (codes, table) = replanned("", &format!("amended = [{{ by = \"88-CV\", on = 2024-05-16, {keys} }}]"));
        assert_eq!(codes, ["W731"], "{table}");
        assert!(table.contains("W731 Amended by 88-CV of 16/5/2024"), "{table}");
    }
    let (codes, table) = replanned("", "cancelled = { by = \"88-CV\", on = 2024-05-16 }");
    assert_eq!(codes, ["W732"], "{table}");
    assert!(table.contains("[nam]; no obligation stands otherwise as of the day"), "{table}");
    let (codes, table) = replanned("", "amended = [{ by = \"88-CV\", on = 2024-05-16, title = \"Tên khác\" }]");
    assert_eq!(codes, [""; 0], "{table}");
}

#[test]
fn what_was_reached_or_begun_on_a_day_to_come() {
    let target = amended("target = { min = 100, unit = \"chi bộ\" }");
    let marked = |fields: &str| {
        let repo = Repo::of(&target, "", &format!("[nam]\n{fields}\n"));
        (repo.codes(&[RANGE]), flat(&repo.table(&[RANGE])))
    };
    let reached = |day: &str| format!("progress = [{{ on = 2024-05-01, value = 1 }}, {{ on = {day}, value = 100 }}]");
    let (codes, table) = marked(&reached("2024-06-01"));
    assert_eq!(codes, ["W726"]);
    assert!(table.contains("progress of 01/6/2024, recorded on 15/5/2024, before that day had come"), "{table}");
    assert_eq!(marked("started = 2024-05-16").0, ["W726"]);
    assert_eq!(marked(&reached("2024-05-15")).0, [""; 0]);
    assert_eq!(marked("started = 2024-05-15").0, [""; 0]);
    // What is expected has its own field.
    assert_eq!(marked("committed = 2024-06-01").0, [""; 0]);
}

#[test]
fn a_commit_of_a_day_to_come_makes_nothing_recorded_in_time() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    // No machine's clock is there yet.
    repo.unit("a", "[quy.2024-Q2]\ndone = 2099-05-09\n").commit("2099-05-10", "Ghi trước");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(codes(&shown), ["W726", "W721"]);
    assert_ne!(shown["changes"][0]["marks"][0]["recorded"], "2099-05-10");
    // What follows it is not recorded then either.
    repo.unit("b", "[nam]\nnote = \"…\"\n").commit("2024-05-10", "Việc khác");
    assert_eq!(repo.codes(&[RANGE]), ["W721"], "it claims a day before the one that it follows");
}

/// A collection of one plan whose units and group several plans share.
fn shared(bodies: &str) -> Repo {
    let repo = Repo::init(&[]);
    repo.write("plans.toml", format!("plans = [\"p\"]\n{bodies}"));
    let own = plan("bodies = \"../plans.toml\"").replace("a = \"Văn phòng\"\nb = \"Phòng Kế hoạch\"\n", "");
    let own = own.replace("[units]\n", "").replace("lead = [\"a\", \"b\"]", "lead = [\"g\"]");
    repo.inside("p").begun(&own, &[("a", ""), ("b", "")])
}

#[test]
fn bodies_that_several_plans_share_are_compared_like_its_own() {
    let bodies = "[units]\na = \"Văn phòng\"\nb = \"Phòng Kế hoạch\"\n[groups.g]\nname = \"Các cơ quan\"\n\
                  members = [\"a\", \"b\"]\n";
    let other = |from: &str, to: &str| {
        let repo = shared(bodies);
        assert!(bodies.contains(from));
        repo.write("../plans.toml", format!("plans = [\"p\"]\n{}", bodies.replace(from, to)));
        let uncommitted = repo.codes(&[]);
        repo.commit(AS_OF, "Sửa phần chung");
        let committed = repo.codes(&[RANGE]);
        assert_eq!(uncommitted, committed, "{to}");
        committed
    };
    assert_eq!(other("[\"a\", \"b\"]", "[\"b\"]"), ["W712"]);
    let gone = "a = { name = \"Văn phòng\", until = 2024-03-01, successor = \"b\" }";
    assert_eq!(other("a = \"Văn phòng\"", gone), ["W728"]);
    assert_eq!(other("\"Phòng Kế hoạch\"", "\"Phòng Kế hо\u{1ea1}ch\""), ["W722"]);
    assert_eq!(other("[units]", "[calendar]\ndays_off = [\"2024-04-08..2024-06-10\"]\n[units]"), ["W713"]);
    assert_eq!(other("\"Phòng Kế hoạch\"", "\"Phòng Kế hoạch – Tài chính\""), [""; 0]);
    assert_eq!(other("[units]", "# chung cho mọi kế hoạch\n[units]"), [""; 0]);
    // A file that nobody is shown.
    for (file, rule) in [(".gitattributes", "plans.toml -diff\n"), (".gitignore", "plans.toml\n")] {
        let repo = shared(bodies);
        repo.write(&format!("../{file}"), rule).commit(AS_OF, "Ẩn");
        let shown = repo.changes(&[RANGE]);
        assert_eq!((codes_of(&shown), text(&shown["marks"][0]["file"])), (vec!["W725"], "../plans.toml"), "{file}");
    }
}

#[test]
fn names_that_are_nearly_read_are_named_at_a_revision_too() {
    let begun = || Repo::new(&plan(""), &[("a", "[nam]\ndone = 2024-04-09\n"), ("b", "")]);
    let repo = begun();
    repo.git(&["mv", "units", "Units"]);
    repo.commit(AS_OF, "Đổi tên thư mục");
    let run = repo.diff(&[RANGE]);
    assert_eq!(run.ends_with(&[3]).err().matches("[E409]").count(), 1, "{run:?}");
    assert!(run.out().contains("W707") && run.err().contains("the folder Units/ is not called units/"), "{run:?}");
    // In a folder of the repository, and where only the plan is misnamed.
    for folder in ["", "kế hoạch"] {
        let repo = if folder.is_empty() { Repo::init(&[]) } else { Repo::init(&[]).inside(folder) };
        let repo = repo.begun(&plan(""), &[("a", ""), ("b", "")]);
        repo.git(&["mv", &format!("./{folder}/plan.toml"), &format!("./{folder}/plan.toml.txt")]);
        let staged = repo.diff(&["--staged"]);
        repo.commit(AS_OF, "Lưu bằng Notepad");
        for run in [repo.diff(&[RANGE]), staged] {
            assert!(run.ends_with(&[3]).err().contains("rename plan.toml.txt to plan.toml"), "{run:?}");
        }
    }
    // A file that is called as the unit's is but for its ending loses nothing in silence.
    let repo = begun();
    repo.git(&["mv", "units/a.toml", "units/a.toml.txt"]);
    repo.commit(AS_OF, "Lưu bằng Notepad");
    let run = repo.diff(&[RANGE]);
    assert!(run.ends_with(&[3]).err().contains("error[E409]: units/a.toml.txt"), "{run:?}");
}

#[test]
fn whatever_a_plan_says_otherwise_is_told() {
    for (from, to, said) in [
        ("", "tags = [\"cchc\"]", "Task reworded: Báo cáo năm [nam]: tags: cchc"),
        ("tags = [\"cchc\"]", "", "tags: cchc → removed"),
        ("", "answers = \"viec-tren\"", "carries out: viec-tren"),
    ] {
        let (codes, table) = replanned(from, to);
        assert_eq!(codes, [""; 0], "{table}");
        assert!(table.contains(said), "{said}: {table}");
    }
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    let until = "a = { name = \"Văn phòng\", until = 2025-01-01 }";
    repo.replace("plan.toml", "a = \"Văn phòng\"", until).commit(AS_OF, "Ghi ngày kết thúc");
    let table = flat(&repo.table(&[RANGE]));
    assert!(
        table.contains("Unit Văn phòng (a): last day no day → 01/01/2025") && repo.codes(&[RANGE]).is_empty(),
        "{table}"
    );
}

#[test]
fn a_file_of_evidence_that_is_exchanged_under_its_record() {
    // The digests of two files, of one line each.
    let (one, two) = (
        "f9ae3b14b48e608d0a37375dea415e8b357d724a0b1f116ee978437ac85f298c",
        "ff1d3f6bfdfa05181e51a2e2c1cf44abd33018a3c4213dacd36477c33f8bb9d0",
    );
    let record = |file: &str, sha256: &str| {
        format!("[nam]\ndone = 2024-04-09\nevidence = [{{ file = \"evidence/{file}\", sha256 = \"{sha256}\" }}]\n")
    };
    let begun = || {
        let repo = Repo::init(&[]).with("evidence/bc 1.txt", "một\n").with("evidence/khác.txt", "a\n");
        repo.begun(&plan(""), &[("a", &record("bc 1.txt", one)), ("b", "")])
    };
    let repo = begun();
    repo.write("evidence/bc 1.txt", "hai\n");
    assert_eq!(repo.codes(&[]), ["W734"]);
    repo.commit(AS_OF, "Thay tệp");
    let shown = repo.changes(&[RANGE]);
    let mark = &shown["marks"][0];
    assert_eq!((codes(&shown), &mark["change"]), (vec!["W734".to_owned()], &json!(format!("{one} → {two}"))));
    let subject = ["unit", "task", "file"].map(|key| text(&mark[key]));
    assert_eq!(subject, ["a", "nam", "units/a.toml"]);
    has(
        &flat(&repo.table(&[RANGE])),
        &["Văn phòng: Báo cáo năm", "evidence/bc 1.txt is not the file that was recorded"],
    );
    has(&repo.markdown(&[RANGE]), &["W734", "not the file that was recorded"]);
    repo.diff(&[RANGE, "--deny", "evidence-exchanged"]).ends_with(&[1]);
    // What was so before is no news; what is as it was recorded is none either.
    repo.write("evidence/khác.txt", "b\n").commit(AS_OF, "Tệp khác");
    assert_eq!(repo.codes(&[RANGE]), [""; 0]);
    repo.write("evidence/bc 1.txt", "một\n").commit(AS_OF, "Trả lại");
    assert_eq!(repo.codes(&[RANGE]), [""; 0]);
    repo.delete("evidence/bc 1.txt").commit(AS_OF, "Xóa tệp");
    assert_eq!(repo.codes(&[RANGE]), ["W734"]);
    has(&flat(&repo.table(&[RANGE])), &["evidence/bc 1.txt, recorded as evidence, is gone"]);
    // With its digest it is evidence that is recorded no more.
    let repo = begun();
    repo.write("evidence/bc 1.txt", "hai\n").unit("a", record("bc 1.txt", two)).commit(AS_OF, "Thay cả mã băm");
    assert_eq!(repo.codes(&[RANGE]), ["W704"]);
}

#[test]
fn a_plan_that_a_collection_lists_no_more() {
    let own = |number: &str| plan("").replace("1-KH", number);
    let repo = Repo::init(&[]).with("plans.toml", "plans = [\"p\", \"q\", \"r\"]\n");
    for (folder, number) in [("p", "1-KH"), ("q", "2-KH"), ("r", "3-KH")] {
        repo.write(&format!("{folder}/plan.toml"), own(number));
        repo.write(&format!("{folder}/units/a.toml"), "").write(&format!("{folder}/units/b.toml"), "");
    }
    repo.commit(FIRST, "Bắt đầu");
    let listed = |args: &[&str]| {
        let shown = repo.changes(args);
        let of =
            |it: &Value| ["change", "folder", "mark"].map(|key| it[key].as_str().unwrap_or("-").to_owned()).join(" ");
        (shown["list"].as_array().map(|all| all.iter().map(of).collect::<Vec<_>>()).unwrap_or_default(), shown)
    };
    assert_eq!(listed(&[]).0, [""; 0]);
    // One is dropped, one moves to another folder, one comes: two of the three are left.
    repo.git(&["mv", "r", "s"]);
    repo.write("plans.toml", "plans = [\"p\", \"s\"]\n");
    let (list, shown) = listed(&[]);
    assert_eq!(list, ["dropped q W735", "moved r -"]);
    assert_eq!([&shown["list"][0]["owed"], &shown["list"][0]["overdue"]], [&json!(10), &json!(4)]);
    repo.commit(AS_OF, "Bỏ kế hoạch");
    assert_eq!(listed(&[RANGE]).0, list);
    let table = flat(&repo.table(&[RANGE]));
    has(&table, &["W735 Plan 2-KH (q) is no longer in the collection — no longer owed: 10, of them 4 were overdue"]);
    has(&table, &["Plan 3-KH is in another folder: r → s"]);
    repo.diff(&[RANGE, "--deny", "plan-dropped"]).ends_with(&[1]);
    repo.diff(&[RANGE, "--deny", "W704"]).ends_with(&[0]);
    // Where a single plan is left it is said all the same; what comes is told without a mark.
    repo.write("plans.toml", "plans = [\"p\"]\n").commit(AS_OF, "Chỉ còn một");
    assert_eq!(listed(&[RANGE]).0, ["dropped s W735"]);
    // Code hosts are told of it at the list.
    for format in ["sarif", "gitlab"] {
        let run = repo.diff(&[RANGE, "--deny", "W735", "--format", format]);
        has(run.ends_with(&[1]).out(), &["Plan 3-KH (s) is no longer in the collection", "\"plans.toml\""]);
    }
    repo.write("plans.toml", "plans = [\"p\", \"q\"]\n").commit(AS_OF, "Thêm lại");
    assert_eq!(listed(&[RANGE]).0, ["added q -"]);
    repo.diff(&[RANGE, "--deny", "all"]).ends_with(&[0]);
    // A folder that says something else takes nobody's place by having the same number.
    repo.write("z/plan.toml", own("2-KH").replace("2024-04-10", "2024-12-10")).write("z/units/a.toml", "");
    repo.write("plans.toml", "plans = [\"p\", \"z\"]\n").commit(AS_OF, "Thay");
    assert_eq!(listed(&[RANGE]).0, ["dropped q W735", "added z -"]);
}
