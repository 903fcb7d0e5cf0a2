//! One unit's file after the other through reading and judging, in parallel, delivered in the plan's order.
//!
//! The unit is the grain: a worker holds one file at a time, and what it makes of a run of units is handed over in
//! order and dropped. However many units there are, only a few runs are alive at once.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

use chrono::NaiveDate;

use crate::assess::{Assessment, Standing};
use crate::diagnostic::{Diagnostic, FileReport};
use crate::model::id::UnitIx;
use crate::model::plan::Plan;
use crate::model::record::Records;
use crate::read::fast::FastReader;
use crate::read::walk::Inspect;
use crate::read::{text, unit};
use crate::source::Source;
use crate::store::{Buffer, Listing, Workspace, unit_path};

/// How many units a worker takes at a time: few, since what is written of a run waits until those before it are out.
const RUN: usize = 16;
/// Up to so many units are read sooner than threads are started.
const FEW: usize = 128;
/// How many runs each worker may be ahead of the one that is delivered next.
const AHEAD: usize = 4;
/// More workers than this gain nothing: they wait for the disk together.
const MOST_WORKERS: usize = 8;

/// Everything that reading units needs.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Where the files are.
    pub workspace: &'a Workspace,
    /// The plan.
    pub plan: &'a Plan,
    /// What is in `units/`.
    pub listing: &'a Listing,
    /// The units to read, in order.
    pub units: &'a [UnitIx],
    /// The day.
    pub as_of: NaiveDate,
    /// How each occurrence stands on that day where nothing was recorded.
    pub untouched: &'a [Standing],
}

/// Gives each unit to `each` with a worker that reads its file, into one part for every run of units; gives the parts
/// to `deliver` in order.
pub fn run<P: Send, E: Send>(
    input: Input<'_>,
    begin: impl Fn() -> P + Sync,
    each: impl Fn(&mut P, UnitIx, &mut Worker<'_>) -> Result<(), E> + Sync,
    mut deliver: impl FnMut(P) -> Result<(), E>,
) -> Result<(), E> {
    let work = |run: usize, worker: &mut Worker<'_>| {
        let mut part = begin();
        let range = run * RUN..((run + 1) * RUN).min(input.units.len());
        input.units[range].iter().try_for_each(|unit| each(&mut part, *unit, worker))?;
        Ok(part)
    };
    let runs = input.units.len().div_ceil(RUN);
    let workers = if input.units.len() <= FEW {
        1
    } else {
        std::thread::available_parallelism().map_or(1, NonZero::get).min(MOST_WORKERS)
    };
    if workers == 1 {
        let mut worker = Worker::new(input);
        return (0..runs).try_for_each(|run| deliver(work(run, &mut worker)?));
    }
    in_order(runs, workers, || Worker::new(input), work, |part| deliver(part?))
}

/// Runs `work` for 0..count on several threads; hands the results to `deliver` in order, with bounded lead. Stops at
/// the first error of `deliver`.
fn in_order<W, T: Send, E>(
    count: usize,
    workers: usize,
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
            drop(changed.wait_while(lock(), |shared| at >= shared.delivered.saturating_add(workers * AHEAD)));
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

/// Reads units one after the other, with the same buffers for each.
#[derive(Debug)]
pub struct Worker<'a> {
    input: Input<'a>,
    buffer: Buffer,
    reader: Reader<'a>,
}

/// Reads the texts of units' files, with the same memory for each.
#[derive(Debug)]
pub struct Reader<'a> {
    plan: &'a Plan,
    records: Records,
    fast: FastReader,
}

impl<'a> Reader<'a> {
    /// For the units of this plan.
    pub fn new(plan: &'a Plan) -> Self {
        Self { plan, records: Records::new(plan.occurrences.len()), fast: FastReader::new(plan) }
    }

    /// The records of a unit's file with this text; or what is wrong with it.
    pub fn read(&mut self, unit: UnitIx, text: &str) -> Result<&Records, Vec<Diagnostic>> {
        self.records.clear();
        if !self.fast.read(self.plan, unit, text, &mut self.records) {
            let reading = unit::read(self.plan, unit, text, Inspect::No);
            if !reading.diagnostics.is_empty() {
                return Err(reading.diagnostics);
            }
            self.records = reading.records;
        }
        Ok(&self.records)
    }
}

impl<'a> Worker<'a> {
    fn new(input: Input<'a>) -> Self {
        Self { input, buffer: Buffer::default(), reader: Reader::new(input.plan) }
    }

    /// The text of a unit's file: empty where there is no file.
    pub fn text(&mut self, unit: UnitIx) -> Result<&str, FileReport> {
        read_text(self.input, unit, &mut self.buffer)
    }

    /// The unit's records, to be judged.
    pub fn assess(&mut self, unit: UnitIx) -> Result<Assessment<'_>, FileReport> {
        let Input { plan, as_of, untouched, .. } = self.input;
        let text = read_text(self.input, unit, &mut self.buffer)?;
        let records = self.reader.read(unit, text).map_err(|found| broken(plan, unit, text, found))?;
        Ok(Assessment { plan, unit, text, records, as_of, untouched })
    }
}

fn read_text<'b>(input: Input<'_>, unit: UnitIx, buffer: &'b mut Buffer) -> Result<&'b str, FileReport> {
    let Input { workspace, plan, listing, .. } = input;
    let id = plan.unit(unit).id.as_str();
    let bytes = workspace
        .read_unit(id, listing.units[unit.index()], buffer, text::MAX_UNIT_BYTES)
        .map_err(|problem| broken(plan, unit, "", vec![Diagnostic::new(problem, 0..0)]))?;
    text::decode(bytes).map_err(|fault| broken(plan, unit, &fault.0, vec![fault.1]))
}

fn broken(plan: &Plan, unit: UnitIx, shown: &str, diagnostics: Vec<Diagnostic>) -> FileReport {
    FileReport::of(|| Source::new(unit_path(plan, unit), shown), diagnostics).expect("a broken file has a problem")
}
