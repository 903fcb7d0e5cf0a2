//! `tiendo reopen`: takes back what completes or waives something.

use clap::Args;

use super::act::{self, RecordArgs, Remark};
use super::command::{Command, Help, Run};
use crate::action::{Action, Request};

#[derive(Args)]
pub(super) struct ReopenArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long)]
    clear: bool,
    #[command(flatten)]
    remark: Remark,
}

impl Command for ReopenArgs {
    const NAME: &str = "reopen";
    const RUN: Run<Self> = |asked, args| {
        act::run(asked, &args.record, &args.remark, |_| {
            Ok(Request { clear: args.clear, ..Request::new(Action::Reopen) })
        })
    };

    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Mở lại một việc đã hoàn thành hoặc không áp dụng", "Reopen something completed or waived"),
        ("examples",
"tiendo reopen bao-cao-quy 2024-Q1 -u van-phong
tiendo reopen bao-cao-quy 2024-Q1 -u van-phong --clear  # xóa cả minh chứng, chú thích: khi ghi nhầm việc",
"tiendo reopen bao-cao-quy 2024-Q1 -u van-phong
tiendo reopen bao-cao-quy 2024-Q1 -u van-phong --clear  # evidence and note too, if the wrong one was marked"),
        ("clear", "Xóa mọi điều đã ghi về việc này, cả minh chứng và chú thích",
                  "Remove everything recorded about it, evidence and note included"),
    ];
}
