//! What the program withstands: broken bytes and syntax, absurd values and sizes, texts that would escape, strange files
//! and streams. Whatever comes, it ends in time with an exit code of its own and names the place of every problem.

#[cfg(unix)]
mod files;
mod names;
mod reading;
mod sizes;
#[cfg(unix)]
mod streams;
mod syntax;
mod texts;
mod values;
