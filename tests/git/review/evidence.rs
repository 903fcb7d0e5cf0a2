//! Files of evidence wherever they lie and however git keeps them, each exchange beside its nearest honest change.

use super::plan;
use crate::repo::Repo;

const RANGE: &str = "HEAD~1..HEAD";
/// The digests of two files, of one line each.
const ONE: &str = "f9ae3b14b48e608d0a37375dea415e8b357d724a0b1f116ee978437ac85f298c";
const TWO: &str = "ff1d3f6bfdfa05181e51a2e2c1cf44abd33018a3c4213dacd36477c33f8bb9d0";
/// That of both lines as Windows writes them.
const WITH_RETURNS: &str = "225f23cfcad6a81da213efc8b27e1d7979caf92a6cc10789d6efd0ddf8be4c45";

fn record(file: &str, sha256: &str) -> String {
    format!("[nam]\ndone = 2024-04-09\nevidence = [{{ file = \"{file}\", sha256 = \"{sha256}\" }}]\n")
}

fn begun(file: &str) -> Repo {
    Repo::init(&[]).with(file, "một\n").begun(&plan(""), &[("a", &record(file, ONE)), ("b", "")])
}

#[test]
fn evidence_in_the_folder_of_units_is_exchanged() {
    for file in ["units/x.pdf", "units/sub/x.pdf"] {
        let repo = begun(file);
        repo.write("units/khác.pdf", "a\n").commit("2024-05-10", "Tệp khác");
        assert_eq!(repo.codes(&[RANGE]), [""; 0], "of another file nobody says anything");
        repo.write(file, "hai\n");
        assert_eq!(repo.codes(&[]), ["W734"], "{file}");
        repo.git(&["add", "--all"]);
        assert_eq!(repo.codes(&["--staged"]), ["W734"], "{file}");
        repo.commit("2024-05-15", "Thay");
        assert_eq!(repo.codes(&[RANGE]), ["W734"], "{file}");
    }
}

fn pointer(sha256: &str) -> String {
    format!("version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize 5\n")
}

#[test]
fn evidence_that_git_lfs_keeps_is_the_file_that_its_pointer_names() {
    let first = |named: &str| {
        let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
        repo.write("evidence/x.pdf", pointer(named)).unit("a", record("evidence/x.pdf", ONE));
        repo.commit("2024-04-10", "Ghi");
        (repo.codes(&[RANGE, "--as-of", "2024-04-10"]), repo)
    };
    let (codes, repo) = first(ONE);
    assert_eq!(codes, [""; 0]);
    assert_eq!(first(TWO).0, ["W734"]);
    // Another file in its place.
    repo.write("evidence/x.pdf", pointer(TWO)).commit("2024-05-15", "Thay");
    assert_eq!(repo.codes(&[RANGE]), ["W734"]);
    // A pointer in the place of the file itself is less.
    let repo = begun("evidence/x.pdf");
    repo.write("evidence/x.pdf", pointer(ONE)).commit("2024-05-15", "Thay");
    assert_eq!(repo.codes(&[RANGE]), ["W734"]);
}

#[test]
fn evidence_in_text_is_the_same_with_other_line_ends() {
    let first = |text: &str| {
        let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
        repo.write("evidence/x.txt", text).unit("a", record("evidence/x.txt", WITH_RETURNS));
        repo.commit("2024-04-10", "Ghi");
        repo.codes(&[RANGE, "--as-of", "2024-04-10"])
    };
    assert_eq!(first("một\nhai\n"), [""; 0]);
    assert_eq!(first("một\r\nhai\r\n"), [""; 0]);
    assert_eq!(first("một\nba\n"), ["W734"]);
    assert_eq!(first("một\n\nhai\n"), ["W734"]);
}

#[test]
fn evidence_that_is_put_into_a_folder_is_shown_still() {
    let moved = |file: &str, sha256: &str, text: Option<&str>| {
        let repo = begun("evidence/x.pdf");
        repo.delete("evidence/x.pdf").unit("a", record(file, sha256));
        if let Some(text) = text {
            repo.write(file, text);
        }
        repo.commit("2024-05-15", "Chuyển");
        repo.codes(&[RANGE])
    };
    assert_eq!(moved("evidence/2024/x.pdf", ONE, Some("một\n")), [""; 0]);
    // With another file, or none, there.
    assert_eq!(moved("evidence/2024/x.pdf", TWO, Some("hai\n")), ["W704"]);
    assert_eq!(moved("evidence/2024/x.pdf", ONE, None), ["W704"]);
    // It was recorded and put there in one range.
    let on_the_way = |sha256: &str, text: &str| {
        let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
        repo.write("evidence/x.pdf", "một\n").unit("a", record("evidence/x.pdf", ONE)).commit("2024-04-10", "Ghi");
        repo.delete("evidence/x.pdf").write("evidence/2024/x.pdf", text);
        repo.unit("a", record("evidence/2024/x.pdf", sha256)).commit("2024-04-11", "Chuyển");
        repo.codes(&["HEAD~2..HEAD", "--as-of", "2024-04-11"])
    };
    assert_eq!(on_the_way(ONE, "một\n"), [""; 0]);
    assert_eq!(on_the_way(TWO, "hai\n"), ["W720"]);
}
