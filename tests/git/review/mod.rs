//! Reviews of what changed: real repositories made of commits, and what `tiendo diff` and `check` say of them.

mod along;
mod beside;
mod between;
mod by_command;
mod changes;
mod claims;
mod clerk;
mod comment;
mod decisions;
mod denied;
mod detours;
mod dishonest;
mod evidence;
mod handed;
mod hostile;
mod json;
#[cfg(unix)]
mod linked;
mod marked;
mod mixed;
mod moments;
mod places;
mod plan_ahead;
mod plan_tricks;
mod plans;
mod promises;
mod put_back;
mod quiet;
mod reports;
mod returned;
mod reviewed;
mod sarif;
mod sides;
mod slips;
mod staged;
mod tricks;
mod whole;
mod words;

use serde_json::Value;

use crate::repo::{Repo, run};
use crate::support::AS_OF;
use crate::support::case::{Run, list, text};

/// The day of the first commit.
const FIRST: &str = "2024-01-05";

/// A plan of two units that owe a report each quarter and one in the year, with what `header` adds to `[plan]`.
fn plan(header: &str) -> String {
    format!(
        "[plan]\nnumber = \"1-KH\"\ntitle = \"Kế hoạch năm\"\nstarts = 2024-01-01\nends = 2024-12-31\n{header}\n\
         [units]\na = \"Văn phòng\"\nb = \"Phòng Kế hoạch\"\n\
         [[tasks]]\nid = \"quy\"\ntitle = \"Báo cáo quý\"\nlead = [\"a\", \"b\"]\nevery = \"quarter\"\n\
         [[tasks]]\nid = \"nam\"\ntitle = \"Báo cáo năm\"\nlead = [\"a\", \"b\"]\ndue = 2024-04-10\n"
    )
}

impl Repo {
    /// A repository whose first commit is a workspace with this plan and these files of units.
    fn new(plan: &str, units: &[(&str, &str)]) -> Self {
        Self::init(&[]).begun(plan, units)
    }

    /// With a commit that is a workspace with this plan and these files of units.
    fn begun(self, plan: &str, units: &[(&str, &str)]) -> Self {
        self.write("plan.toml", plan);
        for (id, text) in units {
            self.unit(id, text);
        }
        self.commit(FIRST, "Bắt đầu");
        self
    }

    /// Two commits: the file of the unit `a` was `before` and is `after`, recorded on the as-of day of the tests.
    fn of(plan: &str, before: &str, after: &str) -> Self {
        let repo = Self::new(plan, &[("a", before), ("b", "")]);
        repo.unit("a", after).commit(AS_OF, "Ghi kết quả");
        repo
    }

    /// Runs `diff`, in English unless `args` say otherwise, as of the day of the tests.
    fn diff(&self, args: &[&str]) -> Run {
        let common = if args.contains(&"--lang") { &[][..] } else { &["--lang", "en"] };
        let common = [common, if args.contains(&"--as-of") { &[][..] } else { &["--as-of", AS_OF] }].concat();
        run(self.program().arg("diff").args(args).args(common))
    }

    /// What `diff` says as JSON.
    #[track_caller]
    fn changes(&self, args: &[&str]) -> Value {
        self.diff(&[args, &["--format", "json"]].concat()).ends_with(&[0]).json()
    }

    /// What `diff` says as a table.
    #[track_caller]
    fn table(&self, args: &[&str]) -> String {
        self.diff(args).ends_with(&[0]).out().to_owned()
    }

    /// What `diff` says as Markdown.
    #[track_caller]
    fn markdown(&self, args: &[&str]) -> String {
        self.table(&[args, &["--format", "markdown"]].concat())
    }

    /// The codes of everything that is marked, in order.
    #[track_caller]
    fn codes(&self, args: &[&str]) -> Vec<String> {
        codes(&self.changes(args))
    }
}

/// The codes of everything that is marked: of records, of the plan, of commits, of reports.
fn codes(json: &Value) -> Vec<String> {
    list(&json["marks"]).iter().map(|mark| text(&mark["mark"]).to_owned()).collect()
}

/// The kinds of what changed of the plan.
fn kinds(json: &Value) -> Vec<&str> {
    list(&json["plan_changes"]).iter().map(|change| text(&change["kind"])).collect()
}
