//! What is to be known of a comparison beside what it found, in words.

use super::story::Story;
use crate::review::LineNote;
use crate::text::one_line;
use crate::words::{Phrase, ReviewPhrase};

impl Story<'_> {
    /// What is odd about the line of commits.
    pub(super) fn line_notes(&self) -> Vec<String> {
        let short = |commit: &String| commit.get(..10).unwrap_or(commit).to_owned();
        let said = |note: &LineNote| match note {
            LineNote::Ahead { commit, day, to_come } => {
                let (commit, day, to_come) = (&short(commit), *day, *to_come);
                self.say(&Phrase::Review(ReviewPhrase::LineAhead { commit, day, to_come }))
            }
            LineNote::Began { commit, day } => {
                let (tasks, units) = (self.plan.new.tasks.len(), self.plan.new.units.len());
                self.say(&Phrase::Review(ReviewPhrase::Began { tasks, units, commit: &short(commit), day: *day }))
            }
            LineNote::OtherLine { commit } => {
                self.say(&Phrase::Review(ReviewPhrase::OtherLine { commit: &short(commit) }))
            }
            LineNote::Unread { file, commit, commits } => {
                let (file, commit, count) = (&one_line(file), &short(commit), *commits);
                self.say(&Phrase::Review(ReviewPhrase::UnreadOnTheWay { file, commit, count }))
            }
        };
        self.comparison.outcome.line_notes.iter().map(said).collect()
    }
}
