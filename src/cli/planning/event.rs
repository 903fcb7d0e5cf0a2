//! `tiendo event date`: the day of an event on which deadlines hang.

use clap::Args;

use super::super::args::read_day;
use super::super::command::{Command, Help, Run};
use super::super::exit::{Exit, Failure};
use super::super::names::{one, one_unit};
use super::super::session::Asked;
use super::options::together;
use super::{Decided, change, refused};
use crate::planning::date_event;
use crate::select;
use crate::typed::{Leaning, TypedDay};
use crate::words::{Phrase, PlanningPhrase};

#[derive(Args)]
pub(in crate::cli) struct EventDateArgs {
    event: String,
    #[arg(value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    day: TypedDay,
    #[arg(short = 'u', long = "unit", value_name = "UNIT")]
    dated: Vec<String>,
    #[arg(long)]
    replace: bool,
    #[arg(long)]
    dry_run: bool,
}

impl Command for EventDateArgs {
    const NAME: &str = "event date";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Ghi ngày của một sự kiện, nêu những hạn tính từ ngày ấy",
                  "Set the date of an event, and show the deadlines that count from it"),
        ("examples",
r"tiendo event date so-ket-3-nam 20/6/2024
tiendo event date nhan-kh 4/3/2024 --unit huyen-uy-binh-son
tiendo event date so-ket-3-nam 20/6/2024 --dry-run  # xem trước, không ghi",
r"tiendo event date so-ket-3-nam 2024-06-20
tiendo event date nhan-kh 2024-03-04 --unit huyen-uy-binh-son
tiendo event date so-ket-3-nam 2024-06-20 --dry-run  # show the change; write nothing"),
        ("event", "Sự kiện: mã hoặc một phần tên", "Event: its id or part of its name"),
        ("day", "Ngày của sự kiện, như 20/6/2024", "Day of the event, such as 2024-06-20"),
        ("dated", "Ngày riêng của đơn vị này (ghi được nhiều lần)", "A date of this unit's own (repeatable)"),
        ("EVENT", "SỰ KIỆN", "EVENT"),
    ];
}

fn run(asked: &Asked, args: &EventDateArgs) -> Result<Exit, Failure> {
    change(asked, args.dry_run, &|session| {
        let plan = &session.snapshot.plan;
        let name = |event| (plan.event(event).id.to_string(), plan.event(event).name.to_string());
        let nothing = Phrase::Planning(PlanningPhrase::NoEvent { name: &args.event });
        let event = one(session.words, &args.event, select::event(plan, &args.event), &nothing, name)?;
        let day = args.day.on(session.judge.as_of(), Leaning::Future);
        let units = together(args.dated.iter().map(|typed| one_unit(session, typed)))?;
        let edits = date_event(plan, event, &units, day, args.replace)
            .map_err(|refusal| refused(session, &refusal, plan.event(event).id.as_str(), None))?;
        Ok(Some(Decided { edits, ..Decided::default() }))
    })
}
