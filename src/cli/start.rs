//! `tiendo start`: records that work has begun.

use clap::Args;

use super::act::{self, Dated, RecordArgs, Remark};
use super::command::{Command, Help, Run};
use crate::action::Action;

#[derive(Args)]
pub(super) struct StartArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[command(flatten)]
    dated: Dated,
    #[command(flatten)]
    remark: Remark,
}

impl Command for StartArgs {
    const NAME: &str = "start";
    const RUN: Run<Self> =
        |asked, args| act::run(asked, &args.record, &args.remark, |today| args.dated.request(Action::Start, today));

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
