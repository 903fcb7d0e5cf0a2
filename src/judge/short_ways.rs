//! The short ways of judging come to the same end as the long one.

use std::sync::Arc;

use chrono::{Days, NaiveDate};

use super::{Judge, Standing};
use crate::model::id::{OccurrenceIx, UnitIx};
use crate::model::plan::Plan;
use crate::model::record::Record;
use crate::read;
use crate::read::walk::Inspect;

/// Units that come and go, and tasks of every kind that a short way is taken for.
const PLAN: &str = r#"
[plan]
number = "1"
title  = "Kế hoạch"
starts = 2024-01-01
ends   = 2024-12-31

[events.hop]
name  = "Hội nghị"
date  = 2024-05-10
dates = { b = 2024-07-01, d = 2024-03-01 }

[units]
a = "A"
b = "B"
c = { name = "C", from = 2024-04-01 }
d = { name = "D", until = 2024-06-15, successor = "f" }
e = { name = "E", until = 2024-06-15 }
f = { name = "F", until = 2024-08-15, successor = "a" }
g = { name = "G", from = 2024-07-15, until = 2024-11-30 }

[[tasks]]
id = "mot"
title = "Một lần"
lead = ["a", "b", "c", "d", "f", "g"]
due = 2024-06-30

[[tasks]]
id = "quy"
title = "Hằng quý"
lead = ["a", "c", "d", "e", "f", "g"]
every = "quarter"
added = { by = "1", on = 2024-02-10 }

[[tasks]]
id = "chung"
title = "Cùng làm"
lead = ["b", "a"]
joint = true
due = 2024-05-31

[[tasks]]
id = "chung-doi"
title = "Cùng làm, đơn vị đầu thôi"
lead = ["d", "b"]
joint = true
due = 2024-08-31

[[tasks]]
id = "chung-sua"
title = "Cùng làm, đổi thứ tự"
lead = ["b", "a"]
joint = true
due = 2024-05-31
amended = [
  { by = "6", on = 2024-04-10, lead = ["a", "b"] },
  { by = "7", on = 2024-05-05, lead = ["c", "a"], due = 2024-07-31 },
]

[[tasks]]
id = "chung-thu-tu"
title = "Cùng làm, chỉ đổi thứ tự"
lead = ["b", "a"]
joint = true
due = 2024-09-30
amended = [{ by = "11", on = 2024-04-10, lead = ["a", "b"] }]

[[tasks]]
id = "chung-hoan"
title = "Cùng làm, hoãn rồi thôi"
lead = ["b", "a"]
joint = true
every = "quarter"
added = { by = "8", on = 2024-02-20 }
amended = [{ by = "9", on = 2024-03-20, due = "end + 10 days" }]
cancelled = { by = "10", on = 2024-09-10 }

[[tasks]]
id = "moc"
title = "Theo mốc"
lead = ["a", "b", "d"]
milestones = [
  { id = "dau", due = 2024-03-31 },
  { id = "sau", due = 2024-09-30, lead = ["b"] },
  { id = "bo", due = 2024-10-31, lead = ["a", "c"] },
  { id = "doi", due = 2024-08-31, lead = ["a"], amended = [{ by = "5", on = 2024-05-20, lead = ["d", "b"] }] },
]

[[tasks]]
id = "hop"
title = "Theo hội nghị"
lead = ["a", "b", "c", "d"]
due = "event hop + 10 days"

[[tasks]]
id = "doi"
title = "Đổi đơn vị"
lead = ["a", "b"]
due = 2024-09-15
amended = [
  { by = "2", on = 2024-04-20, lead = ["b", "c"] },
  { by = "3", on = 2024-07-20, lead = ["a", "c"], due = 2024-10-15 },
]

[[tasks]]
id = "thoi"
title = "Thôi làm"
lead = ["a", "b", "e"]
every = "month"
cancelled = { by = "4", on = 2024-08-01 }

[[tasks]]
id = "luon"
title = "Thường xuyên"
lead = ["a", "c", "d"]
due = "ongoing"
"#;

fn day(of_year: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).and_then(|first| first.checked_add_days(Days::new(of_year))).expect("a day")
}

/// How a unit stands where everything that may matter is asked.
fn long_way(judge: &Judge, unit: UnitIx, at: OccurrenceIx, record: Option<&Record>) -> Option<Standing> {
    let holding = match judge.question(judge.as_of, unit, at, record) {
        Some(question) => question.holding()?,
        None => judge.plain(at, judge.as_of, Some(unit)),
    };
    Some(judge.decide((judge.as_of, judge.end_of_day), at, &holding, record))
}

fn plan() -> Arc<Plan> {
    let reading = read::plan::read(PLAN, Inspect::No);
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    Arc::new(reading.plan.expect("it is sound"))
}

#[test]
fn every_way_comes_to_the_same_end() {
    let plan = plan();
    let done = |on| Some(Record { done: Some(on), ..Record::default() });
    let records = [None, done(day(40)), done(day(160)), done(day(280))];
    for as_of in (0..=366).step_by(3).map(day) {
        for judge in [Judge::new(&plan, as_of), Judge::at_end_of(&plan, &Arc::default(), as_of)] {
            let read = judge.plan();
            for at in (0..read.occurrences.len()).map(OccurrenceIx::new) {
                for (unit, record) in read.unit_indices().flat_map(|unit| records.iter().map(move |it| (unit, it))) {
                    if !read.duties.leads(unit, read.occurrence(at).task) {
                        continue;
                    }
                    let said =
                        format!("{} {} {as_of} {record:?}", read.unit(unit).id, read.occurrence(at).task.index());
                    let long = long_way(&judge, unit, at, record.as_ref());
                    assert_eq!(judge.standing(unit, at, record.as_ref()), long, "{said}");
                    assert_eq!(judge.standing_on(as_of, unit, at, record.as_ref()), long, "{said}");
                }
            }
        }
    }
}
