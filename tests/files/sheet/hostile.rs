//! Workbooks made by hand, damaged or made to do harm: each is read or refused with what to do, and none is obeyed.

use std::io::{Cursor, Write};

use tiendo::model::plan::Lang;
use tiendo::sheet::grid::{Cell, Grid};
use tiendo::sheet::workbook;
use tiendo::view::sheet::Place;
use tiendo::view::sheet::problem::{Bound, Unreadable};
use tiendo::words::words;
use zip::write::SimpleFileOptions;

use super::bench::{PLAN, day, files, sheet_of, text};

const TYPES: &str =
    "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEADINGS: &str = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>id</v></c><c r=\"B1\" t=\"str\"><v>done</v></c>\
                        <c r=\"C1\" t=\"str\"><v>note</v></c></row>";

/// A workbook in parts.
struct Parts {
    workbook: String,
    strings: String,
    sheets: Vec<String>,
    hidden: Option<usize>,
}

/// A workbook with these rows below headings.
fn parts(rows: &str) -> Parts {
    Parts {
        workbook: String::new(),
        strings: "<sst/>".to_owned(),
        sheets: vec![format!("{HEADINGS}{rows}")],
        hidden: None,
    }
}

/// The bytes of a workbook with these rows below headings.
pub fn crafted(rows: &str) -> Vec<u8> {
    parts(rows).zip()
}

impl Parts {
    fn zip(&self) -> Vec<u8> {
        let mut files = vec![
            ("[Content_Types].xml".to_owned(), TYPES.to_owned()),
            (
                "_rels/.rels".to_owned(),
                format!(
                    "<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" \
                     Target=\"xl/workbook.xml\"/></Relationships>"
                ),
            ),
            (
                "xl/styles.xml".to_owned(),
                "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"46\"/></cellXfs></styleSheet>"
                    .to_owned(),
            ),
            ("xl/sharedStrings.xml".to_owned(), self.strings.clone()),
        ];
        let (mut relations, mut names) = (String::new(), String::new());
        for (at, rows) in self.sheets.iter().enumerate() {
            relations.push_str(&format!(
                "<Relationship Id=\"s{at}\" Type=\"{OFFICE}/worksheet\" Target=\"worksheets/s{at}.xml\"/>"
            ));
            let hidden = if self.hidden == Some(at) { " state=\"hidden\"" } else { "" };
            names.push_str(&format!("<sheet name=\"Trang {at}\" sheetId=\"{at}\"{hidden} r:id=\"s{at}\"/>"));
            let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
            files.push((format!("xl/worksheets/s{at}.xml"), sheet));
        }
        files.push((
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("<Relationships xmlns=\"{RELATIONS}\">{relations}</Relationships>"),
        ));
        files.push((
            "xl/workbook.xml".to_owned(),
            format!("<workbook xmlns:r=\"{OFFICE}\">{}<sheets>{names}</sheets></workbook>", self.workbook),
        ));
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
        archive(&files)
    }
}

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part can be begun");
        writer.write_all(bytes).expect("it can be written");
    }
    writer.finish().expect("it can be ended").into_inner()
}

fn read(rows: &str) -> Result<Grid, Unreadable> {
    workbook::grid(&parts(rows).zip())
}

fn fault(bytes: &[u8]) -> Unreadable {
    workbook::grid(bytes).expect_err("it cannot be read")
}

fn is_damaged(read: &Result<Grid, Unreadable>) -> bool {
    matches!(read, Err(Unreadable::Damaged | Unreadable::DamagedSheet { .. }))
}

fn cell(grid: &Grid, row: u32, column: u32) -> Option<&Cell> {
    grid.lines.iter().find(|line| line.number == row)?.cell(column)
}

#[test]
fn what_is_no_workbook_says_what_it_is() {
    let own = sheet_of(PLAN, &files(), Lang::Vi);
    for (bytes, expected) in [
        (Vec::new(), Unreadable::NotAWorkbook),
        (b"id,done\n".to_vec(), Unreadable::NotAWorkbook),
        (vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0], Unreadable::OldOrLocked),
        (archive(&[("a.txt", b"a")]), Unreadable::NotAWorkbook),
        (archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]), Unreadable::OpenDocument),
        (archive(&[("[Content_Types].xml", TYPES.as_bytes())]), Unreadable::Damaged),
        (own[..own.len() / 2].to_vec(), Unreadable::Damaged),
        (own[..own.len() - 1].to_vec(), Unreadable::Damaged),
    ] {
        let fault = fault(&bytes);
        assert_eq!(std::mem::discriminant(&fault), std::mem::discriminant(&expected), "{fault:?}");
        for lang in [Lang::Vi, Lang::En] {
            assert!(!words(lang).sheet_problem(&fault.clone().into()).is_empty());
        }
    }
}

#[test]
fn a_workbook_cut_off_anywhere_is_refused() {
    let own = sheet_of(PLAN, &files(), Lang::Vi);
    for end in (0..own.len()).step_by(97) {
        assert!(workbook::grid(&own[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn an_error_of_an_unknown_kind_is_named_and_nothing_is_read_past_it() {
    let cells = |first: &str| {
        format!("<row r=\"2\">{first}<c r=\"C2\" t=\"e\"><v>#SPILL!</v></c><c r=\"D2\"><v>1</v></c></row>")
    };
    let found = read(&cells("<c r=\"B2\"><v>1</v></c>")).expect_err("it is refused");
    let said = words(Lang::En).sheet_problem(&found.into());
    assert!(said.contains("a cell after B2 of the worksheet") && said.contains("holds the error “#SPILL!”"), "{said}");
}

/// Where a worksheet cannot be read on, people are told where to look.
#[test]
fn the_last_cell_before_the_damage_is_named() {
    for damaged in
        ["<c r=\"C2\" t=\"s\"><v>99999</v></c>", "<c r=\"C0\"><v>1</v></c>", "<c r=\"C2\" t=\"zz\"><v>1</v></c>"]
    {
        let bytes = crafted(&format!("<row r=\"2\"><c r=\"B2\"><v>1</v></c>{damaged}</row>"));
        let said = words(Lang::En).sheet_problem(&fault(&bytes).into());
        assert!(said.contains("the worksheet “Trang 0” cannot be read beyond the cell B2"), "{damaged}: {said}");
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let file = folder.path().join("x.xlsx");
        std::fs::write(&file, bytes).expect("it can be written");
        for command in ["draft", "adopt"] {
            let mut program = crate::support::case::bare();
            let ran = crate::support::case::bounded(
                program.args([command, "--lang", "vi", "-o"]).arg(folder.path().join("plan.toml")).arg(&file),
            );
            let said = "tệp bị hỏng: trang tính “Trang 0” chỉ đọc được đến ô B2";
            assert!(ran.ends_with(&[3]).err().contains(said), "{command}: {damaged}: {ran:?}");
        }
    }
}

#[test]
fn every_kind_of_cell_is_told_apart() {
    let grid = read(
        "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>một</t></is></c><c r=\"B2\" s=\"1\"><v>45428</v></c>\
         <c r=\"C2\" s=\"1\"><v>45428.5</v></c><c r=\"D2\"><v>1.5</v></c><c r=\"E2\" t=\"b\"><v>1</v></c>\
         <c r=\"F2\" t=\"e\"><v>#REF!</v></c><c r=\"G2\" t=\"str\"><f>A1</f><v>hai</v></c><c r=\"H2\" s=\"2\"><v>1.5</v></c>\
         <c r=\"I2\" t=\"d\"><v>2024-05-16T00:00:00</v></c><c r=\"J2\" s=\"1\"/><c r=\"K2\"><f>NOW()</f></c>\
         <c r=\"L2\" s=\"1\"><v>1e300</v></c><c r=\"M2\" s=\"1\"><v>-5</v></c><c r=\"N2\"><v>NaN</v></c>\
         <c r=\"O2\" t=\"str\"><v>  </v></c></row>",
    )
    .expect("it is sound");
    let noon = day("2024-05-16").and_hms_opt(12, 0, 0).expect("a time");
    for (column, expected) in [
        (1, Some(text("một"))),
        (2, Some(Cell::Date(day("2024-05-16")))),
        (3, Some(Cell::Moment(noon))),
        (4, Some(Cell::Number(1.5))),
        (5, Some(Cell::Bool(true))),
        (6, Some(Cell::Error("#REF!".to_owned()))),
        (7, Some(text("hai"))),
        (8, Some(Cell::Number(1.5))),
        (9, Some(text("2024-05-16T00:00:00"))),
        (10, None),
        (11, Some(Cell::NoResult)),
        (12, Some(Cell::Number(1e300))),
        (13, Some(Cell::Number(-5.0))),
        (14, Some(Cell::Error("#NUM!".to_owned()))),
        (15, None),
    ] {
        assert_eq!(cell(&grid, 2, column), expected.as_ref(), "column {column}");
    }
}

/// A formula over an empty cell gives 0, which a date format shows as a day of 1899 or 1900: nobody meant one.
#[test]
fn a_number_that_is_no_day_is_not_read_as_one() {
    for (number, is_day) in [("0", false), ("1", false), ("60", false), ("366", false), ("45428", true)] {
        let grid = read(&format!("<row r=\"2\"><c r=\"B2\" s=\"1\"><v>{number}</v></c></row>")).expect("it is sound");
        assert_eq!(matches!(cell(&grid, 2, 2), Some(Cell::Date(_))), is_day, "{number}");
    }
}

#[test]
fn dates_counted_from_1904_are_the_same_days() {
    let mut parts = parts("<row r=\"2\"><c r=\"B2\" s=\"1\"><v>43966</v></c></row>");
    parts.workbook = "<workbookPr date1904=\"1\"/>".to_owned();
    let grid = workbook::grid(&parts.zip()).expect("it is sound");
    assert_eq!(cell(&grid, 2, 2), Some(&Cell::Date(day("2024-05-16"))));
}

#[test]
fn cells_without_places_of_their_own_follow_each_other() {
    let grid = read("<row><c><v>1</v></c><c t=\"str\"><v>b</v></c></row>").expect("it is sound");
    assert_eq!(cell(&grid, 2, 2), Some(&text("b")));
}

#[test]
fn a_cell_in_the_last_corner_is_refused_and_costs_nothing() {
    let too_much = |what, limit, row, column| Err(Unreadable::TooMuch { what, limit, at: Some(Place { row, column }) });
    let corner = read("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
    assert_eq!(corner, too_much(Bound::Rows, 100_000, 1_048_576, 16_384));
    assert_eq!(
        words(Lang::Vi).sheet_problem(&corner.expect_err("it is refused").into()),
        "ô XFD1048576: có nội dung ở quá xa phía dưới, chỉ đọc 100.000 dòng; hãy xóa nội dung thừa"
    );
    assert_eq!(read("<row r=\"2\"><c r=\"XFD2\"><v>1</v></c></row>"), too_much(Bound::Columns, 256, 2, 16_384));
    // An empty cell there is only someone's formatting.
    assert!(read("<row r=\"1048576\"><c r=\"XFD1048576\" s=\"1\"/></row>").is_ok());
}

#[test]
fn texts_that_are_not_there_are_damage() {
    assert!(is_damaged(&read("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>7</v></c></row>")));
    assert!(is_damaged(&read("<row r=\"2\"><c r=\"A2\" t=\"b\"><v>2</v></c></row>")));
    assert!(is_damaged(&read("<row r=\"2\"><c r=\"A2\" t=\"zz\"><v>2</v></c></row>")));
    assert!(is_damaged(&read("<row r=\"2\"><c r=\"A2\"><v>2</c></row>")));
    assert!(is_damaged(&read("<row r=\"2\"><c r=\"A\u{1ea1}2\"><v>2</v></c></row>")));
}

#[test]
fn texts_that_claim_to_be_many_are_refused_before_room_is_made_for_them() {
    for claim in
        ["uniqueCount=\"18446744073709551615\"", "uniqueCount = '4000000000'", "count=\"1\" uniqueCount=\"99999999\""]
    {
        let mut parts = parts("");
        parts.strings = format!("<sst {claim}><si><t>a</t></si></sst>");
        assert!(is_damaged(&workbook::grid(&parts.zip())), "{claim}");
    }
    let mut parts = parts("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c></row>");
    parts.strings = "<sst count=\"9\" uniqueCount=\"2\"><si><t>a</t></si><si><t>b</t></si></sst>".to_owned();
    assert_eq!(cell(&workbook::grid(&parts.zip()).expect("it is sound"), 2, 1), Some(&text("b")));
}

#[test]
fn one_text_in_very_many_cells_is_counted_each_time() {
    let row = |row: usize| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>");
    let mut parts = parts(&(2..1_000).map(row).collect::<String>());
    parts.strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(200 * 1024));
    assert!(matches!(fault(&parts.zip()), Unreadable::TooMuch { what: Bound::Text, .. }));
    let mut long = self::parts("<row r=\"2\"><c r=\"C2\" t=\"s\"><v>0</v></c></row>");
    long.strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(300 * 1024));
    assert!(matches!(fault(&long.zip()), Unreadable::TooMuch { what: Bound::CellText, .. }));
}

/// An archive with one part of so many zeros, which claims to be as large as it says.
fn bomb(zeros: usize, claim: u32) -> Vec<u8> {
    // One block with fixed codes: a zero, then "258 bytes as the one before" again and again.
    let (mut packed, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    let mut put = |code: u32, length: u32| {
        held |= code << bits;
        bits += length;
        while bits >= 8 {
            packed.push(held.to_le_bytes()[0]);
            (held, bits) = (held >> 8, bits - 8);
        }
    };
    put(0b011, 3);
    put(0b0000_1100, 8);
    for _ in 0..zeros / 258 {
        put(0b0_0000_1010_0011, 13);
    }
    put(0, 7 + 8);
    let name = b"[Content_Types].xml";
    let size = |length: usize| u32::try_from(length).expect("it is small").to_le_bytes();
    let mut common = vec![20, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    common.extend(size(packed.len()).into_iter().chain(claim.to_le_bytes()));
    common.extend(b"\x13\0\0\0");
    let mut bytes = [b"PK\x03\x04", &common[..], name, &packed[..]].concat();
    let directory = [b"PK\x01\x02\x14\0", &common[..], &[0; 14], name].concat();
    let end = [b"PK\x05\x06\0\0\0\0\x01\0\x01\0", &size(directory.len())[..], &size(bytes.len()), &[0, 0]].concat();
    bytes.extend([directory, end].concat());
    bytes
}

#[test]
fn what_unpacks_to_too_much_is_refused_whatever_it_claims() {
    const ZEROS: usize = 129 * 1024 * 1024;
    let small = bomb(258, 259);
    let mut archive = zip::ZipArchive::new(Cursor::new(&small)).expect("it is an archive");
    let read = std::io::copy(&mut archive.by_index(0).expect("it has a part"), &mut std::io::sink());
    let complaint = read.expect_err("its sum is wrong").to_string();
    assert!(complaint.to_lowercase().contains("checksum"), "all but its sum is sound: {complaint}");
    assert_eq!(fault(&small), Unreadable::Damaged);
    for claim in [129 * 1024 * 1024, 0xf000_0000] {
        let fault = fault(&bomb(ZEROS, claim));
        assert!(matches!(fault, Unreadable::TooMuch { what: Bound::Unpacked, .. }), "{claim}: {fault:?}");
    }
    let lying = bomb(ZEROS, 100);
    assert!(lying.len() < 1024 * 1024);
    assert!(matches!(fault(&lying), Unreadable::Damaged));
}

#[test]
fn an_archive_of_very_many_parts_is_refused() {
    let names: Vec<String> = (0..2_001).map(|at| format!("p{at}")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    assert!(matches!(fault(&archive(&files)), Unreadable::TooMuch { what: Bound::Parts, .. }));
}

#[test]
fn the_worksheet_with_the_headings_is_found_and_there_is_only_one() {
    let mut parts = parts("<row r=\"2\"><c r=\"A2\" t=\"str\"><v>x</v></c></row>");
    let other = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Ghi nháp</v></c></row><row r=\"999999\"><c r=\"A999999\"><v>1</v></c></row>";
    parts.sheets.insert(0, other.to_owned());
    let grid = workbook::grid(&parts.zip()).expect("the other worksheet is of no concern");
    assert_eq!(grid.sheet.as_deref(), Some("Trang 1"));
    parts.sheets.push(parts.sheets[1].clone());
    let two = Unreadable::TwoTables { first: "Trang 1".to_owned(), second: "Trang 2".to_owned(), hidden: None };
    assert_eq!(fault(&parts.zip()), two);
    // What is hidden may be what was filled in.
    for hidden in [1, 2] {
        parts.hidden = Some(hidden);
        let Unreadable::TwoTables { hidden: named, .. } = fault(&parts.zip()) else {
            panic!("{hidden} is passed over")
        };
        assert_eq!(named, Some(format!("Trang {hidden}")));
    }
    parts.sheets.pop();
    parts.hidden = Some(1);
    assert_eq!(workbook::grid(&parts.zip()).map(|grid| grid.sheet), Ok(Some("Trang 1".to_owned())));
    parts.sheets.truncate(1);
    assert_eq!(fault(&parts.zip()), Unreadable::NoTable);
}

#[test]
fn what_the_reader_complains_of_controls_no_terminal() {
    let odd = read("<row r=\"2\"><c r=\"A2\" t=\"\u{9b}31m&#27;[31m\u{202e}x\"><v>2</v></c></row>");
    let Err(fault) = odd else { panic!("{odd:?} was read") };
    let told = words(Lang::En).sheet_problem(&fault.into());
    assert!(told.chars().all(|c| !c.is_control() && c != '\u{202e}'), "{told:?}");
}
