//! What is said, in either language and however wide the screen is.

use super::plan;
use crate::repo::Repo;
use crate::support::AS_OF;
use crate::support::case::{bounded, flat};

/// Something of every kind, to be reported.
fn everything() -> Repo {
    let before = "[quy.2024-Q1]\ndone = 2024-03-28\nevidence = \"Báo cáo số 31\"\n";
    let repo = Repo::new(&plan(""), &[("a", before), ("b", "[nam]\nreason = \"Thiếu số liệu\"\n")]);
    let a = "[quy.2024-Q1]\nevidence = \"Báo cáo số 31a\"\n[nam]\ndone = 2024-04-13\n";
    let b = "[quy.2024-Q1]\nextended = { to = 2024-05-31, by = \"Công văn số 77\", on = 2024-04-05 }\n";
    repo.unit("a", a).unit("b", b);
    repo.write("plan.toml", plan("acceptance = true").replace("2024-04-10", "2024-04-12")).commit(AS_OF, "Sửa");
    repo
}

#[test]
fn everything_is_said_in_vietnamese() {
    let table = flat(&everything().table(&["HEAD~1..HEAD", "--lang", "vi"]));
    for said in [
        "Kế hoạch 1-KH: Kế hoạch năm",
        "Tính đến ngày 15/5/2024",
        "So sánh: HEAD~1 (",
        "Cần rà soát (8)",
        "W701 Văn phòng: Báo cáo quý (Quý I/2024) — rút lại việc đã hoàn thành ngày 28/3/2024",
        "W703 Văn phòng: Báo cáo năm — ghi ngày 15/5/2024 cho việc hoàn thành ngày 13/4/2024, sau 32 ngày",
        "W704 Văn phòng: Báo cáo quý (Quý I/2024) — bỏ minh chứng đã ghi: Báo cáo số 31",
        "W705 Phòng Kế hoạch: Báo cáo quý (Quý I/2024) — gia hạn ngày 05/4/2024, khi đã quá hạn 31/3/2024",
        "W707 Phòng Kế hoạch: Báo cáo năm — xóa bản ghi đã có nội dung",
        "sửa tệp của nhiều đơn vị: Văn phòng, Phòng Kế hoạch",
        "Thay đổi của các đơn vị (4)",
        "minh chứng: Báo cáo số 31 → Báo cáo số 31a",
        "gia hạn: đến 31/5/2024 theo Công văn số 77 ngày 05/4/2024",
        "lý do: Thiếu số liệu → bỏ",
        "Thay đổi của kế hoạch (2)",
        "Đổi hạn nhiệm vụ Báo cáo năm [nam]: 10/4/2024 → 12/4/2024; 1 việc đã ghi theo hạn cũ",
    ] {
        assert!(table.contains(said), "{said}: {table}");
    }
    for english in ["recorded", "overdue", "changed", "pending", "unit", "thing"] {
        assert!(!table.contains(english), "{english}: {table}");
    }
}

#[test]
fn no_vietnamese_of_the_program_is_left_in_english() {
    let table = flat(&everything().table(&["HEAD~1..HEAD"]));
    for vietnamese in ["hạn", "Cần", "đơn vị", "ngày", "tính đến", "hoàn thành", "minh chứng"] {
        assert!(!table.contains(vietnamese), "{vietnamese}: {table}");
    }
}

#[test]
fn one_is_said_as_one() {
    let repo = Repo::of(&plan(""), "", "[nam]\ndone = 2024-04-11\n");
    let table = flat(&repo.table(&["HEAD~1..HEAD"]));
    assert!(table.ends_with("1 thing needs review, 1 obligation changed in 1 unit."), "{table}");
    assert!(table.contains("completed late 1 day"), "{table}");
}

#[test]
fn a_mark_without_a_changed_record_does_not_count_records() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.unit("a", "# x\n").unit("b", "# x\n").commit(AS_OF, "Lẫn");
    let [en, vi] = ["en", "vi"].map(|lang| repo.table(&["HEAD~1..HEAD", "--lang", lang]));
    assert!(en.ends_with("\n1 thing needs review, no record changed.\n"), "{en}");
    assert!(vi.ends_with("\n1 nội dung cần rà soát, không bản ghi nào thay đổi.\n"), "{vi}");
}

#[test]
fn lines_are_as_wide_as_the_screen_at_the_most() {
    let repo = everything();
    for columns in ["40", "80", "200"] {
        for lang in ["vi", "en"] {
            let mut command = repo.program();
            let run = bounded(command.env("COLUMNS", columns).args([
                "diff",
                "HEAD~1..HEAD",
                "--as-of",
                AS_OF,
                "--lang",
                lang,
            ]));
            run.ends_with(&[0]);
            let widest = run.out().lines().map(|line| line.chars().count()).max().unwrap_or_default();
            assert!(widest <= columns.parse().expect("it is a number"), "{widest} in {columns}: {run:?}");
        }
    }
}

#[test]
fn colours_come_only_where_they_are_asked_for() {
    let repo = everything();
    let plain = repo.table(&["HEAD~1..HEAD"]);
    let coloured = repo.table(&["HEAD~1..HEAD", "--color", "always"]);
    assert!(!plain.contains('\u{1b}') && coloured.contains('\u{1b}'));
    let mut bare = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        bare.push_str(before);
        rest = after.split_once('m').map_or("", |(_, after)| after);
    }
    assert_eq!(bare + rest, plain);
    let comment = repo.markdown(&["HEAD~1..HEAD", "--color", "always"]);
    assert!(!comment.contains('\u{1b}'));
}
