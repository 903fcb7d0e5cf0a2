//! Vì sao một nghĩa vụ ở trạng thái ấy: why an obligation stands as it does.

use chrono::Weekday;

use super::numbers::{date, number};
use crate::model::holidays::{Closure, Holiday};
use crate::view::why::{DatedFact, Why};

sentences! { pub(crate) fn why(&Why) {
    Nominal { day, weekday } => "Theo quy tắc này, ngày cuối cùng là {} ({}).", date(*day), weekday_name(*weekday);
    AddedBy { by, on } => "Được bổ sung vào kế hoạch theo {by} ngày {}.", date(*on);
    Inherited { from, until } =>
        "Tiếp nhận nhiệm vụ của {from}, đơn vị hoạt động đến hết ngày {}.", date(*until);
    Amended { by, on, from: Some(from), to: Some(to) } =>
        "{by} ngày {} sửa đổi hạn: {} → {}.", date(*on), date(*from), date(*to);
    Amended { by, on, from: None, to: Some(to) } => "{by} ngày {} quy định hạn: {}.", date(*on), date(*to);
    Amended { by, on, .. } => "{by} ngày {} sửa đổi hạn: không ấn định ngày.", date(*on);
    NoLastDay => "Việc này không có ngày cuối cùng nên không bao giờ quá hạn.";
    EventOn { event, day } => "Đối với đơn vị này, “{event}” là ngày {}.", date(*day);
    EventOpen { event } => "Sự kiện “{event}” chưa có ngày nên chưa có ngày cuối cùng.";
    MovedToWorkingDay { from, to, closure } if to < from =>
        "{} là {}: hạn đưa lên ngày làm việc liền trước, {} (on_day_off).", date(*from), day_off(*closure), date(*to);
    MovedToWorkingDay { from, to, closure } =>
        "{} là {}: hạn lùi đến ngày làm việc tiếp theo, {} (on_day_off).", date(*from), day_off(*closure), date(*to);
    DayOffKept { day, closure } =>
        "{} là {}; kế hoạch giữ nguyên hạn (on_day_off = \"keep\").", date(*day), day_off(*closure);
    NeverForward { day, closure } =>
        "{} là {}; hạn “trước …” không lùi về sau (on_day_off) nên giữ nguyên.", date(*day), day_off(*closure);
    ExtensionCounts { to, by, on } => "Được gia hạn đến {} theo {by} ngày {}.", date(*to), date(*on);
    ExtensionLater { on } => "Có gia hạn ngày {}, nhưng sau ngày xét nên chưa tính.", date(*on);
    ExtensionOutdated { to, by, on, since } =>
        "Gia hạn đến {} theo {by} ngày {} không còn được tính, vì hạn đã được sửa đổi ngày {}.",
        date(*to), date(*on), date(*since);
    Effective { day } => "Ngày cuối cùng được tính: {}.", date(*day);
    NothingRecorded => "Đơn vị chưa ghi gì về việc này.";
    StartedCounts { on } => "Đã bắt đầu thực hiện ngày {}.", date(*on);
    DoneCounts { on } => "Đã ghi là hoàn thành ngày {}.", date(*on);
    FactLater { fact, on } => "Có ghi {} ngày {}, nhưng sau ngày xét nên chưa tính.", fact_name(*fact), date(*on);
    AcceptedCounts { on } => "Đã nghiệm thu ngày {}.", date(*on);
    AcceptanceMissing => "Kế hoạch yêu cầu nghiệm thu mà việc này chưa được nghiệm thu: vẫn tính là chưa hoàn thành.";
    WaivedBecause { by, on } => "Không áp dụng theo {by} ngày {}: không tính vào tỷ lệ nào.", date(*on);
    CancelledBy { by, on, unit_alone: false } =>
        "Nhiệm vụ bãi bỏ theo {by} ngày {}: không tính vào tỷ lệ nào.", date(*on);
    CancelledBy { by, on, unit_alone: true } =>
        "{by} ngày {} giao nhiệm vụ cho đơn vị khác: không tính vào tỷ lệ nào.", date(*on);
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
    PromiseLapsed { day } => "Ngày đơn vị dự kiến hoàn thành, {}, đã qua; hạn của kế hoạch không đổi.", date(*day);
    TaskNotBegun { begins } => "Nhiệm vụ này bắt đầu từ ngày {}.", date(*begins);
    HandedOver { until, units } =>
        "Đơn vị hoạt động đến hết ngày {}; việc chưa hoàn thành đã bàn giao cho {units}.", date(*until);
    PeriodNotBegun { begins } => "Kỳ này bắt đầu từ ngày {}.", date(*begins);
    MakeUpDay { day, off } =>
        "{} là ngày làm bù cho ngày nghỉ hoán đổi {}: vẫn tính là ngày làm việc.", date(*day), date(*off);
    CalendarUnknown { year } =>
        "Chưa có lịch nghỉ năm {year}: ngày này mới tính theo ngày nghỉ hằng tuần, có thể đổi khi có thông báo nghỉ lễ.";
} }

fn day_off(closure: Closure) -> String {
    match closure {
        Closure::Weekend => "ngày nghỉ cuối tuần".to_owned(),
        Closure::Listed => "ngày nghỉ trong lịch của kế hoạch".to_owned(),
        Closure::Holiday(holiday) => format!("ngày nghỉ {}", holiday_name(holiday)),
        Closure::InLieu(holiday) => format!("ngày nghỉ bù {}", holiday_name(holiday)),
        Closure::Exchanged { worked } => format!("ngày nghỉ hoán đổi, làm bù ngày {}", date(worked)),
    }
}

table! { fn holiday_name(Holiday) {
    NewYear => "Tết Dương lịch",
    Tet => "Tết Nguyên đán",
    HungKings => "Giỗ Tổ Hùng Vương",
    Victory => "Ngày Chiến thắng 30/4",
    Labour => "Ngày Quốc tế lao động 1/5",
    National => "Quốc khánh",
    Culture => "Ngày Văn hóa Việt Nam",
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
