//! Which plans of a collection carry which others out.

use std::path::{Component, Path, PathBuf};

use super::exit::Failure;
use super::members::{Collection, MemberPlan};
use super::session::Asked;
use crate::snapshot::Snapshot;
use crate::snapshot::lower::OpenLower;
use crate::store::Workspace;

impl Collection {
    /// For each plan, what opens those that carry it out.
    pub(crate) fn levels(&self) -> Vec<Vec<OpenLower>> {
        let mut lower: Vec<Vec<OpenLower>> = self.plans.iter().map(|_| Vec::new()).collect();
        let places: Vec<PathBuf> = self.plans.iter().map(|plan| plan.workspace.real_folder()).collect();
        for (member, place) in self.plans.iter().zip(&places).filter(|(member, _)| member.may_have_above()) {
            let Ok(snapshot) = member.open() else { continue };
            let Some(above) = &snapshot.plan.header.above else { continue };
            // Where it is the folder of a plan itself, with all links followed, no link leads there.
            let path = without_steps_back(&place.join(&*above.folder));
            if let Some(at) = places.iter().position(|place| *place == path) {
                let member = member.clone();
                lower[at].push(Box::new(move || member.open()));
            }
        }
        lower
    }
}

impl MemberPlan {
    /// Whether its plan may name a plan above. Most do not, and need not be read for that.
    fn may_have_above(&self) -> bool {
        let text = self.sound().ok().and_then(|()| self.files().plan().ok()).unwrap_or_default();
        // A key may be written with escapes.
        let has = |part: &[u8]| text.windows(part.len()).any(|piece| piece == part);
        has(b"above") || has(br"\u") || has(br"\U")
    }
}

impl Asked {
    /// What opens the plans of the collection that carry this one out, where `--plan` names it among others.
    pub(crate) fn lower(&self, workspace: &Workspace) -> Result<Vec<OpenLower>, Failure> {
        if self.plan.is_none() {
            return Ok(Vec::new());
        }
        let Some(collection) = (Self { plan: None, ..self.clone() }).many()? else { return Ok(Vec::new()) };
        let own = workspace.real_folder();
        let at = collection.plans.iter().position(|plan| plan.workspace.real_folder() == own);
        Ok(at.and_then(|at| collection.levels().into_iter().nth(at)).unwrap_or_default())
    }

    /// Lets them count for it; where a plan that may be one of them cannot be read, that is reported.
    pub(crate) fn with_levels(&self, workspace: &Workspace, snapshot: &mut Snapshot) -> Result<(), Failure> {
        let lower = self.lower(workspace)?;
        if !lower.is_empty() {
            snapshot.carried_out_by(lower);
        }
        Ok(())
    }
}

/// A path in which nothing goes back up.
pub(super) fn without_steps_back(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}
