//! The elements of a wording, one after the other, and the prepositions that stand before a limit.

use super::count::{Anchor, event};
use super::cursor::TokenCursor;
use super::element::{Edge, Element, FoundElement, Join, Limit};
use super::list::{joint, same_kind, through, until_event};
use super::stretch::{Extent, MonthOf, Stretch, Year};
use super::token::{Kind, Token, Tokens};
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
    /// “đến”, “cho đến”
    pub(super) until: bool,
}

impl Edges {
    /// Whether passing over them would change the last day.
    fn bears(self) -> bool {
        self.before || self.after || self.earliest
    }

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
    /// Words of time that were passed over without a meaning.
    pub(super) loose: Vec<String>,
    /// What was passed over and may bear on the limit, though it is none by itself.
    pub(super) passed: Vec<String>,
    /// Whether the day of a feast is to come: “nhân dịp”.
    pub(super) occasion: bool,
}

/// What is in a wording.
pub(super) struct FoundPieces {
    pub(super) elements: Vec<FoundElement>,
    pub(super) loose: Vec<String>,
    pub(super) passed: Vec<String>,
}

/// The pieces of a wording; and the words of time that belong to none of them.
pub(super) fn pieces(tokens: &Tokens) -> FoundPieces {
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
        passed: Vec::new(),
        occasion: false,
    };
    // What stands in brackets as a whole has nothing beside it.
    parser.c.skip(usize::from(is_wrapped(&tokens.all)));
    while !parser.c.is_done() {
        parser.step();
    }
    // "đến hết năm 2030, có ít nhất 50%": what is said behind the only limit.
    if let (Some(target), [limit]) = (parser.target.take(), parser.limits().as_mut_slice()) {
        limit.target = limit.target.take().or(Some(target));
    }
    // "trước ngày hàng tháng": what it stood before is not there.
    let cut = tokens.all.last().is_some_and(|it| it.kind == Kind::Known(Word::Latest) && !it.text.ends_with("latest"));
    if parser.edges.bears() || cut {
        parser.passed.push("…".to_owned());
    }
    // A wording that stands in brackets as a whole has nothing beside it.
    if parser.found.iter().all(|found| found.bracket) {
        parser.found.iter_mut().for_each(|found| found.bracket = false);
    }
    FoundPieces { elements: parser.found, loose: parser.loose, passed: parser.passed }
}

/// Whether one pair of brackets is around it all.
fn is_wrapped(all: &[Token]) -> bool {
    let mut depth = 0_usize;
    let open = all.iter().map(|token| {
        match token.kind {
            Kind::Mark('(') => depth += 1,
            Kind::Mark(')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth
    });
    let closed = open.take_while(|depth| *depth > 0).count();
    closed > 0 && closed + 1 == all.len()
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
            Self::kinds,
            Self::before_end,
            Self::limit,
            Self::within_one,
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
        let next = self.c.token(1).map_or("", |token| token.text.as_str());
        let text = self.c.token(0).map_or("", |token| token.text.as_str());
        if self.is_loose() {
            self.loose.push(format!("{text} {next}").trim().to_owned());
        } else if self.is_passed() {
            self.passed.push(format!("{text} {next}").trim().to_owned());
        }
        if !matches!(self.c.word(0), Some(Word::Of | Word::Label | Word::Finish | Word::Day | Word::Report)) {
            if self.edges.bears() {
                self.passed.push(format!("… {text} {next}").trim().to_owned());
            }
            self.edges = Edges { aspired: self.edges.aspired, ..Edges::default() };
        }
        self.c.skip(1);
    }

    pub(super) fn mark(&mut self) -> bool {
        let Some(Kind::Mark(mark)) = self.c.kind(0) else { return false };
        self.act = false;
        self.occasion &= mark == '(';
        match mark {
            '(' => self.depth += 1,
            ')' => self.depth = self.depth.saturating_sub(1),
            ',' => self.join = Join::Comma,
            '/' if self.join == Join::And => {}
            '+' | '&' => self.join = Join::And,
            ';' | '.' => {
                self.join = Join::Comma;
                self.edges = Edges::default();
            }
            _ => {}
        }
        // "2026 -": what it reaches to is not there.
        if mark == '-' && self.c.kind(1).is_none() && !self.found.is_empty() {
            self.passed.push("-".to_owned());
        }
        if mark == '(' {
            self.edges = Edges { ..Edges::default() };
        }
        self.c.skip(1);
        true
    }

    pub(super) fn limit(&mut self) -> bool {
        let from = self.edges.from || self.edges.since;
        let begun = self.c.at;
        let Some(first) = self.c.maybe(when::stretch) else { return false };
        self.weekday_of(begun, first);
        let bare = !(from || self.edges.within || self.edges.until || self.edges.latest || self.edges.bears());
        if first == Stretch::of(Extent::Day { day: 24, month: MonthOf::Number(7) }, Year::Unsaid) && bare {
            self.put(Element::Standing);
        }
        if self.edges.before && self.edges.after {
            self.put(Element::Sooner);
        }
        let mut limit = Limit {
            edge: if bare { self.shared_edge(first) } else { self.edges.edge() },
            from: None,
            when: first,
            aspired: self.edges.aspired,
            target: None,
            label: self.label.take(),
            ends_said: from || self.edges.until,
        };
        if let Some(second) = self.c.maybe(|c| through(c, first, from)) {
            limit = Limit { edge: Edge::Within, from: Some(first), when: second, ..limit };
        } else if from && self.c.is(0, Word::Before) {
            // "từ ngày 1/6 đến trước ngày 30/6": its start cannot stand beside "before".
            let start = self.tokens.text[self.tokens.all[begun].at.0..self.tokens.all[self.c.at - 1].at.1].to_owned();
            self.edges = Edges::default();
            self.put(Element::Lost(start));
            return true;
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
        if self.occasion && bare {
            self.put(Element::About);
        }
        let year = limit.from.is_none() && first == Stretch::of(Extent::Year, first.year);
        if year && (bare && self.is_behind_a_noun(begun) || self.edges.until && self.is_of_a_plan(begun)) {
            let (edges, join) = (self.edges, self.join);
            self.put(Element::Name);
            (self.edges, self.join) = (edges, join);
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

    fn is_behind_a_noun(&self, at: usize) -> bool {
        at > 0 && matches!(self.tokens.all[at - 1].kind, Kind::Unknown | Kind::Known(Word::Nothing))
    }

    /// “Đề án phát triển du lịch đến năm 2030”: the year to which a plan looks, unless something is to be finished.
    fn is_of_a_plan(&self, at: usize) -> bool {
        let words = self.tokens.text[..self.tokens.all[at].at.0].to_lowercase();
        let has = |all: &[&str]| all.iter().any(|word| words.contains(word));
        has(&["đề án", "chiến lược", "quy hoạch", "chương trình"])
            && !has(&["hoàn thành", "xong", "kết thúc", "hoàn tất"])
    }

    /// Further members of a list that share what stands before the first: “tháng 3, 6 và 9”, “01/6 và 15/11”.
    pub(super) fn more(&mut self, first: &Limit, edge: Edge) {
        while let Some((join, when, of_day)) = self.c.maybe(|c| {
            // "Quý I/II/2026"
            let month = matches!(first.when.span, Extent::Month(_)) && c.number(1, 2).is_some() && c.is_mark(2, '/');
            let either = (month || matches!(first.when.span, Extent::Quarter(_)))
                && first.when.year == Year::Unsaid
                && c.is_mark(0, '/');
            let join = if either { c.eat_mark('/').then_some(Join::Or) } else { joint(c) }?;
            // "thứ nhất 2028, thứ hai 2030"
            let labelled = matches!(c.word(0), Some(Word::Nth(_) | Word::Batch))
                || matches!(c.word(0), Some(Word::Weekday(_))) && c.year(1).is_some();
            if labelled {
                return None;
            }
            // "ngày 15 của tháng 3, tháng 6": a day of each, or the whole of the second?
            let of_day = matches!(first.when.span, Extent::Day { .. })
                && matches!(c.word(0), Some(Word::Month | Word::MonthName(_)));
            let when = c.maybe(|c| same_kind(c, first.when))?;
            Some((join, when, of_day))
        }) {
            let when = match (first.when.span, when.span) {
                (Extent::Day { day, .. }, Extent::Month(month)) if of_day => {
                    self.passed.push(", …".to_owned());
                    Stretch { span: Extent::Day { day, month }, ..when }
                }
                _ => when,
            };
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
                Element::Periodic
            }
            Word::Program => Element::Program,
            Word::When => {
                self.c.skip(1);
                // "lúc 2 giờ chiều"
                if self.hour() {
                    return true;
                }
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
            Word::Phase
                if self.edges.within
                    || self.edges.end
                    || matches!(
                        self.c.before().map(|it| it.kind),
                        Some(Kind::Known(Word::First | Word::Middle | Word::Last))
                    ) =>
            {
                self.c.skip(1);
                self.put(Element::Refer);
                return true;
            }
            Word::Aspired => {
                self.edges.aspired = true;
                Element::Aspired
            }
            Word::Season | Word::Mostly => {
                Element::Lost(self.c.token(0).map_or_else(String::new, |token| token.text.clone()))
            }
            Word::Occasion => {
                self.occasion = true;
                self.c.skip(1);
                return true;
            }
            Word::Apart => Element::Apart,
            _ => return self.edge(word),
        };
        let edges = self.edges;
        // "sau ngay bầu cử"
        if word == Word::Soon && edges.after {
            self.passed.push("sau ngay".to_owned());
        }
        self.c.skip(1);
        self.put(piece);
        if is_clear(word) {
            self.edges = edges;
        }
        true
    }

    pub(super) fn edge(&mut self, word: Word) -> bool {
        let edges = &mut self.edges;
        match word {
            // "giải ngân hết trước ngày 31/12" has nothing of an end.
            Word::Before | Word::BeforeEvent => (edges.before, edges.end) = (true, false),
            Word::Latest => edges.latest = true,
            Word::In | Word::Meanwhile => edges.within = true,
            Word::Until => {
                (edges.within, edges.until) = (true, true);
                (edges.from, edges.since) = (false, false);
            }
            // "giữa ngày 3 và ngày 5"
            Word::Middle if self.c.is(1, Word::Day) || self.c.number(1, 2).is_some() => edges.from = true,
            Word::End => edges.end = true,
            Word::From => edges.from = true,
            Word::Since => edges.since = true,
            Word::After => edges.after = true,
            Word::Earliest => edges.earliest = true,
            Word::AtLeast | Word::AtMost => edges.at_least = true,
            Word::And => self.join = Join::And,
            Word::Or => self.join = Join::Or,
            Word::FromToday(_) => {}
            _ => return false,
        }
        self.c.skip(1);
        true
    }
}

/// Whether what stands before the word holds for the limit behind it.
fn is_clear(word: Word) -> bool {
    use Word::{About, Aspired, Expected, Mostly, Periodic, Season, Throughout};
    matches!(word, Expected | About | Throughout | Periodic | Aspired | Season | Mostly)
}
