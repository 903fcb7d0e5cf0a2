//! What stands around the content of a document: number, title, issuer, day, as offices of the Party and the State write
//! them.

use chrono::NaiveDate;

use super::days::{day_in, stated_span, years};
use super::document::{DraftBlock, DraftSource};
use super::label::{label, roman};
use super::tokens::{key, tokens};
use crate::text::sentence_case;

/// Within how many lines of its beginning a document names itself.
const HEAD_LINES: usize = 40;
/// The longest title, in characters.
const LONGEST_TITLE: usize = 600;

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentHead {
    pub number: Option<String>,
    pub title: Option<String>,
    /// Whether the title is a line that may be something else.
    pub title_guessed: bool,
    pub issuer: Option<String>,
    pub issued: Option<NaiveDate>,
    /// The years that the title or a clause of the document gives: first day, last day.
    pub span: Option<(NaiveDate, NaiveDate)>,
    /// What the annex is called, as clauses write it: `PL II`.
    pub annex: Option<String>,
}

/// How names of offices begin, folded.
const OFFICES: &[&str] = &[
    "uy ban nhan dan",
    "ubnd",
    "tinh uy",
    "thanh uy",
    "huyen uy",
    "thi uy",
    "quan uy",
    "dang uy",
    "ban thuong vu",
    "so ",
    "bo ",
    "chinh phu",
    "thu tuong",
    "hoi dong nhan dan",
    "hdnd",
    "ban chi dao",
    "ban chap hanh",
    "ban bi thu",
    "bo chinh tri",
    "mat tran",
    "uy ban",
    "cong an",
    "van phong",
    "cuc ",
    "chi cuc",
    "tong cuc",
    "ban to chuc",
    "ban tuyen giao",
    "lien doan",
    "hoi ",
    "tinh doan",
    "ban quan ly",
];

/// Kinds of documents, as they stand above their titles, folded.
const KINDS: &[&str] = &[
    "ke hoach",
    "nghi quyet",
    "chuong trinh",
    "chuong trinh hanh dong",
    "ket luan",
    "chi thi",
    "quyet dinh",
    "thong bao",
    "de an",
    "huong dan",
    "cong van",
    "danh muc",
    "quy dinh",
    "thong tri",
    "cong dien",
    "ke hoach hanh dong",
    "phuong an",
    "bang phan cong",
    "phan cong",
    "phan cong nhiem vu",
    "bang phan cong nhiem vu",
];

/// The lines of a document in their order: paragraphs, and those of cells.
pub(super) fn lines(source: &DraftSource) -> Vec<String> {
    let mut lines = Vec::new();
    for block in &source.blocks {
        match block {
            DraftBlock::Paragraph(paragraph) => {
                let label = &paragraph.label;
                let text =
                    if label.is_empty() { paragraph.text.clone() } else { format!("{label} {}", paragraph.text) };
                lines.extend(text.split('\n').map(|line| line.trim_start_matches(['#', ' ']).to_owned()));
            }
            DraftBlock::Table(table) => {
                // A table of duties begins with the heading of its numbers: nothing of the head stands in it.
                let first = table.rows.first().and_then(|row| row.cells.first()).map(|cell| key(&cell.text));
                let rows = if matches!(first.as_deref(), Some("tt" | "stt" | "so tt")) { 0 } else { 6 };
                for row in table.rows.iter().take(rows) {
                    let cells = row.cells.iter().filter(|cell| !cell.joined && !cell.repeats);
                    lines.extend(cells.flat_map(|cell| cell.text.split('\n')).map(str::to_owned));
                }
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

impl DocumentHead {
    pub(super) fn of(source: &DraftSource) -> Self {
        let all = lines(source);
        let end = all
            .iter()
            .position(|line| opens_content(line))
            .unwrap_or(all.len())
            .clamp(1.min(all.len()), HEAD_LINES.min(all.len()));
        let top = &all[..end];
        let mut head = Self::default();
        for line in top {
            head.number = head.number.take().or_else(|| number_after(line));
            head.issued = head.issued.or_else(|| place_and_day(line));
            head.annex = head.annex.take().or_else(|| annex(line));
        }
        head.title = title(top, &all);
        // “(Kèm theo Quyết định số 12/QĐ-UBND ngày 3/4/2025 của UBND tỉnh)”
        for line in top.iter().filter(|line| key(line).contains("kem theo")) {
            head.number = head.number.take().or_else(|| document_number(line));
            head.issued = head.issued.or_else(|| day_in(line));
            head.issuer = head.issuer.take().or_else(|| of_whom(line));
        }
        head.issuer = head.issuer.take().or_else(|| issuer(top)).or_else(|| acting(&all));
        for line in all.iter().take(HEAD_LINES) {
            head.announced(line);
        }
        let title = head.title.clone().unwrap_or_default();
        head.span = years(&title).or_else(|| all.iter().find_map(|line| stated_span(line)));
        head
    }

    /// “… vừa ban hành Kế hoạch 257-KH/TU về …”; “Tại phiên họp ngày 28/2/2025, … Bộ Chính trị có ý kiến”.
    fn announced(&mut self, line: &str) {
        let folded = key(line);
        if self.number.is_none() && folded.contains("ban hanh ke hoach ") && folded.contains("vua ban hanh") {
            self.number = document_number(line);
            self.issuer = self.issuer.take().or_else(|| before_word(line, "vừa"));
        }
        if self.issued.is_none()
            && (folded.starts_with("tai phien hop ngay")
                || folded.starts_with("tai cuoc hop ngay")
                || folded.starts_with("tai hoi nghi ngay"))
        {
            self.issued = day_in(line);
        }
        if self.issued.is_none() && line.len() < 40 && (line.contains(", ") || line.contains(':')) {
            // What a newspaper sets above: “22:21, 29/02/2024”.
            self.issued = day_in(line);
        }
        if self.issuer.is_none() && folded.contains("co y kien nhu sau") {
            let text = line.split(" có ý kiến").next().unwrap_or_default();
            let from = text.rfind("), ").map_or(0, |at| at + 3);
            let names = text[from..].trim();
            self.issuer = (!names.is_empty() && names.len() < 200).then(|| names.to_owned());
        }
    }
}

/// Whether a line is a clause of the content: then the head is over.
fn opens_content(line: &str) -> bool {
    label(line).is_some_and(|found| !found.is_bullet()) || key(line).ends_with("nhu sau")
}

/// The number behind “Số:”.
fn number_after(line: &str) -> Option<String> {
    let trimmed = line.trim_start_matches(['-', ' ']);
    let rest =
        trimmed.strip_prefix("Số").or_else(|| trimmed.strip_prefix("SỐ")).or_else(|| trimmed.strip_prefix("No"))?;
    let rest = rest.trim_start_matches([':', '.', ' ']);
    let number = rest.split([' ', ',']).next()?;
    let number = if rest.contains("- ") && !number.contains('/') { rest.split(" -").next()? } else { number };
    is_number(number).then(|| number.trim_end_matches(['.', ';']).to_owned())
}

/// Whether a text is the number of a document: `257-KH/TU`, `141/KH-UBND`.
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(['/', '-']) && text.chars().any(char::is_alphabetic)
}

/// The first number of a document in a text.
pub(super) fn document_number(line: &str) -> Option<String> {
    let word = line
        .split([' ', ',', ';', '(', ')'])
        .map(|word| word.trim_end_matches(['.', ':']))
        .find(|word| is_number(word))?;
    Some(word.to_owned())
}

/// “Bắc Ninh, ngày 20 tháng 11 năm 2025”
fn place_and_day(line: &str) -> Option<NaiveDate> {
    let folded = key(line);
    let short = line.chars().count() < 80;
    if !(short
        && folded.contains("ngay")
        && folded.contains("thang")
        && (line.contains(", ngày") || line.contains(", Ngày") || folded.starts_with("ngay")))
    {
        return None;
    }
    day_in(line)
}

/// “PHỤ LỤC II” as clauses write it.
pub(super) fn annex(line: &str) -> Option<String> {
    let folded = key(line);
    let rest = folded.strip_prefix("phu luc")?;
    let name = rest.split_whitespace().next().unwrap_or_default().to_uppercase();
    let numbered =
        roman(&name).is_some() || name.len() <= 2 && name.bytes().all(|b| b.is_ascii_digit()) && !name.is_empty();
    // “Phụ lục kèm theo” is one that has no number; “Phụ lục II ban hành kèm theo Kế hoạch này” in a sentence names one.
    if !line.starts_with("PH") && line.chars().count() > 30 {
        return None;
    }
    Some(if numbered { format!("PL {name}") } else { "PL".to_owned() })
}

/// Who issued a document that is cited: behind “của”.
fn of_whom(line: &str) -> Option<String> {
    let (_, after) = line.rsplit_once(" của ")?;
    let name = after.split([')', '(', ';']).next()?.trim().trim_end_matches(['.', ',']);
    (!name.is_empty() && name.chars().count() < 120).then(|| sentence_case(name))
}

fn before_word(line: &str, word: &str) -> Option<String> {
    let (before, _) = line.split_once(&format!(" {word} "))?;
    let name = before.rsplit(['-', ')', ':', '–']).next()?.trim();
    (!name.is_empty() && name.chars().count() < 120).then(|| name.to_owned())
}

/// The office in the upper left corner, or below “ĐẢNG BỘ …”.
fn issuer(top: &[String]) -> Option<String> {
    let mut candidates = top.iter().enumerate().filter(|(_, line)| is_office(line));
    let (at, first) = candidates.next_back().filter(|(at, _)| *at < 12)?;
    let mut name = office_case(first);
    // “ỦY BAN NHÂN DÂN” and below it “TỈNH BẮC NINH”
    if let Some(next) = top.get(at + 1).filter(|next| {
        matches!(key(next).split(' ').next(), Some("tinh" | "thanh" | "huyen" | "xa" | "phuong" | "quan" | "thi"))
    }) {
        let letters: Vec<char> = next.chars().filter(|c| c.is_alphabetic()).collect();
        if letters.iter().all(|c| c.is_uppercase()) && next.chars().count() < 60 {
            name = office_case(&format!("{first} {next}"));
        }
    }
    Some(name)
}

/// Who signed: “TM. ỦY BAN NHÂN DÂN”, “T/M BAN THƯỜNG VỤ”.
fn acting(all: &[String]) -> Option<String> {
    let line =
        all.iter().rev().take(30).find(|line| ["TM.", "T/M", "TM "].iter().any(|sign| line.starts_with(sign)))?;
    let name = line.trim_start_matches(['T', 'M', '.', '/', ' ']);
    (!name.is_empty()).then(|| office_case(name))
}

/// A name in capitals as it is written in a sentence.
fn office_case(name: &str) -> String {
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let name = name.split("---").next().unwrap_or(name).trim();
    let mut out: Vec<String> = Vec::new();
    let mut proper = false;
    for word in name.split_whitespace() {
        let low = word.to_lowercase();
        // “Tỉnh ủy Yên Bái”, “Bộ Y tế”
        let of_committee = key(&low) == "uy" && out.len() == 1;
        let of_body = out.len() == 1 && matches!(out[0].as_str(), "Bộ" | "Sở");
        let capital = proper && !of_committee || out.is_empty() || of_body;
        out.push(match key(&low).as_str() {
            "ubnd" | "hdnd" | "mttq" | "ubmttq" => word.to_owned(),
            _ if capital => sentence_case(&low),
            _ => low.clone(),
        });
        let place = matches!(key(&low).as_str(), "tinh" | "huyen" | "xa" | "phuong" | "quan" | "pho" | "uy");
        proper = (proper || place) && !(key(&low) == "uy" && out.len() == 1);
    }
    out.join(" ")
}

/// Whether a line is the kind of a document alone, in capitals: “KẾ HOẠCH”, “PHỤ LỤC I”.
pub(super) fn is_kind(line: &str) -> bool {
    let folded = key(line);
    is_upper(line) && (KINDS.contains(&folded.as_str()) || folded.starts_with("phu luc") && folded.len() < 14)
}

/// The title below the kind of document.
fn title(top: &[String], all: &[String]) -> Option<String> {
    let named = |line: &String| is_kind(line) && !key(line).is_empty();
    let grounds =
        |at: &usize| top.get(at + 1).is_some_and(|next| !key(next).starts_with("can cu") && !opens_content(next));
    // Of several annexes the first names the document.
    let is_annex = |at: &usize| key(&top[*at]).starts_with("phu luc");
    let mut kinds = (0..top.len()).rev().filter(|at| named(&top[*at]));
    let at = kinds
        .clone()
        .filter(|at| !is_annex(at))
        .find(grounds)
        .or_else(|| kinds.rfind(|at| is_annex(at) && grounds(at)));
    let mut parts: Vec<&str> = Vec::new();
    let start = match at {
        Some(at) => {
            if KINDS.contains(&key(&top[at]).as_str()) && key(&top[at]) == "danh muc" {
                parts.push(&top[at]);
            }
            at + 1
        }
        None if top.iter().any(|line| key(line).starts_with("v v ")) => {
            let line = top.iter().find(|line| key(line).starts_with("v v "))?;
            return Some(sentence_case(line.get(3..).unwrap_or(line).trim_start_matches([':', ' '])));
        }
        // A newspaper's headline, or “PHỤ LỤC I: PHÂN CÔNG NHIỆM VỤ”.
        None => {
            let first = top.iter().find(|line| !is_office(line))?;
            let own = first
                .split_once(':')
                .filter(|(before, _)| key(before).starts_with("phu luc"))
                .map_or(first.as_str(), |(_, own)| own);
            let fits = own.chars().count() < 250
                && !key(own).starts_with("uy ban")
                && (own.len() < first.len() || !own.ends_with('.'));
            return fits.then(|| recase(own.trim(), all));
        }
    };
    for line in &top[start..] {
        let folded = key(line);
        let frame = folded.starts_with("kem theo")
            || folded.starts_with("can cu")
            || folded.starts_with("thuc hien") && !is_upper(line) && (!parts.is_empty() || line.ends_with([':', ',']))
            || folded.bytes().all(|b| b.is_ascii_digit())
            || folded.starts_with("so ")
            || line.starts_with('(')
            || folded.starts_with("ban hanh kem")
            || line.starts_with("--");
        let first = parts.is_empty();
        if frame
            || !first && is_upper(line) != is_upper(parts[0])
            || !first && !is_upper(line) && (parts.len() > 1 || line.ends_with(['.', ':', ';']))
            || line.chars().count() > LONGEST_TITLE
        {
            break;
        }
        parts.push(line);
        if line.chars().count() > 200 || !is_upper(line) && line.ends_with('.') {
            break;
        }
    }
    let title = parts.join(" ");
    let title = title.trim_matches(['-', '_', '*', ' ', '.']);
    // “KẾT LUẬN / của Ban Thường vụ … về …”
    let goes_on = ["của ", "thực hiện "].iter().any(|word| title.starts_with(word));
    match at.filter(|_| goes_on) {
        Some(at) => Some(format!("{} {title}", sentence_case(&top[at].to_lowercase()))),
        None => (!title.is_empty()).then(|| recase(title, all)),
    }
}

/// Whether a line in capitals is the name of an office.
fn is_office(line: &str) -> bool {
    let folded = key(line);
    let letters = || line.chars().filter(|c| c.is_alphabetic());
    letters().count() > 2 && letters().all(char::is_uppercase) && OFFICES.iter().any(|first| folded.starts_with(first))
}

fn is_upper(text: &str) -> bool {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    letters.iter().filter(|c| c.is_uppercase()).count() * 10 >= letters.len() * 9
}

/// A title in capitals as the document writes it elsewhere, or in small letters.
fn recase(title: &str, all: &[String]) -> String {
    if !is_upper(title) {
        return title.to_owned();
    }
    let wanted: Vec<String> = tokens(title).into_iter().filter(|mark| mark.is_word).map(|mark| mark.word).collect();
    for line in all.iter().filter(|line| !is_upper(line)) {
        let marks: Vec<_> = tokens(line).into_iter().filter(|mark| mark.is_word).collect();
        let found = marks
            .windows(wanted.len())
            .find(|window| window.iter().zip(&wanted).all(|(mark, word)| mark.word == *word));
        if let Some((first, last)) = found.and_then(|window| Some((window.first()?, window.last()?))) {
            return sentence_case(&line[first.at.start..last.at.end]);
        }
    }
    lowered(title)
}

/// A title in capitals in small letters, but for numbers of documents and names that every document has.
fn lowered(title: &str) -> String {
    const NAMES: &[&str] = &[
        "Hồ Chí Minh",
        "Việt Nam",
        "Chính phủ",
        "Bộ Chính trị",
        "Ban Bí thư",
        "Quốc hội",
        "Trung ương",
        "Đảng",
        "Nhà nước",
        "Thủ tướng",
        "Nhân dân",
        "Nghị quyết",
        "Kết luận",
        "Chỉ thị",
        "Quyết định",
        "Chương trình",
        "Tỉnh ủy",
        "Thành ủy",
        "Ban Thường vụ",
        "Ban Chấp hành",
        "Mặt trận Tổ quốc",
    ];
    let words = title.split(' ').map(|word| {
        if word.chars().any(|c| c.is_ascii_digit()) || word.contains('/') {
            word.to_owned()
        } else {
            word.to_lowercase()
        }
    });
    let mut text = words.collect::<Vec<_>>().join(" ");
    for name in NAMES {
        text = text.replace(&name.to_lowercase(), name);
    }
    sentence_case(&text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::document::DraftParagraph;

    fn head(lines: &[&str]) -> DocumentHead {
        let blocks = lines.iter().map(|line| {
            DraftBlock::Paragraph(DraftParagraph { text: (*line).to_owned(), ..DraftParagraph::default() })
        });
        DocumentHead::of(&DraftSource { blocks: blocks.collect(), skipped: Vec::new() })
    }

    #[test]
    fn a_document_of_the_state_names_itself() {
        let head = head(&[
            "UỶ BAN NHÂN DÂN TỈNH BẮC NINH -------",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc",
            "Số: 141/KH-UBND",
            "Bắc Ninh, ngày 20 tháng 11 năm 2025",
            "KẾ HOẠCH",
            "NÂNG CAO NĂNG LỰC GIAI ĐOẠN 2026 - 2030",
            "Thực hiện Kế hoạch số 14-KH/TU ngày 29/7/2025, UBND tỉnh ban hành Kế hoạch nâng cao năng lực giai đoạn 2026 - 2030 như sau:",
            "I. MỤC ĐÍCH",
        ]);
        assert_eq!(head.number.as_deref(), Some("141/KH-UBND"));
        assert_eq!(head.issuer.as_deref(), Some("Uỷ ban nhân dân tỉnh Bắc Ninh"));
        assert_eq!(head.title.as_deref(), Some("Nâng cao năng lực giai đoạn 2026 - 2030"));
        assert_eq!(head.issued.map(|day| day.to_string()).as_deref(), Some("2025-11-20"));
        assert_eq!(head.span.map(|(first, last)| format!("{first} {last}")).as_deref(), Some("2026-01-01 2030-12-31"));
    }
}
