//! Names of files in `units/` that are nearly those of units' files.

use crate::text::fold;

/// A file in `units/` that is no unit's, or a folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stray {
    pub(crate) name: String,
    pub(crate) is_folder: bool,
    /// Whether it says something: facts that nobody counts.
    pub(crate) says_something: bool,
}

/// A folder whose name is that of the units' folder but for its case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OtherCase {
    pub(crate) name: String,
    /// The files in it that say something that nobody counts.
    pub(crate) facts: Vec<String>,
}

/// What the names of units' files end with, and what programs that edit or send them make of that.
const ENDINGS: [&str; 4] = [".toml", ".toml.txt", ".tml", ".toml.toml"];
/// What editors and git end the name of the earlier state of a file with.
const BACKUPS: [&str; 4] = [".toml.bak", ".toml.old", ".toml.orig", ".toml~"];

/// The id of the unit whose file a name nearly is: `x.toml.txt`, `x.TOML`, `x.toml.bak` and the like.
pub(crate) fn stem_of(name: &str) -> Option<&str> {
    let lower = name.to_ascii_lowercase();
    let ending = ENDINGS.into_iter().chain(BACKUPS).filter(|ending| lower.ends_with(ending));
    let stem = ending.map(|ending| &name[..name.len() - ending.len()]).min_by_key(|stem| stem.len())?;
    (!stem.is_empty()).then_some(stem)
}

/// Whether a program gave this name to the earlier state of a file.
pub(crate) fn is_backup(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    BACKUPS.into_iter().any(|ending| lower.ends_with(ending))
}

impl Stray {
    /// Whether its name is nearly that of the unit's file.
    pub(crate) fn is_meant_for(&self, unit: &str) -> bool {
        stem_of(&self.name).unwrap_or(&self.name).eq_ignore_ascii_case(unit)
    }

    /// Whether its name is one that programs give a copy of the unit's file: `x-copy.toml`, `x (1).toml`.
    pub(crate) fn is_copy_of(&self, unit: &str) -> bool {
        const WORDS: [&str; 4] = ["copy", "ban sao", "conflict", "xung dot"];
        let stem = stem_of(&self.name).unwrap_or(&self.name);
        let rest = stem.get(..unit.len()).filter(|head| head.eq_ignore_ascii_case(unit)).map(|_| &stem[unit.len()..]);
        let rest = rest.map(|rest| (rest.trim(), fold(rest)));
        rest.is_some_and(|(rest, folded)| {
            rest.starts_with('(') && rest.ends_with(')') || WORDS.iter().any(|word| folded.contains(word))
        })
    }
}

/// Whether a file is one that another program keeps beside a unit's file, and never holds records.
pub(super) fn is_companion(name: &str) -> bool {
    name.starts_with("._") || name.starts_with("~$")
}
