//! The office's own document: what is put into its places, what stays as it is, and what is refused.

use std::fs;
use std::io::{Cursor, Write};

use snapbox::str;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::bench::{LATER, Span, ask, report};
use super::plans;
use super::reading::{document, plain};
use super::tree::{self, Element};
use crate::support::case::{Case, Run, Shows as _};

const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>";
const PAGES: &str =
    "<w:sectPr><w:pgSz w:w=\"12000\" w:h=\"17000\"/><w:pgMar w:left=\"1000\" w:right=\"500\"/></w:sectPr>";

/// A document of Word with this body, and some parts of its own.
pub(super) fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let main = format!("{OPEN}{body}{PAGES}</w:body></w:document>");
    let parts = [("[Content_Types].xml", "<Types/>"), ("word/document.xml", main.as_str())];
    zipped(&[&parts, others].concat())
}

pub(super) fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (at, (name, text)) in parts.iter().enumerate() {
        // Some parts are packed and some are not, as in files of offices.
        let method = if at % 2 == 0 { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        archive.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("it can be begun");
        archive.write_all(text.as_bytes()).expect("memory takes it");
    }
    archive.finish().expect("it can be ended").into_inner()
}

pub(super) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A workspace with a notice and an issuer, whose title would be markup and places.
pub(super) fn workspace(notice: bool) -> Case {
    let notice = if notice { "notice = \"Số liệu <minh họa> & thử\"\n" } else { "" };
    let plan = format!(
        "[plan]\nnumber = \"9-KH\"\ntitle = \"Kế hoạch <b> & {{{{body}}}} {{{{period}}}}\"\nissuer = \"Sở A\"\n{notice}\
         coordinator = \"a\"\nstarts = 2024-01-01\nends = 2024-12-31\n[units]\na = \"Đơn vị A\"\nb = \"Đơn vị B\"\n\
         [[tasks]]\nid = \"m\"\ntitle = \"Báo cáo tháng\"\nlead = [\"a\", \"b\"]\nevery = \"month\"\n"
    );
    Case::new(plan).unit("a", "[m.2024-01]\ndone = 2024-01-31\n[m.2024-02]\ndone = 2024-03-05\n").unit("b", "")
}

fn march() -> Span {
    Span::at("month", "2024-03-01")
}

/// What the program makes of a template.
pub(super) fn filled(case: &Case, template: &[u8]) -> Run {
    let path = case.path().join("mẫu.docx");
    fs::write(&path, template).expect("it can be written");
    let path = path.to_str().expect("it is text").to_owned();
    let args = ["report", "month", "2024-03", "--format", "docx", "--out", "-", "--as-of", LATER, "--template", &path];
    ask(case.path(), &args)
}

#[track_caller]
pub(super) fn made(case: &Case, template: &[u8]) -> Vec<u8> {
    let run = filled(case, template);
    run.ends_with(&[0]);
    run.stdout
}

pub(super) fn main_part(bytes: &[u8]) -> Element {
    tree::xml(&tree::part(bytes, "word/document.xml"))
}

/// The texts of paragraphs, tables and boxes, in order.
pub(super) fn texts(root: &Element) -> Vec<String> {
    root.all("w:p").iter().map(|paragraph| paragraph.all("w:t").iter().map(|text| text.text()).collect()).collect()
}

#[test]
fn words_are_put_into_their_places_wherever_they_stand() {
    let runs =
        |pieces: &[&str]| pieces.iter().map(|piece| format!("<w:r><w:t>{piece}</w:t></w:r>")).collect::<String>();
    let box_of = |text: &str| {
        format!(
            "<w:p><w:r><w:t>Ngoài {{{{from}}}} </w:t></w:r><w:r><w:pict><v:textbox xmlns:v=\"urn:v\"><w:txbxContent>{}\
             </w:txbxContent></v:textbox></w:pict></w:r></w:p>",
            p(text)
        )
    };
    let body = [
        p("Số: {{number}}"),
        format!("<w:p>{}</w:p>", runs(&["Kỳ ", "{", "{per", "iod", "}} từ {{from}} đến {{", " to ", "}}", ", hết"])),
        p("{{title}}"),
        p("A &amp; B &lt; {{as-of}} &#62; &quot;{{issuer}}&quot; {{coordinator}}"),
        format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p("{{number}}"), p("không có chỗ")),
        box_of("Trong {{to}}"),
        p("{{warnings}}"),
        p("một dấu { và {{ không đóng"),
    ];
    let header = format!("<w:hdr xmlns:w=\"urn:w\">{}</w:hdr>", p("Đầu trang {{number}}"));
    let footer = format!("<w:ftr xmlns:w=\"urn:w\">{}</w:ftr>", p("{{as-of}} cuối trang"));
    let others =
        [("word/header2.xml", header.as_str()), ("word/footer1.xml", &footer), ("word/notes.xml", "{{number}}")];
    let bytes = made(&workspace(true), &docx(&body.concat(), &others));
    assert_eq!(
        texts(&main_part(&bytes)),
        [
            "Số: 9-KH",
            "Kỳ Tháng 3/2024 từ 01/3/2024 đến 31/3/2024, hết",
            // What is put in is no place any more.
            "Kế hoạch <b> & {{body}} {{period}}",
            "A & B < 31/3/2024 > \"Sở A\" Đơn vị A",
            "9-KH",
            "không có chỗ",
            "Ngoài 01/3/2024 Trong 31/3/2024",
            "Trong 31/3/2024",
            "Số liệu <minh họa> & thử",
            "một dấu { và {{ không đóng",
        ]
    );
    assert_eq!(texts(&tree::xml(&tree::part(&bytes, "word/header2.xml"))), ["Đầu trang 9-KH"]);
    assert_eq!(texts(&tree::xml(&tree::part(&bytes, "word/footer1.xml"))), ["31/3/2024 cuối trang"]);
    // Only what is shown on pages has places.
    assert_eq!(tree::part(&bytes, "word/notes.xml"), "{{number}}");
}

#[test]
fn what_has_no_place_stays_byte_for_byte() {
    let odd = "<w:p w:rsidR='00AA'  ><w:pPr><w:jc w:val=\"center\"/></w:pPr><!-- ghi chú -->\
               <w:r><w:t>Chữ&#32;ký</w:t></w:r></w:p>\r\n";
    let body = format!("{odd}{}{odd}", p("{{body}}"));
    let others = [
        ("word/styles.xml", "<w:styles xmlns:w=\"urn:w\">\n</w:styles>"),
        ("word/header1.xml", "<w:hdr xmlns:w=\"urn:w\"><w:p><w:r><w:t>không</w:t></w:r></w:p></w:hdr>"),
        ("docProps/core.xml", "<cp:coreProperties><dc:creator>Nguyễn Văn A</dc:creator></cp:coreProperties>"),
        ("word/media/image1.png", "\u{1}\u{2} không phải ảnh"),
    ];
    let template = docx(&body, &others);
    let bytes = made(&workspace(true), &template);
    let (old, new) = (tree::parts(&template), tree::parts(&bytes));
    assert_eq!(old.len(), new.len());
    for ((name, old), (other, new)) in old.iter().zip(&new) {
        assert_eq!(name, other, "parts keep their order");
        match name.as_str() {
            "word/document.xml" => {
                let [old, new] = [old, new].map(|part| str::from_utf8(part).expect("text"));
                let (before, after) = old.split_once(&p("{{body}}")).expect("the place");
                assert!(new.starts_with(before) && new.ends_with(after), "{new}");
            }
            "docProps/core.xml" => {
                let core = tree::xml(str::from_utf8(new).expect("text"));
                assert_eq!(core.only("dc:creator").text(), "Sở A", "no person is named any more");
                assert!(!core.text().contains("Nguyễn"));
            }
            _ => assert_eq!(old, new, "{name}"),
        }
    }
}

#[test]
fn parts_take_the_place_of_paragraphs_and_look_like_them() {
    let case = workspace(true);
    let look = "<w:pPr><w:ind w:firstLine=\"567\"/></w:pPr>";
    let letters = "<w:rFonts w:ascii=\"Arial\"/><w:color w:val=\"112233\"/>";
    let place = |name: &str| {
        format!("<w:p>{look}<w:r><w:rPr>{letters}</w:rPr><w:t>{{{{</w:t></w:r><w:r><w:t>{name}}}}}</w:t></w:r></w:p>")
    };
    let root = main_part(&made(&case, &docx(&place("body"), &[])));
    // Everything that a report on plain paper has below its head, after the notice.
    let whole = report(case.path(), &march(), "docx", &["--as-of", LATER]);
    let whole = texts(&main_part(&whole));
    let from = whole.iter().position(|text| text.starts_with("1. ")).expect("it has parts");
    let expected: Vec<&String> = whole[from..].iter().filter(|text| !text.is_empty()).collect();
    let found = texts(&root);
    let found: Vec<&String> = found.iter().filter(|text| !text.is_empty()).collect();
    assert_eq!(found[0], "Số liệu <minh họa> & thử");
    assert_eq!(found[1..], expected);
    for paragraph in root.only("w:body").children().filter(|child| child.name == "w:p" && !child.all("w:t").is_empty())
    {
        assert_eq!(paragraph.only("w:ind").attribute("w:firstLine"), Some("567"));
        assert_eq!(paragraph.only("w:rFonts").attribute("w:ascii"), Some("Arial"));
    }
    // Tables are as wide as the text of the template's pages, or as the cell that they stand in.
    let widths = |root: &Element| -> Vec<String> {
        root.all("w:tblW").iter().map(|width| width.attribute("w:w").expect("a width").to_owned()).collect()
    };
    assert!(widths(&root).iter().all(|width| width == "10500"), "{:?}", widths(&root));
    let cell = format!(
        "<w:tbl><w:tr><w:tc><w:tcPr><w:tcW w:w=\"5216\" w:type=\"dxa\"/></w:tcPr>{}</w:tc></w:tr></w:tbl>",
        place("form")
    );
    let root = main_part(&made(&case, &docx(&cell, &[])));
    assert_eq!(widths(&root), ["5000"]);
    let inside: Vec<&str> = root.all("w:tc")[0].children().map(|child| child.name.as_str()).collect();
    assert_eq!(inside.last(), Some(&"w:p"), "a cell ends with a paragraph: {inside:?}");
}

#[test]
fn each_part_has_a_place_of_its_own() {
    let case = plans::accepted_later();
    let whole = document(&main_part(&report(case.path(), &march(), "docx", &["--as-of", LATER])));
    let heads = ["summary", "figures", "form", "happened", "carried", "upcoming", "ongoing"];
    let lower = ["completed", "newly-overdue", "extended", "waived", "awaiting"];
    for name in heads.into_iter().chain(lower) {
        let root = main_part(&made(&case, &docx(&[p("trước"), p(&format!("{{{{{name}}}}}")), p("sau")].concat(), &[])));
        let all = texts(&root);
        assert_eq!(
            (all.first().map(String::as_str), all.last().map(String::as_str)),
            (Some("trước"), Some("sau")),
            "{name}"
        );
        let inside: Vec<&String> = all[1..all.len() - 1].iter().filter(|text| !text.is_empty()).collect();
        assert!(!inside.is_empty(), "{name}");
        let is_heading = |text: &str| {
            let number = text.split(' ').next().unwrap_or_default();
            number.ends_with('.') && number.chars().all(|c| c.is_ascii_digit() || c == '.')
        };
        let numbered = inside.iter().filter(|text| is_heading(text)).count();
        // A part comes without its heading; what happened has parts of its own.
        assert_eq!(numbered, if name == "happened" { 5 } else { 0 }, "{name}: {inside:?}");
        let known: Vec<String> = plain(&whole).iter().map(|piece| format!("{piece:?}")).collect();
        assert!(
            inside.iter().all(|text| known.iter().any(|piece| piece.contains(&format!("{text:?}")))),
            "{name}: {inside:?}"
        );
    }
}

#[test]
fn the_last_paragraph_of_some_pages_still_ends_them() {
    let pages =
        "<w:sectPr><w:type w:val=\"nextPage\"/><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/></w:sectPr>";
    let place = |pages: &str| {
        format!("<w:p><w:pPr><w:jc w:val=\"both\"/>{pages}</w:pPr><w:r><w:t>{{{{figures}}}}</w:t></w:r></w:p>")
    };
    let root = main_part(&made(&workspace(false), &docx(&format!("{}{}", place(pages), p("sau")), &[])));
    let body: Vec<&Element> = root.only("w:body").children().collect();
    let ends: Vec<usize> =
        (0..body.len()).filter(|at| body[*at].name == "w:p" && !body[*at].all("w:sectPr").is_empty()).collect();
    assert_eq!(ends.len(), 1, "said once, not in every paragraph");
    assert_eq!(body[ends[0]].only("w:pgSz").attribute("w:orient"), Some("landscape"));
    assert_eq!(texts(body[ends[0] + 1]), Vec::<String>::new());
    assert_eq!(body[ends[0] + 1].text(), "sau");
    assert!(body[..ends[0]].iter().any(|child| child.name == "w:tbl"), "the content stands on those pages");
}

/// Fails unless a template is refused with these words, each on a line of its own, and nothing is written.
#[track_caller]
pub(super) fn refused(case: &Case, template: &[u8], said: &[&str]) {
    let run = filled(case, template);
    run.ends_with(&[3]);
    assert!(run.stdout.is_empty());
    let lines: Vec<&str> = run.err().lines().filter(|line| line.contains("mẫu.docx")).collect();
    assert_eq!(lines.len(), said.len(), "{run:?}");
    for (line, said) in lines.iter().zip(said) {
        assert!(line.starts_with("lỗi: ") && line.contains(said), "{said}: {line}");
    }
    let path = case.path().join("mẫu.docx");
    let path = path.to_str().expect("it is text");
    let formats = ["report", "month", "2024-03", "--format", "md,docx,json", "--as-of", LATER, "--template", path];
    ask(case.path(), &formats).ends_with(&[3]);
    let written = fs::read_dir(case.path().join("reports")).map_or(0, Iterator::count);
    assert_eq!(written, 0, "no other format is written either");
}

#[test]
fn what_does_not_fit_is_refused_with_each_problem_named() {
    let case = workspace(false);
    let body = [p("{{tên}} {{body}}"), p("xem {{summary}}"), p("{{number}} {{nobody}}")].concat();
    let header = format!("<w:hdr xmlns:w=\"urn:w\">{}</w:hdr>", p("{{form}}"));
    let unknown = "không có chỗ điền nào tên là ";
    refused(
        &case,
        &docx(&body, &[("word/header1.xml", &header)]),
        &[
            &format!("{unknown}“{{{{tên}}}}”"),
            "“{{body}}” thay cho nhiều đoạn",
            "“{{summary}}” thay cho nhiều đoạn",
            &format!("{unknown}“{{{{nobody}}}}”"),
            "“{{form}}” thay cho nhiều đoạn",
        ],
    );
    // What would be lost with the paragraph.
    for more in
        ["<w:drawing><x/></w:drawing>", "<w:pict><x/></w:pict>", "<w:object><x/></w:object>", "<w:br w:type=\"page\"/>"]
    {
        let beside = format!("<w:p><w:r>{more}</w:r><w:r><w:t>{{{{figures}}}}</w:t></w:r></w:p>");
        refused(&case, &docx(&beside, &[]), &["không kèm chữ, hình hoặc ngắt trang"]);
        assert!(
            !made(&case, &docx(&beside.replace("figures", "period"), &[])).is_empty(),
            "words take no paragraph's place"
        );
    }
    refused(&case, &docx(&p("{{unit}}"), &[]), &["{{warnings}}, {{body}}, {{summary}}"]);
    refused(&case, &docx(&p("không có gì"), &[]), &["không có chỗ điền nào; hãy ghi {{body}}"]);
    // The notice must be seen: words alone have no room for it.
    let words = docx(&p("{{period}}"), &[]);
    refused(&workspace(true), &words, &["không có chỗ cho lưu ý"]);
    assert!(!made(&case, &words).is_empty(), "without a notice there is nothing to be seen");
    for enough in ["{{summary}}", "{{warnings}}"] {
        let body = [p("{{period}}"), p(enough)].concat();
        assert!(
            texts(&main_part(&made(&workspace(true), &docx(&body, &[])))).iter().any(|text| text.contains("minh họa"))
        );
    }
}

#[test]
fn what_is_no_sound_document_is_refused() {
    let case = workspace(false);
    for no_document in [&b""[..], b"PK\x03\x04", b"{\\rtf1}", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"] {
        refused(&case, no_document, &["không phải là tệp .docx"]);
    }
    refused(&case, &zipped(&[("xl/workbook.xml", "<x/>")]), &["không phải là tệp .docx"]);
    let mut cut = docx(&p("{{body}}"), &[]);
    cut.truncate(cut.len() - 30);
    refused(&case, &cut, &["không phải là tệp .docx"]);
    for damaged in ["<w:p><w:r></w:p>", "<w:p>", "</w:p>", "<w:p a=\"", "<![CDATA["] {
        refused(&case, &docx(damaged, &[]), &["phần word/document.xml bị hỏng"]);
    }
    let deep = format!("{}{}", "<w:a>".repeat(300), "</w:a>".repeat(300));
    refused(&case, &docx(&deep, &[]), &["phần word/document.xml bị hỏng"]);
    let both = [("word/footer1.xml", "<w:ftr>"), ("word/header1.xml", "\u{1}<")];
    refused(&case, &docx(&p("{{body}}"), &both), &["phần word/footer1.xml bị hỏng", "phần word/header1.xml bị hỏng"]);
}

#[test]
fn what_unpacks_to_too_much_is_not_unpacked() {
    let case = workspace(false);
    // Half of the bound twice, and a little more: each part by itself would do.
    let blanks = " ".repeat(17 * 1024 * 1024);
    refused(
        &case,
        &docx(&p("{{body}}"), &[("word/header1.xml", &blanks), ("word/header2.xml", &blanks)]),
        &["quá lớn"],
    );
    let many: Vec<String> = (0..2_000).map(|at| format!("x/{at}")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|name| (name.as_str(), "")).collect();
    refused(&case, &docx(&p("{{body}}"), &many), &["quá lớn"]);
}

#[test]
fn a_template_that_cannot_be_read_or_is_not_asked_for_changes_nothing() {
    let case = workspace(false);
    let asked = |format: &str, template: &str| {
        ask(case.path(), &["report", "month", "2024-03", "--format", format, "--as-of", LATER, "--template", template])
    };
    asked("docx", "/không/có/mẫu.docx").fails(3).err().shows(str![[r"
lỗi: không đọc được /không/có/mẫu.docx: không tìm thấy

"]]);
    let run = asked("md", "mẫu.docx");
    run.fails(2).err().shows(str![[r"
lỗi: --template chỉ đi với --format docx, pdf

"]]);
    assert!(!case.path().join("reports").exists());
}
