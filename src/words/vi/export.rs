//! Xuất trọn dữ liệu: what is handed on whole.

use super::numbers::number;
use crate::review::verify::Verdict;
use crate::words::export::ExportPhrase;

sentences! { pub(crate) fn phrase(&ExportPhrase) {
    Exported { folder, plans, rows } => "{folder}: {} việc của {} kế hoạch", number(*rows), number(*plans);
    FolderTaken { folder, contents } =>
        "{folder} đã có tệp khác và không có {contents} do tiendo lập: nêu một thư mục mới hoặc thư mục trống";
    NoPeriodOver { plan } => "{plan}: chưa có kỳ nào kết thúc nên chưa có việc nào để xuất";
    AuditTitle => "Hồ sơ phục vụ kiểm tra";
    Audited { folder, marks, changed, is_whole } =>
        "{folder}: {} điều cần xem kỹ, {} việc thay đổi{}", number(*marks), number(*changed),
        if *is_whole { "" } else { "; hồ sơ chưa đầy đủ vì có tệp chưa đọc được" };
    AuditPlans { count } => "Các kế hoạch ({})", number(*count);
    AuditToReview => "Điều cần xem kỹ";
    AuditChanged => "Việc thay đổi";
    AuditReportsWrong => "Báo cáo không khớp số liệu";
    AuditEvidenceWrong => "Minh chứng không đúng như đã ghi";
    AuditHistories { units } => "Lịch sử những việc đã thay đổi ({} đơn vị)", number(*units);
    AuditReports { count } => "Báo cáo ({})", number(*count);
    AuditVerdict { data_changed: true, .. } => "khớp với số liệu lúc lập, không còn khớp với số liệu của phiên bản này";
    AuditVerdict { verdict: Verdict::Matches, .. } => "khớp với số liệu";
    AuditVerdict { verdict: Verdict::FiguresMatch, .. } => "theo mẫu cũ; số liệu khớp";
    AuditVerdict { verdict: Verdict::Differs, .. } => "không khớp với số liệu";
    AuditVerdict { verdict: Verdict::NotOurs, .. } => "không do tiendo lập";
    AuditVerdict { verdict: Verdict::Unread, .. } => "không đọc được số liệu";
    AuditEvidence { count } => "Tệp được ghi làm minh chứng ({})", number(*count);
    AuditFound { matches: Some(true) } => "đúng như đã ghi";
    AuditFound { matches: Some(false) } => "khác với tệp đã ghi";
    AuditFound { matches: None } => "git không quản lý tệp này";
    AuditFile => "Tệp";
    AuditFiles { count } => "Mã băm của mọi tệp ({})", number(*count);
    AuditCommits { count } => "Các commit ({})", number(*count);
} }
