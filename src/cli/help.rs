//! Help: laid out here, since clap can neither group commands nor speak a language.

use clap::{Arg, ArgAction, Args};

use super::args::{self, Global};
use super::command::{Help, Spec};
use super::commands::{self, GROUPS};
use crate::model::plan::Lang;
use crate::page::terminal::{left, wrap};
use crate::text::width;
use crate::words::Words;
use crate::words::topic::Topic;

/// Where the remark on an example begins, if there is room.
const EXAMPLE_COLUMN: usize = 42;
/// The least room for a text beside its label.
const LEAST_TEXT: usize = 24;

/// What is said of the program or a command, before it is laid out.
pub(super) struct HelpContent {
    pub(super) about: &'static str,
    pub(super) sections: Vec<HelpSection>,
}

/// A heading, and labels with what is said of each; `column` is where that begins if there is room.
pub(super) struct HelpSection {
    pub(super) heading: &'static str,
    pub(super) rows: Vec<(String, String)>,
    column: usize,
}

/// The help of the program, or of one of its commands, no line of it wider than `columns`.
pub(super) fn help(of: Option<&'static Spec>, long: bool, words: &dyn Words, columns: usize) -> String {
    let content = content(of, long, words);
    let mut page = HelpPage { text: String::new(), width: columns };
    page.paragraph(content.about);
    for section in content.sections {
        page.section(section.heading, section.rows, section.column);
    }
    page.text
}

/// What the help of the program, or of one of its commands, says.
pub(super) fn content(of: Option<&'static Spec>, long: bool, words: &dyn Words) -> HelpContent {
    let text = |id: &str| text(words, of, id);
    let flag = |id: &'static str, short| Arg::new(id).short(short).long(id).action(ArgAction::SetTrue);
    let command = clap::Command::new("tiendo").arg(flag("help", 'h'));
    let command = match of {
        Some(spec) => (spec.args)(command),
        None => command.arg(flag("version", 'V')),
    };
    let usage = match of {
        Some(spec) => format!("tiendo {}{} [OPTIONS]", spec.name, usage(&command, text)),
        None => "tiendo [OPTIONS] [COMMAND]".to_owned(),
    };
    let command = Global::augment_args(command);
    let mut sections = Vec::new();
    let mut section = |heading: &str, rows: Vec<(String, String)>, column| {
        if !rows.is_empty() {
            sections.push(HelpSection { heading: text(heading), rows, column });
        }
    };
    section("usage-heading", vec![(placeholders(&usage, words), String::new())], 0);
    if of.is_none() {
        let names = commands::all().map(|spec| spec.name.len()).max().unwrap_or(0);
        for (heading, specs) in GROUPS.into_iter().filter(|(heading, _)| !heading.is_empty()) {
            let about = |spec: &'static Spec| (spec.name.to_owned(), self::text(words, Some(spec), "about").to_owned());
            section(heading, specs.iter().map(about).collect(), names + 4);
        }
    }
    for heading in ["arguments", "options", "filters", "global"] {
        let taken = |arg: &&Arg| of.is_none_or(|spec| spec.takes(arg.get_id().as_str()));
        let args = command.get_arguments().filter(|arg| self::heading(arg) == heading).filter(taken);
        let rows: Vec<_> = args.map(|arg| (placeholders(&label(arg), words), about(arg, text))).collect();
        let longest = rows.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
        section(heading, rows, longest + 4);
    }
    // The program's examples are those of its default command.
    let examples = self::text(words, of.or_else(|| commands::all().next()), "examples");
    section("examples-heading", remarked(examples), EXAMPLE_COLUMN);
    section("exit-codes-heading", remarked(text("exit-codes")), 5);
    if of.is_none() {
        let title = |topic: Topic| words.topic(topic).lines().next().unwrap_or_default().to_owned();
        let rows = Topic::ALL.map(|topic| (format!("tiendo help {}", topic.as_str()), title(topic))).to_vec();
        section("topics-heading", rows, 28);
    }
    HelpContent { about: text(if long && of.is_none() { "long-about" } else { "about" }), sections }
}

/// A topic: a title, paragraphs, and sections whose heading follows `==` and whose rows have a remark after `  # `.
pub(super) fn topic(topic: Topic, words: &dyn Words, columns: usize) -> String {
    let mut page = HelpPage { text: String::new(), width: columns };
    for block in words.topic(topic).trim().split("\n\n") {
        if let Some((heading, rows)) = block.strip_prefix("== ").and_then(|section| section.split_once('\n')) {
            let rows = remarked(rows);
            let longest = rows.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
            page.section(heading, rows, (longest + 4).min(EXAMPLE_COLUMN));
        } else {
            page.text.push_str(if page.text.is_empty() { "" } else { "\n" });
            page.paragraph(block);
        }
    }
    page.text
}

/// Lines each with a remark after `  # `.
fn remarked(lines: &str) -> Vec<(String, String)> {
    let parted = lines.lines().map(|line| line.split_once("  # ").unwrap_or((line, "")));
    parted.map(|(line, remark)| (line.to_owned(), remark.to_owned())).collect()
}

/// The heading that an argument stands under.
fn heading(arg: &Arg) -> &str {
    arg.get_help_heading().unwrap_or(if arg.is_positional() { "arguments" } else { "options" })
}

/// What is said of an argument; `{values}` in it are those it takes.
fn about(arg: &Arg, text: impl Fn(&str) -> &'static str) -> String {
    let values: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    text(arg.get_id().as_str()).replace("{values}", &values.join(", "))
}

fn value(arg: &Arg) -> &str {
    arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str())
}

/// An argument as it is typed.
fn label(arg: &Arg) -> String {
    let named = match (arg.get_short(), arg.get_long()) {
        (Some(short), Some(long)) => format!("-{short}, --{long}"),
        (Some(short), None) => format!("-{short}"),
        (None, Some(long)) => format!("    --{long}"),
        (None, None) if arg.is_required_set() => return format!("<{}>", value(arg)),
        (None, None) => return format!("[{}]", value(arg)),
    };
    if arg.get_action().takes_values() { format!("{named} <{}>", value(arg)) } else { named }
}

/// What follows a command's name, before its options.
fn usage(command: &clap::Command, text: impl Fn(&str) -> &'static str) -> String {
    let own = text("usage");
    if !own.is_empty() {
        return format!(" {own}");
    }
    let required = command.get_opts().filter(|arg| arg.is_required_set());
    let typed = |arg: &Arg| match arg.get_short() {
        Some(short) => format!(" -{short} <{}>", value(arg)),
        None => format!(" {}", label(arg).trim_start()),
    };
    command.get_positionals().chain(required).map(typed).collect()
}

struct HelpPage {
    text: String,
    width: usize,
}

impl HelpPage {
    fn paragraph(&mut self, text: &str) {
        for line in wrap(text, self.width) {
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    /// A heading, and rows of labels whose texts begin in a column, or below where there is no room beside.
    fn section(&mut self, heading: &str, rows: Vec<(String, String)>, column: usize) {
        if rows.is_empty() {
            return;
        }
        self.text.push('\n');
        self.paragraph(&format!("{heading}:"));
        let stacked = column + LEAST_TEXT > self.width;
        let column = if stacked { 6 } else { column };
        for (label, text) in rows {
            let beside = !text.is_empty() && width(&label) + 4 <= column;
            let fits = beside || width(&label) + 2 <= self.width && !stacked;
            let labels = if fits { vec![label] } else { wrap(&label, self.width - 2) };
            let mut texts = if text.is_empty() { Vec::new() } else { wrap(&text, self.width - column) }.into_iter();
            for label in &labels {
                let text = if beside { texts.next() } else { None };
                let line = text.map_or_else(|| label.clone(), |text| left(label, column - 2) + &text);
                self.text.push_str(&format!("  {line}\n"));
            }
            for text in texts {
                self.text.push_str(&format!("{}{text}\n", " ".repeat(column)));
            }
        }
    }
}

/// Placeholders as `<TASK>` in the reader's language.
pub(super) fn placeholders(text: &str, words: &dyn Words) -> String {
    let capital = |c: char| c.is_ascii_uppercase();
    let pieces = text.split_inclusive(|c| !capital(c)).map(|piece| {
        let name = piece.trim_end_matches(|c| !capital(c));
        let said = self::text(words, None, name);
        if said.is_empty() { piece.to_owned() } else { piece.replacen(name, said, 1) }
    });
    pieces.collect()
}

/// A text by its id: the language's own, else that of the command's file, in English where it has not the language.
pub(super) fn text(words: &dyn Words, of: Option<&Spec>, id: &str) -> &'static str {
    let find = |help: Help| help.iter().find(|text| text.0 == id);
    let (name, own) = of.map_or(("tiendo", PROGRAM), |spec| (spec.name, spec.help));
    let own = find(own).map(|text| (format!("{name}.{id}"), text));
    let shared = || Some((id.to_owned(), find(args::HELP)?));
    let Some((id, (_, vi, en))) = own.or_else(shared) else { return "" };
    words.command_help(&id).unwrap_or(if words.lang() == Lang::Vi { vi } else { en })
}

/// What is said of the program itself.
#[rustfmt::skip]
const PROGRAM: Help = &[
    ("about", "Đơn vị nào phải làm gì, đến hạn nào, đã xong chưa", "Who owes what, by when, and whether it was done"),
    ("long-about", "tiendo đọc kế hoạch (plan.toml) và mỗi đơn vị một tệp (units/<đơn vị>.toml), rồi cho biết đến \
                    một ngày bất kỳ việc nào quá hạn, chưa hoàn thành, đã hoàn thành. Chỉ kế hoạch quy định đơn vị \
                    nào có nghĩa vụ gì: đơn vị chưa có tệp là chưa báo cáo gì, nghĩa vụ vẫn giữ nguyên.",
                   "tiendo reads a plan (plan.toml) and one file per unit (units/<unit>.toml), and shows what is \
                    overdue, pending or completed as of any day. Only the plan decides who owes what: a unit without \
                    a file has reported nothing and still owes everything."),
    ("exit-codes",
"0  # xong
1  # gặp điều kiện cần báo (--fail-on, --deny, --exit-code), check thấy lỗi, trộn còn xung đột, hoặc báo cáo không khớp
2  # dòng lệnh sai
3  # không đọc được trọn vẹn thư mục kế hoạch",
"0  # done
1  # the condition asked about was found (--fail-on, --deny, --exit-code), check found errors, a merge left a conflict, or a report does not match
2  # the command line is wrong
3  # the workspace could not be read completely"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    #[test]
    fn topics_are_never_wider_than_the_terminal() {
        for (words, columns) in Lang::all().flat_map(|lang| [20, 40, 80, 100].map(|columns| (words(lang), columns))) {
            for one in Topic::ALL {
                let topic = topic(one, words, columns);
                let wide = topic.lines().filter(|line| width(line) > columns || line.ends_with(' '));
                assert_eq!(wide.collect::<Vec<_>>(), Vec::<&str>::new(), "in {columns} columns");
            }
        }
    }

    #[test]
    fn help_is_never_wider_than_the_terminal() {
        for (words, columns) in Lang::all().flat_map(|lang| [20, 40, 80, 100].map(|columns| (words(lang), columns))) {
            for of in commands::all().map(Some).chain([None]) {
                let help = help(of, true, words, columns);
                let wide = help.lines().filter(|line| width(line) > columns || line.ends_with(' '));
                assert_eq!(wide.collect::<Vec<_>>(), Vec::<&str>::new(), "in {columns} columns");
            }
        }
    }

    #[test]
    fn every_command_and_every_argument_has_help_in_every_language() {
        for lang in Lang::all() {
            let words = words(lang);
            for spec in commands::all() {
                let command = (spec.args)(clap::Command::new(spec.name));
                let args = command.get_arguments().map(|arg| arg.get_id().as_str());
                for id in args.chain(["about", "examples"]) {
                    assert!(!text(words, Some(spec), id).is_empty(), "{} {id} in {lang:?}", spec.name);
                }
            }
            let program = Global::augment_args(clap::Command::new("tiendo"));
            for id in program.get_arguments().map(|arg| arg.get_id().as_str()) {
                assert!(!text(words, None, id).is_empty(), "{id} in {lang:?}");
            }
        }
    }
}
