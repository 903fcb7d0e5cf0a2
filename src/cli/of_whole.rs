//! What changed of a collection itself: the plans that it lists, and the files in its `reports/`.

use std::path::Path;

use super::changed_reports::changed_documents;
use super::compared::changed_files;
use super::exit::Failure;
use super::listed::{self, ListedChange, list_changes};
use super::members::Collection;
use super::session::Asked;
use super::sides::pair;
use crate::data::report::name::ReportName;
use crate::data::review::json::document;
use crate::git::Repository;
use crate::page::diagnostic::Finding;
use crate::page::value::CellValue;
use crate::page::{Page, Role};
use crate::review::ChangedDocument;
use crate::rules::Code;
use crate::snapshot::{PLAN, PLANS, REPORTS};
use crate::store::Workspace;
use crate::text::one_line;
use crate::words::{Phrase, ReviewPhrase, Words};

#[derive(Default)]
pub(super) struct ChangesOfWhole {
    plans: Vec<ListedChange>,
    /// Reports over all plans: no data of one commit are all of theirs, so that they are named where they differ.
    documents: Vec<ChangedDocument>,
}

impl ChangesOfWhole {
    /// Between the two revisions that `diff` compares, or up to now or what is staged.
    pub(super) fn find(
        asked: &Asked,
        collection: &Collection,
        (named, staged): (&[String], bool),
    ) -> Result<Self, Failure> {
        let plans = list_changes(asked, (named, staged))?;
        Ok(Self { plans, documents: documents(asked, collection, (named, staged))? })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.plans.is_empty() && self.documents.is_empty()
    }

    pub(super) fn marks(&self) -> impl Iterator<Item = Code> {
        self.plans.iter().filter_map(ListedChange::mark)
    }

    /// Writes it for people, above the changes of each plan.
    pub(super) fn write(&self, page: &mut dyn Page, words: &dyn Words) -> std::io::Result<()> {
        if !self.plans.is_empty() {
            listed::write(page, &self.plans, words)?;
        }
        if self.documents.is_empty() {
            return Ok(());
        }
        let say = |said: ReviewPhrase<'_>| one_line(&words.phrase(&Phrase::Review(said)));
        page.section(1, say(ReviewPhrase::DocumentsHeading { count: self.documents.len() }))?;
        let said = |it: &ChangedDocument| {
            let (was, is) = it.bytes;
            vec![CellValue::Text(say(ReviewPhrase::Document { file: &it.file, was, is }))]
        };
        page.list(&[Role::Words], self.documents.iter().map(said))
    }

    /// What nobody should miss, as code hosts read it.
    pub(super) fn findings(&self, asked: &Asked, words: &dyn Words) -> Result<Vec<Finding>, Failure> {
        let folder = asked.collection_folder()?;
        let prefix = folder.and_then(|folder| Repository::of(&folder).ok()).map(|it| it.prefix).unwrap_or_default();
        Ok(listed::findings(&self.plans, &format!("{prefix}{PLANS}"), words))
    }

    /// The same as members of the object that programs read, each after a comma.
    pub(super) fn as_json(&self) -> String {
        let mut members = String::new();
        if !self.plans.is_empty() {
            members.push_str(&format!(",\"list\":{}", listed::as_json(&self.plans)));
        }
        if !self.documents.is_empty() {
            let all = serde_json::to_string(&self.documents.iter().map(document).collect::<Vec<_>>());
            members.push_str(&format!(",\"documents\":{}", all.expect("texts and numbers can be written")));
        }
        members
    }
}

/// The files in the `reports/` of a collection that are other than before or gone. Where the collection's folder is a plan's
/// own, that plan tells; where git does not tell, that is said of each plan.
fn documents(
    asked: &Asked,
    collection: &Collection,
    (named, staged): (&[String], bool),
) -> Result<Vec<ChangedDocument>, Failure> {
    let Some(folder) = asked.collection_folder()? else { return Ok(Vec::new()) };
    let Ok(repository) = Repository::of(&folder) else { return Ok(Vec::new()) };
    if is_of_a_plan(&folder, collection) {
        return Ok(Vec::new());
    }
    let fail = |said: &Phrase<'_>| asked.fail(said);
    let Ok(sides) = pair(&Workspace::at(&folder), Ok(repository), (named, staged), &fail) else {
        return Ok(Vec::new());
    };
    let (before, after) = (&sides.before, &sides.after);
    let changed = changed_files(before, after).map_err(|found| fail(&Phrase::Git(&found)))?;
    let found = changed_documents(sides.repository.as_ref(), (before, after), changed.as_deref(), None);
    found.map_err(|found| asked.wrong(&found))
}

/// The reports over all plans as they lie in the `reports/` of a collection: no data of one plan are all of theirs.
pub(super) fn reports_of_whole(asked: &Asked, collection: &Collection) -> Result<Vec<String>, Failure> {
    let now = asked.version.option().is_none();
    let folder = asked.collection_folder()?.filter(|folder| now && !is_of_a_plan(folder, collection));
    let Some(folder) = folder else { return Ok(Vec::new()) };
    let names = Workspace::at(folder).reports().names().map_err(|found| asked.fail(&Phrase::Trouble(&found)))?;
    let reports = names.into_iter().filter(|name| ReportName::parse(name).is_some());
    Ok(reports.map(|name| format!("{REPORTS}/{name}")).collect())
}

/// Whether the folder of a collection is that of a plan, too, whose reports then lie there.
fn is_of_a_plan(folder: &Path, collection: &Collection) -> bool {
    folder.join(PLAN).exists() || collection.plans.iter().any(|plan| plan.workspace.root() == folder)
}
