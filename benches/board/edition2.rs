//! Tasks of every form that the second edition of the format added, for the workspace V2.

use crate::day::{Day, Every};
use crate::deadline::{FIXED_EVENT, OPEN_EVENT};
use crate::duty::{Lead, Occurrence, Timing, Unit};

/// An event whose date some units have for themselves.
pub const OWN_EVENT: (&str, Day) = ("nhan-ke-hoach", Day::of(2024, 3, 1));

const YEAR: (Day, Day) = (Day::of(2024, 1, 1), Day::of(2024, 12, 31));

type Made = (Lead, Vec<Occurrence>, Timing);

/// The units that go, and when: three in a hundred, each with the next unit as its successor.
pub fn goes(number: usize) -> Option<Day> {
    (number % 33 == 20).then_some(Day::of(2024, 3, 31))
}

/// The settings of the plan and its calendar that this edition added.
pub const SETTINGS: &str = "due_soon    = 7\nbefore      = \"exclusive\"\non_day_off  = \"previous-working-day\"\n\
                            acceptance  = false\nreport_day  = 14\nissued      = 2024-01-02\n";

/// The event of which one unit in fifty has a date of its own.
pub fn own_event(units: &[Unit]) -> String {
    let (id, day) = OWN_EVENT;
    let own = units.iter().enumerate().filter(|(number, _)| number % 50 == 3);
    let own: Vec<String> = own.map(|(number, unit)| format!("{} = {}", unit.id, shifted(day, number % 20))).collect();
    format!("{id} = {{ name = \"Nhận Kế hoạch\", date = {day}, dates = {{ {} }} }}\n", own.join(", "))
}

fn shifted(day: Day, days: usize) -> Day {
    day.plus(i32::try_from(days).expect("a few days"))
}

/// A hundred tasks: each of the forms four times, with other days and other leads.
pub fn tasks() -> Vec<Made> {
    (0..4).flat_map(|turn| [recurring(turn), spans(turn), once(turn), over_time(turn)]).flatten().collect()
}

fn one(last: Day) -> Vec<Occurrence> {
    vec![Occurrence { part: None, last: Some(last), lead: None }]
}

fn parts<'a>(parts: impl IntoIterator<Item = (&'a str, Day)>) -> Vec<Occurrence> {
    let part = |(part, last): (&str, Day)| Occurrence { part: Some(part.to_owned()), last: Some(last), lead: None };
    parts.into_iter().map(part).collect()
}

fn periods(every: Every, (starts, ends): (Day, Day)) -> Vec<Occurrence> {
    let of = |period: crate::day::Period| Occurrence { last: Some(period.last), part: Some(period.label), lead: None };
    every.periods(starts, ends).into_iter().map(of).collect()
}

fn days(first: Day, count: i32) -> Vec<Occurrence> {
    let of = |day: Day| Occurrence { part: Some(day.to_string()), last: Some(day), lead: None };
    (0..count).map(|number| of(first.plus(number))).collect()
}

fn made(lead: Lead, occurrences: Vec<Occurrence>, lines: &str) -> Made {
    (lead, occurrences, Timing::Written(lines.to_owned()))
}

/// A lead of its own for each turn.
fn any(turn: u32) -> Lead {
    [Lead::All, Lead::Places, Lead::CommunesOfficesPilots, Lead::Communes][turn as usize % 4]
}

fn recurring(turn: u32) -> Vec<Made> {
    let (lead, day) = (any(turn), 12 + turn);
    let year = |last: Day| parts([("2024", last)]);
    let halves = [("2024-H1", Day::of(2024, 6, day)), ("2024-H2", Day::of(2024, 12, day))];
    vec![
        made(
            lead,
            year(Day::of(2024, 11, day)),
            &format!("every      = \"year\"\ndue        = \"day {day} of month 11\"\n"),
        ),
        made(
            any(turn + 1),
            year(Day::of(2025, 3, 31)),
            "every      = \"year\"\ndue        = \"before day 31 of month 3 of next year\"\n",
        ),
        made(lead, year(Day::of(2024, 9, 30)), "every      = \"year\"\ndue        = \"quarter 3\"\n"),
        made(
            any(turn + 2),
            parts(halves.into_iter().chain([("2024", Day::of(2024, 11, day))])),
            &format!(
                "every      = [\"half\", \"year\"]\n\
                 due        = {{ half = \"before day {day}\", year = \"before day {day} of month 11\" }}\n"
            ),
        ),
        made(
            lead,
            parts([
                ("2024-H1", Day::of(2024, 6, 30)),
                ("2024-9M", Day::of(2024, 9, 30)),
                ("2024", Day::of(2024, 12, 31)),
            ]),
            "every      = [\"first-half\", \"nine-months\", \"year\"]\n",
        ),
        made(lead, periods(Every::Quarter, YEAR), "every      = \"quarter\"\ndue        = \"end - 5 working days\"\n"),
        made(lead, periods(Every::Quarter, YEAR), "every      = \"quarter\"\ndue        = \"before end + 1 month\"\n"),
    ]
}

/// Tasks with a span of their own.
fn spans(turn: u32) -> Vec<Made> {
    let (lead, month) = (any(turn + 1), 3 + turn);
    let first = Day::of(2024, month, 4);
    let half_months = (month..month + 2).flat_map(|month| {
        let (first, second) = (format!("2024-{month:02}-H1"), format!("2024-{month:02}-H2"));
        [(first, Day::of(2024, month, 15)), (second, Day::of(2024, month, 30))]
    });
    let half_months = half_months.map(|(part, last)| Occurrence { part: Some(part), last: Some(last), lead: None });
    let starts = Day::of(2024, month, 1);
    let ends = Day::of(2024, month + 2, 1).plus(-1);
    let span = |starts: Day, ends: Day| format!("starts     = {starts}\nends       = {ends}\n");
    vec![
        made(
            lead,
            half_months.collect(),
            &format!("every      = \"half-month\"\ndue        = \"end + 2 working days\"\n{}", span(starts, ends)),
        ),
        made(Lead::First, days(first, 5), &format!("every      = \"day\"\n{}", span(first, first.plus(4)))),
        made(
            Lead::First,
            days(Day::of(2024, 5, 20), 5),
            &format!("every      = \"working-day\"\n{}", span(Day::of(2024, 5, 20), Day::of(2024, 5, 24))),
        ),
        made(
            lead,
            periods(Every::Month, (starts, ends)),
            &format!("every      = \"month\"\ndue        = \"end + 1 week\"\n{}", span(starts, ends)),
        ),
    ]
}

fn once(turn: u32) -> Vec<Made> {
    let ((fixed, fixed_day), (own, own_day)) = (FIXED_EVENT, OWN_EVENT);
    let weeks = turn.cast_signed() + 1;
    let open = vec![Occurrence { part: None, last: None, lead: None }];
    let mut milestones = parts([
        ("khoi-dong", Day::of(2024, 3, 31)),
        ("dot-2", Day::of(2024, 6, 20)),
        ("tong-ket", Day::of(2024, 12, 14)),
    ]);
    milestones[1].lead = Some(Lead::Communes);
    vec![
        made(any(turn), one(own_day.plus(7 * weeks)), &format!("due        = \"event {own} + {weeks} weeks\"\n")),
        made(any(turn), one(fixed_day.plus(29)), &format!("due        = \"before event {fixed} + 1 month\"\n")),
        made(any(turn + 1), open, &format!("due        = \"event {OPEN_EVENT} + 3 months\"\n")),
        made(
            Lead::All,
            milestones,
            "milestones = [\n    { id = \"khoi-dong\", due = \"2024-Q1\", title = \"Khởi động\" },\n    \
             { id = \"dot-2\", due = \"2024-06-20\", target = { min = 80, unit = \"%\" }, lead = [\"cac-xa\"] },\n    \
             { id = \"tong-ket\", due = \"before 2024-12-15\", product = \"Báo cáo tổng kết\" },\n]\n",
        ),
        made(
            any(turn),
            one(Day::of(2024, 4 + turn, 28)),
            &format!("due        = 2024-{:02}-28\ntarget     = {{ min = 151, unit = \"chi bộ\" }}\n", 4 + turn),
        ),
        made(
            any(turn + 2),
            periods(Every::Quarter, YEAR),
            "every      = \"quarter\"\ntarget     = { max = 3, unit = \"hồ sơ\" }\n",
        ),
        made(Lead::FirstTogether, one(Day::of(2024, 4, 26)), "due        = 2024-04-26\njoint      = true\n"),
        made(
            Lead::AllButPilots,
            one(Day::of(2024, 5, 31)),
            "due        = \"2024-05\"\nexcept     = [\"thi-diem\"]\ntags       = [\"cchc\", \"chuyen-doi-so\"]\n",
        ),
    ]
}

/// Tasks that amendments add, cancel and change.
fn over_time(turn: u32) -> Vec<Made> {
    let (lead, day) = (any(turn), 2 + turn);
    let by = |on: &str| format!("by = \"Công văn số {}-CV/TU\", on = {on}", 300 + turn);
    vec![
        made(
            lead,
            one(Day::of(2024, 9, 30)),
            &format!("due        = \"2024-Q3\"\nadded      = {{ {} }}\n", by(&format!("2024-04-{day:02}"))),
        ),
        made(
            any(turn + 3),
            one(Day::of(2024, 8, 31)),
            &format!("due        = \"2024-08\"\ncancelled  = {{ {} }}\n", by(&format!("2024-05-{day:02}"))),
        ),
        made(
            lead,
            one(Day::of(2024, 5, 10)),
            &format!(
                "due        = \"2024-Q1\"\namended    = [\n    {{ {}, due = 2024-04-30 }},\n    \
                 {{ {}, due = 2024-05-10, wording = \"Trước ngày 11/5/2024\" }},\n]\n",
                by("2024-03-11"),
                by("2024-04-22")
            ),
        ),
        made(
            Lead::Communes,
            one(Day::of(2024, 6, 30)),
            &format!("due        = \"2024-Q2\"\namended    = [{{ {}, lead = [\"dia-phuong\"] }}]\n", by("2024-04-10")),
        ),
        made(
            lead,
            periods(Every::Quarter, YEAR),
            &format!("every      = \"quarter\"\namended    = [{{ {}, due = \"end + 10 days\" }}]\n", by("2024-04-15")),
        ),
        made(Lead::Places, one(Day::of(2024, 4, 30)), "due        = \"2024-04\"\non_day_off = \"next-working-day\"\n"),
    ]
}
