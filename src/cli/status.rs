//! `tiendo status`: who is late and what falls due next on one screen, then the board.

use std::collections::BTreeSet;
use std::io::{self, Write};

use chrono::Datelike;
use clap::Args;

use super::args::{ListFormat, Query};
use super::aside;
use super::board_of_many;
use super::command::{Command, Help, OfFiles, Run};
use super::exit::{Exit, Failure};
use super::query::{self, ItemFormat, Making, QueryOutcome};
use super::session::{Asked, Session, hint_of, named};
use super::units;
use crate::data::csv::{BOARD_COLUMNS, Sheet};
use crate::judge::{Obligation, State};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::page::markdown::MarkdownPage;
use crate::page::terminal::answer::{FirstScreen, SCREEN_LINES};
use crate::page::terminal::board::BoardView;
use crate::page::terminal::writer::TerminalPage;
use crate::page::{Page, Piece, Tone, board, terminal};
use crate::shell;
use crate::view::filter::Filter;
use crate::words::phrase::CliError;
use crate::words::screen::ScreenPhrase;
use crate::words::{HandingPhrase, Label, Phrase, names};

/// So many of the worst units are kept: no screen of 24 lines has more.
const KEPT: usize = 24;

#[derive(Args)]
pub(super) struct StatusArgs {
    #[command(flatten)]
    query: Query,
    #[arg(long, help_heading = "options")]
    end_of_day: bool,
    #[arg(long, value_name = "NUMBER", help_heading = "options")]
    worst: Option<usize>,
    #[arg(long, help_heading = "options", conflicts_with = "worst")]
    full: bool,
    #[arg(long, value_name = "YEAR", help_heading = "options", conflicts_with = "full", value_parser = clap::value_parser!(i32).range(1900..=2999))]
    year: Option<i32>,
}

impl StatusArgs {
    /// How many of the worst units are told of.
    fn kept(&self) -> usize {
        if self.full { usize::MAX } else { self.worst.unwrap_or(KEPT) }
    }

    /// An option given that has a meaning only where people look at the answer.
    fn only_for_people(&self) -> Option<&'static str> {
        let given = [("--worst", self.worst.is_some()), ("--full", self.full), ("--year", self.year.is_some())];
        given.into_iter().find(|(_, given)| *given).map(|(option, _)| option)
    }
}

impl Command for StatusArgs {
    const NAME: &str = "status";
    const RUN: Run<Self> = run;
    const FILES: OfFiles = OfFiles::AnyTime;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Đơn vị nào quá hạn việc gì, việc nào sắp đến hạn, rồi bảng tiến độ theo đơn vị và quý (mặc định)",
                  "Show who is late, what falls due next, and the board of units and quarters (default)"),
        ("examples",
r#"tiendo  # cả kế hoạch, tính đến hôm nay
tiendo --as-of 31/3/2024  # cả kế hoạch, tính đến ngày 31/3
tiendo status --unit "binh minh"  # một đơn vị, gõ tên không dấu cũng được
tiendo --worst 5  # năm đơn vị quá hạn lâu nhất, đủ từng việc
tiendo status --fail-on overdue  # cho tập lệnh: mã thoát 1 nếu có việc quá hạn"#,
r#"tiendo  # the whole plan as of today
tiendo --as-of 31/3/2024  # the whole plan as of 31 March
tiendo status --unit "binh minh"  # one unit; diacritics may be left out
tiendo --worst 5  # the five units that are worst, each item of theirs
tiendo status --fail-on overdue  # for scripts: exits with 1 if anything is overdue"#),
        ("end_of_day", "Xét đến hết ngày: việc hạn ngày đó mà chưa xong là quá hạn",
                       "Judge the end of the day: what was due on it and is not done is overdue"),
        ("worst", "Chỉ nêu bấy nhiêu đơn vị quá hạn nhất, đủ từng việc, và bấy nhiêu dòng sắp đến hạn",
                  "Only so many of the worst units, with each item of theirs, and rows of what falls due next"),
        ("full", "Nêu đủ mọi đơn vị, mọi quý, mọi việc quá hạn", "Show every unit, every quarter, everything overdue"),
        ("year", "Năm được nêu từng quý; các năm khác gộp theo năm [mặc định: năm của ngày xét]",
                 "Year to show by quarter; other years are one column each [default: the year of the day to judge by]"),
    ];
}

/// Runs `tiendo status`.
fn run(asked: &Asked, args: &StatusArgs) -> Result<Exit, Failure> {
    let (query, end_of_day) = (&args.query, args.end_of_day);
    let asked = Asked { end_of_day, hint: asked.hint.clone() + &query.named(), ..asked.clone() };
    if let Some(collection) = asked.many()? {
        let not_a_table = query.format != ListFormat::Table;
        // Quarters are those of one plan.
        if args.year.is_some() || not_a_table && args.only_for_people().is_some() {
            return Err(asked.needs_plan(&collection));
        }
        return board_of_many::run(&asked, &collection, query, (args.worst, args.full));
    }
    let session = asked.open()?;
    if let Some(argument) = args.only_for_people().filter(|_| query.format != ListFormat::Table) {
        let conflict = CliError::Conflict { argument, other: "--format" };
        return Err(Failure::Usage(session.words.phrase(&Phrase::CliError(conflict))));
    }
    let mut years = session.plan.quarters.iter().map(|quarter| quarter.year());
    if let Some(year) = args.year.filter(|wanted| years.all(|year| year != *wanted)) {
        let [first, last] = [session.plan.header.starts, session.plan.header.ends].map(|day| day.year());
        return Err(Failure::Usage(session.say(&Phrase::Screen(ScreenPhrase::NoYear { year, first, last }))));
    }
    let (filter, own) = query::filter(&session, query)?;
    match query.format {
        ListFormat::Json => return query::write_json(&session, &filter, &query.fail_on),
        ListFormat::JsonLines => {
            let making = Making::Bytes(ItemFormat::JsonLines);
            return query::write_as_read(&session, &filter, &query.fail_on, making, |_| Ok(()), |_, _| Ok(()));
        }
        _ => {}
    }
    let worst = if query.format == ListFormat::Table { args.kept() } else { 0 };
    let mut outcome = query::read(&session, &filter, &query.fail_on, Making::Counts { worst }, |_| Ok(()))?;
    if !filter.is_open() {
        outcome.board.drop_empty_rows();
    }
    let taken_over = overdue_taken_over(&session, &filter);
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
            let outside = session.pages().outside(&outcome.board.totals()).filter(|_| !outcome.is_empty());
            outside.map_or(Ok(()), |said| page.put(Piece::Paragraph(Tone::Plain, said)))?;
            taken_over.map_or(Ok(()), |said| page.put(Piece::Paragraph(Tone::Plain, said)))?;
            board::table(page, &session.plan, &outcome.board, &outcome.unreadable, session.words)?;
            page.put(Piece::Paragraph(Tone::Plain, board::tasks(&outcome.board, session.words)))?;
            Ok(session.pages().unreadable(page, &outcome.unreadable)?)
        }
        _ => Ok(in_terminal(out, &session, args, (own, taken_over), &outcome)?),
    })?;
    Ok(session.exit(outcome.exit()))
}

/// The answer on one screen, then the board.
fn in_terminal(
    out: &mut dyn Write,
    session: &Session,
    args: &StatusArgs,
    (own, taken_over): (Option<UnitIx>, Option<String>),
    outcome: &QueryOutcome,
) -> io::Result<()> {
    let (pages, words, screen, board) = (session.pages(), session.words, session.screen, &outcome.board);
    let mut top = terminal::answer::head(pages, screen)?;
    let page = &mut TerminalPage::going_on(&mut top, words, screen);
    let outside = pages.outside(&board.totals()).filter(|_| !outcome.is_empty());
    outside.map_or(Ok(()), |said| page.put(Piece::Paragraph(Tone::Heading, said)))?;
    own.map_or(Ok(()), |unit| page.put(Piece::Remark(units::narrowed(&session.plan, session.words, unit))))?;
    taken_over.map_or(Ok(()), |said| page.put(Piece::Paragraph(Tone::Near, said)))?;
    page.put(Piece::Gap)?;
    let used = String::from_utf8_lossy(&top).lines().count();
    out.write_all(&top)?;
    let page = &mut TerminalPage::going_on(out, words, screen);
    if outcome.is_empty() {
        return page.put(Piece::Paragraph(Tone::Plain, words.label(Label::NothingFound).to_owned()));
    }
    let all = args.full || args.worst.is_some();
    let answer = FirstScreen {
        pages,
        board,
        screen,
        lines: Some(SCREEN_LINES.saturating_sub(used)).filter(|_| !all),
        most_next: args.worst,
        hint: &session.hint,
        commands: commands(session, outcome),
        unreadable: outcome.unreadable.len(),
        many_units: board.units.len() + outcome.unreadable.len() > 1,
    };
    answer.write(page.out)?;
    page.put(Piece::Gap)?;
    let view = BoardView {
        plan: &session.plan,
        board,
        unreadable: &outcome.unreadable,
        worst: args.worst,
        full: args.full,
        year: args.year.unwrap_or_else(|| session.judge.as_of().year()),
        one_year: args.year.is_some(),
        hint: &session.hint,
    };
    terminal::board::render(page.out, view, words, screen)?;
    page.put(Piece::Paragraph(Tone::Plain, board::tasks(board, words)))?;
    pages.unreadable(page, &outcome.unreadable)
}

/// What units that have gone left overdue for the units that are asked about: it counts with the old ones, as letters to the
/// new ones say.
fn overdue_taken_over(session: &Session, filter: &Filter) -> Option<String> {
    let (plan, only) = (&*session.plan, filter.units.as_ref()?);
    let units: Vec<UnitIx> = plan.unit_indices().filter(|unit| only.contains(*unit)).collect();
    let taken = units.iter().flat_map(|unit| session.judge.taken_over(*unit));
    let is_told = |it: &Obligation<'_>| it.standing.state == State::Overdue && !only.contains(it.unit);
    let taken = taken.filter(|it| is_told(it) && filter.admits(plan, it));
    let all: BTreeSet<(UnitIx, OccurrenceIx)> = taken.map(|it| (it.unit, it.occurrence)).collect();
    let mut from: Vec<UnitIx> = all.iter().map(|(unit, _)| *unit).collect();
    from.dedup();
    let show = |unit: &UnitIx| format!("tiendo show {}", plan.unit(*unit).id);
    let (show, from) = (units.first().filter(|_| units.len() == 1).map(show), names(plan, &from, session.words));
    let said = HandingPhrase::OverdueTakenOver { count: all.len(), from: &from, show: show.as_deref() };
    (!all.is_empty()).then(|| session.say(&Phrase::Handing(said)))
}

/// Commands that go on from the first screen: the worst unit, recording, help.
fn commands(session: &Session, outcome: &QueryOutcome) -> Vec<String> {
    let day = if session.hint.contains("--as-of") {
        named("--as-of", &session.judge.as_of().to_string())
    } else {
        String::new()
    };
    let worst = outcome.board.answer.late.first().map(|late| session.plan.unit(late.unit).id.as_str());
    let known = hint_of(session.known());
    if aside::is_quiet() {
        return Vec::new();
    }
    let show = worst.map(|unit| format!("tiendo show {unit}{known}{day}"));
    // What was known is looked at; recorded is what is known today.
    let mark = session.past.is_none().then(|| "tiendo mark".to_owned());
    show.into_iter().chain(mark).chain(["tiendo help".to_owned()]).collect()
}
