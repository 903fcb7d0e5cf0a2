//! Merging in every way that git merges, and files that are written, named or broken in other ways.

use snapbox::str;

use super::PLAN;
use super::merged::{merged, parted, sides, stopped};
use crate::repo::Repo;
use crate::support::case::Shows as _;

const BASE: &str = "# Đơn vị A\n[ke-hoach]\nstarted = 2024-03-01\n\n[tuyen-truyen]\nnote = \"đang làm\"\n";

fn ours() -> String {
    BASE.replace("03-01\n", "03-01\ndone = 2024-03-28\n")
}

fn theirs() -> String {
    BASE.replace("03-01\n", "03-01\nevidence = \"CV 12\"\n")
}

fn both() -> String {
    BASE.replace("03-01\n", "03-01\ndone = 2024-03-28\nevidence = \"CV 12\"\n")
}

#[test]
fn a_rebase_merges_by_field_too() {
    let repo = parted(BASE, &ours(), &theirs());
    repo.git(&["rebase", "--quiet", "theirs"]);
    assert_eq!(repo.text("units/a.toml"), both());
    // Git calls theirs what is rebased, and stops in the same way.
    let repo = parted(BASE, &ours(), &ours().replace("03-28", "03-29"));
    repo.try_git(&["rebase", "theirs"]).ends_with(&[1]);
    let text = repo.text("units/a.toml");
    assert_eq!(text.matches("<<<<<<<").count(), 1, "{text}");
    assert_eq!((sides(&text).0, sides(&text).1), (ours().replace("03-28", "03-29"), ours()));
    assert_eq!(repo.git(&["status", "--porcelain"]), "UU units/a.toml");
    repo.write("units/a.toml", ours());
    repo.git(&["add", "--all"]);
    repo.git(&["rebase", "--continue"]);
    assert_eq!(repo.text("units/a.toml"), ours());
}

#[test]
fn a_cherry_pick_a_revert_and_a_stash_merge_by_field_too() {
    let repo = parted(BASE, &ours(), &theirs());
    repo.git(&["cherry-pick", "theirs"]);
    assert_eq!(repo.text("units/a.toml"), both());
    repo.git(&["revert", "--no-edit", "HEAD~"]);
    assert_eq!(repo.text("units/a.toml"), theirs());
    repo.replace("units/a.toml", "evidence = \"CV 12\"\n", "evidence = \"CV 12\"\nreason = \"chờ duyệt\"\n");
    repo.git(&["stash", "--quiet"]);
    repo.replace("units/a.toml", "evidence = \"CV 12\"\n", "done = 2024-03-30\nevidence = \"CV 12\"\n");
    repo.commit("2024-04-03T08:00:00+07:00", "Ghi tiếp");
    repo.git(&["stash", "pop", "--quiet"]);
    assert_eq!(
        repo.text("units/a.toml"),
        theirs().replace("evidence = \"CV 12\"\n", "done = 2024-03-30\nevidence = \"CV 12\"\nreason = \"chờ duyệt\"\n")
    );
}

#[test]
fn layout_and_comments_of_both_sides_stay() {
    let base = "# Đầu tệp\n\n[ke-hoach]\nstarted   = 2024-03-01 # theo CV 1\n";
    let ours =
        "# Đầu tệp\n# Sửa ngày 2/4\n\n[ke-hoach]\nstarted   = 2024-03-01 # theo CV 1\ndone      = 2024-03-28 # CV 9\n";
    let theirs =
        "# Đầu tệp\n\n[ke-hoach]\nstarted   = 2024-03-01 # theo CV 1\nevidence  = [\n  \"CV 12\",\n]\n# Cuối tệp\n";
    let text = merged(&parted(base, ours, theirs));
    assert!(text.starts_with(ours), "ours stays as it is written:\n{text}");
    for said in ["\nevidence  = ", "\"CV 12\"", "\n# Cuối tệp\n"] {
        assert_eq!(text.matches(said).count(), 1, "{said}\n{text}");
    }
    let json = parted(base, ours, theirs);
    json.merge();
    let status = json.run(&["status", "--unit", "a", "--format", "json"]);
    assert!(status.out().contains(r#""done":"2024-03-28","evidence":["CV 12"]"#), "{status:?}");
}

#[test]
fn comments_at_one_place_are_all_kept() {
    let one = BASE.replace("# Đơn vị A\n", "# Đơn vị A\n# Liên hệ phòng 12\n");
    let other = BASE.replace("# Đơn vị A\n", "# Đơn vị A\n# Nộp trước ngày 25\n");
    let text = merged(&parted(BASE, &one, &other));
    assert_eq!(text, BASE.replace("# Đơn vị A\n", "# Đơn vị A\n# Liên hệ phòng 12\n# Nộp trước ngày 25\n"));
}

#[test]
fn a_comment_that_both_rewrite_is_kept_in_both_wordings() {
    let one = ours().replace("# Đơn vị A\n", "# Đơn vị A, phòng 12\n");
    let other = theirs().replace("# Đơn vị A\n", "# Đơn vị A (mới)\n");
    let text = merged(&parted(BASE, &one, &other));
    assert_eq!(text, both().replace("# Đơn vị A\n", "# Đơn vị A, phòng 12\n# Đơn vị A (mới)\n"));
}

#[test]
fn where_no_layout_holds_what_both_said_all_of_it_stands_between_markers() {
    // The only document has a comment of its own within the list, which has no place without it.
    let base = "[ke-hoach]\nevidence = [\n  \"CV 1\", # bản giấy\n]\n";
    let one = "[ke-hoach]\nevidence = [\n  \"CV 2\",\n]\n";
    let other = "[ke-hoach]\nevidence = [\n  \"CV 1\", # bản giấy, đã nộp\n]\nnote = \"x\"\n";
    let repo = parted(base, one, other);
    let code = repo.merge().code();
    let text = repo.text("units/a.toml");
    for said in ["CV 2", "# bản giấy, đã nộp", "note = \"x\""] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert_eq!(code, Some(i32::from(text.contains("<<<<<<<"))), "{text}");
}

#[test]
fn line_ends_and_the_mark_at_the_beginning_stay_as_ours_has_them() {
    let foreign = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let text = merged(&parted(&foreign(BASE), &foreign(&ours()), &foreign(&theirs())));
    assert_eq!(text, foreign(&both()));
    let (_, text) = stopped(&parted(&foreign(BASE), &foreign(&ours()), &foreign(&ours().replace("03-28", "03-29"))));
    assert!(!text.replace("\r\n", "").contains('\n'), "one kind of line end: {text:?}");
    assert_eq!(sides(&text).0, foreign(&ours()));
    // A mark that only one side has.
    let text = merged(&parted(BASE, &foreign(&ours()), &theirs()));
    assert!(text.starts_with('\u{feff}') && text.contains("2024-03-28") && text.contains("CV 12"), "{text:?}");
}

#[test]
fn a_file_that_is_broken_on_one_side_is_merged_by_lines_and_nothing_is_lost() {
    // Where lines do not meet, lines are merged; what was broken stays so, for check to tell.
    let broken = format!("{BASE}\n[tap-huan\nstarted = 2024-04-01\n");
    let repo = parted(BASE, &ours(), &broken);
    repo.merge().ends_with(&[0]);
    assert_eq!(repo.text("units/a.toml"), format!("{}\n[tap-huan\nstarted = 2024-04-01\n", ours()));
    repo.run(&["check"]).ends_with(&[1, 3]);
    // Where they meet, both are shown.
    let broken = BASE.replace("03-01\n", "03-01\ndone = \n");
    let (_, text) = stopped(&parted(BASE, &ours(), &broken));
    assert_eq!((sides(&text).0, sides(&text).1), (ours(), broken));
    // What is no text at all stays as ours has it, and git says that it is not merged.
    let repo = Repo::recorded(BASE);
    repo.set_up();
    repo.part(ours(), b"\xff\xfe[\0k\0e\0");
    let run = repo.merge();
    run.ends_with(&[1]);
    run.err().shows(str![[r"
lỗi: units/a.toml không phải tệp UTF-8 nên không trộn được

"]]);
    assert_eq!(repo.text("units/a.toml"), ours());
    assert_eq!(repo.git(&["status", "--porcelain"]), "UU units/a.toml");
}

#[test]
fn a_file_that_both_sides_begin_is_merged_from_nothing() {
    let repo = Repo::planned();
    repo.commit("2024-03-01T08:00:00+07:00", "Kế hoạch");
    repo.set_up();
    repo.part("[ke-hoach]\ndone = 2024-03-28\n", "[ke-hoach]\nevidence = \"CV 1\"\n\n[tap-huan]\nnote = \"x\"\n");
    let text = merged(&repo);
    assert_eq!(text, "[ke-hoach]\ndone = 2024-03-28\nevidence = \"CV 1\"\n\n[tap-huan]\nnote = \"x\"\n");
    let repo = Repo::planned();
    repo.commit("2024-03-01T08:00:00+07:00", "Kế hoạch");
    repo.set_up();
    repo.part("[ke-hoach]\ndone = 2024-03-28\n", "[ke-hoach]\ndone = 2024-03-29\n");
    let (_, text) = stopped(&repo);
    assert_eq!(text, "[ke-hoach]\n<<<<<<< HEAD\ndone = 2024-03-28\n=======\ndone = 2024-03-29\n>>>>>>> theirs\n");
}

#[test]
fn a_unit_that_one_side_renames_takes_what_the_other_recorded() {
    let repo = Repo::recorded(BASE);
    repo.set_up();
    repo.git(&["checkout", "--quiet", "-b", "theirs"]);
    repo.write("units/a.toml", theirs());
    repo.commit("2024-04-01T08:00:00+07:00", "Bên kia");
    repo.git(&["checkout", "--quiet", "main"]);
    repo.git(&["mv", "units/a.toml", "units/c.toml"]);
    repo.write("units/c.toml", ours());
    repo.write(
        "plan.toml",
        repo.text("plan.toml").replace("\"a\"", "\"c\"").replace("a = \"Đơn vị A\"", "c = \"Đơn vị C\""),
    );
    repo.commit("2024-04-02T08:00:00+07:00", "Đổi tên");
    repo.merge().ends_with(&[0]);
    assert_eq!(repo.text("units/c.toml"), both());
    repo.is_sound();
}

#[test]
fn the_style_of_conflicts_is_the_one_that_git_is_told() {
    for style in ["diff3", "zdiff3"] {
        let repo = parted(BASE, &ours(), &ours().replace("03-28", "03-29"));
        repo.git(&["config", "merge.conflictStyle", style]);
        let (_, text) = stopped(&repo);
        assert!(text.contains("<<<<<<< HEAD\ndone = 2024-03-28\n||||||| "), "{text}");
        assert!(text.contains("\n=======\ndone = 2024-03-29\n>>>>>>> theirs\n"), "{text}");
    }
}

#[test]
fn records_that_the_plan_does_not_know_are_merged_by_lines() {
    let unknown = format!("{BASE}\n[viec-moi]\ndone = 2024-04-01\n");
    let repo = parted(BASE, &ours(), &unknown);
    repo.merge().ends_with(&[0]);
    assert_eq!(repo.text("units/a.toml"), format!("{}\n[viec-moi]\ndone = 2024-04-01\n", ours()));
    // Without a plan that can be read there is no record at all.
    let repo = parted(BASE, &ours(), &theirs());
    repo.write("plan.toml", "[plan\n");
    repo.git(&["commit", "--quiet", "--all", "--message", "Hỏng"]);
    let (_, text) = stopped(&repo);
    assert_eq!((sides(&text).0, sides(&text).1), (ours(), theirs()));
}

#[test]
fn a_workspace_in_a_folder_of_the_repository_is_merged_from_anywhere() {
    for (inside, from) in [("van phong/kế hoạch", "."), ("van phong/kế hoạch", "van phong/kế hoạch/units")]
    {
        let repo = Repo::init(&[]).inside(inside).with("plan.toml", PLAN).with("units/a.toml", BASE);
        repo.commit("2024-03-01T08:00:00+07:00", "Ghi ban đầu");
        repo.set_up();
        repo.part(ours(), theirs());
        let folder = repo.work.join(from);
        let folder = folder.to_str().expect("it is text");
        repo.git(&["-C", folder, "merge", "--quiet", "--no-edit", "theirs"]);
        assert_eq!(repo.text("units/a.toml"), both());
    }
}
