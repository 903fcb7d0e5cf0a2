//! `audit`: a bundle for an inspector, made of revisions alone.

use std::fs;

use serde_json::{Value, json};

use crate::repo::{Repo, TWO_UNITS, run};
use crate::support::case::Run;

/// The SHA-256 of `hello`.
const HELLO: &str = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

fn recorded() -> Repo {
    let repo = Repo::init(&[])
        .with("plan.toml", TWO_UNITS.replace("Kế hoạch\"", "Kế hoạch <b>\""))
        .with("units/a.toml", "")
        .with("units/b.toml", "");
    repo.commit("2024-03-10", "Kế hoạch");
    let files = format!("{{ file = \"a.pdf\", sha256 = \"{HELLO}\" }}, {{ file = \"b.pdf\", sha256 = \"{HELLO}\" }}");
    repo.unit("a", format!("[ke-hoach]\ndone = 2024-03-28\nevidence = [{files}]\n")).write("a.pdf", "hello");
    repo.commit("2024-04-05", "Đơn vị A");
    repo.unit(
        "a",
        format!("[ke-hoach]\ndone = 2024-03-26\nevidence = [{files}]\nnote = \"<script>alert(1)</script>\"\n"),
    );
    repo.commit("2024-05-10", "Sửa ngày");
    repo
}

fn audit(repo: &Repo, args: &[&str]) -> Run {
    let out = repo.beside("ho-so").display().to_string();
    run(repo.program().args(["--lang", "en", "audit", "--out", &out]).args(args))
}

fn bundle(repo: &Repo) -> (Value, String) {
    let read = |name: &str| fs::read_to_string(repo.beside("ho-so").join(name)).expect("it is written");
    (serde_json::from_str(&read("audit.json")).expect("JSON"), read("audit.html"))
}

#[test]
fn it_holds_marks_histories_evidence_and_digests_of_the_range() {
    let repo = recorded();
    let (two, three) = (repo.git(&["rev-parse", "HEAD~1"]), repo.git(&["rev-parse", "HEAD"]));
    let said = audit(&repo, &["HEAD~1..HEAD"]);
    assert!(said.ends_with(&[0]).out().contains("1 obligation changed"), "{said:?}");
    let (bundle, page) = bundle(&repo);
    assert_eq!(bundle["known"], json!({ "commit": three, "day": "2024-05-10" }));
    assert_eq!(bundle["commits"], json!([{ "commit": three, "day": "2024-05-10" }]));
    let marks = bundle["comparison"]["marks"].as_array().expect("marks are a list");
    assert!(marks.iter().any(|mark| mark["mark"] == "W702" && mark["unit"] == "a"), "{marks:?}");
    // The history is whole, also what came before the range.
    let entries = bundle["histories"][0]["entries"].as_array().expect("entries are a list");
    assert_eq!(entries.iter().map(|entry| entry["commit"].as_str()).collect::<Vec<_>>(), [Some(&*three), Some(&*two)]);
    let found: Vec<_> = bundle["evidence"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| (&it["file"], &it["found"], &it["matches"]))
        .collect();
    assert_eq!(found, [(&json!("a.pdf"), &json!(HELLO), &json!(true)), (&json!("b.pdf"), &Value::Null, &json!(false))]);
    let files: Vec<_> = bundle["files"].as_array().expect("a list").iter().map(|it| it["file"].as_str()).collect();
    assert_eq!(files, [Some("plan.toml"), Some("units/a.toml"), Some("units/b.toml")]);
    assert!(page.contains("not tracked by git") && page.contains("W702"), "{page}");
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"), "no text becomes markup");
}

#[test]
fn the_same_range_gives_the_same_bytes_whatever_is_on_disk() {
    let repo = recorded();
    audit(&repo, &[]).ends_with(&[0]);
    let first = bundle(&repo);
    assert_eq!(first.0["commits"].as_array().map(Vec::len), Some(2), "from the first commit to HEAD");
    repo.write("plan.toml", "broken").write("a.pdf", "khác").unit("b", "[ke-hoach]\ndone = 2024-01-01\n");
    repo.git(&["update-ref", "refs/heads/khac", "HEAD"]);
    audit(&repo, &[]).ends_with(&[0]);
    assert_eq!(bundle(&repo), first);
    let days = audit(&repo, &["--known-on", "2024-03-31..2024-06-30"]);
    days.ends_with(&[0]);
    let (of_days, _) = bundle(&repo);
    assert_eq!((&of_days["commits"], &of_days["histories"]), (&first.0["commits"], &first.0["histories"]));
}

#[test]
fn what_was_reviewed_is_acknowledged() {
    let repo = recorded();
    repo.write(
        "reviewed.toml",
        "[[reviewed]]\nmark = \"W702\"\nunit = \"a\"\ntask = \"ke-hoach\"\nchange = \"2024-03-28 → 2024-03-26\"\nreason = \"Nhầm ngày\"\nby = \"CV 12\"\non = 2024-05-11\n",
    );
    repo.commit("2024-05-11", "Xem lại");
    repo.write("reviewed.toml", "");
    let out = repo.beside("da-xem").display().to_string();
    run(repo.program().args(["--lang", "en", "audit", "HEAD~2..HEAD", "--out", &out])).ends_with(&[0]);
    let page = fs::read_to_string(repo.beside("da-xem").join("audit.html")).expect("it is written");
    // An entry counts where it stands on the base side already.
    assert!(page.contains("W729"), "{page}");
}
