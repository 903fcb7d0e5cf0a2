//! What is shown of many plans at once: the board by unit and plan, and the worst of all of them.

use std::io;

use chrono::NaiveDate;

use super::board::tasks_by_state;
use super::plan::known_head;
use super::{CellValue, ColumnHead, Page, Piece, Role, RowKind, Tone, Weight};
use crate::judge::State;
use crate::model::plan::OutsidePlan;
use crate::text::{one_line, sentence_case};
use crate::view::collection::CollectionBoard;
use crate::view::known::KnownCommit;
use crate::view::totals::Totals;
use crate::words::screen::ScreenPhrase;
use crate::words::{Label, Phrase, Words};

/// How many plans are listed with their titles.
const LISTED: usize = 20;
/// So many units are all shown; of more the worst few.
const ALL_UP_TO: usize = 60;
/// So few.
const WORST: usize = 20;

/// Many plans that are put on pages, and the words to do so.
#[derive(Clone, Copy)]
pub(crate) struct CollectionPage<'a> {
    pub(crate) board: &'a CollectionBoard,
    pub(crate) words: &'a dyn Words,
}

impl CollectionPage<'_> {
    /// How many plans there are, and the day.
    pub(crate) fn top(&self, page: &mut dyn Page, of: &TopOfMany<'_>) -> io::Result<()> {
        top(page, self.board.plans.len(), of, self.words)
    }

    /// The plans with their titles, and how many obligations of each are in which state.
    pub(crate) fn plans(&self, page: &mut dyn Page) -> io::Result<()> {
        let plans = &self.board.plans;
        page.section(1, self.words.label(Label::Plans))?;
        let heads = [Label::PlanNumber, Label::PlanTitle, Label::Folder];
        page.table(heads.map(|label| ColumnHead::new(Role::Words, self.words.label(label), 0)))?;
        for plan in plans.iter().take(LISTED) {
            let title = match plan.outside {
                None => plan.title.clone(),
                Some(OutsidePlan::NotBegun) => self.say(ScreenPhrase::PlanNotBegun { title: &plan.title }),
                Some(OutsidePlan::Ended) => self.say(ScreenPhrase::PlanEnded { title: &plan.title }),
            };
            let cells = [&plan.number, &title, &plan.folder];
            page.row(RowKind::Body, cells.map(CellValue::text).to_vec())?;
        }
        page.end_table()?;
        match plans.len().saturating_sub(LISTED) {
            0 => Ok(()),
            hidden => page.remark(self.words.phrase(&Phrase::MorePlans { hidden })),
        }
    }

    fn say(&self, phrase: ScreenPhrase<'_>) -> String {
        self.words.phrase(&Phrase::Screen(phrase))
    }

    /// How many plans have not begun, and how many are over; nothing where all are under way.
    pub(crate) fn outside(&self) -> Option<String> {
        let count = |outside| self.board.plans.iter().filter(|plan| plan.outside == Some(outside)).count();
        let (not_begun, ended) = (count(OutsidePlan::NotBegun), count(OutsidePlan::Ended));
        (not_begun + ended > 0).then(|| self.say(ScreenPhrase::PlansOutside { not_begun, ended }))
    }

    /// How many tasks are in each state, of all plans.
    pub(crate) fn tasks(&self) -> String {
        tasks_by_state(&self.board.tasks.0, self.board.tasks.1, self.words)
    }

    /// The board for a screen: for each unit a row for each plan. Of very many units, or of so many as are asked for, those
    /// with most overdue; `command` shows them all.
    pub(crate) fn board(&self, page: &mut dyn Page, most: Option<usize>, command: &str) -> io::Result<()> {
        let all = self.board.totals();
        let counted = |state: &State| *state != State::Waived && *state != State::Ongoing || all.of(*state) > 0;
        let states: Vec<State> = State::ALL.into_iter().filter(counted).collect();
        let column = |label| ColumnHead::new(Role::Words, self.words.label(label), 0);
        let heads = states.iter().map(|state| ColumnHead::new(Role::Number, self.words.state_brief(*state), 0));
        page.section(1, self.words.label(Label::UnitsByPlan))?;
        page.table([column(Label::Unit), column(Label::PlanNumber)].into_iter().chain(heads))?;
        let row = |name: CellValue, plan: CellValue, totals: &Totals| {
            let counts = states.iter().map(|state| match totals.of(*state) {
                0 => CellValue::Text("·".to_owned()),
                count => CellValue::Text(count.to_string()),
            });
            [name, plan].into_iter().chain(counts).collect::<Vec<_>>()
        };
        let sums = self.board.columns();
        let all_units = self.board.units.len();
        let shown = match most.unwrap_or(if all_units > ALL_UP_TO { WORST } else { all_units }) {
            most if most < all_units => self.board.ranked()[..most].to_vec(),
            _ => (0..all_units).collect(),
        };
        let of_units = shown.iter().map(|at| (self.board.units[*at].as_str(), self.board.row(*at)));
        for (name, cells) in of_units.chain([(self.words.label(Label::AllUnits), &sums[..])]) {
            // A unit is named on the first of its rows.
            let mut name = CellValue::text(name);
            for (slot, totals) in cells {
                let name = std::mem::replace(&mut name, CellValue::Nothing);
                page.row(RowKind::Body, row(name, CellValue::text(self.board.called(*slot)), totals))?;
            }
            if name != CellValue::Nothing {
                page.row(RowKind::Body, row(name, CellValue::Nothing, &Totals::default()))?;
            }
        }
        let total = CellValue::Toned(Tone::Heading, self.words.label(Label::Total).to_owned());
        page.row(RowKind::Total, row(total, CellValue::text(self.words.label(Label::AllPlans)), &all))?;
        page.end_table()?;
        let legend = states.iter().map(|it| format!("{} {}", self.words.state_brief(*it), self.words.state(*it)));
        page.remark(legend.collect::<Vec<_>>().join(" · "))?;
        match all_units - shown.len() {
            0 => Ok(()),
            count => {
                let said = ScreenPhrase::MoreUnits { count, command };
                page.remark(self.words.phrase(&Phrase::Screen(said)))
            }
        }
    }

    /// The board as a table: a row for each unit and plan.
    pub(crate) fn table(&self, page: &mut dyn Page) -> io::Result<()> {
        let heads =
            [Label::Unit, Label::PlanNumber].map(|label| ColumnHead::new(Role::Words, self.words.label(label), 0));
        let states = State::ALL.map(|state| ColumnHead::new(Role::Number, sentence_case(self.words.state(state)), 0));
        page.table(heads.into_iter().chain(states))?;
        let mut row = |unit: CellValue, plan: CellValue, totals: &Totals| {
            let counts = State::ALL.map(|state| CellValue::Text(totals.of(state).to_string()));
            page.row(RowKind::Body, [unit, plan].into_iter().chain(counts).collect())
        };
        for (at, unit) in self.board.units.iter().enumerate() {
            for (slot, totals) in self.board.row(at) {
                row(CellValue::text(unit), CellValue::text(self.board.called(*slot)), totals)?;
            }
        }
        let total = CellValue::Toned(Tone::Heading, self.words.label(Label::Total).to_owned());
        row(total, CellValue::Nothing, &self.board.totals())?;
        page.end_table()
    }
}

/// What stands in the head of what is told of many plans.
pub(crate) struct TopOfMany<'a> {
    /// The day that all are judged by; nothing where no plan could be opened.
    pub(crate) as_of: Option<NaiveDate>,
    pub(crate) end_of_day: bool,
    pub(crate) known: Option<&'a KnownCommit>,
}

/// The head of what is told of many plans; none where none could be opened.
pub(crate) fn top(page: &mut dyn Page, plans: usize, of: &TopOfMany<'_>, words: &dyn Words) -> io::Result<()> {
    let Some(day) = of.as_of else { return Ok(()) };
    page.head(Weight::Title, words.phrase(&Phrase::PlansTitle { count: plans }))?;
    page.head(Weight::Plain, words.phrase(&Phrase::AsOf { day, issuer: None }))?;
    known_head(page, of.known, words)?;
    if of.end_of_day { page.head(Weight::Plain, words.label(Label::EndOfDay)) } else { Ok(()) }
}

/// Which plans, and which units of others, could not be read: their files.
pub(crate) fn unread(
    page: &mut dyn Page,
    plans: &[String],
    units: &[(String, String)],
    words: &dyn Words,
) -> io::Result<()> {
    if plans.is_empty() && units.is_empty() {
        return Ok(());
    }
    page.put(Piece::Gap)?;
    if !plans.is_empty() {
        page.toned(Tone::Bad, words.phrase(&Phrase::UnreadablePlans { count: plans.len() }))?;
        for folder in plans.iter().take(LISTED) {
            page.toned(Tone::Bad, words.phrase(&Phrase::UnreadablePlan { folder: &one_line(folder) }))?;
        }
    }
    if !units.is_empty() {
        page.toned(Tone::Bad, words.phrase(&Phrase::UnreadableUnits { count: units.len() }))?;
        for (name, file) in units.iter().take(LISTED) {
            page.toned(Tone::Bad, words.phrase(&Phrase::UnreadableUnit { name: &one_line(name), file }))?;
        }
    }
    Ok(())
}
