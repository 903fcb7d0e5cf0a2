//! Which column of a tracker is which, where several could be, and what is said of those that are left out.

use std::fs;

use super::support::{Ran, finish, tiendo};

/// A tracker in a folder of its own.
struct Tracker(tempfile::TempDir);

impl Tracker {
    fn of(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("bang.csv"), text).expect("it can be written");
        Self(folder)
    }

    fn adopt(&self, args: &[&str]) -> Ran {
        let (source, new) = (self.0.path().join("bang.csv"), self.0.path().join("new"));
        let _ = fs::remove_dir_all(&new);
        finish(tiendo().args(["adopt", "--as-of", "2026-10-20"]).arg(&source).arg("--out").arg(&new).args(args))
    }

    /// The lines of tasks of the plan, and all that its units recorded.
    fn held(&self) -> (String, String) {
        let new = self.0.path().join("new");
        let plan = fs::read_to_string(new.join("plan.toml")).expect("the plan");
        let units = fs::read_dir(new.join("units")).into_iter().flatten();
        let records = units.map(|one| fs::read_to_string(one.expect("a file").path()).expect("a record"));
        (plan[plan.find("[[tasks]]").expect("tasks")..].to_owned(), records.collect())
    }
}

/// The line of the table of columns for this heading.
fn column<'r>(ran: &'r Ran, heading: &str) -> &'r str {
    let line = ran.stdout.lines().find(|line| line.starts_with(heading));
    line.unwrap_or_else(|| panic!("no {heading}: {}{}", ran.stdout, ran.stderr))
}

/// A deadline is what is called so: not the day on which the task was handed out, nor that of the document.
#[test]
fn the_day_on_which_a_task_was_given_is_no_time_limit() {
    for (given, limit) in [
        ("Ngày giao", "Hạn"),
        ("Ngày văn bản", "Thời hạn"),
        ("Ngày ban hành", "Thời hạn hoàn thành"),
        ("Ngày giao việc", "Thời gian hoàn thành"),
        ("Ngày nhận", "Deadline"),
        ("Ngày ký", "Ngày đến hạn"),
    ] {
        for order in [[given, limit], [limit, given]] {
            let row = |given_on: &str, due: &str| {
                if order[0] == given { format!("{given_on};{due}") } else { format!("{due};{given_on}") }
            };
            let tracker = Tracker::of(&format!(
                "Nội dung;Đơn vị;{};{}\nViệc A;Sở Nội vụ;{}\nViệc B;Sở Tài chính;{}\n",
                order[0],
                order[1],
                row("02/03/2026", "20/05/2026"),
                row("05/03/2026", "28/05/2026"),
            ));
            let ran = tracker.adopt(&[]);
            assert!(
                column(&ran, given).contains("bỏ qua: ngày này không phải thời hạn; cần xem lại"),
                "{}",
                ran.stdout
            );
            let (plan, records) = tracker.held();
            assert!(plan.contains("due        = 2026-05-20") && plan.contains("= 2026-05-28"), "{order:?}: {plan}");
            assert!(!plan.contains("2026-03") && records.is_empty(), "{order:?}: {plan}{records}");
        }
    }
}

/// Alone it is none either: then each task asks for its limit.
#[test]
fn where_only_the_day_of_giving_is_known_the_limit_is_asked_for() {
    let tracker = Tracker::of("Nội dung;Đơn vị;Ngày giao\nViệc A;Sở Nội vụ;02/03/2026\n");
    let ran = tracker.adopt(&[]);
    let new = tracker.0.path().join("new/plan.toml");
    let plan = fs::read_to_string(new).expect("the plan");
    assert!(plan.contains("# ? Văn bản không ghi thời hạn của việc này: hạn là ngày nào?\n[[tasks]]"), "{plan}");
    assert!(plan.contains("due        = \"unstated\""), "{plan}{}", ran.stdout);
}

#[test]
fn beside_a_time_limit_other_days_are_those_of_completion() {
    for head in ["Ngày xử lý", "Ngày thực hiện xong", "Ngày báo cáo", "Ngày hoàn thành"] {
        let tracker = Tracker::of(&format!(
            "Nội dung;Đơn vị;Hạn xử lý;{head}\nViệc A;Sở Nội vụ;20/05/2026;10/05/2026\nViệc B;Sở Y tế;28/05/2026;\n\
             Việc C;Sở Y tế;31/11/2026;30/06/2026\n"
        ));
        let ran = tracker.adopt(&[]);
        let (plan, records) = tracker.held();
        assert!(column(&ran, head).contains("ngày hoàn thành (done), đoán"), "{}", ran.stdout);
        assert!(records.contains("[viec-a]\ndone = 2026-05-10\n"), "{head}: {records}");
        assert_eq!(records.matches("done =").count(), 2, "{head}: {records}");
        // A day that the calendar does not have is asked about.
        assert!(plan.contains("# ? “31/11/2026”: Lịch không có ngày này."), "{head}: {plan}");
    }
}

/// What is left out is told with its reason: a second column for one thing, and one that nothing is known of.
#[test]
fn what_is_left_out_is_to_be_looked_at() {
    let tracker = Tracker::of(
        "TT;Nội dung;Đơn vị;Thời hạn;Tiến độ thời gian;Ghi chú;Ghi chú thêm;Mã hóa;Trống;Kinh phí\n\
         1;Việc A;Sở Nội vụ;20/05/2026;Tháng 6/2026;một;hai;X9;;5 triệu\n",
    );
    let ran = tracker.adopt(&[]);
    assert!(column(&ran, "Thời hạn").contains("thời hạn (due)"), "{}", ran.stdout);
    for heading in ["Tiến độ thời gian", "Ghi chú thêm"] {
        assert!(column(&ran, heading).contains("đã có cột khác ghi điều này; cần xem lại"), "{}", ran.stdout);
    }
    assert!(column(&ran, "Mã hóa").contains("không rõ cột này là gì; cần xem lại"), "{}", ran.stdout);
    for known in ["Trống", "Kinh phí"] {
        assert!(!column(&ran, known).contains("cần xem lại"), "{}", ran.stdout);
    }
    let (plan, _) = tracker.held();
    assert!(plan.contains("due        = 2026-05-20") && !plan.contains("Tháng 6/2026"), "{plan}");
    let english = tracker.adopt(&["--lang", "en"]);
    assert!(column(&english, "Ghi chú thêm").contains("another column says this; look at it"), "{}", english.stdout);
    assert!(column(&english, "Mã hóa").contains("nothing says what it holds; look at it"), "{}", english.stdout);
}

/// Columns of quarters say together when: none of them is one too many.
#[test]
fn columns_of_single_quarters_stay_time_limits() {
    let tracker = Tracker::of("Nội dung;Đơn vị;Quý III/2026;Quý IV/2026\nViệc A;Sở Nội vụ;;x\nViệc B;Sở Y tế;x;\n");
    tracker.adopt(&[]);
    let (plan, _) = tracker.held();
    assert!(plan.contains("due        = \"2026-Q4\"") && plan.contains("due        = \"2026-Q3\""), "{plan}");
}

/// Somebody who names columns may use the words of the table that is shown, and the last line of a merged heading.
#[test]
fn columns_are_named_in_words_and_below_merged_headings() {
    let tracker = Tracker::of("A;Ai;Khi nào;B\nDọn kho;Văn phòng;30/6/2026;28/6/2026\n");
    let ran = tracker.adopt(&["--map", "A=nhiệm vụ,Ai=chủ trì", "--map", "Khi nào=Thời hạn,B=ngày hoàn thành"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let (plan, records) = tracker.held();
    assert!(plan.contains("due        = 2026-06-30") && records.contains("done = 2026-06-28"), "{plan}{records}");
    let wrong = tracker.adopt(&["--map", "A=tên"]);
    assert!(wrong.stderr.contains("không có nghĩa “tên”: dùng mục (clause), nhiệm vụ (title)"), "{}", wrong.stderr);

    let page = "<table><tr><th rowspan=2>Nội dung</th><th rowspan=2>Đơn vị</th><th rowspan=2>Hạn</th>\
                <th colspan=2>Kết quả</th><th colspan=2>Giao việc</th></tr>\
                <tr><th>Văn bản</th><th>Nhận xét</th><th>Số đến</th><th>Nhận xét</th></tr>\
                <tr><td>Việc A</td><td>Sở Nội vụ</td><td>20/05/2026</td><td>12/BC-SNV</td><td>Tốt</td><td>7</td><td>Gấp</td></tr>\
                </table>";
    let folder = tempfile::tempdir().expect("a folder");
    let (source, new) = (folder.path().join("bang.html"), folder.path().join("new"));
    fs::write(&source, page).expect("it can be written");
    let adopt = |args: &[&str]| {
        let _ = fs::remove_dir_all(&new);
        let ran =
            finish(tiendo().args(["adopt", "--as-of", "2026-10-20"]).arg(&source).arg("--out").arg(&new).args(args));
        let unit = fs::read_to_string(new.join("units/so-noi-vu.toml")).unwrap_or_default();
        (ran, unit)
    };
    // Documents below “Kết quả” show that it was done.
    let (ran, unit) = adopt(&[]);
    assert!(column(&ran, "Kết quả Văn bản").contains("minh chứng"), "{}", ran.stdout);
    assert!(unit.contains("evidence = \"12/BC-SNV\""), "{unit}");
    let (ran, unit) = adopt(&["--map", "Văn bản=note,Số đến=none"]);
    assert!(ran.code == 0 && !unit.contains("evidence"), "{}{unit}", ran.stderr);
    // Two columns end in these words: which one is meant has to be said.
    let (ran, _) = adopt(&["--map", "Nhận xét=note"]);
    assert_eq!(ran.code, 2, "{}", ran.stdout);
    assert!(ran.stderr.contains("có nhiều cột “Nhận xét”: ghi đủ cả tiêu đề gộp ở trên"), "{}", ran.stderr);
    assert_eq!(adopt(&["--map", "Kết quả Nhận xét=note"]).0.code, 0);
}

/// The head of the plan that these pages of one workbook become.
fn head_of(page: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let (source, new) = (folder.path().join("bang.html"), folder.path().join("new"));
    fs::write(&source, page).expect("it can be written");
    let ran = finish(tiendo().args(["adopt", "--as-of", "2026-10-20"]).arg(&source).arg("--out").arg(&new));
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let plan = fs::read_to_string(new.join("plan.toml")).expect("the plan");
    plan.split("[units]").next().unwrap_or_default().to_owned()
}

/// The title of a plan stands above its first table; what stands above another is about that. A line that may be something
/// else is asked about.
#[test]
fn a_title_is_no_remark_and_asked_about_where_it_may_be_one() {
    let table = |unit: &str| {
        format!(
            "<p>Đơn vị: {unit}</p><table><tr><th>TT</th><th>Nhiệm vụ</th><th>Hạn</th></tr><tr><td>1</td><td>Việc của {unit}</td><td>20/5/2026</td></tr></table>"
        )
    };
    let remark = "<p>Bảng này do Văn phòng lập và cập nhật hằng tuần</p>";
    let (one, other) = (table("Sở Nội vụ"), table("Sở Y tế"));
    for page in [
        format!("{one}{remark}{other}"),
        format!("{remark}{one}{other}"),
        format!("{one}<p>Theo dõi nhiệm vụ riêng của Sở Y tế</p>{other}"),
    ] {
        let head = head_of(&page);
        assert!(head.contains("# ? Không tìm thấy tên văn bản: tên là gì?"), "{head}");
    }
    let head = head_of(&format!("<p>Theo dõi nhiệm vụ năm 2026</p>{remark}{one}{other}"));
    assert!(head.contains("title      = \"Theo dõi nhiệm vụ năm 2026\"") && !head.contains("Tên lấy theo"), "{head}");
    let head = head_of(&format!("<p>Văn phòng tổng rà lần thứ ba</p>{one}{other}"));
    assert!(
        head.contains("# ? Tên lấy theo dòng “Văn phòng tổng rà lần thứ ba” phía trên bảng: có đúng không?"),
        "{head}"
    );
}

/// A share that waits for an answer waits with a target, so that the answer can be recorded.
#[test]
fn a_share_that_is_asked_about_has_a_target() {
    let tracker =
        Tracker::of("Nội dung;Đơn vị;Hạn;Tỷ lệ\nViệc A;Các sở, ngành;20/05/2026;50%\nViệc B;Sở Y tế;20/05/2026;\n");
    let ran = tracker.adopt(&[]);
    assert!(ran.stdout.contains("viec-a: Bảng theo dõi ghi “50%”: của đơn vị nào?"), "{}", ran.stdout);
    let (plan, _) = tracker.held();
    let [one, other] =
        ["viec-a", "viec-b"].map(|id| plan.split("\n\n").find(|task| task.contains(id)).expect("the task"));
    assert!(one.contains("target     = { min = 100, unit = \"%\" }"), "{plan}");
    assert!(!other.contains("target"), "{plan}");
}
