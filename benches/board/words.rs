//! The Vietnamese words that names, titles, evidence, notes and reasons are made of.

/// A syllable of a place's name, with and without its marks.
pub const SYLLABLES: [(&str, &str); 32] = [
    ("An", "an"),
    ("Bình", "binh"),
    ("Châu", "chau"),
    ("Cường", "cuong"),
    ("Dương", "duong"),
    ("Đức", "duc"),
    ("Đông", "dong"),
    ("Giang", "giang"),
    ("Hà", "ha"),
    ("Hải", "hai"),
    ("Hiệp", "hiep"),
    ("Hòa", "hoa"),
    ("Hưng", "hung"),
    ("Khánh", "khanh"),
    ("Long", "long"),
    ("Lộc", "loc"),
    ("Minh", "minh"),
    ("Mỹ", "my"),
    ("Nghĩa", "nghia"),
    ("Phổ", "pho"),
    ("Phong", "phong"),
    ("Phú", "phu"),
    ("Phước", "phuoc"),
    ("Sơn", "son"),
    ("Tân", "tan"),
    ("Thạnh", "thanh"),
    ("Thắng", "thang"),
    ("Thịnh", "thinh"),
    ("Thuận", "thuan"),
    ("Tịnh", "tinh"),
    ("Trà", "tra"),
    ("Xuân", "xuan"),
];

/// What a task is about: the stem of its id, and the beginning of its title.
pub const THEMES: [(&str, &str); 16] = [
    ("hoc-tap", "Tổ chức học tập, quán triệt"),
    ("tai-lieu", "Biên soạn, phát hành tài liệu"),
    ("sinh-hoat", "Tổ chức sinh hoạt chuyên đề về"),
    ("bao-cao", "Báo cáo kết quả thực hiện"),
    ("ke-hoach", "Xây dựng kế hoạch thực hiện"),
    ("kiem-tra", "Kiểm tra, giám sát việc thực hiện"),
    ("cam-ket", "Xây dựng bản đăng ký, cam kết thực hiện"),
    ("tuyen-truyen", "Tuyên truyền, nhân rộng gương điển hình về"),
    ("so-ket", "Sơ kết, đánh giá việc thực hiện"),
    ("ra-soat", "Rà soát, bổ sung chuẩn mực đạo đức theo"),
    ("cai-cach", "Đẩy mạnh cải cách hành chính gắn với"),
    ("chuyen-doi", "Triển khai chuyển đổi số gắn với"),
    ("tap-huan", "Tập huấn, bồi dưỡng cán bộ về"),
    ("khao-sat", "Khảo sát, nắm tình hình thực hiện"),
    ("doi-thoai", "Tổ chức đối thoại với Nhân dân về"),
    ("khen-thuong", "Đề xuất biểu dương, khen thưởng trong"),
];

/// What the theme's work is done on: the end of a task's title.
pub const TOPICS: [&str; 10] = [
    "Chuyên đề năm 2024",
    "Kết luận số 01-KL/TW của Bộ Chính trị",
    "Chỉ thị số 05-CT/TW của Bộ Chính trị",
    "Chủ đề năm 2024 của tỉnh",
    "Kết luận số 21-KL/TW về xây dựng, chỉnh đốn Đảng",
    "nghị quyết đại hội đảng bộ các cấp nhiệm kỳ 2020 - 2025",
    "công tác tiếp công dân, giải quyết khiếu nại, tố cáo",
    "chương trình mục tiêu quốc gia xây dựng nông thôn mới",
    "quy chế dân chủ ở cơ sở",
    "phong trào thi đua yêu nước trên địa bàn",
];

/// What the work leaves behind.
pub const PRODUCTS: [&str; 6] =
    ["Báo cáo", "Kế hoạch", "Tài liệu chuyên đề", "Biên bản hội nghị", "Hướng dẫn", "Tờ trình"];

/// Whom the work is reported to.
pub const RECEIVERS: [&str; 3] =
    ["Ban Thường vụ Tỉnh ủy", "Thường trực Tỉnh ủy (qua Ban Tuyên giáo Tỉnh ủy)", "Văn phòng Tỉnh ủy"];

/// Kinds of documents that show that work was done, with their sign; `()` stands for the number.
pub const DOCUMENTS: [&str; 8] = [
    "Báo cáo số ()-BC/ĐU",
    "Công văn số ()-CV/ĐU",
    "Kế hoạch số ()-KH/ĐU",
    "BC ()-BC/ĐU",
    "CV ()-CV/ĐU",
    "Nghị quyết số ()-NQ/ĐU",
    "Biên bản số ()-BB/CB",
    "Hướng dẫn số ()-HD/BTG",
];

/// Remarks; some hold the quotes and backslashes that a string must escape.
pub const NOTES: [&str; 10] = [
    "Đã gửi bản điện tử, bản giấy gửi sau",
    "Tổ chức trực tuyến tại 12 điểm cầu, 340 đảng viên tham dự",
    "Lồng ghép vào kỳ họp chi bộ thường kỳ",
    "Chờ hướng dẫn của cấp trên",
    "Đã tổ chức hội nghị \"Học tập và làm theo Bác\"",
    "Phối hợp với Mặt trận và các đoàn thể",
    "Kết hợp với đợt sinh hoạt chính trị 19/5",
    "Đã lấy ý kiến các chi bộ, đang tổng hợp",
    "Bổ sung số liệu theo Công văn số 312-CV/BTGTU",
    "Bản quét lưu tại D:\\vanban\\2024",
];

/// Why something is late.
pub const REASONS: [&str; 7] = [
    "Chờ số liệu của các chi bộ trực thuộc",
    "Kiện toàn nhân sự cấp ủy",
    "Tập trung phòng, chống thiên tai",
    "Trùng đợt kiểm tra của Ủy ban Kiểm tra Huyện ủy",
    "Chưa bố trí được kinh phí",
    "Báo cáo viên được cử đi học, phải lùi ngày tổ chức hội nghị",
    "Hướng dẫn của cấp trên đến muộn",
];

/// Who grants an extension or a waiver; `()` stands for the number.
pub const GRANTS: [&str; 3] = ["Công văn số ()-CV/TU", "Thông báo số ()-TB/TU", "Công văn số ()-CV/BTGTU"];

/// What people write into a file for their own eyes.
pub const COMMENTS: [&str; 9] = [
    "đã báo cáo qua điện thoại",
    "xem lại số công văn",
    "chưa có bản ký",
    "TODO: hỏi Văn phòng",
    "--- Quý I ---",
    "done = 2024-03-15  (ngày cũ, đã sửa)",
    "cập nhật sau cuộc họp giao ban",
    "theo mẫu 02 [kèm theo]",
    "số liệu của \"tổ giúp việc\"",
];

/// The pattern with its `()` replaced by the number.
pub fn numbered(pattern: &str, number: u32) -> String {
    pattern.replacen("()", &number.to_string(), 1)
}
