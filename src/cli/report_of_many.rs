//! `tiendo report` of a collection: one report over all plans.

use std::collections::BTreeMap;

use super::args::Out;
use super::aside::Aside;
use super::exit::{Exit, Failure};
use super::many::{ManyOutcome, ManyPlans};
use super::members::Collection;
use super::office_template;
use super::output::{self, Known, Output};
use super::report_periods::{Left, periods, write_index};
use super::report_request::{ReportArgs, Which, failure, file_name, scope};
use super::revise::trouble;
use super::session::{Asked, Session};
use super::units;
use crate::data::report::ReportFormat;
use crate::office::docx::official::OfficialKind;
use crate::office::report as office;
use crate::page::report::{ReportPage, ReportsPage};
use crate::page::value::in_link;
use crate::shell;
use crate::snapshot::REPORTS;
use crate::store::folder::Folder;
use crate::view::report::scope::Scope;
use crate::view::report::{Keep, Report};
use crate::words::Phrase;

/// Writes the report of a period over all plans, or of each that is over and has none.
pub(super) fn run(asked: &Asked, collection: &Collection, options: &ReportArgs) -> Result<Exit, Failure> {
    if options.which == Which::All {
        return every(asked, collection, options);
    }
    let mut made = Reports::read(asked, collection, options, None)?;
    if options.out == Some(Out::Stdout) {
        let outputs = made.outputs(options, &options.formats)?;
        shell::with_stdout(|out| outputs.into_iter().try_for_each(|output| Ok((output.write)(out)?)))?;
    } else {
        let mut folder = folder(asked, options, made.first())?;
        folder.take().map_err(|found| trouble(made.first(), &found))?;
        made.stand_in(&folder, options);
        output::write(made.first(), &folder, made.outputs(options, &options.formats)?, options.force)?;
    }
    Ok(made.exit())
}

/// Writes the reports of every period that is over and has none, and the index of all of them.
fn every(asked: &Asked, collection: &Collection, options: &ReportArgs) -> Result<Exit, Failure> {
    let (mut over, mut first) = (BTreeMap::new(), None);
    let outcome = ManyPlans::new(asked, collection)?.each(|session, _, _| {
        let today = session.judge.as_of();
        for period in periods(&session, options, &Left::of(&session, today)?, today) {
            over.insert((period.first(), period.last()), (period, today));
        }
        first.get_or_insert(session);
        Ok(())
    })?;
    let Some(first) = first else { return Err(Failure::Told(Exit::Unread, Aside::default())) };
    let failed = |found| trouble(&first, &found);
    let mut folder = folder(asked, options, &first)?;
    folder.take().map_err(failed)?;
    let mut exit = outcome.exit();
    let (mut none, none_over) = (true, over.is_empty());
    for (period, today) in over.into_values() {
        let names = folder.names().map_err(failed)?;
        let is_missing = |format: &ReportFormat| !names.contains(&file_name(&first, period, *format));
        let missing: Vec<ReportFormat> = options.formats.iter().copied().filter(is_missing).collect();
        if missing.is_empty() {
            continue;
        }
        none = false;
        let scope = Scope::new(period, today).expect("a period that is over has begun");
        let mut made = Reports::read(asked, collection, options, Some(scope))?;
        made.stand_in(&folder, options);
        output::write(&first, &folder, made.outputs(options, &missing)?, options.force)?;
        if made.exit() != Exit::Done {
            exit = made.exit();
        }
    }
    if none {
        let said = if none_over { Phrase::NoneOver } else { Phrase::AllThere };
        shell::with_stdout(|out| Ok(writeln!(out, "{}", first.say(&said))?))?;
    }
    write_index(&first, &folder)?;
    Ok(exit)
}

/// The folder that reports are written into.
fn folder(asked: &Asked, options: &ReportArgs, session: &Session) -> Result<Folder, Failure> {
    match &options.out {
        Some(Out::Folder(path)) => Ok(Folder::at(path)),
        Some(Out::Stdout) | None => match asked.collection_folder()? {
            Some(root) => Ok(Folder::at(&root.join(REPORTS))),
            None => Err(Failure::Usage(session.say(&Phrase::ReportNeedsFolder))),
        },
    }
}

/// The reports of all plans on one period.
struct Reports {
    /// Each with the plan's folder; there is at least one.
    made: Vec<(String, Session, Report)>,
    outcome: ManyOutcome,
    broken: usize,
}

impl Reports {
    /// Reads them for a period; the one that is asked for where none is given.
    fn read(
        asked: &Asked,
        collection: &Collection,
        options: &ReportArgs,
        mut period: Option<Scope>,
    ) -> Result<Self, Failure> {
        let keep = options.formats.iter().map(|format| office::keep(*format)).fold(Keep::default(), Keep::max);
        let (mut made, mut broken) = (Vec::new(), 0);
        let outcome = ManyPlans::new(asked, collection)?.each(|session, folder, _| {
            let all: Vec<_> = session.plan.unit_indices().collect();
            session.warn_of_missing_files(&all)?;
            let scope = match period {
                Some(scope) => scope,
                None => *period.insert(scope(&session, options, session.judge.as_of())?),
            };
            let (mut report, found) = Report::read(&session.snapshot, scope, keep, shell::scratch())?;
            report.known = session.known().cloned();
            report.to_workspace = Some(format!("../{}/", in_link(folder)));
            broken += found.len();
            units::tell(&session, &found)?;
            made.push((folder.to_owned(), session, report));
            Ok(())
        })?;
        let Some((_, first, _)) = made.first() else { return Err(Failure::Told(Exit::Unread, Aside::default())) };
        if broken > 0 && !options.keep_going {
            return Err(Failure::Refused(Exit::Unread, first.say(&Phrase::ReportRefused { units: broken })));
        }
        Ok(Self { made, outcome, broken })
    }

    /// Has the links of the reports begin in the folder that they are written into.
    fn stand_in(&mut self, folder: &Folder, options: &ReportArgs) {
        if let Some(Out::Folder(_)) = options.out {
            for (_, session, report) in &mut self.made {
                report.to_workspace = folder.way_to(&session.workspace);
            }
        }
    }

    /// The first plan, which gives the day and the language.
    fn first(&self) -> &Session {
        &self.made[0].1
    }

    fn exit(&self) -> Exit {
        let exit = if self.broken > 0 { Exit::Unread } else { self.outcome.exit() };
        self.made.iter().fold(exit, |exit, (_, session, _)| session.exit(exit))
    }

    /// The files in these formats.
    fn outputs(&self, options: &ReportArgs, formats: &[ReportFormat]) -> Result<Vec<Output<'_>>, Failure> {
        let first = self.first();
        let (kind, named) = (OfficialKind::Report, options.template.as_deref());
        let template = office_template::template(first, kind, named, &options.settings)?;
        let (words, scope) = (first.words, self.made[0].2.scope);
        let page = |most_rows| ReportsPage {
            parts: self
                .made
                .iter()
                .map(|(.., report)| ReportPage { plan: report.plan(), report, words, most_rows })
                .collect(),
            folders: self.made.iter().map(|(folder, ..)| folder.clone()).collect(),
        };
        let output = |format: &ReportFormat| {
            let write = office::of_many(*format, page, template.as_ref());
            let write = write.map_err(|wrong| failure(first, options.template.as_deref(), wrong))?;
            let write = output::in_format(first, *format, write)?;
            Ok(Output { name: file_name(first, scope.period, *format), write, known: &|_| Known::PerhapsEdited })
        };
        formats.iter().map(output).collect()
    }
}
