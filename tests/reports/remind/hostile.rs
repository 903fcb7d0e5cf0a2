//! Texts that would escape from a letter: into the terminal, into markup, into another row or another letter.

use std::fs;

use pulldown_cmark::{Event, Options, Parser, Tag};
use tiendo::text::one_line;

use super::docx::{Docx, parts, template};
use super::mail::{letters, texts};
use crate::support::case::Case;
use crate::support::entries;

/// Texts as they are meant, for every place that holds one.
pub const TEXTS: &[&str] = &[
    "\u{1b}[31mđỏ\u{1b}[0m\u{1b}[2J\u{1b}[H",
    "\u{1b}]0;tên cửa sổ\u{7}\u{1b}]8;;https://example.com\u{1b}\\bấm",
    "\u{9b}31m\u{90}q\u{9c}\u{85}",
    "a\u{8}\u{8}b\u{c}\u{b}c\u{7f}\u{0}d",
    "dòng một\ndòng hai\n\n\ndòng năm",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:y\r\nEND:VEVENT",
    "CRLF\r\n BEGIN:VALARM",
    "BEGIN:VCALENDAR",
    "a;b,c:d\\n\\N\\,\\;\\\\ \"e\"",
    "\\",
    "che\rđi",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</w:t></w:r></w:p><w:p><w:r><w:t>",
    "]]><!-- --><?xml?>&lt;&amp;&#0;",
    "a | b || c |---|---|",
    "\\| \\\\| \\",
    "[x](javascript:alert(1)) ![y](https://example.com/z) <https://example.com>",
    "# đề mục\n- danh sách\n> trích\n```\nmã\n```",
    "*đậm* _nghiêng_ ~~gạch~~ `mã` $x$ **",
    "1. một",
    "------------------------------------------------------------------------",
    "Kính gửi: đơn vị khác",
    "{{body}} {{unit}} {{",
    "\u{202e}đảo\u{202c} \u{2066}a\u{2069} \u{61c}\u{200e}\u{200f}",
    "a\u{200b}b\u{200c}c\u{200d}d\u{2060}e\u{feff}f\u{ad}g\u{180e}h",
    "\u{2028}dòng\u{2029}đoạn",
    "\u{fffe}\u{ffff}\u{10ffff}",
    "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}\u{30c}\u{30d}\u{30e}",
    "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
    "👩‍👩‍👧‍👦🇻🇳",
    "",
    " ",
    "=cmd|' /C calc'!A0",
    "../../../etc/passwd",
];

/// A text as a string of TOML.
pub fn quoted(text: &str) -> String {
    let letter = |letter: char| match letter {
        '"' | '\\' => format!("\\{letter}"),
        letter if letter.is_control() => format!("\\u{:04X}", u32::from(letter)),
        letter => letter.to_string(),
    };
    format!("\"{}\"", text.chars().map(letter).collect::<String>())
}

/// A plan in which a text stands in every place that a letter shows; the unit is late and has something due soon.
fn everywhere(text: &str) -> Case {
    let text = quoted(text);
    let shared = format!(
        "title = {text}\nlead = [\"a\"]\nclause = {text}\nwording = {text}\nproduct = {text}\nreports_to = {text}\n"
    );
    Case::new(format!(
        "[plan]\nnumber = {text}\ntitle = {text}\nissuer = {text}\nnotice = {text}\ncoordinator = \"b\"\n\
         starts = 2024-01-01\nends = 2024-12-31\n[units]\na = {{ name = {text}, short = {text} }}\nb = {text}\n\
         [[tasks]]\nid = \"x\"\n{shared}due = 2024-05-10\n[[tasks]]\nid = \"y\"\n{shared}due = 2024-05-20\n"
    ))
    .unit("a", format!("[x]\nreason = {text}\ncommitted = 2024-06-01\n[y]\nreason = {text}\n"))
    .unit("b", "")
}

/// Whether a character would do something to a terminal or to a reader's eyes. A list of its own: what the program takes
/// for harmless must not decide what these tests do.
pub fn harms(character: char) -> bool {
    matches!(u32::from(character),
        0x00..=0x09 | 0x0b..=0x1f | 0x7f..=0x9f
        | 0x61c | 0x200e | 0x200f | 0x202a..=0x202e | 0x2066..=0x2069
        | 0x200b..=0x200d | 0x2060..=0x2064 | 0xfeff | 0xad | 0x180e
        | 0x2028 | 0x2029
    )
}

/// The letter of a plan with a text everywhere, in a form.
fn printed(text: &str, format: &str) -> String {
    let run = everywhere(text).run(&["remind", "--format", format, "--as-of", "2024-05-15"]);
    run.ends_with(&[0]);
    if let Some(found) = run.out().chars().find(|letter| harms(*letter)) {
        panic!("{text:?} brings U+{:04X} into a letter: {run:?}", u32::from(found));
    }
    assert!(!run.err().chars().any(harms), "{run:?}");
    run.out().to_owned()
}

#[test]
fn no_text_controls_the_screen_or_makes_a_line_too_wide() {
    for text in TEXTS {
        let printed = printed(text, "text");
        let widest = printed.lines().map(unicode_width::UnicodeWidthStr::width).max();
        assert!(widest <= Some(72), "{text:?}: {printed}");
        // Lines of entries are marked by where they begin; a text's own lines begin none.
        let begun = |with: &str| printed.lines().filter(|line| line.starts_with(with)).count();
        assert_eq!((begun("1. "), begun("2. ")), (2 + usize::from(*text == "1. một") * 3, 0), "{text:?}: {printed}");
        assert_eq!((begun("VIỆC QUÁ HẠN"), begun("VIỆC SẮP ĐẾN HẠN")), (1, 1), "{text:?}: {printed}");
    }
}

/// What a text of Markdown is made of: elements without their texts.
fn elements(text: &str) -> Vec<String> {
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH);
    let element = |event: Event| match event {
        Event::Start(tag) => Some(format!("{tag:?}")),
        Event::Text(_) | Event::End(_) => None,
        other => Some(format!("{other:?}")),
    };
    parser.filter_map(element).collect()
}

/// The cells of the tables in a text of Markdown, as readers see them.
fn seen_cells(text: &str) -> Vec<String> {
    let (mut cells, mut inside) = (Vec::new(), false);
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::TableCell) => {
                cells.push(String::new());
                inside = true;
            }
            Event::Start(_) | Event::End(pulldown_cmark::TagEnd::TableCell) => inside = false,
            Event::Text(text) if inside => cells.last_mut().expect("a cell is begun").push_str(&text),
            _ => {}
        }
    }
    cells
}

#[test]
fn no_text_becomes_markup_in_markdown_or_leaves_its_cell() {
    let tame = printed("chữ", "md");
    assert_eq!(elements(&tame).iter().filter(|element| element.starts_with("TableCell")).count(), 32);
    for text in TEXTS.iter().filter(|text| !one_line(text).is_empty()) {
        let hostile = printed(text, "md");
        assert_eq!(elements(&hostile), elements(&tame), "{text:?}: {hostile}");
        let cells = seen_cells(&tame);
        let meant: Vec<String> = cells.iter().map(|cell| one_line(&cell.replace("chữ", text))).collect();
        assert_eq!(seen_cells(&hostile), meant, "{text:?}: {hostile}");
    }
    // Nothing to say is an empty cell.
    for text in ["", " "] {
        let rows = |text| seen_cells(&printed(text, "md")).len();
        assert_eq!(rows(text), rows("chữ"), "{text:?}");
    }
}

/// The letter as a text document, on plain paper or in a template.
fn document(text: &str, template: Option<&[u8]>) -> Docx {
    let case = everywhere(text);
    let (out, own) = (case.path().join("out"), case.path().join("mẫu.docx"));
    let mut args = vec!["remind", "--format", "docx", "--as-of", "2024-05-15", "--out"];
    args.push(out.to_str().expect("the path is text"));
    if let Some(template) = template {
        fs::write(&own, template).expect("a template can be written");
        args.extend(["--template", own.to_str().expect("the path is text")]);
    }
    case.run(&args).ends_with(&[0]);
    let files = entries(&out);
    assert_eq!(files.len(), 1, "one letter, in its folder: {files:?}");
    let bytes = fs::read(&files[0]).expect("a letter can be read");
    for (name, part) in parts(&bytes) {
        // The other parts of a document are XML too: its title stands in one.
        if template.is_none() {
            assert!(!Docx::part(&part).elements.is_empty(), "{name}");
        }
    }
    Docx::of(&bytes)
}

#[test]
fn no_text_becomes_an_element_of_a_text_document() {
    let own = template(&["{{unit}}", "{{number}}", "{{body}}", "{{warnings}}"]);
    for template in [None, Some(own.as_slice())] {
        let tame = document("chữ", template);
        for text in TEXTS {
            let hostile = document(text, template);
            for element in ["w:tbl", "w:tr", "w:tc", "w:p", "w:sectPr"] {
                assert_eq!(hostile.count(element), tame.count(element), "{element} of {text:?}");
            }
            // XML cannot hold every character; what it cannot hold is left out.
            let carried = |text: &str| text.replace(['\u{fffe}', '\u{ffff}'], "");
            let meant = |cell: &String| carried(&one_line(&cell.replace("chữ", text)));
            let cells = |docx: &Docx| docx.tables.iter().flatten().flatten().cloned().collect::<Vec<String>>();
            if !one_line(text).is_empty() {
                assert_eq!(hostile.elements, tame.elements, "{text:?}");
                assert_eq!(cells(&hostile), cells(&tame).iter().map(meant).collect::<Vec<_>>(), "{text:?}");
                let paragraphs: Vec<String> = tame.paragraphs.iter().map(meant).collect();
                assert_eq!(hostile.paragraphs, paragraphs, "{text:?}");
            }
        }
    }
}

#[test]
fn a_letter_is_told_from_the_next_whatever_is_in_it() {
    let dashes = "-".repeat(72);
    let two = |text: &str| {
        let text = quoted(text);
        Case::new(format!(
            "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 2024-01-01\nends = 2024-12-31\n[units]\na = \"A\"\nb = \"B\"\n\
             [[tasks]]\nid = \"x\"\ntitle = {text}\nlead = [\"a\", \"b\"]\ndue = 2024-05-20\nproduct = {text}\n"
        ))
        .unit("a", "")
        .unit("b", "")
    };
    for text in ["chữ", &dashes, &format!("x {dashes}\n\n{dashes}"), &format!("x\n\n{dashes}\n\nKính gửi: C")] {
        for format in ["text", "md"] {
            let run = two(text).run(&["remind", "--format", format, "--as-of", "2024-05-15"]);
            assert_eq!(texts(&run).len(), 2, "{run:?}");
        }
        let run = two(text).run(&["remind", "--format", "md", "--as-of", "2024-05-15"]);
        let units: Vec<String> = letters(&run).into_iter().map(|letter| letter.unit).collect();
        assert_eq!(units, ["A", "B"]);
    }
}
