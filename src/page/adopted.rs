//! A tracker that is taken over: how its columns are read, and what of it is in no record.

use std::io;

use super::{CellValue, ColumnHead, Page, Role, RowKind};
use crate::draft::columns::DutyColumn;
use crate::draft::duty::{PlaceOutcome, WhyNoDuty};
use crate::draft::tracker::adopted::{AdoptedTable, AdoptedTracker};
use crate::draft::tracker::columns::ColumnGround;
use crate::draft::tracker::persons::is_personal;
use crate::text::one_line;
use crate::words::{Phrase, TrackerPhrase, Words};

/// Puts how the columns are read, tables with the same columns together, and which days the tracker gives. What stands
/// in columns that are left out may be names of persons: no file keeps it.
pub(crate) fn columns(
    page: &mut dyn Page,
    tracker: &AdoptedTracker,
    shows_left: bool,
    words: &dyn Words,
) -> io::Result<()> {
    let say = |said: TrackerPhrase<'_>| words.phrase(&Phrase::Tracker(said));
    let mut alike: Vec<Vec<&AdoptedTable>> = Vec::new();
    for table in &tracker.tables {
        let same =
            |held: &&mut Vec<&AdoptedTable>| held[0].file == table.file && held[0].columns.is_like(&table.columns);
        match alike.iter_mut().find(same) {
            Some(held) => held.push(table),
            None => alike.push(vec![table]),
        }
    }
    for tables in alike {
        let first = tables[0];
        let sheets = tables.iter().filter_map(|table| table.sheet.as_deref());
        let sheets = sheets.map(|name| format!("“{}”", one_line(name))).collect::<Vec<_>>().join(", ");
        page.section(1, say(TrackerPhrase::Columns { file: &one_line(&first.file), sheets: &sheets }))?;
        page.table([
            ColumnHead::new(Role::Words, say(TrackerPhrase::HeadingHead), 25),
            ColumnHead::new(Role::Words, say(TrackerPhrase::MeaningHead), 35),
            ColumnHead::new(Role::Words, say(TrackerPhrase::ExamplesHead), 40),
        ])?;
        for column in first.columns.shown() {
            let meaning = say(TrackerPhrase::Meaning { column: column.meaning, ground: column.ground });
            // Guessed, bodies may be persons.
            let may_name = column.meaning == Some(DutyColumn::Lead) && column.ground == ColumnGround::Cells;
            let is_shown = shows_left || column.meaning.is_some() && !may_name;
            let is_kept = |text: &&String| is_shown && (shows_left || !is_personal(text));
            let examples = column.examples.iter().filter(is_kept);
            let examples = examples.map(|text| cut(text)).collect::<Vec<_>>().join(" | ");
            page.row(RowKind::Body, [column.heading, &meaning, &examples].map(CellValue::text).into())?;
        }
        page.end_table()?;
        if tables.iter().any(|table| table.columns.months_first) {
            page.paragraph(say(TrackerPhrase::MonthsFirst))?;
        }
        if let Some(day) = tables.iter().find_map(|table| table.columns.order_open.as_deref()) {
            page.paragraph(say(TrackerPhrase::OrderOpen { day }))?;
        }
    }
    page.paragraph(match tracker.as_of {
        Some(day) => say(TrackerPhrase::AsOf { day }),
        None => say(TrackerPhrase::NoAsOf),
    })
}

/// What of the tracker is in no record, or is to be looked at: a line each.
pub(crate) fn left(tracker: &AdoptedTracker, words: &dyn Words) -> Vec<String> {
    let say = |said: TrackerPhrase<'_>| one_line(&words.phrase(&Phrase::Tracker(said)));
    let places = tracker.plan.covered.iter().flat_map(|file| &file.places);
    let unnamed = places.filter(|place| place.came == PlaceOutcome::NoDuty(WhyNoDuty::Unnamed));
    let unnamed = unnamed.map(|place| say(TrackerPhrase::NoTask { spot: &place.spot, text: &place.text }));
    let rows = tracker.left.iter();
    let rows = rows.map(|row| say(TrackerPhrase::LeftRow { spot: &row.spot, task: &row.task, doubt: &row.doubt }));
    unnamed.chain(rows).collect()
}

/// A cell as an example, not longer than it takes to know it.
fn cut(text: &str) -> String {
    const LONGEST: usize = 36;
    let text = one_line(text);
    if text.chars().count() <= LONGEST { text } else { text.chars().take(LONGEST - 1).chain(['…']).collect() }
}
