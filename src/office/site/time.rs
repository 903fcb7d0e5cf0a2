//! Quarters and months: what falls due in each, by task and by unit, and as a calendar.

use std::collections::BTreeMap;
use std::io;

use chrono::{Datelike, NaiveDate};

use super::fragment::Fragment;
use super::frame::{Choices, SiteSheet};
use super::{Site, TakePage};
use crate::judge::State;
use crate::model::id::OccurrenceIx;
use crate::model::period::{Period, PeriodKind, shift};
use crate::text::sentence_case;
use crate::view::board::quarter_of;
use crate::view::site::{SiteCounts, live};
use crate::view::totals::Totals;
use crate::words::site::SitePhrase;
use crate::words::{Label, date};

/// So many tasks of a day stand in the calendar; the others are opened.
const SHOWN_OF_DAY: usize = 6;

impl Site<'_> {
    /// The name of a quarter, or that there is none.
    fn slot_name(&self, slot: usize) -> String {
        let words = self.pages.words;
        let none = || sentence_case(words.label(Label::NoQuarter));
        quarter_of(self.pages.plan, slot).map_or_else(none, |quarter| words.quarter_name(quarter))
    }

    fn slot_key(&self, slot: usize) -> String {
        quarter_of(self.pages.plan, slot).map_or_else(|| "none".to_owned(), |quarter| quarter.to_string())
    }

    /// The sums of a row, state by state, without those that are empty.
    pub(super) fn totals(&self, out: &mut Fragment, totals: &Totals, class: &'static str) {
        let words = self.pages.words;
        out.raw("<ul class=\"totals ").raw(class).raw("\">\n");
        for state in State::ALL.into_iter().filter(|state| totals.of(*state) > 0) {
            out.raw("<li class=\"").raw(state.as_str()).raw("\"><b>").text(&words.number(totals.of(state).into()));
            out.raw("</b> ").text(words.state(state)).raw("</li>\n");
        }
        out.raw("</ul>\n");
    }

    /// A page for each quarter, and one that leads to them.
    pub(super) fn period_pages(&self, counts: &SiteCounts, take: TakePage<'_>) -> io::Result<()> {
        let title = self.say(SitePhrase::Periods);
        let columns = counts.board.columns();
        let mut out = Fragment::default();
        self.unread(&mut out, counts.unreadable.len());
        let label = |label| self.pages.words.label(label);
        let states = State::ALL.map(|state| sentence_case(self.pages.words.state(state)));
        let heads: Vec<(&'static str, &str)> = std::iter::once(("", label(Label::Quarter)))
            .chain(states.iter().map(|state| ("right", state.as_str())))
            .collect();
        out.open_table(&title, &heads);
        for (slot, totals) in &columns {
            out.raw("<tr><th scope=\"row\">");
            out.link(&format!("period/{}.html", self.slot_key(*slot)), &self.slot_name(*slot)).raw("</th>");
            self.counts(&mut out, totals);
            out.raw("</tr>\n");
        }
        out.raw("</tbody></table></div>\n");
        let sheet = SiteSheet { up: "", title: &title, place: "periods.html", of_plan: false };
        take("periods.html", self.sheet(sheet, &out)?.as_bytes())?;
        for (slot, totals) in &columns {
            let page = self.period_page(counts, *slot, totals)?;
            take(&format!("period/{}.html", self.slot_key(*slot)), page.as_bytes())?;
        }
        Ok(())
    }

    /// A cell for each state.
    fn counts(&self, out: &mut Fragment, totals: &Totals) {
        for state in State::ALL {
            let count = totals.of(state);
            let class = if state == State::Overdue && count > 0 { "right state-overdue" } else { "right" };
            if count > 0 {
                out.sorted(class, count, &self.pages.words.number(count.into()));
            } else {
                out.raw("<td></td>");
            }
        }
    }

    fn period_page(&self, counts: &SiteCounts, slot: usize, totals: &Totals) -> io::Result<Fragment> {
        let (plan, words) = (self.pages.plan, self.pages.words);
        let label = |label| words.label(label);
        let mut out = Fragment::default();
        self.unread(&mut out, counts.unreadable.len());
        self.totals(&mut out, totals, "");
        let states = State::ALL.map(|state| sentence_case(words.state(state)));
        let states: Vec<(&'static str, &str)> = states.iter().map(|state| ("right", state.as_str())).collect();
        out.raw("<h2>").text(label(Label::TabTasks)).raw("</h2>\n");
        let heads = [vec![("", label(Label::Task)), ("day", label(Label::LastDay))], states.clone()].concat();
        self.filters(&mut out, &Choices::default());
        out.open_table(label(Label::TabTasks), &heads);
        let first = (slot, None, OccurrenceIx::new(0));
        for ((_, due, occurrence), totals) in counts.cells.range(first..(slot + 1, None, OccurrenceIx::new(0))) {
            out.raw("<tr data-s=\"").raw(if totals.of(State::Overdue) > 0 { "overdue" } else { "" });
            out.raw("\"><th scope=\"row\">");
            self.task_cell(&mut out, "../", *occurrence);
            out.raw("</th>");
            match due {
                Some(due) => out.sorted("day", due, &date(*due)),
                None => out.raw("<td></td>"),
            };
            self.counts(&mut out, totals);
            out.raw("</tr>\n");
        }
        out.raw("</tbody></table></div>\n<h2>").text(label(Label::TabUnits)).raw("</h2>\n");
        let heads = [vec![("", label(Label::Unit))], states].concat();
        out.open_table(label(Label::TabUnits), &heads);
        for (at, unit) in counts.board.units.iter().enumerate() {
            let Some((_, totals)) = counts.board.row(at).iter().find(|(own, _)| *own == slot) else { continue };
            out.raw("<tr><th scope=\"row\">");
            self.link(&mut out, &self.unit_way("../", *unit), &plan.unit(*unit).name);
            out.raw("</th>");
            self.counts(&mut out, totals);
            out.raw("</tr>\n");
        }
        out.raw("</tbody></table></div>\n");
        let title = self.slot_name(slot);
        self.sheet(SiteSheet { up: "../", title: &title, place: "periods.html", of_plan: false }, &out)
    }

    /// A page for each month in which something falls due, and one that leads to them.
    pub(super) fn calendar_pages(&self, counts: &SiteCounts, take: TakePage<'_>) -> io::Result<()> {
        let mut months: BTreeMap<NaiveDate, (Period, Totals)> = BTreeMap::new();
        for ((_, due, _), totals) in &counts.cells {
            if let Some(month) = due.and_then(|due| Period::containing(PeriodKind::Month, due)) {
                months.entry(month.first()).or_insert((month, Totals::default())).1.add_all(totals);
            }
        }
        let title = self.say(SitePhrase::Calendar);
        let (words, place) = (self.pages.words, "calendar.html");
        let all: Vec<Period> = months.values().map(|(month, _)| *month).collect();
        let mut out = Fragment::default();
        self.unread(&mut out, counts.unreadable.len());
        let states = State::ALL.map(|state| sentence_case(words.state(state)));
        let month = self.say(SitePhrase::Month);
        let heads: Vec<(&'static str, &str)> =
            std::iter::once(("", month.as_str())).chain(states.iter().map(|it| ("right", it.as_str()))).collect();
        out.open_table(&title, &heads);
        for (month, totals) in months.values() {
            out.raw("<tr><th scope=\"row\">");
            out.link(&format!("calendar/{month}.html"), &sentence_case(&words.period(*month))).raw("</th>");
            self.counts(&mut out, totals);
            out.raw("</tr>\n");
        }
        out.raw("</tbody></table></div>\n");
        take(place, self.sheet(SiteSheet { up: "", title: &title, place, of_plan: false }, &out)?.as_bytes())?;
        for (at, month) in all.iter().enumerate() {
            let mut out = Fragment::default();
            out.raw("<p class=\"pager\">");
            for (other, before, after) in [(at.checked_sub(1), "← ", " "), (Some(at + 1), "", " →")] {
                if let Some(other) = other.and_then(|at| all.get(at)) {
                    out.raw(before).link(&format!("{other}.html"), &words.period(*other)).raw(after);
                }
            }
            out.raw("</p>\n");
            self.month(&mut out, counts, *month);
            let title = sentence_case(&words.period(*month));
            let sheet = SiteSheet { up: "../", title: &title, place, of_plan: false };
            take(&format!("calendar/{month}.html"), self.sheet(sheet, &out)?.as_bytes())?;
        }
        Ok(())
    }

    /// A month in weeks; each day has its tasks with how many units are done.
    fn month(&self, out: &mut Fragment, counts: &SiteCounts, month: Period) {
        let (first, last) = (month.first(), month.last());
        let due = counts.between(first, last);
        let title = sentence_case(&self.pages.words.period(month));
        out.raw("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"").text(&title);
        out.raw("\"><table class=\"month\">\n<caption class=\"aside\">").text(&title).raw("</caption>\n<thead><tr>");
        for day in 0..7_u8 {
            out.raw("<th scope=\"col\">").text(&self.say(SitePhrase::Weekday { day })).raw("</th>");
        }
        out.raw("</tr></thead>\n<tbody>\n");
        let begin = shift(first, -i64::from(first.weekday().num_days_from_monday()));
        let mut day = begin.unwrap_or(first);
        while day <= last {
            out.raw("<tr>");
            for _ in 0..7 {
                self.day(out, day, (first..=last).contains(&day), due.get(&day));
                day = shift(day, 1).unwrap_or(NaiveDate::MAX);
            }
            out.raw("</tr>\n");
        }
        out.raw("</tbody></table></div>\n");
    }

    fn day(&self, out: &mut Fragment, day: NaiveDate, inside: bool, due: Option<&BTreeMap<OccurrenceIx, Totals>>) {
        if !inside {
            out.raw("<td class=\"out\"></td>");
            return;
        }
        let off = !self.pages.plan.calendar.is_working_day(day);
        let today = day == self.pages.judge.as_of();
        out.raw(match (off, today, due.is_some()) {
            (_, true, _) => "<td class=\"today\">",
            (true, _, false) => "<td class=\"off none\">",
            (true, _, true) => "<td class=\"off\">",
            (false, _, false) => "<td class=\"none\">",
            (false, ..) => "<td>",
        });
        out.raw("<span class=\"nr\">").text(&format!("{}/{}", day.day(), day.month())).raw("</span>");
        let Some(due) = due else {
            out.raw("</td>");
            return;
        };
        for (at, (occurrence, totals)) in due.iter().enumerate() {
            if at == SHOWN_OF_DAY && due.len() > SHOWN_OF_DAY + 1 {
                let said = self.say(SitePhrase::MoreTasks { count: due.len() - at });
                out.raw("<details><summary>").text(&said).raw("</summary>");
            }
            let (done, all) = (totals.of(State::Completed), live(totals));
            let late = totals.of(State::Overdue) > 0;
            out.raw(if late { "<div class=\"late\">" } else { "<div>" });
            self.task_cell(out, "../", *occurrence);
            out.raw(" <b>").text(&format!("{done}/{all}")).raw("</b>");
            if late {
                out.raw(" <span class=\"state-overdue\">")
                    .text(&self.say(SitePhrase::CountLate { count: totals.of(State::Overdue) }));
                out.raw("</span>");
            }
            out.raw("</div>");
        }
        out.raw(if due.len() > SHOWN_OF_DAY + 1 { "</details></td>" } else { "</td>" });
    }
}
