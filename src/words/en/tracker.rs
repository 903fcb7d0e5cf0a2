//! A tracker that is taken over as a plan and records.

use super::numbers::{date, many};
use crate::draft::columns::DutyColumn;
use crate::draft::tracker::columns::{self, ColumnGround, MapFault};
use crate::words::tracker::TrackerPhrase;

sentences! { pub(crate) fn phrase(&TrackerPhrase) {
    Columns { file, sheets: "" } => "Columns of {file}";
    Columns { file, sheets } => "Columns of {file}, sheet {sheets}";
    HeadingHead => "Heading";
    MeaningHead => "Taken as";
    ExamplesHead => "Examples";
    Meaning { column, ground } => "{}{}", column.map_or("left out", meaning), self::ground(*ground);
    MonthsFirst => "Days have the month first: 3/28/2024 is 28 March 2024.";
    OrderOpen { day } => "No day shows which of its numbers is the month: “{day}” is read with the day first. Say which it is with --dates day-first or --dates month-first.";
    OrderAsked { day } => "nothing was written: “{day}” can be read with the day first or the month first, and no day of the tracker shows which; add --dates day-first or --dates month-first";
    AsOf { day } => "The tracker says how things stood on {}.", date(*day);
    NoAsOf => "The tracker does not say of which day it is: with --as-of DAY, work under way and percentages are recorded too.";
    Recorded { records, units } => "{} of {}", many(*records, "record", "records"), many(*units, "unit", "units");
    LeftHead { count } => "{} of the tracker not recorded, or to be looked at (“# ?” above their tasks):", many(*count, "statement", "statements");
    LeftRow { spot, task, doubt } => "{}, {task}: {}", super::draft::spot(spot), super::told::told(doubt);
    NoTask { spot, text } => "{}: names no task, only “{text}”", super::draft::spot(spot);
    More { count } => "and {count} more: see the coverage page";
    NoTracker { file } => "{file}: no tracker found. It needs a column of tasks, and one of units, time limits or states; name unusual headings: --map \"Content=title,Office=lead\"";
    Fault { fault, headings } => "--map: {}", self::fault(fault, headings);
    InitReplaced => "Replaced the sample plan.toml that tiendo init had made and nobody had touched (tiendo init makes it anew)";
    Adopted { folder, records: true } => "Created {folder}: plan.toml, units/, and the coverage page plan.coverage.md";
    Adopted { folder, records: false } => "Created {folder}: plan.toml and the coverage page plan.coverage.md; no unit has a record";
    Next { folder } => "Next: tiendo -C {folder} check --all names each question; tiendo -C {folder} plan corrects, tiendo -C {folder} confirm says that what was looked at is right";
    NothingYet => "Nothing was written. Name a column that was read wrongly with --map; if all are right, add --out DIR to make the plan.";
    BegunBy { day, said } => "The tracker of {} says “{said}” and no day of beginning", date(*day);
    DoneOn { day } => "The tracker gives no day of completion; recorded as of {}", date(*day);
} }

fn meaning(column: DutyColumn) -> &'static str {
    match column {
        DutyColumn::Number => "clause",
        DutyColumn::Task => "task (title)",
        DutyColumn::Lead => "lead",
        DutyColumn::Support => "support",
        DutyColumn::LeadAndSupport => "lead and support",
        DutyColumn::Time => "time limit (due)",
        DutyColumn::Start | DutyColumn::Started => "begun on (started)",
        DutyColumn::Product => "product",
        DutyColumn::Note => "note",
        DutyColumn::State => "state",
        DutyColumn::Done => "done on (done)",
        DutyColumn::Progress => "percentage (progress)",
        DutyColumn::Promise => "promised day (committed)",
        DutyColumn::Reason => "reason",
        DutyColumn::Evidence => "evidence",
        DutyColumn::Left => "left out",
    }
}

fn ground(ground: ColumnGround) -> &'static str {
    match ground {
        ColumnGround::Named => ", by --map",
        ColumnGround::Heading => "",
        ColumnGround::Cells => ", guessed from its cells: look at it",
        ColumnGround::Second => ": another column says this; look at it",
        ColumnGround::OtherDay => ": this day is no time limit; look at it",
        ColumnGround::Unknown => ": nothing says what it holds; look at it",
    }
}

fn fault(fault: &MapFault, headings: &str) -> String {
    match fault {
        MapFault::Unpaired(text) => format!("“{text}” is not heading=meaning"),
        MapFault::UnknownMeaning(text) => {
            let keys = columns::meanings().map(|(key, _)| key).collect::<Vec<_>>().join(", ");
            format!("there is no meaning “{text}”: use {keys}")
        }
        MapFault::MissingColumn(name) => format!("there is no column “{name}”; the columns are: {headings}"),
        MapFault::SharedHeading(name) => {
            format!(
                "several columns are headed “{name}”: give the merged heading above it too; the columns are: {headings}"
            )
        }
    }
}
