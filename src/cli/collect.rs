//! `tiendo collect`: an existing workspace put under the shared bodies of a collection.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use clap::Args;

use super::aside::{self, Aside};
use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::mark::prompts;
use super::members::{Collection, MemberPlan};
use super::planning::Replan;
use super::planning::options::stopped;
use super::revise::{diff, tell_written, trouble, troubles};
use super::session::{Asked, Session};
use super::shared::SharedFile;
use crate::edit::Unable;
use crate::page::terminal::writer::TerminalPage;
use crate::planning::collect::{CollectedTexts, Collecting, NotCollected};
use crate::prompt;
use crate::read::collection;
use crate::read::text::MAX_PLAN_BYTES;
use crate::read::walk::Inspect;
use crate::shell;
use crate::snapshot::{Files, PLAN, PLANS, Unopened};
use crate::source::BOM;
use crate::store::journal::swap_all;
use crate::store::{PlanPlace, Trouble, Workspace};
use crate::text::one_line;
use crate::words::{CollectPhrase, Phrase, words};

/// So many folders below the collection a plan may lie.
const MOST_LEVELS: usize = 4;

#[derive(Args)]
pub(super) struct CollectArgs {
    #[arg(value_name = "DIR")]
    workspace: PathBuf,
    #[arg(long)]
    reorder: bool,
    #[arg(long)]
    dry_run: bool,
    #[arg(long)]
    yes: bool,
}

impl Command for CollectArgs {
    const NAME: &str = "collect";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Đưa một kế hoạch đã có vào tập kế hoạch, dùng chung đơn vị; nghĩa vụ và thời hạn giữ nguyên",
                  "Put an existing plan into a collection, under shared units; who owes what stays the same"),
        ("examples",
"tiendo collect 257-KH-TU --dry-run  # xem trước thay đổi, không ghi
tiendo collect 257-KH-TU  # hỏi trước khi ghi
tiendo collect 257-KH-TU --yes",
"tiendo collect 257-KH-TU --dry-run  # show what would change; write nothing
tiendo collect 257-KH-TU  # asks before it writes
tiendo collect 257-KH-TU --yes"),
        ("workspace", "Thư mục của kế hoạch, nằm trong thư mục của tập", "The plan's folder, below that of the collection"),
        ("reorder", "Cho phép xếp đơn vị theo thứ tự của plans.toml", "Let units come to stand in the order of plans.toml"),
        ("yes", "Ghi mà không hỏi", "Write without a question"),
    ];
}

/// The plan that is put under a collection, and both of its files.
struct PlanToCollect {
    member: MemberPlan,
    /// Its folder, from that of the collection.
    folder: String,
    /// The path from the plan to the file of shared bodies.
    path: String,
    is_listed: bool,
    /// What `plan.toml` holds.
    bytes: Vec<u8>,
}

/// Both files as they are to be.
struct Collected {
    texts: CollectedTexts,
    replan: Replan,
    /// The units that stay in the plan.
    staying: Vec<String>,
    keeps_calendar: bool,
}

/// Runs `tiendo collect`.
fn run(asked: &Asked, args: &CollectArgs) -> Result<Exit, Failure> {
    let around = Asked { plan: None, ..asked.clone() };
    let root = around.collection_folder()?.ok_or_else(|| Failure::Usage(said(asked, CollectPhrase::NoCollection)))?;
    let collection = around.many()?.unwrap_or_default();
    let subject = PlanToCollect::of(asked, &root, &collection, &args.workspace)?;
    let snapshot = subject.member.open().map_err(|found| asked.unopened(&found))?;
    let as_of = asked.day(&snapshot.plan.header.timezone, None);
    let session = asked.session_on(as_of, &subject.member, snapshot);
    let file = SharedFile::read(&session, root.clone(), PLANS)?;
    let Collected { texts, replan, staying, keeps_calendar } =
        collected(asked, session, (&subject, &file), args.reorder)?;
    let session = &replan.session;
    let say = |phrase: CollectPhrase<'_>| session.say(&Phrase::Collect(phrase));
    if texts.plan == session.snapshot.plan_text && texts.shared == file.text {
        shell::with_stdout(|out| Ok(writeln!(out, "{}", session.say(&Phrase::AlreadySo))?))?;
        return Ok(Exit::Done);
    }
    let new = file.with(&texts.shared);
    file.plans_with(asked, &collection, &new)?;
    let shown = format!("{}/{PLAN}", subject.folder);
    if !args.yes || args.dry_run {
        file.diff(session, &texts.shared)?;
        let bom = subject.bytes.starts_with(BOM.as_bytes());
        let texts = (session.snapshot.plan_text.as_str(), texts.plan.as_str());
        shell::with_stdout(|out| Ok(diff(out, session.screen, (&shown, true), bom, texts)?))?;
    }
    let (units, groups) = texts.bodies;
    let mut told = vec![say(CollectPhrase::Collected { folder: &subject.folder, units, groups })];
    if !staying.is_empty() {
        told.push(say(CollectPhrase::Stay { units: &staying.join(", ") }));
    }
    if keeps_calendar {
        told.push(say(CollectPhrase::OwnCalendar));
    }
    let told: String = told.into_iter().map(|line| line + "\n").collect();
    if args.dry_run {
        aside::note(&format!("{told}{}", session.say(&Phrase::DryRun)));
        return Ok(Exit::Done);
    }
    if !args.yes {
        shell::to_stderr(told.as_bytes());
        if !prompt::is_terminal(shell::stderr_is_terminal()) {
            return Err(Failure::Refused(Exit::Usage, say(CollectPhrase::YesNeeded)));
        }
        let answer = prompts(session).yes(&say(CollectPhrase::Ask), &say(CollectPhrase::AskHelp), false);
        if answer.map_err(|error| stopped(session, error))? != Some(true) {
            shell::to_stderr(format!("{}\n", session.say(&Phrase::NothingWritten)).as_bytes());
            return Ok(Exit::Done);
        }
    }
    write(session, (&subject, &file), &texts)?;
    tell_written(session, &[PLANS, &shown], |out| {
        if args.yes {
            out.write_all(told.as_bytes())?;
        }
        Ok([PLANS, &shown].iter().try_for_each(|file| writeln!(out, "{}", session.say(&Phrase::Wrote { file })))?)
    })?;
    Ok(Exit::Done)
}

fn said(asked: &Asked, phrase: CollectPhrase<'_>) -> String {
    one_line(&words(asked.lang.unwrap_or_default()).phrase(&Phrase::Collect(phrase)))
}

impl PlanToCollect {
    /// The plan in a folder that was named, from the current one or from that of the collection.
    fn of(asked: &Asked, root: &Path, collection: &Collection, typed: &Path) -> Result<Self, Failure> {
        let given = if typed.exists() { typed.to_owned() } else { root.join(typed) };
        let shown = one_line(&typed.display().to_string());
        let real = Workspace::at(&given).real_folder();
        let below = real.strip_prefix(Workspace::at(root).real_folder()).ok();
        let Some(below) = below.filter(|below| !below.as_os_str().is_empty()) else {
            return Err(Failure::Usage(said(asked, CollectPhrase::Outside { folder: &shown })));
        };
        let parts: Vec<String> = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if parts.len() > MOST_LEVELS {
            return Err(Failure::Usage(said(asked, CollectPhrase::TooDeep { folder: &shown, levels: MOST_LEVELS })));
        }
        let folder = parts.join("/");
        let PlanPlace::Collection(place) = PlanPlace::at(root).map_err(|found| asked.unread(&found))? else {
            return Err(Failure::Usage(said(asked, CollectPhrase::NoCollection)));
        };
        let (workspace, fault) = place.workspace(&folder);
        let bytes = workspace.plan().unwrap_or_default();
        let is_listed = collection.plans.iter().any(|plan| plan.workspace.real_folder() == real);
        let member = MemberPlan { folder: folder.clone(), workspace, past: None, staged: None, fault };
        Ok(Self { path: format!("{}{PLANS}", "../".repeat(parts.len())), member, folder, is_listed, bytes })
    }
}

/// Both files as they are to be: the board is compared with the one before, and obstacles are reported.
fn collected(
    asked: &Asked,
    mut session: Session,
    (subject, file): (&PlanToCollect, &SharedFile),
    reorder: bool,
) -> Result<Collected, Failure> {
    let reading = collection::read(PLANS, &file.text, Inspect::No);
    if let Some(report) = reading.bodies.report {
        return Err(asked.unopened(&Unopened { reports: vec![report], language: asked.lang }));
    }
    let listed = reading.plans.as_ref().map_or(0, Vec::len);
    let note = session.write_down(&Phrase::Collect(CollectPhrase::OwnCalendarNote));
    let (mut unnamed, mut keeps_calendar) = (HashSet::new(), false);
    loop {
        let snapshot = &session.snapshot;
        let collecting = Collecting {
            plan: &snapshot.plan,
            plan_text: &snapshot.plan_text,
            taken: snapshot.spans.shared,
            named: snapshot.shared_path(),
            shared: &reading.bodies,
            shared_text: &file.text,
            path: &subject.path,
            unlisted: (!subject.is_listed).then_some((&*subject.folder, listed)),
            reorder,
        };
        let texts = collecting.texts(&unnamed, keeps_calendar.then_some(&*note));
        let would_take_calendar = collecting.would_take_calendar();
        let texts = texts.map_err(|found| not_collected(&session, found))?;
        let bom = subject.bytes.starts_with(BOM.as_bytes());
        let shared = file.with(&texts.shared);
        let replan = Replan::among(asked, session, (bom, texts.plan.clone()), Some(shared))?;
        let old = &replan.session.snapshot.plan;
        let gone = old.units.iter().filter(|unit| replan.new_plan().unit_by_id(unit.id.as_str()).is_none());
        let gone: Vec<String> = gone.map(|unit| unit.id.to_string()).filter(|id| !unnamed.contains(id)).collect();
        let header = &old.header;
        let days = [replan.session.judge.as_of(), header.starts, header.ends];
        if gone.is_empty() && days.into_iter().all(|day| replan.keeps_board(day)) {
            let ids = old.units.iter().map(|unit| unit.id.to_string());
            let staying = ids.filter(|id| unnamed.contains(id)).collect();
            return Ok(Collected { texts, replan, staying, keeps_calendar });
        }
        if gone.is_empty() && (keeps_calendar || !would_take_calendar) {
            return Err(would_move(&replan, &subject.folder)?);
        }
        keeps_calendar |= gone.is_empty();
        unnamed.extend(gone);
        session = replan.session;
    }
}

/// The failure that tells what would change.
fn would_move(replan: &Replan, folder: &str) -> Result<Failure, Failure> {
    let session = &replan.session;
    let (mut told, mut shown) = (Aside::default(), Vec::new());
    replan.consequences(&mut TerminalPage::new(&mut shown, session.words, session.error_screen), None)?;
    told.page(&shown);
    told.error(&session.say(&Phrase::Collect(CollectPhrase::WouldMove { folder })), session.words);
    Ok(Failure::Told(Exit::Usage, told))
}

fn not_collected(session: &Session, found: NotCollected) -> Failure {
    match found {
        NotCollected::Unable(Unable::Layout | Unable::Differs) => {
            Failure::Refused(Exit::Unread, session.say(&Phrase::CannotLayOut { file: PLAN }))
        }
        NotCollected::Conflicts(conflicts) => {
            let count = CollectPhrase::Conflicts { count: conflicts.len() };
            let all = conflicts.iter().map(CollectPhrase::Conflict).chain([count]);
            let said = all.map(|phrase| session.say(&Phrase::Collect(phrase)));
            Failure::Told(Exit::Found, Aside::of_errors(said, session.words))
        }
    }
}

/// Writes both files, the shared one first: with its new bodies and without the plan's use of them everything reads as
/// it did.
fn write(
    session: &Session,
    (subject, file): (&PlanToCollect, &SharedFile),
    texts: &CollectedTexts,
) -> Result<(), Failure> {
    let failed = |found: Trouble| trouble(session, &found);
    let shared = file.take().map_err(failed)?.stage(&file.with(&texts.shared)).map_err(failed)?;
    let taken = subject.member.workspace.edit_top(PLAN, MAX_PLAN_BYTES).map_err(failed)?;
    if taken.bytes() != Some(&subject.bytes) {
        return Err(failed(Trouble::Changed { file: format!("{}/{PLAN}", subject.folder) }));
    }
    let bom = if subject.bytes.starts_with(BOM.as_bytes()) { BOM } else { "" };
    let plan = taken.stage(&[bom.as_bytes(), texts.plan.as_bytes()].concat()).map_err(failed)?;
    let staged = [shared, plan].into_iter().filter(crate::store::write::Staged::changes).collect();
    swap_all(staged).map_err(|found| troubles(session, &found))
}
