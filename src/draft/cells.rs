//! What single cells of a table of duties say: numbers, names cut off, marks for “as above”, time limits in headings.

use super::duty::DutyDoubt;
use super::tokens::key;
use super::wording::{Context, ReadingRemark, ReadingVerdict, read};

/// The time limit that stands in brackets at the end of a heading.
pub(super) fn time_in_brackets(heading: &str) -> Option<String> {
    let (_, inner) = heading.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    let read = read(inner, Context::Unknown);
    let limits = matches!(read.verdict, ReadingVerdict::Sure | ReadingVerdict::Doubt | ReadingVerdict::Ambiguous);
    (limits || read.remarks.contains(&ReadingRemark::NoYear)).then(|| inner.trim().replace('\n', " "))
}

/// A list of names without a name at its end of which only the beginning is there.
pub(super) fn whole(text: &str, doubts: &mut Vec<DutyDoubt>) -> String {
    let bare = text.trim_end_matches([' ', ',', ';', '\n']);
    let cut = bare
        .rfind([' ', ',', '\n'])
        .map(|at| bare[at..].trim())
        .filter(|last| matches!(*last, "Bộ" | "Sở" | "Ban" | "Cục" | "Viện" | "Hội" | "và"))
        // “Văn phòng Ban”, “Lãnh đạo Bộ” are whole.
        .filter(|last| {
            let before = bare[..bare.len() - last.len()].trim_end().to_lowercase();
            // “Các Vụ, Cục”
            let item = before.rsplit([';', '\n']).next().unwrap_or_default();
            !item.trim_start().starts_with("các ")
                && !["phòng", "đạo", "thuộc", "của", "trong", "thanh tra"].iter().any(|word| before.ends_with(word))
        });
    match cut {
        Some(last) => {
            doubts.push(DutyDoubt::CutOff(last.to_owned()));
            bare[..bare.len() - last.len()].trim_end_matches([' ', ',', ';', '\n']).to_owned()
        }
        None => text.to_owned(),
    }
}

/// “-nt-”: as above.
pub(super) fn is_ditto(text: &str) -> bool {
    matches!(key(text).as_str(), "nt" | "nhu tren" | "n t") || matches!(text.trim(), "\"" | "″" | "''" | "”" | "//")
}

/// Whether a piece is said again at the end of a text.
pub(super) fn is_tail(piece: &str, text: &str) -> bool {
    let (piece, text) = (key(piece), key(text));
    piece.len() >= 8 && (text == piece || text.ends_with(&piece))
}

/// A number of a row as clauses have it.
pub(super) fn tidy_number(number: &str) -> String {
    number.trim().trim_matches(|c: char| !c.is_alphanumeric()).split_whitespace().collect::<Vec<_>>().join(" ")
}
