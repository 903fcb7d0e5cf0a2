//! `tiendo report` of a collection: one report over all plans.

use super::args::Out;
use super::aside::Aside;
use super::exit::{Exit, Failure};
use super::many::ManyPlans;
use super::members::Collection;
use super::office_template;
use super::output::{self, Known, Output};
use super::report_request::{ReportArgs, failure, file_name, scope};
use super::revise::trouble;
use super::session::{Asked, Session};
use super::units;
use crate::data::report::ReportFormat;
use crate::office::docx::official::OfficialKind;
use crate::office::report::{self as office, MANY};
use crate::page::report::{ReportPage, ReportsPage};
use crate::shell;
use crate::snapshot::REPORTS;
use crate::store::folder::Folder;
use crate::view::report::{Keep, Report};
use crate::words::Phrase;

/// Writes the report of a period over all plans.
pub(super) fn run(asked: &Asked, collection: &Collection, options: &ReportArgs) -> Result<Exit, Failure> {
    if options.all {
        return Err(asked.needs_plan(collection));
    }
    if let Some(format) = options.formats.iter().find(|format| !MANY.contains(format)) {
        let (format, formats) = (format.as_str(), &MANY.map(ReportFormat::as_str).join(", "));
        return Err(Failure::Usage(asked.words().phrase(&Phrase::FormatOfOnePlan { format, formats })));
    }
    let keep = options.formats.iter().map(|format| office::keep(*format)).fold(Keep::default(), Keep::max);
    let (mut made, mut broken): (Vec<(Session, Report)>, usize) = (Vec::new(), 0);
    let mut period = None;
    let outcome = ManyPlans::new(asked, collection)?.each(|session, _, _| {
        let all: Vec<_> = session.plan.unit_indices().collect();
        session.warn_of_missing_files(&all)?;
        let scope = match period {
            Some(scope) => scope,
            None => *period.insert(scope(&session, options, session.judge.as_of())?),
        };
        let (mut report, found) = Report::read(&session.snapshot, scope, keep, shell::scratch())?;
        report.known = session.known().cloned();
        broken += found.len();
        units::tell(&session, &found)?;
        made.push((session, report));
        Ok(())
    })?;
    let Some((first, _)) = made.first() else { return Err(Failure::Told(Exit::Unread, Aside::default())) };
    if broken > 0 && !options.keep_going {
        return Err(Failure::Refused(Exit::Unread, first.say(&Phrase::ReportRefused { units: broken })));
    }
    let (kind, named) = (OfficialKind::Report, options.template.as_deref());
    let template = office_template::template(first, kind, named, &options.settings)?;
    let (words, scope) = (first.words, made[0].1.scope);
    let page = |most_rows| ReportsPage {
        parts: made
            .iter()
            .map(|(session, report)| ReportPage { plan: &session.plan, report, words, most_rows })
            .collect(),
    };
    let known = |_: &[u8]| Known::PerhapsEdited;
    let mut outputs = Vec::new();
    for format in &options.formats {
        let write = office::of_many(*format, page, template.as_ref());
        let write = write.map_err(|wrong| failure(first, options.template.as_deref(), wrong))?;
        let write = output::in_format(first, *format, write)?;
        let name = file_name(first, scope.period, *format);
        outputs.push(Output { name, write, known: &known });
    }
    let path = match &options.out {
        Some(Out::Stdout) => None,
        Some(Out::Folder(path)) => Some(path.clone()),
        None => match asked.collection_folder()? {
            Some(root) => Some(root.join(REPORTS)),
            None => return Err(Failure::Usage(first.say(&Phrase::ReportNeedsFolder))),
        },
    };
    if let Some(path) = path {
        let mut folder = Folder::at(&path);
        folder.take().map_err(|found| trouble(first, &found))?;
        output::write(first, &folder, outputs, options.force)?;
    } else {
        shell::with_stdout(|out| outputs.into_iter().try_for_each(|output| Ok((output.write)(out)?)))?;
    }
    let exit = if broken > 0 { Exit::Unread } else { outcome.exit() };
    Ok(made.iter().fold(exit, |exit, (session, _)| session.exit(exit)))
}
