//! `tiendo diff`: what changed between two states of the workspace, in words, and what nobody should miss.

use super::args::{past, read_day};
use super::command::{Command, Help, Run};
use super::exit::Misuse;
use super::exit::{Exit, Failure};
use super::names::unit_of;
use super::session::Asked;
use super::sides::{OpenedSide, Pair, SidesProblem, pair};
use super::units::told;
use super::verify::{self, verdict_on};
use crate::data::review::{json, sarif};
use crate::diagnostic::FileReport;
use crate::git::Repository;
use crate::model::duties::UnitSet;
use crate::page::review::comment;
use crate::page::review::story::{self, Called, Comparison};
use crate::page::terminal::writer::TerminalPage;
use crate::review::commits::Blobs;
use crate::review::compare::{compare, renamed};
use crate::review::history::{Between, Brought};
use crate::review::verify::Verdict;
use crate::review::{Outcome, Sides};
use crate::rules::Code;
use crate::shell;
use crate::snapshot::Snapshot;
use crate::typed::TypedDay;
use crate::words::{Phrase, Words, words};
use clap::{Args, ValueEnum};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, ValueEnum)]
enum DiffFormat {
    #[default]
    Table,
    Markdown,
    Json,
    Sarif,
}

/// A mark that is not to be there, or any.
#[derive(Clone, Copy, Debug)]
enum Denied {
    Any,
    Mark(Code),
}

impl Denied {
    fn is(self, code: Code) -> bool {
        match self {
            Self::Any => true,
            Self::Mark(mark) => mark == code,
        }
    }
}

fn read_mark(text: &str) -> Result<Denied, Misuse> {
    if text == "all" {
        return Ok(Denied::Any);
    }
    let (code, text) = (Code::parse(text).filter(|code| code.is_mark()), text.to_owned());
    let unknown = || Misuse::new(move |words| words.phrase(&Phrase::NoCode { code: &text }));
    code.map(Denied::Mark).ok_or_else(unknown)
}

#[derive(Args)]
pub(super) struct DiffArgs {
    #[arg(value_name = "A[..B]", num_args = 0..=2)]
    named: Vec<String>,
    #[arg(short, long = "unit", value_name = "UNIT")]
    units: Vec<String>,
    #[arg(long, value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    from: Option<TypedDay>,
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    backdated: u32,
    #[arg(short, long, value_enum, default_value_t)]
    format: DiffFormat,
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = read_mark)]
    deny: Vec<Denied>,
    #[arg(long)]
    exit_code: bool,
}

impl Command for DiffArgs {
    const NAME: &str = "diff";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "So sánh hai phiên bản trong git hoặc hai thư mục, nêu thay đổi bằng lời",
                  "Say in words what changed between two revisions in git or two folders"),
        ("examples",
"tiendo diff  # HEAD so với các tệp hiện có
tiendo diff HEAD~5..HEAD  # năm commit gần nhất
tiendo diff main...nhanh --format markdown  # nhánh so với chỗ tách khỏi main, để dán vào pull request
tiendo diff --deny backdated,W704  # mã thoát 1 nếu có ghi lùi ngày hoặc bỏ minh chứng
tiendo diff ../ban-cu .  # hai thư mục, không cần git",
"tiendo diff  # HEAD against the working files
tiendo diff HEAD~5..HEAD  # the last five commits
tiendo diff main...branch --format markdown  # a branch since it left main, for a pull request
tiendo diff --deny backdated,W704  # exits with 1 for backdating or removed evidence
tiendo diff ../old .  # two folders, without git"),
        ("usage", "[A[..B] | DIR DIR]", "[A[..B] | DIR DIR]"),
        ("named", "A: từ A đến các tệp hiện có; A..B: từ A đến B; A...B: từ chỗ A và B tách nhau đến B; hoặc hai \
                   thư mục [mặc định: HEAD]",
                  "A: from A to the working files; A..B: from A to B; A...B: from where A and B parted to B; or two \
                   folders [default: HEAD]"),
        ("from", "Ngày xét của bên trước [mặc định: như bên sau, là ngày của --as-of]",
                 "Day to judge the earlier side by [default: that of --as-of]"),
        ("backdated", "Ghi sau ngày hoàn thành quá số ngày này thì nêu là ghi lùi ngày [mặc định: 30]",
                      "Mark completions recorded more than this many days later [default: 30]"),
        ("format", "Dạng kết quả: table, markdown, json, sarif [mặc định: table]",
                   "Output format: table, markdown, json, sarif [default: table]"),
        ("deny", "Mã thoát 1 nếu có điều mang mã này: W701 … W719 hoặc tên của nó; all: mọi mã (ghi được nhiều lần)",
                 "Exit with 1 for a mark of this code: W701 … W719 or its name; all: any mark (repeatable)"),
        ("exit_code", "Mã thoát 1 nếu có thay đổi, 0 nếu không", "Exit with 1 if anything changed, else with 0"),
    ];
}

/// Runs `tiendo diff`.
fn run(asked: &Asked, options: &DiffArgs) -> Result<Exit, Failure> {
    let workspace = asked.workspace()?;
    let fail = |said: &Phrase<'_>| asked.fail(said);
    let Pair { before, after, repository } = pair(&workspace, &options.named, &fail)?;
    // Where nothing was before there is nothing to compare with, and everything is new.
    let begins = before.is_before_workspace();
    let old = if begins { after.open() } else { before.open() };
    let new = old.as_ref().map_or_else(|_| after.open(), |old| Snapshot::open_beside(after.files(), old));
    let (old, new) = match (old, new) {
        (Ok(old), Ok(new)) => (old, new),
        (_, Err(new)) if begins => return asked.refuse(&[&new]),
        (old, new) => {
            return asked.refuse(&[old.err(), new.err()].iter().flatten().collect::<Vec<_>>());
        }
    };
    let now = asked.day(&new.plan.header.timezone);
    let then = past(options.from, now).unwrap_or(now);
    let (judge_then, judge_now) = (old.judge(then), new.judge(now));
    let sides = Sides { before: &judge_then, after: &judge_now, backdated: options.backdated };
    let snapshots = (&old, &new);
    let (old, new) = (sides.plan_before(), sides.plan_after());
    let words = words(asked.lang.unwrap_or(new.header.language));
    let units = match options.units.as_slice() {
        [] => None,
        typed => {
            let mut only = UnitSet::new(new.units.len());
            for typed in typed {
                only.insert(unit_of(new, words, typed)?);
            }
            Some(only)
        }
    };
    if begins {
        let outcome = Outcome { begins, ..Outcome::default() };
        print(asked, options, sides, &outcome, (&before, &after), (repository.as_ref(), &[]), words)?;
        return Ok(if options.exit_code { Exit::Found } else { Exit::Done });
    }
    let between = match (&repository, before.commit()) {
        (Some(repository), Some(from)) => {
            let until = after.commit().map_or("HEAD", |commit| commit.id.as_str());
            let steps = repository.units_between(&from.id, until).map_err(|found| fail(&Phrase::Git(&found)))?;
            Some(Between::new(steps, &repository.prefix))
        }
        _ => None,
    };
    // What a merge that is not committed yet brings was recorded by the commits that it merges.
    let merging = match (&repository, before.commit(), after.commit()) {
        (Some(repository), Some(from), None) => {
            let merged = repository.merging().map_err(|found| fail(&Phrase::Git(&found)))?;
            let steps = merged.map(|merged| repository.units_between(&from.id, &merged)).transpose();
            let steps = steps.map_err(|found| fail(&Phrase::Git(&found)))?;
            steps.map(|steps| Between::new(steps, &repository.prefix))
        }
        _ => None,
    };
    let otherwise = after.commit().map_or(now, |commit| commit.day(new));
    let steps = between.iter().chain(&merging).collect();
    let renamed = if snapshots.0.shares_plan(snapshots.1) { Vec::new() } else { renamed(old, new) };
    let blobs = repository.as_ref().map(|repository| -> Box<dyn Blobs> { Box::new(repository.objects()) });
    let shallow = repository.as_ref().is_some_and(|repository| repository.shallow);
    let brought = Brought::new(steps, (blobs, shallow), new, renamed.clone(), otherwise);
    let (mut outcome, broken) = compare(snapshots, sides, units.as_ref(), &brought);
    brought.trouble().map_err(|found| fail(&Phrase::Git(&found)))?;
    if let Some(between) = &between {
        outcome.mixed = between.mixed(units.as_ref().map(|units| (new, units)), &renamed);
    }
    if let Some(repository) = &repository {
        outcome.reports = edited_reports(repository, &before, &after).map_err(|found| asked.wrong(&found))?;
    }
    told(&broken, words, shell::stderr_screen(asked.color))?;
    print(asked, options, sides, &outcome, (&before, &after), (repository.as_ref(), &broken), words)?;
    let denied = outcome.codes().any(|code| options.deny.iter().any(|denied| denied.is(code)));
    Ok(if !broken.is_empty() {
        Exit::Unread
    } else if denied || (options.exit_code && !outcome.is_empty()) {
        Exit::Found
    } else {
        Exit::Done
    })
}

/// The reports that are other than before and match no data.
fn edited_reports(
    repository: &Repository,
    before: &OpenedSide,
    after: &OpenedSide,
) -> Result<Vec<String>, SidesProblem> {
    let mut edited = Vec::new();
    for name in verify::changed_reports(before, after)? {
        let edited_by_hand = match verdict_on(repository, after, &name)? {
            Verdict::Differs => true,
            // What was a report of this program and is none any more has lost the sign by which it was known.
            Verdict::NotOurs => verify::was_ours(before, &name)?,
            Verdict::Matches | Verdict::Unread => false,
        };
        if edited_by_hand {
            edited.push(format!("{}/{name}", crate::snapshot::REPORTS));
        }
    }
    Ok(edited)
}

fn print(
    asked: &Asked,
    options: &DiffArgs,
    sides: Sides<'_>,
    outcome: &Outcome,
    (before, after): (&OpenedSide, &OpenedSide),
    (repository, broken): (Option<&Repository>, &[FileReport]),
    words: &dyn Words,
) -> Result<(), Failure> {
    let plan = sides.plan_after();
    let (before_shown, after_shown) = (before.shown(plan, words), after.shown(plan, words));
    let called = |side: &'_ OpenedSide| side.commit().map(|commit| commit.id.clone());
    let (before_id, after_id) = (called(before), called(after));
    let comparison = Comparison {
        sides,
        outcome,
        broken,
        before: Called { name: &before.name, shown: &before_shown, commit: before_id.as_deref() },
        after: Called { name: &after.name, shown: &after_shown, commit: after_id.as_deref() },
    };
    let prefix = repository.map(|repository| repository.prefix.as_str()).unwrap_or_default();
    shell::with_stdout(|mut out| {
        match options.format {
            DiffFormat::Table => {
                let screen = shell::stdout_screen(asked.color);
                story::write(&mut TerminalPage::new(out, words, screen), comparison, words)?;
            }
            DiffFormat::Markdown => {
                let links = after_id.as_deref().and_then(links);
                comment::write(out, comparison, links.as_deref(), prefix, words)?;
            }
            DiffFormat::Json => json::comparison(&mut out, comparison)?,
            DiffFormat::Sarif => sarif::marks(out, comparison, prefix, words)?,
        }
        Ok(())
    })?;
    Ok(())
}

/// Where the code host shows the files of a commit, as it tells its jobs.
fn links(commit: &str) -> Option<String> {
    let named = |name: &str| std::env::var(name).ok();
    let github = || Some(format!("{}/{}/blob", named("GITHUB_SERVER_URL")?, named("GITHUB_REPOSITORY")?));
    let gitlab = || Some(format!("{}/-/blob", named("CI_PROJECT_URL")?));
    let address = github().or_else(gitlab)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:%".contains(c);
    let sound = (address.starts_with("https://") || address.starts_with("http://")) && address.chars().all(plain);
    sound.then(|| format!("{address}/{commit}/"))
}
