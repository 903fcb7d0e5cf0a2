//! `log` where history is not one line: merges, renamed and copied files, files that come and go, broken revisions.

use std::fs;

use super::PLAN;
use super::recorded::told;
use crate::repo::Repo;

#[test]
fn what_both_sides_of_a_merge_recorded_is_told_by_their_own_commits() {
    let base = "[ke-hoach]\nstarted = 2024-03-01\n\n[tap-huan]\nnote = \"x\"\n";
    let repo = Repo::recorded(base);
    let first = repo.short("HEAD");
    repo.part(base.replace("\"x\"", "\"y\""), base.replace("03-01\n", "03-01\ndone = 2024-03-28\n"));
    repo.git_on("2024-04-05T08:00:00+07:00", &["merge", "--no-edit", "theirs"]);
    let [ours, theirs] = ["HEAD^1", "theirs"].map(|name| repo.short(name));
    assert_eq!(
        told(&repo.json(&["log", "--unit", "a"])),
        [
            format!("{theirs} 2024-04-05 ke-hoach: done"),
            format!("{ours} 2024-04-02 tap-huan: note"),
            format!("{first} 2024-03-01 ke-hoach: started; tap-huan: note"),
        ]
    );
}

#[test]
fn a_merge_that_says_what_neither_side_said_is_told_itself() {
    let base = "[ke-hoach]\ndone = 2024-03-20\n";
    let repo = Repo::recorded(base);
    repo.part(base.replace("20", "21"), base.replace("20", "22"));
    repo.merge().ends_with(&[1]);
    repo.write("units/a.toml", base.replace("20", "23"));
    let merge = repo.commit("2024-04-05T08:00:00+07:00", "Trộn");
    let log = told(&repo.json(&["log", "ke-hoach"]));
    assert_eq!(log.len(), 4, "{log:?}");
    assert_eq!(log[0], format!("{merge} 2024-04-05 ke-hoach: done"));
}

#[test]
fn a_merge_that_keeps_one_side_does_not_make_it_look_uncommitted() {
    let base = "[ke-hoach]\ndone = 2024-03-20\n";
    let repo = Repo::recorded(base);
    let first = repo.short("HEAD");
    repo.part(base, base.replace("20", "22"));
    repo.git(&["merge", "--quiet", "--no-edit", "--strategy", "ours", "theirs"]);
    assert_eq!(told(&repo.json(&["log", "ke-hoach"])), [format!("{first} 2024-03-01 ke-hoach: done")]);
    let show = repo.run(&["show", "ke-hoach", "--blame"]);
    assert!(show.out().contains(&format!("20/3/2024\n        recorded on 01/3/2024, commit {first}")), "{show:?}");
}

#[test]
fn a_renamed_file_is_followed_also_over_a_branch_that_still_had_the_old_name() {
    let old = "[ke-hoach]\nstarted = 2024-03-01\n\n[tap-huan]\nnote = \"x\"\n\n[tuyen-truyen]\nnote = \"y\"\n";
    let plan = PLAN.replace("\"a\"", "\"cu\"").replace("a = \"Đơn vị A\"", "cu = \"Đơn vị A\"");
    let repo = Repo::planned().with("plan.toml", &plan).with("units/cu.toml", old);
    let first = repo.commit("2024-03-01T08:00:00+07:00", "Ghi ban đầu");
    repo.git(&["checkout", "--quiet", "-b", "moi"]);
    fs::rename(repo.workspace.join("units/cu.toml"), repo.workspace.join("units/a.toml"))
        .expect("files can be renamed");
    repo.write("plan.toml", PLAN);
    let note = old.replace("\"x\"", "\"z\"");
    repo.write("units/a.toml", &note);
    let renamed = repo.commit("2024-04-01T08:00:00+07:00", "Đổi tên đơn vị");
    repo.git(&["checkout", "--quiet", "main"]);
    repo.write("units/cu.toml", old.replace("03-01\n", "03-01\ndone = 2024-03-28\n"));
    let beside = repo.commit("2024-04-02T08:00:00+07:00", "Ghi vào tên cũ");
    repo.git(&["checkout", "--quiet", "moi"]);
    repo.git_on("2024-04-03T08:00:00+07:00", &["merge", "--quiet", "--no-edit", "main"]);
    let merged = repo.text("units/a.toml");
    assert!(merged.contains("2024-03-28"), "{merged}");
    repo.write("units/a.toml", merged.replace("\"y\"", "\"w\""));
    assert_eq!(
        told(&repo.json(&["log", "--unit", "a"])),
        [
            "- 2024-05-15 tuyen-truyen: note".to_owned(),
            format!("{beside} 2024-04-03 ke-hoach: done"),
            format!("{renamed} 2024-04-01 tap-huan: note"),
            format!("{first} 2024-03-01 ke-hoach: started; tap-huan: note; tuyen-truyen: note"),
        ]
    );
}

#[test]
fn a_file_that_is_alike_to_another_units_has_a_history_of_its_own() {
    let same = "[bao-cao.2024-Q1]\ndone = 2024-03-30\n";
    let repo = Repo::recorded(same);
    repo.write("units/b.toml", same);
    let own = repo.commit("2024-04-02T08:00:00+07:00", "Đơn vị B ghi");
    assert_eq!(told(&repo.json(&["log", "--unit", "b"])), [format!("{own} 2024-04-02 bao-cao 2024-Q1: done")]);
    // Nor is it the other's when that one goes at the same time, as long as the plan has both units.
    let repo = Repo::recorded(same);
    fs::rename(repo.workspace.join("units/a.toml"), repo.workspace.join("units/b.toml")).expect("files can be renamed");
    let moved = repo.commit("2024-04-02T08:00:00+07:00", "Ghi nhầm tệp");
    assert_eq!(told(&repo.json(&["log", "--unit", "b"])), [format!("{moved} 2024-04-02 bao-cao 2024-Q1: done")]);
    assert_eq!(told(&repo.json(&["log", "--unit", "a"])).len(), 2);
}

#[test]
fn what_is_taken_away_and_put_back_is_told_each_time() {
    let said = "[ke-hoach]\ndone = 2024-03-20\n";
    let repo = Repo::recorded(said);
    let first = repo.short("HEAD");
    let gone = repo.record("2024-03-25T08:00:00+07:00", "");
    let back = repo.record("2024-03-26T08:00:00+07:00", said);
    fs::remove_file(repo.workspace.join("units/a.toml")).expect("files can be removed");
    let without = repo.commit("2024-03-27T08:00:00+07:00", "Bỏ cả tệp");
    let again = repo.record("2024-03-28T08:00:00+07:00", said);
    let expected = [(again, 28), (without, 27), (back, 26), (gone, 25)];
    let mut expected = expected.map(|(commit, day)| format!("{commit} 2024-03-{day} ke-hoach: done")).to_vec();
    expected.push(format!("{first} 2024-03-01 ke-hoach: done"));
    assert_eq!(told(&repo.json(&["log", "ke-hoach"])), expected);
    let log = repo.run(&["log", "ke-hoach"]);
    assert_eq!(log.out().matches("done: 20/3/2024 → removed").count(), 2, "{log:?}");
}

#[test]
fn a_revision_that_cannot_be_read_is_told_and_the_rest_goes_on_from_before() {
    let said = "[ke-hoach]\ndone = 2024-03-20\n";
    for broken in [
        &b"[ke-hoach\ndone = 2024-03-20\n"[..],
        b"[ke-hoach]\ndone = 2024-02-30\n",
        b"\xff\xfe\0x",
        b"[ke-hoach]\n[ke-hoach]\n",
    ] {
        let repo = Repo::recorded(said);
        let first = repo.short("HEAD");
        repo.write("units/a.toml", broken);
        let wrong = repo.commit("2024-03-25T08:00:00+07:00", "Hỏng");
        let mended = repo.record("2024-03-26T08:00:00+07:00", &format!("{said}note = \"x\"\n"));
        let json = repo.json(&["log", "ke-hoach"]);
        assert_eq!(
            told(&json),
            [
                format!("{mended} 2024-03-26 ke-hoach: note"),
                format!("{wrong} 2024-03-25 "),
                format!("{first} 2024-03-01 ke-hoach: done"),
            ]
        );
        assert_eq!(json["entries"][1]["readable"], false);
        let log = repo.run(&["log", "ke-hoach"]);
        assert!(log.out().contains(&format!("25/3/2024     {wrong} Hỏng          the file cannot be read")), "{log:?}");
        // Broken still, and not committed.
        repo.write("units/a.toml", broken);
        let log = repo.run(&["log", "ke-hoach"]);
        assert!(log.out().contains("15/5/2024     not committed            the file cannot be read"), "{log:?}");
    }
}

#[test]
fn records_of_an_older_plan_are_no_reason_to_call_a_file_broken() {
    let repo = Repo::recorded("[ke-hoach]\ndone = 2024-03-20\n\n[viec-cu]\ndone = 2024-02-01\n");
    let first = repo.short("HEAD");
    let next = repo.record("2024-04-01T08:00:00+07:00", "[ke-hoach]\ndone = 2024-03-21\n");
    assert_eq!(
        told(&repo.json(&["log", "--unit", "a"])),
        [format!("{next} 2024-04-01 ke-hoach: done"), format!("{first} 2024-03-01 ke-hoach: done")]
    );
}

#[test]
fn a_clone_of_only_a_part_says_so() {
    let repo = Repo::recorded("[ke-hoach]\nstarted = 2024-03-01\n");
    repo.record("2024-04-01T08:00:00+07:00", "[ke-hoach]\nstarted = 2024-03-01\ndone = 2024-03-21\n");
    let all = repo.json(&["log", "ke-hoach"]);
    assert!(
        all["entries"][0].get("on_or_before").is_none()
            && all["entries"][0]["changes"][0]["fields"][0]["lag_days"] == 11
    );
    let whole = format!("file://{}", repo.work.display());
    let clone = repo.beside("bản sao");
    let place = clone.to_str().expect("it is text");
    repo.git(&["clone", "--quiet", "--depth", "1", &whole, place]);
    let part = repo.at(&clone);
    let log = part.run(&["log", "ke-hoach"]);
    log.ends_with(&[0]);
    assert!(log.out().contains("This clone has only part of the history"), "{log:?}");
    assert!(log.out().contains("on or before 01/4/2024") && !log.out().contains("later"), "{log:?}");
    // Programs are reported so by a key of its own, which is there only where it is true.
    let log = part.json(&["log", "ke-hoach"]);
    let (entry, fields) = (&log["entries"][0], log["entries"][0]["changes"][0]["fields"].as_array());
    assert_eq!(
        (&log["whole"], &entry["on_or_before"], &entry["day"]),
        (&false.into(), &true.into(), &"2024-04-01".into())
    );
    assert!(
        fields.is_some_and(|fields| fields.len() == 2 && fields.iter().all(|it| it["lag_days"].is_null())),
        "{log}"
    );
}

#[test]
fn a_bare_repository_tells_its_history_too() {
    let repo = Repo::recorded("[ke-hoach]\ndone = 2024-03-20\n");
    let first = repo.short("HEAD");
    let bare = repo.beside("trần.git");
    let place = bare.to_str().expect("it is text");
    repo.git(&["clone", "--quiet", "--bare", ".", place]);
    assert_eq!(told(&repo.at(&bare).json(&["log", "ke-hoach"])), [format!("{first} 2024-03-01 ke-hoach: done")]);
}
