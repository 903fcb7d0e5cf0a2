//! Shapes of documents that plans are drafted from: who owes what by when, and what is asked.

use std::fs;

use super::support::{finish, tiendo};

/// The tasks of a plan drafted from a document: its clause, leads, time limit and wording, a `?` for each question. The plan
/// passes `check`.
fn tasks(name: &str, text: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, plan) = (folder.path().join(name), folder.path().join("plan.toml"));
    fs::write(&file, text).expect("a file");
    let ran = finish(tiendo().args(["--lang", "en", "draft"]).arg(&file).arg("-o").arg(&plan));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let checked = finish(tiendo().arg("-C").arg(folder.path()).args(["check", "--as-of", "2025-03-10"]));
    assert_eq!(checked.code, 0, "{}", checked.stdout);
    let text = fs::read_to_string(&plan).expect("a plan");
    // Persons are not tracked.
    assert!(!text.contains("Nguyễn Văn"), "{text}");
    let (_, tasks) = text.split_once("\n[[tasks]]").map_or(("", text.as_str()), |(head, _)| {
        let from = head.rfind("\n\n").unwrap_or_default();
        ("", &text[from..])
    });
    let shown = tasks.split("\n\n").filter(|task| task.contains("[[tasks]]")).map(|task| {
        let key = |key: &str| {
            let found = task.lines().find(|line| line.split(" = ").next().is_some_and(|name| name.trim_end() == key));
            found.and_then(|line| line.split_once(" = ")).map_or("", |(_, value)| value).replace(['"', '[', ']'], "")
        };
        let joint = if key("joint") == "true" { " joint" } else { "" };
        let every = key("every");
        let when = if every.is_empty() { key("due") } else { format!("{every}: {}", key("due")) };
        let asked = task.lines().filter(|line| line.starts_with("# ?")).count();
        let asked = "?".repeat(asked);
        format!("{} {}{joint} | {} | {when} {asked}", key("clause"), key("lead"), key("support")).trim_end().to_owned()
    });
    shown.collect()
}

fn page(rows: &[&[&str]]) -> String {
    let row = |row: &&[&str]| {
        let cells: String = row.iter().map(|cell| format!("<td>{cell}</td>")).collect();
        format!("<tr>{cells}</tr>\n")
    };
    let rows: String = rows.iter().map(row).collect();
    format!("<p>Số: 245/KH-BNV</p><p>Hà Nội, ngày 12 tháng 02 năm 2025</p><p>KẾ HOẠCH</p><table>{rows}</table>")
}

#[test]
fn the_appendix_of_a_ministry_is_read() {
    let text = page(&[
        &[
            "STT",
            "Nội dung công việc",
            "Sản phẩm",
            "Thời hạn trình",
            "Lãnh đạo phụ trách",
            "Đơn vị đầu mối",
            "Đơn vị tham gia",
        ],
        &["I", "CẢI CÁCH THỂ CHẾ", "", "", "", "", ""],
        &[
            "1",
            "Xây dựng Nghị định",
            "Nghị định",
            "Tháng 6/2025",
            "Nguyễn Văn A",
            "Vụ Biên chế",
            "Vụ Pháp chế, Văn phòng Bộ",
        ],
        &["II", "THỦ TỤC HÀNH CHÍNH (hoàn thành trong quý II)", "", "", "", "", ""],
        &["2", "Công bố danh mục", "Quyết định", "", "Nguyễn Văn B", "Văn phòng Bộ", "Các Vụ, Cục thuộc Bộ"],
        &["3", "Rà soát quy trình", "Báo cáo", "Trước ngày 20/9/2025", "", "Vụ Biên chế; Thanh tra Bộ", ""],
        &["4", "Tập huấn", "", "Trước ngày 25/9/2025", "", "Vụ Biên chế, Thanh tra Bộ", "Sở Nội vụ các tỉnh"],
        &["III", "KIỂM TRA", "", "", "", "", ""],
        &["5", "Kiểm tra các địa phương", "Báo cáo", "Cấp xã trước 15/5; cấp tỉnh trước 15/6", "", "Thanh tra Bộ", ""],
    ]);
    assert_eq!(
        tasks("a.html", &text),
        [
            "I.1 vu-bien-che | vu-phap-che, van-phong-bo | 2025-06",
            "II.2 van-phong-bo | cac-vu-cuc-thuoc-bo | 2025-Q2 ?",
            // One product of two: owed once, if the answer to the question is yes.
            "II.3 vu-bien-che, thanh-tra-bo joint |  | before 2025-09-20 ?",
            "II.4 vu-bien-che, thanh-tra-bo | so-noi-vu-cac-tinh | before 2025-09-25",
            // Which of the two days is theirs is asked, with both.
            "III.5 thanh-tra-bo |  | unstated ???",
        ]
    );
}

#[test]
fn cells_that_go_over_rows_and_marked_columns_are_read() {
    let text = "<p>Nghệ An, ngày 03 tháng 3 năm 2025</p><table>\n\
        <tr><td rowspan=2>TT</td><td rowspan=2>Tên nhiệm vụ</td><td colspan=2>Đơn vị</td><td colspan=3>Lộ trình</td></tr>\n\
        <tr><td>Chủ trì</td><td>Phối hợp</td><td>Quý I</td><td>Quý II</td><td>Quý III</td></tr>\n\
        <tr><td>1</td><td>Kho dữ liệu</td><td rowspan=2>Sở KH&amp;CN</td><td>Các sở, ban, ngành</td><td></td><td>x</td><td></td></tr>\n\
        <tr><td>2</td><td>Đào tạo cán bộ</td><td></td><td></td><td></td><td>x</td></tr>\n</table>";
    assert_eq!(tasks("d.html", text), ["1 so-kh-cn | cac-so-ban-nganh | 2025-Q2", "2 so-kh-cn |  | 2025-Q3"]);
}

#[test]
fn sentences_of_a_conclusion_are_read() {
    let text = "TỈNH ỦY LÂM ĐỒNG\nSố 35-KL/TU\nĐà Lạt, ngày 20 tháng 02 năm 2025\n\nKẾT LUẬN\nvề sắp xếp tổ chức bộ máy\n\n\
        1. Giao Ban Tổ chức Tỉnh ủy chủ trì, phối hợp với Ủy ban Kiểm tra thẩm định nhân sự, trình chậm nhất ngày 10/3/2025.\n\
        2. Ban Tuyên giáo Tỉnh ủy nắm tình hình; báo cáo Thường trực Tỉnh ủy vào thứ Sáu hằng tuần.\n\
        3. Chi cục Kiểm lâm trực ban 24/24 giờ, gửi Sở số liệu ngày 25 hằng tháng.\n\
        4. Các huyện ủy, thành ủy tổ chức sơ kết tháng 11 hằng năm.\n\
        5. Trong vòng 05 ngày sau khi thiên tai kết thúc, UBND các xã thống kê thiệt hại.\n\
        6. Đồng chí Nguyễn Văn C chỉ đạo thực hiện Kết luận này.\n\
        7. Hoàn thiện hạ tầng số: Sở Khoa học và Công nghệ tham mưu Đề án trong tháng 9/2025.\n\
        8. Hằng năm UBND tỉnh báo cáo HĐND tỉnh tại kỳ họp cuối năm.\n\
        9. Công an tỉnh định kỳ 6 tháng, hằng năm báo cáo (báo cáo 6 tháng trước ngày 20/6, báo cáo năm trước ngày 20/12).\n";
    assert_eq!(
        tasks("c.txt", text),
        [
            "1 ban-to-chuc-tinh-uy | uy-ban-kiem-tra | 2025-03-10",
            "2 ban-tuyen-giao-tinh-uy |  | week: day 5",
            "3 chi-cuc-kiem-lam |  | month: day 25",
            "4 cac-huyen-uy-thanh-uy |  | year: month 11",
            "5 ubnd-cac-xa |  | event thien-tai-ket-thuc + 5 days ?",
            "7 so-khoa-hoc-va-cong-nghe |  | 2025-09",
            "8 ubnd-tinh |  | year: end ?",
            "9 cong-an-tinh |  | first-half, year: before day 20",
        ]
    );
}

/// The plan drafted from a table of these rows, and what is said beside it.
fn drafted(rows: &str) -> (String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let (file, plan) = (folder.path().join("vb.md"), folder.path().join("plan.toml"));
    let head = "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n|---|---|---|---|\n";
    fs::write(&file, format!("Số: 1/KH-UBND\n\nX, ngày 15 tháng 01 năm 2026\n\n{head}{rows}")).expect("a file");
    let ran = finish(tiendo().arg("draft").arg(&file).arg("-o").arg(&plan));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    (fs::read_to_string(&plan).expect("a plan"), ran.stdout)
}

/// “Khởi động quý IV; cập nhật hằng quý”: nothing is owed before the work begins.
#[test]
fn what_comes_again_begins_with_the_first_step() {
    let (plan, _) = drafted(
        "| 1 | Quản lý khoáng sản | Sở Công Thương | Khởi động quý IV/2026; báo cáo quý II/2027; cập nhật hằng quý đến năm 2030 |\n",
    );
    let again =
        plan.split("\n\n").find(|task| task.contains("every      = \"quarter\"")).expect("a task that comes again");
    assert!(again.contains("starts     = 2026-10-01\n"), "{plan}");
    assert!(
        again.contains("Việc lặp lại không ghi bắt đầu khi nào: đọc là từ bước đầu tiên. Có đúng không?"),
        "{plan}"
    );
    // Where the document says when, that holds and nothing is asked.
    let (plan, _) = drafted(
        "| 1 | Quản lý khoáng sản | Sở Công Thương | Khởi động quý IV/2026; báo cáo quý II/2027; từ năm 2028 cập nhật hằng quý |\n",
    );
    assert!(!plan.contains("đọc là từ bước đầu tiên"), "{plan}");
}

/// What the answer to a question may be is no question: two of them are two.
#[test]
fn questions_are_counted_without_what_they_offer() {
    let (plan, said) = drafted(
        "| 1 | Nâng cấp Cổng | Sở Nội vụ | Đầu quý IV/2026 |\n| 2 | Tập huấn | Sở Nội vụ | Quý III/2026 hoặc quý IV/2026 |\n",
    );
    assert_eq!(plan.matches("# ? Có thể là").count(), 4, "{plan}");
    assert!(said.contains("câu hỏi (dòng “# ?”):") && said.contains("nhiệm vụ 2;"), "{said}");
}

/// A percentage that is to be reached may be the task's target: it is asked, with the command that makes it one.
#[test]
fn a_percentage_to_be_reached_is_asked_about() {
    let (plan, _) = drafted(
        "| 1 | Số hóa hồ sơ lưu trữ đạt 80% | Sở Nội vụ | Năm 2026 |\n| 2 | Cấp 100% thẻ | Sở Y tế | Năm 2026 |\n",
    );
    let asked = "# ? “đạt 80%” có phải là chỉ tiêu không? Nếu phải: tiendo task edit MÃ_NHIỆM_VỤ --target \"…%\"\n";
    assert_eq!((plan.matches("có phải là chỉ tiêu không").count(), plan.contains(asked)), (1, true), "{plan}");
}

/// A name with other marks is taken for the same body, and asked about; one without any, or with a mark on another vowel, is
/// the same.
#[test]
fn a_name_that_is_spelled_otherwise_is_asked_about() {
    let (plan, _) = drafted(
        "| 1 | Lập dự toán | Phòng Tài chính | Tháng 3/2026 |\n| 2 | Quyết toán | Phòng Tài chinh | Tháng 4/2026 |\n\
         | 3 | Kiểm kê | PHONG TAI CHINH | Tháng 5/2026 |\n| 4 | Khánh thành | Phòng Văn hóa | Tháng 6/2026 |\n\
         | 5 | Triển lãm | Phòng Văn hoá | Tháng 7/2026 |\n",
    );
    assert_eq!(plan.matches("confirmed = false }").count(), 2, "{plan}");
    let asked = "# ? “Phòng Tài chinh” có phải là “Phòng Tài chính” không? Đang đọc là một đơn vị.\n[[tasks]]\nid         = \"quyet-toan\"";
    assert_eq!((plan.matches("Đang đọc là một đơn vị").count(), plan.contains(asked)), (1, true), "{plan}");
}

/// Short words with a full stop, and a paper that is one body with a station, are not torn apart.
#[test]
fn names_with_full_stops_and_of_papers_stay_whole() {
    let (plan, _) = drafted(
        "| 1 | Lập dự toán | P. CCHC | Tháng 3/2026 |\n| 2 | Đưa tin | Báo và Đài PTTH tỉnh | Tháng 4/2026 |\n\
         | 3 | Kiểm tra | Sở Tài chính. Sở Y tế | Tháng 5/2026 |\n",
    );
    for name in ["\"P. CCHC\"", "\"Báo và Đài PTTH tỉnh\"", "\"Sở Tài chính\"", "\"Sở Y tế\""] {
        assert!(plan.contains(&format!("name = {name}, confirmed = false")), "{name}: {plan}");
    }
    assert_eq!(plan.matches("confirmed = false }").count(), 4, "{plan}");
    // They are no names that begin as those of bodies do.
    for name in ["P. CCHC", "Báo và Đài PTTH tỉnh"] {
        assert!(plan.contains(&format!("# ? “{name}” có phải là tên đơn vị không?")), "{name}: {plan}");
    }
}
