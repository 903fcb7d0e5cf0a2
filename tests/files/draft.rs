//! Plans drafted from documents, against lists of what stands in their tables.

use std::collections::HashMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use super::support::{finish, root, run, tiendo};

/// What `tiendo draft` makes of a file, as TOML, and whether `check` finds an error in it.
fn drafted(file: &str) -> toml::Table {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = folder.path().join("plan.toml");
    let source = root().join("tests/files/draft").join(file);
    let ran = finish(tiendo().arg("draft").arg(&source).arg("-o").arg(&plan));
    assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
    assert!(folder.path().join("plan.coverage.md").exists(), "{}", ran.stdout);
    let checked = run(folder.path(), &["check", "--as-of", "2025-02-01"]);
    assert_eq!(checked.code, 0, "{}", checked.stdout);
    // Nothing is overwritten.
    let text = fs::read_to_string(&plan).expect("the plan");
    assert_eq!(finish(tiendo().arg("draft").arg(&source).arg("-o").arg(&plan)).code, 3);
    assert_eq!(fs::read_to_string(&plan).expect("the plan"), text);
    text.parse().expect("it is TOML")
}

/// The last day of a task as the lists of expected rows have it.
fn when(task: &toml::Table) -> String {
    let due = task.get("due").map_or(String::new(), |due| {
        due.as_str().map_or_else(|| due.as_datetime().map(ToString::to_string).unwrap_or_default(), str::to_owned)
    });
    match (task.get("every"), due.as_str()) {
        (Some(every), _) => format!("every {}", every.as_str().unwrap_or_default()),
        (None, "unstated") if task.contains_key("wording") => "?".to_owned(),
        (None, "unstated" | "ongoing") => due,
        (None, period) => {
            let last = period.rsplit("..").next().unwrap_or(period);
            tiendo::model::period::Period::parse(last).map_or(due.clone(), |period| period.last().to_string())
        }
    }
}

/// The names of a plan's units and groups by their ids.
fn names(plan: &toml::Table) -> HashMap<&str, &str> {
    let mut names: HashMap<&str, &str> = HashMap::new();
    for section in ["units", "groups"] {
        let Some(bodies) = plan.get(section).and_then(toml::Value::as_table) else { continue };
        names.extend(bodies.iter().filter_map(|(id, body)| Some((id.as_str(), body.get("name")?.as_str()?))));
    }
    names
}

/// Names that differ in spelling alone are one body.
fn key(name: &str) -> String {
    let words: Vec<String> =
        name.to_lowercase().replace([',', ';'], " ").split_whitespace().map(str::to_owned).collect();
    words.into_iter().filter(|word| !matches!(word.as_str(), "và" | "các")).collect::<Vec<_>>().join(" ")
}

/// What differs from the expected rows, field by field.
fn misses(plan: &toml::Table, expected: &Path) -> Vec<String> {
    let names = names(plan);
    let tasks = plan["tasks"].as_array().expect("tasks");
    let mut wrong = Vec::new();
    for line in fs::read_to_string(expected).expect("what is expected").lines() {
        let columns: Vec<&str> = line.split('\t').collect();
        let [clause, lead, support, product, due] = columns[..] else { panic!("{line}") };
        let text = |task: &toml::Table, field: &str| {
            task.get(field).and_then(toml::Value::as_str).unwrap_or_default().to_owned()
        };
        let found = tasks.iter().filter_map(toml::Value::as_table).find(|task| text(task, "clause") == clause);
        let Some(task) = found else {
            wrong.push(format!("{clause}: not found"));
            continue;
        };
        for (field, expected) in [("lead", lead), ("support", support)] {
            let ids = task.get(field).and_then(toml::Value::as_array).cloned().unwrap_or_default();
            let mut got: Vec<String> = ids.iter().filter_map(|id| id.as_str()).map(|id| key(names[id])).collect();
            let mut wanted: Vec<String> = expected.split("; ").filter(|name| !name.is_empty()).map(key).collect();
            got.sort();
            wanted.sort();
            if got != wanted {
                wrong.push(format!("{clause}: {field}: {got:?}, not {wanted:?}"));
            }
        }
        if text(task, "product").trim_end_matches('.') != product.trim_end_matches('.') {
            wrong.push(format!("{clause}: product: {}", text(task, "product")));
        }
        if when(task) != due {
            wrong.push(format!("{clause}: due: {}, not {due}", when(task)));
        }
    }
    wrong
}

#[test]
fn a_national_annex_is_read_row_by_row() {
    let expected = root().join("tests/files/draft/nghi-quyet-03.tsv");
    for file in ["nghi-quyet-03-phu-luc-2.docx", "nghi-quyet-03-phu-luc-2.xlsx"] {
        let plan = drafted(file);
        assert_eq!(plan["tasks"].as_array().map(Vec::len), Some(140), "{file}");
        assert_eq!(misses(&plan, &expected), Vec::<String>::new(), "{file}");
    }
}

/// When a task is due, as the lists of duties in sentences have it.
fn due(task: &toml::Table) -> String {
    let last = |due: &str| {
        let end = due.rsplit("..").next().unwrap_or(due);
        tiendo::model::period::Period::parse(end).map_or(due.to_owned(), |period| period.last().to_string())
    };
    let text = |value: &toml::Value| match value {
        toml::Value::Datetime(day) => day.to_string(),
        other => other.as_str().unwrap_or_default().to_owned(),
    };
    if let Some(stages) = task.get("milestones").and_then(toml::Value::as_array) {
        return stages.iter().map(|stage| last(&text(&stage["due"]))).collect::<Vec<_>>().join("; ");
    }
    let due = task.get("due").map_or(String::new(), text);
    match task.get("every") {
        Some(every) => {
            let kinds =
                every.as_array().map_or_else(|| text(every), |all| all.iter().map(text).collect::<Vec<_>>().join(" "));
            format!("every {kinds} {}", due.trim_start_matches("end")).trim().to_owned()
        }
        None if due == "unstated" => "?".to_owned(),
        None if due.starts_with("before event") => "before event".to_owned(),
        None => last(&due),
    }
}

/// How many of the expected duties with a time limit are found, of how many that a plan has; for how many of those found
/// the bodies are right; and what is amiss.
fn compared(plan: &toml::Table, expected: &Path) -> (String, Vec<String>) {
    let names = names(plan);
    let bodies = |all: &[String]| {
        let mut all = all.to_vec();
        all.sort();
        all.join("; ")
    };
    let dated = plan["tasks"].as_array().expect("tasks").iter().filter_map(toml::Value::as_table);
    let mut left: Vec<(String, String, String)> = dated
        .filter(|task| task.contains_key("wording"))
        .map(|task| {
            let lead = task["lead"].as_array().expect("leads").iter().filter_map(|id| id.as_str());
            let lead: Vec<String> = lead.filter(|id| *id != "chua-ro").map(|id| key(names[id])).collect();
            (task["clause"].as_str().unwrap_or_default().to_owned(), bodies(&lead), due(task))
        })
        .collect();
    let (total, mut found, mut right, mut wrong) = (left.len(), 0, 0, Vec::new());
    let text = fs::read_to_string(expected).expect("what is expected");
    for line in text.lines() {
        let [clause, lead, due] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let lead = bodies(&lead.split("; ").filter(|name| !name.is_empty()).map(key).collect::<Vec<_>>());
        let fits = |task: &&(String, String, String)| task.0 == clause && task.2 == due;
        let best = left.iter().find(|task| fits(task) && task.1 == lead).or_else(|| left.iter().find(fits)).cloned();
        let Some(best) = best else {
            wrong.push(format!("missing: {line}"));
            continue;
        };
        left.remove(left.iter().position(|task| *task == best).expect("it is there"));
        found += 1;
        if best.1 == lead {
            right += 1;
        } else {
            wrong.push(format!("lead: {line}: {}", best.1));
        }
    }
    wrong.extend(left.iter().map(|task| format!("too many: {task:?}")));
    (format!("{found} of {} found, {right} with their bodies, {total} proposed", text.lines().count()), wrong)
}

/// Holds plans drafted from files against the lists of what stands in them, and `docs/draft.md` against the sums: one line
/// for each file, or for all of them.
fn measure(expected: &[&str], each: bool) {
    let mut amiss = Vec::new();
    let measured = expected.iter().map(|line| {
        let file = line.split(": ").next().expect("a file");
        let listed = root().join("tests/files/draft").join(file).with_extension("tsv");
        let (figures, wrong) = compared(&drafted(file), &listed);
        amiss.extend(wrong.into_iter().map(|line| format!("{file}: {line}")));
        format!("{file}: {figures}")
    });
    assert_eq!(measured.collect::<Vec<_>>(), expected, "{amiss:#?}");
    let figures = |line: &&str| {
        let numbers = line.split(": ").nth(1).into_iter().flat_map(|said| said.split(|c: char| !c.is_ascii_digit()));
        numbers.filter_map(|number| number.parse().ok()).collect::<Vec<usize>>()
    };
    let mut lines: Vec<Vec<usize>> = expected.iter().map(figures).collect();
    if !each {
        lines = vec![(0..4).map(|at| lines.iter().map(|line| line[at]).sum()).collect()];
    }
    let docs = fs::read_to_string(root().join("docs/draft.md")).expect("the figures");
    for line in lines {
        let [found, listed, right, proposed] = line[..] else { panic!("{line:?}") };
        let row = format!("| {listed} | {found} | {right} | {proposed} |");
        assert!(docs.contains(&row), "docs/draft.md lacks {row}");
    }
}

#[test]
fn duties_in_sentences_are_found() {
    measure(
        &[
            "ke-hoach-257.txt: 26 of 29 found, 25 with their bodies, 27 proposed",
            "ke-hoach-141-bac-ninh.docx: 20 of 21 found, 20 with their bodies, 20 proposed",
            "ke-hoach-153-can-tho.docx: 3 of 3 found, 3 with their bodies, 3 proposed",
            "ke-hoach-khoang-san-lao-cai.docx: 11 of 12 found, 11 with their bodies, 12 proposed",
            "ket-luan-127-tw.docx: 22 of 22 found, 22 with their bodies, 22 proposed",
        ],
        true,
    );
}

/// Written for this test in the manner of such offices; what stands in them was listed before they were drafted from.
#[test]
fn documents_of_other_offices_are_read() {
    measure(
        &[
            "nghi-quyet-71.docx: 12 of 12 found, 12 with their bodies, 12 proposed",
            "ke-hoach-1215.docx: 11 of 11 found, 11 with their bodies, 11 proposed",
            "ke-hoach-19-btc.docx: 10 of 11 found, 10 with their bodies, 11 proposed",
            "ke-hoach-32-xa.docx: 7 of 7 found, 7 with their bodies, 7 proposed",
            "ke-hoach-88.txt: 8 of 8 found, 8 with their bodies, 8 proposed",
            "ket-luan-45.txt: 7 of 8 found, 7 with their bodies, 7 proposed",
            "chi-thi-08.docx: 8 of 8 found, 8 with their bodies, 8 proposed",
            "quyet-dinh-512.txt: 7 of 7 found, 7 with their bodies, 7 proposed",
        ],
        false,
    );
}

/// Saved by an office suite, in shapes that the first ones lack: columns in other orders, headings over two rows, a table that
/// goes on in another, automatic numbers, articles of a resolution, a conclusion of the Party.
#[test]
fn documents_of_other_shapes_are_read() {
    measure(
        &[
            "nghi-quyet-18.txt: 6 of 7 found, 6 with their bodies, 6 proposed",
            "ket-luan-412.docx: 6 of 6 found, 6 with their bodies, 6 proposed",
            "chuong-trinh-31.docx: 8 of 8 found, 8 with their bodies, 8 proposed",
            "ke-hoach-77.docx: 3 of 3 found, 3 with their bodies, 3 proposed",
        ],
        false,
    );
    for file in ["phu-luc-245.docx", "cong-van-1180.xlsx", "quyet-dinh-301.docx"] {
        let plan = drafted(file);
        let expected = root().join("tests/files/draft").join(file).with_extension("tsv");
        let rows = fs::read_to_string(&expected).expect("rows").lines().count();
        assert_eq!(plan["tasks"].as_array().map(Vec::len), Some(rows), "{file}");
        assert_eq!(misses(&plan, &expected), Vec::<String>::new(), "{file}");
    }
}

/// What an office suite keeps outside the text: numbers of lists are read, footnotes and boxes are named and not read.
#[test]
fn footnotes_and_boxes_of_an_office_suite_are_named_and_not_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let plan = folder.path().join("plan.toml");
    let source = root().join("tests/files/draft/ke-hoach-77.docx");
    assert_eq!(finish(tiendo().args(["--lang", "en", "draft"]).arg(source).arg("-o").arg(&plan)).code, 0);
    let [plan, coverage] = ["plan.toml", "plan.coverage.md"]
        .map(|name| fs::read_to_string(folder.path().join(name)).expect("it was written"));
    assert!(
        plan.contains("clause     = \"II.1.2.b\"") && plan.contains("title      = \"Chuyển đổi số năm 2026\""),
        "{plan}"
    );
    assert!(!plan.contains("15/STC-NS") && !plan.contains("Công an tỉnh"), "{plan}");
    assert!(coverage.contains("Công an tỉnh bảo đảm an ninh mạng trước ngày 15/5/2026."), "{coverage}");
    assert!(coverage.lines().any(|line| line.contains("ootnotes") && line.contains('1')), "{coverage}");
}

#[test]
fn what_cannot_be_read_says_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, bytes, said) in [
        ("a.pdf", &b"%PDF-1.4 /Font"[..], "pdftotext -layout"),
        ("b.pdf", b"%PDF-1.4 scan", "OCR"),
        ("c.doc", &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "save it as .docx"),
        ("d.docx", b"PK\x03\x04 broken", "damaged"),
        ("e.txt", b"no duties here", "no duties were found"),
        ("f.txt", b"", "no text"),
    ] {
        let file = folder.path().join(name);
        fs::write(&file, bytes).expect("a file");
        let ran = finish(tiendo().args(["--lang", "en", "draft"]).arg(&file));
        assert_eq!(ran.code, 3, "{name}");
        assert!(ran.stderr.contains(said), "{name}: {}", ran.stderr);
    }
}

/// An archive of parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// What `tiendo draft` says of a file: its exit code, and what it wrote.
fn said(name: &str, bytes: &[u8]) -> (i32, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(name);
    fs::write(&file, bytes).expect("a file");
    let ran = finish(tiendo().args(["--lang", "en", "draft"]).arg(&file));
    (ran.code, format!("{}{}", ran.stdout, ran.stderr))
}

#[test]
fn hostile_documents_do_no_harm() {
    let word = |body: &str| format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>").into_bytes();
    let deep = word(&format!("{}{}", "<w:p>".repeat(100_000), "</w:p>".repeat(100_000)));
    let bomb = vec![b' '; 140 << 20];
    let entity = b"<!DOCTYPE x [<!ENTITY a \"aaaaaaaa\">]><w:document><w:body><w:p><w:r><w:t>&a;&a;</w:t></w:r></w:p></w:body></w:document>";
    let spans = "<table><tr>".to_owned() + &"<td colspan=999999999 rowspan=999999999>x".repeat(500);
    for (name, bytes, expected) in [
        ("deep.docx", archive(&[("word/document.xml", &deep)]), "damaged"),
        ("bomb.docx", archive(&[("word/document.xml", &bomb)]), "too large"),
        ("entity.docx", archive(&[("word/document.xml", entity)]), "no text"),
        ("cut.docx", archive(&[("word/document.xml", b"<w:document><w:body><w:p>")]), "damaged"),
        ("deep.odt", archive(&[("content.xml", &deep)]), "damaged"),
        ("other.zip", archive(&[("a.txt", b"x")]), "not a kind of file"),
        ("tables.html", "<table><tr><td>".repeat(5_000).into_bytes(), "damaged"),
        ("spans.html", spans.into_bytes(), "no duties"),
        ("open.html", b"<html><script>".to_vec(), "no text"),
        ("zeros.txt", vec![0; 4_096], "not a kind of file"),
        ("line.txt", "Sở A ".repeat(20_000).into_bytes(), "no duties"),
        ("labels.txt", "1. (a) ((((: ;;;; “” hằng hằng hằng quý quý\n".repeat(2_000).into_bytes(), "no duties"),
    ] {
        let (code, said) = said(name, &bytes);
        assert_eq!(code, 3, "{name}: {said}");
        assert!(said.contains(expected), "{name}: {said}");
    }
    // Macros are not looked at, and what a change takes out is not read.
    let body = "<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:r><w:t>1. Sở A báo cáo UBND tỉnh trước ngày 30/6/2025.</w:t></w:r></w:p>";
    let bytes = archive(&[("word/document.xml", &word(body)), ("word/vbaProject.bin", b"\xd0\xcf")]);
    let (code, said) = said("macros.docm", &bytes);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("due        = \"before 2025-06-30\""), "{said}");
}

#[test]
fn the_same_table_is_read_from_every_kind_of_file() {
    let rows = [
        ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành"],
        ["1", "Xây dựng Đề án phát triển", "Sở Tài chính", "Quý II/2025"],
        ["2", "Rà soát quy hoạch", "Sở Xây dựng", "Trước ngày 30/6/2025"],
    ];
    let lines = |open: &str, between: &str, close: &str| {
        rows.iter().map(|row| format!("{open}{}{close}", row.join(between))).collect::<String>()
    };
    let layout: String =
        rows.iter().map(|row| format!("      {:4}{:32}{:24}{}\n", row[0], row[1], row[2], row[3])).collect();
    let cell = "<table:table-cell><text:p>";
    let table = lines(
        &format!("<table:table-row>{cell}"),
        &format!("</text:p></table:table-cell>{cell}"),
        "</text:p></table:table-cell></table:table-row>",
    );
    let sheet = format!(
        "<office:document-content><office:body><table:table table:name=\"A\">{table}</table:table></office:body></office:document-content>"
    );
    for (name, bytes) in [
        ("a.html", format!("<html><table>{}</table>", lines("<tr><td>", "<td>", "</tr>")).into_bytes()),
        ("a.ods", archive(&[("mimetype", b"x"), ("content.xml", sheet.as_bytes())])),
        ("a.md", lines("| ", " | ", " |\n").into_bytes()),
        ("a.txt", format!("{layout}\n{}", "      \n".repeat(6)).into_bytes()),
    ] {
        let (code, said) = said(name, &bytes);
        assert_eq!(code, 0, "{name}: {said}");
        let plan: toml::Table = said.split("\n2 tasks").next().unwrap_or_default().parse().expect("a plan");
        let tasks = plan["tasks"].as_array().expect("tasks");
        let shown: Vec<String> = tasks
            .iter()
            .filter_map(toml::Value::as_table)
            .map(|task| {
                format!(
                    "{} {} {}",
                    task["title"].as_str().unwrap_or_default(),
                    task["lead"][0].as_str().unwrap_or_default(),
                    when(task)
                )
            })
            .collect();
        assert_eq!(
            shown,
            ["Xây dựng Đề án phát triển so-tai-chinh 2025-06-30", "Rà soát quy hoạch so-xay-dung before 2025-06-30"],
            "{name}"
        );
    }
}
