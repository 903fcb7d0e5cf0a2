//! `tiendo merge-driver`: what git calls to merge units' files.

use std::path::{Path, PathBuf};

use clap::Args;

use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::session::Asked;
use super::sides::SidesProblem;
use crate::git::Repository;
use crate::read::text::{MAX_UNIT_BYTES, decode};
use crate::review::merge::{MarkerLabels, Merged, Three, by_lines, labelled, merge_with};
use crate::shell;
use crate::snapshot::Snapshot;
use crate::source::BOM;
use crate::store::write::Editing;
use crate::store::{Trouble, Workspace, read_foreign};
use crate::text::one_line;
use crate::words::Phrase;

#[derive(Args)]
pub(super) struct MergeDriverArgs {
    #[arg(value_name = "%O")]
    base: PathBuf,
    #[arg(value_name = "%A")]
    ours: PathBuf,
    #[arg(value_name = "%B")]
    theirs: PathBuf,
    #[arg(value_name = "%P")]
    path: String,
    #[arg(value_name = "%L")]
    size: Option<String>,
    #[arg(value_name = "%S")]
    base_label: Option<String>,
    #[arg(value_name = "%X")]
    our_label: Option<String>,
    #[arg(value_name = "%Y")]
    their_label: Option<String>,
}

impl Command for MergeDriverArgs {
    const NAME: &str = "merge-driver";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "git gọi để trộn tệp đơn vị theo từng nghĩa vụ và từng trường (xem git-setup)",
                  "Called by git to merge unit files by obligation and field (see git-setup)"),
        ("examples", "tiendo merge-driver %O %A %B %P %L %S %X %Y  # do git điền",
                     "tiendo merge-driver %O %A %B %P %L %S %X %Y  # filled in by git"),
        ("base", "Tệp gốc chung", "Common ancestor"),
        ("ours", "Tệp của bên này; kết quả ghi vào đây", "This side's file; receives the result"),
        ("theirs", "Tệp của bên kia", "The other side's file"),
        ("path", "Đường dẫn của tệp trong kho git", "Path of the file in the repository"),
        ("size", "Độ dài dấu xung đột", "Length of conflict markers"),
        ("base_label", "Tên của bản gốc chung", "Name of the common ancestor"),
        ("our_label", "Tên của bên này", "Name of this side"),
        ("their_label", "Tên của bên kia", "Name of the other side"),
    ];
}

/// Runs `tiendo merge-driver`: merges three files into the second, as git asks.
fn run(asked: &Asked, options: &MergeDriverArgs) -> Result<Exit, Failure> {
    let wrong = |found: Trouble| asked.wrong(&SidesProblem::Store(found));
    // Git's own limits are far above: what is longer is merged by lines.
    let read = |path: &Path| read_foreign(path, u64::MAX - 1).map_err(wrong);
    let (base, ours, theirs) = (read(&options.base)?, read(&options.ours)?, read(&options.theirs)?);
    let merged = merged(asked, options, [&base, &ours, &theirs]);
    let Some((bytes, conflicts)) = merged else {
        // What has no lines cannot be merged: git, too, keeps ours and calls it a conflict.
        let said = asked.words().phrase(&Phrase::NotMerged { file: &options.path });
        return Err(Failure::Refused(Exit::Found, one_line(&said)));
    };
    let editing = Editing::new_file(&options.ours, true).map_err(wrong)?;
    let mut staged = editing.stage(&bytes).map_err(wrong)?;
    staged.swap().map_err(wrong)?;
    staged.keep();
    if conflicts > 0 {
        let said = Phrase::Conflicts { file: &options.path, count: conflicts, size: labels(options).size };
        shell::to_stderr(format!("{}\n", one_line(&asked.words().phrase(&said))).as_bytes());
        return Ok(Exit::Found);
    }
    Ok(Exit::Done)
}

/// The merged bytes and how many conflicts are in them; nothing where one of the files has no lines.
fn merged(asked: &Asked, options: &MergeDriverArgs, files: [&[u8]; 3]) -> Option<(Vec<u8>, usize)> {
    // Where one side changed nothing, or both the same, bytes stand as they are, whatever they are.
    let [base, ours, theirs] = files;
    if base == ours || base == theirs || ours == theirs {
        return Some((if base == ours { theirs } else { ours }.to_vec(), 0));
    }
    let texts = files.map(|bytes| decode(bytes).ok());
    let [Some(base), Some(ours), Some(theirs)] = texts else { return bytes_by_lines(asked, options, files) };
    let three = Three { base, ours, theirs };
    let short = files.iter().all(|bytes| bytes.len() as u64 <= MAX_UNIT_BYTES);
    let merged = if short { by_records(asked, Path::new(&options.path), three) } else { None };
    let with_base = shows_base(asked);
    let Merged { text, conflicts } = merged.unwrap_or_else(|| by_lines(three, with_base));
    let text = if conflicts > 0 { labelled(&text, &labels(options)) } else { text };
    let bom = if files[1].starts_with(BOM.as_bytes()) { BOM } else { "" };
    Some((format!("{bom}{text}").into_bytes(), conflicts))
}

/// Merges files of an older encoding by lines, as git does, which asks of no byte what letter it is. One that has a byte
/// of zero within the first 8,000 is to git no text either.
fn bytes_by_lines(asked: &Asked, options: &MergeDriverArgs, files: [&[u8]; 3]) -> Option<(Vec<u8>, usize)> {
    const LOOKED_AT: usize = 8_000;
    if files.iter().any(|bytes| bytes[..bytes.len().min(LOOKED_AT)].contains(&0)) {
        return None;
    }
    // Each byte a letter of its own, and back.
    let letters = |bytes: &[u8]| -> String { bytes.iter().copied().map(char::from).collect() };
    let [base, ours, theirs] = files.map(letters);
    let Merged { text, conflicts } = by_lines(Three { base: &base, ours: &ours, theirs: &theirs }, shows_base(asked));
    let MarkerLabels { size, base, ours, theirs } = labels(options);
    let [base, ours, theirs] = [base, ours, theirs].map(|label| letters(label.as_bytes()));
    let text = if conflicts > 0 { labelled(&text, &MarkerLabels { size, base, ours, theirs }) } else { text };
    Some((text.chars().map(|letter| u8::try_from(letter).expect("it was a byte")).collect(), conflicts))
}

/// Merges by obligation and field, where there is a sound plan that knows the unit.
fn by_records(asked: &Asked, path: &Path, three: Three<'_>) -> Option<Merged> {
    // The folder of the units lies in the workspace.
    let base = asked.directories.first().cloned().unwrap_or_else(|| PathBuf::from("."));
    let folder = base.join(path.parent()?.parent()?);
    let id = path.file_name()?.to_str()?.strip_suffix(".toml")?.to_owned();
    let plan = Snapshot::open(Box::new(Workspace::at(folder))).ok()?.plan;
    Some(merge_with(&plan, plan.unit_by_id(&id)?, three, shows_base(asked)))
}

/// Whether conflicts are to show what both sides come from: `merge.conflictStyle`.
fn shows_base(asked: &Asked) -> bool {
    let folder = asked.directories.first().cloned().unwrap_or_else(|| PathBuf::from("."));
    let style = Repository::of(&folder).ok().and_then(|repository| repository.setting("merge.conflictStyle"));
    style.is_some_and(|style| matches!(style.as_str(), "diff3" | "zdiff3"))
}

/// What git wants conflicts marked with. An old git leaves places that it does not know as they are.
fn labels(options: &MergeDriverArgs) -> MarkerLabels {
    let named = |label: &'_ Option<String>| label.clone().filter(|label| !label.is_empty() && !label.starts_with('%'));
    MarkerLabels {
        size: options.size.as_deref().and_then(|size| size.parse().ok()).unwrap_or(7).clamp(1, 100),
        base: named(&options.base_label).unwrap_or_else(|| "base".to_owned()),
        ours: named(&options.our_label).unwrap_or_else(|| "ours".to_owned()),
        theirs: named(&options.their_label).unwrap_or_else(|| "theirs".to_owned()),
    }
}
