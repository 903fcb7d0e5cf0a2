//! How lines end in three states of a file, and in what is merged of them.

/// How the lines of a merged text end.
pub(super) struct LineEnds {
    crlf: bool,
    /// Whether the last line ends.
    last: bool,
}

impl LineEnds {
    /// What two sides, after what they come from, make of it; nothing where a file mixes line ends, or where all have
    /// line feeds at the end of every line.
    pub(super) fn of(all: [&str; 3]) -> Option<Self> {
        let crlf = |text: &str| text.contains("\r\n");
        let mixed = |text: &&str| crlf(text) && text.matches('\n').count() != text.matches("\r\n").count();
        if all.iter().any(mixed) {
            return None;
        }
        let last = |text: &str| text.is_empty() || text.ends_with('\n');
        if all.iter().all(|text| !crlf(text) && last(text)) {
            return None;
        }
        let merged = |is: &dyn Fn(&str) -> bool| match all.map(is) {
            [base, ours, theirs] if base == ours => theirs,
            [_, ours, _] => ours,
        };
        Some(Self { crlf: merged(&crlf), last: merged(&last) })
    }

    pub(super) fn put(&self, mut text: String) -> String {
        if !self.last && !text.ends_with(">>>>>>> theirs\n") {
            text.truncate(text.trim_end_matches('\n').len());
        }
        if self.crlf { text.replace('\n', "\r\n") } else { text }
    }
}

/// A text in which every line ends in a line feed.
pub(super) fn plain_ended(text: &str) -> String {
    let mut plain = text.replace("\r\n", "\n");
    if !plain.is_empty() && !plain.ends_with('\n') {
        plain.push('\n');
    }
    plain
}
