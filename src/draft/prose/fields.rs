//! What a text says in so many words of a duty: “Cơ quan chủ trì: …”, “Thời gian thực hiện: …”, “(hoàn thành: …)”.

use crate::draft::parties::{Party, lead_and_support, parties};
use crate::draft::tokens::{DraftToken, key, tokens};

/// The most words of the name of a field.
const LONGEST_NAME: usize = 9;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StatedField {
    Lead,
    Support,
    Time,
    Product,
    /// What is to be done.
    Content,
    /// Money, places: of no use to a plan.
    Other,
}

/// What fields say of a duty.
#[derive(Clone, Debug, Default)]
pub(super) struct StatedFields {
    pub(super) lead: Vec<Party>,
    pub(super) support: Vec<Party>,
    pub(super) time: Option<String>,
    pub(super) product: Option<String>,
    /// Whether some field was there, of whatever kind.
    pub(super) any: bool,
}

impl StatedFields {
    /// Takes what others say, before what it has.
    pub(super) fn put_over(&mut self, other: &Self) {
        let mut taken = other.clone();
        taken.lack(self);
        *self = taken;
    }

    /// Takes what it lacks from others.
    pub(super) fn lack(&mut self, other: &Self) {
        if self.lead.is_empty() {
            self.lead.clone_from(&other.lead);
        }
        if self.support.is_empty() {
            self.support.clone_from(&other.support);
        }
        self.time = self.time.take().or_else(|| other.time.clone());
        self.product = self.product.take().or_else(|| other.product.clone());
    }

    fn put(&mut self, field: StatedField, value: &str) {
        self.any = true;
        let value = value.trim().trim_matches([';', ',', '.', ' ']);
        if value.is_empty() {
            return;
        }
        match field {
            StatedField::Lead => {
                let (lead, support) = lead_and_support(value);
                self.lead.extend(lead);
                self.support.extend(support);
            }
            StatedField::Support => self.support.extend(parties(value)),
            StatedField::Time => self.time = self.time.take().or_else(|| Some(value.to_owned())),
            StatedField::Product => self.product = self.product.take().or_else(|| Some(value.to_owned())),
            StatedField::Content | StatedField::Other => {}
        }
    }
}

/// Where the name of a field stands: tokens, and what it is.
struct FieldName {
    from: usize,
    colon: usize,
    field: StatedField,
    bracketed: bool,
}

/// Takes the fields out of a text; what remains, and what they say.
pub(super) fn take(text: &str) -> (String, StatedFields) {
    let mut fields = StatedFields::default();
    let marks = tokens(text);
    let names = names(text, &marks);
    if names.is_empty() {
        return (text.to_owned(), fields);
    }
    let mut rest = text[..marks[names[0].from].at.start].to_owned();
    for (at, name) in names.iter().enumerate() {
        let next = names.get(at + 1).map_or(marks.len(), |next| next.from);
        let end = value_end(&marks, name, next);
        let begin = marks[name.colon].at.end;
        let until = |at: usize| marks.get(at).map_or(text.len(), |mark| mark.at.start);
        let closed = name.bracketed && marks[end - 1].word == ")";
        if closed {
            rest.truncate(rest.trim_end().trim_end_matches(['(', '[']).trim_end().len());
        }
        let value = &text[begin..if closed { marks[end - 1].at.start } else { until(end) }.max(begin)];
        if name.field == StatedField::Content {
            fields.any = true;
            rest.push_str(value);
        } else {
            fields.put(name.field, value.trim_end_matches(['(', '[']));
        }
        // What follows a bracket, or the sentence in which a time limit stands, is no part of it.
        if end < next {
            rest.push_str(&text[until(end)..until(next)]);
        }
    }
    let rest = rest.replace("( )", "").replace("()", "").replace("(;", "(");
    let rest =
        rest.trim().trim_end_matches(['(', '[', ',', ';', '-', '–', ' ']).trim_start_matches([')', '.', ';', ' ']);
    (rest.to_owned(), fields)
}

/// The names of fields in a text: at its beginning, and behind marks.
fn names(text: &str, marks: &[DraftToken]) -> Vec<FieldName> {
    let (mut all, mut depth, mut at) = (Vec::new(), 0_usize, 0);
    while at < marks.len() {
        match marks[at].word.as_str() {
            "(" | "[" => depth += 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            _ => {}
        }
        let opens = at == 0 || !marks[at - 1].is_word;
        if opens
            && marks[at].is_word
            && let Some((colon, field)) = name_at(text, marks, at)
        {
            all.push(FieldName { from: at, colon, field, bracketed: depth > 0 });
            at = colon;
        }
        at += 1;
    }
    all
}

fn name_at(text: &str, marks: &[DraftToken], at: usize) -> Option<(usize, StatedField)> {
    let colon = (at + 1..marks.len().min(at + 1 + LONGEST_NAME)).find(|end| marks[*end].word == ":")?;
    let plain = marks[at..colon].iter().all(|mark| mark.is_word || matches!(mark.word.as_str(), "," | "/"));
    plain
        .then(|| field_of(&key(&text[marks[at].at.start..marks[colon].at.start])))
        .flatten()
        .map(|field| (colon, field))
}

fn field_of(name: &str) -> Option<StatedField> {
    let begins = |of: &[&str]| of.iter().any(|head| name == *head || name.starts_with(&format!("{head} ")));
    if begins(&[
        "thoi gian",
        "thoi han",
        "tien do",
        "han hoan thanh",
        "thoi diem",
        "han chot",
        "ngay hoan thanh",
        "hoan thanh",
    ]) {
        return Some(StatedField::Time);
    }
    if name.contains("chu tri") {
        return Some(StatedField::Lead);
    }
    if name.contains("phoi hop") {
        return Some(StatedField::Support);
    }
    let bodies = ["co quan", "don vi", "bo phan", "to chuc", "cap", "co quan don vi"];
    let does = name.ends_with("thuc hien") || name.ends_with("chiu trach nhiem") || name.ends_with("tham muu");
    if begins(&["phan cong", "phan cong thuc hien", "phan cong nhiem vu", "trach nhiem thuc hien", "nguoi thuc hien"])
        || begins(&bodies) && does
    {
        return Some(StatedField::Lead);
    }
    if begins(&["san pham", "ket qua dau ra", "san pham dau ra", "ket qua dat duoc", "ket qua du kien"])
        || name == "ket qua"
    {
        return Some(StatedField::Product);
    }
    if ["noi dung", "nhiem vu", "cong viec", "noi dung cong viec", "noi dung thuc hien", "noi dung nhiem vu"]
        .contains(&name)
    {
        return Some(StatedField::Content);
    }
    begins(&[
        "kinh phi",
        "nguon kinh phi",
        "nguon luc",
        "dia diem",
        "thanh phan",
        "hinh thuc",
        "quy mo",
        "so luong",
        "ghi chu",
        "doi tuong",
        "pham vi",
        "nien do",
        "phuong phap",
        "moc",
    ])
    .then_some(StatedField::Other)
}

/// Where a value ends: at the next name, at the end of its bracket, or where another sentence begins.
fn value_end(marks: &[DraftToken], name: &FieldName, next: usize) -> usize {
    let mut depth = 0_usize;
    for at in name.colon + 1..next {
        match marks[at].word.as_str() {
            "(" | "[" => depth += 1,
            ")" | "]" if depth == 0 && name.bracketed => return at + 1,
            ")" | "]" => depth = depth.saturating_sub(1),
            "." if depth == 0 && matches!(name.field, StatedField::Time) => {
                let ends = marks.get(at + 1).is_some_and(|mark| mark.capital && mark.at.start > marks[at].at.end);
                if ends {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_taken_out_of_a_text() {
        let said = |text: &str| {
            let (rest, fields) = take(text);
            let list = |all: &[Party]| all.iter().map(|party| party.name.clone()).collect::<Vec<_>>().join(" + ");
            format!("{rest} | {} | {} | {}", list(&fields.lead), list(&fields.support), fields.time.unwrap_or_default())
        };
        for (text, expected) in [
            (
                "Ban hành hướng dẫn (thời gian hoàn thành: Trong quý I/2024).",
                "Ban hành hướng dẫn. | | | Trong quý I/2024",
            ),
            ("Đơn vị chủ trì tham mưu thực hiện: Sở Nội vụ.", "| Sở Nội vụ | |"),
            (
                "Xây dựng Đề án. Cơ quan chủ trì: Sở A; cơ quan phối hợp: Sở B, Sở C; thời gian hoàn thành: Quý II/2026.",
                "Xây dựng Đề án. | Sở A | Sở B + Sở C | Quý II/2026",
            ),
            ("Thời gian thực hiện: Hằng quý. Giao Sở A theo dõi.", "Giao Sở A theo dõi. | | | Hằng quý"),
            ("Nội dung: Mỗi cơ quan nêu gương", "Mỗi cơ quan nêu gương | | |"),
        ] {
            assert_eq!(said(text).split_whitespace().collect::<Vec<_>>().join(" "), expected, "{text}");
        }
    }
}
