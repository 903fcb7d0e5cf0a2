//! Names of files in `units/` that are nearly those of units' files.

use std::collections::HashSet;

use crate::model::plan::Plan;
use crate::text::fold;

/// The folder of the units' files.
pub(crate) const UNITS: &str = "units";

/// A file in `units/` that is no unit's, or a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stray {
    pub(crate) name: String,
    pub(crate) is_folder: bool,
    /// Whether it says something: facts that nobody counts.
    pub(crate) says_something: bool,
}

/// A folder whose name is nearly that of the folder of units' files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OtherCase {
    pub(crate) name: String,
    /// The files in it that say something that nobody counts.
    pub(crate) facts: Vec<String>,
}

impl OtherCase {
    /// The first of the folders of these names that holds facts; else one in whose name only the case is another.
    /// `facts` names the files in a folder that say something. In a folder of another name only those of units count.
    pub(crate) fn of(
        plan: &Plan,
        names: impl IntoIterator<Item = String>,
        facts: impl Fn(&str) -> Vec<String>,
    ) -> Option<Self> {
        let mut silent = None;
        for name in names {
            let mut facts = facts(&name);
            let is_case = name.eq_ignore_ascii_case(UNITS);
            if !is_case {
                facts.retain(|file| stem_of(file).is_some_and(|stem| plan.unit_by_id(stem).is_some()));
            }
            facts.sort_unstable();
            if !facts.is_empty() {
                return Some(Self { name, facts });
            }
            silent = silent.or_else(|| is_case.then_some(name));
        }
        silent.map(|name| Self { name, facts: Vec::new() })
    }
}

/// How much of a file is to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileLook {
    Whole,
    /// The whole where it begins as a text: pictures and documents are not read.
    IfText,
}

/// What the names of units' files end with, and what programs that edit or send them make of that.
const ENDINGS: [&str; 4] = [".toml", ".toml.txt", ".tml", ".toml.toml"];
/// What editors and git end the name of the earlier state of a file with.
const BACKUPS: [&str; 4] = [".toml.bak", ".toml.old", ".toml.orig", ".toml~"];
/// What programs call the earlier state of a file by, after its whole name.
const EARLIER: [&str; 6] = ["bak", "bkp", "backup", "old", "orig", "save"];

/// The id of the unit whose file a name nearly is: `x.toml.txt`, `x.TOML`, `x.toml.bak` and the like.
pub(crate) fn stem_of(name: &str) -> Option<&str> {
    let lower = name.to_ascii_lowercase();
    let ending = ENDINGS.into_iter().chain(BACKUPS).filter(|ending| lower.ends_with(ending));
    let stem = ending.map(|ending| &name[..name.len() - ending.len()]).min_by_key(|stem| stem.len())?;
    (!stem.is_empty()).then_some(stem)
}

/// What a name begins with that could be an id, without what programs put before it: `x` of `x.toml (1)`, `#x.toml#`.
fn head_of(name: &str) -> &str {
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = name.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'));
    &name[..end.unwrap_or(name.len())]
}

/// Whether a name begins as that of the file of one of these units does, whatever follows: their ids in small letters.
pub(super) fn begins_as_one_of(name: &str, ids: &HashSet<String>) -> bool {
    let head = head_of(name).to_ascii_lowercase();
    let shorter = head.match_indices(['-', '_']).map(|(at, _)| &head[..at]);
    shorter.chain([head.as_str()]).any(|start| ids.contains(start))
}

/// Whether it is called as a file of TOML, perhaps with more before and after it.
pub(super) fn is_called_toml(name: &str) -> bool {
    name.to_ascii_lowercase().contains(".toml")
}

/// Whether a program gave this name to the earlier state of a file.
pub(crate) fn is_backup(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    lower.rsplit_once(".toml").is_some_and(|(_, after)| {
        after.contains('~') || EARLIER.contains(&after.trim_matches(|c: char| !c.is_ascii_alphabetic()))
    })
}

/// The unit for whose file a name is likely meant, of these.
pub(crate) fn meant_for<'i>(name: &str, mut ids: impl Iterator<Item = &'i str>) -> Option<&'i str> {
    let (stem, head) = (stem_of(name).unwrap_or(name), head_of(name));
    ids.find(|id| id.eq_ignore_ascii_case(stem) || id.eq_ignore_ascii_case(head))
}

/// A path as messages have it: in quotes where a blank at its end would not be seen.
pub(crate) fn as_told(path: String) -> String {
    if path.ends_with(char::is_whitespace) { format!("“{path}”") } else { path }
}

impl Stray {
    /// Whether its name is nearly that of the unit's file.
    pub(crate) fn is_meant_for(&self, unit: &str) -> bool {
        meant_for(&self.name, std::iter::once(unit)).is_some()
    }

    /// Whether its name is one that people and programs give a copy of the unit's file: `x-copy.toml`.
    pub(crate) fn is_copy_of(&self, unit: &str) -> bool {
        const WORDS: [&str; 4] = ["copy", "ban sao", "conflict", "xung dot"];
        let stem = stem_of(&self.name).unwrap_or(&self.name);
        let rest =
            stem.get(..unit.len()).filter(|head| head.eq_ignore_ascii_case(unit)).map(|_| fold(&stem[unit.len()..]));
        rest.is_some_and(|rest| WORDS.iter().any(|word| rest.contains(word)))
    }
}

/// Whether a file is one that another program keeps beside a unit's file, and never holds records.
pub(super) fn is_companion(name: &str) -> bool {
    name.starts_with("._") || name.starts_with("~$")
}
