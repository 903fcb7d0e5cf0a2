//! Each kind of question: what it shows, what it takes, and how it is left.

use std::process::Command;

use unicode_normalization::UnicodeNormalization;

use super::asked::{GONE, ask, ask_at_foot, asking};
use crate::terminal::{BACKSPACE, CTRL_C, CTRL_D, DOWN, ENTER, ESC, Terminal, UP};

#[test]
fn choices_are_found_with_and_without_diacritics() {
    let decomposed: String = "Đức Phổ".nfd().collect();
    for typed in ["duc pho", "Đức Phổ", "ĐỨC", &decomposed, "pho duc"] {
        let mut terminal = ask("pick 6", 80, 24);
        terminal.wait_for("Sở Nội vụ");
        terminal.send(typed);
        terminal.wait_gone("Sở Nội vụ");
        // What fits stays in the order given, the worst first.
        let rows = terminal.rows();
        assert_eq!(rows[1], "> Thị ủy Đức Phổ   0", "{terminal}");
        assert_eq!(rows[2], "  Huyện ủy Đức Phổ ␛[31m(cũ)   4", "{terminal}");
        terminal.send(DOWN);
        terminal.wait_for("> Huyện");
        terminal.send(ENTER);
        terminal.answers("Some(4)");
        assert_eq!(terminal.rows()[0], "> Đơn vị: Huyện ủy Đức Phổ ␛[31m(cũ) 4", "{terminal}");
    }
}

#[test]
fn where_nothing_fits_nothing_is_chosen() {
    let mut terminal = ask("pick 6", 80, 24);
    terminal.wait_for("Sở Nội vụ");
    terminal.send("sở zz");
    terminal.wait_for("không có gì khớp");
    terminal.send(ENTER);
    // The question is taken back and asked anew: between the two the terminal takes keys for itself.
    terminal.wait_written_after("\u{1b}[A\r\u{1b}[J", "Esc thôi");
    terminal.send(BACKSPACE);
    terminal.send(BACKSPACE);
    terminal.wait_for("> Sở Nội vụ");
    assert_eq!(terminal.rows()[0], "? Đơn vị: sở", "{terminal}");
    terminal.send(ENTER);
    terminal.answers("Some(5)");
}

#[test]
fn every_question_can_be_left() {
    for (question, sign) in [("pick 6", "> Thị"), ("day plain", "15/05"), ("texts", "văn bản"), ("yes", "Ghi")] {
        for key in [ESC, CTRL_C, CTRL_D] {
            for place in [ask, ask_at_foot] {
                let mut terminal = place(question, 60, 12);
                terminal.wait_for(sign);
                terminal.send(key);
                terminal.wait_for("(thôi)\nanswer: None");
                assert!(terminal.rows().iter().any(|row| row.starts_with("? ")), "{terminal}");
                for foreign in ["cancel", "enter to", "to filter", "Invalid", "Canceled", "Y/n", "interrupt"] {
                    assert!(!terminal.written().contains(foreign), "{terminal}");
                }
                terminal.answers("None");
            }
        }
    }
}

#[test]
fn a_long_list_in_a_small_terminal() {
    for (columns, rows) in [(20, 1), (20, 3), (40, 10), (120, 40)] {
        let mut terminal = ask("pick 5000", columns, rows);
        terminal.wait_for("> Thị ủy Đức");
        let lines: Vec<String> = terminal.rows().into_iter().filter(|row| !row.is_empty()).collect();
        assert!(lines.len() <= usize::from(rows), "{terminal}");
        assert_eq!(terminal.wrapped(), Vec::<String>::new(), "{terminal}");
        terminal.send(UP);
        terminal.wait_for("> Ban");
        terminal.send("unit-4323");
        terminal.wait_for("> Ủy ban");
        terminal.send(ENTER);
        terminal.answers("Some(4323)");
    }
}

#[test]
fn a_long_line_is_cut_with_a_sign() {
    let mut terminal = ask("pick 6", 40, 10);
    terminal.wait_for("Sở Nội vụ");
    assert_eq!(terminal.rows()[4], "  Ủy ban Mặt trận Tổ quốc Việt Nam tỉn…", "{terminal}");
    // Of the help what is needed most stays.
    assert_eq!(terminal.rows()[7], "[gõ để tìm · Enter nhận · Esc thôi]", "{terminal}");
    terminal.send("mặt trận");
    terminal.wait_gone("Sở Nội vụ");
    terminal.send(ENTER);
    terminal.wait_for("answer");
    assert_eq!(terminal.rows()[..2], ["> Đơn vị: Ủy ban Mặt trận Tổ quốc Việt", "          Nam tỉnh Quảng Ngãi 3"]);
}

#[test]
fn a_day_is_the_one_offered_or_one_typed() {
    let mut terminal = ask("day plain", 60, 10);
    terminal.wait_for("? Ngày xong: (15/05/2024)");
    terminal.send(ENTER);
    terminal.answers("Some(2024-05-15)");

    let mut terminal = ask("day plain", 60, 10);
    terminal.wait_for("(15/05/2024)");
    terminal.send("mai");
    terminal.send(ENTER);
    terminal.wait_for("! “mai” không phải là ngày");
    terminal.send(&BACKSPACE.repeat(3));
    terminal.send(" 1/6/2024 ");
    terminal.send(ENTER);
    terminal.wait_for("> Ngày xong: 01/06/2024");
    terminal.answers("Some(2024-06-01)");
    assert_eq!(terminal.rows()[1], "answer: Some(2024-06-01)", "{terminal}");
}

#[test]
fn texts_end_with_an_empty_one() {
    let mut terminal = ask("texts", 60, 12);
    terminal.wait_for("? Minh chứng:");
    terminal.send(ENTER);
    terminal.wait_for("> Minh chứng: không có");
    terminal.answers("Some([])");

    let mut terminal = ask("texts", 60, 12);
    terminal.wait_for("? Minh chứng:");
    terminal.send(&"Báo cáo 12-BC/HU".nfd().collect::<String>());
    terminal.send(ENTER);
    terminal.wait_for("> Minh chứng: Báo cáo 12-BC/HU\n? Minh chứng:");
    // A cell of a spreadsheet is copied with its line end, and cells are copied together.
    terminal.paste("  Tờ trình 3\t\u{200b}\r\nCông văn 4\r\n");
    terminal.wait_for("Công văn");
    terminal.send(ENTER);
    terminal.wait_for("> Minh chứng: Tờ trình 3 ; Công văn 4\n? Minh chứng:");
    terminal.send(ENTER);
    terminal.answers("Some([\"Báo cáo 12-BC/HU\", \"Tờ trình 3\", \"Công văn 4\"])");
}

#[test]
fn yes_and_no_in_both_languages() {
    for (typed, shown, answer) in [
        ("", "có", "Some(true)"),
        ("c", "có", "Some(true)"),
        ("Có", "có", "Some(true)"),
        ("yes", "có", "Some(true)"),
        ("k", "không", "Some(false)"),
        ("KHÔNG", "không", "Some(false)"),
        ("n", "không", "Some(false)"),
    ] {
        let mut terminal = ask("yes", 60, 10);
        terminal.wait_for("? Ghi vào tệp? (có)");
        terminal.send(typed);
        terminal.send(ENTER);
        terminal.wait_for(&format!("> Ghi vào tệp? {shown}"));
        terminal.answers(answer);
    }
    let mut terminal = ask("yes", 60, 10);
    terminal.wait_for("(có)");
    terminal.send("x\r");
    terminal.wait_for("! trả lời c (có) hoặc k (không)");
    terminal.send(ESC);
    terminal.answers("None");
}

#[test]
fn without_colours_there_are_none() {
    let coloured =
        |terminal: &Terminal| terminal.written().contains("\u{1b}[3") || terminal.written().contains("\u{1b}[1m");
    for (question, colour) in [("day plain", false), ("day colour", true)] {
        let mut terminal = ask(question, 60, 10);
        terminal.wait_for("(15/05/2024)");
        terminal.send("mai\r");
        terminal.wait_for("! “mai”");
        terminal.send(&BACKSPACE.repeat(3));
        terminal.send(ENTER);
        terminal.answers("Some");
        assert_eq!(coloured(&terminal), colour, "{:?}", terminal.written());
    }
}

#[test]
fn a_terminal_that_goes_away_ends_the_question() {
    for question in ["pick 6", "day plain", "texts", "yes"] {
        // The signal that comes with it ends a program; but one that ignores it must end as well.
        let program = asking(question);
        let mut heedless = Command::new("/bin/sh");
        heedless.arg("-c").arg("trap '' HUP; exec \"$0\" \"$@\"").arg(program.get_program()).args(program.get_args());
        heedless.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let mut terminal = Terminal::start(&heedless, 60, 10);
        terminal.wait_for("? ");
        assert_eq!(terminal.hang_up().code(), Some(GONE), "{question}");
        let mut terminal = ask(question, 60, 10);
        terminal.wait_for("? ");
        // Whether the signal comes first or the end of what is typed is the system's choice.
        let code = terminal.hang_up().code();
        assert!(code.is_none() || code == Some(GONE), "{question}: {code:?}");
    }
}
