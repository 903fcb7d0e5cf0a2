//! Reports that are true of a moment only: whatever a report can show, alike at both ends or never like that at either.
//! Each beside its nearest honest change.

use super::plan;
use crate::repo::Repo;
use crate::support::AS_OF;

/// What is marked where the first state becomes the second, of which a report is made, and that the last.
fn marked(first: &str, second: &dyn Fn(&Repo), last: &dyn Fn(&Repo)) -> Vec<String> {
    let repo = Repo::new(first, &[("a", ""), ("b", "")]);
    second(&repo);
    for quarter in ["2024-Q1", "2024-Q2"] {
        repo.run(&["report", "quarter", quarter, "--as-of", AS_OF]).ends_with(&[0]);
    }
    repo.commit("2024-05-15", "Báo cáo");
    last(&repo);
    repo.commit("2024-05-16", "Về sau");
    let mut codes = repo.codes(&["HEAD~2..HEAD", "--backdated", "180"]);
    codes.retain(|code| code == "W708");
    codes.dedup();
    codes
}

fn writes(text: String) -> impl Fn(&Repo) {
    move |repo: &Repo| {
        repo.write("plan.toml", &text);
    }
}

/// The plan with everything that a report names.
fn rich() -> String {
    let group =
        "b = \"Phòng Kế hoạch\"\nc = \"Ban C\"\n[groups.khoi]\nname = \"Khối Đảng\"\nmembers = [\"a\", \"c\"]\n";
    let text = plan("").replace("b = \"Phòng Kế hoạch\"\n", group).replace("2024-04-10", "2024-05-20");
    text.replace("lead = [\"a\", \"b\"]\nevery", "lead = [\"khoi\", \"b\"]\nevery")
        + "clause = \"II.1\"\nproduct = \"Báo cáo\"\ntarget = { min = 100, unit = \"chi bộ\" }\n"
}

#[test]
fn whatever_a_report_can_show_that_stood_for_a_moment() {
    for (from, to) in [
        ("Khối Đảng", "Khối khác"),
        ("members = [\"a\", \"c\"]", "members = [\"c\"]"),
        ("II.1", "II.9"),
        ("product = \"Báo cáo\"", "product = \"Công văn\""),
        ("min = 100", "min = 1"),
        ("\"chi bộ\"", "\"%\""),
        ("target = { min = 100, unit = \"chi bộ\" }\n", ""),
    ] {
        assert!(rich().contains(from));
        let middle = rich().replace(from, to);
        assert_eq!(marked(&rich(), &writes(middle.clone()), &writes(rich())), ["W708"], "{to}");
        assert_eq!(marked(&rich(), &writes(middle.clone()), &writes(middle)), [""; 0], "{to}");
    }
}

#[test]
fn what_was_never_so_at_either_end() {
    let with = |day: &str, title: &str| plan("").replace("2024-04-10", day).replace("Báo cáo năm", title);
    let title = "Báo cáo năm";
    // Three values of a day, and of a title.
    let last = writes(with("2024-05-10", title));
    assert_eq!(marked(&plan(""), &writes(with("2024-06-30", title)), &last), ["W708"]);
    assert_eq!(
        marked(&plan(""), &writes(with("2024-04-10", "Việc khác")), &writes(with("2024-04-10", "Tổng kết"))),
        ["W708"]
    );
    // Names exchanged, and then new ones.
    let named = |a: &str, b: &str| plan("").replace("Văn phòng", "@").replace("Phòng Kế hoạch", b).replace('@', a);
    let exchanged = writes(named("Phòng Kế hoạch", "Văn phòng"));
    assert_eq!(marked(&plan(""), &exchanged, &writes(named("Ban A", "Ban B"))), ["W708"]);
    // A task and a unit that are new.
    let new =
        |day: &str| plan("") + &format!("[[tasks]]\nid = \"moi\"\ntitle = \"Việc mới\"\nlead = [\"a\"]\ndue = {day}\n");
    assert_eq!(marked(&plan(""), &writes(new("2024-06-30")), &writes(new("2024-04-01"))), ["W708"]);
    assert_eq!(marked(&plan(""), &writes(new("2024-06-30")), &writes(new("2024-06-30"))), [""; 0]);
    let unit = |name: &str| {
        plan("")
            .replace("[units]\n", &format!("[units]\nc = \"{name}\"\n"))
            .replace("\"a\", \"b\"", "\"a\", \"b\", \"c\"")
    };
    assert_eq!(marked(&plan(""), &writes(unit("Ban C")), &writes(unit("Ban Tổ chức"))), ["W708"]);
    // Honest: amended once, or named anew once.
    assert_eq!(marked(&plan(""), &writes(with("2024-05-10", title)), &last), [""; 0]);
    assert_eq!(marked(&plan(""), &writes(named("Ban A", "Ban B")), &writes(named("Ban A", "Ban B"))), [""; 0]);
}

#[test]
fn what_stood_for_a_moment_under_another_id() {
    let renamed = |text: &str| text.replace("a = \"Văn", "a-2 = \"Văn").replace("\"a\"", "\"a-2\"");
    let put_off = plan("").replace("2024-04-10", "2024-06-30");
    let moved = |text: String| {
        move |repo: &Repo| {
            repo.write("plan.toml", &text).git(&["mv", "units/a.toml", "units/a-2.toml"]);
        }
    };
    // The unit has another id on the way and since, or on the way only.
    assert_eq!(marked(&plan(""), &moved(renamed(&put_off)), &writes(renamed(&plan("")))), ["W708"]);
    let back = |repo: &Repo| {
        repo.write("plan.toml", plan("")).git(&["mv", "units/a-2.toml", "units/a.toml"]);
    };
    assert_eq!(marked(&plan(""), &moved(renamed(&put_off)), &back), ["W708"]);
    assert_eq!(marked(&plan(""), &writes(put_off.clone()), &moved(renamed(&plan("")))), ["W708"]);
    // So has a task.
    let task = |text: &str| text.replace("id = \"nam\"", "id = \"nam-2024\"");
    assert_eq!(marked(&plan(""), &writes(task(&put_off)), &writes(plan(""))), ["W708"]);
    assert_eq!(marked(&plan(""), &writes(put_off.clone()), &writes(task(&plan("")))), ["W708"]);
    // Honest: another id, and nothing else.
    assert_eq!(marked(&plan(""), &moved(renamed(&plan(""))), &writes(renamed(&plan("")))), [""; 0]);
    assert_eq!(marked(&plan(""), &writes(put_off.clone()), &moved(renamed(&put_off))), [""; 0]);
}
