//! `tiendo verify-reports`.

use std::io::{self, Write};

use clap::Args;

use super::args::AnswerFormat;
use super::command::{Command, Help, OfFiles, Run};
use super::exit::{Exit, Failure};
use super::of_whole::reports_of_whole;
use super::report_verdict::{History, difference, only_then, report_names, verdict_on};
use super::session::{Asked, lost};
use super::sides::{OpenedSide, SidesProblem};
use super::units::told;
use super::walk::{Among, one_by_one};
use crate::data::report::ReportFormat;
use crate::data::report::name::ReportName;
use crate::data::verdicts::{self, VerifiedReport};
use crate::git::Repository;
use crate::page::Tone;
use crate::page::plan::known_lines;
use crate::review::verify::Verdict;
use crate::shell;
use crate::snapshot::{REPORTS, plan_text};
use crate::text::one_line;
use crate::view::known::KnownCommit;
use crate::words::phrase::CliError;
use crate::words::{Phrase, ReviewPhrase};

#[derive(Args)]
pub(super) struct VerifyArgs {
    #[arg(value_name = "REV")]
    revision: Option<String>,
    #[arg(short, long, value_enum, default_value_t)]
    format: AnswerFormat,
}

impl Command for VerifyArgs {
    const NAME: &str = "verify-reports";
    const RUN: Run<Self> = run;
    const FILES: OfFiles = OfFiles::AnyTime;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Kiểm tra các báo cáo trong reports/ có khớp với số liệu không",
                  "Check that the reports in reports/ match the data"),
        ("examples",
"tiendo verify-reports  # các tệp hiện có
tiendo verify-reports HEAD  # báo cáo đã commit",
"tiendo verify-reports  # the working files
tiendo verify-reports HEAD  # the committed reports"),
        ("revision", "Phiên bản cần kiểm tra [mặc định: các tệp hiện có]",
                     "Revision to check [default: the working files]"),
        ("format", "Dạng kết quả: text, json [mặc định: text]", "Output format: text, json [default: text]"),
    ];
}

/// Runs `tiendo verify-reports`: of a collection for each plan.
fn run(asked: &Asked, args: &VerifyArgs) -> Result<Exit, Failure> {
    let Some(collection) = asked.many()?.filter(|it| it.plans.len() > 1) else { return of_plan(asked, args) };
    let among = match args.format {
        AnswerFormat::Json => Among::Json("tiendo.collection-verify/1"),
        AnswerFormat::Text => Among::Pages,
    };
    let whole = if args.revision.is_none() { reports_of_whole(asked, &collection)? } else { Vec::new() };
    let more = if whole.is_empty() { String::new() } else { format!(",\"not_compared\":{}", serde_json::json!(whole)) };
    let exit = one_by_one(asked, &collection, &[], (among, &more), |asked, _| {
        if among == Among::Pages {
            let folder = asked.plan.as_deref().unwrap_or_default();
            shell::with_stdout(|out| Ok(writeln!(out, "{}:", one_line(folder))?))?;
        }
        of_plan(asked, args)
    })?;
    if among == Among::Pages && !whole.is_empty() {
        let said = asked.words().phrase(&Phrase::Review(ReviewPhrase::NotComparedOfAll { files: &whole.join(", ") }));
        shell::with_stdout(|out| Ok(writeln!(out, "{}", one_line(&said))?))?;
    }
    Ok(exit)
}

/// The same for one plan.
fn of_plan(asked: &Asked, VerifyArgs { revision, format }: &VerifyArgs) -> Result<Exit, Failure> {
    if let Some(argument) = asked.version.option().filter(|_| revision.is_some()) {
        return Err(asked.fail(&Phrase::CliError(CliError::Conflict { argument, other: "REV" })));
    }
    let plan = asked.one()?;
    let wrong = |found: SidesProblem| asked.wrong(&found);
    let repository = match &plan.past {
        Some(past) => past.revision.repository().clone(),
        None => Repository::of(plan.workspace.root()).map_err(SidesProblem::from).map_err(wrong)?,
    };
    let known = plan.known().cloned();
    let at = |name: &str| OpenedSide::revision(name.to_owned(), &repository, repository.commit(name)?);
    let side = match revision {
        Some(name) => at(name).map_err(SidesProblem::from).map_err(wrong)?,
        None if repository.bare && known.is_none() => at("HEAD").map_err(SidesProblem::from).map_err(wrong)?,
        None => OpenedSide::asked(plan),
    };
    // Where there is no workspace no report is right or wrong.
    if let Err(unopened) = plan_text(&*side.files()) {
        return asked.refuse(&[&unopened]);
    }
    let mut verified = Vec::new();
    for name in report_names(&side).map_err(wrong)? {
        let (verdict, by) = verdict_on(&repository, &side, &name, None).map_err(wrong)?;
        let data_changed = only_then(verdict, by.as_ref());
        let difference =
            if verdict == Verdict::Differs { difference(&side, &name).map_err(wrong)? } else { Vec::new() };
        let is_committed = by.is_some() || History::of(&repository, &side, &name).is_committed().map_err(wrong)?;
        let file = format!("{REPORTS}/{name}");
        verified.push(VerifiedReport { file, verdict, data_changed, is_committed, difference });
    }
    let files = side.reports().map_err(wrong)?;
    let reports = files.iter().filter_map(|name| ReportName::parse(name));
    let written_in: Vec<_> = reports.map(|name| name.format).filter(|format| format.is_written_in()).collect();
    // A report that only the data of its time are known to match may match these, too, where they cannot be read.
    let (mut untold, lost) = match side.open() {
        Ok(snapshot) => {
            let all: Vec<_> = snapshot.plan.unit_indices().collect();
            (snapshot.unread(all.iter().copied()), lost(&snapshot, &all))
        }
        // That a plan came to be wrong later makes no report wrong.
        Err(_) => (Vec::new(), Vec::new()),
    };
    let unread = !untold.is_empty();
    untold.extend(lost);
    shell::with_stdout(|mut out| {
        if *format == AnswerFormat::Json {
            verdicts::verified(&mut out, &verified, written_in.len(), known.as_ref())?;
            return Ok(writeln!(out)?);
        }
        Ok(in_words(out, (&verified, unread), written_in, known.as_ref(), asked)?)
    })?;
    let is_wrong = |it: &VerifiedReport| matches!(it.verdict, Verdict::Differs | Verdict::Unread);
    told(&untold, asked.words(), shell::stderr_screen(asked.color))?;
    if !untold.is_empty() {
        return Ok(Exit::Unread);
    }
    Ok(if verified.iter().any(is_wrong) { Exit::Found } else { Exit::Done })
}

/// Says what came of it: each report that does not match, then how many of each kind there are. `unread` says that the
/// present data cannot be read.
fn in_words(
    out: &mut dyn Write,
    (verified, unread): (&[VerifiedReport], bool),
    mut written_in: Vec<ReportFormat>,
    known: Option<&KnownCommit>,
    asked: &Asked,
) -> io::Result<()> {
    const NAMED: usize = 8;
    let (words, screen) = (asked.words(), shell::stdout_screen(asked.color));
    for line in known.iter().flat_map(|known| known_lines(known, words)) {
        writeln!(out, "{line}")?;
    }
    let (mut matching, mut then, mut earlier, mut others, mut foreign) = (0, Vec::new(), 0, 0, Vec::new());
    for VerifiedReport { file, verdict, data_changed, is_committed, difference } in verified {
        let said = match verdict {
            Verdict::NotOurs => {
                foreign.push(file.as_str());
                continue;
            }
            Verdict::Matches | Verdict::FiguresMatch => {
                if *data_changed {
                    then.push(file.as_str());
                } else {
                    matching += 1;
                }
                earlier += usize::from(*verdict == Verdict::FiguresMatch);
                continue;
            }
            Verdict::Differs if !is_committed => Phrase::ReportUncommitted { file },
            Verdict::Differs => Phrase::ReportEdited { file },
            Verdict::Unread => Phrase::ReportUnread { file },
        };
        others += 1;
        writeln!(out, "{}", screen.paint(Tone::Bad, &words.phrase(&said)))?;
        difference.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    let more = then.len().saturating_sub(NAMED);
    let more = (more > 0).then(|| words.phrase(&Phrase::AndMore { count: more }));
    let files = then.iter().take(NAMED).map(|file| (*file).to_owned()).chain(more).collect::<Vec<_>>().join(", ");
    writeln!(
        out,
        "{}",
        one_line(&words.phrase(&Phrase::Verified { matching, then: then.len(), unread, files: &files, others }))
    )?;
    if earlier > 0 {
        writeln!(out, "{}", words.phrase(&Phrase::OtherEdition { count: earlier }))?;
    }
    if !foreign.is_empty() {
        let files = foreign.join(", ");
        writeln!(out, "{}", one_line(&words.phrase(&Phrase::NotCompared { files: &files })))?;
    }
    let count = written_in.len();
    if count > 0 {
        written_in.sort_by_key(|format| format.as_str());
        written_in.dedup();
        let formats: Vec<String> = written_in.iter().map(|format| format!(".{}", format.as_str())).collect();
        writeln!(out, "{}", words.phrase(&Phrase::EditableLeftOut { count, formats: &formats.join(", ") }))?;
    }
    Ok(())
}
