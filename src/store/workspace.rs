//! A workspace on disk: found, listed and read.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::open::open_itself;
use super::trouble::Trouble;
use super::units::UnitsFolder;
use crate::diagnostic::{EvidenceFault, NotAFile, Problem, SharedFault, SystemFault};
use crate::model::plan::Plan;
use crate::read::collection::level_holds;
use crate::read::text::{self, MAX_PLAN_BYTES, MAX_UNIT_BYTES};
use crate::snapshot::{Entry, FileLook, Files, Listing, OtherCase, PLAN, UNITS, UnitFiles, joined};

/// A folder that holds a plan.
#[derive(Clone, Debug)]
pub struct Workspace {
    pub(super) root: PathBuf,
    /// What people named it, where they did.
    name: String,
}

impl Workspace {
    /// The workspace at `folder` itself.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { root: folder.into(), name: String::new() }
    }

    /// The workspace at a folder that people named: so its files are called.
    pub(crate) fn named(folder: &str) -> Self {
        Self { root: folder.into(), name: folder.to_owned() }
    }

    /// The workspace at a folder of a collection, whose files are called by this name of it.
    pub(crate) fn inside(root: PathBuf, name: &str) -> Self {
        Self { root, name: name.to_owned() }
    }

    /// What people call its folder; nothing where it is the one that is meant anyway.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Its folder, all links followed, as far as it is there.
    pub(crate) fn real_folder(&self) -> PathBuf {
        fs::canonicalize(&self.root).unwrap_or_else(|_| self.root.clone())
    }

    /// The latest moment at which the plan, what it shares or a unit's file was changed, in seconds since 1970, as the
    /// disk has it.
    pub(crate) fn changed(&self, shared: Option<&str>) -> Option<i64> {
        let units = fs::read_dir(self.root.join(UNITS)).into_iter().flatten().flatten().map(|entry| entry.path());
        let files = units.chain([self.root.join(PLAN)]).chain(shared.map(|path| self.root.join(path)));
        let changed = files.filter_map(|file| fs::metadata(file).ok()?.modified().ok());
        let since = changed.max()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        i64::try_from(since.as_secs()).ok()
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Reads a unit's file: nothing where there is none.
    pub(crate) fn read_unit<'b>(
        &self,
        id: &str,
        entry: Entry,
        buffer: &'b mut Buffer,
        limit: u64,
    ) -> Result<&'b [u8], Problem> {
        if entry == Entry::Missing {
            return Ok(&[]);
        }
        let Buffer { bytes, folder, name } = buffer;
        let folder = match folder {
            Some(folder) => folder,
            none => none.insert(UnitsFolder::open(&self.root)?),
        };
        name.clear();
        name.push_str(id);
        name.push_str(".toml");
        let length = read_entry(entry, bytes, limit, || folder.file(&*name), || folder.is_link(&*name))?;
        Ok(&bytes[..length])
    }

    /// The names in the workspace's folder, as far as it can be listed.
    pub(crate) fn names(&self) -> impl Iterator<Item = String> + use<> {
        let entries = fs::read_dir(&self.root).into_iter().flatten().flatten();
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned())
    }

    /// A file that was meant to be the plan.
    fn near_plan(&self) -> Option<String> {
        self.names().filter(|name| is_near_plan(name)).min()
    }

    /// A folder that was meant to be that of the units' files: one that records something, if there is any.
    fn other_case(&self, plan: &Plan) -> Option<OtherCase> {
        let mut names: Vec<String> = self.names().filter(|name| is_near_units(name)).collect();
        names.sort_unstable();
        let own = fs::canonicalize(self.root.join(UNITS)).ok();
        OtherCase::of(plan, names, |name| {
            let path = self.root.join(name);
            // Where case does not count it is the folder itself.
            let is_own = own.is_some() && fs::canonicalize(&path).ok() == own;
            let folder = Some(&path).filter(|_| !is_own).and_then(|path| UnitsFolder::open_itself(path).ok());
            let says_something = |folder: &UnitsFolder| {
                let entries = folder.entries().into_iter().flatten().flatten();
                let files = entries.filter(|(_, entry)| *entry == Entry::File);
                let names = files
                    .filter_map(|(name, _)| name.into_string().ok())
                    .filter(|name| name.strip_suffix(".toml").is_some());
                let says_something = |name: &String| stray(folder, name).is_none_or(|it| text::says_something(&it));
                names.filter(says_something).collect()
            };
            folder.as_ref().map(says_something).unwrap_or_default()
        })
    }
}

/// Whether a name is nearly that of the plan.
pub(crate) fn is_near_plan(name: &str) -> bool {
    name != PLAN && [PLAN, "plan.toml.txt", "plan.txt", "._plan.toml"].contains(&&*name.to_ascii_lowercase())
}

/// Whether a name is that of the folder of units' files but for its case, a letter at its end or blanks.
pub(crate) fn is_near_units(name: &str) -> bool {
    name != UNITS && ["unit", UNITS].contains(&&*name.trim().to_ascii_lowercase())
}

/// The files in a folder whose names are like a pattern, in which `*` stands for anything, by name; without hidden ones.
pub(crate) fn names_like(folder: &Path, pattern: &str) -> Vec<PathBuf> {
    let listed = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = fs::read_dir(listed).into_iter().flatten().flatten();
    let names = entries.filter(|entry| entry.path().is_file()).filter_map(|entry| entry.file_name().into_string().ok());
    // What an office program keeps beside a file that is open is none of units.
    let mut names: Vec<String> = names.filter(|name| level_holds(pattern, name) && !name.starts_with("~$")).collect();
    names.sort_unstable();
    names.into_iter().map(|name| folder.join(name)).collect()
}

/// Whether a pipe stands at a path, all links followed: who reads it waits until somebody writes.
pub(crate) fn is_pipe(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        fs::metadata(path).is_ok_and(|meta| meta.file_type().is_fifo())
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}

/// Reads a file that somebody named, wherever it is, but not much more than `limit` bytes of it: who reads it refuses
/// what is longer.
pub(crate) fn read_foreign(path: &Path, limit: u64) -> Result<Vec<u8>, Trouble> {
    let name = path.display().to_string();
    let unreadable = |error: std::io::Error| Trouble::Unreadable { file: name.clone(), why: (&error).into() };
    let meta = fs::metadata(path).map_err(unreadable)?;
    if meta.is_dir() {
        return Err(Trouble::Unreadable { file: name, why: SystemFault::IsAFolder });
    }
    if !meta.is_file() {
        return Err(Trouble::Unreadable { file: name, why: SystemFault::NotAFile });
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(limit + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

impl Files for Workspace {
    fn plan(&self) -> Result<Vec<u8>, Problem> {
        let path = self.root.join(PLAN);
        let meta = match fs::symlink_metadata(&path) {
            Ok(meta) => meta,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Err(Problem::NoPlan { near: self.near_plan() });
            }
            Err(error) => return Err(Problem::FileUnreadable { why: (&error).into() }),
        };
        // One byte more than there is, so that nothing is read again if there is more by now.
        let expected = meta.len().min(MAX_PLAN_BYTES) + 1;
        let mut bytes = vec![0; usize::try_from(expected).unwrap_or_default()];
        let length = read_path(&path, Entry::of(meta.file_type()), &mut bytes, MAX_PLAN_BYTES)?;
        bytes.truncate(length);
        Ok(bytes)
    }

    fn list(&self, plan: &Plan) -> Result<Listing, Problem> {
        let other_case = self.other_case(plan);
        let folder = match UnitsFolder::open(&self.root) {
            Ok(folder) => folder,
            Err(Problem::FileUnreadable { why: SystemFault::NotFound }) => {
                let none = Listing::of::<&str>(plan, [], |_, _| None);
                return Ok(Listing { other_case, ..none });
            }
            Err(problem) => return Err(problem),
        };
        let mut fault = None;
        let entries = folder.entries().map_err(|error| unreadable(&error))?;
        let entries = entries.map_while(|entry| entry.map_err(|error| fault = Some(error)).ok());
        // A name that is not valid UTF-8 never equals an id: its broken letters have been replaced.
        let broken = RefCell::new(HashMap::new());
        let shown = |name: OsString| {
            let shown = name.to_string_lossy().into_owned();
            broken.borrow_mut().insert(shown.clone(), name);
            shown
        };
        let named = entries.map(|(name, entry): (OsString, Entry)| (name.into_string().unwrap_or_else(shown), entry));
        let mut listing = Listing::of(plan, named, |name, look| {
            let broken = broken.borrow();
            let name = broken.get(name).map_or(name.as_ref(), OsString::as_os_str);
            if look == FileLook::Whole || begins_as_text(&folder, name) { stray(&folder, name) } else { None }
        });
        listing.other_case = other_case;
        fault.map_or(Ok(listing), |error| Err(unreadable(&error)))
    }

    fn units(&self) -> Box<dyn UnitFiles + '_> {
        Box::new(OnDisk { workspace: self, buffer: Buffer::default() })
    }

    fn stray(&self, name: &str) -> Option<Vec<u8>> {
        stray(&UnitsFolder::open(&self.root).ok()?, name)
    }

    fn shared(&self, path: &str) -> Result<Vec<u8>, SharedFault> {
        let mut at = self.root.clone();
        for part in path.split('/') {
            at.push(part);
            let system = |error: std::io::Error| SharedFault::System((&error).into());
            if part != ".." && fs::symlink_metadata(&at).map_err(system)?.is_symlink() {
                return Err(SharedFault::Link);
            }
        }
        let mut bytes = Vec::new();
        let length = read_path(&at, Entry::File, &mut bytes, MAX_PLAN_BYTES)?;
        bytes.truncate(length);
        Ok(bytes)
    }

    fn digest(&self, path: &str) -> Result<String, EvidenceFault> {
        self.sha256(path)
    }

    fn evidence(&self, path: &str, limit: u64) -> Option<Vec<u8>> {
        self.bytes_of_evidence(path, limit)
    }

    fn has_links(&self) -> bool {
        true
    }

    fn through_links(&self, path: &str) -> Option<Result<String, String>> {
        self.followed(path)
    }

    fn shown(&self, file: &str) -> String {
        if self.name.is_empty() { file.to_owned() } else { joined(&self.name, file) }
    }
}

struct OnDisk<'w> {
    workspace: &'w Workspace,
    buffer: Buffer,
}

impl UnitFiles for OnDisk<'_> {
    fn read(&mut self, unit: &str, entry: Entry) -> Result<&[u8], Problem> {
        self.workspace.read_unit(unit, entry, &mut self.buffer, MAX_UNIT_BYTES)
    }
}

/// The folder of units' files, and memory for one file at a time, used again and again: `fs::read` asks for the size
/// first and allocates anew.
#[derive(Debug, Default)]
pub struct Buffer {
    /// Always as long as it ever was, so that no byte is set to 0 more than once.
    bytes: Vec<u8>,
    folder: Option<UnitsFolder>,
    name: String,
}

/// The bytes of a file that is no unit's; none where it cannot be read, or is too large for one.
fn stray(folder: &UnitsFolder, name: impl AsRef<Path>) -> Option<Vec<u8>> {
    let (name, mut bytes) = (name.as_ref(), Vec::new());
    let length = read_entry(Entry::File, &mut bytes, MAX_UNIT_BYTES, || folder.file(name), || folder.is_link(name));
    bytes.truncate(length.ok()?);
    Some(bytes)
}

/// Whether a file begins as a text.
fn begins_as_text(folder: &UnitsFolder, name: &OsStr) -> bool {
    const HEAD: u64 = 8 * 1024;
    let mut head = Vec::new();
    let file = folder.file(name).ok().filter(|file| file.metadata().is_ok_and(|meta| meta.is_file()));
    let read = file.is_some_and(|file| file.take(HEAD).read_to_end(&mut head).is_ok());
    read && !text::is_binary(&head)
}

fn unreadable(error: &std::io::Error) -> Problem {
    Problem::FileUnreadable { why: error.into() }
}

fn read_path(path: &Path, entry: Entry, bytes: &mut Vec<u8>, limit: u64) -> Result<usize, Problem> {
    let is_link = || fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink());
    read_entry(entry, bytes, limit, || open_itself(path), is_link)
}

/// Reads what was listed as `entry`, which may have given way to something else since then; gives how many bytes.
fn read_entry(
    entry: Entry,
    bytes: &mut Vec<u8>,
    limit: u64,
    open: impl FnOnce() -> std::io::Result<File>,
    is_link: impl FnOnce() -> bool,
) -> Result<usize, Problem> {
    let not_regular = |what| Err(Problem::FileNotRegular { what });
    let mut file = match entry {
        Entry::Missing => return Ok(0),
        Entry::Folder => return not_regular(NotAFile::Folder),
        Entry::Special => return not_regular(NotAFile::Special),
        Entry::Link => return not_regular(NotAFile::Link),
        Entry::File => match open() {
            Ok(file) => file,
            Err(_) if is_link() => return not_regular(NotAFile::Link),
            Err(error) => return Err(unreadable(&error)),
        },
    };
    let meta = file.metadata().map_err(|error| unreadable(&error))?;
    match Entry::of(meta.file_type()) {
        Entry::File => {}
        Entry::Folder => return not_regular(NotAFile::Folder),
        _ => return not_regular(NotAFile::Special),
    }
    let length = read_all(&mut file, bytes, meta.len(), limit).map_err(|error| unreadable(&error))?;
    if length as u64 > limit {
        let bytes = file.metadata().map_or(limit + 1, |meta| meta.len().max(limit + 1));
        return Err(Problem::FileTooLarge { bytes, limit });
    }
    Ok(length)
}

/// Reads a whole file, but not much more than `limit` bytes; gives how many. So many are `expected`: once they are here,
/// the system is not asked again whether more follow.
fn read_all(file: &mut File, bytes: &mut Vec<u8>, expected: u64, limit: u64) -> std::io::Result<usize> {
    // Enough for nearly every unit; every page of it is written to before the first byte is read.
    const FIRST: usize = 8 * 1024;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    if bytes.is_empty() {
        bytes.resize(FIRST, 0);
    }
    let mut filled = 0;
    loop {
        if filled == bytes.len() {
            if filled > limit {
                return Ok(filled);
            }
            bytes.resize((filled * 2).min(limit + 1), 0);
        }
        match file.read(&mut bytes[filled..]) {
            Ok(0) => return Ok(filled),
            Ok(count) => {
                filled += count;
                if filled as u64 == expected {
                    return Ok(filled);
                }
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs;

    use std::os::unix::fs::symlink;

    use super::{Buffer, Entry, Workspace};
    use crate::diagnostic::Problem;

    fn workspace() -> Workspace {
        let root = tempfile::tempdir().expect("a temporary folder can be made").keep();
        fs::create_dir(root.join("units")).expect("folders can be made");
        fs::write(root.join("units/a.toml"), "một").expect("it can be written");
        Workspace::at(root)
    }

    /// The listing said that it is a file; by the time it is read something else stands there.
    #[test]
    fn what_takes_the_place_of_a_file_meanwhile_is_not_read() {
        let workspace = workspace();
        let at = |name: &str| workspace.root.join("units").join(name);
        fs::write(workspace.root.join("outside"), "bí mật").expect("it can be written");
        symlink(workspace.root.join("outside"), at("link.toml")).expect("links can be made");
        let pipe = std::process::Command::new("mkfifo").arg(at("pipe.toml")).status().expect("mkfifo can be started");
        assert!(pipe.success());
        fs::create_dir(at("folder.toml")).expect("folders can be made");
        for other in ["link", "pipe", "folder"] {
            let mut buffer = Buffer::default();
            let read = workspace.read_unit(other, Entry::File, &mut buffer, 64);
            assert!(read.is_err(), "{other}: {read:?}");
        }
        let mut buffer = Buffer::default();
        assert_eq!(workspace.read_unit("a", Entry::File, &mut buffer, 64).ok(), Some("một".as_bytes()));
    }

    /// Between two files that are read, the folder gives way to a link to another one.
    #[test]
    fn what_takes_the_place_of_the_folder_meanwhile_is_not_read() {
        let (workspace, other) = (workspace(), workspace());
        fs::write(other.root.join("units/b.toml"), "bí mật").expect("it can be written");
        let mut buffer = Buffer::default();
        assert_eq!(workspace.read_unit("a", Entry::File, &mut buffer, 64).ok(), Some("một".as_bytes()));
        fs::rename(workspace.root.join("units"), workspace.root.join("before")).expect("it can be moved");
        symlink(other.root.join("units"), workspace.root.join("units")).expect("links can be made");
        assert!(workspace.read_unit("b", Entry::File, &mut buffer, 64).is_err());
        assert_eq!(workspace.read_unit("a", Entry::File, &mut buffer, 64).ok(), Some("một".as_bytes()));
        // Who opens it only now sees that it leads outside.
        let late = workspace.read_unit("b", Entry::File, &mut Buffer::default(), 64).map(<[u8]>::to_vec);
        assert!(matches!(late, Err(Problem::FileOutside)), "{late:?}");
    }
}
