//! A plan that is put on pages, and the head that outputs about it begin with.

use std::io;

use chrono::NaiveDate;

use super::{Page, Piece, Tone, Weight};
use crate::judge::{Judge, State};
use crate::model::id::UnitIx;
use crate::model::plan::{OutsidePlan, Plan};
use crate::snapshot::unit_path;
use crate::text::one_line;
use crate::view::known::KnownCommit;
use crate::view::totals::Totals;
use crate::words::screen::ScreenPhrase;
use crate::words::{Label, PastPhrase, Phrase, Words};

/// How many units that could not be read are named.
const NAMED: usize = 20;

/// A plan that is put on pages, and the words to do so.
#[derive(Clone, Copy)]
pub(crate) struct PlanPage<'a> {
    pub(crate) plan: &'a Plan,
    /// Judges as of the day that is shown.
    pub(crate) judge: &'a Judge,
    pub(crate) words: &'a dyn Words,
    /// Whether it is one among others: headings of units name it.
    pub(crate) among: bool,
    /// The revision that is asked about, unless it is the files on disk.
    pub(crate) known: Option<&'a KnownCommit>,
}

/// The id of a commit as people are told of it.
pub(crate) fn short(commit: &str) -> &str {
    commit.get(..10).unwrap_or(commit)
}

/// On which revision an answer stands.
pub(crate) fn known_lines(known: &KnownCommit, words: &dyn Words) -> Vec<String> {
    let KnownCommit { commit, day, by, shallow } = known;
    let commit = short(commit);
    let said = words.phrase(&Phrase::Past(PastPhrase::FilesAt { commit, day: *day, by: *by }));
    let warned = shallow.then(|| words.phrase(&Phrase::Past(PastPhrase::ShallowDays)));
    std::iter::once(said).chain(warned).collect()
}

/// The same as lines of a head; none where it stands on the files on disk.
pub(crate) fn known_head(page: &mut dyn Page, known: Option<&KnownCommit>, words: &dyn Words) -> io::Result<()> {
    known.into_iter().flat_map(|known| known_lines(known, words)).try_for_each(|line| page.head(Weight::Plain, line))
}

impl PlanPage<'_> {
    /// The plan, who issued it, the day, and the plan's notice.
    pub(crate) fn top(&self, page: &mut dyn Page, as_of: NaiveDate) -> io::Result<()> {
        let header = &self.plan.header;
        let (number, title) = (one_line(&header.number), one_line(&header.title));
        page.head(Weight::Title, self.words.phrase(&Phrase::PlanTitle { number: &number, title: &title }))?;
        let as_of = Phrase::AsOf { day: as_of, issuer: header.issuer.as_deref() };
        page.head(Weight::Plain, self.words.phrase(&as_of))?;
        known_head(page, self.known, self.words)?;
        header.notice.as_deref().map_or(Ok(()), |notice| page.head(Weight::Warning, notice))
    }

    /// The same for the day that is judged by, or its end.
    pub(crate) fn top_of(&self, page: &mut dyn Page, judge: &Judge) -> io::Result<()> {
        self.top(page, judge.as_of())?;
        if judge.is_end_of_day() { page.head(Weight::Plain, self.words.label(Label::EndOfDay)) } else { Ok(()) }
    }

    /// That the plan has not begun yet or is over, and what of it is open; nothing on a day of its span.
    pub(crate) fn outside(&self, totals: &Totals) -> Option<String> {
        let header = &self.plan.header;
        let [overdue, pending] = [State::Overdue, State::Pending].map(|state| u64::from(totals.of(state)));
        let (first, last, open) = (header.starts, header.ends, overdue + pending);
        let said = match header.outside(self.judge.as_of())? {
            OutsidePlan::NotBegun => ScreenPhrase::NotBegun { first, last, open },
            OutsidePlan::Ended => ScreenPhrase::Ended { last, open, overdue },
        };
        Some(self.words.phrase(&Phrase::Screen(said)))
    }

    /// Which units could not be read.
    pub(crate) fn unreadable(&self, page: &mut dyn Page, units: &[UnitIx]) -> io::Result<()> {
        if units.is_empty() {
            return Ok(());
        }
        page.put(Piece::Gap)?;
        page.toned(Tone::Bad, self.words.phrase(&Phrase::UnreadableUnits { count: units.len() }))?;
        for unit in units.iter().take(NAMED) {
            let (name, file) = (one_line(self.plan.unit(*unit).short_name()), unit_path(self.plan, *unit));
            page.toned(Tone::Bad, self.words.phrase(&Phrase::UnreadableUnit { name: &name, file: &file }))?;
        }
        Ok(())
    }
}
