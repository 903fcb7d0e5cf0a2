//! The floor: list `units/`, then open, read into a reused buffer and close every file. Nothing that reads can be faster.
//! Of a collection also the plans, which are as large as a few units' files.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context as _, Result};

/// Files that a thread takes at once.
const BATCH: usize = 32;

/// Large enough for any generated file, so that one read fetches it and one more finds its end.
const BUFFER: usize = 128 * 1024;

/// The number of bytes in all files under `units/`, or in those of all plans of a collection, read by so many threads.
pub fn bytes_read(dir: &Path, threads: usize) -> Result<u64> {
    let mut files = Vec::new();
    if dir.join("plans.toml").exists() {
        for folder in list(dir)?.into_iter().filter(|path| path.is_dir()) {
            files.push(folder.join("plan.toml"));
            files.extend(list(&folder.join("units"))?);
        }
    } else {
        files = list(&dir.join("units"))?;
    }
    let next = AtomicUsize::new(0);
    let counts: Vec<Result<u64>> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(|| read_batches(&files, &next))).collect();
        let mut counts = vec![read_batches(&files, &next)];
        counts.extend(others.into_iter().map(|other| other.join().expect("reading does not panic")));
        counts
    });
    counts.into_iter().sum()
}

fn list(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("listing {}", folder.display()))?;
    entries.map(|entry| Ok(entry?.path())).collect()
}

fn read_batches(files: &[PathBuf], next: &AtomicUsize) -> Result<u64> {
    let mut buffer = vec![0; BUFFER];
    let mut bytes = 0;
    loop {
        let start = next.fetch_add(BATCH, Ordering::Relaxed);
        let Some(rest) = files.get(start..) else { return Ok(bytes) };
        if rest.is_empty() {
            return Ok(bytes);
        }
        for path in rest.iter().take(BATCH) {
            let mut file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
            loop {
                let count = file.read(&mut buffer).with_context(|| format!("reading {}", path.display()))?;
                if count == 0 {
                    break;
                }
                bytes += count as u64;
            }
        }
    }
}
