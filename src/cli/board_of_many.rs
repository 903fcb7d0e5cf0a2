//! `tiendo status` of a collection: units by plan, then what is overdue and due soon in all plans.

use std::io::{self, Write};
use std::sync::Arc;

use super::args::{ListFormat, Query};
use super::exit::{Exit, Failure};
use super::many::{self, ManyOutcome, ManyPlans};
use super::members::Collection;
use super::query::{self, ItemFormat, Making};
use super::session::{Asked, Session};
use crate::data::csv::{BOARD_COLUMNS, Sheet};
use crate::page::collection::{self, CollectionPage};
use crate::page::markdown::MarkdownPage;
use crate::page::terminal::answer::SCREEN_LINES;
use crate::page::terminal::answer_of_many::FirstScreenOfMany;
use crate::page::terminal::writer::TerminalPage;
use crate::page::{Page, Piece, Tone};
use crate::shell;
use crate::view::collection::CollectionBoard;
use crate::words::{Label, Phrase};

/// So many of the worst items are kept: no screen of 24 lines has more.
const KEPT: usize = 24;

/// The board of many plans.
pub(super) fn run(
    asked: &Asked,
    collection: &Collection,
    query: &Query,
    (most, full): (Option<usize>, bool),
) -> Result<Exit, Failure> {
    let mut plans = ManyPlans::new(asked, collection)?;
    let among = plans.resolve(query, query.is_for_people())?;
    match query.format {
        ListFormat::Json => return many::write_json(&mut plans, &among),
        ListFormat::JsonLines => return many::write_items(&mut plans, &among, ItemFormat::JsonLines),
        _ => {}
    }
    let words = plans.words();
    let (mut board, mut csv) = (CollectionBoard::default(), Vec::new());
    let outcome = plans.each(|session, folder, outcome| {
        let filter = among.filter_in(&session)?;
        let read = query::read(
            &session,
            &filter,
            &query.fail_on,
            Making::Worst { most: if full { usize::MAX } else { KEPT } },
            |_| Ok(()),
        )?;
        outcome.add(&session, &read);
        if query.format == ListFormat::Csv {
            let (first, mut sheet) = (csv.is_empty(), Sheet::of_items(&mut csv, &session.plan, session.judge.as_of()));
            sheet = if first { sheet.begin(&BOARD_COLUMNS)? } else { sheet };
            sheet.board(&session.plan, &read.board)?;
            sheet.finish()?;
        }
        let Session { judge, .. } = session;
        let added = board.add(&judge, folder, &read.board);
        let judge = Arc::new(judge);
        board.overdue.add(added, &judge, &read.worst[0]);
        board.due_soon.add(added, &judge, &read.worst[1]);
        Ok(())
    })?;
    if among.is_narrow() {
        board.drop_empty_rows();
    }
    let pages = CollectionPage { board: &board, words };
    shell::with_stdout(|out| match query.format {
        ListFormat::Csv => Ok(out.write_all(&csv)?),
        ListFormat::Markdown => {
            let page = &mut MarkdownPage::new(out, words);
            pages.top(page, &outcome.top(asked))?;
            pages.plans(page)?;
            pages.table(page)?;
            page.put(Piece::Paragraph(Tone::Plain, pages.tasks()))?;
            Ok(collection::unread(page, &outcome.unopened, &outcome.unreadable, words)?)
        }
        _ => Ok(many_in_terminal(out, pages, &outcome, (asked, most, full), among.narrowed.as_deref())?),
    })?;
    Ok(outcome.exit())
}

/// The answer on one screen, then the board.
fn many_in_terminal(
    out: &mut dyn Write,
    pages: CollectionPage<'_>,
    outcome: &ManyOutcome,
    (asked, most, full): (&Asked, Option<usize>, bool),
    narrowed: Option<&str>,
) -> io::Result<()> {
    let (words, screen, board) = (pages.words, shell::stdout_screen(asked.color), pages.board);
    let mut top = Vec::new();
    let page = &mut TerminalPage::new(&mut top, words, screen);
    pages.top(page, &outcome.top(asked))?;
    pages.outside().map_or(Ok(()), |said| page.put(Piece::Paragraph(Tone::Heading, said)))?;
    narrowed.map_or(Ok(()), |unit| page.put(Piece::Remark(words.phrase(&Phrase::Narrowed { unit }))))?;
    page.put(Piece::Gap)?;
    let used = String::from_utf8_lossy(&top).lines().count();
    out.write_all(&top)?;
    let hint = asked.hint_of_day(outcome.as_of, outcome.known.as_ref());
    let page = &mut TerminalPage::going_on(out, words, screen);
    if board.totals().sum() > 0 {
        let (plans, units) = (outcome.unopened.len(), outcome.unreadable.len());
        let unread = [
            (plans > 0).then(|| words.phrase(&Phrase::UnreadablePlans { count: plans })),
            (units > 0).then(|| words.phrase(&Phrase::UnreadableUnits { count: units })),
        ];
        let lines = Some(SCREEN_LINES.saturating_sub(used)).filter(|_| !full);
        let unread = unread.into_iter().flatten().collect();
        FirstScreenOfMany { board, words, screen, lines, most, hint: &hint, unread }.write(page.out)?;
        pages.plans(page)?;
        let most = if full { Some(usize::MAX) } else { most };
        pages.board(page, most, &format!("tiendo status{hint} --full"))?;
        page.put(Piece::Paragraph(Tone::Plain, pages.tasks()))?;
    } else if outcome.exit() != Exit::Unread {
        page.put(Piece::Paragraph(Tone::Plain, words.label(Label::NothingFound).to_owned()))?;
    }
    collection::unread(page, &outcome.unopened, &outcome.unreadable, words)
}
