//! The fast reader of units' files against the careful one: what the fast one accepts, the careful one finds sound, and
//! both give the same records.

use std::fs;
use std::path::Path;

use tiendo::model::id::UnitIx;
use tiendo::model::plan::Plan;
use tiendo::model::record::Records;
use tiendo::read::fast::FastReader;
use tiendo::read::literal;
use tiendo::read::walk::Inspect;

use crate::unit_texts::{ODD, PLAN, WRITTEN};

/// A small source of chance with a fixed seed, so that a failure comes again.
pub(super) struct Chance(pub(super) u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).expect("it is below a usize")
    }
}

/// What was recorded, spans turned into the texts they mean.
fn meaning(text: &str, records: &Records) -> Vec<String> {
    let mut all: Vec<String> = records
        .iter()
        .map(|(occurrence, record)| {
            let raw = |span: tiendo::model::record::Span| &text[span.range()];
            format!(
                "{occurrence:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} at {:?}",
                record.started,
                record.done,
                record.accepted,
                record.committed,
                record.extended.map(|e| (e.to, e.on, literal::text(raw(e.by)))),
                record.waived.map(|w| (w.on, literal::text(raw(w.by)))),
                record.evidence.map(|span| literal::evidence(raw(span))),
                record.progress.map(|span| literal::progress(raw(span))),
                record.note.map(|span| literal::text(raw(span))),
                record.reason.map(|span| literal::text(raw(span))),
                raw(record.place),
            )
        })
        .collect();
    all.sort();
    all
}

pub(super) struct Both<'p> {
    plan: &'p Plan,
    fast: FastReader,
    records: Records,
}

impl<'p> Both<'p> {
    pub(super) fn new(plan: &'p Plan) -> Self {
        Self { plan, fast: FastReader::new(plan), records: Records::new(plan.occurrences.len()) }
    }

    /// Reads `text` both ways. Gives whether the fast reader took it and whether it is sound.
    pub(super) fn read(&mut self, unit: UnitIx, text: &str) -> (bool, bool) {
        self.records.clear();
        let taken = self.fast.read(self.plan, unit, text, &mut self.records);
        let careful = tiendo::read::unit::read(self.plan, unit, text, Inspect::No);
        let sound = careful.diagnostics.is_empty();
        if taken {
            assert!(sound, "taken, but not sound: {:?}\n{text}", careful.diagnostics);
            assert_eq!(meaning(text, &self.records), meaning(text, &careful.records), "{text}");
        }
        (taken, sound)
    }
}

fn with_plan<T>(then: impl FnOnce(&Plan) -> T) -> T {
    let reading = tiendo::read::plan::read(PLAN, Inspect::No);
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    then(&reading.plan.expect("the plan is sound"))
}

#[test]
fn the_fast_reader_takes_what_people_and_tools_write() {
    with_plan(|plan| {
        let mut both = Both::new(plan);
        for text in WRITTEN {
            assert_eq!(both.read(UnitIx::new(0), text), (true, true), "{text}");
        }
    });
}

#[test]
fn the_fast_reader_takes_nothing_that_is_not_sound() {
    with_plan(|plan| {
        let mut both = Both::new(plan);
        for (text, unit) in ODD.iter().flat_map(|text| [(text, 0), (text, 1)]) {
            both.read(UnitIx::new(unit), text);
        }
    });
}

#[test]
fn both_readers_agree_on_whatever_chance_makes_of_texts() {
    const PIECES: &[&str] = &[
        "[",
        "]",
        "{",
        "}",
        ".",
        ",",
        "=",
        "\"",
        "'",
        "\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "#",
        "\\",
        "\\n",
        "mot",
        "quy",
        "2024-Q1",
        "2024-Q2",
        "2024-H1",
        "tx",
        "cho",
        "done",
        "started",
        "evidence",
        "note",
        "extended",
        "waived",
        "to",
        "by",
        "on",
        "2024-03-01",
        "2024-13-01",
        "\"a\"",
        "'b'",
        "[mot]\n",
        "[quy.2024-Q1]\n",
        "done = 2024-03-01\n",
        "đ",
        "\u{0}",
        "\u{7f}",
        "x",
        "1",
        "true",
        "{ by = 'x', on = 2024-01-01 }",
        "progress",
        "value",
        "[{ on = 2024-01-01, value = 1 }]",
        "progress = [{ value = 2.5, on = 2024-01-01 }, { on = 2024-01-01, value = 60 }]\n",
        "[[",
        "]]",
        "\"\"\"",
        "'''",
    ];
    with_plan(|plan| {
        let mut both = Both::new(plan);
        let mut chance = Chance(0x2024_0515);
        let (mut taken, mut sound, mut taken_of_b) = (0, 0, 0);
        for round in 0..60_000 {
            let mut text = WRITTEN[round % WRITTEN.len()].to_owned();
            for _ in 0..chance.below(4) {
                change(&mut text, PIECES, &mut chance);
            }
            let (fast, careful) = both.read(UnitIx::new(0), &text);
            taken += usize::from(fast);
            sound += usize::from(careful);
            let of_b = text.replace("quy.2024-Q1", "moc.cua-b-thoi").replace("[mot", "[cua-b");
            taken_of_b += usize::from(both.read(UnitIx::new(1), &of_b).0);
        }
        // Were next to nothing taken, or all of it, the comparison would show nothing.
        assert!(taken > 10_000 && sound < 50_000, "{taken} taken, {sound} sound");
        assert!(taken_of_b > 5_000, "{taken_of_b} taken of the other unit");
    });
}

/// Deletes, inserts or doubles something at a random place.
pub(super) fn change(text: &mut String, pieces: &[&str], chance: &mut Chance) {
    let mut place = |limit: usize| {
        let mut at = chance.below(limit + 1);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (first, second) = (place(text.len()), place(text.len()));
    let (start, end) = (first.min(second), first.max(second).min(first.min(second) + 12));
    let end = (end..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    match chance.below(4) {
        0 => text.replace_range(start..end, ""),
        1 => text.insert_str(start, &text.clone()[start..end]),
        _ => text.insert_str(start, pieces[chance.below(pieces.len())]),
    }
}

#[test]
fn the_shipped_files_are_read_fast() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let plan_text = fs::read_to_string(root.join("plan.toml")).expect("the shipped plan");
    let reading = tiendo::read::plan::read(&plan_text, Inspect::No);
    let plan = reading.plan.expect("the shipped plan is sound");
    let mut both = Both::new(&plan);
    for unit in plan.unit_indices() {
        let id = plan.unit(unit).id.to_string();
        let text = fs::read_to_string(root.join("units").join(format!("{id}.toml"))).expect("each unit has a file");
        let (taken, sound) = both.read(unit, &text);
        assert!(taken && sound, "{id}");
    }
}
