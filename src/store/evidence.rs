//! Files of the workspace that are evidence: where they are, and what their bytes are known by.

use std::convert::Infallible;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use super::trouble::Trouble;
use super::workspace::Workspace;
use crate::diagnostic::EvidenceFault;
use crate::model::evidence::EvidenceFile;
use crate::snapshot::links::{Led, led};

/// The SHA-256 of what is read, in hexadecimal digits, and how many bytes it is.
pub(crate) fn digest(mut from: impl Read) -> std::io::Result<(String, u64)> {
    let (mut sha256, mut bytes, mut size) = (Sha256::new(), vec![0; 64 * 1024], 0);
    loop {
        match from.read(&mut bytes) {
            Ok(0) => break,
            Ok(count) => {
                sha256.update(&bytes[..count]);
                size += count as u64;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok((sha256.finalize().iter().map(|byte| format!("{byte:02x}")).collect(), size))
}

impl Workspace {
    /// A file that somebody named, as a record has it: its place below the workspace's folder, and its digest.
    pub(crate) fn evidence(&self, path: &Path) -> Result<EvidenceFile<'static>, Trouble> {
        let name = path.display().to_string();
        let unreadable = |error: std::io::Error| Trouble::Unreadable { file: name.clone(), why: (&error).into() };
        let (real, root) = (fs::canonicalize(path).map_err(unreadable)?, fs::canonicalize(&self.root));
        let root = root.map_err(unreadable)?;
        let below = real.strip_prefix(&root).map_err(|_| Trouble::Outside { file: name.clone() })?;
        let part = |part: Component<'_>| part.as_os_str().to_str().map(str::to_owned);
        let parts: Option<Vec<String>> = below.components().map(part).collect();
        let file = parts.map(|parts| parts.join("/")).ok_or_else(|| Trouble::Outside { file: name.clone() })?;
        match self.sha256(&file) {
            Ok(sha256) => Ok(EvidenceFile { file: file.into(), sha256: sha256.into() }),
            Err(EvidenceFault::Unreadable(why)) => Err(Trouble::Unreadable { file: name, why }),
            Err(EvidenceFault::Absent | EvidenceFault::NotAFile) => Err(Trouble::NotAFile { file: name }),
            Err(EvidenceFault::Link) => Err(Trouble::Link { file: name }),
        }
    }

    /// The SHA-256 of a file below the workspace's folder, in hexadecimal digits. No link is followed on the way.
    pub(super) fn sha256(&self, file: &str) -> Result<String, EvidenceFault> {
        let path = self.spelled(file)?;
        let unreadable = |error: std::io::Error| EvidenceFault::Unreadable((&error).into());
        let (digest, _) = File::open(path).and_then(digest).map_err(unreadable)?;
        Ok(digest)
    }

    /// The bytes of such a file, unless it has more than `limit` of them.
    pub(super) fn bytes_of_evidence(&self, file: &str, limit: u64) -> Option<Vec<u8>> {
        let (path, mut bytes) = (self.spelled(file).ok()?, Vec::new());
        File::open(path).ok()?.take(limit.saturating_add(1)).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 <= limit).then_some(bytes)
    }

    /// Where such a file is, however its name is composed.
    fn spelled(&self, file: &str) -> Result<PathBuf, EvidenceFault> {
        // What a Mac wrote decomposed is the same name to people.
        let spellings = [file.to_owned(), file.nfc().collect(), file.nfd().collect()];
        let found =
            spellings.iter().map(|spelling| self.regular(spelling)).find(|found| *found != Err(EvidenceFault::Absent));
        found.unwrap_or(Err(EvidenceFault::Absent))
    }

    /// Where a regular file is that is reached through folders alone.
    fn regular(&self, file: &str) -> Result<PathBuf, EvidenceFault> {
        let mut path = self.root.clone();
        let mut left = file.split('/').count();
        for part in file.split('/') {
            path.push(part);
            left -= 1;
            let meta = match fs::symlink_metadata(&path) {
                Ok(meta) => meta,
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                    return Err(EvidenceFault::Absent);
                }
                Err(error) => return Err(EvidenceFault::Unreadable((&error).into())),
            };
            match (meta.is_symlink(), meta.is_file(), left) {
                (true, ..) => return Err(EvidenceFault::Link),
                (_, false, 0) => return Err(EvidenceFault::NotAFile),
                _ => {}
            }
        }
        Ok(path)
    }

    /// Of a file that is reached through a link, the digest of what that leads to in the repository, or the workspace where
    /// there is none; else where it ends.
    pub(super) fn followed(&self, file: &str) -> Option<Result<String, String>> {
        let spellings = [file.to_owned(), file.nfc().collect(), file.nfd().collect()];
        let linked = spellings.iter().find(|spelling| self.regular(spelling) == Err(EvidenceFault::Link))?;
        let root = fs::canonicalize(&self.root).ok()?;
        let top = root.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&root);
        let own = root.strip_prefix(top).ok()?.components().map(|part| part.as_os_str().to_string_lossy());
        let path = own.chain([linked.into()]).collect::<Vec<_>>().join("/");
        let target = |path: &str| -> Result<Option<String>, Infallible> {
            let target = fs::read_link(top.join(path)).ok().map(|target| target.to_string_lossy().into_owned());
            Ok(target.map(|target| if cfg!(windows) { target.replace('\\', "/") } else { target }))
        };
        let Ok(led) = led(&path, target);
        Some(match led {
            Led::Out(target) => Err(target),
            Led::To(path) => {
                let real = top.join(&path);
                let found =
                    fs::metadata(&real).is_ok_and(|meta| meta.is_file()).then(|| File::open(&real).and_then(digest));
                found.and_then(Result::ok).map_or(Err(path), |(digest, _)| Ok(digest))
            }
        })
    }
}
