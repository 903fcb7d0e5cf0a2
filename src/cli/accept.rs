//! `tiendo accept`: records that a claimed completion is accepted.

use clap::Args;

use super::act::{self, Proof, RecordArgs, Remark};
use super::args::{past, read_day};
use super::command::{Command, Help, Run};
use crate::action::{Action, Request};
use crate::typed::TypedDay;

#[derive(Args)]
pub(super) struct AcceptArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long, value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    on: Option<TypedDay>,
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    proof: Proof,
    #[command(flatten)]
    remark: Remark,
}

impl Command for AcceptArgs {
    const NAME: &str = "accept";
    const RUN: Run<Self> = |asked, args| {
        act::run_with(asked, &args.record, &args.remark, &args.proof, |today| Request {
            on: past(args.on, today),
            replace: args.replace,
            ..Request::new(Action::Accept)
        })
    };

    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Ghi ngày nghiệm thu một việc đã báo hoàn thành", "Record that a claimed completion is accepted"),
        ("examples", "tiendo accept bao-cao-quy 2024-Q1 -u van-phong --on 2/4/2024",
                     "tiendo accept bao-cao-quy 2024-Q1 -u van-phong --on 2024-04-02"),
    ];
}
