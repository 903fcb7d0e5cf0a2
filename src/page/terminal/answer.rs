//! The first screen in a terminal: who is late, what falls due next, the totals, what to type next. It stands before the
//! board and fits a screen of 24 lines.

use std::io::{self, Write};

use chrono::{Datelike, NaiveDate};

use super::Screen;
use super::layout::{NameCutter, cut, left, name_cutter, right, with_command, wrap};
use super::writer::TerminalPage;
use crate::judge::{Flag, State};
use crate::model::id::UnitIx;
use crate::page::plan::PlanPage;
use crate::page::{Page, Tone, Weight};
use crate::text::{one_line, width};
use crate::view::answer::{FallingDue, LateItem, LateUnit};
use crate::view::board::Board;
use crate::view::named::Named;
use crate::view::totals::Totals;
use crate::words::screen::ScreenPhrase;
use crate::words::{Label, Phrase, Words, date, names, owed};

/// So many lines are seen at once where a screen has 24: the last one is the shell's, or the pager's.
pub(crate) const SCREEN_LINES: usize = 23;
/// Below this width a row has no columns.
pub(super) const LEAST_WIDTH: usize = 60;
/// A row has columns if the task has so many.
pub(super) const LEAST_TASK: usize = 8;
/// How far rows stand in.
const INDENT: usize = 2;
/// What falls due next has so many lines where there is more than fits.
const LEAST_NEXT: usize = 3;
/// How much the sentence about what more there is may say before its command.
const LONGEST_MORE: usize = 38;
/// What stands between commands.
const BETWEEN: &str = " · ";

/// What the first screen is made of.
pub(crate) struct FirstScreen<'a> {
    pub(crate) pages: PlanPage<'a>,
    pub(crate) board: &'a Board,
    pub(crate) screen: Screen,
    /// How many lines are left on it; none where everything that is known is asked for.
    pub(crate) lines: Option<usize>,
    /// How many rows of what falls due next are wanted at the most.
    pub(crate) most_next: Option<usize>,
    /// The options that were given, for commands that show more.
    pub(crate) hint: &'a str,
    /// Commands that go on from here, each whole.
    pub(crate) commands: Vec<String>,
    /// How many units are in no count, since their files could not be read.
    pub(crate) unreadable: usize,
    /// Whether more than one unit is told of.
    pub(crate) many_units: bool,
}

/// A row of what is overdue.
struct LateRow {
    days: String,
    unit: String,
    /// How much the unit has overdue, where the row stands for more than one.
    count: String,
    /// Who owes it with the unit, or after it, and how much of it is done below.
    tied: String,
    /// Whether the row above is the same unit's.
    again: bool,
    task: String,
    promise: (Tone, String),
}

impl LateRow {
    /// The unit in as many columns: its name is cut before the number is.
    fn named(&self, room: usize, cut_name: NameCutter) -> String {
        let Self { unit, count, tied, .. } = self;
        let unit = cut_name(unit, room.saturating_sub(width(count)));
        cut(&format!("{unit}{count}{tied}"), room)
    }
}

/// The plan and the day. On a narrow screen each is cut to one line and who issued the plan is left out, so that there is
/// room for the answer.
pub(crate) fn head(pages: PlanPage<'_>, screen: Screen) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    let page = &mut TerminalPage::new(&mut head, pages.words, screen);
    if screen.width >= LEAST_WIDTH {
        pages.top_of(page, pages.judge)?;
        return Ok(head);
    }
    let (header, judge, words) = (&pages.plan.header, pages.judge, pages.words);
    let (number, title) = (one_line(&header.number), one_line(&header.title));
    let (day, issuer) = (judge.as_of(), None);
    let as_of = if judge.is_end_of_day() { Phrase::AsOfEnd { day, issuer } } else { Phrase::AsOf { day, issuer } };
    let page: &mut dyn Page = page;
    page.head(Weight::Title, cut(&words.phrase(&Phrase::PlanTitle { number: &number, title: &title }), screen.width))?;
    page.head(Weight::Plain, cut(&words.phrase(&as_of), screen.width))?;
    let notice = header.notice.as_deref().map(|notice| cut(&one_line(notice), screen.width));
    notice.map_or(Ok(()), |notice| page.head(Weight::Warning, notice))?;
    Ok(head)
}

impl FirstScreen<'_> {
    pub(crate) fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let ending = self.ending();
        let (late, next) = self.shares(ending.len());
        self.late(out, late)?;
        if !self.board.answer.next.is_empty() {
            self.next(out, next)?;
        }
        writeln!(out)?;
        ending.iter().try_for_each(|line| writeln!(out, "{line}"))
    }

    fn say(&self, phrase: ScreenPhrase<'_>) -> String {
        self.pages.words.phrase(&Phrase::Screen(phrase))
    }

    /// How many lines each of the two lists gets.
    fn shares(&self, ending: usize) -> (usize, usize) {
        let Some(lines) = self.lines else { return (usize::MAX, usize::MAX) };
        let answer = &self.board.answer;
        // Their headings, and the empty lines before the second and before the end.
        let room = lines.saturating_sub(ending + 3 + usize::from(!answer.next.is_empty()));
        let overdue = usize::try_from(self.board.totals().of(State::Overdue)).unwrap_or(usize::MAX);
        let next = self.upcoming().len();
        if overdue.saturating_add(next) <= room {
            return (overdue, room - overdue);
        }
        let least = LEAST_NEXT.max(room / 3).min(next).min(room / 2);
        let late = overdue.min(room - least);
        (late, room - late)
    }

    /// How many lines the sentence takes that says what more there is.
    fn more_lines(&self) -> usize {
        let command = format!("tiendo list{} --state overdue", self.hint);
        with_command(&format!("{:LONGEST_MORE$}: {command}", "…"), &command, self.screen.width).len()
    }

    /// What is due soon, or if nothing is, whatever falls due next.
    fn upcoming(&self) -> Vec<&FallingDue> {
        let (soon, days) = (self.board.due_soon, i64::from(self.pages.plan.header.due_soon));
        self.board.answer.next.iter().filter(|it| soon == 0 || it.days_left <= days).collect()
    }

    fn is_narrow(&self) -> bool {
        self.screen.width < LEAST_WIDTH
    }

    /// The totals, and what to type next.
    fn ending(&self) -> Vec<String> {
        let said = || self.pages.words.phrase(&Phrase::UnreadableUnits { count: self.unreadable });
        let unread: Vec<String> = (self.unreadable > 0).then(said).into_iter().collect();
        ending(self.pages.words, self.screen, (&self.board.totals(), &unread), &self.commands)
    }

    fn heading(&self, out: &mut dyn Write, tone: Tone, text: &str) -> io::Result<()> {
        writeln!(out, "{}", self.screen.paint(tone, &cut(text, self.screen.width)))
    }

    fn late(&self, out: &mut dyn Write, lines: usize) -> io::Result<()> {
        let answer = &self.board.answer;
        let count = u64::from(self.board.totals().of(State::Overdue));
        if count == 0 && self.unreadable == 0 {
            return self.heading(out, Tone::Good, self.pages.words.label(Label::NothingOverdue));
        }
        let heading = if self.many_units && count > 0 {
            self.say(ScreenPhrase::Late { count, units: answer.late_units })
        } else {
            self.pages.words.phrase(&Phrase::OverdueHeading { count })
        };
        self.heading(out, Tone::Bad, &heading)?;
        let (room, more) = (lines, self.more_lines());
        let kept: usize = answer.late.iter().map(|late| late.worst.len()).sum();
        let each = lines == usize::MAX || count <= room as u64 || !self.many_units;
        let (rows, shown, units) = if each {
            let shown = if count > room as u64 { room.saturating_sub(more).min(kept) } else { kept };
            let rows = answer.late.iter().flat_map(|late| self.items(late)).take(shown).collect::<Vec<_>>();
            (rows, shown as u64, answer.late.len() as u64)
        } else {
            let fits = if answer.late_units > room as u64 { room.saturating_sub(more) } else { room };
            let shown = &answer.late[..fits.min(answer.late.len())];
            let rows = shown.iter().map(|late| self.unit_row(late)).collect();
            (rows, shown.iter().map(|late| late.count).sum(), shown.len() as u64)
        };
        self.late_rows(out, &rows)?;
        let (hidden, more) = (count - shown, answer.late_units - units);
        let command = format!("tiendo list{} --state overdue", self.hint);
        match (hidden, more) {
            (0, _) => Ok(()),
            (_, 0) => self.more(out, &self.pages.words.phrase(&Phrase::More { hidden, command: &command }), &command),
            _ => {
                let said = self.say(ScreenPhrase::MoreLate { units: more, count: hidden, command: &command });
                self.more(out, &said, &command)
            }
        }
    }

    fn more(&self, out: &mut dyn Write, said: &str, command: &str) -> io::Result<()> {
        more(out, self.screen, said, command)
    }

    /// A row for each obligation of a unit that is kept.
    fn items(&self, late: &LateUnit) -> Vec<LateRow> {
        let row = |(at, item): (usize, &LateItem)| self.row(item, String::new(), at > 0);
        late.worst.iter().enumerate().map(row).collect()
    }

    /// One row for all that a unit has overdue: the worst of it.
    fn unit_row(&self, late: &LateUnit) -> LateRow {
        let count = if late.count > 1 { format!(" ({})", self.pages.words.number(late.count)) } else { String::new() };
        self.row(&late.worst[0], count, false)
    }

    fn row(&self, item: &LateItem, count: String, again: bool) -> LateRow {
        let (plan, words) = (self.pages.plan, self.pages.words);
        let named = &item.named;
        let unit = one_line(plan.unit(named.unit).short_name());
        let (tied, promise) = (tied(self.pages, named), promise(self.pages, item));
        let days = words.phrase(&Phrase::Days(named.standing.days_late.unwrap_or_default()));
        let task = one_line(&owed(plan, named.occurrence, words));
        LateRow { days, unit, count, tied, again, task, promise }
    }

    fn late_rows(&self, out: &mut dyn Write, rows: &[LateRow]) -> io::Result<()> {
        let widest = |of: fn(&LateRow) -> usize| rows.iter().map(of).max().unwrap_or(0);
        let (days, promise) = (widest(|row| width(&row.days)), widest(|row| width(&row.promise.1)));
        let full = self.screen.width;
        let unit = if self.many_units {
            widest(|row| width(&row.unit) + width(&row.count) + width(&row.tied)).min(full * 3 / 10)
        } else {
            0
        };
        let unit_room = if unit > 0 { unit + 2 } else { 0 };
        let taken = INDENT + days + 2 + unit_room + promise + 2;
        if self.is_narrow() || taken + LEAST_TASK > full {
            return rows.iter().try_for_each(|row| {
                let said = [row.named(full, cut).as_str(), &row.promise.1, &row.task].join(BETWEEN);
                let room = full.saturating_sub(INDENT + days + 2);
                writeln!(out, "{:INDENT$}{}  {}", "", right(&row.days, days), cut(&said, room))
            });
        }
        let cut_name = name_cutter(rows.iter().map(|row| (row.unit.as_str(), unit.saturating_sub(width(&row.count)))));
        let task = (full - taken).min(widest(|row| width(&row.task)));
        rows.iter().try_for_each(|row| {
            let late = self.screen.paint(Tone::Bad, &right(&row.days, days));
            let named = if row.again { String::new() } else { row.named(unit, cut_name) };
            let named = if unit > 0 { left(&named, unit) + "  " } else { String::new() };
            let owed = left(&cut(&row.task, task), task);
            writeln!(out, "{:INDENT$}{late}  {named}{owed}  {}", "", self.screen.paint(row.promise.0, &row.promise.1))
        })
    }

    fn next(&self, out: &mut dyn Write, lines: usize) -> io::Result<()> {
        let words = self.pages.words;
        let days = self.pages.plan.header.due_soon;
        let (soon, shown) = (self.board.due_soon, self.upcoming());
        writeln!(out)?;
        if soon > 0 {
            self.heading(out, Tone::Near, &words.phrase(&Phrase::DueSoonHeading { count: soon, days }))?;
        } else {
            self.heading(out, Tone::Heading, words.label(Label::DueNext))?;
        }
        // Whatever falls due next may be much: what is pending counts it, as the command lists it.
        let (all, state) =
            if soon > 0 { (soon, "due-soon") } else { (self.board.totals().of(State::Pending).into(), "pending") };
        let shown_obligations = |rows: usize| shown[..rows].iter().map(|it| it.count).sum::<u64>();
        let fits = shown.len().min(lines).min(self.most_next.unwrap_or(usize::MAX));
        let hides = all > shown_obligations(fits);
        let fits = if hides { fits.min(lines.saturating_sub(self.more_lines())) } else { fits };
        self.next_rows(out, &shown[..fits])?;
        match all.saturating_sub(shown_obligations(fits)) {
            0 => Ok(()),
            hidden => {
                let command = format!("tiendo list{} --state {state}", self.hint);
                self.more(out, &words.phrase(&Phrase::More { hidden, command: &command }), &command)
            }
        }
    }

    fn next_rows(&self, out: &mut dyn Write, rows: &[&FallingDue]) -> io::Result<()> {
        let (plan, words) = (self.pages.plan, self.pages.words);
        let texts: Vec<[String; 3]> = rows
            .iter()
            .map(|it| {
                let owed = one_line(&owed(plan, it.occurrence, words));
                let who = if it.count > it.first().len() as u64 {
                    self.say(ScreenPhrase::Owers { count: it.count })
                } else {
                    names(plan, it.first(), words)
                };
                let what = if self.many_units { format!("{who}{BETWEEN}{owed}") } else { owed };
                [day(self.pages, it.due), words.phrase(&Phrase::DaysLeft(it.days_left)), what]
            })
            .collect();
        let widest = |at: usize| texts.iter().map(|row| width(&row[at])).max().unwrap_or(0);
        let (day, left_over) = (widest(0), if self.is_narrow() { 0 } else { widest(1) });
        let mut above = None;
        for (it, [due, days_left, what]) in rows.iter().zip(&texts) {
            let same = above.replace(it.due) == Some(it.due);
            let mut line = right(if same { "" } else { due }, day) + "  ";
            if left_over > 0 {
                line.push_str(&left(if same { "" } else { days_left }, left_over));
                line.push_str("  ");
            }
            let room = self.screen.width.saturating_sub(INDENT + width(&line));
            writeln!(out, "{:INDENT$}{line}{}", "", cut(what, room))?;
        }
        Ok(())
    }
}

/// The totals, what could not be read, and what to type next.
pub(super) fn ending(
    words: &dyn Words,
    screen: Screen,
    (totals, unread): (&Totals, &[String]),
    commands: &[String],
) -> Vec<String> {
    let say = |phrase: ScreenPhrase<'_>| words.phrase(&Phrase::Screen(phrase));
    let counted = State::ALL.into_iter().filter(|state| totals.of(*state) > 0);
    let states: Vec<String> =
        counted.map(|state| say(ScreenPhrase::InState { state, count: totals.of(state) })).collect();
    let said = say(ScreenPhrase::Counted { total: totals.sum(), states: &states.join(", ") });
    let mut lines = wrap(&said, screen.width);
    lines.extend(unread.iter().flat_map(|said| wrap(said, screen.width)));
    let mut line = format!("{}:", words.label(Label::GoOn));
    // On a narrow screen a command that would be parted takes lines from the answer.
    let fits = |command: &&String| screen.width >= LEAST_WIDTH || INDENT + width(command) <= screen.width;
    for (at, command) in commands.iter().filter(fits).enumerate() {
        if at == 0 {
            let mut said = with_command(&format!("{line} {command}"), command, screen.width);
            line = said.pop().unwrap_or_default();
            lines.append(&mut said);
        } else if width(&line) + width(BETWEEN) + width(command) <= screen.width {
            line.push_str(BETWEEN);
            line.push_str(command);
        }
    }
    if !commands.is_empty() {
        lines.push(line);
    }
    lines
}

/// What more there is, and the command that shows it.
pub(super) fn more(out: &mut dyn Write, screen: Screen, said: &str, command: &str) -> io::Result<()> {
    with_command(said, command, screen.width).iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// Who owes it with the unit, or after it, and how much of it is done below.
pub(super) fn tied(pages: PlanPage<'_>, named: &Named) -> String {
    let (plan, judge, words) = (pages.plan, pages.judge, pages.words);
    let tied = |sign: &str, units: &[UnitIx]| match units {
        [] => String::new(),
        units => format!(" {sign} {}", names(plan, units, words)),
    };
    let with = tied("+", &judge.others(named.unit, named.occurrence));
    let below = judge.done_below(named.unit, named.occurrence);
    let below = below.map(|done| format!(" ↓ {}/{}", done.completed, done.of)).unwrap_or_default();
    with + &tied("→", &judge.handed_to(named.unit, &named.standing)) + &below
}

/// The day that was promised, or that none was.
pub(super) fn promise(pages: PlanPage<'_>, item: &LateItem) -> (Tone, String) {
    let say = |phrase: ScreenPhrase<'_>| pages.words.phrase(&Phrase::Screen(phrase));
    match item.promised {
        None => (Tone::Bad, say(ScreenPhrase::NoPromise)),
        Some(promised) if item.named.standing.flags.has(Flag::PromiseLapsed) => {
            (Tone::Bad, say(ScreenPhrase::PromiseLapsed { day: &day(pages, promised) }))
        }
        Some(promised) => (Tone::Plain, say(ScreenPhrase::Promised { day: &day(pages, promised) })),
    }
}

/// A day without its year where that goes without saying.
fn day(pages: PlanPage<'_>, day: NaiveDate) -> String {
    let said = date(day);
    match said.rsplit_once('/') {
        Some((brief, _)) if day.year() == pages.judge.as_of().year() => brief.to_owned(),
        _ => said,
    }
}
