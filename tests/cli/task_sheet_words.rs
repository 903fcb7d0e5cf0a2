//! The words of a document in the sheet of tasks, and how the program reads them: who corrects one leaves the other.

use snapbox::str;

use crate::support::case::Shows;
use crate::support::{run, workspace};
use crate::task_sheet::{PLAN, set, sheet, told};

#[test]
fn a_corrected_reading_is_no_wording() {
    let corrected = |rows: &mut Vec<Vec<String>>| set(rows, 2, "reading", "trong quý II/2024");
    told("vi", &["--past"], &corrected).shows(str![[r#"
Thay đổi của kế hoạch (1)
- Đổi hạn nhiệm vụ Kiểm tra [kiem-tra]: 31/3/2024 → 30/6/2024; 1 việc đã ghi theo hạn cũ

Đổi trạng thái hoặc hạn do kế hoạch thay đổi (1)
Kiểm tra — hạn: 31/3/2024 → 30/6/2024
  - Văn phòng
    chưa hoàn thành quá hạn 45 ngày, đang thực hiện → chưa hoàn thành trong hạn, đang thực hiện

Đã ghi plan.toml
---
? 0
---
- due   = "2024-Q1"
+ due   = "2024-Q2"

"#]]);
    let new = |rows: &mut Vec<Vec<String>>| {
        rows.push(vec![String::new(); 12]);
        set(rows, 4, "title", "Sơ kết");
        set(rows, 4, "lead", "Văn phòng");
        set(rows, 4, "reading", "trong quý III/2024");
    };
    let said = told("en", &[], &new);
    assert!(said.contains("2024-Q3") && !said.contains("wording"), "{said}");
}

/// The reason stands beside the only reading; who puts that reading into its column has answered.
#[test]
fn one_doubtful_reading_is_told_with_its_reason_and_can_be_chosen() {
    let doubtful = |rows: &mut Vec<Vec<String>>| set(rows, 1, "wording", "Trước ngày 30/6/2024");
    told("vi", &[], &doubtful).shows(str![[r"
lỗi: sua.csv: ô F2, cột “Thời gian hoàn thành”: thời hạn “Trước ngày 30/6/2024” đọc là “Trước ngày 30/6/2024 (không kể ngày đó)” nhưng còn điểm phải hỏi lại (Ngày cuối của kỳ: ý có thể là hết kỳ, kể cả ngày đó); nếu đúng, hãy chép nguyên cách đọc ấy vào cột “Cách hiểu thời hạn”, nếu không thì ghi một ngày
Bảng có 1 lỗi; chưa ghi gì.
---
? 3

"]]);
    told("en", &[], &doubtful).shows(str![[r"
error: sua.csv: cell F2, column “Time limit”: the time limit “Trước ngày 30/6/2024” is read as “Before 30/6/2024 (not including that day)”, which is in doubt (It is the last day of a period: the whole period may be meant, with that day); if it is meant so, copy this reading as it stands into “Time limit as read”, else give a day
1 problem in the sheet; nothing was written.
---
? 3

"]]);
    let chosen = |rows: &mut Vec<Vec<String>>| {
        doubtful(rows);
        set(rows, 1, "reading", "Trước ngày 30/6/2024 (không kể ngày đó)");
    };
    let said = told("vi", &[], &chosen);
    assert!(said.contains("before 2024-06-30") && said.contains("+ wording = \"Trước ngày 30/6/2024\""), "{said}");
}

#[test]
fn a_new_row_with_a_title_that_is_there_is_told_with_its_id() {
    let new = |rows: &mut Vec<Vec<String>>| {
        for row in [4, 5] {
            rows.push(vec![String::new(); 12]);
            set(rows, row, "title", "Kiểm tra");
            set(rows, row, "lead", "Sở A");
            set(rows, row, "wording", "30/9/2024");
        }
    };
    told("vi", &[], &new).shows(str![[r#"
Thay đổi của kế hoạch (2)
- Thêm nhiệm vụ Kiểm tra [kiem-tra-2], hạn 30/9/2024, chủ trì: Sở A
- Thêm nhiệm vụ Kiểm tra [kiem-tra-3], hạn 30/9/2024, chủ trì: Sở A

Đã ghi plan.toml
---
Kế hoạch đã có nhiệm vụ cùng tên “Kiểm tra”: kiem-tra; nhiệm vụ mới có mã kiem-tra-2
Kế hoạch đã có nhiệm vụ cùng tên “Kiểm tra”: kiem-tra, kiem-tra-2; nhiệm vụ mới có mã kiem-tra-3
---
? 0
---
+ id      = "kiem-tra-2"
+ title   = "Kiểm tra"
+ lead    = ["so-a"]
+ due     = 2024-09-30
+ wording = "30/9/2024"
+ id      = "kiem-tra-3"
+ title   = "Kiểm tra"
+ lead    = ["so-a"]
+ due     = 2024-09-30
+ wording = "30/9/2024"

"#]]);
}

/// Rows that stand elsewhere move nothing: they are named, with the command that moves a task. The rest keep their order.
#[test]
fn rows_that_were_moved_are_named() {
    let last_first = |rows: &mut Vec<Vec<String>>| {
        let last = rows.remove(3);
        rows.insert(1, last);
    };
    told("vi", &[], &last_first).shows(str![[r"
Nội dung này đã được ghi, không có gì thay đổi.
---
Các dòng sau đứng khác chỗ trong kế hoạch, kế hoạch vẫn giữ thứ tự cũ: tong-hop. Muốn đổi chỗ: tiendo task move tong-hop --before bao-cao
---
? 0

"]]);
    told("en", &[], &|rows: &mut Vec<Vec<String>>| rows.swap(1, 2)).shows(str![[r"
Already recorded; nothing to change.
---
These rows stand elsewhere than in the plan, which keeps its order: kiem-tra. To move one: tiendo task move kiem-tra --before bao-cao
---
? 0

"]]);
}

/// No correction is passed over because the heading above it was changed.
#[test]
fn a_heading_that_is_not_known_stops_the_import() {
    let reading_changed = |heading: &'static str| {
        move |rows: &mut Vec<Vec<String>>| {
            set(rows, 0, "reading", heading);
            set(rows, 1, "reading", "20/12/2024");
        }
    };
    told("vi", &[], &reading_changed("Hạn")).shows(str![[r"
lỗi: sua.csv: ô G1: không rõ cột “Hạn” là cột nào, trong khi bảng thiếu cột “Cách hiểu thời hạn”; hãy sửa lại tiêu đề, hoặc xóa cột này nếu không dùng
Bảng có 1 lỗi; chưa ghi gì.
---
? 3

"]]);
    told("en", &[], &reading_changed("")).shows(str![[r"
error: sua.csv: cell G1: this column has content but no heading, and “Time limit as read” is missing; write the heading, or delete the column if it is not needed
1 problem in the sheet; nothing was written.
---
? 3

"]]);
    // Also where it is one that tells what the sheet is.
    told("vi", &[], &|rows| set(rows, 0, "title", "Công việc")).shows(str![[r"
lỗi: sua.csv: ô C1: không rõ cột “Công việc” là cột nào, trong khi bảng thiếu cột “Nhiệm vụ”; hãy sửa lại tiêu đề, hoặc xóa cột này nếu không dùng
Bảng có 1 lỗi; chưa ghi gì.
---
? 3

"]]);
    told("vi", &[], &|rows| set(rows, 0, "id", "Mã số")).shows(str![[r"
lỗi: sua.csv: ô K1: không rõ cột “Mã số” là cột nào, trong khi bảng thiếu cột “Mã nhiệm vụ (không sửa)”; hãy sửa lại tiêu đề, hoặc xóa cột này nếu không dùng
Bảng có 1 lỗi; chưa ghi gì.
---
? 3

"]]);
    told("en", &[], &|rows| rows.iter_mut().for_each(|row| drop(row.remove(10)))).shows(str![[r"
error: sua.csv: cell A1: the column “Task ID (do not edit)” is missing; write its heading again, or make a new sheet
1 problem in the sheet; nothing was written.
---
? 3

"]]);
    told("vi", &[], &|rows| set(rows, 0, "support", "Cơ quan chủ trì")).shows(str![[r"
lỗi: sua.csv: ô E1: tiêu đề này đã có ở ô D1; hãy bỏ một cột
Bảng có 1 lỗi; chưa ghi gì.
---
? 3

"]]);
}

/// A column of one's own beside those of the sheet is nobody's correction; that it is not read is said.
#[test]
fn a_column_beside_those_of_the_sheet_is_named_and_not_read() {
    told("vi", &[], &|rows| rows.iter_mut().for_each(|row| row.push("đã xem".to_owned()))).shows(str![[r"
Nội dung này đã được ghi, không có gì thay đổi.
---
Không đọc các cột thêm vào bảng: đã xem
---
? 0

"]]);
    // A sheet that was made before there were targets in it has the same column of one's own.
    let without_targets = |rows: &mut Vec<Vec<String>>| {
        for row in rows {
            row.remove(9);
            row.push("đã xem".to_owned());
        }
    };
    assert!(told("en", &[], &without_targets).contains("not read: đã xem\n---\n? 0"));
    // A heading that speaks of targets, or none, above something filled in is a slip.
    for heading in ["Chỉ tiêu năm", ""] {
        let said = told("vi", &[], &|rows| {
            set(rows, 0, "target", heading);
            set(rows, 1, "target", "80%");
        });
        assert!(said.contains("bảng thiếu cột “Chỉ tiêu”") && said.contains("? 3"), "{said}");
    }
}

#[test]
fn targets_are_corrected_in_the_sheet() {
    let given = |target: &'static str| move |rows: &mut Vec<Vec<String>>| set(rows, 1, "target", target);
    for (typed, written) in [
        ("80%", "target  = { min = 80, unit = \"%\" }"),
        ("151 chi bộ", "target  = { min = 151, unit = \"chi bộ\" }"),
        ("tối đa 3 vụ", "target  = { max = 3, unit = \"vụ\" }"),
        ("10..20 xã", "target  = { min = 10, max = 20, unit = \"xã\" }"),
    ] {
        let said = told("vi", &[], &given(typed));
        assert!(said.contains(written), "{typed}: {said}");
    }
    let wrong = told("vi", &[], &given("nhiều"));
    assert!(wrong.contains("ô J2, cột “Chỉ tiêu”: “nhiều” không phải là chỉ tiêu") && wrong.contains("? 3"), "{wrong}");
    let amended = told("en", &["--by", "12-CV", "--on", "2024-05-10"], &given("80%"));
    assert!(amended.contains("on = 2024-05-10, target = { min = 80, unit = \"%\" }"), "{amended}");
}

/// What is cancelled by the day of the sheet is no row of it, and is not missed when the sheet comes back.
#[test]
fn cancelled_tasks_have_no_rows() {
    let folder = workspace(&[("plan.toml", PLAN)]);
    let ask = |args: &[&str]| run(folder.path(), &[&["--lang", "vi", "--as-of", "2024-05-15"], args].concat());
    assert_eq!(ask(&["task", "cancel", "kiem-tra", "--by", "9-CV", "--on", "10/5/2024"]).code, 0);
    let rows = sheet(folder.path(), "vi");
    let ids: Vec<&str> = rows[1..].iter().map(|row| row[10].as_str()).collect();
    assert_eq!(ids, ["bao-cao", "tong-hop"]);
    let file = folder.path().join("nhiem-vu.xlsx").display().to_string();
    let back = ask(&["import", &file]);
    assert!(back.code == 0 && !back.stderr.contains("kiem-tra"), "{}", back.stderr);
}
