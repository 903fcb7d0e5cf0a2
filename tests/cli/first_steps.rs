//! What a newcomer meets: a workspace begun, commands typed wrongly, changes of a plan told in an office's words, and no more
//! of them than a screen has room for.

use std::fs;

use tempfile::TempDir;

use crate::support::{Ran, finish, run, tiendo, workspace};

const PLAN: &str = "[plan]\nnumber = \"1-KH\"\ntitle = \"Kế hoạch\"\nstarts = 2024-01-01\nends = 2024-12-31\n\
before = \"exclusive\"\n\n[units]\nso-a = \"Sở A\"\nso-b = \"Sở B\"\nso-c = \"Sở C\"\nso-d = \"Sở D\"\n\n\
[groups.cac-so]\nname = \"Các sở\"\nmembers = [\"so-a\", \"so-b\", \"so-c\"]\n\n\
[[tasks]]\nid = \"bao-cao\"\ntitle = \"Báo cáo tháng\"\nlead = [\"cac-so\"]\nevery = \"month\"\ndue = \"day 20\"\n";

fn plan() -> TempDir {
    workspace(&[("plan.toml", PLAN), ("units/so-a.toml", ""), ("units/so-b.toml", ""), ("units/so-c.toml", "")])
}

fn ask(folder: &TempDir, lang: &str, args: &[&str]) -> Ran {
    run(folder.path(), &[&["--as-of", "2024-05-15", "--lang", lang], args].concat())
}

/// What a command that does its work says, blanks and line ends as one blank each.
fn told(folder: &TempDir, lang: &str, args: &[&str]) -> String {
    let ran = ask(folder, lang, args);
    assert_eq!(ran.code, 0, "{args:?}: {}{}", ran.stdout, ran.stderr);
    (ran.stdout + &ran.stderr).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A command in a folder, as somebody types it there.
fn typed(folder: &TempDir, args: &[&str]) -> Ran {
    finish(tiendo().current_dir(folder.path()).args(args))
}

#[test]
fn a_plan_that_init_made_gives_way_to_a_draft_and_comes_back() {
    for lang in ["vi", "en"] {
        let folder = tempfile::tempdir().expect("a folder");
        let begun = typed(&folder, &["init", "--lang", lang]);
        assert!(begun.stdout.contains("tiendo draft") && begun.stdout.contains("-o plan.toml"), "{}", begun.stdout);
        assert!(begun.stdout.contains("tiendo adopt") && !begun.stdout.contains(".."), "{}", begun.stdout);
        fs::write(folder.path().join("vb.txt"), "KẾ HOẠCH\n1. Sở Y tế báo cáo trước ngày 15/3/2026.\n")
            .expect("a document");
        let file = folder.path().join("plan.toml");
        let read = || fs::read_to_string(&file).expect("the plan");
        let sample = read();
        let draft = ["draft", "vb.txt", "-o", "plan.toml", "--lang", lang];
        let drafted = typed(&folder, &draft);
        assert_eq!(drafted.code, 0, "{}", drafted.stderr);
        assert!(drafted.stderr.contains("tiendo undo"), "{}", drafted.stderr);
        assert!(read().contains("so-y-te"));
        assert_eq!(typed(&folder, &["undo"]).code, 0);
        assert_eq!(read(), sample);
        // Whatever was put into it stays.
        fs::remove_file(folder.path().join("plan.coverage.md")).expect("it was made");
        fs::write(&file, format!("{sample}# của tôi\n")).expect("the plan");
        assert_eq!(typed(&folder, &draft).code, 3);
        assert!(read().ends_with("# của tôi\n"));
    }
}

#[test]
fn a_tracker_takes_the_folder_that_init_made() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(typed(&folder, &["init", "kh"]).code, 0);
    fs::write(folder.path().join("t.csv"), "Nhiệm vụ,Đơn vị,Hạn\nLàm A,Sở Y tế,15/3/2026\n").expect("a tracker");
    let adopted = typed(&folder, &["adopt", "t.csv", "--out", "kh"]);
    assert_eq!(adopted.code, 0, "{}", adopted.stderr);
    let plan = folder.path().join("kh/plan.toml");
    assert!(fs::read_to_string(&plan).expect("the plan").contains("so-y-te"));
    // Once anything else is there it does not.
    let again = typed(&folder, &["adopt", "t.csv", "--out", "kh"]);
    assert_ne!(again.code, 0, "{}", again.stdout);
}

/// The folder where somebody works holds the tracker, perhaps a repository, perhaps what `init` made: the plan comes beside it.
#[test]
fn a_tracker_becomes_the_plan_of_the_folder_it_lies_in() {
    let tracker = "Nhiệm vụ,Đơn vị,Hạn,Hoàn thành ngày\nLàm A,Sở Y tế,15/3/2026,10/3/2026\n";
    for begun in [&["--version"][..], &["init"]] {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("t.csv"), tracker).expect("a tracker");
        fs::create_dir(at(".git")).expect("a folder");
        assert_eq!(typed(&folder, begun).code, 0);
        let adopted = typed(&folder, &["adopt", "t.csv", "--out", ".", "--as-of", "2026-05-01"]);
        assert_eq!(adopted.code, 0, "{}", adopted.stderr);
        assert!(fs::read_to_string(at("plan.toml")).expect("the plan").contains("so-y-te"));
        assert!(fs::read_to_string(at("units/so-y-te.toml")).expect("the record").contains("done = 2026-03-10"));
        assert!(at("plan.coverage.md").is_file());
        assert_eq!(fs::read_to_string(at("t.csv")).expect("the tracker"), tracker);
        assert_eq!(typed(&folder, &["check"]).code, 0);
        // Nothing lies about, and nothing is to be finished.
        let names = fs::read_dir(folder.path()).expect("a folder").map(|one| one.expect("a file").file_name());
        let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort_unstable();
        assert_eq!(names, [".git", ".tiendo", "plan.coverage.md", "plan.toml", "t.csv", "units"]);
        // The plan that is there now gives way to none.
        let held = fs::read_to_string(at("plan.toml")).expect("the plan");
        let again = typed(&folder, &["adopt", "t.csv", "--out", "."]);
        assert!(again.code == 3 && again.stderr.contains("plan.toml đã có, không ghi đè"), "{}", again.stderr);
        assert_eq!(fs::read_to_string(at("plan.toml")).expect("the plan"), held);
    }
}

/// What a workspace would bring stands in the way; other files do not. An empty folder is none of these.
#[test]
fn a_tracker_overwrites_nothing() {
    for in_the_way in ["plan.toml", "plans.toml", "plan.coverage.md", "units/so-a.toml"] {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("t.csv"), "Nhiệm vụ,Đơn vị,Hạn\nLàm A,Sở Y tế,15/3/2026\n").expect("a tracker");
        fs::create_dir_all(at(in_the_way).parent().expect("it is in a folder")).expect("a folder");
        fs::write(at(in_the_way), "# của tôi\n").expect("a file");
        let adopted = typed(&folder, &["adopt", "t.csv", "--out", "."]);
        assert_eq!(adopted.code, 3, "{in_the_way}: {}", adopted.stdout);
        assert_eq!(fs::read_to_string(at(in_the_way)).expect("the file"), "# của tôi\n");
        assert!(in_the_way == "plan.toml" || !at("plan.toml").exists(), "{in_the_way}");
    }
    let folder = tempfile::tempdir().expect("a folder");
    let beside = tempfile::tempdir().expect("a folder");
    let tracker = beside.path().join("t.csv");
    fs::write(&tracker, "Nhiệm vụ,Đơn vị,Hạn\nLàm A,Sở Y tế,15/3/2026\n").expect("a tracker");
    let adopted = typed(&folder, &["adopt", tracker.to_str().expect("a name"), "-o", "."]);
    assert_eq!(adopted.code, 0, "{}", adopted.stderr);
    assert!(folder.path().join("plan.toml").is_file());
}

#[test]
fn what_is_typed_wrongly_is_said_with_the_help_of_its_own_command() {
    let folder = plan();
    let ran = ask(&folder, "vi", &["diff", "a", "b", "c"]);
    assert_eq!(ran.code, 2);
    assert!(ran.stderr.contains("thừa “c”") && ran.stderr.contains("tiendo diff --help"), "{}", ran.stderr);
    let ran = ask(&folder, "en", &["task", "add", "X", "--nope"]);
    assert!(ran.stderr.contains("tiendo task add --help"), "{}", ran.stderr);
    let ran = ask(&folder, "en", &["no-such-command"]);
    assert!(ran.stderr.contains("tiendo --help"), "{}", ran.stderr);
    let ran = ask(
        &folder,
        "en",
        &["task", "add", "X", "--lead", "so-a", "--due", "2024-Q4", "--by", "1", "--on", "31/2/2024"],
    );
    assert!(ran.stderr.contains("February 2024 has only 29 days"), "{}", ran.stderr);
    let ran = ask(&folder, "vi", &["task", "add", "Việc Y", "--lead", "so-a"]);
    assert!(ran.stderr.contains("Việc Y: chưa có thời hạn, hãy thêm --due"), "{}", ran.stderr);
    let ran = ask(&folder, "en", &["task", "add", "Việc Y", "--due", "2024-Q4"]);
    assert!(ran.stderr.contains("Việc Y: nobody leads it; add --lead"), "{}", ran.stderr);
}

#[test]
fn undo_says_of_a_new_file_that_it_is_gone() {
    for (lang, removed) in [("vi", "Đã bỏ units/so-d.toml"), ("en", "Removed units/so-d.toml")] {
        let folder = plan();
        told(&folder, lang, &["task", "add", "Việc", "--lead", "so-d", "--due", "2024-06-30"]);
        told(&folder, lang, &["start", "viec", "--unit", "so-d"]);
        assert!(told(&folder, lang, &["undo"]).contains(removed));
        assert!(!folder.path().join("units/so-d.toml").exists());
    }
}

#[test]
fn a_change_is_told_once_and_in_words() {
    let folder = plan();
    let said =
        told(&folder, "vi", &["task", "amend", "bao-cao", "--by", "12-CV", "--on", "2/5/2024", "--due", "day 25"]);
    assert!(said.contains("Sửa đổi theo 12-CV") && !said.contains("Sửa nội dung"), "{said}");
    assert!(said.contains("và 12 nữa") && said.matches("Sở C").count() == 4, "{said}");
    told(&folder, "vi", &["task", "cancel", "bao-cao", "--by", "13-CV", "--on", "2/7/2024"]);
    let said = told(&folder, "vi", &["undo"]);
    assert!(said.contains("bãi bỏ theo: 13-CV") && !said.contains("cancelled"), "{said}");
    let said = told(&folder, "vi", &["plan", "--number", "2-KH"]);
    assert!(said.contains("số, ký hiệu: 1-KH → 2-KH"), "{said}");
    let said = told(&folder, "vi", &["group", "add", "hai-so", "so-a", "so-d", "--name", "Hai sở"]);
    assert!(said.contains("nhóm mới “Hai sở”: Sở A, Sở D") && !said.contains("[groups]"), "{said}");
    let said = told(&folder, "en", &["group", "remove", "hai-so", "so-d"]);
    assert!(said.contains("group “Hai sở”: Sở D removed"), "{said}");
}

#[test]
fn the_first_event_and_the_first_group_of_a_plan_are_made() {
    let bare = PLAN.replace("[groups.cac-so]\nname = \"Các sở\"\nmembers = [\"so-a\", \"so-b\", \"so-c\"]\n\n", "");
    let bare = bare.replace("cac-so", "so-a");
    let folder = workspace(&[("plan.toml", &bare), ("units/so-a.toml", "")]);
    told(&folder, "vi", &["group", "add", "hai-so", "so-a", "so-d", "--name", "Hai sở"]);
    let due = "trong 5 ngày làm việc kể từ ngày kết thúc hội nghị sơ kết";
    told(&folder, "vi", &["task", "add", "Gửi báo cáo", "--lead", "hai-so", "--due", due]);
    told(&folder, "vi", &["event", "date", "ket-thuc-hoi-nghi-so-ket", "3/6/2024"]);
    let plan = fs::read_to_string(folder.path().join("plan.toml")).expect("the plan");
    assert!(plan.contains("[groups.hai-so]") && plan.contains("[events.ket-thuc-hoi-nghi-so-ket]"), "{plan}");
    let at = |what: &str| plan.find(what).expect("it is there");
    assert!(at("[plan]") < at("[events.") && at("[events.") < at("[units]"), "{plan}");
    assert!(at("[units]") < at("[groups.") && at("[groups.") < at("[[tasks]]"), "{plan}");
}

#[test]
fn what_goes_wrong_with_every_task_is_said_of_a_few() {
    let folder = plan();
    for number in 1..=6 {
        let title = format!("Việc {number}");
        told(&folder, "vi", &["task", "add", &title, "--lead", "so-b", "--due", "2024-11-30"]);
    }
    let ended = ask(&folder, "vi", &["unit", "end", "so-b", "--until", "30/6/2024"]);
    // Nobody owes these at all then: an error each.
    let (stderr, many) = (ended.stderr, "và 3 nữa");
    assert!(stderr.matches("[E317]").count() == 3 && stderr.contains(many), "{stderr}");
    let folder = plan();
    for number in 1..=6 {
        let title = format!("Việc {number}");
        told(&folder, "vi", &["task", "add", &title, "--lead", "so-b", "--lead", "so-d", "--due", "2024-11-30"]);
    }
    let ended = ask(&folder, "vi", &["unit", "end", "so-b", "--until", "30/6/2024"]);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let stderr = ended.stderr;
    assert!(stderr.matches("[W526]").count() == 3 && stderr.contains("và 4 cảnh báo nữa"), "{stderr}");
}

/// In a terminal.
#[cfg(unix)]
mod in_a_terminal {
    use super::{plan, tiendo};
    use crate::terminal::{ESC, Terminal};

    #[test]
    fn the_pager_says_how_to_leave_it() {
        for (lang, keys) in [("vi", "phim cach\\: trang sau, b\\: trang truoc, q\\: thoat"), ("en", "q\\: quit")] {
            let folder = plan();
            let mut command = tiendo();
            command.arg("-C").arg(folder.path()).args(["--as-of", "2024-05-15", "--lang", lang, "list"]);
            command.env("TIENDO_PAGER", "cat >/dev/null; printf '%s' \"$LESS\"").env_remove("LESS");
            let mut terminal = Terminal::start(&command, 120, 10);
            assert_eq!(terminal.ends(), 0);
            let screen = terminal.rows().join("\n");
            assert!(screen.contains("FRXKPs") && screen.contains(keys), "{screen}");
            command.env("LESS", "own");
            let mut terminal = Terminal::start(&command, 120, 10);
            assert_eq!(terminal.ends(), 0);
            assert!(terminal.rows().join("\n").contains("own"));
        }
    }

    #[test]
    fn readings_are_chosen_in_words() {
        let folder = plan();
        let mut command = tiendo();
        command.arg("-C").arg(folder.path()).args(["--as-of", "2024-05-15", "task", "add", "Việc", "--lead", "so-a"]);
        command.args(["--due", "trong quý III/2024 hoặc trong quý IV/2024"]);
        let mut terminal = Terminal::start(&command, 100, 30);
        terminal.wait_for("Trong quý IV/2024 (31/12/2024)");
        terminal.send(ESC);
        assert_eq!(terminal.ends(), 0, "{terminal}");
    }

    #[test]
    fn a_narrow_terminal_breaks_errors_between_words() {
        let folder = plan();
        let mut command = tiendo();
        command.arg("-C").arg(folder.path()).args(["task", "edit", "bao-cao", "--due", "hằng tháng, ngày 10"]);
        let mut terminal = Terminal::start(&command, 40, 30);
        terminal.ends();
        let screen = terminal.rows();
        assert!(screen.iter().all(|row| row.chars().count() <= 40), "{screen:?}");
        let words: Vec<&str> = screen.iter().flat_map(|row| row.split_whitespace()).collect();
        assert!(words.contains(&"plan.toml") || words.iter().any(|word| word.contains("--past")), "{screen:?}");
    }
}
