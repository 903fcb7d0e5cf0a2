//! `tiendo confirm`: what a draft asked or took for itself stands as it is, once somebody has looked at it.

use clap::Args;

use super::super::command::{Command, Help, Run};
use super::super::exit::{Exit, Failure};
use super::super::names::{choose, one};
use super::super::question_forms::stands_in;
use super::super::session::{Asked, Session};
use super::asking::{GuidedStep, pick, say};
use super::options::together;
use super::settled::{AskedItem, is_unknown};
use super::{Decided, change, listed};
use crate::edit::plan::PlanEdit;
use crate::edit::questions::{QuestionLines, questions};
use crate::select::{self, Matches};
use crate::text::one_line;
use crate::words::guide::GuideWord;
use crate::words::{Phrase, PlanningPhrase};

#[derive(Args)]
pub(in crate::cli) struct ConfirmArgs {
    #[arg(value_name = "ITEM")]
    items: Vec<String>,
    #[arg(long)]
    all: bool,
    #[arg(long)]
    dry_run: bool,
}

impl Command for ConfirmArgs {
    const NAME: &str = "confirm";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Xác nhận nội dung của bản dự thảo sau khi đã xem: nêu từng câu hỏi và bỏ dòng “# ?” của câu hỏi ấy",
                  "Confirm what a draft says after looking at it: shows each question and removes its “# ?” line"),
        ("examples",
r"tiendo confirm bao-cao-nam cac-so  # một nhiệm vụ, một nhóm
tiendo confirm plan  # phần đầu kế hoạch: số, tên, thời gian
tiendo confirm --all --dry-run  # xem mọi điểm còn lại, không ghi
tiendo confirm --all",
r"tiendo confirm bao-cao-nam cac-so  # a task and a group
tiendo confirm plan  # the head of the plan: number, title, time
tiendo confirm --all --dry-run  # show everything that is left; write nothing
tiendo confirm --all"),
        ("items", "Nhiệm vụ, đơn vị, nhóm, sự kiện: mã hoặc một phần tên; plan: phần đầu kế hoạch",
                  "Task, unit, group or event: its id or part of its name; plan: the head of the plan"),
        ("all", "Xác nhận mọi điểm còn lại, kể cả tên các đơn vị; điểm chưa có câu trả lời thì để lại",
                "Confirm all that is left, names of units too, but for what nothing answers yet"),
        ("usage", "<ITEM>... | --all", "<ITEM>... | --all"),
    ];
}

fn run(asked: &Asked, args: &ConfirmArgs) -> Result<Exit, Failure> {
    change(asked, args.dry_run, &|session| {
        let open = open_items(session);
        if args.all {
            return Ok(Some(all_known(session, open)));
        }
        if args.items.is_empty() {
            let listed: Vec<(String, String)> = open.iter().map(|one| (one.item.id.clone(), one.first())).collect();
            let said = session.say(&Phrase::Planning(PlanningPhrase::ConfirmWhat { open: listed.len() }));
            return Err(choose(session.words, said, listed));
        }
        let named = together(args.items.iter().map(|typed| item(session, &open, typed)))?;
        Ok(Some(decided(open.iter().filter(|one| named.contains(&one.of)))))
    })
}

/// Something that a draft left to be looked at.
pub(super) struct OpenItem {
    /// The names that lead to it from the top of the plan.
    of: Vec<String>,
    pub(super) item: AskedItem,
    questions: Vec<String>,
    /// Those of them that nothing but a stand-in answers.
    unknown: Vec<String>,
    /// A unit whose name nobody has confirmed.
    unconfirmed: bool,
}

impl OpenItem {
    fn of(of: Vec<String>, item: AskedItem) -> Self {
        Self { of, item, questions: Vec::new(), unknown: Vec::new(), unconfirmed: false }
    }

    /// Its first question, else its name.
    pub(super) fn first(&self) -> String {
        self.questions.first().unwrap_or(&self.item.name).clone()
    }
}

/// What a draft left to be looked at, in the order of the plan's text.
pub(super) fn open_items(session: &Session) -> Vec<OpenItem> {
    let (plan, text) = (&session.snapshot.plan, &session.snapshot.plan_text);
    let mut open: Vec<OpenItem> = Vec::new();
    for QuestionLines { of, lines } in questions(text) {
        let asked = lines.into_iter().map(|(_, said)| said);
        if let Some(one) = open.iter_mut().find(|one| one.of == of) {
            one.questions.extend(asked);
            continue;
        }
        let item = AskedItem::at(plan, &of).unwrap_or(AskedItem { id: of.join("."), name: String::new() });
        open.push(OpenItem { questions: asked.collect(), ..OpenItem::of(of, item) });
    }
    for one in &mut open {
        let unknown = one.questions.iter().filter(|line| is_unknown(plan, &one.of, &one.questions, line));
        one.unknown = unknown.cloned().collect();
    }
    // What stands in for others has no name of its own: which units they are is asked of the group.
    let own = plan.unit_indices().skip(session.snapshot.spans.shared.0);
    let named = own.filter(|unit| !plan.unit(*unit).confirmed && !stands_in(plan, *unit));
    for unit in named.map(|unit| plan.unit(unit)) {
        let of = vec!["units".to_owned(), unit.id.to_string()];
        if let Some(one) = open.iter_mut().find(|one| one.of == of) {
            one.unconfirmed = true;
            continue;
        }
        let item = AskedItem { id: unit.id.to_string(), name: one_line(&unit.name) };
        open.push(OpenItem { unconfirmed: true, ..OpenItem::of(of, item) });
    }
    open
}

/// The edits that confirm all but what nothing answers yet, which is told.
fn all_known(session: &Session, mut open: Vec<OpenItem>) -> Decided {
    let left = open.iter().filter(|one| !one.unknown.is_empty()).map(|one| one.item.id.clone()).collect::<Vec<_>>();
    for one in &mut open {
        let OpenItem { questions, unknown, .. } = one;
        questions.retain(|line| !unknown.contains(line));
    }
    let mut decided = decided(open.iter());
    if !left.is_empty() {
        let (count, items) = (left.len(), listed(left, session.words));
        let said = PlanningPhrase::LeftUnknown { count, items: &items };
        decided.notes.push(session.say(&Phrase::Planning(said)));
    }
    decided
}

/// The edits that confirm these.
pub(super) fn decided<'o>(items: impl Iterator<Item = &'o OpenItem>) -> Decided {
    let mut edits = Vec::new();
    for OpenItem { of, questions, unconfirmed, .. } in items {
        if !questions.is_empty() {
            edits.push(PlanEdit::Settle { of: of.clone(), asked: questions.clone() });
        }
        if *unconfirmed {
            edits.push(PlanEdit::Set { table: of.clone(), key: "confirmed".to_owned(), value: None });
        }
    }
    Decided { edits, ..Decided::default() }
}

/// The names that lead to what was typed: of a task and an event of one id, to the one that is open.
fn item(session: &Session, open: &[OpenItem], typed: &str) -> Result<Vec<String>, Failure> {
    let plan = &session.snapshot.plan;
    let path = |kind: &str, id: &str| vec![kind.to_owned(), id.to_owned()];
    let tasks = plan.tasks.iter().enumerate();
    let tasks = tasks.map(|(at, task)| (path("tasks", &at.to_string()), vec![task.id.as_str(), &task.title]));
    let units = plan.unit_indices().map(|unit| plan.unit(unit));
    let units = units.map(|it| (path("units", it.id.as_str()), vec![it.id.as_str(), &it.name, it.short_name()]));
    let groups = plan.groups.iter().map(|it| (path("groups", it.id.as_str()), vec![it.id.as_str(), &it.name]));
    let events = plan.events.iter().map(|it| (path("events", it.id.as_str()), vec![it.id.as_str(), &it.name]));
    let head = [(vec!["plan".to_owned()], vec!["plan"])];
    let (paths, names): (Vec<_>, Vec<_>) =
        head.into_iter().chain(tasks).chain(units).chain(groups).chain(events).unzip();
    let is_open = |at: &usize| open.iter().any(|one| one.of == paths[*at]);
    let exact: Vec<usize> = (0..names.len()).filter(|at| names[*at][0] == typed).collect();
    let exact = match exact.iter().copied().filter(is_open).collect::<Vec<_>>() {
        open if open.is_empty() => exact,
        open => open,
    };
    let found = if exact.is_empty() { select::among(typed, &names) } else { Matches::of(exact) };
    let nothing = Phrase::Planning(PlanningPhrase::NoItem { name: typed });
    let called = |at: usize| (names[at][0].to_owned(), (*names[at].get(1).unwrap_or(&"")).to_owned());
    Ok(paths[one(session.words, typed, found, &nothing, called)?].clone())
}

/// Asks which of what a draft left was looked at.
pub(super) fn asked(session: &Session) -> Result<Option<GuidedStep>, Failure> {
    let open = open_items(session);
    if open.is_empty() {
        return Err(Failure::Usage(say(session, GuideWord::NothingOpen)));
    }
    let all = (say(session, GuideWord::Everything), Vec::new());
    let lines = open.iter().map(|one| (one.first(), vec![one.item.id.clone(), one.item.name.clone()]));
    let Some(at) = pick(session, GuideWord::WhichOpen, std::iter::once(all).chain(lines).collect())? else {
        return Ok(None);
    };
    let id = at.checked_sub(1).map(|at| open[at].item.id.clone());
    Ok(Some(Box::new(move |session| {
        let open = open_items(session);
        Ok(Some(match &id {
            Some(id) => decided(open.iter().filter(|one| one.item.id == *id)),
            None => all_known(session, open),
        }))
    })))
}
