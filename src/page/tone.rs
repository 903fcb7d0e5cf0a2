//! Why a piece of text stands out.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    /// It heads something.
    Heading,
    /// It is late.
    Bad,
    /// It is done.
    Good,
    Near,
    /// It matters less.
    Faint,
}
