//! What is refused: with which exit code, in which words, and the files as they were.

use std::fs;

use super::actions::{AS_OF, case, content, file, long_ago, modified, plan};
use crate::support::case::{Case, Run, bounded};
use crate::support::entries;

/// A record of each kind that stands in the way of something.
const RECORDS: &str =
    "[ke-hoach]\ndone = 2024-03-28\nevidence = \"1\"\n\n[bao-cao.2024-Q1]\nwaived = { by = \"80\", on = 2024-05-01 }\n";

/// Runs a command on a file, in both languages; it is to end with this code and to leave the file alone.
#[track_caller]
fn refused(text: &str, args: &[&str], code: i32, vi: &str, en: &str) {
    for (lang, words) in [("vi", vi), ("en", en)] {
        let case = case("", text);
        if !text.is_empty() {
            long_ago(&case, "a");
        }
        let before = (!text.is_empty()).then(|| modified(&case, "a"));
        let ran = case.run(&[&["--as-of", AS_OF, "--lang", lang], args].concat());
        ran.ends_with(&[code]);
        assert!(ran.err().contains(words), "{lang} {args:?} does not say {words:?}: {ran:?}");
        assert_eq!(ran.out(), "", "{args:?}");
        assert_eq!(content(&case, "a"), text, "{args:?}");
        assert_eq!((!text.is_empty()).then(|| modified(&case, "a")), before, "{args:?}");
    }
}

#[test]
fn a_record_that_stands_in_the_way_is_told() {
    let q1 = ["bao-cao", "2024-Q1", "-u", "a"];
    for (command, rest) in [
        ("start", &[][..]),
        ("done", &[]),
        ("accept", &[]),
        ("return", &["--reason", "x"]),
        ("extend", &["--to", "2024-05-20", "--by", "77"]),
        ("promise", &["--to", "2024-05-20", "--reason", "x"]),
    ] {
        refused(
            RECORDS,
            &[&[command], &q1[..], rest].concat(),
            2,
            "lỗi: Đơn vị A, bao-cao: đã ghi là không áp dụng từ ngày 01/5/2024; nếu vẫn phải làm, hãy chạy tiendo reopen trước\n",
            "error: Đơn vị A, bao-cao: waived since 01/5/2024; if it is to be done after all, run tiendo reopen first\n",
        );
    }
    refused(
        RECORDS,
        &["promise", "ke-hoach", "2024-05-20", "--reason", "x"],
        2,
        "lỗi: Đơn vị A, ke-hoach: đã hoàn thành ngày 28/3/2024; nếu chưa xong, hãy chạy tiendo reopen trước\n",
        "error: Đơn vị A, ke-hoach: done on 28/3/2024; if it is not done after all, run tiendo reopen first\n",
    );
    for (command, rest) in [("accept", &[][..]), ("return", &["--reason", "x"])] {
        refused(
            RECORDS,
            &[&[command, "tuyen-truyen"], rest].concat(),
            2,
            "lỗi: Đơn vị A, tuyen-truyen: chưa báo hoàn thành nên không có gì để nghiệm thu hay trả lại\n",
            "error: Đơn vị A, tuyen-truyen: nothing is claimed that could be accepted or returned\n",
        );
    }
    refused(
        RECORDS,
        &["reopen", "tuyen-truyen"],
        2,
        "chưa hoàn thành và cũng không thuộc diện không áp dụng nên không có gì để mở lại\n",
        "neither done nor waived, so there is nothing to reopen\n",
    );
    refused(
        "",
        &["promise", "ke-hoach", "2024-05-20"],
        2,
        "lỗi: Đơn vị A, ke-hoach: hẹn ngày mới thì phải nêu lý do: hãy thêm --reason\n",
        "error: Đơn vị A, ke-hoach: a promise needs a reason: add --reason\n",
    );
}

#[test]
fn where_no_period_is_left_that_is_told() {
    let all = "[bao-cao]\n2024-Q1.done = 2024-03-30\n2024-Q2.done = 2024-05-01\n2024-Q3.done = 2024-05-01\n";
    let none = "# A\n";
    for (text, args, vi, en) in [
        (all, &["start"][..], "không còn việc nào chưa bắt đầu thuộc", "has nothing left to start of"),
        (all, &["done"], "không còn việc nào chưa xong thuộc", "has nothing left to do of"),
        (
            all,
            &["extend", "--to", "2024-06-01", "--by", "1"],
            "không còn việc nào chưa xong thuộc",
            "has nothing left to do of",
        ),
        (all, &["waive", "--by", "1"], "không còn việc nào chưa xong thuộc", "has nothing left to do of"),
        (
            all,
            &["promise", "--to", "2024-06-01", "--reason", "x"],
            "không còn việc nào chưa xong thuộc",
            "has nothing left to do of",
        ),
        (none, &["accept"], "không có việc nào đang chờ nghiệm thu thuộc", "has nothing that awaits acceptance of"),
        (none, &["return", "--reason", "x"], "chưa báo hoàn thành việc nào thuộc", "has claimed nothing of"),
        (none, &["reopen"], "không có việc nào đã xong hay không áp dụng thuộc", "has nothing done or waived of"),
    ] {
        let args = [args, &["bao-cao", "-u", "a"]].concat();
        refused(text, &args, 2, &format!("lỗi: Đơn vị A {vi} bao-cao\n"), &format!("error: Đơn vị A {en} bao-cao\n"));
    }
}

#[test]
fn what_is_asked_wrongly_is_told() {
    let many = ("nhiều đơn vị chủ trì bao-cao", "several units lead bao-cao");
    refused("", &["done", "bao-cao"], 2, many.0, many.1);
    refused(
        "",
        &["done", "bao-cao", "-u", "a"],
        2,
        "có nhiều kỳ của bao-cao phù hợp",
        "several periods of bao-cao fit",
    );
    refused("", &["done", "bao-cao", "2024-Q4", "-u", "a"], 2, "2024-Q3", "2024-Q3");
    refused("", &["done", "ke-hoach", "2024-Q1"], 2, "ke-hoach", "ke-hoach");
    refused("", &["done", "ke-hoach", "-u", "b"], 2, "ke-hoach", "ke-hoach");
    refused("", &["done", "khong-co"], 2, "khong-co", "khong-co");
    refused("", &["done", "ke-hoach", "-u", "khong-co"], 2, "khong-co", "khong-co");
    refused("", &["done", "ke-hoach", "--on", "2024-02-30"], 2, "2024-02-30", "2024-02-30");
    refused("", &["done", "ke-hoach", "--evidence", " "], 2, "--evidence để trống", "--evidence is empty");
    refused("", &["done", "ke-hoach", "--note", ""], 2, "--note để trống", "--note is empty");
    refused("", &["waive", "ke-hoach", "--by", ""], 2, "--by để trống", "--by is empty");
    refused("", &["promise", "ke-hoach", "--reason", "x"], 2, "hẹn xong ngày nào?", "promised for which day?");
    refused("", &["promise", "ke-hoach", "2024-Q1", "--reason", "x"], 2, "2024-Q1", "2024-Q1");
    refused("", &["return", "ke-hoach"], 2, "--reason", "--reason");
    refused("", &["extend", "ke-hoach", "--to", "2024-04-15"], 2, "--by", "--by");
    refused("", &["extend", "ke-hoach", "--by", "77"], 2, "--to", "--to");
    refused("", &["waive", "ke-hoach"], 2, "--by", "--by");
    refused("", &["start", "ke-hoach", "--evidence", "1"], 2, "--evidence", "--evidence");
}

#[test]
fn what_check_would_call_an_error_is_not_written() {
    let wrong = (
        "ghi như vậy thì units/a.toml sẽ có lỗi trên đây; chưa ghi gì",
        "that would give units/a.toml the error above; nothing was written",
    );
    let extend = ["extend", "tuyen-truyen", "--to", "2024-06-01", "--by", "77"];
    refused("# A\n", &extend, 2, wrong.0, wrong.1);
    refused("# A\n", &extend, 2, "[E406]", "[E406]");
    let dry = [&extend[..], &["--dry-run"]].concat();
    refused("# A\n", &dry, 2, wrong.0, wrong.1);
    refused("", &extend, 2, "E406", "E406");
}

#[test]
fn a_file_with_errors_is_never_edited() {
    let broken = ("units/a.toml có lỗi nên chưa ghi gì", "units/a.toml has errors, so nothing was written");
    for text in [
        "[ke-hoach]\ndnoe = 2024-03-28\n",
        "[ke-hoach]\ndone = \"hôm qua\"\n",
        "[ke-hoach\ndone = 2024-03-28\n",
        "[khong-co]\ndone = 2024-03-28\n",
        "[ke-hoach]\n[ke-hoach]\n",
        "<<<<<<< HEAD\n[ke-hoach]\n=======\n>>>>>>> nhanh\n",
    ] {
        for args in [
            &["done", "ke-hoach"][..],
            &["done", "ke-hoach", "--dry-run"],
            &["reopen", "ke-hoach"],
            &["start", "tuyen-truyen"],
        ] {
            refused(text, args, 3, broken.0, broken.1);
        }
    }
    for bytes in [&b"[ke-hoach]\nnote = \"\xff\"\n"[..], b"[ke-hoach]\nnote = \"a\0b\"\n", b"\xff\xfe[\0k\0"] {
        let case = case("", "").unit("a", bytes);
        for command in [&["done", "ke-hoach"][..], &["sync"]] {
            case.run(command).ends_with(&[3]);
            assert_eq!(fs::read(file(&case, "a")).expect("it is there"), bytes);
        }
    }
}

#[test]
fn a_broken_plan_lets_nothing_be_written() {
    let case = Case::new(plan("").replace("due   = 2024-03-29", "due   = 2024-02-30")).unit("a", "# A\n");
    for command in [&["done", "ke-hoach"][..], &["sync"]] {
        let ran = case.run(command);
        assert!(ran.ends_with(&[3]).err().contains("plan.toml:"), "{ran:?}");
        assert_eq!(content(&case, "a"), "# A\n");
        assert_eq!(entries(case.path()).len(), 2, "no folder for locks either");
    }
}

#[test]
fn a_layout_that_cannot_be_edited_without_loss_is_refused() {
    let hand = ("hãy sửa bằng tay", "please edit it by hand");
    let text = "ke-hoach = { evidence = [\n  \"15\", # bản chính\n], done = 2024-03-28 }\n";
    refused(text, &["reopen", "ke-hoach", "--clear"], 3, hand.0, hand.1);
    // What costs no comment is done in the same file.
    let case = case("", text);
    case.run(&["reopen", "ke-hoach"]).ends_with(&[0]);
    assert_eq!(content(&case, "a"), "ke-hoach = { evidence = [\n  \"15\", # bản chính\n] }\n");
}

#[test]
fn a_file_that_would_grow_past_the_limit_is_refused() {
    const LIMIT: usize = 1024 * 1024;
    const LINE: usize = "done = 2024-05-15\n".len();
    let of_length = |length: usize| {
        let text = "# A\n\n[ke-hoach]\nstarted = 2024-03-01\n";
        format!("{text}{}\n", "#".repeat(length - text.len() - 1))
    };
    let run = |length: usize| -> (Run, usize, Case) {
        let case = case("", &of_length(length));
        let ran = bounded(case.command().args(["--as-of", AS_OF, "--lang", "en", "done", "ke-hoach"]));
        let now = content(&case, "a").len();
        (ran, now, case)
    };
    let (ran, length, _case) = run(LIMIT - LINE);
    assert_eq!((ran.code(), length), (Some(0), LIMIT), "{ran:?}");
    let (ran, length, _case) = run(LIMIT - LINE + 1);
    assert!(ran.ends_with(&[2]).err().contains("error[E104]") && length == LIMIT - LINE + 1, "{ran:?}");
    let (ran, length, _case) = run(LIMIT + 1);
    assert!(ran.ends_with(&[3]).err().contains("error[E104]") && length == LIMIT + 1, "{ran:?}");
}
