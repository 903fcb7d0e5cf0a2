//! `git-setup`: what git is reported; and what `git diff` and `git log -p` show then.

use std::fs;
use std::path::Path;
use std::process::Command;

use snapbox::str;

use super::PLAN;
use crate::repo::Repo;
use crate::support::case::{Case, Shows as _, bounded};
use crate::support::git::shell;

const LINE: &str = "units/*.toml merge=tiendo diff=tiendo";

#[test]
fn it_prints_what_it_would_write_and_writes_it_once() {
    let repo = Repo::recorded("");
    let printed = repo.run(&["git-setup"]);
    printed.ends_with(&[0]);
    assert!(!repo.workspace.join(".gitattributes").exists(), "nothing is written yet");
    let told = repo.run(&["git-setup", "--write"]);
    told.ends_with(&[0]);
    for line in told.out().lines() {
        let line = line.strip_prefix(".gitattributes: ").unwrap_or(line);
        assert!(printed.out().lines().any(|other| other == line), "{line}: {printed:?}");
    }
    assert_eq!(repo.text(".gitattributes"), format!("{LINE}\n"));
    let config = repo.git(&["config", "--local", "--list"]);
    for key in ["merge.tiendo.name=", "merge.tiendo.driver=", "diff.tiendo.textconv="] {
        assert_eq!(config.matches(key).count(), 1, "{config}");
    }
    assert_eq!(repo.git(&["check-attr", "merge", "diff", "--", "units/a.toml"]).matches(": tiendo").count(), 2);
    repo.run(&["git-setup", "--write"]).ends_with(&[0]);
    assert_eq!(repo.text(".gitattributes"), format!("{LINE}\n"));
    assert_eq!(repo.git(&["config", "--local", "--list"]), config);
    let said = repo.run_vi(100, &["git-setup"]);
    assert!(said.out().ends_with("# thêm --write để tiendo tự ghi các thiết lập trên\n"), "{said:?}");
}

#[test]
fn what_is_printed_does_the_same_when_it_is_pasted_into_a_shell() {
    let written = Repo::recorded("");
    written.set_up();
    let pasted = Repo::recorded("");
    let printed = pasted.run(&["git-setup"]);
    for line in printed.out().lines().filter(|line| line.starts_with("git config ")) {
        shell(&pasted.work, line).ends_with(&[0]);
    }
    let config = |repo: &Repo| repo.git(&["config", "--local", "--get-regexp", "tiendo"]);
    assert_eq!(config(&pasted), config(&written));
}

#[test]
fn attributes_that_are_there_stay_as_they_are() {
    let eol = |text: &str| text.replace('\n', "\r\n").into_bytes();
    for (old, new) in [
        (b"*.docx binary\n".to_vec(), format!("*.docx binary\n{LINE}\n").into_bytes()),
        (b"*.docx binary".to_vec(), format!("*.docx binary\n{LINE}\n").into_bytes()),
        (eol("*.docx binary\n"), eol(&format!("*.docx binary\n{LINE}\n"))),
        (b"# chi\xe9 # Latin\n".to_vec(), [&b"# chi\xe9 # Latin\n"[..], LINE.as_bytes(), b"\n"].concat()),
        (format!("# x\n  {LINE}\n*.md text").into_bytes(), format!("# x\n  {LINE}\n*.md text").into_bytes()),
    ] {
        let repo = Repo::recorded("").with(".gitattributes", &old);
        repo.run(&["git-setup", "--write"]).ends_with(&[0]);
        assert!(repo.bytes(".gitattributes") == new, "{:?}", String::from_utf8_lossy(&repo.bytes(".gitattributes")));
    }
}

#[cfg(unix)]
#[test]
fn a_program_in_a_folder_with_blanks_is_found_by_git() {
    let repo = Repo::recorded("[ke-hoach]\nstarted = 2024-03-01\n");
    let folder = repo.beside("chương trình 'của tôi' $x");
    fs::create_dir(&folder).expect("folders can be made");
    let program = folder.join("tiendo");
    // By another process: were this one to write it, a program that a neighbouring test starts meanwhile would hold it
    // open for writing, and the system does not run what is.
    let copied = Command::new("cp").arg(env!("CARGO_BIN_EXE_tiendo")).arg(&program).status();
    assert!(copied.is_ok_and(|status| status.success()), "it can be copied");
    let command = repo.program();
    let mut own = Command::new(&program);
    own.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    bounded(own.current_dir(&repo.workspace).args(["git-setup", "--write"])).ends_with(&[0]);
    let driver = repo.git(&["config", "merge.tiendo.driver"]);
    let escaped = program.display().to_string().replace('$', "\\$");
    assert!(driver.starts_with(&format!("\"{escaped}\" merge-driver %O %A %B %P %L %S %X %Y; ")), "{driver}");
    // What is printed does the same, pasted into a shell.
    let mut own = Command::new(&program);
    own.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let printed = bounded(own.current_dir(&repo.workspace).arg("git-setup"));
    repo.git(&["config", "--unset", "merge.tiendo.driver"]);
    let line = printed.out().lines().find(|line| line.contains("driver")).expect("it is printed").to_owned();
    shell(&repo.workspace, &line).ends_with(&[0]);
    assert_eq!(repo.git(&["config", "merge.tiendo.driver"]), driver);
    repo.commit("2024-03-02T08:00:00+07:00", "Báo cho git");
    let base = repo.text("units/a.toml");
    repo.part(format!("{base}done = 2024-03-28\n"), format!("{base}evidence = \"CV 1\"\n"));
    repo.merge().ends_with(&[0]);
    assert_eq!(repo.text("units/a.toml"), format!("{base}done = 2024-03-28\nevidence = \"CV 1\"\n"));
}

#[test]
fn a_linked_worktree_and_a_folder_of_the_repository_are_told_too() {
    let repo = Repo::init(&[])
        .inside("kế hoạch")
        .with("plan.toml", PLAN)
        .with("units/a.toml", "[ke-hoach]\nstarted = 2024-03-01\n");
    repo.commit("2024-03-01T08:00:00+07:00", "Ghi ban đầu");
    let linked = repo.beside("bản khác");
    let place = linked.to_str().expect("it is text");
    repo.git(&["worktree", "add", "--quiet", "-b", "khác", place]);
    let workspace = format!("{place}/kế hoạch");
    bounded(Repo::program_in(Path::new(&workspace)).args(["git-setup", "--write"])).ends_with(&[0]);
    assert_eq!(fs::read_to_string(format!("{workspace}/.gitattributes")).ok(), Some(format!("{LINE}\n")));
    assert!(!repo.work.join(".gitattributes").exists() && !repo.workspace.join(".gitattributes").exists());
    repo.git(&["-C", place, "add", "--all"]);
    repo.git(&["-C", place, "commit", "--quiet", "--message", "Báo cho git"]);
    fs::write(format!("{workspace}/units/a.toml"), "[ke-hoach]\nstarted = 2024-03-02\n").expect("it can be written");
    let diff = repo.git(&["-C", place, "diff"]);
    assert!(diff.ends_with("\n+ke-hoach · bắt đầu: 2024-03-02"), "{diff}");
}

#[test]
fn where_there_are_no_files_or_no_repository_nothing_is_written() {
    let repo = Repo::recorded("");
    let bare = repo.beside("trần.git");
    let place = bare.to_str().expect("it is text");
    repo.git(&["clone", "--quiet", "--bare", ".", place]);
    let run = bounded(Repo::program_in(&bare).args(["git-setup", "--write"]));
    run.fails(3).err().shows(str![[r"
lỗi[E108]: không có tệp plan.toml
--> plan.toml:1:1
 = cách sửa: chuyển đến thư mục của kế hoạch, hoặc chỉ rõ thư mục: tiendo -C THƯ_MỤC; chưa có kế hoạch thì lập: tiendo init, hoặc từ văn bản hay bảng theo dõi: tiendo draft, tiendo adopt


"]]);
    assert!(!bare.join(".gitattributes").exists(), "a bare repository has no place for it");
    let plain = Case::new(PLAN);
    let run = plain.run(&["git-setup", "--write"]);
    run.fails(3).err().shows(str![[r"
lỗi: [TEMP] không nằm trong kho git nào; hãy chạy git init (riêng diff so sánh được hai thư mục mà không cần git)

"]]);
    assert!(!plain.path().join(".gitattributes").exists());
}

/// The lines of a difference that were added or taken away.
fn changed(diff: &str) -> Vec<&str> {
    let changed = diff.lines().filter(|line| line.starts_with(['+', '-']));
    changed.filter(|line| !line.starts_with("+++") && !line.starts_with("---")).collect()
}

#[test]
fn a_difference_says_of_each_line_what_it_is_about() {
    let text = "[bao-cao.2024-Q1]\n# ghi chú\ndone = 2024-03-30\n\n[bao-cao.2024-Q2]\nnote = \"x\"\n[ke-hoach]\ndone = 2024-03-20\n";
    let repo = Repo::recorded(text);
    repo.set_up();
    repo.replace("units/a.toml", "2024-03-30\n", "2024-03-29\nevidence = [\"CV 1\"]\n");
    repo.replace("units/a.toml", "note = \"x\"\n", "");
    let said = [
        "-bao-cao 2024-Q1 · hoàn thành: 2024-03-30",
        "+bao-cao 2024-Q1 · hoàn thành: 2024-03-29",
        "+bao-cao 2024-Q1 · minh chứng: [\"CV 1\"]",
        "-bao-cao 2024-Q2 · chú thích: x",
    ];
    assert_eq!(changed(&repo.git(&["diff"])), said);
    repo.commit("2024-04-01T08:00:00+07:00", "Sửa");
    assert_eq!(changed(&repo.git(&["log", "-p", "-1", "--format="])), said);
    assert_eq!(changed(&repo.git(&["show", "--format="])), said);
    // Without it, the lines as they are.
    assert!(changed(&repo.git(&["diff", "--no-textconv", "HEAD~"])).contains(&"-done = 2024-03-30"));
    // How it is written makes no difference; what comments say does, since nothing is left out.
    repo.replace("units/a.toml", "done = 2024-03-20\n", "done    =   2024-03-20\n");
    assert_eq!(changed(&repo.git(&["diff"])), Vec::<&str>::new());
    repo.replace("units/a.toml", "# ghi chú\n", "# ghi chú khác\n");
    assert_eq!(changed(&repo.git(&["diff"])), ["-# ghi chú", "+# ghi chú khác"]);
}

#[test]
fn a_file_that_cannot_be_read_is_shown_as_it_is() {
    let repo = Repo::recorded("[ke-hoach]\ndone = 2024-03-20\n");
    repo.set_up();
    repo.write("units/a.toml", "[ke-hoach\ndone = = 2024\n<<<<<<< ours\n\u{1b}[31mđỏ\n");
    let diff = repo.git(&["diff"]);
    for line in ["+[ke-hoach", "+<<<<<<< ours", "+?[31mđỏ"] {
        assert!(changed(&diff).contains(&line), "{line}: {diff}");
    }
    repo.write("units/a.toml", b"\xff\xfe[\0k\0");
    let run = repo.try_git(&["diff"]);
    run.ends_with(&[0]);
    let bytes = bounded(Repo::program_in(&repo.workspace).args(["textconv", "units/a.toml"]));
    assert_eq!(bytes.out(), "\u{fffd}\u{fffd}[?k?\n", "nothing reaches a terminal that controls it");
    bounded(Repo::program_in(&repo.workspace).args(["textconv", "units/không-có.toml"])).ends_with(&[3]);
}
