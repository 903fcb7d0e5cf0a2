//! The words of a time limit within a sentence: where they begin, and how far they go.

use std::ops::Range;

use crate::draft::label::roman;
use crate::draft::tokens::{DraftToken, longest, tokens};
use crate::draft::wording::{Context, ReadingRemark, ReadingVerdict, read};

/// The most words and marks of the event that a count of days begins with.
const LONGEST_EVENT: usize = 18;

/// The words of a time limit within a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TimePhrase {
    /// Their bytes.
    pub(super) at: Range<usize>,
    /// Whether a period comes again and no day of it is said.
    pub(super) bare_period: bool,
    /// Whether it may belong to a noun before it: “ngân sách hằng năm”.
    pub(super) loose: bool,
}

/// The time limits of a text, in their order.
pub(super) fn phrases(text: &str, context: Context) -> Vec<TimePhrase> {
    let marks = tokens(text);
    let (mut all, mut at, mut quoted, mut floor) = (Vec::new(), 0, false, 0);
    while at < marks.len() {
        match marks[at].word.as_str() {
            "“" => quoted = true,
            "”" => quoted = false,
            _ => {}
        }
        if quoted {
            at += 1;
            continue;
        }
        let opening = opens(&marks, at);
        let Some((end, recurs)) = phrase(&marks, at, opening) else {
            at += 1;
            continue;
        };
        let from = if recurs { reach_back(&marks, at, floor) } else { at };
        let range = marks[from].at.start..marks[end - 1].at.end;
        let numbered = from < at || (at..end).any(|at| is_number(&marks, at));
        let bare_period = recurs && !numbered;
        if bare_period && !opening && of_a_noun(&marks, at) || is_none(&text[range.clone()], context) {
            at += 1;
            continue;
        }
        let ends = marks.get(end).is_none_or(|mark| !mark.is_word);
        all.push(TimePhrase { at: range, bare_period, loose: bare_period && !opening && !ends });
        (at, floor) = (end, end);
    }
    all
}

/// Where the day begins that stands before “hằng tháng”: “báo cáo Sở ngày 25 hằng tháng”, “chiều thứ Sáu hằng tuần”.
fn reach_back(marks: &[DraftToken], at: usize, floor: usize) -> usize {
    let word = |at: usize| marks[at].word.as_str();
    // One day or period that ends before `end`.
    let unit = |end: usize| {
        let held = |words: usize| end >= floor + words;
        let figures = held(3) && is_number(marks, end - 1) && word(end - 2) == "/" && is_number(marks, end - 3);
        let named = |at: usize, of: &[&str]| of.contains(&word(at));
        let counted = held(2) && is_number(marks, end - 1) && named(end - 2, &["ngày", "tháng", "quý", "mùng", "mồng"]);
        let weekday = held(2)
            && (word(end - 2) == "thứ" && (is_number(marks, end - 1) || named(end - 1, &WEEKDAYS))
                || word(end - 2) == "chủ" && word(end - 1) == "nhật");
        let from = end.saturating_sub(if figures { 3 } else { 2 });
        let days = figures && from > floor && word(from - 1) == "ngày";
        (figures || counted || weekday).then_some(from - usize::from(days))
    };
    let mut from = at;
    while let Some(start) = unit(from) {
        from = start;
        if from > floor && matches!(word(from - 1), "," | "và") && unit(from - 1).is_some() {
            from -= 1;
        }
    }
    while from < at && from > floor && matches!(word(from - 1), "trước" | "vào" | "sáng" | "chiều" | "trong") {
        from -= 1;
    }
    from
}

/// Days of the week behind “thứ”.
const WEEKDAYS: [&str; 6] = ["hai", "ba", "tư", "năm", "sáu", "bảy"];

/// Whether words are no time limit, or one that had passed when the document was made.
fn is_none(words: &str, context: Context) -> bool {
    let found = read(words, context);
    let passed = |day: &chrono::NaiveDate| matches!(context, Context::Day(issued) if *day < issued);
    let last: Vec<_> = found.readings.iter().flat_map(|reading| reading.last_days(context)).collect();
    found.verdict == ReadingVerdict::NoLimit
        || found.remarks.iter().all(|it| matches!(it, ReadingRemark::Past | ReadingRemark::DayElsewhere))
            && !last.is_empty()
            && last.iter().all(passed)
}

/// Whether a clause begins here.
fn opens(marks: &[DraftToken], at: usize) -> bool {
    at == 0
        || matches!(marks[at - 1].word.as_str(), "." | ";" | ":" | "(" | "[" | "|" | "-" | "–")
        || at >= 2 && marks[at - 1].word == "kỳ" && marks[at - 2].word == "định"
}

/// A recurring period behind one of these belongs to it: it says nothing of when the work is due.
fn of_a_noun(marks: &[DraftToken], at: usize) -> bool {
    const NOUNS: &[&str] = &[
        "ngân sách",
        "nhà nước",
        "dự toán",
        "kinh phí",
        "chương trình",
        "kế hoạch",
        "công tác",
        "xã hội",
        "địa phương",
        "cán bộ",
        "công chức",
        "viên chức",
        "thường xuyên",
        "nhiệm vụ",
        "chủ điểm",
        "chuyên đề",
        "chi tiêu",
        "xếp loại",
        "trung hạn",
        "chỉ tiêu",
        "trung ương",
    ];
    at >= 2 && longest(marks, at - 2, NOUNS).is_some()
}

fn is_number(marks: &[DraftToken], at: usize) -> bool {
    let Some(mark) = marks.get(at) else { return false };
    let word = mark.word.as_str();
    let after = at.checked_sub(1).map_or("", |before| marks[before].word.as_str());
    word.starts_with(|c: char| c.is_ascii_digit())
        || after == "quý"
            && (roman(&word.to_uppercase()).is_some()
                || matches!(word, "il" | "iil" | "lv" | "một" | "hai" | "ba" | "tư"))
}

/// The end of the time limit that begins at a token, and whether it names a period that comes again.
fn phrase(marks: &[DraftToken], at: usize, opening: bool) -> Option<(usize, bool)> {
    let recurs = begins(marks, at, opening)?;
    let end = extent(marks, at);
    let numbered = (at..end).any(|at| is_number(marks, at));
    let fits = numbered
        || recurs
        || occasion(marks, at + 1)
        || longest(marks, at, &["từ nay đến", "ngay sau khi", "ngay sau", "ngay khi"]).is_some() && end > at + 2;
    (end > at && fits).then_some((end, recurs))
}

/// Whether a time limit begins here; whether it is one that comes again.
fn begins(marks: &[DraftToken], at: usize, opening: bool) -> Option<bool> {
    const PERIODS: &[&str] = &["ngày", "tuần", "tháng", "quý", "năm", "nửa năm", "kỳ"];
    let word = |ahead: usize| marks.get(at + ahead).map_or("", |mark| mark.word.as_str());
    let number = |ahead: usize| is_number(marks, at + ahead);
    let period = |ahead: usize| longest(marks, at + ahead, PERIODS).is_some();
    let dated = |ahead: usize| {
        number(ahead)
            || period(ahead) && (number(ahead + 1) || matches!(word(ahead + 1), "này" | "nay"))
            || matches!(word(ahead), "đầu" | "cuối" | "giữa" | "hết" | "mùng" | "mồng")
                && (period(ahead + 1) || number(ahead + 1))
    };
    let before = at.checked_sub(1).map_or("", |before| marks[before].word.as_str());
    let once = match word(0) {
        "trước" if occasion(marks, at + 1) => true,
        "trước" => dated(1) && (!number(1) || matches!(word(2), "/" | "-" | "." | "giờ" | "h" | "ngày" | "tháng")),
        "chậm" | "muộn" | "trễ" => word(1) == "nhất",
        "trong" => {
            period(1)
                && word(1) != "ngày"
                && (number(2) || matches!(word(2), "đầu" | "cuối") && (period(3) || period(4)))
                || matches!(word(1), "thời" | "vòng") && (number(2) || number(3))
                || number(1)
                    && matches!(word(2), "ngày" | "tháng" | "tuần")
                    && longest(marks, at + 3, &["kể", "từ", "đầu", "cuối", "làm việc"]).is_some()
                || matches!(word(1), "nửa" | "đầu" | "cuối" | "giữa") && (period(2) || period(3))
                || word(1) == "ngày" && number(2)
        }
        "không" => word(1) == "quá" && number(2),
        "đến" | "tới" => {
            matches!(word(1), "hết" | "cuối") && dated(1)
                || word(1) == "ngày" && number(2)
                || dated(1) && (opening || matches!(before, "," | "đấu" | "thành" | "xong" | "bảo" | "dài"))
        }
        "hết" => dated(1) && period(1) && !matches!(before, "đến" | "tới"),
        "từ" => {
            dated(1)
                && (at + 2..at + 12)
                    .any(|ahead| marks.get(ahead).is_some_and(|mark| matches!(mark.word.as_str(), "đến" | "-" | "–")))
                || word(1) == "nay" && word(2) == "đến"
        }
        "vào" => {
            dated(1)
                || matches!(word(1), "trung" | "hạ" | "thượng")
                || matches!(word(1), "thứ" | "sáng" | "chiều") && (number(2) || word(2) == "thứ")
                || word(1) == "thứ" && WEEKDAYS.contains(&word(2))
        }
        "ngay" => matches!(word(1), "sau" | "khi"),
        "quý" | "tháng" | "năm" | "ngày" => number(1) && (opening || before == ","),
        _ => number(0) && opening && matches!(word(1), "/" | "-" | ".") && number(2) && word(3) == word(1) && number(4),
    };
    if once {
        return Some(false);
    }
    let session = word(0) == "tại" && longest(marks, at + 1, &["kỳ họp", "phiên họp"]).is_some();
    if session && session_end(marks, at).is_some() {
        return Some(false);
    }
    let again = match word(0) {
        // “6 tháng một lần”
        _ if number(0) && period(1) => matches!(word(2), "một" | "1" | "01") && word(3) == "lần",
        "hằng" | "hàng" => period(1),
        "mỗi" => matches!(word(1), "tuần" | "tháng" | "quý" | "năm"),
        "thường" => word(1) == "xuyên" && opening,
        "định" if word(1) == "kỳ" => {
            number(2) || matches!(word(2), "hằng" | "hàng" | "mỗi" | "quý" | "tháng" | "năm" | "tuần")
        }
        _ => false,
    };
    again.then_some(true)
}

/// An event behind “trước”: “Hội nghị …”, “và trong Hội nghị …”.
fn occasion(marks: &[DraftToken], at: usize) -> bool {
    let at = at + longest(marks, at, &["và trong", ", trong và sau", "ngày"]).unwrap_or(0);
    marks.get(at).is_some_and(|mark| mark.capital || mark.word == "khai")
        && longest(marks, at, &["hội nghị", "đại hội", "kỳ họp", "phiên họp", "khai giảng", "khai mạc"]).is_some()
}

/// The end of “tại kỳ họp thường lệ cuối năm 2025”, where a year says which.
fn session_end(marks: &[DraftToken], at: usize) -> Option<usize> {
    let year = |at: usize| marks[at].word.len() == 4 && is_number(marks, at);
    let end = (at..marks.len().min(at + 12)).take_while(|at| marks[*at].is_word || marks[*at].word == "/");
    end.filter(|at| year(*at)).last().map(|at| at + 1)
}

/// How far the words of a time limit go.
fn extent(marks: &[DraftToken], from: usize) -> usize {
    let mut at = from;
    while at < marks.len() {
        let word = marks[at].word.as_str();
        let next = marks.get(at + 1).map_or("", |mark| mark.word.as_str());
        if at == from && word == "thường" {
            return from + 2;
        }
        if let Some(end) = (at == from && word == "tại").then(|| session_end(marks, at)).flatten() {
            return end;
        }
        // “từ tháng 3/2026 đến khi kết thúc Đại hội”
        if word == "đến" && next == "khi" && at > from {
            return event(marks, at);
        }
        if at == from && (word == "trước" && occasion(marks, at + 1)) {
            return event(marks, at);
        }
        let step = if is_number(marks, at) || TIMES.contains(&word) {
            1
        } else if matches!(word, "kể" | "tính") && next == "từ"
            || matches!(word, "từ" | "sau") && at > from
            || at == from && word == "ngay"
        {
            return event(marks, at);
        } else if joins(marks, at, from) {
            1
        } else if word == "("
            && let Some(close) = (at + 1..marks.len().min(at + 16)).find(|at| marks[*at].word == ")")
            && begins(marks, at + 1, true).is_some()
            && extent(marks, at + 1) >= close
        {
            close + 1 - at
        } else {
            break;
        };
        at += step;
    }
    trimmed(marks, from, at)
}

/// Words that a time limit is made of.
const TIMES: &[&str] = &[
    "ngày",
    "tháng",
    "quý",
    "năm",
    "tuần",
    "hằng",
    "hàng",
    "mỗi",
    "đầu",
    "cuối",
    "giữa",
    "nửa",
    "trước",
    "hết",
    "đến",
    "tới",
    "kỳ",
    "thứ",
    "giờ",
    "phút",
    "làm",
    "việc",
    "nay",
    "này",
    "trung",
    "hạ",
    "thượng",
    "hạn",
    "vòng",
    "thời",
    "chậm",
    "muộn",
    "trễ",
    "nhất",
    "là",
    "định",
    "lần",
    "một",
    "hai",
    "ba",
    "tư",
    "vào",
    "trong",
    "không",
    "quá",
    "liền",
    "kế",
    "tiếp",
    "trở",
    "đi",
    "mùng",
    "mồng",
    "dương",
    "lịch",
    "từ",
    "sáu",
    "bảy",
    "sáng",
    "chiều",
    "tối",
    "đa",
];

/// Whether a mark or word joins two parts of a time limit.
fn joins(marks: &[DraftToken], at: usize, from: usize) -> bool {
    let word = marks[at].word.as_str();
    let close = |at: usize| marks.get(at + 1).is_some_and(|next| next.at.start == marks[at].at.end);
    let next_is = |of: &[&str]| longest(marks, at + 1, of).is_some();
    match word {
        "/" | "." | "-" | "–" => {
            at > from && is_number(marks, at - 1) && is_number(marks, at + 1) && (word != "." || close(at))
        }
        "," | "và" | "hoặc" => {
            next_is(&["quý", "tháng", "năm", "hằng", "hàng", "cuối", "đầu", "trước ngày", "định kỳ", "ngày"])
                || is_number(marks, at + 1) && is_number(marks, at.saturating_sub(1)) && !counts(marks, at)
                || is_number(marks, at + 1) && next_word_is_period(marks, at + 2)
        }
        "của" => next_is(&["tháng", "quý", "năm", "kỳ", "tuần"]),
        "sau" => at > from && matches!(marks[at - 1].word.as_str(), "tháng" | "quý" | "năm" | "tuần" | "kỳ"),
        _ => false,
    }
}

/// Whether the number behind a comma counts something: “đến năm 2026, 90% cơ sở”.
fn counts(marks: &[DraftToken], at: usize) -> bool {
    let year = |at: usize| marks.get(at).is_some_and(|mark| mark.word.len() == 4 && mark.word.starts_with(['1', '2']));
    let behind = marks.get(at + 2).map_or("", |mark| mark.word.as_str());
    behind == "%" || year(at - 1) && !year(at + 1) && behind != "/"
}

fn next_word_is_period(marks: &[DraftToken], at: usize) -> bool {
    longest(marks, at, &["tháng", "năm", "quý"]).is_some()
}

/// The end of “kể từ ngày nhận Kế hoạch này”, “ngay sau khi …”. What is written together, as the number of a document,
/// is taken as a whole.
fn event(marks: &[DraftToken], from: usize) -> usize {
    let ends = |at: usize| matches!(marks[at].word.as_str(), "," | ";" | "." | ")" | ":" | "(");
    let joined = |at: usize| marks[at].at.start == marks[at - 1].at.end;
    let mut at = from + 1;
    while at < marks.len() && !ends(at) && (at < from + LONGEST_EVENT || joined(at)) {
        at += 1;
    }
    at
}

/// Without the words at the end that begin something else.
fn trimmed(marks: &[DraftToken], from: usize, end: usize) -> usize {
    let mut at = end;
    while at > from {
        let word = marks[at - 1].word.as_str();
        let after_period =
            at >= from + 2 && matches!(marks[at - 2].word.as_str(), "tháng" | "quý" | "năm" | "tuần" | "kỳ");
        let numbered = is_number(marks, at - 1);
        let ends = numbered
            || word == ")"
            || matches!(
                word,
                "ngày" | "tháng" | "quý" | "năm" | "tuần" | "kỳ" | "việc" | "lịch" | "lần" | "đi" | "giờ" | "phút"
            )
            || after_period && matches!(word, "sau" | "trước" | "này" | "tới" | "nay" | "nhất")
            || matches!(word, "này" | "nay");
        if ends {
            break;
        }
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn time_limits_are_found_in_sentences() {
        let context = Context::Day(NaiveDate::from_ymd_opt(2024, 3, 1).expect("a day"));
        let found =
            |text: &str| phrases(text, context).iter().map(|it| text[it.at.clone()].to_owned()).collect::<Vec<_>>();
        for (text, expected) in [
            (
                "gửi kế hoạch cho Ban Thường vụ Tỉnh ủy trước ngày 15/3/2024 để theo dõi, tổng hợp.",
                vec!["trước ngày 15/3/2024"],
            ),
            ("chủ trì, tổ chức giao ban hằng quý, 6 tháng.", vec!["hằng quý, 6 tháng"]),
            ("xây dựng Kế hoạch xong trong tháng 12/2025. Định kỳ báo cáo", vec!["trong tháng 12/2025"]),
            (
                "kết quả thực hiện Kế hoạch hằng năm (trước ngày 15 tháng 11) hoặc theo đề nghị",
                vec!["hằng năm (trước ngày 15 tháng 11)"],
            ),
            ("Định kỳ hằng năm (trước ngày 15 tháng 12) báo cáo", vec!["Định kỳ hằng năm (trước ngày 15 tháng 12)"]),
            (
                "trong thời hạn 10 ngày kể từ ngày nhận Kế hoạch này.",
                vec!["trong thời hạn 10 ngày kể từ ngày nhận Kế hoạch này"],
            ),
            ("(thời gian tổ chức học tập chuyên đề hoàn thành trong tháng 4/2024)", vec!["trong tháng 4/2024"]),
            (
                "cho chủ trương trước khi xin ý kiến các cấp uỷ chậm nhất ngày 09/3/2025.",
                vec!["chậm nhất ngày 09/3/2025"],
            ),
            (
                "báo cáo Bộ Chính trị vào đầu tháng 3/2025 để trình (qua Ban Tổ chức) trước ngày 07/4/2025;",
                vec!["vào đầu tháng 3/2025", "trước ngày 07/4/2025"],
            ),
            ("trong dự toán ngân sách nhà nước hàng năm cho các cơ quan", vec![]),
            ("thực hiện Chương trình phòng, chống ma túy đến năm 2030", vec![]),
            ("Kết luận số 21-KL/TW ngày 25/10/2021 của Hội nghị", vec![]),
            (
                "báo cáo trước ngày 10 hằng tháng, trước ngày 15 tháng cuối quý",
                vec!["trước ngày 10 hằng tháng, trước ngày 15 tháng cuối quý"],
            ),
            ("báo cáo Thường trực Tỉnh ủy vào thứ Sáu hằng tuần.", vec!["vào thứ Sáu hằng tuần"]),
            ("gửi Sở Nội vụ ngày 10 và ngày 25 hằng tháng để tổng hợp", vec!["ngày 10 và ngày 25 hằng tháng"]),
            ("tổ chức giao ban chiều thứ Bảy hằng tuần", vec!["chiều thứ Bảy hằng tuần"]),
            ("báo cáo UBND tỉnh 15/6 hằng năm", vec!["15/6 hằng năm"]),
            ("tổ chức Ngày hội tháng 11 hằng năm", vec!["tháng 11 hằng năm"]),
            ("triển khai Nghị quyết số 25 hằng quý", vec!["hằng quý"]),
            ("Quý II/2026: hoàn thành Đề án", vec!["Quý II/2026"]),
            ("trình HĐND tỉnh tại kỳ họp thường lệ cuối năm 2025.", vec!["tại kỳ họp thường lệ cuối năm 2025"]),
            ("tổ chức đối thoại với doanh nghiệp 6 tháng một lần.", vec!["6 tháng một lần"]),
            (
                "tuyên truyền từ tháng 3/2025 đến khi kết thúc Đại hội cấp tỉnh.",
                vec!["từ tháng 3/2025 đến khi kết thúc Đại hội cấp tỉnh"],
            ),
            (
                "hoàn thành chậm nhất là ngày 20 tháng 6 năm 2025 và báo cáo",
                vec!["chậm nhất là ngày 20 tháng 6 năm 2025"],
            ),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
