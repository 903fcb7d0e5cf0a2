//! Câu hỏi về những gì bảng theo dõi ghi.

use crate::draft::duty::ToldDoubt;
use crate::words::date;

sentences! { pub(super) fn told(&ToldDoubt) {
    Person => "Bảng theo dõi ghi tên người, kế hoạch chỉ giao cho cơ quan, đơn vị: đơn vị nào?";
    State(text) => "Bảng theo dõi ghi “{text}”: hoàn thành chưa, ngày nào?";
    DoneUndated(text) => "Bảng theo dõi ghi “{text}”, không ghi ngày: hoàn thành ngày nào?";
    NoDay(text) => "Bảng theo dõi ghi “{text}”, không phải là một ngày có đủ năm: ngày nào?";
    Future(day) => "Bảng theo dõi ghi hoàn thành ngày {}, là ngày chưa đến: đây có phải là thời hạn không?", date(*day);
    StartUndated(text) => "Bảng theo dõi ghi “{text}”, không ghi ngày: bắt đầu ngày nào?";
    PutAway(text) => "Bảng theo dõi ghi “{text}”: việc này còn phải làm không?";
    NoDecision(text) => "Bảng theo dõi ghi “{text}”: theo văn bản nào, ngày nào? Ghi bằng tiendo waive.";
    NoProgress(text) => "Bảng theo dõi ghi “{text}”: được bao nhiêu phần trăm, tính đến ngày nào?";
    Contradicts { state, done } => "Bảng theo dõi ghi “{state}” nhưng có ngày hoàn thành {}: đã xong hay chưa?", date(*done);
    WhichPart(text) => "Bảng theo dõi ghi “{text}”: của kỳ nào, mốc nào?";
    NoUnit(text) => "Bảng theo dõi ghi “{text}”: của đơn vị nào?";
    OfAll(text) => "Bảng theo dõi ghi “{text}” một lần cho nhiều đơn vị; đã ghi cho từng đơn vị: có đúng không?";
    NoResult { cell, formula } => "Ô {cell} chứa công thức chưa có kết quả, {formula}: ô này ghi gì?";
    OtherRow { row, said } => "Bảng theo dõi ghi “{said}”, khác với dòng {row} của cùng đơn vị, đã ghi theo dòng {row}: dòng nào đúng?";
} }
