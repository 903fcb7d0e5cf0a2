//! `tiendo waive`: records that something is taken off a unit, by a document.

use clap::Args;

use super::act::{self, RecordArgs, Remark};
use super::args::{past, read_day};
use super::command::{Command, Help, Run};
use crate::action::{Action, Request};
use crate::typed::TypedDay;

#[derive(Args)]
pub(super) struct WaiveArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long, value_name = "DOC")]
    by: String,
    #[arg(long, value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    on: Option<TypedDay>,
    #[arg(long)]
    replace: bool,
    #[command(flatten)]
    remark: Remark,
}

impl Command for WaiveArgs {
    const NAME: &str = "waive";
    const RUN: Run<Self> = |asked, args| {
        act::run(asked, &args.record, &args.remark, |today| Request {
            by: Some(args.by.clone()),
            on: past(args.on, today),
            replace: args.replace,
            ..Request::new(Action::Waive)
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
