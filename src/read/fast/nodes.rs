//! Which tables of a file have been defined, and how: TOML forbids defining one twice.

use crate::model::id::{OccurrenceIx, TaskIx};

/// A table that a unit's file may have. Small, so that a key and what it names are given in registers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Root,
    /// The periods or milestones of a task.
    Task(TaskIx),
    Record(OccurrenceIx),
    /// `extended` of a record.
    Extended(OccurrenceIx),
    /// `waived` of a record.
    Waived(OccurrenceIx),
}

/// How a table came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Defined {
    Not = 0,
    /// By a header of a table below it.
    ByHeaderBelow = 1,
    ByHeader = 2,
    ByDots = 3,
    Inline = 4,
}

const KIND_BITS: u32 = 3;
const KINDS: [Defined; 5] = [Defined::Not, Defined::ByHeaderBelow, Defined::ByHeader, Defined::ByDots, Defined::Inline];
const LAST_SECTION: u32 = u32::MAX >> KIND_BITS;

/// How each table of a file was defined. A section is what lies under one header, or in one inline table; sections are
/// counted on from file to file, so that nothing needs to be cleared between files.
#[derive(Debug)]
pub(crate) struct Nodes {
    states: Vec<u32>,
    tasks: usize,
    occurrences: usize,
    section: u32,
    first_section: u32,
    grants_begun: usize,
}

impl Nodes {
    /// No tables, for plans of this size.
    pub(crate) fn new(tasks: usize, occurrences: usize) -> Self {
        Self {
            states: vec![0; tasks + 3 * occurrences],
            tasks,
            occurrences,
            section: 0,
            first_section: 0,
            grants_begun: 0,
        }
    }

    pub(crate) fn begin(&mut self) {
        // A file of 1 MiB has fewer sections than bytes: room for one more is room enough.
        if self.section >= LAST_SECTION - (1 << 21) {
            self.states.fill(0);
            self.section = 0;
        }
        self.section += 1;
        self.first_section = self.section;
        self.grants_begun = 0;
    }

    pub(crate) fn section(&self) -> u32 {
        self.section
    }

    pub(crate) fn next_section(&mut self) -> u32 {
        self.section += 1;
        self.section
    }

    pub(crate) fn get(&self, node: Node) -> Defined {
        let state = self.place(node).map_or(0, |place| self.states[place]);
        if state >> KIND_BITS < self.first_section {
            return Defined::Not;
        }
        KINDS[(state & ((1 << KIND_BITS) - 1)) as usize]
    }

    /// The section in which a table was defined.
    pub(crate) fn section_of(&self, node: Node) -> u32 {
        self.place(node).map_or(0, |place| self.states[place] >> KIND_BITS)
    }

    /// Notes how a table was defined.
    pub(crate) fn set(&mut self, node: Node, how: Defined, section: u32) {
        if matches!(node, Node::Extended(_) | Node::Waived(_)) && self.get(node) == Defined::Not {
            self.grants_begun += 1;
        }
        if let Some(place) = self.place(node) {
            self.states[place] = section << KIND_BITS | how as u32;
        }
    }

    /// How many extensions and waivers the file has begun.
    pub(crate) fn grants_begun(&self) -> usize {
        self.grants_begun
    }

    fn place(&self, node: Node) -> Option<usize> {
        match node {
            Node::Root => None,
            Node::Task(task) => Some(task.index()),
            Node::Record(at) => Some(self.tasks + at.index()),
            Node::Extended(at) => Some(self.tasks + self.occurrences + at.index()),
            Node::Waived(at) => Some(self.tasks + 2 * self.occurrences + at.index()),
        }
    }
}
