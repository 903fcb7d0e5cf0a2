//! Whatever two sides make of a file in whatever style: what either said is in the merged file, or in a conflict there.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngSeed};
use tiendo::edit::{Edit, FieldChange, Value, apply, comments};
use tiendo::facts::Facts;
use tiendo::model::deadline::LastDay;
use tiendo::model::id::{OccurrenceIx, UnitIx};
use tiendo::model::plan::Plan;
use tiendo::model::record::Field;
use tiendo::read::unit;
use tiendo::read::walk::Inspect;
use tiendo::review::merge::{Merged, Three, merge};

use super::merged::sides;
use crate::data::{UNITS, World, day, world};
use crate::print::write;
use crate::support::model::read_plan;

fn config(cases: u32) -> Config {
    Config { cases, rng_seed: RngSeed::Fixed(257), failure_persistence: None, ..Config::default() }
}

/// A change of one field, by chance; or a comment.
#[derive(Clone, Debug)]
struct Given {
    which: Index,
    field: Field,
    taken: bool,
    day: i64,
    text: &'static str,
    remark: Option<&'static str>,
    place: Index,
}

/// Every field but progress, which the plan has no targets for.
const FIELDS: [Field; 9] = [
    Field::Started,
    Field::Done,
    Field::Evidence,
    Field::Note,
    Field::Reason,
    Field::Committed,
    Field::Extended,
    Field::Waived,
    Field::Accepted,
];

fn given() -> impl Strategy<Value = Given> {
    let text = || select(&["15-BC/VP", "a \"b\" c", "hai\ndòng", "C:\\x # y", "Đã gửi"][..]);
    let remark = proptest::option::weighted(0.2, select(&["# nhận xét", "# việc này gấp", "#"][..]));
    (any::<Index>(), select(&FIELDS[..]), proptest::bool::weighted(0.25), -5..5_i64, text(), remark, any::<Index>())
        .prop_map(|(which, field, taken, day, text, remark, place)| Given {
            which,
            field,
            taken,
            day,
            text,
            remark,
            place,
        })
}

impl Given {
    fn value(&self) -> Value {
        let (by, on) = (("by", Value::Text(self.text.to_owned())), ("on", Value::Date(day(self.day))));
        match self.field {
            field if field.is_day() => Value::Date(day(self.day)),
            Field::Evidence => Value::List(vec![Value::Text(self.text.to_owned())]),
            Field::Extended => Value::Table(vec![("to", Value::Date(day(self.day + 9))), by, on]),
            Field::Waived => Value::Table(vec![by, on]),
            _ => Value::Text(self.text.to_owned()),
        }
    }

    /// The text with this change, if it can be made. Few obligations are touched, so that sides meet.
    fn apply(&self, plan: &Plan, owed: &[OccurrenceIx], text: &str) -> String {
        if let Some(remark) = self.remark {
            let starts: Vec<usize> = text.match_indices("\n[").map(|(at, _)| at + 1).chain([0]).collect();
            let eol = if text.contains("\r\n") { "\r\n" } else { "\n" };
            let mut text = text.to_owned();
            text.insert_str(*self.place.get(&starts), &format!("{remark}{eol}"));
            return text;
        }
        let occurrence = *self.which.get(&owed[..owed.len().min(3)]);
        if self.field == Field::Extended && !matches!(plan.occurrence(occurrence).nominal, LastDay::On(_)) {
            return text.to_owned();
        }
        let change = FieldChange { field: self.field, value: (!self.taken).then(|| self.value()) };
        apply(plan, text, &[Edit { occurrence, changes: vec![change] }]).unwrap_or_else(|_| text.to_owned())
    }
}

type Said<'t> = BTreeMap<OccurrenceIx, Facts<'t>>;

fn said<'t>(plan: &Plan, unit: UnitIx, text: &'t str) -> Option<Said<'t>> {
    let reading = unit::read(plan, unit, text, Inspect::No);
    let facts = reading.records.iter().map(|(at, record)| (at, Facts::of(record, text)));
    reading.diagnostics.is_empty().then(|| facts.filter(|(_, facts)| !facts.is_empty()).collect())
}

/// What a field says; for evidence without its order.
fn field(said: &Said<'_>, at: OccurrenceIx, field: Field) -> String {
    assert_ne!(field, Field::Evidence, "evidence is a set");
    format!("{:?}", said.get(&at).and_then(|facts| facts.get(field)))
}

fn evidence(said: &Said<'_>, at: OccurrenceIx) -> Vec<String> {
    let texts = said.get(&at).map(Facts::evidence).unwrap_or_default();
    let mut evidence: Vec<String> = texts.iter().map(|one| format!("{one:?}")).collect();
    evidence.sort();
    evidence
}

/// How many fields both sides changed otherwise; fails unless each text of `results` (ours and theirs of a merged
/// file) says what was meant.
fn holds(was: &Said<'_>, own: &Said<'_>, other: &Said<'_>, ours: &Said<'_>, theirs: &Said<'_>, told: &str) -> usize {
    let mut all: Vec<OccurrenceIx> =
        [was, own, other, ours, theirs].iter().flat_map(|said| said.keys().copied()).collect();
    all.sort_unstable();
    all.dedup();
    let mut conflicts = 0;
    for at in all {
        for of in Field::ALL.into_iter().filter(|field| *field != Field::Evidence) {
            let [was, own, other, ours, theirs] = [was, own, other, ours, theirs].map(|said| field(said, at, of));
            if own == other || was == other {
                assert_eq!((&ours, &theirs), (&own, &own), "{at:?} {of:?}: ours or nobody changed it\n{told}");
            } else if was == own {
                assert_eq!((&ours, &theirs), (&other, &other), "{at:?} {of:?}: theirs changed it\n{told}");
            } else {
                conflicts += 1;
                assert_eq!((&ours, &theirs), (&own, &other), "{at:?} {of:?}: both changed it\n{told}");
            }
        }
        let [was, own, other, ours, theirs] = [was, own, other, ours, theirs].map(|said| {
            let mut texts = evidence(said, at);
            texts.dedup();
            texts
        });
        let has = |list: &[String], text: &String| list.contains(text);
        for text in [&was, &own, &other].into_iter().flatten() {
            let kept = if has(&was, text) { has(&own, text) && has(&other, text) } else { true };
            assert_eq!((has(&ours, text), has(&theirs, text)), (kept, kept), "{at:?}: evidence {text:?}\n{told}");
        }
    }
    conflicts
}

#[derive(Clone, Debug)]
struct Site {
    world: World,
    unit: usize,
    style: u64,
    ours: Vec<Given>,
    theirs: Vec<Given>,
}

fn site() -> impl Strategy<Value = Site> {
    let changes = || proptest::collection::vec(given(), 1..4);
    (world(), 0..UNITS.len(), prop_oneof![1 => Just(0), 4 => 0..u64::MAX], changes(), changes())
        .prop_map(|(world, unit, style, ours, theirs)| Site { world, unit, style, ours, theirs })
}

impl Site {
    fn visit(&self, then: impl FnOnce(&Plan, UnitIx, [&str; 3])) {
        let text = write(&World::file(self.unit, &self.world.recorded()), self.style);
        let base = text.strip_prefix('\u{feff}').unwrap_or(&text);
        read_plan(&write(&self.world.plan.node(), 0), |reading| {
            let plan = reading.plan.expect("it is sound");
            let unit = UnitIx::new(self.unit);
            let owed: Vec<OccurrenceIx> = plan.owed_by(unit).collect();
            if owed.is_empty() {
                return;
            }
            let side = |all: &[Given]| all.iter().fold(base.to_owned(), |text, given| given.apply(&plan, &owed, &text));
            let (ours, theirs) = (side(&self.ours), side(&self.theirs));
            then(&plan, unit, [base, &ours, &theirs]);
        });
    }
}

fn shown([base, ours, theirs]: [&str; 3], merged: &Merged) -> String {
    format!("--- base\n{base}\n--- ours\n{ours}\n--- theirs\n{theirs}\n--- merged\n{}", merged.text)
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn what_either_side_said_is_in_the_merged_file_or_in_a_conflict(site in site()) {
        site.visit(|plan, unit, [base, ours, theirs]| {
            let merged = merge(plan, unit, Three { base, ours, theirs });
            let told = shown([base, ours, theirs], &merged);
            let [was, own, other] = [base, ours, theirs].map(|text| said(plan, unit, text).expect("it is sound"));
            // A record that one side deleted and the other changed is one conflict: tests/git/history/merged.rs.
            let clash = |at: &OccurrenceIx| {
                own.contains_key(at) != other.contains_key(at) && own.get(at).or(other.get(at)) != was.get(at)
            };
            if was.keys().any(clash) {
                return;
            }
            let (resolved, second) = sides(&merged.text);
            let [first, second] = [&resolved, &second].map(|text| said(plan, unit, text));
            let (Some(first), Some(second)) = (first, second) else { panic!("a side is broken\n{told}") };
            let conflicts = holds(&was, &own, &other, &first, &second, &told);
            assert_eq!(merged.conflicts, conflicts, "{told}");
            assert_eq!(merged.text.contains("<<<<<<<"), conflicts > 0, "{told}");
            for remark in ["# nhận xét", "# việc này gấp"] {
                let count = |text: &str| comments(text).iter().filter(|comment| *comment == remark).count();
                assert!(count(&resolved) >= count(ours).max(count(theirs)), "{remark}\n{told}");
            }
        });
    }

    #[test]
    fn the_order_of_the_sides_makes_no_difference_to_what_is_said(site in site()) {
        site.visit(|plan, unit, [base, ours, theirs]| {
            let one = merge(plan, unit, Three { base, ours, theirs });
            let other = merge(plan, unit, Three { base, ours: theirs, theirs: ours });
            assert_eq!(one.conflicts, other.conflicts, "{}\n---\n{}", one.text, other.text);
            if one.conflicts == 0 {
                let [one, other] = [&one.text, &other.text].map(|text| {
                    let said = said(plan, unit, text).expect("it is sound");
                    let of = |at: OccurrenceIx| {
                        let others = Field::ALL.into_iter().filter(|field| *field != Field::Evidence);
                        (others.map(|of| field(&said, at, of)).collect::<Vec<_>>(), evidence(&said, at))
                    };
                    said.keys().map(|at| (*at, of(*at))).collect::<Vec<_>>()
                });
                assert_eq!(one, other);
            }
        });
    }

    #[test]
    fn a_side_that_changed_nothing_leaves_the_other_as_it_is(site in site()) {
        site.visit(|plan, unit, [base, ours, _]| {
            let as_it_is = Merged { text: ours.to_owned(), conflicts: 0 };
            assert_eq!(merge(plan, unit, Three { base, ours, theirs: base }), as_it_is);
            assert_eq!(merge(plan, unit, Three { base, ours: base, theirs: ours }), as_it_is);
            assert_eq!(merge(plan, unit, Three { base, ours, theirs: ours }), as_it_is);
        });
    }
}
