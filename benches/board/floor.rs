//! The floor: list `units/`, then open, read into a reused buffer and close every file. Nothing that reads can be faster.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use anyhow::{Context as _, Result};

/// Files that a thread takes at once.
const BATCH: usize = 32;

/// Large enough for any generated file, so that one read fetches it and one more finds its end.
const BUFFER: usize = 128 * 1024;

/// The number of bytes in all files under `units/`, read by so many threads.
pub fn bytes_read(dir: &Path, threads: usize) -> Result<u64> {
    let folder = dir.join("units");
    let entries = fs::read_dir(&folder).with_context(|| format!("listing {}", folder.display()))?;
    let names: Vec<OsString> = entries.map(|entry| Ok(entry?.file_name())).collect::<Result<_>>()?;
    let next = AtomicUsize::new(0);
    let counts: Vec<Result<u64>> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(|| read_batches(&folder, &names, &next))).collect();
        let mut counts = vec![read_batches(&folder, &names, &next)];
        counts.extend(others.into_iter().map(|other| other.join().expect("reading does not panic")));
        counts
    });
    counts.into_iter().sum()
}

fn read_batches(folder: &Path, names: &[OsString], next: &AtomicUsize) -> Result<u64> {
    let mut buffer = vec![0; BUFFER];
    let mut path = folder.join("x");
    let mut bytes = 0;
    loop {
        let start = next.fetch_add(BATCH, Ordering::Relaxed);
        let Some(rest) = names.get(start..) else { return Ok(bytes) };
        if rest.is_empty() {
            return Ok(bytes);
        }
        for name in rest.iter().take(BATCH) {
            path.set_file_name(name);
            let mut file = File::open(&path).with_context(|| format!("opening {}", path.display()))?;
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
