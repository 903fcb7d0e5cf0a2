//! CSV in its many forms: what a spreadsheet saves, and what people write by hand.

use tiendo::model::plan::Lang;
use tiendo::sheet::delimited;
use tiendo::view::sheet::problem::Unreadable;
use tiendo::words::words;

use super::bench::{difference, files, import};

const BY_HAND: &str =
    "id,done,evidence\nphong-ke-hoach/bao-cao-quy/2024-Q1,12/4/2024,\"Báo cáo số 44\nTờ trình số 5\"\n";

fn change(bytes: &[u8]) -> Vec<String> {
    let changed = import(&delimited::grid(bytes).expect("it can be read")).expect("nothing is wrong with it");
    assert_eq!(changed.keys().collect::<Vec<_>>(), ["phong-ke-hoach"]);
    difference(&files()["phong-ke-hoach"], &changed["phong-ke-hoach"])
}

fn fault(bytes: &[u8]) -> String {
    let fault: Unreadable = delimited::grid(bytes).expect_err("it cannot be read");
    words(Lang::Vi).sheet_problem(&fault.into())
}

#[test]
fn every_separator_line_end_and_encoding_reads_the_same() {
    let expected = ["+done = 2024-04-12", "+evidence = [\"Báo cáo số 44\", \"Tờ trình số 5\"]"];
    for separator in [",", ";", "\t"] {
        for end in ["\n", "\r\n", "\r"] {
            let text = BY_HAND.replace(',', separator).replace('\n', end);
            let bom = format!("\u{feff}{text}");
            let units: Vec<u16> = bom.encode_utf16().collect();
            let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            for bytes in [text.as_bytes(), bom.as_bytes(), &little, &big] {
                assert_eq!(change(bytes), expected, "{separator:?} {end:?}");
            }
        }
    }
    assert_eq!(change(BY_HAND.trim_end().as_bytes()), expected);
}

#[test]
fn separators_within_texts_do_not_part_cells() {
    let text = "id;note\nphong-ke-hoach/bao-cao-quy/2024-Q1;một, hai, \"ba\"\n";
    assert_eq!(change(text.as_bytes()), ["+note = 'một, hai, \"ba\"'"]);
}

#[test]
fn rows_may_have_fewer_and_more_cells_than_headings() {
    let text = "id,done,note\n\nphong-ke-hoach/bao-cao-quy/2024-Q1,2024-04-12\nphong-ke-hoach/de-an,,,,,\n,,,\n";
    assert_eq!(change(text.as_bytes()), ["+done = 2024-04-12"]);
}

#[test]
fn a_single_slip_of_the_hand_is_told_for_itself() {
    let text = "id,done\nphong-ke-hoach/bao-cao-quy/2024-Q1,4/13/2024\nphong-ke-hoach/de-an,2/4/2024\n";
    let problems = import(&delimited::grid(text.as_bytes()).expect("it can be read")).expect_err("one is no date");
    let told: Vec<String> = problems.iter().map(|problem| words(Lang::En).sheet_problem(problem)).collect();
    assert_eq!(told, ["cell B2: “4/13/2024”: there is no month 13; the day comes first. Did you mean 13/4/2024?"]);
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let windows_1258 = b"id,note\nphong-ke-hoach/de-an,B\xe1o c\xe1o\n";
    let not_utf8 =
        "tệp CSV không ở dạng UTF-8 hay UTF-16; hãy lưu lại theo dạng “CSV UTF-8” để không hỏng dấu tiếng Việt";
    assert_eq!(fault(windows_1258), not_utf8);
    assert_eq!(fault(b"\xff\xfei\x00d"), not_utf8);
    assert_eq!(fault(&[0xff, 0xfe, 0x00, 0xd8]), not_utf8);
    let open = fault("id,note\nvan-phong/ke-hoach,\"chưa đóng\nphong-ke-hoach/de-an,x\n".as_bytes());
    assert!(open.starts_with("ô B2: dấu nháy kép mở ở đây không có dấu đóng"), "{open}");
    for text in ["", "a,b\n1,2\n", "PK\u{3}\u{4}"] {
        assert!(fault(text.as_bytes()).starts_with("không tìm thấy dòng tiêu đề"), "{text:?}");
    }
}

#[test]
fn limits_have_their_message() {
    let head = "id,note\n";
    let far_down = format!("{head}{}x,y\n", "\n".repeat(100_000));
    assert_eq!(
        fault(far_down.as_bytes()),
        "ô A100002: có nội dung ở quá xa phía dưới, chỉ đọc 100.000 dòng; hãy xóa nội dung thừa"
    );
    let far_right = format!("{head}{}x\n", ",".repeat(300));
    assert!(fault(far_right.as_bytes()).starts_with("ô KO2: có nội dung ở quá xa bên phải"));
    let long = format!("{head}x,{}\n", "y".repeat(300_000));
    assert_eq!(fault(long.as_bytes()), "ô B2: nội dung trong ô quá dài, tối đa 256 KiB");
    let large = vec![b'x'; 32 * 1024 * 1024 + 1];
    assert!(fault(&large).starts_with("tệp quá lớn, tối đa 32 MiB"));
}

/// What could be a day that somebody filled in is never passed over, and neither is what a comma without quotes parts off.
#[test]
fn a_column_that_may_be_one_to_fill_in_stops_the_import() {
    let row = "phong-ke-hoach/bao-cao-quy/2024-Q1";
    for (heads, cells, place) in [
        ("id,started,,evidence", ",2024-04-12,31", "C1"),
        ("id,started,  ,evidence", ",2024-04-12,31", "C1"),
        ("id,evidence", "31,2024-04-12", "C1"),
        ("id,evidence,Ngày xong việc", "31,12/4/2024", "C1"),
    ] {
        let text = format!("{heads}\n{row},{cells}\n");
        let problems = import(&delimited::grid(text.as_bytes()).expect("it can be read")).expect_err("it is refused");
        let said = words(Lang::En).sheet_problem(&problems[0]);
        assert!(said.contains(&format!("cell {place}")) && said.contains("“Done”"), "{text}: {said}");
    }
    // A column of notes is no such column, and neither is one of days where none is missing.
    let note = format!("id,evidence,Ghi chép\n{row},31,gọi lại\n");
    assert_eq!(change(note.as_bytes()), ["+evidence = \"31\""]);
    let all = "id,status,started,done,evidence,reason,promised for,note";
    let days = format!("{all},Ngày nhận\n{row},,,12/4/2024,31,,,,1/4/2024\n");
    assert_eq!(change(days.as_bytes()), ["+done = 2024-04-12", "+evidence = \"31\""]);
    let parted = format!("{all}\n{row},,,12/4/2024,31,,,,một, hai\n");
    let problems = import(&delimited::grid(parted.as_bytes()).expect("it can be read")).expect_err("it is refused");
    let said = words(Lang::En).sheet_problem(&problems[0]);
    assert!(said.contains("cell I2") && said.contains("more cells than there are headings"), "{said}");
}
