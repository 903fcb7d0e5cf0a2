//! What a section is for: frames, reasons and aims give nobody a duty.

use super::outline::OutlineLine;
use crate::draft::duty::WhyNoDuty;
use crate::draft::head::is_kind;
use crate::draft::tokens::key;

/// For each line why it cannot give a duty; nothing where it may.
pub(super) fn sections(lines: &[OutlineLine], has_tables: bool) -> Vec<Option<WhyNoDuty>> {
    let mut all: Vec<Option<WhyNoDuty>> = Vec::with_capacity(lines.len());
    let mut first = first_clause(lines, has_tables);
    let mut closed = false;
    for (at, line) in lines.iter().enumerate() {
        let folded = key(&line.text);
        closed |= closes(&folded, line);
        // What a decision puts into force follows behind its signature.
        if closed && begins_document(line) {
            closed = false;
            let numbered = lines[at..].iter().position(OutlineLine::is_numbered);
            first = numbered.map_or(lines.len(), |numbered| at + numbered);
        }
        let above = line.parent.and_then(|parent| {
            let barred = all[parent].filter(|why| matches!(why, WhyNoDuty::Aim | WhyNoDuty::Listed));
            barred.or_else(|| opens_list(&lines[parent].text).then_some(WhyNoDuty::Listed))
        });
        all.push(if closed {
            Some(WhyNoDuty::Frame)
        } else if at < first {
            Some(if line.text.chars().count() > 150 { WhyNoDuty::Preamble } else { WhyNoDuty::Frame })
        } else if folded.contains("chiu trach nhiem thi hanh") {
            Some(WhyNoDuty::Frame)
        } else if is_remark(&folded, &line.text) {
            Some(WhyNoDuty::Remark)
        } else if opens_list(&line.text) && folded.contains("goi y") {
            Some(WhyNoDuty::Listed)
        } else if is_aim(line, &folded) {
            Some(WhyNoDuty::Aim)
        } else {
            above
        });
    }
    all
}

/// Where the content begins: at the first clause with a number, or behind “như sau:”.
fn first_clause(lines: &[OutlineLine], has_tables: bool) -> usize {
    let numbered = lines.iter().position(|line| line.is_numbered() || line.heading && line.text.len() > 2);
    let announced =
        lines.iter().position(|line| key(&line.text).ends_with("nhu sau") || key(&line.text).ends_with("sau day"));
    match (numbered, announced) {
        (Some(numbered), _) => numbered,
        (None, Some(announced)) => announced + 1,
        (None, None) if has_tables => lines.len(),
        (None, None) => 0,
    }
}

/// Whether a document of its own begins: its kind alone in a line of capitals.
pub(super) fn begins_document(line: &OutlineLine) -> bool {
    line.kind.is_none() && is_kind(&line.text)
}

/// Whether the signature and the recipients begin here.
fn closes(folded: &str, line: &OutlineLine) -> bool {
    const SIGNS: &[&str] = &["tm", "t m", "kt", "tl", "tuq", "q"];
    folded.starts_with("noi nhan")
        || folded.starts_with("xuat ban luc")
        || line.kind.is_none()
            && line.text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
            && SIGNS.iter().any(|sign| folded.starts_with(&format!("{sign} ")))
}

fn is_remark(folded: &str, text: &str) -> bool {
    folded.starts_with("ghi chu")
        || text.starts_with('[')
        || folded.starts_with("infographic")
        || folded.starts_with("theo ttxvn")
}

/// Whether the bullets below a clause only say what it consists of.
pub(super) fn opens_list(text: &str) -> bool {
    let low = text.trim_end().to_lowercase();
    low.ends_with("gồm:") || low.ends_with(':') && low.contains("gợi ý")
}

/// Whether a heading is one of aims, grounds or scope.
fn is_aim(line: &OutlineLine, folded: &str) -> bool {
    const AIMS: &[&str] = &[
        "muc dich",
        "muc tieu",
        "yeu cau",
        "quan diem",
        "chi tieu",
        "cac chi tieu",
        "pham vi",
        "doi tuong",
        "nguyen tac",
        "can cu",
        "thuc trang",
        "tinh hinh",
        "danh gia tinh hinh",
        "ket qua dat duoc",
        "han che",
        "ton tai",
        "nguyen nhan",
        "su can thiet",
        "co so phap ly",
        "co so chinh tri",
        "mot so khai niem",
        "giai thich tu ngu",
        "phuong huong",
        "dinh huong chung",
        "tam nhin",
    ];
    let capitals = line.text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let heads = line.has_below || line.heading || line.bold || capitals;
    heads
        && line.text.chars().count() < 120
        && AIMS.iter().any(|aim| folded == *aim || folded.starts_with(&format!("{aim} ")))
        && !["nhiem vu", "giai phap", "phan cong", "to chuc thuc hien"].iter().any(|work| folded.contains(work))
}
