//! How a wording was read: the notation, the last days, what may be argued.

use std::io;

use super::{CellValue, Page, Piece, Tone};
use crate::draft::wording::{Context, ReadingVerdict, TimeReading, WordingRead};
use crate::words::{Label, Words, date};

/// Puts a wording on a page, with its readings.
pub(crate) fn put(
    page: &mut dyn Page,
    text: &str,
    read: &WordingRead,
    context: Context,
    words: &dyn Words,
) -> io::Result<()> {
    let tone = match read.verdict {
        ReadingVerdict::Sure => Tone::Good,
        ReadingVerdict::Doubt => Tone::Near,
        ReadingVerdict::Ambiguous | ReadingVerdict::NoNotation | ReadingVerdict::NoLimit => Tone::Bad,
    };
    let heading = format!("“{}”:", crate::text::one_line(text));
    page.section_with(heading, (tone, words.verdict(read.verdict).to_owned()))?;
    let remarks = CellValue::texts(read.remarks.iter().map(|remark| words.wording_remark(remark)));
    let asks = matches!(read.verdict, ReadingVerdict::Ambiguous);
    let label = if asks { Label::ToAsk } else { Label::Note };
    let all: Vec<&TimeReading> = read.readings.iter().chain(&read.duties).collect();
    for reading in &all {
        if all.len() > 1 {
            page.put(Piece::Gap)?;
        }
        let days = reading.last_days(context);
        let days: Vec<String> = days.into_iter().map(date).collect();
        let rule = reading.timing().map(|timing| words.due(&timing));
        page.card([
            (words.label(Label::Rule), CellValue::some(rule)),
            (crate::snapshot::PLAN, CellValue::texts(reading.lines())),
            (words.label(Label::LastDay), CellValue::text(days.join(", "))),
        ])?;
    }
    if all.len() > 1 {
        page.put(Piece::Gap)?;
    }
    page.card([(words.label(label), remarks)])
}
