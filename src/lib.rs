//! tiendo (tiến độ): who owes what, by when, and whether it was done, over plain files.
//!
//! A workspace is opened as a [`Snapshot`], whether it lies in a folder, at a revision or in memory. A [`Judge`] of its
//! plan and a day, or the end of one ([`Judge::at_end_of`]), says how each obligation stands; views such as the
//! [`Board`] fold obligations into plain data.
//!
//! ```
//! use chrono::NaiveDate;
//! use tiendo::{Board, State};
//!
//! // The workspace that ships with the program, on the day of its sample.
//! let snapshot = tiendo::open(env!("CARGO_MANIFEST_DIR").as_ref()).expect("a sound plan");
//! let judge = snapshot.judge(NaiveDate::from_ymd_opt(2024, 5, 15).expect("a day"));
//!
//! let (board, broken) = Board::of(&snapshot, &judge);
//! assert!(broken.is_empty(), "every unit's file could be read");
//! assert_eq!((board.totals().of(State::Overdue), board.totals().of(State::Completed)), (6, 205));
//!
//! let mut overdue = Vec::new();
//! snapshot.each(&judge, |unit, obligation| {
//!     if obligation.standing.state == State::Overdue {
//!         let task = snapshot.plan.occurrence(obligation.occurrence).task;
//!         overdue.push((unit.short_name().to_owned(), snapshot.plan.task(task).title.to_string()));
//!     }
//! });
//! assert_eq!(overdue.len(), 6);
//! ```
//!
//! Texts become the model in [`read`]; what is wrong with them is a [`diagnostic`]. [`words`] puts words to what views
//! hold; [`page`], [`office`] and [`data`] make bytes for people, office software and programs. [`store`], [`git`] and
//! [`shell`] touch the world, and [`cli`] has a file for each command. `docs/architecture.md` has the whole picture.

pub mod action;
pub mod check;
pub mod cli;
pub(crate) mod data;
pub mod diagnostic;
pub mod draft;
pub mod edit;
pub mod facts;
pub mod git;
pub mod judge;
pub mod model;
pub(crate) mod office;
pub mod page;
pub mod pipeline;
pub mod planning;
pub mod prompt;
pub mod read;
pub mod review;
pub mod rules;
pub mod select;
pub mod sheet;
pub mod shell;
pub mod snapshot;
pub mod source;
pub(crate) mod spool;
pub mod store;
pub mod text;
pub mod typed;
pub mod view;
pub mod words;

pub use judge::{Judge, Obligation, Standing, State};
pub use snapshot::{Snapshot, Unopened};
pub use view::board::Board;

/// Opens the workspace in a folder, to judge by its plan.
pub fn open(folder: &std::path::Path) -> Result<Snapshot, Unopened> {
    Snapshot::open(Box::new(store::Workspace::at(folder)))
}

/// Puts no content into an office's template: the document that comes of it, or how much is wrong with the template. For
/// `fuzz/` and its tests.
#[doc(hidden)]
pub fn fill_template(template: &[u8]) -> Result<Vec<u8>, usize> {
    let properties = office::docx::Properties { title: "", issuer: None, day: chrono::NaiveDate::MIN, status: None };
    let (record, words) = (page::record::Recording::default(), words::words(model::plan::Lang::default()));
    let texts = vec![("number", "1-KH".to_owned()), ("title", "A & <b>".to_owned())];
    office::docx::template::fill(template, &record, texts, properties, words).map_err(|found| found.len())
}
