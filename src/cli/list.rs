//! `tiendo list`: the obligations themselves, in groups.

use std::io::{self, Write};

use clap::{Args, ValueEnum};

use super::args::{ListFormat, Query};
use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::query::{self, ItemFormat, Making, QueryOutcome};
use super::session::{Asked, Session};
use super::units;
use crate::data::csv::{Sheet, item_columns};
use crate::page::markdown::MarkdownPage;
use crate::page::terminal::writer::TerminalPage;
use crate::page::{Page, Piece, Tone};
use crate::view::regrouped::{GroupedBy, Grouping};
use crate::words::phrase::CliError;
use crate::words::{Label, Phrase};

/// What `list` groups by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, ValueEnum)]
enum By {
    /// Unit, then quarter, then state.
    #[default]
    Unit,
    Quarter,
    Task,
    State,
    Tag,
}

impl By {
    /// How obligations are regrouped; nothing where they stand by unit, as they are read.
    fn grouping(self) -> Option<GroupedBy> {
        match self {
            Self::Unit => None,
            Self::Quarter => Some(GroupedBy::Quarter),
            Self::Task => Some(GroupedBy::Task),
            Self::State => Some(GroupedBy::State),
            Self::Tag => Some(GroupedBy::Tag),
        }
    }
}

#[derive(Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    query: Query,
    #[arg(long, value_name = "WHAT", help_heading = "options", value_enum, default_value_t)]
    by: By,
    #[arg(long, help_heading = "options")]
    end_of_day: bool,
}

impl Command for ListArgs {
    const NAME: &str = "list";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Danh sách việc, xếp theo đơn vị, quý và trạng thái", "List items by unit, quarter and state"),
        ("examples",
r#"tiendo list --unit "binh minh"  # việc của đơn vị Bình Minh
tiendo list --state overdue --by task  # việc quá hạn, xếp theo nhiệm vụ
tiendo list --clause II.1  # mục II.1 và các mục con, như II.1.2
tiendo list --due-within 14 --format csv  # việc đến hạn trong 14 ngày tới, để mở bằng bảng tính"#,
r#"tiendo list --unit "binh minh"  # what the unit Bình Minh owes
tiendo list --state overdue --by task  # what is overdue, task by task
tiendo list --clause II.1  # clause II.1 and those below it, such as II.1.2
tiendo list --due-within 14 --format csv  # what falls due within 14 days, for a spreadsheet"#),
        ("by", "Xếp trước hết theo: unit, quarter, task, state, tag [mặc định: unit]",
               "Group first by: unit, quarter, task, state, tag [default: unit]"),
        ("end_of_day", "Xét đến hết ngày: việc hạn ngày đó mà chưa xong là quá hạn",
                       "Judge the end of the day: what was due on it and is not done is overdue"),
    ];
}

/// Runs `tiendo list`.
fn run(asked: &Asked, ListArgs { query, by, end_of_day }: &ListArgs) -> Result<Exit, Failure> {
    let (by, end_of_day, hint) = (*by, *end_of_day, asked.hint.clone() + &query.named());
    let asked = Asked { end_of_day, hint, ..asked.clone() };
    let session = &asked.open()?;
    if by != By::default() && query.format != ListFormat::Table {
        let conflict = CliError::Conflict { argument: "--by", other: "--format" };
        return Err(Failure::Usage(session.words.phrase(&Phrase::CliError(conflict))));
    }
    let (filter, own) = query::filter(session, query)?;
    let (pages, words, screen, as_of) = (session.pages(), session.words, session.screen, session.judge.as_of());
    let write = |making, heading: &dyn Fn(&mut dyn Write) -> io::Result<()>| {
        let ending = |out: &mut dyn Write, outcome: &QueryOutcome| ending(out, session, query.format, by, outcome);
        query::write_as_read(session, &filter, &query.fail_on, making, |out| Ok(heading(out)?), ending)
    };
    match query.format {
        ListFormat::Json => query::write_json(session, &filter, &query.fail_on),
        ListFormat::JsonLines => write(Making::Bytes(ItemFormat::JsonLines), &|_| Ok(())),
        ListFormat::Csv => write(Making::Bytes(ItemFormat::Csv), &|out| {
            Sheet::of_items(out, &session.plan, as_of).begin(&item_columns())?.finish()
        }),
        ListFormat::Markdown => write(Making::Bytes(ItemFormat::Markdown), &|out| {
            let page = &mut MarkdownPage::new(out, words);
            pages.top_of(page, &session.judge)?;
            pages.item_heads(page)
        }),
        ListFormat::Table => {
            let grouping = by.grouping().map(|by| Grouping::new(&session.plan, by));
            let making = grouping.as_ref().map_or(Making::Sections, Making::Groups);
            write(making, &|out| {
                let page = &mut TerminalPage::new(out, words, screen);
                pages.top_of(page, &session.judge)?;
                own.map_or(Ok(()), |unit| page.put(Piece::Remark(units::narrowed(session, unit))))
            })
        }
    }
}

/// What comes after the items: those that are grouped otherwise than by unit, that there were none, and whose could not
/// be read.
fn ending(
    out: &mut dyn Write,
    session: &Session,
    format: ListFormat,
    by: By,
    outcome: &QueryOutcome,
) -> anyhow::Result<()> {
    let (pages, words) = (session.pages(), session.words);
    match format {
        ListFormat::Table => {
            let page = &mut TerminalPage::going_on(out, words, session.screen);
            by.grouping().map_or(Ok(()), |by| pages.grouped(page, &outcome.groups, by, &session.judge))?;
            if outcome.is_empty() {
                page.put(Piece::Gap)?;
                page.put(Piece::Paragraph(Tone::Plain, words.label(Label::NothingFound).to_owned()))?;
            }
            pages.unreadable(page, &outcome.unreadable)?;
        }
        ListFormat::Markdown => pages.unreadable(&mut MarkdownPage::going_on(out, words), &outcome.unreadable)?,
        _ => {}
    }
    Ok(())
}
