//! A plan that is put on pages, and the head that outputs about it begin with.

use std::io;

use chrono::NaiveDate;

use super::{Page, Piece, Tone, Weight};
use crate::judge::Judge;
use crate::model::id::UnitIx;
use crate::model::plan::Plan;
use crate::snapshot::unit_path;
use crate::text::one_line;
use crate::words::{Label, Phrase, Words};

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
}

impl PlanPage<'_> {
    /// The plan, who issued it, the day, and the plan's notice.
    pub(crate) fn top(&self, page: &mut dyn Page, as_of: NaiveDate) -> io::Result<()> {
        let header = &self.plan.header;
        let (number, title) = (one_line(&header.number), one_line(&header.title));
        page.head(Weight::Title, self.words.phrase(&Phrase::PlanTitle { number: &number, title: &title }))?;
        let as_of = Phrase::AsOf { day: as_of, issuer: header.issuer.as_deref() };
        page.head(Weight::Plain, self.words.phrase(&as_of))?;
        header.notice.as_deref().map_or(Ok(()), |notice| page.head(Weight::Warning, notice))
    }

    /// The same for the day that is judged by, or its end.
    pub(crate) fn top_of(&self, page: &mut dyn Page, judge: &Judge) -> io::Result<()> {
        self.top(page, judge.as_of())?;
        if judge.is_end_of_day() { page.head(Weight::Plain, self.words.label(Label::EndOfDay)) } else { Ok(()) }
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
