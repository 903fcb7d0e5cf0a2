//! `tiendo explain`: the text of a rule.

use clap::Args;

use super::args::AnswerFormat;
use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::scope::language;
use super::session::Asked;
use crate::data::verdicts::rule;
use crate::page::Tone;
use crate::read::walk::closest;
use crate::rules::Code;
use crate::shell;
use crate::text::one_line;
use crate::words::{Label, Phrase, words};

#[derive(Args)]
pub(super) struct ExplainArgs {
    code: String,
    #[arg(short, long, value_enum, default_value_t)]
    format: AnswerFormat,
}

impl Command for ExplainArgs {
    const NAME: &str = "explain";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Giải thích một quy tắc: yêu cầu gì, vì sao, cách sửa",
                  "Explain a rule: what it requires, why, and how to fix violations"),
        ("examples",
"tiendo explain E301  # quy tắc E301 yêu cầu gì, vì sao và cách sửa
tiendo explain W508 --lang en  # quy tắc W508, bằng tiếng Anh",
"tiendo explain E301  # what rule E301 requires, why, and how to fix violations
tiendo explain W508 --lang vi  # rule W508, in Vietnamese"),
        ("code", "Mã của quy tắc, như E301", "Code of the rule, such as E301"),
        ("format", "Dạng kết quả: text, json [mặc định: text]", "Output format: text, json [default: text]"),
    ];
}

/// Runs `tiendo explain`.
fn run(asked: &Asked, ExplainArgs { code: typed, format }: &ExplainArgs) -> Result<Exit, Failure> {
    let lang = asked.lang.unwrap_or_else(|| language(&asked.directories));
    let words = words(lang);
    let Some(code) = Code::parse(typed) else {
        let mut message = one_line(&words.phrase(&Phrase::NoCode { code: typed }));
        let known = Code::ALL.iter().flat_map(|code| [code.as_str(), code.name()]);
        if let Some(meant) = closest(typed, known) {
            message.push_str(&format!("; {} {meant}?", words.label(Label::DidYouMean)));
        }
        message.push('\n');
        for code in Code::ALL {
            message.push_str(&format!("\n  {}  {}: {}", code.as_str(), code.name(), words.rule_title(*code)));
        }
        return Err(Failure::Usage(message));
    };
    let screen = shell::stdout_screen(asked.color);
    shell::with_stdout(|mut out| {
        if *format == AnswerFormat::Json {
            rule(&mut out, code, words)?;
            return Ok(writeln!(out)?);
        }
        let severity = words.severity(code.severity());
        let heading = format!("{severity} {} ({}): {}", code.as_str(), code.name(), words.rule_title(code));
        writeln!(out, "{}", screen.paint(Tone::Heading, &heading))?;
        let mut code_block = false;
        for line in words.rule(code).lines().skip(1) {
            if line.starts_with("```") {
                code_block = !code_block;
            } else if code_block {
                writeln!(out, "{}", format!("    {line}").trim_end())?;
            } else if let Some(heading) = line.strip_prefix("## ") {
                writeln!(out, "{}", screen.paint(Tone::Heading, heading))?;
            } else {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    })?;
    Ok(Exit::Done)
}
