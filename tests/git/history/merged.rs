//! What git makes of two branches that both recorded something, once it was told how to merge unit files.

use snapbox::str;
use tiendo::model::id::UnitIx;
use tiendo::review::merge::{Merged, Three, merge};

use super::PLAN;
use crate::repo::Repo;
use crate::support::case::{Run, Shows as _};
use crate::support::model::read_plan;

/// What both branches come from.
const BASE: &str = "# Đơn vị A\n[ke-hoach]\nstarted = 2024-03-01 # bắt đầu\n\n[tuyen-truyen]\nnote = \"đang làm\"\n";

/// A repository in which git knows how to merge, and two branches that came from `base`.
#[track_caller]
pub fn parted(base: &str, ours: &str, theirs: &str) -> Repo {
    let repo = Repo::recorded(base);
    repo.set_up();
    repo.part(ours, theirs);
    repo
}

/// `BASE` with a piece replaced.
fn with(old: &str, new: &str) -> String {
    assert!(BASE.contains(old), "{old:?} stands there");
    BASE.replace(old, new)
}

/// Merges, which has to go well, and gives the file.
#[track_caller]
pub fn merged(repo: &Repo) -> String {
    repo.merge().ends_with(&[0]);
    repo.is_sound();
    assert_eq!(repo.git(&["status", "--porcelain"]), "", "nothing is left to be done");
    repo.text("units/a.toml")
}

/// Merges, which has to stop with the file of `a` unmerged, and gives the file.
#[track_caller]
pub fn stopped(repo: &Repo) -> (Run, String) {
    let run = repo.merge();
    run.ends_with(&[1]);
    let status = repo.git(&["status", "--porcelain"]);
    assert!(["UU", "AA"].iter().any(|both| status == format!("{both} units/a.toml")), "{status}");
    let text = repo.text("units/a.toml");
    (run, text)
}

/// Fails unless git alone stops at this merge.
#[track_caller]
fn git_alone_stops(base: &str, ours: &str, theirs: &str) {
    let repo = Repo::recorded(base);
    repo.part(ours, theirs);
    repo.merge().ends_with(&[1]);
}

#[test]
fn different_obligations_at_one_place_are_both_recorded() {
    let ours = format!("{BASE}\n[bao-cao.2024-Q1]\ndone = 2024-03-30\n");
    let theirs = format!("{BASE}\n[tap-huan]\nstarted = 2024-04-01\nnote = \"bên kia\"\n");
    git_alone_stops(BASE, &ours, &theirs);
    let repo = parted(BASE, &ours, &theirs);
    let text = merged(&repo);
    for said in [
        BASE.split("\n\n").next().expect("there is one"),
        "\n[tuyen-truyen]\nnote = \"đang làm\"\n",
        "\n[bao-cao.2024-Q1]\ndone = 2024-03-30\n",
        "\n[tap-huan]\nstarted = 2024-04-01\nnote = \"bên kia\"\n",
    ] {
        assert_eq!(text.matches(said).count(), 1, "{said}\n{text}");
    }
}

#[test]
fn different_fields_of_one_obligation_are_both_recorded() {
    let ours = with("# bắt đầu\n", "# bắt đầu\ndone = 2024-03-28\n");
    let theirs = with("# bắt đầu\n", "# bắt đầu\nevidence = \"CV 12\"\n");
    git_alone_stops(BASE, &ours, &theirs);
    let text = merged(&parted(BASE, &ours, &theirs));
    assert_eq!(text, with("# bắt đầu\n", "# bắt đầu\ndone = 2024-03-28\nevidence = \"CV 12\"\n"));
}

#[test]
fn evidence_of_both_sides_is_kept() {
    let base = "[ke-hoach]\ndone = 2024-03-28\nevidence = [\"CV 1\", \"CV 2\"]\n";
    let ours = base.replace("\"CV 2\"", "\"CV 2\", \"CV 3\"");
    let theirs = base.replace("\"CV 1\", \"CV 2\"", "\"CV 2\", \"Ảnh\"");
    git_alone_stops(base, &ours, &theirs);
    let text = merged(&parted(base, &ours, &theirs));
    assert_eq!(text, "[ke-hoach]\ndone = 2024-03-28\nevidence = [\"CV 2\", \"CV 3\", \"Ảnh\"]\n");
    // Where neither had any, and one of them names only one.
    let base = "[ke-hoach]\ndone = 2024-03-28\n";
    let (ours, theirs) = (format!("{base}evidence = \"CV 1\"\n"), format!("{base}evidence = [\"CV 1\", \"CV 2\"]\n"));
    let text = merged(&parted(base, &ours, &theirs));
    assert_eq!(text, theirs);
}

#[test]
fn the_same_change_on_both_sides_is_one_change() {
    let ours = with("# bắt đầu\n", "# bắt đầu\ndone = 2024-03-28\n");
    let theirs = ours.replace("done = 2024-03-28\n", "done = 2024-03-28\nevidence = \"CV 1\"\n");
    let theirs = theirs.replace("đang làm", "đã làm");
    assert_eq!(merged(&parted(BASE, &ours, &theirs)), theirs);
}

#[test]
fn only_the_field_that_both_changed_otherwise_stands_between_markers() {
    let ours = with("# bắt đầu\n", "# bắt đầu\ndone = 2024-03-28\n");
    let theirs = with("# bắt đầu\n", "# bắt đầu\ndone = 2024-03-29\nevidence = \"CV 12\"\n");
    let (run, text) = stopped(&parted(BASE, &ours, &theirs));
    let marked = "# bắt đầu\n<<<<<<< HEAD\ndone = 2024-03-28\n=======\ndone = 2024-03-29\n>>>>>>> theirs\nevidence = \"CV 12\"\n";
    assert_eq!(text, with("# bắt đầu\n", marked));
    let said = "units/a.toml: 1 chỗ hai bên ghi khác nhau, nằm giữa <<<<<<< và >>>>>>>";
    assert!(run.err().contains(said), "{run:?}");
}

#[test]
fn fields_one_under_another_that_both_changed_are_told_apart() {
    let base = "[ke-hoach]\nstarted = 2024-03-01\ndone = 2024-03-20\nnote = \"x\"\n[tap-huan]\nnote = \"y\"\n";
    let ours = base.replace("03-01", "03-02").replace("03-20", "03-22").replace("\"y\"", "\"y1\"");
    let theirs = base.replace("03-01", "03-03").replace("03-20", "03-23").replace("\"y\"", "\"y2\"");
    let (run, text) = stopped(&parted(base, &ours, &theirs));
    assert_eq!(
        text,
        "[ke-hoach]\n\
         <<<<<<< HEAD\nstarted = 2024-03-02\n=======\nstarted = 2024-03-03\n>>>>>>> theirs\n\
         <<<<<<< HEAD\ndone = 2024-03-22\n=======\ndone = 2024-03-23\n>>>>>>> theirs\n\
         note = \"x\"\n[tap-huan]\n\
         <<<<<<< HEAD\nnote = \"y1\"\n=======\nnote = \"y2\"\n>>>>>>> theirs\n"
    );
    run.err().shows(str![[r"
units/a.toml: 3 chỗ hai bên ghi khác nhau, nằm giữa <<<<<<< và >>>>>>>; hãy chọn một bên, rồi chạy git add

"]]);
}

#[test]
fn what_one_side_takes_away_and_the_other_changes_is_for_people_to_decide() {
    let base = "[bao-cao.2024-Q1]\ndone = 2024-03-30\n\n[ke-hoach]\ndone = 2024-03-20\nevidence = \"CV 1\"\n";
    let gone = "[bao-cao.2024-Q1]\ndone = 2024-03-30\n";
    let changed = base.replace("03-20", "03-21");
    // All of the record or nothing of it: half of it would be lost unseen.
    let (_, text) = stopped(&parted(base, gone, &changed));
    assert_eq!(sides(&text), (gone.to_owned(), changed.clone()), "{text}");
    let (_, text) = stopped(&parted(base, &changed, gone));
    let (ours, theirs) = sides(&text);
    assert_eq!((ours, theirs.trim_end()), (changed, gone.trim_end()), "{text}");
}

/// A text with markers as ours has it, and as theirs.
pub fn sides(text: &str) -> (String, String) {
    let (mut ours, mut theirs) = (String::new(), String::new());
    let mut at = ' ';
    for line in text.split_inclusive('\n') {
        match (line.trim_end(), at) {
            (marker, _) if marker.starts_with("<<<<<<< ") => at = '<',
            ("=======", '<') => at = '>',
            (marker, _) if marker.starts_with(">>>>>>> ") => at = ' ',
            (_, '<') => ours.push_str(line),
            (_, '>') => theirs.push_str(line),
            _ => {
                ours.push_str(line);
                theirs.push_str(line);
            }
        }
    }
    (ours, theirs)
}

#[test]
fn evidence_that_one_side_takes_away_is_gone_in_whatever_unicode_form_the_other_has_it() {
    let with = |evidence: &str| format!("[ke-hoach]\ndone = 2024-03-20\nevidence = [{evidence}]\n");
    let decomposed = "Ba\u{301}o ca\u{301}o 31";
    let base = with(&format!("\"{decomposed}\", \"B\""));
    let text = merged(&parted(&base, &with("\"Báo cáo 31\", \"B\", \"C\""), &with("\"B\", \"D\"")));
    assert!(!text.contains("31") && ["\"B\"", "\"C\"", "\"D\""].iter().all(|one| text.contains(one)), "{text}");
    // What both added is one piece of evidence.
    let both =
        merged(&parted(&with("\"B\""), &with("\"B\", \"Báo cáo 31\""), &with(&format!("\"B\", \"{decomposed}\""))));
    assert_eq!(both.matches("31").count(), 1, "{both}");
}

#[test]
fn as_many_conflicts_are_told_as_there_are_places_between_markers() {
    let base = "[ke-hoach]\ndone = 2024-03-20\nevidence = \"CV 1\"\nnote = \"1\"\n";
    for (ours, theirs) in [
        (base.replace("03-20", "03-21"), String::new()),
        (base.replace("03-20", "03-21"), base.replace("03-20", "03-22").replace("\"1\"", "\"2\"")),
        (
            base.replace("03-20", "03-21").replace("\"1\"", "\"3\""),
            base.replace("03-20", "03-22").replace("\"1\"", "\"2\""),
        ),
    ] {
        let (run, text) = stopped(&parted(base, &ours, &theirs));
        let places = text.matches("<<<<<<<").count();
        assert!(run.err().contains(&format!("units/a.toml: {places} chỗ")), "{places}: {run:?}");
    }
}

#[test]
fn files_that_have_nothing_in_common_are_one_conflict_however_long() {
    // To look for what they have in common would take hours.
    let long = |sign: &str| (0..60_000).map(|at| format!("# {sign}{at}\n")).collect::<String>();
    let (_, text) = stopped(&parted(&long("a"), &long("b"), &long("c")));
    assert_eq!(sides(&text), (long("b"), long("c")));
    let turned = |text: &str| text.lines().rev().map(|line| format!("{line}\n")).collect::<String>();
    let (_, text) = stopped(&parted(&long("a"), &turned(&long("a")), &long("c")));
    assert_eq!(sides(&text), (turned(&long("a")), long("c")));
    let theirs = long("a").replace("# a7\n", "# họ\n");
    let (_, text) = stopped(&parted(&long("a"), &turned(&long("a")), &theirs));
    assert_eq!(sides(&text), (turned(&long("a")), theirs));
    // One line in a long file is still one line.
    let (ours, theirs) = (long("a").replace("# a7\n", "# ta\n"), long("a").replace("# a59000\n", "# họ\n"));
    let text = merged(&parted(&long("a"), &ours, &theirs));
    assert_eq!(text, ours.replace("# a59000\n", "# họ\n"));
}

/// What becomes of three texts of one unit's file.
fn merge_texts(base: &str, ours: &str, theirs: &str) -> Merged {
    merge_texts_of(PLAN, base, ours, theirs)
}

/// The same by another plan.
fn merge_texts_of(plan: &str, base: &str, ours: &str, theirs: &str) -> Merged {
    read_plan(plan, |reading| {
        let plan = reading.plan.expect("the plan is sound");
        merge(&plan, UnitIx::new(0), Three { base, ours, theirs })
    })
}

/// Too long to look for what they have in common; yet what is the same above and below is no part of the conflict.
#[test]
fn a_long_conflict_leaves_out_what_is_the_same_above_and_below() {
    let long = |sign: &str| (0..9_000).map(|at| format!("# {sign}{at}\n")).collect::<String>();
    let text = |sign: &str| format!("# đầu\n{}# giữa\n# cuối\n", long(sign));
    let (ours, theirs) = (long("b"), long("c"));
    let expected = format!("# đầu\n<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n# giữa\n# cuối\n");
    let merged = merge_texts(&text("a"), &text("b"), &text("c"));
    assert_eq!(merged, Merged { text: expected, conflicts: 1 });
}

/// Lines that both sides changed alike are no conflict beside lines that each changed for itself.
#[test]
fn the_same_change_stays_one_beside_changes_of_neighbouring_lines() {
    let merged = merge_texts("# 1\n# 2\n# 3\n# 4\n# 5\n", "# A\n# 2\n# C\n# 4\n# 5\n", "# A\n# 2\n# 3\n# D\n# 5\n");
    assert_eq!(merged, Merged { text: "# A\n# 2\n# C\n# D\n# 5\n".to_owned(), conflicts: 0 });
}

/// Lines may fit together where what they record does not: the same evidence, entered by both in places of its own.
#[test]
fn lines_that_fit_and_records_that_do_not_are_left_to_people() {
    let list = |items: [&str; 2]| format!("[ke-hoach]\nevidence = [\n  # n\n{}  # m\n{}]\n", items[0], items[1]);
    let (ours, theirs) = (list(["  \"D\", # ta\n", ""]), list(["", "  \"D\", # họ\n"]));
    let merged = merge_texts(&list(["", ""]), &ours, &theirs);
    assert_eq!(merged.conflicts, 1, "{merged:?}");
    assert_eq!(sides(&merged.text), (ours, theirs), "{}", merged.text);
}

/// Where people have to look anyway, no more stands between markers than the lines that contradict each other.
#[test]
fn a_doubt_beside_a_conflict_makes_that_no_longer() {
    let text = |items: [&str; 2], note: &str| {
        format!(
            "[ke-hoach]\nevidence = [\n  # n\n{}  # m\n{}]\nreason = \"z\"\nnote = \"{note}\"\n",
            items[0], items[1]
        )
    };
    let merged =
        merge_texts(&text(["", ""], "x"), &text(["  \"D\", # ta\n", ""], "một"), &text(["", "  \"D\", # họ\n"], "hai"));
    let both = text(["  \"D\", # ta\n", "  \"D\", # họ\n"], "?");
    let conflict = "<<<<<<< ours\nnote = \"một\"\n=======\nnote = \"hai\"\n>>>>>>> theirs\n";
    assert_eq!(merged, Merged { text: both.replace("note = \"?\"\n", conflict), conflicts: 1 });
}

/// Where git alone would merge evidence line by line, its order is no reason to stop.
#[test]
fn evidence_that_one_side_puts_first_and_the_other_last_is_merged() {
    let list = |head: &str, tail: &str| format!("[ke-hoach]\nevidence = [\n{head}  \"A\",\n{tail}]\n");
    let (head, tail) = ("  \"D\", # gửi\n", "  \"C\", \"B\",\n");
    for (ours, theirs) in [((head, ""), ("", tail)), (("", tail), (head, ""))] {
        let merged = merge_texts(&list("", ""), &list(ours.0, ours.1), &list(theirs.0, theirs.1));
        assert_eq!(merged, Merged { text: list(head, tail), conflicts: 0 });
    }
}

/// Lines of one field each are told apart; where the sides have other fields there, they are one conflict.
#[test]
fn fields_that_stand_for_others_are_one_conflict() {
    let head = "[ke-hoach]\n";
    let base = format!("{head}started = 2024-03-01\ndone = 2024-03-02\nnote = \"b\"\nreason = \"a\"\n");
    let (ours, theirs) =
        (format!("{head}note = \"y\"\nreason = \"x\"\n"), format!("{head}started = 2024-03-03\ndone = 2024-03-04\n"));
    let merged = merge_texts(&base, &ours, &theirs);
    assert_eq!((merged.conflicts, sides(&merged.text)), (1, (ours, theirs)), "{}", merged.text);
}

/// Markers end as the lines between them do.
#[test]
fn markers_end_as_the_lines_of_the_file() {
    let note = |text: &str| format!("[ke-hoach]\r\nnote = \"{text}\"\r\n");
    // What the plan cannot read is merged by lines.
    for (head, [base, ours, theirs]) in [
        ("[ke-hoach]\r\n", ["x", "y", "z"].map(note)),
        ("", ["một hai\r\n", "ba bốn\r\n", "năm\r\n"].map(str::to_owned)),
    ] {
        let [own, other] = [&ours, &theirs].map(|text| text.strip_prefix(head).expect("it begins so"));
        let text = format!("{head}<<<<<<< ours\r\n{own}=======\r\n{other}>>>>>>> theirs\r\n");
        assert_eq!(merge_texts(&base, &ours, &theirs), Merged { text, conflicts: 1 });
    }
}

/// Files whose last lines do not end merge like others, and the last line of what comes of it does not end either.
#[test]
fn a_last_line_without_an_end_is_a_line_like_others() {
    for (base, ours, theirs, text) in [
        ("# 1", "# A", "# 1\n# 2", "# A\n# 2"),
        ("# 1\n# 2", "# 1\n# B", "# 0\n# 1\n# 2", "# 0\n# 1\n# B"),
        ("# 1\n", "# A", "# 1\n# 2\n", "# A\n# 2"),
        ("", "# 1", "# 1", "# 1"),
        ("# 1", "", "# 1", ""),
    ] {
        assert_eq!(
            merge_texts(base, ours, theirs),
            Merged { text: text.to_owned(), conflicts: 0 },
            "{ours:?} {theirs:?}"
        );
    }
}

/// Amounts of both sides are all there; of one day only one can be true.
#[test]
fn amounts_that_both_recorded_are_merged_by_their_days() {
    let plan =
        PLAN.replacen("id    = \"ke-hoach\"\n", "id    = \"ke-hoach\"\ntarget = { min = 100, unit = \"hộ\" }\n", 1);
    assert_ne!(plan, PLAN);
    let list = |amounts: &[(&str, u32)]| {
        let amounts: Vec<String> =
            amounts.iter().map(|(day, value)| format!("{{ on = 2024-{day}, value = {value} }}")).collect();
        format!("[ke-hoach]\nprogress = [{}]\n", amounts.join(", "))
    };
    let (one, two, three) = (("02-01", 10), ("03-01", 20), ("04-01", 30));
    let merge = |base: &[_], ours: &[_], theirs: &[_]| merge_texts_of(&plan, &list(base), &list(ours), &list(theirs));
    for (base, ours, theirs, all) in [
        (&[one][..], &[one, three][..], &[one, two][..], &[one, two, three][..]),
        (&[one], &[one, two], &[one, two], &[one, two]),
        (&[one, two], &[one, two, three], &[two], &[two, three]),
        (&[one, two], &[two], &[one, two, three], &[two, three]),
        (&[one, two], &[("02-01", 11), two], &[one, two, three], &[("02-01", 11), two, three]),
    ] {
        assert_eq!(merge(base, ours, theirs), Merged { text: list(all), conflicts: 0 }, "{ours:?} {theirs:?}");
    }
    let merged = merge(&[one], &[one, two], &[one, ("03-01", 21)]);
    assert_eq!((merged.conflicts, sides(&merged.text)), (1, (list(&[one, two]), list(&[one, ("03-01", 21)]))));
    let merged = merge(&[one], &[("02-01", 11)], &[("02-01", 12)]);
    assert_eq!((merged.conflicts, sides(&merged.text)), (1, (list(&[("02-01", 11)]), list(&[("02-01", 12)]))));
}

#[test]
fn what_one_side_left_alone_stands_byte_for_byte_as_the_other_made_it() {
    // Files that have nothing in common, and markers that somebody recorded, without an end of the last line.
    let long = |sign: &str| (0..30_000).map(|at| format!("# {sign}{at}\n")).collect::<String>();
    let (old, new) = (long("a"), long("b"));
    for (old, new) in [(old.as_str(), new.as_str()), (BASE, "<<<<<<< ours\n[x]\n=======\n[y]\n>>>>>>> theirs")] {
        let all_of_it = Merged { text: new.to_owned(), conflicts: 0 };
        for (base, ours, theirs) in [(old, old, new), (old, new, old), (old, new, new)] {
            assert_eq!(merge_texts(base, ours, theirs), all_of_it);
        }
    }
    // How lines end is no change of what they say.
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let (old_crlf, new_crlf) = (crlf(&old), crlf(&new));
    for (ours, theirs) in [(&new, &old_crlf), (&old_crlf, &new), (&new, &new_crlf)] {
        let merged = merge_texts(&old, ours, theirs);
        assert_eq!((merged.text, merged.conflicts), (new_crlf.clone(), 0));
    }
}
