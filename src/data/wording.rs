//! Wordings and their readings for scripts: an object a line.

use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::json::{object, value};
use crate::draft::wording::{Context, ReadDue, Stage, TimeReading, WordingRead};
use crate::words::Words;

const FORMAT: &str = "tiendo.read/1";

/// Writes a wording that was read.
pub(crate) fn json(
    mut out: &mut dyn Write,
    text: &str,
    read: &WordingRead,
    context: Context,
    words: &dyn Words,
) -> io::Result<()> {
    let why: Vec<String> = read.remarks.iter().map(|remark| words.wording_remark(remark)).collect();
    let why = (!why.is_empty()).then(|| why.join(" "));
    let verdict = read.verdict.as_str();
    if read.duties.is_empty() {
        let readings = shapes(&read.readings, context);
        value(&mut out, &object!({ format: FORMAT, text: text, verdict: verdict, readings: readings, why: why }))?;
    } else {
        let tasks = shapes(&read.duties, context);
        value(&mut out, &object!({ format: FORMAT, text: text, verdict: verdict, tasks: tasks, why: why }))?;
    }
    writeln!(out)
}

fn shapes(readings: &[TimeReading], context: Context) -> Vec<ReadingShape<'_>> {
    readings.iter().map(|reading| ReadingShape(reading, context)).collect()
}

struct ReadingShape<'r>(&'r TimeReading, Context);

impl Serialize for ReadingShape<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(reading, context) = self;
        let every = match reading.every.as_slice() {
            [] => None,
            [one] => Some(serde_json::Value::from(*one)),
            many => Some(serde_json::Value::from(many.to_vec())),
        };
        let milestones = (!reading.milestones.is_empty()).then_some(&reading.milestones);
        let shape = object!({
            due: &reading.due,
            every: every,
            starts: reading.starts,
            ends: reading.ends,
            milestones: milestones,
            target: reading.target.as_deref().map(target),
            last_days: reading.last_days(*context),
        });
        shape.serialize(serializer)
    }
}

/// At least so many per cent.
fn target(min: &str) -> impl Serialize + use<> {
    let min: serde_json::Number = serde_json::from_str(min).expect("the number of a target is one");
    object!({ min: min, unit: "%" })
}

impl Serialize for ReadDue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::One(due) => due.serialize(serializer),
            Self::ByKind(dues) => serializer.collect_map(dues.iter().map(|(kind, due)| (kind, due))),
        }
    }
}

impl Serialize for Stage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let target = self.target.as_deref().map(target);
        object!({ id: &self.id, due: &self.due, target: target }).serialize(serializer)
    }
}
