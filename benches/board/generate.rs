//! Writes a workspace to disk, with a stamp that says what it holds and that it is complete.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context as _, Result, bail};

use crate::people::people_text;
use crate::plan::Plan;
use crate::plan_text::plan_text;
use crate::record::report;
use crate::size::{Layout, Size};
use crate::tidy::tidy_text;

/// The stamp's name inside the workspace.
const STAMP: &str = ".tiendo-bench";

/// To be raised with every change of what is written, so that cached workspaces are rebuilt.
const VERSION: u64 = 1;

/// How many plans the collection has.
const PLANS: u32 = 300;

/// Threads that write.
const WRITERS: usize = 2;

/// What a workspace holds, as counted while it was written.
#[derive(Clone, Copy, Default, Debug)]
pub struct Holds {
    pub files: u64,
    pub unit_bytes: u64,
    pub plan_bytes: u64,
    pub obligations: u64,
    pub records: u64,
}

/// The workspace in `dir`, written unless it is there already.
pub fn ensure(dir: &Path, size: Size, layout: Layout) -> Result<Holds> {
    if size == Size::Collection {
        return ensure_collection(dir);
    }
    if let Some(holds) = read_stamp(dir, size, layout) {
        return Ok(holds);
    }
    generate(dir, size, layout)
}

/// Writes the workspace into `dir`, which must be new, empty, or an earlier workspace of this generator.
pub fn generate(dir: &Path, size: Size, layout: Layout) -> Result<Holds> {
    prepare(dir)?;
    let plan = Plan::new(size);
    let text = plan_text(&plan);
    fs::write(dir.join("plan.toml"), &text).context("writing plan.toml")?;
    let mut holds = Holds { plan_bytes: text.len() as u64, ..Holds::default() };
    let next = AtomicUsize::new(0);
    let parts: Vec<Result<Holds>> = thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS).map(|_| scope.spawn(|| write_units(dir, &plan, layout, &next))).collect();
        writers.into_iter().map(|writer| writer.join().expect("a writer's panic is a bug of the generator")).collect()
    });
    for part in parts {
        let part = part?;
        holds.files += part.files;
        holds.unit_bytes += part.unit_bytes;
        holds.obligations += part.obligations;
        holds.records += part.records;
    }
    fs::write(dir.join(STAMP), stamp(size, layout, holds)).context("writing the stamp")?;
    Ok(holds)
}

/// The plans of the collection in `dir`, written unless they are there already.
fn ensure_collection(dir: &Path) -> Result<Holds> {
    let mut all = Holds::default();
    for number in 1..=PLANS {
        let folder = dir.join(format!("{number:03}-kh"));
        let holds = ensure(&folder, Size::S, Layout::Tidy)?;
        let path = folder.join("plan.toml");
        let text = fs::read_to_string(&path).context("reading plan.toml")?;
        fs::write(&path, text.replace("\"257-KH/TU\"", &format!("\"{number}-KH/TU\""))).context("numbering a plan")?;
        all.files += holds.files + 1;
        all.unit_bytes += holds.unit_bytes;
        all.plan_bytes += holds.plan_bytes;
        all.obligations += holds.obligations;
        all.records += holds.records;
    }
    fs::write(dir.join("plans.toml"), "plans = [\"*\"]\n").context("writing plans.toml")?;
    Ok(all)
}

fn prepare(dir: &Path) -> Result<()> {
    let units = dir.join("units");
    if dir.join(STAMP).exists() {
        fs::remove_file(dir.join(STAMP)).context("removing the old stamp")?;
        fs::remove_dir_all(&units).context("removing the old units")?;
    } else if dir.exists() && dir.read_dir().context("listing the folder")?.next().is_some() {
        bail!("{} is not empty and not a workspace that this generator completed: remove it first", dir.display());
    }
    fs::create_dir_all(&units).with_context(|| format!("creating {}", units.display()))
}

fn write_units(dir: &Path, plan: &Plan, layout: Layout, next: &AtomicUsize) -> Result<Holds> {
    let mut holds = Holds::default();
    loop {
        let index = next.fetch_add(1, Ordering::Relaxed);
        let Some(unit) = plan.units.get(index) else { return Ok(holds) };
        let report = report(plan, index);
        holds.obligations += report.obligations;
        // In the variety one unit has reported nothing at all, not even an empty file.
        if plan.size == Size::Variety && index == 7 {
            continue;
        }
        let text = match layout {
            Layout::Tidy => tidy_text(&report),
            Layout::People => people_text(index, &report),
        };
        let path = dir.join("units").join(format!("{}.toml", unit.id));
        fs::write(&path, &text).with_context(|| format!("writing {}", path.display()))?;
        holds.files += 1;
        holds.unit_bytes += text.len() as u64;
        holds.records += report.entries.len() as u64;
    }
}

fn stamp(size: Size, layout: Layout, holds: Holds) -> String {
    let Holds { files, unit_bytes, plan_bytes, obligations, records } = holds;
    format!("{} {files} {unit_bytes} {plan_bytes} {obligations} {records}\n", stamp_head(size, layout))
}

fn stamp_head(size: Size, layout: Layout) -> String {
    format!("tiendo-bench {VERSION} {} {}", size.name(), layout.name())
}

fn read_stamp(dir: &Path, size: Size, layout: Layout) -> Option<Holds> {
    let text = fs::read_to_string(dir.join(STAMP)).ok()?;
    let numbers = text.strip_prefix(&stamp_head(size, layout))?;
    let numbers: Vec<u64> = numbers.split_whitespace().map(str::parse).collect::<Result<_, _>>().ok()?;
    let [files, unit_bytes, plan_bytes, obligations, records] = numbers[..] else { return None };
    Some(Holds { files, unit_bytes, plan_bytes, obligations, records })
}
