//! `tiendo task amend` and the like: tasks of the plan, edited.

use clap::Args;

use super::super::command::{Command, Help, Run};
use super::super::exit::{Exit, Failure};
use super::super::names::one_task;
use super::super::session::{Asked, Session};
use super::new_id::new_id;
use super::options::{DocumentArgs, FieldArgs, PlaceArgs, place};
use super::{Decided, change, refused};
use crate::edit::plan::PlanEdit;
use crate::planning::{PlanRefusal, add, amend, cancel, edit, reorder};
use crate::text::one_line;
use crate::words::{Phrase, PlanningPhrase};

#[derive(Args)]
pub(in crate::cli) struct TaskAmendArgs {
    task: String,
    #[command(flatten)]
    document: DocumentArgs,
    #[command(flatten)]
    fields: FieldArgs,
    #[arg(long)]
    dry_run: bool,
}

impl Command for TaskAmendArgs {
    const NAME: &str = "task amend";
    const RUN: Run<Self> = run_amend;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Sửa đổi nhiệm vụ theo văn bản: từ ngày văn bản; những ngày trước đó giữ nguyên",
                  "Amend a task by a document, from its day on: earlier days stay as they were"),
        ("examples",
r#"tiendo task amend bao-cao --by "300-CV/TU" --on 2/5/2024 --due "trước ngày 30/9/2024"
tiendo task amend bao-cao --by "300-CV/TU" --on 2/5/2024 --lead so-noi-vu --dry-run  # xem trước, không ghi"#,
r#"tiendo task amend bao-cao --by "300-CV/TU" --on 2024-05-02 --due "before 2024-09-30"
tiendo task amend bao-cao --by "300-CV/TU" --on 2024-05-02 --lead so-noi-vu --dry-run  # show the change; write nothing"#),
        ("task", "Nhiệm vụ: mã hoặc một phần tên; một mốc: nhiệm-vụ.mốc", "Task: its id or part of its title; a milestone: task.milestone"),
        ("document", "Văn bản sửa đổi [mặc định: hỏi]", "The document that amends it [default: asked for]"),
        ("issued", "Ngày của văn bản [mặc định: hỏi]", "Day of the document [default: asked for]"),
    ];
}

fn run_amend(asked: &Asked, args: &TaskAmendArgs) -> Result<Exit, Failure> {
    change(asked, args.dry_run, &|session| {
        let place = place(session, &args.task)?;
        let Some(by) = args.document.decision(session)? else { return Ok(None) };
        let Some(fields) = args.fields.fields(session, Some(place), Some(by.on))? else { return Ok(None) };
        let edits = decided(session, &args.task, amend(&session.snapshot.plan, place, &fields, &by))?;
        Ok(Some(Decided { edits, from: Some(by.on), ..Decided::default() }))
    })
}

#[derive(Args)]
pub(in crate::cli) struct TaskEditArgs {
    task: String,
    #[command(flatten)]
    fields: FieldArgs,
    #[command(flatten)]
    more: PlaceArgs,
    #[arg(long)]
    past: bool,
    #[arg(long)]
    dry_run: bool,
}

impl Command for TaskEditArgs {
    const NAME: &str = "task edit";
    const RUN: Run<Self> = run_edit;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Sửa nhiệm vụ nhập chưa đúng; có văn bản sửa đổi thì dùng task amend",
                  "Correct a task that was typed wrongly; what a document changes is amended with task amend"),
        ("examples",
r#"tiendo task edit bao-cao --due "trước ngày 15 của tháng cuối quý"
tiendo task edit bao-cao --title "Báo cáo quý" --dry-run  # xem trước, không ghi"#,
r#"tiendo task edit bao-cao --due "before day 15" --wording "trước ngày 15 của tháng cuối quý"
tiendo task edit bao-cao --title "Quarterly report" --dry-run  # show the change; write nothing"#),
        ("task", "Nhiệm vụ: mã hoặc một phần tên; một mốc: nhiệm-vụ.mốc", "Task: its id or part of its title; a milestone: task.milestone"),
        ("past", "Sửa cả hạn và đơn vị chủ trì của những kỳ đã qua, khi chỉ sửa lỗi nhập",
                 "Change also last days that have passed, and who owed them: for slips of typing only"),
    ];
}

fn run_edit(asked: &Asked, args: &TaskEditArgs) -> Result<Exit, Failure> {
    change(asked, args.dry_run, &|session| {
        let place = place(session, &args.task)?;
        let Some(fields) = args.fields.fields(session, Some(place), None)? else { return Ok(None) };
        let fields = args.more.with(session, fields)?;
        let edits = decided(session, &args.task, edit(&session.snapshot.plan, place, &fields))?;
        let keeps_past = if args.past { Vec::new() } else { vec![place.task] };
        Ok(Some(Decided { edits, keeps_past, ..Decided::default() }))
    })
}

fn decided(
    session: &Session,
    subject: &str,
    edits: Result<Vec<PlanEdit>, PlanRefusal>,
) -> Result<Vec<PlanEdit>, Failure> {
    edits.map_err(|refusal| refused(session, &refusal, subject))
}

#[derive(Args)]
pub(in crate::cli) struct TaskAddArgs {
    #[arg(value_name = "TEXT")]
    new_title: String,
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    #[command(flatten)]
    fields: FieldArgs,
    #[command(flatten)]
    more: PlaceArgs,
    #[arg(long, value_name = "TASK")]
    after: Option<String>,
    #[command(flatten)]
    document: DocumentArgs,
    #[arg(long)]
    dry_run: bool,
}

impl Command for TaskAddArgs {
    const NAME: &str = "task add";
    const RUN: Run<Self> = run_add;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Thêm một nhiệm vụ; có --by và --on thì tính từ ngày văn bản",
                  "Add a task; with --by and --on it counts from the day of the document"),
        ("examples",
r#"tiendo task add "Báo cáo năm" --lead van-phong --due "trước ngày 15/11 hằng năm"
tiendo task add "Kiểm tra" --lead cac-so --due 30/9/2024 --by "300-CV/TU" --on 2/5/2024"#,
r#"tiendo task add "Annual report" --lead van-phong --due "trước ngày 15/11 hằng năm"
tiendo task add "Inspection" --lead cac-so --due 2024-09-30 --by "300-CV/TU" --on 2024-05-02"#),
        ("new_title", "Nội dung nhiệm vụ", "Title of the task"),
        ("id", "Mã [mặc định: theo nội dung]", "Id [default: made of the title]"),
        ("after", "Đặt sau nhiệm vụ này [mặc định: cuối kế hoạch]", "Put it after this task [default: at the end]"),
        ("document", "Văn bản bổ sung nhiệm vụ", "The document that adds it"),
        ("issued", "Ngày của văn bản", "Day of the document"),
    ];
}

fn run_add(asked: &Asked, args: &TaskAddArgs) -> Result<Exit, Failure> {
    change(asked, args.dry_run, &|session| {
        let plan = &session.snapshot.plan;
        let by = if args.document.is_named() {
            let Some(by) = args.document.decision(session)? else { return Ok(None) };
            Some(by)
        } else {
            None
        };
        let day = by.as_ref().map(|by| by.on);
        let Some(mut fields) = args.fields.fields(session, None, day)? else { return Ok(None) };
        let title = args.new_title.trim();
        if let Some(other) = fields.title.as_deref().map(str::trim).filter(|other| *other != title) {
            let said = PlanningPhrase::TitleTwice { title, other };
            return Err(Failure::Usage(one_line(&session.say(&Phrase::Planning(said)))));
        }
        let (id, note) =
            new_id(session, title, args.id.as_deref(), &[]).map_err(|refusal| refused(session, &refusal, title))?;
        fields.title = Some(title.to_owned());
        let fields = args.more.with(session, fields)?;
        let after = args.after.as_ref().map(|typed| one_task(session, typed)).transpose()?;
        let at = after.map_or(plan.tasks.len(), |task| task.index() + 1);
        let edits = add(plan, &id, &fields, by.as_ref(), at).map_err(|refusal| {
            let subject = if matches!(refusal, PlanRefusal::Lacks(_)) { title } else { id.as_str() };
            refused(session, &refusal, subject)
        })?;
        let notes = note.into_iter().collect();
        Ok(Some(Decided { edits, from: day, notes, ..Decided::default() }))
    })
}

#[derive(Args)]
pub(in crate::cli) struct TaskCancelArgs {
    task: String,
    #[command(flatten)]
    document: DocumentArgs,
    #[arg(long)]
    replace: bool,
    #[arg(long)]
    dry_run: bool,
}

impl Command for TaskCancelArgs {
    const NAME: &str = "task cancel";
    const RUN: Run<Self> = run_cancel;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Hủy một nhiệm vụ theo văn bản, từ ngày văn bản; việc đã hoàn thành giữ nguyên",
                  "Cancel a task by a document, from its day on; what was done stays done"),
        ("examples",
r#"tiendo task cancel bao-cao --by "300-CV/TU" --on 2/5/2024"#,
r#"tiendo task cancel bao-cao --by "300-CV/TU" --on 2024-05-02"#),
        ("task", "Nhiệm vụ: mã hoặc một phần tên; một mốc: nhiệm-vụ.mốc", "Task: its id or part of its title; a milestone: task.milestone"),
        ("document", "Văn bản hủy [mặc định: hỏi]", "The document that cancels it [default: asked for]"),
        ("issued", "Ngày của văn bản [mặc định: hỏi]", "Day of the document [default: asked for]"),
    ];
}

fn run_cancel(asked: &Asked, args: &TaskCancelArgs) -> Result<Exit, Failure> {
    change(asked, args.dry_run, &|session| {
        let place = place(session, &args.task)?;
        let Some(by) = args.document.decision(session)? else { return Ok(None) };
        let edits = decided(session, &args.task, cancel(&session.snapshot.plan, place, &by, args.replace))?;
        Ok(Some(Decided { edits, from: Some(by.on), ..Decided::default() }))
    })
}

#[derive(Args)]
pub(in crate::cli) struct TaskMoveArgs {
    task: String,
    #[arg(long, value_name = "TASK", required_unless_present = "after", conflicts_with = "after")]
    before: Option<String>,
    #[arg(long, value_name = "TASK")]
    after: Option<String>,
    #[arg(long)]
    dry_run: bool,
}

impl Command for TaskMoveArgs {
    const NAME: &str = "task move";
    const RUN: Run<Self> = run_move;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Đổi chỗ một nhiệm vụ trong kế hoạch, tức là đổi thứ tự trong mọi bảng",
                  "Move a task within the plan, which is its place in every output"),
        ("usage", "<TASK> --before <TASK> | --after <TASK>", "<TASK> --before <TASK> | --after <TASK>"),
        ("examples", "tiendo task move bao-cao --before ke-hoach", "tiendo task move bao-cao --before ke-hoach"),
        ("before", "Đặt trước nhiệm vụ này", "Put it before this task"),
        ("after", "Đặt sau nhiệm vụ này", "Put it after this task"),
    ];
}

fn run_move(asked: &Asked, args: &TaskMoveArgs) -> Result<Exit, Failure> {
    change(asked, args.dry_run, &|session| {
        let task = one_task(session, &args.task)?;
        let other = args.before.as_ref().or(args.after.as_ref()).map(|typed| one_task(session, typed)).transpose()?;
        let edits = other.map(|other| reorder(task, other, args.after.is_some())).unwrap_or_default();
        Ok(Some(Decided { edits, ..Decided::default() }))
    })
}
