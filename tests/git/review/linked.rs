//! Evidence that is reached through a link, beside its nearest honest change: what the link leads to can be exchanged while
//! nothing changes at the place that the record names.

use std::fs;
use std::os::unix::fs::symlink;

use super::plan;
use crate::repo::Repo;

const RANGE: &str = "HEAD~1..HEAD";
/// The digests of two files, of one line each.
const ONE: &str = "f9ae3b14b48e608d0a37375dea415e8b357d724a0b1f116ee978437ac85f298c";
const TWO: &str = "ff1d3f6bfdfa05181e51a2e2c1cf44abd33018a3c4213dacd36477c33f8bb9d0";

fn record(sha256: &str) -> String {
    format!("[nam]\ndone = 2024-04-09\nevidence = [{{ file = \"evidence/bc.txt\", sha256 = \"{sha256}\" }}]\n")
}

/// A workspace in a folder of its repository in which `link` is a link to `target`.
fn begun(link: &str, target: &str) -> Repo {
    let repo = Repo::init(&[]).inside("p").with("kho/bc.txt", "một\n").with("kho/khác.txt", "hai\n");
    repo.write("../ngoài/bc.txt", "một\n");
    turned(&repo, link, target);
    repo.begun(&plan(""), &[("a", &record(ONE)), ("b", "")])
}

fn turned(repo: &Repo, link: &str, target: &str) {
    let at = repo.work.join("p").join(link);
    fs::create_dir_all(at.parent().expect("it lies in a folder")).expect("folders can be made");
    // There may be none yet.
    fs::remove_file(&at).ok();
    symlink(target, &at).expect("links can be made");
}

/// The codes of what is changed: on disk, staged and committed, which are the same.
fn marked(repo: &Repo) -> Vec<String> {
    let on_disk = repo.codes(&[]);
    repo.git(&["add", "--all"]);
    assert_eq!(repo.codes(&["--staged"]), on_disk, "staged");
    repo.commit("2024-05-15", "Thay");
    assert_eq!(repo.codes(&[RANGE]), on_disk, "committed");
    on_disk
}

#[test]
fn what_a_link_of_evidence_leads_to_is_exchanged() {
    let ways = [
        ("evidence/bc.txt", "../kho/bc.txt", "kho/bc.txt"),
        ("evidence", "kho", "kho/bc.txt"),
        ("evidence", "../ngoài", "../ngoài/bc.txt"),
    ];
    for (link, target, file) in ways {
        let repo = begun(link, target);
        // Honest: another file is another, and what is there is as it was recorded.
        repo.write("kho/khác.txt", "ba\n");
        assert_eq!(marked(&repo), [""; 0], "{link}");
        repo.write(file, "hai\n");
        assert_eq!(marked(&repo), ["W734"], "{link}");
        // Honest: what was so before is no news, and what was recorded comes back.
        repo.write("kho/khác.txt", "bốn\n");
        assert_eq!(marked(&repo), [""; 0], "{link}");
        repo.write(file, "một\n");
        assert_eq!(marked(&repo), [""; 0], "{link}");
        repo.delete(file);
        assert_eq!(marked(&repo), ["W734"], "{link}");
        // With its digest it is evidence that is recorded no more.
        let repo = begun(link, target);
        repo.write(file, "hai\n").unit("a", record(TWO));
        assert_eq!(marked(&repo), ["W704"], "{link}");
    }
}

#[test]
fn a_link_of_evidence_that_leads_elsewhere() {
    let elsewhere = |target: &str| {
        let repo = begun("evidence/bc.txt", "../kho/bc.txt");
        turned(&repo, "evidence/bc.txt", target);
        marked(&repo)
    };
    assert_eq!(elsewhere("../kho/khác.txt"), ["W734"]);
    assert_eq!(elsewhere("/đâu/đó.txt"), ["W734"]);
    assert_eq!(elsewhere("bc.txt"), ["W734"]);
    // Honest: to a file that is the same.
    assert_eq!(elsewhere("../../ngoài/bc.txt"), [""; 0]);
    // Out of all that is known one link is not another.
    let repo = begun("evidence/bc.txt", "/đâu/đó.txt");
    repo.write("kho/khác.txt", "ba\n");
    assert_eq!(marked(&repo), [""; 0]);
    turned(&repo, "evidence/bc.txt", "/đâu/khác.txt");
    assert_eq!(marked(&repo), ["W734"]);
}
