//! What the program prints, byte for byte: transcripts of every command, the cases of `check`, CSV, and questions in a
//! terminal.

#[path = "../support/mod.rs"]
mod support;
#[cfg(unix)]
#[path = "../support/terminal.rs"]
mod terminal;

mod answered;
mod as_people_write;
mod check;
mod collecting;
mod collection;
mod collection_changes;
mod collection_reports;
mod csv;
mod endings;
mod exported;
mod fingerprints;
mod first_screen;
mod first_steps;
mod handing_over;
mod helping;
mod levels;
mod nearest;
mod own_unit;
#[cfg(unix)]
mod pager;
mod pictures;
mod planning;
mod planning_kept;
#[cfg(unix)]
mod prompts;
mod scripts;
mod settled;
mod shared_groups;
mod sheet_shown;
#[cfg(unix)]
mod shells;
mod task_doubts;
mod task_sheet;
mod task_sheet_words;
mod together;
mod transcripts;
