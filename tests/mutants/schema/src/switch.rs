//! Which change is on: the one that `TIENDO_MUTANT` names. `TIENDO_MUTANTS_REACHED` names a file to which the changes are
//! added that are come by.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicBool, Ordering};

const MUTANTS: usize = 0;

static ON: LazyLock<usize> = LazyLock::new(|| {
    let named = std::env::var("TIENDO_MUTANT").ok();
    named.and_then(|named| named.parse().ok()).unwrap_or(usize::MAX)
});

static REACHED: LazyLock<Option<File>> = LazyLock::new(|| {
    let path = std::env::var_os("TIENDO_MUTANTS_REACHED")?;
    OpenOptions::new().append(true).create(true).open(path).ok()
});

static SEEN: [AtomicBool; MUTANTS] = [const { AtomicBool::new(false) }; MUTANTS];

pub fn on(mutant: usize) -> bool {
    if let Some(mut file) = REACHED.as_ref()
        && !SEEN[mutant].load(Ordering::Relaxed)
        && !SEEN[mutant].swap(true, Ordering::Relaxed)
    {
        let _ = file.write_all(format!("{mutant}\n").as_bytes());
    }
    *ON == mutant
}
