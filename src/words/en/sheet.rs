//! The sheet that units fill in: its headings, choices and problems.

use super::numbers::{date, number};
use super::typed;
use crate::diagnostic::DayFault;
use crate::model::record::Field;
use crate::model::target::Amount;
use crate::view::sheet::problem::{Bound, Disagreement, SheetProblem, Unreadable};
use crate::view::sheet::{Column, Status};
use crate::words::parts::{self, shortened, size};

table! { pub(crate) fn column(Column) {
    Number => "No.",
    Plan => "Plan",
    Unit => "Unit",
    Title => "Task",
    Lead => "Lead",
    Support => "Support",
    Wording => "Deadline in the plan",
    Product => "Product",
    Target => "Target",
    Due => "Last day",
    Status => "Status",
    Started => "Started",
    Done => "Done",
    Reached => "Reached",
    ReachedBy => "Reached by",
    Evidence => "Evidence",
    Reason => "Reason",
    Committed => "Promised for",
    Note => "Note",
    Id => "Id (do not change)",
    Baseline => "Baseline (do not change)",
} }

table! { pub(crate) fn status(Status) {
    NotStarted => "Not started",
    InProgress => "In progress",
    Done => "Done",
    Waived => "Waived",
} }

sentences! { pub(crate) fn problem(&SheetProblem) {
    Unreadable(why) => "{}", unreadable(why);
    TooManyRows { rows, limit } =>
        "a sheet holds at most {} rows, but there are {} obligations; make one for each unit with --unit",
        number(*limit), number(*rows);
    NoIds =>
        "there is no column “{}”, so it is unknown what each row is about; use a sheet made by tiendo sheet, and \
         keep its hidden columns", column(Column::Id);
    NothingToFill =>
        "there is no column to import; at least one of these is needed: {}",
        Column::ALL.into_iter().filter(|c| c.is_filled_in()).map(column).collect::<Vec<_>>().join(", ");
    ColumnTwice { first, column, .. } =>
        "the column “{}” already appears at {first}; delete one of the two or rename its heading",
        self::column(*column);
    NoId { at } =>
        "row {} was filled in but has no id, so it is unknown what it is about; move its content to the row of its \
         task, or delete it", at.row;
    BadId { text, .. } =>
        "“{text}” is not an id; ids are unit/task or unit/task/period. Copy it from the original sheet";
    UnknownUnit { unit, .. } => "the plan has no unit “{unit}”; make a new sheet";
    UnknownTask { task, .. } => "the plan has no task “{task}”; make a new sheet";
    UnknownPeriod { task, period: Some(period), .. } => "the task “{task}” has no period or milestone “{period}”; make a new sheet";
    UnknownPeriod { task, period: None, .. } => "the task “{task}” recurs and the id names no period; make a new sheet";
    UnknownPlan { folder, .. } =>
        "the row is of the plan in {folder}, which is none of those asked about; import it in the folder of the collection \
         that the sheet is of";
    NotOwed { unit, task, .. } =>
        "the unit “{unit}” does not lead the task “{task}”; delete the row or make a new sheet";
    Twice { first, id, .. } => "{id} has a row already, at {first}; keep one of the two";
    MixedUp { column, id, .. } =>
        "the row has the id {id}, but its “{}” belongs to another; perhaps only part of the sheet was sorted or \
         copied. Make a new sheet and fill it in again", self::column(*column);
    BadBaseline { .. } =>
        "the baseline in the hidden column cannot be read; make a new sheet, or delete this column to compare with \
         the current files";
    NotADate { text, fault: DayFault::NotADay, .. } => "“{text}” is not a date; write it like 15/5/2024";
    NotADate { text, fault, .. } => "{}", typed::day_fault(text, fault);
    RelativeDay { text, .. } =>
        "“{text}” counts from the day on which it was written, which the sheet does not say; write a date, such as 15/5/2024";
    MonthFirst { text, .. } =>
        "the dates of this file are month first (“{text}”) and could be taken for other days; import the .xlsx \
         itself, or save the CSV again with dates as day/month/year";
    DateWithTime { text, .. } => "“{text}” includes a time; write only the date, like 15/5/2024";
    Failed { text, .. } => "the formula in this cell failed ({text}); replace it with a value";
    NoResult { .. } =>
        "the cell holds a formula without a result; open the file in Excel or LibreOffice, save it, and import again";
    EmptyResult { .. } =>
        "the formula in this cell comes to nothing, but something is recorded here; write what is to be recorded, or delete \
         the formula if the record is to be emptied";
    Uncarried { character, .. } =>
        "the text in this cell has a character that is no text (U+{}); delete it, or save the file again as UTF-8",
        format_args!("{:04X}", u32::from(*character));
    BeyondHeadings { parted: false, .. } =>
        "this cell stands to the right of the table, where nothing is read; move what it says into a column of the table, or \
         delete it";
    BeyondHeadings { .. } =>
        "this row has more cells than there are headings: put a text that has the separator in it between quotes, or delete \
         what is beyond the last heading";
    UnknownColumn { heading, missing, .. } if heading.is_empty() =>
        "this column has content but no heading, and {} is missing; write the heading, or delete the column if it is not \
         needed", columns(missing);
    UnknownColumn { heading, missing, .. } =>
        "the column “{heading}” does not belong to the sheet, and {} is missing; correct the heading, or delete the \
         column if it is not needed", columns(missing);
    DayToCome { field, day, today, .. } =>
        "“{}” is {}, which is after the as-of day {}; put the expected day into the column “{}”",
        field_name(*field), date(*day), date(*today), column(Column::Committed);
    PromisedPast { day, today, .. } =>
        "the promised day {} has passed (as of {}); give a future day", date(*day), date(*today);
    PromiseWithoutReason { .. } => "a promise needs a reason; write it in the column “{}”", column(Column::Reason);
    Rewrites { field, recorded, day, .. } =>
        "“{}” is recorded as {}, but the sheet says {}; if the record is wrong, import with --replace",
        field_name(*field), date(*recorded), date(*day);
    NotAnAmount { text, .. } => "“{text}” is not an amount; write only the number, such as 120 or 95.5";
    ShareOrAmount { amount: held, .. } =>
        "the cell holds {}: is that {}%, or {}% in a format of per cent? format the cell as text and write the sign, such as 45%",
        amount(*held), amount(*held), amount(held.hundredfold());
    NoTarget { .. } => "nothing is to be reached here, so no amount is recorded; empty this cell";
    DayAlone { .. } => "there is a day but no amount; write the amount, or remove the day";
    ReachedEmptied { recorded, .. } =>
        "{} on {} is recorded, and an emptied cell does not take it back; leave the cell as it was or write a new amount. \
         If the record is wrong, use tiendo progress --replace", amount(recorded.value), date(recorded.on);
    ReachedOtherwise { recorded, value, .. } =>
        "{} is recorded for {}, but the sheet says {}; put another day into the column “{}”, or import with --replace if \
         the record is wrong",
        amount(recorded.value), date(recorded.on), amount(*value), column(Column::ReachedBy);
    UnknownStatus { text, .. } =>
        "“{text}” is not in the list; choose one of {}",
        Status::CHOICES.map(|choice| format!("“{}”", status(choice))).join(", ");
    Disagrees { status: chosen, because: Disagreement::Lacks(field), .. } =>
        "“{}” is chosen, but “{}” is empty; fill in the date, or choose again", status(*chosen), field_name(*field);
    Disagrees { status: chosen, because: Disagreement::Has(field, day), .. } =>
        "“{}” is chosen, but “{}” is {}; remove that date, or choose again",
        status(*chosen), field_name(*field), date(*day);
    Disagrees { status: chosen, because: Disagreement::NoChoice, .. } =>
        "units cannot choose “{}”: a document grants it, and it is recorded in the unit's file", status(*chosen);
    Shortened { field, .. } =>
        "“{}” is too long for the sheet, which holds only its beginning; importing it would lose the rest. Leave the \
         cell as it was and edit the unit's file", field_name(*field);
    Conflict(it) =>
        "{}, “{}”: both the sheet and the unit's file changed. Originally: {}; in the sheet: {}; in the file: {}. \
         Agree on one value and write it in both",
        it.id, field_name(it.field), side(it.then.as_ref()), side(it.sheet.as_ref()), side(it.file.as_ref());
} }

fn amount(it: Amount) -> String {
    parts::amount(it, number, '.')
}

/// The headings of these columns.
fn columns(columns: &[Column]) -> String {
    columns.iter().map(|one| format!("“{}”", column(*one))).collect::<Vec<_>>().join(", ")
}

/// The heading of the column that fills a field.
fn field_name(field: Field) -> &'static str {
    Column::filling(field).map_or(field.as_str(), column)
}

fn side(text: Option<&String>) -> String {
    text.map_or_else(|| "nothing".to_owned(), |text| shortened(text))
}

/// How far a damaged worksheet can be read.
pub(super) fn damaged_sheet(sheet: &str, after: Option<impl std::fmt::Display>) -> String {
    let sheet = shortened(sheet);
    after.map_or_else(
        || format!("nothing of the worksheet {sheet} can be read"),
        |place| format!("the worksheet {sheet} cannot be read beyond the cell {place}"),
    )
}

sentences! { fn unreadable(&Unreadable) {
    NotAWorkbook => "the file is not an .xlsx workbook; save it as “Excel Workbook (.xlsx)”";
    OldOrLocked =>
        "the file has a password or is an old workbook (.xls); remove the password and save it as .xlsx";
    OpenDocument => "the file is an OpenDocument spreadsheet (.ods); save it as .xlsx";
    Damaged =>
        "the workbook is damaged; open it in Excel or LibreOffice and save it as a new file";
    DamagedSheet { sheet, after } =>
        "the workbook is damaged: {}; look at that place in Excel or LibreOffice and save it as a new file",
        damaged_sheet(sheet, *after);
    TooMuch { what: Bound::File, limit, .. } =>
        "the file is too large, at most {}; copy only the table to a new file", size(*limit);
    TooMuch { what: Bound::Parts, limit, .. } =>
        "the file has too many parts, at most {}; copy only the table to a new file", number(*limit);
    TooMuch { what: Bound::Unpacked, limit, .. } =>
        "the unpacked file is too large, at most {}; copy only the table to a new file", size(*limit);
    TooMuch { what: Bound::Rows, limit, .. } =>
        "there is content too far down: only {} rows are read; delete what is not needed", number(*limit);
    TooMuch { what: Bound::Columns, limit, .. } =>
        "there is content too far right: only {} columns are read; delete what is not needed", number(*limit);
    TooMuch { what: Bound::Cells, limit, .. } =>
        "too many cells have content, at most {}; import it in parts", number(*limit);
    TooMuch { what: Bound::CellText, limit, .. } => "the text of the cell is too long, at most {}", size(*limit);
    TooMuch { what: Bound::Text, limit, .. } =>
        "the sheet has too much text, at most {}; import it in parts", size(*limit);
    Overwhelmed =>
        "reading this workbook took too much memory or time and was stopped; copy the table to a new file and import \
         that";
    NoTable =>
        "no row among the first 50 has the headings (“{}”, “{}”, …); use a sheet made by tiendo sheet",
        column(Column::Title), column(Column::Status);
    UnknownError { sheet, after: Some(after), text } =>
        "a cell after {after} of the worksheet {} holds the error {}; replace it with a value",
        shortened(sheet), shortened(text);
    UnknownError { sheet, after: None, text } =>
        "the first cell of the worksheet {} holds the error {}; replace it with a value",
        shortened(sheet), shortened(text);
    Merged { first, last } =>
        "the cells {first}:{last} are merged, so it is unknown which of them the content is for; unmerge them and fill \
         in each one";
    TwoTables { first, second, hidden: None } =>
        "two worksheets, “{first}” and “{second}”, have these headings; keep only the one to import";
    TwoTables { first, second, hidden: Some(hidden) } =>
        "two worksheets, “{first}” and “{second}”, have these headings, and “{hidden}” is hidden; unhide it, then keep only          the one to import";
    NotUtf8 => "the CSV file is neither UTF-8 nor UTF-16; save it as “CSV UTF-8”";
    OpenQuote { .. } =>
        "the quotation mark here is never closed, so it is unknown which cell the next rows belong to; save the CSV \
         file again from a spreadsheet";
} }
