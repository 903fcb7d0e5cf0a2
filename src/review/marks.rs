//! What a reviewer must not miss: changes that are rarely right.

use chrono::NaiveDate;

use super::sides::{Side, Sides};
use crate::facts::{Fact, Facts, UnitFacts};
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
    /// An extension or waiver that was taken out once is recorded again, and is another than it was then.
    GrantPutBack { field: Field, last: Fact<'static> },
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
            Self::GrantRewritten { .. } | Self::GrantPutBack { .. } => Code::W718,
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
    /// The days that were promised last before all that is compared while the work was open: the one that no extension
    /// which has gone covered, and the last of all.
    fn promised_before(&self, unit: UnitIx, occurrence: OccurrenceIx, now: Reopened) -> Vec<NaiveDate>;
    /// What was granted last before all that is compared.
    fn granted_last(&self, unit: UnitIx, occurrence: OccurrenceIx, field: Field) -> Option<Fact<'static>>;
    /// What was granted when the unit owed the work last, before all that is compared.
    fn last_owed(&self, unit: UnitIx, occurrence: OccurrenceIx) -> OwedGrants;
    /// The day on which this was recorded before all that is compared; nothing where nobody knows.
    fn recorded_before(&self, unit: UnitIx, occurrence: OccurrenceIx, told: Claim) -> Option<NaiveDate>;
    /// What was recorded last, before all that is compared, of those of these obligations of which anything was.
    fn last_said(&self, unit: UnitIx, asked: &[OccurrenceIx]) -> UnitFacts;
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

    /// Whether this was promised under an extension that covered it and has gone.
    pub(crate) fn is_left_over(self, promised: NaiveDate, extended: Option<GrantedDays>) -> bool {
        extended.is_some_and(|(_, to)| self.extended != extended && promised <= to)
    }
}

/// The day on which an extension was granted, and the last day that it grants.
pub(crate) type GrantedDays = (NaiveDate, NaiveDate);

/// What was granted, and when, while the unit owed the work last.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct OwedGrants {
    pub(crate) extended: Option<GrantedDays>,
    pub(crate) waived: Option<NaiveDate>,
    pub(crate) accepted: Option<NaiveDate>,
}

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
    let recorded = |claim| past.recorded(unit, after.occurrence, claim);
    let extensions = || past.extensions(unit, after.occurrence);
    for (field, on) in newly_claimed(&was, &is) {
        let late_by = |recorded: &NaiveDate| (*recorded - on).num_days() > i64::from(sides.backdated);
        marks.extend(recorded(told(&is, field, on)).filter(late_by).map(|recorded| Mark::Backdated {
            field,
            on,
            recorded,
        }));
    }
    let gone: Vec<String> = lost_evidence(&was, &is).map(|one| one.name().to_owned()).collect();
    if !gone.is_empty() {
        marks.push(Mark::EvidenceRemoved { gone });
    }
    marks.extend(extended_late((&was, &is), last, &extensions));
    marks.extend(last.late.and_then(|due| late_no_more(sides, (&was, &is), due, &recorded, &marks)));
    // One without which the work is late no more, by a last day that was moved meanwhile, was no favour. A waiver in its
    // place is asked itself whether it came in time.
    let waived = was.waived().is_none() && is.waived().is_some();
    let shed = last.late.is_some() && was.extended().is_some() && is.extended().is_none() && after.facts.is_some();
    for field in [Field::Extended, Field::Waived, Field::Accepted] {
        if is_rewritten(field, &was, &is) || (shed && !waived && field == Field::Extended) {
            marks.push(Mark::GrantRewritten { field });
        }
    }
    marks.extend(put_back_otherwise((&was, &is), after.occurrence, (past, unit)));
    marks.extend(put_off((&was, &is), (before, after), (past, unit)).filter(|_| after.facts.is_some()));
    for field in [Field::Started, Field::Done, Field::Accepted, Field::Waived, Field::Extended, Field::Progress] {
        let Some(on) = is.event(field).filter(|on| was.event(field) != Some(*on)) else { continue };
        let recorded = recorded(told(&is, field, on)).filter(|recorded| *recorded < on);
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
        Field::Done => stood.day(Field::Done) != is.day(Field::Done),
        Field::Accepted => is.get(Field::Accepted).is_none() || is_rewritten(Field::Accepted, stood, is),
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
    Field::ALL.into_iter().filter(|field| stood.get(*field).is_some() && lost(field)).collect()
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

/// An extension that was granted after the last day in force then.
fn extended_late(
    (was, is): (&Facts<'_>, &Facts<'_>),
    last: Before,
    extensions: &dyn Fn() -> Vec<EarlierExtension>,
) -> Option<Mark> {
    let extended = is.extended().filter(|_| was.differing(is).contains(&Field::Extended))?;
    let mut due = last.in_force.filter(|due| extended.on > *due)?;
    // One that was granted in time on the way, and was recorded when this one was granted, put off the last day in force,
    // until it was taken back.
    for EarlierExtension { granted, recorded } in extensions() {
        if recorded.is_some_and(|recorded| recorded > extended.on) {
            continue;
        }
        match granted {
            Some((on, to)) if on <= due && on < extended.on => due = to,
            Some(_) => {}
            None => due = last.unextended.unwrap_or(due),
        }
    }
    (extended.on > due).then_some(Mark::ExtendedLate { on: extended.on, due })
}

/// The marks of grants that were recorded while the unit did not owe the work, or stood all the time, where it owes it
/// again: as if they were recorded only now, unless they are those that stood when it owed it last. `last` is without
/// anything recorded.
pub(crate) fn of_returned(
    sides: Sides<'_>,
    (before, after): (&Side, &Side),
    last: Before,
    (past, unit): (&dyn Past, UnitIx),
) -> Vec<Mark> {
    let (nothing, is) = (Facts::default(), after.said());
    if ![Field::Extended, Field::Waived, Field::Accepted].into_iter().any(|field| is.get(field).is_some()) {
        return Vec::new();
    }
    let was = before.said();
    let at = after.occurrence;
    let recorded = |claim: Claim| {
        // What stood already was recorded before all that is compared.
        let stood = was.event(claim.field).map(|on| told(&was, claim.field, on)) == Some(claim);
        if stood { past.recorded_before(unit, at, claim) } else { past.recorded(unit, at, claim) }
    };
    let mut marks: Vec<Mark> =
        extended_late((&nothing, &is), last, &|| past.extensions(unit, at)).into_iter().collect();
    marks.extend(last.late.and_then(|due| late_no_more(sides, (&nothing, &is), due, &recorded, &marks)));
    if marks.is_empty() {
        return marks;
    }
    let owed = past.last_owed(unit, at);
    let granted = is.extended().map(|it| (it.on, it.to));
    marks.retain(|mark| match mark {
        Mark::ExtendedLate { on, due } => {
            let in_force = |(was, to): GrantedDays| was <= *due && *on <= to;
            owed.extended != granted && !owed.extended.is_some_and(in_force)
        }
        Mark::LateNoMore { by: Field::Extended, .. } => owed.extended != granted,
        Mark::LateNoMore { by: Field::Waived, on, .. } => owed.waived != Some(*on),
        Mark::LateNoMore { by: Field::Accepted, on, .. } => owed.accepted != Some(*on),
        _ => true,
    });
    marks
}

/// What made late work not late, or less late, where it was recorded too long after its own day or after the last day.
fn late_no_more(
    sides: Sides<'_>,
    (was, is): (&Facts<'_>, &Facts<'_>),
    (due, still_late): (NaiveDate, bool),
    recorded: &dyn Fn(Claim) -> Option<NaiveDate>,
    marks: &[Mark],
) -> Option<Mark> {
    let changed = was.differing(is);
    let marked = |field: &Field| *field == Field::Extended && marks.iter().any(|mark| mark.code() == Code::W705);
    // That it was done is reported by its own mark.
    let fields = [Field::Extended, Field::Waived, Field::Accepted].into_iter().filter(|field| changed.contains(field));
    let mut of = fields.filter(|field| !marked(field)).filter_map(|by| {
        let on = is.event(by)?;
        let recorded = recorded(told(is, by, on))?;
        let lag = (recorded - on).max(recorded - due).num_days();
        (lag > i64::from(sides.backdated)).then_some(Mark::LateNoMore { by, on, due, recorded, still_late })
    });
    of.next()
}

/// Whether a recorded grant was changed, or an acceptance is an earlier one. Another document of a later day that extends is a new extension.
fn is_rewritten(field: Field, was: &Facts<'_>, is: &Facts<'_>) -> bool {
    if was.get(field).is_none() || is.get(field).is_none() {
        return false;
    }
    if field == Field::Accepted {
        // Accepted again is a later day; an earlier one was not granted then.
        return is.day(field) < was.day(field);
    }
    let new = was.extended().zip(is.extended()).is_some_and(|(before, after)| {
        field == Field::Extended && after.on > before.on && !same(&before.by, &after.by)
    });
    was.differing(is).contains(&field) && !new
}

/// Grants that are recorded where none stood just before, and that are not what was recorded last of them. Another
/// document of a later day is a new one.
fn put_back_otherwise(
    (was, is): (&Facts<'_>, &Facts<'_>),
    occurrence: OccurrenceIx,
    (past, unit): (&dyn Past, UnitIx),
) -> Vec<Mark> {
    let fields = [Field::Extended, Field::Waived].into_iter();
    let put_back = fields.filter_map(|field| {
        let now = is.get(field).filter(|_| was.get(field).is_none())?;
        let last = past.granted_last(unit, occurrence, field)?;
        let new = match (&last, now) {
            (Fact::Extended(was), Fact::Extended(is)) => is.on > was.on && !same(&is.by, &was.by),
            (Fact::Waived(was), Fact::Waived(is)) => is.on > was.on && !same(&is.by, &was.by),
            _ => true,
        };
        let (mut before, mut after) = (Facts::default(), Facts::default());
        before.set(field, Some(last.clone()));
        after.set(field, Some(now.clone()));
        (!new && !before.differing(&after).is_empty()).then_some(Mark::GrantPutBack { field, last })
    });
    put_back.collect()
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
        // One that covered what was promised under it may have gone, or another ends earlier.
        let shortened = was.extended().is_some_and(|was| is.extended().is_none_or(|is| is.to < was.to));
        // A task that was cancelled.
        let waived = before.standing.is_some_and(|standing| standing.state == State::Waived);
        ended || shortened || waived || (before.standing.is_none() && after.standing.is_some())
    });
    let cancelled = before.and_then(|it| it.standing).is_some_and(|standing| standing.flags.has(Flag::Cancelled));
    let now = Reopened { extended: is.extended().map(|it| (it.on, it.to)), to, cancelled };
    let mut known = if reopened { past.promised_before(unit, after.occurrence, now) } else { Vec::new() };
    known.extend(was.day(Field::Committed));
    let from = if known.is_empty() { on_the_way() } else { known.into_iter().find(later) };
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
