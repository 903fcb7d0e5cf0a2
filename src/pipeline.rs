//! One unit's file after the other through reading and judging, in parallel, delivered in the plan's order.
//!
//! The unit is the grain: a worker holds one file at a time, and what it makes of a run of units is handed over in
//! order and dropped. However many units there are, only a few runs are alive at once.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

use crate::diagnostic::FileReport;
use crate::judge::{Assessment, Judge};
use crate::model::id::UnitIx;
use crate::snapshot::{Snapshot, UnitReader};

/// How many units a worker takes at a time: few, since what is written of a run waits until those before it are out.
const RUN: usize = 16;
/// How many obligations a run may have: of units that owe more than that, one is a run.
const RUN_OWES: usize = 8 * 1024;
/// How many obligations all runs may have that are read and not delivered yet.
const AHEAD_OWES: usize = 32 * RUN_OWES;
/// Up to so many units are read sooner than threads are started.
const FEW: usize = 128;
/// How many runs each worker may be ahead of the one that is delivered next.
const AHEAD: usize = 4;
/// More workers than this gain nothing: they wait for the disk together.
const MOST_WORKERS: usize = 8;

/// Gives each unit to `each` with a worker that reads its file, into one part for every run of units; gives the parts
/// to `deliver` in order.
pub fn run<P: Send, E: Send>(
    snapshot: &Snapshot,
    units: &[UnitIx],
    begin: impl Fn() -> P + Sync,
    each: impl Fn(&mut P, UnitIx, &mut UnitReader<'_>) -> Result<(), E> + Sync,
    mut deliver: impl FnMut(P) -> Result<(), E>,
) -> Result<(), E> {
    // What a unit may owe.
    let owes = snapshot.plan.occurrences.len().max(1);
    let run_of = (RUN_OWES / owes).clamp(1, RUN);
    let work = |run: usize, worker: &mut UnitReader<'_>| {
        let mut part = begin();
        let range = run * run_of..((run + 1) * run_of).min(units.len());
        units[range].iter().try_for_each(|unit| each(&mut part, *unit, worker))?;
        Ok(part)
    };
    let (runs, ahead) = (units.len().div_ceil(run_of), (AHEAD_OWES / (run_of * owes)).max(1));
    let workers = if units.len() <= FEW {
        1
    } else {
        std::thread::available_parallelism().map_or(1, NonZero::get).min(MOST_WORKERS).min(ahead)
    };
    if workers == 1 {
        let mut worker = snapshot.reader();
        return (0..runs).try_for_each(|run| deliver(work(run, &mut worker)?));
    }
    in_order(runs, workers, ahead.min(workers * AHEAD), || snapshot.reader(), work, |part| deliver(part?))
}

/// Gives the records of each unit, judged, to `each`, into one part for every run of units – or nothing, where its file
/// is broken. Gives the parts to `deliver` in order, with what is wrong with those files.
pub(crate) fn fold<P: Send, E: Send>(
    snapshot: &Snapshot,
    judge: &Judge,
    units: &[UnitIx],
    begin: impl Fn() -> P + Sync,
    each: impl Fn(&mut P, UnitIx, Option<&Assessment<'_>>) -> Result<(), E> + Sync,
    mut deliver: impl FnMut(P, Vec<FileReport>) -> Result<(), E>,
) -> Result<(), E> {
    run(
        snapshot,
        units,
        || (begin(), Vec::new()),
        |(part, broken), unit, reader| match reader.assess(judge, unit) {
            Ok(assessment) => each(part, unit, Some(&assessment)),
            Err(report) => {
                broken.push(report);
                each(part, unit, None)
            }
        },
        |(part, broken)| deliver(part, broken),
    )
}

/// Runs `work` for 0..count on several threads; hands the results to `deliver` in order, with bounded lead. Stops at
/// the first error of `deliver`.
fn in_order<W, T: Send, E>(
    count: usize,
    workers: usize,
    ahead: usize,
    start: impl Fn() -> W + Sync,
    work: impl Fn(usize, &mut W) -> T + Sync,
    mut deliver: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    struct Shared<T> {
        finished: BTreeMap<usize, T>,
        delivered: usize,
    }
    let shared = Mutex::new(Shared { finished: BTreeMap::new(), delivered: 0 });
    let changed = Condvar::new();
    let next = AtomicUsize::new(0);
    let lock = || shared.lock().unwrap_or_else(PoisonError::into_inner);
    let run = || {
        let mut state = start();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= count {
                return;
            }
            drop(changed.wait_while(lock(), |shared| at >= shared.delivered.saturating_add(ahead)));
            let result = work(at, &mut state);
            lock().finished.insert(at, result);
            changed.notify_all();
        }
    };
    std::thread::scope(|scope| {
        let started = (0..workers).filter(|_| std::thread::Builder::new().spawn_scoped(scope, run).is_ok()).count();
        // Where the system lends no thread, the one there is does all of it.
        if started == 0 {
            let mut state = start();
            return (0..count).try_for_each(|at| deliver(work(at, &mut state)));
        }
        for at in 0..count {
            let waited = changed.wait_while(lock(), |shared| !shared.finished.contains_key(&at));
            let mut held = waited.unwrap_or_else(PoisonError::into_inner);
            let result = held.finished.remove(&at).expect("it was waited for");
            held.delivered = at + 1;
            drop(held);
            changed.notify_all();
            if let Err(error) = deliver(result) {
                // Nobody will take what comes next: let the workers run out.
                next.store(count, Ordering::Relaxed);
                lock().delivered = usize::MAX;
                changed.notify_all();
                return Err(error);
            }
        }
        Ok(())
    })
}
