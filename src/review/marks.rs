//! What a reviewer must not miss: changes that are rarely right.

use chrono::NaiveDate;

use super::sides::{Side, Sides};
use crate::facts::{Facts, UnitFacts};
use crate::judge::{Flag, State};
use crate::model::evidence::Evidence;
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::record::Field;
use crate::model::target::Progress;
use crate::rules::Code;
use crate::text::same;

/// One such thing, each with its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// What was done, or accepted, is not any more.
    Withdrawn { done: NaiveDate },
    /// The day it was done is another one.
    Rewritten { from: NaiveDate, to: NaiveDate },
    /// The day it was done or accepted, or an amount was reached, lies far before the day it was recorded on.
    Backdated { field: Field, on: NaiveDate, recorded: NaiveDate },
    /// Evidence that was recorded is not any more.
    EvidenceRemoved { gone: Vec<String> },
    /// An extension was granted after the last day that it extends.
    ExtendedLate { on: NaiveDate, due: NaiveDate },
    /// A record with something in it is gone.
    RecordDeleted,
    /// What made late work not late, or less late, was recorded long after its own day, or after the last day.
    LateNoMore { by: Field, on: NaiveDate, due: NaiveDate, recorded: NaiveDate, still_late: bool },
    /// A recorded extension or waiver is another: its document, its day or its end; or an acceptance is of an earlier day.
    GrantRewritten { field: Field },
    /// It tells of a day that had not come when it was recorded.
    Ahead { field: Field, on: NaiveDate, recorded: NaiveDate },
    /// What was recorded as reached is not recorded so any more.
    ProgressRewritten { gone: Vec<String> },
    /// The day that was promised is a later one, or none.
    PromisePutOff { from: NaiveDate, to: Option<NaiveDate> },
}

impl Mark {
    pub(crate) fn code(&self) -> Code {
        match self {
            Self::Withdrawn { .. } => Code::W701,
            Self::Rewritten { .. } => Code::W702,
            Self::Backdated { .. } => Code::W703,
            Self::EvidenceRemoved { .. } => Code::W704,
            Self::ExtendedLate { .. } => Code::W705,
            Self::RecordDeleted => Code::W707,
            Self::LateNoMore { .. } => Code::W717,
            Self::GrantRewritten { .. } => Code::W718,
            Self::PromisePutOff { .. } => Code::W719,
            Self::Ahead { .. } => Code::W726,
            Self::ProgressRewritten { .. } => Code::W727,
        }
    }
}

/// What a field tells of: something of a day; of an extension also the day to which it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) field: Field,
    pub(crate) on: NaiveDate,
    pub(crate) to: Option<NaiveDate>,
}

/// What is known of how records came to be between the two sides.
pub(crate) trait Past {
    /// The day on which this was recorded; nothing where nobody knows.
    fn recorded(&self, unit: UnitIx, occurrence: OccurrenceIx, told: Claim) -> Option<NaiveDate>;
    /// The extensions that commits on the way left, the first one first; also that they left none.
    fn extensions(&self, unit: UnitIx, occurrence: OccurrenceIx) -> Vec<EarlierExtension>;
    /// The days that were promised on the way, the first one first.
    fn promises(&self, unit: UnitIx, occurrence: OccurrenceIx) -> Vec<NaiveDate>;
    /// The last day that was promised before all that is compared while the work was open.
    fn promised_before(&self, unit: UnitIx, occurrence: OccurrenceIx, now: Reopened) -> Option<NaiveDate>;
    /// What was recorded last, before all that is compared, of those of these obligations of which anything was.
    fn last_said(&self, _unit: UnitIx, _asked: &[OccurrenceIx]) -> UnitFacts {
        UnitFacts::new()
    }
}

/// Work that was not open just before and is now.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reopened {
    /// Its extension now, and what is promised now.
    pub(crate) extended: Option<GrantedDays>,
    pub(crate) to: Option<NaiveDate>,
    /// Whether it was cancelled: what was promised meanwhile does not count.
    pub(crate) cancelled: bool,
}

impl Reopened {
    /// Whether what was promised under this extension counts still: no other one stands for it now.
    pub(crate) fn holds(self, promised: NaiveDate, extended: Option<GrantedDays>) -> bool {
        self.extended == extended || !is_covered(self.extended.map(|(_, to)| to), promised, self.to)
    }
}

/// The day on which an extension was granted, and the last day that it grants.
pub(crate) type GrantedDays = (NaiveDate, NaiveDate);

/// What a commit on the way left of an extension.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EarlierExtension {
    pub(crate) granted: Option<GrantedDays>,
    /// The day on which it was recorded, if that is known.
    pub(crate) recorded: Option<NaiveDate>,
}

/// Last days by what was recorded before.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Before {
    /// The one that had passed, where the record makes it late no more, or less: whether it is late still.
    pub(crate) late: Option<(NaiveDate, bool)>,
    /// The one in force on the day of the extension that is recorded now.
    pub(crate) in_force: Option<NaiveDate>,
    /// The one of that day without any extension.
    pub(crate) unextended: Option<NaiveDate>,
}

/// The marks of an obligation whose record changed.
pub(crate) fn of(
    sides: Sides<'_>,
    before: Option<&Side>,
    after: &Side,
    last: Before,
    (past, unit): (&dyn Past, UnitIx),
) -> Vec<Mark> {
    let was = before.map(Side::said).unwrap_or_default();
    let is = after.said();
    let mut marks = Vec::new();
    if !was.is_empty() && after.facts.is_none() {
        marks.push(Mark::RecordDeleted);
    }
    match (was.day(Field::Done), is.day(Field::Done)) {
        (Some(done), None) => marks.push(Mark::Withdrawn { done }),
        (Some(from), Some(to)) if from != to => marks.push(Mark::Rewritten { from, to }),
        (Some(done), Some(_)) if was.get(Field::Accepted).is_some() && is.get(Field::Accepted).is_none() => {
            marks.push(Mark::Withdrawn { done });
        }
        _ => {}
    }
    let recorded = |field, on| past.recorded(unit, after.occurrence, told(&is, field, on));
    for (field, on) in newly_claimed(&was, &is) {
        let late_by = |recorded: &NaiveDate| (*recorded - on).num_days() > i64::from(sides.backdated);
        marks.extend(recorded(field, on).filter(late_by).map(|recorded| Mark::Backdated { field, on, recorded }));
    }
    let gone: Vec<String> = lost_evidence(&was, &is).map(|one| one.name().to_owned()).collect();
    if !gone.is_empty() {
        marks.push(Mark::EvidenceRemoved { gone });
    }
    if let Some(extended) = is.extended().filter(|_| was.differing(&is).contains(&Field::Extended))
        && let Some(mut due) = last.in_force
        && extended.on > due
    {
        // One that was granted in time on the way, and was recorded when this one was granted, put off the last day in
        // force, until it was taken back.
        for EarlierExtension { granted, recorded } in past.extensions(unit, after.occurrence) {
            if recorded.is_some_and(|recorded| recorded > extended.on) {
                continue;
            }
            match granted {
                Some((on, to)) if on <= due && on < extended.on => due = to,
                Some(_) => {}
                None => due = last.unextended.unwrap_or(due),
            }
        }
        if extended.on > due {
            marks.push(Mark::ExtendedLate { on: extended.on, due });
        }
    }
    marks.extend(
        last.late.and_then(|due| late_no_more(sides, (&was, &is), after.occurrence, due, (past, unit), &marks)),
    );
    // One without which the work is late no more, by a last day that was moved meanwhile, was no favour.
    let shed = last.late.is_some() && was.extended().is_some() && is.extended().is_none() && after.facts.is_some();
    for field in [Field::Extended, Field::Waived, Field::Accepted] {
        if is_rewritten(field, &was, &is) || (shed && field == Field::Extended) {
            marks.push(Mark::GrantRewritten { field });
        }
    }
    marks.extend(put_off((&was, &is), (before, after), (past, unit)).filter(|_| after.facts.is_some()));
    for field in [Field::Started, Field::Done, Field::Accepted, Field::Waived, Field::Extended, Field::Progress] {
        let Some(on) = is.event(field).filter(|on| was.event(field) != Some(*on)) else { continue };
        let recorded = recorded(field, on).filter(|recorded| *recorded < on);
        marks.extend(recorded.map(|recorded| Mark::Ahead { field, on, recorded }));
    }
    let gone: Vec<String> = lost_amounts(&was, &is).map(|one| format!("{} ({})", one.value, one.on)).collect();
    if !gone.is_empty() && after.facts.is_some() {
        marks.push(Mark::ProgressRewritten { gone });
    }
    marks
}

/// What a field of these facts tells of, of this day.
fn told(facts: &Facts<'_>, field: Field, on: NaiveDate) -> Claim {
    let to = facts.extended().filter(|_| field == Field::Extended).map(|it| it.to);
    Claim { field, on, to }
}

/// The evidence that is not there any more.
fn lost_evidence<'f, 't>(was: &'f Facts<'t>, is: &'f Facts<'_>) -> impl Iterator<Item = &'f Evidence<'t>> {
    was.evidence().iter().filter(|one| !is.has_evidence(one))
}

/// The amounts that are not there any more, or no longer the one that counts of their day.
fn lost_amounts<'f>(was: &'f Facts<'_>, is: &'f Facts<'_>) -> impl Iterator<Item = &'f Progress> {
    let counts = |of: &Facts<'_>, one: &Progress| of.progress().iter().rfind(|it| it.on == one.on) == Some(one);
    was.progress().iter().filter(move |one| !is.progress().contains(one) || counts(was, one) && !counts(is, one))
}

/// The fields of what stood on the way that would be marked beside what stands at the end: what was done, granted, accepted,
/// reached or shown then, and is not so any more.
pub(crate) fn lost_on_the_way(stood: &Facts<'_>, is: &Facts<'_>) -> Vec<Field> {
    let lost = |field: &Field| match field {
        Field::Done => stood.get(Field::Done).is_some() && stood.day(Field::Done) != is.day(Field::Done),
        Field::Accepted => {
            let withdrawn = stood.get(Field::Accepted).is_some() && is.get(Field::Accepted).is_none();
            withdrawn || is_rewritten(Field::Accepted, stood, is)
        }
        Field::Extended => {
            // One that is granted later is a further one.
            let further = stood.extended().zip(is.extended()).is_some_and(|(was, is)| is.on > was.on);
            !further && is_rewritten(Field::Extended, stood, is)
        }
        Field::Waived => is_rewritten(Field::Waived, stood, is),
        Field::Evidence => lost_evidence(stood, is).next().is_some(),
        Field::Progress => lost_amounts(stood, is).next().is_some(),
        Field::Committed => is_promise_lost(stood, is),
        _ => false,
    };
    Field::ALL.into_iter().filter(lost).collect()
}

/// Whether a promise is put off or dropped, and neither that the work was done nor a new extension says why.
fn is_promise_lost(stood: &Facts<'_>, is: &Facts<'_>) -> bool {
    let ended = [Field::Done, Field::Waived].iter().any(|field| is.get(*field).is_some());
    let extended = is.extended().filter(|_| stood.differing(is).contains(&Field::Extended)).map(|it| it.to);
    let to = is.day(Field::Committed);
    let lost = |from: NaiveDate| to.is_none_or(|to| to > from) && !is_covered(extended, from, to);
    !ended && stood.day(Field::Committed).is_some_and(lost)
}

/// What is newly said to have been done, accepted or reached, with its day.
fn newly_claimed(was: &Facts<'_>, is: &Facts<'_>) -> Vec<(Field, NaiveDate)> {
    let done = is.day(Field::Done).filter(|on| was.day(Field::Done) != Some(*on));
    // Accepted with the claim itself is reported with it; of another day it is rewritten, or later.
    let accepted =
        is.day(Field::Accepted).filter(|_| was.day(Field::Done).is_some() && was.day(Field::Accepted).is_none());
    let days = [(Field::Done, done), (Field::Accepted, accepted)].into_iter();
    let days = days.filter_map(|(field, on)| Some((field, on?)));
    let amounts = is.progress().iter().filter(|one| !was.progress().contains(one));
    days.chain(amounts.map(|one| one.on).min().map(|on| (Field::Progress, on))).collect()
}

/// What made late work not late, or less late, where it was recorded too long after its own day or after the last day.
fn late_no_more(
    sides: Sides<'_>,
    (was, is): (&Facts<'_>, &Facts<'_>),
    occurrence: OccurrenceIx,
    (due, still_late): (NaiveDate, bool),
    (past, unit): (&dyn Past, UnitIx),
    marks: &[Mark],
) -> Option<Mark> {
    let changed = was.differing(is);
    let marked = |field: &Field| *field == Field::Extended && marks.iter().any(|mark| mark.code() == Code::W705);
    // That it was done is reported by its own mark.
    let fields = [Field::Extended, Field::Waived, Field::Accepted].into_iter().filter(|field| changed.contains(field));
    let mut of = fields.filter(|field| !marked(field)).filter_map(|by| {
        let on = is.event(by)?;
        let recorded = past.recorded(unit, occurrence, told(is, by, on))?;
        let lag = (recorded - on).max(recorded - due).num_days();
        (lag > i64::from(sides.backdated)).then_some(Mark::LateNoMore { by, on, due, recorded, still_late })
    });
    of.next()
}

/// Whether a recorded grant was changed, or an acceptance is an earlier one. Another document of a later day that extends is a new extension.
fn is_rewritten(field: Field, was: &Facts<'_>, is: &Facts<'_>) -> bool {
    let (Some(before), Some(after)) = (was.get(field), is.get(field)) else { return false };
    if field == Field::Accepted {
        // Accepted again is a later day; an earlier one was not granted then.
        return is.day(field) < was.day(field);
    }
    let new = was.extended().zip(is.extended()).is_some_and(|(before, after)| {
        field == Field::Extended && after.on > before.on && !same(&before.by, &after.by)
    });
    was.differing(is).contains(&field) && before != after && !new
}

/// A promise that is put off, or taken back while the work is still open. One that a new extension covers is none. Where
/// there was none just before, the one counts that was made on the way; where the work was not open just before, the last
/// one before that.
fn put_off(
    (was, is): (&Facts<'_>, &Facts<'_>),
    (before, after): (Option<&Side>, &Side),
    (past, unit): (&dyn Past, UnitIx),
) -> Option<Mark> {
    let waived = after.standing.is_some_and(|standing| standing.state == State::Waived);
    if is.get(Field::Done).is_some() || is.get(Field::Waived).is_some() || waived {
        return None;
    }
    let to = is.day(Field::Committed);
    let counts = after.standing.is_some_and(|standing| standing.flags.has(Flag::Extended));
    let extended = is.extended().filter(|_| counts && was.differing(is).contains(&Field::Extended)).map(|it| it.to);
    let later = |from: &NaiveDate| to.is_none_or(|to| to > *from);
    let on_the_way = || past.promises(unit, after.occurrence).into_iter().find(later);
    let reopened = before.is_some_and(|before| {
        let ended = [Field::Done, Field::Waived].iter().any(|field| was.get(*field).is_some());
        let shortened = was.get(Field::Extended).is_some() && is.get(Field::Extended).is_none();
        // A task that was cancelled.
        let waived = before.standing.is_some_and(|standing| standing.state == State::Waived);
        ended || shortened || waived || (before.standing.is_none() && after.standing.is_some())
    });
    let cancelled = before.and_then(|it| it.standing).is_some_and(|standing| standing.flags.has(Flag::Cancelled));
    let now = Reopened { extended: is.extended().map(|it| (it.on, it.to)), to, cancelled };
    let while_open = || reopened.then(|| past.promised_before(unit, after.occurrence, now)).flatten();
    let known = [while_open(), was.day(Field::Committed)];
    let known = known.into_iter().flatten();
    let from = if known.clone().next().is_some() { known.into_iter().find(later) } else { on_the_way() };
    from.filter(|from| !is_covered(extended, *from, to)).map(|from| Mark::PromisePutOff { from, to })
}

/// The same where the record is as it was and the work comes back, as by a cancellation that is taken back.
pub(crate) fn of_reopened(before: Option<&Side>, after: &Side, of: (&dyn Past, UnitIx)) -> Option<Mark> {
    let was = before.filter(|it| it.standing.is_some_and(|standing| standing.state == State::Waived))?;
    put_off((&was.said(), &after.said()), (before, after), of)
}

/// Whether a last day that is put off to `extended` stands for a promise that is dropped, or made for another day: what
/// was promised for a later day than that is not what it grants.
fn is_covered(extended: Option<NaiveDate>, from: NaiveDate, to: Option<NaiveDate>) -> bool {
    extended.is_some_and(|end| to.unwrap_or(from) <= end)
}
