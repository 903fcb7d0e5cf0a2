//! Answers that stand on what was known at a revision.

use super::numbers::date;
use crate::words::past::PastPhrase;

sentences! { pub(crate) fn phrase(&PastPhrase) {
    FilesAt { commit, day, by: None } => "As recorded in git at commit {commit} of {}", date(*day);
    FilesAt { commit, day, by: Some(by) } => "As recorded in git by {}: commit {commit} of {}", date(*by), date(*day);
    ShallowDays => "This clone is shallow: with the whole history (git fetch --unshallow) the day of a commit may be later";
    NoCommitBy { day, first, shallow: false } => "nothing was recorded in git by {}: the history begins on {}", date(*day), date(*first);
    NoCommitBy { day, first, .. } => "this clone has no commit by {}: it begins on {}; git fetch --unshallow brings earlier ones", date(*day), date(*first);
    FilesOnly { option, command } => "“tiendo {command}” works with the files as they are and takes no {option}";
    DiffTakesRevisions => "“tiendo diff” takes revisions without --at: tiendo diff A..B";
    RangeOnlyOfDiff => "two days (A..B) are compared by “tiendo diff” alone; --known-on takes one day here";
    OtherRepository { folder } => "{folder} lies in another repository: --known-on and --at are for plans of one";
    ReportsOfFiles { option } => "reports/ holds reports on the files beside it: with {option}, name a folder with --out DIR, or --out - to print";
} }
