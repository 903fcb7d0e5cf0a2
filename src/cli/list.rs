//! `tiendo list`: the obligations themselves, in groups.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::args::{Format, Query};
use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::query::{self, ItemFormat, Making, Outcome};
use super::section::{groups, quarter};
use super::session::{Asked, Session};
use crate::data::csv::{Sheet, item_columns};
use crate::judge::State;
use crate::page::markdown;
use crate::page::terminal::items::{Without, table};
use crate::page::terminal::table::Layout;
use crate::page::{Tone, terminal};
use crate::text::one_line;
use crate::view::board::Named;
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
}

#[derive(Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    query: Query,
    #[arg(long, value_name = "WHAT", help_heading = "options", value_enum, default_value_t)]
    by: By,
}

impl Command for ListArgs {
    const NAME: &str = "list";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Danh sách việc, xếp theo đơn vị, quý và trạng thái",
                  "The items, grouped by unit, quarter and state"),
        ("examples",
r#"tiendo list --unit "binh minh"  # việc của đơn vị Bình Minh
tiendo list --state overdue --by task  # việc quá hạn, xếp theo nhiệm vụ
tiendo list --clause II.1  # mục II.1 và các mục con, như II.1.2
tiendo list --due-within 14 --format csv  # việc đến hạn trong 14 ngày tới, để mở bằng bảng tính"#,
r#"tiendo list --unit "binh minh"  # what the unit Bình Minh owes
tiendo list --state overdue --by task  # what is overdue, task by task
tiendo list --clause II.1  # clause II.1 and those below it, such as II.1.2
tiendo list --due-within 14 --format csv  # what falls due within 14 days, for a spreadsheet"#),
        ("by", "Xếp trước hết theo: unit, quarter, task, state [mặc định: unit]",
               "Group first by: unit, quarter, task, state [default: unit]"),
    ];
}

/// Runs `tiendo list`.
fn run(asked: &Asked, ListArgs { query, by }: &ListArgs) -> Result<Exit, Failure> {
    let (by, asked) = (*by, Asked { hint: asked.hint.clone() + &query.named(), ..asked.clone() });
    let session = asked.open()?;
    let session = &session;
    if by != By::default() && query.format != Format::Table {
        let conflict = CliError::Conflict { argument: "--by", other: "--format" };
        return Err(Failure::Usage(session.words.phrase(&Phrase::CliError(conflict))));
    }
    let filter = query::filter(session, query)?;
    let write = |making, heading: &dyn Fn(&mut dyn Write) -> anyhow::Result<()>| {
        let ending = |out: &mut dyn Write, outcome: &Outcome| ending(out, session, query.format, outcome);
        query::write_as_read(session, &filter, &query.fail_on, making, heading, ending)
    };
    match query.format {
        Format::Json => query::write_json(session, &filter, &query.fail_on),
        Format::JsonLines => write(Making::Bytes(ItemFormat::JsonLines), &|_| Ok(())),
        Format::Csv => write(Making::Bytes(ItemFormat::Csv), &|out| {
            Ok(Sheet::with_headings(out, &session.plan, &item_columns())?.finish()?)
        }),
        Format::Markdown => write(Making::Bytes(ItemFormat::Markdown), &|out| {
            markdown::title(out, &session.plan, session.judge.as_of(), session.words)?;
            Ok(markdown::item_heads(out, session.words)?)
        }),
        Format::Table => {
            let making = if by == By::Unit { Making::Sections } else { Making::Items };
            let ending = |out: &mut dyn Write, outcome: &Outcome| {
                regrouped(out, session, &outcome.items, by)?;
                ending(out, session, query.format, outcome)
            };
            let heading = |out: &mut dyn Write| {
                Ok(terminal::title(out, &session.plan, session.judge.as_of(), session.words, session.screen)?)
            };
            query::write_as_read(session, &filter, &query.fail_on, making, heading, ending)
        }
    }
}

/// What comes after the items: that there were none, and whose could not be read.
fn ending(out: &mut dyn Write, session: &Session, format: Format, outcome: &Outcome) -> anyhow::Result<()> {
    let lines = query::unreadable_lines(session, &session.plan, &outcome.unreadable);
    match format {
        Format::Table => {
            if outcome.board.totals().sum() == 0 && outcome.unreadable.is_empty() {
                writeln!(out, "\n{}", session.words.label(Label::NothingFound))?;
            }
            if !lines.is_empty() {
                writeln!(out)?;
            }
            for line in lines {
                writeln!(out, "{}", session.screen.paint(Tone::Bad, &line))?;
            }
        }
        Format::Markdown => {
            for line in lines {
                writeln!(out, "\n{}", markdown::escape(&line))?;
            }
        }
        _ => {}
    }
    Ok(())
}

fn regrouped(out: &mut dyn Write, session: &Session, items: &[Named], by: By) -> anyhow::Result<()> {
    let (plan, words, screen) = (&*session.plan, session.words, session.screen);
    let (groups, without) = match by {
        By::Unit => return Ok(()),
        By::Quarter => (
            groups(items, plan.quarters.len() + 1, |item| plan.occurrence(item.occurrence).quarter_slot),
            Without::Nothing,
        ),
        By::Task => {
            (groups(items, plan.tasks.len(), |item| plan.occurrence(item.occurrence).task.index()), Without::Task)
        }
        By::State => (groups(items, State::ALL.len(), |item| item.standing.state as usize), Without::Nothing),
    };
    for (key, mut items) in groups {
        let heading = match by {
            By::Task => format!("{} [{}]", one_line(&plan.tasks[key].title), plan.tasks[key].id),
            By::State => words.state(State::ALL[key]).to_owned(),
            By::Unit | By::Quarter => quarter(session, key),
        };
        writeln!(out, "\n{} ({})", screen.paint(Tone::Heading, &heading), items.len())?;
        items.sort_by_key(|item| (item.standing.state, std::cmp::Reverse(item.standing.days_late), item.standing.due));
        let layout = Layout { quarter_said: by == By::Quarter, ..Layout::default() };
        table(out, plan, &items, without, layout, words, screen)?;
    }
    Ok(())
}
