//! The comparison as JSON: a format that other people's programs read.

use serde_json::Value;

use super::plan;
use crate::repo::Repo;

/// The keys of a line of JSON in the order in which they are written.
fn keys(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut rest = text;
    // No text of the data below has a quote or a colon in it.
    while let Some((before, after)) = rest.split_once("\":") {
        keys.push(before.rsplit('"').next().unwrap_or_default().to_owned());
        rest = after;
    }
    keys
}

#[test]
fn the_format_has_these_keys_in_this_order() {
    let repo = Repo::new(&plan(""), &[("a", "[nam]\nstarted = 2024-03-01\n"), ("b", "")]);
    let record = "done = 2024-04-01\naccepted = 2024-04-02\ncommitted = 2024-04-03\nevidence = \"A\"\nreason = \"r\"\n\
                  note = \"n\"\nextended = { to = 2024-04-30, by = \"77\", on = 2024-04-20 }\n\
                  waived = { by = \"80\", on = 2024-06-01 }\n";
    repo.unit("a", format!("[nam]\n{record}")).unit("b", "[nam]\n").commit("2024-05-15", "Ghi");
    let run = repo.diff(&["HEAD~1..HEAD", "--format", "json"]);
    let text = run.out();
    assert!(text.ends_with("}\n") && text.lines().count() == 1, "one line: {text}");
    let side = |empty: &str| {
        format!(
            "state flags due days_late days_left record started done accepted committed extended {empty}waived \
             {}evidence reason note progress",
            if empty.is_empty() { "" } else { "by on " }
        )
    };
    let expected = format!(
        "format plan number title before name commit as_of after name commit as_of changes unit task period title \
         cause fields before {} after {} file line marks code name done recorded code name on due code name recorded \
         on due field code name recorded on field plan_changes commits code name commit units reports unreadable begins apart documents line_notes records_gone marks{}{}{}{}{}",
        side(""),
        side("to by on "),
        " mark name change file line unit task",
        " mark name change file line unit task",
        " mark name change file line unit task",
        " mark name change file line unit task",
        " mark name change file line key",
    );
    assert_eq!(keys(text).join(" "), expected);
    let shown = run.json();
    assert_eq!(shown["format"], "tiendo.diff/1");
    assert_eq!(shown["plan"]["number"], "1-KH");
}

#[test]
fn nothing_changed_is_said_with_empty_lists() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    let id = repo.git(&["rev-parse", "HEAD"]);
    let run = repo.diff(&["--format", "json"]);
    let expected = format!(
        "{{\"format\":\"tiendo.diff/1\",\"plan\":{{\"number\":\"1-KH\",\"title\":\"Kế hoạch năm\"}},\"before\":\
         {{\"name\":\"HEAD\",\"commit\":\"{id}\",\"as_of\":\"2024-05-15\"}},\"after\":{{\"name\":\"\",\"commit\":null,\
         \"as_of\":\"2024-05-15\"}},\"changes\":[],\"plan_changes\":[],\"commits\":[],\"reports\":[],\
         \"unreadable\":[],\"begins\":false,\"apart\":false,\"documents\":[],\"line_notes\":[],\"records_gone\":[],\"marks\":[]}}\n"
    );
    assert_eq!(run.out(), expected);
}

#[test]
fn the_language_makes_no_difference() {
    let repo = Repo::of(&plan(""), "", "[nam]\ndone = 2024-04-01\n");
    let [vi, en] = ["vi", "en"].map(|lang| repo.diff(&["HEAD~1..HEAD", "--format", "json", "--lang", lang]).stdout);
    assert_eq!(vi, en);
    let shown: Value = serde_json::from_slice(&vi).expect("it is JSON");
    assert_eq!(shown["changes"][0]["marks"][0]["name"], "backdated");
}
