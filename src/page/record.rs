//! A page kept for formats that must know all of it before they write: templates, and pages of HTML.

use std::io;

use super::{Page, PartId, Piece, Weight};

#[derive(Clone, Debug, Default)]
pub(crate) struct Recording {
    pub(crate) pieces: Vec<Piece>,
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
        true
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
}
