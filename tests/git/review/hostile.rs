//! Texts of plans and units never become markup, commands or lines of their own.

use pulldown_cmark::{Event, Options, Parser, Tag};

use super::plan;
use crate::repo::Repo;

/// Texts that somebody could hope to become something else.
const TEXTS: [&str; 16] = [
    "a | b | c",
    "một\\n\\n# Tiêu đề\\n- mục",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[nhấn](https://example.vn)",
    "![ảnh](https://example.vn/x.png)",
    "https://example.vn/x www.example.vn a@example.vn",
    "@van-phong @tinh-uy/ban",
    "sửa #1 và GH-2, x/y#3",
    "`mã` ``mã`` ```",
    "**đậm** _nghiêng_ ~~bỏ~~ $x$",
    "&lt;b&gt; &#35;1 &amp;",
    "\\\\` \\\\* \\\\",
    "1. một 2) hai + ba - bốn > năm",
    "\u{202e}đảo\u{202c} \u{200b}ẩn",
    "::error file=x::y %0A ]]>",
];

/// Every place where a text can stand in a comparison.
fn with(text: &str) -> Repo {
    let hostile = |plan: String| {
        plan.replace("Kế hoạch năm", text)
            .replace("Văn phòng", &format!("{text} a"))
            .replace("Báo cáo năm", &format!("{text} n"))
    };
    let events = format!("[events]\nE = {{ name = \"{text}\" }}\n[units]");
    let before = hostile(plan(&format!("issuer = \"{text}\"\nnotice = \"{text}\""))).replace("[units]", &events);
    let gone = format!("[nam]\ndone = 2024-04-01\nevidence = [\"{text} x\"]\nnote = \"{text} c\"\n");
    let repo = Repo::new(&before, &[("a", &gone), ("b", "[nam]\nreason = \"x\"\n")]);
    let after =
        before.replace(&format!("{{ name = \"{text}\" }}"), &format!("{{ name = \"{text}\", date = 2024-06-01 }}"));
    let after = after.replace(&format!("title = \"{text} n\""), &format!("title = \"{text} m\"\nclause = \"{text}\""));
    let granted = format!(
        "[nam]\nevidence = [\"{text}\", \"{text}\"]\nreason = \"{text}\"\nnote = \"{text} d\"\n\
         extended = {{ to = 2024-05-31, by = \"{text}\", on = 2024-05-01 }}\n\
         waived = {{ by = \"{text}\", on = 2024-05-01 }}\n"
    );
    repo.write("plan.toml", after).unit("a", granted).unit("b", "").commit("2024-05-15", "x");
    repo
}

#[test]
fn no_text_becomes_markup_in_a_comment() {
    for text in TEXTS {
        let repo = with(text);
        for lang in ["vi", "en"] {
            let comment = repo.markdown(&["HEAD~1..HEAD", "--lang", lang]);
            for event in Parser::new_ext(&comment, Options::all()) {
                let sign = |c: char| c.is_ascii_alphanumeric() || c == '-';
                let own = |html: &str| {
                    let html = html.trim();
                    let rest = html.strip_prefix("<details").map(|rest| rest.strip_prefix(" open").unwrap_or(rest));
                    html == "</details>" || rest.is_some_and(|rest| rest.matches('<').count() == 2)
                };
                let strange = match &event {
                    Event::Html(html) if own(html) => false,
                    Event::Code(code) => !code.chars().all(sign),
                    Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::Rule => true,
                    other => matches!(
                        other,
                        Event::InlineMath(_)
                            | Event::DisplayMath(_)
                            | Event::TaskListMarker(_)
                            | Event::Start(
                                Tag::Link { .. }
                                    | Tag::Image { .. }
                                    | Tag::CodeBlock(_)
                                    | Tag::Emphasis
                                    | Tag::Strikethrough
                                    | Tag::MetadataBlock(_)
                            )
                    ),
                };
                assert!(!strange, "{text}: {event:?}\n{comment}");
            }
            let tame = with("hiền");
            let shape = |comment: &str| -> Vec<String> {
                let structure = Parser::new_ext(comment, Options::all()).filter_map(|event| match event {
                    Event::Start(tag) => Some(format!("{tag:?}")),
                    _ => None,
                });
                structure.collect()
            };
            let expected = shape(&tame.markdown(&["HEAD~1..HEAD", "--lang", lang]));
            assert_eq!(shape(&comment), expected, "{text}\n{comment}");
        }
    }
}

/// What a comment shows once it is read as Markdown.
fn rendered(comment: &str) -> String {
    let mut text = String::new();
    for event in Parser::new_ext(comment, Options::all()) {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
            _ => text.push('\n'),
        }
    }
    text
}

#[test]
fn nobody_is_called_and_nothing_is_referred_to_by_a_comment() {
    // Hosts look for people and for issues in what Markdown has become, so that a backslash holds off neither.
    let repo = with("@van-phong sửa #1 và x/y#3 GH-2 a@example.vn");
    let shown = rendered(&repo.markdown(&["HEAD~1..HEAD"]));
    let mut called = 0;
    for (at, sign) in shown.match_indices(['@', '#']) {
        let next = shown[at + sign.len()..].chars().next();
        assert!(!next.is_some_and(char::is_alphanumeric), "{:?}", &shown[at..].chars().take(12).collect::<String>());
        called += 1;
    }
    assert!(called > 10, "the texts are there: {shown}");
    assert!(!shown.contains("GH-2"), "{shown}");
}

#[test]
fn no_text_makes_lines_of_its_own_in_a_table_or_colours_it() {
    let expected = with("hiền").table(&["HEAD~1..HEAD"]);
    let starts = |table: &str| table.lines().filter(|line| line.starts_with("  - ") || line.starts_with('W')).count();
    for text in TEXTS {
        let table = with(text).table(&["HEAD~1..HEAD"]);
        assert!(!table.chars().any(|c| c.is_control() && c != '\n'), "{text}: {table}");
        assert!(!table.contains(['\u{202e}', '\u{202c}', '\u{200b}']), "{text}: {table}");
        assert_eq!(starts(&table), starts(&expected), "{text}: {table}");
    }
}

#[test]
fn every_text_comes_whole_through_json() {
    for text in TEXTS {
        let repo = with(text);
        let shown = repo.changes(&["HEAD~1..HEAD"]);
        let meant: toml::Table = format!("x = \"{text}\"").parse().expect("it is TOML");
        assert_eq!(shown["plan"]["title"].as_str(), meant["x"].as_str());
        assert_eq!(shown["changes"][0]["after"]["record"]["extended"]["by"].as_str(), meant["x"].as_str());
        let run = repo.diff(&["HEAD~1..HEAD", "--format", "sarif"]);
        let log = run.json();
        assert_eq!(log["version"], "2.1.0");
        assert_eq!(run.out().lines().count(), 1);
    }
}
