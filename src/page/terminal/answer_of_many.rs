//! The first screen of a collection: what is overdue and due soon in all plans, the worst first, the totals, what to type
//! next. It stands before the board and fits a screen of 24 lines.

use std::io::{self, Write};

use super::Screen;
use super::answer::{LEAST_TASK, LEAST_WIDTH, ending, more, promise, tied};
use super::layout::{cut, left, name_cutter, right, with_command};
use crate::judge::State;
use crate::page::Tone;
use crate::page::plan::PlanPage;
use crate::text::{one_line, width};
use crate::view::collection::{CollectionBoard, NamedAmong, WorstOfAll, badness};
use crate::words::screen::ScreenPhrase;
use crate::words::{Label, Phrase, Words, owed};

/// How far rows stand in.
const INDENT: usize = 2;
/// What is due soon has so many lines where there is more than fits.
const LEAST_SOON: usize = 3;

/// What the first screen of many plans is made of.
pub(crate) struct FirstScreenOfMany<'a> {
    pub(crate) board: &'a CollectionBoard,
    pub(crate) words: &'a dyn Words,
    pub(crate) screen: Screen,
    /// How many lines are left on it; none where everything that is known is asked for.
    pub(crate) lines: Option<usize>,
    /// How many rows of each list are wanted at the most.
    pub(crate) most: Option<usize>,
    /// The options that were given, for commands that show more.
    pub(crate) hint: &'a str,
    /// What is in no count, since it could not be read.
    pub(crate) unread: Vec<String>,
}

/// A row of what is overdue or due soon.
struct RowOfMany {
    days: String,
    plan: String,
    unit: String,
    /// Who owes it with the unit, or after it, and how much of it is done below.
    tied: String,
    task: String,
    promise: (Tone, String),
}

impl FirstScreenOfMany<'_> {
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let commands = ["tiendo list --by plan", "tiendo help"].map(str::to_owned);
        let ending = ending(self.words, self.screen, (&self.board.totals(), &self.unread), &commands);
        let (late, soon) = self.shares(ending.len());
        if self.board.overdue.count > 0 || !self.unread.is_empty() {
            self.list(out, &self.board.overdue, late, State::Overdue)?;
        } else {
            self.heading(out, Tone::Good, self.words.label(Label::NothingOverdue))?;
        }
        if self.board.due_soon.count > 0 {
            writeln!(out)?;
            self.list(out, &self.board.due_soon, soon, State::Pending)?;
        }
        writeln!(out)?;
        ending.iter().try_for_each(|line| writeln!(out, "{line}"))
    }

    /// How many lines each of the two lists gets.
    fn shares(&self, ending: usize) -> (usize, usize) {
        let Some(lines) = self.lines else { return (usize::MAX, usize::MAX) };
        let (late, soon) = (self.board.overdue.named.len(), self.board.due_soon.named.len());
        // Their headings, and the empty lines before the second and before the end.
        let room = lines.saturating_sub(ending + if soon > 0 { 4 } else { 2 });
        if late.saturating_add(soon) <= room {
            return (late, room - late);
        }
        let least = LEAST_SOON.max(room / 3).min(soon).min(room / 2);
        let late = late.min(room - least);
        (late, room - late)
    }

    fn heading(&self, out: &mut dyn Write, tone: Tone, text: &str) -> io::Result<()> {
        writeln!(out, "{}", self.screen.paint(tone, &cut(text, self.screen.width)))
    }

    fn list(&self, out: &mut dyn Write, worst: &WorstOfAll, lines: usize, state: State) -> io::Result<()> {
        let (count, late) = (worst.count, state == State::Overdue);
        let (tone, wanted) = if late { (Tone::Bad, "overdue") } else { (Tone::Near, "due-soon") };
        let heading = match self.board.due_soon_days {
            _ if late => Phrase::Screen(ScreenPhrase::Late { count, units: self.board.late_units() }),
            Some(days) => Phrase::DueSoonHeading { count, days },
            None => Phrase::DueSoonOfAll { count },
        };
        self.heading(out, tone, &self.words.phrase(&heading))?;
        let command = format!("tiendo list{} --state {wanted}", self.hint);
        let said = |hidden| self.words.phrase(&Phrase::More { hidden, command: &command });
        let fits = worst.named.len().min(lines).min(self.most.unwrap_or(usize::MAX));
        let fits = if count > fits as u64 {
            let more = with_command(&said(count), &command, self.screen.width).len();
            fits.min(lines.saturating_sub(more))
        } else {
            fits
        };
        let rows: Vec<RowOfMany> = worst.named[..fits].iter().map(|among| self.row(among, late)).collect();
        self.rows(out, &rows, tone)?;
        match count - fits as u64 {
            0 => Ok(()),
            hidden => more(out, self.screen, &said(hidden), &command),
        }
    }

    fn row(&self, among: &NamedAmong, late: bool) -> RowOfMany {
        let (plan, words) = (among.judge.shared_plan(), self.words);
        let pages = PlanPage { plan, judge: &among.judge, words, among: true, known: None };
        let named = &among.item.named;
        RowOfMany {
            days: words.phrase(&Phrase::Days(badness(named).abs())),
            plan: one_line(&self.board.called(among.plan)),
            unit: one_line(plan.unit(named.unit).short_name()),
            tied: tied(pages, named),
            task: one_line(&owed(plan, named.occurrence, words)),
            promise: if late { promise(pages, &among.item) } else { (Tone::Plain, String::new()) },
        }
    }

    fn rows(&self, out: &mut dyn Write, rows: &[RowOfMany], tone: Tone) -> io::Result<()> {
        let full = self.screen.width;
        let widest = |of: fn(&RowOfMany) -> &str| rows.iter().map(|row| width(of(row))).max().unwrap_or(0);
        let days = widest(|row| &row.days);
        let promise = widest(|row| &row.promise.1);
        let plan = widest(|row| &row.plan).min(full / 5);
        let unit = rows.iter().map(|row| width(&row.unit) + width(&row.tied)).max().unwrap_or(0).min(full / 4);
        let taken = INDENT + days + plan + unit + 6 + if promise > 0 { promise + 2 } else { 0 };
        if full < LEAST_WIDTH || taken + LEAST_TASK > full {
            return rows.iter().try_for_each(|row| {
                let unit = format!("{}{}", row.unit, row.tied);
                let said = [&unit, &row.promise.1, &row.plan, &row.task];
                let said: Vec<&str> = said.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
                let room = full.saturating_sub(INDENT + days + 2);
                let late = self.screen.paint(tone, &right(&row.days, days));
                writeln!(out, "{:INDENT$}{late}  {}", "", cut(&said.join(" · "), room))
            });
        }
        let task = (full - taken).min(widest(|row| &row.task));
        let cut_name = name_cutter(rows.iter().map(|row| (row.unit.as_str(), unit.saturating_sub(width(&row.tied)))));
        rows.iter().try_for_each(|row| {
            let late = self.screen.paint(tone, &right(&row.days, days));
            // The name is cut before what stands behind it.
            let name = cut_name(&row.unit, unit.saturating_sub(width(&row.tied)));
            let named = left(&cut(&format!("{name}{}", row.tied), unit), unit);
            let plan = left(&cut(&row.plan, plan), plan);
            let owed = left(&cut(&row.task, task), task);
            let line = format!("{plan}  {named}  {owed}  {}", self.screen.paint(row.promise.0, &row.promise.1));
            writeln!(out, "{:INDENT$}{late}  {}", "", line.trim_end())
        })
    }
}
