//! What a file says does not hang on how it is written, nor on which reader takes it.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use std::sync::Arc;

use tiendo::judge::Judge;
use tiendo::model::id::UnitIx;
use tiendo::model::plan::{Body, Plan};
use tiendo::model::record::{Records, Span};
use tiendo::read::fast::FastReader;
use tiendo::read::walk::Inspect;
use tiendo::read::{literal, unit};

use super::config;
use crate::data::{UNITS, World, day, world};
use crate::print::write;
use crate::support::model::{read_plan, read_plan_as};

/// Everything a plan says. Groups and events have no order of their own.
fn said_by_plan(plan: &Plan) -> Vec<String> {
    let ids =
        |bodies: &[Body]| plan.units_of(bodies).iter().map(|unit| plan.unit(unit).id.to_string()).collect::<Vec<_>>();
    let mut said = vec![format!("{:?} {:?} {:?} {:?}", plan.header, plan.calendar, plan.quarters, plan.duties)];
    let mut unordered: Vec<String> = plan.events.iter().map(|event| format!("{event:?}")).collect();
    unordered.extend(plan.groups.iter().map(|group| {
        let units: Vec<&str> = group.units.iter().map(|unit| plan.unit(unit).id.as_str()).collect();
        format!("{} {} {units:?}", group.id, group.name)
    }));
    unordered.sort();
    said.extend(unordered);
    said.extend(plan.units.iter().map(|unit| format!("{unit:?}")));
    for task in &plan.tasks {
        let texts =
            (&task.clause, &task.title, &task.wording, &task.product, &task.reports_to, &task.note, &task.titles);
        said.push(format!("{} {texts:?} {:?} {:?}", task.id, ids(&task.lead), ids(&task.support)));
        said.extend(plan.occurrences[task.occurrences.clone()].iter().map(|occurrence| format!("{occurrence:?}")));
    }
    said
}

/// Everything that the records of a unit say, and how each obligation stands.
fn said_by_records(judge: &Judge, unit: UnitIx, text: &str, records: &Records) -> Vec<String> {
    let plan = judge.plan();
    let raw = |span: Span| &text[span.range()];
    let of = |at| {
        let record = records.get(at);
        let standing = judge.standing(unit, at, record);
        let record = record.map(|r| {
            let progress = r.progress.map(|span| literal::progress(raw(span)));
            let evidence = r.evidence.map(|span| literal::evidence(raw(span)));
            let texts = [r.note, r.reason].map(|span| span.map(|span| literal::text(raw(span))));
            let grants = (
                r.extended.map(|extension| (extension.to, extension.on, literal::text(raw(extension.by)))),
                r.waived.map(|waiver| (waiver.on, literal::text(raw(waiver.by)))),
            );
            format!("{:?} {evidence:?} {progress:?} {texts:?} {grants:?}", (r.started, r.done, r.accepted, r.committed))
        });
        format!("{at:?} {standing:?} {record:?}")
    };
    plan.owed_by(unit).map(of).collect()
}

/// What the file of a unit says, by the careful reader and, if it takes the file, by the fast one.
fn read_both(plan: &Plan, unit: UnitIx, text: &str) -> Vec<String> {
    let careful = unit::read(plan, unit, text, Inspect::No);
    assert!(careful.diagnostics.is_empty(), "{:?}\n{text}", careful.diagnostics);
    let judge = Judge::new(&Arc::new(plan.clone()), day(150));
    let said = said_by_records(&judge, unit, text, &careful.records);
    let mut records = Records::new(plan.occurrences.len());
    if FastReader::new(plan).read(plan, unit, text, &mut records) {
        assert_eq!(said_by_records(&judge, unit, text, &records), said, "{text}");
    }
    said
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Were some way of writing never picked by chance, the properties below would say nothing about it.
#[test]
fn chance_writes_in_every_style() {
    const FORMS: &[&str] = &[
        "[units]",
        "[units.A1]",
        "units.A1",
        "units = {",
        "[[tasks]]",
        "tasks = [",
        "[tasks.titles]",
        "titles = {",
        "titles.",
        "[groups.nhom]",
        "[plan]",
        "plan.starts",
        "\u{feff}",
        "\r\n",
        "'''",
        "\"\"\"",
        " = '",
        ".extended]",
        ".extended.to",
        "extended = {",
        "\"viec-0\"",
        "'viec-1'",
        "\"\\u0076iec-",
        "# ghi chú",
        "\\u00",
        "[\n",
        ",]",
        " . ",
    ];
    let mut runner = TestRunner::new(config(0));
    let mut written = String::new();
    let mut taken_fast = 0;
    for seed in 1..200 {
        let world = world().new_tree(&mut runner).expect("a world can be made").current();
        let (plan, recorded) = (world.plan.node(), world.recorded());
        written.push_str(&write(&plan, seed));
        read_plan(&write(&plan, 0), |reading| {
            let plan = reading.plan.expect("it is sound");
            for at in 0..UNITS.len() {
                let text = write(&World::file(at, &recorded), seed);
                let mut records = Records::new(plan.occurrences.len());
                let fast = FastReader::new(&plan).read(&plan, UnitIx::new(at), without_mark(&text), &mut records);
                taken_fast += usize::from(fast && !text.is_empty());
                written.push_str(&text);
            }
        });
    }
    for form in FORMS {
        assert!(written.contains(form), "{form:?} was never written");
    }
    assert!((50..550).contains(&taken_fast), "the fast reader took {taken_fast} of 597");
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn a_plan_says_the_same_in_every_style(world in world(), styles in prop::collection::vec(1..u64::MAX, 4)) {
        let plain = write(&world.plan.node(), 0);
        let expected = read_plan(&plain, |reading| {
            assert!(reading.diagnostics.is_empty(), "{:?}\n{plain}", reading.diagnostics);
            said_by_plan(&reading.plan.expect("it is sound"))
        });
        for style in styles {
            let text = write(&world.plan.node(), style);
            for inspect in [Inspect::No, Inspect::Texts] {
                let said = read_plan_as(without_mark(&text), inspect, |reading| {
                    assert!(reading.diagnostics.is_empty(), "{:?}\n{text}", reading.diagnostics);
                    said_by_plan(&reading.plan.expect("it is sound"))
                });
                prop_assert_eq!(&said, &expected, "{}", text);
            }
        }
    }

    #[test]
    fn records_say_the_same_in_every_style(world in world(), styles in prop::collection::vec(1..u64::MAX, 4)) {
        let recorded = world.recorded();
        read_plan(&write(&world.plan.node(), 0), |reading| {
            let plan = reading.plan.expect("it is sound");
            for at in 0..UNITS.len() {
                let file = World::file(at, &recorded);
                let expected = read_both(&plan, UnitIx::new(at), &write(&file, 0));
                for style in &styles {
                    let text = write(&file, *style);
                    assert_eq!(read_both(&plan, UnitIx::new(at), without_mark(&text)), expected, "{text}");
                }
            }
        });
    }
}
