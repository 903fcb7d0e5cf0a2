//! Words that one slip of the hand makes of a word of time, and halves of such words that stand alone.

use super::limit::Parser;
use super::slip::is_slip_of;
use super::token::{Kind, roman};
use super::vocabulary::Word;

/// Words of time that change what is due when they are missed.
const TELLING: [&str; 23] = [
    "trước", "tháng", "ngày", "tuần", "hằng", "hàng", "quý", "năm", "đầu", "giữa", "cuối", "sau", "từ", "đến", "hết",
    "kỳ", "chậm", "nhất", "trung", "thứ", "mỗi", "định", "tính",
];

const LENGTHS: [&str; 5] = ["năm", "tháng", "quý", "tuần", "ngày"];

/// Words of two syllables of which either may be misspelt.
const PAIRS: [(&str, &str); 8] = [
    ("kỳ", "họp"),
    ("thường", "xuyên"),
    ("định", "kỳ"),
    ("kết", "thúc"),
    ("gần", "nhất"),
    ("chuyên", "đề"),
    ("trung", "tuần"),
    ("tiếp", "theo"),
];

impl Parser<'_> {
    /// Whether the unknown word here may be a word of time that was misspelt, or the half of one.
    pub(super) fn is_misspelt(&self) -> bool {
        let Some(token) = self.c.token(0) else { return false };
        let (text, after) = (token.text.as_str(), self.c.token(1));
        let next = after.map(|it| it.kind);
        let before = self.c.before().map(|it| it.kind);
        let written = &self.tokens.text[token.at.0..token.at.1];
        let capitals = |text: &str| text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        // "TH", "KH": an abbreviation.
        if capitals(written) && text.chars().count() > 1 && !capitals(&self.tokens.text) {
            return false;
        }
        let halves = |half: fn(&(&'static str, &'static str)) -> (&'static str, &'static str), other: Option<&str>| {
            let is = |text: &str, meant: &str| text == meant || is_slip_of(text, meant);
            other.is_some_and(|other| PAIRS.iter().map(half).any(|(own, with)| is(text, own) && is(other, with)))
        };
        if halves(|pair| *pair, after.map(|it| it.text.as_str()))
            || halves(|pair| (pair.1, pair.0), self.c.before().map(|it| it.text.as_str()))
        {
            return true;
        }
        let timed = next
            .is_some_and(|kind| is_of_time(kind) || matches!(kind, Kind::Known(Word::Next | Word::Previous)))
            || after.is_some_and(|it| roman(&it.text).is_some_and(|number| number <= 4));
        let alone = match text {
            "xuyên" => next != Some(Kind::Unknown),
            "thường" => matches!(next, Some(Kind::Known(Word::Every | Word::Periodic))),
            "định" => matches!(next, Some(Kind::Mark('('))) || timed,
            "trung" | "tính" => timed,
            // "trc 15/12": how "trước" is typed in messages.
            "trc" | "trg" | "trk" => true,
            // "05 ngày là việc"
            "việc" => {
                let at = self.c.at;
                at > 1 && self.tokens.all[at - 2].kind == Kind::Known(Word::Day)
            }
            // "Việt Nam năm 2026"
            "nam" => return matches!(next, Some(Kind::Known(Word::Next))),
            _ => false,
        };
        let named = matches!(next, Some(Kind::Known(Word::Report | Word::Act | Word::Program) | Kind::Document));
        let any = |meant: &[&str]| meant.iter().any(|meant| is_slip_of(text, meant));
        alone
            || named && any(&["theo", "kỳ"])
            // "hàng nm", "năm au", ", uý và hằng năm"
            || before == Some(Kind::Known(Word::Every)) && any(&LENGTHS)
            || before.is_some_and(is_of_time) && any(&["sau", "tới", "nay"])
            || matches!(before, Some(Kind::Mark(','))) && next == Some(Kind::Known(Word::And)) && any(&LENGTHS)
            || (timed || before.is_some_and(|kind| matches!(kind, Kind::Number(..))) && token.spaced && next.is_none())
                && TELLING.iter().any(|meant| is_slip_of(text, meant))
    }
}

/// A number, or a word of a length of time or of a place in it.
fn is_of_time(kind: Kind) -> bool {
    use Word::{Day, Every, Month, MonthName, Periodic, Quarter, QuarterNumber, Term, Week, Weekday, Year};
    matches!(
        kind,
        Kind::Number(..)
            | Kind::Known(
                Day | Every
                    | Month
                    | MonthName(_)
                    | Periodic
                    | Quarter
                    | QuarterNumber(_)
                    | Term
                    | Week
                    | Weekday(_)
                    | Year
            )
    )
}
