//! What the unit changed is reported from what the files changed meanwhile.

use tiendo::model::plan::Lang;
use tiendo::sheet::grid::Cell;
use tiendo::view::sheet::Column;
use tiendo::words::words;

use super::bench::{Changed, Files, KE_HOACH, PLAN, VAN_PHONG, day, difference, files, import_into, sheet, text, with};

const Q1: &str = "phong-ke-hoach/bao-cao-quy/2024-Q1";
const ID: &str = "van-phong/ke-hoach";

/// The files, of which one changed after the sheet was made.
fn meanwhile(unit: &'static str, text: &str, from: &str, to: &str) -> Files {
    assert!(text.contains(from));
    let mut files = files();
    files.insert(unit, text.replace(from, to));
    files
}

fn import(files: &Files, changes: &[(&str, Column, Option<Cell>)]) -> Result<Changed, Vec<String>> {
    let told = |problems: Vec<_>| problems.iter().map(|problem| words(Lang::Vi).sheet_problem(problem)).collect();
    import_into(PLAN, files, &with(&sheet(), changes)).map_err(told)
}

#[test]
fn what_only_the_file_changed_stays() {
    let files = meanwhile("phong-ke-hoach", KE_HOACH, "Máy hỏng", "Mất điện");
    assert_eq!(import(&files, &[]), Ok(Changed::new()));
    let other = import(&files, &[(Q1, Column::Note, Some(text("Xong")))]).expect("another field");
    assert_eq!(difference(&files["phong-ke-hoach"], &other["phong-ke-hoach"]), ["+note = \"Xong\""]);
}

#[test]
fn what_both_changed_alike_is_no_change() {
    let files = meanwhile("phong-ke-hoach", KE_HOACH, "Máy hỏng", "Mất điện");
    assert_eq!(import(&files, &[(Q1, Column::Reason, Some(text("Mất điện")))]), Ok(Changed::new()));
    let gone = meanwhile("phong-ke-hoach", KE_HOACH, "committed = 2024-05-24\n", "");
    assert_eq!(import(&gone, &[(Q1, Column::Committed, None)]), Ok(Changed::new()));
}

#[test]
fn what_both_changed_differently_is_told_with_all_three() {
    let files = meanwhile("phong-ke-hoach", KE_HOACH, "Máy hỏng", "Mất điện");
    assert_eq!(
        import(&files, &[(Q1, Column::Reason, Some(text("Chờ số liệu")))]),
        Err(vec![
            "ô M9: phong-ke-hoach/bao-cao-quy/2024-Q1, “Lý do quá hạn, trễ hạn”: bảng và tệp của đơn vị cùng thay đổi. Lúc xuất bảng: \
             “Máy hỏng”; trong bảng: “Chờ số liệu”; trong tệp: “Mất điện”. Hãy thống nhất một giá trị và ghi như nhau ở cả \
             hai nơi"
                .to_owned()
        ])
    );
    let emptied = import(&files, &[(Q1, Column::Reason, None)]).expect_err("one took it away, one changed it");
    assert!(emptied[0].contains("trong bảng: trống; trong tệp: “Mất điện”"), "{emptied:?}");
    let dates = meanwhile("phong-ke-hoach", KE_HOACH, "2024-05-24", "2024-05-31");
    let told = import(&dates, &[(Q1, Column::Committed, Some(Cell::Date(day("2024-06-03"))))]).expect_err("two dates");
    assert!(
        told[0].contains("Lúc xuất bảng: “24/5/2024”; trong bảng: “03/6/2024”; trong tệp: “31/5/2024”"),
        "{told:?}"
    );
}

#[test]
fn a_long_text_is_told_by_its_beginning() {
    let long = "Chờ số liệu của các phòng, ban. ".repeat(200);
    let mut old = files();
    old.insert("phong-ke-hoach", KE_HOACH.replace("Máy hỏng", &long));
    let bytes = super::bench::sheet_of(PLAN, &old, Lang::En);
    let grid = tiendo::sheet::workbook::grid(&bytes).expect("it can be read");
    let changed = with(&grid, &[(Q1, Column::Reason, Some(text(&long.to_uppercase())))]);
    let problems = import_into(PLAN, &files(), &changed).expect_err("both changed it");
    let told = words(Lang::En).sheet_problem(&problems[0]);
    let beginning = "CHỜ SỐ LIỆU CỦA CÁC PHÒNG, BAN. CHỜ SỐ LIỆU CỦA CÁC PHÒNG, BAN. CHỜ SỐ LIỆU CỦA …";
    let expected = format!("Originally: “…”; in the sheet: “{beginning}”; in the file: “Máy hỏng”.");
    assert!(told.contains(&expected), "{told}");
    assert!(import_into(PLAN, &old, &changed).is_ok());
}

#[test]
fn evidence_is_settled_as_one_field() {
    let files = meanwhile("van-phong", VAN_PHONG, "Kế hoạch số 15", "Kế hoạch số 16");
    assert_eq!(import(&files, &[]), Ok(Changed::new()));
    let told = import(&files, &[(ID, Column::Evidence, Some(text("Báo cáo số 1")))]).expect_err("both changed it");
    assert!(told[0].contains("trong bảng: “Báo cáo số 1”; trong tệp: “Kế hoạch số 16; Công văn; số 60”"), "{told:?}");
}

#[test]
fn a_file_laid_out_anew_is_not_changed() {
    use unicode_normalization::UnicodeNormalization;
    let laid_out =
        "[bao-cao-quy]\n2024-Q1 = { committed = 2024-05-24, reason = '''\nMáy hỏng''', started = 2024-03-25 }\n";
    for text_of_file in [laid_out.to_owned(), KE_HOACH.nfd().collect(), KE_HOACH.replace('\n', "\r\n")] {
        let mut files = files();
        files.insert("phong-ke-hoach", text_of_file);
        assert_eq!(import(&files, &[]), Ok(Changed::new()));
        let changed = import(&files, &[(Q1, Column::Reason, Some(text("Chờ")))]).expect("the file is as it was");
        assert!(changed["phong-ke-hoach"].contains("Chờ"));
    }
}

#[test]
fn a_waived_obligation_is_left_alone() {
    assert_eq!(import(&meanwhile("phong-ke-hoach", KE_HOACH, "reason", "note"), &[]), Ok(Changed::new()));
    let waived = files()["phong-tai-chinh"].clone();
    let mut files = files();
    files.insert("phong-tai-chinh", waived.replace("note = \"Để năm sau\"\n", ""));
    assert_eq!(import(&files, &[]), Ok(Changed::new()));
}
