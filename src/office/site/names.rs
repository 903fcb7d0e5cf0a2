//! What is searched by name on every page: units and tasks, loaded once somebody searches.

use std::collections::HashSet;

use super::Site;
use crate::model::id::{TaskIx, is_device};
use crate::model::plan::Plan;
use crate::text::one_line;

/// The name of each task's page, without its ending: the task's id, but a numbered one where Windows could not keep that
/// beside the others, since only its case differs or a device is called so.
pub(crate) fn task_pages(plan: &Plan) -> Vec<String> {
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

impl Site<'_> {
    /// A script with the page, the name and other names of each unit and task.
    pub(super) fn names(&self) -> Vec<u8> {
        let plan = self.pages.plan;
        let units = plan.unit_indices().map(|unit| {
            let of = plan.unit(unit);
            let other = of.short.as_deref().unwrap_or_default();
            [self.unit_way("", unit), one_line(&of.name), one_line(&format!("{other} {}", of.id))]
        });
        let tasks = (0..plan.tasks.len()).map(|task| {
            let of = plan.task(TaskIx::new(task));
            let clause = of.clause.as_deref().unwrap_or_default();
            [self.task_way("", TaskIx::new(task)), one_line(&of.title), one_line(&format!("{clause} {}", of.id))]
        });
        let all: Vec<[String; 3]> = units.chain(tasks).collect();
        let listed = serde_json::to_string(&all).expect("texts are JSON");
        format!("\"use strict\";\nwindow.tiendoNames = {listed};\n").into_bytes()
    }
}
