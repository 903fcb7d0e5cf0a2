//! `tiendo group add` and `remove`: the members of groups.

use clap::Args;

use super::super::command::{Command, Help, Run};
use super::super::exit::{Exit, Failure, Misuse};
use super::super::lookup::{Fit, fitting};
use super::super::members::MemberPlan;
use super::super::names::one;
use super::super::question_forms::stands_in;
use super::super::session::{Asked, Session};
use super::super::shared::change_shared;
use super::options::{body, refuse_empty, together};
use super::{Decided, change, refused};
use crate::edit::plan::PlanEdit;
use crate::model::id::{GroupIx, UnitIx, is_id};
use crate::model::plan::{Body, Plan};
use crate::planning::bodies::{BodiesListed, add_group, add_members, remove_members};
use crate::planning::{PlanRefusal, id_of};
use crate::read::collection;
use crate::select::{self, Matches};
use crate::snapshot::PLANS;
use crate::words::{Phrase, PlanningPhrase};

/// The group, and who comes to it or goes.
#[derive(Args)]
struct Membership {
    #[arg(value_name = "GROUP")]
    group: String,
    #[arg(value_name = "UNIT")]
    members: Vec<String>,
    #[arg(long)]
    dry_run: bool,
}

#[derive(Args)]
pub(in crate::cli) struct GroupAddArgs {
    #[command(flatten)]
    membership: Membership,
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
}

impl Command for GroupAddArgs {
    const NAME: &str = "group add";
    const RUN: Run<Self> = run_add;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Thêm đơn vị hoặc nhóm vào một nhóm; có --name thì lập nhóm mới",
                  "Add units or groups to a group; with --name, to a new one"),
        ("usage", "<GROUP> <UNIT>...", "<GROUP> <UNIT>..."),
        ("examples",
r#"tiendo group add cac-so so-noi-vu so-y-te
tiendo group add cac-phong phong-a phong-b --name "Các phòng"  # nhóm mới"#,
r#"tiendo group add cac-so so-noi-vu so-y-te
tiendo group add cac-phong phong-a phong-b --name "Các phòng"  # a new group"#),
        ("group", "Nhóm: mã hoặc một phần tên; nhóm mới: mã", "Group: its id or part of its name; a new one: its id"),
        ("members", "Đơn vị hoặc nhóm: mã hoặc một phần tên", "Unit or group: its id or part of its name"),
        ("name", "Tên của nhóm mới", "Name of the new group"),
    ];
}

#[derive(Args)]
pub(in crate::cli) struct GroupRemoveArgs {
    #[command(flatten)]
    membership: Membership,
}

impl Command for GroupRemoveArgs {
    const NAME: &str = "group remove";
    const RUN: Run<Self> = |asked, args| run(asked, &args.membership, MemberChange::Goes);
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Bớt thành viên của nhóm; không ghi nếu đơn vị đã có số liệu về nghĩa vụ ấy",
                  "Remove members of a group; refused where a unit file says something about what they owed"),
        ("usage", "<GROUP> <UNIT>...", "<GROUP> <UNIT>..."),
        ("examples", "tiendo group remove cac-so so-noi-vu", "tiendo group remove cac-so so-noi-vu"),
        ("group", "Nhóm: mã hoặc một phần tên", "Group: its id or part of its name"),
        ("members", "Đơn vị hoặc nhóm: mã hoặc một phần tên", "Unit or group: its id or part of its name"),
    ];
}

/// Whether bodies come to a group, or go.
#[derive(Clone, Copy, PartialEq, Eq)]
enum MemberChange {
    Comes,
    Goes,
}

impl MemberChange {
    /// The edits of the file that has the group.
    fn edits(self, of: &BodiesListed<'_>, group: GroupIx, bodies: &[Body]) -> Result<Vec<PlanEdit>, PlanRefusal> {
        match self {
            Self::Comes => add_members(of, group, bodies),
            Self::Goes => remove_members(of, group, bodies),
        }
    }
}

fn run_add(asked: &Asked, args: &GroupAddArgs) -> Result<Exit, Failure> {
    let Some(name) = &args.name else { return run(asked, &args.membership, MemberChange::Comes) };
    refuse_empty(&[("--name", Some(name))])?;
    some(&args.membership.members)?;
    let Membership { group, members, dry_run } = &args.membership;
    change(asked, *dry_run, &|session| {
        let plan = &session.snapshot.plan;
        if !is_id(group) {
            return Err(refused(session, &PlanRefusal::NoSuchId, group));
        }
        let bodies = together(members.iter().map(|typed| body(session, typed)))?;
        let edits = add_group(plan, group, name, &bodies).map_err(|refusal| refused(session, &refusal, group))?;
        Ok(Some(Decided { edits, ..Decided::default() }))
    })
}

/// Refuses to change nobody's membership.
fn some(members: &[String]) -> Result<(), Misuse> {
    if !members.is_empty() {
        return Ok(());
    }
    Err(Misuse::new(|words| words.phrase(&Phrase::Planning(PlanningPhrase::MembersNeeded))))
}

fn run(asked: &Asked, args: &Membership, edit: MemberChange) -> Result<Exit, Failure> {
    let Membership { group, members, dry_run } = args;
    let asked = &first_with(asked, group)?;
    let session = asked.open()?;
    let found = group_of(&session, group).map_err(|failure| match failure {
        // What nothing is called may be meant for a new group: by its id, or by its name.
        Failure::Usage(said) if edit == MemberChange::Comes => {
            let made = id_of(group, |id| session.plan.body_by_id(id).is_some());
            let id = Some(group.clone()).filter(|group| is_id(group)).or(made).unwrap_or_default();
            let new = session.say(&Phrase::Planning(PlanningPhrase::GroupNew { group: &id }));
            Failure::Usage(format!("{said}\n{new}"))
        }
        other => other,
    })?;
    some(members)?;
    if found.index() < session.snapshot.spans.shared.1 {
        let id = session.snapshot.plan.groups[found.index()].id.clone();
        let decide = |text: &str| in_shared_file(&session, text, (id.as_str(), members), edit);
        if let Some(exit) = change_shared(asked, &session, decide, (None, *dry_run))? {
            return Ok(exit);
        }
    }
    change(asked, *dry_run, &|session| {
        let plan = &session.snapshot.plan;
        let group = group_of(session, group)?;
        let is_removed = edit == MemberChange::Goes;
        let bodies = members.iter().map(|typed| match member_of(plan, group, typed).filter(|_| is_removed) {
            Some(member) => Ok(member),
            None => body(session, typed),
        });
        let bodies = together(bodies)?;
        let edits = edit.edits(&BodiesListed::of(plan), group, &bodies);
        let edits = edits.map_err(|refusal| refused(session, &refusal, &members.join(", ")))?;
        let of = &plan.groups[group.index()];
        let left = of.members.iter().filter(|member| !is_removed && !bodies.contains(*member));
        let notes = left.filter_map(|member| match member {
            Body::Unit(unit) if stands_in(plan, *unit) => {
                let (unit, group) = (plan.unit(*unit), of.id.as_str());
                let said = PlanningPhrase::StandIn { name: &unit.name, group, id: unit.id.as_str() };
                Some(session.say(&Phrase::Planning(said)))
            }
            _ => None,
        });
        Ok(Some(Decided { edits, notes: notes.collect(), ..Decided::default() }))
    })
}

/// The one member of a group that was meant; nothing where none is, or several.
fn member_of(plan: &Plan, group: GroupIx, typed: &str) -> Option<Body> {
    let (listed, members) = (BodiesListed::of(plan), &plan.groups[group.index()].members);
    let names: Vec<Vec<&str>> = members.iter().map(|member| listed.names(*member).to_vec()).collect();
    let exact = names.iter().position(|names| names[0] == typed);
    let meant = || match select::among(typed, &names) {
        Matches::One(at) => Some(at),
        _ => None,
    };
    exact.or_else(meant).map(|at| members[at])
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
    (group, members): (&str, &[String]),
    edit: MemberChange,
) -> Result<Vec<PlanEdit>, Failure> {
    let bodies = collection::bodies(PLANS, text);
    let Some(Body::Group(group)) = bodies.ids.get(group).copied() else {
        return Err(Failure::Usage(session.say(&Phrase::NoGroup { name: group })));
    };
    let units = (0..bodies.units.len()).map(|at| Body::Unit(UnitIx::new(at)));
    let all: Vec<Body> = units.chain((0..bodies.groups.len()).map(|at| Body::Group(GroupIx::new(at)))).collect();
    let listed = BodiesListed { units: &bodies.units, groups: &bodies.groups };
    let names: Vec<[&str; 3]> = all.iter().map(|body| listed.names(*body)).collect();
    let called = |at: usize| (names[at][0].to_owned(), names[at][1].to_owned());
    let meant = |member: &String| {
        let found = match names.iter().position(|[id, ..]| id == member) {
            Some(at) => Matches::One(at),
            None => select::among(member, &names.iter().map(|names| names.to_vec()).collect::<Vec<_>>()),
        };
        Ok(all[one(session.words, member, found, &Phrase::NoUnit { name: member }, called)?])
    };
    let bodies_meant = together(members.iter().map(meant))?;
    edit.edits(&listed, group, &bodies_meant).map_err(|refusal| refused(session, &refusal, &members.join(", ")))
}
