//! A new version of a document against the plan that was drafted from the first one: what is told, what is written, and
//! that the past stays as it was.

use std::fs;
use std::path::Path;

use snapbox::str;

use super::support::run;

const HEAD: &str = "UBND TỈNH X\n\nSố: 10/KH-UBND\n\nX, ngày 15 tháng 01 năm 2026\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2026\n\n\
                    | TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian | Sản phẩm |\n|---|---|---|---|---|---|\n";

const FIRST: &str = "\
| 1 | Rà soát thủ tục hành chính thuộc phạm vi quản lý | Sở Tư pháp | Các sở, ngành | Quý I/2026 | Báo cáo rà soát |
| 2 | Xây dựng Đề án số hóa hồ sơ | Sở Nội vụ | | Trước ngày 30/9/2026 | Đề án |
| 3 | Tổ chức hội nghị đối thoại với doanh nghiệp | Sở Tài chính | | Tháng 5/2026 | |
| 4 | Báo cáo kết quả cải cách hành chính | Sở Nội vụ | | Hằng quý | Báo cáo |
";

const SECOND: &str = "\
| 1 | Rà soát thủ tục hành chính thuộc phạm vi quản lý | Sở Tư pháp | Các sở, ngành | Quý I năm 2026 | Báo cáo rà soát |
| 2 | Xây dựng Đề án số hóa hồ sơ | Sở Khoa học và Công nghệ | | Trước ngày 15/12/2026 | Đề án |
| 3 | Khảo sát mức độ hài lòng của người dân | Sở Nội vụ | | Quý IV/2026 hoặc quý I/2027 | Báo cáo khảo sát |
| 4 | Báo cáo kết quả cải cách hành chính | Sở Nội vụ | | Hằng tháng | Báo cáo |
";

/// A workspace with the plan that was drafted from the first version, something recorded, and a report of the first
/// quarter; beside it the second version.
fn workspace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("cu.md"), format!("{HEAD}{FIRST}")).expect("the first version");
    let new = HEAD.replace("10/KH-UBND", "99/KH-UBND").replace("15 tháng 01", "20 tháng 4");
    fs::write(at("moi.md"), format!("{new}{SECOND}")).expect("the second version");
    told(folder.path(), &["draft", "cu.md", "-o", "plan.toml"], 0);
    told(folder.path(), &["sync"], 0);
    let done =
        ["--as-of", "2026-04-02", "done", "so-tu-phap", "ra-soat", "--on", "2026-03-20", "--evidence", "12/BC-STP"];
    told(folder.path(), &done, 0);
    told(folder.path(), &["--as-of", "2026-04-10", "report", "2026-Q1", "--write"], 0);
    folder
}

fn told(folder: &Path, args: &[&str], code: i32) -> String {
    let ran = run(folder, args);
    let said = format!("{}{}", ran.stdout, ran.stderr);
    assert_eq!(ran.code, code, "{args:?}: {said}");
    said
}

#[test]
fn what_a_new_version_changes_is_told_with_both_wordings() {
    let folder = workspace();
    let before = fs::read_to_string(folder.path().join("plan.toml")).expect("the plan");
    let said = told(folder.path(), &["--as-of", "2026-04-25", "draft", "--update", "moi.md"], 0);
    snapbox::assert_data_eq!(said, str![[""]]);
    assert_eq!(fs::read_to_string(folder.path().join("plan.toml")).expect("the plan"), before);
    let dry = told(
        folder.path(),
        &["--as-of", "2026-04-25", "draft", "--update", "moi.md", "--accept", "all", "--dry-run"],
        0,
    );
    assert!(dry.contains("99/KH-UBND"), "{dry}");
    assert_eq!(fs::read_to_string(folder.path().join("plan.toml")).expect("the plan"), before);
}

#[test]
fn what_is_accepted_is_amended_by_the_document_and_the_past_stays() {
    let folder = workspace();
    let as_it_was = told(folder.path(), &["--as-of", "2026-04-10", "status", "--format", "json"], 0);
    told(folder.path(), &["--as-of", "2026-04-25", "draft", "--update", "moi.md", "--accept", "all"], 0);
    let plan = fs::read_to_string(folder.path().join("plan.toml")).expect("the plan");
    let tasks = &plan[plan.find("[[tasks]]").expect("tasks")..];
    let written: Vec<&str> = tasks.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    snapbox::assert_data_eq!(written.join("\n") + "\n", str![[""]]);
    assert!(plan.contains("Sở Khoa học và Công nghệ"), "{plan}");
    told(folder.path(), &["check"], 0);
    // Earlier days are judged as they were, and the report of them verifies.
    assert_eq!(told(folder.path(), &["--as-of", "2026-04-10", "status", "--format", "json"], 0), as_it_was);
    told(folder.path(), &["--as-of", "2026-04-25", "verify-reports"], 0);
    // Once more, nothing is left but the time limit that has to be asked about.
    let again = told(folder.path(), &["--as-of", "2026-04-25", "draft", "--update", "moi.md", "--accept", "all"], 0);
    snapbox::assert_data_eq!(again, str![[""]]);
}

#[test]
fn a_part_is_accepted_by_ids_and_a_document_of_something_else_is_not_taken_for_the_plan() {
    let folder = workspace();
    let accept =
        |ids: &'static str| ["--lang", "en", "--as-of", "2026-04-25", "draft", "--update", "moi.md", "--accept", ids];
    let said = told(folder.path(), &accept("xay-dung-de-an-so-hoa-ho-so,khong-co"), 2);
    assert!(said.contains("nothing with the id “khong-co”"), "{said}");
    told(folder.path(), &accept("xay-dung-de-an-so-hoa-ho-so"), 0);
    let plan = fs::read_to_string(folder.path().join("plan.toml")).expect("the plan");
    assert_eq!((plan.matches("99/KH-UBND").count(), plan.matches("cancelled").count()), (1, 0), "{plan}");
    let other = HEAD.replace("10/KH-UBND", "100/KH-UBND");
    let row = "| 1 | Trồng cây xanh đô thị | Sở Xây dựng | | Quý II/2026 | |\n";
    fs::write(folder.path().join("moi.md"), format!("{other}{row}")).expect("another document");
    let said = told(folder.path(), &accept("all"), 2);
    assert!(said.contains("only 0 of the plan's 4 tasks"), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("plan.toml")).expect("the plan"), plan);
    assert!(told(folder.path(), &["draft", "moi.md", "--by", "1-CV"], 2).contains("--update"));
}
