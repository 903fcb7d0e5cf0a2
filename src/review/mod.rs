//! Two states of a workspace compared, for a reviewer: what changed in the records, what the plan and time alone have
//! changed, and what nobody should miss.

mod ahead;
mod attributed;
pub(crate) mod commits;
pub(crate) mod compare;
mod deadlines;
pub(crate) mod decisions;
mod earlier;
mod earlier_records;
pub(crate) mod effects;
pub(crate) mod exchanged;
pub(crate) mod gone;
pub(crate) mod history;
pub(crate) mod late_between;
pub(crate) mod later;
pub(crate) mod line;
mod line_ends;
pub(crate) mod log;
pub(crate) mod marks;
pub mod merge;
pub(crate) mod moment;
pub(crate) mod moved;
pub(crate) mod moved_evidence;
pub(crate) mod moved_records;
pub(crate) mod notices;
pub(crate) mod oddities;
pub(crate) mod order;
pub(crate) mod places;
pub(crate) mod plan;
pub(crate) mod plan_change;
pub(crate) mod reviewed;
pub(crate) mod settings;
mod sides;
pub(crate) mod strange;
pub(crate) mod tenures;
pub(crate) mod unit_history;
mod untold;
pub(crate) mod upshot;
pub(crate) mod verify;
pub(crate) mod wordings;

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;

use self::commits::Commit;
use self::effects::{Effects, Grade, PlanMark};
use self::exchanged::ExchangedEvidence;
use self::gone::{GoneRecord, LastSaid};
use self::marks::{Before, Mark, Past};
use self::oddities::Oddity;
use self::plan_change::LateBetween;
use self::plan_change::PlanChange;
pub(crate) use self::sides::{Side, Sides};
use crate::facts::{Fact, Facts};
use crate::judge::{Assessment, Standing, State};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::period::Period;
use crate::model::plan::Plan;
use crate::model::record::{Field, Record};
use crate::rules::Code;
use crate::source::position;
use chrono::NaiveDate;

/// What made an obligation stand otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    Record,
    Plan,
    Time,
    /// What another unit recorded.
    Others,
}

#[derive(Clone, Debug)]
pub struct Change {
    pub(crate) cause: Cause,
    /// As it was; nothing where it was not owed.
    pub(crate) before: Option<Side>,
    pub(crate) after: Side,
    /// The fields of its record that changed.
    pub(crate) fields: Vec<Field>,
    pub(crate) marks: Vec<Mark>,
    /// Whether its record makes it late no more, and not the plan alone.
    pub(crate) lifted: bool,
    /// On which line its record begins, if there is one.
    pub(crate) line: Option<usize>,
}

impl Change {
    /// Whether it was late and is not, or is owed no more.
    pub(crate) fn lets_off(&self) -> bool {
        let is_late = |standing: &Standing| Grade::of(standing).is_late();
        let was = self.before.as_ref().and_then(|side| side.standing);
        was.as_ref().is_some_and(is_late) && !self.after.standing.as_ref().is_some_and(is_late)
    }

    /// Whether it was owed and not overdue, and is overdue.
    pub(crate) fn makes_overdue(&self) -> bool {
        let is_overdue = |standing: &Standing| Grade::of(standing) == Grade::Overdue;
        let was = self.before.as_ref().and_then(|side| side.standing);
        was.is_some_and(|was| !is_overdue(&was)) && self.after.standing.as_ref().is_some_and(is_overdue)
    }
}

/// One unit's records on both sides.
#[derive(Clone, Copy, Debug)]
pub(crate) struct UnitSides<'a> {
    /// Before; nothing where the unit is new.
    pub(crate) before: Option<&'a Assessment<'a>>,
    pub(crate) after: &'a Assessment<'a>,
}

/// What may be owed, on one side as it was read.
#[derive(Clone, Copy)]
struct Held<'a> {
    occurrence: OccurrenceIx,
    record: Option<&'a Record>,
    /// Nothing where the unit does not owe it as of the day.
    standing: Option<Standing>,
    text: &'a str,
}

impl<'a> Held<'a> {
    fn facts(&self) -> Facts<'a> {
        Facts::of(self.record, self.text)
    }

    fn side(&self) -> Side {
        let facts = self.record.map(|_| self.facts().into_owned());
        Side { occurrence: self.occurrence, standing: self.standing, facts }
    }

    fn is_late(&self) -> bool {
        self.standing.is_some_and(|standing| Grade::of(&standing).is_late())
    }
}

/// The changes of one unit, of the new plan.
#[derive(Clone, Debug)]
pub(crate) struct UnitChanges {
    pub(crate) unit: UnitIx,
    /// What changed, in the plan's order.
    pub(crate) changes: Vec<Change>,
}

/// A commit that changes the files of several units.
#[derive(Clone, Debug)]
pub(crate) struct Mixed {
    pub(crate) commit: Commit,
    pub(crate) units: Vec<String>,
}

/// A commit whose day is odd.
#[derive(Clone, Debug)]
pub(crate) struct OddCommit {
    pub(crate) commit: Commit,
    /// The days on which it says that it was written and committed.
    pub(crate) authored: NaiveDate,
    pub(crate) committed: NaiveDate,
    /// The day of the line when it came.
    pub(crate) recorded: NaiveDate,
}

/// What was recorded on the way, and is recorded otherwise at the end, or not at all.
#[derive(Clone, Debug)]
pub(crate) struct OnTheWay {
    pub(crate) unit: UnitIx,
    pub(crate) occurrence: OccurrenceIx,
    pub(crate) field: Field,
    pub(crate) was: Fact<'static>,
    pub(crate) now: Option<Fact<'static>>,
    /// The commit that recorded it so.
    pub(crate) commit: Commit,
}

/// What became of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReportChange {
    /// It matches no data.
    Edited,
    Gone,
    /// It was another, and matches the data.
    Remade,
    /// It matches only data that stood for a moment between the two sides.
    OfAMoment,
    /// It matches only data of a commit that never stood on the main line.
    OfABranch,
    /// It says that another edition made it: its figures are those of the data, its words cannot be compared.
    OtherEdition,
    /// It has the mark of a report under a name that no report has: nothing compares it with data.
    Misnamed,
}

/// A report that is not what it was.
#[derive(Clone, Debug)]
pub(crate) struct ChangedReport {
    /// Its file, from the workspace.
    pub(crate) file: String,
    pub(crate) how: ReportChange,
    /// What it was and is, as digests: a look at one change covers no other.
    pub(crate) digests: (Option<String>, Option<String>),
    /// Where a file of that name lies now, of one that is gone.
    pub(crate) now: Option<MovedReport>,
    /// The commit that it matches, where that never stood on the main line.
    pub(crate) of: Option<Commit>,
}

/// A file with the name of a report that is gone.
#[derive(Clone, Debug)]
pub(crate) struct MovedReport {
    /// From the top of the repository.
    pub(crate) file: String,
    /// Whether it says what the report said.
    pub(crate) is_same: bool,
}

impl ChangedReport {
    pub(crate) fn code(&self) -> Code {
        match self.how {
            ReportChange::Edited
            | ReportChange::OfAMoment
            | ReportChange::OfABranch
            | ReportChange::OtherEdition
            | ReportChange::Misnamed => Code::W708,
            ReportChange::Gone => Code::W723,
            ReportChange::Remade => Code::W724,
        }
    }
}

/// A file in `reports/` without data to be compared with, edited or gone, or new under the name of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChangedDocument {
    /// Its file, from the workspace.
    pub(crate) file: String,
    /// How many bytes it had and has; nothing where it is new or gone.
    pub(crate) bytes: (Option<u64>, Option<u64>),
}

/// What is odd about the line of commits, and no fault of what is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LineNote {
    /// A commit before all that is compared claims a later day than what follows it, or one that has not come.
    Ahead { commit: String, day: NaiveDate, to_come: bool },
    /// There was no workspace before: what is compared is the commit that began it.
    Began { commit: String, day: NaiveDate },
    /// A merge by which another line became that of first parents.
    OtherLine { commit: String },
    /// A unit's file that commits on the way left so that it cannot be read whole: the last of them, and how many.
    Unread { file: String, commit: String, commits: usize },
}

/// Everything that came of a comparison.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outcome {
    /// The units of which something changed, in the plan's order.
    pub(crate) units: Vec<UnitChanges>,
    /// Records that went with what they were about, in the order of the plan before.
    pub(crate) gone: Vec<GoneRecord>,
    pub(crate) plan: Vec<PlanChange>,
    /// Which of these nobody should miss.
    pub(crate) plan_marks: Vec<PlanMark>,
    /// Commits between the two that change the files of several units, the last first.
    pub(crate) mixed: Vec<Mixed>,
    /// Commits between the two whose days are odd, the last first.
    pub(crate) odd: Vec<OddCommit>,
    /// What was recorded on the way and taken back, in the plan's order.
    pub(crate) on_the_way: Vec<OnTheWay>,
    /// Files of evidence that are no longer what was recorded, in the plan's order.
    pub(crate) evidence: Vec<ExchangedEvidence>,
    /// What makes names, files or marks look otherwise than they are.
    pub(crate) oddities: Vec<Oddity>,
    /// Whether the plan is written otherwise, whatever comes of it.
    pub(crate) rewritten: bool,
    /// Whether the side before is no ancestor of the side after.
    pub(crate) apart: bool,
    pub(crate) line_notes: Vec<LineNote>,
    /// Reports that are not what they were.
    pub(crate) reports: Vec<ChangedReport>,
    /// The other files beside them.
    pub(crate) documents: Vec<ChangedDocument>,
    /// The units whose file could not be read on one of the sides.
    pub(crate) unread: Vec<UnitIx>,
    /// Whether there was no workspace before, so that nothing else is reported here.
    pub(crate) begins: bool,
}

impl Outcome {
    pub(crate) fn by(&self, cause: Cause) -> impl Iterator<Item = (UnitIx, &Change)> {
        let all = self.units.iter().flat_map(|unit| unit.changes.iter().map(|change| (unit.unit, change)));
        all.filter(move |(_, change)| change.cause == cause)
    }

    /// Adds what plans that stood between the two sides had late.
    pub(crate) fn add_late_between(&mut self, all: Vec<(LateBetween, Effects)>) {
        for (late, effects) in all {
            self.plan_marks.push(PlanMark { code: Code::W720, at: self.plan.len(), effects, line: None });
            self.plan.push(PlanChange::LateBetween(late));
        }
    }

    /// Leaves out promises lost on the way of which the record's own mark says it.
    pub(crate) fn tell_promises_once(&mut self) {
        let put_off = |change: &Change| change.marks.iter().any(|mark| mark.code() == Code::W719);
        let marked = self.units.iter().flat_map(|unit| {
            let own = unit.changes.iter().filter(|change| put_off(change));
            own.map(move |change| (unit.unit, change.after.occurrence))
        });
        let marked: HashSet<(UnitIx, OccurrenceIx)> = marked.collect();
        self.on_the_way.retain(|it| it.field != Field::Committed || !marked.contains(&(it.unit, it.occurrence)));
    }

    /// Whether nothing is other than it was, but perhaps the order of the plan.
    pub(crate) fn is_empty(&self) -> bool {
        let commits = self.mixed.is_empty() && self.odd.is_empty() && self.on_the_way.is_empty();
        let files = self.reports.is_empty() && self.evidence.is_empty() && self.documents.is_empty();
        let plan = self.plan.iter().all(PlanChange::is_order);
        self.units.is_empty() && self.gone.is_empty() && plan && commits && files && self.oddities.is_empty()
    }
}

/// What names an obligation on both sides.
type ObligationKey<'a> = (&'a str, Option<Period>, Option<&'a str>);

/// Gives what was recorded last of those of these obligations of a unit of which anything was.
pub(crate) type LastRecorded<'e> = &'e dyn Fn(&[OccurrenceIx]) -> HashMap<OccurrenceIx, LastSaid>;

/// What changed of one unit's obligations, and of its records of what it does not owe as of the day, in the order of the
/// new plan. What it could not owe before is compared with what was recorded last of it.
pub(crate) fn unit(sides: Sides<'_>, unit: UnitSides<'_>, last: LastRecorded<'_>, past: &dyn Past) -> Vec<Change> {
    let mut old: HashMap<ObligationKey<'_>, Held<'_>> = HashMap::new();
    if let Some(before) = unit.before {
        each(before, |held| {
            old.insert(key(sides.plan_before(), held.occurrence), held);
        });
    }
    let same_text = unit.before.is_some_and(|before| before.text == unit.after.text);
    let mut new = Vec::new();
    each(unit.after, |after| {
        if !old.contains_key(&key(sides.plan_after(), after.occurrence)) {
            new.push(after.occurrence);
        }
    });
    let mut last = if new.is_empty() { HashMap::new() } else { last(&new) };
    let mut changes = Vec::new();
    each(unit.after, |after| {
        let before = old.get(&key(sides.plan_after(), after.occurrence)).copied();
        let before = before.filter(|held| held.standing.is_some() || held.record.is_some());
        let last = last.remove(&after.occurrence);
        changes.extend(change(sides, (before, last), after, same_text, (past, unit.after.unit)));
    });
    changes
}

/// Gives everything that a unit owes as of any day to `then`.
fn each<'a>(assessment: &Assessment<'a>, mut then: impl FnMut(Held<'a>)) {
    let Ok(()) = assessment.for_each_possible(|occurrence, record| {
        let standing = assessment.judge.standing(assessment.unit, occurrence, record);
        then(Held { occurrence, record, standing, text: assessment.text });
        Ok::<(), Infallible>(())
    });
}

fn key(plan: &Plan, occurrence: OccurrenceIx) -> ObligationKey<'_> {
    let occurrence = plan.occurrence(occurrence);
    let milestone = plan.milestone(occurrence).map(|milestone| milestone.id.as_str());
    (plan.task(occurrence.task).id.as_str(), occurrence.period, milestone)
}

/// What changed of one obligation, if anything did.
fn change(
    sides: Sides<'_>,
    (before, last): (Option<Held<'_>>, Option<LastSaid>),
    after: Held<'_>,
    same_text: bool,
    (past, unit): (&dyn Past, UnitIx),
) -> Option<Change> {
    let recorded = |held: &Held<'_>| held.record.is_some();
    let otherwise = last.as_ref().map(|last| last.facts.differing(&after.facts())).unwrap_or_default();
    let put_back_otherwise = !otherwise.is_empty();
    let fields = if put_back_otherwise {
        otherwise
    } else if same_text || !(before.is_some_and(|before| recorded(&before)) || recorded(&after)) {
        Vec::new()
    } else {
        before.map(|before| before.facts()).unwrap_or_default().differing(&after.facts())
    };
    // What comes back with its duty is asked for what was granted meanwhile.
    let returns = before.filter(|before| before.standing.is_none() && after.standing.is_some());
    let returned = returns.filter(|_| after.record.is_some_and(Record::is_granted)).map(|before| {
        let standing = sides.after.standing_on(sides.day_after(), unit, after.occurrence, None);
        let bare = Held { record: None, standing, ..after };
        let days = last_days(sides, unit, &bare, &after);
        marks::of_returned(sides, (&before.side(), &after.side()), days, (past, unit))
    });
    let returned = returned.unwrap_or_default();
    let by_itself =
        || cause(sides, unit, before.as_ref(), &after).or_else(|| (!returned.is_empty()).then(|| other(sides)));
    let cause = if fields.is_empty() { by_itself()? } else { Cause::Record };
    let line = after.record.map(|record| position(after.text, record.place.range().start).line);
    // How it would stand, or would have stood, if nothing had been recorded.
    let unrecorded = before.and_then(|before| before.record);
    let stood = |day| sides.after.standing_on(day, unit, after.occurrence, unrecorded);
    let without = Held { record: unrecorded, standing: stood(sides.day_after()), ..after };
    let days = last_days(sides, unit, &without, &after);
    let lifted = before.is_some_and(|before| before.is_late()) && without.is_late() && !after.is_late();
    let (before, after) = (before.map(|before| before.side()), after.side());
    let own = |before: Option<&Side>| marks::of(sides, before, &after, days, (past, unit));
    let last_side = last.map(|last| {
        let (shared, occurrence) = (last.shared.is_some(), after.occurrence);
        (Side { occurrence, standing: last.shared, facts: Some(last.facts) }, shared)
    });
    let mut marks = match (cause, &last_side) {
        // What it was with another unit is the same obligation.
        (Cause::Record, Some((was, true))) => own(Some(was)),
        // Beside what it says newly counts what it says no more.
        (Cause::Record, Some((was, false))) => {
            let mut marks = own(before.as_ref());
            for mark in own(Some(was)) {
                // A grant that is put back otherwise is told once.
                let field = if let Mark::GrantRewritten { field } = &mark { Some(*field) } else { None };
                marks.retain(|it| !matches!(it, Mark::GrantPutBack { field: own, .. } if Some(*own) == field));
                if !marks.contains(&mark) {
                    marks.push(mark);
                }
            }
            marks
        }
        (Cause::Record, None) => own(before.as_ref()),
        // What comes back asks for the promise that there was.
        (Cause::Plan | Cause::Others, _) => {
            marks::of_reopened(before.as_ref(), &after, (past, unit)).into_iter().collect()
        }
        (Cause::Time, _) => Vec::new(),
    };
    for mark in returned {
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    let before = before.or_else(|| last_side.map(|(was, _)| was).filter(|_| put_back_otherwise));
    Some(Change { cause, before, after, fields, marks, lifted, line })
}

/// The last days of an obligation by what was recorded before, `without` what is recorded now.
fn last_days(sides: Sides<'_>, unit: UnitIx, without: &Held<'_>, after: &Held<'_>) -> Before {
    let passed = without.standing.and_then(|without| without.due).filter(|_| without.is_late());
    let granted = after.record.and_then(|record| record.extended);
    let bare = without.record.map(|record| Record { extended: None, ..*record });
    let due = |record: Option<&Record>| {
        let standing = sides.after.standing_on(granted?.on, unit, after.occurrence, record)?;
        standing.due
    };
    Before {
        late: passed.filter(|_| is_eased(without, after)).map(|due| (due, after.is_late())),
        in_force: due(without.record),
        unextended: due(bare.as_ref()),
    }
}

/// Whether what was late is late no more, or less.
fn is_eased(was: &Held<'_>, is: &Held<'_>) -> bool {
    let due = |held: &Held<'_>| held.standing.and_then(|standing| standing.due);
    !is.is_late() || due(is) > due(was)
}

/// What made an obligation stand otherwise if its record and time did not.
fn other(sides: Sides<'_>) -> Cause {
    let same_plan = std::ptr::eq(sides.before.plan_as_read(), sides.after.plan_as_read());
    if same_plan { Cause::Others } else { Cause::Plan }
}

/// Whether the plan, time or what others recorded made an obligation stand otherwise; nothing where it stands as it did.
fn cause(sides: Sides<'_>, unit: UnitIx, before: Option<&Held<'_>>, after: &Held<'_>) -> Option<Cause> {
    let differ = |one: &Standing, other: &Standing| one.state != other.state || one.due != other.due;
    let other = other(sides);
    let was = before.and_then(|before| before.standing);
    let (was, now) = match (was, after.standing) {
        (Some(was), Some(now)) if !differ(&was, &now) => return None,
        (Some(was), now) => (was, now),
        // What is newly asked for is reported with the plan, but not that it is late as soon as it is there.
        (None, now) => return now.filter(|now| now.state == State::Overdue).map(|_| other),
    };
    // The record with its day before, judged by the new plan: what is other already then is not time's doing.
    let by_plan = || sides.after.standing_on(sides.day_before(), unit, after.occurrence, after.record);
    let by_time = sides.day_before() != sides.day_after() && by_plan().is_some_and(|by_plan| !differ(&was, &by_plan));
    let cause = if by_time { Cause::Time } else { other };
    if now.is_some() || cause != Cause::Plan {
        return Some(cause);
    }
    // What the plan takes off a unit is reported with the plan.
    sides.after.owes_but_for_others(unit, after.occurrence, after.record).then_some(Cause::Others)
}
