//! Reports over the plans of a collection, and what is told of reports.

use std::fs;

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::collection::{province, run, strings};
use crate::support::case::{Case, bounded, has, lacks};
use crate::support::git::git;

#[test]
fn one_report_tells_of_all_plans_by_plan_by_unit_and_plan_by_plan() {
    let case = province();
    let ran = run(&case, &["report", "quarter", "2024-Q1", "--out", "-"]);
    ran.ends_with(&[0]);
    has(
        ran.out(),
        &[
            "# Report on 3 plans",
            "## 1. Results by plan",
            "12-KH: Kế hoạch 12-KH",
            "## 2. Results by unit",
            "## 3. 257-KH/TU: Kế hoạch 257-KH/TU",
            "### 3.1. Summary",
            "## 5. 13-KH: Kế hoạch 13-KH",
        ],
    );
    let row = |name: &str| ran.out().lines().find(|line| line.contains(name)).expect("a row").replace(' ', "");
    assert!(row("| Sở Nội vụ").starts_with("|1|SởNộivụ|6|0|0|4|2|2|"), "{}", row("| Sở Nội vụ"));
    run(&case, &["report", "quarter", "2024-Q1", "--format", "md,docx"]).ends_with(&[0]);
    for file in ["reports/2024-Q1.md", "reports/2024-Q1.docx"] {
        assert!(case.path().join(file).is_file(), "{file}");
    }
}

#[test]
fn every_format_has_all_plans() {
    let case = province();
    let quarter = |format: &str| run(&case, &["report", "quarter", "2024-Q1", "--format", format, "--out", "-"]);
    let json = quarter("json").ends_with(&[0]).json();
    assert_eq!(
        (&json["format"], strings(&json["plans"], "folder")),
        (&"tiendo.collection-report/1".into(), vec!["257", "2025/a", "2025/b"])
    );
    for (at, plan) in ["257", "2025/a", "2025/b"].into_iter().enumerate() {
        let args = ["--plan", plan, "report", "quarter", "2024-Q1", "--format", "json", "--out", "-"];
        assert_eq!(run(&case, &args).json(), json["plans"][at]["of"], "{plan}");
    }
    let csv = quarter("csv");
    let lines: Vec<&str> = csv.out().lines().collect();
    assert!(lines[0].starts_with("\u{feff}folder,plan,period,from,to,as_of,"), "{}", lines[0]);
    assert!(lines.iter().any(|line| line.starts_with("2025/a,12-KH,2024-Q1,2024-01-01,")), "{lines:?}");
    let columns = |line: &str| line.split(',').count();
    assert!(lines.iter().all(|line| columns(line) == columns(lines[0])), "{lines:?}");
    assert_eq!(lines.len(), 1 + 4 + 2 + 2);
    let first: serde_json::Value =
        serde_json::from_str(quarter("jsonl").out().lines().next().expect("a line")).expect("JSON");
    assert_eq!((&first["folder"], &first["plan"]), (&"257".into(), &"257-KH/TU".into()));
    let page = quarter("html");
    has(
        page.out(),
        &["<h1>Report on 3 plans</h1>", "<h2>1. Results by plan</h2>", "<h2>5. 13-KH: Kế hoạch 13-KH</h2>"],
    );
    lacks(page.out(), &["<script"]);
    run(&case, &["report", "quarter", "2024-Q1", "--format", "xlsx"]).ends_with(&[0]);
    let mut book: Xlsx<_> = open_workbook(case.path().join("reports/2024-Q1.xlsx")).expect("it opens");
    assert_eq!(book.sheet_names(), ["Results by plan", "Results by unit"]);
    let cells = book.worksheet_range("Results by unit").expect("a sheet");
    let row = cells.rows().find(|row| row.iter().any(|cell| *cell == Data::String("Sở Nội vụ".into())));
    assert_eq!(row.expect("a row")[2], Data::Float(6.0), "what the office owes in all three plans");
}

#[test]
fn all_makes_what_is_missing_and_the_index() {
    let case = province();
    run(&case, &["report", "quarter", "--all"]).ends_with(&[0]);
    let reports = case.path().join("reports");
    let file = |name: &str| fs::read_to_string(reports.join(name)).expect("it is there");
    assert!(file("2024-Q1.md").starts_with("# Report on 3 plans"));
    has(&file("README.md"), &["[md](2024-Q1.md)"]);
    assert!(!case.path().join("reports/2024-Q2.md").exists(), "it is not over");
    fs::write(case.path().join("reports/2024-Q1.md"), "Sửa tay").expect("it can be written");
    has(run(&case, &["report", "quarter", "--all"]).ends_with(&[0]).out(), &["Every past period has its report"]);
    assert_eq!(file("2024-Q1.md"), "Sửa tay");
    let broken = case.with("2025/b/plan.toml", "[plan]\nnumber = 3\n");
    let ran = run(&broken, &["report", "month", "--all"]);
    has(ran.ends_with(&[3]).err(), &["2025/b/plan.toml:2:10"]);
    assert!(file("2024-04.md").starts_with("# Report on 2 plans"));
}

#[test]
fn reports_are_verified_plan_by_plan_and_a_site_is_made_of_a_revision() {
    let case = province();
    bounded(git(case.path()).args(["init", "--quiet"])).ends_with(&[0]);
    run(&case, &["--plan", "12-KH", "report", "quarter", "2024-Q1"]).ends_with(&[0]);
    let commit = |case: &Case| {
        bounded(git(case.path()).args(["add", "-A"])).ends_with(&[0]);
        bounded(git(case.path()).args(["commit", "-q", "-m", "Báo cáo"])).ends_with(&[0]);
    };
    commit(&case);
    let verified = run(&case, &["verify-reports"]);
    has(verified.ends_with(&[0]).out(), &["2025/a:\n1 report matches the data.\n2025/b:\n0 reports match"]);
    let report = case.path().join("2025/a/reports/2024-Q1.md");
    let text = fs::read_to_string(&report).expect("it is there");
    fs::write(&report, text.replace("overdue", "pending")).expect("it can be written");
    assert_eq!(run(&case, &["verify-reports"]).code(), Some(1));
    let json = run(&case, &["verify-reports", "--format", "json"]);
    assert_eq!((json.code(), strings(&json.json()["plans"], "folder")), (Some(1), vec!["257", "2025/a", "2025/b"]));
    run(&case, &["verify-reports", "--at", "HEAD"]).ends_with(&[0]);
    // No plan alone gives a report over all of them.
    run(&case, &["report", "quarter", "2024-Q1"]).ends_with(&[0]);
    let said = "Not compared, because they are made of all plans: reports/2024-Q1.md\n";
    assert!(run(&case, &["verify-reports"]).out().ends_with(said), "{said}");
    let json = run(&case, &["verify-reports", "--format", "json"]).json();
    assert_eq!(json["not_compared"], serde_json::json!(["reports/2024-Q1.md"]));
    // The site of a revision has what was recorded there, and no reports of the files as they are.
    run(&case, &["--plan", "12-KH", "done", "viec-a", "-u", "snv", "-e", "77-CV"]).ends_with(&[0]);
    let out = case.path().join("trang");
    let page = |args: &[&str]| {
        let out = out.to_str().expect("a path of text");
        let made = run(&case, &[args, &["--plan", "12-KH", "site", "--out", out]].concat());
        made.ends_with(&[0]);
        let all = fs::read_dir(out).expect("a folder").flatten().filter(|it| it.path().is_file());
        let pages = all.filter_map(|it| fs::read_to_string(it.path()).ok());
        let said = made.err().to_owned();
        (pages.collect::<String>(), said)
    };
    let (now, _) = page(&[]);
    has(&now, &["2024-Q1.md"]);
    let (then, said) = page(&["--at", "HEAD"]);
    lacks(&then, &["2024-Q1.md"]);
    has(&said, &["As recorded in git at commit"]);
}

#[test]
fn a_letter_over_plans_is_a_text_document_too() {
    let case = province();
    let out = case.path().join("thu");
    let args = ["remind", "--unit", "noi vu", "--format", "docx", "--out", out.to_str().expect("a path of text")];
    run(&case, &args).ends_with(&[0]);
    let bytes = fs::read(out.join("2024-05-15-snv.docx")).expect("a letter");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let document = archive.by_name("word/document.xml").expect("a document");
    let text = std::io::read_to_string(document).expect("it is text");
    has(&text, &["Reminder on 3 plans", "Sở Nội vụ", "257-KH/TU", "Việc viec-a", "Việc viec-b"]);
}

#[test]
fn a_unit_of_several_plans_is_one_object_that_has_what_each_plan_shows() {
    let case = province();
    let found = run(&case, &["show", "noi vu", "--format", "json"]).ends_with(&[0]).json();
    assert_eq!(
        (&found["format"], strings(&found["plans"], "folder")),
        (&"tiendo.collection-show/1".into(), vec!["257", "2025/a", "2025/b"])
    );
    for (at, plan) in ["257", "2025/a", "2025/b"].into_iter().enumerate() {
        let alone = run(&case, &["--plan", plan, "show", "snv", "--format", "json"]).json();
        assert_eq!(found["plans"][at]["of"], alone, "{plan}");
    }
    // A plan that does not have the unit is left out, and so is one that cannot be read, which is named.
    let found = run(&case, &["show", "syt", "--format", "json"]).json();
    assert_eq!(strings(&found["plans"], "folder"), ["2025/a", "2025/b"]);
    let case = case.with("2025/b/plan.toml", "[plan]\nnumber = 3\n");
    let ran = run(&case, &["show", "syt", "--format", "json"]);
    assert_eq!(strings(&ran.ends_with(&[3]).json()["plans"], "folder"), ["2025/a"]);
    has(ran.err(), &["2025/b/plan.toml:2:10"]);
}

#[test]
fn the_evidence_of_each_plan_is_found_from_the_report_over_all() {
    let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let done = format!("[mot-lan]\ndone = 2024-04-20\nevidence = [{{ file = \"bc.txt\", sha256 = \"{digest}\" }}]\n");
    let case = province().with("257/units/cu.toml", &done).with("257/bc.txt", "test");
    let beside = tempfile::tempdir().expect("a temporary folder");
    let elsewhere = beside.path().to_str().expect("it is text");
    for (folder, out) in [(case.path().join("reports"), &[][..]), (beside.path().to_owned(), &["--out", elsewhere])] {
        run(&case, &[&["report", "quarter", "2024-Q2"], out].concat()).ends_with(&[0]);
        let report = fs::read_to_string(folder.join("2024-Q2.md")).expect("a report");
        let link = report.split_once("[bc.txt](").expect("a link").1.split_once(')').expect("its end").0;
        assert_eq!(fs::read_to_string(folder.join(link)).ok().as_deref(), Some("test"), "{link}");
    }
}
