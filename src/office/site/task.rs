//! Tasks: all of them on a timeline, and of each a page from the words of the document to how every unit stands.

use std::collections::BTreeMap;
use std::io;

use chrono::NaiveDate;

use super::chart::{Axis, Dot};
use super::fragment::{Fragment, FragmentPage};
use super::frame::{Choices, SiteSheet};
use super::{ROWS_OF_TASK, RowPlace, Site, SitePart, TakePage, chart};
use crate::judge::State;
use crate::model::id::{OccurrenceIx, TaskIx};
use crate::model::period::{Period, PeriodKind};
use crate::page::Page;
use crate::text::sentence_case;
use crate::view::site::{SiteCounts, live};
use crate::view::totals::Totals;
use crate::words::site::SitePhrase;
use crate::words::{Label, date, part};

/// So many dots are told apart in a row; of more those of a month stand together.
const MOST_DOTS: usize = 24;

impl Site<'_> {
    /// Tasks in rows, each with its last days as dots.
    pub(super) fn timeline(&self, out: &mut Fragment, up: &str, counts: &SiteCounts, tasks: &[TaskIx]) {
        let judge = self.pages.judge;
        let burn = counts.burn_up(judge);
        let axis = Axis { first: burn.first, last: burn.last, left: 12.0, right: 560.0 };
        let (clause, task) = (self.pages.words.label(Label::Clause), self.pages.words.label(Label::Task));
        let last_days = self.say(SitePhrase::LastDays);
        let heads = [("", clause), ("", task), ("", last_days.as_str())];
        out.raw("<p class=\"remark\">").text(&self.say(SitePhrase::TimelineNote)).raw("</p>\n");
        out.open_table(&self.say(SitePhrase::Timeline), &heads);
        let dots: Vec<_> = tasks.iter().map(|task| self.dots_of(counts, *task)).collect();
        let most = dots.iter().flatten().map(|(_, dot)| dot.all).max().unwrap_or(1);
        for (task, dots) in tasks.iter().zip(&dots) {
            let of = self.pages.plan.task(*task);
            let late = if dots.iter().any(|(_, dot)| dot.overdue > 0) { "overdue" } else { "" };
            out.raw("<tr data-s=\"").raw(late).raw("\">").cell(of.clause.as_deref().unwrap_or_default());
            out.raw("<th scope=\"row\">");
            self.link(out, &self.task_way(up, *task), &of.title);
            out.raw("</th><td>");
            if dots.is_empty() {
                let said = self.say(SitePhrase::NoLastDay);
                out.raw("<small>").text(&said).raw("</small>");
            } else {
                chart::dots(out, dots, &axis, judge.as_of(), most);
            }
            out.raw("</td></tr>\n");
        }
        out.raw("</tbody></table></div>\n");
    }

    fn dots_of(&self, counts: &SiteCounts, task: TaskIx) -> Vec<(NaiveDate, Dot)> {
        let days = counts.days_of(self.pages.judge, task);
        let many = days.len() > MOST_DOTS;
        let mut dots: BTreeMap<NaiveDate, Dot> = BTreeMap::new();
        for ((due, _), totals) in &days {
            let place =
                if many { Period::containing(PeriodKind::Month, *due).map_or(*due, Period::last) } else { *due };
            let dot = dots.entry(place).or_default();
            dot.all += live(totals);
            dot.done += totals.of(State::Completed);
            dot.overdue += totals.of(State::Overdue);
        }
        dots.into_iter().filter(|(_, dot)| dot.all > 0).collect()
    }

    /// Every task.
    pub(super) fn task_list(&self, counts: &SiteCounts) -> io::Result<Fragment> {
        let mut out = Fragment::default();
        self.unread(&mut out, counts.unreadable.len());
        let tasks: Vec<TaskIx> = (0..self.pages.plan.tasks.len()).map(TaskIx::new).collect();
        self.filters(&mut out, &Choices::default());
        self.timeline(&mut out, "", counts, &tasks);
        let title = self.say(SitePhrase::Timeline);
        self.sheet(SiteSheet { up: "", title: &title, place: "tasks.html", of_plan: false }, &out)
    }

    /// The page of a task; where many units owe it often also one for each of its periods.
    pub(super) fn task_pages(&self, part: &SitePart, task: TaskIx, take: TakePage<'_>) -> io::Result<()> {
        let (plan, words) = (self.pages.plan, self.pages.words);
        let of = plan.task(task);
        let places = |range: std::ops::Range<usize>| {
            RowPlace::Task(OccurrenceIx::new(range.start), 0)..RowPlace::Task(OccurrenceIx::new(range.end), 0)
        };
        let all = part.rows.count(places(of.occurrences.clone()));
        let parted = all > ROWS_OF_TASK && of.is_parted();
        let mut out = Fragment::default();
        let page: &mut dyn Page = &mut FragmentPage::new(&mut out, words);
        page.card(self.pages.task_fields(task))?;
        self.unread(&mut out, part.counts.unreadable.len());
        self.occurrences(&mut out, part, task, parted);
        out.raw("<h2>").text(&self.say(SitePhrase::StateOfUnits)).raw("</h2>\n");
        if parted {
            out.raw("<p>").text(&self.say(SitePhrase::UnitsByPart)).raw("</p>\n");
        } else {
            self.unit_states(&mut out, part, places(of.occurrences.clone()), task)?;
        }
        let sheet = SiteSheet { up: "../", title: &of.title, place: "tasks.html", of_plan: true };
        let name = self.task_way("", task);
        take(&format!("{name}.html"), self.sheet(sheet, &out)?.as_bytes())?;
        if !parted {
            return Ok(());
        }
        for at in of.occurrences.clone() {
            let occurrence = OccurrenceIx::new(at);
            if part.rows.count(places(at..at + 1)) == 0 {
                continue;
            }
            let mut out = Fragment::default();
            out.raw("<p>");
            self.link(&mut out, &self.task_way("../", task), &of.title);
            out.raw("</p>\n");
            self.unit_states(&mut out, part, places(at..at + 1), task)?;
            let title = crate::words::owed(plan, occurrence, words);
            let sheet = SiteSheet { title: &title, ..sheet };
            let name = format!("{name}.{}.html", self.part_key(occurrence));
            take(&name, self.sheet(sheet, &out)?.as_bytes())?;
        }
        Ok(())
    }

    /// The last days of a task: as the document gives them, as days off move them, and how far units are.
    fn occurrences(&self, out: &mut Fragment, part: &SitePart, task: TaskIx, parted: bool) {
        let (plan, words) = (self.pages.plan, self.pages.words);
        let label = |label| words.label(label);
        let days = part.counts.days_of(self.pages.judge, task);
        if days.is_empty() {
            return;
        }
        let title = self.say(SitePhrase::LastDays);
        out.raw("<h2>").text(&title).raw("</h2>\n");
        let (done, overdue) = (self.say(SitePhrase::DoneOfAll), self.say(SitePhrase::Overdue));
        let heads = [("", label(Label::Period)), ("day", label(Label::NominalDay)), ("day", label(Label::LastDay))];
        out.open_table(&title, &[&heads[..], &[("right", done.as_str()), ("right", overdue.as_str())]].concat());
        let mut rows: Vec<(OccurrenceIx, NaiveDate, Totals)> =
            days.into_iter().map(|((due, occurrence), totals)| (occurrence, due, totals)).collect();
        rows.sort_by_key(|(occurrence, due, _)| (*occurrence, *due));
        for (occurrence, due, totals) in rows {
            let own = plan.occurrence(occurrence);
            let name = crate::words::part(plan, own, words).unwrap_or_else(|| label(Label::Once).to_owned());
            out.raw("<tr><th scope=\"row\">");
            if parted {
                out.link(&format!("{}.{}.html", plan.task(task).id, self.part_key(occurrence)), &name);
            } else {
                out.text(&name);
            }
            out.raw("</th>");
            match own.nominal.day() {
                Some(day) => out.sorted("day", day, &date(day)),
                None => out.raw("<td></td>"),
            };
            out.sorted("day", due, &date(due));
            let (done, all) = (totals.of(State::Completed), live(&totals));
            out.sorted("right", done, &format!("{done}/{all}"));
            let overdue = totals.of(State::Overdue);
            if overdue > 0 {
                out.sorted("right state-overdue", overdue, &words.number(overdue.into()));
            } else {
                out.raw("<td></td>");
            }
            out.raw("</tr>\n");
        }
        out.raw("</tbody></table></div>\n");
    }

    /// How units stand with a task, or with one of its periods.
    fn unit_states(
        &self,
        out: &mut Fragment,
        part: &SitePart,
        places: std::ops::Range<RowPlace>,
        task: TaskIx,
    ) -> io::Result<()> {
        let label = |label| self.pages.words.label(label);
        if part.rows.count(places.clone()) == 0 {
            out.raw("<p>").text(label(Label::NothingThere)).raw("</p>\n");
            return Ok(());
        }
        self.filters(out, &self.parts_of(task, &places));
        let heads = [("", label(Label::Unit)), ("", label(Label::Period)), ("day", label(Label::LastDay))];
        let more = [("", label(Label::State)), ("day", label(Label::Done)), ("", label(Label::Committed))];
        out.open_table(&self.say(SitePhrase::StateOfUnits), &[heads, more].concat());
        part.rows.each(places, |rows| {
            out.kept(rows);
            Ok(true)
        })?;
        out.raw("</tbody></table></div>\n");
        Ok(())
    }

    /// The periods of a task among which to choose.
    fn parts_of(&self, task: TaskIx, places: &std::ops::Range<RowPlace>) -> Choices {
        let (plan, words) = (self.pages.plan, self.pages.words);
        let within = plan.task(task).occurrences.clone().map(OccurrenceIx::new);
        let within = within.filter(|at| places.contains(&RowPlace::Task(*at, 0)));
        let parts =
            within.filter_map(|at| Some((self.part_key(at), sentence_case(&part(plan, plan.occurrence(at), words)?))));
        Choices { states: true, parts: parts.collect(), parts_label: words.label(Label::Period).to_owned() }
    }
}
