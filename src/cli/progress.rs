//! `tiendo progress`: records how much of a target is reached.

use clap::Args;

use super::act::{self, Dated, Proof, RecordArgs, Remark};
use super::command::{Command, Help, Run};
use super::exit::Misuse;
use crate::action::{Action, Request};
use crate::model::target::Amount;
use crate::typed;
use crate::words::Phrase;

#[derive(Args)]
pub(super) struct ProgressArgs {
    #[command(flatten)]
    record: RecordArgs,
    #[arg(long, value_name = "NUMBER", value_parser = read_amount)]
    value: Option<Amount>,
    #[command(flatten)]
    dated: Dated,
    #[command(flatten)]
    proof: Proof,
    #[command(flatten)]
    remark: Remark,
}

fn read_amount(text: &str) -> Result<Amount, Misuse> {
    let text = text.to_owned();
    typed::amount(&text).ok_or_else(|| Misuse::new(move |words| words.phrase(&Phrase::BadAmount { text: &text })))
}

impl Command for ProgressArgs {
    const NAME: &str = "progress";
    const RUN: Run<Self> = |asked, args| {
        if args.value.is_none() {
            return Err(Misuse::new(|words| words.phrase(&Phrase::AmountNeeded)).into());
        }
        act::run_with(asked, &args.record, &args.remark, &args.proof, |today| Request {
            value: args.value,
            ..args.dated.request(Action::Progress, today)
        })
    };

    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Ghi số đã đạt của chỉ tiêu", "Record how much of a target is reached"),
        ("examples",
"tiendo progress sinh-hoat-quy 2024-Q2 -u van-phong --value 120  # đã đạt 120, tính đến hôm nay
tiendo progress sinh-hoat-quy 2024-Q2 -u van-phong --value 60 --on 1/4/2024",
"tiendo progress sinh-hoat-quy 2024-Q2 -u van-phong --value 120  # 120 by today
tiendo progress sinh-hoat-quy 2024-Q2 -u van-phong --value 60 --on 2024-04-01"),
        ("value", "Số đã đạt, như 120 hoặc 95,5", "How much is reached, such as 120 or 95.5"),
        ("on", "Số đã đạt tính đến ngày nào [mặc định: hôm nay]", "The day by which it is reached [default: today]"),
    ];
}
