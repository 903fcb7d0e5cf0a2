//! Files that are edited while their folder moves, and rules beside reports, shared bodies and evidence. Each beside its
//! nearest honest change.

use super::plan;
use crate::repo::Repo;
use crate::support::case::{has, list};

const RANGE: &str = "HEAD~1..HEAD";

#[test]
fn documents_that_are_edited_while_the_workspace_moves() {
    let documents = |repo: &Repo, args: &[&str]| list(&repo.changes(args)["documents"]).len();
    let moved = |edit: &dyn Fn(&Repo)| {
        let repo = Repo::init(&[]).inside("p").begun(&plan(""), &[("a", ""), ("b", "")]);
        repo.write("reports/Q1.pdf", "một").write("reports/ky/Q1.pdf", "một").commit("2024-05-10", "Văn bản");
        repo.git(&["mv", "p", "x"]);
        let repo = repo.inside("x");
        edit(&repo);
        let on_disk = documents(&repo, &[]);
        repo.git(&["add", "--all"]);
        let staged = [documents(&repo, &[]), documents(&repo, &["--staged"])];
        repo.commit("2024-05-11", "Chuyển");
        [on_disk, staged[0], staged[1], documents(&repo, &[RANGE])]
    };
    let write = |file: &'static str| {
        move |repo: &Repo| {
            repo.write(file, "hai");
        }
    };
    assert_eq!(moved(&write("reports/ky/Q1.pdf")), [1; 4]);
    assert_eq!(moved(&write("reports/Q1.pdf")), [1; 4]);
    let gone = |repo: &Repo| {
        repo.delete("reports/ky/Q1.pdf");
    };
    assert_eq!(moved(&gone), [1; 4]);
    // Honest: nothing edited, and one more.
    assert_eq!(moved(&|_| ()), [0; 4]);
    assert_eq!(moved(&write("reports/ky/Q2.pdf")), [0; 4]);
}

#[test]
fn rules_beside_reports_shared_bodies_and_evidence() {
    let digest = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";
    let evidence =
        format!("[nam]\ndone = 2024-04-09\nevidence = [{{ file = \"minh-chung/bc.pdf\", sha256 = \"{digest}\" }}]\n");
    let begin = || {
        let repo = Repo::init(&[]).inside("p");
        let bodies = "[units]\na = \"Văn phòng\"\nb = \"Phòng Kế hoạch\"\n";
        repo.write("../chung/bodies.toml", bodies).write("minh-chung/bc.pdf", "foo");
        let text = plan("bodies = \"../chung/bodies.toml\"").replace(bodies, "");
        let repo = repo.begun(&text, &[("a", &evidence), ("b", "")]);
        repo.run(&["report", "quarter", "2024-Q1", "--as-of", "2024-05-10"]).ends_with(&[0]);
        repo.commit("2024-05-10", "Báo cáo");
        repo
    };
    for (path, rule, marked) in [
        ("reports/.gitignore", "*.md", true),
        ("../chung/.gitignore", "bodies.toml", true),
        ("../chung/.gitattributes", "*.toml -diff", true),
        ("minh-chung/.gitignore", "*", true),
        (".gitignore", "/minh-chung/", true),
        ("../.gitignore", "*.pdf", true),
        // Honest: what leaves out nothing that is there, and how others show documents.
        ("reports/.gitignore", "*.tmp", false),
        ("../chung/.gitattributes", "*.toml eol=lf", false),
        ("minh-chung/.gitignore", "*.tmp", false),
        ("minh-chung/.gitattributes", "*.pdf -diff", false),
    ] {
        let repo = begin();
        let expected = if marked { &["W725"][..] } else { &[] };
        repo.write(path, format!("{rule}\n"));
        assert_eq!(repo.codes(&[]), expected, "on disk: {path} {rule}");
        repo.git(&["add", "--all", "--force"]);
        assert_eq!(repo.codes(&["--staged"]), expected, "staged: {path} {rule}");
        repo.git_on("2024-05-11", &["commit", "--quiet", "-m", "Quy tắc"]);
        assert_eq!(repo.codes(&[RANGE]), expected, "in a range: {path} {rule}");
        repo.unit("b", "[nam]\nnote = \"…\"\n").commit("2024-05-12", "Việc khác");
        assert_eq!(repo.codes(&[RANGE]), [""; 0], "no news later: {path} {rule}");
    }
}

#[test]
fn workspaces_that_moved_on_disk_before_git_knows_of_it() {
    let begin = || {
        let repo = Repo::init(&[]);
        for (folder, number) in [("p", "1-KH"), ("q", "2-KH")] {
            repo.write(&format!("{folder}/plan.toml"), plan("").replace("1-KH", number));
            repo.write(&format!("{folder}/units/a.toml"), "").write(&format!("{folder}/units/b.toml"), "");
        }
        repo.commit("2024-01-05", "Bắt đầu");
        std::fs::rename(repo.work.join("p"), repo.work.join("x")).expect("it can be moved");
        repo
    };
    let repo = begin();
    std::fs::rename(repo.work.join("q"), repo.work.join("y")).expect("it can be moved");
    assert_eq!(repo.inside("x").codes(&[]), [""; 0]);
    // One that is gone is told.
    let repo = begin();
    std::fs::remove_dir_all(repo.work.join("q")).expect("it can be deleted");
    assert_eq!(repo.inside("x").codes(&[]), ["W735"]);
}

#[test]
fn files_on_the_way_that_cannot_be_read() {
    let notes = |broken: &[u8]| {
        let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
        repo.unit("a", broken).commit("2024-05-10", "Hỏng");
        repo.unit("a", "[nam]\ndone = 2024-05-03\n").commit("2024-05-11", "Sửa");
        let shown = repo.changes(&["HEAD~2..HEAD"]);
        let said = repo.table(&["HEAD~2..HEAD"]).contains("could not be read whole");
        let notes: Vec<_> =
            list(&shown["line_notes"]).iter().map(|note| (note["file"].clone(), note["commits"].clone())).collect();
        assert_eq!(said, !notes.is_empty());
        notes
    };
    let unread = [("units/a.toml".into(), 1.into())];
    assert_eq!(notes(b"[nam]\ndone = 2024-05-09\n\xff\xfe"), unread);
    assert_eq!(notes(b"[nam\ndone = 2024-05-09\n"), unread);
    assert_eq!(notes(b"[nam]\nnote = \"...\"\n"), []);
}

#[cfg(unix)]
#[test]
fn units_that_are_a_link_within_the_workspace() {
    let repo = Repo::new(&plan(""), &[("a", "[nam]\ndone = 2024-05-09\n"), ("b", "")]);
    repo.git(&["mv", "units", "du-lieu"]);
    std::os::unix::fs::symlink("du-lieu", repo.work.join("units")).expect("links can be made");
    repo.write("du-lieu/a.toml", "[nam]\ndone = 2024-05-02\n");
    // On disk what it leads to is compared; git has the path alone.
    assert!(repo.codes(&[]).contains(&"W702".to_owned()));
    repo.git(&["add", "--all"]);
    has(repo.diff(&["--staged"]).ends_with(&[3]).err(), &["E102"]);
    repo.commit("2024-05-10", "Chuyển");
    has(repo.diff(&[RANGE]).ends_with(&[3]).err(), &["E102"]);
}
