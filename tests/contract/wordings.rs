//! Time limits as real documents word them, each with its reading, and how `read` reads them. `wordings.toml` says where
//! they stand and by which conventions they are to be read.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use tiendo::draft::wording::{Context, ReadDue, ReadingVerdict, TimeReading, WordingRead, read};
use toml::{Table, Value};

use crate::support::{self, case::Case};

/// What is known of the document: its day, else its year.
pub(super) fn context(text: &str) -> Context {
    let numbers = text
        .split(|c: char| !(c.is_ascii_digit() || c == '/'))
        .map(|part| part.split('/').filter_map(|number| number.parse::<u32>().ok()).collect::<Vec<_>>());
    let mut year = 2025;
    for numbers in numbers.collect::<Vec<_>>().into_iter().rev() {
        match numbers.as_slice() {
            [day, month, year] if *year > 1900 => {
                let year = i32::try_from(*year).expect("a year");
                return Context::Day(NaiveDate::from_ymd_opt(year, *month, *day).expect("a day"));
            }
            [.., found @ 1950..=2200] => year = i32::try_from(*found).expect("a year"),
            _ => {}
        }
    }
    Context::Year(year)
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Datetime(day) => day.to_string(),
        other => format!("{other:?}"),
    }
}

/// A reading as one line, in which nothing counts that may differ: ids, and month 12 where the year ends with it.
fn line(reading: &Table) -> String {
    let due = |value: &Value| {
        let text = shown(value);
        let mut words: Vec<&str> = text.split(' ').collect();
        if let Some(ix) = words.iter().position(|word| *word == "event") {
            words[ix + 1] = "*";
        }
        words.join(" ").replace(" of month 12", "")
    };
    let target =
        |table: &Table| table.get("target").map(|it| format!(" min {}", shown(&it["min"]))).unwrap_or_default();
    let every = match reading.get("every") {
        Some(Value::Array(kinds)) => kinds.iter().filter_map(|kind| kind.as_str().map(str::to_owned)).collect(),
        Some(Value::String(kind)) => vec![kind.clone()],
        _ => Vec::new(),
    };
    let mut parts = Vec::new();
    if every.is_empty() {
        parts.extend(reading.get("due").map(due));
    }
    for kind in every {
        let own = match reading.get("due") {
            Some(Value::Table(dues)) => dues.get(&kind).map_or("end".to_owned(), due),
            Some(one) => due(one),
            None => "end".to_owned(),
        };
        parts.push(format!("{kind} {own}"));
    }
    for key in ["starts", "ends"] {
        parts.extend(reading.get(key).map(|day| format!("{key} {}", shown(day))));
    }
    for stage in reading.get("milestones").and_then(Value::as_array).into_iter().flatten() {
        let stage = stage.as_table().expect("a milestone");
        parts.push(format!("[{}{}]", due(&stage["due"]), target(stage)));
    }
    for task in reading.get("tasks").and_then(Value::as_array).into_iter().flatten() {
        parts.push(format!("<{}>", line(task.as_table().expect("a task"))));
    }
    parts.join("; ") + &target(reading)
}

/// A reading as the same line.
pub(super) fn line_of(reading: &TimeReading) -> String {
    let target = |min: &Option<String>| {
        min.as_ref().map(|min| Table::from_iter([("min".to_owned(), Value::Integer(min.parse().expect("a number")))]))
    };
    let mut table = Table::new();
    match &reading.due {
        Some(ReadDue::One(due)) => {
            table.insert("due".to_owned(), Value::String(due.clone()));
        }
        Some(ReadDue::ByKind(dues)) => {
            let dues = dues.iter().map(|(kind, due)| ((*kind).to_owned(), Value::String(due.clone())));
            table.insert("due".to_owned(), Value::Table(dues.collect()));
        }
        None => {}
    }
    if !reading.every.is_empty() {
        let kinds = reading.every.iter().map(|kind| Value::String((*kind).to_owned())).collect();
        table.insert("every".to_owned(), Value::Array(kinds));
    }
    for (key, day) in [("starts", reading.starts), ("ends", reading.ends)] {
        let day = day.map(|day| Value::Datetime(day.to_string().parse().expect("a day")));
        day.map(|day| table.insert(key.to_owned(), day));
    }
    if let Some(target) = target(&reading.target) {
        table.insert("target".to_owned(), Value::Table(target));
    }
    let stages = reading.milestones.iter().map(|stage| {
        let mut table = Table::from_iter([("due".to_owned(), Value::String(stage.due.clone()))]);
        target(&stage.target).map(|target| table.insert("target".to_owned(), Value::Table(target)));
        Value::Table(table)
    });
    if !reading.milestones.is_empty() {
        table.insert("milestones".to_owned(), Value::Array(stages.collect()));
    }
    line(&table)
}

pub(super) fn lines(found: &WordingRead) -> String {
    let duties: Vec<String> = found.duties.iter().map(|duty| format!("<{}>", line_of(duty))).collect();
    let readings: Vec<String> = found.readings.iter().map(line_of).collect();
    if duties.is_empty() { readings.join(" | ") } else { duties.join("; ") }
}

/// Whether one reading is that of the file: in the notation, or of a task that is owed once by its last days.
fn is_right(wording: &Table, found: &WordingRead, context: Context) -> bool {
    if !matches!(found.verdict, ReadingVerdict::Sure | ReadingVerdict::Doubt) {
        return false;
    }
    let days: Vec<String> = match (wording.get("last_day"), wording.get("last_days")) {
        (Some(day), _) => vec![shown(day)],
        (None, Some(Value::Array(days))) => days.iter().map(shown).collect(),
        _ => Vec::new(),
    };
    let told: Vec<String> =
        found.readings.iter().flat_map(|it| it.last_days(context)).map(|day| day.to_string()).collect();
    let once = found.readings.iter().all(|it| it.every.is_empty()) && !wording.contains_key("every");
    // The file takes the first period of the context's year, `read` the first from the context's day on.
    let month_and_day = |days: &[String]| days.first().map(|day| day[5..].to_owned());
    let recurs = lines(found) == line(wording);
    let yearly = wording.get("every").and_then(Value::as_str) == Some("year");
    let agree = !yearly || !recurs || days.is_empty() || month_and_day(&days) == month_and_day(&told);
    once && !days.is_empty() && days == told || recurs && agree
}

#[test]
fn real_wordings_are_read_as_a_careful_reader_reads_them() {
    let file: Table = include_str!("wordings.toml").parse().expect("TOML");
    let (mut counts, mut misses) = (BTreeMap::<(&str, &str), usize>::new(), String::new());
    for wording in file["wording"].as_array().expect("wordings") {
        let wording = wording.as_table().expect("a wording");
        let text = wording["text"].as_str().expect("a text");
        let context = context(wording["context"].as_str().expect("a context"));
        let found = read(text, context);
        let kind = wording.get("reading").and_then(Value::as_str).unwrap_or("one reading");
        let right = match kind {
            "ambiguous" => found.verdict == ReadingVerdict::Ambiguous,
            "inexpressible" => found.verdict == ReadingVerdict::NoNotation,
            _ => is_right(wording, &found, context),
        };
        let verdict = found.verdict.as_str();
        *counts.entry((kind, if right { "right" } else { verdict })).or_default() += 1;
        if !right {
            misses.push_str(&format!("{text}\n  {verdict}: {}\n  but: {}\n", lines(&found), line(wording)));
        }
    }
    let counts: Vec<String> = counts.iter().map(|((kind, read), count)| format!("{kind}, {read}: {count}")).collect();
    let told = counts.join("\n") + "\n\n" + &misses;
    snapbox::assert_data_eq!(
        told,
        snapbox::str![[r"
ambiguous, right: 22
inexpressible, right: 7
one reading, doubt: 4
one reading, right: 190

trước ngày 10 của tháng đầu tiên của kỳ kế tiếp
  doubt: quarter before day 10 of next month; half before day 10 of next month; year before day 10 of next month
  but: quarter before day 10 of next month
trong Quý II, chậm nhất tháng 6
  doubt: 2026-06
  but: year month 6
định kỳ hằng tháng: Tính từ ngày 15 tháng trước đến ngày 14 của tháng thuộc kỳ báo cáo
  doubt: month end
  but: 
trước ngày 05 của tháng đầu tiên sau kỳ báo cáo
  doubt: quarter before day 5 of next month; half before day 5 of next month; year before day 5 of next month
  but: <year before day 5 of month 4>; <year before day 5 of month 10>

"]]
    );
}

/// Ways of wording that nobody counted: months, quarters, days, ranges, rhythms, events, prose, slips, English.
#[test]
fn every_way_of_wording_is_read_as_it_stands() {
    let context = Context::Day(NaiveDate::from_ymd_opt(2025, 2, 10).expect("a day"));
    let told = include_str!("variants.txt").lines().map(|line| {
        let (text, _) = line.split_once(" => ").expect("a wording and its reading");
        let found = read(text, context);
        format!("{text} => {}: {}", found.verdict.as_str(), lines(&found)).trim_end().to_owned() + "\n"
    });
    snapbox::assert_data_eq!(told.collect::<String>(), snapbox::file!["variants.txt"].raw());
}

#[test]
fn a_wrong_day_is_not_told_as_certain() {
    let context = Context::Day(NaiveDate::from_ymd_opt(2025, 3, 1).expect("a day"));
    for (text, verdict, due) in [
        ("9 tháng năm 2025", ReadingVerdict::Sure, "2025-9M"),
        ("ngày 9 tháng năm 2025", ReadingVerdict::Doubt, "2025-05-09"),
        ("quý 1V/2025", ReadingVerdict::Sure, "2025-Q4"),
        ("tháng 12 đến tháng 3", ReadingVerdict::Doubt, "2024-12..2025-03"),
        ("trước và trong Hội nghị sơ kết", ReadingVerdict::Doubt, "before event hoi-nghi-so-ket"),
    ] {
        let found = read(text, context);
        let reading = found.readings.first().expect(text);
        assert_eq!((found.verdict, &reading.due), (verdict, &Some(ReadDue::One(due.to_owned()))), "{text}");
    }
}

/// How letters are composed, where capitals, blanks and tone marks stand, changes nothing of what is read.
#[test]
fn a_wording_is_read_alike_however_it_is_typed() {
    use unicode_normalization::UnicodeNormalization;
    let file: Table = include_str!("wordings.toml").parse().expect("TOML");
    let real = file["wording"].as_array().expect("wordings").iter().filter_map(|it| it["text"].as_str());
    let own = include_str!("variants.txt").lines().filter_map(|line| line.split(" => ").next());
    let context = Context::Day(NaiveDate::from_ymd_opt(2025, 2, 10).expect("a day"));
    let mut wrong = Vec::new();
    for text in real.chain(own) {
        let held = lines(&read(text, context));
        let typed = [
            text.nfd().collect::<String>(),
            format!("  {}  ", text.replace(' ', "  ")),
            text.replace(' ', "\u{a0}"),
            format!("({text})"),
            format!("- {text}"),
            format!("{text}."),
            text.replace("quý", "quí").replace("hoà", "hòa").replace("kỳ", "kì"),
            format!("Thời gian thực hiện: {text}"),
        ];
        let others = typed.iter().map(|typed| (typed, lines(&read(typed, context))));
        wrong.extend(
            others.filter(|(_, told)| *told != held).map(|(typed, told)| format!("{typed}: {told}\n  but {held}")),
        );
    }
    support::none_wrong(&wrong);
}

/// Wordings that a careful reader doubts or asks about, or cannot write: none of them is reported as certain.
#[test]
fn what_a_careful_reader_doubts_is_not_told_as_certain() {
    let context = Context::Day(NaiveDate::from_ymd_opt(2026, 1, 15).expect("a day"));
    let sure = include_str!("doubtful.txt").lines().filter_map(|text| {
        let found = read(text, context);
        (found.verdict == ReadingVerdict::Sure).then(|| format!("{text}: {}", lines(&found)))
    });
    support::none_wrong(&sure.collect::<Vec<_>>());
}

#[test]
fn letters_for_digits_are_read_in_numbers_to_reach_too() {
    for (text, min) in
        [("đến hết năm 2030 đạt 5O%", "50"), ("năm 2030 đạt ít nhất l2,5%", "12.5"), ("0,5% năm 2026", "0.5")]
    {
        let found = read(text, Context::Year(2025));
        let target = found.readings.first().and_then(|reading| reading.target.clone());
        assert_eq!(target.as_deref(), Some(min), "{text}");
    }
}

/// Whatever is in a text, reading it ends, and what it reads is notation.
#[test]
fn readings_are_notation() {
    let file: Table = include_str!("wordings.toml").parse().expect("TOML");
    let real = file["wording"].as_array().expect("wordings").iter().filter_map(|it| it["text"].as_str());
    let own = include_str!("variants.txt").lines().filter_map(|line| line.split(" => ").next());
    let mut unread = Vec::new();
    for text in real.chain(own) {
        let chars: Vec<char> = text.chars().collect();
        // Cut anywhere, as a cell may be.
        for end in 0..=chars.len() {
            let cut: String = chars[..end].iter().collect();
            for context in [Context::Unknown, Context::Year(2025)] {
                let found = read(&cut, context);
                for reading in found.readings.iter().chain(&found.duties).filter(|it| it.milestones.is_empty()) {
                    if reading.timing().is_none() {
                        unread.push(format!("{cut}: {reading:?}"));
                    }
                }
            }
        }
    }
    support::none_wrong(&unread);
}

/// A value as a plan writes it, on one line.
fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text:?}"),
        Value::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Value::Table(table) => {
            let entries = table.iter().map(|(key, value)| format!("{key} = {}", inline(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        other => shown(other),
    }
}

/// The last days of a plan's only task, in the order of its periods or milestones.
fn last_days(task: &str, year: i32, recurs: bool) -> Vec<String> {
    let ends = if recurs { year } else { year + 15 };
    let text = format!(
        "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = {year}-01-01\nends = {ends}-12-31\nbefore = \"exclusive\"\n\
         [units]\na = \"A\"\n[[tasks]]\nid = \"t\"\ntitle = \"T\"\nlead = [\"a\"]\n{task}"
    );
    let reading = tiendo::read::plan::read(&text, tiendo::read::walk::Inspect::No);
    assert!(reading.diagnostics.is_empty(), "{text}: {:?}", reading.diagnostics);
    let plan = reading.plan.expect("the plan is sound");
    let days = plan.occurrences.iter().map(|occurrence| match occurrence.nominal {
        tiendo::model::deadline::LastDay::On(day) => day.to_string(),
        other => format!("{other:?}"),
    });
    days.collect()
}

#[test]
fn a_reading_put_into_a_plan_has_the_last_days_that_were_given() {
    let file: Table = include_str!("wordings.toml").parse().expect("TOML");
    let mut compared = 0;
    for wording in file["wording"].as_array().expect("wordings") {
        let wording = wording.as_table().expect("a wording");
        let given = match (wording.get("last_day"), wording.get("last_days")) {
            (Some(day), _) => vec![shown(day)],
            (_, Some(days)) => days.as_array().expect("days").iter().map(shown).collect(),
            _ => continue,
        };
        let counts_from_event = wording.get("due").is_some_and(|due| shown(due).contains("event "));
        if counts_from_event || wording.contains_key("tasks") || wording.contains_key("reading") {
            continue;
        }
        let keys = ["due", "every", "milestones", "starts", "ends"];
        let keys = keys.into_iter().filter_map(|key| Some(format!("{key} = {}\n", inline(wording.get(key)?))));
        let year = match context(wording["context"].as_str().expect("a context")) {
            Context::Day(day) => chrono::Datelike::year(&day),
            Context::Year(year) => year,
            Context::Unknown => 2025,
        };
        let (recurs, task) = (wording.contains_key("every"), keys.collect::<String>());
        let first_given = given[0][..4].parse().expect("a year");
        let found = [year, year + 1, first_given].map(|year| last_days(&task, year, recurs));
        let is_there = |days: &Vec<String>| days.windows(given.len()).any(|window| *window == given);
        assert!(found.iter().any(is_there), "{}: {given:?}, but {found:?}", shown(&wording["text"]));
        compared += 1;
    }
    assert!(compared > 150, "only {compared} were compared");
}

/// A plan with a task for each of these readings, of a document of that day or year. Its day may go unsaid.
fn plan_of(context: Context, tasks: &[String], says_day: bool) -> String {
    let (year, issued) = match context {
        Context::Day(day) if says_day => (chrono::Datelike::year(&day), format!("issued = {day}\n")),
        Context::Day(day) => (chrono::Datelike::year(&day), String::new()),
        Context::Year(year) => (year, String::new()),
        Context::Unknown => (2025, String::new()),
    };
    let tasks = tasks
        .iter()
        .enumerate()
        .map(|(number, task)| format!("[[tasks]]\nid = \"t{number}\"\ntitle = \"T{number}\"\nlead = [\"a\"]\n{task}"));
    let tasks = tasks.collect::<String>();
    let events: BTreeSet<&str> =
        tasks.split("event ").skip(1).filter_map(|rest| rest.split([' ', '"']).next()).collect();
    let events = events.into_iter().map(|id| format!("{id} = {{ name = \"{id}\" }}\n")).collect::<String>();
    format!(
        "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = {year}-01-01\nends = {}-12-31\nbefore = \"exclusive\"\n{issued}\
         [events]\n{events}[units]\na = \"A\"\n{tasks}",
        year + 9
    )
}

/// The wordings of which `check` says something, with the code.
fn told_of(context: Context, tasks: &[String], says_day: bool) -> Vec<String> {
    let plan = plan_of(context, tasks, says_day);
    let (_, found) = Case::new(&plan).unit("a", "").check("2020-01-01");
    let errors: Vec<_> = found.iter().filter(|it| it["severity"] == "error").collect();
    assert!(errors.is_empty(), "{plan}: {errors:?}");
    let about = found.iter().filter(|it| matches!(it["code"].as_str(), Some("W531" | "W532")));
    let told =
        about.map(|it| format!("{} {}", it["code"].as_str().unwrap_or(""), it["message"].as_str().unwrap_or("")));
    told.collect()
}

/// The tasks that the wordings of the file make as they are to be read, by the document; those of `reading`, with this
/// `due`.
fn tasks_by_document(reading: Option<&str>, due: Option<&str>) -> BTreeMap<String, Vec<String>> {
    let file: Table = include_str!("wordings.toml").parse().expect("TOML");
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for wording in file["wording"].as_array().expect("wordings") {
        let wording = wording.as_table().expect("a wording");
        let found = wording.get("reading").map(shown).filter(|found| found != "none");
        let text = format!("wording = {}\n", inline(&wording["text"]));
        if found.as_deref() != reading {
            continue;
        }
        let document = all.entry(shown(&wording["context"])).or_default();
        let keys = ["due", "every", "milestones", "starts", "ends"];
        let parts = wording.get("tasks").and_then(Value::as_array).cloned();
        for part in parts.unwrap_or_else(|| vec![Value::Table(wording.clone())]) {
            let keys = keys.into_iter().filter_map(|key| Some(format!("{key} = {}\n", inline(part.get(key)?))));
            let keys = due.map_or_else(|| keys.collect::<String>(), |due| format!("due = {due:?}\n"));
            // One is the period of a report's figures: no deadline.
            document.extend((!keys.is_empty()).then(|| format!("{keys}{text}")));
        }
    }
    all
}

#[test]
fn check_says_nothing_of_a_wording_that_is_read_as_it_is_to_be() {
    let documents = tasks_by_document(None, None);
    let told = |says_day: bool| documents.iter().flat_map(move |(at, tasks)| told_of(context(at), tasks, says_day));
    support::none_wrong(&[true, false].into_iter().flat_map(told).collect::<Vec<_>>());
}

#[test]
fn check_names_every_wording_that_another_deadline_stands_beside() {
    let (mut tasks, mut told) = (0, 0);
    for (at, own) in tasks_by_document(None, Some("1999-02-03")) {
        told += told_of(context(&at), &own, true).len();
        tasks += own.len();
    }
    assert_eq!((tasks, told), (196, 196));
}

#[test]
fn check_asks_how_a_wording_is_read_that_does_not_say_it() {
    let mut all = [("ambiguous", 0, 0), ("inexpressible", 0, 0)];
    for (reading, tasks, told) in &mut all {
        for (at, own) in tasks_by_document(Some(reading), Some("unstated")) {
            *told += told_of(context(&at), &own, true).len();
            *tasks += own.len();
        }
    }
    assert_eq!(all, [("ambiguous", 22, 22), ("inexpressible", 7, 7)]);
}

/// “quý 5/2026” is no quarter, and not the month of May either.
#[test]
fn a_period_that_there_is_not_is_no_other_one() {
    let none = [
        "quý 5/2026",
        "Quí 5/2026",
        "quý 6 năm 2026",
        "trước quý 5/2026",
        "đầu quý 5/2026",
        "hết quý 12-2026",
        "quý 5.2026",
        "quý V/2026",
        "quý V",
        "Q 5/2026",
        "Q.5/2026",
        "Quarter 5/2026",
        "tuần 60/2026",
        "nửa 5/2026",
    ];
    for text in none {
        let found = read(text, Context::Year(2026));
        assert_eq!(found.verdict, ReadingVerdict::NoNotation, "{text}: {:?}", found.readings);
        assert!(found.readings.is_empty(), "{text}: {:?}", found.readings);
    }
    for (text, due) in [
        ("quý 2/2026", "2026-Q2"),
        ("Q 2/2026", "2026-Q2"),
        ("tuần 5/2026", "2026-W05"),
        ("cuối tuần 5/2026", "2026-02-01"),
    ] {
        let found = read(text, Context::Year(2026));
        assert_eq!(found.verdict, ReadingVerdict::Sure, "{text}: {found:?}");
        assert_eq!(found.readings[0].due, Some(ReadDue::One(due.to_owned())), "{text}");
    }
}
