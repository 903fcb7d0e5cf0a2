//! Where git cannot start the program it still merges and shows files; and what git asks of conflicts is done.

#![cfg(unix)]

use crate::repo::Repo;
use crate::support::git::shell;

const BASE: &str = "[ke-hoach]\nstarted = 2024-03-01\nnote = \"x\"\n";

/// A repository set up, with the program of its settings gone.
fn without_program() -> Repo {
    with_program("\"/không/có/tiendo\"")
}

/// A repository set up, with this in its settings instead of the program.
fn with_program(program: &str) -> Repo {
    let repo = Repo::recorded(BASE);
    repo.set_up();
    for key in ["merge.tiendo.driver", "diff.tiendo.textconv"] {
        let own = repo.git(&["config", key]);
        let begins = own.find('"').expect("the program is quoted");
        let ends = begins + 1 + own[begins + 1..].find('"').expect("the quotes close");
        let gone = format!("{}{program}{}", &own[..begins], &own[ends + 1..]);
        repo.git(&["config", key, &gone]);
    }
    repo
}

#[test]
fn without_the_program_git_merges_by_lines_and_shows_the_file() {
    let repo = without_program();
    let both = |field: &str| BASE.replace("note = \"x\"", field);
    repo.part(both("note = \"một\""), both("note = \"hai\""));
    let merged = repo.merge();
    assert_ne!(merged.code(), Some(0), "{merged:?}");
    let text = repo.text("units/a.toml");
    for part in ["<<<<<<< HEAD\n", "note = \"một\"", "=======", "note = \"hai\"", ">>>>>>> theirs\n"] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
    let diff = repo.git(&["diff", "HEAD"]);
    assert!(diff.contains("note = \"hai\""), "{diff}");
}

/// A git before 2.45 leaves the places of the names as they are.
#[test]
fn where_git_knows_no_names_the_sides_have_their_own() {
    let driver = without_program().git(&["config", "merge.tiendo.driver"]);
    let files = [("%O", "base.toml"), ("%A", "own.toml"), ("%B", "other.toml"), ("%L", "7"), ("%P", "units/a.toml")];
    let line = files.iter().fold(driver, |line, (place, filled)| line.replace(place, filled));
    let repo = Repo::recorded(BASE).with("base.toml", BASE);
    for (file, note) in [("own.toml", "một"), ("other.toml", "hai")] {
        repo.write(file, BASE.replace("\"x\"", &format!("\"{note}\"")));
    }
    repo.git(&["config", "merge.conflictStyle", "diff3"]);
    shell(&repo.work, &format!("set +e; {line}")).ends_with(&[1]);
    let text = repo.text("own.toml");
    for part in ["<<<<<<< ours\n", "||||||| base\n", ">>>>>>> theirs\n"] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

#[test]
fn where_the_program_is_stopped_git_merges_by_lines() {
    for program in ["sh -c 'exit 3'", "sh -c 'kill -9 $$'"] {
        let repo = with_program(program);
        let both = |field: &str| BASE.replace("note = \"x\"", field);
        repo.part(both("note = \"một\""), both("note = \"hai\""));
        repo.merge().ends_with(&[1]);
        let text = repo.text("units/a.toml");
        for part in ["<<<<<<<", "note = \"một\"", "=======", "note = \"hai\"", ">>>>>>>"] {
            assert!(text.contains(part), "{program}: {part} is not in {text}");
        }
        let repo = with_program(program);
        repo.part(BASE, format!("{BASE}[tuyen-truyen]\nnote = \"y\"\n"));
        repo.merge().ends_with(&[0]);
        assert!(repo.text("units/a.toml").contains("note = \"y\""), "{program}");
    }
}

/// A repository set up, whose three states of a file are of an older encoding: `í` is one byte.
fn of_an_older_encoding(base: &str, ours: &str, theirs: &str) -> Repo {
    let old = |text: &str| text.chars().map(|c| u8::try_from(c).expect("a letter of one byte")).collect::<Vec<u8>>();
    let repo = Repo::planned().with("units/a.toml", old(base));
    repo.commit("2024-03-01T08:00:00+07:00", "Recorded");
    repo.set_up();
    repo.part(old(ours), old(theirs));
    repo
}

#[test]
fn a_file_that_is_not_utf_8_is_merged_by_lines_as_git_does_it() {
    let base = "# ghí\n[ke-hoach]\nstarted = 2024-03-01\n# 1\n# 2\n# 3\n[bao-cao]\nnote = \"x\"\n";
    let ours = base.replace("2024-03-01\n", "2024-03-01\nevidence = \"À1\"\n");
    let theirs = base.replace("\"x\"", "\"ý2\"");
    let repo = of_an_older_encoding(base, &ours, &theirs);
    repo.merge().ends_with(&[0]);
    let both: Vec<u8> = ours.replace("\"x\"", "\"ý2\"").chars().map(|c| u8::try_from(c).expect("one byte")).collect();
    assert_eq!(repo.bytes("units/a.toml"), both);
    // Where lines contradict each other both stay, between the markers that git asks for.
    let ours = base.replace("\"x\"", "\"À1\"");
    let repo = of_an_older_encoding(base, &ours, &theirs);
    let run = repo.merge();
    run.ends_with(&[1]);
    let held: String = repo.bytes("units/a.toml").into_iter().map(char::from).collect();
    let marked = "<<<<<<< HEAD\nnote = \"À1\"\n=======\nnote = \"ý2\"\n>>>>>>> theirs\n";
    assert_eq!(held, base.replace("note = \"x\"\n", marked));
    assert!(run.err().contains("units/a.toml"), "{run:?}");
}

#[test]
fn conflicts_are_marked_as_git_asks() {
    for (style, base) in [("merge", false), ("diff3", true)] {
        let repo = Repo::recorded(BASE);
        repo.set_up();
        repo.git(&["config", "merge.conflictStyle", style]);
        repo.part(BASE.replace("\"x\"", "\"một\""), BASE.replace("\"x\"", "\"hai\""));
        assert_ne!(repo.merge().code(), Some(0));
        let text = repo.text("units/a.toml");
        assert!(text.contains("note = \"một\"\n") && text.contains("note = \"hai\"\n"), "{text}");
        assert_eq!(text.contains("\nnote = \"x\"\n=======\n"), base, "{style}: {text}");
        assert_eq!(text.matches("started = 2024-03-01").count(), 1, "{style}: {text}");
    }
}

#[test]
fn conflicts_have_the_names_of_the_branches_and_the_length_that_is_asked_for() {
    let repo = Repo::recorded(BASE);
    repo.set_up();
    repo.git(&["config", "merge.conflictStyle", "diff3"]);
    repo.append(".gitattributes", "units/*.toml conflict-marker-size=12\n");
    let base = repo.commit("2024-03-02", "Dấu dài hơn");
    repo.part(BASE.replace("\"x\"", "\"một\""), BASE.replace("\"x\"", "\"hai\""));
    let run = repo.merge();
    assert_ne!(run.code(), Some(0));
    let [begin, middle, between, end] = ["<", "|", "=", ">"].map(|sign| sign.repeat(12));
    assert!(run.err().contains(&format!("nằm giữa {begin} và {end};")), "{run:?}");
    // Git shortens the name of the commit that both come from as it likes.
    let text = repo.text("units/a.toml").replace(&format!("{middle} {}", &base[..7]), &format!("{middle} base"));
    let expected =
        format!("{begin} HEAD\nnote = \"một\"\n{middle} base\nnote = \"x\"\n{between}\nnote = \"hai\"\n{end} theirs\n");
    assert!(text.contains(&expected), "{text}");
}

/// Lines of a text that look like markers are none: they stay as they were recorded.
#[test]
fn a_text_that_looks_like_a_conflict_is_left_alone() {
    let quoted = "[tuyen-truyen]\nnote = \"\"\"\n=======\n||||||| original\n>>>>>>> theirs\n\"\"\"\n";
    let base = format!("[ke-hoach]\nnote = \"x\"\n\n{quoted}");
    let repo = Repo::recorded(&base);
    repo.set_up();
    repo.append(".gitattributes", "units/*.toml conflict-marker-size=12\n");
    repo.commit("2024-03-02", "Dấu dài hơn");
    let ours = "note = \"\"\"\n<<<<<<< ours\n\"\"\"\n";
    repo.part(base.replace("note = \"x\"\n", ours), base.replace("\"x\"", "\"hai\""));
    assert_ne!(repo.merge().code(), Some(0));
    let [begin, between, end] = ["<", "=", ">"].map(|sign| sign.repeat(12));
    let text = repo.text("units/a.toml");
    assert_eq!(text, format!("[ke-hoach]\n{begin} HEAD\n{ours}{between}\nnote = \"hai\"\n{end} theirs\n\n{quoted}"));
}

/// With what both come from shown too, a conflict is no longer than without.
#[test]
fn a_conflict_with_its_base_is_that_of_one_field() {
    let base = "[ke-hoach]\nstarted = 2024-03-01\nnote = \"x\"\n";
    let repo = Repo::recorded(base);
    repo.set_up();
    repo.git(&["config", "merge.conflictStyle", "diff3"]);
    let (ours, theirs) = ("done = 2024-03-28\nnote = \"một\"\n", "evidence = \"CV 1\"\nnote = \"hai\"\n");
    repo.part(base.replace("note = \"x\"\n", ours), base.replace("note = \"x\"\n", theirs));
    assert_ne!(repo.merge().code(), Some(0));
    let text = repo.text("units/a.toml");
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("|||||||")).collect();
    let expected = [
        "[ke-hoach]",
        "started = 2024-03-01",
        "done = 2024-03-28",
        "evidence = \"CV 1\"",
        "<<<<<<< HEAD",
        "note = \"một\"",
        "note = \"x\"",
        "=======",
        "note = \"hai\"",
        ">>>>>>> theirs",
    ];
    assert_eq!(lines, expected, "{text}");
}

#[test]
fn line_ends_are_no_change_of_what_is_said() {
    let other = |text: &str| text.replace("[ke-hoach]\n", "[ke-hoach]\ndone = 2024-03-28\n");
    let own = BASE.replace("\"x\"", "\"y\"");
    let both = other(&own);
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let unended = |text: &str| text.trim_end().to_owned();
    for (base, ours, theirs, merged) in [
        (crlf(BASE), crlf(&own), crlf(&other(BASE)), crlf(&both)),
        (BASE.to_owned(), crlf(&own), other(BASE), crlf(&both)),
        (crlf(BASE), crlf(&own), other(BASE), both.clone()),
        (unended(BASE), unended(&own), unended(&other(BASE)), unended(&both)),
        (unended(BASE), own.clone(), unended(&other(BASE)), both.clone()),
    ] {
        let repo = Repo::recorded(&base);
        repo.set_up();
        repo.part(&ours, &theirs);
        let run = repo.merge();
        assert_eq!((run.code(), repo.text("units/a.toml")), (Some(0), merged), "{base:?} {ours:?} {theirs:?}: {run:?}");
    }
}
