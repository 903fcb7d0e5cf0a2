//! The order of a plan's tasks and units, which is that of every output.

use crate::model::id::{TaskIx, UnitIx};
use crate::model::plan::{Plan, Task};

/// The places of the longest run that ascends, whatever stands between.
pub(crate) fn longest_ascending<T: Ord>(order: &[T]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; order.len()];
    for (at, one) in order.iter().enumerate() {
        let place = ends.partition_point(|end| order[*end] < *one);
        before[at] = place.checked_sub(1).map(|last| ends[last]);
        match ends.get_mut(place) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    std::iter::successors(ends.last().copied(), |at| before[*at]).collect()
}

/// The fewest of these, each with its place before, that must go elsewhere to come from the one order to the other.
fn out_of_order<T: Copy>(all: impl Iterator<Item = (T, usize)>) -> Vec<T> {
    let all: Vec<(T, usize)> = all.collect();
    let stays = longest_ascending(&all.iter().map(|(_, was)| *was).collect::<Vec<_>>());
    let moved = all.iter().enumerate().filter(|(at, _)| !stays.contains(at));
    moved.map(|(_, (one, _))| *one).collect()
}

/// The tasks of the new plan that stand elsewhere among those that were there before.
pub(crate) fn tasks_moved(old: &Plan, new: &Plan) -> Vec<TaskIx> {
    let all = new.tasks.iter().enumerate().map(|(at, task)| (TaskIx::new(at), task.id.as_str()));
    out_of_order(all.filter_map(|(task, id)| Some((task, old.task_by_id(id)?.index()))))
}

/// The units of the new plan that stand elsewhere among those that were there before.
pub(crate) fn units_moved(new: &Plan, counterparts: &[Option<UnitIx>]) -> Vec<UnitIx> {
    out_of_order(new.unit_indices().filter_map(|unit| Some((unit, counterparts[unit.index()]?.index()))))
}

/// Whether a task is owed together by the same units as before, and only their order is another: it stands with the first.
pub(crate) fn joint_reordered(old: &Plan, new: &Plan, task: TaskIx) -> bool {
    let is = new.task(task);
    let Some(was) = old.task_by_id(is.id.as_str()).map(|was| old.task(was)) else { return false };
    let ids = |plan: &Plan, task: &Task| -> Vec<String> {
        plan.in_order(&task.lead).into_iter().map(|unit| plan.unit(unit).id.to_string()).collect()
    };
    let (mut then, mut now) = (ids(old, was), ids(new, is));
    let differ = then != now;
    then.sort_unstable();
    now.sort_unstable();
    was.joint && is.joint && differ && then == now
}
