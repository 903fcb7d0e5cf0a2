//! Kết quả sửa kế hoạch bằng lệnh, và vì sao không ghi.

use super::numbers::{date, number};
use crate::planning::PlanRefusal;
use crate::words::planning::PlanningPhrase;

sentences! { pub(crate) fn phrase(&PlanningPhrase) {
    Refused { refusal, subject, part: Some(part) } => "{subject} ({part}): {}", self::refusal(refusal);
    Refused { refusal, subject, part: None } => "{subject}: {}", self::refusal(refusal);
    Orphans { records } =>
        "nếu ghi, {} bản ghi sẽ không còn nghĩa vụ tương ứng; chưa ghi gì. Để giữ số liệu đã ghi: đổi đơn vị chủ trì từ \
         một ngày bằng tiendo task amend --lead, chuyển giao bằng tiendo unit end --successor, hoặc hủy nhiệm vụ bằng \
         tiendo task cancel; hoặc sửa tệp đơn vị trước",
        number(*records);
    LimitOpen =>
        "thời hạn chưa có một cách đọc duy nhất nên chưa ghi gì: hãy chọn một cách, ghi ký hiệu bằng --due và nguyên văn \
         bằng --wording";
    LimitUnread =>
        "không đọc được thời hạn nên chưa ghi gì: hãy ghi ký hiệu của plan.toml bằng --due và nguyên văn bằng --wording";
    NothingMoves => "Không có nghĩa vụ hay hạn nào thay đổi.";
    JudgedOn { day } => "Tính đến ngày {}:", date(*day);
    NoEvent { name } => "không có sự kiện nào tên là “{name}”";
    NoMilestone { task, name } => "{task} không có mốc “{name}”";
    DocumentNeeded => "theo văn bản nào, ngày nào? hãy thêm --by và --on, như --by \"12-CV/TU\" --on 2/5/2024";
    Document => "Văn bản";
    DocumentHelp => "số, ký hiệu văn bản, như 12-CV/TU · Esc: thôi";
    DocumentDay => "Ngày của văn bản";
    WhichReading => "Hiểu theo cách nào?";
} }

fn refusal(refusal: &PlanRefusal) -> String {
    match refusal {
        PlanRefusal::NothingSaid => "chưa nêu nội dung cần sửa; xem các tùy chọn bằng --help".to_owned(),
        PlanRefusal::MilestonesDue(ids) => {
            format!("mỗi mốc có thời hạn riêng: hãy nêu mốc, như NHIỆM_VỤ.{}", ids.join(", NHIỆM_VỤ."))
        }
        PlanRefusal::OtherRhythm => {
            "nhiệm vụ lặp lại khác với thời hạn này; hãy hủy từ ngày ấy rồi thêm nhiệm vụ mới".to_owned()
        }
        PlanRefusal::NotAmendable => {
            "văn bản sửa đổi không đặt được ngày bắt đầu, ngày kết thúc hay mốc; hãy hủy từ ngày ấy rồi thêm nhiệm vụ mới"
                .to_owned()
        }
        PlanRefusal::RewritesPast { due } => format!(
            "hạn {} đã qua, sửa trực tiếp sẽ làm đổi số liệu của những ngày và báo cáo đã qua; nếu có văn bản sửa đổi, hãy \
             dùng tiendo task amend; nếu chỉ sửa lỗi nhập, hãy thêm --past",
            date(*due)
        ),
        PlanRefusal::Cancelled { by, on } => {
            format!("đã hủy theo {by} ngày {}; nếu cần thay, hãy thêm --replace", date(*on))
        }
        PlanRefusal::Dated { date: day } => {
            format!("sự kiện đã có ngày {}; nếu cần thay, hãy thêm --replace", date(*day))
        }
        PlanRefusal::Ended { until } => {
            format!("đơn vị đã kết thúc ngày {}; nếu cần thay, hãy thêm --replace", date(*until))
        }
        PlanRefusal::Member => "nhóm đã có thành viên này".to_owned(),
        PlanRefusal::NotListed { through } if through.is_empty() => "nhóm không có thành viên này".to_owned(),
        PlanRefusal::NotListed { through } => format!(
            "thành viên này thuộc nhóm qua {}: hãy bớt ở đó, hoặc trừ ra khỏi từng nhiệm vụ bằng --except",
            through.join(", ")
        ),
        PlanRefusal::Taken(id) => format!("mã {id} đã dùng"),
        PlanRefusal::NoId => "không đặt được mã từ tên này: hãy ghi mã bằng --id".to_owned(),
        PlanRefusal::Lacks(option) => format!("thiếu {option}"),
    }
}
