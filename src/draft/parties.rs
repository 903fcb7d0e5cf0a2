//! The bodies that a text names: a cell of a table taken apart, and who a sentence is about.

use super::label::label;
use super::names::{HEADS, MANY, NO_HEADS, NO_MANY, NOUNS, PAPER_AND_RADIO, SHORT, WHOLE};
use super::tokens::{DraftToken, begins, clean, key, longest, tokens};
use crate::text::sentence_case;

/// A body as a document names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    pub name: String,
    /// Whether the name stands for many bodies: “các sở, ban, ngành”.
    pub many: bool,
    /// Whether it begins as names of bodies do.
    pub known: bool,
    /// What the document says in brackets behind it.
    pub remark: Option<String>,
}

impl Party {
    /// By which two names of one body are the same: without diacritics, short forms written out.
    pub(super) fn key(&self) -> String {
        name_key(&self.name)
    }
}

/// See [`Party::key`].
pub(super) fn name_key(name: &str) -> String {
    let words: Vec<String> =
        key(name).split(' ').filter(|word| !matches!(*word, "va" | "cac" | "")).map(str::to_owned).collect();
    let mut text = format!(" {} ", words.join(" "));
    for (short, long) in SHORT {
        let (short, long) = (format!(" {short} "), format!(" {long} "));
        if text.contains(&short) {
            text = text.replace(&short, &long);
        }
    }
    text.trim().to_owned()
}

/// The bodies of a cell that is made of names alone.
pub(super) fn parties(text: &str) -> Vec<Party> {
    let text = clean(text);
    let mut all = Vec::new();
    let mut piece = String::new();
    for line in text.split('\n') {
        let bare = label(line).map_or(line, |found| found.rest);
        let own = tokens(bare);
        let opens = bare.len() < line.len() || piece.ends_with([';', ',', '.']) || opens_body(&own, 0, false);
        if opens && !piece.is_empty() {
            apart(&piece, &mut all);
            piece.clear();
        }
        if !piece.is_empty() {
            piece.push(' ');
        }
        piece.push_str(bare);
    }
    apart(&piece, &mut all);
    let mut seen: Vec<String> = Vec::new();
    all.retain(|party| {
        let key = party.key();
        let new = !key.is_empty() && !seen.contains(&key);
        seen.push(key);
        new
    });
    all
}

/// Where a name begins and ends among the tokens, and the brackets behind it.
type NameCut = (usize, usize, Option<(usize, usize)>);

/// Takes the names of one line apart.
fn apart(text: &str, all: &mut Vec<Party>) {
    let marks = tokens(text);
    let (mut from, mut depth, mut remark) = (past_office(&marks, 0), 0_usize, None::<(usize, usize)>);
    let mut cuts: Vec<NameCut> = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        match mark.word.as_str() {
            "(" | "[" => {
                if depth == 0 && remark.is_none() {
                    remark = Some((at, at));
                }
                depth += 1;
            }
            ")" | "]" => {
                depth = depth.saturating_sub(1);
                if depth == 0
                    && let Some((_, end)) = &mut remark
                {
                    *end = at;
                }
            }
            _ if depth > 0 || at < from => {}
            _ => {
                let Some(skip) = parts(&marks, from, at) else { continue };
                if at > from {
                    cuts.push((from, at, remark.take()));
                }
                from = past_office(&marks, at + skip);
            }
        }
    }
    cuts.push((from, marks.len(), remark));
    for (from, to, remark) in cuts {
        let to_name = remark.map_or(to, |(open, _)| open.min(to));
        if let Some(party) = party(text, &marks[from..to_name]) {
            let said = remark
                .filter(|(open, end)| end > open)
                .map(|(open, end)| text[marks[open].at.end..marks[end].at.start].trim().to_owned());
            all.push(Party { remark: said, ..party });
        }
    }
}

/// Where the body begins whose head is named: “Chủ tịch UBND các xã”, “Thủ trưởng các cơ quan”. Bodies owe, not persons.
fn past_office(marks: &[DraftToken], at: usize) -> usize {
    const OFFICES: &[&str] = &[
        "thủ trưởng",
        "chủ tịch",
        "phó chủ tịch",
        "giám đốc",
        "phó giám đốc",
        "người đứng đầu",
        "chánh",
        "trưởng",
        "bí thư",
        "đồng chí giám đốc",
        "đồng chí chủ tịch",
    ];
    let Some(length) = longest(marks, at, OFFICES) else { return at };
    let next = at + length;
    let body = longest(marks, next, HEADS).is_some()
        || longest(marks, next, MANY).is_some()
        || longest(marks, next, NOUNS).is_some();
    if body && longest(marks, next, NO_HEADS).is_none() { next } else { at }
}

/// Whether a name ends before the token at `at`; how many tokens lie between it and the next.
fn parts(marks: &[DraftToken], from: usize, at: usize) -> Option<usize> {
    let many = is_many(&marks[from..at]);
    let cut = match marks[at].word.as_str() {
        ";" | "\n" => return Some(1),
        "." => {
            let next = marks.get(at + 1);
            let short = at > 0 && marks[at - 1].capitals;
            // “P. CCHC”, “TT. Y tế”: a word cut short.
            let cut = at == from + 1 && marks[from].word.chars().count() <= 2 && next.is_some();
            return (!cut && (next.is_none() || next.is_some_and(|next| next.capital) && !short)).then_some(1);
        }
        "," | "/" | "+" => {
            let and = marks.get(at + 1).is_some_and(|next| matches!(next.word.as_str(), "và" | "cùng"));
            let next = at + 1 + usize::from(and);
            (opens_body(marks, next, many) || are_brands(marks, from, at, next)).then_some(1 + usize::from(and))
        }
        "và" | "cùng" | "với" => opens_body(marks, at + 1, many).then_some(1),
        // “Bộ Thông tin và Truyền thông Bộ Khoa học và Công nghệ”: a line break was lost.
        "bộ" | "sở" if at > from + 1 && marks[at].capital && marks.get(at + 1).is_some_and(|next| next.capital) => {
            let alike = matches!(marks[from].word.as_str(), "bộ" | "sở" | "ubnd");
            (alike && !marks[at - 1].capital && marks[at - 1].is_word && marks[at - 1].word != "và").then_some(0)
        }
        _ => None,
    };
    cut.filter(|_| !is_whole(marks, from, at))
}

/// Whether names of one word each stand on both sides of a comma: “Viettel, VNPT, FPT”.
fn are_brands(marks: &[DraftToken], from: usize, at: usize, next: usize) -> bool {
    let brand = |at: usize| {
        marks.get(at).is_some_and(|mark| mark.is_word && mark.capital) && longest(marks, at, NO_HEADS).is_none()
    };
    let ends = |at: usize| marks.get(at).is_none_or(|mark| matches!(mark.word.as_str(), "," | ";" | "\n" | "và"));
    at == from + 1 && brand(from) && brand(next) && ends(next + 1)
}

/// Names in which what parts names is no parting.
fn is_whole(marks: &[DraftToken], from: usize, at: usize) -> bool {
    WHOLE.iter().any(|whole| begins(marks, from, whole).is_some_and(|length| at < from + length))
}

/// Whether a name begins here; `many` says whether the one before is a list of common nouns.
pub(super) fn opens_body(marks: &[DraftToken], at: usize, many: bool) -> bool {
    // “Sở Tài chính, cơ quan liên quan”; after “UBND các xã, phường” it is no second name.
    const LOOSE: &[&str] = &[
        "doanh nghiệp",
        "cơ quan",
        "đơn vị",
        "địa phương",
        "bộ",
        "sở",
        "ban , ngành",
        "ngành",
        "tổ chức",
        "hiệp hội",
        "nhà trường",
        "chủ đầu tư",
        "tập đoàn",
        "cấp ủy",
        "đoàn thể",
        "chính quyền",
    ];
    let Some(first) = marks.get(at) else { return false };
    if longest(marks, at, NO_HEADS).is_some() {
        return false;
    }
    if let Some(length) = longest(marks, at, MANY) {
        let noun = longest(marks, at + length, NOUNS).is_some() || longest(marks, at + length, HEADS).is_some();
        return noun && longest(marks, at + length, NO_MANY).is_none();
    }
    if (first.capital || first.capitals)
        && let Some(length) = longest(marks, at, HEADS)
    {
        // “Đảng ủy trực thuộc Tỉnh ủy” goes on with “các huyện ủy, thị ủy”.
        let next = marks.get(at + length).map_or("", |next| if next.capital { "" } else { next.word.as_str() });
        let common = matches!(first.word.as_str(), "bộ" | "sở" | "ban" | "vụ" | "cục") && length == 1;
        let ends = marks.get(at + length).is_none_or(|next| next.word == ";");
        let goes_on = many && (next == "trực" || common && (ends || matches!(next, "," | "ngành" | "thuộc")));
        return !goes_on;
    }
    if many {
        return false;
    }
    longest(marks, at, LOOSE).is_some()
}

/// Whether words stand for many bodies.
fn is_many(marks: &[DraftToken]) -> bool {
    let Some(first) = marks.first() else { return false };
    if longest(marks, 0, MANY).is_some() {
        return true;
    }
    let next = |at: usize| marks.get(at).map_or("", |mark| mark.word.as_str());
    // “Bộ, ngành, địa phương”; “Địa phương được lựa chọn”
    let common = longest(marks, 0, NOUNS).filter(|length| {
        let proper = marks[*length..].iter().take(2).any(|mark| mark.capital && mark.is_word);
        !proper || matches!(next(*length), "," | "/")
    });
    if let Some(length) = common {
        // “Tòa án nhân dân tối cao” is one body, “Bộ, ngành liên quan” are many.
        let head = first.capital && longest(marks, 0, HEADS).is_some();
        let listed = matches!(
            next(length),
            "," | "/" | "và" | "ngành" | "liên" | "có" | "quản" | "chuyên" | "khác" | "trực" | "thuộc"
        ) || marks.len() == length;
        if !head || listed {
            return true;
        }
    }
    // “UBND cấp xã”, “Ủy ban nhân dân xã, phường”, “Công an các xã”
    let head = longest(marks, 0, HEADS).unwrap_or(0);
    let head = if begins(marks, head, "nhân dân").is_some() { head + 2 } else { head };
    let head = if begins(marks, head, "ủy ban nhân dân").is_some() {
        head + 4
    } else if next(head) == "ubnd" {
        head + 1
    } else {
        head
    };
    // “Sở Nội vụ các tỉnh, thành phố”
    let places = |at: usize| longest(marks, at, &["các tỉnh", "các huyện", "các quận", "các xã", "các địa phương"]);
    if head > 0 && (head..marks.len()).any(|at| places(at).is_some()) {
        return true;
    }
    let named = marks.iter().skip(head).any(|mark| mark.capital && mark.is_word);
    head > 0
        && (matches!(next(head), "các" | "cấp") && marks.len() > head + 1
            || !named && matches!(next(head), "xã" | "phường" | "huyện" | "quận" | "thị" | "đặc"))
}

/// A body of the words of its name.
fn party(text: &str, words: &[DraftToken]) -> Option<Party> {
    const AROUND: &[&str] = &[
        "và", "cùng", "với", "do", "chủ", "trì", "thực", "hiện", "phối", "hợp", ":", ",", ".", ";", "-", "–", "/", "…",
        "\"", "“", "”",
    ];
    let mut words = words;
    while let Some((first, rest)) = words.split_first() {
        if first.is_word && !AROUND[..4].contains(&first.word.as_str()) {
            break;
        }
        words = rest;
    }
    while let Some((last, rest)) = words.split_last() {
        let verb = matches!(last.word.as_str(), "trì" | "hiện" | "hợp")
            && !last.capital
            && rest
                .last()
                .is_some_and(|before| matches!(before.word.as_str(), "chủ" | "thực" | "phối") && !before.capital);
        let around = verb
            || !last.is_word && !matches!(last.word.as_str(), ")" | "]")
            || matches!(last.word.as_str(), "và" | "với" | "cùng")
            || matches!(last.word.as_str(), "chủ" | "phối") && !last.capital;
        if !around {
            break;
        }
        words = rest;
    }
    let (first, last) = (words.first()?, words.last()?);
    let name = text[first.at.start..last.at.end].replace('\n', " ");
    let may_be_two = begins(words, 0, PAPER_AND_RADIO).is_some();
    let known = opens_body(words, 0, false)
        && !may_be_two
        && !(words.len() == 1 && !first.capitals && !is_complete(&first.word));
    Some(Party { many: is_many(words), known, name: sentence_case(&name), remark: None })
}

/// A word that is a whole name.
fn is_complete(word: &str) -> bool {
    !matches!(
        word,
        "bộ" | "sở"
            | "ban"
            | "hội"
            | "cục"
            | "vụ"
            | "viện"
            | "trường"
            | "đài"
            | "báo"
            | "phòng"
            | "tổ"
            | "khối"
            | "quỹ"
            | "các"
    )
}

/// The bodies that lead and those that help, of a cell that may name both: “A chủ trì, phối hợp với B”.
pub(super) fn lead_and_support(text: &str) -> (Vec<Party>, Vec<Party>) {
    let text = clean(text);
    let marks = tokens(&text);
    let help = (0..marks.len()).find(|at| begins(&marks, *at, "phối hợp").is_some());
    let Some(help) = help else { return (parties(without_role(&text)), Vec::new()) };
    let mut after = help + 2;
    while marks.get(after).is_some_and(|mark| {
        matches!(mark.word.as_str(), "với" | "cùng" | ":" | "thực" | "hiện" | "chặt" | "chẽ" | "-" | "gồm")
    }) {
        after += 1;
    }
    // “A chủ trì; B phối hợp”: who helps stands before it.
    if marks.get(after).is_none_or(|mark| !mark.is_word && after + 1 == marks.len()) {
        let role = (0..help).find(|at| begins(&marks, *at, "chủ trì").is_some());
        if let Some(role) = role.filter(|role| role + 2 < help) {
            let (lead, others) = (&text[..marks[role].at.start], &text[marks[role].at.end..marks[help].at.start]);
            let others = others.trim_start().trim_start_matches("trì");
            return (parties(without_role(lead)), parties(others));
        }
    }
    let support = marks.get(after).map_or(Vec::new(), |mark| parties(&text[mark.at.start..]));
    let mut head = text[..marks[help].at.start].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    for role in ["Cơ quan", "Đơn vị", "cơ quan", "đơn vị"] {
        head = head.strip_suffix(role).unwrap_or(head).trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    }
    (parties(without_role(head)), support)
}

/// A text without “Chủ trì:” before it.
fn without_role(text: &str) -> &str {
    let Some((head, rest)) = text.split_once(':') else { return text };
    let head = key(head);
    let role = [
        "chu tri",
        "co quan chu tri",
        "don vi chu tri",
        "co quan thuc hien",
        "don vi thuc hien",
        "thuc hien",
        "don vi chu tri thuc hien",
        "chu tri thuc hien",
        "chu tri tham muu",
    ];
    if role.contains(&head.as_str()) { rest } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        parties(text)
            .into_iter()
            .map(|party| {
                if party.many {
                    format!("[{}]", party.name)
                } else if party.known {
                    party.name
                } else {
                    format!("?{}", party.name)
                }
            })
            .collect()
    }

    #[test]
    fn who_leads_and_who_helps_may_stand_in_any_order() {
        let names = |all: Vec<Party>| all.into_iter().map(|party| party.name).collect::<Vec<_>>().join("; ");
        for (cell, lead, support) in [
            ("Sở A chủ trì, phối hợp với Sở B", "Sở A", "Sở B"),
            ("Vụ Công chức chủ trì; Vụ Pháp chế phối hợp", "Vụ Công chức", "Vụ Pháp chế"),
            ("Vụ Biên chế chủ trì; các đơn vị liên quan phối hợp.", "Vụ Biên chế", "Các đơn vị liên quan"),
            ("Sở A, Sở B", "Sở A; Sở B", ""),
        ] {
            let (led, helped) = lead_and_support(cell);
            assert_eq!((names(led).as_str(), names(helped).as_str()), (lead, support), "{cell}");
        }
    }

    #[test]
    fn cells_are_taken_apart_at_names() {
        for (cell, expected) in [
            ("Bộ Thông tin và Truyền thông", vec!["Bộ Thông tin và Truyền thông"]),
            (
                "Ban Tuyên giáo Trung ương; các bộ, ngành, địa phương; VTV, VOV, TTXVN",
                vec!["Ban Tuyên giáo Trung ương", "[Các bộ, ngành, địa phương]", "VTV", "VOV", "TTXVN"],
            ),
            ("VTV, VOV, TTXVN, các địa phương", vec!["VTV", "VOV", "TTXVN", "[Các địa phương]"]),
            (
                "Bộ Thông tin và Truyền thông Bộ Khoa học và Công nghệ",
                vec!["Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ"],
            ),
            ("Bộ, ngành, địa phương", vec!["[Bộ, ngành, địa phương]"]),
            ("Văn phòng Bộ; các Vụ, Cục", vec!["Văn phòng Bộ", "[Các Vụ, Cục]"]),
            (
                "Các Vụ, Cục thuộc Bộ; Sở Nội vụ các tỉnh, thành phố",
                vec!["[Các Vụ, Cục thuộc Bộ]", "[Sở Nội vụ các tỉnh, thành phố]"],
            ),
            (
                "Bộ Công an, Bộ Nội vụ, Bộ Lao động - Thương binh và Xã hội,Thanh tra Chính phủ, các bộ, ngành và địa phương",
                vec![
                    "Bộ Công an",
                    "Bộ Nội vụ",
                    "Bộ Lao động - Thương binh và Xã hội",
                    "Thanh tra Chính phủ",
                    "[Các bộ, ngành và địa phương]",
                ],
            ),
            (
                "Bộ Khoa học, Công nghệ, Bộ Kế hoạch và Đầu tư và các địa phương",
                vec!["Bộ Khoa học, Công nghệ", "Bộ Kế hoạch và Đầu tư", "[Các địa phương]"],
            ),
            ("Địa phương được lựa chọn", vec!["[Địa phương được lựa chọn]"]),
            ("Tập đoàn, doanh nghiệp công nghệ số", vec!["[Tập đoàn, doanh nghiệp công nghệ số]"]),
            (
                "Sở Văn hóa, Thể thao và Du lịch, Sở Nông nghiệp và Môi trường và UBND các xã, phường",
                vec!["Sở Văn hóa, Thể thao và Du lịch", "Sở Nông nghiệp và Môi trường", "[UBND các xã, phường]"],
            ),
            ("Các Sở, ngành, đơn vị, UBND cấp xã.", vec!["[Các Sở, ngành, đơn vị]", "[UBND cấp xã]"]),
            ("Văn phòng Chính phủ; Bộ Công an", vec!["Văn phòng Chính phủ", "Bộ Công an"]),
            ("- Sở Tư pháp\n- Công an tỉnh", vec!["Sở Tư pháp", "Công an tỉnh"]),
            ("Sở Nông nghiệp\nvà Môi trường", vec!["Sở Nông nghiệp và Môi trường"]),
            (
                "Sở Công Thương (cân đối nguồn); Sở NN&MT và UBND các xã, phường (GPMB, thuê đất)",
                vec!["Sở Công Thương", "Sở NN&MT", "[UBND các xã, phường]"],
            ),
            (
                "Trung tâm XTĐT, TM&DL tỉnh, doanh nghiệp chủ chuỗi.",
                vec!["Trung tâm XTĐT, TM&DL tỉnh", "[Doanh nghiệp chủ chuỗi]"],
            ),
            (
                "các huyện ủy, thị ủy, thành ủy, Đảng ủy trực thuộc Tỉnh ủy",
                vec!["[Các huyện ủy, thị ủy, thành ủy, Đảng ủy trực thuộc Tỉnh ủy]"],
            ),
            (
                "Đảng uỷ Mặt trận Tổ quốc, các đoàn thể Trung ương và Đảng uỷ Chính phủ",
                vec!["Đảng uỷ Mặt trận Tổ quốc, các đoàn thể Trung ương", "Đảng uỷ Chính phủ"],
            ),
            (
                "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội tỉnh",
                vec!["Mặt trận Tổ quốc", "[Các tổ chức chính trị - xã hội tỉnh]"],
            ),
            (
                "Báo và Phát thanh, Truyền hình tỉnh; Sở Tư pháp, các cơ quan, đơn vị, địa phương.",
                vec!["Báo và Phát thanh, Truyền hình tỉnh", "Sở Tư pháp", "[Các cơ quan, đơn vị, địa phương]"],
            ),
            ("Viettel, VNPT, MobiFone", vec!["?Viettel", "?VNPT", "?MobiFone"]),
            ("BQL Khu kinh tế tỉnh, BQL các KCN tỉnh", vec!["BQL Khu kinh tế tỉnh", "[BQL các KCN tỉnh]"]),
            ("UBND tỉnh", vec!["UBND tỉnh"]),
            ("Bộ Tài chính; các bộ, ngành", vec!["Bộ Tài chính", "[Các bộ, ngành]"]),
            (
                "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh",
                vec!["Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh"],
            ),
        ] {
            assert_eq!(names(cell), expected, "{cell}");
        }
    }
}
