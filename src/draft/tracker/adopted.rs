//! A tracker taken over: a drafted plan, records of what it says, and what it says that is in none.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::columns::{ColumnMap, TrackerColumns};
use super::rows::{ToldCells, TrackedDuty, merged, tracked};
use super::said;
use super::teller::{AdoptedNote, RecordTerms, changes};
use crate::draft::days::years;
use crate::draft::document::{DraftBlock, DraftParagraph, DraftSource, DraftSpot, DraftTable};
use crate::draft::duty::{CoveredPlace, DutyDoubt, PlaceOutcome, ToldDoubt, WhyNoDuty};
use crate::draft::head::{DocumentHead, lines};
use crate::draft::parties::{Party, parties};
use crate::draft::plan::{DraftFile, DraftTask, FoundFile, PlanDraft, heads};
use crate::draft::register::{DraftName, KnownBodies};
use crate::draft::rows::TableDuties;
use crate::draft::tokens::key;
use crate::draft::wording::{Context, ReadingVerdict};
use crate::edit::FieldChange;
use crate::model::record::Field;

/// The shortest line that may be what a tracker is called.
const SHORTEST_TITLE: usize = 12;

/// What is known beside the tracker.
pub(crate) struct AdoptionTerms<'t> {
    pub(crate) map: ColumnMap,
    pub(crate) known: KnownBodies,
    /// The year or day of the tracker, where somebody names it.
    pub(crate) context: Option<Context>,
    pub(crate) today: NaiveDate,
    /// The day on which the tracker says how things stand, where somebody names it.
    pub(crate) as_of: Option<NaiveDate>,
    /// The day that counts for what is done on no day.
    pub(crate) done_on: Option<NaiveDate>,
    /// Words for what records note.
    pub(crate) note: &'t dyn Fn(AdoptedNote<'_>) -> String,
}

/// A tracker taken over.
pub(crate) struct AdoptedTracker {
    pub(crate) plan: PlanDraft,
    pub(crate) tables: Vec<AdoptedTable>,
    pub(crate) records: Vec<AdoptedRecord>,
    /// What rows say that is in no record.
    pub(crate) left: Vec<LeftRow>,
    /// The day on which it says how things stand.
    pub(crate) as_of: Option<NaiveDate>,
}

/// A table that is a tracker.
pub(crate) struct AdoptedTable {
    pub(crate) file: String,
    pub(crate) sheet: Option<String>,
    pub(crate) columns: TrackerColumns,
}

/// What a unit's file is to say of a task.
pub(crate) struct AdoptedRecord {
    /// Its place among the tasks.
    pub(crate) task: usize,
    pub(crate) unit: String,
    pub(crate) changes: Vec<FieldChange>,
}

pub(crate) struct LeftRow {
    pub(crate) spot: DraftSpot,
    pub(crate) task: String,
    pub(crate) doubt: ToldDoubt,
}

/// Takes trackers over as one plan.
pub(crate) fn adopt(files: &[DraftFile], terms: &AdoptionTerms<'_>) -> AdoptedTracker {
    let mut reader = TrackerReader { terms, tables: Vec::new(), above: Vec::new(), first_lines: Vec::new() };
    let (mut duties, mut found) = (Vec::new(), Vec::new());
    for file in files {
        let (own, mut places) = reader.file(file);
        let mut outcomes: Vec<PlaceOutcome> = places.iter().map(|place| place.came.clone()).collect();
        let own = merged(own, &mut outcomes);
        places.iter_mut().zip(outcomes).for_each(|(place, came)| place.came = came);
        let of_file = own.iter().map(|one| one.duty.clone()).collect();
        let held = TableDuties { duties: of_file, places, headings: None };
        found.push(FoundFile { name: file.name.clone(), skipped: file.source.skipped.clone(), found: held });
        duties.push(own);
    }
    let (tables, above, reader_lines) = (reader.tables, reader.above, reader.first_lines);
    let mut head = heads(above.iter());
    let all: Vec<String> = above.iter().flat_map(lines).collect();
    let as_of = terms.as_of.or_else(|| all.iter().find_map(|line| said::stated_day(line)));
    complete(&mut head, &all, &reader_lines);
    // A tracker that says of no year that it is for is for the years of its days.
    let limits = duties.iter().flatten().filter_map(|one: &TrackedDuty| one.duty.wording.as_deref());
    let first = limits.filter_map(|words| said::day(words, false)).min();
    let bodies = (&terms.known, terms.context);
    let plan = PlanDraft::made_of(head, found, bodies, as_of.or(first).unwrap_or(terms.today));
    let mut adopted = AdoptedTracker { plan, tables, records: Vec::new(), left: Vec::new(), as_of };
    let limits = RecordTerms { today: terms.today, as_of, done_on: terms.done_on, note: terms.note };
    adopted.record(&duties, &limits);
    adopted
}

/// What a tracker is called, and which year it is for, from the lines above it.
///
/// Lines above the tables of other sheets are about these alone.
fn complete(head: &mut DocumentHead, above: &[String], first: &[String]) {
    let is_title = |line: &&String| {
        line.chars().count() >= SHORTEST_TITLE
            && said::stated_day(line).is_none()
            && unit_line(line).is_none()
            && !is_remark(line)
    };
    let names_itself = |line: &&String| {
        let says =
            ["theo doi", "ke hoach", "nhiem vu", "chuong trinh", "danh muc", "tong hop", "tien do", "tracker", "plan"];
        says.iter().any(|words| key(line).contains(words))
    };
    let stands = |lines: &[String], title: &str| lines.iter().any(|line| key(line) == key(title));
    let is_of_all = |title: &String| !is_remark(title) && (stands(first, title) || !stands(above, title));
    head.title = head.title.take().filter(is_of_all).or_else(|| {
        let longest = |lines: Vec<&String>| lines.into_iter().max_by_key(|line| line.chars().count()).cloned();
        let named = longest(first.iter().filter(is_title).filter(names_itself).collect());
        named.or_else(|| longest(first.iter().filter(is_title).collect()))
    });
    head.title_guessed = head.title.as_ref().is_some_and(|title| stands(first, title) && !names_itself(&title));
    head.span = head.span.or_else(|| above.iter().find_map(|line| years(line)));
}

/// “Ghi chú: …”, “Bảng này do Văn phòng lập”: a line about the table.
fn is_remark(line: &str) -> bool {
    let starts = ["ghi chu", "luu y", "bang nay", "nguoi lap", "nguon", "don vi tinh", "note"];
    starts.iter().any(|start| key(line).starts_with(start))
}

/// “Đơn vị: Sở Nội vụ”.
fn unit_line(line: &str) -> Option<&str> {
    let (before, name) = line.split_once(':')?;
    let is_unit = matches!(key(before).as_str(), "don vi" | "ten don vi" | "don vi bao cao" | "co quan" | "unit");
    Some(name.trim()).filter(|name| is_unit && !name.is_empty())
}

struct TrackerReader<'t> {
    terms: &'t AdoptionTerms<'t>,
    tables: Vec<AdoptedTable>,
    /// What stands above the headings, of each file.
    above: Vec<DraftSource>,
    /// The same, above the first table of all.
    first_lines: Vec<String>,
}

impl TrackerReader<'_> {
    /// What one file says, and every place of it.
    fn file(&mut self, file: &DraftFile) -> (Vec<TrackedDuty>, Vec<CoveredPlace>) {
        let (mut all, mut places) = (Vec::new(), Vec::new());
        let (mut above, mut paragraphs, mut number) = (DraftSource::default(), 0, 0);
        let is_text = ["csv", "tsv", "tab"].iter().any(|ending| file.name.to_ascii_lowercase().ends_with(ending));
        let unnamed = self.unnamed(&file.source);
        // Who the lines above a table name.
        let mut of_unit: Option<String> = None;
        for block in &file.source.blocks {
            let table = match block {
                DraftBlock::Paragraph(paragraph) => {
                    paragraphs += 1;
                    of_unit = unit_line(&paragraph.text).map(str::to_owned).or(of_unit);
                    if unit_line(&paragraph.text).is_none() {
                        above.blocks.push(block.clone());
                        self.first_line(&paragraph.text);
                    }
                    let came = PlaceOutcome::NoDuty(WhyNoDuty::Frame);
                    let (spot, text) = (DraftSpot::Paragraph(paragraphs), paragraph.text.clone());
                    places.push(CoveredPlace { spot, clause: String::new(), text, came });
                    continue;
                }
                DraftBlock::Table(table) => table,
            };
            number += 1;
            let Some(columns) = TrackerColumns::of(table, &self.terms.map) else {
                places.extend(not_read(table, number));
                continue;
            };
            for row in table.rows.iter().take(columns.headings.below) {
                let texts = row.cells.iter().filter(|cell| !cell.joined && !cell.repeats).map(|cell| cell.text.clone());
                let text = texts.filter(|text| !text.is_empty()).collect::<Vec<_>>();
                of_unit = text.iter().find_map(|line| unit_line(line)).map(str::to_owned).or(of_unit);
                // Who does the work is not what the tracker is called.
                if let [line] = &text[..]
                    && unit_line(line).is_none()
                {
                    self.first_line(line);
                    let paragraph = DraftParagraph { text: line.clone(), ..DraftParagraph::default() };
                    above.blocks.push(DraftBlock::Paragraph(paragraph));
                }
            }
            let name = of_unit.take().or_else(|| table.sheet.clone().filter(|_| unnamed > 1 || is_body(table)));
            let lead = name.map(|name| party(&name));
            let (own, mut read) = tracked(table, number, &columns, lead.as_ref(), is_text);
            for place in &mut read.places {
                if let PlaceOutcome::Duties(numbers) = &mut place.came {
                    for number in numbers {
                        *number += all.len();
                    }
                }
            }
            all.extend(own);
            places.extend(read.places);
            self.tables.push(AdoptedTable { file: file.name.clone(), sheet: table.sheet.clone(), columns });
        }
        self.above.push(above);
        (all, places)
    }

    /// Keeps a line that stands above the first table.
    fn first_line(&mut self, line: &str) {
        if self.tables.is_empty() {
            self.first_lines.extend(line.lines().map(str::to_owned));
        }
    }

    /// How many sheets of a workbook do not say who does what stands in them: then their names may.
    fn unnamed(&self, source: &DraftSource) -> usize {
        use crate::draft::columns::DutyColumn::{Lead, LeadAndSupport};
        let tables = source.blocks.iter().filter_map(|block| match block {
            DraftBlock::Table(table) => TrackerColumns::of(table, &self.terms.map),
            DraftBlock::Paragraph(_) => None,
        });
        tables
            .filter(|own| [Lead, LeadAndSupport].iter().all(|column| own.headings.all(*column).next().is_none()))
            .count()
    }
}

/// Whether a sheet is called as a body is.
fn is_body(table: &DraftTable) -> bool {
    table.sheet.as_deref().is_some_and(|name| parties(name).iter().any(|party| party.known))
}

/// The one body that a sheet is of.
fn party(name: &str) -> Party {
    let mut found = parties(name);
    match (found.len(), found.pop()) {
        (1, Some(one)) => one,
        _ => Party { name: name.to_owned(), many: false, known: false, remark: None },
    }
}

/// The rows of a table that is no tracker.
fn not_read(table: &DraftTable, number: usize) -> Vec<CoveredPlace> {
    let place = |row: &crate::draft::document::DraftRow| {
        let texts = row.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty());
        let text = texts.collect::<Vec<_>>().join(" | ");
        let spot = match &table.sheet {
            Some(sheet) => DraftSpot::SheetRow { sheet: sheet.clone(), row: row.number },
            None => DraftSpot::Row { table: number, row: row.number },
        };
        let came = PlaceOutcome::NoDuty(WhyNoDuty::OtherTable);
        (!text.is_empty()).then_some(CoveredPlace { spot, clause: String::new(), text, came })
    };
    table.rows.iter().filter_map(place).collect()
}

impl AdoptedTracker {
    /// Turns what rows say into records, and what cannot be recorded into questions.
    fn record(&mut self, files: &[Vec<TrackedDuty>], terms: &RecordTerms<'_>) {
        // Which tasks each duty came to: its spot says so.
        let mut tasks: BTreeMap<(usize, DraftSpot), Vec<usize>> = BTreeMap::new();
        for (at, task) in self.plan.tasks.iter().enumerate() {
            tasks.entry((task.file, task.duty.spot.clone())).or_default().push(at);
        }
        for (file, duties) in files.iter().enumerate() {
            for one in duties {
                let own = tasks.get(&(file, one.duty.spot.clone())).cloned().unwrap_or_default();
                self.duty(one, &own, terms);
            }
        }
    }

    fn duty(&mut self, one: &TrackedDuty, tasks: &[usize], terms: &RecordTerms<'_>) {
        let Some(first) = tasks.first().copied() else { return };
        for at in tasks {
            let task = &mut self.plan.tasks[*at];
            if one.rows.len() > 1 && std::mem::take(&mut task.joint) {
                task.duty.doubts.retain(|doubt| *doubt != DutyDoubt::OneProduct);
            }
            // A day in a cell is nobody's wording.
            let is_day = task.duty.wording.as_deref().is_some_and(|words| said::day(words, false).is_some());
            if is_day && task.read.as_ref().is_some_and(|read| read.verdict == ReadingVerdict::Sure) {
                task.duty.wording = None;
            }
        }
        let mut recorded: BTreeMap<String, (u32, Vec<FieldChange>)> = BTreeMap::new();
        for row in &one.rows {
            let (changes, mut doubts) = changes(row, one.rows.len() > 1, terms);
            let task = &self.plan.tasks[first];
            let units = self.units_of(task, &row.lead);
            let comes_again = tasks.len() > 1 || !task.timing.every.is_empty() || !task.timing.milestones.is_empty();
            let gist = gist(&row.told);
            if !changes.is_empty() && comes_again {
                doubts = vec![ToldDoubt::WhichPart(gist)];
            } else if !changes.is_empty() && units.is_empty() {
                doubts = vec![ToldDoubt::NoUnit(gist)];
            } else if !changes.is_empty() {
                if units.len() > 1 {
                    doubts.push(ToldDoubt::OfAll(gist.clone()));
                }
                for unit in units {
                    match recorded.get(&unit) {
                        Some((_, held)) if *held == changes => {}
                        Some((other, _)) => doubts.push(ToldDoubt::OtherRow { row: *other, said: gist.clone() }),
                        None => {
                            recorded.insert(unit, (row.number, changes.clone()));
                        }
                    }
                }
            }
            // What is asked about is recorded as a share, once that is answered.
            let waits = |doubt: &ToldDoubt| matches!(doubt, ToldDoubt::NoProgress(_) | ToldDoubt::NoUnit(_));
            if doubts.iter().any(waits) && row.says_share() && !comes_again {
                self.plan.tasks[first].timing.target.get_or_insert_with(|| "100".to_owned());
            }
            doubts.splice(0..0, row.told.put_away.clone().map(ToldDoubt::PutAway));
            doubts.splice(0..0, row.without_result.iter().cloned());
            doubts.splice(0..0, row.names_person.then_some(ToldDoubt::Person));
            let task = &mut self.plan.tasks[first];
            for doubt in doubts {
                self.left.push(LeftRow { spot: row.spot.clone(), task: task.id.clone(), doubt: doubt.clone() });
                let doubt = DutyDoubt::Told(doubt);
                if !task.duty.doubts.contains(&doubt) {
                    task.duty.doubts.push(doubt);
                }
            }
        }
        for (unit, (_, changes)) in recorded {
            if changes.iter().any(|change| change.field == Field::Progress) {
                self.plan.tasks[first].timing.target.get_or_insert_with(|| "100".to_owned());
            }
            self.records.push(AdoptedRecord { task: first, unit, changes });
        }
    }

    /// The units with which something said of these bodies stands; none where somebody has yet to list them.
    fn units_of(&self, task: &DraftTask, lead: &[Party]) -> Vec<String> {
        let ids = lead.iter().filter_map(|party| self.plan.ids.get(&party.key()));
        let is_unit = |id: &&String| {
            let unit = self.plan.units.iter().find(|unit| unit.id == **id);
            unit.is_some_and(|unit| matches!(unit.name, DraftName::Said(_)))
        };
        let mut units: Vec<String> = Vec::new();
        for id in ids.filter(is_unit) {
            if !units.contains(id) {
                units.push(id.clone());
            }
        }
        // What several owe together stands with the first.
        units.truncate(if task.joint { 1 } else { units.len() });
        units
    }
}

/// What a row says, in short.
fn gist(told: &ToldCells) -> String {
    let all = [&told.state, &told.done, &told.progress, &told.promise, &told.reason, &told.evidence];
    all.into_iter().filter(|text| !text.is_empty()).map(|text| text.replace('\n', "; ")).collect::<Vec<_>>().join(" · ")
}
