//! The text document as offices want it: A4, margins, letters, tables whose headings stand on every page.

use super::bench::{LATER, Span, report};
use super::plans;
use super::tree::{self, Element};
use crate::support::root;

fn month() -> Span {
    Span::at("month", "2024-04-01")
}

fn made(lang: &str) -> Vec<u8> {
    report(root(), &month(), "docx", &["--as-of", LATER, "--lang", lang])
}

/// What an attribute says in each element of a name.
fn saying<'a>(part: &'a Element, name: &str, attribute: &str) -> Vec<&'a str> {
    part.all(name).iter().filter_map(|element| element.attribute(attribute)).collect()
}

#[test]
fn pages_are_a4_with_the_margins_of_office_documents() {
    let bytes = made("vi");
    let document = tree::xml(&tree::part(&bytes, "word/document.xml"));
    let pages = document.all("w:sectPr");
    let of_pages = |name: &str, attribute: &str| saying(&document, name, attribute);
    // Upright, then across for the official table, which has twelve columns, then upright again.
    assert_eq!(of_pages("w:pgSz", "w:w"), ["11906", "16838", "11906"]);
    assert_eq!(of_pages("w:pgSz", "w:h"), ["16838", "11906", "16838"]);
    assert_eq!(of_pages("w:pgSz", "w:orient"), ["landscape"]);
    for upright in [pages[0], pages[2]] {
        let margins = upright.only("w:pgMar");
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| margins.attribute(side).expect("it is said"));
        assert_eq!(sides, ["1134", "851", "1134", "1701"], "20, 15, 20 and 30 mm");
    }
    // Pages are numbered at their head, from the second one on.
    let titled: Vec<usize> = pages.iter().map(|pages| pages.all("w:titlePg").len()).collect();
    assert_eq!(titled, [1, 0, 0]);
    let numbered = tree::xml(&tree::part(&bytes, "word/header1.xml"));
    assert_eq!(numbered.only("w:instrText").text().trim(), "PAGE");
    assert!(tree::xml(&tree::part(&bytes, "word/header2.xml")).all("w:t").is_empty());
}

#[test]
fn letters_are_times_new_roman_14_in_the_language_of_the_report() {
    for (lang, tag) in [("vi", "vi-VN"), ("en", "en-GB")] {
        let bytes = made(lang);
        let styles = tree::xml(&tree::part(&bytes, "word/styles.xml"));
        let letters = styles.only("w:rPrDefault");
        for script in ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"] {
            assert_eq!(letters.only("w:rFonts").attribute(script), Some("Times New Roman"));
        }
        assert_eq!(letters.only("w:sz").attribute("w:val"), Some("28"), "half points");
        assert_eq!(letters.only("w:lang").attribute("w:val"), Some(tag));
        let core = tree::xml(&tree::part(&bytes, "docProps/core.xml"));
        assert_eq!(core.only("dc:language").text(), tag);
        // Every style that the document names is there.
        let known = saying(&styles, "w:style", "w:styleId");
        let document = tree::xml(&tree::part(&bytes, "word/document.xml"));
        assert!(saying(&document, "w:pStyle", "w:val").iter().all(|style| known.contains(style)));
    }
}

#[test]
fn headings_of_tables_stand_on_every_page_and_rows_are_not_torn() {
    let document = tree::xml(&tree::part(&made("vi"), "word/document.xml"));
    let tables = document.all("w:tbl");
    assert!(tables.len() >= 6, "{}", tables.len());
    for (at, table) in tables.iter().enumerate() {
        let rows: Vec<&Element> = table.children().filter(|row| row.name == "w:tr").collect();
        let heads = rows.iter().take_while(|row| !row.all("w:tblHeader").is_empty()).count();
        // The official table numbers its columns in a second row.
        assert_eq!(heads, if at == 1 { 2 } else { 1 }, "table {at}");
        assert_eq!(table.all("w:tblHeader").len(), heads, "no other row is a heading");
        assert_eq!(table.all("w:cantSplit").len(), rows.len());
        let columns = saying(table, "w:gridCol", "w:w");
        let grid: u32 = columns.iter().map(|width| width.parse::<u32>().expect("a width")).sum();
        // The official table and the one by task lie across.
        assert_eq!(grid, if at == 1 || at == 2 { 14_570 } else { 9_354 }, "as wide as the text");
        for row in rows {
            let spans = row.all("w:tc").into_iter().map(|cell| {
                saying(cell, "w:gridSpan", "w:val").first().map_or(1, |span| span.parse::<usize>().expect("a span"))
            });
            assert_eq!(spans.sum::<usize>(), columns.len(), "each row is as wide as the table");
            assert!(row.all("w:tc").iter().all(|cell| cell.children().last().is_some_and(|last| last.name == "w:p")));
        }
    }
    // A table never touches another, and none stands last.
    let body: Vec<&Element> = document.only("w:body").children().collect();
    assert!(body.windows(2).all(|pair| pair[0].name != "w:tbl" || pair[1].name == "w:p"));
    assert_eq!(body.last().map(|last| last.name.as_str()), Some("w:sectPr"));
}

#[test]
fn it_says_of_itself_what_it_is_and_whose_and_as_of_which_day() {
    let core = |args: &[&str]| {
        let bytes = report(root(), &month(), "docx", args);
        tree::xml(&tree::part(&bytes, "docProps/core.xml"))
    };
    let over = core(&["--as-of", LATER]);
    assert_eq!(over.only("dc:title").text(), "Báo cáo tình hình thực hiện Kế hoạch 257-KH/TU");
    assert_eq!(over.only("dc:creator").text(), "Ban Thường vụ Tỉnh ủy Quảng Ngãi", "an office, no person");
    assert_eq!(over.only("dcterms:created").text(), "2024-04-30T00:00:00Z");
    let closed = core(&["--as-of", LATER, "--closing", "2024-05-03"]);
    assert_eq!(closed.only("dcterms:created").text(), "2024-05-03T00:00:00Z");
    assert_eq!(core(&["--as-of", "2024-04-10"]).only("dcterms:modified").text(), "2024-04-10T00:00:00Z");
}

#[test]
fn its_parts_are_all_named_and_all_there() {
    for bytes in [made("vi"), report(plans::grouped().path(), &month(), "docx", &["--as-of", LATER])] {
        let parts = tree::xml_parts(&bytes);
        assert_eq!(tree::parts(&bytes)[0].0, "[Content_Types].xml");
        let types = &parts["[Content_Types].xml"];
        for name in saying(types, "Override", "PartName") {
            assert!(parts.contains_key(name.trim_start_matches('/')), "{name}");
        }
        for (of, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
            for target in saying(&parts[of], "Relationship", "Target") {
                assert!(parts.contains_key(&format!("{folder}{target}")), "{target}");
            }
            assert!(saying(&parts[of], "Relationship", "TargetMode").is_empty(), "nothing lies elsewhere");
        }
        let ids = saying(&parts["word/_rels/document.xml.rels"], "Relationship", "Id");
        assert!(saying(&parts["word/document.xml"], "w:headerReference", "r:id").iter().all(|id| ids.contains(id)));
    }
}
