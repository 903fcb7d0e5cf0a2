//! The page that a site opens with: how the plan stands, what is overdue, what comes, and drawings of the whole.

use std::collections::BTreeMap;
use std::io;

use super::fragment::Fragment;
use super::frame::{SiteSheet, paged};
use super::{RowPlace, Site, SitePart, chart};
use crate::judge::State;
use crate::model::id::TaskIx;
use crate::model::period::{LAST_DAY, Period, PeriodKind};
use crate::page::trend;
use crate::view::site::{BurnUp, SiteCounts};
use crate::view::totals::Totals;
use crate::words::site::SitePhrase;
use crate::words::{Label, Phrase, date};

/// How much of each list stands on the first page, which is to open at once.
const OVERDUE: usize = 20;
const COMING: usize = 10;
const TASKS: usize = 20;
const UNITS: usize = 20;

impl Site<'_> {
    pub(super) fn start_page(&self, part: &SitePart) -> io::Result<Fragment> {
        let counts = &part.counts;
        let mut out = Fragment::default();
        self.unread(&mut out, counts.unreadable.len());
        if let Some(said) = self.pages.outside(&counts.board.totals()) {
            out.raw("<p><strong>").text(&said).raw("</strong></p>\n");
        }
        self.totals(&mut out, &counts.board.totals(), "large");
        self.overdue_part(&mut out, part)?;
        self.coming(&mut out, counts);
        self.heading(&mut out, SitePhrase::BurnUp);
        let burn = counts.burn_up(self.pages.judge);
        self.burn_up(&mut out, &burn);
        self.heading(&mut out, SitePhrase::Timeline);
        let tasks = self.first_tasks(counts);
        self.timeline(&mut out, "", counts, &tasks);
        self.whole_list(&mut out, "tasks.html", self.pages.plan.tasks.len(), tasks.len());
        self.heading(&mut out, SitePhrase::UnitsCompared);
        let rows = Self::rows_of(part, |place| matches!(place, RowPlace::Unit(..)))?;
        let end = rows.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
        let end: Vec<usize> = end.take(UNITS).collect();
        let shown = paged(&rows[..end.last().copied().unwrap_or(0)])[0];
        self.unit_table(&mut out, shown);
        self.whole_list(&mut out, "units.html", counts.board.units.len(), end.len());
        self.sheet(SiteSheet { up: "", title: "", place: "index.html", of_plan: true }, &out)
    }

    fn heading(&self, out: &mut Fragment, said: SitePhrase<'_>) {
        out.raw("<h2>").text(&self.say(said)).raw("</h2>\n");
    }

    /// The way to all of a list of which only some is shown.
    fn whole_list(&self, out: &mut Fragment, way: &str, all: usize, shown: usize) {
        if all > shown {
            out.raw("<p>").link(way, &self.say(SitePhrase::WholeList { count: all })).raw("</p>\n");
        }
    }

    fn overdue_part(&self, out: &mut Fragment, part: &SitePart) -> io::Result<()> {
        let count = Self::overdue_count(part);
        if count == 0 {
            out.raw("<p class=\"state-completed\">").text(self.pages.words.label(Label::NothingOverdue)).raw("</p>\n");
            return Ok(());
        }
        self.heading(out, SitePhrase::OverdueFirst);
        self.overdue_table(out, part, OVERDUE)?;
        self.whole_list(out, "overdue.html", usize::try_from(count).unwrap_or(usize::MAX), OVERDUE);
        Ok(())
    }

    /// What falls due next: by day and task, with how many units.
    fn coming(&self, out: &mut Fragment, counts: &SiteCounts) {
        let judge = self.pages.judge;
        let due = counts.between(judge.as_of(), LAST_DAY);
        let open = |totals: &Totals| totals.of(State::Pending);
        let next: Vec<_> = due
            .iter()
            .flat_map(|(day, tasks)| tasks.iter().map(move |(at, totals)| (*day, *at, open(totals))))
            .filter(|(.., open)| *open > 0)
            .take(COMING)
            .collect();
        if next.is_empty() {
            return;
        }
        let words = self.pages.words;
        out.raw("<h2>").text(words.label(Label::DueNext)).raw("</h2>\n");
        let heads = [
            ("day", words.label(Label::LastDay)),
            ("right", words.label(Label::DaysLeft)),
            ("", words.label(Label::Task)),
        ];
        let more = [("right", words.label(Label::UnitCount))];
        out.open_table(words.label(Label::DueNext), &[&heads[..], &more[..]].concat());
        for (day, occurrence, open) in next {
            let left = (day - judge.as_of()).num_days();
            out.raw("<tr>").sorted("day", day, &date(day));
            out.sorted("right", left, &words.phrase(&Phrase::Days(left))).raw("<th scope=\"row\">");
            self.task_cell(out, "", occurrence);
            out.raw("</th>").sorted("right", open, &words.number(open.into())).raw("</tr>\n");
        }
        out.raw("</tbody></table></div>\n");
        if let Some(month) = Period::containing(PeriodKind::Month, judge.as_of())
            && due.keys().any(|day| month.first() <= *day && *day <= month.last())
        {
            let said = self.say(SitePhrase::MonthCalendar { month: &words.period(month) });
            out.raw("<p>").link(&format!("calendar/{month}.html"), &said).raw("</p>\n");
        }
    }

    /// The drawing, its legend, and its figures for those who do not see it.
    fn burn_up(&self, out: &mut Fragment, burn: &BurnUp) {
        let words = self.pages.words;
        let say = |said| self.say(said);
        out.raw("<figure><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"");
        out.text(&say(SitePhrase::BurnUp)).raw("\">\n");
        chart::burn_up(out, burn, words);
        out.raw("</div>\n<figcaption class=\"legend\"><span class=\"line due\">").text(&say(SitePhrase::Must));
        out.raw("</span><span class=\"line completed\">").text(&say(SitePhrase::Finished));
        out.raw("</span><span class=\"line overdue\">")
            .text(&say(SitePhrase::Late))
            .raw("</span></figcaption></figure>\n");
        out.raw("<details><summary>").text(words.label(Label::ChartData)).raw("</summary>\n");
        let (must, done, late) = (say(SitePhrase::Must), say(SitePhrase::Finished), say(SitePhrase::Late));
        let heads = [("day", words.label(trend::heading(&burn.points))), ("right", must.as_str())];
        let more = [("right", done.as_str()), ("right", late.as_str())];
        out.open_table(words.label(Label::ChartData), &[heads, more].concat());
        // The last day of each month, and the day itself.
        let last = burn.points.len().saturating_sub(1);
        let month = |day| Period::containing(PeriodKind::Month, day);
        let kept = burn.points.iter().enumerate().filter(|(at, point)| {
            burn.points.get(at + 1).is_none_or(|next| month(next.day) != month(point.day)) || *at == last
        });
        for (_, point) in kept {
            let must = burn.must.iter().take_while(|(day, _)| *day <= point.day).last().map_or(0, |(_, count)| *count);
            out.raw("<tr>").sorted("day", point.day, &date(point.day));
            for count in [must, point.completed, point.overdue] {
                out.sorted("right", count, &words.number(count.into()));
            }
            out.raw("</tr>\n");
        }
        out.raw("</tbody></table></div></details>\n");
    }

    /// The tasks to be looked at first: those with anything overdue, then those that fall due next.
    fn first_tasks(&self, counts: &SiteCounts) -> Vec<TaskIx> {
        let as_of = self.pages.judge.as_of();
        let mut rank: BTreeMap<TaskIx, (u32, i64)> = BTreeMap::new();
        for ((_, due, occurrence), totals) in &counts.cells {
            let Some(due) = due else { continue };
            let task = self.pages.plan.occurrence(*occurrence).task;
            let near = (*due - as_of).num_days();
            let key = match (totals.of(State::Overdue), totals.of(State::Pending)) {
                (1.., _) => (0, near),
                (_, 1..) => (1, near),
                _ => (2, -near),
            };
            let best = rank.entry(task).or_insert(key);
            *best = key.min(*best);
        }
        let mut tasks: Vec<(u32, i64, TaskIx)> = rank.into_iter().map(|(task, (of, near))| (of, near, task)).collect();
        tasks.sort_unstable();
        let mut tasks: Vec<TaskIx> = tasks.into_iter().take(TASKS).map(|(.., task)| task).collect();
        tasks.sort_unstable();
        tasks
    }
}
