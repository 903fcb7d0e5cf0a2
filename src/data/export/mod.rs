//! Flat, typed tables for other engines: one row an obligation, a record, a document. Nothing is guarded for spreadsheets
//! here: programs read these files, and a text is what the workspace says.

pub(crate) mod rows;

use std::io::{self, Write};

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::json::{object, value};
use crate::model::target::Amount;

pub(crate) const FORMAT: &str = "tiendo.export/1";
/// The file that says which tables, columns and files there are. It is written last.
pub(crate) const SCHEMA: &str = "schema.json";
pub(crate) const README: &str = "README.md";

/// What a column holds. Where there is nothing, JSON has null and CSV an empty cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ColumnType {
    Text,
    Date,
    Integer,
    Number,
    Boolean,
}
use ColumnType::{Boolean, Date, Integer, Number, Text};

/// A table: its name is that of the folder of its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ExportTable {
    Plans,
    Units,
    Tasks,
    Obligations,
    Records,
    Progress,
    Evidence,
    Marks,
}

type Columns = &'static [(&'static str, ColumnType)];

impl ExportTable {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Plans => "plans",
            Self::Units => "units",
            Self::Tasks => "tasks",
            Self::Obligations => "obligations",
            Self::Records => "records",
            Self::Progress => "progress",
            Self::Evidence => "evidence",
            Self::Marks => "marks",
        }
    }

    /// The columns, in their order. Those of every table begin with the plan: its folder, and its number.
    pub(crate) fn columns(self) -> Columns {
        match self {
            Self::Plans => PLANS,
            Self::Units => UNITS,
            Self::Tasks => TASKS,
            Self::Obligations => OBLIGATIONS,
            Self::Records => RECORDS,
            Self::Progress => PROGRESS,
            Self::Evidence => EVIDENCE,
            Self::Marks => MARKS,
        }
    }
}

const PLANS: Columns = &[
    ("folder", Text),
    ("plan", Text),
    ("title", Text),
    ("issuer", Text),
    ("coordinator", Text),
    ("starts", Date),
    ("ends", Date),
    ("issued", Date),
    ("timezone", Text),
    ("due_soon", Integer),
    ("acceptance", Boolean),
    ("report_day", Integer),
    ("above", Text),
    ("above_unit", Text),
    ("as_of", Date),
    ("known_commit", Text),
    ("known_day", Date),
    ("notice", Text),
];

const UNITS: Columns = &[
    ("folder", Text),
    ("plan", Text),
    ("unit", Text),
    ("position", Integer),
    ("name", Text),
    ("short", Text),
    ("groups", Text),
    ("exists_from", Date),
    ("exists_until", Date),
    ("successors", Text),
    ("has_file", Boolean),
    ("readable", Boolean),
];

const TASKS: Columns = &[
    ("folder", Text),
    ("plan", Text),
    ("task", Text),
    ("position", Integer),
    ("clause", Text),
    ("title", Text),
    ("wording", Text),
    ("product", Text),
    ("reports_to", Text),
    ("tags", Text),
    ("recurring", Boolean),
    ("joint", Boolean),
    ("answers", Text),
    ("added_on", Date),
    ("cancelled_on", Date),
    ("note", Text),
];

const OBLIGATIONS: Columns = &[
    ("folder", Text),
    ("plan", Text),
    ("as_of", Date),
    ("unit", Text),
    ("task", Text),
    ("period", Text),
    ("milestone", Text),
    ("period_first", Date),
    ("period_last", Date),
    ("quarter", Text),
    ("title", Text),
    ("nominal", Date),
    ("due", Date),
    ("state", Text),
    ("days_late", Integer),
    ("days_left", Integer),
    ("amended", Boolean),
    ("awaiting_acceptance", Boolean),
    ("cancelled", Boolean),
    ("date_open", Boolean),
    ("due_soon", Boolean),
    ("extended", Boolean),
    ("in_progress", Boolean),
    ("late", Boolean),
    ("moved", Boolean),
    ("not_started_period", Boolean),
    ("promise_lapsed", Boolean),
    ("with", Text),
    ("handed_to", Text),
    ("target_min", Number),
    ("target_max", Number),
    ("target_unit", Text),
    ("reached", Number),
    ("reached_on", Date),
];

const RECORDS: Columns = &[
    ("folder", Text),
    ("plan", Text),
    ("unit", Text),
    ("task", Text),
    ("period", Text),
    ("milestone", Text),
    ("started", Date),
    ("done", Date),
    ("accepted", Date),
    ("committed", Date),
    ("extended_to", Date),
    ("extended_by", Text),
    ("extended_on", Date),
    ("waived_by", Text),
    ("waived_on", Date),
    ("reason", Text),
    ("note", Text),
];

const PROGRESS: Columns = &[
    ("folder", Text),
    ("plan", Text),
    ("unit", Text),
    ("task", Text),
    ("period", Text),
    ("milestone", Text),
    ("position", Integer),
    ("on", Date),
    ("value", Number),
];

const EVIDENCE: Columns = &[
    ("folder", Text),
    ("plan", Text),
    ("unit", Text),
    ("task", Text),
    ("period", Text),
    ("milestone", Text),
    ("position", Integer),
    ("document", Text),
    ("file", Text),
    ("sha256", Text),
];

const MARKS: Columns = &[
    ("folder", Text),
    ("plan", Text),
    ("code", Text),
    ("name", Text),
    ("unit", Text),
    ("task", Text),
    ("period", Text),
    ("milestone", Text),
    ("file", Text),
    ("key", Text),
    ("change", Text),
    ("reviewed_on", Date),
    ("reviewed_by", Text),
    ("reviewed_reason", Text),
];

/// The form of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum ExportFormat {
    /// An object a line.
    #[default]
    JsonLines,
    Csv,
}

impl ExportFormat {
    /// As it is asked for, which is also the ending of its files.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
        }
    }

    /// What a file of a table begins with.
    pub(crate) fn head(self, table: ExportTable) -> String {
        match self {
            Self::JsonLines => String::new(),
            Self::Csv => {
                let names: Vec<&str> = table.columns().iter().map(|(name, _)| *name).collect();
                names.join(",") + "\n"
            }
        }
    }
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug)]
pub(crate) enum ExportCell<'a> {
    Nothing,
    Text(&'a str),
    Date(NaiveDate),
    Integer(i64),
    Number(Amount),
    Boolean(bool),
}

impl<'a> From<Option<&'a str>> for ExportCell<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Nothing, Self::Text)
    }
}

impl From<Option<NaiveDate>> for ExportCell<'_> {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Nothing, Self::Date)
    }
}

impl ExportCell<'_> {
    fn is_of(self, of: ColumnType) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(_) => of == Text,
            Self::Date(_) => of == Date,
            Self::Integer(_) => of == Integer,
            Self::Number(_) => of == Number,
            Self::Boolean(_) => of == Boolean,
        }
    }

    fn json(self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Nothing => out.write_all(b"null"),
            Self::Text(text) => value(out, &text),
            Self::Date(day) => write!(out, "\"{day}\""),
            Self::Integer(number) => write!(out, "{number}"),
            Self::Number(amount) => write!(out, "{amount}"),
            Self::Boolean(is) => write!(out, "{is}"),
        }
    }

    fn csv(self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Nothing => Ok(()),
            Self::Text(text) if text.contains(['"', ',', '\n', '\r']) || text.is_empty() => {
                write!(out, "\"{}\"", text.replace('"', "\"\""))
            }
            Self::Text(text) => out.write_all(text.as_bytes()),
            Self::Date(day) => write!(out, "{day}"),
            Self::Integer(number) => write!(out, "{number}"),
            Self::Number(amount) => write!(out, "{amount}"),
            Self::Boolean(is) => write!(out, "{is}"),
        }
    }
}

/// Writes a row of a table.
pub(crate) fn row(
    out: &mut impl Write,
    table: ExportTable,
    format: ExportFormat,
    cells: &[ExportCell<'_>],
) -> io::Result<()> {
    debug_assert_eq!(cells.len(), table.columns().len(), "a row of {table:?}");
    for (at, (cell, (name, of))) in cells.iter().zip(table.columns()).enumerate() {
        debug_assert!(cell.is_of(*of), "{cell:?} in {name} of {table:?}");
        match format {
            ExportFormat::JsonLines => {
                write!(out, "{}\"{name}\":", if at == 0 { '{' } else { ',' })?;
                cell.json(out)?;
            }
            ExportFormat::Csv => {
                out.write_all(if at == 0 { b"" } else { b"," })?;
                cell.csv(out)?;
            }
        }
    }
    out.write_all(match format {
        ExportFormat::JsonLines => b"}\n",
        ExportFormat::Csv => b"\n",
    })
}

/// What is in the folder, for programs: tables with their columns and files.
pub(crate) fn schema(format: ExportFormat, as_of: Option<NaiveDate>, files: &[(ExportTable, String)]) -> Vec<u8> {
    let table = |table: ExportTable| {
        let columns: Vec<_> = table.columns().iter().map(|(name, of)| object!({ name: *name, r#type: *of })).collect();
        let own = files.iter().filter(|(of, _)| *of == table).map(|(_, file)| file.as_str());
        let own: Vec<&str> = own.collect();
        object!({ name: table.name(), columns: columns, files: own })
    };
    let mut there: Vec<ExportTable> = files.iter().map(|(table, _)| *table).collect();
    there.sort_unstable();
    there.dedup();
    let tables: Vec<_> = there.into_iter().map(table).collect();
    let schema = object!({ format: FORMAT, files: format.as_str(), encoding: "UTF-8", as_of: as_of, tables: tables });
    let mut bytes = Vec::new();
    value(&mut bytes, &schema).expect("memory takes what is written");
    bytes.push(b'\n');
    bytes
}

/// The files that such a list names; nothing where it is none.
pub(crate) fn files_of(schema: &[u8]) -> Option<Vec<String>> {
    let schema: Value = serde_json::from_slice(schema).ok()?;
    schema["format"].as_str().filter(|format| format.starts_with("tiendo.export/"))?;
    let files = schema["tables"].as_array()?.iter().flat_map(|table| table["files"].as_array().into_iter().flatten());
    Some(files.filter_map(Value::as_str).chain([README]).map(str::to_owned).collect())
}
