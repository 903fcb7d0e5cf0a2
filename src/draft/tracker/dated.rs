//! Headings of columns of days: which say by when a task is due, which when it was done, and which neither.

/// What a column of days says, by its heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayKind {
    Limit,
    /// When the task was handed out, or the document written that gives it.
    GivenOut,
    Done,
    /// “Ngày thực hiện”, “Ngày báo cáo”: beside a time limit when it was done, else the limit.
    Open,
}

fn has(heading: &str, words: &[&str]) -> bool {
    words.iter().any(|word| format!(" {heading} ").contains(&format!(" {word} ")))
}

/// Whether a heading, folded, says of its days that they are time limits.
pub(super) fn is_limit(heading: &str) -> bool {
    let says = &["han", "due", "deadline", "yeu cau", "ke hoach", "phai", "cham nhat", "muon nhat"];
    has(heading, says) || has(heading, &["giao"]) && !heading.starts_with("ngay ")
}

/// What a column of days says, by its heading, folded.
pub(super) fn kind(heading: &str) -> DayKind {
    let given = &[
        "giao",
        "nhan",
        "van ban",
        "vb",
        "cong van",
        "cv",
        "quyet dinh",
        "ban hanh",
        "ky",
        "den",
        "chuyen",
        "phan cong",
        "tiep nhan",
        "vao so",
        "tao",
        "nhap",
        "cap nhat",
        "chi dao",
        "thong bao",
    ];
    let done = &["xong", "xu ly", "hoan tat", "thuc te", "giai quyet", "tra ket qua", "tra loi", "hoan thanh thuc te"];
    if is_limit(heading) || !heading.starts_with("ngay ") {
        DayKind::Limit
    } else if has(heading, done) {
        DayKind::Done
    } else if has(heading, &["hoan thanh", "ket thuc"]) {
        DayKind::Limit
    } else if has(heading, given) {
        DayKind::GivenOut
    } else {
        DayKind::Open
    }
}

/// How well a heading says that its days are time limits; less is better.
pub(super) fn rank(heading: &str) -> usize {
    match kind(heading) {
        _ if has(heading, &["han", "due", "deadline"]) => 1,
        DayKind::Limit if is_limit(heading) => 2,
        DayKind::Limit if heading.starts_with("thoi ") || has(heading, &["hoan thanh"]) => 3,
        DayKind::Limit => 4,
        _ => 5,
    }
}

/// Whether a heading is that of a single quarter, month or year, below which a mark or an amount stands.
pub(super) fn is_period(heading: &str) -> bool {
    let heading = crate::draft::tokens::key(heading);
    ["quy ", "thang ", "nam ", "tuan "].iter().any(|start| heading.starts_with(start))
        || heading.len() == 4 && heading.starts_with("20")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::tokens::key;

    #[test]
    fn columns_of_days_are_told_apart_by_their_headings() {
        for (heading, expected) in [
            ("Ngày giao", DayKind::GivenOut),
            ("Ngày giao việc", DayKind::GivenOut),
            ("Ngày văn bản", DayKind::GivenOut),
            ("Ngày ban hành", DayKind::GivenOut),
            ("Ngày nhận", DayKind::GivenOut),
            ("Ngày đến hạn", DayKind::Limit),
            ("Hạn giao nộp", DayKind::Limit),
            ("Thời gian giao", DayKind::Limit),
            ("Ngày hoàn thành", DayKind::Limit),
            ("Ngày phải báo cáo", DayKind::Limit),
            ("Ngày xử lý", DayKind::Done),
            ("Ngày thực hiện xong", DayKind::Done),
            ("Ngày thực hiện", DayKind::Open),
            ("Ngày báo cáo", DayKind::Open),
        ] {
            assert_eq!(kind(&key(heading)), expected, "{heading}");
        }
        assert!(rank(&key("Thời hạn")) < rank(&key("Thời gian")));
        assert!(is_period("Quý I/2026") && is_period("2027") && !is_period("Thời hạn"));
    }
}
