//! `tiendo start`: records that work has begun.

use clap::Args;

use super::act::{self, RecordArgs, Remark};
use super::args::{past, read_day};
use super::command::{Command, Help, Run};
use crate::action::{Action, Request};
use crate::typed::TypedDay;

#[derive(Args)]
pub(super) struct StartArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long, value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    on: Option<TypedDay>,
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    remark: Remark,
}

impl Command for StartArgs {
    const NAME: &str = "start";
    const RUN: Run<Self> = |asked, args| {
        act::run(asked, &args.record, &args.remark, |today| Request {
            on: past(args.on, today),
            replace: args.replace,
            ..Request::new(Action::Start)
        })
    };

    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Ghi ngày bắt đầu một việc", "Record that work has begun"),
        ("examples",
"tiendo start bao-cao-quy -u van-phong  # bắt đầu hôm nay
tiendo start bao-cao-quy 2024-Q2 -u van-phong --on 2/5/2024",
"tiendo start bao-cao-quy -u van-phong  # begun today
tiendo start bao-cao-quy 2024-Q2 -u van-phong --on 2024-05-02"),
    ];
}
