//! Help: clap's layout, with every text put in by the id of its argument.

use clap::builder::Styles;
use clap::{Arg, ArgAction, Args};

use super::args::{self, Global};
use super::command::{Help, Spec};
use super::commands::COMMANDS;
use crate::model::plan::Lang;
use crate::words::Words;

/// The help of the program, or of one of its commands.
pub(super) fn help(of: Option<&'static Spec>, long: bool, words: &dyn Words) -> String {
    let program = clap::Command::new("tiendo").disable_help_subcommand(true);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let mut program = texted(program.version(env!("CARGO_PKG_VERSION")), None, words, |program| {
        Global::augment_args(program.arg(version))
    });
    if let Some(spec) = of {
        program = program.subcommand(texted(clap::Command::new(spec.name), of, words, spec.args));
        program.build();
        let command = program.find_subcommand_mut(spec.name).expect("it was added");
        return command.render_help().to_string();
    }
    let about = |spec: &'static Spec| clap::Command::new(spec.name).about(text(words, Some(spec), "about"));
    let mut program = program.subcommands(COMMANDS.iter().map(about));
    if long { program.render_long_help() } else { program.render_help() }.to_string()
}

/// A command with its arguments and their texts.
fn texted(
    command: clap::Command,
    of: Option<&'static Spec>,
    words: &dyn Words,
    args: impl FnOnce(clap::Command) -> clap::Command,
) -> clap::Command {
    let text = |id: &str| text(words, of, id);
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let command = args(command.disable_help_flag(true).disable_version_flag(true).arg(help));
    let mut position = 0;
    let command = command.mut_args(|arg| {
        let (help, positional) = (text(arg.get_id().as_str()), arg.is_positional());
        let heading = arg.get_help_heading().unwrap_or(if positional { "arguments" } else { "options" });
        let heading = text(heading);
        let valued = arg.get_action().takes_values();
        // The texts name the values and the default in their own language; clap's own hints are English.
        let arg = arg.help(help).help_heading(heading).hide_possible_values(valued).hide_default_value(valued);
        position += usize::from(positional);
        if positional { arg.display_order(position) } else { arg }
    });
    let usage = match of {
        Some(spec) => format!("tiendo {}{} [{}]", spec.name, usage(&command, text), text("options").to_lowercase()),
        None => format!("tiendo [{}] [{}]", text("commands").to_lowercase(), text("options").to_lowercase()),
    };
    // The program's examples are those of its default command.
    let default = of.map_or_else(|| COMMANDS.first(), Some);
    let examples = format!("{}:\n{}", text("examples-heading"), self::text(words, default, "examples"));
    let exit_codes = if of.is_none() { format!("\n\n{}", text("exit-codes")) } else { String::new() };
    let template =
        format!("{{about-with-newline}}\n{}:\n  {{usage}}\n\n{{all-args}}{{after-help}}\n", text("usage-heading"));
    let command = if of.is_none() { command.long_about(text("long-about")) } else { command };
    command
        .about(text("about"))
        .override_usage(usage)
        .help_template(template)
        .after_help(examples + &exit_codes)
        .subcommand_help_heading(text("commands"))
        .styles(Styles::plain())
        .max_term_width(100)
}

/// What follows a command's name, before its options.
fn usage(command: &clap::Command, text: impl Fn(&str) -> &'static str) -> String {
    let own = text("usage");
    if !own.is_empty() {
        return format!(" {own}");
    }
    let required = command.get_opts().filter(|arg| arg.is_required_set());
    let shown = |arg: &Arg| {
        let value = arg.get_value_names().and_then(|names| names.first()).map_or("", |name| name.as_str());
        match (arg.get_short(), arg.get_long()) {
            (Some(short), _) => format!(" -{short} <{value}>"),
            (None, Some(long)) => format!(" --{long} <{value}>"),
            (None, None) if arg.is_required_set() => format!(" <{value}>"),
            (None, None) => format!(" [{value}]"),
        }
    };
    command.get_positionals().chain(required).map(shown).collect()
}

/// A text by its id: the language's own, else that of the command's file, in English where it has not the language.
fn text(words: &dyn Words, of: Option<&Spec>, id: &str) -> &'static str {
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
    ("long-about",
"\
tiendo đọc kế hoạch (plan.toml) và mỗi đơn vị một tệp (units/<đơn vị>.toml), rồi cho biết đến một
ngày bất kỳ việc nào quá hạn, chưa hoàn thành, đã hoàn thành. Chỉ kế hoạch quy định đơn vị nào có
nghĩa vụ gì: đơn vị chưa có tệp là chưa báo cáo gì, còn nghĩa vụ vẫn nguyên.",
"\
tiendo reads a plan (plan.toml) and one file for each unit (units/<unit>.toml), and says what is
overdue, pending and completed as of any day. The plan alone decides who owes what: a unit without a
file has reported nothing, and owes no less."),
    ("exit-codes",
"\
Mã thoát:
  0  xong
  1  có điều được hỏi đến (--fail-on, --deny, --exit-code, lỗi khi
     check, xung đột khi trộn, báo cáo không khớp)
  2  dòng lệnh sai
  3  không đọc được trọn vẹn thư mục kế hoạch",
"\
Exit codes:
  0  done
  1  the condition asked about was found (--fail-on, --deny, --exit-code, errors in
     check, a conflict, a report that does not match)
  2  the command line is wrong
  3  the workspace could not be read whole"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    #[test]
    fn every_command_and_every_argument_has_help_in_every_language() {
        for lang in [Lang::Vi, Lang::En] {
            let words = words(lang);
            for spec in &COMMANDS {
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
