//! The command line: what can be asked, reading what was, and each command: a few lines of wiring from what was asked to
//! what is written.

mod act;
mod build;
mod calendar;
mod check;
mod diff;
pub mod editing;
mod errors;
mod explain;
mod import;
mod init;
mod list;
mod log;
mod mark;
mod merge;
mod names;
mod output;
mod query;
mod remind;
mod report;
pub mod reporting;
pub mod review;
mod revise;
mod run;
mod session;
mod sheet;
mod show;
mod sides;
mod status;
mod sync;
mod trend;
mod units;
mod verify;

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::ArgMatches;
use clap::parser::ValuesRef;

use self::build::Extent;
pub use self::run::{Exit, Failure, run};
use crate::action::Action;
use crate::model::period::{Period, PeriodError, PeriodKind};
use crate::model::plan::Lang;
use crate::shell::ColorChoice;
use crate::text::one_line;
use crate::view::filter::Wanted;
use crate::words::phrase::Cli;
use crate::words::{Phrase, Words, words};

/// What was asked.
#[derive(Clone, Debug)]
pub struct Invocation {
    /// `-C`.
    pub directory: Option<PathBuf>,
    /// `--as-of`.
    pub as_of: Option<NaiveDate>,
    /// `--lang`, else `TIENDO_LANG`.
    pub lang: Option<Lang>,
    /// `--color`.
    pub color: ColorChoice,
    /// The command.
    pub command: Command,
}

/// A command with what belongs to it.
#[derive(Clone, Debug)]
pub enum Command {
    /// `tiendo status`.
    Status(Query),
    /// `tiendo list`.
    List(Query, By),
    /// `tiendo show`.
    Show {
        /// A task or a unit.
        subject: String,
        /// A period of the task.
        period: Option<Period>,
        /// The unit whose obligation is asked about.
        unit: Option<String>,
        /// `--blame`: by which commit each field was last changed.
        blame: bool,
    },
    /// `tiendo check`.
    Check {
        /// `--unit`.
        units: Vec<String>,
        /// `--deny warnings`.
        deny_warnings: bool,
        /// `--format`.
        format: CheckFormat,
    },
    /// `tiendo done` and the like.
    Act(editing::Act),
    /// `tiendo mark`.
    Mark {
        /// `--unit`.
        unit: Option<String>,
    },
    /// `tiendo init`.
    Init {
        /// The folder.
        folder: Option<PathBuf>,
    },
    /// `tiendo sync`.
    Sync {
        /// `--unit`.
        units: Vec<String>,
        /// `--dry-run`.
        dry_run: bool,
    },
    /// `tiendo sheet`.
    Sheet {
        /// `--unit`.
        units: Vec<String>,
        /// `-o`.
        output: PathBuf,
        /// `--force`.
        force: bool,
    },
    /// `tiendo import`.
    Import {
        /// The file.
        file: PathBuf,
        /// `--dry-run`.
        dry_run: bool,
    },
    /// `tiendo trend`.
    Trend(Query),
    /// `tiendo remind`.
    Remind(reporting::Reminding),
    /// `tiendo calendar`.
    Calendar {
        /// `--unit`.
        units: Vec<String>,
        /// `-o`.
        output: PathBuf,
        /// `--force`.
        force: bool,
    },
    /// `tiendo report`.
    Report(reporting::Reporting),
    /// `tiendo diff`.
    Diff(review::Diffing),
    /// `tiendo log`.
    Log(review::Logging),
    /// `tiendo merge-driver`.
    MergeDriver(review::Merging),
    /// `tiendo textconv`.
    Textconv {
        /// The file.
        file: PathBuf,
    },
    /// `tiendo git-setup`.
    GitSetup {
        /// `--write`.
        write: bool,
    },
    /// `tiendo verify-reports`.
    VerifyReports {
        /// The revision whose reports are looked at.
        revision: Option<String>,
    },
    /// `tiendo explain`.
    Explain {
        /// A code or name.
        code: String,
    },
}

/// What is asked of `status` and `list`.
#[derive(Clone, Debug)]
pub struct Query {
    /// `--unit`.
    pub units: Vec<String>,
    /// `--group`.
    pub groups: Vec<String>,
    /// `--task`.
    pub tasks: Vec<String>,
    /// `--clause`.
    pub clauses: Vec<String>,
    /// `--quarter`.
    pub quarters: Vec<String>,
    /// `--state`.
    pub wanted: Vec<Wanted>,
    /// `--due-within`.
    pub due_within: Option<u32>,
    /// `--fail-on`.
    pub fail_on: Vec<Wanted>,
    /// `--format`.
    pub format: Format,
}

/// What `list` groups by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum By {
    /// Unit, then quarter, then state.
    #[default]
    Unit,
    /// Quarter.
    Quarter,
    /// Task.
    Task,
    /// State.
    State,
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Format {
    /// For people in a terminal.
    #[default]
    Table,
    /// One JSON object.
    Json,
    /// One JSON object a line.
    JsonLines,
    /// For spreadsheets.
    Csv,
    /// Markdown.
    Markdown,
}

/// The form of `check`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum CheckFormat {
    /// For people.
    #[default]
    Human,
    /// JSON.
    Json,
    /// Workflow commands of GitHub Actions.
    Github,
    /// A report of code quality for GitLab.
    Gitlab,
    /// SARIF, for code hosts.
    Sarif,
}

const FORMATS: [(&str, Format); 5] = [
    ("table", Format::Table),
    ("json", Format::Json),
    ("jsonl", Format::JsonLines),
    ("csv", Format::Csv),
    ("markdown", Format::Markdown),
];
const CHECK_FORMATS: [(&str, CheckFormat); 5] = [
    ("human", CheckFormat::Human),
    ("json", CheckFormat::Json),
    ("github", CheckFormat::Github),
    ("gitlab", CheckFormat::Gitlab),
    ("sarif", CheckFormat::Sarif),
];
const GROUPINGS: [(&str, By); 4] =
    [("unit", By::Unit), ("quarter", By::Quarter), ("task", By::Task), ("state", By::State)];
const COLORS: [(&str, ColorChoice); 3] =
    [("auto", ColorChoice::Auto), ("always", ColorChoice::Always), ("never", ColorChoice::Never)];
const LANGS: [(&str, Lang); 2] = [("vi", Lang::Vi), ("en", Lang::En)];
const FAIL_ON: [&str; 3] = ["overdue", "late", "due-soon"];

/// What reading the command line ends in, if not in a command.
#[derive(Clone, Debug)]
pub enum Stop {
    /// Help or the version was asked for.
    Tell(String),
    /// The command line is wrong: the message.
    Wrong(String),
}

/// The language that the arguments or the environment ask for, before anything is known of a plan.
pub fn asked_language(args: &[OsString], environment: Option<&str>) -> Option<Lang> {
    let mut args = args.iter().filter_map(|arg| arg.to_str());
    let mut asked = None;
    while let Some(arg) = args.next() {
        let value = if arg == "--lang" { args.next() } else { arg.strip_prefix("--lang=") };
        asked = value.and_then(Lang::parse).or(asked);
    }
    asked.or_else(|| environment.and_then(Lang::parse))
}

/// The folder that `-C` names, before the command line is read.
pub fn asked_directory(args: &[OsString]) -> Option<PathBuf> {
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if arg == "-C" {
            return args.next().map(PathBuf::from);
        }
        if let Some(rest) = arg.to_str().and_then(|arg| arg.strip_prefix("-C")).filter(|rest| !rest.is_empty()) {
            return Some(PathBuf::from(rest.trim_start_matches('=')));
        }
    }
    None
}

/// Reads the arguments, the program's name not among them. `lang` is what messages are written in.
pub fn parse(args: &[OsString], lang: Lang, environment: Option<&str>, colour: bool) -> Result<Invocation, Stop> {
    let words = words(lang);
    let (args, used) = with_default_command(args);
    let args: Vec<OsString> = std::iter::once(OsString::from("tiendo")).chain(args).collect();
    let read = |extent| build::command(words, colour, &used, extent).try_get_matches_from(&args);
    // Help lists every command, and an error may be about any of them.
    let matches = read(Extent::Used).or_else(|_| read(Extent::All));
    let matches = matches.map_err(|error| errors::stop(&error, words, colour))?;
    let wrong = |message: String| Stop::Wrong(format!("{}: {}\n", words.cli(Cli::Error), one_line(&message)));
    invocation(&matches, words, environment).map_err(wrong)
}

/// `tiendo` alone, and `tiendo` followed by options of `status`, mean `tiendo status`. Gives the command too.
fn with_default_command(args: &[OsString]) -> (Vec<OsString>, String) {
    let mut at = 0;
    while let Some(arg) = args.get(at) {
        match arg.to_str() {
            // Without its value clap has something to say already.
            Some("-C" | "--as-of" | "--lang" | "--color") if at + 1 >= args.len() => {
                return (args.to_vec(), String::new());
            }
            Some("-C" | "--as-of" | "--lang" | "--color") => at += 2,
            Some(text) if ["-C", "--as-of=", "--lang=", "--color="].iter().any(|option| text.starts_with(option)) => {
                at += 1;
            }
            Some("-h" | "--help" | "-V" | "--version") => return (args.to_vec(), String::new()),
            // `tiendo help list` is `tiendo list --help`.
            Some("help") => {
                let mut with = args.to_vec();
                with.remove(at);
                let used = with.get(at).map(|command| command.to_string_lossy().into_owned()).unwrap_or_default();
                with.push(OsString::from("--help"));
                return (with, used);
            }
            Some(text) if text.starts_with('-') => break,
            // A command, or a word that was meant as one.
            _ => return (args.to_vec(), arg.to_string_lossy().into_owned()),
        }
    }
    let mut with = args.to_vec();
    with.insert(at.min(args.len()), OsString::from("status"));
    (with, "status".to_owned())
}

fn invocation(matches: &ArgMatches, words: &dyn Words, environment: Option<&str>) -> Result<Invocation, String> {
    let (name, own) = matches.subcommand().unwrap_or(("status", matches));
    let text = |key: &str| own.get_one::<String>(key).cloned();
    let path = |key: &str| own.get_one::<PathBuf>(key).cloned();
    let units = || -> Vec<String> { own.get_many("unit").into_iter().flat_map(ValuesRef::cloned).collect() };
    let lang = choice(own, "lang", &LANGS).or_else(|| environment.and_then(Lang::parse));
    let command = match name {
        "list" => Command::List(query(own, words)?, choice(own, "by", &GROUPINGS).unwrap_or_default()),
        "show" => Command::Show {
            subject: text("subject").unwrap_or_default(),
            period: text("period").map(|text| read_period(&text, words)).transpose()?,
            unit: text("unit"),
            blame: own.get_flag("blame"),
        },
        "check" => Command::Check {
            units: units(),
            deny_warnings: own.get_one::<String>("deny").is_some(),
            format: choice(own, "format", &CHECK_FORMATS).unwrap_or_default(),
        },
        "explain" => Command::Explain { code: text("code").unwrap_or_default() },
        "trend" => Command::Trend(query(own, words)?),
        "remind" => reporting::remind(own, words)?,
        "calendar" => Command::Calendar {
            units: units(),
            output: path("output").unwrap_or_default(),
            force: own.get_flag("force"),
        },
        "report" => reporting::report(own, words)?,
        "diff" => review::diff(own, words)?,
        "log" => review::log(own, words)?,
        "merge-driver" => review::merge(own),
        "textconv" => Command::Textconv { file: path("file").unwrap_or_default() },
        "git-setup" => Command::GitSetup { write: own.get_flag("write") },
        "verify-reports" => Command::VerifyReports { revision: text("revision") },
        "mark" => Command::Mark { unit: text("unit") },
        "init" => Command::Init { folder: path("folder") },
        "sync" => Command::Sync { units: units(), dry_run: own.get_flag("dry-run") },
        "sheet" => {
            Command::Sheet { units: units(), output: path("output").unwrap_or_default(), force: own.get_flag("force") }
        }
        "import" => Command::Import { file: path("file").unwrap_or_default(), dry_run: own.get_flag("dry-run") },
        _ => match Action::ALL.into_iter().find(|action| action.as_str() == name) {
            Some(action) => editing::act(action, own, words)?,
            None => Command::Status(query(own, words)?),
        },
    };
    Ok(Invocation {
        directory: path("directory"),
        as_of: text("as-of").map(|text| read_date(&text, words)).transpose()?,
        lang,
        color: choice(own, "color", &COLORS).unwrap_or_default(),
        command,
    })
}

fn query(matches: &ArgMatches, words: &dyn Words) -> Result<Query, String> {
    let all = |key: &str| -> Vec<String> {
        let values = matches.try_get_many::<String>(key).ok().flatten();
        values.into_iter().flat_map(ValuesRef::cloned).collect()
    };
    let wanted = |key: &str| -> Vec<Wanted> {
        all(key).iter().filter_map(|word| Wanted::all().find(|wanted| wanted.as_str() == word)).collect()
    };
    for text in all("quarter") {
        if text != "none" && crate::model::period::Quarter::parse(&text).is_none() {
            return Err(words.phrase(&Phrase::NoQuarter { text: &text }));
        }
    }
    Ok(Query {
        units: all("unit"),
        groups: all("group"),
        tasks: all("task"),
        clauses: all("clause"),
        quarters: all("quarter"),
        wanted: wanted("state"),
        due_within: matches.try_get_one::<u32>("due-within").ok().flatten().copied(),
        fail_on: wanted("fail-on"),
        format: choice(matches, "format", &FORMATS).unwrap_or_default(),
    })
}

fn choice<T: Copy>(matches: &ArgMatches, key: &str, choices: &[(&str, T)]) -> Option<T> {
    let word = matches.try_get_one::<String>(key).ok().flatten()?;
    choices.iter().find(|(name, _)| name == word).map(|(_, meaning)| *meaning)
}

/// A date as files write it, or as offices do.
fn read_date(text: &str, words: &dyn Words) -> Result<NaiveDate, String> {
    day(text).ok_or_else(|| words.phrase(&Phrase::BadDate { text }))
}

/// The day that a text names: `2024-05-15`, or `15/5/2024` as offices write it.
pub fn day(text: &str) -> Option<NaiveDate> {
    if let Ok(period) = Period::parse(text) {
        return (period.kind() == PeriodKind::Day).then(|| period.first());
    }
    let mut parts = text.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
        lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
    };
    let well_formed = parts.next().is_none() && digits(day, 1..=2) && digits(month, 1..=2) && digits(year, 4..=4);
    well_formed.then(|| Period::parse(&format!("{year}-{month:0>2}-{day:0>2}")).ok().map(Period::first)).flatten()
}

fn read_period(text: &str, words: &dyn Words) -> Result<Period, String> {
    Period::parse(text).map_err(|_: PeriodError| words.phrase(&Phrase::BadPeriod { text }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_files_and_as_offices_write_them() {
        let may = NaiveDate::from_ymd_opt(2024, 5, 5);
        for text in ["2024-05-05", "5/5/2024", "05/05/2024", "05/5/2024"] {
            assert_eq!(day(text), may, "{text}");
        }
        for text in ["5/5/24", "2024/05/05", "31/4/2024", "2024-05", "5-5-2024", "5/5/2024/1", "+5/5/2024", ""] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn without_a_command_it_is_status() {
        let with = |args: &[&str]| {
            let args: Vec<OsString> = args.iter().map(OsString::from).collect();
            with_default_command(&args).0.join(std::ffi::OsStr::new(" ")).into_string().expect("it is ASCII")
        };
        assert_eq!(with(&[]), "status");
        assert_eq!(with(&["-C", "list", "--unit", "x"]), "-C list status --unit x");
        assert_eq!(with(&["--as-of=2024-01-01", "list"]), "--as-of=2024-01-01 list");
        assert_eq!(with(&["--help"]), "--help");
        assert_eq!(with(&["stauts"]), "stauts");
        assert_eq!(with(&["-C"]), "-C");
        assert_eq!(with(&["help"]), "--help");
        assert_eq!(with(&["--lang", "en", "help", "list"]), "--lang en list --help");
    }
}
