//! Letters as files: their names, when they are written and when not, and how the command ends.

use std::fs;
use std::path::{Path, PathBuf};

use snapbox::str;

use super::docx::Docx;
use super::mail::{letter, letters, texts};
use super::shipped;
use crate::support::case::{Case, Run, Shows as _, plan};
use crate::support::entries;

/// Three units: `a` is late, `b` has something due soon, `c` has nothing.
pub fn three() -> Case {
    let tasks = "c = \"Đơn vị C\"\n\
                 [[tasks]]\nid = \"x\"\ntitle = \"Việc x\"\nlead = [\"a\"]\ndue = 2024-04-30\n\
                 [[tasks]]\nid = \"y\"\ntitle = \"Việc y\"\nlead = [\"b\"]\ndue = 2024-05-20\n\
                 [[tasks]]\nid = \"z\"\ntitle = \"Việc z\"\nlead = [\"c\"]\ndue = 2024-12-31\n";
    Case::new(plan("notice = \"Số liệu minh họa\"", tasks)).unit("a", "").unit("b", "").unit("c", "")
}

pub fn remind(case: &Case, args: &[&str]) -> Run {
    case.run(&[&["remind", "--as-of", "2024-05-15"], args].concat())
}

/// The folder that letters are written into, and its path as it is typed.
pub fn folder(case: &Case) -> (PathBuf, String) {
    let folder = case.path().join("thư nhắc");
    let typed = folder.to_str().expect("the path is text").to_owned();
    (folder, typed)
}

pub fn names(folder: &Path) -> Vec<String> {
    entries(folder).iter().map(|path| path.file_name().expect("a name").to_string_lossy().into_owned()).collect()
}

#[test]
fn each_letter_is_a_file_of_its_day_and_unit_and_says_what_standard_output_says() {
    let case = three();
    let (folder, out) = folder(&case);
    for (format, ending) in [("text", "txt"), ("md", "md"), ("docx", "docx")] {
        let run = remind(&case, &["--format", format, "--out", &out]);
        run.ends_with(&[0]);
        let files = ["a", "b"].map(|unit| format!("2024-05-15-{unit}.{ending}"));
        for file in &files {
            assert!(run.out().contains(&format!("Đã tạo {out}/{file}\n")), "{run:?}");
        }
        let found: Vec<String> = names(&folder).into_iter().filter(|name| name.ends_with(ending)).collect();
        assert_eq!(found, files, "no file for who gets no letter, and nothing left lying about");
        if format != "docx" {
            let printed = remind(&case, &["--format", format]);
            let written = files.clone().map(|file| fs::read_to_string(folder.join(file)).expect("a letter is text"));
            let written: Vec<&str> = written.iter().map(|text| text.trim_end()).collect();
            assert_eq!(written, texts(&printed), "{format}");
            assert!(written.iter().all(|letter| letter.contains("Số liệu minh họa")), "{format}");
        }
    }
    assert_eq!(names(&folder).len(), 6);
    // Another day's letters lie beside them.
    case.run(&["remind", "--as-of", "2024-05-16", "--out", &out, "--unit", "don vi a"]).ends_with(&[0]);
    assert!(names(&folder).contains(&"2024-05-16-a.txt".to_owned()));
}

#[test]
fn the_text_document_says_what_the_letter_as_markdown_says() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let out = folder.path().to_str().expect("the path is text");
    for day in ["2024-05-15", "2024-12-20"] {
        shipped(&["remind", "--format", "docx", "--as-of", day, "--out", out]).ends_with(&[0]);
        let run = shipped(&["remind", "--format", "md", "--as-of", day]);
        let marked = letters(&run);
        let of_day = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(day));
        let files: Vec<PathBuf> = entries(folder.path()).into_iter().filter(of_day).collect();
        assert_eq!(files.len(), marked.len(), "{day}");
        for file in files {
            let docx = Docx::of(&fs::read(&file).expect("a letter can be read"));
            let unit =
                docx.paragraphs.iter().find_map(|text| text.strip_prefix("Kính gửi: ")).expect("it is to a unit");
            let letter = marked.iter().find(|letter| letter.unit == unit).expect("the same units get letters");
            let mut tables = docx.tables.iter();
            for rows in [&letter.overdue, &letter.due_soon].into_iter().filter(|rows| !rows.is_empty()) {
                // Below the row of headings.
                assert_eq!(tables.next().expect("a table")[1..], rows[..], "{}", file.display());
            }
            assert_eq!(tables.next(), None);
            let notice = letter.notice.as_ref().expect("the shipped plan has a notice");
            assert!(docx.paragraphs.contains(notice), "{}", file.display());
            // The title's sign of Markdown, and those of bold.
            let said = letter.said.iter().map(|said| said.trim_start_matches("# ").replace("**", ""));
            let missing: Vec<String> = said.filter(|said| !docx.paragraphs.contains(said)).collect();
            assert_eq!(missing, Vec::<String>::new(), "{}", file.display());
        }
    }
}

/// What tells whether a file was written anew: its number in the file system.
#[cfg(unix)]
fn number(path: &Path) -> u64 {
    std::os::unix::fs::MetadataExt::ino(&fs::metadata(path).expect("the file is there"))
}

#[cfg(unix)]
#[test]
fn a_letter_that_holds_already_what_it_is_to_hold_is_left_alone() {
    let case = three();
    let (folder, out) = folder(&case);
    for format in ["text", "md", "docx"] {
        let args = ["--format", format, "--out", &out];
        remind(&case, &args).ends_with(&[0]);
        let before: Vec<(PathBuf, u64, Vec<u8>)> = entries(&folder)
            .into_iter()
            .map(|path| (path.clone(), number(&path), fs::read(&path).expect("a letter can be read")))
            .collect();
        let again = remind(&case, &args);
        again.ends_with(&[0]);
        assert_eq!(again.out().matches("không thay đổi").count(), 2, "{again:?}");
        for (path, number_before, bytes) in &before {
            assert_eq!(number(path), *number_before, "{} was written again", path.display());
            assert_eq!(&fs::read(path).expect("a letter can be read"), bytes, "{}", path.display());
        }
        // Not even with --force is anything done that would change nothing.
        remind(&case, &[&args[..], &["--force"]].concat()).ends_with(&[0]);
        assert!(before.iter().all(|(path, before, _)| number(path) == *before), "{format}");
    }
}

#[test]
fn one_that_differs_is_kept_and_none_is_written_unless_that_is_asked_for() {
    let case = three();
    let (folder, out) = folder(&case);
    let letter = |unit: &str| folder.join(format!("2024-05-15-{unit}.md"));
    let args = ["--format", "md", "--out", &out];
    remind(&case, &args).ends_with(&[0]);
    let whole = fs::read_to_string(letter("a")).expect("a letter is text");
    let edited = format!("{whole}\nĐã gọi điện.\n");
    fs::write(letter("a"), &edited).expect("a letter can be edited");
    fs::remove_file(letter("b")).expect("a letter can be removed");
    let refused = remind(&case, &args);
    refused.fails(2).err().shows(str![[r"
lỗi: [TEMP]/thư nhắc/2024-05-15-a.md đã có và khác bản mới, có thể do đã được chỉnh sửa; chưa ghi gì. Muốn ghi đè, hãy thêm --force

"]]);
    assert_eq!(fs::read_to_string(letter("a")).expect("it is there"), edited, "what somebody wrote is kept");
    assert!(!letter("b").exists() && refused.out().is_empty(), "all of them or none: {refused:?}");
    let forced = remind(&case, &[&args[..], &["--force"]].concat());
    forced.ends_with(&[0]);
    assert!(forced.out().contains("Đã ghi"), "{forced:?}");
    assert_eq!(fs::read_to_string(letter("a")).expect("it is there"), whole);
    assert!(letter("b").exists());
    assert_eq!(names(&folder).len(), 2, "nothing is left lying about");
}

#[test]
fn a_unit_that_is_named_twice_has_one_file() {
    let case = three();
    let (folder, out) = folder(&case);
    remind(&case, &["--out", &out, "-u", "a", "-u", "don vi a"]).ends_with(&[0]);
    assert_eq!(names(&folder), ["2024-05-15-a.txt"]);
}

#[test]
fn where_nobody_is_reminded_no_folder_is_made() {
    let case = three();
    let (folder, out) = folder(&case);
    let run = case.run(&["remind", "--as-of", "2024-01-15", "--out", &out, "--exit-code"]);
    run.ends_with(&[0]);
    assert!(!folder.exists() && run.out().is_empty(), "{run:?}");
}

#[test]
fn a_command_line_that_cannot_be_meant_writes_nothing() {
    let case = three();
    let (folder, out) = folder(&case);
    for (args, said) in [
        (&["--format", "docx"][..], "--out"),
        (&["--format", "docx", "--out", "-"], "--out"),
        (&["--template", "x.docx"], "--format docx"),
        (&["--template", "x.docx", "--format", "md", "--out", &out], "--format docx"),
        (&["--format", "odt", "--out", &out], "text, md, docx, pdf"),
        (&["--format", "md,docx", "--out", &out], "text, md, docx"),
        (&["--unit", "đơn vị d", "--out", &out], "đơn vị d"),
        (&["--unit", "don vi", "--out", &out], "Đơn vị B"),
        (&["thêm"], "thêm"),
    ] {
        let run = remind(&case, args);
        run.ends_with(&[2]);
        assert!(run.out().is_empty() && run.err().contains(said), "{args:?}: {run:?}");
    }
    assert!(!folder.exists());
    // Where the folder cannot be made, that is reported, and it is no fault of the command line.
    let file = case.path().join("plan.toml/x");
    let run = remind(&case, &["--out", file.to_str().expect("the path is text")]);
    run.fails(3).err().shows(str![[r"
lỗi: không ghi được [TEMP]/plan.toml/x/: không phải là thư mục; tệp cũ vẫn giữ nguyên

"]]);
}

#[test]
fn the_exit_code_tells_of_letters_only_when_asked() {
    let case = three();
    let (_, out) = folder(&case);
    for rest in [&[][..], &["--out", &out], &["--unit", "b"], &["--format", "md"]] {
        remind(&case, rest).ends_with(&[0]);
        remind(&case, &[rest, &["--exit-code"]].concat()).ends_with(&[1]);
    }
    // Nobody of those who are asked about.
    remind(&case, &["--exit-code", "--unit", "c"]).ends_with(&[0]);
    case.run(&["remind", "--as-of", "2024-01-15", "--exit-code"]).ends_with(&[0]);
}

#[test]
fn a_broken_file_is_named_the_others_are_reminded_and_that_decides_the_exit_code() {
    let case = three().unit("a", "[x]\ndoen = 2024-05-01\n");
    let (folder, out) = folder(&case);
    for args in [&["--format", "md"][..], &["--format", "md", "--exit-code"]] {
        let run = remind(&case, args);
        run.ends_with(&[3]);
        assert!(run.err().contains("units/a.toml:2:1"), "{run:?}");
        let units: Vec<String> = letters(&run).into_iter().map(|letter| letter.unit).collect();
        assert_eq!(units, ["Đơn vị B"], "{run:?}");
        assert!(run.err().contains("không lập được thư vì không đọc được tệp: Đơn vị A\n"), "{run:?}");
    }
    remind(&case, &["--format", "md", "--exit-code", "--out", &out]).ends_with(&[3]);
    assert_eq!(names(&folder), ["2024-05-15-b.md"]);
    let written = fs::read_to_string(folder.join("2024-05-15-b.md")).expect("a letter is text");
    assert_eq!(letter(&written).due_soon[0][1], "Việc y");
    // A broken file of nobody who is asked about is no matter of theirs.
    remind(&case, &["--unit", "b", "--exit-code"]).ends_with(&[1]);
    // That there is nobody to remind is not said where nobody knows.
    let run = remind(&case, &["--unit", "a", "--unit", "c", "--exit-code"]);
    run.fails(3).err().shows(str![[r"
lỗi[E201]: khóa lạ “doen” trong một bản ghi
 --> units/a.toml:2:1
  |
2 | doen = 2024-05-01
  | ^^^^
  |
cách sửa: có phải bạn muốn gõ
  |
2 - doen = 2024-05-01
2 + done = 2024-05-01
  |

không lập được thư vì không đọc được tệp: Đơn vị A

"]]);
}

#[test]
fn a_broken_plan_reminds_nobody() {
    let case = three();
    let plan = fs::read_to_string(case.path().join("plan.toml")).expect("the plan can be read");
    let case = case.with("plan.toml", plan.replace("due = 2024-05-20", "duee = 2024-05-20"));
    let run = remind(&case, &["--exit-code"]);
    run.fails(3).err().shows(str![[r#"
lỗi[E302]: nhiệm vụ không có `due`, `every` hay `milestones`
  --> plan.toml:17:6
   |
17 | id = "y"
   |      ^^^
   |
   = cách sửa: bổ sung `due`; việc không có ngày cuối cùng: due = "ongoing" hoặc due = "unstated"

lỗi[E201]: khóa lạ “duee” trong một nhiệm vụ
  --> plan.toml:20:1
   |
20 | duee = 2024-05-20
   | ^^^^
   |
cách sửa: có phải bạn muốn gõ
   |
20 - duee = 2024-05-20
20 + due = 2024-05-20
   |


"#]]);
}
