//! A workspace on disk: found, listed and read.

use std::fs::{self, File, FileType};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::trouble::Trouble;
use crate::diagnostic::{EvidenceFault, NotAFile, Problem, SharedFault};
use crate::model::plan::Plan;
use crate::read::collection::level_holds;
use crate::read::text::{MAX_PLAN_BYTES, MAX_UNIT_BYTES};
use crate::snapshot::{Entry, Files, Listing, PLAN, UNITS, UnitFiles, joined};

/// A folder that holds a plan.
#[derive(Clone, Debug)]
pub struct Workspace {
    pub(super) root: PathBuf,
    /// What people named it, where they did.
    name: String,
}

impl Entry {
    fn of(kind: FileType) -> Self {
        if kind.is_file() {
            Self::File
        } else if kind.is_symlink() {
            Self::Link
        } else if kind.is_dir() {
            Self::Folder
        } else {
            Self::Special
        }
    }
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
        let mut path = std::mem::take(&mut buffer.path);
        path.clear();
        path.push(&self.root);
        path.push(UNITS);
        path.push(id);
        path.as_mut_os_string().push(".toml");
        let length = Self::read_length(&path, entry, &mut buffer.bytes, limit);
        buffer.path = path;
        Ok(&buffer.bytes[..length?])
    }

    fn read_length(path: &Path, entry: Entry, bytes: &mut Vec<u8>, limit: u64) -> Result<usize, Problem> {
        let unreadable = |error: std::io::Error| Problem::FileUnreadable { why: (&error).into() };
        let mut file = match entry {
            Entry::Missing => return Ok(0),
            Entry::Folder => return Err(Problem::FileNotRegular { what: NotAFile::Folder }),
            Entry::Special => return Err(Problem::FileNotRegular { what: NotAFile::Special }),
            Entry::Link => return Err(Problem::FileNotRegular { what: NotAFile::Link }),
            Entry::File => open_itself(path).map_err(|error| match fs::symlink_metadata(path) {
                // A link that was put there since the folder was listed.
                Ok(meta) if meta.is_symlink() => Problem::FileNotRegular { what: NotAFile::Link },
                _ => unreadable(error),
            })?,
        };
        // What stood there when the folder was listed may have given way to something else.
        let meta = file.metadata().map_err(unreadable)?;
        match Entry::of(meta.file_type()) {
            Entry::File => {}
            Entry::Folder => return Err(Problem::FileNotRegular { what: NotAFile::Folder }),
            _ => return Err(Problem::FileNotRegular { what: NotAFile::Special }),
        }
        let length = read_all(&mut file, bytes, meta.len(), limit).map_err(unreadable)?;
        if length as u64 > limit {
            let bytes = file.metadata().map_or(limit + 1, |meta| meta.len().max(limit + 1));
            return Err(Problem::FileTooLarge { bytes, limit });
        }
        Ok(length)
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

    /// A folder that was meant to be that of the units' files.
    fn other_case(&self) -> Option<String> {
        self.names().filter(|name| is_near_units(name)).min()
    }

    /// Whether `path`, all links followed, lies in the workspace.
    fn is_inside(&self, path: &Path) -> bool {
        match (fs::canonicalize(path), fs::canonicalize(&self.root)) {
            (Ok(real), Ok(root)) => real.starts_with(root),
            _ => false,
        }
    }
}

/// Whether a name is nearly that of the plan.
pub(crate) fn is_near_plan(name: &str) -> bool {
    name != PLAN && [PLAN, "plan.toml.txt", "plan.txt", "._plan.toml"].contains(&&*name.to_ascii_lowercase())
}

/// Whether a name is that of the folder of units' files but for its case.
pub(crate) fn is_near_units(name: &str) -> bool {
    name != UNITS && name.eq_ignore_ascii_case(UNITS)
}

/// Opens what stands here itself: through no link that was put there meanwhile, and without waiting for somebody who
/// writes into a pipe.
pub(super) fn open_itself(path: &Path) -> std::io::Result<File> {
    let mut options = fs::OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits();
        std::os::unix::fs::OpenOptionsExt::custom_flags(&mut options, i32::try_from(flags).unwrap_or_default());
    }
    options.open(path)
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

/// Reads a file that somebody named, wherever it is, but not much more than `limit` bytes of it: who reads it refuses
/// what is longer.
pub(crate) fn read_foreign(path: &Path, limit: u64) -> Result<Vec<u8>, Trouble> {
    let name = path.display().to_string();
    let unreadable = |error: std::io::Error| Trouble::Unreadable { file: name.clone(), why: (&error).into() };
    let meta = fs::metadata(path).map_err(unreadable)?;
    if !meta.is_file() {
        return Err(Trouble::NotAFile { file: name });
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
        let length = Self::read_length(&path, Entry::of(meta.file_type()), &mut bytes, MAX_PLAN_BYTES)?;
        bytes.truncate(length);
        Ok(bytes)
    }

    fn list(&self, plan: &Plan) -> Result<Listing, Problem> {
        let folder = self.root.join(UNITS);
        let unreadable = |error: std::io::Error| Problem::FileUnreadable { why: (&error).into() };
        let entries = match fs::symlink_metadata(&folder).map(|meta| Entry::of(meta.file_type())) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let none = Listing::of::<&str>(plan, [], |_| Vec::new());
                return Ok(Listing { other_case: self.other_case(), ..none });
            }
            Ok(Entry::Link) if !self.is_inside(&folder) => return Err(Problem::FileOutside),
            _ => fs::read_dir(&folder).map_err(unreadable)?,
        };
        let mut fault = None;
        let entries = entries.map_while(|entry| entry.map_err(|error| fault = Some(error)).ok());
        // A name that is not valid UTF-8 never equals an id: its broken letters have been replaced.
        let named = |entry: fs::DirEntry| {
            let name = entry.file_name().into_string().unwrap_or_else(|name| name.to_string_lossy().into_owned());
            (name, entry.file_type().map_or(Entry::Special, Entry::of))
        };
        let mut listing = Listing::of(plan, entries.map(named), |name| self.stray(name));
        listing.other_case = self.other_case();
        fault.map_or(Ok(listing), |error| Err(unreadable(error)))
    }

    fn units(&self) -> Box<dyn UnitFiles + '_> {
        Box::new(OnDisk { workspace: self, buffer: Buffer::default() })
    }

    fn stray(&self, name: &str) -> Vec<u8> {
        let path = self.root.join(UNITS).join(name);
        let mut bytes = Vec::new();
        // What cannot be read is named all the same.
        match fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_file() && Self::read_length(&path, Entry::File, &mut bytes, MAX_UNIT_BYTES).is_ok() => {
                bytes.truncate(usize::try_from(meta.len()).unwrap_or_default());
                bytes
            }
            _ => Vec::new(),
        }
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
        let length = Self::read_length(&at, Entry::File, &mut bytes, MAX_PLAN_BYTES)?;
        bytes.truncate(length);
        Ok(bytes)
    }

    fn digest(&self, path: &str) -> Result<String, EvidenceFault> {
        self.sha256(path)
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

/// Memory for one file at a time, used again and again: `fs::read` asks for the size first and allocates anew.
#[derive(Debug, Default)]
pub struct Buffer {
    /// Always as long as it ever was, so that no byte is set to 0 more than once.
    bytes: Vec<u8>,
    path: PathBuf,
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

    use super::{Entry, Workspace};

    /// The listing said that it is a file; by the time it is read something else stands there.
    #[test]
    fn what_takes_the_place_of_a_file_meanwhile_is_not_read() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("outside"), "bí mật").expect("it can be written");
        std::os::unix::fs::symlink(at("outside"), at("link")).expect("links can be made");
        let pipe = std::process::Command::new("mkfifo").arg(at("pipe")).status().expect("mkfifo can be started");
        assert!(pipe.success());
        fs::create_dir(at("folder")).expect("folders can be made");
        let read = |name: &str| {
            let mut bytes = vec![0; 64];
            Workspace::read_length(&at(name), Entry::File, &mut bytes, 64).map(|length| bytes[..length].to_vec())
        };
        for other in ["link", "pipe", "folder"] {
            assert!(read(other).is_err(), "{other}: {:?}", read(other));
        }
        assert_eq!(read("outside").ok().as_deref(), Some("bí mật".as_bytes()));
    }
}
