//! Markdown: for reports and pull requests. No text of a file can become markup.

use std::io::{self, Write};

use chrono::NaiveDate;

use crate::judge::{Flag, State};
use crate::model::plan::Plan;
use crate::model::record::Field;
use crate::page::{CellValue, ColumnHead, Heading, Page, Piece, Role, RowKind, TableHead, TableRow, Weight};
use crate::text::{one_line, sentence_case};
use crate::view::board::{Board, Totals, quarter_of};
use crate::view::item::Item;
use crate::view::report::tally::Rate;
use crate::view::timeline::Timeline;
use crate::words::{Label, Phrase, Words, date};

pub(crate) struct MarkdownPage<'a, W: Write> {
    out: W,
    words: &'a dyn Words,
    begun: bool,
}

impl<'a, W: Write> MarkdownPage<'a, W> {
    pub(crate) fn new(out: W, words: &'a dyn Words) -> Self {
        Self { out, words, begun: false }
    }

    fn block(&mut self, text: &str) -> io::Result<()> {
        let apart = if std::mem::replace(&mut self.begun, true) { "\n" } else { "" };
        writeln!(self.out, "{apart}{text}")
    }

    fn table(&mut self, table: &TableHead) -> io::Result<()> {
        let heads: Vec<String> = table.columns.iter().map(|column| escape_inside(&column.text)).collect();
        let rule = |column: &ColumnHead| match column.role {
            Role::Words | Role::Day => "---|",
            Role::Short => ":---:|",
            Role::Number => "---:|",
        };
        self.block(&format!("| {} |", heads.join(" | ")))?;
        writeln!(self.out, "|{}", table.columns.iter().map(rule).collect::<String>())?;
        if table.numbering.is_empty() {
            return Ok(());
        }
        let numbering: Vec<String> =
            table.numbering.iter().map(|number| format!("*{}*", escape_inside(number))).collect();
        writeln!(self.out, "| {} |", numbering.join(" | "))
    }

    fn row(&mut self, row: &TableRow) -> io::Result<()> {
        let cell = |value: &CellValue| {
            let text = escape_inside(&value.shown(self.words));
            if row.kind == RowKind::Body || text.is_empty() { text } else { format!("**{text}**") }
        };
        let cells: Vec<String> = row.cells.iter().map(cell).collect();
        writeln!(self.out, "| {} |", cells.join(" | "))
    }
}

impl<W: Write> Page for MarkdownPage<'_, W> {
    fn put(&mut self, piece: Piece) -> io::Result<()> {
        match piece {
            // Of an empty line the marks around it would be left, which mean something else.
            Piece::Head(_, text) if text.is_empty() => Ok(()),
            Piece::Head(Weight::Title, text) => self.block(&format!("# {}", escape(&text))),
            Piece::Head(Weight::Subtitle, text) => self.block(&format!("**{}**", escape_inside(&text))),
            Piece::Head(Weight::Warning, text) => self.block(&format!("> {}", escape(&text))),
            Piece::Head(Weight::Plain, text) | Piece::Paragraph(text) => self.block(&escape(&text)),
            Piece::Heading(heading) if heading.text.is_empty() => Ok(()),
            Piece::Heading(Heading { level, text, .. }) => {
                self.block(&format!("{} {}", "#".repeat(usize::from(level) + 1), escape_inside(&text)))
            }
            Piece::Remark(text) => self.block(&format!("*{}*", escape_inside(&text))),
            Piece::Table(table) => self.table(&table),
            Piece::Row(row) => self.row(&row),
            Piece::EndTable => Ok(()),
        }
    }
}

/// Writes the heading every output begins with.
pub fn title(out: &mut dyn Write, plan: &Plan, as_of: NaiveDate, words: &dyn Words) -> io::Result<()> {
    let header = &plan.header;
    let heading =
        words.phrase(&Phrase::PlanTitle { number: &one_line(&header.number), title: &one_line(&header.title) });
    let issuer = header.issuer.as_deref().map(one_line);
    let as_of = words.phrase(&Phrase::AsOf { day: as_of, issuer: issuer.as_deref() });
    writeln!(out, "# {}\n\n{}", escape(&heading), escape(&as_of))?;
    match &header.notice {
        Some(notice) => writeln!(out, "\n> {}\n", escape(notice)),
        None => writeln!(out),
    }
}

pub fn board(out: &mut dyn Write, plan: &Plan, board: &Board, words: &dyn Words) -> io::Result<()> {
    let heads = [Label::Unit, Label::Quarter].map(|label| words.label(label).to_owned());
    let states = State::ALL.map(|state| sentence_case(words.state(state)));
    writeln!(out, "| {} | {} |", heads.join(" | "), states.join(" | "))?;
    writeln!(out, "|---|---|{}", "---:|".repeat(State::ALL.len()))?;
    let mut row = |unit: &str, quarter: &str, totals: &Totals| {
        let counts = State::ALL.map(|state| totals.of(state).to_string()).join(" | ");
        writeln!(out, "| {unit} | {quarter} | {counts} |")
    };
    for (at, unit) in board.units.iter().enumerate() {
        let name = escape_inside(&plan.unit(*unit).name);
        for (slot, totals) in board.row(at) {
            let quarter = quarter_of(plan, *slot)
                .map_or(words.label(Label::NoQuarter).to_owned(), |q| words.quarter_brief(q, true));
            row(&name, &quarter, totals)?;
        }
    }
    row(&format!("**{}**", words.label(Label::Total)), "", &board.totals())
}

/// Writes the head of a table of items.
pub fn item_heads(out: &mut dyn Write, words: &dyn Words) -> io::Result<()> {
    let heads = [Label::Unit, Label::Task, Label::Period, Label::LastDay, Label::State, Label::Done, Label::Evidence];
    writeln!(out, "| {} |", heads.map(|label| words.label(label)).join(" | "))?;
    writeln!(out, "|{}", "---|".repeat(heads.len()))
}

/// Writes an item as a row.
pub fn item(out: &mut dyn Write, plan: &Plan, item: &Item<'_>, words: &dyn Words) -> io::Result<()> {
    let Item { standing, facts, .. } = item;
    let mut state =
        super::terminal::items::state_word(standing.state, standing.due.is_some(), standing.flags, words).to_owned();
    for flag in standing.flags.iter().filter(|flag| *flag != Flag::Late) {
        state.push_str(", ");
        state.push_str(words.flag(flag));
    }
    let period = plan.occurrence(item.occurrence).period;
    let title = plan.task(plan.occurrence(item.occurrence).task).title_for(period);
    let period = period.map(|period| words.period(period)).unwrap_or_default();
    let day = |day: Option<NaiveDate>| day.map(date).unwrap_or_default();
    let (due, done) = (day(standing.due), day(facts.day(Field::Done)));
    let evidence = escape_inside(&facts.evidence().join("; "));
    let (unit, title) = (escape_inside(plan.unit(item.unit).short_name()), escape_inside(title));
    writeln!(out, "| {unit} | {title} | {period} | {due} | {state} | {done} | {evidence} |")
}

/// Writes a table of Markdown.
pub fn trend(out: &mut dyn Write, timeline: &Timeline, words: &dyn Words) -> io::Result<()> {
    let word = |word| sentence_case(words.label(word));
    let counts = [Label::ChartDue, Label::ChartCompleted, Label::ChartOverdue].map(word);
    let (day, rate) = (word(Label::ByDay), words.label(Label::Rate));
    writeln!(out, "| {day} | {} | {rate} |\n|---|---:|---:|---:|---:|", counts.join(" | "))?;
    for point in &timeline.points {
        let counts = [point.due, point.completed, point.overdue].map(|count| words.number(count.into()));
        let rate = Rate::of(point.due_completed, point.due).map_or("–".to_owned(), |rate| words.rate(rate));
        writeln!(out, "| {} | {} | {rate} |", date(point.day), counts.join(" | "))?;
    }
    Ok(())
}

/// A text in which nothing is markup, on a line of its own.
pub fn escape(text: &str) -> String {
    escaped(text, true)
}

/// A text in which nothing is markup, inside of a line: after a heading's sign, or in a cell.
pub fn escape_inside(text: &str) -> String {
    escaped(text, false)
}

fn escaped(text: &str, begins_line: bool) -> String {
    let line = one_line(text);
    let mut escaped = String::with_capacity(line.len());
    for (at, character) in line.char_indices() {
        match character {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' | '$' | '@' => {
                escaped.push('\\');
                escaped.push(character);
            }
            // Only at the start of a line do these begin a heading or a list.
            '#' | '+' | '-' | '=' if begins_line && at == 0 => {
                escaped.push('\\');
                escaped.push(character);
            }
            // A number and a sign after it begin a list.
            '.' | ')' if begins_line && at > 0 && line[..at].bytes().all(|b| b.is_ascii_digit()) => {
                escaped.push('\\');
                escaped.push(character);
            }
            // An address would become a link by itself.
            ':' if line[at..].starts_with("://") => escaped.push_str("&#58;"),
            '.' if line[..at].to_ascii_lowercase().ends_with("www") => escaped.push_str("&#46;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{escape, escape_inside};

    #[test]
    fn nothing_becomes_markup() {
        assert_eq!(escape("a | b\nc"), "a \\| b c");
        assert_eq!(escape("<script>"), "&lt;script&gt;");
        assert_eq!(escape("[x](javascript:y)"), "\\[x\\](javascript:y)");
        assert_eq!(escape("# đề mục"), "\\# đề mục");
        assert_eq!(escape("https://a.vn"), "https&#58;//a.vn");
        assert_eq!(escape("12-CV/TU"), "12-CV/TU");
        assert_eq!(escape("12. Báo cáo 3.1"), "12\\. Báo cáo 3.1");
        assert_eq!(escape("www.a.vn"), "www&#46;a.vn");
        assert_eq!((escape_inside("+4"), escape_inside("12. #")), ("+4".to_owned(), "12. #".to_owned()));
        assert_eq!(escape_inside("<b>|"), "&lt;b&gt;\\|");
    }
}
