//! Questions asked in a terminal: one of a list, a day, texts, yes or no. They are drawn on standard error.

mod found;

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt::{self, Display};
use std::io::{self, IsTerminal};
use std::rc::Rc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;
use inquire::error::InquireResult;
use inquire::ui::{Attributes, Color, ErrorMessageRenderConfig, RenderConfig, StyleSheet, Styled};
use inquire::validator::{ErrorMessage, Validation};
use inquire::{InquireError, Select, Text};
use unicode_width::UnicodeWidthChar;

use self::found::Typed;
use crate::page::terminal::wrap;
use crate::shell::to_stderr;
use crate::text::{fold, hidden, nfc, one_line, shows_nothing, width};

/// How large a terminal is that does not say.
const DEFAULT_SIZE: (usize, usize) = (80, 24);
/// How often a question looks whether its terminal is still there.
const LOOK: Duration = Duration::from_millis(250);
/// Takes back the line before the cursor's.
const TAKE_BACK: &[u8] = b"\x1b[A\r\x1b[J";
/// Takes back what stands on the cursor's line and below.
const CLEAR_BELOW: &str = "\r\x1b[J";
/// How far texts below a question stand in, below the question's words.
const INDENT: usize = 2;
/// In fewer columns than these texts are hard to read.
const LITTLE_ROOM: usize = 24;
/// What parts the pieces of a help line.
const BETWEEN: &str = " · ";

/// Why a question got no answer, other than that nobody wants to give one.
#[derive(Debug)]
pub enum PromptError {
    Gone,
    /// The terminal cannot be read or drawn on.
    Failed(io::Error),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    text: String,
    /// What typed words are looked for in, folded.
    search: String,
    /// What tells it apart from lines that look the same.
    apart: String,
}

impl Choice {
    /// A line that is found by any part of these names. Blanks that line its columns up stay.
    pub fn new(text: &str, names: &[&str]) -> Self {
        // A line break is in no folded text, so no word is found across two names.
        let search = names.iter().map(|name| fold(name)).collect::<Vec<_>>().join("\n");
        let text = text.split(' ').map(one_line).collect::<Vec<_>>().join(" ");
        Self { text, search, apart: String::new() }
    }

    /// The line with what stands before it where others look the same.
    #[must_use]
    pub(crate) fn told_apart_by(mut self, apart: &str) -> Self {
        self.apart = one_line(apart);
        self
    }
}

/// The words that questions have in common.
#[derive(Clone, Copy, Debug)]
pub struct PromptWords {
    /// What stands in place of an answer where the question was left.
    pub left: &'static str,
    /// No line of the list has what was typed.
    pub nothing_found: &'static str,
    pub no_texts: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    /// The answer is neither yes nor no.
    pub yes_or_no: &'static str,
}

/// Asks questions. Esc, Ctrl-C and Ctrl-D leave a question: its answer is then `None`.
///
/// Pieces of a help line are parted by ` · `; where a terminal is too narrow the first ones go.
#[derive(Clone, Copy, Debug)]
pub struct Prompts {
    pub words: PromptWords,
    /// Whether there are colours. They only repeat what signs and words say.
    pub colour: bool,
}

impl Prompts {
    /// One of these choices: its place among them. Once something is typed, those come first that have it as it was typed,
    /// then those with words that begin so; otherwise they stay in their order.
    pub fn pick(&self, message: &str, help: &str, choices: Vec<Choice>) -> Result<Option<usize>, PromptError> {
        if choices.is_empty() {
            return Ok(None);
        }
        let prompts = *self;
        let (message, help) = (short_message(message), fitting_help(help));
        self.ask(move || prompts.pick_here(&message, &help, choices))
    }

    fn pick_here(&self, message: &str, help: &str, choices: Vec<Choice>) -> InquireResult<usize> {
        let nothing = choices.len();
        let typed = RefCell::new(Typed::default());
        let found = Cell::new(false);
        let offset = width(message) + 3;
        let score = |input: &str, line: &ShownChoice, _: &str, at: usize| {
            let mut typed = typed.borrow_mut();
            typed.set(input);
            if at == 0 {
                found.set(false);
            }
            let rank = if at == nothing { (!found.get()).then_some(0) } else { typed.rank_in(&line.0.search) };
            found.set(found.get() || rank.is_some());
            rank
        };
        let answer = |line: inquire::list_option::ListOption<&ShownChoice>| {
            if line.index == nothing { String::new() } else { hanging(&line.value.0.text, offset) }
        };
        let mut lines: Vec<ShownChoice> = told_apart(choices, columns() - 2).into_iter().map(ShownChoice).collect();
        lines.push(ShownChoice(Choice::new(self.words.nothing_found, &[])));
        let (_, rows) = size();
        // Of the terminal's rows the question, the help and a row for typing that wraps are kept free.
        let page = rows.saturating_sub(4).max(1);
        loop {
            let before = typed.borrow().input.clone();
            let mut select = Select::new(message, lines.clone())
                .with_scorer(&score)
                .with_sorter(&|found| found.sort_by_key(|(_, rank)| Reverse(*rank)))
                .with_formatter(&answer)
                .with_page_size(page)
                .with_starting_filter_input(&before)
                .with_render_config(self.config());
            select.help_message = (page > 1).then_some(help);
            match select.raw_prompt()?.index {
                // The line that says that there is nothing cannot be chosen: the question stands as it stood.
                index if index == nothing => to_stderr(TAKE_BACK),
                index => return Ok(index),
            }
        }
    }

    /// A day. An empty answer is the `default`; any other is read by `read`, or refused with what it says.
    pub fn day(
        &self,
        message: &str,
        help: &str,
        default: NaiveDate,
        read: impl Fn(&str) -> Result<NaiveDate, String> + Send + 'static,
    ) -> Result<Option<NaiveDate>, PromptError> {
        self.value(message, help, default, |day| day.format("%d/%m/%Y").to_string(), read)
    }

    /// Yes or no, in Vietnamese or English, also by a first letter.
    pub fn yes(&self, message: &str, help: &str, default: bool) -> Result<Option<bool>, PromptError> {
        let words = self.words;
        let show = move |yes: bool| if yes { words.yes } else { words.no }.to_owned();
        let read = move |typed: &str| match fold(typed).as_str() {
            "c" | "co" | "y" | "yes" => Ok(true),
            "k" | "khong" | "n" | "no" => Ok(false),
            _ => Err(words.yes_or_no.to_owned()),
        };
        self.value(message, help, default, show, read)
    }

    /// Texts, one after the other, until an empty one. Each line of what is pasted is a text of its own.
    pub fn texts(&self, message: &str, help: &str) -> Result<Option<Vec<String>>, PromptError> {
        let mut texts = Vec::new();
        loop {
            let (prompts, message, help) = (*self, short_message(message), fitting_help(help));
            let first = texts.is_empty();
            let given = self.ask(move || {
                let offset = width(&message) + 3;
                let shown = |typed: &str| match lines(typed) {
                    lines if !lines.is_empty() => hanging(&lines.join(" ; "), offset),
                    _ if first => prompts.words.no_texts.to_owned(),
                    _ => String::new(),
                };
                prompts.text(&message, &help).with_formatter(&shown).prompt()
            })?;
            let Some(given) = given else { return Ok(None) };
            let given = lines(&given);
            if given.is_empty() {
                // The answers before it say enough; of a question without one a line stays.
                if !first {
                    to_stderr(TAKE_BACK);
                }
                return Ok(Some(texts));
            }
            texts.extend(given);
        }
    }

    /// One text, if `check` finds nothing wrong with it.
    pub fn line(
        &self,
        message: &str,
        help: &str,
        check: impl Fn(&str) -> Result<(), String> + Clone + Send + 'static,
    ) -> Result<Option<String>, PromptError> {
        let prompts = *self;
        let (message, help) = (short_message(message), fitting_help(help));
        let given = self.ask(move || {
            let check = move |typed: &str| {
                Ok(match check(&lines(typed).join(" ")) {
                    Ok(()) => Validation::Valid,
                    Err(wrong) => Validation::Invalid(ErrorMessage::Custom(hanging(&wrong, INDENT))),
                })
            };
            prompts.text(&message, &help).with_validator(check).prompt()
        })?;
        Ok(given.map(|given| lines(&given).join(" ")))
    }

    /// A value that is typed: empty for the default, which is shown with the question.
    fn value<T: Copy + Send + 'static>(
        &self,
        message: &str,
        help: &str,
        default: T,
        show: impl Fn(T) -> String + Send + 'static,
        read: impl Fn(&str) -> Result<T, String> + Send + 'static,
    ) -> Result<Option<T>, PromptError> {
        let prompts = *self;
        let (message, help) = (short_message(message), fitting_help(help));
        self.ask(move || {
            let default_text = show(default);
            let given = Rc::new(Cell::new(default));
            let (read, taken, untouched) = (Rc::new(read), Rc::clone(&given), default_text.clone());
            let check = move |typed: &str| {
                let typed = nfc(typed.trim());
                let value = if typed.is_empty() || typed == untouched { Ok(default) } else { read(&typed) };
                Ok(match value {
                    Ok(value) => {
                        taken.set(value);
                        Validation::Valid
                    }
                    Err(wrong) => Validation::Invalid(ErrorMessage::Custom(hanging(&wrong, INDENT))),
                })
            };
            let shown = |_: &str| show(given.get());
            let text = prompts.text(&message, &help).with_default(&default_text).with_formatter(&shown);
            text.with_validator(check).prompt()?;
            Ok(given.get())
        })
    }

    /// Asks in a thread of its own. Whoever reads the keys waits for ever for a terminal that went away, so it is left
    /// to wait there; the process is about to end anyway.
    fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce() -> InquireResult<T> + Send + 'static,
    ) -> Result<Option<T>, PromptError> {
        let (sender, receiver) = mpsc::channel();
        // Who listens no longer has seen the terminal go.
        let answer = move || drop(sender.send(question()));
        thread::Builder::new().spawn(answer).map_err(PromptError::Failed)?;
        loop {
            match receiver.recv_timeout(LOOK) {
                Ok(Ok(answer)) => return Ok(Some(answer)),
                Ok(Err(InquireError::OperationCanceled)) => return Ok(None),
                Ok(Err(InquireError::OperationInterrupted)) => {
                    // The question stays as it was, and at the foot of the screen the cursor is on its last line.
                    to_stderr(format!("{CLEAR_BELOW}{}\n", self.words.left).as_bytes());
                    return Ok(None);
                }
                // A terminal that goes while the question is drawn fails first.
                Ok(Err(InquireError::IO(error))) if io::stdin().is_terminal() => {
                    return Err(PromptError::Failed(error));
                }
                Err(RecvTimeoutError::Timeout) if io::stdin().is_terminal() => {}
                Ok(Err(_)) | Err(_) => return Err(PromptError::Gone),
            }
        }
    }

    fn text<'a>(&self, message: &'a str, help: &'a str) -> Text<'a, 'a> {
        let mut text = Text::new(message).with_render_config(self.config());
        text.help_message = (size().1 > 2).then_some(help);
        text
    }

    /// How questions look. Signs are of ASCII, which every console has.
    fn config(&self) -> RenderConfig<'static> {
        let paint = |colour: Color| if self.colour { StyleSheet::new().with_fg(colour) } else { StyleSheet::new() };
        let bold = if self.colour { StyleSheet::new().with_attr(Attributes::BOLD) } else { StyleSheet::new() };
        let sign = |sign: &'static str, colour: Color| Styled::new(sign).with_style_sheet(paint(colour));
        let wrong = ErrorMessageRenderConfig::empty()
            .with_prefix(sign("!", Color::DarkRed))
            .with_message(paint(Color::DarkRed));
        let mut config = RenderConfig::empty()
            .with_prompt_prefix(sign("?", Color::DarkCyan))
            .with_answered_prompt_prefix(sign(">", Color::DarkGreen))
            .with_highlighted_option_prefix(sign(">", Color::DarkCyan))
            .with_scroll_up_prefix(Styled::new("^"))
            .with_scroll_down_prefix(Styled::new("v"))
            .with_error_message(wrong)
            .with_answer(bold);
        config.canceled_prompt_indicator = Styled::new(self.words.left);
        config.selected_option = Some(bold);
        config
    }
}

/// Whether questions can be asked. Whether standard error, on which they are drawn, is a terminal, the shell knows.
pub fn is_terminal(stderr: bool) -> bool {
    // A terminal without colours is one that cannot move its cursor either.
    stderr && io::stdin().is_terminal() && anstyle_query::term_supports_color()
}

/// The lines, and before those that look the same in so many columns what tells them apart.
fn told_apart(mut choices: Vec<Choice>, columns: usize) -> Vec<Choice> {
    let mut alike: HashMap<String, usize> = HashMap::new();
    for choice in &choices {
        *alike.entry(cut(&choice.text, columns)).or_default() += 1;
    }
    for choice in choices.iter_mut().filter(|choice| !choice.apart.is_empty()) {
        if alike[&cut(&choice.text, columns)] > 1 {
            choice.text = format!("{}{BETWEEN}{}", choice.apart, choice.text);
        }
    }
    choices
}

/// A line as it is drawn: cut to the terminal as wide as it is then.
#[derive(Clone)]
struct ShownChoice(Choice);

impl Display for ShownChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&cut(&self.0.text, columns() - 2))
    }
}

/// Columns and rows of the terminal.
fn size() -> (usize, usize) {
    terminal_size::terminal_size().map_or(DEFAULT_SIZE, |(columns, rows)| (columns.0.into(), rows.0.into()))
}

/// The columns that are written in. The last one stays free: there terminals differ in where the cursor is.
fn columns() -> usize {
    size().0.saturating_sub(1).max(8)
}

/// A message that leaves a third of the line to the answer.
fn short_message(message: &str) -> String {
    cut(&one_line(message), columns() * 2 / 3)
}

/// As many of the last pieces of a help line as fit, between the brackets it gets.
fn fitting_help(help: &str) -> String {
    let (help, room) = (one_line(help), columns() - 2);
    let mut rest = help.as_str();
    while width(rest) > room {
        let Some((_, last)) = rest.split_once(BETWEEN) else { break };
        rest = last;
    }
    cut(rest, room)
}

/// An answer that begins in the column `offset`: its further lines are put below its beginning, or, where there is
/// little room, all of it below the question.
fn hanging(answer: &str, offset: usize) -> String {
    let answer = one_line(answer);
    let room = columns().saturating_sub(offset);
    if width(&answer) <= room {
        return answer;
    }
    let indented = |indent: usize| {
        let lines = wrap(&answer, columns().saturating_sub(indent));
        lines.join(&format!("\n{}", " ".repeat(indent)))
    };
    if offset <= INDENT || room >= LITTLE_ROOM {
        indented(offset)
    } else {
        format!("\n{}{}", " ".repeat(INDENT), indented(INDENT))
    }
}

/// The texts of what was typed or pasted: a line each, without what cannot be seen.
fn lines(typed: &str) -> Vec<String> {
    let clean = |line: &str| {
        let seen: String = line.chars().filter(|c| c.is_whitespace() || hidden(*c).is_none()).collect();
        nfc(&one_line(&seen))
    };
    typed.lines().map(clean).filter(|line| !shows_nothing(line)).collect()
}

/// `text`, or as much of its beginning as fits into so many columns with a sign that it goes on.
fn cut(text: &str, columns: usize) -> String {
    if text.len() <= columns {
        return text.to_owned();
    }
    // Letter by letter, as the library counts, and as a whole, as some terminals show joined signs.
    let whole = text.chars().map(|c| c.width().unwrap_or(0)).sum::<usize>().max(width(text));
    if whole <= columns {
        return text.to_owned();
    }
    let mut room = columns.saturating_sub(1);
    let fits = |c: &char| {
        let wide = c.width().unwrap_or(0);
        let fits = wide <= room;
        room = room.saturating_sub(wide);
        fits
    };
    let mut kept: String = text.chars().take_while(fits).collect();
    while width(&kept) + 1 > columns && kept.pop().is_some() {}
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_fits_and_says_that_it_goes_on() {
        for text in [
            "Huyện ủy Nghĩa Hành",
            "Huye\u{323}\u{302}n u\u{309}y Nghi\u{303}a Ha\u{300}nh",
            "日本語のテキスト",
            "☔\u{fe0f}☔\u{fe0f}",
        ] {
            for columns in 1..30 {
                let cut = cut(text, columns);
                assert!(width(&cut) <= columns, "{columns}: {cut}");
                assert_eq!(cut.ends_with('…'), cut != text, "{columns}: {cut}");
            }
        }
        assert_eq!(cut("Huyện ủy Nghĩa Hành", 10), "Huyện ủy…");
    }

    #[test]
    fn typed_words_are_looked_for_one_by_one() {
        let choice = Choice::new("a\tb  c\u{7}", &["Huyện ủy Ba Tơ", "HU-BT"]);
        assert_eq!(choice.text, "a b  c␇");
        let finds = |input: &str| {
            let mut typed = Typed::default();
            typed.set(input);
            typed.rank_in(&choice.search).is_some()
        };
        for input in ["", "  ", "ba to", "TƠ huyen", "hu-bt", "ủy bt"] {
            assert!(finds(input), "{input}");
        }
        assert!(!finds("ba x") && !finds("bato"));
    }

    #[test]
    fn lines_that_look_the_same_say_what_tells_them_apart() {
        let choice = |text: &str, apart: &str| Choice::new(text, &[text]).told_apart_by(apart);
        let all = vec![
            choice("Báo cáo sơ kết", "bao-cao-1"),
            choice("Báo cáo sơ kết", "bao-cao-2"),
            choice("Báo cáo sơ kết năm", "bao-cao-3"),
            choice("Tập huấn", "tap-huan"),
            choice("Thêm", ""),
            choice("Thêm", ""),
        ];
        let texts = |columns: usize| -> Vec<String> {
            told_apart(all.clone(), columns).into_iter().map(|choice| choice.text).collect()
        };
        let (one, other) = ("bao-cao-1 · Báo cáo sơ kết", "bao-cao-2 · Báo cáo sơ kết");
        assert_eq!(texts(40), [one, other, "Báo cáo sơ kết năm", "Tập huấn", "Thêm", "Thêm"]);
        // Also where only what is cut off would.
        assert_eq!(texts(10)[2], "bao-cao-3 · Báo cáo sơ kết năm");
        assert_eq!(all[0].search, "bao cao so ket");
    }

    #[test]
    fn what_is_pasted_becomes_texts_of_a_line_each() {
        assert_eq!(lines(" Báo\tcáo \u{200b}\r\n\n\u{1b}[31mHai\u{302}\n"), ["Báo cáo", "[31mHaî"]);
        assert_eq!(lines(" \u{feff}\n"), Vec::<String>::new());
    }
}
