//! Rows of a tracker: the duty of each, and what the tracker says of it. Rows that give several units the same to do are
//! one duty.

use std::collections::HashMap;

use super::columns::TrackerColumns;
use super::persons::is_person;
use super::said;
use crate::draft::columns::DutyColumn;
use crate::draft::document::{DraftRow, DraftSpot, DraftTable};
use crate::draft::duty::{DraftDuty, DutyDoubt, PlaceOutcome, ToldDoubt};
use crate::draft::parties::Party;
use crate::draft::rows::{TableDuties, names, under};
use crate::draft::tokens::key;

/// What a row says of how its task stands, as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ToldCells {
    pub(super) state: String,
    /// Whether several columns say how it stands, and not the same.
    pub(super) differs: bool,
    /// Whether they contradict each other: done, and not done.
    pub(super) clashes: bool,
    pub(super) started: String,
    pub(super) done: String,
    pub(super) progress: String,
    pub(super) promise: String,
    pub(super) reason: String,
    pub(super) evidence: String,
    pub(super) note: String,
    /// By what mark the program that exported it put it away: “Archived: true”.
    pub(super) put_away: Option<String>,
}

/// A row of a tracker that stands for a duty, or for the part of one unit in it.
#[derive(Clone, Debug)]
pub(super) struct ToldRow {
    pub(super) spot: DraftSpot,
    /// Its number in its sheet.
    pub(super) number: u32,
    pub(super) lead: Vec<Party>,
    /// Whether it names a person where a body is to do it.
    pub(super) names_person: bool,
    pub(super) told: ToldCells,
    pub(super) months_first: bool,
    /// Whether shares are written as parts of one.
    pub(super) fractions: bool,
    /// Cells whose formula has no result.
    pub(super) without_result: Vec<ToldDoubt>,
}

impl ToldRow {
    /// Whether it says how far the task is, in per cent.
    pub(super) fn says_share(&self) -> bool {
        let state = Some(&self.told.state).filter(|text| text.contains('%'));
        said::share(&self.told.progress, self.fractions).or_else(|| said::share(state?, false)).is_some()
    }
}

/// A duty with the rows that say it.
#[derive(Clone, Debug)]
pub(super) struct TrackedDuty {
    pub(super) duty: DraftDuty,
    pub(super) rows: Vec<ToldRow>,
}

/// Reads a table of a tracker. `leads` is who does what stands in it, where no column says so; `is_text` says that it is
/// a file of separated values.
pub(super) fn tracked(
    table: &DraftTable,
    number: usize,
    columns: &TrackerColumns,
    lead: Option<&Party>,
    is_text: bool,
) -> (Vec<TrackedDuty>, TableDuties) {
    let headings = &columns.headings;
    let has = |column| headings.all(column).next().is_some();
    let exported = ["task id", "task name", "issue key", "card id", "card name"];
    let is_list =
        is_text && !has(DutyColumn::Number) || headings.keys.iter().any(|key| exported.contains(&key.as_str()));
    let plain = with_plain_cells(table, columns);
    let mut found = under(headings.clone(), &plain, number, "", is_list);
    let fractions = headings.all(DutyColumn::Progress).all(|at| {
        let texts = table.rows.iter().skip(headings.below).filter_map(|row| row.cells.get(at));
        texts.filter_map(|cell| said::share(&cell.text, false)).all(|share| share <= 1.0)
    });
    let asks_lead = !has(DutyColumn::Lead) && !has(DutyColumn::LeadAndSupport);
    let mut tracked = Vec::new();
    for mut duty in std::mem::take(&mut found.duties) {
        let (DraftSpot::SheetRow { row, .. } | DraftSpot::Row { row, .. }) = duty.spot else { continue };
        let Ok(at) = table.rows.binary_search_by_key(&row, |row| row.number) else { continue };
        let row = &table.rows[at];
        if let Some(lead) = lead.filter(|_| asks_lead) {
            duty.lead = vec![lead.clone()];
            duty.doubts.retain(|doubt| *doubt != DutyDoubt::NoLead);
            names(lead, &mut duty.doubts);
        }
        if columns.leaves_limits_open() && !duty.doubts.contains(&DutyDoubt::NoTime) {
            duty.doubts.push(DutyDoubt::NoTime);
        }
        let names_person = without_persons(columns.leads_are_persons(), &mut duty);
        let mut without_result = Vec::new();
        duty.doubts.retain(|doubt| {
            let DutyDoubt::NoResult { cell, formula } = doubt else { return true };
            without_result.push(ToldDoubt::NoResult { cell: cell.clone(), formula: formula.clone() });
            false
        });
        let told = told(columns, row, &mut duty);
        let (spot, lead) = (duty.spot.clone(), duty.lead.clone());
        let own = ToldRow {
            spot,
            number: row.number,
            lead,
            names_person,
            told,
            months_first: columns.months_first,
            fractions,
            without_result,
        };
        tracked.push(TrackedDuty { duty, rows: vec![own] });
    }
    (tracked, found)
}

/// Takes names of persons out of a duty; whether one stood where a body is to do it.
fn without_persons(leads_are_persons: bool, duty: &mut DraftDuty) -> bool {
    let (mut gone, mut asks) = (Vec::new(), false);
    let is_left = std::mem::take(&mut duty.lead).into_iter().filter_map(|party| {
        if !is_person(&party, leads_are_persons) {
            return Some(party);
        }
        asks = true;
        gone.push(party.name);
        None
    });
    duty.lead = is_left.collect();
    duty.support.retain(|party| {
        let goes = is_person(party, false);
        if goes {
            gone.push(party.name.clone());
        }
        !goes
    });
    let is_of_one = |doubt: &DutyDoubt| match doubt {
        DutyDoubt::UnknownName(name) | DutyDoubt::Scope { name, .. } => gone.contains(name),
        _ => false,
    };
    duty.doubts.retain(|doubt| !is_of_one(doubt));
    asks
}

/// Colours of labels, which boards write behind their names.
const COLOURS: [&str; 10] = ["green", "yellow", "orange", "red", "purple", "blue", "sky", "lime", "pink", "black"];

/// Names of bodies without what a program adds to them: “Sở Nội vụ (green)”, “Sở Tài chính[50%]”.
fn plain_names(text: &str) -> String {
    let mut plain = text.to_owned();
    for (open, close) in [('(', ')'), ('[', ']')] {
        let mut from = 0;
        while let Some(start) = plain[from..].find(open).map(|at| from + at) {
            let Some(end) = plain[start..].find(close).map(|at| start + at) else { break };
            let inner = &plain[start + 1..end];
            let colour = inner.split(['_', ' ']).next().unwrap_or_default();
            let share = inner.strip_suffix('%').is_some_and(|digits| digits.chars().all(|c| c.is_ascii_digit()));
            if open == '(' && COLOURS.contains(&colour) || open == '[' && share {
                let before = plain[..start].trim_end().len();
                plain.replace_range(before..=end, "");
                from = before;
            } else {
                from = end;
            }
        }
    }
    plain
}

/// By what mark a program says that nobody works on a row any more.
fn put_away(columns: &TrackerColumns, row: &DraftRow) -> Option<String> {
    let keys = columns.headings.keys.iter().zip(&columns.headings.heads);
    keys.zip(&row.cells).find_map(|((heading, shown), cell)| {
        let said = key(&cell.text);
        let away = match heading.as_str() {
            "archived" => matches!(said.as_str(), "true" | "yes"),
            "active" => matches!(said.as_str(), "false" | "no"),
            "resolution" => said::state(&said) == Some(said::SaidState::Waived),
            _ => false,
        };
        away.then(|| format!("{}: {}", shown.trim(), cell.text.trim()))
    })
}

/// The table with each time limit that is a plain day written as offices write it, and bodies named as they are.
fn with_plain_cells(table: &DraftTable, columns: &TrackerColumns) -> DraftTable {
    let mut table = table.clone();
    let leads: Vec<usize> = columns.headings.all(DutyColumn::Lead).collect();
    for row in table.rows.iter_mut().skip(columns.headings.below) {
        for at in &leads {
            if let Some(cell) = row.cells.get_mut(*at) {
                cell.text = plain_names(&cell.text);
            }
        }
    }
    let times: Vec<usize> = columns.headings.all(DutyColumn::Time).collect();
    for row in table.rows.iter_mut().skip(columns.headings.below) {
        for at in &times {
            if let Some(cell) = row.cells.get_mut(*at)
                && let Some(day) = said::day(&cell.text, columns.months_first)
            {
                cell.text = day.format("%d/%m/%Y").to_string();
            }
        }
    }
    table
}

fn told(columns: &TrackerColumns, row: &DraftRow, duty: &mut DraftDuty) -> ToldCells {
    // A formula without a result is asked about, and says nothing itself.
    let mut row = row.clone();
    row.cells.iter_mut().filter(|cell| cell.unreckoned.is_some()).for_each(|cell| cell.text.clear());
    let row = &row;
    if columns.headings.all(DutyColumn::Note).filter_map(|at| row.cells.get(at)).any(|cell| cell.unreckoned.is_some()) {
        duty.note = None;
    }
    let text = |column: DutyColumn| {
        let cells = columns.headings.all(column).filter_map(|at| row.cells.get(at)).map(|cell| cell.text.as_str());
        cells.filter(|text| !text.is_empty()).map(|text| text.replace('\n', " ")).collect::<Vec<_>>().join("; ")
    };
    // Of columns for single states what is ticked off is the state.
    let states = columns.headings.all(DutyColumn::State).filter_map(|at| {
        let text = row.cells.get(at).map(|cell| cell.text.replace('\n', " ")).filter(|text| !text.is_empty())?;
        let is_mark = said::is_mark(&text) || matches!(key(&text).as_str(), "true" | "yes");
        let heading = &columns.headings.tails[at];
        Some(if is_mark && said::state(&key(heading)).is_some() { heading.clone() } else { text })
    });
    let mut states: Vec<String> = states.filter(|text| !matches!(key(text).as_str(), "false" | "no")).collect();
    let kind = |text: &String| said::state(&key(text));
    let differs = states.iter().any(|text| kind(text) != kind(&states[0]));
    let mut known = states.iter().filter_map(kind);
    let first = known.next();
    let clashes = known.any(|other| Some(other) != first);
    if !differs && states.first().is_some_and(|text| kind(text).is_some()) {
        states.truncate(1);
    }
    ToldCells {
        state: states.join("; "),
        differs,
        clashes,
        started: text(DutyColumn::Started),
        done: text(DutyColumn::Done),
        progress: text(DutyColumn::Progress),
        promise: text(DutyColumn::Promise),
        reason: text(DutyColumn::Reason),
        evidence: columns
            .headings
            .all(DutyColumn::Evidence)
            .filter_map(|at| row.cells.get(at))
            .map(|cell| cell.text.clone())
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join("\n"),
        note: duty.note.clone().unwrap_or_default(),
        put_away: put_away(columns, row),
    }
}

/// Puts together what rows say of one task, each for units of its own. `places` are corrected accordingly.
pub(super) fn merged(all: Vec<TrackedDuty>, places: &mut [PlaceOutcome]) -> Vec<TrackedDuty> {
    let mut kept: Vec<TrackedDuty> = Vec::new();
    let mut known = HashMap::new();
    let mut moved = Vec::with_capacity(all.len());
    for one in all {
        let (own, next) = (&one.duty, kept.len());
        let is_of_units = !own.lead.is_empty() && own.lead.iter().all(|party| !party.many);
        let same = (key(&own.title), own.wording.clone(), own.product.as_deref().map(key));
        let at = if is_of_units { *known.entry(same).or_insert(next) } else { next };
        if at == next {
            moved.push(next);
            kept.push(one);
            continue;
        }
        moved.push(at);
        let held = &mut kept[at];
        for (own, other) in [(&mut held.duty.lead, &one.duty.lead), (&mut held.duty.support, &one.duty.support)] {
            for party in other {
                if !own.iter().any(|own| own.key() == party.key()) {
                    own.push(party.clone());
                }
            }
        }
        for doubt in one.duty.doubts {
            if !held.duty.doubts.contains(&doubt) {
                held.duty.doubts.push(doubt);
            }
        }
        // A remark of one row is not one of all.
        if held.duty.note != one.duty.note {
            held.duty.note = None;
        }
        held.rows.extend(one.rows);
    }
    for place in places {
        if let PlaceOutcome::Duties(numbers) = place {
            for number in numbers {
                *number = moved.get(*number).copied().unwrap_or(*number);
            }
        }
    }
    kept
}
