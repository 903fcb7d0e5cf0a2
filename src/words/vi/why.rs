//! Vì sao một nghĩa vụ ở trạng thái ấy: why an obligation stands as it does, in Vietnamese.

use chrono::Weekday;

use crate::view::why::{Fact, Why};
use crate::words::date;

pub fn why(why: &Why<'_>) -> String {
    match why {
        Why::Nominal { day, weekday } => {
            format!("Theo quy tắc này, ngày cuối cùng là {} ({}).", date(*day), weekday_name(*weekday))
        }
        Why::NoLastDay => "Việc này không có ngày cuối cùng nên không bao giờ quá hạn.".to_owned(),
        Why::EventOpen { event } => format!("Sự kiện “{event}” chưa có ngày nên chưa có ngày cuối cùng."),
        Why::MovedToWorkingDay { from, to } => {
            format!("{} là ngày nghỉ: hạn lùi đến ngày làm việc tiếp theo, {} (on_day_off).", date(*from), date(*to))
        }
        Why::DayOffKept { day } => {
            format!("{} là ngày nghỉ; kế hoạch giữ nguyên hạn (on_day_off = \"keep\").", date(*day))
        }
        Why::ExtensionCounts { to, by, on } => {
            format!("Được gia hạn đến {} theo {by} ngày {}.", date(*to), date(*on))
        }
        Why::ExtensionLater { on } => format!("Có gia hạn ngày {}, nhưng sau ngày xét nên chưa tính.", date(*on)),
        Why::Effective { day } => format!("Ngày cuối cùng được tính: {}.", date(*day)),
        Why::NothingRecorded => "Đơn vị chưa ghi gì về việc này.".to_owned(),
        Why::StartedCounts { on } => format!("Bắt đầu làm ngày {}.", date(*on)),
        Why::DoneCounts { on } => format!("Đã ghi là xong ngày {}.", date(*on)),
        Why::FactLater { fact, on } => {
            let fact = match fact {
                Fact::Started => "bắt đầu",
                Fact::Done => "hoàn thành",
                Fact::Accepted => "nghiệm thu",
                Fact::Waived => "không áp dụng",
            };
            format!("Có ghi {fact} ngày {}, nhưng sau ngày xét nên chưa tính.", date(*on))
        }
        Why::AcceptedCounts { on } => format!("Đã nghiệm thu ngày {}.", date(*on)),
        Why::AcceptanceMissing => {
            "Kế hoạch yêu cầu nghiệm thu mà việc này chưa được nghiệm thu: vẫn tính là chưa hoàn thành.".to_owned()
        }
        Why::WaivedBecause { by, on } => {
            format!("Không áp dụng theo {by} ngày {}: không tính vào tỷ lệ nào.", date(*on))
        }
        Why::CompletedInTime { due: Some(due) } => format!("Xong không muộn hơn {}: hoàn thành đúng hạn.", date(*due)),
        Why::CompletedInTime { due: None } => "Đã xong; việc không có hạn nên không thể trễ: hoàn thành.".to_owned(),
        Why::CompletedLate { days } => format!("Xong sau ngày cuối cùng {days} ngày: hoàn thành quá hạn."),
        Why::StandingWork => "Việc thường xuyên, không có ngày cuối cùng.".to_owned(),
        Why::NoTimeStated => "Kế hoạch không nêu thời gian: tính như việc thường xuyên.".to_owned(),
        Why::DateOpen => "Chưa hoàn thành, chờ sự kiện có ngày.".to_owned(),
        Why::OverdueBy { days, due } => {
            format!("Ngày cuối cùng {} đã qua {days} ngày mà chưa xong: chưa hoàn thành quá hạn.", date(*due))
        }
        Why::PendingFor { days: 0, due } => {
            format!("Ngày xét {} chính là ngày cuối cùng: chưa hoàn thành trong hạn.", date(*due))
        }
        Why::PendingFor { days, due } => format!("Còn {days} ngày đến {}: chưa hoàn thành trong hạn.", date(*due)),
        Why::DueSoon { within } => format!("Còn không quá {within} ngày: sắp đến hạn."),
        Why::Promised { day } => format!("Đơn vị hẹn xong ngày {}; hạn của kế hoạch vẫn giữ nguyên.", date(*day)),
        Why::PeriodNotBegun { begins } => format!("Kỳ này bắt đầu từ ngày {}.", date(*begins)),
    }
}

fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "thứ Hai",
        Weekday::Tue => "thứ Ba",
        Weekday::Wed => "thứ Tư",
        Weekday::Thu => "thứ Năm",
        Weekday::Fri => "thứ Sáu",
        Weekday::Sat => "thứ Bảy",
        Weekday::Sun => "Chủ nhật",
    }
}
