//! The other end of the terminal: this test program, started again to ask one question and say what the answer was.

use std::env;
use std::io::stdin;
use std::process::{Command, exit};

use chrono::NaiveDate;
use tiendo::prompt::{Choice, PromptError, PromptWords, Prompts, is_terminal};
use tiendo::shell::to_stderr;

use crate::support::same_test;
use crate::terminal::Terminal;

/// The variable that says which question to ask.
const QUESTION: &str = "TIENDO_TEST_QUESTION";
/// The variable that says to ask it at the foot of the screen.
const AT_FOOT: &str = "TIENDO_TEST_AT_FOOT";
/// The exit code where the terminal went away.
pub const GONE: i32 = 7;
/// Before the answer.
const ANSWER: &str = "answer: ";

/// Units to choose from, worst first.
const UNITS: [&str; 6] = [
    "Thị ủy Đức Phổ",
    "Ban Tổ chức Tỉnh ủy",
    "Huyện ủy Nghĩa Hành",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Quảng Ngãi",
    "Huyện ủy Đức Phổ \u{1b}[31m(cũ)",
    "Sở Nội vụ",
];

/// A question to ask, in a terminal of so many columns and rows.
pub fn ask(question: &str, columns: u16, rows: u16) -> Terminal {
    Terminal::start(&asking(question), columns, rows)
}

/// The same at the foot of the screen, which moves up with every further line.
pub fn ask_at_foot(question: &str, columns: u16, rows: u16) -> Terminal {
    Terminal::start(asking(question).env(AT_FOOT, "1"), columns, rows)
}

/// The command that asks a question.
pub fn asking(question: &str) -> Command {
    let mut command = same_test(module_path!(), "one_question");
    command.arg("--nocapture").env(QUESTION, question);
    command
}

impl Terminal {
    /// Waits for an answer, and that the terminal reads lines again and shows its cursor.
    pub fn answers(&mut self, answer: &str) {
        self.wait_written(&format!("{ANSWER}{answer}"));
        self.send("a line\r");
        self.wait_written("read: a line");
        assert_eq!(self.ends(), 0, "{self}");
        assert!(!self.screen().hide_cursor() && !self.screen().bracketed_paste(), "{self}");
    }
}

/// No test of its own: what the tests of questions start.
#[test]
fn one_question() {
    let Ok(question) = env::var(QUESTION) else { return };
    // The harness has written a line of its own by now.
    to_stderr(if env::var_os(AT_FOOT).is_some() { b"\x1b[2J\x1b[99B" } else { b"\x1b[2J\x1b[H" });
    assert!(is_terminal(true) && !is_terminal(false));
    let answer = match question.split_once(' ') {
        Some(("pick", many)) => shown(picked(many.parse().expect("a number"))),
        Some(("day", colour)) => shown(prompts(colour == "colour").day("Ngày xong:", "Esc thôi", DAY, day)),
        None if question == "texts" => shown(prompts(false).texts("Minh chứng:", "mỗi lần một văn bản · Esc thôi")),
        None if question == "yes" => shown(prompts(false).yes("Ghi vào tệp?", "c: có · k: không", true)),
        _ => panic!("there is no question {question}"),
    };
    to_stderr(format!("{ANSWER}{answer}\n").as_bytes());
    // A terminal that is as it was gives a line where Enter is pressed.
    let mut line = String::new();
    stdin().read_line(&mut line).expect("standard input can be read");
    to_stderr(format!("read: {line}").as_bytes());
    exit(0);
}

/// The day that is offered.
const DAY: NaiveDate = NaiveDate::from_ymd_opt(2024, 5, 15).expect("it is in the calendar");

fn prompts(colour: bool) -> Prompts {
    let words = PromptWords {
        left: "(thôi)",
        nothing_found: "không có gì khớp",
        no_texts: "không có",
        yes: "có",
        no: "không",
        yes_or_no: "trả lời c (có) hoặc k (không)",
    };
    Prompts { words, colour }
}

fn picked(many: usize) -> Result<Option<usize>, PromptError> {
    let choices = (0..many).map(|at| {
        let name = UNITS[at % UNITS.len()];
        Choice::new(&format!("{name}   {at}"), &[name, &format!("unit-{at}")])
    });
    prompts(false).pick("Đơn vị:", "↑↓ chọn · gõ để tìm · Enter nhận · Esc thôi", choices.collect())
}

fn day(typed: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(typed, "%d/%m/%Y").map_err(|_| format!("“{typed}” không phải là ngày"))
}

fn shown<T: std::fmt::Debug>(answer: Result<Option<T>, PromptError>) -> String {
    match answer {
        Ok(answer) => format!("{answer:?}"),
        Err(PromptError::Gone) => exit(GONE),
        Err(PromptError::Failed(error)) => panic!("{error}"),
    }
}
