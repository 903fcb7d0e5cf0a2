//! A terminal of a given size with a command in it, driven as a person does: keys in, the screen as text out.

#![allow(dead_code, reason = "each test uses its own part")]

use std::io::{ErrorKind, Read, Write};
use std::num::NonZeroU16;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use pty_process::Size;
use pty_process::blocking::Pty;
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use vt100::{Parser, Screen};

/// The Enter key.
pub const ENTER: &str = "\r";
/// The Esc key.
pub const ESC: &str = "\u{1b}";
/// The key that takes a character back.
pub const BACKSPACE: &str = "\u{7f}";
/// Ctrl and C.
pub const CTRL_C: &str = "\u{3}";
/// Ctrl and D.
pub const CTRL_D: &str = "\u{4}";
/// The arrow up.
pub const UP: &str = "\u{1b}[A";
/// The arrow down.
pub const DOWN: &str = "\u{1b}[B";

/// How long a screen may take to come, on a machine that has much else to do.
const LIMIT: Duration = Duration::from_secs(30);
/// How long to wait before looking again.
const PAUSE: Duration = Duration::from_millis(5);

/// A terminal with a command in it.
pub struct Terminal {
    /// The end of the terminal where its user sits, until it is hung up.
    user: Option<Pty>,
    child: Child,
    parser: Parser,
    /// Everything written so far, as it was written.
    written: Vec<u8>,
}

impl Terminal {
    /// Starts a command in a terminal of so many columns and rows.
    pub fn start(command: &Command, columns: u16, rows: u16) -> Self {
        let (user, end) = pty_process::blocking::open().expect("the system has terminals");
        user.resize(Size::new(rows, columns)).expect("a terminal has a size");
        let flags = fcntl_getfl(&user).expect("an open file has flags");
        // What is not there yet is not waited for, so that one thread can do with it all.
        fcntl_setfl(&user, flags | OFlags::NONBLOCK).expect("the flags can be set");
        let child = in_terminal(command).spawn(end).expect("the program can be started");
        let size = |of| NonZeroU16::new(of).expect("a terminal has a row and a column");
        let parser = Parser::new(size(rows), size(columns), 0);
        Self { user: Some(user), child, parser, written: Vec::new() }
    }

    /// Presses keys: characters, or what keys without a character send.
    pub fn send(&mut self, keys: &str) {
        let mut rest = keys.as_bytes();
        let until = Instant::now() + LIMIT;
        while !rest.is_empty() {
            let mut user = self.user.as_ref().expect("the terminal is there");
            match user.write(rest) {
                Ok(sent) => rest = &rest[sent..],
                Err(error) if error.kind() == ErrorKind::WouldBlock && Instant::now() < until => {
                    self.read();
                    thread::sleep(PAUSE);
                }
                Err(error) => panic!("the terminal takes no keys: {error}\n{self}"),
            }
        }
    }

    /// Pastes a text, as terminals do it that say what is pasted.
    pub fn paste(&mut self, text: &str) {
        self.send(&format!("\u{1b}[200~{text}\u{1b}[201~"));
    }

    /// Waits until the screen has a text.
    pub fn wait_for(&mut self, text: &str) {
        self.wait_until(text, |screen| screen.contents().contains(text));
    }

    /// Waits until the screen no longer has a text.
    pub fn wait_gone(&mut self, text: &str) {
        self.wait_until(&format!("no {text}"), |screen| !screen.contents().contains(text));
    }

    /// Waits until the screen is as wanted.
    pub fn wait_until(&mut self, wanted: &str, fits: impl Fn(&Screen) -> bool) {
        self.wait(wanted, |terminal| fits(terminal.screen()));
    }

    /// Waits until a text has been written, whether or not it is still on the screen.
    pub fn wait_written(&mut self, text: &str) {
        self.wait(text, |terminal| terminal.written().contains(text));
    }

    /// Waits until `later` has been written after `text` was for the last time.
    pub fn wait_written_after(&mut self, text: &str, later: &str) {
        self.wait(&format!("{later} after {text:?}"), |terminal| {
            terminal.written().rsplit_once(text).is_some_and(|(_, rest)| rest.contains(later))
        });
    }

    /// Waits until the command has ended; its exit code.
    pub fn ends(&mut self) -> i32 {
        let status = self.exit();
        self.read();
        status.code().unwrap_or_else(|| panic!("signal {:?} ended it\n{self}", status.signal()))
    }

    /// Takes the terminal away, as closing its window does; how the command ended.
    pub fn hang_up(&mut self) -> ExitStatus {
        self.read();
        self.user = None;
        self.exit()
    }

    /// The screen's rows, without the blanks at their ends.
    pub fn rows(&self) -> Vec<String> {
        let screen = self.parser.screen();
        screen.rows(0, screen.size().1.get()).map(|row| row.trim_end().to_owned()).collect()
    }

    /// The rows that go on in the next one because they were too long.
    pub fn wrapped(&self) -> Vec<String> {
        let rows = self.rows().into_iter().zip(0..);
        rows.filter(|(_, at)| self.parser.screen().row_wrapped(*at)).map(|(row, _)| row).collect()
    }

    /// The screen as the terminal has it.
    pub fn screen(&self) -> &Screen {
        self.parser.screen()
    }

    /// Everything the command wrote, codes and all.
    pub fn written(&self) -> String {
        String::from_utf8_lossy(&self.written).into_owned()
    }

    fn wait(&mut self, wanted: &str, fits: impl Fn(&Self) -> bool) {
        let until = Instant::now() + LIMIT;
        loop {
            let open = self.read();
            if fits(self) {
                return;
            }
            assert!(open && Instant::now() < until, "waited in vain for: {wanted}\n{self}");
            thread::sleep(PAUSE);
        }
    }

    /// Reads what there is. Says whether there may be more.
    fn read(&mut self) -> bool {
        let mut buffer = [0; 4096];
        loop {
            let Some(mut user) = self.user.as_ref() else { return false };
            match user.read(&mut buffer) {
                Ok(0) => return false,
                Ok(read) => {
                    self.written.extend_from_slice(&buffer[..read]);
                    self.parser.process(&buffer[..read]);
                }
                Err(error) => return matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted),
            }
        }
    }

    fn exit(&mut self) -> ExitStatus {
        let until = Instant::now() + LIMIT;
        loop {
            if let Some(status) = self.child.try_wait().expect("a child can be waited for") {
                return status;
            }
            // A command does not end before somebody has read what it writes.
            self.read();
            assert!(Instant::now() < until, "it does not end\n{self}");
            thread::sleep(PAUSE);
        }
    }
}

impl std::fmt::Display for Terminal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let columns = usize::from(self.parser.screen().size().1.get());
        writeln!(f, "+{}+", "-".repeat(columns))?;
        for row in self.rows() {
            writeln!(f, "|{row}")?;
        }
        write!(f, "+{}+", "-".repeat(columns))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // It has ended already, most often.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The same command, to be started in a terminal.
fn in_terminal(command: &Command) -> pty_process::blocking::Command {
    let mut same = pty_process::blocking::Command::new(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        same = match value {
            Some(value) => same.env(name, value),
            None => same.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        same = same.current_dir(folder);
    }
    same.env("TERM", "xterm-256color")
}
