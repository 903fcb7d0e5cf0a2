//! The surroundings: the clock, the terminal, the streams. With `store` and `git`, the only place that touches the world.

use std::env;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Read, StdoutLock, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Mutex, mpsc};
use std::time::Duration;

use chrono::NaiveDate;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use unicode_normalization::UnicodeNormalization;

use crate::page::terminal::Screen;
use crate::spool::Scratch;

/// How wide text is where nothing says.
const DEFAULT_WIDTH: usize = 100;
/// Narrower than this nothing can be laid out; wider than this lines are hard to follow.
const WIDTHS: std::ops::RangeInclusive<usize> = 20..=400;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum ColorChoice {
    /// In a terminal that has them, unless the environment says otherwise.
    #[default]
    Auto,
    Always,
    Never,
}

/// How another program starts this one: by its name where the environment leads to it, else by its place.
pub(crate) fn program() -> String {
    const NAME: &str = "tiendo";
    match env::current_exe() {
        // Shells read a quoted path with slashes on every system. Not by its name alone: programs with windows, which
        // call git, have another PATH.
        Ok(path) => {
            let path = path.display().to_string().replace('\\', "/");
            let held = |sign: char| Some('\\').filter(|_| matches!(sign, '"' | '$' | '`'));
            let path: String = path.chars().flat_map(|sign| held(sign).into_iter().chain([sign])).collect();
            format!("\"{path}\"")
        }
        Err(_) => NAME.to_owned(),
    }
}

/// The current day in the time zone of this IANA name.
pub(crate) fn today(zone: &str) -> NaiveDate {
    let zone = TimeZone::get(zone).expect("the plan's reader lets no other name through");
    crate::model::zone::day_in(Timestamp::now(), &zone)
}

/// The moment, in seconds since 1970.
pub(crate) fn moment() -> i64 {
    Timestamp::now().as_second()
}

/// What standard output looks like.
pub(crate) fn stdout_screen(choice: ColorChoice) -> Screen {
    let stdout = io::stdout();
    screen(choice, stdout.is_terminal(), terminal_size::terminal_size_of(&stdout))
}

/// What standard error looks like.
pub(crate) fn stderr_screen(choice: ColorChoice) -> Screen {
    let stderr = io::stderr();
    screen(choice, stderr.is_terminal(), terminal_size::terminal_size_of(&stderr))
}

/// Whether somebody reads standard error in a terminal.
pub(crate) fn stderr_is_terminal() -> bool {
    io::stderr().is_terminal()
}

fn screen(choice: ColorChoice, terminal: bool, size: Option<(terminal_size::Width, terminal_size::Height)>) -> Screen {
    Screen { width: known_width(terminal, size).unwrap_or(DEFAULT_WIDTH), colour: colour(choice, terminal) }
}

/// How wide a terminal is, or the environment says it is.
fn known_width(terminal: bool, size: Option<(terminal_size::Width, terminal_size::Height)>) -> Option<usize> {
    let from_terminal = size.filter(|_| terminal).map(|(width, _)| usize::from(width.0)).filter(|width| *width > 0);
    let from_environment =
        || env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).filter(|width| *width > 0);
    from_terminal.or_else(from_environment).map(|width| width.clamp(*WIDTHS.start(), *WIDTHS.end()))
}

/// How wide help is: as standard output, up to what is easy to read.
pub(crate) fn help_width() -> usize {
    let stdout = io::stdout();
    known_width(stdout.is_terminal(), terminal_size::terminal_size_of(&stdout)).unwrap_or(80).min(DEFAULT_WIDTH)
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

/// Writes to standard output through one buffer; what is longer than the terminal goes through a pager. A reader who has
/// seen enough (`| head`) is no error.
pub(crate) fn with_stdout<T>(write: impl FnOnce(&mut dyn Write) -> anyhow::Result<T>) -> anyhow::Result<Option<T>> {
    let mut out = Stdout::new();
    let written = write(&mut out);
    let ended = out.end();
    match written.and_then(|value| Ok(ended.map(|()| value)?)) {
        Ok(value) => Ok(Some(value)),
        Err(error) if is_closed_pipe(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Standard output.
enum Stdout {
    Direct(BufWriter<StdoutLock<'static>>),
    /// What a terminal of so many rows may have room for.
    Held {
        rows: usize,
        text: Vec<u8>,
        pager: String,
    },
    Paged(BufWriter<ChildStdin>, Child),
}

impl Stdout {
    fn new() -> Self {
        let stdout = io::stdout();
        let size = if stdout.is_terminal() { terminal_size::terminal_size_of(&stdout) } else { None };
        match (size, pager()) {
            (Some((_, rows)), Some(pager)) => Self::Held { rows: usize::from(rows.0), text: Vec::new(), pager },
            _ => Self::direct(),
        }
    }

    fn direct() -> Self {
        Self::Direct(BufWriter::with_capacity(64 * 1024, io::stdout().lock()))
    }

    /// Starts the pager, or does without where it cannot be started.
    fn begin_paging(&mut self) -> io::Result<()> {
        let Self::Held { text, pager, .. } = self else { return Ok(()) };
        let text = std::mem::take(text);
        let mut command = if cfg!(windows) {
            let mut words = pager.split_whitespace();
            let mut command = Command::new(words.next().unwrap_or_default());
            command.args(words);
            command
        } else {
            // As git does it: it may have options and quotes.
            let mut command = Command::new("sh");
            command.args(["-c", pager.as_str()]);
            command
        };
        if env::var_os("LESS").is_none() {
            // Ends at once where all fits, shows colours, leaves the text on the screen, and ends with this program; its
            // bare prompt tells nobody how to leave.
            let prompt = PAGER_PROMPT.lock().ok().and_then(|prompt| Some(less_prompt(prompt.as_ref()?())));
            command.env("LESS", format!("FRXK{}", prompt.unwrap_or_default()));
        }
        if env::var_os("LESSCHARSET").is_none() {
            command.env("LESSCHARSET", "utf-8");
        }
        let child = command.stdin(Stdio::piped()).spawn();
        *self = match child.map(|mut child| (child.stdin.take(), child)) {
            Ok((Some(stdin), child)) => Self::Paged(BufWriter::new(stdin), child),
            _ => Self::direct(),
        };
        self.write_all(&text)
    }

    /// Writes what is left, and waits for the pager.
    fn end(mut self) -> io::Result<()> {
        if let Self::Held { text, .. } = &mut self {
            let text = std::mem::take(text);
            self = Self::direct();
            self.write_all(&text)?;
        }
        match self {
            Self::Paged(mut to, mut child) => {
                let written = to.flush();
                drop(to.into_parts());
                child.wait()?;
                written
            }
            mut direct => direct.flush(),
        }
    }
}

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Direct(out) => out.write(bytes),
            Self::Paged(out, _) => out.write(bytes),
            Self::Held { rows, text, .. } => {
                text.extend_from_slice(bytes);
                // The prompt that comes after it takes a row too.
                let lines = text.iter().filter(|byte| **byte == b'\n').take(*rows).count();
                if lines == *rows { self.begin_paging().map(|()| bytes.len()) } else { Ok(bytes.len()) }
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Direct(out) => out.flush(),
            Self::Paged(out, _) => out.flush(),
            Self::Held { .. } => Ok(()),
        }
    }
}

/// What the pager says at the foot of the screen.
static PAGER_PROMPT: Mutex<Option<Box<dyn Fn() -> &'static str + Send>>> = Mutex::new(None);

/// The pager says this at the foot of the screen. It is asked for where there is a pager: the plan may have to be read to
/// know its language.
pub(crate) fn prompt_pager(prompt: impl Fn() -> &'static str + Send + 'static) {
    if let Ok(mut own) = PAGER_PROMPT.lock() {
        *own = Some(Box::new(prompt));
    }
}

/// The option of `less` for a prompt, which gives some signs a meaning of their own. Letters lose their marks: `less` 590,
/// which many systems have, shows every byte beyond ASCII in a prompt as a control character.
fn less_prompt(prompt: &str) -> String {
    let escaped = |c: char| if matches!(c, '?' | ':' | '.' | '%' | '\\') { format!("\\{c}") } else { c.to_string() };
    let plain = prompt.nfd().map(|c| if c == 'đ' { 'd' } else { c });
    let text: String = plain.filter(|c| c.is_ascii() && *c != '$').map(escaped).collect();
    if text.is_empty() { text } else { format!("Ps{text}$") }
}

/// The command that shows what is longer than the terminal, page by page; none where the environment wants none.
fn pager() -> Option<String> {
    let named = |name: &str| env::var(name).ok();
    let unknown = if cfg!(windows) { String::new() } else { "less".to_owned() };
    let pager = named("TIENDO_PAGER").or_else(|| named("PAGER")).unwrap_or(unknown);
    let is_dumb = named("TERM").is_some_and(|term| term == "dumb");
    Some(pager).filter(|pager| !matches!(pager.trim(), "" | "cat") && !is_dumb)
}

/// Whether an error only says that nobody reads any more.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe))
}

/// Writes to standard error; where that cannot be written to there is nobody left to tell.
pub fn to_stderr(text: &[u8]) {
    let _ = io::stderr().lock().write_all(text);
}

/// The most memory of a process that reads foreign files, in bytes.
#[cfg(unix)]
const APART_MEMORY: u64 = 1 << 30;
/// How long such a process may take.
const APART_TIME: Duration = Duration::from_secs(60);

/// Runs this program as another process with one argument, `input` on its standard input; what it wrote, if it came to
/// its end in time.
pub(crate) fn run_apart(argument: &str, input: &[u8]) -> Option<String> {
    let mut child = Command::new(env::current_exe().ok()?)
        .arg(argument)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let (mut to, mut from) = (child.stdin.take()?, child.stdout.take()?);
    let (send, receive) = mpsc::channel();
    let listening = std::thread::Builder::new().spawn(move || {
        let mut said = String::new();
        let read = from.read_to_string(&mut said);
        // Nobody listens any more once the time is over.
        let _ = send.send(read.ok().map(|_| said));
    });
    // A child that ends early closes its end; then what it did not read does not matter.
    let _ = listening.is_ok().then(|| to.write_all(input));
    drop(to);
    let said = receive.recv_timeout(APART_TIME).ok().flatten();
    if said.is_none() {
        let _ = child.kill();
    }
    let ended = child.wait().ok()?;
    said.filter(|_| ended.success())
}

/// Limits the memory of this process; where the system cannot, its time is limited still.
pub(crate) fn limit_memory() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let limit = Rlimit { current: Some(APART_MEMORY), maximum: Some(APART_MEMORY) };
        let _ = setrlimit(Resource::As, limit);
        // A crash is expected here, and its memory is of no use to anybody.
        let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    }
}

/// A place on disk for what memory should not hold. Nothing is there before something is written.
pub(crate) fn scratch() -> Box<dyn Scratch> {
    Box::new(tempfile::spooled_tempfile(0))
}

/// What standard input has, as long as that is not more than `limit` bytes.
pub(crate) fn read_stdin(limit: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(limit + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= limit).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_that_of_the_plan_and_not_of_the_machine() {
        let moment: Timestamp = "2026-03-31T18:30:00Z".parse().expect("a moment");
        for (zone, day) in
            [("Asia/Ho_Chi_Minh", "2026-04-01"), ("UTC", "2026-03-31"), ("America/New_York", "2026-03-31")]
        {
            let zone = TimeZone::get(zone).expect("a zone");
            assert_eq!(crate::model::zone::day_in(moment, &zone).to_string(), day);
        }
    }
}
