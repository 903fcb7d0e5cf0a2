//! The lists of a report in words: what happened, what is carried on, what comes, what goes on.

use super::Composer;
use crate::judge::Flag;
use crate::model::id::{OccurrenceIx, TaskIx};
use crate::page::{Block, Column, Part, PartId, RowKind, Table, Value};
use crate::view::report::entry::Entry;
use crate::words::{Label, Phrase, owed};

impl Composer<'_> {
    fn unit(&self, entry: &Entry) -> Value {
        Value::text(self.plan.unit(entry.unit).short_name())
    }

    /// What is owed, with its period where the task recurs.
    fn task(&self, occurrence: OccurrenceIx) -> Value {
        Value::text(owed(self.plan, occurrence, self.words))
    }

    fn two(&self) -> [Column; 2] {
        [Column::words(self.label(Label::Unit), 14), Column::words(self.label(Label::Task), 26)]
    }

    pub(super) fn completed(&self, entries: &[Entry]) -> Table {
        let mut table = Table::new(self.two().into_iter().chain([
            Column::short(self.label(Label::LastDay), 14),
            Column::short(self.label(Label::Done), 14),
            Column::words(self.word(Label::Result), 10),
            Column::words(self.label(Label::Evidence), 24),
        ]));
        for entry in entries {
            let standing = &entry.standing;
            let result = match (standing.due, standing.days_late) {
                (None, _) => Value::Nothing,
                (_, Some(days)) if days > 0 => Value::Text(self.say(&Phrase::LateResult { days })),
                _ => Value::Text(self.say(&Phrase::InTimeResult)),
            };
            table.push_about(
                entry.named(),
                vec![
                    self.unit(entry),
                    self.task(entry.occurrence),
                    Value::day(standing.due),
                    Value::day(entry.done),
                    result,
                    Value::text(entry.evidence.join("; ")),
                ],
            );
        }
        table
    }

    pub(super) fn overdue(&self, entries: &[Entry]) -> Table {
        let mut table = Table::new(self.two().into_iter().chain([
            Column::short(self.label(Label::LastDay), 14),
            Column::numbers(self.label(Label::DaysLate), 12),
            Column::words(self.label(Label::Reason), 20),
            Column::short(self.label(Label::Committed), 14),
        ]));
        for entry in entries {
            table.push_about(
                entry.named(),
                vec![
                    self.unit(entry),
                    self.task(entry.occurrence),
                    Value::day(entry.standing.due),
                    entry.standing.days_late.map_or(Value::Nothing, Value::Days),
                    Value::text(entry.reason.clone().unwrap_or_default()),
                    Value::day(entry.committed),
                ],
            );
        }
        table
    }

    pub(super) fn extended(&self, entries: &[Entry]) -> Table {
        let mut table = Table::new(self.two().into_iter().chain([
            Column::short(self.word(Label::OldLastDay), 14),
            Column::short(self.word(Label::NewLastDay), 14),
            Column::words(self.word(Label::ByDocument), 18),
            Column::short(self.word(Label::DocumentDay), 14),
        ]));
        for (entry, grant) in entries.iter().filter_map(|entry| entry.extended.as_ref().map(|grant| (entry, grant))) {
            table.push_about(
                entry.named(),
                vec![
                    self.unit(entry),
                    self.task(entry.occurrence),
                    Value::day(grant.from),
                    Value::Day(grant.to),
                    Value::text(grant.by.clone()),
                    Value::Day(grant.on),
                ],
            );
        }
        table
    }

    pub(super) fn waived(&self, entries: &[Entry]) -> Table {
        let mut table = Table::new(self.two().into_iter().chain([
            Column::words(self.word(Label::ByDocument), 30),
            Column::short(self.word(Label::DocumentDay), 14),
        ]));
        for (entry, release) in entries.iter().filter_map(|entry| entry.waived.as_ref().map(|release| (entry, release)))
        {
            table.push_about(
                entry.named(),
                vec![
                    self.unit(entry),
                    self.task(entry.occurrence),
                    Value::text(release.by.clone()),
                    Value::Day(release.on),
                ],
            );
        }
        table
    }

    pub(super) fn awaiting(&self, entries: &[Entry]) -> Table {
        let mut table = Table::new(self.two().into_iter().chain([
            Column::short(self.label(Label::LastDay), 14),
            Column::short(self.word(Label::ClaimedOn), 14),
            Column::words(self.label(Label::Evidence), 26),
        ]));
        for entry in entries {
            table.push_about(
                entry.named(),
                vec![
                    self.unit(entry),
                    self.task(entry.occurrence),
                    Value::day(entry.standing.due),
                    Value::day(entry.done),
                    Value::text(entry.evidence.join("; ")),
                ],
            );
        }
        table
    }

    pub(super) fn upcoming(&self) -> Part {
        let scope = self.report.scope;
        let entries = &self.report.upcoming;
        let said = self.say(&Phrase::DueSoonFromTo { from: scope.as_of, to: scope.horizon() });
        let heading = format!("{said}: {}", self.words.number(entries.len() as u64));
        self.part(PartId::Upcoming, 1, heading, self.shortened(entries, Self::coming))
    }

    fn coming(&self, entries: &[Entry]) -> Table {
        let mut table = Table::new([
            Column::words(self.label(Label::Unit), 14),
            Column::words(self.label(Label::Task), 30),
            Column::short(self.label(Label::LastDay), 14),
            Column::numbers(self.label(Label::DaysLeft), 12),
            Column::words(self.label(Label::State), 16),
            Column::words(self.label(Label::Product), 16),
        ]);
        for entry in entries {
            let begun = if entry.started.is_some() {
                self.words.flag(Flag::InProgress)
            } else {
                self.words.label(Label::NotBegun)
            };
            let task = self.plan.task(self.plan.occurrence(entry.occurrence).task);
            table.push_about(
                entry.named(),
                vec![
                    self.unit(entry),
                    self.task(entry.occurrence),
                    Value::day(entry.standing.due),
                    entry.standing.days_left.map_or(Value::Nothing, Value::Days),
                    Value::text(begun),
                    Value::text(task.product.as_deref().unwrap_or_default()),
                ],
            );
        }
        table
    }

    /// For each task without a last day how far units are with it.
    pub(super) fn ongoing(&self) -> Vec<Block> {
        let mut table = Table::new([
            Column::words(self.label(Label::Clause), 10),
            Column::words(self.label(Label::Task), 42),
            Column::numbers(self.word(Label::UnitCount), 10),
            Column::numbers(self.word(Label::Begun), 10),
            Column::words(self.word(Label::LastBegun), 28),
        ]);
        let owed = self.report.ongoing.iter().enumerate().filter(|(_, ongoing)| ongoing.units > 0);
        for (task, ongoing) in owed {
            let task = self.plan.task(TaskIx::new(task));
            let last = ongoing
                .last
                .map(|(day, unit)| format!("{} ({})", crate::words::date(day), self.plan.unit(unit).short_name()));
            table.push(
                RowKind::Body,
                vec![
                    Value::text(task.clause.as_deref().unwrap_or_default()),
                    Value::text(&task.title),
                    Value::Count(ongoing.units.into()),
                    Value::Count(ongoing.begun.into()),
                    last.map_or(Value::Dash, Value::text),
                ],
            );
        }
        if table.rows.is_empty() { Vec::new() } else { vec![Block::Table(table)] }
    }
}
