//! Time limits as documents word them, read into the notation of `plan.toml`.
//!
//! ```text
//! text ─ token ─► tokens ─ limit ─► pieces ─ decide ─► readings, and how sure they are
//! ```
//!
//! [`vocabulary`] says what words may mean; [`when`] is the grammar of stretches of time, [`count`] that of numbers of
//! days and times, [`limit`] that of what is said about them; [`decide`] makes readings of it, [`once`] and
//! [`recurring`] those of work that is owed once and again. What is not understood makes a reading doubtful: no piece of
//! a date is passed over in silence.

mod clause;
mod count;
mod cursor;
mod cycle;
mod day;
mod decide;
mod doubt;
mod element;
mod ends;
mod figures;
mod last;
mod limit;
mod list;
mod misspelt;
mod months;
mod named;
mod no_period;
mod notation;
mod once;
mod passed;
mod place;
mod reading;
mod recurring;
mod slip;
mod stretch;
mod token;
mod undated;
mod vocabulary;
mod when;
mod within;

pub(crate) use named::event_name;
pub use place::Context;
pub use reading::{PlainTiming, ReadDue, ReadingRemark, ReadingVerdict, Stage, TimeReading, WordingRead};

/// Reads a wording that stands in a document of that day or year.
pub fn read(text: &str, context: Context) -> WordingRead {
    if let Some(written) = notation::written(text.trim()) {
        return written;
    }
    let tokens = token::Tokens::of(&notation::spelled_out(text));
    let found = limit::pieces(&tokens);
    let read = decide::decide(&found, &tokens, context);
    let written = read.readings.iter().chain(&read.duties).all(TimeReading::is_written);
    if written { read } else { WordingRead::none(ReadingRemark::TooFar) }
}
