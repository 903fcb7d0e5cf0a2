//! Why a piece of text stands out.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Heading,
    Bad,
    Good,
    Near,
    Faint,
}
