//! What was due, completed and overdue week by week, as bars.

use std::io::{self, Write};

use super::Screen;
use super::layout::{left, right, wrap};
use crate::page::CellValue;
use crate::page::Tone;
use crate::page::trend::{heading, remark};
use crate::text::{sentence_case, width};
use crate::view::report::tally::Rate;
use crate::view::timeline::{Point, Timeline};
use crate::words::{Label, Words, date};

/// The narrowest bar that is drawn.
const LEAST_BAR: usize = 8;
/// What is completed of a bar, and what is not.
const FULL: char = '█';
const OPEN: char = '░';

/// Writes a line for each week: the counts, and a bar as long as what was due, filled as far as it was completed.
pub(crate) fn render(out: &mut dyn Write, timeline: &Timeline, words: &dyn Words, screen: Screen) -> io::Result<()> {
    let word = |word| sentence_case(words.label(word));
    let heads = [
        word(heading(&timeline.points)),
        word(Label::ChartDue),
        word(Label::ChartCompleted),
        word(Label::ChartOverdue),
        words.label(Label::Rate).to_owned(),
    ];
    let rows: Vec<[String; 5]> = timeline.points.iter().map(|point| cells(point, words)).collect();
    let widths: Vec<usize> = heads
        .iter()
        .enumerate()
        .map(|(at, head)| rows.iter().map(|row| width(&row[at])).max().unwrap_or(0).max(width(head)))
        .collect();
    // Narrow screens have room for what was due and for its rate.
    let used = |columns: &[usize]| columns.iter().map(|at| widths[*at] + 2).sum::<usize>();
    let columns: &[usize] = [&[0, 1, 2, 3, 4][..], &[0, 1, 3, 4], &[0, 1, 4]]
        .into_iter()
        .find(|columns| used(columns) + LEAST_BAR <= screen.width)
        .unwrap_or(&[0, 4]);
    let room = screen.width.saturating_sub(used(columns));
    let line = |row: &[String; 5]| {
        let cell = |at: &usize| if *at == 0 { left(&row[0], widths[0]) } else { right(&row[*at], widths[*at]) };
        columns.iter().map(cell).collect::<Vec<_>>().join("  ")
    };
    writeln!(out, "{}", screen.paint(Tone::Heading, line(&heads).trim_end()))?;
    let most = timeline.points.iter().map(|point| point.due).max().unwrap_or(0);
    for (point, row) in timeline.points.iter().zip(&rows) {
        let bar = if room >= LEAST_BAR { bar(point, most, room, screen) } else { String::new() };
        writeln!(out, "{}", format!("{}  {bar}", line(row)).trim_end())?;
    }
    let legend = format!(
        "{FULL} {} · {OPEN} {} · {}",
        words.label(Label::DueDone),
        words.label(Label::DueOpen),
        words.label(Label::RateMeant)
    );
    let remark = remark(&timeline.points).map(|remark| words.label(remark).to_owned());
    for line in [Some(legend), remark].into_iter().flatten().flat_map(|text| wrap(&text, screen.width)) {
        writeln!(out, "{}", screen.paint(Tone::Faint, &line))?;
    }
    Ok(())
}

fn cells(point: &Point, words: &dyn Words) -> [String; 5] {
    let count = |count: u32| words.number(count.into());
    let rate = CellValue::rate(Rate::of(point.due_completed, point.due)).shown(words);
    [date(point.day), count(point.due), count(point.completed), count(point.overdue), rate]
}

/// A bar: of `room` columns where most was due.
fn bar(point: &Point, most: u32, room: usize, screen: Screen) -> String {
    let length = |count: u32| {
        let columns = u64::from(count) * room as u64;
        // What there is shows.
        usize::try_from(columns.div_ceil(u64::from(most.max(1)))).unwrap_or(room)
    };
    let whole = length(point.due);
    let open = length(point.due - point.due_completed).min(whole);
    let repeated = |sign: char, times: usize| sign.to_string().repeat(times);
    let (full, open) = (repeated(FULL, whole - open), repeated(OPEN, open));
    let tone = if point.overdue > 0 { Tone::Bad } else { Tone::Plain };
    match (full.is_empty(), open.is_empty()) {
        (true, true) => String::new(),
        (false, true) => screen.paint(Tone::Good, &full),
        (true, false) => screen.paint(tone, &open),
        (false, false) => format!("{}{}", screen.paint(Tone::Good, &full), screen.paint(tone, &open)),
    }
}
