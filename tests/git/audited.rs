//! `audit`: a bundle for an inspector, made of revisions alone.

use std::fs;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

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

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
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

/// A collection of two plans that share nothing, and what the units of the first recorded.
fn collection() -> Repo {
    let repo = Repo::init(&[])
        .with("plans.toml", "plans = [\"mot\", \"hai\"]\n")
        .with("mot/plan.toml", TWO_UNITS)
        .with("mot/units/a.toml", "")
        .with("mot/units/b.toml", "")
        .with("hai/plan.toml", TWO_UNITS.replace("number   = \"", "number   = \"2-"))
        .with("hai/units/a.toml", "")
        .with("hai/units/b.toml", "");
    repo.commit("2024-03-10", "Hai kế hoạch");
    repo.write("mot/units/a.toml", "[ke-hoach]\ndone = 2024-03-28\nevidence = \"CV 1\"\n");
    repo.commit("2024-04-05", "Đơn vị A");
    repo.write("mot/units/a.toml", "[ke-hoach]\ndone = 2024-03-26\nevidence = \"CV 1\"\n");
    repo.commit("2024-05-10", "Sửa ngày");
    repo
}

#[test]
fn one_bundle_has_each_plan_of_a_collection_as_it_is_alone_and_the_digest_of_their_list() {
    let repo = collection();
    audit(&repo, &["HEAD~1..HEAD"]).ends_with(&[0]);
    let (all, page) = bundle(&repo);
    assert_eq!((&all["format"], &all["unreadable"]), (&json!("tiendo.collection-audit/1"), &json!([])));
    assert_eq!(all["known"]["day"], "2024-05-10");
    let folders: Vec<_> = all["plans"].as_array().expect("a list").iter().map(|it| it["folder"].as_str()).collect();
    assert_eq!(folders, [Some("mot"), Some("hai")]);
    assert_eq!(all["files"], json!([{ "file": "plans.toml", "sha256": sha256(b"plans = [\"mot\", \"hai\"]\n") }]));
    assert!(page.contains("W702"), "{page}");
    for section in ["Plans (2)", "Commits (1)"] {
        assert_eq!(page.matches(section).count(), 1, "{section}: {page}");
    }
    for (at, folder) in ["mot", "hai"].into_iter().enumerate() {
        audit(&repo, &["HEAD~1..HEAD", "--plan", folder]).ends_with(&[0]);
        assert_eq!(bundle(&repo).0, all["plans"][at]["of"], "{folder}");
    }
    // Whatever is on disk, and whatever came later.
    repo.write("plans.toml", "sai").write("mot/plan.toml", "sai").write(".gitignore", "*\n").delete("hai/plan.toml");
    audit(&repo, &["HEAD~1..HEAD"]).ends_with(&[0]);
    assert_eq!(bundle(&repo), (all.clone(), page.clone()));
    repo.git(&["commit", "--quiet", "--all", "--message", "Phá"]);
    audit(&repo, &["HEAD~2..HEAD~1"]).ends_with(&[0]);
    assert_eq!(bundle(&repo), (all, page));
}

#[test]
fn a_plan_that_is_dropped_unread_or_gone_is_told() {
    let repo = collection();
    repo.write("plans.toml", "plans = [\"hai\"]\n");
    repo.commit("2024-05-11", "Bỏ một kế hoạch");
    audit(&repo, &["HEAD~1..HEAD"]).ends_with(&[0]);
    let (all, page) = bundle(&repo);
    let dropped = &all["list"][0];
    assert_eq!((&dropped["mark"], &dropped["folder"], &dropped["owed"]), (&json!("W735"), &json!("mot"), &json!(2)));
    assert!(page.contains("W735"), "{page}");
    repo.write("plans.toml", "plans = [\"mot\", \"hai\", \"ba\"]\n").write("mot/plan.toml", "[plan]\nnumber = 1\n");
    repo.commit("2024-05-12", "Kế hoạch sai");
    let ran = audit(&repo, &["HEAD~1..HEAD"]);
    assert!(ran.ends_with(&[3]).err().contains("mot/plan.toml:2:10"), "{ran:?}");
    let (all, page) = bundle(&repo);
    assert_eq!(all["unreadable"], json!(["mot", "ba"]));
    assert!(page.contains("mot: this plan cannot be read"), "{page}");
}

#[test]
fn evidence_that_was_exchanged_or_is_only_on_disk_is_told_by_the_revision() {
    let repo = recorded();
    let states = |repo: &Repo| -> Vec<Value> {
        audit(repo, &["HEAD~1..HEAD"]).ends_with(&[0]);
        let found = bundle(repo).0;
        found["evidence"].as_array().expect("a list").iter().map(|it| it["matches"].clone()).collect()
    };
    // On disk the file that git does not track is what was recorded: nobody can show that it was so then.
    repo.write("b.pdf", "hello");
    assert_eq!(states(&repo), [json!(true), json!(false)]);
    repo.write("a.pdf", "khác");
    repo.git(&["commit", "--quiet", "--all", "--message", "Tráo tệp"]);
    assert_eq!(states(&repo), [json!(false), json!(false)]);
    let (found, page) = bundle(&repo);
    let marks = found["comparison"]["marks"].as_array().expect("a list");
    assert!(marks.iter().any(|mark| mark["mark"] == "W734" && mark["unit"] == "a"), "{marks:?}");
    assert!(page.contains("not what was recorded") && page.contains("not tracked by git"), "{page}");
    // A link with the right bytes behind it is no file.
    #[cfg(unix)]
    {
        repo.delete("a.pdf").write("that.pdf", "hello");
        std::os::unix::fs::symlink("that.pdf", repo.workspace.join("a.pdf")).expect("a link can be made");
        repo.git(&["add", "a.pdf", "that.pdf"]);
        repo.git(&["commit", "--quiet", "--message", "Liên kết"]);
        assert_eq!(states(&repo)[0], json!(false));
    }
}
