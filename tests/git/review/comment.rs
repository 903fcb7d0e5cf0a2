//! The comparison as a comment on a pull request.

use std::fmt::Write as _;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::plan;
use crate::repo::Repo;
use crate::support::case::flat;

/// The most characters that a comment is to have.
const MOST: usize = 60_000;

/// The headings of a Markdown text, each with its level.
fn headings(text: &str) -> Vec<(HeadingLevel, String)> {
    let mut headings = Vec::new();
    let mut within = None;
    for event in Parser::new_ext(text, Options::all()) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => within = Some((level, String::new())),
            Event::End(TagEnd::Heading(_)) => headings.extend(within.take()),
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, heading)) = &mut within {
                    heading.push_str(&text);
                }
            }
            _ => {}
        }
    }
    headings
}

/// A pull request of everything: records, marks, the plan, and time.
fn request() -> Repo {
    let repo = Repo::new(
        &plan("issuer = \"Ban Thường vụ\"\nnotice = \"Số liệu minh họa\""),
        &[("a", "[nam]\ndone = 2024-04-09\nevidence = [\"Báo cáo số 31\"]\n"), ("b", "")],
    );
    repo.unit("a", "[nam]\nstarted = 2024-03-01\n").commit("2024-05-14", "Rút lại");
    repo.unit("b", "[quy.2024-Q1]\ndone = 2024-04-03\nevidence = \"Báo cáo số 7\"\n").commit("2024-05-15", "Ghi");
    let edited = plan("issuer = \"Ban Thường vụ\"\nnotice = \"Số liệu minh họa\"").replace("2024-04-10", "2024-04-20");
    repo.write("plan.toml", edited).commit("2024-05-15", "Lùi hạn");
    repo
}

#[test]
fn a_pull_request_can_be_reviewed_from_the_comment_alone() {
    let expected = "\
**1 deadline moved, 1 completion withdrawn, 2 now overdue, 2 other things need review, 2 obligations changed in 2 units, 1 obligation changed standing because the plan changed, 1 obligation changed standing because time passed.**

> Số liệu minh họa

Plan 1-KH: Kế hoạch năm  
Ban Thường vụ · as of 15/5/2024  
Compared: HEAD\\~3 (0000000000, 05/01/2024) → HEAD (0000000000, 15/5/2024)  
Before: as of 31/3/2024; after: as of 15/5/2024

### Needs review (4)

| Rule | Task | Finding |
|---|---|---|
| **W701** `completion-withdrawn` | Văn phòng: Báo cáo năm | a completion on 09/4/2024 was withdrawn |
| **W704** `evidence-removed` | Văn phòng: Báo cáo năm | recorded evidence was removed: Báo cáo số 31 |
| **W703** `backdated` | Phòng Kế hoạch: Báo cáo quý (Q1/2024) | done on 03/4/2024, but recorded only on 15/5/2024, 42 days later |
| **W711** `deadline-moved` | plan.toml | Deadline moved: Báo cáo năm \\[nam\\]: 10/4/2024 → 20/4/2024; 1 record was written against the old deadline |

<details open><summary>Changes to the plan (1)</summary>

- Deadline moved: Báo cáo năm \\[nam\\]: 10/4/2024 → 20/4/2024; 1 record was written against the old deadline

</details>

<details open><summary>Standing changed because the plan changed (1)</summary>

**Báo cáo năm — last day: 10/4/2024 → 20/4/2024**

- Phòng Kế hoạch — pending → **overdue 25 days**

</details>

<details open><summary>Changes by unit (2)</summary>

**Văn phòng**

- Báo cáo năm — pending → **overdue 25 days, in progress**; started: 01/3/2024; done: 09/4/2024 → removed; evidence: Báo cáo số 31 → removed; last day: 10/4/2024 → 20/4/2024 `W701` `W704`

**Phòng Kế hoạch**

- Báo cáo quý (Q1/2024) — pending, 0 days left, due soon → **completed late 3 days**; done: 03/4/2024; evidence: Báo cáo số 7 `W703`

</details>

<details open><summary>Standing changed because time passed, 31/3/2024–15/5/2024 (1)</summary>

**Văn phòng**

- Báo cáo quý (Q1/2024) — pending, 0 days left, due soon → **overdue 45 days**

</details>
";
    let repo = request();
    let comment = repo.markdown(&["HEAD~3..HEAD", "--from", "2024-03-31"]);
    let mut shown = comment.clone();
    for name in ["HEAD~3", "HEAD"] {
        shown = shown.replace(&repo.git(&["rev-parse", name])[..10], "0000000000");
    }
    assert_eq!(shown, expected);
}

#[test]
fn the_comment_has_the_same_headings_in_either_language() {
    let repo = request();
    let of = |lang: &str| headings(&repo.markdown(&["HEAD~3..HEAD", "--from", "2024-03-31", "--lang", lang]));
    assert_eq!(of("vi"), [(HeadingLevel::H3, "Cần rà soát (4)".to_owned())]);
    assert_eq!(of("en"), [(HeadingLevel::H3, "Needs review (4)".to_owned())]);
    let folded = |lang: &str| {
        let comment = repo.markdown(&["HEAD~3..HEAD", "--from", "2024-03-31", "--lang", lang]);
        comment.lines().filter(|line| line.starts_with("<details")).map(str::to_owned).collect::<Vec<_>>()
    };
    let expected = [
        "<details open><summary>Thay đổi của kế hoạch (1)</summary>",
        "<details open><summary>Đổi trạng thái hoặc hạn do kế hoạch thay đổi (1)</summary>",
        "<details open><summary>Thay đổi của các đơn vị (2)</summary>",
        "<details open><summary>Đổi trạng thái do thời gian trôi qua, 31/3/2024–15/5/2024 (1)</summary>",
    ];
    assert_eq!(folded("vi"), expected);
    assert_eq!(folded("en").len(), expected.len());
}

#[test]
fn nothing_changed_is_said_in_one_line() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    let comment = repo.markdown(&["HEAD..HEAD"]);
    assert!(comment.starts_with("**Nothing changed.**\n\n"), "{comment}");
    assert!(repo.markdown(&["HEAD..HEAD", "--lang", "vi"]).starts_with("**Không có gì thay đổi.**\n\n"));
}

/// A plan with so many tasks that both units owe, and a file of a unit that notes something of each.
fn many(tasks: usize, note: &str) -> (String, String) {
    let mut plan = plan("");
    let mut unit = String::new();
    for at in 0..tasks {
        let _ = writeln!(plan, "[[tasks]]\nid = \"t{at}\"\ntitle = \"Việc số {at}\"\nlead = [\"a\"]\ndue = 2024-06-30");
        let _ = writeln!(unit, "[t{at}]\nnote = \"{note}\"");
    }
    (plan, unit)
}

/// The number of what is hidden, from the last line of a comment.
#[track_caller]
fn hidden(comment: &str) -> usize {
    let last = comment.lines().last().unwrap_or_default();
    let number = last.replace([',', '.'], "").split(' ').find_map(|word| word.parse().ok());
    number.unwrap_or_else(|| panic!("it says not how many are hidden: {last}"))
}

#[test]
fn thousands_of_changes_fit_into_a_comment_that_says_how_many_are_hidden() {
    let (plan, unit) = many(3_000, "Đã gửi qua trục liên thông");
    let repo = Repo::new(&plan, &[("a", ""), ("b", "")]);
    repo.unit("a", &unit).commit("2024-05-15", "Ghi");
    for lang in ["vi", "en"] {
        let comment = repo.markdown(&["HEAD~1..HEAD", "--lang", lang]);
        assert!(comment.chars().count() < MOST, "{} characters", comment.chars().count());
        assert!(comment.chars().count() > MOST / 2, "it is made use of");
        let listed = comment.lines().filter(|line| line.starts_with("- ")).count();
        assert_eq!(listed + hidden(&comment), 3_000);
        let paragraphs: Vec<&str> = comment.trim_end().split("\n\n").collect();
        assert!(paragraphs.last().is_some_and(|last| last.starts_with('…')), "it belongs to no list");
    }
    // What is deleted is marked and told: each line that is not there counts.
    let comment = repo.markdown(&["HEAD..HEAD~1"]);
    assert!(comment.chars().count() < MOST);
    assert!(comment.contains("### Needs review (3,000)"), "what nobody should miss comes first");
    assert!(comment.contains("| **W707** `record-deleted` | A record with content was deleted | 3000 |"), "{comment}");
    let listed = comment.lines().filter(|line| line.starts_with("- ")).count();
    assert_eq!(listed + hidden(&comment), 6_000);
    // A table has room for all.
    assert_eq!(repo.table(&["HEAD~1..HEAD"]).lines().filter(|line| line.starts_with("  - ")).count(), 3_000);
}

#[test]
fn texts_as_long_as_files_do_not_make_a_comment_longer() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    let long = "Nội dung rất dài. ".repeat(10_000);
    repo.unit("a", format!("[nam]\nnote = \"{long}\"\n")).unit("b", "[nam]\nnote = \"ngắn\"\n");
    let titled = plan("").replace("Kế hoạch năm", &"Tên rất dài ".repeat(300));
    repo.write("plan.toml", titled).commit("2024-05-15", "Dài");
    let comment = repo.markdown(&["HEAD~1..HEAD"]);
    assert!(comment.chars().count() < 10_000, "{} characters", comment.chars().count());
    assert!(comment.contains('…') && comment.contains("- Báo cáo năm — **overdue 35 days**; note: ngắn"), "{comment}");
}

/// The text of a comment of a range, its commits by the same id.
fn shown(repo: &Repo, args: &[&str]) -> String {
    let comment = repo.markdown(args);
    let ids = repo.git(&["log", "--format=%H"]);
    ids.lines().fold(comment, |comment, id| comment.replace(id, "0000000000").replace(&id[..10], "0000000000"))
}

#[test]
fn a_small_change_has_a_small_comment() {
    let repo = Repo::of(&plan(""), "", "[nam]\ndone = 2024-05-14\nevidence = \"31\"\n");
    let expected = "\
**1 obligation changed in 1 unit, nothing needs review.**

Plan 1-KH: Kế hoạch năm  
As of 15/5/2024  
Compared: HEAD\\~1 (0000000000, 05/01/2024) → HEAD (0000000000, 15/5/2024)

<details open><summary>Changes by unit (1)</summary>

**Văn phòng**

- Báo cáo năm — overdue 35 days → **completed late 34 days**; done: 14/5/2024; evidence: 31

</details>
";
    assert_eq!(shown(&repo, &["HEAD~1..HEAD"]), expected);
}

#[test]
fn five_hundred_marks_leave_room_for_the_one_that_matters() {
    let (long, unit) = many(500, &"Nội dung rất dài. ".repeat(40));
    let repo = Repo::new(&long, &[("a", &unit), ("b", "")]);
    let moved = long.replacen("due = 2024-04-10", "due = 2024-06-30", 1);
    repo.write("plan.toml", moved).unit("a", "").commit("2024-05-15", "Xóa và lùi hạn");
    let comment = repo.markdown(&["HEAD~1..HEAD"]);
    let before = comment.split("<details").next().unwrap_or_default();
    assert!(before.contains("1 deadline moved, 500 other things need review"), "{before}");
    assert!(before.contains("| **W711** `deadline-moved` | The plan gives a task another last day | 1 |"), "{before}");
    assert!(
        comment.contains("- plan.toml — Deadline moved: Báo cáo năm \\[nam\\]: 10/4/2024 → 30/6/2024"),
        "{comment}"
    );
    assert!(comment.contains("<summary>Changes to the plan (1)</summary>"), "{comment}");
    assert!(comment.chars().count() < MOST && hidden(&comment) > 0);
    assert_eq!(comment.matches("<details").count(), comment.matches("</details>").count());
}

#[test]
fn what_needs_review_leads_to_its_line_where_the_host_says_how() {
    let repo = Repo::of(&plan(""), "[nam]\ndone = 2024-05-12\n", "\n[nam]\ndone = 2024-05-11\n");
    let id = repo.git(&["rev-parse", "HEAD"]);
    let with = |variables: &[(&str, &str)]| {
        let mut command = repo.command();
        command.args(["diff", "HEAD~1..HEAD", "--format", "markdown"]).envs(variables.iter().copied());
        crate::repo::run(&mut command).ends_with(&[0]).out().to_owned()
    };
    let github = with(&[("GITHUB_SERVER_URL", "https://github.com"), ("GITHUB_REPOSITORY", "tinh/ke-hoach")]);
    let link = format!("[Văn phòng: Báo cáo năm](https://github.com/tinh/ke-hoach/blob/{id}/units/a.toml#L3)");
    assert!(github.contains(&link), "{github}");
    let gitlab = with(&[("CI_PROJECT_URL", "https://git.tinh.vn/tinh/ke-hoach")]);
    assert!(gitlab.contains(&format!("(https://git.tinh.vn/tinh/ke-hoach/-/blob/{id}/units/a.toml#L3)")), "{gitlab}");
    assert!(!with(&[("CI_PROJECT_URL", "javascript:x")]).contains("]("));
    // What is gone is shown where it was.
    repo.delete("units/a.toml").commit("2024-05-14", "Xóa");
    let gone = with(&[("CI_PROJECT_URL", "https://git.tinh.vn/tinh/ke-hoach")]);
    assert!(gone.contains(&format!("/-/blob/{id}/units/a.toml)")), "{gone}");
}

/// What a reviewer reads first is the verdict, whatever there is to read after it.
#[test]
fn a_comment_of_one_twenty_and_five_hundred_changes_has_one_shape() {
    for (changes, open) in [(1, true), (20, false), (500, false)] {
        let (long, unit) = many(changes, "Đã gửi");
        let repo = Repo::new(&long, &[("a", &unit), ("b", "")]);
        let moved = long.replacen("due = 2024-04-10", "due = 2024-06-30", 1);
        let without = unit.replacen("note = \"Đã gửi\"", "evidence = \"CV 1\"", changes);
        repo.write("plan.toml", moved).unit("a", &without).commit("2024-05-15", "Sửa");
        let comment = repo.markdown(&["HEAD~1..HEAD"]);
        let first = comment.lines().next().unwrap_or_default();
        let obligations =
            if changes == 1 { "1 obligation changed".to_owned() } else { format!("{changes} obligations changed") };
        assert!(
            first.starts_with("**2 no longer overdue or late, 1 deadline moved, ") && first.contains(&obligations),
            "{first}"
        );
        let levels: Vec<HeadingLevel> = headings(&comment).into_iter().map(|(level, _)| level).collect();
        assert!(levels.iter().all(|level| *level >= HeadingLevel::H3), "{levels:?}");
        // Marks stand in the open, before everything that can be folded; each part says how much there is of it.
        let at = |text: &str| comment.find(text).unwrap_or_else(|| panic!("{text} is missing: {comment}"));
        assert!(at("### Needs review") < at("W711") && at("W711") < at("<details"), "{comment}");
        assert!(at("Changes to the plan (1)") < at(&format!("Changes by unit ({changes})")), "{comment}");
        assert_eq!(comment.contains(&format!("<details open><summary>Changes by unit ({changes})")), open, "{comment}");
        let listed = comment.lines().filter(|line| line.starts_with("- ") && line.contains("evidence: CV 1")).count();
        let cut = if listed == changes { 0 } else { hidden(&comment) };
        assert_eq!(listed + cut, changes, "{comment}");
        assert!(comment.chars().count() < MOST);
    }
}

/// A collection of `count` plans, in each of which the unit `a` takes a completion back.
fn collection(count: usize, title: &str) -> Repo {
    let folders: Vec<String> = (0..count).map(|at| format!("\"p{at:03}\"")).collect();
    let repo = Repo::init(&[]).with("plans.toml", format!("plans = [{}]\n", folders.join(", ")));
    let done: String = (1..5).map(|quarter| format!("[quy.2024-Q{quarter}]\ndone = 2024-01-04\n")).collect();
    for at in 0..count {
        let text = plan("").replace("1-KH", &format!("{at}-KH")).replace("Kế hoạch năm", title);
        repo.write(&format!("p{at:03}/plan.toml"), text);
        repo.write(&format!("p{at:03}/units/a.toml"), &done).write(&format!("p{at:03}/units/b.toml"), "");
    }
    repo.commit("2024-01-05", "Bắt đầu");
    let note = format!("2024-01-04\nnote = \"{}\"\n", "Ghi chú dài. ".repeat(25));
    for at in 0..count {
        // In the last plan a completion is taken back; in the others something is added.
        let (from, to) = if at + 1 == count { (done.as_str(), "") } else { ("2024-01-04\n", note.as_str()) };
        repo.write(&format!("p{at:03}/units/a.toml"), done.replace(from, to));
    }
    repo.commit("2024-05-15", "Ghi");
    repo
}

#[test]
fn a_comment_about_many_plans_is_no_longer_than_one_about_one() {
    for (count, title) in [(3, "Kế hoạch năm".to_owned()), (40, "Kế hoạch rất dài. ".repeat(30))] {
        let repo = collection(count, &title);
        let comment = repo.markdown(&["HEAD~1..HEAD"]);
        assert!(comment.chars().count() < MOST, "{}", comment.chars().count());
        let told = comment.matches("\n## ").count() + usize::from(comment.starts_with("## "));
        let more = comment
            .lines()
            .find(|line| line.starts_with("… and ") && line.contains("with changes"))
            .unwrap_or("… and 0 more plans");
        let more: usize = more.split(' ').nth(2).and_then(|count| count.parse().ok()).expect("a number");
        assert_eq!(told + more, count, "{comment}");
        // The one that needs review has its table, wherever it stands among the others.
        let last = comment.split("\n## ").find(|plan| plan.contains(&format!("{}-KH", count - 1))).unwrap_or_default();
        assert!(last.contains("| **W707** `record-deleted` |"), "{last}");
        assert_eq!(comment.matches("<details").count(), comment.matches("</details>").count());
    }
}

#[test]
fn a_long_title_pushes_no_day_out_of_its_line() {
    let title = "Báo cáo rất dài. ".repeat(60);
    let long = plan("").replace("Báo cáo năm", title.trim());
    let repo = Repo::new(&long, &[("a", ""), ("b", "")]);
    repo.write("plan.toml", long.replace("2024-04-10", "2024-06-30")).commit("2024-05-15", "Lùi hạn");
    for shown in [repo.markdown(&["HEAD~1..HEAD"]), repo.table(&["HEAD~1..HEAD"])] {
        let marks = shown.split("Changes to the plan").next().unwrap_or_default();
        assert!(
            crate::support::case::flat(marks).contains("… [nam]: 10/4/2024 → 30/6/2024")
                || marks.contains("… \\[nam\\]: 10/4/2024 → 30/6/2024"),
            "{marks}"
        );
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named_first_and_is_a_finding() {
    let repo = Repo::of(&plan(""), "[nam]\ndone = 2024-04-09\n", "[nam]\ndone = 2024-04-xx\n");
    let diff = |args: &[&str]| repo.run(&[&["diff", "HEAD~1..HEAD"], args].concat());
    for (lang, verdict) in [
        ("en", "**1 unit's file could not be read and is not compared; nothing else changed.**\n"),
        ("vi", "**Không đọc được tệp của 1 đơn vị nên không so sánh được; ngoài ra không có gì thay đổi.**\n"),
    ] {
        let run = diff(&["--format", "markdown", "--lang", lang]);
        assert!(run.out().starts_with(verdict), "{}", run.out());
    }
    let found: Vec<serde_json::Value> = serde_json::from_str(diff(&["--format", "gitlab"]).out()).expect("JSON");
    let place = &found[0]["location"];
    assert_eq!((found.len(), &place["path"], &place["lines"]["begin"]), (1, &"units/a.toml".into(), &2.into()));
    let sarif: serde_json::Value = serde_json::from_str(diff(&["--format", "sarif"]).out()).expect("JSON");
    let result = &sarif["runs"][0]["results"][0];
    let rule = result["ruleIndex"].as_u64().and_then(|at| usize::try_from(at).ok()).expect("a place");
    assert_eq!(sarif["runs"][0]["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
    // With something else that changed too.
    repo.unit("b", "[nam]\ndone = 2024-05-14\n").commit("2024-05-14", "Ghi");
    let said = repo.run(&["diff", "HEAD~2..HEAD", "--format", "markdown"]);
    let first = said.out().lines().next().unwrap_or_default();
    assert!(first.starts_with("**1 unit's file could not be read and is not compared, "), "{first}");
}

#[test]
fn the_first_line_says_what_became_worse() {
    let done = "[nam]\ndone = 2024-04-09\n";
    let repo = Repo::new(&plan(""), &[("a", done), ("b", done)]);
    repo.unit("a", "").unit("b", "").commit("2024-05-14", "Rút");
    let said = repo.run(&["diff", "HEAD~1..HEAD", "--format", "markdown"]);
    let first = said.out().lines().next().unwrap_or_default();
    assert!(first.starts_with("**2 completions withdrawn, 2 now overdue, "), "{first}");
}

#[test]
fn a_rule_for_last_days_says_how_many_it_moves() {
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.write("plan.toml", plan("on_day_off = \"next-working-day\"")).commit("2024-05-14", "Ngày nghỉ");
    let said = repo.table(&["HEAD~1..HEAD"]);
    assert!(
        flat(&said).contains("the last day stays → the last day moves to the next working day — 4 last days move"),
        "{said}"
    );
}
