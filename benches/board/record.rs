//! The facts of a unit's file: what it reported, by a snapshot day, about each obligation.

use crate::chance::Chance;
use crate::day::Day;
use crate::duty::{Occurrence, Task, Timing};
use crate::plan::{Plan, SEED};
use crate::size::Size;
use crate::words::{DOCUMENTS, GRANTS, NOTES, REASONS, numbered};

/// Files are as they were on this day, five days after the day they are judged by: the last facts must not count.
const SNAPSHOT: Day = Day::of(2024, 5, 20);

/// The first day on which anything is reported.
const FIRST: Day = Day::of(2024, 1, 2);

/// What a unit's file says about one obligation; all empty in a file prepared beforehand.
#[derive(Default)]
pub struct Record {
    pub started: Option<Day>,
    pub done: Option<Day>,
    pub evidence: Vec<String>,
    /// A file among the evidence, as the unit's file has it.
    pub file: Option<String>,
    pub note: Option<&'static str>,
    pub reason: Option<&'static str>,
    pub committed: Option<Day>,
    pub extended: Option<Extension>,
    pub waived: Option<Waiver>,
    pub accepted: Option<Day>,
    /// The list of `progress`, as the unit's file has it.
    pub progress: Option<String>,
}

pub struct Extension {
    pub to: Day,
    pub by: String,
    pub on: Day,
}

pub struct Waiver {
    pub by: String,
    pub on: Day,
}

/// A record with the names it stands under.
pub struct Entry<'plan> {
    pub task: &'plan str,
    pub period: Option<&'plan str>,
    pub record: Record,
}

/// Everything one unit's file says, in the plan's order, and how many obligations the unit has.
pub struct Report<'plan> {
    pub entries: Vec<Entry<'plan>>,
    pub obligations: u64,
}

/// The report of a unit; the same for every layout.
pub fn report(plan: &Plan, unit: usize) -> Report<'_> {
    let mut chance = Chance::new(SEED, 1000 + unit as u64);
    let mut report = Report { entries: Vec::new(), obligations: 0 };
    // Most offices prepare their file with a table for every obligation; the smallest organisations seldom do.
    let prepared = match (plan.size, chance.percent(60)) {
        (Size::Xl, true) => 45,
        (Size::Xl, false) => 5,
        (_, true) => 95,
        (_, false) => 30,
    };
    for (_, task) in plan.owed_by(unit) {
        let body = &plan.units[unit];
        for occurrence in task.occurrences.iter().filter(|it| it.lead.is_none_or(|lead| lead.names(unit, body))) {
            report.obligations += 1;
            if let Some(mut record) = record(plan.size, occurrence, prepared, &mut chance) {
                if plan.size == Size::V2 {
                    second_edition(&mut record, task, occurrence, &mut chance);
                }
                report.entries.push(Entry { task: &task.id, period: occurrence.part.as_deref(), record });
            }
        }
    }
    report
}

fn record(size: Size, occurrence: &Occurrence, prepared: u32, chance: &mut Chance) -> Option<Record> {
    let mut record = match occurrence.last {
        None => standing(chance),
        Some(last) if last <= SNAPSHOT => past(last, chance),
        Some(last) => future(last, chance),
    };
    if let Some(last) = occurrence.last
        && chance.permille(6)
        && record.extended.is_none()
    {
        record.extended = Some(extension(last, chance));
    }
    if chance.permille(6) {
        let on = SNAPSHOT.plus(-days(chance, 0, 80));
        record.waived = Some(Waiver { by: granted(chance), on });
    }
    if let Some(done) = record.done
        && size == Size::Variety
        && chance.percent(85)
    {
        record.accepted = Some(done.plus(days(chance, 0, 12)));
    }
    // The variety keeps days outside the plan: they are odd, but must be judged.
    if size != Size::Variety {
        record.started = record.started.map(|day| day.max(FIRST));
        record.done = record.done.map(|day| day.max(FIRST));
    }
    if record.is_empty() && !chance.percent(prepared) {
        return None;
    }
    Some(record)
}

/// What the second edition added: how much of a target was reached, and files as evidence.
fn second_edition(record: &mut Record, task: &Task, occurrence: &Occurrence, chance: &mut Chance) {
    let Timing::Written(lines) = &task.timing else { return };
    let has_target = lines.contains("target") && (occurrence.lead.is_some() || !lines.contains("milestones"));
    if has_target && chance.percent(60) {
        let value = |month: u32, value: u32| format!("{{ on = 2024-{month:02}-10, value = {value} }}");
        let (first, second) = (chance.between(0, 90), chance.between(60, 170));
        record.progress = Some(format!("[{}, {}]", value(3, first), value(5, second)));
    }
    if record.done.is_some() && chance.percent(10) {
        let digest: String = (0..32).map(|_| format!("{:02x}", chance.below(256))).collect();
        record.file =
            Some(format!("{{ file = \"evidence/bc-{}.pdf\", sha256 = \"{digest}\" }}", chance.between(1, 480)));
    }
}

impl Record {
    fn is_empty(&self) -> bool {
        self.started.is_none()
            && self.done.is_none()
            && self.note.is_none()
            && self.extended.is_none()
            && self.waived.is_none()
    }
}

/// Work without a last day: some of it begun, a little of it done.
fn standing(chance: &mut Chance) -> Record {
    let mut record = Record::default();
    if chance.percent(45) {
        record.started = Some(SNAPSHOT.plus(-days(chance, 10, 120)));
        if chance.percent(12) {
            finish(&mut record, SNAPSHOT.plus(-days(chance, 0, 9)), chance);
        }
    }
    record
}

/// Work whose last day has passed: nearly all of it done, some of it late, some extended.
fn past(last: Day, chance: &mut Chance) -> Record {
    let mut record = Record::default();
    if chance.percent(91) {
        let late = chance.percent(14);
        let distance =
            if late { days(chance, 1, 3) * days(chance, 1, 6) } else { -days(chance, 0, 5) * days(chance, 0, 4) };
        let done = last.plus(distance);
        if chance.percent(40) {
            record.started = Some(done.plus(-days(chance, 1, 30)));
        }
        if done <= SNAPSHOT {
            finish(&mut record, done, chance);
            if late && chance.percent(70) {
                record.reason = Some(chance.pick(&REASONS));
            }
            return record;
        }
    }
    if chance.percent(60) {
        record.started = Some(last.plus(-days(chance, 1, 25)));
        if chance.percent(60) {
            record.reason = Some(chance.pick(&REASONS));
        }
        if chance.percent(45) {
            record.committed = Some(SNAPSHOT.plus(days(chance, 3, 20)));
        }
        if chance.percent(20) {
            record.extended = Some(extension(last, chance));
        }
    }
    record
}

/// Work whose last day is still to come: done early or begun only where that is near.
fn future(last: Day, chance: &mut Chance) -> Record {
    let mut record = Record::default();
    let near = last <= SNAPSHOT.plus(45);
    if chance.percent(if near { 30 } else { 2 }) {
        finish(&mut record, SNAPSHOT.plus(-days(chance, 0, 20)), chance);
    } else if chance.percent(if near { 40 } else { 4 }) {
        record.started = Some(SNAPSHOT.plus(-days(chance, 0, 40)));
    }
    record
}

fn finish(record: &mut Record, done: Day, chance: &mut Chance) {
    record.done = Some(done);
    if chance.percent(90) {
        let count = if chance.percent(12) { chance.between(2, 3) } else { 1 };
        record.evidence = (0..count).map(|_| evidence(done, chance)).collect();
    }
    if chance.percent(9) {
        record.note = Some(chance.pick(&NOTES));
    }
}

fn evidence(done: Day, chance: &mut Chance) -> String {
    let pattern = chance.pick(&DOCUMENTS);
    let mut text = numbered(pattern, chance.between(1, 480));
    if chance.percent(50) {
        let (year, month, day) = done.date();
        text.push_str(&format!(" ngày {day}/{month}/{year}"));
    }
    text
}

fn extension(last: Day, chance: &mut Chance) -> Extension {
    Extension {
        to: last.plus(days(chance, 5, 60)),
        by: granted(chance),
        on: last.plus(-days(chance, 0, 10)).min(SNAPSHOT),
    }
}

fn granted(chance: &mut Chance) -> String {
    let pattern = chance.pick(&GRANTS);
    numbered(pattern, chance.between(1, 300))
}

fn days(chance: &mut Chance, least: u32, most: u32) -> i32 {
    chance.between(least, most).cast_signed()
}
