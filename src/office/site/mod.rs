//! A plan as a folder of pages that need nothing else: opened from a disk, a file share or a web server. Units pass
//! through one by one; what belongs on pages of many units waits in a spool, as rows.

mod chart;
pub(crate) mod collection;
mod fragment;
mod frame;
mod item;
mod lists;
mod names;
mod start;
mod task;
pub(crate) mod task_page_names;
mod time;
mod unit;

use std::cmp::Reverse;
use std::io;

use chrono::NaiveDate;

use self::fragment::Fragment;
use crate::judge::Assessment;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::page::plan::PlanPage;
use crate::spool::{Scratch, Spool};
use crate::view::item::Item;
use crate::view::site::SiteCounts;
use crate::view::totals::Totals;
use crate::words::Phrase;
use crate::words::site::SitePhrase;

const STYLE: &str = concat!(include_str!("../html/page.css"), include_str!("site.css"));
const SCRIPT: &str = include_str!("site.js");
/// So many rows of what is overdue are listed in one place; the pages of units have them all.
const MOST_OVERDUE: u64 = 500;
/// So many rows stand on a page of a list that goes on on further pages.
const ROWS_OF_PAGE: usize = 500;
/// A task of more rows has a page for each of its periods.
const ROWS_OF_TASK: u64 = 1_000;

/// Takes a page of the site: its name within the folder, and what it holds.
pub(crate) type TakePage<'t> = &'t mut dyn FnMut(&str, &[u8]) -> io::Result<()>;

/// What a site is made of.
#[derive(Clone, Copy)]
pub(crate) struct Site<'a> {
    pub(crate) pages: PlanPage<'a>,
    /// The way from the site's folder to that of the workspace, with a slash at its end; nothing where none leads there.
    pub(crate) back: Option<&'a str>,
    /// The files of reports, by name.
    pub(crate) reports: &'a [String],
    /// The name of each task's page, see [`task_page_names`].
    pub(crate) task_pages: &'a [String],
    /// Whether it is one among the sites of a collection, whose page lies above.
    pub(crate) among: bool,
}

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum RowPlace {
    /// The longest first.
    Overdue(Reverse<i64>),
    /// By occurrence, then what is to be looked at first.
    Task(OccurrenceIx, u8),
    /// By the rate of what is done, in tenths of a per cent, then by the oldest.
    Unit(u16, Reverse<i64>, UnitIx),
    /// What was done last first.
    Evidence(Reverse<NaiveDate>),
}

impl RowPlace {
    fn most(self) -> u64 {
        if let Self::Overdue(_) = self { MOST_OVERDUE } else { u64::MAX }
    }
}

/// Some units of a site: counted, their rows, and their own pages.
#[derive(Debug)]
pub(crate) struct SitePart {
    counts: SiteCounts,
    rows: Spool<RowPlace>,
    pages: Vec<(String, Fragment)>,
}

/// Style and script, which pages share.
pub(crate) fn assets(take: TakePage<'_>) -> io::Result<()> {
    take("site.css", STYLE.as_bytes())?;
    take("site.js", SCRIPT.as_bytes())
}

impl SitePart {
    /// How much there is in each state.
    pub(crate) fn totals(&self) -> Totals {
        self.counts.board.totals()
    }

    /// Adds units that come after these, and gives their pages away.
    pub(crate) fn append(&mut self, later: Self, take: TakePage<'_>) -> io::Result<()> {
        self.counts.append(later.counts);
        self.rows.append(later.rows, |place| place.most())?;
        later.pages.iter().try_for_each(|(name, page)| take(name, page.as_bytes()))
    }
}

impl Site<'_> {
    pub(crate) fn begin(&self) -> SitePart {
        SitePart { counts: SiteCounts::new(self.pages.judge), rows: Spool::default(), pages: Vec::new() }
    }

    /// The whole, of which nothing is there yet; what has to wait does so in `scratch`.
    pub(crate) fn whole(&self, scratch: Box<dyn Scratch>) -> SitePart {
        SitePart { rows: Spool::with_scratch(scratch), ..self.begin() }
    }

    /// Takes in what a unit owes; nothing where its file could not be read.
    pub(crate) fn add(&self, part: &mut SitePart, unit: UnitIx, assessment: Option<&Assessment<'_>>) -> io::Result<()> {
        let name = format!("{}.html", self.unit_way("", unit));
        let Some(assessment) = assessment else {
            part.counts.unreadable.push(unit);
            part.pages.push((name, self.unread_unit(unit)?));
            return Ok(());
        };
        let course = part.counts.add(assessment);
        for item in &course.items {
            self.rows_of_item(&mut part.rows, item);
        }
        let (place, row) = self.unit_row(unit, &course);
        part.rows.add(place, u64::MAX, |out| out.extend_from_slice(row.as_bytes()));
        part.pages.push((name, self.unit_page(assessment, &course)?));
        Ok(())
    }

    /// Gives away the pages of more than one unit, once all are counted.
    pub(crate) fn finish(&self, whole: &mut SitePart, take: TakePage<'_>) -> io::Result<()> {
        whole.counts.board.finish_row();
        assets(take)?;
        take("names.js", &self.names())?;
        take("index.html", self.start_page(whole)?.as_bytes())?;
        self.overdue_page(whole, take)?;
        self.unit_list(whole, take)?;
        take("tasks.html", self.task_list(&whole.counts)?.as_bytes())?;
        for task in 0..self.pages.plan.tasks.len() {
            self.task_pages(whole, TaskIx::new(task), take)?;
        }
        self.period_pages(&whole.counts, take)?;
        self.calendar_pages(&whole.counts, take)?;
        self.evidence_pages(whole, take)?;
        self.report_page(take)
    }

    /// A row of each list on which an obligation stands.
    fn rows_of_item(&self, rows: &mut Spool<RowPlace>, item: &Item<'_>) {
        if let Some((place, row)) = self.overdue_row(item) {
            rows.add(place, MOST_OVERDUE, |out| out.extend_from_slice(&row));
        }
        if let Some((place, row)) = self.evidence_row(item) {
            rows.add(place, u64::MAX, |out| out.extend_from_slice(row.as_bytes()));
        }
        let (place, row) = self.task_row(item);
        rows.add(place, u64::MAX, |out| out.extend_from_slice(row.as_bytes()));
    }

    fn say(&self, said: SitePhrase<'_>) -> String {
        self.pages.words.phrase(&Phrase::Site(said))
    }

    /// The page of a unit, without its ending.
    fn unit_way(&self, up: &str, unit: UnitIx) -> String {
        format!("{up}unit/{}", self.pages.plan.unit(unit).id)
    }

    /// The page of a task, without its ending.
    fn task_way(&self, up: &str, task: TaskIx) -> String {
        format!("{up}task/{}", self.task_pages[task.index()])
    }
}
