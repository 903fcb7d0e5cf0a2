//! Màn hình đầu và bảng tiến độ: the first screen and the board.

use super::numbers::number;
use crate::judge::State::{Completed, Ongoing, Overdue, Pending, Waived};
use crate::words::date;
use crate::words::screen::ScreenPhrase;

sentences! { pub(crate) fn phrase(&ScreenPhrase) {
    Late { count, units } => "Quá hạn: {} việc của {} đơn vị", number(*count), number(*units);
    MoreLate { units, count, command } => "… và {} việc của {} đơn vị nữa: {command}", number(*count), number(*units);
    NoPromise => "chưa có dự kiến";
    Promised { day } => "dự kiến {day}";
    PromiseLapsed { day } => "quá dự kiến {day}";
    Owers { count } => "{} đơn vị", number(*count);
    Counted { total, states } => "{} việc: {states}", number(*total);
    InState { state: Overdue, count } => "{} quá hạn", number(*count);
    InState { state: Pending, count } => "{} trong hạn", number(*count);
    InState { state: Completed, count } => "{} hoàn thành", number(*count);
    InState { state: Ongoing, count } => "{} thường xuyên", number(*count);
    InState { state: Waived, count } => "{} không áp dụng", number(*count);
    NotBegun { first, last, open } => "Kế hoạch chưa bắt đầu: từ {} đến {}, có {} việc phải làm.",
        date(*first), date(*last), number(*open);
    Ended { last, open: 0, .. } => "Kế hoạch đã kết thúc ngày {}; không còn việc nào chưa hoàn thành.", date(*last);
    Ended { last, open, overdue } if open == overdue => "Kế hoạch đã kết thúc ngày {}; còn {} việc chưa hoàn thành, đều đã quá hạn.",
        date(*last), number(*open);
    Ended { last, open, overdue } => "Kế hoạch đã kết thúc ngày {}; còn {} việc chưa hoàn thành, trong đó {} việc quá hạn.",
        date(*last), number(*open), number(*overdue);
    PlansOutside { not_begun, ended: 0 } => "{} kế hoạch chưa bắt đầu.", number(*not_begun);
    PlansOutside { not_begun: 0, ended } => "{} kế hoạch đã kết thúc.", number(*ended);
    PlansOutside { not_begun, ended } =>
        "{} kế hoạch chưa bắt đầu, {} kế hoạch đã kết thúc.", number(*not_begun), number(*ended);
    PlanNotBegun { title } => "{title} (chưa bắt đầu)";
    PlanEnded { title } => "{title} (đã kết thúc)";
    NoYear { year, first, last } if first == last => "năm {year} không có hạn nào: kế hoạch của năm {first}";
    NoYear { year, first, last } => "năm {year} không có hạn nào: kế hoạch từ năm {first} đến năm {last}";
    MoreUnits { count, command } => "… và {} đơn vị nữa: {command}", number(*count);
    Untimed { units } => "Không có việc tính theo hạn: {units}";
    EventOfTask { task, done, all } => "{task}: {done}/{all} đơn vị";
    EventDone { done, all } => "Hoàn thành: {done}/{all} đơn vị";
    EventLeft { units, more: 0 } => "Chưa hoàn thành: {units}";
    EventLeft { units, more } => "Chưa hoàn thành: {units} và {} đơn vị khác", number(*more);
    Missing { count, file } =>
        "{} đơn vị chưa có tệp nên chưa báo cáo gì, như {file}; để xem từng đơn vị: tiendo check --all", number(*count);
} }
