//! How the cells of a report's workbook look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::page::{CellValue, Role, RowKind};
use crate::sheet::layout::{BORDER, DATE_FORMAT, FONT, HEAD_FILL, OVERDUE};

/// What lies under the heads of groups and under sums.
const BAND: u32 = 0x00F2_F4F7;

pub(super) struct Formats {
    pub(super) title: Format,
    pub(super) subtitle: Format,
    pub(super) line: Format,
    pub(super) warning: Format,
    pub(super) paragraph: Format,
    pub(super) remark: Format,
    pub(super) head: Format,
    pub(super) numbering: Format,
    pub(super) overdue: Format,
    pub(super) completed: Format,
    pub(super) near: Format,
    text: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let plain = Format::new().set_font_name(FONT).set_font_size(12);
        let boxed = plain.clone().set_border(FormatBorder::Thin).set_border_color(Color::RGB(BORDER));
        let centered = |format: &Format| {
            format.clone().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter).set_text_wrap()
        };
        let fill = |(ink, paper): (u32, u32)| {
            Format::new().set_font_color(Color::RGB(ink)).set_background_color(Color::RGB(paper))
        };
        Self {
            title: plain.clone().set_bold().set_font_size(14),
            subtitle: plain.clone().set_bold(),
            line: plain.clone(),
            warning: plain.clone().set_italic().set_font_color(Color::RGB(0x007F_3F00)),
            paragraph: plain.clone().set_text_wrap().set_align(FormatAlign::Top),
            remark: plain.set_italic(),
            head: centered(&boxed).set_bold().set_background_color(Color::RGB(HEAD_FILL)),
            numbering: centered(&boxed).set_italic().set_font_size(10),
            overdue: fill(OVERDUE),
            completed: fill((0x001B_5E20, 0x00DC_F1E0)),
            near: fill((0x006B_4A00, 0x00FF_F1C9)),
            text: boxed.set_text_wrap().set_align(FormatAlign::Top),
        }
    }

    /// The format of a value in a row of this kind and a column of this role.
    pub(super) fn of(&self, value: &CellValue, kind: RowKind, role: Role) -> Format {
        let center = || self.text.clone().set_align(FormatAlign::Center);
        let number = |format: &str| self.text.clone().set_align(FormatAlign::Right).set_num_format(format);
        let format = match value {
            CellValue::Dash => center(),
            CellValue::Count(_) | CellValue::Days(_) => number("#,##0"),
            CellValue::Change(_) => number("+#,##0;\"−\"#,##0;0"),
            CellValue::Rate(_) => number("0.0%"),
            CellValue::RateChange(_) => number("+0.0;\"−\"0.0;0.0"),
            CellValue::Day(_) => center().set_num_format(DATE_FORMAT),
            // As text, so that what looks like a date, a number or a formula stays what was written.
            _ => self.text.clone().set_num_format("@"),
        };
        let format = if role == Role::Short { format.set_align(FormatAlign::Center) } else { format };
        match kind {
            RowKind::Body => format,
            RowKind::Group | RowKind::Subtotal | RowKind::Total => {
                format.set_bold().set_background_color(Color::RGB(BAND))
            }
        }
    }
}
