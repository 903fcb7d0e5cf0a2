//! `tiendo read`: how a time limit is read.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure, Misuse};
use super::scope::language;
use super::session::Asked;
use super::sides::SidesProblem;
use crate::data::wording::json;
use crate::draft::wording::{Context, ReadingVerdict, read};
use crate::page::terminal::writer::TerminalPage;
use crate::page::wording::put;
use crate::read::text::decode;
use crate::shell;
use crate::store::read_foreign;
use crate::typed::TypedDay;
use crate::words::{Phrase, PlanningPhrase, words};

/// The most bytes of wordings that are read at once.
const MOST_BYTES: u64 = 32 << 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, ValueEnum)]
enum ReadFormat {
    #[default]
    Text,
    Json,
}

#[derive(Args)]
pub(super) struct ReadArgs {
    wording: Option<String>,
    #[arg(short, long, value_name = "FILE", conflicts_with = "wording")]
    input: Option<PathBuf>,
    #[arg(short, long, value_name = "DATE|YEAR", value_parser = read_context)]
    context: Option<Context>,
    #[arg(short, long, value_enum, default_value_t)]
    format: ReadFormat,
}

impl Command for ReadArgs {
    const NAME: &str = "read";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Đọc một thời hạn viết bằng lời: ghi vào plan.toml thế nào, hạn cuối ngày nào, điểm gì phải hỏi lại",
                  "Read a time limit in words: its notation in plan.toml, its last days, what to ask"),
        ("usage", "[WORDING]", "[WORDING]"),
        ("examples",
r#"tiendo read "trước ngày 15/3/2025"  # một thời hạn
tiendo read "trước 15/7" --context 25/5/2025  # năm lấy theo ngày của văn bản
tiendo read --input thoi-han.txt --format json  # mỗi dòng một thời hạn"#,
r#"tiendo read "by the end of June 2025"  # a time limit
tiendo read "trước 15/7" --context 25/5/2025  # the year comes from the day of the document
tiendo read --input limits.txt --format json  # a time limit on each line"#),
        ("wording", "Thời hạn, nguyên văn [mặc định: mỗi dòng của --input hoặc của đầu vào chuẩn là một thời hạn]",
                    "The time limit [default: each line of --input or of standard input]"),
        ("input", "Tệp có mỗi dòng một thời hạn; -: đầu vào chuẩn", "File with a time limit on each line; -: standard input"),
        ("context", "Ngày hoặc năm của văn bản: cho năm còn thiếu", "Day or year of the document: gives a year that is missing"),
        ("format", "Dạng kết quả: text, json (mỗi dòng một đối tượng) [mặc định: text]",
                   "Output format: text, json (an object on each line) [default: text]"),
        ("WORDING", "THỜI HẠN", "WORDING"),
        ("YEAR", "NĂM", "YEAR"),
    ];
}

/// Runs `tiendo read`.
fn run(asked: &Asked, args: &ReadArgs) -> Result<Exit, Failure> {
    let words = words(asked.lang.unwrap_or_else(|| language(&asked.directories)));
    let context = args.context.unwrap_or(Context::Unknown);
    let text = match (&args.wording, &args.input) {
        (Some(wording), _) if wording.trim().is_empty() => {
            return Err(Failure::Usage(words.phrase(&Phrase::Planning(PlanningPhrase::LimitUnreadHere))));
        }
        (Some(wording), _) => wording.clone(),
        (None, Some(file)) if file.as_os_str() != "-" => {
            let bytes = read_foreign(file, MOST_BYTES).map_err(|found| asked.wrong(&SidesProblem::Store(found)))?;
            text_of(&bytes, words)?
        }
        (None, _) => {
            let bytes = shell::read_stdin(MOST_BYTES);
            text_of(&bytes.ok_or_else(|| Failure::Usage(words.phrase(&Phrase::NoWordings)))?, words)?
        }
    };
    // An argument may have several lines, as a cell of a table does: it is one wording.
    let wordings: Vec<&str> = if args.wording.is_some() { vec![text.as_str()] } else { text.lines().collect() };
    let screen = shell::stdout_screen(asked.color);
    let mut unread = false;
    shell::with_stdout(|out| {
        for wording in wordings.into_iter().map(str::trim).filter(|wording| !wording.is_empty()) {
            let found = read(wording, context);
            unread |= matches!(found.verdict, ReadingVerdict::NoNotation | ReadingVerdict::NoLimit);
            match args.format {
                ReadFormat::Json => json(out, wording, &found, context, words)?,
                ReadFormat::Text => put(&mut TerminalPage::new(out, words, screen), wording, &found, context, words)?,
            }
        }
        Ok(())
    })?;
    Ok(if unread { Exit::Found } else { Exit::Done })
}

fn text_of(bytes: &[u8], words: &dyn crate::words::Words) -> Result<String, Failure> {
    decode(bytes).map(str::to_owned).map_err(|_| Failure::Usage(words.phrase(&Phrase::NoWordings)))
}

/// A year, or a day with its year.
pub(super) fn read_context(text: &str) -> Result<Context, Misuse> {
    if let (4, Ok(year @ 1900..=2199)) = (text.len(), text.parse::<i32>()) {
        return Ok(Context::Year(year));
    }
    let text = text.to_owned();
    match TypedDay::parse(&text) {
        Ok(TypedDay::Whole(day)) => Ok(Context::Day(day)),
        _ => Err(Misuse::new(move |words| words.phrase(&Phrase::BadContext { text: &text }))),
    }
}
