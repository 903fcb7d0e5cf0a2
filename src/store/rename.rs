//! Names of files changed in one step, where the system can.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

/// For so long a rename that is refused is tried again: who looks for viruses or copies to a cloud has the file then.
const REFUSED: Duration = Duration::from_millis(200);
const AGAIN: Duration = Duration::from_millis(10);

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

/// What was done, but for what the file system does not offer at all.
pub(super) fn unless_missing(done: std::io::Result<()>) -> std::io::Result<()> {
    done.or_else(|error| match error.kind() {
        ErrorKind::Unsupported | ErrorKind::InvalidInput => Ok(()),
        _ => Err(error),
    })
}

/// Renames, and tries again for a moment where that is refused because somebody else has the file.
pub(super) fn patiently<T>(rename: impl Fn() -> std::io::Result<T>) -> std::io::Result<T> {
    let mut waited = Duration::ZERO;
    loop {
        match rename() {
            Err(error) if is_momentary(&error) && waited < REFUSED => {
                std::thread::sleep(AGAIN);
                waited += AGAIN;
            }
            done => return done,
        }
    }
}

fn is_momentary(error: &std::io::Error) -> bool {
    // Windows: access denied, sharing violation, lock violation.
    let windows = cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33));
    windows || error.kind() == ErrorKind::ResourceBusy
}

/// How the names end of a new file on its way, and of the old one that makes room for it.
pub(super) const ENDINGS: [&str; 2] = [".tiendo-new", ".tiendo-old"];

/// The name of the file beside which a file of this name may be left.
pub(super) fn left_beside(name: &str) -> Option<&str> {
    ENDINGS.iter().find_map(|ending| name.strip_prefix('.')?.strip_suffix(ending))
}

/// Whether a folder has nothing in it but what stopped processes left; nothing is known of one that cannot be listed.
pub(super) fn has_only_left(folder: &Path) -> bool {
    let is_left = |entry: fs::DirEntry| entry.file_name().to_str().is_some_and(|name| left_beside(name).is_some());
    fs::read_dir(folder).is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(is_left)))
}
