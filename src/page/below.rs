//! What is not done below of the obligations that are shown.

use std::io;

use super::plan::PlanPage;
use super::{CellValue, ColumnHead, Page, Role, RowKind, Tone};
use crate::judge::{DoneBelow, Flag, LevelGap};
use crate::text::one_line;
use crate::view::named::Named;
use crate::words::{HandingPhrase, Label, Phrase, owed, part_name};

impl PlanPage<'_> {
    /// What is claimed and does not go together with the work below, then what is not done there, obligation by
    /// obligation; nothing where all of it agrees and is done.
    pub(crate) fn below(&self, page: &mut dyn Page, items: &[Named]) -> io::Result<()> {
        let of = |named: &Named| self.judge.done_below(named.unit, named.occurrence);
        let answered: Vec<_> = items.iter().filter_map(|named| Some((named, of(named)?))).collect();
        for (named, done) in &answered {
            if let Some((tone, said)) = self.gap(named, *done) {
                page.toned(tone, format!("{}: {said}", self.owed_by(named)))?;
            }
        }
        // Of a period that has not begun nothing is missing yet.
        let open = |(named, _): &&(&Named, DoneBelow)| {
            let begun = items.len() == 1 || !named.standing.flags.has(Flag::NotStartedPeriod);
            begun && !self.judge.open_below(named.unit, named.occurrence).is_empty()
        };
        let mut open = answered.iter().filter(open).peekable();
        if open.peek().is_none() {
            return Ok(());
        }
        page.section(1, self.words.label(Label::BelowOpen))?;
        let column = |role, label| ColumnHead::new(role, self.words.label(label), 0);
        page.table([
            column(Role::State, Label::State),
            column(Role::Day, Label::LastDay),
            column(Role::Words, Label::Unit),
            column(Role::Short, Label::PlanNumber),
            column(Role::Words, Label::Task),
        ])?;
        for (named, done) in open {
            let below = self.words.phrase(&Phrase::Handing(done_below(*done)));
            let group = format!("{}: {below}", self.owed_by(named));
            page.row(RowKind::Group, vec![CellValue::Text(group), CellValue::Nothing, CellValue::Nothing])?;
            for open in self.judge.open_below(named.unit, named.occurrence) {
                let part = part_name(&open.part, self.words).map(|part| format!(" ({part})")).unwrap_or_default();
                let cells = vec![
                    CellValue::standing(&open.standing, self.words),
                    CellValue::day(open.standing.due),
                    CellValue::text(&open.unit),
                    CellValue::text(&open.plan),
                    CellValue::text(format!("{}{part}", open.title)),
                ];
                page.row(RowKind::Body, cells)?;
            }
        }
        page.end_table()
    }

    /// A claim that runs ahead of the work below, or lags behind it.
    fn gap(&self, named: &Named, done: DoneBelow) -> Option<(Tone, String)> {
        let DoneBelow { completed, of, .. } = done;
        let (tone, said) = match done.gap(&named.standing)? {
            LevelGap::Ahead => (Tone::Bad, HandingPhrase::AheadOfBelow { completed, of }),
            LevelGap::Behind => (Tone::Near, HandingPhrase::BehindBelow { of }),
        };
        Some((tone, self.words.phrase(&Phrase::Handing(said))))
    }

    fn owed_by(&self, named: &Named) -> String {
        let unit = self.plan.unit(named.unit).short_name();
        one_line(&format!("{unit}, {}", owed(self.plan, named.occurrence, self.words)))
    }
}

fn done_below(DoneBelow { completed, of, .. }: DoneBelow) -> HandingPhrase<'static> {
    HandingPhrase::DoneBelow { completed, of }
}
