//! Parts of sentences about what is open.

use super::numbers::number;

/// What is not done and not overdue, and how much of that waits for acceptance.
pub(super) fn pending(count: u32, claimed: u64) -> String {
    match claimed {
        0 => format!("{} việc chưa hoàn thành trong hạn", number(count)),
        _ => format!(
            "{} việc trong hạn hoặc chờ nghiệm thu, trong đó {} việc chờ nghiệm thu",
            number(count),
            number(claimed)
        ),
    }
}

/// What is still open once the plan has ended.
pub(super) fn left(overdue: u32, pending: u32, claimed: u32) -> String {
    let (overdue, pending) = (number(overdue), number(pending));
    match claimed {
        0 => format!("{overdue} việc quá hạn và {pending} việc trong hạn chưa hoàn thành"),
        _ => format!(
            "{overdue} việc quá hạn, {pending} việc trong hạn chưa hoàn thành và {} việc đã báo hoàn thành, đang chờ nghiệm \
             thu",
            number(claimed)
        ),
    }
}

/// How much of what is claimed was done late.
pub(super) fn claimed_late(count: u32) -> String {
    if count == 0 { String::new() } else { format!(" (trong đó {} việc trễ hạn)", number(count)) }
}

/// To which day a last day goes that is a day off.
pub(super) fn moved(earlier: bool) -> &'static str {
    if earlier { "chuyển lên ngày làm việc trước đó" } else { "lùi đến ngày làm việc tiếp theo" }
}
