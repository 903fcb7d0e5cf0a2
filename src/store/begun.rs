//! What a killed process had begun to write: what is left of it, and what was done about it.

use std::path::PathBuf;

/// What was done about files that a killed process had begun to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Finished {
    pub(crate) written: usize,
    /// Files that were changed since, and are left as they are.
    pub(crate) left: usize,
    /// Files whose new text is gone: somebody deleted it.
    pub(crate) gone: usize,
}

impl Finished {
    pub(super) fn and(self, more: Self) -> Self {
        Self { written: self.written + more.written, left: self.left + more.left, gone: self.gone + more.gone }
    }
}

/// What a killed process left unwritten.
#[derive(Debug, Default)]
pub(crate) struct Unfinished {
    /// The new texts that lie ready.
    pub(super) ready: Vec<PathBuf>,
    /// How many are gone.
    pub(crate) gone: usize,
}

impl Unfinished {
    pub(crate) fn ready(&self) -> usize {
        self.ready.len()
    }
}
