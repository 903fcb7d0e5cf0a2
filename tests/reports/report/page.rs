//! The page's policy: it may run its own script and wear its own style, known by their fingerprints, and asks nothing
//! of any other place; and it can be read by those who hear it.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::NaiveDate;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::bench::{Span, ask, told};
use super::plans;
use super::tree::{self, Element};
use crate::support::case::{Case, Status};
use crate::support::root;

/// Pages of several workspaces in both languages, each with its text.
fn pages() -> Vec<(String, Element, &'static str)> {
    listed_pages().into_iter().map(|(text, root, lang, _)| (text, root, lang)).collect()
}

/// The same, each with what `list` says of the workspace.
fn listed_pages() -> Vec<(String, Element, &'static str, Vec<Value>)> {
    let cases = [plans::accepted_later(), plans::grouped()];
    let places = [(root(), "2024-05-15"), (cases[0].path(), "2024-05-15"), (cases[1].path(), "2024-02-01")];
    let made = places.iter().flat_map(|(at, on)| {
        ["vi", "en"].map(|lang| {
            let text = told(at, &Span::at("month", on), "html", lang);
            let (root, errors) = tree::page(&text);
            assert_eq!(errors, Vec::<String>::new());
            (text, root, lang, listed(at, &Span::at("month", on)))
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

/// What `list` says of a workspace at the end of a stretch, and of each obligation whether it has a time limit.
fn listed(at: &Path, span: &Span) -> Vec<Value> {
    let plan: toml::Table = fs::read_to_string(at.join("plan.toml")).expect("a plan").parse().expect("it is TOML");
    let tasks = plan["tasks"].as_array().expect("a plan has tasks");
    let of_status =
        Status::of(ask(at, &["list", "--format", "json", "--end-of-day", "--as-of", &span.last.to_string()]));
    let mut items = of_status.items().to_vec();
    for item in &mut items {
        let task = tasks.iter().find(|task| task["id"].as_str() == item["task"].as_str()).expect("a task of the plan");
        let due = task.get("due").and_then(toml::Value::as_str);
        item["untimed"] = matches!(due, Some("ongoing" | "unstated")).into();
    }
    items
}

/// What is counted in the cells of the map.
fn cells_of(root: &Element) -> Vec<&Element> {
    let spans = root.by_id("heat").expect("there is a map").all("span");
    spans.into_iter().filter(|cell| cell.attribute("data-unit").is_some()).collect()
}

/// Fails where a cell of the map counts other things than the list or the official table, or what is overdue does not open
/// just the rows that it counts; gives how many cells there are, and which columns.
fn the_map_counts_what_the_list_and_the_table_have(root: &Element, items: &[Value]) -> (usize, Vec<String>) {
    let overdue = root.by_id("overdue").expect("it opens on what is overdue").all("tr");
    let (cells, listed) = (cells_of(root), root.all("tr"));
    let (mut seen, mut whole) = (HashSet::new(), (0, 0, 0));
    let texts = |id: &str| root.by_id(id).expect("counts open what they count").all("li");
    let (owed, stands) = (texts("owed"), texts("stands"));
    for cell in &cells {
        let [unit, quarter, limit] =
            ["data-unit", "data-quarter", "data-limit"].map(|name| cell.attribute(name).expect("it says so"));
        let of_cell = |item: &&Value| {
            let own = item["quarter"].as_str().unwrap_or("none");
            item["unit"] == unit
                && (quarter.is_empty() || own == quarter)
                && item["state"] != "waived"
                && item["untimed"] == (limit == "untimed")
        };
        let of_cell: Vec<&Value> = items.iter().filter(of_cell).collect();
        seen.extend(of_cell.iter().map(|item| std::ptr::from_ref::<Value>(item)));
        // What a count opens: each of them once. That of a whole row opens what its cells do.
        let opens: Vec<Vec<&str>> =
            cell.attribute("data-rows").unwrap_or_default().split(' ').map(|row| row.split(':').collect()).collect();
        if !quarter.is_empty() {
            let text = |of: &[&Element], at: &str| of[at.parse::<usize>().expect("a place")].text();
            let mut left = of_cell.clone();
            for row in &opens {
                let due = row.get(2).map(|due| NaiveDate::parse_from_str(due, "%d/%m/%Y").expect("a day").to_string());
                let (title, state) = (text(&owed, row[0]), text(&stands, row[1]));
                let is = |item: &&Value| {
                    title.starts_with(item["title"].as_str().unwrap_or("-")) && item["due"].as_str() == due.as_deref()
                };
                let at =
                    left.iter().position(is).unwrap_or_else(|| panic!("{unit} {quarter}: {title} {state} {due:?}"));
                let item = left.swap_remove(at);
                let is_done = ["hoàn thành", "completed"].iter().any(|done| state.starts_with(done));
                assert_eq!(is_done, item["state"] == "completed", "{state}: {item}");
            }
            assert!(left.is_empty(), "{unit} {quarter}: {left:?}");
        }
        let count = |state: &str| of_cell.iter().filter(|item| item["state"] == state).count();
        if limit == "untimed" {
            assert_eq!(cell.text().split(' ').next(), Some(of_cell.len().to_string().as_str()), "{unit} {quarter}");
            continue;
        }
        let mut expected = format!("{}/{}", count("completed"), of_cell.len());
        let rows = overdue.iter().filter(|row| {
            row.attribute("data-unit") == Some(unit)
                && (quarter.is_empty() || row.attribute("data-quarter") == Some(quarter))
        });
        assert_eq!(rows.count(), count("overdue"), "{unit} {quarter}");
        // With the filters of the cell, every list together shows as many obligations, each counted once.
        let fits = |row: &&&Element| {
            let has = |name: &str, value: &str| row.attribute(name).is_some_and(|own| own == value);
            let states = row.attribute("data-state").unwrap_or_default();
            has("data-unit", unit)
                && (quarter.is_empty() || has("data-quarter", quarter))
                && states.split(' ').any(|it| it == "overdue")
        };
        let found = listed.iter().filter(fits).map(|row| row.attribute("data-of").expect("it says of what"));
        assert_eq!(found.collect::<HashSet<_>>().len(), count("overdue"), "{unit} {quarter}");
        if count("overdue") > 0 {
            expected.push_str(&format!(" ▲{}", count("overdue")));
            assert_eq!(cell.only("a").attribute("href"), Some("#overdue"));
        }
        assert_eq!(cell.text(), expected, "{unit} {quarter}");
        if quarter.is_empty() {
            whole = (whole.0 + of_cell.len(), whole.1 + count("completed"), whole.2 + count("overdue"));
        }
    }
    // Only what was waived is in no cell.
    for item in items {
        assert_eq!(item["state"] != "waived", seen.contains(&std::ptr::from_ref::<Value>(item)), "{item}");
    }
    // The last row of the official table: all, completed in time, late, pending, overdue.
    let total = root.by_id("form").expect("there is a table").all("tr");
    let total = total.iter().rev().find(|row| row.attribute("class") == Some("total")).expect("a sum of all");
    let numbers: Vec<usize> =
        total.children().filter_map(|cell| cell.text().replace(['.', ','], "").parse().ok()).collect();
    assert_eq!((numbers[0], numbers[1] + numbers[2], numbers[4]), whole, "{}", total.text());
    let tables = root.by_id("heat").expect("there is a map").all("table");
    let columns = tables[0].all("th");
    let columns = columns.iter().filter(|head| head.attribute("scope") == Some("col")).map(|head| head.text());
    (cells.len(), columns.skip(1).collect())
}

#[test]
fn the_heat_map_the_table_and_the_list_count_the_same() {
    for (_, root, lang, items) in listed_pages() {
        let none = if lang == "vi" { "Không theo quý" } else { "No quarter" };
        let without = items.iter().any(|item| item["quarter"].is_null() && item["state"] != "waived");
        let (_, columns) = the_map_counts_what_the_list_and_the_table_have(&root, &items);
        assert_eq!(columns.iter().any(|column| column == none), without, "{columns:?}");
    }
    let (_, shipped, _, items) = listed_pages().swap_remove(0);
    assert!(the_map_counts_what_the_list_and_the_table_have(&shipped, &items).0 > 30);
    // Standing work that was done, waits for acceptance or was waived is in no figure of what has a time limit.
    let plan = "[plan]\nnumber = \"1-KH\"\ntitle = \"Kế hoạch\"\nstarts = 2024-01-01\nends = 2024-12-31\n\
        acceptance = true\n[events]\nhop = { name = \"Họp\" }\n[units]\na = \"Đơn vị A\"\nb = \"Đơn vị B\"\n";
    let task =
        |id: &str, due: &str| format!("[[tasks]]\nid = \"{id}\"\ntitle = \"T\"\nlead = [\"a\"]\ndue = \"{due}\"\n");
    let alone = "[[tasks]]\nid = \"luon\"\ntitle = \"T\"\nlead = [\"b\"]\ndue = \"ongoing\"\n";
    let tasks = [
        ("o1", "ongoing"),
        ("o2", "unstated"),
        ("o3", "ongoing"),
        ("o4", "ongoing"),
        ("e1", "event hop"),
        ("e2", "event hop"),
        ("q1", "2024-Q1"),
        ("q2", "2024-Q1"),
    ];
    let tasks: String = tasks.map(|(id, due)| task(id, due)).concat();
    let case = Case::empty().with("plan.toml", format!("{plan}{tasks}{alone}")).unit(
        "a",
        "[o1]\ndone = 2024-01-05\naccepted = 2024-01-06\n[o2]\ndone = 2024-01-05\n\
         [o3]\nwaived = { by = \"1\", on = 2024-01-05 }\n[e1]\ndone = 2024-01-05\naccepted = 2024-01-06\n\
         [q1]\ndone = 2024-01-05\naccepted = 2024-01-06\n",
    );
    let text = told(case.path(), &Span::at("quarter", "2024-05-15"), "html", "en");
    let (root, _) = tree::page(&text);
    let (_, columns) = the_map_counts_what_the_list_and_the_table_have(
        &root,
        &listed(case.path(), &Span::at("quarter", "2024-05-15")),
    );
    assert_eq!(columns, ["Q1/2024", "No quarter", "All"]);
    let cells: Vec<String> = cells_of(&root).iter().map(|cell| cell.text()).collect();
    assert_eq!(cells, ["1/2 ▲1", "1/2", "3 without a time limit", "2/4 ▲1", "1 without a time limit"]);
}
