//! Names of persons in trackers: plans and records are of bodies, and keep none of them.

use crate::draft::parties::Party;
use crate::draft::tokens::key;

/// What stands before the name of a person, in small letters. “Cô” and “Anh” begin names of districts too.
const TITLES: &[&str] = &["ông", "bà", "chị", "đ/c", "đc", "đồng chí", "mr", "mr.", "mrs", "mrs.", "ms", "ms."];
/// Names of families, folded, that no name of a body begins with.
const FAMILIES: &[&str] = &[
    "nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "vo", "dang", "bui", "do", "ho", "ngo", "duong",
    "ly", "dinh", "mai", "lam", "trinh", "dao", "luong", "luu", "cao", "truong", "ta", "chu", "quach", "thai", "to",
    "tong", "trieu", "vuong", "nghiem", "kieu", "doan",
];
/// Longer than names of persons are, in words.
const MOST_WORDS: usize = 5;

/// Whether a name is that of a person: by its title, or as names of persons are made. `is_of_persons` says that the
/// column is one of persons by its heading: then what is not known as a name of a body is one.
pub(super) fn is_person(party: &Party, is_of_persons: bool) -> bool {
    !party.many && (is_personal(&party.name) || is_of_persons && !party.known)
}

/// The same for a name without anything known of it.
pub(crate) fn is_personal(name: &str) -> bool {
    let small = name.trim().to_lowercase();
    let is_titled = TITLES.iter().any(|title| small.strip_prefix(title).is_some_and(|rest| rest.starts_with(' ')));
    if name.contains('@') || is_titled && small != "bà rịa" && goes_on_with_capitals(name) {
        return true;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let is_short =
        |word: &&str| word.chars().all(|c| c.is_uppercase() || !c.is_alphabetic()) && word.chars().count() > 1;
    if !(2..=MOST_WORDS).contains(&words.len()) || !words.iter().all(capital) || words.iter().any(is_short) {
        return false;
    }
    let first = key(words[0]);
    let middle = words.len() > 2 && matches!(words[1], "Văn" | "Thị" | "VĂN" | "THỊ");
    FAMILIES.contains(&first.as_str()) && (middle || !begins_like_body(words[0]))
}

/// Whether a name goes on with capitals after its title: not “Đồng chí bí thư”, which is an office.
fn goes_on_with_capitals(name: &str) -> bool {
    let last = name.split_whitespace().last().unwrap_or_default();
    last.chars().next().is_some_and(char::is_uppercase)
}

/// Words that begin names of bodies and, with other diacritics or none, names of families.
fn begins_like_body(word: &str) -> bool {
    matches!(word, "Vụ" | "Đoàn" | "Trường" | "Tổ" | "Tòa" | "Thái" | "Hồ" | "Chu" | "Tô" | "Lâm" | "Cao")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_persons_are_told_from_names_of_bodies() {
        for name in ["Nguyễn Văn An", "Bà Lê Thị Hoa", "Đ/c Hoàng Minh", "Trần Bình", "Đoàn Văn Hậu", "an@x.vn"]
        {
            assert!(is_personal(name), "{name}");
        }
        for name in [
            "Sở Nội vụ",
            "Đoàn Thanh niên",
            "Ban Tổ chức",
            "Vụ Pháp chế",
            "Phòng TCHC",
            "VP",
            "Trường Đại học Vinh",
            "UBND xã An Bình",
            "Ba Tơ",
            "Bà Rịa",
            "Anh Sơn",
            "Lâm Đồng",
            "Thái Nguyên",
            "Công an tỉnh",
            "Tổ Công nghệ",
            "Cao Bằng",
        ] {
            assert!(!is_personal(name), "{name}");
        }
    }
}
