//! The page of a unit: how it stands, what is overdue and why, everything it owes, what was extended and promised.

use std::convert::Infallible;
use std::io;

use super::fragment::{Fragment, FragmentPage};
use super::frame::SiteSheet;
use super::{Site, chart};
use crate::judge::{Assessment, Flag, State};
use crate::model::id::UnitIx;
use crate::model::record::Field;
use crate::page::Page;
use crate::view::item::Item;
use crate::view::named::Named;
use crate::view::site::UnitCourse;
use crate::words::site::SitePhrase;
use crate::words::{Label, Phrase, date, owed};

impl Site<'_> {
    fn unit_sheet(&self, unit: UnitIx, body: &Fragment) -> io::Result<Fragment> {
        let title = &self.pages.plan.unit(unit).name;
        self.sheet(SiteSheet { up: "../", title, place: "units.html", of_plan: true }, body)
    }

    /// The page of a unit whose file could not be read.
    pub(super) fn unread_unit(&self, unit: UnitIx) -> io::Result<Fragment> {
        let mut out = Fragment::default();
        self.unread(&mut out, 1);
        self.unit_sheet(unit, &out)
    }

    pub(super) fn unit_page(&self, assessment: &Assessment<'_>, course: &UnitCourse) -> io::Result<Fragment> {
        let (words, unit) = (self.pages.words, assessment.unit);
        let label = |label| words.label(label);
        let mut out = Fragment::default();
        (&mut FragmentPage::new(&mut out, words) as &mut dyn Page).card(self.pages.unit_fields(unit))?;
        self.totals(&mut out, &course.totals, "");
        let overdue: Vec<&Item<'_>> = course.items.iter().filter(|it| it.standing.state == State::Overdue).collect();
        if !overdue.is_empty() {
            self.own_overdue(&mut out, overdue.clone(), course.longest);
            out.raw("<details><summary>").text(label(Label::Why)).raw("</summary>\n");
            self.steps(&mut out, assessment, &overdue)?;
            out.raw("</details>\n");
        }
        self.taken_over(&mut out, assessment);
        self.history(&mut out, &course.items);
        out.raw("<h2 id=\"all\">").text(label(Label::Obligations)).raw("</h2>\n");
        if course.items.is_empty() {
            out.raw("<p>").text(label(Label::NothingThere)).raw("</p>\n");
            return self.unit_sheet(unit, &out);
        }
        self.filters(&mut out, &self.quarters());
        let heads = [("", label(Label::Task)), ("day", label(Label::LastDay)), ("", label(Label::State))];
        let more = [("day", label(Label::Done)), ("", label(Label::Evidence)), ("", label(Label::ReasonNote))];
        out.open_table(label(Label::Obligations), &[heads, more].concat());
        for item in &course.items {
            out.add(&self.own_row(item));
        }
        out.raw("</tbody></table></div>\n");
        self.unit_sheet(unit, &out)
    }

    /// What is overdue, the longest first, and why it stands so.
    fn own_overdue(&self, out: &mut Fragment, mut items: Vec<&Item<'_>>, longest: i64) {
        let label = |label| self.pages.words.label(label);
        items.sort_by_key(|item| item.standing.due);
        let (title, days) = (self.say(SitePhrase::Overdue), self.say(SitePhrase::DaysLate));
        out.raw("<h2>").text(&title).raw("</h2>\n");
        let heads = [("", label(Label::Task)), ("day", label(Label::LastDay)), ("", days.as_str())];
        let more = [("", label(Label::ReasonNote)), ("", label(Label::Committed))];
        out.open_table(&title, &[&heads[..], &more[..]].concat());
        for item in items {
            let days = item.standing.days_late.unwrap_or_default();
            out.raw("<tr><th scope=\"row\">");
            self.task_cell(out, "../", item.occurrence);
            out.raw("</th>");
            Self::due_cell(out, &item.standing);
            self.open_days(out, days);
            chart::bar(out, days, longest);
            out.raw("</td>");
            self.reason(out, item);
            self.promise(out, item);
            out.raw("</tr>\n");
        }
        out.raw("</tbody></table></div>\n");
    }

    /// What units that have gone left to this one.
    fn taken_over(&self, out: &mut Fragment, assessment: &Assessment<'_>) {
        let taken: Vec<Named> = assessment.judge.taken_over(assessment.unit).iter().map(Named::from).collect();
        if taken.is_empty() {
            return;
        }
        let label = |label| self.pages.words.label(label);
        out.raw("<h2>").text(label(Label::TakenOver)).raw("</h2>\n");
        let heads = [("", label(Label::Task)), ("", label(Label::TakenFrom)), ("day", label(Label::LastDay))];
        out.open_table(label(Label::TakenOver), &[&heads[..], &[("", label(Label::State))]].concat());
        for named in &taken {
            out.raw("<tr><th scope=\"row\">");
            self.task_cell(out, "../", named.occurrence);
            out.raw("</th><td>");
            self.link(out, &self.unit_way("../", named.unit), &self.pages.plan.unit(named.unit).name);
            out.raw("</td>");
            Self::due_cell(out, &named.standing);
            self.state_cell(out, &named.standing);
            out.raw("</tr>\n");
        }
        out.raw("</tbody></table></div>\n");
    }

    /// What was extended, waived and promised, by which document.
    fn history(&self, out: &mut Fragment, items: &[Item<'_>]) {
        let (plan, words) = (self.pages.plan, self.pages.words);
        let mut told: Vec<(chrono::NaiveDate, String, String)> = Vec::new();
        for item in items {
            let what = owed(plan, item.occurrence, words);
            if let Some(it) = item.facts.extended() {
                let from = item.standing.planned.map(date).unwrap_or_default();
                let to = date(it.to);
                told.push((it.on, what.clone(), self.say(SitePhrase::ExtendedBy { from: &from, to: &to, by: &it.by })));
            }
            if let Some(it) = item.facts.waived() {
                let said = words.phrase(&Phrase::ByDocument { to: None, by: &it.by, on: it.on });
                told.push((it.on, what.clone(), format!("{} {said}", words.label(Label::Waived))));
            }
            if let Some(day) = item.facts.day(Field::Committed) {
                let lapsed = item.standing.flags.has(Flag::PromiseLapsed);
                let days = (day - self.pages.judge.as_of()).num_days();
                let kept = item.facts.day(Field::Done).map(|done| done <= day);
                let said = match kept {
                    Some(true) => SitePhrase::PromiseKept { day },
                    Some(false) => SitePhrase::PromiseBroken { day },
                    None if lapsed => SitePhrase::PromiseGone { day, days: -days },
                    None => SitePhrase::PromiseIn { day, days },
                };
                told.push((day, what, self.say(said)));
            }
        }
        if told.is_empty() {
            return;
        }
        told.sort();
        out.raw("<h2>").text(&self.say(SitePhrase::History)).raw("</h2>\n<ul class=\"history\">\n");
        for (_, what, said) in told {
            out.raw("<li>");
            self.quote(out, &what);
            out.raw(": ").text(&said).raw("</li>\n");
        }
        out.raw("</ul>\n");
    }

    /// Why each that is asked about stands as it does, step by step.
    fn steps(&self, out: &mut Fragment, assessment: &Assessment<'_>, wanted: &[&Item<'_>]) -> io::Result<()> {
        let mut failed = Ok(());
        let Ok(()) = assessment.for_each(|obligation| {
            if wanted.iter().any(|item| item.occurrence == obligation.occurrence) && failed.is_ok() {
                let page = &mut FragmentPage::new(out, self.pages.words);
                failed = self.pages.obligation(page, assessment, &obligation, true, &[], None);
            }
            Ok::<(), Infallible>(())
        });
        failed
    }
}
