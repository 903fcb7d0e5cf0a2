//! The surroundings: the clock, the terminal, the streams. With `store`, the only place that touches the world.

use std::env;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::render::terminal::Screen;

/// How wide text is where nothing says.
const DEFAULT_WIDTH: usize = 100;
/// Narrower than this nothing can be laid out; wider than this lines are hard to follow.
const WIDTHS: std::ops::RangeInclusive<usize> = 20..=400;

/// When colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ColorChoice {
    /// In a terminal that has them, unless the environment says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The current day in a time zone.
#[allow(clippy::disallowed_methods, reason = "the one place that reads the clock")]
pub fn today(zone: Tz) -> NaiveDate {
    let now: DateTime<Utc> = std::time::SystemTime::now().into();
    now.with_timezone(&zone).date_naive()
}

/// What standard output looks like.
pub fn stdout_screen(choice: ColorChoice) -> Screen {
    let stdout = io::stdout();
    screen(choice, stdout.is_terminal(), terminal_size::terminal_size_of(&stdout))
}

/// What standard error looks like.
pub fn stderr_screen(choice: ColorChoice) -> Screen {
    let stderr = io::stderr();
    screen(choice, stderr.is_terminal(), terminal_size::terminal_size_of(&stderr))
}

fn screen(choice: ColorChoice, terminal: bool, size: Option<(terminal_size::Width, terminal_size::Height)>) -> Screen {
    let from_terminal = size.filter(|_| terminal).map(|(width, _)| usize::from(width.0)).filter(|width| *width > 0);
    let from_environment =
        || env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|width| *width > 0);
    let width = from_terminal.or_else(from_environment).unwrap_or(DEFAULT_WIDTH).clamp(*WIDTHS.start(), *WIDTHS.end());
    Screen { width, colour: colour(choice, terminal) }
}

fn colour(choice: ColorChoice, terminal: bool) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto if anstyle_query::no_color() => false,
        ColorChoice::Auto if anstyle_query::clicolor_force() => true,
        ColorChoice::Auto => {
            terminal && anstyle_query::clicolor() != Some(false) && anstyle_query::term_supports_color()
        }
    }
}

/// Writes to standard output through one buffer. A reader who has seen enough (`| head`) is no error.
pub fn with_stdout<T>(write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>) -> anyhow::Result<Option<T>> {
    let mut out = BufWriter::with_capacity(64 * 1024, io::stdout().lock());
    let written = write(&mut out).and_then(|value| {
        out.flush()?;
        Ok(value)
    });
    match written {
        Ok(value) => Ok(Some(value)),
        Err(error) if is_closed_pipe(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether an error only says that nobody reads any more.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe))
}

/// Writes to standard error; where that cannot be written to there is nobody left to tell.
pub fn to_stderr(text: &[u8]) {
    let _ = io::stderr().lock().write_all(text);
}
