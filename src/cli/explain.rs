//! `tiendo explain`: the text of a rule.

use super::session::{Asked, language};
use super::{Exit, Failure};
use crate::page::Tone;
use crate::read::walk::closest;
use crate::rules::Code;
use crate::shell;
use crate::text::one_line;
use crate::words::{Label, Phrase, words};

/// Runs `tiendo explain`.
pub fn run(asked: &Asked, typed: &str) -> Result<Exit, Failure> {
    let lang = asked.lang.unwrap_or_else(|| language(asked.directory.clone()));
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
    shell::with_stdout(|out| {
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
