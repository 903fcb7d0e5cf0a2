//! The parts of the page, made of a report.

use super::chart;
use super::{
    About, Chart, Filters, HeatCell, HeatMap, HeatRow, MOST_ITEMS, PageBlock, PageCell, PageHead, PagePart, PageRow,
    PageTable,
};
use crate::judge::{Flag, State};
use crate::model::id::UnitIx;
use crate::model::plan::Plan;
use crate::page::terminal::Tone;
use crate::page::terminal::items::state;
use crate::page::{Align, Block, PartId, Row, RowKind, Table, Value};
use crate::text::{one_line, sentence_case};
use crate::view::board::{Named, Totals, quarter_of};
use crate::view::heat::Heat;
use crate::view::report::Report;
use crate::view::report::entry::Entry;
use crate::words::{Label, Phrase, Words, date, owed};

/// Makes the parts of the page.
pub struct Builder<'a> {
    pub plan: &'a Plan,
    pub report: &'a Report,
    pub words: &'a dyn Words,
}

impl Builder<'_> {
    pub fn title(&self) -> String {
        let number = &self.plan.header.number;
        let title = self.words.phrase(&Phrase::ReportTitle { number });
        one_line(&format!("{title}, {}", self.words.period(self.report.scope.period)))
    }

    /// A part that only the page has.
    pub fn own(&self, id: &'static str, heading: Label, blocks: Vec<PageBlock>) -> PagePart {
        PagePart { id, level: 1, heading: self.words.label(heading).to_owned(), blocks }
    }

    pub fn block(&self, block: &Block, heading: &str, part: PartId) -> PageBlock {
        match block {
            Block::Paragraph(text) => PageBlock::Paragraph(text.clone()),
            Block::Remark(text) => PageBlock::Remark(text.clone()),
            Block::Table(table) => PageBlock::Table(self.table(table, heading, part)),
        }
    }

    fn table(&self, table: &Table, caption: &str, part: PartId) -> PageTable {
        let heads =
            table.columns.iter().map(|column| PageHead { text: column.head.clone(), class: align(column.align) });
        let mut bodies: Vec<Vec<PageRow>> = vec![Vec::new()];
        for row in &table.rows {
            // A group, or the sum of all, has a body of its own.
            let begins = matches!(row.kind, RowKind::Group | RowKind::Total);
            if begins && bodies.last().is_some_and(|body| !body.is_empty()) {
                bodies.push(Vec::new());
            }
            bodies.last_mut().expect("there is always a body").push(self.row(table, row, part));
        }
        let whole = table.columns.iter().map(|column| column.share).sum::<u16>().max(1);
        let shares = table.columns.iter().map(|column| column.share * 100 / whole).collect();
        // The key figures have an order of their own.
        let class = if part == PartId::Figures { "still" } else { "" };
        PageTable {
            caption: caption.to_owned(),
            class,
            shares,
            heads: heads.collect(),
            numbering: table.numbering.clone(),
            bodies,
        }
    }

    fn row(&self, table: &Table, row: &Row, part: PartId) -> PageRow {
        // What names the row: the unit or task, after the number in the official table.
        let naming = usize::from(part == PartId::Form);
        // The name of a group runs over the empty cells after it.
        let shown = if row.kind == RowKind::Group { naming + 1 } else { row.cells.len() };
        let cells =
            row.cells.iter().zip(&table.columns).enumerate().take(shown).map(|(at, (value, column))| PageCell {
                tag: if at == naming { "th" } else { "td" },
                span: if at + 1 == shown { row.cells.len() - at } else { 1 },
                class: align(column.align),
                sort: sort_key(value),
                text: value.shown(self.words),
            });
        let class = match row.kind {
            RowKind::Body => "",
            RowKind::Group => "group",
            RowKind::Subtotal => "subtotal",
            RowKind::Total => "total",
        };
        PageRow { class, about: row.about.map(|named| self.about(&named)), cells: cells.collect() }
    }

    fn about(&self, named: &Named) -> About {
        let quarter = self.plan.occurrence(named.occurrence).quarter;
        let flags = named.standing.flags.iter().map(Flag::as_str);
        let words: Vec<&str> = std::iter::once(named.standing.state.as_str()).chain(flags).collect();
        About {
            unit: self.plan.unit(named.unit).id.to_string(),
            quarter: quarter.map_or_else(|| "none".to_owned(), |quarter| quarter.to_string()),
            state: words.join(" "),
        }
    }

    pub fn heat(&self) -> HeatMap {
        let (plan, words, board) = (self.plan, self.words, &self.report.board);
        let slots: Vec<usize> = board
            .columns()
            .iter()
            .filter(|(_, totals)| Heat::of(totals) != Heat::Empty)
            .map(|(slot, _)| *slot)
            .collect();
        let name = |slot: usize| match quarter_of(plan, slot) {
            Some(quarter) => words.quarter_name(quarter),
            None => sentence_case(words.label(Label::NoQuarter)),
        };
        let row = |(at, unit): (usize, &UnitIx)| {
            let cells = slots.iter().map(|slot| {
                let found = board.row(at).iter().find(|(own, _)| own == slot);
                found.map_or_else(HeatCell::default, |(_, totals)| self.heat_cell(*unit, &name(*slot), *slot, totals))
            });
            let all = self.heat_total(*unit, &board.row_totals(at));
            let unit = plan.unit(*unit);
            HeatRow { unit: unit.id.to_string(), name: one_line(&unit.name), cells: cells.chain([all]).collect() }
        };
        let owing = board.units.iter().enumerate().filter(|(at, _)| Heat::of(&board.row_totals(*at)) != Heat::Empty);
        HeatMap {
            columns: slots.iter().map(|slot| name(*slot)).chain([words.label(Label::All).to_owned()]).collect(),
            rows: owing.map(row).collect(),
            legend: Heat::ALL[1..].iter().map(|heat| (heat.as_str(), words.heat(*heat))).collect(),
        }
    }

    fn heat_cell(&self, unit: UnitIx, quarter: &str, slot: usize, totals: &Totals) -> HeatCell {
        let quarter_id = quarter_of(self.plan, slot).map_or_else(|| "none".to_owned(), |quarter| quarter.to_string());
        HeatCell { quarter: quarter_id, ..self.heat_counts(unit, quarter, totals) }
    }

    fn heat_total(&self, unit: UnitIx, totals: &Totals) -> HeatCell {
        self.heat_counts(unit, self.words.label(Label::All), totals)
    }

    fn heat_counts(&self, unit: UnitIx, column: &str, totals: &Totals) -> HeatCell {
        let heat = Heat::of(totals);
        if heat == Heat::Empty {
            return HeatCell::default();
        }
        let counted = [State::Completed, State::Pending, State::Overdue];
        let all: u32 = counted.iter().map(|state| totals.of(*state)).sum();
        let said = counted.map(|state| format!("{} {}", totals.of(state), self.words.state(state))).join(", ");
        HeatCell {
            heat: heat.as_str(),
            text: format!("{}/{all}", totals.of(State::Completed)),
            quarter: String::new(),
            said: format!("{}, {column}: {said}", one_line(self.plan.unit(unit).short_name())),
            overdue: totals.of(State::Overdue),
        }
    }

    pub fn chart(&self) -> Chart {
        let words = self.words;
        let word = |word| PageHead { text: sentence_case(words.label(word)), class: "right" };
        let mut heads = vec![PageHead { text: words.label(Label::ByDay).to_owned(), class: "center" }];
        heads.extend([Label::ChartDue, Label::ChartCompleted, Label::ChartOverdue].map(word));
        let rows = self.report.timeline.points.iter().map(|point| {
            let values = [point.due, point.completed, point.overdue].map(|count| Value::Count(count.into()));
            let cells = std::iter::once(Value::Day(point.day)).chain(values).enumerate().map(|(at, value)| PageCell {
                tag: if at == 0 { "th" } else { "td" },
                span: 1,
                class: if at == 0 { "center" } else { "right" },
                sort: sort_key(&value),
                text: value.shown(words),
            });
            PageRow { class: "", about: None, cells: cells.collect() }
        });
        let caption = words.label(Label::ChartData).to_owned();
        let data = PageTable {
            caption,
            class: "",
            shares: Vec::new(),
            heads,
            numbering: Vec::new(),
            bodies: vec![rows.collect()],
        };
        Chart { svg: chart::svg(&self.report.timeline, words), data }
    }

    /// Every obligation, or those that matter now.
    pub fn items(&self) -> Vec<PageBlock> {
        let words = self.words;
        let heads = [
            (words.label(Label::Unit), ""),
            (words.label(Label::Quarter), ""),
            (words.label(Label::Clause), ""),
            (words.label(Label::Task), ""),
            (words.label(Label::LastDay), "center"),
            (words.label(Label::State), ""),
            (words.label(Label::Started), "center"),
            (words.label(Label::Done), "center"),
            (words.label(Label::Evidence), ""),
            (words.label(Label::ReasonNote), ""),
        ];
        let heads = heads.map(|(text, class)| PageHead { text: text.to_owned(), class });
        let rows: Vec<PageRow> = self.report.items.at_most(MOST_ITEMS).map(|entry| self.item(entry)).collect();
        let hidden = self.report.items.count - rows.len() as u64;
        let caption = words.label(Label::ListOfAll).to_owned();
        let table = PageTable {
            caption,
            class: "",
            shares: vec![9, 7, 6, 24, 8, 11, 8, 8, 10, 9],
            heads: heads.into(),
            numbering: Vec::new(),
            bodies: vec![rows],
        };
        let mut blocks = Vec::new();
        if hidden > 0 {
            blocks.push(PageBlock::Remark(words.phrase(&Phrase::OnlyWhatMatters { hidden })));
        }
        blocks.push(PageBlock::Table(table));
        blocks
    }

    fn item(&self, entry: &Entry) -> PageRow {
        let (plan, words) = (self.plan, self.words);
        let occurrence = plan.occurrence(entry.occurrence);
        let task = plan.task(occurrence.task);
        let (said, tone) = state(&entry.standing, words);
        let quarter = occurrence
            .quarter
            .map_or_else(|| words.label(Label::NoQuarter).to_owned(), |quarter| words.quarter_name(quarter));
        let committed = entry.committed.filter(|_| entry.standing.days_late.is_some() && entry.done.is_none());
        let promise = committed.map(|day| format!("{} {}", words.label(Label::Committed), date(day)));
        let remarks: Vec<&str> =
            [entry.reason.as_deref(), promise.as_deref(), entry.note.as_deref()].into_iter().flatten().collect();
        let values = [
            Value::text(plan.unit(entry.unit).short_name()),
            Value::text(quarter),
            Value::text(task.clause.as_deref().unwrap_or_default()),
            Value::text(owed(plan, entry.occurrence, words)),
            Value::day(entry.standing.due),
            Value::text(said),
            Value::day(entry.started),
            Value::day(entry.done),
            Value::text(entry.evidence.join("; ")),
            Value::text(remarks.join(" · ")),
        ];
        let mut cells: Vec<PageCell> = values
            .iter()
            .enumerate()
            .map(|(at, value)| PageCell {
                tag: if at == 0 { "th" } else { "td" },
                span: 1,
                class: if matches!(value, Value::Day(_)) { "center" } else { "" },
                sort: sort_key(value),
                text: value.shown(words),
            })
            .collect();
        // What belongs to no quarter comes last, as what has no value does.
        cells[1].sort = occurrence.quarter.map_or_else(|| "–".to_owned(), |quarter| quarter.to_string());
        cells[5].class = match tone {
            Tone::Bad => "state-overdue",
            Tone::Good => "state-completed",
            Tone::Near => "state-near",
            _ => "",
        };
        PageRow { class: "", about: Some(self.about(&entry.named())), cells }
    }

    pub fn filters(&self) -> Filters {
        let (plan, words) = (self.plan, self.words);
        let owing = self.report.rows.iter().filter(|row| !row.unreadable).map(|row| plan.unit(row.unit));
        let quarters = plan.quarters.iter().map(|quarter| (quarter.to_string(), words.quarter_name(*quarter)));
        let none = ("none".to_owned(), sentence_case(words.label(Label::NoQuarter)));
        let states = State::ALL.map(|state| (state.as_str(), sentence_case(words.state(state))));
        let flags = [Flag::Late, Flag::DueSoon, Flag::InProgress, Flag::AwaitingAcceptance, Flag::Extended];
        let flags = flags.map(|flag| (flag.as_str(), sentence_case(words.flag(flag))));
        Filters {
            units: owing.map(|unit| (unit.id.to_string(), one_line(&unit.name))).collect(),
            quarters: quarters.chain([none]).collect(),
            states: states.into_iter().chain(flags).collect(),
        }
    }
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Left => "",
        Align::Center => "center",
        Align::Right => "right",
    }
}

/// What the browser sorts by, where that is not what people read.
fn sort_key(value: &Value) -> String {
    match value {
        Value::Nothing | Value::Text(_) | Value::Dash => String::new(),
        Value::Count(count) => count.to_string(),
        Value::Change(change) => change.to_string(),
        Value::Rate(rate) => rate.tenths().to_string(),
        Value::RateChange(change) => change.to_string(),
        Value::Day(day) => day.to_string(),
        Value::Days(days) => days.to_string(),
    }
}
