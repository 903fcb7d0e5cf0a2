//! The sheet in English: headings, choices, hints and problems.

use super::{Fixed, day, field_heading, side, size};
use crate::edit::Field;
use crate::model::plan::Lang;
use crate::sheet::column::{Column, Status};
use crate::sheet::problem::{Bound, Conflict, Disagreement, SheetProblem, Unreadable};
use crate::words::numbers::grouped;

pub fn heading(column: Column) -> &'static str {
    match column {
        Column::Number => "No.",
        Column::Unit => "Unit",
        Column::Title => "Task",
        Column::Lead => "Lead",
        Column::Support => "Support",
        Column::Wording => "Time limit",
        Column::Product => "Product",
        Column::Due => "Last day",
        Column::Status => "Status",
        Column::Started => "Started",
        Column::Done => "Done",
        Column::Evidence => "Evidence",
        Column::Reason => "Reason",
        Column::Committed => "Promised for",
        Column::Note => "Note",
        Column::Id => "Id (do not change)",
        Column::Baseline => "Baseline (do not change)",
    }
}

pub fn status(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "Not started",
        Status::InProgress => "In progress",
        Status::Done => "Done",
        Status::Waived => "Waived",
    }
}

pub fn fixed(text: Fixed) -> &'static str {
    match text {
        Fixed::SheetName => "Progress",
        Fixed::Instructions => {
            "Fill in the yellow cells only. Dates are day/month/year. One document of evidence a line (a new line in the \
             cell: Alt+Enter). Do not delete the two hidden columns at the end."
        }
        Fixed::DateHintTitle => "Day/month/year",
        Fixed::DateHint => "For example 15/5/2024. Leave it empty if there is none yet.",
        Fixed::DateError => "This cell takes a date only, as day/month/year: 15/5/2024.",
        Fixed::StatusHintTitle => "Status",
        Fixed::StatusHint => {
            "Choose from the list. “In progress” needs a start date; “Done” needs the day it was done."
        }
        Fixed::StatusError => "Choose one of the list.",
        Fixed::EvidenceHintTitle => "Evidence",
        Fixed::EvidenceHint => "Numbers of documents, or links; one a line (Alt+Enter for a new line).",
        Fixed::Footer => "Page &P of &N",
    }
}

pub fn problem(problem: &SheetProblem) -> String {
    let said = said(problem);
    match problem.place() {
        Some(place) => format!("cell {place}: {said}"),
        None => said,
    }
}

fn said(problem: &SheetProblem) -> String {
    match problem {
        SheetProblem::Unreadable(unreadable) => self::unreadable(unreadable),
        SheetProblem::TooManyRows { rows, limit } => {
            format!("there are {rows} obligations and a sheet holds {limit}; make one for each unit with --unit")
        }
        SheetProblem::NoIds => format!(
            "there is no column “{}”, so that nobody knows what each row is about; fill in a sheet that tiendo sheet \
             made, and leave its hidden columns",
            heading(Column::Id)
        ),
        SheetProblem::NothingToFill => format!(
            "there is no column to import; at least one of these is needed: {}",
            Column::ALL.into_iter().filter(|c| c.is_filled_in()).map(heading).collect::<Vec<_>>().join(", ")
        ),
        SheetProblem::ColumnTwice { first, column, .. } => format!(
            "the column “{}” is already there, at {first}; delete one of the two or give it another heading",
            heading(*column)
        ),
        SheetProblem::NoId { at } => format!(
            "row {} was filled in but has no id, so that nobody knows what it is about; move it to the row of its task, \
             or delete it",
            at.row
        ),
        SheetProblem::BadId { text, .. } => {
            format!("“{text}” is no id; ids are unit/task or unit/task/period, copy it from the sheet as it was made")
        }
        SheetProblem::UnknownUnit { unit, .. } => format!("the plan has no unit “{unit}”; make a new sheet"),
        SheetProblem::UnknownTask { task, .. } => format!("the plan has no task “{task}”; make a new sheet"),
        SheetProblem::UnknownPeriod { task, period: Some(period), .. } => {
            format!("the task “{task}” has no period “{period}”; make a new sheet")
        }
        SheetProblem::UnknownPeriod { task, period: None, .. } => {
            format!("the task “{task}” recurs and the id names no period; make a new sheet")
        }
        SheetProblem::NotOwed { unit, task, .. } => {
            format!("the unit “{unit}” does not lead the task “{task}”; delete the row or make a new sheet")
        }
        SheetProblem::Twice { first, id, .. } => format!("{id} has a row already, at {first}; keep one of the two"),
        SheetProblem::MixedUp { column, id, .. } => format!(
            "the row has the id {id}, but what stands under “{}” belongs to another; perhaps a part of the sheet was \
             sorted or copied without the rest: make a new sheet and fill it in again",
            heading(*column)
        ),
        SheetProblem::BadBaseline { .. } => {
            "what the hidden column held when the sheet was made cannot be read; make a \
             new sheet, or delete the column to compare with the files as they are now"
                .to_owned()
        }
        SheetProblem::NotADate { text, .. } => format!("“{text}” is no date; write it like 15/5/2024"),
        SheetProblem::MonthFirst { text, .. } => format!(
            "the dates of this file are written month first (“{text}”), and some would be taken for other days; import the \
             .xlsx itself, or save the CSV again with dates as day/month/year"
        ),
        SheetProblem::DateWithTime { text, .. } => {
            format!("“{text}” has a time of day; write the date only, like 15/5/2024")
        }
        SheetProblem::Failed { text, .. } => {
            format!("the formula in the cell failed ({text}); put a value in its place")
        }
        SheetProblem::UnknownStatus { text, .. } => format!(
            "“{text}” is not in the list; choose one of {}",
            Status::CHOICES.map(|choice| format!("“{}”", status(choice))).join(", ")
        ),
        SheetProblem::Disagrees { status: chosen, because, .. } => disagrees(*chosen, *because),
        SheetProblem::Shortened { field, .. } => format!(
            "the text of “{}” is so long that the sheet has its beginning only, and importing it would lose the rest; \
             leave the cell as it was and change the unit's file",
            field_name(*field)
        ),
        SheetProblem::Conflict(conflict) => self::conflict(conflict),
    }
}

fn field_name(field: Field) -> &'static str {
    field_heading(field, Lang::En)
}

fn disagrees(chosen: Status, because: Disagreement) -> String {
    let chosen = status(chosen);
    match because {
        Disagreement::Lacks(field) => {
            format!("“{chosen}” was chosen, but “{}” is empty; give the date, or choose again", field_name(field))
        }
        Disagreement::Has(field, date) => format!(
            "“{chosen}” was chosen, but “{}” says {}; take that date away, or choose again",
            field_name(field),
            day(date)
        ),
        Disagreement::NoChoice => {
            format!("a unit cannot choose “{chosen}”: a document grants it, and the unit's file says so")
        }
    }
}

fn conflict(conflict: &Conflict) -> String {
    let Conflict { id, field, then, sheet, file, .. } = conflict;
    let shown = |text: &Option<String>| side(text.as_deref(), "nothing");
    format!(
        "{id}, “{}”: both the sheet and the unit's file were changed. When the sheet was made: {}; in the sheet: {}; \
         in the file: {}. Agree on one and write it in both",
        field_name(*field),
        shown(then),
        shown(sheet),
        shown(file),
    )
}

fn unreadable(unreadable: &Unreadable) -> String {
    match unreadable {
        Unreadable::NotAWorkbook => "the file is no .xlsx workbook; save it as “Excel Workbook (.xlsx)”".to_owned(),
        Unreadable::OldOrLocked => {
            "the file has a password or is a workbook of the old kind (.xls); take the password off and save it as .xlsx"
                .to_owned()
        }
        Unreadable::OpenDocument => "the file is an OpenDocument spreadsheet (.ods); save it as .xlsx".to_owned(),
        Unreadable::Damaged { reason } => {
            format!("the workbook is damaged ({reason}); open it in Excel or LibreOffice and save it as a new file")
        }
        Unreadable::TooMuch { what, limit, .. } => too_much(*what, *limit),
        Unreadable::Overwhelmed => "reading this workbook took too much memory or time and was stopped; copy the table to \
             a new file and import that"
            .to_owned(),
        Unreadable::NoTable => format!(
            "no row among the first 50 has the headings (“{}”, “{}”, …); use a sheet that tiendo sheet made",
            heading(Column::Title),
            heading(Column::Status)
        ),
        Unreadable::TwoTables { first, second } => {
            format!("two worksheets, “{first}” and “{second}”, have the headings; keep only the one to import")
        }
        Unreadable::NotUtf8 => "the CSV file is neither UTF-8 nor UTF-16; save it as “CSV UTF-8”".to_owned(),
        Unreadable::OpenQuote { .. } => {
            "the quote that begins here is never closed, so that nobody knows where the rows after it belong; save the CSV \
             file again from a spreadsheet"
                .to_owned()
        }
    }
}

fn too_much(what: Bound, limit: u64) -> String {
    let count = grouped(limit, ',');
    match what {
        Bound::File => format!("the file is too large, at most {}; copy the table alone to a new file", size(limit)),
        Bound::Parts => format!("the file has too many parts, at most {count}; copy the table alone to a new file"),
        Bound::Unpacked => {
            format!("the file unpacks to too much, at most {}; copy the table alone to a new file", size(limit))
        }
        Bound::Rows => {
            format!("there is something too far down, only {count} rows are read; delete what is not needed")
        }
        Bound::Columns => {
            format!("there is something too far right, only {count} columns are read; delete what is not needed")
        }
        Bound::Cells => format!("too many cells hold something, at most {count}; import it in parts"),
        Bound::CellText => format!("the text of the cell is too long, at most {}", size(limit)),
        Bound::Text => format!("the sheet has too much text, at most {}; import it in parts", size(limit)),
    }
}
