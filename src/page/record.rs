//! A page kept for formats that must know all of it before they write: templates, and pages of HTML.

use std::io;

use super::{CellValue, Page, PartId, Piece, RowKind, Weight};

#[derive(Clone, Debug, Default)]
pub(crate) struct Recording {
    pub(crate) pieces: Vec<Piece>,
    /// Whether it is for a template: documents say more in running text, with full names.
    pub(crate) for_template: bool,
    /// Sections that stand only where a template has a place for them.
    pub(crate) spare: Vec<(PartId, String)>,
}

impl Page for Recording {
    fn put(&mut self, piece: Piece) -> io::Result<()> {
        self.pieces.push(piece);
        Ok(())
    }

    fn spare(&mut self, id: PartId, text: String) {
        self.spare.push((id, text));
    }

    fn keeps_spare(&self) -> bool {
        self.for_template
    }
}

impl Recording {
    /// What nobody should overlook, line by line.
    pub(crate) fn warnings(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Head(Weight::Warning, text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// Takes columns out in which no row says anything; of a table whose columns are numbered only those that are all
    /// dashes, and numbers the others anew.
    pub(crate) fn leave_out_empty_columns(&mut self) {
        let mut from = 0;
        while let Some(at) = self.pieces[from..].iter().position(|piece| matches!(piece, Piece::Table(_))) {
            let (begin, rest) = (from + at, &self.pieces[from + at..]);
            let end =
                rest.iter().position(|piece| matches!(piece, Piece::EndTable)).map_or(self.pieces.len(), |n| begin + n);
            let keep = kept_columns(&self.pieces[begin..end]);
            for piece in &mut self.pieces[begin..end] {
                match piece {
                    Piece::Table(table) => {
                        retain(&mut table.columns, &keep);
                        retain(&mut table.numbering, &keep);
                        for (number, text) in (1..).zip(&mut table.numbering) {
                            let inside = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
                            if inside.is_some_and(|inside| inside.parse::<u32>().is_ok()) {
                                *text = format!("({number})");
                            }
                        }
                    }
                    Piece::Row(row) => retain(&mut row.cells, &keep),
                    _ => {}
                }
            }
            from = end;
        }
    }
}

/// Which columns of a table say something.
fn kept_columns(table: &[Piece]) -> Vec<bool> {
    let Some(Piece::Table(head)) = table.first() else { return Vec::new() };
    let rows = || table.iter().filter_map(|piece| if let Piece::Row(row) = piece { Some(row) } else { None });
    let rows = || rows().filter(|row| row.kind != RowKind::Group);
    let says = |value: Option<&CellValue>| match value {
        None | Some(CellValue::Dash) => false,
        Some(CellValue::Nothing) => !head.numbering.is_empty(),
        Some(_) => true,
    };
    let said = |at: usize| rows().any(|row| says(row.cells.get(at)));
    if rows().next().is_none() { vec![true; head.columns.len()] } else { (0..head.columns.len()).map(said).collect() }
}

fn retain<T>(all: &mut Vec<T>, keep: &[bool]) {
    let mut keep = keep.iter();
    all.retain(|_| *keep.next().unwrap_or(&true));
}
