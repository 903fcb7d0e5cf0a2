//! `tiendo return`: takes a claimed completion back, with a reason.

use clap::Args;

use super::act::{self, RecordArgs, Remark};
use super::command::{Command, Help, Run};
use crate::action::{Action, Request};

#[derive(Args)]
pub(super) struct ReturnArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long, value_name = "TEXT")]
    reason: String,
    #[command(flatten)]
    remark: Remark,
}

impl Command for ReturnArgs {
    const NAME: &str = "return";
    const RUN: Run<Self> = |asked, args| {
        act::run(asked, &args.record, &args.remark, |_| {
            Ok(Request { reason: Some(args.reason.clone()), ..Request::new(Action::Return) })
        })
    };

    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Trả lại một việc đã báo hoàn thành, kèm lý do", "Return a claimed completion, with a reason"),
        ("examples", r#"tiendo return bao-cao-quy 2024-Q1 -u van-phong --reason "Thiếu phụ lục""#,
                     r#"tiendo return bao-cao-quy 2024-Q1 -u van-phong --reason "Annex missing""#),
    ];
}
