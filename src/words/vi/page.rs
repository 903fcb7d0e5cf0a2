//! Lời của trang xem trên trình duyệt: the words of the page, in Vietnamese.

use crate::view::heat::Heat;
use crate::words::page::PageWord;

pub fn word(word: PageWord) -> &'static str {
    match word {
        PageWord::Skip => "Đến nội dung",
        PageWord::Contents => "Mục lục",
        PageWord::Theme => "Nền sáng, tối",
        PageWord::HeatMap => "Bản đồ tiến độ theo đơn vị và quý",
        PageWord::HeatCell => "hoàn thành / tổng số; số quá hạn",
        PageWord::HeatNote => {
            "Mỗi ô: số việc hoàn thành / số việc đã xong, chưa xong và quá hạn của quý; dấu ▲ và số đứng sau là số việc quá hạn. Bấm vào ô để xem các việc."
        }
        PageWord::Heat(heat) => match heat {
            Heat::Empty => "không có việc",
            Heat::Waiting => "chưa xong việc nào, chưa quá hạn",
            Heat::Begun => "xong dưới một nửa",
            Heat::Going => "xong từ một nửa",
            Heat::Done => "xong hết",
            Heat::Warm => "quá hạn đến 10%",
            Heat::Hot => "quá hạn đến một phần ba",
            Heat::Burning => "quá hạn trên một phần ba",
        },
        PageWord::Chart => "Tiến độ theo tuần, lũy kế từ đầu kế hoạch",
        PageWord::ChartAxis => "số việc",
        PageWord::ChartDue => "đến hạn",
        PageWord::ChartCompleted => "hoàn thành",
        PageWord::ChartOverdue => "quá hạn",
        PageWord::ChartData => "Số liệu của biểu đồ",
        PageWord::Day => "Đến hết ngày",
        PageWord::Filters => "Lọc các danh sách việc",
        PageWord::Anything => "tất cả",
        PageWord::Search => "Tìm",
        PageWord::SearchHint => "có dấu hay không dấu",
        PageWord::Clear => "Bỏ lọc",
        PageWord::Shown => "Đang hiện {shown} trong {all} việc.",
        PageWord::SortHint => "xếp theo cột này",
        PageWord::Items => "Tất cả các việc",
        PageWord::Remarks => "Lý do, chú thích",
    }
}
