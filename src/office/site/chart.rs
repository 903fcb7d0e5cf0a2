//! Drawings of the site: what must be done and what is done, last days in a row, bars. Their figures also stand in words.

use std::f64::consts::TAU;

use chrono::{Datelike, NaiveDate};

use super::fragment::Fragment;
use crate::view::site::BurnUp;
use crate::words::site::SitePhrase;
use crate::words::{Phrase, Words, date};

/// Width of the drawings that run from the plan's first day to its last one.
const WIDE: f64 = 960.0;
/// Room at the left for numbers, and at the right.
const LEFT: f64 = 64.0;
const RIGHT: f64 = 64.0;
/// Where the curves end and where the bars of what is overdue stand.
const TOP: f64 = 22.0;
const FLOOR: f64 = 250.0;
const BARS: f64 = 48.0;
const BOTTOM: f64 = 330.0;

/// From the plan's first day to its last one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) left: f64,
    pub(super) right: f64,
}

impl Axis {
    fn at(&self, day: NaiveDate) -> f64 {
        let days = |from: NaiveDate, to: NaiveDate| real((to - from).num_days());
        let part = days(self.first, day) / days(self.first, self.last).max(1.0);
        self.left + part.clamp(0.0, 1.0) * (self.right - self.left)
    }

    /// Where quarters begin, or years where the quarters are many.
    fn marks(&self) -> Vec<(NaiveDate, String)> {
        let years = self.last.year() - self.first.year() + 1;
        let months: &[u32] = if years > 2 { &[1] } else { &[1, 4, 7, 10] };
        let step = usize::try_from(years).map_or(1, |years| years.div_ceil(24)).max(1);
        let starts = (self.first.year()..=self.last.year())
            .step_by(step)
            .flat_map(|year| months.iter().filter_map(move |month| NaiveDate::from_ymd_opt(year, *month, 1)));
        let inside = starts.filter(|day| self.first <= *day && *day < self.last);
        inside
            .map(|day| {
                let text = if years > 2 { day.year().to_string() } else { format!("{}/{}", day.month(), day.year()) };
                (day, text)
            })
            .collect()
    }
}

fn real(number: i64) -> f64 {
    f64::from(i32::try_from(number).unwrap_or(i32::MAX))
}

/// What had to be done by each day to the end of the plan, what was done, and apart from them what was overdue.
pub(super) fn burn_up(out: &mut Fragment, burn: &BurnUp, words: &dyn Words) {
    let say = |said| words.phrase(&Phrase::Site(said));
    let axis = Axis { first: burn.first, last: burn.last, left: LEFT, right: WIDE - RIGHT };
    let scale = real(burn.must.last().map_or(0, |(_, count)| i64::from(*count)).max(1));
    let height = |count: u32| FLOOR - f64::from(count) / scale * (FLOOR - TOP);
    let today = axis.at(burn.as_of);
    let (must, done, overdue) = burn.today();
    let said = say(SitePhrase::BurnUpSaid { day: burn.as_of, must, done, overdue });
    out.raw("<svg class=\"wide\" viewBox=\"0 0 960 340\" role=\"img\" aria-label=\"").text(&said).raw("\">\n");
    for (day, text) in axis.marks() {
        let x = axis.at(day);
        out.raw("<line class=\"grid\" x1=\"").length(x).raw("\" x2=\"").length(x).raw("\" y1=\"10\" y2=\"");
        out.length(BOTTOM).raw("\"/><text x=\"").length(x + 4.0).raw("\" y=\"16\">").text(&text).raw("</text>\n");
    }
    for part in 0..=4_u32 {
        let count = burn.must.last().map_or(0, |(_, count)| *count) * part / 4;
        out.raw("<text class=\"end\" x=\"").length(LEFT - 6.0).raw("\" y=\"").length(height(count) + 4.0);
        out.raw("\">").plain(count).raw("</text>");
    }
    steps(out, "must", burn, &axis, &height, (f64::MIN, today));
    steps(out, "must later", burn, &axis, &height, (today, f64::MAX));
    out.raw("<path class=\"finished\" d=\"");
    for (at, point) in burn.points.iter().enumerate() {
        out.raw(if at == 0 { "M" } else { "L" }).length(axis.at(point.day)).raw(" ").length(height(point.completed));
    }
    out.raw("\"/>\n");
    let most_late = burn.points.iter().map(|point| point.overdue).max().unwrap_or(0).max(1);
    let step = burn.points.windows(2).map(|pair| axis.at(pair[1].day) - axis.at(pair[0].day)).fold(f64::MAX, f64::min);
    let width = (step * 0.7).clamp(1.0, 12.0);
    for point in burn.points.iter().filter(|point| point.overdue > 0) {
        let tall = f64::from(point.overdue) / f64::from(most_late) * BARS;
        out.raw("<rect class=\"late\" x=\"").length(axis.at(point.day) - width).raw("\" width=\"").length(width);
        out.raw("\" y=\"").length(BOTTOM - tall).raw("\" height=\"").length(tall).raw("\"/>");
    }
    out.raw("<text class=\"end\" x=\"").length(LEFT - 6.0).raw("\" y=\"").length(BOTTOM - BARS).raw("\">");
    out.plain(most_late).raw("</text><text class=\"late end\" x=\"").length(LEFT - 6.0).raw("\" y=\"").length(BOTTOM);
    out.raw("\">").text(&say(SitePhrase::Late)).raw("</text>\n");
    out.raw("<line class=\"today\" x1=\"").length(today).raw("\" x2=\"").length(today).raw("\" y1=\"10\" y2=\"");
    let room = today < WIDE * 0.6;
    let (class, x) = if room { ("", today + 6.0) } else { ("end", today - 6.0) };
    out.length(BOTTOM).raw("\"/><text class=\"").raw(class).raw("\" x=\"").length(x).raw("\" y=\"274\">");
    out.text(&said).raw("</text>\n</svg>\n");
}

/// The steps of what must be done, between two places.
fn steps(
    out: &mut Fragment,
    class: &'static str,
    burn: &BurnUp,
    axis: &Axis,
    height: &dyn Fn(u32) -> f64,
    (from, to): (f64, f64),
) {
    let (begin, end) = (from.max(axis.left), to.min(axis.right));
    let before = burn.must.iter().take_while(|(day, _)| axis.at(*day) <= from).last().map_or(0, |(_, count)| *count);
    out.raw("<path class=\"").raw(class).raw("\" d=\"M").length(begin).raw(" ").length(height(before));
    for (day, count) in &burn.must {
        let x = axis.at(*day);
        if x > from && x <= to {
            out.raw("H").length(x).raw("V").length(height(*count));
        }
    }
    out.raw("H").length(end).raw("\"/>\n");
}

/// A last day that units share: how many there are, how many of them are done and overdue.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dot {
    pub(super) all: u32,
    pub(super) done: u32,
    pub(super) overdue: u32,
}

/// The last days of a task, each a dot: its size is how many owe it, filled as far as they are done.
pub(super) fn dots(out: &mut Fragment, dots: &[(NaiveDate, Dot)], axis: &Axis, as_of: NaiveDate, most: u32) {
    let said: Vec<String> = dots.iter().map(|(day, dot)| format!("{}: {}/{}", date(*day), dot.done, dot.all)).collect();
    out.raw("<svg class=\"dots\" viewBox=\"0 0 600 24\" role=\"img\" aria-label=\"").text(&said.join("; ")).raw("\">");
    let today = axis.at(as_of);
    out.raw("<path class=\"today\" d=\"M").length(today).raw(" 1V23\"/>");
    let mut free = f64::MIN;
    for (at, (day, dot)) in dots.iter().enumerate() {
        let x = axis.at(*day);
        let radius = 3.0 + 6.0 * (f64::from(dot.all) / f64::from(most.max(1))).sqrt();
        let class = if dot.overdue > 0 { "dot late" } else { "dot" };
        let part = f64::from(dot.done) / f64::from(dot.all.max(1));
        out.raw("<circle class=\"")
            .raw(class)
            .raw("\" cx=\"")
            .length(x)
            .raw("\" cy=\"12\" r=\"")
            .length(radius)
            .raw("\"/>");
        if dot.done == dot.all {
            out.raw("<circle class=\"").raw(class).raw(" full\" cx=\"").length(x).raw("\" cy=\"12\" r=\"");
            out.length(radius).raw("\"/>");
        } else if dot.done > 0 {
            let (sin, cos) = (part * TAU).sin_cos();
            out.raw("<path class=\"").raw(class).raw(" full\" d=\"M").length(x).raw(" 12V").length(12.0 - radius);
            out.raw("A").length(radius).raw(" ").length(radius);
            out.raw(if part > 0.5 { " 0 1 1 " } else { " 0 0 1 " }).length(x + radius * sin).raw(" ");
            out.length(12.0 - radius * cos).raw("z\"/>");
        }
        let text = format!("{}/{}", dot.done, dot.all);
        let wide = 6.0 * real(i64::try_from(text.len()).unwrap_or(0)) + 4.0;
        let next = dots.get(at + 1).map_or(600.0, |(day, _)| axis.at(*day) - 10.0);
        let begin = x + radius + 2.0;
        if begin >= free && begin + wide <= next {
            out.raw("<text x=\"").length(begin).raw("\" y=\"16\">").text(&text).raw("</text>");
            free = begin + wide;
        }
    }
    out.raw("</svg>");
}

/// How many days something is overdue, beside the most of all.
pub(super) fn bar(out: &mut Fragment, days: i64, most: i64) {
    let width = real(days.max(0)) / real(most.max(1)) * 100.0;
    out.raw("<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    out.raw("<rect class=\"late\" width=\"").length(width.max(1.0)).raw("\" height=\"10\"/></svg>");
}

/// A part of what is due, between nothing and all of it.
pub(super) fn rate(out: &mut Fragment, part: f64) {
    out.raw("<svg class=\"rate\" viewBox=\"0 0 160 12\" aria-hidden=\"true\"><path class=\"grid\" d=\"M6 6H154\"/>");
    out.raw("<circle class=\"dot full\" cy=\"6\" r=\"5\" cx=\"")
        .length(6.0 + part.clamp(0.0, 1.0) * 148.0)
        .raw("\"/></svg>");
}

/// How much was overdue week by week.
pub(super) fn weeks(out: &mut Fragment, counts: &[u32]) {
    let most = counts.iter().copied().max().unwrap_or(0);
    if most == 0 {
        return;
    }
    out.raw("<svg class=\"weeks\" viewBox=\"0 0 100 16\" aria-hidden=\"true\">");
    for (at, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let tall = 2.0 + 14.0 * f64::from(*count) / f64::from(most);
        out.raw("<rect class=\"late\" width=\"4\" x=\"")
            .length(5.0 * real(i64::try_from(at).unwrap_or(0)))
            .raw("\" y=\"");
        out.length(16.0 - tall).raw("\" height=\"").length(tall).raw("\"/>");
    }
    out.raw("</svg>");
}
