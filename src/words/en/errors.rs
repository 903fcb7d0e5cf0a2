//! Refusals: why nothing was written, and what git, files and templates have about them.

use super::labels::label;
use super::numbers::date;
use crate::action::{Action, Refusal};
use crate::diagnostic::Lack;
use crate::diagnostic::SystemFault;
use crate::git::quoted;
use crate::model::record::Field;
use crate::review::commits::GitTrouble;
use crate::store::Trouble;
use crate::words::label::Label;
use crate::words::phrase::TemplateProblem;

sentences! { pub(crate) fn refused(&Refusal) {
    Waived(on) => "waived since {}; if it is to be done after all, run tiendo reopen first", date(*on);
    Done(on) => "done on {}; if it is not done after all, run tiendo reopen first", date(*on);
    NothingClaimed => "nothing is claimed that could be accepted or returned";
    NotClosed => "neither done nor waived, so there is nothing to reopen";
    NotLater(due) => "the new last day must come after the one that counts today, {}", date(*due);
    Recorded(field, day) =>
        "\"{}\" is recorded as {}; if that is wrong and is to be replaced, add --replace", label(Label::from(*field)),
        date(*day);
    ToCome { field: Field::Done | Field::Started, day, today } =>
        "{} is yet to come (as of {}); for a day by which it is expected, use tiendo promise", date(*day), date(*today);
    ToCome { day, today, .. } => "{} is yet to come (as of {})", date(*day), date(*today);
    PromisedPast { day, today } =>
        "the promised day {} has passed (as of {}); give a day to come, or use tiendo done if it is done", date(*day),
        date(*today);
    NoTarget => "the task has no `target`, so there is nothing to be reached";
    NoReason => "a promise needs a reason: add --reason";
} }

table! { pub(crate) fn nothing_open(Action) {
    Start => "has nothing left to start of",
    Done | Extend | Waive | Promise | Progress => "has nothing left to do of",
    Accept => "has nothing that awaits acceptance of",
    Return => "has claimed nothing of",
    Reopen => "has nothing done or waived of",
} }

sentences! { pub(crate) fn trouble(&Trouble) {
    Locked { file, seconds } =>
        "{file}: another tiendo is editing it; waited {seconds} seconds, nothing was written, try again later";
    HeldLock { file, lock, holder } =>
        "{file}: another process ({holder}) holds the lock {lock}; if that process is gone, delete the lock and try again; \
         nothing was written";
    Changed { file } =>
        "{file} was changed by another program just now; nothing was written, look at it and try again";
    Link { file } => "{file} is a symbolic link: tiendo does not write through links; nothing was written";
    NotAFile { file } => "{file} is not a file; nothing was written";
    Outside { file } => "{file} is outside the workspace; copy it in, such as into the folder evidence; nothing was written";
    NotAFolder { file } => "{file} is not a folder; nothing was written";
    OtherCase { file, found } =>
        "there is no {file}, but {found} differs from it only in case: rename {found} to {file}; nothing was written";
    ReadOnly { file } => "{file} is read-only; nothing was written";
    Exists { file } => "{file} is there already; nothing was written. To replace it, add --force";
    ReadBack { file } => "{file}: what was read back is not what was written; the old file stands";
    NotTakenBack { file } => "{file} was written already and could not be put back; look at it with git diff";
    Unreadable { file, why } => "{file}: cannot be read: {}", system(why);
    System { file, why } => "{file}: cannot be written, the old file stands: {}", system(why);
} }

sentences! { pub(crate) fn system(&SystemFault) {
    NotFound => "not found";
    Denied => "no permission";
    NotAFolder => "not a folder";
    IsAFolder => "a folder, not a file";
    ReadOnlyDisk => "the disk is read-only";
    Full => "the disk is full, or the quota is used up";
    TooLarge => "too large for this disk";
    BadName => "the system does not allow this name";
    InUse => "another program has it open";
    Disk => "the disk failed";
    LinkLoop => "links lead in a circle";
    NoObject { id, lack: Lack::Shallow } => "object {id} is not in this shallow clone";
    NoObject { id, lack: Lack::Partial } => "object {id} is not in this partial clone (git fetch --refetch --no-filter)";
    NoObject { id, lack: Lack::Lost } => "object {id} is missing";
    Other(said) => "system error ({said})";
} }

sentences! { pub(crate) fn template(&TemplateProblem) {
    NotADocument => "it is no .docx file";
    TooLarge => "it is too large for a template";
    Damaged { part } => "its part {part} is damaged";
    Unknown { place, known } => "there is no place called \"{place}\"; there are {known}";
    NotAlone { place } =>
        "\"{place}\" stands for paragraphs and tables: it must be a paragraph of its own, without other text, \
         pictures or page breaks";
    NoWarnings => "it has no place for what the plan wants noticed; add {{{{warnings}}}}, or {{{{body}}}}";
    Nowhere => "it has no place to fill; write {{{{body}}}} where the content is to stand";
} }

sentences! { pub(crate) fn git(&GitTrouble) {
    NoGit => "git cannot be run: this command needs git in the PATH";
    NotARepository { folder } =>
        "{folder} lies in no git repository; run git init (diff alone can also compare two folders without git)";
    NotTrusted { folder } =>
        "git does not trust this repository, since somebody else owns it; if you do, run: git config --global \
         --add safe.directory {}", quoted(folder);
    NoRevision { name } => "there is no revision “{name}”";
    Ambiguous { name } =>
        "“{name}” names several revisions, such as a branch and a tag; write it in full, such as refs/heads/{name}";
    NoCommit => "the repository has no commit yet";
    Missing { id, lack: Lack::Shallow } =>
        "this clone has only a part of the history and lacks {id}; run: git fetch --unshallow";
    Missing { id, lack: Lack::Partial } =>
        "this clone is partial and lacks {id}; to get the rest, run: git fetch --refetch --no-filter";
    Silent { seconds } =>
        "git did not answer within {seconds} seconds; see whether its configuration includes a pipe or a file on a \
         drive that does not answer";
    Missing { id, lack: Lack::Lost } => "the repository lacks the object {id}; run: git fsck";
    NotRun(why) => "git cannot be run: {}", system(why);
    Failed { reason } => "git could not answer ({reason})";
} }
