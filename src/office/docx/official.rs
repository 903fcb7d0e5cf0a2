//! Documents to sign, for offices without a template of their own: head, number, place and date, addressee, signature and
//! recipients around the content. What is not known stays a dotted line.
//!
//! Party bodies follow Guideline 36-HD/VPTW (2018), state bodies Decree 30/2020/NĐ-CP, appendix I: who writes on the left,
//! the Party's or the state's name on the right, sizes 12 to 15, annexes after the signature.

use std::io;

use super::body::{PageNumbers, section};
use super::markup::Markup;
use super::{MAIN, RELATED, package};
use crate::model::plan::{Office, OfficeStyle, Text};
use crate::text::one_line;
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
const LONG_DOTS: &str = "………………………………………………………………………………";
/// How far the first line of running text is moved in: 1 cm.
const FIRST_LINE: &str = "567";

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

const fn sized(size: u8, letters: Lettering) -> Lettering {
    Lettering { size, ..letters }
}

/// Where a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    Left,
    Center,
    /// Running text, and the headings in it.
    Text,
    /// On the page of what comes next: headings, and what a signature must not stand without.
    Heading,
    Kept,
    /// In the middle, with room around it: who it is to, and what nobody should overlook.
    Apart,
    /// A rule, moved in so far on both sides, in twentieths of a point.
    Rule(u16),
}

/// A line of the paper: where it stands, and its pieces.
type OfficeLine<'t> = (Stand, Vec<(&'t str, Lettering)>);

fn line(stand: Stand, text: &str, letters: Lettering) -> OfficeLine<'_> {
    (stand, vec![(text, letters)])
}

/// What the two styles ask for: sizes in half points, widths in twentieths of a point.
struct StyleSizes {
    /// The two columns of the head.
    head: [&'static str; 2],
    office: u8,
    title: u8,
    about_letter: Lettering,
    recipients: Lettering,
    recipient: u8,
    /// The least height of a line of running text; nothing is a line as high as its letters.
    line: Option<&'static str>,
}

const PARTY: StyleSizes = StyleSizes {
    head: ["4500", "4850"],
    office: 28,
    title: 32,
    about_letter: sized(24, ITALIC),
    recipients: Lettering { line: true, ..sized(28, PLAIN) },
    recipient: 24,
    line: Some("360"),
};

const STATE: StyleSizes = StyleSizes {
    head: ["3950", "5400"],
    office: 26,
    title: 28,
    about_letter: sized(24, PLAIN),
    recipients: Lettering { bold: true, ..sized(24, ITALIC) },
    recipient: 22,
    line: None,
};

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

    fn say(&self, said: OfficePhrase<'_>) -> String {
        self.words.phrase(&Phrase::Office(said))
    }

    fn sizes(&self) -> &'static StyleSizes {
        if self.style == OfficeStyle::Party { &PARTY } else { &STATE }
    }

    /// What is known of the office, on one line; else dots.
    fn known(text: Option<&Text>) -> String {
        text.map_or_else(|| DOTS.to_owned(), |text| one_line(text))
    }

    fn put(&mut self, (stand, pieces): &OfficeLine<'_>) {
        let least = self.sizes().line;
        let markup = &mut *self.markup;
        markup.open("w:p", &[]);
        markup.open("w:pPr", &[]);
        if matches!(stand, Stand::Heading | Stand::Kept) {
            markup.empty("w:keepNext", &[]);
        }
        if let Stand::Rule(inside) = stand {
            markup.open("w:pBdr", &[]);
            markup.empty("w:top", &[("w:val", "single"), ("w:sz", "6"), ("w:space", "1"), ("w:color", "auto")]);
            markup.close("w:pBdr");
            markup
                .empty("w:spacing", &[("w:before", "60"), ("w:after", "0"), ("w:line", "80"), ("w:lineRule", "exact")]);
            let inside = inside.to_string();
            markup.empty("w:ind", &[("w:left", &inside), ("w:right", &inside)]);
        }
        if matches!(stand, Stand::Text | Stand::Heading) {
            let (line, rule) = least.map_or(("240", "auto"), |least| (least, "atLeast"));
            markup.empty("w:spacing", &[("w:before", "0"), ("w:after", "120"), ("w:line", line), ("w:lineRule", rule)]);
            markup.empty("w:ind", &[("w:firstLine", FIRST_LINE)]);
        }
        if *stand == Stand::Apart {
            markup.empty("w:spacing", &[("w:before", "60"), ("w:after", "120")]);
        }
        let place = match stand {
            Stand::Left | Stand::Kept => "left",
            Stand::Center | Stand::Apart | Stand::Rule(_) => "center",
            Stand::Text | Stand::Heading => "both",
        };
        markup.empty("w:jc", &[("w:val", place)]);
        markup.close("w:pPr");
        for (text, letters) in pieces {
            piece(markup, text, *letters);
        }
        markup.close("w:p");
    }

    fn line(&mut self, stand: Stand, text: &str, letters: Lettering) {
        self.put(&line(stand, text, letters));
    }

    fn empty(&mut self) {
        self.line(Stand::Left, "", PLAIN);
    }

    /// Two columns without lines, each with its paragraphs.
    fn columns(&mut self, cells: [&[OfficeLine<'_>]; 2]) {
        let widths = self.sizes().head;
        self.markup.open("w:tbl", &[]);
        self.markup.open("w:tblPr", &[]);
        self.markup.empty("w:tblW", &[("w:w", "5000"), ("w:type", "pct")]);
        self.markup.empty("w:tblLayout", &[("w:type", "fixed")]);
        self.markup.close("w:tblPr");
        self.markup.open("w:tblGrid", &[]);
        for width in widths {
            self.markup.empty("w:gridCol", &[("w:w", width)]);
        }
        self.markup.close("w:tblGrid");
        self.markup.open("w:tr", &[]);
        self.markup.open("w:trPr", &[]);
        self.markup.empty("w:cantSplit", &[]);
        self.markup.close("w:trPr");
        for (cell, width) in cells.into_iter().zip(widths) {
            self.markup.open("w:tc", &[]);
            self.markup.open("w:tcPr", &[]);
            self.markup.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
            self.markup.close("w:tcPr");
            for line in cell {
                self.put(line);
            }
            self.markup.close("w:tc");
        }
        self.markup.close("w:tr");
        self.markup.close("w:tbl");
    }

    fn head(&mut self, kind: OfficialKind) {
        let (sizes, party) = (self.sizes(), self.style == OfficeStyle::Party);
        let superior = Self::known(self.office.superior.as_ref()).to_uppercase();
        let name = Self::known(self.office.name.as_ref()).to_uppercase();
        let place = self.say(OfficePhrase::PlaceAndDay { place: &Self::known(self.office.place.as_ref()) });
        let number = self.label(match (kind, self.style) {
            (OfficialKind::Report, OfficeStyle::Party) => Label::PartyReportNumber,
            (OfficialKind::Letter, OfficeStyle::Party) => Label::PartyLetterNumber,
            (OfficialKind::Report, OfficeStyle::State) => Label::StateReportNumber,
            (OfficialKind::Letter, OfficeStyle::State) => Label::StateLetterNumber,
        });
        let about = self.say(OfficePhrase::LetterAbout);
        let mut left = vec![
            line(Stand::Center, &superior, sized(sizes.office, PLAIN)),
            line(Stand::Center, &name, sized(sizes.office, BOLD)),
            if party { line(Stand::Center, "*", sized(28, PLAIN)) } else { (Stand::Rule(1285), Vec::new()) },
            line(Stand::Center, number, sized(sizes.office, PLAIN)),
        ];
        if kind == OfficialKind::Letter {
            left.push(line(Stand::Center, &about, sizes.about_letter));
        }
        // Rules are as long as the words above them.
        let mut right = if party {
            vec![line(Stand::Center, self.label(Label::PartyName), sized(30, BOLD)), (Stand::Rule(250), Vec::new())]
        } else {
            vec![
                line(Stand::Center, self.label(Label::StateName), sized(24, BOLD)),
                line(Stand::Center, self.label(Label::StateMotto), sized(28, BOLD)),
                (Stand::Rule(860), Vec::new()),
            ]
        };
        right.push(line(Stand::Center, "", sized(20, PLAIN)));
        right.push(line(Stand::Center, &place, sized(28, ITALIC)));
        self.columns([&left, &right]);
        self.empty();
    }

    fn report(&mut self) {
        self.line(Stand::Center, self.label(Label::OfficeReport), sized(self.sizes().title, BOLD));
        self.line(Stand::Center, &self.say(OfficePhrase::ReportAbout), BOLD);
        match self.style {
            OfficeStyle::Party => self.line(Stand::Center, "-----", PLAIN),
            OfficeStyle::State => self.put(&(Stand::Rule(3300), Vec::new())),
        }
        self.line(Stand::Apart, "{{warnings}}", ITALIC);
        for (heading, parts) in [
            (Label::OfficeResults, &["{{summary}}", self.label(Label::OfficeSeeForm)][..]),
            (Label::OfficeShortcomings, &["{{shortcomings}}"]),
            (Label::OfficeNext, &["{{next}}"]),
            (Label::OfficeProposals, &[LONG_DOTS, LONG_DOTS]),
        ] {
            self.line(Stand::Heading, self.label(heading), BOLD);
            for part in parts {
                self.line(if *part == LONG_DOTS { Stand::Kept } else { Stand::Text }, part, PLAIN);
            }
        }
        self.foot(OfficialKind::Report);
        self.section(false, PageNumbers::HideFirst);
        self.annex(Label::OfficeAnnexOne, Label::OfficeFormTitle, &[(None, "{{form}}")]);
        self.section(true, PageNumbers::Anew);
        let newly = (Some(Label::NewlyOverdue), "{{newly-overdue}}");
        let carried = (Some(Label::CarriedOverdue), "{{carried}}");
        self.annex(Label::OfficeAnnexTwo, Label::OfficeOverdueTitle, &[newly, carried]);
        self.section(false, PageNumbers::Anew);
        self.annex(Label::OfficeAnnexThree, Label::OfficeUpcoming, &[(None, "{{upcoming}}")]);
        section(self.markup, false, PageNumbers::Anew);
    }

    /// An annex: its number, its title, the document it belongs to, and its parts.
    fn annex(&mut self, number: Label, title: Label, parts: &[(Option<Label>, &str)]) {
        let (number, title) = (self.label(number), self.label(title).to_uppercase());
        let number = if self.style == OfficeStyle::Party { number.to_uppercase() } else { number.to_owned() };
        self.line(Stand::Center, &number, BOLD);
        self.line(Stand::Center, &title, BOLD);
        let office = Self::known(self.office.name.as_ref());
        let belongs = self.say(OfficePhrase::AnnexOf { style: self.style, office: &office });
        self.line(Stand::Center, &belongs, ITALIC);
        self.empty();
        for (heading, part) in parts {
            if let Some(heading) = heading {
                self.line(Stand::Kept, self.label(*heading), BOLD);
            }
            self.line(Stand::Left, part, PLAIN);
        }
    }

    fn letter(&mut self) {
        let to = if self.style == OfficeStyle::Party { ITALIC } else { PLAIN };
        self.put(&(Stand::Apart, vec![(self.label(Label::OfficeTo), to), (" {{unit}}", PLAIN)]));
        self.line(Stand::Apart, "{{warnings}}", ITALIC);
        let office = self.office.name.as_deref().map(one_line);
        let basis = self.say(OfficePhrase::LetterBasis { office: office.as_deref() });
        for part in [&basis, "{{summary}}", "{{overdue}}", "{{due-soon}}"] {
            self.line(Stand::Text, part, PLAIN);
        }
        self.line(Stand::Heading, "{{closing}}", PLAIN);
        self.foot(OfficialKind::Letter);
        section(self.markup, false, PageNumbers::HideFirst);
    }

    /// Who gets it, and who signs: in whose name and as what, room for the signature and the seal, and room for the name.
    fn foot(&mut self, kind: OfficialKind) {
        let sizes = self.sizes();
        let mut recipients: Vec<String> = self.office.recipients.iter().map(|one| one_line(one)).collect();
        let above = self.label(Label::OfficeAsAbove);
        if kind == OfficialKind::Letter && !recipients.iter().any(|one| one.starts_with(above)) {
            recipients.insert(0, above.to_owned());
        }
        if self.office.recipients.is_empty() {
            recipients.push(DOTS.to_owned());
        }
        let last = recipients.len() - 1;
        let entry = |(at, one): (usize, &String)| format!("- {one}{}", if at == last { "." } else { ";" });
        let recipients: Vec<String> = recipients.iter().enumerate().map(entry).collect();
        let mut left = vec![line(Stand::Left, self.label(Label::OfficeRecipients), sizes.recipients)];
        left.extend(recipients.iter().map(|one| line(Stand::Left, one, sized(sizes.recipient, PLAIN))));
        let signature = self.office.signature.as_deref().unwrap_or(DOTS).to_uppercase();
        let mut right = Vec::new();
        for (at, part) in signature.split(['\n', ';']).enumerate() {
            // Party documents set in bold only in whose name it is signed.
            let letters = if at == 0 || self.style == OfficeStyle::State { BOLD } else { PLAIN };
            right.push(line(Stand::Center, part.trim(), sized(28, letters)));
        }
        right.extend((0..3).map(|_| line(Stand::Center, "", sized(28, PLAIN))));
        right.push(line(Stand::Center, DOTS, sized(28, BOLD)));
        // A little room under the last line of the text.
        self.line(Stand::Kept, "", sized(12, PLAIN));
        self.columns([&left, &right]);
    }

    /// The last paragraph of pages of one kind.
    fn section(&mut self, across: bool, numbers: PageNumbers) {
        self.markup.open("w:p", &[]);
        self.markup.open("w:pPr", &[]);
        section(self.markup, across, numbers);
        self.markup.close("w:pPr");
        self.markup.close("w:p");
    }
}

/// A piece of a line, in letters of one look.
fn piece(markup: &mut Markup, text: &str, letters: Lettering) {
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
}
