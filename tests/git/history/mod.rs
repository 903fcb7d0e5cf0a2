//! The history of a workspace in git, with git itself: what `log`, `show --blame` and `verify-reports` read of it, and
//! what git makes of unit files once `git-setup` has told it how.

mod blamed;
mod branches;
mod chance;
mod fallback;
mod hostile;
mod line;
mod merged;
mod recorded;
mod shown;
mod styles;
mod verified;

use crate::repo::{Repo, run};
use crate::support::AS_OF;
use crate::support::case::Run;
use crate::support::plan_2024;

/// A plan of 2024 in the time of Vietnam, in which `a` leads everything, and `b` the quarterly reports too.
pub const PLAN: &str = plan_2024!(
    r#"
[units]
a = "Đơn vị A"
b = "Đơn vị B"

[[tasks]]
id    = "bao-cao"
title = "Báo cáo quý"
lead  = ["a", "b"]
every = "quarter"

[[tasks]]
id    = "ke-hoach"
title = "Xây dựng kế hoạch"
lead  = ["a"]
due   = 2024-03-29

[[tasks]]
id    = "tap-huan"
title = "Tập huấn"
lead  = ["a"]
due   = 2024-06-28

[[tasks]]
id    = "tuyen-truyen"
title = "Tuyên truyền"
lead  = ["a"]
due   = "ongoing"
"#
);

impl Repo {
    /// A workspace with the plan of these tests, at the top of a repository, not committed yet.
    fn planned() -> Self {
        Self::init(&[]).with("plan.toml", PLAN)
    }

    /// A workspace of which this is what `a` has recorded, committed on 1 March.
    fn recorded(a: &str) -> Self {
        let repo = Self::planned().with("units/a.toml", a);
        repo.commit("2024-03-01T08:00:00+07:00", "Ghi ban đầu");
        repo
    }

    /// Writes the file of `a`, and commits it.
    #[track_caller]
    fn record(&self, moment: &str, a: &str) -> String {
        self.unit("a", a).commit(moment, "Ghi kết quả")
    }

    /// Runs the program on this workspace in Vietnamese as of 15 May 2024, so many columns wide.
    fn run_vi(&self, columns: usize, args: &[&str]) -> Run {
        let mut command = self.program();
        run(command.args(["--as-of", AS_OF, "--lang", "vi"]).args(args).env("COLUMNS", columns.to_string()))
    }

    /// Tells git how to merge and show unit files, and commits that.
    #[track_caller]
    fn set_up(&self) {
        self.run(&["git-setup", "--write"]).ends_with(&[0]);
        self.commit("2024-03-01T09:00:00+07:00", "Báo cho git");
    }

    /// Makes two branches from here in which the file of `a` is `ours` and `theirs`, and stays on ours.
    #[track_caller]
    fn part(&self, ours: impl AsRef<[u8]>, theirs: impl AsRef<[u8]>) {
        self.git(&["checkout", "--quiet", "-b", "theirs"]);
        self.unit("a", theirs).commit("2024-04-01T08:00:00+07:00", "Bên kia");
        self.git(&["checkout", "--quiet", "-b", "ours", "HEAD~"]);
        self.unit("a", ours).commit("2024-04-02T08:00:00+07:00", "Bên này");
    }

    /// Merges theirs into ours.
    fn merge(&self) -> Run {
        self.try_git(&["merge", "--no-edit", "theirs"])
    }

    /// What `check` finds wrong: nothing, if the files can be read.
    #[track_caller]
    fn is_sound(&self) {
        self.run(&["check"]).ends_with(&[0]);
    }
}
