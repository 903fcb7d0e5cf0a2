//! What is done below of an obligation, to a judge of the plan above.

use std::sync::{Arc, OnceLock};

use super::Judge;
use super::below::{BelowAnswer, DoneBelow, GatherBelow, LazyBelow, OpenBelow, meets};
use crate::model::id::{OccurrenceIx, UnitIx};

impl Judge {
    /// The same, where others carry the plan out.
    pub(crate) fn with_below(self, gather: Option<&Arc<GatherBelow>>) -> Self {
        let below = gather.map(|gather| LazyBelow { gather: Arc::clone(gather), work: OnceLock::new() });
        Self { below, ..self }
    }

    /// How much of an obligation is done below; nothing where nothing below answers it, or all of that is waived.
    pub(crate) fn done_below(&self, unit: UnitIx, at: OccurrenceIx) -> Option<DoneBelow> {
        let mut done = DoneBelow::default();
        self.each_answer(unit, at, |answer| done.add(answer.done));
        (done.of > 0).then_some(done)
    }

    /// What is not done below of an obligation; of much the first.
    pub(crate) fn open_below(&self, unit: UnitIx, at: OccurrenceIx) -> Vec<&OpenBelow> {
        let mut open = Vec::new();
        self.each_answer(unit, at, |answer| open.extend(&answer.open));
        open
    }

    fn each_answer<'a>(&'a self, unit: UnitIx, at: OccurrenceIx, mut each: impl FnMut(&'a BelowAnswer)) {
        let Some(LazyBelow { gather, work }) = &self.below else { return };
        let below = work.get_or_init(|| gather((self.as_of, self.end_of_day)));
        let occurrence = self.plan.occurrence(at);
        let Some(of_task) = below.0.get(self.plan.task(occurrence.task).id.as_str()) else { return };
        let part = self.plan.part(occurrence);
        // Whoever is named with it answers it too, and whoever succeeds any of these.
        let mut units = self.others(unit, at);
        units.push(unit);
        let mut next = 0;
        while let Some(unit) = units.get(next).copied() {
            let successors = self.plan.tenure(unit).map_or(&[][..], |tenure| &tenure.successors);
            let new: Vec<UnitIx> = successors.iter().copied().filter(|unit| !units.contains(unit)).collect();
            units.extend(new);
            let answers = of_task.get(self.plan.unit(unit).id.as_str());
            for answer in answers.into_iter().flatten() {
                if meets(&part, answer.milestone.as_deref(), &answer.part) {
                    each(answer);
                }
            }
            next += 1;
        }
    }
}
