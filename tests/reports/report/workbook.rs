//! The workbook: days that are days, counts that are numbers, rates that are parts, every obligation in a row, and what
//! helps to read it.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Range, Reader, Sheets, Xlsx};
use chrono::NaiveDate;
use serde_json::Value;

use super::bench::{LATER, Span, ask, day, figures, list, parsed, report};
use super::plans;
use super::reading::{markdown, tables};
use super::tree::{self, Element};
use crate::support::case::text;
use crate::support::root;

/// A month in which something of everything happened.
fn month() -> Span {
    Span::at("month", "2024-04-01")
}

fn made(at: &Path, span: &Span, lang: &str) -> Vec<u8> {
    report(at, span, "xlsx", &["--as-of", LATER, "--lang", lang])
}

/// The sheets of a workbook by name, in order.
fn sheets(bytes: &[u8]) -> Vec<(String, Range<Data>)> {
    let workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("it is a workbook");
    let mut workbook = Sheets::Xlsx(workbook);
    let names = workbook.sheet_names();
    names.into_iter().map(|name| (name.clone(), workbook.worksheet_range(&name).expect("it can be read"))).collect()
}

fn sheet(bytes: &[u8], at: usize) -> Vec<Vec<Data>> {
    sheets(bytes).swap_remove(at).1.rows().map(<[Data]>::to_vec).collect()
}

/// The rows below a row of headings that begins so, and the headings.
#[track_caller]
fn below<'a>(rows: &'a [Vec<Data>], first: &str) -> (Vec<&'a str>, &'a [Vec<Data>]) {
    let head = rows.iter().position(|row| row[0] == Data::String(first.to_owned())).expect("there are headings");
    let names = rows[head].iter().map(|cell| if let Data::String(name) = cell { name.as_str() } else { "" });
    (names.collect(), &rows[head + 1..])
}

/// A day as a cell holds it: as a day, not as its text.
fn as_day(cell: &Data) -> Option<NaiveDate> {
    match cell {
        Data::DateTime(date) => Some(date.as_datetime().expect("it is a day").date()),
        Data::Empty => None,
        other => panic!("{other:?} is no day"),
    }
}

#[track_caller]
fn as_number(cell: &Data) -> f64 {
    if let Data::Float(number) = cell { *number } else { panic!("{cell:?} is no number") }
}

#[test]
fn it_has_six_sheets_named_in_its_language() {
    for (lang, names, heads) in [
        (
            "vi",
            ["Tổng hợp", "Theo đơn vị", "Danh sách việc", "Theo tuần", "Theo nhiệm vụ", "Lọc theo đơn vị"],
            ["Chỉ tiêu", "TT", "Đơn vị", "Đến hết ngày", "TT", "Tên đơn vị"],
        ),
        (
            "en",
            ["Summary", "By unit", "Obligations", "By week", "By task", "Units to filter"],
            ["Figure", "No.", "Unit", "By", "No.", "Unit"],
        ),
    ] {
        let bytes = made(root(), &month(), lang);
        let sheets = sheets(&bytes);
        assert_eq!(sheets.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), names);
        for ((_, range), head) in sheets.iter().zip(heads) {
            let rows: Vec<Vec<Data>> = range.rows().map(<[Data]>::to_vec).collect();
            below(&rows, head);
            // Each sheet says what it is about.
            assert!(matches!(&rows[0][0], Data::String(title) if title.contains("257-KH/TU")), "{:?}", rows[0]);
        }
    }
}

#[test]
fn every_obligation_of_the_list_has_a_row_with_days_and_numbers() {
    let (small, span) = (plans::extended_and_waived(), month());
    for at in [root(), small.path()] {
        let bytes = made(at, &span, "vi");
        let rows = sheet(&bytes, 2);
        let (heads, rows) = below(&rows, "Đơn vị");
        let expected = [
            "Đơn vị",
            "Mục",
            "Nhiệm vụ",
            "Kỳ",
            "Quý",
            "Hạn theo kế hoạch",
            "Hạn",
            "Trạng thái",
            "Ghi chú trạng thái",
            "Trễ hạn, quá hạn (ngày)",
            "Còn (ngày)",
            "Bắt đầu",
            "Hoàn thành",
            "Minh chứng",
            "Lý do",
            "Dự kiến hoàn thành",
            "Chú thích",
        ];
        // Only where something has a target there are columns for it.
        let more = ["Chỉ tiêu", "Đã đạt"].into_iter().filter(|_| at == root());
        assert_eq!(heads, expected.into_iter().chain(more).collect::<Vec<_>>());
        let listed = ask(at, &["list", "--format", "json", "--as-of", &span.last.to_string(), "--end-of-day"]);
        let listed = parsed(&listed.stdout);
        let items = list(&listed["items"]);
        assert_eq!(rows.len(), items.len());
        for (row, item) in rows.iter().zip(items) {
            let days = [(5, "nominal"), (6, "due"), (11, "started"), (12, "done"), (15, "committed")];
            for (column, key) in days {
                let expected = item[key].as_str().map(day);
                // What is dated later than the report is not in it.
                let expected = expected.filter(|day| *day <= span.last || !["started", "done"].contains(&key));
                assert_eq!(as_day(&row[column]), expected, "{key} of {item}");
            }
            for (column, key) in [(9, "days_late"), (10, "days_left")] {
                match item[key].as_f64() {
                    Some(days) => assert!((as_number(&row[column]) - days).abs() < 0.1, "{key} of {item}"),
                    None => assert_eq!(row[column], Data::Empty, "{key} of {item}"),
                }
            }
            let title = text(&item["title"]);
            assert!(matches!(&row[2], Data::String(shown) if shown.starts_with(title)), "{:?}", row[2]);
        }
    }
}

/// What a cell of the official table comes to in Markdown.
fn shown(cell: &Data, is_rate: bool) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Float(number) if is_rate => {
            assert!((0.0..=1.0).contains(number), "a rate is a part: {number}");
            format!("{:.1}%", number * 100.0).replace('.', ",")
        }
        Data::Float(number) => {
            assert!(number.fract() == 0.0 && *number >= 0.0, "a count is whole: {number}");
            format!("{number:.0}")
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_official_table_is_that_of_the_other_formats_in_numbers() {
    let bytes = made(root(), &month(), "vi");
    let rows = sheet(&bytes, 1);
    let (heads, rows) = below(&rows, "TT");
    let text = String::from_utf8(report(root(), &month(), "md", &["--as-of", LATER])).expect("UTF-8");
    let pieces = markdown(&text);
    let (_, written) = tables(&pieces)[1];
    assert_eq!(heads, written[0]);
    let rates: Vec<bool> = heads.iter().map(|head| head.starts_with("Tỷ lệ")).collect();
    assert_eq!(rates.iter().filter(|is_rate| **is_rate).count(), 3);
    for (row, written) in rows.iter().zip(&written[1..]) {
        let shown: Vec<String> = row.iter().zip(&rates).map(|(cell, is_rate)| shown(cell, *is_rate)).collect();
        assert_eq!(&shown, written);
    }
    let sum = rows.iter().find(|row| row[1] == Data::String("Tổng cộng".to_owned())).expect("there is a sum");
    let report = figures(root(), &month());
    for (column, of, key) in [(2, "timed", "total"), (6, "timed", "overdue"), (7, "due", "total")] {
        assert!((as_number(&sum[column]) - report[of][key].as_f64().expect("a count")).abs() < 0.1);
    }
}

#[test]
fn progress_by_week_is_that_of_the_json() {
    let bytes = made(root(), &month(), "vi");
    let rows = sheet(&bytes, 3);
    let (heads, rows) = below(&rows, "Đến hết ngày");
    assert_eq!(heads, ["Đến hết ngày", "Đến hạn", "Hoàn thành", "Quá hạn"]);
    let report = figures(root(), &month());
    let points = list(&report["timeline"]);
    assert_eq!(rows.len(), points.len());
    for (row, point) in rows.iter().zip(points) {
        assert_eq!(as_day(&row[0]), Some(day(text(&point["day"]))));
        for (column, key) in [(1, "due"), (2, "completed"), (3, "overdue")] {
            assert!((as_number(&row[column]) - point[key].as_f64().expect("a count")).abs() < 0.1);
        }
    }
}

/// The elements of a name in a part, each with what one of its attributes says.
fn saying<'a>(part: &'a Element, name: &str, attribute: &str) -> Vec<&'a str> {
    part.all(name).iter().filter_map(|element| element.attribute(attribute)).collect()
}

#[test]
fn it_is_frozen_filtered_coloured_and_drawn() {
    let bytes = made(root(), &month(), "vi");
    let parts = tree::xml_parts(&bytes);
    let sheet = |at: usize| &parts[&format!("xl/worksheets/sheet{at}.xml")];
    let frozen = [None, Some(("2", "C")), Some(("1", "B")), Some(("1", "B")), Some(("3", "D")), Some(("1", "B"))];
    for (at, frozen) in (1..).zip(frozen) {
        let panes = saying(sheet(at), "pane", "state");
        assert_eq!(panes, frozen.map(|_| "frozen").into_iter().collect::<Vec<_>>(), "sheet {at}");
        let filters = saying(sheet(at), "autoFilter", "ref");
        // The official table has names and sums of groups between its rows; the last sheet has its rows without them.
        assert_eq!(filters.len(), usize::from(frozen.is_some() && at != 2), "sheet {at}");
        if let Some((columns, cell)) = frozen {
            assert_eq!(saying(sheet(at), "pane", "xSplit"), [columns]);
            assert!(saying(sheet(at), "pane", "topLeftCell")[0].starts_with(cell), "sheet {at}");
        }
        assert_eq!(saying(sheet(at), "pageSetup", "paperSize"), ["9"], "A4");
    }
    // All rows below the headings can be filtered.
    let rows = self::sheet(&bytes, 2);
    let (_, items) = below(&rows, "Đơn vị");
    assert_eq!(saying(sheet(3), "autoFilter", "ref"), [format!("A{}:S{}", rows.len() - items.len(), rows.len())]);
    let coloured = saying(sheet(3), "conditionalFormatting", "sqref");
    assert_eq!(coloured, [format!("G{}:K{}", rows.len() - items.len() + 1, rows.len())]);
    assert_eq!(sheet(3).all("cfRule").len(), 3);
    assert!(!sheet(2).all("conditionalFormatting").is_empty());
    let rules: Vec<String> = sheet(3).all("formula").iter().map(|rule| rule.text()).collect();
    assert!(rules[2].contains("<=21"), "as many days as the plan says: {rules:?}");
    let listed = ask(root(), &["list", "--format", "json", "--as-of", "2024-04-30", "--end-of-day"]);
    for (row, item) in items.iter().zip(list(&parsed(&listed.stdout)["items"])) {
        let Data::String(state) = &row[7] else { panic!("{row:?}") };
        let named = [0, 1].map(|rule: usize| rules[rule].contains(&format!("\"{state}\"")));
        assert_eq!(named, ["overdue", "completed"].map(|state| item["state"] == state), "{state}: {rules:?}");
    }
    // Sums are reckoned, and no filter takes them for rows; the units that can be filtered are those of the table.
    let sums: Vec<String> = sheet(2).all("f").iter().map(|sum| sum.text()).collect();
    let form = self::sheet(&bytes, 1);
    let last = form.iter().position(|row| row[1] == Data::String("Tổng cộng".to_owned())).expect("a sum of all");
    assert!(sums.contains(&format!("SUBTOTAL(9,C9:C{last})")) && sums.len().is_multiple_of(6), "{sums:?}");
    let tasks = self::sheet(&bytes, 4);
    assert_eq!(saying(sheet(5), "autoFilter", "ref"), [format!("A7:I{}", tasks.len() - 1)]);
    let numbered = form.iter().filter(|row| matches!(row[0], Data::Float(_))).map(|row| row[1].clone());
    let flat = self::sheet(&bytes, 5);
    let (_, flat) = below(&flat, "Tên đơn vị");
    assert_eq!(flat.iter().map(|row| row[0].clone()).collect::<Vec<_>>(), numbered.collect::<Vec<_>>());
    assert!(flat.iter().all(|row| matches!(&row[1], Data::String(group) if !group.is_empty())), "{flat:?}");
    // The chart draws the weeks, and says what it shows to who cannot see it.
    let said = parts["xl/drawings/drawing1.xml"].all("xdr:cNvPr");
    assert!(said[0].attribute("descr").is_some_and(|said| said.contains("30/4/2024")), "{said:?}");
    let chart = &parts["xl/charts/chart1.xml"];
    let drawn: Vec<String> = chart.all("c:f").iter().map(|of| of.text()).collect();
    let weeks = list(&figures(root(), &month())["timeline"]).len();
    let range = |column: char| format!("'Theo tuần'!${column}$6:${column}${}", 5 + weeks);
    for column in ['A', 'B', 'C', 'D'] {
        assert!(drawn.contains(&range(column)), "{column} in {drawn:?}");
    }
    assert_eq!(chart.all("c:ser").len(), 3);
}

#[test]
fn what_it_says_of_itself_names_the_plan_and_no_person() {
    let core = tree::xml(&tree::part(&made(root(), &month(), "vi"), "docProps/core.xml"));
    assert!(core.only("dc:title").text().contains("257-KH/TU"));
    for name in ["dc:creator", "cp:lastModifiedBy"] {
        assert!(core.all(name).iter().all(|who| who.text().is_empty()), "{name}");
    }
    assert_eq!(core.only("dcterms:created").text(), "2024-04-30T00:00:00Z");
    let list: Value = figures(root(), &month());
    assert_eq!(list["as_of"], "2024-04-30");
}
