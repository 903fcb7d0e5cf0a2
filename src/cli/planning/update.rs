//! `tiendo draft --update`: a new version of the document held against the plan; what is accepted of it is written.

use std::cell::Cell;

use super::super::exit::{Exit, Failure};
use super::super::mark::prompts;
use super::super::names::one;
use super::super::session::{Asked, Session};
use super::options::{DocumentArgs, asks, once_due, stopped, together};
use super::{Decided, change, listed, refused};
use crate::cli::aside;
use crate::draft::plan::{DraftFile, PlanDraft};
use crate::draft::register::{DraftName, KnownBodies, bodies_of};
use crate::draft::update::{HeldBack, PlanUpdate, Proposal, UpdatedField, is_open, update as held_against};
use crate::draft::wording::ReadingVerdict;
use crate::page::drafted::{AskedOf, draft_name, questions_about};
use crate::page::terminal::writer::TerminalPage;
use crate::page::updated::{UpdateView, put_all, put_one};
use crate::planning::update::{NewItem, UpdateWords, edits};
use crate::select::{among, is_clause};
use crate::shell;
use crate::text::{fold, one_line};
use crate::words::{DraftPhrase, Phrase};

fn say(session: &Session, said: DraftPhrase<'_>) -> String {
    one_line(&session.say(&Phrase::Draft(said)))
}

/// Runs `tiendo draft --update`.
pub(in crate::cli) fn update(
    asked: &Asked,
    files: &[DraftFile],
    (document, accept): (&DocumentArgs, &[String]),
    dry_run: bool,
) -> Result<Exit, Failure> {
    let told = Cell::new(false);
    change(asked, dry_run, &|session| {
        let plan = &session.snapshot.plan;
        let known = KnownBodies { all: bodies_of(plan), path: None };
        let draft = PlanDraft::of(files, &known, None, session.judge.as_of());
        if draft.tasks.is_empty() {
            let names = files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Failure::Refused(Exit::Unread, say(session, DraftPhrase::NoDuties { file: &names })));
        }
        let (number, issued) = (draft.head.number.as_deref(), draft.head.issued);
        let Some(by) = document.of_document(session, number, issued)? else { return Ok(None) };
        // The plan as the earlier documents have left it.
        let judge = session.snapshot.judge(by.on);
        let held = held_against(judge.plan(), &draft, &by);
        let view = UpdateView { plan: judge.plan(), draft: &draft, update: &held, words: session.words };
        let asking = accept.is_empty() && !dry_run && asks() && !held.proposals.is_empty();
        if !told.replace(true) {
            shell::with_stdout(|out| {
                let page = &mut TerminalPage::new(out, session.words, session.screen);
                Ok(put_all(page, view, !asking)?)
            })?;
        }
        if held.proposals.is_empty() {
            return Ok(Some(Decided::default()));
        }
        let accepted = if asking { one_by_one(session, view)? } else { chosen(session, view, accept)? };
        let Some(accepted) = accepted else {
            if !asking {
                aside::note(&say(session, DraftPhrase::UpdateHow));
            }
            return Ok(None);
        };
        let name = |name: &DraftName| draft_name(name, session.words);
        // “all” is said before a doubt has been looked at: what may be argued about is left to be asked, as a draft leaves it.
        let all = accept.iter().any(|id| id == "all");
        let (held, accepted): (Vec<&Proposal>, Vec<&Proposal>) =
            accepted.into_iter().partition(|it| all && view.update.held_back(view.plan, it).is_some());
        let left = if all { left_open(view, &accepted) } else { Vec::new() };
        let is_asked = |proposal: &Proposal| with(proposal).is_some_and(|with| left.contains(&with));
        let whole: Vec<&Proposal> = accepted.iter().copied().filter(|it| !is_asked(it) || !replaces(it)).collect();
        let written = draft.without_times(&left);
        let asks = |item: NewItem<'_>| asked_about(view, &written, item);
        let edits = edits(plan, &written, &whole, &by, &UpdateWords { name: &name, asks: &asks })
            .map_err(|(task, refusal)| refused(session, &refusal, plan.task(task).id.as_str()))?;
        let note = |proposal: &&Proposal| {
            let tell = if is_asked(proposal) { doubt_note } else { open_note };
            tell(session, &draft, view, proposal)
        };
        let target = |proposal: &&Proposal| match proposal {
            Proposal::Change { task, with, fields } => {
                view.open_target(view.plan.task(*task), &view.draft.tasks[*with], fields)
            }
            _ => None,
        };
        let targets: Vec<String> = accepted.iter().filter_map(target).collect();
        let notes = held_notes(session, view, &held)
            .into_iter()
            .chain(accepted.iter().filter_map(note))
            .chain(targets)
            .collect();
        Ok(Some(Decided { edits, from: Some(by.on), notes, ..Decided::default() }))
    })
}

/// What is asked about something that the new version brings, as a draft asks it.
fn asked_about(view: UpdateView<'_>, written: &PlanDraft, item: NewItem<'_>) -> Vec<String> {
    let task = match item {
        NewItem::Unit(unit) => return questions_about(AskedOf::Unit(unit), view.words),
        NewItem::Group(group) => return questions_about(AskedOf::Group(group), view.words),
        NewItem::Event(name) => return questions_about(AskedOf::Event(name), view.words),
        NewItem::Task(with) => &written.tasks[with],
    };
    let mut asked = questions_about(AskedOf::Task(task), view.words);
    let earlier = view.update.earlier_event(view.plan, task);
    if let (Some((event, date)), Some(wording)) = (earlier, &task.duty.wording) {
        let phrase = |said| one_line(&view.words.phrase(&Phrase::Draft(said)));
        let remark = phrase(DraftPhrase::EventDated { event: &event.name, date });
        asked.push(phrase(DraftPhrase::ReadAs { wording, remark: &remark }));
    }
    asked
}

/// The place among the drafted tasks of what a proposal says anew.
fn with(proposal: &Proposal) -> Option<usize> {
    match proposal {
        Proposal::Change { with, .. } | Proposal::Replace { with, .. } | Proposal::Add { with, .. } => Some(*with),
        Proposal::Drop { .. } => None,
    }
}

fn replaces(proposal: &Proposal) -> bool {
    matches!(proposal, Proposal::Replace { .. })
}

/// The drafted tasks of proposals that give a time limit about which something is still to be asked.
fn left_open(view: UpdateView<'_>, accepted: &[&Proposal]) -> Vec<usize> {
    let timed = |proposal: &&&Proposal| match proposal {
        Proposal::Change { fields, .. } => fields.contains(&UpdatedField::Time),
        _ => true,
    };
    let doubtful = |with: &usize| {
        let task = &view.draft.tasks[*with];
        task.read.as_ref().is_some_and(|it| it.verdict == ReadingVerdict::Doubt)
            || view.update.earlier_event(view.plan, task).is_some()
    };
    accepted.iter().filter(timed).filter_map(|proposal| with(proposal)).filter(doubtful).collect()
}

/// Says what “all” does not accept, and why.
fn held_notes(session: &Session, view: UpdateView<'_>, held: &[&Proposal]) -> Vec<String> {
    let of = |why: HeldBack| {
        let own = held.iter().filter(|it| view.update.held_back(view.plan, it) == Some(why));
        let mut ids: Vec<String> = own.map(|it| it.id(view.plan, view.draft).to_owned()).collect();
        ids.dedup();
        listed(ids, session.words)
    };
    let all = [(of(HeldBack::Corrected), HeldBack::Corrected), (of(HeldBack::NoClause), HeldBack::NoClause)];
    let said = all.iter().filter(|(ids, _)| !ids.is_empty()).map(|(ids, why)| match why {
        HeldBack::Corrected => say(session, DraftPhrase::HeldCorrected { ids }),
        HeldBack::NoClause => say(session, DraftPhrase::HeldNoClause { ids }),
    });
    said.collect()
}

/// Says what may be argued about a time limit that was not written, and how it is accepted by itself.
fn doubt_note(session: &Session, draft: &PlanDraft, view: UpdateView<'_>, proposal: &Proposal) -> Option<String> {
    let task = &draft.tasks[with(proposal)?];
    let wording = task.duty.wording.as_deref()?;
    let remarks = task.read.iter().flat_map(|read| &read.remarks).filter(|remark| !remark.is_note());
    let earlier = view.update.earlier_event(view.plan, task);
    let earlier = earlier.map(|(event, date)| say(session, DraftPhrase::EventDated { event: &event.name, date }));
    let why: Vec<String> = remarks.map(|remark| session.words.wording_remark(remark)).chain(earlier).collect();
    let (id, why) = (proposal.id(view.plan, draft), why.join(" "));
    let why = why.trim_end_matches(['.', '?']);
    let added = matches!(proposal, Proposal::Add { .. });
    let due = task.read.as_ref().and_then(|read| once_due(read.readings.first()?));
    let due = &due.map_or_else(|| "…".to_owned(), |due| format!("\"{due}\""));
    let said = DraftPhrase::UpdateDoubt { id, wording, why };
    Some(say(session, if added { DraftPhrase::UpdateDoubtAdded { id, wording, why, due } } else { said }))
}

/// Says that a time limit is left to be asked about.
fn open_note(session: &Session, draft: &PlanDraft, view: UpdateView<'_>, proposal: &Proposal) -> Option<String> {
    let (with, is_new) = match proposal {
        Proposal::Change { with, fields, .. } if fields.contains(&UpdatedField::Time) => (with, false),
        Proposal::Replace { with, .. } | Proposal::Add { with, .. } => (with, true),
        Proposal::Change { .. } | Proposal::Drop { .. } => return None,
    };
    let task = &draft.tasks[*with];
    let wording = task.duty.wording.as_deref().filter(|_| is_open(task))?;
    if is_new {
        return Some(say(session, DraftPhrase::UpdateOpenAdded { id: &task.id, wording }));
    }
    Some(say(session, DraftPhrase::UpdateOpen { id: proposal.id(view.plan, draft), wording }))
}

/// What `--accept` names; nothing where it names nothing.
fn chosen<'u>(
    session: &Session,
    view: UpdateView<'u>,
    accept: &[String],
) -> Result<Option<Vec<&'u Proposal>>, Failure> {
    let PlanUpdate { proposals, found, tasks, .. } = view.update;
    if accept.is_empty() {
        return Ok(None);
    }
    if accept.iter().any(|id| id == "all") {
        let drops = proposals.iter().any(|proposal| matches!(proposal, Proposal::Drop { .. }));
        if drops && !view.update.is_own && found * 2 < *tasks {
            let few = DraftPhrase::UpdateFew { found: *found, tasks: *tasks };
            return Err(Failure::Usage(say(session, few)));
        }
        return Ok(Some(proposals.iter().collect()));
    }
    let names_of = |proposal: &Proposal| -> [String; 3] {
        let (title, clause) = match proposal {
            Proposal::Add { with, .. } => {
                let duty = &view.draft.tasks[*with].duty;
                (duty.title.clone(), duty.clause.clone())
            }
            Proposal::Change { task, .. } | Proposal::Replace { task, .. } | Proposal::Drop { task } => {
                let task = view.plan.task(*task);
                (task.title.to_string(), task.clause.as_deref().unwrap_or_default().to_owned())
            }
        };
        [proposal.id(view.plan, view.draft).to_owned(), clause, title]
    };
    let called: Vec<[String; 3]> = proposals.iter().map(names_of).collect();
    // By its id or clause, else by a part of these or of its title, where only one has it.
    let of = |typed: &String| {
        let is = |at: usize| fold(&called[at][0]) == fold(typed) || is_clause(&called[at][1], typed);
        let own: Vec<&Proposal> = (0..called.len()).filter(|at| is(*at)).map(|at| &proposals[at]).collect();
        if !own.is_empty() {
            return Ok(own);
        }
        let known: Vec<Vec<String>> = called.iter().map(|own| own.to_vec()).collect();
        let stranger = Phrase::Draft(DraftPhrase::UpdateStranger { id: typed });
        let found = among(typed.trim(), &known);
        let shown = |at: usize| (called[at][0].clone(), called[at][2].clone());
        one(session.words, typed, found, &stranger, shown).map(|at| vec![&proposals[at]])
    };
    let named: Vec<&Proposal> = together(accept.iter().map(of))?.concat();
    // In the order of the document, each once.
    Ok(Some(proposals.iter().filter(|proposal| named.contains(proposal)).collect()))
}

/// Asks about one proposal after the other; nothing where the questions were left.
fn one_by_one<'u>(session: &Session, view: UpdateView<'u>) -> Result<Option<Vec<&'u Proposal>>, Failure> {
    let (prompts, help) = (prompts(session), say(session, DraftPhrase::AcceptHelp));
    let mut accepted = Vec::new();
    let all = view.update.proposals.len();
    for (at, proposal) in view.update.proposals.iter().enumerate() {
        let mut told = Vec::new();
        put_one(&mut TerminalPage::new(&mut told, session.words, session.error_screen), view, proposal)?;
        shell::to_stderr(&told);
        let asked = say(session, DraftPhrase::AcceptAsked { id: proposal.id(view.plan, view.draft), at: at + 1, all });
        match prompts.yes(&asked, &help, false).map_err(|error| stopped(session, error))? {
            Some(true) => accepted.push(proposal),
            Some(false) => {}
            None => return Ok(None),
        }
    }
    if accepted.is_empty() {
        return Ok(None);
    }
    let ids = accepted.iter().map(|it| it.id(view.plan, view.draft).to_owned()).collect();
    let ids = listed(ids, session.words);
    let asked = say(session, DraftPhrase::AcceptWrite { count: accepted.len(), ids: &ids });
    let agreed = prompts.yes(&asked, &help, true).map_err(|error| stopped(session, error))?;
    Ok(Some(accepted).filter(|_| agreed == Some(true)))
}
