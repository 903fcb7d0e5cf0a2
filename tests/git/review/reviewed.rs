//! Marks that were looked at: what excuses a change, and what does not.

use std::fs;

use super::{codes, plan};
use crate::repo::Repo;
use crate::support::case::{flat, list, text};

const RANGE: &str = "HEAD~1..HEAD";
const BEFORE: &str = "[quy.2024-Q1]\ndone = 2024-05-12\n";
const AFTER: &str = "[quy.2024-Q1]\ndone = 2024-05-11\n";

/// A change of the day of completion, on a branch beside `main`.
fn rewritten() -> Repo {
    let repo = Repo::new(&plan(""), &[("a", BEFORE), ("b", "")]);
    repo.git(&["switch", "--quiet", "--create", "nhánh"]);
    repo.unit("a", AFTER).commit("2024-05-15", "Sửa ngày");
    repo
}

fn review(repo: &Repo, args: &[&str]) -> String {
    let said = ["--reason", "Nhầm ngày khi nhập", "--by", "12-CV/BTGTU"];
    repo.says(&[&["review"], args, &said].concat())
}

#[test]
fn an_entry_on_the_base_side_turns_a_mark_into_one_that_was_seen() {
    let repo = rewritten();
    repo.diff(&["main...nhánh", "--deny", "W702"]).ends_with(&[1]);
    let entry = review(&repo, &["W702", "main...nhánh", "-u", "a"]);
    let expected = "[[reviewed]]\nmark   = \"W702\"\nunit   = \"a\"\ntask   = \"quy\"\nperiod = \"2024-Q1\"\n\
                    change = \"2024-05-12 → 2024-05-11\"\nreason = \"Nhầm ngày khi nhập\"\nby     = \"12-CV/BTGTU\"\n\
                    on     = 2024-05-15\n";
    assert!(entry.starts_with(expected), "{entry}");
    assert_eq!(repo.text("reviewed.toml"), expected);
    // Beside the change that it excuses it counts for nothing.
    repo.commit("2024-05-15", "Tự xác nhận");
    repo.diff(&["main...nhánh", "--deny", "W702"]).ends_with(&[1]);
    // On the branch that is compared with it does, though that has gone on.
    repo.git(&["switch", "--quiet", "main"]);
    repo.write("reviewed.toml", expected).commit("2024-05-15", "Đã xem");
    repo.diff(&["main...nhánh", "--deny", "all"]).ends_with(&[0]);
    let shown = repo.changes(&["main...nhánh"]);
    assert_eq!(shown["marks"][0]["seen"]["by"], "12-CV/BTGTU");
    let table = flat(&repo.table(&["main...nhánh"]));
    assert!(table.contains("Reviewed before (1) W702 Văn phòng: Báo cáo quý (Q1/2024)"), "{table}");
    assert!(table.contains("reviewed on 15/5/2024: Nhầm ngày khi nhập (12-CV/BTGTU)"), "{table}");
    assert!(table.ends_with("nothing needs review, 1 reviewed before."), "{table}");
    assert!(repo.markdown(&["main...nhánh"]).contains("<summary>Reviewed before (1)</summary>"));
    let log = repo.diff(&["main...nhánh", "--format", "sarif"]).json();
    assert_eq!(log["runs"][0]["results"][0]["suppressions"][0]["kind"], "external");
}

#[test]
fn an_entry_that_stands_there_is_not_written_again_and_a_day_to_come_is_refused() {
    let repo = rewritten();
    let by = ["--reason", "Nhầm ngày khi nhập", "--by", "12-CV/BTGTU"];
    let late = repo.refuses(&[&["review", "W702", "main...nhánh", "--on", "2024-05-16"][..], &by].concat(), 2);
    assert!(late.contains("16/5/2024 has not come yet (today is 15/5/2024)"), "{late}");
    assert!(!repo.work.join("reviewed.toml").exists());
    review(&repo, &["W702", "main...nhánh"]);
    let written = repo.text("reviewed.toml");
    let again = review(&repo, &["W702", "main...nhánh"]);
    assert_eq!(again, "In reviewed.toml already, not written again: 1 entry.\n");
    assert_eq!(repo.text("reviewed.toml"), written);
    // What is new beside it is written alone.
    repo.unit("b", "[quy.2024-Q1]\ndone = 2024-05-12\n").commit("2024-05-15", "Ghi");
    repo.unit("b", "[quy.2024-Q1]\ndone = 2024-05-10\n").commit("2024-05-15", "Sửa");
    let both = review(&repo, &["all", "main...nhánh"]);
    assert!(both.contains("In reviewed.toml already, not written again: 1 entry."), "{both}");
    let all = repo.text("reviewed.toml");
    assert!(all.starts_with(&written) && all.len() > written.len(), "{all}");
    assert_eq!(all.matches("2024-05-12 → 2024-05-11").count(), 1, "{all}");
    // A file that cannot be read is not written into.
    repo.append("reviewed.toml", "[[reviewed\n");
    let broken = repo.refuses(&[&["review", "all", "main...nhánh"][..], &by].concat(), 3);
    assert!(broken.contains("reviewed.toml:"), "{broken}");
}

#[test]
fn a_file_of_looks_that_cannot_be_read_is_told_in_the_words_of_the_language() {
    let repo = rewritten();
    repo.write("looks/x", "");
    let folder = repo.refuses(&["diff", "main...nhánh", "--reviewed", "looks"], 3);
    assert!(!folder.contains("written"), "diff writes nothing: {folder}");
    for (text, said) in [
        ("[[reviewed]]\nmark = [\"W702\"\n", "danh sách chưa đóng"),
        ("[[reviewed]]\nmark = \"W702\"\n", "thiếu khóa `change`"),
        ("[[reviewed]]\nmarks = \"W702\"\n", "không có khóa `marks`"),
    ] {
        let file = repo.beside("looks.toml");
        fs::write(&file, text).expect("files can be written");
        let vi = repo.diff(&["main...nhánh", "--reviewed", &file.display().to_string(), "--lang", "vi"]);
        assert!(vi.ends_with(&[3]).err().contains(said), "{said}: {vi:?}");
    }
}

/// A look at one change covers no other one that comes to the same numbers.
#[test]
fn a_look_at_some_covers_no_others() {
    type Write<'a> = &'a dyn Fn(&Repo);
    let open = |code: &str, [base, first, other_base, second]: [Write<'_>; 4]| {
        let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
        let step = |write: Write<'_>, day: &str| {
            write(&repo);
            repo.commit(day, "Sửa");
        };
        step(base, "2024-05-11");
        step(first, "2024-05-12");
        review(&repo, &[code, RANGE]);
        repo.commit("2024-05-12", "Đã xem");
        step(base, "2024-05-13");
        step(first, "2024-05-13");
        repo.diff(&[RANGE, "--deny", code]).ends_with(&[0]);
        step(other_base, "2024-05-14");
        step(second, "2024-05-15");
        repo.diff(&[RANGE, "--deny", code]).ends_with(&[1]);
    };
    let whole: Write<'_> = &|repo| {
        repo.write("plan.toml", plan("") + "# Hết\n").write(".gitattributes", "# Không có\n");
    };
    let ended = |unit: &str, successor: &str| {
        let name = if unit == "a" { "Văn phòng" } else { "Phòng Kế hoạch" };
        let gone = format!("{unit} = {{ name = \"{name}\", until = 2024-02-28, successor = \"{successor}\" }}");
        let text = plan("").replace(&format!("{unit} = \"{name}\""), &gone);
        move |repo: &Repo| {
            repo.write("plan.toml", &text);
        }
    };
    open("W728", [whole, &ended("a", "b"), whole, &ended("b", "a")]);
    let amended = |lead: &str| {
        let text = plan("") + &format!("amended = [{{ by = \"88\", on = 2024-05-12, lead = [\"{lead}\"] }}]\n");
        move |repo: &Repo| {
            repo.write("plan.toml", &text);
        }
    };
    open("W731", [whole, &amended("b"), whole, &amended("a")]);
    let said = |text: &'static str| {
        move |repo: &Repo| {
            repo.unit("a", format!("[nam]\n{text}note = \"…\"\n"));
        }
    };
    open("W719", [&said("committed = 2024-06-01\n"), &said(""), &said("committed = 2024-05-20\n"), &said("")]);
    let hidden = |rule: &'static str| {
        move |repo: &Repo| {
            repo.write(".gitattributes", rule);
        }
    };
    open("W725", [whole, &hidden("units/a.toml -diff\n"), whole, &hidden("units/*.toml -diff\n")]);
}

#[test]
fn another_change_of_the_same_is_a_new_mark() {
    let repo = rewritten();
    review(&repo, &["done-rewritten", "main...nhánh"]);
    let entry = repo.text("reviewed.toml");
    repo.delete("reviewed.toml").write("../đã-xem.toml", &entry);
    let seen = |args: &[&str]| {
        let run =
            repo.diff(&[args, &["--reviewed", repo.beside("đã-xem.toml").to_str().expect("it is text")]].concat());
        run.code()
    };
    assert_eq!(seen(&[RANGE, "--deny", "all"]), Some(0));
    repo.unit("a", "[quy.2024-Q1]\ndone = 2024-05-10\n").commit("2024-05-16", "Sửa nữa");
    assert_eq!(seen(&["HEAD~2..HEAD", "--deny", "W702"]), Some(1));
    // Of another unit too.
    repo.unit("b", BEFORE).commit("2024-05-16", "Ghi");
    repo.unit("b", AFTER).commit("2024-05-16", "Sửa");
    assert_eq!(seen(&[RANGE, "--deny", "W702"]), Some(1));
}

#[test]
fn changes_of_the_plan_and_commits_can_be_reviewed_too() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.write("plan.toml", plan("").replace("2024-04-10", "2024-06-30"));
    repo.unit("a", "[nam]\nnote = \"x\"\n").unit("b", "[nam]\nnote = \"x\"\n").commit("2024-05-15", "Lẫn");
    assert_eq!(repo.codes(&[RANGE]), ["W711", "W706"]);
    review(&repo, &["all", RANGE]);
    let file = repo.workspace.join("reviewed.toml");
    let file = file.to_str().expect("it is text");
    repo.diff(&[RANGE, "--deny", "all", "--reviewed", file]).ends_with(&[0]);
    let shown = repo.changes(&[RANGE, "--reviewed", file]);
    assert_eq!(codes(&shown).len(), list(&shown["marks"]).iter().filter(|mark| !mark["seen"].is_null()).count());
    // What was reviewed already is not written again.
    repo.commit("2024-05-15", "Đã xem");
    let refused = repo.refuses(&["review", "W711", "--reason", "x", "--by", "y"], 2);
    assert!(refused.contains("no such mark"), "{refused}");
}

#[test]
fn a_file_that_cannot_be_read_excuses_nothing() {
    let repo = rewritten();
    for (text, line) in [
        ("[[reviewed]]\nmark = \"W702\"\n", 1),
        ("\n[[reviewed]]\nmark = \"W999\"\nchange = \"\"\nreason = \"x\"\nby = \"y\"\non = 2024-04-20\n", 2),
        ("[[reviewed]]\nmark = \"W702\"\nwho = \"x\"\n", 3),
        ("x = \n", 1),
    ] {
        repo.write("../đã-xem.toml", text);
        let run = repo.diff(&[RANGE, "--reviewed", repo.beside("đã-xem.toml").to_str().expect("it is text")]);
        run.ends_with(&[3]);
        assert!(run.err().contains(&format!("đã-xem.toml:{line}: this entry cannot be read")), "{text}: {run:?}");
        assert_eq!(run.err().matches("cannot be read").count(), 1, "{run:?}");
    }
    // Every entry that is wrong is told.
    let sound = "[[reviewed]]\nmark = \"W702\"\nchange = \"x\"\nreason = \"x\"\nby = \"y\"\non = 2024-04-20\n";
    let text =
        [&sound.replace("W702", "W999"), sound, &sound.replace("by = \"y\"\n", ""), &sound.replace("\"y\"", "\" \"")];
    repo.write("../đã-xem.toml", text.concat());
    let run = repo.diff(&[RANGE, "--reviewed", repo.beside("đã-xem.toml").to_str().expect("it is text")]);
    for line in [1, 13, 18] {
        assert!(run.ends_with(&[3]).err().contains(&format!("đã-xem.toml:{line}: this entry")), "{line}: {run:?}");
    }
    assert_eq!(run.err().matches("cannot be read").count(), 3, "{run:?}");
}

#[test]
fn a_calendar_is_looked_at_in_words_of_its_own() {
    let with = |calendar: &str| plan("on_day_off = \"next-working-day\"") + calendar;
    let repo = Repo::new(&with(""), &[("a", ""), ("b", "")]);
    let calendar = "[calendar]\ncountry = \"VN\"\ndays_off = [\"2024-04-10..2024-04-12\", \"2024-06-03\"]\n";
    repo.write("plan.toml", with(calendar)).commit("2024-05-15", "Lịch");
    let shown = repo.changes(&[RANGE]);
    assert_eq!(codes(&shown), ["W713"]);
    let said = "weekend sat, sun → country VN; weekend sat, sun; days_off 2024-04-10..2024-04-12, 2024-06-03";
    assert_eq!(shown["marks"][0]["change"], said);
    // What a later edition knows of the country is no part of it.
    let repo = Repo::new(&with("[calendar]\ncountry = \"VN\"\n"), &[("a", ""), ("b", "")]);
    repo.write("plan.toml", with("[calendar]\ncountry = \"VN\"\nweekend = [\"sun\"]\n")).commit("2024-05-15", "Lịch");
    assert_eq!(repo.changes(&[RANGE])["marks"][0]["change"], "country VN; weekend sat, sun → country VN; weekend sun");
}

#[test]
fn a_document_of_a_day_to_come_is_looked_at_in_words_of_its_own() {
    let of = |keys: &str| plan("") + &format!("amended = [{{ by = \"88-CV\", on = 2024-08-20, {keys} }}]\n");
    let changed = |from: &str, to: &str| {
        let repo = Repo::new(&of(from), &[("a", ""), ("b", "")]);
        repo.write("plan.toml", of(to)).commit("2024-05-15", "Sửa");
        let shown = repo.changes(&[RANGE]);
        assert_eq!(codes(&shown), ["W718"], "{to}");
        text(&shown["marks"][0]["change"]).to_owned()
    };
    let said = changed("due = \"before 2024-10-05\"", "due = \"2024-Q4\", lead = [\"b\", \"a\"]");
    assert_eq!(said, "88-CV (2024-08-20): due before 2024-10-05 → due 2024-Q4; lead b, a");
    let said = changed(
        "due = 2024-10-05, target = { min = 80, unit = \"%\" }",
        "due = 2024-10-05, target = { min = 60, unit = \"%\" }",
    );
    assert_eq!(said, "88-CV (2024-08-20): due 2024-10-05; target 80.. % → due 2024-10-05; target 60.. %");
}

#[test]
fn a_look_at_a_piece_of_evidence_covers_no_other_file_of_its_name() {
    let digests = [
        ("A", "559aead08264d5795d3909718cdd05abd49572e84fe55590eef31a88a08fdffd"),
        ("B", "df7e70e5021544f4834bbee64a9e3789febc4be81470df629cad6ddb03320a5c"),
        ("C", "6b23c0d5f35d1b11f9b683f0b0a617355deb11277d91ae091d399c655b87940d"),
    ];
    let of = |digest: &str| {
        format!("[nam]\ndone = 2024-04-09\nevidence = [{{ file = \"evidence/x.pdf\", sha256 = \"{digest}\" }}]\n")
    };
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    for (content, digest) in digests {
        repo.write("evidence/x.pdf", content).unit("a", of(digest)).commit("2024-04-10", "Minh chứng");
    }
    for (range, [(_, from), (_, to)]) in
        [("HEAD~2..HEAD~1", [digests[0], digests[1]]), (RANGE, [digests[1], digests[2]])]
    {
        let shown = repo.changes(&[range]);
        let mark = list(&shown["marks"]).iter().find(|mark| mark["mark"] == "W704").expect("evidence went");
        let said = format!("evidence/x.pdf (sha256 {from}) → evidence/x.pdf (sha256 {to})");
        assert_eq!(text(&mark["change"]), said);
    }
}

#[test]
fn a_look_at_an_amendment_covers_no_other_by_the_same_document() {
    let target = "target = { min = 100, unit = \"km\" }\n";
    let changed = |day: &str, keys: &str| {
        let repo = Repo::new(&(plan("") + target), &[("a", ""), ("b", "")]);
        let amended = format!("amended = [{{ by = \"88-CV\", on = {day}, {keys} }}]\n");
        repo.write("plan.toml", plan("") + target + &amended).commit("2024-05-15", "Sửa");
        let shown = repo.changes(&[RANGE]);
        let changes: Vec<&str> =
            list(&shown["marks"]).iter().filter(|it| it["mark"] == "W731").map(|it| text(&it["change"])).collect();
        assert_eq!(changes.len(), 1, "{keys}");
        changes[0].to_owned()
    };
    let eased = |min: u32| changed("2024-01-20", &format!("target = {{ min = {min}, unit = \"km\" }}"));
    assert_eq!(eased(90), "88-CV (2024-01-20); target 90.. km");
    assert_ne!(eased(90), eased(1));
    let ahead = |due: &str| changed("2024-08-20", &format!("due = {due}"));
    assert_eq!(ahead("2024-10-30"), "88-CV (2024-08-20); due 2024-10-30");
}

#[test]
fn a_target_in_another_measure_is_another_change() {
    let of = |measure: &str, min: u32| plan("") + &format!("target = {{ min = {min}, unit = \"{measure}\" }}\n");
    let change = |to: &str| {
        let repo = Repo::new(&of("km", 100), &[("a", ""), ("b", "")]);
        repo.write("plan.toml", to).commit("2024-05-15", "Sửa");
        let shown = repo.changes(&[RANGE]);
        list(&shown["marks"]).iter().map(|it| text(&it["change"]).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(change(&of("km", 90)), ["100.. → 90.."]);
    assert_eq!(change(&of("m", 90)), ["100.. km → 90.. m"]);
}

/// `diff` only reads: it never says that nothing was written.
#[cfg(unix)]
#[test]
fn a_file_of_marks_that_is_no_file_cannot_be_read() {
    let repo = rewritten();
    let file = repo.work.join("reviewed.toml");
    let _ = fs::remove_file(&file);
    assert!(std::process::Command::new("mkfifo").arg(&file).status().expect("mkfifo runs").success());
    let run = repo.diff(&["main"]);
    run.ends_with(&[3]);
    assert!(run.err().contains("reviewed.toml cannot be read: a pipe, socket or device, not a file\n"), "{run:?}");
}
