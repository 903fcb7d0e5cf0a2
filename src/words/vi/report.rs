//! Lời của báo cáo và thư: the summary of a report, and a letter.

use super::Vietnamese;
use super::numbers::{date, number};
use super::times::lower;
use crate::judge::State;
use crate::view::report::tally::Tally;
use crate::words::language::Words;
use crate::words::phrase::{Laggard, Lagging, Letter, Phrase, Whole};

pub fn letter_opening(letter: &Letter<'_>) -> String {
    let count = |number: usize| super::numbers::number(number as u64);
    let overdue = format!("{} việc quá hạn", count(letter.overdue));
    let soon = format!("{} việc sắp đến hạn (trong {} ngày tới)", count(letter.due_soon), letter.within);
    let what = match (letter.overdue, letter.due_soon) {
        (0, _) => soon,
        (_, 0) => overdue,
        _ => format!("{overdue} và {soon}"),
    };
    format!("Tính đến ngày {}, {} còn {what} theo kế hoạch như sau.", date(letter.as_of), letter.unit)
}

pub fn letter_closing(letter: &Letter<'_>) -> String {
    let to = letter.coordinator.map_or_else(String::new, |coordinator| format!(" về {coordinator}"));
    let late = if letter.overdue > 0 {
        "; việc quá hạn mà chưa xong thì nêu lý do và hẹn ngày xong"
    } else {
        ""
    };
    format!("Đề nghị đơn vị khẩn trương thực hiện. Việc nào đã xong, đề nghị gửi minh chứng{to}{late}.")
}

pub fn whole(whole: &Whole) -> String {
    let scope = whole.scope;
    let count = |number: usize| super::numbers::number(number as u64);
    let due = |tally: &Tally| {
        let mut parts = Vec::new();
        if tally.pending > 0 {
            parts.push(format!(
                "{} việc chưa hoàn thành mà đến ngày {} chưa quá hạn",
                count(tally.pending as usize),
                date(scope.as_of)
            ));
        }
        if tally.overdue > 0 {
            parts.push(format!("{} việc chưa hoàn thành, đã quá hạn", count(tally.overdue as usize)));
        }
        let rest = if parts.is_empty() { String::new() } else { format!("; còn {}", parts.join(" và ")) };
        format!(
            "có {} việc đến hạn, đã hoàn thành {} việc ({}), trong đó {} việc trong hạn và {} việc trễ hạn{rest}",
            count(tally.total() as usize),
            count(tally.completed() as usize),
            tally.completed_rate().map(|rate| Vietnamese.rate(rate)).unwrap_or_default(),
            count(tally.in_time as usize),
            count(tally.late as usize),
        )
    };
    let until = if scope.is_interim() { format!(", tính đến ngày {}", date(scope.as_of)) } else { String::new() };
    let mut text = format!("{}{until}, ", Vietnamese.phrase(&Phrase::PeriodDays(scope.period)));
    if whole.due.total() == 0 {
        text.push_str("không có việc nào đến hạn");
    } else {
        text.push_str(&due(&whole.due));
    }
    text.push('.');
    if let (Some(now), Some(then), Some(previous)) = (
        whole.due.completed_rate(),
        whole.due_previous.completed_rate(),
        whole.previous.filter(|_| !scope.is_interim()),
    ) {
        let change = i32::from(now.tenths()) - i32::from(then.tenths());
        let points = format!("{} điểm phần trăm", Vietnamese.tenths(u16::try_from(change.abs()).unwrap_or_default()));
        let how = match change {
            0 => "bằng".to_owned(),
            1.. => format!("tăng {points} so với"),
            _ => format!("giảm {points} so với"),
        };
        text.push_str(&format!(" Tỷ lệ hoàn thành {how} {}.", lower(previous)));
    }
    let mut happened = vec![match whole.completed {
        0 => "không hoàn thành thêm việc nào".to_owned(),
        some => format!("hoàn thành {} việc", count(some)),
    }];
    happened.push(match whole.newly_overdue {
        0 => "không phát sinh việc quá hạn mới".to_owned(),
        some => format!("phát sinh {} việc quá hạn mới", count(some)),
    });
    if whole.extended > 0 {
        happened.push(format!("{} việc được gia hạn", count(whole.extended)));
    }
    if whole.waived > 0 {
        happened.push(format!("{} việc được xác định là không áp dụng", count(whole.waived)));
    }
    let when = if scope.as_of > scope.period.last() {
        format!("Từ đầu kỳ đến ngày {}", date(scope.as_of))
    } else {
        "Trong kỳ".to_owned()
    };
    text.push_str(&format!(" {when}, các đơn vị {}.", happened.join(", ")));
    if whole.awaiting > 0 {
        text.push_str(&format!(" Có {} việc đã báo hoàn thành, đang chờ nghiệm thu.", count(whole.awaiting)));
    }
    let (now, then) = (whole.totals.of(State::Overdue), whole.before.of(State::Overdue));
    let since = match scope.compared() {
        day if day == scope.eve() => "đầu kỳ".to_owned(),
        day => format!("ngày {}", date(day)),
    };
    let change = match (i64::from(now) - i64::from(then), whole.previous) {
        (_, None) => String::new(),
        (0, _) => format!(", không đổi so với {since}"),
        (more @ 1.., _) => format!(", tăng {} việc so với {since}", number(more.unsigned_abs())),
        (less, _) => format!(", giảm {} việc so với {since}", number(less.unsigned_abs())),
    };
    text.push_str(&format!(
        " Tính đến ngày {}, cả kế hoạch có {} việc quá hạn{change}; {} việc chưa hoàn thành còn trong hạn; {} việc đã hoàn thành.",
        date(scope.as_of),
        count(now as usize),
        count(whole.totals.of(State::Pending) as usize),
        count(whole.totals.of(State::Completed) as usize),
    ));
    text
}

pub fn lagging(lagging: &Lagging<'_>) -> String {
    let count = |number: usize| super::numbers::number(number as u64);
    let coming = match lagging.upcoming {
        0 => "không có việc nào".to_owned(),
        some => format!("có {} việc", count(some)),
    };
    let coming = format!("Từ ngày {} đến hết ngày {} {coming} đến hạn.", date(lagging.as_of), date(lagging.horizon));
    if lagging.behind == 0 {
        return format!("Không đơn vị nào có việc quá hạn. {coming}");
    }
    let one = |unit: &Laggard<'_>| {
        format!("{} ({} việc, lâu nhất {} ngày)", unit.name, count(unit.overdue), number(unit.days.unsigned_abs()))
    };
    let named: Vec<String> = lagging.worst.iter().map(one).collect();
    let listed = match named.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} và {last}", rest.join(", ")),
        all => all.join(""),
    };
    let mut text = format!(
        "{} trong {} đơn vị có việc quá hạn, {} {listed}.",
        count(lagging.behind),
        count(lagging.units),
        match lagging.behind {
            1 => "là",
            few if few <= lagging.worst.len() => "gồm",
            _ => "chậm nhất là",
        },
    );
    let mut notes = Vec::new();
    if lagging.promised > 0 {
        notes.push(format!("{} việc đơn vị đã hẹn ngày xong", count(lagging.promised)));
    }
    if lagging.unexplained > 0 {
        notes.push(format!("{} việc chưa nêu lý do", count(lagging.unexplained)));
    }
    if !notes.is_empty() {
        text.push_str(&format!(" Trong {} việc quá hạn, {}.", count(lagging.overdue), notes.join(", ")));
    }
    format!("{text} {coming}")
}
