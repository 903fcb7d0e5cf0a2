//! `tiendo init`: a new workspace from nothing.

use std::path::{Component, Path, PathBuf};

use chrono::{Datelike, NaiveDate};
use clap::Args;

use super::aside::{self, Aside};
use super::command::{Command, Help, Run};
use super::exit::{Exit, Failure};
use super::session::Asked;
use crate::model::plan::Lang;
use crate::shell;
use crate::snapshot::{PLAN, PLANS};
use crate::store::Trouble;
use crate::store::write::begin;
use crate::text::one_line;
use crate::words::{Label, Phrase, words};

#[derive(Args)]
pub(super) struct InitArgs {
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    #[arg(long)]
    collection: bool,
}

impl Command for InitArgs {
    const NAME: &str = "init";
    const RUN: Run<Self> = run;
    #[rustfmt::skip]
    const HELP: Help = &[
        ("about", "Tạo thư mục kế hoạch mới, có chú thích hướng dẫn", "Make a new workspace, explained by comments"),
        ("examples",
"tiendo init  # ngay trong thư mục hiện tại
tiendo init ke-hoach-2025  # trong thư mục ke-hoach-2025
tiendo init --collection  # một tập nhiều kế hoạch",
"tiendo init  # in the current folder
tiendo init plan-2025  # in the folder plan-2025
tiendo init --collection  # a collection of several plans"),
        ("collection", "Tạo tập kế hoạch: tệp plans.toml cho nhiều kế hoạch, mỗi kế hoạch một thư mục con",
                       "Begin a collection instead: a plans.toml for several plans, each in a folder of its own below"),
        ("folder", "Thư mục [mặc định: thư mục hiện tại]", "Folder [default: the current one]"),
    ];
}

/// Runs `tiendo init`.
fn run(asked: &Asked, InitArgs { folder, collection }: &InitArgs) -> Result<Exit, Failure> {
    let lang = asked.lang.unwrap_or_default();
    let words = words(lang);
    let say = |said: &Phrase<'_>| one_line(&words.phrase(said));
    let base = asked.directories.first().map_or(Path::new("."), std::path::PathBuf::as_path);
    let folder = folder.as_ref().map_or_else(|| base.to_owned(), |folder| base.join(folder));
    let without_dots: PathBuf = folder.components().filter(|part| *part != Component::CurDir).collect();
    let shown = folder.components().collect::<PathBuf>().display().to_string();
    let today = asked.day("Asia/Ho_Chi_Minh", None);
    let plan = words.new_plan().replace("{starts}", &today.to_string()).replace("{ends}", &ends(today).to_string());
    let (file, text) = if *collection { (PLANS, words.new_collection()) } else { (PLAN, plan.as_str()) };
    begin(&folder, file, text.as_bytes()).map_err(|trouble| {
        let (exit, said) = match trouble {
            Trouble::Exists { .. } => (Exit::Usage, Phrase::WorkspaceThere { folder: &shown, file }),
            ref other => (Exit::Unread, Phrase::Trouble(other)),
        };
        // In the language asked for: what is there already may be in another.
        let mut told = Aside::default();
        told.error(&say(&said), words);
        Failure::Told(exit, told)
    })?;
    let said = if *collection {
        say(&Phrase::CollectionBegun { folder: &shown })
    } else {
        let here = || words.label(Label::ThisFolder).to_owned();
        let named =
            if without_dots.as_os_str().is_empty() { here() } else { format!("“{}”", without_dots.display()) };
        let file = without_dots.join(PLAN).display().to_string();
        let said = words.phrase(&Phrase::Initialised { folder: &one_line(&named), file: &one_line(&file) });
        said.lines().map(one_line).collect::<Vec<_>>().join("\n")
    };
    if !aside::is_quiet() {
        shell::with_stdout(|out| Ok(writeln!(out, "{said}")?))?;
    }
    Ok(Exit::Done)
}

/// The last day of a plan that begins today: that of the year, or of the next one where little is left of this.
fn ends(today: NaiveDate) -> NaiveDate {
    let year = if today.month() < 10 { today.year() } else { today.year() + 1 };
    NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(today)
}

/// Whether a plan is as `init` writes it, on whatever day and in whatever language: nobody has put anything into it.
pub(super) fn is_untouched(plan: &[u8]) -> bool {
    const DAY: usize = "2024-12-31".len();
    let Ok(text) = std::str::from_utf8(plan) else { return false };
    let is_day = |text: &str| NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok();
    Lang::all().any(|lang| {
        let template = words(lang).new_plan();
        let Some((head, rest)) = template.split_once("{starts}") else { return false };
        let between = rest.find("{ends}").unwrap_or_default();
        let at = [head.len(), head.len() + DAY + between];
        let [Some(starts), Some(ends)] = at.map(|at| text.get(at..at + DAY)) else { return false };
        let made = || template.replace("{starts}", starts).replace("{ends}", ends);
        is_day(starts) && is_day(ends) && made() == text
    })
}
