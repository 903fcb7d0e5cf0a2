//! `tiendo init`: a new workspace from nothing.

use std::path::Path;

use chrono::{Datelike, NaiveDate};

use super::session::Asked;
use super::{Exit, Failure, sync};
use crate::shell;
use crate::store::Trouble;
use crate::store::write::begin;
use crate::text::one_line;
use crate::words::phrase::Cli;
use crate::words::{Phrase, words};

/// Runs `tiendo init`.
pub fn run(asked: &Asked, folder: Option<&Path>) -> Result<Exit, Failure> {
    let lang = asked.lang.unwrap_or_default();
    let words = words(lang);
    let say = |said: &Phrase<'_>| one_line(&words.phrase(said));
    let base = asked.directory.as_deref().unwrap_or(Path::new("."));
    let folder = folder.map_or_else(|| base.to_owned(), |folder| base.join(folder));
    let shown = folder.display().to_string();
    let today = asked.as_of.unwrap_or_else(|| shell::today("Asia/Ho_Chi_Minh"));
    let plan = words.new_plan().replace("{starts}", &today.to_string()).replace("{ends}", &ends(today).to_string());
    begin(&folder, plan.as_bytes()).map_err(|trouble| {
        let (exit, said) = match trouble {
            Trouble::Exists { .. } => (Exit::Usage, Phrase::WorkspaceThere { folder: &shown }),
            ref other => (Exit::Unread, Phrase::Trouble(other)),
        };
        // In the language asked for: what is there already may be in another.
        Failure::Told(exit, format!("{}: {}\n", words.cli(Cli::Error), say(&said)).into_bytes())
    })?;
    shell::with_stdout(|out| Ok(writeln!(out, "{}", say(&Phrase::Initialised { folder: &shown }))?))?;
    let inside = Asked { directory: Some(folder), lang: Some(lang), ..asked.clone() };
    sync::run(&inside, &[], false)
}

/// The last day of a plan that begins today: that of the year, or of the next one where little is left of this.
fn ends(today: NaiveDate) -> NaiveDate {
    let year = if today.month() < 10 { today.year() } else { today.year() + 1 };
    NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(today)
}
