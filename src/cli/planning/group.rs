//! `tiendo group add` and `remove`: the members of groups.

use clap::Args;

use super::super::command::{Command, Help, Run};
use super::super::exit::{Exit, Failure};
use super::super::lookup::{Fit, fitting};
use super::super::members::MemberPlan;
use super::super::names::one;
use super::super::session::{Asked, Session};
use super::super::shared::change_shared;
use super::options::body;
use super::{Decided, change, refused};
use crate::edit::plan::PlanEdit;
use crate::model::id::{GroupIx, UnitIx};
use crate::model::plan::Body;
use crate::planning::{BodiesListed, PlanRefusal, add_member, remove_member};
use crate::read::collection;
use crate::select::{self, Matches};
use crate::snapshot::PLANS;
use crate::words::Phrase;

/// The group, and who comes to it or goes.
#[derive(Args)]
struct Membership {
    #[arg(value_name = "GROUP")]
    group: String,
    #[arg(value_name = "UNIT")]
    member: String,
    #[arg(long)]
    dry_run: bool,
}

#[derive(Args)]
pub(in crate::cli) struct GroupAddArgs {
    #[command(flatten)]
    membership: Membership,
}

impl Command for GroupAddArgs {
    const NAME: &str = "group add";
    const RUN: Run<Self> = |asked, args| run(asked, &args.membership, add_member);
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Thêm một đơn vị hoặc nhóm vào một nhóm", "Add a unit or group to a group"),
        ("examples", "tiendo group add cac-so so-noi-vu", "tiendo group add cac-so so-noi-vu"),
        ("group", "Nhóm: mã hoặc một phần tên", "Group: its id or part of its name"),
        ("member", "Đơn vị hoặc nhóm: mã hoặc một phần tên", "Unit or group: its id or part of its name"),
    ];
}

#[derive(Args)]
pub(in crate::cli) struct GroupRemoveArgs {
    #[command(flatten)]
    membership: Membership,
}

impl Command for GroupRemoveArgs {
    const NAME: &str = "group remove";
    const RUN: Run<Self> = |asked, args| run(asked, &args.membership, remove_member);
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Bớt một thành viên của nhóm; không ghi nếu đơn vị đã có số liệu về nghĩa vụ ấy",
                  "Remove a member of a group; refused where a unit file says something about what it owed"),
        ("examples", "tiendo group remove cac-so so-noi-vu", "tiendo group remove cac-so so-noi-vu"),
        ("group", "Nhóm: mã hoặc một phần tên", "Group: its id or part of its name"),
        ("member", "Đơn vị hoặc nhóm: mã hoặc một phần tên", "Unit or group: its id or part of its name"),
    ];
}

fn run(
    asked: &Asked,
    Membership { group, member, dry_run }: &Membership,
    edit: fn(&BodiesListed<'_>, GroupIx, Body) -> Result<Vec<PlanEdit>, PlanRefusal>,
) -> Result<Exit, Failure> {
    let asked = &first_with(asked, group)?;
    let session = asked.open()?;
    let found = group_of(&session, group)?;
    if found.index() < session.snapshot.spans.shared.1 {
        let id = session.snapshot.plan.groups[found.index()].id.clone();
        let decide = |text: &str| in_shared_file(&session, text, (id.as_str(), member), edit);
        if let Some(exit) = change_shared(asked, &session, decide, (None, *dry_run))? {
            return Ok(exit);
        }
    }
    change(asked, *dry_run, &|session| {
        let plan = &session.snapshot.plan;
        let body = body(session, member)?;
        let edits = edit(&BodiesListed::of(plan), group_of(session, group)?, body);
        let edits = edits.map_err(|refusal| refused(session, &refusal, member, None))?;
        Ok(Some(Decided { edits, ..Decided::default() }))
    })
}

fn group_of(session: &Session, typed: &str) -> Result<GroupIx, Failure> {
    let plan = &session.snapshot.plan;
    let name = |group: GroupIx| {
        let group = &plan.groups[group.index()];
        (group.id.to_string(), group.name.to_string())
    };
    one(session.words, typed, select::group(plan, typed), &Phrase::NoGroup { name: typed }, name)
}

/// Of a collection the first plan that shares this group, or the one plan that has it.
fn first_with(asked: &Asked, typed: &str) -> Result<Asked, Failure> {
    let Some(collection) = asked.many()? else { return Ok(asked.clone()) };
    let shares = |member: &&MemberPlan| {
        let Ok(snapshot) = member.open() else { return false };
        matches!(select::group(&snapshot.plan, typed), Matches::One(group) if group.index() < snapshot.spans.shared.1)
    };
    // A plan that does not open is told of where no other has the group.
    match collection.plans.iter().find(shares) {
        Some(member) => Ok(Asked { plan: Some(member.folder.clone()), ..asked.clone() }),
        None => fitting(asked, typed, |plan| match select::group(plan, typed) {
            Matches::One(group) if plan.groups[group.index()].id.as_str() == typed => Some(Fit::Exact),
            Matches::One(_) => Some(Fit::Part),
            _ => None,
        }),
    }
}

/// The edits of a group in the file of shared bodies, by what that file says: a plan has only those members that count there.
fn in_shared_file(
    session: &Session,
    text: &str,
    (group, member): (&str, &str),
    edit: fn(&BodiesListed<'_>, GroupIx, Body) -> Result<Vec<PlanEdit>, PlanRefusal>,
) -> Result<Vec<PlanEdit>, Failure> {
    let bodies = collection::bodies(PLANS, text);
    let Some(Body::Group(group)) = bodies.ids.get(group).copied() else {
        return Err(Failure::Usage(session.say(&Phrase::NoGroup { name: group })));
    };
    let units = (0..bodies.units.len()).map(|at| Body::Unit(UnitIx::new(at)));
    let all: Vec<Body> = units.chain((0..bodies.groups.len()).map(|at| Body::Group(GroupIx::new(at)))).collect();
    let listed = BodiesListed { units: &bodies.units, groups: &bodies.groups };
    let names: Vec<[&str; 3]> = all.iter().map(|body| listed.names(*body)).collect();
    let found = match names.iter().position(|[id, ..]| *id == member) {
        Some(at) => Matches::One(at),
        None => select::among(member, &names.iter().map(|names| names.to_vec()).collect::<Vec<_>>()),
    };
    let called = |at: usize| (names[at][0].to_owned(), names[at][1].to_owned());
    let at = one(session.words, member, found, &Phrase::NoUnit { name: member }, called)?;
    edit(&listed, group, all[at]).map_err(|refusal| refused(session, &refusal, member, None))
}
