//! Trang tĩnh: pages of a site.

use super::numbers::{date, number};
use crate::words::site::SitePhrase;

sentences! { pub(crate) fn phrase(&SitePhrase) {
    Start => "Tổng quan";
    Overdue => "Quá hạn";
    Units => "Đơn vị";
    Tasks => "Nhiệm vụ";
    Periods => "Theo quý";
    Calendar => "Lịch";
    Evidence => "Minh chứng";
    Reports => "Báo cáo";
    Find => "Tìm đơn vị, nhiệm vụ";
    OverdueFirst => "Đơn vị nào chậm, từ bao giờ, dự kiến khi nào xong";
    MostOverdue { shown, all } =>
        "Chỉ liệt kê {} việc quá hạn lâu nhất trong {} việc; trang của từng đơn vị có đủ.", number(*shown), number(*all);
    DaysLate => "Quá (ngày)";
    NoPromise => "chưa có dự kiến";
    PromiseIn { day, days: 0 } => "dự kiến {} (hôm nay)", date(*day);
    PromiseIn { day, days } => "dự kiến {} (còn {} ngày)", date(*day), number(*days);
    PromiseGone { day, days: 0 } => "dự kiến {} (đã hết ngày)", date(*day);
    PromiseGone { day, days } => "dự kiến {} (đã quá {} ngày)", date(*day), number(*days);
    PromiseKept { day } => "dự kiến {}, đã giữ đúng", date(*day);
    PromiseBroken { day } => "dự kiến {}, hoàn thành muộn hơn", date(*day);
    BurnUp => "Phải hoàn thành và đã hoàn thành, đến cuối kế hoạch";
    Must => "phải hoàn thành";
    Finished => "đã hoàn thành";
    Late => "quá hạn";
    BurnUpSaid { day, must, done, overdue } =>
        "{}: phải hoàn thành {}, đã hoàn thành {}, quá hạn {}", date(*day), number(*must),
        number(*done), number(*overdue);
    Timeline => "Dòng thời gian theo nhiệm vụ";
    TimelineNote =>
        "Mỗi chấm là một hạn: chấm càng to càng nhiều đơn vị, phần tô đậm là phần đã hoàn thành; màu cam: có đơn vị quá \
         hạn; vạch dọc: ngày xét.";
    LastDays => "Các hạn";
    NoLastDay => "không có hạn";
    UnitsCompared => "So sánh các đơn vị: tỷ lệ đã hoàn thành trong số đến hạn, thấp nhất trước";
    Scale => "0% – 100%";
    DoneOfDue => "Xong/đến hạn";
    DoneOfAll => "Xong/tổng số";
    Oldest => "Lâu nhất (ngày)";
    OverdueWeeks => "Quá hạn theo tuần";
    ShownOfAll => "Đang hiện {{shown}}/{{all}} dòng.";
    WholeList { count } => "Xem đủ {}", number(*count);
    PageOf { page, pages } => "Trang {page}/{pages}:";
    PartedList { rows } =>
        "Danh sách dài nên chia trang, mỗi trang {} dòng; bộ lọc chỉ áp dụng trong trang. Ô tìm ở đầu trang tìm được mọi \
         đơn vị, nhiệm vụ.", number(*rows);
    StateOfUnits => "Tình hình từng đơn vị";
    UnitsByPart => "Nhiệm vụ có nhiều đơn vị thực hiện: bấm vào từng kỳ ở bảng trên để xem các đơn vị.";
    EvidenceRegister => "Sổ minh chứng";
    NoEvidence => "chưa có minh chứng";
    PlanUnopened { folder } => "Không đọc được kế hoạch trong thư mục {folder}.";
    NoReports => "Chưa có báo cáo nào.";
    History => "Gia hạn, không áp dụng, dự kiến";
    ExtendedBy { from, to, by } => "gia hạn từ {from} đến {to} theo {by}";
    Month => "Tháng";
    MonthCalendar { month } => "Lịch {}", month.to_lowercase();
    Weekday { day: 6 } => "CN";
    Weekday { day } => "T{}", day + 2;
    MoreTasks { count } => "… và {} nhiệm vụ nữa", number(*count);
    CountLate { count } => "{} quá hạn", number(*count);
    SiteMade { folder, pages, changed } =>
        "Đã lập trang tĩnh {folder}: {} tệp, {} tệp mới hoặc thay đổi; mở {folder}/index.html", number(*pages),
        number(*changed);
} }
