//! Slips along the way from the one side to the other: data that stood for a moment, ids that come and go, promises lost
//! under a waiver, workspaces that move and change at once. Each beside its nearest honest change.

use serde_json::json;

use super::{FIRST, codes, plan};
use crate::repo::Repo;
use crate::support::AS_OF;
use crate::support::case::{flat, has, list, text};

const RANGE: &str = "HEAD~1..HEAD";
const DONE: &str = "[quy.2024-Q1]\ndone = 2024-03-28\n";

fn start() -> Repo {
    Repo::new(&plan(""), &[("a", ""), ("b", "")])
}

/// The files of `tests` in folders of one repository, each a workspace of its own.
fn several(folders: &[(&str, &str)]) -> Repo {
    let repo = Repo::init(&[]);
    for (folder, number) in folders {
        repo.write(&format!("{folder}/plan.toml"), plan("").replace("1-KH", number));
        repo.write(&format!("{folder}/units/a.toml"), "").write(&format!("{folder}/units/b.toml"), DONE);
    }
    repo.commit(FIRST, "Bắt đầu");
    repo
}

#[test]
fn a_report_made_while_temporary_data_stood() {
    let report = ["report", "quarter", "2024-Q1", "--as-of", AS_OF];
    // The last day is put off, the report made, and the last day put back.
    let repo = start();
    repo.write("plan.toml", plan("").replace("2024-04-10", "2024-06-30")).run(&report).ends_with(&[0]);
    repo.commit("2024-05-15", "Báo cáo");
    repo.write("plan.toml", plan("")).commit("2024-05-16", "Trả lại hạn");
    assert_eq!(repo.codes(&["HEAD~2..HEAD", "--backdated", "180"]), ["W708"]);
    // What it shows is put off or taken away, and put back.
    let made = |on_the_way: &dyn Fn(&Repo), after: &dyn Fn(&Repo)| {
        let repo = start();
        on_the_way(&repo);
        repo.run(&report).ends_with(&[0]);
        repo.commit("2024-05-15", "Báo cáo");
        after(&repo);
        repo.commit("2024-05-16", "Về sau");
        let table = flat(&repo.table(&["HEAD~2..HEAD", "--backdated", "180"]));
        (repo.codes(&["HEAD~2..HEAD", "--backdated", "180"]), table)
    };
    let waived = "[quy.2024-Q1]\nwaived = { by = \"80-CV\", on = 2024-03-20 }\n";
    let off = |repo: &Repo| {
        repo.write("plan.toml", plan("").replace("lead = [\"a\", \"b\"]\nevery", "lead = [\"b\"]\nevery"));
    };
    let back = |repo: &Repo| {
        repo.write("plan.toml", plan(""));
    };
    let (found, table) = made(&off, &back);
    assert_eq!(found, ["W708"], "{table}");
    has(&table, &["reports/2024-Q1.md matches only data that stood between the two sides for a moment"]);
    // Put back, and then done late: it was overdue at the beginning and is late at the end.
    let late = |repo: &Repo| {
        repo.write("plan.toml", plan("")).unit("a", "[quy.2024-Q1]\ndone = 2024-05-10\n");
    };
    assert!(made(&off, &late).0.contains(&"W708".to_owned()));
    let (found, _) = made(
        &|repo| {
            repo.unit("a", waived);
        },
        &|repo| {
            repo.unit("a", "");
        },
    );
    assert_eq!(found, ["W708"]);
    // Honest: what is recorded later goes on from there.
    let (found, table) = made(
        &|repo| {
            repo.unit("a", DONE);
        },
        &|repo| {
            repo.unit("b", DONE);
        },
    );
    assert_eq!(found, [""; 0], "{table}");
    let (found, _) = made(&|_| {}, &|repo| {
        repo.unit("a", DONE);
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn a_promise_that_is_dropped_while_a_waiver_stands() {
    let said = |promised: &str, rest: &str| {
        let promised = if promised.is_empty() { String::new() } else { format!("committed = {promised}\n") };
        format!("[nam]\n{promised}{rest}")
    };
    let waived = "waived = { by = \"80-CV\", on = 2024-05-12 }\n";
    // The promise goes under the waiver, and a later one is made when the waiver goes: in separate reviews, and in one.
    let repo = start();
    repo.unit("a", said("2024-06-01", "")).commit("2024-05-11", "Hẹn");
    repo.unit("a", said("", waived)).commit("2024-05-12", "Không áp dụng");
    assert_eq!(repo.codes(&[RANGE, "--backdated", "180"]), [""; 0]);
    repo.unit("a", said("2024-07-01", "")).commit("2024-05-15", "Hẹn lại");
    let shown = repo.changes(&[RANGE, "--backdated", "180"]);
    assert_eq!(
        (codes(&shown), text(&shown["marks"][0]["change"])),
        (vec!["W719".to_owned()], "2024-06-01 → 2024-07-01")
    );
    has(&flat(&repo.table(&[RANGE])), &["the promised day was put off: 01/6/2024 → 01/7/2024"]);
    assert_eq!(repo.codes(&["HEAD~3..HEAD", "--backdated", "180"]), ["W719"], "also where it was made on the way");
    // Without another promise it is gone.
    repo.unit("a", said("", "note = \"…\"\n")).commit("2024-05-16", "Bỏ");
    assert_eq!(repo.codes(&["HEAD~2..HEAD", "--backdated", "180"]), ["W719"]);
    // Honest: the same promise or an earlier one afterwards, or none ever.
    for (before, during, after) in [
        ("2024-06-01", "", "2024-06-01"),
        ("2024-06-01", "2024-06-01", "2024-06-01"),
        ("2024-06-01", "", "2024-05-30"),
        ("", "", "2024-07-01"),
    ] {
        let repo = start();
        repo.unit("a", said(before, "note = \"x\"\n")).commit("2024-05-11", "Hẹn");
        repo.unit("a", said(during, waived)).commit("2024-05-12", "Không áp dụng");
        repo.unit("a", said(after, "")).commit("2024-05-15", "Hẹn lại");
        assert_eq!(repo.codes(&[RANGE, "--backdated", "180"]), [""; 0], "{before} {during} {after}");
    }
}

#[test]
fn an_extension_that_is_taken_away_once_the_last_day_is_another() {
    let extended = "[nam]\nextended = { to = 2024-05-10, by = \"77-CV\", on = 2024-04-09 }\n";
    let repo = Repo::new(&plan(""), &[("a", extended), ("b", "")]);
    repo.write("plan.toml", plan("").replace("2024-04-10", "2024-06-30")).commit("2024-05-13", "Dời hạn");
    repo.unit("a", "[nam]\nnote = \"…\"\n").commit("2024-05-15", "Bỏ gia hạn");
    assert_eq!(repo.codes(&[RANGE]), ["W718"]);
    has(&flat(&repo.table(&[RANGE])), &["1 no longer overdue"]);
    // Honest: taken away where it was no burden.
    let repo = Repo::new(&plan(""), &[("a", extended), ("b", "")]);
    repo.unit("a", "[nam]\nnote = \"…\"\n").commit("2024-05-15", "Ghi nhầm");
    assert_eq!(repo.codes(&[RANGE]), [""; 0]);
}

#[test]
fn a_promise_that_is_dropped_while_the_task_is_cancelled() {
    let said = |promised: &str| {
        let promised = if promised.is_empty() { String::new() } else { format!("committed = {promised}\n") };
        format!("[nam]\n{promised}note = \"…\"\n")
    };
    let cancelled = plan("").replace("id = \"nam\"", "id = \"nam\"\ncancelled = { by = \"80-CV\", on = 2024-01-10 }");
    let step = |during: &str, after: &str| {
        let repo = start();
        repo.unit("a", said("2024-06-01")).commit("2024-05-11", "Hẹn");
        repo.write("plan.toml", &cancelled).commit("2024-05-12", "Hủy");
        if during != "2024-06-01" {
            repo.unit("a", said(during)).commit("2024-05-13", "Bỏ hẹn");
            assert_eq!(repo.codes(&[RANGE, "--backdated", "180"]), [""; 0]);
        }
        repo.write("plan.toml", plan("")).unit("a", said(after)).commit("2024-05-15", "Không hủy nữa");
        let own: Vec<String> = repo.codes(&[RANGE, "--backdated", "180"]);
        own.into_iter().filter(|code| code == "W719").collect::<Vec<_>>()
    };
    assert_eq!(step("", "2024-07-01"), ["W719"]);
    assert_eq!(step("2024-06-01", ""), ["W719"]);
    // Honest: the promise that there was, or an earlier one.
    assert_eq!(step("", "2024-06-01"), [""; 0]);
    assert_eq!(step("2024-06-01", "2024-06-01"), [""; 0]);
    assert_eq!(step("", "2024-05-30"), [""; 0]);
}

#[test]
fn work_recorded_under_an_id_of_one_commit() {
    let other = plan("").replace("id = \"nam\"", "id = \"nam-2024\"");
    let repo = start();
    repo.write("plan.toml", other).unit("a", "[nam-2024]\ndone = 2024-05-09\n").commit("2024-05-11", "Đổi mã");
    repo.write("plan.toml", plan("")).unit("a", "[nam]\ndone = 2024-05-03\n").commit("2024-05-12", "Đổi lại");
    let shown = repo.changes(&["HEAD~2..HEAD"]);
    assert_eq!(codes(&shown), ["W720"], "{shown}");
    assert_eq!([&shown["marks"][0]["file"], &shown["marks"][0]["key"]], [&json!("units/a.toml"), &json!("nam-2024")]);
    has(
        &flat(&repo.table(&["HEAD~2..HEAD"])),
        &["recorded something in units/a.toml as “nam-2024”, which neither side knows"],
    );
    // The id of a unit.
    let repo = start();
    let c = plan("").replace("a = \"Văn phòng\"", "c = \"Văn phòng\"").replace("[\"a\", \"b\"]", "[\"c\", \"b\"]");
    repo.write("plan.toml", c)
        .delete("units/a.toml")
        .unit("c", "[nam]\ndone = 2024-05-09\n")
        .commit("2024-05-11", "Đổi mã");
    repo.write("plan.toml", plan("")).delete("units/c.toml").unit("a", "[nam]\ndone = 2024-05-03\n");
    repo.commit("2024-05-12", "Đổi lại");
    let shown = repo.changes(&["HEAD~2..HEAD"]);
    let found = list(&shown["marks"]).iter().find(|mark| mark["mark"] == "W720").map(|mark| &mark["file"]);
    assert_eq!(found, Some(&json!("units/c.toml")), "{shown}");
    // Honest: what sync prepared under an id that was thought better of, and an id that stays.
    let repo = start();
    let other = plan("").replace("id = \"nam\"", "id = \"nam-2024\"");
    repo.write("plan.toml", &other).unit("a", "[nam-2024]\n").commit("2024-05-11", "Đổi mã");
    repo.write("plan.toml", plan("")).unit("a", "[nam]\ndone = 2024-05-09\n").commit("2024-05-12", "Đổi lại");
    assert_eq!(repo.codes(&["HEAD~2..HEAD"]), [""; 0]);
    let repo = start();
    repo.write("plan.toml", &other).unit("a", "[nam-2024]\ndone = 2024-05-09\n").commit("2024-05-11", "Đổi mã");
    repo.unit("a", "[nam-2024]\ndone = 2024-05-09\nnote = \"…\"\n").commit("2024-05-12", "Chú thích");
    assert!(!repo.codes(&["HEAD~2..HEAD"]).contains(&"W720".to_owned()));
}

#[test]
fn workspaces_that_move_and_change_at_once_are_compared_each_with_its_own() {
    let repo = several(&[("p", "1-KH"), ("q", "2-KH")]);
    repo.git(&["mv", "p", "x"]);
    repo.git(&["mv", "q", "y"]);
    // A completion of each is taken back, and a title is another.
    for folder in ["x", "y"] {
        repo.write(&format!("{folder}/units/b.toml"), "");
        repo.replace(&format!("{folder}/plan.toml"), "Báo cáo năm", "Báo cáo cả năm");
    }
    let mut repo = repo.inside("x");
    assert_eq!(repo.codes(&["--backdated", "180"]), ["W707", "W701"], "not committed");
    repo.commit(AS_OF, "Chuyển và sửa");
    for folder in ["x", "y"] {
        repo = repo.inside(folder);
        let shown = repo.changes(&[RANGE]);
        assert_eq!(
            (codes(&shown), &shown["begins"]),
            (vec!["W707".to_owned(), "W701".to_owned()], &json!(false)),
            "{folder}"
        );
    }
    // A changed copy in the place of one of two that are gone: the other is missing, and said to be.
    let repo = several(&[("p", "1-KH"), ("q", "2-KH")]);
    repo.git(&["mv", "p", "x"]);
    repo.git(&["rm", "-r", "--quiet", "q"]);
    repo.commit(AS_OF, "Chuyển một, bỏ một");
    let repo = repo.inside("x");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(
        (codes(&shown), &shown["marks"][0]["file"]),
        (vec!["W735".to_owned()], &json!("../q/plan.toml")),
        "{shown}"
    );
    has(&flat(&repo.table(&[RANGE])), &["plan 2-KH (q) is gone", "no longer owed: 10, of them 3 were overdue"]);
    repo.diff(&[RANGE, "--deny", "plan-dropped"]).ends_with(&[1]);
    // Where none is certain all are said to be gone: two of the same plan, both with other records now.
    let repo = several(&[("p", "1-KH"), ("q", "1-KH")]);
    repo.write("q/units/a.toml", "[nam]\nstarted = 2024-02-01\n").commit("2024-02-02", "Bắt đầu");
    for (from, to) in [("p", "x"), ("q", "y")] {
        repo.git(&["mv", from, to]);
        repo.write(&format!("{to}/units/a.toml"), DONE).write(&format!("{to}/units/b.toml"), "# …\n");
    }
    repo.commit(AS_OF, "Chuyển cả hai");
    let repo = repo.inside("x");
    let shown = repo.changes(&[RANGE]);
    assert_eq!((codes(&shown), &shown["begins"]), (vec!["W735".to_owned(); 2], &json!(true)), "{shown}");
    has(&flat(&repo.table(&[RANGE])), &["The workspace is new", "2 things need review"]);
    // Honest: both move and nothing else; the same plan twice, moved.
    for numbers in [("1-KH", "2-KH"), ("1-KH", "1-KH")] {
        let repo = several(&[("p", numbers.0), ("q", numbers.1)]);
        repo.git(&["mv", "p", "x"]);
        repo.git(&["mv", "q", "y"]);
        repo.commit(AS_OF, "Chuyển");
        let repo = repo.inside("x");
        let shown = repo.changes(&[RANGE]);
        assert_eq!((codes(&shown), &shown["begins"]), (vec![], &json!(false)), "{shown}");
    }
    // A new plan beside one that moves begins.
    let repo = several(&[("p", "1-KH")]);
    repo.git(&["mv", "p", "x"]);
    let new = plan("").replace("1-KH", "9-KH").replace("\"quy\"", "\"thang\"").replace("\"nam\"", "\"tong-ket\"");
    repo.write("moi/plan.toml", new).write("moi/units/a.toml", "").commit(AS_OF, "Chuyển và thêm");
    let repo = repo.inside("moi");
    assert_eq!((repo.codes(&[RANGE]), &repo.changes(&[RANGE])["begins"]), (vec![], &json!(true)));
}

#[test]
fn a_line_that_claims_a_later_day_is_told() {
    let repo = start();
    repo.unit("b", "[nam]\nnote = \"…\"\n").commit("2099-05-10", "Đồng hồ sai");
    repo.unit("b", "[nam]\nnote = \"x\"\n").commit("2024-05-10", "Tiếp");
    repo.unit("a", "[nam]\nstarted = 2024-05-01\n").commit("2024-05-11", "Ghi");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(codes(&shown), [""; 0], "a note is no mark: {shown}");
    assert_eq!(
        (&shown["line_notes"][0]["kind"], &shown["line_notes"][0]["day"]),
        (&json!("ahead"), &json!("2099-05-10"))
    );
    let said = "on the line before, is dated 10/5/2099, a day that has not come";
    has(&flat(&repo.table(&[RANGE])), &[said]);
    has(&repo.markdown(&[RANGE]), &[said]);
    // A day that has come is no fault of the commit that has it: what follows is dated earlier.
    let repo = start();
    repo.unit("b", "[nam]\nnote = \"…\"\n").commit("2024-05-14", "Ghi chú");
    repo.unit("b", "[nam]\nnote = \"x\"\n").commit("2024-05-10", "Tiếp");
    repo.unit("a", "[nam]\nstarted = 2024-05-01\n").commit("2024-05-11", "Ghi");
    has(&flat(&repo.table(&[RANGE])), &["on the line before, is dated earlier than it is, 14/5/2024"]);
    // A merge of the main line into a branch that becomes the main line.
    let repo = start();
    repo.git(&["switch", "--quiet", "--create", "nhánh"]);
    repo.unit("a", "[nam]\nstarted = 2024-05-01\n").commit("2024-05-11", "Nhánh");
    repo.git(&["switch", "--quiet", "main"]);
    repo.unit("b", "[nam]\nnote = \"…\"\n").commit("2024-05-12", "Nhánh chính");
    repo.git(&["switch", "--quiet", "nhánh"]);
    repo.git_on("2024-05-13", &["merge", "--quiet", "--no-ff", "--no-edit", "main"]);
    let shown = repo.changes(&["main..nhánh"]);
    assert_eq!(shown["line_notes"][0]["kind"], "other-line", "{shown}");
    has(&flat(&repo.table(&["main..nhánh"])), &["is a merge whose first parent is not the line of the side before"]);
    // Under review it is nobody's line yet; and the other way round it is the line.
    assert_eq!(list(&repo.changes(&["main...nhánh"])["line_notes"]).len(), 0);
    repo.git(&["switch", "--quiet", "main"]);
    repo.git_on("2024-05-14", &["merge", "--quiet", "--no-ff", "--no-edit", "nhánh"]);
    assert_eq!(list(&repo.changes(&[RANGE])["line_notes"]).len(), 0);
}

#[test]
fn documents_without_data_are_named_where_they_are_edited_or_gone() {
    let repo = start().with("reports/2024-Q1.docx", "một").with("reports/BC so 5.pdf", "hai ba");
    repo.write("reports/2024-Q2.md", "# Viết tay\n")
        .write("reports/2024/ky.pdf", "x")
        .write("reports/README.md", "# Mục lục\n");
    // Their coming is no news, but under the name of a report.
    let came = |repo: &Repo, args: &[&str]| {
        let shown = repo.changes(args);
        let documents = json!([{ "file": "reports/2024-Q2.md", "bytes_before": null, "bytes_after": 13 }]);
        assert_eq!((codes(&shown), &shown["documents"]), (vec![], &documents), "{args:?}");
    };
    came(&repo, &[]);
    repo.git(&["add", "--all"]);
    came(&repo, &["--staged"]);
    repo.commit(AS_OF, "Văn bản");
    came(&repo, &[RANGE]);
    has(
        &flat(&repo.table(&[RANGE])),
        &["reports/2024-Q2.md: new under the name of a report, and none that tiendo made, 13 bytes"],
    );
    repo.write("reports/2024-Q1.docx", "một hai").delete("reports/BC so 5.pdf").delete("reports/2024-Q2.md");
    repo.write("reports/README.md", "# Mục lục mới\n");
    let named = |repo: &Repo, args: &[&str]| {
        let shown = repo.changes(args);
        assert_eq!(codes(&shown), [""; 0]);
        let of = |it: &serde_json::Value| format!("{} {} {}", text(&it["file"]), it["bytes_before"], it["bytes_after"]);
        list(&shown["documents"]).iter().map(of).collect::<Vec<_>>()
    };
    let expected = ["reports/2024-Q1.docx 4 8", "reports/2024-Q2.md 13 null", "reports/BC so 5.pdf 6 null"];
    assert_eq!(named(&repo, &[]).len(), 4, "also the index that somebody wrote");
    repo.git(&["add", "--all"]);
    assert_eq!(named(&repo, &["--staged"]).len(), 4);
    repo.delete("reports/2024/ky.pdf").commit(AS_OF, "Sửa văn bản");
    let found = named(&repo, &[RANGE]);
    assert!(
        expected.iter().all(|one| found.iter().any(|it| it.starts_with(one.split(' ').next().unwrap_or_default()))),
        "{found:?}"
    );
    assert!(found.contains(&"reports/2024/ky.pdf 1 null".to_owned()) && found.len() == 5, "{found:?}");
    let said = "reports/BC so 5.pdf: a document without data to compare, deleted, 6 bytes";
    has(&flat(&repo.table(&[RANGE])), &[said, "5 other files in reports/ edited, deleted or new"]);
    has(&repo.markdown(&[RANGE]), &["Other files in reports/ (5)", "deleted, 6 bytes"]);
    repo.diff(&[RANGE, "--deny", "all"]).ends_with(&[0]);
    repo.diff(&[RANGE, "--exit-code"]).ends_with(&[1]);
}

#[test]
fn a_promise_that_is_made_by_one_commit_and_dropped_beside_it() {
    let promised = "[nam]\ncommitted = 2024-06-01\n";
    let later = "[nam]\ncommitted = 2024-07-01\n";
    for (now, expected) in [(later, &["W719"][..]), (promised, &[])] {
        let repo = start();
        repo.unit("a", promised).commit("2024-05-11", "Hẹn");
        repo.unit("a", now);
        // On disk, and staged.
        assert_eq!(repo.codes(&["HEAD~1", "--backdated", "180"]), expected, "{now}");
        repo.git(&["add", "--all"]);
        assert_eq!(repo.codes(&["HEAD~1", "--staged", "--backdated", "180"]), expected, "{now}");
    }
}

#[test]
fn what_a_merge_passes_over() {
    for (recorded, ours, expected) in [
        ("[nam]\ndone = 2024-05-09\n", true, &["W720"][..]),
        ("[nam]\nprogress = []\nevidence = [\"1-BC\"]\n", true, &["W720"]),
        ("[nam]\ndone = 2024-05-09\n", false, &[]),
        ("[nam]\nnote = \"…\"\n", true, &[]),
    ] {
        let repo = start();
        repo.write("x", "").commit("2024-05-08", "Trước");
        repo.git(&["switch", "--quiet", "--create", "nhánh"]);
        repo.unit("a", recorded).commit("2024-05-11", "Nhánh");
        repo.git(&["switch", "--quiet", "main"]);
        repo.write("x", "y").commit("2024-05-12", "Nhánh chính");
        let way: &[&str] = if ours { &["--strategy=ours"] } else { &[] };
        repo.git_on("2024-05-15", &[&["merge", "--quiet", "--no-ff", "--no-edit", "nhánh"][..], way].concat());
        assert_eq!(repo.codes(&["HEAD~2..HEAD", "--backdated", "180"]), expected, "{recorded} {ours}");
    }
}

#[test]
fn documents_in_folders_of_reports_on_disk_and_staged() {
    let repo = start().with("reports/2024/ky.pdf", "x").with("reports/2024/yen.pdf", "y");
    repo.run(&["report", "quarter", "2024-Q1", "--as-of", AS_OF]).ends_with(&[0]);
    repo.commit(AS_OF, "Văn bản");
    let documents = |args: &[&str]| {
        let shown = repo.changes(args);
        let files = list(&shown["documents"]).iter().map(|it| format!("{} {}", text(&it["file"]), it["bytes_after"]));
        (codes(&shown), files.collect::<Vec<_>>())
    };
    repo.write("reports/2024/moi.pdf", "z");
    assert_eq!(documents(&[]), (vec![], vec![]), "a new one is no news");
    repo.write("reports/2024/ky.pdf", "xyz").write("reports/2024/2024-Q1.md", repo.text("reports/2024-Q1.md"));
    let found = (vec!["W708".to_owned()], vec!["reports/2024/ky.pdf 3".to_owned()]);
    assert_eq!(documents(&[]), found);
    repo.git(&["add", "--all"]);
    for args in [&[][..], &["--staged"]] {
        assert_eq!(documents(args), found, "{args:?}");
    }
    repo.delete("reports/2024/ky.pdf");
    assert_eq!(documents(&[]).1, ["reports/2024/ky.pdf null"]);
}
