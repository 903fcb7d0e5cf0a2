//! Stretches of time as they are worded: days, months, quarters, years and parts of them, with or without a year.
//!
//! ```text
//! stretch  = day | month | quarter | months "đầu"/"cuối" year | part | tens | years
//! day      = ["ngày"] D [/ M [/ Y]] | "ngày" D "tháng" M ["năm" Y] | "ngày" D "của" month-of | weekday
//! month-of = "tháng" M | "tháng cuối" length | "tháng đầu" length "sau" | "tháng sau"
//! month    = "tháng" M [year] | M / Y        quarter = "quý" Q [year]
//! part     = ("đầu" | "giữa" | "cuối") (month | quarter | year)
//! year     = ["/" | "năm"] Y | "năm sau"
//! ```

use super::cursor::TokenCursor;
use super::day::{day, today};
use super::months::{month, months, part, quarter, relative, tens, week, years};
use super::stretch::Stretch;

/// A stretch of time that begins here.
pub(super) fn stretch(c: &mut TokenCursor) -> Option<Stretch> {
    let pieces = [today, week, part, relative, months, day, month, quarter, tens, years];
    pieces.into_iter().find_map(|piece| c.maybe(piece))
}
