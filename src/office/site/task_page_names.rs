//! What the pages of tasks are called.

use std::collections::HashSet;

use crate::model::id::is_device;
use crate::model::plan::Plan;

/// The name of each task's page, without its ending: the task's id, but a numbered one where Windows could not keep that
/// beside the others, since only its case differs or a device is called so.
pub(crate) fn task_page_names(plan: &Plan) -> Vec<String> {
    let ids: HashSet<String> = plan.tasks.iter().map(|task| task.id.as_str().to_ascii_lowercase()).collect();
    let mut taken = HashSet::new();
    let mut name = |id: &str| {
        let lower = id.to_ascii_lowercase();
        if !is_device(id) && taken.insert(lower.clone()) {
            return id.to_owned();
        }
        let mut numbered = (2..).map(|number| format!("{lower}-{number}"));
        let free = numbered.find(|name| !ids.contains(name) && taken.insert(name.clone()));
        free.expect("numbers do not end")
    };
    plan.tasks.iter().map(|task| name(task.id.as_str())).collect()
}
