//! Which bodies a plan names, before any is looked up.

use toml::Spanned;
use toml::de::DeValue;

use super::header::NamedText;
use super::lists::Lists;
use super::tasks::RawTask;

/// The ids of bodies that a plan names: in its tasks, as its coordinator, in its own groups, as those of which events have
/// dates, and as successors of its own units. `tables` are those of units, groups and events, as far as they are not in
/// `lists`.
pub(crate) fn names<'n>(
    tasks: &'n [RawTask<'_>],
    coordinator: Option<&'n NamedText<'_>>,
    tables: [Option<&'n Spanned<DeValue<'_>>>; 3],
    lists: &'n Lists<'_>,
) -> Vec<&'n str> {
    let mut names: Vec<&str> = tasks.iter().flat_map(RawTask::bodies).collect();
    names.extend(coordinator.map(|(_, id)| &**id));
    let successors = lists.units.iter().flatten().filter_map(|unit| unit.tenure.as_ref());
    names.extend(successors.flat_map(|tenure| &tenure.successors).map(|(_, id)| &**id));
    names.extend(lists.groups.iter().flat_map(|group| &group.members).map(|(_, id)| &**id));
    for table in tables.into_iter().flatten() {
        for (key, of_texts) in [("successor", true), ("members", true), ("dates", false)] {
            of_key(table.get_ref(), key, of_texts, &mut names);
        }
    }
    names
}

/// The texts under a key of the entries of a table, or the keys there.
fn of_key<'n>(table: &'n DeValue<'_>, key: &str, texts: bool, found: &mut Vec<&'n str>) {
    let entries = table.as_table().into_iter().flat_map(|table| table.iter());
    for value in entries.filter_map(|(_, entry)| entry.get_ref().as_table()?.get(key)) {
        match value.get_ref() {
            DeValue::String(text) if texts => found.push(text),
            DeValue::Array(items) if texts => found.extend(items.iter().filter_map(|item| item.get_ref().as_str())),
            DeValue::Table(dates) if !texts => found.extend(dates.iter().map(|(unit, _)| &**unit.get_ref())),
            _ => {}
        }
    }
}
