//! What shows that something was done: a document that is named, or a file of the workspace.

use std::borrow::Cow;

/// One piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence<'t> {
    /// A document by its number and day, or in whatever words name it.
    Document(Cow<'t, str>),
    File(EvidenceFile<'t>),
}

/// A file of the workspace, and what it was when it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceFile<'t> {
    /// Where it is below the workspace's folder, with `/`.
    pub(crate) file: Cow<'t, str>,
    /// The SHA-256 of its bytes: 64 hexadecimal digits.
    pub(crate) sha256: Cow<'t, str>,
}

impl<'t> Evidence<'t> {
    /// What people are shown: the document, or where the file is.
    pub fn name(&self) -> &str {
        match self {
            Self::Document(text) => text,
            Self::File(it) => &it.file,
        }
    }

    pub(crate) fn file(&self) -> Option<&EvidenceFile<'t>> {
        if let Self::File(it) = self { Some(it) } else { None }
    }

    pub(crate) fn into_owned(self) -> Evidence<'static> {
        match self {
            Self::Document(text) => Evidence::Document(text.into_owned().into()),
            Self::File(it) => Evidence::File(EvidenceFile {
                file: it.file.into_owned().into(),
                sha256: it.sha256.into_owned().into(),
            }),
        }
    }
}

/// Whether a path leads to a place below the workspace's folder, as far as its text tells: the same on every system.
pub(crate) fn leads_inside(path: &str) -> bool {
    let drive = path.as_bytes().get(1) == Some(&b':');
    let plain = |part: &str| !matches!(part, "" | "." | "..") && !part.chars().any(|c| c == '\\' || c.is_control());
    !drive && path.split('/').all(plain)
}

/// Whether a text is a SHA-256 in hexadecimal digits.
pub(crate) fn is_digest(text: &str) -> bool {
    // Folded without a branch, so that the compiler takes many bytes at a time.
    text.len() == 64 && text.bytes().fold(true, |all, byte| all & byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_below_the_folder_lead_inside() {
        for path in ["bc.pdf", "evidence/bc-9.pdf", "minh chứng/Báo cáo số 9.pdf", "...", "a/.b"] {
            assert!(leads_inside(path), "{path}");
        }
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "a/../b",
            "a//b",
            "a/",
            "./a",
            "C:/x",
            "C:x",
            "a\\b",
            "\\\\host\\x",
            "a\0b",
            "a/\u{1b}",
        ] {
            assert!(!leads_inside(path), "{path:?}");
        }
    }
}
