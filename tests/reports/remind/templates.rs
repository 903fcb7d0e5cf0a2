//! Letters in the office's own document: what takes which place, and what is refused.

use std::fs;
use std::path::PathBuf;

use snapbox::str;

use super::docx::{Docx, pack, parts, template};
use crate::support::case::{Case, Run, Shows as _, plan};
use crate::support::entries;

/// Two units that are late and have something due soon.
fn both() -> Case {
    let tasks = "[[tasks]]\nid = \"x\"\ntitle = \"Việc x & y\"\nlead = [\"a\", \"b\"]\ndue = 2024-04-30\n\
                 [[tasks]]\nid = \"y\"\ntitle = \"Việc {{unit}}\"\nlead = [\"a\", \"b\"]\ndue = 2024-05-20\n";
    let header = "notice = \"Số liệu minh họa\"\nissuer = \"Sở Nội vụ\"\ncoordinator = \"b\"";
    Case::new(plan(header, tasks)).unit("a", "").unit("b", "")
}

/// Fills a template for each letter; the run, and the letters by the names of their files.
fn fill(case: &Case, template: &[u8], rest: &[&str]) -> (Run, Vec<PathBuf>) {
    let (file, out) = (case.path().join("mẫu.docx"), case.path().join("out"));
    fs::write(&file, template).expect("a template can be written");
    let typed = |path: &PathBuf| path.to_str().expect("the path is text").to_owned();
    let args = ["--format", "docx", "--template", &typed(&file), "--out", &typed(&out)];
    let run = case.run(&[&["remind", "--as-of", "2024-05-15"], &args[..], rest].concat());
    let files = if out.exists() { entries(&out) } else { Vec::new() };
    (run, files)
}

/// The letters that a template gives, in the order of their units.
fn filled(case: &Case, paragraphs: &[&str]) -> Vec<Docx> {
    let (run, files) = fill(case, &template(paragraphs), &["--force"]);
    run.ends_with(&[0]);
    files.iter().map(|file| Docx::of(&fs::read(file).expect("a letter can be read"))).collect()
}

const OVERDUE: [&str; 7] =
    ["1", "Việc x & y", "", "chậm nhất ngày 30/4/2024", "30/4/2024", "15 ngày", "văn bản thể hiện kết quả"];
const DUE_SOON: [&str; 7] =
    ["1", "Việc {{unit}}", "", "chậm nhất ngày 20/5/2024", "20/5/2024", "5 ngày", "văn bản thể hiện kết quả"];

#[test]
fn each_unit_has_a_copy_with_its_own_name_and_tables() {
    let case = both();
    let letters = filled(
        &case,
        &[
            "Kính gửi: {{unit}} ({{unit-short}})",
            "A. Quá hạn",
            "{{overdue}}",
            "B. Sắp đến hạn",
            "{{due-soon}}",
            "{{warnings}}",
        ],
    );
    for (letter, unit) in letters.iter().zip(["Đơn vị A", "Đơn vị B"]) {
        let texts = [&format!("Kính gửi: {unit} ({unit})"), "A. Quá hạn", "B. Sắp đến hạn", "Số liệu minh họa"];
        assert_eq!(letter.paragraphs, texts);
        assert_eq!(letter.tables.len(), 2, "{letter:?}");
        // A text of the plan that looks like a place is a text.
        assert_eq!(
            (&letter.tables[0][1][..], &letter.tables[1][1][..]),
            (&OVERDUE.map(String::from)[..], &DUE_SOON.map(String::from)[..])
        );
        assert_eq!(letter.tables.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
    }
    assert_eq!(letters.len(), 2);
}

#[test]
fn a_place_for_what_a_unit_has_none_of_says_so() {
    let tasks = "[[tasks]]\nid = \"x\"\ntitle = \"Việc x\"\nlead = [\"a\"]\ndue = 2024-04-30\n\
                 [[tasks]]\nid = \"y\"\ntitle = \"Việc y\"\nlead = [\"b\"]\ndue = 2024-05-20\n";
    let case = Case::new(plan("", tasks)).unit("a", "").unit("b", "");
    let letters = filled(&case, &["{{unit}}", "A. Quá hạn", "{{overdue}}", "B. Sắp đến hạn", "{{due-soon}}"]);
    let of_a = ["Đơn vị A", "A. Quá hạn", "B. Sắp đến hạn", "Không có."];
    let of_b = ["Đơn vị B", "A. Quá hạn", "Không có.", "B. Sắp đến hạn"];
    let paragraphs: Vec<&[String]> = letters.iter().map(|letter| &letter.paragraphs[..]).collect();
    assert_eq!(paragraphs, [&of_a.map(String::from)[..], &of_b.map(String::from)[..]]);
    assert!(letters.iter().all(|letter| letter.tables.len() == 1 && letter.tables[0].len() == 2), "{letters:?}");
    // The whole letter does not name what there is none of.
    let whole = filled(&case, &["{{body}}"]);
    assert!(!whole[0].paragraphs.iter().any(|text| text == "Không có." || text == "Việc sắp đến hạn"), "{whole:?}");
}

#[test]
fn the_body_is_the_whole_letter_and_the_notice_stands_before_it() {
    let case = both();
    let letters = filled(&case, &["SỞ NỘI VỤ", "Gửi {{unit}}", "{{body}}", "Nơi nhận: {{issuer}}"]);
    let unit = |number: usize| ["Đơn vị A", "Đơn vị B"][number];
    for (at, letter) in letters.iter().enumerate() {
        let to = if at == 0 { " về Đơn vị B" } else { "" };
        let texts = [
            "SỞ NỘI VỤ".to_owned(),
            format!("Gửi {}", unit(at)),
            "Số liệu minh họa".to_owned(),
            format!(
                "Tính đến ngày 15/5/2024, {} còn 1 việc quá hạn và 1 việc sắp đến hạn (trong 7 ngày tới) theo kế hoạch như sau.",
                unit(at)
            ),
            "Việc quá hạn".to_owned(),
            "Việc sắp đến hạn".to_owned(),
            format!(
                "Đề nghị đơn vị khẩn trương thực hiện. Đối với việc đã hoàn thành, đề nghị gửi minh chứng{to}; đối với việc quá hạn chưa hoàn thành, đề nghị nêu lý do và ngày dự kiến hoàn thành. Đề nghị trả lời chậm nhất ngày 22/5/2024."
            ),
            "Nơi nhận: Sở Nội vụ".to_owned(),
        ];
        assert_eq!(letter.paragraphs, texts);
        assert_eq!(letter.tables.len(), 2);
    }
}

#[test]
fn words_take_their_places_also_where_a_place_is_cut_in_pieces() {
    let case = both();
    let letters = filled(
        &case,
        &[
            "{{un|it}}, {|{ as-of }|}: {{number}} – {{title}}",
            "{{coordinator}}{{warnings}}",
            "{{ body }}",
            "{{không đóng",
        ],
    );
    assert_eq!(letters[0].paragraphs[0], "Đơn vị A, 15/5/2024: 1-KH – Kế hoạch");
    assert_eq!(letters[0].paragraphs[1], "Đơn vị BSố liệu minh họa");
    assert!(letters[0].paragraphs[2].starts_with("Tính đến ngày"), "{:?}", letters[0].paragraphs);
    assert_eq!(letters[0].paragraphs.last().map(String::as_str), Some("{{không đóng"));
}

#[test]
fn whatever_else_is_in_the_template_stays_byte_for_byte() {
    let case = both();
    let own = template(&["{{unit}}", "{{body}}"]);
    let (run, files) = fill(&case, &own, &[]);
    run.ends_with(&[0]);
    let (before, after) = (parts(&own), parts(&fs::read(&files[0]).expect("a letter can be read")));
    for (name, bytes) in &before {
        if name != "word/document.xml" {
            assert_eq!(after.get(name), Some(bytes), "{name}");
        }
    }
    // What the office said of its pages and its letters is still said.
    let text = String::from_utf8(after["word/document.xml"].clone()).expect("UTF-8");
    assert!(text.ends_with("w:left=\"1701\"/></w:sectPr></w:body></w:document>"), "{text}");
    assert!(text.contains("<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr><w:i/></w:rPr>"), "{text}");
    assert_eq!(fill(&case, &own, &[]).0.out().matches("không thay đổi").count(), 2, "the same bytes twice");
}

#[test]
fn a_template_that_does_not_fit_is_refused_with_every_reason_and_nothing_is_written() {
    let own = template(&["{{body}}"]);
    let mut parts_of = parts(&own);
    let broken = String::from_utf8(parts_of["word/document.xml"].clone()).expect("UTF-8").replace("</w:p>", "</w:q>");
    parts_of.insert("word/document.xml".to_owned(), broken.into_bytes());
    let broken: Vec<(&str, &[u8])> = parts_of.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    for (bytes, said) in [
        (
            template(&["{{đơn vị}}", "{{units}}", "{{body}}"]),
            &["“{{đơn vị}}”", "“{{units}}”", "{{unit}}", "{{overdue}}"][..],
        ),
        (template(&["Gửi: {{body}}", "x {{overdue}}"]), &["“{{body}}”", "“{{overdue}}”", "đứng riêng một đoạn"]),
        (template(&["Kính gửi ai đó"]), &["{{body}}"]),
        (template(&["{{unit}}"]), &["lưu ý", "{{warnings}}"]),
        (template(&[]), &["{{body}}"]),
        (pack(&broken), &["word/document.xml"]),
        (pack(&[("word/other.xml", b"<a/>")]), &[".docx"]),
        (b"{{body}}".to_vec(), &[".docx"]),
        (Vec::new(), &[".docx"]),
        (own[..own.len() / 2].to_vec(), &[".docx"]),
    ] {
        let (run, files) = fill(&both(), &bytes, &[]);
        run.ends_with(&[3]);
        assert!(files.is_empty() && run.out().is_empty(), "{run:?}");
        for said in said {
            assert!(run.err().contains(said) && run.err().contains("mẫu.docx"), "{said}: {run:?}");
        }
    }
    let case = both();
    let missing = case.run(&["remind", "--format", "docx", "--template", "không có.docx", "--out", "out"]);
    missing.fails(3).err().shows(str![[r"
lỗi: không đọc được không có.docx: không tìm thấy

"]]);
}

#[test]
fn a_plan_without_a_notice_needs_no_place_for_one() {
    let tasks = "[[tasks]]\nid = \"x\"\ntitle = \"Việc x\"\nlead = [\"a\"]\ndue = 2024-05-20\n";
    let case = Case::new(plan("", tasks)).unit("a", "").unit("b", "");
    let letters = filled(&case, &["{{unit}}{{warnings}}{{issuer}}", "{{due-soon}}"]);
    assert_eq!((letters.len(), &letters[0].paragraphs[..]), (1, &["Đơn vị A".to_owned()][..]));
    assert_eq!(letters[0].tables[0][1][1], "Việc x");
}
