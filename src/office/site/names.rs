//! What is searched by name on every page: units and tasks, loaded once somebody searches.

use super::Site;
use crate::model::id::TaskIx;
use crate::text::one_line;

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
