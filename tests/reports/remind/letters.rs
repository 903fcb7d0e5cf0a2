//! Who gets a letter, and what stands in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;
use snapbox::str;

use super::mail::{flat, letters, texts};
use super::{list, shipped, written};
use crate::support::case::{Case, Run, Shows as _, Status, bare, bounded, flags, plan, task, text};
use crate::support::plan_2024;
use crate::support::root;

/// Which cell holds what the unit has said, where any has said something.
const ANSWER: usize = 7;

/// The period of an obligation in words, after its title.
fn period(item: &Value) -> String {
    let Some((year, rest)) = item["period"].as_str().map(|period| period.split_once('-').unwrap_or((period, "")))
    else {
        return String::new();
    };
    let words = match rest {
        "Q1" => format!("Quý I/{year}"),
        "Q2" => format!("Quý II/{year}"),
        "Q3" => format!("Quý III/{year}"),
        "Q4" => format!("Quý IV/{year}"),
        "H1" => format!("6 tháng đầu năm {year}"),
        "H2" => format!("6 tháng cuối năm {year}"),
        _ => panic!("{item} is of another kind of period"),
    };
    format!(" ({words})")
}

/// What a plan says of its tasks beside what `list` says of obligations.
struct Tasks {
    /// For each, its product and whom it goes to.
    expected: BTreeMap<String, (Option<String>, Option<String>)>,
}

impl Tasks {
    fn of(plan: &str) -> Self {
        let plan: toml::Table = plan.parse().expect("a plan is TOML");
        let tasks = plan["tasks"].as_array().expect("a plan has tasks").iter();
        let key = |task: &toml::Value, key| task.get(key).and_then(toml::Value::as_str).map(str::to_owned);
        let one = |task| (key(task, "id").expect("a task has an id"), (key(task, "product"), key(task, "reports_to")));
        Self { expected: tasks.map(one).collect() }
    }

    /// What shows that a task is done.
    fn evidence(&self, task: &str) -> String {
        let (product, to) = &self.expected[task];
        let product = product.as_deref().unwrap_or("văn bản thể hiện kết quả");
        to.as_ref().map_or(product.to_owned(), |to| format!("{product}, gửi {to}"))
    }
}

/// What comes before the day of an extension.
const EXTENDED: &str = "; được gia hạn đến ngày ";

/// The rows of a letter, of extensions their days alone: lists as JSON do not have their documents.
fn without_documents(rows: &[Vec<String>]) -> Vec<Vec<String>> {
    let short = |cell: &String| match cell.split_once(EXTENDED) {
        Some((rule, rest)) => {
            let (day, document) = rest.split_once(" theo ").expect("it names its document");
            assert!(document.contains(" ngày "), "{cell}");
            format!("{rule}{EXTENDED}{day}")
        }
        None => cell.clone(),
    };
    rows.iter().map(|row| row.iter().map(short).collect()).collect()
}

/// The rows that a letter has for these obligations, by what `list` says of them and `rule` of their tasks.
fn rows(mut items: Vec<&Value>, tasks: &Tasks, mut rule: impl FnMut(&str) -> String) -> Vec<Vec<String>> {
    items.sort_by_key(|item| text(&item["due"]).to_owned());
    let has =
        |item: &Value, flag: &str| item["flags"].as_array().is_some_and(|flags| flags.iter().any(|it| it == flag));
    let extended = |item: &Value| {
        let by = |to: &str| format!("{EXTENDED}{}", written(to));
        let extended = if has(item, "extended") { by(text(&item["due"])) } else { String::new() };
        let off = || {
            format!("; ngày {} là ngày nghỉ nên hạn lùi đến ngày làm việc tiếp theo", written(text(&item["nominal"])))
        };
        extended + &if has(item, "moved") { off() } else { String::new() }
    };
    let answer = |item: &Value| {
        let lapsed = if has(item, "promise-lapsed") { " (đã qua)" } else { "" };
        let promised =
            item["committed"].as_str().map(|day| format!("dự kiến hoàn thành ngày {}{lapsed}", written(day)));
        item["reason"].as_str().map(str::to_owned).into_iter().chain(promised).collect::<Vec<_>>().join(" · ")
    };
    let answered = items.iter().any(|item| !answer(item).is_empty());
    // What was reached of targets, all of which are of the form “at least”.
    let reached = |item: &Value| {
        let target = item["target"].as_object().map(|target| format!("{} {}", target["min"], text(&target["unit"])));
        let value = item["progress"]["value"].as_i64().map_or_else(|| "–".to_owned(), |value| value.to_string());
        target.map_or_else(String::new, |target| format!("{value}/{target}"))
    };
    let measured = items.iter().any(|item| !reached(item).is_empty());
    let row = |(item, number): (&&Value, u32)| {
        let days = item["days_late"].as_i64().or(item["days_left"].as_i64()).expect("so many days");
        let mut cells = vec![
            number.to_string(),
            format!("{}{}", text(&item["title"]), period(item)),
            item["clause"].as_str().unwrap_or_default().to_owned(),
            item["wording"].as_str().map_or_else(|| rule(text(&item["task"])), str::to_owned) + &extended(item),
            written(text(&item["due"])),
            if days == 0 { "hạn cuối hôm nay".to_owned() } else { format!("{days} ngày") },
            tasks.evidence(text(&item["task"])),
        ];
        cells.extend(answered.then(|| answer(item)));
        cells.extend(measured.then(|| reached(item)));
        cells
    };
    items.iter().zip(1..).map(row).collect()
}

/// The names of units in the plan's order, each with its obligations that are overdue and due soon.
fn to_remind(status: &Status) -> Vec<(&str, Vec<&Value>, Vec<&Value>)> {
    let units = status.json["units"].as_array().expect("there are units").iter();
    let of = |unit: &'_ Value, state: &str| -> Vec<&Value> {
        let mine = status.items().iter().filter(|item| item["unit"] == unit["unit"]);
        mine.filter(|item| item["state"] == state).collect()
    };
    let all = units.map(|unit| (text(&unit["name"]), of(unit, "overdue"), of(unit, "pending")));
    all.filter(|(_, overdue, due_soon)| overdue.len() + due_soon.len() > 0).collect()
}

/// What `show` says of the rule of a task.
fn rule(workspace: &Path, task: &str) -> String {
    let mut command = bare();
    command.arg("-C").arg(workspace).args(["show", task, "--as-of", "2024-05-15"]).env("COLUMNS", "9999");
    let run = bounded(&mut command);
    let rule = run.out().lines().find_map(|line| line.strip_prefix("Quy tắc:"));
    rule.unwrap_or_else(|| panic!("{task} has no rule: {run:?}")).trim().to_owned()
}

/// How many days before its last day something is due soon in a workspace, and days to look at it.
const LOOKS: [(&str, u32, &[&str]); 2] = [
    (".", 21, &["2024-01-10", "2024-03-14", "2024-03-15", "2024-05-15", "2024-07-01", "2024-12-20", "2025-01-10"]),
    (
        "tests/workspaces/small",
        7,
        &["2024-01-10", "2024-03-28", "2024-04-10", "2024-05-15", "2024-05-25", "2024-07-08"],
    ),
];

#[test]
fn each_unit_with_something_overdue_or_due_soon_gets_a_letter_with_all_of_it_and_nobody_else_does() {
    let (mut answers, mut rules) = (0, BTreeMap::new());
    for (workspace, within, days) in LOOKS {
        let workspace = root().join(workspace);
        let plan = fs::read_to_string(workspace.join("plan.toml")).expect("the plan can be read");
        let tasks = Tasks::of(&plan);
        let mut rule = |task: &str| rules.entry(task.to_owned()).or_insert_with(|| rule(&workspace, task)).clone();
        let on = |args: &[&str]| bounded(bare().arg("-C").arg(&workspace).args(args));
        for day in days {
            let listed = on(&["list", "--format", "json", "--state", "overdue,due-soon", "--as-of", day]);
            let status = Status::of(listed);
            let wanted = to_remind(&status);
            let run = on(&["remind", "--format", "md", "--as-of", day]);
            run.ends_with(&[0]);
            let found = letters(&run);
            let names: Vec<&str> = wanted.iter().map(|(name, _, _)| *name).collect();
            assert_eq!(found.iter().map(|letter| letter.unit.as_str()).collect::<Vec<_>>(), names, "{day}");
            assert_eq!(names.is_empty(), *day == "2024-01-10", "the other days were chosen to have letters");
            for (letter, (name, overdue, due_soon)) in found.iter().zip(&wanted) {
                assert_eq!(
                    without_documents(&letter.overdue),
                    rows(overdue.clone(), &tasks, &mut rule),
                    "{name} on {day}"
                );
                assert_eq!(
                    without_documents(&letter.due_soon),
                    rows(due_soon.clone(), &tasks, &mut rule),
                    "{name} on {day}"
                );
                assert_eq!(letter.notice.as_deref(), status.json["plan"]["notice"].as_str(), "{name} on {day}");
                let counted = letter.said.iter().any(|said| {
                    let overdue = format!("{} việc quá hạn", overdue.len());
                    let due_soon = format!("{} việc sắp đến hạn (trong {within} ngày tới)", due_soon.len());
                    said.contains(&overdue) != letter.overdue.is_empty()
                        && said.contains(&due_soon) != letter.due_soon.is_empty()
                        && said.contains(name)
                });
                assert!(counted, "{name} on {day}: {:?}", letter.said);
                let answered =
                    |row: &&Vec<String>| row.get(ANSWER).is_some_and(|it| !it.is_empty() && !it.contains('/'));
                answers += letter.overdue.iter().filter(answered).count();
            }
        }
    }
    assert!(answers > 5 && rules.len() > 2, "there were answers and rules to compare: {answers}, {rules:?}");
}

#[test]
fn the_letter_as_text_says_what_the_letter_as_markdown_says() {
    for day in ["2024-03-15", "2024-05-15", "2024-12-20"] {
        let run = shipped(&["remind", "--as-of", day]);
        let marked = letters(&shipped(&["remind", "--format", "md", "--as-of", day]));
        let plain = texts(&run);
        assert_eq!(plain.len(), marked.len(), "{day}");
        for (text, letter) in plain.iter().zip(&marked) {
            let (said, mut from) = (flat(text), 0);
            let after_days = [&letter.overdue, &letter.due_soon];
            for cell in after_days.into_iter().flatten().flat_map(|row| &row[1..]).filter(|cell| !cell.is_empty()) {
                let at = said[from..].find(cell.as_str());
                from += at.unwrap_or_else(|| panic!("{cell} does not follow in {text}")) + cell.len();
            }
            assert!(said.contains(&format!("Kính gửi: {}", letter.unit)), "{text}");
            assert!(letter.said.last().is_some_and(|closing| said.ends_with(closing.as_str())), "{text}");
            // The head and the paragraphs; the lines of tables stand above.
            assert!(letter.said[1..].iter().all(|line| said.contains(&line.replace('*', ""))), "{text}");
        }
    }
}

/// A plan in which the unit `a` owes one of everything that a letter can show.
fn everything() -> Case {
    let tasks = [
        task("som", "due = 2024-05-20\nproduct = \"Kế hoạch\"\nreports_to = \"Sở Nội vụ\""),
        task("quy", "every = \"quarter\"\nreports_to = \"Văn phòng\"\ntitles = { 2024-Q1 = \"Sơ kết\" }"),
        task("lau", "due = 2024-01-31"),
        task("tre", "due = 2024-04-30\nwording = \"Trong tháng 4\"\nclause = \"II.3\"\nproduct = \"Đề án\""),
        task("mai", "due = 2024-05-16"),
        task("xa", "due = 2024-05-23"),
        task("xong", "due = 2024-05-10"),
    ];
    let header = "issuer = \"Sở\"\nnotice = \"Số liệu minh họa\"\ncoordinator = \"b\"";
    Case::new(plan(header, &tasks.concat())).unit(
        "a",
        "[tre]\nreason = \"Thiếu người\"\ncommitted = 2024-05-31\n[lau]\ncommitted = 2024-06-03\n\
         [quy.2024-Q1]\nreason = \"Chờ số liệu\"\n[xong]\ndone = 2024-05-10\n",
    )
}

#[test]
fn a_letter_reads_as_offices_write_it() {
    let run = everything().run(&["remind", "--as-of", "2024-05-15"]);
    run.ends_with(&[0]);
    assert_eq!(
        run.out(),
        "ĐÔN ĐỐC THỰC HIỆN KẾ HOẠCH 1-KH\nKế hoạch\nSở · tính đến ngày 15/5/2024\nKính gửi: Đơn vị A\n\
         Số liệu minh họa\n\n\
         Tính đến ngày 15/5/2024, Đơn vị A còn 3 việc quá hạn và 2 việc sắp đến\n\
         hạn (trong 7 ngày tới) theo kế hoạch như sau.\n\n\
         VIỆC QUÁ HẠN\n\n\
         1. Việc lau\n   Thời hạn theo kế hoạch: chậm nhất ngày 31/01/2024\n   Hạn: 31/01/2024\n   Quá hạn: 105 ngày\n   \
         Minh chứng cần gửi: văn bản thể hiện kết quả\n   Đã ghi nhận: dự kiến hoàn thành ngày 03/6/2024\n\n\
         2. Sơ kết (Quý I/2024)\n   Thời hạn theo kế hoạch: hằng quý: chậm nhất ngày cuối kỳ\n   Hạn: 31/3/2024\n   \
         Quá hạn: 45 ngày\n   Minh chứng cần gửi: văn bản thể hiện kết quả, gửi Văn phòng\n   \
         Đã ghi nhận: Chờ số liệu\n\n\
         3. Việc tre\n   Mục: II.3\n   Thời hạn theo kế hoạch: Trong tháng 4\n   Hạn: 30/4/2024\n   Quá hạn: 15 ngày\n   \
         Minh chứng cần gửi: Đề án\n   Đã ghi nhận: Thiếu người · dự kiến hoàn thành ngày 31/5/2024\n\n\
         VIỆC SẮP ĐẾN HẠN\n\n\
         1. Việc mai\n   Thời hạn theo kế hoạch: chậm nhất ngày 16/5/2024\n   Hạn: 16/5/2024\n   Còn: 1 ngày\n   \
         Minh chứng cần gửi: văn bản thể hiện kết quả\n\n\
         2. Việc som\n   Thời hạn theo kế hoạch: chậm nhất ngày 20/5/2024\n   Hạn: 20/5/2024\n   Còn: 5 ngày\n   \
         Minh chứng cần gửi: Kế hoạch, gửi Sở Nội vụ\n\n\
         Đề nghị đơn vị khẩn trương thực hiện. Đối với việc đã hoàn thành, đề\n\
         nghị gửi minh chứng về Đơn vị B; đối với việc quá hạn chưa hoàn thành,\n\
         đề nghị nêu lý do và ngày dự kiến hoàn thành. Đề nghị trả lời chậm nhất\n\
         ngày 22/5/2024.\n"
    );
}

#[test]
fn and_in_english() {
    let run = everything().run(&["remind", "--as-of", "2024-05-15", "--lang", "en"]);
    let said = flat(run.out());
    for part in [
        "REMINDER ON PLAN 1-KH Kế hoạch Sở · as of 15/5/2024 To: Đơn vị A Số liệu minh họa",
        "Đơn vị A has 3 overdue items and 2 items due soon (within 7 days) under the plan: OVERDUE 1. Việc lau",
        "2. Sơ kết (Q1/2024) Deadline in the plan: every quarter: by the period's last day Last day: 31/3/2024 Overdue by: 45 days \
         Evidence expected: a document that shows the result, to Văn phòng On record: Chờ số liệu 3. Việc tre \
         Clause: II.3 Deadline in the plan: Trong tháng 4",
        "On record: Thiếu người · promised for 31/5/2024 DUE SOON 1. Việc mai",
        "Left: 1 day Evidence expected: a document that shows the result 2. Việc som",
        "please send the evidence to Đơn vị B; for what is overdue and not done, give the reason and the day by which it will be done.",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    let nothing = everything().run(&["remind", "--as-of", "2023-05-15", "--lang", "en"]);
    assert_eq!((nothing.out(), nothing.err()), ("", "No unit has anything overdue or due soon.\n"));
}

#[test]
fn the_unit_that_follows_the_plan_up_is_not_asked_to_write_to_itself() {
    let case = Case::new(plan("coordinator = \"a\"", &task("x", "due = 2024-05-20"))).unit("a", "").unit("b", "");
    let run = case.run(&["remind", "--as-of", "2024-05-15"]);
    assert!(flat(run.out()).ends_with("đề nghị gửi minh chứng. Đề nghị trả lời chậm nhất ngày 22/5/2024."), "{run:?}");
}

#[test]
fn what_is_done_waived_put_off_far_off_or_without_a_day_is_not_reminded_of() {
    let tasks = [
        task("xong", "due = 2024-05-10"),
        task("mien", "due = 2024-05-10"),
        task("lui", "due = 2024-05-10"),
        task("cho", "due = 2024-05-10"),
        task("xa", "due = 2024-05-23"),
        task("thuong-xuyen", "due = \"ongoing\""),
        task("khong-neu", "due = \"unstated\""),
        task("su-kien", "due = \"event e\""),
    ];
    let events = "[events]\ne = { name = \"Hội nghị\" }\n";
    let record = "[xong]\ndone = 2024-05-09\naccepted = 2024-05-09\n[cho]\ndone = 2024-05-09\n\
                  [mien]\nwaived = { by = \"CV 1\", on = 2024-05-09 }\n\
                  [lui]\nextended = { to = 2024-05-30, by = \"CV 2\", on = 2024-05-09 }\n";
    let case = Case::new(plan("acceptance = true", &(events.to_owned() + &tasks.concat()))).unit("a", record);
    let case = case.unit("b", "");
    let run = case.run(&["remind", "--exit-code", "--as-of", "2024-05-15"]);
    run.ends_with(&[0]);
    assert_eq!((run.out(), run.err()), ("", "Không đơn vị nào có việc quá hạn hay sắp đến hạn.\n"));
    // The same facts, seen from a day before them, do not count yet.
    let before = case.run(&["remind", "--exit-code", "--format", "md", "--as-of", "2024-05-08"]);
    before.ends_with(&[1]);
    let found = letters(&before);
    let names: Vec<&str> = found[0].due_soon.iter().map(|row| row[1].as_str()).collect();
    assert_eq!((names, found[0].overdue.len()), (vec!["Việc xong", "Việc mien", "Việc lui", "Việc cho"], 0));
}

#[test]
fn a_unit_without_a_file_is_reminded_and_one_with_an_empty_file_too() {
    let both = "[[tasks]]\nid = \"x\"\ntitle = \"Việc x\"\nlead = [\"a\", \"b\"]\ndue = 2024-05-10\n";
    let case = Case::new(plan("", both)).unit("b", "");
    let run = case.run(&["remind", "--format", "md", "--as-of", "2024-05-15"]);
    run.ends_with(&[0]);
    let units: Vec<String> = letters(&run).into_iter().map(|letter| letter.unit).collect();
    assert_eq!(units, ["Đơn vị A", "Đơn vị B"]);
    run.err().shows(str![[r"
plan.toml:8:1: cảnh báo[W508]: chưa có tệp units/a.toml: đơn vị chưa báo cáo gì

"]]);
}

#[test]
fn how_soon_is_soon_is_said_by_the_plan() {
    for (within, soon) in [(0, 1), (1, 2), (5, 3), (21, 4)] {
        let dues = ["2024-05-15", "2024-05-16", "2024-05-20", "2024-06-05"];
        let tasks: String = dues.iter().map(|due| task(&format!("t{due}"), &format!("due = {due}"))).collect();
        let case = Case::new(plan(&format!("due_soon = {within}"), &tasks)).unit("a", "").unit("b", "");
        let found = letters(&case.run(&["remind", "--format", "md", "--as-of", "2024-05-15"]));
        assert_eq!(found[0].due_soon.len(), soon, "within {within} days");
        assert!(found[0].said.iter().any(|said| said.contains(&format!("(trong {within} ngày tới)"))), "{found:?}");
        let listed = list(&case, "2024-05-15", &[]);
        assert_eq!(listed.items().iter().filter(|item| flags(item).contains(&"due-soon")).count(), soon);
    }
}

#[test]
fn units_are_chosen_by_what_people_type() {
    let units = |args: &[&str]| -> Vec<String> {
        let run = shipped(&[&["remind", "--format", "md", "--as-of", "2024-12-20"], args].concat());
        letters(run.ends_with(&[0])).into_iter().map(|letter| letter.unit).collect()
    };
    assert_eq!(units(&["--unit", "ba to"]), ["Huyện ủy Ba Tơ"]);
    assert_eq!(units(&["--unit", "HUYEN UY BA TO"]), ["Huyện ủy Ba Tơ"]);
    assert_eq!(units(&["-u", "huyen-uy-ba-to"]), ["Huyện ủy Ba Tơ"]);
    // In the plan's order, and once, however often and in whatever order they are named.
    assert_eq!(units(&["-u", "minh long", "-u", "ba tơ", "-u", "ba to"]), ["Huyện ủy Ba Tơ", "Huyện ủy Minh Long"]);
    for (typed, said) in [("khong co", "khong co"), ("huyen uy", "Huyện ủy Ba Tơ")] {
        let run = shipped(&["remind", "--unit", typed, "--as-of", "2024-12-20"]);
        run.ends_with(&[2]);
        assert!(run.out().is_empty() && run.err().contains(said), "{run:?}");
    }
}

/// The widest line of what was printed.
fn widest(run: &Run) -> usize {
    run.out().lines().map(unicode_width::UnicodeWidthStr::width).max().unwrap_or_default()
}

#[test]
fn no_line_of_a_mail_is_wider_than_72_columns() {
    for day in ["2024-03-15", "2024-12-20"] {
        let run = shipped(&["remind", "--as-of", day]);
        assert!((60..=72).contains(&widest(&run)), "{} on {day}", widest(&run));
    }
    // Numbers of two and three figures leave titles less room; titles of every length meet the edge.
    let tasks: String = (0..110)
        .map(|at| {
            let title = format!("{} {}", "việc".repeat(3 + at % 20), "dài rộng hẹp ngắn ".repeat(6));
            format!("[[tasks]]\nid = \"t{at}\"\ntitle = \"{title}\"\nlead = [\"a\"]\ndue = 2024-01-31\n")
        })
        .collect();
    let case = Case::new(plan("", &tasks)).unit("a", "").unit("b", "");
    let run = case.run(&["remind", "--as-of", "2024-05-15"]);
    assert_eq!(widest(&run), 72, "{run:?}");
    assert!(run.out().contains("\n110. việc"), "every entry has its number");
}

#[test]
fn the_same_day_gives_the_same_bytes_and_what_no_fact_moves_the_same_letter() {
    for format in ["text", "md"] {
        let once = shipped(&["remind", "--format", format, "--as-of", "2024-05-15"]);
        let twice = shipped(&["remind", "--format", format, "--as-of", "15/5/2024"]);
        assert!(!once.stdout.is_empty() && once.stdout == twice.stdout, "{format}");
        // Standard output is where they go anyway.
        let there = shipped(&["remind", "--format", format, "--as-of", "2024-05-15", "--out", "-"]);
        assert_eq!(once.stdout, there.stdout, "{format}");
        // Colours are for screens, letters for paper.
        let coloured = shipped(&["remind", "--format", format, "--as-of", "2024-05-15", "--color", "always"]);
        assert_eq!(once.stdout, coloured.stdout, "{format}");
    }
}

#[test]
fn the_time_limit_of_a_rule_speaks_of_the_periods_that_the_task_has() {
    for (every, due, vi, en) in [
        ("\"month\"", "day 10", "hằng tháng: chậm nhất ngày 10 của tháng", "every month: by day 10 of the month"),
        ("\"week\"", "day 5", "hằng tuần: chậm nhất ngày thứ 5 trong tuần", "every week: by day 5 of the week"),
        (
            "\"quarter\"",
            "day 10",
            "hằng quý: chậm nhất ngày 10 của tháng cuối kỳ",
            "every quarter: by day 10 of the period's last month",
        ),
        (
            "[\"week\", \"quarter\"]",
            "day 3",
            "hằng tuần: chậm nhất ngày thứ 3 trong tuần; hằng quý: chậm nhất ngày 3 của tháng cuối kỳ",
            "every week: by day 3 of the week; every quarter: by day 3 of the period's last month",
        ),
    ] {
        let tasks = task("x", &format!("every = {every}\ndue = \"{due}\""));
        let case = Case::new(plan("", &tasks));
        for (lang, label, said) in [("vi", "Thời hạn theo kế hoạch", vi), ("en", "Deadline in the plan", en)] {
            let run = case.run(&["remind", "--unit", "a", "--lang", lang, "--as-of", "2024-05-15"]);
            let text = flat(run.ends_with(&[0]).out());
            for one in said.split("; ") {
                assert!(text.contains(&format!("{label}: {one} ")), "{one}: {text}");
            }
        }
    }
}

#[test]
fn the_letter_of_a_unit_that_has_gone_goes_to_its_successor_and_says_so() {
    let plan = plan_2024!(
        r#"[units]
cu  = { name = "Sở Cũ", until = 2024-04-30, successor = "moi" }
moi = "Sở Mới"
[[tasks]]
id    = "bao-cao"
title = "Báo cáo"
lead  = ["cu", "moi"]
due   = "2024-Q1"
[[tasks]]
id    = "rieng"
title = "Việc riêng"
lead  = ["moi"]
due   = "2024-Q1"
"#
    );
    let case = Case::new(plan).unit("cu", "").unit("moi", "");
    let ran = case.run(&["--as-of", "2024-05-15", "--lang", "en", "remind", "-u", "cu"]);
    let said = "Sở Cũ ended on 30/4/2024; what it left undone was handed over, so the letter goes to Sở Mới\n";
    assert_eq!(ran.ends_with(&[0]).err(), said);
    assert!(ran.out().contains("To: Sở Mới") && ran.out().contains("taken over from Sở Cũ"), "{ran:?}");
    assert!(!ran.out().contains("Việc riêng"), "{ran:?}");
    // Nothing is said where nothing was handed over, or where nobody asks for that unit.
    assert_eq!(case.run(&["--as-of", "2024-05-15", "--lang", "en", "remind", "-u", "moi"]).err(), "");
    case.unit("cu", "[bao-cao]\ndone = 2024-04-30\n")
        .run(&["--as-of", "2024-05-15", "remind", "-u", "cu"])
        .ends_with(&[0]);
}

#[test]
fn of_several_kinds_of_period_the_letter_states_the_deadline_of_the_one_that_is_late() {
    let plan = plan_2024!(
        r#"before = "exclusive"
[units]
so = "Sở"
[[tasks]]
id    = "bao-cao"
title = "Báo cáo"
lead  = ["so"]
every = ["half", "year"]
due   = { half = "before day 16", year = "before day 15 of month 11" }
"#
    );
    let run = Case::new(plan).unit("so", "").run(&["remind", "--as-of", "2024-07-01", "--format", "md"]);
    let cell = &letters(&run)[0].overdue[0][3];
    assert_eq!(cell, "6 tháng: trước ngày 16 của tháng cuối kỳ (không kể ngày đó)");
}
