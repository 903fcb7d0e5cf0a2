//! The plan corrected in a spreadsheet: the tasks written out, changed as people change them, and read back.

use std::fs;
use std::path::Path;

use snapbox::str;
use tiendo::sheet::grid::{Cell, Grid};
use tiendo::sheet::workbook;

use crate::support::case::Shows;
use crate::support::git::{at, git};
use crate::support::plan_2024;
use crate::support::{finish, root, run, workspace};

pub(crate) const PLAN: &str = plan_2024!(
    "# Kế hoạch do Văn phòng theo dõi.\n",
    r#"before = "exclusive"

[units]
van-phong = "Văn phòng"
so-a      = "Sở A"
so-b      = "Sở B"

[groups.cac-so]
name    = "Các sở"
members = ["so-a", "so-b"]

[[tasks]]
id      = "bao-cao"
title   = "Báo cáo năm"
lead    = ["cac-so", "van-phong"] # cả nhóm
due     = 2024-06-30
wording = "Trước ngày 01/7/2024"

[[tasks]]
id    = "kiem-tra"
title = "Kiểm tra"
lead  = ["van-phong"]
due   = "2024-Q1"

[[tasks]]
id      = "tong-hop"
title   = "Tổng hợp"
lead    = ["van-phong"]
every   = "quarter"
product = "Bảng tổng hợp"
amended = [{ by = "9-CV", on = 2024-05-01, title = "Tổng hợp số liệu" }]
"#
);

const HEAD: [&str; 12] =
    ["number", "clause", "title", "lead", "support", "wording", "reading", "product", "to", "target", "id", "base"];

/// The cells of the sheet of this plan, a row each task.
pub(crate) fn sheet(folder: &Path, lang: &str) -> Vec<Vec<String>> {
    let file = folder.join("nhiem-vu.xlsx");
    let made = run(
        folder,
        &["--lang", lang, "--as-of", "2024-05-15", "sheet", "--tasks", "--force", "-o", &file.display().to_string()],
    );
    assert_eq!(made.code, 0, "{}", made.stderr);
    let Grid { lines, .. } = workbook::grid(&fs::read(&file).expect("it was made")).expect("it is a workbook");
    let text = |cell: Option<&Cell>| match cell {
        Some(Cell::Text(text)) => text.clone(),
        Some(Cell::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let rows = lines.iter().filter(|line| line.number >= 4);
    rows.map(|line| (1..=12).map(|column| text(line.cell(column))).collect()).collect()
}

pub(crate) fn csv(rows: &[Vec<String>]) -> String {
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    rows.iter().map(|row| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\r\n").collect()
}

/// Changes cells of the sheet as `change` says, imports it, and shows what that says, and what changed in the plan.
pub(crate) fn told(lang: &str, more: &[&str], change: &dyn Fn(&mut Vec<Vec<String>>)) -> String {
    let workspace = workspace(&[("plan.toml", PLAN), ("units/van-phong.toml", "[kiem-tra]\nstarted = 2024-03-01\n")]);
    let mut rows = sheet(workspace.path(), lang);
    change(&mut rows);
    let file = workspace.path().join("sua.csv");
    fs::write(&file, csv(&rows)).expect("it can be written");
    let plan = || fs::read_to_string(workspace.path().join("plan.toml")).expect("the plan is there");
    let before = plan();
    let shown = file.display().to_string();
    let args = [&["--lang", lang, "--as-of", "2024-05-15", "import", &shown], more].concat();
    let ran = run(workspace.path(), &args);
    let after = plan();
    let lines = |from: &str, to: &str, sign: &str| -> String {
        let new = from.lines().filter(|line| !to.lines().any(|other| other == *line));
        new.map(|line| format!("{sign} {line}\n")).collect()
    };
    let diff = lines(&before, &after, "-") + &lines(&after, &before, "+");
    let said = ran.stderr.replace(&format!("{}/", workspace.path().display()), "");
    let parts = [ran.stdout, said, format!("? {}\n", ran.code), diff];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("---\n")
}

pub(crate) fn set(rows: &mut [Vec<String>], row: usize, column: &str, text: &str) {
    let column = HEAD.iter().position(|head| *head == column).expect("a column");
    text.clone_into(&mut rows[row][column]);
}

#[test]
fn the_sheet_has_the_columns_of_an_appendix_and_says_how_each_time_limit_is_read() {
    let workspace = workspace(&[("plan.toml", PLAN)]);
    let shown = |lang| {
        let rows = sheet(workspace.path(), lang);
        rows.iter().map(|row| row[..11].join(" | ").replace('\n', "; ") + "\n").collect::<String>()
    };
    shown("vi").shows(str![[r"
TT | Mục | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành | Cách hiểu thời hạn | Sản phẩm | Báo cáo cho | Chỉ tiêu | Mã nhiệm vụ (không sửa)
1 |  | Báo cáo năm | Các sở; Văn phòng |  | Trước ngày 01/7/2024 | Chậm nhất ngày 30/6/2024 |  |  |  | bao-cao
2 |  | Kiểm tra | Văn phòng |  |  | Trong quý I/2024 |  |  |  | kiem-tra
3 |  | Tổng hợp số liệu | Văn phòng |  |  | Hằng quý: chậm nhất ngày cuối kỳ | Bảng tổng hợp |  |  | tong-hop

"]]);
    fs::remove_file(workspace.path().join("nhiem-vu.xlsx")).expect("it was made");
    shown("en").shows(str![[r"
No. | Clause | Task | Lead | Support | Time limit | Time limit as read | Product | Reports to | Target | Task ID (do not edit)
1 |  | Báo cáo năm | Các sở; Văn phòng |  | Trước ngày 01/7/2024 | By 30/6/2024 |  |  |  | bao-cao
2 |  | Kiểm tra | Văn phòng |  |  | Within Q1/2024 |  |  |  | kiem-tra
3 |  | Tổng hợp số liệu | Văn phòng |  |  | Every quarter: by the period's last day | Bảng tổng hợp |  |  | tong-hop

"]]);
}

#[test]
fn a_sheet_that_comes_back_unchanged_changes_nothing() {
    told("vi", &[], &|_| {}).shows(str![[r"
Nội dung này đã được ghi, không có gì thay đổi.
---
? 0

"]]);
}

#[test]
fn readings_are_corrected_in_words_or_as_days_and_the_wording_stays() {
    told("vi", &["--past"], &|rows| {
        set(rows, 1, "reading", "trước ngày 15/8/2024");
        set(rows, 3, "reading", "trước ngày 20 của tháng cuối quý");
        set(rows, 3, "product", "");
    })
    .shows(str![[r#"
Thay đổi của kế hoạch (3)
- Đổi hạn nhiệm vụ Báo cáo năm [bao-cao]: 30/6/2024 → 14/8/2024; chưa ghi nhận gì
- Sửa nội dung nhiệm vụ Tổng hợp số liệu [tong-hop]: sản phẩm: Bảng tổng hợp → bỏ
- Đổi hạn nhiệm vụ Tổng hợp số liệu [tong-hop]: Quý I/2024 31/3/2024 → 19/3/2024, Quý II/2024
  30/6/2024 → 19/6/2024, Quý III/2024 30/9/2024 → 19/9/2024, Quý IV/2024 31/12/2024 → 19/12/2024;
  chưa ghi nhận gì

Đổi trạng thái hoặc hạn do kế hoạch thay đổi (7)
Báo cáo năm — hạn: 30/6/2024 → 14/8/2024
  - Văn phòng: chưa hoàn thành trong hạn
  - Sở A: chưa hoàn thành trong hạn
  - Sở B: chưa hoàn thành trong hạn
Tổng hợp số liệu (Quý I/2024) — hạn: 31/3/2024 → 19/3/2024
  - Văn phòng: chưa hoàn thành quá hạn 45 ngày → chưa hoàn thành quá hạn 57 ngày
Tổng hợp số liệu (Quý II/2024) — hạn: 30/6/2024 → 19/6/2024
  - Văn phòng: chưa hoàn thành trong hạn
Tổng hợp số liệu (Quý III/2024) — hạn: 30/9/2024 → 19/9/2024
  - Văn phòng: chưa hoàn thành trong hạn, chưa đến kỳ
Tổng hợp số liệu (Quý IV/2024) — hạn: 31/12/2024 → 19/12/2024
  - Văn phòng: chưa hoàn thành trong hạn, chưa đến kỳ

Đã ghi plan.toml
---
? 0
---
- due     = 2024-06-30
- product = "Bảng tổng hợp"
+ due     = "before 2024-08-15"
+ due     = "before day 20"

"#]]);
    told("en", &["--dry-run"], &|rows| set(rows, 1, "reading", "2024-08-01")).shows(str![[r#"
--- a/plan.toml
+++ b/plan.toml
@@ -19,7 +19,7 @@
 id      = "bao-cao"
 title   = "Báo cáo năm"
 lead    = ["cac-so", "van-phong"] # cả nhóm
-due     = 2024-06-30
+due     = 2024-08-01
 wording = "Trước ngày 01/7/2024"
 
 [[tasks]]
---
Changes to the plan (1)
- Deadline moved: Báo cáo năm [bao-cao]: 30/6/2024 → 01/8/2024; nothing recorded yet

Standing changed because the plan changed (3)
Báo cáo năm — last day: 30/6/2024 → 01/8/2024
  - Văn phòng: pending
  - Sở A: pending
  - Sở B: pending

Dry run: nothing was written.
---
? 0

"#]]);
}

#[test]
fn a_document_amends_what_is_corrected_and_adds_what_is_new() {
    told("en", &["--by", "12-CV", "--on", "2024-05-10"], &|rows| {
        set(rows, 1, "wording", "trước ngày 01/9/2024");
        rows.insert(2, vec![String::new(); 12]);
        set(rows, 2, "title", "Thanh tra");
        set(rows, 2, "lead", "Sở A; so-b");
        set(rows, 2, "wording", "trong quý III/2024");
    })
    .shows(str![[r#"
Changes to the plan (2)
- Task added: Thanh tra [thanh-tra], last day 30/9/2024, led by Sở A, Sở B; by 12-CV of 10/5/2024
- Amended by 12-CV of 10/5/2024: Báo cáo năm [bao-cao]: last day 30/6/2024 → 31/8/2024, 3
  obligations; wording: “trước ngày 01/9/2024”

Standing changed because the plan changed (3)
Báo cáo năm — last day: 30/6/2024 → 31/8/2024
  - Văn phòng: pending → pending, amended
  - Sở A: pending → pending, amended
  - Sở B: pending → pending, amended

Written: plan.toml
---
? 0
---
+ amended = [{ by = "12-CV", on = 2024-05-10, due = "before 2024-09-01", wording = "trước ngày 01/9/2024" }]
+ id      = "thanh-tra"
+ title   = "Thanh tra"
+ lead    = ["so-a", "so-b"]
+ due     = "2024-Q3"
+ wording = "trong quý III/2024"
+ added   = { by = "12-CV", on = 2024-05-10 }

"#]]);
}

#[test]
fn a_row_that_is_deleted_stays_in_the_plan_and_is_named() {
    told("vi", &[], &|rows| {
        rows.remove(2);
        set(rows, 1, "title", "Báo cáo cả năm");
    })
    .shows(str![[r#"
Thay đổi của kế hoạch (1)
- Sửa nội dung nhiệm vụ Báo cáo cả năm [bao-cao]: tiêu đề: Báo cáo năm → Báo cáo cả năm

Đã ghi plan.toml
---
Bảng không có các nhiệm vụ sau, kế hoạch vẫn giữ nguyên: kiem-tra
---
? 0
---
- title   = "Báo cáo năm"
+ title   = "Báo cáo cả năm"

"#]]);
}

#[test]
fn everything_wrong_is_told_at_once_and_nothing_is_written() {
    let wrong = |rows: &mut Vec<Vec<String>>| {
        set(rows, 1, "lead", "Sở");
        set(rows, 1, "wording", "khi trời mưa");
        set(rows, 2, "title", "");
        set(rows, 3, "title", "Tổng hợp khác");
        let mut twice = rows[3].clone();
        twice[11] = "{".to_owned();
        rows.push(twice);
        rows.push(vec![String::new(); 12]);
        set(rows, 5, "product", "Báo cáo");
    };
    told("vi", &[], &wrong).shows(str![[r"
lỗi: sua.csv: ô D2, cột “Cơ quan chủ trì”: “Sở” chưa rõ là đơn vị hoặc nhóm nào: so-a, so-b, cac-so
lỗi: sua.csv: ô F2, cột “Thời gian hoàn thành”: thời hạn “khi trời mưa” chưa có một cách hiểu duy nhất: Trong ngày có “troi-mua”; Kế hoạch không nêu thời gian; hãy ghi cách hiểu ở cột “Cách hiểu thời hạn”
lỗi: sua.csv: ô C3, cột “Nhiệm vụ”: không được để trống
lỗi: sua.csv: ô C4, cột “Nhiệm vụ”: nội dung này đã sửa đổi theo 9-CV: hãy dùng tiendo task amend, hoặc thêm --by và --on
lỗi: sua.csv: ô C5, cột “Nhiệm vụ”: nội dung này đã sửa đổi theo 9-CV: hãy dùng tiendo task amend, hoặc thêm --by và --on
lỗi: sua.csv: ô K5, cột “Mã nhiệm vụ (không sửa)”: nhiệm vụ này đã có dòng khác (ô K4); mỗi nhiệm vụ chỉ giữ một dòng
lỗi: sua.csv: ô L5, cột “Số liệu gốc (không sửa)”: không đọc được số liệu gốc; hãy xuất bảng mới, hoặc xóa hẳn cột này
lỗi: sua.csv: ô C6, cột “Nhiệm vụ”: không được để trống
lỗi: sua.csv: ô D6, cột “Cơ quan chủ trì”: không được để trống
lỗi: sua.csv: ô F6, cột “Thời gian hoàn thành”: không được để trống
Bảng có 10 lỗi; chưa ghi gì.
---
? 3

"]]);
    told("en", &[], &wrong).shows(str![[r"
error: sua.csv: cell D2, column “Lead”: “Sở” may be several: so-a, so-b, cac-so
error: sua.csv: cell F2, column “Time limit”: the time limit “khi trời mưa” has no single reading: On the day of “troi-mua”; The plan gives no time; say which is meant in “Time limit as read”
error: sua.csv: cell C3, column “Task”: it must not be empty
error: sua.csv: cell C4, column “Task”: 9-CV amended this: use tiendo task amend, or add --by and --on
error: sua.csv: cell C5, column “Task”: 9-CV amended this: use tiendo task amend, or add --by and --on
error: sua.csv: cell K5, column “Task ID (do not edit)”: another row has this task (cell K4); keep one
error: sua.csv: cell L5, column “Original data (do not edit)”: the original data cannot be read; make a new sheet, or delete this column
error: sua.csv: cell C6, column “Task”: it must not be empty
error: sua.csv: cell D6, column “Lead”: it must not be empty
error: sua.csv: cell F6, column “Time limit”: it must not be empty
10 problems in the sheet; nothing was written.
---
? 3

"]]);
}

#[test]
fn last_days_that_have_passed_stay_unless_a_slip_is_owned() {
    told("vi", &[], &|rows| {
        set(rows, 2, "reading", "2024-06-30");
        set(rows, 3, "reading", "day 20");
    })
    .shows(str![[r"
lỗi: kiem-tra: hạn 31/3/2024 đã qua, sửa trực tiếp sẽ làm đổi số liệu của những ngày và báo cáo đã qua; nếu có văn bản sửa đổi, hãy dùng tiendo task amend (với bảng nhiệm vụ: nhập với --by và --on); nếu chỉ sửa lỗi nhập, hãy thêm --past
tong-hop (Quý I/2024): hạn 31/3/2024 đã qua, sửa trực tiếp sẽ làm đổi số liệu của những ngày và báo cáo đã qua; nếu có văn bản sửa đổi, hãy dùng tiendo task amend (với bảng nhiệm vụ: nhập với --by và --on); nếu chỉ sửa lỗi nhập, hãy thêm --past
---
? 2

"]]);
    told("en", &["--past"], &|rows| set(rows, 2, "reading", "2024-06-30")).shows(str![[r#"
Changes to the plan (1)
- Deadline moved: Kiểm tra [kiem-tra]: 31/3/2024 → 30/6/2024; 1 record was written against the old
  deadline

Standing changed because the plan changed (1)
Kiểm tra — last day: 31/3/2024 → 30/6/2024
  - Văn phòng: overdue 45 days, in progress → pending, in progress

Written: plan.toml
---
? 0
---
- due   = "2024-Q1"
+ due   = 2024-06-30

"#]]);
}

#[test]
fn what_the_plan_changed_meanwhile_is_a_conflict() {
    told("vi", &[], &|rows| {
        let base = rows[1][11].replace("Báo cáo năm", "Báo cáo cũ");
        rows[1][11] = base;
        set(rows, 1, "title", "Báo cáo mới");
    })
    .shows(str![[r"
lỗi: sua.csv: ô C2, cột “Nhiệm vụ”: kế hoạch đã đổi từ khi xuất bảng, hiện là “Báo cáo năm”; hãy xuất bảng mới
Bảng có 1 lỗi; chưa ghi gì.
---
? 3

"]]);
}

/// Someone who has never seen TOML: from the Word document to a plan that is tracked, corrected and amended.
#[test]
fn a_word_plan_becomes_a_tracked_plan_and_what_was_reported_still_verifies() {
    let workspace = workspace(&[]);
    let folder = workspace.path();
    let done = |day: &str, args: &[&str]| {
        let ran = run(folder, &[&["--lang", "vi", "--as-of", day], args].concat());
        assert_eq!(ran.code, 0, "{args:?}\n{}{}", ran.stdout, ran.stderr);
        ran.stdout
    };
    let commit = |day: &str| {
        for args in [&["init", "-q"][..], &["add", "-A"], &["commit", "-q", "-m", day]] {
            assert_eq!(finish(at(day, git(folder).args(args))).code, 0, "{day}: {args:?}");
        }
    };
    let document = root().join("tests/files/draft/ke-hoach-153-can-tho.docx").display().to_string();
    let plan = folder.join("plan.toml").display().to_string();
    done("2025-11-20", &["draft", &document, "-o", &plan]);

    let mut rows = sheet(folder, "vi");
    let ids: Vec<String> = (1..4).map(|row| rows[row][10].clone()).collect();
    for (row, limit) in [(1, "30/11/2025"), (2, "trước ngày 15/12/2025"), (3, "trong quý I/2026")] {
        set(&mut rows, row, "reading", limit);
    }
    let file = folder.join("sua.csv");
    fs::write(&file, csv(&rows)).expect("it can be written");
    done("2025-11-20", &["import", &file.display().to_string()]);
    for (id, limit) in ids.iter().zip(["2025-11-30", "before 2025-12-15", "2026-Q1"]) {
        let plan = fs::read_to_string(&plan).expect("the plan is there");
        let task = plan.split("[[tasks]]").find(|task| task.contains(&format!("\"{id}\""))).expect("the task is there");
        assert!(task.contains(limit), "{limit}: {task}");
    }

    done("2025-12-01", &["report", "month", "2025-11", "--format", "md"]);
    let report = folder.join("reports/2025-11.md");
    commit("2025-12-01");
    let reported = fs::read_to_string(&report).expect("it was made");
    done("2025-12-10", &["task", "amend", &ids[1], "--by", "99-CV", "--on", "10/12/2025", "--due", "31/1/2026"]);
    commit("2025-12-10");
    done("2025-12-20", &["unit", "add", "Công an thành phố mới", "--id", "cong-an-moi", "--from", "1/1/2026"]);
    let end = ["unit", "end", "cong-an-thanh-pho", "--until", "31/12/2025", "--successor", "cong-an-moi"];
    done("2025-12-20", &end);
    commit("2025-12-20");

    let verified = done("2026-02-15", &["verify-reports"]);
    // It is true of the data that it was made of; that a unit has come since is told beside it.
    assert!(verified.starts_with("1 báo cáo khớp với số liệu lúc lập"), "{verified}");
    assert_eq!(fs::read_to_string(&report).expect("it is there"), reported);
    assert!(done("2026-02-15", &["show", &ids[1]]).contains("99-CV"));
}

#[test]
fn milestones_have_rows_of_their_own() {
    let plan = "[plan]\nnumber = \"1-KH\"\ntitle = \"Kế hoạch\"\nstarts = 2024-01-01\nends = 2024-12-31\nbefore = \"exclusive\"\n\
                [units]\nvan-phong = \"Văn phòng\"\nso-a = \"Sở A\"\n\
                [[tasks]]\nid = \"de-an\"\ntitle = \"Đề án\"\nlead = [\"van-phong\"]\nmilestones = [\n\
                \x20 { id = \"khoi-dong\", due = \"2024-Q2\", title = \"Khởi động\" }, # trước hè\n\
                \x20 { id = \"dot-2\", due = \"2024-11\", lead = [\"so-a\"] },\n]\n\
                [[tasks]]\nid = \"kiem-tra\"\ntitle = \"Kiểm tra\"\nlead = [\"van-phong\"]\ndue = \"2024-Q3\"\n";
    let workspace = workspace(&[("plan.toml", plan)]);
    let import = |rows: &[Vec<String>]| {
        let file = workspace.path().join("sua.csv");
        fs::write(&file, csv(rows)).expect("it can be written");
        run(workspace.path(), &["--as-of", "2024-05-15", "import", &file.display().to_string()])
    };
    let rows = sheet(workspace.path(), "vi");
    let shown: Vec<[&str; 4]> = rows[1..].iter().map(|row| [0, 2, 3, 10].map(|at| row[at].as_str())).collect();
    assert_eq!(
        shown,
        [
            ["1", "Đề án", "Văn phòng", "de-an"],
            ["1.1", "Khởi động", "", "de-an.khoi-dong"],
            ["1.2", "", "Sở A", "de-an.dot-2"],
            ["2", "Kiểm tra", "Văn phòng", "kiem-tra"]
        ]
    );
    assert!(rows[1][6].is_empty() && !rows[2][6].is_empty(), "{rows:?}");
    assert_eq!(import(&rows).code, 0);
    // A time limit, a title and a lead of milestones, corrected; a new task comes after all of them.
    let mut changed = rows.clone();
    changed[2][2] = "Khởi động Đề án".to_owned();
    changed[3][3] = String::new();
    changed[3][6] = "trước ngày 01/11/2024".to_owned();
    let mut new = vec![String::new(); 12];
    (new[2], new[3], new[6]) = ("Sơ kết".to_owned(), "Sở A".to_owned(), "30/9/2024".to_owned());
    changed.insert(4, new);
    let ran = import(&changed);
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    let text = fs::read_to_string(workspace.path().join("plan.toml")).expect("the plan is there");
    assert!(text.contains("title = \"Khởi động Đề án\" }, # trước hè\n"), "{text}");
    assert!(text.contains("{ id = \"dot-2\", due = \"before 2024-11-01\""), "{text}");
    assert!(!text.contains("lead = [\"so-a\"] },"), "{text}");
    let places = ["id = \"de-an\"", "Sơ kết", "id = \"kiem-tra\""].map(|part| text.find(part).expect(part));
    assert!(places.is_sorted(), "{text}");
    // What only a task can say is refused, and so is a time limit of the task itself.
    let mut wrong = sheet(workspace.path(), "vi");
    wrong[2][1] = "II.1".to_owned();
    wrong[1][6] = "30/6/2024".to_owned();
    let refused = import(&wrong);
    assert_eq!(refused.code, 3);
    assert!(refused.stderr.contains("thuộc về nhiệm vụ, không phải của mốc"), "{}", refused.stderr);
    assert!(refused.stderr.contains("hãy sửa thời hạn ở dòng của từng mốc"), "{}", refused.stderr);
}
