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
