//! A new workspace with all its files, there at once or not at all.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::begun::Finished;
use super::journal::swap_among;
use super::lock::{Lock, OWN, patience, wait_for};
use super::rename::{has_only_left, unless_missing};
use super::trouble::Trouble;
use super::workspace::{Workspace, read_foreign};
use crate::read::text::{MAX_PLAN_BYTES, MAX_UNIT_BYTES};
use crate::snapshot::{COVERAGE, Memory, PLAN, PLANS, UNITS};

/// Makes a workspace with these files at `folder`, which is not there yet or is empty. The files are written into a
/// folder beside it, which then takes its name in one step; what a killed process left beside it is thrown away by the
/// next one. Two processes wait for each other; the later one finds the folder taken.
///
/// A folder that holds other things, or is the one in which the program runs, stays: the files are written into it, likewise
/// all or none.
pub(crate) fn found(folder: &Path, files: &Memory, gives_way: fn(&[u8]) -> bool) -> Result<(), Trouble> {
    let name = folder.display().to_string();
    let failed = |error: std::io::Error| Trouble::system(&name, &error);
    is_free(folder, gives_way)?;
    if stays(folder, gives_way) {
        return fill_within(folder, files, gives_way);
    }
    fs::create_dir_all(parent(folder)).map_err(failed)?;
    let lock = lock(&parent(folder), &name)?;
    // Who was waited for may have made it.
    is_free(folder, gives_way)?;
    let beside = begun_for(folder);
    match fs::symlink_metadata(&beside) {
        // Where nothing can be locked it may be that of a process at work.
        Ok(meta) if meta.is_dir() && lock.is_none() => {
            return Err(Trouble::LeftOver { folder: beside.display().to_string() });
        }
        Ok(meta) if meta.is_dir() => fs::remove_dir_all(&beside).map_err(failed)?,
        Ok(meta) => return Err(Trouble::in_the_way(&meta, beside.display().to_string())),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(failed(error)),
    }
    fs::create_dir(&beside).map_err(failed)?;
    let written = fill(&beside, files).and_then(|()| {
        let is_as_meant =
            |(path, bytes): (&String, &Vec<u8>)| fs::read(beside.join(path)).is_ok_and(|read| read == *bytes);
        if !files.iter().all(is_as_meant) {
            return Err(std::io::Error::other("what was read back is not what was written"));
        }
        if let Some(plan) = begun_in(folder, gives_way) {
            fs::remove_file(plan)?;
            let _ = fs::remove_dir_all(folder.join(OWN));
        }
        // An empty folder gives way; one into which something came meanwhile does not.
        match fs::remove_dir(folder) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        fs::rename(&beside, folder)
    });
    written.map_err(|error| {
        let _ = fs::remove_dir_all(&beside);
        if error.kind() == ErrorKind::DirectoryNotEmpty { Trouble::Taken { file: name.clone() } } else { failed(error) }
    })?;
    // It is there; when its name is on the disk, the system decides where it cannot be known.
    let _ = flush(&parent(folder));
    Ok(())
}

/// Finishes what a killed process began to write into a folder.
pub(crate) fn finish_begun(folder: &Path) -> Result<Finished, Trouble> {
    let workspace = Workspace::at(folder);
    if workspace.is_begun() { workspace.finish() } else { Ok(Finished::default()) }
}

/// Whether a folder is to be there all the while.
fn stays(folder: &Path, gives_way: fn(&[u8]) -> bool) -> bool {
    let Ok(whole) = fs::canonicalize(folder) else { return false };
    let is_here = fs::canonicalize(".").is_ok_and(|here| here.starts_with(&whole));
    let is_empty = || fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    is_here || !is_empty() && begun_in(folder, gives_way).is_none()
}

/// Writes the files into a folder that stays.
fn fill_within(folder: &Path, files: &Memory, gives_way: fn(&[u8]) -> bool) -> Result<(), Trouble> {
    let taken = || Trouble::Taken { file: folder.display().to_string() };
    let workspace = Workspace::at(folder);
    let plan = workspace.edit_top(PLAN, MAX_PLAN_BYTES)?;
    if plan.bytes().is_some_and(|bytes| !gives_way(bytes)) {
        return Err(taken());
    }
    // Who was waited for may have made it.
    is_free(folder, gives_way)?;
    let (mut plan, mut staged) = (Some(plan), Vec::new());
    for (path, bytes) in files {
        let unit = path.strip_prefix(UNITS).and_then(|name| name.strip_prefix('/')?.strip_suffix(".toml"));
        let editing = match (unit, plan.take_if(|_| path == PLAN)) {
            (_, Some(plan)) => plan,
            (Some(id), _) => workspace.edit_unit(id, MAX_UNIT_BYTES)?,
            (None, _) => workspace.edit_top(path, MAX_PLAN_BYTES)?,
        };
        if editing.exists() && path != PLAN {
            return Err(taken());
        }
        staged.push(editing.stage(bytes)?);
    }
    // Before this there was no plan to which anything could be taken back.
    workspace.forget();
    swap_among(&[&workspace], vec![staged]).map_err(|mut found| found.remove(0))
}

/// Waits until no other process makes a workspace in this folder; nothing where that cannot be locked.
fn lock(above: &Path, name: &str) -> Result<Option<Lock>, Trouble> {
    let Some(above) = File::open(above).ok().filter(|_| cfg!(unix)) else { return Ok(None) };
    match wait_for(above, None, name, patience()) {
        Ok(lock) => Ok(Some(lock)),
        Err(found @ Trouble::Locked { .. }) => Err(found),
        Err(_) => Ok(None),
    }
}

/// Whether a process is at work beside this folder.
pub(super) fn is_making(beside: &Path) -> bool {
    File::open(parent(beside)).is_ok_and(|above| above.try_lock().is_err())
}

/// The plan of a folder that has nothing but one which gives way, and what this program keeps beside it.
fn begun_in(folder: &Path, gives_way: fn(&[u8]) -> bool) -> Option<PathBuf> {
    let mut plan = None;
    for entry in fs::read_dir(folder).ok()? {
        let entry = entry.ok()?;
        match entry.file_name().to_str()? {
            OWN => {}
            PLAN if entry.file_type().ok()?.is_file() => plan = Some(entry.path()),
            _ => return None,
        }
    }
    plan.filter(|_| is_begun(folder, gives_way))
}

/// What a new workspace brings, which may not be there yet.
const BROUGHT: [&str; 4] = [PLAN, PLANS, COVERAGE, UNITS];

/// Whether a plan stands here that gives way.
pub(crate) fn is_begun(folder: &Path, gives_way: fn(&[u8]) -> bool) -> bool {
    read_foreign(&folder.join(PLAN), MAX_PLAN_BYTES).is_ok_and(|bytes| gives_way(&bytes))
}

/// Whether a workspace may be made here: nothing of one stands here, or a plan that gives way.
pub(crate) fn is_free(folder: &Path, gives_way: fn(&[u8]) -> bool) -> Result<(), Trouble> {
    let name = || folder.display().to_string();
    match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Trouble::system(&name(), &error)),
        Ok(meta) if !meta.is_dir() => Err(Trouble::Taken { file: name() }),
        Ok(_) => {
            fs::read_dir(folder).map_err(|error| Trouble::system(&name(), &error))?;
            let is_there = |own: &&&str| fs::symlink_metadata(folder.join(own)).is_ok();
            let in_the_way = |own: &&&str| match **own {
                PLAN => !is_begun(folder, gives_way),
                UNITS => !has_only_left(&folder.join(UNITS)),
                _ => true,
            };
            match BROUGHT.iter().filter(is_there).find(in_the_way) {
                Some(own) => Err(Trouble::Taken { file: folder.join(own).display().to_string() }),
                None => Ok(()),
            }
        }
    }
}

fn parent(folder: &Path) -> PathBuf {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// The folder in which a workspace is begun.
pub(super) fn begun_for(folder: &Path) -> PathBuf {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    parent(folder).join(format!(".{name}.tiendo-new"))
}

fn fill(folder: &Path, files: &Memory) -> std::io::Result<()> {
    let mut folders = vec![folder.to_owned()];
    for (path, bytes) in files {
        let path = folder.join(path);
        let own = parent(&path);
        if !folders.contains(&own) {
            fs::create_dir_all(&own)?;
            folders.push(own);
        }
        let mut file = File::create_new(&path)?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    folders.iter().rev().try_for_each(|folder| flush(folder))
}

/// Makes a folder remember which files it has, where the system offers that.
fn flush(folder: &Path) -> std::io::Result<()> {
    if cfg!(unix) { unless_missing(File::open(folder)?.sync_all()) } else { Ok(()) }
}
