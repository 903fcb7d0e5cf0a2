//! Obligations in one table: by last day, or as people sort them; a task that many units owe is one line.

use std::io;

use super::plan::PlanPage;
use super::{CellValue, ColumnHead, Page, Role, RowKind, Tone};
use crate::judge::{DoneBelow, Flag, Judge, State};
use crate::model::record::Field;
use crate::text::one_line;
use crate::view::item::Item;
use crate::view::regrouped::Regrouped;
use crate::words::screen::ScreenPhrase;
use crate::words::{Label, Phrase, names, state_word, ties};

/// More units than these that owe the same and are in the same state are one line.
const NAMED: u64 = 2;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FlatColumn {
    State,
    Due,
    Unit,
    Task,
    Clause,
    Done,
    Evidence,
    Progress,
    Committed,
    Reason,
    Note,
}

impl FlatColumn {
    pub(crate) const ALL: [Self; 11] = [
        Self::State,
        Self::Due,
        Self::Unit,
        Self::Task,
        Self::Clause,
        Self::Done,
        Self::Evidence,
        Self::Progress,
        Self::Committed,
        Self::Reason,
        Self::Note,
    ];
    /// The columns of the table if nobody names any.
    pub(crate) const USUAL: [Self; 4] = [Self::State, Self::Due, Self::Unit, Self::Task];

    /// As it is written on the command line.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Due => "due",
            Self::Unit => "unit",
            Self::Task => "task",
            Self::Clause => "clause",
            Self::Done => "done",
            Self::Evidence => "evidence",
            Self::Progress => "progress",
            Self::Committed => "committed",
            Self::Reason => "reason",
            Self::Note => "note",
        }
    }

    fn head(self) -> (Role, Label) {
        match self {
            Self::State => (Role::State, Label::State),
            Self::Due => (Role::Day, Label::LastDay),
            Self::Unit => (Role::Words, Label::Unit),
            Self::Task => (Role::Words, Label::Task),
            Self::Clause => (Role::Short, Label::Clause),
            Self::Done => (Role::Day, Label::Done),
            Self::Evidence => (Role::Words, Label::Evidence),
            Self::Progress => (Role::Short, Label::Progress),
            Self::Committed => (Role::Day, Label::Committed),
            Self::Reason => (Role::Words, Label::Reason),
            Self::Note => (Role::Words, Label::Note),
        }
    }
}

/// Obligations of one occurrence in one state, in a row.
struct Alike {
    state: (State, bool, Option<i64>, Option<DoneBelow>),
    count: u64,
    first: Vec<Item<'static>>,
}

impl PlanPage<'_> {
    /// Every obligation, in the order of its group. With `fold`, a task that many units owe is one line: a group is then
    /// one task and day.
    pub(crate) fn flat(
        &self,
        page: &mut dyn Page,
        items: &Regrouped,
        judge: &Judge,
        columns: &[FlatColumn],
        fold: bool,
    ) -> io::Result<()> {
        let groups = items.groups();
        if groups.is_empty() {
            return Ok(());
        }
        page.table(columns.iter().map(|column| {
            let (role, label) = column.head();
            ColumnHead::new(role, self.words.label(label), 0)
        }))?;
        for (group, _) in groups {
            if !fold {
                items.each(group, judge, |item| self.flat_row(page, item, columns))?;
                continue;
            }
            let mut alike: Option<Alike> = None;
            items.each(group, judge, |item| {
                let standing = &item.standing;
                let overdue = standing.days_late.filter(|_| standing.state == State::Overdue);
                let state = (standing.state, standing.flags.has(Flag::Late), overdue, item.below);
                if alike.as_ref().is_some_and(|alike| alike.state != state) {
                    alike.take().map_or(Ok(()), |alike| self.alike(page, &alike, columns))?;
                }
                let alike = alike.get_or_insert_with(|| Alike { state, count: 0, first: Vec::new() });
                alike.count += 1;
                if alike.count <= NAMED + 1 {
                    alike.first.push(item.clone().into_owned());
                }
                Ok(())
            })?;
            alike.map_or(Ok(()), |alike| self.alike(page, &alike, columns))?;
        }
        page.end_table()
    }

    fn alike(&self, page: &mut dyn Page, alike: &Alike, columns: &[FlatColumn]) -> io::Result<()> {
        if alike.count <= NAMED {
            return alike.first.iter().try_for_each(|item| self.flat_row(page, item, columns));
        }
        let item = &alike.first[0];
        let standing = &item.standing;
        let state = state_word(standing.state, standing.due.is_some(), standing.flags, self.words);
        let overdue = alike.state.2.map(|days| format!(" {}", self.words.phrase(&Phrase::Days(days))));
        let cells = columns.iter().map(|column| match column {
            FlatColumn::State => {
                let state = format!("{state}{}", overdue.as_deref().unwrap_or_default());
                let below = ties(self.plan, (&[], &[]), item.below_and_above(), self.words);
                CellValue::Toned(Tone::of(standing), std::iter::once(state).chain(below).collect::<Vec<_>>().join(", "))
            }
            FlatColumn::Unit => {
                CellValue::Text(self.words.phrase(&Phrase::Screen(ScreenPhrase::Owers { count: alike.count })))
            }
            column => self.flat_cell(item, *column),
        });
        page.row(RowKind::Body, cells.collect())
    }

    fn flat_row(&self, page: &mut dyn Page, item: &Item<'_>, columns: &[FlatColumn]) -> io::Result<()> {
        page.row(RowKind::Body, columns.iter().map(|column| self.flat_cell(item, *column)).collect())
    }

    fn flat_cell(&self, item: &Item<'_>, column: FlatColumn) -> CellValue {
        let occurrence = self.plan.occurrence(item.occurrence);
        let task = self.plan.task(occurrence.task);
        match column {
            FlatColumn::State => {
                let ties = ties(self.plan, (&item.with, &item.handed_to), item.below_and_above(), self.words);
                CellValue::standing_with(&item.standing, ties, self.words)
            }
            FlatColumn::Due => CellValue::day(item.standing.due),
            FlatColumn::Unit => CellValue::text(names(self.plan, &[item.unit], self.words)),
            FlatColumn::Task => {
                CellValue::Text(format!("{} [{}]", one_line(self.plan.title(occurrence)), self.plan.typed(occurrence)))
            }
            FlatColumn::Clause => CellValue::some(task.clause.as_deref()),
            FlatColumn::Done => CellValue::day(item.facts.day(Field::Done)),
            FlatColumn::Evidence => CellValue::evidence(item.facts.evidence(), Some("")),
            FlatColumn::Progress => CellValue::reached(self.plan.target(item.occurrence), item.progress, self.words),
            FlatColumn::Committed => match item.facts.day(Field::Committed) {
                Some(day) if item.standing.flags.has(Flag::PromiseLapsed) => {
                    CellValue::Text(self.words.phrase(&Phrase::LapsedPromise { day }))
                }
                promised => CellValue::day(promised),
            },
            FlatColumn::Reason => CellValue::some(item.facts.text(Field::Reason)),
            FlatColumn::Note => CellValue::some(item.facts.text(Field::Note)),
        }
    }
}
