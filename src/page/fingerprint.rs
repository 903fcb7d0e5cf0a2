//! What a problem is known again by from one day to the next.

use crate::diagnostic::{Diagnostic, LevelFault, Problem};

/// What a problem is about. No day, no count and no wording is in it.
#[derive(Debug, PartialEq, Eq)]
enum KnownBy {
    /// This, wherever in the file it is told: an obligation, or nothing but the file.
    Own(String),
    /// What stands at its place, and this where one place may have several such problems.
    Placed(String),
}

fn known_by(problem: &Problem) -> KnownBy {
    match problem {
        // Told at the record where there is one, else at the top of the file.
        Problem::OverdueUnexplained { task, period, .. }
        | Problem::Level { what: LevelFault::Ahead { task, period, .. } | LevelFault::Behind { task, period, .. } } => {
            let names: Vec<&str> = [Some(task), period.as_ref()].into_iter().flatten().map(String::as_str).collect();
            KnownBy::Own(names.join(" "))
        }
        // Told once, at the first of the places of which it holds.
        Problem::BeforeUnsaid | Problem::CalendarYearUnknown { .. } | Problem::NotNfc { .. } => {
            KnownBy::Own(String::new())
        }
        Problem::UnknownId { id, .. }
        | Problem::InvalidId { id, .. }
        | Problem::DuplicateId { id, .. }
        | Problem::IdsAlike { id, .. }
        | Problem::ReservedId { id }
        | Problem::ExceptStranger { id }
        | Problem::MilestoneLikePeriod { id }
        | Problem::UnknownKey { key: id, .. }
        | Problem::DueForNoKind { key: id }
        | Problem::InvalidPeriod { period: id, .. }
        | Problem::TitleForNoPeriod { period: id }
        | Problem::NoSuccessor { unit: id, .. }
        | Problem::UnusedEventDate { unit: id, .. }
        | Problem::EvidenceMissing { file: id, .. }
        | Problem::EvidenceChanged { file: id }
        | Problem::EvidenceOutside { file: id } => KnownBy::Placed(id.clone()),
        Problem::MissingKey { key, .. } => KnownBy::Placed((*key).to_owned()),
        _ => KnownBy::Placed(String::new()),
    }
}

/// What a problem of a TOML text is known again by, also when other things in the text change: what it says itself, or
/// the table and key where it stands.
pub(super) fn subject(text: &str, diagnostic: &Diagnostic) -> String {
    match known_by(&diagnostic.problem) {
        KnownBy::Own(subject) => subject,
        // What is told of the whole file stands in no table of it.
        KnownBy::Placed(name) if diagnostic.span == (0..0) => name,
        KnownBy::Placed(name) => {
            let place = place(text, diagnostic.span.start);
            let is_named = place.split([' ', '.', '[', ']', '"']).any(|part| part == name);
            if is_named { place } else { format!("{place} {name}").trim().to_owned() }
        }
    }
}

/// The table and the key in which an offset of a TOML text lies.
fn place(text: &str, offset: usize) -> String {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let line = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let above = || text[..line].lines().rev();
    let header = above().map(str::trim).find(|line| line.starts_with('[')).unwrap_or_default();
    // What stands in a list on lines of its own, as milestones do, is known by its id too.
    let line_of = above().next().unwrap_or_default().trim_start();
    let item = line_of.starts_with('{').then(|| line_of.split(['{', ',']).find_map(|part| value_of("id", part)));
    let key = item.flatten().unwrap_or_else(|| line_of.split_once('=').map_or("", |(key, _)| key.trim()));
    // A task of the plan is known by its id, which stands below its header.
    let id = |rest: &str| {
        let lines = rest.lines().skip(1).take_while(|line| !line.trim_start().starts_with('['));
        let mut ids = lines.filter_map(|line| value_of("id", line));
        ids.next().map(str::to_owned).unwrap_or_default()
    };
    let id = if header.starts_with("[[") { text[..line].rfind(header).map(|at| id(&text[at..])) } else { None };
    [header, &id.unwrap_or_default(), key].join(" ").trim().to_owned()
}

/// The value of a key at the beginning of a line or part of one, as it is written.
fn value_of<'t>(key: &str, text: &'t str) -> Option<&'t str> {
    text.trim_start().strip_prefix(key)?.trim_start().strip_prefix('=').map(str::trim)
}
