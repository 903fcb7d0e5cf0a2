//! The sizes a workspace can have, and the two layouts its facts can be written in.

use anyhow::{Result, bail};

/// How many units and tasks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    /// A real plan.
    S,
    /// Every district.
    M,
    /// Every commune.
    L,
    /// Every grassroots organisation.
    Xl,
    /// Every commune, and tasks of every form that the second edition of the format added.
    V2,
    /// A collection of 300 plans, each as large as S.
    Collection,
    /// Few units, but every form of deadline and every setting away from its default: for `check`, not for timing.
    Variety,
}

impl Size {
    pub const ALL: [Self; 7] = [Self::S, Self::M, Self::L, Self::Xl, Self::V2, Self::Collection, Self::Variety];

    pub const fn name(self) -> &'static str {
        match self {
            Self::S => "S",
            Self::M => "M",
            Self::L => "L",
            Self::Xl => "XL",
            Self::V2 => "V2",
            Self::Collection => "C",
            Self::Variety => "V",
        }
    }

    pub fn parse(text: &str) -> Result<Self> {
        match Self::ALL.into_iter().find(|size| size.name().eq_ignore_ascii_case(text)) {
            Some(size) => Ok(size),
            None => bail!("no size {text:?}: S, M, L, XL, V2, C or V"),
        }
    }

    pub const fn units(self) -> u32 {
        match self {
            Self::S | Self::Collection => 30,
            Self::M => 700,
            Self::L | Self::V2 => 10_600,
            Self::Xl => 52_000,
            Self::Variety => 40,
        }
    }

    /// The number of tasks; `V` has as many as there are forms to show.
    pub const fn tasks(self) -> Option<u32> {
        match self {
            Self::S | Self::Collection => Some(40),
            Self::M | Self::L | Self::V2 => Some(100),
            Self::Xl => Some(200),
            Self::Variety => None,
        }
    }
}

/// How the same facts are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layout {
    /// As a tool writes: one header a record, in the plan's order, keys in the contract's order.
    Tidy,
    /// As people write: comments, other orders, inline tables, dotted keys, literal strings, CRLF, BOM.
    People,
}

impl Layout {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tidy => "tidy",
            Self::People => "people",
        }
    }

    pub fn parse(text: &str) -> Result<Self> {
        match text {
            "tidy" => Ok(Self::Tidy),
            "people" => Ok(Self::People),
            _ => bail!("no layout {text:?}: tidy or people"),
        }
    }
}
