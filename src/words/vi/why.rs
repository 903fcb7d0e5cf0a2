//! Vì sao một nghĩa vụ ở trạng thái ấy: why an obligation stands as it does.

use chrono::Weekday;

use super::numbers::{date, number};
use crate::view::why::{DatedFact, Why};

sentences! { pub(crate) fn why(&Why) {
    Nominal { day, weekday } => "Theo quy tắc này, ngày cuối cùng là {} ({}).", date(*day), weekday_name(*weekday);
    NoLastDay => "Việc này không có ngày cuối cùng nên không bao giờ quá hạn.";
    EventOn { event, day } => "Đối với đơn vị này, “{event}” là ngày {}.", date(*day);
    EventOpen { event } => "Sự kiện “{event}” chưa có ngày nên chưa có ngày cuối cùng.";
    MovedToWorkingDay { from, to } if to < from =>
        "{} là ngày nghỉ: hạn đưa lên ngày làm việc liền trước, {} (on_day_off).", date(*from), date(*to);
    MovedToWorkingDay { from, to } =>
        "{} là ngày nghỉ: hạn lùi đến ngày làm việc tiếp theo, {} (on_day_off).", date(*from), date(*to);
    DayOffKept { day } => "{} là ngày nghỉ; kế hoạch giữ nguyên hạn (on_day_off = \"keep\").", date(*day);
    NeverForward { day } =>
        "{} là ngày nghỉ; hạn “trước …” không lùi về sau (on_day_off) nên giữ nguyên.", date(*day);
    ExtensionCounts { to, by, on } => "Được gia hạn đến {} theo {by} ngày {}.", date(*to), date(*on);
    ExtensionLater { on } => "Có gia hạn ngày {}, nhưng sau ngày xét nên chưa tính.", date(*on);
    Effective { day } => "Ngày cuối cùng được tính: {}.", date(*day);
    NothingRecorded => "Đơn vị chưa ghi gì về việc này.";
    StartedCounts { on } => "Đã bắt đầu thực hiện ngày {}.", date(*on);
    DoneCounts { on } => "Đã ghi là hoàn thành ngày {}.", date(*on);
    FactLater { fact, on } => "Có ghi {} ngày {}, nhưng sau ngày xét nên chưa tính.", fact_name(*fact), date(*on);
    AcceptedCounts { on } => "Đã nghiệm thu ngày {}.", date(*on);
    AcceptanceMissing => "Kế hoạch yêu cầu nghiệm thu mà việc này chưa được nghiệm thu: vẫn tính là chưa hoàn thành.";
    WaivedBecause { by, on } => "Không áp dụng theo {by} ngày {}: không tính vào tỷ lệ nào.", date(*on);
    CompletedInTime { due: Some(due) } => "Hoàn thành không muộn hơn ngày {}: hoàn thành đúng hạn.", date(*due);
    CompletedInTime { due: None } => "Đã hoàn thành; việc không có hạn nên không thể trễ hạn: hoàn thành.";
    CompletedLate { days } => "Hoàn thành sau ngày cuối cùng {} ngày: hoàn thành trễ hạn.", number(days.unsigned_abs());
    StandingWork => "Việc thường xuyên, không có ngày cuối cùng.";
    NoTimeStated => "Kế hoạch không nêu thời gian: tính như việc thường xuyên.";
    DateOpen => "Chưa hoàn thành, chờ sự kiện có ngày.";
    OverdueBy { days, due } =>
        "Đã qua ngày cuối cùng {} được {} ngày mà chưa hoàn thành: chưa hoàn thành quá hạn.",
        date(*due), number(days.unsigned_abs());
    PendingFor { days: 0, due } => "Ngày xét {} chính là ngày cuối cùng: chưa hoàn thành trong hạn.", date(*due);
    PendingFor { days, due } =>
        "Còn {} ngày đến ngày {}: chưa hoàn thành trong hạn.", number(days.unsigned_abs()), date(*due);
    DueSoon { within } => "Còn không quá {within} ngày: sắp đến hạn.";
    Promised { day } => "Đơn vị dự kiến hoàn thành ngày {}; hạn của kế hoạch không đổi.", date(*day);
    TaskNotBegun { begins } => "Nhiệm vụ này bắt đầu từ ngày {}.", date(*begins);
    PeriodNotBegun { begins } => "Kỳ này bắt đầu từ ngày {}.", date(*begins);
} }

table! { fn weekday_name(Weekday) {
    Mon => "thứ Hai",
    Tue => "thứ Ba",
    Wed => "thứ Tư",
    Thu => "thứ Năm",
    Fri => "thứ Sáu",
    Sat => "thứ Bảy",
    Sun => "Chủ nhật",
} }

table! { fn fact_name(DatedFact) { Started => "bắt đầu", Done => "hoàn thành", Accepted => "nghiệm thu", Waived => "không áp dụng" } }
