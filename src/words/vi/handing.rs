//! Đơn vị sắp xếp lại, việc nhiều đơn vị cùng thực hiện: units that come and go.

use super::numbers::{date, number};
use crate::words::handing::HandingPhrase;

sentences! { pub(crate) fn phrase(&HandingPhrase) {
    Together { units } => "cùng thực hiện với {units}";
    HandedTo { units } => "đã bàn giao cho {units}";
    TakenFrom { unit, with: None } => "nhận từ {unit}";
    TakenFrom { unit, with: Some(with) } => "nhận từ {unit}, cùng với {with}";
    OverdueTakenOver { count, from, show: Some(show) } =>
        "Kèm theo: {} việc quá hạn nhận bàn giao từ {from}, vẫn tính cho đơn vị cũ: {show}", number(*count);
    OverdueTakenOver { count, from, show: None } =>
        "Kèm theo: {} việc quá hạn nhận bàn giao từ {from}, vẫn tính cho đơn vị cũ.", number(*count);
    Handed { count, units } => "đã bàn giao {} việc cho {units}", number(*count);
    LettersTo { unit, until, units } =>
        "{unit} hoạt động đến hết ngày {}; việc chưa hoàn thành đã bàn giao nên thư gửi {units}", date(*until);
    DoneBelow { completed, of } => "cấp dưới xong {}/{} việc", number(*completed), number(*of);
    DoneAhead { completed, of } => "báo trước khi cấp dưới xong ({}/{} việc)", number(*completed), number(*of);
    DoneBehind { completed, of } => "chưa báo dù cấp dưới đã xong ({}/{} việc)", number(*completed), number(*of);
    AheadOfBelow { completed, of } =>
        "Đã báo hoàn thành nhưng cấp dưới mới xong {}/{} việc.", number(*completed), number(*of);
    BehindBelow { of } => "Cấp dưới đã xong cả {} việc nhưng ở đây chưa báo hoàn thành.", number(*of);
    LetterTakenOver { all: true, from, .. } => "Các việc này nhận bàn giao từ {from}.";
    LetterTakenOver { count, from, .. } => "Trong đó có {} việc nhận bàn giao từ {from}.", number(*count);
    TakenOver { count, from } => "nhận bàn giao {} việc từ {from}", number(*count);
} }
