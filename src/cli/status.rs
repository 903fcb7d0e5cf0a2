//! `tiendo status`: the board, then what is overdue and due soon.

use std::io::{self, Write};

use clap::Args;

use super::args::{ListFormat, Query};
use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::query::{self, ItemFormat, Making, QueryOutcome};
use super::session::{Asked, Session};
use super::units;
use crate::data::csv::{BOARD_COLUMNS, Sheet};
use crate::judge::State;
use crate::model::id::UnitIx;
use crate::page::markdown::MarkdownPage;
use crate::page::terminal::writer::TerminalPage;
use crate::page::{Page, Piece, Tone, board, terminal};
use crate::shell;
use crate::words::Label;

#[derive(Args)]
pub(super) struct StatusArgs {
    #[command(flatten)]
    query: Query,
    #[arg(long, help_heading = "options")]
    end_of_day: bool,
}

impl Command for StatusArgs {
    const NAME: &str = "status";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Bảng tiến độ theo đơn vị và quý, kèm việc quá hạn và sắp đến hạn (mặc định)",
                  "Show the board of units and quarters, and what is overdue and due soon (default)"),
        ("examples",
r#"tiendo  # cả kế hoạch, tính đến hôm nay
tiendo --as-of 31/3/2024  # cả kế hoạch, tính đến ngày 31/3
tiendo status --unit "binh minh"  # một đơn vị, gõ tên không dấu cũng được
tiendo status --fail-on overdue  # cho tập lệnh: mã thoát 1 nếu có việc quá hạn"#,
r#"tiendo  # the whole plan as of today
tiendo --as-of 31/3/2024  # the whole plan as of 31 March
tiendo status --unit "binh minh"  # one unit; diacritics may be left out
tiendo status --fail-on overdue  # for scripts: exits with 1 if anything is overdue"#),
        ("end_of_day", "Xét đến hết ngày: việc hạn ngày đó mà chưa xong là quá hạn",
                       "Judge the end of the day: what was due on it and is not done is overdue"),
    ];
}

/// Runs `tiendo status`.
fn run(asked: &Asked, StatusArgs { query, end_of_day }: &StatusArgs) -> Result<Exit, Failure> {
    let (end_of_day, hint) = (*end_of_day, asked.hint.clone() + &query.named());
    let asked = Asked { end_of_day, hint, ..asked.clone() };
    let session = asked.open()?;
    let (filter, own) = query::filter(&session, query)?;
    match query.format {
        ListFormat::Json => return query::write_json(&session, &filter, &query.fail_on),
        ListFormat::JsonLines => {
            let making = Making::Bytes(ItemFormat::JsonLines);
            return query::write_as_read(&session, &filter, &query.fail_on, making, |_| Ok(()), |_, _| Ok(()));
        }
        _ => {}
    }
    let mut outcome = query::read(&session, &filter, &query.fail_on, Making::Counts, |_| Ok(()))?;
    if !filter.is_open() {
        outcome.board.drop_empty_rows();
    }
    shell::with_stdout(|out| match query.format {
        ListFormat::Csv => {
            let sheet = Sheet::of_items(out, &session.plan, session.judge.as_of());
            let mut sheet = sheet.begin(&BOARD_COLUMNS)?;
            sheet.board(&session.plan, &outcome.board)?;
            Ok(sheet.finish()?)
        }
        ListFormat::Markdown => {
            let page = &mut MarkdownPage::new(out, session.words);
            session.pages().top_of(page, &session.judge)?;
            board::table(page, &session.plan, &outcome.board, session.words)?;
            page.put(Piece::Paragraph(Tone::Plain, board::tasks(&outcome.board, session.words)))?;
            Ok(session.pages().unreadable(page, &outcome.unreadable)?)
        }
        _ => Ok(in_terminal(out, &session, own, &outcome)?),
    })?;
    Ok(session.exit(outcome.exit()))
}

fn in_terminal(out: &mut dyn Write, session: &Session, own: Option<UnitIx>, outcome: &QueryOutcome) -> io::Result<()> {
    let (pages, words, screen) = (session.pages(), session.words, session.screen);
    let page = &mut TerminalPage::new(out, words, screen);
    pages.top_of(page, &session.judge)?;
    own.map_or(Ok(()), |unit| page.put(Piece::Remark(units::narrowed(session, unit))))?;
    page.put(Piece::Gap)?;
    if outcome.is_empty() {
        page.put(Piece::Paragraph(Tone::Plain, words.label(Label::NothingFound).to_owned()))?;
    } else if outcome.board.totals().sum() > 0 {
        terminal::board::render(page.out, &session.plan, &outcome.board, words, screen)?;
        page.put(Piece::Paragraph(Tone::Plain, board::tasks(&outcome.board, words)))?;
    }
    pages.unreadable(page, &outcome.unreadable)?;
    for (worst, state) in [(&outcome.board.overdue, State::Overdue), (&outcome.board.due_soon, State::Pending)] {
        if worst.count > 0 {
            pages.worst(page, worst, state, &session.hint)?;
        }
    }
    Ok(())
}
