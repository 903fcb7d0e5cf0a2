//! What a tracker left open and a recording answers: the line goes with it, in one writing, and nothing else does.

use std::fs;

use tempfile::TempDir;

use crate::support::{Ran, run};

const TRACKER: &str = "TT,Nội dung,Đơn vị,Thời hạn,Trạng thái,Ngày hoàn thành\n\
    1,Xây dựng kế hoạch năm,Sở Nội vụ,31/3/2026,Hoàn thành,\n\
    2,Báo cáo sơ kết,Sở Tài chính,30/6/2026,Đã xong,tháng 5\n\
    3,Tập huấn,Sở Tài chính; Sở Nội vụ,30/9/2026,Đã hoàn thành,\n\
    4,Khảo sát hộ dân,Sở Nội vụ,15/10/2026,Đang làm,3/3/2026\n\
    5,Rà soát thủ tục,Sở Nội vụ,15/12/2026,Hoàn thành,3/12/2026\n\
    6,In tài liệu,Sở Nội vụ,15/10/2026,Không thực hiện,\n\
    7,Giao ban,Sở Nội vụ,hằng quý,Hoàn thành,3/3/2026\n";

struct Adopted {
    folder: TempDir,
    lang: &'static str,
}

impl Adopted {
    fn new(lang: &'static str) -> Self {
        let adopted = Self { folder: tempfile::tempdir().expect("a folder"), lang };
        fs::write(adopted.folder.path().join("t.csv"), TRACKER).expect("the tracker");
        let at = |name: &str| adopted.folder.path().join(name).display().to_string();
        let ran = run(
            adopted.folder.path(),
            &["--as-of", "2026-11-30", "--lang", lang, "adopt", &at("t.csv"), "-o", &at("w")],
        );
        assert_eq!(ran.code, 0, "{}{}", ran.stdout, ran.stderr);
        adopted
    }

    fn ask(&self, args: &[&str]) -> Ran {
        run(&self.folder.path().join("w"), &[&["--as-of", "2026-11-30", "--lang", self.lang], args].concat())
    }

    fn plan(&self) -> String {
        fs::read_to_string(self.folder.path().join("w/plan.toml")).expect("the plan")
    }

    /// Runs a command that does its work, and gives how many lines `# ?` went with it; what it says names each of them.
    fn settles(&self, args: &[&str]) -> usize {
        let before = self.plan();
        let ran = self.ask(args);
        assert_eq!(ran.code, 0, "{args:?}: {}{}", ran.stdout, ran.stderr);
        let after = self.plan();
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let gone: Vec<&str> = before.lines().filter(|line| !after.lines().any(|other| other == *line)).collect();
        for line in &gone {
            let asked = line.strip_prefix("# ? ").expect("only questions go");
            assert!(words(&ran.stdout).contains(&words(asked)), "{line}: {}", ran.stdout);
        }
        assert_eq!(after.lines().count() + gone.len(), before.lines().count(), "nothing else changes");
        assert_eq!(gone.is_empty(), !ran.stdout.contains("plan.toml"), "{}", ran.stdout);
        gone.len()
    }
}

#[test]
fn what_is_recorded_takes_the_question_away_that_it_answers() {
    for lang in ["vi", "en"] {
        let adopted = Adopted::new(lang);
        let done = ["done", "xay-dung-ke-hoach-nam", "--on", "20/3/2026"];
        let (plan, tried) = (adopted.plan(), adopted.ask(&[&done[..], &["--dry-run"]].concat()));
        assert!(tried.stdout.contains("\n-# ? ") && tried.stdout.contains("+done = 2026-03-20"), "{}", tried.stdout);
        assert_eq!(adopted.plan(), plan, "a dry run writes nothing");
        assert_eq!(adopted.settles(&done), 1);
        // Both are taken back together.
        assert_eq!(adopted.ask(&["undo"]).code, 0);
        assert_eq!(adopted.plan(), plan);
        assert_eq!(adopted.settles(&done), 1);

        // Where work began says nothing of when it was done.
        assert_eq!(adopted.settles(&["start", "bao-cao-so-ket", "--on", "3/2/2026"]), 0);
        assert_eq!(adopted.settles(&["done", "bao-cao-so-ket", "--on", "30/5/2026"]), 2);
        // One question about two units: both have to say something.
        assert_eq!(adopted.settles(&["done", "tap-huan", "-u", "so-noi-vu", "--on", "1/9/2026"]), 0);
        assert_eq!(adopted.settles(&["done", "tap-huan", "-u", "so-tai-chinh", "--on", "2/9/2026"]), 1);
        // Sentences with a day in them are known as well; a promise is no answer.
        assert_eq!(adopted.settles(&["start", "khao-sat-ho-dan", "--on", "2/3/2026"]), 1);
        assert_eq!(adopted.settles(&["promise", "ra-soat-thu-tuc", "3/12/2026", "--reason", "Chờ"]), 0);
        assert_eq!(adopted.settles(&["done", "ra-soat-thu-tuc", "--on", "29/11/2026"]), 1);
        assert_eq!(adopted.settles(&["waive", "in-tai-lieu", "--by", "12-CV/TU", "--on", "2/5/2026"]), 1);
        assert_eq!(adopted.settles(&["done", "giao-ban", "2026-Q1", "--on", "3/3/2026"]), 1);
        let left = adopted.plan().lines().filter(|line| line.starts_with("# ? ")).count();
        assert_eq!(left, 5, "those about the head of the plan: {}", adopted.plan());
    }
}

#[test]
fn an_imported_sheet_takes_away_what_it_answers() {
    let adopted = Adopted::new("vi");
    let sheet = adopted.folder.path().join("nop.csv");
    let rows = "Mã việc (không sửa),Ngày hoàn thành\nso-noi-vu/xay-dung-ke-hoach-nam,20/3/2026\nso-tai-chinh/bao-cao-so-ket,30/5/2026\n";
    fs::write(&sheet, rows).expect("it can be written");
    let import = ["import", sheet.to_str().expect("it is text")];
    let tried = adopted.ask(&[&import[..], &["--dry-run"]].concat());
    assert_eq!(tried.stdout.matches("\n-# ? ").count(), 3, "{}{}", tried.stdout, tried.stderr);
    let plan = adopted.plan();
    assert_eq!(adopted.settles(&import), 3);
    assert_eq!(adopted.ask(&["undo"]).code, 0);
    assert_eq!(adopted.plan(), plan);
}

#[test]
fn an_edit_of_the_plan_answers_what_the_tracker_left_open() {
    let adopted = Adopted::new("vi");
    let edit = ["task", "edit", "ra-soat-thu-tuc", "--due", "3/12/2026"];
    let before = adopted.plan();
    assert_eq!(adopted.ask(&edit).code, 0);
    let gone = |text: &str| before.contains(text) && !adopted.plan().contains(text);
    assert!(gone("ngày 03/12/2026, là ngày chưa đến"), "{}", adopted.plan());
}

/// `confirm --all` takes away no question that a recording answers and none has: what the tracker says would be nowhere.
#[test]
fn what_a_tracker_says_and_no_record_does_is_no_part_of_all() {
    for lang in ["vi", "en"] {
        let adopted = Adopted::new(lang);
        let before = adopted.plan().matches("# ? ").count();
        let ran = adopted.ask(&["confirm", "--all"]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let left: Vec<String> =
            adopted.plan().lines().filter(|line| line.starts_with("# ? ")).map(str::to_owned).collect();
        assert!(!left.is_empty() && left.len() <= before, "{left:?}");
        for said in ["“Hoàn thành”", "“tháng 5”", "“Không thực hiện”"] {
            assert!(left.iter().any(|line| line.contains(said)), "{said}: {left:?}");
        }
        assert!(ran.stderr.contains("tiendo mark"), "{}", ran.stderr);
        // By its name each goes.
        let task =
            adopted.plan().split("id         = \"").nth(1).and_then(|rest| rest.split('"').next().map(str::to_owned));
        let task = task.expect("a task");
        assert_eq!(adopted.ask(&["confirm", &task]).code, 0);
        assert!(adopted.plan().matches("# ? ").count() < left.len());
    }
}
