//! What a new version of a document leaves to be asked: it stands in the plan, as a draft has it, and nothing else is asked.

use std::fs;

use super::support::{finish, run, tiendo};

const HEAD: &str = "UBND TỈNH X\n\nSố: 57/KH-UBND\n\nX, ngày 15 tháng 01 năm 2026\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2026\n\nPHỤ LỤC\n\n\
                    | TT | Nhiệm vụ | Cơ quan chủ trì | Sản phẩm | Thời gian hoàn thành |\n|---|---|---|---|---|\n\
                    | 1 | Số hóa hồ sơ | UBND xã An Bình, UBND xã Phú Thọ | Hồ sơ | 31/12/2026 |\n";
const OLD: &str = "| 2 | Nâng cấp Cổng | Sở KHCN | Hệ thống | Đầu quý IV/2026 |\n";
const NEW: &str = "| 2 | Nâng cấp Cổng | Sở Tài chính | Hệ thống | Đầu quý IV/2026 |\n\
                   | 3 | Xây dựng kho dữ liệu | Sở Tài chính, Sở Y tế | Kho | 20/12/2026 |\n\
                   | 4 | Hội nghị | Các sở, ngành | Hội nghị | Đầu năm 2027 |\n\
                   | 5 | Báo cáo tình hình | Sở Tài chính | Báo cáo | 15 ngày sau hội nghị tổng kết |\n";

/// The plan of the first version, its questions answered, and the second version beside it.
struct Updated(tempfile::TempDir);

impl Updated {
    fn new() -> Self {
        let updated = Self::of(OLD, NEW);
        let limit = ["--due", "15/10/2026", "--wording", "Đầu quý IV/2026", "--past"];
        updated.told(&[&["task", "edit", "nang-cap-cong"][..], &limit].concat());
        updated
    }

    /// The same with these rows behind the first one.
    fn of(old: &str, new: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("cu.md"), format!("{HEAD}{old}")).expect("the first version");
        let head = HEAD.replace("57/KH", "150/KH").replace("15 tháng 01", "25 tháng 11");
        fs::write(at("moi.md"), format!("{head}{new}")).expect("the second version");
        let drafted = finish(tiendo().arg("draft").arg(at("cu.md")).arg("-o").arg(at("plan.toml")));
        assert_eq!(drafted.code, 0, "{}", drafted.stderr);
        let updated = Self(folder);
        updated.told(&["confirm", "--all"]);
        updated
    }

    fn told(&self, args: &[&str]) -> String {
        let ran =
            run(self.0.path(), &["--as-of", "2026-11-30"].into_iter().chain(args.iter().copied()).collect::<Vec<_>>());
        assert_eq!(ran.code, 0, "{args:?}: {}{}", ran.stdout, ran.stderr);
        format!("{}{}", ran.stdout, ran.stderr)
    }

    fn update(&self, args: &[&str]) -> String {
        let new = self.0.path().join("moi.md").display().to_string();
        self.told(&[&["draft", "--update", &new][..], args].concat())
    }

    fn plan(&self) -> String {
        fs::read_to_string(self.0.path().join("plan.toml")).expect("the plan")
    }

    /// The questions that stand directly above this line of the plan.
    fn asked_above(&self, line: &str) -> Vec<String> {
        let plan = self.plan();
        let lines: Vec<&str> = plan.lines().collect();
        let mut at = lines.iter().position(|own| own.starts_with(line)).unwrap_or_else(|| panic!("no {line}: {plan}"));
        if line.starts_with("id ") {
            at -= 1;
        }
        let above = lines[..at].iter().rev().take_while(|own| own.starts_with("# ?"));
        above.map(|own| (*own).to_owned()).collect::<Vec<_>>().into_iter().rev().collect()
    }
}

/// What a draft asks of the same document is what stands in the plan.
#[test]
fn what_is_new_comes_with_its_questions() {
    let updated = Updated::new();
    // The same is shown before.
    let shown = updated.update(&[]);
    for said in
        ["Sở KHCN → Sở Tài chính (mới)", "Sở Tài chính (mới); Sở Y tế (mới)", "Cần hỏi:    Nhiều đơn vị, một sản phẩm"]
    {
        assert!(shown.contains(said), "{said}: {shown}");
    }
    updated.update(&["--accept", "all"]);
    let joint = updated.asked_above("id         = \"xay-dung-kho-du-lieu\"");
    assert!(
        joint.len() == 1 && joint[0].contains("Nếu mỗi đơn vị làm riêng: tiendo task edit MÃ_NHIỆM_VỤ --no-joint"),
        "{joint:?}"
    );
    let open = updated.asked_above("id         = \"hoi-nghi\"");
    assert!(
        open.len() == 3 && open[0].contains("“Đầu năm 2027”") && open[1].contains("Có thể là: due = 2027-01-01"),
        "{open:?}"
    );
    let event = updated.asked_above("[events.hoi-nghi-tong-ket]");
    assert!(event.len() == 1 && event[0].contains("diễn ra ngày nào?"), "{event:?} {}", updated.plan());
    let group = updated.plan();
    assert!(group.contains("# ? “Các sở, ngành” gồm những đơn vị nào?"), "{group}");
    // They can be answered, each by itself, and the plan says the rest.
    let open = updated.told(&["check", "--all"]);
    for said in ["Nhiều đơn vị, một sản phẩm", "“Đầu năm 2027”", "“Các sở, ngành” gồm"] {
        assert!(open.contains(said), "{said}: {open}");
    }
    updated.told(&["task", "edit", "xay-dung-kho-du-lieu", "--no-joint"]);
    let said = updated.told(&["task", "edit", "hoi-nghi", "--due", "31/3/2027"]);
    // What it may have been is no question of its own.
    assert!(said.contains("Câu hỏi của bản dự thảo đã giải quyết (1)") && !said.contains("Có thể là"), "{said}");
    assert_eq!(updated.asked_above("id         = \"hoi-nghi\""), Vec::<String>::new());
    assert_eq!(updated.asked_above("id         = \"xay-dung-kho-du-lieu\""), Vec::<String>::new());
}

/// A time limit that stays as it is, however it was settled, is no question of a change of something else.
#[test]
fn a_time_limit_that_did_not_change_is_not_asked_about() {
    let updated = Updated::new();
    let said = updated.update(&["--accept", "nang-cap-cong"]);
    assert!(updated.plan().contains("lead = [\"so-tai-chinh\"]"), "{}", updated.plan());
    assert!(!said.contains("phải hỏi lại"), "{said}");
}

/// What lists show of a task names it: its clause, a part of its id or title.
#[test]
fn proposals_go_by_clause_and_by_parts_of_names() {
    for named in ["xay-dung-kho-du-lieu", "PL.3", "pl.3", "xay-dung", "kho dữ liệu"] {
        let updated = Updated::new();
        updated.update(&["--accept", named]);
        let plan = updated.plan();
        assert_eq!(
            (plan.matches("150/KH-UBND").count(), plan.contains("\"xay-dung-kho-du-lieu\"")),
            (1, true),
            "{named}"
        );
    }
    let updated = Updated::new();
    let new = updated.0.path().join("moi.md").display().to_string();
    let many = run(updated.0.path(), &["draft", "--update", &new, "--accept", "o"]);
    assert!(many.code == 2 && many.stderr.contains("xay-dung-kho-du-lieu"), "{}", many.stderr);
    // The same wherever a task is named.
    updated.update(&["--accept", "all"]);
    updated.told(&["task", "move", "PL.1", "--after", "PL.3"]);
    let plan = updated.plan();
    let at = |id: &str| plan.find(&format!("id         = \"{id}\"")).expect("the task");
    assert!(at("xay-dung-kho-du-lieu") < at("so-hoa-ho-so") && at("so-hoa-ho-so") < at("hoi-nghi"), "{plan}");
    assert_eq!(run(updated.0.path(), &["show", "PL.9"]).code, 2);
}

/// The percentage that a title names is its target: where the plan's is that of the old words, the new ones change it with
/// them; where it is not, that is asked.
#[test]
fn a_percentage_that_is_another_changes_the_target_or_is_asked_about() {
    let updated = Updated::of(
        "| 2 | Số hóa hồ sơ đạt 80% | Sở Tài chính | Hồ sơ | 31/12/2026 |\n| 3 | Trả kết quả đúng hạn đạt 90% | Sở Tài chính | Báo cáo | 31/12/2026 |\n",
        "| 2 | Số hóa hồ sơ đạt 95% | Sở Tài chính | Hồ sơ | 31/12/2026 |\n| 3 | Trả kết quả đúng hạn đạt 98% | Sở Tài chính | Báo cáo | 31/12/2026 |\n",
    );
    updated.told(&["task", "edit", "so-hoa-ho-so-dat-80", "--target", "80%"]);
    let said = updated.update(&["--accept", "all"]);
    let plan = updated.plan();
    assert!(plan.contains("title = \"Số hóa hồ sơ đạt 95%\", target = { min = 95, unit = \"%\" }"), "{plan}");
    assert!(plan.contains("title = \"Trả kết quả đúng hạn đạt 98%\" }"), "{plan}");
    let asked =
        "“đạt 98%” có phải là chỉ tiêu mới không? Nếu phải: tiendo task amend tra-ket-qua-dung-han-dat-90 --target";
    assert!(said.contains(asked) && !said.contains("“đạt 95%” có phải"), "{said}");
}

/// The plan's own document has nothing new, and is not told as a new version.
#[test]
fn the_document_of_the_plan_is_no_new_version() {
    let updated = Updated::new();
    let old = updated.0.path().join("cu.md").display().to_string();
    updated.told(&["task", "edit", "nang-cap-cong", "--title", "Nâng cấp cổng dịch vụ"]);
    let said = updated.told(&["draft", "--update", &old]);
    assert!(said.contains("chính là văn bản của kế hoạch, không có gì mới. 1 nhiệm vụ khác văn bản"), "{said}");
    assert!(!said.contains("Bản mới so với kế hoạch"), "{said}");
}
