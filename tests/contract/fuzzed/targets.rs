//! What must hold of any bytes: each function takes some and panics where a promise is broken. `fuzz/` gives them what a
//! fuzzer thinks of; the tests beside this file what it found, and what chance makes of the seeds.

use std::io::{Cursor, Read, Write};

use chrono::NaiveDate;
use tiendo::draft::wording::{self, Context, ReadDue, TimeReading};
use tiendo::edit::{self, Edit, FieldChange, Value};
use tiendo::model::id::{OccurrenceIx, UnitIx};
use tiendo::model::period::Period;
use tiendo::model::plan::Plan;
use tiendo::model::record::{Field, Record, Span};
use tiendo::read::literal;
use tiendo::read::plan::read as read_plan;
use tiendo::read::unit::read as read_unit;
use tiendo::read::walk::Inspect;
use tiendo::review::merge::{Three, merge};
use tiendo::sheet::{delimited, table};
use tiendo::typed::{self, TypedDay, TypedPeriod};

use crate::differential::Both;
use crate::unit_texts::PLAN;

/// A target by its name.
pub type Target = (&'static str, fn(&[u8]));

pub const TARGETS: [Target; 8] = [
    ("plan", plan),
    ("units", units),
    ("deadline", deadline),
    ("wording", wording),
    ("edit", edit),
    ("merge", merging),
    ("sheet", sheet),
    ("template", template),
];

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| text.len() <= 4096)
}

/// The plan of the texts of units.
fn the_plan() -> Plan {
    read_plan(PLAN, Inspect::No).plan.expect("it is sound")
}

/// A plan is read, or every problem has its place in the text; read again it is the same.
pub fn plan(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    // What is owed every day for thousands of years is right but slow.
    if text.contains("day\"") && text.contains('9') {
        return;
    }
    let reading = read_plan(text, Inspect::Texts);
    assert!(reading.plan.is_some() || !reading.diagnostics.is_empty(), "neither a plan nor a problem");
    let again = read_plan(text, Inspect::Texts);
    assert_eq!(format!("{:?}", reading.diagnostics), format!("{:?}", again.diagnostics));
    if let (Some(one), Some(other)) = (reading.plan, again.plan) {
        assert_eq!(one.occurrences.len(), other.occurrences.len());
    }
}

/// What the fast reader takes is sound, and both readers give it the same meaning.
pub fn units(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let plan = the_plan();
    for unit in plan.unit_indices() {
        Both::new(&plan).read(unit, text);
    }
}

/// A plan of one task whose deadline is this.
fn plan_with(due: &str) -> String {
    let lines = "\n[units]\na = \"A\"\n[events]\ne = { name = \"E\", date = 2024-05-01 }\n[[tasks]]\nid = \"t\"\ntitle = \"T\"\nlead = [\"a\"]\n";
    format!(
        "[plan]\nnumber = \"1\"\ntitle = \"P\"\nstarts = 1990-01-01\nends = 2200-12-31\n{lines}due = {}\n",
        serde_json::to_string(due).expect("a text").replace('\u{7f}', "\\u007f")
    )
}

/// The grammar of deadlines takes a text or refuses it; what is offered for a slip is taken; days and periods that are
/// read are written so that they are read again.
pub fn deadline(bytes: &[u8]) {
    let Some(text) = text(bytes).filter(|text| text.len() <= 80) else { return };
    let reading = read_plan(&plan_with(text), Inspect::No);
    assert!(reading.plan.is_some() || !reading.diagnostics.is_empty());
    let [starts, ends] =
        [(1990, 1, 1), (2200, 12, 31)].map(|(y, m, d)| NaiveDate::from_ymd_opt(y, m, d).expect("a day"));
    for (starts, ends) in [(starts, ends), (starts, starts)] {
        if let Some(offered) = typed::deadline(text, starts, ends) {
            let found = read_plan(&plan_with(&offered), Inspect::No).diagnostics;
            assert!(found.is_empty(), "{text:?} was offered {offered:?}: {found:?}");
        }
    }
    if let Ok(TypedDay::Whole(day)) = TypedDay::parse(text) {
        let written = day.format("%-d/%-m/%Y").to_string();
        assert_eq!(TypedDay::parse(&day.to_string()), Ok(TypedDay::Whole(day)), "{text}");
        assert_eq!(TypedDay::parse(&written), Ok(TypedDay::Whole(day)), "{text}: {written}");
    }
    if let Ok(TypedPeriod::Whole(period)) = TypedPeriod::parse(text) {
        assert_eq!(Period::parse(&period.to_string()), Ok(period), "{text}");
    }
}

/// Every notation that a wording is read as is one that the plan takes.
pub fn wording(bytes: &[u8]) {
    let Some(text) = text(bytes).filter(|text| text.len() <= 300) else { return };
    let day = NaiveDate::from_ymd_opt(2025, 5, 25).expect("a day");
    for context in [Context::Year(2025), Context::Day(day)] {
        let read = wording::read(text, context);
        for reading in read.readings.iter().chain(&read.duties) {
            taken(text, reading);
        }
    }
}

fn taken(text: &str, reading: &TimeReading) {
    if reading.due.is_none() && reading.every.is_empty() && reading.milestones.is_empty() {
        return;
    }
    let due = match &reading.due {
        Some(ReadDue::One(due)) => Some(due),
        Some(ReadDue::ByKind(dues)) => {
            assert!(dues.iter().all(|(kind, _)| reading.every.contains(kind)), "{text}: {reading:?}");
            None
        }
        None => None,
    };
    if let Some(due) = due.filter(|_| reading.every.is_empty()) {
        assert!(reading.timing().is_some(), "{text}: {due} is no deadline");
    }
    if !reading.every.is_empty() {
        assert!(reading.timing().is_some(), "{text}: {reading:?} is no rhythm");
    }
}

/// What one record says, without where it stands.
fn said(text: &str, record: &Record) -> Vec<(Field, String)> {
    let raw = |span: Span| &text[span.range()];
    let day = |field, day: Option<NaiveDate>| day.map(|day| (field, day.to_string()));
    let words = |field, span: Option<Span>| span.map(|span| (field, literal::text(raw(span)).to_string()));
    let all = [
        day(Field::Started, record.started),
        day(Field::Done, record.done),
        day(Field::Accepted, record.accepted),
        day(Field::Committed, record.committed),
        record.extended.map(|e| (Field::Extended, format!("{} {} {}", e.to, e.on, literal::text(raw(e.by))))),
        record.waived.map(|w| (Field::Waived, format!("{} {}", w.on, literal::text(raw(w.by))))),
        record.evidence.map(|span| (Field::Evidence, format!("{:?}", literal::evidence(raw(span))))),
        record.progress.map(|span| (Field::Progress, format!("{:?}", literal::progress(raw(span))))),
        words(Field::Note, record.note),
        words(Field::Reason, record.reason),
    ];
    all.into_iter().flatten().collect()
}

/// What a sound file says of each obligation; nothing where it is not sound.
fn all_said(plan: &Plan, text: &str) -> Option<Vec<Vec<(Field, String)>>> {
    let reading = read_unit(plan, UnitIx::new(0), text, Inspect::No);
    let of = |at| reading.records.get(OccurrenceIx::new(at)).map(|record| said(text, record)).unwrap_or_default();
    reading.diagnostics.is_empty().then(|| (0..plan.occurrences.len()).map(of).collect())
}

/// An edit changes the field that is meant and no other; taking it back gives what there was. The first two bytes choose it.
pub fn edit(bytes: &[u8]) {
    let [which, what, rest @ ..] = bytes else { return };
    let Some(text) = text(rest) else { return };
    let plan = the_plan();
    let Some(before) = all_said(&plan, text) else { return };
    let owed: Vec<OccurrenceIx> = plan.owed_by(UnitIx::new(0)).collect();
    let occurrence = owed[usize::from(*which) % owed.len()];
    let day = NaiveDate::from_ymd_opt(2024, 3, 28).expect("a day");
    let (field, value) = match what % 6 {
        0 => (Field::Done, Some(Value::Date(day))),
        1 => (Field::Note, Some(Value::Text("a \"b\" #\nđ".to_owned()))),
        2 => (Field::Evidence, Some(Value::List(vec![Value::Text("1".to_owned()), Value::Text("2'".to_owned())]))),
        3 => (Field::Waived, Some(Value::Table(vec![("by", Value::Text("v".to_owned())), ("on", Value::Date(day))]))),
        4 => (Field::Done, None),
        _ => (Field::Note, None),
    };
    let change = FieldChange { field, value: value.clone() };
    let Ok(new) = edit::apply(&plan, text, &[Edit { occurrence, changes: vec![change] }]) else { return };
    let after = all_said(&plan, &new).unwrap_or_else(|| panic!("no longer sound\n{text}\n---\n{new}"));
    for (at, (was, is)) in before.iter().zip(&after).enumerate() {
        let own = at == occurrence.index();
        let others = |said: &[(Field, String)]| -> Vec<(Field, String)> {
            said.iter().filter(|(of, _)| !own || *of != field).cloned().collect()
        };
        assert_eq!(others(was), others(is), "another field changed\n{text}\n---\n{new}");
        if own {
            assert_eq!(is.iter().any(|(of, _)| *of == field), value.is_some(), "{text}\n---\n{new}");
        }
    }
    let comments = |text: &str| edit::comments(text).len();
    assert!(comments(&new) >= comments(text), "a comment went\n{text}\n---\n{new}");
    if value.is_some() && before[occurrence.index()].iter().all(|(of, _)| *of != field) {
        let back = Edit { occurrence, changes: vec![FieldChange { field, value: None }] };
        let undone = edit::apply(&plan, &new, &[back]).unwrap_or_else(|_| panic!("it stays\n{text}\n---\n{new}"));
        assert_eq!(all_said(&plan, &undone).as_ref(), Some(&before), "{text}\n---\n{new}\n---\n{undone}");
    }
}

/// Nothing is lost in a merge, which side is which does not matter, and what only one side changed is that side's. The
/// three texts are parted by a byte that no text has.
pub fn merging(bytes: &[u8]) {
    let mut parts = bytes.splitn(3, |byte| *byte == 0xff).map(text);
    let (Some(Some(base)), Some(Some(ours)), Some(Some(theirs))) = (parts.next(), parts.next(), parts.next()) else {
        return;
    };
    let plan = the_plan();
    let merged = |base, ours, theirs| merge(&plan, UnitIx::new(0), Three { base, ours, theirs });
    for (base, ours, theirs, only) in [(base, base, theirs, theirs), (base, ours, base, ours), (base, ours, ours, ours)]
    {
        let merged = merged(base, ours, theirs);
        assert_eq!((merged.text.as_str(), merged.conflicts), (only, 0), "what one side did");
    }
    let (one, other) = (merged(base, ours, theirs), merged(base, theirs, ours));
    let shown = || {
        format!("{base}\n--- ours\n{ours}\n--- theirs\n{theirs}\n--- merged\n{}\n--- swapped\n{}", one.text, other.text)
    };
    let all = |text: &str| all_said(&plan, text);
    let (Some(was), Some(own), Some(others)) = (all(base), all(ours), all(theirs)) else { return };
    // Neighbouring conflicts may stand in one pair of markers or in two.
    assert_eq!(one.conflicts > 0, other.conflicts > 0, "sides matter\n{}", shown());
    if one.conflicts > 0 {
        return;
    }
    let is = all(&one.text).unwrap_or_else(|| panic!("no longer sound\n{}", shown()));
    assert_eq!(all(&other.text).as_ref(), Some(&is), "sides matter\n{}", shown());
    for at in 0..is.len() {
        for field in Field::ALL {
            let of =
                |said: &[Vec<(Field, String)>]| said[at].iter().find(|(of, _)| *of == field).map(|(_, it)| it.clone());
            let (was, own, others, is) = (of(&was), of(&own), of(&others), of(&is));
            if was == own {
                assert_eq!(is, others, "{field:?}\n{}", shown());
            } else if was == others || own == others {
                assert_eq!(is, own, "{field:?}\n{}", shown());
            }
        }
    }
}

/// A table in CSV is read to the end or refused; what it changes can be written into a file that is sound.
pub fn sheet(bytes: &[u8]) {
    if bytes.len() > 8192 {
        return;
    }
    let Ok(grid) = delimited::grid(bytes) else { return };
    let plan = the_plan();
    let reading = table::read(&plan, &grid, chrono::NaiveDate::MAX);
    for (unit, entries) in reading.by_unit().filter(|_| reading.problems.is_empty()) {
        let records = read_unit(&plan, unit, "", Inspect::No).records;
        let (edits, problems) =
            tiendo::sheet::merge::edits(&plan, entries, (&records, ""), (chrono::NaiveDate::MAX, false));
        if problems.is_empty() && !edits.is_empty() {
            let written = edit::apply(&plan, "", &edits).expect("an empty file takes everything");
            let found = read_unit(&plan, unit, &written, Inspect::No).diagnostics;
            assert!(found.is_empty(), "{found:?}\n{written}");
        }
    }
}

/// A template is filled so that its parts are XML again, or refused. The bytes are the text of its document.
pub fn template(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{text}</w:body></w:document>"
    );
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    for (name, text) in [("[Content_Types].xml", types), ("word/document.xml", &document)] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("memory takes it");
        archive.write_all(text.as_bytes()).expect("memory takes it");
    }
    let archive = archive.finish().expect("memory takes it").into_inner();
    let Ok(filled) = tiendo::fill_template(&archive) else { return };
    let mut filled = zip::ZipArchive::new(Cursor::new(filled)).expect("it is an archive");
    let mut new = String::new();
    filled.by_name("word/document.xml").expect("it is there").read_to_string(&mut new).expect("it is text");
    let mut reader = quick_xml::Reader::from_str(&new);
    loop {
        match reader.read_event() {
            Ok(quick_xml::events::Event::Eof) => break,
            Ok(_) => {}
            Err(error) => panic!("{error}\n{text}\n---\n{new}"),
        }
    }
}
