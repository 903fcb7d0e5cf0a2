//! Where files come from, for several at once.

use std::sync::Arc;

use super::{Files, Listing, UnitFiles};
use crate::diagnostic::{EvidenceFault, Problem, SharedFault};
use crate::model::plan::Plan;

impl<F: Files + ?Sized> Files for Arc<F> {
    fn plan(&self) -> Result<Vec<u8>, Problem> {
        (**self).plan()
    }

    fn list(&self, plan: &Plan) -> Result<Listing, Problem> {
        (**self).list(plan)
    }

    fn units(&self) -> Box<dyn UnitFiles + '_> {
        (**self).units()
    }

    fn shared(&self, path: &str) -> Result<Vec<u8>, SharedFault> {
        (**self).shared(path)
    }

    fn shown(&self, file: &str) -> String {
        (**self).shown(file)
    }

    fn called(&self, file: &str) -> String {
        (**self).called(file)
    }

    fn stray(&self, name: &str) -> Option<Vec<u8>> {
        (**self).stray(name)
    }

    fn digest(&self, path: &str) -> Result<String, EvidenceFault> {
        (**self).digest(path)
    }

    fn evidence(&self, path: &str, limit: u64) -> Option<Vec<u8>> {
        (**self).evidence(path, limit)
    }

    fn has_links(&self) -> bool {
        (**self).has_links()
    }

    fn through_links(&self, path: &str) -> Option<Result<String, String>> {
        (**self).through_links(path)
    }
}
