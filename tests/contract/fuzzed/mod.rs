//! The targets of `fuzz/` without a fuzzer: on its seeds, on what it found, and on what chance makes of both.

use std::fs;
use std::panic;
use std::path::Path;

use crate::differential::Chance;

pub mod targets;

use targets::TARGETS;

/// So many texts are made for each target. A fuzzer makes millions: `fuzz/run`.
const ROUNDS: usize = 1_000;

/// The files below a folder of `fuzz/` for a target, with their names.
fn kept(folder: &str, target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz").join(folder).join(target);
    let files = fs::read_dir(&folder).into_iter().flatten().filter_map(|file| Some(file.ok()?.path()));
    let mut files: Vec<_> = files.map(|path| (path.display().to_string(), fs::read(&path).expect("a file"))).collect();
    files.sort();
    files
}

#[test]
fn what_fuzzing_found_stays_mended() {
    for (name, target) in TARGETS {
        let seeds = kept("seeds", name);
        assert!(!seeds.is_empty(), "{name} has no seeds");
        for (file, bytes) in seeds.into_iter().chain(kept("found", name)) {
            let ran = panic::catch_unwind(|| target(&bytes));
            assert!(ran.is_ok(), "{name} fails on {file}");
        }
    }
}

#[test]
fn chance_breaks_no_target() {
    let mut chance = Chance(0x2026_1129);
    for (name, target) in TARGETS {
        let seeds = kept("seeds", name);
        for _ in 0..ROUNDS {
            let mut bytes = seeds[chance.below(seeds.len())].1.clone();
            let other = &seeds[chance.below(seeds.len())].1;
            for _ in 0..=chance.below(3) {
                let (from, to) = (chance.below(bytes.len() + 1), chance.below(other.len() + 1));
                let end = (from + chance.below(9)).min(bytes.len());
                let piece = &other[to..(to + chance.below(30)).min(other.len())];
                bytes.splice(from..end, piece.iter().copied());
            }
            let ran = panic::catch_unwind(|| target(&bytes));
            assert!(ran.is_ok(), "{name} fails on {:?}", String::from_utf8_lossy(&bytes));
        }
    }
}

#[test]
fn each_target_has_its_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("fuzz/ has a manifest");
    for (name, _) in TARGETS {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name} is in fuzz/Cargo.toml");
        assert!(root.join("fuzz_targets").join(format!("{name}.rs")).is_file(), "{name} has a file");
    }
}
