//! Commits that only move records of joint tasks from the file of one lead to that of another.

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::model::plan::Plan;

/// Of which task and which part of it a record is.
type RecordKey = (String, Option<String>);

/// Whether all that changed in these files, each as it was and as it is, is that records of joint tasks stand in another of
/// them, as they were.
pub(crate) fn only_moves(plan: &Plan, files: &[[Option<String>; 2]]) -> bool {
    let (mut gone, mut came) = (Vec::new(), Vec::new());
    for [was, is] in files {
        let Some((was, is)) = records(plan, was.as_deref()).zip(records(plan, is.as_deref())) else { return false };
        gone.extend(was.clone().into_iter().filter(|(key, record)| is.get(key) != Some(record)));
        came.extend(is.into_iter().filter(|(key, record)| was.get(key) != Some(record)));
    }
    let is_joint = |(key, _): &(RecordKey, Value)| plan.task_by_id(&key.0).is_some_and(|task| plan.task(task).joint);
    !gone.is_empty() && gone.len() == came.len() && gone.iter().all(|one| is_joint(one) && came.contains(one))
}

/// The records of a file that say something; nothing where it cannot be read.
fn records(plan: &Plan, text: Option<&str>) -> Option<BTreeMap<RecordKey, Value>> {
    let mut all = BTreeMap::new();
    for (task, value) in text.unwrap_or_default().parse::<Table>().ok()? {
        let Value::Table(own) = value else { return None };
        if plan.task_by_id(&task).is_some_and(|of| plan.task(of).is_parted()) {
            all.extend(own.into_iter().map(|(part, record)| ((task.clone(), Some(part)), record)));
        } else {
            all.insert((task, None), Value::Table(own));
        }
    }
    all.retain(|_, record| !record.as_table().is_some_and(Table::is_empty));
    Some(all)
}
