//! Templates that are damaged, or would bring something with them that nobody sees: refused, with the part named.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::template::{docx, filled, made, main_part, p, refused, texts, workspace, zipped};
use super::tree;

/// A sound template with these parts beside its own.
fn with(others: &[(&str, &str)]) -> Vec<u8> {
    docx(&p("{{body}}"), others)
}

/// A relation of the document.
fn relation(kind: &str, target: &str, mode: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><r:Relationships xmlns:r=\"urn:r\"><r:Relationship Id=\"r1\" \
         Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\" {mode}/>\
         </r:Relationships>"
    )
}

#[test]
fn macros_are_refused_and_named() {
    let case = workspace(false);
    let said = |part: &str| format!("có macro hoặc điều khiển ({part})");
    for part in ["word/vbaProject.bin", "word/VBAData.xml", "word/activeX/activeX1.xml"] {
        refused(&case, &with(&[(part, "x")]), &[&said(part)]);
    }
    // Renamed to .docx, the list of kinds still says what it is.
    let kinds = "<Types><Override PartName=\"/word/document.xml\" \
                 ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>";
    let main = tree::part(&with(&[]), "word/document.xml");
    let renamed = zipped(&[("[Content_Types].xml", kinds), ("word/document.xml", &main)]);
    refused(&case, &renamed, &[&said("[Content_Types].xml")]);
    made(&case, &with(&[("word/media/vbaProject.png", "x")]));
}

#[test]
fn what_is_fetched_from_elsewhere_is_refused_and_links_that_people_follow_stay() {
    let case = workspace(false);
    let external = "TargetMode=\"External\"";
    let fetched = [
        ("attachedTemplate", "https://x.example/a.dotm"),
        ("attachedTemplate", "\\\\x.example\\a.dotm"),
        ("attachedTemplate", "file://x.example/a.dotm"),
        ("image", "http://x.example/a.png"),
        ("oleObject", "file:///C:/a.xlsx"),
        ("frame", "a.htm"),
        ("image", "h&#116;tp://x.example/b.png"),
    ];
    for (kind, target) in fetched {
        for mode in [external, "TargetMode = ' external '"] {
            let part = "word/_rels/settings.xml.rels";
            let shown = target.replace("&#116;", "t");
            let said = format!("{part} tải {shown} khi mở văn bản");
            refused(&case, &with(&[(part, &relation(kind, target, mode))]), &[&said]);
        }
    }
    // What comes along as a file of another program nobody sees in the text.
    for (kind, target) in
        [("oleObject", "embeddings/oleObject1.bin"), ("aFChunk", "afchunk.htm"), ("control", "x/control1.xml")]
    {
        let part = "word/_rels/document.xml.rels";
        let said = format!("{part} kèm {target}, tệp của chương trình khác");
        refused(&case, &with(&[(part, &relation(kind, target, ""))]), &[&said]);
    }
    let kept = [
        ("package", "../embeddings/figures.xlsx", ""),
        ("hyperlink", "https://x.example/", external),
        ("hyperlink", "mailto:vp@x.example", external),
        ("attachedTemplate", "file:///C:\\Mau\\BaoCao.dotx", external),
        ("image", "media/image1.png", ""),
        ("image", "media/image1.png", "TargetMode=\"Internal\""),
    ];
    for (kind, target, mode) in kept {
        made(&case, &with(&[("word/_rels/document.xml.rels", &relation(kind, target, mode))]));
    }
    for hidden in ["\u{feff}<!DOCTYPE a [<!ENTITY m 'External'>]><a/>", "<Relationships", "<a b='\u{1}"] {
        let whole = format!("{hidden}{}", if hidden.starts_with('\u{feff}') { "" } else { "</b>" });
        refused(&case, &with(&[("word/_rels/x.xml.rels", &whole)]), &["phần word/_rels/x.xml.rels bị hỏng"]);
    }
}

#[test]
fn fields_that_call_programs_or_fetch_are_refused_however_they_are_split() {
    let case = workspace(false);
    let field = |pieces: &[&str]| {
        let runs: String = pieces.iter().map(|one| format!("<w:r><w:instrText>{one}</w:instrText></w:r>")).collect();
        let (begin, end) =
            ("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>", "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
        format!("<w:p>{begin}{runs}{end}</w:p>")
    };
    let simple = "<w:p><w:fldSimple w:instr=\" dde c:\\\\x \"><w:r/></w:fldSimple></w:p>".to_owned();
    let split = [field(&["PAGE"]), field(&["D", "DE", "AUTO cmd"])].concat();
    for bad in [field(&["DDEAUTO c:\\\\x"]), split, simple] {
        let body = [bad, p("{{body}}")].concat();
        refused(&case, &docx(&body, &[]), &["phần word/document.xml có trường DDE"]);
    }
    for bad in [
        field(&[" INCLUDETEXT &quot;http://x.example/a&quot; "]),
        field(&["include", "picture \"HTTPS://x.example/a.png\" \\* MERGEFORMAT"]),
        field(&[" LINK Word.Document.8 \"\\\\x.example\\share\\a.doc\" "]),
    ] {
        let body = [bad, p("{{body}}")].concat();
        refused(&case, &docx(&body, &[]), &["word/document.xml tải "]);
    }
    // What is on the writer's own computer, and what people follow, fetches nothing.
    let harmless =
        [field(&[" INCLUDEPICTURE \"C:\\a.png\" "]), field(&[" HYPERLINK \"http://x.example\" "]), field(&[" DDEN "])];
    made(&case, &docx(&[field(&["PAGE"]), harmless.concat(), p("{{body}}")].concat(), &[]));
}

#[test]
fn names_that_lead_out_or_come_twice_are_refused() {
    let case = workspace(false);
    for name in ["../x.xml", "word/../../x.xml", "/x.xml", "C:x.xml", "word\\x.xml", "word/./x.xml"] {
        let shown = format!("tên phần {name} dẫn ra ngoài văn bản");
        refused(&case, &with(&[(name, "<x/>")]), &[&shown]);
    }
    refused(&case, &with(&[("Word/Document.xml", "<x/>")]), &["có hai phần cùng tên Word/Document.xml"]);
    // The same name in the same case: writers refuse to make it, so it is put in afterwards.
    let twin = with(&[("word/documenT.xml", "<x/>")]);
    let mut same = twin.clone();
    for at in memchr::memmem::find_iter(&twin, b"word/documenT.xml") {
        same[at + 12] = b't';
    }
    refused(&case, &same, &["có hai phần cùng tên word/document.xml"]);
}

#[test]
fn a_wrong_checksum_is_named_wherever_it_is() {
    let case = workspace(false);
    for part in ["word/media/image1.png", "word/styles.xml", "docProps/app.xml"] {
        let text = "<x>một nội dung đủ dài để tìm thấy</x>";
        let mut archive = ZipWriter::new_append(Cursor::new(with(&[]))).expect("it is an archive");
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        archive.start_file(part, plain).expect("a part can be begun");
        archive.write_all(text.as_bytes()).expect("memory takes it");
        let sound = archive.finish().expect("it can be ended").into_inner();
        made(&case, &sound);
        let mut broken = sound;
        let at = memchr::memmem::find(&broken, "nội dung".as_bytes()).expect("it is stored as it is");
        broken[at] ^= 1;
        refused(&case, &broken, &[&format!("phần {part} bị hỏng")]);
    }
}

#[test]
fn what_unpacks_without_end_is_stopped() {
    let case = workspace(false);
    let zeros = "0".repeat(33 * 1024 * 1024);
    let bombs: Vec<(String, &str)> = (0..4).map(|at| (format!("word/media/image{at}.png"), zeros.as_str())).collect();
    let bombs: Vec<(&str, &str)> = bombs.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let mut archive = ZipWriter::new_append(Cursor::new(with(&[]))).expect("it is an archive");
    for (name, text) in bombs {
        archive.start_file(name, SimpleFileOptions::default()).expect("a part can be begun");
        archive.write_all(text.as_bytes()).expect("memory takes it");
    }
    let bomb = archive.finish().expect("it can be ended").into_inner();
    assert!(bomb.len() < 1024 * 1024, "{}", bomb.len());
    refused(&case, &bomb, &["nội dung giải nén quá 128 MB (tại word/media/image"]);
}

#[test]
fn places_have_a_limit_and_are_filled_in_one_go() {
    let case = workspace(false);
    let many = |count: usize| docx(&p(&"{{number}} ".repeat(count)), &[]);
    refused(&case, &many(50_000), &["phần word/document.xml có quá nhiều chỗ điền"]);
    let filled_in = texts(&main_part(&made(&case, &many(10_000))));
    assert_eq!(filled_in, ["9-KH ".repeat(10_000)]);
    let blocks = |count: usize| docx(&p("{{upcoming}}").repeat(count), &[]);
    refused(&case, &blocks(101), &["phần word/document.xml có quá nhiều chỗ điền"]);
    made(&case, &blocks(100));
    // A place that is unknown is reported as far as one can read it, and not ten thousand times.
    let run = filled(&case, &docx(&p(&format!("{{{{{}}}}} ", "x".repeat(5_000)).repeat(9_000)), &[]));
    run.ends_with(&[3]);
    assert!(run.err().len() < 150_000, "{}", run.err().len());
}
