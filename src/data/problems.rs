//! What went wrong, for scripts: one object, wherever a command was asked for JSON.

use serde_json::{Value, json};

use super::json;
use crate::diagnostic::FileReport;
use crate::page::diagnostic::{Lines, shape};
use crate::rules::Code;
use crate::words::Words;

const FORMAT: &str = "tiendo.problems/1";

/// The severity of a problem without a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gravity {
    Error,
    Warning,
    Note,
}

/// What is wrong with a file, each problem with its place.
pub(crate) fn of_file(report: &FileReport, words: &dyn Words) -> Vec<Value> {
    let lines = Lines::of(&report.source.text);
    let shapes = report.diagnostics.iter().map(|diagnostic| shape(diagnostic, &report.source, &lines, words));
    shapes.map(|shape| serde_json::to_value(shape).expect("its keys are texts")).collect()
}

/// A problem without a place in a file: a sentence, perhaps with what to do in a further paragraph, and its rule.
pub(crate) fn spoken(weight: Gravity, rule: Option<Code>, said: &str) -> Value {
    let (message, help) = match said.trim_end().split_once("\n\n") {
        Some((message, help)) => (message, Some(help.trim())),
        None => (said.trim_end(), None),
    };
    let severity = match weight {
        Gravity::Error => "error",
        Gravity::Warning => "warning",
        Gravity::Note => "note",
    };
    json!({
        "code": rule.map(Code::as_str), "name": rule.map(Code::name), "severity": severity, "message": message, "help": help, "replacement": null,
        "file": null, "line": null, "column": null, "end_line": null, "end_column": null, "start_byte": null,
        "end_byte": null,
    })
}

/// The whole object, on a line of its own; `exit` is the exit code.
pub(crate) fn object(exit: u8, problems: &[Value]) -> Vec<u8> {
    let mut line = Vec::new();
    let object = json!({ "format": FORMAT, "exit": exit, "problems": problems });
    json::value(&mut line, &object).expect("memory takes what is written");
    line.push(b'\n');
    line
}
