//! The board in a terminal: a row for each unit, a group of columns for each quarter where they fit, else a row for each.
//!
//! It is laid out by hand: with fifty thousand units a general table would hold every cell, and widths here follow
//! from the counts alone.

use std::io::{self, Write};

use super::Screen;
use super::layout::{left, right, wrap};
use crate::judge::State;
use crate::model::plan::Plan;
use crate::page::Tone;
use crate::text::{one_line, width};
use crate::view::board::{Board, QuarterTotals, quarter_of};
use crate::view::heat::Heat;
use crate::view::totals::Totals;
use crate::words::{Label, Words};

/// The states that are counted under each quarter.
const BY_QUARTER: [State; 3] = [State::Overdue, State::Pending, State::Completed];
/// The narrowest column of names.
const LEAST_NAME: usize = 12;
/// What stands for 0, so that the eye finds what is not.
const NOTHING: &str = "·";
/// What stands over the columns of what belongs to no quarter.
const NO_QUARTER: &str = "–";
/// What stands between groups of columns.
const RULE: &str = "│";

/// A group of columns: a quarter, or the whole plan (no slot).
struct ColumnGroup {
    slot: Option<usize>,
    heading: String,
    columns: Vec<BoardColumn>,
    /// Blanks before the columns, where the heading is wider than they are.
    margin: usize,
}

struct BoardColumn {
    state: State,
    width: usize,
}

impl ColumnGroup {
    fn new(slot: Option<usize>, heading: String, columns: Vec<BoardColumn>) -> Self {
        let used = columns.iter().map(|column| column.width + 1).sum::<usize>() - 1;
        let margin = width(&heading).saturating_sub(used);
        Self { slot, heading, columns, margin }
    }

    fn width(&self) -> usize {
        self.margin + self.columns.iter().map(|column| column.width + 1).sum::<usize>() - 1
    }

    fn totals(&self, quarters: &[QuarterTotals], all: &Totals) -> Totals {
        let Some(wanted) = self.slot else {
            return *all;
        };
        quarters.iter().find(|(slot, _)| *slot == wanted).map(|(_, totals)| *totals).unwrap_or_default()
    }
}

pub(crate) fn render(
    out: &mut dyn Write,
    plan: &Plan,
    board: &Board,
    words: &dyn Words,
    screen: Screen,
) -> io::Result<()> {
    let columns = board.columns();
    let all = board.totals();
    let groups = groups(plan, &columns, &all, words);
    let states: Vec<State> =
        groups.last().map(|group| group.columns.iter().map(|c| c.state).collect()).unwrap_or_default();
    let needed: usize = groups.iter().map(|group| group.width() + width(RULE)).sum();
    let longest = |short: bool| {
        board.units.iter().map(|unit| width(&name(plan, *unit, short))).max().unwrap_or(0).max(LEAST_NAME)
    };
    let (full, short) = (longest(false), longest(true));
    if full + needed <= screen.width {
        wide(out, plan, board, &groups, &columns, full, false, words, screen)?;
    } else if short.min(LEAST_NAME + 4) + needed <= screen.width {
        let room = (screen.width - needed).min(short);
        wide(out, plan, board, &groups, &columns, room, true, words, screen)?;
    } else {
        tall(out, plan, board, &columns, &all, words, screen)?;
    }
    let brief = |state: &State| format!("{} {}", words.state_brief(*state), words.state(*state));
    let mut legend: Vec<String> = states.iter().map(brief).collect();
    if groups.iter().any(|group| group.heading == NO_QUARTER) {
        legend.push(format!("{NO_QUARTER} {}", words.label(Label::NoQuarter)));
    }
    for line in wrap(&legend.join(" · "), screen.width) {
        writeln!(out, "{}", screen.paint(Tone::Faint, &line))?;
    }
    if screen.colour { heat_legend(out, words, screen) } else { Ok(()) }
}

/// What the colours say, each on itself.
fn heat_legend(out: &mut dyn Write, words: &dyn Words, screen: Screen) -> io::Result<()> {
    let mut used = 0;
    for heat in Heat::ALL.into_iter().filter(|heat| !matches!(heat, Heat::Empty | Heat::Waiting)) {
        let said = format!(" {} ", words.heat(heat));
        if used > 0 && used + width(&said) > screen.width {
            writeln!(out)?;
            used = 0;
        }
        used += width(&said);
        write!(out, "{}", screen.heat(heat, &said))?;
    }
    writeln!(out)
}

fn name(plan: &Plan, unit: crate::model::id::UnitIx, short: bool) -> String {
    let unit = plan.unit(unit);
    one_line(if short { unit.short_name() } else { &unit.name })
}

fn groups(plan: &Plan, columns: &[QuarterTotals], all: &Totals, words: &dyn Words) -> Vec<ColumnGroup> {
    let with_year = plan.quarters.first().map(|q| q.year()) != plan.quarters.last().map(|q| q.year());
    let mut groups = Vec::new();
    for (slot, totals) in columns {
        if BY_QUARTER.iter().all(|state| totals.of(*state) == 0) {
            continue;
        }
        let heading = match quarter_of(plan, *slot) {
            Some(quarter) => words.quarter_brief(quarter, with_year),
            None => NO_QUARTER.to_owned(),
        };
        groups.push(ColumnGroup::new(Some(*slot), heading, sized(&BY_QUARTER, totals, words)));
    }
    let whole: Vec<State> = State::ALL.into_iter().filter(|s| BY_QUARTER.contains(s) || all.of(*s) > 0).collect();
    groups.push(ColumnGroup::new(None, words.label(Label::All).to_owned(), sized(&whole, all, words)));
    groups
}

fn sized(states: &[State], totals: &Totals, words: &dyn Words) -> Vec<BoardColumn> {
    let digits = |count: u32| count.to_string().len();
    let column = |state: &State| BoardColumn {
        state: *state,
        width: digits(totals.of(*state)).max(width(words.state_brief(*state))),
    };
    states.iter().map(column).collect()
}

#[allow(clippy::too_many_arguments, reason = "one private layout function; a struct would only rename them")]
fn wide(
    out: &mut dyn Write,
    plan: &Plan,
    board: &Board,
    groups: &[ColumnGroup],
    columns: &[QuarterTotals],
    room: usize,
    short: bool,
    words: &dyn Words,
    screen: Screen,
) -> io::Result<()> {
    let mut heading = left("", room);
    let mut heads = left(words.label(Label::Unit), room);
    let mut rule = "─".repeat(room);
    for group in groups {
        heading.push_str(RULE);
        heading.push_str(&right(&group.heading, group.width()));
        heads.push_str(RULE);
        let cells: Vec<String> = group.columns.iter().map(|c| right(words.state_brief(c.state), c.width)).collect();
        heads.push_str(&right(&cells.join(" "), group.width()));
        rule.push('┼');
        rule.push_str(&"─".repeat(group.width()));
    }
    writeln!(out, "{}", screen.paint(Tone::Heading, heading.trim_end()))?;
    writeln!(out, "{}", screen.paint(Tone::Heading, heads.trim_end()))?;
    writeln!(out, "{rule}")?;
    let mut line = String::new();
    for (at, unit) in board.units.iter().enumerate() {
        let lines = wrap(&name(plan, *unit, short), room);
        line.clear();
        line.push_str(&left(&lines[0], room));
        cells(&mut line, groups, board.row(at), &board.row_totals(at), screen);
        for rest in &lines[1..] {
            line.push('\n');
            line.push_str(rest);
        }
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    writeln!(out, "{rule}")?;
    line.clear();
    line.push_str(&screen.paint(Tone::Heading, &left(words.label(Label::Total), room)));
    cells(&mut line, groups, columns, &board.totals(), screen);
    writeln!(out, "{}", line.trim_end())
}

fn cells(line: &mut String, groups: &[ColumnGroup], quarters: &[QuarterTotals], all: &Totals, screen: Screen) {
    for group in groups {
        line.push_str(RULE);
        let totals = group.totals(quarters, all);
        in_heat(line, &totals, screen, |line| {
            blanks(line, group.margin);
            for (at, column) in group.columns.iter().enumerate() {
                if at > 0 {
                    line.push(' ');
                }
                count(line, totals.of(column.state), column);
            }
        });
    }
}

/// Writes counts on the colour of their heat. Tens of thousands of units have hundreds of thousands of them: where there
/// are no colours nothing is written twice.
fn in_heat(line: &mut String, totals: &Totals, screen: Screen, write: impl FnOnce(&mut String)) {
    let start = line.len();
    write(line);
    if screen.colour {
        let painted = screen.heat(Heat::of(totals), &line[start..]);
        line.truncate(start);
        line.push_str(&painted);
    }
}

fn blanks(line: &mut String, count: usize) {
    const BLANKS: &str = "                ";
    let mut left = count;
    while left > 0 {
        let now = left.min(BLANKS.len());
        line.push_str(&BLANKS[..now]);
        left -= now;
    }
}

/// Writes a count to the right of its column. Tens of thousands of units have hundreds of thousands of them.
fn count(line: &mut String, count: u32, column: &BoardColumn) {
    let mut digits = [0; 10];
    let mut first = digits.len();
    let mut left = count;
    while left > 0 {
        first -= 1;
        digits[first] = b'0' + u8::try_from(left % 10).expect("a digit");
        left /= 10;
    }
    let text = if count == 0 { NOTHING } else { str::from_utf8(&digits[first..]).expect("digits") };
    blanks(line, column.width.saturating_sub(if count == 0 { 1 } else { text.len() }));
    line.push_str(text);
}

fn tall(
    out: &mut dyn Write,
    plan: &Plan,
    board: &Board,
    columns: &[QuarterTotals],
    all: &Totals,
    words: &dyn Words,
    screen: Screen,
) -> io::Result<()> {
    let states: Vec<State> = State::ALL.into_iter().filter(|s| BY_QUARTER.contains(s) || all.of(*s) > 0).collect();
    let numbers = sized(&states, all, words);
    let used: usize = numbers.iter().map(|column| column.width + 1).sum();
    let label = |slot: usize| match quarter_of(plan, slot) {
        Some(quarter) => words.quarter_brief(quarter, true),
        None => words.label(Label::NoQuarter).to_owned(),
    };
    let labels: Vec<String> = columns.iter().map(|(slot, _)| label(*slot)).collect();
    let total = words.label(Label::Total);
    let longest = labels.iter().map(|label| width(label)).chain([width(total)]).max().unwrap_or(0);
    let room = (longest + 2).min(screen.width.saturating_sub(used).max(4));
    let heads: Vec<String> = labels.iter().map(|label| left(&format!("  {label}"), room)).collect();
    let total = left(&format!("  {total}"), room);
    let briefs: Vec<String> = numbers.iter().map(|c| right(words.state_brief(c.state), c.width)).collect();
    writeln!(out, "{}", screen.paint(Tone::Heading, &format!("{} {}", left("", room), briefs.join(" "))))?;
    let mut text = String::new();
    let mut block = |out: &mut dyn Write, name: &str, quarters: &[QuarterTotals], sum: &Totals| {
        text.clear();
        for line in wrap(name, screen.width) {
            text.push_str(&screen.paint(Tone::Heading, &line));
            text.push('\n');
        }
        let head =
            |slot: usize| columns.binary_search_by_key(&slot, |(slot, _)| *slot).map_or("", |at| heads[at].as_str());
        let filled = quarters.iter().map(|(slot, totals)| (head(*slot), totals));
        for (head, totals) in filled.chain([(total.as_str(), sum)]) {
            text.push_str(head);
            in_heat(&mut text, totals, screen, |text| {
                for column in &numbers {
                    text.push(' ');
                    count(text, totals.of(column.state), column);
                }
            });
            text.push('\n');
        }
        out.write_all(text.as_bytes())
    };
    for (at, unit) in board.units.iter().enumerate() {
        block(out, &name(plan, *unit, false), board.row(at), &board.row_totals(at))?;
    }
    block(out, words.label(Label::All), columns, all)
}
