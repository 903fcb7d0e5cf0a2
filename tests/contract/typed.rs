//! Days, periods and deadlines as people type them.

use chrono::NaiveDate;
use tiendo::diagnostic::DayFault;
use tiendo::draft::wording::{Context, ReadDue, read};
use tiendo::model::period::Period;
use tiendo::model::recurrence::Every;
use tiendo::typed::{Leaning, PeriodFault, TypedDay, TypedPeriod, deadline, rule};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date in a test")
}

#[test]
fn a_day_is_read_as_people_write_it() {
    for text in [
        "2024-05-05",
        "5/5/2024",
        "05/05/2024",
        "05/5/2024",
        "5-5-2024",
        "05.05.2024",
        "2024/05/05",
        "2024.5.5",
        " ngày 5/5/2024",
        "Ngày 5-5-2024",
        "ngày 05 tháng 5 năm 2024",
        "NGAY 5 THANG 5 NAM 2024",
    ] {
        assert_eq!(TypedDay::parse(text), Ok(TypedDay::Whole(day("2024-05-05"))), "{text}");
    }
    for text in [
        "",
        "x",
        "2024-05",
        "5",
        "5/2024",
        "5/5/2024/1",
        "+5/5/2024",
        "5/5-2024",
        "0/5/2024",
        "32/5/2024",
        "5/0",
        "12345",
        "-12345",
        "--3",
        "+",
        "0000-01-01",
        "5 5 2024",
        "１/5/2024",
    ] {
        assert_eq!(TypedDay::parse(text), Err(DayFault::NotADay), "{text}");
    }
}

#[test]
fn a_day_without_a_year_is_the_latest_that_was_or_the_next_to_come() {
    for (text, today, past, future) in [
        ("19/1", "2026-01-19", "2026-01-19", "2026-01-19"),
        ("19/1", "2026-01-18", "2025-01-19", "2026-01-19"),
        ("19-01", "2026-01-20", "2026-01-19", "2027-01-19"),
        ("19.1", "2026-12-31", "2026-01-19", "2027-01-19"),
        ("29/2", "2027-06-01", "2024-02-29", "2028-02-29"),
        ("29/2", "2103-06-01", "2096-02-29", "2104-02-29"),
        ("hôm nay", "2026-01-20", "2026-01-20", "2026-01-20"),
        ("Hom Qua", "2026-03-01", "2026-02-28", "2026-02-28"),
        ("tomorrow", "2026-02-28", "2026-03-01", "2026-03-01"),
        ("-3", "2026-01-02", "2025-12-30", "2025-12-30"),
        ("+7", "2026-01-02", "2026-01-09", "2026-01-09"),
        ("-9999", "0001-01-02", "0001-01-01", "0001-01-01"),
    ] {
        let typed = TypedDay::parse(text).expect(text);
        assert_eq!(typed.on(day(today), Leaning::Past), day(past), "{text} past");
        assert_eq!(typed.on(day(today), Leaning::Future), day(future), "{text} future");
    }
}

#[test]
fn a_day_that_is_none_is_told_why() {
    use DayFault::{MonthEnds, NoMonth, NotADay, ShortYear};
    for (text, fault) in [
        ("31/2/2026", MonthEnds { month: 2, year: Some(2026), days: 28 }),
        ("2024-02-30", MonthEnds { month: 2, year: Some(2024), days: 29 }),
        ("30/2", MonthEnds { month: 2, year: None, days: 29 }),
        ("31/11/2025", MonthEnds { month: 11, year: Some(2025), days: 30 }),
        ("5/13/2024", NoMonth { month: 13, swapped: Some(day("2024-05-13")) }),
        ("20/20/2024", NoMonth { month: 20, swapped: None }),
        ("10 days before 2024-06-30", NotADay),
        ("15 ngày trước 2024-06-30", NotADay),
        ("befor 2024-03-15", NotADay),
        ("not before 15-3-2024", NotADay),
        ("19/1/", NotADay),
        ("/1/24", NotADay),
        ("5/5/24", ShortYear { read: day("2024-05-05"), or: Some(day("2005-05-24")) }),
        ("15/5/24", ShortYear { read: day("2024-05-15"), or: Some(day("2015-05-24")) }),
        ("31/5/31", ShortYear { read: day("2031-05-31"), or: None }),
    ] {
        assert_eq!(TypedDay::parse(text), Err(fault), "{text}");
    }
}

#[test]
fn a_period_is_read_as_people_write_it() {
    let today = day("2026-05-15");
    for (text, period) in [
        ("2024-Q1", "2024-Q1"),
        ("2024-q1", "2024-Q1"),
        ("quý 1", "2026-Q1"),
        ("Q1", "2026-Q1"),
        ("quý III", "2025-Q3"),
        ("Quý II/2024", "2024-Q2"),
        ("Q1/2024", "2024-Q1"),
        ("II/2024", "2024-Q2"),
        ("quý 4 năm 2024", "2024-Q4"),
        ("tháng 2", "2026-02"),
        ("2/2026", "2026-02"),
        ("T2/2026", "2026-02"),
        ("T12", "2025-12"),
        ("Tháng 11/2024", "2024-11"),
        ("2024-5", "2024-05"),
        ("February 2024", "2024-02"),
        ("Feb", "2026-02"),
        ("6 tháng đầu năm 2024", "2024-H1"),
        ("6 tháng cuối năm", "2025-H2"),
        ("06 tháng đầu năm 2024", "2024-H1"),
        ("sáu tháng đầu năm 2024", "2024-H1"),
        ("09 tháng đầu năm 2024", "2024-9M"),
        ("quí 1", "2026-Q1"),
        ("quý một năm 2024", "2024-Q1"),
        ("Quý tư/2024", "2024-Q4"),
        ("tháng hai", "2026-02"),
        ("tháng năm", "2026-05"),
        ("tháng năm năm 2024", "2024-05"),
        ("tháng sáu/2024", "2024-06"),
        ("thang muoi mot 2024", "2024-11"),
        ("tháng mười", "2025-10"),
        ("tuần này", "2026-W20"),
        ("last week", "2026-W19"),
        ("tháng này", "2026-05"),
        ("tháng sau", "2026-06"),
        ("quý trước", "2026-Q1"),
        ("Quý này", "2026-Q2"),
        ("next quarter", "2026-Q3"),
        ("năm nay", "2026"),
        ("nam ngoai", "2025"),
        ("9 tháng năm 2024", "2024-9M"),
        ("9 tháng đầu năm", "2026-9M"),
        ("H1", "2026-H1"),
        ("second half of 2024", "2024-H2"),
        ("tuần 20", "2026-W20"),
        ("Tuần 15/2024", "2024-W15"),
        ("week 53", "2020-W53"),
        ("Năm 2024", "2024"),
        ("2024", "2024"),
        ("15/5/2024", "2024-05-15"),
        ("15/6", "2025-06-15"),
        ("hôm qua", "2026-05-14"),
    ] {
        let found = TypedPeriod::parse(text).ok().and_then(|typed| typed.on(today)).map(|found| found.to_string());
        assert_eq!(found.as_deref(), Some(period), "{text}");
    }
    for (text, fault) in [
        ("T2", PeriodFault::WeekdayOrMonth(2)),
        ("t 7", PeriodFault::WeekdayOrMonth(7)),
        ("Q5", PeriodFault::NoSuchPeriod),
        ("tháng 13/2024", PeriodFault::NoSuchPeriod),
        ("2024-13", PeriodFault::NoSuchPeriod),
        ("tuần 53/2024", PeriodFault::NoSuchPeriod),
        ("31/2/2026", PeriodFault::Day(DayFault::MonthEnds { month: 2, year: Some(2026), days: 28 })),
        ("", PeriodFault::NotAPeriod),
        ("quý", PeriodFault::NotAPeriod),
        ("Q1;Q2", PeriodFault::NotAPeriod),
        ("năm", PeriodFault::NotAPeriod),
        // June, or the next month; May, or a month without its number.
        ("thang sau", PeriodFault::NotAPeriod),
        ("tháng năm 2024", PeriodFault::NotAPeriod),
    ] {
        assert_eq!(TypedPeriod::parse(text), Err(fault), "{text}");
    }
}

#[test]
fn of_several_periods_the_latest_begun_is_meant() {
    let all = || ["2023-Q1", "2024-Q1", "2024-Q2", "2025-Q1"].map(|text| Period::parse(text).expect(text)).into_iter();
    let among = |text: &str, today: &str| {
        let typed = TypedPeriod::parse(text).expect(text);
        typed.among(all(), day(today)).map(|period| period.to_string())
    };
    assert_eq!(among("quý 1", "2024-12-31").as_deref(), Some("2024-Q1"));
    assert_eq!(among("quý 1", "2030-01-01").as_deref(), Some("2025-Q1"));
    assert_eq!(among("quý 1", "2020-01-01").as_deref(), Some("2023-Q1"));
    assert_eq!(among("quý 2", "2023-01-01").as_deref(), Some("2024-Q2"));
    assert_eq!(among("quý 3", "2024-12-31").as_deref(), Some("2024-Q3"));
}

#[test]
fn a_deadline_in_words_is_written_as_files_have_it() {
    let plan = |text| deadline(text, day("2026-01-01"), day("2026-12-31"));
    for (text, written) in [
        ("quý II", "2026-Q2"),
        ("Trong quý II/2026", "2026-Q2"),
        ("trước ngày 15/3/2026", "before 2026-03-15"),
        ("trước ngày 15-3-2026", "before 2026-03-15"),
        ("Trước 15/3", "before 2026-03-15"),
        ("15/3/2026", "2026-03-15"),
        ("trước quý III", "before 2026-Q3"),
        ("hết tháng 6", "2026-06"),
        ("thường xuyên", "ongoing"),
        ("within Q2", "2026-Q2"),
    ] {
        assert_eq!(plan(text).as_deref(), Some(written), "{text}");
    }
    assert_eq!(deadline("quý II", day("2026-01-01"), day("2027-12-31")), None);
    assert_eq!(plan("khi có hướng dẫn"), None);
}

#[test]
fn a_rule_in_words_is_written_as_files_have_it() {
    for (text, every, written) in [
        ("ngày 15", Every::Month, Some("day 15")),
        ("15", Every::Month, Some("day 15")),
        ("trước ngày 05", Every::Month, Some("before day 5")),
        ("chậm nhất ngày 20 hàng tháng", Every::Month, None),
        ("ngày 15 tháng sau", Every::Quarter, Some("day 15 of next month")),
        ("day 15 next month", Every::Quarter, Some("day 15 of next month")),
        ("ngày 15 tháng 11", Every::Year, Some("day 15 of month 11")),
        ("trước 15/11", Every::Year, Some("before day 15 of month 11")),
        ("15/11", Every::Month, None),
        ("cuối quý", Every::Quarter, Some("end")),
        ("ngày cuối cùng của kỳ", Every::Week, Some("end")),
        ("last day of the month", Every::Month, Some("end")),
        ("end+5 days", Every::Quarter, Some("end + 5 days")),
        ("end +5 working days", Every::Quarter, Some("end + 5 working days")),
        ("cuối quý + 3 ngày làm việc", Every::Quarter, Some("end + 3 working days")),
        ("ngày 15", Every::Week, None),
        ("ngày 40", Every::Month, None),
        ("2024-Q1", Every::Month, None),
        ("sớm", Every::Month, None),
        ("", Every::Month, None),
    ] {
        assert_eq!(rule(text, every).as_deref(), written, "{text} for {every:?}");
    }
}

#[test]
fn a_deadline_with_words_around_it_or_an_english_month_is_understood() {
    let (starts, ends) = (day("2024-01-01"), day("2024-12-31"));
    for (text, written) in [
        ("xong trước 30/6/2024", "before 2024-06-30"),
        ("hoàn thành trong quý II", "2024-Q2"),
        ("cuối quý II", "2024-Q2"),
        ("by 15 March 2024", "2024-03-15"),
        ("March 15, 2024", "2024-03-15"),
        ("15th Mar 2024", "2024-03-15"),
        ("before 1 Dec. 2024", "before 2024-12-01"),
    ] {
        assert_eq!(deadline(text, starts, ends).as_deref(), Some(written), "{text}");
    }
    for text in ["30 February 2024", "15 March", "march 2024 15 x", "15 mars 2024"] {
        assert_eq!(deadline(text, starts, ends), None, "{text}");
    }
}

/// What is written as `plan.toml` writes it means what it means there, and among words no year is read without its quarter.
#[test]
fn the_notation_itself_is_read_as_what_it_means() {
    for (text, due) in [
        ("before 2024-Q3", "before 2024-Q3"),
        ("2024-Q1..2024-Q3", "2024-Q1..2024-Q3"),
        ("2024-9M", "2024-9M"),
        ("before 2024-04-H2", "before 2024-04-H2"),
        ("2024-W15", "2024-W15"),
        ("2024-04", "2024-04"),
        ("event hop + 10 days", "event hop + 10 days"),
        ("ongoing", "ongoing"),
        ("within 2024-Q3", "2024-Q3"),
        ("trước 2024-H2", "before 2024-H2"),
        ("xong trước 2024-W15", "before 2024-W15"),
        ("hết 2024-04-H1", "2024-04-H1"),
    ] {
        let found = read(text, Context::Unknown);
        let [reading] = found.readings.as_slice() else { panic!("{text}: {found:?}") };
        assert_eq!(reading.due, Some(ReadDue::One(due.to_owned())), "{text}");
    }
    for text in ["before 2024-Q5", "trước 2024-W60", "unstated"] {
        assert!(read(text, Context::Unknown).readings.is_empty(), "{text}");
    }
}
