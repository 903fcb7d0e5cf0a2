//! Tables of duties: rows made into duties, sections into clauses, what was torn apart put together.

use super::cells::{is_ditto, is_tail, tidy_number, time_in_brackets, whole};
use super::columns::{DutyColumn, DutyHeadings, is_numbering};
use super::document::{DraftRow, DraftSpot, DraftTable};
use super::duty::{CoveredPlace, DraftDuty, DutyDoubt, PlaceOutcome, WhyNoDuty};
use super::label::{LabelKind, label};
use super::parties::{Party, lead_and_support, parties};
use super::title::title;

/// What a row says, by column.
#[derive(Clone, Debug, Default)]
struct RowTexts {
    number: String,
    task: String,
    lead: String,
    support: String,
    both: String,
    time: String,
    product: String,
    note: String,
    bold: bool,
    /// Whether number and task are those of the row above.
    repeats: bool,
    /// Whether the task's cell goes over most of the row.
    wide: bool,
    /// What a tracker says of how it stands.
    told: String,
}

impl RowTexts {
    fn of(headings: &DutyHeadings, row: &DraftRow) -> Self {
        let cell = |at: usize| row.cells.get(at);
        let text = |column| {
            headings
                .all(column)
                .filter_map(cell)
                .map(|cell| cell.text.as_str())
                .find(|text| !text.is_empty())
                .unwrap_or_default()
                .to_owned()
        };
        let task_at = headings.all(DutyColumn::Task).next().unwrap_or_default();
        let origin = (0..=task_at).rev().find(|at| cell(*at).is_some_and(|cell| !cell.joined)).unwrap_or(task_at);
        let task = cell(origin).map(|cell| cell.text.clone()).unwrap_or_default();
        let joined = row.cells.iter().filter(|cell| cell.joined).count();
        let number = headings
            .all(DutyColumn::Number)
            .filter_map(cell)
            .map(|cell| cell.text.clone())
            .find(|text| !text.is_empty());
        let told = headings.told().filter_map(cell);
        let number_repeats = headings.all(DutyColumn::Number).filter_map(cell).all(|cell| cell.repeats);
        let merged_into_number = headings.all(DutyColumn::Number).next() == Some(origin) && origin != task_at;
        Self {
            number: if merged_into_number { String::new() } else { number.unwrap_or_default() },
            task,
            lead: text(DutyColumn::Lead),
            support: text(DutyColumn::Support),
            both: text(DutyColumn::LeadAndSupport),
            time: times(headings, row),
            product: text(DutyColumn::Product),
            note: text(DutyColumn::Note),
            bold: cell(origin).is_some_and(|cell| cell.bold),
            repeats: cell(task_at).is_some_and(|cell| cell.repeats) && number_repeats,
            wide: joined + 3 >= row.cells.len().max(4) && joined > 0,
            told: told.filter(|cell| !cell.repeats).map(|cell| cell.text.as_str()).collect(),
        }
    }

    /// Whether it says nothing but what the task is.
    fn only_task(&self) -> bool {
        self.told.is_empty()
            && [&self.lead, &self.support, &self.both, &self.time, &self.product].iter().all(|text| text.is_empty())
    }

    fn who_or_when(&self) -> bool {
        !(self.lead.is_empty() && self.both.is_empty() && self.time.is_empty())
    }

    fn fields(&mut self) -> [&mut String; 7] {
        [
            &mut self.task,
            &mut self.lead,
            &mut self.support,
            &mut self.both,
            &mut self.time,
            &mut self.product,
            &mut self.note,
        ]
    }
}

/// The time limit of a row: what stands in its column, or the headings of the columns that are marked.
fn times(headings: &DutyHeadings, row: &DraftRow) -> String {
    let marked =
        |text: &str| matches!(text.trim().to_lowercase().as_str(), "x" | "✓" | "√" | "v" | "*" | "+" | "xx" | "●");
    let held: Vec<(usize, &str)> = headings
        .all(DutyColumn::Time)
        .filter_map(|at| Some((at, row.cells.get(at)?.text.as_str())))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    if held.iter().any(|(_, text)| marked(text)) {
        let tails: Vec<&str> =
            held.iter().filter(|(_, text)| marked(text)).map(|(at, _)| headings.tails[*at].as_str()).collect();
        return tails.join(", ");
    }
    let end = held.first().map_or("", |(_, text)| *text);
    let start = headings
        .all(DutyColumn::Start)
        .filter_map(|at| row.cells.get(at))
        .map(|cell| cell.text.as_str())
        .find(|text| !text.is_empty());
    match start {
        Some(start) if !end.is_empty() => format!("{start} - {end}"),
        _ => end.to_owned(),
    }
}

/// What a table comes to.
#[derive(Default)]
pub(super) struct TableDuties {
    pub(super) duties: Vec<DraftDuty>,
    pub(super) places: Vec<CoveredPlace>,
    pub(super) headings: Option<DutyHeadings>,
}

/// Reads a table of duties. `before` are the headings of the table that it may go on from; `prefix` is the clause of
/// the annex in which it stands.
pub(super) fn duties(table: &DraftTable, number: usize, prefix: &str, before: Option<&DutyHeadings>) -> TableDuties {
    let width = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let own = DutyHeadings::of(table);
    let goes_on =
        || before.filter(|held| held.columns.len() == width).map(|held| DutyHeadings { below: 0, ..held.clone() });
    let Some(headings) = own.or_else(goes_on) else { return TableDuties::default() };
    under(headings, table, number, prefix, false)
}

/// Reads a table under these headings. Of a list as programs export it each row is a duty: there are no sections, and
/// none goes on from the one before.
pub(super) fn under(
    headings: DutyHeadings,
    table: &DraftTable,
    number: usize,
    prefix: &str,
    is_list: bool,
) -> TableDuties {
    let spot = |row: &DraftRow| match &table.sheet {
        Some(sheet) => DraftSpot::SheetRow { sheet: sheet.clone(), row: row.number },
        None => DraftSpot::Row { table: number, row: row.number },
    };
    let mut reader = TableReader { prefix, is_list, sections: Vec::new(), lines: Vec::new(), places: Vec::new() };
    for row in table.rows.iter().take(headings.below) {
        let text = row
            .cells
            .iter()
            .map(|cell| cell.text.replace('\n', " "))
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" | ");
        if !text.is_empty() {
            reader.place(spot(row), String::new(), text, PlaceOutcome::NoDuty(WhyNoDuty::Headings));
        }
    }
    let rows = &table.rows[headings.below.min(table.rows.len())..];
    for (at, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row.cells.iter().map(|cell| cell.text.clone()).collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if headings.repeated(&cells) || is_numbering(&cells) {
            reader.place(spot(row), String::new(), cells.join(" | "), PlaceOutcome::NoDuty(WhyNoDuty::Headings));
            continue;
        }
        let next = rows[at + 1..]
            .iter()
            .map(|row| RowTexts::of(&headings, row))
            .find(|next| !next.task.is_empty() || !next.number.is_empty());
        reader.row(
            &RowTexts::of(&headings, row),
            next.as_ref(),
            spot(row),
            headings.all(DutyColumn::Number).next().is_some(),
        );
        if let Some(last) =
            reader.places.last_mut().filter(|last| last.came == PlaceOutcome::NoDuty(WhyNoDuty::Unnamed))
        {
            // What stands in columns that nothing reads may be names of persons.
            let read =
                headings.columns.iter().zip(&cells).filter(|(column, text)| {
                    column.is_some_and(|column| column != DutyColumn::Left) && !text.is_empty()
                });
            last.text = read.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" | ");
        }
    }
    let (mut duties, places) = reader.done();
    for duty in &mut duties {
        let (DraftSpot::SheetRow { row, .. } | DraftSpot::Row { row, .. }) = duty.spot else { continue };
        let own = rows.iter().find(|own| own.number == row);
        duty.doubts.extend(own.into_iter().flat_map(|row| without_result(&headings, row)));
    }
    TableDuties { duties, places, headings: Some(headings) }
}

/// The cells of a row that say nothing yet, of those that are read: their formulas were saved without a result.
fn without_result<'r>(headings: &'r DutyHeadings, row: &'r DraftRow) -> impl Iterator<Item = DutyDoubt> + 'r {
    let read =
        headings.columns.iter().zip(&row.cells).filter(|(column, _)| {
            column.is_some_and(|column| !matches!(column, DutyColumn::Left | DutyColumn::Number))
        });
    read.filter_map(|(_, cell)| {
        Some(DutyDoubt::NoResult { cell: cell.unreckoned.clone()?, formula: cell.text.clone() })
    })
}

/// A row that is a duty, with what was put to it from rows that go on.
struct DutyLine {
    texts: RowTexts,
    clause: String,
    spot: DraftSpot,
    stray: Option<String>,
    /// The time limit that its section states.
    section: Option<String>,
}

/// A section of a table that is open.
struct RowSection {
    kind: Option<LabelKind>,
    clause: String,
    /// “(hoàn thành trong quý II/2025)”: the time limit of what is in it, unless a row has its own.
    time: Option<String>,
}

struct TableReader<'p> {
    prefix: &'p str,
    is_list: bool,
    /// The sections that are open, outermost first.
    sections: Vec<RowSection>,
    lines: Vec<DutyLine>,
    places: Vec<CoveredPlace>,
}

impl TableReader<'_> {
    fn place(&mut self, spot: DraftSpot, clause: String, text: String, came: PlaceOutcome) {
        self.places.push(CoveredPlace { spot, clause, text, came });
    }

    fn row(&mut self, texts: &RowTexts, next: Option<&RowTexts>, spot: DraftSpot, numbered: bool) {
        if self.goes_on(texts, numbered) {
            self.append(texts);
            let at = self.lines.len() - 1;
            let clause = self.lines[at].clause.clone();
            self.place(spot, clause, texts.task.clone(), PlaceOutcome::Duties(vec![at]));
            return;
        }
        if texts.task.is_empty() && (!texts.told.is_empty() || self.is_list) {
            self.place(spot, String::new(), String::new(), PlaceOutcome::NoDuty(WhyNoDuty::Unnamed));
            return;
        }
        let number = tidy_number(&texts.number);
        let found = if number.is_empty() { label(&texts.task) } else { None };
        let own_label = found.as_ref().filter(|found| !found.is_bullet());
        let kind = if number.is_empty() {
            own_label.map(|found| found.kind.clone())
        } else {
            label(&format!("{number}. x")).map(|found| found.kind)
        };
        let name =
            if number.is_empty() { own_label.map(|found| found.name.clone()).unwrap_or_default() } else { number };
        if !self.is_list && is_section(texts, next, kind.as_ref(), &name) {
            let clause = self.open(kind, &name, time_in_brackets(&texts.task));
            self.place(spot.clone(), clause.clone(), texts.task.clone(), PlaceOutcome::Heading);
            let stray = [&texts.lead, &texts.support, &texts.both, &texts.time, &texts.product]
                .into_iter()
                .find(|text| !text.is_empty());
            if let (Some(stray), Some(last)) = (stray, self.lines.last_mut())
                && !last.texts.fields().iter().any(|text| is_tail(stray, text))
            {
                last.stray = Some(stray.clone());
            }
            return;
        }
        let clause = if texts.repeats {
            self.lines.last().map_or(String::new(), |line| line.clause.clone())
        } else {
            self.clause(kind.as_ref(), &name)
        };
        self.place(spot.clone(), clause.clone(), texts.task.clone(), PlaceOutcome::Duties(vec![self.lines.len()]));
        let section = self.sections.iter().rev().find_map(|section| section.time.clone());
        self.lines.push(DutyLine { texts: texts.clone(), clause, spot, stray: None, section });
    }

    /// Whether a row is the rest of the one before it: torn apart by the end of a page.
    fn goes_on(&self, texts: &RowTexts, numbered: bool) -> bool {
        let Some(last) = self.lines.last() else { return false };
        if !texts.number.is_empty() || texts.repeats || !texts.told.is_empty() || self.is_list {
            return false;
        }
        if texts.task.is_empty() {
            return true;
        }
        let lower = texts.task.chars().next().is_some_and(char::is_lowercase);
        let said_again = is_tail(&texts.task, &last.texts.task);
        let open = last.texts.task.trim_end().ends_with([';', ',', ':', '-']) && numbered;
        let labelled = label(&texts.task).is_some();
        let item = labelled && label(&texts.task).is_some_and(|found| matches!(found.kind, LabelKind::Bracketed));
        (lower || said_again || open && (!labelled || item) || item && numbered)
            && (texts.lead.is_empty() && texts.both.is_empty() && (texts.time.is_empty() || lower))
    }

    fn append(&mut self, texts: &RowTexts) {
        let Some(last) = self.lines.last_mut() else { return };
        // A piece that is said again at the end of any cell was torn off the wrong one.
        let held: Vec<String> = last.texts.fields().iter().map(|text| (**text).clone()).collect();
        let mut more = texts.clone();
        for (own, piece) in last.texts.fields().into_iter().zip(more.fields()) {
            if piece.is_empty() || held.iter().any(|text| is_tail(piece, text)) {
                continue;
            }
            if !own.is_empty() {
                own.push(' ');
            }
            own.push_str(piece);
        }
    }

    /// Opens a section; its clause.
    fn open(&mut self, kind: Option<LabelKind>, name: &str, time: Option<String>) -> String {
        let level = self.sections.iter().position(|section| section.kind == kind);
        // Numbers of more parts lie deeper.
        let depth = |kind: &Option<LabelKind>| if let Some(LabelKind::Arabic(depth)) = kind { *depth } else { 0 };
        let level = level.or_else(|| {
            self.sections
                .iter()
                .position(|it| depth(&it.kind) > 0 && depth(&kind) > 0 && depth(&it.kind) >= depth(&kind))
        });
        if let Some(level) = level {
            self.sections.truncate(level);
        }
        let clause = self.clause(kind.as_ref(), name);
        self.sections.push(RowSection { kind, clause: clause.clone(), time });
        clause
    }

    /// The clause of a number in the sections that are open.
    fn clause(&self, kind: Option<&LabelKind>, name: &str) -> String {
        let above = match kind {
            // “1.2” says the “1” above it itself.
            Some(LabelKind::Arabic(depth)) if *depth > 1 => self
                .sections
                .iter()
                .rev()
                .find(|section| !matches!(section.kind, Some(LabelKind::Arabic(_))))
                .map(|section| section.clause.as_str()),
            _ => self
                .sections
                .iter()
                .rev()
                .find(|section| section.kind.as_ref() != kind && !section.clause.is_empty())
                .map(|section| section.clause.as_str()),
        };
        let above = above.filter(|above| !above.is_empty()).unwrap_or(self.prefix);
        [above, name].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(".")
    }

    fn done(self) -> (Vec<DraftDuty>, Vec<CoveredPlace>) {
        let mut duties: Vec<DraftDuty> = Vec::with_capacity(self.lines.len());
        for (at, line) in self.lines.iter().enumerate() {
            let above = self.lines[..at].iter().zip(&duties).rev().find(|(above, _)| {
                let number = tidy_number(&above.texts.number);
                !number.is_empty() && tidy_number(&line.texts.number).starts_with(&format!("{number}."))
            });
            let duty = duty(line, duties.last(), above.map(|(_, duty)| duty));
            duties.push(duty);
        }
        (duties, self.places)
    }
}

/// The duty of a row. `last` is that of the row before, `above` that of the row whose number this one goes on from.
fn duty(line: &DutyLine, last: Option<&DraftDuty>, above: Option<&DraftDuty>) -> DraftDuty {
    let texts = &line.texts;
    let mut doubts = Vec::new();
    let (mut lead, mut support) = (Vec::new(), Vec::new());
    for text in [&texts.both, &texts.lead] {
        let text = whole(text, &mut doubts);
        if is_ditto(&text) {
            lead.extend(last.map(|last| last.lead.clone()).unwrap_or_default());
        } else if !text.is_empty() {
            let (own, with) = lead_and_support(&text);
            lead.extend(own);
            support.extend(with);
        }
    }
    let helping = whole(&texts.support, &mut doubts);
    support.extend(if is_ditto(&helping) {
        last.map(|last| last.support.clone()).unwrap_or_default()
    } else {
        parties(&helping)
    });
    if lead.is_empty()
        && let Some(above) = above.filter(|above| !above.lead.is_empty())
    {
        lead.clone_from(&above.lead);
        doubts.push(DutyDoubt::LeadAbove);
        if support.is_empty() {
            support.clone_from(&above.support);
        }
    }
    if lead.is_empty() {
        doubts.push(DutyDoubt::NoLead);
    }
    for party in lead.iter().chain(&support) {
        names(party, &mut doubts);
    }
    let mut wording = Some(texts.time.replace('\n', " ")).filter(|time| !time.trim().is_empty());
    if wording.as_deref().is_some_and(is_ditto) {
        wording = last.and_then(|last| last.wording.clone());
    }
    if wording.is_none() {
        wording = above.and_then(|above| above.wording.clone()).or_else(|| line.section.clone());
        doubts.push(if wording.is_some() { DutyDoubt::TimeAbove } else { DutyDoubt::NoTime });
    }
    if let Some(stray) = &line.stray {
        doubts.push(DutyDoubt::Stray(stray.replace('\n', " ")));
    }
    let product = Some(texts.product.replace('\n', " ")).filter(|product| !product.trim().is_empty());
    let product =
        if product.as_deref().is_some_and(is_ditto) { last.and_then(|last| last.product.clone()) } else { product };
    DraftDuty {
        spot: line.spot.clone(),
        clause: line.clause.clone(),
        text: texts.task.replace('\n', " "),
        title: title(&texts.task),
        lead,
        support,
        product: product
            .map(|text| text.trim_matches(['-', '+', ' ', ';', '.']).to_owned())
            .filter(|text| !text.is_empty()),
        wording,
        note: Some(texts.note.replace('\n', " ")).filter(|note| !note.is_empty()),
        doubts,
    }
}

/// Whether a row opens a section instead of giving a duty.
fn is_section(texts: &RowTexts, next: Option<&RowTexts>, kind: Option<&LabelKind>, name: &str) -> bool {
    let heads = matches!(
        kind,
        Some(LabelKind::Roman | LabelKind::Upper | LabelKind::Part | LabelKind::Chapter | LabelKind::Section)
    );
    if heads && texts.told.is_empty() && texts.lead.is_empty() && texts.both.is_empty() && texts.product.is_empty() {
        return true;
    }
    if !texts.only_task() || texts.repeats {
        return false;
    }
    let deeper = next.is_some_and(|next| {
        let below = tidy_number(&next.number);
        let unnumbered = below.is_empty() && !name.is_empty() && (next.who_or_when() || !next.only_task());
        !name.is_empty() && below.starts_with(&format!("{name}.")) || unnumbered
    });
    let upper = texts.task.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    match kind {
        Some(LabelKind::Arabic(_)) => {
            deeper || texts.bold && next.is_some_and(|next| !next.only_task() && !next.bold) || upper || texts.wide
        }
        Some(_) => deeper,
        None => texts.wide || texts.bold || upper || next.is_some_and(|next| !next.only_task()),
    }
}

/// What is to be asked about a name.
pub(super) fn names(party: &Party, doubts: &mut Vec<DutyDoubt>) {
    if !party.known && !party.many {
        doubts.push(DutyDoubt::UnknownName(party.name.clone()));
    }
    if let Some(remark) = &party.remark {
        doubts.push(DutyDoubt::Scope { name: party.name.clone(), remark: remark.clone() });
    }
}
