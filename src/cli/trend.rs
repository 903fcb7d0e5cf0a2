//! `tiendo trend`: what was due, completed and overdue week by week, every week replayed.

use std::io::{self, Write};

use clap::Args;

use super::args::{ListFormat, Query, Selection};
use super::command::{Command, Help, OfFiles, Run};
use super::exit::{Exit, Failure};
use super::query;
use super::session::{Asked, Session};
use super::trend_of_many::{self, add};
use super::units;
use crate::data::trend;
use crate::model::id::UnitIx;
use crate::page::markdown::MarkdownPage;
use crate::page::terminal::writer::TerminalPage;
use crate::page::{self, Page, Piece, terminal};
use crate::shell;
use crate::view::timeline::Timeline;

#[derive(Args)]
pub(super) struct TrendArgs {
    #[command(flatten)]
    selection: Selection,
    #[arg(short, long, help_heading = "options", value_enum, default_value_t)]
    format: ListFormat,
}

impl Command for TrendArgs {
    const NAME: &str = "trend";
    const RUN: Run<Self> = run;
    const FILES: OfFiles = OfFiles::AnyTime;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Tiến độ theo tuần: số việc đến hạn, hoàn thành, quá hạn, kèm biểu đồ nhỏ",
                  "Show progress by week: items due, completed and overdue, with a small chart"),
        ("examples",
r#"tiendo trend  # cả kế hoạch, từng tuần đến hôm nay
tiendo trend --unit "binh minh"  # một đơn vị
tiendo trend --format csv  # để tự vẽ biểu đồ"#,
r#"tiendo trend  # the whole plan, week by week until today
tiendo trend --unit "binh minh"  # one unit
tiendo trend --format csv  # for a chart of your own"#),
    ];
}

/// Runs `tiendo trend`.
fn run(asked: &Asked, args: &TrendArgs) -> Result<Exit, Failure> {
    let query = Query { selection: args.selection.clone(), format: args.format, ..Query::default() };
    if let Some(collection) = asked.many()? {
        return trend_of_many::run(asked, &collection, &query);
    }
    let session = asked.open()?;
    let (filter, own) = query::filter(&session, &query)?;
    let mut timeline = Timeline::weekly(&session.plan, session.judge.as_of(), false);
    let unreadable = add(&session, &filter, &timeline.clone(), &mut timeline)?;
    shell::with_stdout(|out| Ok(write(out, &session, (query.format, own), &timeline, &unreadable)?))?;
    Ok(session.exit(if unreadable.is_empty() { Exit::Done } else { Exit::Unread }))
}

fn write(
    out: &mut dyn Write,
    session: &Session,
    (format, own): (ListFormat, Option<UnitIx>),
    timeline: &Timeline,
    unreadable: &[UnitIx],
) -> io::Result<()> {
    let (plan, as_of, words, screen) = (&*session.plan, session.judge.as_of(), session.words, session.screen);
    match format {
        ListFormat::Json => trend::json(out, plan, (as_of, session.known()), timeline),
        ListFormat::JsonLines => trend::json_lines(out, plan.header.notice.as_deref(), timeline),
        ListFormat::Csv => trend::csv(out, plan, timeline),
        ListFormat::Markdown => {
            let page = &mut MarkdownPage::new(out, words);
            session.pages().top(page, as_of)?;
            page::trend::table(page, timeline, true, words)?;
            session.pages().unreadable(page, unreadable)
        }
        ListFormat::Table => {
            let page = &mut TerminalPage::new(out, words, screen);
            session.pages().top(page, as_of)?;
            own.map_or(Ok(()), |unit| page.put(Piece::Remark(units::narrowed(&session.plan, session.words, unit))))?;
            page.put(Piece::Gap)?;
            terminal::trend::render(page.out, timeline, words, screen)?;
            session.pages().unreadable(page, unreadable)
        }
    }
}
