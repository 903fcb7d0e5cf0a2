//! tiendo (tiến độ): who owes what, by when, and whether it was done, over plain files.
//!
//! In reading order: [`model`] has the nouns; [`source`] and [`diagnostic`] say where things stand and what is wrong
//! with them; [`read`] makes the model of texts; [`assess`] judges it as of a day; [`check`] finds what is odd;
//! [`view`] folds obligations into what is asked for; [`words`] puts words to it; [`page`], [`data`] and [`office`] make
//! bytes for people, for programs and for office software.
//! [`store`], [`pipeline`] and [`shell`] touch the world, and [`cli`] wires everything together.

pub mod action;
pub mod check;
pub mod cli;
pub mod data;
pub mod diagnostic;
pub mod edit;
pub mod git;
pub mod judge;
pub mod model;
pub mod office;
pub mod page;
pub mod pipeline;
pub mod prompt;
pub mod read;
pub mod review;
pub mod rules;
pub mod select;
pub mod sheet;
pub mod shell;
pub mod snapshot;
pub mod source;
pub mod store;
pub mod text;
pub mod view;
pub mod words;
