//! `tiendo audit`: one bundle for an inspector, to be read and to be checked, made of revisions alone.

use std::path::PathBuf;

use clap::Args;

use super::audit_bundle::{bundle, lacks_nothing, told, write};
use super::audit_of_many;
use super::command::{Command, Help, OfFiles, Run};
use super::compared::{ComparisonRequest, known_days};
use super::exit::{Exit, Failure};
use super::scope::AskedPlans;
use super::session::{Asked, Version};
use crate::data::audit;
use crate::diagnostic::FileReport;
use crate::git::Repository;
use crate::office::html::plain;
use crate::page;
use crate::page::audit::AuditCounts;
use crate::review::commits::GitTrouble;
use crate::words::{ExportPhrase, Phrase};

#[derive(Args)]
pub(super) struct AuditArgs {
    #[arg(value_name = "A..B")]
    range: Option<String>,
    #[arg(long, short_alias = 'o', value_name = "DIR")]
    out: PathBuf,
}

impl Command for AuditArgs {
    const NAME: &str = "audit";
    const RUN: Run<Self> = run;
    const FILES: OfFiles = OfFiles::TwoDays;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Lập một bộ hồ sơ cho đoàn kiểm tra: thay đổi, lịch sử, báo cáo, minh chứng, mã băm",
                  "Make one bundle for an inspector: changes, histories, reports, evidence, digests"),
        ("examples",
"tiendo audit --out ho-so  # từ commit đầu tiên đến HEAD
tiendo audit v1..v2 --out ho-so  # giữa hai phiên bản
tiendo audit --known-on 31/3/2024..30/6/2024 --out ho-so  # giữa hai ngày",
"tiendo audit --out bundle  # from the first commit to HEAD
tiendo audit v1..v2 --out bundle  # between two revisions
tiendo audit --known-on 31/3/2024..30/6/2024 --out bundle  # between two days"),
        ("range", "Hai phiên bản trong git [mặc định: từ commit đầu tiên đến HEAD]",
                  "Two revisions of git [default: from the first commit to HEAD]"),
        ("out", "Thư mục để ghi: mới, trống, hoặc của lần lập trước", "Folder to write to: new, empty, or of an earlier bundle"),
    ];
}

/// Runs `tiendo audit`.
fn run(asked: &Asked, AuditArgs { range, out }: &AuditArgs) -> Result<Exit, Failure> {
    let (from, to) = ends(asked, range.as_deref())?;
    let there = Asked { version: Version::At(to), ..asked.clone() };
    if let AskedPlans::Many(collection) = there.scope()? {
        let list = audit_of_many::list(asked, &from, &collection)?;
        if collection.plans.len() > 1 || !list.is_empty() {
            return audit_of_many::run(asked, (&from, &collection), &list, out);
        }
    }
    let plan = there.one()?;
    plan.sound().map_err(|found| asked.unopened(&found))?;
    let made = bundle(asked, &plan, &from, |bundle, words| {
        let mut page = Vec::new();
        let title = words.phrase(&Phrase::Export(ExportPhrase::AuditTitle));
        plain::document(&mut page, &title, words, |out| page::audit::write(out, bundle, words))?;
        let mut contents = Vec::new();
        audit::json(&mut contents, bundle)?;
        write(asked, out, &page, &contents)?;
        let AuditCounts { marks, changed, .. } = bundle.counts();
        let broken = bundle.comparison.broken;
        told(out, words, (marks, changed), broken.is_empty())?;
        Ok((broken.is_empty(), broken.iter().find_map(FileReport::lacking)))
    })?;
    let Some((is_whole, lacking)) = made else { return Ok(Exit::Unread) };
    lacks_nothing(asked, lacking)?;
    Ok(if is_whole { Exit::Done } else { Exit::Unread })
}

/// The revisions between which is looked: those that are named, those of two days, else the first commit and HEAD.
fn ends(asked: &Asked, range: Option<&str>) -> Result<(String, String), Failure> {
    let named: Vec<String> = range.into_iter().map(str::to_owned).collect();
    let days = known_days(asked, &ComparisonRequest::plain(&named))?.and_then(|(days, _)| days.into_iter().next());
    let head = || "HEAD".to_owned();
    let Some(range) = days.or(named.into_iter().next()) else {
        let git = |found: GitTrouble| asked.fail(&Phrase::Git(&found));
        let repository = Repository::of(&asked.some_folder()?).map_err(git)?;
        let line = repository.moments(&repository.commit("HEAD").map_err(git)?.id).map_err(git)?;
        return Ok((line.first().map_or_else(head, |(commit, _)| commit.clone()), head()));
    };
    let (from, to) = range.split_once("..").unwrap_or((&range, ""));
    let or_head = |name: &str| if name.is_empty() { head() } else { name.trim_start_matches('.').to_owned() };
    Ok((or_head(from), or_head(to)))
}
