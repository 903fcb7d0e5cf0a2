//! The pager: for what is longer than the screen, and for nothing else.

use crate::first_screen::folder;
use crate::support::{finish, tiendo};
use crate::terminal::Terminal;

/// A screen of 80 by 24 after `tiendo` with these arguments, with a pager that marks its lines.
fn screen(units: usize, args: &[&str]) -> (i32, String) {
    let folder = folder(units);
    let mut command = tiendo();
    command.arg("-C").arg(folder.path()).args(args).args(["--as-of", "2024-05-15", "--color", "never"]);
    command.env("TIENDO_PAGER", "sed 's/^/P /' | head -3").env("PAGER", "false");
    let mut terminal = Terminal::start(&command, 80, 24);
    let code = terminal.ends();
    (code, terminal.rows().join("\n"))
}

#[test]
fn what_is_longer_than_the_screen_goes_through_it() {
    let (code, screen) = screen(39, &[]);
    assert_eq!(code, 0);
    assert!(screen.starts_with("P Kế hoạch 7-KH: Kế hoạch công tác năm 2024\nP Tính đến"), "{screen}");
}

#[test]
fn what_fits_does_not() {
    let (code, screen) = screen(1, &[]);
    assert_eq!(code, 0);
    assert!(screen.starts_with("Kế hoạch 7-KH") && screen.contains("Tính theo nhiệm vụ"), "{screen}");
}

#[test]
fn nor_do_errors_or_what_is_piped() {
    let (code, screen) = screen(39, &["status", "--unit", "xã số"]);
    assert_eq!(code, 2);
    assert!(!screen.contains("P "), "{screen}");
    let folder = folder(39);
    let mut command = tiendo();
    let ran = finish(command.arg("-C").arg(folder.path()).env("TIENDO_PAGER", "sed 's/^/P /'"));
    assert!(ran.stdout.starts_with("Kế hoạch 7-KH"), "{}", ran.stdout);
}
