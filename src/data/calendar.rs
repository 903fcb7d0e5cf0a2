//! Last days as a calendar: `iCalendar` (RFC 5545), an event of a whole day for each obligation, or for all units that owe
//! a task by the same day, with alarms as long as it is open. Events keep their ids, so that a calendar read in again is
//! brought up to date.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Datelike, NaiveDate};
use sha2::{Digest, Sha256};

use crate::judge::{Flag, Judge, State};
use crate::model::id::UnitIx;
use crate::model::period::day_after;
use crate::model::plan::Plan;
use crate::model::zone::{MORNING, morning_of};
use crate::text::{fold, one_line};
use crate::view::named::Named;
use crate::words::screen::ScreenPhrase;
use crate::words::{Label, Phrase, Words, names, owed, rule, standing, ties};

/// How many octets a line has at the most (RFC 5545, 3.1).
const LINE: usize = 75;
const MAKER: &str = "-//tiendo//tiendo calendar 1//";
/// The hour of the day at which alarms ring.
const ALARM_HOUR: u32 = 9;
/// So many units that are not done are named in an event of a task.
const MOST_NAMED: usize = 40;

/// A calendar that is being written.
pub(crate) struct Calendar<'a> {
    plan: &'a Plan,
    judge: &'a Judge,
    making: CalendarMaking,
    words: &'a dyn Words,
    /// What comes after the @ of ids: the plan, so that two plans do not share events.
    domain: String,
    text: String,
}

/// When a calendar is made, and what the one before said.
#[derive(Debug, Default)]
pub(crate) struct CalendarMaking {
    /// When a file was last changed, in seconds since 1970, where the calendar is as of today by the clock.
    pub(crate) moment: Option<i64>,
    /// The events of the file that it replaces.
    pub(crate) before: EventsBefore,
}

/// The events of a calendar that this program made, by their ids.
#[derive(Debug, Default)]
pub(crate) struct EventsBefore(HashMap<String, EventBefore>);

#[derive(Debug, Default)]
struct EventBefore {
    sequence: u32,
    stamp: String,
    /// Everything else that it says.
    lines: Vec<String>,
}

impl EventsBefore {
    /// What a calendar says; nothing where this program did not make it.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let mut found = HashMap::new();
        let Some(text) = str::from_utf8(bytes).ok().filter(|_| is_ours(bytes)) else { return Self::default() };
        let (mut event, mut id) = (EventBefore::default(), String::new());
        for line in text.replace("\r\n ", "").lines() {
            match line.split_once(':') {
                Some(("BEGIN", "VEVENT")) => (event, id) = Default::default(),
                Some(("END", "VEVENT")) => drop(found.insert(std::mem::take(&mut id), std::mem::take(&mut event))),
                Some(("UID", own)) => own.clone_into(&mut id),
                Some(("SEQUENCE", count)) => event.sequence = count.parse().unwrap_or_default(),
                Some(("DTSTAMP", stamp)) => stamp.clone_into(&mut event.stamp),
                _ => event.lines.push(line.to_owned()),
            }
        }
        Self(found)
    }
}

/// Whether a file is a calendar that this program made.
pub(crate) fn is_ours(bytes: &[u8]) -> bool {
    let head = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{MAKER}");
    bytes.starts_with(head.as_bytes())
}

/// What an event says.
struct EventText {
    id: String,
    due: NaiveDate,
    summary: String,
    lines: Vec<String>,
    is_waived: bool,
    is_open: bool,
}

impl<'a> Calendar<'a> {
    /// A calendar without events, as of a day; `name` is what it is called where it is of several plans. It has no METHOD:
    /// it is a file to read in, not a message to a server.
    pub(crate) fn new(judge: &'a Judge, name: Option<String>, making: CalendarMaking, words: &'a dyn Words) -> Self {
        let header = &judge.plan().header;
        let of_plan = || words.phrase(&Phrase::PlanTitle { number: &header.number, title: &header.title });
        let notice = header.notice.as_deref().filter(|_| name.is_none());
        let name = name.unwrap_or_else(of_plan);
        let domain = domain(judge.plan());
        let mut calendar = Self { plan: judge.plan(), judge, making, words, domain, text: String::new() };
        calendar.line("BEGIN:VCALENDAR");
        calendar.line("VERSION:2.0");
        calendar.line(&format!("PRODID:{MAKER}{}", words.lang().tag().to_uppercase()));
        calendar.line("CALSCALE:GREGORIAN");
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
        let (unit, at) = (entry.unit, entry.occurrence);
        let (with, handed_to) = (self.judge.others(unit, at), self.judge.handed_to(unit, &entry.standing));
        let below = self.judge.done_below(unit, at).map(|done| (done, &entry.standing));
        let ties = ties(plan, (&with, &handed_to), below, words);
        let state = format!("{}: {}", words.label(Label::State), one_line(&standing(&entry.standing, words)));
        let unit = plan.unit(entry.unit).short_name().to_owned();
        let unit = std::iter::once(unit).chain(ties).collect::<Vec<_>>().join(", ");
        let title = owed(plan, entry.occurrence, words);
        let mark = if entry.standing.state == State::Completed { "✓ " } else { "" };
        self.event(&EventText {
            id: crate::sheet::id(plan, entry.unit, entry.occurrence),
            due,
            summary: format!("{mark}{unit}: {title}"),
            lines: self.told(entry, vec![state]),
            is_waived: entry.standing.state == State::Waived,
            is_open: is_open(entry),
        });
    }

    /// Adds what several units owe of one task, an event for each last day. Ids of the day that most share, by the plan
    /// alone, stay when a unit gets another.
    pub(crate) fn add_task(&mut self, entries: &[Named]) {
        let mut days: Vec<NaiveDate> = entries.iter().filter_map(|entry| entry.standing.due).collect();
        days.sort_unstable();
        days.dedup();
        let of = |day: NaiveDate| entries.iter().filter(move |entry| entry.standing.due == Some(day));
        let unmoved = |day: NaiveDate| of(day).filter(|entry| entry.standing.planned == Some(day)).count();
        let main = days.iter().copied().rev().max_by_key(|day| unmoved(*day));
        for due in days {
            let own: Vec<&Named> = of(due).collect();
            let first = own[0];
            let id = crate::sheet::id(self.plan, first.unit, first.occurrence);
            // No unit is called so.
            let id = format!("*/{}", id.split_once('/').map_or("", |(_, task)| task));
            let id = if main == Some(due) { id } else { format!("{id}/{due}") };
            let event = self.of_task(id, due, &own);
            self.event(&event);
        }
    }

    fn of_task(&self, id: String, due: NaiveDate, entries: &[&Named]) -> EventText {
        let (plan, words) = (self.plan, self.words);
        let owed = owed(plan, entries[0].occurrence, words);
        let live: Vec<&&Named> = entries.iter().filter(|entry| entry.standing.state != State::Waived).collect();
        let done = live.iter().filter(|entry| entry.standing.state == State::Completed).count();
        let left: HashSet<UnitIx> =
            live.iter().filter(|it| it.standing.state != State::Completed).map(|it| it.unit).collect();
        let named: Vec<UnitIx> = plan.unit_indices().filter(|unit| left.contains(unit)).take(MOST_NAMED).collect();
        let say = |said: ScreenPhrase<'_>| words.phrase(&Phrase::Screen(said));
        let mut lines = vec![say(ScreenPhrase::EventDone { done, all: live.len() })];
        if !named.is_empty() {
            let (units, more) = (names(plan, &named, words), left.len() - named.len());
            lines.push(say(ScreenPhrase::EventLeft { units: &units, more }));
        }
        let mark = if done == live.len() && done > 0 { "✓ " } else { "" };
        let task = &format!("{mark}{owed}");
        let summary = match entries {
            [one] => format!("{mark}{}: {owed}", plan.unit(one.unit).short_name()),
            _ => say(ScreenPhrase::EventOfTask { task, done, all: live.len() }),
        };
        let is_open = entries.iter().any(|entry| is_open(entry));
        EventText { id, due, summary, lines: self.told(entries[0], lines), is_waived: live.is_empty(), is_open }
    }

    /// The lines about a task, with how it stands in the middle.
    fn told(&self, entry: &Named, state: Vec<String>) -> Vec<String> {
        let (plan, words) = (self.plan, self.words);
        let occurrence = plan.occurrence(entry.occurrence);
        let task = plan.task(occurrence.task);
        let label = |label: Label, value: &str| format!("{}: {}", words.label(label), one_line(value));
        let rule = rule(plan, occurrence, words);
        let mut lines =
            vec![words.phrase(&Phrase::PlanTitle { number: &plan.header.number, title: &plan.header.title })];
        lines.extend(task.clause.as_deref().map(|clause| label(Label::Clause, clause)));
        lines.push(label(Label::StatedDeadline, plan.wording(occurrence).unwrap_or(&rule)));
        lines.extend(state);
        lines.extend(plan.product(occurrence).map(|product| label(Label::Product, product)));
        lines.extend(task.reports_to.as_deref().map(|to| label(Label::ReportsTo, to)));
        lines.extend(plan.header.notice.as_deref().map(one_line));
        lines
    }

    fn event(&mut self, event: &EventText) {
        let plan = self.plan;
        let mut lines = vec![format!("DTSTART;VALUE=DATE:{}", day(event.due))];
        if let Some(end) = day_after(event.due).filter(|end| end.year() <= 9999) {
            lines.push(format!("DTEND;VALUE=DATE:{}", day(end)));
        }
        let dated = lines.len();
        lines.push(format!("SUMMARY:{}", escaped(&event.summary)));
        let told: Vec<String> = event.lines.iter().map(|line| escaped(line)).collect();
        lines.push(format!("DESCRIPTION:{}", told.join("\\n")));
        lines.push(format!("CATEGORIES:{}", escaped(&plan.header.number)));
        lines.push(format!("STATUS:{}", if event.is_waived { "CANCELLED" } else { "CONFIRMED" }));
        lines.push("TRANSP:TRANSPARENT".to_owned());
        if event.is_open {
            let soon = plan.header.due_soon;
            for days in if soon > 1 { vec![soon, 1] } else { vec![1] } {
                lines.push("BEGIN:VALARM".to_owned());
                lines.push("ACTION:DISPLAY".to_owned());
                lines.push(format!("DESCRIPTION:{}", escaped(&event.summary)));
                lines.push(format!("TRIGGER:{}", trigger(days)));
                lines.push("END:VALARM".to_owned());
            }
        }
        let id = format!("{}@{}", event.id, self.domain);
        let (sequence, stamp) = self.revision(&id, &lines);
        self.line("BEGIN:VEVENT");
        self.line(&format!("UID:{id}"));
        self.line(&format!("DTSTAMP:{stamp}"));
        for (at, line) in lines.iter().enumerate() {
            if at == dated {
                self.line(&format!("SEQUENCE:{sequence}"));
            }
            self.line(line);
        }
        self.line("END:VEVENT");
    }

    /// The number of a revision, and when it was made: those of the event before where it says the same, else more than
    /// that had, and at least the seconds from the plan's beginning to the
    /// last change of a file or to the day, whichever is later. Facts give no such number: one that is withdrawn would
    /// make it fall.
    fn revision(&self, id: &str, lines: &[String]) -> (u32, String) {
        let before = self.making.before.0.get(id);
        if let Some(same) = before.filter(|before| before.lines == lines) {
            return (same.sequence, same.stamp.clone());
        }
        let midnight = |day: NaiveDate| day.and_time(chrono::NaiveTime::MIN).and_utc();
        let (as_of, zone) = (self.judge.as_of(), &self.plan.header.timezone);
        // A new day may change how things stand where no file was.
        let changed = self.making.moment.map(|moment| moment.max(morning_of(as_of, zone) - MORNING));
        let changed = changed.and_then(|moment| DateTime::from_timestamp(moment, 0));
        let made = changed.unwrap_or_else(|| midnight(as_of));
        let seconds = (made - midnight(self.plan.header.starts)).num_seconds().clamp(0, i64::from(i32::MAX) / 2);
        let least = before.map_or(0, |before| before.sequence.saturating_add(1));
        (u32::try_from(seconds).unwrap_or_default().max(least), made.format("%Y%m%dT%H%M%SZ").to_string())
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

/// Whether somebody still has to do something.
fn is_open(entry: &Named) -> bool {
    matches!(entry.standing.state, State::Overdue | State::Pending)
        && !entry.standing.flags.has(Flag::AwaitingAcceptance)
}

/// When an alarm rings that comes so many days before: in the morning, counted back from the midnight with which the last
/// day begins, wherever the reader is.
fn trigger(days: u32) -> String {
    match days - 1 {
        0 => format!("-PT{}H", 24 - ALARM_HOUR),
        whole => format!("-P{whole}DT{}H", 24 - ALARM_HOUR),
    }
}

/// What comes after the @ of ids of a plan's events: its number and year to read, and a digest, since offices number plans
/// anew each year and issuers number alike.
fn domain(plan: &Plan) -> String {
    let header = &plan.header;
    let slug = fold(&header.number).split(|c: char| !c.is_ascii_alphanumeric()).collect::<Vec<_>>().join("-");
    let issuer = header.issuer.as_deref().unwrap_or_default();
    let digest = Sha256::digest(format!("{}\n{issuer}\n{}", header.number, header.starts));
    let digest: String = digest[..4].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{slug}-{}-{digest}.tiendo", header.starts.year())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_mean_nothing_to_a_calendar() {
        assert_eq!(escaped("a;b,c\\d\r\nBEGIN:VEVENT"), "a\\;b\\,c\\\\d BEGIN:VEVENT");
        assert_eq!(escaped("a\u{1b}[31m\u{202e}"), "a␛[31m\u{fffd}");
    }
}
