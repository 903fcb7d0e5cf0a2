//! What is in `units/`: units' files, and what is none of them.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::names::{self, FileLook, OtherCase, Stray, UNITS, stem_of};
use crate::model::id::UnitIx;
use crate::model::plan::Plan;
use crate::read::text;

/// What stands where a unit's file should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Entry {
    #[default]
    Missing,
    File,
    Link,
    Folder,
    /// A pipe, socket or device.
    Special,
}

/// What is in `units/`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listing {
    /// For each unit of the plan, what stands where its file should.
    pub(crate) units: Vec<Entry>,
    /// For each unit of the plan, what equal files have in common; empty where only reading tells.
    pub(crate) prints: Vec<Option<Box<str>>>,
    /// The files that are no unit's, by name.
    pub(crate) strays: Vec<Stray>,
    pub(crate) other_case: Option<OtherCase>,
}

impl Listing {
    /// The listing of a folder in which files have these names; `bytes` gives those of a file that is no unit's, where it
    /// can be read: another may say anything.
    pub(crate) fn of<N: AsRef<str>>(
        plan: &Plan,
        entries: impl IntoIterator<Item = (N, Entry)>,
        bytes: impl Fn(&str, FileLook) -> Option<Vec<u8>>,
    ) -> Self {
        let mut listing = Self { units: vec![Entry::Missing; plan.units.len()], ..Self::default() };
        let ids: OnceCell<HashSet<String>> = OnceCell::new();
        let all_ids = || plan.units.iter().map(|unit| unit.id.as_str().to_ascii_lowercase()).collect();
        let ids = || ids.get_or_init(all_ids);
        for (name, entry) in entries {
            let name = name.as_ref();
            let stem = name.strip_suffix(".toml");
            let mut stray = |is_folder, says_something| {
                listing.strays.push(Stray { name: name.to_owned(), is_folder, says_something });
            };
            if let Some(unit) = stem.and_then(|stem| plan.unit_by_id(stem)) {
                listing.units[unit.index()] = entry;
            } else if entry == Entry::Folder && !name.starts_with('.') {
                stray(true, false);
            } else if stem.is_some()
                || entry != Entry::Folder && (stem_of(name).is_some() || ids().contains(&name.to_ascii_lowercase()))
            {
                let says_something = entry == Entry::File
                    && !names::is_companion(name)
                    && bytes(name, FileLook::Whole).is_none_or(|bytes| text::says_something(&bytes));
                stray(false, says_something);
            } else if entry != Entry::Folder && !name.starts_with('.') && !names::is_companion(name) {
                let is_near = names::begins_as_one_of(name, ids());
                let records = |bytes: Vec<u8>| text::records_something(&bytes, is_near);
                let says_something = entry == Entry::File && bytes(name, FileLook::IfText).is_some_and(records);
                if says_something || is_near && names::is_called_toml(name) {
                    stray(false, says_something);
                }
            }
        }
        listing.strays.sort_unstable();
        listing
    }

    /// The path of the file that is likely meant to be the unit's own, which is not there: its name differs only in case,
    /// it says something and is called nearly so, or it lies in the folder that is called nearly as that of units' files.
    pub(crate) fn misnamed(&self, plan: &Plan, unit: UnitIx) -> Option<String> {
        if self.units[unit.index()] != Entry::Missing {
            return None;
        }
        let id = plan.unit(unit).id.as_str();
        let own = |stray: &&Stray| {
            let other_case = stray.name.strip_suffix(".toml").or_else(|| stray.name.strip_suffix(".TOML"));
            stray.is_meant_for(id) && (stray.says_something || other_case.is_some_and(|it| it.eq_ignore_ascii_case(id)))
        };
        let beside = self.strays.iter().find(own).map(|stray| format!("{UNITS}/{}", stray.name));
        let elsewhere = || {
            let folder = self.other_case.as_ref()?;
            let is_own = |name: &&String| stem_of(name).is_some_and(|stem| stem.eq_ignore_ascii_case(id));
            folder.facts.iter().find(is_own).map(|name| format!("{}/{name}", folder.name))
        };
        beside.or_else(elsewhere)
    }
}
