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
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
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
                "{occurrence:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} at {:?}",
                record.started,
                record.done,
                record.accepted,
                record.committed,
                record.extended.map(|e| (e.to, e.on, literal::text(raw(e.by)))),
                record.waived.map(|w| (w.on, literal::text(raw(w.by)))),
                record.evidence.map(|span| literal::texts(raw(span))),
                record.note.map(|span| literal::text(raw(span))),
                record.reason.map(|span| literal::text(raw(span))),
                raw(record.place),
            )
        })
        .collect();
    all.sort();
    all
}

struct Both<'p> {
    plan: &'p Plan,
    fast: FastReader,
    records: Records,
}

impl<'p> Both<'p> {
    fn new(plan: &'p Plan) -> Self {
        Self { plan, fast: FastReader::new(plan), records: Records::new(plan.occurrences.len()) }
    }

    /// Reads `text` both ways. Gives whether the fast reader took it and whether it is sound.
    fn read(&mut self, unit: UnitIx, text: &str) -> (bool, bool) {
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
        for text in ODD {
            both.read(UnitIx::new(0), text);
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
        "[[",
        "]]",
        "\"\"\"",
        "'''",
    ];
    with_plan(|plan| {
        let mut both = Both::new(plan);
        let mut chance = Chance(0x2024_0515);
        let (mut taken, mut sound) = (0, 0);
        for round in 0..60_000 {
            let mut text = WRITTEN[round % WRITTEN.len()].to_owned();
            for _ in 0..chance.below(4) {
                change(&mut text, PIECES, &mut chance);
            }
            let (fast, careful) = both.read(UnitIx::new(0), &text);
            taken += usize::from(fast);
            sound += usize::from(careful);
        }
        // Were next to nothing taken, or all of it, the comparison would show nothing.
        assert!(taken > 10_000 && sound < 50_000, "{taken} taken, {sound} sound");
    });
}

/// Deletes, inserts or doubles something at a random place.
fn change(text: &mut String, pieces: &[&str], chance: &mut Chance) {
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

/// What reports hang on of a plan; the maps of ids have no order of their own.
fn substance(plan: &Plan) -> String {
    let Plan { header, calendar, events, units, groups, tasks, occurrences, quarters, duties, .. } = plan;
    format!(
        "{header:?}\n{calendar:?}\n{events:?}\n{units:?}\n{groups:?}\n{tasks:?}\n{occurrences:?}\n{quarters:?}\n{duties:?}"
    )
}

/// Reads a plan with its long lists taken from the text and from the tree alone. Gives whether it is sound.
fn read_plan_both_ways(text: &str) -> bool {
    let listed = tiendo::read::plan::read(text, Inspect::No);
    let whole = tiendo::read::plan::read(text, Inspect::Texts);
    let sound = whole.diagnostics.is_empty();
    assert_eq!(listed.diagnostics.is_empty(), sound, "{:?}\n{:?}\n{text}", listed.diagnostics, whole.diagnostics);
    if sound {
        let (listed, whole) = (listed.plan.expect("it is sound"), whole.plan.expect("it is sound"));
        assert_eq!(substance(&listed), substance(&whole), "{text}");
    }
    sound
}

/// A plan in forms that are taken from the text and forms that are not.
const LISTS: &str = r#"# kế hoạch
[plan]
number = "1-KH"
title  = "Kế hoạch"
starts = 2024-01-01
ends   = 2024-12-31
coordinator = "a"

[events]
hop = { name = "Họp", date = 2024-04-18 }

[units] # các đơn vị
a = "Đơn vị A"
"b" = { name = 'Đơn vị B', short = "B", confirmed = false }
c = { name = "Đơn vị C" }

[groups.nhom]
name    = "Nhóm"
members = [ "a", # một
  'b', ]

[groups.tat-ca]
name = "Tất cả"
members = ["nhom", "c"]

[[tasks]]
id = "mot"
title = "Một"
lead = ["nhom"]
due = 2024-03-15 # ngày

[[tasks]]
id = 'quy'
title = "Quý"
lead = ["tat-ca"]
support = []
every = ["quarter", "half"]
titles = { 2024-Q1 = "Quý một" }

[[tasks]]
id = "hop"
title = "Họp"
lead = ["a"]
due = "before event hop"

[[tasks]]
id = "thang"
title = "Tháng"
lead = ["c"]
every = "month"
titles.2024-01 = "Tháng một"
titles.2024-02 = "Tháng hai"
"#;

#[test]
fn a_plan_is_the_same_with_its_lists_taken_from_the_text() {
    assert!(read_plan_both_ways(LISTS), "the plan is sound");
    assert!(read_plan_both_ways(&LISTS.replace('\n', "\r\n")), "the plan is sound");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    assert!(read_plan_both_ways(&fs::read_to_string(root.join("plan.toml")).expect("the shipped plan")));
    let cases = fs::read_dir(root.join("tests/check")).expect("the cases of check");
    let plans = cases.filter_map(|case| fs::read_to_string(case.ok()?.path().join("plan.toml")).ok());
    let sound = plans.filter(|text| read_plan_both_ways(text)).count();
    assert!(sound > 20, "only {sound} plans were sound");
}

#[test]
fn a_plan_that_chance_has_changed_is_the_same_too() {
    const PIECES: &[&str] = &[
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "\n",
        "\r",
        "#",
        "=",
        ".",
        ",",
        "\\",
        "[units]\n",
        "[groups.nhom]\n",
        "[[tasks]]\n",
        "[tasks]\n",
        "[units.d]\nname = \"D\"\n",
        "d = \"D\"\n",
        "a = \"A\"\n",
        "id = \"mot\"\n",
        "due = 2024-01-01\n",
        "titles.2024-Q2 = \"x\"\n",
        "\"\"\"",
        "'''",
        "confirmed = true",
        "name = \"x\"",
        "\u{7f}",
        "2024-02-30",
        "\"a\"",
        "tasks = []\n",
        "\\u0061",
    ];
    let mut chance = Chance(0x2024_0629);
    let (mut sound, rounds) = (0, 6_000);
    for _ in 0..rounds {
        let mut text = LISTS.to_owned();
        for _ in 0..=chance.below(2) {
            change(&mut text, PIECES, &mut chance);
        }
        sound += usize::from(read_plan_both_ways(&text));
    }
    assert!(sound > 200 && sound < rounds / 2, "{sound} of {rounds} sound");
}
