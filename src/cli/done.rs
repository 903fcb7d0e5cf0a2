//! `tiendo done`: records that something is done, with its evidence.

use clap::Args;

use super::act::{self, Dated, Proof, RecordArgs, Remark};
use super::command::{Command, Help, Run};
use crate::action::{Action, Request};

#[derive(Args)]
pub(super) struct DoneArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[command(flatten)]
    dated: Dated,
    #[command(flatten)]
    proof: Proof,
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    remark: Remark,
}

impl Command for DoneArgs {
    const NAME: &str = "done";
    const RUN: Run<Self> = |asked, args| {
        act::run_with(asked, &args.record, &args.remark, &args.proof, |today| {
            Ok(Request { reason: args.reason.clone(), ..args.dated.request(Action::Done, today)? })
        })
    };

    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Ghi một việc đã hoàn thành, kèm minh chứng", "Record that something is done, with its evidence"),
        ("examples",
r#"tiendo done bao-cao-quy -u van-phong -e "312-BC/VP"  # xong hôm nay; không cần ghi kỳ khi chỉ còn một kỳ đang mở
tiendo done bao-cao-quy 2024-Q1 -u van-phong --on 28/3/2024
tiendo done bao-cao-quy -u van-phong --dry-run  # xem trước thay đổi, không ghi"#,
r#"tiendo done bao-cao-quy -u van-phong -e "312-BC/VP"  # done today; the period is optional while only one is open
tiendo done bao-cao-quy 2024-Q1 -u van-phong --on 2024-03-28
tiendo done bao-cao-quy -u van-phong --dry-run  # show the change; write nothing"#),
    ];
}
