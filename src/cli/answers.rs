//! The questions of a tracker that a recording answers: their lines leave the plan with it, in the same writing.

use std::io;
use std::io::Write;

use super::aside;
use super::question_forms::{ANY, is_told, is_told_of_day};
use super::revise::{Revised, diff};
use super::session::Session;
use crate::draft::duty::ToldDoubt;
use crate::edit::Edit;
use crate::edit::plan::{PlanEdit, apply};
use crate::edit::questions::{QuestionLines, questions};
use crate::facts::Facts;
use crate::model::id::{TaskIx, UnitIx};
use crate::model::record::{Field, Records};
use crate::page::{CellValue, Page, Piece, Role, Tone};
use crate::read::text::MAX_PLAN_BYTES;
use crate::snapshot::{Files, PLAN};
use crate::source::BOM;
use crate::store::Trouble;
use crate::store::write::Staged;
use crate::text::one_line;
use crate::words::{Phrase, PlanningPhrase};

/// What a recording makes of the plan's text.
pub(super) struct AnsweredQuestions {
    /// The plan without the lines that are answered.
    text: String,
    /// Each with the task it is asked of.
    lines: Vec<String>,
}

/// The fields that answer a question of a tracker, each by itself; none where it asks for something else.
fn answering(line: &str) -> &'static [Field] {
    use Field::{Committed, Done, Progress, Started, Waived};
    let any = || ANY.to_owned();
    let is = |doubt: ToldDoubt| is_told(line, doubt);
    let contradicts = || is_told_of_day(line, |done| ToldDoubt::Contradicts { state: any(), done });
    // Of which column a day was that could not be read, no line says: where work is done nothing of it is open any more.
    let is_of_done = || is(ToldDoubt::DoneUndated(any())) || is(ToldDoubt::NoDay(any()));
    let is_of_end = || is(ToldDoubt::PutAway(any())) || is(ToldDoubt::NoDecision(any()));
    if is(ToldDoubt::State(any())) || is(ToldDoubt::StartUndated(any())) || contradicts() {
        &[Started, Done, Waived]
    } else if is_of_done() || is_of_end() || is_told_of_day(line, ToldDoubt::Future) {
        &[Done, Waived]
    } else if is(ToldDoubt::NoProgress(any())) {
        &[Progress, Done, Waived]
    } else if is(ToldDoubt::WhichPart(any())) || is(ToldDoubt::NoUnit(any())) {
        &[Started, Done, Progress, Committed, Waived]
    } else {
        &[]
    }
}

/// Whether a recording answers a question: what a tracker says that is in no record yet.
pub(super) fn asks_for_record(line: &str) -> bool {
    !answering(line).is_empty()
}

impl AnsweredQuestions {
    /// What these files answer once they are written, each with what is recorded in it anew. A task that several units owe
    /// is asked about once: every one of them has to say something.
    pub(super) fn of(session: &Session, recorded: &[(&Revised, &[Edit])]) -> Option<Self> {
        let (plan, snapshot) = (&session.plan, &session.snapshot);
        let (mut edits, mut lines) = (Vec::new(), Vec::new());
        for QuestionLines { of, lines: asked } in questions(&snapshot.plan_text) {
            let ["tasks", at] = of.iter().map(String::as_str).collect::<Vec<_>>()[..] else { continue };
            let Some(task) = at.parse().ok().filter(|at| *at < plan.tasks.len()).map(TaskIx::new) else { continue };
            let is_answered = |line: &String| {
                let fields = answering(line);
                says_anew(session, recorded, task, fields) && is_said_by_all(session, recorded, task, fields)
            };
            let answered: Vec<String> = asked.into_iter().map(|(_, line)| line).filter(is_answered).collect();
            if !answered.is_empty() {
                let (title, id) = (one_line(&plan.task(task).title), plan.task(task).id.as_str());
                lines.extend(answered.iter().map(|line| format!("{title} [{id}]: {}", one_line(line))));
                edits.push(PlanEdit::Settle { of, asked: answered });
            }
        }
        // What cannot be laid out stays: the question is asked once more.
        let text = apply(&snapshot.plan_text, &edits).ok().filter(|_| !edits.is_empty())?;
        Some(Self { text, lines })
    }

    /// The plan's new text beside the old one; nothing where it cannot be written, which is said, or is another by now. What
    /// is recorded is worth more than a question that goes.
    pub(super) fn stage(&self, session: &Session) -> Option<Staged> {
        self.staged(session).unwrap_or_else(|found| {
            let why = session.say(&Phrase::Trouble(&found));
            aside::note(&session.say(&Phrase::Planning(PlanningPhrase::QuestionStays { why: &why })));
            None
        })
    }

    fn staged(&self, session: &Session) -> Result<Option<Staged>, Trouble> {
        let editing = session.workspace.edit_top(PLAN, MAX_PLAN_BYTES)?;
        let Some(old) = editing.bytes() else { return Ok(None) };
        let (bom, old_text) = match old.strip_prefix(BOM.as_bytes()) {
            Some(rest) => (BOM, rest),
            None => ("", old),
        };
        if old_text != session.snapshot.plan_text.as_bytes() {
            return Ok(None);
        }
        let bytes = [bom, self.text.as_str()].concat();
        editing.stage(bytes.as_bytes()).map(Some)
    }

    /// The lines of the plan that change, as git and patch show and read them.
    pub(super) fn diff(&self, out: &mut dyn Write, session: &Session) -> io::Result<()> {
        let file = session.snapshot.shown(PLAN);
        let bom = session.workspace.plan().unwrap_or_default().starts_with(BOM.as_bytes());
        diff(out, session.screen, (&file, true), bom, (&session.snapshot.plan_text, &self.text))
    }

    /// Says which questions are settled, and that the plan was written.
    pub(super) fn tell(&self, page: &mut dyn Page, session: &Session) -> io::Result<()> {
        let head = PlanningPhrase::SettledHead { count: self.lines.len() };
        page.section(1, session.say(&Phrase::Planning(head)))?;
        page.list(&[Role::Words], self.lines.iter().map(|line| vec![CellValue::Text(line.clone())]))?;
        page.put(Piece::Paragraph(Tone::Faint, session.say(&Phrase::Wrote { file: &session.snapshot.shown(PLAN) })))
    }
}

/// Whether one of these fields of a task is recorded anew.
fn says_anew(session: &Session, recorded: &[(&Revised, &[Edit])], task: TaskIx, fields: &[Field]) -> bool {
    let edits = recorded.iter().flat_map(|(_, edits)| edits.iter());
    let own = edits.filter(|edit| session.plan.occurrence(edit.occurrence).task == task);
    own.flat_map(|edit| &edit.changes).any(|change| change.value.is_some() && fields.contains(&change.field))
}

/// Whether every unit that owes a task says one of these of it.
fn is_said_by_all(session: &Session, recorded: &[(&Revised, &[Edit])], task: TaskIx, fields: &[Field]) -> bool {
    let plan = &session.plan;
    let says = |unit: UnitIx, records: &Records, text: &str| {
        let own = plan.owed_by(unit).filter(|at| plan.occurrence(*at).task == task);
        let facts = own.map(|at| Facts::of(records.get(at), text));
        facts.into_iter().any(|facts| fields.iter().any(|field| facts.get(*field).is_some()))
    };
    let mut texts = session.snapshot.reader();
    let mut reader = session.snapshot.reader();
    plan.leads_of(task).iter().all(|unit| {
        if let Some((one, _)) = recorded.iter().find(|(one, _)| one.taken.unit == unit) {
            return says(unit, &one.reading.records, &one.text);
        }
        let owes = plan.owed_by(unit).any(|at| plan.occurrence(at).task == task);
        !owes
            || texts
                .text(unit)
                .is_ok_and(|text| reader.records(unit, text).is_ok_and(|records| says(unit, records, text)))
    })
}
