//! Help on the commands that look at changes in git, in English.

use crate::words::phrase::CliReview as Cli;

pub fn text(text: Cli) -> &'static str {
    match text {
        Cli::Diff => "What changed, in words: between two revisions in git, or two folders",
        Cli::DiffExamples => {
            r"  tiendo diff                             HEAD against the files as they are
  tiendo diff HEAD~5..HEAD                the last five commits
  tiendo diff main...branch --format markdown
                                          a branch since it left main, for a pull request
  tiendo diff --deny backdated,W704       exit code 1 for backdating or removed evidence
  tiendo diff ../old .                    two folders, without git"
        }
        Cli::Named => {
            "A: from A to the files as they are; A..B; A...B: from where A and B parted to B;\nor two folders [default: HEAD]"
        }
        Cli::From => "The day as of which the side before is judged [default: that of --as-of]",
        Cli::Backdated => "Mark what was recorded more than so many days after it was done [default: 30]",
        Cli::DiffFormat => "Format: table, markdown, json, sarif [default: table]",
        Cli::DenyMark => {
            "Exit code 1 for a mark of this code: W701 … W708 or its name; all: every one;\ncan be repeated"
        }
        Cli::DiffExitCode => "Exit code 1 if anything changed, 0 if not",
        Cli::Log => "What was recorded, and when: the history in git of one obligation, or of a unit",
        Cli::LogExamples => {
            r#"  tiendo log --unit "binh minh"           everything the unit recorded, the last first
  tiendo log bao-cao-quy 2024-Q1 --unit "binh minh"
                                          one obligation: on which day, by which commit, how late"#
        }
        Cli::LogTask => "The task [default: every task of the unit]",
        Cli::LogPeriod => "The period of the task [default: every one]",
        Cli::LogUnit => "The unit [default: TIENDO_UNIT, or the only one that leads the task]",
        Cli::LogFormat => "Format: table, json [default: table]",
        Cli::Blame => "On which day and by which commit each field was last changed (needs --unit)",
        Cli::Setup => "What git must be told to merge and show units' files by obligation",
        Cli::SetupExamples => {
            r"  tiendo git-setup                        print it
  tiendo git-setup --write                write it into .gitattributes and this repository's configuration"
        }
        Cli::SetupWrite => "Write it instead of printing it",
        Cli::Merge => "Called by git to merge units' files by obligation and field (see git-setup)",
        Cli::MergeExamples => r"  tiendo merge-driver %O %A %B %P         filled in by git",
        Cli::MergeBase => "The file that both sides come from",
        Cli::MergeOurs => "The file of this side; it takes the result",
        Cli::MergeTheirs => "The file of the other side",
        Cli::MergePath => "The file's path in the repository",
        Cli::Textconv => "Called by git to show a unit's file as plain lines (see git-setup)",
        Cli::TextconvExamples => r"  tiendo textconv units/binh-minh.toml",
        Cli::TextconvFile => "The unit's file",
        Cli::Verify => "Whether the reports in reports/ say what the data give",
        Cli::VerifyExamples => {
            r"  tiendo verify-reports                   the files as they are
  tiendo verify-reports HEAD              the reports that are committed"
        }
        Cli::VerifyRevision => "The revision to look at [default: the files as they are]",
    }
}
