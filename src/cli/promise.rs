//! `tiendo promise`: records the day that a unit promises.

use clap::Args;

use super::act::{self, RecordArgs, Remark};
use super::args::{future, read_day, read_part};
use super::command::{Command, Help, Run};
use super::exit::Misuse;
use crate::action::{Action, Request};
use crate::typed::{PeriodFault, TypedDay};
use crate::words::Phrase;

#[derive(Args)]
pub(super) struct PromiseArgs {
    task: String,
    period: Option<String>,
    #[arg(value_name = "DATE")]
    day: Option<String>,
    #[arg(short, long)]
    unit: Option<String>,
    #[arg(long, value_name = "DATE", value_parser = read_day, allow_hyphen_values = true)]
    to: Option<TypedDay>,
    #[arg(long)]
    replace: bool,
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[command(flatten)]
    remark: Remark,
}

impl Command for PromiseArgs {
    const NAME: &str = "promise";
    const RUN: Run<Self> = |asked, args| {
        let (period, to) = match (args.day.clone(), args.to) {
            (Some(day), None) => (args.period.as_deref(), Some(read_day(&day)?)),
            (Some(day), Some(_)) => {
                return Err(Misuse::new(move |words| {
                    words.phrase(&Phrase::BadPeriod { text: &day, fault: PeriodFault::NotAPeriod })
                })
                .into());
            }
            // With one word after the task that is the day.
            (None, None) => (None, args.period.as_deref().map(read_day).transpose()?),
            (None, to) => (args.period.as_deref(), to),
        };
        if to.is_none() {
            return Err(Misuse::new(|words| words.phrase(&Phrase::DayNeeded)).into());
        }
        let (task, unit) = (args.task.clone(), args.unit.clone());
        let record = RecordArgs { task, period: period.map(read_part).transpose()?, unit };
        act::run(asked, &record, &args.remark, |today| {
            let (to, reason) = (future(to, today)?, args.reason.clone());
            Ok(Request { to, replace: args.replace, reason, ..Request::new(Action::Promise) })
        })
    };

    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Ghi ngày đơn vị dự kiến hoàn thành; hạn không đổi",
                  "Record the day a unit promises; the deadline stays"),
        ("examples",
r#"tiendo promise bao-cao-quy 12/4/2024 -u van-phong --reason "Chờ số liệu"
tiendo promise bao-cao-quy 2024-Q1 12/4/2024 -u van-phong"#,
r#"tiendo promise bao-cao-quy 2024-04-12 -u van-phong --reason "Figures late"
tiendo promise bao-cao-quy 2024-Q1 2024-04-12 -u van-phong"#),
        ("usage", "<TASK> [PERIOD] <DATE>", "<TASK> [PERIOD] <DATE>"),
        ("day", "Ngày dự kiến hoàn thành", "Promised day"),
        ("to", "Ngày dự kiến hoàn thành, thay cho cách ghi ở cuối", "Promised day, instead of giving it last"),
    ];
}
