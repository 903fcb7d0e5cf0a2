//! Obligations in tables: those of a task or unit, and all of a plan in groups.

use std::io;

use super::plan::PlanPage;
use super::{CellValue, ColumnHead, Page, Role, RowKind, Tone};
use crate::judge::{Flag, Judge, State};
use crate::model::id::UnitIx;
use crate::model::record::Field;
use crate::select::tags;
use crate::text::one_line;
use crate::view::board::quarter_of;
use crate::view::item::Item;
use crate::view::named::Named;
use crate::view::regrouped::{GroupedBy, Regrouped};
use crate::words::{Label, part, state_word, ties};

/// What a table of obligations leaves out, because the heading above it says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Without {
    Nothing,
    /// That it was handed over.
    Handing,
    Unit,
    Task,
}

impl PlanPage<'_> {
    fn column(&self, role: Role, label: Label) -> ColumnHead {
        ColumnHead::new(role, self.words.label(label), 0)
    }

    fn unit(&self, unit: UnitIx) -> CellValue {
        CellValue::text(self.plan.unit(unit).short_name())
    }

    /// Who owes it too, who took it over, and how much of it is done below.
    fn ties(&self, named: &Named) -> Vec<String> {
        let (unit, at) = (named.unit, named.occurrence);
        let (with, handed_to) = (self.judge.others(unit, at), self.judge.handed_to(unit, &named.standing));
        let below = self.judge.done_below(unit, at).map(|done| (done, &named.standing));
        ties(self.plan, (&with, &handed_to), below, self.words)
    }

    fn state(&self, named: &Named) -> CellValue {
        CellValue::standing_with(&named.standing, self.ties(named), self.words)
    }

    fn quarter(&self, slot: usize) -> String {
        let none = || self.words.label(Label::NoQuarter).to_owned();
        quarter_of(self.plan, slot).map_or_else(none, |quarter| self.words.quarter_name(quarter))
    }

    /// Every obligation of a task, under a heading.
    pub(crate) fn all_of_task(&self, page: &mut dyn Page, items: &[Named]) -> io::Result<()> {
        let heading = self.words.label(Label::Obligations);
        page.section_with(heading, (Tone::Plain, format!("({})", items.len())))?;
        let measured = self.measured(items);
        self.heads(page, Without::Task, measured)?;
        items.iter().try_for_each(|named| self.owed(page, named, Without::Task, measured))?;
        page.end_table()
    }

    /// Whether any of these has a target.
    fn measured(&self, items: &[Named]) -> bool {
        items.iter().any(|named| self.plan.target(named.occurrence).is_some())
    }

    fn reached(&self, named: &Named) -> CellValue {
        CellValue::reached(self.plan.target(named.occurrence), named.progress, self.words)
    }

    fn owed(&self, page: &mut dyn Page, named: &Named, without: Without, measured: bool) -> io::Result<()> {
        page.row(RowKind::Body, self.cells(named, without, measured))
    }

    fn heads(&self, page: &mut dyn Page, without: Without, measured: bool) -> io::Result<()> {
        let mut columns = vec![self.column(Role::State, Label::State), self.column(Role::Day, Label::LastDay)];
        columns.extend(measured.then(|| self.column(Role::Short, Label::Progress)));
        let unit = if without == Without::Handing { Label::TakenFrom } else { Label::Unit };
        columns.extend((without != Without::Unit).then(|| self.column(Role::Words, unit)));
        columns.push(if without == Without::Task {
            self.column(Role::Short, Label::Period)
        } else {
            self.column(Role::Words, Label::Task)
        });
        page.table(columns)
    }

    fn cells(&self, named: &Named, without: Without, measured: bool) -> Vec<CellValue> {
        let occurrence = self.plan.occurrence(named.occurrence);
        let state = match without {
            Without::Handing => CellValue::standing(&named.standing, self.words),
            _ => self.state(named),
        };
        let mut cells = vec![state, CellValue::day(named.standing.due)];
        cells.extend(measured.then(|| self.reached(named)));
        cells.extend((without != Without::Unit).then(|| self.unit(named.unit)));
        cells.push(CellValue::Text(if without == Without::Task {
            let once = || self.words.label(Label::Once).to_owned();
            part(self.plan, occurrence, self.words).unwrap_or_else(once)
        } else {
            // The period stands in what is typed.
            format!("{} [{}]", one_line(self.plan.title(occurrence)), self.plan.typed(occurrence))
        }));
        cells
    }

    /// What a unit owes, and what it took over from units that have gone.
    pub(crate) fn unit_section(
        &self,
        page: &mut dyn Page,
        unit: UnitIx,
        items: &[Named],
        taken_over: &[Named],
    ) -> io::Result<()> {
        if items.is_empty() && taken_over.is_empty() {
            return Ok(());
        }
        let unit = self.plan.unit(unit);
        let heading = format!("{} ({})", one_line(&unit.name), unit.id);
        let number = &self.plan.header.number;
        page.section(1, if self.among { format!("{heading} · {}", one_line(number)) } else { heading })?;
        self.by_quarter(page, items)?;
        self.taken_over(page, taken_over)
    }

    /// What units that have gone left undone, for the unit that took it over.
    pub(crate) fn taken_over(&self, page: &mut dyn Page, items: &[Named]) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        page.section_with(self.words.label(Label::TakenOver), (Tone::Plain, format!("({})", items.len())))?;
        let measured = self.measured(items);
        self.heads(page, Without::Handing, measured)?;
        items.iter().try_for_each(|named| self.owed(page, named, Without::Handing, measured))?;
        page.end_table()
    }

    /// The obligations of one unit by quarter, then by state.
    pub(crate) fn by_quarter(&self, page: &mut dyn Page, items: &[Named]) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        let measured = self.measured(items);
        let mut items: Vec<_> = items.iter().map(|named| (named.standing.quarter_slot, *named)).collect();
        items.sort_by_key(|(slot, named)| (*slot, named.standing.state));
        self.heads(page, Without::Unit, measured)?;
        for group in items.chunk_by(|(one, _), (other, _)| one == other) {
            page.row(
                RowKind::Group,
                vec![CellValue::Text(self.quarter(group[0].0)), CellValue::Nothing, CellValue::Nothing],
            )?;
            group
                .iter()
                .try_for_each(|(_, named)| page.row(RowKind::Body, self.cells(named, Without::Unit, measured)))?;
        }
        page.end_table()
    }

    pub(crate) fn grouped(
        &self,
        page: &mut dyn Page,
        items: &Regrouped,
        by: GroupedBy,
        judge: &Judge,
    ) -> io::Result<()> {
        for (group, count) in items.groups() {
            let (heading, without) = match by {
                GroupedBy::Task => {
                    let task = &self.plan.tasks[group];
                    (format!("{} [{}]", one_line(&task.title), task.id), Without::Task)
                }
                GroupedBy::State => (self.words.state(State::ALL[group]).to_owned(), Without::Nothing),
                GroupedBy::Quarter => (self.quarter(group), Without::Nothing),
                GroupedBy::Unit => (one_line(&self.plan.units[group].name), Without::Unit),
                GroupedBy::Due => (self.words.label(Label::LastDay).to_owned(), Without::Nothing),
                GroupedBy::Tag => {
                    let tag = tags(self.plan).get(group).map_or(self.words.label(Label::NoTag), |tag| *tag);
                    (one_line(tag), Without::Nothing)
                }
            };
            page.section_with(heading, (Tone::Plain, format!("({count})")))?;
            let measured = match by {
                GroupedBy::Task => self.plan.tasks[group].has_targets(),
                _ => self.plan.has_targets(),
            };
            self.heads(page, without, measured)?;
            items.each(group, judge, |item| self.owed(page, &item.named(), without, measured))?;
            page.end_table()?;
        }
        Ok(())
    }

    /// The headings of a table of every obligation, whose rows come as units are read.
    pub(crate) fn item_heads(&self, page: &mut dyn Page) -> io::Result<()> {
        let columns = [
            self.column(Role::Words, Label::Unit),
            self.column(Role::Words, Label::Task),
            self.column(Role::Words, Label::Period),
            self.column(Role::Day, Label::LastDay),
            self.column(Role::State, Label::State),
            self.column(Role::Day, Label::Done),
            self.column(Role::Words, Label::Evidence),
        ];
        let measured = self.plan.has_targets().then(|| self.column(Role::Short, Label::Progress));
        page.table(columns.into_iter().chain(measured))
    }

    pub(crate) fn item(&self, page: &mut dyn Page, item: &Item<'_>) -> io::Result<()> {
        let occurrence = self.plan.occurrence(item.occurrence);
        let standing = &item.standing;
        let state = state_word(standing.state, standing.due.is_some(), standing.flags, self.words);
        let flags = standing.flags.iter().filter(|flag| *flag != Flag::Late).map(|flag| self.words.flag(flag));
        let ties = ties(self.plan, (&item.with, &item.handed_to), item.below_and_above(), self.words);
        let said: Vec<&str> = std::iter::once(state).chain(flags).chain(ties.iter().map(String::as_str)).collect();
        let target = self.plan.target(item.occurrence);
        let measured = self.plan.has_targets();
        let cells = [
            self.unit(item.unit),
            CellValue::text(self.plan.title(occurrence)),
            CellValue::some(part(self.plan, occurrence, self.words)),
            CellValue::day(standing.due),
            CellValue::Text(said.join(", ")),
            CellValue::day(item.facts.day(Field::Done)),
            CellValue::evidence(item.facts.evidence(), Some("")),
        ];
        let reached = measured.then(|| CellValue::reached(target, item.progress, self.words));
        page.row(RowKind::Body, cells.into_iter().chain(reached).collect())
    }
}
