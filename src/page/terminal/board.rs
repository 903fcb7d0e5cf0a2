//! The board in a terminal: a row for each unit, a group of columns for each quarter where they fit, else a row for each.
//!
//! It is laid out by hand: with fifty thousand units a general table would hold every cell, and widths here follow
//! from the counts alone.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::Range;

use super::Screen;
use super::layout::{left, right, with_command, wrap};
use crate::judge::State;
use crate::model::id::UnitIx;
use crate::model::plan::Plan;
use crate::page::Tone;
use crate::text::{one_line, width};
use crate::view::board::{Board, QuarterTotals, quarter_of};
use crate::view::heat::Heat;
use crate::view::totals::Totals;
use crate::words::screen::ScreenPhrase;
use crate::words::{Label, Phrase, Words, names};

/// The states that are counted under each quarter.
const BY_QUARTER: [State; 3] = [State::Overdue, State::Pending, State::Completed];
/// The narrowest column of names.
const LEAST_NAME: usize = 12;
/// Below this width a quarter is a line rather than a group of columns, unless all fit.
const LEAST_WIDTH: usize = 60;
/// What stands for 0, so that the eye finds what is not.
const NOTHING: &str = "·";
/// What stands over the columns of what belongs to no quarter.
const NO_QUARTER: &str = "–";
/// What stands between groups of columns.
const RULE: &str = "│";

/// So many units are all shown; of more the worst few.
const ALL_UP_TO: usize = 60;
/// How many those are.
const WORST: usize = 20;

/// Which rows and columns of a board are shown.
#[derive(Clone, Copy)]
pub(crate) struct BoardView<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) board: &'a Board,
    /// Units that are in no count, since their files could not be read.
    pub(crate) unreadable: &'a [UnitIx],
    /// So many of the worst units; else all, unless they are very many.
    pub(crate) worst: Option<usize>,
    /// Whether every unit and quarter is shown, however many there are.
    pub(crate) full: bool,
    /// The year whose quarters are shown.
    pub(crate) year: i32,
    /// Whether the quarters of other years are gathered although there is room for them.
    pub(crate) one_year: bool,
    /// The options that were given, for the command that shows everything.
    pub(crate) hint: &'a str,
}

/// A row of the board.
#[derive(Clone, Copy, PartialEq, Eq)]
enum BoardRow {
    /// A unit by its place in the board.
    Counted(usize),
    Unread(UnitIx),
}

/// The rows that are shown, and those that are not.
struct ChosenRows {
    rows: Vec<BoardRow>,
    /// Units with nothing under any quarter: they are named in one line.
    untimed: Vec<UnitIx>,
    hidden: usize,
}

impl BoardView<'_> {
    fn unit(&self, row: BoardRow) -> UnitIx {
        match row {
            BoardRow::Counted(at) => self.board.units[at],
            BoardRow::Unread(unit) => unit,
        }
    }

    fn rows(&self) -> ChosenRows {
        let counted = (0..self.board.units.len()).map(BoardRow::Counted);
        let mut rows: Vec<BoardRow> = counted.chain(self.unreadable.iter().copied().map(BoardRow::Unread)).collect();
        if !self.unreadable.is_empty() {
            rows.sort_by_key(|row| self.unit(*row));
        }
        let of = |row: BoardRow| match row {
            BoardRow::Counted(at) => self.board.row_totals(at),
            BoardRow::Unread(_) => Totals::default(),
        };
        let is_untimed = |row: BoardRow| {
            let totals = of(row);
            matches!(row, BoardRow::Counted(_)) && BY_QUARTER.iter().all(|state| totals.of(*state) == 0)
        };
        let mut untimed = Vec::new();
        let count = if self.full { 0 } else { rows.iter().filter(|row| is_untimed(**row)).count() };
        if count > 1 && count < rows.len() {
            rows.retain(|row| {
                let folds = is_untimed(*row);
                untimed.extend(folds.then(|| self.unit(*row)));
                !folds
            });
        }
        let limit = self.worst.unwrap_or(if rows.len() > ALL_UP_TO { WORST } else { ALL_UP_TO });
        let hidden = if self.full { 0 } else { rows.len().saturating_sub(limit) };
        if hidden > 0 {
            // What could not be read may be anything.
            rows.sort_by_key(|row| match row {
                BoardRow::Counted(_) => (1, std::cmp::Reverse(of(*row).of(State::Overdue))),
                BoardRow::Unread(_) => (0, std::cmp::Reverse(0)),
            });
            rows.truncate(limit);
        }
        ChosenRows { rows, untimed, hidden }
    }
}

/// A group of columns: a quarter or a few, or the whole plan (no slots).
struct ColumnGroup {
    slots: Option<Range<usize>>,
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
    fn new(slots: Option<Range<usize>>, heading: String, columns: Vec<BoardColumn>) -> Self {
        let used = columns.iter().map(|column| column.width + 1).sum::<usize>() - 1;
        let margin = width(&heading).saturating_sub(used);
        Self { slots, heading, columns, margin }
    }

    fn width(&self) -> usize {
        self.margin + self.columns.iter().map(|column| column.width + 1).sum::<usize>() - 1
    }

    fn totals(&self, quarters: &[QuarterTotals], all: &Totals) -> Totals {
        self.slots.as_ref().map_or(*all, |wanted| within(quarters, wanted))
    }
}

/// What belongs to some quarters.
fn within(quarters: &[QuarterTotals], wanted: &Range<usize>) -> Totals {
    let mut sum = Totals::default();
    quarters.iter().filter(|(slot, _)| wanted.contains(slot)).for_each(|(_, totals)| sum.add_all(totals));
    sum
}

pub(crate) fn render(out: &mut dyn Write, view: BoardView<'_>, words: &dyn Words, screen: Screen) -> io::Result<()> {
    let BoardView { plan, board, .. } = view;
    let chosen = view.rows();
    let longest = |short: bool| {
        let names = chosen.rows.iter().map(|row| width(&name(plan, view.unit(*row), short)));
        names.max().unwrap_or(0).max(LEAST_NAME)
    };
    let (full, short) = (longest(false), longest(true));
    let needs = |groups: &[ColumnGroup]| groups.iter().map(|group| group.width() + width(RULE)).sum::<usize>();
    let least = short.min(LEAST_NAME + 4);
    let mut foldings = foldings(view);
    let fits = foldings.iter().position(|folding| least + needs(&groups(view, folding, words)) <= screen.width);
    // On a narrow screen each quarter has a line, and each other year.
    let fits = fits.filter(|at| *at == 0 || screen.width >= LEAST_WIDTH);
    let is_long = !view.full && !view.one_year && view.plan.quarters.len() > 4;
    let tall_at = if is_long && foldings.len() > 4 { 2 } else { 0 };
    let folding = foldings.swap_remove(fits.unwrap_or(tall_at));
    let groups = groups(view, &folding, words);
    let needed = needs(&groups);
    if fits.is_some() {
        let layout = if full + needed <= screen.width {
            WideLayout { groups: &groups, room: full, short: false }
        } else {
            WideLayout { groups: &groups, room: (screen.width - needed).min(short), short: true }
        };
        wide(out, view, &chosen.rows, &layout, words, screen)?;
    } else {
        tall(out, view, &chosen.rows, &folding, words, screen)?;
    }
    let said = |phrase: ScreenPhrase<'_>| words.phrase(&Phrase::Screen(phrase));
    if chosen.hidden > 0 {
        let command = format!("tiendo status{} --full", view.hint);
        let said = said(ScreenPhrase::MoreUnits { count: chosen.hidden, command: &command });
        with_command(&said, &command, screen.width).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    let mut legend = Vec::new();
    if !chosen.untimed.is_empty() {
        legend.push(said(ScreenPhrase::Untimed { units: &names(plan, &chosen.untimed, words) }));
    }
    let columns = groups.last().map(|group| group.columns.as_slice()).unwrap_or_default();
    let brief = |column: &BoardColumn| format!("{} {}", words.state_brief(column.state), words.state(column.state));
    let mut states: Vec<String> = columns.iter().map(brief).collect();
    if groups.iter().any(|group| group.heading == NO_QUARTER) {
        states.push(format!("{NO_QUARTER} {}", words.label(Label::NoQuarter)));
    }
    legend.push(states.join(" · "));
    for line in legend.iter().flat_map(|text| wrap(text, screen.width)) {
        writeln!(out, "{}", screen.paint(Tone::Faint, &line))?;
    }
    if screen.colour && board.totals().sum() > 0 { heat_legend(out, words, screen) } else { Ok(()) }
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

fn name(plan: &Plan, unit: UnitIx, short: bool) -> String {
    let unit = plan.unit(unit);
    one_line(if short { unit.short_name() } else { &unit.name })
}

/// The quarters that share a group of columns, by place; how the group is called is found later.
type Folding = Vec<Range<usize>>;

/// The ways to put quarters into groups, the widest first: each by itself; other years as a whole; what comes before the
/// year and what comes after it; of a year that was asked for its quarters alone; every year as a whole. What belongs to no quarter may stand in the whole plan alone.
fn foldings(view: BoardView<'_>) -> Vec<Folding> {
    let quarters = &view.plan.quarters;
    let each: Folding = (0..quarters.len()).map(|slot| slot..slot + 1).collect();
    let none = quarters.len()..quarters.len() + 1;
    let mut years: BTreeMap<i32, Range<usize>> = BTreeMap::new();
    for (slot, quarter) in quarters.iter().enumerate() {
        years.entry(quarter.year()).or_insert(slot..slot).end = slot + 1;
    }
    let with_none = |folding: Folding| folding.into_iter().chain([none.clone()]).collect::<Folding>();
    let nearest = years.keys().copied().min_by_key(|year| (year - view.year).abs());
    let Some(year) = nearest.filter(|_| !view.full) else { return vec![with_none(each)] };
    let own = years[&year].clone();
    let of_year = || own.clone().map(|slot| slot..slot + 1);
    let others = |wanted: fn(&i32, &i32) -> bool| {
        years.iter().filter(move |(other, _)| wanted(other, &year)).map(|(_, range)| range.clone())
    };
    let ends = |range: Range<usize>| Some(range).filter(|range| !range.is_empty());
    let (before, after) = (ends(0..own.start), ends(own.end..quarters.len()));
    let by_year: Folding = others(|it, year| it < year).chain(of_year()).chain(others(|it, year| it > year)).collect();
    let around: Folding = before.into_iter().chain(of_year()).chain(after).collect();
    let mut folded = if view.one_year { Vec::new() } else { vec![each] };
    if years.len() > 1 {
        folded.extend([by_year, around]);
    }
    if view.one_year {
        folded.push(of_year().collect());
    }
    folded.push(years.into_values().collect());
    folded.into_iter().flat_map(|folding| [with_none(folding.clone()), folding]).collect()
}

/// The years or the quarter of a group of columns.
fn heading(plan: &Plan, slots: &Range<usize>, with_year: bool, words: &dyn Words) -> String {
    let (first, last) = (quarter_of(plan, slots.start), quarter_of(plan, slots.end - 1));
    match (first, last) {
        (Some(first), _) if slots.len() == 1 => words.quarter_brief(first, with_year),
        (Some(first), Some(last)) if first.year() == last.year() => first.year().to_string(),
        (Some(first), Some(last)) => format!("{}–{}", first.year(), last.year()),
        _ => NO_QUARTER.to_owned(),
    }
}

fn groups(view: BoardView<'_>, folding: &Folding, words: &dyn Words) -> Vec<ColumnGroup> {
    let (plan, quarters, all) = (view.plan, &view.plan.quarters, view.board.totals());
    let columns = view.board.columns();
    let with_year = quarters.first().map(|q| q.year()) != quarters.last().map(|q| q.year());
    let mut groups = Vec::new();
    for slots in folding {
        let totals = within(&columns, slots);
        if BY_QUARTER.iter().any(|state| totals.of(*state) > 0) {
            let heading = heading(plan, slots, with_year, words);
            groups.push(ColumnGroup::new(Some(slots.clone()), heading, sized(&BY_QUARTER, &totals, words)));
        }
    }
    groups.push(ColumnGroup::new(None, words.label(Label::All).to_owned(), sized(&in_all(&all), &all, words)));
    groups
}

/// The states that are counted of the whole plan.
fn in_all(all: &Totals) -> Vec<State> {
    State::ALL.into_iter().filter(|s| BY_QUARTER.contains(s) || all.of(*s) > 0).collect()
}

fn sized(states: &[State], totals: &Totals, words: &dyn Words) -> Vec<BoardColumn> {
    let digits = |count: u32| count.to_string().len();
    let column = |state: &State| BoardColumn {
        state: *state,
        width: digits(totals.of(*state)).max(width(words.state_brief(*state))),
    };
    states.iter().map(column).collect()
}

/// How a board with groups of columns is laid out.
struct WideLayout<'a> {
    groups: &'a [ColumnGroup],
    /// How wide names are.
    room: usize,
    short: bool,
}

fn wide(
    out: &mut dyn Write,
    view: BoardView<'_>,
    rows: &[BoardRow],
    layout: &WideLayout<'_>,
    words: &dyn Words,
    screen: Screen,
) -> io::Result<()> {
    let WideLayout { groups, room, short } = *layout;
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
    for row in rows {
        let lines = wrap(&name(view.plan, view.unit(*row), short), room);
        line.clear();
        line.push_str(&left(&lines[0], room));
        match *row {
            BoardRow::Counted(at) => {
                cells(&mut line, groups, view.board.row(at), &view.board.row_totals(at), screen);
            }
            BoardRow::Unread(_) => {
                line.push_str(RULE);
                line.push_str(&screen.paint(Tone::Bad, words.label(Label::NotRead)));
            }
        }
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
    cells(&mut line, groups, &view.board.columns(), &view.board.totals(), screen);
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

/// A line for each quarter of a unit, or the years that are gathered.
fn tall(
    out: &mut dyn Write,
    view: BoardView<'_>,
    rows: &[BoardRow],
    folding: &Folding,
    words: &dyn Words,
    screen: Screen,
) -> io::Result<()> {
    let (columns, all) = (view.board.columns(), view.board.totals());
    let numbers = sized(&in_all(&all), &all, words);
    let used: usize = numbers.iter().map(|column| column.width + 1).sum();
    let of_quarters = folding.iter().filter(|slots| within(&columns, slots) != Totals::default());
    let label = |slots: &Range<usize>| match quarter_of(view.plan, slots.start) {
        Some(_) => heading(view.plan, slots, true, words),
        None => words.label(Label::NoQuarter).to_owned(),
    };
    let labels: Vec<(&Range<usize>, String)> = of_quarters.map(|slots| (slots, label(slots))).collect();
    let total = words.label(Label::Total);
    let longest = labels.iter().map(|(_, label)| width(label)).chain([width(total)]).max().unwrap_or(0);
    let room = (longest + 2).min(screen.width.saturating_sub(used).max(4));
    let heads: Vec<(&Range<usize>, String)> =
        labels.iter().map(|(slots, label)| (*slots, left(&format!("  {label}"), room))).collect();
    let total = left(&format!("  {total}"), room);
    let briefs: Vec<String> = numbers.iter().map(|c| right(words.state_brief(c.state), c.width)).collect();
    writeln!(out, "{}", screen.paint(Tone::Heading, &format!("{} {}", left("", room), briefs.join(" "))))?;
    let mut text = String::new();
    let mut block = |out: &mut dyn Write, name: &str, counted: Option<(&[QuarterTotals], &Totals)>| {
        text.clear();
        for line in wrap(name, screen.width) {
            text.push_str(&screen.paint(Tone::Heading, &line));
            text.push('\n');
        }
        let Some((quarters, sum)) = counted else {
            text.push_str(&format!("  {}\n", screen.paint(Tone::Bad, words.label(Label::NotRead))));
            return out.write_all(text.as_bytes());
        };
        let filled = heads.iter().map(|(slots, head)| (head.as_str(), within(quarters, slots)));
        let filled = filled.filter(|(_, totals)| *totals != Totals::default());
        for (head, totals) in filled.chain([(total.as_str(), *sum)]) {
            text.push_str(head);
            in_heat(&mut text, &totals, screen, |text| {
                for column in &numbers {
                    text.push(' ');
                    count(text, totals.of(column.state), column);
                }
            });
            text.push('\n');
        }
        out.write_all(text.as_bytes())
    };
    for row in rows {
        let name = name(view.plan, view.unit(*row), false);
        match *row {
            BoardRow::Counted(at) => {
                block(out, &name, Some((view.board.row(at), &view.board.row_totals(at))))?;
            }
            BoardRow::Unread(_) => block(out, &name, None)?,
        }
    }
    block(out, words.label(Label::All), Some((&columns, &all)))
}
