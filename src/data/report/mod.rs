//! A report for programs, and how the files of reports are known and listed.

pub(crate) mod csv;
pub(crate) mod index;
pub(crate) mod json;
pub(crate) mod mark;
pub(crate) mod name;

use self::mark::{COLUMNS, HEAD, LAST_LINE, Made, OBJECT, PROPERTIES, ROWS, Sign};

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

    /// The numbers of a report in their order, however they are grouped and whatever words stand around them: what a
    /// report of another edition is compared by.
    pub(crate) fn figures(self, bytes: &[u8]) -> Vec<String> {
        let shown = (self.sign().shown)(&String::from_utf8_lossy(bytes));
        let digits = |word: &str| word.chars().filter(char::is_ascii_digit).collect::<String>();
        // A point or a comma in a number parts its thousands, or its decimals; each language has its own.
        let words = shown.split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',');
        words.map(digits).filter(|digits| !digits.is_empty()).collect()
    }
}
