//! Locks: one process at a time has a file. Where the file system has no locks, a file that is made exclusively stands
//! in for one.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use super::trouble::Trouble;
use super::workspace::Workspace;

/// After so long a wait it is said that there is one.
const SILENCE: Duration = Duration::from_millis(500);
/// How often a lock that is a file is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// The folder of the locks.
pub(super) const OWN: &str = ".tiendo";

impl Workspace {
    /// Waits until no other process edits the file that this lock is named for, and people know as `shown`.
    pub(super) fn lock(&self, name: &str, shown: &str) -> Result<Lock, Trouble> {
        let own = self.root.join(OWN);
        let failed = |error: &std::io::Error| Trouble::system(&format!("{OWN}/"), error);
        match fs::create_dir(&own) {
            // Whoever may write in the workspace may take its locks, whoever was the first to take one.
            Ok(()) => drop(fs::metadata(&self.root).and_then(|meta| fs::set_permissions(&own, meta.permissions()))),
            Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(failed(&error)),
            Err(_) => {}
        }
        let meta = fs::symlink_metadata(&own).map_err(|error| failed(&error))?;
        if !meta.is_dir() {
            return Err(Trouble::in_the_way(&meta, format!("{OWN}/")));
        }
        tell_git(&own.join(".gitignore")).map_err(|error| failed(&error))?;
        let path = own.join(format!("{name}.lock"));
        if let Ok(meta) = fs::symlink_metadata(&path)
            && !meta.is_file()
        {
            return Err(Trouble::in_the_way(&meta, format!("{OWN}/{name}.lock")));
        }
        let file = OpenOptions::new().write(true).create(true).truncate(false).open(&path);
        // Somebody else's lock can be taken by those who may read it.
        let file = file.or_else(|error| File::open(&path).map_err(|_| error)).map_err(|error| failed(&error))?;
        wait_for(file, Some(&path.with_extension("held")), shown, patience())
    }
}

/// Tells git to leave a folder alone, unless something else is said there. A file that is empty was meant to say so.
fn tell_git(ignore: &Path) -> std::io::Result<()> {
    match fs::symlink_metadata(ignore) {
        Ok(meta) if !meta.is_file() || meta.len() > 0 => Ok(()),
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => fs::write(ignore, "*\n"),
    }
}

/// How locks are waited for: for how long, and what is done once it takes a while.
pub(crate) struct LockPatience {
    pub(crate) patience: Duration,
    /// Told what file is waited for.
    pub(crate) notice: Box<dyn Fn(&str) + Send + Sync>,
}

static HOW: OnceLock<LockPatience> = OnceLock::new();

/// Says how this process waits. Said once, before the first lock.
pub(crate) fn wait_so(waiting: LockPatience) {
    // A process that runs several commands keeps what was said first.
    let _ = HOW.set(waiting);
}

/// How long another process may keep a file before this one gives up.
pub(super) fn patience() -> Duration {
    HOW.get().map_or(Duration::from_secs(60), |waiting| waiting.patience)
}

fn notice(file: &str) {
    if let Some(waiting) = HOW.get() {
        (waiting.notice)(file);
    }
}

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub(super) enum Lock {
    /// The system keeps it as long as the file is open.
    System { _file: File },
    /// A file of ours, which says whose it is.
    Made(PathBuf),
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Self::Made(path) = self {
            // Where it does not go away, whoever comes next learns whose it was.
            let _ = fs::remove_file(path);
        }
    }
}

/// Waits for the lock of an open file, but not for ever. `name` is what people know it by; `held` is the file that is made
/// where the file system has no locks.
pub(super) fn wait_for(file: File, held: Option<&Path>, name: &str, patience: Duration) -> Result<Lock, Trouble> {
    let failed = |error: &std::io::Error| match held.filter(|_| has_no_locks(error)) {
        Some(held) => wait_for_made(held, name, patience),
        None => Err(Trouble::system(name, error)),
    };
    // What nobody has is taken at once, also by who does not want to wait.
    match file.try_lock() {
        Ok(()) => return Ok(Lock::System { _file: file }),
        Err(TryLockError::WouldBlock) => {}
        Err(TryLockError::Error(error)) => return failed(&error),
    }
    let (send, receive) = mpsc::channel();
    // The system hands a lock on in turn, which trying again and again would not.
    let waiting = std::thread::Builder::new().spawn(move || {
        let locked = file.lock();
        // Nobody listens any more where the wait was given up; the process then ends.
        let _ = send.send(locked.map(|()| file));
    });
    waiting.map_err(|error| Trouble::system(name, &error))?;
    let first = receive.recv_timeout(SILENCE.min(patience));
    let locked = match first {
        Err(RecvTimeoutError::Timeout) if patience > SILENCE => {
            notice(name);
            receive.recv_timeout(patience.saturating_sub(SILENCE))
        }
        other => other,
    };
    match locked {
        Ok(Ok(file)) => Ok(Lock::System { _file: file }),
        Ok(Err(error)) => failed(&error),
        Err(_) => Err(Trouble::Locked { file: name.to_owned(), seconds: patience.as_secs() }),
    }
}

/// Whether a file system does not offer locks: some network drives, and file systems of user space.
fn has_no_locks(error: &std::io::Error) -> bool {
    #[cfg(unix)]
    let none = error.raw_os_error() == Some(rustix::io::Errno::NOLCK.raw_os_error());
    #[cfg(not(unix))]
    let none = false;
    none || matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput)
}

/// Makes the file that stands in for a lock, once nobody else has it.
fn wait_for_made(path: &Path, name: &str, patience: Duration) -> Result<Lock, Trouble> {
    let (mut waited, mut told) = (Duration::ZERO, false);
    loop {
        match OpenOptions::new().write(true).create_new(true).open(path) {
            Ok(mut file) => {
                let lock = Lock::Made(path.to_owned());
                let said = file.write_all(holder().as_bytes()).and_then(|()| file.sync_all());
                return said.map(|()| lock).map_err(|error| Trouble::system(name, &error));
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Trouble::system(name, &error)),
        }
        let held = fs::read_to_string(path).unwrap_or_default();
        if is_stale(&held) && take_away(path, &held) {
            continue;
        }
        if waited >= patience {
            let lock = path.display().to_string();
            let holder = held.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
            return Err(Trouble::HeldLock { file: name.to_owned(), lock, holder });
        }
        if waited > SILENCE && !std::mem::replace(&mut told, true) {
            notice(name);
        }
        std::thread::sleep(LOOK.min(patience));
        waited += LOOK;
    }
}

/// This process, as a lock names it: its number, its computer, and among which processes of that the number counts.
fn holder() -> String {
    format!("{} {} {}\n", std::process::id(), host(), numbering())
}

fn host() -> String {
    #[cfg(unix)]
    return rustix::system::uname().nodename().to_string_lossy().into_owned();
    #[cfg(not(unix))]
    String::from("-")
}

/// What the numbers of processes are counted in: containers of one computer, even of one name, may each have their own.
/// Nothing where the system does not say.
fn numbering() -> String {
    let named = fs::read_link("/proc/self/ns/pid").map(|name| name.display().to_string()).unwrap_or_default();
    named.chars().filter(char::is_ascii_digit).collect()
}

/// Whether a lock is that of a process of this computer that is no more. Only where the system shows its processes as
/// folders, and the process was one of those that it shows, can that be known.
fn is_stale(held: &str) -> bool {
    let said: Vec<&str> = held.split_whitespace().collect();
    let [process, on, among] = said[..] else { return false };
    on == host() && among == numbering() && process.parse::<u32>().is_ok() && !Path::new("/proc").join(process).exists()
}

/// Takes a stale lock away. It is renamed first: if another process took it away and made its own meanwhile, that one is
/// put back.
fn take_away(path: &Path, held: &str) -> bool {
    let aside = path.with_extension(format!("stale-{}", std::process::id()));
    if fs::rename(path, &aside).is_err() {
        return false;
    }
    let stale = fs::read_to_string(&aside).is_ok_and(|now| now == held);
    if !stale && fs::hard_link(&aside, path).is_err() && fs::symlink_metadata(path).is_err() {
        let _ = fs::rename(&aside, path);
        return false;
    }
    let _ = fs::remove_file(&aside);
    stale
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_for_a_lock_ends() {
        let lock = tempfile::NamedTempFile::new().expect("a temporary file can be made");
        let another = || lock.reopen().expect("a file can be opened twice");
        let held = another();
        held.lock().expect("nobody has it yet");
        let locked = Trouble::Locked { file: "x".to_owned(), seconds: 0 };
        let wait = |patience| wait_for(another(), None, "x", patience);
        assert_eq!(wait(Duration::from_millis(1)).err(), Some(locked));
        drop(held);
        // The wait that was given up may have its turn first.
        assert!(wait(Duration::from_secs(60)).is_ok());
        let free = tempfile::NamedTempFile::new().expect("a temporary file can be made");
        let free = free.reopen().expect("a file can be opened twice");
        assert!(wait_for(free, None, "x", Duration::ZERO).is_ok());
    }

    #[test]
    fn a_file_stands_in_for_a_lock_and_gives_way_once_its_process_is_gone() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let path = folder.path().join("x.held");
        let wait = || wait_for_made(&path, "x", Duration::from_millis(1));
        let lock = wait().expect("nobody has it yet");
        let told = wait().expect_err("it is held");
        assert!(
            matches!(&told, Trouble::HeldLock { holder, .. } if super::holder().starts_with(&format!("{holder} "))),
            "{told:?}"
        );
        drop(lock);
        assert!(wait().is_ok());
        // Process 4194305 is past the highest number that Linux gives.
        fs::write(&path, format!("4194305 {} {}\n", host(), numbering())).expect("it can be written");
        assert_eq!(wait().is_ok(), Path::new("/proc/self/ns/pid").exists());
        // In another container the same number may be another process, or one that is not seen from here.
        for held in [format!("4194305 {} 1\n", host()), format!("4194305 {}\n", host())] {
            fs::write(&path, held).expect("it can be written");
            assert!(wait().is_err(), "whether a process that is counted elsewhere is gone cannot be told");
        }
        // Whoever made it stopped before it said who it is.
        fs::write(&path, "").expect("it can be written");
        assert!(matches!(wait().err(), Some(Trouble::HeldLock { holder, .. }) if holder.is_empty()));
        fs::write(&path, "4194305 another-host\n").expect("it can be written");
        assert!(wait().is_err(), "whether a process of another computer is gone cannot be told");
    }
}
