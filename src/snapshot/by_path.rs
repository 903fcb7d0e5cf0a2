//! The texts of a workspace's files by their paths.

use super::{PLAN, Snapshot, unit_path};

impl Snapshot {
    /// The text of the plan or of a unit's file, by its path; nothing where there is none, or it is no text.
    pub(crate) fn text_of(&self, file: &str) -> Option<String> {
        if file == PLAN {
            return Some(self.plan_text.clone());
        }
        let unit = self.plan.unit_indices().find(|unit| unit_path(&self.plan, *unit) == file)?;
        let mut reader = self.reader();
        if self.has_file(unit) { reader.text(unit).ok().map(str::to_owned) } else { None }
    }
}
