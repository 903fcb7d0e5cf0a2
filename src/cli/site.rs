//! `tiendo site`: the plan as a folder of pages.

use std::path::PathBuf;

use clap::Args;

use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::revise::{tell_written, trouble};
use super::session::Asked;
use super::units;
use crate::model::id::UnitIx;
use crate::office::site::Site;
use crate::shell;
use crate::store::site::SiteFolder;
use crate::words::Phrase;
use crate::words::site::SitePhrase;

#[derive(Args)]
pub(super) struct SiteArgs {
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

impl Command for SiteArgs {
    const NAME: &str = "site";
    const RUN: Run<Self> = run;
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
    let session = asked.open()?;
    let all: Vec<UnitIx> = session.plan.unit_indices().collect();
    session.warn_of_missing_files(&all)?;
    let reports = session.workspace.reports().names().map_err(|found| trouble(&session, &found))?;
    let mut folder = SiteFolder::take(out).map_err(|found| trouble(&session, &found))?;
    let back = folder.way_to(&session.workspace);
    let site = Site { pages: session.pages(), back: back.as_deref(), reports: &reports };
    let (mut whole, mut unread) = (site.whole(shell::scratch()), false);
    units::fold(
        &session,
        &all,
        || site.begin(),
        |part, unit, assessment| site.add(part, unit, assessment),
        |part, broken| {
            unread |= !broken.is_empty();
            units::tell(&session, &broken)?;
            whole.append(part, &mut |name, bytes| folder.put(name, bytes))
        },
    )
    .and_then(|()| site.finish(&mut whole, &mut |name, bytes| folder.put(name, bytes)))
    .map_err(anyhow::Error::from)?;
    let (pages, changed) = folder.finish().map_err(|found| trouble(&session, &found))?;
    let shown = out.display().to_string();
    let said = SitePhrase::SiteMade { folder: shown.trim_end_matches('/'), pages, changed };
    tell_written(&session, &[&shown], |out| Ok(writeln!(out, "{}", session.say(&Phrase::Site(said)))?))?;
    Ok(session.exit(if unread { Exit::Unread } else { Exit::Done }))
}
