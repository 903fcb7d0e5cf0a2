//! What is absent from a sheet takes nothing away, and what slipped into one is refused as the commands refuse it.

use std::fs;
use std::path::Path;

use crate::support::{Ran, run, workspace};

const PLAN: &str = include_str!("fixtures/three-units.plan.toml");
const VAN_PHONG: &str = "# Văn phòng\n[ke-hoach]\ndone = 2024-03-10 # đúng hạn\nevidence = \"12-KH/VP\"\n\n\
                         [bao-cao-quy.2024-Q1]\nstarted = 2024-04-01\n";

/// Imports a file into the workspace of three units; what was said, and what the office's file holds then.
fn import(name: &str, bytes: &[u8], more: &[&str]) -> (Ran, String) {
    let folder = workspace(&[("plan.toml", PLAN), ("units/van-phong.toml", VAN_PHONG)]);
    let sheet = folder.path().join(name);
    fs::write(&sheet, bytes).expect("it can be written");
    let sheet = sheet.to_str().expect("it is text");
    let ran = run(folder.path(), &[&["import", sheet, "--as-of", "2024-05-15", "--lang", "en"], more].concat());
    let held = fs::read_to_string(folder.path().join("units/van-phong.toml")).expect("it is there");
    (ran, held)
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/sheet/fixtures").join(name)).expect("a fixture")
}

/// Refuses the file, with these words and nothing written.
#[track_caller]
fn refused(name: &str, bytes: &[u8], said: &[&str]) {
    for more in [&[][..], &["--dry-run"]] {
        let (ran, held) = import(name, bytes, more);
        assert_eq!((ran.code, ran.stdout.as_str(), held.as_str()), (3, "", VAN_PHONG), "{ran:?}");
        for said in said {
            assert!(ran.stderr.contains(said), "{said:?} is not said: {ran:?}");
        }
    }
}

#[test]
fn a_formula_without_a_result_is_no_empty_cell() {
    let said = "formula without a result; open the file in Excel or LibreOffice, save it, and import again\n";
    let bytes = fixture("formula-without-value.xlsx");
    refused(
        "s.xlsx",
        &bytes,
        &[&format!("cell K6: the cell holds a {said}"), &format!("cell L8: the cell holds a {said}")],
    );
}

/// `IF(…, "", …)` comes to an empty text where nobody emptied anything.
#[test]
fn a_formula_that_comes_to_nothing_takes_nothing_away() {
    let (bytes, formula) = (remerged(&fixture("merged-cells.xlsx"), "A2:O2"), "<f>IF(A1=\"\",\"\",A1)</f><v></v></c>");
    // The fixture itself has another day in J6.
    let bytes = emptied(&bytes, &["J6"]);
    let bytes = reworked(&bytes, "<c r=\"J7\" s=\"15\" t=\"n\"></c>", "<c r=\"J7\" s=\"10\" t=\"n\"><v>45383</v></c>");
    let (ran, held) = import("s.xlsx", &bytes, &[]);
    assert_eq!((ran.code, held.as_str()), (0, VAN_PHONG), "{ran:?}");
    let done =
        reworked(&bytes, "<c r=\"K6\" s=\"10\" t=\"n\"><v>45361</v></c>", &format!("<c r=\"K6\" t=\"str\">{formula}"));
    let text = "<c r=\"L6\" s=\"13\" t=\"inlineStr\"><is><t>12-KH/VP</t></is></c>";
    let both = reworked(&done, text, &format!("<c r=\"L6\" t=\"str\">{formula}"));
    let said = "the formula in this cell comes to nothing, but something is recorded here";
    refused("s.xlsx", &both, &[&format!("cell K6: {said}"), &format!("cell L6: {said}")]);
    // Merged, it comes to nothing for each row.
    let merged = emptied(&bytes, &["J7"]);
    let merged = reworked(&merged, "<c r=\"K6\"", &format!("<c r=\"J6\" t=\"str\">{formula}<c r=\"K6\""));
    refused("s.xlsx", &reworked(&merged, "A2:O2", "J6:J7"), &[&format!("cell J7: {said}")]);
    // Where nothing is recorded it says nothing, and below the table it is no row.
    let own = "<c r=\"K8\" s=\"10\" t=\"n\"></c>";
    let (ran, held) = import("s.xlsx", &reworked(&bytes, own, &format!("<c r=\"K8\" t=\"str\">{formula}")), &[]);
    assert_eq!((ran.code, held.as_str()), (0, VAN_PHONG), "{ran:?}");
    let below = format!("<row r=\"40\"><c r=\"K40\" t=\"str\">{formula}</row></sheetData>");
    let (ran, _) = import("s.xlsx", &reworked(&bytes, "</sheetData>", &below), &[]);
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn what_stands_beside_the_table_is_not_passed_over() {
    let bytes = remerged(&fixture("merged-cells.xlsx"), "A2:O2");
    let beside = |row: &str| {
        let cell = format!("<c r=\"S{row}\" t=\"inlineStr\"><is><t>đã xong ngày 2/4</t></is></c>");
        let text = worksheet(&bytes);
        let from = text.find(&format!("<row r=\"{row}\" ")).expect("the fixture has this row");
        let end = text[from..].find("</row>").expect("it ends") + from;
        reworked(&bytes, &text[from..end], &format!("{}{cell}", &text[from..end]))
    };
    refused("s.xlsx", &beside("7"), &["cell S7: this cell stands to the right of the table, where nothing is read"]);
    // With a heading it is a column that is named, and above the headings nobody minds.
    for row in ["5", "2"] {
        let (ran, _) = import("s.xlsx", &beside(row), &["--dry-run", "--replace"]);
        assert_eq!(ran.code, 0, "{row}: {ran:?}");
    }
}

/// What shows nothing is empty, as a cell of blanks is: it is no evidence, whatever it is made of.
#[test]
fn a_text_that_shows_nothing_is_an_empty_one() {
    let text = String::from_utf8(fixture("two-slips.csv")).expect("it is text");
    let text = text.replace(",5/10/2024,", ",10/5/2024,").replace(",12/5/2024,10/5/2024,", ",10/5/2024,12/5/2024,");
    for nothing in ["", "\u{a0}", "\u{200b}", "\u{3164}", "\u{2800}", " \u{200d}\u{2060} ", "\u{fe0f}"] {
        let changed = text.replace(",12-KH/VP,,,,", &format!(",{nothing},,,,"));
        let (ran, held) = import("s.csv", changed.as_bytes(), &[]);
        assert!(ran.code == 0 && !held.contains("12-KH/VP"), "{nothing:?}: {ran:?} {held}");
        assert!(ran.stderr.contains("units/van-phong.toml:3:8: warning[W505]"), "{nothing:?}: {ran:?}");
        // Where nothing was recorded nothing comes of it, and it is no document beside one.
        let changed = text.replace(",12-KH/VP,,,,", &format!(",\"12-KH/VP\n{nothing}\",,{nothing},,"));
        let (ran, held) = import("s.csv", changed.as_bytes(), &[]);
        assert!(ran.code == 0 && held.starts_with(VAN_PHONG), "{nothing:?}: {ran:?} {held}");
    }
}

#[test]
fn a_character_that_no_sheet_holds_is_not_dropped() {
    let text = String::from_utf8(fixture("two-slips.csv")).expect("it is text");
    for (character, shown) in [('\0', "U+0000"), ('\u{1}', "U+0001"), ('\u{85}', "U+0085")] {
        let changed = text.replace("12-KH/VP,", &format!("12{character}-KH,"));
        refused(
            "s.csv",
            changed.as_bytes(),
            &[&format!("cell L6: the text in this cell has a character that is no text ({shown})")],
        );
    }
}

#[test]
fn a_merged_cell_is_read_for_each_of_its_rows() {
    let bytes = fixture("merged-cells.xlsx");
    refused(
        "s.xlsx",
        &bytes,
        &["cell J7: “Started” is recorded as 01/4/2024, but the sheet says 01/3/2024; if the record is wrong"],
    );
    let (ran, held) = import("s.xlsx", &bytes, &["--replace"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(
        held.contains("[ke-hoach]\nstarted = 2024-03-01\n") && held.contains("2024-Q1]\nstarted = 2024-03-01\n"),
        "{held}"
    );
}

#[test]
fn a_hidden_or_filtered_row_or_column_is_read_like_any_other() {
    let bytes = fixture("merged-cells.xlsx");
    let (plain, expected) = import("s.xlsx", &bytes, &["--replace"]);
    let filter = "<autoFilter ref=\"A5:Q10\"><filterColumn colId=\"0\"><filters><filter val=\"1\"/></filters></filterColumn></autoFilter>";
    for (from, to) in [
        ("<row r=\"7\" ", "<row r=\"7\" hidden=\"1\" "),
        ("<row r=\"6\" ", "<row r=\"6\" hidden=\"1\" "),
        ("<autoFilter ref=\"A5:Q10\"/>", filter),
        (
            "<col width=\"12.7109375\" customWidth=\"1\" min=\"10\"",
            "<col hidden=\"1\" width=\"12.7109375\" customWidth=\"1\" min=\"10\"",
        ),
    ] {
        let (ran, held) = import("s.xlsx", &reworked(&bytes, from, to), &["--replace"]);
        assert_eq!(
            (ran.code, ran.stdout.as_str(), held.as_str()),
            (0, plain.stdout.as_str(), expected.as_str()),
            "{to}: {ran:?}"
        );
    }
    assert_ne!(expected, VAN_PHONG, "the import records something");
}

#[test]
fn cells_merged_over_columns_are_refused() {
    let bytes = fixture("merged-cells.xlsx");
    for (range, shown) in [("J6:K6", "J6:K6"), ("H6:J7", "H6:J7"), ("P6:P7", "P6:P7")] {
        let bytes = remerged(&bytes, range);
        refused("s.xlsx", &bytes, &[&format!("the cells {shown} are merged")]);
    }
    // What no spreadsheet merges, the reader breaks down over.
    for range in ["L6:K6", "K7:K6", "B7:B6"] {
        refused("s.xlsx", &remerged(&bytes, range), &[&format!("the cells {range} are merged")]);
    }
    // Over cells that are only shown, or that belong to no row, nobody minds.
    for range in ["B6:B7", "A2:O2"] {
        let (ran, _) = import("s.xlsx", &remerged(&bytes, range), &["--dry-run"]);
        assert_eq!(ran.code, 0, "{range}: {ran:?}");
    }
}

#[test]
fn a_heading_merged_with_cells_below_it_removes_nothing() {
    let bytes = fixture("merged-cells.xlsx");
    for range in ["J5:J6", "J5:J7", "J5:J10"] {
        // What a program that merges cells leaves: the upper one alone.
        let bytes = emptied(&remerged(&bytes, range), &["J6", "J7"]);
        refused("s.xlsx", &bytes, &[&format!("the cells {range} are merged")]);
    }
}

/// The workbook without what these cells hold.
fn emptied(bytes: &[u8], cells: &[&str]) -> Vec<u8> {
    cells.iter().fold(bytes.to_vec(), |bytes, cell| {
        let text = worksheet(&bytes);
        let from = text.find(&format!("<c r=\"{cell}\"")).expect("the fixture has this cell");
        let end = text[from..].find('>').expect("its tag ends") + from + 1;
        let end = if text[..end].ends_with("/>") { end } else { text[end..].find("</c>").expect("it ends") + end + 4 };
        reworked(&bytes, &text[from..end], "")
    })
}

/// The workbook with this range merged instead of its own.
fn remerged(bytes: &[u8], range: &str) -> Vec<u8> {
    reworked(bytes, "J6:J7", range)
}

fn worksheet(bytes: &[u8]) -> String {
    use std::io::{Cursor, Read};
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    let mut part = archive.by_name("xl/worksheets/sheet1.xml").expect("a worksheet");
    part.read_to_string(&mut text).expect("it is text");
    text
}

/// The workbook with this in its worksheet instead of that.
fn reworked(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let (name, mut text) = (part.name().expect("a name").into_owned(), Vec::new());
        part.read_to_end(&mut text).expect("it unpacks");
        if name.ends_with("sheet1.xml") {
            let own = String::from_utf8(text).expect("it is text");
            assert!(own.contains(from), "the fixture has {from}");
            text = own.replace(from, to).into_bytes();
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part begins");
        new.write_all(&text).expect("memory takes it");
    }
    new.finish().expect("the archive ends").into_inner()
}

#[test]
fn a_heading_that_is_not_known_stops_the_import() {
    let own = String::from_utf8(fixture("two-slips.csv")).expect("it is text");
    for (heading, column) in [("Done (dd/mm/yyyy)", "Done"), ("Reasons", "Reason"), ("Hoàn thành lúc", "Started")] {
        let changed = own.replacen(&format!(",{column},"), &format!(",{heading},"), 1);
        // Only a column with something in it can have lost its name.
        let filled = changed.replacen(",In progress,01/04/2024,,,,", ",In progress,01/04/2024,12/5/2024,,lý do,", 1);
        let said = format!("the column “{heading}” does not belong to the sheet, and “{column}” is missing");
        refused("s.csv", filled.as_bytes(), &[&said]);
    }
}

#[test]
fn an_import_holds_to_the_rules_of_recording() {
    let bytes = fixture("two-slips.csv");
    // 5 October was meant to be 10 May.
    refused(
        "s.csv",
        &bytes,
        &["cell K8: “Done” is 05/10/2024, which is after the as-of day 15/5/2024", "“Promised for”"],
    );
    let text = String::from_utf8(bytes).expect("it is text");
    let mended = text.replace(",5/10/2024,", ",10/5/2024,");
    let warning = "warning[W501]";
    let (dry, held) = import("s.csv", mended.as_bytes(), &["--dry-run"]);
    assert_eq!((dry.code, held.as_str()), (0, VAN_PHONG), "{dry:?}");
    let (real, _) = import("s.csv", mended.as_bytes(), &[]);
    assert_eq!(real.code, 0, "{real:?}");
    assert!(dry.stderr.contains(warning) && real.stderr.contains(warning), "{dry:?} {real:?}");

    let rewritten = mended.replace(",Done,,10/03/2024,", ",Done,,09/03/2024,");
    refused("s.csv", rewritten.as_bytes(), &["cell K6: “Done” is recorded as 10/3/2024, but the sheet says 09/3/2024"]);
    let (ran, held) = import("s.csv", rewritten.as_bytes(), &["--replace"]);
    assert!(ran.code == 0 && held.contains("done = 2024-03-09 # đúng hạn"), "{ran:?}");

    let promised = mended.replace(",In progress,01/04/2024,,,,,", ",In progress,01/04/2024,,,chậm,14/5/2024,");
    refused("s.csv", promised.as_bytes(), &["the promised day 14/5/2024 has passed (as of 15/5/2024)"]);
    let bare = mended.replace(",In progress,01/04/2024,,,,,", ",In progress,01/04/2024,,,,20/5/2024,");
    refused("s.csv", bare.as_bytes(), &["a promise needs a reason; write it in the column “Reason”"]);
    for (day, said) in [
        ("hôm qua", "“hôm qua” counts from the day on which it was written"),
        ("14/5", "“14/5” has no year and may be 14/5/2024 or 14/5/2025: write the year too"),
    ] {
        let told = promised.replace(",14/5/2024,", &format!(",{day},"));
        refused("s.csv", told.as_bytes(), &[said]);
    }
    let yearless = promised.replace(",14/5/2024,", ",20/5,");
    let (ran, held) = import("s.csv", yearless.as_bytes(), &[]);
    assert!(ran.code == 0 && held.contains("committed = 2024-05-20"), "{ran:?} {held}");
}
