//! `tiendo draft`: a plan from documents, every reading shown.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;

use super::aside::{self, Aside};
use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::init::is_untouched;
use super::known::{AroundPlan, KnownFile};
use super::output::refuse_other_ending;
use super::planning::options::DocumentArgs;
use super::planning::update::update;
use super::read::read_context;
use super::scope::language;
use super::session::Asked;
use super::sides::SidesProblem;
use crate::draft::document::{DraftSource, UnreadDocument};
use crate::draft::plan::{DraftFile, PlanDraft};
use crate::draft::wording::Context;
use crate::office::reader;
use crate::page::drafted::{coverage, open_questions, plan_text};
use crate::page::markdown::MarkdownPage;
use crate::read::text::MAX_PLAN_BYTES;
use crate::sheet::MAX_FILE_BYTES;
use crate::shell;
use crate::snapshot::{Files, PLAN};
use crate::store::journal::swap_all;
use crate::store::write::Editing;
use crate::store::{Trouble, Workspace, read_foreign};
use crate::text::one_line;
use crate::words::{DraftPhrase, Phrase, Words, words};

/// What starts this program as the reader of a document.
const READ_DOCUMENT: &str = "read-document-from-stdin";

#[derive(Args)]
pub(super) struct DraftArgs {
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    bodies: Option<PathBuf>,
    #[arg(short, long, value_name = "DATE|YEAR", value_parser = read_context)]
    context: Option<Context>,
    #[arg(long, conflicts_with_all = ["output", "bodies", "context"])]
    update: bool,
    #[arg(long, value_name = "ID,ID|all", value_delimiter = ',', requires = "update")]
    accept: Vec<String>,
    #[command(flatten)]
    document: DocumentArgs,
    #[arg(long, requires = "update")]
    dry_run: bool,
}

impl Command for DraftArgs {
    const NAME: &str = "draft";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Lập dự thảo plan.toml từ văn bản: ai làm gì, hạn nào, điểm gì phải hỏi lại",
                  "Draft a plan.toml from documents: who does what by when, and what to ask"),
        ("examples",
r"tiendo draft phu-luc.docx -o plan.toml  # ghi plan.toml và trang đối chiếu plan.coverage.md
tiendo draft quyet-dinh.docx -o 2025/kh-9/plan.toml  # trong tập kế hoạch: dùng chung đơn vị của tập
tiendo draft quyet-dinh.docx phu-luc.xlsx --bodies ../plan.toml  # lấy lại đơn vị đã có
tiendo draft --update ban-moi.docx  # bản mới của văn bản thêm, sửa, bỏ những gì; nhận từng điểm",
r"tiendo draft annex.docx -o plan.toml  # writes plan.toml and the coverage page plan.coverage.md
tiendo draft decision.docx -o 2025/kh-9/plan.toml  # in a collection: takes its units
tiendo draft decision.docx annex.xlsx --bodies ../plan.toml  # keeps the units that another plan has
tiendo draft --update new.docx  # what a new version adds, changes, drops; accept it one by one"),
        ("files", "Văn bản: .docx, .odt, .xlsx, .ods, .txt, .md, .html; nhiều tệp thành một kế hoạch",
                  "Documents: .docx, .odt, .xlsx, .ods, .txt, .md, .html; several become one plan"),
        ("output", "Tệp kế hoạch cần ghi, cùng trang đối chiếu; không ghi đè [mặc định: in ra màn hình]",
                   "Plan to write, with its coverage page; nothing is overwritten [default: standard output]"),
        ("bodies", "plans.toml hoặc plan.toml có đơn vị, nhóm đã dùng: trùng tên thì dùng lại [mặc định: của tập kế hoạch, nếu có]",
                   "A plans.toml or plan.toml whose units and groups are in use [default: that of the collection, if any]"),
        ("context", "Ngày hoặc năm của văn bản: cho năm còn thiếu [mặc định: như văn bản ghi]",
                    "Day or year of the document: gives a year that is missing [default: as it says]"),
        ("update", "So bản mới của văn bản với kế hoạch đang có, ghi những điểm được nhận thành sửa đổi theo văn bản đó",
                   "Hold a new version of the document against the plan; write what is accepted as amendments by it"),
        ("accept", "Những điểm được nhận: mã nhiệm vụ, hoặc all [mặc định: hỏi từng điểm]",
                   "What is accepted: ids of tasks, or all [default: asked for one by one]"),
        ("document", "Số của văn bản mới [mặc định: như văn bản ghi]", "The new document's number [default: as it says]"),
        ("issued", "Ngày của văn bản mới [mặc định: như văn bản ghi]", "The new document's day [default: as it says]"),
    ];
}

/// Runs `tiendo draft`.
fn run(asked: &Asked, args: &DraftArgs) -> Result<Exit, Failure> {
    let words = words(asked.lang.unwrap_or_else(|| language(&asked.directories)));
    if args.update {
        let files = documents(asked, &args.files, words)?;
        return update(asked, &files, (&args.document, &args.accept), args.dry_run);
    }
    if args.document.is_named() {
        return Err(Failure::Usage(say(words, DraftPhrase::OnlyWithUpdate)));
    }
    args.output.as_deref().map_or(Ok(()), |output| refuse_other_ending(output, "toml"))?;
    let around = args.output.as_deref().and_then(AroundPlan::of);
    let bodies = args.bodies.clone().or_else(|| around.as_ref().map(AroundPlan::bodies));
    let known = bodies.as_deref().map_or(Ok(KnownFile::default()), |file| KnownFile::read(asked, file))?;
    let known = known.for_plan(args.output.as_deref());
    // What cannot be written is known before anything is read.
    let targets = args.output.as_deref().map(|plan| Targets::of(asked, plan)).transpose()?;
    let files = documents(asked, &args.files, words)?;
    let plan = PlanDraft::of(&files, &known, args.context, asked.day("Asia/Ho_Chi_Minh", None));
    if plan.tasks.is_empty() {
        let names = files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ");
        return Err(Failure::Refused(Exit::Unread, say(words, DraftPhrase::NoDuties { file: &names })));
    }
    let text = plan_text(&plan, words);
    match targets {
        None => {
            shell::with_stdout(|out| Ok(out.write_all(text.as_bytes())?))?;
            aside::note(summary((&plan, &text), None, None, words).trim_end());
        }
        Some(targets) => {
            let (file, replaced) = (args.output.as_deref().unwrap_or(Path::new(PLAN)), targets.begun.is_some());
            let names = [file.to_owned(), file.with_extension("coverage.md")].map(|path| path.display().to_string());
            targets.write(asked, &text, |out| coverage(&mut MarkdownPage::new(out, words), &plan, words))?;
            if replaced {
                aside::note(&say(words, DraftPhrase::InitReplaced { file: &names[0] }));
            }
            let said = summary((&plan, &text), Some(&names), around.as_ref(), words);
            shell::with_stdout(|out| Ok(out.write_all(said.as_bytes())?))?;
        }
    }
    Ok(Exit::Done)
}

fn say(words: &dyn Words, said: DraftPhrase<'_>) -> String {
    one_line(&words.phrase(&Phrase::Draft(said)))
}

/// The plan's file and that of its coverage page.
struct Targets {
    plan: Editing,
    coverage: Editing,
    /// Where the plan is one that `init` made and nobody touched: it gives way, and can be had back.
    begun: Option<Workspace>,
}

impl Targets {
    /// Neither may be there yet, but for what `init` made.
    fn of(asked: &Asked, plan: &Path) -> Result<Self, Failure> {
        let taken = |found| match found {
            Trouble::Exists { file } => Trouble::Taken { file },
            found => found,
        };
        let failed = |found| asked.wrong(&SidesProblem::Store(taken(found)));
        let coverage = Editing::new_file(&plan.with_extension("coverage.md"), false).map_err(failed);
        let folder = plan.parent().filter(|_| plan.file_name().is_some_and(|name| name == PLAN));
        let begun =
            folder.map(|folder| Workspace::at(if folder.as_os_str().is_empty() { Path::new(".") } else { folder }));
        let is_begun = |workspace: &Workspace| workspace.plan().is_ok_and(|bytes| is_untouched(&bytes));
        if let Some(workspace) = begun.filter(is_begun) {
            let taken = workspace.edit_top(PLAN, MAX_PLAN_BYTES).map_err(failed)?;
            if taken.bytes().is_some_and(is_untouched) {
                return Ok(Self { plan: taken, coverage: coverage?, begun: Some(workspace) });
            }
        }
        let plan = Editing::new_file(plan, false).map_err(failed)?;
        Ok(Self { plan, coverage: coverage?, begun: None })
    }

    /// Writes both.
    fn write(
        self,
        asked: &Asked,
        text: &str,
        page: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let failed = |found| asked.wrong(&SidesProblem::Store(found));
        let (plan, coverage) =
            (self.plan.stage(text.as_bytes()).map_err(failed)?, self.coverage.stage_as(page).map_err(failed)?);
        let first = |mut found: Vec<Trouble>| failed(found.remove(0));
        match self.begun {
            None => swap_all(vec![plan, coverage]).map_err(first),
            Some(workspace) => {
                swap_all(vec![coverage]).map_err(first)?;
                workspace.record(&asked.command, vec![plan]).map_err(first)
            }
        }
    }
}

/// Every document read, or all that is wrong with them.
pub(super) fn documents(asked: &Asked, files: &[PathBuf], words: &dyn Words) -> Result<Vec<DraftFile>, Failure> {
    let (mut read_files, mut wrong) = (Vec::new(), Aside::default());
    for file in files {
        let shown = file.display().to_string();
        let bytes = match read_foreign(file, MAX_FILE_BYTES) {
            Ok(bytes) => bytes,
            Err(found) if files.len() == 1 => return Err(asked.wrong(&SidesProblem::Store(found))),
            Err(found) => {
                let said = one_line(&words.phrase(&Phrase::Trouble(&found)));
                wrong.error(&said, words);
                continue;
            }
        };
        let name = file.file_name().map_or(shown.clone(), |name| name.to_string_lossy().into_owned());
        match apart(&bytes, &name) {
            Ok(source) => read_files.push(DraftFile { name, source }),
            Err(why) => {
                let said = say(words, DraftPhrase::Unread { file: &shown, why: &why });
                wrong.error(&said, words);
            }
        }
    }
    if wrong.is_empty() { Ok(read_files) } else { Err(Failure::Told(Exit::Unread, wrong)) }
}

/// Reads a document in another process: what a crafted one makes of its reader does not reach this one.
fn apart(bytes: &[u8], name: &str) -> Result<DraftSource, UnreadDocument> {
    let mut input = format!("{}\n", one_line(name)).into_bytes();
    input.extend_from_slice(bytes);
    let said = shell::run_apart(READ_DOCUMENT, &input).ok_or(UnreadDocument::Overwhelmed)?;
    serde_json::from_str(&said).unwrap_or(Err(UnreadDocument::Overwhelmed))
}

/// The other process: reads a document from standard input, its name on the first line, and writes what it holds.
pub(crate) fn read_document(args: &[OsString]) -> Option<Exit> {
    if args.len() != 1 || args[0] != READ_DOCUMENT {
        return None;
    }
    shell::limit_memory();
    let input = shell::read_stdin(MAX_FILE_BYTES + 4096).unwrap_or_default();
    let end = memchr::memchr(b'\n', &input).unwrap_or(input.len());
    let name = String::from_utf8_lossy(&input[..end]).into_owned();
    let read = reader::read(input.get(end + 1..).unwrap_or_default(), &name);
    let told = shell::with_stdout(|out| Ok(serde_json::to_writer(out, &read)?));
    Some(if told.is_ok() { Exit::Done } else { Exit::Unread })
}

/// What was made, how much of it is to be looked through, and what to do next.
fn summary(
    (plan, text): (&PlanDraft, &str),
    written: Option<&[String; 2]>,
    around: Option<&AroundPlan>,
    words: &dyn Words,
) -> String {
    let mut lines = Vec::new();
    if let Some([file, coverage]) = written {
        lines.push(one_line(&words.phrase(&Phrase::Created { file })));
        lines.push(say(words, DraftPhrase::WroteCoverage { file: coverage }));
    }
    let (tasks, units, groups) = (plan.tasks.len(), plan.units.len(), plan.groups.len());
    lines.push(say(words, DraftPhrase::Drafted { tasks, units, groups }));
    if let Some(file) = &plan.bodies {
        let units = plan.units.iter().filter(|unit| unit.shared).count();
        let groups = plan.groups.iter().filter(|group| group.shared).count();
        lines.push(say(words, DraftPhrase::TakenFrom { file, units, groups }));
    }
    lines.push(say(words, DraftPhrase::Questions(open_questions(text, plan, words))));
    if plan.left > 0 {
        lines.push(say(words, DraftPhrase::TooManyTasks { left: plan.left }));
    }
    if let Some((root, folder)) = around.and_then(AroundPlan::unlisted) {
        lines.push(say(words, DraftPhrase::NotListed { folder, root: &root }));
    }
    lines.push(match written {
        Some([file, _]) => {
            let folder =
                Path::new(file).parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            say(words, DraftPhrase::Next { plan: file, folder: &folder.display().to_string() })
        }
        None => say(words, DraftPhrase::NextHere),
    });
    lines.into_iter().map(|line| line + "\n").collect()
}
