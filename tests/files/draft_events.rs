//! What drafted plans call the events that their time limits count from.

use std::fs;

use super::support::run;

const HEAD: &str = "ỦY BAN NHÂN DÂN TỈNH BẮC NINH\nSố: 12/KH-UBND\nBắc Ninh, ngày 10 tháng 1 năm 2026\nKẾ HOẠCH\n\
                    Cải cách hành chính năm 2026\nI. NHIỆM VỤ\n";

/// The plan that is drafted from a document with this duty.
fn drafted(duty: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.txt");
    fs::write(&file, format!("{HEAD}1. Sở Nội vụ {duty}\n")).expect("the document");
    let ran = run(folder.path(), &["--lang", "vi", "draft", &file.display().to_string()]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.stdout
}

/// The event alone, not the time limit around it, in the document's own letters.
#[test]
fn an_event_is_called_as_the_document_calls_it() {
    let cases = [
        ("gửi kế hoạch trong thời hạn 10 ngày kể từ ngày nhận Kế hoạch này.", "nhận Kế hoạch này"),
        (
            "tuyên truyền trước và trong Hội nghị sơ kết 03 năm thực hiện Kết luận số 01-KL/TW.",
            "Hội nghị sơ kết 03 năm thực hiện Kết luận số 01-KL/TW",
        ),
        (
            "trình dự thảo chậm nhất 5 ngày làm việc sau khi Hội đồng nhân dân tỉnh thông qua Nghị quyết về ngân sách.",
            "Hội đồng nhân dân tỉnh thông qua Nghị quyết về ngân sách",
        ),
    ];
    for (duty, event) in cases {
        let plan = drafted(duty);
        assert!(plan.contains(&format!("# ? Sự kiện “{event}” diễn ra ngày nào?\n")), "{plan}");
        assert!(plan.contains(&format!("{{ name = \"{event}\" }}\n")), "{plan}");
    }
}

/// Where the words name nothing, they are asked about as they stand.
#[test]
fn what_names_no_event_is_asked_about() {
    let plan = drafted("gửi kế hoạch trong thời hạn 10 ngày làm việc.");
    assert!(plan.contains("tính từ việc gì, ngày nào?") && plan.contains("name = \"Mốc tính của thời hạn: "), "{plan}");
}

/// What is written together is not cut: neither the words of the time limit nor the number of a document in them.
#[test]
fn the_number_of_a_document_at_the_end_of_a_time_limit_is_whole() {
    let plan = drafted("tuyên truyền trước và trong Hội nghị sơ kết 03 năm thực hiện Kết luận số 01-KL/TW.");
    let whole = "trước và trong Hội nghị sơ kết 03 năm thực hiện Kết luận số 01-KL/TW";
    assert!(plan.contains(&format!("wording    = \"{whole}\"")), "{plan}");
}
