//! Manual pages, laid out from the help.

use std::collections::BTreeMap;

use roff::{Inline, Roff, bold, roman};

use super::command::Spec;
use super::commands;
use super::help::{self, HelpSection};
use crate::words::Words;

/// The pages of the program and of every command that people are told of, by their names, such as `tiendo-task-add`.
pub(super) fn pages(words: &dyn Words) -> BTreeMap<String, String> {
    let specs = commands::all().filter(|spec| commands::is_listed(spec)).map(Some);
    [None].into_iter().chain(specs).map(|of| (name(of), page(of, words))).collect()
}

/// The name of a page, as others refer to it.
fn name(of: Option<&Spec>) -> String {
    of.map_or_else(|| "tiendo".to_owned(), |spec| format!("tiendo-{}", spec.name.replace(' ', "-")))
}

/// The manual page of the program or of a command.
fn page(of: Option<&'static Spec>, words: &dyn Words) -> String {
    let content = help::content(of, true, words);
    let text = |id: &str| help::text(words, None, id);
    let name = name(of);
    let version = format!("tiendo {}", env!("CARGO_PKG_VERSION"));
    let mut page = Roff::new();
    page.control("TH", [name.to_uppercase().as_str(), "1", " ", version.as_str()]);
    page.control("SH", [text("name-heading")]);
    page.text([roman(format!("{name} - {}", help::text(words, of, "about")))]);
    if of.is_none() {
        page.control("SH", [text("description-heading")]);
        page.text([roman(content.about)]);
    }
    for section in &content.sections {
        put(&mut page, section);
    }
    let others =
        commands::all().filter(|spec| of.is_none() && commands::is_listed(spec)).map(|spec| self::name(Some(spec)));
    let others: Vec<String> = if of.is_some() { vec!["tiendo".to_owned()] } else { others.collect() };
    page.control("SH", [text("see-also-heading")]);
    let named = others.iter().enumerate();
    page.text(
        named
            .flat_map(|(at, other)| [roman(if at == 0 { "" } else { ", " }), bold(other), roman("(1)")])
            .collect::<Vec<Inline>>(),
    );
    page.to_roff()
}

fn put(page: &mut Roff, section: &HelpSection) {
    page.control("SH", [section.heading.to_uppercase().as_str()]);
    for (label, said) in &section.rows {
        if said.is_empty() {
            page.control("PP", []);
            page.text([bold(label)]);
        } else {
            page.control("TP", []);
            page.text([bold(label.trim_start())]);
            page.text([roman(said)]);
        }
    }
}
