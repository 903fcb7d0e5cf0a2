//! Progress by week: each point is what the list says of its day, in every form the same.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde_json::Value;
use snapbox::str;
use unicode_width::UnicodeWidthStr;

use super::mail::cells;
use super::written;
use crate::support::case::{Case, Run, Shows as _, Status, bare, bounded, plan, task, text};
use crate::support::root;

/// What is counted on one day: due, due and completed, completed, overdue.
type Counts = [u64; 4];

/// Whether an obligation is one of those that are asked about.
type Wanted<'a> = &'a dyn Fn(&Value) -> bool;

const KEYS: [&str; 4] = ["due", "due_completed", "completed", "overdue"];

fn on(workspace: &Path, columns: usize, args: &[&str]) -> Run {
    let mut command = bare();
    command.arg("-C").arg(workspace).args(args).env("COLUMNS", columns.to_string());
    bounded(&mut command)
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// The days that there are points for: the Sunday of each week from that of `starts` on, and `as_of`.
fn days(starts: &str, as_of: &str) -> Vec<NaiveDate> {
    let as_of = day(as_of);
    let sundays = day(starts).iter_days().filter(|day| day.weekday() == Weekday::Sun);
    let mut days: Vec<NaiveDate> = sundays.take_while(|sunday| *sunday <= as_of).collect();
    if days.last() != Some(&as_of) {
        days.push(as_of);
    }
    days
}

/// What a list counts, of the obligations that `wanted` leaves.
fn counted(list: &Status, as_of: NaiveDate, standing: &BTreeSet<String>, wanted: impl Fn(&Value) -> bool) -> Counts {
    let as_of = as_of.to_string();
    let timed = |item: &Value| !standing.contains(text(&item["task"])) && item["state"] != "waived";
    let mut counts = [0; 4];
    for item in list.items().iter().filter(|item| timed(item) && wanted(item)) {
        let due = item["due"].as_str().is_some_and(|due| due <= as_of.as_str());
        let completed = item["state"] == "completed";
        let holds = [due, due && completed, completed, item["state"] == "overdue"];
        for (count, holds) in counts.iter_mut().zip(holds) {
            *count += u64::from(holds);
        }
    }
    counts
}

/// The tasks of a plan that have no time limit, whether or not it can be reported yet.
fn standing(workspace: &Path) -> BTreeSet<String> {
    let text = std::fs::read_to_string(workspace.join("plan.toml")).expect("the plan can be read");
    let plan: toml::Table = text.parse().expect("the plan is TOML");
    let tasks = plan["tasks"].as_array().expect("a list").iter();
    let limited = |task: &&toml::Value| {
        let due = task.get("due").and_then(toml::Value::as_str);
        !matches!(due, Some("ongoing" | "unstated"))
    };
    let of = |task: &toml::Value| task["id"].as_str().expect("it has an id").to_owned();
    tasks.filter(|task| !limited(task)).map(of).collect()
}

/// The points of `trend --format json`.
#[track_caller]
fn points(run: &Run) -> Vec<(NaiveDate, Counts)> {
    let json: Value = serde_json::from_slice(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"));
    assert_eq!(json["format"], "tiendo.trend/1");
    json["points"].as_array().expect("there are points").iter().map(point).collect()
}

fn point(point: &Value) -> (NaiveDate, Counts) {
    (day(text(&point["day"])), KEYS.map(|key| point[key].as_u64().expect("a count")))
}

/// What the list says of a day up to `as_of`: of its end if it was over by then.
fn listed(workspace: &Path, of: NaiveDate, as_of: &str) -> Status {
    let text = of.to_string();
    let args = ["list", "--format", "json", "--as-of", &text, "--end-of-day"];
    Status::of(on(workspace, 100, if of < day(as_of) { &args } else { &args[..5] }))
}

/// The members of the groups of the shipped plan, those of groups in them among them.
fn members(plan: &toml::Table, group: &str) -> BTreeSet<String> {
    let Some(named) = plan["groups"].get(group) else { return BTreeSet::from([group.to_owned()]) };
    let inside = named["members"].as_array().expect("a group has members").iter();
    inside.flat_map(|member| members(plan, member.as_str().expect("members have names"))).collect()
}

#[test]
fn each_point_is_what_the_list_says_of_its_day_under_every_filter() {
    let text_of_plan = std::fs::read_to_string(root().join("plan.toml")).expect("the plan can be read");
    let plan: toml::Table = text_of_plan.parse().expect("the plan is TOML");
    let group = members(&plan, "cap-uy-truc-thuoc");
    assert!(group.len() > 10, "{group:?}");
    let of_clause = |item: &Value| text(&item["clause"]) == "II.1" || text(&item["clause"]).starts_with("II.1.");
    let of_group = |item: &Value| group.contains(text(&item["unit"]));
    let filters: [(&[&str], Wanted<'_>); 6] = [
        (&[], &|_| true),
        (&["--unit", "ba to"], &|item| item["unit"] == "huyen-uy-ba-to"),
        (&["-u", "ba to", "-u", "Minh Long"], &|item| {
            item["unit"] == "huyen-uy-ba-to" || item["unit"] == "huyen-uy-minh-long"
        }),
        (&["--group", "cap-uy-truc-thuoc"], &of_group),
        (&["--clause", "II.1"], &of_clause),
        (&["--group", "cap-uy-truc-thuoc", "--clause", "II.1"], &|item| of_group(item) && of_clause(item)),
    ];
    let as_of = "2024-06-05";
    let standing = standing(root());
    let days = days("2024-01-01", as_of);
    assert_eq!(days.len(), 23);
    let lists: Vec<Status> = days.iter().map(|day| listed(root(), *day, as_of)).collect();
    for (args, wanted) in filters {
        let run = on(root(), 100, &[&["trend", "--format", "json", "--as-of", as_of], args].concat());
        let expected: Vec<(NaiveDate, Counts)> =
            days.iter().zip(&lists).map(|(day, list)| (*day, counted(list, *day, &standing, wanted))).collect();
        assert_eq!(points(run.ends_with(&[0])), expected, "{args:?}");
        assert!(expected.last().is_some_and(|(_, counts)| counts[0] > 0 && counts[2] > 0), "{args:?}: {expected:?}");
    }
    let task = ["--task", "tai-lieu-chuyen-de"];
    let run = on(root(), 100, &[&["trend", "--format", "json", "--as-of", as_of], &task[..]].concat());
    let of_task = |item: &Value| item["task"] == "tai-lieu-chuyen-de";
    let expected = days.iter().zip(&lists).map(|(day, list)| (*day, counted(list, *day, &standing, of_task)));
    assert_eq!(points(&run), expected.collect::<Vec<_>>());
    // Clerks read them to the end of the year too.
    for late in ["2024-12-31", "2025-02-10"] {
        let found = points(&on(root(), 100, &["trend", "--format", "json", "--as-of", late]));
        let list = Status::of(on(root(), 100, &["list", "--format", "json", "--as-of", late]));
        assert_eq!(found.last(), Some(&(day(late), counted(&list, day(late), &standing, |_| true))));
    }
}

#[test]
fn a_name_that_nothing_has_is_told_and_so_is_one_that_many_have() {
    for args in [&["-u", "khong co"][..], &["-g", "không"], &["-t", "zz"], &["--clause", "IX"], &["-u", "huyen uy"]] {
        let run = on(root(), 100, &[&["trend"], args].concat());
        run.ends_with(&[2]);
        assert!(run.out().is_empty() && run.err().contains(args[1]), "{run:?}");
    }
    for args in [&["--state", "overdue"][..], &["2024-05"], &["--format", "html"]] {
        on(root(), 100, &[&["trend"], args].concat()).ends_with(&[2]);
    }
}

/// A workspace in which everything happens that can happen to an obligation, some of it twice.
fn eventful() -> Case {
    let tasks: String = [
        ("som", "due = 2024-02-10"),
        ("tre", "due = 2024-02-10"),
        ("mien", "due = 2024-02-10"),
        ("mien-sau-khi-xong", "due = 2024-02-10"),
        ("lui", "due = 2024-02-10"),
        ("rut-ngan", "due = 2024-06-30"),
        ("chua-nhan", "due = 2024-02-10"),
        ("nghi", "due = 2024-03-31"),
        ("quy", "every = \"quarter\""),
        ("su-kien", "due = \"event e + 3 working days\""),
        ("chua-co-ngay", "due = \"event f\""),
        ("thuong-xuyen", "due = \"ongoing\""),
        ("bo-trong", "due = 2024-02-18"),
    ]
    .iter()
    .map(|(id, keys)| task(id, keys))
    .collect();
    let header = "acceptance = true\non_day_off = \"next-working-day\"\nnotice = \"Lưu ý, \\\"đậm\\\" | 1\"";
    let events = "[events]\ne = { name = \"E\", date = 2024-03-07 }\nf = { name = \"F\" }\n";
    let both = "[[tasks]]\nid = \"chung\"\ntitle = \"Chung\"\nlead = [\"a\", \"b\"]\nevery = \"month\"\n";
    Case::new(plan(header, &format!("{events}{tasks}{both}")))
        .unit(
            "a",
            "[som]\ndone = 2024-01-20\naccepted = 2024-01-22\n[tre]\ndone = 2024-02-20\naccepted = 2024-03-05\n\
             [mien]\nwaived = { by = \"1\", on = 2024-03-01 }\n\
             [mien-sau-khi-xong]\ndone = 2024-02-01\naccepted = 2024-02-02\nwaived = { by = \"2\", on = 2024-04-02 }\n\
             [lui]\nextended = { to = 2024-04-14, by = \"3\", on = 2024-02-20 }\ndone = 2024-04-15\naccepted = 2024-04-15\n\
             [rut-ngan]\nextended = { to = 2024-02-04, by = \"4\", on = 2024-01-30 }\n\
             [chua-nhan]\ndone = 2024-02-05\n[nghi]\ndone = 2024-04-01\naccepted = 2024-04-01\n\
             [quy.2024-Q1]\nstarted = 2024-02-01\n[quy.2024-Q2]\ndone = 2024-01-15\naccepted = 2024-01-15\n\
             [chua-co-ngay]\ndone = 2024-02-01\naccepted = 2024-02-01\n[thuong-xuyen]\ndone = 2024-02-01\naccepted = 2024-02-01\n\
             [chung.2024-01]\ndone = 2024-01-31\naccepted = 2024-02-01\n",
        )
        .unit("b", "[chung.2024-02]\ndone = 2024-03-03\naccepted = 2024-03-03\n")
}

#[test]
fn whatever_happened_is_counted_on_the_day_on_which_it_counts() {
    let case = eventful();
    let small = root().join("tests/workspaces/small");
    for (workspace, as_ofs) in [(case.path(), ["2024-04-14", "2024-05-15"]), (&small, ["2024-05-15", "2024-07-10"])] {
        for as_of in as_ofs {
            let found = points(on(workspace, 100, &["trend", "--format", "json", "--as-of", as_of]).ends_with(&[0]));
            let expected: Vec<(NaiveDate, Counts)> = days("2024-01-01", as_of)
                .into_iter()
                .map(|day| (day, counted(&listed(workspace, day, as_of), day, &standing(workspace), |_| true)))
                .collect();
            assert_eq!(found, expected, "{} on {as_of}", workspace.display());
            let distinct: BTreeSet<Counts> = found.iter().map(|(_, counts)| *counts).collect();
            assert!(distinct.len() > 4, "a week is not as the other: {found:?}");
        }
    }
}

/// A rate as people write it, to a tenth of a per cent.
fn rate(counts: Counts) -> String {
    let [due, done, ..] = counts;
    (done * 2_000 + due)
        .checked_div(2 * due)
        .map_or("–".to_owned(), |tenths| format!("{},{}%", tenths / 10, tenths % 10))
}

/// What people read of a point: the day, what was due, completed and overdue, and the rate.
fn shown((day, counts): &(NaiveDate, Counts)) -> Vec<String> {
    let [due, _, completed, overdue] = *counts;
    let mut cells = vec![written(&day.to_string())];
    cells.extend([due, completed, overdue].map(|count| count.to_string()));
    cells.push(rate(*counts));
    cells
}

/// The rows of a table on a screen, each with its bar.
fn rows(out: &str) -> Vec<(Vec<String>, String)> {
    let begins = |line: &&str| line.split('/').next().is_some_and(|day| day.len() == 2 && day.parse::<u8>().is_ok());
    let cells = |line: &str| {
        let (bar, cells): (Vec<&str>, Vec<&str>) =
            line.split_whitespace().partition(|cell| cell.starts_with(['█', '░']));
        (cells.into_iter().map(str::to_owned).collect(), bar.concat())
    };
    // The title stands above an empty line.
    out.lines().skip_while(|line| !line.is_empty()).filter(begins).map(cells).collect()
}

#[test]
fn every_form_says_the_same_and_carries_the_notice() {
    let case = eventful();
    for workspace in [case.path(), root()] {
        let run = |format: &str| {
            let run = on(workspace, 100, &["trend", "--as-of", "2024-05-15", "--format", format]);
            run.ends_with(&[0]);
            run
        };
        let json: Value = serde_json::from_slice(&run("json").stdout).expect("JSON");
        let points = points(&run("json"));
        let notice = json["plan"]["notice"].as_str().expect("it has a notice");
        assert_eq!(json["as_of"], "2024-05-15");
        let lines = run("jsonl");
        let lines: Vec<Value> = lines.out().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert!(lines.iter().all(|line| line["notice"] == notice), "{lines:?}");
        assert_eq!(lines.iter().map(point).collect::<Vec<_>>(), points);

        let csv = run("csv");
        let bytes = csv.stdout.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark, for Excel");
        let mut reader = csv::Reader::from_reader(bytes);
        let heads = reader.headers().expect("headings").clone();
        assert_eq!(heads, vec!["day", "due", "due_completed", "completed", "overdue", "notice"]);
        let records: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        let of_row = |row: &csv::StringRecord| {
            assert_eq!(&row[5], notice);
            (day(&row[0]), [1, 2, 3, 4].map(|at| row[at].parse().expect("a count")))
        };
        assert_eq!(records.iter().map(of_row).collect::<Vec<_>>(), points);

        // Only the last day goes on, and every form says so.
        let (last, above) = lines.split_last().expect("there are points");
        assert!(last["end_of_day"] == false && above.iter().all(|line| line["end_of_day"] == true), "{lines:?}");
        assert!(["markdown", "table"].iter().all(|form| run(form).out().contains("gày cuối chưa hết")));

        let wanted: Vec<Vec<String>> = points.iter().map(shown).collect();
        let markdown = run("markdown");
        let table: Vec<Vec<String>> = markdown.out().lines().filter(|line| line.starts_with('|')).map(cells).collect();
        assert_eq!(table[0], ["Tính đến ngày", "Đến hạn", "Hoàn thành", "Quá hạn", "Tỷ lệ"]);
        assert_eq!(table[2..], wanted[..]);
        let quoted = format!("\n> {}\n", notice.replace('|', "\\|"));
        assert!(markdown.out().contains(&quoted), "{markdown:?}");

        let screen = run("table");
        assert_eq!(rows(screen.out()).into_iter().map(|(cells, _)| cells).collect::<Vec<_>>(), wanted);
        assert!(screen.out().contains(notice), "{screen:?}");
        let english = on(workspace, 100, &["trend", "--as-of", "2024-05-15", "--lang", "en"]);
        let wanted = wanted.iter().map(|row| row.iter().map(|cell| cell.replace(',', ".")).collect());
        assert_eq!(
            rows(english.out()).into_iter().map(|(cells, _)| cells).collect::<Vec<_>>(),
            wanted.collect::<Vec<Vec<String>>>()
        );
    }
}

#[test]
fn bars_are_as_long_as_what_was_due_and_filled_as_far_as_it_was_done_on_screens_of_any_width() {
    let case = eventful();
    for workspace in [case.path(), root()] {
        let points = points(&on(workspace, 80, &["trend", "--as-of", "2024-05-15", "--format", "json"]));
        let most = points.iter().map(|(_, counts)| counts[0]).max().expect("there are points");
        for columns in [20, 40, 60, 80, 200] {
            let run = on(workspace, columns, &["trend", "--as-of", "2024-05-15"]);
            run.ends_with(&[0]);
            let widest = run.out().lines().map(UnicodeWidthStr::width).max().expect("there are lines");
            assert!(widest <= columns, "{widest} columns on a screen of {columns}: {run:?}");
            let rows = rows(run.out());
            assert_eq!(rows.len(), points.len());
            let longest = rows.iter().map(|(_, bar)| bar.width()).max().expect("there are rows");
            // Narrow screens keep the day and the rate, and need no bars; others use all the room there is.
            assert_eq!(longest > 0, columns >= 40, "{run:?}");
            assert!(longest == 0 || widest == columns, "{run:?}");
            for ((cells, bar), point) in rows.iter().zip(&points) {
                let all = shown(point);
                assert_eq!((cells.first(), cells.last()), (all.first(), all.last()), "{run:?}");
                assert!(cells.iter().all(|cell| all.contains(cell)) && (columns < 60 || *cells == all), "{run:?}");
                if longest > 0 {
                    let signs = |sign| bar.chars().filter(|letter| *letter == sign).count();
                    let (full, open) = (signs('█'), signs('░'));
                    assert!(bar.starts_with(&"█".repeat(full)) && full + open == bar.chars().count(), "{bar}");
                    let [due, done, ..] = point.1;
                    #[allow(clippy::cast_precision_loss, reason = "these are small numbers")]
                    let exact = |count: u64| count as f64 * longest as f64 / most as f64;
                    for (found, count) in [(full + open, due), (open, due - done)] {
                        #[allow(clippy::cast_precision_loss, reason = "these are small numbers")]
                        let off = found as f64 - exact(count);
                        assert!((0.0..1.0).contains(&off), "{found} columns for {count} of {most}: {run:?}");
                        assert_eq!(found > 0, count > 0, "what there is shows: {run:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn colours_change_no_letter() {
    for columns in [20, 40, 80, 200] {
        let plain = on(root(), columns, &["trend", "--as-of", "2024-05-15"]);
        let coloured = on(root(), columns, &["trend", "--as-of", "2024-05-15", "--color", "always"]);
        assert!(coloured.out().contains("\u{1b}[") && !plain.out().contains('\u{1b}'), "{coloured:?}");
        let mut stripped = String::new();
        for (at, piece) in coloured.out().split('\u{1b}').enumerate() {
            let rest = piece.find('m').filter(|_| at > 0).map_or(0, |end| end + 1);
            stripped.push_str(&piece[rest..]);
        }
        assert_eq!(stripped, plain.out());
    }
}

#[test]
fn a_broken_file_is_named_and_the_others_are_counted() {
    let case = eventful();
    let of = |case: &Case, args: &[&str]| on(case.path(), 100, &[&["trend", "--as-of", "2024-05-15"], args].concat());
    let of_b = points(&of(&case, &["--format", "json", "-u", "b"]));
    let case = case.unit("a", "[som]\nxong = 2024-01-20\n");
    for format in ["table", "json", "jsonl", "csv", "markdown"] {
        let run = of(&case, &["--format", format]);
        run.ends_with(&[3]);
        assert!(run.err().contains("units/a.toml:2:1"), "{run:?}");
        if ["table", "markdown"].contains(&format) {
            assert!(run.out().contains("Đơn vị A") && run.out().contains("units/a.toml"), "{run:?}");
        }
    }
    assert_eq!(points(&of(&case, &["--format", "json"])), of_b);
    // Whoever is not asked about does no harm.
    of(&case, &["-u", "b"]).ends_with(&[0]);
    let missing = Case::new(std::fs::read(case.path().join("plan.toml")).expect("the plan can be read")).unit("b", "");
    let run = of(&missing, &["--format", "json"]);
    run.ends_with(&[0]).err().shows(str![[r"
plan.toml:10:1: warning[W508]: chưa có tệp units/a.toml: đơn vị chưa báo cáo gì

tạo tệp: tiendo sync làm việc đó; lúc đầu tệp có thể để trống

"]]);
    assert!(points(&run).last().is_some_and(|(_, counts)| counts[0] > 5), "nothing reported is still owed");
}

#[test]
fn a_plan_of_a_thousand_years_has_no_more_points_than_can_be_shown() {
    let long = |starts: &str, ends: &str| {
        let plan =
            format!("[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = {starts}\nends = {ends}\n[units]\na = \"A\"\n");
        let tasks: String = (0..10).map(|at| task(&format!("t{at}"), &format!("due = 1{at}50-06-15"))).collect();
        Case::new(plan + &tasks).unit("a", "[t3]\ndone = 1350-01-01\n[t4]\ndone = 1455-01-01\n")
    };
    let case = long("1000-01-01", "1999-12-31");
    for as_of in ["1999-12-31", "1500-05-05", "9999-12-31"] {
        let found = points(on(case.path(), 80, &["trend", "--format", "json", "--as-of", as_of]).ends_with(&[0]));
        assert!((60..=120).contains(&found.len()), "{} points", found.len());
        assert_eq!(found.last().map(|(day, _)| *day), Some(day(as_of)));
        // The same number of whole weeks lies between any two; the day that is asked about may come sooner.
        let weeks: Vec<i64> = found.windows(2).map(|two| (two[1].0 - two[0].0).num_days()).collect();
        let (last, others) = weeks.split_last().expect("there are points");
        assert!(others.iter().all(|days| *days == others[0] && days % 7 == 0) && *last <= others[0], "{weeks:?}");
        assert!(found[..found.len() - 1].iter().all(|(day, _)| day.weekday() == Weekday::Sun), "{found:?}");
        for (day, counts) in [found[0], found[found.len() / 2], found[found.len() - 1]] {
            let on_day = on(case.path(), 80, &["list", "--format", "json", "--as-of", &day.to_string()]);
            assert_eq!(counts, counted(&Status::of(on_day), day, &BTreeSet::new(), |_| true), "{day}");
        }
    }
    on(long("0001-01-01", "9999-12-31").path(), 80, &["trend", "--as-of", "9999-12-31"]).ends_with(&[0]);
}

#[test]
fn before_the_plan_begins_there_is_the_day_itself() {
    let case = eventful();
    for (as_of, count) in
        [("2023-05-15", 1), ("2023-12-31", 1), ("2024-01-01", 1), ("2024-01-07", 1), ("2024-01-08", 2)]
    {
        let found = points(&on(case.path(), 80, &["trend", "--format", "json", "--as-of", as_of]));
        assert_eq!((found.len(), found.last().map(|(day, _)| *day)), (count, Some(day(as_of))), "{as_of}");
    }
    let next = day("2024-01-07") + Days::new(7);
    assert_eq!(days("2024-01-01", "2024-01-14").last(), Some(&next));
}

#[test]
fn texts_of_the_plan_do_no_harm() {
    let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
    for text in super::hostile::TEXTS {
        let quoted = super::hostile::quoted(text);
        let plan = format!(
            "[plan]\nnumber = {quoted}\ntitle = {quoted}\nissuer = {quoted}\nnotice = {quoted}\nstarts = 2024-01-01\n\
             ends = 2024-12-31\n[units]\na = {quoted}\n"
        );
        let case = Case::new(plan + &task("x", "due = 2024-01-05")).unit("a", "");
        for format in ["table", "json", "jsonl", "csv", "markdown"] {
            let run = on(case.path(), 40, &["trend", "--as-of", "2024-01-10", "--format", format]);
            let out = run.ends_with(&[0]).out().strip_prefix('\u{feff}').unwrap_or(run.out()).replace("\r\n", "\n");
            let harm = out.chars().find(|letter| super::hostile::harms(*letter));
            assert_eq!(harm, None, "{text:?} as {format}: {out}");
            let rows = match format {
                // A cell may have lines of its own.
                "csv" => csv::Reader::from_reader(out.as_bytes()).records().flatten().count(),
                _ => out.lines().count(),
            };
            // As many rows whatever the texts are, but where they are wrapped; an empty notice has no line in Markdown.
            if format != "table" && !(format == "markdown" && tiendo::text::one_line(text).is_empty()) {
                assert_eq!(*forms.entry(format).or_insert(rows), rows, "{text:?} as {format}: {out}");
            }
        }
        let run = on(case.path(), 40, &["trend", "--as-of", "2024-01-10", "--format", "json"]);
        let json: Value = serde_json::from_slice(&run.stdout).expect("JSON");
        assert_eq!(json["plan"]["notice"], **text, "scripts have the very text");
    }
}
