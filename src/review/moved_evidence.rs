//! Evidence that lies elsewhere now, as its record says: told, and no mark.

use super::exchanged::{MOST_READ, stands_for};
use super::marks::Mark;
use super::{Outcome, Side};
use crate::facts::{Fact, is_same};
use crate::model::evidence::Evidence;
use crate::snapshot::Snapshot;

/// Leaves out of what was removed of evidence the files that the side after has elsewhere.
pub(crate) fn keep_what_moved(outcome: &mut Outcome, after: &Snapshot) {
    let is_there = |gone: &Evidence<'_>, is: &[Evidence<'_>]| {
        gone.file().is_some_and(|was| {
            is.iter().filter_map(Evidence::file).any(|it| {
                let found = || after.digest(&it.file).is_ok_and(|now| now.eq_ignore_ascii_case(&it.sha256));
                let is_kept =
                    || after.evidence(&it.file, MOST_READ).is_some_and(|now| stands_for(&now, &it.sha256, false));
                it.sha256.eq_ignore_ascii_case(&was.sha256) && (found() || is_kept())
            })
        })
    };
    for change in outcome.units.iter_mut().flat_map(|unit| &mut unit.changes) {
        let was = change.before.as_ref().map(Side::said).unwrap_or_default();
        let is = change.after.said();
        let moved = |name: &String| {
            let gone: Vec<_> =
                was.evidence().iter().filter(|one| one.name() == name && !is.has_evidence(one)).collect();
            !gone.is_empty() && gone.into_iter().all(|one| is_there(one, is.evidence()))
        };
        change.marks.retain_mut(|mark| {
            let Mark::EvidenceRemoved { gone } = mark else { return true };
            gone.retain(|name| !moved(name));
            !gone.is_empty()
        });
    }
    outcome.on_the_way.retain(|it| {
        let (Fact::Evidence(was), Some(Fact::Evidence(is))) = (&it.was, &it.now) else { return true };
        let kept = |one: &Evidence<'_>| is.iter().any(|it| is_same(it, one)) || is_there(one, is);
        !was.iter().all(kept)
    });
}
