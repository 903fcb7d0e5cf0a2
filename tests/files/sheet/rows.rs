//! Rows are found by their ids wherever they stand; what no id leads to is reported.

use tiendo::sheet::grid::{Cell, Grid};
use tiendo::view::sheet::{Column, Place};

use super::bench::{cells, head, import, moved, only_change, place, set, sheet, text, told, with};

const Q1: &str = "phong-ke-hoach/bao-cao-quy/2024-Q1";
const Q2: &str = "phong-ke-hoach/bao-cao-quy/2024-Q2";

fn with_id(id: &str) -> Vec<String> {
    let grid = sheet();
    let at = place(&grid, Q1, Column::Id);
    let baseline = place(&grid, Q1, Column::Baseline);
    let title = place(&grid, Q1, Column::Title);
    told(&set(&grid, &[(at, Some(text(id))), (baseline, None), (title, None)]))
}

#[test]
fn rows_may_be_sorted() {
    let grid = with(&sheet(), &[(Q1, Column::Note, Some(text("Xong")))]);
    let last = grid.lines.last().expect("there are rows").number;
    let first = head(&grid) + 1;
    let turned = moved(&grid, |at| Some(if at.row < first { at } else { Place { row: first + last - at.row, ..at } }));
    assert_eq!(only_change(&turned, "phong-ke-hoach"), ["+note = \"Xong\""]);
}

#[test]
fn rows_may_be_deleted_and_parted() {
    let grid = with(&sheet(), &[(Q1, Column::Note, Some(text("Xong")))]);
    let (keep, first) = (place(&grid, Q1, Column::Id).row, head(&grid) + 1);
    let alone = moved(&grid, |at| (at.row < first || at.row == keep).then_some(Place { row: at.row * 3, ..at }));
    assert_eq!(only_change(&alone, "phong-ke-hoach"), ["+note = \"Xong\""]);
}

#[test]
fn remarks_below_the_table_are_left_alone_and_rows_without_an_id_told() {
    let grid = sheet();
    let below = grid.lines.last().expect("there are rows").number + 2;
    let remark = set(&grid, &[(Place { row: below, column: 3 }, Some(text("Người lập bảng")))]);
    assert!(import(&remark).expect("it says nothing").is_empty());
    let filled = set(&grid, &[(Place { row: below, column: 15 }, Some(text("Việc ngoài kế hoạch")))]);
    let expected = format!(
        "ô O{below}: dòng {below} có nội dung nhưng không có mã việc nên không biết là của việc nào; hãy chuyển nội dung \
         sang dòng có sẵn của việc đó, hoặc xóa dòng này"
    );
    assert_eq!(told(&filled), [expected]);
}

#[test]
fn ids_that_lead_nowhere_are_told() {
    for (id, expected) in [
        (
            "báo cáo",
            "ô P9: “báo cáo” không phải là mã việc; mã có dạng đơn-vị/nhiệm-vụ hoặc đơn-vị/nhiệm-vụ/kỳ, hãy chép lại từ \
             bảng gốc",
        ),
        ("phong-x/de-an", "ô P9: kế hoạch không có đơn vị “phong-x”; hãy xuất bảng mới"),
        ("van-phong/x", "ô P9: kế hoạch không có nhiệm vụ “x”; hãy xuất bảng mới"),
        (
            "phong-ke-hoach/bao-cao-quy/2025-Q1",
            "ô P9: nhiệm vụ “bao-cao-quy” không có kỳ hoặc mốc “2025-Q1”; hãy xuất bảng mới",
        ),
        ("phong-ke-hoach/de-an/2024-Q1", "ô P9: nhiệm vụ “de-an” không có kỳ hoặc mốc “2024-Q1”; hãy xuất bảng mới"),
        (
            "phong-ke-hoach/bao-cao-quy",
            "ô P9: nhiệm vụ “bao-cao-quy” lặp lại theo kỳ mà mã việc không nêu kỳ; hãy xuất bảng mới",
        ),
        (
            "van-phong/de-an",
            "ô P9: đơn vị “van-phong” không chủ trì nhiệm vụ “de-an”; hãy xóa dòng này hoặc xuất bảng mới",
        ),
        (
            "phong-ke-hoach/de-an",
            "ô P11: việc phong-ke-hoach/de-an đã có dòng khác (ô P9); mỗi việc chỉ giữ lại một dòng",
        ),
    ] {
        assert_eq!(with_id(id), [expected], "{id}");
    }
}

/// Whoever sorts the columns that are to be filled in, and not the hidden ones, must not report the work of another
/// task.
#[test]
fn a_row_whose_parts_were_sorted_apart_is_told() {
    let grid = sheet();
    let (a, b) = (place(&grid, Q1, Column::Id).row, place(&grid, Q2, Column::Id).row);
    let swap = |columns: std::ops::RangeInclusive<u32>| -> Grid {
        moved(&grid, |at| {
            let other = if at.row == a { b } else { a };
            let moves = columns.contains(&at.column) && (at.row == a || at.row == b);
            Some(if moves { Place { row: other, ..at } } else { at })
        })
    };
    // What is shown, without what is hidden; the ids alone; the baselines alone.
    for columns in [1..=15, 16..=16, 17..=17] {
        let told = told(&swap(columns.clone()));
        assert!(told.len() == 2 && told.iter().all(|told| told.contains("hãy xuất bảng mới và điền lại")), "{told:?}");
    }
    assert!(import(&swap(1..=17)).expect("whole rows were swapped").is_empty());
}

#[test]
fn a_baseline_that_was_overwritten_is_told() {
    let told = told(&with(&sheet(), &[(Q1, Column::Baseline, Some(Cell::Number(1.0)))]));
    assert!(told[0].starts_with("ô Q9: không đọc được số liệu gốc trong cột ẩn"), "{told:?}");
}

#[test]
fn a_row_that_is_copied_is_told_once() {
    let grid = sheet();
    let at = place(&grid, Q1, Column::Id).row;
    let below = grid.lines.last().expect("there are rows").number + 1;
    let copy: Vec<_> = cells(&grid)
        .into_iter()
        .filter(|(place, _)| place.row == at)
        .map(|(place, cell)| (Place { row: below, ..place }, Some(cell)))
        .collect();
    assert_eq!(told(&set(&grid, &copy)).len(), 1);
}
