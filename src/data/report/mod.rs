//! A report for programs, and how the files of reports are known and listed.

pub(crate) mod csv;
pub(crate) mod index;
pub(crate) mod json;
pub(crate) mod mark;
pub(crate) mod name;

use self::mark::{COLUMNS, HEAD, LAST_LINE, Made, OBJECT, PRINTED, PROPERTIES, ROWS, Sign};

/// The formats of reports, in the order of every output: as the command line and the names of files have them, and the
/// sign by which a file is known.
macro_rules! formats {
    ($($format:ident $extension:literal $sign:ident;)+) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum ReportFormat {
            $($format),+
        }

        impl ReportFormat {
            pub(crate) const ALL: [Self; [$($extension),+].len()] = [$(Self::$format),+];

            pub(crate) fn as_str(self) -> &'static str {
                match self {
                    $(Self::$format => $extension),+
                }
            }

            fn sign(self) -> &'static Sign {
                match self {
                    $(Self::$format => &$sign),+
                }
            }
        }
    };
}

formats! {
    Markdown "md" LAST_LINE;
    Html "html" HEAD;
    Xlsx "xlsx" PROPERTIES;
    Docx "docx" PROPERTIES;
    Pdf "pdf" PRINTED;
    Csv "csv" COLUMNS;
    Json "json" OBJECT;
    JsonLines "jsonl" ROWS;
}

impl Default for ReportFormat {
    fn default() -> Self {
        Self::ALL[0]
    }
}

impl ReportFormat {
    /// Whether people are meant to go on writing in such a file, so that it is never replaced or compared.
    pub(crate) fn is_written_in(self) -> bool {
        self.sign().written_in
    }

    /// Whether a file is a report that this program made, as far as its bytes tell.
    pub(crate) fn is_ours(self, bytes: &[u8]) -> bool {
        (self.sign().is_ours)(bytes)
    }

    /// What a report made by this program says of its making, if its format tells.
    pub(crate) fn made(self, bytes: &[u8]) -> Option<Made> {
        if self.is_ours(bytes) { (self.sign().made)(bytes) } else { None }
    }

    /// Whether a report of another edition says what the same data give today, as far as both editions tell it.
    pub(crate) fn agrees(self, again: &[u8], said: &[u8]) -> bool {
        (self.sign().agrees)(again, said)
    }
}
