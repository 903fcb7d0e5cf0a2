//! A report as a page to look at: one file that needs nothing else, with the heat map of the board, progress over time,
//! and lists that can be sorted and filtered. Texts go through the template engine, which lets none become markup.

mod build;
mod chart;

use std::io;

use askama::Template;

use self::build::Builder;
use crate::data::report::mark::PARTIAL;
use crate::model::plan::Plan;
use crate::page::report::Composer;
use crate::page::{Line, PartId, Weight};
use crate::view::report::Report;
use crate::words::{Label, Words};

/// How many obligations the page lists at the most: browsers take more only slowly.
pub const MOST_ITEMS: usize = 20_000;
/// How many rows a list of what happened or comes has at the most.
const MOST_ROWS: usize = 5_000;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// What the page may do: run its own script and wear its own style, and nothing else. They are known by their
/// fingerprints, so that nothing that came into the page otherwise would be run.
const POLICY: &str = concat!(
    "default-src 'none'; base-uri 'none'; form-action 'none'; ",
    "style-src 'sha256-r/hfkf6+pefu1zjWlY1zr9eY7/uNcoLq9MAMPy6yzDI='; ",
    "script-src 'sha256-5UqwAJrNbPl65/TkomZu3prNUydv0WgijyC5CDfxC4g='"
);

#[derive(Template)]
#[template(path = "page.html", config = "src/office/html/askama.toml")]
struct Page<'a> {
    lang: &'static str,
    title: String,
    as_of: String,
    policy: &'static str,
    style: &'static str,
    script: &'static str,
    words: PageWords,
    head: &'a [Line],
    links: Vec<Link>,
    parts: Vec<PagePart>,
    filters: Filters,
}

/// The fixed words of the page.
struct PageWords {
    skip: &'static str,
    contents: &'static str,
    theme: &'static str,
    heat_map: &'static str,
    heat_cell: &'static str,
    heat_note: &'static str,
    unit: &'static str,
    quarter: &'static str,
    state: &'static str,
    chart: &'static str,
    chart_due: &'static str,
    chart_completed: &'static str,
    chart_overdue: &'static str,
    chart_data: &'static str,
    filters: &'static str,
    anything: &'static str,
    search: &'static str,
    search_hint: &'static str,
    clear: &'static str,
    shown: &'static str,
    sort_hint: &'static str,
}

struct Link {
    id: &'static str,
    text: String,
}

struct PagePart {
    id: &'static str,
    level: u8,
    heading: String,
    blocks: Vec<PageBlock>,
}

enum PageBlock {
    Paragraph(String),
    Remark(String),
    Table(PageTable),
    Heat(HeatMap),
    Chart(Chart),
}

struct PageTable {
    caption: String,
    class: &'static str,
    /// How wide each column is, in per cent; the browser finds out where nothing is said.
    shares: Vec<u16>,
    heads: Vec<PageHead>,
    numbering: Vec<String>,
    bodies: Vec<Vec<PageRow>>,
}

struct PageHead {
    text: String,
    class: &'static str,
}

struct PageRow {
    class: &'static str,
    about: Option<About>,
    cells: Vec<PageCell>,
}

/// What the filters ask of a row.
struct About {
    unit: String,
    quarter: String,
    state: String,
}

struct PageCell {
    tag: &'static str,
    /// How many columns it runs over.
    span: usize,
    class: &'static str,
    sort: String,
    text: String,
}

struct HeatMap {
    columns: Vec<String>,
    rows: Vec<HeatRow>,
    legend: Vec<(&'static str, &'static str)>,
}

struct HeatRow {
    unit: String,
    name: String,
    cells: Vec<HeatCell>,
}

#[derive(Default)]
struct HeatCell {
    heat: &'static str,
    text: String,
    quarter: String,
    said: String,
    overdue: u32,
}

struct Chart {
    svg: String,
    data: PageTable,
}

/// What can be chosen in the filters: values and what people read.
struct Filters {
    units: Vec<(String, String)>,
    quarters: Vec<(String, String)>,
    states: Vec<(&'static str, String)>,
}

/// Writes a report as a page.
pub fn page(out: &mut dyn io::Write, plan: &Plan, report: &Report, words: &dyn Words) -> io::Result<()> {
    let builder = Builder { plan, report, words };
    let composer = Composer { plan, report, words, most_rows: MOST_ROWS };
    let document = composer.document();
    let mut parts = Vec::new();
    for part in &document.parts {
        let heading = part.heading.clone().unwrap_or_default();
        let blocks = part.blocks.iter().map(|block| builder.block(block, &heading, part.id)).collect();
        parts.push(PagePart { id: part.id.as_str(), level: part.level, heading, blocks });
        if part.id == PartId::Summary {
            parts.push(builder.own("heat", Label::HeatMap, vec![PageBlock::Heat(builder.heat())]));
            parts.push(builder.own("chart", Label::Chart, vec![PageBlock::Chart(builder.chart())]));
        }
    }
    parts.push(builder.own("items", Label::ListOfAll, builder.items()));
    let as_of = report.scope.as_of;
    let links = parts.iter().filter(|part| part.level == 1);
    let page = Page {
        lang: words.lang().tag(),
        title: builder.title(),
        as_of: if report.is_partial() { format!("{as_of} {PARTIAL}") } else { as_of.to_string() },
        policy: POLICY,
        style: STYLE,
        script: SCRIPT,
        words: page_words(words),
        head: &document.head,
        links: links.map(|part| Link { id: part.id, text: part.heading.clone() }).collect(),
        parts,
        filters: builder.filters(),
    };
    let text = page.render().map_err(io::Error::other)?;
    out.write_all(text.as_bytes())
}

fn page_words(words: &dyn Words) -> PageWords {
    let word = |word| words.label(word);
    PageWords {
        skip: word(Label::SkipToContent),
        contents: word(Label::Contents),
        theme: word(Label::LightDark),
        heat_map: word(Label::HeatMap),
        heat_cell: word(Label::HeatCell),
        heat_note: word(Label::HeatNote),
        unit: words.label(Label::Unit),
        quarter: words.label(Label::Quarter),
        state: words.label(Label::State),
        chart: word(Label::Chart),
        chart_due: word(Label::ChartDue),
        chart_completed: word(Label::ChartCompleted),
        chart_overdue: word(Label::ChartOverdue),
        chart_data: word(Label::ChartData),
        filters: word(Label::FilterLists),
        anything: word(Label::Anything),
        search: word(Label::Search),
        search_hint: word(Label::SearchHint),
        clear: word(Label::ClearFilters),
        shown: word(Label::ShownOfAll),
        sort_hint: word(Label::SortHint),
    }
}
