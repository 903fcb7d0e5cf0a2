//! What units are to be reminded of, for scripts that write letters of their own.

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::json::{ItemObject, ObjectWriter, object, plan_object, value};
use crate::model::plan::Plan;
use crate::model::record::Field;
use crate::view::item::Item;
use crate::view::known::KnownCommit;
use crate::view::letter::Letter;

const FORMAT: &str = "tiendo.letters/1";

/// A letter to one unit: what each plan has for it.
pub(crate) type LetterParts<'a> = [(&'a Plan, &'a Letter)];

fn letter_object(parts: &LetterParts<'_>) -> impl Serialize + use<> {
    let (plan, letter) = parts[0];
    let unit = plan.unit(letter.unit);
    let of_plan = |(plan, letter): &(&Plan, &Letter)| {
        let items = |items: &[Item<'static>]| {
            let item = |item| ItemObject { plan, item, fields: &Field::LISTED, alone: None };
            items.iter().map(|it| serde_json::to_value(item(it)).expect("its keys are texts")).collect::<Vec<Value>>()
        };
        let overdue = items(&letter.overdue);
        let object = object!({ plan: plan_object(plan), overdue: overdue, due_soon: items(&letter.due_soon) });
        serde_json::to_value(object).expect("its keys are texts")
    };
    object!({
        unit: unit.id.to_string(),
        name: unit.name.to_string(),
        plans: parts.iter().map(of_plan).collect::<Vec<_>>(),
    })
}

/// Writes the letters of a day as one object. `unread` are the names of units whose file could not be read: they get
/// none.
pub(crate) fn letters(
    out: &mut impl Write,
    (as_of, answer_by): (NaiveDate, NaiveDate),
    letters: &[&LetterParts<'_>],
    (unread, known): (&[String], Option<&KnownCommit>),
) -> io::Result<()> {
    let mut object = ObjectWriter::begin(out)?;
    object.field("format", FORMAT)?;
    object.field("as_of", as_of)?;
    object.field("answer_by", answer_by)?;
    object.list("letters", letters, |out, parts| value(out, &letter_object(parts)))?;
    object.field("unread", unread)?;
    object.field("known", known)?;
    object.end()
}
