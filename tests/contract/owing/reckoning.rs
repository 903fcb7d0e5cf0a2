//! Who owes what as of a day, reckoned in another way than the program does: day by day from the beginning.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::world::{Due, END, RecordData, TaskData, UNITS, World, offset};

/// The first day that is looked at, before everything that chance makes.
pub const FIRST: i64 = -60;
/// The last one, after everything.
pub const LAST: i64 = END + 90;

/// How an obligation stands: state, nominal last day, last day, and some of its flags.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "four facts of a standing")]
pub struct Verdict {
    pub state: &'static str,
    pub nominal: Option<i64>,
    pub due: Option<i64>,
    pub amended: bool,
    pub cancelled: bool,
    pub extended: bool,
    pub late: bool,
}

/// By unit, task and month (0: owed once).
pub type Verdicts = BTreeMap<(usize, usize, u32), Verdict>;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Nominal {
    On(i64),
    Never,
    Open,
}

/// The last day of a duty that is held, the day since which extensions count, and the day by which it ended.
#[derive(Clone, Copy, Debug)]
struct Hold {
    /// The unit by whose last day it is due.
    lead: usize,
    nominal: Nominal,
    since: i64,
    ended: Option<i64>,
}

/// One occurrence of one task.
pub struct Occurrence<'w> {
    world: &'w World,
    pub number: usize,
    task: &'w TaskData,
    /// 0: owed once.
    pub month: u32,
    /// Whether records count.
    recorded: bool,
}

fn month_end(month: u32) -> i64 {
    let next = NaiveDate::from_ymd_opt(2025, month + 1, 1).expect("a day");
    offset(next.pred_opt().expect("a day"))
}

impl World {
    pub fn occurrences(&self, recorded: bool) -> Vec<Occurrence<'_>> {
        let of = |(number, task): (usize, &'_ TaskData)| {
            let months = if task.monthly { 1..=6 } else { 0..=0 };
            months.map(move |month| (number, month)).collect::<Vec<_>>()
        };
        let all = self.tasks.iter().enumerate().flat_map(of);
        all.map(|(number, month)| Occurrence { world: self, number, task: &self.tasks[number], month, recorded })
            .collect()
    }

    /// Every obligation as of a day.
    pub fn verdicts(&self, day: i64) -> Verdicts {
        let mut verdicts = Verdicts::new();
        for occurrence in self.occurrences(true) {
            for (unit, hold) in occurrence.holds(day) {
                verdicts.insert((unit, occurrence.number, occurrence.month), occurrence.judge(unit, hold, day));
            }
        }
        verdicts
    }
}

impl Occurrence<'_> {
    fn touches(&self, on: i64) -> bool {
        self.month == 0 || month_end(self.month) >= on
    }

    fn expand(&self, named: &[usize]) -> Vec<usize> {
        let mut all = Vec::new();
        for body in named {
            let units: &[usize] = match body.checked_sub(UNITS) {
                None => std::slice::from_ref(body),
                Some(0) => &[0, 1, 2],
                Some(_) => &[3, 0, 1, 2],
            };
            all.extend(units.iter().copied().filter(|unit| Some(*unit) != self.task.except));
        }
        let mut once = Vec::new();
        for unit in all {
            if !once.contains(&unit) {
                once.push(unit);
            }
        }
        once
    }

    /// What counts as of a day: who leads.
    fn lead(&self, day: i64) -> Vec<usize> {
        let amended = self.task.amended.iter().filter(|(on, ..)| *on <= day && self.touches(*on));
        let last = amended.filter_map(|(_, _, lead)| lead.as_ref()).next_back();
        self.expand(last.unwrap_or(&self.task.lead))
    }

    /// The last day as of a day, for a unit that leads.
    fn nominal(&self, day: i64, lead: usize) -> Nominal {
        let amended = self.task.amended.iter().filter(|(on, ..)| *on <= day && self.touches(*on));
        match amended.filter_map(|(_, due, _)| *due).next_back().unwrap_or(self.task.due) {
            Due::Day(day) => Nominal::On(day),
            Due::After(days) => Nominal::On(month_end(self.month) + days),
            Due::Ongoing | Due::Unstated => Nominal::Never,
            Due::Event(day) => {
                let own = self.world.dates[usize::from(day.is_some())].get(&lead).copied();
                own.or(day).map_or(Nominal::Open, Nominal::On)
            }
        }
    }

    fn record(&self, unit: usize) -> Option<&RecordData> {
        let month = |record: &RecordData| if self.task.monthly { record.month } else { 0 };
        let mine =
            |record: &&RecordData| record.unit == unit && record.task == self.number && month(record) == self.month;
        self.world.records.iter().find(mine).filter(|_| self.recorded)
    }

    fn done_by(&self, unit: usize, day: i64) -> bool {
        self.record(unit).and_then(|record| record.done).is_some_and(|done| done <= day)
    }

    fn has_come(&self, unit: usize, day: i64) -> bool {
        self.world.units[unit].from.is_none_or(|from| from <= day)
    }

    fn has_gone(&self, unit: usize, day: i64) -> bool {
        self.world.units[unit].until.is_some_and(|until| until < day)
    }

    /// With whom a duty of `lead` is, as of a day, if it is due then.
    fn with(&self, lead: usize, nominal: Nominal, day: i64, stuck: &BTreeMap<usize, Hold>) -> Vec<usize> {
        let on = if let Nominal::On(on) = nominal { on } else { day.clamp(0, END) };
        let mut found = Vec::new();
        self.descend(lead, nominal, on, day, stuck, &mut found);
        let mut once = Vec::new();
        for unit in found {
            if !once.contains(&unit) {
                once.push(unit);
            }
        }
        once
    }

    fn descend(
        &self,
        unit: usize,
        nominal: Nominal,
        on: i64,
        day: i64,
        stuck: &BTreeMap<usize, Hold>,
        found: &mut Vec<usize>,
    ) {
        if !self.has_come(unit, on) {
            return;
        }
        if !self.has_gone(unit, on) {
            return found.push(unit);
        }
        if stuck.contains_key(&unit) {
            return;
        }
        let until = self.world.units[unit].until.expect("it has gone");
        if nominal != Nominal::Never && self.done_by(unit, until.min(day)) {
            return found.push(unit);
        }
        for successor in &self.world.units[unit].successors {
            self.descend(*successor, nominal, on, day, stuck, found);
        }
    }

    /// Whether something is overdue with a unit at the end of a day, by what counts on that day.
    fn overdue_at_end(&self, unit: usize, hold: Hold, day: i64) -> bool {
        let Nominal::On(_) = hold.nominal else { return false };
        if self.task.added.is_some_and(|on| day < on) {
            return false;
        }
        let verdict = self.judge_by(unit, hold, day);
        verdict.state == "overdue" || verdict.state == "pending" && verdict.due == Some(day) && !self.done_by(unit, day)
    }

    /// The day since which extensions count.
    fn since(&self, day: i64, lead: usize) -> i64 {
        let mut since = i64::MIN;
        for on in self.task.amended.iter().map(|(on, ..)| *on).filter(|on| *on <= day) {
            let day_of = |nominal| if let Nominal::On(day) = nominal { Some(day) } else { None };
            if day_of(self.nominal(on, lead)) != day_of(self.nominal(on - 1, lead)) {
                since = on;
            }
        }
        since
    }

    /// How `unit` holds on a day what `lead` named among others: by its own last day if it is named itself.
    fn hold(&self, day: i64, leads: &[usize], unit: usize, lead: usize) -> Hold {
        let lead = if leads.contains(&unit) { unit } else { lead };
        Hold { lead, nominal: self.nominal(day, lead), since: self.since(day, lead), ended: None }
    }

    /// Who holds it as of a day, and by which last day.
    fn holds(&self, day: i64) -> Vec<(usize, Hold)> {
        if self.task.added.is_some_and(|on| day < on || !self.touches(on)) {
            return Vec::new();
        }
        if self.task.joint {
            return self.joint(day).into_iter().collect();
        }
        let mut all: Vec<(bool, bool, u32, usize, Hold)> = Vec::new();
        let now = self.lead(day);
        for lead in 0..UNITS {
            for (unit, hold) in self.alone(lead, day) {
                let place =
                    now.iter().position(|other| *other == lead).map_or(99, |at| u32::try_from(at).expect("few"));
                all.push((hold.ended.is_some(), lead != unit, place, unit, hold));
            }
        }
        all.sort_by_key(|(ended, other, place, unit, _)| (*unit, *ended, *other, *place));
        let mut holds: Vec<(usize, Hold)> = Vec::new();
        for (ended, _, _, unit, hold) in all {
            match holds.last_mut().filter(|(other, _)| *other == unit) {
                None => holds.push((unit, hold)),
                // What ended more than once ended with the last.
                Some((_, first)) if ended && first.ended.is_some() => first.ended = first.ended.max(hold.ended),
                Some(_) => {}
            }
        }
        holds
    }

    /// Whether an amendment of a day touches who owes it, or by when.
    fn is_amended(&self, today: i64) -> bool {
        let mut amended = self.task.amended.iter();
        amended.any(|(on, due, lead)| *on == today && (due.is_some() || lead.is_some()) && self.touches(*on))
    }

    /// The duty of one lead, day by day.
    fn alone(&self, lead: usize, day: i64) -> Vec<(usize, Hold)> {
        let mut stuck: BTreeMap<usize, Hold> = BTreeMap::new();
        let (mut leads, mut ended, mut among) = (false, None, Vec::new());
        // What was overdue since the last amendment: it is the next one that takes nothing of it back.
        let mut overdue: BTreeMap<usize, Hold> = BTreeMap::new();
        for today in FIRST..=day {
            if leads && self.is_amended(today) {
                let with = self.with(lead, self.nominal(today - 1, lead), today - 1, &stuck);
                stuck.extend(with.iter().filter_map(|unit| Some((*unit, *overdue.get(unit)?))));
                if !with.is_empty() && with.iter().all(|unit| stuck.contains_key(unit)) {
                    // Nothing is left that a later amendment could move.
                    return stuck.into_iter().collect();
                }
                overdue.clear();
            }
            let named = self.lead(today);
            let now = named.contains(&lead);
            if now {
                among = named;
            }
            if leads && !now {
                ended = Some(today);
            } else if now {
                ended = None;
            }
            leads = now;
            let nominal = self.nominal(today, lead);
            if today == day {
                let with = self.with(lead, nominal, day, &stuck);
                let with = with.into_iter().filter(|_| leads || ended.is_some());
                let hold = |unit| (unit, Hold { ended, ..self.hold(day, &among, unit, lead) });
                let mut all: Vec<(usize, Hold)> = with.map(hold).collect();
                all.extend(stuck);
                return all;
            }
            if leads {
                for unit in self.with(lead, nominal, today, &stuck) {
                    let gone = self.world.units[unit].until.is_some_and(|until| until <= today);
                    let hold = self.hold(today, &among, unit, lead);
                    if gone && self.overdue_at_end(unit, hold, today) {
                        overdue.insert(unit, hold);
                    }
                }
            }
        }
        Vec::new()
    }

    fn first(&self, day: i64) -> Option<(usize, usize)> {
        let with = |lead: &usize| {
            let with = self.with(*lead, self.nominal(day, *lead), day, &BTreeMap::new());
            Some((*with.first()?, *lead))
        };
        self.lead(day).iter().find_map(with)
    }

    /// With whom a joint duty is, day by day.
    fn joint(&self, day: i64) -> Option<(usize, Hold)> {
        let new_lead = |today: i64| {
            self.task.amended.iter().any(|(on, _, lead)| *on == today && lead.is_some() && self.touches(*on))
        };
        let mut stuck: Option<(usize, Hold)> = None;
        let mut kept: Option<(usize, usize, Option<Hold>)> = None;
        // What was overdue since the last amendment.
        let mut overdue: Option<(usize, Hold)> = None;
        for today in FIRST..=day {
            if kept.is_none() && stuck.is_none() && self.is_amended(today) {
                let first = self.first(today - 1).map(|(unit, _)| unit);
                stuck = overdue.take().filter(|(unit, _)| first == Some(*unit));
            }
            if kept.is_none() && new_lead(today) {
                let first = || {
                    let (unit, lead) = self.first(today - 1)?;
                    Some((unit, self.hold(today - 1, &self.lead(today - 1), unit, lead).lead, None))
                };
                let before = stuck.map(|(unit, hold)| (unit, hold.lead, Some(hold))).or_else(first);
                kept = before.filter(|(unit, ..)| self.done_by(*unit, today));
                stuck = None;
            }
            if today == day {
                return match (kept, stuck) {
                    (Some((unit, lead, own)), _) => {
                        Some((unit, own.unwrap_or_else(|| self.hold(today, &[], unit, lead))))
                    }
                    (None, Some(stuck)) => Some(stuck),
                    (None, None) => {
                        let held = |(unit, lead)| (unit, self.hold(today, &self.lead(today), unit, lead));
                        self.first(today).map(held)
                    }
                };
            }
            if let Some((unit, lead)) = self.first(today).filter(|_| kept.is_none() && stuck.is_none()) {
                let hold = self.hold(today, &self.lead(today), unit, lead);
                let gone = self.world.units[unit].until.is_some_and(|until| until <= today);
                if gone && self.overdue_at_end(unit, hold, today) {
                    overdue = Some((unit, hold));
                }
            }
        }
        None
    }

    fn judge(&self, unit: usize, hold: Hold, day: i64) -> Verdict {
        let verdict = self.judge_by(unit, hold, day);
        let first = if let Nominal::On(day) = self.nominal(FIRST, hold.lead) { Some(day) } else { None };
        Verdict { amended: verdict.nominal != first, ..verdict }
    }

    fn judge_by(&self, unit: usize, hold: Hold, day: i64) -> Verdict {
        let record = self.record(unit);
        let nominal = if let Nominal::On(day) = hold.nominal { Some(day) } else { None };
        let extension = record.and_then(|record| record.extended);
        let extension = extension.filter(|(_, on)| *on <= day && *on >= hold.since && nominal.is_some());
        let due = extension.map(|(to, _)| to).or(nominal);
        let done = record.and_then(|record| record.done).filter(|done| *done <= day);
        let task = self.task.cancelled.filter(|on| self.touches(*on));
        let ends = [task, hold.ended];
        let cancelled = ends.iter().flatten().any(|on| *on <= day && !self.done_by(unit, *on));
        let waived = record.and_then(|record| record.waived).is_some_and(|on| on <= day);
        let late = done.zip(due).is_some_and(|(done, due)| done > due);
        let state = if waived || cancelled {
            "waived"
        } else if done.is_some() {
            "completed"
        } else if hold.nominal == Nominal::Never {
            "ongoing"
        } else if due.is_some_and(|due| due < day) {
            "overdue"
        } else {
            "pending"
        };
        let late = late && state == "completed";
        Verdict { state, nominal, due, amended: false, cancelled, extended: extension.is_some(), late }
    }

    /// Whether a unit may record something for it.
    pub fn is_valid(&self, unit: usize) -> bool {
        (FIRST..=LAST).any(|day| {
            // A unit that led before the task was added, and leads it no more, has it as if it were cancelled.
            if self.task.added.is_some_and(|on| self.task.joint && day < on || !self.touches(on)) {
                return false;
            }
            let mut lead = self.lead(day);
            if !self.task.joint {
                // Whoever leads no more has it as if it were cancelled.
                let before = self.task.amended.iter().filter(|(on, ..)| *on <= day).map(|(on, ..)| self.lead(on - 1));
                lead.extend(before.flatten());
            }
            let by = |lead| if let Nominal::On(on) = self.nominal(day, lead) { on } else { day.clamp(0, END) };
            let mut after: Vec<usize> = lead.iter().copied().filter(|lead| self.has_gone(*lead, by(*lead))).collect();
            let gone = after.clone();
            while let Some(next) = after.pop() {
                let successors = &self.world.units[next].successors;
                if successors.contains(&unit) {
                    return true;
                }
                after.extend(successors);
            }
            let nothing = BTreeMap::new();
            let with = |lead: &usize| self.with(*lead, self.nominal(day, *lead), day, &nothing).first().copied();
            let mut first = lead.iter().filter_map(with);
            gone.contains(&unit)
                || if self.task.joint {
                    first.next() == Some(unit)
                } else {
                    lead.contains(&unit) && self.has_come(unit, by(unit))
                }
        })
    }

    /// Whether anybody owes it as of any day.
    pub fn is_owed(&self) -> bool {
        (FIRST..=LAST).any(|day| !self.holds(day).iter().all(|(_, hold)| hold.ended.is_some()))
    }

    /// Whether it has a last day as of any day, for a unit or one whose duty it may take over.
    pub fn ever_has_a_day(&self, unit: usize) -> bool {
        let takes_over = |lead: usize| {
            let mut next = vec![lead];
            while let Some(at) = next.pop() {
                if at == unit {
                    return true;
                }
                next.extend(&self.world.units[at].successors);
            }
            false
        };
        // The date of a unit that leads as of no day is nobody's last day.
        let leads = |lead: usize| (FIRST..=LAST).any(|day| self.lead(day).contains(&lead));
        let dated =
            |lead: usize| leads(lead) && (FIRST..=LAST).any(|day| matches!(self.nominal(day, lead), Nominal::On(_)));
        (0..UNITS).any(|lead| takes_over(lead) && dated(lead))
    }
}
