//! Formulas of trackers that were saved without their results.

use std::fs;

use super::support::{finish, tiendo};

/// A workbook with these formulas, saved without their results as programs do that do not reckon.
fn workbook_without_results(formulas: &[(u32, u16, &str)]) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let heads =
        ["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn hoàn thành", "Ngày hoàn thành", "Tình trạng", "Minh chứng"];
    for (column, head) in (0..).zip(heads) {
        sheet.write(0, column, head).expect("it fits");
    }
    for row in 1..4 {
        let number = row.to_string();
        let cells =
            [&number, &format!("Việc số {row}"), "Văn phòng", &format!("1{row}/3/2024"), &format!("0{row}/3/2024")];
        for (column, text) in (0..).zip(cells) {
            sheet.write(row, column, text).expect("it fits");
        }
        sheet.write(row, 6, format!("CV {row}")).expect("it fits");
    }
    for (row, column, formula) in formulas {
        sheet.write_formula(*row, *column, rust_xlsxwriter::Formula::new(*formula)).expect("it fits");
    }
    let bytes = workbook.save_to_buffer().expect("memory takes it");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).expect("a part");
        let (name, mut text) = (part.name().expect("a name").into_owned(), Vec::new());
        part.read_to_end(&mut text).expect("it unpacks");
        if name.ends_with("sheet1.xml") {
            let own = String::from_utf8(text).expect("it is text");
            assert!(own.contains("</f><v>0</v>"), "the writer saves a result");
            text = own.replace("</f><v>0</v>", "</f>").into_bytes();
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part begins");
        new.write_all(&text).expect("memory takes it");
    }
    new.finish().expect("the archive ends").into_inner()
}

#[test]
fn a_formula_without_a_result_is_asked_about() {
    for (place, name, formula) in [
        ((2, 4), "E3", "=DATE(2024,3,2)"),
        ((2, 6), "G3", "=\"CV\"&\" 2\""),
        ((2, 1), "B3", "=\"Việc\"&\" 2\""),
        ((2, 2), "C3", "=C2"),
        ((2, 3), "D3", "=D2+1"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let source = folder.path().join("so.xlsx");
        let (row, column) = place;
        fs::write(&source, workbook_without_results(&[(row, column, formula)])).expect("it can be written");
        for (lang, asks, counts) in [
            (
                "en",
                format!("Cell {name} holds a formula without a result, {formula}: what does it say?"),
                "1 formula without a result",
            ),
            (
                "vi",
                format!("Ô {name} chứa công thức chưa có kết quả, {formula}: ô này ghi gì?"),
                "1 công thức chưa có kết quả",
            ),
        ] {
            let new = folder.path().join(lang);
            let args = ["adopt", "--as-of", "2024-05-15", "--lang", lang];
            let ran = finish(tiendo().args(args).arg(&source).arg("--out").arg(&new));
            assert_eq!(ran.code, 0, "{ran:?}");
            let read = |file: &str| fs::read_to_string(new.join(file)).expect("a file");
            let (plan, coverage) = (read("plan.toml"), read("plan.coverage.md"));
            assert_eq!(plan.matches("[[tasks]]").count(), 3, "{plan}");
            assert_eq!(plan.matches(&format!("# ? {asks}")).count(), 1, "{asks}\n{plan}");
            assert!(ran.stdout.contains(&asks), "{}", ran.stdout);
            assert!(coverage.contains(counts) && coverage.contains(&format!("({name})")), "{coverage}");
            // A formula is nothing that anybody recorded.
            let units = fs::read_dir(new.join("units")).expect("a folder");
            for unit in units {
                let text = fs::read_to_string(unit.expect("a file").path()).expect("a file");
                assert!(!text.contains(formula), "{text}");
            }
        }
    }
}

/// The same of the worksheets of another office suite.
#[test]
fn a_formula_without_a_result_of_libreoffice_is_asked_about() {
    use std::io::{Cursor, Write};
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |cells: &[&str]| {
        let cells: String =
            cells.iter().map(|text| if text.starts_with('<') { (*text).to_owned() } else { cell(text) }).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let formula = "<table:table-cell table:formula=\"of:=DATE(2024;3;2)\"/>";
    let rows = [
        row(&["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn hoàn thành", "Ngày hoàn thành"]),
        row(&["1", "Việc số 1", "Văn phòng", "11/3/2024", "01/3/2024"]),
        row(&["2", "Việc số 2", "Văn phòng", "12/3/2024", formula]),
    ];
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body><office:spreadsheet>\
         <table:table table:name=\"Sổ\">{}</table:table></office:spreadsheet></office:body></office:document-content>",
        rows.concat()
    );
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part begins");
        archive.write_all(text.as_bytes()).expect("memory takes it");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let source = folder.path().join("so.ods");
    fs::write(&source, archive.finish().expect("the archive ends").into_inner()).expect("it can be written");
    let new = folder.path().join("new");
    let args = ["adopt", "--as-of", "2024-05-15", "--lang", "en"];
    let ran = finish(tiendo().args(args).arg(&source).arg("--out").arg(&new));
    assert_eq!(ran.code, 0, "{ran:?}");
    let plan = fs::read_to_string(new.join("plan.toml")).expect("a file");
    assert!(
        plan.contains("# ? Cell E3 holds a formula without a result, =DATE(2024;3;2): what does it say?"),
        "{plan}"
    );
    let coverage = fs::read_to_string(new.join("plan.coverage.md")).expect("a file");
    assert!(coverage.contains("1 formula without a result (E3)"), "{coverage}");
}
