//! What is staged: the next commit, whatever the files on disk say.

use super::plan;
use crate::repo::Repo;

#[test]
fn what_is_staged_is_compared_and_checked_and_not_the_files_on_disk() {
    let done = "[quy.2024-Q1]\ndone = 2024-03-28\n";
    let repo = Repo::new(&plan(""), &[("a", done), ("b", "")]);
    // Taken out and staged, then put back on disk.
    repo.unit("a", "");
    repo.git(&["add", "--all"]);
    repo.unit("a", done);
    repo.diff(&["--deny", "W701"]).ends_with(&[0]);
    repo.diff(&["--staged", "--deny", "W701"]).ends_with(&[1]);
    assert_eq!(repo.codes(&["--staged"]), ["W707", "W701"]);
    // The other way round: what is not staged holds up no commit.
    repo.git(&["add", "--all"]);
    repo.unit("a", "").unit("b", "[nam]\ndone = \n");
    repo.diff(&["--staged", "--deny", "all"]).ends_with(&[0]);
    repo.run(&["check"]).ends_with(&[1]);
    repo.run(&["check", "--staged"]).ends_with(&[0]);
    repo.git(&["add", "--all"]);
    let run = repo.run(&["check", "--staged"]);
    run.ends_with(&[1]);
    // Two revisions have nothing to do with what is staged.
    repo.diff(&["HEAD..HEAD", "--staged"]).ends_with(&[2]);
}
