//! What goes out to others: letters to units, calendars, progress by week, and the colours of the board.

mod calendar;
mod docx;
mod events;
mod files;
#[cfg(unix)]
mod heat;
mod hostile;
mod ics;
mod letters;
mod mail;
mod mailed;
mod official;
mod reasons;
mod templates;
mod trend;

use crate::support::case::{Case, Run, Status, bare, bounded};
use crate::support::root;

/// Runs the program on the shipped workspace.
fn shipped(args: &[&str]) -> Run {
    bounded(bare().arg("-C").arg(root()).args(args))
}

/// What `list --format json` says of a workspace.
fn list(case: &Case, as_of: &str, args: &[&str]) -> Status {
    Status::of(case.run(&[&["list", "--format", "json", "--as-of", as_of], args].concat()))
}

/// A day as offices write it: the days to 9, and the months 1 and 2, have a zero before them.
fn written(day: &str) -> String {
    let parts: Vec<u32> = day.split('-').map(|part| part.parse().expect("a day has numbers")).collect();
    let [year, month, day] = parts[..] else { panic!("{day} is no day") };
    if month < 3 { format!("{day:02}/{month:02}/{year}") } else { format!("{day:02}/{month}/{year}") }
}
