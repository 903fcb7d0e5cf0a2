//! Plans drafted with the bodies that a collection or another plan has.

use std::fs;
use std::path::Path;

use super::support::{Ran, finish, root, run, tiendo};

const PLANS: &str = r#"plans = ["2025/*"]
[units]
btttt = { name = "Bộ Thông tin và Truyền thông", short = "Bộ TT&TT", until = 2026-02-28, successor = "bkhcn" }
bkhcn = { name = "Bo Khoa hoc va Cong nghe", short = "BKHCN" }
stc   = { name = "Sở Tài chính tỉnh Bắc Ninh", short = "STC" }
SNV   = "Sở Nội vụ"
cu    = { name = "Sở Y tế", until = 2024-12-31 }
xa-a  = { name = "UBND xã A" }
[groups.cac-xa]
name    = "UBND các xã, phường"
members = ["xa-a"]
"#;

const DOCUMENT: &str = "KẾ HOẠCH\nSố: 15/KH-UBND, ngày 02/01/2025\n\n\
| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn |\n|---|---|---|---|---|\n\
| 1 | Lập dự toán | Sở Tài chính | Bo TT&TT, BKHCN | Quý II/2025 |\n\
| 2 | Lập đề án số | Bộ Khoa học và Công nghệ | SỞ NỘI VỤ; UBND cấp xã | Quý III/2025 |\n\
| 3 | Khám bệnh lưu động | Sở Y tế | Viettel | Tháng 9/2025 |\n\
| 4 | Rà soát địa giới | Ủy ban nhân dân các phường, xã | STC | Tháng 9/2025 |\n";

/// A folder with a collection and a document.
fn collection() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("2025/kh-15")).expect("a folder");
    fs::write(folder.path().join("plans.toml"), PLANS).expect("a file");
    fs::write(folder.path().join("kh-15.md"), DOCUMENT).expect("a file");
    folder
}

fn draft(folder: &Path, args: &[&str]) -> Ran {
    finish(tiendo().current_dir(folder).args(["--lang", "en", "draft"]).args(args))
}

/// The leads and supports of every task, and the bodies that the plan declares itself.
fn given(text: &str) -> (Vec<String>, Vec<String>) {
    let plan: toml::Table = text.parse().expect("TOML");
    let list = |task: &toml::Value, key: &str| {
        let ids = task.get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default();
        ids.iter().filter_map(|id| id.as_str()).collect::<Vec<_>>().join(" ")
    };
    let tasks = plan["tasks"].as_array().expect("tasks").iter();
    let tasks = tasks.map(|task| format!("{} | {}", list(task, "lead"), list(task, "support"))).collect();
    let declared = ["units", "groups"].into_iter().filter_map(|key| plan.get(key)?.as_table());
    (tasks, declared.flat_map(|bodies| bodies.keys().cloned()).collect())
}

/// What the document gives to whom: “Sở Y tế” of the collection was no more when it was issued.
const GIVEN: [&str; 4] = ["stc | btttt bkhcn", "bkhcn | SNV cac-xa", "so-y-te | viettel", "cac-xa | stc"];

#[test]
fn a_plan_in_a_collection_takes_its_bodies_and_declares_none_of_them() {
    let folder = collection();
    for args in [&["--bodies", "plans.toml"][..], &[]] {
        let plan = folder.path().join("2025/kh-15/plan.toml");
        let ran = draft(folder.path(), &[&["kh-15.md", "-o", "2025/kh-15/plan.toml"], args].concat());
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(ran.stdout.contains("Shared with ../../plans.toml: 5 units, 1 group"), "{}", ran.stdout);
        let text = fs::read_to_string(&plan).expect("a plan");
        assert_eq!(given(&text), (GIVEN.map(str::to_owned).to_vec(), vec!["so-y-te".to_owned(), "viettel".to_owned()]));
        assert!(text.contains("\nbodies     = \"../../plans.toml\"\n"), "{text}");
        // It is known that BKHCN is a body; of Viettel it is asked.
        assert!(!text.contains("“Bo TT&TT") && text.contains("“Viettel”"), "{text}");
        for place in [".", "2025/kh-15"] {
            let checked = run(&folder.path().join(place), &["check", "--as-of", "2025-02-01"]);
            assert_eq!(checked.code, 0, "{}", checked.stdout);
        }
        let listed = run(folder.path(), &["list", "--format", "csv", "--as-of", "2025-02-01"]);
        assert!(listed.stdout.contains(",xa-a,"), "{}", listed.stdout);
        fs::remove_dir_all(plan.parent().expect("a folder")).expect("it is there");
        fs::create_dir(plan.parent().expect("a folder")).expect("a folder");
    }
    // A folder that the collection does not list is named, with what lists it.
    fs::create_dir(folder.path().join("khac")).expect("a folder");
    let ran = draft(folder.path(), &["kh-15.md", "-o", "khac/plan.toml"]);
    assert!(ran.stdout.contains("plans.toml does not list the folder khac yet"), "{}", ran.stdout);
}

#[test]
fn a_real_annex_goes_into_a_collection() {
    let folder = collection();
    let annex = root().join("tests/files/draft/nghi-quyet-03-phu-luc-2.docx");
    let annex = annex.to_str().expect("a path");
    assert_eq!(draft(folder.path(), &[annex, "-o", "2025/kh-15/plan.toml"]).code, 0);
    let text = fs::read_to_string(folder.path().join("2025/kh-15/plan.toml")).expect("a plan");
    let (tasks, declared) = given(&text);
    assert_eq!(tasks.len(), 140);
    assert!(!declared.iter().any(|id| id.contains("thong-tin-va-truyen-thong") || id == "btttt" || id == "bkhcn"));
    let led = |id: &str| tasks.iter().filter(|task| task.split(" | ").next() == Some(id)).count();
    assert_eq!((led("btttt"), led("bkhcn")), (24, 12));
    let checked = run(folder.path(), &["check", "--as-of", "2025-02-01"]);
    assert_eq!(checked.code, 0, "{}", checked.stdout);
}

#[test]
fn a_plan_elsewhere_declares_the_bodies_that_it_keeps() {
    let folder = collection();
    // On standard output nobody knows where the plan will lie.
    let ran = draft(folder.path(), &["kh-15.md", "--bodies", "plans.toml"]);
    assert_eq!(given(&ran.stdout).0, GIVEN);
    assert!(ran.stdout.contains("until = 2026-02-28, successor = \"bkhcn\""), "{}", ran.stdout);
    assert!(!ran.stdout.contains("bodies  "), "{}", ran.stdout);
    // Another plan, with the bodies that it shares and its own.
    let other = "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 2024-01-01\nends = 2024-12-31\nbodies = \"../../plans.toml\"\n\
                 [units]\nvt = { name = \"Tập đoàn Viettel\", short = \"Viettel\", confirmed = false }\n\
                 [[tasks]]\nid = \"t\"\ntitle = \"T\"\nlead = [\"vt\"]\ndue = 2024-06-30\n";
    fs::write(folder.path().join("2025/kh-15/cu.toml"), other).expect("a file");
    let ran = draft(folder.path(), &["kh-15.md", "--bodies", "2025/kh-15/cu.toml", "-o", "2025/kh-15/plan.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let text = fs::read_to_string(folder.path().join("2025/kh-15/plan.toml")).expect("a plan");
    let (tasks, declared) = given(&text);
    assert_eq!((tasks[0].as_str(), tasks[2].as_str()), ("stc | btttt bkhcn", "so-y-te | vt"));
    assert_eq!(declared, ["so-y-te", "vt"]);
    assert!(
        text.contains("vt      = { name = \"Tập đoàn Viettel\", short = \"Viettel\", confirmed = false }"),
        "{text}"
    );
}

#[test]
fn what_is_wrong_with_the_bodies_is_told_with_its_place() {
    let folder = collection();
    let sound = "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 2024-01-01\nends = 2024-12-31\n";
    for (name, text, said) in [
        ("k.toml", PLANS.replace("short = \"STC\"", "ngan = \"STC\""), "k.toml:5:48"),
        ("n.toml", PLANS.replace("[\"xa-a\"]", "[\"xa-b\"]"), "n.toml:11:12"),
        ("s.toml", "[units]\nstc = {".to_owned(), "s.toml:2:"),
        ("p.toml", format!("{sound}bodies = \"khong-co.toml\"\n"), "p.toml:6:10"),
        ("plan.toml", "x = 1\n".to_owned(), "plan.toml:1:1"),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
        let ran = draft(folder.path(), &["kh-15.md", "--bodies", name]);
        assert_eq!((ran.code, ran.stdout.as_str()), (3, ""), "{name}");
        assert!(ran.stderr.contains(said), "{name}: {}", ran.stderr);
    }
    fs::write(folder.path().join("l.toml"), [0xff, 0xfe, b'[', 0]).expect("a file");
    let ran = draft(folder.path(), &["kh-15.md", "--bodies", "l.toml"]);
    assert!(ran.code == 3 && ran.stderr.contains("l.toml:1:1"), "{}", ran.stderr);
}
