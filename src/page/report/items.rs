//! Every obligation of a report one by one, or, where they are too many, those that matter now.

use std::io;

use super::subject::ReportPage;
use crate::judge::Flag;
use crate::model::record::Field;
use crate::page::{CellValue, ColumnHead, Page, Piece, Role, RowKind, TableRow};
use crate::view::item::Item;
use crate::view::report::Listed;
use crate::words::{Label, Phrase, amount, date, owed, part, state_word, target};

impl ReportPage<'_> {
    /// How many obligations there is no room for, where a page has room for so many, in words.
    pub(crate) fn left_out(&self, most: u64) -> Option<String> {
        let shown = self.report.count(self.report.at_most(most)).min(most);
        let hidden = self.report.count(Listed::Every) - shown;
        (hidden > 0).then(|| self.say(&Phrase::OnlyWhatMatters { hidden }))
    }

    /// A table of at most so many, for people who look through them.
    pub(crate) fn items(&self, page: &mut dyn Page, most: u64) -> io::Result<()> {
        let measured = self.plan.has_targets();
        let columns = [
            ColumnHead::new(Role::Words, self.label(Label::Unit), 9),
            ColumnHead::new(Role::Words, self.label(Label::Quarter), 7),
            ColumnHead::new(Role::Words, self.label(Label::Clause), 6),
            ColumnHead::new(Role::Words, self.label(Label::Task), 24),
            ColumnHead::new(Role::Day, self.label(Label::LastDay), 8),
            ColumnHead::new(Role::Words, self.label(Label::State), 11),
            ColumnHead::new(Role::Day, self.label(Label::Started), 8),
            ColumnHead::new(Role::Day, self.label(Label::Done), 8),
            ColumnHead::new(Role::Words, self.label(Label::Evidence), 10),
            ColumnHead::new(Role::Words, self.words.label(Label::ReasonNote), 9),
        ];
        let reached = measured.then(|| ColumnHead::new(Role::Short, self.label(Label::Progress), 9));
        page.table(columns.into_iter().chain(reached))?;
        self.report.each(self.report.at_most(most), most, |entry| {
            let occurrence = self.plan.occurrence(entry.occurrence);
            let committed = entry
                .facts
                .day(Field::Committed)
                .filter(|_| entry.standing.days_late.is_some() && entry.facts.day(Field::Done).is_none());
            let lapsed = self.report.scope.tells_claims() && entry.standing.flags.has(Flag::PromiseLapsed);
            let promise = committed.map(|day| {
                let day = if lapsed { self.say(&Phrase::LapsedPromise { day }) } else { date(day) };
                format!("{} {day}", self.label(Label::Committed))
            });
            let remarks = [entry.facts.text(Field::Reason), promise.as_deref(), entry.facts.text(Field::Note)];
            let target = self.plan.target(entry.occurrence);
            let reached = measured.then(|| CellValue::reached(target, entry.progress, self.words));
            let cells = [
                CellValue::text(self.plan.unit(entry.unit).short_name()),
                CellValue::Quarter(entry.standing.quarter(self.plan)),
                CellValue::some(self.plan.task(occurrence.task).clause.as_deref()),
                CellValue::text(owed(self.plan, entry.occurrence, self.words)),
                CellValue::day(entry.standing.due),
                CellValue::standing_with(&entry.standing, self.ties(entry), self.words),
                CellValue::day(entry.facts.day(Field::Started)),
                CellValue::day(entry.facts.day(Field::Done)),
                CellValue::evidence(entry.facts.evidence(), self.report.to_workspace.as_deref()),
                CellValue::text(remarks.into_iter().flatten().collect::<Vec<_>>().join(" · ")),
            ];
            let cells = cells.into_iter().chain(reached).collect();
            page.put(Piece::Row(TableRow { kind: RowKind::Body, cells, about: Some(entry.named()) }))
        })?;
        page.end_table()
    }

    /// The same with a column for everything, for people who go on reckoning.
    pub(crate) fn all_columns(&self, page: &mut dyn Page, most: u64) -> io::Result<()> {
        let columns = [
            ColumnHead::new(Role::Words, self.label(Label::Unit), 0),
            ColumnHead::new(Role::Words, self.label(Label::Clause), 0),
            ColumnHead::new(Role::Words, self.label(Label::Task), 0),
            ColumnHead::new(Role::Words, self.label(Label::Period), 0),
            ColumnHead::new(Role::Words, self.label(Label::Quarter), 0),
            ColumnHead::new(Role::Day, self.label(Label::NominalDay), 0),
            ColumnHead::new(Role::Day, self.label(Label::LastDay), 0),
            ColumnHead::new(Role::Words, self.label(Label::State), 0),
            ColumnHead::new(Role::Words, self.label(Label::Flags), 0),
            ColumnHead::new(Role::Number, self.label(Label::LateDays), 0),
            ColumnHead::new(Role::Number, self.label(Label::LeftDays), 0),
            ColumnHead::new(Role::Day, self.label(Label::Started), 0),
            ColumnHead::new(Role::Day, self.label(Label::Done), 0),
            ColumnHead::new(Role::Words, self.label(Label::Evidence), 0),
            ColumnHead::new(Role::Words, self.label(Label::Reason), 0),
            ColumnHead::new(Role::Day, self.label(Label::Committed), 0),
            ColumnHead::new(Role::Words, self.label(Label::Note), 0),
        ];
        let more = [
            ColumnHead::new(Role::Words, self.label(Label::Target), 0),
            ColumnHead::new(Role::Words, self.label(Label::Progress), 0),
        ];
        let measured = self.plan.has_targets();
        page.table(columns.into_iter().chain(more.into_iter().filter(|_| measured)))?;
        self.report.each(self.report.at_most(most), most, |entry| {
            let target = self.plan.target(entry.occurrence).map(|it| target(it, self.words));
            let reached = entry.progress.map(|progress| amount(progress.value, self.words));
            let more = [CellValue::some(target), CellValue::some(reached)];
            let cells = self.all_cells(entry).into_iter().chain(more.into_iter().filter(|_| measured));
            page.row(RowKind::Body, cells.collect())
        })?;
        page.end_table()
    }

    fn all_cells(&self, entry: &Item<'_>) -> Vec<CellValue> {
        let (plan, words) = (self.plan, self.words);
        let occurrence = plan.occurrence(entry.occurrence);
        let standing = &entry.standing;
        let flags = standing.flags.iter().filter(|flag| *flag != Flag::Late).map(|flag| words.flag(flag).to_owned());
        let nominal = entry.standing.nominal.day();
        vec![
            CellValue::text(&plan.unit(entry.unit).name),
            CellValue::some(plan.task(occurrence.task).clause.as_deref()),
            CellValue::text(owed(plan, entry.occurrence, words)),
            CellValue::some(part(plan, occurrence, words)),
            CellValue::some(entry.standing.quarter(plan).map(|quarter| words.quarter_name(quarter))),
            CellValue::day(nominal),
            CellValue::day(standing.due),
            CellValue::text(state_word(standing.state, standing.due.is_some(), standing.flags, words)),
            CellValue::text(flags.chain(self.ties(entry)).collect::<Vec<_>>().join("; ")),
            CellValue::days(standing.days_late),
            CellValue::days(standing.days_left),
            CellValue::day(entry.facts.day(Field::Started)),
            CellValue::day(entry.facts.day(Field::Done)),
            CellValue::evidence(entry.facts.evidence(), self.report.to_workspace.as_deref()),
            CellValue::some(entry.facts.text(Field::Reason)),
            CellValue::day(entry.facts.day(Field::Committed)),
            CellValue::some(entry.facts.text(Field::Note)),
        ]
    }
}
