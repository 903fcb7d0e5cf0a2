//! The words of reports: headings with their dates, numbers as each language writes them, and a summary that says what
//! the figures say.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::bench::{LATER, Span, figures, list, report, told};
use super::plans;
use super::reading::{Piece, document, markdown, page, plain, tables};
use super::tree;
use crate::support::case::{Case, text};
use crate::support::root;

#[test]
fn what_stands_in_one_format_stands_in_all() {
    let cases = plans::all();
    let small = cases.iter().map(|case| (case.path(), Span::at("quarter", "2024-04-01")));
    for (at, span) in small.chain([(root(), Span::at("week", "2024-05-15"))]) {
        for lang in ["vi", "en"] {
            let written = plain(&markdown(&told(at, &span, "md", lang)));
            let (root, errors) = tree::page(&told(at, &span, "html", lang));
            assert_eq!(errors, Vec::<String>::new(), "a browser overlooks nothing");
            assert_eq!(plain(&page(&root)), written, "{} in a browser", span.name);
            let office = report(at, &span, "docx", &["--as-of", LATER, "--lang", lang]);
            let office = document(&tree::xml(&tree::part(&office, "word/document.xml")));
            assert_eq!(plain(&office), written, "{} in an office", span.name);
        }
    }
}

#[test]
fn the_heading_names_the_period_with_its_days() {
    let case = plans::grouped();
    for (kind, on, vi, en) in [
        (
            "week",
            "2024-05-15",
            "Tuần 20/2024 (từ ngày 13/5/2024 đến ngày 19/5/2024)",
            "Week 20/2024 (13/5/2024 to 19/5/2024)",
        ),
        (
            "week",
            "2024-12-31",
            "Tuần 1/2025 (từ ngày 30/12/2024 đến ngày 05/01/2025)",
            "Week 1/2025 (30/12/2024 to 05/01/2025)",
        ),
        (
            "month",
            "2024-02-10",
            "Tháng 2/2024 (từ ngày 01/02/2024 đến ngày 29/02/2024)",
            "February 2024 (01/02/2024 to 29/02/2024)",
        ),
        (
            "quarter",
            "2024-02-10",
            "Quý I/2024 (từ ngày 01/01/2024 đến ngày 31/3/2024)",
            "Q1/2024 (01/01/2024 to 31/3/2024)",
        ),
        (
            "half",
            "2024-09-09",
            "6 tháng cuối năm 2024 (từ ngày 01/7/2024 đến ngày 31/12/2024)",
            "Second half of 2024 (01/7/2024 to 31/12/2024)",
        ),
        ("year", "2024-09-09", "Năm 2024 (từ ngày 01/01/2024 đến ngày 31/12/2024)", "2024 (01/01/2024 to 31/12/2024)"),
    ] {
        for (lang, expected) in [("vi", vi), ("en", en)] {
            let text = told(case.path(), &Span::at(kind, on), "md", lang);
            assert!(text.contains(&format!("\n**{expected}**\n")), "{expected}: {text}");
        }
    }
}

fn headings(pieces: &[Piece]) -> Vec<(usize, &str)> {
    pieces
        .iter()
        .filter_map(|piece| if let Piece::Heading(level, text) = piece { Some((*level, text.as_str())) } else { None })
        .collect()
}

#[test]
fn every_part_is_there_in_both_languages() {
    let span = Span::at("week", "2024-05-15");
    let vi = markdown(&told(root(), &span, "md", "vi"));
    let en = markdown(&told(root(), &span, "md", "en"));
    let expected = [
        (1, "Báo cáo tình hình thực hiện Kế hoạch 257-KH/TU", "Report on plan 257-KH/TU"),
        (2, "1. Đánh giá chung", "1. Summary"),
        (2, "2. Số liệu chính", "2. Key figures"),
        (2, "3. Kết quả theo đơn vị", "3. Results by unit"),
        (2, "4. Kết quả theo nhiệm vụ (chỉ tính việc có thời hạn)", "4. Results by task: what has a time limit"),
        (2, "5. Diễn biến (từ ngày 13/5/2024 đến ngày 19/5/2024)", "5. What happened (13/5/2024 to 19/5/2024)"),
        (3, "5.1. Mới hoàn thành: 4", "5.1. Newly completed: 4"),
        (3, "5.2. Mới quá hạn: 0", "5.2. Newly overdue: 0"),
        (3, "5.3. Được gia hạn: 0", "5.3. Extended: 0"),
        (3, "5.4. Không áp dụng: 0", "5.4. Waived: 0"),
        (3, "5.5. Đã báo hoàn thành, chờ nghiệm thu: 0", "5.5. Claimed, awaiting acceptance: 0"),
        (2, "6. Quá hạn từ kỳ trước chuyển sang: 6", "6. Carried forward: overdue from earlier periods: 6"),
        (
            2,
            "7. Việc đến hạn trong thời gian tới (từ ngày 20/5/2024 đến ngày 26/5/2024): 1",
            "7. Due next (20/5/2024 to 26/5/2024): 1",
        ),
        (2, "8. Nhiệm vụ thường xuyên, không có hạn", "8. Ongoing duties, without a last day"),
    ];
    assert_eq!(headings(&vi), expected.map(|(level, vi, _)| (level, vi)));
    assert_eq!(headings(&en), expected.map(|(level, _, en)| (level, en)));
    // The plan's own texts are the same; the words of the program are none of them the same.
    let heads =
        |pieces: &[Piece]| -> Vec<String> { tables(pieces).iter().flat_map(|(_, rows)| rows[0].clone()).collect() };
    let (vi, en) = (heads(&vi), heads(&en));
    assert_eq!(vi.len(), en.len());
    assert!(vi.iter().zip(&en).all(|(vi, en)| vi != en), "{vi:?} {en:?}");
}

/// Units that have done so many of so many tasks by the end of January.
const DONE: [(usize, usize); 10] = [(1, 3), (2, 3), (1, 16), (3, 16), (5, 16), (1, 8), (0, 7), (7, 7), (0, 0), (1, 7)];

/// A plan in which unit `u0`, `u1` … has done what [`DONE`] says.
fn parts_of_wholes() -> Case {
    let mut plan =
        "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 2024-01-01\nends = 2024-12-31\n[units]\n".to_owned();
    plan.push_str(&(0..DONE.len()).map(|at| format!("u{at} = \"Đơn vị {at}\"\n")).collect::<String>());
    for task in 0..16 {
        let lead: Vec<String> = DONE
            .iter()
            .enumerate()
            .filter(|(_, (_, whole))| task < *whole)
            .map(|(at, _)| format!("\"u{at}\""))
            .collect();
        plan.push_str(&format!(
            "[[tasks]]\nid = \"t{task}\"\ntitle = \"Việc {task}\"\nlead = [{}]\ndue = 2024-01-15\n",
            lead.join(", ")
        ));
    }
    plan.push_str("[[tasks]]\nid = \"later\"\ntitle = \"Việc sau\"\nlead = [\"u8\"]\ndue = 2024-06-30\n");
    DONE.iter().enumerate().fold(Case::new(plan), |case, (at, (part, _))| {
        case.unit(
            &format!("u{at}"),
            (0..*part).map(|task| format!("[t{task}]\ndone = 2024-01-10\n")).collect::<String>(),
        )
    })
}

#[test]
fn rates_have_one_decimal_rounded_half_up_and_a_dash_where_nothing_was_due() {
    let (case, span) = (parts_of_wholes(), Span::at("month", "2024-01-01"));
    let expected = ["33,3%", "66,7%", "6,3%", "18,8%", "31,3%", "12,5%", "0,0%", "100,0%", "–", "14,3%"];
    for (lang, mark) in [("vi", ","), ("en", ".")] {
        let pieces = markdown(&told(case.path(), &span, "md", lang));
        let (_, rows) = tables(&pieces)[1];
        let shown: Vec<&str> = rows[2..rows.len() - 1].iter().map(|row| row[8].as_str()).collect();
        assert_eq!(shown, expected.map(|rate| rate.replace(',', mark)), "{lang}");
        // What was not completed is overdue: the rates make a whole but for what was rounded.
        assert_eq!(rows[2][10], format!("66{mark}7%"));
        assert_eq!(rows[10][8..11], ["–", "–", "–"]);
    }
    let report = figures(case.path(), &span);
    let units = list(&report["sections"][0]["units"]);
    let rates: Vec<Option<f64>> = units.iter().map(|unit| unit["due"]["completed_rate"].as_f64()).collect();
    let shown = expected.map(|rate| rate.trim_end_matches('%').replace(',', ".").parse().ok());
    assert_eq!(rates, shown);
}

#[test]
fn changes_have_a_sign_and_points() {
    let pieces = markdown(&told(root(), &Span::at("month", "2024-05-01"), "md", "vi"));
    let (_, rows) = tables(&pieces)[0];
    assert_eq!(rows[0], ["Chỉ tiêu", "Tháng 5/2024", "Tháng 4/2024", "Tăng, giảm"]);
    let report = figures(root(), &Span::at("month", "2024-05-01"));
    let rate = |of: &str| (report[of]["completed_rate"].as_f64().expect("something fell due") * 10.0).round();
    let change = rate("due") - rate("due_previous");
    assert!(change < 0.0, "fewer were completed in May: {change}");
    assert_eq!(rows[3][3], format!("−{:.1}", -change / 10.0).replace('.', ","));
    let count = |of: &str| report[of]["completed_in_time"].as_i64().expect("a count");
    assert_eq!(rows[8][3], format!("+{}", count("timed") - count("timed_before")));
    // Of the first period of all there is none before.
    let pieces = markdown(&told(root(), &Span::at("quarter", "2024-01-01"), "md", "vi"));
    let (_, rows) = tables(&pieces)[0];
    assert!(rows.iter().all(|row| row.len() == 2), "{rows:?}");
}

#[test]
fn thousands_are_parted_as_each_language_does() {
    let mut plan =
        "[plan]\nnumber = \"1\"\ntitle = \"T\"\nstarts = 2023-12-04\nends = 2024-12-29\n[units]\n".to_owned();
    let units: Vec<String> = (0..24).map(|at| format!("u{at}")).collect();
    plan.push_str(&units.iter().map(|unit| format!("{unit} = \"Đơn vị\"\n")).collect::<String>());
    plan.push_str(&format!("[[tasks]]\nid = \"w\"\ntitle = \"Việc\"\nlead = {units:?}\nevery = \"week\"\n"));
    let (case, span) = (Case::new(plan), Span::at("year", "2024-01-01"));
    for (lang, number) in [("vi", "1.248"), ("en", "1,248")] {
        let text = told(case.path(), &span, "md", lang);
        let pieces = markdown(&text);
        let headings = headings(&pieces);
        assert!(headings.iter().any(|(_, text)| text.ends_with(&format!(": {number}"))), "{headings:?}");
        // So many fell due, all of them overdue, became overdue, and are overdue more than before.
        let first = pieces.iter().find(|piece| matches!(piece, Piece::Paragraph(text) if text.contains(number)));
        let Some(Piece::Paragraph(first)) = first else { panic!("{text}") };
        assert_eq!(first.matches(number).count(), 4, "{first}");
        let (_, form) = tables(&pieces)[1];
        assert_eq!(form.last().expect("a total")[7], number);
    }
}

/// The numbers in a text, but for those of days and periods; thousands and decimals as in JSON.
fn numbers(text: &str, lang: &str) -> Vec<String> {
    let (thousands, decimals) = if lang == "vi" { ('.', ',') } else { (',', '.') };
    let words =
        text.split(|c: char| !(c.is_ascii_digit() || "/.,".contains(c))).map(|word| word.trim_matches(['.', ',']));
    // A date or a period has slashes; “1/39 units” is two numbers.
    let share = |word: &str| !word.split_once('/').is_some_and(|(_, of)| of.len() == 4 || of.contains('/'));
    let numbers = words.filter(|word| word.contains(|c: char| c.is_ascii_digit()) && share(word));
    numbers.flat_map(|word| word.split('/')).map(|word| word.replace(thousands, "").replace(decimals, ".")).collect()
}

/// What a list of the report counts.
fn count(report: &Value, of: &str) -> usize {
    list(&report[of]).len()
}

/// Of what is claimed and awaits acceptance: how much has a last day, how much of that fell due in the period, and how much of
/// this was done late.
fn claims(report: &Value) -> [i64; 3] {
    let day = |item: &Value, key: &str| item[key].as_str().map(str::to_owned);
    let [from, to] = ["from", "to"].map(|key| text(&report["period"][key]).to_owned());
    let to = to.min(text(&report["as_of"]).to_owned());
    let awaiting = list(&report["awaiting_acceptance"]);
    let timed: Vec<_> = awaiting.iter().filter_map(|item| Some((day(item, "due")?, day(item, "done")?))).collect();
    let due: Vec<_> = timed.iter().filter(|(due, _)| (&from..=&to).contains(&due)).collect();
    let late = due.iter().filter(|(due, done)| done > due).count();
    [timed.len(), due.len(), late].map(|count| i64::try_from(count).expect("it is a number"))
}

/// The numbers that the first paragraph has to say.
fn whole(report: &Value, ended: bool, lang: &str) -> Vec<String> {
    let number = |of: &str, key: &str| report[of][key].as_i64().expect("a number");
    let rate = |of: &str| report[of]["completed_rate"].as_f64();
    let [claimed, claimed_due, claimed_late] = claims(report);
    let mut said = Vec::new();
    if number("due", "total") > 0 {
        let (in_time, late) = (number("due", "completed_in_time"), number("due", "completed_late"));
        let rate = format!("{:.1}", rate("due").expect("something fell due"));
        said.extend([number("due", "total").to_string(), (in_time + late).to_string(), rate]);
        said.extend([in_time.to_string(), late.to_string()]);
        said.extend(
            [claimed_due, claimed_late, number("due", "pending") - claimed_due, number("due", "overdue")]
                .iter()
                .filter(|count| **count > 0)
                .map(ToString::to_string),
        );
    }
    if let (Some(now), Some(then)) = (rate("due"), rate("due_previous")) {
        let change = ((now - then).abs() * 10.0).round() / 10.0;
        said.extend((change > 0.0).then(|| format!("{change:.1}")));
    }
    let others = [
        ("completed", lang == "en"),
        ("newly_overdue", lang == "en"),
        ("extended", false),
        ("waived", false),
        ("awaiting_acceptance", false),
    ];
    let others = others.map(|(of, always)| (count(report, of), always));
    said.extend(others.iter().filter(|(count, always)| *count > 0 || *always).map(|(count, _)| count.to_string()));
    let (now, then) = (number("totals", "overdue"), number("totals_before", "overdue"));
    said.push(now.to_string());
    said.extend((now != then && !report["previous"].is_null()).then(|| (now - then).abs().to_string()));
    said.push(number("totals", "pending").to_string());
    said.extend(Some(count(report, "awaiting_acceptance")).filter(|count| *count > 0).map(|count| count.to_string()));
    said.push(number("totals", "completed").to_string());
    // Once the plan has ended, what is still open.
    let open = [number("timed", "overdue"), number("timed", "pending") - claimed, claimed];
    let told = if claimed > 0 { &open[..] } else { &open[..2] };
    said.extend(told.iter().filter(|_| ended && open != [0; 3]).map(ToString::to_string));
    said
}

/// The numbers that the second paragraph has to say.
fn lagging(report: &Value) -> Vec<String> {
    let overdue: Vec<&Value> = ["carried", "newly_overdue"].iter().flat_map(|of| list(&report[*of])).collect();
    let mut by_unit: BTreeMap<&str, (usize, i64)> = BTreeMap::new();
    for item in &overdue {
        let unit = by_unit.entry(text(&item["unit"])).or_default();
        *unit = (unit.0 + 1, unit.1.max(item["days_late"].as_i64().expect("it is late")));
    }
    let mut worst: Vec<(usize, i64)> = by_unit.into_values().collect();
    worst.sort_unstable_by(|one, other| other.cmp(one));
    let units: usize = list(&report["sections"]).iter().map(|section| list(&section["units"]).len()).sum();
    let mut said = Vec::new();
    if !worst.is_empty() {
        said.extend([worst.len(), units].map(|count| count.to_string()));
        // Of what was due on the very day nobody says that it is old.
        let told = |(count, days): &(usize, i64)| [Some(count.to_string()), (*days > 0).then(|| days.to_string())];
        said.extend(worst.iter().take(5).flat_map(told).flatten());
        let flagged = |item: &&&Value| list(&item["flags"]).iter().any(|flag| flag == "promise-lapsed");
        let lapsed = overdue.iter().filter(flagged).count();
        let promised = overdue.iter().filter(|item| !item["committed"].is_null()).count() - lapsed;
        let unexplained = overdue.iter().filter(|item| item["reason"].is_null()).count();
        if promised + lapsed + unexplained > 0 {
            said.extend(
                [overdue.len(), promised, lapsed, unexplained]
                    .iter()
                    .filter(|count| **count > 0)
                    .map(ToString::to_string),
            );
        }
    }
    said.extend(Some(count(report, "upcoming")).filter(|count| *count > 0).map(|count| count.to_string()));
    said
}

/// Fails where the summary of a report says other numbers than the report's figures.
#[track_caller]
fn summary_is_of_figures(at: &Path, span: &Span, days: &[&str]) {
    let made = |format: &str, lang: &str| report(at, span, format, &[days, &["--lang", lang]].concat());
    let report = super::bench::parsed(&made("json", "vi"));
    let plan = std::fs::read_to_string(at.join("plan.toml")).expect("there is a plan");
    let plan: toml::Table = plan.parse().expect("the plan is TOML");
    let ends = plan["plan"]["ends"].as_datetime().expect("a day").to_string();
    for lang in ["vi", "en"] {
        let pieces = markdown(&String::from_utf8(made("md", lang)).expect("UTF-8"));
        let from = pieces.iter().position(|piece| matches!(piece, Piece::Heading(2, _))).expect("it has parts");
        let [Piece::Paragraph(first), Piece::Paragraph(second)] = &pieces[from + 1..from + 3] else {
            panic!("{pieces:?}")
        };
        // The names of periods have numbers too: that of this one, its days, and that of the one before.
        let body = first.split_once(if lang == "vi" { "), " } else { ": " }).expect("it begins with the period").1;
        let compared = [("so với ", "."), ("points from ", "."), ("the same as in ", "."), ("bằng ", ".")];
        let body = compared.iter().fold(body.to_owned(), |body, (from, to)| {
            let Some((before, rest)) =
                body.split_once(from).filter(|(_, rest)| !rest.starts_with("đầu kỳ") && !rest.starts_with("ngày"))
            else {
                return body;
            };
            format!("{before} {}", rest.split_once(to).map_or("", |(_, rest)| rest))
        });
        let ended = text(&report["as_of"]) >= ends.as_str();
        assert_eq!(numbers(&body, lang), whole(&report, ended, lang), "{}, {lang}: {first}", span.name);
        assert_eq!(numbers(second, lang), lagging(&report), "{}, {lang}: {second}", span.name);
    }
}

#[test]
fn the_summary_says_what_the_figures_say() {
    let later = ["--as-of", LATER];
    for span in Span::row("month", "2024-01-01", "2024-08-31").into_iter().chain([
        Span::at("week", "2024-05-15"),
        Span::at("quarter", "2024-04-01"),
        Span::at("half", "2024-04-01"),
        Span::at("year", "2024-04-01"),
    ]) {
        summary_is_of_figures(root(), &span, &later);
    }
    summary_is_of_figures(root(), &Span::at("quarter", "2024-05-15"), &["--as-of", "2024-05-15"]);
    summary_is_of_figures(root(), &Span::at("quarter", "2024-03-31"), &["--as-of", LATER, "--closing", "2024-04-05"]);
    // Of a late closing it says what it is compared with.
    let closing = ["--as-of", LATER, "--closing", "2024-07-05"];
    let quarter = Span::at("quarter", "2024-05-15");
    summary_is_of_figures(root(), &quarter, &closing);
    for (lang, said) in [
        ("vi", ["so với ngày 05/4/2024;", "| Quý I/2024 (chốt ngày 05/4/2024) |"]),
        ("en", ["than on 05/4/2024;", "| Q1/2024 (closed on 05/4/2024) |"]),
    ] {
        let made = report(root(), &quarter, "md", &[&closing[..], &["--lang", lang]].concat());
        let text = String::from_utf8(made).expect("UTF-8");
        assert!(said.iter().all(|said| text.contains(said)), "{said:?}: {text}");
    }
    for case in plans::all() {
        for span in Span::row("month", "2024-01-01", "2025-01-31") {
            summary_is_of_figures(case.path(), &span, &later);
        }
    }
}
