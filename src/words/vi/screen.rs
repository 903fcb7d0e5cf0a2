//! Màn hình đầu và bảng tiến độ: the first screen and the board.

use super::numbers::number;
use crate::judge::State::{Completed, Ongoing, Overdue, Pending, Waived};
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
