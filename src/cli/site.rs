//! `tiendo site`: the plan as a folder of pages; of a collection each plan, and a page that leads to them.

use std::path::{Path, PathBuf};

use clap::Args;

use super::aside;
use super::command::{Command, Help, OfFiles, Run};
use super::exit::{Exit, Failure};
use super::many::ManyPlans;
use super::members::Collection;
use super::revise::{exit_of, trouble};
use super::session::{Asked, Session};
use super::units;
use crate::model::id::UnitIx;
use crate::office::site::collection::{PlanLink, place_of, plans_page};
use crate::office::site::task_page_names::task_page_names;
use crate::office::site::{Site, assets};
use crate::shell;
use crate::store::Trouble;
use crate::store::site::SiteFolder;
use crate::text::one_line;
use crate::view::totals::Totals;
use crate::words::site::SitePhrase;
use crate::words::{Phrase, Words};

#[derive(Args)]
pub(super) struct SiteArgs {
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

impl Command for SiteArgs {
    const NAME: &str = "site";
    const RUN: Run<Self> = run;
    const FILES: OfFiles = OfFiles::AnyTime;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Lập trang tĩnh để xem bằng trình duyệt: mỗi đơn vị, nhiệm vụ, quý, tháng một trang",
                  "Make a static site to look at in a browser: a page for each unit, task, quarter and month"),
        ("examples",
"tiendo site --out trang  # mở trang/index.html
tiendo site --out trang --as-of 31/3/2024  # tình hình ngày 31/3",
"tiendo site --out site  # open site/index.html
tiendo site --out site --as-of 31/3/2024  # as of 31 March"),
        ("out", "Thư mục của trang: chưa có, trống, hoặc của lần lập trước",
                "Folder of the site: a new or empty one, or that of an earlier site"),
    ];
}

/// Runs `tiendo site`.
fn run(asked: &Asked, SiteArgs { out }: &SiteArgs) -> Result<Exit, Failure> {
    if let Some(collection) = asked.many()? {
        return of_many(asked, &collection, out);
    }
    let session = asked.open()?;
    session.tell_known();
    let mut folder = SiteFolder::take(out).map_err(|found| trouble(&session, &found))?;
    let (_, unread) = make(&session, &mut folder, None)?;
    let counted = folder.finish().map_err(|found| trouble(&session, &found))?;
    tell(out, counted, session.words)?;
    Ok(session.exit(if unread { Exit::Unread } else { Exit::Done }))
}

/// The sites of all plans of a collection, each in a folder of its own.
fn of_many(asked: &Asked, collection: &Collection, out: &Path) -> Result<Exit, Failure> {
    let mut plans = ManyPlans::new(asked, collection)?;
    let words = plans.words();
    let wrong = |found: &Trouble| Failure::Refused(exit_of(found), one_line(&words.phrase(&Phrase::Trouble(found))));
    let mut folder = SiteFolder::take(out).map_err(|found| wrong(&found))?;
    let (mut made, mut unread) = (Vec::new(), false);
    let outcome = plans.each(|session, name, _| {
        if made.is_empty() {
            session.tell_known();
        }
        let place = place_of(name, &made);
        let (totals, more) = make(&session, &mut folder, Some(&place))?;
        unread |= more || session.exit(Exit::Done) == Exit::Unread;
        let header = &session.plan.header;
        made.push(PlanLink { place, number: one_line(&header.number), title: one_line(&header.title), totals });
        Ok(())
    })?;
    let page = plans_page(&made, &outcome.unopened, outcome.as_of, words);
    folder.put("index.html", &page).map_err(anyhow::Error::from)?;
    assets(&mut |name, bytes| folder.put(name, bytes)).map_err(anyhow::Error::from)?;
    let counted = folder.finish().map_err(|found| wrong(&found))?;
    tell(out, counted, words)?;
    Ok(if unread { Exit::Unread } else { outcome.exit() })
}

/// Makes the pages of a plan, those of one among others in this folder; gives its counts, and whether files of units could
/// not be read.
fn make(session: &Session, folder: &mut SiteFolder, place: Option<&str>) -> Result<(Totals, bool), Failure> {
    let all: Vec<UnitIx> = session.plan.unit_indices().collect();
    session.warn_of_missing_files(&all)?;
    // What lies on disk belongs to the files as they are.
    let now = session.past.is_none();
    let reports = if now { session.workspace.reports().names() } else { Ok(Vec::new()) };
    let reports = reports.map_err(|found| trouble(session, &found))?;
    let back = folder
        .way_to(&session.workspace)
        .filter(|_| now)
        .map(|way| if place.is_some() { format!("../{way}") } else { way });
    let task_pages = task_page_names(&session.plan);
    let (pages, among) = (session.pages(), place.is_some());
    let site = Site { pages, back: back.as_deref(), reports: &reports, task_pages: &task_pages, among };
    let (mut whole, mut unread) = (site.whole(shell::scratch()), false);
    let named = |name: &str| place.map_or_else(|| name.to_owned(), |place| format!("{place}/{name}"));
    units::fold(
        session,
        &all,
        || site.begin(),
        |part, unit, assessment| site.add(part, unit, assessment),
        |part, broken| {
            unread |= !broken.is_empty();
            units::tell(session, &broken)?;
            whole.append(part, &mut |name, bytes| folder.put(&named(name), bytes))
        },
    )
    .and_then(|()| site.finish(&mut whole, &mut |name, bytes| folder.put(&named(name), bytes)))
    .map_err(anyhow::Error::from)?;
    Ok((whole.totals(), unread))
}

fn tell(out: &Path, (pages, changed): (usize, usize), words: &dyn Words) -> Result<(), Failure> {
    if aside::is_quiet() {
        return Ok(());
    }
    let folder = out.display().to_string();
    let said = SitePhrase::SiteMade { folder: folder.trim_end_matches('/'), pages, changed };
    shell::with_stdout(|out| Ok(writeln!(out, "{}", one_line(&words.phrase(&Phrase::Site(said))))?))?;
    Ok(())
}
