//! `tiendo list`: the obligations themselves, in groups.

use std::io::{self, Write};

use clap::{Args, ValueEnum};

use super::args::{ListFormat, Query};
use super::choices::OneOf;
use super::command::{Command, Help, OfFiles, Run};
use super::exit::{Exit, Failure};
use super::list_of_many;
use super::query::{self, ItemFormat, Making, QueryOutcome};
use super::session::{Asked, Session};
use super::units;
use crate::data::csv::{Sheet, item_columns};
use crate::page::flat::FlatColumn;
use crate::page::markdown::MarkdownPage;
use crate::page::terminal::writer::TerminalPage;
use crate::page::{Page, Piece, Tone};
use crate::view::filter::Filter;
use crate::view::regrouped::{GroupedBy, Grouping};
use crate::words::phrase::CliError;
use crate::words::{Label, Phrase, Words};

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
    /// Of several plans each for itself.
    Plan,
}

impl By {
    /// How obligations are regrouped; nothing where they stand by unit, as they are read.
    fn grouping(self) -> Option<GroupedBy> {
        match self {
            Self::Unit | Self::Plan => None,
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
    #[arg(long, help_heading = "options", conflicts_with = "by")]
    flat: bool,
    #[arg(long, value_name = "ORDER", help_heading = "options", conflicts_with = "by", value_parser = OneOf(orders))]
    sort: Option<GroupedBy>,
    #[arg(long, value_name = "COLUMNS", help_heading = "options", conflicts_with = "by", value_delimiter = ',', value_parser = OneOf(columns))]
    columns: Vec<FlatColumn>,
    #[arg(long, help_heading = "options")]
    end_of_day: bool,
}

fn orders() -> Vec<(&'static str, GroupedBy)> {
    vec![
        ("due", GroupedBy::Due),
        ("unit", GroupedBy::Unit),
        ("task", GroupedBy::Task),
        ("state", GroupedBy::State),
        ("quarter", GroupedBy::Quarter),
    ]
}

fn columns() -> Vec<(&'static str, FlatColumn)> {
    FlatColumn::ALL.map(|column| (column.as_str(), column)).to_vec()
}

/// How the items stand on a page.
struct Arrangement {
    /// What they are regrouped by; nothing where they stand by unit, as they are read.
    by: Option<GroupedBy>,
    /// The columns of the one table that they stand in, if it is one.
    flat: Option<Vec<FlatColumn>>,
    /// Whether a task that many units owe is one line.
    fold: bool,
}

impl ListArgs {
    fn arrangement(&self) -> Arrangement {
        let named = !self.columns.is_empty();
        if !(self.flat || self.sort.is_some() || named) {
            return Arrangement { by: self.by.grouping(), flat: None, fold: false };
        }
        let by = self.sort.unwrap_or(GroupedBy::Due);
        let columns = if named { self.columns.clone() } else { FlatColumn::USUAL.to_vec() };
        Arrangement { by: Some(by), flat: Some(columns), fold: by == GroupedBy::Due && !named }
    }

    /// An option given that has a meaning only in tables.
    fn only_in_tables(&self) -> Option<&'static str> {
        let given = [
            ("--by", self.by != By::default()),
            ("--flat", self.flat),
            ("--sort", self.sort.is_some()),
            ("--columns", !self.columns.is_empty()),
        ];
        given.into_iter().find(|(_, given)| *given).map(|(option, _)| option)
    }
}

impl Command for ListArgs {
    const NAME: &str = "list";
    const RUN: Run<Self> = run;
    const FILES: OfFiles = OfFiles::AnyTime;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Danh sách việc, xếp theo đơn vị, quý và trạng thái", "List items by unit, quarter and state"),
        ("examples",
r#"tiendo list --unit "binh minh"  # việc của đơn vị Bình Minh
tiendo list --state overdue --by task  # việc quá hạn, xếp theo nhiệm vụ
tiendo list --flat --due-within 30  # một bảng theo ngày đến hạn
tiendo list --columns due,unit,task,reason --state overdue  # chọn cột
tiendo list --clause II.1  # mục II.1 và các mục con, như II.1.2
tiendo list --due-within 14 --format csv  # việc đến hạn trong 14 ngày tới, để mở bằng bảng tính"#,
r#"tiendo list --unit "binh minh"  # what the unit Bình Minh owes
tiendo list --state overdue --by task  # what is overdue, task by task
tiendo list --flat --due-within 30  # one table by last day
tiendo list --columns due,unit,task,reason --state overdue  # chosen columns
tiendo list --clause II.1  # clause II.1 and those below it, such as II.1.2
tiendo list --due-within 14 --format csv  # what falls due within 14 days, for a spreadsheet"#),
        ("by", "Xếp trước hết theo: unit, plan (từng kế hoạch của tập), quarter, task, state, tag [mặc định: unit]",
               "Group first by: unit, plan (each of a collection), quarter, task, state, tag [default: unit]"),
        ("flat", "Một bảng theo ngày đến hạn; việc nhiều đơn vị cùng phải làm thì một dòng",
                 "One table by last day; a task that many units owe is one line"),
        ("sort", "Một bảng, xếp theo: due (ngày đến hạn), unit, task, state, quarter", "One table, in the order of: due, unit, task, state, quarter"),
        ("columns", "Một bảng với các cột này: state, due, unit, task, clause, done, evidence, progress, committed, reason, note",
                    "One table with these columns: state, due, unit, task, clause, done, evidence, progress, committed, reason, note"),
        ("end_of_day", "Xét đến hết ngày: việc hạn ngày đó mà chưa xong là quá hạn",
                       "Judge the end of the day: what was due on it and is not done is overdue"),
    ];
}

/// Runs `tiendo list`.
fn run(asked: &Asked, args: &ListArgs) -> Result<Exit, Failure> {
    let (query, end_of_day, hint) = (&args.query, args.end_of_day, asked.hint.clone() + &args.query.named());
    let asked = Asked { end_of_day, hint, ..asked.clone() };
    let refused = |words: &dyn Words| {
        let argument = args.only_in_tables().filter(|_| query.format != ListFormat::Table);
        let conflict = argument.map(|argument| CliError::Conflict { argument, other: "--format" });
        conflict.map_or(Ok(()), |conflict| Err(Failure::Usage(words.phrase(&Phrase::CliError(conflict)))))
    };
    let arrangement = &args.arrangement();
    if let Some(collection) = asked.many()? {
        refused(asked.words())?;
        let together = args.by == By::Unit && arrangement.by.is_none();
        return list_of_many::run(&asked, &collection, query, together, &|session, filter, narrowed, come_to| {
            write(session, query, arrangement, filter, narrowed, come_to)
        });
    }
    let session = &asked.open()?;
    refused(session.words)?;
    let (filter, own) = query::filter(session, query)?;
    if query.format == ListFormat::Json {
        return query::write_json(session, &filter, &query.fail_on);
    }
    let narrowed = own.map(|unit| units::narrowed(&session.plan, session.words, unit));
    write(session, query, arrangement, &filter, narrowed.as_deref(), &mut |_| {})
}

/// Lists what one plan has, and gives what reading its units came to.
fn write(
    session: &Session,
    query: &Query,
    arrangement: &Arrangement,
    filter: &Filter,
    narrowed: Option<&str>,
    come_to: &mut dyn FnMut(&QueryOutcome),
) -> Result<Exit, Failure> {
    let (pages, words, screen, as_of) = (session.pages(), session.words, session.screen, session.judge.as_of());
    let mut write = |making, heading: &dyn Fn(&mut dyn Write) -> io::Result<()>| {
        let ending = |out: &mut dyn Write, outcome: &QueryOutcome| {
            come_to(outcome);
            ending(out, session, query.format, arrangement, outcome)
        };
        query::write_as_read(session, filter, &query.fail_on, making, |out| Ok(heading(out)?), ending)
    };
    match query.format {
        ListFormat::Json => unreachable!("it is one object"),
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
            let grouping = arrangement.by.map(|by| Grouping::new(&session.plan, by));
            let making = grouping.as_ref().map_or(Making::Sections, Making::Groups);
            write(making, &|out| {
                let page = &mut TerminalPage::new(out, words, screen);
                pages.top_of(page, &session.judge)?;
                narrowed.map_or(Ok(()), |said| page.put(Piece::Remark(said.to_owned())))
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
    arrangement: &Arrangement,
    outcome: &QueryOutcome,
) -> anyhow::Result<()> {
    let (pages, words) = (session.pages(), session.words);
    match format {
        ListFormat::Table => {
            let page = &mut TerminalPage::going_on(out, words, session.screen);
            let (groups, judge) = (&outcome.groups, &session.judge);
            match (arrangement.by, &arrangement.flat) {
                (_, Some(columns)) => {
                    page.put(Piece::Gap)?;
                    pages.flat(page, groups, judge, columns, arrangement.fold)?;
                }
                (Some(by), None) => pages.grouped(page, groups, by, judge)?,
                (None, None) => {}
            }
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
