//! `tiendo schema`: JSON Schemas of the files that people write.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::output;
use super::session::Asked;
use crate::data::schema::SchemaOf;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SchemaName {
    Plan,
    Plans,
    Unit,
    Reviewed,
}

#[derive(Args)]
pub(super) struct SchemaArgs {
    #[arg(value_name = "FILE", value_enum)]
    kind: SchemaName,
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[arg(long)]
    force: bool,
}

impl Command for SchemaArgs {
    const NAME: &str = "schema";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "JSON Schema của các tệp TOML, để trình soạn thảo gợi ý và kiểm tra khi gõ",
                  "JSON Schemas of the TOML files, for editors that complete and check them"),
        ("examples",
"tiendo schema plan -o plan.schema.json  # của plan.toml
tiendo schema unit -o unit.schema.json  # của units/*.toml",
"tiendo schema plan -o plan.schema.json  # of plan.toml
tiendo schema unit -o unit.schema.json  # of units/*.toml"),
        ("kind", "{values}: của plan.toml, plans.toml, units/*.toml, reviewed.toml",
                 "{values}: of plan.toml, plans.toml, units/*.toml, reviewed.toml"),
        ("output", "Tệp cần ghi [mặc định: in ra màn hình]", "File to write [default: standard output]"),
        ("force", "Ghi đè tệp đã có", "Overwrite an existing file"),
    ];
}

/// Runs `tiendo schema`.
fn run(asked: &Asked, args: &SchemaArgs) -> Result<Exit, Failure> {
    let of = match args.kind {
        SchemaName::Plan => SchemaOf::Plan,
        SchemaName::Plans => SchemaOf::Plans,
        SchemaName::Unit => SchemaOf::Unit,
        SchemaName::Reviewed => SchemaOf::Reviewed,
    };
    args.output.as_deref().map_or(Ok(()), |output| output::refuse_other_ending(output, "json"))?;
    output::new_file(asked, args.output.as_deref(), args.force, of.schema(asked.words().lang()).as_bytes())
}
