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
        let request = Request { clear: args.clear, ..Request::new(Action::Reopen) };
        act::run(asked, &args.record, &args.remark, request)
    };

    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Mở lại một việc đã xong hoặc không áp dụng", "Take back what completes or waives something"),
        ("examples",
"tiendo reopen bao-cao-quy 2024-Q1 --unit van-phong
tiendo reopen bao-cao-quy 2024-Q1 --unit van-phong --clear  # bỏ cả minh chứng, ghi chú: khi ghi nhầm việc",
"tiendo reopen bao-cao-quy 2024-Q1 --unit van-phong
tiendo reopen bao-cao-quy 2024-Q1 --unit van-phong --clear  # evidence and note too: where the wrong one was marked"),
        ("clear", "Bỏ mọi điều đã ghi về việc này, cả minh chứng và chú thích",
                  "Take away all that is recorded of it, evidence and note too"),
    ];
}
