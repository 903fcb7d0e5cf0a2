//! Who a sentence is about: “Giao Sở A chủ trì, phối hợp với Sở B xây dựng …”.

use super::verbs::{NOUN_BEFORE, OPENINGS, VERBS};
use crate::draft::names::{MANY, NO_HEADS, NOUNS};
use crate::draft::parties::{Party, opens_body, parties};
use crate::draft::tokens::{DraftToken, begins, longest, tokens};

/// The longest subject of a sentence, in words and marks.
const LONGEST_SUBJECT: usize = 120;

/// Who a sentence is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SentenceSubject {
    pub(super) lead: Vec<Party>,
    pub(super) support: Vec<Party>,
    /// From which byte on it says what is to be done.
    pub(super) rest: usize,
    /// Whether nothing follows: a heading.
    pub(super) alone: bool,
}

/// The bodies that a sentence is about: “Giao Sở A chủ trì, phối hợp với Sở B xây dựng …”.
pub(super) fn subject(text: &str) -> Option<SentenceSubject> {
    // “Căn cứ …, các huyện ủy chỉ đạo …”; “Hằng năm, Sở A báo cáo …”
    const BEFORE: &[&str] = &[
        "căn cứ",
        "trên cơ sở",
        "sau",
        "hằng",
        "hàng",
        "định kỳ",
        "trước",
        "trong",
        "để",
        "nhằm",
        "khi",
        "ngoài",
        "theo",
        "từ",
        "đối với",
        "chậm nhất",
        "cùng với",
        "đồng thời",
        "bên cạnh",
        "riêng",
        "về",
        "đến",
    ];
    let marks = tokens(text);
    if let Some(found) = subject_at(text, &marks, 0) {
        return Some(found);
    }
    let end = marks.iter().position(|mark| mark.word == ".").unwrap_or(marks.len()).min(LONGEST_SUBJECT);
    let parted = |at: &usize| matches!(marks[at - 1].word.as_str(), "," | ":" | ";");
    let introduced = longest(&marks, 0, BEFORE).is_some();
    let begins = |at: &usize| {
        let called = longest(&marks, *at, &["giao", "đề nghị", "yêu cầu", "giao cho"]).is_some();
        // “Hoàn thiện hạ tầng số: Sở A tham mưu …”: a heading that names nobody.
        let headed =
            marks[*at - 1].word == ":" && marks[*at].capital && (0..*at).all(|at| !opens_body(&marks, at, false));
        // “Hằng năm UBND tỉnh báo cáo …”
        let yearly = *at == 2 && matches!(marks[0].word.as_str(), "hằng" | "hàng") && marks[2].capital;
        yearly
            || parted(at)
                && (called || headed || introduced && (marks[*at].capital || longest(&marks, *at, MANY).is_some()))
    };
    (1..end).filter(begins).find_map(|at| subject_at(text, &marks, at))
}

/// Whom a sentence asks before a list of what is to be done: “Chủ tịch UBND tỉnh yêu cầu các sở … các nhiệm vụ sau:”.
pub(super) fn asked(text: &str) -> Vec<Party> {
    if !text.trim_end().ends_with(':') {
        return Vec::new();
    }
    let marks = tokens(text);
    let asks = (0..marks.len()).rev().filter(|at| longest(&marks, *at, &["đề nghị", "yêu cầu", "giao"]).is_some());
    let mut found = asks.filter_map(|at| subject_at(text, &marks, at));
    found.next().map(|found| found.lead).unwrap_or_default()
}

fn subject_at(text: &str, marks: &[DraftToken], at: usize) -> Option<SentenceSubject> {
    let mut from = at;
    let mut called = false;
    while let Some(length) = longest(marks, from, OPENINGS) {
        // “…; phân công nhiệm vụ của từng lực lượng” is what somebody else does.
        if !marks[from].capital && marks[from].word == "phân" {
            return None;
        }
        from += length;
        called = true;
    }
    let noun = called && longest(marks, from, NOUNS).is_some() && longest(marks, from, NO_HEADS).is_none();
    if !opens_body(marks, from, false) && !noun {
        return None;
    }
    let end = verb(marks, from)?;
    let lead_text = text[marks[from].at.start..marks.get(end).map_or(text.len(), |mark| mark.at.start)].trim();
    let lead = parties(lead_text);
    if lead.is_empty() || !lead.iter().all(|party| party.known || called) {
        return None;
    }
    let alone = end >= marks.len() || marks[end].word == ":" && end + 1 >= marks.len();
    let mut found = SentenceSubject {
        lead,
        support: Vec::new(),
        rest: marks.get(end).map_or(text.len(), |mark| mark.at.start),
        alone,
    };
    if marks.get(end).is_some_and(|mark| mark.word == ":") {
        found.rest = marks.get(end + 1).map_or(text.len(), |mark| mark.at.start);
    }
    helped(text, &mut found);
    Some(found)
}

/// Takes “chủ trì, phối hợp với …” off what is to be done.
pub(super) fn helped(text: &str, found: &mut SentenceSubject) {
    const ROLES: &[&str] = &[
        "chủ trì",
        "chủ động",
        "có trách nhiệm",
        "là cơ quan chủ trì",
        "thường xuyên",
        "khẩn trương",
        "tiếp tục",
        "theo chức năng , nhiệm vụ",
        "trực tiếp",
    ];
    let rest = &text[found.rest..];
    let marks = tokens(rest);
    let mut at = 0;
    while let Some(length) = longest(&marks, at, ROLES) {
        at += length;
        while marks.get(at).is_some_and(|mark| matches!(mark.word.as_str(), "," | "và")) {
            at += 1;
        }
    }
    let led = at;
    if let Some(length) = longest(
        &marks,
        at,
        &["phối hợp chặt chẽ với", "phối hợp cùng với", "phối hợp với", "phối hợp cùng", "cùng với", "phối hợp"],
    ) {
        let from = at + length;
        if opens_body(&marks, from, false)
            && let Some(end) = verb(&marks, from)
            && end < marks.len()
            && marks[end].word != ":"
        {
            let names = parties(rest[marks[from].at.start..marks[end].at.start].trim().trim_end_matches(','));
            if names.iter().all(|party| party.known) {
                found.support = names;
                found.rest += marks[end].at.start;
                return;
            }
        }
    }
    // What is said of the manner stays, but for “chủ trì”.
    if led > 0
        && longest(&marks, 0, &["chủ trì", "có trách nhiệm", "là cơ quan chủ trì"]).is_some()
        && let Some(mark) =
            marks.get(longest(&marks, 0, &["chủ trì", "có trách nhiệm", "là cơ quan chủ trì"]).unwrap_or(0))
    {
        let next = if mark.word == "," { marks.get(led) } else { Some(mark) };
        found.rest += next.map_or(rest.len(), |mark| mark.at.start);
    }
}

/// Where the bodies that begin at `from` end: at a verb, a colon or the end of the text; nothing where the sentence ends
/// first.
fn verb(marks: &[DraftToken], from: usize) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, from);
    while at < marks.len() {
        if at - from > LONGEST_SUBJECT {
            return None;
        }
        let mark = &marks[at];
        match mark.word.as_str() {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            ":" if depth == 0 => {
                // “các Đảng uỷ: Chính phủ; Quốc hội”
                return Some(at);
            }
            "." if depth == 0 => {
                return (at + 1 == marks.len()).then_some(at);
            }
            _ if depth > 0 || mark.capital || at == from => {}
            _ => {
                if longest(marks, at, VERBS).is_some() && !is_noun(marks, at) {
                    return Some(at);
                }
            }
        }
        at += 1;
    }
    Some(marks.len())
}

/// Whether a word that may be a verb is part of a noun here.
fn is_noun(marks: &[DraftToken], at: usize) -> bool {
    let before = |words: &str| {
        let count = words.split(' ').count();
        at >= count && begins(marks, at - count, words).is_some()
    };
    // “phối hợp với các cơ quan nghiên cứu, xây dựng …”
    let length = longest(marks, at, VERBS).unwrap_or(1);
    let listed =
        marks.get(at + length).is_some_and(|mark| mark.word == ",") && longest(marks, at + length + 1, VERBS).is_some();
    if listed {
        return false;
    }
    if NOUN_BEFORE.iter().any(|words| before(words)) && marks[at].word != "chủ" {
        // “các cơ quan chủ trì” is a noun too, “Ban Tuyên giáo chủ trì” is not.
        return !(before("ban") || before("đoàn")) || !marks[at - 1].capital;
    }
    let next = marks.get(at + 1).map_or("", |mark| mark.word.as_str());
    let after = marks.get(at + 2).map_or("", |mark| mark.word.as_str());
    match marks[at].word.as_str() {
        // “cấp ủy, tổ chức đảng”, “tổ chức chính trị - xã hội”
        "tổ" => matches!(
            after,
            "đảng"
                | "chính"
                | "xã"
                | "đoàn"
                | "thành"
                | "hội"
                | ","
                | "khoa"
                | "kinh"
                | "tôn"
                | "có"
                | "liên"
                | "cơ"
                | "và"
                | "cá"
                | "tín"
                | "quốc"
                | "phi"
        ),
        "cấp" => !matches!(next, "phép" | "phát" | "giấy" | "kinh"),
        "thông" => matches!(after, "điện" | "và"),
        "hoạt" => matches!(after, "trên" | "trong"),
        "trình" | "lập" | "in" | "mở" | "thu" | "làm" | "đưa" | "tự" | "cử" | "ký" => {
            marks[at - 1].word == "chương" || marks[at - 1].word == "độc" || marks[at - 1].word == "công"
        }
        "quản" => matches!(after, "nhà" | "dự" | "khu"),
        "phát" => marks[at - 1].word == "và",
        "giao" => matches!(next, "thông" | "dịch"),
        "mỗi" => at == 0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_says_who() {
        let said = |text: &str| {
            subject(text).map(|found| {
                let list = |all: &[Party]| all.iter().map(|party| party.name.clone()).collect::<Vec<_>>().join(" + ");
                format!(
                    "{} | {} | {}",
                    list(&found.lead),
                    list(&found.support),
                    text[found.rest..].chars().take(24).collect::<String>()
                )
            })
        };
        for (text, expected) in [
            (
                "Giao Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ và các cơ quan liên quan xây dựng Đề án trước ngày 1/3",
                "Sở Tư pháp | Sở Nội vụ + Các cơ quan liên quan | xây dựng Đề án trước ngà",
            ),
            (
                "Các huyện ủy, thị ủy, thành ủy, Đảng ủy trực thuộc Tỉnh ủy chỉ đạo ban tuyên giáo",
                "Các huyện ủy, thị ủy, thành ủy, Đảng ủy trực thuộc Tỉnh ủy |  | chỉ đạo ban tuyên giáo",
            ),
            (
                "Sở Tài chính chủ trì, phối hợp với các Sở, ban, ngành, đơn vị và UBND cấp xã bố trí kinh phí",
                "Sở Tài chính | Các Sở, ban, ngành, đơn vị + UBND cấp xã | bố trí kinh phí",
            ),
            ("Công an thành phố", "Công an thành phố |  | "),
            ("Báo Quảng Ngãi duy trì, nâng cao chất lượng", "Báo Quảng Ngãi |  | duy trì, nâng cao chất l"),
            ("Sau mỗi đợt sinh hoạt chuyên đề hằng quý, các cấp ủy báo cáo kết quả", "Các cấp ủy |  | báo cáo kết quả"),
            (
                "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội tỉnh: Xây dựng kế hoạch",
                "Mặt trận Tổ quốc + Các tổ chức chính trị - xã hội tỉnh |  | Xây dựng kế hoạch",
            ),
            (
                "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam thành phố và các tổ chức chính trị - xã hội",
                "Ủy ban Mặt trận Tổ quốc Việt Nam thành phố + Các tổ chức chính trị - xã hội |  | ",
            ),
            ("Đảng uỷ Chính phủ khẩn trương triển khai thực hiện", "Đảng uỷ Chính phủ |  | khẩn trương triển khai t"),
        ] {
            assert_eq!(said(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "Báo cáo Bộ Chính trị cho chủ trương",
            "Tổ chức tập huấn cho cán bộ",
            "Hội nghị sơ kết tổ chức trong tháng 4",
            "Phòng, chống ma túy là nhiệm vụ",
            "Chủ trì, phối hợp với Sở A xây dựng",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
