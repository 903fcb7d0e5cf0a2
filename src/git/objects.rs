//! Objects of a repository by their ids, from one process for all of them.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::{Repository, no_git};
use crate::review::commits::{Blobs, GitTrouble};
use crate::store::evidence::digest;

/// What gives objects: a process that is started when the first one is asked for.
#[derive(Debug)]
pub(crate) struct Objects {
    repository: Repository,
    process: Option<Process>,
    namer: Option<Process>,
}

/// The bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Blob {
    Bytes(Vec<u8>),
    /// More than were asked for, so many.
    TooLarge(u64),
}

impl Blob {
    /// The bytes; nothing where they are too many.
    pub(crate) fn bytes(self) -> Option<Vec<u8>> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::TooLarge(_) => None,
        }
    }
}

impl Repository {
    pub(crate) fn objects(&self) -> Objects {
        Objects { repository: self.clone(), process: None, namer: None }
    }
}

impl Blobs for Objects {
    fn bytes(&mut self, id: &str, limit: u64) -> Result<Option<Vec<u8>>, GitTrouble> {
        Ok(self.blob(id, limit)?.bytes())
    }
}

impl Objects {
    /// The file whose object this is, unless it has more bytes than `limit`.
    pub(crate) fn blob(&mut self, id: &str, limit: u64) -> Result<Blob, GitTrouble> {
        let process = self.process()?;
        let found = process.ask(id).map_err(|error| failed(&error.to_string()))?;
        let Some((_, size)) = found else {
            return Err(GitTrouble::Missing { id: id.to_owned(), lack: self.repository.lack() });
        };
        if size > limit {
            // Git is already at it, and would have to be heard out.
            self.process = None;
            return Ok(Blob::TooLarge(size));
        }
        let bytes = process.take(size).map_err(|error| failed(&error.to_string()))?;
        Ok(Blob::Bytes(bytes.ok_or_else(|| failed("cut short"))?))
    }

    /// The SHA-256 of a file whose object this is, in hexadecimal digits.
    pub(crate) fn digest(&mut self, id: &str) -> Result<String, GitTrouble> {
        let process = self.process()?;
        let found = process.ask(id).map_err(|error| failed(&error.to_string()))?;
        let Some((_, size)) = found else {
            return Err(GitTrouble::Missing { id: id.to_owned(), lack: self.repository.lack() });
        };
        let (sha256, read) = digest((&mut process.from).take(size)).map_err(|error| failed(&error.to_string()))?;
        let whole = read == size && process.from.read_exact(&mut [0]).is_ok();
        if whole { Ok(sha256) } else { Err(failed("cut short")) }
    }

    /// How many bytes an object has; none where it is not there.
    pub(crate) fn size(&mut self, id: &str) -> Result<u64, GitTrouble> {
        let found = self.namer()?.head(id).map_err(|error| failed(&error.to_string()))?;
        Ok(found.map_or(0, |(.., size)| size))
    }

    fn namer(&mut self) -> Result<&mut Process, GitTrouble> {
        Ok(match &mut self.namer {
            Some(namer) => namer,
            none => none.insert(Process::start(&self.repository, "--batch-check")?),
        })
    }

    /// The id of the file that a name such as `HEAD:plan.toml` means; nothing where there is none.
    pub(crate) fn id(&mut self, name: &str) -> Result<Option<String>, GitTrouble> {
        // It is asked for by a line.
        if name.contains('\n') {
            return Ok(None);
        }
        let found = self.namer()?.head(name).map_err(|error| failed(&error.to_string()))?;
        Ok(found.filter(|(_, kind, _)| kind == "blob").map(|(id, ..)| id))
    }

    fn process(&mut self) -> Result<&mut Process, GitTrouble> {
        Ok(match &mut self.process {
            Some(process) => process,
            none => none.insert(Process::start(&self.repository, "--batch")?),
        })
    }
}

fn failed(reason: &str) -> GitTrouble {
    GitTrouble::Failed { reason: format!("cat-file: {reason}") }
}

#[derive(Debug)]
struct Process {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Process {
    fn start(repository: &Repository, how: &str) -> Result<Self, GitTrouble> {
        let mut command = repository.command();
        command.args(["cat-file", how]).stdin(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| no_git(&error))?;
        let streams = child.stdin.take().zip(child.stdout.take());
        let (to, from) = streams.ok_or_else(|| GitTrouble::Failed { reason: "cat-file".to_owned() })?;
        Ok(Self { child, to, from: BufReader::new(from) })
    }

    /// Asks for a file, and says its id and how many bytes it has; nothing where there is none.
    fn ask(&mut self, name: &str) -> std::io::Result<Option<(String, u64)>> {
        let Some((id, kind, size)) = self.head(name)? else { return Ok(None) };
        if kind == "blob" {
            return Ok(Some((id, size)));
        }
        // What is no file comes all the same.
        self.take(size)?;
        Ok(None)
    }

    /// What an object is called, what it is, and how many bytes it has; nothing where there is none.
    fn head(&mut self, name: &str) -> std::io::Result<Option<(String, String, u64)>> {
        self.to.write_all(format!("{name}\n").as_bytes())?;
        let mut head = String::new();
        self.from.read_line(&mut head)?;
        // What is not there is named again, and a name may have blanks.
        let words: Vec<&str> = head.split_ascii_whitespace().collect();
        let [id, kind, size] = words[..] else { return Ok(None) };
        Ok(size.parse().ok().map(|size| (id.to_owned(), kind.to_owned(), size)))
    }

    /// The bytes that were asked for; nothing where fewer come.
    fn take(&mut self, size: u64) -> std::io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        // The line's end that follows is not a part of them.
        let read = (&mut self.from).take(size + 1).read_to_end(&mut bytes)?;
        bytes.pop();
        Ok((read as u64 == size + 1).then_some(bytes))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It has nothing to put in order. Most often it waits to be asked, else it writes what nobody reads.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
