//! The page's policy: it may run its own script and wear its own style, known by their fingerprints, and asks nothing
//! of any other place; and it can be read by those who hear it.

use std::collections::HashSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::bench::{Span, told};
use super::plans;
use super::tree::{self, Element};
use crate::support::root;

/// Pages of several workspaces in both languages, each with its text.
fn pages() -> Vec<(String, Element, &'static str)> {
    let cases = [plans::accepted_later(), plans::grouped()];
    let places = [(root(), "2024-05-15"), (cases[0].path(), "2024-05-15"), (cases[1].path(), "2024-02-01")];
    let made = places.iter().flat_map(|(at, on)| {
        ["vi", "en"].map(|lang| {
            let text = told(at, &Span::at("month", on), "html", lang);
            let (root, errors) = tree::page(&text);
            assert_eq!(errors, Vec::<String>::new());
            (text, root, lang)
        })
    });
    made.collect()
}

/// What stands between two tags of the page as it is written: a browser takes the fingerprint of just these bytes.
fn between<'a>(text: &'a str, tag: &str) -> &'a str {
    let (_, rest) = text.split_once(&format!("<{tag}")).expect("the tag is there");
    let (_, rest) = rest.split_once('>').expect("it ends");
    rest.split_once(&format!("</{tag}>")).expect("it is closed").0
}

#[test]
fn the_policy_comes_first_and_allows_just_the_own_style_and_script() {
    for (text, root, _) in pages() {
        let names: Vec<&Element> = root.only("head").children().collect();
        let policy = names.iter().position(|meta| meta.attribute("http-equiv") == Some("Content-Security-Policy"));
        let policy = policy.expect("there is a policy");
        let before: Vec<&str> = names[..policy].iter().map(|element| element.name.as_str()).collect();
        assert_eq!(before, ["meta"], "nothing but the charset stands before the policy");
        assert_eq!(names[0].attribute("charset"), Some("utf-8"));
        let print = |tag: &str| {
            let written = between(&text, tag);
            assert_eq!(written, root.only(tag).text(), "a browser takes it as it is written");
            format!("'sha256-{}'", STANDARD.encode(Sha256::digest(written.as_bytes())))
        };
        let expected = [
            "default-src 'none'".to_owned(),
            "base-uri 'none'".to_owned(),
            "form-action 'none'".to_owned(),
            format!("style-src {}", print("style")),
            format!("script-src {}", print("script")),
        ];
        let content = names[policy].attribute("content").expect("it says something");
        assert_eq!(content.split("; ").collect::<Vec<_>>(), expected);
    }
}

#[test]
fn nothing_on_the_page_leads_away_from_it() {
    for (text, root, _) in pages() {
        for of in ["style", "script"].map(|tag| between(&text, tag)) {
            let quoted = ["://", "\"//", "'//", "`//", "http:", "https:", "url(", "src=", ".src", "@import", "import("];
            let reach = ["fetch", "XMLHttpRequest", "WebSocket", "sendBeacon", "innerHTML", "eval(", "document.write"];
            for what in quoted.iter().chain(&reach) {
                assert!(!of.contains(what), "{what} is in {of}");
            }
        }
        let ids: HashSet<&str> = root.every().iter().filter_map(|element| element.attribute("id")).collect();
        for element in root.every() {
            assert!(
                !["link", "iframe", "img", "object", "embed", "base", "image", "use", "foreignObject"]
                    .contains(&element.name.as_str())
            );
            for (name, value) in &element.attributes {
                assert!(name != "style" && !name.starts_with("on"), "{}: {name}={value}", element.name);
                assert!(
                    !["src", "srcset", "action", "formaction", "data", "poster", "xlink:href", "ping"]
                        .contains(&name.as_str()),
                    "{name}"
                );
                if name == "href" {
                    let target = value.strip_prefix('#').unwrap_or_else(|| panic!("a link to {value}"));
                    assert!(ids.contains(target), "nothing is called {target}");
                }
                // A name of a namespace is no address, and the drawing is cut off by a path of its own.
                let local = value.strip_prefix("url(#").and_then(|rest| rest.strip_suffix(')'));
                let goes = name != "xmlns" && (value.contains("//") || value.contains("url("));
                assert!(!goes || local.is_some_and(|id| ids.contains(id)), "{}: {name}={value}", element.name);
            }
        }
        assert!(root.all("a").len() > 10, "there are links to follow");
    }
}

#[test]
fn every_table_says_what_it_is_and_what_its_cells_are_of() {
    for (_, root, lang) in pages() {
        let tables = root.all("table");
        assert!(tables.len() >= 4, "{lang}: {}", tables.len());
        for table in tables {
            let caption = table.children().next().expect("something is in it");
            assert!(caption.name == "caption" && !caption.text().trim().is_empty(), "a caption comes first");
            let heads = table.only("thead").children().next().expect("a row of headings");
            assert!(heads.children().all(|head| head.name == "th" && head.attribute("scope") == Some("col")));
            for row in table.all("tbody").iter().flat_map(|body| body.children()) {
                let named: Vec<&Element> = row.children().filter(|cell| cell.name == "th").collect();
                assert_eq!(named.len(), 1, "one cell names the row: {row:?}");
                assert_eq!(named[0].attribute("scope"), Some("row"));
                let columns = row
                    .children()
                    .map(|cell| cell.attribute("colspan").map_or(1, |span| span.parse().expect("a number")));
                assert_eq!(columns.sum::<usize>(), heads.children().count(), "{row:?}");
            }
        }
    }
}

#[test]
fn it_can_be_heard_and_walked_through() {
    for (_, root, lang) in pages() {
        assert_eq!(root.only("html").attribute("lang"), Some(lang));
        assert!(root.only("title").text().contains("2024"));
        let ids: Vec<&str> = root.every().iter().filter_map(|element| element.attribute("id")).collect();
        assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "an id names one element");
        for element in root.every() {
            if let Some(label) = element.attribute("aria-labelledby") {
                assert!(ids.contains(&label), "{label}");
            }
        }
        // Headings go down one step at a time, from one at the top.
        let levels: Vec<usize> = root
            .every()
            .iter()
            .filter_map(|element| match element.name.as_bytes() {
                [b'h', level @ b'1'..=b'6'] => Some(usize::from(level - b'0')),
                _ => None,
            })
            .collect();
        assert_eq!((levels[0], levels.iter().filter(|level| **level == 1).count()), (1, 1));
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        // Whatever can be filled in has a label, the drawing has a name, and a link leads past the head of the page.
        let labelled: usize =
            root.all("label").iter().map(|label| label.all("select").len() + label.all("input").len()).sum();
        assert_eq!(labelled, root.all("select").len() + root.all("input").len());
        let drawing = root.only("svg");
        assert_eq!(drawing.attribute("role"), Some("img"));
        assert!(drawing.attribute("aria-label").is_some_and(|name| !name.is_empty()));
        assert_eq!(root.all("a")[0].attribute("href"), Some("#content"));
        let skip = root.by_id("content").expect("it leads somewhere");
        assert_eq!(skip.name, "main");
    }
}

#[test]
fn the_heat_map_counts_what_the_items_are() {
    let (_, root, _) = pages().swap_remove(0);
    let items = root.by_id("items").expect("there are items").all("tr");
    let items: Vec<&Element> = items.into_iter().filter(|row| row.attribute("data-unit").is_some()).collect();
    let cells = root.by_id("heat").expect("there is a map").all("a");
    assert!(cells.len() > 30, "{}", cells.len());
    for cell in cells {
        let [unit, quarter] = ["data-unit", "data-quarter"].map(|name| cell.attribute(name).expect("it says so"));
        let of_cell = items.iter().filter(|row| {
            row.attribute("data-unit") == Some(unit)
                && (quarter.is_empty() || row.attribute("data-quarter") == Some(quarter))
        });
        let states: Vec<&str> = of_cell
            .map(|row| row.attribute("data-state").expect("it says so").split(' ').next().unwrap_or_default())
            .collect();
        let count = |state: &str| states.iter().filter(|own| **own == state).count();
        let (completed, overdue) = (count("completed"), count("overdue"));
        let mut expected = format!("{completed}/{}", completed + overdue + count("pending"));
        if overdue > 0 {
            expected.push_str(&format!(" ▲{overdue}"));
        }
        assert_eq!(cell.text(), expected, "{unit} {quarter}");
    }
}
