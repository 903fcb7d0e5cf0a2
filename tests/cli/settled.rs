//! From a draft to a plan without open questions, by commands alone: edits that answer a question take its line away, and
//! what is right as it stands is confirmed.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::support::{Ran, run};

const DOCUMENT: &str = "KẾ HOẠCH\nNăm 2026\n\n\
    1. Các sở, ngành rà soát văn bản trong quý I/2026.\n\
    2. Sở Y tế báo cáo kết quả trước ngày 15/3/2026 hoặc 20/3/2026.\n\
    3. Sở Nội vụ gửi kế hoạch trong thời hạn 10 ngày kể từ ngày nhận Kế hoạch này.\n\
    4. Sở Tư pháp công bố kết quả trong tháng 6/2026.\n";

/// A drafted plan of that document; the day of all commands.
struct Drafted {
    folder: TempDir,
    lang: &'static str,
}

impl Drafted {
    fn new(lang: &'static str) -> Self {
        Self::from(lang, DOCUMENT)
    }

    fn from(lang: &'static str, document: &str) -> Self {
        let drafted = Self { folder: tempfile::tempdir().expect("a folder"), lang };
        fs::write(drafted.path().join("van-ban.txt"), document).expect("the document");
        let file = |name: &str| drafted.path().join(name).display().to_string();
        let made = drafted.ask(&["draft", &file("van-ban.txt"), "-o", &file("plan.toml")]);
        assert_eq!(made.code, 0, "{}{}", made.stdout, made.stderr);
        fs::remove_file(drafted.path().join("van-ban.txt")).expect("it was there");
        drafted
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn ask(&self, args: &[&str]) -> Ran {
        run(self.path(), &[&["--as-of", "2026-01-10", "--lang", self.lang], args].concat())
    }

    /// What a command that does its work says, and what it leaves of the plan.
    fn told(&self, args: &[&str]) -> String {
        let ran = self.ask(args);
        assert_eq!(ran.code, 0, "{args:?}: {}{}", ran.stdout, ran.stderr);
        ran.stdout + &ran.stderr
    }

    fn plan(&self) -> String {
        fs::read_to_string(self.path().join("plan.toml")).expect("the plan")
    }

    /// The lines that ask something, without their sign.
    fn questions(&self) -> Vec<String> {
        self.plan().lines().filter_map(|line| line.strip_prefix("# ? ")).map(str::to_owned).collect()
    }

    /// Runs a command, and gives the questions that went with it.
    fn settles(&self, args: &[&str]) -> Vec<String> {
        let before = self.questions();
        let said = self.told(args);
        let after = self.questions();
        assert!(after.iter().all(|line| before.contains(line)), "no question comes: {after:?}");
        let gone: Vec<String> = before.into_iter().filter(|line| !after.contains(line)).collect();
        // Each that goes is shown, however its line is broken.
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        // What the answer may be goes with its question, and is none.
        let offers = |line: &&String| line.starts_with("Có thể là:") || line.starts_with("It may be:");
        for line in &gone {
            assert_eq!(words(&said).contains(&words(line)), !offers(&line), "{line}: {said}");
        }
        gone
    }
}

fn has_one(questions: &[String], with: &str) -> bool {
    matches!(questions, [one] if one.contains(with))
}

#[test]
fn an_edit_that_answers_a_question_takes_its_line_away_and_no_other() {
    for (lang, number, waits) in [("vi", "số", "diễn ra ngày nào"), ("en", "number", "15/3/2026")] {
        let drafted = Drafted::new(lang);
        let before = drafted.questions().len();
        assert!(before >= 7, "{:?}", drafted.questions());
        assert!(has_one(&drafted.settles(&["plan", "--number", "1/KH-UBND"]), number));
        assert!(drafted.plan().contains("number     = \"1/KH-UBND\""), "{}", drafted.plan());
        let _ = waits;
        let task = "bao-cao-ket-qua-truoc-ngay-15";
        // Its title was not asked about.
        assert!(drafted.settles(&["task", "edit", task, "--product", "Báo cáo"]).is_empty());
        let limit = drafted.settles(&["task", "edit", task, "--due", "20/3/2026"]);
        assert_eq!(limit.len(), 3, "the remark and both candidates: {limit:?}");
        // The event's own question, and that of the task that waits for it.
        let event = drafted.settles(&["event", "date", "nhan-ke-hoach-nay", "5/1/2026"]);
        assert_eq!(event.len(), 2, "{event:?}");
        // A list that has the stand-in still is none.
        assert!(drafted.settles(&["group", "add", "cac-so-nganh", "so-y-te", "so-tu-phap"]).is_empty());
        let said = drafted.ask(&["group", "add", "cac-so-nganh", "so-noi-vu"]);
        assert!(said.stderr.contains("tiendo group remove cac-so-nganh cac-so-nganh-chua-ro"), "{}", said.stderr);
        assert!(has_one(&drafted.settles(&["group", "remove", "cac-so-nganh", "chua-ro"]), "Các sở, ngành"));
        assert!(!drafted.plan().contains("chua-ro"), "nothing names it any more: {}", drafted.plan());
    }
}

#[test]
fn a_units_own_date_answers_for_an_event_once_everybody_has_one() {
    let drafted = Drafted::new("vi");
    assert_eq!(drafted.settles(&["event", "date", "nhan-ke-hoach-nay", "5/1/2026", "--unit", "so-noi-vu"]).len(), 2);
}

#[test]
fn what_is_right_is_confirmed_item_by_item_or_all_at_once() {
    for lang in ["vi", "en"] {
        let drafted = Drafted::new(lang);
        let asked = drafted.questions();
        let tried = drafted.told(&["confirm", "bao-cao-ket-qua-truoc-ngay-15", "--dry-run"]);
        assert!(tried.contains("15/3/2026") && drafted.questions() == asked, "{tried}");
        assert_eq!(drafted.settles(&["confirm", "bao cao ket qua"]).len(), 3, "a part of the name will do");
        assert!(drafted.settles(&["confirm", "plan"]).len() >= 3);
        // Without an item it says what is left, and does nothing.
        let left = drafted.ask(&["confirm"]);
        assert_eq!(left.code, 2);
        assert!(left.stderr.contains("cac-so-nganh") && left.stderr.contains("so-y-te"), "{}", left.stderr);
        assert!(!left.stderr.contains("bao-cao-ket-qua"), "{}", left.stderr);
        assert_eq!(drafted.ask(&["confirm", "khong-co"]).code, 2);
        let before = drafted.plan();
        drafted.settles(&["confirm", "--all"]);
        let plan = drafted.plan();
        assert!(plan.contains("so-y-te") && !plan.contains("Sở Y tế\", confirmed"), "{plan}");
        drafted.told(&["undo"]);
        assert_eq!(drafted.plan(), before);
    }
}

#[test]
fn what_only_a_stand_in_answers_is_no_part_of_all_but_is_confirmed_by_its_name() {
    const UNKNOWN: &str = "1. Các sở, ngành rà soát văn bản trong quý I/2026.\n\
        2. Sở Y tế báo cáo kết quả trước ngày 15/3/2026 hoặc 20/3/2026.\n\
        3. Hoàn thành việc công bố kết quả trong tháng 6/2026.\n\
        4. Sở Nội vụ gửi kế hoạch trong thời hạn 10 ngày.\n";
    // Number and title, what a limit counts from, the group, the task with two readings, the one without a lead and its unit.
    for (lang, left) in [("vi", "Còn 6 mục chưa có câu trả lời"), ("en", "6 items without an answer yet")] {
        let drafted = Drafted::from(lang, UNKNOWN);
        let open = [
            "plan",
            "moc-tinh",
            "chua-ro",
            "cac-so-nganh",
            "bao-cao-ket-qua-truoc-ngay-15",
            "hoan-thanh-viec-cong-bo-ket-qua",
        ];
        let told = |said: &str| open.iter().filter(|id| said.contains(**id)).count();
        let tried = drafted.ask(&["confirm", "--all", "--dry-run"]).stderr;
        assert!(tried.contains(left) && told(&tried) == open.len(), "{tried}");
        drafted.settles(&["confirm", "--all"]);
        let after = drafted.questions();
        let (number, title) = if lang == "vi" { ("ghi số", "tên văn bản") } else { ("number", "title") };
        for (asked, count) in [
            (number, 1),
            (title, 1),
            ("Các sở, ngành", 1),
            ("15/3/2026", 1),
            ("2026-03-", 2),
            ("“trong thời hạn 10 ngày”", 1),
        ] {
            assert_eq!(after.iter().filter(|line| line.contains(asked)).count(), count, "{asked}: {after:?}");
        }
        assert_eq!(after.len(), 11, "that of the span is settled; nothing answers who issued it, and when: {after:?}");
        // What is left is said again, and nothing is written.
        let before = drafted.plan();
        let again = drafted.ask(&["confirm", "--all"]);
        assert!(again.code == 0 && again.stderr.contains(left) && drafted.plan() == before, "{}", again.stderr);
        let head = ["--title", "Kế hoạch rà soát", "--number", "1/KH", "--issuer", "UBND", "--issued", "2026-01-02"];
        drafted.settles(&[&["plan"][..], &head].concat());
        assert!(!drafted.ask(&["confirm", "--all"]).stderr.contains("plan,"));
        for id in &open[1..] {
            assert!(!drafted.settles(&["confirm", id]).is_empty());
        }
        assert!(drafted.questions().is_empty(), "{:?}", drafted.questions());
    }
}

#[test]
fn a_drafted_plan_becomes_clean_by_commands_alone() {
    let drafted = Drafted::new("vi");
    drafted.told(&["plan", "--number", "1/KH-UBND", "--issuer", "UBND tỉnh", "--issued", "2/1/2026"]);
    drafted.told(&[
        "task",
        "edit",
        "bao-cao-ket-qua-truoc-ngay-15",
        "--due",
        "20/3/2026",
        "--wording",
        "trước ngày 21/3/2026",
    ]);
    drafted.told(&["event", "date", "nhan-ke-hoach-nay", "5/1/2026"]);
    drafted.told(&["sync"]);
    let prepared = drafted.path().join("units/cac-so-nganh-chua-ro.toml");
    assert!(prepared.exists());
    drafted.told(&["group", "add", "cac-so-nganh", "so-y-te", "so-tu-phap"]);
    drafted.told(&["group", "remove", "cac-so-nganh", "chua-ro"]);
    drafted.told(&["sync"]);
    assert!(!prepared.exists(), "what was prepared for nobody goes");
    drafted.told(&["confirm", "--all"]);
    let check = drafted.told(&["check", "--all", "--deny", "warnings"]);
    assert!(check.contains("Không có vấn đề nào"), "{check}");
}

#[test]
fn sync_takes_away_what_was_prepared_for_a_unit_that_owes_nothing_any_more() {
    let drafted = Drafted::new("vi");
    drafted.told(&["sync"]);
    let file = drafted.path().join("units/so-tu-phap.toml");
    assert!(fs::read_to_string(&file).expect("it was prepared").contains("\n["));
    // The unit stays: it is nobody's stand-in.
    drafted.told(&["task", "edit", "cong-bo-ket-qua-trong-thang-6", "--lead", "so-y-te"]);
    let said = drafted.told(&["check", "--all"]);
    assert!(said.contains("W530") && said.contains("W507"), "{said}");
    drafted.told(&["sync"]);
    assert!(!fs::read_to_string(&file).expect("the file stays").contains("\n["));
    let removed = drafted.told(&["unit", "remove", "so-tu-phap"]);
    assert!(removed.contains("so-tu-phap"), "{removed}");
    let named = drafted.ask(&["unit", "remove", "so-y-te"]);
    assert_eq!(named.code, 2);
    assert!(named.stderr.contains("cong-bo-ket-qua-trong-thang-6"), "{}", named.stderr);
}

#[test]
fn groups_and_events_are_made_by_command() {
    for lang in ["vi", "en"] {
        let drafted = Drafted::new(lang);
        let told = drafted.ask(&["group", "add", "khoi-moi", "so-y-te", "so-tu-phap"]);
        assert_eq!(told.code, 2);
        assert!(told.stderr.contains("tiendo group add khoi-moi … --name"), "{}", told.stderr);
        drafted.told(&["group", "add", "khoi-moi", "so-y-te", "so-tu-phap", "--name", "Khối mới"]);
        let plan = drafted.plan();
        assert!(
            plan.contains("[groups.khoi-moi]") && plan.contains("members = [\"so-y-te\", \"so-tu-phap\"]"),
            "{plan}"
        );
        assert_eq!(drafted.ask(&["group", "add", "khoi-moi", "so-y-te", "--name", "X"]).code, 2, "the id is taken");
        // Words that count from an event make it, without a day; an id that somebody typed must be there.
        let due = "trong 5 ngày làm việc kể từ ngày kết thúc hội nghị sơ kết";
        let told = drafted.told(&["task", "add", "Gửi báo cáo sơ kết", "--lead", "khoi-moi", "--due", due]);
        assert!(told.contains("tiendo event date ket-thuc-hoi-nghi-so-ket"), "{told}");
        assert!(drafted.plan().contains("ket-thuc-hoi-nghi-so-ket = {"), "{}", drafted.plan());
        let before = drafted.plan();
        let told = drafted.ask(&["task", "add", "Việc khác", "--lead", "khoi-moi", "--due", "event tong-ket + 5 days"]);
        assert_eq!((told.code, drafted.plan()), (2, before));
        assert!(told.stderr.contains("tiendo event add tong-ket --name"), "{}", told.stderr);
        assert!(!told.stderr.contains("plan.toml:"), "nothing of the file is wrong: {}", told.stderr);
        drafted.told(&["event", "add", "tong-ket", "--name", "Hội nghị tổng kết"]);
        drafted.told(&["task", "add", "Việc khác", "--lead", "khoi-moi", "--due", "event tong-ket + 5 days"]);
    }
}

#[test]
fn what_a_plan_would_say_wrongly_has_no_place_in_the_file() {
    let drafted = Drafted::new("vi");
    // A group within itself.
    drafted.told(&["group", "add", "khoi-moi", "so-y-te", "--name", "Khối mới"]);
    drafted.told(&["group", "add", "khoi-lon", "khoi-moi", "--name", "Khối lớn"]);
    let before = drafted.plan();
    let told = drafted.ask(&["group", "add", "khoi-moi", "khoi-lon"]);
    assert_eq!((told.code, drafted.plan()), (2, before));
    assert!(told.stderr.contains("[E306]") && !told.stderr.contains("plan.toml:"), "{}", told.stderr);
}

/// A group that has lost all its members is not known by that, and who only stands in for others has done nothing.
#[test]
fn an_empty_group_is_no_answer_and_a_stand_in_records_nothing() {
    for (lang, left, stands_in) in [("vi", "cac-so-nganh", "chỉ đứng thay"), ("en", "cac-so-nganh", "only stands in")]
    {
        let drafted = Drafted::from(lang, &format!("{DOCUMENT}5. Hoàn thành việc in tài liệu trong tháng 6/2026.\n"));
        drafted.told(&["group", "remove", "cac-so-nganh", "chua-ro"]);
        drafted.told(&["confirm", "--all"]);
        assert!(drafted.questions().iter().any(|line| line.contains("Các sở, ngành")), "{:?}", drafted.questions());
        assert!(drafted.ask(&["confirm", "--all"]).stderr.contains(left));
        let refused = drafted.ask(&["done", "in tai lieu", "--on", "2026-01-09"]);
        assert!(refused.code == 2 && refused.stderr.contains(stands_in), "{}", refused.stderr);
        assert!(
            refused.stderr.contains("tiendo task edit hoan-thanh-viec-in-tai-lieu-trong --lead"),
            "{}",
            refused.stderr
        );
        let new = drafted.ask(&["group", "add", "cac-so-nganh", "Sở Công Thương"]);
        assert!(new.code == 2 && new.stderr.contains("tiendo unit add \"Sở Công Thương\""), "{}", new.stderr);
    }
}
