//! A document held against a plan whose other changes are not its own: what was corrected in the plan, what others added,
//! and an event whose day is that of an earlier document.

use std::fs;
use std::path::Path;

use super::support::run;

const FIRST: &str = "ỦY BAN NHÂN DÂN TỈNH BẮC NINH\nSố: 12/KH-UBND\nBắc Ninh, ngày 10 tháng 1 năm 2026\nKẾ HOẠCH\n\
                     Cải cách hành chính năm 2026\nI. NHIỆM VỤ\n\
                     1. Sở Nội vụ gửi kế hoạch về Ủy ban nhân dân tỉnh trong thời hạn 10 ngày kể từ ngày nhận Kế hoạch này.\n\
                     2. Sở Tư pháp rà soát văn bản trước ngày 30/9/2026.\n";

fn told(folder: &Path, args: &[&str], code: i32) -> String {
    let at = |arg: &&str| match *arg {
        "a.txt" | "b.txt" | "plan.toml" => folder.join(arg).display().to_string(),
        other => other.to_owned(),
    };
    let args: Vec<String> = args.iter().map(at).collect();
    let args: Vec<&str> = ["--as-of", "2026-04-01"].into_iter().chain(args.iter().map(String::as_str)).collect();
    let ran = run(folder, &args);
    let said = format!("{}{}", ran.stdout, ran.stderr);
    assert_eq!(ran.code, code, "{args:?}: {said}");
    // However wide the screen is.
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plan(folder: &Path) -> String {
    fs::read_to_string(folder.join("plan.toml")).expect("the plan")
}

/// The plan that was drafted from the first version, beside that and the second.
fn drafted() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let second = FIRST.replace("Số: 12", "Số: 99").replace("tháng 1 ", "tháng 3 ");
    let second = second.replace("10 ngày", "15 ngày").replace("30/9/2026", "15/9/2026");
    fs::write(folder.path().join("a.txt"), FIRST).expect("the first version");
    fs::write(folder.path().join("b.txt"), second).expect("the second version");
    told(folder.path(), &["draft", "a.txt", "-o", "plan.toml"], 0);
    folder
}

/// The day on which the first version was received is not that of the second: it is asked about, and `all` leaves it.
#[test]
fn the_day_of_an_event_of_an_earlier_document_is_not_taken_over_unasked() {
    let folder = drafted();
    let folder = folder.path();
    told(folder, &["event", "date", "nhan-ke-hoach-nay", "20/1/2026"], 0);
    let said = told(folder, &["draft", "--update", "b.txt", "--accept", "all"], 0);
    assert!(said.contains("15 ngày sau “nhận Kế hoạch này”"), "it goes by its name: {said}");
    let question = "Kế hoạch đã ghi ngày của “nhận Kế hoạch này” là 20/01/2026, trước ngày của văn bản này";
    assert!(said.matches(question).count() == 2, "asked above, and told as not written: {said}");
    assert!(plan(folder).contains("before 2026-09-15") && !plan(folder).contains("15 days"), "{}", plan(folder));
    assert!(!plan(folder).contains("15 ngày"), "nor does the title say so: {}", plan(folder));
    let said =
        told(folder, &["--lang", "en", "draft", "--update", "b.txt", "--accept", "gui-ke-hoach-ve-uy-ban-nhan"], 0);
    assert!(said.contains("before this document: does it still count from that day?"), "{said}");
    assert!(plan(folder).contains("15 days"), "accepted by itself it is: {}", plan(folder));
}

/// An event without a day has none yet, whichever document is meant: only noted.
#[test]
fn an_event_without_a_day_is_no_question() {
    let folder = drafted();
    let said = told(folder.path(), &["draft", "--update", "b.txt", "--accept", "all"], 0);
    assert!(!said.contains("Cần hỏi") && said.contains("Chú thích"), "{said}");
    assert!(plan(folder.path()).contains("15 days"), "{}", plan(folder.path()));
}

/// The document that the plan was made of says nothing new: corrections stay, and so does what was added.
#[test]
fn the_plan_s_own_document_takes_no_correction_back() {
    let folder = drafted();
    let folder = folder.path();
    told(
        folder,
        &[
            "task",
            "edit",
            "ra-soat-van-ban-truoc-ngay-30",
            "--title",
            "Rà soát văn bản quy phạm",
            "--lead",
            "so-noi-vu",
        ],
        0,
    );
    told(folder, &["task", "add", "Họp báo", "--lead", "so-noi-vu", "--due", "30/6/2026"], 0);
    let by = ["--by", "300-CV", "--on", "5/1/2026"];
    told(folder, &[&["task", "add", "Tập huấn", "--lead", "so-noi-vu", "--due", "30/6/2026"], &by[..]].concat(), 0);
    let before = plan(folder);
    let said = told(folder, &["draft", "--update", "a.txt", "--accept", "all"], 0);
    assert_eq!(plan(folder), before, "{said}");
    for part in [
        "Văn bản này chính là văn bản của kế hoạch",
        "không đề nghị bỏ: tap-huan (300-CV)",
        "Chỉ khác do kế hoạch đã sửa; --accept all không nhận.",
        "Giữ nguyên, vì chỉ khác do kế hoạch đã sửa: ra-soat-van-ban-truoc-ngay-30, hop-bao;",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let said = told(folder, &["--lang", "en", "draft", "--update", "a.txt", "--accept", "all"], 0);
    assert!(said.contains("Left as they are, since they differ only because the plan was corrected"), "{said}");
    // By its id it is taken all the same.
    told(folder, &["draft", "--update", "a.txt", "--accept", "hop-bao"], 0);
    assert!(plan(folder).contains("{ by = \"12/KH-UBND\", on = 2026-01-10 }"), "{}", plan(folder));
}

/// The unchanged document of an unchanged plan has nothing to say.
#[test]
fn the_same_document_changes_nothing() {
    let folder = drafted();
    let said = told(folder.path(), &["draft", "--update", "a.txt", "--accept", "all"], 0);
    assert!(said.contains("sửa 0 nhiệm vụ, thêm 0, bỏ 0; 2 nhiệm vụ như cũ"), "{said}");
}

/// A new version does not have what the plan added by hand or by another document: neither is dropped with everything else.
#[test]
fn what_others_added_is_not_dropped_with_everything_else() {
    let folder = drafted();
    let folder = folder.path();
    told(folder, &["task", "add", "Họp báo", "--lead", "so-noi-vu", "--due", "30/6/2026"], 0);
    let by = ["--by", "300-CV", "--on", "5/2/2026"];
    told(folder, &[&["task", "add", "Tập huấn", "--lead", "so-noi-vu", "--due", "30/6/2026"], &by[..]].concat(), 0);
    let said = told(folder, &["draft", "--update", "b.txt", "--accept", "all"], 0);
    assert!(said.contains("không đề nghị bỏ: tap-huan (300-CV)"), "{said}");
    assert!(said.contains("Chưa bỏ, vì không ghi mục, có thể do kế hoạch tự thêm: hop-bao;"), "{said}");
    assert!(!plan(folder).contains("cancelled") && plan(folder).contains("2026-09-15"), "{}", plan(folder));
}
