//! Texts that would escape: into a terminal, markup, a script, a formula, another row, a place of a template. They
//! stand wherever a file can hold them, and come out of every format as the texts that they are.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

use super::bench::{FORMATS, LATER, Span, list, parsed, report};
use super::reading::{document, markdown, page, plain, tables, widths};
use super::tree::{self, Element};
use crate::support::case::{Case, text};

/// Texts as they are meant.
const TEXTS: [&str; 36] = [
    "\u{1b}[31mđỏ\u{1b}[0m\u{1b}[2J",
    "\u{1b}]8;;https://example.com\u{1b}\\bấm\u{1b}]8;;\u{1b}\\",
    "\u{9b}31m\u{85}a\u{7f}\u{0}b\u{8}",
    "<script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "</title><script>alert(2)</script>",
    "\"><img src=x onerror=alert(3)>",
    "' onmouseover='alert(4)' x='",
    "</td></tr></table></main><iframe src=\"javascript:alert(5)\"></iframe>",
    "<!-- --> <!-- tiendo.report/1 2024-W01 2024-01-01 -->",
    "]]> <![CDATA[ <?xml version=\"1.0\"?>",
    "&amp; &lt;b&gt; &#60;i&#62; &nbsp;",
    "a | b || c |---|---|",
    "\\| \\\\| \\",
    "một\nhai\r\nba\n\n\nbốn",
    "# đề mục\n- danh sách\n> trích",
    "[x](javascript:alert(6)) ![y](https://example.com/z) <https://example.com>",
    "](javascript:alert(7))",
    "https://example.com/a www.example.com",
    "`mã` ```khối``` *đậm* __đậm__ ~~gạch~~ $x$ $$y$$ [^1] - [ ] việc",
    "=cmd|' /C calc'!A0",
    "+84 255 382 2222",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "  =1+1",
    "\n=1+1",
    "＝1+1",
    "\u{202e}đảo\u{202c} \u{2066}a\u{2069}\u{200f}",
    "\u{2028}dòng\u{2029}đoạn",
    "a\u{200b}b\u{feff}c\u{ad}d",
    "{{body}} {{period}} {{nothing}} {% if %} {{{",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306} 👩‍👩‍👧 漢字漢字漢字漢字漢字漢字漢字漢字",
    "a,b;c\td\"e\"\"",
    "2024-05-15",
    "1. Một 2) Hai === --- ***",
];

/// Texts of a harmless workspace of the same shape.
const HARMLESS: [&str; 36] = ["chữ"; 36];

/// The texts, a word that no line holds, and a note that no cell holds.
fn all(short: &[&str]) -> Vec<String> {
    let mut all: Vec<String> = short.iter().map(|text| (*text).to_owned()).collect();
    all.extend(["dài".repeat(300), "ghi chep, ".repeat(3_000)]);
    all
}

/// What people see of a text on one line: blanks are one, and what would not be seen has a sign.
fn shown(text: &str) -> String {
    let words: Vec<&str> = text.split(char::is_whitespace).filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().map(sign).collect()
}

fn sign(character: char) -> char {
    match u32::from(character) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).expect("there is a picture of each"),
        0x7f => '␡',
        _ if is_hidden(character) => '\u{fffd}',
        _ => character,
    }
}

/// The beginning of a text, for messages.
fn begun(text: &str) -> String {
    format!("{:?}", text.chars().take(100).collect::<String>())
}

/// Whether a character would do something to a terminal or to a reader's eyes: a list of its own, so that what the
/// program takes for harmless does not decide what these tests do.
fn is_hidden(character: char) -> bool {
    matches!(u32::from(character),
        0x00..=0x1f | 0x7f..=0x9f | 0xad | 0x61c | 0x180e | 0x200b..=0x200f | 0x2028..=0x202e
        | 0x2060..=0x2069 | 0xfeff)
}

fn toml(text: &str) -> String {
    let mut written = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => written.extend(['\\', character]),
            c if c < ' ' || c == '\u{7f}' => written.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => written.push(c),
        }
    }
    written + "\""
}

/// The kinds of obligation of each unit: each stands in another list of the report.
const LISTED: [(&str, &str); 7] = [
    ("completed", "due = 2024-05-10"),
    ("newly_overdue", "due = 2024-05-10"),
    ("extended", "due = 2024-05-10"),
    ("waived", "every = \"year\"\ntitles = { 2024 = TEXT }"),
    ("awaiting_acceptance", "due = 2024-05-10"),
    ("carried", "due = \"event e AT\""),
    ("ongoing", "due = \"ongoing\""),
];

/// The month of the reports.
fn month() -> Span {
    Span::at("month", "2024-05-01")
}

/// A workspace in which every text stands in every place: each unit has one of its own, the plan has them all.
fn workspace(texts: &[String]) -> Case {
    let everything =
        toml(&texts.iter().filter(|text| text.len() < 500).map(String::as_str).collect::<Vec<_>>().join(" "));
    // The unit with whose name the issuer's begins would stand apart.
    let issuer = everything.replacen('"', "\"Nơi ban hành: ", 1);
    let mut plan = format!(
        "[plan]\nnumber = {everything}\ntitle = {everything}\nissuer = {issuer}\nnotice = {everything}\n\
         starts = 2024-01-01\nends = 2024-12-31\nacceptance = true\n"
    );
    let [mut units, mut groups, mut events, mut tasks, mut others] =
        ["[units]\n", "[groups]\n", "[events]\n", "", ""].map(str::to_owned);
    let mut files = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let text = toml(text);
        units.push_str(&format!("u{at} = {{ name = {text}, short = {text} }}\n"));
        // Another member, so that the group has a section: what it owes is in no list.
        others.push_str(&format!("v{at} = \"V\"\n"));
        groups.push_str(&format!("g{at} = {{ name = {text}, members = [\"u{at}\", \"v{at}\"] }}\n"));
        events.push_str(&format!("e{at} = {{ name = {text}, date = 2024-04-10 }}\n"));
        let mut file = String::new();
        for (kind, due) in LISTED {
            let due = due.replace("TEXT", &text).replace("e AT", &format!("e{at}"));
            tasks.push_str(&format!(
                "[[tasks]]\nid = \"{kind}-{at}\"\ntitle = {text}\nclause = {text}\nlead = [\"u{at}\"]\n\
                 wording = {text}\nproduct = {text}\nreports_to = {text}\nnote = {text}\n{due}\n"
            ));
            let facts = match kind {
                "completed" => "done = 2024-05-12\naccepted = 2024-05-13\n".to_owned(),
                "extended" => format!("extended = {{ to = 2024-06-10, by = {text}, on = 2024-05-02 }}\n"),
                "waived" => format!("waived = {{ by = {text}, on = 2024-05-02 }}\n"),
                "awaiting_acceptance" => "done = 2024-05-12\n".to_owned(),
                _ => "committed = 2024-07-01\n".to_owned(),
            };
            let period = if kind == "waived" { ".2024" } else { "" };
            file.push_str(&format!(
                "[{kind}-{at}{period}]\nstarted = 2024-02-01\nevidence = [{text}, {text}]\n\
                 note = {text}\nreason = {text}\n{facts}"
            ));
        }
        files.push(file);
    }
    let leads: Vec<String> = (0..texts.len()).map(|at| format!("v{at}")).collect();
    tasks.push_str(&format!("[[tasks]]\nid = \"later\"\ntitle = \"Việc sau\"\nlead = {leads:?}\ndue = 2024-12-20\n"));
    plan.push_str(&(events + &units + &others + &groups + &tasks));
    files.iter().enumerate().fold(Case::new(plan), |case, (at, file)| case.unit(&format!("u{at}"), file))
}

fn hostile() -> (Case, Vec<String>) {
    let texts = all(&TEXTS);
    (workspace(&texts), texts)
}

fn made(case: &Case, format: &str) -> Vec<u8> {
    report(case.path(), &month(), format, &["--as-of", LATER])
}

fn made_text(case: &Case, format: &str) -> String {
    String::from_utf8(made(case, format)).expect("UTF-8")
}

#[test]
fn nothing_that_hides_is_in_any_text_format() {
    let (case, _) = hostile();
    for format in ["md", "html", "csv", "json"] {
        let text = made_text(&case, format);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n");
        let found = text.char_indices().find(|(_, c)| is_hidden(*c) && *c != '\n');
        assert_eq!(found.map(|(at, c)| (u32::from(c), &text[..at][at.saturating_sub(20)..])), None, "{format}");
    }
}

#[test]
fn markdown_has_rows_of_one_width_and_nothing_but_text() {
    let (case, texts) = hostile();
    let text = made_text(&case, "md");
    // The parser of the test takes no other markup than what reports have.
    let pieces = markdown(&text);
    let tables = tables(&pieces);
    let widths = widths(&text);
    let expected = tables.iter().flat_map(|(_, rows)| std::iter::once(rows[0].len()).cycle().take(rows.len() + 1));
    assert_eq!(widths, expected.collect::<Vec<_>>(), "the headings, the rule below them, and every row");
    assert!(tables.iter().all(|(_, rows)| rows.iter().all(|row| row.len() == rows[0].len())));
    // What happened, what is carried on, what comes, what goes on: a row for each text, in every cell that holds one.
    for (at, cells) in [
        (3, &[0, 1, 5][..]),
        (4, &[0, 1, 4]),
        (5, &[0, 1, 4]),
        (6, &[0, 2]),
        (7, &[0, 1, 4]),
        (8, &[0, 1, 4]),
        (9, &[0, 1, 5]),
        (10, &[0, 1]),
    ] {
        let (under, rows) = tables[at];
        assert_eq!(rows.len(), texts.len() + 1, "{under}");
        for (row, text) in rows[1..].iter().zip(&texts) {
            for cell in cells {
                let (once, twice) = (shown(text), shown(&format!("{text}; {text}")));
                assert!([once, twice].contains(&row[*cell]), "{under}, cell {cell}, for {}", begun(text));
            }
        }
    }
    // In GitHub's eyes an address is a link, and a name after @ a person.
    let lines = text.lines().filter(|line| !line.starts_with("<!--"));
    for line in lines {
        assert!(!line.contains("://") && !line.contains("www."), "{line}");
        assert!(line.match_indices('@').all(|(at, _)| line[..at].ends_with('\\')), "{line}");
        assert!(!line.contains('<'), "{line}");
    }
}

#[test]
fn an_empty_title_makes_no_markup_either() {
    let plan = "[plan]\nnumber = \"\"\ntitle = \"\"\nissuer = \"\"\nnotice = \"\"\n\
                starts = 2024-01-01\nends = 2024-12-31\n\
                [units]\na = \"\"\n[groups.g]\nname = \"\"\nmembers = [\"a\"]\n\
                [[tasks]]\nid = \"t\"\ntitle = \"\"\nlead = [\"a\"]\ndue = 2024-05-10\n";
    let case = Case::new(plan).unit("a", "[t]\nevidence = [\"\", \" \"]\ndone = 2024-05-10\nnote = \"\"\n");
    markdown(&made_text(&case, "md"));
    for format in FORMATS {
        assert!(!made(&case, format).is_empty());
    }
}

/// How many elements of each name a page has, and how many attributes of each name.
fn counted(root: &Element) -> (BTreeMap<String, usize>, BTreeMap<String, usize>) {
    let (mut elements, mut attributes) = (BTreeMap::new(), BTreeMap::new());
    for element in root.every() {
        *elements.entry(element.name.clone()).or_default() += 1;
        for (name, _) in &element.attributes {
            *attributes.entry(name.clone()).or_default() += 1;
        }
    }
    (elements, attributes)
}

#[test]
fn a_page_has_the_elements_of_a_harmless_one_and_the_texts_as_text() {
    let (case, texts) = hostile();
    let (root, errors) = tree::page(&made_text(&case, "html"));
    assert_eq!(errors, Vec::<String>::new(), "there is nothing that a browser must mend");
    let (harmless, _) = tree::page(&made_text(&workspace(&all(&HARMLESS)), "html"));
    assert_eq!(counted(&root), counted(&harmless));
    for element in root.every() {
        assert!(!["iframe", "img", "object", "embed", "base"].contains(&element.name.as_str()), "{element:?}");
        for (name, value) in &element.attributes {
            assert!(!name.starts_with("on") && name != "style", "{name}");
            assert!(!["href", "src", "action"].contains(&name.as_str()) || value.starts_with('#'), "{name}={value}");
        }
    }
    let (elements, _) = counted(&root);
    assert_eq!((elements["script"], elements["style"], elements["title"]), (1, 1, 1));
    for (script, own) in [("script", "script"), ("style", "style")] {
        assert_eq!(root.only(script).text(), harmless.only(own).text());
    }
    // The same pieces as in Markdown: each text where it belongs.
    assert_eq!(plain(&page(&root)), plain(&markdown(&made_text(&case, "md"))));
    let rows = root.by_id("overdue").expect("it opens on what is overdue").only("tbody").all("tr");
    for text in &texts {
        let own = |row: &&&Element| row.children().next().is_some_and(|cell| cell.text() == shown(text));
        let rows: Vec<&&Element> = rows.iter().filter(own).collect();
        assert!(rows.len() >= 2, "what is newly overdue and carried forward of {}", begun(text));
        for row in rows {
            let cells: Vec<String> = row.children().map(Element::text).collect();
            assert!(cells[1].starts_with(&shown(text)) && cells[4] == shown(text), "{}", begun(text));
        }
    }
}

#[test]
fn a_text_document_is_sound_and_has_the_texts() {
    let (case, texts) = hostile();
    let bytes = made(&case, "docx");
    let parts = tree::xml_parts(&bytes);
    assert_eq!(plain(&document(&parts["word/document.xml"])), plain(&markdown(&made_text(&case, "md"))));
    let names: Vec<&str> = parts["word/document.xml"]
        .every()
        .iter()
        .map(|element| element.name.as_str())
        .filter(|name| !name.starts_with("w:"))
        .collect();
    assert_eq!(names, Vec::<&str>::new(), "no text becomes an element");
    let title = parts["docProps/core.xml"].only("dc:title").text();
    let first = shown(&texts[3]);
    assert!(title.contains(&first), "{title}");
    // Its parts are those of a harmless one, and so are all but the document and what it says of itself.
    let harmless = tree::parts(&made(&workspace(&all(&HARMLESS)), "docx"));
    for ((name, part), (other, harmless)) in tree::parts(&bytes).into_iter().zip(harmless) {
        assert_eq!(name, other);
        assert!(part == harmless || ["word/document.xml", "docProps/core.xml"].contains(&name.as_str()), "{name}");
    }
}

#[test]
fn a_workbook_has_texts_and_no_formula_but_its_own_sums() {
    let (case, texts) = hostile();
    let bytes = made(&case, "xlsx");
    for (name, part) in tree::xml_parts(&bytes) {
        if name.starts_with("xl/worksheets/") && !name.contains("_rels") {
            let own = |formula: &Element| {
                let cells = formula.text().strip_prefix("SUBTOTAL(9,").map(str::to_owned);
                cells.is_some_and(|cells| cells.bytes().all(|byte| b"CDEFGH0123456789:)".contains(&byte)))
            };
            assert!(part.all("f").iter().all(|formula| own(formula)) && part.all("hyperlink").is_empty(), "{name}");
        }
        assert!(!name.contains("externalLink") && !name.contains("vba"), "{name}");
    }
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("it is a workbook");
    let items = workbook.worksheet_range("Danh sách việc").expect("there are items");
    let rows: Vec<&[Data]> = items.rows().collect();
    let head = rows.iter().position(|row| row[0] == Data::String("Đơn vị".to_owned())).expect("there are headings");
    let rows = &rows[head + 1..];
    assert_eq!(rows.len(), texts.len() * (LISTED.len() + 1));
    for (at, row) in rows.iter().take(texts.len() * LISTED.len()).enumerate() {
        let text = &texts[at / LISTED.len()];
        let (once, twice) = (shown(text), shown(&format!("{text}; {text}")));
        for (column, expected) in [(0, &once), (1, &once), (13, &twice), (14, &once), (16, &once)] {
            let Data::String(found) = &row[column] else {
                panic!("column {column} for {}: {:?}", begun(text), row[column])
            };
            // No cell holds more than so many characters.
            let whole = found == expected || found.chars().count() == 32_767 && expected.starts_with(&found[..32_000]);
            assert!(whole, "column {column} for {}", begun(text));
        }
    }
}

#[test]
fn no_cell_of_csv_runs_and_none_makes_a_row() {
    let (case, texts) = hostile();
    let bytes = made(&case, "csv");
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().from_reader(bytes);
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("every row has every cell")).collect();
    assert_eq!(rows.len(), 2 * texts.len());
    for (row, text) in rows.iter().step_by(2).zip(&texts) {
        for cell in row {
            let first = cell.trim_start().chars().next();
            assert!(!matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')), "{cell:?}");
            assert!(!cell.starts_with(['\t', '\r']) && !cell.chars().any(|c| is_hidden(c) && c != '\n'), "{cell:?}");
        }
        let meant: String = text.chars().map(|c| if is_hidden(c) && c != '\n' { ' ' } else { c }).collect();
        for cell in [&row[5], &row[7]] {
            assert!(cell == meant || cell == format!("'{meant}"), "{cell:?} for {text:?}");
        }
    }
}

#[test]
fn json_means_the_very_text() {
    let (case, texts) = hostile();
    let json = parsed(&made(&case, "json"));
    for (kind, _) in LISTED.iter().filter(|(kind, _)| *kind != "ongoing") {
        let entries = list(&json[*kind]);
        assert_eq!(entries.len(), texts.len(), "{kind}");
        for (entry, meant) in entries.iter().zip(&texts) {
            for key in ["title", "clause", "wording", "note", "reason"] {
                assert_eq!(text(&entry[key]), meant, "{key} of {kind}");
            }
            assert_eq!(entry["evidence"], serde_json::json!([meant, meant]));
            let by = [&entry["extended"], &entry["waived"]].into_iter().find(|grant| !grant.is_null());
            assert_eq!(by.map_or(meant.as_str(), |grant| text(&grant["by"])), meant);
        }
    }
    let sections = list(&json["sections"]);
    let names = sections.iter().flat_map(|section| [&section["name"], &section["units"][0]["name"]]);
    let names: Vec<&str> = names.map(text).collect();
    assert_eq!(names, texts.iter().flat_map(|text| [text.as_str(); 2]).collect::<Vec<_>>());
    assert!(json["ongoing"].as_array().is_some_and(|ongoing| ongoing.len() == texts.len()));
    assert!(json["plan"]["title"].as_str().is_some_and(|title| title.contains(&texts[3])));
    assert_ne!(json["plan"]["notice"], Value::Null);
}
