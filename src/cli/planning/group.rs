//! `tiendo group add` and `remove`: the members of groups.

use clap::Args;

use super::super::command::{Command, Help, Run};
use super::super::exit::{Exit, Failure};
use super::super::names::one;
use super::super::session::Asked;
use super::options::body;
use super::{Decided, change, refused};
use crate::edit::plan::PlanEdit;
use crate::model::id::GroupIx;
use crate::model::plan::{Body, Plan};
use crate::planning::{PlanRefusal, add_member, remove_member};
use crate::select;
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
    edit: fn(&Plan, GroupIx, Body) -> Result<Vec<PlanEdit>, PlanRefusal>,
) -> Result<Exit, Failure> {
    change(asked, *dry_run, &|session| {
        let plan = &session.snapshot.plan;
        let name = |group: GroupIx| {
            let group = &plan.groups[group.index()];
            (group.id.to_string(), group.name.to_string())
        };
        let found = select::group(plan, group);
        let group = one(session.words, group, found, &Phrase::NoGroup { name: group }, name)?;
        let body = body(session, member)?;
        let edits = edit(plan, group, body).map_err(|refusal| refused(session, &refusal, member, None))?;
        Ok(Some(Decided { edits, ..Decided::default() }))
    })
}
