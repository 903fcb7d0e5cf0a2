//! Questions in a real terminal: what is on the screen, what keys do, and that whatever happens the terminal is given
//! back as it was.

#![cfg(unix)]

mod asked;
mod collect;
mod mark;
mod plan;
mod questions;
mod story;
mod update;

use crate::support::{root, tiendo};
use crate::terminal::Terminal;

#[test]
fn what_is_printed_fits_a_terminal_of_60_columns() {
    let workspace = root().join("tests/workspaces/small");
    let workspace = workspace.to_str().expect("its path is text");
    let as_of = ["-C", workspace, "--as-of", crate::support::AS_OF];
    for args in [&["status"][..], &["list"], &["status", "--lang", "en"]] {
        let mut terminal = Terminal::start(tiendo().args(as_of).args(args), 60, 200);
        assert_eq!(terminal.ends(), 0, "{args:?}\n{terminal}");
        let rows = terminal.rows().into_iter().filter(|row| !row.is_empty()).count();
        assert!(rows > 5, "{args:?} says little\n{terminal}");
        assert_eq!(terminal.wrapped(), Vec::<String>::new(), "{args:?}\n{terminal}");
        // Wider, the same command uses the room: it is the terminal that it goes by, not a fixed width.
        let mut wide = Terminal::start(tiendo().args(as_of).args(args), 120, 200);
        assert_eq!(wide.ends(), 0);
        assert!(wide.rows().iter().any(|row| row.chars().count() > 60), "{args:?}\n{wide}");
    }
}
