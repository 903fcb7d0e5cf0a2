//! `tiendo merge-driver`, `tiendo textconv` and `tiendo git-setup`: what git asks this program for.

use std::path::{Path, PathBuf};

use super::session::Asked;
use super::sides::Wrong;
use super::{Exit, Failure};
use crate::cli::review::Merging;
use crate::edit::plain::lines;
use crate::git::{Repository, quoted};
use crate::page::review::label;
use crate::read::text::{MAX_UNIT_BYTES, decode};
use crate::review::merge::{Merged, Three, by_lines, merge};
use crate::shell;
use crate::snapshot::{Snapshot, plan_text};
use crate::source::BOM;
use crate::store::Trouble;
use crate::store::write::Editing;
use crate::store::{Workspace, read_foreign};
use crate::text::one_line;
use crate::words::{Phrase, words};

/// Runs `tiendo merge-driver`: merges three files into the second, as git asks.
pub fn driver(asked: &Asked, options: &Merging) -> Result<Exit, Failure> {
    let wrong = |found: Trouble| asked.wrong(&Wrong::Store(found));
    // Git's own limits are far above: what is longer is merged by lines.
    let read = |path: &Path| read_foreign(path, u64::MAX - 1).map_err(wrong);
    let (base, ours, theirs) = (read(&options.base)?, read(&options.ours)?, read(&options.theirs)?);
    let merged = merged(asked, options, [&base, &ours, &theirs]);
    let Some((bytes, conflicts)) = merged else {
        // What is no text cannot be merged: git keeps ours and calls it a conflict.
        return Err(asked.fail(&Phrase::NotMerged { file: &options.path }));
    };
    let editing = Editing::new_file(&options.ours, true).map_err(wrong)?;
    let mut staged = editing.stage(&bytes).map_err(wrong)?;
    staged.swap().map_err(wrong)?;
    staged.keep();
    if conflicts > 0 {
        let said = Phrase::Conflicts { file: &options.path, count: conflicts };
        shell::to_stderr(format!("{}\n", one_line(&asked.words().phrase(&said))).as_bytes());
        return Ok(Exit::Found);
    }
    Ok(Exit::Done)
}

/// The merged bytes and how many conflicts are in them; nothing where one of the files is no text.
fn merged(asked: &Asked, options: &Merging, files: [&[u8]; 3]) -> Option<(Vec<u8>, usize)> {
    // Where one side changed nothing, or both the same, bytes stand as they are, whatever they are.
    let [base, ours, theirs] = files;
    if base == ours || base == theirs || ours == theirs {
        return Some((if base == ours { theirs } else { ours }.to_vec(), 0));
    }
    let [base, ours, theirs] = files.map(|bytes| decode(bytes).ok());
    let three = Three { base: base?, ours: ours?, theirs: theirs? };
    let short = files.iter().all(|bytes| bytes.len() as u64 <= MAX_UNIT_BYTES);
    let merged = if short { by_records(asked, Path::new(&options.path), three) } else { None };
    let Merged { text, conflicts } = merged.unwrap_or_else(|| by_lines(three));
    let bom = if files[1].starts_with(BOM.as_bytes()) { BOM } else { "" };
    Some((format!("{bom}{text}").into_bytes(), conflicts))
}

/// Merges by obligation and field, where there is a sound plan that knows the unit.
fn by_records(asked: &Asked, path: &Path, three: Three<'_>) -> Option<Merged> {
    // The folder of the units lies in the workspace.
    let base = asked.directory.clone().unwrap_or_else(|| PathBuf::from("."));
    let folder = base.join(path.parent()?.parent()?);
    let id = path.file_name()?.to_str()?.strip_suffix(".toml")?.to_owned();
    let plan = Snapshot::open(Box::new(Workspace::at(folder))).ok()?.plan;
    Some(merge(&plan, plan.unit_by_id(&id)?, three))
}

/// Runs `tiendo textconv`: a unit's file as lines that git can show the differences of.
pub fn textconv(asked: &Asked, file: &Path) -> Result<Exit, Failure> {
    let bytes = read_foreign(file, u64::MAX - 1).map_err(|found| asked.wrong(&Wrong::Store(found)))?;
    let words = words(asked.lang.unwrap_or_default());
    let label = |field| words.label(label(field)).to_lowercase();
    let told = decode(&bytes).ok().map(|text| lines(text, &label).into_bytes());
    // What is no text is shown as it is.
    shell::with_stdout(|out| Ok(out.write_all(told.as_ref().unwrap_or(&bytes))?))?;
    Ok(Exit::Done)
}

/// The line that a `.gitattributes` beside the plan is to have.
const ATTRIBUTES: &str = "units/*.toml merge=tiendo diff=tiendo";
/// Where that line stands.
const ATTRIBUTES_FILE: &str = ".gitattributes";

/// Runs `tiendo git-setup`: says what git needs to be told, or tells it.
pub fn setup(asked: &Asked, write: bool) -> Result<Exit, Failure> {
    let words = asked.words();
    let workspace = asked.workspace()?;
    let program = shell::program();
    let settings = [
        ("merge.tiendo.name", words.phrase(&Phrase::DriverName)),
        ("merge.tiendo.driver", format!("{program} merge-driver %O %A %B %P")),
        ("diff.tiendo.textconv", format!("{program} textconv")),
    ];
    if !write {
        shell::with_stdout(|out| {
            writeln!(out, "# {ATTRIBUTES_FILE}\n{ATTRIBUTES}\n")?;
            for (key, value) in &settings {
                writeln!(out, "git config {key} {}", quoted(value))?;
            }
            Ok(writeln!(out, "\n# {}", words.phrase(&Phrase::SetupHint))?)
        })?;
        return Ok(Exit::Done);
    }
    let wrong = |found: Wrong| asked.wrong(&found);
    let repository = Repository::of(workspace.root()).map_err(Wrong::from).map_err(wrong)?;
    // Beside a plan, and nowhere else: not in a repository without files, nor in any folder.
    if let Err(unopened) = plan_text(&workspace) {
        return asked.refuse(&[&unopened]);
    }
    let path = workspace.root().join(ATTRIBUTES_FILE);
    let editing = Editing::new_file(&path, true).map_err(Wrong::from).map_err(wrong)?;
    let old = String::from_utf8_lossy(editing.bytes().unwrap_or_default()).into_owned();
    let mut told = Vec::new();
    if !old.lines().any(|line| line.trim() == ATTRIBUTES) {
        let eol = if old.contains("\r\n") { "\r\n" } else { "\n" };
        let gap = if old.is_empty() || old.ends_with('\n') { "" } else { eol };
        let mut bytes = editing.bytes().unwrap_or_default().to_vec();
        bytes.extend_from_slice(format!("{gap}{ATTRIBUTES}{eol}").as_bytes());
        let mut staged = editing.stage(&bytes).map_err(Wrong::from).map_err(wrong)?;
        staged.swap().map_err(Wrong::from).map_err(wrong)?;
        staged.keep();
        told.push(format!("{ATTRIBUTES_FILE}: {ATTRIBUTES}"));
    }
    for (key, value) in &settings {
        repository.configure(key, value).map_err(Wrong::from).map_err(wrong)?;
        told.push(format!("git config {key} {}", quoted(value)));
    }
    shell::with_stdout(|out| {
        for line in &told {
            writeln!(out, "{line}")?;
        }
        Ok(())
    })?;
    Ok(Exit::Done)
}
