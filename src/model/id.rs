//! Ids: what a unit, group, task or event is called in files, on the command line and in file names.

use std::fmt;

/// The most characters an id may have.
pub(crate) const MAX_LENGTH: usize = 64;

/// An id that matches `[A-Za-z0-9][A-Za-z0-9_-]*` and has at most [`MAX_LENGTH`] characters, so that it needs no
/// quoting in TOML, in a shell or in a file name. Ids compare exactly.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Id(Box<str>);

impl Id {
    /// The id written as `text`, or nothing where the text is no id.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        is_id(text).then(|| Self(text.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Whether `text` has the form of an id.
pub(crate) fn is_id(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(first) = bytes.first() else {
        return false;
    };
    first.is_ascii_alphanumeric()
        && bytes.len() <= MAX_LENGTH
        && bytes.iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
}

/// Whether Windows keeps a name for a device, whatever its case and whatever ending a file has.
pub(crate) fn is_device(id: &str) -> bool {
    if !matches!(id.len(), 3 | 4) {
        return false;
    }
    let lower = id.to_ascii_lowercase();
    let numbered = |name: &str| lower.strip_prefix(name).is_some_and(|rest| matches!(rest.as_bytes(), [b'1'..=b'9']));
    matches!(lower.as_str(), "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

/// Declares a typed position in one of the plan's lists.
macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The position `index` of the plan's list.
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).expect("a plan of at most 16 MiB has fewer entries than u32 counts"))
            }

            /// The position as a number, from 0.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index!(
    /// A unit's place in `[units]`: also its place in every output.
    UnitIx
);
index!(
    /// A group's place in `[groups]`.
    GroupIx
);
index!(
    /// An event's place in `[events]`.
    EventIx
);
index!(
    /// A task's place in `[[tasks]]`.
    TaskIx
);
index!(
    /// An occurrence's place among all occurrences of the plan, in the order of tasks and periods.
    OccurrenceIx
);

#[cfg(test)]
mod tests {
    use super::is_id;

    #[test]
    fn ids_are_ascii_without_quoting() {
        for good in ["a", "7", "ban-tuyen-giao", "A_b-9", &"x".repeat(64)] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "-a", "_a", "a b", "đơn-vị", "a.b", "a/b", "a\u{301}", &"x".repeat(65)] {
            assert!(!is_id(bad), "{bad}");
        }
    }
}
