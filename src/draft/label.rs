//! The labels of clauses: `II.`, `1.2.1.`, `a)`, `-`, `Điều 5.`, as the text has them or the word processor sets them.

use super::tokens::spelled;

/// A kind of label. What has the same kind stands on the same level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LabelKind {
    Part,
    Chapter,
    /// “Mục 1”, “Tiểu mục 2”.
    Section,
    /// “Điều 5”.
    Article,
    /// `A.`
    Upper,
    /// `I.`
    Roman,
    /// `1.`, `1.2.`: how many numbers it has.
    Arabic(usize),
    /// `a)`
    Lower,
    /// `(1)`, `1)`
    Bracketed,
    /// `-`, `+`, `*`.
    Bullet(char),
}

/// A label and what stands behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ClauseLabel<'t> {
    pub(super) kind: LabelKind,
    /// As clauses are written: `II`, `1.2.1`, `a`; empty for bullets.
    pub(super) name: String,
    pub(super) rest: &'t str,
}

impl ClauseLabel<'_> {
    pub(super) fn is_bullet(&self) -> bool {
        matches!(self.kind, LabelKind::Bullet(_))
    }
}

/// The label that a text begins with.
pub(super) fn label(text: &str) -> Option<ClauseLabel<'_>> {
    let text = text.trim_start();
    if let Some(found) = named(text) {
        return Some(found);
    }
    let first = text.chars().next()?;
    if matches!(
        first,
        '-' | '–' | '—' | '−' | '+' | '*' | '•' | '·' | '●' | '○' | '▪' | '■' | '◦' | '\u{f0b7}' | '\u{f02d}'
    ) {
        let rest = text[first.len_utf8()..].trim_start();
        let sign = match first {
            '+' => '+',
            '*' | '•' | '·' | '●' | '\u{f0b7}' => '*',
            '○' | '▪' | '■' | '◦' => 'o',
            _ => '-',
        };
        // “- 2030” may be the end of a stretch of years, “--------” a line.
        let line = rest.starts_with(['-', '–', '—', '*']);
        return (!line && !rest.is_empty()).then(|| ClauseLabel {
            kind: LabelKind::Bullet(sign),
            name: String::new(),
            rest,
        });
    }
    numbered(text)
}

/// “Điều 5.”, “Chương II”, “Phần thứ nhất”, “Mục 1”.
fn named(text: &str) -> Option<ClauseLabel<'_>> {
    let (head, after) = text.split_once(' ')?;
    let kind = match spelled(head).as_str() {
        "phần" => LabelKind::Part,
        "chương" => LabelKind::Chapter,
        "mục" => LabelKind::Section,
        "điều" => LabelKind::Article,
        "khoản" => LabelKind::Arabic(1),
        "điểm" => LabelKind::Lower,
        _ => return None,
    };
    if !head.starts_with(char::is_uppercase) {
        return None;
    }
    let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    let (mut name, mut rest) = after.split_at(end);
    let ordinal = "thứ ";
    if after.to_lowercase().starts_with(ordinal) {
        let tail = &after[ordinal.len()..];
        let end = tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len());
        (name, rest) = tail.split_at(end);
    }
    let is_number = name.chars().all(|c| c.is_ascii_digit()) || roman(name).is_some();
    let is_ordinal = matches!(spelled(name).as_str(), "nhất" | "hai" | "ba" | "tư" | "năm" | "sáu");
    let is_letter = kind == LabelKind::Lower && name.chars().count() == 1;
    // “Điều 5 Nghị định này” in a sentence is no label: behind one there is a mark, or nothing.
    let parted = rest.is_empty()
        || rest.starts_with(['.', ':', '-', '–', '\n'])
        || rest.starts_with(" -")
        || rest.starts_with(") ");
    if name.is_empty() || !(is_number || is_ordinal || is_letter) || !parted {
        return None;
    }
    let word = match kind {
        LabelKind::Part => "P",
        LabelKind::Chapter => "C",
        LabelKind::Section => "M",
        LabelKind::Article => "Đ",
        _ => "",
    };
    let rest = rest.trim_start_matches(['.', ':', '-', '–', ')', ' ', '\n']);
    Some(ClauseLabel { kind, name: format!("{word}{name}"), rest })
}

fn numbered(text: &str) -> Option<ClauseLabel<'_>> {
    let (text, opened) = match text.strip_prefix('(') {
        Some(inside) => (inside, true),
        None => (text, false),
    };
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(text.len());
    let head = &text[..end];
    let (closed, after) = match text[end..].chars().next() {
        Some(')') => (true, &text[end + 1..]),
        Some('/') if text[end + 1..].starts_with(' ') => (true, &text[end + 1..]),
        _ => (false, &text[end..]),
    };
    if opened && !closed {
        return None;
    }
    // “7.3.Thời gian”: no blank behind the label.
    let (head, after) = match head.find(|c: char| c.is_alphabetic()) {
        Some(at) if at > 0 && head[..at].ends_with('.') && head.starts_with(|c: char| c.is_ascii_digit()) => {
            let start = text.len() - text[at..].len();
            (&head[..at], &text[start..])
        }
        _ => (head, after),
    };
    let dotted = head.ends_with('.');
    let name = head.trim_end_matches('.');
    let dashed = !dotted
        && !closed
        && (after.starts_with("- ")
            || after.starts_with(" - ")
            || after.starts_with("– ")
            || after.starts_with(" – ")
            || after.starts_with(". "));
    let rest = after.trim_start_matches([' ', '\n']);
    let rest = if dashed { rest.trim_start_matches(['-', '–', '.', ' ']) } else { rest };
    let found = |kind, name: &str| Some(ClauseLabel { kind, name: name.to_owned(), rest });
    let parts: Vec<&str> = name.split('.').collect();
    if !name.is_empty()
        && parts.iter().all(|part| matches!(part.len(), 1..=3) && part.bytes().all(|b| b.is_ascii_digit()))
    {
        // “1.500 triệu đồng” and “3.2024” are numbers, “12 tháng” is a count.
        if parts.len() > 1 && parts[1..].iter().any(|part| part.len() > 2) || parts[0].len() > 2 && !dotted {
            return None;
        }
        if opened || closed {
            return found(LabelKind::Bracketed, name);
        }
        let capital = rest.chars().next().is_none_or(|c| c.is_uppercase() || !c.is_alphanumeric());
        let depth = parts.len();
        return (dotted && !rest.starts_with(|c: char| c.is_ascii_digit())
            || dashed && capital
            || depth > 1 && capital)
            .then(|| ClauseLabel { kind: LabelKind::Arabic(depth), name: name.to_owned(), rest });
    }
    if !(dotted || closed || dashed) || parts.len() > 1 {
        return None;
    }
    if roman(name).is_some() && !closed {
        return found(LabelKind::Roman, name);
    }
    let mut letters = name.chars();
    let letter = letters.next()?;
    let digits = letters.as_str();
    if letter.is_alphabetic() && digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit()) {
        if letter.is_lowercase() {
            return found(LabelKind::Lower, name);
        }
        // “A. Chung”, not “T. Ư”.
        if digits.is_empty() && !closed && letter <= 'H' {
            return found(LabelKind::Upper, name);
        }
    }
    None
}

/// A number in Roman figures, in capitals.
pub(super) fn roman(text: &str) -> Option<u32> {
    let value = |c| {
        Some(match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            _ => return None,
        })
    };
    let figures: Vec<u32> = text.chars().map(value).collect::<Option<_>>()?;
    if figures.is_empty() || figures.len() > 7 {
        return None;
    }
    let mut sum = 0;
    for (at, figure) in figures.iter().enumerate() {
        if figures.get(at + 1).is_some_and(|next| next > figure) {
            sum -= i64::from(*figure);
        } else {
            sum += i64::from(*figure);
        }
    }
    u32::try_from(sum).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_from_numbers() {
        let found = |text| label(text).map(|found| (found.kind, found.name));
        for (text, kind, name) in [
            ("II. NỘI DUNG", LabelKind::Roman, "II"),
            ("I- MỤC TIÊU", LabelKind::Roman, "I"),
            ("1. Mục đích", LabelKind::Arabic(1), "1"),
            ("1.2.1. Ban", LabelKind::Arabic(3), "1.2.1"),
            ("7.3.Thời gian: x", LabelKind::Arabic(2), "7.3"),
            ("1.1 Nội dung", LabelKind::Arabic(2), "1.1"),
            ("a) Phát", LabelKind::Lower, "a"),
            ("đ) Trên", LabelKind::Lower, "đ"),
            ("(1) Tổng", LabelKind::Bracketed, "1"),
            ("- Phát", LabelKind::Bullet('-'), ""),
            ("+ Quý I/2024: x", LabelKind::Bullet('+'), ""),
            ("Điều 5. Trách nhiệm", LabelKind::Article, "Đ5"),
            ("A. CHUNG", LabelKind::Upper, "A"),
        ] {
            assert_eq!(found(text), Some((kind, name.to_owned())), "{text}");
        }
        for text in [
            "1.500 triệu",
            "12 tháng",
            "2030 phấn đấu",
            "100% đội ngũ",
            "30/6/2025",
            "-----",
            "Điều 5 Nghị định này",
            "Mục đích: x",
            "T. Ư",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
        assert_eq!(label("7.3.Thời gian: x").map(|found| found.rest), Some("Thời gian: x"));
        assert_eq!(roman("XIV"), Some(14));
    }
}
