//! Names of files changed in one step, where the system can.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// Lets two files change names in one step; says whether the system can.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(crate) fn exchange(one: &Path, other: &Path) -> std::io::Result<bool> {
    renamed(one, other, rustix::fs::RenameFlags::EXCHANGE)
}

/// Lets two files change names in one step; says whether the system can.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(crate) fn exchange(_one: &Path, _other: &Path) -> std::io::Result<bool> {
    Ok(false)
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn renamed(from: &Path, to: &Path, how: rustix::fs::RenameFlags) -> std::io::Result<bool> {
    use rustix::fs::{CWD, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, from, CWD, to, how) {
        Ok(()) => Ok(true),
        // Old systems and some network drives do not know how.
        Err(Errno::NOSYS | Errno::INVAL | Errno::OPNOTSUPP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Gives a file a name that nothing has yet: a file made meanwhile stays.
pub(crate) fn name_anew(from: &Path, to: &Path) -> std::io::Result<()> {
    if rename_anew(from, to)? {
        return Ok(());
    }
    match fs::hard_link(from, to) {
        // Some file systems have no links.
        Err(error) if error.kind() != ErrorKind::AlreadyExists && fs::symlink_metadata(to).is_err() => {
            fs::rename(from, to)
        }
        linked => linked,
    }
}

/// The same in one step; says whether the system can.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn rename_anew(from: &Path, to: &Path) -> std::io::Result<bool> {
    renamed(from, to, rustix::fs::RenameFlags::NOREPLACE)
}

/// The same in one step; says whether the system can.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn rename_anew(_from: &Path, _to: &Path) -> std::io::Result<bool> {
    Ok(false)
}
