//! `tiendo import`: a spreadsheet that units filled in, read back: all of it or nothing.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::act::{consequence, new_file, wrote};
use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::planning;
use super::planning::options::DocumentArgs;
use super::revise::{Revised, take, tell_written, trouble, troubles};
use super::session::{Asked, Session};
use crate::edit::{self, Edit};
use crate::page::terminal::writer::TerminalPage;
use crate::page::{Page, Piece, Tone};
use crate::sheet::grid::Grid;
use crate::sheet::{MAX_FILE_BYTES, delimited, grid, merge, slips, table, tasks, workbook};
use crate::shell;
use crate::store::read_foreign;
use crate::text::one_line;
use crate::view::sheet::problem::{SheetProblem, Unreadable};
use crate::words::{Label, Phrase};

/// What the program is called with to read a workbook for another process of its own.
pub(crate) const READ_WORKBOOK: &str = "__read-workbook";

#[derive(Args)]
pub(super) struct ImportArgs {
    file: PathBuf,
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    document: DocumentArgs,
    #[arg(long)]
    past: bool,
    #[arg(long)]
    dry_run: bool,
}

impl Command for ImportArgs {
    const NAME: &str = "import";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Đọc lại bảng tính đã điền, nêu thay đổi, rồi ghi toàn bộ hoặc không ghi gì",
                  "Read a filled-in sheet back, show what changes, and write all of it or nothing"),
        ("examples",
"tiendo import bieu.xlsx --dry-run  # xem trước thay đổi, không ghi
tiendo import bieu.xlsx",
"tiendo import sheet.xlsx --dry-run  # show what would change; write nothing
tiendo import sheet.xlsx"),
        ("document", "Bảng nhiệm vụ (sheet --tasks): sửa theo văn bản này, tính từ ngày văn bản",
                     "Of a sheet of tasks (sheet --tasks): the document that amends them, from its day on"),
        ("issued", "Ngày của văn bản ấy", "Day of that document"),
        ("past", "Bảng nhiệm vụ: sửa cả hạn và đơn vị chủ trì của những kỳ đã qua, khi chỉ sửa lỗi nhập",
                 "Of a sheet of tasks: change also last days that have passed, and who owed them: for slips of typing only"),
        ("file", "Bảng đã điền: .xlsx, hoặc .csv (UTF-8)", "Filled-in sheet: .xlsx, or .csv in UTF-8"),
    ];
}

/// Runs `tiendo import`.
fn run(asked: &Asked, args: &ImportArgs) -> Result<Exit, Failure> {
    let ImportArgs { file, replace, document, past, dry_run } = args;
    let dry_run = *dry_run;
    let session = asked.open()?;
    let name = file.display().to_string();
    let bytes = read_foreign(file, MAX_FILE_BYTES).map_err(|found| trouble(&session, &found))?;
    let grid = read(&bytes).map_err(|found| refuse(&session, &name, &[found.into()]))?;
    if tasks::has_headings(&grid) {
        return planning::sheet::import(asked, &name, &grid, (document, *past), dry_run);
    }
    let reading = table::read(&session.plan, &grid);
    if !reading.extra.is_empty() {
        let columns = reading.extra.iter().map(|column| format!("“{column}”")).collect::<Vec<_>>().join(", ");
        let said = Phrase::ColumnsLeft { columns: &columns };
        shell::to_stderr(format!("{}\n", session.say(&said)).as_bytes());
    }
    let mut problems = reading.problems.clone();
    let mut revised: Vec<(Revised, Vec<Edit>)> = Vec::new();
    for (unit, entries) in reading.by_unit() {
        // The files are taken in the plan's order, as every process does, so that none waits for another in a circle.
        let taken = take(&session, unit, dry_run)?.sound(&session)?;
        let (held, today) = ((&taken.reading.records, taken.text.as_str()), session.judge.as_of());
        let (edits, wrong) = merge::edits(&session.plan, entries, held, (today, *replace));
        problems.extend(wrong);
        problems.extend(slips::found(entries, &edits, held, today, *replace));
        if problems.is_empty() && !edits.is_empty() {
            let text = if taken.exists { taken.text.clone() } else { new_file(&session, unit) };
            let text = edit::apply(&session.plan, &text, &edits);
            revised.push((taken.revise(&session, text)?, edits));
        }
    }
    if !problems.is_empty() {
        return Err(refuse(&session, &name, &problems));
    }
    if revised.is_empty() {
        shell::with_stdout(|out| Ok(writeln!(out, "{}", session.say(&Phrase::NothingToImport))?))?;
        return Ok(Exit::Done);
    }
    if dry_run {
        shell::with_stdout(|out| Ok(revised.iter().try_for_each(|(one, _)| one.diff(out, session.screen))?))?;
        for (one, _) in &revised {
            one.warn(&session);
        }
        shell::to_stderr(format!("{}\n", session.say(&Phrase::DryRun)).as_bytes());
        return Ok(Exit::Done);
    }
    write(&session, &mut revised)?;
    tell(&session, &revised)
}

/// Writes every file, or none: all lie ready before the first takes its place, and those that have taken theirs go back
/// if one cannot.
fn write(session: &Session, revised: &mut [(Revised, Vec<Edit>)]) -> Result<(), Failure> {
    let mut staged = Vec::with_capacity(revised.len());
    for (one, _) in revised.iter_mut() {
        staged.push(one.stage(session)?);
    }
    session.workspace.swap_all(staged).map_err(|found| troubles(session, &found))
}

fn tell(session: &Session, revised: &[(Revised, Vec<Edit>)]) -> Result<Exit, Failure> {
    let files: Vec<&str> = revised.iter().map(|(one, _)| one.taken.file.as_str()).collect();
    tell_written(session, &files, |out| {
        let page = &mut TerminalPage::new(out, session.words, session.screen);
        for (one, edits) in revised {
            edits.iter().try_for_each(|edit| consequence(page, session, one, edit.occurrence))?;
        }
        page.put(Piece::Gap)?;
        revised.iter().try_for_each(|(one, _)| wrote(page, session, one))?;
        let records = revised.iter().map(|(_, edits)| edits.len()).sum();
        let said = session.say(&Phrase::Imported { records, files: revised.len() });
        Ok(page.put(Piece::Paragraph(Tone::Plain, said))?)
    })?;
    for (one, _) in revised {
        one.warn(session);
    }
    Ok(Exit::Done)
}

/// Tells everything that is wrong with a sheet at once.
fn refuse(session: &Session, name: &str, problems: &[SheetProblem]) -> Failure {
    let (error, words) = (session.words.label(Label::Error), session.words);
    let mut told = String::new();
    for problem in problems {
        told.push_str(&format!("{error}: {}: {}\n", one_line(name), one_line(&words.sheet_problem(problem))));
    }
    told.push_str(&session.say(&Phrase::NotImported { problems: problems.len() }));
    told.push('\n');
    Failure::Told(Exit::Unread, told.into_bytes())
}

/// The cells of a file. Workbooks are read by another process: what a crafted one makes of its reader – no end of memory,
/// no end of time, a crash – does not reach the one that writes.
fn read(bytes: &[u8]) -> Result<Grid, Unreadable> {
    // A workbook is an archive, or an old one a file of streams; no text begins like either.
    let is_workbook = bytes.starts_with(b"PK") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
    if !is_workbook {
        return delimited::grid(bytes);
    }
    match shell::run_apart(READ_WORKBOOK, bytes) {
        Some(said) => grid::from_json(&said),
        None => Err(Unreadable::Overwhelmed),
    }
}

/// The other process: reads a workbook from standard input, and writes its cells to standard output.
pub(crate) fn read_workbook(args: &[OsString]) -> Option<Exit> {
    if args.len() != 1 || args[0] != READ_WORKBOOK {
        return None;
    }
    shell::limit_memory();
    let bytes = shell::read_stdin(MAX_FILE_BYTES);
    let said = grid::to_json(&bytes.map_or(Err(Unreadable::Overwhelmed), |bytes| workbook::grid(&bytes)));
    let told = shell::with_stdout(|out| Ok(out.write_all(said.as_bytes())?));
    Some(if told.is_ok() { Exit::Done } else { Exit::Unread })
}
