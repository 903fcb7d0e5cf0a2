//! Refusals: why nothing was written, and what git, files and templates have about them.

use super::labels::label;
use super::numbers::{date, many};
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
    Waived(on) => "waived on {}; if it must be done after all, run tiendo reopen first", date(*on);
    Done(on) => "done on {}; if it is not done after all, run tiendo reopen first", date(*on);
    NothingClaimed => "no completion is claimed, so there is nothing to accept or return";
    NotClosed => "neither done nor waived, so there is nothing to reopen";
    NotLater(due) => "the new last day must be after the current one, {}", date(*due);
    Recorded(field, day) =>
        "“{}” is already recorded as {}; to replace it, add --replace", label(Label::from(*field)), date(*day);
    ToCome { field: Field::Done | Field::Started, day, today } =>
        "{} is in the future (as of {}); to record an expected day, use tiendo promise", date(*day), date(*today);
    ToCome { day, today, .. } => "{} is in the future (as of {})", date(*day), date(*today);
    PromisedPast { day, today } =>
        "the promised day {} has passed (as of {}); give a future day, or use tiendo done if it is done",
        date(*day), date(*today);
    NoTarget => "the task has no target, so there is no progress to record; set one: tiendo task edit TASK_ID --target \"80%\"";
    NoShare => "the target is not counted in per cent; give the amount that is reached, such as 45";
    NoReason => "a promise needs a reason: add --reason";
} }

table! { pub(crate) fn nothing_open(Action) {
    Start => "has nothing left to start for",
    Done | Extend | Waive | Promise | Progress => "has nothing left to do for",
    Accept => "has nothing awaiting acceptance for",
    Return => "has claimed no completion of",
    Reopen => "has nothing done or waived for",
} }

sentences! { pub(crate) fn trouble(&Trouble) {
    Locked { file, seconds: 0 } => "{file}: another tiendo is editing it; nothing was written. Try again later";
    Locked { file, seconds } =>
        "{file}: another tiendo is editing it; nothing was written after {} of waiting. Try again later",
        many(usize::try_from(*seconds).unwrap_or(usize::MAX), "second", "seconds");
    HeldLock { file, lock, holder } if holder.is_empty() =>
        "{file}: the lock {lock} does not say which process holds it; if no other tiendo is at work, delete the lock and try \
         again; nothing was written";
    HeldLock { file, lock, holder } =>
        "{file}: another process ({holder}) holds the lock {lock}; if that process is gone, delete the lock and try again; \
         nothing was written";
    Changed { file } => "{file} was just changed by another program; nothing was written. Look at it and try again";
    Link { file } => "{file} is a symbolic link, which is not accepted here; nothing was written";
    NotAFile { file } => "{file} is not a file; nothing was written";
    Outside { file } => "{file} is outside the workspace; copy it in, such as into the folder evidence; nothing was written";
    NotAFolder { file } => "{file} is not a folder; nothing was written";
    Misnamed { file, found } =>
        "there is no {file}, and {found} seems to be meant for it: rename {found} to {file}; nothing was written";
    ReadOnly { file } => "{file} is read-only; nothing was written";
    Exists { file } => "{file} already exists; nothing was written. To replace it, add --force";
    Taken { file } => "{file} already exists and is not replaced; nothing was written. Name another";
    LeftOver { folder } =>
        "{folder} was left by a process that was stopped, or one is writing into it now; nothing was written. If none is, \
         delete it and run this again";
    NotMade { file } => "{file} was not made by tiendo site; nothing was written";
    NotEmpty { folder } =>
        "{folder} holds files that tiendo site did not make; choose an empty folder or that of an earlier site; nothing was \
         written";
    ReadBack { file } => "{file}: reading it back gave something else than was written; the old file is kept";
    NotTakenBack { file } => "{file} was already written and could not be restored; look at it with git diff";
    Journal { file } =>
        "{file}: another version of tiendo was interrupted while it imported; record something with that version, or delete \
         this file and look at the units' files with git diff; nothing was written";
    Unreadable { file, why } => "{file} cannot be read: {}", system(why);
    System { file, why: SystemFault::NotFound } =>
        "{file} cannot be written: the folder that it belongs into is not there; make it and run this again";
    System { file, why } => "{file} cannot be written: {}; the old file is kept", system(why);
} }

sentences! { pub(crate) fn system(&SystemFault) {
    NotFound => "not found";
    Denied => "no permission";
    NotAFolder => "not a folder";
    IsAFolder => "a folder, not a file";
    NotAFile => "a pipe, socket or device, not a file";
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
    NotADocument => "it is not a .docx file";
    TooLarge => "it is too large for a template";
    Damaged { part } => "its part {part} is damaged";
    PartTwice { part } => "it has the part {part} twice";
    PartName { part } => "the name of its part {part} leads out of the document";
    Unpacks { part, megabytes } => "its parts unpack to more than {megabytes} MB (at {part})";
    Macros { part } => "it has macros or controls ({part}); save it as .docx without them";
    Commands { part } => "its part {part} has a DDE field, which asks other programs for something; remove the field";
    Outside { part, target } =>
        "{part} fetches {target} when the document is opened; put what it needs into the document, or unlink it";
    Embedded { part, target } =>
        "{part} brings {target} with it, a file of another program inside the document; delete that object, or paste it as a picture";
    TooManyPlaces { part, places, blocks } =>
        "its part {part} has too many placeholders: at most {places} are filled, and {blocks} for parts of a document";
    Unknown { place, known } => "it has an unknown placeholder “{place}”; possible: {known}";
    NotAlone { place } =>
        "“{place}” stands for paragraphs and tables, so it must be alone in its paragraph, without other text, \
         pictures or page breaks";
    NoWarnings => "it has no placeholder for the plan's notice; add {{{{warnings}}}} or {{{{body}}}}";
    Nowhere => "it has no placeholder; write {{{{body}}}} where the content should go";
} }

sentences! { pub(crate) fn git(&GitTrouble) {
    NoGit => "git was not found: this command needs git in the PATH";
    NotARepository { folder } =>
        "{folder} is not in a git repository; run git init (only diff works without git, between two folders)";
    NotTrusted { folder } =>
        "git does not trust this repository because somebody else owns it; if you do, run: git config --global --add \
         safe.directory {}", quoted(folder);
    NoRevision { name } => "there is no revision “{name}”";
    Ambiguous { name } =>
        "“{name}” names several revisions, such as a branch and a tag; write it in full, such as refs/heads/{name}";
    NoCommit => "the repository has no commits yet";
    Missing { id, lack: Lack::Shallow } =>
        "this clone has only part of the history and lacks {id}; run: git fetch --unshallow";
    Missing { id, lack: Lack::Partial } =>
        "this clone is partial and lacks {id}; to get the rest, run: git fetch --refetch --no-filter";
    Silent { seconds } =>
        "git did not answer within {seconds} seconds; see whether its configuration includes a pipe or a file on a \
         drive that does not answer";
    Pipe { file } => "{file} is a pipe and no file, and git would wait for what it says; delete it";
    Missing { id, lack: Lack::Lost } => "the repository lacks the object {id}; run: git fsck";
    NotRun(why) => "git cannot be run: {}", system(why);
    Failed { reason } => "git could not answer ({reason})";
} }
