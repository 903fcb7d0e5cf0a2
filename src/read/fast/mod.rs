//! The fast reader of units' files: it knows sound files only.
//!
//! It recognises the TOML that people and tools write and goes straight from bytes to records, without a tree. It
//! accepts a file only if the careful reader (`read::unit`, over the `toml` crate) finds no error in it, and then gives
//! the same records; whatever it does not like, rare but sound TOML included, it leaves to the careful reader.
//! `tests/contract/differential.rs` holds the two together.

mod nodes;

use chrono::NaiveDate;

use crate::model::id::{OccurrenceIx, TaskIx, UnitIx};
use crate::model::plan::{Occurrence, Plan, Task};
use crate::model::record::{Extension, Field, Record, Records, Slot, Span, Waiver};
use crate::read::cursor::{Cursor, Key};
use nodes::{Defined, Node, Nodes};

/// Reads files fast, one after the other, with the same memory for each.
#[derive(Debug)]
pub struct FastReader {
    nodes: Nodes,
    /// Extensions and waivers whose keys may still come one by one.
    grants: Vec<Grant>,
    /// For each occurrence, its period or milestone as files write it.
    parts: Vec<PartText>,
    /// What of each task is asked again and again, close together.
    tasks: Vec<KeyShape>,
    /// The ids of the tasks, one after the other.
    ids: Vec<u8>,
}

/// Up to so many periods of a task are compared one by one with what stands in a file.
const FEW_PERIODS: usize = 18;

/// What reading needs of a task.
#[derive(Clone, Copy, Debug)]
struct KeyShape {
    id_start: u32,
    id_end: u32,
    /// Whether records say for which period or milestone they are.
    parted: bool,
    first_occurrence: u32,
    end_of_occurrences: u32,
}

/// An extension or a waiver as far as its keys have come.
#[derive(Clone, Copy, Debug)]
struct Grant {
    node: Node,
    to: Option<NaiveDate>,
    by: Option<Span>,
    on: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, Default)]
struct PartText {
    bytes: [u8; Self::LONGEST],
    length: u8,
}

impl PartText {
    const LONGEST: usize = "2024-04-26".len();

    fn of(plan: &Plan, occurrence: &Occurrence) -> Self {
        let milestone = plan.milestone(occurrence).map(|milestone| milestone.id.to_string());
        let text = occurrence.period.map(|period| period.to_string()).or(milestone).unwrap_or_default();
        let mut bytes = [0; Self::LONGEST];
        // What is longer is looked for by its key; the empty text equals none.
        let length = if text.len() <= Self::LONGEST { text.len() } else { 0 };
        bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
        Self { bytes, length: u8::try_from(length).expect("at most ten") }
    }

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FastKey {
    /// A table of the file.
    Node(Node),
    Field(Field),
    /// A key of an extension or a waiver.
    Key(GrantKey),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum GrantKey {
    To,
    By,
    On,
}

impl FastReader {
    /// A reader of the units' files of a plan.
    pub fn new(plan: &Plan) -> Self {
        let number = |n: usize| u32::try_from(n).expect("a plan is far smaller than 4 GiB");
        let mut ids = Vec::new();
        let shape = |task: &Task| {
            let id_start = number(ids.len());
            ids.extend_from_slice(task.id.as_str().as_bytes());
            KeyShape {
                id_start,
                id_end: number(ids.len()),
                parted: task.is_parted(),
                first_occurrence: number(task.occurrences.start),
                end_of_occurrences: number(task.occurrences.end),
            }
        };
        let tasks = plan.tasks.iter().map(shape).collect();
        Self {
            tasks,
            ids,
            nodes: Nodes::new(plan.tasks.len(), plan.occurrences.len()),
            grants: Vec::new(),
            parts: plan.occurrences.iter().map(|occurrence| PartText::of(plan, occurrence)).collect(),
        }
    }

    /// Reads the text of a unit's file into `records`, which are empty. False: the file is not sound, or not known to
    /// be; `records` then hold some of it.
    pub fn read(&mut self, plan: &Plan, unit: UnitIx, text: &str, records: &mut Records) -> bool {
        self.nodes.begin();
        self.grants.clear();
        let Some(cursor) = Cursor::new(text).filter(|_| !plan.tasks.is_empty()) else {
            return false;
        };
        let mut file = File { plan, unit, reader: self, records, cursor, last: TaskIx::new(0), last_occurrence: 0 };
        file.tables().is_some()
    }
}

struct File<'a> {
    plan: &'a Plan,
    unit: UnitIx,
    reader: &'a mut FastReader,
    records: &'a mut Records,
    cursor: Cursor<'a>,
    /// The task and the occurrence named last: the next one is probably near.
    last: TaskIx,
    last_occurrence: usize,
}

// `None` everywhere below means: leave this file to the careful reader.
impl<'a> File<'a> {
    fn tables(&mut self) -> Option<()> {
        let (mut scope, mut section) = (Node::Root, self.reader.nodes.section());
        while let Some(byte) = self.cursor.next_line_start() {
            if byte == b'[' {
                section = self.reader.nodes.next_section();
                scope = self.header()?;
            } else {
                self.key_value(scope, section)?;
            }
            self.cursor.end_of_line()?;
        }
        self.finish_grants()
    }

    /// `[task]`, `[task.2024-Q1]`, `[task.2024-Q1.extended]`.
    fn header(&mut self) -> Option<Node> {
        self.cursor.take(b'[')?;
        let mut node = Node::Root;
        loop {
            self.cursor.blanks();
            let (FastKey::Node(next), key) = self.named(node)? else {
                return None;
            };
            node = next;
            self.cursor.blanks();
            let defined = self.reader.nodes.get(node);
            if self.cursor.take(b'.').is_none() {
                self.cursor.take(b']')?;
                return match defined {
                    Defined::Not | Defined::ByHeaderBelow => self.define(node, Defined::ByHeader, key).map(|()| node),
                    _ => None,
                };
            }
            match defined {
                Defined::Not => self.define(node, Defined::ByHeaderBelow, key)?,
                Defined::ByHeader | Defined::ByHeaderBelow => {}
                Defined::ByDots | Defined::Inline => return None,
            }
        }
    }

    /// `key = value` or `key.key = value` in the table `scope`.
    fn key_value(&mut self, scope: Node, section: u32) -> Option<()> {
        let mut node = scope;
        loop {
            let (named, key) = self.named(node)?;
            self.cursor.blanks();
            if self.cursor.take(b'.').is_some() {
                let FastKey::Node(next) = named else { return None };
                match self.reader.nodes.get(next) {
                    Defined::Not => self.define_in(next, Defined::ByDots, key, section)?,
                    Defined::ByDots if self.reader.nodes.section_of(next) == section => {}
                    _ => return None,
                }
                node = next;
                self.cursor.blanks();
                continue;
            }
            self.cursor.assign()?;
            return match named {
                FastKey::Field(field) => self.field(node, field),
                FastKey::Key(key) => self.grant(node, key),
                FastKey::Node(table) if self.reader.nodes.get(table) == Defined::Not => {
                    self.define(table, Defined::Inline, key)?;
                    self.inline_table(table)
                }
                FastKey::Node(_) => None,
            };
        }
    }

    fn inline_table(&mut self, table: Node) -> Option<()> {
        self.cursor.take(b'{')?;
        // Dotted keys within belong to this table alone: no later line can add to them.
        let section = self.reader.nodes.next_section();
        self.cursor.blanks();
        if self.cursor.take(b'}').is_some() {
            return Some(());
        }
        loop {
            self.cursor.blanks();
            self.key_value(table, section)?;
            self.cursor.blanks();
            if self.cursor.take(b',').is_none() {
                return self.cursor.take(b'}');
            }
        }
    }

    /// Takes a key of the table `node` and says what it names. Keys that probably come next are compared with what
    /// stands there before any key is looked for.
    fn named(&mut self, node: Node) -> Option<(FastKey, Span)> {
        let start = self.cursor.place();
        if let Some(guessed) = self.guessed(node) {
            return Some(guessed);
        }
        self.cursor.go_to(start);
        let key = self.cursor.key()?;
        Some((self.name(node, &key)?, key.span))
    }

    fn guessed(&mut self, node: Node) -> Option<(FastKey, Span)> {
        match node {
            Node::Root => {
                let last = self.last;
                let next = self.plan.duties.next_after(self.unit, last).unwrap_or(last);
                // A task that recurs probably goes on; one that does not is probably followed by the next.
                let (likely, other) = if self.reader.tasks[last.index()].parted { (last, next) } else { (next, last) };
                let (task, span) = match self.take_task(likely) {
                    Some(span) => (likely, span),
                    None => (other, self.take_task(other)?),
                };
                Some((FastKey::Node(self.task_node(task)?), span))
            }
            Node::Task(task) => {
                let shape = self.reader.tasks[task.index()];
                let range = shape.first_occurrence as usize..shape.end_of_occurrences as usize;
                // The next period first; then, of few periods, each: comparing is cheaper than reading a period.
                let next = Some(self.last_occurrence + 1).filter(|at| range.contains(at));
                let few = if range.len() <= FEW_PERIODS { range.clone() } else { range.start..range.start + 1 };
                let mut likely = next.into_iter().chain(few);
                let (at, span) = likely.find_map(|at| {
                    let span = self.cursor.take_word(self.reader.parts[at].as_bytes())?;
                    Some((at, span))
                })?;
                Some((FastKey::Node(self.record_node(OccurrenceIx::new(at))?), span))
            }
            Node::Record(at) => {
                let cursor = &mut self.cursor;
                let (span, named) = match cursor.peek_two()? {
                    [b'd', _] => (cursor.take_key(b"done"), FastKey::Field(Field::Done)),
                    [b'e', b'v'] => (cursor.take_key(b"evidence"), FastKey::Field(Field::Evidence)),
                    [b'e', _] => (cursor.take_key(b"extended"), FastKey::Node(Node::Extended(at))),
                    [b's', _] => (cursor.take_key(b"started"), FastKey::Field(Field::Started)),
                    [b'n', _] => (cursor.take_key(b"note"), FastKey::Field(Field::Note)),
                    [b'r', _] => (cursor.take_key(b"reason"), FastKey::Field(Field::Reason)),
                    [b'c', _] => (cursor.take_key(b"committed"), FastKey::Field(Field::Committed)),
                    [b'a', _] => (cursor.take_key(b"accepted"), FastKey::Field(Field::Accepted)),
                    [b'p', _] => (cursor.take_key(b"progress"), FastKey::Field(Field::Progress)),
                    [b'w', _] => (cursor.take_key(b"waived"), FastKey::Node(Node::Waived(at))),
                    _ => return None,
                };
                Some((named, span?))
            }
            Node::Extended(_) | Node::Waived(_) => {
                let (key, word) = match self.cursor.peek_two()? {
                    word @ [b't', b'o'] if matches!(node, Node::Extended(_)) => (GrantKey::To, word),
                    word @ [b'b', b'y'] => (GrantKey::By, word),
                    word @ [b'o', b'n'] => (GrantKey::On, word),
                    _ => return None,
                };
                self.cursor.take_key(&word).map(|span| (FastKey::Key(key), span))
            }
        }
    }

    /// What `key` names in the table `node`.
    fn name(&mut self, node: Node, key: &Key<'a>) -> Option<FastKey> {
        match node {
            Node::Root => {
                let task = self.plan.task_by_id(key.text)?;
                self.task_node(task).map(FastKey::Node)
            }
            Node::Task(task) => self.part(task, key.text).map(FastKey::Node),
            Node::Record(at) => Some(match Field::parse(key.text)? {
                Field::Extended => FastKey::Node(Node::Extended(at)),
                Field::Waived => FastKey::Node(Node::Waived(at)),
                field => FastKey::Field(field),
            }),
            Node::Extended(_) | Node::Waived(_) => Some(FastKey::Key(match key.text {
                "to" if matches!(node, Node::Extended(_)) => GrantKey::To,
                "by" => GrantKey::By,
                "on" => GrantKey::On,
                _ => return None,
            })),
        }
    }

    /// Takes the id of a task, if it stands here.
    fn take_task(&mut self, task: TaskIx) -> Option<Span> {
        let shape = self.reader.tasks[task.index()];
        self.cursor.take_word(&self.reader.ids[shape.id_start as usize..shape.id_end as usize])
    }

    /// The table of a task that the unit leads.
    fn task_node(&mut self, task: TaskIx) -> Option<Node> {
        if !self.plan.duties.leads(self.unit, task) {
            return None;
        }
        self.last = task;
        let shape = self.reader.tasks[task.index()];
        if shape.parted {
            return Some(Node::Task(task));
        }
        let first = OccurrenceIx::new(shape.first_occurrence as usize);
        if shape.first_occurrence < shape.end_of_occurrences { self.record_node(first) } else { None }
    }

    fn part(&mut self, task: TaskIx, key: &str) -> Option<Node> {
        let occurrence = self.plan.occurrence_named(task, key)?;
        self.record_node(occurrence)
    }

    /// The table of a record that the unit may write.
    #[inline]
    fn record_node(&mut self, at: OccurrenceIx) -> Option<Node> {
        self.last_occurrence = at.index();
        self.plan.owes(self.unit, at).then_some(Node::Record(at))
    }

    fn define(&mut self, node: Node, how: Defined, key: Span) -> Option<()> {
        let section = self.reader.nodes.section();
        self.define_in(node, how, key, section)
    }

    fn define_in(&mut self, node: Node, how: Defined, key: Span, section: u32) -> Option<()> {
        self.reader.nodes.set(node, how, section);
        match node {
            Node::Record(at) => {
                self.records.entry(at, || key);
            }
            Node::Extended(at) if !self.plan.has_last_day(self.unit, at) => return None,
            _ => {}
        }
        Some(())
    }

    fn field(&mut self, node: Node, field: Field) -> Option<()> {
        let Node::Record(at) = node else { return None };
        let record = self.records.entry(at, Span::default);
        match record.slot(field) {
            Slot::Day(day) => once(day, self.cursor.date()?),
            Slot::Text(text) => once(text, self.cursor.string()?),
            Slot::Evidence(list) => once(list, self.cursor.evidence()?),
            Slot::Progress(list) => {
                self.plan.has_target(at).then_some(())?;
                once(list, self.cursor.progress(|_| ())?)
            }
            // These are tables.
            Slot::Extended(_) | Slot::Waived(_) => None,
        }
    }

    fn grant(&mut self, node: Node, key: GrantKey) -> Option<()> {
        let grants = &mut self.reader.grants;
        let at = grants.iter().rposition(|grant| grant.node == node).unwrap_or_else(|| {
            grants.push(Grant { node, to: None, by: None, on: None });
            grants.len() - 1
        });
        let grant = &mut grants[at];
        match key {
            GrantKey::To => once(&mut grant.to, self.cursor.date()?),
            GrantKey::By => once(&mut grant.by, self.cursor.string()?),
            GrantKey::On => once(&mut grant.on, self.cursor.date()?),
        }
    }

    fn record(&mut self, at: OccurrenceIx) -> &mut Record {
        self.records.entry(at, Span::default)
    }

    /// Every extension and waiver that was begun must be whole.
    fn finish_grants(&mut self) -> Option<()> {
        let begun = self.reader.nodes.grants_begun();
        if begun != self.reader.grants.len() {
            return None;
        }
        for at in 0..begun {
            let grant = self.reader.grants[at];
            match grant.node {
                Node::Extended(at) => {
                    let extension = Extension { to: grant.to?, by: grant.by?, on: grant.on? };
                    self.record(at).extended = Some(extension);
                }
                Node::Waived(at) => {
                    let waiver = Waiver { by: grant.by?, on: grant.on? };
                    self.record(at).waived = Some(waiver);
                }
                Node::Root | Node::Task(_) | Node::Record(_) => return None,
            }
        }
        Some(())
    }
}

/// Fills a field; nothing if it was filled before: a key twice.
fn once<T>(field: &mut Option<T>, value: T) -> Option<()> {
    field.replace(value).is_none().then_some(())
}
