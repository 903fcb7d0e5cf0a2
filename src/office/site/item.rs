//! Rows of obligations, each on a line of its own.

use std::cmp::Reverse;

use super::fragment::{Fragment, tone_class};
use super::{RowPlace, Site, chart};
use crate::judge::{Flag, Standing, State};
use crate::model::evidence::Evidence;
use crate::model::id::OccurrenceIx;
use crate::model::record::Field;
use crate::page::Tone;
use crate::view::board::quarter_of;
use crate::view::item::Item;
use crate::words::site::SitePhrase;
use crate::words::{Label, date, part, standing, ties};

/// What stands in a row for the bar, whose length is known once all rows are: no text holds it.
const BAR: u8 = 0x1f;

impl Site<'_> {
    /// What filters ask of a row: its state and flags, and the quarter or period it belongs to.
    fn open_row(out: &mut Fragment, of: &Standing, part: &str) {
        out.raw("<tr data-s=\"").raw(of.state.as_str());
        for flag in of.flags.iter() {
            out.raw(" ").raw(flag.as_str());
        }
        out.raw("\" data-p=\"").text(part).raw("\">");
    }

    /// The quarter of a row, as filters know it.
    pub(super) fn quarter_key(&self, of: &Standing) -> String {
        quarter_of(self.pages.plan, of.quarter_slot).map_or_else(|| "none".to_owned(), |quarter| quarter.to_string())
    }

    /// The period or milestone of an occurrence as names of pages and filters have it; empty for what is owed once.
    pub(super) fn part_key(&self, at: OccurrenceIx) -> String {
        self.pages.plan.part(self.pages.plan.occurrence(at)).key().unwrap_or_default()
    }

    pub(super) fn task_cell(&self, out: &mut Fragment, up: &str, at: OccurrenceIx) {
        let plan = self.pages.plan;
        let occurrence = plan.occurrence(at);
        self.link(out, &self.task_way(up, occurrence.task), plan.title(occurrence));
        if let Some(part) = part(plan, occurrence, self.pages.words) {
            out.raw(" <small>").text(&part).raw("</small>");
        }
    }

    pub(super) fn unit_cell(&self, out: &mut Fragment, up: &str, item: &Item<'_>) {
        let plan = self.pages.plan;
        self.link(out, &self.unit_way(up, item.unit), plan.unit(item.unit).short_name());
        self.ties(out, item);
    }

    /// Who owes it too, who took it over, and how far lower levels are with it.
    pub(super) fn ties(&self, out: &mut Fragment, item: &Item<'_>) {
        let plan = self.pages.plan;
        for tie in ties(plan, (&item.with, &item.handed_to), item.below_and_above(), self.pages.words) {
            out.raw(" <small>").text(&tie).raw("</small>");
        }
    }

    pub(super) fn due_cell(out: &mut Fragment, of: &Standing) {
        match of.due {
            Some(due) => out.sorted("day", due, &date(due)),
            None => out.raw("<td></td>"),
        };
    }

    pub(super) fn state_cell(&self, out: &mut Fragment, of: &Standing) {
        let rank = of.state as u8;
        out.sorted(tone_class(Tone::of(of)), rank, &standing(of, self.pages.words));
    }

    /// What was promised: the day, and how many days are left to it or have passed since.
    pub(super) fn promise(&self, out: &mut Fragment, item: &Item<'_>) {
        let lapsed = item.standing.flags.has(Flag::PromiseLapsed);
        let Some(day) = item.facts.day(Field::Committed) else {
            out.raw("<td class=\"state-overdue\" data-sort=\"9\">").text(&self.say(SitePhrase::NoPromise)).raw("</td>");
            return;
        };
        let days = (day - self.pages.judge.as_of()).num_days();
        let said =
            if lapsed { SitePhrase::PromiseGone { day, days: -days } } else { SitePhrase::PromiseIn { day, days } };
        out.sorted(if lapsed { "state-overdue" } else { "" }, day, &self.say(said));
    }

    pub(super) fn reason(&self, out: &mut Fragment, item: &Item<'_>) {
        out.raw("<td>");
        for text in [item.facts.text(Field::Reason), item.facts.text(Field::Note)].into_iter().flatten() {
            self.quote(out, text);
            out.raw(" ");
        }
        out.raw("</td>");
    }

    /// What shows that it was done: documents by their names, files as links into the workspace, if one leads there.
    pub(super) fn evidence(&self, out: &mut Fragment, up: &'static str, evidence: &[Evidence<'_>]) {
        for (at, one) in evidence.iter().enumerate() {
            out.raw(if at > 0 { "; " } else { "" });
            match (one.file(), self.back) {
                (Some(file), Some(back)) => {
                    let way = format!("{up}{back}{}", in_way(&file.file));
                    out.link(&way, one.name());
                }
                _ => self.quote(out, one.name()),
            }
        }
    }

    /// A row of what a unit owes.
    pub(super) fn own_row(&self, item: &Item<'_>) -> Fragment {
        let mut out = Fragment::default();
        let of = &item.standing;
        Self::open_row(&mut out, of, &self.quarter_key(of));
        out.raw("<th scope=\"row\">");
        self.task_cell(&mut out, "../", item.occurrence);
        self.ties(&mut out, item);
        out.raw("</th>");
        Self::due_cell(&mut out, of);
        self.state_cell(&mut out, of);
        Self::done_cell(&mut out, item);
        out.raw("<td>");
        self.evidence(&mut out, "../", item.facts.evidence());
        out.raw("</td>");
        self.reason(&mut out, item);
        out.raw("</tr>\n");
        out
    }

    fn done_cell(out: &mut Fragment, item: &Item<'_>) {
        match item.facts.day(Field::Done) {
            Some(day) => out.sorted("day", day, &date(day)),
            None => out.raw("<td></td>"),
        };
    }

    /// A row of how a unit stands with a task.
    pub(super) fn task_row(&self, item: &Item<'_>) -> (RowPlace, Fragment) {
        let mut out = Fragment::default();
        let (plan, words, of) = (self.pages.plan, self.pages.words, &item.standing);
        Self::open_row(&mut out, of, &self.part_key(item.occurrence));
        out.raw("<th scope=\"row\">");
        self.unit_cell(&mut out, "../", item);
        let once = || words.label(Label::Once).to_owned();
        let part = part(plan, plan.occurrence(item.occurrence), words).unwrap_or_else(once);
        out.raw("</th>").cell(&part);
        Self::due_cell(&mut out, of);
        self.state_cell(&mut out, of);
        Self::done_cell(&mut out, item);
        if of.state == State::Overdue {
            self.promise(&mut out, item);
        } else {
            out.raw("<td></td>");
        }
        out.raw("</tr>\n");
        let rank = u8::from(of.state != State::Overdue);
        (RowPlace::Task(item.occurrence, rank), out)
    }

    /// A row of what is overdue: of days that are known, with room for a bar.
    pub(super) fn overdue_row(&self, item: &Item<'_>) -> Option<(RowPlace, Vec<u8>)> {
        let of = &item.standing;
        let days = of.days_late.filter(|_| of.state == State::Overdue)?;
        let mut out = Fragment::default();
        Self::open_row(&mut out, of, &self.quarter_key(of));
        out.raw("<th scope=\"row\">");
        self.unit_cell(&mut out, "", item);
        out.raw("</th><td>");
        self.task_cell(&mut out, "", item.occurrence);
        let plan = self.pages.plan;
        if let Some(clause) = &plan.task(plan.occurrence(item.occurrence).task).clause {
            out.raw(" <small>· ").text(clause).raw("</small>");
        }
        out.raw("</td>");
        Self::due_cell(&mut out, of);
        self.open_days(&mut out, days);
        let mut row = out.as_bytes().to_vec();
        row.push(BAR);
        let mut rest = Fragment::default();
        rest.raw("</td>");
        self.reason(&mut rest, item);
        self.promise(&mut rest, item);
        row.extend_from_slice(rest.raw("</tr>\n").as_bytes());
        Some((RowPlace::Overdue(Reverse(days)), row))
    }

    /// Opens the cell of days that something is overdue, in which a bar follows.
    pub(super) fn open_days(&self, out: &mut Fragment, days: i64) {
        out.raw("<td class=\"days state-overdue\" data-sort=\"").plain(days).raw("\">");
        out.text(&self.pages.words.number(days.unsigned_abs()));
    }

    /// A row of what shows that something was done.
    pub(super) fn evidence_row(&self, item: &Item<'_>) -> Option<(RowPlace, Fragment)> {
        let done = item.facts.day(Field::Done)?;
        let mut out = Fragment::default();
        let of = &item.standing;
        Self::open_row(&mut out, of, &self.quarter_key(of));
        out.sorted("day", done, &date(done)).raw("<th scope=\"row\">");
        self.unit_cell(&mut out, "", item);
        out.raw("</th><td>");
        self.task_cell(&mut out, "", item.occurrence);
        out.raw("</td>");
        if item.facts.evidence().is_empty() {
            out.raw("<td class=\"state-overdue\">").text(&self.say(SitePhrase::NoEvidence)).raw("</td>");
        } else {
            out.raw("<td>");
            self.evidence(&mut out, "", item.facts.evidence());
            out.raw("</td>");
        }
        out.raw("</tr>\n");
        Some((RowPlace::Evidence(Reverse(done)), out))
    }
}

/// Rows that have waited, each with its bar.
pub(super) fn with_bars(out: &mut Fragment, rows: &[u8], days: i64, most: i64) {
    for (at, part) in rows.split(|byte| *byte == BAR).enumerate() {
        if at > 0 {
            chart::bar(out, days, most);
        }
        out.kept(part);
    }
}

/// A path as a link has it: only what means nothing there stands for itself.
fn in_way(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
