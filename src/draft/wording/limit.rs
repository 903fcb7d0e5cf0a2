//! The elements of a wording, one after the other, and the prepositions that stand before a limit.

use super::count::{Anchor, event};
use super::cursor::TokenCursor;
use super::element::{Edge, Element, FoundElement, Join, Limit};
use super::list::{joint, same_kind, through, until_event};
use super::stretch::{Extent, Stretch, Year};
use super::token::{Kind, Tokens, roman};
use super::vocabulary::Word;
use super::when;

#[derive(Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "which prepositions stand before a limit, in any combination")]
pub(super) struct Edges {
    pub(super) latest: bool,
    pub(super) before: bool,
    pub(super) from: bool,
    pub(super) after: bool,
    pub(super) hour: bool,
    /// Only that which has a preposition can be an hour's length.
    pub(super) within: bool,
    pub(super) earliest: bool,
    pub(super) since: bool,
    pub(super) end: bool,
    pub(super) aspired: bool,
    pub(super) at_least: bool,
}

impl Edges {
    fn edge(self) -> Edge {
        match self {
            // “trước 17 giờ ngày 15/3” lies on that day; “trước hết ngày” too.
            Self { before: true, hour: true, .. } | Self { before: true, end: true, .. } => Edge::Latest,
            Self { before: true, latest: true, .. } => Edge::LatestBefore,
            Self { before: true, .. } => Edge::Before,
            Self { latest: true, .. } => Edge::Latest,
            Self { after: true, .. } => Edge::After,
            Self { from: true, .. } | Self { since: true, .. } => Edge::From,
            _ => Edge::Within,
        }
    }
}

pub(super) struct Parser<'t> {
    pub(super) c: TokenCursor<'t>,
    pub(super) tokens: &'t Tokens,
    pub(super) found: Vec<FoundElement>,
    pub(super) edges: Edges,
    pub(super) join: Join,
    pub(super) depth: usize,
    pub(super) target: Option<String>,
    pub(super) label: Option<(String, u8)>,
    pub(super) targets_follow: Option<bool>,
    /// Whether a law or decision has been named and nothing parts it from here.
    pub(super) act: bool,
    pub(super) periodic: bool,
    /// How many words of time were passed over without a meaning.
    pub(super) loose: Vec<String>,
}

/// The pieces of a wording; and the words of time that belong to none of them.
pub(super) fn pieces(tokens: &Tokens) -> (Vec<FoundElement>, Vec<String>) {
    let mut parser = Parser {
        c: TokenCursor::new(&tokens.all),
        tokens,
        found: Vec::new(),
        edges: Edges::default(),
        join: Join::Apart,
        depth: 0,
        target: None,
        label: None,
        targets_follow: None,
        act: false,
        periodic: false,
        loose: Vec::new(),
    };
    while !parser.c.is_done() {
        parser.step();
    }
    // "đến hết năm 2030, có ít nhất 50%": what is said behind the only limit.
    if let (Some(target), [limit]) = (parser.target.take(), parser.limits().as_mut_slice()) {
        limit.target = limit.target.take().or(Some(target));
    }
    (parser.found, parser.loose)
}

impl Parser<'_> {
    pub(super) fn limits(&mut self) -> Vec<&mut Limit> {
        self.found
            .iter_mut()
            .filter_map(|found| if let Element::Limit(limit) = &mut found.piece { Some(limit) } else { None })
            .collect()
    }

    pub(super) fn put(&mut self, piece: Element) {
        self.found.push(FoundElement { piece, bracket: self.depth > 0, join: self.join });
        self.join = Join::Apart;
        self.edges = Edges { aspired: self.edges.aspired, ..Edges::default() };
    }

    /// Takes the next piece, or passes over a word.
    pub(super) fn step(&mut self) {
        if self.mark() || self.percent() || self.citation() {
            return;
        }
        let pieces = [
            Self::of_previous,
            Self::hour,
            Self::window,
            Self::frequency,
            Self::label,
            Self::session,
            Self::report,
            Self::limit,
            Self::every,
            Self::offset,
            Self::event,
            Self::word,
        ];
        for piece in pieces {
            let at = self.c.at;
            if piece(self) {
                return;
            }
            self.c.at = at;
        }
        if self.is_loose() {
            let next = self.c.token(1).map_or("", |token| token.text.as_str());
            let text = self.c.token(0).map_or("", |token| token.text.as_str());
            self.loose.push(format!("{text} {next}").trim().to_owned());
        }
        if !matches!(self.c.word(0), Some(Word::Of | Word::Label | Word::Finish | Word::Day | Word::Report)) {
            self.edges = Edges { aspired: self.edges.aspired, ..Edges::default() };
        }
        if !matches!(self.c.word(0), Some(Word::Of)) && self.join == Join::And {
            self.join = Join::And;
        }
        self.c.skip(1);
    }

    /// Whether the token here looks like a piece of a date that nothing has taken.
    pub(super) fn is_loose(&self) -> bool {
        let next = self.c.kind(1);
        let numbered = matches!(next, Some(Kind::Number(..) | Kind::Mark('/')))
            || self.c.token(1).is_some_and(|token| roman(&token.text).is_some());
        match self.c.kind(0) {
            Some(Kind::Known(Word::Month | Word::Quarter)) => numbered,
            Some(Kind::Number(_, 1..=2)) => {
                let before = self.c.before().map(|token| token.kind);
                let named = matches!(
                    before,
                    Some(
                        Kind::Unknown
                            | Kind::Document
                            | Kind::Known(Word::Act | Word::Batch | Word::Phase | Word::Times | Word::WeekdayHead)
                    )
                );
                let dated = matches!(next, Some(Kind::Mark('/'))) && matches!(self.c.kind(2), Some(Kind::Number(..)));
                dated
                    || !named
                        && matches!(
                            next,
                            Some(Kind::Known(Word::Of | Word::Month | Word::Quarter | Word::Every)) | None
                        )
            }
            _ => false,
        }
    }

    pub(super) fn mark(&mut self) -> bool {
        let Some(Kind::Mark(mark)) = self.c.kind(0) else { return false };
        self.act = false;
        match mark {
            '(' => self.depth += 1,
            ')' => self.depth = self.depth.saturating_sub(1),
            ',' => self.join = Join::Comma,
            '/' if self.join == Join::And => {}
            ';' | '.' => {
                self.join = Join::Comma;
                self.edges = Edges::default();
            }
            _ => {}
        }
        if mark == '(' {
            self.edges = Edges { ..Edges::default() };
        }
        self.c.skip(1);
        true
    }

    pub(super) fn limit(&mut self) -> bool {
        let from = self.edges.from || self.edges.since;
        let Some(first) = self.c.maybe(when::stretch) else { return false };
        let mut limit = Limit {
            edge: self.edges.edge(),
            from: None,
            when: first,
            aspired: self.edges.aspired,
            target: None,
            label: self.label.take(),
            ends_said: from,
        };
        if let Some(second) = self.c.maybe(|c| through(c, first, from)) {
            limit = Limit { edge: Edge::Within, from: Some(first), when: second, ..limit };
        } else if from && let Some(name) = self.c.maybe(until_event) {
            let edges = self.edges;
            self.put(Element::Event { name, edge: Edge::Latest });
            self.edges = edges;
            return true;
        }
        // "kỷ niệm 50 năm Ngày giải phóng (30/4/1975 - 30/4/2025)" sets no limit.
        let given = |stretch: Stretch| if let Year::Given(year) = stretch.year { Some(year) } else { None };
        let anniversary =
            limit.from.and_then(given).zip(given(limit.when)).is_some_and(|(first, last)| last - first >= 20);
        if anniversary {
            return true;
        }
        // "Luật Đất đai năm 2024"
        if self.act
            && first.span == Extent::Year
            && limit.from.is_none()
            && limit.edge == Edge::Within
            && !self.edges.within
            && !self.edges.end
        {
            self.put(Element::Subject(first));
            return true;
        }
        if let Some(target) = self.target.take() {
            limit.target = Some(target);
        }
        if self.edges.earliest {
            self.put(Element::Earliest);
        }
        let (edges, kept) = (self.edges, limit.edge);
        self.put(Element::Limit(limit.clone()));
        self.more(&limit, kept);
        self.edges.aspired = edges.aspired && self.depth > 0;
        true
    }

    /// Further members of a list that share what stands before the first: “tháng 3, 6 và 9”, “01/6 và 15/11”.
    pub(super) fn more(&mut self, first: &Limit, edge: Edge) {
        while let Some((join, when)) = self.c.maybe(|c| {
            let join = joint(c)?;
            // "thứ nhất 2028, thứ hai 2030"
            let labelled = matches!(c.word(0), Some(Word::Nth(_) | Word::Batch))
                || matches!(c.word(0), Some(Word::Weekday(_))) && c.year(1).is_some();
            if labelled {
                return None;
            }
            let when = c.maybe(|c| same_kind(c, first.when))?;
            Some((join, when))
        }) {
            self.join = join;
            self.put(Element::Limit(Limit { edge, from: None, when, label: None, target: None, ..first.clone() }));
        }
    }

    /// Words that say something by themselves, and those that stand before a limit.
    pub(super) fn word(&mut self) -> bool {
        let Some(word) = self.c.word(0) else { return false };
        let piece = match word {
            Word::Standing => Element::Standing,
            Word::Throughout => Element::Throughout,
            Word::Unstated => {
                let text = self.c.token(0).map_or("", |token| token.text.as_str());
                Element::Unstated { proposed: text.contains("đề xuất") || text.contains("đăng ký") }
            }
            Word::AsArises => Element::AsArises,
            Word::Soon => Element::Soon,
            Word::Onwards => Element::Onwards,
            Word::Expected => Element::Expected,
            Word::About => Element::About,
            Word::Lunar => Element::Lunar,
            Word::Periodic => {
                self.periodic = true;
                let edges = self.edges;
                self.c.skip(1);
                self.put(Element::Periodic);
                self.edges = edges;
                return true;
            }
            Word::Program => Element::Program,
            Word::When => {
                self.c.skip(1);
                let Some(Anchor::Event(name)) = event(&mut self.c) else { return true };
                self.put(Element::Condition(name));
                return true;
            }
            Word::Act => {
                self.act = true;
                self.c.skip(1);
                return true;
            }
            Word::Compared => {
                self.c.skip(1);
                self.c.eat_all(&[Word::Compared, Word::Of]);
                let _ = self.c.maybe(when::stretch);
                return true;
            }
            Word::Phase if self.edges.within || self.edges.end => {
                self.c.skip(1);
                self.put(Element::Refer);
                return true;
            }
            Word::Aspired => {
                self.c.skip(1);
                self.edges.aspired = true;
                let edges = self.edges;
                self.put(Element::Aspired);
                self.edges = edges;
                return true;
            }
            _ => return self.edge(word),
        };
        let edges = self.edges;
        self.c.skip(1);
        self.put(piece);
        if matches!(word, Word::Expected | Word::About | Word::Throughout) {
            self.edges = edges;
        }
        true
    }

    pub(super) fn edge(&mut self, word: Word) -> bool {
        let edges = &mut self.edges;
        match word {
            Word::Before => edges.before = true,
            Word::Latest => edges.latest = true,
            Word::In | Word::Meanwhile => edges.within = true,
            Word::Until => (edges.within, edges.from) = (true, false),
            Word::End => edges.end = true,
            Word::From => edges.from = true,
            Word::Since => edges.since = true,
            Word::After => edges.after = true,
            Word::Earliest => edges.earliest = true,
            Word::AtLeast | Word::AtMost => edges.at_least = true,
            Word::And => self.join = Join::And,
            Word::Or => self.join = Join::Or,
            Word::Today => {}
            _ => return false,
        }
        self.c.skip(1);
        true
    }
}
