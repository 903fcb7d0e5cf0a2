//! `tiendo waive`: records that something is taken off a unit, by a document.

use clap::Args;

use super::act::{self, Dated, RecordArgs, Remark};
use super::command::{Command, Help, Run};
use crate::action::{Action, Request};

#[derive(Args)]
pub(super) struct WaiveArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long, value_name = "DOC")]
    by: String,
    #[command(flatten)]
    dated: Dated,
    #[command(flatten)]
    remark: Remark,
}

impl Command for WaiveArgs {
    const NAME: &str = "waive";
    const RUN: Run<Self> = |asked, args| {
        act::run(asked, &args.record, &args.remark, |today| {
            Ok(Request { by: Some(args.by.clone()), ..args.dated.request(Action::Waive, today)? })
        })
    };

    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Ghi một việc không áp dụng với đơn vị, theo văn bản",
                  "Record that a document takes an obligation off a unit"),
        ("examples", "tiendo waive bao-cao-quy 2024-Q1 -u van-phong --by 80-CV/TU",
                     "tiendo waive bao-cao-quy 2024-Q1 -u van-phong --by 80-CV/TU"),
        ("on", "Ngày của văn bản [mặc định: hôm nay]", "Day of the document [default: today]"),
    ];
}
