//! Warnings about the document's own words for a time limit: where they read otherwise than the deadline beside them, or
//! do not say what it is to be.
//!
//! Last days and recurrence are compared, not the notation. What another document fixes, by an event, can be compared
//! only with words that count from an event too.

use chrono::{Datelike, NaiveDate};

use crate::diagnostic::{Diagnostic, OwnLimit, Problem, Related, UnclearWording};
use crate::draft::wording::{Context, PlainTiming, ReadDue, ReadingVerdict, TimeReading, WordingRead, read};
use crate::model::deadline::{BeforeReading, Deadline, OffsetUnit};
use crate::model::plan::{Amendment, Milestone, Plan, Task, Timing};
use crate::model::record::Span;
use crate::model::recurrence::{Every, Recurrence};
use crate::read::plan::PlanSpans;
use crate::text::bare_words;

/// At most so many last days of what recurs are compared.
const MOST_DAYS: usize = 4_000;
/// At most so many years are tried for a day that names none.
const MOST_YEARS: i32 = 30;
/// The most last days that are listed; of further ones only that there are more.
const TOLD: usize = 4;

/// What is odd about the wordings of a plan, as it is written: amendments that do not count yet too.
pub(crate) fn wording_warnings(plan: &Plan, spans: &PlanSpans) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for ((task, at), own) in plan.tasks.iter().zip(&spans.wordings).zip(&spans.tasks) {
        let limits = limits(task);
        debug_assert_eq!(limits.len(), at.len(), "each wording has its place");
        for (number, (limit, at)) in limits.iter().zip(at).enumerate() {
            let Some(problem) = (Judged { plan, task, limit }).problem() else { continue };
            let whole = number == 0 && task.wording.is_some() && task.milestones().is_empty();
            found.push(if whole { at_due(problem, own.due, *at) } else { Diagnostic::new(problem, at.range()) });
        }
    }
    found
}

/// At the deadline, which can be put right there if what is wrong is that alone.
fn at_due(problem: Problem, due: Span, wording: Span) -> Diagnostic {
    let meant = match &problem {
        Problem::WordingMismatch { read, own: OwnLimit::Days(_) | OwnLimit::Never, doubt: false, .. } => {
            read.strip_prefix("due = ").filter(|value| !value.contains([';', '{'])).map(str::to_owned)
        }
        _ => None,
    };
    Diagnostic::new(problem, due.range()).related(wording.range(), Related::Wording).did_you_mean(meant)
}

/// A wording, and the deadline that stands beside it.
struct WordedLimit<'p> {
    wording: &'p str,
    held: LimitBeside<'p>,
    /// The day of the amendment that words it so.
    on: Option<NaiveDate>,
}

/// What a deadline is, as far as wordings can be compared with it.
enum LimitBeside<'p> {
    /// Of a task that is owed once, or of its milestones.
    Once(Vec<Deadline>),
    Every(&'p [(Every, Recurrence)]),
}

/// The wordings of a task, in the order of [`PlanSpans::wordings`].
fn limits(task: &Task) -> Vec<WordedLimit<'_>> {
    let mut all = Vec::new();
    let mut timing = &task.timing;
    // What a milestone words itself is not what the task words.
    let of_milestones = |on: Option<NaiveDate>| {
        task.milestones().iter().filter(|own| own.wording.is_none()).map(|own| deadline_as_of(own, on)).collect()
    };
    let held = |timing, on| match timing {
        &Timing::Once(deadline) => LimitBeside::Once(vec![deadline]),
        Timing::Every(rules) => LimitBeside::Every(rules),
        Timing::Milestones(_) => LimitBeside::Once(of_milestones(on)),
    };
    all.extend(task.wording.as_deref().map(|wording| WordedLimit { wording, held: held(timing, None), on: None }));
    for amendment in &task.amended {
        timing = amendment.timing.as_ref().unwrap_or(timing);
        let on = Some(amendment.decision.on);
        all.extend(amendment.wording.as_deref().map(|wording| WordedLimit { wording, held: held(timing, on), on }));
    }
    for own in task.milestones() {
        let limit = |wording, on| WordedLimit { wording, held: LimitBeside::Once(vec![deadline_as_of(own, on)]), on };
        all.extend(own.wording.as_deref().map(|wording| limit(wording, None)));
        let amended = own.amended.iter().filter_map(|it| Some((it.wording.as_deref()?, it.decision.on)));
        all.extend(amended.map(|(wording, on)| limit(wording, Some(on))));
    }
    all
}

/// The deadline of a milestone as its amendments leave it on that day; at first without one.
fn deadline_as_of(own: &Milestone, on: Option<NaiveDate>) -> Deadline {
    let mut counting = own.amended.iter().rev().filter(|it| on.is_some_and(|on| it.decision.on <= on));
    let amended = |it: &Amendment| if let Some(Timing::Once(deadline)) = it.timing { Some(deadline) } else { None };
    counting.find_map(amended).unwrap_or(own.deadline)
}

/// How a reading and a deadline go together, the better the later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Agreement {
    Apart,
    /// The reading counts from an event, the deadline does not.
    ByEvent,
    Same,
}

/// When something is due, as it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DueMoment {
    Day(NaiveDate),
    Never,
    /// So many of these from an event.
    Event(i64, OffsetUnit),
}

struct Judged<'p> {
    plan: &'p Plan,
    task: &'p Task,
    limit: &'p WordedLimit<'p>,
}

impl Judged<'_> {
    /// What is wrong with the wording, if anything.
    fn problem(&self) -> Option<Problem> {
        if matches!(&self.limit.held, LimitBeside::Once(deadlines) if deadlines.is_empty()) {
            return None;
        }
        let mut first: Option<(WordingRead, Agreement)> = None;
        for context in self.contexts() {
            let found = read(self.limit.wording, context);
            let agreement = self.agreement(&found);
            if agreement == Agreement::Same {
                return None;
            }
            first.get_or_insert((found, agreement));
        }
        let (found, agreement) = first?;
        let explained = self.task.note.is_some() || self.plan.header.note.is_some();
        match (found.verdict, agreement) {
            (ReadingVerdict::NoLimit, _) => None,
            (ReadingVerdict::Ambiguous, _) => (!explained).then(|| self.unclear(&found, UnclearWording::Several)),
            (ReadingVerdict::NoNotation, _) => (!explained).then(|| self.unclear(&found, UnclearWording::NoNotation)),
            (_, Agreement::ByEvent) => (!explained).then(|| self.unclear(&found, UnclearWording::FromEvent)),
            // What can be argued may be settled by a note of the task itself.
            (ReadingVerdict::Doubt, _) if self.task.note.is_some() => None,
            // What cannot be argued takes a note that is about these very words.
            _ if self.is_quoted() => None,
            _ => Some(self.mismatch(&found)),
        }
    }

    /// Whether the task's note repeats the wording.
    fn is_quoted(&self) -> bool {
        let note = self.task.note.as_deref().map(bare_words).unwrap_or_default();
        format!(" {note} ").contains(&format!(" {} ", bare_words(self.limit.wording)))
    }

    /// When the wording may have been written, the likeliest first. Where nothing says it, a day without a year may lie
    /// in any year of the plan.
    fn contexts(&self) -> impl Iterator<Item = Context> {
        let header = &self.plan.header;
        let days = [self.limit.on, header.issued, self.task.starts, Some(header.starts)];
        let first = header.starts.year();
        let last = if header.issued.is_some() { first } else { header.ends.year().min(first + MOST_YEARS) };
        days.into_iter().flatten().map(Context::Day).chain((first..=last).map(Context::Year))
    }

    /// Whether the wording names a day without its year.
    fn is_yearless(&self) -> bool {
        let seen_from = |year| read(self.limit.wording, Context::Year(year)).readings;
        let year = self.plan.header.starts.year();
        seen_from(year) != seen_from(year + 1)
    }

    fn agreement(&self, found: &WordingRead) -> Agreement {
        let all = found.readings.iter().chain(&found.duties);
        let doubt = found.verdict != ReadingVerdict::Sure;
        let best = all.map(|reading| self.compared(reading, doubt)).max().unwrap_or(Agreement::Apart);
        match found.verdict {
            ReadingVerdict::Sure | ReadingVerdict::Doubt => best,
            // Where nobody may choose, an event is no choice: it leaves the day to the document that is asked for.
            ReadingVerdict::Ambiguous if best == Agreement::Same && self.by_event() => best,
            _ => Agreement::Apart,
        }
    }

    /// Whether an event decides, in the plan.
    fn by_event(&self) -> bool {
        matches!(&self.limit.held, LimitBeside::Once(all) if all.iter().all(|it| matches!(it, Deadline::Event { .. })))
    }

    fn compared(&self, reading: &TimeReading, doubt: bool) -> Agreement {
        match &self.limit.held {
            LimitBeside::Every(rules) => {
                let own: Vec<DueMoment> =
                    self.days(rules, self.plan.header.span_of(self.task)).map(DueMoment::Day).collect();
                let told = self.points(reading, doubt);
                // A rule for every year may word its day without one. Of kinds that are doubtful some may not apply.
                same(if reading.every.is_empty() {
                    told.iter().all(|point| own.contains(point)) && self.is_yearless()
                } else {
                    told == own || doubt && is_part(&own, &told)
                })
            }
            LimitBeside::Once(_) if !reading.every.is_empty() && self.task.milestones().is_empty() => Agreement::Apart,
            LimitBeside::Once(deadlines) => {
                let own: Vec<DueMoment> = deadlines.iter().map(|it| self.point(it, doubt)).collect();
                let told = self.points(reading, doubt);
                let by_event = |points: &[DueMoment]| points.iter().any(|it| matches!(it, DueMoment::Event(..)));
                match (by_event(&own), by_event(&told)) {
                    (true, false) => Agreement::Same,
                    _ if told.is_empty() => Agreement::Apart,
                    _ if own.len() == 1 && told.contains(&own[0]) => Agreement::Same,
                    _ if own.len() > 1 && told.iter().all(|point| own.contains(point)) => Agreement::Same,
                    (false, true) => Agreement::ByEvent,
                    _ => Agreement::Apart,
                }
            }
        }
    }

    /// When something is due by a reading.
    fn points(&self, reading: &TimeReading, doubt: bool) -> Vec<DueMoment> {
        if let Some(PlainTiming::Every(rules)) = reading.timing().filter(|_| !reading.every.is_empty()) {
            return self.days(&rules, self.span_of(reading)).map(DueMoment::Day).collect();
        }
        let own = if let Some(ReadDue::One(due)) = &reading.due { Some(due) } else { None };
        let all = own.into_iter().chain(reading.milestones.iter().map(|stage| &stage.due));
        let all = all.filter_map(|due| Deadline::parse(due).ok()).map(|it| self.point(&it, doubt));
        all.chain(reading.stated.map(DueMoment::Day)).collect()
    }

    /// `before` an event is the day before it, but for a doubtful reading, which may have missed the word.
    fn point<E>(&self, deadline: &Deadline<E>, doubt: bool) -> DueMoment {
        let before = self.plan.header.before;
        match *deadline {
            Deadline::Within(period) | Deadline::Through(_, period) => DueMoment::Day(period.last()),
            Deadline::Before(period) => before.last_day(period).map_or(DueMoment::Never, DueMoment::Day),
            Deadline::Event { offset, before: early, .. } => {
                let early = early && !doubt && before == BeforeReading::Exclusive;
                match (offset.step, offset.count) {
                    (OffsetUnit::Days, count) => DueMoment::Event(count - i64::from(early), OffsetUnit::Days),
                    (_, 0) => DueMoment::Event(-i64::from(early), OffsetUnit::Days),
                    (OffsetUnit::Weeks, count) => DueMoment::Event(count * 7 - i64::from(early), OffsetUnit::Days),
                    (OffsetUnit::Years, count) => DueMoment::Event(count * 12, OffsetUnit::Months),
                    (step, count) => DueMoment::Event(count, step),
                }
            }
            Deadline::Ongoing | Deadline::Unstated => DueMoment::Never,
        }
    }

    /// The days within which a reading recurs: where the wording says none, those of the task.
    fn span_of(&self, reading: &TimeReading) -> (NaiveDate, NaiveDate) {
        let (header, task) = (&self.plan.header, self.task);
        let (starts, ends) = header.span_of(task);
        // What the document says of years beyond the plan is left out there, unless the task says it too.
        let first = |day: NaiveDate| if task.starts.is_some() { day } else { day.max(header.starts) };
        let last = |day: NaiveDate| if task.ends.is_some() { day } else { day.min(header.ends) };
        (reading.starts.map_or(starts, first), reading.ends.map_or(ends, last))
    }

    /// The last days by these rules within these days, in time order.
    fn days(
        &self,
        rules: &[(Every, Recurrence)],
        (starts, ends): (NaiveDate, NaiveDate),
    ) -> impl Iterator<Item = NaiveDate> + use<> {
        let (calendar, before) = (&self.plan.calendar, self.plan.header.before);
        let all = rules.iter().flat_map(|(every, rule)| {
            let periods = every.periods(starts, ends, calendar).take(MOST_DAYS);
            periods.filter_map(|period| rule.nominal(period, before, calendar).day())
        });
        let mut days: Vec<NaiveDate> = all.collect();
        days.sort_unstable();
        days.dedup();
        days.into_iter()
    }

    fn mismatch(&self, found: &WordingRead) -> Problem {
        let doubt = found.verdict == ReadingVerdict::Doubt;
        let all = || found.readings.iter().chain(&found.duties);
        let days = all().flat_map(|reading| self.points(reading, doubt));
        let days = days.filter_map(|point| if let DueMoment::Day(day) = point { Some(day) } else { None }).take(TOLD);
        let recurs = all().any(|reading| !reading.every.is_empty());
        let own = match &self.limit.held {
            LimitBeside::Every(_) if !recurs => OwnLimit::Recurs,
            LimitBeside::Once(_) if recurs => OwnLimit::Once,
            LimitBeside::Every(rules) => {
                let days = self.days(rules, self.plan.header.span_of(self.task));
                OwnLimit::Days(days.take(TOLD).collect())
            }
            LimitBeside::Once(_) if self.by_event() => OwnLimit::FromEvent,
            LimitBeside::Once(deadlines) => {
                let points = deadlines.iter().map(|it| self.point(it, doubt));
                let days = points.filter_map(|point| if let DueMoment::Day(day) = point { Some(day) } else { None });
                let days: Vec<NaiveDate> = days.take(TOLD).collect();
                if days.is_empty() { OwnLimit::Never } else { OwnLimit::Days(days) }
            }
        };
        let read = all().map(notation).collect::<Vec<_>>().join(" | ");
        let wording = self.limit.wording.to_owned();
        Problem::WordingMismatch { task: self.task.id.to_string(), wording, read, days: days.collect(), own, doubt }
    }

    fn unclear(&self, found: &WordingRead, why: UnclearWording) -> Problem {
        let read = found.readings.iter().chain(&found.duties).map(notation).collect();
        let (task, wording) = (self.task.id.to_string(), self.limit.wording.to_owned());
        Problem::WordingUnclear { task, wording, why, read }
    }
}

/// Whether all of these are among those, but for what lies before them.
fn is_part(own: &[DueMoment], all: &[DueMoment]) -> bool {
    let early = |point: &DueMoment| matches!((point, all.first()), (DueMoment::Day(own), Some(DueMoment::Day(first))) if own < first);
    let mut within = own.iter().filter(|point| !early(point)).peekable();
    within.peek().is_some() && within.all(|point| all.contains(point))
}

fn same(it: bool) -> Agreement {
    if it { Agreement::Same } else { Agreement::Apart }
}

fn notation(reading: &TimeReading) -> String {
    reading.lines().join("; ")
}
