//! A workspace in memory.

use super::{Entry, Files, Listing, Memory, PLAN, UNITS, UnitFiles};
use crate::diagnostic::{Problem, SharedFault, SystemFault};
use crate::model::plan::Plan;

impl Files for Memory {
    fn plan(&self) -> Result<Vec<u8>, Problem> {
        self.get(PLAN).cloned().ok_or(Problem::NoPlan { near: None })
    }

    fn shared(&self, path: &str) -> Result<Vec<u8>, SharedFault> {
        self.get(path).cloned().ok_or(SharedFault::System(SystemFault::NotFound))
    }

    fn list(&self, plan: &Plan) -> Result<Listing, Problem> {
        let names = self.keys().filter_map(|path| path.strip_prefix(UNITS)?.strip_prefix('/'));
        Ok(Listing::of(plan, names.map(|name| (name, Entry::File)), |name, _| self.stray(name)))
    }

    fn stray(&self, name: &str) -> Option<Vec<u8>> {
        self.get(&format!("{UNITS}/{name}")).cloned()
    }

    fn units(&self) -> Box<dyn UnitFiles + '_> {
        Box::new(self)
    }
}

impl UnitFiles for &Memory {
    fn read(&mut self, unit: &str, _entry: Entry) -> Result<&[u8], Problem> {
        Ok(self.get(&format!("{UNITS}/{unit}.toml")).map(Vec::as_slice).unwrap_or_default())
    }
}
