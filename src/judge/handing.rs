//! What an obligation has to do with other units: those that owe it too, and those that took it over.

use super::{Judge, Obligation, Reached, Standing, State};
use crate::judge::Flag;
use crate::model::id::{OccurrenceIx, UnitIx};

impl Judge {
    /// The other units that owe together with this one what stands with it.
    pub(crate) fn others(&self, unit: UnitIx, at: OccurrenceIx) -> Vec<UnitIx> {
        let joint = self.plan.course(at).is_some_and(|course| course.joint);
        let question = joint.then(|| self.question(self.as_of, unit, at, None)).flatten();
        question.map(|question| question.others()).unwrap_or_default()
    }

    /// The units to which what a unit did not do in its time was handed.
    pub(crate) fn handed_to(&self, unit: UnitIx, standing: &Standing) -> Vec<UnitIx> {
        let open = match standing.state {
            State::Overdue => true,
            State::Pending => !standing.flags.has(Flag::AwaitingAcceptance),
            _ => false,
        };
        if open { self.plan.successors_on(unit, self.as_of) } else { Vec::new() }
    }

    /// What units that have gone left undone and handed to this one, in the order of every output. The records stay with
    /// the units that wrote them. Nothing is known of a unit whose file could not be read.
    pub(crate) fn taken_over(&self, unit: UnitIx) -> Vec<Obligation<'static>> {
        let mut gone = self.gone_before(unit);
        gone.retain(|from| self.deeds.knows(*from));
        gone.sort_unstable();
        gone.into_iter().flat_map(|from| self.handed_from(from, unit)).collect()
    }

    /// The units that have gone and handed to this one what nobody knows, since their files could not be read.
    pub(crate) fn taken_over_unread(&self, unit: UnitIx) -> Vec<UnitIx> {
        let mut gone = self.gone_before(unit);
        gone.retain(|from| !self.deeds.knows(*from));
        gone
    }

    /// The units that have gone and that this one succeeds.
    fn gone_before(&self, unit: UnitIx) -> Vec<UnitIx> {
        let predecessors = self.plan.tenure(unit).map_or(&[][..], |tenure| &tenure.predecessors);
        let gone = predecessors.iter().copied();
        gone.filter(|from| *from != unit && self.plan.has_gone(*from, self.as_of)).collect()
    }

    fn handed_from(&self, from: UnitIx, to: UnitIx) -> impl Iterator<Item = Obligation<'static>> {
        self.plan.owed_by(from).filter_map(move |occurrence| {
            let standing = self.standing(from, occurrence, self.deeds.get(from, occurrence).as_ref())?;
            let reached = Reached::Known(self.deeds.progress(from, occurrence, self.as_of));
            let taken = self.handed_to(from, &standing).contains(&to);
            taken.then_some(Obligation { unit: from, occurrence, record: None, standing, reached })
        })
    }
}
