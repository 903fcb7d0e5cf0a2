//! Documents to sign, for offices without a template of their own: head, number, place and date, addressee, signature and
//! recipients around the content. What is not known stays a dotted line.
//!
//! Party bodies follow Guideline 36-HD/VPTW (2018), state bodies Decree 30/2020/NĐ-CP, appendix I: who writes on the left,
//! the Party's or the state's name on the right, sizes 12 to 15, annexes after the signature.

use std::io;

use super::body::section;
use super::markup::Markup;
use super::{MAIN, RELATED, package};
use crate::model::plan::{Office, OfficeStyle, Text};
use crate::words::office::OfficePhrase;
use crate::words::{Label, Phrase, Words};

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OfficialKind {
    Report,
    Letter,
}

/// Where there is something to fill in by hand.
const DOTS: &str = "………";
const LONG_DOTS: &str = "……………………………………………………………………………………";
/// The widths of the two columns of a head, in twentieths of a point.
const HEAD: [&str; 2] = ["3700", "5650"];

#[derive(Clone, Copy, Default)]
struct Lettering {
    bold: bool,
    italic: bool,
    line: bool,
    /// In half points; nothing is that of the document.
    size: u8,
}

const PLAIN: Lettering = Lettering { bold: false, italic: false, line: false, size: 0 };
const BOLD: Lettering = Lettering { bold: true, ..PLAIN };
const ITALIC: Lettering = Lettering { italic: true, ..PLAIN };

/// A template: what the office is, and places for what a report or letter says.
pub(crate) fn template(
    kind: OfficialKind,
    style: OfficeStyle,
    office: &Office,
    words: &dyn Words,
) -> io::Result<Vec<u8>> {
    let mut markup = Markup::new();
    markup.declare();
    markup.open("w:document", &[("xmlns:w", MAIN), ("xmlns:r", RELATED)]);
    markup.open("w:body", &[]);
    let mut paper = Paper { markup: &mut markup, style, office, words };
    paper.head(kind);
    match kind {
        OfficialKind::Report => paper.report(),
        OfficialKind::Letter => paper.letter(),
    }
    markup.close("w:body");
    markup.close("w:document");
    package(markup.text(), "", words)
}

struct Paper<'a> {
    markup: &'a mut Markup,
    style: OfficeStyle,
    office: &'a Office,
    words: &'a dyn Words,
}

impl Paper<'_> {
    fn label(&self, label: Label) -> &'static str {
        self.words.label(label)
    }

    fn say(&self, said: &Phrase<'_>) -> String {
        self.words.phrase(said)
    }

    fn paragraph(&mut self, place: &str, text: &str, letters: Lettering) {
        let markup = &mut *self.markup;
        markup.open("w:p", &[]);
        markup.open("w:pPr", &[]);
        // Within a head or a foot lines stand close.
        let (before, after) = if letters.size > 0 { ("0", "0") } else { ("60", "60") };
        markup.empty("w:spacing", &[("w:before", before), ("w:after", after)]);
        markup.empty("w:jc", &[("w:val", place)]);
        markup.close("w:pPr");
        markup.open("w:r", &[]);
        markup.open("w:rPr", &[]);
        for (name, set) in [("w:b", letters.bold), ("w:i", letters.italic)] {
            if set {
                markup.empty(name, &[]);
            }
        }
        if letters.size > 0 {
            let size = letters.size.to_string();
            for name in ["w:sz", "w:szCs"] {
                markup.empty(name, &[("w:val", &size)]);
            }
        }
        if letters.line {
            markup.empty("w:u", &[("w:val", "single")]);
        }
        markup.close("w:rPr");
        markup.element("w:t", &[("xml:space", "preserve")], text);
        markup.close("w:r");
        markup.close("w:p");
    }

    fn empty(&mut self) {
        self.paragraph("left", "", PLAIN);
    }

    /// Two columns without lines, each with its paragraphs.
    fn columns(&mut self, cells: [&[(&str, &str, Lettering)]; 2]) {
        self.markup.open("w:tbl", &[]);
        self.markup.open("w:tblPr", &[]);
        self.markup.empty("w:tblW", &[("w:w", "5000"), ("w:type", "pct")]);
        self.markup.empty("w:tblLayout", &[("w:type", "fixed")]);
        self.markup.close("w:tblPr");
        self.markup.open("w:tblGrid", &[]);
        for width in HEAD {
            self.markup.empty("w:gridCol", &[("w:w", width)]);
        }
        self.markup.close("w:tblGrid");
        self.markup.open("w:tr", &[]);
        for (cell, width) in cells.into_iter().zip(HEAD) {
            self.markup.open("w:tc", &[]);
            self.markup.open("w:tcPr", &[]);
            self.markup.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
            self.markup.close("w:tcPr");
            for (place, text, letters) in cell {
                self.paragraph(place, text, *letters);
            }
            self.markup.close("w:tc");
        }
        self.markup.close("w:tr");
        self.markup.close("w:tbl");
    }

    fn head(&mut self, kind: OfficialKind) {
        let known = |text: &Option<Text>| text.as_deref().unwrap_or(DOTS).to_owned();
        let (superior, name) = (known(&self.office.superior).to_uppercase(), known(&self.office.name).to_uppercase());
        let place = self.say(&Phrase::Office(OfficePhrase::PlaceAndDay { place: &known(&self.office.place) }));
        let number = self.label(match kind {
            OfficialKind::Report => Label::OfficeReportNumber,
            OfficialKind::Letter => Label::OfficeLetterNumber,
        });
        let about = self.say(&Phrase::Office(OfficePhrase::LetterAbout));
        let of = |size, letters: Lettering| Lettering { size, ..letters };
        let mut left = vec![
            ("center", superior.as_str(), of(26, PLAIN)),
            ("center", name.as_str(), of(26, BOLD)),
            ("center", if self.style == OfficeStyle::Party { "*" } else { "———" }, of(26, BOLD)),
            ("center", number, of(26, PLAIN)),
        ];
        if kind == OfficialKind::Letter {
            left.push(("center", about.as_str(), of(24, ITALIC)));
        }
        let line = Lettering { line: true, ..BOLD };
        let right = match self.style {
            OfficeStyle::Party => {
                vec![("right", self.label(Label::PartyName), of(30, line)), ("right", "", of(26, PLAIN))]
            }
            OfficeStyle::State => vec![
                ("center", self.label(Label::StateName), of(24, BOLD)),
                ("center", self.label(Label::StateMotto), of(28, line)),
            ],
        };
        let side = if self.style == OfficeStyle::Party { "right" } else { "center" };
        let right = [right, vec![("center", "", of(26, PLAIN)), (side, place.as_str(), of(28, ITALIC))]].concat();
        self.columns([&left, &right]);
        self.empty();
    }

    fn report(&mut self) {
        self.paragraph("center", self.label(Label::OfficeReport), Lettering { size: 32, ..BOLD });
        self.paragraph("center", &self.say(&Phrase::Office(OfficePhrase::ReportAbout)), BOLD);
        self.paragraph("center", "{{warnings}}", ITALIC);
        for (heading, parts) in [
            (Label::OfficeResults, &["{{summary}}"][..]),
            (Label::OfficeShortcomings, &["{{shortcomings}}"]),
            (Label::OfficeNext, &["{{next}}"]),
            (Label::OfficeProposals, &[LONG_DOTS, LONG_DOTS]),
        ] {
            self.paragraph("both", self.label(heading), BOLD);
            for part in parts {
                self.paragraph("both", part, PLAIN);
            }
        }
        self.foot();
        self.section(false);
        self.annex(Label::OfficeAnnexOne, &[(Label::ResultsByUnit, "{{form}}")]);
        self.section(true);
        let overdue = [(Label::NewlyOverdue, "{{newly-overdue}}"), (Label::CarriedOverdue, "{{carried}}")];
        self.annex(Label::OfficeAnnexTwo, &overdue);
        self.paragraph_of_page_break();
        self.annex(Label::OfficeAnnexThree, &[(Label::OfficeUpcoming, "{{upcoming}}")]);
        section(self.markup, false, true);
    }

    fn annex(&mut self, title: Label, parts: &[(Label, &str)]) {
        self.paragraph("center", self.label(title), BOLD);
        for (heading, part) in parts {
            self.paragraph("left", self.label(*heading), BOLD);
            self.paragraph("left", part, PLAIN);
        }
    }

    fn letter(&mut self) {
        self.paragraph("center", &self.say(&Phrase::Office(OfficePhrase::LetterTo)), PLAIN);
        self.paragraph("center", "{{warnings}}", ITALIC);
        for part in ["{{summary}}", "{{overdue}}", "{{due-soon}}", "{{closing}}"] {
            self.paragraph("both", part, PLAIN);
        }
        self.foot();
        section(self.markup, false, true);
    }

    /// Who gets it, and who signs: the title, room for the signature and the seal, and room for the name.
    fn foot(&mut self) {
        self.empty();
        let signature = self.office.signature.as_deref().unwrap_or(DOTS).to_uppercase();
        let small = Lettering { size: 22, ..PLAIN };
        let last = self.office.recipients.len().saturating_sub(1);
        let entry = |(at, one): (usize, &Text)| format!("- {one}{}", if at == last { "." } else { ";" });
        let mut recipients: Vec<String> = self.office.recipients.iter().enumerate().map(entry).collect();
        if recipients.is_empty() {
            recipients.push(format!("- {DOTS}"));
        }
        let mut left = vec![(
            "left",
            self.label(Label::OfficeRecipients),
            Lettering { bold: true, italic: true, line: false, size: 24 },
        )];
        left.extend(recipients.iter().map(|one| ("left", one.as_str(), small)));
        let room = ("center", "", Lettering { size: 28, ..PLAIN });
        let right = [
            ("center", signature.as_str(), Lettering { size: 28, ..BOLD }),
            room,
            room,
            room,
            ("center", DOTS, Lettering { size: 28, ..BOLD }),
        ];
        self.columns([&left, &right]);
    }

    /// The last paragraph of pages of one kind.
    fn section(&mut self, across: bool) {
        self.markup.open("w:p", &[]);
        self.markup.open("w:pPr", &[]);
        section(self.markup, across, !across);
        self.markup.close("w:pPr");
        self.markup.close("w:p");
    }

    fn paragraph_of_page_break(&mut self) {
        self.markup.open("w:p", &[]);
        self.markup.open("w:r", &[]);
        self.markup.empty("w:br", &[("w:type", "page")]);
        self.markup.close("w:r");
        self.markup.close("w:p");
    }
}
