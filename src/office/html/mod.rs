//! A report as a page to look at: one file that needs nothing else, with the heat map of the board, progress over time,
//! and lists that can be sorted and filtered. Texts go through the template engine, which lets none become markup.

mod chart;
mod opened;
pub(crate) mod plain;
mod view;

use std::collections::HashSet;
use std::io;

use askama::Template as _;

use self::opened::{OpenedRows, limit};
use self::view::{Filters, HeatMap, HtmlView};
use crate::data::report::mark::remarks;
use crate::judge::Flag;
use crate::model::plan::Plan;
use crate::page::Tone;
use crate::page::report::ReportPage;
use crate::page::{CellValue, Heading, Page, PartId, Piece, Role, RowKind, TableHead, TableRow, Weight, trend};
use crate::view::named::Named;
use crate::view::report::{Listed, Report};
use crate::words::screen::ScreenPhrase;
use crate::words::{Label, Phrase, Words};

/// How many obligations pages of earlier editions list at the most.
pub(crate) const MOST_ITEMS: u64 = 20_000;
/// Up to how many obligations of how many units lists and map are whole; pages of the third edition listed everything then.
/// A larger page is for one look, and the static site for the rest.
const LISTED_ITEMS: u64 = 700;
const LISTED_UNITS: usize = 200;
/// How many rows a list has at the most, and on a page of more than that.
pub(crate) const MOST_ROWS: u64 = 5_000;
const FEW_ROWS: u64 = 25;
/// How many units the map of such a page has: those with the most overdue.
const FEW_UNITS: usize = 40;
/// The same of the third edition.
const THIRD_FEW: (u64, usize) = (50, 60);

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// What the page may do: run its own script and wear its own style, and nothing else. They are known by their
/// fingerprints, so that nothing that came into the page otherwise would be run.
const POLICY: &str = concat!(
    "default-src 'none'; base-uri 'none'; form-action 'none'; ",
    "style-src 'sha256-gEMs97fLKasCcP9INGp7ct+D1W0lj6KrLbYXqZaSAJ0='; ",
    "script-src 'sha256-H5GdBfqSM63utAO2bcOZp3rTPWTl1keVN3YB8aM1lC4='"
);

#[derive(askama::Template)]
#[template(path = "page.html", config = "src/office/html/askama.toml")]
struct Template<'a> {
    lang: &'static str,
    title: String,
    edition: u32,
    as_of: String,
    policy: &'static str,
    style: &'static str,
    script: &'static str,
    words: Labels,
    head: &'a [(Weight, String)],
    links: Vec<(&'static str, &'a str)>,
    parts: &'a [PagePart],
    /// The part before which the filters stand; nothing where there is nothing to filter.
    filtered: &'static str,
    /// Whether the cells of the map lead to what is overdue.
    opens: bool,
    filters: Filters,
}

struct Labels {
    skip: &'static str,
    contents: &'static str,
    theme: &'static str,
    heat_map: &'static str,
    heat_cell: &'static str,
    heat_note: &'static str,
    heat_opens: &'static str,
    counts_open: &'static str,
    task: &'static str,
    last_day: &'static str,
    unit: &'static str,
    quarter: &'static str,
    state: &'static str,
    chart: &'static str,
    chart_due: &'static str,
    chart_completed: &'static str,
    chart_overdue: &'static str,
    filters: &'static str,
    anything: &'static str,
    search: &'static str,
    search_hint: &'static str,
    clear: &'static str,
    shown: &'static str,
    none_shown: &'static str,
    sort_hint: &'static str,
}

struct PagePart {
    heading: Heading,
    blocks: Vec<PageBlock>,
}

enum PageBlock {
    Paragraph(String),
    Remark(String),
    Table(PageTable),
    Heat(HeatMap),
    Chart(String),
}

struct PageTable {
    caption: String,
    folded: bool,
    part: PartId,
    head: TableHead,
    bodies: Vec<Vec<PageRow>>,
}

struct PageRow {
    class: &'static str,
    about: Option<About>,
    cells: Vec<PageCell>,
}

/// What the filters ask of a row.
struct About {
    unit: String,
    /// The task and what of it: one obligation of the unit, in however many lists it stands.
    of: String,
    quarter: String,
    state: String,
    limit: &'static str,
}

struct PageCell {
    tag: &'static str,
    /// How many columns it runs over.
    span: usize,
    class: &'static str,
    sort: String,
    text: String,
    /// How far a bar of ten is filled, where there is one.
    tenths: Option<u64>,
    links: Vec<PageLink>,
}

/// A document, or a file with the way to it.
struct PageLink {
    text: String,
    file: String,
}

impl PageTable {
    /// The key figures have an order of their own.
    fn is_still(&self) -> bool {
        self.part == PartId::Figures
    }

    /// How wide each column is, in per cent; the browser finds out where nothing is said.
    fn shares(&self) -> Vec<u16> {
        let whole: u16 = self.head.columns.iter().map(|column| column.share).sum();
        self.head.columns.iter().filter_map(|column| (column.share * 100).checked_div(whole)).collect()
    }
}

/// Gathers what is put on the page.
struct Html<'a> {
    plan: &'a Plan,
    words: &'a dyn Words,
    head: Vec<(Weight, String)>,
    parts: Vec<PagePart>,
    /// What the next table is called, where it is folded.
    folded: Option<String>,
}

impl Page for Html<'_> {
    fn put(&mut self, piece: Piece) -> io::Result<()> {
        match piece {
            Piece::Head(weight, text) => self.head.push((weight, text)),
            Piece::Heading(heading) if heading.folded => self.folded = Some(heading.text),
            Piece::Heading(heading) => self.parts.push(PagePart { heading, blocks: Vec::new() }),
            Piece::Paragraph(_, text) | Piece::Gist(_, text) => self.block(PageBlock::Paragraph(text)),
            Piece::Remark(text) => self.block(PageBlock::Remark(text)),
            Piece::Table(head) => self.table(head),
            Piece::Row(row) => self.row(&row),
            Piece::EndTable | Piece::Gap => {}
        }
        Ok(())
    }
}

impl<'a> Html<'a> {
    fn new(plan: &'a Plan, words: &'a dyn Words) -> Self {
        Self { plan, words, head: Vec::new(), parts: Vec::new(), folded: None }
    }

    fn part(&mut self) -> &mut PagePart {
        self.parts.last_mut().expect("blocks stand in sections")
    }

    fn block(&mut self, block: PageBlock) {
        self.part().blocks.push(block);
    }

    /// A section with what only such pages have.
    fn draw(&mut self, id: PartId, heading: Label, block: PageBlock) -> io::Result<()> {
        self.put(Piece::Heading(Heading::new(id, 1, self.words.label(heading))))?;
        self.block(block);
        Ok(())
    }

    fn table(&mut self, head: TableHead) {
        let folded = self.folded.take();
        let heading = &self.part().heading;
        let (caption, part) = (heading.text.clone(), heading.id);
        let (folded, caption) = (folded.is_some(), folded.unwrap_or(caption));
        self.block(PageBlock::Table(PageTable { caption, folded, part, head, bodies: vec![Vec::new()] }));
    }

    fn row(&mut self, row: &TableRow) {
        let (words, about) = (self.words, row.about.map(|named| self.about(&named)));
        let Some(PageBlock::Table(table)) = self.part().blocks.last_mut() else { return };
        // What names the row: the unit or task, after the number in the official table.
        let naming = usize::from(table.part == PartId::Form);
        // The name of a group runs over the empty cells after it.
        let shown = if row.kind == RowKind::Group { naming + 1 } else { row.cells.len() };
        let cells = row.cells.iter().zip(&table.head.columns).enumerate().take(shown);
        let cells = cells.map(|(at, (value, column))| PageCell {
            tag: if at == naming { "th" } else { "td" },
            span: if at + 1 == shown { row.cells.len() - at } else { 1 },
            class: cell_class(value, column.role),
            // What is read sorts as well.
            sort: Some(sort_key(value)).filter(|key| *key != value.shown(words)).unwrap_or_default(),
            text: value.shown(words),
            tenths: if let CellValue::Reached { tenths, .. } = value { Some(*tenths) } else { None },
            links: page_links(value),
        });
        let class = match row.kind {
            RowKind::Body => "",
            RowKind::Group => "group",
            RowKind::Subtotal => "subtotal",
            RowKind::Total => "total",
        };
        // A group, or the sum of all, has a body of its own.
        let summed = |row: &PageRow| row.class == "subtotal";
        let after_sum = table.bodies.last().and_then(|body| body.last()).is_some_and(summed);
        let begins = matches!(row.kind, RowKind::Group | RowKind::Total) || after_sum;
        if begins && table.bodies.last().is_some_and(|body| !body.is_empty()) {
            table.bodies.push(Vec::new());
        }
        let row = PageRow { class, about, cells: cells.collect() };
        table.bodies.last_mut().expect("there is always a body").push(row);
    }

    fn about(&self, named: &Named) -> About {
        let quarter = named.standing.quarter(self.plan);
        let flags = named.standing.flags.iter().map(Flag::as_str);
        let words: Vec<&str> = std::iter::once(named.standing.state.as_str()).chain(flags).collect();
        About {
            unit: self.plan.unit(named.unit).id.to_string(),
            of: self.plan.typed(self.plan.occurrence(named.occurrence)),
            quarter: quarter.map_or_else(|| "none".to_owned(), |quarter| quarter.to_string()),
            state: words.join(" "),
            limit: limit(&named.standing),
        }
    }
}

/// The links of a cell; none where its text will do.
fn page_links(value: &CellValue) -> Vec<PageLink> {
    let CellValue::Links(links) = value else { return Vec::new() };
    if links.iter().all(|(_, file)| file.is_none()) {
        return Vec::new();
    }
    let link = |(text, file): &(String, Option<String>)| PageLink {
        text: text.clone(),
        file: file.clone().unwrap_or_default(),
    };
    links.iter().map(link).collect()
}

fn class(role: Role) -> &'static str {
    match role {
        Role::Short | Role::Day => "center",
        Role::Number => "right",
        _ => "",
    }
}

fn cell_class(value: &CellValue, role: Role) -> &'static str {
    match (value, role) {
        (CellValue::Toned(Tone::Bad, _), _) => "state-overdue",
        (CellValue::Toned(Tone::Good, _), _) => "state-completed",
        (CellValue::Toned(Tone::Near, _), _) => "state-near",
        (CellValue::Nothing, Role::Day) => "",
        _ => class(role),
    }
}

/// What the browser sorts by, where that is not what people read.
fn sort_key(value: &CellValue) -> String {
    match value {
        CellValue::Count(count) => count.to_string(),
        CellValue::Change(change) => change.to_string(),
        CellValue::Rate(rate) => rate.tenths().to_string(),
        CellValue::RateChange(change) => change.to_string(),
        CellValue::Day(day) => day.to_string(),
        CellValue::Days(days) => days.to_string(),
        CellValue::Reached { tenths, .. } => tenths.to_string(),
        // What belongs to no quarter comes last, as what has no value does.
        CellValue::Quarter(quarter) => quarter.map_or_else(|| "–".to_owned(), |quarter| quarter.to_string()),
        _ => String::new(),
    }
}

pub(crate) fn page(out: &mut dyn io::Write, plan: &Plan, report: &Report, words: &dyn Words) -> io::Result<()> {
    let brief = report.scope.opens_on_overdue();
    let few_rows = report.count(Listed::Every) <= LISTED_ITEMS && report.rows.len() <= LISTED_UNITS;
    let (lists_all, is_whole) = (report.scope.lists_everything(few_rows), few_rows || !brief);
    let few = if report.scope.lists_everything(true) { THIRD_FEW } else { (FEW_ROWS, FEW_UNITS) };
    let (most_rows, most_units) = if is_whole { (MOST_ROWS, usize::MAX) } else { few };
    let own = ReportPage { plan, report, words, most_rows };
    let mut html = Html::new(plan, words);
    own.write(&mut html)?;
    if lists_all {
        html.put(Piece::Heading(Heading::new(PartId::Items, 1, words.label(Label::ListOfAll))))?;
        if let Some(said) = own.left_out(MOST_ITEMS) {
            html.put(Piece::Remark(said))?;
        }
        own.items(&mut html, MOST_ITEMS)?;
    }
    if brief {
        let mut first = Html::new(plan, words);
        own.overdue_first(&mut first)?;
        html.parts.splice(0..0, first.parts);
    }
    // The map and the chart come after the summary.
    let view = HtmlView { plan, report, words };
    let opens_counts = few_rows && report.scope.opens_counts();
    let opened = opens_counts.then(|| OpenedRows::of(plan, report, words)).transpose()?;
    let mut drawn = Html::new(plan, words);
    drawn.draw(PartId::Heat, Label::HeatMap, PageBlock::Heat(view.heat(most_units, opened)))?;
    if report.rows.len() > most_units {
        let (count, command) = (report.rows.len() - most_units, "tiendo site --out DIR");
        drawn.put(Piece::Remark(words.phrase(&Phrase::Screen(ScreenPhrase::MoreUnits { count, command }))))?;
    }
    drawn.draw(PartId::Chart, Label::Chart, PageBlock::Chart(chart::svg(&report.timeline, words)))?;
    let data = words.label(Label::ChartData).to_owned();
    drawn.put(Piece::Heading(Heading { folded: true, ..Heading::new(PartId::Chart, 2, data) }))?;
    trend::table(&mut drawn, &report.timeline, false, words)?;
    let after = html.parts.iter().position(|part| part.heading.id == PartId::Summary).map_or(0, |at| at + 1);
    html.parts.splice(after..after, drawn.parts);
    let as_of = report.scope.as_of;
    let links = html.parts.iter().filter(|part| part.heading.level == 1);
    let first = if lists_all { PartId::Happened } else { PartId::Overdue };
    let mut filters = view.filters();
    let about = units_in(&html.parts);
    if !lists_all {
        filters.units.retain(|(unit, _)| about.contains(unit.as_str()));
    }
    let template = Template {
        lang: words.lang().tag(),
        title: view.title(),
        edition: report.scope.edition,
        as_of: format!("{as_of}{}", remarks(report)),
        policy: POLICY,
        style: STYLE,
        script: SCRIPT,
        words: page_words(words),
        head: &html.head,
        links: links.map(|part| (part.heading.id.as_str(), part.heading.text.as_str())).collect(),
        parts: &html.parts,
        filtered: if about.is_empty() { "" } else { first.as_str() },
        opens: brief && u64::from(report.tally.overdue) <= most_rows,
        filters,
    };
    template.write_into(out)
}

/// The units that rows are about.
fn units_in(parts: &[PagePart]) -> HashSet<&str> {
    let tables = parts.iter().flat_map(|part| &part.blocks).filter_map(|block| match block {
        PageBlock::Table(table) => Some(table),
        _ => None,
    });
    let rows = tables.flat_map(|table| table.bodies.iter().flatten());
    rows.filter_map(|row| row.about.as_ref()).map(|about| about.unit.as_str()).collect()
}

fn page_words(words: &dyn Words) -> Labels {
    let word = |word| words.label(word);
    Labels {
        skip: word(Label::SkipToContent),
        contents: word(Label::Contents),
        theme: word(Label::LightDark),
        heat_map: word(Label::HeatMap),
        heat_cell: word(Label::HeatCell),
        heat_note: word(Label::HeatNote),
        heat_opens: word(Label::HeatOpens),
        counts_open: word(Label::CountsOpen),
        task: word(Label::Task),
        last_day: word(Label::LastDay),
        unit: words.label(Label::Unit),
        quarter: words.label(Label::Quarter),
        state: words.label(Label::State),
        chart: word(Label::Chart),
        chart_due: word(Label::ChartDue),
        chart_completed: word(Label::ChartCompleted),
        chart_overdue: word(Label::ChartOverdue),
        filters: word(Label::FilterLists),
        anything: word(Label::Anything),
        search: word(Label::Search),
        search_hint: word(Label::SearchHint),
        clear: word(Label::ClearFilters),
        shown: word(Label::ShownOfAll),
        none_shown: word(Label::NoneShown),
        sort_hint: word(Label::SortHint),
    }
}
