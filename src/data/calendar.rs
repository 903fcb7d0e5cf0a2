//! Last days as a calendar: `iCalendar` (RFC 5545), an event of a whole day for each obligation, with alarms as long as
//! it is open. Events keep their ids, so that a calendar read in again is brought up to date.

use chrono::{Datelike, NaiveDate};

use crate::judge::{Flag, Judge, State};
use crate::model::period::day_after;
use crate::model::plan::Plan;
use crate::text::{fold, one_line};
use crate::view::named::Named;
use crate::words::{Label, Phrase, Words, owed, rule, standing, ties};

/// How many octets a line has at the most (RFC 5545, 3.1).
const LINE: usize = 75;
const MAKER: &str = "-//tiendo//tiendo calendar 1//";

/// A calendar that is being written.
pub(crate) struct Calendar<'a> {
    plan: &'a Plan,
    judge: &'a Judge,
    as_of: NaiveDate,
    words: &'a dyn Words,
    /// What comes after the @ of ids: the plan, so that two plans do not share events.
    domain: String,
    text: String,
}

/// Whether a file is a calendar that this program made.
pub(crate) fn is_ours(bytes: &[u8]) -> bool {
    let head = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{MAKER}");
    bytes.starts_with(head.as_bytes())
}

impl<'a> Calendar<'a> {
    /// A calendar without events, as of a day; `name` is what it is called where it is of several plans.
    pub(crate) fn new(judge: &'a Judge, name: Option<String>, words: &'a dyn Words) -> Self {
        let header = &judge.plan().header;
        let of_plan = || words.phrase(&Phrase::PlanTitle { number: &header.number, title: &header.title });
        let notice = header.notice.as_deref().filter(|_| name.is_none());
        let name = name.unwrap_or_else(of_plan);
        let domain = domain(judge.plan());
        let mut calendar = Self { plan: judge.plan(), judge, as_of: judge.as_of(), words, domain, text: String::new() };
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.line(&format!("PRODID:{MAKER}{}", words.lang().tag().to_uppercase()));
        calendar.line("CALSCALE:GREGORIAN");
        calendar.line("METHOD:PUBLISH");
        calendar.text("NAME", &name);
        calendar.text("X-WR-CALNAME", &name);
        if let Some(notice) = notice {
            calendar.text("DESCRIPTION", notice);
            calendar.text("X-WR-CALDESC", notice);
        }
        calendar
    }

    /// Goes on with the plan that this one judges by.
    pub(crate) fn go_on(&mut self, judge: &'a Judge) {
        (self.plan, self.judge, self.domain) = (judge.plan(), judge, domain(judge.plan()));
    }

    /// Adds an obligation that has a last day.
    pub(crate) fn add(&mut self, entry: &Named) {
        let Some(due) = entry.standing.due else { return };
        let (plan, words) = (self.plan, self.words);
        let occurrence = plan.occurrence(entry.occurrence);
        let task = plan.task(occurrence.task);
        let open = matches!(entry.standing.state, State::Overdue | State::Pending)
            && !entry.standing.flags.has(Flag::AwaitingAcceptance);
        let (unit, at) = (entry.unit, entry.occurrence);
        let (with, handed_to) = (self.judge.others(unit, at), self.judge.handed_to(unit, &entry.standing));
        let ties = ties(plan, (&with, &handed_to), self.judge.done_below(unit, at), words);
        let said = standing(&entry.standing, words);
        let unit = plan.unit(entry.unit).short_name().to_owned();
        let unit = std::iter::once(unit).chain(ties).collect::<Vec<_>>().join(", ");
        let title = owed(plan, entry.occurrence, words);
        let mark = if entry.standing.state == State::Completed { "✓ " } else { "" };
        let summary = format!("{mark}{unit}: {title}");
        self.line("BEGIN:VEVENT");
        let id = crate::sheet::id(plan, entry.unit, entry.occurrence);
        let uid = format!("UID:{id}@{}", self.domain);
        self.line(&uid);
        self.line(&format!("DTSTAMP:{}T000000Z", day(self.as_of)));
        self.line(&format!("DTSTART;VALUE=DATE:{}", day(due)));
        if let Some(end) = day_after(due).filter(|end| end.year() <= 9999) {
            self.line(&format!("DTEND;VALUE=DATE:{}", day(end)));
        }
        self.line(&format!("SEQUENCE:{}", sequence(plan.header.starts, self.as_of)));
        self.text("SUMMARY", &summary);
        let label = |label: Label, value: &str| format!("{}: {}", words.label(label), one_line(value));
        let rule = rule(plan, occurrence, words);
        let mut lines =
            vec![words.phrase(&Phrase::PlanTitle { number: &plan.header.number, title: &plan.header.title })];
        lines.extend(task.clause.as_deref().map(|clause| label(Label::Clause, clause)));
        lines.push(format!(
            "{}: {}",
            words.label(Label::StatedDeadline),
            one_line(plan.wording(occurrence).unwrap_or(&rule))
        ));
        lines.push(label(Label::State, &said));
        lines.extend(plan.product(occurrence).map(|product| label(Label::Product, product)));
        lines.extend(task.reports_to.as_deref().map(|to| label(Label::ReportsTo, to)));
        lines.extend(plan.header.notice.as_deref().map(one_line));
        let lines: Vec<String> = lines.iter().map(|line| escaped(line)).collect();
        self.line(&format!("DESCRIPTION:{}", lines.join("\\n")));
        self.text("CATEGORIES", &plan.header.number);
        let status = if entry.standing.state == State::Waived { "CANCELLED" } else { "CONFIRMED" };
        self.line(&format!("STATUS:{status}"));
        self.line("TRANSP:TRANSPARENT");
        if open {
            let soon = plan.header.due_soon;
            let days = if soon > 1 { vec![soon, 1] } else { vec![1] };
            for days in days {
                self.line("BEGIN:VALARM");
                self.line("ACTION:DISPLAY");
                self.text("DESCRIPTION", &summary);
                self.line(&format!("TRIGGER:-P{days}D"));
                self.line("END:VALARM");
            }
        }
        self.line("END:VEVENT");
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.line("END:VCALENDAR");
        self.text.into_bytes()
    }

    /// A property that holds a text.
    fn text(&mut self, name: &str, text: &str) {
        self.line(&format!("{name}:{}", escaped(text)));
    }

    /// A line, folded where it is too long: never inside of a character.
    fn line(&mut self, line: &str) {
        let mut used = 0;
        for letter in line.chars() {
            if used + letter.len_utf8() > LINE {
                self.text.push_str("\r\n ");
                used = 1;
            }
            self.text.push(letter);
            used += letter.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// What comes after the @ of ids of a plan's events.
fn domain(plan: &Plan) -> String {
    let slug = fold(&plan.header.number).split(|c: char| !c.is_ascii_alphanumeric()).collect::<Vec<_>>().join("-");
    format!("{slug}.tiendo")
}

/// A text as a value: on one line, with the signs that mean something escaped (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in one_line(text).chars() {
        if matches!(letter, '\\' | ';' | ',') {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

fn day(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Grows from calendar to calendar, as calendar programs want of an event that is brought up to date: the days from the
/// plan's beginning to the day of the calendar. Facts give no such number: a fact that is withdrawn would make it fall.
fn sequence(starts: NaiveDate, as_of: NaiveDate) -> i64 {
    (as_of - starts).num_days().max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_mean_nothing_to_a_calendar() {
        assert_eq!(escaped("a;b,c\\d\r\nBEGIN:VEVENT"), "a\\;b\\,c\\\\d BEGIN:VEVENT");
        assert_eq!(escaped("a\u{1b}[31m\u{202e}"), "a␛[31m\u{fffd}");
    }
}
