//! Văn bản để ký: documents to sign.

use super::numbers::{date, number};
use crate::model::plan::OfficeStyle;
use crate::words::office::OfficePhrase;

sentences! { pub(crate) fn phrase(&OfficePhrase) {
    PlaceAndDay { place } => "{place}, ngày      tháng      năm      ";
    LetterAbout => "V/v đôn đốc thực hiện Kế hoạch số\u{a0}{{{{number}}}}";
    LetterBasis { office: None } =>
        "Qua theo dõi việc thực hiện Kế hoạch số\u{a0}{{{{number}}}} ({{{{title}}}}), cơ quan theo dõi thông báo như sau:";
    LetterBasis { office: Some(office) } =>
        "Qua theo dõi việc thực hiện Kế hoạch số\u{a0}{{{{number}}}} ({{{{title}}}}), {office} thông báo như sau:";
    AnnexOf { style: OfficeStyle::Party, office } => "(Kèm theo Báo cáo số         -BC/         ngày      tháng      năm      của {office})";
    AnnexOf { style: OfficeStyle::State, office } => "(Kèm theo Báo cáo số         /BC-         ngày      tháng      năm      của {office})";
    NextOfUnit { task, due, unit } => "- {task}: hạn {due}, {unit}";
    NextOfUnits { task, due, units } => "- {task}: hạn {due}, {} đơn vị", number(*units);
    NextMore { count } => "- {} nhiệm vụ khác (Phụ lục III).", number(*count);
    ReportAbout => "Tình hình thực hiện Kế hoạch số\u{a0}{{{{number}}}}, {{{{period}}}}";
    Overdue { count: 0 } => "Đến nay không có việc nào quá hạn.";
    Overdue { count } => "Đến nay còn {} việc quá hạn chưa hoàn thành (Phụ lục II).", number(*count);
    Reason { unit, task, days: 0, reason } => "- {unit}: {task}. Lý do: {reason}";
    Reason { unit, task, days, reason } => "- {unit}: {task}, quá hạn {} ngày. Lý do: {reason}", number(*days);
    Unexplained { count } => "Có {} việc quá hạn chưa được đơn vị nêu lý do.", number(*count);
    Upcoming { to, count: 0 } => "Đến ngày {} không có việc nào đến hạn.", date(*to);
    Upcoming { to, count } => "Đến ngày {} có {} việc đến hạn (Phụ lục III).", date(*to), number(*count);
    Finish { count, promised: 0 } => "Hoàn thành dứt điểm {} việc quá hạn; các đơn vị chưa dự kiến ngày hoàn thành.", number(*count);
    Finish { count, promised } =>
        "Hoàn thành dứt điểm {} việc quá hạn, trong đó {} việc đã có ngày dự kiến hoàn thành.",
        number(*count), number(*promised);
    MailNeedsMailboxes => "--format eml cần có --to TỆP ghi hộp thư của các đơn vị";
    NoMailbox { units, strangers: "" } => "chưa có hộp thư nên thư chưa ghi nơi nhận: {units}";
    NoMailbox { units, strangers } =>
        "chưa có hộp thư nên thư chưa ghi nơi nhận: {units}; mã không phải của đơn vị nào: {strangers}";
    NoLibreOffice => "Cần LibreOffice để tạo PDF nhưng máy chưa có; cài LibreOffice, hoặc dùng --format docx; chưa ghi gì";
    NoPdf => "LibreOffice không tạo được PDF; mở văn bản của --format docx rồi xuất từ đó; chưa ghi gì";
    BadSetting { text } =>
        "--set {text}: phải là TÊN=GIÁ TRỊ, TÊN là superior, name, place, signature hoặc recipients (ngăn cách bằng “;”)";
} }
