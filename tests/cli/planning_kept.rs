//! What editing the plan keeps, and what it says of it: the words of a document, who leads already, what can be taken back.

use super::planning::{told, told_after};

#[test]
fn a_corrected_reading_keeps_the_words_of_the_document() {
    let edited = |lang, how: &str| told(lang, &format!("task edit bao-cao --past --due 'trước ngày 15/11/2024'{how}"));
    for lang in ["vi", "en"] {
        let kept = edited(lang, "");
        assert!(kept.contains("before 2024-11-15") && !kept.contains("- wording"), "{kept}");
        let given = edited(lang, " --wording 'Quý IV/2024'");
        assert!(given.contains("- wording") && given.contains("wording = \"Quý IV/2024\""), "{given}");
    }
    let none = told("vi", "task edit kiem-tra --past --due 'trước ngày 15/11/2024'");
    assert!(none.contains("+ wording = \"trước ngày 15/11/2024\""), "{none}");
}

#[test]
fn a_successor_who_leads_the_task_already_is_named() {
    let ended = |lang| told(lang, "unit end van-phong --until 2024-06-01 --successor so-b --dry-run");
    let (vi, en) = (ended("vi"), ended("en"));
    assert!(vi.contains("Sở B (đã chủ trì việc này)") && !vi.contains("→ không đơn vị nào"), "{vi}");
    assert!(en.contains("Sở B (led it already)") && !en.contains("→ nobody"), "{en}");
    assert!(vi.contains("báo cáo về những ngày trước") && en.contains("reports about earlier days"), "{vi}{en}");
}

#[test]
fn what_was_recorded_before_sync_can_be_taken_back() {
    let add = "task add 'Báo cáo quý' --lead so-b --due 2024-09-30";
    let undone = told_after("vi", &[add, "sync", "undo"]);
    assert!(undone.contains("- id ") && undone.contains("bao-cao-quy"), "{undone}");
}

/// An amendment that a later one has overtaken says so, and a task that a document adds names no last day before it.
#[test]
fn what_is_amended_later_and_what_is_added_say_what_holds() {
    let amended = "task amend bao-cao --by 9-CV --on 10/5/2024 --due 31/7/2024";
    let said = |typed: &str| told_after("vi", &[amended, typed]).replace("\n  ", " ");
    let earlier = said("task amend bao-cao --by 8-CV --on 2/5/2024 --due 31/8/2024");
    assert!(earlier.contains("chỉ áp dụng đến khi có 9-CV ngày 10/5/2024 sửa đổi cùng nội dung"), "{earlier}");
    let later = said("task amend bao-cao --by 10-CV --on 12/5/2024 --due 30/9/2024");
    assert!(!later.contains("chỉ áp dụng"), "{later}");
    let added = said("task add 'Giao ban' --lead so-a --due 'hằng tháng, trước ngày 25' --by 11-CV --on 13/5/2024");
    assert!(added.contains("hạn từ 24/5/2024 đến 24/12/2024"), "{added}");
}

/// A change of the plan names the reports that it takes from the data, whichever command makes it; others it leaves alone.
#[test]
fn reports_that_match_no_more_are_named() {
    let report = "report quarter 2024-Q1";
    let lost =
        |change: &str| told_after("vi", &[report, change]).contains("không còn khớp với số liệu: reports/2024-Q1.md.");
    assert!(lost("task add 'Giao ban' --lead so-a --due 'hằng tháng, trước ngày 25'"));
    assert!(lost("task edit kiem-tra --title 'Kiểm tra lại'"));
    // One that is in no commit may match no data any more once it is committed.
    let open = told_after("vi", &[report, "task edit kiem-tra --title 'Kiểm tra lại'"]);
    assert!(open.contains("Trong đó chưa commit: reports/2024-Q1.md.") && open.contains("tiendo undo"), "{open}");
    assert!(lost("task move tong-hop --before bao-cao"));
    assert!(!lost("task add 'Giao ban' --lead so-a --due 30/9/2024 --by 11-CV --on 13/5/2024"));
}

/// Who leads a task together with others is no new lead where one of them ends.
#[test]
fn the_end_of_a_unit_makes_nobody_lead_jointly_who_did_before() {
    let joint = "task add 'Số hóa' --lead van-phong --lead so-a --joint --due 30/9/2024";
    let ended = told_after("vi", &[joint, "unit end so-a --until 2024-06-01 --successor so-b --dry-run"]);
    assert!(ended.contains("Sở A") && !ended.contains("Số hóa [so-hoa]: thêm"), "{ended}");
    let added = told_after("vi", &[joint, "task edit so-hoa --lead van-phong --lead so-a --lead so-b --dry-run"]);
    assert!(added.contains("van-phong, so-a → van-phong, so-a, so-b"), "{added}");
}
