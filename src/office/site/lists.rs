//! Lists over all units: what is overdue, the units compared, the register of evidence, the archive of reports.

use std::cmp::Reverse;
use std::io;

use super::fragment::Fragment;
use super::frame::{Choices, SiteSheet, page_name, paged};
use super::item::with_bars;
use super::{MOST_OVERDUE, ROWS_OF_PAGE, RowPlace, Site, SitePart, TakePage, chart};
use crate::data::report::ReportFormat;
use crate::data::report::name::ReportName;
use crate::judge::State;
use crate::model::id::UnitIx;
use crate::text::sentence_case;
use crate::view::report::tally::Rate;
use crate::view::site::UnitCourse;
use crate::words::site::SitePhrase;
use crate::words::{Label, date};

/// So many weeks of what was overdue stand beside a unit.
const WEEKS: usize = 20;

impl Site<'_> {
    /// The quarters of the plan, to choose among.
    pub(super) fn quarters(&self) -> Choices {
        let words = self.pages.words;
        let quarters = self.pages.plan.quarters.iter().map(|it| (it.to_string(), words.quarter_name(*it)));
        let none = ("none".to_owned(), sentence_case(words.label(Label::NoQuarter)));
        let parts = quarters.chain([none]).collect();
        Choices { states: true, parts, parts_label: words.label(Label::Quarter).to_owned() }
    }

    /// The table of what is overdue, the longest first: so many rows of it.
    pub(super) fn overdue_table(&self, out: &mut Fragment, part: &SitePart, most_rows: usize) -> io::Result<()> {
        let label = |label| self.pages.words.label(label);
        let days = self.say(SitePhrase::DaysLate);
        let heads = [("", label(Label::Unit)), ("", label(Label::Task)), ("day", label(Label::LastDay))];
        let more = [("", days.as_str()), ("", label(Label::ReasonNote)), ("", label(Label::Committed))];
        out.open_table(&self.say(SitePhrase::Overdue), &[&heads[..], &more[..]].concat());
        let (mut left, mut most) = (most_rows, None);
        for (place, _) in part.rows.counts() {
            let RowPlace::Overdue(Reverse(days)) = *place else { continue };
            let most = *most.get_or_insert(days);
            part.rows.each(*place..=*place, |rows| {
                let end = rows.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
                let ends: Vec<usize> = end.take(left).collect();
                left -= ends.len();
                with_bars(out, &rows[..ends.last().copied().unwrap_or(0)], days, most);
                Ok(left > 0)
            })?;
            if left == 0 {
                break;
            }
        }
        out.raw("</tbody></table></div>\n");
        Ok(())
    }

    /// How much is overdue.
    pub(super) fn overdue_count(part: &SitePart) -> u64 {
        u64::from(part.counts.board.totals().of(State::Overdue))
    }

    pub(super) fn overdue_page(&self, part: &SitePart, take: TakePage<'_>) -> io::Result<()> {
        let mut out = Fragment::default();
        self.unread(&mut out, part.counts.unreadable.len());
        let all = Self::overdue_count(part);
        if all == 0 {
            out.raw("<p>").text(self.pages.words.label(Label::NothingOverdue)).raw("</p>\n");
        } else {
            if all > MOST_OVERDUE {
                let said = self.say(SitePhrase::MostOverdue { shown: MOST_OVERDUE, all });
                out.raw("<p class=\"remark\">").text(&said).raw("</p>\n");
            }
            let most = usize::try_from(MOST_OVERDUE).unwrap_or(usize::MAX);
            self.filters(&mut out, &Choices { states: false, ..self.quarters() });
            self.overdue_table(&mut out, part, most)?;
        }
        let title = self.say(SitePhrase::Overdue);
        let sheet = SiteSheet { up: "", title: &title, place: "overdue.html", of_plan: false };
        take("overdue.html", self.sheet(sheet, &out)?.as_bytes())
    }

    /// A unit beside others, and its place among them.
    pub(super) fn unit_row(&self, unit: UnitIx, course: &UnitCourse) -> (RowPlace, Fragment) {
        let words = self.pages.words;
        let (due, done) = course.due();
        let rate = Rate::of(done, due);
        let overdue = course.totals.of(State::Overdue);
        let mut out = Fragment::default();
        out.raw("<tr data-s=\"").raw(if overdue > 0 { "overdue" } else { "" }).raw("\"><th scope=\"row\">");
        self.link(&mut out, &self.unit_way("", unit), &self.pages.plan.unit(unit).name);
        out.raw("</th><td>");
        if due > 0 {
            chart::rate(&mut out, f64::from(done) / f64::from(due));
        }
        out.raw("</td>");
        match rate {
            Some(rate) => out.sorted("right", rate.tenths(), &format!("{done}/{due}")),
            None => out.raw("<td></td>"),
        };
        if overdue > 0 {
            out.sorted("right state-overdue", overdue, &words.number(overdue.into()));
            out.sorted("right", course.longest, &words.number(course.longest.unsigned_abs())).raw("<td>");
        } else {
            out.raw("<td></td><td></td><td>");
        }
        let points = &course.timeline.points;
        let weeks: Vec<u32> = points[points.len().saturating_sub(WEEKS)..].iter().map(|point| point.overdue).collect();
        chart::weeks(&mut out, &weeks);
        out.raw("</td></tr>\n");
        (RowPlace::Unit(rate.map_or(u16::MAX, Rate::tenths), Reverse(course.longest), unit), out)
    }

    pub(super) fn unit_table(&self, out: &mut Fragment, rows: &[u8]) {
        let say = |said| self.say(said);
        let (done, oldest, weeks) =
            (say(SitePhrase::DoneOfDue), say(SitePhrase::Oldest), say(SitePhrase::OverdueWeeks));
        let (scale, overdue) = (say(SitePhrase::Scale), say(SitePhrase::Overdue));
        let unit = self.pages.words.label(Label::Unit);
        let heads = [("", unit), ("", scale.as_str()), ("right", done.as_str())];
        let more = [("right", overdue.as_str()), ("right", oldest.as_str()), ("", weeks.as_str())];
        out.open_table(&say(SitePhrase::Units), &[heads, more].concat());
        out.kept(rows).raw("</tbody></table></div>\n");
    }

    /// The rows of a list, in its order.
    pub(super) fn rows_of(part: &SitePart, is_own: impl Fn(&RowPlace) -> bool) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        let own = part.rows.counts().map(|(place, _)| *place).filter(|place| is_own(place));
        for place in own {
            part.rows.each(place..=place, |rows| {
                all.extend_from_slice(rows);
                Ok(true)
            })?;
        }
        Ok(all)
    }

    pub(super) fn unit_list(&self, part: &SitePart, take: TakePage<'_>) -> io::Result<()> {
        let rows = Self::rows_of(part, |place| matches!(place, RowPlace::Unit(..)))?;
        let title = self.say(SitePhrase::UnitsCompared);
        let unread = part.counts.unreadable.len();
        self.list_pages(("units", &title), &rows, &Choices::default(), unread, take, |out, rows| {
            self.unit_table(out, rows);
        })
    }

    pub(super) fn evidence_pages(&self, part: &SitePart, take: TakePage<'_>) -> io::Result<()> {
        let rows = Self::rows_of(part, |place| matches!(place, RowPlace::Evidence(_)))?;
        let title = self.say(SitePhrase::EvidenceRegister);
        let choices = Choices { states: false, ..self.quarters() };
        let unread = part.counts.unreadable.len();
        self.list_pages(("evidence", &title), &rows, &choices, unread, take, |out, rows| {
            let label = |label| self.pages.words.label(label);
            let heads = [("day", label(Label::Done)), ("", label(Label::Unit)), ("", label(Label::Task))];
            out.open_table(&title, &[&heads[..], &[("", label(Label::Evidence))]].concat());
            out.kept(rows).raw("</tbody></table></div>\n");
        })
    }

    /// The pages of a list that has as many as its rows need.
    fn list_pages(
        &self,
        (name, title): (&'static str, &str),
        rows: &[u8],
        choices: &Choices,
        unread: usize,
        take: TakePage<'_>,
        table: impl Fn(&mut Fragment, &[u8]),
    ) -> io::Result<()> {
        let pages = paged(rows);
        let place: &'static str = if name == "units" { "units.html" } else { "evidence.html" };
        for (at, rows) in pages.iter().enumerate() {
            let mut out = Fragment::default();
            self.unread(&mut out, unread);
            if pages.len() > 1 {
                let said = self.say(SitePhrase::PartedList { rows: ROWS_OF_PAGE });
                out.raw("<p class=\"remark\">").text(&said).raw("</p>\n");
            }
            self.pager(&mut out, name, at + 1, pages.len());
            if rows.is_empty() {
                out.raw("<p>").text(self.pages.words.label(Label::NothingThere)).raw("</p>\n");
            } else {
                self.filters(&mut out, choices);
                table(&mut out, rows);
                self.pager(&mut out, name, at + 1, pages.len());
            }
            let sheet = SiteSheet { up: "", title, place, of_plan: false };
            take(&page_name(name, at + 1), self.sheet(sheet, &out)?.as_bytes())?;
        }
        Ok(())
    }

    /// The reports that were written, the last period first, each in its formats.
    pub(super) fn report_page(&self, take: TakePage<'_>) -> io::Result<()> {
        let words = self.pages.words;
        let mut out = Fragment::default();
        let day = self.pages.plan.header.report_day;
        let mut named: Vec<(ReportName, &str)> =
            self.reports.iter().filter_map(|name| Some((ReportName::parse(name)?, name.as_str()))).collect();
        named.retain(|(name, _)| name.period(day).is_some());
        let key = |name: &ReportName| name.period(day).map(|period| (Reverse(period.last()), period.first()));
        named.sort_by_key(|(name, _)| (key(name), ReportFormat::ALL.iter().position(|it| *it == name.format)));
        if named.is_empty() || self.back.is_none() {
            out.raw("<p>").text(&self.say(SitePhrase::NoReports)).raw("</p>\n");
        } else {
            let label = |label| words.label(label);
            let heads = [("", label(Label::Period)), ("", label(Label::FromTo)), ("", label(Label::Files))];
            self.filters(&mut out, &Choices::default());
            out.open_table(&self.say(SitePhrase::Reports), &heads);
            for same in named.chunk_by(|(one, _), (other, _)| (one.named, one.closes) == (other.named, other.closes)) {
                let Some(period) = same[0].0.period(day) else { continue };
                out.raw("<tr><th scope=\"row\">").text(&sentence_case(&words.period(period.named()))).raw("</th>");
                let days = format!("{} – {}", date(period.first()), date(period.last()));
                out.sorted("", period.first(), &days).raw("<td>");
                for (at, (name, file)) in same.iter().enumerate() {
                    let way = format!("{}reports/{file}", self.back.unwrap_or_default());
                    out.raw(if at > 0 { " · " } else { "" }).link(&way, name.format.as_str());
                }
                out.raw("</td></tr>\n");
            }
            out.raw("</tbody></table></div>\n");
        }
        let title = self.say(SitePhrase::Reports);
        let sheet = SiteSheet { up: "", title: &title, place: "reports.html", of_plan: false };
        take("reports.html", self.sheet(sheet, &out)?.as_bytes())
    }
}
