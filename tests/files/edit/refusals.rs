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
            "lỗi: Đơn vị A, bao-cao: đã ghi là không áp dụng từ ngày 01/5/2024; nếu vẫn phải thực hiện, hãy chạy tiendo reopen trước\n",
            "error: Đơn vị A, bao-cao: waived on 01/5/2024; if it must be done after all, run tiendo reopen first\n",
        );
    }
    refused(
        RECORDS,
        &["promise", "ke-hoach", "2024-05-20", "--reason", "x"],
        2,
        "lỗi: Đơn vị A, ke-hoach: đã hoàn thành ngày 28/3/2024; nếu thực tế chưa hoàn thành, hãy chạy tiendo reopen trước\n",
        "error: Đơn vị A, ke-hoach: done on 28/3/2024; if it is not done after all, run tiendo reopen first\n",
    );
    for (command, rest) in [("accept", &[][..]), ("return", &["--reason", "x"])] {
        refused(
            RECORDS,
            &[&[command, "tuyen-truyen"], rest].concat(),
            2,
            "lỗi: Đơn vị A, tuyen-truyen: chưa báo hoàn thành nên không có gì để nghiệm thu hay trả lại\n",
            "error: Đơn vị A, tuyen-truyen: no completion is claimed, so there is nothing to accept or return\n",
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
        "lỗi: Đơn vị A, ke-hoach: ghi ngày dự kiến hoàn thành phải kèm lý do: hãy thêm --reason\n",
        "error: Đơn vị A, ke-hoach: a promise needs a reason: add --reason\n",
    );
}

#[test]
fn where_no_period_is_left_that_is_told() {
    let all = "[bao-cao]\n2024-Q1.done = 2024-03-30\n2024-Q2.done = 2024-05-01\n2024-Q3.done = 2024-05-01\n";
    let none = "# A\n";
    for (text, args, vi, en) in [
        (all, &["start"][..], "không còn việc nào chưa bắt đầu thuộc", "has nothing left to start for"),
        (all, &["done"], "không còn việc nào chưa hoàn thành thuộc", "has nothing left to do for"),
        (
            all,
            &["extend", "--to", "2024-06-01", "--by", "1"],
            "không còn việc nào chưa hoàn thành thuộc",
            "has nothing left to do for",
        ),
        (all, &["waive", "--by", "1"], "không còn việc nào chưa hoàn thành thuộc", "has nothing left to do for"),
        (
            all,
            &["promise", "--to", "2024-06-01", "--reason", "x"],
            "không còn việc nào chưa hoàn thành thuộc",
            "has nothing left to do for",
        ),
        (none, &["accept"], "không có việc nào đang chờ nghiệm thu thuộc", "has nothing awaiting acceptance for"),
        (none, &["return", "--reason", "x"], "chưa báo hoàn thành việc nào thuộc", "has claimed no completion of"),
        (
            none,
            &["reopen"],
            "không có việc nào đã hoàn thành hay không áp dụng thuộc",
            "has nothing done or waived for",
        ),
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
        "có nhiều kỳ hoặc mốc của bao-cao phù hợp",
        "several periods or milestones of bao-cao that match",
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
    refused("", &["promise", "ke-hoach", "--reason", "x"], 2, "dự kiến hoàn thành ngày nào?", "which day is promised?");
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
        "nếu ghi, units/a.toml sẽ có lỗi nêu trên; chưa ghi gì",
        "this would cause the error above in units/a.toml; nothing was written",
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
    let hand = ("hãy sửa trực tiếp trong tệp", "Edit it by hand");
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

/// A record with a day in each field that has one.
const DATED: &str = "[ke-hoach]\nstarted = 2024-03-01\nreason = \"x\"\ncommitted = 2024-05-20\nextended = { to = \
                     2024-05-20, by = \"77\", on = 2024-03-20 }\n\n[tuyen-truyen]\ndone = 2024-05-02\naccepted = \
                     2024-05-03\n\n[bao-cao.2024-Q1]\nwaived = { by = \"80\", on = 2024-05-01 }\n";

#[test]
fn a_recorded_day_is_only_rewritten_where_that_is_asked_for() {
    for (args, day) in [
        (&["start", "ke-hoach", "--on", "2024-03-02"][..], "01/3/2024"),
        (&["promise", "ke-hoach", "2024-05-21"], "20/5/2024"),
        (&["done", "tuyen-truyen", "--on", "1/5"], "02/5/2024"),
        (&["accept", "tuyen-truyen", "--on", "hôm qua"], "03/5/2024"),
        (&["extend", "ke-hoach", "--to", "2024-05-20", "--by", "77", "--on", "2024-03-21"], "20/3/2024"),
        (&["extend", "ke-hoach", "--to", "2024-05-25", "--by", "77"], "20/5/2024"),
        (&["extend", "ke-hoach", "--to", "2024-05-20", "--by", "78"], "20/5/2024"),
        (&["waive", "bao-cao", "2024-Q1", "-u", "a", "--by", "81"], "01/5/2024"),
        (&["waive", "bao-cao", "Q1", "-u", "a", "--by", "80", "--on", "-3"], "01/5/2024"),
    ] {
        refused(
            DATED,
            args,
            2,
            &format!("đã ghi ngày {day}; nếu ghi sai và cần thay, hãy thêm --replace\n"),
            &format!("is already recorded as {day}; to replace it, add --replace\n"),
        );
        let case = case("acceptance = true", DATED);
        case.run(&[&["--as-of", AS_OF], args, &["--replace"]].concat()).ends_with(&[0]);
        assert_ne!(content(&case, "a"), DATED, "{args:?}");
    }
    // Another document may extend further.
    let case = case("", DATED);
    case.run(&["--as-of", AS_OF, "extend", "ke-hoach", "--to", "21/5", "--by", "78"]).ends_with(&[0]);
    assert!(content(&case, "a").contains("extended = { to = 2024-05-21, by = \"78\", on = 2024-05-15 }"));
}

#[test]
fn a_day_to_come_is_no_fact() {
    for (args, promise) in [
        (&["done", "ke-hoach", "--on", "16/5/2024"][..], true),
        (&["start", "ke-hoach", "--on", "+1"], true),
        (&["extend", "ke-hoach", "--to", "2024-06-01", "--by", "77", "--on", "2024-05-16"], false),
        (&["waive", "ke-hoach", "--by", "77", "--on", "2024-05-16"], false),
    ] {
        let (vi, en) = if promise {
            (
                "; nếu là ngày dự kiến hoàn thành, hãy dùng tiendo promise",
                "; to record an expected day, use tiendo promise",
            )
        } else {
            ("", "")
        };
        refused(
            "",
            args,
            2,
            &format!("ngày 16/5/2024 chưa đến (ngày xét là 15/5/2024){vi}\n"),
            &format!("16/5/2024 is in the future (as of 15/5/2024){en}\n"),
        );
    }
    let claimed = "[ke-hoach]\ndone = 2024-03-28\n";
    refused(claimed, &["accept", "ke-hoach", "--on", "2024-05-16"], 2, "16/5/2024", "16/5/2024");
    let promise = ["promise", "ke-hoach", "14/5/2024", "--reason", "x"];
    refused(
        "",
        &promise,
        2,
        "ngày dự kiến 14/5/2024 đã qua",
        "the promised day 14/5/2024 has passed (as of 15/5/2024)",
    );
    // The day itself is not past, and a day without a year is the next of its kind.
    for (typed, written) in [("15/5", "2024-05-15"), ("14/11", "2024-11-14"), ("hôm nay", "2024-05-15")] {
        let case = case("", "");
        case.run(&["--as-of", AS_OF, "promise", "ke-hoach", typed, "--reason", "x"]).ends_with(&[0]);
        assert!(content(&case, "a").contains(&format!("committed = {written}\n")), "{typed}");
    }
}

#[test]
fn an_extension_comes_after_the_day_that_counts() {
    let counts = |day: &str| {
        (
            format!("hạn mới phải sau hạn hiện tại, ngày {day}\n"),
            format!("the new last day must be after the current one, {day}\n"),
        )
    };
    for (text, to, day) in [
        ("", "2024-03-29", "29/3/2024"),
        ("", "2024-03-01", "29/3/2024"),
        (DATED, "2024-05-19", "20/5/2024"),
        (DATED, "2024-04-15", "20/5/2024"),
    ] {
        let (vi, en) = counts(day);
        refused(text, &["extend", "ke-hoach", "--to", to, "--by", "78"], 2, &vi, &en);
    }
    // One that ends before the plan's own last day puts off nothing.
    let (vi, en) = counts("29/3/2024");
    for (recorded, to, more) in [
        ("2024-03-10", "2024-03-10", &[][..]),
        ("2024-03-10", "2024-03-29", &[]),
        ("2024-03-29", "2024-03-29", &["--replace"]),
    ] {
        let text = format!("[ke-hoach]\nextended = {{ to = {recorded}, by = \"77\", on = 2024-03-01 }}\n");
        refused(&text, &[&["extend", "ke-hoach", "--to", to, "--by", "78"], more].concat(), 2, &vi, &en);
    }
    // What was granted by mistake can be shortened, but not to before the plan's own last day.
    let (vi, en) = counts("29/3/2024");
    refused(DATED, &["extend", "ke-hoach", "--to", "2024-03-29", "--by", "78", "--replace"], 2, &vi, &en);
    let case = case("", DATED);
    case.run(&["--as-of", AS_OF, "extend", "ke-hoach", "--to", "2024-05-01", "--by", "77", "--replace"])
        .ends_with(&[0]);
    assert!(content(&case, "a").contains("extended = { to = 2024-05-01, by = \"77\", on = 2024-05-15 }"));
}

#[test]
fn a_day_or_period_that_cannot_be_told_is_refused_with_what_it_may_be() {
    for (args, vi, en) in [
        (
            &["done", "ke-hoach", "--on", "31/2/2024"][..],
            "không có ngày “31/2/2024”: tháng 2/2024 chỉ có 29 ngày\n",
            "February 2024 has only 29 days\n",
        ),
        (&["done", "ke-hoach", "--on", "31/4"], "tháng 4 chỉ có 30 ngày\n", "April has only 30 days\n"),
        (
            &["done", "ke-hoach", "--on", "5/13/2024"],
            "không có tháng 13; ngày viết trước tháng. Có phải bạn muốn gõ 13/5/2024?\n",
            "Did you mean 13/5/2024?\n",
        ),
        (
            &["done", "ke-hoach", "--on", "5/4/24"],
            "có thể là 05/4/2024 hoặc 24/4/2005: hãy ghi năm đủ bốn chữ số\n",
            "may be 05/4/2024 or 24/4/2005: write the year with four digits\n",
        ),
        (&["done", "bao-cao", "T2", "-u", "a"], "“T2” có thể là tháng 2 hoặc thứ Hai", "“T2” may be month 2 or Monday"),
        (&["done", "bao-cao", "Q5", "-u", "a"], "trong lịch không có kỳ “Q5”\n", "the calendar has no period “Q5”\n"),
        (&["done", "bao-cao", "2024-Q4", "-u", "a"], "không có nghĩa vụ bao-cao", "does not owe bao-cao"),
    ] {
        refused("", args, 2, vi, en);
    }
    for (period, key) in [("quý 1", "2024-Q1"), ("Q2", "2024-Q2"), ("quý III/2024", "2024-Q3"), ("II/2024", "2024-Q2")]
    {
        let case = case("", "");
        case.run(&["--as-of", AS_OF, "start", "bao-cao", period, "-u", "a"]).ends_with(&[0]);
        assert!(content(&case, "a").contains(&format!("[bao-cao.{key}]\nstarted = 2024-05-15\n")), "{period}");
    }
    // As of a year later the plan's own quarter is meant.
    let case = case("", "");
    case.run(&["--as-of", "2025-05-15", "start", "bao-cao", "quý 1", "-u", "a"]).ends_with(&[0]);
    assert!(content(&case, "a").contains("[bao-cao.2024-Q1]\n"));
}
