//! A new version of a document against the plan that was drafted from the first one: what is shown, what is written, and
//! that the past stays as it was.

use std::fs;
use std::path::Path;

use snapbox::str;

use super::support::git::{at, git};
use super::support::{finish, run};

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
    let path = |name: &str| folder.path().join(name);
    fs::write(path("cu.md"), format!("{HEAD}{FIRST}")).expect("the first version");
    let new = HEAD.replace("10/KH-UBND", "99/KH-UBND").replace("15 tháng 01", "20 tháng 4");
    fs::write(path("moi.md"), format!("{new}{SECOND}")).expect("the second version");
    told(folder.path(), &["draft", "cu.md", "-o", "plan.toml"], 0);
    told(folder.path(), &["sync"], 0);
    let done = ["--as-of", "2026-04-02", "done", "ra-soat", "--unit", "so-tu-phap", "--on", "2026-03-20"];
    told(folder.path(), &done, 0);
    told(folder.path(), &["--as-of", "2026-04-10", "report", "quarter", "2026-Q1", "--format", "md,csv"], 0);
    for args in [&["init", "-q"][..], &["add", "."], &["commit", "-qm", "Quý I"]] {
        assert_eq!(finish(at("2026-04-10", git(folder.path()).args(args))).code, 0, "{args:?}");
    }
    folder
}

fn told(folder: &Path, args: &[&str], code: i32) -> String {
    // Documents and plans that are drafted go by their paths from where the command runs.
    let at = |arg: &&str| match *arg {
        "cu.md" | "moi.md" | "plan.toml" => folder.join(arg).display().to_string(),
        other => other.to_owned(),
    };
    let args: Vec<String> = args.iter().map(at).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let ran = run(folder, &args);
    let said = format!("{}{}", ran.stdout, ran.stderr);
    assert_eq!(ran.code, code, "{args:?}: {said}");
    said
}

#[test]
fn what_a_new_version_changes_is_told_with_both_wordings() {
    let folder = workspace();
    let before = fs::read_to_string(folder.path().join("plan.toml")).expect("the plan");
    let said = told(folder.path(), &["--as-of", "2026-04-25", "draft", "--update", "moi.md"], 0);
    snapbox::assert_data_eq!(
        said,
        str![[r#"
Bản mới so với kế hoạch: sửa 2 nhiệm vụ, thêm 1, bỏ 1; 1 nhiệm vụ như cũ.

2 Xây dựng Đề án số hóa hồ sơ [xay-dung-de-an-so-hoa-ho]: sửa
Chủ trì:    Sở Nội vụ → Sở Khoa học và Công nghệ (mới)
Nguyên văn: “Trước ngày 30/9/2026” (trước ngày 30/9/2026 (không kể ngày đó)) → “Trước ngày
            15/12/2026” (trước ngày 15/12/2026 (không kể ngày đó))

3 Khảo sát mức độ hài lòng của người dân [khao-sat-muc-do-hai-long-cua]: thêm
Chủ trì:    Sở Nội vụ
Nguyên văn: “Quý IV/2026 hoặc quý I/2027” (kế hoạch không nêu thời gian)
Sản phẩm:   Báo cáo khảo sát
Cần hỏi:    “Hoặc”: lấy thời hạn nào?
            Có thể là: due = "2026-Q4"
            Có thể là: due = "2027-Q1"

4 Báo cáo kết quả cải cách hành chính [bao-cao-ket-qua-cai-cach-hanh]:
thay: nhịp hoặc mốc khác trước, nhiệm vụ cũ dừng, nhiệm vụ mới thay vào
Nguyên văn: “Hằng quý” (hằng quý: chậm nhất ngày cuối kỳ) → “Hằng tháng” (hằng tháng: chậm nhất ngày
            cuối kỳ)

3 Tổ chức hội nghị đối thoại với doanh nghiệp [to-chuc-hoi-nghi-doi-thoai-voi]: bỏ
Chủ trì:    Sở Tài chính
Nguyên văn: “Tháng 5/2026” (trong tháng 5/2026)
Để ghi: tiendo draft --update TỆP --accept all, hoặc --accept MÃ,MÃ
Chưa ghi gì.

"#]]
    );
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
    let items = || {
        let said = run(folder.path(), &["--as-of", "2026-04-10", "status", "--format", "json"]).stdout;
        serde_json::from_str::<serde_json::Value>(&said).expect("JSON")["items"].clone()
    };
    let as_it_was = items();
    told(folder.path(), &["--as-of", "2026-04-25", "draft", "--update", "moi.md", "--accept", "all"], 0);
    let plan = fs::read_to_string(folder.path().join("plan.toml")).expect("the plan");
    let tasks = &plan[plan.find("[[tasks]]").expect("tasks")..];
    let written: Vec<&str> = tasks.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    snapbox::assert_data_eq!(
        written.join("\n") + "\n",
        str![[r#"
[[tasks]]
id         = "ra-soat-thu-tuc-hanh-chinh-thuoc"
clause     = "1"
title      = "Rà soát thủ tục hành chính thuộc phạm vi quản lý"
lead       = ["so-tu-phap"]
support    = ["cac-so-nganh"]
due        = "2026-Q1"
wording    = "Quý I/2026"
product    = "Báo cáo rà soát"
[[tasks]]
id         = "xay-dung-de-an-so-hoa-ho"
clause     = "2"
title      = "Xây dựng Đề án số hóa hồ sơ"
lead       = ["so-noi-vu"]
due        = "before 2026-09-30"
wording    = "Trước ngày 30/9/2026"
product    = "Đề án"
amended    = [
  { by = "99/KH-UBND", on = 2026-04-20, due = "before 2026-12-15", lead = ["so-khoa-hoc-va-cong-nghe"], wording = "Trước ngày 15/12/2026" },
]
[[tasks]]
id         = "khao-sat-muc-do-hai-long-cua"
clause     = "3"
title      = "Khảo sát mức độ hài lòng của người dân"
lead       = ["so-noi-vu"]
due        = "unstated"
wording    = "Quý IV/2026 hoặc quý I/2027"
product    = "Báo cáo khảo sát"
added      = { by = "99/KH-UBND", on = 2026-04-20 }
[[tasks]]
id         = "to-chuc-hoi-nghi-doi-thoai-voi"
clause     = "3"
title      = "Tổ chức hội nghị đối thoại với doanh nghiệp"
lead       = ["so-tai-chinh"]
due        = "2026-05"
wording    = "Tháng 5/2026"
cancelled  = { by = "99/KH-UBND", on = 2026-04-20 }
[[tasks]]
id         = "bao-cao-ket-qua-cai-cach-hanh"
clause     = "4"
title      = "Báo cáo kết quả cải cách hành chính"
lead       = ["so-noi-vu"]
every      = "quarter"
due        = "end"
wording    = "Hằng quý"
product    = "Báo cáo"
cancelled  = { by = "99/KH-UBND", on = 2026-04-20 }
[[tasks]]
id         = "bao-cao-ket-qua-cai-cach-hanh-2"
clause     = "4"
title      = "Báo cáo kết quả cải cách hành chính"
lead       = ["so-noi-vu"]
every      = "month"
wording    = "Hằng tháng"
product    = "Báo cáo"
added      = { by = "99/KH-UBND", on = 2026-04-20 }

"#]]
    );
    assert!(plan.contains("Sở Khoa học và Công nghệ"), "{plan}");
    told(folder.path(), &["check"], 0);
    // Earlier days are judged as they were, and the report of them verifies.
    assert_eq!(items(), as_it_was);
    told(folder.path(), &["--as-of", "2026-04-25", "verify-reports"], 0);
    // Once more, nothing is left but the time limit that has to be asked about.
    let again = told(folder.path(), &["--as-of", "2026-04-25", "draft", "--update", "moi.md", "--accept", "all"], 0);
    snapbox::assert_data_eq!(
        again,
        str![[r"
Bản mới so với kế hoạch: sửa 0 nhiệm vụ, thêm 0, bỏ 0; 4 nhiệm vụ như cũ.
Nội dung này đã được ghi, không có gì thay đổi.

"]]
    );
}

/// A task that another takes the place of loses what was added to it: each is shown, before → after.
#[test]
fn what_a_replacement_does_not_keep_is_told_beside_the_time() {
    for (lang, led, support, reports, tags) in [
        (
            "vi",
            "Chủ trì: Sở Nội vụ; Sở Tư pháp → Sở Nội vụ",
            "Phối hợp: Sở Tài chính → –",
            "Báo cáo cho: UBND tỉnh → –",
            "Nhãn: thi đua → –",
        ),
        (
            "en",
            "Lead: Sở Nội vụ; Sở Tư pháp → Sở Nội vụ",
            "Support: Sở Tài chính → –",
            "Reports to: UBND tỉnh → –",
            "Tags: thi đua → –",
        ),
    ] {
        let folder = workspace();
        let task = "bao-cao-ket-qua-cai-cach-hanh";
        let lead = ["--lead", "so-noi-vu", "--lead", "so-tu-phap", "--support", "so-tai-chinh"];
        let edit = [&["--as-of", "2026-04-11", "task", "edit", task, "--past"], &lead[..]].concat();
        told(folder.path(), &edit, 0);
        told(folder.path(), &["task", "edit", task, "--reports-to", "UBND tỉnh", "--tag", "thi đua"], 0);
        let said = told(folder.path(), &["--lang", lang, "--as-of", "2026-04-25", "draft", "--update", "moi.md"], 0);
        let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
        let of = &flat[flat.find(&format!("[{task}]:")).expect("it is there")..];
        for row in [led, support, reports, tags] {
            assert!(of.contains(row), "{row}: {said}");
        }
        assert!(
            !of.contains("Sản phẩm: Báo cáo →") && !of.contains("Product: Báo cáo →"),
            "what stays is not told: {said}"
        );
    }
}

/// A reading that may be argued about is not written by “all”: the task keeps its own, a new one has none, and the doubt
/// is told. By its id it is accepted.
#[test]
fn what_may_be_argued_about_is_not_accepted_with_everything_else() {
    let folder = workspace();
    let doubtful = SECOND
        .replace("Trước ngày 15/12/2026", "Phấn đấu trước ngày 15/12/2026")
        .replace("Quý IV/2026 hoặc quý I/2027", "Dự kiến quý IV/2026")
        .replace("Hằng tháng", "Ít nhất mỗi tháng một lần");
    let top = HEAD.replace("10/KH-UBND", "99/KH-UBND").replace("15 tháng 01", "20 tháng 4");
    fs::write(folder.path().join("moi.md"), format!("{top}{doubtful}")).expect("the second version");
    let accept =
        |ids: &'static str| ["--lang", "en", "--as-of", "2026-04-25", "draft", "--update", "moi.md", "--accept", ids];
    let said = told(folder.path(), &accept("all"), 0);
    let plan = || fs::read_to_string(folder.path().join("plan.toml")).expect("the plan");
    let written = plan();
    for (id, why) in [
        ("xay-dung-de-an-so-hoa-ho: the time limit", "may not be a binding deadline"),
        ("khao-sat-muc-do-hai-long-cua: added without", "provisional"),
        ("bao-cao-ket-qua-cai-cach-hanh: the time limit", "least number of times"),
    ] {
        assert!(said.lines().any(|line| line.contains(id) && line.contains(why)), "{id}: {said}");
    }
    assert!(
        !written.contains("2026-12-15") && !written.contains("2026-Q4") && !written.contains("\"month\""),
        "{written}"
    );
    assert!(written.contains("lead = [\"so-khoa-hoc-va-cong-nghe\"]"), "what is certain is written: {written}");
    assert!(told(folder.path(), &["--lang", "en", "check"], 0).contains("Dự kiến quý IV/2026"), "check asks");
    told(folder.path(), &accept("xay-dung-de-an-so-hoa-ho"), 0);
    assert!(plan().contains("before 2026-12-15"), "{}", plan());
    // What is advised of a new task can be typed as it stands.
    let added = "tiendo task edit khao-sat-muc-do-hai-long-cua --due \"2026-Q4\"";
    assert!(said.lines().any(|line| line.ends_with(added)), "{said}");
    told(folder.path(), &["task", "edit", "khao-sat-muc-do-hai-long-cua", "--due", "2026-Q4"], 0);
    assert!(plan().contains("2026-Q4"), "{}", plan());
}

#[test]
fn a_part_is_accepted_by_ids_and_a_document_of_something_else_is_not_taken_for_the_plan() {
    let folder = workspace();
    let accept =
        |ids: &'static str| ["--lang", "en", "--as-of", "2026-04-25", "draft", "--update", "moi.md", "--accept", ids];
    let said = told(folder.path(), &accept("xay-dung-de-an-so-hoa-ho,khong-co"), 2);
    assert!(said.contains("nothing with the id “khong-co”"), "{said}");
    told(folder.path(), &accept("xay-dung-de-an-so-hoa-ho"), 0);
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

/// What is asked for grew: the words of the plan are still there, and more stands behind them.
#[test]
fn a_title_that_goes_on_is_another() {
    let folder = workspace();
    let title = "Tổ chức hội nghị đối thoại với doanh nghiệp";
    let grown = FIRST.replace(title, &format!("{title} và hợp tác xã"));
    let new = HEAD.replace("10/KH-UBND", "99/KH-UBND").replace("15 tháng 01", "20 tháng 4");
    fs::write(folder.path().join("moi.md"), format!("{new}{grown}")).expect("the second version");
    let said = told(folder.path(), &["--as-of", "2026-04-25", "draft", "--update", "moi.md"], 0);
    assert!(said.contains("sửa 1 nhiệm vụ") && said.contains("và hợp tác xã"), "{said}");
}
