//! `tiendo start`: records that work has begun.

use chrono::NaiveDate;
use clap::Args;

use super::act::{self, RecordArgs, Remark};
use super::args::read_day;
use super::command::{Command, Help, Run};
use crate::action::{Action, Request};

#[derive(Args)]
pub(super) struct StartArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long, value_name = "DATE", value_parser = read_day)]
    on: Option<NaiveDate>,
    #[command(flatten)]
    remark: Remark,
}

impl Command for StartArgs {
    const NAME: &str = "start";
    const RUN: Run<Self> = |asked, args| {
        let request = Request { on: args.on, ..Request::new(Action::Start) };
        act::run(asked, &args.record, &args.remark, request)
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
