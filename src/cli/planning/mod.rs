//! The plan edited by command: its file taken, changed, read again, held against the units' files, and written; what
//! comes of it is said.

mod asking;
pub(super) mod confirm;
pub(super) mod event;
pub(super) mod group;
pub(super) mod guide;
mod head;
mod new_id;
pub(super) mod options;
mod settled;
pub(super) mod sheet;
pub(super) mod task;
pub(super) mod unit;
pub(super) mod update;
mod warned;

use chrono::NaiveDate;

use self::options::together;
use super::exit::{Exit, Failure};
use super::revise::{diff, tell_finished, tell_written, told, told_without_places, trouble};
use super::session::{Asked, Session};
use super::unmatched::UnmatchedReports;
use crate::check::stray_files;
use crate::cli::aside::{self, Aside};
use crate::diagnostic::{Diagnostic, FileReport, Problem, SharedFault};
use crate::edit::plan::{PlanEdit, apply};
use crate::facts::{Fact, UnitFacts};
use crate::judge::Judge;
use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::Plan;
use crate::model::record::Field;
use crate::page::diagnostic::Style;
use crate::page::review::story::{Called, Comparison, write_plan};
use crate::page::terminal::writer::TerminalPage;
use crate::page::{CellValue, Page, Piece, Role, Tone};
use crate::planning::handed::{HandedOver, handed_over, recorded_before};
use crate::planning::{PlanRefusal, rewritten_past};
use crate::read;
use crate::read::text::{MAX_PLAN_BYTES, decode};
use crate::read::walk::Inspect;
use crate::review::compare::compare;
use crate::review::marks::{Claim, EarlierExtension, OwedGrants, Past, Reopened};
use crate::review::plan_change::PlanChange;
use crate::review::settings::Setting;
use crate::review::{Outcome, Sides};
use crate::shell;
use crate::snapshot::{Files, Listing, PLAN, PlanFindings, Snapshot, UnitFiles, Unopened, unit_path};
use crate::source::{BOM, Source};
use crate::store::write::Editing;
use crate::store::{Trouble, Workspace};
use crate::text::one_line;
use crate::words::{Phrase, PlanningPhrase, Words, part_name};

/// What is to change, and what is known of it.
#[derive(Default)]
struct Decided {
    edits: Vec<PlanEdit>,
    /// The day from which it counts, if one is named.
    from: Option<NaiveDate>,
    /// The tasks of which nothing that has passed may change.
    keeps_past: Vec<TaskIx>,
    /// What else is to be reported.
    notes: Vec<String>,
}

/// Changes the plan as `decide` says for the plan as it stands; nothing where the questions were left.
fn change(
    asked: &Asked,
    dry_run: bool,
    decide: &dyn Fn(&Session) -> Result<Option<Decided>, Failure>,
) -> Result<Exit, Failure> {
    let session = asked.open()?;
    let Some(decided) = decided_for(asked, &session, decide)? else {
        aside::note(&session.say(&Phrase::NothingWritten));
        return Ok(Exit::Done);
    };
    if !dry_run {
        return write(asked, session, decided, decide, true);
    }
    match sound(asked, session, &decided)? {
        Some(replanned) => replanned.show(decided.from),
        None => Ok(Exit::Done),
    }
}

/// What is to change, where every body that plans share may be named.
fn decided_for(
    asked: &Asked,
    session: &Session,
    decide: &dyn Fn(&Session) -> Result<Option<Decided>, Failure>,
) -> Result<Option<Decided>, Failure> {
    let wide = asked.open_to_name(session)?;
    decide(wide.as_ref().unwrap_or(session))
}

/// The plan as it is to be, if it may be so; nothing where it is so already.
fn sound(asked: &Asked, session: Session, decided: &Decided) -> Result<Option<Replan>, Failure> {
    let replanned = Replan::of(asked, session, decided)?;
    decided.notes.iter().for_each(|note| aside::note(note));
    if replanned.text == replanned.session.snapshot.plan_text {
        shell::with_stdout(|out| Ok(writeln!(out, "{}", replanned.session.say(&Phrase::AlreadySo))?))?;
        return Ok(None);
    }
    replanned.keep_past(&decided.keeps_past, false)?;
    replanned.keep_records()?;
    Ok(Some(replanned))
}

/// Takes the plan and changes it: what was decided of another is decided again. Nobody waits for a file while somebody is
/// asked.
fn write(
    asked: &Asked,
    mut session: Session,
    mut decided: Decided,
    decide: &dyn Fn(&Session) -> Result<Option<Decided>, Failure>,
    tells: bool,
) -> Result<Exit, Failure> {
    let taken = session.workspace.edit_top(PLAN, MAX_PLAN_BYTES).map_err(|found| trouble(&session, &found))?;
    tell_finished(&session, &taken);
    let is_still =
        |session: &Session| taken.bytes().and_then(|bytes| decode(bytes).ok()) == Some(&session.snapshot.plan_text);
    if !is_still(&session) {
        session = asked.open()?;
        let Some(again) = decided_for(asked, &session, decide)? else {
            aside::note(&session.say(&Phrase::NothingWritten));
            return Ok(Exit::Done);
        };
        decided = again;
    }
    if !is_still(&session) {
        return Err(trouble(&session, &Trouble::Changed { file: PLAN.to_owned() }));
    }
    match sound(asked, session, &decided)? {
        Some(replanned) => replanned.write(taken, decided.from, tells),
        None => Ok(Exit::Done),
    }
}

/// A workspace with another plan, or with other bodies shared with other plans.
struct Replanned {
    workspace: Workspace,
    plan: Vec<u8>,
    shared: Option<Vec<u8>>,
}

impl Files for Replanned {
    fn plan(&self) -> Result<Vec<u8>, Problem> {
        Ok(self.plan.clone())
    }

    fn list(&self, plan: &Plan) -> Result<Listing, Problem> {
        self.workspace.list(plan)
    }

    fn units(&self) -> Box<dyn UnitFiles + '_> {
        Files::units(&self.workspace)
    }

    fn shared(&self, path: &str) -> Result<Vec<u8>, SharedFault> {
        self.shared.clone().map_or_else(|| self.workspace.shared(path), Ok)
    }

    fn stray(&self, name: &str) -> Option<Vec<u8>> {
        self.workspace.stray(name)
    }
}

/// Nothing is known of how records came to be.
struct Unknown;

impl Past for Unknown {
    fn recorded(&self, _: UnitIx, _: OccurrenceIx, _: Claim) -> Option<NaiveDate> {
        None
    }

    fn extensions(&self, _: UnitIx, _: OccurrenceIx) -> Vec<EarlierExtension> {
        Vec::new()
    }

    fn promises(&self, _: UnitIx, _: OccurrenceIx) -> Vec<NaiveDate> {
        Vec::new()
    }

    fn promised_before(&self, _: UnitIx, _: OccurrenceIx, _: Reopened) -> Vec<NaiveDate> {
        Vec::new()
    }

    fn granted_last(&self, _: UnitIx, _: OccurrenceIx, _: Field) -> Option<Fact<'static>> {
        None
    }

    fn last_owed(&self, _: UnitIx, _: OccurrenceIx) -> OwedGrants {
        OwedGrants::default()
    }

    fn recorded_before(&self, _: UnitIx, _: OccurrenceIx, _: Claim) -> Option<NaiveDate> {
        None
    }

    fn last_said(&self, _: UnitIx, _: &[OccurrenceIx]) -> UnitFacts {
        UnitFacts::new()
    }
}

/// What is wrong with a plan as it is to be, or that it could not be read.
fn unsound(asked: &Asked, found: &Unopened) -> Failure {
    match asked.unopened(found) {
        Failure::Told(_, told) if !found.is_unread() => Failure::Told(Exit::Usage, told),
        unread => unread,
    }
}

/// The plan's file as it is, and as it is to be.
pub(super) struct Replan {
    pub(super) session: Session,
    bom: bool,
    text: String,
    new: Snapshot,
}

impl Replan {
    /// The plan after the edits, which must read without error.
    fn of(asked: &Asked, session: Session, decided: &Decided) -> Result<Self, Failure> {
        let (edits, notes) = decided.with_events(&session)?;
        for note in &notes {
            aside::note(note);
        }
        let Ok(text) = apply(&session.snapshot.plan_text, &edits) else {
            return Err(Failure::Refused(Exit::Unread, session.say(&Phrase::CannotLayOut { file: PLAN })));
        };
        let bom = session.workspace.plan().unwrap_or_default().starts_with(BOM.as_bytes());
        let made = Self::with(asked, session, bom, text)?;
        let more = made.follow_ups(&decided.edits);
        match apply(&made.text, &more) {
            Ok(text) if !more.is_empty() => Self::with(asked, made.session, bom, text),
            // What cannot be laid out stays: the question is asked once more.
            _ => Ok(made),
        }
    }

    /// The plan with another text, which must read without error.
    pub(super) fn with(asked: &Asked, session: Session, bom: bool, text: String) -> Result<Self, Failure> {
        Self::among(asked, session, (bom, text), None)
    }

    /// The same plan with other shared bodies, which must read without error.
    pub(super) fn beside(asked: &Asked, session: Session, shared: &[u8]) -> Result<Self, Failure> {
        let (bom, text) = (false, session.snapshot.plan_text.clone());
        Self::among(asked, session, (bom, text), Some(shared.to_vec()))
    }

    /// The plan with another text, and with other shared bodies, which must read without error.
    pub(super) fn among(
        asked: &Asked,
        session: Session,
        (bom, text): (bool, String),
        shared: Option<Vec<u8>>,
    ) -> Result<Self, Failure> {
        let plan = [if bom { BOM.as_bytes() } else { &[] }, text.as_bytes()].concat();
        let length = plan.len() as u64;
        let new_bodies = shared.is_some();
        // Places in what was to be written are none of the files as they are.
        let broken = |file: &str, diagnostics: &[Diagnostic]| {
            let mut said = told_without_places(&session, diagnostics);
            said.error(&session.say(&Phrase::WouldBreak { file }), session.words);
            Err(Failure::Told(Exit::Usage, said))
        };
        if length > MAX_PLAN_BYTES {
            let problem = Problem::FileTooLarge { bytes: length, limit: MAX_PLAN_BYTES };
            return broken(PLAN, &[Diagnostic::new(problem, 0..0)]);
        }
        let files = Replanned { workspace: session.workspace.clone(), plan, shared };
        match Snapshot::inspect(Box::new(files), Inspect::No) {
            Ok((new, found)) if found.diagnostics.is_empty() && found.shared.is_none() => {
                Ok(Self { session, bom, text, new })
            }
            Ok((_, PlanFindings { shared: Some(report), .. })) if new_bodies && !report.is_unread() => {
                broken(&report.source.path, &report.diagnostics)
            }
            Ok((_, PlanFindings { shared: Some(report), .. })) => Err(unsound(asked, &Unopened::of(vec![report]))),
            Ok((_, found)) => {
                // What the system did not let be read is no fault of what was to be written.
                let own = FileReport::of(|| Source::new(session.snapshot.shown(PLAN), &text), found.diagnostics);
                let own = own.expect("there is a problem");
                if own.is_unread() {
                    return Err(asked.unopened(&Unopened::of(vec![own])));
                }
                broken(PLAN, &own.diagnostics)
            }
            Err(found) if !found.is_unread() => {
                let all: Vec<Diagnostic> = found.reports.iter().flat_map(|it| it.diagnostics.clone()).collect();
                broken(PLAN, &all)
            }
            Err(found) => Err(unsound(asked, &found)),
        }
    }

    /// The plan as it is to be.
    pub(super) fn new_plan(&self) -> &Plan {
        &self.new.plan
    }

    /// Whether nobody owes anything else and no last day moves, judged on this day.
    pub(super) fn keeps_board(&self, day: NaiveDate) -> bool {
        let (before, after) = (self.session.snapshot.judge(day), self.new.judge(day));
        let sides = Sides { before: &before, after: &after, backdated: 0, written: day };
        let (outcome, broken) = compare((&self.session.snapshot, &self.new), sides, None, &Unknown);
        // Where bodies and days off stand is not what is owed: that shows in the other changes.
        let only_stands = |change: &PlanChange| {
            change.is_order() || matches!(change, PlanChange::Setting(Setting::Bodies | Setting::Calendar))
        };
        outcome.plan.iter().all(only_stands) && outcome.units.is_empty() && broken.is_empty()
    }

    /// Refuses to change what was owed of these tasks by a last day that has passed. `prompted` where a question follows.
    fn keep_past(&self, tasks: &[TaskIx], prompted: bool) -> Result<(), Failure> {
        let (session, today) = (&self.session, self.session.judge.as_of());
        let new = self.new.judge(today);
        together(tasks.iter().map(|task| {
            let Some((part, due)) = rewritten_past(&session.plan, new.plan(), *task, today) else { return Ok(()) };
            let (refusal, part) = (PlanRefusal::RewritesPast { due }, part_name(&part, session.words));
            let (subject, part) = (session.plan.task(*task).id.as_str(), part.as_deref());
            let said = PlanningPhrase::Refused { refusal: &refusal, subject, part, prompted };
            Err(Failure::Usage(session.say(&Phrase::Planning(said))))
        }))
        .map(drop)
    }

    /// Refuses a plan by which a file says something that its unit does not owe, and did not by the old one.
    pub(super) fn keep_records(&self) -> Result<(), Failure> {
        let (session, old, new) = (&self.session, &self.session.snapshot, &self.new);
        let (mut texts, mut records) = (old.reader(), new.reader());
        let (mut said, mut count) = (Aside::default(), 0);
        for was in old.plan.unit_indices().filter(|unit| old.has_file(*unit)) {
            let (Ok(text), Some(is)) = (texts.text(was), new.plan.unit_by_id(old.plan.unit(was).id.as_str())) else {
                continue;
            };
            if records.records(is, text).is_ok() {
                continue;
            }
            let before = read::unit::read(&old.plan, was, text, Inspect::No).diagnostics;
            let mut after = read::unit::read(&new.plan, is, text, Inspect::No).diagnostics;
            after.retain(|found| !before.iter().any(|old| old.problem == found.problem));
            count += after.len();
            said.append(told(session, &unit_path(&old.plan, was), text, after));
        }
        // Of a unit that the plan has no more everything is lost that its file says.
        let was_unit = |name: &str| name.strip_suffix(".toml").is_some_and(|id| old.plan.unit_by_id(id).is_some());
        let gone = stray_files((&new.plan, &new.listing), |file| old.called(file), |stray| was_unit(&stray.name));
        for mut report in gone.into_iter().filter(FileReport::has_error) {
            report.source.path = old.shown(&report.source.path);
            said.file(&report, session.words, session.error_screen, Style::Full)?;
            count += 1;
        }
        if count == 0 {
            return Ok(());
        }
        let orphans = Phrase::Planning(PlanningPhrase::Orphans { records: count });
        said.error(&session.say(&orphans), session.words);
        Err(Failure::Told(Exit::Usage, said))
    }

    fn show(&self, from: Option<NaiveDate>) -> Result<Exit, Failure> {
        let Self { session, bom, text, .. } = self;
        let old = &session.snapshot.plan_text;
        shell::with_stdout(|out| Ok(diff(out, session.screen, (PLAN, true), *bom, (old, text))?))?;
        let mut said = Vec::new();
        let page = &mut TerminalPage::new(&mut said, session.words, session.error_screen);
        self.settled(page)?;
        self.consequences(page, from)?;
        aside::preview(&said);
        let exit = self.warn();
        aside::note(&session.say(&Phrase::DryRun));
        Ok(exit)
    }

    fn write(&self, editing: Editing, from: Option<NaiveDate>, tells: bool) -> Result<Exit, Failure> {
        let session = &self.session;
        let failed = |found: Trouble| trouble(session, &found);
        let mut bytes = if self.bom { BOM.as_bytes().to_vec() } else { Vec::new() };
        bytes.extend_from_slice(self.text.as_bytes());
        let staged = vec![editing.stage(&bytes).map_err(failed)?];
        session.workspace.record(&session.command, staged).map_err(|mut found| failed(found.remove(0)))?;
        tell_written(session, &[PLAN], |out| {
            let page = &mut TerminalPage::new(out, session.words, session.screen);
            if tells {
                self.settled(page)?;
                self.consequences(page, from)?;
            }
            Ok(page.put(Piece::Paragraph(Tone::Faint, session.say(&Phrase::Wrote { file: PLAN })))?)
        })?;
        Ok(self.warn())
    }

    /// Says who owes what now that did not before, which last days moved, and which reports do not match any more.
    pub(super) fn consequences(&self, page: &mut dyn Page, from: Option<NaiveDate>) -> std::io::Result<()> {
        self.changes(page, from)?;
        let session = &self.session;
        let lost = UnmatchedReports::of(&session.workspace, &session.snapshot, &self.new);
        if lost.all.is_empty() {
            return Ok(());
        }
        let files = &listed(lost.all, session.words);
        let said = session.say(&Phrase::Planning(PlanningPhrase::ReportsUnmatched { files }));
        page.put(Piece::Paragraph(Tone::Plain, said))?;
        if !lost.uncommitted.is_empty() {
            let files = &listed(lost.uncommitted, session.words);
            let said = session.say(&Phrase::Planning(PlanningPhrase::ReportsUncommitted { files }));
            page.put(Piece::Paragraph(Tone::Bad, said))?;
        }
        page.put(Piece::Gap)
    }

    fn changes(&self, page: &mut dyn Page, from: Option<NaiveDate>) -> std::io::Result<()> {
        let session = &self.session;
        let today = session.judge.as_of();
        let day = from.map_or(today, |from| from.max(today));
        let (before, after) = (session.snapshot.judge(day), self.new.judge(day));
        let sides = Sides { before: &before, after: &after, backdated: 0, written: today };
        let (outcome, broken) = compare((&session.snapshot, &self.new), sides, None, &Unknown);
        let say = |said: PlanningPhrase<'_>| session.say(&Phrase::Planning(said));
        if outcome.plan.is_empty() && outcome.units.is_empty() {
            return page.put(Piece::Paragraph(Tone::Plain, say(PlanningPhrase::NothingMoves)));
        }
        if day != today {
            page.put(Piece::Paragraph(Tone::Plain, say(PlanningPhrase::JudgedOn { day })))?;
        }
        let nowhere = Called { name: "", shown: "", commit: None };
        let outcome: &Outcome = &outcome;
        let (snapshots, broken, reviewed) = ((&session.snapshot, &self.new), &broken, &[]);
        let comparison = Comparison { sides, snapshots, outcome, broken, reviewed, before: nowhere, after: nowhere };
        write_plan(page, comparison, session.words)?;
        if outcome.plan.iter().any(|change| matches!(change, PlanChange::Tenure(_))) {
            self.handed(page, (&before, &after))?;
        }
        page.put(Piece::Gap)
    }

    /// Says whose obligations are others' now.
    fn handed(&self, page: &mut dyn Page, (before, after): (&Judge, &Judge)) -> std::io::Result<()> {
        const LISTED: usize = 30;
        let handed = handed_over((&self.session.snapshot, &self.new), (before, after)).unwrap_or_default();
        if handed.is_empty() {
            return Ok(());
        }
        let (words, new) = (self.session.words, after.plan());
        let say = |said: PlanningPhrase<'_>| self.session.say(&Phrase::Planning(said));
        let names = |plan: &Plan, units: &[UnitIx]| -> String {
            let all = units.iter().map(|unit| one_line(plan.unit(*unit).short_name())).collect();
            if units.is_empty() { say(PlanningPhrase::Nobody) } else { listed(all, words) }
        };
        let line = |one: &HandedOver| {
            let of = new.task(one.task);
            let parts = one.occurrences.iter().map(|at| new.part(new.occurrence(*at)));
            let parts = listed(parts.filter_map(|part| part_name(&part, words)).collect(), words);
            let from = names(before.plan(), &one.from);
            let to = match one.own.as_slice() {
                [] => names(new, &one.to),
                own => say(PlanningPhrase::LeadsAlready { units: &names(new, own) }),
            };
            let (title, id) = (&one_line(&of.title), of.id.as_str());
            say(PlanningPhrase::Handed { title, id, parts: &parts, from: &from, to: &to })
        };
        let mut lines: Vec<String> = handed.iter().take(LISTED).map(line).collect();
        if let Some(count) = handed.len().checked_sub(LISTED).filter(|count| *count > 0) {
            lines.push(words.phrase(&Phrase::AndMore { count }));
        }
        page.section(
            1,
            say(PlanningPhrase::HandedHead { count: handed.iter().map(|one| one.occurrences.len()).sum() }),
        )?;
        page.list(&[Role::Words], lines.into_iter().map(|line| vec![CellValue::Text(line)]))?;
        let old = &self.session.snapshot;
        for (unit, said) in recorded_before(old, &handed) {
            let (name, file) = (&one_line(old.plan.unit(unit).short_name()), &old.shown(&unit_path(&old.plan, unit)));
            let (count, items) = (said.len(), &listed(said, words));
            let said = say(PlanningPhrase::RecordedBefore { unit: name, count, items, file });
            page.put(Piece::Paragraph(Tone::Plain, said))?;
        }
        page.put(Piece::Paragraph(Tone::Plain, say(PlanningPhrase::HandedInReports)))
    }
}

/// Names, not too many of them.
fn listed(mut names: Vec<String>, words: &dyn Words) -> String {
    const NAMED: usize = 8;
    let hidden = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    names.extend((hidden > 0).then(|| words.phrase(&Phrase::AndMore { count: hidden })));
    names.join(", ")
}

fn refused(session: &Session, refusal: &PlanRefusal, subject: &str) -> Failure {
    let said = PlanningPhrase::Refused { refusal, subject, part: None, prompted: false };
    Failure::Usage(session.say(&Phrase::Planning(said)))
}
