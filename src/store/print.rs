//! What a file holds, as far as it takes to know it again: files may be longer than memory.

use std::fmt;
use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

/// The length and the digest of some bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Print {
    pub(super) length: u64,
    digest: [u8; 32],
}

impl fmt::Display for Print {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.length)?;
        self.digest.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Print {
    pub(super) fn of(mut bytes: impl Read) -> io::Result<Self> {
        let mut printing = Printing::new(io::sink());
        io::copy(&mut bytes, &mut printing)?;
        Ok(printing.print())
    }
}

/// Passes bytes on, and remembers their print.
pub(super) struct Printing<W> {
    pub(super) out: W,
    length: u64,
    digest: Sha256,
}

impl<W> Printing<W> {
    pub(super) fn new(out: W) -> Self {
        Self { out, length: 0, digest: Sha256::new() }
    }

    /// The print of what was passed on so far.
    pub(super) fn print(&self) -> Print {
        Print { length: self.length, digest: self.digest.clone().finalize().into() }
    }
}

impl<W: Write> Write for Printing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.digest.update(&bytes[..written]);
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
