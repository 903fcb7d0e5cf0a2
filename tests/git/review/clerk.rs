//! More ways of a dishonest clerk: what is recorded before it happened, amounts and targets that are rewritten, names that
//! look like others, files that nobody is shown, excuses written beforehand. Each beside its nearest honest change.

use serde_json::json;

use super::{codes, plan};
use crate::repo::Repo;
use crate::support::AS_OF;
use crate::support::case::{flat, list, text};

const RANGE: &str = "HEAD~1..HEAD";

/// The plan of these tests with a target for the report of the year, and milestones.
fn rich() -> String {
    plan("")
        + "target = { min = 100, unit = \"chi bộ\" }\n[[tasks]]\nid = \"moc\"\ntitle = \"Việc có mốc\"\nlead = [\"a\"]\n\
                milestones = [{ id = \"m1\", due = 2024-03-31, title = \"Mốc 1\", target = { max = 3 } }]\n"
}

/// What is marked where a plan becomes another, and what is said of it.
#[track_caller]
fn replanned(before: &str, from: &str, to: &str) -> (Vec<String>, String) {
    assert!(before.contains(from), "{from:?} stands in {before}");
    let repo = Repo::new(before, &[("a", ""), ("b", "")]);
    repo.write("plan.toml", before.replace(from, to)).commit(AS_OF, "Sửa kế hoạch");
    (codes(&repo.changes(&[RANGE])), flat(&repo.table(&[RANGE])))
}

#[test]
fn what_had_not_happened_cannot_be_recorded() {
    let recorded_on = |day: &str, header: &str, fields: &str| {
        let repo = Repo::new(&plan(header), &[("a", ""), ("b", "")]);
        repo.unit("a", format!("[quy.2024-Q1]\n{fields}\n")).commit(day, "Ghi");
        repo.codes(&[RANGE])
    };
    for (header, fields) in [
        ("", "done = 2024-03-30"),
        ("", "waived = { by = \"80\", on = 2024-03-30 }"),
        ("", "extended = { to = 2024-04-30, by = \"77\", on = 2024-03-30 }"),
    ] {
        assert_eq!(recorded_on("2024-03-29", header, fields), ["W726"], "{fields}");
        assert_eq!(recorded_on("2024-03-30", header, fields), [""; 0], "{fields}");
        assert_eq!(recorded_on("2024-04-20", header, fields), [""; 0], "{fields}");
    }
    // The evening before in Vietnam, though it is that day elsewhere already; and the other way round.
    assert_eq!(recorded_on("2024-03-30T04:00:00+1200", "", "done = 2024-03-30"), ["W726"]);
    assert_eq!(recorded_on("2024-03-29T20:00:00+0000", "", "done = 2024-03-30"), [""; 0]);
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.unit("a", "[nam]\ndone = 2024-04-09\n").commit("2024-01-20", "Ghi trước");
    let table = flat(&repo.table(&[RANGE]));
    assert!(table.contains("completion of 09/4/2024, recorded on 20/01/2024, before that day had come"), "{table}");
}

#[test]
fn an_acceptance_that_gets_another_day() {
    let said = |day: &str| format!("[nam]\ndone = 2024-04-09\n{day}\n");
    let marked =
        |before: &str, after: &str| Repo::of(&plan("acceptance = true"), &said(before), &said(after)).codes(&[RANGE]);
    assert_eq!(marked("accepted = 2024-05-10", "accepted = 2024-04-10"), ["W718"]);
    assert_eq!(marked("", "accepted = 2024-05-10"), [""; 0]);
    assert_eq!(marked("", "accepted = 2024-05-10\nnote = \"…\""), [""; 0]);
}

#[test]
fn progress_that_is_rewritten() {
    let said = |progress: &str| format!("[nam]\nprogress = [{progress}]\n");
    let marked = |before: &str, after: &str| Repo::of(&rich(), &said(before), &said(after)).codes(&[RANGE]);
    let first = "{ on = 2024-04-01, value = 10 }";
    // Recorded more than 30 days after their day, the new amounts are backdated too.
    for rewritten in
        ["{ on = 2024-04-01, value = 100 }", "{ on = 2024-03-01, value = 10 }", "{ on = 2024-04-02, value = 9 }"]
    {
        assert_eq!(marked(first, rewritten), ["W703", "W727"], "{rewritten}");
    }
    // Of one day the later counts.
    let second = "{ on = 2024-04-01, value = 100 }";
    assert_eq!(marked(first, &format!("{first}, {second}")), ["W703", "W727"]);
    assert_eq!(marked(&format!("{second}, {first}"), &format!("{first}, {second}")), ["W727"]);
    assert_eq!(marked(first, &format!("{first}, {{ on = 2024-05-02, value = 100 }}")), [""; 0]);
    assert_eq!(marked(first, &format!("{{ value = 10.0, on = 2024-04-01 }}, {first}")), [""; 0]);
}

#[test]
fn a_target_that_is_lowered() {
    let min = "min = 100";
    for (from, to) in [
        (min, "min = 99"),
        (min, "max = 100"),
        ("target = { min = 100, unit = \"chi bộ\" }\n", ""),
        ("max = 3", "max = 4"),
        ("unit = \"chi bộ\"", "unit = \"%\""),
    ] {
        let (codes, table) = replanned(&rich(), from, to);
        assert_eq!(codes, ["W728"], "{to}: {table}");
    }
    let (_, table) = replanned(&rich(), min, "min = 1");
    assert!(table.contains("target: at least 100 chi bộ → at least 1 chi bộ"), "{table}");
    // More than before, and a first one: told, but nobody is let off.
    for (from, to) in [(min, "min = 120"), ("max = 3", "max = 2"), (min, "min = 100, max = 200")] {
        let (codes, table) = replanned(&rich(), from, to);
        assert_eq!(codes, [""; 0], "{to}");
        assert!(table.contains("target: "), "{table}");
    }
}

#[test]
fn what_no_other_mark_names_is_marked_all_the_same() {
    // Not there at all before an amendment that is dated ahead.
    let (found, table) =
        replanned(&plan(""), "id = \"nam\"", "id = \"nam\"\nadded = { by = \"1-CV\", on = 2024-06-01 }");
    assert!(!found.is_empty(), "{table}");
    assert!(table.contains("no longer owed: 2, of them 2 were overdue, up to 35 days"), "{table}");
    // Handed to another unit by a day before it fell due.
    let gone = "a = { name = \"Văn phòng\", until = 2024-02-28, successor = \"b\" }";
    let (found, table) = replanned(&plan(""), "a = \"Văn phòng\"", gone);
    assert!(!found.is_empty(), "{table}");
    // Handed over now, nothing that was overdue is anybody else's.
    let now = gone.replace("2024-02-28", "2024-05-14");
    let (found, table) = replanned(&plan(""), "a = \"Văn phòng\"", &now);
    assert_eq!(found, [""; 0], "{table}");
}

#[test]
fn names_that_can_be_taken_for_others() {
    let marked = |from: &str, to: &str| replanned(&plan(""), from, to);
    let (codes, table) = marked("b = \"Phòng Kế hoạch\"", "b = \"Ph\u{f2}ng K\u{1ebf} h\u{43e}ạch\"");
    assert_eq!(codes, ["W722"], "{table}");
    assert!(table.contains("“о” (U+043E) only looks like “o”"), "{table}");
    assert_eq!(marked("title = \"Báo cáo quý\"", "title = \"Báo cáo \u{d0}oàn\"").0, ["W722"]);
    assert_eq!(marked("[units]", "[groups.g]\nname = \"Nh\u{43e}m\"\nmembers = [\"a\"]\n[units]").0, ["W722"]);
    // Names that are exchanged: of units, and of tasks.
    let swapped = |one: &str, other: &str| {
        let text = plan("").replace(one, "@").replace(other, one).replace('@', other);
        let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
        repo.write("plan.toml", text).commit(AS_OF, "Đổi tên");
        (repo.codes(&[RANGE]), flat(&repo.table(&[RANGE])))
    };
    let (codes, table) = swapped("\"Văn phòng\"", "\"Phòng Kế hoạch\"");
    assert_eq!(codes, ["W722", "W722"], "{table}");
    assert!(table.contains("a is called “Phòng Kế hoạch” now, as b was before"), "{table}");
    assert_eq!(swapped("\"Báo cáo quý\"", "\"Báo cáo năm\"").0, ["W722", "W722"]);
    // Of milestones, and of periods: what is done and what is not would change places.
    let parts = "[[tasks]]\nid = \"de-an\"\ntitle = \"Đề án\"\nlead = [\"a\"]\nmilestones = [{ id = \"m1\", due = \
                 2024-02-01, title = \"Một\" }, { id = \"m2\", due = 2024-03-01, title = \"Hai\" }]\n[[tasks]]\nid = \"hop\"\n\
                 title = \"Họp\"\nlead = [\"a\"]\nevery = \"quarter\"\ntitles = { 2024-Q1 = \"Mở đầu\", 2024-Q2 = \"Kết\" }\n";
    for (one, other, said) in
        [("Một", "Hai", "de-an m1 is called “Hai” now, as de-an m2 was"), ("Mở đầu", "Kết", "hop 2024-Q2")]
    {
        let before = plan("") + parts;
        let [one, other] = [one, other].map(|name| format!("\"{name}\""));
        let after = before.replace(&one, "@").replace(&other, &one).replace('@', &other);
        let repo = Repo::new(&before, &[("a", ""), ("b", "")]);
        repo.write("plan.toml", &after).commit(AS_OF, "Đổi tên");
        assert_eq!(repo.codes(&[RANGE]), ["W722", "W722"]);
        assert!(flat(&repo.table(&[RANGE])).contains(said), "{}", repo.table(&[RANGE]));
        repo.write("plan.toml", before.replace(&one, "\"Khác\"")).commit(AS_OF, "Tên khác");
        assert_eq!(repo.codes(&["HEAD~2..HEAD"]), [""; 0]);
    }
    // An id that looks like another, of a unit that is new.
    let two = "b = \"Phòng Kế hoạch\"\nb0 = \"Ban\"\n";
    let repo = Repo::new(&plan("").replace("b = \"Phòng Kế hoạch\"\n", two), &[("a", ""), ("b", "")]);
    repo.replace("plan.toml", "b0 = \"Ban\"\n", "b0 = \"Ban\"\nbO = \"Đảng ủy\"\n").commit(AS_OF, "Thêm");
    assert_eq!(repo.codes(&[RANGE]), ["W722"]);
    // Honest: a slip corrected, another name, a word of another language, a unit with another id.
    assert_eq!(marked("\"Phòng Kế hoạch\"", "\"Phòng Kế hoạch – Tài chính\"").0, [""; 0]);
    assert_eq!(marked("\"Báo cáo năm\"", "\"Báo cáo của đoàn Москва, Ærø\"").0, [""; 0]);
    assert_eq!(marked("\"Báo cáo quý\"", "\"Báo cáo năm\"").0, [""; 0]);
    let renamed = plan("").replace("b = \"Phòng", "c = \"Phòng").replace("\"b\"", "\"c\"");
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.write("plan.toml", renamed).delete("units/b.toml").unit("c", "").commit(AS_OF, "Đổi mã");
    assert_eq!(repo.codes(&[RANGE]), [""; 0]);
}

#[test]
fn attributes_and_rules_that_hide_files() {
    let repo = || Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    for (attributes, by) in [
        ("units/** -diff", "-diff"),
        ("*.toml binary", "-diff"),
        ("units/a.toml linguist-generated", "linguist-generated"),
        ("plan.toml linguist-generated=true", "linguist-generated=true"),
        ("units/a.toml linguist-generated=yes", "linguist-generated=yes"),
        ("units/a.toml gitlab-generated=1", "gitlab-generated=1"),
        ("plan.toml linguist-vendored", "linguist-vendored"),
        ("reviewed.toml -diff", "-diff"),
        ("reviewed.toml linguist-generated=True", "linguist-generated=True"),
        ("units/* merge=ours", "merge=ours"),
        ("units/* filter=x", "filter=x"),
        ("units/a.toml export-ignore", "export-ignore"),
    ] {
        let repo = repo();
        repo.write(".gitattributes", format!("{attributes}\n"));
        for staged in [false, true] {
            if staged {
                repo.git(&["add", "--all"]);
            }
            let args: &[&str] = if staged { &["--staged"] } else { &[] };
            assert_eq!(repo.codes(args), ["W725"], "{attributes} {staged}");
        }
        repo.commit(AS_OF, "Ẩn");
        let shown = repo.changes(&[RANGE]);
        assert_eq!(codes(&shown), ["W725"], "{attributes}");
        // Of several files a digest of their names follows.
        let change = text(&shown["marks"][0]["change"]);
        assert_eq!(change.split_once(": ").map_or(change, |(by, _)| by), by);
        assert!(!repo.table(&[RANGE]).contains("Nothing changed"));
        // What was so before is no news.
        repo.unit("b", "[nam]\nnote = \"…\"\n").commit(AS_OF, "Việc khác");
        assert_eq!(repo.codes(&[RANGE]), [""; 0], "{attributes}");
    }
    for honest in [
        "units/*.toml merge=tiendo diff=tiendo",
        "*.toml text eol=lf",
        "reports/** linguist-generated",
        "* text=auto",
        "*.toml linguist-generated=false",
        "*.toml -linguist-generated",
    ] {
        let repo = repo();
        repo.write(".gitattributes", format!("{honest}\n")).commit(AS_OF, "Thuộc tính");
        assert_eq!(repo.codes(&[RANGE]), [""; 0], "{honest}");
    }
    let setup = repo();
    setup.says(&["git-setup", "--write"]);
    setup.commit(AS_OF, "git-setup");
    assert_eq!(setup.codes(&[RANGE]), [""; 0]);
    let ignoring = repo();
    ignoring.write(".gitignore", "units/b*\n").commit(AS_OF, "Bỏ qua");
    let shown = ignoring.changes(&[RANGE]);
    assert_eq!(
        (codes(&shown), &shown["marks"][0]["change"]),
        (vec!["W725".to_owned()], &json!(".gitignore (units/b*)"))
    );
    // Told when it comes, wherever it stands; and again of a file that came later, where git leaves that one out.
    for (file, rule, later) in [
        ("../.gitattributes", "b.toml -diff", &[][..]),
        ("units/.gitattributes", "b* -diff", &[]),
        ("units/.gitignore", "b*", &["W725"]),
    ] {
        let repo = Repo::init(&[]).inside("kế hoạch").begun(&plan(""), &[("a", "")]);
        repo.write(file, format!("{rule}\n")).commit(AS_OF, "Quy tắc");
        assert_eq!(repo.codes(&[RANGE]), ["W725"], "{file}");
        repo.unit("b", "[nam]\nnote = \"…\"\n").git(&["add", "--force", "--all"]);
        repo.commit(AS_OF, "Tệp mới");
        assert_eq!(repo.codes(&[RANGE]), later, "{file}");
        repo.unit("b", "[nam]\nnote = \"x\"\n").commit(AS_OF, "Việc khác");
        assert_eq!(repo.codes(&[RANGE]), [""; 0], "{file}");
    }
    let other = repo();
    other.write(".gitignore", ".tiendo/\n*.docx\n!units/b.toml\n").commit(AS_OF, "Bỏ qua tệp khác");
    assert_eq!(other.codes(&[RANGE]), [""; 0]);
}

#[test]
fn rules_that_hide_reports_which_are_there() {
    for (rule, expected) in [("reports/*.md", &["W725"][..]), ("reports/*.pdf", &[])] {
        let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
        repo.run(&["report", "quarter", "2024-Q1", "--as-of", AS_OF]).ends_with(&[0]);
        repo.commit(AS_OF, "Báo cáo");
        repo.write(".gitignore", format!("{rule}\n"));
        assert_eq!(repo.codes(&[]), expected, "{rule}");
        repo.git(&["add", "--all"]);
        assert_eq!(repo.codes(&["--staged"]), expected, "{rule}");
        repo.commit(AS_OF, "Bỏ qua báo cáo");
        assert_eq!(repo.codes(&[RANGE]), expected, "{rule}");
        repo.write("x", "").commit(AS_OF, "Việc khác");
        assert_eq!(repo.codes(&[RANGE]), [""; 0], "{rule}");
    }
}

#[test]
fn rules_of_a_branch_of_lists_of_plans_and_of_the_beginning() {
    // Of a branch that is not checked out; what was left out before is no news.
    let branch = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    branch.git(&["switch", "--quiet", "--create", "nhánh"]);
    branch.write(".gitignore", "units/b*\n").commit(AS_OF, "Bỏ qua");
    branch.git(&["switch", "--quiet", "main"]);
    let shown = branch.changes(&["main...nhánh"]);
    assert_eq!(
        (codes(&shown), &shown["marks"][0]["change"]),
        (vec!["W725".to_owned()], &json!(".gitignore (units/b*)"))
    );
    branch.git(&["switch", "--quiet", "nhánh"]);
    branch.unit("a", "[nam]\nnote = \"…\"\n").commit(AS_OF, "Việc khác");
    branch.git(&["switch", "--quiet", "main"]);
    assert_eq!(branch.codes(&["nhánh~1..nhánh"]), [""; 0]);
    // As git reads them, however they are written, without case: files are shared with systems that know none.
    let spelled = Repo::init(&[]).inside("p").begun(&plan(""), &[("a", ""), ("b", "")]);
    for (file, rules, by) in [
        ("../.gitignore", "p/units/b*", Some("p/units/b*")),
        ("../.gitignore", "units/b*", None),
        ("../.gitignore", "b.toml", Some("b.toml")),
        (".gitignore", "/units/b.*", Some("/units/b.*")),
        (".gitignore", "/b.toml", None),
        (".gitignore", "units/b.toml/", None),
        ("../.gitignore", "**/units/[[:alpha:]].toml\n!a.toml", Some("**/units/[[:alpha:]].toml")),
        ("../.gitignore", "p/**/b.toml", Some("p/**/b.toml")),
        ("../.gitignore", "p**/b.toml", Some("p**/b.toml")),
        (".gitignore", "[!ac-z].toml", Some("[!ac-z].toml")),
        (".gitignore", "[\\a].toml\n!a.toml", None),
        (".gitignore", "*.toml\n!plan.toml\n!a.toml\n!b.toml\n!reviewed.toml\n!plans.toml", None),
        (".gitignore", "# b.toml\n\\#b.toml", None),
        (".gitignore", "b.toml  ", Some("b.toml")),
        (".gitignore", "b.toml\\ ", None),
        (".gitignore", "UNITS/B.TOML", Some("UNITS/B.TOML")),
        (".gitignore", "*.docx", None),
        ("units/.gitignore", "b*", Some("b*")),
    ] {
        spelled.git(&["switch", "--quiet", "--force-create", "nhánh", "main"]);
        spelled.write(file, format!("{rules}\n")).commit(AS_OF, "Bỏ qua");
        spelled.git(&["switch", "--quiet", "main"]);
        let shown = spelled.changes(&["main...nhánh"]);
        let by = by.map(|rule| {
            let folder = if let Some(own) = file.strip_prefix("../") { own.to_owned() } else { format!("p/{file}") };
            json!(format!("{folder} ({rule})"))
        });
        assert_eq!(shown["marks"][0].get("change"), by.as_ref(), "{file} {rules}");
    }
    // The list of plans above, and rules that are there from the beginning.
    let below = Repo::init(&[]).inside("p").begun(&plan(""), &[("a", ""), ("b", "")]);
    below.write("../.gitattributes", "/plans.toml linguist-generated\n").commit(AS_OF, "Ẩn danh sách");
    assert_eq!(below.changes(&[RANGE])["marks"][0]["file"], "../plans.toml");
    let first = Repo::init(&[]);
    first.write("x", "").commit("2024-01-04", "Kho");
    first.write(".gitattributes", "units/* -diff\n");
    let first = first.begun(&plan(""), &[("a", ""), ("b", "")]);
    let shown = first.changes(&[RANGE]);
    assert_eq!((codes(&shown), &shown["begins"]), (vec!["W725".to_owned()], &json!(true)));
}

#[test]
fn excuses_that_are_written_beforehand() {
    let entry = |task: &str| {
        format!(
            "[[reviewed]]\nmark = \"W702\"\nunit = \"a\"\ntask = \"{task}\"\nchange = \"2024-05-10 → 2024-04-09\"\n\
             reason = \"Nhầm\"\nby = \"12-CV\"\non = 2024-04-20\n"
        )
    };
    let repo = Repo::new(&plan(""), &[("a", ""), ("b", "")]);
    repo.write("reviewed.toml", entry("nam")).commit(AS_OF, "Ghi sẵn");
    assert_eq!(repo.codes(&[RANGE]), ["W729"]);
    assert!(flat(&repo.table(&[RANGE])).contains("reviewed.toml excuses 1 mark more than before"));
    // Written otherwise, or taken away, it excuses nothing more.
    repo.write("reviewed.toml", format!("# đã xem\n{}", entry("nam"))).commit(AS_OF, "Chú thích");
    assert_eq!(repo.codes(&[RANGE]), [""; 0]);
    repo.write("reviewed.toml", "").commit(AS_OF, "Bỏ");
    assert_eq!(repo.codes(&[RANGE]), [""; 0]);
}

#[test]
fn a_plan_that_is_only_written_otherwise_is_said_to_be() {
    let (codes, table) = replanned(&plan(""), "[units]", "# ghi chú\n[units]");
    assert_eq!(codes, [""; 0]);
    assert!(table.ends_with("Nothing changed in what is owed or recorded; plan.toml is written otherwise."), "{table}");
}

/// GitLab tells new findings from old ones by their fingerprints.
#[test]
fn findings_for_gitlab_are_known_again_on_another_day_and_in_another_language() {
    let repo = Repo::of(&plan(""), "[nam]\ndone = 2024-05-10\nevidence = \"1\"\n", "[nam]\ndone = 2024-04-09\n");
    repo.write("plan.toml", plan("").replace("due = 2024-04-10", "due = 2024-06-30")).commit(AS_OF, "Lùi hạn");
    let found = |args: &[&str]| {
        let run = repo.diff(&[&["HEAD~2..HEAD", "--format", "gitlab"], args].concat());
        list(&run.ends_with(&[0]).json()).to_vec()
    };
    let today = found(&[]);
    let of = |found: &[serde_json::Value], key: &str| -> Vec<String> {
        found.iter().map(|one| one[key].to_string()).collect()
    };
    assert_eq!(
        of(&today, "check_name"),
        ["\"done-rewritten\"", "\"backdated\"", "\"evidence-removed\"", "\"deadline-moved\"", "\"mixed-commit\""][..4]
    );
    let later = found(&["--as-of", "2024-06-20", "--lang", "vi"]);
    assert_eq!(of(&today, "fingerprint"), of(&later, "fingerprint"));
    assert_ne!(of(&today, "description"), of(&later, "description"));
    assert!(today.iter().all(|one| one["location"]["lines"]["begin"].as_u64() > Some(0)), "{today:?}");
    assert!(
        of(&today, "fingerprint").iter().all(|print| !print.contains("2024-05") && !print.contains("day")),
        "{today:?}"
    );
}
