//! Section 2, the last day: days off, make-up days, extensions, and the quarter that is counted.

use crate::support::case::{Case, Status, flags, plan, task, text};

const MOVING: &str = "on_day_off = \"next-working-day\"";
/// The new year, the end of April with a make-up day, and a day that is named as both.
const CALENDAR: &str = "[calendar]\n\
    days_off = [2024-04-30, 2024-05-01, \"2024-02-08..2024-02-14\", 2024-08-10, \"2024-09-02\"]\n\
    working_days = [2024-05-04, \"2024-08-10\"]\n";

/// The effective last day of each date, and whether `moved` is flagged.
fn moved(header: &str, calendar: &str, dates: &[&str]) -> Vec<(String, bool)> {
    let tasks: String = dates.iter().map(|date| task(&format!("t{date}"), &format!("due = {date}"))).collect();
    let status = Case::new(plan(header, &format!("{calendar}{tasks}"))).unit("a", "").status("2024-01-01", &[]);
    status.run.ends_with(&[0]);
    let items = status.items().iter().zip(dates);
    items
        .map(|(item, date)| {
            assert_eq!(text(&item["nominal"]), *date, "the nominal day stays");
            (text(&item["due"]).to_owned(), flags(item).contains(&"moved"))
        })
        .collect()
}

#[track_caller]
fn moves(header: &str, calendar: &str, rows: &[(&str, &str)]) {
    let dates: Vec<&str> = rows.iter().map(|(date, _)| *date).collect();
    for (found, (date, due)) in moved(header, calendar, &dates).into_iter().zip(rows) {
        assert_eq!(found, ((*due).to_owned(), date != due), "{date}");
    }
}

#[test]
fn a_day_off_stays_unless_the_plan_says_otherwise() {
    for header in ["", "on_day_off = \"keep\""] {
        for date in ["2024-03-31", "2024-02-10", "2024-04-30", "2024-04-26"] {
            moves(header, CALENDAR, &[(date, date)]);
        }
    }
}

#[test]
fn a_day_off_moves_to_the_next_working_day() {
    moves(
        MOVING,
        CALENDAR,
        &[
            ("2024-03-29", "2024-03-29"), // Friday
            ("2024-03-30", "2024-04-01"), // Saturday
            ("2024-03-31", "2024-04-01"), // Sunday
            ("2024-04-01", "2024-04-01"),
            ("2024-02-08", "2024-02-15"), // a range of days off
            ("2024-02-14", "2024-02-15"),
            ("2024-02-07", "2024-02-07"),
            ("2024-04-30", "2024-05-02"), // two days off in a row
            ("2024-05-01", "2024-05-02"),
            ("2024-09-02", "2024-09-03"), // a day off in quotes
            ("2024-12-28", "2024-12-30"),
        ],
    );
}

#[test]
fn make_up_days_win_over_the_weekend_and_over_days_off() {
    moves(
        MOVING,
        CALENDAR,
        &[("2024-05-04", "2024-05-04"), ("2024-05-05", "2024-05-06"), ("2024-08-10", "2024-08-10")],
    );
    // A day off whose next day is a make-up day.
    moves(
        MOVING,
        "[calendar]\ndays_off = [2024-05-03]\nworking_days = [2024-05-04]\n",
        &[("2024-05-03", "2024-05-04")],
    );
}

#[test]
fn the_weekend_is_what_the_plan_says() {
    let saturday_and_sunday =
        [("2024-03-29", "2024-03-29"), ("2024-03-30", "2024-04-01"), ("2024-03-31", "2024-04-01")];
    moves(MOVING, "", &saturday_and_sunday);
    moves(MOVING, "[calendar]\n", &saturday_and_sunday);
    moves(MOVING, "[calendar]\nweekend = [\"sun\", \"sat\"]\n", &saturday_and_sunday);
    let sunday = "[calendar]\nweekend = [\"sun\"]\n";
    moves(MOVING, sunday, &[("2024-03-30", "2024-03-30"), ("2024-03-31", "2024-04-01")]);
    moves(MOVING, "[calendar]\nweekend = []\n", &[("2024-03-30", "2024-03-30"), ("2024-03-31", "2024-03-31")]);
    let friday = "[calendar]\nweekend = [\"fri\", \"sat\"]\n";
    moves(MOVING, friday, &[("2024-03-29", "2024-03-31"), ("2024-03-31", "2024-03-31")]);
}

#[test]
fn a_day_off_moves_back_where_that_is_the_rule() {
    moves(
        "on_day_off = \"previous-working-day\"",
        CALENDAR,
        &[
            ("2024-03-30", "2024-03-29"),
            ("2024-03-31", "2024-03-29"),
            ("2024-02-14", "2024-02-07"),
            ("2024-05-01", "2024-04-29"),
            ("2024-05-05", "2024-05-04"),
            ("2024-04-01", "2024-04-01"),
        ],
    );
}

#[test]
fn before_never_moves_forward_and_a_task_may_have_its_own_rule() {
    // Each has its nominal last day on Sunday 31 March.
    let dues = [
        ("date", "due = 2024-03-31", "2024-04-01"),
        ("day", "due = \"before 2024-04-01\"", "2024-03-31"),
        ("quarter", "due = \"before 2024-Q2\"", "2024-03-31"),
        ("event", "due = \"before event e + 1 day\"", "2024-03-31"),
        ("before-april", "every = \"year\"\ndue = \"before month 4\"", "2024-03-31"),
        ("in-march", "every = \"year\"\ndue = \"month 3\"", "2024-04-01"),
    ];
    let falls_due = |header: &str, own: &str, expected: &dyn Fn(&'static str) -> &'static str| {
        let tasks: String = dues.iter().map(|(id, due, _)| task(id, &format!("{due}\n{own}"))).collect();
        let events = "[events]\ne = { name = \"E\", date = 2024-03-31 }\n";
        let case = Case::new(plan(header, &format!("{events}{tasks}"))).unit("a", "");
        let status = case.status("2024-01-01", &[]);
        for (id, _, forward) in dues {
            let item = status.item(id);
            assert_eq!(text(&item["nominal"]), "2024-03-31", "{header} {own}: {id}");
            assert_eq!(text(&item["due"]), expected(forward), "{header} {own}: {id}");
        }
    };
    let back = "on_day_off = \"previous-working-day\"";
    falls_due(MOVING, "", &|forward| forward);
    falls_due("", MOVING, &|forward| forward);
    falls_due(back, MOVING, &|forward| forward);
    falls_due(back, "", &|_| "2024-03-29");
    falls_due(MOVING, back, &|_| "2024-03-29");
    falls_due(MOVING, "on_day_off = \"keep\"", &|_| "2024-03-31");
    // Also where the day itself would still count.
    let inclusive = plan(&format!("before = \"inclusive\"\n{MOVING}"), &task("t", "due = \"before 2024-03-31\""));
    let status = Case::new(inclusive).unit("a", "").status("2024-01-01", &[]);
    assert_eq!(text(&status.item("t")["due"]), "2024-03-31");
}

#[test]
fn every_form_of_due_moves() {
    let rest = format!(
        "{CALENDAR}[events]\ne = {{ name = \"E\", date = 2024-03-31 }}\n{}{}{}{}{}",
        task("before", "due = \"before 2024-04-01\""),
        task("event", "due = \"event e\""),
        task("far", "due = \"event e + 6 days\""),
        task("quarterly", "every = \"quarter\""),
        task("range", "due = \"2024-01..2024-06\"")
    );
    let status = Case::new(plan(MOVING, &rest)).unit("a", "").status("2024-01-01", &[]);
    for (id, nominal, due) in [
        // It must not reach the day that it has to precede.
        ("before", "2024-03-31", "2024-03-31"),
        ("event", "2024-03-31", "2024-04-01"),
        ("far", "2024-04-06", "2024-04-08"),
        ("range", "2024-06-30", "2024-07-01"),
    ] {
        let item = status.item(id);
        assert_eq!((text(&item["nominal"]), text(&item["due"])), (nominal, due), "{id}");
        let moved: &[&str] = if nominal == due { &[] } else { &["moved"] };
        assert_eq!(flags(item), moved, "{id}");
    }
    assert_eq!(
        status.by_period("quarterly", "due"),
        [("2024-Q1", "2024-04-01"), ("2024-Q2", "2024-07-01"), ("2024-Q3", "2024-09-30"), ("2024-Q4", "2024-12-31")]
    );
}

#[test]
fn the_state_follows_the_effective_day() {
    let case = Case::new(plan(MOVING, &task("t", "due = \"2024-Q1\"")));
    for (as_of, state, late, left) in [
        ("2024-03-31", "pending", None, Some(1)),
        ("2024-04-01", "pending", None, Some(0)),
        ("2024-04-02", "overdue", Some(1), None),
    ] {
        let status = case.status(as_of, &[]);
        let item = status.item("t");
        assert_eq!(item["state"], state, "{as_of}");
        assert_eq!((item["days_late"].as_i64(), item["days_left"].as_i64()), (late, left), "{as_of}");
    }
    for (done, flagged) in [("2024-04-01", vec!["moved"]), ("2024-04-02", vec!["late", "moved"])] {
        let case = Case::new(plan(MOVING, &task("t", "due = \"2024-Q1\""))).unit("a", format!("t.done = {done}"));
        assert_eq!(flags(case.status("2024-05-01", &[]).item("t")), flagged);
    }
}

/// A one-off task due on Sunday 31 March with this extension.
fn extended(header: &str, to: &str, on: &str) -> Case {
    let record = format!("[t]\nextended = {{ to = {to}, by = \"CV 77\", on = {on} }}\n");
    Case::new(plan(header, &task("t", "due = 2024-03-31"))).unit("a", record)
}

fn days(status: &Status) -> (&str, &str, Vec<&str>) {
    let item = status.item("t");
    (text(&item["nominal"]), text(&item["due"]), flags(item))
}

#[test]
fn an_extension_counts_from_the_day_it_is_granted() {
    let case = extended("", "2024-05-31", "2024-04-10");
    for (as_of, due, state) in [
        ("2024-03-01", "2024-03-31", "pending"),
        ("2024-04-09", "2024-03-31", "overdue"),
        ("2024-04-10", "2024-05-31", "pending"),
        ("2024-05-31", "2024-05-31", "pending"),
        ("2024-06-01", "2024-05-31", "overdue"),
    ] {
        let status = case.status(as_of, &[]);
        assert_eq!(status.item("t")["state"], state, "{as_of}");
        let (nominal, found, flags) = days(&status);
        assert_eq!((nominal, found), ("2024-03-31", due), "{as_of}");
        assert_eq!(flags.contains(&"extended"), as_of >= "2024-04-10", "{as_of}");
    }
}

#[test]
fn an_extension_stands_as_it_is_and_nothing_is_moved_then() {
    // To a Sunday, to a day off, and to an earlier day.
    for to in ["2024-06-30", "2024-09-02", "2024-03-02", "2024-03-31"] {
        let case = extended(MOVING, to, "2024-03-20");
        assert_eq!(days(&case.status("2024-02-01", &[])), ("2024-03-31", "2024-04-01", vec!["moved"]), "{to}");
        let status = case.status("2024-03-20", &[]);
        let (nominal, due, flags) = days(&status);
        assert_eq!((nominal, due), ("2024-03-31", to));
        assert!(flags.contains(&"extended") && !flags.contains(&"moved"), "{to}: {flags:?}");
    }
}

#[test]
fn late_is_measured_from_the_extended_day() {
    let record = "[t]\ndone = 2024-05-02\nextended = { to = 2024-04-30, by = \"x\", on = 2024-03-20 }\n";
    let case = Case::new(plan("", &task("t", "due = 2024-03-31"))).unit("a", record);
    let status = case.status("2024-12-31", &[]);
    let item = status.item("t");
    assert_eq!((text(&item["state"]), item["days_late"].as_i64()), ("completed", Some(2)));
    assert_eq!(flags(item), ["extended", "late"]);
    let in_time = record.replace("2024-05-02", "2024-04-30");
    let case = Case::new(plan("", &task("t", "due = 2024-03-31"))).unit("a", in_time);
    let status = case.status("2024-12-31", &[]);
    assert_eq!(status.item("t")["days_late"].as_i64(), Some(0));
    assert_eq!(flags(status.item("t")), ["extended"]);
}

#[test]
fn an_extension_of_what_has_no_last_day_is_an_error() {
    let rest = |due: &str| format!("[events]\ne = {{ name = \"E\" }}\n{}", task("t", &format!("due = \"{due}\"")));
    for due in ["ongoing", "unstated", "event e", "before event e"] {
        let record = "[t]\nextended = { to = 2024-04-30, by = \"x\", on = 2024-03-20 }\n";
        let case = Case::new(plan("", &rest(due))).unit("a", record).unit("b", "");
        let (code, found) = case.check("2024-05-01");
        assert_eq!(code, Some(1), "{due}");
        let errors: Vec<(&str, Option<u64>)> = found
            .iter()
            .filter(|one| one["severity"] == "error")
            .map(|one| (text(&one["file"]), one["line"].as_u64()))
            .collect();
        assert_eq!(errors, [("units/a.toml", Some(2))], "{due}");
        case.status("2024-05-01", &[]).run.ends_with(&[3]);
    }
}

#[test]
fn a_promise_leaves_the_deadline_as_it_was() {
    let case = Case::new(plan("", &task("t", "due = 2024-03-31"))).unit("a", "[t]\ncommitted = 2024-05-15\n");
    let status = case.status("2024-04-10", &[]);
    let item = status.item("t");
    assert_eq!((text(&item["due"]), text(&item["state"])), ("2024-03-31", "overdue"));
    assert_eq!((text(&item["committed"]), item["days_late"].as_i64()), ("2024-05-15", Some(10)));
}

#[test]
fn the_quarter_is_that_of_the_nominal_day_whatever_moves_it() {
    // Sunday 30 June moves into July; the extension lies in October.
    let rest = task("t", "due = \"2024-Q2\"");
    let record = "[t]\nextended = { to = 2024-10-15, by = \"x\", on = 2024-07-10 }\n";
    let case = Case::new(plan(MOVING, &rest)).unit("a", record);
    for (as_of, due) in [("2024-06-30", "2024-07-01"), ("2024-07-10", "2024-10-15")] {
        let status = case.status(as_of, &[]);
        assert_eq!((text(&status.item("t")["quarter"]), text(&status.item("t")["due"])), ("2024-Q2", due));
        assert_eq!(status.json["units"][0]["quarters"][0]["quarter"], "2024-Q2");
    }
}

#[test]
fn a_calendar_without_working_days_is_refused() {
    let week = "[calendar]\nweekend = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]\n";
    let centuries = "[calendar]\ndays_off = [\"2024-01-01..2999-12-31\"]\n";
    for calendar in [week, centuries] {
        let case = Case::new(plan(MOVING, &format!("{calendar}{}", task("t", "due = 2024-03-31")))).unit("a", "");
        assert_eq!(case.check("2024-01-01").0, Some(1), "{calendar}");
        case.run(&["status", "--as-of", "2024-01-01"]).ends_with(&[3]);
    }
}

const VIETNAM: &str = "[calendar]\ncountry = \"VN\"\n";

#[test]
fn a_country_brings_its_holidays_and_exchanged_days() {
    moves(
        MOVING,
        VIETNAM,
        &[
            ("2020-01-23", "2020-01-30"), // Tết, and the days in lieu of its weekend
            ("2021-05-01", "2021-05-04"), // a Saturday, made up on Monday
            ("2022-04-30", "2022-05-04"), // a Saturday and a Sunday
            ("2023-09-01", "2023-09-05"),
            ("2024-04-27", "2024-05-02"), // a Monday exchanged
            ("2024-05-04", "2024-05-04"), // for a Saturday that is worked
            ("2025-04-26", "2025-04-26"),
            ("2025-05-02", "2025-05-05"),
            ("2026-01-10", "2026-01-10"),
            ("2026-11-24", "2026-11-25"),
        ],
    );
}

#[test]
fn what_the_plan_lists_wins_over_its_country() {
    let calendar = format!("{VIETNAM}days_off = [2024-05-04, 2024-05-20]\nworking_days = [2024-04-29]\n");
    let rows = [
        ("2024-04-29", "2024-04-29"),
        ("2024-04-30", "2024-05-02"),
        ("2024-05-04", "2024-05-06"),
        ("2024-05-20", "2024-05-21"),
    ];
    moves(MOVING, &calendar, &rows);
}

/// How often `check` says that a year's days off are not known, and which years it names.
fn unknown(header: &str, calendar: &str, tasks: &str) -> Option<String> {
    let text = plan(header, &format!("{calendar}{tasks}")).replace("2024-12-31", "2028-12-31");
    let run = Case::new(text).unit("a", "").run(&["--lang", "en", "check", "--as-of", "2024-01-01"]);
    let said = run.out().split("no days off are known of ").nth(1)?;
    Some(said.split(", but").next().unwrap_or_default().to_owned())
}

#[test]
fn check_names_the_years_whose_days_off_are_not_known() {
    let due = |due: &str| task("t", due);
    let vietnam = |body: &str| unknown(MOVING, VIETNAM, body);
    assert_eq!(vietnam(&due("due = 2026-12-31")), None);
    assert_eq!(vietnam(&due("due = 2027-03-01")), Some("2027".to_owned()));
    // A last day that never moves forward hangs on no day off, but that of a search that goes on into a year does.
    assert_eq!(vietnam(&due("due = \"before 2027-03-01\"")), None);
    assert_eq!(unknown("", VIETNAM, &due("due = 2027-03-01")), None);
    assert_eq!(
        unknown("", VIETNAM, &due("every = \"year\"\ndue = \"end + 3 working days\"")),
        Some("2027, 2028, 2029".to_owned())
    );
    // Amended into it.
    let amended = "due = 2026-03-02\namended = [{ by = \"CV 1\", on = 2026-02-01, due = 2028-03-01 }]";
    assert_eq!(vietnam(&due(amended)), Some("2028".to_owned()));
    // What the plan lists for a year is known.
    let listed = format!("{VIETNAM}days_off = [\"2027-02-04..2027-02-10\"]\n");
    assert_eq!(unknown(MOVING, &listed, &due("due = 2027-03-01")), None);
    assert_eq!(
        unknown(MOVING, "[calendar]\ndays_off = [2024-04-30]\n", &due("due = 2025-03-01")),
        Some("2025".to_owned())
    );
}

#[test]
fn show_says_what_kind_of_day_off_moves_a_last_day_and_what_is_not_known() {
    let days = ["2024-02-10", "2024-02-13", "2024-04-29", "2024-05-04", "2027-03-06"];
    let tasks: String = days.iter().map(|day| task(&format!("t{day}"), &format!("due = {day}"))).collect();
    let text = plan(MOVING, &format!("{VIETNAM}{tasks}")).replace("2024-12-31", "2028-12-31");
    let case = Case::new(text).unit("a", "");
    let said = days.map(|day| {
        let run = case.run(&["show", &format!("t{day}"), "--unit", "a", "--as-of", "2024-01-02"]);
        let lines = run.out().split("Vì sao:").nth(1).unwrap_or_default().replace("\n    ", " ");
        lines.lines().nth(2).unwrap_or_default().trim().to_owned()
    });
    assert_eq!(
        said,
        [
            "- 10/02/2024 là ngày nghỉ Tết Nguyên đán: hạn lùi đến ngày làm việc tiếp theo, 15/02/2024 (on_day_off).",
            "- 13/02/2024 là ngày nghỉ bù Tết Nguyên đán: hạn lùi đến ngày làm việc tiếp theo, 15/02/2024 (on_day_off).",
            "- 29/4/2024 là ngày nghỉ hoán đổi, làm bù ngày 04/5/2024: hạn lùi đến ngày làm việc tiếp theo, 02/5/2024 \
             (on_day_off).",
            "- 04/5/2024 là ngày làm bù cho ngày nghỉ hoán đổi 29/4/2024: vẫn tính là ngày làm việc.",
            "- 06/3/2027 là ngày nghỉ cuối tuần: hạn lùi đến ngày làm việc tiếp theo, 08/3/2027 (on_day_off).",
        ]
    );
    let run = case.run(&["show", "t2027-03-06", "--unit", "a", "--as-of", "2024-01-02"]);
    let gap = "Chưa có lịch nghỉ năm 2027: ngày này mới tính theo ngày nghỉ hằng tuần";
    assert!(run.out().replace("\n    ", " ").contains(gap), "{run:?}");
    let report = case.run(&["report", "quarter", "2024-Q1", "--as-of", "2024-04-15", "--out", "-"]);
    assert!(report.out().contains("Chưa có lịch nghỉ năm 2027: hạn tính theo ngày làm việc"), "{report:?}");
}

#[test]
fn a_faulty_calendar_is_refused() {
    for line in [
        "weekend = \"sat\"",
        "weekend = [\"saturday\"]",
        "weekend = [\"Sat\"]",
        "weekend = [6]",
        "country = \"vn\"",
        "country = [\"VN\"]",
        "days_off = 2024-04-30",
        "days_off = [2024-02-30]",
        "days_off = [\"2024-02-30\"]",
        "days_off = [\"2024-02\"]",
        "days_off = [\"2024-02-14..2024-02-08\"]",
        "days_off = [\"2024-02-08..\"]",
        "days_off = [\"2024-02-08...2024-02-14\"]",
        "days_off = [2024]",
        "days_off = [2024-04-30T00:00:00]",
        "working_days = \"2024-05-04\"",
        "working_days = [\"t7\"]",
        "working_days = [true]",
    ] {
        let text = plan("", &format!("[calendar]\n{line}\n{}", task("t", "due = 2024-03-31")));
        assert_eq!(Case::new(text).unit("a", "").check("2024-01-01").0, Some(1), "{line}");
    }
}
