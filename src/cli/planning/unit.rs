//! `tiendo unit add` and the like: units of the plan, edited.

use clap::Args;

use super::super::args::{past, read_day, whole};
use super::super::command::{Command, Help, Run};
use super::super::exit::{Exit, Failure};
use super::super::lookup::{Fit, fitting, unit_named};
use super::super::members::MemberPlan;
use super::super::names::one_unit;
use super::super::session::{Asked, Session};
use super::super::shared::change_shared;
use super::options::{refuse_empty, together};
use super::{Decided, change, refused};
use crate::model::id::{UnitIx, is_id};
use crate::planning::bodies::{UnitFields, add_unit, edit_unit, end_unit, remove_unit};
use crate::planning::{PlanRefusal, id_of};
use crate::select::{self, Matches};
use crate::snapshot::{Snapshot, Unopened};
use crate::typed::{Leaning, TypedDay};

#[derive(Args)]
pub(in crate::cli) struct UnitAddArgs {
    #[arg(value_name = "TEXT")]
    new_name: String,
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    #[arg(long, value_name = "TEXT")]
    short: Option<String>,
    #[arg(long, value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    from: Option<TypedDay>,
    #[arg(long)]
    dry_run: bool,
}

impl Command for UnitAddArgs {
    const NAME: &str = "unit add";
    const RUN: Run<Self> = run_add;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Thêm một đơn vị", "Add a unit"),
        ("examples",
r#"tiendo unit add "Sở Nội vụ" --short SNV --from 1/3/2025"#,
r#"tiendo unit add "Sở Nội vụ" --short SNV --from 2025-03-01"#),
        ("new_name", "Tên đơn vị", "Name of the unit"),
        ("id", "Mã, cũng là tên tệp [mặc định: theo tên]", "Id, which also names its file [default: made of the name]"),
        ("short", "Tên gọn", "Short name"),
        ("from", "Ngày đầu tiên đơn vị có mặt [mặc định: từ trước]", "First day on which it exists [default: always]"),
    ];
}

fn run_add(asked: &Asked, args: &UnitAddArgs) -> Result<Exit, Failure> {
    change(asked, args.dry_run, &|session| {
        let (plan, name) = (&session.snapshot.plan, args.new_name.trim());
        refuse_empty(&[("--short", args.short.as_ref())])?;
        let id = match &args.id {
            Some(id) => Some(id.clone()),
            None => id_of(name, |id| plan.body_by_id(id).is_some()).filter(|id| is_id(id)),
        };
        let id = id.ok_or_else(|| refused(session, &PlanRefusal::NoId, name))?;
        let from = past(args.from, session.judge.as_of())?;
        let fields = UnitFields { name: Some(name.to_owned()), short: args.short.clone(), from };
        let edits = add_unit(plan, &id, &fields).map_err(|refusal| refused(session, &refusal, &id))?;
        Ok(Some(Decided { edits, ..Decided::default() }))
    })
}

#[derive(Args)]
pub(in crate::cli) struct UnitEditArgs {
    #[arg(value_name = "UNIT")]
    edited: String,
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    #[arg(long, value_name = "TEXT")]
    short: Option<String>,
    #[arg(long, value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    from: Option<TypedDay>,
    #[arg(long)]
    dry_run: bool,
}

impl Command for UnitEditArgs {
    const NAME: &str = "unit edit";
    const RUN: Run<Self> = run_edit;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Sửa tên đơn vị, tên gọn, ngày bắt đầu", "Change a unit's name, short name or first day"),
        ("examples",
r#"tiendo unit edit so-noi-vu --name "Sở Nội vụ tỉnh""#,
r#"tiendo unit edit so-noi-vu --name "Sở Nội vụ tỉnh""#),
        ("edited", "Đơn vị: mã hoặc một phần tên", "Unit: its id or part of its name"),
        ("name", "Tên đơn vị", "Name of the unit"),
        ("short", "Tên gọn", "Short name"),
        ("from", "Ngày đầu tiên đơn vị có mặt", "First day on which it exists"),
    ];
}

fn run_edit(asked: &Asked, args: &UnitEditArgs) -> Result<Exit, Failure> {
    change_unit(asked, &args.edited, args.dry_run, &|session, unit| {
        refuse_empty(&[("--name", args.name.as_ref()), ("--short", args.short.as_ref())])?;
        let from = past(args.from, session.judge.as_of())?;
        let fields = UnitFields { name: args.name.clone(), short: args.short.clone(), from };
        let edits = edit_unit(&session.snapshot.plan, unit, &fields);
        let edits = edits.map_err(|refusal| refused(session, &refusal, &args.edited))?;
        Ok(Decided { edits, ..Decided::default() })
    })
}

/// Edits a unit where it stands: in the plan, or in the file of several plans where these share it.
fn change_unit(
    asked: &Asked,
    typed: &str,
    dry_run: bool,
    decide: &dyn Fn(&Session, UnitIx) -> Result<Decided, Failure>,
) -> Result<Exit, Failure> {
    let asked = &first_with(asked, typed)?;
    let session = asked.open()?;
    let wide = asked.open_to_name(&session)?;
    let session = wide.as_ref().unwrap_or(&session);
    let unit = one_unit(session, typed)?;
    if unit.index() < session.snapshot.spans.shared.0 {
        let Decided { edits, from, .. } = decide(session, unit)?;
        if let Some(exit) = change_shared(asked, session, |_| Ok(edits), (from, dry_run))? {
            return Ok(exit);
        }
    }
    change(asked, dry_run, &|session| decide(session, one_unit(session, typed)?).map(Some))
}

/// Of a collection the plan that has this unit, or the first of those that share it. Of plans that cannot be read it is
/// not known which units they have.
fn first_with(asked: &Asked, typed: &str) -> Result<Asked, Failure> {
    let Some(collection) = asked.many()? else { return Ok(asked.clone()) };
    let of = |member: &MemberPlan| Asked { plan: Some(member.folder.clone()), ..asked.clone() };
    let find = |open: fn(&MemberPlan) -> Result<Snapshot, Unopened>, is: &dyn Fn(&Snapshot) -> bool| {
        let mut unread = None;
        for member in &collection.plans {
            match open(member) {
                Ok(snapshot) if is(&snapshot) => return Ok(Some(of(member))),
                Ok(_) => {}
                Err(found) => unread = unread.or(Some(found)),
            }
        }
        unread.map_or(Ok(None), |found| Err(asked.unopened(&found)))
    };
    let id = match unit_named(asked, &collection, typed) {
        Ok(id) => id,
        // One that no plan names yet, in the file that they share.
        Err(Failure::Told(exit, told)) => return Err(Failure::Told(exit, told)),
        Err(nobody) => {
            let knows = |of: &Snapshot| matches!(select::unit(&of.plan, typed), Matches::One(_));
            return find(|member| Snapshot::open_to_name(member.files()), &knows)?.ok_or(nobody);
        }
    };
    let shares = |of: &Snapshot| of.plan.unit_by_id(&id).is_some_and(|unit| unit.index() < of.spans.shared.0);
    match find(MemberPlan::open, &shares)? {
        Some(asked) => Ok(asked),
        None => fitting(asked, typed, |plan| plan.unit_by_id(&id).map(|_| Fit::Exact)),
    }
}

#[derive(Args)]
pub(in crate::cli) struct UnitEndArgs {
    #[arg(value_name = "UNIT")]
    ended: String,
    #[arg(long, value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    until: TypedDay,
    #[arg(long = "successor", value_name = "UNIT")]
    successors: Vec<String>,
    #[arg(long)]
    replace: bool,
    #[arg(long)]
    dry_run: bool,
}

impl Command for UnitEndArgs {
    const NAME: &str = "unit end";
    const RUN: Run<Self> = run_end;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Kết thúc một đơn vị: ngày cuối cùng, đơn vị kế thừa nghĩa vụ",
                  "End a unit: its last day, and who takes its duties over"),
        ("examples",
"tiendo unit end so-noi-vu-cu --until 28/2/2025 --successor so-noi-vu",
"tiendo unit end so-noi-vu-cu --until 2025-02-28 --successor so-noi-vu"),
        ("ended", "Đơn vị: mã hoặc một phần tên", "Unit: its id or part of its name"),
        ("until", "Ngày cuối cùng đơn vị có mặt", "Last day on which it exists"),
        ("successors", "Đơn vị kế thừa (ghi được nhiều lần)", "Unit that takes over (repeatable)"),
    ];
}

fn run_end(asked: &Asked, args: &UnitEndArgs) -> Result<Exit, Failure> {
    change_unit(asked, &args.ended, args.dry_run, &|session, unit| {
        let successors = together(args.successors.iter().map(|typed| one_unit(session, typed)))?;
        let until = whole(args.until, session.judge.as_of(), Leaning::Future)?;
        let edits = end_unit(&session.snapshot.plan, unit, until, &successors, args.replace)
            .map_err(|refusal| refused(session, &refusal, &args.ended))?;
        let from = until.succ_opt();
        Ok(Decided { edits, from, ..Decided::default() })
    })
}

#[derive(Args)]
pub(in crate::cli) struct UnitRemoveArgs {
    #[arg(value_name = "UNIT")]
    removed: String,
    #[arg(long)]
    dry_run: bool,
}

impl Command for UnitRemoveArgs {
    const NAME: &str = "unit remove";
    const RUN: Run<Self> = run_remove;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Bỏ một đơn vị nhập nhầm; đơn vị đã từng có nhiệm vụ thì dùng unit end",
                  "Remove a unit that was typed wrongly; one that had duties is ended with unit end"),
        ("examples", "tiendo unit remove so-y-te-2", "tiendo unit remove so-y-te-2"),
        ("removed", "Đơn vị: mã hoặc một phần tên", "Unit: its id or part of its name"),
    ];
}

fn run_remove(asked: &Asked, args: &UnitRemoveArgs) -> Result<Exit, Failure> {
    change_unit(asked, &args.removed, args.dry_run, &|session, unit| {
        let id = session.snapshot.plan.unit(unit).id.as_str();
        let edits = remove_unit(&session.snapshot.plan, unit);
        let edits = edits.map_err(|refusal| refused(session, &refusal, id))?;
        Ok(Decided { edits, ..Decided::default() })
    })
}
