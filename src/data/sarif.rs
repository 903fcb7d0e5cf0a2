//! SARIF 2.1.0: findings as code hosts and editors read them.

use std::io::{self, Write};

use serde::Serialize;

use super::hosts::Fingerprints;
use super::json::value;
use crate::page::diagnostic::{Finding, Region};
use crate::rules::{Code, Severity};
use crate::text::one_line;
use crate::words::Words;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleShape<'a> {
    id: &'static str,
    name: &'static str,
    short_description: TextShape<'a>,
    help: HelpShape<'a>,
    default_configuration: LevelShape,
}

#[derive(Serialize)]
struct TextShape<'a> {
    text: &'a str,
}

#[derive(Serialize)]
struct HelpShape<'a> {
    text: &'a str,
    markdown: &'a str,
}

#[derive(Serialize)]
struct LevelShape {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultShape<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: TextShape<'a>,
    locations: [LocationShape; 1],
    partial_fingerprints: FingerprintShape,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<[SuppressionShape<'a>; 1]>,
}

#[derive(Serialize)]
struct SuppressionShape<'a> {
    kind: &'static str,
    justification: &'a str,
}

#[derive(Serialize)]
struct FingerprintShape {
    #[serde(rename = "tiendoSubject/v1")]
    subject: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LocationShape {
    physical_location: PhysicalShape,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalShape {
    artifact_location: ArtifactShape,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactShape {
    uri: String,
    uri_base_id: &'static str,
}

/// A log of findings as it is written.
#[derive(Debug)]
pub(crate) struct Log {
    rules: Vec<Code>,
    first: bool,
    met: Fingerprints,
}

impl Log {
    /// Begins a log of findings that break these rules.
    pub(crate) fn begin(mut out: &mut dyn Write, rules: Vec<Code>, words: &dyn Words) -> io::Result<Self> {
        write!(out, "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":")?;
        write!(out, "{{\"name\":\"tiendo\",\"semanticVersion\":\"{}\",\"rules\":", env!("CARGO_PKG_VERSION"))?;
        let shapes: Vec<RuleShape<'_>> = rules
            .iter()
            .map(|code| RuleShape {
                id: code.as_str(),
                name: code.name(),
                short_description: TextShape { text: words.rule_title(*code) },
                help: HelpShape { text: words.rule(*code), markdown: words.rule(*code) },
                default_configuration: LevelShape { level: level(*code) },
            })
            .collect();
        value(&mut out, &shapes)?;
        write!(out, "}}}},\"columnKind\":\"unicodeCodePoints\",\"results\":[")?;
        Ok(Self { rules, first: true, met: Fingerprints::default() })
    }

    pub(crate) fn finding(&mut self, mut out: &mut dyn Write, finding: &Finding) -> io::Result<()> {
        if !std::mem::take(&mut self.first) {
            out.write_all(b",")?;
        }
        let at = self.rules.iter().position(|code| *code == finding.code);
        let shape = ResultShape {
            rule_id: finding.code.as_str(),
            rule_index: at.expect("the log lists every rule that its findings break"),
            level: level(finding.code),
            message: TextShape { text: &one_line(&finding.message) },
            locations: [LocationShape {
                physical_location: PhysicalShape {
                    artifact_location: ArtifactShape { uri: uri(&finding.file), uri_base_id: "%SRCROOT%" },
                    region: finding.region,
                },
            }],
            partial_fingerprints: FingerprintShape { subject: self.met.of(finding) },
            suppressions: finding
                .seen
                .as_deref()
                .map(|justification| [SuppressionShape { kind: "external", justification }]),
        };
        value(&mut out, &shape)
    }

    pub(crate) fn end(out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"]}]}\n")
    }
}

fn level(code: Code) -> &'static str {
    match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_are_uris() {
        assert_eq!(uri("kế hoạch/units/a-b.toml"), "k%E1%BA%BF%20ho%E1%BA%A1ch/units/a-b.toml");
    }
}
