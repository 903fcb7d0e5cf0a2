//! `tiendo diff`: what changed between two states of the workspace, in words, and what nobody should miss.

use std::cell::{Cell, RefCell};
use std::path::PathBuf;

use super::args::read_day;
use super::command::{Command, Help, OfFiles, Run};
use super::compared::{ComparisonRequest, compared, known_days};
use super::exit::Misuse;
use super::exit::{Exit, Failure};
use super::listed::later_version;
use super::members::{Collection, MemberPlan};
use super::of_whole::ChangesOfWhole;
use super::session::Asked;
use super::walk::{Among, one_by_one};
use crate::data::review::{json, quality, sarif};
use crate::page::diagnostic::Finding;
use crate::page::markdown::MarkdownPage;
use crate::page::review::comment;
use crate::page::review::comments::{CommentOfMany, PlanComment};
use crate::page::review::story::{self, Comparison, findings};
use crate::page::terminal::writer::TerminalPage;
use crate::review::notices::notices;
use crate::rules::Code;
use crate::shell;
use crate::text::one_line;
use crate::typed::TypedDay;
use crate::words::{Phrase, ReviewPhrase, Words, some_of, words};
use clap::{Args, ValueEnum};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, ValueEnum)]
enum DiffFormat {
    #[default]
    Table,
    #[value(alias = "md")]
    Markdown,
    Json,
    Sarif,
    Gitlab,
}

/// A mark that is not to be there, or any.
#[derive(Clone, Copy, Debug)]
pub(super) enum MarkArg {
    Any,
    Mark(Code),
}

impl MarkArg {
    pub(super) fn is(self, code: Code) -> bool {
        match self {
            Self::Any => true,
            Self::Mark(mark) => mark == code,
        }
    }
}

pub(super) fn read_mark(text: &str) -> Result<MarkArg, Misuse> {
    if text == "all" {
        return Ok(MarkArg::Any);
    }
    let (code, text) = (Code::parse(text).filter(|code| code.is_mark()), text.to_owned());
    let unknown = || Misuse::new(move |words| words.phrase(&Phrase::NoCode { code: &text }));
    code.map(MarkArg::Mark).ok_or_else(unknown)
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
    deny: Vec<MarkArg>,
    #[arg(long)]
    exit_code: bool,
    #[arg(long)]
    staged: bool,
    #[arg(long, value_name = "FILE")]
    reviewed: Option<PathBuf>,
}

impl Command for DiffArgs {
    const NAME: &str = "diff";
    const RUN: Run<Self> = run;
    const FILES: OfFiles = OfFiles::TwoDays;
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
        ("format", "Dạng kết quả: table, markdown, json, sarif, gitlab [mặc định: table]",
                   "Output format: table, markdown, json, sarif, gitlab [default: table]"),
        ("deny", "Mã thoát 1 nếu có điều mang mã này: W701 … W735 hoặc tên của nó; all: mọi mã (ghi được nhiều lần)",
                 "Exit with 1 for a mark of this code: W701 … W735 or its name; all: any mark (repeatable)"),
        ("staged", "Bên sau là nội dung đã đưa vào để commit (git add)",
                   "The later side is what is staged to be committed (git add)"),
        ("reviewed", "Tệp ghi những điều đã xem, ngoài reviewed.toml của bên trước",
                     "File of marks that were reviewed, besides reviewed.toml of the earlier side"),
        ("exit_code", "Mã thoát 1 nếu có thay đổi, 0 nếu không", "Exit with 1 if anything changed, else with 0"),
    ];
}

/// Runs `tiendo diff`: of a collection for each plan, unless two folders are named.
fn run(asked: &Asked, options: &DiffArgs) -> Result<Exit, Failure> {
    let json = options.format == DiffFormat::Json;
    let among = if json { Among::Json("tiendo.collection-diff/1") } else { Among::Pages };
    let whole = later_collection(asked, options)?;
    let list = match whole.as_ref().filter(|_| options.units.is_empty()) {
        Some(whole) => ChangesOfWhole::find(asked, whole, (&range(asked, options)?, options.staged))?,
        None => ChangesOfWhole::default(),
    };
    let single = whole.as_ref().and_then(|it| it.plans.first()).filter(|_| options.named.len() < 2).cloned();
    let single = single.filter(|_| whole.as_ref().is_some_and(|it| it.plans.len() == 1));
    let many = whole.filter(|it| it.plans.len() > 1 || !list.is_empty());
    let denied = list.marks().any(|code| options.deny.iter().any(|it| it.is(code)));
    let found =
        |exit| if exit == Exit::Done && (denied || options.exit_code && !list.is_empty()) { Exit::Found } else { exit };
    let Some(collection) = many else {
        return of_plan(asked, options, (&options.units, single.as_ref()), None).map(found);
    };
    let words = words(collection.language(asked.lang));
    let told = (!json).then(DiffOfMany::default);
    if let Some(told) = &told {
        told.list(asked, &list, (options.format, words))?;
    }
    let more = list.as_json();
    let tell = |asked: &Asked, units: &[String]| {
        let member = collection.plans.iter().find(|plan| Some(&plan.folder) == asked.plan.as_ref());
        of_plan(asked, options, (units, member), told.as_ref())
    };
    let exit = one_by_one(asked, &collection, &options.units, (among, &more), tell)?;
    if let Some(told) = told {
        // Who asks about units asks about the plans that have them.
        let plans = if options.units.is_empty() { collection.plans.len() } else { 0 };
        told.end(plans, options.format, words)?;
    }
    Ok(found(exit))
}

/// The plans of the later side, where a collection is compared: as that side lists them, whatever lies on disk.
fn later_collection(asked: &Asked, options: &DiffArgs) -> Result<Option<Collection>, Failure> {
    if options.named.len() > 1 {
        return Ok(None);
    }
    // The days of `--known-on` are the sides of each plan; which there are is asked of today.
    let version = later_version(asked, (&options.named, options.staged))?;
    Asked { version, ..asked.clone() }.many()
}

/// The revisions that are named, or those of the days of `--known-on`.
fn range(asked: &Asked, options: &DiffArgs) -> Result<Vec<String>, Failure> {
    let days = known_days(asked, &request(options, (&options.units, None)))?;
    Ok(days.map_or_else(|| options.named.clone(), |(range, _)| range))
}

fn request<'r>(options: &'r DiffArgs, (units, of): (&'r [String], Option<&'r MemberPlan>)) -> ComparisonRequest<'r> {
    ComparisonRequest {
        named: &options.named,
        units,
        from: options.from,
        backdated: options.backdated,
        staged: options.staged,
        reviewed: options.reviewed.as_deref(),
        of,
    }
}

/// What was told so far of the plans of a collection.
#[derive(Default)]
struct DiffOfMany {
    /// Whether something stands above.
    begun: Cell<bool>,
    /// The numbers of the plans in which nothing changed.
    unchanged: RefCell<Vec<String>>,
    /// What became of the list of plans, and what is told of each plan, as a comment of all of them has it.
    list: RefCell<String>,
    comments: RefCell<Vec<PlanComment>>,
    /// How many plans are listed no more, and what else of the list nobody should miss.
    dropped: Cell<usize>,
    odd: Cell<usize>,
    /// How many plans could be read.
    read: Cell<usize>,
    /// What code hosts read, of all plans together.
    findings: RefCell<Vec<Finding>>,
}

impl DiffOfMany {
    /// Begins with what became of the list.
    fn list(
        &self,
        asked: &Asked,
        list: &ChangesOfWhole,
        (format, words): (DiffFormat, &dyn Words),
    ) -> Result<(), Failure> {
        let dropped = list.marks().filter(|code| *code == Code::W735).count();
        self.dropped.set(dropped);
        self.odd.set(list.marks().count() - dropped);
        if list.is_empty() {
            return Ok(());
        }
        match format {
            DiffFormat::Sarif | DiffFormat::Gitlab => self.findings.borrow_mut().extend(list.findings(asked, words)?),
            DiffFormat::Markdown => {
                let mut bytes = Vec::new();
                list.write(&mut MarkdownPage::new(&mut bytes, words), words).map_err(anyhow::Error::from)?;
                *self.list.borrow_mut() = String::from_utf8_lossy(&bytes).into_owned();
            }
            DiffFormat::Table | DiffFormat::Json => {
                self.begun.set(true);
                let screen = shell::stdout_screen(asked.color);
                shell::with_stdout(|out| Ok(list.write(&mut TerminalPage::new(out, words, screen), words)?))?;
            }
        }
        Ok(())
    }

    /// Whether nothing is to be told of a plan but that.
    fn takes(&self, comparison: Comparison<'_>) -> bool {
        let outcome = comparison.outcome;
        let noted = outcome.rewritten || outcome.apart || !outcome.line_notes.is_empty() || !outcome.plan.is_empty();
        let told = outcome.begins || noted || !outcome.is_empty();
        if told || !outcome.unread.is_empty() || !comparison.broken.is_empty() {
            return false;
        }
        self.unchanged.borrow_mut().push(one_line(&comparison.sides.plan_after().header.number));
        true
    }

    /// Writes what is told of all plans at once, or names the plans in which nothing changed.
    fn end(&self, plans_asked: usize, format: DiffFormat, words: &dyn Words) -> Result<(), Failure> {
        let findings = self.findings.take();
        let plans = self.unchanged.take();
        let (count, plans) = (plans.len(), &some_of(plans.into_iter(), words));
        let unchanged = words.phrase(&Phrase::Review(ReviewPhrase::PlansUnchanged { count, plans }));
        let unchanged = (count > 0).then_some(unchanged);
        shell::with_stdout(|out| {
            match format {
                DiffFormat::Sarif => sarif::marks(out, &findings, words)?,
                DiffFormat::Gitlab => quality::marks(out, &findings)?,
                DiffFormat::Markdown => {
                    let all = CommentOfMany {
                        dropped: self.dropped.get(),
                        odd: self.odd.get(),
                        unread: plans_asked.saturating_sub(self.read.get()),
                        list: self.list.take(),
                        plans: self.comments.take(),
                        unchanged,
                    };
                    all.write(out, words)?;
                }
                DiffFormat::Table | DiffFormat::Json => {
                    let gap = if self.begun.get() { "\n" } else { "" };
                    if let Some(said) = unchanged {
                        writeln!(out, "{gap}{said}")?;
                    }
                }
            }
            Ok(())
        })?;
        Ok(())
    }
}

/// The same for one plan and these units, which may be one of several.
fn of_plan(
    asked: &Asked,
    options: &DiffArgs,
    of: (&[String], Option<&MemberPlan>),
    many: Option<&DiffOfMany>,
) -> Result<Exit, Failure> {
    let found = compared(asked, &request(options, of), |comparison, prefix, words| {
        if let Some(many) = many {
            many.read.set(many.read.get() + 1);
        }
        match many {
            Some(many) if matches!(options.format, DiffFormat::Sarif | DiffFormat::Gitlab) => {
                many.findings.borrow_mut().extend(findings(comparison, prefix, words));
            }
            Some(many) if many.takes(comparison) => {}
            Some(many) if options.format == DiffFormat::Markdown => {
                let links = comparison.after.commit.and_then(|_| links());
                let told = PlanComment::new(comparison, links.as_deref(), prefix, words);
                many.comments.borrow_mut().push(told.map_err(anyhow::Error::from)?);
            }
            _ => {
                let above = many.is_some_and(|many| many.begun.replace(true));
                print(asked, options, (comparison, above), prefix, words)?;
            }
        }
        let notices = notices(comparison.sides, comparison.outcome, comparison.reviewed);
        let denied = notices.iter().any(|it| it.seen.is_none() && options.deny.iter().any(|denied| denied.is(it.code)));
        let outcome = comparison.outcome;
        Ok(if !comparison.broken.is_empty() {
            Exit::Unread
        } else if denied || (options.exit_code && (outcome.begins || !outcome.is_empty())) {
            Exit::Found
        } else {
            Exit::Done
        })
    })?;
    Ok(found.unwrap_or(Exit::Unread))
}

fn print(
    asked: &Asked,
    options: &DiffArgs,
    (comparison, below): (Comparison<'_>, bool),
    prefix: &str,
    words: &dyn Words,
) -> Result<(), Failure> {
    shell::with_stdout(|mut out| {
        if below {
            writeln!(out)?;
        }
        match options.format {
            DiffFormat::Table => {
                let screen = shell::stdout_screen(asked.color);
                story::write(&mut TerminalPage::new(out, words, screen), comparison, words)?;
            }
            DiffFormat::Markdown => {
                let links = comparison.after.commit.and_then(|_| links());
                comment::write(out, comparison, links.as_deref(), prefix, words)?;
            }
            DiffFormat::Json => json::comparison(&mut out, comparison)?,
            DiffFormat::Sarif => sarif::marks(out, &findings(comparison, prefix, words), words)?,
            DiffFormat::Gitlab => quality::marks(out, &findings(comparison, prefix, words))?,
        }
        Ok(())
    })?;
    Ok(())
}

/// Where the code host shows the files of commits, as it tells its jobs.
fn links() -> Option<String> {
    let named = |name: &str| std::env::var(name).ok();
    let github = || Some(format!("{}/{}/blob", named("GITHUB_SERVER_URL")?, named("GITHUB_REPOSITORY")?));
    let gitlab = || Some(format!("{}/-/blob", named("CI_PROJECT_URL")?));
    let address = github().or_else(gitlab)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:%".contains(c);
    let sound = (address.starts_with("https://") || address.starts_with("http://")) && address.chars().all(plain);
    sound.then(|| format!("{address}/"))
}
