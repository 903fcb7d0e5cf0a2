//! `tiendo accept`: records that a claimed completion is accepted.

use clap::Args;

use super::act::{self, Dated, Proof, RecordArgs, Remark};
use super::command::{Command, Help, Run};
use crate::action::Action;

#[derive(Args)]
pub(super) struct AcceptArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[command(flatten)]
    dated: Dated,
    #[command(flatten)]
    proof: Proof,
    #[command(flatten)]
    remark: Remark,
}

impl Command for AcceptArgs {
    const NAME: &str = "accept";
    const RUN: Run<Self> = |asked, args| {
        act::run_with(asked, &args.record, &args.remark, &args.proof, |today| args.dated.request(Action::Accept, today))
    };

    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Ghi ngày nghiệm thu một việc đã báo hoàn thành", "Record that a claimed completion is accepted"),
        ("examples", "tiendo accept bao-cao-quy 2024-Q1 -u van-phong --on 2/4/2024",
                     "tiendo accept bao-cao-quy 2024-Q1 -u van-phong --on 2024-04-02"),
    ];
}
