//! `tiendo review`: writes down that a mark of `diff` was looked at.

use std::path::Path;

use clap::Args;

use super::args::{past, read_day};
use super::command::{Command, Help, Run};
use super::compared::{ComparisonRequest, compared, entries};
use super::diff::MarkArg;
use super::exit::{Exit, Failure};
use super::session::Asked;
use super::sides::SidesProblem;
use crate::review::notices::{Notice, entry, notices};
use crate::shell;
use crate::snapshot::REVIEWED;
use crate::store::folder::Folder;
use crate::store::journal::swap_all;
use crate::text::shows_nothing;
use crate::typed::TypedDay;
use crate::words::{Phrase, ReviewPhrase};

#[derive(Args)]
pub(super) struct ReviewArgs {
    #[arg(value_name = "CODE", value_parser = super::diff::read_mark)]
    mark: MarkArg,
    #[arg(value_name = "A[..B]", num_args = 0..=2)]
    named: Vec<String>,
    #[arg(short, long = "unit", value_name = "UNIT")]
    units: Vec<String>,
    #[arg(short, long, value_name = "TASK")]
    task: Option<String>,
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[arg(long, value_name = "DOC")]
    by: String,
    #[arg(long, value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    on: Option<TypedDay>,
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    backdated: u32,
}

impl Command for ReviewArgs {
    const NAME: &str = "review";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Ghi vào reviewed.toml là đã xem một điều do diff nêu ra",
                  "Record in reviewed.toml that a mark of diff was reviewed"),
        ("examples",
"tiendo review W702 main...nhanh -u \"tra bong\" \\
  --reason \"Nhầm ngày khi nhập\" --by 12-CV/BTGTU",
"tiendo review W702 main...branch -u \"tra bong\" \\
  --reason \"The day was mistyped\" --by 12-CV/BTGTU"),
        ("usage", "<CODE> [A[..B]] --reason <TEXT> --by <DOC>", "<CODE> [A[..B]] --reason <TEXT> --by <DOC>"),
        ("mark", "Mã hoặc tên, như diff nêu; all: mọi mã", "Code or name, as diff gives it; all: every mark"),
        ("named", "Những gì so sánh, như của diff [mặc định: HEAD]", "What is compared, as for diff [default: HEAD]"),
        ("task", "Chỉ nhiệm vụ có mã này", "Only the task of this id"),
        ("period", "Chỉ kỳ này", "Only this period"),
        ("reason", "Vì sao thay đổi là đúng", "Why the change is right"),
        ("by", "Văn bản hoặc cơ quan xác nhận, không phải người", "The document or office that settles it, not a person"),
        ("on", "Ngày xem [mặc định: hôm nay]", "Day of the review [default: today]"),
        ("backdated", "Như của diff [mặc định: 30]", "As for diff [default: 30]"),
    ];
}

/// Runs `tiendo review`.
fn run(asked: &Asked, args: &ReviewArgs) -> Result<Exit, Failure> {
    let workspace = asked.workspace()?;
    let request =
        ComparisonRequest { units: &args.units, backdated: args.backdated, ..ComparisonRequest::plain(&args.named) };
    for (option, text) in [("--reason", &args.reason), ("--by", &args.by)] {
        if shows_nothing(text) {
            return Err(asked.fail(&Phrase::EmptyText { option }));
        }
    }
    let is = |given: &Option<String>, own: &Option<String>| given.is_none() || given == own;
    let wrong = |found| asked.wrong(&SidesProblem::Store(found));
    let root = workspace.root();
    let folder = Folder::at(if root == Path::new(".") { Path::new("") } else { root });
    let written = compared(asked, &request, |comparison, _, words| {
        let today = asked.day(&comparison.sides.plan_after().header.timezone, None);
        let on = past(args.on, today)?.unwrap_or(today);
        if on > today {
            return Err(asked.fail(&Phrase::DayToCome { day: on, today }));
        }
        let all = notices(comparison.sides, comparison.outcome, comparison.reviewed);
        let wanted = |it: &&Notice<'_>| {
            let named = is(&args.task, &it.subject.task) && is(&args.period, &it.subject.period);
            let unit = args.units.is_empty() || it.subject.unit.is_some();
            it.seen.is_none() && args.mark.is(it.code) && named && unit
        };
        let wanted: Vec<&Notice<'_>> = all.iter().filter(wanted).collect();
        if wanted.is_empty() {
            return Err(asked.fail(&Phrase::Review(ReviewPhrase::NothingToReview)));
        }
        let editing = folder.edit(REVIEWED).map_err(wrong)?;
        let bytes = if editing.exists() { folder.read(REVIEWED, u64::MAX).map_err(wrong)? } else { Vec::new() };
        let there = entries(asked, REVIEWED, &bytes)?;
        // What stands there already is looked at once, whoever wrote it.
        let is_new = |notice: &&&Notice<'_>| !there.iter().any(|entry| entry.covers(notice));
        let new = wanted.iter().filter(is_new).map(|notice| entry(notice, &args.reason, &args.by, on));
        let new: Vec<String> = new.collect();
        let again = wanted.len() - new.len();
        Ok((editing, String::from_utf8_lossy(&bytes).into_owned(), new, again, words))
    })?;
    let Some((editing, mut text, entries, again, words)) = written else { return Ok(Exit::Unread) };
    let again = (again > 0).then(|| words.phrase(&Phrase::Review(ReviewPhrase::ReviewedAlready { count: again })));
    if entries.is_empty() {
        shell::with_stdout(|out| Ok(writeln!(out, "{}", again.unwrap_or_default())?))?;
        return Ok(Exit::Done);
    }
    for entry in &entries {
        if !text.is_empty() {
            text.push_str(if text.ends_with('\n') { "\n" } else { "\n\n" });
        }
        text.push_str(entry);
    }
    let staged = editing.stage_as(|out| out.write_all(text.as_bytes())).map_err(wrong)?;
    swap_all(vec![staged]).map_err(|mut found| wrong(found.swap_remove(0)))?;
    shell::with_stdout(|out| {
        for entry in &entries {
            writeln!(out, "{entry}")?;
        }
        again.iter().try_for_each(|said| writeln!(out, "{said}"))?;
        Ok(writeln!(out, "{}", words.phrase(&Phrase::Review(ReviewPhrase::ReviewWritten { count: entries.len() })))?)
    })?;
    Ok(Exit::Done)
}
