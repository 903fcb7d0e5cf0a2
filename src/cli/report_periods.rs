//! The periods of which reports are missing, and the index of those that are there.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::exit::Failure;
use super::output::{self, Known, Output};
use super::report_request::{MAX_REPORT_BYTES, ReportArgs, report_day};
use super::revise::trouble;
use super::session::Session;
use super::units;
use crate::data::report::index;
use crate::judge::State;
use crate::model::id::UnitIx;
use crate::model::reporting::ReportPeriod;
use crate::office::report::whole;
use crate::shell;
use crate::store::folder::Folder;
use crate::view::totals::Totals;
use crate::words::Phrase;

/// Makes the index of all reports in the folder anew.
pub(super) fn write_index(session: &Session, folder: &Folder) -> Result<(), Failure> {
    let failed = |found| trouble(session, &found);
    let names = folder.names().map_err(failed)?;
    let name = index::FILE.to_owned();
    let old = if names.contains(&name) { Some(folder.read(&name, MAX_REPORT_BYTES).map_err(failed)?) } else { None };
    let old = old.as_deref().map(str::from_utf8).transpose();
    let write =
        whole(index::file(old.unwrap_or_default(), &names, session.plan.header.report_day, session.words).into_bytes());
    // What people wrote around the index is kept, if it can be read.
    let known = |_: &[u8]| if old.is_ok() { Known::Ours } else { Known::Foreign };
    output::write(session, folder, vec![Output { name, write, known: &known }], false)
}

/// What is left once the plan has ended.
#[derive(Default)]
pub(super) struct Left {
    /// The days after the plan's end on which something falls due or was completed.
    days: BTreeSet<NaiveDate>,
    /// What is not done, with a time limit.
    open: Totals,
}

impl Left {
    pub(super) fn of(session: &Session, today: NaiveDate) -> Result<Self, Failure> {
        let (every, ends): (Vec<UnitIx>, _) = (session.plan.unit_indices().collect(), session.plan.header.ends);
        let mut whole = Self::default();
        units::fold(
            session,
            &every,
            Self::default,
            |left, _, assessment| {
                // What is wrong with a file is told where the report is made.
                let Some(assessment) = assessment else { return Ok(()) };
                assessment.for_each(|obligation| {
                    let standing = obligation.standing;
                    if standing.state != State::Waived {
                        left.open.add(standing.state);
                        let completed = (standing.state == State::Completed).then_some(obligation.record).flatten();
                        // What needs acceptance is completed once that is given.
                        let accepted = |day: &NaiveDate| session.plan.header.acceptance && *day <= today;
                        let completed = completed.and_then(|record| record.done.max(record.accepted.filter(accepted)));
                        left.days.extend([standing.due, completed].into_iter().flatten().filter(|day| *day > ends));
                    }
                    Ok::<(), Failure>(())
                })
            },
            |mut more, _| {
                whole.days.append(&mut more.days);
                whole.open.add_all(&more.open);
                Ok(())
            },
        )?;
        Ok(whole)
    }

    /// Tells what is still open after the plan's end: no later report need do so.
    pub(super) fn tell(&self, session: &Session, today: NaiveDate) -> anyhow::Result<()> {
        let [overdue, pending] = [State::Overdue, State::Pending].map(|state| self.open.of(state));
        let ends = session.plan.header.ends;
        if today <= ends || overdue + pending == 0 {
            return Ok(());
        }
        let command = &format!("tiendo list --state overdue --state pending{}", session.hint);
        let said = session.say(&Phrase::LeftAfterPlan { ends, overdue, pending, command });
        shell::with_stdout(|out| Ok(writeln!(out, "{said}")?))?;
        Ok(())
    }
}

/// The periods that are over, from the plan's beginning to its end; after it those in which something falls due or was
/// completed.
pub(super) fn periods(session: &Session, options: &ReportArgs, left: &Left, today: NaiveDate) -> Vec<ReportPeriod> {
    let header = &session.plan.header;
    let last = left.days.last().map_or(header.ends, |day| header.ends.max(*day));
    let first = ReportPeriod::current(options.kind, report_day(session, options), header.starts);
    std::iter::successors(first, |period| period.next())
        .take_while(|period| period.last() <= today && period.first() <= last)
        .filter(|period| period.last() >= header.starts)
        .filter(|period| {
            period.first() <= header.ends || left.days.range(period.first()..=period.last()).next().is_some()
        })
        .collect()
}
