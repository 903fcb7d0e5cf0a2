//! `tiendo extend`: records an extension, by a document.

use clap::Args;

use super::act::{self, Dated, RecordArgs, Remark};
use super::args::{future, read_day};
use super::command::{Command, Help, Run};
use crate::action::{Action, Request};
use crate::typed::TypedDay;

#[derive(Args)]
pub(super) struct ExtendArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long, value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    to: TypedDay,
    #[arg(long, value_name = "DOC")]
    by: String,
    #[command(flatten)]
    dated: Dated,
    #[command(flatten)]
    remark: Remark,
}

impl Command for ExtendArgs {
    const NAME: &str = "extend";
    const RUN: Run<Self> = |asked, args| {
        act::run(asked, &args.record, &args.remark, |today| {
            let (to, by) = (future(Some(args.to), today)?, Some(args.by.clone()));
            Ok(Request { to, by, ..args.dated.request(Action::Extend, today)? })
        })
    };

    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Gia hạn một việc theo văn bản", "Record an extension granted by a document"),
        ("examples", "tiendo extend bao-cao-quy 2024-Q1 -u van-phong --to 15/4/2024 --by 77-CV/TU",
                     "tiendo extend bao-cao-quy 2024-Q1 -u van-phong --to 2024-04-15 --by 77-CV/TU"),
        ("to", "Hạn mới", "New last day"),
        ("on", "Ngày của văn bản [mặc định: hôm nay]", "Day of the document [default: today]"),
    ];
}
