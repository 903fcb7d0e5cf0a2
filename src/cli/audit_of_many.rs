//! `tiendo audit` of a collection: one bundle over all plans.

use std::path::Path;

use super::audit_bundle::{bundle, lacks_nothing, told, write};
use super::exit::{Exit, Failure};
use super::listed::{self, ListedChange};
use super::members::Collection;
use super::session::{Asked, Version};
use super::units;
use crate::data::audit;
use crate::diagnostic::{FileReport, Lack};
use crate::office::html::plain;
use crate::page::Weight;
use crate::page::audit::{AuditCommit, AuditFile, AuditedPlan, write_commits, write_plan, write_plans};
use crate::page::collection::unread;
use crate::page::plan::known_head;
use crate::shell;
use crate::store::evidence::digest;
use crate::text::one_line;
use crate::typed::TypedDay;
use crate::words::{ExportPhrase, Phrase, words};

/// What became of the list of plans from the commit `from` on.
pub(super) fn list(asked: &Asked, from: &str, there: &Collection) -> Result<Vec<ListedChange>, Failure> {
    let before = Asked { version: Version::At(from.to_owned()), ..asked.clone() }.many()?;
    Ok(before.map(|before| listed::compared(&of_last_day(asked, there), &before, there, |_| true)).unwrap_or_default())
}

/// The same, judged as of the day of the last revision where no other is asked for.
fn of_last_day(asked: &Asked, there: &Collection) -> Asked {
    let day = || there.plans.iter().find_map(|plan| Some(TypedDay::Whole(plan.known()?.day)));
    Asked { as_of: asked.as_of.or_else(day), ..asked.clone() }
}

/// Writes the bundle of all plans at a revision, from the commit `from` on.
pub(super) fn run(
    asked: &Asked,
    (from, there): (&str, &Collection),
    list: &[ListedChange],
    out: &Path,
) -> Result<Exit, Failure> {
    let lang = there.language(asked.lang);
    let asked = &Asked { lang: Some(lang), ..of_last_day(asked, there) };
    let words = words(lang);
    let Some(known) = there.plans.iter().find_map(|plan| plan.known()) else { return Err(asked.broken(there)) };
    let reports: Vec<_> = there.listings.iter().filter_map(|listing| listing.report.clone()).collect();
    units::told(&reports, words, shell::stderr_screen(asked.color))?;
    let (mut plans, mut parts, mut contents) = (Vec::new(), Vec::new(), Vec::new());
    let (mut unopened, mut commits): (Vec<String>, Vec<AuditCommit>) = (Vec::new(), Vec::new());
    let mut lacking: Option<(String, Lack)> = None;
    let mut exit = if reports.is_empty() { Exit::Done } else { Exit::Unread };
    for plan in &there.plans {
        let folder = plan.folder.clone();
        if let Err(found) = plan.open() {
            units::told(&found.reports, words, shell::stderr_screen(asked.color))?;
            lacking = lacking.or(found.lacking());
            unopened.push(folder);
            continue;
        }
        let made = bundle(asked, plan, from, |bundle, words| {
            let header = &bundle.comparison.sides.plan_after().header;
            let called = one_line(&format!("{}: {}", header.number, header.title));
            plans.push(AuditedPlan { folder: folder.clone(), called, counts: bundle.counts() });
            plain::part(&mut parts, words, |page| write_plan(page, bundle, words))?;
            let mut own = Vec::new();
            audit::json(&mut own, bundle)?;
            contents.push((folder.clone(), own));
            if commits.is_empty() {
                let same = |it: &AuditCommit| AuditCommit { commit: it.commit.clone(), day: it.day };
                commits = bundle.commits.iter().map(same).collect();
            }
            let broken = bundle.comparison.broken;
            lacking = lacking.take().or_else(|| broken.iter().find_map(FileReport::lacking));
            Ok(broken.is_empty())
        })?;
        match made {
            Some(true) => {}
            Some(false) => exit = Exit::Unread,
            None => unopened.push(folder),
        }
    }
    let files = there.listings.iter().map(|listing| {
        // It is called by its commit first.
        let file = listing.shown.split_once(':').map_or(&*listing.shown, |(_, file)| file).to_owned();
        Ok(AuditFile { file, sha256: digest(&*listing.bytes)?.0 })
    });
    let files = files.collect::<std::io::Result<Vec<_>>>()?;
    let title = words.phrase(&Phrase::Export(ExportPhrase::AuditTitle));
    let mut page = Vec::new();
    plain::begin(&mut page, &title, words)?;
    plain::part(&mut page, words, |page| {
        page.head(Weight::Title, title.clone())?;
        known_head(page, Some(known), words)?;
        unread(page, &unopened, &[], words)?;
        if !list.is_empty() {
            listed::write(page, list, words)?;
        }
        write_plans(page, &plans, words)
    })?;
    page.append(&mut parts);
    plain::part(&mut page, words, |page| {
        crate::page::audit::write_files(page, &files, words)?;
        write_commits(page, &commits, words)
    })?;
    plain::end(&mut page)?;
    let mut json = Vec::new();
    audit::of_many(&mut json, known, &contents, &listed::as_json(list), (&files, &unopened))?;
    write(asked, out, &page, &json)?;
    let count = |of: fn(&AuditedPlan) -> usize| plans.iter().map(of).sum();
    let dropped = list.iter().filter(|it| it.mark().is_some()).count();
    let exit = if unopened.is_empty() { exit } else { Exit::Unread };
    told(out, words, (count(|it| it.counts.marks) + dropped, count(|it| it.counts.changed)), exit == Exit::Done)?;
    lacks_nothing(asked, lacking)?;
    Ok(exit)
}
