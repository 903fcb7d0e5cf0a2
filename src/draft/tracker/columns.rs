//! What the columns of a tracker hold: as somebody says, by their headings, and by what stands in them.

use super::dated::{self, DayKind};
use super::said;
use crate::draft::columns::{ColumnOf, DutyColumn, DutyHeadings, column_of};
use crate::draft::document::{DraftRow, DraftTable};
use crate::draft::parties::parties;
use crate::draft::tokens::key;
use crate::draft::wording::{Context, ReadingVerdict, read};

/// What a column may be said to hold: by the key of the file that takes it, or in words, folded, as the table of columns
/// has them.
const MEANINGS: [(&str, &[&str], DutyColumn); 15] = [
    ("clause", &["muc"], DutyColumn::Number),
    ("title", &["nhiem vu", "task"], DutyColumn::Task),
    ("lead", &["chu tri"], DutyColumn::Lead),
    ("support", &["phoi hop"], DutyColumn::Support),
    ("due", &["thoi han", "han", "time limit"], DutyColumn::Time),
    ("product", &["san pham"], DutyColumn::Product),
    ("note", &["ghi chu"], DutyColumn::Note),
    ("state", &["tinh trang"], DutyColumn::State),
    ("started", &["ngay bat dau", "begun on"], DutyColumn::Started),
    ("done", &["ngay hoan thanh", "done on"], DutyColumn::Done),
    ("progress", &["phan tram", "percentage"], DutyColumn::Progress),
    ("committed", &["ngay du kien", "promised day"], DutyColumn::Promise),
    ("reason", &["ly do"], DutyColumn::Reason),
    ("evidence", &["minh chung"], DutyColumn::Evidence),
    ("none", &["bo qua", "left out"], DutyColumn::Left),
];

/// Every meaning that a column may be given, with the key that says so.
pub(crate) fn meanings() -> impl Iterator<Item = (&'static str, DutyColumn)> {
    MEANINGS.into_iter().map(|(word, _, column)| (word, column))
}

/// How many cells of a column are shown.
const EXAMPLES: usize = 3;
/// How many cells of a column are looked at.
const LOOKED_AT: usize = 400;

/// Columns whose meaning somebody gave.
#[derive(Clone, Debug, Default)]
pub(crate) struct ColumnMap {
    /// Headings, and what stands below.
    pairs: Vec<(String, DutyColumn)>,
    /// Which number of a day comes first, where somebody says so.
    pub(crate) order: Option<DayOrder>,
}

/// Which number of a day that is written in figures comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DayOrder {
    DayFirst,
    MonthFirst,
}

/// What is wrong with the meaning of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MapFault {
    /// Not `heading=meaning`.
    Unpaired(String),
    UnknownMeaning(String),
    /// No column has that heading.
    MissingColumn(String),
    /// Several columns have it as the last line of theirs.
    SharedHeading(String),
}

impl ColumnMap {
    /// Reads `Nội dung=title,Đơn vị=lead`. A comma within a heading parts nothing.
    pub(crate) fn parse(texts: &[String]) -> Result<Self, MapFault> {
        let mut map = Self::default();
        for text in texts {
            let mut heading = String::new();
            for piece in text.split(',') {
                heading.push_str(piece);
                let Some((name, meaning)) = heading.clone().rsplit_once('=').map(|(a, b)| (a.to_owned(), b.to_owned()))
                else {
                    heading.push(',');
                    continue;
                };
                let meaning = meaning.trim();
                let folded = key(meaning);
                let column = MEANINGS.into_iter().find(|(word, said, _)| *word == folded || said.contains(&&*folded));
                let (_, _, column) = column.ok_or_else(|| MapFault::UnknownMeaning(meaning.to_owned()))?;
                map.pairs.push((name.trim().to_owned(), column));
                heading.clear();
            }
            if !heading.is_empty() {
                return Err(MapFault::Unpaired(heading.trim_end_matches(',').to_owned()));
            }
        }
        Ok(map)
    }

    fn of(&self, heading: &str) -> Option<DutyColumn> {
        self.pairs.iter().find(|(name, _)| key(name) == heading).map(|(_, column)| *column)
    }

    /// What somebody says of a column: by its whole heading, or by the last line of it, below a merged one.
    fn at(&self, headings: &DutyHeadings, at: usize) -> Option<DutyColumn> {
        self.of(&headings.keys[at]).or_else(|| self.of(&key(&headings.tails[at])))
    }

    /// What is wrong with the first heading that none of these tables has, or that could be several columns of one.
    pub(crate) fn missing(&self, tables: &[&TrackerColumns]) -> Option<MapFault> {
        let places = |table: &TrackerColumns, name: &str| {
            let (keys, tails) = (&table.headings.keys, &table.headings.tails);
            let whole = keys.iter().filter(|own| *own == name).count();
            if whole > 0 { 1 } else { tails.iter().filter(|own| key(own) == name).count() }
        };
        self.pairs.iter().find_map(|(name, _)| {
            match tables.iter().map(|table| places(table, &key(name))).max().unwrap_or_default() {
                0 => Some(MapFault::MissingColumn(name.clone())),
                1 => None,
                _ => Some(MapFault::SharedHeading(name.clone())),
            }
        })
    }
}

/// By what a column's meaning is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnGround {
    Named,
    Heading,
    /// By what stands in it: to be looked at.
    Cells,
    /// Left out although its heading means something: another column says that already.
    Second,
    /// Left out although it holds days: by its heading of something else than the time limit.
    OtherDay,
    /// Left out because nothing says what it holds.
    Unknown,
}

/// The columns of a table that is a tracker.
#[derive(Clone, Debug)]
pub(crate) struct TrackerColumns {
    pub(crate) headings: DutyHeadings,
    pub(super) grounds: Vec<ColumnGround>,
    examples: Vec<Vec<String>>,
    /// Whether days are written with the month first.
    pub(crate) months_first: bool,
    /// A day of which nothing says which of its numbers is the month, where the headings are in English.
    pub(crate) order_open: Option<String>,
}

/// A column as people are shown it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ShownColumn<'c> {
    pub(crate) heading: &'c str,
    pub(crate) meaning: Option<DutyColumn>,
    pub(crate) ground: ColumnGround,
    pub(crate) examples: &'c [String],
}

impl TrackerColumns {
    /// The columns of a table; nothing where it is no tracker.
    pub(crate) fn of(table: &DraftTable, map: &ColumnMap) -> Option<Self> {
        let guess: ColumnOf<'_> = &|heading| map.of(heading).or_else(|| by_heading(heading));
        let mut headings = DutyHeadings::found(table, guess, is_enough)?;
        let rows = &table.rows[headings.below.min(table.rows.len())..];
        let mut grounds = Vec::new();
        let mut examples = Vec::new();
        for at in 0..headings.columns.len() {
            let cells = cells(rows, at);
            let named = map.at(&headings, at);
            if named.is_none() && headings.heads[at].contains('%') {
                headings.columns[at] = Some(DutyColumn::Progress);
            }
            if named.is_none() && is_proof(&headings, at) {
                headings.columns[at] = Some(DutyColumn::Evidence);
            }
            let guessed =
                if named.is_some() { None } else { by_cells(&headings.keys[at], headings.columns[at], &cells) };
            let meant = guess(&headings.keys[at]);
            grounds.push(match (named, guessed) {
                (Some(_), _) => ColumnGround::Named,
                (None, Some(found)) if Some(found) != headings.columns[at] => ColumnGround::Cells,
                (None, None) if !cells.is_empty() => ColumnGround::Unknown,
                // The first of several columns of tasks, leads or remarks was taken.
                (None, Some(DutyColumn::Left)) if meant.is_some_and(|meant| meant != DutyColumn::Left) => {
                    ColumnGround::Second
                }
                _ => ColumnGround::Heading,
            });
            headings.columns[at] = named.or(guessed).or(headings.columns[at]);
            let mut shown: Vec<String> = Vec::new();
            for text in cells {
                if shown.len() < EXAMPLES && !shown.iter().any(|held| held == text) {
                    shown.push(text.to_owned());
                }
            }
            examples.push(shown);
        }
        let mut columns = Self { headings, grounds, examples, months_first: false, order_open: None };
        columns.settle(rows);
        columns.order(rows, map.order);
        Some(columns)
    }

    /// Which of several columns for one thing counts, and who it is that does the work.
    fn settle(&mut self, rows: &[DraftRow]) {
        use DutyColumn::{Done, Lead, LeadAndSupport, Left, Promise, Time};
        let has = |own: &Self, column| own.headings.all(column).next().is_some();
        self.settle_days(rows);
        let times: Vec<usize> = self.headings.all(Time).collect();
        if let [at] = times[..]
            && matches!(dated::kind(&self.headings.keys[at]), DayKind::Limit | DayKind::Open)
            && self.headings.keys[at].starts_with("ngay ")
            && !dated::is_limit(&self.headings.keys[at])
            && self.grounds[at] == ColumnGround::Heading
        {
            self.grounds[at] = ColumnGround::Cells;
        }
        let promise = self.headings.all(Promise).next().filter(|_| times.is_empty());
        if let Some(at) = promise {
            (self.headings.columns[at], self.grounds[at]) = (Some(Time), ColumnGround::Cells);
        }
        if !has(self, Lead) && !has(self, LeadAndSupport) {
            let open = |at: &usize| {
                matches!(self.headings.columns[*at], None | Some(Left))
                    && !matches!(self.grounds[*at], ColumnGround::Named)
            };
            let names =
                (0..self.headings.columns.len()).filter(open).find(|at| share(&cells(rows, *at), is_bodies) >= 0.6);
            if let Some(at) = names {
                (self.headings.columns[at], self.grounds[at]) = (Some(Lead), ColumnGround::Cells);
            }
        }
        for column in [DutyColumn::Number, Lead, DutyColumn::Product, DutyColumn::Note, Done, DutyColumn::Progress] {
            let mut all: Vec<usize> = self.headings.all(column).collect();
            // What somebody named comes first.
            all.sort_by_key(|at| self.grounds[*at] != ColumnGround::Named);
            for at in all.into_iter().skip(1) {
                (self.headings.columns[at], self.grounds[at]) = (Some(Left), ColumnGround::Second);
            }
        }
    }

    /// Which columns of days say by when, which when it was done, and which neither.
    fn settle_days(&mut self, rows: &[DraftRow]) {
        use DutyColumn::{Done, Left, Time};
        let limits = |own: &Self| own.headings.all(Time).collect::<Vec<_>>();
        let heading = |own: &Self, at: usize| own.headings.keys[at].clone();
        // Also a day that the calendar does not have.
        let is_day = |text: &str| said::day(text, false).is_some() || said::numbers_of_day(text).is_some();
        let days = |at: usize| share(&cells(rows, at), is_day) >= 0.6;
        // “Ngày giao”, “Ngày văn bản” are no time limits, and “Ngày xử lý” is when it was done.
        let is_alone = limits(self).len() == 1;
        for at in limits(self) {
            let guessed = self.grounds[at] != ColumnGround::Named;
            let (column, ground) = match dated::kind(&heading(self, at)) {
                DayKind::GivenOut if guessed => (Left, ColumnGround::OtherDay),
                DayKind::Done if guessed && days(at) && self.headings.all(Done).next().is_none() => {
                    (Done, ColumnGround::Cells)
                }
                DayKind::Done if guessed && !is_alone => (Left, ColumnGround::Second),
                _ => continue,
            };
            (self.headings.columns[at], self.grounds[at]) = (Some(column), ground);
        }
        // “Thời hạn” and “Ngày hoàn thành”: the second says when it was done. Alone it may say either.
        let times = limits(self);
        if times.len() > 1 && self.headings.all(Done).next().is_none() {
            let one_says = times.iter().any(|at| dated::is_limit(&self.headings.keys[*at]));
            let is_open =
                |at: &usize| self.grounds[*at] != ColumnGround::Named && !dated::is_limit(&self.headings.keys[*at]);
            let open: Vec<usize> = times.iter().copied().filter(is_open).collect();
            let called = |at: &usize, words: &str| self.headings.keys[*at].contains(words);
            // “Thời gian hoàn thành” and “Ngày hoàn thành”.
            let tells_done = || {
                let is_named = |at: &&usize| called(at, if one_says { "hoan thanh" } else { "ngay hoan thanh" });
                open.iter().filter(is_named).find(|at| one_says || days(**at))
            };
            // “Hạn” and “Ngày thực hiện”.
            let likely =
                || open.iter().find(|at| dated::kind(&self.headings.keys[**at]) == DayKind::Open && days(**at));
            let goes_with_done = open.iter().filter(|at| days(**at)).find(|at| self.goes_with_done(rows, **at));
            let found = goes_with_done.or_else(tells_done).or_else(likely);
            if let Some(at) = found.copied() {
                (self.headings.columns[at], self.grounds[at]) = (Some(Done), ColumnGround::Cells);
            }
        }
        self.one_limit();
    }

    /// Of several columns of time limits, other than those of single quarters or years, the one counts whose heading says it
    /// best; the others are left out, and told.
    fn one_limit(&mut self) {
        let plain = |at: &usize| !dated::is_period(&self.headings.tails[*at]);
        let times: Vec<usize> = self.headings.all(DutyColumn::Time).filter(plain).collect();
        let rank = |at: &usize| match self.grounds[*at] {
            ColumnGround::Named => 0,
            _ => dated::rank(&self.headings.keys[*at]),
        };
        let Some(best) = times.iter().copied().min_by_key(rank) else { return };
        let is_named = self.grounds[best] == ColumnGround::Named;
        let even = times.iter().filter(|at| rank(at) == rank(&best)).count() > 1;
        for at in times {
            if at != best && self.grounds[at] != ColumnGround::Named {
                (self.headings.columns[at], self.grounds[at]) = (Some(DutyColumn::Left), ColumnGround::Second);
            } else if at == best && even && !is_named {
                self.grounds[at] = ColumnGround::Cells;
            }
        }
    }

    /// Whether a column of days was left out and none of time limits remains.
    pub(super) fn leaves_limits_open(&self) -> bool {
        let left = self.grounds.contains(&ColumnGround::OtherDay);
        left && self.headings.all(DutyColumn::Time).next().is_none()
    }

    /// Whether a column is filled in where a row says that the task is done, and nowhere else.
    fn goes_with_done(&self, rows: &[DraftRow], at: usize) -> bool {
        let text = |row: &DraftRow, at: usize| row.cells.get(at).map(|cell| key(&cell.text)).unwrap_or_default();
        let is_done = |row: &&DraftRow| {
            self.headings.all(DutyColumn::State).any(|own| said::state(&text(row, own)) == Some(said::SaidState::Done))
        };
        let (filled, empty): (Vec<&DraftRow>, Vec<&DraftRow>) = rows.iter().partition(|row| !text(row, at).is_empty());
        let says = |row: &&DraftRow| self.headings.all(DutyColumn::State).any(|own| !text(row, own).is_empty());
        filled.iter().all(is_done) && empty.iter().any(says) && !empty.iter().any(is_done)
    }

    /// Whether days have the month first, as somebody says or any of them shows.
    fn order(&mut self, rows: &[DraftRow], said: Option<DayOrder>) {
        use DutyColumn::{Done, Promise, Started, Time};
        let dated =
            [Time, Started, Done, Promise].into_iter().flat_map(|column| self.headings.all(column).collect::<Vec<_>>());
        let cells = dated.flat_map(|at| cells(rows, at));
        let days: Vec<(&str, (u32, u32))> =
            cells.filter_map(|text| Some(text).zip(said::numbers_of_day(text))).collect();
        let day_first = days.iter().any(|(_, (first, _))| *first > 12);
        let month_first = days.iter().any(|(_, (_, second))| *second > 12);
        self.months_first = said.map_or(month_first && !day_first, |order| order == DayOrder::MonthFirst);
        let english = ["due date", "start date", "completed date", "due", "resolved", "done", "start", "finish"];
        let is_english = self.headings.keys.iter().any(|key| english.contains(&key.as_str()));
        if said.is_none() && day_first == month_first && is_english {
            let open = days.iter().find(|(_, (first, second))| first.max(second) <= &12 && first != second);
            self.order_open = open.map(|(text, _)| (*text).to_owned());
        }
    }

    /// Whether who does the work stands in a column that is one of persons by its heading.
    pub(super) fn leads_are_persons(&self) -> bool {
        let leads = self.headings.all(DutyColumn::Lead).filter(|at| self.grounds[*at] == ColumnGround::Cells);
        leads.into_iter().any(|at| by_heading(&self.headings.keys[at]) == Some(DutyColumn::Left))
    }

    /// Every column, as people are shown it.
    pub(crate) fn shown(&self) -> impl Iterator<Item = ShownColumn<'_>> {
        (0..self.headings.columns.len())
            .filter(|at| !self.headings.heads[*at].is_empty() || !self.examples[*at].is_empty())
            .map(|at| ShownColumn {
                heading: &self.headings.heads[at],
                meaning: self.headings.columns[at].filter(|column| *column != DutyColumn::Left),
                ground: self.grounds[at],
                examples: &self.examples[at],
            })
    }

    /// Whether two tables have the same headings with the same meanings.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.headings.keys == other.headings.keys && self.headings.columns == other.headings.columns
    }
}

/// Whether a column stands below “Kết quả” and is headed “Văn bản”: the documents by which it was done.
fn is_proof(headings: &DutyHeadings, at: usize) -> bool {
    let (whole, own) = (&headings.keys[at], key(&headings.tails[at]));
    whole.starts_with("ket qua")
        && *whole != own
        && matches!(own.as_str(), "van ban" | "so van ban" | "so hieu van ban")
}

/// A tracker has tasks, and says who, when, or how they stand.
fn is_enough(headings: &DutyHeadings) -> bool {
    use DutyColumn::{Lead, LeadAndSupport, Time};
    let has = |column| headings.all(column).next().is_some();
    has(DutyColumn::Task) && (has(Lead) || has(LeadAndSupport) || has(Time) || headings.told().next().is_some())
}

/// What a heading, folded, says in trackers and in what task programs export.
#[rustfmt::skip]
fn by_heading(heading: &str) -> Option<DutyColumn> {
    use DutyColumn::{Done, Evidence, Lead, Left, Note, Number, Progress, Promise, Reason, Start, Started, State, Task, Time};
    let has = |words: &[&str]| words.iter().any(|word| format!(" {heading} ").contains(&format!(" {word} ")));
    let column = match heading {
        "task name" | "card name" | "summary" | "name" | "title" | "issue summary" | "subject" | "content" => Task,
        "due date" | "due" | "deadline" | "end date" | "finish" => Time,
        "actual finish" => Done,
        "actual start" => Started,
        "card description" | "description" | "comments" => Note,
        "id" | "task id" | "card id" | "card url" | "issue id" | "issue key" | "key" | "list id" | "board id" | "board name" | "priority" | "created"
        | "created date" | "created by" | "updated" | "late" | "archived" | "issue type" | "last activity date" | "completed by" | "reporter"
        | "completed checklist items" | "checklist items" | "checklist item total count" | "checklist item completed count"
        | "active" | "resolution" | "task mode" | "duration" | "predecessors" | "successors" | "outline level" | "milestone" | "work" | "cost"
        | "baseline start" | "baseline finish" | "created at" | "last modified" | "modified"
        // Persons, as a rule; bodies if their names begin so.
        | "assigned to" | "assignee" | "members" | "owner" | "responsible" | "resource names" | "labels" | "bucket name" | "bucket" | "nguoi thuc hien" => Left,
        "number" | "outline number" | "wbs" => Number,
        "ten don vi" | "ten co quan" | "don vi bao cao" | "ten phong ban" | "department" | "team" | "unit" | "component" | "components" => Lead,
        "due complete" | "list name" | "list" | "column" | "section" | "section column" => State,
        _ if has(&["ngay hoan thanh thuc te", "hoan thanh thuc te", "thuc te hoan thanh", "thoi gian hoan thanh thuc te", "ngay da hoan thanh", "ngay xong", "ngay ket thuc thuc te",
            "completed date", "completed at", "date completed", "completed on", "resolved", "resolution date", "closed date", "done date", "completion date"]) => Done,
        _ if has(&["ly do", "nguyen nhan", "vuong mac", "kho khan", "ton tai", "reason", "blocker"]) => Reason,
        _ if has(&["minh chung", "so van ban", "van ban da ban hanh", "van ban ban hanh", "so ky hieu", "so hieu", "van ban hoan thanh", "evidence", "attachment links"]) => Evidence,
        _ if has(&["cam ket", "du kien", "ngay hen", "expected", "promised", "forecast"]) => Promise,
        _ if has(&["trang thai", "tinh trang", "danh gia", "status", "state", "ket qua thuc hien", "tinh hinh thuc hien", "tinh hinh", "ket qua dat duoc"]) => State,
        _ if has(&["ty le", "ti le", "phan tram", "progress", "percent", "complete"]) => Progress,
        _ if has(&["ngay bat dau", "bat dau", "start date", "started", "start"]) => Started,
        _ if said::state(heading).is_some_and(|state| !matches!(state, said::SaidState::Standing)) && heading.split(' ').count() <= 3 => State,
        _ => return column_of(heading).map(|found| if found == Start { Started } else { found }),
    };
    Some(column)
}

/// What stands in a column says more than its heading: “Tiến độ” may be a time limit, a share or a state.
fn by_cells(heading: &str, guessed: Option<DutyColumn>, cells: &[&str]) -> Option<DutyColumn> {
    use DutyColumn::{Done, Lead, Left, Product, Progress, State, Time};
    if cells.is_empty() {
        return guessed;
    }
    let most = |is: fn(&str) -> bool| share(cells, is) >= 0.6;
    let (states, shares) = (most(|text| said::state(&key(text)).is_some() || said::is_mark(text)), most(is_share));
    let days = most(|text| said::day(text, false).is_some());
    let names_bodies = heading != "don vi" && most(is_bodies);
    match guessed? {
        // A mark below “Quý I” says when.
        Time if shares => Some(Progress),
        Time if most(said::is_mark) => guessed,
        State if most(|text| said::share(text, false).is_some()) => Some(Progress),
        State if days => Some(Done),
        State if !states && matches!(heading, "list name" | "list" | "column" | "section" | "section column") => {
            Some(if names_bodies { Lead } else { Left })
        }
        Time | Progress | Product if states => Some(State),
        Progress if !shares && most(is_limit) => Some(Time),
        Done if !days && states => Some(State),
        _ => guessed,
    }
}

fn cells(rows: &[DraftRow], at: usize) -> Vec<&str> {
    let texts =
        rows.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.repeats).map(|cell| cell.text.as_str());
    texts.filter(|text| !text.is_empty()).take(LOOKED_AT).collect()
}

/// Of how many of these texts something is true.
fn share(cells: &[&str], is: fn(&str) -> bool) -> f64 {
    let count = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    if cells.is_empty() { 0.0 } else { count(cells.iter().filter(|text| is(text)).count()) / count(cells.len()) }
}

fn is_share(text: &str) -> bool {
    text.contains('%') && said::share(text, false).is_some() || text.starts_with("0.") || text.starts_with("0,")
}

fn is_bodies(text: &str) -> bool {
    let found = parties(text);
    !found.is_empty() && found.iter().all(|party| party.known || party.many)
}

fn is_limit(text: &str) -> bool {
    matches!(read(text, Context::Year(2000)).verdict, ReadingVerdict::Sure | ReadingVerdict::Doubt)
}
