//! `tiendo progress`: records how much of a target is reached.

use clap::Args;

use super::act::{self, Dated, Proof, RecordArgs, Remark};
use super::args::{TypedPart, read_part};
use super::command::{Command, Help, Run};
use super::exit::Misuse;
use crate::action::{Action, Request};
use crate::model::target::Amount;
use crate::typed;
use crate::words::Phrase;

/// What stands for an amount where none was typed.
const SAMPLE: &str = "120";

#[derive(Args)]
pub(super) struct ProgressArgs {
    task: String,
    /// A second word is only taken to be refused: what is reached has an option, so that no period is taken for an amount.
    #[arg(value_parser = read_part_or_amount, num_args = 0..=2)]
    period: Vec<TypedPart>,
    #[arg(short, long)]
    unit: Option<String>,
    #[arg(long, value_name = "NUMBER", value_parser = read_amount)]
    value: Option<(Amount, bool)>,
    #[command(flatten)]
    dated: Dated,
    #[command(flatten)]
    proof: Proof,
    #[command(flatten)]
    remark: Remark,
}

/// An amount, and whether it is one in per cent.
fn read_amount(text: &str) -> Result<(Amount, bool), Misuse> {
    let text = text.to_owned();
    typed::amount_or_share(&text)
        .ok_or_else(|| Misuse::new(move |words| words.phrase(&Phrase::BadAmount { text: &text })))
}

/// How the amount is to be given: the one that was typed elsewhere, or a sample.
fn needed(typed: Option<&str>) -> Misuse {
    let amount =
        typed.filter(|text| is_amount(text)).unwrap_or(SAMPLE).trim().trim_end_matches('%').trim_end().to_owned();
    Misuse::new(move |words| words.phrase(&Phrase::AmountNeeded { amount: &amount }))
}

fn is_amount(text: &str) -> bool {
    typed::amount_or_share(text).is_some()
}

fn read_part_or_amount(text: &str) -> Result<TypedPart, Misuse> {
    read_part(text).map_err(|misuse| if is_amount(text) { needed(Some(text)) } else { misuse })
}

impl Command for ProgressArgs {
    const NAME: &str = "progress";
    const RUN: Run<Self> = |asked, args| {
        if args.value.is_none() || args.period.len() > 1 {
            // Four digits are a year as well.
            let typed = args.period.last().map(TypedPart::text).filter(|text| text.len() != 4);
            return Err(needed(typed).into());
        }
        let period = args.period.first().cloned();
        let record = RecordArgs { task: args.task.clone(), period, unit: args.unit.clone() };
        act::run_with(asked, &record, &args.remark, &args.proof, |today| {
            Ok(Request {
                value: args.value.map(|(amount, _)| amount),
                is_share: args.value.is_some_and(|(_, is_share)| is_share),
                ..args.dated.request(Action::Progress, today)?
            })
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
        ("value", "Số đã đạt, như 120, 95,5 hoặc 45%", "How much is reached, such as 120, 95.5 or 45%"),
        ("on", "Số đã đạt tính đến ngày nào [mặc định: hôm nay]", "The day by which it is reached [default: today]"),
    ];
}
