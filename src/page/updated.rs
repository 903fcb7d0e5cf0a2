//! What a new version of a document changes of the plan, adds and drops, with both wordings.

use std::collections::BTreeSet;
use std::io;

use super::drafted::draft_name;
use super::{CellValue, Page, Tone};
use crate::draft::plan::{DraftTask, PlanDraft};
use crate::draft::update::{HeldBack, PlanUpdate, Proposal, UpdatedField, open_target, own_timing};
use crate::draft::wording::{PlainTiming, ReadingRemark};
use crate::model::deadline::Deadline;
use crate::model::id::TaskIx;
use crate::model::plan::{Body, Plan, Task};
use crate::model::target::TargetRange;
use crate::text::{one_line, sentence_case};
use crate::words::{DraftPhrase, Label, Phrase, Words, target as target_said};

/// A new version beside the plan as it stands on the version's day.
#[derive(Clone, Copy)]
pub(crate) struct UpdateView<'u> {
    pub(crate) plan: &'u Plan,
    pub(crate) draft: &'u PlanDraft,
    pub(crate) update: &'u PlanUpdate,
    pub(crate) words: &'u dyn Words,
}

impl UpdateView<'_> {
    fn say(&self, said: DraftPhrase<'_>) -> String {
        one_line(&self.words.phrase(&Phrase::Draft(said)))
    }

    fn moved(&self, old: &str, new: &str) -> CellValue {
        let none = "–";
        let shown = |text: &str| if text.is_empty() { none.to_owned() } else { text.to_owned() };
        CellValue::text(self.say(DraftPhrase::FromTo { old: &shown(old), new: &shown(new) }))
    }

    fn names(&self, bodies: &[Body]) -> String {
        bodies.iter().map(|body| self.plan.body(*body).1).collect::<Vec<_>>().join("; ")
    }

    /// The names of drafted bodies: the plan's, where it has them.
    fn drafted(&self, ids: &[String]) -> String {
        let name = |id: &String| {
            let known = self.plan.body_by_id(id).map(|body| self.plan.body(body).1.to_owned());
            let group = || self.draft.groups.iter().find(|group| group.id == *id).map(|group| group.name.clone());
            let unit = || {
                let unit = self.draft.units.iter().find(|unit| unit.id == *id)?;
                Some(draft_name(&unit.name, self.words))
            };
            let new = || group().or_else(unit).map(|name| self.say(DraftPhrase::NewBody { name: &name }));
            known.or_else(new).unwrap_or_else(|| id.clone())
        };
        ids.iter().map(name).collect::<Vec<_>>().join("; ")
    }

    fn old_time(&self, task: &Task) -> String {
        let rule = self.words.timing(self.plan, &task.timing);
        self.time(task.wording.as_deref(), &rule)
    }

    fn new_time(&self, task: &DraftTask) -> String {
        let reading = own_timing(task);
        let rule = match reading.timing() {
            Some(PlainTiming::Once(deadline)) => self.due(deadline),
            Some(timing) => self.words.due(&timing),
            None => reading.lines().join(", "),
        };
        self.time(task.duty.wording.as_deref(), &rule)
    }

    /// A deadline whose event goes by its name.
    fn due(&self, deadline: Deadline<&str>) -> String {
        let mut called = None;
        let _ = deadline.resolve(|id| {
            called = Some(self.event(id));
            Some(())
        });
        let named = deadline.resolve(|id| Some(called.as_deref().unwrap_or(id)));
        named.map(|deadline| self.words.due(&PlainTiming::Once(deadline))).unwrap_or_default()
    }

    fn event(&self, id: &str) -> String {
        let known = self.plan.events.iter().find(|event| event.id.as_str() == id).map(|event| event.name.to_string());
        let drafted = || self.draft.events.iter().find(|(own, _)| own == id);
        known.or_else(|| drafted().map(|(_, name)| draft_name(name, self.words))).unwrap_or_else(|| id.to_owned())
    }

    fn time(&self, wording: Option<&str>, rule: &str) -> String {
        match wording {
            Some(wording) => self.say(DraftPhrase::TimeSaid { wording, rule }),
            None => sentence_case(rule),
        }
    }

    /// What is to be asked about a task that is new, or about its time limit, and what is only to be noted.
    fn remarks(&self, task: &DraftTask, is_new: bool) -> [(&'static str, CellValue); 2] {
        let doubts = task.duty.doubts.iter().filter(|_| is_new).map(|doubt| self.say(DraftPhrase::Doubt(doubt)));
        let earlier = self.update.earlier_event(self.plan, task);
        let (notes, asked): (Vec<&ReadingRemark>, Vec<&ReadingRemark>) =
            task.read.iter().flat_map(|read| &read.remarks).partition(|remark| remark.is_note());
        let candidates =
            task.read.iter().filter(|_| crate::draft::update::is_open(task)).flat_map(|read| &read.readings);
        let candidates =
            candidates.map(|reading| self.say(DraftPhrase::Candidate { lines: &reading.lines().join(", ") }));
        let dated = earlier.map(|(event, date)| self.say(DraftPhrase::EventDated { event: &event.name, date }));
        let worded = |remark: &ReadingRemark| self.words.wording_remark(remark);
        let notes = notes.into_iter().filter(|_| dated.is_none()).map(worded).collect::<Vec<_>>();
        let asked = doubts.chain(asked.into_iter().map(worded)).chain(candidates).chain(dated.clone());
        let (to_ask, note) = (self.words.label(Label::ToAsk), self.words.label(Label::Note));
        [(to_ask, CellValue::texts(asked)), (note, CellValue::texts(notes))]
    }

    /// What is to be asked about a percentage that may be the new target.
    pub(crate) fn open_target(&self, old: &Task, new: &DraftTask, fields: &[UpdatedField]) -> Option<String> {
        let said = &open_target(old, new, fields)?;
        Some(self.say(DraftPhrase::TargetOpen { id: old.id.as_str(), said }))
    }

    /// What else the new task says otherwise than the one whose place it takes: it has what the document says, and nothing that
    /// was added to the old one.
    fn replaced(&self, old: &Task, new: &DraftTask) -> Vec<(&'static str, CellValue)> {
        let bodies = |old: &[Body], new: &[String]| {
            let was: BTreeSet<&str> = old.iter().map(|body| self.plan.body(*body).0.as_str()).collect();
            let same = was == new.iter().map(String::as_str).collect();
            if same { Default::default() } else { (self.names(old), self.drafted(new)) }
        };
        let texts = |old: Option<&str>, new: Option<&str>| {
            let text = |text: Option<&str>| text.map(one_line).unwrap_or_default();
            (text(old), text(new))
        };
        let tags = old.tags.iter().map(|tag| one_line(tag)).collect::<Vec<_>>().join(", ");
        let rows: [(Label, (String, String)); 8] = [
            (Label::Title, texts(Some(&old.title), Some(&new.duty.title))),
            (Label::Lead, bodies(&old.lead, &new.lead)),
            (Label::Except, bodies(&old.except, &[])),
            (Label::Support, bodies(&old.support, &new.support)),
            (Label::Product, texts(old.product.as_deref(), new.duty.product.as_deref())),
            (Label::ReportsTo, texts(old.reports_to.as_deref(), None)),
            (Label::Tags, (tags, String::new())),
            (Label::Note, texts(old.note.as_deref(), None)),
        ];
        let differ = rows.into_iter().filter(|(_, (old, new))| old != new);
        differ.map(|(label, (old, new))| (self.words.label(label), self.moved(&old, &new))).collect()
    }

    /// Why it is not accepted together with all others.
    fn held_back(&self, proposal: &Proposal) -> (&'static str, CellValue) {
        let why = self.update.held_back(self.plan, proposal).map(|why| {
            self.say(match why {
                HeldBack::Corrected => DraftPhrase::OnlyCorrected,
                HeldBack::NoClause => DraftPhrase::WithoutClause,
            })
        });
        (self.words.label(Label::Note), CellValue::some(why))
    }
}

/// All of them, after how many there are; each by itself only where they are `listed`.
pub(crate) fn put_all(page: &mut dyn Page, view: UpdateView<'_>, listed: bool) -> io::Result<()> {
    let proposals = &view.update.proposals;
    let count = |is: fn(&Proposal) -> bool| proposals.iter().filter(|proposal| is(proposal)).count();
    let changed = count(|proposal| matches!(proposal, Proposal::Change { .. } | Proposal::Replace { .. }));
    let added = count(|proposal| matches!(proposal, Proposal::Add { .. }));
    let dropped = count(|proposal| matches!(proposal, Proposal::Drop { .. }));
    let same = view.update.found - changed;
    let own = view.update.is_own && !proposals.is_empty();
    let counts = DraftPhrase::UpdateCounts { changed, added, dropped, same };
    let own = own.then_some(DraftPhrase::UpdateOwn { differ: proposals.len(), same });
    page.paragraph(view.say(own.unwrap_or(counts)))?;
    if dropped > 0 && !view.update.is_own && view.update.found * 2 < view.update.tasks {
        let few = DraftPhrase::UpdateFew { found: view.update.found, tasks: view.update.tasks };
        page.toned(Tone::Bad, view.say(few))?;
    }
    if !view.update.kept.is_empty() {
        let named = |task: &TaskIx| {
            let task = view.plan.task(*task);
            let by = task.added.as_ref().map(|added| format!(" ({})", one_line(&added.by)));
            format!("{}{}", task.id, by.unwrap_or_default())
        };
        let tasks = &view.update.kept.iter().map(named).collect::<Vec<_>>().join(", ");
        page.paragraph(view.say(DraftPhrase::UpdateKept { tasks }))?;
    }
    if listed {
        proposals.iter().try_for_each(|proposal| put_one(page, view, proposal))?;
    }
    Ok(())
}

/// One of them, with what the plan says and what the new version does.
pub(crate) fn put_one(page: &mut dyn Page, view: UpdateView<'_>, proposal: &Proposal) -> io::Result<()> {
    let label = |label| view.words.label(label);
    let (tone, kind) = match proposal {
        Proposal::Change { .. } => (Tone::Near, DraftPhrase::UpdateChanges),
        Proposal::Replace { .. } => (Tone::Near, DraftPhrase::UpdateReplaces),
        Proposal::Add { .. } => (Tone::Good, DraftPhrase::UpdateAdds),
        Proposal::Drop { .. } => (Tone::Bad, DraftPhrase::UpdateDrops),
    };
    let (clause, title) = match proposal {
        Proposal::Add { with, .. } => {
            let duty = &view.draft.tasks[*with].duty;
            (Some(duty.clause.as_str()), duty.title.as_str())
        }
        Proposal::Change { task, .. } | Proposal::Replace { task, .. } | Proposal::Drop { task } => {
            let task = view.plan.task(*task);
            (task.clause.as_deref(), &*task.title)
        }
    };
    let clause = clause.filter(|clause| !clause.is_empty()).map(|clause| format!("{clause} ")).unwrap_or_default();
    let id = proposal.id(view.plan, view.draft);
    page.section_with(one_line(&format!("{clause}{title} [{id}]:")), (tone, view.say(kind)))?;
    let old = |task: &TaskIx| view.plan.task(*task);
    match proposal {
        Proposal::Change { task, with, fields } => {
            let (old, new) = (old(task), &view.draft.tasks[*with]);
            let field = |field: &UpdatedField| match field {
                UpdatedField::Title => (label(Label::Title), view.moved(&old.title, &new.duty.title)),
                UpdatedField::Lead => {
                    (label(Label::Lead), view.moved(&view.names(&old.lead), &view.drafted(&new.lead)))
                }
                UpdatedField::Support => {
                    (label(Label::Support), view.moved(&view.names(&old.support), &view.drafted(&new.support)))
                }
                UpdatedField::Time => (label(Label::Wording), view.moved(&view.old_time(old), &view.new_time(new))),
                UpdatedField::Target(new) => {
                    let shown = |target: &TargetRange| target_said(target, view.words);
                    let was = old.target.as_ref().map(shown).unwrap_or_default();
                    (label(Label::Target), view.moved(&was, &shown(new)))
                }
                UpdatedField::Product => {
                    let product = |text: Option<&str>| text.map(one_line).unwrap_or_default();
                    let (old, new) = (product(old.product.as_deref()), product(new.duty.product.as_deref()));
                    (label(Label::Product), view.moved(&old, &new))
                }
            };
            let timed = fields.contains(&UpdatedField::Time);
            let remarks = timed.then(|| view.remarks(new, false)).into_iter().flatten();
            let target = view.open_target(old, new, fields).map(|said| (label(Label::ToAsk), CellValue::text(said)));
            page.card(fields.iter().map(field).chain(remarks).chain(target).chain([view.held_back(proposal)]))
        }
        Proposal::Replace { task, with } => {
            let new = &view.draft.tasks[*with];
            let time = view.moved(&view.old_time(old(task)), &view.new_time(new));
            let rows = view.replaced(old(task), new).into_iter().chain([(label(Label::Wording), time)]);
            page.card(rows.chain(view.remarks(new, true)).chain([view.held_back(proposal)]))
        }
        Proposal::Add { with, .. } => {
            let new = &view.draft.tasks[*with];
            let rows = [
                (label(Label::Lead), CellValue::text(view.drafted(&new.lead))),
                (label(Label::Support), CellValue::text(view.drafted(&new.support))),
                (label(Label::Wording), CellValue::text(view.new_time(new))),
                (label(Label::Product), CellValue::some(new.duty.product.as_deref().map(one_line))),
            ];
            page.card(rows.into_iter().chain(view.remarks(new, true)).chain([view.held_back(proposal)]))
        }
        Proposal::Drop { task } => {
            let old = old(task);
            page.card([
                (label(Label::Lead), CellValue::text(view.names(&old.lead))),
                (label(Label::Wording), CellValue::text(view.old_time(old))),
                view.held_back(proposal),
            ])
        }
    }
}
