//! The lists of a report: what happened, what is carried on, what comes, what goes on.

use std::io;

use super::subject::ReportPage;
use crate::judge::Flag;
use crate::model::id::TaskIx;
use crate::model::record::Field;
use crate::page::{CellValue, ColumnHead, Page, Piece, Role, RowKind, TableRow};
use crate::view::item::Item;
use crate::view::report::Listed;
use crate::words::{Label, Phrase, date, owed};

/// A table of obligations: how wide its column of tasks is, the columns after it, and what its rows hold there; nothing
/// of an entry that has no place in it.
pub(super) struct List {
    task: u16,
    columns: &'static [(Role, Label, u16)],
    cells: fn(&ReportPage<'_>, &Item<'_>) -> Option<Vec<CellValue>>,
}

pub(super) const COMPLETED: List = List {
    task: 26,
    columns: &[
        (Role::Short, Label::LastDay, 14),
        (Role::Short, Label::Done, 14),
        (Role::Words, Label::Result, 10),
        (Role::Words, Label::Evidence, 24),
    ],
    cells: |page, entry| {
        let standing = &entry.standing;
        let result = match (standing.due, standing.days_late) {
            (None, _) => CellValue::Nothing,
            (_, Some(days)) if days > 0 => CellValue::Text(page.say(&Phrase::LateResult { days })),
            _ => CellValue::Text(page.say(&Phrase::InTimeResult)),
        };
        let (due, done) = (CellValue::day(standing.due), CellValue::day(entry.facts.day(Field::Done)));
        Some(vec![due, done, result, CellValue::evidence(entry.facts.evidence(), page.report.to_workspace.as_deref())])
    },
};

pub(super) const OVERDUE: List = List {
    task: 26,
    columns: &[
        (Role::Short, Label::LastDay, 14),
        (Role::Number, Label::DaysLate, 12),
        (Role::Words, Label::Reason, 20),
        (Role::Short, Label::Committed, 14),
    ],
    cells: |page, entry| {
        let late = CellValue::days(entry.standing.days_late);
        let reason = CellValue::some(entry.facts.text(Field::Reason));
        let lapsed = page.report.scope.tells_ends() && entry.standing.flags.has(Flag::PromiseLapsed);
        let promised = match entry.facts.day(Field::Committed) {
            Some(day) if lapsed => CellValue::Text(page.say(&Phrase::LapsedPromise { day })),
            day => CellValue::day(day),
        };
        Some(vec![CellValue::day(entry.standing.due), late, reason, promised])
    },
};

pub(super) const EXTENDED: List = List {
    task: 26,
    columns: &[
        (Role::Short, Label::OldLastDay, 14),
        (Role::Short, Label::NewLastDay, 14),
        (Role::Words, Label::ByDocument, 18),
        (Role::Short, Label::DocumentDay, 14),
    ],
    cells: |_, entry| {
        let grant = entry.facts.extended()?;
        let (from, to) = (CellValue::day(entry.standing.planned), CellValue::Day(grant.to));
        Some(vec![from, to, CellValue::text(&*grant.by), CellValue::Day(grant.on)])
    },
};

pub(super) const WAIVED: List = List {
    task: 26,
    columns: &[(Role::Words, Label::ByDocument, 30), (Role::Short, Label::DocumentDay, 14)],
    cells: |_, entry| {
        let release = entry.facts.waived()?;
        Some(vec![CellValue::text(&*release.by), CellValue::Day(release.on)])
    },
};

pub(super) const AWAITING: List = List {
    task: 26,
    columns: &[
        (Role::Short, Label::LastDay, 14),
        (Role::Short, Label::ClaimedOn, 14),
        (Role::Words, Label::Evidence, 26),
    ],
    cells: |page, entry| {
        let (due, done) = (CellValue::day(entry.standing.due), CellValue::day(entry.facts.day(Field::Done)));
        Some(vec![due, done, CellValue::evidence(entry.facts.evidence(), page.report.to_workspace.as_deref())])
    },
};

pub(super) const UPCOMING: List = List {
    task: 30,
    columns: &[
        (Role::Short, Label::LastDay, 14),
        (Role::Number, Label::DaysLeft, 12),
        (Role::Words, Label::State, 16),
        (Role::Words, Label::Product, 16),
    ],
    cells: |page, entry| {
        let begun = match entry.facts.day(Field::Started) {
            Some(_) => page.words.flag(Flag::InProgress),
            None => page.label(Label::NotBegun),
        };
        let product = page.plan.product(page.plan.occurrence(entry.occurrence));
        let (due, left) = (CellValue::day(entry.standing.due), CellValue::days(entry.standing.days_left));
        Some(vec![due, left, CellValue::text(begun), CellValue::some(product)])
    },
};

impl ReportPage<'_> {
    /// A table of as many entries as may be shown.
    pub(super) fn list(&self, page: &mut dyn Page, listed: Listed, list: &List) -> io::Result<()> {
        self.list_of(page, &[listed], list)
    }

    /// The same of several lists, one after the other.
    pub(super) fn list_of(&self, page: &mut dyn Page, all: &[Listed], list: &List) -> io::Result<()> {
        let count: u64 = all.iter().map(|listed| self.report.count(*listed)).sum();
        if count == 0 {
            return page.paragraph(self.label(Label::NothingThere));
        }
        let measured = all.iter().any(|listed| self.report.measured.contains(listed));
        // What is reached takes its room from the titles: they can be broken anywhere.
        let reached = measured.then_some((Role::Short, Label::Progress, 12));
        let title = if measured { list.task.saturating_sub(10) } else { list.task };
        let two = [(Role::Words, Label::Unit, 14), (Role::Words, Label::Task, title)];
        let columns = two.iter().chain(&reached).chain(list.columns);
        page.table(columns.map(|(role, label, share)| ColumnHead::new(*role, self.label(*label), *share)))?;
        let mut left = self.most_rows;
        for listed in all {
            self.report.each(*listed, left, |entry| {
                left -= 1;
                let Some(rest) = (list.cells)(self, entry) else { return Ok(()) };
                let unit = CellValue::text(self.unit_with(entry));
                // What is owed, with its period where the task recurs.
                let task = CellValue::text(owed(self.plan, entry.occurrence, self.words));
                let target = self.plan.target(entry.occurrence);
                let reached = measured.then(|| CellValue::reached(target, entry.progress, self.words));
                let cells = [unit, task].into_iter().chain(reached).chain(rest).collect();
                page.put(Piece::Row(TableRow { kind: RowKind::Body, cells, about: Some(entry.named()) }))
            })?;
        }
        page.end_table()?;
        match count.saturating_sub(self.most_rows) {
            0 => Ok(()),
            hidden => page.remark(self.say(&Phrase::MoreRows { hidden })),
        }
    }

    /// For each task without a last day how far units are with it.
    pub(super) fn ongoing(&self, page: &mut dyn Page) -> io::Result<()> {
        let owed = || self.report.ongoing.iter().enumerate().filter(|(_, ongoing)| ongoing.units > 0);
        if owed().next().is_none() {
            return page.paragraph(self.label(Label::NothingThere));
        }
        let columns = [
            (Role::Words, Label::Clause, 10),
            (Role::Words, Label::Task, 42),
            (Role::Number, Label::UnitCount, 10),
            (Role::Number, Label::Begun, 10),
            (Role::Words, Label::LastBegun, 28),
        ];
        page.table(columns.map(|(role, label, share)| ColumnHead::new(role, self.label(label), share)))?;
        for (task, ongoing) in owed() {
            let task = self.plan.task(TaskIx::new(task));
            let last = ongoing.last.map(|(day, unit)| format!("{} ({})", date(day), self.plan.unit(unit).short_name()));
            let cells = vec![
                CellValue::some(task.clause.as_deref()),
                CellValue::text(&task.title),
                CellValue::Count(ongoing.units.into()),
                CellValue::Count(ongoing.begun.into()),
                last.map_or(CellValue::Dash, CellValue::text),
            ];
            page.row(RowKind::Body, cells)?;
        }
        page.end_table()
    }
}
