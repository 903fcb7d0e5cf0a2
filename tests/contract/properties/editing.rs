//! An edit changes what it is meant to and nothing else, in whatever style a file is written; undone, it leaves no trace.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use tiendo::edit::{Edit, FieldChange, Remarks, Value, apply, fill};
use tiendo::model::deadline::LastDay;
use tiendo::model::id::{OccurrenceIx, UnitIx};
use tiendo::model::plan::Plan;
use tiendo::model::record::{Field, Record};
use tiendo::model::target::Amount;
use tiendo::read::walk::Inspect;
use tiendo::read::{literal, unit};
use toml::de::{DeTable, DeValue};

use super::config;
use crate::data::{UNITS, World, day, world};
use crate::print::write;
use crate::support::model::read_plan;

/// Texts as people might give them for a field.
const GIVEN: [&str; 6] = ["15-BC/VP", "a \"b\" c", "it's \"so\"", "hai\ndòng", "C:\\x # y", "Đã gửi"];

/// Where a value stands, from its key to its end.
struct Leaf {
    value: String,
    key: usize,
    span: Range<usize>,
}

impl Leaf {
    fn place(&self) -> Range<usize> {
        self.key..self.span.end
    }
}

/// Every value of a file by its names.
type Leaves = BTreeMap<Vec<String>, Leaf>;

fn leaves(text: &str) -> Leaves {
    fn collect(table: &DeTable<'_>, path: &[String], leaves: &mut Leaves) {
        for (key, value) in table {
            let path: Vec<String> = path.iter().cloned().chain([key.get_ref().to_string()]).collect();
            let (key, span) = (key.span().start, value.span());
            match value.get_ref() {
                DeValue::Table(inner) => collect(inner, &path, leaves),
                DeValue::Array(items) => {
                    let items: Vec<String> = items.iter().map(|item| shown(item.get_ref())).collect();
                    leaves.insert(path, Leaf { value: format!("{items:?}"), key, span });
                }
                // One document is the same as a list of one.
                DeValue::String(_) if path.last().is_some_and(|name| name == "evidence") => {
                    leaves.insert(path, Leaf { value: format!("{:?}", [shown(value.get_ref())]), key, span });
                }
                other => drop(leaves.insert(path, Leaf { value: shown(other), key, span })),
            }
        }
    }
    let mut leaves = Leaves::new();
    let table = DeTable::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    collect(table.get_ref(), &[], &mut leaves);
    leaves
}

/// The inline tables of `text` that hold a record, or would.
fn holders(text: &str, record: &[String]) -> Vec<Range<usize>> {
    let table = DeTable::parse(text).expect("it was read before");
    let (mut holders, mut within) = (Vec::new(), Some(table.get_ref()));
    for name in record {
        let Some((key, value)) = within.and_then(|table| table.iter().find(|(key, _)| key.get_ref() == name)) else {
            break;
        };
        if text[value.span()].starts_with('{') {
            holders.push(key.span().start..value.span().end);
        }
        within = value.get_ref().as_table();
    }
    holders
}

fn shown(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("{text:?}"),
        DeValue::Datetime(day) => day.to_string(),
        DeValue::Integer(number) => number.as_str().to_owned(),
        DeValue::Table(table) => {
            let keys: BTreeMap<&str, String> =
                table.iter().map(|(key, value)| (key.get_ref().as_ref(), shown(value.get_ref()))).collect();
            format!("{keys:?}")
        }
        other => format!("{other:?}"),
    }
}

fn comments(text: &str) -> Vec<String> {
    let source = toml_parser::Source::new(text);
    let tokens = source.lex().into_vec();
    let mut comments = Vec::new();
    let mut receive = |event: toml_parser::parser::Event| {
        if event.kind() == toml_parser::parser::EventKind::Comment {
            comments.push(text[event.span().start()..event.span().end()].trim_end().to_owned());
        }
    };
    toml_parser::parser::parse_document(&tokens, &mut receive, &mut ());
    comments
}

/// Whether comments stand within a value: a list, the only one that has some, cannot go without them.
fn has_comment_within(text: &str, record: &[String], field: Field) -> bool {
    let path: Vec<String> = record.iter().cloned().chain([field.as_str().to_owned()]).collect();
    leaves(text).get(&path).is_some_and(|leaf| !comments(&format!("x={}", &text[leaf.span.clone()])).is_empty())
}

fn names(plan: &Plan, at: OccurrenceIx) -> Vec<String> {
    let occurrence = plan.occurrence(at);
    let period = occurrence.period.map(|period| period.to_string());
    [plan.task(occurrence.task).id.to_string()].into_iter().chain(period).collect()
}

/// What a field is to hold, by chance.
#[derive(Clone, Debug)]
struct Given {
    field: Field,
    day: i64,
    other: i64,
    text: &'static str,
    second: Option<&'static str>,
}

fn given() -> impl Strategy<Value = Given> {
    let text = || select(&GIVEN[..]);
    (select(&Field::ALL[..]), -40..420_i64, -40..420_i64, text(), proptest::option::of(text()))
        .prop_map(|(field, day, other, text, second)| Given { field, day, other, text, second })
}

impl Given {
    fn value(&self) -> Value {
        let by = ("by", Value::Text(self.text.to_owned()));
        let on = ("on", Value::Date(day(self.day)));
        match self.field {
            field if field.is_day() => Value::Date(day(self.day)),
            Field::Evidence => {
                let texts = std::iter::once(self.text).chain(self.second);
                Value::List(texts.map(|text| Value::Text(text.to_owned())).collect())
            }
            Field::Progress => {
                let one = |(at, number)| {
                    let number = Amount::whole(number).expect("it is small");
                    Value::Table(vec![("on", Value::Date(day(at))), ("value", Value::Number(number))])
                };
                Value::List(self.progress().map(one).to_vec())
            }
            Field::Extended => Value::Table(vec![("to", Value::Date(day(self.other))), by, on]),
            Field::Waived => Value::Table(vec![by, on]),
            _ => Value::Text(self.text.to_owned()),
        }
    }

    fn progress(&self) -> [(i64, u64); 2] {
        [(self.day, self.other.unsigned_abs()), (self.day + 1, self.day.unsigned_abs())]
    }

    /// What the file is to hold below the field's name.
    fn meant(&self) -> BTreeMap<Vec<String>, String> {
        let text = format!("{:?}", self.text);
        let below = |name: &str| vec![name.to_owned()];
        match self.field {
            field if field.is_day() => BTreeMap::from([(Vec::new(), day(self.day).to_string())]),
            Field::Evidence => {
                let texts: Vec<String> =
                    std::iter::once(self.text).chain(self.second).map(|t| format!("{t:?}")).collect();
                BTreeMap::from([(Vec::new(), format!("{texts:?}"))])
            }
            Field::Progress => {
                let one = |(at, number): (i64, u64)| {
                    let keys = BTreeMap::from([("on", day(at).to_string()), ("value", number.to_string())]);
                    format!("{keys:?}")
                };
                BTreeMap::from([(Vec::new(), format!("{:?}", self.progress().map(one)))])
            }
            Field::Extended => BTreeMap::from([
                (below("to"), day(self.other).to_string()),
                (below("by"), text),
                (below("on"), day(self.day).to_string()),
            ]),
            Field::Waived => BTreeMap::from([(below("by"), text), (below("on"), day(self.day).to_string())]),
            _ => BTreeMap::from([(Vec::new(), text)]),
        }
    }
}

/// Which file of a world is edited, and where.
#[derive(Clone, Debug)]
struct Site {
    world: World,
    unit: usize,
    which: Index,
    style: u64,
}

fn site() -> impl Strategy<Value = Site> {
    (world(), 0..UNITS.len(), any::<Index>(), 0..u64::MAX).prop_map(|(world, unit, which, style)| Site {
        world,
        unit,
        which,
        style,
    })
}

impl Site {
    /// Hands over the plan, the file's text without a byte order mark, and an obligation of the unit, if it has any.
    fn visit(&self, then: impl FnOnce(&Plan, UnitIx, &str, OccurrenceIx)) {
        let recorded = self.world.recorded();
        let text = write(&World::file(self.unit, &recorded), self.style);
        read_plan(&write(&self.world.plan.node(), 0), |reading| {
            let plan = reading.plan.expect("it is sound");
            let unit = UnitIx::new(self.unit);
            let owed: Vec<OccurrenceIx> = plan.owed_by(unit).collect();
            if !owed.is_empty() {
                then(&plan, unit, text.strip_prefix('\u{feff}').unwrap_or(&text), *self.which.get(&owed));
            }
        });
    }
}

fn edit(occurrence: OccurrenceIx, field: Field, value: Option<Value>) -> [Edit; 1] {
    [Edit { occurrence, changes: vec![FieldChange { field, value }] }]
}

/// Whether an extension, or progress, means something there.
fn fits(plan: &Plan, at: OccurrenceIx, field: Field) -> bool {
    match field {
        Field::Extended => matches!(plan.occurrence(at).nominal, LastDay::On(_)),
        Field::Progress => plan.target(at).is_some(),
        _ => true,
    }
}

/// The lines of a text that no part of these places lies on.
fn lines_apart<'t>(text: &'t str, places: &[Range<usize>]) -> Vec<&'t str> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let span = at..at + line.len();
        at = span.end;
        if !places.iter().any(|place| place.start < span.end && span.start < place.end) {
            lines.push(line);
        }
    }
    // Only what ends a file may get a line end.
    if let Some(last) = lines.last_mut() {
        *last = last.trim_end_matches(['\r', '\n']);
    }
    lines
}

fn is_within(part: &[&str], whole: &str) -> bool {
    let mut lines = whole.split_inclusive('\n');
    part.iter().all(|line| lines.any(|other| other == *line || other.trim_end_matches(['\r', '\n']) == *line))
}

/// Holds a new text against the old one and what was meant for a field of the record `record`.
fn only_that_changed(old: &str, new: &str, record: &[String], field: Field, meant: Option<&Given>) {
    let path: Vec<String> = record.iter().cloned().chain([field.as_str().to_owned()]).collect();
    let (was, mut is) = (leaves(old), leaves(new));
    let mut touched = holders(old, record);
    for (names, leaf) in &was {
        if names.starts_with(&path) {
            touched.push(leaf.place());
        } else {
            let kept = is.remove(names).map(|leaf| leaf.value);
            assert_eq!(kept.as_ref(), Some(&leaf.value), "{names:?}\n{old}\n---\n{new}");
        }
    }
    let said: BTreeMap<Vec<String>, String> = is
        .into_iter()
        .map(|(names, leaf)| {
            let below =
                names.strip_prefix(path.as_slice()).unwrap_or_else(|| panic!("{names:?} is new\n{old}\n---\n{new}"));
            (below.to_vec(), leaf.value)
        })
        .collect();
    let wanted = meant.map(Given::meant).unwrap_or_default();
    assert_eq!(said, wanted, "{old}\n---\n{new}");
    assert_eq!(comments(new), comments(old), "{old}\n---\n{new}");
    // The header of a table that is empty now may go, with a blank line.
    let emptied = meant.is_none()
        && (matches!(field, Field::Extended | Field::Waived)
            || leaves(new).keys().all(|names| !(names.starts_with(record) && names.len() == record.len() + 1)));
    let kept: Vec<&str> = lines_apart(old, &touched)
        .into_iter()
        .filter(|line| !emptied || !(line.trim().is_empty() || line.trim_start().starts_with('[')))
        .collect();
    assert!(is_within(&kept, new), "a line is gone\n{old}\n---\n{new}");
}

/// The fields that hold a day.
const DAYS: [Field; 4] = [Field::Started, Field::Done, Field::Accepted, Field::Committed];

fn day_of(record: &Record, field: Field) -> Option<NaiveDate> {
    match field {
        Field::Started => record.started,
        Field::Done => record.done,
        Field::Accepted => record.accepted,
        _ => record.committed,
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn an_edit_changes_its_field_alone(site in site(), given in given()) {
        site.visit(|plan, unit, text, at| {
            if !fits(plan, at, given.field) {
                return;
            }
            let record = names(plan, at);
            for meant in [Some(&given), None] {
                match apply(plan, text, &edit(at, given.field, meant.map(Given::value))) {
                    Ok(new) => {
                        only_that_changed(text, &new, &record, given.field, meant);
                        let reading = unit::read(plan, unit, &new, Inspect::No);
                        assert!(reading.diagnostics.is_empty(), "{:?}\n{new}", reading.diagnostics);
                    }
                    Err(unable) => {
                        let why = format!("{unable:?}: {given:?} of {record:?} in\n{text}");
                        assert!(has_comment_within(text, &record, given.field), "{why}");
                    }
                }
            }
        });
    }

    #[test]
    fn what_was_set_and_taken_away_leaves_no_trace(site in site(), given in given()) {
        site.visit(|plan, unit, text, at| {
            let record = names(plan, at);
            let path: Vec<String> = record.iter().cloned().chain([given.field.as_str().to_owned()]).collect();
            let leaves = leaves(text);
            let is_there = leaves.keys().any(|names| names.starts_with(&path));
            // A bare header without a field cannot be told from one that came with a field: it goes too.
            let reading = unit::read(plan, unit, text, Inspect::No);
            let bare = reading.records.get(at).is_some()
                && holders(text, &record).is_empty()
                && !leaves.keys().any(|names| names.starts_with(&record) && names.len() == record.len() + 1);
            if is_there || bare || !fits(plan, at, given.field) {
                return;
            }
            let set = apply(plan, text, &edit(at, given.field, Some(given.value())));
            let set = set.unwrap_or_else(|unable| panic!("{unable:?}: {given:?} of {record:?} in\n{text}"));
            let back = apply(plan, &set, &edit(at, given.field, None));
            assert_eq!(back.as_deref(), Ok(text), "{text}\n---\n{set}");
        });
    }

    #[test]
    fn a_day_that_was_changed_and_changed_back_leaves_no_trace(site in site(), field in select(&DAYS[..]), other in -40..420_i64) {
        site.visit(|plan, unit, text, at| {
            let reading = unit::read(plan, unit, text, Inspect::No);
            let Some(was) = reading.records.get(at).and_then(|record| day_of(record, field)) else { return };
            let to = |text: &str, day| apply(plan, text, &edit(at, field, Some(Value::Date(day)))).expect("a day can be changed");
            let changed = to(text, day(other));
            assert_eq!(changed == text, was == day(other));
            assert_eq!(to(&changed, was), text);
        });
    }

    #[test]
    fn evidence_that_was_added_and_taken_away_leaves_no_trace(site in site(), more in prop::collection::vec(select(&GIVEN[..]), 1..4)) {
        site.visit(|plan, unit, text, at| {
            let reading = unit::read(plan, unit, text, Inspect::No);
            let Some(span) = reading.records.get(at).and_then(|record| record.evidence) else { return };
            let raw = &text[span.range()];
            if !raw.starts_with('[') {
                return;
            }
            let was: Vec<Value> = literal::evidence(raw).iter().map(Value::from).collect();
            let all: Vec<Value> = was.iter().cloned().chain(more.iter().map(|&text| Value::Text(text.to_owned()))).collect();
            let to = |text: &str, texts| apply(plan, text, &edit(at, Field::Evidence, Some(Value::List(texts))));
            let added = to(text, all).expect("evidence can be added");
            assert_eq!(comments(&added), comments(text));
            assert_eq!(to(&added, was).as_deref(), Ok(text), "{added}");
        });
    }

    #[test]
    fn progress_that_was_added_and_taken_away_leaves_no_trace(site in site(), more in prop::collection::vec(0..300_u64, 1..4), place in any::<Index>()) {
        site.visit(|plan, unit, text, at| {
            let reading = unit::read(plan, unit, text, Inspect::No);
            let Some(span) = reading.records.get(at).and_then(|record| record.progress) else { return };
            let was: Vec<Value> = literal::progress(&text[span.range()]).iter().map(Value::from).collect();
            let mut all = was.clone();
            let place = place.index(all.len() + 1);
            for number in more {
                let number = Value::Number(Amount::whole(number).expect("it is small"));
                all.insert(place, Value::Table(vec![("on", Value::Date(day(1_000))), ("value", number)]));
            }
            let to = |text: &str, list| apply(plan, text, &edit(at, Field::Progress, Some(Value::List(list))));
            let added = to(text, all).expect("progress can be added");
            assert_eq!(comments(&added), comments(text));
            let at_end = place == was.len();
            let back = to(&added, was).expect("progress can be taken away");
            // Among items that share lines with others, lines may be parted anew.
            let tidy = |text: &str| if at_end { text.to_owned() } else { text.split_whitespace().collect() };
            assert_eq!(tidy(&back), tidy(text), "{added}");
        });
    }

    #[test]
    fn filling_adds_what_is_missing_once(site in site(), given in given()) {
        site.visit(|plan, unit, text, at| {
            let comment = |at: OccurrenceIx| vec![format!("{} · [x]", names(plan, at).join(".")), "Điền: done = 2024-01-01".to_owned()];
            let owed: Vec<_> = plan.owed_by(unit).collect();
            let (filled, count) = fill(plan, &owed, text, &Remarks { above: &comment, end: "hết" }).unwrap_or_else(|unable| panic!("{unable:?}\n{text}"));
            assert_eq!(fill(plan, &owed, &filled, &Remarks { above: &comment, end: "hết" }), Ok((filled.clone(), 0)), "{text}\n---\n{filled}");
            assert_eq!(count == 0, filled == text);
            let inline: Vec<_> = plan.owed_by(unit).flat_map(|owed| holders(text, &names(plan, owed))).collect();
            assert!(is_within(&lines_apart(text, &inline), &filled), "{text}\n---\n{filled}");
            let values = |text: &str| leaves(text).into_iter().map(|(names, leaf)| (names, leaf.value)).collect::<Vec<_>>();
            assert_eq!(values(&filled), values(text), "only empty tables are new");
            let reading = unit::read(plan, unit, &filled, Inspect::No);
            assert!(reading.diagnostics.is_empty(), "{:?}\n{filled}", reading.diagnostics);
            assert!(plan.owed_by(unit).all(|owed| reading.records.get(owed).is_some()), "{text}\n---\n{filled}");

            let path: Vec<String> = names(plan, at).into_iter().chain([given.field.as_str().to_owned()]).collect();
            let was_empty = reading.records.get(at).is_some() && unit::read(plan, unit, text, Inspect::No).records.get(at).is_none();
            if was_empty && fits(plan, at, given.field) && !leaves(text).contains_key(&path) {
                let set = apply(plan, &filled, &edit(at, given.field, Some(given.value()))).expect("a new table can be filled in");
                let back = apply(plan, &set, &edit(at, given.field, None));
                assert_eq!(back.as_deref(), Ok(filled.as_str()), "{set}");
            }
        });
    }
}
