//! How lines end in three states of a file, and in what is merged of them.

/// How the lines of a merged text end.
pub(super) struct LineEnds {
    /// Whether a file mixes line ends: each line keeps its own.
    mixed: bool,
    crlf: bool,
    /// Whether the last line ends.
    last: bool,
}

impl LineEnds {
    /// What two sides, after what they come from, make of it; nothing where all have line feeds, or ends that are mixed, at
    /// the end of every line.
    pub(super) fn of(all: [&str; 3]) -> Option<Self> {
        let crlf = |text: &str| text.contains("\r\n");
        let last = |text: &str| text.is_empty() || text.ends_with('\n');
        let unlike = |text: &str| crlf(text) && text.matches('\n').count() != text.matches("\r\n").count();
        let mixed = all.into_iter().any(unlike);
        if all.iter().all(|text| (mixed || !crlf(text)) && last(text)) {
            return None;
        }
        let merged = |is: &dyn Fn(&str) -> bool| match all.map(is) {
            [base, ours, theirs] if base == ours => theirs,
            [_, ours, _] => ours,
        };
        Some(Self { mixed, crlf: !mixed && merged(&crlf), last: merged(&last) })
    }

    /// The text with every line ended, and alike unless ends are mixed.
    pub(super) fn plain(&self, text: &str) -> String {
        let mut plain = if self.mixed { text.to_owned() } else { text.replace("\r\n", "\n") };
        if !plain.is_empty() && !plain.ends_with('\n') {
            plain.push('\n');
        }
        plain
    }

    /// What was merged of such texts, with the ends that it is to have.
    pub(super) fn put(&self, mut text: String) -> String {
        if !self.last && !text.ends_with(">>>>>>> theirs\n") {
            text.truncate(text.trim_end_matches('\n').len());
        }
        if self.crlf { text.replace('\n', "\r\n") } else { text }
    }
}
